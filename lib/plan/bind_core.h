/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of `bind` share: the work in progress, and how values get into it.
 *
 * Three passes. First every entity and part gets its handle (bind_entity.c). Then the tree is read
 * in file order and each mapping fills its entity and part; what refers to other parts is kept as
 * text (bind_part.c and what it calls). Last come references, order and checks (bind_event.c,
 * bind_check.c, bind_warn.c). Failure to allocate sticks in `status`; faults do not stop the work.
 */
#ifndef TF_PLAN_BIND_CORE_H
#define TF_PLAN_BIND_CORE_H

#include "base/faults.h"
#include "base/number.h"
#include "plan/bind_table.h"
#include "plan/model.h"
#include "plan/tree.h"

#include <math.h>

/* The macros of math.h are floats. */
#define TF_INFINITY ((double)INFINITY)
#define TF_NAN ((double)NAN)

enum tf_common_want {
    TF_WANT_ANY = 0, /* a named assumption */
    TF_WANT_GROWTH,  /* a share above -100% */
    TF_WANT_LEVEL,   /* a share of at least 0 */
    TF_WANT_CHANCE,  /* a share or plain number in 0 .. 1 */
    TF_WANT_COUNT,   /* a whole number of at least 0 */
    TF_WANT_TIMES,   /* a plain number above 0 */
    TF_WANT_MONTHS,  /* a duration */
    TF_WANT_LEAD,    /* a duration of at least 0 */
    TF_WANT_WEIGHT,  /* a share or plain number of at least 0 */
    TF_WANT_RATE,    /* plan currency for one unit of another */
    TF_WANTS
};

struct tf_assumption {
    const struct tf_node *node; /* its value */
    twofold_number number;
    int32_t input; /* -1: faulty or not read yet */
    int32_t run;   /* the last chain it was met in */
    bool done;
};

/* What has been read of a part and is not yet in it. */
struct tf_part_text {
    const struct tf_node *node; /* its mapping; NULL of a bare enterprise */
    const struct tf_node *at[TF_MILESTONES];
    const struct tf_node *follows, *ramp, *spend, *chance, *leased, *delay;
    const struct tf_node *full_figures; /* the mapping at-full */
};

/* A part and its texts while they are filled. */
struct tf_making {
    struct tf_part *part;
    struct tf_part_text *text;
    int32_t index; /* of the part; -1 for the pipeline's defaults */
};

enum { TF_RAMPS_LATELY = 64 };

struct tf_binder {
    const struct tf_tree *tree;
    twofold_context context;
    twofold_limits limits; /* defaults filled in */
    twofold_faults *faults;
    twofold_status status; /* the first failure */
    struct tf_model *model;
    struct tf_arena *arena;  /* the model's */
    struct tf_arena scratch; /* freed at the end */

    int32_t origin;      /* January of the first year, in months since year 0 */
    bool timeless;       /* `years` was faulty: nothing is said of what lies outside */
    char years_text[32]; /* "2021..2030" */

    struct tf_want wants[TF_WANTS];
    struct tf_kpi_wants *kpi_wants;
    struct tf_assumption *assumptions;
    struct tf_table assumption_ids;
    struct tf_rate *rates;
    size_t rate_count;

    struct tf_number_memo memo;
    struct tf_input *inputs;
    size_t input_count, input_capacity;

    struct tf_model_entity *entities;
    struct tf_part *parts;
    struct tf_part_text *texts;
    struct tf_making *defaults;           /* the pipeline's, NULL if there is none */
    const struct tf_taxes *taxes;         /* the plan's, NULL if there are none */
    bool default_said[TF_MILESTONES + 2]; /* faults of what entries inherit are told once */

    struct tf_told *reports; /* with their places (bind_report.c) */
    size_t report_count, report_capacity;

    int32_t *events; /* part x TF_MILESTONES + milestone of each */
    size_t event_count, event_capacity;

    const twofold_ramp *ramps[TF_RAMPS_LATELY]; /* met lately, for parts to share */
    size_t ramp_count;

    struct tf_figure *figures; /* of the part being read */
    size_t figure_count, figure_capacity;

    struct tf_paths paths;
    const struct tf_node *source_node; /* the last whose source was looked for, and that */
    const char *source_text;

    struct tf_default *chosen; /* defaults used, in the order of the parts */
    size_t chosen_count, chosen_capacity;
};

/* ---- Faults and places (bind_fault.c) ---- */

