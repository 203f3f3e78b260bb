/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exact decimal numbers: what text is read into before the one conversion to a double, and what a
 * double is turned into before it is written. No locale, no memory, no libm. */
#ifndef TF_BASE_DECIMAL_H
#define TF_BASE_DECIMAL_H

#include "twofold/base.h"

/* 767 digits decide any double, and a shift needs some room beside them. */
#define TF_DECIMAL_DIGITS 800

/* ± 0.d1 d2 d3 … x 10^point; no leading or trailing zeros, count 0 is zero. Digits are 0 to 9. */
struct tf_decimal {
    bool negative;
    bool truncated; /* digits other than 0 were dropped at the end */
    int count;
    int point;
    unsigned char digits[TF_DECIMAL_DIGITS];
};

/* Reads digits with at most one point between them and an exponent ("1.5", "1.2e6"; no sign) from
 * the front of a text; strict wants digits on both sides of the point. Returns the bytes read, 0 if
 * there is no number. *decimals and *exponent (may be NULL) get the digits after the point, the
 * exponent. */
size_t tf_decimal_read(struct tf_decimal *decimal, const char *text, size_t size, bool strict,
                       int *decimals, int *exponent);
/* Times 10^power, exact. */
void tf_decimal_shift10(struct tf_decimal *decimal, int power);
/* Times a whole number from 1 to 2^60, exact (but for more than 800 digits). */
void tf_decimal_times(struct tf_decimal *decimal, uint64_t factor);
/* Over a whole number from 1 to 2^60, to 800 digits and the knowledge whether more follow. */
void tf_decimal_over(struct tf_decimal *decimal, uint64_t divisor);
/* The nearest double, ties to even; infinite on overflow. */
double tf_decimal_double(const struct tf_decimal *decimal);
/* 10^power, exact, for 0 to 22. */
double tf_power_of_ten(int power);
/* The shortest decimal that reads back to this finite double; of several the nearest one. */
void tf_decimal_shortest(struct tf_decimal *decimal, double value);
/* Rounds to so many digits after the point (negative: to tens, hundreds, …). */
void tf_decimal_round(struct tf_decimal *decimal, int decimals, twofold_rounding rounding);

struct tf_buffer;
/* In plain notation from 1e-6 to below 1e21, else scientific. */
void tf_decimal_write(const struct tf_decimal *decimal, struct tf_buffer *buffer);

#endif
