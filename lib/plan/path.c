/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan/path.h"

#include "base/nearest.h"
#include "base/text.h"
#include "plan/names.h"
#include "twofold/period.h"

#include <string.h>

#define MOST_WORDS 300

/* Where a search stands: a mapping that is there (node) or would be, and what its keys are. */
struct cursor {
    const struct tf_tree *tree;
    struct tf_place *place;
    struct tf_node *node; /* NULL: not there */
    enum tf_takes takes;  /* TF_TAKES_MAP: keys of `inside` */
    int what;             /* of an entry of a mapping of ids */
    enum tf_inside inside;
    const struct tf_key *row;
    bool make;
};

static bool is_map(const struct tf_node *node) { return node != NULL && node->shape == TF_MAP; }

/* Goes one step down: to the child if it is there, else the step is kept for making. */
static bool go(struct cursor *at, const char *key, size_t size, enum tf_name name,
               const struct tf_key *row, int kpi, bool chinese)
{
    struct tf_place *place = at->place;
    struct tf_node *child = is_map(at->node) ? tf_node_child(at->node, key, size) : NULL;
    if (child == NULL) {
        if (place->step_count == TF_PATH_STEPS) return false;
        if (place->step_count == 0) place->above = at->node;
        place->steps[place->step_count++] = (struct tf_step_to){key, size, row, kpi, name, chinese};
    }
    at->node = child;
    place->node = child;
    place->row = row;
    place->name = name;
    if (kpi >= 0) place->kpi = kpi;
    return true;
}

/* What can follow a field with this row (or a KPI's figure, row NULL). */
static void descend(struct cursor *at, const struct tf_key *row, enum tf_inside from)
{
    at->row = row;
    at->takes = row != NULL         ? (enum tf_takes)row->takes
                : from == TF_ACTUAL ? TF_TAKES_REPORTS
                                    : TF_TAKES_STEPS;
    at->what = row != NULL ? row->what : 0;
    if (at->takes == TF_TAKES_MAP) at->inside = (enum tf_inside)at->what;
}

static bool go_key(struct cursor *at, const char *word, size_t size)
{
    const enum tf_inside from = at->inside;
    const struct tf_meaning known = tf_names_meaning(at->tree->names, word, size, from);
    const struct tf_key *row = known.row;
    if (row != NULL && row->id == TF_KEY_ASSUME) {
        const struct tf_node *deepest = at->node != NULL ? at->node : at->place->above;
        at->place->assumed = true;
        at->place->level = tf_node_depth(deepest) + (unsigned)at->place->step_count;
        return true;
    }
    if (row != NULL) {
        const int figure = tf_key_figure(row, from);
        if (!go(at, row->name, strlen(row->name), TF_IS_KEY, row, figure, known.chinese)) {
            return false;
        }
        descend(at, row, from);
        return true;
    }
    if (known.name == NULL) return false;
    if (!go(at, known.name, strlen(known.name), TF_IS_KPI, NULL, known.kpi, known.chinese)) {
        return false;
    }
    descend(at, NULL, from);
    return true;
}

/* An id in a container, which is there or (make) not yet. */
static bool go_id(struct cursor *at, const char *word, size_t size)
{
    const bool there = is_map(at->node) && tf_node_child(at->node, word, size) != NULL;
    if (!there && !at->make) return false;
    const enum tf_takes takes = at->takes;
    const int what = at->what;
    const struct tf_key *row = at->row;
    if (!go(at, word, size, TF_IS_ID, NULL, -1, false)) return false;
    at->place->map_row = row;
    at->row = row;
    at->takes = TF_TAKES_MAP;
    at->inside = (enum tf_inside)what;
    if (takes == TF_TAKES_SOURCES || (takes == TF_TAKES_VALUES && !is_map(at->node))) {
        at->takes = TF_TAKES_TEXT;
    }
    return true;
}

/* The row of a child, also in a draft that was not walked yet. */
static const struct tf_key *row_of(const struct cursor *at, const struct tf_node *child)
{
    if (child->row != NULL) return child->row;
    const struct tf_names *names = at->tree->names;
    return tf_names_row(names, tf_names_find(names, child->key, child->key_size), at->inside);
}

/* An id whose container word was left out. */
static bool go_through(struct cursor *at, const char *word, size_t size)
{
    if (!is_map(at->node)) return false;
    for (struct tf_node *child = at->node->first; child != NULL; child = child->next) {
        if (child->bad || !is_map(child)) continue;
        const struct tf_key *row = row_of(at, child);
        const bool is_assumptions = row != NULL && row->id == TF_KEY_ASSUMPTIONS;
        if (!tf_key_left_out(row) && !is_assumptions) continue;
        const size_t dollar = is_assumptions && size > 0 && word[0] == '$';
        if (tf_node_child(child, word + dollar, size - dollar) == NULL) continue;
        struct cursor below = *at;
        below.make = false;
        if (!go(&below, child->key, child->key_size, TF_IS_KEY, row, -1, false)) return false;
        descend(&below, row, at->inside);
        if (!go_id(&below, word + dollar, size - dollar)) return false;
        below.make = at->make;
        *at = below;
        return true;
    }
    return false;
}

