/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Targets of small plans, worked out by hand. */
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

#define HEAD "twofold: 1\nplan: Small\nyears: 2021..2026\n"
#define COUNT(array) (sizeof(array) / sizeof *(array))

/* 1e-12: sums of twelve or some dozen months, each right to 1e-16. */
static void assert_near(double value, double expected)
{
    if (!(fabs(value - expected) <= 1e-12 * fabs(expected) + 1e-300))
        fail_msg("%.17g, not %.17g", value, expected);
}

static void assert_month(twofold_period period, int year, int month)
{
    if (period.months != 1 || period.month != year * 12 + month - 1)
        fail_msg("%d-%02d, not %d-%02d", period.month / 12, period.month % 12 + 1, year, month);
}

struct asked {
    twofold_plan *plan;
    twofold_projection *projection;
};

static struct asked ask(const char *text)
{
    struct asked a = {.plan = tf_read_plan(text)};
    assert_non_null(a.plan);
    assert_int_equal(twofold_project(a.plan, NULL, NULL, 0, NULL, &a.projection, NULL), TWOFOLD_OK);
    return a;
}

static void done(struct asked *a)
{
    twofold_projection_free(a->projection);
    twofold_plan_free(a->plan);
}

static twofold_assessment answer(const struct asked *a, const char *target)
{
    twofold_assessment assessment;
    assert_int_equal(
        twofold_assess(a->projection, twofold_find_target(a->plan, target), &assessment),
        TWOFOLD_OK);
    return assessment;
}

static void expect_verdict(const struct asked *a, const char *target, twofold_verdict verdict)
{
    const twofold_assessment assessment = answer(a, target);
    if (assessment.verdict != verdict)
        fail_msg("%s is %s", target, twofold_verdict_text(assessment.verdict, TWOFOLD_EN));
}

/* A plant of 100 million a year that grows by 10%, and a step of 60 million from 2023 on. */
#define FIRM                                                                                       \
    HEAD "enterprises:\n  a: {existing: {output: 100M CNY, growth: 10%, jobs: 50, land: 20亩},\n" \
         "    projects: {p: {produce: 2023, ramp: step, land: 10亩, start: 2022-07,\n"            \
         "      at-full: {output: 60M CNY, jobs: 30}}}}\n"                                         \
         "  b: {existing: {jobs: 10}}\n"

