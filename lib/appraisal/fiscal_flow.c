/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "twofold/appraisal.h"

#include "projection/projection.h"

#include <math.h>
#include <string.h>

#define NOTHING ((double)NAN)

struct twofold_fiscal_flow {
    twofold_context context;
    size_t years;
    twofold_fiscal_year *year;
    double *net;   /* the same years' net, for the formulas */
    double *cost;  /* support and other */
    double *gain;  /* as in the years */
    double *rates; /* room for one a year: a flow has no more changes of sign */
    twofold_fiscal_sum sum;
};

/* ---- What is asked ---- */

struct question {
    const struct twofold_projection *projection;
    int entity, gain; /* handles */
    bool is_project;
    double rate, low, high;
    const double *costs;
    size_t cost_count;
};

static bool is_money(const twofold_kpi *kpi, const char *currency)
{
    return kpi->kind == TWOFOLD_FLOW && strcmp(kpi->unit, currency) == 0;
}

static twofold_status read_gain(struct question *q, const char *gain)
{
    const struct tf_model *model = q->projection->program->model;
    const char *id = gain != NULL ? gain : "local-tax";
    q->gain = tf_model_find_kpi(model, id, strlen(id));
    if (q->gain < 0 || q->entity < 0 || (size_t)q->entity >= model->entity_count)
        return TWOFOLD_E_NOT_FOUND;
    const twofold_entity_kind kind = model->entities[q->entity].kind;
    q->is_project = kind == TWOFOLD_ENTITY_PROJECT || kind == TWOFOLD_ENTITY_ENTRY;
    return is_money(&model->kpis[q->gain], model->currency) ? TWOFOLD_OK : TWOFOLD_E_NOT_FOUND;
}

static twofold_status read_options(struct question *q, const twofold_fiscal_options *options)
{
    static const twofold_fiscal_options defaults = {.struct_size = sizeof defaults};
    const twofold_fiscal_options *o = options != NULL ? options : &defaults;
    if (o->struct_size < sizeof *o) return TWOFOLD_E_ARGUMENT;
    const bool usual = o->low == 0.0 && o->high == 0.0;
    q->rate = o->rate;
    q->low = usual ? -0.9 : o->low;
    q->high = usual ? 10.0 : o->high;
    q->costs = o->costs;
    q->cost_count = o->costs != NULL ? o->cost_count : 0;
    if (!(q->rate > -1.0) || !isfinite(q->rate) || !(q->low > -1.0) || !(q->high > q->low) ||
        !isfinite(q->high))
        return TWOFOLD_E_ARGUMENT;
    for (size_t i = 0; i < q->cost_count; i++)
        if (!isfinite(q->costs[i])) return TWOFOLD_E_ARGUMENT;
    return read_gain(q, o->gain);
}

/* ---- The years ---- */

static twofold_series years_of(const struct question *q, int kpi)
{
    return tf_series_at(q->projection, q->entity, kpi, TWOFOLD_YEAR);
}

static void fill_years(const struct question *q, struct twofold_fiscal_flow *f)
{
    const struct tf_model *model = q->projection->program->model;
    const twofold_series gain = years_of(q, q->gain);
    const twofold_series support = years_of(q, TWOFOLD_KPI_SUPPORT_FUNDS);
    const size_t before = (size_t)(-model->axis_from / 12); /* years that have reports alone */
    const double first = q->is_project ? 0.0 : gain.values[before];
    double to_date = 0.0, discount = 1.0;
    f->sum.support_known = true;
    for (size_t i = 0; i < f->years; i++) {
        const size_t c = before + i;
        const bool of_first = q->is_project || gain.known[before] == gain.of[before];
        twofold_fiscal_year *y = &f->year[i];
        y->year = model->first_year + (int)i;
        y->known = of_first && gain.known[c] == gain.of[c] && gain.of[c] > 0;
        y->gain = y->known ? gain.values[c] - first : NOTHING;
        y->support = isnan(support.values[c]) ? 0.0 : support.values[c];
        y->other = i < q->cost_count ? q->costs[i] : 0.0;
        y->net = y->gain - y->support - y->other;
        y->to_date = to_date += y->net;
        y->present = y->net / discount;
        discount *= 1.0 + q->rate;
        f->gain[i] = y->gain;
        f->cost[i] = y->support + y->other;
        f->net[i] = y->net;
        f->sum.unknown_years += !y->known;
        f->sum.support_known = f->sum.support_known && support.known[c] == support.of[c];
    }
}

