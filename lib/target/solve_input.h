/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The input that is searched for, and its bounds. */
#ifndef TF_TARGET_SOLVE_INPUT_H
#define TF_TARGET_SOLVE_INPUT_H

#include "base/faults.h"
#include "plan/model.h"
#include "twofold/target.h"

struct tf_sought {
    struct tf_arena arena;        /* of the texts below */
    const char *path;             /* as inputs are called */
    const char *const *overrides; /* the caller's; with bounds of his own also the input at `from`,
                                     so that there is one to vary */
    size_t override_count;
    twofold_input_kind kind;
    twofold_number number; /* of a number: as written at `from`, for its unit */
    const char *event;     /* of a duration after an event: that; else "" */
    bool ends;             /* of a date: it is the end of what is written (built, end) */
    twofold_lang lang;     /* of the texts given */
    double low, high, own;
};

/* Finds out what is sought. faults: what is wrong with it, with E_PLAN. Clear it in any case. */
twofold_status tf_sought_find(const twofold_plan *plan, const char *input,
                              const twofold_solve_options *options, const twofold_context *context,
                              struct tf_sought *sought, twofold_faults **faults);
void tf_sought_clear(struct tf_sought *sought);

/* A value of it as an override writes it. */
void tf_sought_write(const struct tf_sought *sought, const struct tf_model *model, double value,
                     char *buffer, size_t size);

#endif
