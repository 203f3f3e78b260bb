/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A compiled plan: flat arrays that the evaluator walks for every block of draws.
 *
 * The rows of an entity are `slots` x `cells`: a slot is one additive KPI (a flow, a stock, a count
 * at one frequency), a cell one period of the grid. A part (leaf) fills its rows from groups of
 * terms; an entity's rows are the sum of its children's in their order, then its reports replace
 * cells; outputs (also ratios, sums to date, longer periods) are read off finished rows. */
#ifndef TF_PROJECTION_PROGRAM_H
#define TF_PROJECTION_PROGRAM_H

#include "plan/model.h"
#include "projection/loops.h"
#include "twofold/batch.h"

/* What a term multiplies: over a cell [a, b) of time, or at its end. x, y are instants (nodes). */
enum tf_basis {
    TF_BASIS_SPAN = 0, /* flow: scale * months of [x, y) in the cell */
    TF_BASIS_SEASON,   /* flow: the part's season shares of the cell's months, until y */
    TF_BASIS_RAMP,     /* flow: scale * integral of the part's share of full production */
    TF_BASIS_SPEND,    /* flow: difference of the spend curve over x..y */
    TF_BASIS_EVENT,    /* flow: 1 if x lies in [a, b) */
    TF_BASIS_ENDED,    /* flow: 1 if x lies in (a, b] */
    TF_BASIS_HELD,     /* stock: 1 if x < b <= y */
    TF_BASIS_SHARE,    /* stock: the part's share of full production at b */
    TF_BASIS_HIRED,    /* stock: the same, as people are hired ahead of it */
    TF_BASIS_SPENT,    /* stock: share of the spend curve over x..y before the first year */
    TF_BASIS_OPEN      /* opening: 1 if x < a and y > a */
};

enum tf_factor {
    TF_FACTOR_NONE = 0,
    TF_FACTOR_VOLUME,
    TF_FACTOR_VALUE,
    /* of jobs that follow from productivity: volume x growth / drift; and of an existing plant's
     * the part of it up to that of the first year's end, above it, and what is missing to it */
    TF_FACTOR_STAFF,
    TF_FACTOR_KEPT,
    TF_FACTOR_ADDED,
    TF_FACTOR_SHED,
    TF_FACTORS
};

struct tf_term {
    int32_t slot;
    int32_t level; /* node */
};

/* Terms that share a basis and a factor: the column is computed once a cell. */
struct tf_group {
    enum tf_basis basis;
    enum tf_factor factor;
    twofold_spend spend;
    int32_t grid; /* months a cell: the slots' grid */
    int32_t x, y;
    double scale;
    int32_t first_term, term_count;
};

/* A part's share of full production over time: its own ramp, or its leader's, later. */
struct tf_share {
    int32_t produce, full, end; /* global nodes; full INFINITY: no ramp */
    int32_t duration, inverse;  /* full - produce and its reciprocal (0 for 0) */
    const struct tf_ramp_table *ramp;
    int32_t leader, lag; /* part and node; leader -1: own ramp */
    int32_t lead;        /* node of how far hiring is ahead; -1: it is not */
};

/* From when on the taxes of a part are unknown: nodes of instants, before they are brought back to
 * the January of their year (land tax is not). */
struct tf_tax_since {
    int32_t vat, surcharges, income, land, tax, local;
};

/* Taxes by instruments of a part: the node of each key in each year from the first on. */
struct tf_leaf_taxes {
    int32_t turnover; /* KPI: sales or output */
    enum tf_counted_from counted_from;
    int32_t always; /* node of -INFINITY */
    const int32_t *of[TF_TAX_KEYS];
};

struct tf_leaf {
    int32_t part;
    size_t tape_from, tape_to;
    int32_t first_group, group_count;
    const int32_t *factors[TF_FACTORS]; /* node of each grid cell; NULL: 1 everywhere */
    int32_t staff_of_base;              /* node: STAFF at the end of the first year */
    const struct tf_share *hiring;      /* the ramp that hiring follows; NULL: nobody ahead */
    const int32_t *season;              /* 12 nodes, or NULL */
    const struct tf_leaf_taxes *taxes;  /* NULL: none are built up, or none are needed */
    bool single;                        /* no slot has more than one term: adding the terms to any
                                           rows is adding the leaf's own rows, to the bit;
                                           and nothing is made of finished rows (taxes) */
};

