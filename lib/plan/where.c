/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a node stands, and what it rests on: paths, sources, reasons. */
#include "plan/actuals.h"
#include "plan/tables.h"

#include "base/text.h"

#include <string.h>

const char *tf_node_file(const struct tf_node *node)
{
    const struct tf_node *source = tf_actual_source(node);
    if (source != NULL) return source->key;
    const struct tf_node *map = node->tabled ? tf_table_of(node) : NULL;
    return map == NULL ? "" : map->text;
}

twofold_status tf_node_fault(twofold_faults *faults, const struct tf_node *node,
                             twofold_fault_code code, unsigned line, unsigned column,
                             const char *path, const char *found, const char *expected,
                             const char *nearest)
{
    const char *file = tf_node_file(node);
    twofold_status status = file[0] == '\0' ? TWOFOLD_OK : tf_faults_file(faults, file);
    if (status != TWOFOLD_OK) return status;
    status = tf_faults_add(faults, code, line, column, path, found, expected, nearest);
    if (file[0] != '\0') (void)tf_faults_file(faults, "");
    return status;
}

const char *tf_node_written(const struct tf_node *node)
{
    if (!node->chinese) return node->key;
    if (node->row != NULL) return node->row->zh;
    const twofold_kpi *kpi = twofold_kpi_at(node->kpi);
    return kpi == NULL ? node->key : kpi->zh;
}

/* Deeper than the reader lets a text be. */
#define MOST_DEPTH 80

static size_t number_in_list(const struct tf_node *node)
{
    size_t number = 1;
    for (const struct tf_node *item = node->parent->first; item != node; item = item->next)
        number++;
    return number;
}

/* Words that say nothing in a path. The reader asks before the walk has named the keys. */
static bool is_left_out(const struct tf_node *node)
{
    static const char *const words[] = {"enterprises", "projects", "clusters",
                                        "zones",       "groups",   "assume"};
    if (node->row != NULL || node->name != TF_IS_UNKNOWN) return tf_key_left_out(node->row);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strcmp(node->key, words[i]) == 0) return true;
    }
    return false;
}

size_t tf_node_path(const struct tf_node *node, char *buffer, size_t size)
{
    const struct tf_node *way[MOST_DEPTH];
    size_t depth = 0;
    for (; node != NULL && node->parent != NULL && depth < MOST_DEPTH; node = node->parent) {
        /* A container word says nothing, unless the path would end with it. */
        if (depth == 0 || !is_left_out(node)) way[depth++] = node;
    }
    struct tf_buffer text = tf_buffer_of(buffer, size);
    for (size_t i = depth; i-- > 0;) {
        if (i + 1 < depth) tf_buffer_char(&text, '.');
        if (way[i]->parent->shape == TF_LIST) {
            tf_buffer_integer(&text, (int64_t)number_in_list(way[i]), 1);
        } else {
            tf_buffer_add(&text, way[i]->key, way[i]->key_size);
        }
    }
    return tf_buffer_end(&text);
}

const char *tf_node_path_in(const struct tf_node *node, struct tf_arena *arena)
{
    char path[256];
    const size_t size = tf_node_path(node, path, sizeof path);
    if (size < sizeof path) return tf_arena_text(arena, path, size);
    char *longer = tf_arena_get(arena, size + 1);
    if (longer != NULL) (void)tf_node_path(node, longer, size + 1);
    return longer;
}

const char *tf_paths_next(struct tf_paths *paths, const struct tf_node *node,
                          struct tf_arena *arena)
{
    const struct tf_node *map = node->parent;
    if (paths->map != map) {
        paths->map = map;
        paths->size = 0;
        /* At the top and below container words the mapping is no part of the path. */
        const bool is_part = map != NULL && map->parent != NULL && map->shape == TF_MAP &&
                             !tf_key_left_out(map->row);
        if (is_part) paths->size = tf_node_path(map, paths->path, sizeof paths->path);
        if (paths->size >= sizeof paths->path) paths->size = 0;
    }
    if (paths->size == 0) return tf_node_path_in(node, arena);
    char *path = tf_arena_bytes(arena, paths->size + node->key_size + 2);
    if (path == NULL) return NULL;
    memcpy(path, paths->path, paths->size);
    path[paths->size] = '.';
    memcpy(path + paths->size + 1, node->key, node->key_size);
    return path;
}

/* Whether a mapping may hold `source`: those of ids, which may be large, do not. */
static bool holds_keys(const struct tf_node *map)
{
    return map->row == NULL || map->row->takes == TF_TAKES_MAP;
}

/* The nearest source or why that speaks of what is reported, or of what is assumed; of what was
 * overridden only the override's own. */
static const char *nearest_word(const struct tf_node *node, enum tf_key_id key)
{
    const struct tf_node *own = key == TF_KEY_SOURCE ? tf_actual_source(node) : NULL;
    if (own != NULL) return own->text;
    const struct tf_node *map = node->shape == TF_MAP ? node : node->parent;
    const unsigned lowest = node->assumed ? node->level : 0;
    for (unsigned depth = map == NULL ? 0 : tf_node_depth(map); map != NULL && depth >= lowest;
         map = map->parent, depth--) {
        if (!holds_keys(map)) continue;
        for (const struct tf_node *child = map->first; child != NULL; child = child->next) {
            if (child->row != NULL && child->row->id == (uint8_t)key && !child->bad &&
                child->assumed == node->assumed && child->overridden == node->overridden &&
                child->level == node->level) {
                return child->text;
            }
        }
    }
    return "";
}

const char *tf_node_source(const struct tf_node *node) { return nearest_word(node, TF_KEY_SOURCE); }

const char *tf_node_why(const struct tf_node *node) { return nearest_word(node, TF_KEY_WHY); }

const char *tf_source_text(const struct tf_tree *tree, const char *source, struct tf_arena *arena)
{
    const size_t word = strcspn(source, " ");
    const struct tf_node *sources = tf_node_find(tree->root, TF_KEY_SOURCES);
    const struct tf_node *named = tf_node_child(sources, source, word);
    if (named == NULL || named->shape != TF_SCALAR) {
        return tf_arena_text(arena, source, strlen(source));
    }
    const char *rest = source + word + strspn(source + word, " ");
    const size_t rest_size = strlen(rest);
    char *text = tf_arena_get(arena, named->text_size + rest_size + 3);
    if (text == NULL) return NULL;
    memcpy(text, named->text, named->text_size);
    if (rest_size > 0) {
        memcpy(text + named->text_size, "; ", 2);
        memcpy(text + named->text_size + 2, rest, rest_size);
    }
    return text;
}
