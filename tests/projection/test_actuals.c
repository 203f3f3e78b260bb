/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `actuals: file.csv` against the same figures written under `actual` in YAML: the same bits in
 * every cell. The GBK bytes are those of the code chart. */
#include "projection_test.h"

#include "base/text.h"
#include "support/failing.h"

/* ---- A plan, its files, and the same in YAML ---- */

#define HEAD                                                                                       \
    "twofold: 1\n"                                                                                 \
    "plan: Test\n"                                                                                 \
    "years: 2021..2023\n"                                                                          \
    "rates: {USD: 6.5}\n"
#define KPIS "kpis: {visits: {zh: 到访, unit: visits, kind: flow}}\n"

/* What every plan here has; NAME(…) stands for the reports of an entity in braces. */
#define BODY(park, machinery, heli, existing, works, jin, core)                                    \
    KPIS "park: {zh: 白沙洲" park "}\n"                                                            \
         "clusters: {machinery: {zh: 机械" machinery "}}\n"                                        \
         "zones: {core: {zh: 核心区, members: machinery" core "}}\n"                               \
         "enterprises:\n"                                                                          \
         "  heli:\n"                                                                               \
         "    zh: 合力工业车辆\n"                                                            \
         "    aliases: [合力]\n"                                                                 \
         "    cluster: machinery\n" heli                                                           \
         "    existing: {output: 13亿元, land: 60亩, jobs: 700, growth: 3%" existing "}\n"         \
         "    projects:\n"                                                                         \
         "      works: {start: 2022, produce: 2022-07, full: 2023-07, land: 30亩,\n"              \
         "        at-full: {output: 1亿元, jobs: 80}" works "}\n"                                  \
         "  jin: {en: Jinzeli, zh: 金则利, existing: {output: 2亿元}" jin "}\n"

static const char in_files[] =
    HEAD "actuals: [long.csv, wide.csv]\n" BODY("", "", "", "", "", "", "");

static const char in_yaml[] = HEAD BODY(
    ", actual: {tax: {2021: 9000万元}}", ", actual: {output: {2021: 15.5亿元}}",
    "    actual: {output: {2021-01..2021-02: 17500万元, 2021-03: 11000万元, 2022Q1: 3.1亿元}, "
    "jobs: {2021: 720+}, visits: {2021: 1200 visits}}\n",
    ", actual: {land: {2021-12: 61亩}}", ", actual: {investment: {2022: 15M USD}}",
    ", actual: {output: {2021-01..2021-02: 6000万元, 2021: 1.9亿元}}",
    ", actual: {output: {2021: 16亿元}}");

/* The last row is the wide file's too: blanks, thousands separators, an empty cell, a unit in the
 * value. */
static const char long_csv[] = "entity,kpi,period,value,unit,source\n"
                               "park,tax,2021,9000,万元,yearbook\n"
                               "机械,产值,2021年,15.5亿元,,\n"
                               "合力工业车辆,output,2022年1季度,3.1亿元,,\n"
                               "heli,jobs,2021,720+,人,\n"
                               "heli,到访,2021,\"1,200\",visits,\n"
                               "heli.existing,用地,2021-12,61,亩,\n"
                               "heli.works,投资,2022,15M USD,,\n"
                               "核心区,工业总产值,2021,16,亿元,\n";
static const char wide_csv[] = "企业;指标;单位;2021年1-2月;2021年3月;2021;2022年目标\r\n"
                               "合力;产值;万元;17500;11,000;;146496\r\n"
                               "Jinzeli;output; 万元 ;6000;;1.9亿元;\r\n";

struct shelf {
    const char *names[4], *texts[4];
    size_t sizes[4];
};

static twofold_status read_shelf(void *user, const char *name, twofold_sink sink, void *to)
{
    const struct shelf *shelf = user;
    for (size_t i = 0; i < 4 && shelf->names[i] != NULL; i++) {
        if (strcmp(shelf->names[i], name) != 0) continue;
        const size_t size = shelf->sizes[i] > 0 ? shelf->sizes[i] : strlen(shelf->texts[i]);
        return sink(to, shelf->texts[i], size) ? TWOFOLD_OK : TWOFOLD_E_OUTPUT;
    }
    return TWOFOLD_E_NOT_FOUND;
}

