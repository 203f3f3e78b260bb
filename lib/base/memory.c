/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _DEFAULT_SOURCE /* madvise */
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>
#if defined __linux__
#include <sys/mman.h>
#endif

/* The struct of the first release ends with `threads`. A shorter one is not ours and counts as the
 * default; a longer one, of a newer header, is read as far as we know it. */
static bool usable(const twofold_context *context)
{
    return context != NULL && context->struct_size >= sizeof(twofold_context);
}

twofold_context tf_context(const twofold_context *context)
{
    twofold_context copy = {0};
    if (usable(context)) copy = *context;
    copy.struct_size = sizeof copy;
    return copy;
}

bool tf_cancelled(const twofold_context *context)
{
    return usable(context) && context->cancelled != NULL && context->cancelled(context->user);
}

void tf_progress(const twofold_context *context, double share)
{
    if (!usable(context) || context->progress == NULL) return;
    context->progress(context->user, share > 0.0 ? (share < 1.0 ? share : 1.0) : 0.0);
}

unsigned tf_threads(const twofold_context *context)
{
    return usable(context) && context->threads > 0 ? context->threads : 1;
}

#define HUGE_PAGE ((size_t)1 << 21)

/* Size 0 is held as one byte, so that NULL always means failure. */
static size_t held(size_t size) { return size > 0 ? size : 1; }

static void *reallocate(const twofold_context *context, void *old, size_t old_size, size_t new_size)
{
    if (usable(context) && context->reallocate != NULL)
        return context->reallocate(context->user, old, old_size, new_size);
    if (new_size > 0) return realloc(old, new_size);
    free(old);
    return NULL;
}

/* Asks for huge pages in a piece as large as several: a good part of what a big plan's memory costs
 * is the faults of small pages. A wish: where it cannot be had, nothing is lost. */
static void wish_huge_pages(void *piece, size_t size)
{
#if defined MADV_HUGEPAGE
    const uintptr_t begin = ((uintptr_t)piece + HUGE_PAGE - 1) / HUGE_PAGE * HUGE_PAGE;
    const uintptr_t end = ((uintptr_t)piece + size) / HUGE_PAGE * HUGE_PAGE;
    if (begin < end) (void)madvise((void *)begin, end - begin, MADV_HUGEPAGE);
#else
    (void)piece;
    (void)size;
#endif
}

void *tf_get(const twofold_context *context, size_t size)
{
    if (!usable(context) || context->reallocate == NULL) {
        void *zeroed = calloc(1, held(size));
        if (zeroed != NULL && size >= 2 * HUGE_PAGE) wish_huge_pages(zeroed, size);
        return zeroed;
    }
    void *piece = reallocate(context, NULL, 0, held(size));
    if (piece != NULL) memset(piece, 0, held(size));
    return piece;
}

void *tf_get_array(const twofold_context *context, size_t count, size_t size)
{
    if (size > 0 && count > SIZE_MAX / size) return NULL;
    return tf_get(context, count * size);
}

void *tf_resize(const twofold_context *context, void *old, size_t old_size, size_t new_size)
{
    if (old == NULL) return tf_get(context, new_size);
    char *piece = reallocate(context, old, held(old_size), held(new_size));
    if (piece != NULL && new_size > old_size) memset(piece + old_size, 0, new_size - old_size);
    return piece;
}

void tf_put(const twofold_context *context, void *piece, size_t size)
{
    if (piece != NULL) reallocate(context, piece, held(size), 0);
}

void *tf_grow(const twofold_context *context, void *items, size_t *capacity, size_t needed,
              size_t item_size)
{
    if (items != NULL && needed <= *capacity) return items;
    size_t room = *capacity > SIZE_MAX / 2 ? needed : 2 * *capacity;
    if (room < 8) room = 8;
    if (room < needed) room = needed;
    if (item_size > 0 && room > SIZE_MAX / item_size) return NULL;
    void *more = tf_resize(context, items, *capacity * item_size, room * item_size);
    if (more != NULL) *capacity = room;
    return more;
}

