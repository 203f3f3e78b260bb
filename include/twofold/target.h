/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 * Targets against a projection: is it met, since when, how far off, at which pace, and where the
 * growth comes from.
 *
 * Threads: pure functions of an immutable projection.
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

TWOFOLD_END_DECLS

#endif
