/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a part adds terms to a slot: what compile_terms.c and compile_jobs.c share. */
#ifndef TF_PROJECTION_TERMS_H
#define TF_PROJECTION_TERMS_H

#include "projection/program.h"

typedef struct tf_part_builder builder;

/* What a term stands on in time (enum tf_basis). */
struct tf_column {
    enum tf_basis basis;
    int32_t x, y;
    double scale;
};

/* A figure at milestones, or of an existing plant, on its way into a slot. */
struct tf_ramped {
    int32_t kpi;
    enum tf_factor given;   /* what moves levels as written */
    enum tf_factor follows; /* what moves levels that follow from others */
    double sign;
    int32_t beside;    /* a KPI that must have its dates too: what one lacks, both lack; or kpi */
    const int32_t *at; /* milestones */
    enum tf_basis carried; /* of a stock: the ramp */
};

/* Nothing is added for a level of -1 or 0. */
void tf_add_column(builder *b, int32_t slot, struct tf_column column, enum tf_factor factor,
                   int32_t level);
/* A level that holds in [x, y): its flow, or its stock. */
void tf_add_level(builder *b, int32_t slot, int32_t x, int32_t y, enum tf_factor factor,
                  int32_t level);
void tf_add_ramped(builder *b, int32_t slot, const struct tf_ramped *r);
/* The level times the part's weight; -1 stays. */
int32_t tf_weighted(builder *b, int32_t level);

/* Jobs and what is counted of them (compile_jobs.c). */
void tf_add_jobs(builder *b, int32_t slot, int32_t kpi);

#endif
