/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `uncertain` and `correlation`: each form of writing, what is carried of it, when it applies. */
#include "bind_test.h"

#include "support/failing.h"

static const char text[] = HEAD
    "currency: CNY\n"
    "rates: {USD: $usd}\n"
    "assumptions: {usd: {value: 6..7元, why: guess}, lag: 3 months}\n"
    "clusters: {machinery: {}}\n"
    "enterprises:\n"
    "  a:\n"
    "    cluster: machinery\n"
    "    existing: {output: 8..9亿元, jobs: 300, growth: 3%, land: 200..220亩}\n"
    "    projects:\n"
    "      p:\n"
    "        start: 2022\n"
    "        built: 2023\n"
    "        produce: built + 1..3 months\n"
    "        full: 2025..2026..2028\n"
    "        investment: 15M USD\n"
    "        hiring-lead: 3 months\n"
    "        at-full: {output: 26亿元, jobs: 5..6..8, capacity: 46500 vehicles/year}\n"
    "pipeline: {chance: 40%, projects: {q: {}}}\n"
    "uncertain:\n"
    "  a.p.delay: {built: 0..3..12 months, full: 2 months}\n"
    "  a.p.at-full.output: x 85..100..105%\n"
    "  a.existing.growth: {normal: {mean: 3%, sd: 1%}}\n"
    "  machinery.price: {2023: 90..100..106%, 2024: {p10: 88%, p50: 1000‰, p90: 105%}}\n"
    "  a.p.investment: {triangular: {low: 13M USD, likely: 15M USD, high: 20M USD}}\n"
    "  a.p.start: + 0..6 months\n"
    "  a.p.built: 2023-06..2023-12\n"
    "  a.p.at-full.capacity: {discrete: {40000 vehicles/year: 30%, 4000 vehicles/month: 0.7}}\n"
    "  a.existing.jobs: {empirical: [290, 300人, 350]}\n"
    "  $lag: {gamma: {shape: 2, scale: 0.5 years}}\n"
    "  a.p.hiring-lead: {uniform: {low: 0 months, high: 6 months}}\n"
    "  pipeline.chance: {beta: {alpha: 2, beta: 3, low: 0%, high: 80%}}\n"
    "  a.existing.land: {truncated-normal: {mean: 210亩, sd: 1 ha, high: 230亩}}\n"
    "  a.p.at-full.tax: {lognormal: {sd: 100万元, mean: 1千万元/year}}\n"
    "  utilisation: {weibull: {shape: 1.5, scale: 90%}}\n"
    "  a.utilisation: {pert: {low: 80%, likely: 90%, high: 95%}}\n"
    "  a.p.full: {discrete: {2025: 50%, 2025-07: 50%}}\n"
    "  a.price: $dear\n"
    "  a.p.count: 18\n"
    "scenarios:\n"
    "  late: {set: {a.p.delay: {built: 6 months}}}\n"
    "  dear: {set: {machinery.price.2023: 110%}}\n"
    "  more: {set: {a.p.at-full: {output: 30亿元}, a.existing.output: 10亿元}}\n"
    "  both: {based-on: [late, dear]}\n"
    "correlation:\n"
    "  - {between: [a.p.delay.built, a.p.investment], is: -0.5}\n"
    "  - {among: [machinery.price.2023, utilisation, a.existing.output], is: 0.25}\n"
    "  - {between: [$usd, a.p.produce], is: 1}\n";

struct row {
    const char *path;
    twofold_distribution_kind kind;
    twofold_uncertain_change change;
    size_t count;
    double at[4];
    twofold_dimension dimension;
    bool is_date;
    const char *input; /* text of the input that stands there; NULL: none */
};

#define U(name) TWOFOLD_DISTRIBUTION_##name
#define IS TWOFOLD_UNCERTAIN_IS
#define TIMES TWOFOLD_UNCERTAIN_TIMES
#define PLUS TWOFOLD_UNCERTAIN_PLUS
#define MONTHS TWOFOLD_DURATION
static const double inf = (double)INFINITY;

