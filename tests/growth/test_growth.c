/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers: DOMAIN.md 1.1-1.3, 1.7, 1.9, 2.1-2.4. They are given to 12 significant digits at most,
 * so half a unit of the 12th digit is the tolerance: 5e-12 relative for numbers that begin with 1.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "twofold/growth.h"

#include <float.h>
#include <math.h>

static const double inf = (double)INFINITY, nan_ = (double)NAN;

static bool within(double got, double want, double relative)
{
    return fabs(got - want) <= relative * fabs(want);
}

#define check(got, want) assert_true(within(got, want, 5e-12))

static void rates(void **state)
{
    (void)state;
    /* 1.1: month-on-month rates chain */
    check((1 + twofold_growth(100.4, 100)) * (1 + twofold_growth(100.5, 100)) *
                  (1 + twofold_growth(99.8, 100)) -
              1,
          0.00700196);
    check(twofold_growth(1214, 1063), 0.142050799624);
    check(twofold_growth(192, 175), 0.0971428571429);
    check(twofold_growth(140, 118), 0.186440677966);
    assert_true(twofold_growth(120, 100) == 0.2);
    assert_true(twofold_growth(100, 100) == 0);
    check(twofold_real_growth(0.12, 0.08), 0.037037037037);
    check(twofold_real_growth(520.0 / 470 - 1, 0.035), 0.0689690615685);
    assert_true(isnan(twofold_real_growth(0.1, -1.5)) && isnan(twofold_real_growth(inf, 0)));
    assert_true(isnan(twofold_real_growth(0.1, -1)) && isnan(twofold_real_growth(nan_, 0)));
}

/* 1.9: SIGNED, ABS, SYMMETRIC, class */
static void policies_and_classes(void **state)
{
    (void)state;
    static const struct {
        double now, base, signed_, abs, symmetric;
        twofold_growth_class which;
    } rows[] = {
        {120, 100, 0.2, 0.2, 0.181818181818, TWOFOLD_GROWTH_ORDINARY},
        {-50, -100, -0.5, 0.5, 0.666666666667, TWOFOLD_GROWTH_LOSS_NARROWED},
        {-150, -100, 0.5, -0.5, -0.4, TWOFOLD_GROWTH_LOSS_WIDENED},
        {50, -100, -1.5, 1.5, 2, TWOFOLD_GROWTH_TURNED_TO_PROFIT},
        {-50, 100, -1.5, -1.5, -2, TWOFOLD_GROWTH_TURNED_TO_LOSS},
        {0, 100, -1, -1, -2, TWOFOLD_GROWTH_CEASED},
        {0, -100, -1, 1, 2, TWOFOLD_GROWTH_LOSS_NARROWED},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const double now = rows[i].now, base = rows[i].base;
        check(twofold_growth_by(TWOFOLD_GROWTH_SIGNED, now, base), rows[i].signed_);
        check(twofold_growth_by(TWOFOLD_GROWTH_ABS, now, base), rows[i].abs);
        check(twofold_growth_by(TWOFOLD_GROWTH_SYMMETRIC, now, base), rows[i].symmetric);
        assert_int_equal(twofold_growth_classify(now, base), rows[i].which);
        if (base > 0) {
            check(twofold_growth(now, base), rows[i].signed_);
        } else {
            assert_true(isnan(twofold_growth(now, base)));
        }
    }
    assert_true(twofold_growth_by(TWOFOLD_GROWTH_SYMMETRIC, 7, 0) == 2);
    assert_true(twofold_growth_by(TWOFOLD_GROWTH_SYMMETRIC, DBL_MAX, DBL_MAX) == 0);
    assert_true(isnan(twofold_growth_by(TWOFOLD_GROWTH_SYMMETRIC, 0, 0)));
    assert_true(isnan(twofold_growth_by(TWOFOLD_GROWTH_SIGNED, 7, 0)));
    assert_true(isnan(twofold_growth_by(TWOFOLD_GROWTH_ABS, 7, 0)));
    assert_true(isnan(twofold_growth(7, 0)));
    assert_int_equal(twofold_growth_classify(7, 0), TWOFOLD_GROWTH_NEW);
    assert_int_equal(twofold_growth_classify(-7, 0), TWOFOLD_GROWTH_NEW_LOSS);
    assert_int_equal(twofold_growth_classify(0, 0), TWOFOLD_GROWTH_NONE);
    assert_int_equal(twofold_growth_classify(0, -0.0), TWOFOLD_GROWTH_NONE);
    assert_int_equal(twofold_growth_classify(-7, -7), TWOFOLD_GROWTH_LOSS_UNCHANGED);
    assert_int_equal(twofold_growth_classify(nan_, 1), TWOFOLD_GROWTH_UNKNOWN);
    assert_int_equal(twofold_growth_classify(1, nan_), TWOFOLD_GROWTH_UNKNOWN);
    assert_int_equal(twofold_growth_classify(inf, 1), TWOFOLD_GROWTH_UNKNOWN);
    assert_string_equal(twofold_growth_class_text(TWOFOLD_GROWTH_LOSS_NARROWED, TWOFOLD_EN),
                        "loss-narrowed");
    assert_string_equal(twofold_growth_class_text(TWOFOLD_GROWTH_TURNED_TO_PROFIT, TWOFOLD_ZH),
                        "扭亏为盈");
    for (int which = 0; which < 11; which++) {
        assert_true(*twofold_growth_class_text((twofold_growth_class)which, TWOFOLD_EN) >= 'a' &&
                    (unsigned char)*twofold_growth_class_text((twofold_growth_class)which,
                                                              TWOFOLD_ZH) > 127);
    }
    assert_string_equal(twofold_growth_class_text((twofold_growth_class)99, TWOFOLD_EN), "");
}

