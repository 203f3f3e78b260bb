/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nearest.h"

#include <stdint.h>
#include <string.h>

enum { LONGEST = 64 };

/* Code points, ASCII letters folded; the words come from argv and from plans. Longer ones are cut.
 */
static size_t decode(const char *word, uint32_t points[LONGEST])
{
    size_t count = 0;
    for (; *word != '\0' && count < LONGEST; word++) {
        const unsigned char byte = (unsigned char)*word;
        if (count > 0 && (byte & 0xC0) == 0x80)
            points[count - 1] = points[count - 1] << 6 | byte;
        else
            points[count++] = byte >= 'A' && byte <= 'Z' ? byte + 32u : byte;
    }
    return count;
}

static size_t least(size_t a, size_t b) { return a < b ? a : b; }

/* Insert, delete, replace, swap of neighbours: one step each. */
static size_t distance(const char *from, const char *to, size_t *longer)
{
    uint32_t a[LONGEST], b[LONGEST];
    size_t rows[3][LONGEST + 1];
    size_t *before = rows[0], *above = rows[1], *row = rows[2];
    const size_t a_count = decode(from, a), b_count = decode(to, b);
    for (size_t j = 0; j <= b_count; j++) above[j] = j;
    for (size_t i = 1; i <= a_count; i++) {
        row[0] = i;
        for (size_t j = 1; j <= b_count; j++) {
            row[j] = least(above[j - 1] + (a[i - 1] != b[j - 1]), least(above[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = least(row[j], before[j - 2] + 1);
        }
        size_t *const oldest = before;
        before = above;
        above = row;
        row = oldest;
    }
    *longer = a_count > b_count ? a_count : b_count;
    return above[b_count];
}

struct nearest nearest_to(const char *word) { return (struct nearest){.word = word}; }

void nearest_try(struct nearest *nearest, const char *candidate, const char *stands_for)
{
    size_t longer;
    const size_t steps = distance(nearest->word, candidate, &longer);
    const size_t allowed = longer / 3 < 1 ? 1 : least(longer / 3, 3);
    if (steps > allowed || steps >= longer) return;
    if (nearest->found != NULL && steps >= nearest->steps) return;
    nearest->found = stands_for;
    nearest->steps = steps;
}
