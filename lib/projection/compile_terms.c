/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a part adds to a slot, by the profile of its KPI. docs/semantics.md, sections 3 and 4.
 * What is unknown adds nothing; coverage.c says that it is unknown. */
#include "projection/terms.h"

#include "base/elementary.h"

static bool has(const builder *b, enum tf_milestone milestone)
{
    return tf_has(b->program, b->index, milestone);
}

static int32_t op(builder *b, enum tf_op code, int32_t x, int32_t y)
{
    return tf_tape_op(&b->program->tape, code, x, y);
}

static int32_t constant(builder *b, double value)
{
    return tf_tape_constant(&b->program->tape, value);
}

/* The group of this part with the same column, or a new one. */
static int32_t group_of(builder *b, const struct tf_group *wanted)
{
    struct tf_program *p = b->program;
    for (size_t i = b->first_group; i < p->group_count; i++) {
        const struct tf_group *g = &p->groups[i];
        if (g->basis == wanted->basis && g->factor == wanted->factor && g->spend == wanted->spend &&
            g->grid == wanted->grid && g->x == wanted->x && g->y == wanted->y &&
            tf_bits(g->scale) == tf_bits(wanted->scale))
            return (int32_t)i;
    }
    struct tf_group *groups =
        tf_grow(&p->context, p->groups, &p->group_capacity, p->group_count + 1, sizeof *groups);
    if (groups == NULL) {
        b->failed = true;
        return -1;
    }
    p->groups = groups;
    groups[p->group_count] = *wanted;
    return (int32_t)p->group_count++;
}

void tf_add_column(builder *b, int32_t slot, struct tf_column column, enum tf_factor factor,
                   int32_t level)
{
    if (level < 0 || tf_tape_is(&b->program->tape, level, 0.0)) return;
    const struct tf_slot *s = &b->program->slots[slot];
    const struct tf_group wanted = {.basis = column.basis,
                                    .factor = factor,
                                    .spend = b->part->spend,
                                    .grid = s->grid,
                                    .x = column.x,
                                    .y = column.y,
                                    .scale = column.scale};
    const int32_t group = group_of(b, &wanted);
    struct tf_pending *pending = tf_grow(&b->program->context, b->pending, &b->pending_capacity,
                                         b->pending_count + 1, sizeof *pending);
    if (pending != NULL) b->pending = pending; /* it has moved, group or not */
    if (group < 0 || pending == NULL) {
        b->failed = true;
        return;
    }
    pending[b->pending_count++] = (struct tf_pending){group, {slot, level}};
}

static const double PER_YEAR = 1.0 / 12.0;

static bool is_flow(const builder *b, int32_t slot)
{
    return b->program->slots[slot].kind == TWOFOLD_FLOW;
}

void tf_add_level(builder *b, int32_t slot, int32_t x, int32_t y, enum tf_factor factor,
                  int32_t level)
{
    const struct tf_column flow = {TF_BASIS_SPAN, x, y, PER_YEAR};
    const struct tf_column stock = {TF_BASIS_HELD, x, y, 1.0};
    tf_add_column(b, slot, is_flow(b, slot) ? flow : stock, factor, level);
}

static void add_ramp(builder *b, int32_t slot, enum tf_basis carried, enum tf_factor factor,
                     int32_t level)
{
    const struct tf_column flow = {TF_BASIS_RAMP, b->always, b->never, PER_YEAR};
    const struct tf_column stock = {carried, b->always, b->never, 1.0};
    tf_add_column(b, slot, is_flow(b, slot) ? flow : stock, factor, level);
}

int32_t tf_weighted(builder *b, int32_t level)
{
    return level < 0 ? level : op(b, TF_OP_MULTIPLY, level, b->weight);
}

/* Levels over time: each from its period on, or amounts that fall in their periods. */
static void add_steps(builder *b, int32_t slot, const struct tf_steps *steps, int32_t from,
                      bool amounts, enum tf_factor factor)
{
    for (size_t i = 0; i < steps->count; i++) {
        const struct tf_step *s = &steps->items[i];
        const int32_t x = op(b, TF_OP_MAX, constant(b, s->from), from);
        const int32_t y = op(b, TF_OP_MIN, constant(b, s->to), b->at[TF_END]);
        const int32_t level = tf_weighted(b, tf_value_node(b->program, s->value, 0.0));
        if (amounts)
            tf_add_column(b, slot, (struct tf_column){TF_BASIS_SPAN, x, y, 1.0 / (s->to - s->from)},
                          factor, level);
        else
            tf_add_level(b, slot, x, y, factor, level);
    }
}

