/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan/check.h"

#include "base/nearest.h"
#include "base/text.h"
#include "plan/actuals.h"
#include "plan/chinese.h"
#include "plan/tables.h"
#include "plan/words.h"
#include "twofold/period.h"

#include <string.h>

static void walk_keys(struct tf_walk *walk, struct tf_node *map, enum tf_inside inside);
static void walk_value(struct tf_walk *walk, struct tf_node *node, enum tf_takes takes, int what);

/* Words about figures are not figures. */
static bool is_remark(const struct tf_node *node)
{
    if (node->row == NULL) return false;
    switch ((enum tf_key_id)node->row->id) {
    case TF_KEY_SOURCE:
    case TF_KEY_WHY:
    case TF_KEY_ZH:
    case TF_KEY_EN:
    case TF_KEY_ALIASES: return true;
    default: return false;
    }
}

/* Adds a value to those that are assumed. Its path is made now, while what it is made of is at
 * hand. */
static void keep_assumed(struct tf_walk *walk, const struct tf_node *node)
{
    struct tf_tree *tree = walk->tree;
    /* About a sixth of the values of a plan are assumed: room for them at once. */
    const size_t needed = tree->assumed_count == tree->assumed_capacity
                              ? tree->assumed_count + tree->node_count / 6
                              : tree->assumed_count;
    struct tf_assumed *more = tf_grow(&tree->arena.context, tree->assumed, &tree->assumed_capacity,
                                      needed + 1, sizeof *more);
    if (more != NULL) tree->assumed = more;
    const char *path = more == NULL ? NULL : tf_paths_next(&walk->paths, node, &tree->arena);
    if (path == NULL) {
        walk->status = TWOFOLD_E_MEMORY;
        return;
    }
    more[tree->assumed_count++] = (struct tf_assumed){
        node, path, node->shape == TF_SCALAR ? node->text : NULL, node->line, node->column};
}

static bool is_in_list(const struct tf_node *map)
{
    return map->shape == TF_LIST || (map->parent != NULL && map->parent->shape == TF_LIST);
}

/* Everything that the walk meets passes here once. */
static void inherit(struct tf_walk *walk, const struct tf_node *map, struct tf_node *child)
{
    if (map->assumed && !child->assumed) {
        child->assumed = true;
        child->level = map->level;
    }
    child->overridden = child->overridden || map->overridden;
    if (child->assumed && child->shape != TF_MAP && !is_remark(child) && !is_in_list(map)) {
        keep_assumed(walk, child);
    }
}

/* ---- Shapes ---- */

static bool is_empty(const struct tf_node *node)
{
    return node->shape == TF_SCALAR && node->text_size == 0 && !node->enclosed;
}

static bool need_scalar(struct tf_walk *walk, struct tf_node *node, const char *expected)
{
    if (node->bad) return false;
    if (node->shape == TF_SCALAR && !is_empty(node)) return true;
    tf_say_shape(walk, node, expected);
    return false;
}

static bool need_shape(struct tf_walk *walk, struct tf_node *node, enum tf_shape shape,
                       const char *expected)
{
    if (node->shape == (uint8_t)shape) return true;
    tf_say_shape(walk, node, expected);
    return false;
}

static void walk_scalars(struct tf_walk *walk, struct tf_node *list, const char *expected)
{
    for (struct tf_node *item = list->first; item != NULL; item = item->next) {
        inherit(walk, list, item);
        (void)need_scalar(walk, item, expected);
    }
}

static void walk_texts(struct tf_walk *walk, struct tf_node *node, const char *expected)
{
    if (node->shape == TF_LIST)
        walk_scalars(walk, node, expected);
    else
        (void)need_scalar(walk, node, expected);
}

/* A distribution where a number should be: those stand in `uncertain`. */
static bool say_distribution(struct tf_walk *walk, struct tf_node *node)
{
    if (!tf_is_distribution(node)) return false;
    tf_say_value(walk, TWOFOLD_FAULT_WRONG_SHAPE, node, "a distribution",
                 "a number or a range; distributions stand in `uncertain`", "");
    return true;
}

static void walk_number(struct tf_walk *walk, struct tf_node *node, const char *expected)
{
    if (!node->bad && !say_distribution(walk, node)) (void)need_scalar(walk, node, expected);
}

