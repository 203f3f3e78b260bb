/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cells from JSON, through Jansson where the library was built with it. Memory that Jansson takes
 * meanwhile is its own. */
#include "projection/stored.h"

#ifndef TF_JANSSON

twofold_status tf_stored_json(twofold_stored *stored, const char *text, size_t size,
                              twofold_faults *faults)
{
    (void)stored, (void)text, (void)size, (void)faults;
    return TWOFOLD_E_UNSUPPORTED;
}

#else

#include "base/text.h"

#include <jansson.h>
#include <math.h>
#include <string.h>

/* Where Jansson gives no line: "[12].value", rows from 1 as in lists of plans. */
static twofold_status say(twofold_faults *faults, twofold_fault_code code, size_t row,
                          const char *column, const char *found, const char *expected)
{
    char path[64];
    struct tf_buffer text = tf_buffer_of(path, sizeof path);
    tf_buffer_integer(&text, (int64_t)row + 1, 1);
    if (column != NULL) tf_buffer_char(&text, '.');
    if (column != NULL) tf_buffer_say(&text, column);
    (void)tf_buffer_end(&text);
    return tf_faults_add(faults, code, 0, 0, path, found, expected, NULL);
}

static twofold_status say_syntax(const json_error_t *error, twofold_faults *faults)
{
    if (json_error_code(error) == json_error_out_of_memory) return TWOFOLD_E_MEMORY;
    const unsigned line = error->line > 0 ? (unsigned)error->line : 1;
    const unsigned column = error->column > 0 ? (unsigned)error->column : 1;
    return tf_faults_add(faults, TWOFOLD_FAULT_BAD_JSON, line, column, NULL, error->text, NULL,
                         NULL);
}

/* The texts of a row; *sound tells whether all were there. */
static twofold_status read_texts(twofold_stored *stored, const json_t *row, size_t number,
                                 const char *texts[TF_STORED_COLUMNS], bool *sound,
                                 twofold_faults *faults)
{
    *sound = true;
    for (int i = 0; i < TF_STORED_CELL; i++) {
        const enum tf_stored_column column = (enum tf_stored_column)i;
        const char *name = tf_stored_columns[i];
        const json_t *field = json_object_get(row, name);
        if (!json_is_string(field) && tf_is_needed(column)) {
            *sound = false;
            return say(faults, TWOFOLD_FAULT_MISSING_KEY, number, NULL, NULL, name);
        }
        const char *text = json_is_string(field) ? json_string_value(field) : "";
        texts[i] = tf_stored_text(stored, column, text);
        if (texts[i] == NULL) return TWOFOLD_E_MEMORY;
    }
    return TWOFOLD_OK;
}

static twofold_status read_row(twofold_stored *stored, const json_t *row, size_t number,
                               twofold_faults *faults)
{
    const char *texts[TF_STORED_COLUMNS];
    bool sound;
    const twofold_status status = read_texts(stored, row, number, texts, &sound, faults);
    if (status != TWOFOLD_OK || !sound) return status;
    const json_t *value = json_object_get(row, tf_stored_columns[TF_STORED_CELL]);
    twofold_stored_cell cell = {.scenario = texts[TF_STORED_SCENARIO],
                                .entity = texts[TF_STORED_ENTITY],
                                .kpi = texts[TF_STORED_KPI],
                                .unit = texts[TF_STORED_UNIT],
                                .value = (double)NAN};
    const char *period = texts[TF_STORED_PERIOD];
    if (!twofold_period_parse(period, strlen(period), &cell.period))
        return say(faults, TWOFOLD_FAULT_BAD_PERIOD, number, "period", period,
                   "2025, 2025Q3 or 2025-10");
    if (json_is_number(value)) cell.value = json_number_value(value);
    if (value == NULL) return say(faults, TWOFOLD_FAULT_MISSING_KEY, number, NULL, NULL, "value");
    if (!json_is_number(value) && !json_is_null(value))
        return say(faults, TWOFOLD_FAULT_BAD_NUMBER, number, "value",
                   json_is_string(value) ? json_string_value(value) : "", "a number or null");
    return tf_stored_add(stored, &cell);
}

twofold_status tf_stored_json(twofold_stored *stored, const char *text, size_t size,
                              twofold_faults *faults)
{
    json_error_t error;
    if (size >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) text += 3, size -= 3;
    json_t *rows = json_loadb(text, size, JSON_REJECT_DUPLICATES | JSON_DECODE_INT_AS_REAL, &error);
    if (rows == NULL) return say_syntax(&error, faults);
    twofold_status status = TWOFOLD_OK;
    if (!json_is_array(rows))
        status = tf_faults_add(faults, TWOFOLD_FAULT_WRONG_SHAPE, 1, 1, NULL, "an object",
                               "an array of objects", NULL);
    for (size_t i = 0; i < json_array_size(rows) && status == TWOFOLD_OK; i++)
        status = read_row(stored, json_array_get(rows, i), i, faults);
    json_decref(rows);
    return status;
}

#endif
