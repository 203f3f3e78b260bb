/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Verdicts. The rules stand in docs/semantics.md, section 7. */
#include "target/question.h"
#include "twofold/growth.h"

#include <math.h>

/* "Exactly twice" is met, whatever the last bits of two sums. */
static const double TOLERANCE = 1e-9;

static const double NONE = (double)NAN;

static double value_of(const struct tf_question *q, struct tf_value v)
{
    if (v.input < 0) return NONE;
    const double rate = v.rate < 0 ? 1.0 : tf_projection_input(q->p, v.rate);
    return tf_projection_input(q->p, v.input) * rate;
}

static bool is_ratio(const struct tf_question *q)
{
    return q->model->kpis[q->target->kpi].kind == TWOFOLD_RATIO;
}

static bool reaches(const struct tf_target *t, double value, double required)
{
    const double slack = TOLERANCE * fabs(required);
    return t->at_most ? value <= required + slack : value >= required - slack;
}

static twofold_period period_of(const struct tf_question *q, int32_t from, int32_t to)
{
    return (twofold_period){q->model->first_year * 12 + from, to - from};
}

/* Known parts that reach it suffice, if what is unknown could only add. */
static bool known_suffice(const struct tf_question *q, struct tf_window window)
{
    return !is_ratio(q) && !q->has_base && !q->target->at_most && !tf_any_negative(q, window);
}

static bool complete(const struct tf_question *q, struct tf_window window)
{
    uint32_t of;
    const uint32_t known = tf_window_known(q->p, q->entity, q->target->kpi, window, NULL, &of);
    return of > 0 && known == of;
}

/* The verdict on one window. */
static twofold_verdict judge(const struct tf_question *q, double projected, double required,
                             struct tf_window window, bool all_known)
{
    if (isnan(projected) || isnan(required)) return TWOFOLD_UNKNOWN;
    const bool met = reaches(q->target, projected, required);
    if (all_known) return met ? TWOFOLD_MET : TWOFOLD_MISSED;
    return met && known_suffice(q, window) ? TWOFOLD_MET : TWOFOLD_UNKNOWN;
}

static double attainment_of(const struct tf_question *q, double projected, double required)
{
    return q->target->at_most ? twofold_attainment_at_most_ratio(projected, required)
                              : twofold_attainment(projected, required);
}

static void set_gap(const struct tf_question *q, twofold_assessment *a)
{
    if (a->verdict != TWOFOLD_UNKNOWN)
        a->gap = q->target->at_most ? twofold_gap(a->required, a->projected)
                                    : twofold_gap(a->projected, a->required);
}

/* ---- First and held ---- */

static void find_first(const struct tf_question *q, twofold_assessment *a, int32_t from)
{
    const twofold_kpi_kind kind = q->model->kpis[q->target->kpi].kind;
    int32_t first = -1, held = -1;
    bool found = false, holds = false;
    if (kind == TWOFOLD_FLOW || kind == TWOFOLD_RATIO)
        from = from < q->model->axis_from + 11 ? q->model->axis_from + 11 : from;
    for (int32_t m = from; m < q->model->axis_to; m++) {
        const struct tf_window w = tf_window_for(q->model, q->target->kpi, m, m + 1);
        const double value = tf_window_value(q->p, q->entity, q->target->kpi, w);
        const bool there = !isnan(value) && reaches(q->target, value, a->required) &&
                           (complete(q, w) || known_suffice(q, w));
        if (there && !found) first = m;
        if (there && !holds) held = m;
        found = found || there;
        holds = there;
    }
    if (found) a->first_period = period_of(q, first, first + 1);
    if (holds) a->held_from = period_of(q, held, held + 1);
}

/* ---- Verbs with a date ---- */

