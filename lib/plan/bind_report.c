/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Actual figures: what was reported, of whom and for which period. */
#include "plan/bind_core.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A report with its place in the text. */
struct tf_told {
    struct tf_report report;
    const struct tf_node *node;
};

/* ---- Reading ---- */

/* The axis reaches back to the earliest report; it does not reach beyond the last year. */
static bool is_on_axis(struct tf_binder *b, const struct tf_node *node, int32_t from, int32_t to)
{
    struct tf_model *model = b->model;
    if (b->timeless) return true;
    const int32_t year = from >= 0 ? 0 : -((-from + 11) / 12) * 12;
    if (to > model->axis_to) {
        tf_bind_fault_key(b, TWOFOLD_FAULT_OUTSIDE_YEARS, node, NULL, b->years_text, NULL);
        return false;
    }
    if ((size_t)(model->axis_to - year) / 12 > b->limits.years) {
        char most[40];
        (void)snprintf(most, sizeof most, "%zu years", b->limits.years);
        tf_bind_fault_key(b, TWOFOLD_FAULT_TOO_LARGE, node, NULL, most, NULL);
        return false;
    }
    if (year < model->axis_from) model->axis_from = year;
    return true;
}

static const char *thing_of(struct tf_binder *b, const struct tf_want *want,
                            const twofold_number *number)
{
    if (!want->things) return "";
    const char *name = number->unit.dimension == TWOFOLD_PERSONS ? "persons" : number->unit.name;
    const char *kept = tf_arena_text(b->arena, name, strlen(name));
    return kept != NULL ? kept : (const char *)tf_bind_no_memory(b);
}

static void keep_report(struct tf_binder *b, const struct tf_told *told)
{
    struct tf_told *reports =
        tf_grow(&b->context, b->reports, &b->report_capacity, b->report_count + 1, sizeof *reports);
    if (reports == NULL) {
        (void)tf_bind_no_memory(b);
        return;
    }
    b->reports = reports;
    reports[b->report_count++] = *told;
}

static void read_report(struct tf_binder *b, int32_t entity, int32_t kpi,
                        const struct tf_node *node)
{
    const struct tf_want *want = &b->kpi_wants[kpi].sum;
    struct tf_told told = {{.entity = entity,
                            .kpi = kpi,
                            .line = node->line,
                            .column = node->column,
                            .file = tf_node_file(node)},
                           node};
    struct tf_report *report = &told.report;
    twofold_number number;
    if (!tf_bind_period(b, node->key, node->key_size, &report->from, &report->to)) return;
    if (!is_on_axis(b, node, report->from, report->to)) return;
    report->value = tf_bind_number(b, node, want, &number);
    if (report->value.input < 0) return;
    report->unit = thing_of(b, want, &number);
    keep_report(b, &told);
}

void tf_bind_actual(struct tf_binder *b, int32_t entity, const struct tf_node *node)
{
    for (const struct tf_node *kpi = node->first; kpi != NULL; kpi = kpi->next) {
        if (kpi->bad || kpi->name != TF_IS_KPI || kpi->shape != TF_MAP) continue;
        if (b->model->kpis[kpi->kpi].kind == TWOFOLD_RATIO) {
            tf_bind_fault_key(b, TWOFOLD_FAULT_UNKNOWN_KPI, kpi, NULL,
                              "a KPI that is given, not computed", NULL);
            continue;
        }
        for (const struct tf_node *child = kpi->first; child != NULL; child = child->next) {
            if (!child->bad) read_report(b, entity, kpi->kpi, child);
        }
    }
}

/* ---- Order and overlaps ---- */

static int by_subject(const struct tf_report *x, const struct tf_report *y)
{
    if (x->entity != y->entity) return x->entity < y->entity ? -1 : 1;
    return (x->kpi > y->kpi) - (x->kpi < y->kpi);
}

/* Within one subject: earlier first, and of those that begin together the longer. */
static int by_begin(const void *a, const void *b)
{
    const struct tf_report *x = &((const struct tf_told *)a)->report;
    const struct tf_report *y = &((const struct tf_told *)b)->report;
    const int subject = by_subject(x, y);
    if (subject != 0) return subject;
    if (x->from != y->from) return x->from < y->from ? -1 : 1;
    if (x->to != y->to) return x->to > y->to ? -1 : 1;
    return (x->line > y->line) - (x->line < y->line);
}

