/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stored projections: cells of a text or of a projection, in an order to look them up by. */
#include "projection/stored.h"

#include "base/text.h"
#include "plan/chinese.h"
#include "projection/projection.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const char *const tf_stored_columns[TF_STORED_COLUMNS] = {
    [TF_STORED_SCENARIO] = "scenario", [TF_STORED_ENTITY] = "entity", [TF_STORED_KPI] = "kpi",
    [TF_STORED_PERIOD] = "period",     [TF_STORED_UNIT] = "unit",     [TF_STORED_CELL] = "value",
};

twofold_status tf_stored_new(const twofold_context *context, twofold_stored **stored)
{
    twofold_stored *made = tf_get(context, sizeof *made);
    if (made == NULL) return TWOFOLD_E_MEMORY;
    tf_arena_init(&made->arena, context);
    *stored = made;
    return TWOFOLD_OK;
}

void twofold_stored_free(twofold_stored *stored)
{
    if (stored == NULL) return;
    const twofold_context context = stored->arena.context;
    tf_arena_clear(&stored->arena);
    tf_put(&context, stored->sorted, stored->count * sizeof *stored->sorted);
    tf_put(&context, stored->cells, stored->capacity * sizeof *stored->cells);
    tf_put(&context, stored, sizeof *stored);
}

const char *tf_stored_text(twofold_stored *stored, enum tf_stored_column column, const char *text)
{
    const char **last = &stored->last[column];
    if (*text == '\0') return "";
    if (*last == NULL || strcmp(*last, text) != 0)
        *last = tf_arena_text(&stored->arena, text, strlen(text));
    return *last;
}

twofold_status tf_stored_add(twofold_stored *stored, const twofold_stored_cell *cell)
{
    twofold_stored_cell *cells = tf_grow(&stored->arena.context, stored->cells, &stored->capacity,
                                         stored->count + 1, sizeof *cells);
    if (cells == NULL) return TWOFOLD_E_MEMORY;
    stored->cells = cells;
    stored->several =
        stored->several || (stored->count > 0 && strcmp(cells[0].scenario, cell->scenario) != 0);
    cells[stored->count++] = *cell;
    return TWOFOLD_OK;
}

int tf_stored_compare(const twofold_stored_cell *a, const twofold_stored_cell *b,
                      bool with_scenario)
{
    int order = strcmp(a->entity, b->entity);
    if (order == 0) order = strcmp(a->kpi, b->kpi);
    if (order == 0)
        order = (a->period.month > b->period.month) - (a->period.month < b->period.month);
    if (order == 0)
        order = (a->period.months > b->period.months) - (a->period.months < b->period.months);
    return order == 0 && with_scenario ? strcmp(a->scenario, b->scenario) : order;
}

/* What is sorted: qsort hands nothing on, so each item knows its cells. */
struct item {
    const twofold_stored_cell *cell;
};

static int by_cell(const void *a, const void *b)
{
    const twofold_stored_cell *x = ((const struct item *)a)->cell;
    const twofold_stored_cell *y = ((const struct item *)b)->cell;
    const int order = tf_stored_compare(x, y, true);
    return order != 0 ? order : (x > y) - (x < y); /* cells stand in one array */
}

static twofold_status say_twice(const twofold_stored_cell *cell, twofold_faults *faults)
{
    char name[512], period[40];
    struct tf_buffer text = tf_buffer_of(name, sizeof name);
    (void)twofold_period_write(cell->period, period, sizeof period);
    tf_buffer_say(&text, cell->entity);
    tf_buffer_char(&text, '.');
    tf_buffer_say(&text, cell->kpi);
    tf_buffer_char(&text, '.');
    tf_buffer_say(&text, period);
    (void)tf_buffer_end(&text);
    return tf_faults_add(faults, TWOFOLD_FAULT_DUPLICATE_KEY, cell->line, cell->line > 0, NULL,
                         name, NULL, NULL);
}

twofold_status tf_stored_end(twofold_stored *stored, twofold_faults *faults)
{
    const twofold_context *context = &stored->arena.context;
    struct item *items = tf_get_array(context, stored->count, sizeof *items);
    stored->sorted = tf_get_array(context, stored->count, sizeof *stored->sorted);
    twofold_status status = items == NULL || stored->sorted == NULL ? TWOFOLD_E_MEMORY : TWOFOLD_OK;
    for (size_t i = 0; i < stored->count && status == TWOFOLD_OK; i++)
        items[i].cell = &stored->cells[i];
    if (status == TWOFOLD_OK && stored->count > 0)
        qsort(items, stored->count, sizeof *items, by_cell);
    for (size_t i = 0; i < stored->count && status == TWOFOLD_OK; i++) {
        stored->sorted[i] = (size_t)(items[i].cell - stored->cells);
        if (i > 0 && faults != NULL &&
            tf_stored_compare(items[i - 1].cell, items[i].cell, true) == 0)
            status = say_twice(items[i].cell, faults);
    }
    tf_put(context, items, stored->count * sizeof *items);
    return status;
}

