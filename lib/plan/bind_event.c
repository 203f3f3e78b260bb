/* SPDX-License-Identifier: GPL-3.0-or-later */
/* References between parts: events, followers, default moments. */
#include "base/nearest.h"
#include "base/text.h"
#include "plan/bind_core.h"
#include "plan/chinese.h"

#include <string.h>

/* Index of what is said once of `follows` among the pipeline's defaults. */
#define FOLLOWS TF_MILESTONES

/* Faults of inherited texts would be the same for each entry. */
static bool may_say(struct tf_binder *b, int32_t part, const struct tf_node *node, int which)
{
    if (node->parent == b->texts[part].node) return true;
    const bool said = b->default_said[which];
    b->default_said[which] = true;
    return !said;
}

/* ---- Whose ---- */

/* The part at a path: below the enterprise (or pipeline), else in the plan; -1. */
static int32_t part_at(const struct tf_binder *b, int32_t part, const char *path, size_t size)
{
    char english[TF_PATH_ENGLISH];
    if (tf_path_to_english(path, size, english, sizeof english)) {
        path = english;
        size = strlen(english);
    }
    const struct tf_model_entity *entity = &b->entities[b->parts[part].entity];
    int32_t found = -1;
    if (entity->parent >= 0) {
        found = tf_table_find_below(&b->model->paths, b->entities[entity->parent].path, path, size);
    }
    if (found < 0) found = tf_table_find(&b->model->paths, path, size);
    if (found < 0) return -1;
    const int32_t of = b->entities[found].part;
    return of >= 0 && b->parts[of].kind != TF_PART_BARE ? of : -1;
}

/* What stands before '+'. */
static const char *head_of(const struct tf_node *node, size_t *size)
{
    const char *head = node->text;
    const char *plus = memchr(head, '+', node->text_size);
    *size = plus == NULL ? node->text_size : (size_t)(plus - head);
    tf_trim(&head, size);
    return head;
}

/* Whether a path leads to what the text half found faulty; of that nothing more is said. */
static bool leads_to_fault(const struct tf_binder *b, int32_t part, const char *path, size_t size)
{
    const struct tf_node *firms = tf_node_find(b->tree->root, TF_KEY_ENTERPRISES);
    const struct tf_node *node = b->texts[part].node;
    const char *dot = memchr(path, '.', size);
    const size_t id = dot == NULL ? size : (size_t)(dot - path);
    const struct tf_node *near = tf_node_child(node->parent, path, id);
    const struct tf_node *far = firms == NULL ? NULL : tf_node_child(firms, path, id);
    return b->tree->partial || (near != NULL && near->bad) ||
           (far != NULL && (far->bad || far->bad_inside));
}

static void resolve_event(struct tf_binder *b, int32_t part, int milestone)
{
    struct tf_moment *moment = &b->parts[part].at[milestone];
    const struct tf_node *node = b->texts[part].at[milestone];
    size_t size;
    const char *head = head_of(node, &size);
    const char *dot = NULL;
    for (size_t i = 0; i < size; i++) {
        if (head[i] == '.') dot = head + i;
    }
    if (dot == NULL) {
        moment->part = part;
        return;
    }
    const size_t path_size = (size_t)(dot - head);
    moment->part = part_at(b, part, head, path_size);
    if (moment->part >= 0) return;
    moment->kind = TF_NEVER;
    if (leads_to_fault(b, part, head, path_size) || !may_say(b, part, node, milestone)) return;
    tf_bind_fault(b, TWOFOLD_FAULT_UNKNOWN_EVENT, node, tf_bind_words(b, head, size),
                  "a milestone, alone or after a project",
                  tf_bind_nearest_entity(b, head, path_size));
}

static void resolve_leader(struct tf_binder *b, int32_t part)
{
    const struct tf_node *node = b->texts[part].follows;
    size_t size;
    const char *head = head_of(node, &size);
    const int32_t leader = part_at(b, part, head, size);
    if (leader >= 0 && b->parts[leader].kind == TF_PART_PROJECT) {
        b->parts[part].leader = leader;
        return;
    }
    if (leads_to_fault(b, part, head, size) || !may_say(b, part, node, FOLLOWS)) return;
    tf_bind_fault(b, TWOFOLD_FAULT_UNKNOWN_ENTITY, node, tf_bind_words(b, head, size), "a project",
                  tf_bind_nearest_entity(b, head, size));
}

/* ---- Defaults ---- */

static struct tf_moment default_moment(int32_t part, int milestone)
{
    return (struct tf_moment){
        .kind = TF_EVENT, .by_default = true, .input = -1, .part = part, .milestone = milestone};
}

static void set_defaults(struct tf_binder *b, int32_t index)
{
    struct tf_part *part = &b->parts[index];
    const struct tf_part_text *text = &b->texts[index];
    struct tf_moment *produce = &part->at[TF_PRODUCE], *full = &part->at[TF_FULL];
    if (text->at[TF_PRODUCE] == NULL) {
        if (text->at[TF_TRIAL] != NULL)
            *produce = default_moment(index, TF_TRIAL);
        else if (text->at[TF_BUILT] != NULL)
            *produce = default_moment(index, TF_BUILT);
    }
    if (part->leader >= 0) {
        *full = default_moment(part->leader, TF_FULL);
        full->input = part->lag.input;
    } else if (text->at[TF_FULL] == NULL && text->follows == NULL) {
        const bool by_years = part->ramp->family == TWOFOLD_RAMP_YEARS;
        if (!by_years && part->ramp->family != TWOFOLD_RAMP_STEP) return;
        *full = default_moment(index, TF_PRODUCE);
        if (by_years) full->extra = 12 * ((double)part->ramp->years - 1);
    }
}

