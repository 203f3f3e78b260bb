/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expectations, claims and reports, on plans whose values are plain: worked out by hand beside each
 * case. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "projection/projection.h"
#include "support/failing.h"
#include "support/random_plan.h"
#include "twofold/target.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* a: 10亿元 a year, 1000万元 a mu, tax rate 0.5%, 155.04M USD. b counts vehicles. Of c nothing is
 * known. d falls by a half each year. */
#define HEAD                                                                                       \
    "twofold: 1\nplan: Small\nyears: 2021..2026\nrates: {USD: 6.45元}\n"                          \
    "assumptions: {ten: 10亿元}\n"                                                               \
    "enterprises:\n"                                                                               \
    "  a: {existing: {output: 10亿元, tax: 500万元, jobs: 120, land: 100亩}}\n"               \
    "  b: {existing: {capacity: 300 vehicles/year}}\n"                                             \
    "  c: {existing: {}}\n"                                                                        \
    "  d: {existing: {output: 8亿元, growth: -50%}}\n"                                           \
    "targets:\n"                                                                                   \
    "  twice: {double: output, of: a, base: 2021, by: 2025}\n"                                     \
    "  kept: {reach: output, of: a, level: 10亿元, by: 2025}\n"                                  \
    "  dark: {double: output, of: c, base: 2021, by: 2025}\n"                                      \
    "scenarios:\n"                                                                                 \
    "  doubled: {set: {a.existing.growth: {2022: 100%}}}\n"                                        \
    "  dear: {set: {rates.USD: 10元}}\n"                                                          \
    "  less: {set: {a.existing.output: 5亿元}}\n"

struct told {
    char text[8000];
    size_t size;
};

static bool keep(void *user, const char *bytes, size_t size)
{
    struct told *told = user;
    if (size >= sizeof told->text - told->size) return false;
    memcpy(told->text + told->size, bytes, size);
    told->size += size;
    told->text[told->size] = '\0';
    return true;
}

static twofold_projections *open_text(const char *text, twofold_plan **plan)
{
    twofold_projections *projections = NULL;
    *plan = tf_read_plan(text);
    assert_non_null(*plan);
    assert_int_equal(twofold_projections_new(*plan, NULL, NULL, 0, NULL, &projections), TWOFOLD_OK);
    return projections;
}

/* ---- Whether expectations hold ---- */

