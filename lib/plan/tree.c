/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Nodes: making, linking, copying, finding. Paths and sources are in where.c. */
#include "plan/files.h"

#include <string.h>

#define NODES_AT_ONCE 64u

twofold_status tf_tree_new(const twofold_context *context, struct tf_tree **tree)
{
    struct tf_tree *made = tf_get(context, sizeof *made);
    if (made == NULL) return TWOFOLD_E_MEMORY;
    tf_arena_init(&made->arena, context);
    made->root = tf_node_new(made, TF_MAP);
    if (made->root == NULL) {
        tf_tree_free(made);
        return TWOFOLD_E_MEMORY;
    }
    *tree = made;
    return TWOFOLD_OK;
}

void tf_tree_free(struct tf_tree *tree)
{
    if (tree == NULL) return;
    const twofold_context context = tree->arena.context;
    tf_files_free(tree);
    tf_put(&context, tree->assumed, tree->assumed_capacity * sizeof *tree->assumed);
    tf_arena_clear(&tree->arena);
    tf_put(&context, tree, sizeof *tree);
}

twofold_status tf_tree_copy(const struct tf_tree *from, const twofold_context *context,
                            struct tf_tree **tree)
{
    struct tf_tree *made;
    const twofold_status status = tf_tree_new(context, &made);
    if (status != TWOFOLD_OK) return status;
    made->root = tf_node_copy(made, from->root);
    if (made->root == NULL || tf_files_copy(made, from) != TWOFOLD_OK) {
        tf_tree_free(made);
        return TWOFOLD_E_MEMORY;
    }
    /* Borrowed until the copy is walked itself. */
    made->names = from->names;
    made->kpi_ids = from->kpi_ids;
    made->kpi_count = from->kpi_count;
    made->as_read = from->as_read;
    made->has_tables = from->has_tables;
    made->most_nodes = from->most_nodes;
    made->actuals_in = from->actuals_in;
    made->actuals_were = from->actuals_were;
    made->chinese = from->chinese;
    *tree = made;
    return TWOFOLD_OK;
}

struct tf_node *tf_node_new(struct tf_tree *tree, enum tf_shape shape)
{
    if (tree->spare_count == 0) {
        /* A few at first, so that a small tree stays small. */
        const size_t count = tree->node_count < NODES_AT_ONCE ? 8 : NODES_AT_ONCE;
        tree->spare = tf_arena_get_array(&tree->arena, count, sizeof *tree->spare);
        if (tree->spare == NULL) return NULL;
        tree->spare_count = count;
    }
    struct tf_node *node = tree->spare++;
    tree->spare_count--;
    node->key = "";
    node->text = "";
    node->kpi = -1;
    node->shape = (unsigned)shape & 3;
    tree->node_count++;
    return node;
}

void tf_node_bad(struct tf_node *node)
{
    node->bad = true;
    for (struct tf_node *above = node->parent; above != NULL && !above->bad_inside;
         above = above->parent) {
        above->bad_inside = true;
    }
}

unsigned tf_node_depth(const struct tf_node *node)
{
    unsigned depth = 0;
    for (; node->parent != NULL; node = node->parent) depth++;
    return depth;
}

void tf_node_append(struct tf_node *parent, struct tf_node *child)
{
    child->parent = parent;
    child->next = NULL;
    if (parent->last == NULL)
        parent->first = child;
    else
        parent->last->next = child;
    parent->last = child;
    parent->count++;
    parent->index = NULL;
}

void tf_node_remove(struct tf_node *node)
{
    struct tf_node *parent = node->parent, *before = NULL;
    if (parent == NULL) return;
    for (struct tf_node *child = parent->first; child != node; child = child->next) before = child;
    if (before == NULL)
        parent->first = node->next;
    else
        before->next = node->next;
    if (parent->last == node) parent->last = before;
    parent->count--;
    parent->index = NULL;
    node->parent = NULL;
    node->next = NULL;
}

void tf_node_replace(struct tf_node *old, struct tf_node *node)
{
    struct tf_node *parent = old->parent, **link = &parent->first;
    while (*link != old) link = &(*link)->next;
    *link = node;
    node->parent = parent;
    node->next = old->next;
    if (parent->last == old) parent->last = node;
    parent->index = NULL;
    old->parent = NULL;
    old->next = NULL;
}

/* One node without its children; its texts are copied too, so that the two trees are independent.
 */
static struct tf_node *copy_one(struct tf_tree *into, const struct tf_node *node)
{
    struct tf_node *copy = tf_node_new(into, (enum tf_shape)node->shape);
    if (copy == NULL) return NULL;
    *copy = *node;
    copy->parent = copy->first = copy->last = copy->next = NULL;
    copy->index = NULL;
    copy->count = 0;
    if (node->key_size > 0) copy->key = tf_arena_text(&into->arena, node->key, node->key_size);
    if (node->text_size > 0) copy->text = tf_arena_text(&into->arena, node->text, node->text_size);
    return copy->key == NULL || copy->text == NULL ? NULL : copy;
}

/* Depth is bounded by the reader's limit and, for what edits make, by the schema. */
struct tf_node *tf_node_copy(struct tf_tree *into, const struct tf_node *node)
{
    struct tf_node *copy = copy_one(into, node);
    if (copy == NULL) return NULL;
    for (const struct tf_node *child = node->first; child != NULL; child = child->next) {
        struct tf_node *below = tf_node_copy(into, child);
        if (below == NULL) return NULL;
        tf_node_append(copy, below);
    }
    return copy;
}

struct tf_node *tf_node_find(const struct tf_node *map, enum tf_key_id key)
{
    struct tf_node *assumed = NULL;
    if (map == NULL) return NULL;
    for (struct tf_node *child = map->first; child != NULL; child = child->next) {
        if (child->row == NULL || child->row->id != (uint8_t)key || child->bad) continue;
        if (!child->assumed) return child;
        if (assumed == NULL) assumed = child;
    }
    return assumed;
}

/* Order of keys in an index: by bytes, shorter first where one begins the other. */
static int compare_key(const char *a, size_t a_size, const char *b, size_t b_size)
{
    const size_t common = a_size < b_size ? a_size : b_size;
    const int bytes = common > 0 ? memcmp(a, b, common) : 0;
    if (bytes != 0) return bytes;
    return a_size < b_size ? -1 : a_size > b_size;
}

static struct tf_node *find_indexed(const struct tf_node *map, const char *key, size_t size)
{
    size_t low = 0, high = map->count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        struct tf_node *node = map->index[middle];
        const int order = compare_key(key, size, node->key, node->key_size);
        if (order == 0) return node;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

struct tf_node *tf_node_child(const struct tf_node *map, const char *key, size_t size)
{
    if (map == NULL) return NULL;
    if (map->index != NULL) return find_indexed(map, key, size);
    for (struct tf_node *child = map->first; child != NULL; child = child->next) {
        if (child->key_size != size) continue;
        /* Most keys of a size differ in the first byte, and each key is held against all before. */
        if (size > 0 && child->key[0] != key[0]) continue;
        if (memcmp(child->key, key, size) == 0) return child;
    }
    return NULL;
}

const char *tf_node_text(const struct tf_node *map, enum tf_key_id key)
{
    const struct tf_node *child = tf_node_find(map, key);
    return child == NULL ? "" : child->text;
}
