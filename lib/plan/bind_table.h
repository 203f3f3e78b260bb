/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts to numbers, by hash: open addressing, in an arena, never more than half full. */
#ifndef TF_PLAN_BIND_TABLE_H
#define TF_PLAN_BIND_TABLE_H

#include "plan/model.h"

/* Room for so many texts; false when memory ran out. */
bool tf_table_make(struct tf_table *table, struct tf_arena *arena, size_t most);
/* Place of a text's number; a new text, which is borrowed, has -1. */
int32_t *tf_table_at(struct tf_table *table, const char *text, size_t size);
/* The number of a text; -1. */
int32_t tf_table_find(const struct tf_table *table, const char *text, size_t size);
/* The number of "before.text". */
int32_t tf_table_find_below(const struct tf_table *table, const char *before, const char *text,
                            size_t size);

#endif
