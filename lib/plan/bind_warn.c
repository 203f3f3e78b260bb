/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What loads but should be looked at: implausible or missing figures; and the defaults used. */
#include "base/text.h"
#include "plan/bind_core.h"

#include <stdio.h>
#include <string.h>

/* A warning or note at a part's mapping. */
static void say(struct tf_binder *b, int32_t part, twofold_fault_code code, const char *found,
                const char *expected, const char *nearest)
{
    if (tf_faults_only_count(b->faults, code)) return; /* a big plan has many, far apart */
    const struct tf_node *node = b->texts[part].node;
    const char *path = b->entities[b->parts[part].entity].path;
    if (tf_node_fault(b->faults, node, code, node->key_line, node->key_column, path, found,
                      expected, nearest) != TWOFOLD_OK) {
        (void)tf_bind_no_memory(b);
    }
}

/* The figure at full production, or the level of an existing plant; NaN if there is none. */
static double figure_of(const struct tf_binder *b, const struct tf_part *part, int32_t kpi)
{
    const int32_t at = part->kind == TF_PART_PROJECT ? TF_FULL : -1;
    const struct tf_figure *figure = tf_part_figure(part, kpi, at);
    if (figure == NULL || figure->steps.over_time || figure->steps.count == 0) return TF_NAN;
    return tf_bind_likely(b, figure->steps.items[0].value);
}

static bool has(const struct tf_part *part, int32_t kpi)
{
    for (size_t i = 0; i < part->figure_count; i++) {
        if (part->figures[i].kpi == kpi) return true;
    }
    return false;
}

/* ---- Growth ---- */

#define HIGH_GROWTH 0.40

static double rate_in(const struct tf_binder *b, const struct tf_steps *steps, int32_t january,
                      size_t *step)
{
    for (size_t i = 0; i < steps->count; i++) {
        if (steps->items[i].from > january || january >= steps->items[i].to) continue;
        *step = i;
        return tf_bind_likely(b, steps->items[i].value);
    }
    return 0;
}

/* Growth as high as that for more than a year; what it comes to. */
static void warn_growth(struct tf_binder *b, int32_t index)
{
    const struct tf_steps *growth = &b->parts[index].growth;
    double times = 1, highest = 0;
    int32_t last = 0, high_years = 0;
    const struct tf_input *input = NULL;
    for (int32_t year = 1; year < b->model->years; year++) {
        size_t step = 0;
        const double rate = rate_in(b, growth, year * 12, &step);
        if (rate <= HIGH_GROWTH) continue;
        times *= 1 + rate;
        high_years++;
        last = year;
        if (rate > highest) {
            highest = rate;
            input = &b->inputs[growth->items[step].value.input];
        }
    }
    if (input == NULL || high_years < 2) return;
    char year[16], multiple[40];
    (void)snprintf(year, sizeof year, "%d", (int)(b->model->first_year + last));
    (void)twofold_fixed_write(times, times < 10 ? 1 : 0, TWOFOLD_HALF_UP, multiple,
                              sizeof multiple);
    if (tf_node_fault(b->faults, b->texts[index].node, TWOFOLD_FAULT_HIGH_GROWTH, input->line,
                      input->column, input->path, input->text, year, multiple) != TWOFOLD_OK) {
        (void)tf_bind_no_memory(b);
    }
}

/* ---- Unknown ---- */

/* Whether anything that the ramp carries to full production has no date to be reached. */
static void warn_full_date(struct tf_binder *b, int32_t index)
{
    const struct tf_part *part = &b->parts[index];
    const struct tf_part_text *text = &b->texts[index];
    if (part->at[TF_FULL].kind != TF_NEVER || text->at[TF_FULL] != NULL) return;
    if (text->follows != NULL && part->leader < 0) return;
    for (size_t i = 0; i < part->figure_count; i++) {
        if (part->figures[i].at != TF_FULL) continue;
        if (part->figures[i].kpi == TWOFOLD_KPI_CAPACITY) continue;
        say(b, index, TWOFOLD_FAULT_NO_FULL_DATE, NULL, NULL, NULL);
        return;
    }
}

/* Whether output follows from other figures. */
static bool output_follows(const struct tf_part *part)
{
    return has(part, TWOFOLD_KPI_UNIT_VALUE) &&
           (has(part, TWOFOLD_KPI_CAPACITY) || has(part, TWOFOLD_KPI_PRODUCTION));
}

static bool is_unknown(const struct tf_part *part, int32_t kpi)
{
    if (has(part, kpi)) return false;
    const bool knows_output = has(part, TWOFOLD_KPI_OUTPUT) || output_follows(part);
    switch (kpi) {
    case TWOFOLD_KPI_OUTPUT: return !knows_output;
    case TWOFOLD_KPI_TAX:
        if (part->taxes != NULL) return false; /* its missing rates are told by name */
        return !knows_output || !has(part, TWOFOLD_KPI_TAX_RATE);
    case TWOFOLD_KPI_JOBS: return !knows_output || !has(part, TWOFOLD_KPI_OUTPUT_PER_JOB);
    case TWOFOLD_KPI_LAND: return !part->leased;
    case TWOFOLD_KPI_INVESTMENT: return part->kind == TF_PART_PROJECT;
    default: return true;
    }
}