size_t twofold_stored_count(const twofold_stored *stored)
{
    return stored != NULL ? stored->count : 0;
}

twofold_stored_cell twofold_stored_at(const twofold_stored *stored, size_t index)
{
    if (stored != NULL && index < stored->count) return stored->cells[index];
    return (twofold_stored_cell){.scenario = "", .entity = "", .kpi = "", .unit = ""};
}

/* ---- From a text ---- */

/* JSON begins with a bracket or brace, a table of ours with a word. */
static bool looks_like_json(const char *text, size_t size)
{
    size_t at = size >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    while (at < size && strchr(" \t\r\n", text[at]) != NULL && text[at] != '\0') at++;
    return at < size && (text[at] == '[' || text[at] == '{');
}

twofold_status twofold_stored_parse(const char *text, size_t size, const char *file,
                                    const twofold_context *context, twofold_stored **stored,
                                    twofold_faults **faults)
{
    if ((text == NULL && size > 0) || stored == NULL) return TWOFOLD_E_ARGUMENT;
    twofold_stored *made = NULL;
    twofold_faults *list = NULL;
    twofold_status status = tf_plan_faults(context, &list);
    if (status == TWOFOLD_OK) status = tf_stored_new(context, &made);
    if (status == TWOFOLD_OK) status = tf_faults_file(list, file);
    if (status == TWOFOLD_OK)
        status = looks_like_json(text, size) ? tf_stored_json(made, text, size, list)
                                             : tf_stored_csv(made, text, size, file, list);
    if (status == TWOFOLD_OK) status = tf_stored_end(made, list);
    if (status == TWOFOLD_OK && twofold_faults_count(list) > 0) status = TWOFOLD_E_TEXT;
    if (status == TWOFOLD_OK)
        *stored = made;
    else
        twofold_stored_free(made);
    if (faults != NULL && (status == TWOFOLD_OK || status == TWOFOLD_E_TEXT)) {
        tf_faults_sort(list);
        *faults = list;
    } else {
        twofold_faults_free(list);
    }
    return status;
}

/* ---- From a projection ---- */

/* Takes a cell's value and unit from a projection; false if it has no such cell. */
static bool look_up(const twofold_projection *projection, twofold_stored_cell *cell)
{
    const twofold_plan *plan = twofold_projection_plan(projection);
    const int entity = twofold_find_entity(plan, cell->entity);
    const int kpi = twofold_find_kpi(plan, cell->kpi);
    twofold_frequency frequency;
    size_t number;
    if (!tf_axis_find(projection, cell->period, &frequency, &number)) return false;
    const twofold_series series = twofold_series_at(projection, entity, kpi, frequency);
    if (series.values == NULL) return false;
    cell->value = series.values[number];
    cell->unit = series.unit;
    return true;
}

static twofold_status take_cell(twofold_stored *stored, const twofold_projection *projection,
                                const twofold_stored_cell *like, const char *scenario)
{
    twofold_stored_cell cell = {.entity = like->entity, .kpi = like->kpi, .period = like->period};
    if (!look_up(projection, &cell)) return TWOFOLD_OK;
    cell.scenario = tf_stored_text(stored, TF_STORED_SCENARIO, scenario);
    cell.entity = tf_stored_text(stored, TF_STORED_ENTITY, cell.entity);
    cell.kpi = tf_stored_text(stored, TF_STORED_KPI, cell.kpi);
    cell.unit = tf_stored_text(stored, TF_STORED_UNIT, cell.unit);
    if (cell.scenario == NULL || cell.entity == NULL || cell.kpi == NULL || cell.unit == NULL)
        return TWOFOLD_E_MEMORY;
    return tf_stored_add(stored, &cell);
}

twofold_status twofold_stored_of(const twofold_projection *projection, const char *scenario,
                                 const twofold_stored *like, const twofold_context *context,
                                 twofold_stored **stored)
{
    if (projection == NULL || like == NULL || stored == NULL) return TWOFOLD_E_ARGUMENT;
    if (scenario == NULL) scenario = "base";
    twofold_stored *made;
    twofold_status status = tf_stored_new(context, &made);
    if (status != TWOFOLD_OK) return status;
    for (size_t i = 0; i < like->count && status == TWOFOLD_OK; i++)
        if (!like->several || strcmp(like->cells[i].scenario, scenario) == 0)
            status = take_cell(made, projection, &like->cells[i], scenario);
    if (status == TWOFOLD_OK) status = tf_stored_end(made, NULL);
    if (status == TWOFOLD_OK)
        *stored = made;
    else
        twofold_stored_free(made);
    return status;
}
