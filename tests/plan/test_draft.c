/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plans built in C, the plan object and its lists, and every allocation failing in turn. */
#include "plan_test.h"

#include "support/failing.h"

static const char plan_text[] =
    HEAD "zh: 规划\n"
         "assumptions: {usd: {value: 6.45元, why: mean of 2021}}\n"
         "kpis: {visits: {zh: 人次, unit: visits}}\n"
         "enterprises:\n"
         "  a:\n"
         "    assume: {existing: {output: 1亿元, jobs: 10}, why: a guess}\n"
         "    projects:\n"
         "      p: {produce: 2022, full: 2024, at-full: {output: 2亿元, assume: {visits: 300}}}\n"
         "scenarios:\n"
         "  late: {zh: 推迟, set: {a.p.produce: + 6 months, a.p.full: 2025}}\n"
         "  later: {based-on: late, set: {a.p.full: 2026, price: x 95%}}\n";

static void set(twofold_draft *draft, const char *path, const char *text)
{
    assert_int_equal(twofold_draft_set(draft, path, text), TWOFOLD_OK);
}

static void a_plan_is_built(void **state)
{
    (void)state;
    twofold_draft *draft = NULL;
    assert_int_equal(twofold_draft_new(NULL, &draft), TWOFOLD_OK);
    set(draft, "plan", "Built, in C: a test");
    set(draft, "years", "2021..2030");
    set(draft, "kpis.visits.unit", "visits");
    set(draft, "enterprises.heli.zh", "合力");
    set(draft, "enterprises.heli.projects.base-2.start", "2022");
    set(draft, "heli.base-2.built", "2023"); /* it is there now */
    set(draft, "heli.base-2.full", "2025");
    set(draft, "heli.base-2.at-full", "{output: 26亿元, visits: 300}");
    set(draft, "heli.base-2.at-full.tax", "5000万元");
    set(draft, "heli.base-2.at-full.visits", "400");
    set(draft, "heli.assume.existing.output", "13亿元");
    set(draft, "targets.doubles.double", "output");
    set(draft, "targets.doubles.of", "heli");
    set(draft, "targets.doubles.by", "2025");
    set(draft, "scenarios.late.set", "{heli.base-2.delay: {built: 6 months}}");
    twofold_plan *plan = NULL;
    twofold_faults *faults = NULL;
    assert_int_equal(twofold_draft_finish(draft, NULL, &plan, &faults), TWOFOLD_OK);
    twofold_faults_free(faults);
    assert_string_equal(twofold_plan_name(plan, TWOFOLD_ZH), "Built, in C: a test");
    assert_true(node_at(plan->tree, "heli.existing.output")->assumed);
    assert_string_equal(node_at(plan->tree, "heli.base-2.at-full.visits")->text, "400");
    assert_int_equal(node_at(plan->tree, "heli.base-2.at-full.tax")->kpi, TWOFOLD_KPI_TAX);
    char *text = write_plan(plan);
    twofold_plan *again = read_plan(text);
    assert_int_equal(twofold_entity_count(plan), twofold_entity_count(again));
    free(text);
    twofold_plan_free(again);
    twofold_plan_free(plan);
    twofold_draft_free(draft);
    twofold_draft_free(NULL);
}

