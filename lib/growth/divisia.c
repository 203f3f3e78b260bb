/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "twofold/growth.h"

#include "growth/log_ratio.h"

static bool is_amount(double x) { return x >= 0 && isfinite(x); }

double twofold_log_mean(double a, double b)
{
    if (!is_amount(a) || !is_amount(b)) {
        return TF_NAN;
    }
    const double low = a < b ? a : b, high = a < b ? b : a;
    if (low == 0 || low == high) {
        return low;
    }
    return (high - low) / tf_log_ratio(low, high);
}

/* A factor at 0 before or after, and only that one, made the whole change; two halve it (as do two
 * whose product is too small for a double). */
static twofold_effects split_with_zero(double a0, double b0, double a1, double b1, double change)
{
    const bool by_a = a0 == 0 || a1 == 0, by_b = b0 == 0 || b1 == 0;
    if (by_a == by_b) {
        return (twofold_effects){0.5 * change, 0.5 * change};
    }
    return by_a ? (twofold_effects){change, 0} : (twofold_effects){0, change};
}

twofold_effects twofold_lmdi2(double a0, double b0, double a1, double b1)
{
    const double y0 = a0 * b0, y1 = a1 * b1;
    if (!is_amount(a0) || !is_amount(b0) || !is_amount(a1) || !is_amount(b1) || !isfinite(y0) ||
        !isfinite(y1)) {
        return (twofold_effects){TF_NAN, TF_NAN};
    }
    if (y0 == 0 && y1 == 0) {
        return (twofold_effects){0, 0};
    }
    if (y0 == 0 || y1 == 0) {
        return split_with_zero(a0, b0, a1, b1, y1 - y0);
    }
    const double weight = twofold_log_mean(y0, y1);
    return (twofold_effects){weight * tf_log_ratio(a0, a1), weight * tf_log_ratio(b0, b1)};
}