static int by_length(const void *a, const void *b)
{
    const struct tf_report *x = &((const struct tf_told *)a)->report;
    const struct tf_report *y = &((const struct tf_told *)b)->report;
    const int subject = by_subject(x, y);
    if (subject != 0) return subject;
    const int32_t x_months = x->to - x->from, y_months = y->to - y->from;
    if (x_months != y_months) return x_months < y_months ? -1 : 1;
    return (x->from > y->from) - (x->from < y->from);
}

static void say_overlap(struct tf_binder *b, const struct tf_told *x, const struct tf_told *y)
{
    const bool x_later = x->report.line > y->report.line ||
                         (x->report.line == y->report.line && x->report.column > y->report.column);
    tf_bind_fault_key(b, TWOFOLD_FAULT_PERIOD_OVERLAP, x_later ? x->node : y->node, NULL, NULL,
                      NULL);
}

/* Reports of one subject, by beginning: each must lie beside or within the ones still open. */
static void check_nested(struct tf_binder *b, const struct tf_told *told, size_t count,
                         const struct tf_told **open)
{
    size_t depth = 0;
    for (size_t i = 0; i < count; i++) {
        const struct tf_report *report = &told[i].report;
        while (depth > 0 && open[depth - 1]->report.to <= report->from) depth--;
        if (depth > 0) {
            const struct tf_report *outer = &open[depth - 1]->report;
            const bool same = outer->from == report->from && outer->to == report->to;
            if (same || report->to > outer->to) {
                say_overlap(b, open[depth - 1], &told[i]);
                continue;
            }
        }
        open[depth++] = &told[i];
    }
}

/* Stocks hold at their period's end (opening ones at its beginning): one value an instant. */
static void check_instants(struct tf_binder *b, const struct tf_told *told, size_t count,
                           bool opening)
{
    for (size_t i = 1; i < count; i++) {
        const struct tf_report *x = &told[i - 1].report, *y = &told[i].report;
        const bool same = opening ? x->from == y->from && x->to == y->to : x->to == y->to;
        if (same) say_overlap(b, &told[i - 1], &told[i]);
    }
}

static int by_end(const void *a, const void *b)
{
    const struct tf_report *x = &((const struct tf_told *)a)->report;
    const struct tf_report *y = &((const struct tf_told *)b)->report;
    if (x->to != y->to) return x->to < y->to ? -1 : 1;
    if (x->from != y->from) return x->from < y->from ? -1 : 1;
    return (x->line > y->line) - (x->line < y->line);
}

static void check_subject(struct tf_binder *b, struct tf_told *told, size_t count,
                          const struct tf_told **open)
{
    const twofold_kpi_kind kind = b->model->kpis[told->report.kpi].kind;
    if (kind == TWOFOLD_FLOW) {
        check_nested(b, told, count, open);
    } else {
        qsort(told, count, sizeof *told, by_end);
        check_instants(b, told, count, kind == TWOFOLD_OPENING);
    }
}

void tf_bind_reports_end(struct tf_binder *b)
{
    const size_t count = b->report_count;
    struct tf_told *told = b->reports;
    struct tf_report *reports = tf_bind_get(b, count, sizeof *reports);
    const struct tf_told **open = tf_arena_get_array(&b->scratch, count, sizeof *open);
    if (reports == NULL || open == NULL) {
        (void)tf_bind_no_memory(b);
        return;
    }
    if (count > 0) qsort(told, count, sizeof *told, by_begin);
    for (size_t first = 0, next; first < count; first = next) {
        for (next = first + 1; next < count; next++) {
            if (by_subject(&told[first].report, &told[next].report) != 0) break;
        }
        check_subject(b, told + first, next - first, open);
    }
    if (count > 0) qsort(told, count, sizeof *told, by_length);
    for (size_t i = 0; i < count; i++) reports[i] = told[i].report;
    b->model->reports = reports;
    b->model->report_count = count;
}

void tf_bind_reports_free(struct tf_binder *b)
{
    tf_put(&b->context, b->reports, b->report_capacity * sizeof *b->reports);
}
