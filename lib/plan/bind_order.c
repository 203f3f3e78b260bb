/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The order in which milestones are computed, and the checks of their instants.
 *
 * A milestone comes after what it refers to, always; and after the one before it in its part, to
 * which it may be lifted, unless that one refers (through others) to it. */
#include "plan/bind_core.h"

#include <stdio.h>
#include <string.h>

/* ---- Order ---- */

enum { NEW = 0, OPEN, DONE };
enum { TO_TARGET = 0, TO_BEFORE, TO_END };

struct frame {
    int32_t id;
    int stage;
};

struct ordering {
    struct tf_binder *b;
    struct frame *stack;
    size_t depth;
    uint8_t *state;
    int32_t (*order)[2];
    size_t count;
};

static const struct tf_moment *moment_of(const struct ordering *o, int32_t id)
{
    return &o->b->parts[id / TF_MILESTONES].at[id % TF_MILESTONES];
}

/* What a frame waits for at its stage; -1: nothing. */
static int32_t next_of(const struct ordering *o, const struct frame *frame)
{
    const struct tf_moment *moment = moment_of(o, frame->id);
    if (frame->stage == TO_TARGET) {
        return moment->kind == TF_EVENT ? moment->part * TF_MILESTONES + moment->milestone : -1;
    }
    for (int32_t id = frame->id; id % TF_MILESTONES > 0;) {
        if (moment_of(o, --id)->kind != TF_NEVER) return id;
    }
    return -1;
}

static void emit(struct ordering *o, int32_t id)
{
    if (o->state[id] == DONE) return;
    o->state[id] = DONE;
    o->order[o->count][0] = id / TF_MILESTONES;
    o->order[o->count][1] = id % TF_MILESTONES;
    o->count++;
}

/* A moment on the stack is needed now: from it up some frame waits only for the one before it in
 * its part, and goes without. */
static void emit_early(struct ordering *o, int32_t id)
{
    size_t low = o->depth;
    while (low > 0 && o->stack[low - 1].id != id) low--;
    if (low == 0) return;
    size_t high = low - 1;
    while (high + 1 < o->depth && o->stack[high].stage != TO_BEFORE) high++;
    for (size_t i = high + 1; i-- > low - 1;) emit(o, o->stack[i].id);
}

static void visit(struct ordering *o, int32_t first)
{
    o->stack[0] = (struct frame){first, TO_TARGET};
    o->depth = 1;
    o->state[first] = OPEN;
    while (o->depth > 0) {
        struct frame *frame = &o->stack[o->depth - 1];
        if (frame->stage == TO_END || o->state[frame->id] == DONE) {
            emit(o, frame->id);
            o->depth--;
            continue;
        }
        const int32_t next = next_of(o, frame);
        const bool must = frame->stage == TO_TARGET;
        if (next >= 0 && o->state[next] == NEW) {
            o->state[next] = OPEN;
            o->stack[o->depth++] = (struct frame){next, TO_TARGET};
            continue; /* and back to the same stage */
        }
        if (next >= 0 && must && o->state[next] == OPEN) emit_early(o, next);
        frame->stage++;
    }
}

static void order_part(struct ordering *o, int32_t part)
{
    for (int m = 0; m < TF_MILESTONES; m++) {
        const int32_t id = part * TF_MILESTONES + m;
        const enum tf_moment_kind kind = o->b->parts[part].at[m].kind;
        if (kind == TF_NEVER || o->state[id] != NEW) continue;
        /* Milestones come in their order, so those before it in its part are there already. */
        if (kind == TF_DATE)
            emit(o, id);
        else
            visit(o, id);
    }
}

/* ---- Checks ---- */

/* Instants closer than this are the same: a sum of days may differ in the last bits. */
#define CLOSE 1e-9
/* Dates so long before the first year, in months, are likelier a slip. */
#define LONG_AGO 600.0

