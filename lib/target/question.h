/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One target asked of one entity. */
#ifndef TF_TARGET_QUESTION_H
#define TF_TARGET_QUESTION_H

#include "target/window.h"
#include "twofold/target.h"

struct tf_question {
    const struct twofold_projection *p;
    const struct tf_model *model;
    const struct tf_target *target;
    int32_t entity;
    struct tf_window base, due; /* base: only if has_base */
    bool has_base;              /* the requirement stands on a period's value */
};

/* What a verdict compares, of one entity: NaN where there is none. Of what is to be kept the worst
 * period. Reads no more of a projection than tf_measured names. */
struct tf_measure {
    double required, projected;
    bool at_most;
};
struct tf_measure tf_measure(const struct twofold_projection *projection, size_t target,
                             int32_t entity);
/* Names the outputs of an entity that tf_measure reads (measured.c), at most TF_MEASURED. */
enum { TF_MEASURED = 18 };
void tf_measured(struct tf_program *program, const struct tf_target *target, int32_t entity);

/* What is known in the base (if there is one) and in the due window: sums, or quotients of sums,
 * over the parts that know both. NaN if there are none. */
void tf_matched(const struct tf_question *question, double *base, double *due);

/* True if any part, or what is not listed, is below 0 in a window. */
bool tf_any_negative(const struct tf_question *question, struct tf_window window);

/* Growth of output by more land and by more per mu; left as they are where there is no such split.
 */
void tf_split_growth(const struct tf_question *question, double *land, double *intensity);

#endif
