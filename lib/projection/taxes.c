/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A part's taxes from its finished rows: year by year, each draw in its lane, then spread over the
 * year's cells by turnover. docs/semantics.md, section 9. */
#include "projection/program.h"

#include <string.h>

/* Temporaries; the leaf has done with them. */
enum { TURNOVER = 0, INVESTMENT, VAT, CREDIT, PROFIT, TAXABLE, CLOCK, INCOME, SHARE, END };

struct tax_run {
    struct tf_workspace *w;
    const struct tf_program *p;
    const struct tf_loops *loops;
    const struct tf_leaf *leaf;
    const struct tf_tax_since *since;
    size_t n;
    double *rows;
    int32_t year;        /* from the first on */
    int32_t first, last; /* its cells: [first, last) */
};

static double *cell_of(const struct tax_run *r, int32_t kpi, enum tf_role role, int32_t cell)
{
    const int32_t slot = tf_program_slot(r->p, kpi, role, 0);
    return r->rows + (r->p->slots[slot].row + (size_t)cell) * r->w->stride;
}

static double *value_of(const struct tax_run *r, int32_t kpi, int32_t cell)
{
    return cell_of(r, kpi, TF_ROLE_VALUE, cell);
}

static const double *column_of(const struct tax_run *r, int32_t node)
{
    const size_t i = (size_t)node;
    const size_t global = r->p->tape.global;
    return r->w->column[i < global ? i : global + (i - r->leaf->tape_from)];
}

/* The column of a key of `taxes` in this year. */
static const double *key_of(const struct tax_run *r, enum tf_tax_key key)
{
    return column_of(r, r->leaf->taxes->of[key][r->year]);
}

/* What is unknown is nothing: 0 in draws in which it is unknown before the end of the year. */
static void gate(const struct tax_run *r, int32_t since, double *tax)
{
    r->loops->within(r->n, r->w->temporary[END], column_of(r, r->leaf->taxes->always),
                     column_of(r, since), tax);
}

/* The year's sum of a flow. */
static void sum_of(const struct tax_run *r, int32_t kpi, double *out)
{
    memcpy(out, value_of(r, kpi, r->first), r->n * sizeof *out);
    for (int32_t c = r->first + 1; c < r->last; c++) r->loops->add(r->n, value_of(r, kpi, c), out);
}

static void levy_vat(const struct tax_run *r)
{
    double *const *t = r->w->temporary;
    sum_of(r, TWOFOLD_KPI_INVESTMENT, t[INVESTMENT]);
    const struct tf_vat_columns of = {.turnover = t[TURNOVER],
                                      .value_added = key_of(r, TF_TAX_VALUE_ADDED),
                                      .domestic = key_of(r, TF_TAX_DOMESTIC),
                                      .rate = key_of(r, TF_TAX_VAT),
                                      .investment = t[INVESTMENT],
                                      .equipment = key_of(r, TF_TAX_EQUIPMENT)};
    r->loops->vat(r->n, &of, t[CREDIT], t[VAT]);
    gate(r, r->since->vat, t[VAT]);
}

static const double *trigger_of(const struct tax_run *r)
{
    switch (r->leaf->taxes->counted_from) {
    case TF_FROM_PROFIT: return r->w->temporary[PROFIT];
    case TF_FROM_REVENUE: return r->w->temporary[TURNOVER];
    case TF_FROM_TAXABLE: break;
    }
    return r->w->temporary[TAXABLE];
}

