/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cases beside a base, and the difference by cause. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "support/failing.h"
#include "support/random_plan.h"
#include "twofold/target.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* A plant of 100 million; volume, prices and a project beside it. */
static const char PLAN[] =
    "twofold: 1\nplan: Small\nyears: 2021..2024\nenterprises:\n"
    "  a: {existing: {output: 100M CNY, jobs: 10}}\n"
    "  b: {projects: {p: {produce: 2022, ramp: step, at-full: {output: 50M CNY}}}}\n"
    "targets: {up: {reach: output, level: 120M CNY, of: park, by: 2023}}\n"
    "scenarios:\n"
    "  idle: {set: {a.existing.utilisation: {2023: 80%}}}\n"
    "  soft: {set: {price.2023: 95%}}\n"
    "  late: {set: {b.p.delay: {produce: 6 months}}}\n"
    "  both: {based-on: [idle, soft]}\n"
    "  more: {based-on: [idle, soft], set: {b.p.at-full.output: x 50%}}\n"
    "  again: {based-on: soft, set: {price.2024: 90%}}\n";

static twofold_plan *plan;

static int read_it(void **state)
{
    (void)state;
    plan = tf_read_plan(PLAN);
    return plan == NULL;
}

static int free_it(void **state)
{
    (void)state;
    twofold_plan_free(plan);
    return 0;
}

static void assert_near(double value, double expected)
{
    if (!(fabs(value - expected) <= 1e-12 * fabs(expected) + 1e-6))
        fail_msg("%.17g, not %.17g", value, expected);
}

static twofold_comparison *compare(const twofold_case *cases, size_t count, const char *base)
{
    const twofold_compare_options options = {.struct_size = sizeof options, .base = base};
    twofold_comparison *comparison = NULL;
    twofold_faults *faults = NULL;
    assert_int_equal(twofold_compare(plan, cases, count, &options, NULL, &comparison, &faults),
                     TWOFOLD_OK);
    twofold_faults_free(faults);
    return comparison;
}

static const twofold_period YEAR_2023 = {2023 * 12, 12};

static twofold_compared park_2023(const twofold_comparison *c, size_t index)
{
    return twofold_compared_at(c, index, 0, TWOFOLD_KPI_OUTPUT, YEAR_2023);
}

static double alone(const twofold_comparison *c, size_t index, size_t cause)
{
    return twofold_compared_alone(c, index, cause, 0, TWOFOLD_KPI_OUTPUT, YEAR_2023);
}

/* 150 = 100 + 50 in 2023; volume of a falls by a fifth (-20), prices by a twentieth (-7.5), both
 * leave (80 + 50) x 0.95 = 123.5: 1 of the loss is counted twice. */
static void differences_are_split_by_cause(void **state)
{
    (void)state;
    const char *const two[] = {"price.2023=95%", "idle"}, *const one[] = {"both"},
                      *const more[] = {"more"}, *const again[] = {"again"};
    const twofold_case cases[] = {{two, 1},  {two + 1, 1}, {two, 2}, {one, 1},
                                  {more, 1}, {again, 1},   {NULL, 0}};
    twofold_comparison *c = compare(cases, COUNT(cases), NULL);
    assert_near(park_2023(c, 0).base, 150e6);
    assert_near(park_2023(c, 0).value, 142.5e6);
    assert_near(park_2023(c, 0).difference, -7.5e6);
    assert_true(isnan(park_2023(c, 0).together));
    assert_int_equal(twofold_comparison_causes(c, 0), 0);
    assert_near(park_2023(c, 1).difference, -20e6);
    for (size_t i = 2; i < 4; i++) { /* by two changes, and by a scenario that is two */
        assert_int_equal(twofold_comparison_causes(c, i), 2);
        assert_string_equal(twofold_comparison_cause(c, i, 0), i == 2 ? "price.2023=95%" : "idle");
        assert_string_equal(twofold_comparison_cause(c, i, 1), i == 2 ? "idle" : "soft");
        assert_near(park_2023(c, i).value, 123.5e6);
        assert_near(park_2023(c, i).difference, -26.5e6);
        assert_near(alone(c, i, i == 2), -20e6);
        assert_near(alone(c, i, i == 3), -7.5e6);
        assert_near(park_2023(c, i).together, 1e6);
    }
    /* what a scenario sets itself stands in `together`: (80 + 25) x 0.95 */
    assert_near(park_2023(c, 4).difference, 99.75e6 - 150e6);
    assert_near(park_2023(c, 4).together, 99.75e6 - 150e6 + 27.5e6);
    assert_int_equal(twofold_comparison_causes(c, 5), 0); /* based on one */
    assert_true(park_2023(c, 6).difference == 0.0);       /* nothing changed */
    twofold_comparison_free(c);
}