static void each_verb(void **state)
{
    (void)state;
    struct asked a = ask(
        FIRM "targets:\n"
             "  d: {double: output, of: a, by: 2025}\n"                /* 146.41 + 60 of 200 */
             "  d4: {double: output, of: a, by: 2024}\n"               /* 133.1 + 60 of 200 */
             "  m: {multiply: output, times: 1.81, of: a, by: 2023}\n" /* 181 of 181, exactly */
             "  r: {reach: output, level: 110M CNY, of: a.existing, by: 2022}\n"
             "  g: {grow: output, pace: 10%, of: a.existing, by: 2026}\n"
             "  gp: {grow: output, pace: 20%, of: a, base: 2022, by: 2024}\n" /* 193.1 of 158.4 */
             "  j: {double: jobs, of: a, by: 2023}\n"                         /* 80 of 100 */
             "  k: {keep: output, of: a, at-least: 110M CNY, during: 2022..2026}\n"
             "  k2: {keep: output, of: a, at-least: 115M CNY, during: 2022..2026}\n"
             "  most: {keep: jobs, of: a, at-most: 80 persons, during: 2021..2026}\n"
             "  most2: {keep: jobs, of: a, at-most: 79 persons, during: 2021..2026}\n");
    expect_verdict(&a, "d", TWOFOLD_MET);
    expect_verdict(&a, "d4", TWOFOLD_MISSED);
    expect_verdict(&a, "m", TWOFOLD_MET);
    expect_verdict(&a, "r", TWOFOLD_MET);
    expect_verdict(&a, "g", TWOFOLD_MET);
    expect_verdict(&a, "gp", TWOFOLD_MET);
    expect_verdict(&a, "j", TWOFOLD_MISSED);
    expect_verdict(&a, "k", TWOFOLD_MET);
    expect_verdict(&a, "k2", TWOFOLD_MISSED);
    expect_verdict(&a, "most", TWOFOLD_MET);
    expect_verdict(&a, "most2", TWOFOLD_MISSED);

    twofold_assessment t = answer(&a, "d");
    assert_near(t.projected, 206.41e6);
    assert_near(t.gap, -6.41e6); /* exceeded: negative */
    assert_near(t.attainment, 206.41 / 200);
    assert_near(t.needed_pace, pow(2, 0.25) - 1);
    assert_near(t.projected_pace, pow(2.0641, 0.25) - 1);
    /* trailing twelve months: 193.1 in 2024, then 1/12 of 13.31 more each month: the 7th reaches
     * 200 */
    assert_month(t.first_period, 2025, 7);
    assert_month(t.held_from, 2025, 7);
    t = answer(&a, "d4");
    assert_near(t.gap, 6.9e6); /* missing: positive */
    t = answer(&a, "gp");
    assert_near(t.required, 110e6 * 1.44);
    assert_near(t.needed_pace, 0.2);
    assert_near(t.projected_pace, sqrt(193.1 / 110) - 1);
    t = answer(&a, "k");
    assert_near(t.projected, 110e6); /* the worst year */
    assert_true(fabs(t.gap) <= 1e-12 * 110e6);
    assert_true(isnan(t.base) && isnan(t.needed_pace));
    t = answer(&a, "most2");
    assert_near(t.projected, 80);
    assert_near(t.attainment, 79.0 / 80);
    assert_near(t.gap, 1); /* at-most: what is too much */
    assert_month(t.first_period, 2021, 1);
    assert_int_equal(t.held_from.months, 0); /* broken in 2023, to the end */
    done(&a);
}

static void unknown_is_neither(void **state)
{
    (void)state;
    struct asked a = ask(
        FIRM "targets:\n"
             "  d: {double: output, by: 2025}\n"                  /* b's output is unknown */
             "  r: {reach: output, level: 200M CNY, by: 2025}\n"  /* known parts suffice */
             "  r2: {reach: output, level: 300M CNY, by: 2025}\n" /* they do not */
             "  f: {double: output, base: 100M CNY, by: 2025}\n"  /* a figure for a base: suffice */
             "  most: {keep: output, at-most: 900M CNY, during: 2021..2026}\n"
             "  least: {keep: output, at-least: 100M CNY, during: 2021..2026}\n"
             "  mu: {reach: output-per-mu, level: 1元/亩, by: 2025}\n" /* never of a ratio */
             "  zero: {double: output, of: a.p, by: 2025}\n"           /* a base of 0 */
             "  far: {reach: jobs, level: 10 persons, of: b, by: 2021}\n");
    expect_verdict(&a, "d", TWOFOLD_UNKNOWN);
    expect_verdict(&a, "r", TWOFOLD_MET);
    expect_verdict(&a, "r2", TWOFOLD_UNKNOWN);
    expect_verdict(&a, "f", TWOFOLD_MET);
    expect_verdict(&a, "most", TWOFOLD_UNKNOWN);
    expect_verdict(&a, "least", TWOFOLD_MET);
    expect_verdict(&a, "mu", TWOFOLD_UNKNOWN);
    expect_verdict(&a, "zero", TWOFOLD_UNKNOWN);
    expect_verdict(&a, "far", TWOFOLD_MET);
    twofold_assessment t = answer(&a, "d");
    assert_near(t.attainment, 206.41 / 200); /* of the parts known in both */
    assert_true(isnan(t.gap) && isnan(t.land_part) && t.known == 2 && t.of == 3);
    assert_int_equal(t.first_period.months, 0);
    t = answer(&a, "zero");
    assert_true(t.base == 0 && isnan(t.required) && isnan(t.attainment) && isnan(t.needed_pace));
    t = answer(&a, "f");
    assert_true(isnan(t.needed_pace) && t.base_period.months == 0);
    assert_near(t.base, 100e6);
    done(&a);
}

