/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Arguments that are NULL or out of range: the documented answer, results untouched, no crash. Each
 * row of a table is one call and what must hold of it. */
#include "host_test.h"

#include <math.h>

struct row {
    const char *text;
    bool holds;
    int line;
};
#define ROW(...)                                                                                   \
    {                                                                                              \
#__VA_ARGS__, (__VA_ARGS__), __LINE__                                                      \
    }
#define ALL_HOLD(...)                                                                              \
    do {                                                                                           \
        const struct row rows[] = {__VA_ARGS__};                                                   \
        unsigned wrong = 0;                                                                        \
        for (size_t row = 0; row < COUNT(rows); row++) {                                           \
            if (rows[row].holds) continue;                                                         \
            print_error("%s:%d: %s\n", __FILE__, rows[row].line, rows[row].text);                  \
            wrong++;                                                                               \
        }                                                                                          \
        assert_int_equal(wrong, 0);                                                                \
    } while (0)

static twofold_plan *plan;
static twofold_projection *projection;

static bool is(const char *text, const char *expected)
{
    return text != NULL && strcmp(text, expected) == 0;
}

static bool swallow(void *user, const char *bytes, size_t size)
{
    (void)user, (void)bytes, (void)size;
    return true;
}

static int set_up(void **state)
{
    (void)state;
    const bool good = twofold_plan_parse(small_plan, sizeof small_plan - 1, NULL, NULL, &plan,
                                         NULL) == TWOFOLD_OK &&
                      twofold_project(plan, NULL, NULL, 0, NULL, &projection, NULL) == TWOFOLD_OK;
    return good ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    twofold_projection_free(projection);
    twofold_plan_free(plan);
    return 0;
}

/* ---- base.h ---- */

