/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 * How production ramps up, and how an investment is spent.
 *
 * A ramp is a function of s = (t - produce)/(full - produce): the share of full production, 0 at
 * s = 0 and 1 at s = 1, exactly; before 0 it is 0, past 1 it is 1. A family F is normalised,
 * (F(s) - F(0))/(F(1) - F(0)). Where the plan leaves the shape free it takes the one that runs from
 * 5 % at s = 0 to 95 % at s = 1 before normalising.
 *
 * All of this is made of + - * / sqrt and the library's own exp and log: the same bits on every
 * machine. Threads: pure functions of their arguments.
 */
#ifndef TWOFOLD_CURVE_H
#define TWOFOLD_CURVE_H

#include "twofold/base.h"

TWOFOLD_BEGIN_DECLS

/* ---- Ramps ---- */

/** Families of ramps: X(NAME, number, "name in plans", Chinese name). */
#define TWOFOLD_RAMP_LIST(X)                                                                       \
    X(S_CURVE, 0, "s-curve", "S曲线")        /* the logistic with steepness 2 ln 19 */             \
    X(STEP, 1, "step", "阶跃")               /* full at once; full = produce */                    \
    X(LINEAR, 2, "linear", "线性")           /* s */                                               \
    X(LOGISTIC, 3, "logistic", "逻辑斯蒂")   /* 1/(1 + e^(-k (s - 1/2))) */                        \
    X(GOMPERTZ, 4, "gompertz", "龚珀兹")     /* e^(-b e^(-k s)) */                                 \
    X(EXPONENTIAL, 5, "exponential", "指数") /* 1 - e^(-k s): approach */                          \
    X(YEARS, 6, "years", "逐年")             /* a share for each year of production */

typedef enum twofold_ramp_family {
#define TWOFOLD_X(name, number, en, zh) TWOFOLD_RAMP_##name = number,
    TWOFOLD_RAMP_LIST(TWOFOLD_X)
#undef TWOFOLD_X
} twofold_ramp_family;

/** Most years that a list of shares can have. */
#define TWOFOLD_RAMP_YEARS_MOST 32

/** A ramp. Make one with the functions below, which check it; all zero is the s-curve. */
typedef struct twofold_ramp {
    twofold_ramp_family family;
    double steepness;                       /**< k of logistic, Gompertz, exponential; else 0 */
    double displacement;                    /**< b of Gompertz; else 0 */
    size_t years;                           /**< number of shares of YEARS; else 0 */
    double shares[TWOFOLD_RAMP_YEARS_MOST]; /**< share in each year of production */
} twofold_ramp;

/** The family's standard shape: logistic with k = 2 ln 19, Gompertz with b = ln 20 and
 * k = ln(ln 20/-ln 0.95), exponential with k = ln 20.
 * @param family  any but YEARS
 * @param[out] ramp  untouched on failure
 * @return TWOFOLD_OK, TWOFOLD_E_ARGUMENT */
TWOFOLD_API TWOFOLD_CHECK twofold_status twofold_ramp_standard(twofold_ramp_family family,
                                                               twofold_ramp *ramp);

/** A standard shape by its English or Chinese name, as plans write it.
 * @param name, size  need not be terminated
 * @param[out] ramp   untouched on failure
 * @return TWOFOLD_OK, TWOFOLD_E_NOT_FOUND (also for "years", which needs its shares) */
TWOFOLD_API TWOFOLD_CHECK twofold_status twofold_ramp_by_name(const char *name, size_t size,
                                                              twofold_ramp *ramp);

/** A family's name in a language; "" for numbers that are none. */
TWOFOLD_API const char *twofold_ramp_family_text(twofold_ramp_family family, twofold_lang lang);

/** A logistic ramp of any steepness.
 * @param steepness  0.1 … 60 (5.9 is standard)
 * @param[out] ramp  untouched on failure
 * @return TWOFOLD_OK, TWOFOLD_E_ARGUMENT */
TWOFOLD_API TWOFOLD_CHECK twofold_status twofold_ramp_logistic(double steepness,
                                                               twofold_ramp *ramp);

/** A Gompertz ramp of any shape.
 * @param displacement  b, 0.1 … 10 (3.0 is standard)
 * @param steepness     k, 0.1 … 10 (4.1 is standard)
 * @param[out] ramp  untouched on failure
 * @return TWOFOLD_OK, TWOFOLD_E_ARGUMENT */
