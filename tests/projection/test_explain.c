/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Explanations: whatever a line says of how those below it combine is done again here, for every
 * annual cell of the real case under every scenario, and for cells of random plans. */
#include "explain_test.h"
#include "support/failing.h"

/* ---- The real case ---- */

static twofold_plan *park;

static int load(void **state)
{
    (void)state;
    return twofold_plan_load(TWOFOLD_TEST_DATA "/../examples/baishazhou.yaml", NULL, NULL, &park,
                             NULL) == TWOFOLD_OK
               ? 0
               : -1;
}

static int unload(void **state)
{
    (void)state;
    twofold_plan_free(park);
    return 0;
}

static void check_series(const struct subject *s, int entity, int kpi, twofold_frequency frequency)
{
    const twofold_series all = twofold_series_at(s->projection, entity, kpi, frequency);
    for (size_t i = 0; i < all.count; i++) {
        struct cell c = {entity, kpi, ""};
        const int32_t months = all.first.months;
        (void)twofold_period_write((twofold_period){all.first.month + (int32_t)i * months, months},
                                   c.period, sizeof c.period);
        (void)check_cell(s, &c);
    }
}

/* Every entity, KPI and period of a frequency, under every scenario. */
static void check_plan(const twofold_plan *plan, twofold_frequency frequency)
{
    for (size_t scenario = 0; scenario <= twofold_scenario_count(plan); scenario++) {
        struct subject s = {.plan = plan};
        if (scenario > 0) s.scenario = twofold_scenario_id(plan, scenario - 1);
        s.projection = project(plan, s.scenario, NULL);
        s.model = s.projection->program->model;
        for (size_t e = 0; e < s.model->entity_count; e++)
            for (size_t k = 0; k < s.model->kpi_count; k++)
                check_series(&s, (int)e, (int)k, frequency);
        twofold_projection_free((twofold_projection *)s.projection);
    }
}

static void every_annual_cell(void **state)
{
    (void)state;
    check_plan(park, TWOFOLD_YEAR);
}

/* Tax built up from instruments, with credit, losses and a holiday; and where some of it, or what
 * it is built on, is reported. */
static void taxes(void **state)
{
    (void)state;
    static const char reported[] =
        "twofold: 1\nplan: A\nyears: 2021..2024\ntaxes: {vat: 13%, surcharges: 12%, income-tax: "
        "25%,"
        " land-tax: 6元/m²,\n"
        "  local-share: {vat: 50%, surcharges: 100%, income-tax: 40%, land-tax: 100%}}\n"
        "enterprises:\n  a: {existing: {output: 2亿元, land: 50亩, taxes: {value-added-ratio: 20%,"
        " margin: 5%},\n"
        "    actual: {vat: {2022: 400万元}, tax: {2023-01..2023-06: 900万元}, output: {2024: "
        "3亿元}}}}\n";
    static const twofold_frequency frequencies[] = {TWOFOLD_YEAR, TWOFOLD_QUARTER, TWOFOLD_MONTH};
    twofold_plan *plans[2] = {NULL, tf_read_plan(reported)};
    assert_int_equal(
        twofold_plan_load(TWOFOLD_TEST_DATA "/../examples/taxes.yaml", NULL, NULL, &plans[0], NULL),
        TWOFOLD_OK);
    for (size_t p = 0; p < COUNT(plans); p++) {
        assert_non_null(plans[p]);
        for (size_t f = 0; f < COUNT(frequencies); f++) check_plan(plans[p], frequencies[f]);
        twofold_plan_free(plans[p]);
    }
}

/* Firms in a table, keys in Chinese. */
static void a_campaign(void **state)
{
    (void)state;
    twofold_plan *plan = NULL;
    assert_int_equal(
        twofold_plan_load(TWOFOLD_TEST_DATA "/../examples/campaign.yaml", NULL, NULL, &plan, NULL),
        TWOFOLD_OK);
    struct subject s = {.plan = plan};
    s.projection = project(plan, NULL, NULL);
    s.model = s.projection->program->model;
    for (size_t e = 0; e < s.model->entity_count; e++)
        check_series(&s, (int)e, TWOFOLD_KPI_OUTPUT, TWOFOLD_YEAR);
    twofold_projection_free((twofold_projection *)s.projection);
    twofold_plan_free(plan);
}

