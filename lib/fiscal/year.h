/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One year's step of each recurrence, for the formulas and for the evaluator's lanes alike: selects
 * in place of branches, so that loops over lanes vectorise and have the same bits everywhere. */
#ifndef TF_FISCAL_YEAR_H
#define TF_FISCAL_YEAR_H

static inline double tf_positive(double x) { return x > 0.0 ? x : 0.0; }

/* VAT payable; *credit goes from what was carried in to what is carried on. */
static inline double tf_vat_step(double due, double input, double *credit)
{
    const double have = *credit + input;
    *credit = tf_positive(have - due);
    return tf_positive(due - have);
}

static inline double tf_vat_in(double price, double rate) { return price * rate / (1.0 + rate); }

/* Taxable income left after using a loss that is `age` years old. */
static inline double tf_loss_step(double taxable, double age, double life, double *loss)
{
    const double usable = age <= life ? *loss : 0.0;
    const double used = usable < taxable ? usable : taxable;
    *loss -= used;
    return taxable - used;
}

/* Years since the holiday began, below 0 while it has not; `trigger` is this year's figure. */
static inline double tf_clock_step(double clock, double trigger)
{
    const double begun = trigger > 0.0 ? 0.0 : -1.0;
    return clock >= 0.0 ? clock + 1.0 : begun;
}

/* The income-tax rate in a year of the holiday's clock. */
static inline double tf_holiday_rate(double clock, double free, double half, double half_of,
                                     double rate)
{
    const double after_free = clock < free + half ? 0.5 * half_of : rate;
    const double in_it = clock < free ? 0.0 : after_free;
    return clock >= 0.0 ? in_it : rate;
}

#endif
