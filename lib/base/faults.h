/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the library fills a list of faults. */
#ifndef TF_BASE_FAULTS_H
#define TF_BASE_FAULTS_H

#include "base/memory.h"
#include "twofold/base.h"

/* Kept of each severity; further ones are counted by twofold_faults_of only, so that a thousand
 * notes never hide an error. */
#define TF_FAULTS_KEPT 1000u
/* Longest `found` that is kept whole, in bytes. */
#define TF_FAULT_FOUND 80u

twofold_status tf_faults_new(const twofold_context *context, twofold_faults **faults);
/* How the words of a fault become Chinese: fills path_zh, found_zh and expected_zh from the English
 * ones, with texts of the arena; false if an allocation failed. */
typedef bool tf_fault_translator(twofold_fault *fault, struct tf_arena *arena);
/* The translator of the faults that are added from now on; without one they are the same. */
void tf_faults_translate(twofold_faults *faults, tf_fault_translator *translate);
/* Copies the strings; NULL means "". A longer `found` is cut at a code point with "…". On failure
 * (E_MEMORY, or E_ARGUMENT for a code that is none) the list is as before. */
twofold_status tf_faults_add(twofold_faults *faults, twofold_fault_code code, unsigned line,
                             unsigned column, const char *path, const char *found,
                             const char *expected, const char *nearest);
/* The file of the faults that are added from now on; NULL: the text itself. On failure (E_MEMORY)
 * as before. */
twofold_status tf_faults_file(twofold_faults *faults, const char *file);
/* True if no more of the code's severity are kept: this one is counted, and needs no words. */
bool tf_faults_only_count(twofold_faults *faults, twofold_fault_code code);
/* The text's own first, then by file; by line and column, stable; without a place last. */
void tf_faults_sort(twofold_faults *faults);

#endif
