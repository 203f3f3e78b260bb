/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Spend curves as one cubic without a constant, for loops that are compiled per instruction set. */
#ifndef TF_CURVE_SPEND_INLINE_H
#define TF_CURVE_SPEND_INLINE_H

#include "twofold/curve.h"

/* x (a + x (b + x c)); copy it into a local before a loop. */
struct tf_spend_cubic {
    double a, b, c;
};

/* The cubic of a curve; all zero for a number that is none. */
struct tf_spend_cubic tf_spend_cubic(twofold_spend spend);

/* The share spent by x, NaN for NaN. */
static inline double tf_spend_inline(struct tf_spend_cubic p, double x)
{
    double inside = x < 0.0 ? 0.0 : x;
    inside = inside > 1.0 ? 1.0 : inside;
    return inside * (p.a + inside * (p.b + inside * p.c));
}

#endif