static const struct {
    const char *item;
    twofold_outcome outcome;
} cases[] = {
    {"{target: twice, is: missed}", TWOFOLD_PASSED},
    {"{target: twice, is: met}", TWOFOLD_FAILED},
    {"{target: twice, is: met, scenario: doubled}", TWOFOLD_PASSED},
    {"{target: kept, is: met}", TWOFOLD_PASSED},
    {"{target: dark, is: unknown}", TWOFOLD_PASSED},
    {"{target: dark, is: 未知}", TWOFOLD_PASSED},
    {"{target: dark, is: missed}", TWOFOLD_FAILED},
    /* the digits written, after multiplier and unit */
    {"{kpi: output, of: a, in: 2023, is: 10亿元}", TWOFOLD_PASSED},
    {"{kpi: output, of: a, in: 2023, is: 10.00亿元}", TWOFOLD_PASSED},
    {"{kpi: output, of: a, in: 2023, is: $ten}", TWOFOLD_PASSED},
    {"{kpi: output, of: a, in: 2023, is: 10.01亿元}", TWOFOLD_FAILED},
    {"{kpi: output, of: a, in: 2023, is: 11亿元}", TWOFOLD_FAILED},
    {"{kpi: output, of: a, in: 2023, is: 0.1百亿元}", TWOFOLD_PASSED},
    {"{kpi: output-per-mu, of: a, in: 2023, is: 1000万元/亩}", TWOFOLD_PASSED},
    {"{kpi: output-per-mu, of: a, in: 2023, is: 1001万元/亩}", TWOFOLD_FAILED},
    /* half up: 0.05亿元 of tax is 0.1亿元 and not 0.0; a tie goes up only */
    {"{kpi: tax, of: a, in: 2023, is: 0.1亿元}", TWOFOLD_PASSED},
    {"{kpi: tax, of: a, in: 2023, is: 0.0亿元}", TWOFOLD_FAILED},
    {"{kpi: tax, of: a, in: 2023, is: 0.05亿元}", TWOFOLD_PASSED},
    {"{kpi: tax-rate, of: a, in: 2023, is: 0.50%}", TWOFOLD_PASSED},
    {"{kpi: tax-rate, of: a, in: 2023, is: 1%}", TWOFOLD_PASSED},
    {"{kpi: tax-rate, of: a, in: 2023, is: 0%}", TWOFOLD_FAILED},
    {"{kpi: tax-rate, of: a, in: 2023, is: 0.4%}", TWOFOLD_FAILED},
    /* 10亿元 / 6.45 = 155.0388M USD; / 10 = 100M USD */
    {"{kpi: output, of: a, in: 2023, is: 155.0M USD}", TWOFOLD_PASSED},
    {"{kpi: output, of: a, in: 2023, is: 155.1M USD}", TWOFOLD_FAILED},
    {"{kpi: output, of: a, in: 2023, is: 100M USD, scenario: dear}", TWOFOLD_PASSED},
    {"{kpi: output, of: a, in: 2023, is: 100M USD}", TWOFOLD_FAILED},
    /* flows: a month is a twelfth, 8333.3万元; a year may be written as a rate */
    {"{kpi: output, of: a, in: 2023-06, is: 8333万元}", TWOFOLD_PASSED},
    {"{kpi: output, of: a, in: 2023-06, is: 10亿元}", TWOFOLD_FAILED},
    {"{kpi: output, of: a, in: 2021-01..2021-10, is: 8.333亿元}", TWOFOLD_PASSED},
    {"{kpi: output, of: a, in: 2023, is: 10亿元/year}", TWOFOLD_PASSED},
    {"{kpi: output, of: a, in: 2023, is: 8333万元/month}", TWOFOLD_PASSED},
    /* within: in the KPI's unit, or a share of the figure; points of what is a share itself */
    {"{kpi: output, of: a, in: 2023, is: 11亿元, within: 1亿元}", TWOFOLD_PASSED},
    {"{kpi: output, of: a, in: 2023, is: 11亿元, within: 9999万元}", TWOFOLD_FAILED},
    {"{kpi: output, of: a, in: 2023, is: 11亿元, within: 10%}", TWOFOLD_PASSED},
    {"{kpi: output, of: a, in: 2023, is: 11亿元, within: 9%}", TWOFOLD_FAILED},
    {"{kpi: tax-rate, of: a, in: 2023, is: 0.6%, within: 0.1%}", TWOFOLD_PASSED},
    {"{kpi: tax-rate, of: a, in: 2023, is: 0.6%, within: 0.09%}", TWOFOLD_FAILED},
    {"{kpi: output, of: a, in: 2023, is: 10亿元, within: 0%}", TWOFOLD_PASSED},
    /* bounds are met by equality, and all that is said must hold */
    {"{kpi: output, of: a, in: 2023, at-least: 10亿元}", TWOFOLD_PASSED},
    {"{kpi: output, of: a, in: 2023, at-most: 10亿元}", TWOFOLD_PASSED},
    {"{kpi: output, of: a, in: 2023, at-least: 10.1亿元}", TWOFOLD_FAILED},
    {"{kpi: output, of: a, in: 2023, at-most: 9.9亿元}", TWOFOLD_FAILED},
    {"{kpi: output, of: a, in: 2023, at-least: 9亿元, at-most: 9.9亿元}", TWOFOLD_FAILED},
    {"{kpi: output, of: a, in: 2023, is: 10亿元, at-most: 9.9亿元}", TWOFOLD_FAILED},
    /* counts by what they count */
    {"{kpi: capacity, of: b, in: 2023, is: 300 vehicles/year}", TWOFOLD_PASSED},
    {"{kpi: capacity, of: b, in: 2023, is: 300辆/年}", TWOFOLD_PASSED},
    {"{kpi: capacity, of: b, in: 2023, is: 300 fans/year}", TWOFOLD_FAILED},
    {"{kpi: jobs, of: a, in: 2023, is: 120}", TWOFOLD_PASSED},
    {"{kpi: jobs, of: a, in: 2023, is: 120人}", TWOFOLD_PASSED},
    /* unknown is nothing; the park is what is known of it */
    {"{kpi: output, of: c, in: 2023, at-least: 0元}", TWOFOLD_FAILED},
    {"{kpi: output, of: c, in: 2023, at-most: 1亿元}", TWOFOLD_FAILED},
    {"{kpi: jobs, in: 2023, is: 120}", TWOFOLD_PASSED},
    {"{chance-of: twice, at-least: 80%}", TWOFOLD_SKIPPED},
};