static void keep_event(struct tf_binder *b, int32_t id)
{
    int32_t *events =
        tf_grow(&b->context, b->events, &b->event_capacity, b->event_count + 1, sizeof *events);
    if (events == NULL) {
        (void)tf_bind_no_memory(b);
        return;
    }
    b->events = events;
    events[b->event_count++] = id;
}

void tf_bind_references(struct tf_binder *b, int32_t part)
{
    struct tf_part *made = &b->parts[part];
    for (int m = 0; m < TF_MILESTONES; m++) {
        if (made->at[m].kind == TF_EVENT) resolve_event(b, part, m);
    }
    if (b->texts[part].follows != NULL) resolve_leader(b, part);
    set_defaults(b, part);
    for (int m = 0; m < TF_MILESTONES; m++) {
        if (made->at[m].kind == TF_EVENT) keep_event(b, part * TF_MILESTONES + m);
    }
}

/* ---- Instants: each event after what it refers to ---- */

enum { NEW = 0, OPEN, DONE };

/* Where a milestone is written; NULL if it stands by default. */
static const struct tf_node *place_of(const struct tf_binder *b, int32_t id)
{
    const struct tf_part_text *text = &b->texts[id / TF_MILESTONES];
    const int milestone = id % TF_MILESTONES;
    if (text->at[milestone] != NULL) return text->at[milestone];
    return milestone == TF_FULL ? text->follows : NULL;
}

static struct tf_moment *moment_of(const struct tf_binder *b, int32_t id)
{
    return &b->parts[id / TF_MILESTONES].at[id % TF_MILESTONES];
}

/* The event's instant, once that of what it refers to is known. */
static void settle(struct tf_binder *b, int32_t id)
{
    struct tf_moment *moment = moment_of(b, id);
    if (moment->kind != TF_EVENT) return;
    const struct tf_moment *of = &b->parts[moment->part].at[moment->milestone];
    if (of->kind != TF_NEVER) {
        const double added = moment->input < 0 ? 0 : b->inputs[moment->input].value;
        moment->nominal = of->nominal + added + moment->extra;
        return;
    }
    moment->kind = TF_NEVER;
    const int32_t part = id / TF_MILESTONES;
    const int milestone = id % TF_MILESTONES;
    const struct tf_part_text *text = &b->texts[moment->part];
    const struct tf_node *node = b->texts[part].at[milestone];
    if (moment->by_default || text->at[moment->milestone] != NULL || text->node->bad_inside) return;
    if (!may_say(b, part, node, milestone)) return;
    size_t size;
    const char *head = head_of(node, &size);
    tf_bind_fault(b, TWOFOLD_FAULT_UNKNOWN_EVENT, node, tf_bind_words(b, head, size),
                  "a milestone that has a date", NULL);
}

static int32_t target_of(const struct tf_binder *b, int32_t id)
{
    const struct tf_moment *moment = moment_of(b, id);
    return moment->kind == TF_EVENT ? moment->part * TF_MILESTONES + moment->milestone : -1;
}

static bool is_earlier(const struct tf_node *a, const struct tf_node *b)
{
    return a->line < b->line || (a->line == b->line && a->column < b->column);
}

/* Every link of a circle turns to never; the fault is told at the first of them in the file. */
static void break_circle(struct tf_binder *b, int32_t id)
{
    const struct tf_node *first = NULL;
    int32_t first_id = id, at = id;
    do {
        const int32_t next = target_of(b, at);
        const struct tf_node *node = place_of(b, at);
        if (node != NULL && (first == NULL || is_earlier(node, first))) {
            first = node;
            first_id = at;
        }
        moment_of(b, at)->kind = TF_NEVER;
        at = next;
    } while (at != id);
    if (first != NULL && may_say(b, first_id / TF_MILESTONES, first, first_id % TF_MILESTONES)) {
        tf_bind_fault(b, TWOFOLD_FAULT_CYCLE, first, NULL, NULL, NULL);
    }
}

/* Each refers to at most one other, so the way from a moment is a line, perhaps into a circle. */
static void settle_all(struct tf_binder *b, uint8_t *state, int32_t *way)
{
    for (size_t i = 0; i < b->event_count; i++) {
        int32_t length = 0, id = b->events[i];
        for (; id >= 0 && state[id] == NEW; id = target_of(b, id)) {
            state[id] = OPEN;
            way[length++] = id;
        }
        if (id >= 0 && state[id] == OPEN) break_circle(b, id);
        while (length > 0) {
            id = way[--length];
            settle(b, id);
            state[id] = DONE;
        }
    }
}

void tf_bind_events(struct tf_binder *b)
{
    uint8_t *state = tf_arena_get(&b->scratch, b->model->part_count * TF_MILESTONES);
    /* A way passes through events, and ends at what may be none. */
    int32_t *way = tf_arena_get_array(&b->scratch, b->event_count + 1, sizeof *way);
    if (state == NULL || way == NULL)
        (void)tf_bind_no_memory(b);
    else
        settle_all(b, state, way);
}
