/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a plan says is uncertain, for its readers. */
#include "plan/object.h"
#include "plan/path.h"

#include <string.h>

#define MOST_PATH 512

size_t twofold_uncertain_count(const twofold_plan *plan)
{
    return plan == NULL ? 0 : plan->model->uncertain_count;
}

twofold_uncertain twofold_uncertain_at(const twofold_plan *plan, size_t index)
{
    if (index >= twofold_uncertain_count(plan))
        return (twofold_uncertain){.path = "", .text = "", .input = -1};
    const struct tf_uncertain *one = &plan->model->uncertain[index];
    return (twofold_uncertain){.path = one->path,
                               .text = one->text,
                               .input = one->input,
                               .kind = one->kind,
                               .change = one->change,
                               .parameters = one->parameters,
                               .parameter_count = one->parameter_count,
                               .unit = one->unit,
                               .is_date = one->is_date,
                               .listed = one->listed,
                               .line = one->line};
}

/* Whether a path is another, or lies below it. */
static bool is_at_or_below(const char *path, const char *other, size_t size)
{
    return strncmp(path, other, size) == 0 && (path[size] == '\0' || path[size] == '.');
}

/* Whether one scenario, without those it is based on, sets a path or something above it. */
static bool sets(const struct tf_tree *tree, const struct tf_node *scenario, const char *path)
{
    const struct tf_node *set = tf_node_find(scenario, TF_KEY_SET);
    for (const struct tf_node *node = set == NULL ? NULL : set->first; node != NULL;
         node = node->next) {
        struct tf_place place;
        char other[MOST_PATH];
        if (!tf_path_find(tree, node->key, node->key_size, true, &place)) continue;
        const size_t size = tf_place_path(&place, other, sizeof other);
        if (size < sizeof other && is_at_or_below(path, other, size)) return true;
    }
    return false;
}

bool twofold_uncertain_applies(const twofold_plan *plan, size_t index, const char *scenario)
{
    const struct tf_node *order[TF_SCENARIOS];
    const twofold_uncertain one = twofold_uncertain_at(plan, index);
    if (index >= twofold_uncertain_count(plan)) return false;
    if (one.change != TWOFOLD_UNCERTAIN_IS) return true;
    size_t count = 0;
    if (!tf_scenarios_named(plan->tree, scenario, order, &count)) return true;
    for (size_t i = 0; i < count; i++)
        if (sets(plan->tree, order[i], one.path)) return false;
    return true;
}

size_t twofold_correlation_count(const twofold_plan *plan)
{
    return plan == NULL ? 0 : plan->model->correlation_count;
}

twofold_correlation twofold_correlation_at(const twofold_plan *plan, size_t index)
{
    if (index >= twofold_correlation_count(plan)) return (twofold_correlation){0};
    const struct tf_correlation *one = &plan->model->correlations[index];
    return (twofold_correlation){(size_t)one->a, (size_t)one->b, one->value, one->line};
}
