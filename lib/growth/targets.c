/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Targets: how much of them is attained, how much of the time is gone, where the year lands. */
#include "growth/finite.h"
#include "twofold/growth.h"

/* ---- Attainment ---- */

double twofold_attainment(double actual, double target)
{
    return target > 0 ? tf_finite_ratio(actual, target) : TF_NAN;
}

double twofold_attainment_at_most(double actual, double target)
{
    return 2 - twofold_attainment(actual, target);
}

double twofold_attainment_at_most_ratio(double actual, double target)
{
    return actual > 0 ? tf_finite_ratio(target, actual) : TF_NAN;
}

double twofold_attainment_of_change(double start, double actual, double target)
{
    return tf_finite_ratio(actual - start, target - start);
}

double twofold_attainment_signed(double actual, double target)
{
    return target > 0 ? tf_finite_ratio(actual, target)
                      : 1 + tf_finite_ratio(actual - target, fabs(target));
}

/* ---- Against the time that is gone ---- */

double twofold_elapsed_share(double elapsed, double whole)
{
    return whole > 0 && elapsed >= 0 && elapsed <= whole ? tf_finite_ratio(elapsed, whole) : TF_NAN;
}

double twofold_attainment_index(double attainment, double elapsed)
{
    return elapsed > 0 ? tf_finite_ratio(attainment, elapsed) : TF_NAN;
}

double twofold_lead(double attainment, double elapsed)
{
    return tf_finite_or_nan(attainment - elapsed);
}

/* -1, 0 or 1 where there is something to compare, else 2 */
static int against(double actual, double wanted)
{
    return isnan(actual) || isnan(wanted) ? 2 : (actual > wanted) - (actual < wanted);
}

twofold_pace twofold_pace_classify(double attainment, double elapsed, double growth, double wanted)
{
    const int level = against(attainment, elapsed), rate = against(growth, wanted);
    if (level == 2 && rate == 2) {
        return TWOFOLD_PACE_UNKNOWN;
    }
    const int worse = level < rate ? level : rate;
    return worse < 0    ? TWOFOLD_PACE_BEHIND
           : worse == 0 ? TWOFOLD_PACE_ON_SCHEDULE
                        : TWOFOLD_PACE_AHEAD;
}

const char *twofold_pace_text(twofold_pace which, twofold_lang lang)
{
    switch (which) {
#define TWOFOLD_X(name, number, id, zh)                                                            \
    case TWOFOLD_PACE_##name: return lang == TWOFOLD_ZH ? (zh) : (id);
        TWOFOLD_PACE_LIST(TWOFOLD_X)
#undef TWOFOLD_X
    }
    return "";
}

/* ---- Landing, and what is still to come ---- */

double twofold_gap(double actual, double target) { return tf_finite_or_nan(target - actual); }

double twofold_run_rate(double cumulative, double share)
{
    return share > 0 && share <= 1 ? tf_finite_ratio(cumulative, share) : TF_NAN;
}

double twofold_landing_at_pace(double cumulative, double pace, double periods_left)
{
    return periods_left >= 0 ? tf_finite_or_nan(cumulative + periods_left * pace) : TF_NAN;
}

double twofold_required_per_period(double cumulative, double target, double periods_left)
{
    return periods_left > 0 ? tf_finite_ratio(twofold_gap(cumulative, target), periods_left)
                            : TF_NAN;
}

double twofold_required_growth(double cumulative, double target, double base_left)
{
    return twofold_growth(twofold_gap(cumulative, target), base_left);
}
