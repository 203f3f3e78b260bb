/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be claimed of values: that they read as a figure, add up, never fall. */
#include "target/claims.h"
#include "target/report.h"

#include <math.h>
#include <string.h>

/* Sums of doubles, as targets compare them. */
static const double TOLERANCE = 1e-9;

double twofold_value_over(const twofold_projection *projection, int entity, int kpi,
                          twofold_period period)
{
    struct tf_window window;
    if (!tf_is_cell(projection, entity, kpi) ||
        !tf_window_of(projection->program->model, period, &window) ||
        !tf_window_inside(projection->program->model, window))
        return (double)NAN;
    return tf_window_value(projection, tf_entity_here(projection, entity), kpi, window);
}

static void say_found(const twofold_projection *projection, int entity, int kpi, double value,
                      const struct tf_written *figure, char *found, size_t size)
{
    struct tf_buffer buffer = tf_buffer_of(found, size);
    char amount[TF_SAID];
    if (!tf_say_alike(figure, value, &buffer)) {
        tf_say_amount(projection, entity, kpi, value, TWOFOLD_EN, amount);
        tf_buffer_say(&buffer, amount);
    }
    (void)tf_buffer_end(&buffer);
}

twofold_status twofold_reads_as(const twofold_projection *projection, int entity, int kpi,
                                twofold_period period, const char *figure, bool *reads, char *found,
                                size_t size)
{
    twofold_number number;
    struct tf_written written;
    const char *expected;
    if (!tf_is_cell(projection, entity, kpi) || figure == NULL || reads == NULL ||
        (found == NULL && size > 0) ||
        twofold_number_parse(figure, strlen(figure), &number) != TWOFOLD_FAULT_NONE)
        return TWOFOLD_E_ARGUMENT;
    const twofold_fault_code code =
        tf_written_of(projection->program->model, kpi, period.months, &number, &written, &expected);
    if (code == TWOFOLD_FAULT_NO_RATE) return TWOFOLD_E_NOT_FOUND;
    if (code != TWOFOLD_FAULT_NONE) return TWOFOLD_E_ARGUMENT;
    written.text = figure;
    const double value = twofold_value_over(projection, entity, kpi, period);
    *reads = !isnan(value) && tf_counts_in(projection, entity, kpi, &written) &&
             tf_reads_as(&written, value);
    if (size > 0) say_found(projection, entity, kpi, value, &written, found, size);
    return TWOFOLD_OK;
}

bool tf_counts_in(const twofold_projection *projection, int entity, int kpi,
                  const struct tf_written *written)
{
    const char *unit = tf_unit_of(projection->program, tf_entity_here(projection, entity), kpi);
    return written->unit[0] == '\0' || unit[0] == '\0' || strcmp(written->unit, unit) == 0;
}

/* ---- Sums ---- */

struct sum {
    double known, size; /* of the known parts; of their magnitudes */
    bool any;
};

static void add(const twofold_series *part, size_t at, struct sum *sum)
{
    const double value = part->values[at];
    if (isnan(value)) return;
    sum->known += value;
    sum->size += fabs(value);
    sum->any = true;
}

static bool agrees(double value, const struct sum *sum)
{
    if (isnan(value) || !sum->any) return isnan(value) && !sum->any;
    return fabs(value - sum->known) <= TOLERANCE * fmax(fabs(value), sum->size);
}

static void breach_at(const twofold_series *series, size_t at, int entity, double other,
                      twofold_breach *breach)
{
    const int32_t months = series->first.months;
    *breach = (twofold_breach){.found = true,
                               .entity = entity,
                               .period = {series->first.month + (int32_t)at * months, months},
                               .value = series->values[at],
                               .other = other};
}

/* One cell of an entity against what stands directly below it. What is not listed is below it too,
 * whether it counts as a part or not. */
