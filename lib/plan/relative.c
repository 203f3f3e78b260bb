/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "x 95%" and "+ 6 months": what a field becomes when an override changes what it was. */
#include "plan/edit.h"

#include "base/text.h"
#include "twofold/period.h"

#include <string.h>

#define MOST_TEXT 200

static bool is_blank_or_digit(char c) { return c == ' ' || c == '$' || (c >= '0' && c <= '9'); }

/* "x 95%", "×95%": the text of the factor; NULL if it is none. */
static const char *factor_of(const struct tf_node *value)
{
    const char *text = value->text;
    if (text[0] == 'x' && is_blank_or_digit(text[1])) return text + 1;
    if (strncmp(text, "×", 2) == 0) return text + 2;
    return NULL;
}

/* "+ 6 months": the text of the duration. */
static const char *addend_of(const struct tf_node *value)
{
    return value->text[0] == '+' && is_blank_or_digit(value->text[1]) ? value->text + 1 : NULL;
}

bool tf_is_relative(const struct tf_node *value, const struct tf_place *place)
{
    if (value->shape != TF_SCALAR) return false;
    switch (tf_place_takes(place)) {
    case TF_TAKES_TEXT:
    case TF_TAKES_TEXTS: return false;
    default: return factor_of(value) != NULL || addend_of(value) != NULL;
    }
}

static void fail(struct tf_change *change, twofold_fault_code code, const char *expected)
{
    if (change->status != TWOFOLD_OK) return;
    change->status = tf_edit_fault(change->faults, code, change->value, false, change->value->text,
                                   expected, "");
}

static void not_relative(struct tf_change *change)
{
    fail(change, TWOFOLD_FAULT_NOT_RELATIVE, change->value->key);
}

static struct tf_node *new_scalar(struct tf_change *change, const char *text, size_t size)
{
    struct tf_node *node = tf_node_new(change->tree, TF_SCALAR);
    const char *kept = node == NULL ? NULL : tf_arena_text(&change->tree->arena, text, size);
    if (kept == NULL) {
        change->status = TWOFOLD_E_MEMORY;
        return NULL;
    }
    node->text = kept;
    node->text_size = (uint32_t)size;
    node->line = change->value->line;
    node->column = change->value->column;
    return node;
}

/* The text behind $name, else the text itself. */
static const struct tf_node *resolve(const struct tf_tree *tree, const struct tf_node *node)
{
    if (node->text[0] != '$') return node;
    const struct tf_node *map = tf_node_find(tree->root, TF_KEY_ASSUMPTIONS);
    const struct tf_node *named = tf_node_child(map, node->text + 1, node->text_size - 1);
    if (named != NULL && named->shape == TF_MAP) named = tf_node_find(named, TF_KEY_VALUE);
    return named == NULL ? node : named;
}

/* ---- What was there before ---- */

/* In a mapping over periods a level holds on: the entry that holds when a period begins. */
static const struct tf_node *level_before(const struct tf_node *map, const char *text, size_t size)
{
    twofold_period period, entry;
    const struct tf_node *best = NULL;
    int32_t latest = 0;
    if (map == NULL || map->shape != TF_MAP || !twofold_period_parse(text, size, &period)) {
        return NULL;
    }
    for (const struct tf_node *child = map->first; child != NULL; child = child->next) {
        if (!twofold_period_parse(child->key, child->key_size, &entry)) continue;
        if (entry.month > period.month || (best != NULL && entry.month < latest)) continue;
        best = child;
        latest = entry.month;
    }
    return best;
}

