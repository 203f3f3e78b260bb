/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures to date: cumulative sums within the year, back to periods, rolling sums, their growth. */
#include "growth/finite.h"
#include "twofold/growth.h"

void twofold_cumulate(const double *values, size_t count, size_t first, size_t per_year,
                      double *sums)
{
    double sum = 0;
    for (size_t i = 0, place = first; i < count; i++, place++) {
        if (place >= per_year) {
            place = 0;
            sum = 0;
        }
        sum += values[i];
        sums[i] = tf_finite_or_nan(sum);
    }
}

void twofold_decumulate(const double *sums, size_t count, size_t first, size_t per_year,
                        double *values)
{
    double before = first == 0 ? 0 : TF_NAN;
    for (size_t i = 0, place = first; i < count; i++, place++) {
        if (place >= per_year) {
            place = 0;
            before = 0;
        }
        const double sum = sums[i];
        values[i] = tf_finite_or_nan(sum - before);
        before = sum;
    }
}

/* LANES sums side by side, each begun with its oldest value: the order in which a year is
 * cumulated, hence its bits. */
enum { LANES = 8 };

static void roll(const double *values, size_t window, size_t lanes, double *sums)
{
    double sum[LANES] = {0};
    for (size_t k = 0; k < window; k++)
        for (size_t i = 0; i < lanes; i++) sum[i] += values[k + i];
    for (size_t i = 0; i < lanes; i++) sums[i] = tf_finite_or_nan(sum[i]);
}

void twofold_rolling_sum(const double *values, size_t count, size_t window, double *sums)
{
    const size_t without = window == 0 || window > count ? count : window - 1;
    for (size_t i = 0; i < without; i++) sums[i] = TF_NAN;
    size_t i = without;
    for (; i + LANES <= count; i += LANES) roll(values + i + 1 - window, window, LANES, sums + i);
    if (i < count) {
        roll(values + i + 1 - window, window, count - i, sums + i);
    }
}

double twofold_cumulative_growth(const double *now, const double *base, size_t count)
{
    return twofold_growth(tf_sum(now, count), tf_sum(base, count));
}

twofold_rate_band twofold_month_from_cumulative(double rate, double rate_before, double base,
                                                double base_before, double rounding)
{
    const twofold_rate_band none = {TF_NAN, TF_NAN, TF_NAN};
    const double month = base - base_before;
    if (!(base_before >= 0 && month > 0 && rounding >= 0) || !tf_is_finite(base) ||
        !tf_is_finite(rate) || !tf_is_finite(rate_before) || !tf_is_finite(rounding)) {
        return none;
    }
    /* (base (1 + rate) - base_before (1 + rate_before))/month - 1, the ones cancelled */
    const double middle = (base * rate - base_before * rate_before) / month;
    const double half = rounding * ((base + base_before) / month);
    const twofold_rate_band band = {middle, middle - half, middle + half};
    return tf_is_finite(band.low) && tf_is_finite(band.high) ? band : none;
}

void twofold_season_shares(const double *values, size_t years, size_t periods, double *shares)
{
    for (size_t i = 0; i < periods; i++) shares[i] = years > 0 ? 0 : TF_NAN;
    for (size_t year = 0; year < years; year++) {
        const double *of = values + year * periods;
        double total = tf_sum(of, periods), sum = 0;
        for (size_t i = 0; i < periods; i++) total = of[i] >= 0 ? total : TF_NAN;
        for (size_t i = 0; i < periods; i++) {
            sum += of[i];
            shares[i] += (total > 0 ? sum / total : TF_NAN) / (double)years;
        }
    }
}
