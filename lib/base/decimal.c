/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A double is a whole number times a power of two, and a power of two is applied to a decimal by
 * schoolbook multiplication or division, digit by digit. That is exact and short; the usual cases
 * never come here because a product or quotient of two exact doubles is rounded once. */
#include "base/decimal.h"

#include <float.h>
#include <string.h>

enum {
    MANTISSA_BITS = 52,
    LEAST_EXPONENT = -1022,
    GREATEST_EXPONENT = 1023,
    BITS_A_STEP = 60, /* 10 * 2^60 fits 64 bits */
    MORE_DIGITS = 20, /* that a factor below 2^60 can add */
    FAR_EXPONENT = 100000
};

static const double powers_of_ten[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                       1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                       1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
enum { EXACT_POWERS = sizeof powers_of_ten / sizeof *powers_of_ten };

double tf_power_of_ten(int power) { return powers_of_ten[power]; }

static void trim(struct tf_decimal *d)
{
    while (d->count > 0 && d->digits[d->count - 1] == 0) d->count--;
    if (d->count == 0) d->point = 0;
}

static void set_whole(struct tf_decimal *d, uint64_t whole)
{
    unsigned char backwards[20];
    int count = 0;
    for (; whole > 0; whole /= 10) backwards[count++] = (unsigned char)(whole % 10);
    for (int i = 0; i < count; i++) d->digits[i] = backwards[count - 1 - i];
    d->negative = d->truncated = false;
    d->count = d->point = count;
    trim(d);
}

/* ---- Reading ---- */

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* "e6", "E-3" at the front: bytes read, 0 if there is none. */
static size_t read_exponent(const char *text, size_t size, int *exponent)
{
    size_t at = 1;
    if (size < 2 || (text[0] != 'e' && text[0] != 'E')) return 0;
    bool minus = text[at] == '-';
    if (minus || text[at] == '+') at++;
    if (at >= size || !is_digit(text[at])) return 0;
    int value = 0;
    for (; at < size && is_digit(text[at]); at++)
        if (value < FAR_EXPONENT) value = 10 * value + (text[at] - '0');
    *exponent = minus ? -value : value;
    return at;
}

static void add_digit(struct tf_decimal *d, char digit)
{
    if (d->count < TF_DECIMAL_DIGITS)
        d->digits[d->count++] = (unsigned char)(digit - '0');
    else if (digit != '0')
        d->truncated = true;
}

size_t tf_decimal_read(struct tf_decimal *decimal, const char *text, size_t size, bool strict,
                       int *decimals, int *exponent)
{
    struct tf_decimal *d = decimal;
    d->negative = d->truncated = false;
    d->count = d->point = 0;
    size_t at = 0, before = 0, after = 0, zeros = 0; /* digits around the point; zeros behind it */
    for (; at < size && is_digit(text[at]); at++, before++) {
        if (text[at] == '0' && d->count == 0) continue;
        add_digit(d, text[at]);
        if (d->point < FAR_EXPONENT) d->point++;
    }
    if (at < size && text[at] == '.') {
        size_t start = at + 1, end = start;
        for (; end < size && is_digit(text[end]); end++) {
            if (text[end] == '0' && d->count == 0)
                zeros++;
            else
                add_digit(d, text[end]);
        }
        after = end - start;
        if (after > 0 || (before > 0 && !strict)) at = end;
    }
    if (before + after == 0 || (strict && before == 0)) return 0;
    int power = 0;
    at += read_exponent(text + at, size - at, &power);
    d->point += power - (zeros < FAR_EXPONENT ? (int)zeros : FAR_EXPONENT);
    trim(d);
    if (decimals != NULL) *decimals = after < FAR_EXPONENT ? (int)after : FAR_EXPONENT;
    if (exponent != NULL) *exponent = power;
    return at;
}

/* ---- Arithmetic ---- */

void tf_decimal_shift10(struct tf_decimal *decimal, int power)
{
    if (decimal->count > 0) decimal->point += power;
}

void tf_decimal_times(struct tf_decimal *decimal, uint64_t factor)
{
    struct tf_decimal *d = decimal;
    unsigned char product[TF_DECIMAL_DIGITS + MORE_DIGITS];
    int first = d->count + MORE_DIGITS;
    const int size = first;
    uint64_t rest = 0;
    for (int i = d->count - 1; i >= 0; i--) {
        rest += d->digits[i] * factor;
        product[--first] = (unsigned char)(rest % 10);
        rest /= 10;
    }
    for (; rest > 0; rest /= 10) product[--first] = (unsigned char)(rest % 10);
    int count = size - first;
    d->point += count - d->count;
    for (; count > TF_DECIMAL_DIGITS; count--)
        if (product[first + count - 1] != 0) d->truncated = true;
    memcpy(d->digits, product + first, (size_t)count);
    d->count = count;
    trim(d);
}

/* Long division by a divisor, which is 2^bits if bits > 0: shifts take half the time. */
static inline void divide(struct tf_decimal *d, uint64_t divisor, int bits)
{
    if (d->count == 0 || divisor == 0) return;
    uint64_t rest = 0;
    int from = 0, to = 0;
    while (rest < divisor) { /* up to the first digit of the quotient */
        rest = 10 * rest + (from < d->count ? d->digits[from] : 0);
        from++;
    }
    d->point -= from - 1;
    while (rest > 0 || from < d->count) {
        if (to == TF_DECIMAL_DIGITS) { /* what is left may go on for ever */
            d->truncated = true;
            break;
        }
        uint64_t digit = bits > 0 ? rest >> bits : rest / divisor;
        d->digits[to++] = (unsigned char)digit;
        rest = 10 * (rest - digit * divisor) + (from < d->count ? d->digits[from] : 0);
        from++;
    }
    d->count = to;
    trim(d);
}

void tf_decimal_over(struct tf_decimal *decimal, uint64_t divisor) { divide(decimal, divisor, 0); }

/* Over 2^bits, bits from 1 to BITS_A_STEP. */
static void halve(struct tf_decimal *d, int bits) { divide(d, UINT64_C(1) << bits, bits); }

/* Times 2^bits. */
static void shift2(struct tf_decimal *d, int bits)
{
    for (; bits > BITS_A_STEP; bits -= BITS_A_STEP) tf_decimal_times(d, UINT64_C(1) << BITS_A_STEP);
    for (; bits < -BITS_A_STEP; bits += BITS_A_STEP) halve(d, BITS_A_STEP);
    if (bits > 0) tf_decimal_times(d, UINT64_C(1) << bits);
    if (bits < 0) halve(d, -bits);
}

/* Keeps so many digits (fewer than there are), then adds one unit of the last. */
static void cut(struct tf_decimal *d, int keep, bool up)
{
    d->count = keep > 0 ? keep : 0;
    d->truncated = false;
    while (up && d->count > 0 && d->digits[d->count - 1] == 9) d->count--;
    if (up && d->count > 0) {
        d->digits[d->count - 1]++;
    } else if (up) { /* 9.99 became 10, or 0.5 became 1 */
        d->digits[0] = 1;
        d->count = 1;
        d->point++;
    }
    trim(d);
}

void tf_decimal_round(struct tf_decimal *decimal, int decimals, twofold_rounding rounding)
{
    const struct tf_decimal *d = decimal;
    int keep = d->point + decimals;
    if (keep >= d->count) return;
    bool up = false;
    if (keep >= 0) {
        up = d->digits[keep] >= 5;
        bool tie = d->digits[keep] == 5 && keep + 1 == d->count && !d->truncated;
        if (tie && rounding == TWOFOLD_HALF_EVEN) up = keep > 0 && d->digits[keep - 1] % 2 == 1;
    }
    cut(decimal, keep, up);
}

/* ---- To and from doubles ---- */

/* ± mantissa x 2^(exponent - 52) */
static double assemble(bool negative, uint64_t mantissa, int exponent)
{
    uint64_t bits = mantissa & ((UINT64_C(1) << MANTISSA_BITS) - 1);
    if (mantissa >> MANTISSA_BITS != 0)
        bits |= (uint64_t)(exponent + GREATEST_EXPONENT) << MANTISSA_BITS;
    if (negative) bits |= UINT64_C(1) << 63;
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

/* Few digits and a small power of ten: both are exact doubles, and one operation rounds once. */
static bool convert_fast(const struct tf_decimal *d, double *value)
{
    int power = d->point - d->count;
    if (FLT_EVAL_METHOD != 0 || d->truncated || d->count > 16) return false;
    if (power >= EXACT_POWERS || power <= -EXACT_POWERS) return false;
    uint64_t whole = 0;
    for (int i = 0; i < d->count; i++) whole = 10 * whole + d->digits[i];
    if (whole > UINT64_C(1) << (MANTISSA_BITS + 1)) return false;
    double size = (double)whole;
    size = power < 0 ? size / powers_of_ten[-power] : size * powers_of_ten[power];
    *value = d->negative ? -size : size;
    return true;
}

/* The whole part, ties to even. */
static uint64_t nearest_whole(struct tf_decimal *d)
{
    tf_decimal_round(d, 0, TWOFOLD_HALF_EVEN);
    uint64_t whole = 0;
    for (int i = 0; i < d->point; i++) whole = 10 * whole + (i < d->count ? d->digits[i] : 0);
    return whole;
}

/* Brings a decimal into [0.5, 1) by powers of two; returns the power that was taken out. */
static int normalise(struct tf_decimal *d)
{
    /* the power of two just below 10^i, but 1 for i = 0: a step from [0.1, 0.5) */
    static const int steps[] = {1,  3,  6,  9,  13, 16, 19, 23, 26, 29,
                                33, 36, 39, 43, 46, 49, 53, 56, 59};
    enum { MOST = sizeof steps / sizeof *steps - 1 };
    int power = 0;
    while (d->point > 0) {
        int step = steps[d->point < MOST ? d->point : MOST];
        halve(d, step);
        power += step;
    }
    while (d->point < 0 || (d->point == 0 && d->digits[0] < 5)) {
        int step = steps[-d->point < MOST ? -d->point : MOST];
        tf_decimal_times(d, UINT64_C(1) << step);
        power -= step;
    }
    return power;
}

double tf_decimal_double(const struct tf_decimal *decimal)
{
    double value;
    if (convert_fast(decimal, &value)) return value;
    const bool negative = decimal->negative;
    const double infinite = assemble(negative, UINT64_C(1) << MANTISSA_BITS, GREATEST_EXPONENT + 1);
    if (decimal->count == 0 || decimal->point < -330) return assemble(negative, 0, 0);
    if (decimal->point > 310) return infinite;
    struct tf_decimal d = *decimal;
    int exponent = normalise(&d) - 1; /* of [1, 2) */
    if (exponent < LEAST_EXPONENT) {  /* fewer bits are left */
        shift2(&d, exponent - LEAST_EXPONENT);
        exponent = LEAST_EXPONENT;
    }
    shift2(&d, MANTISSA_BITS + 1);
    uint64_t mantissa = nearest_whole(&d);
    if (mantissa >> (MANTISSA_BITS + 1) != 0) { /* rounded up to the next power of two */
        mantissa >>= 1;
        exponent++;
    }
    return exponent > GREATEST_EXPONENT ? infinite : assemble(negative, mantissa, exponent);
}

/* Numbers of people: at most 15 digits, few of them behind the point. Such a decimal is the only
 * one of its length that reads as this double. */
static bool shorten_fast(struct tf_decimal *d, double size)
{
    enum { MOST_DECIMALS = 6 };
    if (FLT_EVAL_METHOD != 0 || size >= 1e15) return false;
    for (int decimals = 0; decimals <= MOST_DECIMALS; decimals++) {
        double scaled = size * powers_of_ten[decimals];
        if (scaled >= 1e15) return false;
        uint64_t whole = (uint64_t)(scaled + 0.5);
        if ((double)whole / powers_of_ten[decimals] == size) {
            set_whole(d, whole);
            tf_decimal_shift10(d, -decimals);
            return true;
        }
    }
    return false;
}

void tf_decimal_shortest(struct tf_decimal *decimal, double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    const bool negative = bits >> 63 != 0;
    const double size = negative ? -value : value;
    int exponent = (int)(bits >> MANTISSA_BITS & 0x7FF);
    uint64_t mantissa = bits & ((UINT64_C(1) << MANTISSA_BITS) - 1);
    const bool subnormal = exponent == 0, power_of_two = mantissa == 0 && !subnormal;
    if (!shorten_fast(decimal, size)) {
        struct tf_decimal exact;
        set_whole(&exact, subnormal ? mantissa : mantissa | UINT64_C(1) << MANTISSA_BITS);
        shift2(&exact, (subnormal ? 1 : exponent) - GREATEST_EXPONENT - MANTISSA_BITS);
        /* 15 digits are never too many for a normal number, 17 are always enough */
        for (int digits = subnormal ? 1 : 15; digits <= 17; digits++) {
            *decimal = exact;
            tf_decimal_round(decimal, digits - exact.point, TWOFOLD_HALF_EVEN);
            if (digits == 17 || tf_decimal_double(decimal) == size) break;
            /* Above a power of two the doubles lie half as dense: there the next decimal upwards
             * may still be this double when the nearest, below it, is not. */
            if (!power_of_two || exact.count <= digits) continue;
            *decimal = exact;
            cut(decimal, digits, true);
            if (tf_decimal_double(decimal) == size) break;
        }
    }
    decimal->negative = negative;
}