static void expectations_hold_or_fail(void **state)
{
    (void)state;
    static char text[20000];
    size_t size = (size_t)snprintf(text, sizeof text, "%sexpect:\n", HEAD);
    for (size_t i = 0; i < COUNT(cases); i++)
        size += (size_t)snprintf(text + size, sizeof text - size, "  - %s\n", cases[i].item);
    twofold_plan *plan;
    twofold_projections *projections = open_text(text, &plan);
    assert_int_equal(twofold_expectation_count(plan), COUNT(cases));
    size_t wrong = 0;
    for (size_t i = 0; i < COUNT(cases); i++) {
        twofold_finding finding;
        twofold_faults *faults = NULL;
        assert_int_equal(twofold_expect(projections, i, &finding, &faults), TWOFOLD_OK);
        twofold_faults_free(faults);
        if (finding.outcome == cases[i].outcome) continue;
        print_error("%s: %s, found %.17g\n", cases[i].item,
                    twofold_outcome_text(finding.outcome, TWOFOLD_EN), finding.value);
        wrong++;
    }
    assert_int_equal(wrong, 0);
    twofold_finding finding;
    assert_int_equal(twofold_expect(projections, COUNT(cases), &finding, NULL), TWOFOLD_E_ARGUMENT);
    twofold_projections_free(projections);
    twofold_plan_free(plan);
}

static void expectations_are_told(void **state)
{
    (void)state;
    twofold_plan *plan;
    twofold_projections *projections = open_text(
        HEAD "expect:\n"
             "  - {target: twice, is: met, scenario: doubled}\n"
             "  - {kpi: output, of: a, in: 2025-06, is: 8333万元, within: 1%, at-most: 9亿元}\n"
             "  - {chance-of: twice, at-least: 80%}\n",
        &plan);
    const twofold_expectation verdict = twofold_expectation_at(plan, 0);
    assert_int_equal(verdict.expects, TWOFOLD_EXPECTS_VERDICT);
    assert_int_equal(verdict.target, 0);
    assert_int_equal(verdict.verdict, TWOFOLD_MET);
    assert_string_equal(verdict.scenario, "doubled");
    const twofold_expectation value = twofold_expectation_at(plan, 1);
    assert_int_equal(value.target, SIZE_MAX);
    assert_int_equal(value.period.month, 2025 * 12 + 5);
    assert_int_equal(value.period.months, 1);
    assert_string_equal(value.is, "8333万元");
    assert_string_equal(value.within, "1%");
    assert_string_equal(value.at_least, "");
    assert_string_equal(value.at_most, "9亿元");
    assert_int_equal(twofold_expectation_at(plan, 3).kpi, -1);

    static const char *const said[][2] = {
        {"twice is met in scenario doubled", "twice为“达标”（情景doubled）"},
        {"output of a in Jun 2025 is 8333万元, within 1% and is at most 9亿元",
         "a 2025年6月产值为8333万元（误差不超过1%），不高于9亿元"},
        {"the chance of twice is at least 80%", "twice的达成概率不低于80%"},
    };
    for (size_t i = 0; i < COUNT(said); i++)
        for (int lang = 0; lang < 2; lang++) {
            char text[400];
            const size_t size =
                twofold_expectation_text(plan, i, (twofold_lang)lang, text, sizeof text);
            assert_string_equal(text, said[i][lang]);
            assert_int_equal(size, strlen(text));
        }
    twofold_projections_free(projections);
    twofold_plan_free(plan);
}

