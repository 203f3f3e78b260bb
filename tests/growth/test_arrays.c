/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Forms over arrays give the bits of those for one value, odd values and lengths included; lags;
 * samples that change (DOMAIN.md 1.8). */
#include "figures.h"

#include "twofold/growth.h"

#include <float.h>

static bool same(double a, double b) { return a == b || (isnan(a) && isnan(b)); }

/* What the formulas say, with a branch for each case. */
static double plain(twofold_growth_policy policy, double now, double base)
{
    if (!isfinite(now) || !isfinite(base)) {
        return nan_;
    }
    double rate = nan_;
    switch (policy) {
    case TWOFOLD_GROWTH_STRICT: rate = base > 0 ? (now - base) / base : nan_; break;
    case TWOFOLD_GROWTH_SIGNED: rate = base != 0 ? (now - base) / base : nan_; break;
    case TWOFOLD_GROWTH_ABS: rate = base != 0 ? (now - base) / fabs(base) : nan_; break;
    case TWOFOLD_GROWTH_SYMMETRIC:
        rate = now != 0 || base != 0 ? 2 * ((now / 2 - base / 2) / (fabs(now) / 2 + fabs(base) / 2))
                                     : nan_;
        break;
    }
    return isfinite(rate) ? rate : nan_;
}

/* The same of the table in DOMAIN.md 1.9, in words. */
static twofold_growth_class plain_class(double now, double base)
{
    if (!isfinite(now) || !isfinite(base)) {
        return TWOFOLD_GROWTH_UNKNOWN;
    }
    if (base > 0) {
        return now > 0    ? TWOFOLD_GROWTH_ORDINARY
               : now == 0 ? TWOFOLD_GROWTH_CEASED
                          : TWOFOLD_GROWTH_TURNED_TO_LOSS;
    }
    if (base == 0) {
        return now > 0    ? TWOFOLD_GROWTH_NEW
               : now == 0 ? TWOFOLD_GROWTH_NONE
                          : TWOFOLD_GROWTH_NEW_LOSS;
    }
    return now > 0       ? TWOFOLD_GROWTH_TURNED_TO_PROFIT
           : now > base  ? TWOFOLD_GROWTH_LOSS_NARROWED
           : now == base ? TWOFOLD_GROWTH_LOSS_UNCHANGED
                         : TWOFOLD_GROWTH_LOSS_WIDENED;
}

static double odd(void)
{
    static const double values[] = {0,   -0.0,    1,        -1,  100,      -100,     DBL_MAX,
                                    NAN, DBL_MIN, INFINITY, 0.3, -DBL_MAX, -DBL_MIN, -INFINITY};
    return uniform() < 0.5 ? values[whole(COUNT(values))] : 200 * uniform() - 100;
}

static void many(void **state)
{
    (void)state;
    enum { MOST = 67 };
    double now[MOST], base[MOST], rates[MOST];
    unsigned char classes[MOST];
    for (int i = 0; i < 4000; i++) {
        const size_t count = whole(MOST + 1);
        const twofold_growth_policy policy = (twofold_growth_policy)whole(4);
        for (size_t k = 0; k < count; k++) now[k] = odd(), base[k] = odd();
        twofold_growth_many(policy, now, base, count, rates);
        twofold_growth_classify_many(now, base, count, classes);
        for (size_t k = 0; k < count; k++) {
            assert_true(same(rates[k], plain(policy, now[k], base[k])));
            assert_true(same(rates[k], twofold_growth_by(policy, now[k], base[k])));
            assert_int_equal(classes[k], plain_class(now[k], base[k]));
            assert_int_equal(classes[k], twofold_growth_classify(now[k], base[k]));
            /* a rate is missing only where a class says why */
            assert_true(policy != TWOFOLD_GROWTH_STRICT || !isnan(rates[k]) ||
                        classes[k] != TWOFOLD_GROWTH_ORDINARY || now[k] / base[k] > DBL_MAX);
        }
        twofold_growth_many(policy, now, base, count, base); /* in place */
        for (size_t k = 0; k < count; k++) assert_true(same(base[k], rates[k]));
    }
    double rate = 1;
    twofold_growth_many((twofold_growth_policy)9, now, base, 1, &rate);
    assert_true(isnan(rate));
}