/* What an entry of the pipeline takes from above `projects`. */
static const struct tf_node *inherited(const struct tf_place *place)
{
    const struct tf_node *entry = place->above, *way[TF_PATH_STEPS];
    size_t depth = 0;
    while (entry != NULL && entry->parent != NULL && depth < TF_PATH_STEPS &&
           !(entry->parent->row != NULL && entry->parent->row->id == TF_KEY_ENTRIES)) {
        way[depth++] = entry;
        entry = entry->parent;
    }
    if (entry == NULL || entry->parent == NULL || entry->parent->row == NULL ||
        entry->parent->row->id != TF_KEY_ENTRIES) {
        return NULL;
    }
    const struct tf_node *at = entry->parent->parent; /* pipeline */
    while (at != NULL && depth > 0) {
        depth--;
        at = tf_node_child(at, way[depth]->key, way[depth]->key_size);
    }
    for (size_t i = 0; at != NULL && i < place->step_count; i++) {
        at = tf_node_child(at, place->steps[i].key, place->steps[i].size);
    }
    return at;
}

static bool is_lever(const struct tf_key *row)
{
    return row != NULL && (row->id == TF_KEY_PRICE || row->id == TF_KEY_UTILISATION);
}

static bool is_level(const struct tf_key *row)
{
    return is_lever(row) || (row != NULL && row->id == TF_KEY_GROWTH);
}

const struct tf_node *tf_old_value(const struct tf_place *place)
{
    if (place->node != NULL) return place->node;
    if (place->name == TF_IS_PERIOD && place->step_count == 1 && is_level(place->map_row)) {
        const struct tf_step_to *step = &place->steps[0];
        const struct tf_node *level = level_before(place->above, step->key, step->size);
        if (level != NULL) return level;
    }
    return inherited(place);
}

/* ---- x ---- */

/* What is worked out is written as what was there. */
static twofold_lang lang_of(const char *text)
{
    while (*text != '\0' && (unsigned char)*text < 0x80) text++;
    return *text == '\0' ? TWOFOLD_EN : TWOFOLD_ZH;
}

static struct tf_node *scaled_scalar(struct tf_change *change, const struct tf_node *old,
                                     double factor)
{
    twofold_number number;
    char text[MOST_TEXT];
    const struct tf_node *was = resolve(change->tree, old);
    if (was->shape != TF_SCALAR ||
        twofold_number_parse(was->text, was->text_size, &number) != TWOFOLD_FAULT_NONE) {
        not_relative(change);
        return NULL;
    }
    number.value *= factor;
    number.low *= factor;
    number.high *= factor;
    const size_t size = twofold_number_write(&number, lang_of(was->text), text, sizeof text);
    return new_scalar(change, text, size < sizeof text ? size : sizeof text - 1);
}

/* Whether an entry of a mapping is a number: also of one that an earlier override has just put
 * there, which was not walked yet. */
static bool is_number(const struct tf_tree *tree, const struct tf_node *entry)
{
    twofold_period period;
    if (entry->name != TF_IS_UNKNOWN) {
        return entry->name == TF_IS_PERIOD || entry->name == TF_IS_KPI ||
               entry->name == TF_IS_CURRENCY;
    }
    return twofold_period_parse(entry->key, entry->key_size, &period) ||
           tf_tree_kpi(tree, entry->key, entry->key_size) >= 0;
}

/* A copy of what was there, every number in it scaled. */
static struct tf_node *scaled(struct tf_change *change, const struct tf_node *old, double factor)
{
    if (old->shape == TF_SCALAR) return scaled_scalar(change, old, factor);
    if (old->shape != TF_MAP) {
        not_relative(change);
        return NULL;
    }
    struct tf_node *map = tf_node_new(change->tree, TF_MAP);
    if (map == NULL) change->status = TWOFOLD_E_MEMORY;
    for (const struct tf_node *child = old->first; map != NULL && child != NULL;
         child = child->next) {
        const bool is_scaled = is_number(change->tree, child);
        struct tf_node *copy =
            is_scaled ? scaled(change, child, factor) : tf_node_copy(change->tree, child);
        if (copy == NULL) {
            if (!is_scaled) change->status = TWOFOLD_E_MEMORY;
            return NULL;
        }
        copy->key = child->key;
        copy->key_size = child->key_size;
        copy->key_line = change->value->line;
        copy->key_column = change->value->column;
        copy->row = child->row;
        copy->kpi = child->kpi;
        copy->name = child->name;
        tf_node_append(map, copy);
    }
    if (map != NULL) {
        map->line = change->value->line;
        map->column = change->value->column;
    }
    return map;
}

