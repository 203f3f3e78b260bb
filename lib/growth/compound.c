/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Growth over time: annualised, compound, the time and the rate of a multiple. */
#include "growth/finite.h"
#include "growth/log_ratio.h"
#include "twofold/growth.h"

double twofold_log_growth(double now, double base)
{
    return now > 0 && base > 0 && tf_is_finite(now) && tf_is_finite(base) ? tf_log_ratio(base, now)
                                                                          : TF_NAN;
}

double twofold_annualise(double rate, double periods, double per_year)
{
    if (!(rate >= -1 && periods > 0 && per_year > 0) || !tf_is_finite(rate) ||
        !tf_is_finite(periods) || !tf_is_finite(per_year)) {
        return TF_NAN;
    }
    if (periods == per_year) {
        return rate;
    } /* nothing to compound: exact */
    return tf_finite_or_nan(tf_expm1(per_year / periods * tf_log1p(rate)));
}

double twofold_cagr(double first, double last, double years)
{
    if (!(first > 0 && last >= 0 && years > 0) || !tf_is_finite(first) || !tf_is_finite(last) ||
        !tf_is_finite(years)) {
        return TF_NAN;
    }
    if (last == 0) {
        return -1;
    }
    if (years == 1) {
        return twofold_growth(last, first);
    } /* exact */
    return tf_finite_or_nan(tf_expm1(tf_log_ratio(first, last) / years));
}

void twofold_cagr_many(const double *first, const double *last, size_t count, double years,
                       double *rates)
{
    for (size_t i = 0; i < count; i++) rates[i] = twofold_cagr(first[i], last[i], years);
}

/* Least squares on logarithms relative to the first value, times counted from the middle: both
 * keep the sums small, and without gaps the second sum is 0 exactly. */
double twofold_cagr_fit(const double *values, size_t count, double per_year)
{
    double n = 0, sum_t = 0, sum_y = 0, sum_tt = 0, sum_ty = 0, first = 0;
    for (size_t i = 0; i < count; i++) {
        const double value = values[i], t = (double)i - 0.5 * (double)(count - 1);
        if (isnan(value)) {
            continue;
        }
        if (!(value > 0 && value <= DBL_MAX)) {
            return TF_NAN;
        }
        first = n > 0 ? first : value;
        const double y = tf_log_ratio(first, value);
        n++;
        sum_t += t;
        sum_y += y;
        sum_tt += t * t;
        sum_ty += t * y;
    }
    if (n < 2 || !(per_year > 0)) {
        return TF_NAN;
    }
    const double slope = (sum_ty - sum_t * (sum_y / n)) / (sum_tt - sum_t * (sum_t / n));
    return tf_finite_or_nan(tf_expm1(slope * per_year));
}

double twofold_required_rate(double multiple, double periods)
{
    return twofold_cagr(1, multiple > 0 ? multiple : TF_NAN, periods);
}

double twofold_doubling_time(double rate) { return twofold_multiplying_time(rate, 2); }

double twofold_multiplying_time(double rate, double multiple)
{
    if (!(rate > -1 && multiple > 0) || !tf_is_finite(rate) || !tf_is_finite(multiple)) {
        return TF_NAN;
    }
    if (multiple == 1) {
        return 0;
    }
    if (rate == 0) {
        return TF_INFINITY;
    }
    return tf_log(multiple) / tf_log1p(rate);
}

double twofold_multiple_of_doublings(double doublings)
{
    if (!tf_is_finite(doublings)) {
        return TF_NAN;
    }
    const double whole = floor(doublings);
    if (fabs(whole) > 1100) {
        return whole < 0 ? 0 : TF_NAN;
    }
    return tf_finite_or_nan(
        ldexp(tf_exp((doublings - whole) * 0x1.62e42fefa39efp-1), (int)whole)); /* ln 2 */
}