static const char *words_of(const struct tf_binder *b, int32_t part, int milestone, char *words,
                            size_t size)
{
    const struct tf_node *node = b->texts[part].at[milestone];
    (void)snprintf(words, size, "%s%s%s", tf_milestone_name(milestone), node == NULL ? "" : " ",
                   node == NULL ? "" : node->text);
    return words;
}

/* One milestone against the latest before it; the later of the two. */
static int check_pair(struct tf_binder *b, int32_t index, int before, int milestone)
{
    const struct tf_part *part = &b->parts[index];
    const struct tf_moment *moment = &part->at[milestone];
    if (before < 0 || moment->nominal >= part->at[before].nominal - CLOSE) return milestone;
    const struct tf_node *node = b->texts[index].at[milestone];
    if (moment->by_default || node == NULL) return before;
    if (node->parent != b->texts[index].node) {
        if (b->default_said[milestone]) return before;
        b->default_said[milestone] = true;
    }
    char found[120], expected[120];
    tf_bind_fault(b, TWOFOLD_FAULT_ORDER, node, words_of(b, index, milestone, found, sizeof found),
                  words_of(b, index, before, expected, sizeof expected), NULL);
    return before;
}

static void check_far(struct tf_binder *b, int32_t index, int milestone)
{
    const struct tf_moment *moment = &b->parts[index].at[milestone];
    const struct tf_node *node = b->texts[index].at[milestone];
    if (b->timeless || moment->kind != TF_DATE || node == NULL || milestone == TF_END) return;
    if (node->parent != b->texts[index].node) return;
    if (moment->nominal >= -LONG_AGO && moment->nominal < b->model->years * 12) return;
    tf_bind_fault(b, TWOFOLD_FAULT_FAR_DATE, node, NULL, b->years_text, NULL);
}

/* A delay of the project's own that names what was settled by as-of. */
static void check_delay(struct tf_binder *b, int32_t index)
{
    const struct tf_node *delay = b->texts[index].delay;
    for (const struct tf_node *node = delay == NULL ? NULL : delay->first; node != NULL;
         node = node->next) {
        if (node->bad || node->row == NULL || node->row->id < TF_KEY_DELAY_SIGNED ||
            node->row->id > TF_KEY_DELAY_END) {
            continue;
        }
        const int milestone = node->row->id - TF_KEY_DELAY_SIGNED;
        const struct tf_moment *moment = &b->parts[index].at[milestone];
        if (moment->kind != TF_DATE || moment->nominal > b->model->as_of) continue;
        char found[120];
        tf_bind_fault(b, TWOFOLD_FAULT_PAST_DELAY, node,
                      words_of(b, index, milestone, found, sizeof found),
                      tf_node_text(b->tree->root, TF_KEY_AS_OF), NULL);
    }
}

static void check_part(struct tf_binder *b, int32_t part)
{
    if (b->texts[part].node == NULL) return;
    int before = -1;
    for (int m = 0; m < TF_MILESTONES; m++) {
        if (b->parts[part].at[m].kind == TF_NEVER) continue;
        before = check_pair(b, part, before, m);
        check_far(b, part, m);
    }
    check_delay(b, part);
}

/* ---- All of it ---- */

void tf_bind_order(struct tf_binder *b)
{
    const size_t most = b->model->part_count * TF_MILESTONES;
    struct ordering o = {.b = b};
    o.stack = tf_arena_get_array(&b->scratch, most, sizeof *o.stack);
    o.state = tf_arena_get(&b->scratch, most);
    o.order = tf_bind_get(b, most, sizeof *o.order);
    if (o.stack == NULL || o.state == NULL || o.order == NULL) {
        (void)tf_bind_no_memory(b);
        return;
    }
    for (int32_t part = 0; part < (int32_t)b->model->part_count; part++) {
        order_part(&o, part);
        check_part(b, part);
        tf_bind_warn_moments(b, part);
    }
    b->model->order = (const int32_t(*)[2])o.order;
    b->model->order_count = o.count;
}
