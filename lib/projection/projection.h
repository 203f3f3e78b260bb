/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a projection holds; target reads it through this. */
#ifndef TF_PROJECTION_PROJECTION_H
#define TF_PROJECTION_PROJECTION_H

#include "projection/program.h"
#include "twofold/projection.h"

struct twofold_projection {
    struct tf_program *program; /* owns the model and a reference to the plan */
    double *values;             /* the cube: entity, KPI, then years, quarters and months */
    uint32_t *known, *of;       /* the same shape */
    struct tf_coverage coverage;
    bool is_whole; /* every entity, KPI and frequency; else the program's outputs */
    double *at;    /* of the inputs that vary */
    struct tf_workspace *workspace; /* of one that has such inputs; else NULL */
};

/* Makes one of what a request selects (outputs NULL: everything), at values of the inputs that vary
 * (NULL if none does). Reported totals are not checked. faults: as tf_plan_model's. */
twofold_status tf_projection_new(const twofold_plan *plan, const struct tf_request *request,
                                 const double *at, const twofold_context *context,
                                 struct twofold_projection **projection, twofold_faults **faults);
/* Evaluates it again at other values; what is known stays as it was at the first ones. */
twofold_status tf_projection_move(struct twofold_projection *projection, const double *at);
/* What an input of the model stands at. */
double tf_projection_input(const struct twofold_projection *projection, int32_t input);

/* A KPI of an entity over the months of a report, counted from the axis' origin: the sum of a flow,
 * a stock at the end, a count where a period of a frequency is asked for. NaN if it is unknown or
 * shows in no cell. */
double tf_value_over(const struct twofold_projection *projection, int entity, int kpi, int32_t from,
                     int32_t to);

/* Handles that callers have are of the plan; a scenario may list other entities, in another order.
 * From a caller's to the model's of the projection, and back; -1 if there is none. */
int32_t tf_entity_here(const struct twofold_projection *projection, int entity);
int32_t tf_entity_of_plan(const struct twofold_projection *projection, int32_t entity);
/* twofold_series_at by a handle of the projection's model. */
twofold_series tf_series_at(const struct twofold_projection *projection, int32_t entity, int kpi,
                            twofold_frequency frequency);

/* Of which frequency a period is, and which of its periods on the axis; false if it is none. */
bool tf_axis_find(const struct twofold_projection *projection, twofold_period period,
                  twofold_frequency *frequency, size_t *number);
/* The value of a cell, by the plan's handles; NaN if it is unknown or there is none. */
double tf_value_at(const struct twofold_projection *projection, int entity, int kpi,
                   twofold_period period);

/* NEGATIVE_REST faults: reported totals of clusters, zones and the park that are less than their
 * known parts. E_PLAN if there is one. */
twofold_status tf_check_rests(const struct twofold_projection *projection, twofold_faults **faults);

/* Unit of a KPI of an entity as text. */
const char *tf_unit_of(const struct tf_program *program, int entity, int kpi);

#endif
