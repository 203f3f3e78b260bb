/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Goal seek against values worked out by hand. */
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
#include "target/brent.h"
#include "twofold/target.h"

#define HEAD "twofold: 1\nplan: Small\nyears: 2021..2026\n"
#define COUNT(array) (sizeof(array) / sizeof *(array))

static void assert_near(double value, double expected)
{
    if (!(fabs(value - expected) <= 1e-10 * fabs(expected)))
        fail_msg("%.17g, not %.17g", value, expected);
}

static twofold_solution search(const twofold_plan *plan, const char *target, const char *input,
                               const char *from, const char *to, const char *member)
{
    const twofold_solve_options options = {
        .struct_size = sizeof options, .from = from, .to = to, .member = member};
    twofold_solution solution;
    twofold_faults *faults = NULL;
    const twofold_status status =
        twofold_solve(plan, target, input, &options, NULL, &solution, &faults);
    for (size_t i = 0; status != TWOFOLD_OK && i < twofold_faults_count(faults); i++) {
        const twofold_fault fault = twofold_faults_at(faults, i);
        char line[400];
        (void)twofold_fault_text(&fault, TWOFOLD_EN, line, sizeof line);
        print_error("%s\n", line);
    }
    twofold_faults_free(faults);
    assert_int_equal(status, TWOFOLD_OK);
    return solution;
}

/* Putting the value into the plan as an override meets the target, exactly. */
static void assert_met_by(const twofold_plan *plan, const char *target, const char *input,
                          const twofold_solution *solution)
{
    char override[300];
    twofold_projection *projection = NULL;
    twofold_assessment a;
    (void)snprintf(override, sizeof override, "%s=%s", input, solution->text);
    const char *const overrides[] = {override};
    assert_int_equal(twofold_project(plan, NULL, overrides, 1, NULL, &projection, NULL),
                     TWOFOLD_OK);
    assert_int_equal(twofold_assess(projection, twofold_find_target(plan, target), &a), TWOFOLD_OK);
    assert_int_equal(a.verdict, TWOFOLD_MET);
    if (a.of > 1 || isnan(a.required) || solution->kind == TWOFOLD_INPUT_DATE) {
        twofold_projection_free(projection);
        return;
    }
    assert_near(a.projected, a.required);
    assert_near(solution->at.projected, a.projected);
    twofold_projection_free(projection);
}

struct expected {
    const char *target, *input, *from, *to;
    double value;
    twofold_trend trend;
};

static void expect_all(const char *text, const struct expected *rows, size_t count)
{
    twofold_plan *plan = tf_read_plan(text);
    assert_non_null(plan);
    for (size_t i = 0; i < count; i++) {
        const struct expected *row = &rows[i];
        const twofold_solution s = search(plan, row->target, row->input, row->from, row->to, NULL);
        if (s.solved != TWOFOLD_SOLVED_FOUND || s.trend != row->trend)
            fail_msg("%s by %s: %s, %s", row->target, row->input,
                     twofold_solved_text(s.solved, TWOFOLD_EN),
                     twofold_trend_text(s.trend, TWOFOLD_EN));
        assert_near(s.value, row->value);
        assert_true(fabs(s.residual) <= 1e-12);
        assert_int_equal(s.roots, 1);
        assert_int_equal(s.at.verdict, TWOFOLD_MET);
        assert_in_range(s.evaluations, 65, 200);
        assert_met_by(plan, row->target, row->input, &s);
    }
    twofold_plan_free(plan);
}

/* ---- Every verb ---- */

