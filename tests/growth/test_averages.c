/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers: DOMAIN.md 0, 1.1 - 1.5, 1.7. */
#include "figures.h"

#include "twofold/growth.h"

static void level_and_accumulation(void **state)
{
    (void)state;
    /* 1.4: base 100, then these */
    static const double values[] = {110, 130, 120, 160};
    shows(twofold_average_growth_level(100, values, 4), "0.124682650381");
    shows(twofold_average_growth_accumulated(100, values, 4), "0.107750783213");
    assert_true(twofold_average_growth_accumulated(100, values, 1) == 0.1);
    static const double none[] = {0, 0}, negative[] = {1, -1}, flat[] = {7, 7, 7};
    /* q + q^2 = 1: the golden ratio less 1 */
    static const double halves[] = {50, 50};
    near(twofold_average_growth_accumulated(100, halves, 2), (sqrt(5) - 1) / 2 - 1, 1e-15);
    assert_true(twofold_average_growth_accumulated(100, none, 2) == -1);
    near(twofold_average_growth_accumulated(7, flat, 3), 0, 1e-15);
    assert_true(isnan(twofold_average_growth_accumulated(0, values, 4)) &&
                isnan(twofold_average_growth_accumulated(-1, values, 4)) &&
                isnan(twofold_average_growth_accumulated(100, values, 0)) &&
                isnan(twofold_average_growth_accumulated(100, negative, 2)) &&
                isnan(twofold_average_growth_accumulated(nan_, values, 4)));
    assert_true(twofold_average_growth_level(100, values, 1) == 0.1);
    assert_true(isnan(twofold_average_growth_level(100, values, 0)) &&
                isnan(twofold_average_growth_level(0, values, 4)));
}

/* The root by bisection, in extended precision; its equation; and what it is for a pure course. */
static void accumulation_root(void **state)
{
    (void)state;
    for (int i = 0; i < 3000; i++) {
        double values[40], course[40];
        const size_t n = 1 + whole(40);
        const double base = exp(10 * uniform() - 5), g = 4 * uniform() - 0.95;
        long double total = 0, low = 0, high;
        double level = base;
        for (size_t k = 0; k < n; k++) {
            values[k] = base * exp(6 * uniform() - 3);
            total += values[k];
            course[k] = level *= 1 + g;
        }
        high = total / base + 1;
        for (int j = 0; j < 200; j++) {
            const long double q = (low + high) / 2;
            long double sum = 0;
            for (size_t k = 0; k < n; k++) sum = (sum + 1) * q;
            *(sum > total / base ? &high : &low) = q;
        }
        near(twofold_average_growth_accumulated(base, values, n), (double)(low - 1),
             1e-14 * (double)(1 + low));
        near(twofold_average_growth_accumulated(base, course, n), g, 2e-14 * (1 + fabs(g)));
    }
}

static void two_years(void **state)
{
    (void)state;
    shows(twofold_two_year_average(-0.05, 0.186), "0.0614612569472");
    near(twofold_two_year_average(0.1, 0.1), 0.1, 1e-16);
    near(twofold_two_year_average(1e-12, 3e-12), 2e-12, 1e-23); /* small rates keep digits */
    assert_true(twofold_two_year_average(-1, 5) == -1);
    assert_true(
        isnan(twofold_two_year_average(-1.1, 0)) && isnan(twofold_two_year_average(0, -1.1)) &&
        isnan(twofold_two_year_average(-1.1, -1.1)) && isnan(twofold_two_year_average(0, nan_)) &&
        isnan(twofold_two_year_average(inf, 0)));
    /* the level over two years */
    shows(twofold_two_year_average(-0.05, 0.186) - twofold_cagr(100, 95 * 1.186, 2) + 1, "1");
}

