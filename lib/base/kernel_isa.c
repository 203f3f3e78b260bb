/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Compiled once per instruction set with -DTF_ISA=…: see isa.h. */
#include "base/kernel.h"
#include "base/philox.h"
#include "base/philox_lanes.h"

#ifndef TF_ISA
#error "compile with -DTF_ISA=plain, sse2, avx2 or avx512 (cmake/PerIsa.cmake does)"
#endif

#define TF_ARRAY_KERNEL(name)                                                                      \
    static void array_##name(size_t n, const double *restrict x, double *restrict y)               \
    {                                                                                              \
        for (size_t i = 0; i < n; i++) {                                                           \
            y[i] = tf_##name(x[i]);                                                                \
        }                                                                                          \
    }

TF_ARRAY_KERNEL(exp)
TF_ARRAY_KERNEL(log)
TF_ARRAY_KERNEL(expm1)
TF_ARRAY_KERNEL(log1p)

enum { PHILOX_CHAINS = 2, PHILOX_STEP = PHILOX_CHAINS * TF_LANES };

/* PHILOX_STEP draws at a time, in independent chains that hide the latency of the multiply. The
 * 32-bit words are held in 64-bit lanes whose upper halves carry rubbish: the widening multiply
 * ignores them. */
static inline void philox_step(uint64_t seed, uint32_t domain, uint64_t draw, uint32_t pair,
                               double *even, double *odd)
{
    const tf_lanes m0 = tf_lanes_all(TF_PHILOX_M0), m1 = tf_lanes_all(TF_PHILOX_M1);
    tf_lanes c0[PHILOX_CHAINS], c1[PHILOX_CHAINS], c2[PHILOX_CHAINS], c3[PHILOX_CHAINS];
    for (unsigned j = 0; j < PHILOX_CHAINS; j++) {
        c0[j] = tf_lanes_count(draw + j * TF_LANES);
        c1[j] = tf_lanes_high(c0[j]);
        c2[j] = tf_lanes_all(pair);
        c3[j] = tf_lanes_all(domain);
    }
    uint32_t key0 = (uint32_t)seed, key1 = (uint32_t)(seed >> 32);
    for (unsigned round = 0; round < TF_PHILOX_ROUNDS; round++) {
        const tf_lanes k0 = tf_lanes_all(key0), k1 = tf_lanes_all(key1);
        for (unsigned j = 0; j < PHILOX_CHAINS; j++) {
            const tf_lanes p0 = tf_lanes_multiply(c0[j], m0), p1 = tf_lanes_multiply(c2[j], m1);
            c0[j] = tf_lanes_xor(tf_lanes_xor(tf_lanes_high(p1), c1[j]), k0);
            c1[j] = p1;
            c2[j] = tf_lanes_xor(tf_lanes_xor(tf_lanes_high(p0), c3[j]), k1);
            c3[j] = p0;
        }
        key0 += TF_PHILOX_W0;
        key1 += TF_PHILOX_W1;
    }
    for (unsigned j = 0; j < PHILOX_CHAINS; j++) {
        tf_lanes_store_uniform(even + j * TF_LANES, c0[j], c1[j]);
        tf_lanes_store_uniform(odd + j * TF_LANES, c2[j], c3[j]);
    }
}

static void copy_column(double *to, size_t at, const double *from, size_t count)
{
    if (to != NULL) {
        memcpy(to + at, from, count * sizeof *to);
    }
}

static void philox(uint64_t seed, uint32_t domain, uint64_t first_draw, uint32_t pair, size_t n,
                   double *even, double *odd)
{
    double spare_even[PHILOX_STEP], spare_odd[PHILOX_STEP];
    for (size_t i = 0; i < n; i += PHILOX_STEP) {
        const bool whole = n - i >= PHILOX_STEP;
        const bool direct_even = whole && even != NULL, direct_odd = whole && odd != NULL;
        philox_step(seed, domain, first_draw + i, pair, direct_even ? even + i : spare_even,
                    direct_odd ? odd + i : spare_odd);
        if (!whole) {
            copy_column(even, i, spare_even, n - i);
            copy_column(odd, i, spare_odd, n - i);
        }
    }
}

extern const struct tf_kernels TF_ISA_NAME(tf_kernels);
const struct tf_kernels TF_ISA_NAME(tf_kernels) = {
    .isa = TF_LANES_ISA,
    .exp = array_exp,
    .log = array_log,
    .expm1 = array_expm1,
    .log1p = array_log1p,
    .philox = philox,
};
