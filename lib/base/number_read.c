/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the outside in: marks around the whole, "..", then each part: sign, digits, marks,
 * multiplier, unit. Everything that scales shifts or multiplies the decimal before the one
 * conversion. */
#include <math.h>
#include <string.h>

#include "base/decimal.h"
#include "base/number.h"
#include "base/text.h"
#include "base/units.h"

struct span {
    const char *text;
    size_t size;
};

/* One of the numbers of a range, or the only one. */
struct part {
    struct tf_decimal decimal;
    int decimals, exponent;
    bool has_unit;
    struct tf_number_tail tail;
};

enum { MOST_PARTS = 3, FAR = 2000 };

static bool take(struct span *rest, const char *word)
{
    if (rest->size == 0 || rest->text[0] != word[0]) return false;
    size_t length = strlen(word);
    if (length > rest->size || memcmp(rest->text, word, length) != 0) return false;
    rest->text += length;
    rest->size -= length;
    return true;
}

static bool take_end(struct span *rest, const char *word)
{
    const size_t length = strlen(word);
    if (length > rest->size || rest->text[rest->size - 1] != word[length - 1] ||
        memcmp(rest->text + rest->size - length, word, length) != 0)
        return false;
    rest->size -= length;
    return true;
}

/* ---- Marks ---- */

/* Two marks of one kind say the same; of two kinds they contradict. */
static bool set_mark(twofold_mark *mark, twofold_mark more)
{
    if (*mark != TWOFOLD_EXACT && *mark != more) return false;
    *mark = more;
    return true;
}

/* A mark after the whole text; EXACT if there is none. */
static twofold_mark take_mark_after(struct span *rest)
{
    tf_trim(&rest->text, &rest->size);
    if (take_end(rest, "+") || take_end(rest, "以上")) return TWOFOLD_AT_LEAST;
    return take_end(rest, "左右") ? TWOFOLD_ABOUT : TWOFOLD_EXACT;
}

/* Marks before and after the whole text. */
static bool take_outer_marks(struct span *rest, twofold_mark *mark)
{
    static const char *const abouts[] = {"~", "～", "≈", "大约", "约", "about "};
    for (size_t i = 0; i < sizeof abouts / sizeof *abouts; i++)
        if (take(rest, abouts[i])) {
            if (!set_mark(mark, TWOFOLD_ABOUT)) return false;
            break;
        }
    for (;;) { /* "元以上+" */
        const twofold_mark after = take_mark_after(rest);
        if (after == TWOFOLD_EXACT) return true;
        if (!set_mark(mark, after)) return false;
    }
}

/* Marks between digits, multiplier and unit: 300余人, 3万多元, 300+ 人. */
static bool take_inner_marks(struct span *rest, twofold_mark *mark)
{
    for (;;) {
        struct span next = *rest;
        tf_trim(&next.text, &next.size);
        if (!take(&next, "+") && !take(&next, "余") && !take(&next, "多")) return true;
        if (!set_mark(mark, TWOFOLD_AT_LEAST)) return false;
        *rest = next;
    }
}

/* ---- A part ---- */

static bool take_sign(struct span *rest)
{
    if (take(rest, "-") || take(rest, "\xE2\x88\x92")) return true; /* U+2212 */
    take(rest, "+");
    return false;
}

/* "1,000", "12:30" and "2023-12" are no numbers, rather than numbers with odd units. */
static bool goes_on(const struct span *rest)
{
    return rest->size > 0 && memchr(".,:;'_-", rest->text[0], 7) != NULL;
}

/* Marks, multiplier and unit: all that stands behind the digits. */
static twofold_fault_code read_tail(struct span rest, struct tf_number_tail *tail)
{
    *tail = (struct tf_number_tail){.mark = TWOFOLD_EXACT};
    if (goes_on(&rest) || !take_inner_marks(&rest, &tail->mark)) return TWOFOLD_FAULT_BAD_NUMBER;
    struct span word = rest;
    tf_trim(&word.text, &word.size);
    const size_t multiplier = tf_multiplier_read(word.text, word.size, &tail->multiplier);
    tail->multiplied = multiplier > 0;
    if (tail->multiplied) {
        rest.text = word.text + multiplier;
        rest.size = word.size - multiplier;
        if (!take_inner_marks(&rest, &tail->mark)) return TWOFOLD_FAULT_BAD_NUMBER;
    }
    return tf_unit_read(rest.text, rest.size, false, &tail->unit, &tail->scale);
}

