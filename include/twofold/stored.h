/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 * Projections written down as rows, read back, and compared: what changed between two versions of
 * a plan, cell by cell, for review in version control.
 *
 * Threads: stored projections and their differences are immutable.
 */
#ifndef TWOFOLD_STORED_H
#define TWOFOLD_STORED_H

#include "twofold/projection.h"
#include "twofold/table.h"

TWOFOLD_BEGIN_DECLS

/* ---- Writing ---- */

/** Which rows are written. Set struct_size = sizeof(twofold_rows); the rest zero is: everything of
 * which anything is known, by year, as the scenario "base". */
typedef struct twofold_rows {
    size_t struct_size;
    const char *scenario; /**< what the column says; NULL: "base" */
    const int *entities;  /**< handles; NULL: all */
    size_t entity_count;
    const int *kpis; /**< handles, in this order; NULL: those known anywhere in the plan */
    size_t kpi_count;
    twofold_frequency frequency;
} twofold_rows;

/** Writes a projection as a table of the columns scenario, entity (its path), kpi, period, unit,
 * value, known, of: one row a cell, entity by entity; full precision, empty for unknown.
 * @param rows NULL for defaults
 * @return OK, E_MEMORY, E_OUTPUT, E_ARGUMENT */
TWOFOLD_API TWOFOLD_CHECK twofold_status
twofold_projection_write(const twofold_projection *projection, const twofold_rows *rows,
                         twofold_format format, twofold_sink sink, void *user);

/* ---- Reading ---- */

typedef struct twofold_stored twofold_stored;

/** One cell; texts are borrowed. */
typedef struct twofold_stored_cell {
    const char *scenario, *entity, *kpi, *unit; /**< "" where the text does not say */
    twofold_period period;
    double value;  /**< NaN: unknown */
    unsigned line; /**< in the text; 0: JSON, or no text */
} twofold_stored_cell;

/** Reads what twofold_projection_write wrote as CSV or JSON: the columns entity, kpi, period and
 * value, also scenario and unit if they are there; others are passed over.
 * @param file  its name in faults; may be NULL
 * @param[out] stored untouched unless OK
 * @param[out] faults may be NULL; on OK (empty) and E_TEXT the list; free it
 * @return OK; E_TEXT (faults of the table, missing-key for a column, bad-json, bad-period,
 * bad-number, duplicate-key for a cell that stands there twice); E_UNSUPPORTED (JSON, and this
 * library was built without it); E_MEMORY; E_SYSTEM; E_CANCELLED; E_ARGUMENT */
TWOFOLD_API TWOFOLD_CHECK twofold_status twofold_stored_parse(const char *text, size_t size,
                                                              const char *file,
                                                              const twofold_context *context,
                                                              twofold_stored **stored,
                                                              twofold_faults **faults);

/** The cells of a projection that another one has, in its order, so that the two can be compared:
 * a cell whose entity, KPI or period the projection does not have is left out.
 * @param scenario  what the cells say; NULL: "base". If `like` has cells of several scenarios, only
 * those of this one are taken */
TWOFOLD_API TWOFOLD_CHECK twofold_status twofold_stored_of(const twofold_projection *projection,
                                                           const char *scenario,
                                                           const twofold_stored *like,
                                                           const twofold_context *context,
                                                           twofold_stored **stored);
TWOFOLD_API void twofold_stored_free(twofold_stored *stored);
TWOFOLD_API size_t twofold_stored_count(const twofold_stored *stored);
/** In the order of the text; out of range: all zero and "". */
TWOFOLD_API twofold_stored_cell twofold_stored_at(const twofold_stored *stored, size_t index);

/* ---- Comparing ---- */

/** Two values are the same if they differ by no more than `absolute`, in base units, or than
 * `relative` times the greater of the two magnitudes; or if both are unknown. Zeroes: equal. */
typedef struct twofold_tolerance {
    double relative, absolute;
} twofold_tolerance;

typedef enum twofold_side {
    TWOFOLD_ON_BOTH = 0,
    TWOFOLD_ON_LEFT, /**< the right one has no such cell */
    TWOFOLD_ON_RIGHT
} twofold_side;

/** A cell that differs; texts are borrowed from the two sides. */
typedef struct twofold_difference {
    const char *scenario, *entity, *kpi;
    const char *left_unit, *right_unit; /**< "" on the side that has no such cell */
    twofold_period period;
    twofold_side side;
    double left, right; /**< NaN: unknown, or no such cell */
    double difference;  /**< right - left; NaN if either is, or the units differ */
    double relative;    /**< |difference| to the greater magnitude; infinite where there is none */
} twofold_difference;

typedef struct twofold_differences twofold_differences;

/** Compares two stored projections cell by cell: by entity, KPI and period, and by scenario if
 * either has several. A cell that is known on one side only differs, whatever the tolerance; so
 * does one in another unit, and one that the other side does not have.
 * @param tolerance   both at least 0
 * @param[out] differences  borrows from left and right, which must outlive it
 * @return OK (also if something differs), E_MEMORY, E_ARGUMENT */
TWOFOLD_API TWOFOLD_CHECK twofold_status twofold_diff(const twofold_stored *left,
                                                      const twofold_stored *right,
                                                      twofold_tolerance tolerance,
                                                      const twofold_context *context,
                                                      twofold_differences **differences);
TWOFOLD_API void twofold_differences_free(twofold_differences *differences);
/** Cells that differ, and cells there are on either side. */
TWOFOLD_API size_t twofold_differences_count(const twofold_differences *differences);
TWOFOLD_API size_t twofold_differences_compared(const twofold_differences *differences);
/** Whether cells were told apart by scenario. */
TWOFOLD_API bool twofold_differences_by_scenario(const twofold_differences *differences);
/** In the order of the left side, then what only the right one has; out of range: zero and "". */
TWOFOLD_API twofold_difference twofold_differences_at(const twofold_differences *differences,
                                                      size_t index);

TWOFOLD_END_DECLS

#endif
