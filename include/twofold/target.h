/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 * Targets against a projection: is it met, since when, how far off, at which pace, and where the
 * growth comes from; several cases side by side, and what makes the difference; which value of an
 * input would meet a target.
 *
 * Threads: pure functions of an immutable projection, comparison or plan.
 */
#ifndef TWOFOLD_TARGET_H
#define TWOFOLD_TARGET_H

#include "twofold/projection.h"

TWOFOLD_BEGIN_DECLS

/** X(NAME, number, "id", Chinese) */
#define TWOFOLD_VERDICT_LIST(X)                                                                    \
    X(UNKNOWN, 0, "unknown", "未知") /* the projection does not know enough */                     \
    X(MET, 1, "met", "达标")                                                                       \
    X(MISSED, 2, "missed", "未达标")

typedef enum twofold_verdict {
#define TWOFOLD_X(name, number, id, zh) TWOFOLD_##name = number,
    TWOFOLD_VERDICT_LIST(TWOFOLD_X)
#undef TWOFOLD_X
} twofold_verdict;

/** The verdict's word in a language; "" for numbers that are none. */
TWOFOLD_API const char *twofold_verdict_text(twofold_verdict verdict, twofold_lang lang);

/** A target as it stands in the plan. */
typedef struct twofold_target {
    const char *id, *name;
    const char *kind;   /**< double, multiply, reach, grow, keep */
    const char *source; /**< "" if none */
    int kpi;
    int entity;     /**< of one; with `each` the group, cluster or park named */
    size_t members; /**< of `each`: enterprises assessed one by one; 0 for a target of one */
    unsigned line;
} twofold_target;

TWOFOLD_API size_t twofold_target_count(const twofold_plan *plan);
/** target < count; else texts "", handles -1, the rest 0. */
TWOFOLD_API twofold_target twofold_target_at(const twofold_plan *plan, size_t target,
                                             twofold_lang lang);
/** Index of an id; SIZE_MAX if there is none. */
TWOFOLD_API size_t twofold_find_target(const twofold_plan *plan, const char *id);

/** What a projection says of a target. Values are NaN, and periods of 0 months, where there are
 * none. Of an `each` as a whole: required is how many must meet it, projected how many do, known
 * how many have a verdict, of how many there are. */
typedef struct twofold_assessment {
    size_t target;
    int entity, kpi;
    twofold_verdict verdict;
    twofold_period base_period; /**< 0 months: the base is a figure, or there is none */
    twofold_period due;         /**< keep: the whole time it is to be kept */
    double base, required, projected;
    double attainment; /**< projected / required (at most: required / projected); with an unknown
                            verdict on the parts known in both periods */
    double gap;        /**< what is missing: required - projected (at most: the other way round);
                            negative once exceeded; NaN with an unknown verdict */
    twofold_period
        first_period;         /**< month whose trailing year (stock: whose end) reaches it first */
    twofold_period held_from; /**< month from which it is reached to the end of the plan */
    double needed_pace, projected_pace; /**< growth a year from base to due */
    double land_part, intensity_part; /**< of the growth, in the KPI's unit, on parts that own land:
                                         by more land, by more per mu; the rest is what rents */
    twofold_verdict reported;         /**< what was announced; UNKNOWN if nothing was */
    uint32_t known, of;               /**< parts that know both periods */
} twofold_assessment;

/** Assesses a target. @return OK, E_ARGUMENT (no such target) */
TWOFOLD_API TWOFOLD_CHECK twofold_status twofold_assess(const twofold_projection *projection,
                                                        size_t target,
                                                        twofold_assessment *assessment);
/** Assesses one member of an `each`. @return OK, E_ARGUMENT */
TWOFOLD_API TWOFOLD_CHECK twofold_status twofold_assess_member(const twofold_projection *projection,
                                                               size_t target, size_t member,
                                                               twofold_assessment *assessment);

/** Whether one KPI of one entity doubles from a period to a later one, without a target of the
 * plan: `target` is SIZE_MAX. Periods outside the years give the verdict unknown.
 * @return OK, E_ARGUMENT (handles; due is not after base) */