/* Due in a quarter or a month: a flow's twelve months that end with it, a stock's end. */
static void shorter_periods(void **state)
{
    (void)state;
    struct asked a = ask(FIRM "targets:\n"
                              "  q: {reach: output, level: 1元, of: a, by: 2023Q2}\n"
                              "  m: {reach: output, level: 1元, of: a, by: 2023-01}\n"
                              "  b: {multiply: output, times: 1.1, of: a.existing, base: 2022-06, "
                              "by: 2023-06}\n"
                              "  j: {reach: jobs, level: 80 persons, of: a, by: 2023-01}\n"
                              "  j0: {reach: jobs, level: 80 persons, of: a, by: 2022Q4}\n"
                              "  kq: {keep: jobs, of: a, at-least: 80 persons, during: "
                              "2023Q1..2023Q3}\n");
    assert_near(answer(&a, "q").projected, (110.0 + 121 + 60) / 2 * 1e6);
    assert_near(answer(&a, "m").projected, (11 * 110.0 + 121 + 60) / 12 * 1e6);
    const twofold_assessment b = answer(&a, "b");
    assert_near(b.base, 105e6);
    assert_near(b.projected, 115.5e6);
    assert_near(b.needed_pace, 0.1);
    assert_int_equal(b.verdict, TWOFOLD_MET);
    expect_verdict(&a, "j", TWOFOLD_MET);
    expect_verdict(&a, "j0", TWOFOLD_MISSED);
    assert_month(answer(&a, "j").first_period, 2023, 1);
    done(&a);
}

/* Twelve months reach it, lose it, and reach it again: first is the first, held the last. */
static void first_and_held(void **state)
{
    (void)state;
    struct asked a = ask(HEAD "price: {2023: 50%, 2024: 100%}\n"
                              "enterprises: {a: {existing: {output: 120M CNY}}}\n"
                              "targets: {r: {reach: output, level: 120M CNY, by: 2026},\n"
                              "  half: {reach: output, level: 115M CNY, by: 2026}}\n");
    twofold_assessment t = answer(&a, "r");
    assert_month(t.first_period, 2021, 12); /* not before the twelfth month */
    assert_month(t.held_from, 2024, 12);
    t = answer(&a,
               "half"); /* 5 million less a month in 2023: one month is enough to be below 116 */
    assert_month(t.first_period, 2021, 12);
    assert_month(t.held_from, 2024, 11);
    done(&a);
}

static void each_member(void **state)
{
    (void)state;
    static const char text[] = HEAD
        "groups: {g: {members: [a, b, c]}}\nenterprises:\n"
        "  a: {existing: {output: 10M CNY, growth: 25%}}\n" /* x 2.44 by 2025 */
        "  b: {existing: {output: 10M CNY, growth: 1%}}\n"
        "  c: {}\n" /* unknown */
        "targets:\n"
        "  one: {double: output, each: g, by: 2025, at-least: 1, reported: missed, source: s}\n"
        "  two: {double: output, each: g, by: 2025, at-least: 2}\n"
        "  all: {double: output, each: g, by: 2025, reported: met}\n";
    struct asked a = ask(text);
    expect_verdict(&a, "one", TWOFOLD_MET);
    expect_verdict(&a, "two", TWOFOLD_UNKNOWN);
    expect_verdict(&a, "all", TWOFOLD_MISSED); /* b is: three can no longer be met */
    const twofold_assessment t = answer(&a, "all");
    assert_true(t.required == 3 && t.projected == 1 && t.gap == 2 && t.known == 2 && t.of == 3);
    assert_near(t.attainment, 1.0 / 3);
    assert_int_equal(t.reported, TWOFOLD_MET);
    assert_int_equal(answer(&a, "one").reported, TWOFOLD_MISSED);
    static const twofold_verdict expected[] = {TWOFOLD_MET, TWOFOLD_MISSED, TWOFOLD_UNKNOWN};
    const size_t all = twofold_find_target(a.plan, "all");
    for (size_t i = 0; i < COUNT(expected); i++) {
        twofold_assessment member;
        assert_int_equal(twofold_assess_member(a.projection, all, i, &member), TWOFOLD_OK);
        assert_int_equal(member.verdict, expected[i]);
        assert_int_equal(member.reported, TWOFOLD_UNKNOWN);
    }
    twofold_assessment kept = {.target = 77};
    assert_int_equal(twofold_assess_member(a.projection, all, 3, &kept), TWOFOLD_E_ARGUMENT);
    assert_int_equal(twofold_assess(a.projection, 3, &kept), TWOFOLD_E_ARGUMENT);
    assert_int_equal(kept.target, 77);
    done(&a);
}

