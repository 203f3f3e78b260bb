/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 * Targets against a projection: is it met, since when, how far off, at which pace, and where the
 * growth comes from; and which value of an input would meet it.
 *
 * Threads: pure functions of an immutable projection or plan.
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
     * Both, or (both NULL) the low and high of its range. Each is checked like the file. */
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
    double at_low, at_high;             /**< what is projected at the bounds */
    double residual_low, residual_high; /**< how far that is off */
    size_t roots;                       /**< seen between the points that were scanned */
    unsigned iterations;                /**< of Brent's method at the root that was taken */
    unsigned evaluations;               /**< of the plan, in all */
    twofold_assessment at;              /**< the whole assessment at value; without one, at low */
    char text[128]; /**< value as an override can write it, a date rounded to its day; ""
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

TWOFOLD_END_DECLS

#endif