static void walk_periods(struct tf_walk *walk, struct tf_node *map)
{
    struct tf_node *before = NULL;
    for (struct tf_node *child = map->first; child != NULL; before = child, child = child->next) {
        twofold_period period;
        inherit(walk, map, child);
        if (child->bad) continue;
        child->name = TF_IS_PERIOD;
        if (twofold_period_parse(child->key, child->key_size, &period)) {
            walk_number(walk, child, "a number");
        } else if (!tf_say_comma(walk, child, before)) {
            tf_say_key(walk, TWOFOLD_FAULT_BAD_PERIOD, child, child->key,
                       "a period: 2025, 2025Q3, 2025-10, 2021-01..2021-10", "");
        }
    }
}

static bool is_currency(const char *text, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        if (text[i] < 'A' || text[i] > 'Z') return false;
    }
    return size == 3;
}

static void walk_rates(struct tf_walk *walk, struct tf_node *map)
{
    struct tf_node *before = NULL;
    for (struct tf_node *child = map->first; child != NULL; before = child, child = child->next) {
        inherit(walk, map, child);
        if (child->bad) continue;
        child->name = TF_IS_CURRENCY;
        if (is_currency(child->key, child->key_size)) {
            walk_number(walk, child, "a number");
        } else if (!tf_say_comma(walk, child, before)) {
            tf_say_key(walk, TWOFOLD_FAULT_BAD_CHOICE, child, child->key,
                       "a currency, three capital letters", "");
        }
    }
}

static void walk_choice(struct tf_walk *walk, struct tf_node *node)
{
    const char *words[32], *at = node->row->choices;
    char text[16][16], expected[128];
    size_t count = 0, word_count = 0;
    struct tf_buffer buffer = tf_buffer_of(expected, sizeof expected);
    if (tf_choice(node->row, node->text, node->text_size) >= 0) return;
    for (; *at != '\0' && count < 16; count++) {
        const size_t size = strcspn(at, "|");
        struct tf_buffer word = tf_buffer_of(text[count], sizeof text[count]);
        tf_buffer_add(&word, at, size);
        (void)tf_buffer_end(&word);
        words[word_count++] = text[count];
        words[word_count++] = tf_word_chinese(at, size);
        if (count > 0) tf_buffer_say(&buffer, ", ");
        tf_buffer_say(&buffer, text[count]);
        at += size + (at[size] == '|');
    }
    (void)tf_buffer_end(&buffer);
    tf_say_value(walk, TWOFOLD_FAULT_BAD_CHOICE, node, node->text, expected,
                 tf_nearest(node->text, node->text_size, words, word_count));
}

/* ---- Mappings of ids ---- */

static void walk_ids(struct tf_walk *walk, struct tf_node *map, enum tf_takes takes, int what)
{
    struct tf_node *before = NULL;
    if (walk->status == TWOFOLD_OK) walk->status = tf_node_index(walk->tree, map);
    for (struct tf_node *child = map->first; child != NULL; before = child, child = child->next) {
        inherit(walk, map, child);
        if (takes == TF_TAKES_VALUES) keep_assumed(walk, child); /* what they are is assumptions */
        if (child->bad || !tf_check_id(walk, child, before, map->row)) continue;
        if (takes == TF_TAKES_SOURCES) {
            (void)need_scalar(walk, child, "text");
        } else if (takes == TF_TAKES_VALUES && child->shape != TF_MAP) {
            (void)need_scalar(walk, child, "a number, or {value: …, why: …}");
        } else if (need_shape(walk, child, TF_MAP, "a mapping of keys")) {
            walk_keys(walk, child, (enum tf_inside)what);
        }
    }
}

static void walk_items(struct tf_walk *walk, struct tf_node *list, int what)
{
    for (struct tf_node *item = list->first; item != NULL; item = item->next) {
        inherit(walk, list, item);
        if (item->bad || !need_shape(walk, item, TF_MAP, "a mapping of keys")) continue;
        walk_keys(walk, item, (enum tf_inside)what);
    }
}

/* Paths and what stands at them are checked once the whole tree has been walked (refer.c). */
static void walk_paths(struct tf_walk *walk, struct tf_node *map)
{
    struct tf_node *before = NULL;
    for (struct tf_node *child = map->first; child != NULL; before = child, child = child->next) {
        if (child->bad) continue;
        child->name = TF_IS_PATH;
        if (!tf_say_comma(walk, child, before) && is_empty(child)) {
            tf_say_shape(walk, child, "a value");
        }
    }
}

