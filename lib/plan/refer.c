/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What speaks of the rest of the plan and changes none of its numbers by itself: scenarios'
 * based-on, uncertain, correlation, expect. Paths in `set` are tried with their scenario
 * (scenario.c). */
#include "plan/check.h"
#include "plan/object.h"
#include "plan/path.h"
#include "plan/words.h"

#include "base/nearest.h"
#include "base/text.h"
#include "twofold/period.h"

#include <string.h>

#define MOST_WORDS 200
#define MOST_PATH 512

/* ---- Names of targets and scenarios ---- */

/* Says that a name is none of a mapping's. */
static void say_unknown_name(struct tf_walk *walk, twofold_fault_code code, struct tf_node *node,
                             const struct tf_node *map, const char *expected)
{
    const char *words[MOST_WORDS];
    size_t count = 0;
    for (const struct tf_node *child = map == NULL ? NULL : map->first;
         child != NULL && count < MOST_WORDS; child = child->next) {
        words[count++] = child->key;
    }
    tf_say_value(walk, code, node, node->text, expected,
                 tf_nearest(node->text, node->text_size, words, count));
}

static void check_name(struct tf_walk *walk, struct tf_node *node, enum tf_key_id of,
                       twofold_fault_code code, const char *expected)
{
    if (node == NULL || node->bad || node->shape != TF_SCALAR) return;
    const struct tf_node *map = tf_node_find(walk->tree->root, of);
    if (tf_node_child(map, node->text, node->text_size) == NULL) {
        say_unknown_name(walk, code, node, map, expected);
    }
}

static void check_scenario_name(struct tf_walk *walk, struct tf_node *node)
{
    check_name(walk, node, TF_KEY_SCENARIOS, TWOFOLD_FAULT_UNKNOWN_SCENARIO, "a name of scenarios");
}

static void check_target_name(struct tf_walk *walk, struct tf_node *node)
{
    check_name(walk, node, TF_KEY_TARGETS, TWOFOLD_FAULT_UNKNOWN_TARGET, "a name of targets");
}

/* ---- based-on ---- */

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

/* ---- expect ---- */

static void check_number(struct tf_walk *walk, struct tf_node *node)
{
    twofold_number number;
    if (node == NULL || node->bad || node->text[0] == '$') return;
    const twofold_fault_code code = twofold_number_parse(node->text, node->text_size, &number);
    if (code != TWOFOLD_FAULT_NONE) tf_say_value(walk, code, node, node->text, "a number", "");
}

static void check_verdict(struct tf_walk *walk, struct tf_node *node)
{
    const char *words[6];
    if (node == NULL) return;
    for (size_t i = 0; i < 3; i++) {
        static const char *const verdicts[] = {"met", "missed", "unknown"};
        if (tf_is_word(node->text, node->text_size, verdicts[i])) return;
        words[2 * i] = verdicts[i];
        words[2 * i + 1] = tf_word_chinese(verdicts[i], strlen(verdicts[i]));
    }
    tf_say_value(walk, TWOFOLD_FAULT_BAD_CHOICE, node, node->text, "met, missed, unknown",
                 tf_nearest(node->text, node->text_size, words, 6));
}

static void check_kpi(struct tf_walk *walk, struct tf_node *node)
{
    const char *words[TWOFOLD_KPI_COUNT];
    if (tf_tree_kpi(walk->tree, node->text, node->text_size) >= 0) return;
    for (int i = 0; i < TWOFOLD_KPI_COUNT; i++) words[i] = twofold_kpi_at(i)->id;
    tf_say_value(walk, TWOFOLD_FAULT_UNKNOWN_KPI, node, node->text, "a KPI",
                 tf_nearest(node->text, node->text_size, words, TWOFOLD_KPI_COUNT));
}

