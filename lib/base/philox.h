/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Addressable random numbers: Philox 4x32-10 (J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw,
 * "Parallel random numbers: as easy as 1, 2, 3", SC 2011).
 *
 * The value of draw i for input j in a domain is a pure function of (seed, domain, i, j):
 *   key     = (low, high half of the seed)
 *   counter = (low, high half of the draw, input / 2, domain)
 * and of the four words that come out, the first two (even input) or the last two (odd input) make
 * a 64-bit number whose 52 top bits, plus one half, are the double: k + 1/2 over 2^52, never 0,
 * never 1, symmetric about one half. */
#ifndef TF_BASE_PHILOX_H
#define TF_BASE_PHILOX_H

#include <stddef.h>
#include <stdint.h>

#define TF_PHILOX_ROUNDS 10
#define TF_PHILOX_M0 UINT32_C(0xD2511F53)
#define TF_PHILOX_M1 UINT32_C(0xCD9E8D57)
#define TF_PHILOX_W0 UINT32_C(0x9E3779B9)
#define TF_PHILOX_W1 UINT32_C(0xBB67AE85)

/* The block cipher itself: counter is replaced by its image. */
void tf_philox_4x32(uint32_t counter[4], uint64_t seed);

/* One value in (0, 1). */
double tf_philox_uniform(uint64_t seed, uint32_t domain, uint64_t draw, uint64_t input);

/* values[i] = tf_philox_uniform(seed, domain, first_draw + i, input), i < count; input < 2^33; the
 * draw number wraps at 2^64. Uses the widest instruction set of the machine. */
void tf_philox_fill(uint64_t seed, uint32_t domain, uint64_t first_draw, uint64_t input,
                    size_t count, double *values);

/* Two neighbouring inputs 2 * pair and 2 * pair + 1 for the price of one. */
void tf_philox_fill_pair(uint64_t seed, uint32_t domain, uint64_t first_draw, uint32_t pair,
                         size_t count, double *even, double *odd);

#endif
