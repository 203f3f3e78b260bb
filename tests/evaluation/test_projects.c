/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers: DOMAIN.md 4.7. */
#include "figures.h"

#include "twofold/evaluation.h"

static void funnel(void **state)
{
    (void)state;
    shows(twofold_conversion(102, 106), "0.962264150943");
    shows(twofold_conversion(48, 106), "0.452830188679");
    shows(twofold_conversion(633, 664), "0.953313253012");
    assert_true(twofold_conversion(0.25, 0.5) == 0.5);
    assert_true(isnan(twofold_conversion(1, 0)) && isnan(twofold_conversion(nan_, 1)));
    static const double stages[] = {40, 30, 24, 18, 12, 9};
    static const char *const steps[] = {"1", "0.75", "0.8", "0.75", "0.666666666667", "0.75"};
    double step[6], overall[6], product = 1;
    twofold_funnel(stages, 6, step, overall);
    for (size_t i = 0; i < 6; i++) {
        shows(step[i], steps[i]);
        product *= step[i];
        near(overall[i], product, 1e-15);
    }
    shows(overall[5], "0.225");
    static const double stopped[] = {5, 0, 0};
    twofold_funnel(stopped, 3, step, NULL);
    assert_true(step[1] == 0 && isnan(step[2]));
    twofold_funnel(stopped, 3, NULL, overall);
    assert_true(overall[2] == 0);
    static const double amounts[] = {5, 8, 3, 2}, chances[] = {0.2, 0.4, 0.7, 0.9};
    shows(twofold_weighted_pipeline(amounts, chances, 4), "8.1");
    static const double sure[] = {0, 1};
    assert_true(twofold_weighted_pipeline(amounts, sure, 2) == 8);
    static const double impossible[] = {0.2, 1.1};
    assert_true(isnan(twofold_weighted_pipeline(amounts, impossible, 2)) &&
                twofold_weighted_pipeline(NULL, NULL, 0) == 0);
}

/* By hand: signed in months 0, 3, 6, 14, 20 and never, started 5, 15, -, 4 and 1 months later. */
static void cohorts(void **state)
{
    (void)state;
    static const double entered[] = {0, 3, 6, 14, 20, NAN}, reached[] = {5, 18, NAN, 18, 21, 3};
    static const double amounts[] = {10, 20, 30, 40, 50, 60};
    /* the first year's: all three have had 12 months by month 24, one started in them */
    twofold_cohort of = twofold_cohort_conversion(entered, reached, amounts, 6, 0, 12, 12, 24);
    assert_true(of.due == 3 && of.done == 1 && of.amount_due == 60 && of.amount_done == 10);
    near(of.rate, 1.0 / 3, 1e-16);
    near(of.amount_rate, 1.0 / 6, 1e-16);
    /* without a limit the second has started too; at month 16 it had not */
    of = twofold_cohort_conversion(entered, reached, NULL, 6, 0, 12, inf, 24);
    assert_true(of.due == 3 && of.done == 2 && isnan(of.amount_due) && isnan(of.amount_rate));
    of = twofold_cohort_conversion(entered, reached, NULL, 6, 0, 12, inf, 16);
    assert_true(of.due == 3 && of.done == 1);
    /* at month 16 the third has not had its 12 months */
    of = twofold_cohort_conversion(entered, reached, NULL, 6, 0, 12, 12, 16);
    assert_true(of.due == 2 && of.done == 1);
    /* the last month of a vintage is the next one's first */
    of = twofold_cohort_conversion(entered, reached, NULL, 6, 0, 6, inf, 24);
    assert_true(of.due == 2);
    of = twofold_cohort_conversion(entered, reached, NULL, 6, 6, 12, inf, 24);
    assert_true(of.due == 1 && of.done == 0);
    /* at once, or not */
    of = twofold_cohort_conversion(entered, entered, NULL, 6, 0, 12, 0, 24);
    assert_true(of.due == 3 && of.done == 3);
    /* nobody is old enough; nothing is asked for */
    of = twofold_cohort_conversion(entered, reached, NULL, 6, 12, 24, 12, 24);
    assert_true(of.due == 0 && isnan(of.rate));
    of = twofold_cohort_conversion(entered, reached, NULL, 6, 0, 24, -1, 24);
    assert_true(of.due == 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(funnel),
        cmocka_unit_test(cohorts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
