/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "base/decimal.h"
#include "base/number.h"
#include "base/text.h"
#include "base/units.h"

/* ---- Units ---- */

static void add_per(struct tf_buffer *out, const twofold_unit *unit, twofold_lang lang)
{
    if (unit->per == TWOFOLD_PLAIN) return;
    tf_buffer_char(out, '/');
    if (unit->per == TWOFOLD_DURATION)
        tf_buffer_say(out, lang == TWOFOLD_ZH ? "年" : "year");
    else
        tf_buffer_say(out, tf_unit_word(unit->per, unit->per_name, lang, true));
}

size_t tf_unit_write(const twofold_unit *unit, twofold_lang lang, char *buffer, size_t size)
{
    struct tf_buffer out = tf_buffer_of(buffer, size);
    if (unit->dimension != TWOFOLD_PLAIN && unit->dimension != TWOFOLD_SHARE)
        tf_buffer_say(&out, tf_unit_word(unit->dimension, unit->name, lang, false));
    add_per(&out, unit, lang);
    return tf_buffer_end(&out);
}

/* ---- Numbers ---- */

struct multiplier {
    int power;
    double limit;
    const char *word;
};

/* Digits behind the point after a shift by 10^-power. */
static int decimals_after(double value, int power)
{
    struct tf_decimal decimal;
    tf_decimal_shortest(&decimal, value);
    return decimal.count == 0 ? 0 : decimal.count - decimal.point + power;
}

/* Looks well with a multiplier: not below one of it, and with few decimals. */
static bool suits(double value, int power, double limit, int most)
{
    return value == 0.0 || (fabs(value) >= limit && decimals_after(value, power) <= most);
}

/* The largest multiplier that suits all values. Any would be exact, for reading shifts the exponent
 * back; this is about what people like to see. */
static struct multiplier choose(const twofold_number *number, twofold_lang lang)
{
    static const struct multiplier zh[] = {{8, 1e8, "亿"}, {4, 1e4, "万"}, {0, 1.0, ""}};
    static const struct multiplier en[] = {{6, 1e6, "M"}, {0, 1.0, ""}};
    twofold_dimension dimension = number->unit.dimension;
    const struct multiplier *choice = lang == TWOFOLD_ZH ? zh : en;
    const int most = dimension == TWOFOLD_MONEY ? 2 : 1;
    const bool none = dimension == TWOFOLD_SHARE || dimension == TWOFOLD_DURATION ||
                      (lang != TWOFOLD_ZH && dimension != TWOFOLD_MONEY) ||
                      (number->low == 0.0 && number->high == 0.0);
    /* the middle of a uniform range is not written */
    double middle = number->mark == TWOFOLD_UNIFORM ? 0.0 : number->value;
    for (; choice->power > 0; choice++)
        if (!none && suits(number->low, choice->power, choice->limit, most) &&
            suits(middle, choice->power, choice->limit, most) &&
            suits(number->high, choice->power, choice->limit, most))
            break;
    return *choice;
}

static void add_shifted(struct tf_buffer *out, double value, int power)
{
    struct tf_decimal decimal;
    tf_decimal_shortest(&decimal, value);
    tf_decimal_shift10(&decimal, -power);
    tf_decimal_write(&decimal, out);
}

/* Latin words stand apart from the digits, Chinese ones and % do not. */
static void add_unit(struct tf_buffer *out, const twofold_number *number, twofold_lang lang)
{
    const twofold_unit *unit = &number->unit;
    if (unit->dimension != TWOFOLD_PLAIN) {
        bool one = number->mark == TWOFOLD_EXACT && number->value == 1.0;
        const char *word = tf_unit_word(unit->dimension, unit->name, lang, one);
        if ((unsigned char)word[0] < 0x80 && word[0] != '%') tf_buffer_char(out, ' ');
        tf_buffer_say(out, word);
    }
    add_per(out, unit, lang);
}

size_t twofold_number_write(const twofold_number *number, twofold_lang lang, char *buffer,
                            size_t size)
{
    struct tf_buffer out = tf_buffer_of(buffer, size);
    if (!isfinite(number->value) || !isfinite(number->low) || !isfinite(number->high))
        return tf_buffer_end(&out);
    const struct multiplier multiplier = choose(number, lang);
    const int power = number->unit.dimension == TWOFOLD_SHARE ? -2 : multiplier.power;
    const bool range = number->mark == TWOFOLD_UNIFORM || number->mark == TWOFOLD_PERT;
    if (number->mark == TWOFOLD_ABOUT) tf_buffer_say(&out, lang == TWOFOLD_ZH ? "约" : "~");
    if (range) {
        add_shifted(&out, number->low, power);
        tf_buffer_say(&out, "..");
    }
    if (number->mark == TWOFOLD_PERT) {
        add_shifted(&out, number->value, power);
        tf_buffer_say(&out, "..");
    }
    add_shifted(&out, range ? number->high : number->value, power);
    tf_buffer_say(&out, multiplier.word);
    add_unit(&out, number, lang);
    if (number->mark == TWOFOLD_AT_LEAST) tf_buffer_say(&out, lang == TWOFOLD_ZH ? "以上" : "+");
    return tf_buffer_end(&out);
}

/* ---- Display units ---- */

/* Scales of money, largest first, with the label for CNY and for other currencies. */
static const struct display {
    double from, scale;
    const char *words[3]; /* Chinese; English CNY; English others */
} displays[] = {
    {1e8, 1e8, {"亿", "100M ", NULL}}, {1e6, 1e6, {NULL, NULL, "M "}},
    {1e4, 1e4, {"万", "10k ", NULL}},  {1e3, 1e3, {NULL, NULL, "k "}},
    {0.0, 1.0, {"", "", ""}},
};

double twofold_display_unit(const twofold_unit *unit, double largest, twofold_lang lang,
                            char *label, size_t size)
{
    struct tf_buffer out = tf_buffer_of(label, size);
    double scale = 1.0;
    if (unit->dimension == TWOFOLD_MONEY) {
        int column = lang == TWOFOLD_ZH ? 0 : strcmp(unit->name, "CNY") == 0 ? 1 : 2;
        size_t i = 0;
        while (displays[i].words[column] == NULL ||
               (displays[i].from > 0.0 && !(fabs(largest) >= displays[i].from)))
            i++;
        scale = displays[i].scale;
        tf_buffer_say(&out, displays[i].words[column]);
    } else if (unit->dimension == TWOFOLD_SHARE) {
        scale = 0.01;
    }
    if (unit->dimension != TWOFOLD_PLAIN)
        tf_buffer_say(&out, tf_unit_word(unit->dimension, unit->name, lang, false));
    add_per(&out, unit, lang);
    tf_buffer_end(&out);
    return scale;
}
