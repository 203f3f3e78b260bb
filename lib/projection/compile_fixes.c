/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reports onto cells. docs/semantics.md, section 5. */
#include "projection/program.h"

#include <string.h>

static struct tf_fix *append(struct tf_program *program, struct tf_fix fix)
{
    struct tf_fix *fixes = tf_grow(&program->context, program->fixes, &program->fix_capacity,
                                   program->fix_count + 1, sizeof *fixes);
    if (fixes == NULL) return NULL;
    program->fixes = fixes;
    fixes[program->fix_count] = fix;
    return &fixes[program->fix_count++];
}

/* Marks the cells that fixes of the same entity and slot, all shorter, have taken. */
static bool mark_taken(struct tf_program *program, struct tf_fix *fix, size_t first_of_entity)
{
    uint8_t *taken = NULL;
    for (size_t i = first_of_entity; i + 1 < program->fix_count; i++) {
        const struct tf_fix *other = &program->fixes[i];
        if (other->slot != fix->slot || other->last <= fix->first || other->first >= fix->last)
            continue;
        if (taken == NULL) taken = tf_arena_get(&program->arena, (size_t)(fix->last - fix->first));
        if (taken == NULL) return false;
        for (int32_t c = other->first; c < other->last; c++)
            if (c >= fix->first && c < fix->last) taken[c - fix->first] = 1;
    }
    fix->taken = taken;
    return true;
}

/* Flows go to all their cells, stocks to the one that ends with the report. */
static bool place(struct tf_program *program, int32_t report, int32_t slot, size_t first_of_entity)
{
    const struct tf_report *r = &program->model->reports[report];
    const struct tf_slot *s = &program->slots[slot];
    const int32_t from = r->from - program->model->axis_from,
                  to = r->to - program->model->axis_from;
    if (to % s->grid != 0 || (s->kind == TWOFOLD_FLOW && from % s->grid != 0))
        return true; /* a stock inside a cell does not show at its end */
    struct tf_fix fix = {.entity = r->entity,
                         .slot = slot,
                         .first = from / s->grid,
                         .last = to / s->grid,
                         .value = tf_value_node(program, r->value, 0.0),
                         .report = report};
    if (s->kind != TWOFOLD_FLOW) fix.first = fix.last - 1;
    struct tf_fix *placed = append(program, fix);
    return placed != NULL && mark_taken(program, placed, first_of_entity);
}

/* ---- Counts: each frequency on its own, never spread ---- */

struct reports { /* of one entity and KPI */
    int32_t first, count;
};

/* Value of a count's cell: its own report, or the sum of shorter ones that cover it; -1 if neither.
 */
static int32_t count_in(struct tf_program *program, struct reports of, int32_t from, int32_t to,
                        int32_t *report)
{
    const struct tf_report *reports = program->model->reports;
    for (int32_t i = of.first; i < of.first + of.count; i++)
        if (reports[i].from == from && reports[i].to == to) {
            *report = i;
            return tf_value_node(program, reports[i].value, 0.0);
        }
    *report = -1;
    int32_t sum = tf_tape_constant(&program->tape, 0.0), at = from;
    while (at < to) { /* the longest piece that begins here: reports are sorted by length */
        int32_t best = -1;
        for (int32_t i = of.first; i < of.first + of.count; i++)
            if (reports[i].from == at && reports[i].to <= to) best = i;
        if (best < 0) return -1;
        sum = tf_tape_op(&program->tape, TF_OP_ADD, sum,
                         tf_value_node(program, reports[best].value, 0.0));
        at = reports[best].to;
    }
    return sum;
}

static bool place_counts(struct tf_program *program, struct reports of, int32_t slot)
{
    const struct tf_slot *s = &program->slots[slot];
    const struct tf_report *first = &program->model->reports[of.first];
    const bool opening = s->kind == TWOFOLD_OPENING;
    for (int32_t c = 0; c < s->cells; c++) {
        const int32_t from = program->model->axis_from + c * s->grid;
        struct tf_fix fix = {.entity = first->entity, .slot = slot, .first = c, .last = c + 1};
        fix.value = count_in(program, of, from, from + s->grid, &fix.report);
        if (opening && fix.report < 0) continue; /* an opening stock is no sum */
        if (fix.value >= 0 && append(program, fix) == NULL) return false;
    }
    return true;
}