/* ---- Claims ---- */

static void values_read_as_written(void **state)
{
    (void)state;
    twofold_plan *plan;
    twofold_projections *projections = open_text(HEAD, &plan);
    const twofold_projection *p;
    assert_int_equal(twofold_projections_get(projections, NULL, &p, NULL), TWOFOLD_OK);
    const int a = twofold_find_entity(plan, "a"), c = twofold_find_entity(plan, "c");
    const twofold_period year = {2023 * 12, 12}, far = {2040 * 12, 12};
    bool reads;
    char found[64];
    static const struct {
        const char *figure;
        twofold_status status;
        bool reads;
    } figures[] = {
        {"10亿元", TWOFOLD_OK, true},
        {"9.9亿元", TWOFOLD_OK, false},
        {"155M USD", TWOFOLD_OK, true},
        {"1M EUR", TWOFOLD_E_NOT_FOUND, false},
        {"5%", TWOFOLD_E_ARGUMENT, false},
        {"much", TWOFOLD_E_ARGUMENT, false},
        {"9..11亿元", TWOFOLD_E_ARGUMENT, false},
    };
    for (size_t i = 0; i < COUNT(figures); i++) {
        reads = !figures[i].reads;
        assert_int_equal(
            twofold_reads_as(p, a, TWOFOLD_KPI_OUTPUT, year, figures[i].figure, &reads, NULL, 0),
            figures[i].status);
        assert_int_equal(reads,
                         figures[i].status == TWOFOLD_OK ? figures[i].reads : !figures[i].reads);
    }
    assert_int_equal(
        twofold_reads_as(p, c, TWOFOLD_KPI_OUTPUT, year, "0亿元", &reads, found, sizeof found),
        TWOFOLD_OK);
    assert_false(reads);
    assert_string_equal(found, "unknown");
    assert_int_equal(
        twofold_reads_as(p, a, TWOFOLD_KPI_OUTPUT, year, "155.1M USD", &reads, found, sizeof found),
        TWOFOLD_OK);
    assert_string_equal(found, "155.039M USD");
    assert_true(isnan(twofold_value_over(p, a, TWOFOLD_KPI_OUTPUT, far)));
    assert_true(isnan(twofold_value_over(p, -1, TWOFOLD_KPI_OUTPUT, year)));
    assert_true(fabs(twofold_value_over(p, a, TWOFOLD_KPI_OUTPUT, (twofold_period){2021 * 12, 10}) /
                         (1e10 / 12.0) -
                     1.0) < 1e-12);
    twofold_projections_free(projections);
    twofold_plan_free(plan);
}

