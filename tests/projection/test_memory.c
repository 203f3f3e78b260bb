/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every allocation failing in turn: a clean status, nothing leaked, nothing half made. */
#include "projection_test.h"

#include "support/failing.h"

static const char PLAN[] =
    "twofold: 1\nplan: Small\nas-of: 2021-06\nyears: 2021..2023\nrates: {USD: $usd}\n"
    "taxes: {vat: {2021: 13%, 2022: 9%}, surcharges: 12%, local-share: {vat: 50%}}\n"
    "assumptions: {usd: 6.4元}\nclusters: {c: {price: {2022: 95%}}}\nzones: {z: {land-reserved: "
    "9亩}}\n"
    "groups: {g: {members: [a]}}\nkpis: {firms: {unit: firms, kind: stock}, r: {ratio: output / "
    "firms}}\n"
    "park: {actual: {output: {2021: 90亿元}}}\nenterprises:\n"
    "  a: {cluster: c, zone: z, existing: {output: 2..3M USD, growth: 3%}, projects: {p: {built: "
    "2021,\n"
    "    full: 2022-07, at-full: {output: 2亿元, jobs: 300+}, taxes: {value-added-ratio: 20%}}, f: "
    "{produce: p.produce + 3 months,\n"
    "    follows: p, at-full: {output: 1亿元, firms: 2}}}}\n"
    "  b: {delay: {built: 3 months}}\n"
    "pipeline: {chance: 40%, projects: {q: {produce: 2022, ramp: step, at-full: {output: "
    "1亿元}}}}\n"
    "scenarios: {late: {set: {a.p.delay: {built: 6 months}}}}\n";

static bool swallow(void *user, const char *bytes, size_t size)
{
    (void)user;
    return bytes != NULL || size == 0;
}

static void expect_status(twofold_status status, const struct tf_failing *failing)
{
    assert_int_equal(status, failing->failed > 0 ? TWOFOLD_E_MEMORY : TWOFOLD_OK);
}

/* Out parameters keep these where a call fails. */
static const char KEPT;
#define UNTOUCHED ((void *)(uintptr_t)&KEPT)

static twofold_status project_once(const twofold_plan *plan, const twofold_context *context,
                                   const struct tf_failing *failing)
{
    static const char *const set[] = {"a.existing.growth=5%"};
    twofold_projection *projection = UNTOUCHED;
    twofold_faults *faults = UNTOUCHED;
    const twofold_status status =
        twofold_project(plan, "late", set, 1, context, &projection, &faults);
    expect_status(status, failing);
    if (status != TWOFOLD_OK) {
        assert_ptr_equal(projection, UNTOUCHED);
        assert_ptr_equal(faults, UNTOUCHED);
        return status;
    }
    assert_true(twofold_value(projection, "a.p", "output", "2023") == 2e8 * 0.95);
    twofold_projection_free(projection);
    twofold_faults_free(faults);
    return status;
}

static twofold_status compile_once(const twofold_plan *plan, const twofold_context *context,
                                   const struct tf_failing *failing)
{
    static const char *const vary[] = {"a.p.full", "assumptions.usd"};
    static const twofold_selection outputs[] = {{0, TWOFOLD_KPI_OUTPUT}, {0, TWOFOLD_KPI_JOBS}};
    const twofold_compile_options options = {.struct_size = sizeof options,
                                             .scenario = "late",
                                             .vary = vary,
                                             .vary_count = 2,
                                             .outputs = outputs,
                                             .output_count = 2,
                                             .frequency = TWOFOLD_QUARTER};
    twofold_compiled *compiled = UNTOUCHED;
    twofold_status status = twofold_compile(plan, &options, context, &compiled, NULL);
    expect_status(status, failing);
    if (status != TWOFOLD_OK) {
        assert_ptr_equal(compiled, UNTOUCHED);
        return status;
    }
    const twofold_batch batch = twofold_compiled_batch(compiled);
    void *workspace = UNTOUCHED;
    status = batch.workspace_new(batch.self, context, &workspace);
    expect_status(status, failing);
    if (status == TWOFOLD_OK) {
        double values[24], in[2] = {20.0, 6.4}, *out[24];
        const double *columns[2] = {&in[0], &in[1]};
        assert_int_equal(batch.outputs, COUNT(values));
        for (size_t i = 0; i < COUNT(values); i++) out[i] = &values[i];
        assert_int_equal(batch.evaluate(batch.self, workspace, 1, columns, out), TWOFOLD_OK);
        batch.workspace_free(batch.self, context, workspace);
    } else
        assert_ptr_equal(workspace, UNTOUCHED);
    twofold_compiled_free(compiled);
    return status;
}

static twofold_status all_once(struct tf_failing *failing)
{
    const twofold_context context = tf_failing_context(failing);
    twofold_plan *plan = UNTOUCHED;
    twofold_faults *faults = UNTOUCHED;
    twofold_status status =
        twofold_plan_parse(PLAN, sizeof PLAN - 1, NULL, &context, &plan, &faults);
    expect_status(status, failing);
    if (status != TWOFOLD_OK) {
        assert_ptr_equal(plan, UNTOUCHED);
        assert_ptr_equal(faults, UNTOUCHED);
        return status;
    }
    twofold_faults_free(faults);
    status = project_once(plan, &context, failing);
    if (status == TWOFOLD_OK) status = compile_once(plan, &context, failing);
    if (status == TWOFOLD_OK) {
        status = twofold_plan_write(plan, swallow, NULL);
        expect_status(status, failing);
    }
    twofold_plan_free(plan);
    return status;
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    for (int once = 0; once < 2; once++)
        for (size_t k = 0;; k++) {
            struct tf_failing failing = tf_failing_at(k, once);
            const twofold_status status = all_once(&failing);
            if (!tf_failing_clean(&failing))
                fail_msg("allocation %zu (%s): %zu bytes are left, sizes %s", k,
                         once ? "once" : "for good", failing.live,
                         failing.wrong_size ? "wrong" : "right");
            if (status == TWOFOLD_OK) break;
        }
}

/* A projection may outlive what it was made of, and its plan its last other reference. */
static void references_hold(void **state)
{
    (void)state;
    struct tf_failing failing = tf_failing_at(SIZE_MAX, false);
    const twofold_context context = tf_failing_context(&failing);
    twofold_plan *plan = NULL;
    assert_int_equal(twofold_plan_parse(PLAN, sizeof PLAN - 1, NULL, &context, &plan, NULL),
                     TWOFOLD_OK);
    twofold_projection *projection = NULL;
    assert_int_equal(twofold_project(plan, NULL, NULL, 0, &context, &projection, NULL), TWOFOLD_OK);
    twofold_plan_free(plan);
    assert_ptr_equal(twofold_projection_plan(projection), plan);
    assert_true(twofold_value(projection, "a.p", "output", "2023") == 2e8 * 0.95);
    twofold_projection_free(projection);
    assert_true(tf_failing_clean(&failing));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_allocation_may_fail),
        cmocka_unit_test(references_hold),
    };
    return cmocka_run_group_tests_name("projection: memory", tests, NULL, NULL);
}
