/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values over time, and the levers: price, utilisation, delay. */
#include "plan/bind_core.h"

#include <stdlib.h>

/* A step while it is read: with its key, for faults. */
struct piece {
    struct tf_step step;
    const struct tf_node *node;
};

static int by_from(const void *a, const void *b)
{
    const struct piece *x = a, *y = b;
    if (x->step.from != y->step.from) return x->step.from < y->step.from ? -1 : 1;
    return (x->node->key_line > y->node->key_line) - (x->node->key_line < y->node->key_line);
}

static void warn_outside(struct tf_binder *b, const struct tf_node *node, double from, double to)
{
    if (b->timeless || (to > 0 && from < b->model->years * 12)) return;
    tf_bind_fault_key(b, TWOFOLD_FAULT_FAR_DATE, node, NULL, b->years_text, NULL);
}

/* Reads the entries in file order; the number of good ones. */
static size_t read_pieces(struct tf_binder *b, const struct tf_node *node,
                          const struct tf_want *want, bool amounts, struct piece *pieces)
{
    size_t count = 0;
    for (const struct tf_node *child = node->first; child != NULL; child = child->next) {
        int32_t from, to;
        if (child->bad || !tf_bind_period(b, child->key, child->key_size, &from, &to)) continue;
        const struct tf_value value = tf_bind_number(b, child, want, NULL);
        if (value.input < 0) continue;
        warn_outside(b, child, from, amounts ? (double)to : TF_INFINITY);
        pieces[count++] = (struct piece){{from, to, value}, child};
    }
    return count;
}

/* Ends levels where the next one begins, and finds what overlaps. */
static void join_pieces(struct tf_binder *b, struct piece *pieces, size_t count, bool amounts)
{
    qsort(pieces, count, sizeof *pieces, by_from);
    for (size_t i = 0; i < count; i++) {
        if (i > 0) {
            const struct tf_step *before = &pieces[i - 1].step;
            const bool overlaps =
                amounts ? pieces[i].step.from < before->to : pieces[i].step.from <= before->from;
            if (overlaps) {
                tf_bind_fault_key(b, TWOFOLD_FAULT_PERIOD_OVERLAP, pieces[i].node, NULL, NULL,
                                  NULL);
            }
        }
        if (!amounts) pieces[i].step.to = TF_INFINITY;
        if (!amounts && i > 0) pieces[i - 1].step.to = pieces[i].step.from;
    }
}

static struct tf_steps steps_of_map(struct tf_binder *b, const struct tf_node *node,
                                    const struct tf_want *want, bool amounts)
{
    struct tf_steps steps = {.over_time = true};
    struct piece few[16];
    struct piece *pieces = few;
    if (node->count > sizeof few / sizeof *few) {
        pieces = tf_arena_get_array(&b->scratch, node->count, sizeof *pieces);
    }
    struct tf_step *items = tf_bind_get(b, node->count, sizeof *items);
    if (pieces == NULL || items == NULL) {
        (void)tf_bind_no_memory(b);
        return steps;
    }
    steps.items = items;
    steps.count = read_pieces(b, node, want, amounts, pieces);
    join_pieces(b, pieces, steps.count, amounts);
    for (size_t i = 0; i < steps.count; i++) items[i] = pieces[i].step;
    return steps;
}

struct tf_steps tf_bind_steps(struct tf_binder *b, const struct tf_node *node,
                              const struct tf_want *want, bool amounts, double from)
{
    if (node->shape == TF_MAP) return steps_of_map(b, node, want, amounts);
    struct tf_steps steps = {0};
    const struct tf_value value = tf_bind_number(b, node, want, NULL);
    struct tf_step *item = value.input < 0 ? NULL : tf_bind_get(b, 1, sizeof *item);
    if (item == NULL) return steps;
    *item = (struct tf_step){from, TF_INFINITY, value};
    steps.items = item;
    steps.count = 1;
    return steps;
}

/* ---- Levers ---- */

static void read_delays(struct tf_binder *b, const struct tf_node *node, struct tf_levers *levers)
{
    struct tf_delay *delays = tf_bind_get(b, node->count, sizeof *delays);
    if (delays == NULL) return;
    levers->delays = delays;
    levers->delay_count = 0;
    for (const struct tf_node *child = node->first; child != NULL; child = child->next) {
        if (child->bad || child->row == NULL || child->row->id < TF_KEY_DELAY_SIGNED ||
            child->row->id > TF_KEY_DELAY_END) {
            continue;
        }
        const struct tf_value months = tf_bind_number(b, child, &b->wants[TF_WANT_MONTHS], NULL);
        if (months.input < 0) continue;
        delays[levers->delay_count++] =
            (struct tf_delay){child->row->id - TF_KEY_DELAY_SIGNED, months};
    }
}

bool tf_bind_lever(struct tf_binder *b, const struct tf_node *node, struct tf_levers *levers)
{
    const struct tf_want *level = &b->wants[TF_WANT_LEVEL];
    switch (node->row->id) {
    case TF_KEY_PRICE:
        levers->price = tf_bind_steps(b, node, level, false, -TF_INFINITY);
        return true;
    case TF_KEY_UTILISATION:
        levers->utilisation = tf_bind_steps(b, node, level, false, -TF_INFINITY);
        return true;
    case TF_KEY_DELAY: read_delays(b, node, levers); return true;
    default: return false;
    }
}