/* The same changes under another reading. */
static void another_base(void **state)
{
    (void)state;
    const char *const two[] = {"soft", "b.p.at-full.output=10M CNY"};
    const twofold_case cases[] = {{two, 2}, {two, 1}};
    twofold_comparison *c = compare(cases, 2, "idle");
    assert_near(park_2023(c, 0).base, 130e6);
    assert_near(park_2023(c, 0).value, 90e6 * 0.95);
    assert_near(alone(c, 0, 0), -6.5e6);
    assert_near(alone(c, 0, 1), -40e6);
    assert_near(park_2023(c, 0).together, 85.5e6 - 130e6 + 46.5e6);
    twofold_assessment a;
    assert_int_equal(twofold_assess(twofold_comparison_projection(c, TWOFOLD_BASE), 0, &a),
                     TWOFOLD_OK);
    assert_int_equal(a.verdict, TWOFOLD_MET);
    assert_int_equal(twofold_assess(twofold_comparison_projection(c, 0), 0, &a), TWOFOLD_OK);
    assert_int_equal(a.verdict, TWOFOLD_MISSED);
    twofold_comparison_free(c);
}

static void cells_of_any_period(void **state)
{
    (void)state;
    const char *const late[] = {"late"}, *const report[] = {"a.actual={output: {2021: 101M CNY}}"};
    const twofold_case cases[] = {{late, 1}, {report, 1}};
    twofold_comparison *c = compare(cases, 2, NULL);
    const int p = twofold_find_entity(plan, "b.p"), output = TWOFOLD_KPI_OUTPUT;
    /* half of 2022: six months are lost, the first two quarters */
    assert_near(twofold_compared_at(c, 0, p, output, (twofold_period){2022 * 12, 12}).difference,
                -25e6);
    assert_near(twofold_compared_at(c, 0, p, output, (twofold_period){2022 * 12 + 3, 3}).difference,
                -12.5e6);
    assert_true(
        twofold_compared_at(c, 0, p, output, (twofold_period){2022 * 12 + 6, 1}).difference == 0);
    /* a report brings a row "not listed", and no other row moves */
    assert_near(twofold_compared_at(c, 1, p, output, (twofold_period){2022 * 12, 12}).value, 50e6);
    assert_near(twofold_compared_at(c, 1, 0, output, (twofold_period){2021 * 12, 12}).difference,
                1e6);
    assert_true(isnan(twofold_compared_at(c, 0, p, output, (twofold_period){2022 * 12, 5}).value));
    assert_true(isnan(twofold_compared_at(c, 0, p, output, (twofold_period){1990 * 12, 12}).base));
    assert_true(isnan(twofold_compared_at(c, 0, -1, output, YEAR_2023).base));
    assert_true(isnan(twofold_compared_at(c, 0, p, 9999, YEAR_2023).base));
    assert_true(isnan(twofold_compared_at(c, 7, p, output, YEAR_2023).base));
    assert_true(isnan(twofold_compared_alone(c, 0, 0, p, output, YEAR_2023)));
    assert_null(twofold_comparison_projection(c, 2));
    assert_string_equal(twofold_comparison_cause(c, 0, 0), "");
    twofold_comparison_free(c);
}

static void faults_are_told(void **state)
{
    (void)state;
    twofold_comparison *c = NULL;
    twofold_faults *faults = NULL;
    const char *const bad[] = {"a.existin.output=1M CNY"}, *const nobody[] = {"ilde"},
                      *const null[] = {NULL};
    const twofold_case cases[] = {{bad, 1}, {nobody, 1}, {null, 1}, {NULL, 1}};
    assert_int_equal(twofold_compare(plan, cases, 1, NULL, NULL, &c, &faults), TWOFOLD_E_PLAN);
    const twofold_fault fault = twofold_faults_at(faults, twofold_faults_count(faults) - 1);
    assert_int_equal(fault.code, TWOFOLD_FAULT_UNKNOWN_PATH);
    assert_string_equal(fault.nearest, "existing");
    twofold_faults_free(faults);
    assert_int_equal(twofold_compare(plan, cases + 1, 1, NULL, NULL, &c, NULL),
                     TWOFOLD_E_NOT_FOUND);
    const twofold_compare_options base = {.struct_size = sizeof base, .base = "ilde"},
                                  old = {.struct_size = 4};
    assert_int_equal(twofold_compare(plan, NULL, 0, &base, NULL, &c, NULL), TWOFOLD_E_NOT_FOUND);
    assert_int_equal(twofold_compare(plan, NULL, 0, &old, NULL, &c, NULL), TWOFOLD_E_ARGUMENT);
    assert_int_equal(twofold_compare(plan, cases + 2, 1, NULL, NULL, &c, NULL), TWOFOLD_E_ARGUMENT);
    assert_int_equal(twofold_compare(plan, cases + 3, 1, NULL, NULL, &c, NULL), TWOFOLD_E_ARGUMENT);
    assert_int_equal(twofold_compare(plan, NULL, 1, NULL, NULL, &c, NULL), TWOFOLD_E_ARGUMENT);
    assert_int_equal(twofold_compare(NULL, NULL, 0, NULL, NULL, &c, NULL), TWOFOLD_E_ARGUMENT);
    assert_null(c);
    twofold_comparison_free(NULL);
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    const char *const changes[] = {"more", "late", "price.2024=50%"};
    const twofold_case cases[] = {{changes, 1}, {changes, 3}};
    for (int once = 0; once < 2; once++)
        for (size_t k = 0;; k += k < 300 ? 1 : 17) {
            struct tf_failing failing = tf_failing_at(k, once);
            const twofold_context context = tf_failing_context(&failing);
            twofold_comparison *c = NULL;
            const twofold_status status = twofold_compare(plan, cases, 2, NULL, &context, &c, NULL);
            assert_int_equal(status, failing.failed > 0 ? TWOFOLD_E_MEMORY : TWOFOLD_OK);
            twofold_comparison_free(c);
            assert_true(tf_failing_clean(&failing));
            if (status == TWOFOLD_OK) break;
            assert_null(c);
        }
}

