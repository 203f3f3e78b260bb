/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the checked tree to the typed model: the head of the plan, and the passes in order. */
#include "plan/bind.h"

#include "plan/bind_core.h"
#include "plan/yaml.h"
#include "twofold/period.h"

#include <stdio.h>
#include <string.h>

/* ---- The head ---- */

static void read_currency(struct tf_binder *b)
{
    const struct tf_node *node = tf_node_find(b->tree->root, TF_KEY_CURRENCY);
    const char *currency = node != NULL && node->text_size == 3 ? node->text : "CNY";
    memcpy(b->model->currency, currency, 3);
}

/* Whole years; without them the rest is read as if there were no bounds. */
static void read_years(struct tf_binder *b)
{
    struct tf_model *model = b->model;
    const struct tf_node *node = tf_node_find(b->tree->root, TF_KEY_YEARS);
    twofold_period period = {2000 * 12, 12};
    b->timeless = true;
    if (node != NULL && node->shape == TF_SCALAR) {
        const bool read = twofold_period_parse(node->text, node->text_size, &period);
        const bool whole = read && period.month % 12 == 0 && period.months % 12 == 0;
        if (!whole) {
            tf_bind_fault(b, TWOFOLD_FAULT_BAD_PERIOD, node, NULL, "whole years, as 2021..2030",
                          NULL);
            period = (twofold_period){2000 * 12, 12};
        } else if ((size_t)period.months / 12 > b->limits.years) {
            char most[40];
            (void)snprintf(most, sizeof most, "%zu years", b->limits.years);
            tf_bind_fault(b, TWOFOLD_FAULT_TOO_LARGE, node, NULL, most, NULL);
        } else {
            b->timeless = false;
        }
    }
    b->origin = period.month;
    model->first_year = period.month / 12;
    model->years = period.months / 12;
    model->axis_to = period.months;
    (void)twofold_period_write(period, b->years_text, sizeof b->years_text);
}

static void read_as_of(struct tf_binder *b)
{
    const struct tf_node *node = tf_node_find(b->tree->root, TF_KEY_AS_OF);
    b->model->as_of = -TF_INFINITY;
    if (node == NULL || node->shape != TF_SCALAR) return;
    twofold_date date;
    if (twofold_date_parse(node->text, node->text_size, &date)) {
        b->model->as_of = date.first - b->origin;
    } else {
        tf_bind_fault(b, TWOFOLD_FAULT_BAD_DATE, node, NULL, "2023, 2023Q4, 2023-12 or 2023-12-31",
                      NULL);
    }
}

/* ---- The passes ---- */

/* About half the nodes of a plan are numbers. */
static bool reserve_inputs(struct tf_binder *b)
{
    b->input_capacity = 16 + b->tree->node_count / 8 * 5;
    b->inputs = tf_get_array(&b->context, b->input_capacity, sizeof *b->inputs);
    if (b->inputs == NULL) b->input_capacity = 0, b->status = TWOFOLD_E_MEMORY;
    return b->inputs != NULL;
}

static void keep_inputs(struct tf_binder *b)
{
    b->model->inputs = b->inputs;
    b->model->input_count = b->input_count;
    b->model->input_room = b->input_capacity;
    b->inputs = NULL;
    b->input_capacity = 0;
}

static void keep_defaults(struct tf_binder *b)
{
    struct tf_default *defaults = tf_bind_get(b, b->chosen_count, sizeof *defaults);
    if (defaults == NULL) return;
    if (b->chosen_count > 0) memcpy(defaults, b->chosen, b->chosen_count * sizeof *defaults);
    b->model->defaults = defaults;
    b->model->default_count = b->chosen_count;
}

/* False if no model can be made, because of faults or for want of memory. */
static bool run(struct tf_binder *b)
{
    read_currency(b);
    read_years(b);
    read_as_of(b);
    tf_bind_wants(b);
    tf_bind_kpis(b);
    if (b->status != TWOFOLD_OK || !reserve_inputs(b)) return false;
    tf_bind_assumptions(b);
    tf_bind_rates(b);
    if (b->status != TWOFOLD_OK || !tf_bind_entities(b)) return false;
    static void (*const passes[])(struct tf_binder *) = {
        tf_bind_parts, tf_bind_members,      tf_bind_reports_end, tf_bind_events,
        tf_bind_order, tf_bind_targets,      tf_bind_uncertain,   keep_defaults,
        keep_inputs,   tf_bind_expectations,
    };
    for (size_t i = 0; i < sizeof passes / sizeof *passes; i++) {
        passes[i](b);
        if (tf_cancelled(&b->context)) b->status = TWOFOLD_E_CANCELLED;
        if (b->status != TWOFOLD_OK) return false;
    }
    return true;
}

/* Bytes of a model for each node of its tree, about. */
#define ARENA_EACH ((size_t)80)

static struct tf_model *new_model(const twofold_context *context, const struct tf_tree *tree)
{
    struct tf_arena *arena = tf_get(context, sizeof *arena);
    if (arena == NULL) return NULL;
    tf_arena_init(arena, context);
    tf_arena_expect(arena, tree->node_count * ARENA_EACH);
    struct tf_model *model = tf_arena_get(arena, sizeof *model);
    if (model == NULL) {
        tf_put(context, arena, sizeof *arena);
        return NULL;
    }
    model->arena = arena;
    return model;
}

void tf_bind_free(struct tf_model *model)
{
    if (model == NULL) return;
    struct tf_arena *arena = model->arena;
    const twofold_context context = arena->context;
    /* Nobody changes a model any more; the piece is ours. */
    tf_put(&context, (struct tf_input *)(uintptr_t)model->inputs,
           model->input_room * sizeof *model->inputs);
    tf_arena_clear(arena);
    tf_put(&context, arena, sizeof *arena);
}

twofold_status tf_bind(const struct tf_tree *tree, const twofold_limits *limits,
                       const twofold_context *context, twofold_faults *faults,
                       struct tf_model **model)
{
    struct tf_binder *b = tf_get(context, sizeof *b);
    if (b == NULL) return TWOFOLD_E_MEMORY;
    *b = (struct tf_binder){.tree = tree, .context = tf_context(context), .faults = faults};
    tf_arena_init(&b->scratch, &b->context);
    b->limits = tf_limits(limits);
    b->model = new_model(&b->context, tree);
    if (b->model != NULL)
        b->arena = b->model->arena;
    else
        (void)tf_bind_no_memory(b);
    const bool made = b->model != NULL && run(b);
    const twofold_status status = b->status;
    if (!made) tf_bind_free(b->model);
    if (status == TWOFOLD_OK) *model = made ? b->model : NULL;
    tf_put(&b->context, b->inputs, b->input_capacity * sizeof *b->inputs);
    tf_put(&b->context, b->events, b->event_capacity * sizeof *b->events);
    tf_put(&b->context, b->chosen, b->chosen_capacity * sizeof *b->chosen);
    tf_put(&b->context, b->figures, b->figure_capacity * sizeof *b->figures);
    tf_bind_reports_free(b);
    tf_arena_clear(&b->scratch);
    tf_put(context, b, sizeof *b);
    return status;
}
