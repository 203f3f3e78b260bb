/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From text to a tree, through libyaml's events. Everything is text here; nothing is known of keys.
 * Memory that libyaml takes meanwhile is its own. */
#ifndef TF_PLAN_YAML_H
#define TF_PLAN_YAML_H

#include "base/faults.h"
#include "plan/tree.h"

/* Limits with the defaults filled in. Everything inside takes such ones. */
twofold_limits tf_limits(const twofold_limits *given);

/* How many nodes a tree may have. */
size_t tf_most_nodes(const struct tf_tree *tree);

/* Reads a whole text. Adds what is wrong with it as text to faults: encoding, syntax, aliases,
 * tags, merge keys, further documents, depth, size, duplicate keys (the second is dropped).
 * OK: *tree was made, `partial` if the reading ended early. E_MEMORY, E_CANCELLED: nothing was. */
twofold_status tf_yaml_read(const char *text, size_t size, const twofold_limits *limits,
                            const twofold_context *context, twofold_faults *faults,
                            struct tf_tree **tree);

/* Reads one value as --set and drafts give it, into a tree, not linked: in braces, brackets or
 * quotes it is read as YAML, anything else is the text of a scalar as it stands. Faults have no
 * place and this path; *node is NULL then. */
twofold_status tf_yaml_value(struct tf_tree *tree, const char *text, size_t size, const char *path,
                             twofold_faults *faults, struct tf_node **node);

#endif