static void sums_add_up_until_one_is_moved(void **state)
{
    (void)state;
    twofold_breach breach;
    for (uint64_t seed = 1; seed <= 40; seed++) {
        twofold_plan *plan = tf_random_plan_read(seed);
        twofold_projection *p = NULL;
        assert_int_equal(twofold_project(plan, NULL, NULL, 0, NULL, &p, NULL), TWOFOLD_OK);
        for (size_t kpi = 0; kpi < twofold_plan_kpi_count(plan); kpi++) {
            const bool ratio = twofold_plan_kpi(plan, (int)kpi)->kind == TWOFOLD_RATIO ||
                               kpi == TWOFOLD_KPI_PROJECTS_UNDER_WAY;
            assert_int_equal(twofold_adds_up(p, (int)kpi, &breach),
                             ratio ? TWOFOLD_E_ARGUMENT : TWOFOLD_OK);
            if (!ratio && breach.found)
                fail_msg("seed %d: %s of %s", (int)seed, twofold_plan_kpi(plan, (int)kpi)->id,
                         twofold_entity_at(plan, breach.entity, TWOFOLD_EN).path);
        }
        twofold_projection_free(p);
        twofold_plan_free(plan);
    }
    twofold_plan *plan;
    twofold_projections *projections = open_text(HEAD, &plan);
    const twofold_projection *p;
    assert_int_equal(twofold_projections_get(projections, NULL, &p, NULL), TWOFOLD_OK);
    const int a = twofold_find_entity(plan, "a");
    const twofold_series years = twofold_series_at(p, a, TWOFOLD_KPI_OUTPUT, TWOFOLD_YEAR);
    double *moved = p->values + (years.values - p->values) + 2;
    *moved += 1.0; /* of 10亿元: 1e-9, which is let pass */
    assert_int_equal(twofold_adds_up(p, TWOFOLD_KPI_OUTPUT, &breach), TWOFOLD_OK);
    assert_false(breach.found);
    *moved += 1e4;
    assert_int_equal(twofold_adds_up(p, TWOFOLD_KPI_OUTPUT, &breach), TWOFOLD_OK);
    assert_true(breach.found);
    assert_int_equal(breach.period.month, 2023 * 12);
    twofold_projections_free(projections);
    twofold_plan_free(plan);
}

static void what_falls_is_found(void **state)
{
    (void)state;
    twofold_plan *plan;
    twofold_projections *projections = open_text(HEAD, &plan);
    const twofold_projection *p;
    twofold_breach breach;
    assert_int_equal(twofold_projections_get(projections, NULL, &p, NULL), TWOFOLD_OK);
    const int kpi = TWOFOLD_KPI_OUTPUT;
    assert_int_equal(twofold_never_falls(p, twofold_find_entity(plan, "a"), kpi, &breach),
                     TWOFOLD_OK);
    assert_false(breach.found);
    const int d = twofold_find_entity(plan, "d");
    assert_int_equal(twofold_never_falls(p, d, kpi, &breach), TWOFOLD_OK);
    assert_true(breach.found);
    assert_int_equal(breach.entity, d);
    assert_int_equal(breach.period.month, 2022 * 12);
    assert_true(fabs(breach.value - 4e8) < 1.0 && fabs(breach.other - 8e8) < 1.0);
    assert_int_equal(twofold_never_falls(p, twofold_find_entity(plan, "c"), kpi, &breach),
                     TWOFOLD_E_NOT_FOUND);
    twofold_projections_free(projections);
    twofold_plan_free(plan);
}

/* A doubling that no target of the plan names is assessed as one that does. */
static void doublings_are_assessed_as_targets(void **state)
{
    (void)state;
    twofold_plan *plan;
    twofold_projections *projections = open_text(HEAD, &plan);
    const twofold_period first = {2021 * 12, 12}, last = {2025 * 12, 12};
    const int a = twofold_find_entity(plan, "a");
    static const char *const scenarios[] = {"", "doubled"};
    for (size_t i = 0; i < COUNT(scenarios); i++) {
        const twofold_projection *p;
        twofold_assessment one, other;
        assert_int_equal(twofold_projections_get(projections, scenarios[i], &p, NULL), TWOFOLD_OK);
        assert_int_equal(twofold_assess(p, 0, &one), TWOFOLD_OK);
        assert_int_equal(twofold_assess_doubling(p, a, TWOFOLD_KPI_OUTPUT, first, last, &other),
                         TWOFOLD_OK);
        assert_int_equal(other.target, SIZE_MAX);
        assert_int_equal(one.verdict, other.verdict);
        assert_memory_equal(&one.projected, &other.projected, sizeof one.projected);
        assert_memory_equal(&one.required, &other.required, sizeof one.required);
        assert_int_equal(twofold_assess_doubling(p, a, TWOFOLD_KPI_OUTPUT, last, first, &other),
                         TWOFOLD_E_ARGUMENT);
        assert_int_equal(twofold_assess_doubling(p, 99, TWOFOLD_KPI_OUTPUT, first, last, &other),
                         TWOFOLD_E_ARGUMENT);
    }
    twofold_projections_free(projections);
    twofold_plan_free(plan);
}

