/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a plan's scenarios are based on. Paths in `set` are tried with their scenario (scenario.c).
 */
#include "plan/check.h"
#include "plan/object.h"

#include "base/nearest.h"

#include <string.h>

#define MOST_WORDS 200

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

twofold_status tf_check_references(struct tf_tree *tree, twofold_faults *faults)
{
    struct tf_walk walk = {.tree = tree, .faults = faults};
    check_scenarios(&walk);
    return walk.status;
}
