/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whole arrays through a ramp's table, one function table per instruction set (base/isa.h). */
#ifndef TF_CURVE_RAMP_KERNEL_H
#define TF_CURVE_RAMP_KERNEL_H

#include "base/isa.h"
#include "curve/ramp_table.h"

struct tf_ramp_kernels {
    /* y[i] = tf_ramp_table_value_inline(table, s[i]), … _integral_inline; s and y do not overlap.
     */
    void (*value)(const struct tf_ramp_table *table, size_t n, const double *s, double *y);
    void (*integral)(const struct tf_ramp_table *table, size_t n, const double *s, double *y);
};

/* The functions of one set; NULL if it cannot run here. */
const struct tf_ramp_kernels *tf_ramp_kernels(enum tf_isa isa);

#endif
