/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Additive cells: a part from its reports and terms, a whole from its children, and the row "not
 * listed" from what a report leaves over. */
#include "projection/explain.h"

#include "base/elementary.h"

#include <math.h>

/* ---- A part ---- */

/* Investment to date also has what was spent before the first year. */
static void tell_spent_before(struct tf_teller *t, size_t line, int32_t leaf,
                              const struct tf_reading *reading)
{
    const int32_t slot =
        tf_program_slot(t->program, TWOFOLD_KPI_INVESTMENT, TF_ROLE_SPENT_BEFORE, 0);
    const int32_t grid = t->program->slots[slot].grid;
    const struct tf_stretch last = {reading->stretch.to - grid, reading->stretch.to};
    const size_t from = t->x->count;
    if (tf_tell_terms(t, line, leaf, slot, last, false) == 0) return;
    if (tf_line(t, from)->as.value == 0.0)
        t->x->count = from; /* it begins later */
    else
        tf_line(t, from)->name = tf_phrase(t, TF_SAY_BEFORE_FIRST, TF_NO_WORDS, TF_NO_WORDS);
}

/* Taxes that are built up for the months that no report gives. */
static void tell_other_taxes(struct tf_teller *t, size_t line, int32_t entity)
{
    const double rest = tf_line(t, line)->as.value - tf_sum_below(t, line);
    const size_t other =
        tf_tell_number(t, tf_line(t, line)->as.depth + 1, t->model->entities[entity].path, rest,
                       tf_phrase(t, TF_SAY_BUILT_UP, TF_NO_WORDS, TF_NO_WORDS));
    tf_line(t, other)->as.kind = TWOFOLD_LINE_TERM;
    tf_line(t, other)->as.unit = tf_line(t, line)->as.unit;
}

static int32_t leaf_of(const struct tf_teller *t, int32_t part)
{
    const struct tf_visit *visit = &t->program->visits[t->model->parts[part].entity];
    return t->model->parts[part].kind == TF_PART_OWN ? visit->own : visit->leaf;
}

void tf_close_sum(struct tf_teller *t, size_t line)
{
    const struct tf_words brief = tf_line(t, line)->brief;
    const size_t count = tf_count_below(t, line);
    tf_line(t, line)->as.combine = count == 0 ? TWOFOLD_COMBINE_LEAF : TWOFOLD_COMBINE_SUM;
    tf_compose(t, line);
    struct tf_line *one = tf_line(t, line);
    if (!tf_has_words(one->formula)) {
        const struct tf_line *first = tf_line(t, tf_first_below(t, line));
        one->formula = count == 1 && first->as.kind != TWOFOLD_LINE_CELL
                           ? first->formula
                           : tf_phrase(t, TF_SAY_ZERO, TF_NO_WORDS, TF_NO_WORDS);
    }
    one->brief = brief;
}

void tf_tell_part(struct tf_teller *t, size_t line, int32_t part, const struct tf_reading *reading)
{
    const int32_t entity = t->model->parts[part].entity, leaf = leaf_of(t, part);
    const bool to_date = reading->kpi == TWOFOLD_KPI_INVESTMENT_TO_DATE;
    const bool own = t->model->parts[part].kind == TF_PART_OWN;
    const unsigned depth = tf_line(t, line)->as.depth + 1;
    const bool taxes = tf_builds_up(t, part, reading->kpi);
    const bool reported = !own && tf_count_reports(t, entity, reading->slot, reading->stretch) > 0;
    if (reported) tf_tell_reports(t, entity, reading->slot, reading->stretch, depth);
    if (taxes && !reported) {
        tf_tell_taxes(t, line, part, reading->kpi);
        return;
    }
    const bool alone = !reported && !to_date;
    const size_t count = tf_tell_terms(t, line, leaf, reading->slot, reading->stretch, alone);
    if (to_date) tell_spent_before(t, line, leaf, reading);
    if (taxes) tell_other_taxes(t, line, entity);
    if (!alone || count != 1) tf_close_sum(t, line);
    if (reported) tf_mark_reported(t, line, entity, reading->slot, reading->stretch);
}

/* ---- A whole ---- */

/* Only what is there has a place in the formula. */
static void tell_child(struct tf_teller *t, int32_t entity, int32_t kpi, unsigned depth)
{
    const size_t line = tf_tell_cell(t, entity, kpi, depth, false);
    const double value = tf_line(t, line)->as.value;
    if (isnan(value) || value == 0.0) tf_line(t, line)->brief = TF_NO_WORDS;
}

double tf_sum_below(const struct tf_teller *t, size_t line)
{
    double sum = 0.0;
    for (size_t i = tf_first_below(t, line); i < t->x->count; i = tf_next_beside(t, i))
        if (!isnan(t->x->lines[i].as.value)) sum += t->x->lines[i].as.value;
    return sum;
}