/* Output Y = land A x intensity: land 100 to 150 mu, output 200 to 600 (as DOMAIN.md's examples:
 * the logarithmic mean shares out the change); what rents is left over. */
static void land_and_intensity(void **state)
{
    (void)state;
    struct asked a =
        ask(HEAD
            "enterprises:\n"
            "  own: {existing: {output: 200M CNY, land: 100亩, growth: {}},\n"
            "    projects: {p: {start: 2022, produce: 2023, ramp: step, land: 50亩,\n"
            "      at-full: {output: 400M CNY}}}}\n"
            "  rents: {existing: {output: 50M CNY, leased: hall, growth: 20%}}\n"
            "targets: {d: {double: output, of: own, by: 2025}, whole: {double: output, by: 2025},\n"
            "  tax: {reach: output, level: 1元, by: 2025}}\n");
    twofold_assessment t = answer(&a, "d");
    const double mean = 400e6 / log(3.0);
    assert_near(t.land_part, mean * log(1.5));
    assert_near(t.intensity_part, mean * log((600.0 / 150) / (200.0 / 100)));
    assert_near(t.land_part + t.intensity_part, 400e6);
    t = answer(&a, "whole"); /* the same split: what rents is in neither part */
    assert_near(t.land_part, mean * log(1.5));
    assert_near(t.projected - t.base - t.land_part - t.intensity_part,
                50e6 * (1.2 * 1.2 * 1.2 * 1.2 - 1));
    assert_true(isnan(answer(&a, "tax").land_part)); /* no base, no growth */
    done(&a);
}

/* Loading, projecting and assessing with every allocation failing in turn. */
static void every_allocation_may_fail(void **state)
{
    (void)state;
    static const char text[] = FIRM "targets: {d: {double: output, by: 2025}}\n";
    for (int once = 0; once < 2; once++)
        for (size_t k = 0;; k++) {
            struct tf_failing failing = tf_failing_at(k, once);
            const twofold_context context = tf_failing_context(&failing);
            twofold_plan *plan = NULL;
            twofold_projection *projection = NULL;
            twofold_assessment t;
            twofold_status status =
                twofold_plan_parse(text, sizeof text - 1, NULL, &context, &plan, NULL);
            if (status == TWOFOLD_OK)
                status = twofold_project(plan, NULL, NULL, 0, &context, &projection, NULL);
            if (status == TWOFOLD_OK) status = twofold_assess(projection, 0, &t);
            assert_int_equal(status, failing.failed > 0 ? TWOFOLD_E_MEMORY : TWOFOLD_OK);
            twofold_projection_free(projection);
            twofold_plan_free(plan);
            if (!tf_failing_clean(&failing))
                fail_msg("allocation %zu (%s): %zu bytes are left", k, once ? "once" : "for good",
                         failing.live);
            if (status == TWOFOLD_OK) break;
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_verb),
        cmocka_unit_test(unknown_is_neither),
        cmocka_unit_test(shorter_periods),
        cmocka_unit_test(first_and_held),
        cmocka_unit_test(each_member),
        cmocka_unit_test(land_and_intensity),
        cmocka_unit_test(every_allocation_may_fail),
    };
    return cmocka_run_group_tests_name("target", tests, NULL, NULL);
}