/* A plant of 100 million in 2021, and a step of 60 million from 2023 on. */
#define FIRM                                                                                       \
    HEAD "rates: {USD: $usd}\nassumptions: {usd: 6.4元, plant: 100M CNY}\nenterprises:\n"         \
         "  a: {existing: {output: $plant, growth: 10%, jobs: 50, land: 20亩},\n"                 \
         "    projects: {p: {produce: 2023, ramp: step, start: 2022-07, leased: A6,\n"             \
         "      at-full: {output: 60M CNY, jobs: 30}}}}\n"                                         \
         "targets:\n"                                                                              \
         "  twice: {double: output, of: a.existing, by: 2025}\n"                                   \
         "  thrice: {multiply: output, times: 1.5, of: a.existing, by: 2023}\n"                    \
         "  level-180: {reach: output, level: 180M CNY, of: a, by: 2023}\n"                        \
         "  late: {reach: output, level: 180M CNY, of: a, by: 2023-06}\n"                          \
         "  paced: {grow: output, pace: 20%, of: a, base: 2021, by: 2024}\n"                       \
         "  floor: {keep: output, of: a.existing, at-least: 90M CNY, during: 2022..2026}\n"        \
         "  most: {keep: jobs, of: a, at-most: 100 persons, during: 2021..2026}\n"                 \
         "  dense: {reach: output-per-mu, of: a, level: 8M CNY/mu, by: 2025}\n"                    \
         "  denser: {reach: output-per-mu, of: a, level: 8M CNY/mu, by: 2025-06}\n"

static void every_verb_has_its_closed_form(void **state)
{
    (void)state;
    const double plant_2025 = 100e6 * pow(1.1, 4), plant_2024 = 100e6 * pow(1.1, 3);
    const struct expected rows[] = {
        /* (1 + g)^4 = 2 */
        {"twice", "a.existing.growth", "0%", "50%", pow(2.0, 0.25) - 1, TWOFOLD_TREND_RISING},
        /* (1 + g)^2 = 1.5 */
        {"thrice", "a.existing.growth", "-10%", "50%", sqrt(1.5) - 1, TWOFOLD_TREND_RISING},
        /* 121 + x = 180 */
        {"level-180", "a.p.at-full.output", "0M CNY", "100M CNY", 59e6, TWOFOLD_TREND_RISING},
        /* in dollars: 59 / 6.4 */
        {"level-180", "a.p.at-full.output", "0M USD", "100M USD", 59e6 / 6.4, TWOFOLD_TREND_RISING},
        /* half of 110, half of 121, half of x */
        {"late", "a.p.at-full.output", "0M CNY", "500M CNY", 129e6, TWOFOLD_TREND_RISING},
        /* 133.1 + x = 172.8 */
        {"paced", "a.p.at-full.output", "0M CNY", "100M CNY", 172.8e6 - plant_2024,
         TWOFOLD_TREND_RISING},
        /* the base grows too: 1.331 x + 60 = 1.728 x */
        {"paced", "a.existing.output", "50M CNY", "500M CNY", 60e6 / (1.728 - 1.331),
         TWOFOLD_TREND_FALLING},
        {"paced", "plant", "50M CNY", "500M CNY", 60e6 / (1.728 - 1.331), TWOFOLD_TREND_FALLING},
        /* prices from 2024 on: x (133.1 + 60) = 172.8 */
        {"paced", "price.2024", "50%", "150%", 172.8e6 / (plant_2024 + 60e6), TWOFOLD_TREND_RISING},
        /* the worst is 2026 while growth is below 0: (1 + g)^5 = 0.9 */
        {"floor", "a.existing.growth", "-50%", "30%", pow(0.9, 0.2) - 1, TWOFOLD_TREND_RISING},
        {"floor", "a.existing.output", "1M CNY", "100M CNY", 90e6 / 1.1, TWOFOLD_TREND_RISING},
        /* 50 + x = 100 at most */
        {"most", "a.p.at-full.jobs", "0 persons", "90 persons", 50, TWOFOLD_TREND_FALLING},
        {"dense", "a.existing.land", "1亩", "100亩", (plant_2025 + 60e6) / 8e6,
         TWOFOLD_TREND_FALLING},
        /* half of 2024 and half of 2025 */
        {"denser", "a.existing.land", "1亩", "100亩", (1.05 * plant_2024 + 60e6) / 8e6,
         TWOFOLD_TREND_FALLING},
        /* what the target itself says: 180 is what there is */
        {"level-180", "targets.level-180.level", "100M CNY", "300M CNY", 181e6,
         TWOFOLD_TREND_FALLING},
    };
    expect_all(FIRM, rows, COUNT(rows));
}

/* ---- Ramps, delays, dates ---- */

/* Linear from January 2022 (month 12) to January 2026 (month 60): in 2024, months 36 to 48, it
 * stands at (30 + x) / 48 on average when it is x months early. */
