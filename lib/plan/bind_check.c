/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Agreement: figures of one part that say the same thing in different words. */
#include "plan/bind_core.h"

#include <stdio.h>
#include <string.h>

/* Given figures must agree within this share. */
#define AGREE 0.01
/* Index of what is said once of figures among the pipeline's defaults. */
#define FIGURES (TF_MILESTONES + 1)

/* ---- Where a figure stands ---- */

static const struct tf_node *child_of_kpi(const struct tf_node *map, int32_t kpi)
{
    for (const struct tf_node *node = map == NULL ? NULL : map->first; node != NULL;
         node = node->next) {
        if (node->kpi == kpi && !node->bad) return node;
    }
    return NULL;
}

static const struct tf_node *figure_in(const struct tf_node *map, int32_t kpi, int32_t at)
{
    if (at < 0) return child_of_kpi(map, kpi);
    const enum tf_key_id key = at == TF_TRIAL     ? TF_KEY_AT_TRIAL
                               : at == TF_PRODUCE ? TF_KEY_AT_PRODUCE
                                                  : TF_KEY_AT_FULL;
    return child_of_kpi(tf_node_find(map, key), kpi);
}

/* A fault at a figure; among the pipeline's defaults it is told once. */
static void say(struct tf_binder *b, int32_t part, twofold_fault_code code, int32_t kpi, int32_t at,
                const char *expected)
{
    const struct tf_node *node = figure_in(b->texts[part].node, kpi, at);
    if (node == NULL && b->defaults != NULL) {
        if (b->default_said[FIGURES]) return;
        b->default_said[FIGURES] = true;
        node = figure_in(b->defaults->text->node, kpi, at);
    }
    if (node == NULL) return;
    if (code == TWOFOLD_FAULT_EXCLUDES)
        tf_bind_fault_key(b, code, node, NULL, expected, NULL);
    else
        tf_bind_fault(b, code, node, NULL, expected, NULL);
}

/* ---- Values ---- */

static double value_at(const struct tf_binder *b, const struct tf_part *part, int32_t kpi,
                       int32_t at)
{
    const struct tf_figure *figure = tf_part_figure(part, kpi, at);
    if (figure == NULL || figure->steps.over_time || figure->steps.count == 0) return TF_NAN;
    return tf_bind_likely(b, figure->steps.items[0].value);
}

/* Capacity stands whole, so an earlier one still holds at full production. */
static double capacity_at(const struct tf_binder *b, const struct tf_part *part, int32_t at)
{
    for (; at >= TF_TRIAL; at--) {
        const double capacity = value_at(b, part, TWOFOLD_KPI_CAPACITY, at);
        if (!isnan(capacity)) return capacity;
    }
    return value_at(b, part, TWOFOLD_KPI_CAPACITY, -1);
}

/* False for what is unknown. */
static bool disagree(double given, double follows)
{
    return fabs(given - follows) > AGREE * fmax(fabs(given), fabs(follows));
}

static void compare(struct tf_binder *b, int32_t part, int32_t kpi, int32_t at, double given,
                    double follows)
{
    if (!disagree(given, follows)) return;
    char number[40], expected[160];
    (void)twofold_double_write(follows, number, sizeof number);
    const char *unit = b->model->kpis[kpi].unit;
    (void)snprintf(expected, sizeof expected, "%s %s", number, strcmp(unit, "*") == 0 ? "" : unit);
    say(b, part, TWOFOLD_FAULT_DISAGREE, kpi, at, expected);
}

/* One mapping of figures. Comparisons with what is not given are with NaN, and pass. */
static void check_mapping(struct tf_binder *b, int32_t index, int32_t at)
{
    const struct tf_part *part = &b->parts[index];
    const double capacity = capacity_at(b, part, at);
    const double utilisation = value_at(b, part, TWOFOLD_KPI_UTILISATION, at);
    const double production = value_at(b, part, TWOFOLD_KPI_PRODUCTION, at);
    const double unit_value = value_at(b, part, TWOFOLD_KPI_UNIT_VALUE, at);
    const double output = value_at(b, part, TWOFOLD_KPI_OUTPUT, at);
    const double tax = value_at(b, part, TWOFOLD_KPI_TAX, at);
    const double tax_rate = value_at(b, part, TWOFOLD_KPI_TAX_RATE, at);
    compare(b, index, TWOFOLD_KPI_PRODUCTION, at, production, capacity * utilisation);
    const double made = isnan(production) ? capacity * utilisation : production;
    compare(b, index, TWOFOLD_KPI_OUTPUT, at, output, made * unit_value);
    compare(b, index, TWOFOLD_KPI_TAX, at, tax, output * tax_rate);
    const double sold = isnan(output) ? made * unit_value : output;
    compare(b, index, TWOFOLD_KPI_JOBS, at, value_at(b, part, TWOFOLD_KPI_JOBS, at),
            sold / value_at(b, part, TWOFOLD_KPI_OUTPUT_PER_JOB, at));
}

/* ---- Taxes ---- */

/* A tax that is built up is not given as well. */
static void check_taxes(struct tf_binder *b, int32_t index)
{
    static const int32_t built_up[] = {
        TWOFOLD_KPI_TAX,        TWOFOLD_KPI_LOCAL_TAX, TWOFOLD_KPI_VAT,     TWOFOLD_KPI_SURCHARGES,
        TWOFOLD_KPI_INCOME_TAX, TWOFOLD_KPI_LAND_TAX,  TWOFOLD_KPI_TAX_RATE};
    const struct tf_part *part = &b->parts[index];
    for (size_t i = 0; part->taxes != NULL && i < part->figure_count; i++)
        for (size_t k = 0; k < sizeof built_up / sizeof *built_up; k++)
            if (part->figures[i].kpi == built_up[k])
                say(b, index, TWOFOLD_FAULT_EXCLUDES, built_up[k], part->figures[i].at, "taxes");
}

/* ---- Units ---- */

/* Everything that counts things counts the same ones. */
static void check_units(struct tf_binder *b, int32_t index)
{
    const struct tf_part *part = &b->parts[index];
    const struct tf_figure *first = NULL;
    for (size_t i = 0; i < part->figure_count; i++) {
        const struct tf_figure *figure = &part->figures[i];
        if (figure->unit[0] == '\0') continue;
        if (first == NULL) first = figure;
        if (strcmp(first->unit, figure->unit) == 0) continue;
        say(b, index, TWOFOLD_FAULT_DIFFERENT_UNITS, figure->kpi, figure->at, first->unit);
    }
}

void tf_bind_check_figures(struct tf_binder *b, int32_t part)
{
    static const int32_t project[] = {TF_TRIAL, TF_PRODUCE, TF_FULL};
    check_taxes(b, part);
    if (b->parts[part].figure_count < 2) return;
    check_units(b, part);
    if (b->parts[part].kind == TF_PART_EXISTING) check_mapping(b, part, -1);
    if (b->parts[part].kind != TF_PART_PROJECT) return;
    for (size_t i = 0; i < sizeof project / sizeof *project; i++) {
        check_mapping(b, part, project[i]);
    }
}
