/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Taxes that a part builds up from instruments. What runs through the years (credit and losses
 * carried forward, holidays) is told by the figures that it follows from. */
#include "projection/explain.h"

#include "base/elementary.h"

#include <string.h>

static const struct {
    int32_t kpi;
    enum tf_tax_key local;
} INSTRUMENTS[] = {{TWOFOLD_KPI_VAT, TF_TAX_LOCAL_VAT},
                   {TWOFOLD_KPI_SURCHARGES, TF_TAX_LOCAL_SURCHARGES},
                   {TWOFOLD_KPI_INCOME_TAX, TF_TAX_LOCAL_INCOME},
                   {TWOFOLD_KPI_LAND_TAX, TF_TAX_LOCAL_LAND}};
enum { INSTRUMENT_COUNT = sizeof INSTRUMENTS / sizeof *INSTRUMENTS };

/* A line that is being made of a part's taxes. */
struct levy {
    struct tf_teller *t;
    size_t line;
    int32_t part, entity, leaf;
    unsigned depth; /* of what is below it */
};

bool tf_builds_up(const struct tf_teller *t, int32_t part, int32_t kpi)
{
    return t->model->parts[part].taxes != NULL && tf_kpi_is_tax(kpi);
}

/* ---- Figures below ---- */

/* always: also what nobody wrote and changes nothing. */
static void tell_key(const struct levy *l, enum tf_tax_key key, bool always)
{
    struct tf_teller *t = l->t;
    const int32_t year = (t->stretch.from + t->model->axis_from) / 12;
    const struct tf_leaf_taxes *taxes = t->program->leaves[l->leaf].taxes;
    tf_enter_leaf(t, l->leaf);
    const int32_t node = taxes->of[key][year];
    if (always || t->program->tape.nodes[node].op != TF_OP_CONSTANT)
        tf_tell_node(t, node, l->depth);
}

/* What taxes read is the model's; a report replaces it for others. */
static bool is_reported(const struct levy *l, int32_t kpi)
{
    const int32_t slot = tf_program_slot(l->t->program, kpi, TF_ROLE_VALUE, 0);
    return tf_count_reports(l->t, l->entity, slot, l->t->stretch) > 0;
}

static void tell_kpi(const struct levy *l, int32_t kpi)
{
    if (!is_reported(l, kpi)) (void)tf_tell_cell(l->t, l->entity, kpi, l->depth, true);
}

/* Whether all of the line's months are known: what is unknown adds nothing, whatever is known of
 * the instruments. */
static bool is_whole(const struct levy *l)
{
    const twofold_explanation_line as = tf_line(l->t, l->line)->as;
    return as.known == as.of;
}

/* Ends a line that is a sum or product of those below, or where it is not, follows from them. */
static void end_levy(const struct levy *l, bool exact, twofold_combine combine)
{
    tf_line(l->t, l->line)->as.combine = combine;
    tf_compose(l->t, l->line);
    if (!exact || !is_whole(l)) tf_line(l->t, l->line)->as.combine = TWOFOLD_COMBINE_RULE;
}

static void end_rule(const struct levy *l, enum tf_phrase phrase)
{
    struct tf_teller *t = l->t;
    const struct tf_words turnover = tf_kpi_words(t, tf_turnover_of(&t->model->parts[l->part]));
    tf_line(t, l->line)->formula = tf_phrase(t, phrase, turnover, TF_NO_WORDS);
    tf_line(t, l->line)->as.combine =
        tf_count_below(t, l->line) > 0 ? TWOFOLD_COMBINE_RULE : TWOFOLD_COMBINE_LEAF;
}

/* ---- The instruments ---- */

static void tell_vat(const struct levy *l)
{
    tell_kpi(l, tf_turnover_of(&l->t->model->parts[l->part]));
    for (int key = TF_TAX_VALUE_ADDED; key <= TF_TAX_DOMESTIC; key++)
        tell_key(l, (enum tf_tax_key)key, false);
    tell_key(l, TF_TAX_VAT, false);
    tell_key(l, TF_TAX_EQUIPMENT, false);
    end_rule(l, TF_SAY_VAT_RULE);
}

static void tell_income_tax(const struct levy *l)
{
    static const enum tf_tax_key keys[] = {TF_TAX_MARGIN, TF_TAX_INCOME, TF_TAX_LOSS_YEARS,
                                           TF_TAX_FREE,   TF_TAX_HALF,   TF_TAX_HALF_OF};
    tell_kpi(l, tf_turnover_of(&l->t->model->parts[l->part]));
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) tell_key(l, keys[i], false);
    end_rule(l, TF_SAY_INCOME_RULE);
}

static void tell_surcharges(const struct levy *l)
{
    const bool reported = is_reported(l, TWOFOLD_KPI_VAT);
    tell_kpi(l, TWOFOLD_KPI_VAT);
    tell_key(l, TF_TAX_SURCHARGES, true);
    end_levy(l, !reported, TWOFOLD_COMBINE_PRODUCT);
}

/* Land x time, in mu-years. */
static void tell_land_time(const struct levy *l)
{
    struct tf_teller *t = l->t;
    const int32_t slot = tf_program_slot(t->program, TWOFOLD_KPI_LAND, TF_ROLE_STOCK_TIME, 0);
    const size_t line = tf_tell(t, l->depth, TWOFOLD_LINE_TERM, t->model->entities[l->entity].path);
    tf_line(t, line)->as.unit = tf_unit_of(t->program, l->entity, TWOFOLD_KPI_LAND);
    tf_line(t, line)->name = tf_kpi_words(t, TWOFOLD_KPI_LAND);
    if (tf_tell_terms(t, line, l->leaf, slot, t->stretch, true) != 1) {
        tf_line(t, line)->as.value = tf_sum_below(t, line);
        tf_close_sum(t, line);
    }
    if (!tf_has_words(tf_line(t, line)->brief)) tf_line(t, line)->brief = tf_line(t, line)->formula;
}

