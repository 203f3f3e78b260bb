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
};

/* NEGATIVE_REST faults: reported totals of clusters, zones and the park that are less than their
 * known parts. E_PLAN if there is one. */
twofold_status tf_check_rests(const struct twofold_projection *projection, twofold_faults **faults);

/* Unit of a KPI of an entity as text. */
const char *tf_unit_of(const struct tf_program *program, int entity, int kpi);

#endif
