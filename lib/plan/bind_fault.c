/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Faults with their places, and the paths and sources of nodes. */
#include "base/nearest.h"
#include "plan/actuals.h"
#include "plan/bind_core.h"

#include <string.h>

/* Entities looked at for the nearest path: a bound on the work for hostile texts. */
#define NEAREST_AMONG 2000u

void *tf_bind_no_memory(struct tf_binder *b)
{
    if (b->status == TWOFOLD_OK) b->status = TWOFOLD_E_MEMORY;
    return NULL;
}

void *tf_bind_get(struct tf_binder *b, size_t count, size_t size)
{
    void *piece = tf_arena_get_array(b->arena, count, size);
    return piece != NULL ? piece : tf_bind_no_memory(b);
}

const char *tf_bind_words(struct tf_binder *b, const char *text, size_t size)
{
    const char *words = tf_arena_text(&b->scratch, text, size);
    if (words != NULL) return words;
    (void)tf_bind_no_memory(b);
    return "";
}

static void add_fault(struct tf_binder *b, twofold_fault_code code, unsigned line, unsigned column,
                      const struct tf_node *node, const char *found, const char *expected,
                      const char *nearest)
{
    const char *path = tf_node_path_in(node, &b->scratch);
    if (path == NULL || tf_node_fault(b->faults, node, code, line, column, path, found, expected,
                                      nearest) != TWOFOLD_OK) {
        (void)tf_bind_no_memory(b);
    }
}

void tf_bind_fault(struct tf_binder *b, twofold_fault_code code, const struct tf_node *node,
                   const char *found, const char *expected, const char *nearest)
{
    if (found == NULL) found = node->text;
    add_fault(b, code, node->line, node->column, node, found, expected, nearest);
}

void tf_bind_fault_key(struct tf_binder *b, twofold_fault_code code, const struct tf_node *node,
                       const char *found, const char *expected, const char *nearest)
{
    if (found == NULL) found = node->key;
    add_fault(b, code, node->key_line, node->key_column, node, found, expected, nearest);
}

void tf_bind_missing(struct tf_binder *b, const struct tf_node *map, const char *expected)
{
    if (map->bad_inside || b->tree->partial) return;
    tf_bind_fault(b, TWOFOLD_FAULT_MISSING_KEY, map, "", expected, NULL);
}

const char *tf_bind_path(struct tf_binder *b, const struct tf_node *node)
{
    const char *path = tf_paths_next(&b->paths, node, b->arena);
    if (path == NULL) (void)tf_bind_no_memory(b);
    return path == NULL ? "" : path;
}

const char *tf_bind_source(struct tf_binder *b, const struct tf_node *node)
{
    if (node->shape == TF_MAP || tf_actual_source(node) != NULL) return tf_node_source(node);
    const struct tf_node *like = b->source_node;
    if (like == NULL || like->parent != node->parent || like->assumed != node->assumed ||
        like->overridden != node->overridden || like->level != node->level) {
        b->source_node = node;
        b->source_text = tf_node_source(node);
    }
    return b->source_text;
}

const char *tf_bind_nearest_entity(struct tf_binder *b, const char *text, size_t size)
{
    size_t count = b->model->entity_count;
    if (count > NEAREST_AMONG) count = NEAREST_AMONG;
    const char **paths = tf_get_array(&b->context, count, sizeof *paths);
    if (paths == NULL) {
        (void)tf_bind_no_memory(b);
        return "";
    }
    for (size_t i = 0; i < count; i++) paths[i] = b->entities[i].path;
    const char *nearest = tf_nearest(text, size, paths, count);
    tf_put(&b->context, paths, count * sizeof *paths);
    return nearest == NULL ? "" : nearest;
}