static void tell_land_tax(const struct levy *l)
{
    tell_land_time(l);
    tell_key(l, TF_TAX_LAND, true);
    end_levy(l, true, TWOFOLD_COMBINE_PRODUCT);
}

/* ---- Their sums ---- */

static bool any_reported(const struct levy *l)
{
    for (int i = 0; i < INSTRUMENT_COUNT; i++)
        if (is_reported(l, INSTRUMENTS[i].kpi)) return true;
    return false;
}

static void tell_tax(const struct levy *l)
{
    for (int i = 0; i < INSTRUMENT_COUNT; i++) tell_kpi(l, INSTRUMENTS[i].kpi);
    end_levy(l, !any_reported(l), TWOFOLD_COMBINE_SUM);
}

/* The share of each instrument that stays. */
static void tell_local_tax(const struct levy *l)
{
    struct tf_teller *t = l->t;
    for (int i = 0; i < INSTRUMENT_COUNT; i++) {
        if (is_reported(l, INSTRUMENTS[i].kpi)) continue;
        const size_t line =
            tf_tell(t, l->depth, TWOFOLD_LINE_TERM, t->model->entities[l->entity].path);
        struct levy share = *l;
        share.line = line;
        share.depth++;
        const size_t cell = tf_tell_cell(t, l->entity, INSTRUMENTS[i].kpi, share.depth, true);
        tell_key(&share, INSTRUMENTS[i].local, true);
        double value = tf_line(t, cell)->as.value;
        const size_t key = tf_next_beside(t, cell);
        value *= key < t->x->count ? tf_line(t, key)->as.value : 0.0;
        tf_line(t, line)->as.value = value;
        tf_line(t, line)->as.unit = tf_line(t, cell)->as.unit;
        tf_line(t, line)->as.combine = TWOFOLD_COMBINE_PRODUCT;
        tf_line(t, line)->name = tf_kpi_words(t, INSTRUMENTS[i].kpi);
        tf_compose(t, line);
    }
    end_levy(l, !any_reported(l), TWOFOLD_COMBINE_SUM);
}

void tf_tell_taxes(struct tf_teller *t, size_t line, int32_t part, int32_t kpi)
{
    const int32_t entity = t->model->parts[part].entity;
    const struct levy l = {
        t, line, part, entity, t->program->visits[entity].leaf, tf_line(t, line)->as.depth + 1};
    if (t->stretch.from + t->model->axis_from < 0) { /* before the first year there is no model */
        tf_close_sum(t, line);
        return;
    }
    switch (kpi) {
    case TWOFOLD_KPI_VAT: tell_vat(&l); break;
    case TWOFOLD_KPI_SURCHARGES: tell_surcharges(&l); break;
    case TWOFOLD_KPI_INCOME_TAX: tell_income_tax(&l); break;
    case TWOFOLD_KPI_LAND_TAX: tell_land_tax(&l); break;
    case TWOFOLD_KPI_TAX: tell_tax(&l); break;
    default: tell_local_tax(&l); break;
    }
    if (tf_line(t, line)->as.combine == TWOFOLD_COMBINE_RULE &&
        !tf_has_words(tf_line(t, line)->formula))
        tf_line(t, line)->formula = tf_phrase(t, TF_SAY_BUILT_UP, TF_NO_WORDS, TF_NO_WORDS);
}

/* ---- What is missing ---- */

struct tf_words tf_why_no_tax(struct tf_teller *t, int32_t part, int32_t kpi)
{
    static const struct {
        enum tf_tax_key key;
        const char *name;
        int32_t kpis[4]; /* taxes that need it, besides tax and local tax */
    } needs[] = {
        {TF_TAX_VAT, "vat", {TWOFOLD_KPI_VAT, TWOFOLD_KPI_SURCHARGES}},
        {TF_TAX_VALUE_ADDED, "value-added-ratio", {TWOFOLD_KPI_VAT, TWOFOLD_KPI_SURCHARGES}},
        {TF_TAX_SURCHARGES, "surcharges", {TWOFOLD_KPI_SURCHARGES}},
        {TF_TAX_MARGIN, "margin", {TWOFOLD_KPI_INCOME_TAX}},
        {TF_TAX_INCOME, "income-tax", {TWOFOLD_KPI_INCOME_TAX}},
        {TF_TAX_LAND, "land-tax", {TWOFOLD_KPI_LAND_TAX}}};
    const struct tf_part *p = &t->model->parts[part];
    const bool all = kpi == TWOFOLD_KPI_TAX || kpi == TWOFOLD_KPI_LOCAL_TAX;
    for (size_t i = 0; i < sizeof needs / sizeof *needs; i++) {
        bool needed = all;
        for (int k = 0; k < 4; k++)
            needed = needed || (needs[i].kpis[k] == kpi && needs[i].kpis[k] > 0);
        if (needed && p->taxes->of[needs[i].key].count == 0)
            return tf_phrase(t, TF_SAY_NO_FIGURE,
                             tf_key_words(needs[i].name, strlen(needs[i].name)), TF_NO_WORDS);
    }
    return tf_why_unknown(t, part,
                          kpi == TWOFOLD_KPI_LAND_TAX ? TWOFOLD_KPI_LAND : tf_turnover_of(p));
}