/* Keys of `taxes` that have no default and are missing: what is made of them is unknown. */
static void say_missing_taxes(const struct tf_taxes *taxes, struct tf_buffer *found)
{
    static const struct {
        enum tf_tax_key key;
        const char *name;
    } needed[] = {
        {TF_TAX_VALUE_ADDED, "taxes.value-added-ratio"},
        {TF_TAX_MARGIN, "taxes.margin"},
        {TF_TAX_VAT, "taxes.vat"},
        {TF_TAX_SURCHARGES, "taxes.surcharges"},
        {TF_TAX_INCOME, "taxes.income-tax"},
        {TF_TAX_LAND, "taxes.land-tax"},
        {TF_TAX_LOCAL_VAT, "taxes.local-share.vat"},
        {TF_TAX_LOCAL_SURCHARGES, "taxes.local-share.surcharges"},
        {TF_TAX_LOCAL_INCOME, "taxes.local-share.income-tax"},
        {TF_TAX_LOCAL_LAND, "taxes.local-share.land-tax"},
    };
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
        if (taxes->of[needed[i].key].count > 0) continue;
        if (found->length > 0) tf_buffer_say(found, ", ");
        tf_buffer_say(found, needed[i].name);
    }
}

static void warn_unknown(struct tf_binder *b, int32_t index)
{
    static const int32_t usual[] = {TWOFOLD_KPI_OUTPUT, TWOFOLD_KPI_TAX, TWOFOLD_KPI_JOBS,
                                    TWOFOLD_KPI_INVESTMENT, TWOFOLD_KPI_LAND};
    const struct tf_part *part = &b->parts[index];
    if (b->texts[index].node->bad_inside || tf_part_saves_jobs_only(part)) return;
    char words[400];
    struct tf_buffer found = tf_buffer_of(words, sizeof words);
    for (size_t i = 0; i < sizeof usual / sizeof *usual; i++) {
        if (!is_unknown(part, usual[i])) continue;
        if (found.length > 0) tf_buffer_say(&found, ", ");
        tf_buffer_say(&found, b->model->kpis[usual[i]].id);
    }
    if (part->taxes != NULL) say_missing_taxes(part->taxes, &found);
    if (tf_buffer_end(&found) == 0) return;
    say(b, index, TWOFOLD_FAULT_UNKNOWN_FIGURES, words, NULL, NULL);
}

/* ---- Ratios ---- */

struct usual {
    double low, high; /* in yuan, or a share */
    int32_t above, below, ratio;
    const char *words;
};

static void warn_ratios(struct tf_binder *b, int32_t index)
{
    static const struct usual usual[] = {
        {0.002, 0.15, TWOFOLD_KPI_TAX, TWOFOLD_KPI_OUTPUT, TWOFOLD_KPI_TAX_RATE, "0.2%..15%"},
        {5e4, 2e7, TWOFOLD_KPI_OUTPUT, TWOFOLD_KPI_JOBS, TWOFOLD_KPI_OUTPUT_PER_JOB,
         "50000..20000000 CNY/person"},
        {-TF_INFINITY, 1e8, TWOFOLD_KPI_OUTPUT, TWOFOLD_KPI_LAND, TWOFOLD_KPI_OUTPUT_PER_MU,
         "up to 100000000 CNY/mu"},
    };
    const struct tf_part *part = &b->parts[index];
    const bool yuan = strcmp(b->model->currency, "CNY") == 0;
    for (size_t i = 0; i < sizeof usual / sizeof *usual; i++) {
        const struct usual *row = &usual[i];
        double below = figure_of(b, part, row->below);
        if (row->below == TWOFOLD_KPI_LAND && part->kind == TF_PART_PROJECT) {
            const struct tf_figure *land = tf_part_figure(part, TWOFOLD_KPI_LAND, -1);
            if (land != NULL && land->steps.count > 0) {
                below = tf_bind_likely(b, land->steps.items[0].value);
            }
        }
        const double ratio = figure_of(b, part, row->above) / below;
        if ((i > 0 && !yuan) || !(below > 0) || isnan(ratio)) continue;
        if (ratio >= row->low && ratio <= row->high) continue;
        char number[40], found[120];
        const bool share = row->ratio == TWOFOLD_KPI_TAX_RATE;
        (void)twofold_fixed_write(share ? 100 * ratio : ratio, share ? 2 : 0, TWOFOLD_HALF_UP,
                                  number, sizeof number);
        (void)snprintf(found, sizeof found, "%s %s%s%s", b->model->kpis[row->ratio].id, number,
                       share ? "%" : " ", share ? "" : b->model->kpis[row->ratio].unit);
        say(b, index, TWOFOLD_FAULT_ODD_RATIO, found, row->words, NULL);
    }
}

