/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 * Where a change comes from: parts that pull a total, factors of a product, price, volume and mix,
 * index numbers, a region's industries against the nation's.
 *
 * Formulas as in growth.h: NaN where undefined and for arguments that are NaN or infinite, nothing
 * fails, nothing is allocated. What splits a change adds up to it, to rounding.
 *
 * Threads: pure functions of their arguments.
 */
#ifndef TWOFOLD_DECOMPOSITION_H
#define TWOFOLD_DECOMPOSITION_H

#include "twofold/growth.h"

TWOFOLD_BEGIN_DECLS

/* ---- Parts of a total ---- */

/** Pull of a part (拉动): (now - base)/total_base, a fraction: 0.03 is 3 percentage points. Pulls
 * add up to the total's growth.
 * @param total_base  > 0 */
TWOFOLD_API double twofold_pull(double now, double base, double total_base);

/** Contribution share (贡献率): the part's change over the total's; shares add up to 1. Where the
 * total falls a negative share means that the part grew.
 * @param least  >= 0: NaN where the total changed by less, and always where it did not change */
TWOFOLD_API double twofold_contribution(double change, double total_change, double least);

/** Pull in volume terms: the part's nominal share of last period x its real growth (chained volumes
 * themselves do not add up). */
TWOFOLD_API double twofold_volume_pull(double share, double real_growth);

/** How pulls and shares are to be read: X(NAME, number, "id", Chinese term). */
#define TWOFOLD_CONTRIBUTION_CLASS_LIST(X)                                                         \
    X(UNKNOWN, 0, "unknown", "未知")     /* a value is not finite, or there are no parts */        \
    X(RISING, 1, "rising", "增长")       /* the total rises */                                     \
    X(FALLING, 2, "falling", "下降")     /* it falls: a part with a negative share grew */         \
    X(UNCHANGED, 3, "unchanged", "持平") /* it changes by less than asked for: no shares */        \
    X(NO_BASE, 4, "no-base", "无基数")   /* the total's base is not above 0: no pulls */

typedef enum twofold_contribution_class {
#define TWOFOLD_X(name, number, id, zh) TWOFOLD_CONTRIBUTION_##name = number,
    TWOFOLD_CONTRIBUTION_CLASS_LIST(TWOFOLD_X)
#undef TWOFOLD_X
} twofold_contribution_class;

/** Pull and share of each part of a total.
 * @param now, base  count of each; a part that is new or gone is 0 there
 * @param least      as above, for the total's change
 * @param pulls, shares  get count of each; either may be NULL */
TWOFOLD_API twofold_contribution_class twofold_contributions(const double *now, const double *base,
                                                             size_t count, double least,
                                                             double *pulls, double *shares);

/** A class's id ("falling") or Chinese term ("下降"); "" for numbers that are none. */
TWOFOLD_API const char *twofold_contribution_class_text(twofold_contribution_class which,
                                                        twofold_lang lang);

/** Pull along a series: (values[i] - values[i - lag])/totals[i - lag], the first lag NaN.
 * @param totals  > 0, else NaN there
 * @param pulls   gets count of them; apart from values and totals */
TWOFOLD_API void twofold_pulls_lagged(const double *values, const double *totals, size_t count,
                                      size_t lag, double *pulls);

/* ---- Factors of a product ---- */

/** Logarithmic mean: (b - a)/ln(b/a); a if both are equal, 0 if either is 0.
 * @param a, b  >= 0
 * Relative accuracy 1e-15, also for neighbouring arguments; symmetric to the bit. */
TWOFOLD_API double twofold_log_mean(double a, double b);

/** The parts of a change of a product that its two factors made; they add up to the change. */
typedef struct twofold_effects {
    double a, b;
} twofold_effects;

/** Additive logarithmic-mean Divisia split of the change of y = a b (output = land x output a mu):
 * effect of a = L(y1, y0) ln(a1/a0), of b likewise. The sum is y1 - y0 to rounding.
 * Zeros are taken as limits: a factor that begins or ends at 0 has the whole change, two that do
 * share it equally, and where y stays 0 both effects are 0.
 * @param a0, b0, a1, b1  before and after, >= 0; both effects are NaN otherwise
 * Source: B. W. Ang, "The LMDI approach to decomposition analysis: a practical guide", Energy
 * Policy 33 (2005) 867-871; zeros: B. W. Ang, F. Q. Zhang, K.-H. Choi, Energy 23 (1998) 489-495. */
TWOFOLD_API twofold_effects twofold_lmdi2(double a0, double b0, double a1, double b1);

/** The same for a sum of `parts` products of `factors` factors each (jobs = sum over industries of
 * output x share x jobs for output): additive effects and multiplicative ratios, LMDI-I.
 * @param base, now  parts x factors, the factors of a part side by side, >= 0
 * @param effects    gets factors of them, which add up to the change. All NaN where a value is
 *                   negative or not finite
 * @param ratios     gets factors of them, exp(effect/L(now total, base total)), whose product is
 *                   now total/base total; NaN where a total is 0. May be NULL
 * @return the change; NaN with the effects */
TWOFOLD_API double twofold_lmdi(const double *base, const double *now, size_t parts, size_t factors,
                                double *effects, double *ratios);

