/* SPDX-License-Identifier: GPL-3.0-or-later */
/* exp, log, expm1, log1p in plain C, made to be vectorised by the compiler: no branch, no libm, no
 * FMA, no conversion between 64-bit integers and doubles. The same bits from every vector width,
 * and from the scalar call, as long as -ffp-contract=off holds.
 *
 * Measured against long double over 10^7 arguments each (tests/base/test_kernel.c repeats it with
 * fewer): exp, log, log1p below 0.9 ulp, expm1 below 1.2, and it and log1p keep their relative
 * accuracy down to the smallest subnormal. Results of exp that are subnormal are rounded twice:
 * they are right to one unit of the smallest subnormal.
 *
 * Reductions as in fdlibm (Sun Microsystems 1993) and W. J. Cody, W. Waite, Software Manual for the
 * Elementary Functions, 1980; polynomials by Chebyshev fits of our own in 60 digits. */
#ifndef TF_BASE_ELEMENTARY_H
#define TF_BASE_ELEMENTARY_H

#include "base/isa.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

/* The macros of <math.h> are floats. */
#define TF_INFINITY ((double)INFINITY)
#define TF_NAN ((double)NAN)

/* Adding and subtracting 1.5 * 2^52 rounds to an integer, and leaves it in the low mantissa bits.
 */
#define TF_ROUND_MAGIC 0x1.8p52
#define TF_INV_LN2 0x1.71547652b82fep0
/* ln 2 in two parts: the first has 31 trailing zero bits, so that k * TF_LN2_HI is exact. */
#define TF_LN2_HI 0x1.62e42feep-1
#define TF_LN2_LO 0x1.a39ef35793c76p-33
#define TF_SQRT_HALF_BITS UINT64_C(0x3fe6a09e667f3bcd)
#define TF_ONE_BITS UINT64_C(0x3ff0000000000000)
#define TF_MANTISSA_BITS UINT64_C(0x000fffffffffffff)

static inline uint64_t tf_bits(double x)
{
    uint64_t u;
    memcpy(&u, &x, sizeof u);
    return u;
}

static inline double tf_from_bits(uint64_t u)
{
    double x;
    memcpy(&x, &u, sizeof x);
    return x;
}

/* 2^n for an integer n in -1023 … 1024 held as n + TF_ROUND_MAGIC (-1023 gives 0, 1024 infinity).
 */
static inline double tf_power_of_two(double n_plus_magic)
{
    return tf_from_bits((tf_bits(n_plus_magic) + 1023) << 52);
}

/* x = n ln 2 + (r + tail), |r| <= (ln 2) / 2 */
struct tf_exp_parts {
    double n, r, tail;
};

static inline struct tf_exp_parts tf_exp_reduce(double x)
{
    const double n = (x * TF_INV_LN2 + TF_ROUND_MAGIC) - TF_ROUND_MAGIC;
    const double hi = x - n * TF_LN2_HI, lo = n * TF_LN2_LO;
    const double r = hi - lo;
    return (struct tf_exp_parts){n, r, (hi - r) - lo};
}

/* (exp(r) - 1 - r) / r^2 for |r| <= (ln 2) / 2 */
static inline double tf_exp_tail(double r)
{
    const double r2 = r * r, r4 = r2 * r2;
    const double a = 0.5 + r * 0x1.5555555555557p-3;
    const double b = 0x1.5555555555556p-5 + r * 0x1.11111111100dcp-7;
    const double c = 0x1.6c16c16c162d4p-10 + r * 0x1.a01a01abe7fe1p-13;
    const double d = 0x1.a01a01a6d889cp-16 + r * 0x1.71de0231960ebp-19;
    const double e = 0x1.27e4db646b17ep-22 + r * 0x1.af4de97ca4194p-26;
    return (a + r2 * b) + r4 * ((c + r2 * d) + r4 * (e + r2 * 0x1.1f730349868cep-29));
}

/* y 2^n in two steps, so that subnormal and infinite results come out right. */
static inline double tf_exp_scale(double y, double n)
{
    const double half = n * 0.5 + TF_ROUND_MAGIC;
    const double rest = n - (half - TF_ROUND_MAGIC);
    return (y * tf_power_of_two(half)) * tf_power_of_two(rest + TF_ROUND_MAGIC);
}

/* e^x: 0 below -745.2, infinity above 709.79, NaN for NaN. */
static inline double tf_exp(double x)
{
    double clamped = x < -746.0 ? -746.0 : x;
    clamped = clamped > 710.0 ? 710.0 : clamped;
    const struct tf_exp_parts p = tf_exp_reduce(clamped);
    const double y = 1.0 + (p.r + (p.tail + (p.r * p.r) * tf_exp_tail(p.r)));
    const double scaled = tf_exp_scale(y, p.n);
    return x != x ? x + x : scaled;
}