#define RAMP                                                                                       \
    HEAD "enterprises:\n"                                                                          \
         "  a: {projects: {p: {produce: 2022, full: 2026, ramp: linear,\n"                         \
         "      at-full: {output: 160M CNY, jobs: 80}}}}\n"                                        \
         "  b: {projects: {p: {start: 2021, built: 2021, full: built + 48 months, ramp: linear,\n" \
         "      at-full: {output: 160M CNY}}}}\n"                                                  \
         "targets:\n"                                                                              \
         "  r: {reach: output, level: 80M CNY, of: a.p, by: 2024}\n"                               \
         "  l100: {reach: output, level: 100M CNY, of: a.p, by: 2024}\n"                           \
         "  event: {reach: output, level: 80M CNY, of: b.p, by: 2024}\n"

static void ramps_delays_and_dates(void **state)
{
    (void)state;
    const struct expected rows[] = {
        /* 160 x 30/48 = 100 */
        {"l100", "a.p.at-full.output", "0M CNY", "300M CNY", 160e6, TWOFOLD_TREND_RISING},
        /* (30 - d) / 48 = 1/2, in months */
        {"r", "a.p.delay.produce", "0 months", "20 months", 6, TWOFOLD_TREND_FALLING},
        {"r", "delay.produce", "-1 years", "2 years", 6, TWOFOLD_TREND_FALLING},
        /* 30 / (F - 12) = 1/2 */
        {"r", "a.p.full", "2025", "2027-06", 72, TWOFOLD_TREND_FALLING},
        /* (42 - P) / (60 - P) = 1/2, from P = 12 */
        {"r", "a.p.produce", "2021", "2024", 24, TWOFOLD_TREND_FALLING},
        /* 30 / x = 1/2, in months after `built` */
        {"event", "b.p.full", "built + 36 months", "built + 84 months", 60, TWOFOLD_TREND_FALLING},
        /* the ramp of 48 months begins at the end of B: (42 - B) / 48 = 1/2 */
        {"event", "b.p.built", "2021-06", "2023", 18, TWOFOLD_TREND_FALLING},
    };
    expect_all(RAMP, rows, COUNT(rows));
    twofold_plan *plan = tf_read_plan(RAMP);
    twofold_solution s = search(plan, "r", "a.p.full", "2025", "2027-06", NULL);
    assert_int_equal(s.kind, TWOFOLD_INPUT_DATE);
    assert_string_equal(s.text, "2027-01");
    assert_true(s.own == 60 && s.low == 48 && s.high == 77);
    s = search(plan, "event", "b.p.built", "2021-06", "2023", NULL);
    assert_string_equal(s.text, "2022-06-30"); /* the end of June, as `built` says it */
    assert_int_equal(s.kind, TWOFOLD_INPUT_DATE);
    s = search(plan, "event", "b.p.full", "built + 36 months", "built + 84 months", NULL);
    assert_int_equal(s.kind, TWOFOLD_INPUT_DURATION);
    assert_true(s.own == 48);
    s = search(plan, "r", "a.p.delay.produce", "0 months", "20 months", NULL);
    assert_int_equal(s.kind, TWOFOLD_INPUT_DURATION);
    assert_true(s.own == 0); /* no delay is no months */
    twofold_plan_free(plan);
}

/* ---- None, several, jumps ---- */

/* Output of 120 million a year for 24 months from `produce` on; jobs stand until `end`. */
#define HUMP                                                                                       \
    HEAD "enterprises:\n"                                                                          \
         "  a: {projects: {p: {produce: 2024-10, end: produce + 24 months, ramp: step,\n"          \
         "      full: produce, at-full: {output: 120M CNY}}}}\n"                                   \
         "  b: {existing: {jobs: 80, output: 10M CNY}, assume: {delay: {built: 1..5 months}}}\n"   \
         "targets:\n"                                                                              \
         "  r: {reach: output, level: 60M CNY, of: a.p, by: 2024}\n"                               \
         "  high: {reach: output, level: 130M CNY, of: a.p, by: 2024}\n"                           \
         "  jobs: {reach: jobs, level: 50 persons, of: b, by: 2025}\n"                             \
         "  many: {reach: jobs, level: 100 persons, of: b, by: 2025}\n"                            \
         "  tax: {reach: tax, level: 1M CNY, of: b, by: 2025}\n"                                   \
         "  half: {double: output, of: b, by: 2025}\n"

