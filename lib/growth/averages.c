/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Average growth over several years: level method, accumulation method, two years. */
#include "growth/finite.h"
#include "twofold/growth.h"

double twofold_average_growth_level(double base, const double *values, size_t count)
{
    return count > 0 ? twofold_cagr(base, values[count - 1], (double)count) : TF_NAN;
}

/* q + q^2 + ... + q^n and its slope, by Horner's rule */
static double powers(double q, size_t n, double *slope)
{
    double sum = 0, derivative = 0;
    for (size_t i = 0; i < n; i++) {
        derivative = derivative * q + (1 + sum);
        sum = (1 + sum) * q;
    }
    *slope = derivative;
    return sum;
}

/* The sum of powers is convex and rises, so that Newton's method begun above its root comes down
 * to it without a bracket, and ends when it no longer comes down. */
double twofold_average_growth_accumulated(double base, const double *values, size_t count)
{
    double total = 0;
    for (size_t i = 0; i < count; i++) {
        if (!tf_is_amount(values[i])) {
            return TF_NAN;
        }
        total += values[i];
    }
    const double wanted = base > 0 ? tf_finite_ratio(total, base) : TF_NAN;
    if (isnan(wanted) || count == 0) {
        return TF_NAN;
    }
    if (count == 1 || wanted == 0) {
        return count == 1 ? twofold_growth(values[0], base) : -1;
    }
    /* Of the powers each is below the sum: so is the first, and so is the last. */
    const double by_last = 1 + twofold_cagr(1, wanted, (double)count);
    double q = wanted < by_last ? wanted : by_last;
    q += 4 * DBL_EPSILON * q;
    for (int i = 0; i < 200; i++) {
        double slope;
        const double next = q - (powers(q, count, &slope) - wanted) / slope;
        if (!(next < q) || !(next > 0)) {
            break;
        }
        q = next;
    }
    return tf_finite_or_nan(q - 1);
}

double twofold_two_year_average(double first, double second)
{
    const double both = first + second + first * second; /* over the two years */
    if (!(first >= -1 && second >= -1) || !tf_is_finite(both)) {
        return TF_NAN;
    }
    return both > -1 ? both / (1 + sqrt(1 + both)) : -1;
}