/* ---- Defaults ---- */

/* Whether any figure rises along the ramp. */
static bool is_ramped(const struct tf_binder *b, const struct tf_part *part)
{
    for (size_t i = 0; i < part->figure_count; i++) {
        if (part->figures[i].at != TF_FULL) continue;
        if (b->model->kpis[part->figures[i].kpi].profile == TWOFOLD_RAMPED) return true;
    }
    return false;
}

static bool has_single_amount(const struct tf_binder *b, const struct tf_part *part)
{
    for (size_t i = 0; i < part->figure_count; i++) {
        const struct tf_figure *figure = &part->figures[i];
        const bool amount = b->model->kpis[figure->kpi].profile == TWOFOLD_AMOUNT;
        if (amount && !figure->steps.over_time) return true;
    }
    return false;
}

/* Capacity that nothing says how far it is used. */
static bool is_used_whole(const struct tf_part *part)
{
    return has(part, TWOFOLD_KPI_CAPACITY) && !has(part, TWOFOLD_KPI_UTILISATION) &&
           !has(part, TWOFOLD_KPI_PRODUCTION) &&
           !(has(part, TWOFOLD_KPI_OUTPUT) && has(part, TWOFOLD_KPI_UNIT_VALUE));
}

static void note(struct tf_binder *b, int32_t index, const char *words)
{
    struct tf_default *chosen =
        tf_grow(&b->context, b->chosen, &b->chosen_capacity, b->chosen_count + 1, sizeof *chosen);
    if (chosen == NULL) {
        (void)tf_bind_no_memory(b);
        return;
    }
    b->chosen = chosen;
    chosen[b->chosen_count++] = (struct tf_default){b->parts[index].entity, words};
    say(b, index, TWOFOLD_FAULT_DEFAULT_USED, NULL, words, NULL);
}

static void note_taxes(struct tf_binder *b, int32_t index)
{
    const struct tf_taxes *taxes = b->parts[index].taxes;
    if (taxes->of[TF_TAX_DOMESTIC].count == 0) note(b, index, "taxes.domestic-share 100%");
    if (taxes->of[TF_TAX_EQUIPMENT].count == 0) note(b, index, "taxes.equipment-share 0%");
    if (taxes->of[TF_TAX_LOSS_YEARS].count == 0) note(b, index, "taxes.loss-years 0");
    const bool half = taxes->of[TF_TAX_HALF].count > 0;
    if (!half && taxes->of[TF_TAX_FREE].count == 0) return;
    if (taxes->counted_by_default) note(b, index, "taxes.holiday.counted-from taxable-income");
    if (half && taxes->of[TF_TAX_HALF_OF].count == 0)
        note(b, index, "taxes.holiday.half-of income-tax");
}

static void note_defaults(struct tf_binder *b, int32_t index)
{
    const struct tf_part *part = &b->parts[index];
    const struct tf_part_text *text = &b->texts[index];
    const struct tf_moment *produce = &part->at[TF_PRODUCE], *full = &part->at[TF_FULL];
    if (is_used_whole(part)) note(b, index, "utilisation 100%");
    if (part->taxes != NULL) note_taxes(b, index);
    if (part->kind != TF_PART_PROJECT) return;
    const bool rises =
        produce->kind != TF_NEVER && full->kind != TF_NEVER && full->nominal > produce->nominal;
    if (rises && text->ramp == NULL && part->leader < 0 && is_ramped(b, part)) {
        note(b, index, "ramp s-curve");
    }
    if (text->spend == NULL && part->at[TF_START].kind != TF_NEVER &&
        part->at[TF_BUILT].kind != TF_NEVER && has_single_amount(b, part)) {
        note(b, index, "spend s-curve");
    }
    if (produce->kind == TF_EVENT && produce->by_default) {
        note(b, index,
             produce->milestone == TF_TRIAL ? "produce from trial" : "produce after built");
    }
    if (part->entry && text->chance == NULL) note(b, index, "chance 100%");
}

/* ---- A part ---- */

void tf_bind_warn_figures(struct tf_binder *b, int32_t part)
{
    if (b->parts[part].growth.count > 0 && !b->timeless) warn_growth(b, part);
    warn_unknown(b, part);
    warn_ratios(b, part);
}

void tf_bind_warn_moments(struct tf_binder *b, int32_t part)
{
    if (b->texts[part].node == NULL || b->parts[part].kind == TF_PART_OWN) return;
    if (b->parts[part].kind == TF_PART_PROJECT) warn_full_date(b, part);
    note_defaults(b, part);
}