TWOFOLD_API TWOFOLD_CHECK twofold_status
twofold_assess_doubling(const twofold_projection *projection, int entity, int kpi,
                        twofold_period base, twofold_period due, twofold_assessment *assessment);

/* ---- Several cases side by side ---- */

/** A case: what is changed. */
typedef struct twofold_case {
    const char *const *changes; /**< each the id of a scenario (or several joined by '+'), or
                                     "PATH=VALUE"; scenarios are applied first, in their order, each
                                     once */
    size_t change_count;        /**< 0: nothing, the base once more */
} twofold_case;

/** Set struct_size = sizeof(twofold_compare_options); the rest zero is: the plan as written. */
typedef struct twofold_compare_options {
    size_t struct_size;
    const char *base; /**< scenario (or several joined by '+') that is compared with and that every
                           case has too */
} twofold_compare_options;

typedef struct twofold_comparison twofold_comparison;

/** Projects the base and each case, and beside a case of several changes each of them alone: its
 * causes. The causes of a case that is several scenarios joined are those; of one that is a
 * scenario based on several others those others, and what it sets itself is counted with what they
 * do together.
 * @param cases    count of them; texts are copied
 * @param options  NULL for defaults
 * @param[out] comparison  untouched unless OK; holds a reference to its plan; free it
 * @param[out] faults  may be NULL; on E_PLAN what is wrong with an override, on OK an empty list or
 * NULL; free it
 * @return OK, E_NOT_FOUND (a scenario), E_PLAN, E_MEMORY, E_ARGUMENT, E_CANCELLED */
TWOFOLD_API TWOFOLD_CHECK twofold_status twofold_compare(const twofold_plan *plan,
                                                         const twofold_case *cases, size_t count,
                                                         const twofold_compare_options *options,
                                                         const twofold_context *context,
                                                         twofold_comparison **comparison,
                                                         twofold_faults **faults);
TWOFOLD_API void twofold_comparison_free(twofold_comparison *comparison);

/** The projection of the base (index SIZE_MAX) or of a case: for series, and for twofold_assess.
 * Borrowed; NULL out of range. */
#define TWOFOLD_BASE SIZE_MAX
TWOFOLD_API const twofold_projection *
twofold_comparison_projection(const twofold_comparison *comparison, size_t index);
/** How many causes a case is split into: 0 where it is one change, else 2 or more. */
TWOFOLD_API size_t twofold_comparison_causes(const twofold_comparison *comparison, size_t index);
/** A cause as the case names it, a scenario's id or "PATH=VALUE"; "" out of range. */
TWOFOLD_API const char *twofold_comparison_cause(const twofold_comparison *comparison, size_t index,
                                                 size_t cause);

/** A KPI of an entity in one period, in the base and in a case. NaN where unknown or undefined; of
 * a value in part unknown the known parts, as in projections. */
typedef struct twofold_compared {
    double base, value;
    double difference; /**< value - base */
    double together;   /**< what the causes do together beyond what each does alone; NaN of a case
                            without causes. The causes alone and this add up to the difference
                            exactly, in any order: all are rounded alike, to some 2^-49 of the
                            largest value among them */
} twofold_compared;

/** @param entity, kpi  handles of the plan
 * @param period  a year, quarter or month of the calendar */
TWOFOLD_API twofold_compared twofold_compared_at(const twofold_comparison *comparison, size_t index,
                                                 int entity, int kpi, twofold_period period);
/** What one cause alone changes in the base; NaN out of range. */
TWOFOLD_API double twofold_compared_alone(const twofold_comparison *comparison, size_t index,
                                          size_t cause, int entity, int kpi, twofold_period period);

/* ---- Which value of one input meets a target ---- */

