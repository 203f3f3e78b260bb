/* SPDX-License-Identifier: GPL-3.0-or-later
 * Is the plan still what it was made to show? A test program with cmocka, run where baishazhou.yaml
 * is; build servers read its results. The plan's own `expect` says more: twofold test. */
#include <twofold/cmocka.h>

TWOFOLD_FIXTURE(park, "baishazhou.yaml")

/* The flagship doubles, also if it is built late and sells cheaply. */
static void heli_doubles(void **state)
{
    twofold_assert_met(state, NULL, "heli-doubles");
    twofold_assert_met(state, "six-months-late+soft-prices", "heli-doubles");
    twofold_assert_doubles_by(state, "both", "heli", "output", "2021", "2025-06");
}

/* Figures of the newspaper, to the digits it printed. */
static void figures_are_kept(void **state)
{
    twofold_assert_reads(state, NULL, "heli.south-base", "output-per-mu", "2025", "704.6万元/亩");
    twofold_assert_reads(state, NULL, "yuyang.phase-1", "tax-rate", "2023", "3.33%");
}

/* What must hold of any plan. */
static void the_model_holds_together(void **state)
{
    twofold_assert_adds_up(state, "both", "output");
    twofold_assert_never_falls(state, NULL, "heli.south-base", "output");
    twofold_assert_lowers(state, "soft-prices", "park", "output", "2025");
    twofold_assert_expectations(state);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(heli_doubles),
                                       cmocka_unit_test(figures_are_kept),
                                       cmocka_unit_test(the_model_holds_together)};
    return cmocka_run_group_tests(tests, park_load, park_free);
}
