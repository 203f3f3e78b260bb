/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Overrides on the text: what a field becomes, and where it says it comes from. */
#include "plan_test.h"

static const char plan_text[] =
    HEAD "as-of: 2021-12\n"
         "assumptions: {half: 20亿元, usd: {value: 6.45元, why: mean}}\n"
         "price: {2022: 98%, 2023: 90%}\n"
         "enterprises:\n"
         "  a:\n"
         "    existing: {output: $half, jobs: 300+, growth: 4%}\n"
         "    projects:\n"
         "      p: {start: 2022, built: start + 12 months, full: 2025, delay: {built: 3 months},\n"
         "          at-full: {output: 26亿元, jobs: 100}, assume: {land: ~200亩}}\n"
         "pipeline: {at-full: {output: 2亿元}, projects: {x: {zh: X}}}\n"
         "scenarios:\n"
         "  late:\n"
         "    set: {a.p.delay: {start: 6 months}, a.p.land: 300亩}\n"
         "  cheap: {set: {price: x 50%}}\n"
         "  both: {based-on: [late, cheap], set: {a.p.land: x 200%}}\n"
         "  last: {based-on: both, set: {price: {2024: 80%}}}\n";

/* Applies one override to a copy; returns the copy and its faults. */
static struct tf_tree *edit(const struct tf_tree *tree, const char *path, const char *text,
                            twofold_faults **faults)
{
    struct tf_tree *copy;
    struct tf_node *value;
    assert_int_equal(tf_tree_copy(tree, NULL, &copy), TWOFOLD_OK);
    assert_int_equal(tf_faults_new(NULL, faults), TWOFOLD_OK);
    assert_int_equal(tf_yaml_value(copy, text, strlen(text), path, *faults, &value), TWOFOLD_OK);
    assert_non_null(value);
    value->key = path;
    value->key_size = (uint32_t)strlen(path);
    assert_int_equal(tf_edit(copy, value, TF_EDIT_OVERRIDE, *faults, NULL), TWOFOLD_OK);
    return copy;
}

static void values_are_replaced(void **state)
{
    (void)state;
    static const struct {
        const char *path, *text, *at, *becomes;
    } cases[] = {
        {"a.p.full", "2026", "a.p.full", "2026"},
        {"a.p.at-full.output", "30亿元", "a.p.at-full.output", "30亿元"},
        {"a.p.land", "10亩", "a.p.land", "10亩"}, /* also where it stood under assume */
        {"a.p.trial", "2023", "a.p.trial", "2023"},
        {"price", "{2025: 80%}", "price.2025", "80%"},
        {"price.2024", "85%", "price.2024", "85%"},
        {"a.price.2023", "85%", "a.price.2023", "85%"},
        {"a.p.delay.full", "2 months", "a.p.delay.full", "2 months"},
        {"usd", "6.5元", "assumptions.usd.value", "6.5元"},
        {"$half", "21亿元", "half", "21亿元"},
        {"a.p.zh", "x 95%", "a.p.zh", "x 95%"}, /* a text is no number */
        {"a.p.at-full.output", "x 110%", "a.p.at-full.output", "2860000000 CNY"},
        {"a.existing.output", "x 50%", "a.existing.output", "1000000000 CNY"},
        {"a.existing.jobs", "x 2", "a.existing.jobs", "600+"},
        {"a.existing.growth", "x 50%", "a.existing.growth", "2%"},
        {"price.2024", "x 50%", "price.2024", "45%"}, /* of the level that holds then */
        {"a.price", "x 95%", "a.price", "95%"},       /* an absent lever is 100% */
        {"a.price.2023", "x 95%", "a.price.2023", "95%"},
        {"price", "x 50%", "price.2022", "49%"},
        {"a.p.start", "+ 6 months", "a.p.start", "2022 + 6 months"},
        {"a.p.built", "+ 6 months", "a.p.built", "start + 12 months + 6 months"},
        {"a.p.delay.built", "+ 2 months", "a.p.delay.built", "5 months"},
        {"a.p.delay.start", "+ 2 months", "a.p.delay.start", "2 months"},
        {"pipeline.x.at-full.output", "x 50%", "pipeline.x.at-full.output", "100000000 CNY"},
    };
    struct tf_tree *tree = read_good(plan_text);
    for (size_t i = 0; i < COUNT(cases); i++) {
        twofold_faults *faults;
        struct tf_tree *copy = edit(tree, cases[i].path, cases[i].text, &faults);
        assert_int_equal(twofold_faults_count(faults), 0);
        assert_int_equal(tf_check(copy, faults), TWOFOLD_OK);
        const struct tf_node *node = node_at(copy, cases[i].at);
        if (node == NULL) fail_msg("nothing at %s", cases[i].at);
        twofold_number wanted, got;
        const bool is_number =
            twofold_number_parse(cases[i].becomes, strlen(cases[i].becomes), &wanted) ==
                TWOFOLD_FAULT_NONE &&
            twofold_number_parse(node->text, node->text_size, &got) == TWOFOLD_FAULT_NONE;
        if (is_number) {
            assert_true(wanted.value == got.value && wanted.mark == got.mark);
            assert_int_equal(wanted.unit.dimension, got.unit.dimension);
        } else {
            assert_string_equal(node->text, cases[i].becomes);
        }
        assert_true(node->overridden && node->assumed);
        assert_int_equal(node->line, 0);
        assert_int_equal(twofold_faults_count(faults), 0);
        twofold_faults_free(faults);
        tf_tree_free(copy);
    }
    tf_tree_free(tree);
}

