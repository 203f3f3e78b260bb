/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Logarithmic-mean Divisia: closed forms by hand, limits, identities. */
#include "figures.h"

#include "twofold/decomposition.h"

static bool within(double got, double want, double relative)
{
    return fabs(got - want) <= relative * fabs(want);
}

static void log_mean(void **state)
{
    (void)state;
    assert_true(twofold_log_mean(3, 3) == 3 && twofold_log_mean(0, 3) == 0 &&
                twofold_log_mean(3, 0) == 0 && twofold_log_mean(0, 0) == 0);
    assert_true(isnan(twofold_log_mean(-1, 2)) && isnan(twofold_log_mean(1, inf)));
    near(twofold_log_mean(1, 2), 1.44269504088896, 5e-15);
    assert_true(within(twofold_log_mean(1e-300, 1e300), 1e300 / (600 * 2.302585092994046), 1e-15));
    for (int i = 0; i < 20000; i++) {
        const double a = 100 * uniform(), b = i % 2 ? 100 * uniform() : a * (1 + 1e-9 * uniform());
        const double l = twofold_log_mean(a, b), low = fmin(a, b), high = fmax(a, b);
        assert_true(l == twofold_log_mean(b, a));
        assert_true(l >= low * (1 - 1e-15) && l <= high * (1 + 1e-15));
        /* between the geometric and the arithmetic mean */
        assert_true(l >= sqrt(a * b) * (1 - 2e-15) && l <= 0.5 * (a + b) * (1 + 2e-15));
        /* neighbours: L = m d/atanh(d) with m the mean and d = (b - a)/(a + b) */
        const double m = 0.5 * (a + b), d = (b - a) / (a + b), d2 = d * d;
        if (fabs(d) < 1e-3) {
            assert_true(within(l, m * (1 - d2 / 3 - 4 * d2 * d2 / 45), 1e-15));
        }
    }
}

static void divisia(void **state)
{
    (void)state;
    for (int i = 0; i < 20000; i++) {
        const double a0 = 1000 * uniform(), b0 = uniform(), a1 = a0 * (0.5 + 3 * uniform());
        const double b1 = i % 3 ? b0 * (0.2 + 3 * uniform()) : b0;
        const twofold_effects e = twofold_lmdi2(a0, b0, a1, b1);
        const double y0 = a0 * b0, y1 = a1 * b1;
        assert_true(fabs(e.a + e.b - (y1 - y0)) <= 4e-15 * (y0 + y1));
        assert_true((e.a > 0) == (a1 > a0) && (b1 != b0 || e.b == 0));
        const twofold_effects swapped = twofold_lmdi2(b0, a0, b1, a1);
        const twofold_effects back = twofold_lmdi2(a1, b1, a0, b0);
        assert_true(swapped.a == e.b && swapped.b == e.a);
        assert_true(fabs(back.a + e.a) <= 1e-14 * (fabs(e.a) + fabs(e.b)) &&
                    fabs(back.b + e.b) <= 1e-14 * (fabs(e.a) + fabs(e.b)));
    }
    /* land 400 -> 500 mu, 650 -> 704 wan a mu: 4 million more, by hand
       L = 92000/ln(352000/260000) = 303673.0…, effects L ln 1.25 and L ln(704/650) */
    const twofold_effects e = twofold_lmdi2(400, 650, 500, 704);
    assert_true(within(e.a, 92000 * log(1.25) / log(352.0 / 260), 1e-14));
    assert_true(within(e.b, 92000 * log(704.0 / 650) / log(352.0 / 260), 1e-14));
}

static void divisia_zeros(void **state)
{
    (void)state;
    twofold_effects e = twofold_lmdi2(0, 5, 10, 6);
    assert_true(e.a == 60 && e.b == 0);
    e = twofold_lmdi2(10, 6, 10, 0);
    assert_true(e.a == 0 && e.b == -60);
    e = twofold_lmdi2(0, 0, 10, 6);
    assert_true(e.a == 30 && e.b == 30);
    e = twofold_lmdi2(0, 5, 10, 0);
    assert_true(e.a == 0 && e.b == 0);
    e = twofold_lmdi2(0, 0, 0, 0);
    assert_true(e.a == 0 && e.b == 0);
    e = twofold_lmdi2(1e-200, 1e-200, 1, 2);
    assert_true(e.a + e.b == 2);
    /* they are the limits */
    const twofold_effects near = twofold_lmdi2(1e-290, 5, 10, 6);
    assert_true(fabs(near.a - 60) < 0.02 && fabs(near.b) < 0.02);
    e = twofold_lmdi2(-1, 5, 10, 6);
    assert_true(isnan(e.a) && isnan(e.b));
    e = twofold_lmdi2(1, nan_, 10, 6);
    assert_true(isnan(e.a) && isnan(e.b));
    e = twofold_lmdi2(1e200, 1e200, 1, 1);
    assert_true(isnan(e.a) && isnan(e.b));
}

