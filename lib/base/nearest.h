/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "Did you mean": the nearest of some words. */
#ifndef TF_BASE_NEAREST_H
#define TF_BASE_NEAREST_H

#include <stddef.h>

/* Damerau-Levenshtein distance over code points (a swap of neighbours counts one), ASCII letters
 * without case. NULL if nothing is near: within a third of the word's length, at least 1, at most
 * 3, and less than the longer word's length. The first of equally near words. NULL words are
 * skipped. */
const char *tf_nearest(const char *word, size_t size, const char *const *words, size_t count);

#endif