/* ---- Profiles ---- */

static enum tf_factor factor_of(const builder *b, const struct tf_ramped *r, int32_t at)
{
    return tf_figure_of(b->part, r->kpi, at) != NULL ? r->given : r->follows;
}

/* Ramped figures of an existing plant: levels until its end. */
static void add_standing(builder *b, int32_t slot, const struct tf_ramped *r)
{
    const int32_t kpi = r->kpi;
    const enum tf_factor factor = factor_of(b, r, -1);
    const struct tf_figure *figure = tf_figure_of(b->part, kpi, -1);
    if (figure != NULL && figure->steps.over_time) {
        add_steps(b, slot, &figure->steps, b->always, false, factor);
        return;
    }
    int32_t level = tf_weighted(b, tf_level_node(b->program, b->part, kpi, -1));
    if (level >= 0) level = op(b, TF_OP_MULTIPLY, level, constant(b, r->sign));
    const bool seasonal = b->part->season != NULL && kpi != TWOFOLD_KPI_CAPACITY;
    if (seasonal && is_flow(b, slot))
        tf_add_column(b, slot, (struct tf_column){TF_BASIS_SEASON, b->always, b->at[TF_END], 1.0},
                      factor, level);
    else
        tf_add_level(b, slot, b->always, b->at[TF_END], factor, level);
}

/* What keeps a figure from being placed: a milestone without a date, or only that of full. */
static bool lacks_date(const builder *b, int32_t kpi)
{
    const bool trial = tf_level_known(b->part, kpi, TF_TRIAL);
    const bool later =
        tf_level_known(b->part, kpi, TF_PRODUCE) || tf_level_known(b->part, kpi, TF_FULL);
    return (trial && !has(b, TF_TRIAL)) || ((trial || later) && !has(b, TF_PRODUCE));
}

static bool lacks_full(const builder *b, int32_t kpi)
{
    return tf_level_known(b->part, kpi, TF_FULL) && !has(b, TF_FULL);
}

/* The beginning of the month that an instant lies in. Numbers of this size are whole. */
static int32_t month_of(builder *b, int32_t instant)
{
    const int32_t whole = constant(b, 0x1.8p52);
    const int32_t below = op(b, TF_OP_SUBTRACT, instant, constant(b, 0.5 - 0x1p-20));
    return op(b, TF_OP_SUBTRACT, op(b, TF_OP_ADD, below, whole), whole);
}

/* The ramp from `base` to `full`: as one level where the same factor moves both. */
static void add_carried(builder *b, int32_t slot, const struct tf_ramped *r, const int32_t *level,
                        int32_t base)
{
    const enum tf_factor factor = factor_of(b, r, TF_FULL);
    if (level[2] < 0) return;
    if (base < 0) {
        add_ramp(b, slot, r->carried, factor, level[2]);
        return;
    }
    const enum tf_factor before = factor_of(b, r, TF_TRIAL + base);
    if (before == factor) {
        add_ramp(b, slot, r->carried, factor, op(b, TF_OP_SUBTRACT, level[2], level[base]));
        return;
    }
    add_ramp(b, slot, r->carried, factor, level[2]);
    add_ramp(b, slot, r->carried, before, op(b, TF_OP_MULTIPLY, level[base], constant(b, -1.0)));
}

/* Figures at trial, at produce and at full: held, then carried by the ramp. */
void tf_add_ramped(builder *b, int32_t slot, const struct tf_ramped *r)
{
    if (b->part->kind != TF_PART_PROJECT) {
        add_standing(b, slot, r);
        return;
    }
    const int32_t signed_weight = op(b, TF_OP_MULTIPLY, b->weight, constant(b, r->sign));
    int32_t level[3]; /* at trial, produce, full */
    for (int32_t i = 0; i < 3; i++) {
        level[i] = tf_level_node(b->program, b->part, r->kpi, TF_TRIAL + i);
        if (level[i] >= 0) level[i] = op(b, TF_OP_MULTIPLY, level[i], signed_weight);
    }
    if (lacks_date(b, r->kpi) || lacks_date(b, r->beside)) return;
    const bool ends = lacks_full(b, r->kpi) || lacks_full(b, r->beside); /* unknown from produce */
    int32_t until = r->at[TF_PRODUCE];
    if (ends && is_flow(b, slot)) until = month_of(b, until);
    if (level[0] >= 0)
        tf_add_level(b, slot, r->at[TF_TRIAL], until, factor_of(b, r, TF_TRIAL), level[0]);
    if (ends) return;
    const int32_t base = level[1] >= 0 ? 1 : level[0] >= 0 ? 0 : -1;
    if (base >= 0)
        tf_add_level(b, slot, r->at[TF_PRODUCE], b->at[TF_END], factor_of(b, r, TF_TRIAL + base),
                     level[base]);
    add_carried(b, slot, r, level, base);
}

