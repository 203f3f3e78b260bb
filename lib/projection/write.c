/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A projection as rows: the one place for their columns. */
#include "twofold/stored.h"

#include "base/memory.h"
#include "projection/projection.h"

#include <math.h>

/* What is asked for, with the defaults filled in. */
struct asked {
    const twofold_projection *projection;
    const twofold_plan *plan;
    twofold_rows rows;
    twofold_table *table;
};

static twofold_status add_row(const struct asked *asked, int entity, int kpi,
                              const twofold_series *series, size_t i)
{
    char period[32];
    const int32_t length = series->first.months;
    const twofold_period at = {series->first.month + (int32_t)i * length, length};
    (void)twofold_period_write(at, period, sizeof period);
    const char *const texts[] = {
        asked->rows.scenario,
        twofold_entity_at(asked->plan, entity, TWOFOLD_EN).path,
        twofold_plan_kpi(asked->plan, kpi)->id,
        period,
        series->unit,
    };
    const double numbers[] = {series->values[i], series->known[i], series->of[i]};
    twofold_status status = TWOFOLD_OK;
    for (size_t k = 0; k < sizeof texts / sizeof *texts && status == TWOFOLD_OK; k++)
        status = twofold_table_text(asked->table, texts[k]);
    for (size_t k = 0; k < sizeof numbers / sizeof *numbers && status == TWOFOLD_OK; k++)
        status = twofold_table_number(asked->table, numbers[k]);
    return status;
}

static twofold_status add_series(const struct asked *asked, int entity, int kpi)
{
    twofold_status status = TWOFOLD_OK;
    const twofold_series series =
        twofold_series_at(asked->projection, entity, kpi, asked->rows.frequency);
    for (size_t i = 0; i < series.count && status == TWOFOLD_OK; i++)
        status = add_row(asked, entity, kpi, &series, i);
    return status;
}

static bool is_known(const twofold_series *series)
{
    for (size_t i = 0; i < series->count; i++)
        if (!isnan(series->values[i])) return true;
    return false;
}

static bool is_known_anywhere(const struct asked *asked, int kpi)
{
    for (size_t entity = 0; entity < twofold_entity_count(asked->plan); entity++) {
        const twofold_series series =
            twofold_series_at(asked->projection, (int)entity, kpi, asked->rows.frequency);
        if (is_known(&series)) return true;
    }
    return false;
}

static bool has(const int *handles, size_t count, int handle)
{
    for (size_t i = 0; i < count; i++)
        if (handles[i] == handle) return true;
    return handles == NULL;
}

static twofold_status add_columns(twofold_table *table)
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
    twofold_status status = TWOFOLD_OK;
    for (size_t i = 0; i < sizeof columns / sizeof *columns && status == TWOFOLD_OK; i++)
        status = twofold_table_column(table, columns[i].name, columns[i].type, 0);
    return status;
}

static twofold_status fill(const struct asked *asked)
{
    twofold_status status = add_columns(asked->table);
    for (size_t entity = 0; entity < twofold_entity_count(asked->plan); entity++) {
        if (!has(asked->rows.entities, asked->rows.entity_count, (int)entity)) continue;
        for (size_t i = 0; i < asked->rows.kpi_count && status == TWOFOLD_OK; i++)
            status = add_series(asked, (int)entity, asked->rows.kpis[i]);
    }
    return status;
}

/* Without KPIs: those known anywhere. */
static void choose_kpis(struct asked *asked, int *kpis, size_t count)
{
    asked->rows.kpis = kpis;
    asked->rows.kpi_count = 0;
    for (size_t kpi = 0; kpi < count; kpi++)
        if (is_known_anywhere(asked, (int)kpi)) kpis[asked->rows.kpi_count++] = (int)kpi;
}

static bool are_handles(const int *handles, size_t count, size_t below)
{
    for (size_t i = 0; i < count; i++)
        if (handles == NULL || handles[i] < 0 || (size_t)handles[i] >= below) return false;
    return true;
}

static bool is_usable(const struct asked *asked)
{
    const twofold_rows *rows = &asked->rows;
    return are_handles(rows->entities, rows->entity_count, twofold_entity_count(asked->plan)) &&
           are_handles(rows->kpis, rows->kpi_count, twofold_plan_kpi_count(asked->plan)) &&
           rows->frequency >= TWOFOLD_YEAR && rows->frequency <= TWOFOLD_MONTH;
}

twofold_status twofold_projection_write(const twofold_projection *projection,
                                        const twofold_rows *rows, twofold_format format,
                                        twofold_sink sink, void *user)
{
    if (projection == NULL || sink == NULL) return TWOFOLD_E_ARGUMENT;
    struct asked asked = {.projection = projection, .plan = twofold_projection_plan(projection)};
    if (rows != NULL && rows->struct_size >= sizeof *rows) asked.rows = *rows;
    if (asked.rows.scenario == NULL) asked.rows.scenario = "base";
    if (!is_usable(&asked)) return TWOFOLD_E_ARGUMENT;
    const twofold_context *context = &projection->program->context;
    const size_t count = twofold_plan_kpi_count(asked.plan);
    int *kpis = tf_get_array(context, count, sizeof *kpis);
    if (kpis == NULL) return TWOFOLD_E_MEMORY;
    if (asked.rows.kpis == NULL) choose_kpis(&asked, kpis, count);
    twofold_status status = twofold_table_new(context, &asked.table);
    if (status == TWOFOLD_OK) status = fill(&asked);
    if (status == TWOFOLD_OK) status = twofold_table_write(asked.table, format, sink, user);
    twofold_table_free(asked.table);
    tf_put(context, kpis, count * sizeof *kpis);
    return status;
}
