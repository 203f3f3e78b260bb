/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "base/decimal.h"
#include "base/text.h"

enum { PLAIN_ABOVE = -6, PLAIN_BELOW = 21, MOST_DECIMALS = 400 };

bool twofold_double_parse(const char *text, size_t size, double *value)
{
    struct tf_decimal decimal;
    if (size == 0) return false;
    size_t sign = text[0] == '-' || text[0] == '+' ? 1 : 0;
    size_t read = tf_decimal_read(&decimal, text + sign, size - sign, false, NULL, NULL);
    if (read == 0 || sign + read != size) return false;
    decimal.negative = sign > 0 && text[0] == '-';
    double result = tf_decimal_double(&decimal);
    if (isinf(result)) return false;
    *value = result;
    return true;
}

/* "inf" and "-inf", nothing for NaN; false for a finite value. */
static bool write_special(struct tf_buffer *buffer, double value)
{
    if (isinf(value)) tf_buffer_say(buffer, value < 0 ? "-inf" : "inf");
    return !isfinite(value);
}

static void add_digits(struct tf_buffer *buffer, const struct tf_decimal *d, int from, int to)
{
    for (int i = from; i < to; i++)
        tf_buffer_char(buffer, i >= 0 && i < d->count ? (char)('0' + d->digits[i]) : '0');
}

/* "1234.5", "0.001", "100" with at least so many decimals. */
static void add_plain(struct tf_buffer *buffer, const struct tf_decimal *d, int decimals)
{
    if (d->point <= 0) tf_buffer_char(buffer, '0');
    add_digits(buffer, d, 0, d->point);
    int last = d->point + decimals;
    if (last < d->count) last = d->count;
    if (last <= d->point) return;
    tf_buffer_char(buffer, '.');
    add_digits(buffer, d, d->point, last);
}

/* "1.5e-9" */
static void add_scientific(struct tf_buffer *buffer, const struct tf_decimal *d)
{
    add_digits(buffer, d, 0, 1);
    if (d->count > 1) tf_buffer_char(buffer, '.');
    add_digits(buffer, d, 1, d->count);
    tf_buffer_char(buffer, 'e');
    tf_buffer_integer(buffer, d->point - 1, 1);
}

void tf_decimal_write(const struct tf_decimal *decimal, struct tf_buffer *buffer)
{
    if (decimal->negative) tf_buffer_char(buffer, '-');
    if (decimal->count == 0 || (decimal->point > PLAIN_ABOVE && decimal->point <= PLAIN_BELOW))
        add_plain(buffer, decimal, 0);
    else
        add_scientific(buffer, decimal);
}

size_t twofold_double_write(double value, char *buffer, size_t size)
{
    struct tf_buffer out = tf_buffer_of(buffer, size);
    if (!write_special(&out, value)) {
        struct tf_decimal decimal;
        tf_decimal_shortest(&decimal, value);
        tf_decimal_write(&decimal, &out);
    }
    return tf_buffer_end(&out);
}

size_t twofold_fixed_write(double value, int decimals, twofold_rounding rounding, char *buffer,
                           size_t size)
{
    struct tf_buffer out = tf_buffer_of(buffer, size);
    if (!write_special(&out, value)) {
        if (decimals > MOST_DECIMALS) decimals = MOST_DECIMALS;
        if (decimals < -MOST_DECIMALS) decimals = -MOST_DECIMALS;
        struct tf_decimal decimal;
        tf_decimal_shortest(&decimal, value);
        tf_decimal_round(&decimal, decimals, rounding);
        if (decimal.negative && decimal.count > 0) tf_buffer_char(&out, '-');
        add_plain(&out, &decimal, decimals > 0 ? decimals : 0);
    }
    return tf_buffer_end(&out);
}
