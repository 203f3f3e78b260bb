/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command line: verbs and options, one table of each; parsing and help are made from them. */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include "output.h"

#include "twofold/period.h"
#include "twofold/table.h"

/* X(NAME, "verb", English, Chinese): what it does, in one sentence */
#define VERB_LIST(X)                                                                               \
    X(CHECK, "check",                                                                              \
      "Say what is wrong with a plan; else what was filled in, assumed, and looks implausible.",   \
      "检查规划：列出错误；若无错误，列出默认值、假设值和不合常理之处。")                          \
    X(PROJECT, "project", "Show what a plan amounts to: output, tax, jobs, investment, land …",    \
      "测算规划：产值、税收、就业、投资、用地等。")                                                \
    X(TARGETS, "targets", "Say which targets are met, when, by how much, and at which pace.",      \
      "评估目标：是否达标、何时达标、差额与所需增速。")                                            \
    X(FISCAL, "fiscal",                                                                            \
      "Say what a project's tax brings year by year less its support: worth, return, payback.",    \
      "项目财政收支：逐年税收减扶持资金，净现值、内部收益率与回收期。")                            \
    X(COMPARE, "compare",                                                                          \
      "Set scenarios and changes side by side, with verdicts, and split what differs by cause.",   \
      "并列比较各情景和改动：数值、首次达到、结论，以及差异的原因分解。")                          \
    X(SOLVE, "solve", "Say which value of one input meets a target.",                              \
      "求解：某一输入取何值时目标恰好达到。")                                                      \
    X(DIFF, "diff",                                                                                \
      "Say which cells differ between two stored projections (CSV or JSON of 'project').",         \
      "比较两份保存的测算结果（project 输出的 csv 或 json），列出不同的单元格。")                  \
    X(TEST, "test", "Say whether what the plan expects of itself ('expect') still holds.",         \
      "检验规划自身的预期（expect）是否仍然成立。")                                                \
    X(EXPLAIN, "explain",                                                                          \
      "Say where one value comes from: its formula, down to the plan's figures and their lines.",  \
      "说明一个数值的来历：公式，直至规划中的数值及其行号。")

enum verb {
#define X(name, ...) VERB_##name,
    VERB_LIST(X)
#undef X
        VERB_COUNT
};

/* Verbs as bits, for the table of options. */
enum {
    FOR_CHECK = 1 << VERB_CHECK,
    FOR_PROJECT = 1 << VERB_PROJECT,
    FOR_TARGETS = 1 << VERB_TARGETS,
    FOR_FISCAL = 1 << VERB_FISCAL,
    FOR_COMPARE = 1 << VERB_COMPARE,
    FOR_SOLVE = 1 << VERB_SOLVE,
    FOR_DIFF = 1 << VERB_DIFF,
    FOR_TEST = 1 << VERB_TEST,
    FOR_EXPLAIN = 1 << VERB_EXPLAIN,
    FOR_ALL = (1 << VERB_COUNT) - 1,
    FOR_PLANS = FOR_ALL & ~FOR_DIFF /* what reads a plan */
};

/* X(NAME, "option", what it takes ("" for nothing; "a|b|c" is a choice), verbs, English, Chinese)
 */
