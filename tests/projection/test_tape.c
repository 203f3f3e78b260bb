/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tape: what is folded while recording is what the block loops compute, on every instruction
 * set. */
#include "projection_test.h"

#include "projection/tape.h"
#include "support/failing.h"

#include <float.h>

static const double ODD[] = {0.0,      -0.0,   1.0,     -1.0,     0.1,      3.0,       -7.25,
                             1e300,    -1e300, DBL_MIN, -DBL_MIN, 4.9e-324, -4.9e-324, DBL_MAX,
                             -DBL_MAX, 1e-310, 12.0,    1.0 / 12, INFINITY, -INFINITY, (double)NAN};
enum { COLUMN = COUNT(ODD) };

static const enum tf_op OPS[] = {TF_OP_ADD, TF_OP_SUBTRACT, TF_OP_MULTIPLY,  TF_OP_DIVIDE,
                                 TF_OP_MAX, TF_OP_MIN,      TF_OP_RECIPROCAL};

static void loops_are_the_folding(void **state)
{
    (void)state;
    size_t sets = 0;
    for (int isa = 0; isa < TF_ISA_COUNT; isa++) {
        const struct tf_loops *loops = tf_loops((enum tf_isa)isa);
        sets += loops != NULL;
        for (size_t o = 0; loops != NULL && o < COUNT(OPS); o++)
            for (size_t i = 0; i < COLUMN; i++) {
                double a[COLUMN], out[COLUMN];
                for (size_t j = 0; j < COLUMN; j++) a[j] = ODD[i];
                loops->op(COLUMN, OPS[o], a, ODD, out);
                for (size_t j = 0; j < COLUMN; j++)
                    if (!same(out[j], tf_op_apply(OPS[o], a[j], ODD[j])))
                        fail_msg("%s: op %d of %a and %a is %a, folded %a",
                                 tf_isa_name((enum tf_isa)isa), (int)OPS[o], a[j], ODD[j], out[j],
                                 tf_op_apply(OPS[o], a[j], ODD[j]));
            }
    }
    assert_true(sets >= 1);
    assert_ptr_equal(tf_loops_best(), tf_loops(tf_isa_best()));
}

/* Recording an operation on constants gives the constant that the loops would compute. */
static void constants_are_folded(void **state)
{
    (void)state;
    struct tf_tape tape;
    tf_tape_init(&tape, NULL);
    const int32_t input = tf_tape_input(&tape, 0);
    for (size_t o = 0; o < COUNT(OPS); o++)
        for (size_t i = 0; i < COLUMN; i++)
            for (size_t j = 0; j < COLUMN; j++) {
                const int32_t a = tf_tape_constant(&tape, ODD[i]);
                const int32_t b = tf_tape_constant(&tape, ODD[j]);
                const int32_t folded = tf_tape_op(&tape, OPS[o], a, b); /* may move the nodes */
                const struct tf_node_op node = tape.nodes[folded];
                assert_int_equal(node.op, TF_OP_CONSTANT);
                assert_true(same(node.value, tf_op_apply(OPS[o], ODD[i], ODD[j])));
            }
    /* what varies is not folded, but for x 1 and / 1, which change no bit of any value */
    const int32_t one = tf_tape_constant(&tape, 1.0), two = tf_tape_constant(&tape, 2.0);
    assert_int_equal(tf_tape_op(&tape, TF_OP_MULTIPLY, input, one), input);
    assert_int_equal(tf_tape_op(&tape, TF_OP_MULTIPLY, one, input), input);
    assert_int_equal(tf_tape_op(&tape, TF_OP_DIVIDE, input, one), input);
    assert_int_not_equal(tf_tape_op(&tape, TF_OP_DIVIDE, one, input), input);
    for (size_t o = 0; o < COUNT(OPS); o++) {
        const int32_t node = tf_tape_op(&tape, OPS[o], input, two);
        assert_int_equal(tape.nodes[node].op, OPS[o]);
        assert_int_equal(tape.nodes[node].a, input);
        assert_int_equal(tape.nodes[node].b, two);
    }
    assert_true(tf_tape_is(&tape, one, 1.0));
    assert_false(tf_tape_is(&tape, one, 2.0));
    assert_false(tf_tape_is(&tape, input, 0.0));
    tf_tape_clear(&tape);
}