/* ---- Random plans ---- */

static void check_some_cells(struct subject *s, uint64_t *random, int cells)
{
    s->projection = project(s->plan, s->scenario, NULL);
    s->model = s->projection->program->model;
    for (int i = 0; i < cells; i++) {
        const twofold_frequency frequency = (twofold_frequency)tf_random_int(random, 0, 2);
        struct cell c = {tf_random_int(random, 0, (int)s->model->entity_count - 1),
                         tf_random_int(random, 0, (int)s->model->kpi_count - 1), ""};
        const twofold_series series = twofold_series_at(s->projection, c.entity, c.kpi, frequency);
        const int period = tf_random_int(random, 0, (int)series.count - 1);
        (void)twofold_period_write(
            (twofold_period){series.first.month + period * series.first.months,
                             series.first.months},
            c.period, sizeof c.period);
        (void)check_cell(s, &c);
    }
    twofold_projection_free((twofold_projection *)s->projection);
}

static void random_plans(void **state)
{
    (void)state;
    enum { PLANS = 400, CELLS = 60 };
    static const char *const scenarios[] = {NULL, "s1", "s2", "s3"};
    for (uint64_t seed = 0; seed < PLANS; seed++) {
        twofold_plan *plan = tf_random_plan_read(seed);
        assert_non_null(plan);
        uint64_t random = seed;
        struct subject s = {
            .plan = plan, .scenario = scenarios[seed % COUNT(scenarios)], .seed = seed};
        check_some_cells(&s, &random, CELLS);
        twofold_plan_free(plan);
    }
}

/* ---- Shares of time, from the dates below them ---- */

/* Of a ramp with dates of its own, by its closed form: the evaluator has it in tables. */
static double share_from_dates(const struct tf_part *part, const twofold_explanation *x,
                               size_t line, bool flow, double from, double to)
{
    double produce = NAN, full = NAN;
    const unsigned depth = twofold_explanation_at(x, line, TWOFOLD_EN).depth;
    for (size_t i = line + 1; i < twofold_explanation_count(x); i++) {
        const twofold_explanation_line l = twofold_explanation_at(x, i, TWOFOLD_EN);
        if (l.depth <= depth) break;
        if (l.depth > depth + 1) continue;
        const char *word = strrchr(l.path, '.');
        if (strcmp(word, ".produce") == 0) produce = l.value;
        if (strcmp(word, ".full") == 0) full = l.value;
    }
    const double duration = full - produce;
    if (!flow) return twofold_ramp_value(part->ramp, (to - produce) / duration);
    return duration *
           (twofold_ramp_integral(part->ramp, (to - produce) / duration) -
            twofold_ramp_integral(part->ramp, (from - produce) / duration)) /
           12.0;
}

static void ramps_follow_from_their_dates(void **state)
{
    (void)state;
    size_t checked = 0;
    struct subject s = {.plan = park, .scenario = "six-months-late"};
    s.projection = project(park, s.scenario, NULL);
    s.model = s.projection->program->model;
    static const int kpis[] = {TWOFOLD_KPI_OUTPUT, TWOFOLD_KPI_TAX, TWOFOLD_KPI_JOBS};
    for (size_t p = 0; p < s.model->part_count; p++)
        for (size_t k = 0; k < COUNT(kpis); k++)
            for (int quarter = 0; quarter < 40; quarter++) {
                const struct tf_part *part = &s.model->parts[p];
                if (part->leader >= 0 || part->ramp->family == TWOFOLD_RAMP_STEP) continue;
                char period[16];
                (void)snprintf(period, sizeof period, "%dQ%d", 2021 + quarter / 4, quarter % 4 + 1);
                twofold_explanation *x = NULL;
                assert_int_equal(
                    twofold_explain(s.projection, part->entity, kpis[k], period, NULL, &x),
                    TWOFOLD_OK);
                for (size_t i = 0; i < twofold_explanation_count(x); i++) {
                    const twofold_explanation_line l = twofold_explanation_at(x, i, TWOFOLD_EN);
                    const size_t size = strlen(l.path);
                    if (l.combine != TWOFOLD_COMBINE_TIME || size < 5 ||
                        strcmp(l.path + size - 5, ".ramp") != 0)
                        continue;
                    const double share = share_from_dates(part, x, i, kpis[k] != TWOFOLD_KPI_JOBS,
                                                          3.0 * quarter, 3.0 * quarter + 3.0);
                    /* tables are right to 1e-14 of the integral (curve.ramp_table), here at most
                     * nine years */
                    if (!(fabs(share - l.value) <= 1e-12))
                        fail_msg("%s in %s: %.17g, from its dates %.17g", l.path, period, l.value,
                                 share);
                    checked++;
                }
                twofold_explanation_free(x);
            }
    assert_true(checked > 200);
    twofold_projection_free((twofold_projection *)s.projection);
}

