/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a part adds to a slot, by the profile of its KPI. docs/semantics.md, sections 3 and 4.
 * What is unknown adds nothing; coverage.c says that it is unknown. */
#include "projection/program.h"

#include "base/elementary.h"

typedef struct tf_part_builder builder;

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

struct column {
    enum tf_basis basis;
    int32_t x, y;
    double scale;
};

static void add(builder *b, int32_t slot, struct column column, enum tf_factor factor,
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

/* A level that holds in [x, y): its flow, or its stock. */
static void add_level(builder *b, int32_t slot, int32_t x, int32_t y, enum tf_factor factor,
                      int32_t level)
{
    const struct column flow = {TF_BASIS_SPAN, x, y, PER_YEAR};
    const struct column stock = {TF_BASIS_HELD, x, y, 1.0};
    add(b, slot, is_flow(b, slot) ? flow : stock, factor, level);
}

static void add_ramp(builder *b, int32_t slot, enum tf_factor factor, int32_t level)
{
    const struct column flow = {TF_BASIS_RAMP, b->always, b->never, PER_YEAR};
    const struct column stock = {TF_BASIS_SHARE, b->always, b->never, 1.0};
    add(b, slot, is_flow(b, slot) ? flow : stock, factor, level);
}

static int32_t weighted(builder *b, int32_t level)
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
        const int32_t level = weighted(b, tf_value_node(b->program, s->value, 0.0));
        if (amounts)
            add(b, slot, (struct column){TF_BASIS_SPAN, x, y, 1.0 / (s->to - s->from)}, factor,
                level);
        else
            add_level(b, slot, x, y, factor, level);
    }
}

/* ---- Profiles ---- */