static double required_of(const struct tf_question *q, double base)
{
    const struct tf_target *t = q->target;
    switch (t->verb) {
    case TF_DOUBLE: return 2.0 * base;
    case TF_MULTIPLY: return value_of(q, t->times) * base;
    case TF_GROW: return base * pow(1.0 + value_of(q, t->pace), (q->due.to - q->base.to) / 12.0);
    case TF_REACH:
    case TF_KEEP: break;
    }
    return value_of(q, t->level);
}

/* The base, as a figure or a period; true if the requirement can stand on it. */
static bool read_base(struct tf_question *q, twofold_assessment *a)
{
    const struct tf_target *t = q->target;
    if (t->verb == TF_REACH) return true;
    if (t->base_figure.input >= 0) {
        a->base = value_of(q, t->base_figure);
        return a->base > 0.0;
    }
    q->has_base = true;
    q->base = tf_window_for(q->model, t->kpi, t->base_from, t->base_to);
    a->base_period = period_of(q, t->base_from, t->base_to);
    if (tf_window_inside(q->model, q->base))
        a->base = tf_window_value(q->p, q->entity, t->kpi, q->base);
    return a->base > 0.0;
}

static void set_paces(const struct tf_question *q, twofold_assessment *a)
{
    const double years = (q->due.to - q->base.to) / 12.0;
    if (!q->has_base || !(years > 0.0)) return;
    a->needed_pace = twofold_cagr(a->base, a->required, years);
    a->projected_pace = twofold_cagr(a->base, a->projected, years);
}

/* Base, value and requirement; false where no requirement can stand, or nothing is projected. */
static bool read_due(struct tf_question *q, twofold_assessment *a)
{
    const struct tf_target *t = q->target;
    q->due = tf_window_for(q->model, t->kpi, t->due_from, t->due_to);
    a->due = period_of(q, t->due_from, t->due_to);
    const bool based = read_base(q, a);
    if (!tf_window_inside(q->model, q->due)) return false;
    a->projected = tf_window_value(q->p, q->entity, t->kpi, q->due);
    if (based) a->required = required_of(q, a->base);
    return based;
}

static void assess_due(struct tf_question *q, twofold_assessment *a)
{
    const struct tf_target *t = q->target;
    const bool based = read_due(q, a);
    if (!tf_window_inside(q->model, q->due)) return;
    const bool two = q->has_base && tf_window_inside(q->model, q->base);
    a->known = tf_window_known(q->p, q->entity, t->kpi, q->due, two ? &q->base : NULL, &a->of);
    if (q->has_base && !two) a->known = 0;
    if (!based) return;
    const bool all_known = a->of > 0 && a->known == a->of && (!two || complete(q, q->base));
    a->verdict = judge(q, a->projected, a->required, q->due, all_known);
    set_gap(q, a);
    set_paces(q, a);
    if (!q->has_base || complete(q, q->base))
        find_first(q, a, q->has_base ? q->base.to : q->model->axis_from);
    if (a->verdict != TWOFOLD_UNKNOWN) {
        a->attainment = attainment_of(q, a->projected, a->required);
        tf_split_growth(q, &a->land_part, &a->intensity_part);
        return;
    }
    double base, due;
    tf_matched(q, &base, &due);
    const double required = q->has_base ? required_of(q, base) : a->required;
    if (required > 0.0 && !isnan(due)) a->attainment = attainment_of(q, due, required);
}

/* ---- keep ---- */

static int32_t keep_step(const struct tf_target *t)
{
    const int32_t length = t->during_to - t->during_from;
    if (t->during_from % 12 == 0 && length % 12 == 0) return 12;
    return t->during_from % 3 == 0 && length % 3 == 0 ? 3 : 1;
}

static bool is_worse(const struct tf_question *q, double one, double worst)
{
    if (isnan(one)) return false;
    return isnan(worst) || (q->target->at_most ? one > worst : one < worst);
}

