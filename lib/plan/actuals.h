/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `actuals: figures.csv`: every figure of the file becomes a report of its entity, as if it stood
 * under `actual` there. So whatever holds of reports holds of files.
 *
 * A figure is a scalar, `tabled`, with one child that is none in YAML: the `source` of this figure,
 * whose key is the file's name. The mappings that lead to it are made where they are missing. */
#ifndef TF_PLAN_ACTUALS_H
#define TF_PLAN_ACTUALS_H

#include "plan/check.h"
#include "twofold/table.h"

/* Puts the figures of all files of a walked tree in their places, for those that stand there from
 * an earlier time. Does nothing to a tree whose figures are in place (tree->actuals_in). */
void tf_actuals_expand(struct tf_walk *walk);

/* The source of a figure of a file; NULL for any other node. */
const struct tf_node *tf_actual_source(const struct tf_node *node);

/* ---- Headings (actuals_layout.c) ---- */

enum tf_actuals_column {
    TF_ACTUALS_ENTITY = 0,
    TF_ACTUALS_KPI,
    TF_ACTUALS_PERIOD,
    TF_ACTUALS_VALUE,
    TF_ACTUALS_UNIT,
    TF_ACTUALS_SOURCE,
    TF_ACTUALS_NAMED,                     /* columns of a word each */
    TF_ACTUALS_FIGURE = TF_ACTUALS_NAMED, /* a column of figures: its heading is a period */
    TF_ACTUALS_OTHER                      /* a column of year targets: passed over */
};

/* A file that is being read. */
struct tf_actuals {
    struct tf_walk *walk;
    const struct tf_node *named; /* the name in the plan */
    const twofold_csv *csv;
    size_t at[TF_ACTUALS_NAMED];   /* column of each; twofold_csv_columns where there is none */
    enum tf_actuals_column *means; /* of each column */
};

/* Finds out what the columns are; false with faults, or when memory ran out. */
bool tf_actuals_layout(struct tf_actuals *a, struct tf_arena *scratch);
/* A fault at a field of the file. */
void tf_actuals_say(struct tf_actuals *a, twofold_fault_code code, const twofold_csv_field *field,
                    const char *path, const char *expected, const char *nearest);

/* ---- Who is meant (actuals_entity.c) ---- */

struct tf_actuals_names; /* every entity's names, in an arena */

/* NULL when memory ran out. */
struct tf_actuals_names *tf_actuals_names(const struct tf_tree *tree, struct tf_arena *scratch);
/* The mapping of the entity that a field names by path, id, name or alias; NULL with a fault. The
 * park's is made if the plan has none. */
struct tf_node *tf_actuals_entity(struct tf_actuals *a, const struct tf_actuals_names *names,
                                  const twofold_csv_field *field);

#endif
