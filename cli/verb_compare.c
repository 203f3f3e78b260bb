/* SPDX-License-Identifier: GPL-3.0-or-later */
/* twofold compare: scenarios and changes side by side. */
#include "compare.h"
#include "verbs.h"

#include <math.h>
#include <stdlib.h>

/* ---- Which cases ---- */

/* Each scenario and each override that is given; else each scenario of the plan. Two or more given
 * ones make a last case of all together. */
static bool choose_cases(struct comparison *c)
{
    const struct options *options = c->session->options;
    const struct texts *scenarios = &options->scenarios, *sets = &options->sets;
    const size_t given = scenarios->count + sets->count;
    const size_t all = twofold_scenario_count(c->session->plan);
    const size_t count = given > 0 ? given : all;
    c->changes = calloc(count + 1, sizeof *c->changes);
    c->cases = calloc(count + 1, sizeof *c->cases);
    if (c->changes == NULL || c->cases == NULL) return false;
    for (size_t i = 0; i < count; i++) {
        c->changes[i] = given == 0             ? twofold_scenario_id(c->session->plan, i)
                        : i < scenarios->count ? scenarios->items[i]
                                               : sets->items[i - scenarios->count];
        c->cases[i] = (twofold_case){&c->changes[i], 1};
    }
    c->count = count;
    if (given > 1) c->cases[c->count++] = (twofold_case){c->changes, count};
    return true;
}

/* ---- Which entities and KPIs ---- */

static void add_pair(struct comparison *c, int entity, int kpi)
{
    for (size_t i = 0; i < c->pair_count; i++)
        if (c->pairs[i].entity == entity && c->pairs[i].kpi == kpi) return;
    c->pairs[c->pair_count++] = (struct pair){entity, kpi};
}

/* What is named; else what the plan has targets for, and the park's output and tax. */
static bool choose_pairs(struct comparison *c, const struct handles *entities,
                         const struct handles *kpis)
{
    static const int headline[] = {TWOFOLD_KPI_OUTPUT, TWOFOLD_KPI_TAX};
    const int park = 0;
    const twofold_plan *plan = c->session->plan;
    const size_t targets = twofold_target_count(plan);
    const size_t most = targets + (entities->count + 1) * (kpis->count + 2);
    c->pairs = calloc(most, sizeof *c->pairs);
    if (c->pairs == NULL) return false;
    for (size_t i = 0; i < targets && (entities->all || kpis->all); i++) {
        const twofold_target t = twofold_target_at(plan, i, TWOFOLD_EN);
        if (handles_have(entities, t.entity) && handles_have(kpis, t.kpi))
            add_pair(c, t.entity, t.kpi);
    }
    const size_t entity_count = entities->all ? 1 : entities->count;
    const size_t kpi_count = kpis->all ? sizeof headline / sizeof *headline : kpis->count;
    for (size_t e = 0; e < entity_count; e++)
        for (size_t k = 0; k < kpi_count; k++)
            add_pair(c, entities->all ? park : entities->items[e],
                     kpis->all ? headline[k] : kpis->items[k]);
    return true;
}

/* ---- What the table and the rows ask ---- */

const twofold_projection *projection_of(const struct comparison *c, size_t index)
{
    return twofold_comparison_projection(c->made, index);
}

size_t periods_of(const struct comparison *c, twofold_period *first)
{
    const twofold_series series = twofold_series_at(projection_of(c, TWOFOLD_BASE), 0,
                                                    TWOFOLD_KPI_OUTPUT, c->session->options->by);
    *first = series.first;
    return series.count;
}

twofold_period period_at(twofold_period first, size_t index)
{
    return (twofold_period){first.month + (int32_t)index * first.months, first.months};
}

size_t target_of(const struct comparison *c, const struct pair *pair, size_t n)
{
    for (size_t i = 0; i < twofold_target_count(c->session->plan); i++) {
        const twofold_target t = twofold_target_at(c->session->plan, i, TWOFOLD_EN);
        if (t.entity == pair->entity && t.kpi == pair->kpi && n-- == 0) return i;
    }
    return SIZE_MAX;
}

