/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading outputs off the finished rows of an entity: longer periods, sums to date, ratios. */
#include "projection/program.h"

#include "base/elementary.h"

#include <string.h>

enum { ABOVE = 0, BELOW = 1, SUM = 2 }; /* temporaries; the leaf has done with them */

struct reader {
    struct tf_workspace *w;
    const struct tf_program *p;
    const double *rows;
    int32_t months; /* of a period */
};

static const double *row(const struct reader *r, int32_t slot, int32_t cell)
{
    return r->rows + (r->p->slots[slot].row + (size_t)cell) * r->w->stride;
}

static void copy(const struct reader *r, const double *from, double *out)
{
    memcpy(out, from, r->w->draws * sizeof *out);
}

/* One period of an additive slot: the sum of its cells, the last, or the first. */
static void read_slot(const struct reader *r, int32_t slot, int32_t period, double *out)
{
    const struct tf_slot *s = &r->p->slots[slot];
    const int32_t per = r->months / s->grid, first = period * per;
    if (s->kind == TWOFOLD_STOCK) {
        copy(r, row(r, slot, first + per - 1), out);
        return;
    }
    copy(r, row(r, slot, first), out);
    for (int32_t c = first + 1; s->kind == TWOFOLD_FLOW && c < first + per; c++)
        r->p->loops->add(r->w->draws, row(r, slot, c), out);
}

/* Investment from the beginning to the end of each cell, once for all that is read off an entity.
 */
static void sum_to_date(struct tf_workspace *w, const double *rows)
{
    const struct tf_program *p = w->program;
    const int32_t flow = tf_program_slot(p, TWOFOLD_KPI_INVESTMENT, TF_ROLE_VALUE, 0);
    const int32_t before = tf_program_slot(p, TWOFOLD_KPI_INVESTMENT, TF_ROLE_SPENT_BEFORE, 0);
    if (before < 0) return;
    const struct reader r = {w, p, rows, p->grid};
    double *sum = w->temporary[SUM];
    p->loops->fill(w->draws, 0.0, sum);
    for (int32_t c = 0; c < p->cells; c++) {
        double *out = w->to_date + (size_t)c * w->stride;
        p->loops->add(w->draws, row(&r, flow, c), sum);
        p->loops->op(w->draws, TF_OP_ADD, sum, row(&r, before, c), out);
    }
}

static void read_kpi(const struct reader *r, int32_t kpi, int32_t period, double *out)
{
    if (kpi == TWOFOLD_KPI_INVESTMENT_TO_DATE) {
        const int32_t end = (period + 1) * (r->months / r->p->grid);
        copy(r, r->w->to_date + (size_t)(end - 1) * r->w->stride, out);
        return;
    }
    const bool counted = tf_kpi_counted(&r->p->model->kpis[kpi]);
    read_slot(r, tf_program_slot(r->p, kpi, TF_ROLE_VALUE, counted ? r->months : 0), period, out);
}

static void read_ratio(const struct reader *r, const twofold_kpi *kpi, int32_t period, double *out)
{
    const struct tf_program *p = r->p;
    double *above = r->w->temporary[ABOVE], *below = r->w->temporary[BELOW];
    const bool mean = kpi->below == TWOFOLD_MEAN;
    read_kpi(r, kpi->numerator, period, above);
    if (mean)
        read_slot(r, tf_program_slot(p, kpi->denominator, TF_ROLE_STOCK_TIME, 0), period, below);
    else
        read_kpi(r, kpi->denominator, period, below);
    /* a flow over a stock is brought to a year */
    const bool annual = kpi->above == TWOFOLD_SUM && kpi->below == TWOFOLD_LAST;
    p->loops->ratio(r->w->draws, above, annual ? 12.0 / r->months : 1.0, below, out);
}

/* Capacity and production of several units have no sum, nor has what is made of it. */
bool tf_unit_is_mixed(const struct tf_program *program, int32_t entity, int32_t kpi)
{
    const twofold_kpi *k = &program->model->kpis[kpi];
    const struct tf_visit *visit = &program->visits[entity];
    if (k->kind == TWOFOLD_RATIO)
        return tf_unit_is_mixed(program, entity, k->numerator) ||
               tf_unit_is_mixed(program, entity, k->denominator);
    if (kpi == TWOFOLD_KPI_CAPACITY) return visit->unit[0] == TF_MIXED_UNITS;
    return kpi == TWOFOLD_KPI_PRODUCTION && visit->unit[1] == TF_MIXED_UNITS;
}

static double *out_column(struct tf_workspace *w, size_t column)
{
    return w->out != NULL ? w->out[column] + w->out_from : w->cube + column;
}

void tf_read_outputs(struct tf_workspace *w, const struct tf_visit *visit, const double *rows)
{
    const struct tf_program *p = w->program;
    if (visit->output_count > 0) sum_to_date(w, rows);
    for (int32_t i = 0; i < visit->output_count; i++) {
        const struct tf_output *output = &p->outputs[visit->first_output + i];
        const twofold_kpi *kpi = &p->model->kpis[output->kpi];
        const struct reader r = {w, p, rows, twofold_frequency_months(output->frequency)};
        const int32_t periods = tf_program_periods(p, output->frequency);
        const bool mixed = tf_unit_is_mixed(p, output->entity, output->kpi);
        for (int32_t period = 0; period < periods; period++) {
            double *out = out_column(w, output->column + (size_t)period);
            if (mixed)
                p->loops->fill(w->draws, TF_NAN, out);
            else if (kpi->kind == TWOFOLD_RATIO)
                read_ratio(&r, kpi, period, out);
            else
                read_kpi(&r, output->kpi, period, out);
        }
    }
}