/* ---- Projections that are kept ---- */

static void projections_are_made_once(void **state)
{
    (void)state;
    twofold_plan *plan = tf_read_plan(HEAD);
    static const char *const sets[] = {"a.existing.output=20亿元"};
    static const char *const bad[] = {"a.existing.output=5%"};
    twofold_projections *projections = NULL;
    const twofold_projection *one, *again, *base;
    twofold_faults *faults = NULL;
    assert_int_equal(twofold_projections_new(plan, NULL, sets, 1, NULL, &projections), TWOFOLD_OK);
    assert_int_equal(twofold_projections_get(projections, "", &one, NULL), TWOFOLD_OK);
    assert_int_equal(twofold_projections_get(projections, NULL, &again, NULL), TWOFOLD_OK);
    assert_ptr_equal(one, again);
    assert_int_equal(twofold_projections_base(projections, &base, NULL), TWOFOLD_OK);
    assert_ptr_not_equal(one, base);
    assert_true(fabs(twofold_value(one, "a", "output", "2021") - 2e9) < 1e-3);
    assert_true(fabs(twofold_value(base, "a", "output", "2021") - 1e9) < 1e-3);
    assert_int_equal(twofold_projections_get(projections, "nowhere", &one, NULL),
                     TWOFOLD_E_NOT_FOUND);
    twofold_projections_free(projections);
    /* one scenario under all others */
    assert_int_equal(twofold_projections_new(plan, "less", NULL, 0, NULL, &projections),
                     TWOFOLD_OK);
    assert_int_equal(twofold_projections_get(projections, NULL, &one, NULL), TWOFOLD_OK);
    assert_int_equal(twofold_projections_get(projections, "doubled", &again, NULL), TWOFOLD_OK);
    assert_true(fabs(twofold_value(one, "a", "output", "2022") - 5e8) < 1e-3);
    assert_true(fabs(twofold_value(again, "a", "output", "2022") - 1e9) < 1e-3);
    twofold_projections_free(projections);
    assert_int_equal(twofold_projections_new(plan, NULL, bad, 1, NULL, &projections), TWOFOLD_OK);
    assert_int_equal(twofold_projections_get(projections, NULL, &one, &faults), TWOFOLD_E_PLAN);
    assert_int_equal(twofold_faults_of(faults, TWOFOLD_ERROR), 1);
    twofold_faults_free(faults);
    twofold_projections_free(projections);
    twofold_projections_free(NULL);
    twofold_plan_free(plan);
}

/* ---- Reports ---- */

#define EXPECTED                                                                                   \
    HEAD "expect:\n"                                                                               \
         "  - {target: twice, is: missed, scenario: doubled}\n"                                    \
         "  - {kpi: output, of: a, in: 2023, is: 10亿元, scenario: doubled}\n"                   \
         "  - {target: kept, is: met, scenario: less}\n"

