/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reported totals against their known parts. */
#include "base/faults.h"
#include "projection/projection.h"

#include <math.h>
#include <stdio.h>

static bool may_be_negative(const struct tf_model_entity *entity)
{
    return entity->kind != TWOFOLD_ENTITY_PARK && entity->kind != TWOFOLD_ENTITY_CLUSTER &&
           entity->kind != TWOFOLD_ENTITY_ZONE;
}

double tf_value_over(const struct twofold_projection *p, int entity, int kpi, int32_t from,
                     int32_t to)
{
    const struct tf_model *model = p->program->model;
    const twofold_kpi *row = &model->kpis[kpi];
    const twofold_series months = tf_series_at(p, entity, kpi, TWOFOLD_MONTH);
    from -= model->axis_from;
    to -= model->axis_from;
    if (months.values == NULL) return (double)NAN;
    if (row->kind == TWOFOLD_STOCK) return months.values[to - 1];
    if (tf_kpi_counted(row)) {
        for (int f = TWOFOLD_YEAR; f <= TWOFOLD_MONTH; f++) {
            const twofold_series s = tf_series_at(p, entity, kpi, (twofold_frequency)f);
            if (s.first.months == to - from) return s.values[from / s.first.months];
        }
        return (double)NAN;
    }
    double sum = 0.0;
    for (int32_t m = from; m < to; m++) sum += months.values[m];
    return sum;
}

/* What a report leaves for the row "not listed"; NaN where the report shows in no cell. */
static double rest_of(const struct twofold_projection *p, const struct tf_report *r)
{
    const int rest = p->program->model->entities[r->entity].not_listed;
    return tf_value_over(p, rest, r->kpi, r->from, r->to);
}

static twofold_status report_fault(const struct twofold_projection *p, const struct tf_report *r,
                                   double rest, twofold_faults **faults)
{
    const struct tf_model *model = p->program->model;
    if (*faults == NULL) {
        const twofold_status status = tf_faults_new(&p->program->context, faults);
        if (status != TWOFOLD_OK) return status;
    }
    char path[256], parts[40];
    const double rate = r->value.rate < 0 ? 1.0 : model->inputs[r->value.rate].value;
    const double value = model->inputs[r->value.input].value * rate;
    (void)snprintf(path, sizeof path, "%s.actual.%s", model->entities[r->entity].path,
                   model->kpis[r->kpi].id);
    (void)twofold_fixed_write(value - rest, 0, TWOFOLD_HALF_EVEN, parts, sizeof parts);
    const twofold_status status = tf_faults_file(*faults, r->file);
    if (status != TWOFOLD_OK) return status;
    return tf_faults_add(*faults, TWOFOLD_FAULT_NEGATIVE_REST, r->line, r->column, path,
                         model->inputs[r->value.input].text, parts, NULL);
}

twofold_status tf_check_rests(const struct twofold_projection *p, twofold_faults **faults)
{
    const struct tf_model *model = p->program->model;
    bool faulty = false;
    for (size_t i = 0; i < model->report_count; i++) {
        const struct tf_report *r = &model->reports[i];
        if (may_be_negative(&model->entities[r->entity])) continue;
        const double rest = rest_of(p, r);
        const twofold_series all = tf_series_at(p, r->entity, r->kpi, TWOFOLD_YEAR);
        double scale = 0.0; /* a rest of mere rounding is none */
        for (size_t c = 0; c < all.count; c++) scale = fmax(scale, fabs(all.values[c]));
        if (!(rest < -1e-9 * scale)) continue;
        const twofold_status status = report_fault(p, r, rest, faults);
        if (status != TWOFOLD_OK) return status;
        faulty = true;
    }
    if (faulty) tf_faults_sort(*faults);
    return faulty ? TWOFOLD_E_PLAN : TWOFOLD_OK;
}