static void levy_income_tax(const struct tax_run *r)
{
    double *const *t = r->w->temporary;
    double *losses = r->w->losses;
    const double *life = key_of(r, TF_TAX_LOSS_YEARS);
    r->loops->profit(r->n, t[TURNOVER], key_of(r, TF_TAX_MARGIN), t[PROFIT], t[TAXABLE],
                     losses + (size_t)r->year * r->w->stride);
    for (int32_t old = 0; old < r->year; old++)
        r->loops->use_loss(r->n, r->year - old, life, losses + (size_t)old * r->w->stride,
                           t[TAXABLE]);
    const struct tf_income_columns of = {.taxable = t[TAXABLE],
                                         .trigger = trigger_of(r),
                                         .rate = key_of(r, TF_TAX_INCOME),
                                         .free = key_of(r, TF_TAX_FREE),
                                         .half = key_of(r, TF_TAX_HALF),
                                         .half_of = key_of(r, TF_TAX_HALF_OF)};
    r->loops->income_tax(r->n, &of, t[CLOCK], t[INCOME]);
    gate(r, r->since->income, t[INCOME]);
}

/* The instruments in a cell, their sum and the part that stays. */
static void fill_cell(const struct tax_run *r, int32_t c)
{
    static const struct {
        int32_t kpi;
        enum tf_tax_key local;
    } instruments[] = {
        {TWOFOLD_KPI_VAT, TF_TAX_LOCAL_VAT},
        {TWOFOLD_KPI_SURCHARGES, TF_TAX_LOCAL_SURCHARGES},
        {TWOFOLD_KPI_INCOME_TAX, TF_TAX_LOCAL_INCOME},
        {TWOFOLD_KPI_LAND_TAX, TF_TAX_LOCAL_LAND},
    };
    double *const *t = r->w->temporary;
    const struct tf_loops *loops = r->loops;
    double *vat = value_of(r, TWOFOLD_KPI_VAT, c);
    loops->part_of(r->n, value_of(r, r->leaf->taxes->turnover, c), t[TURNOVER], t[SHARE]);
    loops->op(r->n, TF_OP_MULTIPLY, t[VAT], t[SHARE], vat);
    loops->op(r->n, TF_OP_MULTIPLY, key_of(r, TF_TAX_SURCHARGES), vat,
              value_of(r, TWOFOLD_KPI_SURCHARGES, c));
    loops->op(r->n, TF_OP_MULTIPLY, t[INCOME], t[SHARE], value_of(r, TWOFOLD_KPI_INCOME_TAX, c));
    loops->op(r->n, TF_OP_MULTIPLY, key_of(r, TF_TAX_LAND),
              cell_of(r, TWOFOLD_KPI_LAND, TF_ROLE_STOCK_TIME, c),
              value_of(r, TWOFOLD_KPI_LAND_TAX, c));
    for (size_t i = 0; i < sizeof instruments / sizeof *instruments; i++) {
        const double *tax = value_of(r, instruments[i].kpi, c);
        loops->add(r->n, tax, value_of(r, TWOFOLD_KPI_TAX, c));
        loops->accumulate(r->n, key_of(r, instruments[i].local), tax,
                          value_of(r, TWOFOLD_KPI_LOCAL_TAX, c));
    }
    gate(r, r->since->tax, value_of(r, TWOFOLD_KPI_TAX, c));
    gate(r, r->since->local, value_of(r, TWOFOLD_KPI_LOCAL_TAX, c));
}

void tf_evaluate_taxes(struct tf_workspace *w, const struct tf_leaf *leaf, double *rows)
{
    const struct tf_program *p = w->program;
    struct tax_run r = {.w = w,
                        .p = p,
                        .loops = p->loops,
                        .leaf = leaf,
                        .since = &p->tax_since[leaf->part],
                        .n = w->draws};
    r.rows = rows;
    r.loops->fill(r.n, 0.0, w->temporary[CREDIT]);
    r.loops->fill(r.n, -1.0, w->temporary[CLOCK]); /* not begun */
    for (; r.year < p->model->years; r.year++) {
        r.first = (12 * r.year - p->model->axis_from) / p->grid;
        r.last = r.first + 12 / p->grid;
        r.loops->fill(r.n, 12.0 * (r.year + 1), w->temporary[END]);
        sum_of(&r, leaf->taxes->turnover, w->temporary[TURNOVER]);
        levy_vat(&r);
        levy_income_tax(&r);
        for (int32_t c = r.first; c < r.last; c++) fill_cell(&r, c);
    }
}