/** How a search ended: X(NAME, number, "id", Chinese) */
#define TWOFOLD_SOLVED_LIST(X)                                                                     \
    X(FOUND, 0, "found", "已求得")         /* a value that meets it exactly */                     \
    X(JUMP, 1, "jump", "跳变")             /* what is projected jumps over what is required; the   \
                                              value is the last on the side that meets it */       \
    X(NONE, 2, "none", "范围内无解")       /* met at both bounds, or at neither, and between */    \
    X(NO_EFFECT, 3, "no-effect", "无影响") /* the same at every value */                           \
    X(UNDEFINED, 4, "undefined", "无定义") /* nothing is projected or required, at any value */

typedef enum twofold_solved {
#define TWOFOLD_X(name, number, id, zh) TWOFOLD_SOLVED_##name = number,
    TWOFOLD_SOLVED_LIST(TWOFOLD_X)
#undef TWOFOLD_X
} twofold_solved;

/** What a target does as the input rises: X(NAME, number, "id", Chinese) */
#define TWOFOLD_TREND_LIST(X)                                                                      \
    X(FLAT, 0, "flat", "不变")                                                                     \
    X(RISING, 1, "rising", "单调上升") /* nearer to being met, or further beyond */                \
    X(FALLING, 2, "falling", "单调下降")                                                           \
    X(MIXED, 3, "mixed", "不单调")

typedef enum twofold_trend {
#define TWOFOLD_X(name, number, id, zh) TWOFOLD_TREND_##name = number,
    TWOFOLD_TREND_LIST(TWOFOLD_X)
#undef TWOFOLD_X
} twofold_trend;

/** Their words in a language; "" for numbers that are none. */
TWOFOLD_API const char *twofold_solved_text(twofold_solved solved, twofold_lang lang);
TWOFOLD_API const char *twofold_trend_text(twofold_trend trend, twofold_lang lang);

/** What kind of thing an input is. */
typedef enum twofold_input_kind {
    TWOFOLD_INPUT_NUMBER = 0, /**< in base units of its unit, before any exchange rate */
    TWOFOLD_INPUT_DURATION,   /**< months */
    TWOFOLD_INPUT_DATE        /**< months from January of the first year */
} twofold_input_kind;

/** Set struct_size = sizeof(twofold_solve_options); the rest zero is: the plan as written, the
 * bounds of the input's own range, a target of many as a whole. */
typedef struct twofold_solve_options {
    size_t struct_size;
    const char *scenario; /**< as twofold_project's, and the overrides */
    const char *const *overrides;
    size_t override_count;
    /** The bounds as the plan would write the input: "0亿元", "6 months", "2024-06", "x 50%".
     * Both, or (both NULL) the low and high of its range, written where it stands or under
     * `uncertain`. Each is checked like the file. */
    const char *from, *to;
    /** Of a target of many (`each`) the member to ask, by path or name; NULL: all of them, that so
     * many as the target wants meet it (those without a value do not). */
    const char *member;
} twofold_solve_options;

/** What a search found. Values of the input are as twofold_input_kind says; NaN where there is
 * none. */
typedef struct twofold_solution {
    twofold_solved solved;
    twofold_trend trend; /**< over the points that were scanned */
    twofold_input_kind kind;
    twofold_unit unit; /**< of a number */
    double value;      /**< the root nearest to the plan's own value (to `low` if it has none) */
    double own;        /**< where the plan and the options have it; NaN if nowhere */
    double low, high;  /**< the bounds */
    double residual;   /**< at value: (projected - required) / |required|, of at-most turned round,
                            so that from 0 on it is met; of many as a whole that of the member that
                            decides. |residual| <= 1e-9 counts as 0, as in verdicts */
    double at_own, at_low, at_high; /**< what is projected at the plan's own value and the bounds */
    double residual_own, residual_low, residual_high; /**< how far that is off */
    size_t roots;          /**< seen between the points that were scanned */
    unsigned iterations;   /**< of Brent's method at the root that was taken */
    unsigned evaluations;  /**< of the plan, in all */
    twofold_assessment at; /**< the whole assessment at value; without one, at low */
    char text[128];        /**< value as an override can write it, a date rounded to its day; ""
                                without one */
} twofold_solution;

