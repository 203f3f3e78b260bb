/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `assume` is lifted: what stands under it moves up into its mapping, marked as assumed. */
#include "plan/tables.h"

/* Nodes that move, in order. */
struct chain {
    struct tf_node *first, *last;
};

static void chain_add(struct chain *chain, struct tf_node *node)
{
    node->next = NULL;
    if (chain->last == NULL)
        chain->first = node;
    else
        chain->last->next = node;
    chain->last = node;
}

static bool may_stand_twice(const struct tf_node *node)
{
    return node->row != NULL && (node->row->id == TF_KEY_SOURCE || node->row->id == TF_KEY_WHY);
}

/* Both are mappings in the file, however deep; so what is assumed joins what is reported. */
static void merge(struct tf_walk *walk, struct tf_node *into, struct tf_node *from, unsigned level);

/* Where one assumed child of `from` goes: into the reported child of the same key, or (added to
 * `moving`) beside it. */
static void merge_child(struct tf_walk *walk, struct tf_node *into, struct tf_node *child,
                        unsigned level, struct chain *moving)
{
    struct tf_node *reported =
        may_stand_twice(child) ? NULL : tf_node_child(into, child->key, child->key_size);
    child->assumed = true;
    child->level = level & 15;
    if (reported == NULL || child->bad || reported->bad) {
        chain_add(moving, child);
    } else if (reported->shape == TF_MAP && child->shape == TF_MAP) {
        merge(walk, reported, child, level);
    } else {
        child->parent = into;
        tf_say_key(walk, TWOFOLD_FAULT_BOTH_GIVEN, child, child->key, "", "");
        chain_add(moving, child);
    }
}

static void merge(struct tf_walk *walk, struct tf_node *into, struct tf_node *from, unsigned level)
{
    struct chain moving = {NULL, NULL};
    /* Rows beside others are entries like those. */
    if (from->text_size > 0) tf_table_dissolve(from);
    /* Linked at the end only: until then the index of a large mapping stays good. */
    for (struct tf_node *child = from->first, *next; child != NULL; child = next) {
        next = child->next;
        child->overridden = child->overridden || from->overridden;
        merge_child(walk, into, child, level, &moving);
    }
    for (struct tf_node *child = moving.first, *next; child != NULL; child = next) {
        next = child->next;
        tf_node_append(into, child);
    }
}

void tf_lift(struct tf_walk *walk, struct tf_node *map, struct tf_node *assume,
             enum tf_inside inside)
{
    if (assume->shape != TF_MAP) {
        tf_say_shape(walk, assume, "a mapping of keys");
        return;
    }
    const enum tf_inside within = inside == TF_PLAN ? TF_PLAN_ASSUMED : inside;
    struct tf_node *before = NULL;
    assume->assumed = true;
    for (struct tf_node *child = assume->first; child != NULL; child = child->next) {
        tf_walk_key(walk, child, before, within);
        before = child;
    }
    tf_node_remove(assume);
    merge(walk, map, assume, tf_node_depth(map));
}
