/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures: the KPIs given in a project, in at-…, in an existing plant, for a zone or the park. */
#include "plan/bind_core.h"

#include <stdlib.h>
#include <string.h>

static int by_kpi(const void *a, const void *b)
{
    const struct tf_figure *x = a, *y = b;
    if (x->kpi != y->kpi) return x->kpi < y->kpi ? -1 : 1;
    return (x->at > y->at) - (x->at < y->at);
}

const struct tf_figure *tf_part_figure(const struct tf_part *part, int32_t kpi, int32_t at)
{
    for (size_t i = 0; i < part->figure_count; i++) {
        if (part->figures[i].kpi == kpi && part->figures[i].at == at) return &part->figures[i];
    }
    return NULL;
}

/* KPIs whose figures may change over time; others hold at a milestone, or as a level. */
static bool may_change(const twofold_kpi *row)
{
    return row->profile == TWOFOLD_AMOUNT || row->profile == TWOFOLD_HELD ||
           row->profile == TWOFOLD_RESERVED;
}

/* Ratios from which others follow: the only ones that can be given. */
static bool is_given(int32_t kpi, const twofold_kpi *row)
{
    return row->kind != TWOFOLD_RATIO || kpi < TWOFOLD_KPI_COUNT;
}

static void keep_figure(struct tf_binder *b, const struct tf_figure *figure)
{
    struct tf_figure *figures =
        tf_grow(&b->context, b->figures, &b->figure_capacity, b->figure_count + 1, sizeof *figures);
    if (figures == NULL) {
        (void)tf_bind_no_memory(b);
        return;
    }
    b->figures = figures;
    figures[b->figure_count++] = *figure;
}

/* The word that a figure of unit "*" counts in, or a unit value is per: "vehicles". */
static const char *thing_of(struct tf_binder *b, const struct tf_want *want,
                            const twofold_number *number)
{
    const char *name = !want->things                               ? number->unit.per_name
                       : number->unit.dimension == TWOFOLD_PERSONS ? "persons"
                                                                   : number->unit.name;
    const size_t count = b->figure_count;
    if (count > 0 && strcmp(b->figures[count - 1].unit, name) == 0) {
        return b->figures[count - 1].unit;
    }
    const char *kept = tf_arena_text(b->arena, name, strlen(name));
    return kept != NULL ? kept : (const char *)tf_bind_no_memory(b);
}

/* A single figure: one step from ever to ever. */
static bool read_single(struct tf_binder *b, const struct tf_node *node,
                        const struct tf_kpi_wants *wants, bool sum, struct tf_figure *figure)
{
    const struct tf_want *want = sum ? &wants->sum : &wants->level;
    twofold_number number;
    const struct tf_value value = tf_bind_number(b, node, want, &number);
    struct tf_step *step = value.input < 0 ? NULL : tf_bind_get(b, 1, sizeof *step);
    if (step == NULL) return false;
    *step = (struct tf_step){-TF_INFINITY, TF_INFINITY, value};
    figure->steps = (struct tf_steps){step, 1, false};
    if (want->things || want->per_thing) figure->unit = thing_of(b, want, &number);
    return figure->unit != NULL;
}

void tf_bind_figure(struct tf_binder *b, struct tf_making *making, const struct tf_node *node,
                    int32_t at)
{
    const twofold_kpi *row = &b->model->kpis[node->kpi];
    const struct tf_kpi_wants *wants = &b->kpi_wants[node->kpi];
    struct tf_figure figure = {.kpi = node->kpi, .at = at, .unit = "", .line = node->key_line};
    if (node->kpi == TWOFOLD_KPI_UTILISATION && node->shape == TF_MAP) {
        struct tf_steps *lever = &making->part->levers.utilisation;
        if (lever->count > 0) {
            tf_bind_fault_key(b, TWOFOLD_FAULT_EXCLUDES, node, NULL, "another utilisation", NULL);
        }
        *lever = tf_bind_steps(b, node, &b->wants[TF_WANT_LEVEL], false, -TF_INFINITY);
        return;
    }
    if (!is_given(node->kpi, row)) {
        tf_bind_fault_key(b, TWOFOLD_FAULT_UNKNOWN_KPI, node, NULL,
                          "a KPI that is given, not computed", NULL);
        return;
    }
    if (node->shape == TF_MAP) {
        if (!may_change(row)) {
            tf_bind_fault(b, TWOFOLD_FAULT_WRONG_SHAPE, node, "a mapping", "one number", NULL);
            return;
        }
        figure.steps =
            tf_bind_steps(b, node, &wants->sum, row->profile == TWOFOLD_AMOUNT, -TF_INFINITY);
    } else if (!read_single(b, node, wants, row->profile == TWOFOLD_AMOUNT, &figure)) {
        return;
    }
    keep_figure(b, &figure);
}

void tf_bind_figures_at(struct tf_binder *b, struct tf_making *making, const struct tf_node *node,
                        int32_t at)
{
    for (const struct tf_node *child = node->first; child != NULL; child = child->next) {
        if (!child->bad && child->kpi >= 0) tf_bind_figure(b, making, child, at);
    }
}

/* Defaults that an entry of the pipeline does not give itself. */
static bool is_own(const struct tf_binder *b, size_t own, const struct tf_figure *figure)
{
    for (size_t i = 0; i < own; i++) {
        if (by_kpi(&b->figures[i], figure) == 0) return true;
    }
    return false;
}

static void add_defaults(struct tf_binder *b, const struct tf_making *making,
                         const struct tf_part *defaults)
{
    const size_t own = b->figure_count;
    for (size_t i = 0; i < defaults->figure_count; i++) {
        const struct tf_figure *figure = &defaults->figures[i];
        const bool is_rented = making->text->leased != NULL &&
                               making->text->leased->parent == making->text->node &&
                               figure->kpi == TWOFOLD_KPI_LAND;
        if (!is_rented && !is_own(b, own, figure)) keep_figure(b, figure);
    }
}

/* A part has a handful, most of them in order: insertion beats qsort's calls. */
static void sort_figures(struct tf_figure *figures, size_t count)
{
    if (count > 32) {
        qsort(figures, count, sizeof *figures, by_kpi);
        return;
    }
    for (size_t i = 1; i < count; i++) {
        const struct tf_figure figure = figures[i];
        size_t at = i;
        for (; at > 0 && by_kpi(&figure, &figures[at - 1]) < 0; at--) figures[at] = figures[at - 1];
        figures[at] = figure;
    }
}

void tf_bind_figures_end(struct tf_binder *b, struct tf_making *making,
                         const struct tf_part *defaults)
{
    struct tf_part *part = making->part;
    if (defaults != NULL) {
        part->figures = defaults->figures;
        part->figure_count = defaults->figure_count;
        if (b->figure_count == 0 && making->text->leased == NULL) return;
        add_defaults(b, making, defaults);
    }
    const size_t count = b->figure_count;
    struct tf_figure *figures = tf_bind_get(b, count, sizeof *figures);
    b->figure_count = 0;
    part->figures = figures;
    part->figure_count = figures == NULL ? 0 : count;
    if (figures == NULL || count == 0) return;
    memcpy(figures, b->figures, count * sizeof *figures);
    sort_figures(figures, count);
}