/* What an expectation must say, by what it is about. */
static void check_outcome(struct tf_walk *walk, struct tf_node *item, const struct tf_node *target,
                          const struct tf_node *kpi)
{
    const bool has_bound =
        tf_node_find(item, TF_KEY_AT_LEAST) != NULL || tf_node_find(item, TF_KEY_AT_MOST) != NULL;
    const bool has_is = tf_node_find(item, TF_KEY_IS) != NULL;
    const char *missing = target != NULL ? (has_is ? NULL : "is")
                          : kpi != NULL  ? (has_is || has_bound ? NULL : "is, at-least or at-most")
                                         : (has_bound ? NULL : "at-least or at-most");
    if (missing != NULL && !item->bad_inside) {
        tf_say_value(walk, TWOFOLD_FAULT_MISSING_KEY, item, "", missing, "");
    }
}

static void check_expectation(struct tf_walk *walk, struct tf_node *item)
{
    twofold_period period;
    struct tf_node *target = tf_node_find(item, TF_KEY_TARGET);
    struct tf_node *chance = tf_node_find(item, TF_KEY_CHANCE_OF);
    struct tf_node *kpi = tf_node_find(item, TF_KEY_KPI);
    struct tf_node *in = tf_node_find(item, TF_KEY_IN);
    check_scenario_name(walk, tf_node_find(item, TF_KEY_SCENARIO));
    check_target_name(walk, target);
    check_target_name(walk, chance);
    if (kpi != NULL) check_kpi(walk, kpi);
    if (target != NULL)
        check_verdict(walk, tf_node_find(item, TF_KEY_IS));
    else
        check_number(walk, tf_node_find(item, TF_KEY_IS));
    check_number(walk, tf_node_find(item, TF_KEY_AT_LEAST));
    check_number(walk, tf_node_find(item, TF_KEY_AT_MOST));
    check_number(walk, tf_node_find(item, TF_KEY_WITHIN));
    if (in != NULL && !twofold_period_parse(in->text, in->text_size, &period)) {
        tf_say_value(walk, TWOFOLD_FAULT_BAD_PERIOD, in, in->text, "a period: 2025, 2025-10", "");
    }
    const int subjects = (target != NULL) + (chance != NULL) + (kpi != NULL);
    if (subjects > 1) {
        struct tf_node *second = target != NULL && chance != NULL ? chance : kpi;
        tf_say_key(walk, TWOFOLD_FAULT_EXCLUDES, second, second->key,
                   target != NULL ? "target" : "chance-of", "");
    } else if (subjects == 1) {
        check_outcome(walk, item, target, kpi);
    } else if (!item->bad_inside) {
        tf_say_value(walk, TWOFOLD_FAULT_MISSING_KEY, item, "", "target, kpi or chance-of", "");
    }
}

twofold_status tf_check_expected(struct tf_tree *tree, const struct tf_model *model,
                                 twofold_faults *faults)
{
    struct tf_walk walk = {.tree = tree, .faults = faults};
    struct tf_node *expect = tf_node_find(tree->root, TF_KEY_EXPECT);
    for (struct tf_node *item = expect == NULL ? NULL : expect->first; item != NULL;
         item = item->next) {
        struct tf_node *of = item->bad ? NULL : tf_node_find(item, TF_KEY_OF);
        if (of == NULL || tf_model_find_entity(model, of->text, of->text_size) >= 0) continue;
        tf_say_value(&walk, TWOFOLD_FAULT_UNKNOWN_ENTITY, of, of->text, "an entity", "");
    }
    return walk.status;
}

twofold_status tf_check_references(struct tf_tree *tree, twofold_faults *faults)
{
    struct tf_walk walk = {.tree = tree, .faults = faults};
    struct tf_node *uncertain = tf_node_find(tree->root, TF_KEY_UNCERTAIN);
    struct tf_node *correlation = tf_node_find(tree->root, TF_KEY_CORRELATION);
    struct tf_node *expect = tf_node_find(tree->root, TF_KEY_EXPECT);
    check_scenarios(&walk);
    struct tf_node *node = uncertain == NULL ? NULL : uncertain->first;
    for (; node != NULL; node = node->next) check_uncertain(&walk, node, node->key, node->key_size);
    node = correlation == NULL ? NULL : correlation->first;
    for (; node != NULL; node = node->next) {
        if (!node->bad) check_correlation(&walk, node);
    }
    node = expect == NULL ? NULL : expect->first;
    for (; node != NULL; node = node->next) {
        if (!node->bad) check_expectation(&walk, node);
    }
    return walk.status;
}
