/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The plan object: what its files share. */
#ifndef TF_PLAN_OBJECT_H
#define TF_PLAN_OBJECT_H

#include "base/faults.h"
#include "plan/bind.h"

#include <stdatomic.h>

struct twofold_plan {
    atomic_size_t references;
    twofold_context context;
    twofold_limits limits;
    struct tf_tree *tree;   /* walked */
    struct tf_model *model; /* its own: no scenario */
    struct tf_arena arena;  /* of the lists below */
    const struct tf_node **scenarios;
    size_t scenario_count;
    struct tf_assumed *assumed; /* the tree's, in file order; what defaults were used is in the
                                   model */
    size_t assumed_count;
};

/* Scenarios a plan may have: each is tried when the plan is read. */
#define TF_SCENARIOS 1000u

/* Checks and binds a tree and makes a plan of it. Takes the tree over, also on failure. Adds to
 * list and sorts it. limits are full. */
twofold_status tf_plan_make(struct tf_tree *tree, const twofold_limits *limits,
                            const twofold_context *context, twofold_faults *list,
                            twofold_plan **plan);
/* Hands a list over or frees it, by what a call returns. */
twofold_status tf_hand_over(twofold_status status, twofold_faults *list, twofold_faults **faults);

/* The list of assumptions (list.c). */
twofold_status tf_plan_list(twofold_plan *plan);

/* Adds the scenarios to apply for one to the `count` that are in order already, each once;
 * TF_SCENARIOS at most. Returns how many there are then. A circle is cut where it closes; *closing
 * (may be NULL) is then the item that closes it. */
size_t tf_scenario_order(const struct tf_node *scenario, const struct tf_node **order, size_t count,
                         const struct tf_node **closing);
/* The same for ids joined by '+' (NULL or "": none) into an empty order; false if one is none. */
bool tf_scenarios_named(const struct tf_tree *tree, const char *names, const struct tf_node **order,
                        size_t *count);
/* Applies scenarios in order to a copy of the plan's tree. */
twofold_status tf_scenarios_apply(struct tf_tree *tree, const struct tf_node *const *order,
                                  size_t count, twofold_faults *faults);
/* Tries every scenario of a tree; adds the errors that are not in the list yet. */
twofold_status tf_scenarios_try(const struct tf_tree *tree, const twofold_limits *limits,
                                const twofold_context *context, twofold_faults *list);
#endif
