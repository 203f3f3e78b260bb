/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Handles are the plan's, whatever a scenario does to who there is and in which order. */
#include "projection_test.h"

static const char TEXT[] = "twofold: 1\nplan: Handles\nyears: 2021..2024\n"
                           "clusters: {x: {}, y: {}}\n"
                           "enterprises:\n"
                           "  a: {cluster: x, existing: {output: 1亿元}}\n"
                           "  b: {cluster: x, existing: {output: 2亿元}}\n"
                           "  c: {cluster: y, existing: {output: 4亿元}}\n";

/* Twelve months add up to a year but for their rounding. */
static bool is(double value, double expected)
{
    return close_to(value, expected, 12 * 1.2e-16, 0.0);
}

static void others_stay_who_they_are(void **state)
{
    (void)state;
    /* a new row "not listed" stands before the others; an enterprise moves behind them */
    static const char *const changes[] = {"a.actual={output: {2021: 1亿元}}", "a.cluster=y",
                                          "a.existing.growth=0%"};
    static const char *const firms[] = {"a", "b", "c", "b.existing", "c.existing"};
    static const double outputs[] = {1e8, 2e8, 4e8, 2e8, 4e8};
    static const double clusters[][2] = {{3e8, 4e8}, {2e8, 5e8}, {3e8, 4e8}};
    twofold_plan *plan = tf_read_plan(TEXT);
    assert_non_null(plan);
    for (size_t i = 0; i < COUNT(changes); i++) {
        twofold_projection *p = project(plan, NULL, changes[i]);
        assert_non_null(p);
        for (size_t k = 0; k < COUNT(firms); k++) {
            const twofold_selection selected = {twofold_find_entity(plan, firms[k]),
                                                TWOFOLD_KPI_OUTPUT};
            const twofold_series s =
                twofold_series_at(p, selected.entity, selected.kpi, TWOFOLD_YEAR);
            assert_int_equal(s.count, 4);
            assert_true(is(s.values[3], outputs[k]));
            assert_true(is(twofold_value(p, firms[k], "output", "2024"), outputs[k]));
            const twofold_compile_options options = {.struct_size = sizeof options,
                                                     .overrides = &changes[i],
                                                     .override_count = 1,
                                                     .outputs = &selected,
                                                     .output_count = 1,
                                                     .frequency = TWOFOLD_YEAR};
            twofold_compiled *compiled = NULL;
            assert_int_equal(twofold_compile(plan, &options, NULL, &compiled, NULL), TWOFOLD_OK);
            const twofold_batch batch = twofold_compiled_batch(compiled);
            void *workspace = NULL;
            double years[4], *out[4];
            for (size_t j = 0; j < COUNT(years); j++) out[j] = &years[j];
            assert_int_equal(batch.workspace_new(batch.self, NULL, &workspace), TWOFOLD_OK);
            assert_int_equal(batch.evaluate(batch.self, workspace, 1, NULL, out), TWOFOLD_OK);
            assert_true(is(years[3], outputs[k]));
            batch.workspace_free(batch.self, NULL, workspace);
            twofold_compiled_free(compiled);
        }
        assert_true(is(twofold_value(p, "x", "output", "2024"), clusters[i][0]));
        assert_true(is(twofold_value(p, "y", "output", "2024"), clusters[i][1]));
        assert_true(is(twofold_value(p, "park", "output", "2024"), 7e8));
        twofold_explanation *why = NULL;
        assert_int_equal(twofold_explain(p, twofold_find_entity(plan, "c"), TWOFOLD_KPI_OUTPUT,
                                         "2024", NULL, &why),
                         TWOFOLD_OK);
        assert_true(is(twofold_explanation_at(why, 0, TWOFOLD_EN).value, 4e8));
        twofold_explanation_free(why);
        twofold_projection_free(p);
    }
    twofold_plan_free(plan);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(others_stay_who_they_are)};
    return cmocka_run_group_tests_name("projection: handles", tests, NULL, NULL);
}
