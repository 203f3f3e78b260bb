/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables that a plan names: each read once, when the plan is made, through the caller's reader;
 * shared by the trees that are copied from the plan's. */
#ifndef TF_PLAN_FILES_H
#define TF_PLAN_FILES_H

#include "base/faults.h"
#include "plan/tree.h"
#include "twofold/table.h"

/* The table that a scalar of the tree names, borrowed from the tree; read if it has not been yet.
 * NULL with faults if it cannot be had: they stand at the node (which is marked bad) or in the
 * file. E_MEMORY, E_CANCELLED, E_SYSTEM. */
twofold_status tf_files_table(struct tf_tree *tree, struct tf_node *named, twofold_faults *faults,
                              const twofold_csv **table);
/* A table that was read already; NULL if it was not. */
const twofold_csv *tf_files_find(const struct tf_tree *tree, const char *name);

/* Lets a tree read `most` bytes of files, until tf_files_close. read may be NULL: nothing is read.
 */
void tf_files_open(struct tf_tree *tree, twofold_reader read, void *user, size_t most);
void tf_files_close(struct tf_tree *tree);

/* The copy gets what was read, and the reader while it is open. E_MEMORY. */
twofold_status tf_files_copy(struct tf_tree *into, const struct tf_tree *from);
void tf_files_free(struct tf_tree *tree);

#endif
