/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One change: its rate by each policy, its class; single values and arrays by the same kernels. */
#include "twofold/growth.h"

#include "growth/finite.h"

/* ---- Rates: selects and no branches, so that loops over them become vectors ---- */

static inline double strict(double now, double base)
{
    const double rate = (now - base) / base;
    return base > 0 ? tf_finite_or_nan(rate) : TF_NAN;
}

static inline double signed_rate(double now, double base)
{
    return tf_finite_or_nan((now - base) / base);
}

static inline double by_size(double now, double base)
{
    return tf_finite_or_nan((now - base) / fabs(base));
}

/* Halves, because the sum could overflow. */
static inline double symmetric(double now, double base)
{
    return tf_finite_or_nan(2 * ((0.5 * now - 0.5 * base) / (0.5 * fabs(now) + 0.5 * fabs(base))));
}

double twofold_growth(double now, double base) { return strict(now, base); }

double twofold_growth_by(twofold_growth_policy policy, double now, double base)
{
    double rate = TF_NAN;
    twofold_growth_many(policy, &now, &base, 1, &rate);
    return rate;
}

void twofold_growth_many(twofold_growth_policy policy, const double *now, const double *base,
                         size_t count, double *rates)
{
/* An infinite base gives inf/inf everywhere, so it need not be asked for. */
#define EACH(rate)                                                                                 \
    for (size_t i = 0; i < count; i++) rates[i] = rate(now[i], base[i]);                           \
    return
    switch (policy) {
    case TWOFOLD_GROWTH_STRICT: EACH(strict);
    case TWOFOLD_GROWTH_SIGNED: EACH(signed_rate);
    case TWOFOLD_GROWTH_ABS: EACH(by_size);
    case TWOFOLD_GROWTH_SYMMETRIC: EACH(symmetric);
    }
#undef EACH
    for (size_t i = 0; i < count; i++) rates[i] = TF_NAN;
}

void twofold_growth_lagged(twofold_growth_policy policy, const double *values, size_t count,
                           size_t lag, double *rates)
{
    const size_t without = lag < count ? lag : count;
    for (size_t i = 0; i < without; i++) rates[i] = TF_NAN;
    if (lag < count) {
        twofold_growth_many(policy, values + lag, values, count - lag, rates + lag);
    }
}

/* ---- Classes ---- */

static inline unsigned sign(double x) { return 1U + (x > 0) - (x < 0); }

/* By the signs of base and now, and for two losses by the sign of now - base, each from -1. Looked
 * up, not selected: measured to be half as much again faster than vectors of selects. */
static inline unsigned char classify(double now, double base)
{
    static const unsigned char by_signs[3][3] = {
        {0, TWOFOLD_GROWTH_LOSS_NARROWED, TWOFOLD_GROWTH_TURNED_TO_PROFIT},
        {TWOFOLD_GROWTH_NEW_LOSS, TWOFOLD_GROWTH_NONE, TWOFOLD_GROWTH_NEW},
        {TWOFOLD_GROWTH_TURNED_TO_LOSS, TWOFOLD_GROWTH_CEASED, TWOFOLD_GROWTH_ORDINARY},
    };
    static const unsigned char of_losses[3] = {
        TWOFOLD_GROWTH_LOSS_WIDENED, TWOFOLD_GROWTH_LOSS_UNCHANGED, TWOFOLD_GROWTH_LOSS_NARROWED};
    const unsigned char which = base < 0 && now < 0 ? of_losses[1U + (now > base) - (now < base)]
                                                    : by_signs[sign(base)][sign(now)];
    return tf_is_finite(now) && tf_is_finite(base) ? which : TWOFOLD_GROWTH_UNKNOWN;
}

twofold_growth_class twofold_growth_classify(double now, double base)
{
    return (twofold_growth_class)classify(now, base);
}

void twofold_growth_classify_many(const double *now, const double *base, size_t count,
                                  unsigned char *classes)
{
    for (size_t i = 0; i < count; i++) classes[i] = classify(now[i], base[i]);
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

bool twofold_growth_small_base(double base, double least)
{
    return tf_is_finite(base) && fabs(base) < least;
}

/* ---- Prices ---- */

double twofold_real_growth(double nominal, double price)
{
    return price > -1 && tf_is_finite(nominal) ? tf_finite_ratio(nominal - price, 1 + price)
                                               : TF_NAN;
}

double twofold_deflate(double value, double price)
{
    return price > -1 ? tf_finite_ratio(value, 1 + price) : TF_NAN;
}

/* ---- Rates one after the other ---- */

double twofold_chain_rates(const double *rates, size_t count)
{
    double chained = 0;
    for (size_t i = 0; i < count; i++) {
        if (!(rates[i] >= -1)) {
            return TF_NAN;
        }
        chained += rates[i] + chained * rates[i]; /* keeps the digits of small rates */
    }
    return tf_finite_or_nan(chained);
}
