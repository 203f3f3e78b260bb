/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan/scalar.h"

#include <string.h>

/* Code points that stand for themselves in a text: YAML's printable ones, without what breaks lines
 * or is lost in reading. */
static bool is_plain_code(uint32_t code)
{
    if (code < 0x20 || (code >= 0x7F && code < 0xA0)) return false;
    if (code == 0x2028 || code == 0x2029 || code == 0xFEFF) return false;
    return code <= 0xD7FF || (code >= 0xE000 && code != 0xFFFE && code != 0xFFFF);
}

static bool begins_plain(const char *text, size_t size)
{
    if (strchr(",[]{}#&*!|>'\"%@`?:=<", text[0]) != NULL) return false;
    /* "-5%" is a text, "- 5" an item, "---" a document. */
    return text[0] != '-' || (size > 1 && text[1] != ' ' && text[1] != '-');
}

static bool is_plain(const char *text, size_t size, bool in_flow)
{
    if (size == 0 || text[0] == ' ' || text[size - 1] == ' ' || text[size - 1] == ':') return false;
    if (!begins_plain(text, size) || (size >= 3 && memcmp(text, "...", 3) == 0)) return false;
    for (size_t at = 0; at < size;) {
        const size_t here = at;
        const uint32_t code = tf_utf8_next(text, size, &at);
        if (!is_plain_code(code)) return false;
        if (code == ':' && (at == size || text[at] == ' ' || in_flow)) return false;
        if (code == '#' && here > 0 && text[here - 1] == ' ') return false;
        if (in_flow && code < 0x80 && strchr(",[]{}?", (int)code) != NULL) return false;
    }
    return true;
}

static void write_hex(struct tf_out *out, uint32_t code, unsigned digits)
{
    while (digits-- > 0) tf_out_char(out, "0123456789abcdef"[code >> (4 * digits) & 15]);
}

static void write_escaped(struct tf_out *out, uint32_t code)
{
    switch (code) {
    case '\n': tf_out_say(out, "\\n"); break;
    case '\t': tf_out_say(out, "\\t"); break;
    case '\r': tf_out_say(out, "\\r"); break;
    default:
        tf_out_say(out, code < 0x100 ? "\\x" : code < 0x10000 ? "\\u" : "\\U");
        write_hex(out, code, code < 0x100 ? 2 : code < 0x10000 ? 4 : 8);
    }
}

static void write_quoted(struct tf_out *out, const char *text, size_t size)
{
    tf_out_char(out, '"');
    for (size_t at = 0; at < size;) {
        const size_t from = at;
        const uint32_t code = tf_utf8_next(text, size, &at);
        if (!is_plain_code(code)) {
            write_escaped(out, code);
        } else {
            if (code == '"' || code == '\\') tf_out_char(out, '\\');
            tf_out_add(out, text + from, at - from);
        }
    }
    tf_out_char(out, '"');
}

void tf_scalar_write(struct tf_out *out, const char *text, size_t size, bool in_flow)
{
    if (is_plain(text, size, in_flow))
        tf_out_add(out, text, size);
    else
        write_quoted(out, text, size);
}