/* ---- Mappings of keys ---- */

void tf_walk_key(struct tf_walk *walk, struct tf_node *node, struct tf_node *before,
                 enum tf_inside inside)
{
    if (node->bad) return;
    const struct tf_names *names = walk->tree->names;
    const struct tf_word *word = tf_names_find(names, node->key, node->key_size);
    const struct tf_key *row = tf_names_row(names, word, inside);
    const int kpi = word == NULL || word->chinese ? -1 : word->kpi;
    if (row != NULL && !(row->id == TF_KEY_ASSUME && node->parent->assumed)) {
        node->row = row;
        node->name = TF_IS_KEY;
        node->kpi = (int16_t)tf_key_figure(row, inside);
        if (row->later == TF_LATER) {
            tf_say_key(walk, TWOFOLD_FAULT_NOT_YET, node, node->key, "", "");
        }
    } else if (kpi >= 0 && tf_kpi_fits(inside, twofold_kpi_at(kpi))) {
        node->name = TF_IS_KPI;
        node->kpi = (int16_t)kpi;
    } else {
        tf_say_unknown(walk, node, before, inside);
    }
}

/* Whether a key that is missing stands there after all, misspelt. */
static bool is_misspelt(const struct tf_node *map, const struct tf_key *row)
{
    const char *const names[] = {row->name, row->zh};
    for (const struct tf_node *child = map->first; child != NULL; child = child->next) {
        if (child->bad && tf_nearest(child->key, child->key_size, names, 2) != NULL) return true;
    }
    return false;
}

static void check_missing(struct tf_walk *walk, struct tf_node *map, enum tf_inside inside)
{
    if (walk->tree->partial) return;
    for (int i = 0; i < TF_KEYS; i++) {
        const struct tf_key *row = tf_key_row((enum tf_key_id)i);
        if ((row->need & TF_IN(inside)) == 0) continue;
        if (tf_node_find(map, (enum tf_key_id)i) != NULL || is_misspelt(map, row)) continue;
        const bool was_bad = map->bad;
        tf_say_value(walk, TWOFOLD_FAULT_MISSING_KEY, map, "", row->name, "");
        /* The rest of the mapping is good to be read. */
        map->bad = was_bad;
        map->bad_inside = true;
    }
}

/* Kinds of mappings in which something must stand. */
static bool has_needs(enum tf_inside inside)
{
    return inside == TF_PLAN || inside == TF_ASSUMPTION || inside == TF_CORRELATION;
}

static void walk_keys(struct tf_walk *walk, struct tf_node *map, enum tf_inside inside)
{
    struct tf_node *assume = NULL;
    struct tf_node *before = NULL;
    for (struct tf_node *child = map->first; child != NULL; before = child, child = child->next) {
        tf_walk_key(walk, child, before, inside);
        if (child->row != NULL && child->row->id == TF_KEY_ASSUME && !child->bad) assume = child;
    }
    if (assume != NULL) tf_lift(walk, map, assume, inside);
    for (struct tf_node *child = map->first; child != NULL; child = child->next) {
        inherit(walk, map, child);
        if (child->bad) continue;
        if (child->name == TF_IS_KPI) {
            walk_value(walk, child, inside == TF_ACTUAL ? TF_TAKES_REPORTS : TF_TAKES_STEPS,
                       TF_ANY);
        } else if (child->row != NULL) {
            walk_value(walk, child, (enum tf_takes)child->row->takes, child->row->what);
        }
    }
    if (has_needs(inside)) check_missing(walk, map, inside);
}

static void walk_checked(struct tf_walk *walk, struct tf_node *node, enum tf_takes takes)
{
    if (!need_scalar(walk, node, tf_takes_name(takes))) return;
    if (takes == TF_TAKES_CHOICE) {
        walk_choice(walk, node);
    } else if (takes == TF_TAKES_VERSION) {
        if (strcmp(node->text, "1") != 0) {
            tf_say_value(walk, TWOFOLD_FAULT_WRONG_VERSION, node, node->text, "1", "");
        }
    } else if (takes == TF_TAKES_CURRENCY && !is_currency(node->text, node->text_size)) {
        tf_say_value(walk, TWOFOLD_FAULT_BAD_CHOICE, node, node->text, tf_takes_name(takes), "");
    }
}

