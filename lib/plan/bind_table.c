/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan/bind_table.h"

#include <string.h>

#define HASH_START UINT32_C(2166136261)

/* FNV-1a, so that a text can be hashed in pieces. */
static uint32_t hash_on(uint32_t hash, const char *text, size_t size)
{
    for (size_t i = 0; i < size; i++) hash = (hash ^ (unsigned char)text[i]) * UINT32_C(16777619);
    return hash;
}

bool tf_table_make(struct tf_table *table, struct tf_arena *arena, size_t most)
{
    size_t slots = 8;
    while (slots < 2 * most) slots *= 2;
    table->slots = tf_arena_get_array(arena, slots, sizeof *table->slots);
    table->mask = (uint32_t)(slots - 1);
    return table->slots != NULL;
}

int32_t *tf_table_at(struct tf_table *table, const char *text, size_t size)
{
    const uint32_t hash = hash_on(HASH_START, text, size);
    for (uint32_t at = hash & table->mask;; at = (at + 1) & table->mask) {
        struct tf_table_slot *slot = &table->slots[at];
        if (slot->text == NULL) {
            *slot = (struct tf_table_slot){text, (uint32_t)size, hash, -1};
            return &slot->number;
        }
        if (slot->hash == hash && slot->size == size && memcmp(slot->text, text, size) == 0) {
            return &slot->number;
        }
    }
}

int32_t tf_table_find(const struct tf_table *table, const char *text, size_t size)
{
    if (table->slots == NULL) return -1;
    const uint32_t hash = hash_on(HASH_START, text, size);
    for (uint32_t at = hash & table->mask;; at = (at + 1) & table->mask) {
        const struct tf_table_slot *slot = &table->slots[at];
        if (slot->text == NULL) return -1;
        if (slot->hash == hash && slot->size == size && memcmp(slot->text, text, size) == 0) {
            return slot->number;
        }
    }
}

static bool is_joined(const struct tf_table_slot *slot, const char *before, size_t before_size,
                      const char *text, size_t size)
{
    return slot->size == before_size + 1 + size && memcmp(slot->text, before, before_size) == 0 &&
           slot->text[before_size] == '.' && memcmp(slot->text + before_size + 1, text, size) == 0;
}

int32_t tf_table_find_below(const struct tf_table *table, const char *before, const char *text,
                            size_t size)
{
    if (table->slots == NULL) return -1;
    const size_t before_size = strlen(before);
    uint32_t hash = hash_on(HASH_START, before, before_size);
    hash = hash_on(hash_on(hash, ".", 1), text, size);
    for (uint32_t at = hash & table->mask;; at = (at + 1) & table->mask) {
        const struct tf_table_slot *slot = &table->slots[at];
        if (slot->text == NULL) return -1;
        if (slot->hash == hash && is_joined(slot, before, before_size, text, size)) {
            return slot->number;
        }
    }
}