static void equal_nodes_are_one(void **state)
{
    (void)state;
    struct tf_tape tape;
    tf_tape_init(&tape, NULL);
    enum { MANY = 3000 }; /* the table of nodes grows several times */
    int32_t first[MANY];
    for (int i = 0; i < MANY; i++) first[i] = tf_tape_constant(&tape, i * 0.5);
    for (int i = 0; i < MANY; i++) assert_int_equal(tf_tape_constant(&tape, i * 0.5), first[i]);
    assert_int_equal(tape.count, MANY);
    const int32_t minus = tf_tape_constant(&tape, -0.0);
    assert_int_not_equal(minus, first[0]); /* -0 is another number than 0 */
    const int32_t x = tf_tape_input(&tape, 0), y = tf_tape_input(&tape, 1);
    assert_int_not_equal(x, y);
    assert_int_equal(tf_tape_input(&tape, 1), y);
    const int32_t sum = tf_tape_op(&tape, TF_OP_ADD, x, y);
    assert_int_equal(tf_tape_op(&tape, TF_OP_ADD, x, y), sum);
    assert_int_not_equal(tf_tape_op(&tape, TF_OP_ADD, y, x), sum);
    assert_int_not_equal(tf_tape_op(&tape, TF_OP_SUBTRACT, x, y), sum);
    tf_tape_clear(&tape);
    assert_int_equal(tape.count, 0);
}

/* A scope sees the global nodes and its own, never another's. */
static void scopes_are_apart(void **state)
{
    (void)state;
    struct tf_tape tape;
    tf_tape_init(&tape, NULL);
    const int32_t x = tf_tape_input(&tape, 0), half = tf_tape_constant(&tape, 0.5);
    tf_tape_scope(&tape);
    assert_int_equal(tape.global, 2);
    size_t widest = 0;
    int32_t before = -1;
    for (int part = 0; part < 200; part++) {
        assert_int_equal(tf_tape_input(&tape, 0), x);
        assert_int_equal(tf_tape_constant(&tape, 0.5), half);
        const int32_t own = tf_tape_op(&tape, TF_OP_MULTIPLY, x, half);
        assert_int_equal(tf_tape_op(&tape, TF_OP_MULTIPLY, x, half), own);
        assert_true(own > before); /* the last scope's is not seen */
        before = own;
        const int count = part % 17;
        for (int i = 0; i < count; i++) assert_true(tf_tape_constant(&tape, 1000.0 + i) > own);
        if (1 + (size_t)count > widest) widest = 1 + (size_t)count;
        tf_tape_scope(&tape);
    }
    assert_int_equal(tf_tape_scratch(&tape), widest);
    tf_tape_clear(&tape);
}

static void failing_leaves_nothing(void **state)
{
    (void)state;
    for (int once = 0; once < 2; once++)
        for (size_t k = 0;; k++) {
            struct tf_failing failing = tf_failing_at(k, once);
            const twofold_context context = tf_failing_context(&failing);
            struct tf_tape tape;
            tf_tape_init(&tape, &context);
            int32_t node = tf_tape_input(&tape, 0);
            for (int i = 2; i < 2000; i++) {
                if (i == 1000) tf_tape_scope(&tape);
                node = tf_tape_op(&tape, TF_OP_ADD, node, tf_tape_constant(&tape, i));
            }
            const bool failed = tape.failed;
            assert_int_equal(failed, failing.failed > 0);
            if (failed) assert_int_equal(node, 0); /* also once memory is there again */
            tf_tape_clear(&tape);
            assert_true(tf_failing_clean(&failing));
            if (!failed) break;
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(loops_are_the_folding),  cmocka_unit_test(constants_are_folded),
        cmocka_unit_test(equal_nodes_are_one),    cmocka_unit_test(scopes_are_apart),
        cmocka_unit_test(failing_leaves_nothing),
    };
    return cmocka_run_group_tests_name("projection: tape", tests, NULL, NULL);
}
