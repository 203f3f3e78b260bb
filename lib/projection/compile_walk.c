/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The walk over entities: who sums into whom, what is needed, what is read off where. */
#include "projection/program.h"

#include <string.h>

const char TF_MIXED_UNITS[] = "";

int32_t tf_program_periods(const struct tf_program *program, twofold_frequency frequency)
{
    return (program->model->axis_to - program->model->axis_from) /
           twofold_frequency_months(frequency);
}

struct tf_windows tf_all_periods(const struct tf_program *program, twofold_frequency frequency)
{
    return (struct tf_windows){program->model->axis_from, twofold_frequency_months(frequency),
                               tf_program_periods(program, frequency)};
}

static bool is_view(const struct tf_model_entity *entity)
{
    return entity->kind == TWOFOLD_ENTITY_ZONE || entity->kind == TWOFOLD_ENTITY_GROUP;
}

/* A not-listed row is no child: its entity's reports make it. */
static void link_children(struct tf_program *program)
{
    const struct tf_model *model = program->model;
    for (size_t i = 0; i < model->entity_count; i++)
        program->visits[i] =
            (struct tf_visit){.first_child = -1, .next_sibling = -1, .leaf = -1, .own = -1};
    for (size_t i = model->entity_count; i-- > 0;) {
        const struct tf_model_entity *e = &model->entities[i];
        if (e->parent < 0 || e->kind == TWOFOLD_ENTITY_NOT_LISTED) continue;
        program->visits[i].next_sibling = program->visits[e->parent].first_child;
        program->visits[e->parent].first_child = (int32_t)i;
    }
}

static void mark_needed(struct tf_program *program)
{
    const struct tf_model *model = program->model;
    struct tf_visit *visits = program->visits;
    for (size_t i = 0; i < program->output_count; i++) {
        const int32_t entity = program->outputs[i].entity;
        visits[entity].needed = true;
        if (model->entities[entity].kind == TWOFOLD_ENTITY_NOT_LISTED)
            visits[model->entities[entity].parent].needed = true;
    }
    for (size_t i = 0; i < model->entity_count; i++)
        for (size_t k = 0; visits[i].needed && k < model->entities[i].member_count; k++)
            visits[model->entities[i].members[k]].needed = true;
    /* parents stand before their children: what is below the needed is needed */
    for (size_t i = 0; i < model->entity_count; i++) {
        const int32_t parent = model->entities[i].parent;
        if (parent >= 0 && visits[parent].needed) visits[i].needed = true;
    }
    for (size_t i = model->entity_count; i-- > 0;) {
        const int32_t parent = model->entities[i].parent;
        if (parent >= 0 && (visits[i].needed || visits[i].leads_to_needed))
            visits[parent].leads_to_needed = true;
    }
}

/* ---- Views ---- */

static bool list_views(struct tf_program *program)
{
    const struct tf_model *model = program->model;
    size_t total = 0;
    program->view_rows =
        tf_arena_get_array(&program->arena, model->entity_count + 1, sizeof *program->view_rows);
    if (program->view_rows == NULL) return false;
    for (size_t i = 0; i < model->entity_count; i++) {
        program->view_rows[i] = -1;
        if (!is_view(&model->entities[i]) || !program->visits[i].needed) continue;
        program->view_rows[i] = (int32_t)program->view_count++;
        total += model->entities[i].member_count;
        for (size_t k = 0; k < model->entities[i].member_count; k++)
            program->visits[model->entities[i].members[k]].view_count++;
    }
    program->views = tf_arena_get_array(&program->arena, total + 1, sizeof *program->views);
    if (program->views == NULL) return false;
    int32_t next = 0;
    for (size_t i = 0; i < model->entity_count; i++) {
        program->visits[i].first_view = next;
        next += program->visits[i].view_count;
        program->visits[i].view_count = 0;
    }
    for (size_t i = 0; i < model->entity_count; i++)
        for (size_t k = 0; program->view_rows[i] >= 0 && k < model->entities[i].member_count; k++) {
            struct tf_visit *member = &program->visits[model->entities[i].members[k]];
            program->views[member->first_view + member->view_count++] = (int32_t)i;
        }
    return true;
}

/* ---- Outputs, entity by entity ---- */

