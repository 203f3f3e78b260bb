/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan/edit.h"

#include "base/text.h"
#include "plan/chinese.h"
#include "plan/tables.h"

#include <string.h>

twofold_status tf_edit_fault(twofold_faults *faults, twofold_fault_code code,
                             const struct tf_node *value, bool at_path, const char *found,
                             const char *expected, const char *nearest)
{
    return tf_faults_add(faults, code, at_path ? value->key_line : value->line,
                         at_path ? value->key_column : value->column, value->key, found, expected,
                         nearest);
}

static twofold_status unknown_path(const struct tf_node *value, const struct tf_place *place,
                                   twofold_faults *faults)
{
    char expected[96];
    struct tf_buffer text = tf_buffer_of(expected, sizeof expected);
    tf_buffer_say(&text, "a key or id of ");
    tf_buffer_say(&text, place->within);
    (void)tf_buffer_end(&text);
    return tf_edit_fault(faults, TWOFOLD_FAULT_UNKNOWN_PATH, value, true, value->key, expected,
                         place->nearest);
}

/* What a new value takes from the place it goes to. */
static void settle(struct tf_node *node, const struct tf_node *value, const struct tf_place *place,
                   enum tf_edit_mode mode)
{
    node->key_line = value->key_line;
    node->key_column = value->key_column;
    node->row = place->row;
    node->name = (unsigned)place->name & 7;
    node->kpi = place->name == TF_IS_PERIOD ? -1 : (int16_t)place->kpi;
    node->overridden = mode == TF_EDIT_OVERRIDE;
    const struct tf_node *old = place->node;
    node->assumed = node->overridden || place->assumed || (old != NULL && old->assumed);
    node->level = (place->assumed ? place->level : old != NULL ? old->level : 0) & 15;
}

/* The node of a step that is not there yet. */
static struct tf_node *make_step(struct tf_tree *tree, const struct tf_step_to *step,
                                 struct tf_node *node)
{
    node->key = tf_arena_text(&tree->arena, step->key, step->size);
    if (node->key == NULL) return NULL;
    node->key_size = (uint32_t)step->size;
    node->chinese = step->chinese;
    node->row = step->row;
    node->kpi = (int16_t)step->kpi;
    node->name = (unsigned)step->name & 7;
    return node;
}

/* Links a value where nothing stood, with the mappings that lead to it. */
static twofold_status plant(struct tf_tree *tree, const struct tf_place *place,
                            struct tf_node *node)
{
    struct tf_node *above = place->above;
    for (size_t i = 0; i < place->step_count; i++) {
        const bool is_last = i + 1 == place->step_count;
        struct tf_node *next = is_last ? node : tf_node_new(tree, TF_MAP);
        if (next == NULL || make_step(tree, &place->steps[i], next) == NULL) {
            return TWOFOLD_E_MEMORY;
        }
        if (!is_last) {
            next->line = next->key_line = node->key_line;
            next->column = next->key_column = node->key_column;
            next->assumed = node->assumed;
            next->level = node->level;
            next->overridden = node->overridden;
        }
        tf_node_append(above, next);
        above = next;
    }
    return TWOFOLD_OK;
}

static twofold_status put(struct tf_tree *tree, const struct tf_place *place, struct tf_node *old,
                          struct tf_node *node)
{
    if (old == NULL) return plant(tree, place, node);
    node->key = old->key;
    node->key_size = old->key_size;
    node->chinese = old->chinese;
    tf_node_replace(old, node);
    return TWOFOLD_OK;
}

/* An assumption written as {value: …, why: …} keeps its reason when a number is set. */
static struct tf_node *field_of(struct tf_place *place, const struct tf_node *value)
{
    struct tf_node *node = place->node;
    const bool is_assumption = place->name == TF_IS_ID && place->map_row != NULL &&
                               place->map_row->id == TF_KEY_ASSUMPTIONS;
    if (!is_assumption || value->shape == TF_MAP || node == NULL || node->shape != TF_MAP) {
        return node;
    }
    struct tf_node *inner = tf_node_find(node, TF_KEY_VALUE);
    if (inner == NULL) return node;
    place->node = inner;
    place->row = inner->row;
    place->name = TF_IS_KEY;
    return inner;
}

/* What a draft changes in a table stands in the plan from then on, and so do the other rows. */
static void leave_table(struct tf_node *node)
{
    if (!node->tabled && (node->parent == NULL || !node->parent->tabled)) return;
    while (node != NULL && (node->tabled || node->shape != TF_MAP || node->text_size == 0)) {
        node = node->parent;
    }
    if (node != NULL) tf_table_dissolve(node);
}

static bool can_hold(const struct tf_place *place)
{
    return place->node != NULL || (place->above != NULL && place->above->shape == TF_MAP);
}

twofold_status tf_edit(struct tf_tree *tree, const struct tf_node *value, enum tf_edit_mode mode,
                       twofold_faults *faults, struct tf_place *place)
{
    struct tf_place found;
    if (place == NULL) place = &found;
    if (!tf_path_find(tree, value->key, value->key_size, mode == TF_EDIT_DRAFT, place)) {
        return unknown_path(value, place, faults);
    }
    struct tf_node *old = field_of(place, value);
    if (!can_hold(place)) {
        return tf_edit_fault(
            faults, TWOFOLD_FAULT_WRONG_SHAPE, value, true, place->above->text,
            place->name == TF_IS_PERIOD ? "a mapping of periods" : "a mapping of keys", "");
    }
    struct tf_node *node;
    if (mode == TF_EDIT_DRAFT) leave_table(old != NULL ? old : place->above);
    if (mode == TF_EDIT_OVERRIDE && tf_is_relative(value, place)) {
        struct tf_change change = {tree, place, value, faults, NULL, TWOFOLD_OK};
        tf_change(&change);
        if (change.status != TWOFOLD_OK || change.result == NULL) return change.status;
        node = change.result;
    } else {
        node = tf_node_copy(tree, value);
        if (node == NULL) return TWOFOLD_E_MEMORY;
        const twofold_status status = tf_value_to_english(tree, node, place, faults);
        if (status != TWOFOLD_OK) return status;
    }
    settle(node, value, place, mode);
    return put(tree, place, old, node);
}
