/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Past full production no ramp leaves a trace. */
#include "projection_test.h"

/* A cell past full is its level times its length, exactly: no ramp leaves a trace. The level times
 * a factor is one product, the length in years another (1/12 of a month, a whole year 1). */
static void past_full_is_level_times_length(void **state)
{
    (void)state;
    static const char *const ramps[] = {"step",     "linear",      "s-curve",         "logistic",
                                        "gompertz", "exponential", "[20%, 35%, 100%]"};
    uint64_t random = 7;
    for (int i = 0; i < 350; i++) {
        const char *ramp = ramps[i % COUNT(ramps)];
        const int output = tf_random_int(&random, 1, 999999999);
        const int built = tf_random_int(&random, 1, 12), day = tf_random_int(&random, 1, 28);
        char full[60] = "", text[600];
        if (ramp[0] != '[')
            (void)snprintf(full, sizeof full, "full: 2022-%02d-%02d, ",
                           tf_random_int(&random, 1, 12), day);
        (void)snprintf(
            text, sizeof text,
            "twofold: 1\nplan: Past full\nyears: 2021..2027\nenterprises: {a: {projects: "
            "{b: {produce: 2021-%02d-%02d, %sramp: %s,\n  at-full: {output: %d元}}}}}\n",
            built, day, full, ramp, output);
        twofold_plan *plan = tf_read_plan(text);
        assert_non_null(plan);
        twofold_projection *p = project(plan, NULL, NULL);
        const int entity = twofold_find_entity(plan, "a.b");
        const twofold_series m = twofold_series_at(p, entity, TWOFOLD_KPI_OUTPUT, TWOFOLD_MONTH);
        for (size_t j = 36; j < m.count; j++) /* from January 2024 */
            if (m.values[j] != output * (1.0 / 12.0))
                fail_msg("month %zu is %.17g:\n%s", j, m.values[j], text);
        const twofold_selection selected = {entity, TWOFOLD_KPI_OUTPUT};
        const twofold_compile_options options = {.struct_size = sizeof options,
                                                 .outputs = &selected,
                                                 .output_count = 1,
                                                 .frequency = TWOFOLD_YEAR};
        twofold_compiled *compiled = NULL;
        assert_int_equal(twofold_compile(plan, &options, NULL, &compiled, NULL), TWOFOLD_OK);
        const twofold_batch batch = twofold_compiled_batch(compiled);
        void *workspace = NULL;
        double years[7], *out[7];
        for (size_t j = 0; j < COUNT(years); j++) out[j] = &years[j];
        assert_int_equal(batch.workspace_new(batch.self, NULL, &workspace), TWOFOLD_OK);
        assert_int_equal(batch.evaluate(batch.self, workspace, 1, NULL, out), TWOFOLD_OK);
        for (size_t j = 3; j < COUNT(years); j++)
            if (years[j] != output) fail_msg("year %zu is %.17g:\n%s", j, years[j], text);
        batch.workspace_free(batch.self, NULL, workspace);
        twofold_compiled_free(compiled);
        twofold_projection_free(p);
        twofold_plan_free(plan);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(past_full_is_level_times_length),
    };
    return cmocka_run_group_tests_name("projection: past full", tests, NULL, NULL);
}