static bool holds_numbers(const struct tf_tree *tree, const struct tf_node *map)
{
    for (const struct tf_node *child = map->first; child != NULL; child = child->next) {
        if (is_number(tree, child)) return true;
    }
    return false;
}

/* Where numbers stand, or mappings of them. */
static bool takes_factor(enum tf_takes takes)
{
    return takes == TF_TAKES_NUMBER || takes == TF_TAKES_STEPS || takes == TF_TAKES_REPORTS ||
           takes == TF_TAKES_DURATION || takes == TF_TAKES_MAP || takes == TF_TAKES_BASE ||
           takes == TF_TAKES_RATES;
}

static void scale(struct tf_change *change, const char *text)
{
    twofold_number factor;
    const struct tf_place *place = change->place;
    const struct tf_node *old = tf_old_value(place);
    const twofold_fault_code code = twofold_number_parse(text, strlen(text), &factor);
    if (code != TWOFOLD_FAULT_NONE) {
        fail(change, code, "x 95%");
        return;
    }
    if (factor.unit.dimension != TWOFOLD_SHARE && factor.unit.dimension != TWOFOLD_PLAIN) {
        fail(change, TWOFOLD_FAULT_WRONG_DIMENSION, "x 95%");
        return;
    }
    if (!takes_factor(tf_place_takes(place))) {
        not_relative(change);
    } else if (old == NULL) {
        /* A lever that nobody set stands at 100%. */
        const bool of_lever =
            is_lever(place->row) || (place->name == TF_IS_PERIOD && is_lever(place->map_row));
        size_t size = strlen(text);
        tf_trim(&text, &size);
        if (of_lever)
            change->result = new_scalar(change, text, size);
        else
            not_relative(change);
    } else if (old->shape == TF_MAP && !holds_numbers(change->tree, old)) {
        not_relative(change);
    } else {
        change->result = scaled(change, old, factor.value);
    }
}

/* ---- + ---- */

static void add_months(struct tf_change *change, const struct tf_node *old, double months)
{
    double was = 0;
    char text[MOST_TEXT];
    if (old != NULL) {
        old = resolve(change->tree, old);
        if (!twofold_duration_parse(old->text, old->text_size, &was)) {
            not_relative(change);
            return;
        }
    }
    struct tf_buffer buffer = tf_buffer_of(text, sizeof text);
    tf_buffer_double(&buffer, was + months);
    tf_buffer_say(&buffer, " months");
    const size_t size = tf_buffer_end(&buffer);
    change->result = new_scalar(change, text, size);
}

static void add(struct tf_change *change, const char *text)
{
    char moment[MOST_TEXT];
    double months = 0;
    const struct tf_node *old = tf_old_value(change->place);
    const enum tf_takes takes = tf_place_takes(change->place);
    size_t size = strlen(text);
    tf_trim(&text, &size);
    if (!twofold_duration_parse(text, size, &months)) {
        fail(change, TWOFOLD_FAULT_BAD_DURATION, "+ 6 months");
    } else if (takes == TF_TAKES_DURATION) {
        add_months(change, old, months);
    } else if (takes != TF_TAKES_MOMENT || old == NULL || old->shape != TF_SCALAR) {
        not_relative(change);
    } else {
        struct tf_buffer buffer = tf_buffer_of(moment, sizeof moment);
        tf_buffer_add(&buffer, old->text, old->text_size);
        tf_buffer_say(&buffer, " + ");
        tf_buffer_add(&buffer, text, size);
        const size_t length = tf_buffer_end(&buffer);
        if (length >= sizeof moment)
            not_relative(change); /* no date is as long */
        else
            change->result = new_scalar(change, moment, length);
    }
}

void tf_change(struct tf_change *change)
{
    const char *factor = factor_of(change->value);
    if (factor != NULL)
        scale(change, factor);
    else
        add(change, addend_of(change->value));
}
