/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Targets: a verb naming a KPI, of whom, against what, by when. */
#include "plan/bind_core.h"
#include "twofold/period.h"

#include <string.h>

/* What stands in a target, by key. */
struct keys {
    const struct tf_node *map;
    const struct tf_node *at[TF_KEYS];
};

/* What each verb needs, may have beside `of`, `each`, `at-least`, and has its KPI under. */
static const struct {
    enum tf_key_id verb;
    enum tf_key_id need[2]; /* TF_KEYS: none */
    bool has_base;
} verbs[] = {
    [TF_DOUBLE] = {TF_KEY_DOUBLE, {TF_KEY_BY, TF_KEYS}, true},
    [TF_MULTIPLY] = {TF_KEY_MULTIPLY, {TF_KEY_BY, TF_KEY_TIMES}, true},
    [TF_REACH] = {TF_KEY_REACH, {TF_KEY_BY, TF_KEY_LEVEL}, true},
    [TF_GROW] = {TF_KEY_GROW, {TF_KEY_BY, TF_KEY_PACE}, true},
    [TF_KEEP] = {TF_KEY_KEEP, {TF_KEY_DURING, TF_KEYS}, false},
};
#define VERBS (sizeof verbs / sizeof *verbs)

/* Keys that belong to some verbs only. */
static const enum tf_key_id special[] = {TF_KEY_BY,     TF_KEY_TIMES,   TF_KEY_LEVEL, TF_KEY_PACE,
                                         TF_KEY_DURING, TF_KEY_AT_MOST, TF_KEY_BASE};

/* ---- Verb and KPI ---- */

static bool takes_key(size_t verb, enum tf_key_id key)
{
    if (key == TF_KEY_BASE) return verbs[verb].has_base;
    if (key == TF_KEY_AT_MOST) return verb == TF_KEEP;
    return verbs[verb].need[0] == key || verbs[verb].need[1] == key;
}

/* The one verb of a target; -1 with a fault. */
static int find_verb(struct tf_binder *b, const struct keys *keys)
{
    int found = -1;
    for (size_t i = 0; i < VERBS; i++) {
        const struct tf_node *node = keys->at[verbs[i].verb];
        if (node == NULL) continue;
        if (found >= 0) {
            tf_bind_fault_key(b, TWOFOLD_FAULT_EXCLUDES, node, NULL,
                              tf_key_row(verbs[found].verb)->name, NULL);
            continue;
        }
        found = (int)i;
    }
    if (found < 0) tf_bind_missing(b, keys->map, "double, multiply, reach, grow or keep");
    return found;
}

static void check_keys(struct tf_binder *b, const struct keys *keys, size_t verb)
{
    for (size_t i = 0; i < sizeof special / sizeof *special; i++) {
        const struct tf_node *node = keys->at[special[i]];
        if (node == NULL || takes_key(verb, special[i])) continue;
        tf_bind_fault_key(b, TWOFOLD_FAULT_EXCLUDES, node, NULL, tf_key_row(verbs[verb].verb)->name,
                          NULL);
    }
    for (size_t i = 0; i < 2; i++) {
        const enum tf_key_id key = verbs[verb].need[i];
        if (key != TF_KEYS && keys->at[key] == NULL) {
            tf_bind_missing(b, keys->map, tf_key_row(key)->name);
        }
    }
}

/* ---- Whose ---- */

static size_t firms_below(const struct tf_binder *b, int32_t entity, int32_t *members)
{
    size_t count = 0;
    for (int32_t i = entity + 1; i < (int32_t)b->model->entity_count; i++) {
        if (b->entities[i].depth <= b->entities[entity].depth) break;
        if (b->entities[i].kind != TWOFOLD_ENTITY_ENTERPRISE) continue;
        if (members != NULL) members[count] = i;
        count++;
    }
    return count;
}

/* The enterprises of a group, zone, cluster or the park. members NULL: only how many. */
static size_t firms_of(const struct tf_binder *b, int32_t entity, int32_t *members)
{
    const struct tf_model_entity *made = &b->entities[entity];
    if (made->kind == TWOFOLD_ENTITY_PARK || made->kind == TWOFOLD_ENTITY_CLUSTER) {
        return firms_below(b, entity, members);
    }
    size_t count = 0;
    for (size_t i = 0; i < made->member_count; i++) {
        const int32_t member = made->members[i];
        int32_t *rest = members == NULL ? NULL : members + count;
        if (b->entities[member].kind == TWOFOLD_ENTITY_CLUSTER) {
            count += firms_below(b, member, rest);
        } else {
            if (rest != NULL) *rest = member;
            count++;
        }
    }
    return count;
}