/* Months from January 2021; 1 ha is 15 mu; 6000 months of vehicles are 48000 a year. */
static const struct row listed[] = {
    {"a.p.delay.built", U(PERT), IS, 3, {0, 3, 12}, MONTHS, false, NULL},
    {"a.p.delay.full", U(UNIFORM), IS, 2, {2, 2}, MONTHS, false, NULL},
    {"a.p.at-full.output", U(PERT), TIMES, 3, {0.85, 1, 1.05}, TWOFOLD_SHARE, false, "26亿元"},
    {"a.existing.growth", U(NORMAL), IS, 2, {0.03, 0.01}, TWOFOLD_SHARE, false, "3%"},
    {"machinery.price.2023", U(PERT), IS, 3, {0.9, 1, 1.06}, TWOFOLD_SHARE, false, NULL},
    {"machinery.price.2024", U(PERCENTILES), IS, 3, {0.88, 1, 1.05}, TWOFOLD_SHARE, false, NULL},
    {"a.p.investment", U(TRIANGULAR), IS, 3, {13e6, 15e6, 20e6}, TWOFOLD_MONEY, false, "15M USD"},
    {"a.p.start", U(UNIFORM), PLUS, 2, {0, 6}, MONTHS, false, "2022"},
    {"a.p.built", U(UNIFORM), IS, 2, {30, 36}, MONTHS, true, "2023"},
    {"a.p.at-full.capacity",
     U(DISCRETE),
     IS,
     4,
     {40000, 0.3, 48000, 0.7},
     TWOFOLD_COUNT,
     false,
     "46500 vehicles/year"},
    {"a.existing.jobs", U(EMPIRICAL), IS, 3, {290, 300, 350}, TWOFOLD_PERSONS, false, "300"},
    {"assumptions.lag", U(GAMMA), IS, 2, {2, 6}, MONTHS, false, "3 months"},
    {"a.p.hiring-lead", U(UNIFORM), IS, 2, {0, 6}, MONTHS, false, "3 months"},
    {"pipeline.chance", U(BETA), IS, 4, {2, 3, 0, 0.8}, TWOFOLD_SHARE, false, "40%"},
    {"a.existing.land",
     U(TRUNCATED_NORMAL),
     IS,
     4,
     {210, 15, -(double)INFINITY, 230},
     TWOFOLD_AREA,
     false,
     "200..220亩"},
    {"a.p.at-full.tax", U(LOGNORMAL), IS, 2, {1e7, 1e6}, TWOFOLD_MONEY, false, NULL},
    {"utilisation", U(WEIBULL), IS, 2, {1.5, 0.9}, TWOFOLD_SHARE, false, NULL},
    {"a.utilisation", U(PERT), IS, 3, {0.8, 0.9, 0.95}, TWOFOLD_SHARE, false, NULL},
    {"a.p.full", U(DISCRETE), IS, 4, {48, 0.5, 54, 0.5}, MONTHS, true, "2025..2026..2028"},
    {"a.price", U(UNIFORM), IS, 2, {1, 1.1}, TWOFOLD_SHARE, false, NULL},
    {"a.p.count", U(UNIFORM), IS, 2, {18, 18}, TWOFOLD_PLAIN, false, NULL},
};

/* Ranges written where numbers stand, but for those that an entry replaces. */
static const struct row elsewhere[] = {
    {"assumptions.usd", U(UNIFORM), IS, 2, {6, 7}, TWOFOLD_MONEY, false, "6..7元"},
    {"assumptions.dear", U(UNIFORM), IS, 2, {1, 1.1}, TWOFOLD_SHARE, false, "100..110%"},
    {"a.existing.output", U(UNIFORM), IS, 2, {8e8, 9e8}, TWOFOLD_MONEY, false, "8..9亿元"},
    {"a.p.produce", U(UNIFORM), IS, 2, {1, 3}, MONTHS, false, "built + 1..3 months"},
    {"a.p.at-full.jobs", U(PERT), IS, 3, {5, 6, 8}, TWOFOLD_PLAIN, false, "5..6..8"},
};

static char *with_dear(void)
{
    static char whole[sizeof text + 40];
    const char *place = strstr(text, "lag: 3 months");
    const size_t before = (size_t)(place - text);
    (void)snprintf(whole, sizeof whole, "%.*sdear: 100..110%%, %s", (int)before, text, place);
    return whole;
}

static void check_row(const twofold_plan *plan, size_t index, const struct row *row, bool is_listed)
{
    const twofold_uncertain one = twofold_uncertain_at(plan, index);
    if (strcmp(one.path, row->path) != 0) fail_msg("%zu is %s, not %s", index, one.path, row->path);
    if (one.kind != row->kind || one.change != row->change || one.parameter_count != row->count ||
        one.unit.dimension != row->dimension || one.is_date != row->is_date ||
        one.listed != is_listed)
        fail_msg("%s: kind %d change %d count %zu dimension %d", one.path, (int)one.kind,
                 (int)one.change, one.parameter_count, (int)one.unit.dimension);
    for (size_t i = 0; i < row->count; i++)
        if (one.parameters[i] != row->at[i])
            fail_msg("%s: parameter %zu is %.17g", one.path, i, one.parameters[i]);
    if (row->input == NULL) {
        assert_int_equal(one.input, -1);
        return;
    }
    assert_in_range(one.input, 0, (int)plan->model->input_count - 1);
    assert_string_equal(plan->model->inputs[one.input].path, row->path);
    assert_string_equal(plan->model->inputs[one.input].text, row->input);
}