static void base(void **state)
{
    (void)state;
    twofold_faults_free(NULL);
    twofold_faults *faults = NULL;
    twofold_plan *none = NULL;
    assert_int_equal(twofold_plan_parse("twofold: 2", 10, NULL, NULL, &none, &faults),
                     TWOFOLD_E_PLAN);
    const size_t count = twofold_faults_count(faults);
    const twofold_fault beyond = twofold_faults_at(faults, count);
    const twofold_fault far_beyond = twofold_faults_at(faults, SIZE_MAX);
    const twofold_fault nothing = {.path = "", .found = "", .expected = "", .nearest = ""};
    char one[1] = "x", text[100] = "untouched";
    twofold_number number = {.value = 7.0};
    twofold_number not_finite = {.value = NAN, .low = NAN, .high = NAN, .scale = 1.0};
    double value = 7.0;
    const twofold_unit plain = {0};
    const twofold_unit odd = {.dimension = (twofold_dimension)99, .name = "x"};
    ALL_HOLD(
        ROW(twofold_status_text((twofold_status)-1, TWOFOLD_EN) != NULL),
        ROW(twofold_status_text((twofold_status)1000, TWOFOLD_ZH) != NULL),
        ROW(twofold_status_text(TWOFOLD_OK, (twofold_lang)9) != NULL),
        ROW(is(twofold_version(), TWOFOLD_VERSION)), ROW(count > 0),
        ROW(beyond.code == TWOFOLD_FAULT_NONE && is(beyond.path, "") && is(beyond.found, "")),
        ROW(far_beyond.code == TWOFOLD_FAULT_NONE && is(far_beyond.expected, "")),
        ROW(twofold_faults_of(faults, (twofold_severity)9) == 0),
        ROW(is(twofold_fault_id(TWOFOLD_FAULT_NONE), "")),
        ROW(is(twofold_fault_id((twofold_fault_code)-1), "")),
        ROW(is(twofold_fault_id(TWOFOLD_FAULT_COUNT_), "")),
        ROW(is(twofold_fault_id((twofold_fault_code)100000), "")),
        ROW(twofold_fault_text(&nothing, TWOFOLD_EN, NULL, 0) < 100),
        ROW(twofold_fault_text(&beyond, TWOFOLD_ZH, one, 1) < 100 && one[0] == '\0'),
        ROW(twofold_number_parse(NULL, 0, &number) == TWOFOLD_FAULT_BAD_NUMBER),
        ROW(twofold_number_parse("", 0, &number) == TWOFOLD_FAULT_BAD_NUMBER),
        ROW(twofold_number_parse("5", 0, &number) == TWOFOLD_FAULT_BAD_NUMBER),
        ROW(twofold_number_parse("1e999", 5, &number) == TWOFOLD_FAULT_OUT_OF_RANGE),
        ROW(twofold_number_parse("9..3", 4, &number) == TWOFOLD_FAULT_BAD_RANGE),
        ROW(twofold_number_parse("3 ^^", 4, &number) == TWOFOLD_FAULT_BAD_UNIT),
        ROW(number.value == 7.0),
        ROW(twofold_number_write(&not_finite, TWOFOLD_EN, text, sizeof text) == 0),
        ROW(is(text, "")), ROW(twofold_number_write(&number, TWOFOLD_ZH, NULL, 0) < 100),
        ROW(twofold_double_write(NAN, NULL, 0) == 0), ROW(twofold_double_write(0.1, NULL, 0) == 3),
        ROW(twofold_double_write(0.1, one, 1) == 3 && one[0] == '\0'),
        ROW(!twofold_double_parse(NULL, 0, &value)), ROW(!twofold_double_parse("1e999", 5, &value)),
        ROW(!twofold_double_parse("nan", 3, &value)), ROW(value == 7.0),
        ROW(twofold_fixed_write(1.5, INT32_MAX, TWOFOLD_HALF_UP, NULL, 0) == 402),
        ROW(twofold_fixed_write(1.5, INT32_MIN, TWOFOLD_HALF_UP, NULL, 0) < 1000),
        ROW(twofold_fixed_write(-0.001, 1, TWOFOLD_HALF_UP, text, sizeof text) == 3),
        ROW(is(text, "0.0")),
        ROW(twofold_display_unit(&plain, NAN, TWOFOLD_EN, text, sizeof text) == 1.0),
        ROW(twofold_display_unit(&plain, INFINITY, TWOFOLD_ZH, NULL, 0) == 1.0),
        ROW(twofold_display_unit(&odd, 1e300, (twofold_lang)7, text, sizeof text) > 0.0));
    assert_null(none);
    twofold_faults_free(faults);
}

/* ---- period.h ---- */

static void period(void **state)
{
    (void)state;
    twofold_period p = {7, 7};
    twofold_date d = {7.0, 7.0};
    double months = 7.0;
    char text[60];
    const twofold_period early = {-1, 12}, late = {10000 * 12, 1}, least = {INT32_MIN, INT32_MAX},
                         empty = {24240, 0}, most = {INT32_MAX, INT32_MAX};
    ALL_HOLD(ROW(!twofold_period_parse(NULL, 0, &p)), ROW(!twofold_period_parse("2021", 0, &p)),
             ROW(!twofold_period_parse("2021Q5", 6, &p)), ROW(!twofold_period_parse("999", 3, &p)),
             ROW(!twofold_period_parse("2021-13", 7, &p)),
             ROW(!twofold_period_parse("2022..2021", 10, &p)), ROW(p.month == 7 && p.months == 7),
             ROW(twofold_period_write(early, text, sizeof text) == 0), ROW(is(text, "")),
             ROW(twofold_period_write(late, text, sizeof text) == 0),
             ROW(twofold_period_write(least, text, sizeof text) == 0),
             ROW(twofold_period_write(most, NULL, 0) == 0),
             ROW(twofold_period_write(empty, text, sizeof text) == 0),
             ROW(twofold_period_label(early, TWOFOLD_ZH, text, sizeof text) == 0),
             ROW(twofold_period_label(most, TWOFOLD_EN, NULL, 0) == 0),
             ROW(!twofold_date_parse(NULL, 0, &d)), ROW(!twofold_date_parse("2021-02-29", 10, &d)),
             ROW(!twofold_date_parse("2021-00", 7, &d)), ROW(d.first == 7.0 && d.last == 7.0),
             ROW(twofold_date_write(NAN, text, sizeof text) == 0), ROW(is(text, "")),
             ROW(twofold_date_write(INFINITY, NULL, 0) == 0),
             ROW(twofold_date_write(-1e300, text, sizeof text) == 0),
             ROW(twofold_date_write(120000.0, text, sizeof text) == 0),
             ROW(!twofold_duration_parse(NULL, 0, &months)),
             ROW(!twofold_duration_parse("1..2 months", 11, &months)),
             ROW(!twofold_duration_parse("6 mu", 4, &months)), ROW(months == 7.0),
             ROW(twofold_month_days(24253) == 28), ROW(twofold_month_days(-11) == 28),
             ROW(twofold_month_days(INT32_MAX) <= 31),
             ROW(twofold_period_at(INT32_MAX - 12, TWOFOLD_QUARTER).months == 3),
             ROW(twofold_period_at(-1, TWOFOLD_YEAR).month == -12));
}