static void annualised(void **state)
{
    (void)state;
    check(twofold_annualise(0.0015, 1, 12), 0.018149245012);
    check(twofold_annualise(0.0022, 1, 12), 0.0267217941966);
    check(twofold_annualise(0.0092, 5, 12), 0.0222223693861);
    check(twofold_annualise(0.0051, 1, 12), 0.0629461808464);
    check(twofold_annualise(0.013, 1, 4), 0.053022816561);
    assert_true(twofold_annualise(0.1, 12, 12) == 0.1);
    assert_true(twofold_annualise(-1, 1, 12) == -1);
    assert_true(isnan(twofold_annualise(0.1, 1, 0)) && isnan(twofold_annualise(-2, 1, 12)) &&
                isnan(twofold_annualise(0.1, inf, 12)) && isnan(twofold_annualise(0.1, 1, inf)));
    assert_true(isnan(twofold_annualise(-1.01, 1, 12)) && isnan(twofold_annualise(0.1, 0, 12)) &&
                isnan(twofold_annualise(0.1, 1, -1)) && isnan(twofold_annualise(inf, 1, 1)) &&
                isnan(twofold_annualise(0.1, inf, inf)));
}

static void compound_growth(void **state)
{
    (void)state;
    check(twofold_cagr(150, 260, 50.0 / 12), 0.141121009444);
    check(twofold_cagr(13e8, 26e8, 4), 0.189207115003);
    check(twofold_cagr(100, 160, 4), 0.124682650381); /* 1.4, level method */
    assert_true(twofold_cagr(100, 200, 1) == 1);
    assert_true(twofold_cagr(100, 0, 3) == -1);
    assert_true(twofold_cagr(0.5, 1, 1) == 1);
    assert_true(twofold_cagr(100, 100, 3) == 0);
    check(twofold_cagr(1, 1e-10, 10), -0.9); /* no cancellation far from 1 */
    assert_true(isnan(twofold_cagr(0, 1, 1)) && isnan(twofold_cagr(-1, 1, 1)) &&
                isnan(twofold_cagr(1, -1, 1)) && isnan(twofold_cagr(1, 2, 0)) &&
                isnan(twofold_cagr(1, nan_, 1)) && isnan(twofold_cagr(1, inf, 2)) &&
                isnan(twofold_cagr(inf, 2, 2)) && isnan(twofold_cagr(1, 2, inf)));

    static const double needed[][2] = {{1, 1.0},
                                       {2, 0.414213562373},
                                       {3, 0.259921049895},
                                       {4, 0.189207115003},
                                       {5, 0.148698354997},
                                       {10, 0.0717734625363},
                                       {48, 0.0145453349375},
                                       {12, 0.0594630943593}};
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
        check(twofold_required_rate(2, needed[i][0]), needed[i][1]);
    }
    assert_true(twofold_required_rate(2, 1) == 1);
    assert_true(isnan(twofold_required_rate(0, 1)) && isnan(twofold_required_rate(2, 0)));
}

