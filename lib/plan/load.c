/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading a plan from a file, whole, and the files it names, which are in its folder or below. */
#define _POSIX_C_SOURCE 200809L
#include "base/memory.h"
#include "plan/yaml.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FIRST_PIECE 65536u

struct bytes {
    char *text;
    size_t size, capacity;
};

/* Reads to the end, but not beyond what the limit lets a plan be: one byte more is enough to
 * refuse. */
static twofold_status read_file(FILE *file, size_t most, const twofold_context *context,
                                struct bytes *bytes)
{
    for (;;) {
        if (bytes->size == bytes->capacity) {
            const size_t next = bytes->capacity == 0 ? FIRST_PIECE : bytes->capacity + 1;
            char *more = tf_grow(context, bytes->text, &bytes->capacity, next, 1);
            if (more == NULL) return TWOFOLD_E_MEMORY;
            bytes->text = more;
        }
        const size_t got = fread(bytes->text + bytes->size, 1, bytes->capacity - bytes->size, file);
        bytes->size += got;
        if (ferror(file)) return TWOFOLD_E_FILE;
        if (got == 0 || bytes->size > most) return TWOFOLD_OK;
    }
}

/* ---- Files that the plan names ---- */

enum { PART_SIZE = 256, PIECE_SIZE = 16384 };

/* The plan's own file, for its folder. */
struct beside {
    const twofold_context *context;
    const char *file;
};

static twofold_status why_not(int error)
{
    if (error == ENOENT) return TWOFOLD_E_NOT_FOUND;
    return error == ELOOP || error == ENOTDIR ? TWOFOLD_E_ARGUMENT : TWOFOLD_E_FILE;
}

/* The folder of a file; -1 with errno. */
static int open_folder(const struct beside *beside)
{
    const char *slash = strrchr(beside->file, '/');
    const size_t size = slash == NULL ? 0 : (size_t)(slash - beside->file) + 1;
    char *folder = tf_get(beside->context, size + 2);
    if (folder == NULL) {
        errno = ENOMEM;
        return -1;
    }
    memcpy(folder, size > 0 ? beside->file : ".", size > 0 ? size : 1);
    const int opened = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const int error = errno;
    tf_put(beside->context, folder, size + 2);
    errno = error;
    return opened;
}

/* The next part of a name; false if it is none that may be followed: nothing (so also a name that
 * begins with '/'), "..", too long. */
static bool next_part(const char **name, char part[PART_SIZE])
{
    const size_t size = strcspn(*name, "/");
    const bool upwards = size == 2 && memcmp(*name, "..", 2) == 0;
    if (size == 0 || size >= PART_SIZE || upwards) return false;
    memcpy(part, *name, size);
    part[size] = '\0';
    *name += size + ((*name)[size] == '/');
    return true;
}

/* Goes down part by part, so that no link is followed on the way. Takes the folder over. */
static twofold_status open_below(int folder, const char *name, int *file)
{
    char part[PART_SIZE];
    int at = folder;
    do {
        if (!next_part(&name, part)) {
            (void)close(at);
            return TWOFOLD_E_ARGUMENT;
        }
        const int kind =
            *name == '\0' ? O_NONBLOCK | O_NOCTTY : O_DIRECTORY; /* no waiting for pipes */
        const int below = openat(at, part, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | kind);
        const int error = errno;
        (void)close(at);
        if (below < 0) return why_not(error);
        at = below;
    } while (*name != '\0');
    *file = at;
    return TWOFOLD_OK;
}

static twofold_status copy_file(int file, twofold_sink sink, void *to)
{
    char piece[PIECE_SIZE];
    struct stat about;
    if (fstat(file, &about) != 0 || !S_ISREG(about.st_mode)) return TWOFOLD_E_FILE;
    for (;;) {
        const ssize_t got = read(file, piece, sizeof piece);
        if (got == 0) return TWOFOLD_OK;
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return TWOFOLD_E_FILE;
        if (!sink(to, piece, (size_t)got)) return TWOFOLD_E_OUTPUT;
    }
}

static twofold_status read_beside(void *user, const char *name, twofold_sink sink, void *to)
{
    int file;
    const int folder = open_folder(user);
    if (folder < 0) return errno == ENOMEM ? TWOFOLD_E_MEMORY : why_not(errno);
    twofold_status status = open_below(folder, name, &file);
    if (status != TWOFOLD_OK) return status;
    status = copy_file(file, sink, to);
    (void)close(file);
    return status;
}

twofold_status twofold_plan_load(const char *file, const twofold_limits *limits,
                                 const twofold_context *context, twofold_plan **plan,
                                 twofold_faults **faults)
{
    if (file == NULL || plan == NULL) return TWOFOLD_E_ARGUMENT;
    const twofold_context full = tf_context(context);
    struct bytes bytes = {NULL, 0, 0};
    FILE *stream = fopen(file, "rb");
    if (stream == NULL) return TWOFOLD_E_FILE;
    twofold_status status = read_file(stream, tf_limits(limits).bytes, &full, &bytes);
    (void)fclose(stream);
    if (status == TWOFOLD_OK) {
        struct beside beside = {&full, file};
        status = twofold_plan_parse_with(bytes.text, bytes.size, read_beside, &beside, limits,
                                         context, plan, faults);
    }
    tf_put(&full, bytes.text, bytes.capacity);
    return status;
}