/* ---- plan.h and kpi.h ---- */

static void reading(void **state)
{
    (void)state;
    twofold_plan *made = NULL;
    twofold_faults *faults = NULL;
    const twofold_limits tiny = {.struct_size = sizeof tiny, .bytes = 1};
    const twofold_limits other = {.struct_size = 1, .bytes = 1, .years = 1}; /* none is given */
    const char *text = small_plan;
    const size_t size = sizeof small_plan - 1;
    twofold_plan_free(NULL);
    ALL_HOLD(ROW(twofold_plan_parse(NULL, 1, NULL, NULL, &made, &faults) == TWOFOLD_E_ARGUMENT),
             ROW(twofold_plan_parse(text, size, NULL, NULL, NULL, &faults) == TWOFOLD_E_ARGUMENT),
             ROW(twofold_plan_load(NULL, NULL, NULL, &made, &faults) == TWOFOLD_E_ARGUMENT),
             ROW(twofold_plan_load(THE_CASE, NULL, NULL, NULL, &faults) == TWOFOLD_E_ARGUMENT),
             ROW(twofold_plan_load("no/such", NULL, NULL, &made, &faults) == TWOFOLD_E_FILE),
             ROW(made == NULL && faults == NULL),
             ROW(twofold_plan_parse(NULL, 0, NULL, NULL, &made, NULL) == TWOFOLD_E_PLAN),
             ROW(twofold_plan_parse(text, size, &tiny, NULL, &made, NULL) == TWOFOLD_E_PLAN),
             ROW(twofold_plan_ref(NULL) == NULL), ROW(made == NULL),
             ROW(twofold_plan_parse(text, size, &other, NULL, &made, NULL) == TWOFOLD_OK),
             ROW(twofold_plan_write(NULL, swallow, NULL) == TWOFOLD_E_ARGUMENT),
             ROW(twofold_plan_write(made, NULL, NULL) == TWOFOLD_E_ARGUMENT));
    twofold_plan_free(made);
}