/* A fault at the value of a node; `found` NULL: the node's text. Strings may be NULL. */
void tf_bind_fault(struct tf_binder *b, twofold_fault_code code, const struct tf_node *node,
                   const char *found, const char *expected, const char *nearest);
/* The same at its key. `found` NULL: the key. */
void tf_bind_fault_key(struct tf_binder *b, twofold_fault_code code, const struct tf_node *node,
                       const char *found, const char *expected, const char *nearest);
/* "… is missing here": at a mapping, unless something in it was bad. */
void tf_bind_missing(struct tf_binder *b, const struct tf_node *map, const char *expected);
/* Remembers that memory ran out; returns NULL. */
void *tf_bind_no_memory(struct tf_binder *b);
/* Zeroed memory of the model's arena; NULL once memory ran out. */
void *tf_bind_get(struct tf_binder *b, size_t count, size_t size);
/* The node's path, in the model's arena; "" when memory ran out. */
const char *tf_bind_path(struct tf_binder *b, const struct tf_node *node);
const char *tf_bind_source(struct tf_binder *b, const struct tf_node *node);
/* A copy in the scratch arena, for faults; "" when memory ran out. */
const char *tf_bind_words(struct tf_binder *b, const char *text, size_t size);
/* The nearest path of an entity; "" if none is near. */
const char *tf_bind_nearest_entity(struct tf_binder *b, const char *text, size_t size);

/* ---- Values (bind_value.c, bind_assume.c) ---- */

/* A number: a new input, or the assumption's if it is `$name`. Absent when faulty. `number` may be
 * NULL, else it gets what was read (untouched when faulty). */
struct tf_value tf_bind_number(struct tf_binder *b, const struct tf_node *node,
                               const struct tf_want *want, twofold_number *number);
/* The same of a piece of the node's text. */
struct tf_value tf_bind_number_of(struct tf_binder *b, const struct tf_node *node, const char *text,
                                  size_t size, const struct tf_want *want, twofold_number *number);
/* A new input for a node: value, bounds and mark from `number`. -1 when memory ran out. */
int32_t tf_bind_input(struct tf_binder *b, const struct tf_node *node,
                      const twofold_number *number);
/* The value as it stands, with its rate; NaN when absent. */
double tf_bind_likely(const struct tf_binder *b, struct tf_value value);
/* Fills b->wants. */
void tf_bind_wants(struct tf_binder *b);
/* `assumptions` and `rates`. */
void tf_bind_assumptions(struct tf_binder *b);
void tf_bind_rates(struct tf_binder *b);
/* The assumption of a "$name" (without the sign); NULL, with a fault at the node, if there is none.
 */
const struct tf_assumption *tf_bind_assumption(struct tf_binder *b, const struct tf_node *node,
                                               const char *name, size_t size);
/* The input of a currency's rate; -1 with a fault at the node if there is none. */
int32_t tf_bind_rate(struct tf_binder *b, const struct tf_node *node, const char *currency);

/* ---- KPIs (bind_kpi.c) ---- */

/* model->kpis and kpi_wants. */
void tf_bind_kpis(struct tf_binder *b);
/* The KPI that a text names; -1 with a fault at the node. */
int32_t tf_bind_kpi(struct tf_binder *b, const struct tf_node *node, const char *text, size_t size);

/* ---- Time (bind_moment.c, bind_event.c) ---- */

static const struct tf_value TF_ABSENT = {-1, -1};

/* A period by its text in the plan's months; false if it is none (no fault is added). */
bool tf_bind_period(const struct tf_binder *b, const char *text, size_t size, int32_t *from,
                    int32_t *to);
/* The same of a node, which must lie on the axis; false with a fault. */
bool tf_bind_period_of(struct tf_binder *b, const struct tf_node *node, int32_t *from, int32_t *to);
/* A date or a range of dates, "2023..2024..2026", as a number of months; false if it is none. */
bool tf_bind_dates(const struct tf_binder *b, const char *text, size_t size, bool last,
                   twofold_number *number);
/* A date or, where events may be, an event: not yet resolved, part -1. `last`: its last instant. */
struct tf_moment tf_bind_moment(struct tf_binder *b, const struct tf_node *node, bool last,
                                bool events);
