/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading a plan from a file, whole. */
#include "base/memory.h"
#include "plan/yaml.h"

#include <stdio.h>

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
        status = twofold_plan_parse(bytes.text, bytes.size, limits, context, plan, faults);
    }
    tf_put(&full, bytes.text, bytes.capacity);
    return status;
}