static void every_form_is_carried(void **state)
{
    (void)state;
    twofold_plan *plan = read_plan(with_dear());
    const size_t entries = sizeof listed / sizeof *listed;
    const size_t ranges = sizeof elsewhere / sizeof *elsewhere;
    for (size_t i = 0; i < entries; i++) check_row(plan, i, &listed[i], true);
    for (size_t i = 0; i < ranges; i++) check_row(plan, entries + i, &elsewhere[i], false);
    assert_int_equal(twofold_uncertain_count(plan), entries + ranges);
    assert_string_equal(twofold_uncertain_at(plan, 6).unit.name, "USD");
    assert_string_equal(twofold_uncertain_at(plan, 9).unit.name, "vehicles");
    assert_string_equal(twofold_uncertain_at(plan, 0).text, "0..3..12 months");
    assert_string_equal(twofold_uncertain_at(plan, 3).text, "");
    const unsigned first = twofold_uncertain_at(plan, 0).line;
    assert_int_equal(twofold_uncertain_at(plan, 2).line, first + 1);
    twofold_plan_free(plan);
}

static size_t number_of(const twofold_plan *plan, const char *path)
{
    for (size_t i = 0; i < twofold_uncertain_count(plan); i++)
        if (strcmp(twofold_uncertain_at(plan, i).path, path) == 0) return i;
    fail_msg("%s is not uncertain", path);
    return 0;
}

static void correlations_are_pairs(void **state)
{
    (void)state;
    static const struct {
        const char *a, *b;
        double value;
    } rows[] = {
        {"a.p.delay.built", "a.p.investment", -0.5},
        {"machinery.price.2023", "utilisation", 0.25},
        {"machinery.price.2023", "a.existing.output", 0.25},
        {"utilisation", "a.existing.output", 0.25},
        {"assumptions.usd", "a.p.produce", 1},
    };
    twofold_plan *plan = read_plan(with_dear());
    assert_int_equal(twofold_correlation_count(plan), sizeof rows / sizeof *rows);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const twofold_correlation c = twofold_correlation_at(plan, i);
        assert_int_equal(c.a, number_of(plan, rows[i].a));
        assert_int_equal(c.b, number_of(plan, rows[i].b));
        assert_true(c.value == rows[i].value && c.a < c.b && c.line > 0);
    }
    twofold_plan_free(plan);
}

/* A mapping that holds one uncertain input stands for it. */
static void a_mapping_stands_for_its_one_input(void **state)
{
    (void)state;
    twofold_plan *plan =
        read_plan(HEAD "clusters: {c: {}, d: {}}\n"
                       "uncertain: {c.price: {2023: 90..100%}, d: {price: {2024: 90..95%}}}\n"
                       "correlation:\n  - {between: [d, c.price], is: 0.5}\n");
    assert_int_equal(twofold_uncertain_count(plan), 2);
    const twofold_correlation c = twofold_correlation_at(plan, 0);
    assert_true(c.a == 0 && c.b == 1 && c.value == 0.5);
    twofold_plan_free(plan);
}

static void scenarios_put_entries_aside(void **state)
{
    (void)state;
    static const struct {
        const char *path, *scenario;
        bool applies;
    } rows[] = {
        {"a.p.delay.built", NULL, true},
        {"a.p.delay.built", "", true},
        {"a.p.delay.built", "base", true},
        {"a.p.delay.built", "late", false}, /* below what it sets */
        {"a.p.delay.full", "late", false},
        {"a.p.delay.built", "both", false}, /* through what it is based on */
        {"a.p.delay.built", "dear", true},
        {"machinery.price.2023", "dear", false}, /* at what it sets */
        {"machinery.price.2024", "dear", true},
        {"machinery.price.2023", "late+dear", false},
        {"a.p.at-full.output", "more", true}, /* relative */
        {"a.p.at-full.capacity", "more", false},
        {"a.existing.output", "more", false}, /* a range written elsewhere */
        {"a.existing.growth", "more", true},
    };
    twofold_plan *plan = read_plan(with_dear());
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (twofold_uncertain_applies(plan, number_of(plan, rows[i].path), rows[i].scenario) !=
            rows[i].applies)
            fail_msg("%s under %s", rows[i].path, rows[i].scenario);
    twofold_plan_free(plan);
}

static void what_is_written_comes_back(void **state)
{
    (void)state;
    twofold_plan *plan = read_plan(with_dear());
    char *once = write_plan(plan);
    twofold_plan *again = read_plan(once);
    char *twice = write_plan(again);
    assert_string_equal(once, twice);
    assert_int_equal(twofold_uncertain_count(again), twofold_uncertain_count(plan));
    assert_int_equal(twofold_correlation_count(again), twofold_correlation_count(plan));
    for (size_t i = 0; i < twofold_uncertain_count(plan); i++) {
        const twofold_uncertain a = twofold_uncertain_at(plan, i);
        const twofold_uncertain b = twofold_uncertain_at(again, i);
        assert_string_equal(a.path, b.path);
        assert_memory_equal(a.parameters, b.parameters, a.parameter_count * sizeof(double));
    }
    assert_non_null(strstr(once, "normal: {mean: 3%, sd: 1%}\n"));
    free(once);
    free(twice);
    twofold_plan_free(plan);
    twofold_plan_free(again);
}

