/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Help, made from the tables of verbs and options; only the examples are its own. */
#include "options.h"

#include <string.h>

enum { MOST_EXAMPLES = 4 };

/* Examples of each verb; a verb without one does not compile. */
static const struct {
    const char *line;
    const char *doc[2]; /* by language */
} examples[VERB_COUNT][MOST_EXAMPLES] = {
    [VERB_CHECK] =
        {
            {"twofold check park.yaml", {"faults, defaults, assumptions", "错误、默认值、假设值"}},
            {"twofold check park.yaml --lang zh", {"in Chinese", "用中文"}},
            {"twofold check park.yaml --format json", {"faults for an editor", "供编辑器使用"}},
        },
    [VERB_PROJECT] =
        {
            {"twofold project park.yaml", {"the table for the meeting", "供会议使用的表格"}},
            {"twofold project park.yaml --of heli --kpi output --by quarter --set price.2023=95%",
             {"one firm, prices down 5% from 2023", "一家企业，2023年起价格下降5%"}},
            {"twofold project park.yaml --scenario late --format csv > late.csv",
             {"every entity, KPI and year", "全部对象、指标和年份"}},
        },
    [VERB_TARGETS] =
        {
            {"twofold targets park.yaml", {"does it double, and when", "能否翻番，何时翻番"}},
            {"twofold targets park.yaml --sort attainment --lang zh",
             {"worst first, in Chinese", "完成率最低的在前"}},
            {"twofold targets park.yaml --set 'heli.south-base.delay={built: 6 months}'",
             {"and if construction slips?", "若工期推迟六个月？"}},
        },
    [VERB_FISCAL] =
        {
            {"twofold fiscal park.yaml --of heli.south-base --rate 5%",
             {"when is the support repaid, and what is left", "扶持资金何时收回，净得多少"}},
            {"twofold fiscal park.yaml --of heli.south-base --kpi tax --cost 2022=3000万元",
             {"all tax, against a road as well", "全口径税收，另计道路支出"}},
            {"twofold fiscal park.yaml --of heli.south-base --scenario late --lang zh",
             {"and if it is late?", "若推迟？"}},
        },
    [VERB_COMPARE] =
        {
            {"twofold compare park.yaml", {"all scenarios", "全部情景"}},
            {"twofold compare park.yaml --set 'heli.south-base.delay.built=6 months' --set "
             "price.2023=95%",
             {"each change alone, both, and why", "各项改动、两者同时及原因分解"}},
            {"twofold compare park.yaml --base moved --scenario both --of heli --lang zh",
             {"under another reading, in Chinese", "在另一种理解下，用中文"}},
            {"twofold compare park.yaml --with actuals --lang zh",
             {"what was reported against the plan", "实绩与规划对照"}},
        },
    [VERB_SOLVE] =
        {
            {"twofold solve park.yaml --target doubles --input heli.growth --from 0% --to 50%",
             {"which growth doubles it?", "年增长多少才能翻番？"}},
            {"twofold solve park.yaml --target doubles --input delay.built --from '0 days' --to "
             "3年",
             {"how late may building be?", "建设最多可推迟多久？"}},
            {"twofold solve park.yaml --target campaign --of heli --input price --from 50% --to "
             "150%",
             {"one member of a target of many", "多企业目标的一个成员"}},
        },
    [VERB_DIFF] =
        {
            {"twofold diff before.csv after.csv",
             {"what changed, greatest change first", "有哪些变化，变化大的在前"}},
            {"twofold diff before.csv after.csv --tolerance 0.1%",
             {"but for the last digits", "忽略尾数差异"}},
            {"git show HEAD:park.csv > old.csv && twofold diff old.csv park.csv --lang zh",
             {"against the version before", "与上一版本比较"}},
        },
    [VERB_TEST] =
        {
            {"twofold test park.yaml", {"what fails, and why", "哪些不成立，为什么"}},
            {"twofold test park.yaml --set price.2023=95% --lang zh",
             {"would it still hold?", "若价格下降，是否仍然成立？"}},
            {"twofold test park.yaml --format junit > results.xml",
             {"for a build server", "供持续集成使用"}},
        },
    [VERB_EXPLAIN] =
        {
            {"twofold explain park.yaml heli.output.2025",
             {"where does this number come from?", "这个数从哪里来？"}},
            {"twofold explain park.yaml 合力.税收.2024Q3 --scenario late --lang zh",
             {"by names, a quarter, under a scenario", "用名称，按季，在情景之下"}},
            {"twofold explain park.yaml park.jobs.2025 --format csv > jobs.csv",
             {"every figure behind it, a row each", "其后的每一项数值，各占一行"}},
        },
};
_Static_assert(sizeof examples / sizeof *examples == VERB_COUNT, "examples of each verb");

