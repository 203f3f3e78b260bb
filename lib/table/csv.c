/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A read CSV table, and asking it. Reading is in csv_read.c. */
#include "table/csv.h"

#include <string.h>

#include "base/text.h"

twofold_status twofold_csv_parse(const char *text, size_t size, const twofold_csv_options *options,
                                 const twofold_context *context, twofold_csv **csv,
                                 twofold_faults **faults)
{
    if ((text == NULL && size > 0) || csv == NULL) return TWOFOLD_E_ARGUMENT;
    twofold_faults *list;
    twofold_status status = tf_faults_new(context, &list);
    if (status != TWOFOLD_OK) return status;
    status = tf_csv_read(text, size, options, context, list, csv);
    if (faults != NULL && (status == TWOFOLD_OK || status == TWOFOLD_E_TEXT))
        *faults = list;
    else
        twofold_faults_free(list);
    return status;
}

void twofold_csv_free(twofold_csv *csv)
{
    if (csv == NULL) return;
    const twofold_context context = csv->context;
    tf_put(&context, csv->bytes, csv->capacity);
    tf_put(&context, csv->cells, csv->cell_capacity * sizeof *csv->cells);
    tf_put(&context, csv, sizeof *csv);
}

size_t twofold_csv_rows(const twofold_csv *csv)
{
    return csv != NULL && csv->columns > 0 ? csv->cell_count / csv->columns - 1 : 0;
}

size_t twofold_csv_columns(const twofold_csv *csv) { return csv != NULL ? csv->columns : 0; }

static twofold_csv_field cell_at(const twofold_csv *csv, size_t row, size_t column)
{
    if (csv == NULL || column >= csv->columns || row >= csv->cell_count / csv->columns)
        return (twofold_csv_field){"", 0, 0, 0};
    const struct tf_csv_cell *cell = csv->cells + row * csv->columns + column;
    return (twofold_csv_field){csv->bytes + cell->at, cell->size, cell->line, cell->column};
}

twofold_csv_field twofold_csv_heading(const twofold_csv *csv, size_t column)
{
    return cell_at(csv, 0, column);
}

twofold_csv_field twofold_csv_at(const twofold_csv *csv, size_t row, size_t column)
{
    return row < SIZE_MAX ? cell_at(csv, row + 1, column) : cell_at(NULL, 0, 0);
}

size_t twofold_csv_find(const twofold_csv *csv, const char *heading)
{
    const size_t columns = twofold_csv_columns(csv), length = heading == NULL ? 0 : strlen(heading);
    for (size_t i = 0; i < columns && heading != NULL; i++) {
        const twofold_csv_field field = twofold_csv_heading(csv, i);
        const char *name = field.text;
        size_t size = field.size;
        tf_trim(&name, &size);
        if (size == length && memcmp(name, heading, size) == 0) return i;
    }
    return columns;
}
