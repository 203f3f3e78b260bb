/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The real case's targets: both readings of the flagship (B11), and the rest. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <string.h>

#include "twofold/growth.h"
#include "twofold/target.h"

static twofold_plan *plan;

static int load(void **state)
{
    (void)state;
    return twofold_plan_load(TWOFOLD_TEST_DATA "/../examples/baishazhou.yaml", NULL, NULL, &plan,
                             NULL) == TWOFOLD_OK
               ? 0
               : -1;
}

static int unload(void **state)
{
    (void)state;
    twofold_plan_free(plan);
    return 0;
}

/* 1e-12: twelve months' rounding of some 1e-16 each, with room. */
static void assert_near(double value, double expected)
{
    if (!(fabs(value - expected) <= 1e-12 * fabs(expected)))
        fail_msg("%.17g, not %.17g", value, expected);
}

static twofold_assessment assess(const char *scenario, const char *target, const char *set)
{
    twofold_projection *projection = NULL;
    assert_int_equal(twofold_project(plan, scenario, set != NULL ? &set : NULL, set != NULL, NULL,
                                     &projection, NULL),
                     TWOFOLD_OK);
    const size_t index = twofold_find_target(plan, target);
    assert_int_not_equal(index, SIZE_MAX);
    twofold_assessment a;
    assert_int_equal(twofold_assess(projection, index, &a), TWOFOLD_OK);
    twofold_projection_free(projection);
    return a;
}

static void assert_month(twofold_period period, int year, int month)
{
    assert_int_equal(period.months, 1);
    assert_int_equal(period.month, year * 12 + month - 1);
}

/* The old plant's 13亿 is an assumption: half of the 26亿 that is to be doubling again. */
static void the_base_beside_the_old_plant(void **state)
{
    (void)state;
    const twofold_assessment a = assess(NULL, "heli-doubles", NULL);
    assert_int_equal(a.verdict, TWOFOLD_MET);
    assert_near(a.base, 13e8);
    assert_near(a.required, 26e8);
    const double plant = 13e8 * 1.03 * 1.03 * 1.03 * 1.03;
    assert_near(a.projected, 26e8 + plant);
    assert_near(a.attainment, (26e8 + plant) / 26e8);
    assert_near(a.gap, -plant);
    assert_near(a.needed_pace, pow(2.0, 0.25) - 1);
    assert_near(a.projected_pace, pow((26e8 + plant) / 13e8, 0.25) - 1);
    assert_near(a.land_part + a.intensity_part, 13e8 + plant); /* all of Heli's growth */
    /* land: 200 mu, then 569; the split of Y = A x (Y/A) by the logarithmic mean */
    const double mean = (13e8 + plant) / log((26e8 + plant) / 13e8);
    assert_near(a.land_part, mean * log(569.0 / 200.0));
    assert_true(a.known == 2 && a.of == 2);
    assert_int_equal(a.base_period.month, 2021 * 12);
    assert_int_equal(a.due.month, 2025 * 12);
    assert_month(a.first_period, 2024, 12);
    assert_month(a.held_from, 2024, 12);
    assert_int_equal(a.reported, TWOFOLD_UNKNOWN);
}

/* The other reading: the whole firm's. Exactly twice, and exactly twice is met. */
static void moved_is_exactly_twice(void **state)
{
    (void)state;
    const twofold_assessment a = assess("moved", "heli-doubles", NULL);
    assert_int_equal(a.verdict, TWOFOLD_MET);
    assert_near(a.projected / a.base, 2.0);
    assert_near(a.attainment, 1.0);
    assert_true(fabs(a.gap) <= 1e-12 * 26e8);
    assert_near(a.projected_pace, a.needed_pace);
    /* 2024: 14.2亿 of the old plant and the first year of the ramp reach 26亿 in December already
     */
    assert_month(a.first_period, 2024, 12);
    assert_month(a.held_from, 2024, 12);
    /* the plant's 200 mu go with it: 369 mu against 200 */
    assert_near(a.land_part, 13e8 / log(2.0) * log(369.0 / 200.0));
    assert_near(a.intensity_part, 13e8 - a.land_part);
}

static void moved_and_late_misses_it(void **state)
{
    (void)state;
    const twofold_assessment a = assess("moved-and-late", "heli-doubles", NULL);
    assert_int_equal(a.verdict, TWOFOLD_MISSED);
    assert_true(fabs(a.projected - 23.5735e8) < 5e3); /* 23.5735亿, as printed */
    assert_near(a.gap, 26e8 - a.projected);
    assert_month(a.first_period, 2026, 6);
    assert_month(a.held_from, 2026, 6);
}

static void late_or_cheap_still_doubles(void **state)
{
    (void)state;
    const double plant = 13e8 * 1.03 * 1.03 * 1.03 * 1.03;
    twofold_assessment a = assess("six-months-late", "heli-doubles", NULL);
    assert_int_equal(a.verdict, TWOFOLD_MET);
    /* the base as moved-and-late has it, beside the plant */
    assert_near(a.projected - plant, assess("moved-and-late", "heli-doubles", NULL).projected);
    a = assess("soft-prices", "heli-doubles", NULL);
    assert_near(a.projected, 0.95 * (26e8 + plant));
    assert_month(a.first_period, 2025, 1);
    assert_int_equal(assess("both", "heli-doubles", NULL).verdict, TWOFOLD_MET);
}

