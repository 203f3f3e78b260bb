/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of units, and how one is read from its words. */
#ifndef TF_BASE_UNITS_H
#define TF_BASE_UNITS_H

#include "twofold/base.h"

enum { TF_UNIT_WORDS = 12 };

/* One unit. words: English plural, English singular, Chinese, then whatever else people write. The
 * first word is also the name in a twofold_unit (of money and counts). Base units in one of it are
 * times / over x 10^power. a_year: how many of it make a year, for flows; 0: no flow is per this.
 */
struct tf_unit_row {
    twofold_dimension dimension;
    unsigned times, over;
    int power;
    unsigned a_year;
    const char *words[TF_UNIT_WORDS];
};

/* Base units in one written unit. */
struct tf_scale {
    uint64_t times, over; /* at most some millions */
    int power;
};

/* A word of the table, NULL if there is none. */
const struct tf_unit_row *tf_unit_find(const char *word, size_t size);
/* The base row of a dimension and a name ("CNY", "vehicles", "" elsewhere); NULL if the name is a
 * user's own word. */
const struct tf_unit_row *tf_unit_base(twofold_dimension dimension, const char *name);
/* A multiplier at the front (千, M, billion): bytes read, 0 if there is none; *power its exponent.
 */
size_t tf_multiplier_read(const char *text, size_t size, int *power);
/* Reads a unit: "元/亩", "vehicles a year", "" (PLAIN), "/month". Multipliers in it belong to the
 * scale; one at the front only if `multiplied` allows it: not behind a number, of which it was read
 * already ("5 M k" is none). Outputs untouched on failure (BAD_UNIT). */
twofold_fault_code tf_unit_read(const char *text, size_t size, bool multiplied, twofold_unit *unit,
                                struct tf_scale *scale);
/* The sign of a currency in front of a number ($, ¥, US$): bytes read, 0 if there is none. */
size_t tf_currency_sign(const char *text, size_t size);
/* The word of a unit's dimension, or of what it is per, for a language. */
const char *tf_unit_word(twofold_dimension dimension, const char *name, twofold_lang lang,
                         bool singular);

#endif
