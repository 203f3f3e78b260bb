/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reports: which one a cell has its value from, and how a longer one was spread. */
#include "projection/explain.h"

#include "base/elementary.h"

#include <math.h>

static bool covers(const struct tf_fix *fix, int32_t slot, int32_t cell)
{
    return fix->slot == slot && fix->first <= cell && cell < fix->last;
}

/* Reports stand shortest first, and none changes what a shorter one has set. */
const struct tf_fix *tf_fix_of(const struct tf_teller *t, int32_t entity, int32_t slot,
                               int32_t cell)
{
    if (entity < 0) return NULL;
    const struct tf_visit *visit = &t->program->visits[entity];
    for (int32_t i = 0; i < visit->fix_count; i++) {
        const struct tf_fix *fix = &t->program->fixes[visit->first_fix + i];
        if (covers(fix, slot, cell)) return fix;
    }
    return NULL;
}

double tf_cube_sum(const struct tf_teller *t, int32_t entity, int32_t slot, struct tf_stretch cells)
{
    const struct tf_slot *s = &t->program->slots[slot];
    const bool by_month = s->kind == TWOFOLD_FLOW && !tf_kpi_counted(&t->model->kpis[s->kpi]);
    const twofold_series series =
        tf_series_at(t->projection, entity, s->kpi, by_month ? TWOFOLD_MONTH : t->frequency);
    if (!by_month) return isnan(series.values[t->period]) ? 0.0 : series.values[t->period];
    double sum = 0.0;
    for (int32_t m = cells.from * s->grid; m < cells.to * s->grid; m++)
        if (!isnan(series.values[m])) sum += series.values[m];
    return sum;
}

/* Sums of a report's cells: all in the stretch, and those that shorter reports have set. */
struct sums {
    double here, taken;
    bool whole; /* every cell is its own and in the stretch */
};

static struct sums sums_of(const struct tf_teller *t, int32_t entity, const struct tf_fix *fix,
                           struct tf_stretch cells)
{
    struct sums sums = {0.0, 0.0, true};
    for (int32_t c = fix->first; c < fix->last; c++) {
        const bool own = tf_fix_of(t, entity, fix->slot, c) == fix;
        const bool here = cells.from <= c && c < cells.to;
        const double value = tf_cube_sum(t, entity, fix->slot, (struct tf_stretch){c, c + 1});
        if (!own) sums.taken += value;
        if (own && here) sums.here += value;
        sums.whole = sums.whole && own && here;
    }
    return sums;
}

/* What the report has left for its own cells: itself, less what shorter ones say. */
static void tell_left(struct tf_teller *t, const struct tf_fix *fix, double taken, unsigned depth)
{
    if (taken == 0.0) {
        tf_tell_node(t, fix->value, depth);
        return;
    }
    const size_t line = tf_tell(t, depth, TWOFOLD_LINE_FACTOR, "");
    tf_line(t, line)->as.value = tf_node_value(t, fix->value) - taken;
    tf_line(t, line)->as.combine = TWOFOLD_COMBINE_DIFFERENCE;
    tf_tell_node(t, fix->value, depth + 1);
    const size_t shorter =
        tf_tell_number(t, depth + 1, "", taken, tf_neutral(tf_figures(t, taken, 2, false)));
    tf_line(t, shorter)->formula = tf_phrase(t, TF_SAY_SHORTER, TF_NO_WORDS, TF_NO_WORDS);
    tf_compose(t, line);
    tf_borrow_path(t, line);
    tf_borrow_path(t, shorter);
}

static void tell_report(struct tf_teller *t, int32_t entity, const struct tf_fix *fix,
                        struct tf_stretch cells, unsigned depth)
{
    const struct sums sums = sums_of(t, entity, fix, cells);
    if (fix->value < 0) { /* projects under way, from their two reported parts */
        (void)tf_tell_number(t, depth, t->model->entities[entity].path, sums.here,
                             tf_phrase(t, TF_SAY_AS_REPORTED, TF_NO_WORDS, TF_NO_WORDS));
        return;
    }
    if (sums.whole) {
        tf_tell_node(t, fix->value, depth);
        return;
    }
    const size_t line = tf_tell(t, depth, TWOFOLD_LINE_TERM, "");
    const double left = tf_node_value(t, fix->value) - sums.taken;
    const double share = left != 0.0 ? sums.here / left : 0.0;
    struct tf_line *one = tf_line(t, line);
    one->as.value = sums.here;
    one->as.unit = tf_unit_of(t->program, entity, t->program->slots[fix->slot].kpi);
    one->as.combine = TWOFOLD_COMBINE_PRODUCT;
    one->name = tf_phrase(t, TF_SAY_REPORT, TF_NO_WORDS, TF_NO_WORDS);
    tell_left(t, fix, sums.taken, depth + 1);
    (void)tf_tell_number(
        t, depth + 1, t->model->entities[entity].path, share,
        tf_phrase(t, TF_SAY_REPORT_SHARE, tf_neutral(tf_figures(t, share, 2, true)), TF_NO_WORDS));
    tf_compose(t, line);
    tf_borrow_path(t, line);
}

static bool gives(const struct tf_teller *t, int32_t entity, const struct tf_fix *fix, int32_t slot,
                  struct tf_stretch cells)
{
    for (int32_t c = cells.from; c < cells.to; c++)
        if (covers(fix, slot, c) && tf_fix_of(t, entity, slot, c) == fix) return true;
    return false;
}

size_t tf_count_reports(const struct tf_teller *t, int32_t entity, int32_t slot,
                        struct tf_stretch stretch)
{
    const struct tf_visit *visit = &t->program->visits[entity];
    const struct tf_stretch cells = tf_cells_of(&t->program->slots[slot], stretch);
    size_t count = 0;
    for (int32_t i = 0; i < visit->fix_count; i++)
        count += gives(t, entity, &t->program->fixes[visit->first_fix + i], slot, cells);
    return count;
}

void tf_tell_reports(struct tf_teller *t, int32_t entity, int32_t slot, struct tf_stretch stretch,
                     unsigned depth)
{
    const struct tf_visit *visit = &t->program->visits[entity];
    const struct tf_stretch cells = tf_cells_of(&t->program->slots[slot], stretch);
    for (int32_t i = 0; i < visit->fix_count; i++) {
        const struct tf_fix *fix = &t->program->fixes[visit->first_fix + i];
        if (gives(t, entity, fix, slot, cells)) tell_report(t, entity, fix, cells, depth);
    }
}

void tf_mark_reported(struct tf_teller *t, size_t line, int32_t entity, int32_t slot,
                      struct tf_stretch stretch)
{
    const struct tf_stretch cells = tf_cells_of(&t->program->slots[slot], stretch);
    const struct tf_fix *fix = tf_fix_of(t, entity, slot, cells.from);
    for (int32_t c = cells.from; c < cells.to; c++)
        if (fix == NULL || fix->report < 0 || tf_fix_of(t, entity, slot, c) != fix) return;
    const struct tf_report *report = &t->model->reports[fix->report];
    const struct tf_input *input = &t->model->inputs[report->value.input];
    struct tf_line *one = tf_line(t, line);
    one->as.origin =
        input->origin == TF_REPORTED ? TWOFOLD_ORIGIN_REPORTED : TWOFOLD_ORIGIN_ASSUMED;
    one->as.source = input->source;
    one->as.line = input->line;
    one->as.file = report->file;
}