/* Two factors in one product are twofold_lmdi2, and the factors' order does not matter. */
static void one_product(void **state)
{
    (void)state;
    static const double base[] = {400, 650}, now[] = {500, 704};
    double effects[2], ratios[2];
    const double change = twofold_lmdi(base, now, 1, 2, effects, ratios);
    const twofold_effects pair = twofold_lmdi2(400, 650, 500, 704);
    assert_true(change == 92000 && effects[0] == pair.a && effects[1] == pair.b);
    /* the multiplicative form of one product is the ratios of its factors */
    near(ratios[0], 1.25, 1e-15);
    near(ratios[1], 704.0 / 650, 1e-15);
    double none[1];
    assert_true(twofold_lmdi(base, now, 0, 1, none, ratios) == 0 && none[0] == 0);
    assert_true(isnan(ratios[0]));
    static const double bad[] = {400, -1};
    assert_true(isnan(twofold_lmdi(base, bad, 1, 2, effects, ratios)) && isnan(effects[0]) &&
                isnan(effects[1]) && isnan(ratios[0]) && isnan(ratios[1]));
    assert_true(isnan(twofold_lmdi(base, now, 1, 2, effects, NULL)) == 0);
}

/* A sum of products with zeros anywhere: effects add up to the change, ratios multiply to the
 * ratio of totals, a factor that nowhere changes has no effect. */
static void many_products(void **state)
{
    (void)state;
    enum { PARTS = 6, FACTORS = 4 };
    for (int i = 0; i < 5000; i++) {
        double base[PARTS * FACTORS] = {0}, now[PARTS * FACTORS] = {0};
        double effects[FACTORS], ratios[FACTORS];
        const size_t parts = 1 + whole(PARTS), factors = 1 + whole(FACTORS);
        long double total0 = 0, total1 = 0;
        for (size_t p = 0; p < parts; p++) {
            long double y0 = 1, y1 = 1;
            for (size_t k = 0; k < factors; k++) {
                const size_t at = p * factors + k;
                base[at] = uniform() < 0.1 ? 0 : 10 * uniform();
                now[at] = k == 0 && factors > 1 ? base[at] : uniform() < 0.1 ? 0 : 10 * uniform();
                y0 *= base[at], y1 *= now[at];
            }
            total0 += y0, total1 += y1;
        }
        const double size = (double)(total0 + total1), change = (double)(total1 - total0);
        near(twofold_lmdi(base, now, parts, factors, effects, ratios), change, 1e-14 * size);
        double sum = 0, all = 1;
        bool constant_zero = false;
        for (size_t k = 0; k < factors; k++) sum += effects[k], all *= ratios[k];
        for (size_t p = 0; p < parts; p++) constant_zero |= base[p * factors] == 0;
        near(sum, change, 1e-13 * size);
        assert_true(factors == 1 || constant_zero || effects[0] == 0);
        if (total0 > 0 && total1 > 0) {
            near(all, (double)(total1 / total0), 1e-12 * all);
        } else {
            assert_true(isnan(all));
        }
    }
}

/* Effects with zeros are the limits of those with small numbers in their place (B. W. Ang, N. Liu,
 * Energy Policy 35 (2007) 238-246, replace zeros by such numbers). */
static void zeros_are_limits(void **state)
{
    (void)state;
    static const double tiny = 1e-280;
    static const double base[] = {0, 5, 2, /**/ 3, 4, 1}, now[] = {10, 6, 2, /**/ 3, 0, 2};
    double small_base[6], small_now[6], effects[3], small[3];
    for (size_t i = 0; i < 6; i++) {
        small_base[i] = base[i] > 0 ? base[i] : tiny;
        small_now[i] = now[i] > 0 ? now[i] : tiny;
    }
    twofold_lmdi(base, now, 2, 3, effects, NULL);
    twofold_lmdi(small_base, small_now, 2, 3, small, NULL);
    assert_true(effects[0] == 120 && effects[1] == -12 && effects[2] == 0);
    for (size_t k = 0; k < 3; k++) near(small[k], effects[k], 0.5); /* 120/ln(1e280) is 0.19 */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(log_mean),      cmocka_unit_test(divisia),
        cmocka_unit_test(divisia_zeros), cmocka_unit_test(one_product),
        cmocka_unit_test(many_products), cmocka_unit_test(zeros_are_limits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
