/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a number has to be. `bind` reads the plan's numbers by it; whoever holds a written figure
 * against a value reads that by it too. */
#ifndef TF_PLAN_WANT_H
#define TF_PLAN_WANT_H

#include "twofold/base.h"

struct tf_want {
    twofold_unit unit;
    double low, high;  /* bounds of the value, inclusive */
    const char *words; /* for faults: "CNY", "%" */
    bool any;          /* of any unit */
    bool flow;         /* "/year" and "/month" may be written */
    bool plain;        /* needs no unit */
    bool things;       /* a count of any kind, or persons */
    bool per_thing;    /* may be written "/vehicle" */
    bool bare;         /* what it is per may be left out: 30万元 for 30万元/job */
    bool whole;        /* an integer, unless it is a range */
    bool own_currency; /* of money: the plan's, or the one named */
};

/* How a KPI's numbers are written: a level (flows may say "/year"), or a sum over a period. */
struct tf_kpi_wants {
    struct tf_want level, sum;
};

/* Whether a unit is the one wanted, a currency aside. */
bool tf_want_fits(const struct tf_want *want, const twofold_unit *unit);

#endif
