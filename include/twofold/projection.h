/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 * A plan as a function of its inputs: projected once, or compiled into a batch model for many
 * draws.
 *
 * Threads: projections and compiled plans are immutable; any number of threads may read them.
 */
#ifndef TWOFOLD_PROJECTION_H
#define TWOFOLD_PROJECTION_H

#include "twofold/batch.h"
#include "twofold/plan.h"

TWOFOLD_BEGIN_DECLS

/* ---- One projection: every entity, KPI and period ---- */

typedef struct twofold_projection twofold_projection;

/** Projects a plan.
 * @param scenario   id of a scenario of the plan, or of several joined by '+', which are applied in
 * that order, each once; NULL or "" for none
 * @param overrides  "PATH=VALUE" texts applied after it, checked like the file; NULL with count 0
 * @param[out] projection  untouched unless OK; holds a reference to its plan
 * @param[out] faults  may be NULL; on E_PLAN what is wrong with an override, or reported totals
 * that are less than their known parts; on OK an empty list. Free it
 * @return OK, E_NOT_FOUND (scenario), E_PLAN, E_MEMORY, E_CANCELLED */
TWOFOLD_API TWOFOLD_CHECK twofold_status
twofold_project(const twofold_plan *plan, const char *scenario, const char *const *overrides,
                size_t override_count, const twofold_context *context,
                twofold_projection **projection, twofold_faults **faults);
TWOFOLD_API void twofold_projection_free(twofold_projection *projection);
/** The plan it was made of; borrowed. */
TWOFOLD_API const twofold_plan *twofold_projection_plan(const twofold_projection *projection);

/** One KPI of one entity over time; borrowed from its projection, which outlives it. */
typedef struct twofold_series {
    const double *values;  /**< count values, time ascending; NaN: unknown or undefined */
    const uint32_t *known; /**< parts with a figure in each period */
    const uint32_t *of;    /**< parts there are (one number for all periods: of[0]) */
    size_t count;
    twofold_period first; /**< the first period; the others follow at the same length */
    const char *unit;     /**< as in the KPI table, written out: "CNY", "vehicles", "mu" … */
} twofold_series;

/** entity, kpi: handles of plan.h. Out of range: no values, unit "". */
TWOFOLD_API twofold_series twofold_series_at(const twofold_projection *projection, int entity,
                                             int kpi, twofold_frequency frequency);

/** Value of one period ("2025", "2025Q3", "2025-10"): NaN if unknown, undefined or outside. */
TWOFOLD_API double twofold_value(const twofold_projection *projection, const char *entity,
                                 const char *kpi, const char *period);

/* ---- Projections under many scenarios ---- */

/** Projections of one plan, each made once and kept. Belongs to one thread. */
typedef struct twofold_projections twofold_projections;

/** @param scenario   applied before every other; NULL or "" for none; copied, as the overrides
 * @param overrides  applied after every scenario
 * @param[out] projections  empty, with a reference to the plan; untouched unless OK
 * @return OK, E_MEMORY, E_ARGUMENT */
TWOFOLD_API TWOFOLD_CHECK twofold_status twofold_projections_new(
    const twofold_plan *plan, const char *scenario, const char *const *overrides,
    size_t override_count, const twofold_context *context, twofold_projections **projections);
/** Frees the projections too. */
TWOFOLD_API void twofold_projections_free(twofold_projections *projections);
/** The projection under a scenario, borrowed.
 * @param scenario, faults, return  as twofold_project's; the faults of one kept already are NULL */
TWOFOLD_API TWOFOLD_CHECK twofold_status
twofold_projections_get(twofold_projections *projections, const char *scenario,
                        const twofold_projection **projection, twofold_faults **faults);
/** The plan as written: no scenario, no overrides; borrowed. */
TWOFOLD_API TWOFOLD_CHECK twofold_status
twofold_projections_base(twofold_projections *projections, const twofold_projection **projection,
                         twofold_faults **faults);
/** The plan, and the overrides; borrowed. */
TWOFOLD_API const twofold_plan *twofold_projections_plan(const twofold_projections *projections);
TWOFOLD_API size_t twofold_projections_overrides(const twofold_projections *projections,
                                                 const char *const **overrides);

/* ---- A compiled plan: a batch model ---- */

typedef struct twofold_compiled twofold_compiled;

/** One output: a KPI of an entity over all periods of the frequency, one column each. */
typedef struct twofold_selection {
    int entity, kpi;
} twofold_selection;

/** Set struct_size = sizeof(twofold_compile_options); the rest zero is: no scenario, nothing
 * varies. */
typedef struct twofold_compile_options {
    size_t struct_size;
    const char *scenario; /**< as twofold_project's, and the overrides */
    const char *const *overrides;
    size_t override_count;
    /** Paths of the numbers that vary, one input column each, in base units (currency units, mu,
     * persons, fractions, months; a date: months from January of the first year):
     * "heli.south-base.at-full.output", "price.2023", "assumptions.usd". */
    const char *const *vary;
    size_t vary_count;
    const twofold_selection *outputs; /**< at least one */
    size_t output_count;
    twofold_frequency frequency;
} twofold_compile_options;

/** Compiles a plan. @return OK, E_NOT_FOUND (scenario, a path that is no number, an output),
 * E_PLAN, E_MEMORY, E_ARGUMENT */
TWOFOLD_API TWOFOLD_CHECK twofold_status twofold_compile(const twofold_plan *plan,
                                                         const twofold_compile_options *options,
                                                         const twofold_context *context,
                                                         twofold_compiled **compiled,
                                                         twofold_faults **faults);
TWOFOLD_API void twofold_compiled_free(twofold_compiled *compiled);
/** The batch model; borrows from compiled. A draw with an input that is no finite number has NaN in
 * every output. Output column: selection * periods + period. */
TWOFOLD_API twofold_batch twofold_compiled_batch(const twofold_compiled *compiled);
/** Periods of a selection, and the first one. */
TWOFOLD_API size_t twofold_compiled_periods(const twofold_compiled *compiled,
                                            twofold_period *first);
/** The plan's own value of input column `input`: what the projection uses. */
TWOFOLD_API double twofold_compiled_input(const twofold_compiled *compiled, size_t input);

/* ---- What a plan has for inputs ---- */

typedef struct twofold_input {
    const char *path;   /**< as used in vary, --set and scenarios */
    const char *text;   /**< as written */
    const char *source; /**< "" if none */
    double value, low, high;
    twofold_mark mark;
    bool assumed;
    unsigned line;
    const char *file; /**< the table that the line is in; "" for the plan itself */
} twofold_input;
TWOFOLD_API size_t twofold_input_count(const twofold_plan *plan);
TWOFOLD_API twofold_input twofold_input_at(const twofold_plan *plan, size_t index);

TWOFOLD_END_DECLS

#endif