static void chained_and_real(void **state)
{
    (void)state;
    static const double months[] = {0.004, 0.005, -0.002};
    shows(twofold_chain_rates(months, 3), "0.00700196");
    assert_true(twofold_chain_rates(NULL, 0) == 0);
    static const double lost[] = {0.1, -1, 3}, below[] = {0.1, -1.1};
    assert_true(twofold_chain_rates(lost, 3) == -1);
    assert_true(isnan(twofold_chain_rates(below, 2)) && isnan(twofold_chain_rates(&nan_, 1)) &&
                isnan(twofold_chain_rates(&inf, 1)));
    shows(100 * twofold_log_growth(1.491, 1), "39.9447035783");
    near(twofold_log_growth(0.25, 0.5), -log(2), 1e-15);
    near(12 * twofold_log_growth(1.0051, 1), 12 * log(1.0051), 1e-16);
    assert_true(isnan(twofold_log_growth(0, 1)) && isnan(twofold_log_growth(1, 0)) &&
                isnan(twofold_log_growth(inf, 1)) && isnan(twofold_log_growth(1, nan_)));
    /* 1.7: single deflation, gross output 520 against 470, ratio 0.26, prices +3.5 % */
    shows(twofold_real_growth(0.12, 0.08), "0.037037037037");
    shows(520 * 0.26, "135.2");
    const double comparable = twofold_deflate(520 * 0.26, 0.035);
    shows(comparable, "130.628019324");
    shows(twofold_growth(comparable, 470 * 0.26), "0.0689690615685");
    assert_true(isnan(twofold_deflate(1, -1)) && isnan(twofold_deflate(nan_, 0)) &&
                isnan(twofold_deflate(1, inf)));
}

/* 0: 翻一番, 翻两番, 翻三番; growth of 117.9 % */
static void doublings(void **state)
{
    (void)state;
    assert_true(twofold_multiple_of_doublings(1) == 2 && twofold_multiple_of_doublings(2) == 4 &&
                twofold_multiple_of_doublings(3) == 8 && twofold_multiple_of_doublings(0) == 1 &&
                twofold_multiple_of_doublings(-1) == 0.5);
    near(twofold_multiple_of_doublings(0.5), sqrt(2), 4e-16);
    assert_true(
        twofold_multiple_of_doublings(-2000) == 0 && isnan(twofold_multiple_of_doublings(1024)) &&
        isnan(twofold_multiple_of_doublings(1e9)) && isnan(twofold_multiple_of_doublings(nan_)));
    shows(1 + twofold_growth(2.179, 1), "2.179");
    /* as many doublings as doubling times */
    for (int i = 0; i < 1000; i++) {
        const double g = 2 * uniform(), n = 10 * uniform();
        near(twofold_multiple_of_doublings(n / twofold_doubling_time(g)) / pow(1 + g, n), 1, 1e-14);
    }
}

static void fitted(void **state)
{
    (void)state;
    /* a pure course gives its rate, with and without gaps */
    double values[25];
    for (size_t i = 0; i < 25; i++) values[i] = 300 * pow(1.012, (double)i);
    near(twofold_cagr_fit(values, 25, 12), pow(1.012, 12) - 1, 1e-14);
    near(twofold_cagr_fit(values, 2, 1), twofold_growth(values[1], values[0]), 1e-15);
    values[0] = values[7] = values[8] = nan_;
    near(twofold_cagr_fit(values, 25, 12), pow(1.012, 12) - 1, 1e-14);
    static const double one[] = {5, NAN}, zero[] = {5, 0, 7}, infinite[] = {5, INFINITY};
    assert_true(isnan(twofold_cagr_fit(one, 2, 1)) && isnan(twofold_cagr_fit(zero, 3, 1)) &&
                isnan(twofold_cagr_fit(infinite, 2, 1)) && isnan(twofold_cagr_fit(one, 0, 1)) &&
                isnan(twofold_cagr_fit(values + 1, 3, 0)));
    /* by hand: ln 1, ln 2, ln 2 over years 0, 1, 2: slope (ln 2 - 0)/2 */
    static const double three[] = {1, 2, 2};
    near(twofold_cagr_fit(three, 3, 1), sqrt(2) - 1, 1e-15);
}

/* Normal equations in extended precision, on uncentred times */
static void fitted_at_random(void **state)
{
    (void)state;
    for (int i = 0; i < 2000; i++) {
        double values[60];
        const size_t n = 3 + whole(58);
        long double s = 0, st = 0, sy = 0, stt = 0, sty = 0;
        for (size_t k = 0; k < n; k++) {
            values[k] = 1e5 * exp(0.02 * (double)k + uniform());
            if (k > 1 && uniform() < 0.1) {
                values[k] = nan_;
                continue;
            }
            const long double t = (long double)k, y = logl((long double)values[k]);
            s++, st += t, sy += y, stt += t * t, sty += t * y;
        }
        const long double slope = (s * sty - st * sy) / (s * stt - st * st);
        near(twofold_cagr_fit(values, n, 12), (double)expm1l(12 * slope),
             1e-13 * (double)expl(12 * slope));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(level_and_accumulation),
        cmocka_unit_test(accumulation_root),
        cmocka_unit_test(two_years),
        cmocka_unit_test(chained_and_real),
        cmocka_unit_test(doublings),
        cmocka_unit_test(fitted),
        cmocka_unit_test(fitted_at_random),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
