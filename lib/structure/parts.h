/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TF_STRUCTURE_PARTS_H
#define TF_STRUCTURE_PARTS_H

#include "growth/finite.h"
#include "twofold/structure.h"

/* The sum of parts on which concentration is defined (all >= 0, sum > 0), else NaN. */
static inline double tf_total_of_parts(const double *values, size_t count)
{
    bool all = true;
    for (size_t i = 0; i < count; i++) all &= tf_is_amount(values[i]);
    const double total = tf_sum(values, count);
    return all && total > 0 ? total : TF_NAN;
}

#endif