static void roots_are_none_or_several(void **state)
{
    (void)state;
    twofold_plan *plan = tf_read_plan(HUMP);
    assert_non_null(plan);
    /* six months of 2024: from July 2022 on they come in, after June 2024 they go; 2024-10 is
     * nearer to the second */
    twofold_solution s = search(plan, "r", "a.p.produce", "2021", "2026", NULL);
    assert_int_equal(s.solved, TWOFOLD_SOLVED_FOUND);
    assert_int_equal(s.trend, TWOFOLD_TREND_MIXED);
    assert_int_equal(s.roots, 2);
    assert_near(s.value, 42);
    assert_int_equal(s.at.verdict, TWOFOLD_MET);
    s = search(plan, "r", "a.p.produce", "2021", "2024", NULL); /* the plan's own lies outside */
    assert_int_equal(s.roots, 1);
    assert_near(s.value, 18);
    /* a whole year is 120 */
    s = search(plan, "high", "a.p.produce", "2021", "2026", NULL);
    assert_int_equal(s.solved, TWOFOLD_SOLVED_NONE);
    assert_int_equal(s.trend, TWOFOLD_TREND_MIXED);
    assert_true(isnan(s.value) && isnan(s.residual));
    assert_string_equal(s.text, "");
    assert_true(s.at_low == 0 && s.at_high == 0 && s.residual_low == -1);
    assert_int_equal(s.at.verdict, TWOFOLD_MISSED);
    /* jobs are there at the end of 2025 or not: the last instant of 2025 is enough */
    s = search(plan, "jobs", "b.existing.end", "2023", "2026-06", NULL);
    assert_int_equal(s.solved, TWOFOLD_SOLVED_JUMP);
    assert_int_equal(s.trend, TWOFOLD_TREND_RISING);
    assert_near(s.value, 60);
    assert_true(s.residual == 0.6 && s.at_low == 0 && s.at_high == 80);
    assert_int_equal(s.at.verdict, TWOFOLD_MET);
    assert_true(s.iterations < 200);
    s = search(plan, "many", "b.existing.end", "2023", "2026-06", NULL);
    assert_int_equal(s.solved, TWOFOLD_SOLVED_NONE);
    assert_near(s.residual_high, -0.2);
    /* nothing comes of it; nothing is known */
    s = search(plan, "many", "b.existing.output", "1M CNY", "20M CNY", NULL);
    assert_int_equal(s.solved, TWOFOLD_SOLVED_NO_EFFECT);
    assert_int_equal(s.trend, TWOFOLD_TREND_FLAT);
    s = search(plan, "tax", "b.existing.output", "1M CNY", "20M CNY", NULL);
    assert_int_equal(s.solved, TWOFOLD_SOLVED_UNDEFINED);
    assert_true(isnan(s.at_low) && isnan(s.residual_low));
    assert_int_equal(s.at.verdict, TWOFOLD_UNKNOWN);
    /* a base of 0 has no double */
    s = search(plan, "half", "b.existing.output", "0M CNY", "0.5M CNY", NULL);
    assert_int_equal(s.solved, TWOFOLD_SOLVED_NO_EFFECT); /* it never doubles: always half */
    assert_true(isnan(s.residual_low) && s.residual_high == -0.5);
    twofold_plan_free(plan);
}

/* At the end of a stretch that meets it exactly is the last value that does: full production until
 * 2024 gives all of it in 2024, whenever it begins. */
static void stretches_have_ends(void **state)
{
    (void)state;
    twofold_plan *plan =
        tf_read_plan(HEAD "enterprises:\n"
                          "  a: {projects: {p: {produce: 2022, full: 2022-06, ramp: linear,\n"
                          "      at-full: {output: 120M CNY}}}}\n"
                          "targets:\n"
                          "  whole: {reach: output, level: 120M CNY, of: a, by: 2024}\n"
                          "  most: {keep: output, of: a, at-most: 120M CNY, during: 2024..2025}\n");
    assert_non_null(plan);
    const twofold_solution s = search(plan, "whole", "a.p.full", "2022", "2026", NULL);
    assert_int_equal(s.solved, TWOFOLD_SOLVED_FOUND);
    assert_int_equal(s.trend, TWOFOLD_TREND_FALLING);
    assert_int_equal(s.roots, 1);
    /* from January 2024 (month 36) on something is missing, at first with the square of the delay
     */
    assert_true(s.value == 36);
    assert_true(s.residual_own == 0 && s.at_own == 120e6);
    /* never above 120: touched at full production, and met everywhere */
    const twofold_solution most = search(plan, "most", "a.p.full", "2022", "2026", NULL);
    assert_int_equal(most.trend, TWOFOLD_TREND_RISING);
    assert_int_equal(most.at.verdict, TWOFOLD_MET);
    twofold_plan_free(plan);
}

