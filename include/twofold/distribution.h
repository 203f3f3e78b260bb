/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 * Uncertain quantities given as ranges: low..high and low..likely..high.
 *
 * Threads: pure functions of their arguments.
 */
#ifndef TWOFOLD_DISTRIBUTION_H
#define TWOFOLD_DISTRIBUTION_H

#include "twofold/base.h"

TWOFOLD_BEGIN_DECLS

typedef enum twofold_distribution_kind {
    TWOFOLD_DISTRIBUTION_UNIFORM = 0, /**< every value of low … high alike */
    TWOFOLD_DISTRIBUTION_TRIANGULAR,  /**< density rises straight to likely and falls to high */
    TWOFOLD_DISTRIBUTION_PERT /**< beta on low … high with mean (low + 4 likely + high) / 6 */
} twofold_distribution_kind;

/** A distribution of any kind; make one with the functions below, which check its parameters. */
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