static void read_each(struct tf_binder *b, const struct tf_node *node, struct tf_target *target)
{
    const int32_t entity = tf_bind_entity_of(b, node, node->text, node->text_size);
    if (entity < 0) return;
    switch (b->entities[entity].kind) {
    case TWOFOLD_ENTITY_PARK:
    case TWOFOLD_ENTITY_CLUSTER:
    case TWOFOLD_ENTITY_ZONE:
    case TWOFOLD_ENTITY_GROUP: break;
    default:
        tf_bind_fault(b, TWOFOLD_FAULT_UNKNOWN_ENTITY, node, NULL,
                      "a group, a cluster, a zone or the park", NULL);
        return;
    }
    target->each = entity;
    target->member_count = firms_of(b, entity, NULL);
    int32_t *members = tf_bind_get(b, target->member_count, sizeof *members);
    if (members != NULL) (void)firms_of(b, entity, members);
    target->members = members;
}

static void read_whose(struct tf_binder *b, const struct keys *keys, struct tf_target *target)
{
    const struct tf_node *of = keys->at[TF_KEY_OF], *each = keys->at[TF_KEY_EACH];
    if (each != NULL) {
        read_each(b, each, target);
        if (of != NULL) tf_bind_fault_key(b, TWOFOLD_FAULT_EXCLUDES, each, NULL, "of", NULL);
    } else if (of != NULL) {
        target->of = tf_bind_entity_of(b, of, of->text, of->text_size);
    } else {
        target->of = 0;
    }
}

/* ---- When ---- */

/* A base is a period if it reads as one, else a figure. */
static void read_base(struct tf_binder *b, const struct tf_node *node, struct tf_target *target)
{
    int32_t from, to;
    if (tf_bind_period(b, node->text, node->text_size, &from, &to)) {
        if (tf_bind_period_of(b, node, &from, &to)) {
            target->base_from = from;
            target->base_to = to;
        }
        return;
    }
    if (target->verb == TF_GROW) {
        tf_bind_fault(b, TWOFOLD_FAULT_BAD_PERIOD, node, NULL, "a period: growth counts years",
                      NULL);
        return;
    }
    if (target->kpi < 0) return;
    target->base_figure = tf_bind_number(b, node, &b->kpi_wants[target->kpi].level, NULL);
}

static void read_due(struct tf_binder *b, const struct tf_node *node, struct tf_target *target)
{
    if (!tf_bind_period_of(b, node, &target->due_from, &target->due_to)) return;
    if (target->base_figure.input >= 0 || target->due_to > target->base_to) return;
    if (target->verb == TF_REACH) return; /* its base only gives the pace */
    char base[32];
    const twofold_period period = {target->base_from + b->origin,
                                   target->base_to - target->base_from};
    (void)twofold_period_write(period, base, sizeof base);
    tf_bind_fault(b, TWOFOLD_FAULT_ORDER, node, NULL, base, NULL);
}

/* Each year, quarter or month, as the period was written. */
static twofold_frequency step_of(const char *text)
{
    if (strpbrk(text, "Qq") != NULL || strstr(text, "季") != NULL) return TWOFOLD_QUARTER;
    if (strchr(text, '-') != NULL || strstr(text, "月") != NULL) return TWOFOLD_MONTH;
    return TWOFOLD_YEAR;
}

static void read_during(struct tf_binder *b, const struct tf_node *node, struct tf_target *target)
{
    if (!tf_bind_period_of(b, node, &target->during_from, &target->during_to)) return;
    target->during_step = step_of(node->text);
}

/* ---- How much ---- */

static struct tf_value read_level(struct tf_binder *b, const struct tf_node *node,
                                  const struct tf_target *target)
{
    if (target->kpi < 0) return TF_ABSENT;
    return tf_bind_number(b, node, &b->kpi_wants[target->kpi].level, NULL);
}

/* How many of `each`: a plain whole number, not more than there are. */
static void read_how_many(struct tf_binder *b, const struct tf_node *node, struct tf_target *target)
{
    const size_t inputs = b->input_count;
    const struct tf_value value = tf_bind_number(b, node, &b->wants[TF_WANT_COUNT], NULL);
    const double count = tf_bind_likely(b, value);
    if (node->text[0] != '$') b->input_count = inputs; /* structure, no input */
    if (value.input < 0 || target->each < 0) return;
    if (count >= 1 && count <= (double)target->member_count && floor(count) == count) {
        target->at_least_n = (int32_t)count;
        return;
    }
    tf_bind_fault(b, TWOFOLD_FAULT_OUT_OF_RANGE, node, NULL, "1 to the number of members", NULL);
}

