/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What speaks of the rest of the plan and changes none of its numbers by itself: scenarios'
 * based-on, uncertain, correlation. Paths in `set` are tried with their scenario (scenario.c). */
#include "plan/check.h"
#include "plan/object.h"
#include "plan/path.h"

#include "base/nearest.h"
#include "base/text.h"
#include "twofold/period.h"

#include <string.h>

#define MOST_WORDS 200
#define MOST_PATH 512

/* ---- based-on ---- */

static void check_scenario_name(struct tf_walk *walk, struct tf_node *node)
{
    const char *words[MOST_WORDS];
    size_t count = 0;
    if (node->bad || node->shape != TF_SCALAR) return;
    const struct tf_node *map = tf_node_find(walk->tree->root, TF_KEY_SCENARIOS);
    if (tf_node_child(map, node->text, node->text_size) != NULL) return;
    for (const struct tf_node *child = map == NULL ? NULL : map->first;
         child != NULL && count < MOST_WORDS; child = child->next) {
        words[count++] = child->key;
    }
    tf_say_value(walk, TWOFOLD_FAULT_UNKNOWN_SCENARIO, node, node->text, "a name of scenarios",
                 tf_nearest(node->text, node->text_size, words, count));
}

static void check_scenarios(struct tf_walk *walk)
{
    const struct tf_node *order[TF_SCENARIOS];
    struct tf_node *map = tf_node_find(walk->tree->root, TF_KEY_SCENARIOS);
    if (map == NULL) return;
    if (map->count > TF_SCENARIOS) {
        tf_say_key(walk, TWOFOLD_FAULT_TOO_LARGE, map, "scenarios", "1000", "");
        return;
    }
    for (struct tf_node *scenario = map->first; scenario != NULL; scenario = scenario->next) {
        struct tf_node *based = scenario->bad ? NULL : tf_node_find(scenario, TF_KEY_BASED_ON);
        if (based == NULL) continue;
        if (based->shape == TF_SCALAR) check_scenario_name(walk, based);
        for (struct tf_node *item = based->first; item != NULL; item = item->next) {
            check_scenario_name(walk, item);
        }
    }
    for (struct tf_node *scenario = map->first; scenario != NULL; scenario = scenario->next) {
        const struct tf_node *closing;
        if (scenario->bad) continue;
        (void)tf_scenario_order(scenario, order, 0, &closing);
        if (closing == NULL || closing->bad) continue;
        /* The item is the tree's, which this walk may mark. */
        struct tf_node *item = (struct tf_node *)(uintptr_t)closing;
        tf_say_value(walk, TWOFOLD_FAULT_CYCLE, item, item->text, "", "");
    }
}

/* ---- uncertain ---- */

static bool is_date_range(const char *text, size_t size)
{
    twofold_date date;
    while (size > 0) {
        const char *dots = NULL;
        for (size_t i = 0; dots == NULL && i + 1 < size; i++) {
            if (text[i] == '.' && text[i + 1] == '.') dots = text + i;
        }
        const size_t length = dots == NULL ? size : (size_t)(dots - text);
        if (!twofold_date_parse(text, length, &date)) return false;
        if (dots == NULL) return true;
        text = dots + 2;
        size -= length + 2;
    }
    return false;
}

static void check_range(struct tf_walk *walk, struct tf_node *node, const struct tf_place *place)
{
    twofold_number number;
    const char *text = node->text;
    size_t size = node->text_size;
    const enum tf_takes takes = tf_place_takes(place);
    const bool is_date = takes == TF_TAKES_MOMENT || takes == TF_TAKES_DATE;
    if (text[0] == '$') return;
    if ((text[0] == 'x' || text[0] == '+') && size > 1 && text[1] == ' ') {
        text += 2;
        size -= 2;
    } else if (is_date && is_date_range(text, size)) {
        return;
    }
    const twofold_fault_code code = twofold_number_parse(text, size, &number);
    if (code != TWOFOLD_FAULT_NONE) {
        tf_say_value(walk, code, node, node->text, "a number or a range, 8..10..15%", "");
    }
}

