/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a path to the place it names: what stands there, or where it would be made. */
#ifndef TF_PLAN_PATH_H
#define TF_PLAN_PATH_H

#include "plan/tree.h"

/* Longest way of a path, containers counted. */
#define TF_PATH_STEPS 12u

/* One step that leads to what is not there yet. */
struct tf_step_to {
    const char *key; /* borrowed from the path or the schema; not terminated */
    size_t size;
    const struct tf_key *row;
    int kpi;
    enum tf_name name;
    bool chinese; /* the key was written in Chinese */
};

struct tf_place {
    struct tf_node *node;  /* what stands there; NULL: nothing */
    struct tf_node *above; /* node NULL: the deepest mapping on the way that is there */
    struct tf_step_to steps[TF_PATH_STEPS]; /* what to make below it, the field itself last */
    size_t step_count;
    const struct tf_key *row; /* of the field, NULL for a KPI's, an id's or an entry of a mapping */
    const struct tf_key *map_row; /* of the mapping of periods, ids or currencies it is an entry of;
                                     or of the field's figures */
    int kpi;                      /* of the figure it is or belongs to; -1 */
    enum tf_name name;            /* what its last word is */
    bool assumed;                 /* `assume` was written in the path, at this level */
    unsigned level;
    /* Where nothing was found: */
    size_t failed;       /* offset of the word that leads nowhere */
    const char *nearest; /* a key or id near it, "" if none */
    const char *within;  /* what was searched: "project", "enterprises" */
};

/* Finds a place. Keys are English or Chinese. Container words may be written or left out; `usd` and
 * `$usd` are assumptions.usd; a path may end in a period or milestone. False if it leads nowhere in
 * this schema, or (unless make is set) through an id that is not there. The tree has been walked.
 */
bool tf_path_find(const struct tf_tree *tree, const char *path, size_t size, bool make,
                  struct tf_place *place);

/* The same below one mapping of a kind, which need not be in the tree; what is not there is made.
 */
bool tf_path_below(const struct tf_tree *tree, struct tf_node *map, enum tf_inside inside,
                   const char *path, size_t size, struct tf_place *place);

/* The place's path, as a node's there is or would be (tf_node_path). snprintf's rules. */
size_t tf_place_path(const struct tf_place *place, char *buffer, size_t size);

/* Whether numbers, dates or durations stand at a place, for relative changes. */
enum tf_takes tf_place_takes(const struct tf_place *place);

#endif