/* at-least is a level with `keep`, unless at-most is that; otherwise it is how many of `each`. */
static void read_bounds(struct tf_binder *b, const struct keys *keys, struct tf_target *target)
{
    const struct tf_node *least = keys->at[TF_KEY_AT_LEAST], *most = keys->at[TF_KEY_AT_MOST];
    const bool keep = target->verb == TF_KEEP, each = keys->at[TF_KEY_EACH] != NULL;
    if (keep && most != NULL) {
        target->at_most = true;
        target->level = read_level(b, most, target);
    } else if (keep && least != NULL) {
        target->level = read_level(b, least, target);
        return;
    } else if (keep) {
        tf_bind_missing(b, keys->map, "at-least or at-most");
    }
    if (least == NULL) return;
    if (each)
        read_how_many(b, least, target);
    else
        tf_bind_fault_key(b, TWOFOLD_FAULT_EXCLUDES, least, NULL,
                          keep ? "at-most" : "a verb other than keep, without each", NULL);
}

static void read_numbers(struct tf_binder *b, const struct keys *keys, struct tf_target *target)
{
    const struct tf_node *times = keys->at[TF_KEY_TIMES], *pace = keys->at[TF_KEY_PACE];
    const struct tf_node *level = keys->at[TF_KEY_LEVEL];
    if (times != NULL && target->verb == TF_MULTIPLY) {
        target->times = tf_bind_number(b, times, &b->wants[TF_WANT_TIMES], NULL);
    }
    if (pace != NULL && target->verb == TF_GROW) {
        target->pace = tf_bind_number(b, pace, &b->wants[TF_WANT_GROWTH], NULL);
    }
    if (level != NULL && target->verb == TF_REACH) target->level = read_level(b, level, target);
    read_bounds(b, keys, target);
}

/* ---- One target ---- */

static const char *text_of(const struct keys *keys, enum tf_key_id key)
{
    return keys->at[key] == NULL ? "" : keys->at[key]->text;
}

static void read_target(struct tf_binder *b, const struct tf_node *map, struct tf_target *target)
{
    struct keys keys = {.map = map};
    for (const struct tf_node *node = map->first; node != NULL; node = node->next) {
        if (node->row != NULL && !node->bad) keys.at[node->row->id] = node;
    }
    *target = (struct tf_target){.id = map->key,
                                 .en = text_of(&keys, TF_KEY_EN),
                                 .zh = text_of(&keys, TF_KEY_ZH),
                                 .source = tf_bind_source(b, map),
                                 .kpi = -1,
                                 .of = -1,
                                 .each = -1,
                                 .at_least_n = -1,
                                 .base_figure = TF_ABSENT,
                                 .base_to = 12,
                                 .times = TF_ABSENT,
                                 .level = TF_ABSENT,
                                 .pace = TF_ABSENT,
                                 .line = map->key_line};
    const int verb = find_verb(b, &keys);
    if (verb < 0) return;
    target->verb = (enum tf_verb)verb;
    const struct tf_node *kpi = keys.at[verbs[verb].verb];
    target->kpi = tf_bind_kpi(b, kpi, kpi->text, kpi->text_size);
    check_keys(b, &keys, (size_t)verb);
    read_whose(b, &keys, target);
    if (keys.at[TF_KEY_BASE] != NULL && verbs[verb].has_base) {
        read_base(b, keys.at[TF_KEY_BASE], target);
    }
    if (keys.at[TF_KEY_BY] != NULL && verb != TF_KEEP) read_due(b, keys.at[TF_KEY_BY], target);
    if (keys.at[TF_KEY_DURING] != NULL && verb == TF_KEEP) {
        read_during(b, keys.at[TF_KEY_DURING], target);
    }
    read_numbers(b, &keys, target);
    const struct tf_node *reported = keys.at[TF_KEY_REPORTED];
    if (reported != NULL) {
        target->reported =
            (enum tf_reported)(1 + tf_choice(reported->row, reported->text, reported->text_size));
    }
}

void tf_bind_targets(struct tf_binder *b)
{
    const struct tf_node *map = tf_node_find(b->tree->root, TF_KEY_TARGETS);
    if (map == NULL) return;
    struct tf_target *targets = tf_bind_get(b, map->count, sizeof *targets);
    if (targets == NULL) return;
    b->model->targets = targets;
    for (const struct tf_node *node = map->first; node != NULL; node = node->next) {
        if (node->bad || node->shape != TF_MAP || b->status != TWOFOLD_OK) continue;
        read_target(b, node, &targets[b->model->target_count++]);
    }
}
