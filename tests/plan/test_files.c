/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables that a plan names: read once, shared with copies, refused with a reason. */
#include "plan_test.h"

#include "plan/files.h"
#include "support/failing.h"

/* A reader of one file, "a.csv", in two pieces. */
struct shelf {
    const char *text;
    twofold_status status; /* of other names */
    size_t asked;
};

static twofold_status read_shelf(void *user, const char *name, twofold_sink sink, void *to)
{
    struct shelf *shelf = user;
    shelf->asked++;
    if (strcmp(name, "a.csv") != 0) return shelf->status;
    const size_t half = strlen(shelf->text) / 2;
    if (!sink(to, shelf->text, half)) return TWOFOLD_E_OUTPUT;
    if (!sink(to, shelf->text + half, strlen(shelf->text + half))) return TWOFOLD_E_OUTPUT;
    return TWOFOLD_OK;
}

static twofold_status ask(struct tf_tree *tree, const char *name, twofold_faults *faults,
                          const twofold_csv **table)
{
    struct tf_node *named = tf_node_new(tree, TF_SCALAR);
    if (named == NULL) return TWOFOLD_E_MEMORY;
    named->text = name;
    named->text_size = (uint32_t)strlen(name);
    named->key = "actuals";
    named->key_size = 7;
    named->line = 4;
    named->column = 10;
    tf_node_append(tree->root, named);
    return tf_files_table(tree, named, faults, table);
}

static void each_is_read_once(void **state)
{
    (void)state;
    struct shelf shelf = {"id,land\na,5\n", TWOFOLD_OK, 0};
    struct tf_tree *tree = NULL, *copy = NULL;
    twofold_faults *faults = NULL;
    const twofold_csv *table = NULL, *again = NULL;
    assert_int_equal(tf_tree_new(NULL, &tree), TWOFOLD_OK);
    assert_int_equal(tf_faults_new(NULL, &faults), TWOFOLD_OK);
    tf_files_open(tree, read_shelf, &shelf, 100);
    assert_null(tf_files_find(tree, "a.csv"));
    assert_int_equal(ask(tree, "a.csv", faults, &table), TWOFOLD_OK);
    assert_int_equal(ask(tree, "a.csv", faults, &again), TWOFOLD_OK);
    assert_ptr_equal(table, again);
    assert_int_equal(shelf.asked, 1);
    assert_int_equal(tree->files.left, 100 - 12);
    tf_files_close(tree);
    /* a copy outlives the tree */
    assert_int_equal(tf_tree_copy(tree, NULL, &copy), TWOFOLD_OK);
    tf_tree_free(tree);
    table = tf_files_find(copy, "a.csv");
    assert_string_equal(twofold_csv_at(table, 0, 1).text, "5");
    assert_int_equal(ask(copy, "a.csv", faults, &again), TWOFOLD_OK);
    assert_ptr_equal(table, again);
    assert_int_equal(twofold_faults_count(faults), 0);
    tf_tree_free(copy);
    twofold_faults_free(faults);
}

