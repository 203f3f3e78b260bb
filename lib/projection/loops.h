/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The hot loops over a block of draws, one table per instruction set, all with the same bits
 * (base/isa.h has the scheme). Every column has n values; outputs do not overlap inputs. */
#ifndef TF_PROJECTION_LOOPS_H
#define TF_PROJECTION_LOOPS_H

#include "base/isa.h"
#include "curve/ramp_table.h"
#include "curve/spend_inline.h"
#include "projection/tape.h"

/* A cell of time. */
struct tf_cell {
    double from, to;
};

/* Columns of one ramp. */
struct tf_ramp_columns {
    const struct tf_ramp_table *table;
    const double *produce, *full, *end, *duration, *inverse;
};

/* Columns of a year's taxes. */
struct tf_vat_columns {
    const double *turnover, *value_added, *domestic, *rate, *investment, *equipment;
};
struct tf_income_columns {
    const double *taxable, *trigger, *rate, *free, *half, *half_of;
};

struct tf_loops {
    enum tf_isa isa;
    void (*op)(size_t n, enum tf_op op, const double *a, const double *b, double *out);
    void (*fill)(size_t n, double value, double *out);
    /* lowest and highest of a column */
    void (*bounds)(size_t n, const double *x, double *low, double *high);

    /* 0 if a column is all numbers, NaN if any is infinite or none */
    double (*oddness)(size_t n, const double *x);

    /* The basis columns of program.h: over a cell, or at its end. */
    void (*span)(size_t n, struct tf_cell cell, const double *x, const double *y, double *out);
    void (*spend)(size_t n, struct tf_cell cell, struct tf_spend_cubic cubic, const double *x,
                  const double *y, double *out);
    void (*event)(size_t n, struct tf_cell cell, const double *x, double *out);
    void (*ended)(size_t n, struct tf_cell cell, const double *x, double *out);
    void (*held)(size_t n, double at, const double *x, const double *y, double *out);
    void (*open)(size_t n, double at, const double *x, const double *y, double *out);
    /* out += share * the part of [from, to) before y */
    void (*season)(size_t n, struct tf_cell month, const double *share, const double *y,
                   double *out);

    /* A ramp's integral and value at each draw's own time t; 0 before produce, still after end.
     * integral_by: at one time for all, of ramps that never end. */
    void (*integral)(size_t n, const struct tf_ramp_columns *ramp, const double *t, double *out);
    void (*integral_by)(size_t n, const struct tf_ramp_columns *ramp, double t, double *out);
    void (*share)(size_t n, const struct tf_ramp_columns *ramp, const double *t, double *out);
    /* The integral over a cell from its values at both ends: exactly the time once at full. */
    void (*ramp_cell)(size_t n, struct tf_cell cell, const struct tf_ramp_columns *ramp,
                      const double *at_from, const double *at_to, double *out);
    /* The same where nothing ends, times a scale and a factor (NULL: 1). */
    void (*ramp_unit)(size_t n, struct tf_cell cell, const double *full, const double *at_from,
                      const double *at_to, double scale, const double *factor, double *out);
    /* For followers. gate *= 1 if x < t <= y, else 0; out = later - out where t is past from, else
     * 0 */
    void (*within)(size_t n, const double *t, const double *x, const double *y, double *gate);
    void (*since)(size_t n, const double *t, const double *from, const double *later, double *out);

    /* out = (u * scale) * factor; factor NULL is 1 */
    void (*scaled)(size_t n, const double *u, double scale, const double *factor, double *out);
    /* row += level * u */
    void (*accumulate)(size_t n, const double *level, const double *u, double *row);
    /* into += from */
    void (*add)(size_t n, const double *from, double *into);
    /* Taxes, a year's step (fiscal/year.h): VAT payable, credit carried on; profit as income and
     * loss; a loss of `age` years used; income tax of taxable income under a holiday. */
    void (*vat)(size_t n, const struct tf_vat_columns *of, double *credit, double *out);
    void (*profit)(size_t n, const double *turnover, const double *margin, double *profit,
                   double *taxable, double *loss);
    void (*use_loss)(size_t n, double age, const double *life, double *loss, double *taxable);
    void (*income_tax)(size_t n, const struct tf_income_columns *of, double *clock, double *out);
    /* out = a / b, 0 where b is 0 */
    void (*part_of)(size_t n, const double *a, const double *b, double *out);
    /* out = above * scale / below; NaN where below is 0 */
    void (*ratio)(size_t n, const double *above, double scale, const double *below, double *out);
};

/* The table of one set, for tests that force it; NULL if it cannot run here. */
const struct tf_loops *tf_loops(enum tf_isa isa);
const struct tf_loops *tf_loops_best(void);

#endif