/* What one slot of the rows holds. */
struct tf_slot {
    int32_t kpi;   /* of the model's table */
    int32_t role;  /* enum tf_role */
    int32_t grid;  /* months a cell: the program's grid, or 1, 3, 12 for counts */
    int32_t cells; /* of that grid */
    size_t row;    /* first row: cells of all slots before it */
    twofold_kpi_kind kind;
};
enum tf_role {
    TF_ROLE_VALUE = 0,
    TF_ROLE_STOCK_TIME,  /* stock x time: capacity below utilisation, land below its tax */
    TF_ROLE_SPENT_BEFORE /* investment before the first year: in investment to date */
};

/* A report, placed on the cells [first, last) of one slot. */
struct tf_fix {
    int32_t entity, slot;
    int32_t first, last;
    int32_t value;        /* global node; -1: projects under way from their two parts */
    int32_t report;       /* of the model, for faults; -1 for what follows from others */
    const uint8_t *taken; /* per cell: a shorter report stands there already; NULL: nowhere */
};

struct tf_output {
    int32_t entity, kpi;
    twofold_frequency frequency;
    size_t column; /* first of its columns, one a period */
};

struct tf_visit { /* one per entity of the model */
    int32_t first_child, next_sibling;
    int32_t leaf; /* of its part, -1 */
    int32_t own;  /* leaf of its own figures, -1 */
    int32_t first_fix, fix_count;
    int32_t first_output, output_count;
    int32_t first_view, view_count; /* views that it is a member of: program->views */
    bool needed, leads_to_needed;
    const char *unit[2]; /* of capacity and production: NULL none, TF_MIXED_UNITS several */
};
extern const char TF_MIXED_UNITS[];

/* A KPI's slots: its value on the main grid, by month, quarter and year, and two more roles. */
enum { TF_SLOT_KEYS = 6 };

struct tf_program {
    twofold_context context;
    struct tf_arena arena;
    twofold_plan *plan; /* a reference */
    const struct tf_model *model;
    const struct tf_program *like; /* outlives this one, which uses its model and ramps; or NULL */
    const struct tf_model *owned;  /* what model was made of, and is given back; NULL with like */
    const struct tf_loops *loops;
    struct tf_tape tape;
    int32_t *input_node; /* node of each input of the model */
    size_t vary_count;
    int32_t *varied;     /* inputs of the model, by input column */
    int32_t grid, cells; /* months a cell of the main grid; cells from axis_from to axis_to */
    struct tf_slot *slots;
    size_t slot_count, slot_capacity;
    int32_t (*slot_of)[TF_SLOT_KEYS];  /* per KPI; tf_program_slot's table, slot + 1 */
    size_t rows;                       /* cells of all slots */
    int32_t (*moments)[TF_MILESTONES]; /* node of each part's milestones after delays */
    struct tf_share *shares;           /* per part */
    struct tf_leaf *leaves;
    size_t leaf_count;
    struct tf_group *groups;
    size_t group_count, group_capacity;
    struct tf_term *terms;
    size_t term_count, term_capacity;
    struct tf_fix *fixes;
    size_t fix_count, fix_capacity;
    bool may_tax;                         /* some part's taxes are built up */
    bool taxes;                           /* and an output needs them */
    const struct tf_tax_since *tax_since; /* per part; NULL without taxes */
    struct tf_output *outputs;
    size_t output_count, columns;
    struct tf_visit *visits;
    int32_t *views;     /* zones and groups, by member */
    int32_t *view_rows; /* per entity: number of its row set if it is a needed view */
    size_t view_count;  /* needed views */
    size_t block;       /* draws a call that fit the cache */
};

enum { TF_ROW_SETS = 6, TF_TEMPORARIES = 12 };

/* An evaluation in progress: one thread's columns and rows for blocks of up to `draws` draws. */
struct tf_workspace {
    const struct tf_program *program;
    size_t draws, stride;      /* of this block; doubles between columns */
    size_t most;               /* draws it has room for */
    double *columns;           /* of tape nodes: global, then scratch */
    const double **column;     /* per node: its column, or the caller's input */
    double *rows[TF_ROW_SETS]; /* scratch rows by depth of the walk */
    double *views;             /* a row set per needed view */
    double *losses;            /* of a part's years, not yet used; NULL without taxes */
    double *to_date;           /* investment to date, a column a cell, of the entity being read */
    double *temporary[TF_TEMPORARIES];
    double *memory; /* what all of these point into */
    size_t size;
    const double **inputs; /* scratch for a caller's columns */
    /* where outputs go: the caller's columns from a draw on, or one array (a block of one) */
    double *const *out;
    size_t out_from;
    double *cube;
};