/* Capacity, and capacity x time: whole from produce on. */
static void add_whole(builder *b, int32_t slot, int32_t kpi)
{
    if (b->part->kind != TF_PART_PROJECT) {
        const struct tf_ramped whole = {.kpi = kpi, .sign = 1.0};
        add_standing(b, slot, &whole);
        return;
    }
    int32_t level = -1;
    for (int32_t at = TF_FULL; at >= TF_TRIAL && level < 0; at--)
        level = tf_weighted(b, tf_level_node(b->program, b->part, kpi, at));
    if (has(b, TF_PRODUCE))
        tf_add_level(b, slot, b->at[TF_PRODUCE], b->at[TF_END], TF_FACTOR_NONE, level);
}

/* Whether investment before the first year is reported for the part or above it: then that stands
 * for what the model would have spent by then. */
static bool spent_is_reported(const builder *b)
{
    const struct tf_model *model = b->program->model;
    for (size_t i = 0; i < model->report_count; i++) {
        const struct tf_report *r = &model->reports[i];
        if (r->kpi != TWOFOLD_KPI_INVESTMENT || r->from >= 0) continue;
        for (int32_t e = b->part->entity; e >= 0; e = model->entities[e].parent)
            if (e == r->entity) return true;
    }
    return false;
}

static void add_amount(builder *b, int32_t slot, int32_t kpi)
{
    const struct tf_figure *figure = tf_figure_of(b->part, kpi, -1);
    if (figure == NULL) return;
    const bool before = b->program->slots[slot].role == TF_ROLE_SPENT_BEFORE;
    if (before && b->program->model->axis_from < 0 && spent_is_reported(b)) return;
    if (figure->steps.over_time) {
        if (!before) add_steps(b, slot, &figure->steps, b->always, true, TF_FACTOR_NONE);
        return;
    }
    const int32_t level = tf_weighted(b, tf_level_node(b->program, b->part, kpi, -1));
    if (b->part->kind != TF_PART_PROJECT) {
        if (!before)
            tf_add_column(b, slot,
                          (struct tf_column){TF_BASIS_SPAN, constant(b, 0.0),
                                             op(b, TF_OP_MIN, constant(b, 12.0), b->at[TF_END]),
                                             PER_YEAR},
                          TF_FACTOR_NONE, level);
        return;
    }
    if (has(b, TF_START) && has(b, TF_BUILT))
        tf_add_column(b, slot,
                      (struct tf_column){before ? TF_BASIS_SPENT : TF_BASIS_SPEND, b->at[TF_START],
                                         b->at[TF_BUILT], 1.0},
                      TF_FACTOR_NONE, level);
}

/* Trial, else produce: where a project begins to work; a node. */
static int32_t begin(const builder *b)
{
    return has(b, TF_TRIAL) ? b->at[TF_TRIAL] : b->at[TF_PRODUCE];
}

/* Stocks held from an instant: land, credit, land in use, land reserved. */
static void add_held(builder *b, int32_t slot, int32_t kpi, int32_t from)
{
    const struct tf_figure *figure = tf_figure_of(b->part, kpi, -1);
    if (figure == NULL || from == b->never) return;
    if (figure->steps.over_time)
        add_steps(b, slot, &figure->steps, from, false, TF_FACTOR_NONE);
    else
        tf_add_level(b, slot, from, b->at[TF_END], TF_FACTOR_NONE,
                     tf_weighted(b, tf_level_node(b->program, b->part, kpi, -1)));
}

static int32_t held_from(const builder *b, int32_t kpi)
{
    if (b->part->kind != TF_PART_PROJECT || kpi == TWOFOLD_KPI_LAND_RESERVED) return b->always;
    const struct tf_figure *figure = tf_figure_of(b->part, kpi, -1);
    if (figure != NULL && figure->steps.over_time) return b->always;
    return has(b, TF_START) ? b->at[TF_START] : begin(b);
}

