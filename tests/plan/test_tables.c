/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables in place of mappings of ids. Cell for cell against YAML: tests/tables; faults: tests/bad.
 */
#include "plan_test.h"

#include "plan/tables.h"
#include "support/failing.h"

/* A reader of "a.csv" and "b.csv". */
struct shelf {
    const char *a, *b;
};

static twofold_status read_shelf(void *user, const char *name, twofold_sink sink, void *to)
{
    const struct shelf *shelf = user;
    const char *text = strcmp(name, "a.csv") == 0   ? shelf->a
                       : strcmp(name, "b.csv") == 0 ? shelf->b
                                                    : NULL;
    if (text == NULL) return TWOFOLD_E_NOT_FOUND;
    return sink(to, text, strlen(text)) ? TWOFOLD_OK : TWOFOLD_E_OUTPUT;
}

static twofold_plan *read_with(const char *text, struct shelf *shelf)
{
    twofold_plan *plan = NULL;
    twofold_faults *faults = NULL;
    const twofold_status status =
        twofold_plan_parse_with(text, strlen(text), read_shelf, shelf, NULL, NULL, &plan, &faults);
    if (status != TWOFOLD_OK) {
        for (size_t i = 0; i < twofold_faults_count(faults); i++) {
            char line[500] = "";
            const twofold_fault fault = twofold_faults_at(faults, i);
            (void)twofold_fault_text(&fault, TWOFOLD_EN, line, sizeof line);
            print_error("%s\n", line);
        }
        fail_msg("status %d", (int)status);
    }
    twofold_faults_free(faults);
    return plan;
}

static void check_text(const twofold_plan *plan, const char *path, const char *text)
{
    const struct tf_node *node = node_at(plan->tree, path);
    if (node == NULL) print_error("nothing at %s\n", path);
    assert_non_null(node);
    assert_string_equal(node->text, text);
}

/* ---- Cells ---- */

static void numbers_are_written_as_plans_write_them(void **state)
{
    (void)state;
    static const struct {
        const char *cell, *unit, *text;
    } cases[] = {
        {"2.10", "亿元", "2.10亿元"},
        {"2.10亿元", "万元", "2.10亿元"}, /* its own unit stands */
        {"1,234", "", "1234"},
        {"1,234,567.5", "万元", "1234567.5万元"},
        {"-1,234", "CNY", "-1234CNY"},
        {"1,234万元", "亿元", "1234万元"},
        {"12,34", "亿元", "12,34"}, /* no grouping: left to be refused */
        {"1234,567", "亿元", "1234,567"},
        {"1,2345", "亿元", "1,2345"},
        {"1,234..2,345", "人", "1234..2345人"},
        {"~200", "亩", "~200亩"},
        {"约200", "亩", "约200亩"},
        {"300+", "人", "300人+"},
        {"300人以上", "人", "300人以上"},
        {"$usd", "元", "$usd"},
        {"lots", "元", "lots"},
        {"49.1", "%", "49.1%"},
        {"-", "元", "-"},
        {"", "元", ""},
    };
    struct tf_arena arena;
    tf_arena_init(&arena, NULL);
    for (size_t i = 0; i < COUNT(cases); i++) {
        size_t length = 0;
        const char *text = tf_cell_number(&arena, cases[i].cell, strlen(cases[i].cell),
                                          cases[i].unit, strlen(cases[i].unit), &length);
        assert_string_equal(text, cases[i].text);
        assert_int_equal(length, strlen(text));
    }
    tf_arena_clear(&arena);
}

static void blanks_around_do_not_count(void **state)
{
    (void)state;
    const char *text = " \xE3\x80\x80\xC2\xA0 a b\xE3\x80\x80 ";
    size_t size = strlen(text);
    tf_cell_trim(&text, &size);
    assert_int_equal(size, 3);
    assert_memory_equal(text, "a b", 3);
    text = "\xE3\x80\x80";
    size = 3;
    tf_cell_trim(&text, &size);
    assert_int_equal(size, 0);
}

/* ---- Rows ---- */