static void faults_of_drafts_have_paths(void **state)
{
    (void)state;
    twofold_draft *draft = NULL;
    twofold_plan *plan = NULL;
    twofold_faults *faults = NULL;
    assert_int_equal(twofold_draft_new(NULL, &draft), TWOFOLD_OK);
    assert_int_equal(twofold_draft_set(draft, "heli.zh", "x"), TWOFOLD_E_NOT_FOUND);
    assert_int_equal(twofold_draft_set(draft, "yaers", "2021..2030"), TWOFOLD_E_NOT_FOUND);
    assert_int_equal(twofold_draft_set(draft, "", "x"), TWOFOLD_E_NOT_FOUND);
    assert_int_equal(twofold_draft_set(draft, "price", "{2023: 3"), TWOFOLD_E_ARGUMENT);
    assert_int_equal(twofold_draft_set(draft, NULL, "x"), TWOFOLD_E_ARGUMENT);
    set(draft, "enterprises.a.projects.p", "{kind: nowhere, strat: 2022}");
    set(draft, "enterprises.price.zh", "P");
    assert_int_equal(twofold_draft_finish(draft, NULL, &plan, &faults), TWOFOLD_E_PLAN);
    assert_null(plan);
    static const char *const expected[] = {"bad-choice a.p.kind", "unknown-key a.p.strat",
                                           "reserved-id price", "missing-key "};
    size_t found = 0;
    for (size_t i = 0; i < twofold_faults_count(faults); i++) {
        char text[100];
        const twofold_fault fault = twofold_faults_at(faults, i);
        (void)snprintf(text, sizeof text, "%s %s", twofold_fault_id(fault.code), fault.path);
        assert_int_equal(fault.line, 0);
        for (size_t j = 0; j < COUNT(expected); j++) found += strcmp(text, expected[j]) == 0;
    }
    assert_int_equal(found, COUNT(expected));
    twofold_faults_free(faults);
    /* It may go on changing. */
    set(draft, "years", "2021..2030");
    set(draft, "enterprises", "{b: {existing: {}}}");
    assert_int_equal(twofold_draft_finish(draft, NULL, &plan, NULL), TWOFOLD_OK);
    twofold_plan_free(plan);
    twofold_draft_free(draft);
}

static void a_draft_of_a_plan_leaves_it_alone(void **state)
{
    (void)state;
    twofold_plan *plan = read_plan(plan_text), *changed = NULL;
    twofold_draft *draft = NULL;
    assert_int_equal(twofold_draft_of(plan, NULL, &draft), TWOFOLD_OK);
    char *before = write_plan(plan);
    twofold_plan_free(plan); /* the draft stands alone */
    set(draft, "a.existing.output", "3亿元");
    set(draft, "a.p.at-full.visits", "500");
    assert_int_equal(twofold_draft_finish(draft, NULL, &changed, NULL), TWOFOLD_OK);
    assert_string_equal(node_at(changed->tree, "a.existing.output")->text, "3亿元");
    assert_true(node_at(changed->tree, "a.existing.output")->assumed); /* as it was */
    assert_int_equal(node_at(changed->tree, "a.existing.jobs")->line, 9);
    char *after = write_plan(changed);
    assert_string_not_equal(before, after);
    free(before);
    free(after);
    twofold_plan_free(changed);
    twofold_draft_free(draft);
}

static void what_stands_in_a_plan(void **state)
{
    (void)state;
    twofold_plan *plan = read_plan(plan_text);
    int first = 0, last = 0;
    twofold_plan_years(plan, &first, &last);
    assert_int_equal(first, 2021);
    assert_int_equal(last, 2030);
    assert_string_equal(twofold_plan_name(plan, TWOFOLD_EN), "Test");
    assert_string_equal(twofold_plan_name(plan, TWOFOLD_ZH), "规划");
    assert_int_equal(twofold_scenario_count(plan), 2);
    assert_string_equal(twofold_scenario_id(plan, 0), "late");
    assert_string_equal(twofold_scenario_name(plan, 0, TWOFOLD_EN), "推迟");
    assert_string_equal(twofold_scenario_name(plan, 1, TWOFOLD_ZH), "later");
    assert_string_equal(twofold_scenario_id(plan, 2), "");
    assert_string_equal(twofold_entity_at(plan, -1, TWOFOLD_EN).path, "");
    assert_ptr_equal(twofold_plan_ref(plan), plan);
    twofold_plan_free(plan);
    twofold_plan_free(plan);
    twofold_plan_free(NULL);
}