static void doubling(void **state)
{
    (void)state;
    static const double times[][2] = {{0.05, 14.2066990829},   {0.07, 10.2447683511},
                                      {0.1, 7.27254089734},    {0.491, 1.73526680252},
                                      {0.648, 1.38750862129},  {0.390, 2.1048870126},
                                      {1.179, 0.889944009312}, {0.391, 2.10030017123}};
    for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
        check(twofold_doubling_time(times[i][0]), times[i][1]);
    }
    /* BAISHAZHOU.md, ten digits: half a unit of the last one */
    assert_true(fabs(twofold_doubling_time(0.491) - 1.735266803) < 5e-10);
    assert_true(fabs(twofold_doubling_time(0.648) - 1.387508621) < 5e-10);
    assert_true(fabs(twofold_doubling_time(0.390) - 2.104887013) < 5e-10);
    assert_true(fabs(twofold_doubling_time(1.179) - 0.8899440093) < 5e-11);

    /* the rule of 72 at 7 %: 10.2857142857, 0.4 % too long */
    assert_true(within(72.0 / 7, 10.2857142857, 5e-12));
    assert_true(fabs(72.0 / 7 / twofold_doubling_time(0.07) - 1.004) < 5e-4);

    assert_true(twofold_doubling_time(1) == 1);
    assert_true(twofold_doubling_time(-0.5) == -1);
    assert_true(twofold_doubling_time(0) == inf);
    assert_true(isnan(twofold_doubling_time(-1)) && isnan(twofold_doubling_time(-2)) &&
                isnan(twofold_doubling_time(nan_)) && isnan(twofold_doubling_time(inf)));
    assert_true(twofold_multiplying_time(0.3, 1) == 0 && twofold_multiplying_time(0, 1) == 0);
    assert_true(twofold_multiplying_time(0, 0.5) == inf);
    check(twofold_multiplying_time(1, 8), 3);
    assert_true(isnan(twofold_multiplying_time(0.1, 0)) &&
                isnan(twofold_multiplying_time(0.1, -2)));
}

static void targets(void **state)
{
    (void)state;
    /* 2.1 */
    check(twofold_elapsed_share(10, 12), 0.833333333333);
    assert_true(twofold_elapsed_share(0.25, 0.5) == 0.5); /* of a season's shares */
    check(twofold_elapsed_share(11, 12), 0.916666666667);
    check(twofold_elapsed_share(304, 365), 0.832876712329);
    check(twofold_attainment(80, 100), 0.8);
    check(twofold_attainment(80, 100) / twofold_elapsed_share(10, 12), 0.96);
    check(100 * -twofold_gap(twofold_attainment(80, 100), twofold_elapsed_share(10, 12)),
          -3.33333333333);
    /* 2.2, 2.3: ten months of 1214, last year 1063 of 1308, target +12 % */
    const double season = twofold_elapsed_share(1063, 1308), target = 1.12 * 1308;
    check(season, 0.812691131498);
    check(target, 1464.96);
    check(twofold_attainment(1214, target), 0.82869156837);
    check(twofold_attainment(1214, target) / season, 1.01968821395);
    check(twofold_run_rate(1214, twofold_elapsed_share(10, 12)), 1456.8);
    check(twofold_attainment(1456.8, target), 0.994429882045);
    check(twofold_run_rate(1214, season), 1493.80244591);
    check(twofold_attainment(1493.80244591, target), 1.01968821395);
    check(2 * twofold_required_per_period(1214, target, 2), 250.96);
    check(twofold_growth(twofold_gap(1214, target), 245), 0.0243265306122);
    check(twofold_run_rate(129 + 131 + 140, 3.0 / 12), 1600);
    /* 2.4 */
    check(twofold_attainment_at_most(0.55, 0.50), 0.9);
    check(twofold_attainment_at_most_ratio(0.55, 0.50), 0.909090909091);
    check(twofold_attainment_of_change(0.60, 0.55, 0.50), 0.5);
    check(twofold_attainment_signed(-8, -10), 1.2);
    check(twofold_attainment_signed(8, 10), 0.8);
    assert_true(twofold_attainment(3.176, 1) == 3.176); /* never clamped */
}

