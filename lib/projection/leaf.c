/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A part's rows from its terms: one column a group and cell, then level x column into each row. */
#include "projection/program.h"

#include <math.h>
#include <string.h>

/* Temporaries of a leaf, by use; chains of leaders take two more each way down. */
enum { FROM = 0, TO, UNIT, SCALED, TIME, LATER, EARLIER, CHAIN };

struct leaf_run {
    struct tf_workspace *w;
    const struct tf_program *p;
    const struct tf_leaf *leaf;
    const struct tf_loops *loops;
    size_t n;
    double *rows;
};

const double *tf_leaf_column(const struct tf_workspace *w, const struct tf_leaf *leaf, int32_t node)
{
    const size_t i = (size_t)node, global = w->program->tape.global;
    return w->column[i < global ? i : global + (i - leaf->tape_from)];
}

static const double *column(const struct leaf_run *r, int32_t node)
{
    return tf_leaf_column(r->w, r->leaf, node);
}

static struct tf_ramp_columns ramp_columns(const struct leaf_run *r, const struct tf_share *share)
{
    return (struct tf_ramp_columns){.table = share->ramp,
                                    .produce = column(r, share->produce),
                                    .full = column(r, share->full),
                                    .end = column(r, share->end),
                                    .duration = column(r, share->duration),
                                    .inverse = column(r, share->inverse)};
}

/* ---- Shares of full production: a part's own ramp, or its leader's, later ---- */

/* The chain from a follower to the part whose ramp it is; each link shifts time back by its lag and
 * gates by its own produce and end. Time goes down the chain in `time`, values come up. */
static void share_at(const struct leaf_run *r, const struct tf_share *share, const double *time,
                     double *out)
{
    if (share->leader < 0) {
        const struct tf_ramp_columns ramp = ramp_columns(r, share);
        r->loops->share(r->n, &ramp, time, out);
        return;
    }
    double *gate = r->w->temporary[LATER], *back = r->w->temporary[EARLIER];
    /* 1 while produce < t <= end, multiplied over the links; time goes back link by link */
    r->loops->fill(r->n, 1.0, gate);
    memcpy(back, time, r->n * sizeof *back);
    for (; share->leader >= 0; share = &r->p->shares[share->leader]) {
        r->loops->within(r->n, back, column(r, share->produce), column(r, share->end), gate);
        r->loops->op(r->n, TF_OP_SUBTRACT, back, column(r, share->lag), r->w->temporary[CHAIN]);
        memcpy(back, r->w->temporary[CHAIN], r->n * sizeof *back);
    }
    const struct tf_ramp_columns ramp = ramp_columns(r, share);
    r->loops->share(r->n, &ramp, back, r->w->temporary[CHAIN]);
    r->loops->op(r->n, TF_OP_MULTIPLY, r->w->temporary[CHAIN], gate, out);
}

/* The integral of the share from the beginning of time to `time`. A follower's is its leader's from
 * the instant that answers to its own produce: the later of all produces down the chain, seen from
 * here, to the earlier of all ends. */
static void integral_at(const struct leaf_run *r, int32_t part, const double *time, double *out)
{
    const struct tf_share *share = &r->p->shares[part];
    if (share->leader < 0) {
        const struct tf_ramp_columns ramp = ramp_columns(r, share);
        r->loops->integral(r->n, &ramp, time, out);
        return;
    }
    double *later = r->w->temporary[LATER], *first = r->w->temporary[EARLIER];
    double *spare = r->w->temporary[CHAIN];
    memcpy(later, time, r->n * sizeof *later);
    r->loops->fill(r->n, -(double)INFINITY, first);
    for (; share->leader >= 0; share = &r->p->shares[share->leader]) {
        const double *lag = column(r, share->lag);
        r->loops->op(r->n, TF_OP_MIN, later, column(r, share->end), spare);
        r->loops->op(r->n, TF_OP_SUBTRACT, spare, lag, later);
        r->loops->op(r->n, TF_OP_MAX, first, column(r, share->produce), spare);
        r->loops->op(r->n, TF_OP_SUBTRACT, spare, lag, first);
    }
    const struct tf_ramp_columns ramp = ramp_columns(r, share);
    r->loops->integral(r->n, &ramp, later, spare);
    r->loops->integral(r->n, &ramp, first, out);
    r->loops->since(r->n, later, first, spare, out);
}

/* ---- Columns of the bases ---- */

static void season_cell(const struct leaf_run *r, const struct tf_group *g, struct tf_cell cell,
                        double *out)
{
    r->loops->fill(r->n, 0.0, out);
    for (int32_t month = (int32_t)cell.from; month < (int32_t)cell.to; month++) {
        const struct tf_cell whole = {month, month + 1};
        r->loops->season(r->n, whole, column(r, r->leaf->season[month % 12]), column(r, g->y), out);
    }
}