static struct shelf usual = {.names = {"long.csv", "wide.csv"}, .texts = {long_csv, wide_csv}};

static void say(const twofold_faults *faults)
{
    for (size_t i = 0; i < twofold_faults_count(faults); i++) {
        const twofold_fault fault = twofold_faults_at(faults, i);
        char line[400];
        if (fault.severity != TWOFOLD_ERROR) continue;
        (void)twofold_fault_text(&fault, TWOFOLD_EN, line, sizeof line);
        print_error("%s\n", line);
    }
}

static twofold_plan *plan_of(const char *text, struct shelf *shelf)
{
    twofold_plan *plan = NULL;
    twofold_faults *faults = NULL;
    const twofold_status status =
        twofold_plan_parse_with(text, strlen(text), read_shelf, shelf, NULL, NULL, &plan, &faults);
    if (status != TWOFOLD_OK) say(faults);
    twofold_faults_free(faults);
    assert_int_equal(status, TWOFOLD_OK);
    return plan;
}

static void assert_same_cube(const twofold_plan *a, const twofold_plan *b, const char *override)
{
    twofold_projection *x = project(a, NULL, override), *y = project(b, NULL, override);
    assert_int_equal(first_difference(x, y), x->program->columns);
    twofold_projection_free(x);
    twofold_projection_free(y);
}

static bool append(void *user, const char *bytes, size_t size)
{
    return tf_text_add((struct tf_text *)user, bytes, size);
}

/* ---- Tests ---- */

static void files_and_yaml_are_the_same(void **state)
{
    (void)state;
    twofold_plan *files = plan_of(in_files, &usual), *yaml = plan_of(in_yaml, &usual);
    assert_same_cube(files, yaml, NULL);
    /* and what is reported is what was written: 17500 + 11000 + the rest of 13亿 in ten months */
    twofold_projection *projection = project(files, NULL, NULL);
    assert_true(close_to(twofold_value(projection, "heli", "output", "2021-03"), 1.1e8, 1e-15, 0));
    assert_true(close_to(twofold_value(projection, "jin", "output", "2021"), 1.9e8, 1e-15, 0));
    assert_true(close_to(twofold_value(projection, "park", "tax", "2021"), 9e7, 1e-15, 0));
    twofold_projection_free(projection);
    twofold_plan_free(files);
    twofold_plan_free(yaml);
}

static void every_figure_has_its_source_and_place(void **state)
{
    static const struct {
        const char *path, *text, *source;
        unsigned line;
    } figures[] = {
        {"park.actual.tax.2021", "9000万元", "yearbook", 2},
        {"machinery.actual.output.2021", "15.5亿元", "long.csv", 3},
        {"heli.actual.output.2021-01..2021-02", "17500万元", "wide.csv", 2},
        {"heli.actual.jobs.2021", "720人+", "long.csv", 5},
        {"jin.actual.output.2021", "1.9亿元", "wide.csv", 3},
    };
    (void)state;
    twofold_plan *plan = plan_of(in_files, &usual);
    for (size_t i = 0; i < COUNT(figures); i++) {
        size_t found = 0;
        for (size_t k = 0; k < twofold_input_count(plan); k++) {
            const twofold_input input = twofold_input_at(plan, k);
            if (strcmp(input.path, figures[i].path) != 0) continue;
            found++;
            assert_string_equal(input.text, figures[i].text);
            assert_string_equal(input.source, figures[i].source);
            assert_int_equal(input.line, figures[i].line);
            assert_false(input.assumed);
        }
        assert_int_equal(found, 1);
    }
    twofold_plan_free(plan);
}

