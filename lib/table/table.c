/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/table.h"

#include <string.h>

enum { MOST_DECIMALS = 400 };

twofold_status twofold_table_new(const twofold_context *context, twofold_table **table)
{
    if (table == NULL) return TWOFOLD_E_ARGUMENT;
    twofold_table *made = tf_get(context, sizeof *made);
    if (made == NULL) return TWOFOLD_E_MEMORY;
    tf_arena_init(&made->arena, context);
    *table = made;
    return TWOFOLD_OK;
}

void twofold_table_free(twofold_table *table)
{
    if (table == NULL) return;
    twofold_context context = table->arena.context;
    tf_arena_clear(&table->arena);
    tf_put(&context, table->columns, table->column_capacity * sizeof *table->columns);
    tf_put(&context, table->cells, table->cell_capacity * sizeof *table->cells);
    tf_put(&context, table, sizeof *table);
}

twofold_status twofold_table_column(twofold_table *table, const char *name,
                                    twofold_column_type type, int decimals)
{
    if (table == NULL || name == NULL || table->cell_count > 0 || decimals < 0 ||
        decimals > MOST_DECIMALS || (int)type < TWOFOLD_COLUMN_TEXT ||
        (int)type > TWOFOLD_COLUMN_INTEGER)
        return TWOFOLD_E_ARGUMENT;
    struct tf_column *columns =
        tf_grow(&table->arena.context, table->columns, &table->column_capacity,
                table->column_count + 1, sizeof *columns);
    if (columns == NULL) return TWOFOLD_E_MEMORY;
    table->columns = columns;
    const char *copy = tf_arena_text(&table->arena, name, strlen(name));
    if (copy == NULL) return TWOFOLD_E_MEMORY;
    columns[table->column_count++] = (struct tf_column){
        .name = copy, .type = type, .decimals = type == TWOFOLD_COLUMN_NUMBER ? decimals : 0};
    return TWOFOLD_OK;
}

/* Room for one more cell. */
static twofold_status make_room(twofold_table *table)
{
    if (table == NULL || table->column_count == 0) return TWOFOLD_E_ARGUMENT;
    struct tf_cell *cells = tf_grow(&table->arena.context, table->cells, &table->cell_capacity,
                                    table->cell_count + 1, sizeof *cells);
    if (cells == NULL) return TWOFOLD_E_MEMORY;
    table->cells = cells;
    return TWOFOLD_OK;
}

twofold_status twofold_table_text(twofold_table *table, const char *text)
{
    twofold_status status = make_room(table);
    if (status != TWOFOLD_OK) return status;
    const char *copy = "";
    if (text != NULL && *text != '\0') copy = tf_arena_text(&table->arena, text, strlen(text));
    if (copy == NULL) return TWOFOLD_E_MEMORY;
    table->cells[table->cell_count++] = (struct tf_cell){.text = copy};
    return TWOFOLD_OK;
}

twofold_status twofold_table_number(twofold_table *table, double value)
{
    twofold_status status = make_room(table);
    if (status != TWOFOLD_OK) return status;
    table->cells[table->cell_count++] = (struct tf_cell){.number = value};
    return TWOFOLD_OK;
}

size_t twofold_table_rows(const twofold_table *table)
{
    return table != NULL && table->column_count > 0 ? table->cell_count / table->column_count : 0;
}
