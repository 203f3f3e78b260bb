/* SPDX-License-Identifier: GPL-3.0-or-later
 * A test program outside the project, C99 and C++17, against an installed Twofold: each assertion.
 */
#include <twofold/cmocka.h>

TWOFOLD_FIXTURE(baishazhou, "baishazhou.yaml")

static void heli_doubles_even_late_and_cheap(void **state)
{
    twofold_assert_met(state, NULL, "heli-doubles");
    twofold_assert_met(state, "both", "heli-doubles");
    twofold_assert_doubles_by(state, "both", "heli", "output", "2021", "2025-06");
}

static void heli_misses_if_the_old_plant_moves_late(void **state)
{
    twofold_assert_met(state, "moved", "heli-doubles"); /* exactly 2.000: equality counts as met */
    twofold_assert_missed(state, "moved-and-late", "heli-doubles");
    twofold_assert_lowers(state, "moved-and-late", "park", "tax", "2025");
}

static void figures_of_the_article_are_kept(void **state)
{
    twofold_assert_reads(state, NULL, "heli.south-base", "output-per-mu", "2025", "704.6万元/亩");
    twofold_assert_reads(state, NULL, "semiconductors", "output", "2021", "2亿元");
    twofold_assert_unknown(state, NULL, "campaign"); /* firms without figures: no made-up verdict */
}

static void the_model_holds_together(void **state)
{
    twofold_assert_adds_up(state, NULL, "output");
    twofold_assert_never_falls(state, NULL, "heli.south-base", "output");
    twofold_assert_value(state, NULL, "heli", "output", "2021", 13e8, 1e-12, 0.0);
    twofold_assert_near(0.1 + 0.2, 0.3, 1e-15, 0.0);
    twofold_assert_like_file(state, "both", "both.csv", 1e-9);
    twofold_assert_expectations(state);
}

static void a_typing_error_is_refused_where_it_stands(void **state)
{
    (void)state;
    twofold_assert_refused("twofold: 1\nplan: x\nyaers: 2021..2030\n", 3, 1, "unknown-key");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(heli_doubles_even_late_and_cheap),
                                       cmocka_unit_test(heli_misses_if_the_old_plant_moves_late),
                                       cmocka_unit_test(figures_of_the_article_are_kept),
                                       cmocka_unit_test(the_model_holds_together),
                                       cmocka_unit_test(a_typing_error_is_refused_where_it_stands)};
    return cmocka_run_group_tests(tests, baishazhou_load, baishazhou_free);
}
