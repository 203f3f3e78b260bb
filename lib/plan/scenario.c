/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scenarios and overrides: a copy of the tree, changed, checked and bound again. */
#include "base/text.h"
#include "plan/check.h"
#include "plan/chinese.h"
#include "plan/edit.h"
#include "plan/object.h"
#include "plan/yaml.h"

#include <string.h>

/* ---- based-on ---- */

struct visit {
    const struct tf_node *scenario;
    const struct tf_node *next; /* of what it is based on: not visited yet */
    bool single;                /* based-on is one name */
};

struct search {
    struct visit stack[TF_SCENARIOS];
    size_t depth;
    const struct tf_node **order;
    size_t count;
};

static void enter(struct search *s, const struct tf_node *scenario)
{
    const struct tf_node *based = tf_node_find(scenario, TF_KEY_BASED_ON);
    const bool single = based != NULL && based->shape == TF_SCALAR;
    const struct tf_node *first = based == NULL ? NULL : single ? based : based->first;
    s->stack[s->depth++] = (struct visit){scenario, first, single};
}

static bool is_open(const struct search *s, const struct tf_node *scenario)
{
    for (size_t i = 0; i < s->depth; i++) {
        if (s->stack[i].scenario == scenario) return true;
    }
    return false;
}

static bool is_done(const struct search *s, const struct tf_node *scenario)
{
    for (size_t i = 0; i < s->count; i++) {
        if (s->order[i] == scenario) return true;
    }
    return false;
}

size_t tf_scenario_order(const struct tf_node *scenario, const struct tf_node **order, size_t count,
                         const struct tf_node **closing)
{
    struct search s;
    s.depth = 0;
    s.count = count;
    s.order = order;
    if (closing != NULL) *closing = NULL;
    if (!is_done(&s, scenario)) enter(&s, scenario);
    while (s.depth > 0) {
        struct visit *top = &s.stack[s.depth - 1];
        const struct tf_node *item = top->next;
        if (item == NULL) {
            order[s.count++] = top->scenario;
            s.depth--;
            continue;
        }
        top->next = top->single ? NULL : item->next;
        const struct tf_node *base = tf_node_child(scenario->parent, item->text, item->text_size);
        if (base == NULL || base->bad || item->bad) continue;
        if (is_open(&s, base)) {
            if (closing != NULL && *closing == NULL) *closing = item;
        } else if (!is_done(&s, base) && s.depth + s.count < TF_SCENARIOS) {
            enter(&s, base);
        }
    }
    return s.count;
}

bool tf_scenarios_named(const struct tf_tree *tree, const char *names, const struct tf_node **order,
                        size_t *count)
{
    const struct tf_node *map = tf_node_find(tree->root, TF_KEY_SCENARIOS);
    *count = 0;
    while (names != NULL && names[0] != '\0') {
        const size_t size = strcspn(names, "+");
        const struct tf_node *node = tf_node_child(map, names, size);
        if (node == NULL || node->bad) return false;
        *count = tf_scenario_order(node, order, *count, NULL);
        names += size;
        if (names[0] == '+' && *++names == '\0') return false;
    }
    return true;
}

twofold_status tf_scenarios_apply(struct tf_tree *tree, const struct tf_node *const *order,
                                  size_t count, twofold_faults *faults)
{
    for (size_t i = 0; i < count; i++) {
        const struct tf_node *set = tf_node_find(order[i], TF_KEY_SET);
        for (const struct tf_node *value = set == NULL ? NULL : set->first; value != NULL;
             value = value->next) {
            if (value->bad) continue;
            tree->changed = true;
            const twofold_status status = tf_edit(tree, value, TF_EDIT_OVERRIDE, faults, NULL);
            if (status != TWOFOLD_OK) return status;
        }
    }
    return TWOFOLD_OK;
}

/* ---- Trying them when a plan is read ---- */

static bool is_same(const twofold_fault *a, const twofold_fault *b)
{
    return a->code == b->code && a->line == b->line && a->column == b->column &&
           strcmp(a->path, b->path) == 0 && strcmp(a->found, b->found) == 0 &&
           strcmp(a->file, b->file) == 0;
}

/* Errors that the plan itself does not have. */
static twofold_status add_new(twofold_faults *list, const twofold_faults *more)
{
    for (size_t i = 0; i < twofold_faults_count(more); i++) {
        const twofold_fault fault = twofold_faults_at(more, i);
        bool known = fault.severity != TWOFOLD_ERROR;
        for (size_t j = 0; !known && j < twofold_faults_count(list); j++) {
            const twofold_fault other = twofold_faults_at(list, j);
            known = is_same(&fault, &other);
        }
        if (known) continue;
        twofold_status status = tf_faults_file(list, fault.file);
        if (status == TWOFOLD_OK)
            status = tf_faults_add(list, fault.code, fault.line, fault.column, fault.path,
                                   fault.found, fault.expected, fault.nearest);
        if (status != TWOFOLD_OK) return status;
    }
    return tf_faults_file(list, NULL);
}

static twofold_status check_and_bind(struct tf_tree *tree, const twofold_limits *limits,
                                     const twofold_context *context, twofold_faults *faults,
                                     struct tf_model **model)
{
    const twofold_status status = tf_check(tree, faults);
    return status != TWOFOLD_OK ? status : tf_bind(tree, limits, context, faults, model);
}