static void drafts(void **state)
{
    (void)state;
    twofold_draft *draft = NULL;
    twofold_plan *made = NULL;
    twofold_faults *faults = NULL;
    twofold_draft_free(NULL);
    ALL_HOLD(ROW(twofold_draft_new(NULL, NULL) == TWOFOLD_E_ARGUMENT),
             ROW(twofold_draft_of(NULL, NULL, &draft) == TWOFOLD_E_ARGUMENT),
             ROW(twofold_draft_of(plan, NULL, NULL) == TWOFOLD_E_ARGUMENT), ROW(draft == NULL),
             ROW(twofold_draft_set(NULL, "plan", "x") == TWOFOLD_E_ARGUMENT),
             ROW(twofold_draft_finish(NULL, NULL, &made, &faults) == TWOFOLD_E_ARGUMENT),
             ROW(twofold_draft_new(NULL, &draft) == TWOFOLD_OK),
             ROW(twofold_draft_set(draft, NULL, "x") == TWOFOLD_E_ARGUMENT),
             ROW(twofold_draft_set(draft, "plan", NULL) == TWOFOLD_E_ARGUMENT),
             ROW(twofold_draft_set(draft, "", "x") == TWOFOLD_E_NOT_FOUND),
             ROW(twofold_draft_set(draft, "...", "x") == TWOFOLD_E_NOT_FOUND),
             ROW(twofold_draft_finish(draft, NULL, NULL, &faults) == TWOFOLD_E_ARGUMENT),
             ROW(twofold_draft_finish(draft, NULL, &made, NULL) == TWOFOLD_E_PLAN),
             ROW(made == NULL && faults == NULL));
    twofold_draft_free(draft);
}

static void what_stands_in_a_plan(void **state)
{
    (void)state;
    const int entities = (int)twofold_entity_count(plan), kpis = (int)twofold_plan_kpi_count(plan);
    const twofold_entity below = twofold_entity_at(plan, -1, TWOFOLD_EN);
    const twofold_entity beyond = twofold_entity_at(plan, entities, TWOFOLD_ZH);
    const twofold_assumption no_assumption = twofold_assumption_at(plan, SIZE_MAX);
    const twofold_key no_key = twofold_key_at(twofold_key_count());
    const twofold_input no_input = twofold_input_at(plan, twofold_input_count(plan));
    const twofold_uncertain no_risk = twofold_uncertain_at(plan, SIZE_MAX);
    const twofold_correlation no_pair = twofold_correlation_at(NULL, 0);
    ALL_HOLD(ROW(is(below.path, "") && is(below.id, "") && is(below.name, "")),
             ROW(is(below.source, "") && below.line == 0 && below.depth == 0),
             ROW(is(beyond.path, "") && is(beyond.name, "")),
             ROW(twofold_find_entity(plan, NULL) == -1), ROW(twofold_find_entity(plan, "") == -1),
             ROW(twofold_find_entity(plan, "heli..site") == -1),
             ROW(twofold_plan_kpi(plan, -1) == NULL), ROW(twofold_plan_kpi(plan, kpis) == NULL),
             ROW(twofold_find_kpi(plan, NULL) == -1), ROW(twofold_find_kpi(plan, "") == -1),
             ROW(is(twofold_scenario_id(plan, 1), "")),
             ROW(is(twofold_scenario_name(plan, SIZE_MAX, TWOFOLD_ZH), "")),
             ROW(is(no_assumption.path, "") && is(no_assumption.value, "")),
             ROW(is(no_assumption.why, "") && !no_assumption.by_default),
             ROW(no_key.name == NULL || is(no_key.name, "")),
             ROW(is(no_input.path, "") && is(no_input.text, "") && is(no_input.source, "")),
             ROW(is(no_risk.path, "") && is(no_risk.text, "") && no_risk.parameters == NULL),
             ROW(no_risk.input == -1 && no_risk.parameter_count == 0 && no_pair.value == 0),
             ROW(twofold_uncertain_count(NULL) == 0 && twofold_correlation_count(NULL) == 0),
             ROW(!twofold_uncertain_applies(NULL, 0, "x")),
             ROW(!twofold_uncertain_applies(plan, SIZE_MAX, NULL)), ROW(twofold_kpi_at(-1) == NULL),
             ROW(twofold_kpi_at(TWOFOLD_KPI_COUNT) == NULL), ROW(twofold_kpi_find("", 0) == -1),
             ROW(twofold_kpi_find("outputs", 7) == -1));
}

/* ---- projection.h ---- */

