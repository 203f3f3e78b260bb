/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a scenario and overrides make different: the plan's tree beside the changed one. */
#include "base/text.h"
#include "plan/edit.h"
#include "plan/object.h"

#include <string.h>

struct twofold_changes {
    struct tf_arena arena;
    twofold_plan *plan;           /* a reference: texts before, scenarios */
    const struct tf_model *model; /* texts after */
    twofold_change *items;
    size_t count, capacity;
    bool failed; /* an allocation */
};

/* ---- Texts ---- */

/* The scenario whose `set` a node was written in: it has the place of an entry of it, or stands in
 * something that has. "" for overrides, which have no place. */
static const char *scenario_of(const struct twofold_changes *list, const struct tf_node *node)
{
    const struct tf_node *map = tf_node_find(list->plan->tree->root, TF_KEY_SCENARIOS);
    for (; node != NULL && node->overridden && node->key_line > 0; node = node->parent)
        for (const struct tf_node *scenario = map == NULL ? NULL : map->first; scenario != NULL;
             scenario = scenario->next) {
            const struct tf_node *set = tf_node_find(scenario, TF_KEY_SET);
            const struct tf_node *entry = set == NULL ? NULL : set->first;
            for (; entry != NULL; entry = entry->next)
                if (entry->key_line == node->key_line && entry->key_column == node->key_column)
                    return scenario->key;
        }
    return "";
}

static void add_flow(struct tf_text *text, const struct tf_node *node)
{
    if (node->shape == TF_SCALAR) {
        (void)tf_text_add(text, node->text, node->text_size);
        return;
    }
    (void)tf_text_char(text, node->shape == TF_MAP ? '{' : '[');
    for (const struct tf_node *child = node->first; child != NULL; child = child->next) {
        if (child != node->first) (void)tf_text_say(text, ", ");
        if (node->shape == TF_MAP) {
            (void)tf_text_add(text, child->key, child->key_size);
            (void)tf_text_say(text, ": ");
        }
        add_flow(text, child);
    }
    (void)tf_text_char(text, node->shape == TF_MAP ? '}' : ']');
}

/* A value in one line, as a plan writes it; NULL when memory ran out. */
static const char *text_of(struct twofold_changes *list, const struct tf_node *node)
{
    if (node == NULL) return "";
    if (node->shape == TF_SCALAR) return node->text;
    struct tf_text text;
    tf_text_init(&text, &list->arena.context);
    add_flow(&text, node);
    const char *kept = text.failed ? NULL : tf_arena_text(&list->arena, text.bytes, text.size);
    tf_text_clear(&text);
    return kept;
}

/* What held at a path before where nothing stood: an earlier level, or a lever nobody had set. */
static const char *held_before(struct twofold_changes *list, const char *path)
{
    struct tf_place place;
    if (!tf_path_find(list->plan->tree, path, strlen(path), false, &place)) return "";
    const struct tf_node *old = tf_old_value(&place);
    if (old != NULL) return text_of(list, old);
    const struct tf_key *row = place.name == TF_IS_PERIOD ? place.map_row : place.row;
    if (row == NULL) return "";
    if (row->id == TF_KEY_PRICE || row->id == TF_KEY_UTILISATION) return "100%";
    return row->id >= TF_KEY_DELAY_SIGNED && row->id <= TF_KEY_DELAY_END ? "0 months" : "";
}

/* ---- The comparison ---- */

static void add(struct twofold_changes *list, const struct tf_node *was, const struct tf_node *is)
{
    twofold_change change = {.path = tf_node_path_in(is != NULL ? is : was, &list->arena),
                             .after = text_of(list, is),
                             .scenario = "",
                             .line = 0};
    void *more = tf_grow(&list->arena.context, list->items, &list->capacity, list->count + 1,
                         sizeof *list->items);
    if (more != NULL) list->items = more;
    if (change.path != NULL && change.after != NULL)
        change.before = was != NULL ? text_of(list, was) : held_before(list, change.path);
    if (change.before == NULL || more == NULL) {
        list->failed = true;
        return;
    }
    if (is != NULL) {
        change.scenario = scenario_of(list, is);
        change.line = is->line;
    }
    if (strcmp(change.before, change.after) != 0) list->items[list->count++] = change;
}

/* Everything below a changed node. Entries that a mapping as a whole takes away have its place. */
static void compare_changed(struct twofold_changes *list, const struct tf_node *was,
                            const struct tf_node *is)
{
    const bool both = was != NULL && was->shape == TF_MAP;
    if (is->shape != TF_MAP || (was != NULL && !both)) {
        add(list, was, is);
        return;
    }
    for (const struct tf_node *child = is->first; child != NULL; child = child->next)
        compare_changed(list, both ? tf_node_child(was, child->key, child->key_size) : NULL, child);
    for (const struct tf_node *child = both ? was->first : NULL; child != NULL; child = child->next)
        if (tf_node_child(is, child->key, child->key_size) == NULL) {
            const size_t before = list->count;
            add(list, child, NULL);
            if (list->count == before) continue;
            list->items[before].scenario = scenario_of(list, is);
            list->items[before].line = is->line;
        }
}

static void compare(struct twofold_changes *list, const struct tf_node *was,
                    const struct tf_node *is)
{
    for (const struct tf_node *child = is->first; child != NULL; child = child->next) {
        const struct tf_node *old = tf_node_child(was, child->key, child->key_size);
        if (child->overridden)
            compare_changed(list, old, child);
        else if (child->shape == TF_MAP && old != NULL)
            compare(list, old, child);
    }
}

/* ---- The list ---- */

twofold_status twofold_changes_new(const twofold_plan *plan, const char *scenario,
                                   const char *const *overrides, size_t override_count,
                                   const twofold_context *context, twofold_changes **changes,
                                   twofold_faults **faults)
{
    if (plan == NULL || changes == NULL || (overrides == NULL && override_count > 0))
        return TWOFOLD_E_ARGUMENT;
    const twofold_context full = tf_context(context);
    struct twofold_changes *made = tf_get(&full, sizeof *made);
    if (made == NULL) return TWOFOLD_E_MEMORY;
    tf_arena_init(&made->arena, &full);
    made->plan = twofold_plan_ref(plan);
    twofold_faults *found = NULL;
    twofold_status status =
        tf_plan_model(plan, scenario, overrides, override_count, &full, &made->model, &found);
    if (status == TWOFOLD_OK && made->model->tree != NULL)
        compare(made, plan->tree->root, made->model->tree->root);
    if (made->failed) status = TWOFOLD_E_MEMORY;
    if (status == TWOFOLD_OK)
        *changes = made;
    else
        twofold_changes_free(made);
    const bool told = status == TWOFOLD_OK || status == TWOFOLD_E_PLAN;
    if (faults != NULL && told)
        *faults = found;
    else
        twofold_faults_free(found);
    return status;
}

void twofold_changes_free(twofold_changes *changes)
{
    if (changes == NULL) return;
    const twofold_context context = changes->arena.context;
    tf_put(&context, changes->items, changes->capacity * sizeof *changes->items);
    tf_model_free(changes->model);
    twofold_plan_free(changes->plan);
    tf_arena_clear(&changes->arena);
    tf_put(&context, changes, sizeof *changes);
}

size_t twofold_changes_count(const twofold_changes *changes)
{
    return changes == NULL ? 0 : changes->count;
}

twofold_change twofold_change_at(const twofold_changes *changes, size_t index)
{
    if (changes == NULL || index >= changes->count)
        return (twofold_change){.path = "", .before = "", .after = "", .scenario = ""};
    return changes->items[index];
}
