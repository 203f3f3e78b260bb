/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Flows of money over years: net present value, internal rates of return, payback. */
#include "twofold/fiscal.h"

#include <float.h>
#include <math.h>

#define NOTHING ((double)NAN)

static bool finite_flow(const double *flow, size_t periods)
{
    for (size_t i = 0; i < periods; i++)
        if (!isfinite(flow[i])) return false;
    return true;
}

/* Horner's rule from the last amount back. */
static double polynomial(const double *coefficient, size_t count, double v)
{
    double sum = 0.0;
    for (size_t i = count; i-- > 0;) sum = sum * v + coefficient[i];
    return sum;
}

double twofold_npv(double rate, const double *flow, size_t periods)
{
    if (!(rate > -1.0) || !isfinite(rate) || !finite_flow(flow, periods)) return NOTHING;
    const double value = polynomial(flow, periods, 1.0 / (1.0 + rate));
    return isfinite(value) ? value : NOTHING;
}

size_t twofold_sign_changes(const double *flow, size_t periods)
{
    size_t changes = 0;
    double before = 0.0;
    for (size_t i = 0; i < periods; i++) {
        if (flow[i] == 0.0 || isnan(flow[i])) continue;
        if (before != 0.0 && (before > 0.0) != (flow[i] > 0.0)) changes++;
        before = flow[i];
    }
    return changes;
}

const char *twofold_irr_class_text(twofold_irr_class which, twofold_lang lang)
{
    switch (which) {
#define TWOFOLD_X(name, number, id, zh)                                                            \
    case TWOFOLD_IRR_##name: return lang == TWOFOLD_ZH ? (zh) : (id);
        TWOFOLD_IRR_CLASS_LIST(TWOFOLD_X)
#undef TWOFOLD_X
    }
    return "";
}

/* ---- All real roots of a polynomial in an interval ---- */

/* A polynomial's k-th derivative over k!: its coefficients stay of the size of binomials. */
struct derivative {
    double coefficient[TWOFOLD_IRR_PERIODS + 1];
    size_t count;
};

static void derive(const double *flow, size_t count, size_t k, struct derivative *d)
{
    d->count = count - k;
    double binomial = 1.0; /* (i + k) over k, exact far beyond what matters */
    for (size_t i = 0; i < d->count; i++) {
        d->coefficient[i] = binomial * flow[i + k];
        binomial = binomial * (double)(i + k + 1) / (double)(i + 1);
    }
}

/* As large as rounding makes a polynomial's value at v. */
static double noise(const struct derivative *d, double v)
{
    double sum = 0.0;
    for (size_t i = d->count; i-- > 0;) sum = sum * fabs(v) + fabs(d->coefficient[i]);
    return 4.0 * DBL_EPSILON * sum;
}

/* The root in a piece where it is monotone and changes its sign. */
static double bisect(const struct derivative *d, double a, double b)
{
    const bool rises = polynomial(d->coefficient, d->count, b) > 0.0;
    for (int i = 0; i < 200; i++) {
        const double middle = a + 0.5 * (b - a);
        if (middle <= a || middle >= b) break;
        if ((polynomial(d->coefficient, d->count, middle) > 0.0) == rises)
            b = middle;
        else
            a = middle;
    }
    return a + 0.5 * (b - a);
}

/* -1, 0 or 1; 0 also for what is mere rounding. */
static int sign_at(const struct derivative *d, double v)
{
    const double value = polynomial(d->coefficient, d->count, v);
    return fabs(value) <= noise(d, v) ? 0 : value > 0.0 ? 1 : -1;
}

struct roots {
    double at[TWOFOLD_IRR_PERIODS + 2];
    size_t count;
};

static void keep(struct roots *roots, double v)
{
    const size_t most = sizeof roots->at / sizeof *roots->at;
    if (roots->count == most) return; /* more than a polynomial can have: rounding */
    roots->at[roots->count++] = v;
}

/* Roots of d in [a, b], given those of its derivative: between two of these it is monotone. */
static void find_between(const struct derivative *d, const struct roots *turns, double a, double b,
                         struct roots *found)
{
    found->count = 0;
    double from = a;
    int sign = sign_at(d, a);
    if (sign == 0) keep(found, a);
    for (size_t i = 0; i <= turns->count; i++) {
        const double to = i < turns->count ? turns->at[i] : b;
        if (to <= from) continue;
        const int next = sign_at(d, to);
        if (sign * next < 0) keep(found, bisect(d, from, to));
        if (next == 0) keep(found, to);
        from = to;
        sign = next;
    }
}

/* From the highest derivative that is not constant down to the flow itself. */
static void find_roots(const double *flow, size_t count, double a, double b, struct roots *roots)
{
    struct derivative d;
    struct roots turns = {.count = 0};
    for (size_t k = count - 1; k-- > 0;) {
        derive(flow, count, k, &d);
        find_between(&d, &turns, a, b, roots);
        turns = *roots;
    }
}

/* Zeros at the ends move no root. */
static void trim(const double **flow, size_t *count)
{
    while (*count > 0 && (*flow)[0] == 0.0) {
        ++*flow;
        --*count;
    }
    while (*count > 0 && (*flow)[*count - 1] == 0.0) --*count;
}

twofold_irr_class twofold_irr(const double *flow, size_t periods, double low, double high,
                              double *rates, size_t room, size_t *count)
{
    if (count != NULL) *count = 0;
    if (!(low > -1.0) || !(high > low) || !isfinite(high) || !finite_flow(flow, periods))
        return TWOFOLD_IRR_UNDEFINED;
    trim(&flow, &periods);
    if (periods == 0 || periods > TWOFOLD_IRR_PERIODS) return TWOFOLD_IRR_UNDEFINED;
    struct roots roots = {.count = 0};
    if (twofold_sign_changes(flow, periods) > 0)
        find_roots(flow, periods, 1.0 / (1.0 + high), 1.0 / (1.0 + low), &roots);
    for (size_t i = 0; i < roots.count && i < room; i++) /* the largest v is the smallest rate */
        rates[i] = 1.0 / roots.at[roots.count - 1 - i] - 1.0;
    if (count != NULL) *count = roots.count;
    return roots.count == 0   ? TWOFOLD_IRR_NONE
           : roots.count == 1 ? TWOFOLD_IRR_ONE
                              : TWOFOLD_IRR_SEVERAL;
}

/* ---- Payback ---- */

double twofold_payback(const double *gain, const double *cost, size_t periods)
{
    if (!finite_flow(gain, periods) || !finite_flow(cost, periods)) return NOTHING;
    double balance = 0.0;
    bool owed = false;
    for (size_t i = 0; i < periods; i++) {
        const double before = balance;
        balance += gain[i] - cost[i];
        if (before < 0.0 && balance >= 0.0) return (double)i + before / (before - balance);
        owed = owed || balance < 0.0;
    }
    return owed ? (double)INFINITY : 0.0;
}
