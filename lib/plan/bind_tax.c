/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `taxes`: of the plan, which holds for all parts that have one of their own, and theirs. */
#include "plan/bind_core.h"

#include <string.h>

/* What a rate or share has to be. */
static const struct tf_want SHARE = {
    .unit = {.dimension = TWOFOLD_SHARE}, .low = 0, .high = 1, .words = "0%..100%"};
static const struct tf_want MARGIN = {
    .unit = {.dimension = TWOFOLD_SHARE}, .low = -100, .high = 1, .words = "a share up to 100%"};
static const struct tf_want YEARS = {
    .low = 0, .high = 100, .words = "a number of years, 0..100", .plain = true};

/* Money a year for a unit of area, in the plan's currency. */
static struct tf_want want_of_land(const struct tf_binder *b)
{
    struct tf_want want = {.unit = {.dimension = TWOFOLD_MONEY, .per = TWOFOLD_AREA},
                           .low = 0,
                           .high = TF_INFINITY,
                           .words = "money for an area, as 6元/m²"};
    memcpy(want.unit.name, b->model->currency, sizeof b->model->currency);
    return want;
}

/* The row of a key, and what its numbers have to be (NULL: land). */
static const struct {
    enum tf_key_id key;
    const struct tf_want *want;
} KEYS[TF_TAX_KEYS] = {
    [TF_TAX_VALUE_ADDED] = {TF_KEY_TAX_VALUE_ADDED, &SHARE},
    [TF_TAX_DOMESTIC] = {TF_KEY_TAX_DOMESTIC, &SHARE},
    [TF_TAX_MARGIN] = {TF_KEY_TAX_MARGIN, &MARGIN},
    [TF_TAX_EQUIPMENT] = {TF_KEY_TAX_EQUIPMENT, &SHARE},
    [TF_TAX_VAT] = {TF_KEY_TAX_VAT, &SHARE},
    [TF_TAX_SURCHARGES] = {TF_KEY_TAX_SURCHARGES, &SHARE},
    [TF_TAX_INCOME] = {TF_KEY_TAX_INCOME, &SHARE},
    [TF_TAX_LAND] = {TF_KEY_TAX_LAND, NULL},
    [TF_TAX_LOSS_YEARS] = {TF_KEY_TAX_LOSS_YEARS, &YEARS},
    [TF_TAX_LOCAL_VAT] = {TF_KEY_LOCAL_VAT, &SHARE},
    [TF_TAX_LOCAL_SURCHARGES] = {TF_KEY_LOCAL_SURCHARGES, &SHARE},
    [TF_TAX_LOCAL_INCOME] = {TF_KEY_LOCAL_INCOME, &SHARE},
    [TF_TAX_LOCAL_LAND] = {TF_KEY_LOCAL_LAND, &SHARE},
    [TF_TAX_FREE] = {TF_KEY_HOLIDAY_FREE, &YEARS},
    [TF_TAX_HALF] = {TF_KEY_HOLIDAY_HALF, &YEARS},
    [TF_TAX_HALF_OF] = {TF_KEY_HOLIDAY_OF, &SHARE},
};

static void read_map(struct tf_binder *b, const struct tf_node *map, struct tf_taxes *taxes);

/* A part's holiday is all its own. */
static void read_holiday(struct tf_binder *b, const struct tf_node *node, struct tf_taxes *taxes)
{
    for (int key = TF_TAX_FREE; key <= TF_TAX_HALF_OF; key++) taxes->of[key] = (struct tf_steps){0};
    taxes->counted_from = TF_FROM_TAXABLE;
    taxes->counted_by_default = true;
    read_map(b, node, taxes);
}

static void read_one(struct tf_binder *b, const struct tf_node *node, struct tf_taxes *taxes)
{
    const struct tf_want land = want_of_land(b);
    for (int i = 0; i < TF_TAX_KEYS; i++) {
        if (KEYS[i].key != node->row->id) continue;
        const struct tf_want *want = KEYS[i].want != NULL ? KEYS[i].want : &land;
        taxes->of[i] = tf_bind_steps(b, node, want, false, -TF_INFINITY);
    }
}

static void read_map(struct tf_binder *b, const struct tf_node *map, struct tf_taxes *taxes)
{
    for (const struct tf_node *node = map->first; node != NULL; node = node->next) {
        if (node->bad || node->row == NULL) continue;
        switch (node->row->id) {
        case TF_KEY_LOCAL_SHARE: read_map(b, node, taxes); break;
        case TF_KEY_HOLIDAY: read_holiday(b, node, taxes); break;
        case TF_KEY_HOLIDAY_FROM:
            taxes->counted_by_default = false;
            taxes->counted_from =
                (enum tf_counted_from)tf_choice(node->row, node->text, node->text_size);
            break;
        default: read_one(b, node, taxes); break;
        }
    }
}

const struct tf_taxes *tf_bind_taxes(struct tf_binder *b, const struct tf_node *node,
                                     const struct tf_taxes *above)
{
    struct tf_taxes *taxes = tf_bind_get(b, 1, sizeof *taxes);
    if (taxes == NULL) return above;
    *taxes = above != NULL ? *above : (struct tf_taxes){.counted_by_default = true};
    read_map(b, node, taxes);
    return taxes;
}

struct tf_value tf_tax_value(const struct tf_taxes *taxes, enum tf_tax_key key, double january)
{
    const struct tf_steps *steps = &taxes->of[key];
    if (steps->count == 0) return TF_ABSENT;
    size_t last = 0; /* before its first period a level is its first */
    for (size_t i = 1; i < steps->count && steps->items[i].from <= january; i++) last = i;
    return steps->items[last].value;
}
