/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan/chinese.h"

#include "base/text.h"
#include "plan/words.h"

#include <string.h>

static void translate_value(struct tf_walk *walk, struct tf_node *node, enum tf_takes takes,
                            int what);

static bool is_chinese(const struct tf_node *node)
{
    return node->key_size > 0 && (unsigned char)node->key[0] >= 0x80;
}

/* Another child of the same name; NULL. Asked for Chinese keys only: a mapping has few. */
static struct tf_node *twin_of(const struct tf_node *node)
{
    for (struct tf_node *other = node->parent->first; other != NULL; other = other->next) {
        if (other != node && other->key_size == node->key_size &&
            memcmp(other->key, node->key, node->key_size) == 0) {
            return other;
        }
    }
    return NULL;
}

static bool is_later(const struct tf_node *a, const struct tf_node *b)
{
    return a->key_line > b->key_line ||
           (a->key_line == b->key_line && a->key_column > b->key_column);
}

static void take_name(struct tf_node *node, const char *name)
{
    node->key = name;
    node->key_size = (uint32_t)strlen(name);
    node->chinese = true;
}

/* The keys of a mapping of a kind, not what stands below them. */
static void translate_keys(struct tf_walk *walk, struct tf_node *map, enum tf_inside inside)
{
    bool any = false;
    for (struct tf_node *child = map->first, *next; child != NULL; child = next) {
        next = child->next;
        if (!is_chinese(child)) continue;
        const char *written = child->key;
        const struct tf_meaning meaning =
            tf_names_meaning(walk->tree->names, written, child->key_size, inside);
        if (meaning.name == NULL || !meaning.chinese) continue;
        take_name(child, meaning.name);
        any = true;
        struct tf_node *twin = twin_of(child);
        if (twin == NULL) continue;
        struct tf_node *second = is_later(child, twin) ? child : twin;
        tf_say_key(walk, TWOFOLD_FAULT_DUPLICATE_KEY, second,
                   second == child ? written : second->key, "", "");
        if (second == next) next = second->next;
        tf_node_remove(second);
    }
    if (!any) return;
    map->index = NULL;
    if (walk->status == TWOFOLD_OK) walk->status = tf_node_index(walk->tree, map);
}

static void translate_map(struct tf_walk *walk, struct tf_node *map, enum tf_inside inside)
{
    if (map->shape != TF_MAP) return;
    translate_keys(walk, map, inside);
    for (struct tf_node *child = map->first; child != NULL; child = child->next) {
        const struct tf_meaning meaning =
            tf_names_meaning(walk->tree->names, child->key, child->key_size, inside);
        if (meaning.row == NULL) continue;
        if (meaning.row->takes == TF_TAKES_SAME) {
            translate_map(walk, child, inside == TF_PLAN ? TF_PLAN_ASSUMED : inside);
        } else {
            translate_value(walk, child, (enum tf_takes)meaning.row->takes, meaning.row->what);
        }
    }
}

static void translate_each(struct tf_walk *walk, struct tf_node *node, enum tf_inside inside)
{
    for (struct tf_node *child = node->first; child != NULL; child = child->next) {
        translate_map(walk, child, inside);
    }
}

static void translate_value(struct tf_walk *walk, struct tf_node *node, enum tf_takes takes,
                            int what)
{
    if (node->shape == TF_SCALAR) return;
    switch (takes) {
    case TF_TAKES_MAP: translate_map(walk, node, (enum tf_inside)what); break;
    case TF_TAKES_IDS:
    case TF_TAKES_VALUES:
    case TF_TAKES_ITEMS: translate_each(walk, node, (enum tf_inside)what); break;
    default: break;
    }
}

void tf_keys_to_english(struct tf_walk *walk)
{
    if (!walk->tree->as_read) return;
    walk->tree->as_read = false;
    translate_map(walk, walk->tree->root, TF_PLAN);
}

twofold_status tf_value_to_english(struct tf_tree *tree, struct tf_node *value,
                                   const struct tf_place *place, twofold_faults *faults)
{
    struct tf_walk walk = {.tree = tree, .faults = faults};
    if (value->shape == TF_SCALAR) return TWOFOLD_OK;
    if (place->row != NULL) {
        translate_value(&walk, value, (enum tf_takes)place->row->takes, place->row->what);
    } else if (place->name == TF_IS_ID && place->map_row != NULL) {
        translate_map(&walk, value, (enum tf_inside)place->map_row->what);
    }
    return walk.status;
}

struct tf_node *tf_root_child(const struct tf_tree *tree, enum tf_key_id key)
{
    const struct tf_key *row = tf_key_row(key);
    struct tf_node *node = tf_node_child(tree->root, row->name, strlen(row->name));
    return node != NULL ? node : tf_node_child(tree->root, row->zh, strlen(row->zh));
}

bool tf_path_to_english(const char *path, size_t size, char *buffer, size_t buffer_size)
{
    struct tf_buffer text = tf_buffer_of(buffer, buffer_size);
    bool any = false;
    for (const char *word = path, *end = path + size; word <= end;) {
        const char *dot = memchr(word, '.', (size_t)(end - word));
        const size_t length = (size_t)((dot == NULL ? end : dot) - word);
        const char *english = tf_word_english(word, length);
        if (word > path) tf_buffer_char(&text, '.');
        if (english != NULL)
            tf_buffer_say(&text, english);
        else
            tf_buffer_add(&text, word, length);
        any = any || english != NULL;
        word += length + 1;
    }
    return tf_buffer_end(&text) < buffer_size && any;
}