/* The same from what was read lately. */
static twofold_fault_code recall_tail(struct tf_number_memo *memo, struct span rest,
                                      struct tf_number_tail *tail)
{
    if (memo == NULL || rest.size > TF_MEMO_TEXT) return read_tail(rest, tail);
    unsigned hash = (unsigned)rest.size;
    for (size_t i = 0; i < rest.size; i++) hash = 31 * hash + (unsigned char)rest.text[i];
    struct tf_number_known *known = &memo->known[hash % TF_MEMO_TAILS];
    if (known->used && known->size == rest.size && memcmp(known->text, rest.text, rest.size) == 0) {
        *tail = known->tail;
        return TWOFOLD_FAULT_NONE;
    }
    const twofold_fault_code fault = read_tail(rest, tail);
    if (fault != TWOFOLD_FAULT_NONE) return fault;
    known->used = true;
    known->size = (unsigned char)rest.size;
    if (rest.size > 0) memcpy(known->text, rest.text, rest.size);
    known->tail = *tail;
    return TWOFOLD_FAULT_NONE;
}

static twofold_fault_code read_part(struct tf_number_memo *memo, struct span rest,
                                    struct part *part, twofold_mark *mark)
{
    struct tf_number_tail *tail = &part->tail;
    tf_trim(&rest.text, &rest.size);
    bool negative = take_sign(&rest);
    struct span sign = {rest.text, tf_currency_sign(rest.text, rest.size)};
    rest.text += sign.size;
    rest.size -= sign.size;
    if (sign.size > 0) tf_trim(&rest.text, &rest.size);
    size_t read = tf_decimal_read(&part->decimal, rest.text, rest.size, true, &part->decimals,
                                  &part->exponent);
    if (read == 0) return TWOFOLD_FAULT_BAD_NUMBER;
    part->decimal.negative = negative;
    rest.text += read;
    rest.size -= read;
    const twofold_fault_code fault = recall_tail(memo, rest, tail);
    if (fault != TWOFOLD_FAULT_NONE) return fault;
    if (tail->mark != TWOFOLD_EXACT && !set_mark(mark, tail->mark)) return TWOFOLD_FAULT_BAD_NUMBER;
    if (sign.size > 0) { /* $15M: the sign is the unit, and no other may stand behind */
        if (tail->unit.dimension != TWOFOLD_PLAIN) return TWOFOLD_FAULT_BAD_UNIT;
        tail->unit.dimension = TWOFOLD_MONEY;
        const char *name = tf_unit_find(sign.text, sign.size)->words[0];
        memcpy(tail->unit.name, name, strlen(name) + 1);
    }
    part->has_unit = tail->unit.dimension != TWOFOLD_PLAIN || tail->unit.per != TWOFOLD_PLAIN;
    return TWOFOLD_FAULT_NONE;
}

/* What the last part says of unit and multiplier holds for those that say nothing. */
static bool inherit(struct part *part, const struct part *last)
{
    struct tf_number_tail *tail = &part->tail;
    if (part == last) return true;
    if (part->has_unit) return tf_unit_same(&tail->unit, &last->tail.unit);
    if (!tail->multiplied) tail->multiplier = last->tail.multiplier;
    tail->unit = last->tail.unit;
    tail->scale = last->tail.scale;
    return true;
}

/* Scales the decimal before the one conversion. */
static double convert(struct tf_decimal *decimal, int power, const struct tf_scale *scale)
{
    tf_decimal_shift10(decimal, power + scale->power);
    if (scale->times != 1) tf_decimal_times(decimal, scale->times);
    if (scale->over != 1) tf_decimal_over(decimal, scale->over);
    return tf_decimal_double(decimal);
}

/* Base units in 10^power of a unit. */
static double convert_one(int power, const struct tf_scale *scale)
{
    struct tf_decimal one;
    one.negative = one.truncated = false;
    one.count = one.point = one.digits[0] = 1;
    return convert(&one, power, scale);
}