TWOFOLD_API TWOFOLD_CHECK twofold_status twofold_ramp_gompertz(double displacement,
                                                               double steepness,
                                                               twofold_ramp *ramp);

/** An exponential approach of any rate.
 * @param steepness  k, 0.1 … 60 (3.0 is standard)
 * @param[out] ramp  untouched on failure
 * @return TWOFOLD_OK, TWOFOLD_E_ARGUMENT */
TWOFOLD_API TWOFOLD_CHECK twofold_status twofold_ramp_exponential(double steepness,
                                                                  twofold_ramp *ramp);

/** Shares of full production in the 1st, 2nd, … year of production ([60%, 80%, 100%]). Full
 * production is the first instant of the last year, so s runs over years - 1 years; one year is a
 * step.
 * @param years   1 … TWOFOLD_RAMP_YEARS_MOST
 * @param shares  years fractions, >= 0 and finite (they may fall, and exceed 1); the last must be 1
 * @param[out] ramp  untouched on failure
 * @return TWOFOLD_OK, TWOFOLD_E_ARGUMENT */
TWOFOLD_API TWOFOLD_CHECK twofold_status twofold_ramp_list(const double *shares, size_t years,
                                                           twofold_ramp *ramp);

/** The share of full production at s: 0 for s <= 0, 1 for s >= 1. A ramp with jumps has its value
 * before the jump at the instant itself (its left limit), except that it is 1 at s = 1.
 * NaN for NaN or a family that is none. Relative accuracy 2e-15, also near 0. */
TWOFOLD_API double twofold_ramp_value(const twofold_ramp *ramp, double s);

/** The integral of the share from 0 to s: 0 for s <= 0, I(1) + (s - 1) past 1; in units of the
 * ramp's duration: production from t0 to t1 is duration x (I(s1) - I(s0)) at full rate 1.
 * NaN for NaN. Relative accuracy 4e-15, also near 0. Sources: closed forms; the Gompertz integral,
 * and the others near 0 where the closed form cancels, by 16-point Gauss-Legendre sums. */
TWOFOLD_API double twofold_ramp_integral(const twofold_ramp *ramp, double s);

/** The first s at which the share is reached (for ramps with jumps: after which it is).
 * @param share  in [0, 1]; NaN outside
 * @return s in [0, 1]; the share at it is right to 4e-15 relative for continuous ramps */
TWOFOLD_API double twofold_ramp_inverse(const twofold_ramp *ramp, double share);

/* ---- Spending ---- */

/** How one amount falls between start (x = 0) and built (x = 1):
 * X(NAME, number, "name in plans", Chinese name). */
#define TWOFOLD_SPEND_LIST(X)                                                                      \
    X(S_CURVE, 0, "s-curve", "S曲线") /* 3x^2 - 2x^3 */                                            \
    X(EVEN, 1, "even", "均匀")        /* x */                                                      \
    X(EARLY, 2, "early", "前重")      /* 2x - x^2 */                                               \
    X(LATE, 3, "late", "后重")        /* x^2 */

typedef enum twofold_spend {
#define TWOFOLD_X(name, number, en, zh) TWOFOLD_SPEND_##name = number,
    TWOFOLD_SPEND_LIST(TWOFOLD_X)
#undef TWOFOLD_X
} twofold_spend;

/** A spend curve by its English or Chinese name.
 * @param name, size  need not be terminated
 * @param[out] spend  untouched on failure
 * @return TWOFOLD_OK, TWOFOLD_E_NOT_FOUND */
TWOFOLD_API TWOFOLD_CHECK twofold_status twofold_spend_by_name(const char *name, size_t size,
                                                               twofold_spend *spend);

/** A spend curve's name in a language; "" for numbers that are none. */
TWOFOLD_API const char *twofold_spend_text(twofold_spend spend, twofold_lang lang);

/** The share spent by x: 0 for x <= 0, 1 for x >= 1. NaN for NaN or a curve that is none. */
TWOFOLD_API double twofold_spend_cumulative(twofold_spend spend, double x);

/** The rate of spending at x, per unit of x: the derivative; 0 outside [0, 1]. NaN as above. */
TWOFOLD_API double twofold_spend_slope(twofold_spend spend, double x);

/** The x by which a share is spent.
 * @param share  in [0, 1]; NaN outside
 * @return x in [0, 1]; relative accuracy 1e-15 (s-curve: of x or of 1 - x, the smaller) */
TWOFOLD_API double twofold_spend_inverse(twofold_spend spend, double share);

TWOFOLD_END_DECLS

#endif
