/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Changing a tree: overrides of scenarios and --set, fields of drafts. */
#ifndef TF_PLAN_EDIT_H
#define TF_PLAN_EDIT_H

#include "base/faults.h"
#include "plan/path.h"

enum tf_edit_mode {
    TF_EDIT_OVERRIDE, /* of a scenario or --set: relative changes count, no id is made */
    TF_EDIT_DRAFT     /* of a draft: the value as it stands; what is missing is made */
};

/* Sets the field that value->key names (a path) to a copy of value, whole. What is made carries
 * value's places: the scenario's line and column, or none. An override is marked assumed and
 * overridden. A path that leads nowhere or a relative change of nothing is a fault with the path as
 * its path. E_MEMORY. *place (may be NULL) tells what was found. */
twofold_status tf_edit(struct tf_tree *tree, const struct tf_node *value, enum tf_edit_mode mode,
                       twofold_faults *faults, struct tf_place *place);

/* ---- Relative changes (relative.c) ---- */

struct tf_change {
    struct tf_tree *tree;
    const struct tf_place *place;
    const struct tf_node *value; /* the override: "x 95%", "+ 6 months" */
    twofold_faults *faults;
    struct tf_node *result; /* what replaces the field; NULL with a fault */
    twofold_status status;
};

/* What a relative change changes: what stands at the place; where nothing does, the level that
 * holds on from an earlier period, or what the pipeline gives its entries; else NULL. */
const struct tf_node *tf_old_value(const struct tf_place *place);
/* Whether a value is a relative change. */
bool tf_is_relative(const struct tf_node *value, const struct tf_place *place);
/* Works out what the field becomes. */
void tf_change(struct tf_change *change);

/* The fault of an override: at its path or at its value. */
twofold_status tf_edit_fault(twofold_faults *faults, twofold_fault_code code,
                             const struct tf_node *value, bool at_path, const char *found,
                             const char *expected, const char *nearest);

#endif
