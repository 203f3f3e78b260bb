/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shift-share: how much of a region's change is the nation's, its mix of industries, its own. */
#include "growth/finite.h"
#include "twofold/decomposition.h"

struct totals {
    double region_base, nation_base;
    double growth; /* the nation's */
};

static twofold_shift_share of_industry(double region_base, double region_now, double nation_base,
                                       double nation_now, const struct totals *all)
{
    twofold_shift_share of = {.change = region_now - region_base};
    if (region_base == 0) {
        of.entered = of.change;
        return of;
    }
    const double nation = twofold_growth(nation_now, nation_base);
    const double ahead = (region_now - region_base) / region_base - nation;
    const double homothetic = all->region_base * (nation_base / all->nation_base);
    of.national = region_base * all->growth;
    of.mix = region_base * (nation - all->growth);
    of.regional = region_base * ahead;
    of.competitive = homothetic * ahead;
    of.allocation = (region_base - homothetic) * ahead;
    return of;
}

static void add(twofold_shift_share *sum, const twofold_shift_share *of)
{
    sum->national += of->national;
    sum->mix += of->mix;
    sum->regional += of->regional;
    sum->entered += of->entered;
    sum->change += of->change;
    sum->competitive += of->competitive;
    sum->allocation += of->allocation;
}

static const twofold_shift_share none = {(double)NAN, (double)NAN, (double)NAN, (double)NAN,
                                         (double)NAN, (double)NAN, (double)NAN};

/* The sum of amounts; NaN where one is none. */
static double amounts(const double *values, size_t count)
{
    bool all = true;
    for (size_t i = 0; i < count; i++) all &= tf_is_amount(values[i]);
    return all ? tf_sum(values, count) : TF_NAN;
}

/* Adds one pair of years to the sum and the parts; false if it is undefined. */
static bool add_years(const double *region_base, const double *region_now,
                      const double *nation_base, const double *nation_now, size_t count,
                      twofold_shift_share *sum, twofold_shift_share *parts)
{
    const double nation_total = amounts(nation_base, count);
    const struct totals all = {amounts(region_base, count), nation_total,
                               twofold_growth(amounts(nation_now, count), nation_total)};
    if (isnan(all.region_base) || isnan(all.growth) || isnan(amounts(region_now, count))) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        const twofold_shift_share of =
            of_industry(region_base[i], region_now[i], nation_base[i], nation_now[i], &all);
        add(sum, &of);
        if (parts != NULL) {
            add(&parts[i], &of);
        }
    }
    return tf_is_finite(sum->regional);
}

twofold_shift_share twofold_shift_share_dynamic(const double *region, const double *nation,
                                                size_t periods, size_t count,
                                                twofold_shift_share *parts)
{
    twofold_shift_share sum = {0};
    bool defined = periods >= 2 && count > 0;
    for (size_t i = 0; parts != NULL && i < count; i++) parts[i] = sum;
    for (size_t t = 1; defined && t < periods; t++) {
        const size_t now = t * count, before = now - count;
        defined = add_years(region + before, region + now, nation + before, nation + now, count,
                            &sum, parts);
    }
    for (size_t i = 0; !defined && parts != NULL && i < count; i++) parts[i] = none;
    return defined ? sum : none;
}

twofold_shift_share twofold_shift_share_of(const double *region_base, const double *region_now,
                                           const double *nation_base, const double *nation_now,
                                           size_t count, twofold_shift_share *parts)
{
    twofold_shift_share sum = {0};
    for (size_t i = 0; parts != NULL && i < count; i++) parts[i] = sum;
    const bool defined =
        add_years(region_base, region_now, nation_base, nation_now, count, &sum, parts);
    for (size_t i = 0; !defined && parts != NULL && i < count; i++) parts[i] = none;
    return defined ? sum : none;
}