static void rows_are_entries(void **state)
{
    (void)state;
    struct shelf shelf = {"编号,名称,产业,现有.产值(亿元),assume.existing.growth,别名,项目.一期."
                          "投产,项目.一期.爬坡,,来源\n"
                          " xingxin ,星鑫,m,\"1,002.10\",49.1%,甲；乙,2024,60%;100%,,\n"
                          "kaixin,,,,,,,,,article\n",
                          NULL};
    twofold_plan *plan = read_with(HEAD "clusters: {m: {}}\n"
                                        "enterprises:\n"
                                        "  table: a.csv\n"
                                        "  来源: 统计\n"
                                        "  cluster: m\n"
                                        "  other-firm: {zh: 另一家}\n",
                                   &shelf);
    check_text(plan, "xingxin.zh", "星鑫");
    check_text(plan, "xingxin.existing.output", "1002.10亿元");
    check_text(plan, "xingxin.existing.growth", "49.1%");
    assert_true(node_at(plan->tree, "xingxin.existing.growth")->assumed);
    assert_false(node_at(plan->tree, "xingxin.existing.output")->assumed);
    assert_int_equal(node_at(plan->tree, "xingxin.aliases")->count, 2);
    assert_int_equal(node_at(plan->tree, "xingxin.一期.ramp")->count, 2);
    check_text(plan, "xingxin.一期.produce", "2024");
    check_text(plan, "xingxin.source", "统计");
    check_text(plan, "kaixin.source", "article");
    check_text(plan, "kaixin.cluster", "m");
    /* An empty cell is nothing, not even a plant. */
    assert_null(node_at(plan->tree, "kaixin.existing"));
    assert_null(node_at(plan->tree, "other-firm.source"));
    assert_true(twofold_find_entity(plan, "other-firm") >= 0);
    /* Places: of a cell in the table, of a default in the plan. */
    assert_string_equal(tf_node_file(node_at(plan->tree, "xingxin.existing.output")), "a.csv");
    assert_int_equal(node_at(plan->tree, "xingxin.existing.output")->line, 2);
    assert_string_equal(tf_node_file(node_at(plan->tree, "xingxin.source")), "");
    assert_int_equal(node_at(plan->tree, "xingxin.source")->line, 7);
    const twofold_assumption growth = twofold_assumption_at(plan, 0);
    assert_string_equal(growth.path, "xingxin.existing.growth");
    assert_string_equal(growth.file, "a.csv");
    assert_int_equal(growth.line, 2);
    twofold_plan_free(plan);
}