/* ---- Of many ---- */

static void of_many(void **state)
{
    (void)state;
    twofold_plan *plan =
        tf_read_plan(HEAD "enterprises:\n  a: {existing: {output: 100M CNY, growth: 10%}}\n"
                          "  b: {existing: {output: 10M CNY}}\n  c: {existing: {jobs: 1}}\n"
                          "groups: {g: {members: [a, b, c]}}\ntargets:\n"
                          "  one: {double: output, each: g, by: 2025, at-least: 1}\n"
                          "  two: {double: output, each: g, by: 2025, at-least: 2}\n"
                          "  all: {double: output, each: g, by: 2025}\n");
    assert_non_null(plan);
    /* prices of 2025: 1.1^4 x = 2 for a, x = 2 for b; of c nothing is known */
    twofold_solution s = search(plan, "one", "price.2025", "50%", "300%", NULL);
    assert_near(s.value, 2 / pow(1.1, 4));
    assert_true(s.at_low == 0 && s.at_high == 2);
    assert_int_equal(s.at.verdict, TWOFOLD_MET);
    s = search(plan, "two", "price.2025", "50%", "300%", NULL);
    assert_near(s.value, 2);
    s = search(plan, "all", "price.2025", "50%", "300%", "b");
    assert_near(s.value, 2);
    assert_int_equal(s.at.entity, twofold_find_entity(plan, "b"));
    s = search(plan, "all", "price.2025", "50%", "300%", NULL);
    assert_int_equal(s.solved, TWOFOLD_SOLVED_UNDEFINED);
    const twofold_solve_options nobody = {
        .struct_size = sizeof nobody, .from = "50%", .to = "300%", .member = "park"};
    assert_int_equal(twofold_solve(plan, "one", "price.2025", &nobody, NULL, &s, NULL),
                     TWOFOLD_E_NOT_FOUND);
    twofold_plan_free(plan);
}

/* ---- Scenarios, ranges, what is wrong ---- */

static void options_count(void **state)
{
    (void)state;
    twofold_plan *plan =
        tf_read_plan(HEAD "enterprises:\n"
                          "  a: {existing: {output: 100M CNY, growth: 0..5..40%, jobs: 10}}\n"
                          "scenarios: {cheap: {set: {price.2025: 80%}}}\n"
                          "targets: {d: {double: output, of: a, by: 2025}}\n");
    assert_non_null(plan);
    twofold_solution s;
    assert_int_equal(twofold_solve(plan, "d", "a.existing.growth", NULL, NULL, &s, NULL),
                     TWOFOLD_OK);
    assert_near(s.value, pow(2, 0.25) - 1); /* the range gives the bounds */
    assert_true(s.low == 0 && s.high == 0.4 && s.own == 0.05);
    const char *const overrides[] = {"price.2025=125%"};
    const twofold_solve_options options = {.struct_size = sizeof options,
                                           .scenario = "cheap",
                                           .overrides = overrides,
                                           .override_count = 1};
    twofold_solve_options cheap = options;
    cheap.override_count = 0;
    assert_int_equal(twofold_solve(plan, "d", "a.existing.growth", &cheap, NULL, &s, NULL),
                     TWOFOLD_OK);
    assert_near(s.value, pow(2 / 0.8, 0.25) - 1);
    assert_int_equal(twofold_solve(plan, "d", "a.existing.growth", &options, NULL, &s, NULL),
                     TWOFOLD_OK);
    assert_near(s.value, pow(2 / 1.25, 0.25) - 1);
    twofold_plan_free(plan);
}

