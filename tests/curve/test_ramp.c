/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "reference.h"

#include <string.h>

static const double inf = (double)INFINITY, nan_ = (double)NAN;

static void values_and_integrals_against_quadrature(void **state)
{
    (void)state;
    if (!HAVE_REFERENCE) {
        skip();
    }
    for (unsigned f = 0; f < SMOOTH; f++) {
        twofold_ramp r;
        assert_true(reference_ramp(f, &r));
        /* an exponent of size x carries x units of rounding */
        const double bound = 1e-15 + 1e-16 * (r.steepness + r.displacement);
        for (unsigned i = 0; i < 600; i++) {
            const double s = some_s(i);
            assert_true(within(twofold_ramp_value(&r, s),
                               (double)reference_value(&r, (long double)s), bound));
            assert_true(within(twofold_ramp_integral(&r, s),
                               (double)reference_integral(&r, 0, (long double)s), bound));
        }
    }
}

static void ends_are_exact(void **state)
{
    (void)state;
    for (unsigned f = 0; f < RAMPS; f++) {
        twofold_ramp r;
        assert_true(reference_ramp(f, &r));
        const double full = twofold_ramp_integral(&r, 1);
        assert_true(twofold_ramp_value(&r, 0) == 0 && twofold_ramp_value(&r, -3) == 0);
        assert_true(twofold_ramp_value(&r, 1) == 1 && twofold_ramp_value(&r, 7) == 1);
        assert_true(twofold_ramp_value(&r, inf) == 1 && twofold_ramp_value(&r, -inf) == 0);
        assert_true(twofold_ramp_integral(&r, 0) == 0 && twofold_ramp_integral(&r, -inf) == 0);
        assert_true(full > 0 && full <= 1.1);
        assert_true(twofold_ramp_integral(&r, 4) == full + 3);
        assert_true(twofold_ramp_integral(&r, inf) == inf);
        assert_true(isnan(twofold_ramp_value(&r, nan_)) && isnan(twofold_ramp_integral(&r, nan_)));
        assert_true(twofold_ramp_inverse(&r, 0) == 0 && twofold_ramp_inverse(&r, 1) <= 1);
        assert_true(isnan(twofold_ramp_inverse(&r, -0.1)) && isnan(twofold_ramp_inverse(&r, 1.1)) &&
                    isnan(twofold_ramp_inverse(&r, nan_)));
    }
}

static void known_shapes(void **state)
{
    (void)state;
    twofold_ramp r, all_zero;
    memset(&all_zero, 0, sizeof all_zero);
    assert_int_equal(twofold_ramp_by_name("s-curve", 7, &r), TWOFOLD_OK);
    assert_int_equal(r.family, all_zero.family);
    /* symmetric: half way at half time, half a duration's production by full */
    assert_true(twofold_ramp_value(&r, 0.5) == 0.5);
    assert_true(twofold_ramp_integral(&r, 1) == 0.5);
    assert_true(twofold_ramp_inverse(&r, 0.5) == 0.5);
    /* 5 % to 95 % before normalising: r(s) = (F - 0.05)/0.9, F the logistic */
    assert_true(within(twofold_ramp_value(&r, 0.25), (1 / (1 + sqrt(19)) - 0.05) / 0.9, 1e-14));
    twofold_ramp l;
    assert_int_equal(twofold_ramp_standard(TWOFOLD_RAMP_LOGISTIC, &l), TWOFOLD_OK);
    for (unsigned i = 0; i < 100; i++) {
        const double s = uniform();
        assert_true(twofold_ramp_value(&l, s) == twofold_ramp_value(&r, s));
        assert_true(fabs(twofold_ramp_value(&r, s) + twofold_ramp_value(&r, 1 - s) - 1) < 3e-16);
    }
    /* Gompertz: F(0) = 1/20, F(1) = 0.95 */
    assert_int_equal(twofold_ramp_standard(TWOFOLD_RAMP_GOMPERTZ, &r), TWOFOLD_OK);
    assert_true(within(exp(-r.displacement), 0.05, 1e-15));
    assert_true(within(exp(-r.displacement * exp(-r.steepness)), 0.95, 1e-15));
    /* the approach reaches 95 % of its limit */
    assert_int_equal(twofold_ramp_standard(TWOFOLD_RAMP_EXPONENTIAL, &r), TWOFOLD_OK);
    assert_true(within(exp(-r.steepness), 0.05, 1e-15));
    assert_true(within(twofold_ramp_value(&r, 0.5), (1 - sqrt(0.05)) / 0.95, 1e-15));
    assert_int_equal(twofold_ramp_standard(TWOFOLD_RAMP_LINEAR, &r), TWOFOLD_OK);
    assert_true(twofold_ramp_value(&r, 0.3) == 0.3 && twofold_ramp_integral(&r, 0.5) == 0.125);
    assert_int_equal(twofold_ramp_standard(TWOFOLD_RAMP_STEP, &r), TWOFOLD_OK);
    assert_true(twofold_ramp_value(&r, 1e-9) == 1 && twofold_ramp_integral(&r, 0.3) == 0.3);
    assert_true(twofold_ramp_inverse(&r, 0.7) == 0);
}

