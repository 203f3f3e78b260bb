/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `{table: firms.csv}` in place of a mapping of ids: its rows become the nodes that the YAML would
 * have made, before the walk sees the tree. So whatever holds of plans holds of tables.
 *
 * The mapping keeps the file's name as its `text`; entries and what stands in them are `tabled`:
 * their places are in that file, and they are not written out (write.c). Further keys beside
 * `table` are what every row has that gives nothing itself (copied into each, not `tabled`);
 * further ids are further entries. */
#ifndef TF_PLAN_TABLES_H
#define TF_PLAN_TABLES_H

#include "plan/check.h"
#include "plan/path.h"
#include "twofold/table.h"

/* Puts the rows of all tables of a tree in their places. Keys are English already. */
void tf_tables_expand(struct tf_walk *walk);
/* The same of one mapping of ids, whose entries are mappings of a kind. Does nothing to mappings
 * without `table`. */
void tf_table_expand(struct tf_walk *walk, struct tf_node *map, enum tf_inside inside);

/* The mapping of a table's rows that a node stands in, or NULL. */
const struct tf_node *tf_table_of(const struct tf_node *node);
/* A table's rows become entries like those that stand in the plan itself: they can be changed and
 * are written out. */
void tf_table_dissolve(struct tf_node *map);

/* ---- Columns (table_column.c) ---- */

struct tf_column {
    struct tf_step_to steps[TF_PATH_STEPS]; /* below the entry; keys terminated */
    size_t count;                           /* 0: not read: the id, or faulty */
    bool assumed;                           /* goes into the entry's `assume` */
    bool number;                            /* numbers stand there */
    bool list;                              /* several texts may stand there, apart by ';' */
    const char *unit;                       /* of bare numbers, from the heading; not terminated */
    size_t unit_size;
};

/* What the headings of a table mean for entries of a kind: an array in the tree's arena, and which
 * column holds the ids. Adds faults; NULL when memory ran out. */
struct tf_column *tf_table_columns(struct tf_walk *walk, const struct tf_node *map,
                                   const twofold_csv *csv, enum tf_inside inside, size_t *id);

/* ---- Cells (table_cell.c) ---- */

/* Blanks around a text are left out, the wide one too. */
void tf_cell_trim(const char **text, size_t *size);
/* The text of a cell as a plan writes it: thousands separators dropped and the heading's unit added
 * where a bare number stands. In the arena; NULL when memory ran out. */
const char *tf_cell_number(struct tf_arena *arena, const char *text, size_t size, const char *unit,
                           size_t unit_size, size_t *length);

#endif
