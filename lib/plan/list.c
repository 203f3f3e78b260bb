/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lists a plan keeps for its readers: scenarios, and everything in it that is not reported. */
#include "plan/object.h"

#include "base/text.h"
#include "plan/path.h"

#include <stdlib.h>
#include <string.h>

/* Order of the file, then of its tables; what has no place comes last, in the order it was met. */
static int by_place(const void *a, const void *b)
{
    const struct tf_assumed *x = a, *y = b;
    const int files = strcmp(tf_node_file(x->node), tf_node_file(y->node));
    if (files != 0) return files;
    const uint32_t x_line = x->line - 1, y_line = y->line - 1; /* 0 becomes the largest */
    if (x_line != y_line) return x_line < y_line ? -1 : 1;
    return x->column < y->column ? -1 : x->column > y->column;
}

/* A list as one text; of a named assumption that is a mapping its value. */
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

/* Most stand in order already: what is assumed comes last in its mapping. */
static void sort(struct tf_assumed *list, size_t count)
{
    bool sorted = true;
    for (size_t i = 1; i < count && sorted; i++) sorted = by_place(&list[i - 1], &list[i]) <= 0;
    if (!sorted) qsort(list, count, sizeof *list, by_place);
}

twofold_status tf_plan_list(twofold_plan *plan)
{
    const twofold_status status = list_scenarios(plan);
    if (status != TWOFOLD_OK) return status;
    plan->assumed = plan->tree->assumed;
    plan->assumed_count = plan->tree->assumed_count;
    sort(plan->assumed, plan->assumed_count);
    for (size_t i = 0; i < plan->assumed_count; i++) {
        struct tf_assumed *one = &plan->assumed[i];
        if (one->value == NULL) one->value = value_text(plan, one->node);
        if (one->value == NULL) return TWOFOLD_E_MEMORY;
    }
    return TWOFOLD_OK;
}

/* ---- Asking ---- */

size_t twofold_assumption_count(const twofold_plan *plan)
{
    return plan == NULL ? 0 : plan->assumed_count + plan->model->default_count;
}

static const char *file_at(const struct tf_tree *tree, const char *path)
{
    struct tf_place place;
    const bool found = tf_path_find(tree, path, strlen(path), false, &place);
    return found && place.node != NULL ? tf_node_file(place.node) : "";
}

const char *tf_plan_file_at(const twofold_plan *plan, const char *path)
{
    return file_at(plan->tree, path);
}

const char *tf_model_file_at(const struct tf_model *model, const char *path)
{
    return file_at(model->tree != NULL ? model->tree : model->plan->tree, path);
}

/* Defaults come last. */
twofold_assumption twofold_assumption_at(const twofold_plan *plan, size_t index)
{
    if (index >= twofold_assumption_count(plan)) {
        return (twofold_assumption){"", "", "", false, 0, ""};
    }
    if (index < plan->assumed_count) {
        const struct tf_assumed *one = &plan->assumed[index];
        return (twofold_assumption){one->path, one->value,          tf_node_why(one->node),
                                    false,     one->node->key_line, tf_node_file(one->node)};
    }
    index -= plan->assumed_count;
    const struct tf_default *one = &plan->model->defaults[index];
    const struct tf_model_entity *entity = &plan->model->entities[one->entity];
    return (twofold_assumption){entity->path, one->words,   "",
                                true,         entity->line, tf_plan_file_at(plan, entity->path)};
}

twofold_tax_level twofold_plan_tax_level(const twofold_plan *plan, int entity)
{
    const struct tf_model *model = plan == NULL ? NULL : plan->model;
    if (model == NULL || entity < 0 || (size_t)entity >= model->entity_count ||
        model->entities[entity].part < 0)
        return TWOFOLD_TAX_NOT_GIVEN;
    const struct tf_part *part = &model->parts[model->entities[entity].part];
    if (part->taxes != NULL) return TWOFOLD_TAX_INSTRUMENTS;
    for (size_t i = 0; i < part->figure_count; i++)
        if (part->figures[i].kpi == TWOFOLD_KPI_TAX || part->figures[i].kpi == TWOFOLD_KPI_TAX_RATE)
            return TWOFOLD_TAX_EFFECTIVE;
    return TWOFOLD_TAX_NOT_GIVEN;
}
