/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Taxes by instruments: each key's node in each year. docs/semantics.md, section 9. */
#include "projection/program.h"

#include "base/elementary.h"

bool tf_kpi_is_tax(int32_t kpi)
{
    switch (kpi) {
    case TWOFOLD_KPI_TAX:
    case TWOFOLD_KPI_LOCAL_TAX:
    case TWOFOLD_KPI_VAT:
    case TWOFOLD_KPI_SURCHARGES:
    case TWOFOLD_KPI_INCOME_TAX:
    case TWOFOLD_KPI_LAND_TAX: return true;
    default: return false;
    }
}

bool tf_has_taxes(const struct tf_model *model)
{
    for (size_t i = 0; i < model->part_count; i++)
        if (model->parts[i].taxes != NULL) return true;
    return false;
}

int32_t tf_turnover_of(const struct tf_part *part)
{
    for (size_t i = 0; i < part->figure_count; i++)
        if (part->figures[i].kpi == TWOFOLD_KPI_SALES) return TWOFOLD_KPI_SALES;
    return TWOFOLD_KPI_OUTPUT;
}

/* ---- From when on they are unknown ---- */

struct since_builder {
    struct tf_program *program;
    const struct tf_part *part;
    int32_t index;
};

static int32_t instant(const struct since_builder *b, int32_t since)
{
    if (since == TF_SINCE_FIRST || since == TF_SINCE_NEVER)
        return tf_tape_constant(&b->program->tape,
                                since == TF_SINCE_NEVER ? TF_INFINITY : -TF_INFINITY);
    return b->program->moments[b->index][since];
}

static int32_t earlier(const struct since_builder *b, int32_t x, int32_t y)
{
    return tf_tape_op(&b->program->tape, TF_OP_MIN, x, y);
}

static int32_t ingredient(const struct since_builder *b, int32_t kpi)
{
    return instant(b, tf_unknown_since(b->program, b->index, kpi));
}

/* Trial, else produce; from the first period where neither has a date. */
static int32_t begin(const struct since_builder *b)
{
    for (int32_t m = TF_TRIAL; b->part->kind == TF_PART_PROJECT && m <= TF_PRODUCE; m++)
        if (tf_has(b->program, b->index, (enum tf_milestone)m)) return instant(b, m);
    return instant(b, TF_SINCE_FIRST);
}

/* What is missing is unknown from the beginning on. */
static int32_t key(const struct since_builder *b, enum tf_tax_key which)
{
    return b->part->taxes->of[which].count > 0 ? instant(b, TF_SINCE_NEVER) : begin(b);
}

static bool all_zero(const struct since_builder *b, enum tf_tax_key which)
{
    const struct tf_steps *steps = &b->part->taxes->of[which];
    for (size_t i = 0; i < steps->count; i++)
        if (b->program->model->inputs[steps->items[i].value.input].value != 0.0) return false;
    return true;
}

static int32_t vat(const struct since_builder *b)
{
    const int32_t rates = earlier(b, key(b, TF_TAX_VAT), key(b, TF_TAX_VALUE_ADDED));
    const int32_t from = earlier(b, ingredient(b, tf_turnover_of(b->part)), rates);
    if (all_zero(b, TF_TAX_EQUIPMENT)) return from;
    return earlier(
        b, from,
        tf_tape_op(&b->program->tape, TF_OP_MAX, begin(b), ingredient(b, TWOFOLD_KPI_INVESTMENT)));
}

static int32_t land(const struct since_builder *b)
{
    const bool none = b->part->leased && tf_figure_of(b->part, TWOFOLD_KPI_LAND, -1) == NULL;
    const bool missing = b->part->taxes->of[TF_TAX_LAND].count == 0;
    if (none || (!missing && all_zero(b, TF_TAX_LAND))) return instant(b, TF_SINCE_NEVER);
    const int32_t from = ingredient(b, TWOFOLD_KPI_LAND);
    if (!missing) return from;
    const bool starts = b->part->kind == TF_PART_PROJECT && tf_has(b->program, b->index, TF_START);
    return earlier(b, from, starts ? instant(b, TF_START) : begin(b));
}

