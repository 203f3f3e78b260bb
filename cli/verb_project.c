/* SPDX-License-Identifier: GPL-3.0-or-later */
/* twofold project: the cube as tidy rows, or (project_table.c) as tables. */
#include "verbs.h"

#include <math.h>
#include <stdlib.h>

static bool is_known(const twofold_series *series)
{
    for (size_t i = 0; i < series->count; i++)
        if (!isnan(series->values[i])) return true;
    return false;
}

/* Whether anything of a KPI is known anywhere: without --kpi others are left out. */
static bool kpi_is_known(const struct session *session, int kpi)
{
    for (size_t entity = 0; entity < twofold_entity_count(session->plan); entity++) {
        const twofold_series series =
            twofold_series_at(session->projection, (int)entity, kpi, session->options->by);
        if (is_known(&series)) return true;
    }
    return false;
}

/* Without --kpi: those known anywhere. */
static twofold_status choose_kpis(const struct session *session, struct handles *kpis)
{
    if (!kpis->all) return TWOFOLD_OK;
    const size_t count = twofold_plan_kpi_count(session->plan);
    int *items = realloc(kpis->items, (count + 1) * sizeof *items);
    if (items == NULL) return TWOFOLD_E_MEMORY;
    *kpis = (struct handles){.items = items};
    for (size_t kpi = 0; kpi < count; kpi++)
        if (kpi_is_known(session, (int)kpi)) kpis->items[kpis->count++] = (int)kpi;
    return TWOFOLD_OK;
}

static void add_rows(struct sheet *sheet, const struct session *session, int entity, int kpi)
{
    const twofold_series series =
        twofold_series_at(session->projection, entity, kpi, session->options->by);
    const char *scenario = scenario_id(session);
    for (size_t i = 0; i < series.count; i++) {
        sheet_text(sheet, scenario);
        sheet_text(sheet, twofold_entity_at(session->plan, entity, session->lang).path);
        sheet_text(sheet, twofold_plan_kpi(session->plan, kpi)->id);
        sheet_period(sheet, series.first.month + (int)i * series.first.months, series.first.months);
        sheet_text(sheet, series.unit);
        sheet_number(sheet, series.values[i]);
        sheet_number(sheet, series.known[i]);
        sheet_number(sheet, series.of[i]);
    }
}

static twofold_status project_rows(const struct session *session, const struct handles *entities,
                                   struct handles *kpis)
{
    static const struct {
        const char *name;
        twofold_column_type type;
    } columns[] = {
        {"scenario", TWOFOLD_COLUMN_TEXT}, {"entity", TWOFOLD_COLUMN_TEXT},
        {"kpi", TWOFOLD_COLUMN_TEXT},      {"period", TWOFOLD_COLUMN_TEXT},
        {"unit", TWOFOLD_COLUMN_TEXT},     {"value", TWOFOLD_COLUMN_NUMBER},
        {"known", TWOFOLD_COLUMN_INTEGER}, {"of", TWOFOLD_COLUMN_INTEGER},
    };
    const twofold_status status = choose_kpis(session, kpis);
    if (status != TWOFOLD_OK) return status;
    struct sheet sheet = sheet_new();
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        sheet_column(&sheet, columns[i].name, columns[i].type);
    for (size_t entity = 0; entity < twofold_entity_count(session->plan); entity++)
        for (size_t i = 0; i < kpis->count && handles_have(entities, (int)entity); i++)
            add_rows(&sheet, session, (int)entity, kpis->items[i]);
    return sheet_end(&sheet, session->options->format);
}

enum exit_status verb_project(const struct options *options)
{
    struct session session;
    struct handles entities = {0}, kpis = {0};
    enum exit_status exit = session_open(&session, options);
    if (exit == DONE) {
        exit = find_entities(&session, &entities);
        const enum exit_status also = find_kpis(&session, &kpis);
        exit = also > exit ? also : exit;
    }
    if (exit == DONE) {
        const twofold_status status = is_for_people(options)
                                          ? project_tables(&session, &entities, &kpis)
                                          : project_rows(&session, &entities, &kpis);
        exit = complain(status, options->file, options->lang);
    }
    handles_free(&entities);
    handles_free(&kpis);
    session_close(&session);
    return exit;
}
