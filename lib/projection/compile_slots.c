/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which rows the outputs need, and how coarse the grid may be. */
#include "projection/program.h"

#include <math.h>

bool tf_kpi_counted(const twofold_kpi *kpi)
{
    return kpi->profile == TWOFOLD_MILESTONE && kpi->kind != TWOFOLD_STOCK;
}

bool tf_kpi_of_jobs(int32_t kpi)
{
    return kpi >= TWOFOLD_KPI_JOBS_CREATED && kpi <= TWOFOLD_KPI_JOBS_NET;
}

/* Place of a (role, grid) among a KPI's slots. */
static size_t slot_key(const twofold_kpi *kpi, enum tf_role role, int32_t grid)
{
    if (role != TF_ROLE_VALUE) return role == TF_ROLE_STOCK_TIME ? 4 : 5;
    if (!tf_kpi_counted(kpi)) return 0;
    return grid == 1 ? 1 : grid == 3 ? 2 : 3;
}

int32_t tf_program_slot(const struct tf_program *program, int32_t kpi, enum tf_role role,
                        int32_t grid)
{
    return program->slot_of[kpi][slot_key(&program->model->kpis[kpi], role, grid)] - 1;
}

/* ---- Slots ---- */

static twofold_status need(struct tf_program *program, int32_t kpi, enum tf_role role, int32_t grid)
{
    if (tf_program_slot(program, kpi, role, grid) >= 0) return TWOFOLD_OK;
    struct tf_slot *slots = tf_grow(&program->context, program->slots, &program->slot_capacity,
                                    program->slot_count + 1, sizeof *slots);
    if (slots == NULL) return TWOFOLD_E_MEMORY;
    program->slots = slots;
    const int32_t months = grid == 0 ? program->grid : grid;
    const int32_t cells = (program->model->axis_to - program->model->axis_from) / months;
    twofold_kpi_kind kind = program->model->kpis[kpi].kind;
    if (role == TF_ROLE_STOCK_TIME) kind = TWOFOLD_FLOW;
    slots[program->slot_count++] = (struct tf_slot){.kpi = kpi,
                                                    .role = (int32_t)role,
                                                    .grid = months,
                                                    .cells = cells,
                                                    .row = program->rows,
                                                    .kind = kind};
    program->rows += (size_t)cells;
    program->slot_of[kpi][slot_key(&program->model->kpis[kpi], role, grid)] =
        (int32_t)program->slot_count;
    return TWOFOLD_OK;
}

/* What taxes by instruments are made of, and all of them: they are built up together. */
static twofold_status need_taxes(struct tf_program *program)
{
    static const int32_t made_of[] = {TWOFOLD_KPI_OUTPUT, TWOFOLD_KPI_SALES,
                                      TWOFOLD_KPI_INVESTMENT};
    twofold_status status = need(program, TWOFOLD_KPI_LAND, TF_ROLE_STOCK_TIME, 0);
    for (size_t i = 0; status == TWOFOLD_OK && i < sizeof made_of / sizeof *made_of; i++)
        status = need(program, made_of[i], TF_ROLE_VALUE, 0);
    for (int32_t kpi = 0; status == TWOFOLD_OK && kpi < TWOFOLD_KPI_COUNT; kpi++)
        if (tf_kpi_is_tax(kpi)) status = need(program, kpi, TF_ROLE_VALUE, 0);
    program->taxes = true;
    return status;
}

static twofold_status need_kpi(struct tf_program *program, int32_t kpi, int32_t months)
{
    const twofold_kpi *row = &program->model->kpis[kpi];
    if (row->kind == TWOFOLD_RATIO) {
        twofold_status status = need_kpi(program, row->numerator, months);
        if (status == TWOFOLD_OK)
            status = row->below == TWOFOLD_MEAN
                         ? need(program, row->denominator, TF_ROLE_STOCK_TIME, 0)
                         : need_kpi(program, row->denominator, months);
        return status;
    }
    if (program->may_tax && tf_kpi_is_tax(kpi))
        return program->taxes ? TWOFOLD_OK : need_taxes(program);
    if (kpi == TWOFOLD_KPI_INVESTMENT_TO_DATE) {
        const twofold_status status = need(program, TWOFOLD_KPI_INVESTMENT, TF_ROLE_VALUE, 0);
        return status != TWOFOLD_OK
                   ? status
                   : need(program, TWOFOLD_KPI_INVESTMENT, TF_ROLE_SPENT_BEFORE, 0);
    }
    if (kpi == TWOFOLD_KPI_PROJECTS_UNDER_WAY) { /* its reported parts are read as well */
        twofold_status status = need_kpi(program, TWOFOLD_KPI_PROJECTS_CARRIED_OVER, months);
        if (status == TWOFOLD_OK) status = need_kpi(program, TWOFOLD_KPI_PROJECTS_STARTED, months);
        if (status != TWOFOLD_OK) return status;
    }
    return need(program, kpi, TF_ROLE_VALUE, tf_kpi_counted(row) ? months : 0);
}

/* ---- Grid ---- */

static bool on_grid(double month, int32_t grid) { return isinf(month) || fmod(month, grid) == 0.0; }

static bool steps_on_grid(const struct tf_steps *steps, int32_t grid)
{
    for (size_t i = 0; i < steps->count; i++)
        if (!on_grid(steps->items[i].from, grid) || !on_grid(steps->items[i].to, grid))
            return false;
    return true;
}

static bool levers_on_grid(const struct tf_levers *levers, int32_t grid)
{
    return steps_on_grid(&levers->price, grid) && steps_on_grid(&levers->utilisation, grid);
}

/* True if every step of the plan begins at a boundary of the grid: then a cell of it is exact. */
static bool fits(const struct tf_model *model, int32_t grid)
{
    for (size_t i = 0; i < model->entity_count; i++)
        if (!levers_on_grid(&model->entities[i].levers, grid)) return false;
    for (size_t i = 0; i < model->part_count; i++)
        if (!levers_on_grid(&model->parts[i].levers, grid)) return false;
    for (size_t i = 0; i < model->report_count; i++) {
        const struct tf_report *r = &model->reports[i];
        const bool flow = model->kpis[r->kpi].kind == TWOFOLD_FLOW;
        if (flow && (!on_grid(r->from, grid) || !on_grid(r->to, grid))) return false;
    }
    return true;
}

twofold_status tf_compile_slots(struct tf_program *program)
{
    program->slot_of =
        tf_arena_get_array(&program->arena, program->model->kpi_count, sizeof *program->slot_of);
    if (program->slot_of == NULL) return TWOFOLD_E_MEMORY;
    program->may_tax = tf_has_taxes(program->model);
    int32_t finest = 12;
    for (size_t i = 0; i < program->output_count; i++) {
        const int32_t months = twofold_frequency_months(program->outputs[i].frequency);
        finest = months < finest ? months : finest;
    }
    program->grid = finest;
    while (program->grid > 1 && !fits(program->model, program->grid))
        program->grid = program->grid == 12 ? 3 : 1;
    program->cells = (program->model->axis_to - program->model->axis_from) / program->grid;
    for (size_t i = 0; i < program->output_count; i++) {
        const struct tf_output *o = &program->outputs[i];
        const twofold_status status =
            need_kpi(program, o->kpi, twofold_frequency_months(o->frequency));
        if (status != TWOFOLD_OK) return status;
    }
    return TWOFOLD_OK;
}
