/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "twofold/distribution.h"

#include <float.h>
#include <math.h>
#include <string.h>

/* DOMAIN.md gives 12 significant digits at most. */
static bool close_to(double got, double want) { return fabs(got - want) <= 5e-12 * fabs(want); }

/* DOMAIN.md section 9: triangular and PERT of (20, 26, 30). */
static void reference_numbers(void **state)
{
    (void)state;
    twofold_distribution d;
    assert_int_equal(twofold_distribution_triangular(20, 26, 30, &d), TWOFOLD_OK);
    assert_true(twofold_distribution_likely(&d) == 26);
    assert_true(close_to(twofold_distribution_mean(&d), 25.3333333333333));
    assert_true(close_to(twofold_distribution_sd(&d), 2.05480466766));

    assert_int_equal(twofold_distribution_pert(20, 26, 30, &d), TWOFOLD_OK);
    assert_true(twofold_distribution_likely(&d) == 26);
    assert_true(close_to(twofold_distribution_mean(&d), 25.6666666666667));
    /* beta(3.4, 2.6) on 10: 10 sqrt(3.4 * 2.6 / (36 * 7)) */
    assert_true(close_to(twofold_distribution_sd(&d), 10 * sqrt(8.84 / 252)));

    assert_int_equal(twofold_distribution_uniform(8, 15, &d), TWOFOLD_OK);
    assert_true(twofold_distribution_likely(&d) == 11.5);
    assert_true(twofold_distribution_mean(&d) == 11.5);
    assert_true(close_to(twofold_distribution_sd(&d), 7 / sqrt(12)));
}

/* Moments against sums over the density, which is written down here anew. */
static double density(const twofold_distribution *d, double x)
{
    const double a = d->low, m = d->likely, b = d->high, u = (x - a) / (b - a);
    const double p = 4 * (m - a) / (b - a), q = 4 * (b - m) / (b - a);
    switch (d->kind) {
    case TWOFOLD_DISTRIBUTION_UNIFORM: return 1;
    case TWOFOLD_DISTRIBUTION_TRIANGULAR: return x < m ? (x - a) / (m - a) : (b - x) / (b - m);
    default: return pow(u, p) * pow(1 - u, q);
    }
}

static void check_moments(const twofold_distribution *d)
{
    enum { N = 200000 };
    double mass = 0, first = 0, second = 0;
    const double mean = twofold_distribution_mean(d);
    for (int i = 0; i < N; i++) {
        const double x = d->low + (d->high - d->low) * (i + 0.5) / N, f = density(d, x);
        mass += f;
        first += f * (x - mean);
        second += f * (x - mean) * (x - mean);
    }
    const double width = d->high - d->low;
    assert_true(fabs(first / mass) < 1e-8 * width);
    assert_true(fabs(sqrt(second / mass) - twofold_distribution_sd(d)) < 1e-8 * width);
}

static void moments_are_those_of_the_density(void **state)
{
    (void)state;
    static const double ranges[][3] = {{0, 0.3, 1}, {-5, -4, 7}, {1e8, 1.2e8, 1.3e8},
                                       {0, 1, 1},   {0, 0, 12},  {3, 5, 7}};
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++) {
        const double *r = ranges[i];
        twofold_distribution d;
        assert_int_equal(twofold_distribution_uniform(r[0], r[2], &d), TWOFOLD_OK);
        check_moments(&d);
        assert_int_equal(twofold_distribution_triangular(r[0], r[1], r[2], &d), TWOFOLD_OK);
        check_moments(&d);
        assert_int_equal(twofold_distribution_pert(r[0], r[1], r[2], &d), TWOFOLD_OK);
        check_moments(&d);
    }
}

static void certain_values(void **state)
{
    (void)state;
    twofold_distribution d[3];
    assert_int_equal(twofold_distribution_uniform(0.1, 0.1, &d[0]), TWOFOLD_OK);
    assert_int_equal(twofold_distribution_triangular(0.1, 0.1, 0.1, &d[1]), TWOFOLD_OK);
    assert_int_equal(twofold_distribution_pert(0.1, 0.1, 0.1, &d[2]), TWOFOLD_OK);
    for (int i = 0; i < 3; i++) {
        assert_true(twofold_distribution_likely(&d[i]) == 0.1);
        assert_true(twofold_distribution_mean(&d[i]) == 0.1);
        assert_true(twofold_distribution_sd(&d[i]) == 0);
    }
}

static void arguments_are_checked(void **state)
{
    (void)state;
    const double inf = (double)INFINITY, nan = (double)NAN;
    const double bad[][3] = {{2, 1.5, 1},  {1, 3, 2},   {1, 0, 2},
                             {nan, 1, 2},  {0, nan, 2}, {0, 1, nan},
                             {-inf, 0, 1}, {0, 1, inf}, {-DBL_MAX, 0, DBL_MAX}};
    const twofold_distribution before = {TWOFOLD_DISTRIBUTION_PERT, 1, 2, 3};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        twofold_distribution d = before;
        const double *b = bad[i];
        assert_int_equal(twofold_distribution_triangular(b[0], b[1], b[2], &d), TWOFOLD_E_ARGUMENT);
        assert_int_equal(twofold_distribution_pert(b[0], b[1], b[2], &d), TWOFOLD_E_ARGUMENT);
        if (!(b[0] <= b[2]) || !isfinite(b[2] - b[0])) {
            assert_int_equal(twofold_distribution_uniform(b[0], b[2], &d), TWOFOLD_E_ARGUMENT);
        }
        assert_memory_equal(&d, &before, sizeof d);
    }
    assert_int_equal(twofold_distribution_uniform(0, 1, NULL), TWOFOLD_E_ARGUMENT);
    twofold_distribution none = before;
    memset(&none.kind, 0x7f, sizeof none.kind);
    assert_true(isnan(twofold_distribution_mean(NULL)) && isnan(twofold_distribution_sd(NULL)) &&
                isnan(twofold_distribution_likely(NULL)));
    assert_true(isnan(twofold_distribution_mean(&none)) && isnan(twofold_distribution_sd(&none)) &&
                isnan(twofold_distribution_likely(&none)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reference_numbers),
        cmocka_unit_test(moments_are_those_of_the_density),
        cmocka_unit_test(certain_values),
        cmocka_unit_test(arguments_are_checked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
