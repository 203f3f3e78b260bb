/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many parts know a KPI in each period. docs/semantics.md, sections 3 and 5.
 *
 * A part does not know a KPI in one stretch of time, from an instant to its end; what is reported
 * for it or for anything above it, up to the entity asked, is known as well. Entities stand in
 * pre-order, so what is below one is a range of entities, and of parts. */
#include "projection/program.h"

#include "base/elementary.h"

#include <string.h>

/* One question: a KPI of the parts below `top`, at a frequency. */
struct question {
    const struct tf_coverage *c;
    const struct tf_model *model;
    int32_t top;    /* entity */
    int32_t view;   /* the zone or group that counts top in, whose reports count too; -1: none */
    int32_t first;  /* month: the first period begins there */
    int32_t months; /* of a period */
    const struct tf_windows *also; /* a further window that must be known too, or NULL */
};

/* One part (or what is not listed) in it. */
struct knower {
    int32_t entity; /* the lowest whose reports speak for it */
    int32_t part;   /* -1: not listed, knows what is reported only */
};

static double unknown_from(const struct question *q, int32_t part, int32_t kpi)
{
    return part < 0 ? -TF_INFINITY
                    : q->c->unknown_from[(size_t)part * q->model->kpi_count + (size_t)kpi];
}

/* ---- Reports ---- */

