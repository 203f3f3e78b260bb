/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 * Rows and columns out: aligned text with wide characters, CSV, JSON, Markdown; and CSV in.
 * Threads: a table belongs to one thread while it is filled; a CSV that was read is immutable.
 */
#ifndef TWOFOLD_TABLE_H
#define TWOFOLD_TABLE_H

#include "twofold/base.h"

TWOFOLD_BEGIN_DECLS

typedef struct twofold_table twofold_table;

typedef enum twofold_format {
    TWOFOLD_TEXT = 0, /**< aligned columns for people */
    TWOFOLD_CSV,      /**< RFC 4180, UTF-8, LF, full precision, empty for NaN */
    TWOFOLD_JSON,     /**< an array of objects, keys are the column names, null for NaN */
    TWOFOLD_MARKDOWN
} twofold_format;

typedef enum twofold_column_type {
    TWOFOLD_COLUMN_TEXT = 0,
    TWOFOLD_COLUMN_NUMBER, /**< doubles; text output rounds to the column's decimals */
    TWOFOLD_COLUMN_INTEGER /**< integral numbers; NaN is empty */
} twofold_column_type;

TWOFOLD_API TWOFOLD_CHECK twofold_status twofold_table_new(const twofold_context *context,
                                                           twofold_table **table);
TWOFOLD_API void twofold_table_free(twofold_table *table);
/** Adds a column (before the first row). name is copied; decimals are for text and Markdown. */
TWOFOLD_API TWOFOLD_CHECK twofold_status twofold_table_column(twofold_table *table,
                                                              const char *name,
                                                              twofold_column_type type,
                                                              int decimals);
/** Appends one cell, filling rows from left to right; text is copied, NULL is empty. A cell of the
 * other type is accepted: numbers in text columns are written in full, text in number columns is
 * right-aligned as it is (for "12.3%+" and "—"). */
TWOFOLD_API TWOFOLD_CHECK twofold_status twofold_table_text(twofold_table *table, const char *text);
TWOFOLD_API TWOFOLD_CHECK twofold_status twofold_table_number(twofold_table *table, double value);
/** Rows completed so far. */
TWOFOLD_API size_t twofold_table_rows(const twofold_table *table);
/** Writes the whole table. A last row that is not complete is E_ARGUMENT, nothing written. */
TWOFOLD_API TWOFOLD_CHECK twofold_status twofold_table_write(const twofold_table *table,
                                                             twofold_format format,
                                                             twofold_sink sink, void *user);

/** Columns a text takes on a terminal: wide characters count two, combining ones none. */
TWOFOLD_API size_t twofold_text_width(const char *text, size_t size);

/* ---- CSV in: RFC 4180, and what spreadsheet programs make of it ---- */

typedef struct twofold_csv twofold_csv;

typedef enum twofold_encoding {
    TWOFOLD_ANY_ENCODING = 0, /**< UTF-8 if it is valid UTF-8, else GB18030 */
    TWOFOLD_UTF8,
    TWOFOLD_GB18030 /**< and with it GBK and GB 2312 */
} twofold_encoding;

/** How a text is read, and what it may be at most. Set struct_size = sizeof(twofold_csv_options);
 * zero is the default. */
typedef struct twofold_csv_options {
    size_t struct_size;
    const char *file; /**< its name in faults; NULL: none */
    twofold_encoding encoding;
    char separator; /**< ',', ';' or tab; 0: the one most frequent in the heading line */
    size_t bytes;   /**< of the text; default 64 MiB, at most 2 GiB */
    size_t rows;    /**< the heading is one; default 1,000,000 */
    size_t columns; /**< default 1,000 */
    size_t field;   /**< bytes of one field; default 65,536 */
} twofold_csv_options;

/** A field as it is, blanks included; text is UTF-8 and terminated, borrowed from its table. */
typedef struct twofold_csv_field {
    const char *text;
    size_t size;
    unsigned line, column; /**< where it begins, from 1; column counts characters */
} twofold_csv_field;

/** Reads a table: a heading line, then rows with as many fields each. A byte-order mark, any of LF,
 * CRLF and CR as line end, and rows whose fields are all empty are passed over. Memory: about 20
 * bytes a field; iconv's own for GB18030.
 * @param text, size  need not be terminated
 * @param options     NULL for defaults
 * @param[out] csv    untouched unless OK
 * @param[out] faults may be NULL; on OK (empty) and E_TEXT the list; free it
 * @return OK; E_TEXT: at least one of encoding, bad-quote, ragged-row, no-heading, too-large;
 * E_MEMORY; E_SYSTEM (no converter for GB18030 is installed); E_CANCELLED; E_ARGUMENT */
TWOFOLD_API TWOFOLD_CHECK twofold_status twofold_csv_parse(const char *text, size_t size,
                                                           const twofold_csv_options *options,
                                                           const twofold_context *context,
                                                           twofold_csv **csv,
                                                           twofold_faults **faults);
TWOFOLD_API void twofold_csv_free(twofold_csv *csv);
/** Rows below the heading, and fields in each. */
TWOFOLD_API size_t twofold_csv_rows(const twofold_csv *csv);
TWOFOLD_API size_t twofold_csv_columns(const twofold_csv *csv);
/** A field of the heading; "" at 0:0 out of range. */
TWOFOLD_API twofold_csv_field twofold_csv_heading(const twofold_csv *csv, size_t column);
/** A field below the heading; "" at 0:0 out of range. */
TWOFOLD_API twofold_csv_field twofold_csv_at(const twofold_csv *csv, size_t row, size_t column);
/** The first column of a heading, blanks around it aside; twofold_csv_columns if there is none. */
TWOFOLD_API size_t twofold_csv_find(const twofold_csv *csv, const char *heading);

TWOFOLD_END_DECLS

#endif
