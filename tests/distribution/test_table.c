/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <string.h>

#include "twofold/distribution.h"

static void names(void **state)
{
    (void)state;
    for (int i = 0; i < TWOFOLD_DISTRIBUTION_COUNT; i++) {
        const twofold_distribution_kind kind = (twofold_distribution_kind)i;
        const char *en = twofold_distribution_text(kind, TWOFOLD_EN);
        const char *zh = twofold_distribution_text(kind, TWOFOLD_ZH);
        assert_true(strlen(en) > 3 && strlen(zh) > 5);
        assert_int_equal(twofold_distribution_find(en, strlen(en)), i);
        assert_int_equal(twofold_distribution_find(zh, strlen(zh)), i);
        assert_int_equal(twofold_distribution_find(en, strlen(en) - 1), -1);
        for (size_t k = 0; k < twofold_distribution_parameters(kind); k++) {
            const twofold_parameter p = twofold_distribution_parameter(kind, k);
            assert_true(p.name != NULL && p.zh != NULL && p.from < (int)k);
            for (size_t j = 0; j < k; j++)
                assert_string_not_equal(p.name, twofold_distribution_parameter(kind, j).name);
        }
    }
    assert_int_equal(twofold_distribution_find("正态", strlen("正态")),
                     TWOFOLD_DISTRIBUTION_NORMAL);
    assert_int_equal(twofold_distribution_find("分布", strlen("分布")), -1);
    assert_int_equal(twofold_distribution_find("", 0), -1);
    assert_int_equal(twofold_distribution_find(NULL, 0), -1);
    assert_string_equal(twofold_distribution_text(
                            (twofold_distribution_kind)TWOFOLD_DISTRIBUTION_COUNT, TWOFOLD_EN),
                        "");
    assert_string_equal(twofold_distribution_text((twofold_distribution_kind)-1, TWOFOLD_ZH), "");
    assert_int_equal(twofold_distribution_parameters((twofold_distribution_kind)-1), 0);
    const twofold_parameter none = twofold_distribution_parameter(TWOFOLD_DISTRIBUTION_NORMAL, 2);
    assert_true(none.name == NULL && none.zh == NULL && isnan(none.fallback));
}

#define GOOD SIZE_MAX
static const double inf = (double)INFINITY;

