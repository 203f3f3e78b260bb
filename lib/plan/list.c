/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lists a plan keeps for its readers: scenarios, and everything in it that is not reported. */
#include "plan/object.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

struct collector {
    twofold_plan *plan;
    const struct tf_node **nodes;
    size_t count, capacity;
    twofold_status status;
};

static void collect(struct collector *c, const struct tf_node *node)
{
    const struct tf_node **more =
        tf_grow(&c->plan->context, c->nodes, &c->capacity, c->count + 1, sizeof *more);
    if (more == NULL) {
        c->status = TWOFOLD_E_MEMORY;
        return;
    }
    c->nodes = more;
    c->nodes[c->count++] = node;
}

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

static void collect_assumed(struct collector *c, const struct tf_node *node)
{
    if (node->shape != TF_MAP) {
        if (node->assumed && !is_remark(node)) collect(c, node);
        return;
    }
    for (const struct tf_node *child = node->first; child != NULL && c->status == TWOFOLD_OK;
         child = child->next) {
        collect_assumed(c, child);
    }
}

static void collect_named(struct collector *c, const struct tf_node *map)
{
    for (const struct tf_node *child = map == NULL ? NULL : map->first;
         child != NULL && c->status == TWOFOLD_OK; child = child->next) {
        collect(c, child);
    }
}

/* Order of the file; what has no place comes last, in the order it was met. */
static int by_place(const void *a, const void *b)
{
    const struct tf_node *x = *(const struct tf_node *const *)a;
    const struct tf_node *y = *(const struct tf_node *const *)b;
    const uint32_t x_line = x->line - 1, y_line = y->line - 1; /* 0 becomes the largest */
    if (x_line != y_line) return x_line < y_line ? -1 : 1;
    return x->column < y->column ? -1 : x->column > y->column;
}

/* The value as written; a list as one text. */
static const char *value_text(twofold_plan *plan, const struct tf_node *node)
{
    if (node->shape == TF_MAP) return tf_node_text(node, TF_KEY_VALUE);
    if (node->shape == TF_SCALAR) return node->text;
    char text[400];
    struct tf_buffer buffer = tf_buffer_of(text, sizeof text);
    tf_buffer_char(&buffer, '[');
    for (const struct tf_node *item = node->first; item != NULL; item = item->next) {
        if (item != node->first) tf_buffer_say(&buffer, ", ");
        tf_buffer_add(&buffer, item->text, item->text_size);
    }
    tf_buffer_char(&buffer, ']');
    const size_t size = tf_buffer_end(&buffer);
    return tf_arena_text(&plan->arena, text, size < sizeof text ? size : sizeof text - 1);
}

static twofold_status list_node(twofold_plan *plan, const struct tf_node *node)
{
    const char *path = tf_node_path_in(node, &plan->arena), *value = value_text(plan, node);
    if (path == NULL || value == NULL) return TWOFOLD_E_MEMORY;
    plan->assumptions[plan->assumption_count++] =
        (twofold_assumption){path, value, tf_node_why(node), false, node->key_line};
    return TWOFOLD_OK;
}

static twofold_status list_default(twofold_plan *plan, const twofold_fault *note)
{
    const char *path = tf_arena_text(&plan->arena, note->path, strlen(note->path));
    const char *value = tf_arena_text(&plan->arena, note->expected, strlen(note->expected));
    if (path == NULL || value == NULL) return TWOFOLD_E_MEMORY;
    plan->assumptions[plan->assumption_count++] =
        (twofold_assumption){path, value, "", true, note->line};
    return TWOFOLD_OK;
}

static twofold_status list_all(struct collector *c, const twofold_faults *faults)
{
    twofold_plan *plan = c->plan;
    const size_t fault_count = twofold_faults_count(faults);
    plan->assumptions =
        tf_arena_get_array(&plan->arena, c->count + fault_count, sizeof *plan->assumptions);
    if (plan->assumptions == NULL) return TWOFOLD_E_MEMORY;
    twofold_status status = TWOFOLD_OK;
    for (size_t i = 0; i < c->count && status == TWOFOLD_OK; i++) {
        status = list_node(plan, c->nodes[i]);
    }
    for (size_t i = 0; i < fault_count && status == TWOFOLD_OK; i++) {
        const twofold_fault fault = twofold_faults_at(faults, i);
        if (fault.code == TWOFOLD_FAULT_DEFAULT_USED) status = list_default(plan, &fault);
    }
    return status;
}

static twofold_status list_scenarios(twofold_plan *plan)
{
    const struct tf_node *map = tf_node_find(plan->tree->root, TF_KEY_SCENARIOS);
    const size_t count = map == NULL ? 0 : map->count;
    plan->scenarios = tf_arena_get_array(&plan->arena, count, sizeof *plan->scenarios);
    if (plan->scenarios == NULL) return TWOFOLD_E_MEMORY;
    for (const struct tf_node *node = map == NULL ? NULL : map->first; node != NULL;
         node = node->next) {
        plan->scenarios[plan->scenario_count++] = node;
    }
    return TWOFOLD_OK;
}

twofold_status tf_plan_list(twofold_plan *plan, const twofold_faults *list)
{
    struct collector c = {.plan = plan};
    twofold_status status = list_scenarios(plan);
    if (status != TWOFOLD_OK) return status;
    collect_named(&c, tf_node_find(plan->tree->root, TF_KEY_ASSUMPTIONS));
    collect_assumed(&c, plan->tree->root);
    if (c.count > 1) qsort(c.nodes, c.count, sizeof *c.nodes, by_place);
    status = c.status == TWOFOLD_OK ? list_all(&c, list) : c.status;
    tf_put(&plan->context, c.nodes, c.capacity * sizeof *c.nodes);
    return status;
}
