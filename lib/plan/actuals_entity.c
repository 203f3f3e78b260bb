/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Entities of a walked tree by what they are called. */
#include "base/nearest.h"
#include "plan/actuals.h"
#include "plan/bind_table.h"
#include "plan/path.h"
#include "plan/tables.h"
#include "plan/words.h"

#include <string.h>

#define SEVERAL (-2)

struct tf_actuals_names {
    struct tf_table table; /* to indices of nodes, or SEVERAL */
    const struct tf_node **nodes;
    const char **words; /* every name, for "did you mean" */
    size_t node_count, word_count;
};

/* ---- All of them ---- */

typedef void visitor(void *user, const struct tf_node *entity);

static void visit_children(const struct tf_node *map, visitor *visit, void *user)
{
    for (const struct tf_node *node = map == NULL ? NULL : map->first; node != NULL;
         node = node->next)
        if (!node->bad && node->shape == TF_MAP) visit(user, node);
}

static void visit_entities(const struct tf_tree *tree, visitor *visit, void *user)
{
    static const enum tf_key_id maps[] = {TF_KEY_CLUSTERS, TF_KEY_ZONES, TF_KEY_GROUPS,
                                          TF_KEY_ENTERPRISES};
    for (size_t i = 0; i < sizeof maps / sizeof *maps; i++)
        visit_children(tf_node_find(tree->root, maps[i]), visit, user);
    const struct tf_node *firms = tf_node_find(tree->root, TF_KEY_ENTERPRISES);
    for (const struct tf_node *firm = firms == NULL ? NULL : firms->first; firm != NULL;
         firm = firm->next)
        visit_children(tf_node_find(firm, TF_KEY_PROJECTS), visit, user);
    const struct tf_node *pipeline = tf_node_find(tree->root, TF_KEY_PIPELINE);
    visit_children(tf_node_find(pipeline, TF_KEY_ENTRIES), visit, user);
}

struct counts {
    size_t entities, words;
};

/* Id, two names, aliases. */
static void count_one(void *user, const struct tf_node *entity)
{
    struct counts *counts = user;
    const struct tf_node *aliases = tf_node_find(entity, TF_KEY_ALIASES);
    counts->entities++;
    counts->words += 4 + (aliases != NULL ? aliases->count : 0);
}

static void add_word(struct tf_actuals_names *names, const char *word, size_t size)
{
    if (size == 0) return;
    int32_t *at = tf_table_at(&names->table, word, size);
    const int32_t node = (int32_t)names->node_count - 1;
    if (*at == -1) names->words[names->word_count++] = word;
    *at = *at == -1 || *at == node ? node : SEVERAL;
}

static void add_one(void *user, const struct tf_node *entity)
{
    struct tf_actuals_names *names = user;
    static const enum tf_key_id keys[] = {TF_KEY_ZH, TF_KEY_EN, TF_KEY_ALIASES};
    names->nodes[names->node_count++] = entity;
    add_word(names, entity->key, entity->key_size);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const struct tf_node *name = tf_node_find(entity, keys[i]);
        if (name == NULL) continue;
        if (name->shape == TF_SCALAR) add_word(names, name->text, name->text_size);
        for (const struct tf_node *item = name->first; item != NULL; item = item->next)
            add_word(names, item->text, item->text_size);
    }
}

struct tf_actuals_names *tf_actuals_names(const struct tf_tree *tree, struct tf_arena *scratch)
{
    struct counts counts = {0, 0};
    visit_entities(tree, count_one, &counts);
    struct tf_actuals_names *names = tf_arena_get(scratch, sizeof *names);
    if (names == NULL || !tf_table_make(&names->table, scratch, counts.words)) return NULL;
    names->nodes = tf_arena_get_array(scratch, counts.entities, sizeof *names->nodes);
    names->words = tf_arena_get_array(scratch, counts.words, sizeof *names->words);
    if (names->nodes == NULL || names->words == NULL) return NULL;
    visit_entities(tree, add_one, names);
    return names;
}

/* ---- One ---- */

/* The kind of mapping an entity's node is. */
static enum tf_inside inside_of(const struct tf_node *node)
{
    const struct tf_key *row = node->name == TF_IS_ID ? node->parent->row : node->row;
    return row == NULL || (row->takes != TF_TAKES_IDS && row->takes != TF_TAKES_MAP)
               ? TF_NOWHERE
               : (enum tf_inside)row->what;
}

static bool may_report(const struct tf_node *node)
{
    const enum tf_inside inside = inside_of(node);
    return inside != TF_NOWHERE && (tf_key_row(TF_KEY_ACTUAL)->in & TF_IN(inside)) != 0;
}

/* A plan need not mention the park. */
static struct tf_node *make_park(struct tf_actuals *a)
{
    struct tf_tree *tree = a->walk->tree;
    struct tf_node *park = tf_node_new(tree, TF_MAP);
    if (park == NULL) {
        a->walk->status = TWOFOLD_E_MEMORY;
        return NULL;
    }
    park->row = tf_key_row(TF_KEY_PARK);
    park->key = park->row->name;
    park->key_size = (uint32_t)strlen(park->key);
    park->name = TF_IS_KEY;
    park->tabled = true;
    tf_node_append(tree->root, park);
    return park;
}

static struct tf_node *find(struct tf_actuals *a, const struct tf_actuals_names *names,
                            const char *text, size_t size, bool *several)
{
    struct tf_place place;
    *several = false;
    if (tf_is_word(text, size, "park") && tf_node_find(a->walk->tree->root, TF_KEY_PARK) == NULL)
        return make_park(a);
    if (tf_path_find(a->walk->tree, text, size, false, &place) && place.node != NULL &&
        place.node->shape == TF_MAP && inside_of(place.node) != TF_NOWHERE)
        return place.node;
    const int32_t index = tf_table_find(&names->table, text, size);
    *several = index == SEVERAL;
    /* handed out by the tree that the walk may change */
    return index < 0 ? NULL : (struct tf_node *)(uintptr_t)names->nodes[index];
}

struct tf_node *tf_actuals_entity(struct tf_actuals *a, const struct tf_actuals_names *names,
                                  const twofold_csv_field *field)
{
    const char *text = field->text;
    size_t size = field->size;
    bool several;
    tf_cell_trim(&text, &size);
    struct tf_node *node = find(a, names, text, size, &several);
    if (node != NULL && may_report(node)) return node->bad ? NULL : node;
    const char *expected = several        ? "a path: several have this name"
                           : node != NULL ? "an entity that can have reports"
                                          : "an entity by path, id, name or alias";
    if (a->walk->status == TWOFOLD_OK)
        tf_actuals_say(a, TWOFOLD_FAULT_UNKNOWN_ENTITY, field, NULL, expected,
                       node == NULL && !several
                           ? tf_nearest(text, size, names->words, names->word_count)
                           : NULL);
    return NULL;
}