/* ---- What planners read: heli.output.2025 ---- */

/* The line of a plan's text, from 1, on which a piece of it stands. */
static unsigned line_of(const char *piece)
{
    FILE *file = fopen(TWOFOLD_TEST_DATA "/../examples/baishazhou.yaml", "r");
    assert_non_null(file);
    char text[1024];
    unsigned line = 0, found = 0;
    while (found == 0 && fgets(text, sizeof text, file) != NULL) {
        line++;
        if (strstr(text, piece) != NULL) found = line;
    }
    assert_int_equal(fclose(file), 0);
    assert_true(found > 0);
    return found;
}

static const twofold_explanation_line *find_line(const twofold_explanation *x, const char *path,
                                                 twofold_line_kind kind)
{
    static twofold_explanation_line line;
    for (size_t i = 0; i < twofold_explanation_count(x); i++) {
        line = twofold_explanation_at(x, i, TWOFOLD_EN);
        if (line.kind == kind && strcmp(line.path, path) == 0) return &line;
    }
    fail_msg("no line %s", path);
    return NULL;
}

static void the_real_firm(void **state)
{
    (void)state;
    twofold_projection *projection = project(park, NULL, NULL);
    twofold_explanation *x = NULL;
    assert_int_equal(twofold_explain(projection, twofold_find_entity(park, "heli"),
                                     TWOFOLD_KPI_OUTPUT, "2025", NULL, &x),
                     TWOFOLD_OK);
    const twofold_explanation_line *l =
        find_line(x, "heli.existing.output.2025", TWOFOLD_LINE_CELL);
    assert_string_equal(l->formula, "13亿元 x 1.03^4");
    assert_true(fabs(l->value - 13e8 * 1.03 * 1.03 * 1.03 * 1.03) < 1e-3);
    l = find_line(x, "assumptions.heli-2021", TWOFOLD_LINE_INPUT);
    assert_int_equal(l->origin, TWOFOLD_ORIGIN_ASSUMED);
    assert_int_equal(l->line, line_of("heli-2021: {value: 13亿元"));
    l = find_line(x, "heli.existing.growth", TWOFOLD_LINE_INPUT);
    assert_int_equal(l->origin, TWOFOLD_ORIGIN_ASSUMED);
    assert_int_equal(l->line, line_of("existing: {output: $heli-2021"));
    l = find_line(x, "heli.existing.growth", TWOFOLD_LINE_FACTOR);
    assert_int_equal(l->times, 4);
    l = find_line(x, "heli.south-base.output.2025", TWOFOLD_LINE_CELL);
    assert_string_equal(l->formula, "26亿元 x 100% of the year at full");
    assert_true(l->value == 26e8);
    l = find_line(x, "heli.south-base.at-full.output", TWOFOLD_LINE_INPUT);
    assert_int_equal(l->origin, TWOFOLD_ORIGIN_REPORTED);
    assert_string_equal(l->source, "article B11");
    assert_int_equal(l->line, line_of("at-full: {capacity: 46500 vehicles/year, output: 26亿元"));
    l = find_line(x, "heli.south-base.ramp", TWOFOLD_LINE_CHOICE);
    assert_int_equal(l->origin, TWOFOLD_ORIGIN_DEFAULT);
    assert_string_equal(l->formula, "s-curve ramp by default");
    twofold_explanation_free(x);
    twofold_projection_free(projection);
}