/* Finds out what the events and `follows` of a part refer to, and sets its default moments. */
void tf_bind_references(struct tf_binder *b, int32_t part);
/* The nominal instants of all events. */
void tf_bind_events(struct tf_binder *b);
/* Finds the order in which milestones are computed, and goes through the parts: checks the order of
 * each one's milestones and its own delay against as-of, and warns (bind_order.c). */
void tf_bind_order(struct tf_binder *b);
/* The name of a milestone as a key. */
const char *tf_milestone_name(int milestone);
/* The milestone of a word; -1 if it is none. */
int tf_milestone_find(const char *word, size_t size);

/* ---- Entities and parts ---- */

/* Hands out all handles (bind_entity.c). False if the model cannot be made. */
bool tf_bind_entities(struct tf_binder *b);
/* What an empty part holds: nothing, and the usual ramp. */
struct tf_part tf_bind_part(int32_t entity, enum tf_part_kind kind);
extern const twofold_ramp tf_s_curve;
/* The entity that a text names by path, id, name or alias; -1 with a fault at the node. */
int32_t tf_bind_entity_of(struct tf_binder *b, const struct tf_node *node, const char *text,
                          size_t size);
/* The cluster that `cluster` names by its id; -1 with a fault. */
int32_t tf_bind_cluster(struct tf_binder *b, const struct tf_node *node);
/* Names, aliases and source of an entity. */
void tf_bind_names(struct tf_binder *b, int32_t entity, const struct tf_node *node);
/* Who belongs to zones and groups (bind_member.c). */
void tf_bind_members(struct tf_binder *b);
/* Reads the mappings of all entities (bind_part.c, bind_project.c). */
void tf_bind_parts(struct tf_binder *b);
void tf_bind_existing(struct tf_binder *b, int32_t entity, const struct tf_node *node);
void tf_bind_project(struct tf_binder *b, int32_t entity, const struct tf_node *node);
/* The keys of the pipeline that are its entries' defaults. */
void tf_bind_pipeline_defaults(struct tf_binder *b, const struct tf_node *node);
/* Adds the figure at a node to those being read; at is -1 outside at-… . */
void tf_bind_figure(struct tf_binder *b, struct tf_making *making, const struct tf_node *node,
                    int32_t at);
/* Figures of a mapping at-…, into those being read. */
void tf_bind_figures_at(struct tf_binder *b, struct tf_making *making, const struct tf_node *node,
                        int32_t at);
/* Sorts what was read and gives it to the part, over its defaults (which may be NULL). */
void tf_bind_figures_end(struct tf_binder *b, struct tf_making *making,
                         const struct tf_part *defaults);

/* Steps of a number or a mapping over periods. `amounts`: each in its period, else levels from
 * their period on. `from`: where a single number begins. */
struct tf_steps tf_bind_steps(struct tf_binder *b, const struct tf_node *node,
                              const struct tf_want *want, bool amounts, double from);
/* A mapping `taxes`, over those above it (NULL: none). */
const struct tf_taxes *tf_bind_taxes(struct tf_binder *b, const struct tf_node *node,
                                     const struct tf_taxes *above);
/* price, utilisation or delay into levers; false if the key is another. */
bool tf_bind_lever(struct tf_binder *b, const struct tf_node *node, struct tf_levers *levers);
/* The mapping `actual` of an entity, and the sorting of all reports. */
void tf_bind_actual(struct tf_binder *b, int32_t entity, const struct tf_node *node);
void tf_bind_reports_end(struct tf_binder *b);
void tf_bind_reports_free(struct tf_binder *b);
void tf_bind_targets(struct tf_binder *b);
/* What the plan expects of itself; needs targets and the model's rates. */
void tf_bind_expectations(struct tf_binder *b);
/* `uncertain`, the ranges written elsewhere, and `correlation`; of the plan itself, not of a
 * scenario (bind_uncertain.c). */
void tf_bind_uncertain(struct tf_binder *b);

/* ---- Checks ---- */

/* Agreement of the figures of a part; same units (bind_check.c). */
void tf_bind_check_figures(struct tf_binder *b, int32_t part);
/* Warnings of a part's figures, once they are read; and of its moments with the notes of defaults,
 * once these are known (bind_warn.c). */
void tf_bind_warn_figures(struct tf_binder *b, int32_t part);
void tf_bind_warn_moments(struct tf_binder *b, int32_t part);
/* The part's figure of a KPI at a milestone; NULL if there is none. */
const struct tf_figure *tf_part_figure(const struct tf_part *part, int32_t kpi, int32_t at);

#endif