static twofold_status try_one(const struct tf_tree *tree, const struct tf_node *scenario,
                              const twofold_limits *limits, const twofold_context *context,
                              twofold_faults *list)
{
    const struct tf_node *order[TF_SCENARIOS];
    const size_t count = tf_scenario_order(scenario, order, 0, NULL);
    struct tf_tree *copy = NULL;
    struct tf_model *model = NULL;
    twofold_faults *more = NULL;
    twofold_status status = tf_plan_faults(context, &more);
    if (status == TWOFOLD_OK) status = tf_tree_copy(tree, context, &copy);
    if (status == TWOFOLD_OK) status = tf_scenarios_apply(copy, order, count, more);
    if (status == TWOFOLD_OK) status = check_and_bind(copy, limits, context, more, &model);
    if (status == TWOFOLD_OK) status = add_new(list, more);
    tf_bind_free(model);
    tf_tree_free(copy);
    twofold_faults_free(more);
    return status;
}

twofold_status tf_scenarios_try(const struct tf_tree *tree, const twofold_limits *limits,
                                const twofold_context *context, twofold_faults *list)
{
    const struct tf_node *map = tf_node_find(tree->root, TF_KEY_SCENARIOS);
    for (const struct tf_node *scenario = map == NULL ? NULL : map->first; scenario != NULL;
         scenario = scenario->next) {
        if (scenario->bad || twofold_faults_of(list, TWOFOLD_ERROR) >= TF_FAULTS_KEPT) continue;
        const twofold_status status = try_one(tree, scenario, limits, context, list);
        if (status != TWOFOLD_OK) return status;
    }
    return TWOFOLD_OK;
}

/* ---- The model under a scenario and overrides ---- */

/* One "PATH=VALUE". */
static twofold_status override_one(struct tf_tree *tree, const char *text, twofold_faults *faults)
{
    struct tf_node *value;
    if (text == NULL) return TWOFOLD_E_ARGUMENT;
    const char *equals = strchr(text, '=');
    if (equals == NULL) {
        return tf_faults_add(faults, TWOFOLD_FAULT_UNKNOWN_PATH, 0, 0, text, text, "PATH=VALUE",
                             "");
    }
    size_t size = (size_t)(equals - text);
    const char *from = text;
    tf_trim(&from, &size);
    const char *path = tf_arena_text(&tree->arena, from, size);
    if (path == NULL) return TWOFOLD_E_MEMORY;
    const twofold_status status =
        tf_yaml_value(tree, equals + 1, strlen(equals + 1), path, faults, &value);
    if (status != TWOFOLD_OK || value == NULL) return status;
    value->key = path;
    value->key_size = (uint32_t)size;
    tree->changed = true;
    return tf_edit(tree, value, TF_EDIT_OVERRIDE, faults, NULL);
}

static twofold_status changed_model(const twofold_plan *plan, const struct tf_node *const *order,
                                    size_t count, const char *const *overrides,
                                    size_t override_count, const twofold_context *context,
                                    struct tf_model **model, twofold_faults *list)
{
    struct tf_tree *tree = NULL;
    struct tf_model *made = NULL;
    twofold_status status = tf_tree_copy(plan->tree, context, &tree);
    if (status == TWOFOLD_OK) status = tf_scenarios_apply(tree, order, count, list);
    for (size_t i = 0; status == TWOFOLD_OK && i < override_count; i++) {
        status = override_one(tree, overrides[i], list);
    }
    if (status == TWOFOLD_OK) status = check_and_bind(tree, &plan->limits, context, list, &made);
    if (status == TWOFOLD_OK && twofold_faults_of(list, TWOFOLD_ERROR) > 0) status = TWOFOLD_E_PLAN;
    if (status != TWOFOLD_OK) {
        tf_bind_free(made);
        tf_tree_free(tree);
        return status;
    }
    made->tree = tree;
    *model = made;
    return TWOFOLD_OK;
}

twofold_status tf_plan_model(const twofold_plan *plan, const char *scenario,
                             const char *const *overrides, size_t override_count,
                             const twofold_context *context, const struct tf_model **model,
                             twofold_faults **faults)
{
    const struct tf_node *order[TF_SCENARIOS];
    size_t count;
    if (!tf_scenarios_named(plan->tree, scenario, order, &count)) return TWOFOLD_E_NOT_FOUND;
    twofold_faults *list;
    struct tf_model *made = NULL;
    twofold_status status = tf_plan_faults(context, &list);
    if (status != TWOFOLD_OK) return status;
    if (count == 0 && override_count == 0) {
        (void)twofold_plan_ref(plan);
        made = plan->model;
    } else {
        status = changed_model(plan, order, count, overrides, override_count, context, &made, list);
    }
    if (status == TWOFOLD_OK) *model = made;
    return tf_hand_over(status, list, faults);
}

void tf_model_free(const struct tf_model *model)
{
    if (model == NULL) return;
    if (model->plan != NULL) {
        twofold_plan_free(model->plan);
        return;
    }
    /* Made by changed_model for this caller alone; handed out const because nobody may change it.
     */
    struct tf_model *own = (struct tf_model *)(uintptr_t)model;
    struct tf_tree *tree = own->tree;
    tf_bind_free(own);
    tf_tree_free(tree);
}