static void projecting(void **state)
{
    (void)state;
    twofold_projection *made = NULL;
    twofold_faults *faults = NULL;
    const char *const no_override[] = {NULL};
    twofold_projection_free(NULL);
    const twofold_series series[] = {
        twofold_series_at(projection, -1, 0, TWOFOLD_YEAR),
        twofold_series_at(projection, INT32_MAX, 0, TWOFOLD_YEAR),
        twofold_series_at(projection, 0, -1, TWOFOLD_YEAR),
        twofold_series_at(projection, 0, 9999, TWOFOLD_MONTH),
        twofold_series_at(projection, 0, 0, (twofold_frequency)-1),
        twofold_series_at(projection, 0, 0, (twofold_frequency)3),
    };
    for (size_t i = 0; i < COUNT(series); i++)
        ALL_HOLD(ROW(series[i].values == NULL && series[i].known == NULL && series[i].of == NULL),
                 ROW(series[i].count == 0 && series[i].first.months == 0));
    ALL_HOLD(
        ROW(twofold_project(NULL, NULL, NULL, 0, NULL, &made, &faults) == TWOFOLD_E_ARGUMENT),
        ROW(twofold_project(plan, NULL, NULL, 0, NULL, NULL, &faults) == TWOFOLD_E_ARGUMENT),
        ROW(twofold_project(plan, NULL, NULL, 1, NULL, &made, &faults) == TWOFOLD_E_ARGUMENT),
        ROW(twofold_project(plan, NULL, no_override, 1, NULL, &made, NULL) == TWOFOLD_E_ARGUMENT),
        ROW(twofold_project(plan, "none", NULL, 0, NULL, &made, &faults) == TWOFOLD_E_NOT_FOUND),
        ROW(made == NULL && faults == NULL),
        ROW(isnan(twofold_value(projection, NULL, "output", "2025"))),
        ROW(isnan(twofold_value(projection, "heli", NULL, "2025"))),
        ROW(isnan(twofold_value(projection, "heli", "output", NULL))),
        ROW(isnan(twofold_value(projection, "heli", "output", "soon"))),
        ROW(isnan(twofold_value(projection, "heli", "output", "2021-01..2021-02"))),
        ROW(isnan(twofold_value(projection, "heli", "output", "2020"))),
        ROW(isnan(twofold_value(projection, "", "output", "2025"))));
}

static void compiling(void **state)
{
    (void)state;
    twofold_compiled *made = NULL;
    const twofold_selection all = {0, 0}, below = {-1, 0}, beyond = {0, 9999};
    const char *const nowhere[] = {"no.where"};
    const char *const null_path[] = {NULL};
    const size_t size = sizeof(twofold_compile_options);
    const twofold_compile_options bad[] = {
        {.struct_size = 0, .outputs = &all, .output_count = 1},
        {.struct_size = size, .outputs = NULL, .output_count = 1},
        {.struct_size = size, .outputs = &all, .output_count = 0},
        {.struct_size = size, .outputs = &all, .output_count = 1, .vary_count = 1},
        {.struct_size = size, .outputs = &all, .output_count = 1, .override_count = 1},
        {.struct_size = size,
         .outputs = &all,
         .output_count = 1,
         .frequency = (twofold_frequency)3},
    };
    const twofold_compile_options good = {.struct_size = size, .outputs = &all, .output_count = 1};
    const twofold_compile_options missing[] = {
        {.struct_size = size, .outputs = &below, .output_count = 1},
        {.struct_size = size, .outputs = &beyond, .output_count = 1},
        {.struct_size = size, .outputs = &all, .output_count = 1, .scenario = "none"},
        {.struct_size = size, .outputs = &all, .output_count = 1, .vary = nowhere, .vary_count = 1},
    };
    const twofold_compile_options null_vary = {.struct_size = size,
                                               .outputs = &all,
                                               .output_count = 1,
                                               .vary = null_path,
                                               .vary_count = 1};
    twofold_compiled_free(NULL);
    for (size_t i = 0; i < COUNT(bad); i++)
        ALL_HOLD(ROW(twofold_compile(plan, &bad[i], NULL, &made, NULL) == TWOFOLD_E_ARGUMENT));
    for (size_t i = 0; i < COUNT(missing); i++)
        ALL_HOLD(ROW(twofold_compile(plan, &missing[i], NULL, &made, NULL) == TWOFOLD_E_NOT_FOUND));
    ALL_HOLD(ROW(twofold_compile(NULL, &good, NULL, &made, NULL) == TWOFOLD_E_ARGUMENT),
             ROW(twofold_compile(plan, NULL, NULL, &made, NULL) == TWOFOLD_E_ARGUMENT),
             ROW(twofold_compile(plan, &good, NULL, NULL, NULL) == TWOFOLD_E_ARGUMENT),
             ROW(twofold_compile(plan, &null_vary, NULL, &made, NULL) != TWOFOLD_OK),
             ROW(made == NULL));
}