static void basis_cell(const struct leaf_run *r, const struct tf_group *g, struct tf_cell cell,
                       double *out)
{
    const struct tf_loops *loops = r->loops;
    const double *x = column(r, g->x), *y = column(r, g->y);
    switch (g->basis) {
    case TF_BASIS_SPAN: loops->span(r->n, cell, x, y, out); break;
    case TF_BASIS_SEASON: season_cell(r, g, cell, out); break;
    case TF_BASIS_SPEND: loops->spend(r->n, cell, tf_spend_cubic(g->spend), x, y, out); break;
    case TF_BASIS_EVENT: loops->event(r->n, cell, x, out); break;
    case TF_BASIS_ENDED: loops->ended(r->n, cell, x, out); break;
    case TF_BASIS_HELD: loops->held(r->n, cell.to, x, y, out); break;
    case TF_BASIS_SHARE:
    case TF_BASIS_HIRED:
        loops->fill(r->n, cell.to, r->w->temporary[TIME]);
        share_at(r, g->basis == TF_BASIS_HIRED ? r->leaf->hiring : &r->p->shares[r->leaf->part],
                 r->w->temporary[TIME], out);
        break;
    case TF_BASIS_SPENT: /* everything before the first year, in every cell */
        loops->spend(r->n, (struct tf_cell){-(double)INFINITY, 0.0}, tf_spend_cubic(g->spend), x, y,
                     out);
        break;
    case TF_BASIS_OPEN: loops->open(r->n, cell.from, x, y, out); break;
    case TF_BASIS_RAMP: /* ramp_cells: a cell shares its boundary with the next */ break;
    }
}

/* ---- Groups ---- */

static const double *factor_of(const struct leaf_run *r, const struct tf_group *g, int32_t cell)
{
    const int32_t *factors = r->leaf->factors[g->factor]; /* such groups stand on the main grid */
    return factors == NULL ? NULL : column(r, factors[cell]);
}

/* One finished column into the rows of the group's terms. */
static void accumulate(const struct leaf_run *r, const struct tf_group *g, int32_t cell,
                       const double *u)
{
    for (int32_t i = 0; i < g->term_count; i++) {
        const struct tf_term *term = &r->p->terms[g->first_term + i];
        double *row = r->rows + (r->p->slots[term->slot].row + (size_t)cell) * r->w->stride;
        r->loops->accumulate(r->n, column(r, term->level), u, row);
    }
}

static void emit(const struct leaf_run *r, const struct tf_group *g, int32_t cell, const double *u)
{
    const double *factor = factor_of(r, g, cell);
    if (factor != NULL || g->scale != 1.0) {
        r->loops->scaled(r->n, u, g->scale, factor, r->w->temporary[SCALED]);
        u = r->w->temporary[SCALED];
    }
    accumulate(r, g, cell, u);
}

struct regime { /* of a ramp over the block: nothing before `begin`, all full from `full` to `end`
                 */
    double begin, full, end, last;
};

/* Lowest and highest of a node over the block. */
static void bounds(const struct leaf_run *r, int32_t node, double *low, double *high)
{
    const struct tf_node_op *op = &r->p->tape.nodes[node];
    if (op->op == TF_OP_CONSTANT)
        *low = *high = op->value;
    else
        r->loops->bounds(r->n, column(r, node), low, high);
}

static struct regime regime_of(const struct leaf_run *r, const struct tf_share *share)
{
    struct regime g = {-(double)INFINITY, (double)INFINITY, (double)INFINITY, (double)INFINITY};
    double unused;
    if (share->leader >= 0) return g;
    bounds(r, share->produce, &g.begin, &unused);
    bounds(r, share->full, &unused, &g.full);
    bounds(r, share->end, &g.end, &g.last);
    return g;
}

/* A ramp over the cells of a group. */
struct ramp_run {
    const struct leaf_run *r;
    const struct tf_group *g;
    const struct tf_share *share;
    struct tf_ramp_columns ramp; /* of an own ramp */
    struct regime regime;
    bool endless;      /* an own ramp, and no draw ends */
    double *from, *to; /* integrals at the ends of the cell */
};

static void boundary(const struct ramp_run *s, double at, double *out)
{
    const struct leaf_run *r = s->r;
    if (s->endless) {
        r->loops->integral_by(r->n, &s->ramp, at, out);
        return;
    }
    r->loops->fill(r->n, at, r->w->temporary[TIME]);
    integral_at(r, r->leaf->part, r->w->temporary[TIME], out);
}