twofold_status tf_workspace_new(const struct tf_program *program, size_t draws,
                                struct tf_workspace **workspace);
void tf_workspace_free(struct tf_workspace *workspace);
/* Evaluates one block: in has vary_count columns of draws values. */
void tf_evaluate(struct tf_workspace *workspace, size_t draws, const double *const *in);

/* Runs the nodes [from, to) of one scope into their columns. */
void tf_run_tape(struct tf_workspace *workspace, size_t scope, size_t to);
/* Adds a leaf's terms to rows (leaf.c). */
void tf_evaluate_leaf(struct tf_workspace *workspace, const struct tf_leaf *leaf, double *rows);
/* A part's taxes from its finished rows (taxes.c). */
void tf_evaluate_taxes(struct tf_workspace *workspace, const struct tf_leaf *leaf, double *rows);
/* Column of a node that a leaf sees, once the leaf's tape has run. */
const double *tf_leaf_column(const struct tf_workspace *workspace, const struct tf_leaf *leaf,
                             int32_t node);
/* A group's basis over one cell of its grid, neither scaled nor multiplied by its factor. */
void tf_leaf_basis(struct tf_workspace *workspace, const struct tf_leaf *leaf,
                   const struct tf_group *group, int32_t cell, double *out);
/* An entity's reports on its rows (reports.c); not_listed gets what they change, or is NULL. */
void tf_apply_fixes(struct tf_workspace *workspace, const struct tf_visit *visit, double *rows,
                    double *not_listed);
/* Outputs of an entity from its finished rows (outputs.c). */
void tf_read_outputs(struct tf_workspace *workspace, const struct tf_visit *visit,
                     const double *rows);

/* ---- Knowing (coverage.c), at one draw: the projection's, or a batch's own values ---- */

struct tf_coverage {
    const struct tf_program *program;
    double *unknown_from; /* per part and KPI; INFINITY: known, -INFINITY: from the first period */
    double *end;          /* per part; what comes after is known */
};
/* instants: the value of a global node at that draw. */
twofold_status tf_coverage_new(const struct tf_program *program,
                               const struct tf_workspace *instants, struct tf_coverage *coverage);
void tf_coverage_clear(struct tf_coverage *coverage);
/* Windows of time, one after the other: months from the first year on (may be negative). */
struct tf_windows {
    int32_t first, months, count;
};
/* Every period of a frequency on the axis. */
struct tf_windows tf_all_periods(const struct tf_program *program, twofold_frequency frequency);
/* Parts that know a KPI of an entity in each window (and in the window `also`, unless NULL), and
 * whether the window has a value at all (any known month of any part). Returns of how many. */
uint32_t tf_cover(const struct tf_coverage *coverage, int32_t entity, int32_t kpi,
                  struct tf_windows windows, const struct tf_windows *also, uint32_t *known,
                  bool *any);
/* unknown.c: the milestone from which on a part does not know a KPI (none of jobs, no tax built
 * up), or one of these. */
enum { TF_SINCE_FIRST = -1, TF_SINCE_NEVER = TF_MILESTONES };
int32_t tf_unknown_since(const struct tf_program *program, int32_t part, int32_t kpi);
/* The instant of it, taxes built up included. */
double tf_unknown_from(const struct tf_program *program, const struct tf_workspace *instants,
                       int32_t part, int32_t kpi);

/* ---- Making one (program.c) ---- */

struct tf_request {
    const struct tf_program *like; /* the same model again; NULL: the plan's, under a scenario */
    const char *scenario;          /* and overrides */
    const char *const *overrides;
    size_t override_count;
    const char *const *vary;
    size_t vary_count;
    bool vary_all; /* every input of the model is an input column, in its order; vary is not read */
    /* names the outputs, once the model is there: tf_program_outputs, then tf_program_output each
     */
    twofold_status (*outputs)(void *user, struct tf_program *program);
    void *user;
    bool unreported; /* as if nothing had been reported */
};
/* faults: as tf_plan_model's. */
twofold_status tf_program_new(const twofold_plan *plan, const struct tf_request *request,
                              const twofold_context *context, struct tf_program **program,
                              twofold_faults **faults);