static void targets_undefined(void **state)
{
    (void)state;
    assert_true(isnan(twofold_attainment(1, 0)) && isnan(twofold_attainment(1, -1)) &&
                isnan(twofold_attainment(nan_, 1)) && isnan(twofold_attainment(1, inf)));
    assert_true(
        isnan(twofold_attainment_at_most(1, 0)) && isnan(twofold_attainment_at_most_ratio(0, 1)) &&
        isnan(twofold_attainment_of_change(1, 2, 1)) && isnan(twofold_attainment_signed(1, 0)));
    assert_true(isnan(twofold_elapsed_share(-1, 12)) && isnan(twofold_elapsed_share(13, 12)) &&
                isnan(twofold_elapsed_share(0, 0)) && twofold_elapsed_share(0, 12) == 0 &&
                twofold_elapsed_share(12, 12) == 1);
    assert_true(isnan(twofold_run_rate(1, 0)) && isnan(twofold_run_rate(1, 1.1)) &&
                isnan(twofold_run_rate(nan_, 1)));
    assert_true(isnan(twofold_gap(inf, 1)) && isnan(twofold_required_per_period(1, 2, 0)));
    assert_true(twofold_gap(120, 100) == -20 && twofold_required_per_period(120, 100, 2) == -10);
}

/* ---- identities, over random arguments ---- */

static uint64_t rng_state = 1;

static double uniform(void)
{
    uint64_t z = (rng_state += UINT64_C(0x9E3779B97F4A7C15));
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return ((double)((z ^ (z >> 31)) >> 12) + 0.5) * 0x1p-52;
}

static void rates_undo_levels(void **state)
{
    (void)state;
    for (int i = 0; i < 20000; i++) {
        const double first = 1e6 * uniform(), g = 3 * uniform() - 0.9, n = 0.1 + 20 * uniform();
        const double last = first * pow(1 + g, n);
        /* (1+g)^n carries n ln(1+g) units of rounding, and the rate is small beside 1 */
        assert_true(fabs(twofold_cagr(first, last, n) - g) < 1e-13);
        assert_true(fabs(twofold_required_rate(last / first, n) - g) < 1e-13);
        assert_true(within(twofold_multiplying_time(g, last / first), n, 1e-13 / fabs(g)));
        /* a rate near -1 has lost the digits of what remains */
        assert_true(fabs(twofold_annualise(twofold_annualise(g, 1, 12), 12, 1) - g) <
                    1e-13 + 1e-15 * pow(1 + g, -11));
        /* classes and rates of scaled values are the same */
        const double c = ldexp(1, (int)(40 * uniform()) - 20);
        assert_true(twofold_growth(c * last, c * first) == twofold_growth(last, first));
        assert_true(twofold_growth_by(TWOFOLD_GROWTH_SYMMETRIC, last, first) ==
                    -twofold_growth_by(TWOFOLD_GROWTH_SYMMETRIC, first, last));
        /* real growth composes with the price change */
        const double p = uniform() - 0.5;
        assert_true(
            within((1 + twofold_real_growth(g, p)) * (1 + p), 1 + g, 1e-15 / (1 + g) + 1e-15));
        /* the pace that closes the gap closes it */
        const double pace = twofold_required_per_period(first, last, n);
        assert_true(within(first + n * pace, last, 1e-15 * (2 + first / last)));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rates),
        cmocka_unit_test(policies_and_classes),
        cmocka_unit_test(annualised),
        cmocka_unit_test(compound_growth),
        cmocka_unit_test(doubling),
        cmocka_unit_test(targets),
        cmocka_unit_test(targets_undefined),
        cmocka_unit_test(rates_undo_levels),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
