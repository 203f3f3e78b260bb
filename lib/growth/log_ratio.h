/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TF_GROWTH_LOG_RATIO_H
#define TF_GROWTH_LOG_RATIO_H

#include "base/elementary.h"

/* ln(b/a) for positive finite a, b: without cancellation for neighbours, without overflow far
 * apart. */
static inline double tf_log_ratio(double a, double b)
{
    const double q = b / a;
    if (q > 0.5 && q < 2) {
        return tf_log1p((b - a) / a);
    }
    if (q > 0x1p-1000 && q < 0x1p1000) {
        return tf_log(q);
    }
    return tf_log(b) - tf_log(a);
}

#endif
