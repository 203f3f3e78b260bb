/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The walk: a tree against the schema. Public to the text half of the module only. */
#ifndef TF_PLAN_CHECK_H
#define TF_PLAN_CHECK_H

#include "base/faults.h"
#include "plan/names.h"

struct tf_walk {
    struct tf_tree *tree;
    twofold_faults *faults;
    twofold_status status; /* the first failure; sticks */
    struct tf_paths paths; /* of what is assumed */
};

/* Walks a tree: names its keys, lifts `assume`, checks shapes, ids and what else schema.h says the
 * walk checks. Adds faults. May be called again after edits: what is bad already is passed over.
 * E_MEMORY. */
twofold_status tf_check(struct tf_tree *tree, twofold_faults *faults);
/* The words of a tree that is not walked yet: schema, KPIs, and own KPIs as they stand. E_MEMORY.
 */
twofold_status tf_check_words(struct tf_tree *tree, twofold_faults *faults);
/* Checks what speaks of the rest of a walked plan: based-on of scenarios (refer.c). E_MEMORY. */
twofold_status tf_check_references(struct tf_tree *tree, twofold_faults *faults);

/* ---- Parts of the walk ---- */

/* A fault at a node's key or value; marks the node bad. Strings may be NULL. */
void tf_say_key(struct tf_walk *walk, twofold_fault_code code, struct tf_node *node,
                const char *found, const char *expected, const char *nearest);
void tf_say_value(struct tf_walk *walk, twofold_fault_code code, struct tf_node *node,
                  const char *found, const char *expected, const char *nearest);
/* "found this, expected that": what the node is, in words, is found out. */
void tf_say_shape(struct tf_walk *walk, struct tf_node *node, const char *expected);
/* A child of a mapping whose key is none of the schema there: unknown, or half of a number with a
 * comma, or Chinese. `before` is the child before it or NULL. */
void tf_say_unknown(struct tf_walk *walk, struct tf_node *node, struct tf_node *before,
                    enum tf_inside inside);
/* True if a key looks like what follows a comma in a number: {output: 1,000万元}; says so. */
bool tf_say_comma(struct tf_walk *walk, struct tf_node *node, struct tf_node *before);
/* True once so many errors are known that no more are kept: no need to word them well. */
bool tf_said_enough(const struct tf_walk *walk);

/* Names the key of a child of a fixed mapping, or says what is wrong with it. */
void tf_walk_key(struct tf_walk *walk, struct tf_node *node, struct tf_node *before,
                 enum tf_inside inside);
/* Whether a mapping is a distribution: its first key is the name of one, or a percentile. */
bool tf_is_distribution(const struct tf_node *node);
/* Moves what stands under `assume` up into its mapping (assume.c). */
void tf_lift(struct tf_walk *walk, struct tf_node *map, struct tf_node *assume,
             enum tf_inside inside);
/* Checks an id of a mapping of ids; false if it is bad (ids.c). */
bool tf_check_id(struct tf_walk *walk, struct tf_node *node, struct tf_node *before,
                 const struct tf_key *map);
/* Ids that two of clusters, zones, groups and enterprises share. */
void tf_check_unique(struct tf_walk *walk);

#endif
