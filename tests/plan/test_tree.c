/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan_test.h"

static void places_are_kept(void **state)
{
    (void)state;
    struct tf_tree *tree = read_good(HEAD "enterprises:\n"
                                          "  合力: {zh: 甲, existing: {output: 1亿元}}\n");
    const struct tf_node *output = node_at(tree, "合力.existing.output");
    assert_non_null(output);
    assert_int_equal(output->key_line, 5);
    assert_int_equal(output->key_column, 26); /* in characters */
    assert_int_equal(output->column, 34);
    assert_int_equal(output->kpi, TWOFOLD_KPI_OUTPUT);
    assert_int_equal(output->name, TF_IS_KPI);
    assert_string_equal(output->text, "1亿元");
    tf_tree_free(tree);
}

static void a_byte_order_mark_is_skipped(void **state)
{
    (void)state;
    twofold_faults *faults;
    struct tf_tree *tree = read_tree("\xEF\xBB\xBF" HEAD "x: 1\n", true, &faults);
    assert_int_equal(tree->root->first->key_column, 1);
    assert_int_equal(twofold_faults_count(faults), 1);
    assert_int_equal(twofold_faults_at(faults, 0).line, 4);
    twofold_faults_free(faults);
    tf_tree_free(tree);
}

static void paths_leave_containers_out(void **state)
{
    (void)state;
    static const char *const paths[] = {
        "a",
        "a.existing.growth.2023",
        "a.p.at-full.output",
        "c.price",
        "pipeline.x",
        "targets.t.double",
        "price.2023",
        "park.actual.tax.2021-01..2021-10",
    };
    struct tf_tree *tree = read_good(
        HEAD "clusters: {c: {price: 95%}}\n"
             "price: {2023: 90%}\n"
             "park: {actual: {tax: {2021-01..2021-10: 1万元}}}\n"
             "enterprises:\n"
             "  a: {existing: {growth: {2023: 3%}}, projects: {p: {at-full: {output: 1亿元}}}}\n"
             "pipeline: {projects: {x: {zh: X}}}\n"
             "targets: {t: {double: output, of: a, base: 2021, by: 2025}}\n");
    for (size_t i = 0; i < COUNT(paths); i++) {
        char path[64];
        const struct tf_node *node = node_at(tree, paths[i]);
        assert_non_null(node);
        assert_int_equal(tf_node_path(node, path, sizeof path), strlen(paths[i]));
        assert_string_equal(path, paths[i]);
        assert_int_equal(tf_node_path(node, path, 3), strlen(paths[i])); /* snprintf's rules */
        assert_int_equal(strlen(path) < 3, 1);
    }
    tf_tree_free(tree);
}

static void assume_is_merged(void **state)
{
    (void)state;
    struct tf_tree *tree =
        read_good(HEAD "enterprises:\n"
                       "  a:\n"
                       "    source: report\n"
                       "    projects:\n"
                       "      p: {at-full: {output: 1亿元, assume: {tax: 5万元}}, start: 2022,\n"
                       "          assume: {at-full: {jobs: 10}, full: 2025, why: guess}}\n"
                       "    assume: {existing: {output: 2亿元}, source: hearsay}\n");
    const struct tf_node *full = node_at(tree, "a.p.at-full");
    assert_false(full->assumed);
    assert_int_equal(full->count, 3);
    assert_false(node_at(tree, "a.p.at-full.output")->assumed);
    assert_true(node_at(tree, "a.p.at-full.tax")->assumed);
    assert_true(node_at(tree, "a.p.at-full.jobs")->assumed);
    assert_true(node_at(tree, "a.existing")->assumed);
    assert_true(node_at(tree, "a.existing.output")->assumed);
    assert_null(tf_node_child(node_at(tree, "a"), "assume", 6));
    /* Each has the source that speaks of its kind. */
    assert_string_equal(tf_node_source(node_at(tree, "a.p.at-full.output")), "report");
    /* The source of another `assume` does not speak of it. */
    assert_string_equal(tf_node_source(node_at(tree, "a.p.at-full.jobs")), "");
    assert_string_equal(tf_node_why(node_at(tree, "a.p.at-full.jobs")), "guess");
    assert_string_equal(tf_node_why(node_at(tree, "a.p.start")), "");
    assert_string_equal(tf_node_source(node_at(tree, "a.existing.output")), "hearsay");
    tf_tree_free(tree);
}

static void sources_are_written_out(void **state)
{
    (void)state;
    struct tf_tree *tree = read_good(HEAD "sources: {news: Daily News}\n");
    assert_string_equal(tf_source_text(tree, "news page 3", &tree->arena), "Daily News; page 3");
    assert_string_equal(tf_source_text(tree, "news", &tree->arena), "Daily News");
    assert_string_equal(tf_source_text(tree, "a letter", &tree->arena), "a letter");
    tf_tree_free(tree);
}