/* B13: announced as met; nothing is known of three of the four. */
static void the_campaign_is_unknown(void **state)
{
    (void)state;
    const twofold_assessment a = assess(NULL, "campaign", NULL);
    assert_int_equal(a.verdict, TWOFOLD_UNKNOWN);
    assert_int_equal(a.reported, TWOFOLD_MET);
    assert_true(a.required == 4 && a.projected == 1 && a.known == 1 && a.of == 4);
    assert_true(isnan(a.gap));
    const size_t index = twofold_find_target(plan, "campaign");
    const twofold_target target = twofold_target_at(plan, index, TWOFOLD_EN);
    assert_int_equal(target.members, 4);
    assert_string_equal(target.source, "article B13");
    twofold_projection *projection = NULL;
    assert_int_equal(twofold_project(plan, NULL, NULL, 0, NULL, &projection, NULL), TWOFOLD_OK);
    for (size_t i = 0; i < target.members; i++) {
        twofold_assessment member;
        assert_int_equal(twofold_assess_member(projection, index, i, &member), TWOFOLD_OK);
        assert_int_equal(member.verdict, i == 0 ? TWOFOLD_MET : TWOFOLD_UNKNOWN);
        assert_int_equal(member.reported, TWOFOLD_UNKNOWN);
    }
    twofold_projection_free(projection);
}

/* B2: 2.20M USD against 1.10M, whatever the yuan; known parts suffice. */
static void foreign_capital_is_met(void **state)
{
    (void)state;
    for (int i = 0; i < 2; i++) {
        const double rate = i == 0 ? 6.45 : 6.37;
        const twofold_assessment a = assess(NULL, "foreign-capital", i == 0 ? NULL : "$usd=6.37元");
        assert_int_equal(a.verdict, TWOFOLD_MET);
        assert_near(a.base, 1.10e6 * rate);
        assert_near(a.required, 2.20e6 * rate);
        assert_near(a.projected, 2.20e6 * rate);
        assert_true(a.known < a.of);
        assert_true(isnan(a.needed_pace) && isnan(a.land_part));
        assert_int_equal(a.base_period.months, 0); /* a figure */
        assert_month(a.first_period, 2021, 12);
    }
}

static void park_output_is_unknown(void **state)
{
    (void)state;
    const twofold_assessment a = assess(NULL, "park-output", NULL);
    assert_int_equal(a.verdict, TWOFOLD_UNKNOWN);
    assert_near(a.base, 13e8 + 40e8 + 2e8); /* heli, futaihong (assumed), semiconductors (B20) */
    assert_near(a.required, 55e8 * 1.12 * 1.12 * 1.12 * 1.12);
    assert_true(a.known < a.of && a.known > 0);
    assert_true(isnan(a.gap));
    assert_true(a.attainment > 1.0); /* of the parts known in both years */
    assert_int_equal(a.first_period.months, 0);
}

/* B11: 5000万 or more of tax in 2025. */
static void the_base_pays_its_tax(void **state)
{
    (void)state;
    twofold_assessment a = assess(NULL, "heli-base-tax", NULL);
    assert_int_equal(a.verdict, TWOFOLD_MET);
    assert_near(a.projected, 5e7);
    assert_month(a.first_period, 2025, 12);
    a = assess("six-months-late", "heli-base-tax", NULL);
    assert_int_equal(a.verdict, TWOFOLD_MISSED);
    assert_month(a.first_period, 2026, 6);
    a = assess("soft-prices", "heli-base-tax", NULL); /* 95% of it */
    assert_near(a.projected, 0.95 * 5e7);
    assert_int_equal(a.first_period.months, 0);
}

static void intensity_and_training(void **state)
{
    (void)state;
    twofold_assessment a = assess(NULL, "intensity", NULL);
    assert_int_equal(a.verdict, TWOFOLD_MET);
    /* the worst year is 2025: the plant grows on */
    assert_near(a.projected, (26e8 + 13e8 * 1.03 * 1.03 * 1.03 * 1.03) / 569);
    assert_near(a.required, 400e4);
    a = assess(NULL, "trained", NULL); /* B18 */
    assert_int_equal(a.verdict, TWOFOLD_MET);
    assert_near(a.projected, 10000);
    assert_month(a.first_period, 2022, 12);
}

/* B14: doubling times at the growth of January to October, as printed there. */
static void doubling_times(void **state)
{
    (void)state;
    static const double pairs[][2] = {
        {0.491, 1.735}, {0.648, 1.387}, {0.390, 2.105}, {1.179, 0.890}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        const double years = twofold_doubling_time(pairs[i][0]);
        assert_true(fabs(years - pairs[i][1]) <= 0.0006); /* 1.3875 is cut there */
        assert_near(years, log(2.0) / log(1.0 + pairs[i][0]));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_base_beside_the_old_plant),
        cmocka_unit_test(moved_is_exactly_twice),
        cmocka_unit_test(moved_and_late_misses_it),
        cmocka_unit_test(late_or_cheap_still_doubles),
        cmocka_unit_test(the_campaign_is_unknown),
        cmocka_unit_test(foreign_capital_is_met),
        cmocka_unit_test(park_output_is_unknown),
        cmocka_unit_test(the_base_pays_its_tax),
        cmocka_unit_test(intensity_and_training),
        cmocka_unit_test(doubling_times),
    };
    return cmocka_run_group_tests_name("target: Baishazhou", tests, load, unload);
}
