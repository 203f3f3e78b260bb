/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Compiled once per instruction set with -DTF_ISA=…: see base/isa.h. */
#include "curve/ramp_kernel.h"

static void value(const struct tf_ramp_table *table, size_t n, const double *restrict s,
                  double *restrict y)
{
    const struct tf_ramp_table local = *table;
    for (size_t i = 0; i < n; i++) {
        y[i] = tf_ramp_table_value_inline(&local, s[i]);
    }
}

static void integral(const struct tf_ramp_table *table, size_t n, const double *restrict s,
                     double *restrict y)
{
    const struct tf_ramp_table local = *table;
    for (size_t i = 0; i < n; i++) {
        y[i] = tf_ramp_table_integral_inline(&local, s[i]);
    }
}

extern const struct tf_ramp_kernels TF_ISA_NAME(tf_ramp_kernels);
const struct tf_ramp_kernels TF_ISA_NAME(tf_ramp_kernels) = {.value = value, .integral = integral};
