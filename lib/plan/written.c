/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures as people write them, beside values of the model. */
#include "plan/model.h"

#include <math.h>
#include <string.h>

/* Sums of doubles stray by some last bits; a figure of twelve digits is not decided by them. */
static const double NOISE = 1e-12;

static const struct tf_rate *find_rate(const struct tf_model *model, const char *currency)
{
    for (size_t i = 0; i < model->rate_count; i++)
        if (strcmp(model->rates[i].currency, currency) == 0 && model->rates[i].input >= 0)
            return &model->rates[i];
    return NULL;
}

/* Counts of any kind bring their names: what the table of units calls them. */
static void set_unit(const struct tf_model *model, int32_t kpi, const twofold_unit *unit,
                     struct tf_written *written)
{
    if (strcmp(model->kpis[kpi].unit, "*") != 0) return;
    if (unit->dimension == TWOFOLD_PERSONS)
        memcpy(written->unit, "persons", sizeof "persons");
    else
        memcpy(written->unit, unit->name, sizeof written->unit);
}

twofold_fault_code tf_written_of(const struct tf_model *model, int32_t kpi, int32_t months,
                                 const twofold_number *number, struct tf_written *written,
                                 const char **expected)
{
    /* a year's flow may be written as "/year": that is its sum */
    const bool sum = model->kpis[kpi].kind == TWOFOLD_FLOW && months != 12;
    const struct tf_want *want = sum ? &model->wants[kpi].sum : &model->wants[kpi].level;
    double rate = 1.0;
    if (number->mark != TWOFOLD_EXACT) {
        *expected = "one number without a mark";
        return TWOFOLD_FAULT_BAD_NUMBER;
    }
    if (!tf_want_fits(want, &number->unit)) {
        *expected = want->words;
        return TWOFOLD_FAULT_WRONG_DIMENSION;
    }
    if (number->unit.dimension == TWOFOLD_MONEY && !want->any &&
        strcmp(number->unit.name, model->currency) != 0) {
        const struct tf_rate *row = find_rate(model, number->unit.name);
        *expected = "a rate under `rates`";
        if (row == NULL) return TWOFOLD_FAULT_NO_RATE;
        rate = model->inputs[row->input].value;
    }
    const double scale = number->scale * rate;
    *written = (struct tf_written){.value = number->value * rate,
                                   .digit = scale * pow(10.0, -number->decimals),
                                   .scale = scale,
                                   .decimals = number->decimals};
    set_unit(model, kpi, &number->unit, written);
    return TWOFOLD_FAULT_NONE;
}

bool tf_reads_as(const struct tf_written *written, double value)
{
    /* half up is away from zero, on either side of it */
    const double sign = written->value < 0.0 ? -1.0 : 1.0;
    const double figure = sign * written->value, half = 0.5 * written->digit;
    const double noise = NOISE * fmax(figure, written->digit);
    const double beyond = sign * value - figure;
    if (!(written->value < 0.0) && !(written->value > 0.0)) return fabs(value) < half - noise;
    return beyond >= -half - noise && beyond < half - noise;
}
