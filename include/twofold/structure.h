/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 * How a total is spread over its parts: shares, concentration, inequality, specialisation.
 *
 * Formulas as in growth.h: NaN where undefined and for arguments that are NaN or infinite, nothing
 * fails, nothing is allocated; twofold_parts_classify says why something is undefined. Sums are
 * taken in the order of the values, sorted values where a function sorts.
 *
 * Threads: pure functions of their arguments.
 */
#ifndef TWOFOLD_STRUCTURE_H
#define TWOFOLD_STRUCTURE_H

#include "twofold/base.h"

TWOFOLD_BEGIN_DECLS

/* ---- Parts ---- */

/** What parts are, as parts of a total: X(NAME, number, "id", Chinese term). */
#define TWOFOLD_PARTS_CLASS_LIST(X)                                                                \
    X(UNKNOWN, 0, "unknown", "未知")       /* one is not finite, or there are none */              \
    X(PARTITION, 1, "partition", "完整")   /* all above 0 */                                       \
    X(WITH_ZERO, 2, "with-zero", "含零")   /* some are 0: mean log deviation is infinite */        \
    X(NEGATIVE, 3, "negative", "含负值")   /* shares are no partition, nothing else is defined */  \
    X(NO_TOTAL, 4, "no-total", "合计为零") /* they sum to 0: nothing is defined */

typedef enum twofold_parts_class {
#define TWOFOLD_X(name, number, id, zh) TWOFOLD_PARTS_##name = number,
    TWOFOLD_PARTS_CLASS_LIST(TWOFOLD_X)
#undef TWOFOLD_X
} twofold_parts_class;

/** What the parts are. NEGATIVE comes before NO_TOTAL. */
TWOFOLD_API twofold_parts_class twofold_parts_classify(const double *values, size_t count);

/** A class's id ("with-zero") or Chinese term ("含零"); "" for numbers that are none. */
TWOFOLD_API const char *twofold_parts_class_text(twofold_parts_class which, twofold_lang lang);

/** Share of each part in their sum; with negative parts too, as long as the sum is not 0.
 * @param shares  gets count of them; may be values itself
 * @return the class, which tells whether the shares are a partition */
TWOFOLD_API twofold_parts_class twofold_shares(const double *values, size_t count, double *shares);

/** Ratio of a whole: sum of numerators over sum of denominators, which is the mean of the parts'
 * ratios weighted by their denominators (tax of all firms over land of all firms). A part may have
 * denominator 0.
 * @param numerators, denominators  count of each; the denominators' sum > 0 */
TWOFOLD_API double twofold_ratio_of_sums(const double *numerators, const double *denominators,
                                         size_t count);

/* ---- Concentration: parts >= 0 with a sum above 0 ---- */

/** Herfindahl-Hirschman index: sum of squared shares, 1/count … 1 (x 10000 on the other scale). */
TWOFOLD_API double twofold_hhi(const double *values, size_t count);

/** The same from 0 for equal parts to 1: (hhi - 1/count)/(1 - 1/count).
 * @param hhi    in [1/count, 1], to rounding
 * @param count  > 1 */
TWOFOLD_API double twofold_hhi_normalised(double hhi, size_t count);

/** As many equal parts have the same index: 1/hhi.
 * @param hhi  > 0 */
TWOFOLD_API double twofold_equivalent_number(double hhi);

/** Concentration ratio CRk: share of the `largest` largest parts; all of them if there are fewer.
 * @param scratch  room for count; its contents are lost. May be values itself where those may be
 *                 sorted */
TWOFOLD_API double twofold_concentration_ratio(const double *values, size_t count, size_t largest,
                                               double *scratch);

/** Gini coefficient: 2 sum(i x_(i))/(count sum x) - (count + 1)/count over sorted parts, in
 * [0, 1 - 1/count].
 * @param scratch  as above */
TWOFOLD_API double twofold_gini(const double *values, size_t count, double *scratch);

/** Small-sample correction: gini x count/(count - 1), in [0, 1].
 * @param count  > 1 */
TWOFOLD_API double twofold_gini_corrected(double gini, size_t count);

/** Theil's T: mean of (x/mean) ln(x/mean), in [0, ln count]; a part that is 0 adds 0.
 * Source: H. Theil, "Economics and Information Theory", North-Holland 1967. */
TWOFOLD_API double twofold_theil(const double *values, size_t count);

/** Mean log deviation, Theil's L: mean of ln(mean/x), >= 0; infinite where a part is 0. Some
 * packages call this one "Theil". */
TWOFOLD_API double twofold_mean_log_deviation(const double *values, size_t count);

/** Theil's T split by groups: within + between = total. */
typedef struct twofold_theil_split {
    double within;  /**< each group's T by its share of the sum */
    double between; /**< T of the groups' means */
    double total;
} twofold_theil_split;

/** @param group    of each part, < groups; a group may have none
 * @param scratch  room for 2 x groups */
TWOFOLD_API twofold_theil_split twofold_theil_by_group(const double *values, const size_t *group,
                                                       size_t count, size_t groups,
                                                       double *scratch);

/* ---- Specialisation ---- */

/** Location quotient (区位商): (part/whole)/(nation_part/nation_whole); above 1 the region has more
 * of the industry than the nation.
 * @param part          the region's industry, >= 0
 * @param whole         all of the region, > 0
 * @param nation_part   > 0
 * @param nation_whole  > 0 */
TWOFOLD_API double twofold_location_quotient(double part, double whole, double nation_part,
                                             double nation_whole);

/** The quotient of each industry; NaN where the nation has none of it.
 * @param region, nation  by industry, >= 0 with a sum above 0
 * @param quotients       gets count of them; may be region itself */
TWOFOLD_API void twofold_location_quotients(const double *region, const double *nation,
                                            size_t count, double *quotients);

TWOFOLD_END_DECLS

#endif