static void find_since(const struct since_builder *b, struct tf_tax_since *since)
{
    since->vat = vat(b);
    since->surcharges = earlier(b, since->vat, key(b, TF_TAX_SURCHARGES));
    since->income = earlier(b, ingredient(b, tf_turnover_of(b->part)),
                            earlier(b, key(b, TF_TAX_MARGIN), key(b, TF_TAX_INCOME)));
    since->land = land(b);
    since->tax = earlier(b, earlier(b, since->surcharges, since->income), since->land);
    since->local = since->tax;
    for (int share = TF_TAX_LOCAL_VAT; share <= TF_TAX_LOCAL_LAND; share++)
        since->local = earlier(b, since->local, key(b, (enum tf_tax_key)share));
}

twofold_status tf_compile_tax_since(struct tf_program *program)
{
    const struct tf_model *model = program->model;
    if (!program->taxes) return TWOFOLD_OK;
    struct tf_tax_since *since =
        tf_arena_get_array(&program->arena, model->part_count, sizeof *since);
    if (since == NULL) return TWOFOLD_E_MEMORY;
    for (size_t i = 0; i < model->part_count; i++) {
        const struct since_builder b = {program, &model->parts[i], (int32_t)i};
        if (b.part->taxes != NULL) find_since(&b, &since[i]);
    }
    program->tax_since = since;
    return program->tape.failed ? TWOFOLD_E_MEMORY : TWOFOLD_OK;
}

double tf_tax_unknown_from(const struct tf_program *program, const struct tf_workspace *instants,
                           int32_t part, int32_t kpi)
{
    if (program->tax_since == NULL) return -TF_INFINITY; /* no output asks for it */
    const struct tf_tax_since *since = &program->tax_since[part];
    const int32_t node = kpi == TWOFOLD_KPI_VAT          ? since->vat
                         : kpi == TWOFOLD_KPI_SURCHARGES ? since->surcharges
                         : kpi == TWOFOLD_KPI_INCOME_TAX ? since->income
                         : kpi == TWOFOLD_KPI_LAND_TAX   ? since->land
                         : kpi == TWOFOLD_KPI_TAX        ? since->tax
                                                         : since->local;
    const double from = instants->column[node][0];
    return kpi == TWOFOLD_KPI_LAND_TAX ? from : 12.0 * floor(from / 12.0);
}

/* ---- Their rates ---- */

/* What a key is where nothing is written. What is missing without a default makes its tax unknown;
 * its 0 only keeps numbers sound. */
static double fallback(int key) { return key == TF_TAX_DOMESTIC ? 1.0 : 0.0; }

twofold_status tf_compile_taxes(struct tf_program *program, const struct tf_part *part,
                                struct tf_leaf *leaf)
{
    if (part->taxes == NULL || !program->taxes) return TWOFOLD_OK;
    const size_t years = (size_t)program->model->years;
    struct tf_leaf_taxes *taxes = tf_arena_get(&program->arena, sizeof *taxes);
    int32_t *nodes = tf_arena_get_array(&program->arena, TF_TAX_KEYS * years, sizeof *nodes);
    if (taxes == NULL || nodes == NULL) return TWOFOLD_E_MEMORY;
    taxes->turnover = tf_turnover_of(part);
    taxes->counted_from = part->taxes->counted_from;
    taxes->always = tf_tape_constant(&program->tape, -TF_INFINITY);
    for (int key = 0; key < TF_TAX_KEYS; key++) {
        const bool half_of_own = key == TF_TAX_HALF_OF && part->taxes->of[key].count == 0;
        const enum tf_tax_key from = half_of_own ? TF_TAX_INCOME : (enum tf_tax_key)key;
        taxes->of[key] = nodes + (size_t)key * years;
        for (size_t y = 0; y < years; y++)
            nodes[(size_t)key * years + y] = tf_value_node(
                program, tf_tax_value(part->taxes, from, 12.0 * (double)y), fallback(key));
    }
    leaf->taxes = taxes;
    return program->tape.failed ? TWOFOLD_E_MEMORY : TWOFOLD_OK;
}
