/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expectations: the plan's own tests. Their numbers are no inputs: they move nothing. */
#include "base/nearest.h"
#include "plan/bind_core.h"
#include "plan/words.h"

#include <string.h>

#define MOST_WORDS 200

/* What stands in an expectation, by key. */
struct keys {
    const struct tf_node *map;
    const struct tf_node *at[TF_KEYS];
};

/* What an expectation is about, by the key that says so: which other keys belong to it, and which
 * it cannot do without, besides one of is, at-least and at-most. */
static const struct {
    enum tf_key_id subject;
    enum tf_key_id takes[7]; /* up to TF_KEYS */
    enum tf_key_id need;     /* TF_KEYS: none */
    const char *outcome;     /* what it must say, for faults */
} kinds[] = {
    [TF_EXPECTS_VERDICT] = {TF_KEY_TARGET, {TF_KEY_IS, TF_KEYS}, TF_KEYS, "is"},
    [TF_EXPECTS_VALUE] = {TF_KEY_KPI,
                          {TF_KEY_OF, TF_KEY_IN, TF_KEY_IS, TF_KEY_AT_LEAST, TF_KEY_AT_MOST,
                           TF_KEY_WITHIN, TF_KEYS},
                          TF_KEY_IN,
                          "is, at-least or at-most"},
    [TF_EXPECTS_CHANCE] = {TF_KEY_CHANCE_OF,
                           {TF_KEY_AT_LEAST, TF_KEY_AT_MOST, TF_KEYS},
                           TF_KEYS,
                           "at-least or at-most"},
};
#define KINDS (sizeof kinds / sizeof *kinds)

/* ---- Which keys ---- */

/* The one subject of an expectation; -1 with a fault. */
static int find_kind(struct tf_binder *b, const struct keys *keys)
{
    int found = -1;
    for (size_t i = 0; i < KINDS; i++) {
        const struct tf_node *node = keys->at[kinds[i].subject];
        if (node != NULL && found >= 0) {
            tf_bind_fault_key(b, TWOFOLD_FAULT_EXCLUDES, node, NULL,
                              tf_key_row(kinds[found].subject)->name, NULL);
            return -1;
        }
        if (node != NULL) found = (int)i;
    }
    if (found < 0) tf_bind_missing(b, keys->map, "target, kpi or chance-of");
    return found;
}

static bool takes_key(int kind, enum tf_key_id key)
{
    for (const enum tf_key_id *at = kinds[kind].takes; *at != TF_KEYS; at++)
        if (*at == key) return true;
    return key == kinds[kind].subject || key == TF_KEY_SCENARIO;
}

static void check_keys(struct tf_binder *b, const struct keys *keys, int kind)
{
    static const enum tf_key_id outcomes[] = {TF_KEY_IS, TF_KEY_AT_LEAST, TF_KEY_AT_MOST};
    bool says = false;
    for (int key = 0; key < TF_KEYS; key++) {
        if (keys->at[key] == NULL || takes_key(kind, (enum tf_key_id)key)) continue;
        tf_bind_fault_key(b, TWOFOLD_FAULT_EXCLUDES, keys->at[key], NULL,
                          tf_key_row(kinds[kind].subject)->name, NULL);
    }
    for (size_t i = 0; i < sizeof outcomes / sizeof *outcomes; i++)
        says = says || (takes_key(kind, outcomes[i]) && keys->at[outcomes[i]] != NULL);
    if (!says) tf_bind_missing(b, keys->map, kinds[kind].outcome);
    const enum tf_key_id need = kinds[kind].need;
    if (need != TF_KEYS && keys->at[need] == NULL)
        tf_bind_missing(b, keys->map, tf_key_row(need)->name);
    if (keys->at[TF_KEY_WITHIN] != NULL && keys->at[TF_KEY_IS] == NULL)
        tf_bind_missing(b, keys->map, tf_key_row(TF_KEY_IS)->name);
}

/* ---- Names ---- */

