/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One cell of the cube: its own value, and what it is made of by the kind of its KPI. */
#include "projection/explain.h"

#include "base/elementary.h"

#include <math.h>

/* What the entity's rows hold before what is not known is left empty: of projects under way a sum
 * may be there of which one side is unknown, and the entities above count it in. */
static double row_value(const struct tf_teller *t, int32_t entity, int32_t kpi)
{
    const struct tf_visit *visit = &t->program->visits[entity];
    for (int32_t i = 0; i < visit->output_count; i++) {
        const struct tf_output *o = &t->program->outputs[visit->first_output + i];
        if (o->kpi == kpi) return t->w->cube[o->column + (size_t)t->period];
    }
    return TF_NAN;
}

static size_t open_cell(struct tf_teller *t, int32_t entity, int32_t kpi, unsigned depth,
                        bool by_kpi)
{
    const twofold_kpi *row = &t->model->kpis[kpi];
    const twofold_series series = tf_series_at(t->projection, entity, kpi, t->frequency);
    const size_t line =
        tf_tell(t, depth, TWOFOLD_LINE_CELL,
                tf_print(t, "%s.%s.%s", t->model->entities[entity].path, row->id, t->period_text));
    struct tf_line *one = tf_line(t, line);
    one->as.value = series.values[t->period];
    if (depth > 0 && isnan(one->as.value) && row->kind != TWOFOLD_RATIO) {
        const double value = row_value(t, entity, kpi);
        if (value != 0.0) one->as.value = value;
    }
    one->as.unit = series.unit;
    one->as.known = series.known[t->period];
    one->as.of = series.of[t->period];
    one->name = one->brief = by_kpi ? tf_kpi_words(t, kpi) : tf_entity_words(t, entity);
    return line;
}

/* ---- Ratios ---- */

/* Capacity x time has no cell of its own: the sum of what the parts' capacity is over the period.
 * Parts without capacity have no line. */
static void tell_capacity_time(struct tf_teller *t, int32_t entity, unsigned depth)
{
    const struct tf_model_entity *e = &t->model->entities[entity];
    const struct tf_visit *visit = &t->program->visits[entity];
    const struct tf_reading reading = {
        TWOFOLD_KPI_CAPACITY,
        tf_program_slot(t->program, TWOFOLD_KPI_CAPACITY, TF_ROLE_STOCK_TIME, 0), t->stretch};
    const size_t line = tf_tell(t, depth, TWOFOLD_LINE_TERM, e->path);
    tf_line(t, line)->as.unit = tf_unit_of(t->program, entity, TWOFOLD_KPI_CAPACITY);
    tf_line(t, line)->name = tf_entity_words(t, entity);
    if (visit->leaf >= 0)
        tf_tell_part(t, line, t->program->leaves[visit->leaf].part, &reading);
    else if (visit->own >= 0)
        tf_tell_part(t, line, e->own, &reading);
    const bool product = tf_line(t, line)->as.combine == TWOFOLD_COMBINE_PRODUCT;
    for (size_t i = 0; i < e->member_count; i++) tell_capacity_time(t, e->members[i], depth + 1);
    for (int32_t child = visit->first_child; child >= 0;
         child = t->program->visits[child].next_sibling)
        tell_capacity_time(t, child, depth + 1);
    if (!product) {
        tf_line(t, line)->as.value = tf_sum_below(t, line);
        tf_close_sum(t, line);
        if (depth > 1 && tf_count_below(t, line) == 0) t->x->count = line;
    }
    if (line < t->x->count && tf_line(t, line)->as.value != 0.0)
        tf_line(t, line)->brief = tf_line(t, line)->name;
}

static void tell_below(struct tf_teller *t, int32_t entity, const twofold_kpi *kpi, unsigned depth)
{
    if (kpi->below != TWOFOLD_MEAN) {
        (void)tf_tell_cell(t, entity, kpi->denominator, depth, true);
        return;
    }
    const size_t line = t->x->count;
    tell_capacity_time(t, entity, depth);
    const struct tf_words words = tf_phrase(t, TF_SAY_CAPACITY_TIME, TF_NO_WORDS, TF_NO_WORDS);
    tf_line(t, line)->name = tf_line(t, line)->brief = words;
}