static void say_unknown_path(struct tf_walk *walk, struct tf_node *node, bool at_value,
                             const struct tf_place *place)
{
    char expected[96];
    struct tf_buffer text = tf_buffer_of(expected, sizeof expected);
    tf_buffer_say(&text, "a key or id of ");
    tf_buffer_say(&text, place->within);
    (void)tf_buffer_end(&text);
    if (at_value) {
        tf_say_value(walk, TWOFOLD_FAULT_UNKNOWN_PATH, node, node->text, expected, place->nearest);
    } else {
        tf_say_key(walk, TWOFOLD_FAULT_UNKNOWN_PATH, node, node->key, expected, place->nearest);
    }
}

static void check_uncertain(struct tf_walk *walk, struct tf_node *node, const char *path,
                            size_t size)
{
    struct tf_place place;
    char longer[MOST_PATH];
    if (node->bad) return;
    if (!tf_path_find(walk->tree, path, size, false, &place)) {
        say_unknown_path(walk, node, false, &place);
        return;
    }
    if (node->shape == TF_SCALAR) {
        check_range(walk, node, &place);
        return;
    }
    if (node->shape == TF_LIST) {
        tf_say_shape(walk, node, "a range, or a mapping of ranges");
        return;
    }
    if (node->first != NULL &&
        tf_key_find(TF_DISTRIBUTION, node->first->key, node->first->key_size) != NULL) {
        tf_say_value(walk, TWOFOLD_FAULT_NOT_YET, node, node->first->key, "", "");
        return;
    }
    for (struct tf_node *child = node->first; child != NULL; child = child->next) {
        struct tf_buffer text = tf_buffer_of(longer, sizeof longer);
        tf_buffer_add(&text, path, size);
        tf_buffer_char(&text, '.');
        tf_buffer_add(&text, child->key, child->key_size);
        const size_t length = tf_buffer_end(&text);
        check_uncertain(walk, child, longer, length < sizeof longer ? length : sizeof longer - 1);
    }
}

/* ---- correlation ---- */

static void check_input_path(struct tf_walk *walk, struct tf_node *node)
{
    struct tf_place place;
    if (node->bad) return;
    if (!tf_path_find(walk->tree, node->text, node->text_size, false, &place)) {
        say_unknown_path(walk, node, true, &place);
    }
}

static void check_correlation(struct tf_walk *walk, struct tf_node *item)
{
    double value;
    struct tf_node *between = tf_node_find(item, TF_KEY_BETWEEN);
    struct tf_node *list = between != NULL ? between : tf_node_find(item, TF_KEY_AMONG);
    struct tf_node *is = tf_node_find(item, TF_KEY_IS);
    if (list == NULL && !item->bad_inside) {
        tf_say_value(walk, TWOFOLD_FAULT_MISSING_KEY, item, "", "between or among", "");
    }
    if (list != NULL &&
        (list->shape != TF_LIST || list->count < 2 || (list == between && list->count > 2))) {
        tf_say_shape(walk, list, list == between ? "two paths" : "a list of paths");
    } else if (list != NULL) {
        for (struct tf_node *path = list->first; path != NULL; path = path->next) {
            check_input_path(walk, path);
        }
    }
    if (is == NULL) return;
    if (!twofold_double_parse(is->text, is->text_size, &value)) {
        tf_say_value(walk, TWOFOLD_FAULT_BAD_NUMBER, is, is->text, "-1 to 1", "");
    } else if (value < -1 || value > 1) {
        tf_say_value(walk, TWOFOLD_FAULT_OUT_OF_RANGE, is, is->text, "-1 to 1", "");
    }
}

twofold_status tf_check_references(struct tf_tree *tree, twofold_faults *faults)
{
    struct tf_walk walk = {.tree = tree, .faults = faults};
    struct tf_node *uncertain = tf_node_find(tree->root, TF_KEY_UNCERTAIN);
    struct tf_node *correlation = tf_node_find(tree->root, TF_KEY_CORRELATION);
    check_scenarios(&walk);
    struct tf_node *node = uncertain == NULL ? NULL : uncertain->first;
    for (; node != NULL; node = node->next) check_uncertain(&walk, node, node->key, node->key_size);
    node = correlation == NULL ? NULL : correlation->first;
    for (; node != NULL; node = node->next) {
        if (!node->bad) check_correlation(&walk, node);
    }
    return walk.status;
}
