/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cells as spreadsheet programs write them: "1,234.50", bare under a heading with a unit. */
#include "plan/tables.h"

#include "base/text.h"

#include <string.h>

static const char wide_blank[] = "\xE3\x80\x80", hard_blank[] = "\xC2\xA0";

static bool begins(const char *text, size_t size, const char *what)
{
    const size_t length = strlen(what);
    return size >= length && memcmp(text, what, length) == 0;
}

static bool ends(const char *text, size_t size, const char *what)
{
    const size_t length = strlen(what);
    return size >= length && memcmp(text + size - length, what, length) == 0;
}

void tf_cell_trim(const char **text, size_t *size)
{
    for (bool again = true; again;) {
        again = false;
        tf_trim(text, size);
        static const char *const blanks[] = {wide_blank, hard_blank};
        for (size_t i = 0; i < 2; i++) {
            const size_t length = strlen(blanks[i]);
            if (begins(*text, *size, blanks[i])) {
                *text += length;
                *size -= length;
                again = true;
            } else if (ends(*text, *size, blanks[i])) {
                *size -= length;
                again = true;
            }
        }
    }
}

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* Digits that stand at a place. */
static size_t digits_at(const char *text, size_t size, size_t at)
{
    size_t count = 0;
    while (at + count < size && is_digit(text[at + count])) count++;
    return count;
}

/* A number is grouped if at least one comma stands in it, three digits behind each, and one to
 * three before the first. *end is set behind its last group. */
static bool is_grouped(const char *text, size_t size, size_t at, size_t *end)
{
    const size_t first = digits_at(text, size, at);
    size_t groups = 0;
    if (first < 1 || first > 3) return false;
    for (at += first; at < size && text[at] == ','; groups++) {
        if (digits_at(text, size, at + 1) != 3) return false;
        at += 4;
    }
    *end = at;
    return groups > 0;
}

/* Copies a text without the commas of its grouped numbers; returns the length. */
static size_t drop_commas(const char *text, size_t size, char *out)
{
    size_t length = 0;
    for (size_t at = 0; at < size;) {
        size_t end = at + 1;
        const bool fresh = at == 0 || (!is_digit(text[at - 1]) && text[at - 1] != ',');
        if (!fresh || !is_grouped(text, size, at, &end)) end = at + 1;
        const bool grouped = end > at + 1;
        for (; at < end; at++) {
            if (!grouped || text[at] != ',') out[length++] = text[at];
        }
    }
    return length;
}

/* A number, a range or one with a mark, and no unit. */
static bool is_bare(const char *text, size_t size)
{
    bool any = false;
    if (begins(text, size, "约")) {
        text += strlen("约");
        size -= strlen("约");
    }
    for (size_t i = 0; i < size; i++) {
        if (!is_digit(text[i]) && strchr("+-.~", text[i]) == NULL) return false;
        any = any || is_digit(text[i]);
    }
    return any;
}

const char *tf_cell_number(struct tf_arena *arena, const char *text, size_t size, const char *unit,
                           size_t unit_size, size_t *length)
{
    char *out = tf_arena_get(arena, size + unit_size + 1);
    if (out == NULL) return NULL;
    size_t count = drop_commas(text, size, out);
    if (unit_size > 0 && is_bare(out, count)) {
        const bool at_least = out[count - 1] == '+'; /* stands behind the unit */
        count -= at_least;
        memcpy(out + count, unit, unit_size);
        count += unit_size;
        if (at_least) out[count++] = '+';
    }
    out[count] = '\0';
    *length = count;
    return out;
}
