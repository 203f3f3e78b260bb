/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An allocator that fails on demand and checks that sizes are given back right. The loop of an
 * allocation sweep:
 *
 *     for (int once = 0; once < 2; once++)
 *         for (size_t k = 0;; k++) {
 *             struct tf_failing failing = tf_failing_at(k, once);
 *             twofold_context context = tf_failing_context(&failing);
 *             ... do it, check that it gives OK or E_MEMORY, free what it gave ...
 *             assert_true(tf_failing_clean(&failing));
 *             if (status == TWOFOLD_OK) break;
 *         }
 */
#ifndef TF_TESTS_FAILING_H
#define TF_TESTS_FAILING_H

#include "twofold/base.h"

struct tf_failing {
    size_t fail_at;  /* number of the call that fails, from 0; SIZE_MAX: none */
    bool once;       /* later calls succeed; else all later ones fail too */
    size_t calls;    /* so far, frees not counted */
    size_t failed;   /* of them refused */
    size_t live;     /* bytes */
    size_t pieces;   /* pieces alive */
    size_t peak;     /* most bytes alive */
    bool wrong_size; /* a size given back was not the piece's */
};

struct tf_failing tf_failing_at(size_t fail_at, bool once);
/* The context points to failing, which must stay where it is. Not for threads. */
twofold_context tf_failing_context(struct tf_failing *failing);
/* Nothing alive, and every size was right. */
bool tf_failing_clean(const struct tf_failing *failing);

#endif