static void lagged(void **state)
{
    (void)state;
    static const double values[] = {100, 110, 0, 121, NAN, 242};
    double rates[6];
    twofold_growth_lagged(TWOFOLD_GROWTH_STRICT, values, 6, 1, rates);
    static const double monthly[] = {NAN, 0.1, -1, NAN, NAN, NAN};
    for (size_t i = 0; i < 6; i++) assert_true(same(rates[i], monthly[i]));
    twofold_growth_lagged(TWOFOLD_GROWTH_STRICT, values, 6, 2, rates);
    static const double two[] = {NAN, NAN, -1, 0.1, NAN, 1};
    for (size_t i = 0; i < 6; i++) assert_true(same(rates[i], two[i]));
    for (size_t lag = 6; lag < 8; lag++) {
        twofold_growth_lagged(TWOFOLD_GROWTH_STRICT, values, 6, lag, rates);
        for (size_t i = 0; i < 6; i++) assert_true(isnan(rates[i]));
    }
    /* the board of January to October 2021: four firms, growth as reported, on bases of 100 */
    static const double now[] = {149.1, 164.8, 139.0, 217.9}, base[] = {100, 100, 100, 100};
    twofold_growth_many(TWOFOLD_GROWTH_STRICT, now, base, 4, rates);
    static const char *const printed[] = {"0.491", "0.648", "0.39", "1.179"};
    for (size_t i = 0; i < 4; i++) shows(rates[i], printed[i]);
}

static void compound(void **state)
{
    (void)state;
    double first[50], last[50], rates[50];
    for (size_t i = 0; i < 50; i++) first[i] = odd(), last[i] = odd();
    twofold_cagr_many(first, last, 50, 9, rates);
    for (size_t i = 0; i < 50; i++) assert_true(same(rates[i], twofold_cagr(first[i], last[i], 9)));
}

static void small_base(void **state)
{
    (void)state;
    assert_true(twofold_growth_small_base(-3, 5) && twofold_growth_small_base(0, 1e-9));
    assert_false(twofold_growth_small_base(5, 5) || twofold_growth_small_base(nan_, 5) ||
                 twofold_growth_small_base(0, 0) || twofold_growth_small_base(1, nan_));
}

/* 1.8: A 100 -> 120, B 80 -> 88, C 60 -> 57, D 40 -> gone, E new with 50, its own base 45 */
static void changing_sample(void **state)
{
    (void)state;
    static const double now[] = {120, 88, 57, NAN, 50}, base[] = {100, 80, 60, 40, NAN};
    static const double own[] = {100, 80, 60, 40, 45};
    const twofold_sample_growth of = twofold_sample_growth_of(now, base, own, 5);
    shows(of.matched, "0.104166666667");
    shows(of.reported, "0.105263157895");
    shows(of.naive, "0.125");
    shows(of.continuing, "0.0892857142857");
    shows(of.entry, "0.178571428571");
    shows(of.exit, "-0.142857142857");
    assert_int_equal(of.matched_count, 3);
    assert_int_equal(of.entered_count, 1);
    assert_int_equal(of.left_count, 1);

    const twofold_sample_growth unknown = twofold_sample_growth_of(now, base, NULL, 5);
    assert_true(isnan(unknown.reported) && unknown.naive == of.naive);
    const twofold_sample_growth matched = twofold_sample_growth_of(now, base, NULL, 4);
    shows(matched.reported, "0.104166666667"); /* without E its list is the matched one */
    const twofold_sample_growth nobody = twofold_sample_growth_of(NULL, NULL, NULL, 0);
    assert_true(isnan(nobody.matched) && isnan(nobody.naive) && isnan(nobody.entry) &&
                nobody.matched_count == 0);
    static const double few_now[] = {0.3, NAN}, few[] = {0.25, 0.25};
    near(twofold_sample_growth_of(few_now, few, NULL, 2).exit, -0.5, 1e-16);
    static const double infinite[] = {INFINITY};
    assert_true(isnan(twofold_sample_growth_of(infinite, base, NULL, 1).matched) &&
                isnan(twofold_sample_growth_of(infinite, base, NULL, 1).continuing));
}

static void bridges_add_up(void **state)
{
    (void)state;
    for (int i = 0; i < 3000; i++) {
        double now[30], base[30];
        const size_t count = 1 + whole(30);
        for (size_t k = 0; k < count; k++) {
            now[k] = uniform() < 0.2 ? nan_ : 100 * uniform();
            base[k] = k > 0 && uniform() < 0.2 ? nan_ : 100 * uniform();
        }
        const twofold_sample_growth of = twofold_sample_growth_of(now, base, NULL, count);
        near(of.continuing + of.entry + of.exit, of.naive, 1e-14 * (2 + fabs(of.naive)));
        assert_true(of.entry >= 0 && of.exit <= 0);
        assert_true(of.entered_count + of.left_count > 0 || same(of.matched, of.naive));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(many),
        cmocka_unit_test(lagged),
        cmocka_unit_test(compound),
        cmocka_unit_test(small_base),
        cmocka_unit_test(changing_sample),
        cmocka_unit_test(bridges_add_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
