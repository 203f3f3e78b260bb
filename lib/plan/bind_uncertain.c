/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is uncertain: the entries of `uncertain` in file order, then the ranges that stand where
 * numbers do. Each is one random input of simulations. */
#include "plan/bind_uncertain.h"

#include "base/text.h"
#include "twofold/period.h"

#include <stdlib.h>
#include <string.h>

#define MOST_PATH 512

void tf_bind_unknown_path(struct tf_binder *b, const struct tf_node *node, bool at_value,
                          const struct tf_place *place)
{
    char expected[96];
    struct tf_buffer text = tf_buffer_of(expected, sizeof expected);
    tf_buffer_say(&text, "a key or id of ");
    tf_buffer_say(&text, place->within);
    (void)tf_buffer_end(&text);
    if (at_value)
        tf_bind_fault(b, TWOFOLD_FAULT_UNKNOWN_PATH, node, NULL, expected, place->nearest);
    else
        tf_bind_fault_key(b, TWOFOLD_FAULT_UNKNOWN_PATH, node, NULL, expected, place->nearest);
}

struct collecting {
    struct tf_binder *b;
    struct tf_spreads *all;
    struct tf_table inputs; /* by path */
};

static bool append(struct collecting *c, const struct tf_uncertain *one, const struct tf_node *node)
{
    struct tf_spreads *all = c->all;
    const twofold_context *context = &c->b->context;
    struct tf_uncertain *items =
        tf_grow(context, all->items, &all->capacity, all->count + 1, sizeof *items);
    if (items != NULL) all->items = items;
    const struct tf_node **nodes =
        tf_grow(context, all->nodes, &all->node_capacity, all->count + 1, sizeof *nodes);
    if (nodes != NULL) all->nodes = nodes;
    if (items == NULL || nodes == NULL) return tf_bind_no_memory(c->b) != NULL;
    items[all->count] = *one;
    nodes[all->count++] = node;
    return true;
}

/* ---- Entries of `uncertain` ---- */

static const char *path_of(struct collecting *c, const struct tf_place *place)
{
    char path[MOST_PATH];
    const size_t size = tf_place_path(place, path, sizeof path);
    const char *kept =
        tf_arena_text(c->b->arena, path, size < sizeof path ? size : sizeof path - 1);
    return kept != NULL ? kept : (const char *)tf_bind_no_memory(c->b);
}

static const double *kept_parameters(struct tf_binder *b, const double *from, size_t count)
{
    double *kept = tf_bind_get(b, count, sizeof *kept);
    if (kept != NULL) memcpy(kept, from, count * sizeof *kept);
    return kept;
}

static void read_leaf(struct collecting *c, const struct tf_node *node,
                      const struct tf_place *place)
{
    struct tf_binder *b = c->b;
    struct tf_quantity quantity;
    struct tf_spread spread;
    if (place->node != NULL && place->node->bad) return;
    if (!tf_bind_quantity(b, place, &quantity)) {
        tf_bind_fault_key(b, TWOFOLD_FAULT_CANNOT_VARY, node, NULL, NULL, NULL);
        return;
    }
    if (!tf_bind_spread(b, node, &quantity, &spread)) return;
    const char *path = path_of(c, place);
    if (path == NULL) return;
    const struct tf_uncertain one = {
        .path = path,
        .text = node->text,
        .input = tf_table_find(&c->inputs, path, strlen(path)),
        .kind = spread.kind,
        .change = spread.change,
        .parameters = kept_parameters(b, spread.parameters, spread.count),
        .parameter_count = spread.count,
        .unit = spread.unit,
        .is_date = quantity.is_date && spread.change == TWOFOLD_UNCERTAIN_IS,
        .listed = true,
        .line = node->key_line,
        .column = node->key_column,
    };
    if (one.parameters != NULL) (void)append(c, &one, node);
}

/* Whether a mapping is a way to further paths: periods of a lever, keys of a project. */
static bool leads_on(const struct tf_node *node, const struct tf_place *place)
{
    twofold_period period;
    if (node->shape != TF_MAP) return false;
    switch (tf_place_takes(place)) {
    case TF_TAKES_STEPS:
        return node->first != NULL &&
               twofold_period_parse(node->first->key, node->first->key_size, &period);
    case TF_TAKES_NUMBER:
    case TF_TAKES_DATE:
    case TF_TAKES_MOMENT:
    case TF_TAKES_DURATION: return false;
    default: return true;
    }
}

static void read_entry(struct collecting *c, const struct tf_node *node, const char *path,
                       size_t size)
{
    struct tf_place place;
    char longer[MOST_PATH];
    if (node->bad) return;
    if (size >= sizeof longer || !tf_path_find(c->b->tree, path, size, false, &place)) {
        if (size >= sizeof longer) place = (struct tf_place){.nearest = "", .within = "the plan"};
        tf_bind_unknown_path(c->b, node, false, &place);
        return;
    }
    if (node->shape == TF_LIST) {
        tf_bind_fault(c->b, TWOFOLD_FAULT_WRONG_SHAPE, node, "a list",
                      "a range, or a mapping of ranges", NULL);
        return;
    }
    if (!leads_on(node, &place)) {
        read_leaf(c, node, &place);
        return;
    }
    for (const struct tf_node *child = node->first; child != NULL; child = child->next) {
        struct tf_buffer text = tf_buffer_of(longer, sizeof longer);
        tf_buffer_add(&text, path, size);
        tf_buffer_char(&text, '.');
        tf_buffer_add(&text, child->key, child->key_size);
        read_entry(c, child, longer, tf_buffer_end(&text));
    }
}

