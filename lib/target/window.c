/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "target/window.h"

#include <math.h>

struct tf_window tf_window_for(const struct tf_model *model, int32_t kpi, int32_t from, int32_t to)
{
    const twofold_kpi_kind kind = model->kpis[kpi].kind;
    const bool year = kind == TWOFOLD_FLOW || kind == TWOFOLD_RATIO;
    return (struct tf_window){year && to - from < 12 ? to - 12 : from, to};
}

bool tf_is_cell(const struct twofold_projection *p, int entity, int kpi)
{
    return p != NULL && tf_entity_here(p, entity) >= 0 && kpi >= 0 &&
           (size_t)kpi < p->program->model->kpi_count;
}

bool tf_window_of(const struct tf_model *model, twofold_period period, struct tf_window *window)
{
    enum { MOST = 12 * 10000 }; /* years are 0 to 9999 */
    if (period.month < 0 || period.month >= MOST || period.months <= 0 || period.months > MOST)
        return false;
    window->from = period.month - model->first_year * 12;
    window->to = window->from + period.months;
    return true;
}

bool tf_window_inside(const struct tf_model *model, struct tf_window window)
{
    return window.from >= model->axis_from && window.to <= model->axis_to;
}

/* A calendar period is read as such: counts reported by the year have no months. */
static bool calendar_value(const struct twofold_projection *p, int32_t entity, int32_t kpi,
                           struct tf_window w, double *value)
{
    for (int f = TWOFOLD_YEAR; f <= TWOFOLD_MONTH; f++) {
        const int32_t months = twofold_frequency_months((twofold_frequency)f);
        const int32_t offset = w.from - p->program->model->axis_from;
        if (w.to - w.from != months || offset % months != 0) continue;
        *value = tf_series_at(p, entity, kpi, (twofold_frequency)f).values[offset / months];
        return true;
    }
    return false;
}

static double months_value(const struct twofold_projection *p, int32_t entity, int32_t kpi,
                           struct tf_window w)
{
    const struct tf_model *model = p->program->model;
    const twofold_kpi_kind kind = model->kpis[kpi].kind;
    const double *months = tf_series_at(p, entity, kpi, TWOFOLD_MONTH).values;
    if (kind == TWOFOLD_STOCK) return months[w.to - 1 - model->axis_from];
    if (kind == TWOFOLD_OPENING) return months[w.from - model->axis_from];
    double sum = (double)NAN;
    for (int32_t m = w.from; m < w.to; m++) {
        const double value = months[m - model->axis_from];
        if (!isnan(value)) sum = isnan(sum) ? value : sum + value;
    }
    return sum;
}

/* Capacity x time is in the cube as production over utilisation, while there is production. */
static double capacity_time(const struct twofold_projection *p, int32_t entity, struct tf_window w)
{
    const double *made = tf_series_at(p, entity, TWOFOLD_KPI_PRODUCTION, TWOFOLD_MONTH).values;
    const double *share = tf_series_at(p, entity, TWOFOLD_KPI_UTILISATION, TWOFOLD_MONTH).values;
    const double *whole = tf_series_at(p, entity, TWOFOLD_KPI_CAPACITY, TWOFOLD_MONTH).values;
    const int32_t axis = p->program->model->axis_from;
    double sum = 0.0;
    for (int32_t m = w.from - axis; m < w.to - axis; m++) {
        if (share[m] > 0.0)
            sum += made[m] / share[m];
        else if (whole[m] > 0.0)
            sum += whole[m] / 12.0;
    }
    return sum;
}

double tf_window_below(const struct twofold_projection *p, int32_t entity, const twofold_kpi *ratio,
                       struct tf_window w)
{
    return ratio->below == TWOFOLD_MEAN ? capacity_time(p, entity, w)
                                        : tf_window_value(p, entity, ratio->denominator, w);
}

static double ratio_value(const struct twofold_projection *p, int32_t entity, int32_t kpi,
                          struct tf_window w)
{
    const twofold_kpi *row = &p->program->model->kpis[kpi];
    uint32_t of;
    if (tf_window_known(p, entity, kpi, w, NULL, &of) == 0)
        return (double)NAN; /* no part knows both sides */
    const double above = tf_window_value(p, entity, row->numerator, w);
    const double below = tf_window_below(p, entity, row, w);
    const bool annual = row->above == TWOFOLD_SUM && row->below == TWOFOLD_LAST;
    const double scale = annual ? 12.0 / (w.to - w.from) : 1.0;
    return below != 0.0 ? above * scale / below : (double)NAN;
}

double tf_window_value(const struct twofold_projection *p, int32_t entity, int32_t kpi,
                       struct tf_window window)
{
    double value;
    if (calendar_value(p, entity, kpi, window, &value)) return value;
    if (p->program->model->kpis[kpi].kind == TWOFOLD_RATIO)
        return ratio_value(p, entity, kpi, window);
    return months_value(p, entity, kpi, window);
}

uint32_t tf_window_known(const struct twofold_projection *p, int32_t entity, int32_t kpi,
                         struct tf_window window, const struct tf_window *also, uint32_t *of)
{
    uint32_t known;
    bool any;
    const struct tf_windows one = {window.from, window.to - window.from, 1};
    struct tf_windows second = {0};
    if (also != NULL) second = (struct tf_windows){also->from, also->to - also->from, 1};
    *of = tf_cover(&p->coverage, entity, kpi, one, also != NULL ? &second : NULL, &known, &any);
    return tf_unit_is_mixed(p->program, entity, kpi) ? 0 : known;
}
