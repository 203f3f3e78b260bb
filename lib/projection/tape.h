/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Arithmetic on inputs, recorded once and replayed for every block of draws.
 *
 * Everything that is computed once a draw (dates from events and delays, levels from capacity and
 * price, levers multiplied down the tree) is a node: a constant, an input that varies, or an
 * operation on earlier nodes. Equal nodes are one. An operation on constants is done when it is
 * recorded, by the same double arithmetic, so it makes no difference to the bits which inputs vary.
 *
 * Nodes are recorded in scopes: the global one first, then one a part. A part's nodes use columns
 * of a scratch area that every part reuses, so that the working set stays in the nearest cache. */
#ifndef TF_PROJECTION_TAPE_H
#define TF_PROJECTION_TAPE_H

#include "base/memory.h"

enum tf_op {
    TF_OP_CONSTANT = 0,
    TF_OP_INPUT, /* a: number of the varying input */
    TF_OP_ADD,
    TF_OP_SUBTRACT,
    TF_OP_MULTIPLY,
    TF_OP_DIVIDE,
    TF_OP_MAX,
    TF_OP_MIN,
    TF_OP_RECIPROCAL /* 1/a where a > 0, else 0 */
};

struct tf_node_op {
    int32_t op;
    int32_t a, b;
    double value; /* of a constant */
};

struct tf_tape {
    const twofold_context *context;
    struct tf_node_op *nodes;
    size_t count, capacity;
    size_t global;  /* nodes of the global scope; set by the first tf_tape_scope */
    size_t scope;   /* first node of the current scope */
    size_t scratch; /* most nodes any later scope has had */
    int32_t *hash;  /* open addressing: node + 1, 0 empty; global nodes and the current scope's */
    size_t hash_size;
    bool failed; /* an allocation failed: every later node is 0 */
};

void tf_tape_init(struct tf_tape *tape, const twofold_context *context);
void tf_tape_clear(struct tf_tape *tape);

/* Ends the current scope and begins another, which sees the global nodes and its own. */
void tf_tape_scope(struct tf_tape *tape);
/* Drops the nodes of the current scope but keeps its columns counted: what a caller records next
 * stands in a new scope. Returns how many columns the scratch area needs at most. */
size_t tf_tape_scratch(struct tf_tape *tape);

int32_t tf_tape_constant(struct tf_tape *tape, double value);
int32_t tf_tape_input(struct tf_tape *tape, int32_t input);
int32_t tf_tape_op(struct tf_tape *tape, enum tf_op op, int32_t a, int32_t b);

/* True if the node is the constant. */
bool tf_tape_is(const struct tf_tape *tape, int32_t node, double value);

/* One operation on doubles: what the recorder folds with. The block loops of leaf_isa.c are this,
 * column by column; a test holds the two against each other. */
double tf_op_apply(enum tf_op op, double a, double b);

#endif
