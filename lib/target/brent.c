/* SPDX-License-Identifier: GPL-3.0-or-later */
/* R. P. Brent, Algorithms for Minimization without Derivatives (1973), chapter 4. Our own because
 * GSL's solver calls its error handler, which may end the program, where a bracket is none. */
#include "target/brent.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>

/* Bisection alone halves a bracket of doubles at most this often. */
enum { MOST_ITERATIONS = 2200 };

/* a: the last iterate; b: the best; c: of the other sign than b. */
struct state {
    struct tf_point a, b, c;
    double step, step_before;
};

static bool same_sign(double x, double y) { return (x > 0.0) == (y > 0.0); }

static void settle(struct state *s)
{
    if (same_sign(s->b.y, s->c.y)) {
        s->c = s->a;
        s->step = s->step_before = s->b.x - s->a.x;
    }
    if (fabs(s->c.y) < fabs(s->b.y)) {
        s->a = s->b;
        s->b = s->c;
        s->c = s->a;
    }
}

/* The step that interpolation proposes, as a quotient p / q; false if it is not to be trusted. */
static bool interpolate(const struct state *s, double half, double tolerance, double *step)
{
    if (!(fabs(s->step_before) >= tolerance) || !(fabs(s->a.y) > fabs(s->b.y))) return false;
    const double r = s->b.y / s->a.y;
    double p, q;
    if (s->a.x == s->c.x) { /* secant */
        p = 2.0 * half * r;
        q = 1.0 - r;
    } else { /* inverse quadratic */
        const double t = s->a.y / s->c.y, u = s->b.y / s->c.y;
        p = r * (2.0 * half * t * (t - u) - (s->b.x - s->a.x) * (u - 1.0));
        q = (t - 1.0) * (u - 1.0) * (r - 1.0);
    }
    if (p > 0.0)
        q = -q;
    else
        p = -p;
    const double most = 3.0 * half * q - fabs(tolerance * q);
    const double less = fabs(s->step_before * q);
    if (!(2.0 * p < (most < less ? most : less))) return false;
    *step = p / q;
    return true;
}

struct tf_bracket tf_brent(tf_function *function, void *user, struct tf_point from,
                           struct tf_point to)
{
    struct state s = {from, to, from, to.x - from.x, to.x - from.x};
    unsigned iterations = 0;
    for (;;) {
        settle(&s);
        const double tolerance = 2.0 * DBL_EPSILON * fabs(s.b.x) + DBL_MIN;
        const double half = 0.5 * (s.c.x - s.b.x);
        if (s.b.y == 0.0 || fabs(half) <= tolerance || iterations == MOST_ITERATIONS) break;
        iterations++;
        double step;
        if (interpolate(&s, half, tolerance, &step)) {
            s.step_before = s.step;
            s.step = step;
        } else {
            s.step = s.step_before = half;
        }
        s.a = s.b;
        s.b.x += fabs(s.step) > tolerance ? s.step : copysign(tolerance, half);
        s.b.y = function(user, s.b.x);
        if (isnan(s.b.y)) {
            s.b = s.a;
            break;
        }
    }
    return (struct tf_bracket){s.b, s.b.y == 0.0 ? s.b : s.c, iterations};
}
