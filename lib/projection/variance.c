/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was reported against what the plan says where nothing had been. */
#include "projection/projection.h"

#include <math.h>
#include <stdlib.h>

struct twofold_variances {
    twofold_context context;
    twofold_projection *plan; /* as if nothing had been reported */
    twofold_variance *items;
    size_t count;
};

/* Parts known throughout a period. */
static void count_known(const twofold_projection *plan, const struct tf_report *r,
                        twofold_variance *v)
{
    const int32_t origin = plan->program->model->axis_from;
    const twofold_series months = tf_series_at(plan, r->entity, r->kpi, TWOFOLD_MONTH);
    if (months.values == NULL) return;
    v->of = months.of[0];
    v->known = v->of;
    for (int32_t m = r->from - origin; m < r->to - origin; m++)
        if (months.known[m] < v->known) v->known = months.known[m];
}

static twofold_variance variance_of(const twofold_projection *plan, const struct tf_report *r)
{
    const struct tf_model *model = plan->program->model;
    const struct tf_input *input = &model->inputs[r->value.input];
    const double rate = r->value.rate < 0 ? 1.0 : model->inputs[r->value.rate].value;
    twofold_variance v = {
        .entity = r->entity,
        .kpi = r->kpi,
        .period = {model->first_year * 12 + r->from, r->to - r->from},
        .plan = tf_value_over(plan, r->entity, r->kpi, r->from, r->to),
        .actual = input->value * rate,
        .unit = model->kpis[r->kpi].unit[0] == '*' ? r->unit : model->kpis[r->kpi].unit,
        .source = input->source,
        .file = r->file,
        .line = r->line,
    };
    v.variance = v.actual - v.plan;
    v.share = v.plan > 0.0 ? v.variance / v.plan : (double)NAN;
    count_known(plan, r, &v);
    return v;
}

/* By entity and KPI, then in the order of time, the shorter of two that begin together first. */
static int by_time(const void *a, const void *b)
{
    const twofold_variance *x = a, *y = b;
    if (x->entity != y->entity) return x->entity < y->entity ? -1 : 1;
    if (x->kpi != y->kpi) return x->kpi < y->kpi ? -1 : 1;
    if (x->period.month != y->period.month) return x->period.month < y->period.month ? -1 : 1;
    return (x->period.months > y->period.months) - (x->period.months < y->period.months);
}

static twofold_status fill(twofold_variances *v)
{
    const struct tf_model *model = v->plan->program->owned;
    v->items = tf_get_array(&v->context, model->report_count, sizeof *v->items);
    if (v->items == NULL) return TWOFOLD_E_MEMORY;
    v->count = model->report_count;
    for (size_t i = 0; i < v->count; i++) v->items[i] = variance_of(v->plan, &model->reports[i]);
    if (v->count > 0) qsort(v->items, v->count, sizeof *v->items, by_time);
    return TWOFOLD_OK;
}

twofold_status twofold_variances_new(const twofold_plan *plan, const char *scenario,
                                     const char *const *overrides, size_t override_count,
                                     const twofold_context *context, twofold_variances **variances,
                                     twofold_faults **faults)
{
    if (plan == NULL || variances == NULL || (overrides == NULL && override_count > 0))
        return TWOFOLD_E_ARGUMENT;
    const struct tf_request request = {.scenario = scenario,
                                       .overrides = overrides,
                                       .override_count = override_count,
                                       .unreported = true};
    twofold_variances *made = tf_get(context, sizeof *made);
    if (made == NULL) return TWOFOLD_E_MEMORY;
    made->context = tf_context(context);
    twofold_faults *found = NULL;
    twofold_status status = tf_projection_new(plan, &request, NULL, context, &made->plan, &found);
    if (status == TWOFOLD_OK) status = fill(made);
    if (status == TWOFOLD_OK)
        *variances = made;
    else
        twofold_variances_free(made);
    if (faults != NULL && (status == TWOFOLD_OK || status == TWOFOLD_E_PLAN))
        *faults = found;
    else
        twofold_faults_free(found);
    return status;
}

void twofold_variances_free(twofold_variances *variances)
{
    if (variances == NULL) return;
    const twofold_context context = variances->context;
    twofold_projection_free(variances->plan);
    tf_put(&context, variances->items, variances->count * sizeof *variances->items);
    tf_put(&context, variances, sizeof *variances);
}

const twofold_projection *twofold_variances_plan(const twofold_variances *variances)
{
    return variances != NULL ? variances->plan : NULL;
}

size_t twofold_variances_count(const twofold_variances *variances)
{
    return variances != NULL ? variances->count : 0;
}

twofold_variance twofold_variances_at(const twofold_variances *variances, size_t index)
{
    if (variances != NULL && index < variances->count) return variances->items[index];
    return (twofold_variance){.entity = -1, .kpi = -1, .unit = "", .source = "", .file = ""};
}
