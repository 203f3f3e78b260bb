/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Comparisons in place of isfinite: they vectorise, and NaN fails them. */
#ifndef TF_GROWTH_FINITE_H
#define TF_GROWTH_FINITE_H

#include "base/elementary.h"

#include <float.h>
#include <stdbool.h>
#include <stddef.h>

static inline bool tf_is_finite(double x) { return fabs(x) <= DBL_MAX; }

static inline double tf_finite_or_nan(double x) { return tf_is_finite(x) ? x : TF_NAN; }

/* a/b for finite arguments with a finite result, else NaN */
static inline double tf_finite_ratio(double a, double b)
{
    return tf_is_finite(a) && tf_is_finite(b) ? tf_finite_or_nan(a / b) : TF_NAN;
}

/* A finite amount that is not negative */
static inline bool tf_is_amount(double x) { return x >= 0 && x <= DBL_MAX; }

/* The sum in order; NaN where it or a value is not finite, 0 of none. */
static inline double tf_sum(const double *values, size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++) sum += values[i];
    return tf_finite_or_nan(sum);
}

#endif