static void gbk_is_the_same(void **state)
{
    /* 企业,指标,单位,2021年3月 / 合力,产值,万元,11000 */
    static const char gbk[] = "\xC6\xF3\xD2\xB5,\xD6\xB8\xB1\xEA,\xB5\xA5\xCE\xBB,2021\xC4\xEA"
                              "3\xD4\xC2\n"
                              "\xBA\xCF\xC1\xA6,\xB2\xFA\xD6\xB5,\xCD\xF2\xD4\xAA,11000\n";
    static const char utf8[] = "\xEF\xBB\xBF企业,指标,单位,2021年3月\n合力,产值,万元,11000\n";
    static const char text[] = HEAD "actuals: a.csv\n" BODY("", "", "", "", "", "", "");
    static const char yaml[] =
        HEAD BODY("", "", "    actual: {output: {2021-03: 11000万元}}\n", "", "", "", "");
    (void)state;
    struct shelf a = {{"a.csv"}, {gbk}, {0}}, b = {{"a.csv"}, {utf8}, {0}};
    twofold_plan *x = plan_of(text, &a), *y = plan_of(text, &b), *z = plan_of(yaml, &a);
    assert_same_cube(x, y, NULL);
    assert_same_cube(x, z, NULL);
    twofold_plan_free(x);
    twofold_plan_free(y);
    twofold_plan_free(z);
}

static char *written(const twofold_plan *plan)
{
    struct tf_text text;
    tf_text_init(&text, NULL);
    assert_int_equal(twofold_plan_write(plan, append, &text), TWOFOLD_OK);
    char *copy = test_malloc(text.size + 1);
    memcpy(copy, text.bytes, text.size + 1);
    tf_text_clear(&text);
    return copy;
}

static void the_line_is_written_not_the_figures(void **state)
{
    (void)state;
    twofold_plan *plan = plan_of(in_files, &usual);
    char *text = written(plan);
    assert_non_null(strstr(text, "actuals: [long.csv, wide.csv]\n"));
    assert_null(strstr(text, "actual:"));
    twofold_plan *again = plan_of(text, &usual);
    assert_same_cube(plan, again, NULL);
    char *same = written(again);
    assert_string_equal(text, same);
    test_free(text);
    test_free(same);
    twofold_plan_free(plan);
    twofold_plan_free(again);
}

static void figures_beside_written_ones(void **state)
{
    static const char csv[] = "entity,kpi,period,value\nheli,output,2021-03,1.1亿元\n"
                              "heli,tax,2021,2000万元\n";
    static const char text[] = HEAD
        "actuals: a.csv\n" BODY("", "",
                                "    actual: {output: {2021-01..2021-02: 17500万元}, source: "
                                "month report}\n    assume: {actual: {tax: {2022: 2100万元}}}\n",
                                "", "", "", "");
    static const char yaml[] = HEAD BODY(
        "", "",
        "    actual: {output: {2021-01..2021-02: 17500万元, 2021-03: 1.1亿元}, tax: {2021: "
        "2000万元}}\n    assume: {actual: {tax: {2022: 2100万元}}}\n",
        "", "", "", "");
    (void)state;
    struct shelf shelf = {{"a.csv"}, {csv}, {0}};
    twofold_plan *plan = plan_of(text, &shelf), *other = plan_of(yaml, &shelf);
    assert_same_cube(plan, other, NULL);
    size_t assumed = 0;
    for (size_t k = 0; k < twofold_input_count(plan); k++) {
        const twofold_input input = twofold_input_at(plan, k);
        if (strncmp(input.path, "heli.actual", 11) != 0) continue;
        assumed += input.assumed;
        assert_int_equal(input.assumed, strcmp(input.path, "heli.actual.tax.2022") == 0);
    }
    assert_int_equal(assumed, 1);
    char *text_again = written(plan);
    twofold_plan *again = plan_of(text_again, &shelf);
    assert_same_cube(plan, again, NULL);
    test_free(text_again);
    twofold_plan_free(plan);
    twofold_plan_free(other);
    twofold_plan_free(again);
}

static void overrides_change_figures(void **state)
{
    static const char *const overrides[] = {"heli.actual.output.2021-03=2亿元",
                                            "jin.actual.output.2021=x 50%",
                                            "heli.existing.growth=5%"};
    (void)state;
    twofold_plan *files = plan_of(in_files, &usual), *yaml = plan_of(in_yaml, &usual);
    for (size_t i = 0; i < COUNT(overrides); i++) assert_same_cube(files, yaml, overrides[i]);
    twofold_projection *projection = project(files, NULL, overrides[0]);
    assert_true(close_to(twofold_value(projection, "heli", "output", "2021-03"), 2e8, 1e-15, 0));
    twofold_projection_free(projection);
    twofold_plan_free(files);
    twofold_plan_free(yaml);
}