static void walk_value(struct tf_walk *walk, struct tf_node *node, enum tf_takes takes, int what)
{
    const char *expected = tf_takes_name(takes);
    if (node->row != NULL && node->row->later == TF_UNREAD) return;
    switch (takes) {
    case TF_TAKES_TEXTS:
    case TF_TAKES_PATHS:
    case TF_TAKES_RAMP: walk_texts(walk, node, expected); break;
    case TF_TAKES_SHARES:
        if (need_shape(walk, node, TF_LIST, expected)) walk_scalars(walk, node, "a share");
        break;
    case TF_TAKES_NUMBER: walk_number(walk, node, expected); break;
    case TF_TAKES_STEPS:
        if (say_distribution(walk, node)) break;
        if (node->shape == TF_MAP)
            walk_periods(walk, node);
        else
            (void)need_scalar(walk, node, expected);
        break;
    case TF_TAKES_REPORTS:
        if (need_shape(walk, node, TF_MAP, expected)) walk_periods(walk, node);
        break;
    case TF_TAKES_RATES:
        if (need_shape(walk, node, TF_MAP, expected)) walk_rates(walk, node);
        break;
    case TF_TAKES_MAP:
        if (need_shape(walk, node, TF_MAP, expected)) walk_keys(walk, node, (enum tf_inside)what);
        break;
    case TF_TAKES_IDS:
    case TF_TAKES_SOURCES:
    case TF_TAKES_VALUES:
        if (need_shape(walk, node, TF_MAP, expected)) walk_ids(walk, node, takes, what);
        break;
    case TF_TAKES_SET:
    case TF_TAKES_UNCERTAIN:
        if (need_shape(walk, node, TF_MAP, expected)) walk_paths(walk, node);
        break;
    case TF_TAKES_ITEMS:
        if (need_shape(walk, node, TF_LIST, expected)) walk_items(walk, node, what);
        break;
    default: walk_checked(walk, node, takes); break;
    }
}

/* ---- The whole tree ---- */

/* The plan's own KPIs are keys elsewhere in the file, so their names come first. */
static twofold_status collect_kpis(struct tf_walk *walk)
{
    struct tf_tree *tree = walk->tree;
    struct tf_node *kpis = tf_root_child(tree, TF_KEY_KPIS);
    if (kpis != NULL && tree->has_tables) {
        /* Headings are words of the schema; own KPIs are no headings of their own table. */
        tree->kpi_count = 0;
        const twofold_status status = tf_names_make(tree);
        if (status != TWOFOLD_OK) return status;
        tf_table_expand(walk, kpis, TF_KPI);
        if (walk->status != TWOFOLD_OK) return walk->status;
    }
    tree->kpis = kpis != NULL && kpis->shape == TF_MAP ? kpis : NULL;
    tree->kpi_count = tree->kpis == NULL ? 0 : tree->kpis->count;
    if (tree->kpi_count > TF_OWN_KPIS) {
        tf_say_key(walk, TWOFOLD_FAULT_TOO_LARGE, kpis, "kpis", "1000", "");
        tree->kpi_count = TF_OWN_KPIS;
    }
    const char **ids = tf_arena_get_array(&tree->arena, tree->kpi_count, sizeof *ids);
    if (ids == NULL) return TWOFOLD_E_MEMORY;
    size_t count = 0;
    const struct tf_node *kpi = tree->kpis == NULL ? NULL : tree->kpis->first;
    for (; kpi != NULL && count < tree->kpi_count; kpi = kpi->next) ids[count++] = kpi->key;
    tree->kpi_ids = ids;
    return tf_names_make(tree);
}

twofold_status tf_check_words(struct tf_tree *tree, twofold_faults *faults)
{
    struct tf_walk walk = {.tree = tree, .faults = faults};
    const twofold_status status = collect_kpis(&walk);
    return status == TWOFOLD_OK ? walk.status : status;
}

twofold_status tf_check(struct tf_tree *tree, twofold_faults *faults)
{
    struct tf_walk walk = {.tree = tree, .faults = faults};
    const twofold_status status = collect_kpis(&walk);
    if (status != TWOFOLD_OK) return status;
    tree->assumed_count = 0;
    tf_keys_to_english(&walk);
    tf_tables_expand(&walk);
    walk_keys(&walk, tree->root, TF_PLAN);
    tf_check_unique(&walk);
    tf_actuals_expand(&walk);
    return walk.status;
}
