/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "projection/tape.h"

#include "base/elementary.h"

#include <string.h>

void tf_tape_init(struct tf_tape *tape, const twofold_context *context)
{
    *tape = (struct tf_tape){.context = context};
}

void tf_tape_clear(struct tf_tape *tape)
{
    tf_put(tape->context, tape->nodes, tape->capacity * sizeof *tape->nodes);
    tf_put(tape->context, tape->hash, tape->hash_size * sizeof *tape->hash);
    tf_tape_init(tape, tape->context);
}

double tf_op_apply(enum tf_op op, double a, double b)
{
    switch (op) {
    case TF_OP_ADD: return a + b;
    case TF_OP_SUBTRACT: return a - b;
    case TF_OP_MULTIPLY: return a * b;
    case TF_OP_DIVIDE: return a / b;
    case TF_OP_MAX: return a > b ? a : b;
    case TF_OP_MIN: return a < b ? a : b;
    case TF_OP_RECIPROCAL: return a > 0.0 ? 1.0 / a : 0.0;
    case TF_OP_CONSTANT:
    case TF_OP_INPUT: break;
    }
    return a;
}

static size_t slot_of(const struct tf_tape *tape, const struct tf_node_op *node)
{
    uint64_t h = tf_bits(node->value) ^ (uint64_t)(uint32_t)node->op * 0x9E3779B97F4A7C15u;
    h = (h ^ (uint64_t)(uint32_t)node->a) * 0xBF58476D1CE4E5B9u;
    h = (h ^ (h >> 29) ^ (uint64_t)(uint32_t)node->b) * 0x94D049BB133111EBu;
    return (size_t)(h >> 32) & (tape->hash_size - 1);
}

static bool same(const struct tf_node_op *x, const struct tf_node_op *y)
{
    return x->op == y->op && x->a == y->a && x->b == y->b && tf_bits(x->value) == tf_bits(y->value);
}

static void enter(struct tf_tape *tape, size_t node)
{
    size_t slot = slot_of(tape, &tape->nodes[node]);
    while (tape->hash[slot] != 0) slot = (slot + 1) & (tape->hash_size - 1);
    tape->hash[slot] = (int32_t)node + 1;
}

/* Enters again what the current scope may see: after growth of the table, or at a new scope. */
static void rehash(struct tf_tape *tape)
{
    memset(tape->hash, 0, tape->hash_size * sizeof *tape->hash);
    const size_t global = tape->scope < tape->global ? tape->scope : tape->global;
    for (size_t i = 0; i < global; i++) enter(tape, i);
    for (size_t i = tape->scope; i < tape->count; i++) enter(tape, i);
}

static bool make_room(struct tf_tape *tape)
{
    struct tf_node_op *nodes =
        tf_grow(tape->context, tape->nodes, &tape->capacity, tape->count + 1, sizeof *nodes);
    if (nodes == NULL) return false;
    tape->nodes = nodes;
    const size_t visible = tape->global + (tape->count - tape->scope) + 1;
    if (2 * visible <= tape->hash_size) return true;
    const size_t size = tape->hash_size == 0 ? 256 : 2 * tape->hash_size;
    int32_t *hash = tf_get_array(tape->context, size, sizeof *hash);
    if (hash == NULL) return false;
    tf_put(tape->context, tape->hash, tape->hash_size * sizeof *tape->hash);
    tape->hash = hash;
    tape->hash_size = size;
    rehash(tape);
    return true;
}

static int32_t record(struct tf_tape *tape, struct tf_node_op node)
{
    if (tape->failed || tape->count >= INT32_MAX - 1 || !make_room(tape)) {
        tape->failed = true;
        return 0;
    }
    size_t slot = slot_of(tape, &node);
    for (; tape->hash[slot] != 0; slot = (slot + 1) & (tape->hash_size - 1))
        if (same(&tape->nodes[tape->hash[slot] - 1], &node)) return tape->hash[slot] - 1;
    tape->hash[slot] = (int32_t)tape->count + 1;
    tape->nodes[tape->count] = node;
    return (int32_t)tape->count++;
}

void tf_tape_scope(struct tf_tape *tape)
{
    if (tape->failed) return;
    (void)tf_tape_scratch(tape);
    const bool first = tape->scope == 0;
    if (first) tape->global = tape->count;
    /* Only the leaving scope's entries go: emptying the whole table a part would be quadratic. */
    for (size_t i = tape->count; !first && i-- > tape->scope;) {
        size_t slot = slot_of(tape, &tape->nodes[i]);
        while (tape->hash[slot] != (int32_t)i + 1) slot = (slot + 1) & (tape->hash_size - 1);
        tape->hash[slot] = 0; /* safe: entries of later insertion were removed before it */
    }
    tape->scope = tape->count;
}

size_t tf_tape_scratch(struct tf_tape *tape)
{
    const size_t used = tape->scope == 0 ? 0 : tape->count - tape->scope;
    if (used > tape->scratch) tape->scratch = used;
    return tape->scratch;
}

int32_t tf_tape_constant(struct tf_tape *tape, double value)
{
    return record(tape, (struct tf_node_op){TF_OP_CONSTANT, 0, 0, value});
}

int32_t tf_tape_input(struct tf_tape *tape, int32_t input)
{
    return record(tape, (struct tf_node_op){TF_OP_INPUT, input, 0, 0.0});
}

int32_t tf_tape_op(struct tf_tape *tape, enum tf_op op, int32_t a, int32_t b)
{
    if (tape->failed) return 0;
    const struct tf_node_op *x = &tape->nodes[a], *y = &tape->nodes[b];
    if (x->op == TF_OP_CONSTANT && y->op == TF_OP_CONSTANT)
        return tf_tape_constant(tape, tf_op_apply(op, x->value, y->value));
    /* x 1, / 1, + 0 (of a varying column that is never -0 in meaning) change no value */
    if ((op == TF_OP_MULTIPLY || op == TF_OP_DIVIDE) && tf_tape_is(tape, b, 1.0)) return a;
    if (op == TF_OP_MULTIPLY && tf_tape_is(tape, a, 1.0)) return b;
    return record(tape, (struct tf_node_op){(int32_t)op, a, b, 0.0});
}

bool tf_tape_is(const struct tf_tape *tape, int32_t node, double value)
{
    return !tape->failed && tape->nodes[node].op == TF_OP_CONSTANT &&
           tf_bits(tape->nodes[node].value) == tf_bits(value);
}
