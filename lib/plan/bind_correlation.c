/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rank correlations of uncertain inputs: each pair once. */
#include "plan/bind_uncertain.h"

#include "base/number.h"

#include <stdlib.h>
#include <string.h>

/* What the pairs may take up: a list of n paths has n (n - 1) / 2. */
#define MOST_PATHS 1000u
#define MOST_PAIRS 1000000u

struct pair {
    struct tf_correlation correlation;
    const struct tf_node *node; /* of the second path */
    size_t place;
};

struct pairing {
    struct tf_binder *b;
    const struct tf_spreads *all;
    struct tf_table above; /* paths above one uncertain input: that; above several: -2 */
    struct pair *pairs;
    size_t count, capacity;
};

/* Mappings that hold one uncertain input stand for it: price for price.2023. */
static void index_above(struct pairing *p)
{
    size_t most = 0;
    for (size_t i = 0; i < p->all->count; i++)
        for (const char *c = p->all->items[i].path; *c != '\0'; c++) most += *c == '.';
    if (!tf_table_make(&p->above, &p->b->scratch, most)) {
        (void)tf_bind_no_memory(p->b);
        return;
    }
    for (size_t i = 0; i < p->all->count; i++) {
        const char *path = p->all->items[i].path;
        for (const char *dot = strchr(path, '.'); dot != NULL; dot = strchr(dot + 1, '.')) {
            int32_t *one = tf_table_at(&p->above, path, (size_t)(dot - path));
            *one = *one == -1 ? (int32_t)i : -2;
        }
    }
}

/* The uncertain input that a path names; -1 with a fault. */
static int32_t input_of(struct pairing *p, const struct tf_node *node)
{
    struct tf_place place;
    char path[512];
    if (node->bad || node->shape != TF_SCALAR) return -1;
    if (!tf_path_find(p->b->tree, node->text, node->text_size, false, &place)) {
        tf_bind_unknown_path(p->b, node, true, &place);
        return -1;
    }
    const size_t size = tf_place_path(&place, path, sizeof path);
    int32_t found = size < sizeof path ? tf_table_find(&p->all->paths, path, size) : -1;
    if (found < 0 && size < sizeof path) found = tf_table_find(&p->above, path, size);
    if (found < 0)
        tf_bind_fault(p->b, TWOFOLD_FAULT_NOT_UNCERTAIN, node, NULL,
                      found == -2 ? "one of the uncertain inputs below it"
                                  : "a path of `uncertain`, or of a range",
                      NULL);
    return found < 0 ? -1 : found;
}

static bool read_value(struct tf_binder *b, const struct tf_node *is, double *value)
{
    if (is == NULL || is->bad) return false;
    if (!twofold_double_parse(is->text, is->text_size, value))
        tf_bind_fault(b, TWOFOLD_FAULT_BAD_NUMBER, is, NULL, "-1 to 1", NULL);
    else if (!(*value >= -1 && *value <= 1))
        tf_bind_fault(b, TWOFOLD_FAULT_OUT_OF_RANGE, is, NULL, "-1 to 1", NULL);
    else
        return true;
    return false;
}

static void add_pair(struct pairing *p, int32_t a, int32_t b, const struct tf_node *node,
                     double value, unsigned line)
{
    struct pair *pairs =
        tf_grow(&p->b->context, p->pairs, &p->capacity, p->count + 1, sizeof *pairs);
    if (pairs == NULL) {
        (void)tf_bind_no_memory(p->b);
        return;
    }
    p->pairs = pairs;
    const struct tf_correlation one = {a < b ? a : b, a < b ? b : a, value, line};
    pairs[p->count] = (struct pair){one, node, p->count};
    p->count++;
}

