/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers by the thousand, and units by themselves ("unit: visits"). */
#ifndef TF_BASE_NUMBER_H
#define TF_BASE_NUMBER_H

#include "base/units.h"
#include "twofold/base.h"

/* What stands behind the digits of a number. */
struct tf_number_tail {
    twofold_mark mark;
    bool multiplied;
    int multiplier; /* power of ten of its own, outside the unit */
    twofold_unit unit;
    struct tf_scale scale;
};

/* Tails read lately, by their text: a plan has many numbers and few units. Begins as zeros. */
enum { TF_MEMO_TAILS = 64, TF_MEMO_TEXT = 22 };
struct tf_number_memo {
    struct tf_number_known {
        bool used;
        unsigned char size;
        char text[TF_MEMO_TEXT];
        struct tf_number_tail tail;
    } known[TF_MEMO_TAILS];
};

/* twofold_number_parse for a reader of many numbers; memo NULL: without. */
twofold_fault_code tf_number_parse(struct tf_number_memo *memo, const char *text, size_t size,
                                   twofold_number *number);
/* A unit as written, with multipliers: "万元/亩", "vehicles/year", "" (PLAIN). BAD_UNIT if it
 * cannot be read; outputs untouched then. *scale (may be NULL): base units in one of it. */
twofold_fault_code tf_unit_parse(const char *text, size_t size, twofold_unit *unit, double *scale);
/* The base unit's words, "CNY/mu" or 元/亩, "persons", "" for PLAIN and SHARE. snprintf's rules. */
size_t tf_unit_write(const twofold_unit *unit, twofold_lang lang, char *buffer, size_t size);
/* Same dimensions and names. */
bool tf_unit_same(const twofold_unit *a, const twofold_unit *b);

#endif
