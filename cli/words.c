/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "words.h"

#include <string.h>

const char *word(enum word which, twofold_lang lang)
{
    static const char *const words[WORD_COUNT][2] = {
#define X(name, en, zh) [WORD_##name] = {en, zh},
        WORDS(X)
#undef X
    };
    return words[which][lang == TWOFOLD_ZH];
}

void word_fill(char *buffer, size_t size, enum word which, twofold_lang lang, const char *a,
               const char *b, const char *c)
{
    const char *const fillings[] = {a, b, c};
    size_t length = 0;
    for (const char *at = word(which, lang); *at != '\0'; at++) {
        const char *piece = at;
        size_t piece_size = 1;
        if (at[0] == '%' && at[1] >= '1' && at[1] <= '3') {
            piece = fillings[*++at - '1'];
            piece = piece != NULL ? piece : "";
            piece_size = strlen(piece);
        }
        if (piece_size >= size - length) break;
        memcpy(buffer + length, piece, piece_size);
        length += piece_size;
    }
    buffer[length] = '\0';
}

void word_put(FILE *to, enum word which, twofold_lang lang, const char *a, const char *b,
              const char *c)
{
    const char *const fillings[] = {a, b, c};
    for (const char *at = word(which, lang); *at != '\0'; at++) {
        if (at[0] == '%' && at[1] >= '1' && at[1] <= '3') {
            const char *filling = fillings[*++at - '1'];
            fputs(filling != NULL ? filling : "", to);
        } else {
            putc(*at, to);
        }
    }
}

void word_count(FILE *to, enum word one, twofold_lang lang, size_t count, const char *b)
{
    char number[32];
    snprintf(number, sizeof number, "%zu", count);
    word_put(to, count == 1 ? one : one + 1, lang, number, b, NULL);
}
