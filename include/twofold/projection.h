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
/* ---- Explanations: why a cell has its value ---- */

/** Where a line's value comes from: X(NAME, number, "id", Chinese). */
#define TWOFOLD_ORIGIN_LIST(X)                                                                     \
    X(COMPUTED, 0, "computed", "计算") /* from the lines below it, or the model's own constant */  \
    X(REPORTED, 1, "reported", "报告") /* a figure of the plan */                                  \
    X(ASSUMED, 2, "assumed", "假设")   /* a figure under `assume`, or a named assumption */        \
    X(DEFAULT, 3, "default", "默认")   /* nobody chose: the format's default holds */              \
    X(UNKNOWN, 4, "unknown", "未知")   /* a figure or date that it needs was not given */

typedef enum twofold_origin {
#define TWOFOLD_X(name, number, id, zh) TWOFOLD_ORIGIN_##name = number,
    TWOFOLD_ORIGIN_LIST(TWOFOLD_X)
#undef TWOFOLD_X
} twofold_origin;

/** How the lines one level below make a line's value: X(NAME, number, "id"). An unknown (NaN) line
 * adds nothing to a sum. */
#define TWOFOLD_COMBINE_LIST(X)                                                                    \
    X(LEAF, 0, "leaf")             /* nothing below */                                             \
    X(SUM, 1, "sum")               /* of those below */                                            \
    X(DIFFERENCE, 2, "difference") /* the first less the others */                                 \
    X(PRODUCT, 3, "product")       /* each as often as its `times` says */                         \
    X(QUOTIENT, 4, "quotient")     /* the first over the second */                                 \
    X(GROWTH, 5, "growth")         /* 1 + the one below */                                         \
    X(TIME, 6, "time") /* follows from the dates below through a curve or the calendar */          \
    X(RULE, 7, "rule") /* follows from those below by a rule of docs/semantics.md: taxes */

typedef enum twofold_combine {
#define TWOFOLD_X(name, number, id) TWOFOLD_COMBINE_##name = number,
    TWOFOLD_COMBINE_LIST(TWOFOLD_X)
#undef TWOFOLD_X
} twofold_combine;

/** What a line stands for. */
typedef enum twofold_line_kind {
    TWOFOLD_LINE_CELL = 0,   /**< a KPI of an entity over a period */
    TWOFOLD_LINE_TERM = 1,   /**< a piece of a part's value: one level, one stretch of time */
    TWOFOLD_LINE_FACTOR = 2, /**< what a piece is made of: a share of the year, growth, a date */
    TWOFOLD_LINE_INPUT = 3,  /**< a number of the plan */
    TWOFOLD_LINE_CHOICE = 4  /**< no number but a choice: the curve of a ramp, of spending */
} twofold_line_kind;

/** One line; its strings live as long as the explanation and its projection. */
typedef struct twofold_explanation_line {
    unsigned depth; /**< 0 for the cell asked; what makes a line follows it, one deeper */
    twofold_line_kind kind;
    const char *path;    /**< of a cell "heli.output.2025"; of an input its path in the plan */
    const char *name;    /**< short, in the language asked: "south-base", "price" */
    const char *formula; /**< in the language asked: "13亿元 x 1.03^4", or why it is unknown */
    double value;        /**< in base units; a date: months from January of the plan's first
                              year; NaN: unknown or undefined */
    const char *unit;    /**< "CNY", "mu", "months"; "" for plain numbers and shares */
    twofold_origin origin;
    const char *source; /**< as the plan writes it, "" if none */
    unsigned line;      /**< of the plan's text, 0 if it stands nowhere there */
    twofold_combine combine;
    unsigned times;     /**< how often it enters a product above it (1.03^4: 4); else 1 */
    unsigned known, of; /**< of a cell: parts that know it, of how many */
    const char *file;   /**< the table or file of figures that the line is in; "" for the plan */
} twofold_explanation_line;

typedef struct twofold_explanation twofold_explanation;

/** Explains one cell: the records that make it, read back instead of summed, down to the plan's
 * numbers and the defaults that were used. The first line's value is the projection's own.
 * @param projection  must outlive the explanation
 * @param entity, kpi handles of plan.h
 * @param period      "2025", "2025Q3", "2025-10": one of the projection's years, quarters, months
 * @param[out] explanation  untouched unless OK; free it
 * @return OK, E_NOT_FOUND (entity, KPI or period), E_ARGUMENT (NULL), E_MEMORY, E_CANCELLED */
TWOFOLD_API TWOFOLD_CHECK twofold_status twofold_explain(const twofold_projection *projection,
                                                         int entity, int kpi, const char *period,
                                                         const twofold_context *context,
                                                         twofold_explanation **explanation);
TWOFOLD_API void twofold_explanation_free(twofold_explanation *explanation);
/** Lines there are; at least one. 0 for NULL. */
TWOFOLD_API size_t twofold_explanation_count(const twofold_explanation *explanation);
/** index < count; else all zero, NaN and "". */
TWOFOLD_API twofold_explanation_line twofold_explanation_at(const twofold_explanation *explanation,
                                                            size_t index, twofold_lang lang);
/** Writes all lines as one JSON object: the fields of a line by their names, null for NaN, and
 * those one deeper as the array "children".
 * @return OK, E_ARGUMENT, E_OUTPUT (the sink refused) */
TWOFOLD_API TWOFOLD_CHECK twofold_status twofold_explanation_json(
    const twofold_explanation *explanation, twofold_lang lang, twofold_sink sink, void *user);
/** "reported" …; "" for numbers that are none. */
TWOFOLD_API const char *twofold_origin_id(twofold_origin origin);
/** The same word in a language. */
TWOFOLD_API const char *twofold_origin_text(twofold_origin origin, twofold_lang lang);
/** "sum" …; "" for numbers that are none. */
TWOFOLD_API const char *twofold_combine_id(twofold_combine combine);

/* ---- What was reported against the plan ---- */

/** One report (`actual`, or a figure of `actuals`) beside what the plan says of the same period
 * where nothing at all had been reported. Values in base units; texts borrowed from the variances.
 */
typedef struct twofold_variance {
    int entity, kpi;
    twofold_period period;
    double plan; /**< a flow's sum, a stock at the end of the period; NaN: unknown */
    double actual;
    double variance;    /**< actual - plan */
    double share;       /**< variance / plan; NaN unless the plan's value is above 0 */
    uint32_t known, of; /**< parts that the plan's value is made of, throughout the period */
    const char *unit;   /**< as in twofold_series; "" if it has none */
    const char *source;
    const char *file; /**< the file of figures that line is in; "": the plan itself */
    unsigned line;
} twofold_variance;

typedef struct twofold_variances twofold_variances;

/** Compares every report of a plan with the plan without its reports, under a scenario and
 * overrides. Parameters, faults and statuses as twofold_project. */
TWOFOLD_API TWOFOLD_CHECK twofold_status
twofold_variances_new(const twofold_plan *plan, const char *scenario, const char *const *overrides,
                      size_t override_count, const twofold_context *context,
                      twofold_variances **variances, twofold_faults **faults);
TWOFOLD_API void twofold_variances_free(twofold_variances *variances);
/** The plan without its reports; borrowed. */
TWOFOLD_API const twofold_projection *twofold_variances_plan(const twofold_variances *variances);
TWOFOLD_API size_t twofold_variances_count(const twofold_variances *variances);
/** By entity, KPI and time; out of range: entity and kpi -1, zero and "". */
TWOFOLD_API twofold_variance twofold_variances_at(const twofold_variances *variances, size_t index);

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
