/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CSV as RFC 4180 has it, and as spreadsheet programs write it: other separators, any line end,
 * rows of nothing. Fields are unquoted in place: they never grow. */
#include "base/text.h"
#include "table/csv.h"

#include <string.h>

enum { ROWS_BETWEEN = 4096 }; /* two looks at whether the caller wants to stop */

struct reader {
    twofold_csv *csv;
    twofold_faults *faults;
    twofold_csv_options limits;
    size_t size, at, to; /* of the bytes: all, read, written */
    uint32_t line, column;
    size_t row_begin; /* cells before this row */
    size_t rows;
    bool said; /* something stands in this row: text, or a quoted nothing */
    bool over; /* no use reading on */
    twofold_status status;
};

struct place {
    uint32_t line, column;
};

static void fault(struct reader *r, twofold_fault_code code, struct place place, const char *found,
                  const char *expected)
{
    if (r->status != TWOFOLD_OK) return;
    r->status =
        tf_faults_add(r->faults, code, place.line, place.column, NULL, found, expected, NULL);
}

static void fault_counts(struct reader *r, twofold_fault_code code, struct place place,
                         size_t found, size_t expected)
{
    char has[24], wants[24];
    struct tf_buffer buffer = tf_buffer_of(has, sizeof has);
    tf_buffer_integer(&buffer, (int64_t)found, 1);
    (void)tf_buffer_end(&buffer);
    buffer = tf_buffer_of(wants, sizeof wants);
    tf_buffer_integer(&buffer, (int64_t)expected, 1);
    (void)tf_buffer_end(&buffer);
    fault(r, code, place, has, wants);
}

static void too_large(struct reader *r, struct place place, const char *what, size_t most,
                      const char *unit)
{
    char text[48];
    struct tf_buffer buffer = tf_buffer_of(text, sizeof text);
    tf_buffer_integer(&buffer, (int64_t)most, 1);
    tf_buffer_say(&buffer, unit);
    (void)tf_buffer_end(&buffer);
    fault(r, TWOFOLD_FAULT_TOO_LARGE, place, what, text);
    r->over = true;
}

/* ---- Bytes ---- */

static struct place here(const struct reader *r) { return (struct place){r->line, r->column}; }

static bool at_end(const struct reader *r) { return r->at == r->size; }

static char look(const struct reader *r) { return r->csv->bytes[r->at]; }

static bool at_break(const struct reader *r) { return look(r) == '\n' || look(r) == '\r'; }

/* Where a field ends. */
static bool at_stop(const struct reader *r)
{
    return at_end(r) || look(r) == r->limits.separator || at_break(r);
}

/* Moves past a byte. A line ends with LF, CRLF or CR. */
static void skip(struct reader *r)
{
    const char c = r->csv->bytes[r->at++];
    const bool ends = c == '\n' || (c == '\r' && (at_end(r) || look(r) != '\n'));
    if (ends) {
        r->line++;
        r->column = 1;
    } else {
        r->column += ((unsigned char)c & 0xC0) != 0x80; /* characters, not bytes */
    }
}

static void keep(struct reader *r)
{
    r->csv->bytes[r->to++] = look(r);
    skip(r);
}

/* ---- Fields ---- */

/* The rest of a field up to its end, in which no quote belongs. */
static void read_plain(struct reader *r)
{
    bool quoted = false;
    while (!at_stop(r)) {
        if (look(r) == '"' && !quoted) {
            fault(r, TWOFOLD_FAULT_BAD_QUOTE, here(r), "\"",
                  "quotes around the whole field and doubled inside");
            quoted = true;
        }
        keep(r);
    }
}

/* From an opening quote through the closing one; false if there is none. */
static bool read_to_quote(struct reader *r)
{
    skip(r);
    while (!at_end(r)) {
        if (look(r) != '"') {
            keep(r);
            continue;
        }
        skip(r);
        if (at_end(r) || look(r) != '"') return true;
        keep(r);
    }
    return false;
}