/* ---- For programs ---- */

/* The target due in a period, else the pair's first; SIZE_MAX if it has none. */
static twofold_status find_target(const struct comparison *c, const struct pair *pair, size_t index,
                                  twofold_period period, twofold_assessment *found)
{
    twofold_status status = TWOFOLD_OK;
    found->target = SIZE_MAX;
    for (size_t n = 0, t; status == TWOFOLD_OK && (t = target_of(c, pair, n)) != SIZE_MAX; n++) {
        twofold_assessment a;
        status = twofold_assess(projection_of(c, index), t, &a);
        if (status != TWOFOLD_OK) break;
        const int32_t end = a.due.month + a.due.months;
        const bool due = end > period.month && end <= period.month + period.months;
        if (n == 0 || due) *found = a;
        if (due) break;
    }
    return status;
}

static void case_id(const struct comparison *c, size_t index, char *buffer, size_t size)
{
    buffer[0] = '\0';
    if (index == TWOFOLD_BASE) {
        const char *base = c->session->options->base;
        text_append(buffer, size, base != NULL ? base : "base");
        return;
    }
    for (size_t i = 0; i < c->cases[index].change_count; i++) {
        if (i > 0) text_append(buffer, size, " + ");
        text_append(buffer, size, c->cases[index].changes[i]);
    }
}

struct row {
    const struct pair *pair;
    twofold_period period;
    size_t index;
    const char *cause; /* "": the value itself */
    double value, difference;
};

static void add_row(struct sheet *sheet, const struct comparison *c, const struct row *row)
{
    const twofold_plan *plan = c->session->plan;
    char scenario[8 * NAME];
    twofold_assessment a = {.target = SIZE_MAX};
    if (row->cause[0] == '\0' && sheet->status == TWOFOLD_OK)
        sheet->status = find_target(c, row->pair, row->index, row->period, &a);
    case_id(c, row->index, scenario, sizeof scenario);
    sheet_text(sheet, twofold_entity_at(plan, row->pair->entity, TWOFOLD_EN).path);
    sheet_text(sheet, twofold_plan_kpi(plan, row->pair->kpi)->id);
    sheet_period(sheet, row->period.month, row->period.months);
    sheet_text(sheet, scenario);
    sheet_number(sheet, row->value);
    sheet_number(sheet, row->difference);
    sheet_text(sheet, row->cause);
    const bool judged = a.target != SIZE_MAX;
    sheet_period(sheet, a.first_period.month, judged ? a.first_period.months : 0);
    sheet_text(sheet, judged ? twofold_verdict_text(a.verdict, TWOFOLD_EN) : "");
    sheet_text(sheet, judged ? twofold_target_at(plan, a.target, TWOFOLD_EN).id : "");
}

static void add_case(struct sheet *sheet, const struct comparison *c, struct row row)
{
    const twofold_compared d =
        twofold_compared_at(c->made, row.index, row.pair->entity, row.pair->kpi, row.period);
    row.value = d.value;
    row.difference = d.difference;
    row.cause = "";
    add_row(sheet, c, &row);
    const size_t causes = twofold_comparison_causes(c->made, row.index);
    row.value = (double)NAN;
    for (size_t i = 0; i < causes; i++) {
        row.cause = twofold_comparison_cause(c->made, row.index, i);
        row.difference = twofold_compared_alone(c->made, row.index, i, row.pair->entity,
                                                row.pair->kpi, row.period);
        add_row(sheet, c, &row);
    }
    row.cause = "together";
    row.difference = d.together;
    if (causes > 0) add_row(sheet, c, &row);
}

static void add_base(struct sheet *sheet, const struct comparison *c, struct row row)
{
    char period[CELL] = "";
    (void)twofold_period_write(row.period, period, sizeof period);
    row.index = TWOFOLD_BASE;
    row.cause = "";
    row.value =
        twofold_value(projection_of(c, TWOFOLD_BASE),
                      twofold_entity_at(c->session->plan, row.pair->entity, TWOFOLD_EN).path,
                      twofold_plan_kpi(c->session->plan, row.pair->kpi)->id, period);
    row.difference = (double)NAN;
    add_row(sheet, c, &row);
}