static void the_whole_field_is_replaced(void **state)
{
    (void)state;
    twofold_faults *faults;
    struct tf_tree *tree = read_good(plan_text);
    struct tf_tree *copy = edit(tree, "a.p.delay", "{start: 1 months}", &faults);
    assert_int_equal(tf_check(copy, faults), TWOFOLD_OK);
    assert_null(node_at(copy, "a.p.delay.built"));
    assert_string_equal(node_at(copy, "a.p.delay.start")->text, "1 months");
    assert_string_equal(node_at(tree, "a.p.delay.built")->text, "3 months"); /* the plan stays */
    twofold_faults_free(faults);
    tf_tree_free(copy);
    tf_tree_free(tree);
}

static void faulty_overrides_are_told(void **state)
{
    (void)state;
    static const struct {
        const char *path, *text;
        twofold_fault_code code;
    } cases[] = {
        {"a.q.start", "2022", TWOFOLD_FAULT_UNKNOWN_PATH},
        {"enterprises.b.zh", "B", TWOFOLD_FAULT_UNKNOWN_PATH},
        {"a.p.at-full.tax", "x 90%", TWOFOLD_FAULT_NOT_RELATIVE},
        {"a.p.full", "x 90%", TWOFOLD_FAULT_NOT_RELATIVE},
        {"a.p.end", "+ 3 months", TWOFOLD_FAULT_NOT_RELATIVE},
        {"a.p.land", "+ 3 months", TWOFOLD_FAULT_NOT_RELATIVE},
        {"a.p.start", "+ 3 cows", TWOFOLD_FAULT_BAD_DURATION},
        {"a.p.at-full.output", "x 3亿元", TWOFOLD_FAULT_WRONG_DIMENSION},
        {"a.existing.growth.2023", "4%", TWOFOLD_FAULT_WRONG_SHAPE},
    };
    struct tf_tree *tree = read_good(plan_text);
    for (size_t i = 0; i < COUNT(cases); i++) {
        twofold_faults *faults;
        struct tf_tree *copy = edit(tree, cases[i].path, cases[i].text, &faults);
        assert_int_equal(twofold_faults_count(faults), 1);
        const twofold_fault fault = twofold_faults_at(faults, 0);
        assert_int_equal(fault.code, cases[i].code);
        assert_string_equal(fault.path, cases[i].path);
        assert_int_equal(fault.line, 0);
        twofold_faults_free(faults);
        tf_tree_free(copy);
    }
    tf_tree_free(tree);
}

static void scenarios_apply_in_order(void **state)
{
    (void)state;
    twofold_faults *faults;
    struct tf_tree *tree = read_good(plan_text), *copy;
    assert_int_equal(tf_faults_new(NULL, &faults), TWOFOLD_OK);
    assert_int_equal(tf_tree_copy(tree, NULL, &copy), TWOFOLD_OK);
    const struct tf_node *order[TF_SCENARIOS];
    size_t count;
    assert_true(tf_scenarios_named(tree, "last", order, &count));
    assert_int_equal(tf_scenarios_apply(copy, order, count, faults), TWOFOLD_OK);
    assert_int_equal(tf_check(copy, faults), TWOFOLD_OK);
    assert_int_equal(twofold_faults_count(faults), 0);
    const struct tf_node *land = node_at(copy, "a.p.land");
    assert_int_equal(land->line, 18); /* of `both`, which changed what `late` had set */
    twofold_number number;
    assert_int_equal(twofold_number_parse(land->text, land->text_size, &number),
                     TWOFOLD_FAULT_NONE);
    assert_true(number.value == 600);
    assert_string_equal(node_at(copy, "a.p.delay.start")->text, "6 months");
    assert_int_equal(node_at(copy, "a.p.delay.start")->line, 16);
    assert_null(node_at(copy, "price.2022")); /* the last set wins, whole */
    assert_string_equal(node_at(copy, "price.2024")->text, "80%");
    twofold_faults_free(faults);
    tf_tree_free(copy);
    tf_tree_free(tree);
}