static void read_quoted(struct reader *r)
{
    const struct place opened = here(r);
    if (!read_to_quote(r)) {
        fault(r, TWOFOLD_FAULT_BAD_QUOTE, opened, "\"", "a closing quote");
        r->over = true;
        return;
    }
    while (!at_stop(r) && (look(r) == ' ' || look(r) == '\t')) skip(r);
    if (at_stop(r)) return;
    fault(r, TWOFOLD_FAULT_BAD_QUOTE, here(r), "text after the closing quote",
          "a separator or the end of the line");
    while (!at_stop(r)) keep(r);
}

static void read_field(struct reader *r)
{
    twofold_csv *csv = r->csv;
    struct tf_csv_cell *cells =
        tf_grow(&csv->context, csv->cells, &csv->cell_capacity, csv->cell_count + 1, sizeof *cells);
    if (cells == NULL) {
        r->status = TWOFOLD_E_MEMORY;
        return;
    }
    csv->cells = cells;
    const struct place place = here(r);
    const size_t from = r->to;
    const bool quoted = !at_stop(r) && look(r) == '"';
    if (quoted)
        read_quoted(r);
    else
        read_plain(r);
    const size_t size = r->to - from;
    if (size > r->limits.field) too_large(r, place, "a field", r->limits.field, " bytes");
    r->said = r->said || quoted || size > 0;
    cells[csv->cell_count++] =
        (struct tf_csv_cell){(uint32_t)from, (uint32_t)size, place.line, place.column};
}

/* ---- Rows ---- */

/* Ends the field behind the place that is read next. Its end is where something was read already:
 * its separator, its line end, or the byte beyond the text. */
static void terminate(struct reader *r) { r->csv->bytes[r->to++] = '\0'; }

/* Keeps the row, or drops it: a row of nothing says nothing. */
static void end_row(struct reader *r, struct place end)
{
    twofold_csv *csv = r->csv;
    const size_t count = csv->cell_count - r->row_begin;
    const bool ragged = r->said && csv->columns > 0 && count != csv->columns;
    if (r->said && csv->columns == 0) csv->columns = count;
    if (ragged) {
        const struct tf_csv_cell *over = csv->cells + r->row_begin + csv->columns;
        const struct place place =
            count > csv->columns ? (struct place){over->line, over->column} : end;
        fault_counts(r, TWOFOLD_FAULT_RAGGED_ROW, place, count, csv->columns);
    }
    if (!r->said || ragged) csv->cell_count = r->row_begin;
    r->row_begin = csv->cell_count;
    r->rows += r->said;
    if (r->rows > r->limits.rows) too_large(r, end, "the table", r->limits.rows, " rows");
}

static void read_row(struct reader *r)
{
    const struct place begin = here(r);
    struct place end;
    bool more;
    r->said = false;
    do {
        read_field(r);
        if (r->status != TWOFOLD_OK || r->over) return;
        if (r->csv->cell_count - r->row_begin > r->limits.columns) {
            too_large(r, begin, "this row", r->limits.columns, " columns");
            return;
        }
        end = here(r);
        more = !at_end(r) && !at_break(r);
        if (!at_end(r)) {
            const bool crlf =
                look(r) == '\r' && r->at + 1 < r->size && r->csv->bytes[r->at + 1] == '\n';
            skip(r);
            if (crlf) skip(r);
        }
        terminate(r);
    } while (more);
    end_row(r, end);
}

static void read_rows(struct reader *r)
{
    for (size_t i = 1; !at_end(r) && !r->over && r->status == TWOFOLD_OK; i++) {
        read_row(r);
        if (i % ROWS_BETWEEN == 0 && tf_cancelled(&r->csv->context))
            r->status = TWOFOLD_E_CANCELLED;
    }
    if (r->rows == 0 && !r->over) fault(r, TWOFOLD_FAULT_NO_HEADING, here(r), NULL, NULL);
}

/* ---- The whole ---- */

/* The separator that stands most often in the first line that has text, outside quotes. */
static char separator_of(const char *text, size_t size)
{
    static const char separators[] = {',', ';', '\t'};
    size_t counts[sizeof separators] = {0}, most = 0;
    bool quoted = false, said = false;
    for (size_t at = 0; at < size; at++) {
        const bool ends = text[at] == '\n' || text[at] == '\r';
        if (ends && said && !quoted) break;
        if (text[at] == '"') quoted = !quoted;
        said = said || !ends;
        for (size_t i = 0; i < sizeof separators && !quoted; i++)
            counts[i] += text[at] == separators[i];
    }
    for (size_t i = 1; i < sizeof separators; i++)
        if (counts[i] > counts[most]) most = i;
    return separators[most];
}

