/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A stored projection inside: its cells, and how the readers of CSV and JSON fill it. */
#ifndef TF_PROJECTION_STORED_H
#define TF_PROJECTION_STORED_H

#include "base/faults.h"
#include "base/memory.h"
#include "twofold/stored.h"

/* The columns that are read. */
enum tf_stored_column {
    TF_STORED_SCENARIO,
    TF_STORED_ENTITY,
    TF_STORED_KPI,
    TF_STORED_PERIOD,
    TF_STORED_UNIT,
    TF_STORED_CELL,
    TF_STORED_COLUMNS
};
extern const char *const tf_stored_columns[TF_STORED_COLUMNS];
/* The others may be missing. */
static inline bool tf_is_needed(enum tf_stored_column column)
{
    return column != TF_STORED_SCENARIO && column != TF_STORED_UNIT;
}

struct twofold_stored {
    struct tf_arena arena; /* the texts */
    twofold_stored_cell *cells;
    size_t count, capacity;
    size_t *sorted;                      /* by entity, KPI, period, scenario: indices of cells */
    bool several;                        /* scenarios */
    const char *last[TF_STORED_COLUMNS]; /* texts of the cell before: most are its neighbour's */
};

twofold_status tf_stored_new(const twofold_context *context, twofold_stored **stored);
/* A text as this cell's, kept once while it stays the same; NULL: no memory. */
const char *tf_stored_text(twofold_stored *stored, enum tf_stored_column column, const char *text);
twofold_status tf_stored_add(twofold_stored *stored, const twofold_stored_cell *cell);
/* Once all cells are there. Cells that stand there twice become faults (which may be NULL). */
twofold_status tf_stored_end(twofold_stored *stored, twofold_faults *faults);
/* Order of two cells; with_scenario: that decides last. */
int tf_stored_compare(const twofold_stored_cell *a, const twofold_stored_cell *b,
                      bool with_scenario);

/* Fill a stored projection; faults name their places. */
twofold_status tf_stored_csv(twofold_stored *stored, const char *text, size_t size,
                             const char *file, twofold_faults *faults);
twofold_status tf_stored_json(twofold_stored *stored, const char *text, size_t size,
                              twofold_faults *faults);

#endif
