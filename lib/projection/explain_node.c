/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Nodes of the tape back to the numbers of the plan that they are made of. */
#include "projection/explain.h"

#include "base/elementary.h"
#include "base/text.h"
#include "plan/schema.h"

#include <string.h>

static const struct tf_node_op *node_of(const struct tf_teller *t, int32_t node)
{
    return &t->program->tape.nodes[node];
}

double tf_node_value(const struct tf_teller *t, int32_t node)
{
    const struct tf_node_op *op = node_of(t, node);
    if (op->op == TF_OP_CONSTANT) return op->value;
    if ((size_t)node < t->program->tape.global) return t->w->column[node][0];
    return tf_leaf_column(t->w, t->leaf, node)[0];
}

int32_t tf_winner(const struct tf_teller *t, int32_t node)
{
    for (;;) {
        const struct tf_node_op *op = node_of(t, node);
        if (op->op != TF_OP_MAX && op->op != TF_OP_MIN) return node;
        const double a = tf_node_value(t, op->a), b = tf_node_value(t, op->b);
        const bool first = op->op == TF_OP_MAX ? a >= b : a <= b;
        node = first ? op->a : op->b;
    }
}

/* ---- Numbers of the plan ---- */

/* The last word of a path that is no period: "price" of "heli.price.2023". */
static size_t last_word(const char *path, const char **word)
{
    size_t size = strlen(path);
    for (;;) {
        size_t from = size;
        while (from > 0 && path[from - 1] != '.') from--;
        *word = path + from;
        const bool period = size > from && path[from] >= '0' && path[from] <= '9';
        if (!period || from == 0) return size - from;
        size = from - 1;
    }
}

/* What is measured, as the number is written; else what its KPI is counted in. */
static const char *unit_of_input(struct tf_teller *t, const struct tf_input *input)
{
    twofold_number number;
    const char *word;
    const size_t size = last_word(input->path, &word);
    for (int m = 0; m < TF_MILESTONES; m++)
        if (tf_text_is(word, size, tf_milestone_words((enum tf_milestone)m).in[TWOFOLD_EN]))
            return "months";
    if (twofold_number_parse(input->text, strlen(input->text), &number) != TWOFOLD_FAULT_NONE)
        return "months"; /* what a follower is late by */
    switch (number.unit.dimension) {
    case TWOFOLD_AREA: return "mu";
    case TWOFOLD_PERSONS: return "persons";
    case TWOFOLD_DURATION: return "months";
    case TWOFOLD_MONEY:
    case TWOFOLD_COUNT: return tf_print(t, "%s", number.unit.name);
    case TWOFOLD_SHARE: return "";
    case TWOFOLD_PLAIN: break;
    }
    const int32_t kpi = tf_model_find_kpi(t->model, word, size);
    if (kpi < 0 || strcmp(t->model->kpis[kpi].unit, "*") == 0) return "";
    return t->model->kpis[kpi].unit;
}

void tf_enter_leaf(struct tf_teller *t, int32_t leaf)
{
    t->leaf = &t->program->leaves[leaf];
    tf_run_tape(t->w, t->leaf->tape_from, t->leaf->tape_to);
}

struct tf_words tf_key_words(const char *word, size_t size)
{
    for (int i = 0; i < TF_KEYS; i++) {
        const struct tf_key *key = tf_key_row((enum tf_key_id)i);
        if (tf_text_is(word, size, key->name)) return (struct tf_words){{key->name, key->zh}};
    }
    return TF_NO_WORDS;
}

static bool is_delay(const char *path)
{
    return strstr(path, ".delay.") != NULL || strncmp(path, "delay.", 6) == 0;
}

/* What an input is called: its KPI, or the key it stands at. */
static struct tf_words name_of(struct tf_teller *t, const char *path)
{
    const char *word;
    const size_t size = last_word(path, &word);
    if (is_delay(path)) return tf_key_words("delay", 5);
    const struct tf_words key = tf_key_words(word, size);
    if (tf_has_words(key)) return key;
    const int32_t kpi = tf_model_find_kpi(t->model, word, size);
    return kpi >= 0 ? tf_kpi_words(t, kpi) : tf_neutral(tf_print(t, "%.*s", (int)size, word));
}

/* Numbers that a formula does not show without their name: "price 95%". */
static bool needs_name(const char *path)
{
    static const char *const keys[] = {"price", "utilisation", "chance", "count"};
    const char *word;
    const size_t size = last_word(path, &word);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (tf_text_is(word, size, keys[i])) return true;
    return false;
}

static struct tf_words as_read(struct tf_teller *t, const struct tf_input *input)
{
    const struct tf_words text = tf_neutral(input->text);
    if (input->mark == TWOFOLD_PERT) return tf_phrase(t, TF_SAY_LIKELY, text, TF_NO_WORDS);
    if (input->mark == TWOFOLD_UNIFORM) return tf_phrase(t, TF_SAY_MIDDLE, text, TF_NO_WORDS);
    return text;
}

size_t tf_tell_input(struct tf_teller *t, int32_t which, unsigned depth)
{
    static const twofold_origin origins[] = {[TF_REPORTED] = TWOFOLD_ORIGIN_REPORTED,
                                             [TF_ASSUMED] = TWOFOLD_ORIGIN_ASSUMED,
                                             [TF_DEFAULT] = TWOFOLD_ORIGIN_DEFAULT};
    const struct tf_input *input = &t->model->inputs[which];
    const size_t line = tf_tell(t, depth, TWOFOLD_LINE_INPUT, input->path);
    const struct tf_words name = name_of(t, input->path), text = tf_neutral(input->text);
    const char *unit = unit_of_input(t, input);
    struct tf_line *one = tf_line(t, line);
    one->as.value = input->value;
    one->as.unit = unit;
    one->as.origin = origins[input->origin];
    one->as.source = input->source;
    one->as.line = input->line;
    one->as.file = tf_model_file_at(t->model, input->path);
    one->formula = as_read(t, input);
    one->brief = needs_name(input->path) ? tf_phrase(t, TF_SAY_LABELLED, name, text) : text;
    one->name = name;
    return line;
}

