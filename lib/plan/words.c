/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan/words.h"

#include "base/text.h"

#include "plan/phrases.h"

#include <string.h>

struct word {
    const char *en, *zh;
};

/* Further Chinese names of keys and KPIs. One that means two keys of different mappings stands
 * twice. */
static const struct word synonyms[] = {
    {"zh", "名称"},
    {"zh", "企业名称"},
    {"zh", "项目名称"},
    {"years", "年份"},
    {"growth", "增速"},
    {"growth", "增幅"},
    {"pace", "增幅"},
    {"cluster", "产业"},
    {"cluster", "集群"},
    {"cluster", "所属产业"},
    {"zone", "片区"},
    {"existing", "现状"},
    {"signed", "签约时间"},
    {"start", "开工时间"},
    {"built", "竣工时间"},
    {"trial", "试产时间"},
    {"produce", "投产时间"},
    {"full", "达产时间"},
    {"why", "说明"},
    {"output", "总产值"},
    {"output", "工业总产值"},
    {"sales", "销售收入"},
    {"sales", "营业收入"},
    {"value-added", "工业增加值"},
    {"tax", "税金"},
    {"tax", "纳税"},
    {"jobs", "从业人员"},
    {"jobs", "就业人数"},
    {"jobs", "职工人数"},
    {"investment", "总投资"},
    {"investment", "投资额"},
    {"land", "占地"},
    {"land", "土地"},
    {"vat", "增值税率"},
    {"income-tax", "所得税率"},
    {"surcharges", "附加税"},
};

/* Words that stand as values or ids. The names of spend curves are those of curve.h. */
static const struct word words[] = {
    {"in-place", "原地"},     {"new-site", "新址"},
    {"supporting", "配套"},   {"automation", "自动化"},
    {"service", "服务"},      {"s-curve", "S曲线"},
    {"even", "均匀"},         {"early", "前重"},
    {"late", "后重"},         {"flow", "流量"},
    {"stock", "存量"},        {"met", "达标"},
    {"missed", "未达标"},     {"unknown", "未知"},
    {"park", "园区"},         {"existing", "现有"},
    {"pipeline", "在谈项目"}, {"not-listed", "未列明"},
    {"other", "其他"},        {"taxable-income", "应纳税所得额"},
    {"profit", "利润"},       {"revenue", "收入"},
};

/* What faults find and expect, whole or as an item of a list (chinese_text.c). */
static const struct word phrases[] = {
#define TF_X(en, zh) {en, zh},
    TF_PHRASE_LIST(TF_X)
#undef TF_X
};

#define COUNT(table) (sizeof(table) / sizeof *(table))

const char *tf_synonym(const char *text, size_t size, size_t n)
{
    for (size_t i = 0; i < COUNT(synonyms); i++) {
        if (tf_text_is(text, size, synonyms[i].zh) && n-- == 0) return synonyms[i].en;
    }
    return NULL;
}

const char *tf_word_english(const char *text, size_t size)
{
    for (size_t i = 0; i < COUNT(words); i++) {
        if (tf_text_is(text, size, words[i].zh)) return words[i].en;
    }
    return NULL;
}

static const char *chinese_in(const struct word *table, size_t count, const char *text, size_t size)
{
    for (size_t i = 0; i < count; i++) {
        if (tf_text_is(text, size, table[i].en)) return table[i].zh;
    }
    return NULL;
}

const char *tf_word_chinese(const char *text, size_t size)
{
    return chinese_in(words, COUNT(words), text, size);
}

const char *tf_phrase_chinese(const char *text, size_t size)
{
    return chinese_in(phrases, COUNT(phrases), text, size);
}

bool tf_is_word(const char *text, size_t size, const char *english)
{
    const char *word = tf_word_english(text, size);
    return tf_text_is(text, size, english) || (word != NULL && strcmp(word, english) == 0);
}