/* Base units in one of the written unit; a written exponent belongs to it. */
static double scale_of(const struct part *part)
{
    const struct tf_scale *scale = &part->tail.scale;
    const int power = part->tail.multiplier + scale->power;
    if (part->exponent == 0 && scale->times == 1 && scale->over == 1 && power >= -22 &&
        power <= 22) /* one rounding of exact numbers, as convert would */
        return power < 0 ? 1.0 / tf_power_of_ten(-power) : tf_power_of_ten(power);
    int exponent = part->exponent > FAR ? FAR : part->exponent < -FAR ? -FAR : part->exponent;
    return convert_one(exponent + part->tail.multiplier, scale);
}

/* ---- The whole ---- */

/* Splits at ".."; 0 if there are too many parts. */
static size_t split(struct span text, struct span parts[MOST_PARTS])
{
    size_t count = 0, start = 0;
    for (size_t at = 0; at + 1 < text.size; at++) {
        if (text.text[at] != '.' || text.text[at + 1] != '.') continue;
        if (count == MOST_PARTS - 1) return 0;
        parts[count++] = (struct span){text.text + start, at - start};
        start = at + 2;
        at++;
    }
    parts[count++] = (struct span){text.text + start, text.size - start};
    return count;
}

static twofold_fault_code set_values(const double values[], size_t count, twofold_number *number)
{
    for (size_t i = 0; i < count; i++)
        if (!isfinite(values[i])) return TWOFOLD_FAULT_OUT_OF_RANGE;
    for (size_t i = 1; i < count; i++)
        if (values[i] < values[i - 1]) return TWOFOLD_FAULT_BAD_RANGE;
    number->low = values[0];
    number->high = values[count - 1];
    number->value = count == 2 ? 0.5 * values[0] + 0.5 * values[1] : values[count / 2];
    if (count > 1) number->mark = count == 2 ? TWOFOLD_UNIFORM : TWOFOLD_PERT;
    return TWOFOLD_FAULT_NONE;
}

twofold_fault_code twofold_number_parse(const char *text, size_t size, twofold_number *number)
{
    return tf_number_parse(NULL, text, size, number);
}

twofold_fault_code tf_number_parse(struct tf_number_memo *memo, const char *text, size_t size,
                                   twofold_number *number)
{
    struct span whole = {text, size}, spans[MOST_PARTS];
    struct part parts[MOST_PARTS];
    double values[MOST_PARTS];
    twofold_number result = {.mark = TWOFOLD_EXACT};
    if (size == 0) return TWOFOLD_FAULT_BAD_NUMBER;
    tf_trim(&whole.text, &whole.size);
    if (!take_outer_marks(&whole, &result.mark)) return TWOFOLD_FAULT_BAD_NUMBER;
    size_t count = split(whole, spans);
    if (count == 0) return TWOFOLD_FAULT_BAD_NUMBER;
    for (size_t i = 0; i < count; i++) {
        twofold_fault_code fault = read_part(memo, spans[i], &parts[i], &result.mark);
        if (fault != TWOFOLD_FAULT_NONE) return fault;
    }
    if (count > 1 && result.mark != TWOFOLD_EXACT) return TWOFOLD_FAULT_BAD_NUMBER;
    const struct part *last = &parts[count - 1];
    for (size_t i = 0; i < count; i++) {
        if (!inherit(&parts[i], last)) return TWOFOLD_FAULT_BAD_UNIT;
        const struct tf_number_tail *tail = &parts[i].tail;
        values[i] = convert(&parts[i].decimal, tail->multiplier, &tail->scale);
    }
    twofold_fault_code fault = set_values(values, count, &result);
    if (fault != TWOFOLD_FAULT_NONE) return fault;
    result.unit = last->tail.unit;
    result.decimals = last->decimals;
    result.scale = scale_of(last);
    *number = result;
    return TWOFOLD_FAULT_NONE;
}

twofold_fault_code tf_unit_parse(const char *text, size_t size, twofold_unit *unit, double *scale)
{
    twofold_unit read;
    struct tf_scale factor;
    twofold_fault_code fault = tf_unit_read(text, size, true, &read, &factor);
    if (fault != TWOFOLD_FAULT_NONE) return fault;
    *unit = read;
    if (scale != NULL) *scale = convert_one(0, &factor);
    return TWOFOLD_FAULT_NONE;
}