static void inverse_round_trips(void **state)
{
    (void)state;
    for (unsigned f = 0; f < SMOOTH; f++) {
        twofold_ramp r;
        assert_true(reference_ramp(f, &r));
        const double bound =
            2e-15 + 2e-16 * (r.steepness + r.displacement) * (1 + r.displacement * r.steepness);
        for (unsigned i = 0; i < 2000; i++) {
            const double share = some_s(i), s = twofold_ramp_inverse(&r, share);
            assert_true(s >= 0 && s <= 1);
            assert_true(within(twofold_ramp_value(&r, s), share, 2 * bound) ||
                        fabs(twofold_ramp_value(&r, s) - share) <
                            4e-16 * (r.steepness + 1)); /* near 1: s itself is rounded */
        }
    }
}

static void lists(void **state)
{
    (void)state;
    twofold_ramp r;
    assert_true(reference_ramp(11, &r)); /* 60, 80, 100 */
    assert_true(twofold_ramp_value(&r, 0.01) == 0.6 && twofold_ramp_value(&r, 0.5) == 0.6);
    assert_true(twofold_ramp_value(&r, 0.51) == 0.8 && twofold_ramp_value(&r, 0.99) == 0.8);
    assert_true(within(twofold_ramp_integral(&r, 1), 0.7, 1e-15));
    assert_true(within(twofold_ramp_integral(&r, 0.75), 0.5, 1e-15));
    assert_true(twofold_ramp_inverse(&r, 0.6) == 0 && twofold_ramp_inverse(&r, 0.61) == 0.5 &&
                twofold_ramp_inverse(&r, 0.9) == 1);
    /* DOMAIN.md 7.1: 26 at 60/80/100 by operating year from 1 October 2023: t in months from 2021,
     * production begins at 33, full 24 months later */
    static const double year_sums[] = {0, 0, 3.9, 16.9, 22.1, 26.0, 26.0};
    for (int y = 0; y < 7; y++) {
        const double from = (12 * y - 33) / 24.0, to = (12 * y + 12 - 33) / 24.0;
        const double got =
            26 * 2 * (twofold_ramp_integral(&r, to) - twofold_ramp_integral(&r, from));
        assert_true(fabs(got - year_sums[y]) <= 1e-14 * 26);
    }
}

static void months_make_years(void **state)
{
    (void)state;
    for (unsigned f = 0; f < RAMPS; f++) {
        twofold_ramp r;
        assert_true(reference_ramp(f, &r));
        for (unsigned i = 0; i < 40; i++) {
            const double start = 60 * uniform(), duration = 6 + 54 * uniform();
            for (int y = 0; y < 12; y++) {
                const double begin = twofold_ramp_integral(&r, (12 * y - start) / duration);
                double sum = 0, before = begin;
                for (int m = 1; m <= 12; m++) {
                    const double now = twofold_ramp_integral(&r, (12 * y + m - start) / duration);
                    sum += now - before;
                    before = now;
                }
                const double year = before - begin;
                assert_true(fabs(sum - year) <= 1e-12 * year);
            }
        }
    }
}

static void never_falls(void **state)
{
    (void)state;
    for (unsigned f = 0; f < RAMPS; f++) {
        twofold_ramp r;
        assert_true(reference_ramp(f, &r));
        double value = 0, integral = 0;
        for (int i = -10; i <= 5010; i++) {
            const double s = i / 5000.0, v = twofold_ramp_value(&r, s);
            const double now = twofold_ramp_integral(&r, s);
            assert_true(now >= integral && v >= 0);
            assert_true(f == 13 || (v >= value - 2e-16 && v <= 1)); /* list 13 falls and exceeds */
            value = v;
            integral = now;
        }
    }
}