static void a_failure_is_explained(void **state)
{
    (void)state;
    twofold_plan *plan;
    twofold_projections *projections = open_text(EXPECTED, &plan);
    /* growth of 100% holds from 2022 on: 10亿元 x 2^4 in 2025, x 2^2 in 2023; a trailing year
     * reaches 20亿元 with December 2022 */
    static const char *const reports[][2] = {
        {"twice is met in scenario doubled, expected missed\n"
         "    target     double output of a, base 2021, by 2025                    p.yaml:12\n"
         "    base       2021  1000M CNY\n"
         "    required   2025  2000M CNY\n"
         "    projected  2025  16000M CNY   800.0%, over by 14000M CNY; reached first Dec 2022\n"
         "    parts      existing 16000M CNY (was 1000M CNY in base)\n"
         "    because    a.existing.growth.2022  none  ->  100%                    p.yaml:16 "
         "(doubled)\n"
         "    replay     twofold targets p.yaml --scenario doubled --of a\n",
         "twice为“达标”（情景doubled），应为“未达标”\n"
         "    目标       a产值翻番，基期2021年，期限2025年                         p.yaml:12\n"
         "    基数       2021年  10.00亿元\n"
         "    需达到     2025年  20.00亿元\n"
         "    预计       2025年  160.0亿元   完成800.0%，超出140.0亿元；首次达到2022年12月\n"
         "    组成       现有工厂 160.0亿元（原文10.00亿元）\n"
         "    改动       a.existing.growth.2022  无  →  100%                       p.yaml:16 "
         "(doubled)\n"
         "    重现       twofold targets p.yaml --scenario doubled --of a\n"},
        {"output of a in 2023 is 10亿元 in scenario doubled: found 40.00亿元\n"
         "    value      2023  4000M CNY (was 1000M CNY in base)\n"
         "    parts      existing 4000M CNY (was 1000M CNY in base)\n"
         "    because    a.existing.growth.2022  none  ->  100%                    p.yaml:16 "
         "(doubled)\n"
         "    replay     twofold project p.yaml --scenario doubled --of a --kpi output\n",
         "a 2023年产值为10亿元（情景doubled）：实为40.00亿元\n"
         "    数值       2023年  40.00亿元（原文10.00亿元）\n"
         "    组成       现有工厂 40.00亿元（原文10.00亿元）\n"
         "    改动       a.existing.growth.2022  无  →  100%                       p.yaml:16 "
         "(doubled)\n"
         "    重现       twofold project p.yaml --scenario doubled --of a --kpi output\n"},
        /* what is required is the base's own output, so that alone meets it */
        {"kept is missed in scenario less, expected met\n"
         "    target     output of a to reach a level by 2025                      p.yaml:13\n"
         "    required   2025  1000M CNY\n"
         "    projected  2025  500.0M CNY   50.0%, short by 500.0M CNY; never reached\n"
         "    parts      existing 500.0M CNY (was 1000M CNY in base)\n"
         "    because    a.existing.output  10亿元  ->  5亿元                      p.yaml:18 "
         "(less)\n"
         "    meets it   a.existing.output at least 10亿元\n"
         "    replay     twofold targets p.yaml --scenario less --of a\n",
         "kept为“未达标”（情景less），应为“达标”\n"
         "    目标       a产值达到规定水平，期限2025年                             p.yaml:13\n"
         "    需达到     2025年  10.00亿元\n"
         "    预计       2025年  5.000亿元   完成50.0%，差5.000亿元；始终未达到\n"
         "    组成       现有工厂 5.000亿元（原文10.00亿元）\n"
         "    改动       a.existing.output  10亿元  →  5亿元                       p.yaml:18 "
         "(less)\n"
         "    可达标     a.existing.output 不低于 10亿元\n"
         "    重现       twofold targets p.yaml --scenario less --of a\n"},
    };
    for (size_t i = 0; i < COUNT(reports); i++)
        for (int lang = 0; lang < 2; lang++) {
            const twofold_reporting reporting = {sizeof reporting, (twofold_lang)lang, "p.yaml"};
            twofold_finding finding;
            struct told told = {.size = 0};
            assert_int_equal(twofold_expect(projections, i, &finding, NULL), TWOFOLD_OK);
            assert_int_equal(finding.outcome, TWOFOLD_FAILED);
            assert_int_equal(
                twofold_expectation_report(projections, i, &finding, &reporting, keep, &told),
                TWOFOLD_OK);
            assert_string_equal(told.text, reports[i][lang]);
        }
    twofold_projections_free(projections);
    twofold_plan_free(plan);
}