/* Jobs saved are taken away (B10): 500 of 6,000 from the lines' full production on. */
static void jobs_that_are_saved(void **state)
{
    (void)state;
    twofold_projection *projection = project(park, NULL, NULL);
    twofold_explanation *x = NULL;
    assert_int_equal(twofold_explain(projection, twofold_find_entity(park, "futaihong"),
                                     TWOFOLD_KPI_JOBS, "2022", NULL, &x),
                     TWOFOLD_OK);
    const twofold_explanation_line *l =
        find_line(x, "futaihong.smt-lines.jobs.2022", TWOFOLD_LINE_CELL);
    assert_string_equal(l->formula, "-500+ x 100% of full production");
    assert_true(l->value == -500.0);
    twofold_explanation_free(x);
    twofold_projection_free(projection);
}

/* What nobody gave is said: the figure, or the date. */
static void why_it_is_unknown(void **state)
{
    (void)state;
    static const char text[] =
        "twofold: 1\nplan: A\nyears: 2021..2024\nenterprises:\n"
        "  a: {projects: {p: {start: 2021, at-full: {output: 1亿元}}, q: {produce: 2022-04,"
        " at-full: {output: 1亿元}}, r: {produce: 2022-04, full: 2023, at-full: {tax: 1万元}}}}\n";
    static const struct {
        const char *entity, *formula;
    } rows[] = {{"a.p", "unknown: no date for produce"},
                {"a.q", "unknown: no date for full"},
                {"a.r", "unknown: no figure for output"},
                {"a", "unknown: 0 of 3 parts known"}};
    twofold_plan *plan = tf_read_plan(text);
    assert_non_null(plan);
    twofold_projection *projection = project(plan, NULL, NULL);
    for (size_t i = 0; i < COUNT(rows); i++) {
        twofold_explanation *x = NULL;
        assert_int_equal(twofold_explain(projection, twofold_find_entity(plan, rows[i].entity),
                                         TWOFOLD_KPI_OUTPUT, "2024", NULL, &x),
                         TWOFOLD_OK);
        const twofold_explanation_line l = twofold_explanation_at(x, 0, TWOFOLD_EN);
        assert_string_equal(l.formula, rows[i].formula);
        assert_int_equal(l.origin, TWOFOLD_ORIGIN_UNKNOWN);
        assert_true(isnan(l.value));
        twofold_explanation_free(x);
    }
    twofold_projection_free(projection);
    twofold_plan_free(plan);
}

/* ---- The host ---- */

static void arguments(void **state)
{
    (void)state;
    static const char kept;
    twofold_explanation *const untouched = (twofold_explanation *)(uintptr_t)&kept;
    twofold_explanation *x = untouched;
    twofold_projection *p = project(park, NULL, NULL);
    const struct {
        const twofold_projection *projection;
        int entity, kpi;
        const char *period;
        twofold_status status;
    } rows[] = {{NULL, 0, 0, "2025", TWOFOLD_E_ARGUMENT},
                {p, 0, 0, NULL, TWOFOLD_E_ARGUMENT},
                {p, -1, 0, "2025", TWOFOLD_E_NOT_FOUND},
                {p, 100000, 0, "2025", TWOFOLD_E_NOT_FOUND},
                {p, 0, -1, "2025", TWOFOLD_E_NOT_FOUND},
                {p, 0, 100000, "2025", TWOFOLD_E_NOT_FOUND},
                {p, 0, 0, "2031", TWOFOLD_E_NOT_FOUND},
                {p, 0, 0, "2020Q4", TWOFOLD_E_NOT_FOUND},
                {p, 0, 0, "2025-01..2025-10", TWOFOLD_E_NOT_FOUND},
                {p, 0, 0, "soon", TWOFOLD_E_NOT_FOUND}};
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_int_equal(twofold_explain(rows[i].projection, rows[i].entity, rows[i].kpi,
                                         rows[i].period, NULL, &x),
                         rows[i].status);
        assert_ptr_equal(x, untouched);
    }
    assert_int_equal(twofold_explain(p, 0, 0, "2025", NULL, NULL), TWOFOLD_E_ARGUMENT);
    twofold_explanation_free(NULL);
    assert_int_equal(twofold_explanation_count(NULL), 0);
    assert_string_equal(twofold_explanation_at(NULL, 0, TWOFOLD_EN).path, "");
    assert_string_equal(twofold_origin_id((twofold_origin)99), "");
    assert_string_equal(twofold_origin_text((twofold_origin)99, TWOFOLD_ZH), "");
    assert_string_equal(twofold_combine_id((twofold_combine)99), "");
    assert_string_equal(twofold_origin_text(TWOFOLD_ORIGIN_ASSUMED, TWOFOLD_ZH), "假设");
    twofold_projection_free(p);
}

