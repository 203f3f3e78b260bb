/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan_test.h"

#include "plan/scalar.h"

static bool is_same(const struct tf_node *a, const struct tf_node *b)
{
    if (a->shape != b->shape || a->name != b->name || a->level != b->level ||
        a->assumed != b->assumed || a->row != b->row || a->kpi != b->kpi || a->count != b->count ||
        strcmp(a->key, b->key) != 0 || strcmp(a->text, b->text) != 0) {
        return false;
    }
    const struct tf_node *x = a->first, *y = b->first;
    for (; x != NULL && y != NULL; x = x->next, y = y->next) {
        if (!is_same(x, y)) return false;
    }
    return x == NULL && y == NULL;
}

/* Reads, writes, reads: the same tree; writes again: the same bytes. */
static void check_round_trip(const char *text)
{
    twofold_plan *plan = read_plan(text);
    char *once = write_plan(plan);
    twofold_plan *again = read_plan(once);
    char *twice = write_plan(again);
    assert_string_equal(once, twice);
    if (!is_same(plan->tree->root, again->tree->root)) fail_msg("not the same plan:\n%s", once);
    assert_int_equal(twofold_assumption_count(plan), twofold_assumption_count(again));
    free(once);
    free(twice);
    twofold_plan_free(plan);
    twofold_plan_free(again);
}

static void plans_come_back(void **state)
{
    (void)state;
    static const char *const texts[] = {
        HEAD,
        HEAD "zh: \"a: b # c\"\nsources: {x: \"1, 2 {3}\", y: '- z', z: \"tab\\tline\\nend\"}\n",
        HEAD "enterprises: {}\n",
        HEAD "enterprises:\n  a: {existing: {}}\n",
        HEAD "enterprises:\n  a:\n    assume: {existing: {}}\n",
        HEAD "price: {2022: 95%}\nassume: {price: {2023: 90%}, rates: {USD: 6.45}, why: x}\n",
        HEAD "enterprises:\n"
             "  a:\n"
             "    source: s\n"
             "    existing: {output: 1亿元, assume: {jobs: 3}}\n"
             "    projects: {p: {start: 2022}}\n"
             "    assume: {source: t, existing: {tax: 2万元}, projects: {q: {start: 2023}}}\n",
        HEAD "enterprises:\n"
             "  a: {projects: {p: {produce: 2022, ramp: [60%, 80%, 100%], at-full: {jobs: 3}}}}\n"
             "groups: {g: {members: [a]}}\n"
             "expect:\n  - {kpi: jobs, of: a, in: 2025, is: 3}\n",
        "\xEF\xBB\xBF" HEAD "enterprises: {甲: {zh: 企业, actual: {tax: {2021: ~3万元}}}}\n",
    };
    for (size_t i = 0; i < COUNT(texts); i++) check_round_trip(texts[i]);
}

static void the_real_plan_comes_back(void **state)
{
    (void)state;
#ifdef TWOFOLD_REFERENCES
    char *text = read_whole(TWOFOLD_REFERENCES "/baishazhou.yaml");
    check_round_trip(text);
    free(text);
#else
    skip();
#endif
}

/* What an `assume` wrote stands in an `assume` again, behind what is reported. */
static void the_form_is_canonical(void **state)
{
    (void)state;
    twofold_plan *plan = read_plan(
        HEAD "enterprises:\n"
             "  a: {assume: {existing: {output: 1亿元}}, zh: A}   # a comment is not kept\n");
    char *text = write_plan(plan);
    assert_string_equal(text, HEAD "enterprises:\n"
                                   "  a:\n"
                                   "    zh: A\n"
                                   "    assume:\n"
                                   "      existing: {output: 1亿元}\n");
    free(text);
    twofold_plan_free(plan);
}

/* Every text comes back as it was, in lines and in braces. */
static void scalars_come_back(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",
        " a",
        "a ",
        "a: b",
        "a:b",
        "a:",
        ":a",
        "a # b",
        "a#b",
        "#a",
        "- a",
        "-a",
        "--- a",
        "...",
        "-",
        "?",
        "? a",
        "[a]",
        "{a}",
        "a, b",
        "a]",
        "'a'",
        "\"a\"",
        "a\"b",
        "a\\b",
        "a\nb",
        "a\tb",
        "\r",
        "%a",
        "@a",
        "`a",
        "*a",
        "&a",
        "!a",
        "|",
        ">",
        "~200亩",
        "5%",
        "null",
        "<<",
        "=",
        "x 95%",
        "+ 6 months",
        "\x7F",
        "\xC2\x85",
        "\xE2\x80\xA8",
        "\xEF\xBB\xBF",
        "\xF0\x9F\x98\x80",
        "中文",
        "\x01",
    };
    for (size_t i = 0; i < COUNT(texts); i++) {
        for (int in_flow = 0; in_flow < 2; in_flow++) {
            struct tf_text text;
            struct tf_out out;
            twofold_faults *faults;
            tf_text_init(&text, NULL);
            tf_out_init(&out, add_text, &text);
            tf_out_say(&out, in_flow ? "k: {x: " : "k: ");
            tf_scalar_write(&out, texts[i], strlen(texts[i]), in_flow != 0);
            tf_out_say(&out, in_flow ? ", y: z}\n" : "\n");
            assert_int_equal(tf_out_end(&out), TWOFOLD_OK);
            struct tf_tree *tree = read_tree(text.bytes, false, &faults);
            if (twofold_faults_count(faults) > 0) fail_msg("unreadable: %s", text.bytes);
            const struct tf_node *node = tree->root->first;
            if (in_flow) node = node->first;
            assert_string_equal(node->text, texts[i]);
            twofold_faults_free(faults);
            tf_tree_free(tree);
            tf_text_clear(&text);
        }
    }
}

static bool refuse(void *user, const char *bytes, size_t size)
{
    (void)user;
    (void)bytes;
    (void)size;
    return false;
}

static void a_refusing_sink_is_told(void **state)
{
    (void)state;
    twofold_plan *plan = read_plan(HEAD);
    assert_int_equal(twofold_plan_write(plan, refuse, NULL), TWOFOLD_E_OUTPUT);
    twofold_plan_free(plan);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plans_come_back),         cmocka_unit_test(the_real_plan_comes_back),
        cmocka_unit_test(the_form_is_canonical),   cmocka_unit_test(scalars_come_back),
        cmocka_unit_test(a_refusing_sink_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
