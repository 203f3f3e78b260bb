/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "twofold/fiscal.h"

#include <math.h>
#include <string.h>

static const double inf = (double)INFINITY, nan_ = (double)NAN;

static bool near(double got, double want, double tolerance)
{
    return fabs(got - want) <= tolerance;
}

#define COUNT(flow) (sizeof(flow) / sizeof *(flow))

static uint64_t rng_state = 3;

static double uniform(void)
{
    uint64_t z = (rng_state += UINT64_C(0x9E3779B97F4A7C15));
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return ((double)((z ^ (z >> 31)) >> 12) + 0.5) * 0x1p-52;
}

static void present_value(void **state)
{
    (void)state;
    const double flow[] = {-100, 60, 72.6};
    assert_true(near(twofold_npv(0.1, flow, 3), -100 + 60 / 1.1 + 60, 1e-13));
    assert_true(twofold_npv(0, flow, 3) == -100 + 60 + 72.6);
    assert_true(twofold_npv(0.1, NULL, 0) == 0);
    assert_true(isnan(twofold_npv(-1, flow, 3)) && isnan(twofold_npv(nan_, flow, 3)) &&
                isnan(twofold_npv(inf, flow, 3)));
    const double bad[] = {1, inf};
    assert_true(isnan(twofold_npv(0.1, bad, 2)));
    /* an annuity of 1 for n years is (1 - (1+r)^-n)/r */
    double ones[30];
    for (int i = 0; i < 30; i++) ones[i] = 1;
    assert_true(near(twofold_npv(0.07, ones, 30), 1.07 * (1 - pow(1.07, -30)) / 0.07, 1e-13));
}

static void one_rate(void **state)
{
    (void)state;
    double rates[2];
    size_t count;
    const double two[] = {-100, 121};
    assert_true(twofold_irr(two, 2, -0.9, 10, rates, 2, &count) == TWOFOLD_IRR_ONE && count == 1);
    assert_true(near(rates[0], 0.21, 1e-13));
    /* zeros before and after move nothing */
    const double late[] = {0, 0, -100, 0, 121, 0, 0};
    assert_true(twofold_irr(late, 7, -0.9, 10, rates, 2, &count) == TWOFOLD_IRR_ONE);
    assert_true(near(rates[0], 0.1, 1e-13));
    /* a loan repaid in equal parts: the payment by the annuity formula */
    double loan[21] = {-1000};
    for (int i = 1; i <= 20; i++) loan[i] = 1000 * 0.065 / (1 - pow(1.065, -20));
    assert_true(twofold_irr(loan, 21, -0.9, 10, rates, 2, NULL) == TWOFOLD_IRR_ONE);
    assert_true(near(rates[0], 0.065, 1e-13));
    /* a loss: 100 for 50 */
    const double loss[] = {-100, 50};
    assert_true(twofold_irr(loss, 2, -0.9, 10, rates, 2, NULL) == TWOFOLD_IRR_ONE);
    assert_true(near(rates[0], -0.5, 1e-13));
    /* outside the interval */
    assert_true(twofold_irr(two, 2, 0.5, 1, rates, 2, &count) == TWOFOLD_IRR_NONE && count == 0);
}

static void several_rates(void **state)
{
    (void)state;
    double rates[4];
    size_t count;
    const double pump[] = {-1600, 10000, -10000}; /* Solomon's pump: 25 % and 400 % */
    assert_true(twofold_sign_changes(pump, 3) == 2);
    assert_true(twofold_irr(pump, 3, -0.9, 10, rates, 4, &count) == TWOFOLD_IRR_SEVERAL);
    assert_true(count == 2 && near(rates[0], 0.25, 1e-12) && near(rates[1], 4, 1e-12));
    assert_true(twofold_irr(pump, 3, -0.9, 1, rates, 4, &count) == TWOFOLD_IRR_ONE);
    /* (x - 1.1)(x - 1.2)(x - 1.3), x = 1 + rate */
    const double three[] = {-1000, 3600, -4310, 1716};
    assert_true(twofold_irr(three, 4, -0.9, 10, rates, 4, &count) == TWOFOLD_IRR_SEVERAL);
    assert_true(count == 3);
    for (int i = 0; i < 3; i++) assert_true(near(rates[i], 0.1 * (i + 1), 1e-11));
    /* room for fewer than there are */
    rates[1] = 7;
    assert_true(twofold_irr(three, 4, -0.9, 10, rates, 1, &count) == TWOFOLD_IRR_SEVERAL);
    assert_true(count == 3 && near(rates[0], 0.1, 1e-11) && rates[1] == 7);
    /* a double root: (x - 1.5)^2, where the value touches 0 */
    const double touches[] = {-1, 3, -2.25};
    assert_true(twofold_irr(touches, 3, -0.9, 10, rates, 4, &count) == TWOFOLD_IRR_ONE);
    assert_true(near(rates[0], 0.5, 1e-6));
}