/* ---- What they come to ---- */

/* Counted from the first year with a cost; only years before the first unknown one can tell. */
static void find_payback(struct twofold_fiscal_flow *f)
{
    size_t from = 0, known = 0;
    while (from < f->years && !(f->cost[from] > 0.0)) from++;
    while (known < f->years && f->year[known].known) known++;
    if (from == f->years) return;
    f->sum.cost_from = f->year[from].year;
    f->sum.payback =
        known > from ? twofold_payback(f->gain + from, f->cost + from, known - from) : NOTHING;
    if (!isfinite(f->sum.payback)) {
        if (known < f->years) f->sum.payback = NOTHING;
        return;
    }
    /* an instant at the end of a year belongs to it */
    const double whole = ceil(f->sum.payback);
    f->sum.repaid_in = f->sum.cost_from + (int)(whole > 1.0 ? whole : 1.0) - 1;
}

static void add_up(const struct question *q, struct twofold_fiscal_flow *f)
{
    f->sum.npv = twofold_npv(q->rate, f->net, f->years);
    f->sum.sign_changes = twofold_sign_changes(f->net, f->years);
    f->sum.rates = f->rates;
    f->sum.kind =
        twofold_irr(f->net, f->years, q->low, q->high, f->rates, f->years, &f->sum.rate_count);
    find_payback(f);
}

/* ---- The object ---- */

static bool take_memory(struct twofold_fiscal_flow *f)
{
    f->year = tf_get_array(&f->context, f->years, sizeof *f->year);
    f->net = tf_get_array(&f->context, 4 * f->years, sizeof *f->net);
    if (f->year == NULL || f->net == NULL) return false;
    f->cost = f->net + f->years;
    f->gain = f->cost + f->years;
    f->rates = f->gain + f->years;
    return true;
}

twofold_status twofold_fiscal_flow_new(const twofold_projection *projection, int entity,
                                       const twofold_fiscal_options *options,
                                       const twofold_context *context, twofold_fiscal_flow **flow)
{
    if (projection == NULL || flow == NULL) return TWOFOLD_E_ARGUMENT;
    struct question q = {.projection = projection, .entity = tf_entity_here(projection, entity)};
    const twofold_status status = read_options(&q, options);
    if (status != TWOFOLD_OK) return status;
    const twofold_context full = tf_context(context);
    struct twofold_fiscal_flow *f = tf_get(&full, sizeof *f);
    if (f == NULL) return TWOFOLD_E_MEMORY;
    f->context = full;
    f->years = (size_t)projection->program->model->years;
    if (!take_memory(f)) {
        twofold_fiscal_flow_free(f);
        return TWOFOLD_E_MEMORY;
    }
    fill_years(&q, f);
    add_up(&q, f);
    *flow = f;
    return TWOFOLD_OK;
}

void twofold_fiscal_flow_free(twofold_fiscal_flow *f)
{
    if (f == NULL) return;
    const twofold_context context = f->context;
    tf_put(&context, f->year, f->years * sizeof *f->year);
    tf_put(&context, f->net, 4 * f->years * sizeof *f->net);
    tf_put(&context, f, sizeof *f);
}

size_t twofold_fiscal_flow_years(const twofold_fiscal_flow *flow) { return flow->years; }

twofold_fiscal_year twofold_fiscal_flow_at(const twofold_fiscal_flow *flow, size_t index)
{
    if (index < flow->years) return flow->year[index];
    return (twofold_fiscal_year){.gain = NOTHING,
                                 .support = NOTHING,
                                 .other = NOTHING,
                                 .net = NOTHING,
                                 .to_date = NOTHING,
                                 .present = NOTHING};
}

twofold_fiscal_sum twofold_fiscal_flow_sum(const twofold_fiscal_flow *flow) { return flow->sum; }
