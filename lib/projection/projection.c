/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A projection: a block of one with everything selected, and what is known beside it. */
#include "twofold/projection.h"

#include "base/elementary.h"
#include "projection/projection.h"

#include <string.h>

static const twofold_frequency FREQUENCIES[] = {TWOFOLD_YEAR, TWOFOLD_QUARTER, TWOFOLD_MONTH};
enum { FREQUENCY_COUNT = sizeof FREQUENCIES / sizeof *FREQUENCIES };

/* Outputs stand entity by entity, KPI by KPI, frequency by frequency: that is the cube. */
static twofold_status select_everything(void *user, struct tf_program *program)
{
    (void)user;
    const struct tf_model *model = program->model;
    const twofold_status status =
        tf_program_outputs(program, model->entity_count * model->kpi_count * FREQUENCY_COUNT);
    if (status != TWOFOLD_OK) return status;
    for (size_t e = 0; e < model->entity_count; e++)
        for (size_t k = 0; k < model->kpi_count; k++)
            for (size_t f = 0; f < FREQUENCY_COUNT; f++)
                tf_program_output(program, (int32_t)e, (int32_t)k, FREQUENCIES[f]);
    return TWOFOLD_OK;
}

static size_t column_of(const struct twofold_projection *p, int entity, int kpi,
                        twofold_frequency frequency)
{
    const struct tf_program *program = p->program;
    size_t a_kpi = 0, before = 0;
    for (size_t i = 0; !p->is_whole && i < program->output_count; i++) {
        const struct tf_output *o = &program->outputs[i];
        if (o->entity == entity && o->kpi == kpi && o->frequency == frequency) return o->column;
    }
    if (!p->is_whole) return SIZE_MAX;
    for (size_t f = 0; f < FREQUENCY_COUNT; f++) {
        if (FREQUENCIES[f] == frequency) before = a_kpi;
        a_kpi += (size_t)tf_program_periods(program, FREQUENCIES[f]);
    }
    return ((size_t)entity * program->model->kpi_count + (size_t)kpi) * a_kpi + before;
}

static twofold_status cover_all(struct twofold_projection *p)
{
    const struct tf_program *program = p->program;
    const size_t months = (size_t)tf_program_periods(program, TWOFOLD_MONTH);
    bool *any = tf_get_array(&program->context, months, sizeof *any);
    if (any == NULL) return TWOFOLD_E_MEMORY;
    twofold_status status = TWOFOLD_OK;
    for (size_t i = 0; i < program->output_count && status == TWOFOLD_OK; i++) {
        const struct tf_output *o = &program->outputs[i];
        const struct tf_windows all = tf_all_periods(program, o->frequency);
        const uint32_t of =
            tf_cover(&p->coverage, o->entity, o->kpi, all, NULL, p->known + o->column, any);
        for (int32_t c = 0; c < all.count; c++) {
            p->of[o->column + (size_t)c] = of;
            if (!any[c]) p->values[o->column + (size_t)c] = TF_NAN;
        }
        if (i % 1024 == 0 && tf_cancelled(&program->context)) status = TWOFOLD_E_CANCELLED;
    }
    tf_put(&program->context, any, months * sizeof *any);
    return status;
}

/* Capacity and production in several units have no sum: nothing of them is known. */
static void blank_mixed(struct twofold_projection *p)
{
    const struct tf_program *program = p->program;
    for (size_t i = 0; i < program->output_count; i++) {
        const struct tf_output *o = &program->outputs[i];
        if (!tf_unit_is_mixed(program, o->entity, o->kpi)) continue;
        for (int32_t c = 0; c < tf_program_periods(program, o->frequency); c++) {
            p->values[o->column + (size_t)c] = TF_NAN;
            p->known[o->column + (size_t)c] = 0;
        }
    }
}

/* Fills the values from the inputs at p->at. */
static void run(struct twofold_projection *p)
{
    struct tf_workspace *w = p->workspace;
    for (size_t i = 0; i < p->program->vary_count; i++) w->inputs[i] = &p->at[i];
    w->cube = p->values;
    tf_evaluate(w, 1, w->inputs);
}

