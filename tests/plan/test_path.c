/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan_test.h"

static const char plan_text[] =
    HEAD "rates: {USD: $usd}\n"
         "assumptions: {usd: {value: 6.45元, why: mean}, half: 3亿元}\n"
         "clusters: {machinery: {zh: 机械}}\n"
         "zones: {core: {land-reserved: 5亩}}\n"
         "kpis: {visits: {unit: visits}}\n"
         "price: {2023: 95%}\n"
         "enterprises:\n"
         "  heli:\n"
         "    cluster: machinery\n"
         "    existing: {output: $half, utilisation: 80%}\n"
         "    projects:\n"
         "      site: {start: 2022, built: 2023, full: 2025, at-full: {output: 26亿元}}\n"
         "pipeline: {chance: 30%, projects: {juye: {cluster: machinery}}}\n"
         "targets: {t: {double: output, of: heli, base: 2021, by: 2025}}\n"
         "scenarios: {late: {set: {price.2023: 90%}}}\n";

static bool find(const struct tf_tree *tree, const char *path, bool make, struct tf_place *place)
{
    return tf_path_find(tree, path, strlen(path), make, place);
}

static void what_stands_there_is_found(void **state)
{
    (void)state;
    static const struct {
        const char *path, *text;
    } cases[] = {
        {"plan", "Test"},
        {"heli.site.start", "2022"},
        {"enterprises.heli.projects.site.start", "2022"},
        {"enterprises.heli.site.start", "2022"},
        {"heli.assume.site.start", "2022"},
        {"heli.site.at-full.output", "26亿元"},
        {"heli.existing.utilisation", "80%"},
        {"price.2023", "95%"},
        {"rates.USD", "$usd"},
        {"pipeline.juye.cluster", "machinery"},
        {"pipeline.projects.juye.cluster", "machinery"},
        {"machinery.zh", "机械"},
        {"core.land-reserved", "5亩"},
        {"half", "3亿元"},
        {"$half", "3亿元"},
        {"assumptions.half", "3亿元"},
        {"usd.value", "6.45元"},
        {"targets.t.by", "2025"},
        {"kpis.visits.unit", "visits"},
        {"scenarios.late.set.price.2023", "90%"},
    };
    struct tf_tree *tree = read_good(plan_text);
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct tf_place place;
        if (!find(tree, cases[i].path, false, &place)) fail_msg("not found: %s", cases[i].path);
        if (place.node == NULL) fail_msg("nothing there: %s", cases[i].path);
        assert_string_equal(place.node->text, cases[i].text);
    }
    tf_tree_free(tree);
}

static void what_could_stand_there_is_a_place(void **state)
{
    (void)state;
    static const struct {
        const char *path;
        size_t steps;
        enum tf_takes takes;
    } cases[] = {
        {"heli.site.delay.built", 2, TF_TAKES_DURATION},
        {"heli.site.delay", 1, TF_TAKES_MAP},
        {"heli.existing.end", 1, TF_TAKES_MOMENT},
        {"machinery.price", 1, TF_TAKES_STEPS},
        {"machinery.price.2024Q1", 2, TF_TAKES_NUMBER},
        {"price.2024", 1, TF_TAKES_NUMBER},
        {"heli.site.at-trial.visits", 2, TF_TAKES_STEPS},
        {"heli.actual.visits.2021-01..2021-11", 3, TF_TAKES_NUMBER},
        {"pipeline.juye.at-full.output", 2, TF_TAKES_STEPS},
        {"heli.site.follows", 1, TF_TAKES_FOLLOWS},
        {"currency", 1, TF_TAKES_CURRENCY},
    };
    struct tf_tree *tree = read_good(plan_text);
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct tf_place place;
        if (!find(tree, cases[i].path, false, &place)) fail_msg("not found: %s", cases[i].path);
        assert_null(place.node);
        assert_non_null(place.above);
        assert_int_equal(place.step_count, cases[i].steps);
        assert_int_equal(tf_place_takes(&place), cases[i].takes);
    }
    tf_tree_free(tree);
}

static void what_leads_nowhere_is_told(void **state)
{
    (void)state;
    static const struct {
        const char *path;
        size_t failed;
        const char *nearest;
    } cases[] = {
        {"", 0, ""},
        {"hali.base.start", 0, "heli"},
        {"heli.siet.start", 5, "site"},
        {"heli.site.strat", 10, "start"},
        {"heli.site.at-full.ouput", 18, "output"},
        {"heli..start", 5, NULL},
        {"heli.site.start.2023", 16, ""},
        {"heli.site.", 10, NULL},
        {"price.next", 6, NULL},
        {"heli.output", 5, NULL},
        {"$nothing", 0, ""},
        {"new-firm", 0, ""},
        {"enterprises.new-firm.zh", 12, NULL},
    };
    struct tf_tree *tree = read_good(plan_text);
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct tf_place place;
        if (find(tree, cases[i].path, false, &place)) fail_msg("found: %s", cases[i].path);
        assert_int_equal(place.failed, cases[i].failed);
        if (cases[i].nearest != NULL) assert_string_equal(place.nearest, cases[i].nearest);
    }
    tf_tree_free(tree);
}

static void drafts_make_ids_in_containers(void **state)
{
    (void)state;
    struct tf_tree *tree = read_good(plan_text);
    struct tf_place place;
    assert_true(find(tree, "enterprises.new.projects.p.at-full.output", true, &place));
    assert_int_equal(place.step_count, 5);
    assert_string_equal(place.above->key, "enterprises");
    assert_int_equal(place.kpi, TWOFOLD_KPI_OUTPUT);
    assert_true(find(tree, "targets.new.double", true, &place));
    assert_true(find(tree, "kpis.new.unit", true, &place));
    assert_true(find(tree, "sources.new", true, &place));
    assert_false(find(tree, "new.price", true, &place)); /* whose container was left out */
    assert_true(find(tree, "heli.assume.existing.tax", true, &place));
    assert_true(place.assumed);
    tf_tree_free(tree);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_stands_there_is_found),
        cmocka_unit_test(what_could_stand_there_is_a_place),
        cmocka_unit_test(what_leads_nowhere_is_told),
        cmocka_unit_test(drafts_make_ids_in_containers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