/* Ramped figures of an existing plant: levels until its end. */
static void add_standing(builder *b, int32_t slot, int32_t kpi, enum tf_factor factor, double sign)
{
    const struct tf_figure *figure = tf_figure_of(b->part, kpi, -1);
    if (figure != NULL && figure->steps.over_time) {
        add_steps(b, slot, &figure->steps, b->always, false, factor);
        return;
    }
    int32_t level = weighted(b, tf_level_node(b->program, b->part, kpi, -1));
    if (level >= 0) level = op(b, TF_OP_MULTIPLY, level, constant(b, sign));
    const bool seasonal = b->part->season != NULL && kpi != TWOFOLD_KPI_CAPACITY;
    if (seasonal && is_flow(b, slot))
        add(b, slot, (struct column){TF_BASIS_SEASON, b->always, b->at[TF_END], 1.0}, factor,
            level);
    else
        add_level(b, slot, b->always, b->at[TF_END], factor, level);
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

/* Jobs and jobs saved are known together: what one lacks, the other cannot be added without. */
static int32_t beside(const builder *b, int32_t slot, int32_t kpi)
{
    if (b->program->slots[slot].kpi != TWOFOLD_KPI_JOBS) return kpi;
    return kpi == TWOFOLD_KPI_JOBS ? TWOFOLD_KPI_JOBS_SAVED : TWOFOLD_KPI_JOBS;
}

/* The beginning of the month that an instant lies in. Numbers of this size are whole. */
static int32_t month_of(builder *b, int32_t instant)
{
    const int32_t whole = constant(b, 0x1.8p52);
    const int32_t below = op(b, TF_OP_SUBTRACT, instant, constant(b, 0.5 - 0x1p-20));
    return op(b, TF_OP_SUBTRACT, op(b, TF_OP_ADD, below, whole), whole);
}

/* Figures at trial, at produce and at full: held, then carried by the ramp. */
static void add_ramped(builder *b, int32_t slot, int32_t kpi, enum tf_factor factor, double sign)
{
    if (b->part->kind != TF_PART_PROJECT) {
        add_standing(b, slot, kpi, factor, sign);
        return;
    }
    const int32_t signed_weight = op(b, TF_OP_MULTIPLY, b->weight, constant(b, sign));
    int32_t level[3]; /* at trial, produce, full */
    for (int32_t i = 0; i < 3; i++) {
        level[i] = tf_level_node(b->program, b->part, kpi, TF_TRIAL + i);
        if (level[i] >= 0) level[i] = op(b, TF_OP_MULTIPLY, level[i], signed_weight);
    }
    const int32_t other = beside(b, slot, kpi);
    if (lacks_date(b, kpi) || lacks_date(b, other)) return;
    const bool ends = lacks_full(b, kpi) || lacks_full(b, other); /* unknown from produce on */
    int32_t until = b->at[TF_PRODUCE];
    if (ends && is_flow(b, slot)) until = month_of(b, until);
    if (level[0] >= 0) add_level(b, slot, b->at[TF_TRIAL], until, factor, level[0]);
    if (ends) return;
    const int32_t base = level[1] >= 0 ? level[1] : level[0];
    if (base >= 0) add_level(b, slot, b->at[TF_PRODUCE], b->at[TF_END], factor, base);
    if (level[2] >= 0)
        add_ramp(b, slot, factor, base >= 0 ? op(b, TF_OP_SUBTRACT, level[2], base) : level[2]);
}

/* Capacity, and capacity x time: whole from produce on. */
static void add_whole(builder *b, int32_t slot, int32_t kpi)
{
    if (b->part->kind != TF_PART_PROJECT) {
        add_standing(b, slot, kpi, TF_FACTOR_NONE, 1.0);
        return;
    }
    int32_t level = -1;
    for (int32_t at = TF_FULL; at >= TF_TRIAL && level < 0; at--)
        level = weighted(b, tf_level_node(b->program, b->part, kpi, at));
    if (has(b, TF_PRODUCE))
        add_level(b, slot, b->at[TF_PRODUCE], b->at[TF_END], TF_FACTOR_NONE, level);
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
    const int32_t level = weighted(b, tf_level_node(b->program, b->part, kpi, -1));
    if (b->part->kind != TF_PART_PROJECT) {
        if (!before)
            add(b, slot,
                (struct column){TF_BASIS_SPAN, constant(b, 0.0),
                                op(b, TF_OP_MIN, constant(b, 12.0), b->at[TF_END]), PER_YEAR},
                TF_FACTOR_NONE, level);
        return;
    }
    if (has(b, TF_START) && has(b, TF_BUILT))
        add(b, slot,
            (struct column){before ? TF_BASIS_SPENT : TF_BASIS_SPEND, b->at[TF_START],
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
        add_level(b, slot, from, b->at[TF_END], TF_FACTOR_NONE,
                  weighted(b, tf_level_node(b->program, b->part, kpi, -1)));
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
    const struct column at_signed = {TF_BASIS_EVENT, b->at[TF_SIGNED], b->never, 1.0};
    const struct column at_start = {TF_BASIS_EVENT, b->at[TF_START], b->never, 1.0};
    const struct column at_built = {TF_BASIS_ENDED, b->at[TF_BUILT], b->never, 1.0};
    const struct column open = {TF_BASIS_OPEN, b->at[TF_START], b->at[TF_BUILT], 1.0};
    const bool built = has(b, TF_BUILT);
    switch (kpi) {
    case TWOFOLD_KPI_PROJECTS:
        add_level(b, slot, b->always, b->at[TF_END], TF_FACTOR_NONE, b->count);
        break;
    case TWOFOLD_KPI_PROJECTS_SIGNED: add(b, slot, at_signed, TF_FACTOR_NONE, b->count); break;
    case TWOFOLD_KPI_INVESTMENT_SIGNED:
        add(b, slot, at_signed, TF_FACTOR_NONE, whole_investment(b));
        break;
    case TWOFOLD_KPI_PROJECTS_STARTED: add(b, slot, at_start, TF_FACTOR_NONE, b->count); break;
    case TWOFOLD_KPI_PROJECTS_COMPLETED: add(b, slot, at_built, TF_FACTOR_NONE, b->count); break;
    case TWOFOLD_KPI_PROJECTS_CARRIED_OVER:
        if (built) add(b, slot, open, TF_FACTOR_NONE, b->count);
        break;
    case TWOFOLD_KPI_PROJECTS_UNDER_WAY:
        if (built) add(b, slot, open, TF_FACTOR_NONE, b->count);
        add(b, slot, at_start, TF_FACTOR_NONE, b->count);
        break;
    default: break;
    }
}

void tf_add_terms(builder *b, int32_t slot)
{
    const int32_t kpi = b->program->slots[slot].kpi;
    const twofold_kpi *row = &b->program->model->kpis[kpi];
    if (b->part->kind == TF_PART_BARE) return;
    switch (row->profile) {
    case TWOFOLD_RAMPED:
        add_ramped(b, slot, kpi, (enum tf_factor)row->lever, 1.0);
        if (kpi == TWOFOLD_KPI_JOBS)
            add_ramped(b, slot, TWOFOLD_KPI_JOBS_SAVED, TF_FACTOR_NONE, -1.0);
        break;
    case TWOFOLD_WHOLE: add_whole(b, slot, kpi); break;
    case TWOFOLD_AMOUNT: add_amount(b, slot, kpi); break;
    case TWOFOLD_HELD:
    case TWOFOLD_RESERVED: add_held(b, slot, kpi, held_from(b, kpi)); break;
    case TWOFOLD_MILESTONE: add_milestone(b, slot, kpi); break;
    case TWOFOLD_DERIVED:
        if (kpi == TWOFOLD_KPI_LAND_IN_USE)
            add_held(b, slot, TWOFOLD_KPI_LAND,
                     b->part->kind == TF_PART_PROJECT ? begin(b) : b->always);
        break;
    }
}