/* Under way follows its two parts where one of them is reported and it is not. */
static bool place_under_way(struct tf_program *program, int32_t entity, size_t first_of_entity)
{
    const size_t end = program->fix_count;
    for (size_t i = first_of_entity; i < end; i++) {
        const struct tf_fix part = program->fixes[i];
        const struct tf_slot *s = &program->slots[part.slot];
        if (s->kpi != TWOFOLD_KPI_PROJECTS_CARRIED_OVER && s->kpi != TWOFOLD_KPI_PROJECTS_STARTED)
            continue;
        const int32_t slot =
            tf_program_slot(program, TWOFOLD_KPI_PROJECTS_UNDER_WAY, TF_ROLE_VALUE, s->grid);
        bool stands = slot < 0;
        for (size_t k = first_of_entity; k < program->fix_count && !stands; k++)
            stands = program->fixes[k].slot == slot && program->fixes[k].first == part.first;
        const struct tf_fix fix = {.entity = entity,
                                   .slot = slot,
                                   .first = part.first,
                                   .last = part.last,
                                   .value = -1,
                                   .report = -1};
        if (!stands && append(program, fix) == NULL) return false;
    }
    return true;
}

static bool place_reports(struct tf_program *program, struct reports of, size_t first_of_entity)
{
    const struct tf_report *r = &program->model->reports[of.first];
    const bool counted = tf_kpi_counted(&program->model->kpis[r->kpi]);
    for (size_t slot = 0; slot < program->slot_count; slot++) {
        const struct tf_slot *s = &program->slots[slot];
        if (s->kpi != r->kpi || s->role != TF_ROLE_VALUE) continue;
        if (counted && !place_counts(program, of, (int32_t)slot)) return false;
        for (int32_t i = of.first; !counted && i < of.first + of.count; i++)
            if (!place(program, i, (int32_t)slot, first_of_entity)) return false;
    }
    return true;
}

static bool reports_earlier(const struct tf_model *model, int32_t entity)
{
    for (size_t i = 0; i < model->report_count; i++) {
        const struct tf_report *r = &model->reports[i];
        if (r->entity == entity && r->kpi == TWOFOLD_KPI_INVESTMENT && r->from < 0) return true;
    }
    return false;
}

/* Investment that a zone reports before the first year stands for what its members spent by then;
 * elsewhere they do not bring it (compile_terms.c). */
static bool place_spent(struct tf_program *program, int32_t entity)
{
    const int32_t slot = tf_program_slot(program, TWOFOLD_KPI_INVESTMENT, TF_ROLE_SPENT_BEFORE, 0);
    if (program->model->entities[entity].kind != TWOFOLD_ENTITY_ZONE || slot < 0 ||
        !reports_earlier(program->model, entity))
        return true;
    const int32_t nothing = tf_tape_constant(&program->tape, 0.0);
    for (int32_t c = 0; c < program->slots[slot].cells; c++) {
        const struct tf_fix fix = {.entity = entity,
                                   .slot = slot,
                                   .first = c,
                                   .last = c + 1,
                                   .value = nothing,
                                   .report = -1};
        if (append(program, fix) == NULL) return false;
    }
    return true;
}

twofold_status tf_compile_fixes(struct tf_program *program)
{
    const struct tf_model *model = program->model;
    size_t i = 0;
    while (i < model->report_count) {
        const int32_t entity = model->reports[i].entity;
        struct tf_visit *visit = &program->visits[entity];
        const size_t first = program->fix_count;
        while (i < model->report_count && model->reports[i].entity == entity) {
            struct reports of = {.first = (int32_t)i};
            const int32_t kpi = model->reports[i].kpi;
            for (; i < model->report_count && model->reports[i].entity == entity &&
                   model->reports[i].kpi == kpi;
                 i++)
                of.count++;
            if (visit->needed && !place_reports(program, of, first)) return TWOFOLD_E_MEMORY;
        }
        if (!place_under_way(program, entity, first)) return TWOFOLD_E_MEMORY;
        if (visit->needed && !place_spent(program, entity)) return TWOFOLD_E_MEMORY;
        visit->first_fix = (int32_t)first;
        visit->fix_count = (int32_t)(program->fix_count - first);
    }
    return program->tape.failed ? TWOFOLD_E_MEMORY : TWOFOLD_OK;
}