/* Where `uncertain` gives a range of two ends, in each way of writing one. */
static void uncertain_gives_bounds(void **state)
{
    (void)state;
    twofold_plan *plan =
        tf_read_plan(HEAD "enterprises:\n"
                          "  a: {projects: {p: {produce: 2022, full: 2026, ramp: linear,\n"
                          "      at-full: {output: 160M CNY}}}}\n"
                          "targets: {r: {reach: output, level: 80M CNY, of: a.p, by: 2024}}\n"
                          "uncertain:\n  a.p.at-full.output: x 60..100..120%\n"
                          "  a.p.full: 2025..2026..2028-06\n"
                          "  a.p.delay: {produce: 0..3..12 months}\n"
                          "  price.2023: {normal: {mean: 100%, sd: 5%}}\n");
    assert_non_null(plan);
    const struct {
        const char *input;
        double low, high, value;
    } rows[] = {
        {"a.p.at-full.output", 96e6, 192e6, 128e6}, /* x 30/48 = 80 */
        {"a.p.full", 48, 89, 72},                   /* 30 / (F - 12) = 1/2 */
        {"a.p.delay.produce", 0, 12, 6},
    };
    twofold_solution s;
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_int_equal(twofold_solve(plan, "r", rows[i].input, NULL, NULL, &s, NULL), TWOFOLD_OK);
        assert_near(s.low, rows[i].low);
        assert_near(s.high, rows[i].high);
        assert_near(s.value, rows[i].value);
    }
    assert_int_equal(twofold_solve(plan, "r", "price.2023", NULL, NULL, &s, NULL), TWOFOLD_E_PLAN);
    twofold_plan_free(plan);
}

static void refuse(const twofold_plan *plan, const char *input, const char *from, const char *to,
                   twofold_fault_code code, const char *nearest)
{
    const twofold_solve_options options = {.struct_size = sizeof options, .from = from, .to = to};
    twofold_solution solution = {.roots = 77};
    twofold_faults *faults = NULL;
    assert_int_equal(twofold_solve(plan, "level-180", input, &options, NULL, &solution, &faults),
                     TWOFOLD_E_PLAN);
    assert_int_equal(solution.roots, 77);
    for (size_t i = 0; i < twofold_faults_count(faults); i++) {
        const twofold_fault fault = twofold_faults_at(faults, i);
        if (fault.severity != TWOFOLD_ERROR) continue;
        assert_int_equal(fault.code, code);
        assert_string_equal(fault.path, input);
        assert_string_equal(fault.nearest, nearest);
        twofold_faults_free(faults);
        return;
    }
    fail_msg("%s: no fault", input);
}