static void ramp_cell(const struct ramp_run *s, int32_t c, struct tf_cell cell)
{
    const struct leaf_run *r = s->r;
    double *u = r->w->temporary[UNIT];
    if (s->endless) {
        r->loops->ramp_unit(r->n, cell, s->ramp.full, s->from, s->to, s->g->scale,
                            factor_of(r, s->g, c), u);
        accumulate(r, s->g, c, u);
        return;
    }
    if (s->share->leader < 0)
        r->loops->ramp_cell(r->n, cell, &s->ramp, s->from, s->to, u);
    else
        r->loops->op(r->n, TF_OP_SUBTRACT, s->to, s->from, u);
    emit(r, s->g, c, u);
}

/* The two tests a block (nothing begun yet, all at full) only leave out work whose result is known
 * to the bit. */
static void ramp_cells(const struct leaf_run *r, const struct tf_group *g)
{
    struct ramp_run s = {.r = r,
                         .g = g,
                         .share = &r->p->shares[r->leaf->part],
                         .from = r->w->temporary[FROM],
                         .to = r->w->temporary[TO]};
    s.regime = regime_of(r, s.share);
    if (s.share->leader < 0) s.ramp = ramp_columns(r, s.share);
    s.endless = s.share->leader < 0 && s.regime.end >= (double)INFINITY;
    double *u = r->w->temporary[UNIT];
    bool have = false;
    const int32_t cells = (r->p->model->axis_to - r->p->model->axis_from) / g->grid;
    for (int32_t c = -r->p->model->axis_from / g->grid; c < cells; c++) {
        const double start = r->p->model->axis_from + (double)c * g->grid;
        const struct tf_cell cell = {start, start + g->grid};
        if (cell.to <= s.regime.begin || cell.from >= s.regime.last) continue;
        if (cell.from >= s.regime.full && cell.to <= s.regime.end) {
            r->loops->fill(r->n, cell.to - cell.from, u);
            emit(r, g, c, u);
            continue;
        }
        if (!have) boundary(&s, cell.from, s.from);
        boundary(&s, cell.to, s.to);
        ramp_cell(&s, c, cell);
        double *swap = s.from;
        s.from = s.to;
        s.to = swap;
        have = true;
    }
}

static void other_cells(const struct leaf_run *r, const struct tf_group *g)
{
    double *u = r->w->temporary[UNIT];
    const int32_t cells = (r->p->model->axis_to - r->p->model->axis_from) / g->grid;
    for (int32_t c = -r->p->model->axis_from / g->grid; c < cells; c++) {
        const double start = r->p->model->axis_from + (double)c * g->grid;
        basis_cell(r, g, (struct tf_cell){start, start + g->grid}, u);
        emit(r, g, c, u);
    }
}

void tf_evaluate_leaf(struct tf_workspace *w, const struct tf_leaf *leaf, double *rows)
{
    const struct tf_program *p = w->program;
    struct leaf_run run = {w, p, leaf, p->loops, w->draws, NULL};
    run.rows = rows;
    for (int32_t i = 0; i < leaf->group_count; i++) {
        const struct tf_group *g = &p->groups[leaf->first_group + i];
        if (g->basis == TF_BASIS_RAMP)
            ramp_cells(&run, g);
        else
            other_cells(&run, g);
    }
    if (leaf->taxes != NULL) tf_evaluate_taxes(w, leaf, rows);
}

void tf_leaf_basis(struct tf_workspace *w, const struct tf_leaf *leaf, const struct tf_group *g,
                   int32_t c, double *out)
{
    const struct leaf_run run = {w, w->program, leaf, w->program->loops, w->draws, NULL};
    const double start = w->program->model->axis_from + (double)c * g->grid;
    const struct tf_cell cell = {start, start + g->grid};
    if (g->basis != TF_BASIS_RAMP) {
        basis_cell(&run, g, cell, out);
        return;
    }
    const struct tf_share *share = &w->program->shares[leaf->part];
    double *ends[2] = {w->temporary[FROM], w->temporary[TO]};
    for (int i = 0; i < 2; i++) {
        run.loops->fill(run.n, i == 0 ? cell.from : cell.to, w->temporary[TIME]);
        integral_at(&run, leaf->part, w->temporary[TIME], ends[i]);
    }
    if (share->leader >= 0) {
        run.loops->op(run.n, TF_OP_SUBTRACT, ends[1], ends[0], out);
        return;
    }
    const struct tf_ramp_columns ramp = ramp_columns(&run, share);
    run.loops->ramp_cell(run.n, cell, &ramp, ends[0], ends[1], out);
}
