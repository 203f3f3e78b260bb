/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Named assumptions, each one input shared by all who name it, and exchange rates. */
#include "base/nearest.h"
#include "plan/bind_core.h"

#include <string.h>

static const struct tf_node *value_of(const struct tf_node *entry)
{
    return entry->shape == TF_MAP ? tf_node_find(entry, TF_KEY_VALUE) : entry;
}

static const char *nearest_name(struct tf_binder *b, const char *name, size_t size)
{
    const struct tf_node *map = tf_node_find(b->tree->root, TF_KEY_ASSUMPTIONS);
    const char **names = map == NULL || map->count == 0
                             ? NULL
                             : tf_arena_get_array(&b->scratch, map->count, sizeof *names);
    if (names == NULL) return "";
    size_t count = 0;
    for (const struct tf_node *entry = map->first; entry != NULL && count < 1000;
         entry = entry->next) {
        names[count++] = entry->key;
    }
    const char *nearest = tf_nearest(name, size, names, count);
    return nearest == NULL ? "" : nearest;
}

static struct tf_assumption *find(struct tf_binder *b, const struct tf_node *node, const char *name,
                                  size_t size)
{
    const int32_t index = tf_table_find(&b->assumption_ids, name, size);
    if (index >= 0) return &b->assumptions[index];
    const struct tf_node *map = tf_node_find(b->tree->root, TF_KEY_ASSUMPTIONS);
    const struct tf_node *faulty = map == NULL ? NULL : tf_node_child(map, name, size);
    if (faulty != NULL && (faulty->bad || faulty->bad_inside)) return NULL;
    tf_bind_fault(b, TWOFOLD_FAULT_UNKNOWN_ASSUMPTION, node, tf_bind_words(b, name - 1, size + 1),
                  "a name of assumptions", nearest_name(b, name, size));
    return NULL;
}

const struct tf_assumption *tf_bind_assumption(struct tf_binder *b, const struct tf_node *node,
                                               const char *name, size_t size)
{
    return find(b, node, name, size);
}

/* Origin and source are those of an assumption, wherever it stands. */
static void make_input(struct tf_binder *b, struct tf_assumption *assumption)
{
    assumption->input = tf_bind_input(b, assumption->node, &assumption->number);
    if (assumption->input < 0) return;
    struct tf_input *input = &b->inputs[assumption->input];
    const struct tf_node *entry = assumption->node;
    if (entry->parent->row == NULL) entry = entry->parent; /* {value: …}: the path is the name's */
    input->path = tf_bind_path(b, entry);
    input->origin = TF_ASSUMED;
}

/* Where the chain of names that begins at an assumption ends; NULL with a fault if it does not end
 * at a number. */
static struct tf_assumption *end_of_chain(struct tf_binder *b, struct tf_assumption *first,
                                          int32_t run)
{
    struct tf_assumption *at = first;
    while (!at->done && at->node->text[0] == '$') {
        const struct tf_node *node = at->node;
        at->run = run;
        at = find(b, node, node->text + 1, node->text_size - 1);
        if (at == NULL) return NULL;
        if (at->run == run && !at->done) {
            tf_bind_fault(b, TWOFOLD_FAULT_CYCLE, node, NULL, NULL, NULL);
            return NULL;
        }
    }
    return at;
}

static void read_number(struct tf_binder *b, struct tf_assumption *assumption)
{
    const struct tf_node *node = assumption->node;
    const twofold_fault_code code =
        twofold_number_parse(node->text, node->text_size, &assumption->number);
    if (code == TWOFOLD_FAULT_NONE)
        make_input(b, assumption);
    else
        tf_bind_fault(b, code, node, NULL, "a number", NULL);
    assumption->done = true;
}

/* Reads one that may name another, and all that stand between it and the number. */
static void read_one(struct tf_binder *b, struct tf_assumption *first, int32_t run)
{
    struct tf_assumption *end = end_of_chain(b, first, run);
    if (end != NULL && !end->done) read_number(b, end);
    for (struct tf_assumption *link = first; link != NULL && !link->done;) {
        const struct tf_node *node = link->node;
        link->done = true;
        if (end != NULL) {
            link->input = end->input;
            link->number = end->number;
        }
        const int32_t next = tf_table_find(&b->assumption_ids, node->text + 1, node->text_size - 1);
        link = next < 0 ? NULL : &b->assumptions[next];
    }
}

void tf_bind_assumptions(struct tf_binder *b)
{
    const struct tf_node *map = tf_node_find(b->tree->root, TF_KEY_ASSUMPTIONS);
    if (map == NULL) return;
    b->assumptions = tf_arena_get_array(&b->scratch, map->count, sizeof *b->assumptions);
    if (b->assumptions == NULL || !tf_table_make(&b->assumption_ids, &b->scratch, map->count)) {
        (void)tf_bind_no_memory(b);
        return;
    }
    int32_t count = 0;
    for (const struct tf_node *entry = map->first; entry != NULL; entry = entry->next) {
        const struct tf_node *value = entry->bad ? NULL : value_of(entry);
        if (value == NULL || value->bad || value->shape != TF_SCALAR) continue;
        b->assumptions[count] = (struct tf_assumption){.node = value, .input = -1};
        *tf_table_at(&b->assumption_ids, entry->key, entry->key_size) = count++;
    }
    for (int32_t i = 0; i < count; i++) read_one(b, &b->assumptions[i], i + 1);
}

/* ---- Rates ---- */

void tf_bind_rates(struct tf_binder *b)
{
    const struct tf_node *map = tf_node_find(b->tree->root, TF_KEY_RATES);
    if (map == NULL) return;
    b->rates = tf_bind_get(b, map->count, sizeof *b->rates);
    if (b->rates == NULL) return;
    for (const struct tf_node *node = map->first; node != NULL; node = node->next) {
        if (node->bad || node->name != TF_IS_CURRENCY) continue;
        if (strcmp(node->key, b->model->currency) == 0) {
            tf_bind_fault_key(b, TWOFOLD_FAULT_EXCLUDES, node, NULL, "currency", NULL);
            continue;
        }
        const struct tf_value rate = tf_bind_number(b, node, &b->wants[TF_WANT_RATE], NULL);
        b->rates[b->rate_count++] = (struct tf_rate){node->key, rate.input};
    }
    b->model->rates = b->rates;
    b->model->rate_count = b->rate_count;
}

int32_t tf_bind_rate(struct tf_binder *b, const struct tf_node *node, const char *currency)
{
    for (size_t i = 0; i < b->rate_count; i++) {
        if (strcmp(b->rates[i].currency, currency) == 0) return b->rates[i].input;
    }
    const struct tf_node *map = tf_node_find(b->tree->root, TF_KEY_RATES);
    if (map == NULL || !map->bad_inside) {
        const char *nearest = b->rate_count == 1 ? b->rates[0].currency : NULL;
        tf_bind_fault(b, TWOFOLD_FAULT_NO_RATE, node, currency, "a rate under `rates`", nearest);
    }
    return -1;
}
