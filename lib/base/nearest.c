/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/nearest.h"

#include <string.h>

#include "base/text.h"

enum { LONGEST = 64 }; /* code points; longer words are near nothing */

/* Code points of a word, letters folded; LONGEST + 1 if there are more than fit. */
static size_t decode(const char *word, size_t size, uint32_t points[LONGEST])
{
    size_t count = 0;
    for (size_t at = 0; at < size; count++) {
        if (count == LONGEST) return LONGEST + 1;
        uint32_t code = tf_utf8_next(word, size, &at);
        points[count] = code >= 'A' && code <= 'Z' ? code + ('a' - 'A') : code;
    }
    return count;
}

static size_t least(size_t a, size_t b) { return a < b ? a : b; }

/* Optimal string alignment: insert, delete, replace, swap of neighbours, one each. */
static size_t distance(const uint32_t *a, size_t a_count, const uint32_t *b, size_t b_count)
{
    size_t rows[3][LONGEST + 1];
    size_t *before = rows[0], *above = rows[1], *row = rows[2];
    for (size_t j = 0; j <= b_count; j++) above[j] = j;
    for (size_t i = 1; i <= a_count; i++) {
        row[0] = i;
        for (size_t j = 1; j <= b_count; j++) {
            row[j] = above[j - 1] + (a[i - 1] != b[j - 1]);
            row[j] = least(row[j], least(above[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = least(row[j], before[j - 2] + 1);
        }
        size_t *oldest = before;
        before = above;
        above = row;
        row = oldest;
    }
    return above[b_count];
}

const char *tf_nearest(const char *word, size_t size, const char *const *words, size_t count)
{
    uint32_t points[LONGEST], others[LONGEST];
    size_t length = decode(word, size, points);
    if (length == 0 || length > LONGEST) return NULL;
    size_t limit = length / 3 < 1 ? 1 : least(length / 3, 3);
    const char *nearest = NULL;
    for (size_t i = 0; i < count; i++) {
        if (words[i] == NULL) continue;
        size_t other = decode(words[i], strlen(words[i]), others);
        if (other > LONGEST || other + limit < length || length + limit < other) continue;
        size_t steps = distance(points, length, others, other);
        if (steps > limit || steps >= (length > other ? length : other)) continue;
        nearest = words[i];
        if (steps == 0) break;
        limit = steps - 1; /* only what is nearer still */
    }
    return nearest;
}

size_t twofold_word_distance(const char *word, const char *candidate)
{
    uint32_t points[LONGEST], others[LONGEST];
    if (tf_nearest(word, strlen(word), &candidate, 1) == NULL) return SIZE_MAX;
    const size_t length = decode(word, strlen(word), points);
    return distance(points, length, others, decode(candidate, strlen(candidate), others));
}
