/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which numbers may stand at a path: what is wanted of a KPI's figure, a lever, a duration or a
 * named value, in the unit of what stands there. */
#include "plan/bind_uncertain.h"

#include "plan/edit.h"

#include <string.h>

/* The number that stands at a node, as written; of $name the assumption's. */
static bool number_at(struct tf_binder *b, const struct tf_node *node, twofold_number *number)
{
    if (node == NULL || node->shape != TF_SCALAR || node->text_size == 0) return false;
    if (node->text[0] != '$')
        return twofold_number_parse(node->text, node->text_size, number) == TWOFOLD_FAULT_NONE;
    const int32_t at = tf_table_find(&b->assumption_ids, node->text + 1, node->text_size - 1);
    if (at < 0 || b->assumptions[at].input < 0) return false;
    *number = b->assumptions[at].number;
    return true;
}

static const struct tf_want *want_of_key(const struct tf_binder *b, const struct tf_key *row)
{
    switch (row->id) {
    case TF_KEY_PRICE:
    case TF_KEY_UTILISATION: return &b->wants[TF_WANT_LEVEL];
    case TF_KEY_GROWTH:
    case TF_KEY_PRODUCTIVITY_GROWTH:
    case TF_KEY_PACE: return &b->wants[TF_WANT_GROWTH];
    case TF_KEY_CHANCE: return &b->wants[TF_WANT_CHANCE];
    case TF_KEY_COUNT: return &b->wants[TF_WANT_COUNT];
    case TF_KEY_TIMES: return &b->wants[TF_WANT_TIMES];
    case TF_KEY_RATES: return &b->wants[TF_WANT_RATE];
    case TF_KEY_HIRING_LEAD: return &b->wants[TF_WANT_LEAD];
    default: return row->takes == TF_TAKES_DURATION ? &b->wants[TF_WANT_MONTHS] : NULL;
    }
}

/* What its key or KPI wants; NULL: whatever stands there decides. */
static const struct tf_want *want_of(const struct tf_binder *b, const struct tf_place *place)
{
    if (place->kpi >= 0) {
        const struct tf_kpi_wants *wants = &b->kpi_wants[place->kpi];
        const bool sum =
            place->name == TF_IS_PERIOD || b->model->kpis[place->kpi].profile == TWOFOLD_AMOUNT;
        return sum ? &wants->sum : &wants->level;
    }
    if (place->row != NULL) return want_of_key(b, place->row);
    return place->map_row != NULL ? want_of_key(b, place->map_row) : NULL;
}

/* Money and things are wanted as they stand there: in that currency, of that kind. */
static void want_like(struct tf_binder *b, struct tf_want *want, const twofold_number *number)
{
    const twofold_dimension dimension = number->unit.dimension;
    if (dimension == TWOFOLD_PLAIN || want->any) return;
    if (dimension == TWOFOLD_MONEY && want->unit.dimension == TWOFOLD_MONEY) {
        memcpy(want->unit.name, number->unit.name, sizeof want->unit.name);
        want->own_currency = true;
        want->words = tf_bind_words(b, number->unit.name, strlen(number->unit.name));
    }
    if (want->things) {
        want->unit = number->unit;
        want->unit.per = TWOFOLD_PLAIN;
        want->things = false;
    }
}

/* A named value, a target's level: of the unit that it has. */
static bool want_same(struct tf_binder *b, const twofold_number *number, struct tf_want *want)
{
    char words[2 * TWOFOLD_UNIT_NAME + 16];
    (void)tf_unit_write(&number->unit, TWOFOLD_EN, words, sizeof words);
    *want = (struct tf_want){.unit = number->unit, .low = -TF_INFINITY, .high = TF_INFINITY};
    want->words = words[0] == '\0' ? "a plain number" : tf_bind_words(b, words, strlen(words));
    want->own_currency = number->unit.dimension == TWOFOLD_MONEY;
    if (number->unit.per == TWOFOLD_DURATION) {
        want->unit.per = TWOFOLD_PLAIN;
        want->flow = true;
    }
    return true;
}

static bool is_lever(const struct tf_key *row)
{
    return row != NULL && (row->id == TF_KEY_PRICE || row->id == TF_KEY_UTILISATION);
}

static bool want_at(struct tf_binder *b, const struct tf_place *place, const struct tf_node *old,
                    struct tf_want *want)
{
    twofold_number number;
    const struct tf_node *inner = old != NULL && old->shape == TF_MAP && place->name == TF_IS_ID
                                      ? tf_node_find(old, TF_KEY_VALUE)
                                      : old;
    const struct tf_want *wanted = want_of(b, place);
    const bool is_number = number_at(b, inner, &number);
    if (wanted == NULL) return is_number && want_same(b, &number, want);
    *want = *wanted;
    if (is_number) want_like(b, want, &number);
    return true;
}

bool tf_bind_quantity(struct tf_binder *b, const struct tf_place *place,
                      struct tf_quantity *quantity)
{
    const struct tf_node *old = tf_old_value(place);
    const bool named = place->row != NULL && place->kpi < 0;
    *quantity = (struct tf_quantity){.is_there = old != NULL,
                                     .is_lever = is_lever(place->row) ||
                                                 (place->row == NULL && is_lever(place->map_row))};
    switch (tf_place_takes(place)) {
    case TF_TAKES_MOMENT:
    case TF_TAKES_DATE:
        quantity->is_date = true;
        quantity->last = named && (place->row->id == TF_KEY_BUILT || place->row->id == TF_KEY_END);
        quantity->want = b->wants[TF_WANT_MONTHS];
        return named && place->row->id != TF_KEY_AS_OF;
    case TF_TAKES_NUMBER:
    case TF_TAKES_STEPS:
    case TF_TAKES_DURATION: return want_at(b, place, old, &quantity->want);
    default: return false;
    }
}