/* A flow over a stock is brought to a year. */
static void tell_above(struct tf_teller *t, int32_t entity, const twofold_kpi *kpi, unsigned depth)
{
    const int32_t months = t->stretch.to - t->stretch.from;
    const bool annual = kpi->above == TWOFOLD_SUM && kpi->below == TWOFOLD_LAST;
    if (!annual || months == 12) {
        (void)tf_tell_cell(t, entity, kpi->numerator, depth, true);
        return;
    }
    const size_t line = tf_tell(t, depth, TWOFOLD_LINE_TERM, t->model->entities[entity].path);
    const size_t cell = tf_tell_cell(t, entity, kpi->numerator, depth + 1, true);
    const double scale = 12.0 / months;
    const struct tf_words times = tf_neutral(tf_figures(t, scale, 0, false));
    const size_t number =
        tf_tell_number(t, depth + 1, "", scale, tf_phrase(t, TF_SAY_TO_A_YEAR, times, TF_NO_WORDS));
    tf_line(t, number)->brief = times;
    struct tf_line *one = tf_line(t, line);
    one->as.value = tf_line(t, cell)->as.value * scale;
    one->as.unit = tf_line(t, cell)->as.unit;
    one->as.combine = TWOFOLD_COMBINE_PRODUCT;
    if (isnan(one->as.value)) one->as.origin = TWOFOLD_ORIGIN_UNKNOWN;
    tf_compose(t, line);
}

static void tell_ratio(struct tf_teller *t, size_t line, int32_t entity, const twofold_kpi *kpi)
{
    const unsigned depth = tf_line(t, line)->as.depth + 1;
    tell_above(t, entity, kpi, depth);
    tell_below(t, entity, kpi, depth);
    tf_line(t, line)->as.combine = TWOFOLD_COMBINE_QUOTIENT;
    const struct tf_words brief = tf_line(t, line)->brief;
    tf_compose(t, line);
    struct tf_line *one = tf_line(t, line);
    one->brief = brief;
    if (!isnan(one->as.value)) return;
    one->as.origin = TWOFOLD_ORIGIN_UNKNOWN;
    one->formula = tf_phrase(t, TF_SAY_NO_RATIO, one->formula, TF_NO_WORDS);
}

/* ---- What adds up ---- */

static struct tf_reading reading_of(const struct tf_teller *t, int32_t kpi)
{
    const bool counted = tf_kpi_counted(&t->model->kpis[kpi]);
    struct tf_reading reading = {kpi, 0, t->stretch};
    if (kpi == TWOFOLD_KPI_INVESTMENT_TO_DATE) {
        reading.slot = tf_program_slot(t->program, TWOFOLD_KPI_INVESTMENT, TF_ROLE_VALUE, 0);
        reading.stretch.from = 0;
    } else {
        reading.slot = tf_program_slot(t->program, kpi, TF_ROLE_VALUE,
                                       counted ? t->stretch.to - t->stretch.from : 0);
    }
    return reading;
}

/* Projects under way of which one side is reported: both sides, each as reported. */
static bool tell_two_sides(struct tf_teller *t, size_t line, int32_t entity,
                           const struct tf_reading *reading)
{
    const struct tf_slot *slot = &t->program->slots[reading->slot];
    const int32_t cell = tf_cells_of(slot, reading->stretch).from;
    const struct tf_fix *fix = tf_fix_of(t, entity, reading->slot, cell);
    if (reading->kpi != TWOFOLD_KPI_PROJECTS_UNDER_WAY || fix == NULL || fix->value >= 0)
        return false;
    const unsigned depth = tf_line(t, line)->as.depth + 1;
    (void)tf_tell_cell(t, entity, TWOFOLD_KPI_PROJECTS_CARRIED_OVER, depth, true);
    (void)tf_tell_cell(t, entity, TWOFOLD_KPI_PROJECTS_STARTED, depth, true);
    const struct tf_words brief = tf_line(t, line)->brief;
    tf_line(t, line)->as.combine = TWOFOLD_COMBINE_SUM;
    tf_compose(t, line);
    tf_line(t, line)->brief = brief;
    return true;
}