/* ---- target.h and table.h ---- */

static void targets(void **state)
{
    (void)state;
    twofold_assessment a = {.target = 77};
    const twofold_target beyond = twofold_target_at(plan, SIZE_MAX, TWOFOLD_EN);
    ALL_HOLD(ROW(is(twofold_verdict_text((twofold_verdict)-1, TWOFOLD_EN), "")),
             ROW(is(twofold_verdict_text((twofold_verdict)3, TWOFOLD_ZH), "")),
             ROW(is(beyond.id, "") && is(beyond.name, "") && is(beyond.kind, "")),
             ROW(is(beyond.source, "") && beyond.members == 0 && beyond.line == 0),
             ROW(twofold_find_target(plan, NULL) == SIZE_MAX),
             ROW(twofold_find_target(plan, "none") == SIZE_MAX),
             ROW(twofold_assess(projection, 2, &a) == TWOFOLD_E_ARGUMENT),
             ROW(twofold_assess(NULL, 0, &a) == TWOFOLD_E_ARGUMENT),
             ROW(twofold_assess(projection, 0, NULL) == TWOFOLD_E_ARGUMENT),
             ROW(twofold_assess_member(projection, SIZE_MAX, 0, &a) == TWOFOLD_E_ARGUMENT),
             ROW(twofold_assess_member(projection, 0, 0, &a) == TWOFOLD_E_ARGUMENT),
             ROW(twofold_assess_member(projection, 1, 2, &a) == TWOFOLD_E_ARGUMENT),
             ROW(a.target == 77));
}

static void expectations(void **state)
{
    (void)state;
    static const char *const none[] = {NULL};
    twofold_projections *made = NULL;
    twofold_finding finding;
    twofold_breach breach;
    bool holds;
    const twofold_expectation beyond = twofold_expectation_at(plan, SIZE_MAX);
    const twofold_period year = {2023 * 12, 12}, no_period = {0, 0};
    const twofold_checker bare = {sizeof bare, NULL, TWOFOLD_EN, NULL, NULL, NULL};
    ALL_HOLD(ROW(is(twofold_outcome_text((twofold_outcome)3, TWOFOLD_EN), "")),
             ROW(is(beyond.is, "") && is(beyond.scenario, "") && beyond.target == SIZE_MAX),
             ROW(twofold_expectation_count(NULL) == 0),
             ROW(twofold_expectation_text(plan, SIZE_MAX, TWOFOLD_ZH, NULL, 0) == 0),
             ROW(twofold_projections_new(NULL, NULL, NULL, 0, NULL, &made) == TWOFOLD_E_ARGUMENT),
             ROW(twofold_projections_new(plan, NULL, NULL, 0, NULL, NULL) == TWOFOLD_E_ARGUMENT),
             ROW(twofold_projections_new(plan, NULL, NULL, 1, NULL, &made) == TWOFOLD_E_ARGUMENT),
             ROW(twofold_projections_new(plan, NULL, none, 1, NULL, &made) == TWOFOLD_E_ARGUMENT),
             ROW(twofold_projections_get(NULL, NULL, NULL, NULL) == TWOFOLD_E_ARGUMENT),
             ROW(twofold_projections_base(NULL, NULL, NULL) == TWOFOLD_E_ARGUMENT),
             ROW(twofold_projections_plan(NULL) == NULL && made == NULL),
             ROW(twofold_expect(NULL, 0, &finding, NULL) == TWOFOLD_E_ARGUMENT));
    ALL_HOLD(
        ROW(isnan(twofold_value_over(NULL, 0, 0, year))),
        ROW(isnan(twofold_value_over(projection, 0, 0, no_period))),
        ROW(twofold_reads_as(projection, 0, 0, year, NULL, &holds, NULL, 0) == TWOFOLD_E_ARGUMENT),
        ROW(twofold_adds_up(projection, -1, &breach) == TWOFOLD_E_ARGUMENT),
        ROW(twofold_never_falls(NULL, 0, 0, &breach) == TWOFOLD_E_ARGUMENT),
        ROW(twofold_check_near(NULL, 1, 1, 0, 0, &holds) == TWOFOLD_E_ARGUMENT),
        ROW(twofold_check_near(&bare, 1, 1, 0, 0, &holds) == TWOFOLD_E_ARGUMENT),
        ROW(twofold_check_verdict(&bare, NULL, "a", TWOFOLD_MET, &holds) == TWOFOLD_E_ARGUMENT),
        ROW(twofold_check_refused(&bare, NULL, 1, 1, "a", &holds) == TWOFOLD_E_ARGUMENT));
}