static twofold_status evaluate(struct twofold_projection *p, const double *at)
{
    const struct tf_program *program = p->program;
    p->at = tf_get_array(&program->context, program->vary_count, sizeof *p->at);
    p->values = tf_get_array(&program->context, program->columns, sizeof *p->values);
    p->known = tf_get_array(&program->context, program->columns, sizeof *p->known);
    p->of = tf_get_array(&program->context, program->columns, sizeof *p->of);
    if (p->at == NULL || p->values == NULL || p->known == NULL || p->of == NULL)
        return TWOFOLD_E_MEMORY;
    twofold_status status = tf_workspace_new(program, 1, &p->workspace);
    if (status != TWOFOLD_OK) return status;
    if (at != NULL) memcpy(p->at, at, program->vary_count * sizeof *p->at);
    run(p);
    status = tf_coverage_new(program, p->workspace, &p->coverage);
    if (program->vary_count == 0) { /* it will not be moved */
        tf_workspace_free(p->workspace);
        p->workspace = NULL;
    }
    if (status == TWOFOLD_OK) status = cover_all(p);
    blank_mixed(p);
    return status;
}

twofold_status tf_projection_move(struct twofold_projection *p, const double *at)
{
    memcpy(p->at, at, p->program->vary_count * sizeof *p->at);
    run(p);
    const twofold_status status = cover_all(p);
    blank_mixed(p);
    return status;
}

double tf_projection_input(const struct twofold_projection *p, int32_t input)
{
    for (size_t i = 0; i < p->program->vary_count; i++)
        if (p->program->varied[i] == input) return p->at[i];
    return p->program->model->inputs[input].value;
}

void twofold_projection_free(twofold_projection *p)
{
    if (p == NULL) return;
    struct tf_program *program = p->program;
    const twofold_context context = program->context;
    tf_coverage_clear(&p->coverage);
    tf_workspace_free(p->workspace);
    tf_put(&context, p->at, program->vary_count * sizeof *p->at);
    tf_put(&context, p->values, program->columns * sizeof *p->values);
    tf_put(&context, p->known, program->columns * sizeof *p->known);
    tf_put(&context, p->of, program->columns * sizeof *p->of);
    tf_put(&context, p, sizeof *p);
    tf_program_free(program);
}

twofold_status tf_projection_new(const twofold_plan *plan, const struct tf_request *request,
                                 const double *at, const twofold_context *context,
                                 struct twofold_projection **projection, twofold_faults **faults)
{
    struct tf_request whole = *request;
    if (request->outputs == NULL) whole.outputs = select_everything;
    struct tf_program *program = NULL;
    twofold_status status = tf_program_new(plan, &whole, context, &program, faults);
    if (status != TWOFOLD_OK) return status;
    struct twofold_projection *p = tf_get(&program->context, sizeof *p);
    if (p == NULL) {
        tf_program_free(program);
        return TWOFOLD_E_MEMORY;
    }
    p->program = program;
    p->is_whole = request->outputs == NULL;
    status = evaluate(p, at);
    if (status == TWOFOLD_OK)
        *projection = p;
    else
        twofold_projection_free(p);
    return status;
}

twofold_status twofold_project(const twofold_plan *plan, const char *scenario,
                               const char *const *overrides, size_t override_count,
                               const twofold_context *context, twofold_projection **projection,
                               twofold_faults **faults)
{
    if (plan == NULL || projection == NULL || (overrides == NULL && override_count > 0))
        return TWOFOLD_E_ARGUMENT;
    const struct tf_request request = {
        .scenario = scenario, .overrides = overrides, .override_count = override_count};
    struct twofold_projection *p = NULL;
    twofold_faults *found = NULL;
    twofold_status status = tf_projection_new(plan, &request, NULL, context, &p, &found);
    if (status == TWOFOLD_OK) status = tf_check_rests(p, &found);
    if (status == TWOFOLD_OK)
        *projection = p;
    else
        twofold_projection_free(p);
    if (faults != NULL && (status == TWOFOLD_OK || status == TWOFOLD_E_PLAN))
        *faults = found;
    else
        twofold_faults_free(found);
    return status;
}

