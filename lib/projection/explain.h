/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Explaining a cell: the program compiled once more with every input on the tape, so that each node
 * still says what it is made of, and then read back: entities down to parts (explain_cell.c), parts
 * to terms (explain_part.c) and reports (explain_report.c), terms to bases in time
 * (explain_time.c) and nodes (explain_node.c), nodes to the plan's numbers. */
#ifndef TF_PROJECTION_EXPLAIN_H
#define TF_PROJECTION_EXPLAIN_H

#include "base/text.h"
#include "projection/projection.h"

/* A text in both languages, by twofold_lang; borrowed or in the explanation's arena. */
struct tf_words {
    const char *in[2];
};

struct tf_line {
    twofold_explanation_line as; /* name and formula are filled in when somebody asks */
    struct tf_words name, formula;
    struct tf_words brief; /* how it stands in the formula above it; "" not at all */
};

struct twofold_explanation {
    twofold_context context;
    struct tf_arena arena;
    struct tf_line *lines;
    size_t count, capacity;
};

/* Months from the axis' first. */
struct tf_stretch {
    int32_t from, to;
};

struct tf_teller {
    twofold_explanation *x;
    const struct twofold_projection *projection;
    struct tf_program *program; /* every input varies */
    struct tf_workspace *w;     /* one draw: the inputs' own values */
    const struct tf_model *model;
    twofold_frequency frequency;
    int32_t period;            /* number of it on the axis */
    struct tf_stretch stretch; /* of the period */
    const char *period_text;
    const struct tf_leaf *leaf; /* whose tape has run last */
    struct tf_line spare;       /* where lines go once memory ran out */
    bool failed;
};

/* ---- Lines (explain_line.c) ---- */

/* A new last line: kind, depth, path; everything else empty. Returns its number. */
size_t tf_tell(struct tf_teller *t, unsigned depth, twofold_line_kind kind, const char *path);
struct tf_line *tf_line(struct tf_teller *t, size_t line);
/* The first line below, the next one beside; the number of lines where there is none. */
size_t tf_first_below(const struct tf_teller *t, size_t line);
size_t tf_next_beside(const struct tf_teller *t, size_t line);
/* How many stand directly below. */
size_t tf_count_below(const struct tf_teller *t, size_t line);
/* Gives a line its formula from the lines below it and how they combine. */
void tf_compose(struct tf_teller *t, size_t line);
/* The first input at or below a line lends it its path. */
void tf_borrow_path(struct tf_teller *t, size_t line);

/* ---- Words (explain_words.c) ---- */

