/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text in the making: a growing one, one in a caller's buffer (snprintf's rules), one into a sink;
 * and UTF-8. */
#ifndef TF_BASE_TEXT_H
#define TF_BASE_TEXT_H

#include "twofold/base.h"

#include <string.h>

/* ---- A growing text. Failure sticks: add all, then look at `failed` once. ---- */

struct tf_text {
    twofold_context context;
    char *bytes; /* terminated once anything was added; else NULL */
    size_t size; /* without the terminator */
    size_t capacity;
    bool failed;
};

void tf_text_init(struct tf_text *text, const twofold_context *context);
bool tf_text_add(struct tf_text *text, const char *bytes, size_t size);
bool tf_text_say(struct tf_text *text, const char *words); /* a terminated string */
bool tf_text_char(struct tf_text *text, char c);
bool tf_text_code(struct tf_text *text, uint32_t code_point);
bool tf_text_double(struct tf_text *text, double value); /* shortest form */
bool tf_text_integer(struct tf_text *text, int64_t value);
/* Hands the bytes over (never NULL unless it failed), and the capacity to give to tf_put; the text
 * is empty afterwards. NULL if any addition failed; nothing is left to free then. */
char *tf_text_steal(struct tf_text *text, size_t *capacity);
/* Frees; as after init. */
void tf_text_clear(struct tf_text *text);

/* ---- A text in a caller's buffer, by snprintf's rules; a cut never splits a code point. ---- */

struct tf_buffer {
    char *bytes; /* may be NULL if size is 0 */
    size_t size;
    size_t length; /* of the whole text, also of what did not fit */
};

struct tf_buffer tf_buffer_of(char *bytes, size_t size);
void tf_buffer_add(struct tf_buffer *buffer, const char *bytes, size_t size);
void tf_buffer_say(struct tf_buffer *buffer, const char *words);
void tf_buffer_char(struct tf_buffer *buffer, char c);
void tf_buffer_double(struct tf_buffer *buffer, double value);
/* Decimal, padded with zeros to so many digits. */
void tf_buffer_integer(struct tf_buffer *buffer, int64_t value, int digits);
/* Terminates and returns the length, as snprintf does. */
size_t tf_buffer_end(struct tf_buffer *buffer);

/* ---- A text into a sink, in pieces of some KB. Failure sticks. ---- */

struct tf_out {
    twofold_sink sink;
    void *user;
    bool failed;
    size_t used;
    char bytes[4096];
};

void tf_out_init(struct tf_out *out, twofold_sink sink, void *user);
void tf_out_add(struct tf_out *out, const char *bytes, size_t size);
void tf_out_say(struct tf_out *out, const char *words);
void tf_out_char(struct tf_out *out, char c);
void tf_out_repeat(struct tf_out *out, char c, size_t count);
void tf_out_double(struct tf_out *out, double value); /* shortest form */
/* Hands over what is left: TWOFOLD_OK or TWOFOLD_E_OUTPUT. */
twofold_status tf_out_end(struct tf_out *out);

/* ---- UTF-8 ---- */

#define TF_BAD_CODE 0xFFFFFFFFu

/* Well-formed: no overlong forms, no surrogates, nothing above U+10FFFF. *bad (may be NULL) gets
 * the offset of the first wrong byte. */
bool tf_utf8_valid(const char *bytes, size_t size, size_t *bad);
/* The code point at *at, which moves past it; TF_BAD_CODE for a wrong byte (moves by one). Call
 * only with *at < size. */
uint32_t tf_utf8_next(const char *bytes, size_t size, size_t *at);
/* Bytes of a code point (1 to 4), 0 if it is none. */
size_t tf_utf8_put(uint32_t code_point, char bytes[4]);
/* The longest prefix of at most `limit` bytes that does not split a code point. */
size_t tf_utf8_cut(const char *bytes, size_t size, size_t limit);
/* A letter of any script; not digits, punctuation, symbols or spaces. */
bool tf_is_letter(uint32_t code_point);
/* A blank: ASCII blanks, no-break and ideographic spaces. */
bool tf_is_blank(uint32_t code_point);
/* Bytes that a blank can begin and end with: ASCII, U+00A0 is C2 A0, U+3000 is E3 80 80. */
static inline bool tf_may_begin_blank(char byte)
{
    const unsigned char b = (unsigned char)byte;
    return b <= ' ' || b == 0xC2 || b == 0xE3;
}
static inline bool tf_may_end_blank(char byte)
{
    const unsigned char b = (unsigned char)byte;
    return b <= ' ' || b == 0xA0 || b == 0x80;
}
/* Whether bytes are a word. Most differ in the first one, and every id is held against many. */
static inline bool tf_text_is(const char *bytes, size_t size, const char *word)
{
    if (size == 0) return word[0] == '\0';
    return bytes[0] == word[0] && strlen(word) == size && memcmp(bytes, word, size) == 0;
}
void tf_trim_blanks(const char **bytes, size_t *size);
/* Skips blanks at both ends. Most texts have none, and loading a plan trims a million. */
static inline void tf_trim(const char **bytes, size_t *size)
{
    if (*size > 0 && (tf_may_begin_blank((*bytes)[0]) || tf_may_end_blank((*bytes)[*size - 1])))
        tf_trim_blanks(bytes, size);
}

#endif