static void the_order_of_scenarios_is_depth_first(void **state)
{
    (void)state;
    struct tf_tree *tree = read_good(HEAD "scenarios:\n"
                                          "  a: {based-on: [b, c]}\n"
                                          "  b: {based-on: d}\n"
                                          "  c: {based-on: [d, e]}\n"
                                          "  d: {set: {price: 95%}}\n"
                                          "  e: {based-on: [a]}\n");
    const struct tf_node *order[TF_SCENARIOS], *closing;
    size_t count;
    assert_true(tf_scenarios_named(tree, "c+d", order, &count));
    assert_int_equal(count, 5); /* d, e's a and b, c: d is there already */
    assert_false(tf_scenarios_named(tree, "a+", order, &count));
    assert_false(tf_scenarios_named(tree, "a+nobody", order, &count));
    const struct tf_node *a = tf_node_child(tf_node_find(tree->root, TF_KEY_SCENARIOS), "a", 1);
    count = tf_scenario_order(a, order, 0, &closing);
    char text[16] = "";
    for (size_t i = 0; i < count; i++) strcat(text, order[i]->key);
    assert_string_equal(text, "dbeca");
    assert_non_null(closing); /* e is based on a again */
    assert_int_equal(closing->line, 9);
    tf_tree_free(tree);
}

static void models_are_made_and_shared(void **state)
{
    (void)state;
    twofold_plan *plan = read_plan(plan_text);
    const struct tf_model *own, *again, *late, *set;
    const char *const overrides[] = {"a.p.land = 5亩", "price={2023: 90%}"};
    assert_int_equal(tf_plan_model(plan, NULL, NULL, 0, NULL, &own, NULL), TWOFOLD_OK);
    assert_int_equal(tf_plan_model(plan, "", NULL, 0, NULL, &again, NULL), TWOFOLD_OK);
    assert_ptr_equal(own, again);
    assert_int_equal(tf_plan_model(plan, "late", NULL, 0, NULL, &late, NULL), TWOFOLD_OK);
    assert_int_equal(tf_plan_model(plan, "late", overrides, 2, NULL, &set, NULL), TWOFOLD_OK);
    twofold_plan_free(plan); /* the models hold what they need */
    assert_int_equal(late->entity_count, own->entity_count);
    assert_int_equal(set->entity_count, own->entity_count);
    tf_model_free(own);
    tf_model_free(again);
    tf_model_free(late);
    tf_model_free(set);
    tf_model_free(NULL);
}

static void faulty_overrides_refuse_the_model(void **state)
{
    (void)state;
    static const char *const overrides[] = {"a.p.land=lots", "a.q=3", "no equals sign",
                                            "price={2023: 90%", "a.p.at-full={ouput: 3}"};
    twofold_plan *plan = read_plan(plan_text);
    const struct tf_model *model = NULL;
    assert_int_equal(tf_plan_model(plan, "nobody", NULL, 0, NULL, &model, NULL),
                     TWOFOLD_E_NOT_FOUND);
    for (size_t i = 0; i < COUNT(overrides); i++) {
        twofold_faults *faults = NULL;
        assert_int_equal(tf_plan_model(plan, NULL, &overrides[i], 1, NULL, &model, &faults),
                         TWOFOLD_E_PLAN);
        assert_int_equal(twofold_faults_of(faults, TWOFOLD_ERROR), 1);
        assert_int_equal(twofold_faults_at(faults, 0).line == 0 ||
                             twofold_faults_at(faults, 0).severity != TWOFOLD_ERROR,
                         1);
        twofold_faults_free(faults);
    }
    assert_null(model);
    twofold_plan_free(plan);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_replaced),
        cmocka_unit_test(the_whole_field_is_replaced),
        cmocka_unit_test(faulty_overrides_are_told),
        cmocka_unit_test(scenarios_apply_in_order),
        cmocka_unit_test(the_order_of_scenarios_is_depth_first),
        cmocka_unit_test(models_are_made_and_shared),
        cmocka_unit_test(faulty_overrides_refuse_the_model),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
