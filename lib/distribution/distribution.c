/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "twofold/distribution.h"

#include <math.h>

static twofold_status make(twofold_distribution_kind kind, double low, double likely, double high,
                           twofold_distribution *distribution)
{
    const bool ordered = low <= likely && likely <= high; /* false with any NaN */
    if (distribution == NULL || !ordered || !isfinite(low) || !isfinite(high) ||
        !isfinite(high - low)) {
        return TWOFOLD_E_ARGUMENT;
    }
    *distribution = (twofold_distribution){kind, low, likely, high};
    return TWOFOLD_OK;
}

twofold_status twofold_distribution_uniform(double low, double high,
                                            twofold_distribution *distribution)
{
    const double middle = 0.5 * low + 0.5 * high; /* cannot overflow */
    return make(TWOFOLD_DISTRIBUTION_UNIFORM, low, middle, high, distribution);
}

twofold_status twofold_distribution_triangular(double low, double likely, double high,
                                               twofold_distribution *distribution)
{
    return make(TWOFOLD_DISTRIBUTION_TRIANGULAR, low, likely, high, distribution);
}

twofold_status twofold_distribution_pert(double low, double likely, double high,
                                         twofold_distribution *distribution)
{
    return make(TWOFOLD_DISTRIBUTION_PERT, low, likely, high, distribution);
}

static bool is_known(const twofold_distribution *d)
{
    return d != NULL && (unsigned)d->kind <= TWOFOLD_DISTRIBUTION_PERT;
}

double twofold_distribution_likely(const twofold_distribution *distribution)
{
    return is_known(distribution) ? distribution->likely : (double)NAN;
}

double twofold_distribution_mean(const twofold_distribution *distribution)
{
    if (!is_known(distribution)) {
        return (double)NAN;
    }
    const twofold_distribution d = *distribution;
    /* From likely, so that a certain value is its own mean exactly. */
    const double left = d.likely - d.low, right = d.high - d.likely;
    switch (d.kind) {
    case TWOFOLD_DISTRIBUTION_TRIANGULAR: return d.likely + (right - left) / 3;
    case TWOFOLD_DISTRIBUTION_PERT: return d.likely + (right - left) / 6;
    default: return d.likely;
    }
}

double twofold_distribution_sd(const twofold_distribution *distribution)
{
    if (!is_known(distribution)) {
        return (double)NAN;
    }
    const twofold_distribution d = *distribution;
    const double width = d.high - d.low;
    if (width == 0) {
        return 0;
    }
    const double left = (d.likely - d.low) / width, right = (d.high - d.likely) / width;
    switch (d.kind) {
    case TWOFOLD_DISTRIBUTION_TRIANGULAR:
        return width * sqrt((left * left + left * right + right * right) / 18);
    case TWOFOLD_DISTRIBUTION_PERT: /* alpha beta / ((alpha + beta)^2 (alpha + beta + 1)) */
        return width * sqrt((1 + 4 * left) * (1 + 4 * right) / 252);
    default: return width * sqrt(1.0 / 12);
    }
}