/* The same in Chinese, written back in Chinese. */
static void chinese_names(void **state)
{
    (void)state;
    twofold_plan *plan =
        read_plan("格式版本: 1\n规划年份: 2021..2030\n"
                  "企业:\n  甲: {现有: {产值: 8亿元, 增长率: 3%, 就业: 300}}\n"
                  "不确定因素:\n"
                  "  甲.现有.增长率: {正态: {均值: 3%, 标准差: 1%}}\n"
                  "  甲.现有.产值: {截尾正态分布: {均值: 8亿元, 标准差: 1亿元, 最低: 7亿元}}\n"
                  "  甲.现有: {就业: {十分位: 280, 中位: 300, 九十分位: 330}}\n"
                  "相关:\n  - {之间: [甲.现有.增长率, 甲.现有.产值], 为: 0.5}\n");
    const twofold_uncertain growth = twofold_uncertain_at(plan, 0);
    const twofold_uncertain output = twofold_uncertain_at(plan, 1);
    const twofold_uncertain jobs = twofold_uncertain_at(plan, 2);
    assert_int_equal(twofold_uncertain_count(plan), 3);
    assert_string_equal(growth.path, "甲.existing.growth");
    assert_true(growth.kind == U(NORMAL) && growth.parameters[1] == 0.01);
    assert_true(output.kind == U(TRUNCATED_NORMAL) && output.parameters[2] == 7e8);
    assert_true(output.parameters[3] == inf);
    assert_true(jobs.kind == U(PERCENTILES) && jobs.parameters[2] == 330);
    assert_int_equal(twofold_correlation_count(plan), 1);
    char *back = write_plan(plan);
    assert_non_null(strstr(back, "正态: {均值: 3%, 标准差: 1%}\n"));
    free(back);
    twofold_plan_free(plan);
}

/* Inputs of the model are the same whatever is listed: an entry makes none. */
static void entries_make_no_inputs(void **state)
{
    (void)state;
    twofold_plan *plan = read_plan(with_dear());
    char *cut = with_dear();
    *strstr(cut, "uncertain:") = '\0';
    twofold_plan *plain = read_plan(cut);
    assert_int_equal(plan->model->input_count, plain->model->input_count);
    assert_int_equal(twofold_uncertain_count(plain), 7); /* its ranges, replaced by none */
    twofold_plan_free(plan);
    twofold_plan_free(plain);
}

static void nothing_out_of_range(void **state)
{
    (void)state;
    twofold_plan *plan = read_plan(HEAD);
    assert_int_equal(twofold_uncertain_count(plan), 0);
    assert_int_equal(twofold_uncertain_count(NULL), 0);
    assert_int_equal(twofold_correlation_count(NULL), 0);
    const twofold_uncertain none = twofold_uncertain_at(plan, 0);
    assert_string_equal(none.path, "");
    assert_string_equal(none.text, "");
    assert_true(none.parameters == NULL && none.parameter_count == 0 && none.input == -1);
    assert_false(twofold_uncertain_applies(plan, 0, NULL));
    assert_true(twofold_correlation_at(plan, 3).value == 0);
    twofold_plan_free(plan);
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    const char *whole = with_dear();
    for (int once = 0; once < 2; once++) {
        for (size_t k = 0;; k++) {
            struct tf_failing failing = tf_failing_at(k, once);
            const twofold_context context = tf_failing_context(&failing);
            twofold_plan *made = NULL;
            twofold_faults *list = NULL;
            const twofold_status status =
                twofold_plan_parse(whole, strlen(whole), NULL, &context, &made, &list);
            assert_true(status == TWOFOLD_OK || status == TWOFOLD_E_MEMORY);
            twofold_plan_free(made);
            twofold_faults_free(list);
            assert_true(tf_failing_clean(&failing));
            if (failing.failed == 0) break;
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_form_is_carried),
        cmocka_unit_test(correlations_are_pairs),
        cmocka_unit_test(a_mapping_stands_for_its_one_input),
        cmocka_unit_test(scenarios_put_entries_aside),
        cmocka_unit_test(what_is_written_comes_back),
        cmocka_unit_test(chinese_names),
        cmocka_unit_test(entries_make_no_inputs),
        cmocka_unit_test(nothing_out_of_range),
        cmocka_unit_test(every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
