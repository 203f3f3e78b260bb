/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A KPI of an entity over any whole months: what targets compare. */
#ifndef TF_TARGET_WINDOW_H
#define TF_TARGET_WINDOW_H

#include "projection/projection.h"

/* Months [from, to) from the first year on. */
struct tf_window {
    int32_t from, to;
};

/* What a target reads for a period as written: a flow or ratio its year, or the twelve months that
 * end with it; a stock the period itself (its end). */
struct tf_window tf_window_for(const struct tf_model *model, int32_t kpi, int32_t from, int32_t to);

/* Whether there is such an entity and KPI; false for no projection. */
bool tf_is_cell(const struct twofold_projection *projection, int entity, int kpi);

/* A period of the calendar in the plan's months; false for what is none, or is absurdly far. */
bool tf_window_of(const struct tf_model *model, twofold_period period, struct tf_window *window);

/* True if all of it lies on the axis. */
bool tf_window_inside(const struct tf_model *model, struct tf_window window);

/* The value over a window on the axis: a flow's sum, a stock's end, a ratio of both; NaN if
 * unknown. */
double tf_window_value(const struct twofold_projection *projection, int32_t entity, int32_t kpi,
                       struct tf_window window);

/* What a ratio divides by: a stock's end, a flow's sum, capacity x time. */
double tf_window_below(const struct twofold_projection *projection, int32_t entity,
                       const twofold_kpi *ratio, struct tf_window window);

/* Parts that know the KPI throughout the window, and throughout `also` (NULL: no second one); of
 * how many. */
uint32_t tf_window_known(const struct twofold_projection *projection, int32_t entity, int32_t kpi,
                         struct tf_window window, const struct tf_window *also, uint32_t *of);

#endif