static const char *verb_doc(enum verb verb, twofold_lang lang)
{
    static const char *const docs[VERB_COUNT][2] = {
#define X(name, text, en, zh) {en, zh},
        VERB_LIST(X)
#undef X
    };
    return docs[verb][lang == TWOFOLD_ZH];
}

static void heading(enum word which, twofold_lang lang)
{
    printf("\n%s%s\n", word(which, lang), lang == TWOFOLD_ZH ? "：" : ":");
}

/* Text from a column on, broken at blanks (Chinese: wherever it is full). */
static void put_wrapped(const char *text, size_t column, twofold_lang lang)
{
    const size_t room = 96 - column;
    size_t used = 0;
    while (*text != '\0') {
        size_t size = lang == TWOFOLD_ZH ? 1 : strcspn(text + 1, " ") + 1;
        while (((unsigned char)text[size] & 0xC0) == 0x80) size++;
        const size_t width = twofold_text_width(text, size);
        if (used > 0 && used + width > room) {
            printf("\n%*s", (int)column, "");
            used = 0;
            const size_t blank = *text == ' ';
            text += blank;
            size -= blank;
        }
        printf("%.*s", (int)size, text);
        used += width;
        text += size;
    }
    putchar('\n');
}

static void put_options(enum verb verb, twofold_lang lang)
{
    enum { COLUMN = 38 };
    heading(WORD_OPTIONS, lang);
    for (int i = 0; i < OPTION_COUNT; i++) {
        const struct option_row *row = option_at((enum option_id)i);
        if (verb != VERB_COUNT && (row->verbs & 1u << verb) == 0) continue;
        const int width =
            printf("  --%s%s%s", row->name, row->takes[0] != '\0' ? " " : "", row->takes);
        if (width >= COLUMN) putchar('\n');
        printf("%*s", width < COLUMN ? COLUMN - width : COLUMN, "");
        put_wrapped(row->doc[lang == TWOFOLD_ZH], COLUMN, lang);
    }
}

static void put_examples(enum verb verb, size_t most, twofold_lang lang)
{
    for (size_t i = 0; i < most && examples[verb][i].line != NULL; i++)
        printf("  %s\n      %s\n", examples[verb][i].line,
               examples[verb][i].doc[lang == TWOFOLD_ZH]);
}

void options_help(enum verb verb, twofold_lang lang)
{
    const bool all = verb == VERB_COUNT;
    char usage[96];
    snprintf(usage, sizeof usage, "%s %s [options]", all ? "VERB" : verb_name(verb),
             verb_operands(verb));
    word_put(stdout, WORD_USAGE, lang, usage, NULL, NULL);
    putchar('\n');
    if (all) heading(WORD_VERBS, lang);
    for (int i = 0; i < VERB_COUNT; i++)
        if (all) printf("  %-10s%s\n", verb_name((enum verb)i), verb_doc((enum verb)i, lang));
    if (!all) puts(verb_doc(verb, lang));
    put_options(verb, lang);
    heading(WORD_EXAMPLES, lang);
    for (int i = 0; i < VERB_COUNT; i++)
        if (all || i == (int)verb) put_examples((enum verb)i, all ? 1 : MOST_EXAMPLES, lang);
    printf("\n%s\n", word(WORD_EXITS, lang));
    if (all) puts(word(WORD_MORE_HELP, lang));
}