static void index_inputs(struct collecting *c)
{
    struct tf_binder *b = c->b;
    if (!tf_table_make(&c->inputs, &b->scratch, b->input_count)) {
        (void)tf_bind_no_memory(b);
        return;
    }
    for (size_t i = 0; i < b->input_count; i++) {
        const char *path = b->inputs[i].path;
        int32_t *number = tf_table_at(&c->inputs, path, strlen(path));
        if (*number < 0) *number = (int32_t)i;
    }
}

static void read_listed(struct collecting *c)
{
    const struct tf_node *map = tf_node_find(c->b->tree->root, TF_KEY_UNCERTAIN);
    if (map == NULL || map->shape != TF_MAP) return;
    index_inputs(c);
    for (const struct tf_node *node = map->first; node != NULL && c->b->status == TWOFOLD_OK;
         node = node->next)
        read_entry(c, node, node->key, node->key_size);
}

/* ---- Ranges written elsewhere ---- */

static int by_place(const void *a, const void *b)
{
    const struct tf_uncertain *x = a, *y = b;
    if (x->line != y->line) return x->line < y->line ? -1 : 1;
    if (x->column != y->column) return x->column < y->column ? -1 : 1;
    return (x->input > y->input) - (x->input < y->input);
}

/* Whether an entry says what a field, or a mapping that it stands in, is. */
static bool is_replaced(const struct collecting *c, const char *path)
{
    const struct tf_spreads *all = c->all;
    for (size_t size = strlen(path); size > 0; size--) {
        if (path[size] != '.' && path[size] != '\0') continue;
        const int32_t entry = tf_table_find(&all->paths, path, size);
        if (entry >= 0 && all->items[entry].change == TWOFOLD_UNCERTAIN_IS) return true;
    }
    return false;
}

/* "2023..2024" and "2023 + 1..3 months" are instants; "built + 1..3 months" is not. */
static bool is_instant(const char *text)
{
    twofold_date date;
    const char *plus = strchr(text, '+');
    const char *dots = strstr(text, "..");
    size_t size = plus != NULL ? (size_t)(plus - text) : strlen(text);
    if (dots != NULL && (size_t)(dots - text) < size) size = (size_t)(dots - text);
    tf_trim(&text, &size);
    return twofold_date_parse(text, size, &date);
}

static void add_range(struct collecting *c, size_t index)
{
    const struct tf_input *input = &c->b->inputs[index];
    const bool likely = input->mark == TWOFOLD_PERT;
    const double pert[] = {input->low, input->value, input->high};
    const double uniform[] = {input->low, input->high};
    struct tf_uncertain one = {
        .path = input->path,
        .text = input->text,
        .input = (int32_t)index,
        .kind = likely ? TWOFOLD_DISTRIBUTION_PERT : TWOFOLD_DISTRIBUTION_UNIFORM,
        .parameters = kept_parameters(c->b, likely ? pert : uniform, likely ? 3 : 2),
        .parameter_count = likely ? 3 : 2,
        .unit = {.dimension = TWOFOLD_DURATION},
        .line = input->line,
        .column = input->column,
    };
    twofold_number number;
    if (twofold_number_parse(input->text, strlen(input->text), &number) == TWOFOLD_FAULT_NONE)
        one.unit = number.unit;
    else
        one.is_date = is_instant(input->text);
    if (one.parameters != NULL) (void)append(c, &one, NULL);
}

static void add_ranges(struct collecting *c)
{
    const size_t listed = c->all->count;
    for (size_t i = 0; i < c->b->input_count && c->b->status == TWOFOLD_OK; i++) {
        const struct tf_input *input = &c->b->inputs[i];
        if (input->low < input->high && !is_replaced(c, input->path)) add_range(c, i);
    }
    bool sorted = true; /* they mostly stand in the order of the file */
    for (size_t i = listed + 1; i < c->all->count && sorted; i++)
        sorted = by_place(&c->all->items[i - 1], &c->all->items[i]) <= 0;
    if (!sorted)
        qsort(c->all->items + listed, c->all->count - listed, sizeof *c->all->items, by_place);
}

/* ---- All of them ---- */

/* Enters entries from one on; what is listed twice is a fault. */
static void index_paths(struct collecting *c, size_t from)
{
    struct tf_spreads *all = c->all;
    if (!tf_table_make(&all->paths, &c->b->scratch, all->count)) {
        (void)tf_bind_no_memory(c->b);
        return;
    }
    for (size_t i = 0; i < all->count; i++) {
        const char *path = all->items[i].path;
        int32_t *first = tf_table_at(&all->paths, path, strlen(path));
        if (*first < 0)
            *first = (int32_t)i;
        else if (i >= from && all->items[i].listed)
            tf_bind_fault_key(c->b, TWOFOLD_FAULT_DUPLICATE_KEY, all->nodes[i], NULL, NULL, NULL);
    }
}

void tf_bind_uncertain(struct tf_binder *b)
{
    struct tf_spreads all = {.count = 0};
    struct collecting c = {.b = b, .all = &all};
    if (b->tree->changed) return;
    read_listed(&c);
    if (b->status == TWOFOLD_OK) index_paths(&c, 0);
    const size_t listed = all.count;
    if (b->status == TWOFOLD_OK) add_ranges(&c);
    if (b->status == TWOFOLD_OK) index_paths(&c, listed);
    if (b->status == TWOFOLD_OK) tf_bind_correlation(b, &all);
    struct tf_uncertain *kept = tf_bind_get(b, all.count, sizeof *kept);
    if (kept != NULL && all.count > 0) memcpy(kept, all.items, all.count * sizeof *kept);
    b->model->uncertain = kept;
    b->model->uncertain_count = kept == NULL ? 0 : all.count;
    tf_put(&b->context, all.items, all.capacity * sizeof *all.items);
    tf_put(&b->context, all.nodes, all.node_capacity * sizeof *all.nodes);
}
