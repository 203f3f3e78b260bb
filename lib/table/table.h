/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is inside a table; filling it is in table.c, writing it in write.c. */
#ifndef TF_TABLE_TABLE_H
#define TF_TABLE_TABLE_H

#include "base/memory.h"
#include "twofold/table.h"

struct tf_column {
    const char *name;
    twofold_column_type type;
    int decimals;
};

/* Text, or a number where text is NULL. */
struct tf_cell {
    const char *text;
    double number;
};

struct twofold_table {
    struct tf_arena arena; /* names and texts */
    struct tf_column *columns;
    size_t column_count, column_capacity;
    struct tf_cell *cells; /* row by row */
    size_t cell_count, cell_capacity;
};

#endif