static void assumptions_are_listed(void **state)
{
    (void)state;
    static const twofold_assumption expected[] = {
        {"assumptions.usd", "6.45元", "mean of 2021", false, 5, ""},
        {"a.existing.output", "1亿元", "a guess", false, 9, ""},
        {"a.existing.jobs", "10", "a guess", false, 9, ""},
        {"a.p.at-full.visits", "300", "", false, 11, ""},
    };
    twofold_plan *plan = read_plan(plan_text);
    const size_t count = twofold_assumption_count(plan);
    assert_true(count >= COUNT(expected));
    for (size_t i = 0; i < count; i++) {
        const twofold_assumption got = twofold_assumption_at(plan, i);
        assert_int_equal(got.by_default, i >= COUNT(expected)); /* defaults come last */
        if (got.by_default) continue;
        assert_string_equal(got.path, expected[i].path);
        assert_string_equal(got.value, expected[i].value);
        assert_string_equal(got.why, expected[i].why);
        assert_int_equal(got.line, expected[i].line);
    }
    assert_string_equal(twofold_assumption_at(plan, count).path, "");
    twofold_plan_free(plan);
}

/* Reads, models, drafts and writes with one context. */
static twofold_status do_everything(const twofold_context *context)
{
    static const char *const overrides[] = {"a.p.at-full.output=x 90%", "price={2023: 95%}"};
    twofold_plan *plan = NULL, *other = NULL;
    twofold_faults *faults = NULL;
    twofold_draft *draft = NULL;
    const struct tf_model *model = NULL;
    twofold_status status =
        twofold_plan_parse(plan_text, strlen(plan_text), NULL, context, &plan, &faults);
    twofold_faults_free(faults);
    faults = NULL;
    if (status == TWOFOLD_OK) {
        status = tf_plan_model(plan, "later", overrides, 2, context, &model, &faults);
    }
    twofold_faults_free(faults);
    tf_model_free(model);
    if (status == TWOFOLD_OK) status = twofold_draft_of(plan, context, &draft);
    if (status == TWOFOLD_OK) {
        status = twofold_draft_set(draft, "enterprises.b.existing", "{output: 3亿元}");
    }
    if (status == TWOFOLD_OK) status = twofold_draft_finish(draft, NULL, &other, NULL);
    twofold_draft_free(draft);
    twofold_plan_free(other);
    twofold_plan_free(plan);
    return status;
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    for (int once = 0; once < 2; once++) {
        for (size_t k = 0;; k++) {
            struct tf_failing failing = tf_failing_at(k, once != 0);
            const twofold_context context = tf_failing_context(&failing);
            const twofold_status status = do_everything(&context);
            assert_true(tf_failing_clean(&failing));
            if (status == TWOFOLD_OK) break;
            assert_int_equal(status, TWOFOLD_E_MEMORY);
        }
    }
}

static bool always(void *user)
{
    (void)user;
    return true;
}

static void reading_can_be_cancelled(void **state)
{
    (void)state;
    struct tf_text text;
    tf_text_init(&text, NULL);
    tf_text_say(&text, HEAD "sources:\n");
    for (int i = 0; i < 5000; i++) {
        tf_text_say(&text, "  s");
        tf_text_integer(&text, i);
        tf_text_say(&text, ": x\n");
    }
    const twofold_context context = {.struct_size = sizeof context, .cancelled = always};
    twofold_plan *plan = NULL;
    twofold_faults *faults = NULL;
    assert_int_equal(twofold_plan_parse(text.bytes, text.size, NULL, &context, &plan, &faults),
                     TWOFOLD_E_CANCELLED);
    assert_null(plan);
    assert_null(faults);
    tf_text_clear(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_plan_is_built),
        cmocka_unit_test(faults_of_drafts_have_paths),
        cmocka_unit_test(a_draft_of_a_plan_leaves_it_alone),
        cmocka_unit_test(what_stands_in_a_plan),
        cmocka_unit_test(assumptions_are_listed),
        cmocka_unit_test(every_allocation_may_fail),
        cmocka_unit_test(reading_can_be_cancelled),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