/* ---- Arena ---- */

enum {
    ALIGNMENT = 16,
    FIRST_BLOCK = 4096,
    LAST_BLOCK = 1 << 20,
    MOST_EXPECTED = 1 << 26,
    BYTES_AT_ONCE = 1024
};

struct tf_arena_block {
    struct tf_arena_block *next;
    size_t size; /* as allocated */
};

void tf_arena_init(struct tf_arena *arena, const twofold_context *context)
{
    *arena = (struct tf_arena){.context = tf_context(context), .block_size = FIRST_BLOCK};
}

void tf_arena_expect(struct tf_arena *arena, size_t size)
{
    const size_t most = size < MOST_EXPECTED ? size : MOST_EXPECTED;
    if (most > arena->block_size) arena->block_size = most / ALIGNMENT * ALIGNMENT;
}

/* A block with room for `size` aligned bytes, whatever the allocator's own alignment; it joins the
 * list. *start is where they begin. */
static bool add_block(struct tf_arena *arena, size_t size, char **start)
{
    const size_t extra = sizeof(struct tf_arena_block) + ALIGNMENT;
    if (size > SIZE_MAX - extra) return false;
    struct tf_arena_block *block = tf_get(&arena->context, size + extra);
    if (block == NULL) return false;
    block->size = size + extra;
    block->next = arena->blocks;
    arena->blocks = block;
    char *after = (char *)(block + 1);
    *start = after + (ALIGNMENT - (uintptr_t)after % ALIGNMENT) % ALIGNMENT;
    return true;
}

void *tf_arena_get(struct tf_arena *arena, size_t size)
{
    if (size > SIZE_MAX - ALIGNMENT) return NULL;
    size_t rounded = (held(size) + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    if (rounded > arena->left) {
        char *start;
        /* A large piece gets a block of its own, and the current block's rest stays in use. */
        if (rounded > arena->block_size / 4)
            return add_block(arena, rounded, &start) ? start : NULL;
        if (!add_block(arena, arena->block_size, &start)) return NULL;
        arena->next = start;
        arena->left = arena->block_size;
        arena->block_size = arena->block_size < LAST_BLOCK ? 2 * arena->block_size : LAST_BLOCK;
    }
    void *piece = arena->next; /* blocks come zeroed, and no piece is used twice */
    arena->next += rounded;
    arena->left -= rounded;
    return piece;
}

void *tf_arena_get_array(struct tf_arena *arena, size_t count, size_t size)
{
    if (size > 0 && count > SIZE_MAX / size) return NULL;
    return tf_arena_get(arena, count * size);
}

char *tf_arena_bytes(struct tf_arena *arena, size_t size)
{
    if (size > BYTES_AT_ONCE / 8) return tf_arena_get(arena, size);
    if (size > arena->bytes_left) {
        char *more = tf_arena_get(arena, BYTES_AT_ONCE);
        if (more == NULL) return NULL;
        arena->bytes = more;
        arena->bytes_left = BYTES_AT_ONCE;
    }
    char *piece = arena->bytes;
    arena->bytes += size;
    arena->bytes_left -= size;
    return piece;
}

char *tf_arena_text(struct tf_arena *arena, const char *bytes, size_t size)
{
    char *copy = size < SIZE_MAX ? tf_arena_bytes(arena, size + 1) : NULL;
    if (copy != NULL && size > 0) memcpy(copy, bytes, size);
    return copy;
}

void tf_arena_clear(struct tf_arena *arena)
{
    struct tf_arena_block *block = arena->blocks;
    while (block != NULL) {
        struct tf_arena_block *next = block->next;
        tf_put(&arena->context, block, block->size);
        block = next;
    }
    *arena = (struct tf_arena){.context = arena->context, .block_size = FIRST_BLOCK};
}