struct sink {
    size_t room, size;
};

static bool take(void *user, const char *bytes, size_t size)
{
    struct sink *sink = user;
    (void)bytes;
    sink->size += size;
    return sink->size <= sink->room;
}

static void json_goes_to_a_sink(void **state)
{
    (void)state;
    twofold_projection *p = project(park, NULL, NULL);
    twofold_explanation *x = NULL;
    assert_int_equal(twofold_explain(p, 0, TWOFOLD_KPI_OUTPUT, "2025", NULL, &x), TWOFOLD_OK);
    struct sink all = {SIZE_MAX, 0}, little = {5000, 0};
    assert_int_equal(twofold_explanation_json(x, TWOFOLD_ZH, take, &all), TWOFOLD_OK);
    assert_true(all.size > little.room);
    assert_int_equal(twofold_explanation_json(x, TWOFOLD_ZH, take, &little), TWOFOLD_E_OUTPUT);
    assert_int_equal(twofold_explanation_json(NULL, TWOFOLD_ZH, take, &all), TWOFOLD_E_ARGUMENT);
    assert_int_equal(twofold_explanation_json(x, TWOFOLD_ZH, NULL, NULL), TWOFOLD_E_ARGUMENT);
    twofold_explanation_free(x);
    twofold_projection_free(p);
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    static const char kept;
    twofold_explanation *const untouched = (twofold_explanation *)(uintptr_t)&kept;
    twofold_plan *plan = tf_random_plan_read(3);
    assert_non_null(plan);
    twofold_projection *projection = project(plan, NULL, NULL);
    static const int kpis[] = {TWOFOLD_KPI_OUTPUT, TWOFOLD_KPI_INVESTMENT_TO_DATE,
                               TWOFOLD_KPI_OUTPUT_PER_MU};
    for (size_t cell = 0; cell < COUNT(kpis); cell++)
        for (int once = 0; once < 2; once++)
            for (size_t k = 0;; k++) {
                struct tf_failing failing = tf_failing_at(k, once);
                const twofold_context context = tf_failing_context(&failing);
                twofold_explanation *x = untouched;
                const twofold_status status =
                    twofold_explain(projection, 0, kpis[cell], "2022", &context, &x);
                assert_int_equal(status, failing.failed > 0 ? TWOFOLD_E_MEMORY : TWOFOLD_OK);
                if (status == TWOFOLD_OK)
                    twofold_explanation_free(x);
                else
                    assert_ptr_equal(x, untouched);
                assert_true(tf_failing_clean(&failing));
                if (status == TWOFOLD_OK) break;
            }
    twofold_projection_free(projection);
    twofold_plan_free(plan);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_annual_cell),
        cmocka_unit_test(taxes),
        cmocka_unit_test(a_campaign),
        cmocka_unit_test(random_plans),
        cmocka_unit_test(ramps_follow_from_their_dates),
        cmocka_unit_test(the_real_firm),
        cmocka_unit_test(jobs_that_are_saved),
        cmocka_unit_test(why_it_is_unknown),
        cmocka_unit_test(arguments),
        cmocka_unit_test(json_goes_to_a_sink),
        cmocka_unit_test(every_allocation_may_fail),
    };
    return cmocka_run_group_tests_name("projection: explanations", tests, load, unload);
}
