/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command's own words in both languages. The library has its own: statuses, faults, KPIs,
 * verdicts, units, periods. */
#ifndef CLI_WORDS_H
#define CLI_WORDS_H

#include "twofold/base.h"

#include <stdio.h>

/* X(NAME, English, Chinese); %1 to %3 stand for what is filled in. */
#define WORDS(X)                                                                                   \
    /* the command line */                                                                         \
    X(USAGE, "Usage: twofold %1", "用法：twofold %1")                                              \
    X(VERBS, "Verbs", "命令")                                                                      \
    X(OPTIONS, "Options", "选项")                                                                  \
    X(EXAMPLES, "Examples", "示例")                                                                \
    X(EXITS,                                                                                       \
      "Exit status: 0 done, 1 target missed, test failed or cells differ, 2 bad input, 3 could "   \
      "not run.",                                                                                  \
      "退出状态：0 完成，1 有目标未达标、预期不成立或有差异，2 输入有误，3 无法运行。")            \
    X(MORE_HELP, "'twofold VERB --help' explains one verb; 'twofold --help' lists all.",           \
      "“twofold VERB --help” 说明单个命令，“twofold --help” 列出全部。")                           \
    X(NO_VERB, "no verb given; expected %1", "缺少命令；应为 %1")                                  \
    X(UNKNOWN_VERB, "no such verb: %1; expected %2", "没有这个命令：%1；应为 %2")                  \
    X(UNKNOWN_OPTION, "no such option: %1", "没有这个选项：%1")                                    \
    X(NOT_AN_OPTION_OF, "%1 is not an option of '%2'; it takes %3",                                \
      "选项 %1 不用于 “%2”；可用的有 %3")                                                          \
    X(NO_ARGUMENT, "%1 needs a value: %2", "%1 需要一个值：%2")                                    \
    X(UNWANTED_ARGUMENT, "%1 takes no value", "%1 不带值")                                         \
    X(BAD_CHOICE, "%1: no such choice: %2; expected %3", "%1：没有这个选择：%2；应为 %3")          \
    X(NO_FILE, "%1: no file given; expected %2", "%1：缺少文件；应为 %2")                          \
    X(TOO_MANY, "%1 is one too many: %2 takes %3", "多出 %1：%2 后应为 %3")                        \
    X(NOT_A_CELL, "%1 is no cell; expected %2, as heli.output.2025",                               \
      "%1 不是单元格；应为 %2，如 heli.output.2025")                                               \
    X(UNKNOWN_PERIOD, "no such period: %1; expected a year, quarter or month of %2",               \
      "没有这个期间：%1；应为 %2 内的年、季或月")                                                  \
    X(DID_YOU_MEAN, "; did you mean %1?", "；是不是 %1？")                                         \
    /* what went wrong */                                                                          \
    X(ERROR, "error", "错误")                                                                      \
    X(WARNING, "warning", "警告")                                                                  \
    X(NOTE, "note", "说明")                                                                        \
    X(UNREADABLE, "cannot read %1: %2", "无法读取 %1：%2")                                         \
    X(FAILED, "%1: %2", "%1：%2")                                                                  \
    X(NO_OUTPUT, "cannot write the output: %1", "无法写出结果：%1")                                \
    X(NO_SCENARIOS, "there are no scenarios in this plan, so no %1",                               \
      "此规划没有情景，因此没有 %1")                                                               \
    X(UNKNOWN_SCENARIO, "no such scenario: %1", "没有这个情景：%1")                                \
    X(UNKNOWN_ENTITY, "no such entity: %1", "没有这个对象：%1")                                    \
    X(UNKNOWN_KPI, "no such KPI: %1", "没有这个指标：%1")                                          \
    X(EXPECTED, "; expected %1", "；应为 %1")                                                      \
    X(ITEM, ", %1", "、%1")                                                                        \
    X(SEMICOLON, "; ", "；")                                                                       \
    X(SEE_ENTITIES, "; 'twofold project FILE --format csv' lists all %1",                          \
      "；“twofold project FILE --format csv” 列出全部 %1 个")                                      \
    /* counts: one, many */                                                                        \
    X(ONE_ERROR, "%1 error", "%1 个错误")                                                          \
    X(MANY_ERRORS, "%1 errors", "%1 个错误")                                                       \
    X(ONE_WARNING, "%1 warning", "%1 个警告")                                                      \
    X(MANY_WARNINGS, "%1 warnings", "%1 个警告")                                                   \
    X(AND_MORE, " and %1 more", " 等，另有 %1 个")                                                 \
    X(COLON, ": ", "：")                                                                           \
    X(ITEMS, ", ", "、")                                                                           \
    X(IN_BRACKETS, " (%1)", "（%1）")                                                              \
    /* check */                                                                                    \
    X(SOUND, "the plan is sound", "规划可用")                                                      \
    X(NOT_SOUND, "there are faults", "有错误")                                                     \
    X(BY_DEFAULT, "Filled in by default (each counts as an assumption):",                          \
      "按默认值补全（每项计为一个假设）：")                                                        \
    X(ASSUMED, "Assumed, not reported:", "假设值（非报告值）：")                                   \
    X(NOTHING_ASSUMED, "Nothing is assumed: every figure is reported.",                            \
      "没有假设：所有数值均为报告值。")                                                            \
    X(PATH, "path", "路径")                                                                        \
    X(VALUE, "value", "数值")                                                                      \
    X(WHY, "why", "理由")                                                                          \
    X(LINE, "line", "行")                                                                          \
    /* titles and notes of tables */                                                               \
    X(SCENARIO, "scenario: %1", "情景：%1")                                                        \
    X(AS_WRITTEN, "the plan as written", "规划原文")                                               \
    X(CHANGED, "changed: %1", "改动：%1")                                                          \
    X(AS_OF, ", as of %1", "，截至%1")                                                             \
    X(YEARS, "%1 to %2", "%1–%2年")                                                                \
    X(ONE_ASSUMPTION, "%1 figure of this plan is an assumption: 'twofold check %2' lists it.",     \
      "本规划有 %1 项数值为假设：“twofold check %2” 可列出。")                                     \
    X(MANY_ASSUMPTIONS,                                                                            \
      "%1 figures of this plan are assumptions or defaults: 'twofold check %2' lists them.",       \
      "本规划有 %1 项数值为假设或默认值：“twofold check %2” 可逐项列出。")                         \
    X(PARTS_KNOWN, "parts known", "已知部分")                                                      \
    X(PARTLY, "* of the known parts only; 9/14: 9 of 14 parts are known.",                         \
      "* 仅含已知部分；9/14 表示 14 个部分中 9 个已知。")                                          \
    X(NO_VALUE, "— unknown or undefined.", "— 未知或无定义。")                                     \
    X(NOTHING_KNOWN, "Nothing known: %1", "无已知数据：%1")                                        \
    X(ALL_ZERO, "Zero throughout: %1", "全期为零：%1")                                             \
    X(ZERO_WHERE_KNOWN, "Zero as far as known: %1", "已知期内为零，其余未知：%1")                  \
    X(NO_DATA, "Nothing is known of %1.", "%1：没有已知数据。")                                    \
    X(NO_TARGETS, "This plan has no targets.", "此规划没有目标。")                                 \
    X(NO_SUCH_TARGETS, "No target of this plan is selected.", "没有选中任何目标。")                \
    /* check: how taxes come about */                                                              \
    X(TAX_LEVELS, "Tax of plants and projects:", "税收测算口径：")                                 \
    X(TAX_LEVEL, "Tax: %1", "税收：%1")                                                            \
    X(TAX_EFFECTIVE, "level 0, a figure or a share of output", "0级：给定数值或产值占比")          \
    X(TAX_INSTRUMENTS, "level 1, by instruments", "1级：分税种")                                   \
    X(TAX_NOT_GIVEN, "not given", "未给出")                                                        \
    /* fiscal */                                                                                   \
    X(YEAR, "year", "年份")                                                                        \
    X(GAINED, "gained", "税收")                                                                    \
    X(SUPPORT, "support", "扶持资金")                                                              \
    X(OTHER_COSTS, "other costs", "其他支出")                                                      \
    X(NET, "net", "净额")                                                                          \
    X(TO_DATE, "to date", "累计")                                                                  \
    X(PRESENT, "present value", "现值")                                                            \
    X(FLOW_OF, "%1: %2 gained less support, %3", "%1：%2减扶持资金，%3")                           \
    X(OVER_FIRST, " (more than in the first year)", "（超过首年的部分）")                          \
    X(NPV, "Net present value at %1 in %2: %3", "按 %1 折现至 %2 年的净现值：%3")                  \
    X(SUM_OF_NET, "Sum to %1, not discounted: %2 (--rate 5% discounts it)",                        \
      "至 %1 年合计（未折现）：%2（--rate 5% 可折现）")                                            \
    X(IRR_ONE, "Internal rate of return: %1", "内部收益率：%1")                                    \
    X(IRR_NONE, "Internal rate of return: none; the flow changes its sign %1 times",               \
      "内部收益率：无解；净额变号 %1 次")                                                          \
    X(IRR_SEVERAL, "Internal rates of return: %1; of several none is the return",                  \
      "内部收益率有多解：%1；均不可作为收益率")                                                    \
    X(REPAID, "Repaid %1 years after the beginning of %2, in %3",                                  \
      "自 %2 年初起 %1 年收回，在 %3 年")                                                          \
    X(NOT_REPAID, "Not repaid by the end of %1", "至 %1 年末未收回")                               \
    X(NO_COSTS, "There is nothing to repay.", "没有需要收回的支出。")                              \
    X(GAIN_UNKNOWN, "In %1 of %2 years the tax is not known of all parts: there is no sum.",       \
      "%2 年中有 %1 年税收并非全部已知，无法合计。")                                               \
    X(WHOLE_TAX, "--kpi tax takes the whole tax instead of the local part.",                       \
      "--kpi tax 改按全口径税收计算。")                                                            \
    X(SUPPORT_UNKNOWN, "Support funds that nobody gives count as 0.", "未给出的扶持资金按 0 计。") \
    X(BAD_COST, "--cost: cannot read %1; expected YEAR=AMOUNT in %2, of a year of the plan",       \
      "--cost：无法读取 %1；应为规划年份内的 年份=金额（%2）")                                     \
    X(NOT_MONEY, "--kpi: %1 is no flow of money", "--kpi：%1 不是金额流量")                        \
    /* compare --with actuals */                                                                   \
    X(PLAN, "plan", "规划")                                                                        \
    X(ACTUAL, "actual", "实绩")                                                                    \
    X(VARIANCE, "variance", "偏差")                                                                \
    X(SHARE_OF_PLAN, "of plan", "偏差率")                                                          \
    X(SOURCE, "source", "来源")                                                                    \
    X(NO_REPORTS, "Nothing is reported of what is selected.", "所选对象没有实绩。")                \
    X(REPORT_COUNTS, "%1 reports: %2 above the plan, %3 below it.",                                \
      "共 %1 项实绩：%2 项高于规划，%3 项低于规划。")                                              \
    X(WITHOUT_REPORTS, "plan: as if nothing had been reported.", "规划：不含任何实绩的测算值。")   \
    X(PARTLY_PLANNED, "* of the known parts only.", "* 仅含已知部分。")                            \
    X(WITH_ACTUALS_ONE,                                                                            \
      "--with actuals takes one --scenario (several are joined by '+'), and no --base",            \
      "--with actuals 只接受一个 --scenario（多个情景用 + 连接），且不接受 --base")                \
    /* diff */                                                                                     \
    X(SCENARIO_COLUMN, "scenario", "情景")                                                         \
    X(ENTITY, "entity", "对象")                                                                    \
    X(KPI, "KPI", "指标")                                                                          \
    X(PERIOD, "period", "期间")                                                                    \
    X(LEFT, "left", "左")                                                                          \
    X(RIGHT, "right", "右")                                                                        \
    X(DIFFERENCE, "difference", "差异")                                                            \
    X(RELATIVE, "relative", "相对差异")                                                            \
    X(LEFT_AND_RIGHT, "left: %1; right: %2", "左：%1；右：%2")                                     \
    X(NO_CELL, "no such cell", "无此项")                                                           \
    X(CELLS_DIFFER, "%1 of %2 cells differ%3.", "%2 个单元格中 %1 个不同%3。")                     \
    X(CELLS_SAME, "All %1 cells are the same%2.", "%1 个单元格全部相同%2。")                       \
    X(WITHIN, " by more than %1 of the greater value", "（差异超过较大值的 %1）")                  \
    X(WITHIN_SAME, " within %1 of the greater value", "（差异不超过较大值的 %1）")                 \
    X(ONLY_LEFT, "Only on the left: %1.", "仅左侧有：%1 个。")                                     \
    X(ONLY_RIGHT, "Only on the right: %1.", "仅右侧有：%1 个。")                                   \
    X(MORE_CELLS, "%1 more; '--format csv' lists all.", "另有 %1 个，“--format csv” 列出全部。")   \
    /* explain */                                                                                  \
    X(IS_MADE_OF, "is made of", "构成")                                                            \
    X(COMES_FROM, "comes from", "依据")                                                            \
    X(OF_SOURCE, ", %1", "，%1")                                                                   \
    X(AT_LINE, ", line %1", "，第 %1 行")                                                          \
    X(AT_LINE_OF, ", %1 line %2", "，%1 第 %2 行")                                                 \
    X(ZERO_HERE, "Zero in the period: %1", "本期为零：%1")                                         \
    /* entities that have no name of their own */                                                  \
    X(EXISTING, "existing plant", "现有工厂")                                                      \
    X(NOT_LISTED, "not listed", "未列明")                                                          \
    X(OTHER, "other", "其他")                                                                      \
    X(PIPELINE, "pipeline", "在谈项目")                                                            \
    X(EXPECTED_VALUES, "%1 (expected, not in the totals)", "%1（期望值，不计入合计）")             \
    X(BY_ZONE, "by zone", "按片区")                                                                \
    X(BY_GROUP, "by group", "按组")                                                                \
    /* columns of targets */                                                                       \
    X(TARGET, "target", "目标")                                                                    \
    X(DUE, "due", "期限")                                                                          \
    X(UNIT, "unit", "单位")                                                                        \
    X(BASE, "base", "基数")                                                                        \
    X(REQUIRED, "required", "需达到")                                                              \
    X(PROJECTED, "projected", "预计")                                                              \
    X(ATTAINED, "attained", "完成")                                                                \
    X(GAP, "gap", "差额")                                                                          \
    X(FIRST, "first reached", "首次达到")                                                          \
    X(HELD, "held from", "稳定达到")                                                               \
    X(PACE_NEEDED, "pace needed", "需年均")                                                        \
    X(PACE_PROJECTED, "pace projected", "预计年均")                                                \
    X(LAND_SPLIT, "land / per mu", "土地/亩均")                                                    \
    X(VERDICT, "verdict", "结论")                                                                  \
    X(REPORTED, "reported", "已报")                                                                \
    X(ENTERPRISES, "enterprises", "家企业")                                                        \
    X(DOUBLE, "%1: double %2", "%1%2翻番")                                                         \
    X(MULTIPLY, "%1: multiply %2", "%1%2倍增")                                                     \
    X(REACH, "%1: reach %2", "%1%2达标")                                                           \
    X(GROW, "%1: grow %2", "%1%2增长")                                                             \
    X(KEEP, "%1: keep %2", "%1%2保持")                                                             \
    X(UNKNOWN_PARTS,                                                                               \
      "%1: unknown, because %2 of %3 parts are known. Values and attainment are of known parts.",  \
      "%1：未知，因为 %3 个部分中仅 %2 个已知；数值和完成率只含已知部分。")                        \
    X(UNKNOWN_NOTHING, "%1: unknown, because none of its %3 parts is known at base and due.",      \
      "%1：未知，因为 %3 个部分在基期和到期均无已知数据。")                                        \
    X(UNKNOWN_BASE, "%1: unknown, because the base is not above zero, or a value is undefined.",   \
      "%1：未知，因为基数不大于零，或数值无定义。")                                                \
    X(UNKNOWN_MEMBERS, "%1: unknown, because only %2 of %3 members have a verdict.",               \
      "%1：未知，因为 %3 个成员中仅 %2 个有结论。")                                                \
    X(OF_MEMBERS, "%1: of %2 members ", "%1：%2 个成员中")                                         \
    X(MEMBER_COUNTS, "%1 met, %2 missed, %3 unknown.", "达标 %1，未达标 %2，未知 %3。")            \
    X(NO_VERDICT, "%1: no verdict (known parts of all): ", "%1：无结论（已知部分/全部）：")        \
    X(SURPLUS_NOTE, "gap: what is missing; negative once the target is exceeded.",                 \
      "差额：尚缺的数值；超过目标时为负。")                                                        \
    X(ANNOUNCED, "%1: reported as %2; this projection says %3.",                                   \
      "%1：已报为“%2”，本测算结论为“%3”。")                                                        \
    X(LAND_NOTE, "land / per mu: shares of the growth from more land and from more on each mu.",   \
      "土地/亩均：增长中来自新增用地与亩均提高的份额。")                                           \
    /* test */                                                                                     \
    X(NO_EXPECTATIONS, "This plan expects nothing: see 'expect' in the plan format.",              \
      "此规划没有写预期：见规划格式中的“预期”。")                                                  \
    X(TEST_COUNTS, "%1 passed, %2 failed, %3 skipped", "通过 %1，未通过 %2，跳过 %3")              \
    X(OUTCOME, "outcome", "结果")                                                                  \
    X(EXPECTATION, "expectation", "预期")                                                          \
    X(NO_SIMULATION, "chances come with simulation", "概率要等模拟功能")                           \
    /* compare */                                                                                  \
    X(COMPARED_WITH, "compared with: %1", "比较基准：%1")                                          \
    X(BASE_CASE, "base", "基准")                                                                   \
    X(ALL_TOGETHER, "all together", "全部同时")                                                    \
    X(FROM_BASE, "from base", "与基准之差")                                                        \
    X(OF_WHICH, "of which %1", "其中 %1")                                                          \
    X(TOGETHER, "together", "叠加")                                                                \
    X(NO_DIFFERENCE, "No difference: %1", "无变化：%1")                                            \
    X(NOTHING_TO_COMPARE, "This plan has no scenarios: give --set PATH=VALUE.",                    \
      "此规划没有情景：请用 --set PATH=VALUE 给出改动。")                                          \
    X(CHANGE, "change", "改动")                                                                    \
    X(BEFORE, "in the plan", "规划中")                                                             \
    X(AFTER, "changed to", "改为")                                                                 \
    X(TOGETHER_NOTE, "together: what the changes do together beyond what each does alone.",        \
      "叠加：各项改动同时发生时，超出各自单独影响之和的部分。")                                    \
    /* solve */                                                                                    \
    X(NEEDS, "'%1' needs %2", "“%1” 需要 %2")                                                      \
    X(BOUNDS_TOGETHER, "--from and --to go together", "--from 与 --to 须同时给出")                 \
    X(UNKNOWN_TARGET, "no such target: %1", "没有这个目标：%1")                                    \
    X(NOT_A_MEMBER, "%1 is no member of %2", "%1 不是 %2 的成员")                                  \
    X(OWN_VALUE, "in the plan", "规划中")                                                          \
    X(SOLVED_AT, "meets it at", "恰好达到时")                                                      \
    X(ONE_MEMBER, "--of names one member", "--of 只能指定一个成员")                                \
    X(FROM, "from", "下限")                                                                        \
    X(TO, "to", "上限")                                                                            \
    X(OFF_BY, "beyond", "超出")                                                                    \
    X(OFF_NOTE,                                                                                    \
      "beyond: by how much it is more than met, as a share of what is required; negative: what "   \
      "is missing.",                                                                               \
      "超出：超过需达到数的比例；为负表示尚缺。")                                                  \
    X(SAY_FOUND, "%1 is met at %2.", "%1 在取 %2 时恰好达到。")                                    \
    X(SAY_RISING, "From there on it is met, below it is missed.",                                  \
      "不低于此值即达标，低于则不达标。")                                                          \
    X(SAY_FALLING, "Up to there it is met, beyond it is missed.",                                  \
      "不超过此值即达标，超过则不达标。")                                                          \
    X(SAY_MIXED,                                                                                   \
      "It is not monotone between the bounds: %1 such values were seen, this is the nearest to "   \
      "the plan.",                                                                                 \
      "在界限内不单调：共发现 %1 个这样的值，此为最接近规划的一个。")                              \
    X(SAY_JUMP, "No value meets it exactly: it jumps there, and is met on this side.",             \
      "没有恰好达到的值：在此处跳变，此侧为达标。")                                                \
    X(SAY_NONE_MET, "It is met at every value that was tried between the bounds.",                 \
      "界限内所试各值均达标。")                                                                    \
    X(SAY_NONE_MISSED, "It is missed at every value that was tried between the bounds.",           \
      "界限内所试各值均不达标。")                                                                  \
    X(SAY_NO_EFFECT, "The input does not change it: %1.", "该输入对其没有影响：%1。")              \
    X(SAY_UNDEFINED, "Nothing can be said: no value is projected, or none required.",              \
      "无法判断：没有预计值，或没有要求值。")                                                      \
    X(SAY_PARTS, "Of the known parts only: %1 of %2 are known.",                                   \
      "仅含已知部分：%2 个部分中 %1 个已知。")

enum word {
#define X(name, en, zh) WORD_##name,
    WORDS(X)
#undef X
        WORD_COUNT
};

const char *word(enum word which, twofold_lang lang);

/* Writes the words with %1, %2, %3 replaced (by "" where NULL). */
void word_put(FILE *to, enum word which, twofold_lang lang, const char *a, const char *b,
              const char *c);
/* The same into a buffer, cut at its end. */
void word_fill(char *buffer, size_t size, enum word which, twofold_lang lang, const char *a,
               const char *b, const char *c);
/* `one`, or the word after it, with the count as %1. */
void word_count(FILE *to, enum word one, twofold_lang lang, size_t count, const char *b);

#endif
