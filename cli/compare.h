/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cases side by side, between the verb and its table. */
#ifndef CLI_COMPARE_H
#define CLI_COMPARE_H

#include "session.h"

#include "twofold/target.h"

/* What is compared: a KPI of an entity. */
struct pair {
    int entity, kpi;
};

struct comparison {
    struct session *session;
    twofold_comparison *made;
    const char **changes; /* of all cases: scenarios, then overrides */
    twofold_case *cases;
    size_t count;
    struct pair *pairs;
    size_t pair_count;
};

const twofold_projection *projection_of(const struct comparison *c, size_t index);
/* Periods of the options' length. */
size_t periods_of(const struct comparison *c, twofold_period *first);
twofold_period period_at(twofold_period first, size_t index);
/* The targets of a pair: the `n`th of them; SIZE_MAX after the last. */
size_t target_of(const struct comparison *c, const struct pair *pair, size_t n);

/* The table for people, and what is changed below it. */
twofold_status compare_table(const struct comparison *c);

#endif