static void drafts_keep_and_change_files(void **state)
{
    static const char other[] = "entity,kpi,period,value\njin,output,2021,1.8亿元\n";
    (void)state;
    struct shelf shelf = {{"long.csv", "wide.csv", "other.csv"}, {long_csv, wide_csv, other}, {0}};
    twofold_plan *plan = plan_of(in_files, &shelf), *same = NULL, *changed = NULL;
    twofold_draft *draft = NULL;
    assert_int_equal(twofold_draft_of(plan, NULL, &draft), TWOFOLD_OK);
    /* what was read is there, without a reader */
    assert_int_equal(twofold_draft_finish(draft, NULL, &same, NULL), TWOFOLD_OK);
    assert_same_cube(plan, same, NULL);
    assert_int_equal(twofold_draft_set(draft, "actuals", "other.csv"), TWOFOLD_OK);
    assert_int_equal(twofold_draft_finish(draft, NULL, &changed, NULL), TWOFOLD_E_PLAN);
    twofold_draft_reader(draft, read_shelf, &shelf);
    assert_int_equal(twofold_draft_finish(draft, NULL, &changed, NULL), TWOFOLD_OK);
    twofold_projection *projection = project(changed, NULL, NULL);
    assert_true(close_to(twofold_value(projection, "jin", "output", "2021"), 1.8e8, 1e-15, 0));
    assert_true(close_to(twofold_value(projection, "heli", "output", "2021"), 13e8, 1e-15, 0));
    twofold_projection_free(projection);
    twofold_draft_free(draft);
    twofold_plan_free(plan);
    twofold_plan_free(same);
    twofold_plan_free(changed);
}

/* ---- Faults ---- */

static void faults_carry_the_file(void **state)
{
    static const struct {
        const char *csv, *said;
    } cases[] = {
        {"entity,kpi,period,value\nhelli,output,2021,1亿元\n",
         "a.csv:2:1 actuals: no such entity: helli; expected an entity by path, id, name or alias; "
         "did you mean heli?\n"},
        {"entity,kpi,period,value\n合力工业车量,output,2021,1亿元\n",
         "a.csv:2:1 actuals: no such entity: 合力工业车量; expected an entity by path, id, name or "
         "alias; did you mean 合力工业车辆?\n"},
        {"entity,kpi,period,value\n,output,2021,1亿元\n",
         "a.csv:2:1 actuals: no such entity: nothing; expected an entity by path, id, name or "
         "alias\n"},
        {"entity,kpi,period,value\nheli,ouput,2021,1亿元\n",
         "a.csv:2:6 actuals: no such KPI: ouput; expected a KPI that is given, not computed; did "
         "you mean output?\n"},
        {"entity,kpi,period,value\nheli,output-per-mu,2021,1亿元\n",
         "a.csv:2:6 actuals: no such KPI: output-per-mu; expected a KPI that is given, not "
         "computed\n"},
        {"entity,kpi,period,value\nheli,output,2021-13,1亿元\n",
         "a.csv:2:13 actuals: cannot read 2021-13 as a period; expected a period: 2025, 2025Q3, "
         "2025-10, 2021-01..2021-10\n"},
        {"entity,kpi,period,value\nheli,output,2021,many\n",
         "a.csv:2:18 heli.actual.output.2021: cannot read many as a number; expected "
         "CNY\n"},
        {"entity,kpi,period,value\nheli,output,2021,5亩\n",
         "a.csv:2:18 heli.actual.output.2021: 5亩 has the wrong dimension; expected CNY\n"},
        {"entity,kpi,period,value\nheli,output,2021,1亿元\n合力,产值,2021年,2亿元\n",
         "a.csv:3:13 heli.actual.output.2021: 2021年 overlaps another period in a way that cannot "
         "be split\n"},
        {"entity,kpi,period,value\nheli,output,2021-01..2021-02,1亿元\n"
         "heli,output,2021-02..2021-03,1亿元\n",
         "a.csv:3:30 heli.actual.output.2021-02..2021-03: 2021-02..2021-03 overlaps another period "
         "in a way that cannot be split\n"},
        {"entity,kpi,period,value\nheli,output,2024,1亿元\n",
         "a.csv:2:18 heli.actual.output.2024: 2024 lies outside the plan's years 2021..2023\n"},
        {"entity,kpi,period\nheli,output,2021\n", "a.csv:1:1 actuals: value is missing here\n"},
        {"entity,period,value\nheli,2021,1亿元\n", "a.csv:1:1 actuals: kpi is missing here\n"},
        {"企业,指标,2021,数值\nheli,output,1亿元,\n",
         "a.csv:1:12 actuals: 数值 cannot stand together with 2021\n"},
        {"entity,kpi,period,vlaue\nheli,output,2021,1亿元\n",
         "a.csv:1:1 actuals: value is missing here\n"
         "a.csv:1:19 actuals: no such key: vlaue; expected entity, kpi, period, value, unit, "
         "source or a period; did you mean value?\n"},
        {"entity,kpi,kpi,2021\nheli,output,tax,1亿元\n",
         "a.csv:1:12 actuals: kpi stands here twice\n"},
        {"entity,kpi,period,value\nheli,output,2021\n",
         "a.csv:2:17: fields in this row: 3; expected 4\n"},
    };
    static const char text[] = HEAD "actuals: a.csv\n" BODY("", "", "", "", "", "", "");
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct shelf shelf = {{"a.csv"}, {cases[i].csv}, {0}};
        twofold_plan *plan = NULL;
        twofold_faults *faults = NULL;
        char said[1000] = "";
        assert_int_equal(twofold_plan_parse_with(text, sizeof text - 1, read_shelf, &shelf, NULL,
                                                 NULL, &plan, &faults),
                         TWOFOLD_E_PLAN);
        for (size_t k = 0; k < twofold_faults_count(faults); k++) {
            const twofold_fault fault = twofold_faults_at(faults, k);
            if (fault.severity != TWOFOLD_ERROR) continue;
            size_t used = strlen(said);
            used += twofold_fault_text(&fault, TWOFOLD_EN, said + used, sizeof said - used);
            (void)snprintf(said + used, sizeof said - used, "\n");
        }
        assert_string_equal(said, cases[i].said);
        twofold_faults_free(faults);
    }
}