static void no_rate(void **state)
{
    (void)state;
    size_t count = 9;
    const double gifts[] = {1, 2, 3}, never[] = {100, -200, 150}; /* 200^2 < 4 100 150 */
    assert_true(twofold_sign_changes(gifts, 3) == 0);
    assert_true(twofold_irr(gifts, 3, -0.9, 10, NULL, 0, &count) == TWOFOLD_IRR_NONE && count == 0);
    assert_true(twofold_sign_changes(never, 3) == 2);
    assert_true(twofold_irr(never, 3, -0.9, 10, NULL, 0, &count) == TWOFOLD_IRR_NONE);
    const double zeros[] = {0, 0}, bad[] = {-1, nan_};
    assert_true(twofold_irr(zeros, 2, -0.9, 10, NULL, 0, &count) == TWOFOLD_IRR_UNDEFINED);
    assert_true(twofold_irr(NULL, 0, -0.9, 10, NULL, 0, &count) == TWOFOLD_IRR_UNDEFINED);
    assert_true(twofold_irr(bad, 2, -0.9, 10, NULL, 0, &count) == TWOFOLD_IRR_UNDEFINED);
    assert_true(twofold_irr(never, 3, -1, 10, NULL, 0, &count) == TWOFOLD_IRR_UNDEFINED);
    assert_true(twofold_irr(never, 3, 0.5, 0.5, NULL, 0, &count) == TWOFOLD_IRR_UNDEFINED);
    double many[TWOFOLD_IRR_PERIODS + 1] = {-1};
    many[TWOFOLD_IRR_PERIODS] = 2;
    assert_true(twofold_irr(many, COUNT(many), -0.9, 10, NULL, 0, NULL) == TWOFOLD_IRR_UNDEFINED);
    many[TWOFOLD_IRR_PERIODS - 1] = 2;
    assert_true(twofold_irr(many, COUNT(many) - 1, -0.9, 10, NULL, 0, NULL) == TWOFOLD_IRR_ONE);
}

/* A polynomial made of its roots has them back. */
static void roots_come_back(void **state)
{
    (void)state;
    enum { MOST = 5 };
    for (int run = 0; run < 4000; run++) {
        const size_t n = 1 + (size_t)(run % MOST);
        double root[MOST], flow[MOST + 1] = {-1};
        double at = 0.5 + 0.3 * uniform();
        for (size_t i = 0; i < n; i++) {
            at += 0.2 + uniform(); /* rates at least 20 points apart */
            root[i] = at - 1;
            for (size_t k = i + 1; k > 0; k--) flow[k] -= at * flow[k - 1];
        }
        double rates[MOST + 1];
        size_t count;
        const twofold_irr_class which = twofold_irr(flow, n + 1, -0.9, 20, rates, MOST + 1, &count);
        assert_true(count == n);
        assert_true(which == (n == 1 ? TWOFOLD_IRR_ONE : TWOFOLD_IRR_SEVERAL));
        assert_true(twofold_sign_changes(flow, n + 1) == n);
        for (size_t i = 0; i < n; i++) assert_true(near(rates[i], root[i], 1e-9));
    }
}

/* No rate is missed that a fine scan of the value's sign shows, and at each the value is 0. */
static void no_rate_is_missed(void **state)
{
    (void)state;
    enum { N = 25, STEPS = 4000 };
    for (int run = 0; run < 300; run++) {
        double flow[N], rates[N], size = 0;
        for (int i = 0; i < N; i++) {
            flow[i] = uniform() < 0.3 ? 0 : 2 * uniform() - 1;
            size += fabs(flow[i]);
        }
        size_t count, seen = 0;
        (void)twofold_irr(flow, N, -0.5, 3, rates, N, &count);
        assert_true(count <= twofold_sign_changes(flow, N));
        double before = twofold_npv(-0.5, flow, N);
        for (int i = 1; i <= STEPS; i++) {
            const double value = twofold_npv(-0.5 + 3.5 * i / STEPS, flow, N);
            seen += (value > 0) != (before > 0);
            before = value;
        }
        assert_true(count >= seen && (count - seen) % 2 == 0);
        for (size_t i = 0; i < count; i++) {
            const double scale = size * pow(fmin(1 + rates[i], 1), -N);
            assert_true(near(twofold_npv(rates[i], flow, N), 0, 1e-12 * scale));
            assert_true(i == 0 || rates[i] > rates[i - 1]);
        }
    }
}

static void payback(void **state)
{
    (void)state;
    const double cost[] = {100, 0, 0, 0}, gain[] = {0, 40, 40, 40}, nothing[] = {0, 0, 0, 0};
    assert_true(near(twofold_payback(gain, cost, 4), 3.5, 1e-15)); /* 20 of the fourth year's 40 */
    assert_true(twofold_payback(gain, cost, 3) == inf);
    assert_true(twofold_payback(gain, nothing, 4) == 0);
    assert_true(twofold_payback(nothing, nothing, 4) == 0 && twofold_payback(NULL, NULL, 0) == 0);
    const double at_end[] = {0, 50, 50, 0};
    assert_true(twofold_payback(at_end, cost, 4) == 3);
    /* the first time counts, though more is spent later */
    const double twice[] = {10, 0, 90, 0}, steady[] = {0, 20, 20, 200};
    assert_true(twofold_payback(steady, twice, 4) == 1.5);
    const double bad[] = {0, nan_, 0, 0};
    assert_true(isnan(twofold_payback(bad, cost, 4)));
}

static void words(void **state)
{
    (void)state;
    assert_string_equal(twofold_irr_class_text(TWOFOLD_IRR_SEVERAL, TWOFOLD_EN), "several");
    assert_string_equal(twofold_irr_class_text(TWOFOLD_IRR_NONE, TWOFOLD_ZH), "无解");
    assert_string_equal(twofold_irr_class_text((twofold_irr_class)99, TWOFOLD_EN), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(present_value),   cmocka_unit_test(one_rate),
        cmocka_unit_test(several_rates),   cmocka_unit_test(no_rate),
        cmocka_unit_test(roots_come_back), cmocka_unit_test(no_rate_is_missed),
        cmocka_unit_test(payback),         cmocka_unit_test(words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