const twofold_plan *twofold_projection_plan(const twofold_projection *projection)
{
    return projection == NULL ? NULL : projection->program->plan;
}

const char *tf_unit_of(const struct tf_program *program, int entity, int kpi)
{
    if (kpi == TWOFOLD_KPI_CAPACITY || kpi == TWOFOLD_KPI_PRODUCTION) {
        const char *unit = program->visits[entity].unit[kpi == TWOFOLD_KPI_PRODUCTION];
        return unit == NULL ? "" : unit;
    }
    return program->model->kpis[kpi].unit;
}

int32_t tf_entity_here(const struct twofold_projection *projection, int entity)
{
    const struct tf_program *program = projection->program;
    return tf_model_same_entity(tf_plan_own_model(program->plan), entity, program->model);
}

int32_t tf_entity_of_plan(const struct twofold_projection *projection, int32_t entity)
{
    const struct tf_program *program = projection->program;
    return tf_model_same_entity(program->model, entity, tf_plan_own_model(program->plan));
}

twofold_series twofold_series_at(const twofold_projection *projection, int entity, int kpi,
                                 twofold_frequency frequency)
{
    if (projection == NULL) return (twofold_series){.unit = ""};
    return tf_series_at(projection, tf_entity_here(projection, entity), kpi, frequency);
}

twofold_series tf_series_at(const struct twofold_projection *projection, int32_t entity, int kpi,
                            twofold_frequency frequency)
{
    const struct tf_program *program = projection->program;
    if (entity < 0 || (size_t)entity >= program->model->entity_count || kpi < 0 ||
        (size_t)kpi >= program->model->kpi_count || frequency < TWOFOLD_YEAR ||
        frequency > TWOFOLD_MONTH)
        return (twofold_series){.unit = ""};
    const size_t column = column_of(projection, entity, kpi, frequency);
    if (column == SIZE_MAX) return (twofold_series){.unit = ""};
    const struct tf_model *model = program->model;
    return (twofold_series){
        .values = projection->values + column,
        .known = projection->known + column,
        .of = projection->of + column,
        .count = (size_t)tf_program_periods(program, frequency),
        .first = {model->first_year * 12 + model->axis_from, twofold_frequency_months(frequency)},
        .unit = tf_unit_of(program, entity, kpi)};
}

bool tf_axis_find(const struct twofold_projection *projection, twofold_period period,
                  twofold_frequency *frequency, size_t *number)
{
    const struct tf_program *program = projection->program;
    const int32_t offset =
        period.month - (program->model->first_year * 12 + program->model->axis_from);
    for (size_t f = 0; f < FREQUENCY_COUNT; f++) {
        const int32_t months = twofold_frequency_months(FREQUENCIES[f]);
        if (period.months != months || offset < 0 || offset % months != 0 ||
            offset / months >= tf_program_periods(program, FREQUENCIES[f]))
            continue;
        *frequency = FREQUENCIES[f];
        *number = (size_t)(offset / months);
        return true;
    }
    return false;
}

double tf_value_at(const struct twofold_projection *projection, int entity, int kpi,
                   twofold_period period)
{
    twofold_frequency frequency;
    size_t number;
    if (!tf_axis_find(projection, period, &frequency, &number)) return TF_NAN;
    const twofold_series s = twofold_series_at(projection, entity, kpi, frequency);
    return s.values == NULL ? TF_NAN : s.values[number];
}

double twofold_value(const twofold_projection *projection, const char *entity, const char *kpi,
                     const char *period)
{
    twofold_period wanted;
    if (projection == NULL || entity == NULL || kpi == NULL || period == NULL ||
        !twofold_period_parse(period, strlen(period), &wanted))
        return TF_NAN;
    const twofold_plan *plan = projection->program->plan;
    return tf_value_at(projection, twofold_find_entity(plan, entity), twofold_find_kpi(plan, kpi),
                       wanted);
}