static void add_pairs(struct pairing *p, const struct tf_node *list, double value)
{
    int32_t inputs[MOST_PATHS];
    size_t count = 0;
    if (list->count > MOST_PATHS || p->count + list->count * (list->count - 1) / 2 > MOST_PAIRS) {
        tf_bind_fault(p->b, TWOFOLD_FAULT_TOO_LARGE, list, "this list", "1000 paths", NULL);
        return;
    }
    for (const struct tf_node *path = list->first; path != NULL; path = path->next) {
        inputs[count] = input_of(p, path);
        for (size_t i = 0; i < count && inputs[count] >= 0; i++)
            if (inputs[i] == inputs[count]) { /* once for all its pairs */
                tf_bind_fault(p->b, TWOFOLD_FAULT_DUPLICATE_KEY, path, NULL, NULL, NULL);
                inputs[count] = -1;
            }
        for (size_t i = 0; i < count && inputs[count] >= 0; i++)
            if (inputs[i] >= 0) add_pair(p, inputs[i], inputs[count], path, value, list->key_line);
        count++;
    }
}

static void read_item(struct pairing *p, const struct tf_node *item)
{
    const struct tf_node *between = tf_node_find(item, TF_KEY_BETWEEN);
    const struct tf_node *among = tf_node_find(item, TF_KEY_AMONG);
    const struct tf_node *list = between != NULL ? between : among;
    double value = 0;
    const bool good = read_value(p->b, tf_node_find(item, TF_KEY_IS), &value);
    if (list == NULL) {
        tf_bind_missing(p->b, item, "between or among");
        return;
    }
    if (between != NULL && among != NULL)
        tf_bind_fault_key(p->b, TWOFOLD_FAULT_EXCLUDES, among, NULL, "between", NULL);
    if (list->shape != TF_LIST || list->count < 2 || (list == between && list->count > 2)) {
        tf_bind_fault(p->b, TWOFOLD_FAULT_WRONG_SHAPE, list,
                      list->shape == TF_LIST ? "a list of another length" : NULL,
                      list == between ? "two paths" : "a list of paths", NULL);
        return;
    }
    add_pairs(p, list, good ? value : 0);
}

/* ---- Each pair once ---- */

static int by_pair(const void *a, const void *b)
{
    const struct pair *x = a, *y = b;
    if (x->correlation.a != y->correlation.a) return x->correlation.a < y->correlation.a ? -1 : 1;
    if (x->correlation.b != y->correlation.b) return x->correlation.b < y->correlation.b ? -1 : 1;
    return (x->place > y->place) - (x->place < y->place);
}

static int by_place(const void *a, const void *b)
{
    const struct pair *x = a, *y = b;
    return (x->place > y->place) - (x->place < y->place);
}

static void say_repeated(struct pairing *p)
{
    if (p->count == 0) return;
    qsort(p->pairs, p->count, sizeof *p->pairs, by_pair);
    for (size_t i = 0; i < p->count; i++) {
        const struct tf_correlation *now = &p->pairs[i].correlation;
        const struct tf_correlation *before = i > 0 ? &p->pairs[i - 1].correlation : NULL;
        if (before != NULL && before->a == now->a && before->b == now->b)
            tf_bind_fault(p->b, TWOFOLD_FAULT_DUPLICATE_KEY, p->pairs[i].node, NULL, NULL, NULL);
    }
    qsort(p->pairs, p->count, sizeof *p->pairs, by_place);
}

void tf_bind_correlation(struct tf_binder *b, const struct tf_spreads *all)
{
    struct pairing p = {.b = b, .all = all};
    const struct tf_node *list = tf_node_find(b->tree->root, TF_KEY_CORRELATION);
    const struct tf_node *item = list == NULL ? NULL : list->first;
    if (item != NULL) index_above(&p);
    for (; item != NULL && b->status == TWOFOLD_OK; item = item->next)
        if (!item->bad && item->shape == TF_MAP) read_item(&p, item);
    say_repeated(&p);
    struct tf_correlation *kept = tf_bind_get(b, p.count, sizeof *kept);
    for (size_t i = 0; kept != NULL && i < p.count; i++) kept[i] = p.pairs[i].correlation;
    b->model->correlations = kept;
    b->model->correlation_count = kept == NULL ? 0 : p.count;
    tf_put(&b->context, p.pairs, p.capacity * sizeof *p.pairs);
}