/** Searches the bounds for a value of one input that meets a target: at 65 points evenly spaced,
 * then by Brent's method (R. P. Brent, Algorithms for Minimization without Derivatives, 1973,
 * chapter 4) between those where the residual changes sign. Two roots closer to each other than
 * that are not seen. The plan is not changed, and the result is a pure function of the arguments.
 * Dates and durations are inputs too. What is known is taken from the lower bound.
 * @param target  id of a target
 * @param input   path of a number, duration or date; need not be in the plan yet
 *                ("heli.south-base.delay.built")
 * @param options  NULL for defaults
 * @param[out] solution  untouched unless OK. OK does not say that there is a root: see `solved`
 * @param[out] faults  may be NULL; on OK and E_PLAN a list; free it
 * @return OK; E_NOT_FOUND (target, scenario, member); E_PLAN (a path that leads nowhere or to no
 * number, a bound that the plan cannot have, bounds in other units or not in order, no bounds);
 * E_MEMORY, E_ARGUMENT, E_CANCELLED */
TWOFOLD_API TWOFOLD_CHECK twofold_status twofold_solve(const twofold_plan *plan, const char *target,
                                                       const char *input,
                                                       const twofold_solve_options *options,
                                                       const twofold_context *context,
                                                       twofold_solution *solution,
                                                       twofold_faults **faults);

/* ---- Values held against what is said of them ---- */

/** The value over any whole months: a flow's sum, a stock's end, a ratio of both. NaN if it is
 * unknown, undefined, or not within the years. */
TWOFOLD_API double twofold_value_over(const twofold_projection *projection, int entity, int kpi,
                                      twofold_period period);

/** Whether a value reads as a figure written by people: whether it is that figure once rounded
 * (half up) to the digits written, in the unit written: 7046070 CNY/mu reads as "704.6万元/亩" and
 * as "705万元/亩", not as "704.60万元/亩". What is unknown reads as nothing.
 * @param[out] found  the value as the figure is written, with two digits more ("704.607万元/亩");
 *                    "unknown" for NaN; cut at size; NULL with size 0: not wanted
 * @return OK, E_ARGUMENT (handles; not one number, or not one of this KPI), E_NOT_FOUND (the plan
 * has no rate for its currency) */
TWOFOLD_API TWOFOLD_CHECK twofold_status twofold_reads_as(const twofold_projection *projection,
                                                          int entity, int kpi,
                                                          twofold_period period, const char *figure,
                                                          bool *reads, char *found, size_t size);

/** The first cell at which a claim does not hold. */
typedef struct twofold_breach {
    bool found; /**< false: the claim holds, and the rest is zero */
    int entity;
    twofold_period period;
    double value, other; /**< what stands there; what should have: the sum, the value before */
} twofold_breach;

/** Whether a flow or stock of every entity is the sum of its parts, in years, quarters and months,
 * and a flow's year the sum of its months, to 1e-9; what is unknown adds nothing. Counts of
 * projects have no such months. @return OK, E_ARGUMENT (no such KPI, or one that does not add: a
 * ratio; projects under way, which are put together from two others) */
TWOFOLD_API TWOFOLD_CHECK twofold_status twofold_adds_up(const twofold_projection *projection,
                                                         int kpi, twofold_breach *breach);
/** Whether the known values of a KPI never fall from one year to the next, to 1e-9. @return OK,
 * E_ARGUMENT (handles), E_NOT_FOUND (no two years are known: nothing can be said) */
TWOFOLD_API TWOFOLD_CHECK twofold_status twofold_never_falls(const twofold_projection *projection,
                                                             int entity, int kpi,
                                                             twofold_breach *breach);

/* ---- What a plan expects of itself ---- */

/** X(NAME, number, "id", Chinese) */
#define TWOFOLD_OUTCOME_LIST(X)                                                                    \
    X(PASSED, 0, "passed", "通过")                                                                 \
    X(FAILED, 1, "failed", "未通过")                                                               \
    X(SKIPPED, 2, "skipped", "跳过") /* chances, until there is simulation */

