/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "curve/spend_inline.h"

#include <math.h>
#include <string.h>

enum { CURVES = 4 };
static const double inf = (double)INFINITY, nan_ = (double)NAN;

static bool within(double got, double want, double relative)
{
    return fabs(got - want) <= relative * fabs(want);
}

static void formulas(void **state)
{
    (void)state;
    for (int i = 0; i <= 1000; i++) {
        const double x = i / 1000.0;
        assert_true(twofold_spend_cumulative(TWOFOLD_SPEND_EVEN, x) == x);
        assert_true(within(twofold_spend_cumulative(TWOFOLD_SPEND_EARLY, x), 2 * x - x * x, 1e-15));
        assert_true(within(twofold_spend_cumulative(TWOFOLD_SPEND_LATE, x), x * x, 1e-15));
        assert_true(within(twofold_spend_cumulative(TWOFOLD_SPEND_S_CURVE, x),
                           3 * x * x - 2 * x * x * x, 2e-15));
        assert_true(twofold_spend_slope(TWOFOLD_SPEND_EVEN, x) == 1);
        assert_true(fabs(twofold_spend_slope(TWOFOLD_SPEND_EARLY, x) - 2 * (1 - x)) < 1e-15);
        assert_true(within(twofold_spend_slope(TWOFOLD_SPEND_LATE, x), 2 * x, 1e-15));
        assert_true(fabs(twofold_spend_slope(TWOFOLD_SPEND_S_CURVE, x) - 6 * x * (1 - x)) < 2e-15);
    }
}

static void ends(void **state)
{
    (void)state;
    for (unsigned c = 0; c < CURVES; c++) {
        const twofold_spend k = (twofold_spend)c;
        assert_true(twofold_spend_cumulative(k, 0) == 0 && twofold_spend_cumulative(k, -inf) == 0);
        assert_true(twofold_spend_cumulative(k, 1) == 1 && twofold_spend_cumulative(k, inf) == 1);
        assert_true(twofold_spend_slope(k, -0.1) == 0 && twofold_spend_slope(k, 1.1) == 0);
        assert_true(twofold_spend_inverse(k, 0) == 0 && twofold_spend_inverse(k, 1) == 1);
        assert_true(isnan(twofold_spend_cumulative(k, nan_)) &&
                    isnan(twofold_spend_slope(k, nan_)) && isnan(twofold_spend_inverse(k, nan_)) &&
                    isnan(twofold_spend_inverse(k, -0.1)) && isnan(twofold_spend_inverse(k, 1.1)));
    }
    const twofold_spend none = (twofold_spend)99;
    assert_true(isnan(twofold_spend_cumulative(none, 0.5)) &&
                isnan(twofold_spend_slope(none, 0.5)) && isnan(twofold_spend_inverse(none, 0.5)));
    assert_true(tf_spend_inline(tf_spend_cubic(none), 0.5) == 0);
}

static void identities(void **state)
{
    (void)state;
    /* the first cents: spending in proportion to x^2 with the right factor */
    assert_true(within(twofold_spend_cumulative(TWOFOLD_SPEND_S_CURVE, 1e-150), 3e-300, 1e-15));
    for (unsigned c = 0; c < CURVES; c++) {
        const twofold_spend k = (twofold_spend)c;
        double before = 0;
        for (int i = 1; i <= 2000; i++) {
            const double x = i / 2000.0, y = twofold_spend_cumulative(k, x);
            assert_true(y > before && y <= 1);
            before = y;
            assert_true(tf_spend_inline(tf_spend_cubic(k), x) == y);
            /* the inverse, at x and for tiny shares */
            assert_true(fabs(twofold_spend_inverse(k, y) - x) <=
                        2e-15 / fmax(twofold_spend_slope(k, x), 1e-7));
            const double share = ldexp(x, -i % 900);
            assert_true(
                within(twofold_spend_cumulative(k, twofold_spend_inverse(k, share)), share, 4e-15));
            /* the slope is the derivative: central differences of a cubic are exact but for h^2 */
            const double h = 1e-4;
            if (x > h && x < 1 - h) {
                const double d =
                    (twofold_spend_cumulative(k, x + h) - twofold_spend_cumulative(k, x - h)) /
                    (2 * h);
                assert_true(fabs(d - twofold_spend_slope(k, x)) < 3e-8);
            }
        }
    }
    /* early is late seen from the end; the s-curve is its own mirror image */
    for (int i = 0; i <= 256; i++) {
        const double x = i / 256.0;
        assert_true(fabs(twofold_spend_cumulative(TWOFOLD_SPEND_EARLY, x) +
                         twofold_spend_cumulative(TWOFOLD_SPEND_LATE, 1 - x) - 1) < 3e-16);
        assert_true(fabs(twofold_spend_cumulative(TWOFOLD_SPEND_S_CURVE, x) +
                         twofold_spend_cumulative(TWOFOLD_SPEND_S_CURVE, 1 - x) - 1) < 3e-16);
    }
    assert_true(twofold_spend_cumulative(TWOFOLD_SPEND_S_CURVE, 0.5) == 0.5);
    assert_true(twofold_spend_inverse(TWOFOLD_SPEND_S_CURVE, 0.5) == 0.5);
}

static void names(void **state)
{
    (void)state;
    for (unsigned c = 0; c < CURVES; c++) {
        for (int lang = TWOFOLD_EN; lang <= TWOFOLD_ZH; lang++) {
            const char *name = twofold_spend_text((twofold_spend)c, (twofold_lang)lang);
            twofold_spend k = (twofold_spend)99;
            assert_int_equal(twofold_spend_by_name(name, strlen(name), &k), TWOFOLD_OK);
            assert_int_equal(k, c);
            assert_int_equal(twofold_spend_by_name(name, strlen(name) - 1, &k),
                             TWOFOLD_E_NOT_FOUND);
            assert_int_equal(k, c);
        }
    }
    assert_string_equal(twofold_spend_text((twofold_spend)99, TWOFOLD_EN), "");
    assert_string_equal(twofold_spend_text(TWOFOLD_SPEND_EARLY, TWOFOLD_ZH), "前重");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(formulas),
        cmocka_unit_test(ends),
        cmocka_unit_test(identities),
        cmocka_unit_test(names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
