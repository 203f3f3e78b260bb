/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "twofold/growth.h"

#include "growth/log_ratio.h"

double twofold_growth(double now, double base)
{
    return twofold_growth_by(TWOFOLD_GROWTH_STRICT, now, base);
}

/* x, or NaN where it is infinite */
static double finite_or_nan(double x) { return isfinite(x) ? x : TF_NAN; }

double twofold_growth_by(twofold_growth_policy policy, double now, double base)
{
    if (!isfinite(now) || !isfinite(base)) {
        return TF_NAN;
    }
    switch (policy) {
    case TWOFOLD_GROWTH_STRICT: return base > 0 ? finite_or_nan((now - base) / base) : TF_NAN;
    case TWOFOLD_GROWTH_SIGNED: return base != 0 ? finite_or_nan((now - base) / base) : TF_NAN;
    case TWOFOLD_GROWTH_ABS: return base != 0 ? finite_or_nan((now - base) / fabs(base)) : TF_NAN;
    case TWOFOLD_GROWTH_SYMMETRIC:
        /* halves, because the sum could overflow */
        return now != 0 || base != 0
                   ? 2 * ((0.5 * now - 0.5 * base) / (0.5 * fabs(now) + 0.5 * fabs(base)))
                   : TF_NAN;
    }
    return TF_NAN;
}

twofold_growth_class twofold_growth_classify(double now, double base)
{
    if (!isfinite(now) || !isfinite(base)) {
        return TWOFOLD_GROWTH_UNKNOWN;
    }
    if (base > 0) {
        return now > 0   ? TWOFOLD_GROWTH_ORDINARY
               : now < 0 ? TWOFOLD_GROWTH_TURNED_TO_LOSS
                         : TWOFOLD_GROWTH_CEASED;
    }
    if (base == 0) {
        return now > 0   ? TWOFOLD_GROWTH_NEW
               : now < 0 ? TWOFOLD_GROWTH_NEW_LOSS
                         : TWOFOLD_GROWTH_NONE;
    }
    return now > 0       ? TWOFOLD_GROWTH_TURNED_TO_PROFIT
           : now > base  ? TWOFOLD_GROWTH_LOSS_NARROWED
           : now == base ? TWOFOLD_GROWTH_LOSS_UNCHANGED
                         : TWOFOLD_GROWTH_LOSS_WIDENED;
}

const char *twofold_growth_class_text(twofold_growth_class which, twofold_lang lang)
{
    switch (which) {
#define TWOFOLD_X(name, number, id, zh)                                                            \
    case TWOFOLD_GROWTH_##name: return lang == TWOFOLD_ZH ? (zh) : (id);
        TWOFOLD_GROWTH_CLASS_LIST(TWOFOLD_X)
#undef TWOFOLD_X
    }
    return "";
}

double twofold_real_growth(double nominal, double price)
{
    if (!isfinite(nominal) || !isfinite(price) || price <= -1) {
        return TF_NAN;
    }
    return (nominal - price) / (1 + price);
}

double twofold_annualise(double rate, double periods, double per_year)
{
    if (!(rate >= -1 && periods > 0 && per_year > 0) || !isfinite(rate) || !isfinite(periods) ||
        !isfinite(per_year)) {
        return TF_NAN;
    }
    if (periods == per_year) {
        return rate;
    } /* nothing to compound: exact */
    return finite_or_nan(tf_expm1(per_year / periods * tf_log1p(rate)));
}

double twofold_cagr(double first, double last, double years)
{
    if (!(first > 0 && last >= 0 && years > 0) || !isfinite(first) || !isfinite(last) ||
        !isfinite(years)) {
        return TF_NAN;
    }
    if (last == 0) {
        return -1;
    }
    if (years == 1) {
        return twofold_growth(last, first);
    } /* exact */
    return finite_or_nan(tf_expm1(tf_log_ratio(first, last) / years));
}

double twofold_required_rate(double multiple, double periods)
{
    return twofold_cagr(1, multiple > 0 ? multiple : TF_NAN, periods);
}

double twofold_doubling_time(double rate) { return twofold_multiplying_time(rate, 2); }

double twofold_multiplying_time(double rate, double multiple)
{
    if (!(rate > -1 && multiple > 0) || !isfinite(rate) || !isfinite(multiple)) {
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
