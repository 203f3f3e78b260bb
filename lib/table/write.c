/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "base/text.h"
#include "table/table.h"

/* "-1.79…e308" with 400 decimals */
enum { CELL_SIZE = 720, GAP = 2 };

/* A cell as people see it: numbers of number columns rounded, others in full. */
static const char *show(const struct tf_cell *cell, const struct tf_column *column,
                        char bytes[CELL_SIZE], size_t *size)
{
    if (cell->text != NULL) {
        *size = strlen(cell->text);
        return cell->text;
    }
    *size = column->type == TWOFOLD_COLUMN_TEXT
                ? twofold_double_write(cell->number, bytes, CELL_SIZE)
                : twofold_fixed_write(cell->number, column->decimals, TWOFOLD_HALF_EVEN, bytes,
                                      CELL_SIZE);
    return bytes;
}

static const struct tf_cell *row_of(const twofold_table *table, size_t row)
{
    return table->cells + row * table->column_count;
}

/* Adds text with a few characters replaced; control characters, which would break lines or reach
 * the terminal, become blanks. */
static void add_line_text(struct tf_out *out, const char *text, size_t size, char escape)
{
    for (size_t i = 0; i < size; i++) {
        unsigned char c = (unsigned char)text[i];
        if (text[i] == escape) tf_out_char(out, '\\');
        tf_out_char(out, c < 0x20 || c == 0x7F ? ' ' : text[i]);
    }
}

/* Width once control characters are blanks: they have none of their own. */
static size_t width_of(const char *text, size_t size)
{
    size_t width = twofold_text_width(text, size);
    for (size_t i = 0; i < size; i++)
        width += (unsigned char)text[i] < 0x20 || (unsigned char)text[i] == 0x7F;
    return width;
}

/* ---- Aligned columns ---- */

struct layout {
    const twofold_table *table;
    const size_t *widths;
    struct tf_out *out;
    size_t pending; /* blanks owed, never written at the end of a line */
};

static void place(struct layout *layout, size_t column, const char *text, size_t size)
{
    size_t width = width_of(text, size);
    size_t fill = layout->widths[column] - width;
    bool right = layout->table->columns[column].type != TWOFOLD_COLUMN_TEXT;
    if (column > 0) layout->pending += GAP;
    if (right) layout->pending += fill;
    if (size > 0) {
        tf_out_repeat(layout->out, ' ', layout->pending);
        layout->pending = 0;
        add_line_text(layout->out, text, size, '\0');
    }
    if (!right) layout->pending += fill;
    if (column + 1 == layout->table->column_count) {
        layout->pending = 0;
        tf_out_char(layout->out, '\n');
    }
}

static void measure(const twofold_table *table, size_t *widths)
{
    char bytes[CELL_SIZE];
    for (size_t i = 0; i < table->column_count; i++)
        widths[i] = width_of(table->columns[i].name, strlen(table->columns[i].name));
    for (size_t row = 0; row < twofold_table_rows(table); row++)
        for (size_t i = 0; i < table->column_count; i++) {
            size_t size;
            const char *text = show(row_of(table, row) + i, &table->columns[i], bytes, &size);
            size_t width = width_of(text, size);
            if (width > widths[i]) widths[i] = width;
        }
}

static twofold_status write_text(const twofold_table *table, struct tf_out *out)
{
    const twofold_context *context = &table->arena.context;
    if (table->column_count == 0) return TWOFOLD_OK;
    size_t *widths = tf_get_array(context, table->column_count, sizeof *widths);
    if (widths == NULL) return TWOFOLD_E_MEMORY;
    measure(table, widths);
    struct layout layout = {table, widths, out, 0};
    char bytes[CELL_SIZE];
    for (size_t i = 0; i < table->column_count; i++)
        place(&layout, i, table->columns[i].name, strlen(table->columns[i].name));
    for (size_t row = 0; row < twofold_table_rows(table); row++)
        for (size_t i = 0; i < table->column_count; i++) {
            size_t size;
            const char *text = show(row_of(table, row) + i, &table->columns[i], bytes, &size);
            place(&layout, i, text, size);
        }
    tf_put(context, widths, table->column_count * sizeof *widths);
    return TWOFOLD_OK;
}

/* ---- Markdown ---- */

static twofold_status write_markdown(const twofold_table *table, struct tf_out *out)
{
    char bytes[CELL_SIZE];
    if (table->column_count == 0) return TWOFOLD_OK;
    for (size_t i = 0; i < table->column_count; i++) {
        tf_out_say(out, i == 0 ? "| " : " | ");
        add_line_text(out, table->columns[i].name, strlen(table->columns[i].name), '|');
    }
    tf_out_say(out, " |\n");
    for (size_t i = 0; i < table->column_count; i++)
        tf_out_say(out, table->columns[i].type == TWOFOLD_COLUMN_TEXT ? "| --- " : "| ---: ");
    tf_out_say(out, "|\n");
    for (size_t row = 0; row < twofold_table_rows(table); row++) {
        for (size_t i = 0; i < table->column_count; i++) {
            size_t size;
            const char *text = show(row_of(table, row) + i, &table->columns[i], bytes, &size);
            tf_out_say(out, i == 0 ? "| " : " | ");
            add_line_text(out, text, size, '|');
        }
        tf_out_say(out, " |\n");
    }
    return TWOFOLD_OK;
}