void tf_program_free(struct tf_program *program);
twofold_status tf_program_outputs(struct tf_program *program, size_t count);
void tf_program_output(struct tf_program *program, int32_t entity, int32_t kpi,
                       twofold_frequency frequency);

/* Compiling, in this order; each file one step. */
twofold_status tf_compile_moments(struct tf_program *program);
twofold_status tf_compile_slots(struct tf_program *program);
twofold_status tf_compile_tax_since(struct tf_program *program);
twofold_status tf_compile_parts(struct tf_program *program);
twofold_status tf_compile_fixes(struct tf_program *program);
twofold_status tf_compile_walk(struct tf_program *program);

/* Periods of a frequency on the axis. */
int32_t tf_program_periods(const struct tf_program *program, twofold_frequency frequency);

/* Slot of a KPI in a role at a grid (0: the main one); -1 if no output needs it. */
int32_t tf_program_slot(const struct tf_program *program, int32_t kpi, enum tf_role role,
                        int32_t grid);
/* True where parts bring capacity or production in different units. */
bool tf_unit_is_mixed(const struct tf_program *program, int32_t entity, int32_t kpi);
/* True for KPIs that are counted at each frequency on its own. */
bool tf_kpi_counted(const twofold_kpi *kpi);
/* True for what is counted of jobs: created, retained, displaced, lost, net. */
bool tf_kpi_of_jobs(int32_t kpi);

/* True if a part's milestone has a date. */
bool tf_has(const struct tf_program *program, int32_t part, enum tf_milestone milestone);

/* A figure of a part as written: at a milestone, or at -1; NULL if there is none. */
const struct tf_figure *tf_figure_of(const struct tf_part *part, int32_t kpi, int32_t at);
/* Whether a level can be had at a milestone (or -1): given, or following from other figures of the
 * same mapping; and its node in the current scope, -1 if not. */
bool tf_level_known(const struct tf_part *part, int32_t kpi, int32_t at);
int32_t tf_level_node(struct tf_program *program, const struct tf_part *part, int32_t kpi,
                      int32_t at);

/* Terms of one part for one slot (compile_terms.c); part_builder is theirs and compile_parts.c's.
 */
struct tf_part_builder {
    struct tf_program *program;
    const struct tf_part *part;
    struct tf_leaf *leaf;
    int32_t index;         /* of the part */
    const int32_t *at;     /* its milestones */
    int32_t weight;        /* count, and chance of the pipeline's entries */
    int32_t count;         /* node */
    int32_t always, never; /* nodes of -INFINITY and INFINITY */
    size_t first_group;
    struct tf_pending *pending;
    size_t pending_count, pending_capacity;
    bool failed;
};
struct tf_pending {
    int32_t group;
    struct tf_term term;
};
void tf_add_terms(struct tf_part_builder *builder, int32_t slot);

/* Node of a value: its input times its rate; the constant `absent` where it has none. */
int32_t tf_value_node(struct tf_program *program, struct tf_value value, double absent);

/* The levers above a part and its own, outermost first (plan, cluster, pipeline or enterprise, the
 * part itself); returns how many. */
enum { TF_LEVELS = 4 };
size_t tf_levers_of(const struct tf_model *model, const struct tf_part *part,
                    const struct tf_levers *levels[TF_LEVELS]);

/* From which instant on a tax built up is unknown (compile_taxes.c). */
double tf_tax_unknown_from(const struct tf_program *program, const struct tf_workspace *instants,
                           int32_t part, int32_t kpi);
/* Whether a KPI is one of the taxes that instruments build up, and whether any part's are. */
bool tf_kpi_is_tax(int32_t kpi);
bool tf_has_taxes(const struct tf_model *model);
/* What a part's taxes are levied on: sales where it has such a figure, else output. */
int32_t tf_turnover_of(const struct tf_part *part);
/* Its rates by year (compile_taxes.c). */
twofold_status tf_compile_taxes(struct tf_program *program, const struct tf_part *part,
                                struct tf_leaf *leaf);

/* Factor nodes of a part, per cell of the main grid (compile_factor.c). */
twofold_status tf_compile_factors(struct tf_program *program, const struct tf_part *part,
                                  struct tf_leaf *leaf);

#endif
