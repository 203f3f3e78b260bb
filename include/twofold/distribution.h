/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 * Uncertain quantities: the table of distributions with their parameters, and those of ranges
 * (low..high and low..likely..high) as objects with likely value, mean and deviation.
 *
 * Threads: pure functions of their arguments.
 */
#ifndef TWOFOLD_DISTRIBUTION_H
#define TWOFOLD_DISTRIBUTION_H

#include "twofold/base.h"

TWOFOLD_BEGIN_DECLS

/** The kinds: X(NAME, number, "id", Chinese name, "what it is"). */
#define TWOFOLD_DISTRIBUTION_LIST(X)                                                               \
    X(UNIFORM, 0, "uniform", "均匀分布", "every value of low … high alike")                        \
    X(TRIANGULAR, 1, "triangular", "三角分布", "density rises straight to likely, falls to high")  \
    X(PERT, 2, "pert", "三点分布", "beta with the mean (low + 4 likely + high) / 6")               \
    X(NORMAL, 3, "normal", "正态分布", "by mean and standard deviation")                           \
    X(TRUNCATED_NORMAL, 4, "truncated-normal", "截尾正态分布", "a normal one, of low … high only") \
    X(LOGNORMAL, 5, "lognormal", "对数正态分布",                                                   \
      "by its own mean and deviation, not the logarithm's")                                        \
    X(BETA, 6, "beta", "贝塔分布", "with both shapes, stretched over low … high")                  \
    X(GAMMA, 7, "gamma", "伽马分布", "mean shape x scale")                                         \
    X(WEIBULL, 8, "weibull", "威布尔分布", "63.2% lie below its scale")                            \
    X(PERCENTILES, 9, "percentiles", "分位数", "what lies below with 10%, 50% and 90%")            \
    X(DISCRETE, 10, "discrete", "离散分布", "values and their probabilities")                      \
    X(EMPIRICAL, 11, "empirical", "经验分布", "a list of values, each as likely")

typedef enum twofold_distribution_kind {
#define TWOFOLD_X(name, number, id, zh, what) TWOFOLD_DISTRIBUTION_##name = number,
    TWOFOLD_DISTRIBUTION_LIST(TWOFOLD_X)
#undef TWOFOLD_X
        TWOFOLD_DISTRIBUTION_COUNT
} twofold_distribution_kind;

/** A kind's id ("truncated-normal") or Chinese name; "" for numbers that are none. */
TWOFOLD_API const char *twofold_distribution_text(twofold_distribution_kind kind,
                                                  twofold_lang lang);
/** The kind of an id or Chinese name (with or without 分布), -1 if there is none. */
TWOFOLD_API int twofold_distribution_find(const char *name, size_t size);

/** What a parameter measures. */
typedef enum twofold_parameter_role {
    TWOFOLD_PARAMETER_VALUE = 0, /**< a value of the quantity, in its unit */
    TWOFOLD_PARAMETER_SPREAD,    /**< a difference of two, in its unit; of dates a duration */
    TWOFOLD_PARAMETER_SHAPE      /**< a plain number */
} twofold_parameter_role;

/** A parameter of a kind. */
typedef struct twofold_parameter {
    const char *name, *zh; /**< "sd", "标准差" */
    twofold_parameter_role role;
    double above;    /**< it must be greater; -infinity: it may be anything finite */
    int from;        /**< the parameter that it may not be less than; -1: none */
    double fallback; /**< its value where it is not given; NaN: it must be */
} twofold_parameter;

/** How many parameters a kind has; 0 of DISCRETE and EMPIRICAL, which have as many numbers as they
 * are given: value and probability by turns, or values. */
TWOFOLD_API size_t twofold_distribution_parameters(twofold_distribution_kind kind);
/** One of them, in their order; all NULL and NaN out of range. */
TWOFOLD_API twofold_parameter twofold_distribution_parameter(twofold_distribution_kind kind,
                                                             size_t index);

/** Checks the parameters of a kind: finite (a fallback may be infinite), in their bounds and order;
 * the probabilities of DISCRETE in 0 … 1 and adding up to 1 within 1e-9.
 * @param parameters, count  all of them, in the order of the table, fallbacks filled in
 * @param[out] wrong  may be NULL; on failure the index of the first that is wrong, count if they
 *                    are too few or too many, or the probabilities do not add up
 * @return TWOFOLD_OK, TWOFOLD_E_ARGUMENT */
TWOFOLD_API TWOFOLD_CHECK twofold_status twofold_distribution_check(twofold_distribution_kind kind,
                                                                    const double *parameters,
                                                                    size_t count, size_t *wrong);

/** A uniform, triangular or PERT distribution; make one with the functions below, which check its
 * parameters. */
typedef struct twofold_distribution {
    twofold_distribution_kind kind;
    double low, likely, high; /**< likely of a uniform one: its middle */
} twofold_distribution;

/** The uniform distribution, a plan's low..high.
 * @param low, high  finite, low <= high (equal: a certain value), high - low finite
 * @param[out] distribution  untouched on failure
 * @return TWOFOLD_OK, TWOFOLD_E_ARGUMENT */
TWOFOLD_API TWOFOLD_CHECK twofold_status
twofold_distribution_uniform(double low, double high, twofold_distribution *distribution);

/** The triangular distribution.
 * @param low, likely, high  finite, low <= likely <= high, high - low finite
 * @param[out] distribution  untouched on failure
 * @return TWOFOLD_OK, TWOFOLD_E_ARGUMENT */
TWOFOLD_API TWOFOLD_CHECK twofold_status twofold_distribution_triangular(
    double low, double likely, double high, twofold_distribution *distribution);

/** The PERT distribution, a plan's low..likely..high: a beta with
 * alpha = 1 + 4 (likely - low)/(high - low), beta = 1 + 4 (high - likely)/(high - low).
 * Parameters and returns as for the triangular one.
 * Source: D. G. Malcolm et al., "Application of a technique for research and development program
 * evaluation", Operations Research 7 (1959) 646-669, in the exact beta form with lambda = 4. */
TWOFOLD_API TWOFOLD_CHECK twofold_status twofold_distribution_pert(
    double low, double likely, double high, twofold_distribution *distribution);

/** The value that a projection uses: the likely one, of a uniform distribution its middle.
 * NaN for NULL or a kind that is none. */
TWOFOLD_API double twofold_distribution_likely(const twofold_distribution *distribution);

/** Mean, in the unit of the parameters; a few units in the last place. NaN as above. */
TWOFOLD_API double twofold_distribution_mean(const twofold_distribution *distribution);

/** Standard deviation, in the unit of the parameters, >= 0; relative accuracy 1e-15. NaN as above.
 */
TWOFOLD_API double twofold_distribution_sd(const twofold_distribution *distribution);

TWOFOLD_END_DECLS

#endif