/* Each period in the time; the worst is shown; one complete failure decides. */
static void assess_keep(struct tf_question *q, twofold_assessment *a)
{
    const struct tf_target *t = q->target;
    const int32_t step = keep_step(t);
    a->due = period_of(q, t->during_from, t->during_to);
    a->required = value_of(q, t->level);
    bool all_met = true, failed = false;
    for (int32_t from = t->during_from; from < t->during_to; from += step) {
        const struct tf_window w = tf_window_for(q->model, t->kpi, from, from + step);
        if (!tf_window_inside(q->model, w)) {
            all_met = false;
            continue;
        }
        uint32_t of;
        const uint32_t known = tf_window_known(q->p, q->entity, t->kpi, w, NULL, &of);
        const double value = tf_window_value(q->p, q->entity, t->kpi, w);
        const twofold_verdict verdict = judge(q, value, a->required, w, of > 0 && known == of);
        all_met = all_met && verdict == TWOFOLD_MET;
        failed = failed || verdict == TWOFOLD_MISSED;
        const bool worst = is_worse(q, value, a->projected);
        if (worst || isnan(a->projected)) {
            a->known = known;
            a->of = of;
        }
        if (worst) {
            a->projected = value;
            a->attainment = attainment_of(q, value, a->required);
            q->due = w;
        }
    }
    a->verdict = failed ? TWOFOLD_MISSED : all_met ? TWOFOLD_MET : TWOFOLD_UNKNOWN;
    set_gap(q, a);
    find_first(q, a, q->model->axis_from);
    if (a->verdict == TWOFOLD_UNKNOWN && !isnan(a->projected)) {
        double base, due;
        tf_matched(q, &base, &due);
        a->attainment = isnan(due) ? NONE : attainment_of(q, due, a->required);
    }
}

/* ---- One, and each ---- */

static struct tf_question question_of(const struct twofold_projection *p,
                                      const struct tf_target *target, int32_t entity)
{
    return (struct tf_question){
        .p = p, .model = p->program->model, .target = target, .entity = entity};
}

struct tf_measure tf_measure(const struct twofold_projection *p, size_t target, int32_t entity)
{
    const struct tf_target *t = &p->program->model->targets[target];
    struct tf_question q = question_of(p, t, entity);
    twofold_assessment a = {.required = NONE, .projected = NONE};
    if (t->verb != TF_KEEP) {
        (void)read_due(&q, &a);
        return (struct tf_measure){a.required, a.projected, t->at_most};
    }
    const int32_t step = keep_step(t);
    for (int32_t from = t->during_from; from < t->during_to; from += step) {
        const struct tf_window w = tf_window_for(q.model, t->kpi, from, from + step);
        if (!tf_window_inside(q.model, w)) continue;
        const double value = tf_window_value(p, entity, t->kpi, w);
        if (is_worse(&q, value, a.projected)) a.projected = value;
    }
    return (struct tf_measure){value_of(&q, t->level), a.projected, t->at_most};
}

static twofold_assessment assess_one(const struct twofold_projection *p,
                                     const struct tf_target *target, size_t index, int32_t entity)
{
    struct tf_question q = question_of(p, target, entity);
    twofold_assessment a = {.target = index,
                            .entity = tf_entity_of_plan(p, entity),
                            .kpi = q.target->kpi,
                            .base = NONE,
                            .required = NONE,
                            .projected = NONE,
                            .attainment = NONE,
                            .gap = NONE,
                            .needed_pace = NONE,
                            .projected_pace = NONE,
                            .land_part = NONE,
                            .intensity_part = NONE};
    if (q.target->verb == TF_KEEP)
        assess_keep(&q, &a);
    else
        assess_due(&q, &a);
    return a;
}

static void set_reported(const struct tf_target *t, twofold_assessment *a)
{
    if (t->reported != TF_NOT_REPORTED)
        a->reported = t->reported == TF_REPORTED_MET ? TWOFOLD_MET : TWOFOLD_MISSED;
}

static twofold_assessment assess_entity(const struct twofold_projection *p, size_t target,
                                        int32_t entity)
{
    return assess_one(p, &p->program->model->targets[target], target, entity);
}