/* Any mapping of ids: also below an enterprise, own KPIs, targets, assumptions, the pipeline. */
static void many_mappings_may_be_tables(void **state)
{
    (void)state;
    static const struct {
        const char *plan, *a, *path, *text;
    } cases[] = {
        {"kpis: {table: a.csv}\nenterprises: {f: {existing: {visits: 3}}}\n",
         "id,zh,unit\nvisits,人次,visits\n", "f.existing.visits", "3"},
        {"assumptions: {table: a.csv}\nprice: {2023: $dip}\n", "编号,值,理由\ndip,95%,guess\n",
         "assumptions.dip.value", "95%"},
        {"enterprises: {f: {projects: {table: a.csv}}}\n", "id,full,at-full.jobs\np,2024,10\n",
         "f.p.full", "2024"},
        {"enterprises: {f: {assume: {projects: {表: a.csv}}}}\n", "id,full\np,2024\n", "f.p.full",
         "2024"},
        {"enterprises: {f: {projects: {q: {}}, assume: {projects: {table: a.csv}}}}\n",
         "id,full\np,2024\n", "f.p.full", "2024"},
        {"pipeline: {projects: {table: a.csv}}\n", "id,概率,投资(亿元)\np,30%,2\n",
         "pipeline.p.investment", "2亿元"},
        {"targets: {table: a.csv}\n", "id,翻番,期限\nt,产值,2025\n", "targets.t.double", "产值"},
        {"scenarios: {table: a.csv}\n", "id,zh,set.price.2023\nlow,降价,95%\n", "scenarios.low.zh",
         "降价"},
        {"zones: {table: a.csv}\nenterprises: {a: {}, b: {}}\n", "id,members,用地(亩)\nz,a;b,5\n",
         "z.land", "5亩"},
        {"park: {}\nclusters: {table: a.csv}\n", "id,price.2023,delay.built\nc,95%,3 months\n",
         "c.price.2023", "95%"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        char text[300];
        struct shelf shelf = {cases[i].a, NULL};
        (void)snprintf(text, sizeof text, "%s%s", HEAD, cases[i].plan);
        twofold_plan *plan = read_with(text, &shelf);
        check_text(plan, cases[i].path, cases[i].text);
        /* Written and read it is the same. */
        char *once = write_plan(plan);
        twofold_plan *again = read_with(once, &shelf);
        char *twice = write_plan(again);
        assert_string_equal(once, twice);
        check_text(again, cases[i].path, cases[i].text);
        free(once);
        free(twice);
        twofold_plan_free(again);
        twofold_plan_free(plan);
    }
}

/* Rows have no table any more as soon as a draft changes one of them. */
static void drafts_change_rows(void **state)
{
    (void)state;
    struct shelf shelf = {"id,existing.output\nf,1亿元\ng,2亿元\n", "id,zh\nh,海\n"};
    twofold_plan *plan =
        read_with(HEAD "enterprises: {table: a.csv, source: s}\nclusters: {}\n", &shelf);
    twofold_draft *draft = NULL;
    twofold_plan *changed = NULL;
    assert_int_equal(twofold_draft_of(plan, NULL, &draft), TWOFOLD_OK);
    twofold_plan_free(plan);
    twofold_draft_reader(draft, read_shelf, &shelf);
    assert_int_equal(twofold_draft_set(draft, "clusters", "{table: b.csv}"), TWOFOLD_OK);
    assert_int_equal(twofold_draft_finish(draft, NULL, &changed, NULL), TWOFOLD_OK);
    char *text = write_plan(changed);
    assert_non_null(strstr(text, "enterprises: {table: a.csv, source: s}\n"));
    assert_non_null(strstr(text, "clusters: {table: b.csv}\n"));
    check_text(changed, "h.zh", "海");
    free(text);
    twofold_plan_free(changed);
    assert_int_equal(twofold_draft_set(draft, "g.existing.tax", "3万元"), TWOFOLD_OK);
    assert_int_equal(twofold_draft_finish(draft, NULL, &changed, NULL), TWOFOLD_OK);
    text = write_plan(changed);
    assert_null(strstr(text, "a.csv"));
    twofold_plan *again = read_with(text, &shelf);
    check_text(again, "f.source", "s");
    check_text(again, "g.existing.tax", "3万元");
    free(text);
    twofold_plan_free(again);
    twofold_plan_free(changed);
    twofold_draft_free(draft);
}

/* A scenario's change of a row is told at its own place. */
static void scenarios_change_rows(void **state)
{
    (void)state;
    struct shelf shelf = {"id,existing.output\nf,1亿元\n", NULL};
    static const char text[] = HEAD "enterprises: {table: a.csv}\n"
                                    "scenarios: {low: {set: {f.existing.output: much}}}\n";
    twofold_plan *plan = NULL;
    twofold_faults *faults = NULL;
    assert_int_equal(
        twofold_plan_parse_with(text, strlen(text), read_shelf, &shelf, NULL, NULL, &plan, &faults),
        TWOFOLD_E_PLAN);
    const twofold_fault fault = twofold_faults_at(faults, 0);
    assert_string_equal(fault.file, "");
    assert_int_equal(fault.line, 5);
    assert_string_equal(fault.found, "much");
    twofold_faults_free(faults);
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    struct shelf shelf = {
        "id,existing.output(亿元),aliases,assume.existing.jobs\nf,1,a;b,\ng,2,,3\n"
        "f,3,,\n",
        NULL};
    static const char text[] = HEAD "enterprises: {table: a.csv, source: s, 丙: {}}\n";
    for (int once = 0; once < 2; once++) {
        for (size_t k = 0;; k++) {
            struct tf_failing failing = tf_failing_at(k, once != 0);
            const twofold_context context = tf_failing_context(&failing);
            twofold_plan *plan = NULL;
            twofold_faults *faults = NULL;
            const twofold_status status = twofold_plan_parse_with(
                text, strlen(text), read_shelf, &shelf, NULL, &context, &plan, &faults);
            assert_true(status == TWOFOLD_E_PLAN || status == TWOFOLD_E_MEMORY);
            twofold_faults_free(faults);
            assert_true(tf_failing_clean(&failing));
            if (status == TWOFOLD_E_PLAN) break;
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_written_as_plans_write_them),
        cmocka_unit_test(blanks_around_do_not_count),
        cmocka_unit_test(rows_are_entries),
        cmocka_unit_test(many_mappings_may_be_tables),
        cmocka_unit_test(drafts_change_rows),
        cmocka_unit_test(scenarios_change_rows),
        cmocka_unit_test(every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
