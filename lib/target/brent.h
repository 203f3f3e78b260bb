/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A root of a function of one variable, between two values of different sign. */
#ifndef TF_TARGET_BRENT_H
#define TF_TARGET_BRENT_H

typedef double tf_function(void *user, double x);

/* A value of the argument, and of the function there. */
struct tf_point {
    double x, y;
};

struct tf_bracket {
    struct tf_point best;  /* the smaller |y| */
    struct tf_point other; /* of the other sign, next to it; best itself where y is 0 */
    unsigned iterations;
};

/* Narrows a bracket by Brent's method (inverse quadratic interpolation, secant, bisection) until
 * its ends are neighbours, or nearly: some units in the last place. Ends in at most some 3,000
 * evaluations whatever the function does, and usually in ten. A NaN of the function ends it where
 * it is. Neither from.y nor to.y is 0, and their signs differ. */
struct tf_bracket tf_brent(tf_function *function, void *user, struct tf_point from,
                           struct tf_point to);

#endif
