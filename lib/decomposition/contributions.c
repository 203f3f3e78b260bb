/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which part of a total pulls it up or down. */
#include "growth/finite.h"
#include "twofold/decomposition.h"

static inline double pull(double now, double base, double total_base)
{
    const double of = (now - base) / total_base;
    return total_base > 0 ? tf_finite_or_nan(of) : TF_NAN;
}

double twofold_pull(double now, double base, double total_base)
{
    return pull(now, base, total_base);
}

double twofold_contribution(double change, double total_change, double least)
{
    return fabs(total_change) >= least ? tf_finite_ratio(change, total_change) : TF_NAN;
}

double twofold_volume_pull(double share, double real_growth)
{
    return tf_finite_or_nan(share * real_growth);
}

static twofold_contribution_class classify(double total, double total_base, double least)
{
    const double change = total - total_base;
    if (!tf_is_finite(change)) {
        return TWOFOLD_CONTRIBUTION_UNKNOWN;
    }
    if (!(total_base > 0)) {
        return TWOFOLD_CONTRIBUTION_NO_BASE;
    }
    if (change == 0 || !(fabs(change) >= least)) {
        return TWOFOLD_CONTRIBUTION_UNCHANGED;
    }
    return change > 0 ? TWOFOLD_CONTRIBUTION_RISING : TWOFOLD_CONTRIBUTION_FALLING;
}

twofold_contribution_class twofold_contributions(const double *now, const double *base,
                                                 size_t count, double least, double *pulls,
                                                 double *shares)
{
    const double total = count > 0 ? tf_sum(now, count) : TF_NAN;
    const double total_base = count > 0 ? tf_sum(base, count) : TF_NAN;
    const double change = total - total_base;
    for (size_t i = 0; pulls != NULL && i < count; i++) {
        pulls[i] = isnan(change) ? TF_NAN : pull(now[i], base[i], total_base);
    }
    for (size_t i = 0; shares != NULL && i < count; i++) {
        shares[i] = twofold_contribution(now[i] - base[i], change, least);
    }
    return classify(total, total_base, least);
}

const char *twofold_contribution_class_text(twofold_contribution_class which, twofold_lang lang)
{
    switch (which) {
#define TWOFOLD_X(name, number, id, zh)                                                            \
    case TWOFOLD_CONTRIBUTION_##name: return lang == TWOFOLD_ZH ? (zh) : (id);
        TWOFOLD_CONTRIBUTION_CLASS_LIST(TWOFOLD_X)
#undef TWOFOLD_X
    }
    return "";
}

void twofold_pulls_lagged(const double *values, const double *totals, size_t count, size_t lag,
                          double *pulls)
{
    const size_t without = lag < count ? lag : count;
    for (size_t i = 0; i < without; i++) pulls[i] = TF_NAN;
    for (size_t i = without; i < count; i++) {
        pulls[i] = pull(values[i], values[i - lag], totals[i - lag]);
    }
}