/* Met if n or more are; missed if met and unknown together are fewer; else unknown. */
static void assess_each(const struct twofold_projection *p, size_t target, twofold_assessment *a)
{
    const struct tf_target *t = &p->program->model->targets[target];
    const uint32_t n = t->at_least_n < 0 ? (uint32_t)t->member_count : (uint32_t)t->at_least_n;
    uint32_t met = 0, unknown = 0;
    *a = (twofold_assessment){0}; /* there may be no members */
    for (size_t i = 0; i < t->member_count; i++) {
        *a = assess_entity(p, target, t->members[i]);
        met += a->verdict == TWOFOLD_MET;
        unknown += a->verdict == TWOFOLD_UNKNOWN;
    }
    *a = (twofold_assessment){.target = target,
                              .entity = tf_entity_of_plan(p, t->each),
                              .kpi = t->kpi,
                              .verdict = met >= n            ? TWOFOLD_MET
                                         : met + unknown < n ? TWOFOLD_MISSED
                                                             : TWOFOLD_UNKNOWN,
                              .base_period = a->base_period,
                              .due = a->due,
                              .base = NONE,
                              .required = n,
                              .projected = met,
                              .attainment = n > 0 ? twofold_attainment(met, n) : NONE,
                              .gap = NONE,
                              .needed_pace = NONE,
                              .projected_pace = NONE,
                              .land_part = NONE,
                              .intensity_part = NONE,
                              .known = (uint32_t)t->member_count - unknown,
                              .of = (uint32_t)t->member_count};
    if (a->verdict != TWOFOLD_UNKNOWN) a->gap = twofold_gap(met, n);
}

static const struct tf_target *target_of(const twofold_projection *p, size_t target)
{
    if (p == NULL || target >= p->program->model->target_count) return NULL;
    return &p->program->model->targets[target];
}

twofold_status twofold_assess(const twofold_projection *projection, size_t target,
                              twofold_assessment *assessment)
{
    const struct tf_target *t = target_of(projection, target);
    if (t == NULL || assessment == NULL) return TWOFOLD_E_ARGUMENT;
    if (t->of >= 0)
        *assessment = assess_entity(projection, target, t->of);
    else
        assess_each(projection, target, assessment);
    set_reported(t, assessment);
    return TWOFOLD_OK;
}

twofold_status twofold_assess_member(const twofold_projection *projection, size_t target,
                                     size_t member, twofold_assessment *assessment)
{
    const struct tf_target *t = target_of(projection, target);
    if (t == NULL || member >= t->member_count || assessment == NULL) return TWOFOLD_E_ARGUMENT;
    *assessment = assess_entity(projection, target, t->members[member]);
    return TWOFOLD_OK;
}

twofold_status twofold_assess_doubling(const twofold_projection *projection, int entity, int kpi,
                                       twofold_period base, twofold_period due,
                                       twofold_assessment *assessment)
{
    struct tf_window from, to;
    if (!tf_is_cell(projection, entity, kpi) || assessment == NULL ||
        !tf_window_of(projection->program->model, base, &from) ||
        !tf_window_of(projection->program->model, due, &to) || to.to <= from.to)
        return TWOFOLD_E_ARGUMENT;
    entity = tf_entity_here(projection, entity);
    const struct tf_target target = {.verb = TF_DOUBLE,
                                     .kpi = kpi,
                                     .of = entity,
                                     .each = -1,
                                     .at_least_n = -1,
                                     .base_figure = {-1, -1},
                                     .base_from = from.from,
                                     .base_to = from.to,
                                     .due_from = to.from,
                                     .due_to = to.to,
                                     .times = {-1, -1},
                                     .level = {-1, -1},
                                     .pace = {-1, -1}};
    *assessment = assess_one(projection, &target, SIZE_MAX, entity);
    return TWOFOLD_OK;
}