/* Figures given for a zone or the park itself. */
static void tell_own(struct tf_teller *t, int32_t entity, const struct tf_reading *reading,
                     unsigned depth)
{
    if (t->program->visits[entity].own < 0) return;
    const size_t line = tf_tell(t, depth, TWOFOLD_LINE_TERM, t->model->entities[entity].path);
    const struct tf_words name = tf_phrase(t, TF_SAY_OWN, TF_NO_WORDS, TF_NO_WORDS);
    tf_line(t, line)->as.unit = tf_unit_of(t->program, entity, reading->kpi);
    tf_line(t, line)->name = name;
    tf_tell_part(t, line, t->model->entities[entity].own, reading);
    if (tf_line(t, line)->as.combine != TWOFOLD_COMBINE_PRODUCT)
        tf_line(t, line)->as.value = tf_sum_below(t, line);
    tf_line(t, line)->brief = name;
    if (tf_count_below(t, line) == 0) t->x->count = line; /* it gives nothing of this KPI */
}

/* Whether the row "not listed" is a part of the KPI here, or has what a report leaves over. */
static bool rest_matters(const struct tf_teller *t, int32_t entity,
                         const struct tf_reading *reading)
{
    const twofold_series rest = tf_series_at(t->projection, t->model->entities[entity].not_listed,
                                             reading->kpi, t->frequency);
    return rest.of[t->period] > 0 ||
           tf_count_reports(t, entity, reading->slot, reading->stretch) > 0;
}

void tf_tell_whole(struct tf_teller *t, size_t line, int32_t entity,
                   const struct tf_reading *reading)
{
    const struct tf_model_entity *e = &t->model->entities[entity];
    const unsigned depth = tf_line(t, line)->as.depth + 1;
    for (size_t i = 0; i < e->member_count; i++) tell_child(t, e->members[i], reading->kpi, depth);
    for (int32_t child = t->program->visits[entity].first_child; child >= 0;
         child = t->program->visits[child].next_sibling)
        tell_child(t, child, reading->kpi, depth);
    tell_own(t, entity, reading, depth);
    if (e->not_listed >= 0 && rest_matters(t, entity, reading))
        tell_child(t, e->not_listed, reading->kpi, depth);
    tf_close_sum(t, line);
    tf_mark_reported(t, line, entity, reading->slot, reading->stretch);
}

/* ---- What is not listed ---- */

static double reported_sum(const struct tf_teller *t, int32_t entity,
                           const struct tf_reading *reading)
{
    const struct tf_stretch cells =
        tf_cells_of(&t->program->slots[reading->slot], reading->stretch);
    double sum = 0.0;
    for (int32_t c = cells.from; c < cells.to; c++)
        if (tf_fix_of(t, entity, reading->slot, c) != NULL)
            sum += tf_cube_sum(t, entity, reading->slot, (struct tf_stretch){c, c + 1});
    return sum;
}

void tf_tell_rest(struct tf_teller *t, size_t line, int32_t entity,
                  const struct tf_reading *reading)
{
    const int32_t above = t->model->entities[entity].parent;
    const unsigned depth = tf_line(t, line)->as.depth + 1;
    const size_t count = tf_count_reports(t, above, reading->slot, reading->stretch);
    const double rest = tf_line(t, line)->as.value;
    if (count == 0 || isnan(rest)) {
        tf_line(t, line)->formula = tf_phrase(t, TF_SAY_NOTHING_REPORTED, TF_NO_WORDS, TF_NO_WORDS);
        return;
    }
    const double total = reported_sum(t, above, reading);
    tf_line(t, line)->as.combine = TWOFOLD_COMBINE_DIFFERENCE;
    size_t reports = line;
    if (count > 1) {
        reports = tf_tell(t, depth, TWOFOLD_LINE_TERM, t->model->entities[above].path);
        tf_line(t, reports)->as.value = total;
        tf_line(t, reports)->as.unit = tf_line(t, line)->as.unit;
        tf_line(t, reports)->as.combine = TWOFOLD_COMBINE_SUM;
        tf_line(t, reports)->name = tf_phrase(t, TF_SAY_REPORT, TF_NO_WORDS, TF_NO_WORDS);
    }
    tf_tell_reports(t, above, reading->slot, reading->stretch, count > 1 ? depth + 1 : depth);
    if (count > 1) tf_compose(t, reports);
    (void)tf_tell_number(t, depth, t->model->entities[above].path, total - rest,
                         tf_phrase(t, TF_SAY_LISTED, TF_NO_WORDS, TF_NO_WORDS));
    const struct tf_words brief = tf_line(t, line)->brief;
    tf_compose(t, line);
    tf_line(t, line)->brief = brief;
}
