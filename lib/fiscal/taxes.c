/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "twofold/fiscal.h"

#include "fiscal/year.h"

#include <math.h>

#define NOTHING ((double)NAN)

/* Whether all numbers of an array are finite and at least `low`. */
static bool sound(size_t count, const double *numbers, double low)
{
    for (size_t i = 0; i < count; i++)
        if (!isfinite(numbers[i]) || numbers[i] < low) return false;
    return true;
}

static bool sound_one(double number, double low) { return isfinite(number) && number >= low; }

static void all_nan(size_t count, double *numbers)
{
    for (size_t i = 0; i < count; i++) numbers[i] = NOTHING;
}

static const double ANY = -(double)INFINITY;

double twofold_vat_in_price(double price, double rate)
{
    return isfinite(price) && sound_one(rate, 0.0) ? tf_vat_in(price, rate) : NOTHING;
}

double twofold_vat_after_credit(size_t years, const double *due, const double *input,
                                double opening, double *payable)
{
    if (!sound(years, due, 0.0) || !sound(years, input, 0.0) || !sound_one(opening, 0.0)) {
        all_nan(years, payable);
        return NOTHING;
    }
    double credit = opening;
    for (size_t y = 0; y < years; y++) payable[y] = tf_vat_step(due[y], input[y], &credit);
    return credit;
}

void twofold_taxable_income(size_t years, const double *profit, double life, double *taxable,
                            double *left)
{
    if (!sound(years, profit, ANY) || !sound_one(life, 0.0)) {
        all_nan(years, taxable);
        all_nan(years, left);
        return;
    }
    for (size_t y = 0; y < years; y++) {
        double rest = tf_positive(profit[y]);
        for (size_t old = 0; old < y; old++)
            rest = tf_loss_step(rest, (double)(y - old), life, &left[old]);
        taxable[y] = rest;
        left[y] = tf_positive(-profit[y]);
    }
}

/* What starts the holiday; NULL for a kind that there is not. */
static const double *trigger_of(const twofold_holiday *holiday, const double *turnover,
                                const double *profit, const double *taxable)
{
    switch (holiday->from) {
    case TWOFOLD_HOLIDAY_TAXABLE: return taxable;
    case TWOFOLD_HOLIDAY_PROFIT: return profit;
    case TWOFOLD_HOLIDAY_REVENUE: return turnover;
    }
    return NULL;
}

void twofold_income_tax(size_t years, const double *turnover, const double *profit,
                        const double *taxable, double rate, const twofold_holiday *holiday,
                        double *tax)
{
    const twofold_holiday none = {.from = TWOFOLD_HOLIDAY_TAXABLE};
    const twofold_holiday *h = holiday != NULL ? holiday : &none;
    const double *trigger = trigger_of(h, turnover, profit, taxable);
    if (trigger == NULL || !sound(years, taxable, 0.0) || !sound(years, trigger, ANY) ||
        !sound_one(rate, 0.0) || !sound_one(h->free, 0.0) || !sound_one(h->half, 0.0) ||
        !sound_one(h->half_of, 0.0)) {
        all_nan(years, tax);
        return;
    }
    double clock = -1.0;
    for (size_t y = 0; y < years; y++) {
        clock = tf_clock_step(clock, trigger[y]);
        tax[y] = taxable[y] * tf_holiday_rate(clock, h->free, h->half, h->half_of, rate);
    }
}

/* ---- The build-up ---- */

static bool case_is_sound(const twofold_tax_case *f, const twofold_tax_rates *r)
{
    const twofold_holiday *h = &r->holiday;
    const double at_least_0[] = {
        f->value_added,      f->domestic,   f->equipment,  r->vat,       r->surcharges,
        r->income,           r->land,       r->loss_years, r->local_vat, r->local_income,
        r->local_surcharges, r->local_land, h->free,       h->half,      h->half_of};
    return f->struct_size >= sizeof *f && r->struct_size >= sizeof *r &&
           sound(sizeof at_least_0 / sizeof *at_least_0, at_least_0, 0.0) && isfinite(f->margin) &&
           sound(f->years, f->turnover, 0.0) &&
           (f->investment == NULL || sound(f->years, f->investment, 0.0)) &&
           (f->area == NULL || sound(f->years, f->area, 0.0)) &&
           h->from >= TWOFOLD_HOLIDAY_TAXABLE && h->from <= TWOFOLD_HOLIDAY_REVENUE;
}

/* One year but land and sums. What is left of a loss stands in `central` until the end. */
static void build_year(const twofold_tax_case *f, const twofold_tax_rates *r, size_t y,
                       double *credit, double *clock, twofold_tax *taxes)
{
    twofold_tax *t = &taxes[y];
    const double turnover = f->turnover[y], profit = f->margin * turnover;
    const double equipment = f->investment == NULL ? 0.0 : f->equipment * f->investment[y];
    t->vat = tf_vat_step(r->vat * f->value_added * f->domestic * turnover,
                         tf_vat_in(equipment, r->vat), credit);
    t->surcharges = r->surcharges * t->vat;
    double taxable = tf_positive(profit);
    for (size_t old = 0; old < y; old++)
        taxable = tf_loss_step(taxable, (double)(y - old), r->loss_years, &taxes[old].central);
    t->central = tf_positive(-profit);
    const twofold_holiday *h = &r->holiday;
    *clock = tf_clock_step(*clock, *trigger_of(h, &turnover, &profit, &taxable));
    t->income = taxable * tf_holiday_rate(*clock, h->free, h->half, h->half_of, r->income);
    t->land = f->area == NULL ? 0.0 : r->land * f->area[y];
}

void twofold_tax_build_up(const twofold_tax_case *firm, const twofold_tax_rates *rates,
                          twofold_tax *taxes)
{
    const twofold_tax none = {NOTHING, NOTHING, NOTHING, NOTHING, NOTHING, NOTHING, NOTHING};
    if (!case_is_sound(firm, rates)) {
        for (size_t y = 0; y < firm->years; y++) taxes[y] = none;
        return;
    }
    double credit = 0.0, clock = -1.0;
    for (size_t y = 0; y < firm->years; y++) build_year(firm, rates, y, &credit, &clock, taxes);
    for (size_t y = 0; y < firm->years; y++) {
        twofold_tax *t = &taxes[y];
        t->total = t->vat + t->surcharges + t->income + t->land;
        t->local = rates->local_vat * t->vat + rates->local_surcharges * t->surcharges +
                   rates->local_income * t->income + rates->local_land * t->land;
        t->central = t->total - t->local;
    }
}

double twofold_value_added_implied(double tax_rate, double land_tax_rate, double margin,
                                   double domestic, const twofold_tax_rates *rates)
{
    const double below = rates->vat * (1.0 + rates->surcharges) * domestic;
    const double implied = (tax_rate - margin * rates->income - land_tax_rate) / below;
    return below > 0.0 && isfinite(implied) ? implied : NOTHING;
}
