/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests of the typed half share. */
#ifndef BIND_TEST_H
#define BIND_TEST_H

#include "plan_test.h"

#include <math.h>

/* Exactly this double: what follows from decimal text is not about right. */
#define assert_is(value, expected) assert_true((double)(value) == (double)(expected))
#define assert_close(value, expected) assert_true(fabs((value) - (expected)) < 1e-9)

static inline const struct tf_model *model_of(const twofold_plan *plan) { return plan->model; }

static inline int32_t entity_at(const struct tf_model *model, const char *path)
{
    const int32_t entity = tf_model_find_entity(model, path, strlen(path));
    if (entity < 0) fail_msg("no entity %s", path);
    return entity;
}

static inline const struct tf_part *part_at(const struct tf_model *model, const char *path)
{
    const int32_t part = model->entities[entity_at(model, path)].part;
    if (part < 0) fail_msg("no part %s", path);
    return &model->parts[part];
}

static inline const struct tf_input *input_at(const struct tf_model *model, struct tf_value value)
{
    assert_in_range(value.input, 0, model->input_count - 1);
    return &model->inputs[value.input];
}

static inline const struct tf_figure *figure_at(const struct tf_part *part, int32_t kpi, int32_t at)
{
    for (size_t i = 0; i < part->figure_count; i++) {
        if (part->figures[i].kpi == kpi && part->figures[i].at == at) return &part->figures[i];
    }
    return NULL;
}

/* The input of a single figure. */
static inline const struct tf_input *number_at(const struct tf_model *model, const char *path,
                                               int32_t kpi, int32_t at)
{
    const struct tf_figure *figure = figure_at(part_at(model, path), kpi, at);
    if (figure == NULL) fail_msg("no figure %d of %s", (int)kpi, path);
    assert_int_equal(figure->steps.count, 1);
    return input_at(model, figure->steps.items[0].value);
}

static inline double nominal_of(const struct tf_model *model, const char *path, int milestone)
{
    const struct tf_moment *moment = &part_at(model, path)->at[milestone];
    assert_int_not_equal(moment->kind, TF_NEVER);
    return moment->nominal;
}

/* How many warnings or notes of a code stand at a path; `expected` NULL: whatever they say. */
static inline size_t said(const twofold_faults *faults, twofold_fault_code code, const char *path,
                          const char *words)
{
    size_t count = 0;
    for (size_t i = 0; i < twofold_faults_count(faults); i++) {
        const twofold_fault fault = twofold_faults_at(faults, i);
        if (fault.code != code || strcmp(fault.path, path) != 0) continue;
        count +=
            words == NULL || strcmp(fault.found, words) == 0 || strcmp(fault.expected, words) == 0;
    }
    return count;
}

#endif