/* X(NAME, English, Chinese); %1 and %2 stand for what is filled in. */
#define TF_PHRASE_LIST(X)                                                                          \
    X(PLUS, "%1 + %2", "%1 + %2")                                                                  \
    X(MINUS, "%1 - %2", "%1 - %2")                                                                 \
    X(TIMES, "%1 x %2", "%1 × %2")                                                                 \
    X(OVER, "%1 / %2", "%1 / %2")                                                                  \
    X(NEGATIVE, "-%1", "-%1")                                                                      \
    X(POWER, "%1^%2", "%1^%2")                                                                     \
    X(BRACKETS, "(%1)", "(%1)")                                                                    \
    X(THEN, "%1; %2", "%1；%2")                                                                    \
    X(LABELLED, "%1 %2", "%1%2")                                                                   \
    X(SUM_OF, "sum of %1", "%1 项之和")                                                            \
    X(OF_PARTS, "%1 of %2 parts known", "%2 个部分中 %1 个已知")                                   \
    X(LIKELY, "%1, its likely value", "%1，取可能值")                                              \
    X(MIDDLE, "%1, its middle", "%1，取中值")                                                      \
    X(OF_YEAR, "%1 of the year", "全年的 %1")                                                      \
    X(AT_FULL, "%1 of the year at full", "按全年计达产 %1")                                        \
    X(OF_FULL, "%1 of full production", "达产率 %1")                                               \
    X(BY_SEASON, "%1 of the year by season", "全年季节份额 %1")                                    \
    X(SPENT_NOW, "%1 spent in the period", "本期支出 %1")                                          \
    X(SPENT_BEFORE, "%1 spent before the first year", "首年之前已支出 %1")                         \
    X(IN_PERIOD, "%1 %2, in the period", "%1 %2，在本期内")                                        \
    X(NOT_IN_PERIOD, "%1 %2, not in the period", "%1 %2，不在本期内")                              \
    X(HELD, "held at the end of the period", "期末在列")                                           \
    X(NOT_HELD, "not held at the end of the period", "期末不在列")                                 \
    X(OPEN, "open when the period begins", "期初在建")                                             \
    X(NOT_OPEN, "not open when the period begins", "期初不在建")                                   \
    X(PART_OF_PERIOD, "%1 of it falls in the period", "其中 %1 落在本期")                          \
    X(RAMP_DEFAULT, "s-curve ramp by default", "默认S曲线爬坡")                                    \
    X(RAMP_NAMED, "%1 ramp", "%1爬坡")                                                             \
    X(SPEND_DEFAULT, "s-curve spending by default", "默认S曲线支出")                               \
    X(SPEND_NAMED, "%1 spending", "%1支出")                                                        \
    X(FOLLOWS, "follows %1", "跟随 %1")                                                            \
    X(PRODUCE_DEFAULT, "%1, after built by default", "%1，默认竣工后投产")                         \
    X(TRIAL_DEFAULT, "%1, from trial by default", "%1，默认试产即投产")                            \
    X(BY_DEFAULT, "%1 by default", "默认%1")                                                       \
    X(UTILISATION, "utilisation 100%", "产能利用率100%")                                           \
    X(CHANCE, "chance 100%", "概率100%")                                                           \
    X(REPORT_SHARE, "%1 of it falls in these months", "其中 %1 落在这些月份")                      \
    X(REPORT, "report", "报告值")                                                                  \
    X(SHORTER, "reported for shorter periods of it", "其中较短期间已报")                           \
    X(AS_REPORTED, "carried over + started, as reported", "结转 + 新开工，按报告值")               \
    X(LISTED, "parts that are listed", "已列明部分")                                               \
    X(NOTHING_REPORTED, "no report leaves anything over", "没有报告值留下差额")                    \
    X(OWN, "own figures", "自身数值")                                                              \
    X(NOT_LISTED, "not listed", "未列明")                                                          \
    X(OTHER, "other", "其他")                                                                      \
    X(PIPELINE, "pipeline", "在谈项目")                                                            \
    X(EXISTING, "existing", "现有")                                                                \
    X(ZERO, "none in the period", "本期为零")                                                      \
    X(NO_FIGURE, "unknown: no figure for %1", "未知：没有%1数据")                                  \
    X(NO_DATE, "unknown: no date for %1", "未知：没有%1日期")                                      \
    X(NO_PARTS, "unknown: 0 of %1 parts known", "未知：%1 个部分均未知")                           \
    X(FROM_DATE, "%1 from %2 on", "自 %2 起%1")                                                    \
    X(MIXED, "no sum: parts are in different units", "无法求和：各部分单位不同")                   \
    X(NO_RATIO, "%1: undefined or unknown", "%1：无定义或未知")                                    \
    X(CAPACITY_TIME, "capacity x time", "产能×时间")                                               \
    X(TO_A_YEAR, "%1 periods a year", "每年 %1 期")                                                \
    X(VAT_RULE, "VAT of %1, less what was paid on equipment", "按%1计增值税，抵扣设备进项")        \
    X(INCOME_RULE, "income tax of the margin on %1, after losses and holidays",                    \
      "按%1利润计所得税，弥补亏损并计减免")                                                        \
    X(BUILT_UP, "built up from its instruments", "按分税种测算")                                   \
    X(BEFORE_FIRST, "before the first year", "首年之前")

enum tf_phrase {
#define TF_X(name, en, zh) TF_SAY_##name,
    TF_PHRASE_LIST(TF_X)
#undef TF_X
};

extern const struct tf_words TF_NO_WORDS;
/* The same text in both languages; not copied. */
struct tf_words tf_neutral(const char *text);
bool tf_has_words(struct tf_words words);
struct tf_words tf_phrase(struct tf_teller *t, enum tf_phrase phrase, struct tf_words a,
                          struct tf_words b);
