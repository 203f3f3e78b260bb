/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 * Rows and columns out: aligned text with wide characters, CSV, JSON, Markdown.
 * Threads: a table belongs to one thread while it is filled.
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

TWOFOLD_END_DECLS

#endif
