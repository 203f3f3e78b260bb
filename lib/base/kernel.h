/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The vector kernels of the library, one table per instruction set, all with the same bits.
 * kernel_isa.c is compiled once per set (cmake/PerIsa.cmake); kernel_dispatch.c picks. */
#ifndef TF_BASE_KERNEL_H
#define TF_BASE_KERNEL_H

#include "base/elementary.h"
#include "base/isa.h"

#include <stddef.h>
#include <stdint.h>

struct tf_kernels {
    enum tf_isa isa;
    /* y[i] = f(x[i]), i < n, the bits of tf_exp … of elementary.h; x and y do not overlap, need no
     * alignment, any n (0 too). */
    void (*exp)(size_t n, const double *x, double *y);
    void (*log)(size_t n, const double *x, double *y);
    void (*expm1)(size_t n, const double *x, double *y);
    void (*log1p)(size_t n, const double *x, double *y);
    /* Philox for draws first_draw … first_draw + n - 1 of inputs 2 pair (even) and 2 pair + 1
     * (odd); either column may be NULL. See philox.h. */
    void (*philox)(uint64_t seed, uint32_t domain, uint64_t first_draw, uint32_t pair, size_t n,
                   double *even, double *odd);
};

/* The table of one set, for tests that force it; NULL if it cannot run here. */
const struct tf_kernels *tf_kernels(enum tf_isa isa);

/* The table to use; never NULL. */
const struct tf_kernels *tf_kernels_best(void);

#endif
