/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "curve/spend_inline.h"

#include "base/text.h"

#include <math.h>
#include <string.h>

static const struct {
    const char *en, *zh;
} names[] = {
#define TWOFOLD_X(name, number, en, zh) [number] = {en, zh},
    TWOFOLD_SPEND_LIST(TWOFOLD_X)
#undef TWOFOLD_X
};
enum { CURVES = sizeof names / sizeof *names };

static const struct tf_spend_cubic cubics[CURVES] = {
    [TWOFOLD_SPEND_S_CURVE] = {0, 3, -2},
    [TWOFOLD_SPEND_EVEN] = {1, 0, 0},
    [TWOFOLD_SPEND_EARLY] = {2, -1, 0},
    [TWOFOLD_SPEND_LATE] = {0, 1, 0},
};

static bool is_curve(twofold_spend spend) { return (unsigned)spend < CURVES; }

twofold_status twofold_spend_by_name(const char *name, size_t size, twofold_spend *spend)
{
    for (unsigned i = 0; i < CURVES; i++) {
        if (tf_text_is(name, size, names[i].en) || tf_text_is(name, size, names[i].zh)) {
            *spend = (twofold_spend)i;
            return TWOFOLD_OK;
        }
    }
    return TWOFOLD_E_NOT_FOUND;
}

const char *twofold_spend_text(twofold_spend spend, twofold_lang lang)
{
    if (!is_curve(spend)) {
        return "";
    }
    return lang == TWOFOLD_ZH ? names[spend].zh : names[spend].en;
}

struct tf_spend_cubic tf_spend_cubic(twofold_spend spend)
{
    return is_curve(spend) ? cubics[spend] : (struct tf_spend_cubic){0, 0, 0};
}

double twofold_spend_cumulative(twofold_spend spend, double x)
{
    return is_curve(spend) ? tf_spend_inline(cubics[spend], x) : (double)NAN;
}

double twofold_spend_slope(twofold_spend spend, double x)
{
    if (!is_curve(spend) || isnan(x)) {
        return (double)NAN;
    }
    if (x < 0 || x > 1) {
        return 0;
    }
    const struct tf_spend_cubic p = cubics[spend];
    return p.a + x * (2 * p.b + x * (3 * p.c));
}

/* 3x^2 - 2x^3 = share for share <= 1/2, by Newton from below: there the curve is convex, so every
 * step after the first comes from above, and five are more than a double needs. */
static double invert_s_curve(double share)
{
    if (share == 0) {
        return 0;
    }
    double x = sqrt(share / 3);
    for (int i = 0; i < 6; i++) {
        x -= (x * x * (3 - 2 * x) - share) / (6 * x * (1 - x));
    }
    return x;
}

double twofold_spend_inverse(twofold_spend spend, double share)
{
    if (!(share >= 0 && share <= 1)) {
        return (double)NAN;
    }
    switch (spend) {
    case TWOFOLD_SPEND_EVEN: return share;
    case TWOFOLD_SPEND_EARLY: return share / (1 + sqrt(1 - share));
    case TWOFOLD_SPEND_LATE: return sqrt(share);
    case TWOFOLD_SPEND_S_CURVE:
        return share <= 0.5 ? invert_s_curve(share) : 1 - invert_s_curve(1 - share);
    }
    return (double)NAN;
}
