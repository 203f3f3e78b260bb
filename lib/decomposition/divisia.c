/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Logarithmic-mean Divisia: the change of a product, or of a sum of products, by factor. */
#include "growth/finite.h"
#include "growth/log_ratio.h"
#include "twofold/decomposition.h"

double twofold_log_mean(double a, double b)
{
    if (!tf_is_amount(a) || !tf_is_amount(b)) {
        return TF_NAN;
    }
    const double low = a < b ? a : b, high = a < b ? b : a;
    if (low == 0 || low == high) {
        return low;
    }
    return (high - low) / tf_log_ratio(low, high);
}

static double product(const double *factors, size_t count)
{
    double y = 1;
    for (size_t k = 0; k < count; k++) {
        if (!tf_is_amount(factors[k])) {
            return TF_NAN;
        }
        y *= factors[k];
    }
    return tf_finite_or_nan(y);
}

static bool at_zero(double before, double after) { return before == 0 || after == 0; }

/* Factors at 0 before or after made the whole change, in equal parts; where none is (the product
 * was too small for a double), all did. */
static void split_with_zeros(const double *base, const double *now, size_t factors, double change,
                             double *effects)
{
    size_t zeros = 0;
    for (size_t k = 0; k < factors; k++) zeros += at_zero(base[k], now[k]);
    for (size_t k = 0; k < factors; k++) {
        if (zeros == 0 || at_zero(base[k], now[k])) {
            effects[k] += change / (double)(zeros > 0 ? zeros : factors);
        }
    }
}

/* Adds the effects of one product's factors, whose values y0 and y1 are known to be finite. */
static void add_effects(const double *base, const double *now, size_t factors, double y0, double y1,
                        double *effects)
{
    if (y0 == 0 || y1 == 0) {
        split_with_zeros(base, now, factors, y1 - y0, effects);
        return;
    }
    const double weight = twofold_log_mean(y0, y1);
    for (size_t k = 0; k < factors; k++) effects[k] += weight * tf_log_ratio(base[k], now[k]);
}

twofold_effects twofold_lmdi2(double a0, double b0, double a1, double b1)
{
    const double base[2] = {a0, b0}, now[2] = {a1, b1};
    double effects[2];
    twofold_lmdi(base, now, 1, 2, effects, NULL);
    return (twofold_effects){effects[0], effects[1]};
}

double twofold_lmdi(const double *base, const double *now, size_t parts, size_t factors,
                    double *effects, double *ratios)
{
    double total0 = 0, total1 = 0;
    for (size_t k = 0; k < factors; k++) effects[k] = 0;
    for (size_t i = 0; i < parts; i++) {
        const double *x0 = base + i * factors, *x1 = now + i * factors;
        const double y0 = product(x0, factors), y1 = product(x1, factors);
        total0 += y0;
        total1 += y1;
        if (isnan(total0) || isnan(total1)) {
            break;
        }
        add_effects(x0, x1, factors, y0, y1, effects);
    }
    const double change = tf_finite_or_nan(total1 - total0);
    const double mean = twofold_log_mean(total0, total1);
    for (size_t k = 0; k < factors; k++) {
        effects[k] = isnan(change) ? TF_NAN : effects[k];
        if (ratios != NULL) {
            ratios[k] = mean > 0 ? tf_finite_or_nan(tf_exp(effects[k] / mean)) : TF_NAN;
        }
    }
    return change;
}