/* A field of a caller's struct, if his header had it and he set it. */
#define GIVEN(given, field, fallback)                                                              \
    ((given)->struct_size >= offsetof(twofold_csv_options, field) + sizeof((given)->field) &&      \
             (given)->field != 0                                                                   \
         ? (given)->field                                                                          \
         : (fallback))

static twofold_csv_options limits_of(const twofold_csv_options *given)
{
    static const twofold_csv_options none = {.struct_size = sizeof none};
    if (given == NULL) given = &none;
    twofold_csv_options full = {
        .struct_size = sizeof full,
        .file = GIVEN(given, file, NULL),
        .encoding = GIVEN(given, encoding, TWOFOLD_ANY_ENCODING),
        .separator = GIVEN(given, separator, '\0'),
        .bytes = GIVEN(given, bytes, (size_t)64 << 20),
        .rows = GIVEN(given, rows, 1000000u),
        .columns = GIVEN(given, columns, 1000u),
        .field = GIVEN(given, field, 65536u),
    };
    const size_t most = UINT32_MAX / 2; /* places in the text are held in 32 bits */
    if (full.bytes > most) full.bytes = most;
    return full;
}

static bool usable(const twofold_csv_options *options)
{
    const char c = options->separator;
    return (c == '\0' || c == ',' || c == ';' || c == '\t') &&
           (int)options->encoding >= TWOFOLD_ANY_ENCODING &&
           (int)options->encoding <= TWOFOLD_GB18030;
}

static twofold_status decode_and_read(struct reader *r, const char *text, size_t size)
{
    struct tf_decoded decoded;
    twofold_csv *csv = r->csv;
    const twofold_encoding encoding = r->limits.encoding;
    const twofold_status status = tf_decode(text, size, encoding, &csv->context, &decoded);
    if (status != TWOFOLD_OK) return status;
    csv->bytes = decoded.bytes;
    csv->capacity = decoded.capacity;
    r->size = decoded.size;
    if (r->limits.separator == '\0')
        r->limits.separator = separator_of(decoded.bytes, decoded.size);
    if (decoded.whole) {
        read_rows(r);
    } else {
        static const char *const names[] = {"UTF-8 or GB18030", "UTF-8", "GB18030"};
        while (!at_end(r)) skip(r);
        fault(r, TWOFOLD_FAULT_ENCODING, here(r), NULL, names[encoding]);
    }
    return r->status;
}

twofold_status tf_csv_read(const char *text, size_t size, const twofold_csv_options *options,
                           const twofold_context *context, twofold_faults *faults,
                           twofold_csv **csv)
{
    struct reader r = {.faults = faults, .limits = limits_of(options), .line = 1, .column = 1};
    if (!usable(&r.limits)) return TWOFOLD_E_ARGUMENT;
    const size_t errors = twofold_faults_of(faults, TWOFOLD_ERROR);
    r.csv = tf_get(context, sizeof *r.csv);
    if (r.csv == NULL) return TWOFOLD_E_MEMORY;
    r.csv->context = tf_context(context);
    twofold_status status = tf_faults_file(faults, r.limits.file);
    if (status == TWOFOLD_OK && size > r.limits.bytes) {
        too_large(&r, (struct place){1, 1}, "the table", r.limits.bytes, " bytes");
        status = r.status;
    } else if (status == TWOFOLD_OK) {
        status = decode_and_read(&r, text == NULL ? "" : text, size);
    }
    (void)tf_faults_file(faults, NULL);
    if (status == TWOFOLD_OK && twofold_faults_of(faults, TWOFOLD_ERROR) > errors)
        status = TWOFOLD_E_TEXT;
    if (status == TWOFOLD_OK)
        *csv = r.csv;
    else
        twofold_csv_free(r.csv);
    return status;
}