static bool sort_outputs(struct tf_program *program)
{
    const size_t entities = program->model->entity_count;
    struct tf_output *sorted =
        tf_arena_get_array(&program->arena, program->output_count + 1, sizeof *sorted);
    if (sorted == NULL) return false;
    for (size_t i = 0; i < program->output_count; i++)
        program->visits[program->outputs[i].entity].output_count++;
    int32_t next = 0;
    for (size_t i = 0; i < entities; i++) {
        program->visits[i].first_output = next;
        next += program->visits[i].output_count;
        program->visits[i].output_count = 0;
    }
    for (size_t i = 0; i < program->output_count; i++) {
        struct tf_visit *v = &program->visits[program->outputs[i].entity];
        sorted[v->first_output + v->output_count++] = program->outputs[i];
    }
    program->outputs = sorted;
    return true;
}

/* ---- Units of capacity and production ---- */

static void merge_unit(const char **into, const char *unit)
{
    if (unit == NULL || *into == TF_MIXED_UNITS || (unit != TF_MIXED_UNITS && unit[0] == '\0'))
        return;
    if (*into == NULL)
        *into = unit;
    else if (unit == TF_MIXED_UNITS || strcmp(*into, unit) != 0)
        *into = TF_MIXED_UNITS;
}

static void merge_units(struct tf_program *program, int32_t entity, const char *const unit[2])
{
    for (int k = 0; k < 2; k++) merge_unit(&program->visits[entity].unit[k], unit[k]);
}

static void units_of_parts(struct tf_program *program)
{
    const struct tf_model *model = program->model;
    for (size_t i = 0; i < model->part_count; i++) {
        const struct tf_part *part = &model->parts[i];
        const char *unit[2] = {NULL, NULL}, *per = NULL; /* of capacity, production; per of price */
        bool output = false;
        for (size_t k = 0; k < part->figure_count; k++) {
            const struct tf_figure *figure = &part->figures[k];
            if (figure->kpi == TWOFOLD_KPI_CAPACITY || figure->kpi == TWOFOLD_KPI_PRODUCTION)
                merge_unit(&unit[figure->kpi == TWOFOLD_KPI_PRODUCTION], figure->unit);
            if (figure->kpi == TWOFOLD_KPI_UNIT_VALUE) merge_unit(&per, figure->unit);
            output = output || figure->kpi == TWOFOLD_KPI_OUTPUT;
        }
        if (unit[1] == NULL) unit[1] = unit[0] != NULL || !output ? unit[0] : per;
        merge_units(program, part->entity, unit);
    }
    for (size_t i = 0; i < model->report_count; i++) {
        const struct tf_report *r = &model->reports[i];
        if (r->kpi == TWOFOLD_KPI_CAPACITY || r->kpi == TWOFOLD_KPI_PRODUCTION)
            merge_unit(&program->visits[r->entity].unit[r->kpi == TWOFOLD_KPI_PRODUCTION], r->unit);
    }
}

static void units_upwards(struct tf_program *program)
{
    const struct tf_model *model = program->model;
    units_of_parts(program);
    for (size_t i = model->entity_count; i-- > 0;)
        if (model->entities[i].parent >= 0)
            merge_units(program, model->entities[i].parent, program->visits[i].unit);
    for (size_t i = 0; i < model->entity_count; i++)
        for (size_t k = 0; k < model->entities[i].member_count; k++)
            merge_units(program, (int32_t)i, program->visits[model->entities[i].members[k]].unit);
    for (size_t i = 0; i < model->entity_count; i++) /* what is not listed counts as its entity */
        if (model->entities[i].kind == TWOFOLD_ENTITY_NOT_LISTED)
            merge_units(program, (int32_t)i, program->visits[model->entities[i].parent].unit);
}

twofold_status tf_compile_walk(struct tf_program *program)
{
    program->visits = tf_arena_get_array(&program->arena, program->model->entity_count + 1,
                                         sizeof *program->visits);
    if (program->visits == NULL) return TWOFOLD_E_MEMORY;
    link_children(program);
    mark_needed(program);
    if (!list_views(program) || !sort_outputs(program)) return TWOFOLD_E_MEMORY;
    units_upwards(program);
    return TWOFOLD_OK;
}