static bool go_entry(struct cursor *at, const char *word, size_t size)
{
    twofold_period period;
    const struct tf_key *row = at->row;
    enum tf_name name = TF_IS_PATH;
    if (at->takes == TF_TAKES_STEPS || at->takes == TF_TAKES_REPORTS) {
        if (!twofold_period_parse(word, size, &period)) return false;
        name = TF_IS_PERIOD;
    } else if (at->takes == TF_TAKES_RATES) {
        if (size != 3) return false;
        name = TF_IS_CURRENCY;
    }
    if (!go(at, word, size, name, NULL, -1, false)) return false;
    at->place->map_row = row;
    at->takes = TF_TAKES_TEXT;
    at->row = NULL;
    return true;
}

/* Whether all that is left of the path is one key: periods and paths hold dots themselves. */
static bool takes_rest(enum tf_takes takes)
{
    return takes == TF_TAKES_STEPS || takes == TF_TAKES_REPORTS || takes == TF_TAKES_SET ||
           takes == TF_TAKES_UNCERTAIN;
}

static bool go_word(struct cursor *at, const char *word, size_t size)
{
    switch (at->takes) {
    case TF_TAKES_MAP: return go_key(at, word, size) || go_through(at, word, size);
    case TF_TAKES_IDS:
    case TF_TAKES_SOURCES:
    case TF_TAKES_VALUES: return go_id(at, word, size);
    case TF_TAKES_STEPS:
    case TF_TAKES_REPORTS:
    case TF_TAKES_RATES:
    case TF_TAKES_SET:
    case TF_TAKES_UNCERTAIN: return go_entry(at, word, size);
    default: return false;
    }
}

/* ---- When it leads nowhere ---- */

static size_t add_children(const struct tf_node *map, const char **words, size_t count)
{
    if (!is_map(map)) return count;
    for (const struct tf_node *child = map->first; child != NULL && count < MOST_WORDS;
         child = child->next) {
        if (!child->bad) words[count++] = child->key;
    }
    return count;
}

static void explain(const struct cursor *at, const char *path, const char *word, size_t size)
{
    const char *words[MOST_WORDS];
    size_t count = 0;
    struct tf_place *place = at->place;
    if (at->takes == TF_TAKES_MAP) {
        const bool chinese = size > 0 && (unsigned char)word[0] >= 0x80;
        count = tf_words_of(at->inside, chinese, words, MOST_WORDS);
        for (const struct tf_node *child = is_map(at->node) ? at->node->first : NULL; child != NULL;
             child = child->next) {
            if (tf_key_left_out(child->row)) count = add_children(child, words, count);
        }
        place->within = tf_inside_name(at->inside);
    } else {
        count = add_children(at->node, words, count);
        place->within = at->row == NULL ? "figure" : at->row->name;
    }
    const char *nearest = tf_nearest(word, size, words, count);
    place->failed = (size_t)(word - path);
    place->nearest = nearest == NULL ? "" : nearest;
}

static bool find(struct cursor *at, const char *path, size_t size)
{
    const struct tf_node *from = at->node;
    const char *word = path, *end = path + size;
    *at->place = (struct tf_place){.kpi = -1, .node = at->node, .nearest = "", .within = ""};
    if (size == 0) {
        explain(at, path, path, 0);
        return false;
    }
    while (word <= end) {
        const char *dot = takes_rest(at->takes) ? NULL : memchr(word, '.', (size_t)(end - word));
        const size_t length = (size_t)((dot == NULL ? end : dot) - word);
        if (!go_word(at, word, length)) {
            explain(at, path, word, length);
            return false;
        }
        word += length + 1;
    }
    if (at->place->node == from) { /* nothing but words that paths leave out: no field */
        explain(at, path, path, 0);
        return false;
    }
    return true;
}

bool tf_path_find(const struct tf_tree *tree, const char *path, size_t size, bool make,
                  struct tf_place *place)
{
    struct cursor at = {tree, place, tree->root, TF_TAKES_MAP, 0, TF_PLAN, NULL, make};
    return find(&at, path, size);
}

bool tf_path_below(const struct tf_tree *tree, struct tf_node *map, enum tf_inside inside,
                   const char *path, size_t size, struct tf_place *place)
{
    struct cursor at = {tree, place, map, TF_TAKES_MAP, 0, inside, NULL, true};
    return find(&at, path, size);
}

size_t tf_place_path(const struct tf_place *place, char *buffer, size_t size)
{
    if (place->node != NULL) return tf_node_path(place->node, buffer, size);
    const size_t above = tf_node_path(place->above, buffer, size);
    struct tf_buffer text = tf_buffer_of(buffer, size);
    text.length = above;
    for (size_t i = 0; i < place->step_count; i++) {
        if (tf_key_left_out(place->steps[i].row)) continue;
        if (text.length > 0) tf_buffer_char(&text, '.');
        tf_buffer_add(&text, place->steps[i].key, place->steps[i].size);
    }
    return tf_buffer_end(&text);
}

enum tf_takes tf_place_takes(const struct tf_place *place)
{
    if (place->row != NULL) return (enum tf_takes)place->row->takes;
    if (place->name == TF_IS_PERIOD || place->name == TF_IS_CURRENCY) return TF_TAKES_NUMBER;
    if (place->kpi >= 0 || place->map_row == NULL) return TF_TAKES_STEPS;
    switch ((enum tf_takes)place->map_row->takes) {
    case TF_TAKES_IDS: return TF_TAKES_MAP;
    case TF_TAKES_SOURCES: return TF_TAKES_TEXT;
    default: return TF_TAKES_NUMBER; /* assumptions */
    }
}
