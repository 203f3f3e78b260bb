/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan_test.h"

static void every_row_is_whole(void **state)
{
    (void)state;
    for (int i = 0; i < TF_KEYS; i++) {
        const struct tf_key *row = tf_key_row((enum tf_key_id)i);
        assert_int_equal(row->id, i);
        assert_true(row->name[0] != '\0' && row->zh[0] != '\0' && row->in != 0);
        assert_int_equal(row->need & ~row->in, 0);
        const size_t size = strlen(row->doc);
        assert_true(size > 0 && row->doc[size - 1] == '.');
        assert_int_equal(row->takes == TF_TAKES_CHOICE, row->choices[0] != '\0');
        assert_true(row->takes < TF_TAKES_COUNT);
    }
}

/* In one kind of mapping a word means one thing, in either language. */
static void names_are_unambiguous(void **state)
{
    (void)state;
    for (int i = 0; i < TF_KEYS; i++) {
        for (int j = 0; j < i; j++) {
            const struct tf_key *a = tf_key_row((enum tf_key_id)i);
            const struct tf_key *b = tf_key_row((enum tf_key_id)j);
            if ((a->in & b->in) == 0) continue;
            if (strcmp(a->name, b->name) == 0) fail_msg("%s stands twice", a->name);
            if (strcmp(a->zh, b->zh) == 0) fail_msg("%s and %s", a->name, b->name);
        }
    }
}

static void milestones_are_in_order(void **state)
{
    (void)state;
    static const char *const names[] = {"signed",  "start", "built", "trial",
                                        "produce", "full",  "end"};
    assert_int_equal(COUNT(names), TF_MILESTONES);
    for (int i = 0; i < TF_MILESTONES; i++) {
        assert_string_equal(tf_key_row((enum tf_key_id)(TF_KEY_SIGNED + i))->name, names[i]);
        assert_string_equal(tf_key_row((enum tf_key_id)(TF_KEY_DELAY_SIGNED + i))->name, names[i]);
    }
}

static void words_are_found_by_where_they_stand(void **state)
{
    (void)state;
    struct tf_tree *tree = read_good(HEAD "kpis: {visits: {unit: visits}}\n");
    const struct tf_word *kind = tf_names_find(tree->names, "kind", 4);
    assert_ptr_equal(tf_names_row(tree->names, kind, TF_KPI), tf_key_row(TF_KEY_KPI_KIND));
    assert_ptr_equal(tf_names_row(tree->names, kind, TF_ENTRY), tf_key_row(TF_KEY_KIND));
    assert_null(tf_names_row(tree->names, kind, TF_PLAN));
    assert_int_equal(tf_tree_kpi(tree, "visits", 6), TWOFOLD_KPI_COUNT);
    assert_int_equal(tf_tree_kpi(tree, "tax", 3), TWOFOLD_KPI_TAX);
    assert_int_equal(tf_tree_kpi(tree, "taxi", 4), -1);
    assert_null(tf_names_find(tree->names, "", 0));
    for (int i = 0; i < TF_KEYS; i++) { /* the hash and the table say the same */
        const struct tf_key *row = tf_key_row((enum tf_key_id)i);
        const struct tf_word *word = tf_names_find(tree->names, row->name, strlen(row->name));
        for (int inside = 1; inside < TF_INSIDE_COUNT; inside++) {
            assert_ptr_equal(tf_names_row(tree->names, word, (enum tf_inside)inside),
                             tf_key_find((enum tf_inside)inside, row->name, strlen(row->name)));
        }
    }
    tf_tree_free(tree);
}

static void choices_have_numbers(void **state)
{
    (void)state;
    const struct tf_key *spend = tf_key_row(TF_KEY_SPEND);
    assert_int_equal(tf_choice(spend, "s-curve", 7), TWOFOLD_SPEND_S_CURVE);
    assert_int_equal(tf_choice(spend, "even", 4), TWOFOLD_SPEND_EVEN);
    assert_int_equal(tf_choice(spend, "early", 5), TWOFOLD_SPEND_EARLY);
    assert_int_equal(tf_choice(spend, "late", 4), TWOFOLD_SPEND_LATE);
    assert_int_equal(tf_choice(spend, "lat", 3), -1);
    assert_int_equal(tf_choice(spend, "", 0), -1);
}

static void figures_stand_where_they_mean_something(void **state)
{
    (void)state;
    const twofold_kpi *output = twofold_kpi_at(TWOFOLD_KPI_OUTPUT);
    const twofold_kpi *land = twofold_kpi_at(TWOFOLD_KPI_LAND);
    const twofold_kpi *projects = twofold_kpi_at(TWOFOLD_KPI_PROJECTS);
    assert_true(tf_kpi_fits(TF_FIGURES, output) && !tf_kpi_fits(TF_PROJECT, output));
    assert_true(tf_kpi_fits(TF_PROJECT, land) && !tf_kpi_fits(TF_FIGURES, land));
    assert_true(tf_kpi_fits(TF_EXISTING, land) && tf_kpi_fits(TF_EXISTING, output));
    assert_true(tf_kpi_fits(TF_ACTUAL, projects) && !tf_kpi_fits(TF_EXISTING, projects));
    assert_true(tf_kpi_fits(TF_FIGURES, NULL) && !tf_kpi_fits(TF_PROJECT, NULL));
}

static void the_public_view_is_whole(void **state)
{
    (void)state;
    bool seen = false;
    const size_t count = twofold_key_count();
    assert_true(count > TF_KEYS);
    for (size_t i = 0; i < count; i++) {
        const twofold_key key = twofold_key_at(i);
        assert_true(key.name[0] != '\0' && key.where[0] != '\0' && key.takes[0] != '\0');
        seen = seen || (strcmp(key.name, "at-full") == 0 && strcmp(key.where, "project") == 0);
        if (strcmp(key.name, "lognormal") == 0) assert_true(key.later);
    }
    assert_true(seen);
    assert_string_equal(twofold_key_at(count).name, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row_is_whole),
        cmocka_unit_test(names_are_unambiguous),
        cmocka_unit_test(milestones_are_in_order),
        cmocka_unit_test(words_are_found_by_where_they_stand),
        cmocka_unit_test(choices_have_numbers),
        cmocka_unit_test(figures_stand_where_they_mean_something),
        cmocka_unit_test(the_public_view_is_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
