/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cells from CSV. */
#include "projection/stored.h"

#include "table/csv.h"

#include <math.h>
#include <string.h>

static twofold_status say(twofold_faults *faults, twofold_fault_code code,
                          const twofold_csv_field *field, const char *expected)
{
    return tf_faults_add(faults, code, field->line, field->column, NULL, field->text, expected,
                         NULL);
}

static twofold_status find_columns(const twofold_csv *csv, size_t at[TF_STORED_COLUMNS],
                                   twofold_faults *faults)
{
    twofold_status status = TWOFOLD_OK;
    for (int i = 0; i < TF_STORED_COLUMNS && status == TWOFOLD_OK; i++) {
        at[i] = twofold_csv_find(csv, tf_stored_columns[i]);
        if (at[i] < twofold_csv_columns(csv) || !tf_is_needed((enum tf_stored_column)i)) continue;
        const twofold_csv_field first = twofold_csv_heading(csv, 0);
        status = tf_faults_add(faults, TWOFOLD_FAULT_MISSING_KEY, first.line, first.column, NULL,
                               NULL, tf_stored_columns[i], NULL);
    }
    return status;
}

/* The place of a row, its period and its value. *sound tells whether they could be read. */
static twofold_status read_cell(const twofold_csv_field fields[TF_STORED_COLUMNS],
                                twofold_stored_cell *cell, bool *sound, twofold_faults *faults)
{
    const twofold_csv_field *period = &fields[TF_STORED_PERIOD], *value = &fields[TF_STORED_CELL];
    cell->line = fields[TF_STORED_ENTITY].line;
    cell->value = (double)NAN;
    *sound = false;
    if (!twofold_period_parse(period->text, period->size, &cell->period))
        return say(faults, TWOFOLD_FAULT_BAD_PERIOD, period, "2025, 2025Q3 or 2025-10");
    if (value->size > 0 && !twofold_double_parse(value->text, value->size, &cell->value))
        return say(faults, TWOFOLD_FAULT_BAD_NUMBER, value, "a plain number, or nothing");
    *sound = true;
    return TWOFOLD_OK;
}

static twofold_status read_row(twofold_stored *stored, const twofold_csv *csv, size_t row,
                               const size_t at[TF_STORED_COLUMNS], twofold_faults *faults)
{
    twofold_csv_field fields[TF_STORED_COLUMNS];
    twofold_stored_cell cell = {.line = 0};
    bool sound;
    for (int i = 0; i < TF_STORED_COLUMNS; i++) fields[i] = twofold_csv_at(csv, row, at[i]);
    const twofold_status status = read_cell(fields, &cell, &sound, faults);
    if (status != TWOFOLD_OK || !sound) return status;
    const struct {
        const char **text;
        enum tf_stored_column column;
    } texts[] = {{&cell.scenario, TF_STORED_SCENARIO},
                 {&cell.entity, TF_STORED_ENTITY},
                 {&cell.kpi, TF_STORED_KPI},
                 {&cell.unit, TF_STORED_UNIT}};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        *texts[i].text = tf_stored_text(stored, texts[i].column, fields[texts[i].column].text);
        if (*texts[i].text == NULL) return TWOFOLD_E_MEMORY;
    }
    return tf_stored_add(stored, &cell);
}

static twofold_status read_rows(twofold_stored *stored, const twofold_csv *csv,
                                twofold_faults *faults)
{
    size_t at[TF_STORED_COLUMNS];
    twofold_status status = find_columns(csv, at, faults);
    if (twofold_faults_count(faults) > 0) return status;
    for (size_t row = 0; row < twofold_csv_rows(csv) && status == TWOFOLD_OK; row++)
        status = read_row(stored, csv, row, at, faults);
    return status;
}

twofold_status tf_stored_csv(twofold_stored *stored, const char *text, size_t size,
                             const char *file, twofold_faults *faults)
{
    twofold_csv *csv = NULL;
    const twofold_csv_options options = {.struct_size = sizeof options,
                                         .file = file,
                                         .bytes = size > 0 ? size : 1,
                                         .rows = SIZE_MAX};
    twofold_status status = tf_csv_read(text, size, &options, &stored->arena.context, faults, &csv);
    if (status != TWOFOLD_OK) return status;
    status = tf_faults_file(faults, file);
    if (status == TWOFOLD_OK) status = read_rows(stored, csv, faults);
    twofold_csv_free(csv);
    return status;
}