/* ---- CSV ---- */

/* Quoted where a comma, quote, line end or outer blank would mislead, and where a single empty cell
 * would make an empty line. */
static void add_csv(struct tf_out *out, const char *text, bool alone)
{
    size_t size = strlen(text);
    bool quoted = strpbrk(text, ",\"\r\n") != NULL || (alone && size == 0);
    if (size > 0) quoted = quoted || strchr(" \t", text[0]) || strchr(" \t", text[size - 1]);
    if (quoted) tf_out_char(out, '"');
    for (size_t i = 0; i < size; i++) {
        if (text[i] == '"') tf_out_char(out, '"');
        tf_out_char(out, text[i]);
    }
    if (quoted) tf_out_char(out, '"');
}

static twofold_status write_csv(const twofold_table *table, struct tf_out *out)
{
    const size_t count = table->column_count;
    for (size_t i = 0; i < count; i++) {
        if (i > 0) tf_out_char(out, ',');
        add_csv(out, table->columns[i].name, count == 1);
    }
    if (count > 0) tf_out_char(out, '\n');
    for (size_t row = 0; row < twofold_table_rows(table); row++) {
        for (size_t i = 0; i < count; i++) {
            const struct tf_cell *cell = row_of(table, row) + i;
            if (i > 0) tf_out_char(out, ',');
            if (cell->text == NULL && !isnan(cell->number))
                tf_out_double(out, cell->number);
            else
                add_csv(out, cell->text != NULL ? cell->text : "", count == 1);
        }
        tf_out_char(out, '\n');
    }
    return TWOFOLD_OK;
}

/* ---- JSON ---- */

static void add_escaped(struct tf_out *out, unsigned char c)
{
    static const char hex[] = "0123456789abcdef", shorts[] = "\b\f\n\r\t", letters[] = "bfnrt";
    const char *found = c != '\0' ? strchr(shorts, c) : NULL;
    tf_out_char(out, '\\');
    if (c == '"' || c == '\\') {
        tf_out_char(out, (char)c);
    } else if (found != NULL) {
        tf_out_char(out, letters[found - shorts]);
    } else {
        tf_out_say(out, "u00");
        tf_out_char(out, hex[c >> 4]);
        tf_out_char(out, hex[c & 15]);
    }
}

/* Bytes that are not UTF-8 become U+FFFD: JSON is nothing else. */
static void add_json(struct tf_out *out, const char *text)
{
    size_t size = strlen(text);
    tf_out_char(out, '"');
    for (size_t at = 0; at < size;) {
        size_t start = at;
        uint32_t code = tf_utf8_next(text, size, &at);
        if (code < 0x20 || code == '"' || code == '\\' || code == 0x7F)
            add_escaped(out, (unsigned char)code);
        else if (code == TF_BAD_CODE)
            tf_out_say(out, "\xEF\xBF\xBD");
        else
            tf_out_add(out, text + start, at - start);
    }
    tf_out_char(out, '"');
}

static twofold_status write_json(const twofold_table *table, struct tf_out *out)
{
    tf_out_char(out, '[');
    for (size_t row = 0; row < twofold_table_rows(table); row++) {
        tf_out_say(out, row == 0 ? "\n  {" : ",\n  {");
        for (size_t i = 0; i < table->column_count; i++) {
            const struct tf_cell *cell = row_of(table, row) + i;
            if (i > 0) tf_out_say(out, ", ");
            add_json(out, table->columns[i].name);
            tf_out_say(out, ": ");
            if (cell->text != NULL)
                add_json(out, cell->text);
            else if (isfinite(cell->number))
                tf_out_double(out, cell->number);
            else
                tf_out_say(out, "null");
        }
        tf_out_char(out, '}');
    }
    tf_out_say(out, table->cell_count > 0 ? "\n]\n" : "]\n");
    return TWOFOLD_OK;
}

twofold_status twofold_table_write(const twofold_table *table, twofold_format format,
                                   twofold_sink sink, void *user)
{
    static twofold_status (*const writers[])(const twofold_table *, struct tf_out *) = {
        [TWOFOLD_TEXT] = write_text,
        [TWOFOLD_CSV] = write_csv,
        [TWOFOLD_JSON] = write_json,
        [TWOFOLD_MARKDOWN] = write_markdown,
    };
    if (table == NULL || sink == NULL || (int)format < 0 ||
        (size_t)format >= sizeof writers / sizeof *writers)
        return TWOFOLD_E_ARGUMENT;
    if (table->column_count > 0 && table->cell_count % table->column_count != 0)
        return TWOFOLD_E_ARGUMENT;
    struct tf_out out;
    tf_out_init(&out, sink, user);
    twofold_status status = writers[format](table, &out);
    return status != TWOFOLD_OK ? status : tf_out_end(&out);
}