/* Each kind with what it takes and each way it may be wrong: the index of the first wrong one. */
static void parameters(void **state)
{
    (void)state;
    static const struct {
        twofold_distribution_kind kind;
        size_t count;
        double at[6];
        size_t wrong;
    } rows[] = {
        {TWOFOLD_DISTRIBUTION_UNIFORM, 2, {1, 2}, GOOD},
        {TWOFOLD_DISTRIBUTION_UNIFORM, 2, {2, 2}, GOOD},
        {TWOFOLD_DISTRIBUTION_UNIFORM, 2, {2, 1}, 1},
        {TWOFOLD_DISTRIBUTION_UNIFORM, 1, {2}, 1},
        {TWOFOLD_DISTRIBUTION_UNIFORM, 3, {1, 2, 3}, 3},
        {TWOFOLD_DISTRIBUTION_UNIFORM, 2, {-(double)INFINITY, 2}, 0},
        {TWOFOLD_DISTRIBUTION_TRIANGULAR, 3, {1, 1, 2}, GOOD},
        {TWOFOLD_DISTRIBUTION_TRIANGULAR, 3, {1, 0, 2}, 1},
        {TWOFOLD_DISTRIBUTION_PERT, 3, {1, 3, 2}, 2},
        {TWOFOLD_DISTRIBUTION_PERT, 3, {1, (double)NAN, 2}, 1},
        {TWOFOLD_DISTRIBUTION_NORMAL, 2, {-3, 1}, GOOD},
        {TWOFOLD_DISTRIBUTION_NORMAL, 2, {3, 0}, 1},
        {TWOFOLD_DISTRIBUTION_NORMAL, 2, {3, (double)INFINITY}, 1},
        {TWOFOLD_DISTRIBUTION_TRUNCATED_NORMAL, 4, {3, 1, 2, 4}, GOOD},
        {TWOFOLD_DISTRIBUTION_TRUNCATED_NORMAL,
         4,
         {3, 1, -(double)INFINITY, (double)INFINITY},
         GOOD},
        {TWOFOLD_DISTRIBUTION_TRUNCATED_NORMAL, 4, {3, 1, (double)INFINITY, (double)INFINITY}, 2},
        {TWOFOLD_DISTRIBUTION_TRUNCATED_NORMAL, 4, {3, 1, 4, 2}, 3},
        {TWOFOLD_DISTRIBUTION_LOGNORMAL, 2, {3, 1}, GOOD},
        {TWOFOLD_DISTRIBUTION_LOGNORMAL, 2, {0, 1}, 0},
        {TWOFOLD_DISTRIBUTION_BETA, 4, {2, 3, 0, 1}, GOOD},
        {TWOFOLD_DISTRIBUTION_BETA, 4, {0, 3, 0, 1}, 0},
        {TWOFOLD_DISTRIBUTION_BETA, 4, {2, -1, 0, 1}, 1},
        {TWOFOLD_DISTRIBUTION_BETA, 4, {2, 3, 1, 0}, 3},
        {TWOFOLD_DISTRIBUTION_GAMMA, 2, {2, 3}, GOOD},
        {TWOFOLD_DISTRIBUTION_GAMMA, 2, {2, 0}, 1},
        {TWOFOLD_DISTRIBUTION_WEIBULL, 2, {0.5, 3}, GOOD},
        {TWOFOLD_DISTRIBUTION_WEIBULL, 2, {0, 3}, 0},
        {TWOFOLD_DISTRIBUTION_PERCENTILES, 3, {1, 2, 3}, GOOD},
        {TWOFOLD_DISTRIBUTION_PERCENTILES, 3, {1, 4, 3}, 2},
        {TWOFOLD_DISTRIBUTION_DISCRETE, 4, {5, 0.3, -7, 0.7}, GOOD},
        {TWOFOLD_DISTRIBUTION_DISCRETE, 6, {1, 0.1, 2, 0.2, 3, 0.7}, GOOD},
        {TWOFOLD_DISTRIBUTION_DISCRETE, 4, {5, 0.3, 7, 0.6}, 4},
        {TWOFOLD_DISTRIBUTION_DISCRETE, 4, {5, 1.3, 7, -0.3}, 1},
        {TWOFOLD_DISTRIBUTION_DISCRETE, 4, {5, 0.3, (double)NAN, 0.7}, 2},
        {TWOFOLD_DISTRIBUTION_DISCRETE, 3, {5, 1, 7}, 3},
        {TWOFOLD_DISTRIBUTION_DISCRETE, 0, {0}, 0},
        {TWOFOLD_DISTRIBUTION_EMPIRICAL, 1, {5}, GOOD},
        {TWOFOLD_DISTRIBUTION_EMPIRICAL, 2, {5, (double)INFINITY}, 1},
        {TWOFOLD_DISTRIBUTION_EMPIRICAL, 0, {0}, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t wrong = GOOD;
        const twofold_status status =
            twofold_distribution_check(rows[i].kind, rows[i].at, rows[i].count, &wrong);
        if (wrong != rows[i].wrong || (status == TWOFOLD_OK) != (wrong == GOOD))
            fail_msg("row %zu: %zu", i, wrong);
        assert_int_equal(twofold_distribution_check(rows[i].kind, rows[i].at, rows[i].count, NULL),
                         status);
    }
    assert_int_equal(twofold_distribution_check((twofold_distribution_kind)-1, &inf, 1, NULL),
                     TWOFOLD_E_ARGUMENT);
    assert_int_equal(twofold_distribution_check(TWOFOLD_DISTRIBUTION_UNIFORM, NULL, 2, NULL),
                     TWOFOLD_E_ARGUMENT);
}

/* Kinds whose mathematics comes later have no mean yet: NaN, and nothing read past the table. */
static void kinds_without_mathematics(void **state)
{
    (void)state;
    const twofold_distribution d = {TWOFOLD_DISTRIBUTION_GAMMA, 1, 2, 3};
    assert_true(isnan(twofold_distribution_mean(&d)) && isnan(twofold_distribution_sd(&d)));
    assert_true(isnan(twofold_distribution_likely(&d)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names),
        cmocka_unit_test(parameters),
        cmocka_unit_test(kinds_without_mathematics),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