static void faults_name_what_is_wrong(void **state)
{
    (void)state;
    twofold_plan *plan = tf_read_plan(FIRM);
    twofold_solution s;
    refuse(plan, "a.existin.output", "1M CNY", "2M CNY", TWOFOLD_FAULT_UNKNOWN_PATH, "existing");
    refuse(plan, "a.existin.output", NULL, NULL, TWOFOLD_FAULT_UNKNOWN_PATH, "existing");
    refuse(plan, "a.existing.output", NULL, NULL, TWOFOLD_FAULT_MISSING_KEY, "");
    refuse(plan, "a.zh", "1M CNY", "2M CNY", TWOFOLD_FAULT_BAD_NUMBER, "");
    refuse(plan, "a.existing.output", "1M CNY", "2M USD", TWOFOLD_FAULT_DIFFERENT_UNITS, "");
    refuse(plan, "a.existing.output", "2M CNY", "1M CNY", TWOFOLD_FAULT_BAD_RANGE, "");
    refuse(plan, "a.existing.output", "2M CNY", "2M CNY", TWOFOLD_FAULT_BAD_RANGE, "");
    refuse(plan, "a.existing.output", "2 months", "2M CNY", TWOFOLD_FAULT_WRONG_DIMENSION, "");
    const twofold_solve_options half = {.struct_size = sizeof half, .from = "1M CNY"},
                                old = {.struct_size = 8};
    const char *const growth = "a.existing.growth";
    assert_int_equal(twofold_solve(plan, "none", growth, NULL, NULL, &s, NULL),
                     TWOFOLD_E_NOT_FOUND);
    assert_int_equal(twofold_solve(plan, "level-180", growth, &half, NULL, &s, NULL),
                     TWOFOLD_E_ARGUMENT);
    assert_int_equal(twofold_solve(plan, "level-180", growth, &old, NULL, &s, NULL),
                     TWOFOLD_E_ARGUMENT);
    assert_int_equal(twofold_solve(NULL, "reach", growth, NULL, NULL, &s, NULL),
                     TWOFOLD_E_ARGUMENT);
    const char *const no_override[] = {NULL};
    const twofold_solve_options null = {
        .struct_size = sizeof null, .overrides = no_override, .override_count = 1};
    assert_int_equal(twofold_solve(plan, "level-180", growth, &null, NULL, &s, NULL),
                     TWOFOLD_E_ARGUMENT);
    assert_string_equal(twofold_solved_text((twofold_solved)9, TWOFOLD_EN), "");
    assert_string_equal(twofold_trend_text(TWOFOLD_TREND_FALLING, TWOFOLD_ZH), "单调下降");
    twofold_plan_free(plan);
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    twofold_plan *plan = tf_read_plan(FIRM);
    const twofold_solve_options options = {
        .struct_size = sizeof options, .from = "1M CNY", .to = "100M CNY"};
    for (int once = 0; once < 2; once++)
        for (size_t k = 0;; k += k < 400 ? 1 : 7) {
            struct tf_failing failing = tf_failing_at(k, once);
            const twofold_context context = tf_failing_context(&failing);
            twofold_solution solution = {.roots = 77};
            const twofold_status status = twofold_solve(plan, "late", "a.p.at-full.output",
                                                        &options, &context, &solution, NULL);
            assert_int_equal(status, failing.failed > 0 ? TWOFOLD_E_MEMORY : TWOFOLD_OK);
            assert_true(tf_failing_clean(&failing));
            if (status == TWOFOLD_OK) break;
            assert_int_equal(solution.roots, 77);
        }
    twofold_plan_free(plan);
}

/* ---- The method ---- */

static double cubic(void *user, double x)
{
    ++*(unsigned *)user;
    return (x - 1) * (x * x + 1);
}

static double flat_root(void *user, double x)
{
    ++*(unsigned *)user;
    return x * x * x * x * x * x * x * x * x;
}

static double wall(void *user, double x)
{
    ++*(unsigned *)user;
    return x < 1.0 / 3 ? -1e300 : 1e-3;
}

static double hole(void *user, double x)
{
    ++*(unsigned *)user;
    return x > 0.4 && x < 0.6 ? (double)NAN : x - 0.5;
}

static struct tf_bracket brent(tf_function *f, double a, double b, unsigned *calls)
{
    *calls = 0;
    const struct tf_point from = {a, f(calls, a)}, to = {b, f(calls, b)};
    return tf_brent(f, calls, from, to);
}

static void the_method(void **state)
{
    (void)state;
    unsigned calls;
    struct tf_bracket r = brent(cubic, -3, 4, &calls);
    assert_near(r.best.x, 1);
    assert_true(calls < 25);
    r = brent(flat_root, -1, 4, &calls); /* Brent's own hard case: a root of order nine */
    assert_true(fabs(r.best.x) < 1e-30 && calls < 500);
    r = brent(wall, 0, 1, &calls);
    assert_true(fabs(r.best.x - 1.0 / 3) < 1e-15 && fabs(r.other.x - r.best.x) < 1e-14);
    assert_true(r.best.y == 1e-3 && r.other.y < 0 && calls < 500);
    r = brent(hole, 0, 1, &calls);
    assert_false(isnan(r.best.y));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_verb_has_its_closed_form),
        cmocka_unit_test(ramps_delays_and_dates),
        cmocka_unit_test(roots_are_none_or_several),
        cmocka_unit_test(of_many),
        cmocka_unit_test(stretches_have_ends),
        cmocka_unit_test(options_count),
        cmocka_unit_test(uncertain_gives_bounds),
        cmocka_unit_test(faults_name_what_is_wrong),
        cmocka_unit_test(every_allocation_may_fail),
        cmocka_unit_test(the_method),
    };
    return cmocka_run_group_tests_name("target: solve", tests, NULL, NULL);
}
