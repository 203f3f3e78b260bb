/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which outputs a target reads: few, so that a search evaluates little. */
#include "target/question.h"

static bool is_calendar_year(const struct tf_model *model, struct tf_window w)
{
    return w.to - w.from == 12 && (w.from - model->axis_from) % 12 == 0;
}

static bool reads_years(const struct tf_model *model, const struct tf_target *t)
{
    if (t->verb == TF_KEEP)
        return (t->during_to - t->during_from) % 12 == 0 && t->during_from % 12 == 0;
    const bool based = t->verb != TF_REACH && t->base_figure.input < 0;
    return is_calendar_year(model, tf_window_for(model, t->kpi, t->due_from, t->due_to)) &&
           (!based ||
            is_calendar_year(model, tf_window_for(model, t->kpi, t->base_from, t->base_to)));
}

static void add(struct tf_program *program, int32_t entity, int32_t kpi, bool years)
{
    tf_program_output(program, entity, kpi, TWOFOLD_YEAR);
    if (years) return;
    tf_program_output(program, entity, kpi, TWOFOLD_QUARTER);
    tf_program_output(program, entity, kpi, TWOFOLD_MONTH);
}

void tf_measured(struct tf_program *program, const struct tf_target *target, int32_t entity)
{
    const struct tf_model *model = program->model;
    const twofold_kpi *kpi = &model->kpis[target->kpi];
    const bool years = reads_years(model, target);
    add(program, entity, target->kpi, years);
    if (years || kpi->kind != TWOFOLD_RATIO) return;
    add(program, entity, kpi->numerator, false);
    add(program, entity, kpi->denominator, false);
    if (kpi->below != TWOFOLD_MEAN) return;
    /* capacity x time is read off these */
    add(program, entity, TWOFOLD_KPI_PRODUCTION, false);
    add(program, entity, TWOFOLD_KPI_UTILISATION, false);
    add(program, entity, TWOFOLD_KPI_CAPACITY, false);
}