static void a_total_less_than_its_parts_names_the_file(void **state)
{
    static const char csv[] = "entity,kpi,period,value\n机械,产值,2021,5亿元\n";
    static const char text[] = HEAD "actuals: a.csv\n" BODY("", "", "", "", "", "", "");
    (void)state;
    struct shelf shelf = {{"a.csv"}, {csv}, {0}};
    twofold_plan *plan = plan_of(text, &shelf);
    twofold_projection *projection = NULL;
    twofold_faults *faults = NULL;
    assert_int_equal(twofold_project(plan, NULL, NULL, 0, NULL, &projection, &faults),
                     TWOFOLD_E_PLAN);
    const twofold_fault fault = twofold_faults_at(faults, 0);
    assert_int_equal(fault.code, TWOFOLD_FAULT_NEGATIVE_REST);
    assert_string_equal(fault.file, "a.csv");
    assert_int_equal(fault.line, 2);
    twofold_faults_free(faults);
    twofold_plan_free(plan);
}

static void memory_may_run_out(void **state)
{
    (void)state;
    for (int once = 0; once < 2; once++)
        for (size_t k = 0;; k++) {
            struct tf_failing failing = tf_failing_at(k, once);
            const twofold_context context = tf_failing_context(&failing);
            twofold_plan *plan = NULL;
            const twofold_status status = twofold_plan_parse_with(
                in_files, sizeof in_files - 1, read_shelf, &usual, NULL, &context, &plan, NULL);
            assert_true(status == TWOFOLD_OK || status == TWOFOLD_E_MEMORY);
            twofold_plan_free(plan);
            assert_true(tf_failing_clean(&failing));
            if (status == TWOFOLD_OK) break;
            assert_true(k < 10000);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(files_and_yaml_are_the_same),
        cmocka_unit_test(every_figure_has_its_source_and_place),
        cmocka_unit_test(gbk_is_the_same),
        cmocka_unit_test(the_line_is_written_not_the_figures),
        cmocka_unit_test(figures_beside_written_ones),
        cmocka_unit_test(overrides_change_figures),
        cmocka_unit_test(drafts_keep_and_change_files),
        cmocka_unit_test(faults_carry_the_file),
        cmocka_unit_test(a_total_less_than_its_parts_names_the_file),
        cmocka_unit_test(memory_may_run_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
