/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ramps in long double, straight from their definitions, and their integrals by Gauss-Legendre sums
 * over 64 panels of 20 points. On x86-64 long double carries 64 bits: sums of positive terms are
 * good to 1e-18, a thousandth of what the tests ask for. */
#ifndef TESTS_CURVE_REFERENCE_H
#define TESTS_CURVE_REFERENCE_H

#include "twofold/curve.h"

#include <float.h>
#include <math.h>
#include <stdint.h>

#define HAVE_REFERENCE (LDBL_MANT_DIG >= 64)

enum { REFERENCE_POINTS = 20 };
static long double reference_x[REFERENCE_POINTS], reference_w[REFERENCE_POINTS];

static inline void reference_prepare(void)
{
    const long double pi = 3.14159265358979323846264338327950288L;
    const int n = REFERENCE_POINTS;
    for (int i = 0; i < n; i++) {
        long double x = cosl(pi * (i + 0.75L) / (n + 0.5L));
        for (int iteration = 0; iteration < 10; iteration++) {
            long double before = 1, p = x;
            for (int k = 2; k <= n; k++) {
                const long double next = ((2 * k - 1) * x * p - (k - 1) * before) / k;
                before = p;
                p = next;
            }
            const long double slope = n * (x * p - before) / (x * x - 1);
            x -= p / slope;
            reference_w[i] = 2 / ((1 - x * x) * slope * slope);
        }
        reference_x[i] = x;
    }
}

/* 0 < s < 1. Smooth families only. (F(s) - F(0))/(F(1) - F(0)) with the differences that cancel
 * written as expm1. */
static inline long double reference_value(const twofold_ramp *r, long double s)
{
    const long double b = (long double)r->displacement;
    const long double k =
        r->family == TWOFOLD_RAMP_S_CURVE ? 2 * logl(19) : (long double)r->steepness;
    switch (r->family) {
    case TWOFOLD_RAMP_S_CURVE:
    case TWOFOLD_RAMP_LOGISTIC:
        return expm1l(-k * s) / (expm1l(-k / 2) * (1 + expl(k / 2 - k * s)));
    case TWOFOLD_RAMP_GOMPERTZ: return expm1l(-b * expm1l(-k * s)) / expm1l(-b * expm1l(-k));
    case TWOFOLD_RAMP_EXPONENTIAL: return expm1l(-k * s) / expm1l(-k);
    default: return s;
    }
}

/* From a to b, 0 <= a <= b <= 1. */
static inline long double reference_integral(const twofold_ramp *r, long double a, long double b)
{
    enum { PANELS = 64 };
    const long double half = (b - a) / PANELS / 2;
    long double sum = 0;
    for (int p = 0; p < PANELS; p++) {
        for (int i = 0; i < REFERENCE_POINTS; i++) {
            sum += reference_w[i] * reference_value(r, a + half * (2 * p + 1 + reference_x[i]));
        }
    }
    return half * sum;
}

static uint64_t rng_state = 1;

static inline double uniform(void)
{
    uint64_t z = (rng_state += UINT64_C(0x9E3779B97F4A7C15));
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return ((double)((z ^ (z >> 31)) >> 12) + 0.5) * 0x1p-52;
}

/* In (0, 1], half of them near 0. The calls stand in statements of their own: the order of
 * arguments is the compiler's. */
static inline double some_s(unsigned i)
{
    const double u = uniform();
    const int exponent = -1 - (int)(40 * uniform());
    return i % 2 != 0 ? u : ldexp(1 + u, exponent);
}

static inline bool within(double got, double want, double relative)
{
    return fabs(got - want) <= relative * fabs(want);
}

/* The ramps that the tests go through: standard shapes, odd ones, lists. Returns how many. */
enum { SMOOTH = 10, RAMPS = 15 };

static inline bool reference_ramp(unsigned i, twofold_ramp *ramp)
{
    static const double years[3][4] = {{0.6, 0.8, 1}, {0.45, 0.675, 0.9, 1}, {0.7, 0.5, 1.2, 1}};
    switch (i) {
    case 0: return twofold_ramp_standard(TWOFOLD_RAMP_S_CURVE, ramp) == TWOFOLD_OK;
    case 1: return twofold_ramp_standard(TWOFOLD_RAMP_LINEAR, ramp) == TWOFOLD_OK;
    case 2: return twofold_ramp_standard(TWOFOLD_RAMP_GOMPERTZ, ramp) == TWOFOLD_OK;
    case 3: return twofold_ramp_standard(TWOFOLD_RAMP_EXPONENTIAL, ramp) == TWOFOLD_OK;
    case 4: return twofold_ramp_logistic(0.1, ramp) == TWOFOLD_OK;
    case 5: return twofold_ramp_logistic(60, ramp) == TWOFOLD_OK;
    case 6: return twofold_ramp_gompertz(10, 10, ramp) == TWOFOLD_OK;
    case 7: return twofold_ramp_gompertz(0.1, 0.1, ramp) == TWOFOLD_OK;
    case 8: return twofold_ramp_exponential(60, ramp) == TWOFOLD_OK;
    case 9: return twofold_ramp_exponential(0.1, ramp) == TWOFOLD_OK;
    case 10: return twofold_ramp_standard(TWOFOLD_RAMP_STEP, ramp) == TWOFOLD_OK;
    case 11: return twofold_ramp_list(years[0], 3, ramp) == TWOFOLD_OK;
    case 12: return twofold_ramp_list(years[1], 4, ramp) == TWOFOLD_OK;
    case 13: return twofold_ramp_list(years[2], 4, ramp) == TWOFOLD_OK;
    case 14: return twofold_ramp_list(years[0] + 2, 1, ramp) == TWOFOLD_OK;
    default: return false;
    }
}

#endif