/* A copy of a formatted text, in the arena. */
const char *tf_print(struct tf_teller *t, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* A number in at most so many decimals, without zeros at its end; times 100 and "%" if share. */
const char *tf_figures(struct tf_teller *t, double value, int decimals, bool share);
/* An instant of the model as a date; last: the day that ends with it. */
const char *tf_date(struct tf_teller *t, double instant, bool last);
struct tf_words tf_milestone_words(enum tf_milestone milestone);
struct tf_words tf_kpi_words(const struct tf_teller *t, int32_t kpi);
/* How an entity is called in a sum: its name, or its id. */
struct tf_words tf_entity_words(const struct tf_teller *t, int32_t entity);

/* ---- Nodes (explain_node.c) ---- */

double tf_node_value(const struct tf_teller *t, int32_t node);
/* Makes a part's nodes the ones that are read: its own from here on. */
void tf_enter_leaf(struct tf_teller *t, int32_t leaf);
/* A key of the plan format in both languages; none if the word is no key. */
struct tf_words tf_key_words(const char *word, size_t size);
/* Of the greater or lesser of two the one it is: a date lifted to another, or cut at it. */
int32_t tf_winner(const struct tf_teller *t, int32_t node);
/* One line for a node, and below it what it is made of. */
void tf_tell_node(struct tf_teller *t, int32_t node, unsigned depth);
/* A line for each factor of a node. */
void tf_tell_factors(struct tf_teller *t, int32_t node, unsigned depth);
/* A line for each date and duration that an instant is the sum of. */
void tf_tell_addends(struct tf_teller *t, int32_t node, unsigned depth);
size_t tf_tell_input(struct tf_teller *t, int32_t which, unsigned depth);
/* A line that is a number and nothing else. */
size_t tf_tell_number(struct tf_teller *t, unsigned depth, const char *path, double value,
                      struct tf_words formula);

/* ---- Time (explain_time.c) ---- */

struct tf_piece {
    const struct tf_group *group;
    const struct tf_term *term;
    struct tf_stretch cells; /* of the group's grid */
    int32_t factor;          /* node, -1: none */
    double basis;            /* scaled, summed over the cells */
};
/* Whether a basis says nothing: all of the period, and no date that could make it less. */
bool tf_basis_is_plain(const struct tf_teller *t, const struct tf_piece *piece);
void tf_tell_basis(struct tf_teller *t, const struct tf_piece *piece, unsigned depth);
/* Whether a default was used for an entity, by the model's words for it. */
bool tf_is_default(const struct tf_teller *t, int32_t entity, const char *words);

/* ---- Parts (explain_part.c) ---- */

/* Pieces below a line of what a part's terms add to a slot in the cells of a stretch (months); a
 * single piece becomes the line itself if `alone`. Returns how many. */
size_t tf_tell_terms(struct tf_teller *t, size_t line, int32_t leaf, int32_t slot,
                     struct tf_stretch stretch, bool alone);
/* Cells of a slot that count in a stretch of months: of a stock the last, of an opening the first.
 */
struct tf_stretch tf_cells_of(const struct tf_slot *slot, struct tf_stretch stretch);

/* ---- Reports (explain_report.c) ---- */

/* The report that a cell of an entity's slot has its value from; NULL: the model's, or entity -1.
 */
const struct tf_fix *tf_fix_of(const struct tf_teller *t, int32_t entity, int32_t slot,
                               int32_t cell);
/* How many reports give cells of a stretch; a line for each of them. */
size_t tf_count_reports(const struct tf_teller *t, int32_t entity, int32_t slot,
                        struct tf_stretch stretch);
void tf_tell_reports(struct tf_teller *t, int32_t entity, int32_t slot, struct tf_stretch stretch,
                     unsigned depth);
/* If all cells of the stretch come from one report: its input lends the line origin and place. */
void tf_mark_reported(struct tf_teller *t, size_t line, int32_t entity, int32_t slot,
                      struct tf_stretch stretch);
/* Value of an entity's cells of a slot, as the cube has it; what is unknown is 0. */
double tf_cube_sum(const struct tf_teller *t, int32_t entity, int32_t slot,
                   struct tf_stretch cells);

/* ---- Cells (explain_cell.c, explain_whole.c) ---- */

/* A cell and all that makes it. `by_kpi`: called by its KPI in the formula above, else by its
 * entity. Returns its line. */
size_t tf_tell_cell(struct tf_teller *t, int32_t entity, int32_t kpi, unsigned depth, bool by_kpi);
/* The slot and the months that an additive KPI is read from. */
struct tf_reading {
    int32_t kpi, slot;
    struct tf_stretch stretch;
};
/* Makes a cell's line the sum of a part's reports and terms, of an entity's children, or what a
 * report leaves over. */
void tf_tell_part(struct tf_teller *t, size_t line, int32_t part, const struct tf_reading *reading);
void tf_tell_whole(struct tf_teller *t, size_t line, int32_t entity,
                   const struct tf_reading *reading);
/* Makes a line the sum of what stands below it; nothing there is nothing in the period. */
void tf_close_sum(struct tf_teller *t, size_t line);
double tf_sum_below(const struct tf_teller *t, size_t line);
void tf_tell_rest(struct tf_teller *t, size_t line, int32_t entity,
                  const struct tf_reading *reading);

/* ---- Taxes by instruments (explain_taxes.c) ---- */

/* Whether a part builds a KPI up from instruments. */
bool tf_builds_up(const struct tf_teller *t, int32_t part, int32_t kpi);
void tf_tell_taxes(struct tf_teller *t, size_t line, int32_t part, int32_t kpi);
/* Why it does not know it: the first key or figure that is missing. */
struct tf_words tf_why_no_tax(struct tf_teller *t, int32_t part, int32_t kpi);

/* ---- What nobody gave (explain_unknown.c) ---- */

struct tf_words tf_why_unknown(struct tf_teller *t, int32_t part, int32_t kpi);

#endif
