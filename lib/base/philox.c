/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/philox.h"

#include "base/kernel.h"

void tf_philox_4x32(uint32_t counter[4], uint64_t seed)
{
    uint32_t key0 = (uint32_t)seed, key1 = (uint32_t)(seed >> 32);
    for (unsigned round = 0; round < TF_PHILOX_ROUNDS; round++) {
        const uint64_t p0 = (uint64_t)TF_PHILOX_M0 * counter[0];
        const uint64_t p1 = (uint64_t)TF_PHILOX_M1 * counter[2];
        counter[0] = (uint32_t)(p1 >> 32) ^ counter[1] ^ key0;
        counter[1] = (uint32_t)p1;
        counter[2] = (uint32_t)(p0 >> 32) ^ counter[3] ^ key1;
        counter[3] = (uint32_t)p0;
        key0 += TF_PHILOX_W0;
        key1 += TF_PHILOX_W1;
    }
}

double tf_philox_uniform(uint64_t seed, uint32_t domain, uint64_t draw, uint64_t input)
{
    uint32_t c[4] = {(uint32_t)draw, (uint32_t)(draw >> 32), (uint32_t)(input / 2), domain};
    tf_philox_4x32(c, seed);
    const unsigned at = input % 2 != 0 ? 2 : 0;
    const uint64_t word = c[at] | ((uint64_t)c[at + 1] << 32);
    return tf_from_bits((word >> 12) | TF_ONE_BITS) - (1.0 - 0x1p-53);
}

void tf_philox_fill(uint64_t seed, uint32_t domain, uint64_t first_draw, uint64_t input,
                    size_t count, double *values)
{
    const uint32_t pair = (uint32_t)(input / 2);
    const int odd = input % 2 != 0;
    tf_kernels_best()->philox(seed, domain, first_draw, pair, count, odd ? NULL : values,
                              odd ? values : NULL);
}

void tf_philox_fill_pair(uint64_t seed, uint32_t domain, uint64_t first_draw, uint32_t pair,
                         size_t count, double *even, double *odd)
{
    tf_kernels_best()->philox(seed, domain, first_draw, pair, count, even, odd);
}
