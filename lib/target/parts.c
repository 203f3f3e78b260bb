/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Questions that go down to the parts of an entity. */
#include "target/question.h"
#include "twofold/decomposition.h"

#include <math.h>

/* Calls visit for each entity directly below: children, or the members of a view; what is not
 * listed is one of them where it is a part. */
typedef void visitor(const struct tf_question *q, int32_t entity, void *user);

static void each_below(const struct tf_question *q, int32_t entity, visitor *visit, void *user)
{
    const struct tf_model_entity *e = &q->model->entities[entity];
    for (size_t i = 0; i < e->member_count; i++) visit(q, e->members[i], user);
    for (int32_t child = q->p->program->visits[entity].first_child; child >= 0;
         child = q->p->program->visits[child].next_sibling)
        visit(q, child, user);
    if (e->not_listed >= 0 && e->kind != TWOFOLD_ENTITY_ENTERPRISE) visit(q, e->not_listed, user);
}

/* ---- Matched sums ---- */

struct sums {
    double base[2], due[2]; /* of a ratio: above and below */
    bool any;
};

static double or_zero(double value) { return isnan(value) ? 0.0 : value; }

/* A ratio's sides as they stand in a value: the flow brought to a year. */
static void add_sides(const struct tf_question *q, int32_t entity, struct tf_window w, double sign,
                      double out[2])
{
    const twofold_kpi *kpi = &q->model->kpis[q->target->kpi];
    if (kpi->kind != TWOFOLD_RATIO) {
        out[0] += sign * or_zero(tf_window_value(q->p, entity, q->target->kpi, w));
        return;
    }
    const bool annual = kpi->above == TWOFOLD_SUM && kpi->below == TWOFOLD_LAST;
    const double scale = annual ? 12.0 / (w.to - w.from) : 1.0;
    out[0] += sign * scale * or_zero(tf_window_value(q->p, entity, kpi->numerator, w));
    out[1] += sign * or_zero(tf_window_below(q->p, entity, kpi, w));
}

static void add_both(const struct tf_question *q, int32_t entity, double sign, struct sums *s)
{
    add_sides(q, entity, q->due, sign, s->due);
    if (q->has_base) add_sides(q, entity, q->base, sign, s->base);
}

static void take_away(const struct tf_question *q, int32_t entity, void *user)
{
    add_both(q, entity, -1.0, user);
}

/* Whether an entity's own figures give a KPI: then they know it from the first year on. */
static bool own_gives(const struct tf_question *q, int32_t entity, int32_t kpi)
{
    const twofold_kpi *row = &q->model->kpis[kpi];
    if (row->kind == TWOFOLD_RATIO)
        return own_gives(q, entity, row->numerator) && own_gives(q, entity, row->denominator);
    if (kpi == TWOFOLD_KPI_INVESTMENT_TO_DATE) kpi = TWOFOLD_KPI_INVESTMENT;
    const int32_t own = q->model->entities[entity].own;
    return own >= 0 && row->profile != TWOFOLD_MILESTONE && q->due.from >= 0 &&
           (!q->has_base || q->base.from >= 0) &&
           isinf(q->p->coverage.unknown_from[(size_t)own * q->model->kpi_count + (size_t)kpi]) &&
           q->p->coverage.unknown_from[(size_t)own * q->model->kpi_count + (size_t)kpi] > 0.0;
}

/* Own figures have no row: they are what the entity has besides all below it. */
static void add_own(const struct tf_question *q, int32_t entity, struct sums *s)
{
    if (!own_gives(q, entity, q->target->kpi)) return;
    add_both(q, entity, 1.0, s);
    each_below(q, entity, take_away, s);
    s->any = true;
}

static void match(const struct tf_question *q, int32_t entity, void *user)
{
    struct sums *s = user;
    uint32_t of;
    const uint32_t known =
        tf_window_known(q->p, entity, q->target->kpi, q->due, q->has_base ? &q->base : NULL, &of);
    if (known == 0) return;
    if (known < of) {
        each_below(q, entity, match, user);
        add_own(q, entity, s);
        return;
    }
    add_both(q, entity, 1.0, s);
    s->any = true;
}

void tf_matched(const struct tf_question *q, double *base, double *due)
{
    struct sums s = {0};
    *base = *due = (double)NAN;
    if (q->has_base && !tf_window_inside(q->model, q->base)) return;
    match(q, q->entity, &s);
    if (!s.any) return;
    const bool ratio = q->model->kpis[q->target->kpi].kind == TWOFOLD_RATIO;
    *base = ratio ? s.base[0] / s.base[1] : s.base[0];
    *due = ratio ? s.due[0] / s.due[1] : s.due[0];
}

/* ---- Signs ---- */

struct signs {
    struct tf_window window;
    bool negative;
};

static void look_for_negative(const struct tf_question *q, int32_t entity, void *user)
{
    struct signs *s = user;
    const struct tf_model_entity *e = &q->model->entities[entity];
    const bool part = e->part >= 0 || e->kind == TWOFOLD_ENTITY_NOT_LISTED;
    if (part && tf_window_value(q->p, entity, q->target->kpi, s->window) < 0.0) s->negative = true;
    if (e->kind == TWOFOLD_ENTITY_ENTERPRISE && e->not_listed >= 0) /* no part, but in the sum */
        look_for_negative(q, e->not_listed, user);
    if (!s->negative) each_below(q, entity, look_for_negative, user);
}

bool tf_any_negative(const struct tf_question *q, struct tf_window window)
{
    struct signs s = {window, false};
    look_for_negative(q, q->entity, &s);
    return s.negative;
}

/* ---- Land and output per mu ---- */

struct land {
    double area[2], output[2]; /* at base, at due */
};

static bool land_known(const struct tf_question *q, int32_t entity, struct tf_window window)
{
    uint32_t of;
    return tf_window_known(q->p, entity, TWOFOLD_KPI_LAND, window, NULL, &of) == of && of > 0;
}

static void add_land(const struct tf_question *q, int32_t entity, void *user)
{
    struct land *l = user;
    const struct tf_window before = {q->base.to - 1, q->base.to};
    const struct tf_window after = {q->due.to - 1, q->due.to};
    if (q->model->entities[entity].part < 0) {
        each_below(q, entity, add_land, user);
        return;
    }
    if (!land_known(q, entity, before) || !land_known(q, entity, after)) return;
    const double area0 = tf_window_value(q->p, entity, TWOFOLD_KPI_LAND, before);
    const double area1 = tf_window_value(q->p, entity, TWOFOLD_KPI_LAND, after);
    const double output0 = tf_window_value(q->p, entity, TWOFOLD_KPI_OUTPUT, q->base);
    const double output1 = tf_window_value(q->p, entity, TWOFOLD_KPI_OUTPUT, q->due);
    if (!(area0 > 0.0 || area1 > 0.0) || isnan(output0) || isnan(output1)) return;
    l->area[0] += area0;
    l->area[1] += area1;
    l->output[0] += output0;
    l->output[1] += output1;
}

void tf_split_growth(const struct tf_question *q, double *land, double *intensity)
{
    struct land l = {0};
    if (!q->has_base || q->target->kpi != TWOFOLD_KPI_OUTPUT) return;
    add_land(q, q->entity, &l);
    if (!(l.area[0] > 0.0 && l.area[1] > 0.0 && l.output[0] > 0.0 && l.output[1] > 0.0)) return;
    const twofold_effects effects =
        twofold_lmdi2(l.area[0], l.output[0] / l.area[0], l.area[1], l.output[1] / l.area[1]);
    *land = effects.a;
    *intensity = effects.b;
}