size_t tf_tell_number(struct tf_teller *t, unsigned depth, const char *path, double value,
                      struct tf_words formula)
{
    const size_t line = tf_tell(t, depth, TWOFOLD_LINE_FACTOR, path);
    struct tf_line *one = tf_line(t, line);
    one->as.value = value;
    one->formula = one->brief = one->name = formula;
    return line;
}

/* ---- Products and sums ---- */

struct operand {
    int32_t node;
    unsigned times;
};
struct operands {
    struct operand *items;
    size_t count, capacity;
};

static void keep(struct tf_teller *t, struct operands *list, int32_t node, bool merge)
{
    for (size_t i = 0; merge && i < list->count; i++)
        if (list->items[i].node == node) {
            list->items[i].times++;
            return;
        }
    struct operand *items =
        tf_grow(&t->x->context, list->items, &list->capacity, list->count + 1, sizeof *items);
    if (items == NULL) {
        t->failed = true;
        return;
    }
    list->items = items;
    items[list->count++] = (struct operand){node, 1};
}

/* Operands of a chain of one operation, last first. Chains lean to the left: the recursion is as
 * deep as what stands to the right of an operation, which is little. */
static void collect(struct tf_teller *t, int32_t node, enum tf_op code, struct operands *list)
{
    for (;;) {
        node = tf_winner(t, node);
        const struct tf_node_op *op = node_of(t, node);
        if (op->op != (int32_t)code) break;
        collect(t, op->b, code, list);
        node = op->a;
    }
    keep(t, list, node, code == TF_OP_MULTIPLY);
}

static bool is_constant(const struct tf_teller *t, int32_t node, double value)
{
    return tf_tape_is(&t->program->tape, node, value);
}

/* What changes nothing is not told: x 1, + 0. */
static void tell_operands(struct tf_teller *t, int32_t node, enum tf_op code, unsigned depth)
{
    struct operands list = {NULL, 0, 0};
    collect(t, node, code, &list);
    for (size_t i = list.count; i-- > 0;) {
        if (is_constant(t, list.items[i].node, code == TF_OP_MULTIPLY ? 1.0 : 0.0)) continue;
        const size_t line = t->x->count;
        tf_tell_node(t, list.items[i].node, depth);
        tf_line(t, line)->as.times = list.items[i].times;
    }
    tf_put(&t->x->context, list.items, list.capacity * sizeof *list.items);
}

void tf_tell_factors(struct tf_teller *t, int32_t node, unsigned depth)
{
    tell_operands(t, node, TF_OP_MULTIPLY, depth);
}

void tf_tell_addends(struct tf_teller *t, int32_t node, unsigned depth)
{
    tell_operands(t, node, TF_OP_ADD, depth);
}

/* ---- Any node ---- */

static void tell_two(struct tf_teller *t, const struct tf_node_op *op, unsigned depth)
{
    tf_tell_node(t, op->a, depth);
    tf_tell_node(t, op->b, depth);
}

static void tell_operation(struct tf_teller *t, int32_t node, unsigned depth)
{
    const struct tf_node_op op = *node_of(t, node);
    const size_t line = tf_tell(t, depth, TWOFOLD_LINE_FACTOR, "");
    twofold_combine combine = TWOFOLD_COMBINE_LEAF;
    tf_line(t, line)->as.value = tf_node_value(t, node);
    switch (op.op) {
    case TF_OP_MULTIPLY:
        combine = TWOFOLD_COMBINE_PRODUCT;
        tf_tell_factors(t, node, depth + 1);
        break;
    case TF_OP_ADD:
        if (is_constant(t, op.a, 1.0)) {
            combine = TWOFOLD_COMBINE_GROWTH;
            tf_tell_node(t, op.b, depth + 1);
        } else {
            combine = TWOFOLD_COMBINE_SUM;
            tf_tell_addends(t, node, depth + 1);
        }
        break;
    case TF_OP_SUBTRACT:
        combine = TWOFOLD_COMBINE_DIFFERENCE;
        tell_two(t, &op, depth + 1);
        break;
    case TF_OP_DIVIDE:
        combine = TWOFOLD_COMBINE_QUOTIENT;
        tell_two(t, &op, depth + 1);
        break;
    default: break;
    }
    tf_line(t, line)->as.combine = combine;
    tf_compose(t, line);
    tf_borrow_path(t, line);
    tf_line(t, line)->name = combine == TWOFOLD_COMBINE_GROWTH
                                 ? tf_line(t, tf_first_below(t, line))->name
                                 : tf_line(t, line)->brief;
}

void tf_tell_node(struct tf_teller *t, int32_t node, unsigned depth)
{
    node = tf_winner(t, node);
    const struct tf_node_op *op = node_of(t, node);
    if (op->op == TF_OP_INPUT)
        (void)tf_tell_input(t, t->program->varied[op->a], depth);
    else if (op->op == TF_OP_CONSTANT)
        (void)tf_tell_number(t, depth, "", op->value,
                             tf_neutral(tf_figures(t, op->value, 6, false)));
    else
        tell_operation(t, node, depth);
}