static void names(void **state)
{
    (void)state;
    twofold_ramp r;
    assert_int_equal(twofold_ramp_by_name("s-curves", 7, &r), TWOFOLD_OK);
    assert_int_equal(twofold_ramp_by_name("龚珀兹", strlen("龚珀兹"), &r), TWOFOLD_OK);
    assert_int_equal(r.family, TWOFOLD_RAMP_GOMPERTZ);
    static const char *const unknown[] = {"", "s-curv", "S-CURVE", "years", "逐年", "richards"};
    for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++) {
        const twofold_ramp before = r;
        assert_int_equal(twofold_ramp_by_name(unknown[i], strlen(unknown[i]), &r),
                         TWOFOLD_E_NOT_FOUND);
        assert_memory_equal(&r, &before, sizeof r);
    }
    for (unsigned f = 0; f < TWOFOLD_RAMP_YEARS; f++) {
        for (int lang = TWOFOLD_EN; lang <= TWOFOLD_ZH; lang++) {
            const char *name = twofold_ramp_family_text((twofold_ramp_family)f, (twofold_lang)lang);
            assert_int_equal(twofold_ramp_by_name(name, strlen(name), &r), TWOFOLD_OK);
            assert_int_equal(r.family, f);
        }
    }
    assert_string_equal(twofold_ramp_family_text((twofold_ramp_family)99, TWOFOLD_EN), "");
}

static void arguments_are_checked(void **state)
{
    (void)state;
    twofold_ramp r, before;
    assert_true(reference_ramp(12, &r));
    before = r;
    static const double bad_k[] = {0, 0.09, 61, -1};
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(twofold_ramp_logistic(bad_k[i], &r), TWOFOLD_E_ARGUMENT);
        assert_int_equal(twofold_ramp_exponential(bad_k[i], &r), TWOFOLD_E_ARGUMENT);
        assert_int_equal(twofold_ramp_gompertz(bad_k[i], 1, &r), TWOFOLD_E_ARGUMENT);
        assert_int_equal(twofold_ramp_gompertz(1, bad_k[i], &r), TWOFOLD_E_ARGUMENT);
    }
    assert_int_equal(twofold_ramp_logistic(nan_, &r), TWOFOLD_E_ARGUMENT);
    assert_int_equal(twofold_ramp_standard(TWOFOLD_RAMP_YEARS, &r), TWOFOLD_E_ARGUMENT);
    assert_int_equal(twofold_ramp_standard((twofold_ramp_family)99, &r), TWOFOLD_E_ARGUMENT);
    double shares[33] = {0.5, 0.9};
    assert_int_equal(twofold_ramp_list(shares, 2, &r), TWOFOLD_E_ARGUMENT); /* last is not 1 */
    for (int i = 0; i < 33; i++) {
        shares[i] = 1;
    }
    assert_int_equal(twofold_ramp_list(shares, 33, &r), TWOFOLD_E_ARGUMENT);
    assert_int_equal(twofold_ramp_list(shares, 0, &r), TWOFOLD_E_ARGUMENT);
    const double bad_share[] = {-0.1, nan_, inf};
    for (size_t i = 0; i < 3; i++) {
        shares[3] = bad_share[i];
        assert_int_equal(twofold_ramp_list(shares, 32, &r), TWOFOLD_E_ARGUMENT);
    }
    assert_memory_equal(&r, &before, sizeof r);
    shares[3] = 0;
    assert_int_equal(twofold_ramp_list(shares, 32, &r), TWOFOLD_OK);
    r.family = (twofold_ramp_family)99;
    assert_true(isnan(twofold_ramp_value(&r, 0.5)) && isnan(twofold_ramp_integral(&r, 0.5)) &&
                isnan(twofold_ramp_inverse(&r, 0.5)));
}

static int prepare(void **state)
{
    (void)state;
    reference_prepare();
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_and_integrals_against_quadrature),
        cmocka_unit_test(ends_are_exact),
        cmocka_unit_test(known_shapes),
        cmocka_unit_test(inverse_round_trips),
        cmocka_unit_test(lists),
        cmocka_unit_test(months_make_years),
        cmocka_unit_test(never_falls),
        cmocka_unit_test(names),
        cmocka_unit_test(arguments_are_checked),
    };
    return cmocka_run_group_tests(tests, prepare, NULL);
}
