/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Memory from a context: plain pieces, growing arrays, and an arena for many small pieces. */
#ifndef TF_BASE_MEMORY_H
#define TF_BASE_MEMORY_H

#include "twofold/base.h"

/* A full context from what a caller gave (NULL, or the struct of an older or newer header). Whoever
 * keeps a context keeps this copy. */
twofold_context tf_context(const twofold_context *context);
/* True if the caller wants the call stopped. */
bool tf_cancelled(const twofold_context *context);
/* Tells the share done, clamped to [0, 1]. From the calling thread only. */
void tf_progress(const twofold_context *context, double share);
/* Threads to use, at least 1. */
unsigned tf_threads(const twofold_context *context);

/* Zeroed memory, NULL on failure. Size 0 is a piece as well. Give the same size back to tf_put. */
void *tf_get(const twofold_context *context, size_t size);
/* The same for count things of a size; NULL if the product overflows. */
void *tf_get_array(const twofold_context *context, size_t count, size_t size);
/* Grows or shrinks; what is new is zeroed. On failure NULL, and the old piece stays. */
void *tf_resize(const twofold_context *context, void *old, size_t old_size, size_t new_size);
/* NULL is fine. */
void tf_put(const twofold_context *context, void *piece, size_t size);

/* Makes room for `needed` items in an array that at least doubles when it grows. Returns the array
 * (perhaps moved), NULL on failure with the old one and *capacity as they were:
 *     void *more = tf_grow(ctx, list->items, &list->capacity, list->count + 1, sizeof
 * *list->items); if (more == NULL) return TWOFOLD_E_MEMORY; list->items = more; Free it with
 * tf_put(ctx, items, capacity * item_size). */
void *tf_grow(const twofold_context *context, void *items, size_t *capacity, size_t needed,
              size_t item_size);

/* Many small pieces that are freed together. May be moved (copied) by its owner. */
struct tf_arena {
    twofold_context context;
    struct tf_arena_block *blocks;
    char *next;        /* free part of the current block, 16-aligned */
    size_t left;       /* bytes in it */
    size_t block_size; /* of the next block */
    char *bytes;       /* free part of the piece that short texts share */
    size_t bytes_left;
};

/* Copies the context; takes no memory yet. */
void tf_arena_init(struct tf_arena *arena, const twofold_context *context);
/* What it will probably hold in the end: its next block is as large (within bounds), so that a big
 * arena is one piece of huge pages. */
void tf_arena_expect(struct tf_arena *arena, size_t size);
/* Zeroed, 16-aligned; NULL on failure. */
void *tf_arena_get(struct tf_arena *arena, size_t size);
void *tf_arena_get_array(struct tf_arena *arena, size_t count, size_t size);
/* Zeroed too, but not aligned: short texts stand side by side. */
char *tf_arena_bytes(struct tf_arena *arena, size_t size);
/* A terminated copy, not aligned; NULL on failure. bytes may be NULL if size is 0. */
char *tf_arena_text(struct tf_arena *arena, const char *bytes, size_t size);
/* Frees everything; the arena is as after init. */
void tf_arena_clear(struct tf_arena *arena);

#endif