typedef enum twofold_outcome {
#define TWOFOLD_X(name, number, id, zh) TWOFOLD_##name = number,
    TWOFOLD_OUTCOME_LIST(TWOFOLD_X)
#undef TWOFOLD_X
} twofold_outcome;

/** The outcome's word in a language; "" for numbers that are none. */
TWOFOLD_API const char *twofold_outcome_text(twofold_outcome outcome, twofold_lang lang);

typedef enum twofold_expects {
    TWOFOLD_EXPECTS_VERDICT = 0, /**< of a target */
    TWOFOLD_EXPECTS_VALUE,       /**< of a KPI */
    TWOFOLD_EXPECTS_CHANCE       /**< that a target is met */
} twofold_expects;

/** One entry of the plan's `expect`. Figures are as written; "" where there is none. */
typedef struct twofold_expectation {
    twofold_expects expects;
    const char *scenario;    /**< id; "" is the plan as written */
    size_t target;           /**< SIZE_MAX of a value */
    twofold_verdict verdict; /**< of a verdict: the one expected */
    int entity, kpi;         /**< of a value, else of the target */
    twofold_period period;   /**< of a value; else 0 months */
    const char *is, *at_least, *at_most, *within;
    unsigned line, column;
} twofold_expectation;

TWOFOLD_API size_t twofold_expectation_count(const twofold_plan *plan);
/** index < count; else all zero and "". */
TWOFOLD_API twofold_expectation twofold_expectation_at(const twofold_plan *plan, size_t index);
/** The expectation as a sentence: "heli-doubles is met in scenario both". snprintf's rules. */
TWOFOLD_API size_t twofold_expectation_text(const twofold_plan *plan, size_t index,
                                            twofold_lang lang, char *buffer, size_t size);

/** What became of an expectation. */
typedef struct twofold_finding {
    twofold_outcome outcome;
    twofold_verdict verdict; /**< found; of a verdict */
    double value;            /**< found: of a value itself, of a verdict what is projected */
    uint32_t known, of;      /**< parts behind the value */
} twofold_finding;

/** Holds an expectation against the projection under its scenario. `is` holds as
 * twofold_reads_as says, or within `within` of it; bounds hold to 1e-9, as targets. What is unknown
 * fails. @param faults  may be NULL; of the projection @return OK, E_ARGUMENT, or why there is no
 * projection (E_PLAN: an override is wrong here) */
TWOFOLD_API TWOFOLD_CHECK twofold_status twofold_expect(twofold_projections *projections,
                                                        size_t index, twofold_finding *finding,
                                                        twofold_faults **faults);

/* ---- Reports in words: why is it so ---- */

/** For whom a report is, and how it calls the plan. Set struct_size = sizeof(twofold_reporting). */
typedef struct twofold_reporting {
    size_t struct_size;
    twofold_lang lang;
    const char *file; /**< for places and for the command that shows it again; NULL: without both */
} twofold_reporting;

/** Lines on an assessment under a scenario: the target, base, what is required and projected, the
 * parts with what they are in the plan as written, what the scenario and the overrides change, and
 * the command that shows it again. Each line begins with four blanks. reporting may be NULL.
 * @return OK, E_ARGUMENT, E_OUTPUT, E_MEMORY, or why there is no projection */
TWOFOLD_API TWOFOLD_CHECK twofold_status twofold_assessment_report(
    twofold_projections *projections, const char *scenario, const twofold_assessment *assessment,
    const twofold_reporting *reporting, twofold_sink sink, void *user);
/** The same of one value. */
TWOFOLD_API TWOFOLD_CHECK twofold_status twofold_value_report(twofold_projections *projections,
                                                              const char *scenario, int entity,
                                                              int kpi, twofold_period period,
                                                              const twofold_reporting *reporting,
                                                              twofold_sink sink, void *user);
/** What an expectation found, in one line, and for one that failed the report below it. */
TWOFOLD_API TWOFOLD_CHECK twofold_status twofold_expectation_report(
    twofold_projections *projections, size_t index, const twofold_finding *finding,
    const twofold_reporting *reporting, twofold_sink sink, void *user);

TWOFOLD_END_DECLS

#endif