static bool cell_adds_up(const twofold_projection *p, int32_t entity, int kpi,
                         const twofold_series *whole, twofold_frequency frequency, size_t at,
                         twofold_breach *breach)
{
    const struct tf_model_entity *e = &p->program->model->entities[entity];
    const struct tf_visit *visits = p->program->visits;
    struct sum sum = {0};
    twofold_series part;
    for (size_t i = 0; i < e->member_count; i++) {
        part = tf_series_at(p, e->members[i], kpi, frequency);
        add(&part, at, &sum);
    }
    for (int32_t child = visits[entity].first_child; child >= 0;
         child = visits[child].next_sibling) {
        part = tf_series_at(p, child, kpi, frequency);
        add(&part, at, &sum);
    }
    if (e->not_listed >= 0) {
        part = tf_series_at(p, e->not_listed, kpi, frequency);
        add(&part, at, &sum);
    }
    if (agrees(whole->values[at], &sum)) return true;
    breach_at(whole, at, entity, sum.any ? sum.known : (double)NAN, breach);
    return false;
}

/* Parts and own figures make an entity; what brings figures itself is no sum of others. */
static bool is_sum(const twofold_projection *p, int32_t entity, int kpi)
{
    const struct tf_model_entity *e = &p->program->model->entities[entity];
    const bool has_parts = e->member_count > 0 || p->program->visits[entity].first_child >= 0;
    return has_parts && e->part < 0 && e->own < 0 && !tf_unit_is_mixed(p->program, entity, kpi);
}

static bool entity_adds_up(const twofold_projection *p, int32_t entity, int kpi,
                           twofold_breach *breach)
{
    for (int f = TWOFOLD_YEAR; f <= TWOFOLD_MONTH && is_sum(p, entity, kpi); f++) {
        const twofold_frequency frequency = (twofold_frequency)f;
        const twofold_series whole = tf_series_at(p, entity, kpi, frequency);
        for (size_t at = 0; at < whole.count; at++)
            if (!cell_adds_up(p, entity, kpi, &whole, frequency, at, breach)) return false;
    }
    return true;
}

/* The months of each year. */
static bool years_add_up(const twofold_projection *p, int32_t entity, int kpi,
                         twofold_breach *breach)
{
    const twofold_series years = tf_series_at(p, entity, kpi, TWOFOLD_YEAR);
    const twofold_series months = tf_series_at(p, entity, kpi, TWOFOLD_MONTH);
    for (size_t year = 0; year < years.count; year++) {
        struct sum sum = {0};
        for (size_t m = 0; m < 12; m++) add(&months, 12 * year + m, &sum);
        if (agrees(years.values[year], &sum)) continue;
        breach_at(&years, year, entity, sum.known, breach);
        return false;
    }
    return true;
}

twofold_status twofold_adds_up(const twofold_projection *projection, int kpi,
                               twofold_breach *breach)
{
    if (!tf_is_cell(projection, 0, kpi) || breach == NULL) return TWOFOLD_E_ARGUMENT;
    const struct tf_model *model = projection->program->model;
    const twofold_kpi *row = &model->kpis[kpi];
    if (row->kind == TWOFOLD_RATIO || kpi == TWOFOLD_KPI_PROJECTS_UNDER_WAY)
        return TWOFOLD_E_ARGUMENT;
    const bool by_month = row->kind == TWOFOLD_FLOW && row->profile != TWOFOLD_MILESTONE;
    twofold_breach found = {0};
    for (size_t i = 0; i < model->entity_count && !found.found; i++)
        if (entity_adds_up(projection, (int32_t)i, kpi, &found) && by_month)
            (void)years_add_up(projection, (int32_t)i, kpi, &found);
    if (found.found) found.entity = tf_entity_of_plan(projection, found.entity);
    *breach = found;
    return TWOFOLD_OK;
}

/* ---- From year to year ---- */

twofold_status twofold_never_falls(const twofold_projection *projection, int entity, int kpi,
                                   twofold_breach *breach)
{
    if (!tf_is_cell(projection, entity, kpi) || breach == NULL) return TWOFOLD_E_ARGUMENT;
    const twofold_series years = twofold_series_at(projection, entity, kpi, TWOFOLD_YEAR);
    twofold_breach found = {0};
    size_t known = 0;
    double before = (double)NAN;
    for (size_t i = 0; i < years.count && !found.found; i++) {
        const double value = years.values[i];
        if (isnan(value)) continue;
        if (known++ > 0 && value < before - TOLERANCE * fabs(before))
            breach_at(&years, i, entity, before, &found);
        before = value;
    }
    if (known < 2) return TWOFOLD_E_NOT_FOUND;
    *breach = found;
    return TWOFOLD_OK;
}