static void large_mappings_find_their_children(void **state)
{
    (void)state;
    enum { MANY = 3000 };
    struct tf_text text;
    tf_text_init(&text, NULL);
    tf_text_say(&text, HEAD "enterprises:\n");
    for (int i = MANY; i-- > 0;) {
        tf_text_say(&text, "  firm-");
        tf_text_integer(&text, i);
        tf_text_say(&text, ": {}\n");
    }
    struct tf_tree *tree = read_good(text.bytes);
    const struct tf_node *map = tf_node_find(tree->root, TF_KEY_ENTERPRISES);
    assert_int_equal(map->count, MANY);
    assert_non_null(map->index);
    for (int i = 0; i < MANY; i += 7) {
        char id[32];
        const int size = snprintf(id, sizeof id, "firm-%d", i);
        const struct tf_node *node = tf_node_child(map, id, (size_t)size);
        assert_non_null(node);
        assert_int_equal(node->key_line, 5 + MANY - 1 - i);
    }
    assert_null(tf_node_child(map, "firm-x", 6));
    assert_string_equal(map->first->key, "firm-2999"); /* file order stays */
    tf_tree_free(tree);
    tf_text_clear(&text);
}

static void copies_are_independent(void **state)
{
    (void)state;
    struct tf_tree *tree = read_good(HEAD "price: {2023: 90%}\n"), *copy;
    assert_int_equal(tf_tree_copy(tree, NULL, &copy), TWOFOLD_OK);
    tf_node_remove(tf_node_find(copy->root, TF_KEY_PRICE));
    assert_non_null(node_at(tree, "price.2023"));
    assert_null(tf_node_find(copy->root, TF_KEY_PRICE));
    assert_int_equal(copy->root->count, tree->root->count - 1);
    tf_tree_free(tree);
    tf_tree_free(copy);
}

static void limits_hold(void **state)
{
    (void)state;
    const twofold_limits small = {.struct_size = sizeof small, .bytes = 20, .depth = 3};
    twofold_plan *plan = NULL;
    twofold_faults *faults = NULL;
    assert_int_equal(twofold_plan_parse(HEAD, strlen(HEAD), &small, NULL, &plan, &faults),
                     TWOFOLD_E_PLAN);
    assert_int_equal(twofold_faults_at(faults, 0).code, TWOFOLD_FAULT_TOO_LARGE);
    twofold_faults_free(faults);
    const twofold_limits flat = {.struct_size = sizeof flat, .depth = 3};
    const char deep[] = HEAD "enterprises: {a: {existing: {output: 1亿元}}}\n";
    assert_int_equal(twofold_plan_parse(deep, strlen(deep), &flat, NULL, &plan, &faults),
                     TWOFOLD_E_PLAN);
    assert_int_equal(twofold_faults_at(faults, 0).code, TWOFOLD_FAULT_TOO_DEEP);
    twofold_faults_free(faults);
    assert_null(plan);
    assert_int_equal(twofold_plan_parse(NULL, 1, NULL, NULL, &plan, NULL), TWOFOLD_E_ARGUMENT);
    assert_int_equal(twofold_plan_load("/nowhere/plan.yaml", NULL, NULL, &plan, NULL),
                     TWOFOLD_E_FILE);
}

static void many_small_values_are_refused(void **state)
{
    (void)state;
    enum { MANY = 200000 };
    const twofold_limits few = {.struct_size = sizeof few, .entities = 10};
    char *text = malloc(2 * MANY + 16);
    assert_non_null(text);
    strcpy(text, "plan: [");
    for (size_t i = 0; i < MANY; i++) memcpy(text + 7 + 2 * i, "a,", 2);
    strcpy(text + 7 + 2 * MANY, "]\n");
    twofold_plan *plan = NULL;
    twofold_faults *faults = NULL;
    assert_int_equal(twofold_plan_parse(text, strlen(text), &few, NULL, &plan, &faults),
                     TWOFOLD_E_PLAN);
    bool found = false;
    for (size_t i = 0; i < twofold_faults_count(faults); i++) {
        found = found || twofold_faults_at(faults, i).code == TWOFOLD_FAULT_TOO_LARGE;
    }
    assert_true(found);
    twofold_faults_free(faults);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(places_are_kept),
        cmocka_unit_test(a_byte_order_mark_is_skipped),
        cmocka_unit_test(paths_leave_containers_out),
        cmocka_unit_test(assume_is_merged),
        cmocka_unit_test(sources_are_written_out),
        cmocka_unit_test(large_mappings_find_their_children),
        cmocka_unit_test(copies_are_independent),
        cmocka_unit_test(limits_hold),
        cmocka_unit_test(many_small_values_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
