/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "twofold/curve.h"

#include "base/elementary.h"
#include "base/text.h"
#include "curve/shape.h"

#include <string.h>

#define LN_20 0x1.7f7427b73e391p+1
#define GOMPERTZ_STEEPNESS 0x1.045004c4bea5dp+2 /* ln(ln 20/-ln 0.95): 95 % at s = 1 */

static const struct {
    const char *en, *zh;
} names[] = {
#define TWOFOLD_X(name, number, en, zh) [number] = {en, zh},
    TWOFOLD_RAMP_LIST(TWOFOLD_X)
#undef TWOFOLD_X
};
enum { FAMILIES = sizeof names / sizeof *names };

/* ---- Making one ---- */

twofold_status twofold_ramp_standard(twofold_ramp_family family, twofold_ramp *ramp)
{
    switch (family) {
    case TWOFOLD_RAMP_LOGISTIC: return twofold_ramp_logistic(TF_S_CURVE_STEEPNESS, ramp);
    case TWOFOLD_RAMP_GOMPERTZ: return twofold_ramp_gompertz(LN_20, GOMPERTZ_STEEPNESS, ramp);
    case TWOFOLD_RAMP_EXPONENTIAL: return twofold_ramp_exponential(LN_20, ramp);
    case TWOFOLD_RAMP_S_CURVE:
    case TWOFOLD_RAMP_STEP:
    case TWOFOLD_RAMP_LINEAR: *ramp = (twofold_ramp){.family = family}; return TWOFOLD_OK;
    default: return TWOFOLD_E_ARGUMENT;
    }
}

twofold_status twofold_ramp_by_name(const char *name, size_t size, twofold_ramp *ramp)
{
    for (unsigned i = 0; i < FAMILIES; i++) {
        if (tf_text_is(name, size, names[i].en) || tf_text_is(name, size, names[i].zh)) {
            const twofold_status status = twofold_ramp_standard((twofold_ramp_family)i, ramp);
            return status == TWOFOLD_OK ? TWOFOLD_OK : TWOFOLD_E_NOT_FOUND;
        }
    }
    return TWOFOLD_E_NOT_FOUND;
}

const char *twofold_ramp_family_text(twofold_ramp_family family, twofold_lang lang)
{
    if ((unsigned)family >= FAMILIES) {
        return "";
    }
    return lang == TWOFOLD_ZH ? names[family].zh : names[family].en;
}

static bool in_range(double x, double low, double high) { return x >= low && x <= high; }

twofold_status twofold_ramp_logistic(double steepness, twofold_ramp *ramp)
{
    if (!in_range(steepness, 0.1, 60)) {
        return TWOFOLD_E_ARGUMENT;
    }
    *ramp = (twofold_ramp){.family = TWOFOLD_RAMP_LOGISTIC, .steepness = steepness};
    return TWOFOLD_OK;
}

twofold_status twofold_ramp_gompertz(double displacement, double steepness, twofold_ramp *ramp)
{
    if (!in_range(displacement, 0.1, 10) || !in_range(steepness, 0.1, 10)) {
        return TWOFOLD_E_ARGUMENT;
    }
    *ramp = (twofold_ramp){
        .family = TWOFOLD_RAMP_GOMPERTZ, .steepness = steepness, .displacement = displacement};
    return TWOFOLD_OK;
}

twofold_status twofold_ramp_exponential(double steepness, twofold_ramp *ramp)
{
    if (!in_range(steepness, 0.1, 60)) {
        return TWOFOLD_E_ARGUMENT;
    }
    *ramp = (twofold_ramp){.family = TWOFOLD_RAMP_EXPONENTIAL, .steepness = steepness};
    return TWOFOLD_OK;
}

twofold_status twofold_ramp_list(const double *shares, size_t years, twofold_ramp *ramp)
{
    if (years < 1 || years > TWOFOLD_RAMP_YEARS_MOST || shares[years - 1] != 1) {
        return TWOFOLD_E_ARGUMENT;
    }
    for (size_t i = 0; i < years; i++) {
        if (!(shares[i] >= 0) || !isfinite(shares[i])) {
            return TWOFOLD_E_ARGUMENT;
        }
    }
    twofold_ramp made = {.family = TWOFOLD_RAMP_YEARS, .years = years};
    memcpy(made.shares, shares, years * sizeof *shares);
    *ramp = made;
    return TWOFOLD_OK;
}

/* ---- Lists: a step is the list of one year ---- */

/* Years before full production, at least one so that s has a meaning. */
static size_t years_before_full(const twofold_ramp *ramp)
{
    return ramp->family == TWOFOLD_RAMP_YEARS && ramp->years > 1 ? ramp->years - 1 : 1;
}

static double share_of_year(const twofold_ramp *ramp, size_t year)
{
    return ramp->family == TWOFOLD_RAMP_YEARS ? ramp->shares[year] : 1;
}

static double list_value(const twofold_ramp *ramp, double s)
{
    const size_t years = years_before_full(ramp);
    const double at = s * (double)years;
    size_t year = 0;
    while (year + 1 < years && at > (double)(year + 1)) {
        year++;
    }
    return share_of_year(ramp, year);
}

static double list_integral(const twofold_ramp *ramp, double s)
{
    const size_t years = years_before_full(ramp);
    const double at = s * (double)years;
    double sum = 0;
    for (size_t year = 0; year < years && at > (double)year; year++) {
        const double part = at - (double)year;
        sum += share_of_year(ramp, year) * (part < 1 ? part : 1);
    }
    return sum / (double)years;
}

static double list_inverse(const twofold_ramp *ramp, double share)
{
    const size_t years = years_before_full(ramp);
    size_t year = 0;
    while (year < years && share_of_year(ramp, year) < share) {
        year++;
    }
    return (double)year / (double)years;
}

/* ---- Any ramp ---- */

static bool is_ramp(const twofold_ramp *ramp) { return (unsigned)ramp->family < FAMILIES; }

double twofold_ramp_value(const twofold_ramp *ramp, double s)
{
    if (isnan(s) || !is_ramp(ramp)) {
        return TF_NAN;
    }
    if (s <= 0) {
        return 0;
    }
    if (s >= 1) {
        return 1;
    }
    return tf_ramp_is_smooth(ramp) ? tf_shape_value(ramp, s) : list_value(ramp, s);
}

double twofold_ramp_integral(const twofold_ramp *ramp, double s)
{
    if (isnan(s) || !is_ramp(ramp)) {
        return TF_NAN;
    }
    if (s <= 0) {
        return 0;
    }
    const double inside = s < 1 ? s : 1;
    const double integral =
        tf_ramp_is_smooth(ramp) ? tf_shape_integral(ramp, inside) : list_integral(ramp, inside);
    return s < 1 ? integral : integral + (s - 1);
}

double twofold_ramp_inverse(const twofold_ramp *ramp, double share)
{
    if (!(share >= 0 && share <= 1) || !is_ramp(ramp)) {
        return TF_NAN;
    }
    if (share == 0) {
        return 0;
    }
    if (!tf_ramp_is_smooth(ramp)) {
        return list_inverse(ramp, share);
    }
    return share == 1 ? 1 : tf_shape_inverse(ramp, share);
}