static void tell_additive(struct tf_teller *t, size_t line, int32_t entity, int32_t kpi)
{
    const struct tf_model_entity *e = &t->model->entities[entity];
    const struct tf_reading reading = reading_of(t, kpi);
    const bool bare = e->part >= 0 && t->model->parts[e->part].kind == TF_PART_BARE;
    if (tell_two_sides(t, line, entity, &reading)) return;
    if (e->kind == TWOFOLD_ENTITY_NOT_LISTED) {
        tf_tell_rest(t, line, entity, &reading);
    } else if (e->part >= 0 && isnan(tf_line(t, line)->as.value)) {
        tf_line(t, line)->formula = tf_why_unknown(t, e->part, kpi);
    } else if (e->part >= 0 && !bare) {
        const struct tf_words brief = tf_line(t, line)->brief;
        const double value = tf_line(t, line)->as.value;
        tf_tell_part(t, line, e->part, &reading);
        tf_line(t, line)->brief = brief;
        tf_line(t, line)->as.value = value; /* the cube's own, not its terms' sum again */
    } else {
        tf_tell_whole(t, line, entity, &reading);
    }
}

/* What is known of how many parts, or from when on a part knows no more. */
static struct tf_words coverage_words(struct tf_teller *t, size_t line, int32_t entity, int32_t kpi)
{
    const twofold_explanation_line as = tf_line(t, line)->as;
    const int32_t part = t->model->entities[entity].part;
    if (part < 0)
        return tf_phrase(t, TF_SAY_OF_PARTS, tf_neutral(tf_print(t, "%u", as.known)),
                         tf_neutral(tf_print(t, "%u", as.of)));
    const double from =
        t->projection->coverage.unknown_from[(size_t)part * t->model->kpi_count + (size_t)kpi];
    if (!isfinite(from)) return TF_NO_WORDS;
    return tf_phrase(t, TF_SAY_FROM_DATE, tf_why_unknown(t, part, kpi),
                     tf_neutral(tf_date(t, from, false)));
}

static void tell_coverage(struct tf_teller *t, size_t line, int32_t entity, int32_t kpi)
{
    struct tf_line *one = tf_line(t, line);
    const bool ratio = t->model->kpis[kpi].kind == TWOFOLD_RATIO;
    if (isnan(one->as.value)) {
        one->as.origin = TWOFOLD_ORIGIN_UNKNOWN;
        const struct tf_words of = tf_neutral(tf_print(t, "%u", one->as.of));
        if (t->model->entities[entity].part < 0 && !ratio && one->as.of > 0)
            one->formula = tf_phrase(t, TF_SAY_NO_PARTS, of, TF_NO_WORDS);
    } else if (one->as.known < one->as.of) {
        const struct tf_words words = coverage_words(t, line, entity, kpi);
        if (tf_has_words(words)) one->formula = tf_phrase(t, TF_SAY_THEN, one->formula, words);
    }
}

size_t tf_tell_cell(struct tf_teller *t, int32_t entity, int32_t kpi, unsigned depth, bool by_kpi)
{
    const twofold_kpi *row = &t->model->kpis[kpi];
    const size_t line = open_cell(t, entity, kpi, depth, by_kpi);
    if (t->failed) return line;
    if (tf_unit_is_mixed(t->program, entity, kpi)) {
        tf_line(t, line)->as.origin = TWOFOLD_ORIGIN_UNKNOWN;
        tf_line(t, line)->formula = tf_phrase(t, TF_SAY_MIXED, TF_NO_WORDS, TF_NO_WORDS);
        return line;
    }
    if (row->kind == TWOFOLD_RATIO)
        tell_ratio(t, line, entity, row);
    else
        tell_additive(t, line, entity, kpi);
    tell_coverage(t, line, entity, kpi);
    return line;
}
