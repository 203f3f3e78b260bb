/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files about uncertainty share: the quantity that stands at a path, and a spread of it.
 */
#ifndef TF_PLAN_BIND_UNCERTAIN_H
#define TF_PLAN_BIND_UNCERTAIN_H

#include "plan/bind_core.h"
#include "plan/path.h"

/* What values of an uncertain input must be. */
struct tf_quantity {
    struct tf_want want; /* of a number or duration */
    bool is_date;        /* a date, or event: ranges of dates, and durations added */
    bool last;           /* of a date: its last instant is meant */
    bool is_there;       /* something stands there that a relative change can change */
    bool is_lever;       /* where nothing stands 100% is meant */
};

/* The quantity at a place; false if none can stand there (bind_quantity.c). */
bool tf_bind_quantity(struct tf_binder *b, const struct tf_place *place,
                      struct tf_quantity *quantity);

/* A range or distribution as read. */
struct tf_spread {
    twofold_distribution_kind kind;
    twofold_uncertain_change change;
    double *parameters; /* in the scratch arena */
    size_t count;
    twofold_unit unit;
};

/* Reads a value of `uncertain`: a range, "x RANGE", "+ RANGE", or a distribution; false with a
 * fault (bind_spread.c). */
bool tf_bind_spread(struct tf_binder *b, const struct tf_node *node,
                    const struct tf_quantity *quantity, struct tf_spread *spread);

/* Uncertain inputs while they are collected. */
struct tf_spreads {
    struct tf_uncertain *items;
    const struct tf_node **nodes; /* of those listed */
    size_t count, capacity, node_capacity;
    struct tf_table paths; /* of all: the first of each path */
};
/* `correlation` into the model (bind_correlation.c). */
void tf_bind_correlation(struct tf_binder *b, const struct tf_spreads *all);
/* The fault of a path that leads nowhere: at the value, or at the key. */
void tf_bind_unknown_path(struct tf_binder *b, const struct tf_node *node, bool at_value,
                          const struct tf_place *place);

#endif