/* Whether a name is one of a mapping of the plan; else a fault. */
static bool check_name(struct tf_binder *b, const struct tf_node *node, enum tf_key_id of,
                       twofold_fault_code code, const char *expected)
{
    const char *words[MOST_WORDS];
    size_t count = 0;
    const struct tf_node *map = tf_node_find(b->tree->root, of);
    if (tf_node_child(map, node->text, node->text_size) != NULL) return true;
    for (const struct tf_node *child = map == NULL ? NULL : map->first;
         child != NULL && count < MOST_WORDS; child = child->next)
        words[count++] = child->key;
    tf_bind_fault(b, code, node, NULL, expected,
                  tf_nearest(node->text, node->text_size, words, count));
    return false;
}

static int32_t read_target(struct tf_binder *b, const struct tf_node *node)
{
    if (!check_name(b, node, TF_KEY_TARGETS, TWOFOLD_FAULT_UNKNOWN_TARGET, "a name of targets"))
        return -1;
    for (size_t i = 0; i < b->model->target_count; i++)
        if (strcmp(b->model->targets[i].id, node->text) == 0) return (int32_t)i;
    return -1; /* a faulty one */
}

static int read_verdict(struct tf_binder *b, const struct tf_node *node)
{
    static const char *const verdicts[] = {"unknown", "met", "missed"};
    const char *words[6];
    for (int i = 0; i < 3; i++) {
        if (tf_is_word(node->text, node->text_size, verdicts[i])) return i;
        words[2 * i] = verdicts[i];
        words[2 * i + 1] = tf_word_chinese(verdicts[i], strlen(verdicts[i]));
    }
    tf_bind_fault(b, TWOFOLD_FAULT_BAD_CHOICE, node, NULL, "met, missed, unknown",
                  tf_nearest(node->text, node->text_size, words, 6));
    return 0;
}

/* ---- Numbers ---- */

/* A number or the assumption named in its place; false with a fault. */
static bool read_number(struct tf_binder *b, const struct tf_node *node, twofold_number *number)
{
    if (node->text[0] == '$') {
        const struct tf_assumption *named =
            tf_bind_assumption(b, node, node->text + 1, node->text_size - 1);
        if (named == NULL || named->input < 0) return false;
        *number = named->number;
        return true;
    }
    const twofold_fault_code code = twofold_number_parse(node->text, node->text_size, number);
    if (code != TWOFOLD_FAULT_NONE) tf_bind_fault(b, code, node, NULL, "a number", NULL);
    return code == TWOFOLD_FAULT_NONE;
}

/* A figure of the expectation's KPI. */
static void read_figure(struct tf_binder *b, const struct tf_node *node,
                        const struct tf_expectation *e, struct tf_written *written)
{
    twofold_number number;
    const char *expected = NULL;
    if (node == NULL || e->kpi < 0 || !read_number(b, node, &number)) return;
    const twofold_fault_code code =
        tf_written_of(b->model, e->kpi, e->to - e->from, &number, written, &expected);
    if (code != TWOFOLD_FAULT_NONE)
        tf_bind_fault(b, code, node, code == TWOFOLD_FAULT_NO_RATE ? number.unit.name : NULL,
                      expected, NULL);
    written->text = node->text;
}

/* How far it may lie from `is`: in the KPI's unit, or a share of `is`. */
static void read_within(struct tf_binder *b, const struct tf_node *node, struct tf_expectation *e)
{
    twofold_number number;
    if (node == NULL || e->kpi < 0 || !read_number(b, node, &number)) return;
    const struct tf_want *want = &b->model->wants[e->kpi].level;
    e->within_share = number.unit.dimension == TWOFOLD_SHARE && number.unit.per == TWOFOLD_PLAIN &&
                      !tf_want_fits(want, &number.unit);
    if (number.low < 0.0) {
        tf_bind_fault(b, TWOFOLD_FAULT_OUT_OF_RANGE, node, NULL, "at least 0", NULL);
    } else if (e->within_share && number.mark == TWOFOLD_EXACT) {
        e->within = (struct tf_written){.text = node->text, .value = number.value};
    } else {
        read_figure(b, node, e, &e->within);
    }
}

