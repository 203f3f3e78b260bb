/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A few 64-bit lanes at a time, for Philox alone: its widening 32 x 32 multiply is one instruction
 * that compilers do not find by themselves. Everything else in the library is left to the
 * auto-vectoriser. TF_ISA says how many. */
#ifndef TF_BASE_PHILOX_LANES_H
#define TF_BASE_PHILOX_LANES_H

#include "base/elementary.h"

#define TF_LANES_OF_plain 1
#define TF_LANES_OF_sse2 2
#define TF_LANES_OF_avx2 4
#define TF_LANES_OF_avx512 8
#define TF_LANES TF_ISA_PASTE(TF_LANES_OF, TF_ISA)

/* (k + 1/2) / 2^52 of the top 52 bits k: a mantissa below 1, less 1 - 2^-53 */
#define TF_UNIFORM_OFFSET (1.0 - 0x1p-53)

#if TF_LANES == 8
#include <immintrin.h>
#define TF_LANES_ISA TF_ISA_AVX512
typedef __m512i tf_lanes;

static inline tf_lanes tf_lanes_all(uint32_t x) { return _mm512_set1_epi64((long long)x); }
static inline tf_lanes tf_lanes_count(uint64_t x)
{
    return _mm512_add_epi64(_mm512_set1_epi64((long long)x),
                            _mm512_set_epi64(7, 6, 5, 4, 3, 2, 1, 0));
}
static inline tf_lanes tf_lanes_high(tf_lanes a) { return _mm512_srli_epi64(a, 32); }
static inline tf_lanes tf_lanes_xor(tf_lanes a, tf_lanes b) { return _mm512_xor_si512(a, b); }
static inline tf_lanes tf_lanes_multiply(tf_lanes a, tf_lanes b) { return _mm512_mul_epu32(a, b); }
static inline void tf_lanes_store_uniform(double *to, tf_lanes low, tf_lanes high)
{
    const __m512i word = _mm512_or_si512(_mm512_and_si512(low, _mm512_set1_epi64(0xffffffff)),
                                         _mm512_slli_epi64(high, 32));
    const __m512i bits =
        _mm512_or_si512(_mm512_srli_epi64(word, 12), _mm512_set1_epi64((long long)TF_ONE_BITS));
    _mm512_storeu_pd(to,
                     _mm512_sub_pd(_mm512_castsi512_pd(bits), _mm512_set1_pd(TF_UNIFORM_OFFSET)));
}

#elif TF_LANES == 4
#include <immintrin.h>
#define TF_LANES_ISA TF_ISA_AVX2
typedef __m256i tf_lanes;

static inline tf_lanes tf_lanes_all(uint32_t x) { return _mm256_set1_epi64x((long long)x); }
static inline tf_lanes tf_lanes_count(uint64_t x)
{
    return _mm256_add_epi64(_mm256_set1_epi64x((long long)x), _mm256_set_epi64x(3, 2, 1, 0));
}
static inline tf_lanes tf_lanes_high(tf_lanes a) { return _mm256_srli_epi64(a, 32); }
static inline tf_lanes tf_lanes_xor(tf_lanes a, tf_lanes b) { return _mm256_xor_si256(a, b); }
static inline tf_lanes tf_lanes_multiply(tf_lanes a, tf_lanes b) { return _mm256_mul_epu32(a, b); }
static inline void tf_lanes_store_uniform(double *to, tf_lanes low, tf_lanes high)
{
    const __m256i word = _mm256_or_si256(_mm256_and_si256(low, _mm256_set1_epi64x(0xffffffff)),
                                         _mm256_slli_epi64(high, 32));
    const __m256i bits =
        _mm256_or_si256(_mm256_srli_epi64(word, 12), _mm256_set1_epi64x((long long)TF_ONE_BITS));
    _mm256_storeu_pd(to,
                     _mm256_sub_pd(_mm256_castsi256_pd(bits), _mm256_set1_pd(TF_UNIFORM_OFFSET)));
}

#elif TF_LANES == 2
#include <emmintrin.h>
#define TF_LANES_ISA TF_ISA_SSE2
typedef __m128i tf_lanes;

static inline tf_lanes tf_lanes_all(uint32_t x) { return _mm_set1_epi64x((long long)x); }
static inline tf_lanes tf_lanes_count(uint64_t x)
{
    return _mm_add_epi64(_mm_set1_epi64x((long long)x), _mm_set_epi64x(1, 0));
}
static inline tf_lanes tf_lanes_high(tf_lanes a) { return _mm_srli_epi64(a, 32); }
static inline tf_lanes tf_lanes_xor(tf_lanes a, tf_lanes b) { return _mm_xor_si128(a, b); }
static inline tf_lanes tf_lanes_multiply(tf_lanes a, tf_lanes b) { return _mm_mul_epu32(a, b); }
static inline void tf_lanes_store_uniform(double *to, tf_lanes low, tf_lanes high)
{
    const __m128i word =
        _mm_or_si128(_mm_and_si128(low, _mm_set1_epi64x(0xffffffff)), _mm_slli_epi64(high, 32));
    const __m128i bits =
        _mm_or_si128(_mm_srli_epi64(word, 12), _mm_set1_epi64x((long long)TF_ONE_BITS));
    _mm_storeu_pd(to, _mm_sub_pd(_mm_castsi128_pd(bits), _mm_set1_pd(TF_UNIFORM_OFFSET)));
}

#else
#define TF_LANES_ISA TF_ISA_PLAIN
typedef uint64_t tf_lanes;

static inline tf_lanes tf_lanes_all(uint32_t x) { return x; }
static inline tf_lanes tf_lanes_count(uint64_t x) { return x; }
static inline tf_lanes tf_lanes_high(tf_lanes a) { return a >> 32; }
static inline tf_lanes tf_lanes_xor(tf_lanes a, tf_lanes b) { return a ^ b; }
static inline tf_lanes tf_lanes_multiply(tf_lanes a, tf_lanes b)
{
    return (a & UINT32_MAX) * (b & UINT32_MAX);
}
static inline void tf_lanes_store_uniform(double *to, tf_lanes low, tf_lanes high)
{
    const uint64_t word = (low & UINT32_MAX) | (high << 32);
    *to = tf_from_bits((word >> 12) | TF_ONE_BITS) - TF_UNIFORM_OFFSET;
}
#endif

#endif
