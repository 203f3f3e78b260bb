/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reports in words: what the files of them share. */
#ifndef TF_TARGET_REPORT_H
#define TF_TARGET_REPORT_H

#include "base/text.h"
#include "target/window.h"
#include "twofold/target.h"

/* X(NAME, English, Chinese); %1 to %5 stand for what is filled in. */
#define TF_REPORT_WORDS(X)                                                                         \
    /* labels of lines */                                                                          \
    X(TARGET, "target", "目标")                                                                    \
    X(BASE, "base", "基数")                                                                        \
    X(REQUIRED, "required", "需达到")                                                              \
    X(PROJECTED, "projected", "预计")                                                              \
    X(VALUE, "value", "数值")                                                                      \
    X(PARTS, "parts", "组成")                                                                      \
    X(MEMBERS, "members", "成员")                                                                  \
    X(BECAUSE, "because", "改动")                                                                  \
    X(MEETS_IT, "meets it", "可达标")                                                              \
    X(REPLAY, "replay", "重现")                                                                    \
    /* targets, by their verb: KPI, entity, base, due */                                           \
    X(DOUBLE, "double %1 of %2, base %3, by %4", "%2%1翻番，基期%3，期限%4")                       \
    X(MULTIPLY, "multiply %1 of %2, base %3, by %4", "%2%1倍增，基期%3，期限%4")                   \
    X(REACH, "%1 of %2 to reach a level by %4", "%2%1达到规定水平，期限%4")                        \
    X(GROW, "grow %1 of %2, base %3, by %4", "%2%1按年增速增长，基期%3，期限%4")                   \
    X(KEEP, "keep %1 of %2 during %4", "%2%1在%4保持规定水平")                                     \
    X(EACH, "each of %1", "%1各家")                                                                \
    X(A_FIGURE, "a figure", "给定数值")                                                            \
    /* values */                                                                                   \
    X(SHORT_BY, "%1, short by %2", "完成%1，差%2")                                                 \
    X(OVER_BY, "%1, over by %2", "完成%1，超出%2")                                                 \
    X(EXACTLY, "%1, exactly", "完成%1，恰好达到")                                                  \
    X(FIRST_IN, "; reached first %1", "；首次达到%1")                                              \
    X(NEVER, "; never reached", "；始终未达到")                                                    \
    X(KNOWN_PARTS, "known: %1 of %2 parts", "已知部分：%1/%2")                                     \
    X(COUNT_OF, "%1 of %2", "%2家中%1家")                                                          \
    X(UNKNOWN, "unknown", "未知")                                                                  \
    X(ASSUMED, "assumed: %1", "假设：%1")                                                          \
    X(WAS, " (was %1 in base)", "（原文%1）")                                                      \
    X(MORE, "and %1 more", "另有%1项")                                                             \
    X(NONE, "none", "无")                                                                          \
    X(FROM_TO, "%1  ->  %2", "%1  →  %2")                                                          \
    X(EXISTING, "existing", "现有工厂")                                                            \
    X(NOT_LISTED, "not-listed", "未列明")                                                          \
    X(OTHER, "other", "其他")                                                                      \
    X(PIPELINE, "pipeline", "在谈项目")                                                            \
    X(NO_MORE_THAN, "%1 at most %2", "%1 不超过 %2")                                               \
    X(NO_LESS_THAN, "%1 at least %2", "%1 不低于 %2")                                              \
    X(AT_VALUE, "%1 at %2", "%1 为 %2")                                                            \
    /* sentences of expectations */                                                                \
    X(VERDICT_IS, "%1 is %2", "%1为“%2”")                                                          \
    X(VALUE_OF, "%1 of %2 in %3", "%2 %3%1")                                                       \
    X(IS, " is %1", "为%1")                                                                        \
    X(AT_LEAST, " is at least %1", "不低于%1")                                                     \
    X(AT_MOST, " is at most %1", "不高于%1")                                                       \
    X(WITHIN, ", within %1", "（误差不超过%1）")                                                   \
    X(AND, " and", "，")                                                                           \
    X(CHANCE_OF, "the chance of %1", "%1的达成概率")                                               \
    X(IN_SCENARIO, " in scenario %1", "（情景%1）")                                                \
    X(EXPECTED_VERDICT, ", expected %1", "，应为“%1”")                                             \
    X(FOUND, "%1: found %2", "%1：实为%2")                                                         \
    /* checks that do not hold */                                                                  \
    X(DOUBLING, "doubling %1 of %2 from %3 by %4 is ", "%2%1从%3到%4翻番：")                       \
    X(READS, " is %1, which does not read as %2", "为%1，读出来不是%2")                            \
    X(FAR, "%1 is not near %2: off by %3, allowed %4 or a share of %5",                            \
      "%1与%2不接近：相差%3，允许%4或比例%5")                                                      \
    X(NOT_LOWER, " is %1, not lower than %2 in base", "为%1，并不低于原文的%2")                    \
    X(NOT_HIGHER, " is %1, not higher than %2 in base", "为%1，并不高于原文的%2")                  \
    X(NOT_SUM, " is %1, its parts are %2", "为%1，各部分之和为%2")                                 \
    X(FELL, " is %1, the year before it was %2", "为%1，上一年为%2")                               \
    X(DIFFERS, "the projection differs in %1 of %2 cells from %3",                                 \
      "测算与 %3 有 %1/%2 个单元格不同")                                                           \
    X(STORED, "%1: stored %2, now %3", "%1：原存%2，现为%3")                                       \
    X(SOUND, "expected a fault at %1, %2; the plan is sound", "应在 %1 处有错误 %2；规划没有错误") \
    X(OTHER_FAULTS, "expected a fault at %1, %2; found:", "应在 %1 处有错误 %2；实际为：")         \
    X(EXPECTS_NOTHING, "the plan expects nothing", "规划没有写预期")                               \
    /* checks that cannot be told */                                                               \
    X(NO_SCENARIO, "no such scenario: %1", "没有这个情景：%1")                                     \
    X(NO_TARGET, "no such target: %1", "没有这个目标：%1")                                         \
    X(NO_ENTITY, "no such entity: %1", "没有这个对象：%1")                                         \
    X(NO_KPI, "no such KPI: %1", "没有这个指标：%1")                                               \
    X(NO_PERIOD, "cannot read %1 as a period", "无法把 %1 读成期间")                               \
    X(NO_FIGURE, "%1 is not a figure of %2", "%1 不是%2的数值")                                    \
    X(NO_SUM, "%1 is no sum of parts", "%1不是各部分之和")                                         \
    X(NO_YEARS, "no two years are known: %1 of %2", "不足两年已知：%2%1")                          \
    X(NO_ORDER, "%2 does not come after %1", "%2 不晚于 %1")                                       \
    X(CANNOT, "%1: %2", "%1：%2")                                                                  \
    X(SKIPPED_CHANCE, "%1: chances come with simulation", "%1：概率要等模拟功能")

