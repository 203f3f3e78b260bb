/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the checked tree to the typed model: the contract between the two halves of `plan`. */
#ifndef TF_PLAN_BIND_H
#define TF_PLAN_BIND_H

#include "base/faults.h"
#include "plan/model.h"
#include "plan/tree.h"

/* Makes the model of a walked tree. Adds errors, warnings and notes (default-used) to faults; nodes
 * that are `bad` are passed over without a word, and nothing is called missing in a mapping that
 * has bad_inside. The model has an arena of its own but may borrow texts of the tree: whoever keeps
 * the model keeps the tree. OK: a model was made (with errors among the faults it may be
 * incomplete: the caller refuses the plan and frees it), or none could be made because of errors
 * (*model is NULL then). E_MEMORY, E_CANCELLED: nothing was made. */
twofold_status tf_bind(const struct tf_tree *tree, const twofold_limits *limits,
                       const twofold_context *context, twofold_faults *faults,
                       struct tf_model **model);
/* Frees a model that tf_bind made. NULL is fine. */
void tf_bind_free(struct tf_model *model);

#endif