#define OPTION_LIST(X)                                                                             \
    X(SCENARIO, "scenario", "NAME", FOR_PLANS,                                                     \
      "apply a scenario of the plan; several are joined by '+', as late+cheap; compare: a case "   \
      "of its own, may be repeated",                                                               \
      "采用规划中的一个情景；多个情景用 + 连接，如 late+cheap；compare 中各成一例，可重复")        \
    X(SET, "set", "PATH=VALUE", FOR_PLANS,                                                         \
      "change a value, after the scenario; may be repeated; compare: a case of its own",           \
      "在情景之后修改一个值；可重复；compare 中各成一例")                                          \
    X(BASE, "base", "SCENARIO", FOR_COMPARE,                                                       \
      "compare with this scenario, and apply it to all cases", "以该情景为基准，并用于所有情形")   \
    X(WITH, "with", "actuals", FOR_COMPARE,                                                        \
      "set what was reported beside the plan without its reports", "把实绩与不含实绩的规划对照")   \
    X(TARGET, "target", "TARGET", FOR_SOLVE, "the target to meet", "要达到的目标")                 \
    X(INPUT, "input", "PATH", FOR_SOLVE, "the number, date or duration to search for",             \
      "要求解的数值、日期或时长")                                                                  \
    X(FROM, "from", "VALUE", FOR_SOLVE,                                                            \
      "lower bound as a plan writes it (0 CNY, 6 months, 2024-06); default: low end of its range", \
      "下限，写法与规划相同：0亿元、6个月、2024-06；默认取其区间下限")                             \
    X(TO, "to", "VALUE", FOR_SOLVE, "upper bound; default: the high end of its range",             \
      "上限；默认取其区间上限")                                                                    \
    X(OF, "of", "ENTITY", FOR_PROJECT | FOR_TARGETS | FOR_COMPARE | FOR_SOLVE | FOR_FISCAL,        \
      "only this park, cluster, enterprise, project, zone or group, by path or name; tables show " \
      "its parts too; may be repeated; solve: one member of a target of many",                     \
      "只看该园区、产业、企业、项目、片区或分组（路径或名称）；"       \
      "表格含其组成部分；可重复；solve 中为多企业目标的一个成员")                                  \
    X(KPI, "kpi", "KPI", FOR_PROJECT | FOR_TARGETS | FOR_COMPARE | FOR_FISCAL,                     \
      "only this KPI, by id or Chinese name; may be repeated",                                     \
      "只看该指标（标识或中文名）；可重复")                                                        \
    X(BY, "by", "month|quarter|year", FOR_PROJECT | FOR_COMPARE,                                   \
      "length of the periods; default year", "按月、季或年；默认按年")                             \
    X(SORT, "sort", "file|needed|attainment|gap", FOR_TARGETS,                                     \
      "order of targets and of the members of one: as in the file (default), greatest pace "       \
      "needed first, least attained first, greatest gap first",                                    \
      "目标及其成员的次序：按文件（默认）、所需增速从高到低、完成率从低到高、差额从大到小")        \
    X(RATE, "rate", "SHARE", FOR_FISCAL,                                                           \
      "discount a year, as 5%; without it there is no net present value",                          \
      "年折现率，如 5%；不给则不计净现值")                                                         \
    X(COST, "cost", "YEAR=AMOUNT", FOR_FISCAL,                                                     \
      "a further cost of that year, as 2022=500万元; may be repeated",                             \
      "该年的其他支出，如 2022=500万元；可重复")                                                   \
    X(TOLERANCE, "tolerance", "SHARE", FOR_DIFF,                                                   \
      "values that differ by no more than this share of the greater one are the same; default "    \
      "1e-9, 0: exactly",                                                                          \
      "差异不超过较大值的这一比例即视为相同；默认 1e-9，0 为完全相同")                             \
    X(FORMAT, "format", "table|csv|json|markdown", FOR_ALL & ~FOR_TEST,                            \
      "table for people (default), csv or json for programs, markdown",                            \
      "供阅读的表格（默认）、供程序使用的 csv 或 json、markdown")                                  \
    X(TEST_FORMAT, "format", "table|csv|json|markdown|tap|junit", FOR_TEST,                        \
      "lines for people (default), csv or json for programs, markdown, TAP 13, JUnit's XML",       \
      "供阅读的文字（默认）、供程序使用的 csv 或 json、markdown、TAP 13、JUnit XML")               \
    X(LANG, "lang", "en|zh", FOR_ALL, "language of messages and tables; default en",               \
      "消息和表格的语言；默认 en")                                                                 \
    X(HELP, "help", "", FOR_ALL, "show this help", "显示此帮助")                                   \
    X(VERSION, "version", "", FOR_ALL, "show the version", "显示版本")

enum option_id {
#define X(name, ...) OPTION_##name,
    OPTION_LIST(X)
#undef X
        OPTION_COUNT
};

enum sort { SORT_FILE, SORT_NEEDED, SORT_ATTAINMENT, SORT_GAP };

/* What twofold_format has not: test alone writes it. */
enum test_format { TEST_OTHER, TEST_TAP, TEST_JUNIT };

/* Texts of a repeated option, borrowed from argv. */
struct texts {
    const char **items;
    size_t count;
};

struct options {
    enum verb verb;     /* VERB_COUNT: none */
    const char *file;   /* the plan; of diff the left one */
    const char *second; /* of diff the right one; of explain the cell, ENTITY.KPI.PERIOD */
    bool with_actuals;  /* of compare */
    double tolerance;
    double rate; /* NaN: not given */
    const char *scenario;
    const char *base, *target, *input, *from, *to;
    struct texts scenarios, sets, of, kpis, costs; /* scenarios: all that were given */
    twofold_frequency by;
    const char *format_text; /* as given; read once the verb is known */
    twofold_format format;
    enum test_format test_format; /* of test */
    twofold_lang lang;
    enum sort sort;
    bool help, version;
};

/* Reads the command line. What is wrong is said on standard error (BAD_INPUT). Free in any case. */
enum exit_status options_parse(int argc, char **argv, struct options *options);
void options_free(struct options *options);
/* Help of one verb, or of all for VERB_COUNT, on standard output. */
void options_help(enum verb verb, twofold_lang lang);

const char *verb_name(enum verb verb);
/* What stands behind it on the command line: "FILE". */
const char *verb_operands(enum verb verb);
/* Names of all verbs, joined by commas. */
void verb_names(char *buffer, size_t size);

/* One row of the table of options. */
struct option_row {
    const char *name, *takes;
    unsigned verbs;
    const char *doc[2]; /* by language */
};
const struct option_row *option_at(enum option_id option);

#endif