/* e^x - 1: -1 at -infinity, signed zero kept. */
static inline double tf_expm1(double x)
{
    double clamped = x < -44.0 ? -44.0 : x; /* there e^x is below a quarter ulp of 1 */
    clamped = clamped > 710.0 ? 710.0 : clamped;
    const struct tf_exp_parts p = tf_exp_reduce(clamped);
    const double low = p.tail + (p.r * p.r) * tf_exp_tail(p.r);
    /* 2^n (1 + r + low) - 1 = 2^n ((1 - 2^-n) + r + low); the first sum is kept exactly in two. */
    const double back = p.n > 64.0 ? 0.0 : tf_power_of_two(TF_ROUND_MAGIC - p.n);
    const double a = 1.0 - back;
    const double sum = a + p.r;
    const double err = p.r - (sum - a);
    const double scaled = tf_exp_scale(sum + (err + low), p.n);
    const double y = x == 0.0 ? x : scaled;
    return x != x ? x + x : y;
}

/* ln(1 + f) = f - (f^2/2 - s (f^2/2 + R)), s = f / (2 + f), for 1 + f in [sqrt(1/2), sqrt(2)) */
struct tf_log_parts {
    double s, half_square, tail;
};

static inline struct tf_log_parts tf_log_series(double f)
{
    const double s = f / (2.0 + f), z = s * s, w = z * z;
    const double a = 0x1.5555555555555p-1 + z * 0x1.9999999999a38p-2;
    const double b = 0x1.2492492476c87p-2 + z * 0x1.c71c720160b47p-3;
    const double c = 0x1.745cf901605f7p-3 + z * 0x1.3b1c360763b8ap-3;
    const double d = 0x1.0fbe83c2cbcf3p-3 + z * 0x1.0c04595972ab8p-3;
    return (struct tf_log_parts){s, 0.5 * f * f, z * (a + w * (b + w * (c + w * d)))};
}

/* x = m 2^k with m in [sqrt(1/2), sqrt(2)), for normal x > 0 */
static inline double tf_split_exponent(double x, double *m)
{
    const uint64_t u = tf_bits(x) + (TF_ONE_BITS - TF_SQRT_HALF_BITS);
    *m = tf_from_bits((u & TF_MANTISSA_BITS) + TF_SQRT_HALF_BITS);
    return tf_from_bits((u >> 52) | UINT64_C(0x4330000000000000)) - (0x1p52 + 1023.0);
}

/* ln x: -infinity at 0, NaN below. */
static inline double tf_log(double x)
{
    const double normal = x < 0x1p-1022 ? x * 0x1p54 : x;
    double m;
    const double k = tf_split_exponent(normal, &m) + (x < 0x1p-1022 ? -54.0 : 0.0);
    const double f = m - 1.0;
    const struct tf_log_parts p = tf_log_series(f);
    const double low = p.s * (p.half_square + p.tail) + k * TF_LN2_LO;
    double y = k * TF_LN2_HI - ((p.half_square - low) - f);
    y = x == 0.0 ? -TF_INFINITY : y;
    y = x < 0.0 ? TF_NAN : y;
    return x < TF_INFINITY ? y : x + x;
}

/* ln(1 + x): -infinity at -1, NaN below, signed zero kept. */
static inline double tf_log1p(double x)
{
    const double u = 1.0 + x;
    double m;
    const double k = tf_split_exponent(u, &m);
    const double lost = x < 1.0 ? x - (u - 1.0) : 1.0 - (u - x); /* u + lost = 1 + x exactly */
    const double f = k == 0.0 ? x : m - 1.0; /* with k = 0 nothing need be lost */
    const struct tf_log_parts p = tf_log_series(f);
    /* lost / u, to three digits: 1/m = (1 - s)/(1 + s) */
    const double inverse = 1.0 - 2.0 * p.s * (1.0 - p.s * (1.0 - p.s));
    const double shift = tf_power_of_two(TF_ROUND_MAGIC - k);
    const double carry = k == 0.0 || x > 0x1p60 ? 0.0 : lost * shift * inverse;
    const double low = p.s * (p.half_square + p.tail) + (k * TF_LN2_LO + carry);
    double y = k * TF_LN2_HI - ((p.half_square - low) - f);
    y = x == 0.0 ? x : y;
    y = x == -1.0 ? -TF_INFINITY : y;
    y = x < -1.0 ? TF_NAN : y;
    return x < TF_INFINITY ? y : x + x;
}

#endif