/** A change of revenue, split. */
typedef struct twofold_price_volume_mix {
    double volume;  /**< more or less in all, at the mean price before */
    double mix;     /**< dearer or cheaper products among them, at prices before */
    double price;   /**< changed prices, at quantities now */
    double entered; /**< products not sold before: they have no price to compare with */
    double left;    /**< products not sold any more, negative */
    double change;  /**< all five */
} twofold_price_volume_mix;

/** Price, volume and mix over products whose quantities are in the same unit.
 * @param price_base, quantity_base, price, quantity  before and now, >= 0; a price beside quantity
 *        0 is not read. All NaN otherwise */
TWOFOLD_API twofold_price_volume_mix twofold_price_volume_mix_of(const double *price_base,
                                                                 const double *quantity_base,
                                                                 const double *price,
                                                                 const double *quantity,
                                                                 size_t count);

/* ---- Index numbers ---- */

/** Whose quantities weigh the prices. */
typedef enum twofold_index_kind {
    TWOFOLD_INDEX_LASPEYRES = 0, /**< the base period's: sum p1 q0 / sum p0 q0 */
    TWOFOLD_INDEX_PAASCHE,       /**< the period's own: sum p1 q1 / sum p0 q1 */
    TWOFOLD_INDEX_FISHER         /**< the geometric mean of both */
} twofold_index_kind;

/** Price index of a period on a base period, 1 where nothing changed. With prices and quantities
 * exchanged it is the quantity index. Laspeyres price x Paasche quantity, the other way round, and
 * Fisher price x Fisher quantity are all sum p1 q1 / sum p0 q0.
 * @param price_base, quantity_base, price, quantity  count of each, >= 0 and finite */
TWOFOLD_API double twofold_index(twofold_index_kind kind, const double *price_base,
                                 const double *quantity_base, const double *price,
                                 const double *quantity, size_t count);

/** The same chained: indices[0] = 1, each next one is the one before x the index on the period
 * before.
 * @param prices, quantities  periods x count, one period after the other
 * @param indices             gets periods of them; NaN from the first undefined link on */
TWOFOLD_API void twofold_index_chained(twofold_index_kind kind, const double *prices,
                                       const double *quantities, size_t periods, size_t count,
                                       double *indices);

/** Chain linking: levels[i] = start x links[0] x … x links[i]; NaN from a missing link on.
 * @param links   indices on the period before, such as 1.012
 * @param levels  gets count of them; may be links itself */
TWOFOLD_API void twofold_chain_link(const double *links, size_t count, double start,
                                    double *levels);

/** Another base: rebased[i] = value x levels[i]/levels[at].
 * @param at       < count; its level not 0, or all are NaN
 * @param rebased  gets count of them; may be levels itself */
TWOFOLD_API void twofold_rebase(const double *levels, size_t count, size_t at, double value,
                                double *rebased);

/* ---- A region against the nation ---- */

/** What a region's change in one industry, or in all of them, is made of. */
typedef struct twofold_shift_share {
    double national;    /**< as the nation grew: E0 g_N */
    double mix;         /**< its industries grow faster: E0 (g_iN - g_N) */
    double regional;    /**< its own grow faster than the nation's: E0 (g_ir - g_iN) */
    double entered;     /**< industries it did not have before (E0 = 0) */
    double change;      /**< all four */
    double competitive; /**< regional, as if it had the nation's mix: H (g_ir - g_iN) */
    double allocation;  /**< regional, for being specialised: (E0 - H)(g_ir - g_iN) */
} twofold_shift_share;

/** Shift-share analysis, with Esteban-Marquillas's split of the regional part; H is what the
 * industry would have if the region had the nation's mix.
 * @param region_base, region_now  jobs or output of the region by industry, >= 0
 * @param nation_base, nation_now  of the nation, the region within, >= 0
 * @param parts  gets count of them, one an industry; may be NULL
 * @return their sum; NaN where a value is negative or not finite, the nation has no base at all, or
 *         none in an industry that the region has
 * Results depend on the two years: five apart at most, or year by year as below.
 * Source: E. S. Dunn, "A statistical and analytical technique for regional analysis", Papers of the
 * Regional Science Association 6 (1960) 97-112; J. M. Esteban-Marquillas, "A reinterpretation of
 * shift-share analysis", Regional and Urban Economics 2 (1972) 249-255. */
TWOFOLD_API twofold_shift_share twofold_shift_share_of(const double *region_base,
                                                       const double *region_now,
                                                       const double *nation_base,
                                                       const double *nation_now, size_t count,
                                                       twofold_shift_share *parts);

/** The dynamic form: the pieces of each year on the year before, summed.
 * @param region, nation  periods x count, one year after the other
 * @param parts           as above
 * Source: R. A. Barff, P. L. Knight, "Dynamic shift-share analysis", Growth and Change 19 (1988)
 * 1-10. */
TWOFOLD_API twofold_shift_share twofold_shift_share_dynamic(const double *region,
                                                            const double *nation, size_t periods,
                                                            size_t count,
                                                            twofold_shift_share *parts);

TWOFOLD_END_DECLS

#endif
