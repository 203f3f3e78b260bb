/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan/files.h"

#include "base/text.h"
#include "table/csv.h"

#include <stdatomic.h>
#include <string.h>

/* A table that several trees have. Its own context made it and frees it. */
struct shared {
    atomic_size_t references;
    twofold_csv *csv;
};

struct tf_file {
    struct tf_file *next;
    const char *name;      /* in the tree's arena */
    struct shared *shared; /* NULL: it could not be read, and that was said */
};

static void release(struct shared *shared)
{
    if (shared == NULL) return;
    if (atomic_fetch_sub_explicit(&shared->references, 1, memory_order_acq_rel) != 1) return;
    const twofold_context context = shared->csv->context;
    twofold_csv_free(shared->csv);
    tf_put(&context, shared, sizeof *shared);
}

static struct tf_file *find(const struct tf_tree *tree, const char *name)
{
    struct tf_file *file = tree->files.first;
    while (file != NULL && strcmp(file->name, name) != 0) file = file->next;
    return file;
}

const twofold_csv *tf_files_find(const struct tf_tree *tree, const char *name)
{
    const struct tf_file *file = find(tree, name);
    return file != NULL && file->shared != NULL ? file->shared->csv : NULL;
}

/* Takes a reference over, also on failure. */
static twofold_status add(struct tf_tree *tree, const char *name, struct shared *shared)
{
    struct tf_file *file = tf_arena_get(&tree->arena, sizeof *file);
    const char *kept = tf_arena_text(&tree->arena, name, strlen(name));
    if (file == NULL || kept == NULL) {
        release(shared);
        return TWOFOLD_E_MEMORY;
    }
    *file = (struct tf_file){tree->files.first, kept, shared};
    tree->files.first = file;
    return TWOFOLD_OK;
}

void tf_files_open(struct tf_tree *tree, twofold_reader read, void *user, size_t most)
{
    tree->files.read = read;
    tree->files.user = user;
    tree->files.left = most;
}

void tf_files_close(struct tf_tree *tree) { tree->files.read = NULL; }

twofold_status tf_files_copy(struct tf_tree *into, const struct tf_tree *from)
{
    tf_files_open(into, from->files.read, from->files.user, from->files.left);
    for (const struct tf_file *file = from->files.first; file != NULL; file = file->next) {
        if (file->shared != NULL)
            atomic_fetch_add_explicit(&file->shared->references, 1, memory_order_relaxed);
        const twofold_status status = add(into, file->name, file->shared);
        if (status != TWOFOLD_OK) return status;
    }
    return TWOFOLD_OK;
}

void tf_files_free(struct tf_tree *tree)
{
    for (struct tf_file *file = tree->files.first; file != NULL; file = file->next)
        release(file->shared);
    tree->files.first = NULL;
}

/* ---- Reading ---- */

/* What a reader writes into. */
struct taken {
    struct tf_text text;
    size_t most;
    bool too_large;
};

static bool take(void *user, const char *bytes, size_t size)
{
    struct taken *taken = user;
    taken->too_large = taken->too_large || size > taken->most - taken->text.size;
    return !taken->too_large && tf_text_add(&taken->text, bytes, size);
}

static twofold_status say_unreadable(struct tf_node *named, twofold_status why,
                                     twofold_faults *faults)
{
    char path[512];
    const char *expected = why == TWOFOLD_OK            ? "a plan loaded from a file, or a reader"
                           : why == TWOFOLD_E_NOT_FOUND ? "a file in the plan's folder"
                           : why == TWOFOLD_E_ARGUMENT
                               ? "a path below the plan's folder, without .. and links"
                               : "a file that can be read";
    (void)tf_node_path(named, path, sizeof path);
    tf_node_bad(named);
    return tf_faults_add(faults, TWOFOLD_FAULT_NO_FILE, named->line, named->column, path,
                         named->text, expected, "");
}

static twofold_status say_too_large(struct tf_node *named, size_t most, twofold_faults *faults)
{
    char path[512], text[48];
    struct tf_buffer buffer = tf_buffer_of(text, sizeof text);
    tf_buffer_integer(&buffer, (int64_t)most, 1);
    tf_buffer_say(&buffer, " bytes");
    (void)tf_buffer_end(&buffer);
    (void)tf_node_path(named, path, sizeof path);
    tf_node_bad(named);
    return tf_faults_add(faults, TWOFOLD_FAULT_TOO_LARGE, named->line, named->column, path,
                         named->text, text, "");
}

/* The bytes of a file, or a fault at the node. *had tells which. */
static twofold_status read_bytes(struct tf_tree *tree, struct tf_node *named,
                                 twofold_faults *faults, struct taken *taken, bool *had)
{
    *had = false;
    if (tree->files.read == NULL) return say_unreadable(named, TWOFOLD_OK, faults);
    const twofold_status status = tree->files.read(tree->files.user, named->text, take, taken);
    if (taken->text.failed) return TWOFOLD_E_MEMORY;
    if (taken->too_large) return say_too_large(named, tree->files.left, faults);
    *had = status == TWOFOLD_OK;
    if (*had || status == TWOFOLD_E_MEMORY || status == TWOFOLD_E_CANCELLED) return status;
    return say_unreadable(named, status, faults);
}

static twofold_status read_table(struct tf_tree *tree, struct tf_node *named,
                                 twofold_faults *faults, struct shared **shared)
{
    const twofold_context *context = &tree->arena.context;
    struct taken taken = {.most = tree->files.left};
    twofold_csv *csv = NULL;
    bool had;
    tf_text_init(&taken.text, context);
    twofold_status status = read_bytes(tree, named, faults, &taken, &had);
    if (status == TWOFOLD_OK && had) {
        tree->files.left -= taken.text.size;
        const twofold_csv_options options = {.struct_size = sizeof options, .file = named->text};
        status = tf_csv_read(taken.text.bytes, taken.text.size, &options, context, faults, &csv);
    }
    tf_text_clear(&taken.text);
    if (status == TWOFOLD_E_TEXT) {
        tf_node_bad(named);
        return TWOFOLD_OK;
    }
    if (status != TWOFOLD_OK || csv == NULL) return status;
    struct shared *made = tf_get(context, sizeof *made);
    if (made == NULL) {
        twofold_csv_free(csv);
        return TWOFOLD_E_MEMORY;
    }
    atomic_init(&made->references, 1);
    made->csv = csv;
    *shared = made;
    return TWOFOLD_OK;
}

twofold_status tf_files_table(struct tf_tree *tree, struct tf_node *named, twofold_faults *faults,
                              const twofold_csv **table)
{
    *table = NULL;
    if (find(tree, named->text) == NULL) {
        struct shared *shared = NULL;
        twofold_status status = read_table(tree, named, faults, &shared);
        if (status == TWOFOLD_OK) status = add(tree, named->text, shared);
        if (status != TWOFOLD_OK) return status;
    }
    *table = tf_files_find(tree, named->text);
    return TWOFOLD_OK;
}