static twofold_status compare_rows(const struct comparison *c)
{
    static const struct {
        const char *name;
        twofold_column_type type;
    } columns[] = {
        {"entity", TWOFOLD_COLUMN_TEXT},  {"kpi", TWOFOLD_COLUMN_TEXT},
        {"period", TWOFOLD_COLUMN_TEXT},  {"scenario", TWOFOLD_COLUMN_TEXT},
        {"value", TWOFOLD_COLUMN_NUMBER}, {"difference", TWOFOLD_COLUMN_NUMBER},
        {"cause", TWOFOLD_COLUMN_TEXT},   {"first_period", TWOFOLD_COLUMN_TEXT},
        {"verdict", TWOFOLD_COLUMN_TEXT}, {"target", TWOFOLD_COLUMN_TEXT},
    };
    struct sheet sheet = sheet_new();
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        sheet_column(&sheet, columns[i].name, columns[i].type);
    twofold_period first;
    const size_t periods = periods_of(c, &first);
    for (size_t p = 0; p < c->pair_count; p++)
        for (size_t i = 0; i < periods; i++) {
            struct row row = {.pair = &c->pairs[p], .period = period_at(first, i)};
            add_base(&sheet, c, row);
            for (row.index = 0; row.index < c->count; row.index++) add_case(&sheet, c, row);
        }
    return sheet_end(&sheet, c->session->options->format);
}

/* ---- The verb ---- */

static enum exit_status project_cases(struct comparison *c)
{
    struct session *session = c->session;
    const struct options *options = session->options;
    for (size_t i = 0; i < options->scenarios.count; i++)
        if (!has_scenarios(session, options->scenarios.items[i])) return BAD_INPUT;
    if (!has_scenarios(session, options->base)) return BAD_INPUT;
    if (!choose_cases(c)) return complain(TWOFOLD_E_MEMORY, options->file, session->lang);
    if (c->count == 0) {
        message(session->lang, WORD_NOTHING_TO_COMPARE, NULL, NULL, NULL);
        return BAD_INPUT;
    }
    const twofold_compare_options how = {.struct_size = sizeof how, .base = options->base};
    twofold_faults *faults = NULL;
    twofold_comparison *made = NULL;
    const twofold_status status =
        twofold_compare(session->plan, c->cases, c->count, &how, NULL, &made, &faults);
    c->made = made;
    if (status == TWOFOLD_E_PLAN) {
        twofold_faults_free(session->faults);
        session->faults = faults;
        faults_put(stderr, session, TWOFOLD_ERROR);
        return BAD_INPUT;
    }
    twofold_faults_free(faults);
    return complain(status, options->file, session->lang);
}

static enum exit_status show(struct comparison *c)
{
    struct handles entities = {0}, kpis = {0};
    const struct options *options = c->session->options;
    enum exit_status exit = find_entities(c->session, &entities);
    const enum exit_status also = find_kpis(c->session, &kpis);
    exit = also > exit ? also : exit;
    if (exit == DONE) exit = project_cases(c);
    if (exit == DONE && !choose_pairs(c, &entities, &kpis))
        exit = complain(TWOFOLD_E_MEMORY, options->file, options->lang);
    if (exit == DONE)
        exit = complain(is_for_people(options) ? compare_table(c) : compare_rows(c), options->file,
                        options->lang);
    handles_free(&entities);
    handles_free(&kpis);
    return exit;
}

enum exit_status verb_compare(const struct options *options)
{
    struct session session;
    if (options->with_actuals) return compare_with_actuals(options);
    struct comparison c = {.session = &session};
    enum exit_status exit = session_load(&session, options);
    if (exit == BAD_INPUT) faults_put(stderr, &session, TWOFOLD_ERROR);
    if (exit == DONE) exit = show(&c);
    twofold_comparison_free(c.made);
    free(c.changes);
    free(c.cases);
    free(c.pairs);
    session_close(&session);
    return exit;
}