/* Every allocation may fail; nothing is left behind, and what is kept can be asked again. */
static twofold_status report_once(const twofold_plan *plan, const twofold_context *context)
{
    static const char *const sets[] = {"a.existing.output=20亿元"};
    twofold_projections *projections = NULL;
    twofold_finding finding = {.outcome = TWOFOLD_SKIPPED};
    struct told told = {.size = 0};
    twofold_status status = twofold_projections_new(plan, NULL, sets, 1, context, &projections);
    for (size_t i = 0; status == TWOFOLD_OK && i < 3; i++) {
        status = twofold_expect(projections, i, &finding, NULL);
        if (status == TWOFOLD_OK)
            status = twofold_expectation_report(projections, i, &finding, NULL, keep, &told);
    }
    twofold_projections_free(projections);
    return status;
}

static void any_allocation_may_fail(void **state)
{
    (void)state;
    for (int once = 0; once < 2; once++)
        for (size_t k = 0;; k++) {
            twofold_plan *plan = NULL;
            struct tf_failing failing = tf_failing_at(k, once);
            const twofold_context context = tf_failing_context(&failing);
            twofold_status status =
                twofold_plan_parse(EXPECTED, sizeof EXPECTED - 1, NULL, &context, &plan, NULL);
            if (status == TWOFOLD_OK) status = report_once(plan, &context);
            twofold_plan_free(plan);
            assert_int_equal(status, failing.failed > 0 ? TWOFOLD_E_MEMORY : TWOFOLD_OK);
            assert_true(tf_failing_clean(&failing));
            if (status == TWOFOLD_OK) break;
        }
}

static bool refuse(void *user, const char *bytes, size_t size)
{
    (void)user;
    (void)bytes;
    return size == 0;
}

static void what_cannot_be_reported_says_so(void **state)
{
    (void)state;
    twofold_plan *plan;
    twofold_projections *projections = open_text(EXPECTED, &plan);
    const twofold_finding finding = {.outcome = TWOFOLD_FAILED};
    twofold_assessment nobody = {.target = 99, .entity = 99};
    const twofold_period year = {2023 * 12, 12};
    struct told told = {.size = 0};
    assert_int_equal(twofold_expectation_report(projections, 0, &finding, NULL, refuse, NULL),
                     TWOFOLD_E_OUTPUT);
    assert_int_equal(twofold_expectation_report(projections, 9, &finding, NULL, keep, &told),
                     TWOFOLD_E_ARGUMENT);
    assert_int_equal(twofold_assessment_report(projections, NULL, &nobody, NULL, keep, &told),
                     TWOFOLD_E_ARGUMENT);
    assert_int_equal(twofold_value_report(projections, "nowhere", 0, 0, year, NULL, keep, &told),
                     TWOFOLD_E_NOT_FOUND);
    assert_int_equal(twofold_value_report(projections, NULL, 99, 0, year, NULL, keep, &told),
                     TWOFOLD_E_ARGUMENT);
    assert_int_equal(told.size, 0);
    twofold_projections_free(projections);
    twofold_plan_free(plan);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(expectations_hold_or_fail),
        cmocka_unit_test(expectations_are_told),
        cmocka_unit_test(values_read_as_written),
        cmocka_unit_test(sums_add_up_until_one_is_moved),
        cmocka_unit_test(what_falls_is_found),
        cmocka_unit_test(doublings_are_assessed_as_targets),
        cmocka_unit_test(projections_are_made_once),
        cmocka_unit_test(a_failure_is_explained),
        cmocka_unit_test(any_allocation_may_fail),
        cmocka_unit_test(what_cannot_be_reported_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
