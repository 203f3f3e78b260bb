/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reports against the plan without them. The plan's values are worked out by hand; and they are
 * those of the same plan written without any report. */
#include "projection_test.h"

#include "support/failing.h"

#define BODY(actuals)                                                                              \
    "twofold: 1\n"                                                                                 \
    "plan: Test\n"                                                                                 \
    "years: 2021..2022\n"                                                                          \
    "enterprises:\n"                                                                               \
    "  heli:\n"                                                                                    \
    "    existing: {output: 12亿元, jobs: 700, tax: 3000万元, growth: 10%}\n" actuals              \
    "scenarios: {late: {set: {heli.existing.growth: 20%}}}\n"

static const char bare[] = BODY("");
static const char reported[] =
    BODY("    actual:\n"
         "      source: monthly\n"
         "      output: {2021-03: 11000万元, 2021-01..2021-02: 17500万元, 2022: 14亿元}\n"
         "      jobs: {2021: 690}\n"
         "      land: {2021: 60亩}\n");

static twofold_plan *read_plan(const char *text)
{
    twofold_plan *plan = NULL;
    assert_int_equal(twofold_plan_parse(text, strlen(text), NULL, NULL, &plan, NULL), TWOFOLD_OK);
    return plan;
}

static void against_values_by_hand(void **state)
{
    /* 12亿 a year is 1亿 a month; 2022 grows by 10%. Land is not given: unknown. */
    static const struct {
        int kpi;
        int32_t month, months;
        double plan, actual;
        uint32_t known;
    } expected[] = {
        {TWOFOLD_KPI_OUTPUT, 2021 * 12, 2, 2e8, 1.75e8, 1},
        {TWOFOLD_KPI_OUTPUT, 2021 * 12 + 2, 1, 1e8, 1.1e8, 1},
        {TWOFOLD_KPI_OUTPUT, 2022 * 12, 12, 13.2e8, 14e8, 1},
        {TWOFOLD_KPI_JOBS, 2021 * 12, 12, 700, 690, 1},
        {TWOFOLD_KPI_LAND, 2021 * 12, 12, (double)NAN, 60, 0},
    };
    (void)state;
    twofold_plan *plan = read_plan(reported);
    twofold_variances *found = NULL;
    assert_int_equal(twofold_variances_new(plan, NULL, NULL, 0, NULL, &found, NULL), TWOFOLD_OK);
    assert_int_equal(twofold_variances_count(found), COUNT(expected));
    for (size_t i = 0; i < COUNT(expected); i++) {
        size_t k = 0;
        while (k < COUNT(expected) &&
               (twofold_variances_at(found, k).kpi != expected[i].kpi ||
                twofold_variances_at(found, k).period.month != expected[i].month))
            k++;
        const twofold_variance v = twofold_variances_at(found, k);
        assert_int_equal(v.period.months, expected[i].months);
        assert_int_equal(v.entity, twofold_find_entity(plan, "heli"));
        assert_true(close_to(v.plan, expected[i].plan, 1e-14, 0));
        assert_true(same(v.actual, expected[i].actual));
        assert_true(close_to(v.variance, expected[i].actual - expected[i].plan, 1e-13, 0));
        assert_true(close_to(v.share, (expected[i].actual - expected[i].plan) / expected[i].plan,
                             1e-12, 0));
        assert_int_equal(v.known, expected[i].known);
        assert_int_equal(v.of, 1);
        assert_string_equal(v.source, "monthly");
        assert_string_equal(v.file, "");
        assert_true(v.line > 0);
        if (k > 0) {
            const twofold_variance before = twofold_variances_at(found, k - 1);
            assert_true(before.kpi < v.kpi ||
                        (before.kpi == v.kpi && before.period.month < v.period.month));
        }
    }
    assert_int_equal(twofold_variances_at(found, COUNT(expected)).entity, -1);
    twofold_variances_free(found);
    twofold_variances_free(NULL);
    twofold_plan_free(plan);
}

static void the_plan_is_the_one_without_reports(void **state)
{
    static const char *const scenarios[] = {NULL, "late"};
    (void)state;
    twofold_plan *plan = read_plan(reported), *without = read_plan(bare);
    for (size_t i = 0; i < COUNT(scenarios); i++) {
        twofold_variances *found = NULL;
        assert_int_equal(twofold_variances_new(plan, scenarios[i], NULL, 0, NULL, &found, NULL),
                         TWOFOLD_OK);
        twofold_projection *other = project(without, scenarios[i], NULL);
        const twofold_projection *ours = twofold_variances_plan(found);
        static const char *const kpis[] = {"output", "jobs", "tax", "land", "output-per-job"};
        static const char *const periods[] = {"2021", "2022", "2021-03", "2022Q2"};
        for (size_t k = 0; k < COUNT(kpis); k++)
            for (size_t p = 0; p < COUNT(periods); p++)
                assert_true(same(twofold_value(ours, "heli", kpis[k], periods[p]),
                                 twofold_value(other, "heli", kpis[k], periods[p])));
        twofold_projection_free(other);
        twofold_variances_free(found);
    }
    twofold_plan_free(plan);
    twofold_plan_free(without);
}

static void overrides_and_mistakes(void **state)
{
    static const char *const growth = "heli.existing.growth=0%", *const wrong = "heli.nothing=1";
    (void)state;
    twofold_plan *plan = read_plan(reported), *without = read_plan(bare);
    twofold_variances *found = NULL;
    twofold_faults *faults = NULL;
    assert_int_equal(twofold_variances_new(plan, NULL, &growth, 1, NULL, &found, NULL), TWOFOLD_OK);
    assert_true(close_to(twofold_variances_at(found, 2).plan, 12e8, 1e-14, 0));
    twofold_variances_free(found);
    found = NULL;
    assert_int_equal(twofold_variances_new(plan, NULL, &wrong, 1, NULL, &found, &faults),
                     TWOFOLD_E_PLAN);
    assert_int_equal(twofold_faults_of(faults, TWOFOLD_ERROR), 1);
    twofold_faults_free(faults);
    assert_int_equal(twofold_variances_new(plan, "none", NULL, 0, NULL, &found, NULL),
                     TWOFOLD_E_NOT_FOUND);
    assert_int_equal(twofold_variances_new(NULL, NULL, NULL, 0, NULL, &found, NULL),
                     TWOFOLD_E_ARGUMENT);
    assert_null(found);
    assert_int_equal(twofold_variances_new(without, NULL, NULL, 0, NULL, &found, NULL), TWOFOLD_OK);
    assert_int_equal(twofold_variances_count(found), 0);
    twofold_variances_free(found);
    twofold_plan_free(plan);
    twofold_plan_free(without);
}

static void memory_may_run_out(void **state)
{
    (void)state;
    twofold_plan *plan = read_plan(reported);
    for (int once = 0; once < 2; once++)
        for (size_t k = 0;; k++) {
            struct tf_failing failing = tf_failing_at(k, once);
            const twofold_context context = tf_failing_context(&failing);
            twofold_variances *found = NULL;
            const twofold_status status =
                twofold_variances_new(plan, "late", NULL, 0, &context, &found, NULL);
            assert_true(status == TWOFOLD_OK || status == TWOFOLD_E_MEMORY);
            twofold_variances_free(found);
            assert_true(tf_failing_clean(&failing));
            if (status == TWOFOLD_OK) break;
            assert_true(k < 10000);
        }
    twofold_plan_free(plan);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(against_values_by_hand),
        cmocka_unit_test(the_plan_is_the_one_without_reports),
        cmocka_unit_test(overrides_and_mistakes),
        cmocka_unit_test(memory_may_run_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
