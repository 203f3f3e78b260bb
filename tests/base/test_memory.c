/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/memory.h"
#include "support/failing.h"

static bool all_are(const void *piece, size_t size, unsigned char byte)
{
    const unsigned char *bytes = piece;
    for (size_t i = 0; i < size; i++)
        if (bytes[i] != byte) return false;
    return true;
}

static void pieces_are_zeroed_and_counted(void **state)
{
    (void)state;
    struct tf_failing failing = tf_failing_at(SIZE_MAX, false);
    twofold_context context = tf_failing_context(&failing);
    const twofold_context *contexts[] = {NULL, &context};
    for (size_t i = 0; i < 2; i++) {
        char *piece = tf_get(contexts[i], 100);
        assert_non_null(piece);
        assert_true(all_are(piece, 100, 0));
        memset(piece, 7, 100);
        piece = tf_resize(contexts[i], piece, 100, 300);
        assert_true(all_are(piece, 100, 7) && all_are(piece + 100, 200, 0));
        piece = tf_resize(contexts[i], piece, 300, 50);
        assert_true(all_are(piece, 50, 7));
        tf_put(contexts[i], piece, 50);
        tf_put(contexts[i], NULL, 50);
        void *nothing = tf_get(contexts[i], 0);
        assert_non_null(nothing);
        nothing = tf_resize(contexts[i], nothing, 0, 0);
        assert_non_null(nothing);
        tf_put(contexts[i], nothing, 0);
        int *numbers = tf_get_array(contexts[i], 10, sizeof *numbers);
        assert_true(all_are(numbers, 10 * sizeof *numbers, 0));
        tf_put(contexts[i], numbers, 10 * sizeof *numbers);
    }
    assert_true(tf_failing_clean(&failing));
}

static void products_that_overflow_are_refused(void **state)
{
    (void)state;
    struct tf_arena arena;
    tf_arena_init(&arena, NULL);
    size_t capacity = 0;
    assert_null(tf_get_array(NULL, SIZE_MAX / 2, 3));
    assert_null(tf_grow(NULL, NULL, &capacity, SIZE_MAX / 2, 8));
    assert_int_equal(capacity, 0);
    assert_null(tf_arena_get(&arena, SIZE_MAX));
    assert_null(tf_arena_get(&arena, SIZE_MAX - 40));
    assert_null(tf_arena_get_array(&arena, SIZE_MAX / 2, 3));
    assert_null(tf_arena_text(&arena, "", SIZE_MAX));
    tf_arena_clear(&arena);
}

static void arrays_grow_by_doubling(void **state)
{
    (void)state;
    struct tf_failing failing = tf_failing_at(SIZE_MAX, false);
    twofold_context context = tf_failing_context(&failing);
    size_t *items = NULL, capacity = 0;
    for (size_t i = 0; i < 10000; i++) {
        items = tf_grow(&context, items, &capacity, i + 1, sizeof *items);
        items[i] = i;
    }
    for (size_t i = 0; i < 10000; i++) assert_int_equal(items[i], i);
    assert_true(failing.calls < 16);
    failing.fail_at = 0;
    size_t before = capacity;
    assert_null(tf_grow(&context, items, &capacity, capacity + 1, sizeof *items));
    assert_int_equal(capacity, before);
    assert_ptr_equal(tf_grow(&context, items, &capacity, 1, sizeof *items), items);
    tf_put(&context, items, capacity * sizeof *items);
    assert_true(tf_failing_clean(&failing));
}

static void arena_pieces_are_apart_aligned_and_zeroed(void **state)
{
    (void)state;
    enum { PIECES = 20000 };
    static unsigned char *pieces[PIECES];
    struct tf_failing failing = tf_failing_at(SIZE_MAX, false);
    twofold_context context = tf_failing_context(&failing);
    struct tf_arena arena;
    tf_arena_init(&arena, &context);
    assert_int_equal(failing.calls, 0);
    for (int round = 0; round < 2; round++) {
        for (size_t i = 0; i < PIECES; i++) {
            size_t size = i % 1000 == 999 ? 100000 : i % 60;
            pieces[i] = tf_arena_get(&arena, size);
            assert_true((uintptr_t)pieces[i] % 16 == 0);
            assert_true(all_are(pieces[i], size, 0));
            memset(pieces[i], (int)(i % 251), size);
        }
        for (size_t i = 0; i < PIECES; i++)
            assert_true(
                all_are(pieces[i], i % 1000 == 999 ? 100000 : i % 60, (unsigned char)(i % 251)));
        tf_arena_clear(&arena);
        assert_true(tf_failing_clean(&failing));
    }
    assert_true(failing.calls < 100);
}

static void arena_copies_texts(void **state)
{
    (void)state;
    struct tf_arena arena;
    tf_arena_init(&arena, NULL);
    assert_string_equal(tf_arena_text(&arena, "亩均产值 and more", 12), "亩均产值");
    assert_string_equal(tf_arena_text(&arena, NULL, 0), "");
    assert_true(all_are(tf_arena_get_array(&arena, 30, sizeof(double)), 30 * sizeof(double), 0));
    tf_arena_clear(&arena);
}

static void arena_fails_cleanly(void **state)
{
    (void)state;
    for (int once = 0; once < 2; once++)
        for (size_t k = 0;; k++) {
            struct tf_failing failing = tf_failing_at(k, once);
            twofold_context context = tf_failing_context(&failing);
            struct tf_arena arena;
            tf_arena_init(&arena, &context);
            bool all = true;
            for (int i = 0; i < 1000; i++)
                if (tf_arena_get(&arena, i % 100 == 0 ? 5000 : 24) == NULL) all = false;
            tf_arena_clear(&arena);
            assert_true(tf_failing_clean(&failing));
            assert_true(all == (failing.failed == 0));
            if (all) break;
        }
}

static double told;
static void note(void *user, double share)
{
    (void)user;
    told = share;
}
static bool yes(void *user) { return *(bool *)user; }

static void contexts_are_filled_up(void **state)
{
    (void)state;
    bool stop = true;
    twofold_context full = {.struct_size = sizeof full,
                            .progress = note,
                            .cancelled = yes,
                            .user = &stop,
                            .threads = 3};
    twofold_context copy = tf_context(&full);
    assert_true(tf_cancelled(&copy) && tf_threads(&copy) == 3);
    tf_progress(&copy, 0.25);
    assert_true(told == 0.25);
    tf_progress(&copy, 1.5);
    assert_true(told == 1.0);
    tf_progress(&copy, -1.0);
    assert_true(told == 0.0);
    stop = false;
    assert_false(tf_cancelled(&full));

    full.struct_size = 0; /* not set: the defaults, rather than whatever stands there */
    copy = tf_context(&full);
    assert_int_equal(copy.struct_size, sizeof copy);
    assert_true(copy.progress == NULL && !tf_cancelled(&full) && tf_threads(&full) == 1);
    copy = tf_context(NULL);
    assert_true(!tf_cancelled(NULL) && tf_threads(&copy) == 1);
    tf_progress(NULL, 0.5);
    tf_progress(&copy, 0.5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces_are_zeroed_and_counted),
        cmocka_unit_test(products_that_overflow_are_refused),
        cmocka_unit_test(arrays_grow_by_doubling),
        cmocka_unit_test(arena_pieces_are_apart_aligned_and_zeroed),
        cmocka_unit_test(arena_copies_texts),
        cmocka_unit_test(arena_fails_cleanly),
        cmocka_unit_test(contexts_are_filled_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
