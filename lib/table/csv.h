/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CSV in: what is inside a read table, and reading one into a list of faults that has others. */
#ifndef TF_TABLE_CSV_H
#define TF_TABLE_CSV_H

#include "base/faults.h"
#include "base/memory.h"
#include "twofold/table.h"

struct tf_csv_cell {
    uint32_t at, size;     /* in the bytes of the table; terminated */
    uint32_t line, column; /* from 1; column in characters */
};

struct twofold_csv {
    twofold_context context;
    char *bytes; /* UTF-8, the fields unquoted and each followed by NUL */
    size_t capacity;
    struct tf_csv_cell *cells; /* row by row, the heading first */
    size_t cell_count, cell_capacity;
    size_t columns;
};

/* A text in UTF-8, a copy. */
struct tf_decoded {
    char *bytes; /* one byte more than size */
    size_t size, capacity;
    bool whole; /* false: a byte that does not fit stands after what was read */
};

/* As twofold_csv_parse, but the faults join a list; they carry the name options->file. E_TEXT: some
 * did. */
twofold_status tf_csv_read(const char *text, size_t size, const twofold_csv_options *options,
                           const twofold_context *context, twofold_faults *faults,
                           twofold_csv **csv);

/* Bytes to UTF-8 without a byte-order mark. E_MEMORY, E_SYSTEM (no converter for GB18030 here). */
twofold_status tf_decode(const char *text, size_t size, twofold_encoding encoding,
                         const twofold_context *context, struct tf_decoded *decoded);

#endif
