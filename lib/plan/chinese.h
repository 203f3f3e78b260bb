/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Chinese keys. There is one internal form, the English: as soon as a text is read, or a value is
 * put in its place, Chinese keys below it get their English names and are marked, so that the
 * writer can write them as they were. Values (choices, names, events) stay as written: whoever
 * looks a word up knows both languages. */
#ifndef TF_PLAN_CHINESE_H
#define TF_PLAN_CHINESE_H

#include "plan/check.h"
#include "plan/path.h"

/* The keys of a whole tree that was read and not walked yet. A key that stands in a mapping in two
 * languages is the fault duplicate-key, and the second is dropped. tree->names must be there. */
void tf_keys_to_english(struct tf_walk *walk);
/* The keys below a value that goes to a place; E_MEMORY. */
twofold_status tf_value_to_english(struct tf_tree *tree, struct tf_node *value,
                                   const struct tf_place *place, twofold_faults *faults);

/* The child of the root with this key in either language, before the walk; NULL if none. */
struct tf_node *tf_root_child(const struct tf_tree *tree, enum tf_key_id key);

/* Fills the fields path_zh, found_zh and expected_zh of a fault from the English ones; false if an
 * allocation failed. For tf_faults_translate. */
bool tf_fault_chinese(twofold_fault *fault, struct tf_arena *arena);
/* A list of faults whose words will be in both languages. */
twofold_status tf_plan_faults(const twofold_context *context, twofold_faults **faults);

/* Longest path that is translated, terminated. */
#define TF_PATH_ENGLISH 1024

/* A path with the format's words in English, "合力.现有" -> "合力.existing". False if there is no
 * such word in it, or it is longer than the buffer; the buffer is terminated. */
bool tf_path_to_english(const char *path, size_t size, char *buffer, size_t buffer_size);

#endif