enum tf_report_word {
#define TF_X(name, en, zh) TF_SAY_##name,
    TF_REPORT_WORDS(TF_X)
#undef TF_X
        TF_SAY_COUNT
};

enum { TF_SAID = 512 /* bytes of a text within a line */, TF_MOST_CHANGES = 8 };

struct tf_reporter {
    twofold_projections *projections;
    const twofold_plan *plan;
    const char *scenario;           /* "" for none */
    const twofold_projection *here; /* under the scenario and the overrides */
    const twofold_projection *base; /* as written; NULL if nothing differs from it */
    twofold_lang lang;
    const char *file; /* "" for none */
    struct tf_out out;
};

/* ---- Words (report_words.c) ---- */

/* The words with %1 to %5 replaced (by "" where NULL), appended. */
void tf_say(struct tf_buffer *buffer, enum tf_report_word which, twofold_lang lang,
            const char *const fillings[5]);
/* A value with its unit as people read it, "23.57亿元", "1300M CNY"; "unknown" for NaN. */
void tf_say_amount(const twofold_projection *projection, int entity, int kpi, double value,
                   twofold_lang lang, char text[TF_SAID]);
/* A value as a figure beside it is written, with two digits more: "704.607万元/亩". False where the
 * figure does not begin with its digits ("$15M", "$name"), and for NaN. */
bool tf_say_alike(const struct tf_written *figure, double value, struct tf_buffer *buffer);
/* "90.7%" */
void tf_say_percent(double share, char text[TF_SAID]);
void tf_say_period(twofold_period period, twofold_lang lang, char text[TF_SAID]);
/* What an entity is called: its path, or in Chinese its name. */
const char *tf_entity_called(const twofold_plan *plan, int entity, twofold_lang lang);
/* The same beside what it is part of: its id. */
const char *tf_part_called(const twofold_plan *plan, int entity, twofold_lang lang);
const char *tf_kpi_called(const twofold_plan *plan, int kpi, twofold_lang lang);

/* ---- Lines (report_lines.c) ---- */

/* Opens a report; what is missing in reporting is left out. As twofold_projections_get. */
twofold_status tf_report_open(twofold_projections *projections, const char *scenario,
                              const twofold_reporting *reporting, twofold_sink sink, void *user,
                              struct tf_reporter *report);
/* "    label      text          file:line": label TF_SAY_COUNT repeats none, line 0 is no place. */
void tf_report_line(struct tf_reporter *report, enum tf_report_word label, const char *text,
                    unsigned line);
/* The parts of an entity, the members of a view. */
void tf_report_parts(struct tf_reporter *report, int entity, int kpi, twofold_period period);
/* What differs from the plan as written; NULL if nothing does. Free it. */
twofold_status tf_report_changes(struct tf_reporter *report, twofold_changes **changes);
/* Which values of what differs meet a target that is missed, each alone (report_solve.c). */
twofold_status tf_report_solutions(struct tf_reporter *report, const char *target,
                                   const twofold_changes *changes);
/* "twofold VERB FILE … options", each a name and its value. */
void tf_report_replay(struct tf_reporter *report, const char *verb, const char *const options[][2],
                      size_t count);

/* Lines on an assessment, and on a value, into an open report (report.c). */
twofold_status tf_report_assessment(struct tf_reporter *report,
                                    const twofold_assessment *assessment);
twofold_status tf_report_value(struct tf_reporter *report, int entity, int kpi,
                               twofold_period period);

#endif