/* ---- Any plan ---- */

enum { PLANS = 25, MOST = 4 };

/* Added up from the front, and from the back: the same number, to the bit. */
static void expect_sum(uint64_t seed, const twofold_comparison *c, size_t index, int entity,
                       int kpi, twofold_period period)
{
    const twofold_compared d = twofold_compared_at(c, index, entity, kpi, period);
    const size_t causes = twofold_comparison_causes(c, index);
    double forward = 0.0, backward = d.together, largest = fmax(fabs(d.base), fabs(d.value));
    bool known = true;
    for (size_t i = 0; i < causes; i++) {
        const double one = twofold_compared_alone(c, index, i, entity, kpi, period);
        known = known && !isnan(one);
        largest = fmax(largest, fabs(one));
        forward += one;
        backward += twofold_compared_alone(c, index, causes - 1 - i, entity, kpi, period);
    }
    forward += d.together;
    if (!known || isnan(d.difference)) {
        assert_true(isnan(d.together));
        return;
    }
    if (forward != d.difference || backward != d.difference)
        fail_msg("seed %llu: %.17g and %.17g, not %.17g", (unsigned long long)seed, forward,
                 backward, d.difference);
    if (!(fabs(d.difference - (d.value - d.base)) <= 1e-13 * largest))
        fail_msg("seed %llu: %.17g, not %.17g", (unsigned long long)seed, d.difference,
                 d.value - d.base);
}

static size_t check_plan(uint64_t seed)
{
    twofold_plan *random = tf_random_plan_read(seed);
    assert_non_null(random);
    const char *ids[MOST];
    size_t count = 0;
    while (count < MOST && count < twofold_scenario_count(random)) {
        ids[count] = twofold_scenario_id(random, count);
        count++;
    }
    const twofold_case cases[] = {{ids, count}, {ids, 1}};
    twofold_comparison *c = NULL;
    /* scenarios that are sound alone need not be so together */
    const twofold_status status =
        twofold_compare(random, cases, count > 0 ? 2 : 1, NULL, NULL, &c, NULL);
    assert_true(status == TWOFOLD_OK || status == TWOFOLD_E_PLAN);
    size_t split = 0;
    for (int e = 0; c != NULL && (size_t)e < twofold_entity_count(random); e++)
        for (int k = 0; (size_t)k < twofold_plan_kpi_count(random); k++)
            for (int year = 2021; year < 2026; year++) {
                expect_sum(seed, c, 0, e, k, (twofold_period){year * 12, 12});
                split++;
            }
    if (count < 2) split = 0;
    twofold_comparison_free(c);
    twofold_plan_free(random);
    return split;
}

static void every_split_adds_up_exactly(void **state)
{
    (void)state;
    size_t split = 0;
    for (uint64_t seed = 1; seed <= PLANS; seed++) split += check_plan(seed);
    assert_true(split > 10000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(differences_are_split_by_cause),
        cmocka_unit_test(another_base),
        cmocka_unit_test(cells_of_any_period),
        cmocka_unit_test(faults_are_told),
        cmocka_unit_test(every_allocation_may_fail),
        cmocka_unit_test(every_split_adds_up_exactly),
    };
    return cmocka_run_group_tests_name("target: compare", tests, read_it, free_it);
}