/* The whole investment, whenever it falls. */
static int32_t whole_investment(builder *b)
{
    const struct tf_figure *figure = tf_figure_of(b->part, TWOFOLD_KPI_INVESTMENT, -1);
    if (figure == NULL) return -1;
    int32_t sum = constant(b, 0.0);
    for (size_t i = 0; i < figure->steps.count; i++)
        sum = op(b, TF_OP_ADD, sum, tf_value_node(b->program, figure->steps.items[i].value, 0.0));
    return op(b, TF_OP_MULTIPLY, sum, b->count);
}

static void add_milestone(builder *b, int32_t slot, int32_t kpi)
{
    if (b->part->kind != TF_PART_PROJECT) return;
    const struct tf_column at_signed = {TF_BASIS_EVENT, b->at[TF_SIGNED], b->never, 1.0};
    const struct tf_column at_start = {TF_BASIS_EVENT, b->at[TF_START], b->never, 1.0};
    const struct tf_column at_built = {TF_BASIS_ENDED, b->at[TF_BUILT], b->never, 1.0};
    const struct tf_column open = {TF_BASIS_OPEN, b->at[TF_START], b->at[TF_BUILT], 1.0};
    const bool built = has(b, TF_BUILT);
    switch (kpi) {
    case TWOFOLD_KPI_PROJECTS:
        tf_add_level(b, slot, b->always, b->at[TF_END], TF_FACTOR_NONE, b->count);
        break;
    case TWOFOLD_KPI_PROJECTS_SIGNED:
        tf_add_column(b, slot, at_signed, TF_FACTOR_NONE, b->count);
        break;
    case TWOFOLD_KPI_INVESTMENT_SIGNED:
        tf_add_column(b, slot, at_signed, TF_FACTOR_NONE, whole_investment(b));
        break;
    case TWOFOLD_KPI_PROJECTS_STARTED:
        tf_add_column(b, slot, at_start, TF_FACTOR_NONE, b->count);
        break;
    case TWOFOLD_KPI_PROJECTS_COMPLETED:
        tf_add_column(b, slot, at_built, TF_FACTOR_NONE, b->count);
        break;
    case TWOFOLD_KPI_PROJECTS_CARRIED_OVER:
        if (built) tf_add_column(b, slot, open, TF_FACTOR_NONE, b->count);
        break;
    case TWOFOLD_KPI_PROJECTS_UNDER_WAY:
        if (built) tf_add_column(b, slot, open, TF_FACTOR_NONE, b->count);
        tf_add_column(b, slot, at_start, TF_FACTOR_NONE, b->count);
        break;
    default: break;
    }
}

static void add_figure(builder *b, int32_t slot, const twofold_kpi *row, int32_t kpi)
{
    const enum tf_factor factor = (enum tf_factor)row->lever;
    const struct tf_ramped figure = {kpi, factor, factor, 1.0, kpi, b->at, TF_BASIS_SHARE};
    if (kpi == TWOFOLD_KPI_JOBS)
        tf_add_jobs(b, slot, kpi);
    else
        tf_add_ramped(b, slot, &figure);
}

void tf_add_terms(builder *b, int32_t slot)
{
    const int32_t kpi = b->program->slots[slot].kpi;
    const twofold_kpi *row = &b->program->model->kpis[kpi];
    if (b->part->kind == TF_PART_BARE) return;
    switch (row->profile) {
    case TWOFOLD_RAMPED: add_figure(b, slot, row, kpi); break;
    case TWOFOLD_WHOLE: add_whole(b, slot, kpi); break;
    case TWOFOLD_AMOUNT: add_amount(b, slot, kpi); break;
    case TWOFOLD_HELD:
    case TWOFOLD_RESERVED: add_held(b, slot, kpi, held_from(b, kpi)); break;
    case TWOFOLD_MILESTONE: add_milestone(b, slot, kpi); break;
    case TWOFOLD_DERIVED:
        if (kpi == TWOFOLD_KPI_LAND_IN_USE)
            add_held(b, slot, TWOFOLD_KPI_LAND,
                     b->part->kind == TF_PART_PROJECT ? begin(b) : b->always);
        else
            tf_add_jobs(b, slot, kpi);
        break;
    }
}