static void tables(void **state)
{
    (void)state;
    twofold_table *table = NULL;
    twofold_table_free(NULL);
    ALL_HOLD(
        ROW(twofold_table_new(NULL, NULL) == TWOFOLD_E_ARGUMENT),
        ROW(twofold_table_column(NULL, "a", TWOFOLD_COLUMN_TEXT, 0) == TWOFOLD_E_ARGUMENT),
        ROW(twofold_table_text(NULL, "a") == TWOFOLD_E_ARGUMENT),
        ROW(twofold_table_number(NULL, 1.0) == TWOFOLD_E_ARGUMENT),
        ROW(twofold_table_rows(NULL) == 0),
        ROW(twofold_table_write(NULL, TWOFOLD_CSV, swallow, NULL) == TWOFOLD_E_ARGUMENT),
        ROW(twofold_table_new(NULL, &table) == TWOFOLD_OK),
        ROW(twofold_table_column(table, NULL, TWOFOLD_COLUMN_TEXT, 0) == TWOFOLD_E_ARGUMENT),
        ROW(twofold_table_column(table, "a", (twofold_column_type)9, 0) == TWOFOLD_E_ARGUMENT),
        ROW(twofold_table_column(table, "a", TWOFOLD_COLUMN_NUMBER, -1) == TWOFOLD_E_ARGUMENT),
        ROW(twofold_table_number(table, 1.0) == TWOFOLD_E_ARGUMENT),
        ROW(twofold_table_column(table, "a", TWOFOLD_COLUMN_TEXT, 0) == TWOFOLD_OK),
        ROW(twofold_table_text(table, NULL) == TWOFOLD_OK),
        ROW(twofold_table_column(table, "b", TWOFOLD_COLUMN_TEXT, 0) == TWOFOLD_E_ARGUMENT),
        ROW(twofold_table_write(table, (twofold_format)9, swallow, NULL) == TWOFOLD_E_ARGUMENT),
        ROW(twofold_table_write(table, TWOFOLD_CSV, NULL, NULL) == TWOFOLD_E_ARGUMENT),
        ROW(twofold_text_width(NULL, 0) == 0), ROW(twofold_text_width("\xff\xfe", 2) <= 2));
    twofold_table_free(table);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(base),         cmocka_unit_test(period),
        cmocka_unit_test(reading),      cmocka_unit_test(drafts),
        cmocka_unit_test(projecting),   cmocka_unit_test(what_stands_in_a_plan),
        cmocka_unit_test(compiling),    cmocka_unit_test(targets),
        cmocka_unit_test(expectations), cmocka_unit_test(tables),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