static void read_chance(struct tf_binder *b, const struct tf_node *node, struct tf_written *written)
{
    const struct tf_want *want = &b->wants[TF_WANT_CHANCE];
    twofold_number number;
    if (node == NULL || !read_number(b, node, &number)) return;
    const bool fits = tf_want_fits(want, &number.unit);
    if (!fits || number.low < want->low || number.high > want->high)
        tf_bind_fault(b, fits ? TWOFOLD_FAULT_OUT_OF_RANGE : TWOFOLD_FAULT_WRONG_DIMENSION, node,
                      NULL, want->words, NULL);
    else
        *written = (struct tf_written){.text = node->text, .value = number.value};
}

/* ---- One expectation ---- */

static void read_value(struct tf_binder *b, const struct keys *keys, const struct tf_node *kpi,
                       struct tf_expectation *e)
{
    const struct tf_node *of = keys->at[TF_KEY_OF], *in = keys->at[TF_KEY_IN];
    e->entity = of == NULL ? 0 : tf_bind_entity_of(b, of, of->text, of->text_size);
    e->kpi = tf_bind_kpi(b, kpi, kpi->text, kpi->text_size);
    if (in != NULL) (void)tf_bind_period_of(b, in, &e->from, &e->to);
    read_figure(b, keys->at[TF_KEY_IS], e, &e->is);
    read_figure(b, keys->at[TF_KEY_AT_LEAST], e, &e->at_least);
    read_figure(b, keys->at[TF_KEY_AT_MOST], e, &e->at_most);
    read_within(b, keys->at[TF_KEY_WITHIN], e);
}

static void read_expectation(struct tf_binder *b, const struct tf_node *map,
                             struct tf_expectation *e)
{
    static const struct tf_written none = {.value = (double)NAN};
    struct keys keys = {.map = map};
    for (const struct tf_node *node = map->first; node != NULL; node = node->next)
        if (node->row != NULL && !node->bad) keys.at[node->row->id] = node;
    *e = (struct tf_expectation){.scenario = "",
                                 .target = -1,
                                 .entity = -1,
                                 .kpi = -1,
                                 .to = 12,
                                 .is = none,
                                 .at_least = none,
                                 .at_most = none,
                                 .within = none,
                                 .line = map->line,
                                 .column = map->column};
    const struct tf_node *scenario = keys.at[TF_KEY_SCENARIO];
    if (scenario != NULL && check_name(b, scenario, TF_KEY_SCENARIOS,
                                       TWOFOLD_FAULT_UNKNOWN_SCENARIO, "a name of scenarios"))
        e->scenario = scenario->text;
    const int kind = find_kind(b, &keys);
    if (kind < 0) return;
    e->expects = (enum tf_expects)kind;
    check_keys(b, &keys, kind);
    const struct tf_node *subject = keys.at[kinds[kind].subject];
    switch (e->expects) {
    case TF_EXPECTS_VERDICT:
        e->target = read_target(b, subject);
        if (keys.at[TF_KEY_IS] != NULL) e->verdict = read_verdict(b, keys.at[TF_KEY_IS]);
        break;
    case TF_EXPECTS_VALUE: read_value(b, &keys, subject, e); break;
    case TF_EXPECTS_CHANCE:
        e->target = read_target(b, subject);
        read_chance(b, keys.at[TF_KEY_AT_LEAST], &e->at_least);
        read_chance(b, keys.at[TF_KEY_AT_MOST], &e->at_most);
        break;
    }
}

void tf_bind_expectations(struct tf_binder *b)
{
    const struct tf_node *list = tf_node_find(b->tree->root, TF_KEY_EXPECT);
    if (list == NULL) return;
    struct tf_expectation *items = tf_bind_get(b, list->count, sizeof *items);
    if (items == NULL) return;
    b->model->expectations = items;
    for (const struct tf_node *node = list->first; node != NULL; node = node->next) {
        if (node->bad || node->shape != TF_MAP || b->status != TWOFOLD_OK) continue;
        read_expectation(b, node, &items[b->model->expectation_count++]);
    }
}