static void what_cannot_be_had_is_told(void **state)
{
    static const struct {
        const char *name;
        twofold_reader read;
        twofold_status status;
        const char *said;
    } cases[] = {
        {"b.csv", NULL, TWOFOLD_OK,
         "4:10 actuals: cannot read the file b.csv; expected a plan loaded from a file, or a "
         "reader"},
        {"b.csv", read_shelf, TWOFOLD_E_NOT_FOUND,
         "4:10 actuals: cannot read the file b.csv; expected a file in the plan's folder"},
        {"../b.csv", read_shelf, TWOFOLD_E_ARGUMENT,
         "4:10 actuals: cannot read the file ../b.csv; expected a path below the plan's folder, "
         "without .. and links"},
        {"b.csv", read_shelf, TWOFOLD_E_FILE,
         "4:10 actuals: cannot read the file b.csv; expected a file that can be read"},
        {"a.csv", read_shelf, TWOFOLD_OK, "a.csv:2:2: fields in this row: 1; expected 2"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct shelf shelf = {"id,land\na\n", cases[i].status, 0};
        struct tf_tree *tree = NULL;
        twofold_faults *faults = NULL;
        const twofold_csv *table = NULL;
        char said[200];
        assert_int_equal(tf_tree_new(NULL, &tree), TWOFOLD_OK);
        assert_int_equal(tf_faults_new(NULL, &faults), TWOFOLD_OK);
        tf_files_open(tree, cases[i].read, &shelf, 100);
        assert_int_equal(ask(tree, cases[i].name, faults, &table), TWOFOLD_OK);
        assert_null(table);
        assert_true(tree->root->last->bad && tree->root->bad_inside);
        /* and once only */
        assert_int_equal(ask(tree, cases[i].name, faults, &table), TWOFOLD_OK);
        assert_null(table);
        assert_int_equal(twofold_faults_count(faults), 1);
        const twofold_fault fault = twofold_faults_at(faults, 0);
        (void)twofold_fault_text(&fault, TWOFOLD_EN, said, sizeof said);
        assert_string_equal(said, cases[i].said);
        twofold_faults_free(faults);
        tf_tree_free(tree);
    }
}

static void files_have_a_limit(void **state)
{
    (void)state;
    struct shelf shelf = {"id,land\na,5\n", TWOFOLD_OK, 0};
    for (size_t most = 0; most <= 12; most++) {
        struct tf_tree *tree = NULL;
        twofold_faults *faults = NULL;
        const twofold_csv *table = NULL;
        assert_int_equal(tf_tree_new(NULL, &tree), TWOFOLD_OK);
        assert_int_equal(tf_faults_new(NULL, &faults), TWOFOLD_OK);
        tf_files_open(tree, read_shelf, &shelf, most);
        assert_int_equal(ask(tree, "a.csv", faults, &table), TWOFOLD_OK);
        assert_int_equal(table != NULL, most == 12);
        if (table == NULL)
            assert_int_equal(twofold_faults_at(faults, 0).code, TWOFOLD_FAULT_TOO_LARGE);
        twofold_faults_free(faults);
        tf_tree_free(tree);
    }
}

static twofold_status all_of_it(const twofold_context *context, struct shelf *shelf)
{
    struct tf_tree *tree = NULL, *copy = NULL;
    twofold_faults *faults = NULL;
    const twofold_csv *table = NULL;
    twofold_status status = tf_tree_new(context, &tree);
    if (status == TWOFOLD_OK) tf_files_open(tree, read_shelf, shelf, 100);
    if (status == TWOFOLD_OK) status = tf_faults_new(context, &faults);
    if (status == TWOFOLD_OK) status = ask(tree, "a.csv", faults, &table);
    if (status == TWOFOLD_OK) status = ask(tree, "b.csv", faults, &table);
    if (status == TWOFOLD_OK) status = tf_tree_copy(tree, context, &copy);
    tf_tree_free(tree);
    tf_tree_free(copy);
    twofold_faults_free(faults);
    return status;
}

static void memory_may_run_out(void **state)
{
    (void)state;
    for (int once = 0; once < 2; once++)
        for (size_t k = 0;; k++) {
            struct shelf shelf = {"id,land\na,5\n", TWOFOLD_E_NOT_FOUND, 0};
            struct tf_failing failing = tf_failing_at(k, once);
            const twofold_context context = tf_failing_context(&failing);
            const twofold_status status = all_of_it(&context, &shelf);
            assert_true(status == TWOFOLD_OK || status == TWOFOLD_E_MEMORY);
            assert_true(tf_failing_clean(&failing));
            if (status == TWOFOLD_OK) break;
            assert_true(k < 1000);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_is_read_once),
        cmocka_unit_test(what_cannot_be_had_is_told),
        cmocka_unit_test(files_have_a_limit),
        cmocka_unit_test(memory_may_run_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
