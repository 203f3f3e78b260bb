/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/text.h"

#include <string.h>

#include "base/memory.h"

enum { DOUBLE_SIZE = 32 }; /* "-2.2250738585072014e-308" has 24 */

/* The digits of an integer, at least so many; returns how many characters. */
static size_t write_integer(int64_t value, int digits, char out[48])
{
    char backwards[40];
    size_t count = 0, size = 0;
    uint64_t rest = value < 0 ? 0u - (uint64_t)value : (uint64_t)value;
    if (digits > 20) digits = 20;
    do {
        backwards[count++] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0 || (int)count < digits);
    if (value < 0) out[size++] = '-';
    while (count > 0) out[size++] = backwards[--count];
    return size;
}

/* ---- A growing text ---- */

void tf_text_init(struct tf_text *text, const twofold_context *context)
{
    *text = (struct tf_text){.context = tf_context(context)};
}

bool tf_text_add(struct tf_text *text, const char *bytes, size_t size)
{
    if (text->failed || size >= SIZE_MAX - text->size) {
        text->failed = true;
        return false;
    }
    char *more = tf_grow(&text->context, text->bytes, &text->capacity, text->size + size + 1, 1);
    if (more == NULL) {
        text->failed = true;
        return false;
    }
    text->bytes = more;
    if (size > 0) memcpy(text->bytes + text->size, bytes, size);
    text->size += size;
    text->bytes[text->size] = '\0';
    return true;
}

bool tf_text_say(struct tf_text *text, const char *words)
{
    return tf_text_add(text, words, strlen(words));
}

bool tf_text_char(struct tf_text *text, char c) { return tf_text_add(text, &c, 1); }

bool tf_text_code(struct tf_text *text, uint32_t code_point)
{
    char bytes[4];
    return tf_text_add(text, bytes, tf_utf8_put(code_point, bytes));
}

bool tf_text_double(struct tf_text *text, double value)
{
    char bytes[DOUBLE_SIZE];
    return tf_text_add(text, bytes, twofold_double_write(value, bytes, sizeof bytes));
}

bool tf_text_integer(struct tf_text *text, int64_t value)
{
    char bytes[48];
    return tf_text_add(text, bytes, write_integer(value, 1, bytes));
}

char *tf_text_steal(struct tf_text *text, size_t *capacity)
{
    tf_text_add(text, "", 0); /* an empty text is a piece too */
    char *bytes = text->bytes;
    if (text->failed) {
        tf_text_clear(text);
        return NULL;
    }
    *capacity = text->capacity;
    tf_text_init(text, &text->context);
    return bytes;
}

void tf_text_clear(struct tf_text *text)
{
    twofold_context context = text->context;
    tf_put(&context, text->bytes, text->capacity);
    *text = (struct tf_text){.context = context};
}

/* ---- A text in a caller's buffer ---- */

struct tf_buffer tf_buffer_of(char *bytes, size_t size)
{
    return (struct tf_buffer){.bytes = bytes, .size = size};
}

void tf_buffer_add(struct tf_buffer *buffer, const char *bytes, size_t size)
{
    if (buffer->length < buffer->size) {
        size_t room = buffer->size - buffer->length;
        if (size > 0) memcpy(buffer->bytes + buffer->length, bytes, size < room ? size : room);
    }
    buffer->length += size;
}

void tf_buffer_say(struct tf_buffer *buffer, const char *words)
{
    tf_buffer_add(buffer, words, strlen(words));
}

void tf_buffer_char(struct tf_buffer *buffer, char c) { tf_buffer_add(buffer, &c, 1); }

void tf_buffer_double(struct tf_buffer *buffer, double value)
{
    char bytes[DOUBLE_SIZE];
    tf_buffer_add(buffer, bytes, twofold_double_write(value, bytes, sizeof bytes));
}

void tf_buffer_integer(struct tf_buffer *buffer, int64_t value, int digits)
{
    char bytes[48];
    tf_buffer_add(buffer, bytes, write_integer(value, digits, bytes));
}

size_t tf_buffer_end(struct tf_buffer *buffer)
{
    if (buffer->size > 0) {
        size_t end = buffer->length;
        if (end >= buffer->size) end = tf_utf8_cut(buffer->bytes, buffer->size, buffer->size - 1);
        buffer->bytes[end] = '\0';
    }
    return buffer->length;
}

/* ---- A text into a sink ---- */

void tf_out_init(struct tf_out *out, twofold_sink sink, void *user)
{
    out->sink = sink;
    out->user = user;
    out->failed = false;
    out->used = 0;
}

static void hand_over(struct tf_out *out)
{
    if (!out->failed && out->used > 0) out->failed = !out->sink(out->user, out->bytes, out->used);
    out->used = 0;
}

void tf_out_add(struct tf_out *out, const char *bytes, size_t size)
{
    while (size > 0 && !out->failed) {
        size_t room = sizeof out->bytes - out->used;
        size_t part = size < room ? size : room;
        memcpy(out->bytes + out->used, bytes, part);
        out->used += part;
        bytes += part;
        size -= part;
        if (out->used == sizeof out->bytes) hand_over(out);
    }
}

void tf_out_say(struct tf_out *out, const char *words) { tf_out_add(out, words, strlen(words)); }

void tf_out_char(struct tf_out *out, char c) { tf_out_add(out, &c, 1); }

void tf_out_repeat(struct tf_out *out, char c, size_t count)
{
    for (; count > 0 && !out->failed; count--) tf_out_char(out, c);
}

void tf_out_double(struct tf_out *out, double value)
{
    char bytes[DOUBLE_SIZE];
    tf_out_add(out, bytes, twofold_double_write(value, bytes, sizeof bytes));
}

twofold_status tf_out_end(struct tf_out *out)
{
    hand_over(out);
    return out->failed ? TWOFOLD_E_OUTPUT : TWOFOLD_OK;
}
