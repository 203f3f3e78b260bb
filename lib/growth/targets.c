/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "twofold/growth.h"

#include <math.h>

/* a/b for finite arguments with a finite result, else NaN */
static double ratio(double a, double b)
{
    const double q = isfinite(a) && isfinite(b) ? a / b : (double)NAN;
    return isfinite(q) ? q : (double)NAN;
}

double twofold_attainment(double actual, double target)
{
    return target > 0 ? ratio(actual, target) : (double)NAN;
}

double twofold_attainment_at_most(double actual, double target)
{
    return 2 - twofold_attainment(actual, target);
}

double twofold_attainment_at_most_ratio(double actual, double target)
{
    return actual > 0 ? ratio(target, actual) : (double)NAN;
}

double twofold_attainment_of_change(double start, double actual, double target)
{
    return ratio(actual - start, target - start);
}

double twofold_attainment_signed(double actual, double target)
{
    return target > 0 ? ratio(actual, target) : 1 + ratio(actual - target, fabs(target));
}

double twofold_elapsed_share(double elapsed, double whole)
{
    return whole > 0 && elapsed >= 0 && elapsed <= whole ? ratio(elapsed, whole) : (double)NAN;
}

double twofold_gap(double actual, double target)
{
    return isfinite(actual) && isfinite(target) ? target - actual : (double)NAN;
}

double twofold_run_rate(double cumulative, double share)
{
    return share > 0 && share <= 1 ? ratio(cumulative, share) : (double)NAN;
}

double twofold_required_per_period(double cumulative, double target, double periods_left)
{
    return periods_left > 0 ? ratio(twofold_gap(cumulative, target), periods_left) : (double)NAN;
}