static size_t first_report(const struct tf_model *model, int32_t entity, int32_t kpi)
{
    size_t low = 0, high = model->report_count;
    while (low < high) {
        const size_t middle = (low + high) / 2;
        const struct tf_report *r = &model->reports[middle];
        if (r->entity < entity || (r->entity == entity && r->kpi < kpi))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool is_reported(const struct tf_model *model, int32_t entity, int32_t kpi)
{
    const size_t i = first_report(model, entity, kpi);
    return i < model->report_count && model->reports[i].entity == entity &&
           model->reports[i].kpi == kpi;
}

/* Whether an entity's own reports give a month: flows all of theirs, stocks their last. */
static bool gives_month(const struct tf_model *model, int32_t entity, int32_t kpi, int32_t month)
{
    const bool flow = model->kpis[kpi].kind == TWOFOLD_FLOW;
    for (size_t i = first_report(model, entity, kpi); i < model->report_count; i++) {
        const struct tf_report *r = &model->reports[i];
        if (r->entity != entity || r->kpi != kpi) return false;
        if (flow ? r->from <= month && month < r->to : r->to == month + 1) return true;
    }
    return false;
}

/* Whether an entity's own reports give a count's cell, if the period is one. */
static bool gives_cell(const struct question *q, int32_t entity, int32_t kpi, int32_t from)
{
    const struct tf_program *p = q->c->program;
    const struct tf_visit *visit = &p->visits[entity];
    const int32_t offset = from - q->model->axis_from;
    if ((q->months != 1 && q->months != 3 && q->months != 12) || offset % q->months != 0)
        return false;
    const int32_t slot = tf_program_slot(p, kpi, TF_ROLE_VALUE, q->months);
    const int32_t period = offset / q->months;
    for (int32_t i = 0; i < visit->fix_count; i++) {
        const struct tf_fix *fix = &p->fixes[visit->first_fix + i];
        if (fix->slot == slot && fix->first == period && fix->value >= 0) return true;
    }
    return false;
}

/* Asks the entities from the knower's up to the top, then the view. */
static bool reported(const struct question *q, struct knower who, int32_t kpi, int32_t at,
                     bool counted)
{
    for (int32_t e = who.entity; e >= 0; e = q->model->entities[e].parent) {
        if (is_reported(q->model, e, kpi) &&
            (counted ? gives_cell(q, e, kpi, at) : gives_month(q->model, e, kpi, at)))
            return true;
        if (e == q->top) break;
    }
    return q->view >= 0 && is_reported(q->model, q->view, kpi) &&
           (counted ? gives_cell(q, q->view, kpi, at) : gives_month(q->model, q->view, kpi, at));
}

/* ---- One part ---- */

/* When everything of a part is 0 and known; posts that a plant has lost stay lost. */
static double end_of(const struct question *q, struct knower who, int32_t kpi)
{
    if (who.part < 0) return TF_INFINITY;
    const bool lost = kpi == TWOFOLD_KPI_JOBS_LOST || kpi == TWOFOLD_KPI_JOBS_NET;
    const bool plant = q->model->parts[who.part].kind == TF_PART_EXISTING;
    return lost && plant ? TF_INFINITY : q->c->end[who.part];
}

static bool month_known(const struct question *q, struct knower who, int32_t kpi, int32_t month)
{
    const double from = unknown_from(q, who.part, kpi);
    const double end = end_of(q, who, kpi);
    const bool stock = q->model->kpis[kpi].kind == TWOFOLD_STOCK;
    const bool lasts = stock ? end >= month + 1 : end > month && end > from;
    const bool unknown = month < 0 || (from < month + 1 && lasts);
    return !unknown || reported(q, who, kpi, month, false);
}

struct knows {
    bool all, any;
};

static struct knows count_known(const struct question *q, struct knower who, int32_t kpi,
                                int32_t from)
{
    const int32_t to = from + q->months;
    const double u = unknown_from(q, who.part, kpi);
    const double end = who.part < 0 ? TF_INFINITY : q->c->end[who.part];
    struct knows k;
    if (q->model->kpis[kpi].kind == TWOFOLD_OPENING) {
        k.all = k.any = from >= 0 && !(u < from && from <= end);
    } else {
        k.all = from >= 0 && !(u < to && end > from && u < end);
        k.any = from >= 0 && (u >= from + 1 || end <= to - 1 || u >= end);
    }
    if (!k.all && reported(q, who, kpi, from, true)) k.all = k.any = true;
    return k;
}

static struct knows months_known(const struct question *q, struct knower who, int32_t kpi,
                                 int32_t from, int32_t to)
{
    struct knows k = {true, false};
    for (int32_t m = from; m < to; m++) {
        const bool known = month_known(q, who, kpi, m);
        k.all = k.all && known;
        k.any = k.any || known;
    }
    return k;
}

/* Capacity x time over a period: what is reported of capacity is its end, and does not tell. */
static bool capacity_time_known(const struct question *q, struct knower who, int32_t from)
{
    const double since = unknown_from(q, who.part, TWOFOLD_KPI_CAPACITY);
    const double end = who.part < 0 ? TF_INFINITY : q->c->end[who.part];
    return from >= 0 && (since >= from + q->months || end <= from || end <= since);
}

static struct knows period_known(const struct question *q, struct knower who, int32_t kpi,
                                 int32_t from)
{
    const twofold_kpi *row = &q->model->kpis[kpi];
    const int32_t to = from + q->months;
    if (row->kind == TWOFOLD_RATIO) {
        const bool below = row->below == TWOFOLD_MEAN
                               ? capacity_time_known(q, who, from)
                               : period_known(q, who, row->denominator, from).all;
        const bool both = below && period_known(q, who, row->numerator, from).all;
        return (struct knows){both, both};
    }
    if (kpi == TWOFOLD_KPI_INVESTMENT_TO_DATE) {
        if (to <= 0) return (struct knows){false, false};
        return (struct knows){
            months_known(q, who, TWOFOLD_KPI_INVESTMENT, 0, to).all,
            months_known(q, who, TWOFOLD_KPI_INVESTMENT, q->model->axis_from, to).any};
    }
    if (kpi == TWOFOLD_KPI_PROJECTS_UNDER_WAY && !reported(q, who, kpi, from, true)) {
        const struct knows carried = count_known(q, who, TWOFOLD_KPI_PROJECTS_CARRIED_OVER, from);
        const struct knows started = count_known(q, who, TWOFOLD_KPI_PROJECTS_STARTED, from);
        return (struct knows){carried.all && started.all, carried.any && started.any};
    }
    if (tf_kpi_counted(row)) return count_known(q, who, kpi, from);
    return months_known(q, who, kpi, row->kind == TWOFOLD_STOCK ? to - 1 : from, to);
}

/* ---- All parts ---- */

struct answer {
    uint32_t *known;
    uint32_t of;
    bool *any;
    int32_t periods;
};

/* Most parts know a KPI throughout, or not at all: no need to ask them period by period. */
enum certainty { DEPENDS = 0, ALWAYS, NOWHERE };

static bool anything_reported(const struct question *q, struct knower who, int32_t kpi)
{
    for (int32_t e = who.entity; e >= 0; e = q->model->entities[e].parent) {
        if (is_reported(q->model, e, kpi)) return true;
        if (e == q->top) break;
    }
    return q->view >= 0 && is_reported(q->model, q->view, kpi);
}

static enum certainty certainty_of(const struct question *q, struct knower who, int32_t kpi)
{
    const twofold_kpi *row = &q->model->kpis[kpi];
    if (row->kind == TWOFOLD_RATIO) {
        const enum certainty above = certainty_of(q, who, row->numerator);
        const enum certainty below = certainty_of(q, who, row->denominator);
        if (above == NOWHERE || below == NOWHERE) return NOWHERE;
        return above == ALWAYS && below == ALWAYS ? ALWAYS : DEPENDS;
    }
    if (kpi == TWOFOLD_KPI_INVESTMENT_TO_DATE) return certainty_of(q, who, TWOFOLD_KPI_INVESTMENT);
    const double from = unknown_from(q, who.part, kpi);
    if (from >= TF_INFINITY && q->model->axis_from == 0) return ALWAYS;
    const double end = end_of(q, who, kpi);
    if (from > -TF_INFINITY || end < TF_INFINITY || kpi == TWOFOLD_KPI_PROJECTS_UNDER_WAY)
        return DEPENDS;
    return anything_reported(q, who, kpi) ? DEPENDS : NOWHERE;
}

static void ask(const struct question *q, struct knower who, int32_t kpi, struct answer *answer)
{
    answer->of++;
    const enum certainty certainty = certainty_of(q, who, kpi);
    if (certainty == NOWHERE) return;
    for (int32_t i = 0; certainty == ALWAYS && i < answer->periods; i++) {
        answer->known[i]++;
        answer->any[i] = true;
    }
    if (certainty == ALWAYS) return;
    bool also = true;
    if (q->also != NULL) {
        struct question second = *q;
        second.months = q->also->months;
        also = period_known(&second, who, kpi, q->also->first).all;
    }
    for (int32_t i = 0; i < answer->periods; i++) {
        const struct knows k = period_known(q, who, kpi, q->first + i * q->months);
        answer->known[i] += k.all && also;
        answer->any[i] = answer->any[i] || k.any;
    }
}

/* Whether reports of an entity ever leave something of a KPI not listed. */
static bool leaves_not_listed(const struct tf_model *model, int32_t entity, int32_t kpi)
{
    const twofold_kpi *row = &model->kpis[kpi];
    if (row->kind == TWOFOLD_RATIO)
        return leaves_not_listed(model, entity, row->numerator) ||
               leaves_not_listed(model, entity, row->denominator);
    if (kpi == TWOFOLD_KPI_INVESTMENT_TO_DATE) kpi = TWOFOLD_KPI_INVESTMENT;
    if (kpi == TWOFOLD_KPI_PROJECTS_UNDER_WAY)
        return is_reported(model, entity, kpi) ||
               is_reported(model, entity, TWOFOLD_KPI_PROJECTS_CARRIED_OVER) ||
               is_reported(model, entity, TWOFOLD_KPI_PROJECTS_STARTED);
    return is_reported(model, entity, kpi);
}

/* What is not listed is a part of clusters, zones and the park; of an enterprise it is none. */
static bool not_listed_knows(const struct tf_model *model, int32_t entity, int32_t kpi)
{
    return model->entities[entity].kind != TWOFOLD_ENTITY_ENTERPRISE &&
           leaves_not_listed(model, entity, kpi);
}

static bool own_gives(const struct tf_model *model, const struct tf_part *part, int32_t kpi)
{
    const twofold_kpi *row = &model->kpis[kpi];
    if (row->kind == TWOFOLD_RATIO)
        return own_gives(model, part, row->numerator) || own_gives(model, part, row->denominator);
    if (kpi == TWOFOLD_KPI_LAND_IN_USE) kpi = TWOFOLD_KPI_LAND;
    if (kpi == TWOFOLD_KPI_INVESTMENT_TO_DATE) kpi = TWOFOLD_KPI_INVESTMENT;
    return tf_figure_of(part, kpi, -1) != NULL || tf_level_known(part, kpi, -1);
}

static void ask_own(const struct question *q, int32_t entity, int32_t kpi, struct answer *answer)
{
    const int32_t own = q->model->entities[entity].own;
    if (own >= 0 && own_gives(q->model, &q->model->parts[own], kpi))
        ask(q, (struct knower){entity, own}, kpi, answer);
}

/* Everything at and below q->top. */
static void ask_below(const struct question *q, int32_t kpi, struct answer *answer)
{
    const struct tf_model *model = q->model;
    size_t e = (size_t)q->top;
    do {
        const struct tf_model_entity *entity = &model->entities[e];
        if (entity->part >= 0) ask(q, (struct knower){(int32_t)e, entity->part}, kpi, answer);
        ask_own(q, (int32_t)e, kpi, answer);
        if (entity->kind == TWOFOLD_ENTITY_NOT_LISTED &&
            not_listed_knows(model, entity->parent, kpi))
            ask(q, (struct knower){entity->parent, -1}, kpi, answer);
        e++;
    } while (e < model->entity_count && model->entities[e].depth > model->entities[q->top].depth);
}

uint32_t tf_cover(const struct tf_coverage *coverage, int32_t entity, int32_t kpi,
                  struct tf_windows windows, const struct tf_windows *also, uint32_t *known,
                  bool *any)
{
    const struct tf_model *model = coverage->program->model;
    const struct tf_model_entity *e = &model->entities[entity];
    struct answer answer = {known, 0, any, windows.count};
    memset(known, 0, (size_t)windows.count * sizeof *known);
    memset(any, 0, (size_t)windows.count * sizeof *any);
    struct question q = {coverage, model, entity, -1, windows.first, windows.months, also};
    if (e->kind == TWOFOLD_ENTITY_NOT_LISTED) {
        q.top = e->parent;
        if (leaves_not_listed(model, e->parent, kpi))
            ask(&q, (struct knower){e->parent, -1}, kpi, &answer);
        if (model->entities[e->parent].kind == TWOFOLD_ENTITY_ENTERPRISE) { /* it is no part */
            answer.of = 0;
            memset(known, 0, (size_t)windows.count * sizeof *known);
        }
    } else if (e->member_count > 0) {
        q.view = entity;
        for (size_t i = 0; i < e->member_count; i++) {
            q.top = e->members[i];
            ask_below(&q, kpi, &answer);
        }
        q.top = entity;
        q.view = -1;
        ask_own(&q, entity, kpi, &answer);
        if (e->not_listed >= 0 && not_listed_knows(model, entity, kpi))
            ask(&q, (struct knower){entity, -1}, kpi, &answer);
    } else {
        ask_below(&q, kpi, &answer);
    }
    return answer.of;
}

twofold_status tf_coverage_new(const struct tf_program *program,
                               const struct tf_workspace *instants, struct tf_coverage *coverage)
{
    const size_t parts = program->model->part_count, kpis = program->model->kpi_count;
    *coverage = (struct tf_coverage){.program = program};
    coverage->unknown_from = tf_get_array(&program->context, parts * kpis + 1, sizeof(double));
    coverage->end = tf_get_array(&program->context, parts + 1, sizeof(double));
    if (coverage->unknown_from == NULL || coverage->end == NULL) {
        tf_coverage_clear(coverage);
        return TWOFOLD_E_MEMORY;
    }
    for (size_t part = 0; part < parts; part++) {
        coverage->end[part] = instants->column[program->moments[part][TF_END]][0];
        for (size_t kpi = 0; kpi < kpis; kpi++)
            coverage->unknown_from[part * kpis + kpi] =
                tf_unknown_from(program, instants, (int32_t)part, (int32_t)kpi);
    }
    return TWOFOLD_OK;
}

void tf_coverage_clear(struct tf_coverage *coverage)
{
    const struct tf_program *p = coverage->program;
    if (p == NULL) return;
    const size_t parts = p->model->part_count, kpis = p->model->kpi_count;
    tf_put(&p->context, coverage->unknown_from, (parts * kpis + 1) * sizeof(double));
    tf_put(&p->context, coverage->end, (parts + 1) * sizeof(double));
    *coverage = (struct tf_coverage){0};
}
