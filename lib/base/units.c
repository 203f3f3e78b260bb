/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/units.h"

#include <string.h>

#include "base/number.h"
#include "base/text.h"

/* A month has 30.4375 = 487/16 days. 1 mu is 2000/3 m², so 1 m² is 0.0015 mu. The first row of a
 * dimension (and name) is its base unit. */
/* clang-format off */
static const struct tf_unit_row rows[] = {
    {TWOFOLD_MONEY, 1, 1, 0, 0, {"CNY", "CNY", "元", "人民币", "元人民币", "RMB", "¥", "￥", "yuan"}},
    {TWOFOLD_MONEY, 1, 1, 0, 0, {"USD", "USD", "美元", "美金", "$", "US$"}},
    {TWOFOLD_MONEY, 1, 1, 0, 0, {"EUR", "EUR", "欧元", "€"}},
    {TWOFOLD_MONEY, 1, 1, 0, 0, {"JPY", "JPY", "日元", "円"}},
    {TWOFOLD_MONEY, 1, 1, 0, 0, {"HKD", "HKD", "港元", "港币", "HK$"}},
    {TWOFOLD_MONEY, 1, 1, 0, 0, {"GBP", "GBP", "英镑", "£"}},
    {TWOFOLD_MONEY, 1, 1, 0, 0, {"KRW", "KRW", "韩元", "₩"}},
    {TWOFOLD_SHARE, 1, 1, -2, 0, {"%", "%", "%", "％", "percent", "per cent"}},
    {TWOFOLD_SHARE, 1, 1, -3, 0, {"‰", "‰", "‰", "per mille"}},
    {TWOFOLD_SHARE, 1, 1, -2, 0,
     {"points", "point", "个百分点", "百分点", "percentage points", "percentage point"}},
    {TWOFOLD_AREA, 1, 1, 0, 0, {"mu", "mu", "亩"}},
    {TWOFOLD_AREA, 15, 1, 0, 0, {"hectares", "hectare", "公顷", "ha"}},
    {TWOFOLD_AREA, 1500, 1, 0, 0, {"km²", "km²", "平方公里", "km2", "平方千米", "㎢"}},
    {TWOFOLD_AREA, 15, 1, -4, 0, {"m²", "m²", "平方米", "m2", "㎡", "平米"}},
    {TWOFOLD_PERSONS, 1, 1, 0, 0,
     {"persons", "person", "人", "people", "jobs", "job", "个岗位", "岗位", "名"}},
    {TWOFOLD_DURATION, 1, 1, 0, 12, {"months", "month", "个月", "月"}},
    {TWOFOLD_DURATION, 12, 1, 0, 1, {"years", "year", "年", "yr"}},
    {TWOFOLD_DURATION, 3, 1, 0, 4, {"quarters", "quarter", "季度", "季", "个季度"}},
    {TWOFOLD_DURATION, 112, 487, 0, 0, {"weeks", "week", "周", "星期", "个星期"}},
    {TWOFOLD_DURATION, 16, 487, 0, 365, {"days", "day", "天", "日"}},
    {TWOFOLD_COUNT, 1, 1, 0, 0, {"vehicles", "vehicle", "辆", "台", "车"}},
    {TWOFOLD_COUNT, 1, 1, 0, 0, {"units", "unit", "件", "个", "套"}},
    {TWOFOLD_COUNT, 1, 1, 0, 0, {"tons", "ton", "吨", "t", "tonnes", "tonne"}},
    {TWOFOLD_COUNT, 1, 1, 0, 0, {"firms", "firm", "家", "户"}},
    {TWOFOLD_COUNT, 1, 1, 0, 0, {"projects", "project", "项", "个项目", "项目"}},
    {TWOFOLD_COUNT, 1, 1, 0, 0, {"visits", "visit", "人次"}},
};
/* clang-format on */
enum { ROWS = sizeof rows / sizeof *rows };

/* Most words differ in the first byte, and a plan has many numbers. */
static bool begins(const char *bytes, size_t size, const char *word)
{
    if (size == 0 || bytes[0] != word[0]) return false;
    size_t length = strlen(word);
    return length <= size && memcmp(bytes, word, length) == 0;
}

static bool is(const char *bytes, size_t size, const char *word)
{
    return size > 0 && bytes[0] == word[0] && strlen(word) == size &&
           memcmp(bytes, word, size) == 0;
}

const struct tf_unit_row *tf_unit_find(const char *word, size_t size)
{
    for (size_t i = 0; i < ROWS; i++)
        for (size_t j = 0; j < TF_UNIT_WORDS && rows[i].words[j] != NULL; j++)
            if (is(word, size, rows[i].words[j])) return &rows[i];
    return NULL;
}

static bool is_named(twofold_dimension dimension)
{
    return dimension == TWOFOLD_MONEY || dimension == TWOFOLD_COUNT;
}

const struct tf_unit_row *tf_unit_base(twofold_dimension dimension, const char *name)
{
    for (size_t i = 0; i < ROWS; i++) {
        if (rows[i].dimension != dimension) continue;
        if (!is_named(dimension) || strcmp(rows[i].words[0], name) == 0) return &rows[i];
    }
    return NULL;
}

const char *tf_unit_word(twofold_dimension dimension, const char *name, twofold_lang lang,
                         bool singular)
{
    const struct tf_unit_row *row = tf_unit_base(dimension, name);
    if (row == NULL) return name;
    return row->words[lang == TWOFOLD_ZH ? 2 : singular ? 1 : 0];
}

bool tf_unit_same(const twofold_unit *a, const twofold_unit *b)
{
    return a->dimension == b->dimension && a->per == b->per && strcmp(a->name, b->name) == 0 &&
           strcmp(a->per_name, b->per_name) == 0;
}

/* ---- Multipliers ---- */

#define WORD(word, power)                                                                          \
    {                                                                                              \
        word, sizeof(word) - 1, power                                                              \
    }
static const struct { /* what begins another one comes after it */
    const char *word;
    size_t size;
    int power;
} multipliers[] = {
    WORD("万亿", 12),   WORD("千亿", 11),    WORD("百亿", 10),     WORD("十亿", 9),
    WORD("亿", 8),      WORD("千万", 7),     WORD("百万", 6),      WORD("十万", 5),
    WORD("万", 4),      WORD("千", 3),       WORD("trillion", 12), WORD("billion", 9),
    WORD("million", 6), WORD("thousand", 3), WORD("bn", 9),        WORD("B", 9),
    WORD("M", 6),       WORD("K", 3),        WORD("k", 3),
};
#undef WORD

/* "km²", "KRW", "millions": a Latin multiplier ends before the next Latin letter. */
static bool ends_here(const char *text, size_t size, size_t length)
{
    if ((unsigned char)text[0] >= 0x80 || length == size) return true;
    const unsigned char next = (unsigned char)text[length];
    return !(next >= '0' && next <= '9') && !(next < 0x80 && tf_is_letter(next));
}

size_t tf_multiplier_read(const char *text, size_t size, int *power)
{
    if (size == 0) return 0;
    const char first = text[0];
    for (size_t i = 0; i < sizeof multipliers / sizeof *multipliers; i++) {
        const size_t length = multipliers[i].size;
        if (multipliers[i].word[0] != first || length > size) continue;
        if (memcmp(text, multipliers[i].word, length) != 0) continue;
        if (!ends_here(text, size, length)) continue;
        *power = multipliers[i].power;
        return length;
    }
    return 0;
}

size_t tf_currency_sign(const char *text, size_t size)
{
    static const char *const signs[] = {"¥", "￥", "$", "US$", "HK$", "€", "£", "₩"};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (begins(text, size, signs[i])) return strlen(signs[i]);
    return 0;
}

/* ---- Reading ---- */

static bool is_currency_code(const char *word, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (word[i] < 'A' || word[i] > 'Z') return false;
    return size == 3;
}

/* A word of the user's own: letters, digits, hyphens, small 2 and 3; a letter first. */
static bool is_own_word(const char *word, size_t size)
{
    int power; /* nor a multiplier: it would be read as one when the number is read again */
    if (size == 0 || size >= TWOFOLD_UNIT_NAME || tf_multiplier_read(word, size, &power) > 0)
        return false;
    for (size_t at = 0; at < size;) {
        size_t start = at;
        uint32_t code = tf_utf8_next(word, size, &at);
        if (tf_is_letter(code)) continue;
        bool inner = (code >= '0' && code <= '9') || code == '-' || code == '_' || code == 0xB2 ||
                     code == 0xB3;
        if (start == 0 || !inner) return false;
    }
    return true;
}

/* One side of a unit. */
struct side {
    twofold_dimension dimension;
    char name[TWOFOLD_UNIT_NAME];
    struct tf_scale scale;
    unsigned a_year;
};

static bool read_side(const char *text, size_t size, bool multiplied, struct side *side)
{
    tf_trim(&text, &size);
    if (multiplied) {
        const size_t multiplier = tf_multiplier_read(text, size, &side->scale.power);
        text += multiplier;
        size -= multiplier;
        tf_trim(&text, &size);
    }
    if (size == 0) return true;
    const struct tf_unit_row *row = tf_unit_find(text, size);
    if (row != NULL) {
        side->dimension = row->dimension;
        side->scale.times = row->times;
        side->scale.over = row->over;
        side->scale.power += row->power;
        side->a_year = row->a_year;
        text = row->words[0];
        size = strlen(text);
    } else if (is_own_word(text, size)) {
        side->dimension = is_currency_code(text, size) ? TWOFOLD_MONEY : TWOFOLD_COUNT;
    } else {
        return false;
    }
    if (is_named(side->dimension)) memcpy(side->name, text, size);
    return true;
}

/* Where the second side begins: after "/", " per " or " a "; *first is where the first side ends.
 */
static size_t find_per(const char *text, size_t size, size_t *first)
{
    static const char *const words[] = {"/", "／", " per ", " a "};
    for (size_t at = 0; at < size; at++) {
        if (text[at] != '/' && text[at] != ' ' && text[at] != words[1][0]) continue;
        for (size_t i = 0; i < sizeof words / sizeof *words; i++)
            if (begins(text + at, size - at, words[i])) {
                *first = at;
                return at + strlen(words[i]);
            }
    }
    *first = size;
    return size;
}

/* A flow becomes per year, anything else per base unit. False if there is no such flow: shares of
 * a month do not add up to a year's. */
static bool join_sides(const struct side *above, const struct side *below, struct tf_scale *scale)
{
    *scale = above->scale;
    if (below->dimension == TWOFOLD_DURATION) {
        scale->times *= below->a_year;
        scale->power -= below->scale.power;
        return below->a_year == 1 || (below->a_year > 0 && above->dimension != TWOFOLD_SHARE);
    }
    scale->times *= below->scale.over;
    scale->over *= below->scale.times;
    scale->power -= below->scale.power;
    return below->dimension != TWOFOLD_PLAIN && below->dimension != TWOFOLD_SHARE;
}

twofold_fault_code tf_unit_read(const char *text, size_t size, bool multiplied, twofold_unit *unit,
                                struct tf_scale *scale)
{
    struct side above = {.scale = {1, 1, 0}}, below = above;
    struct tf_scale joined;
    size_t first, second;
    if (text == NULL) text = ""; /* then size is 0 */
    second = find_per(text, size, &first);
    if (first < size && text[first] == ' ') { /* "per cent" is a word of its own, found whole */
        const char *whole = text;
        size_t whole_size = size;
        tf_trim(&whole, &whole_size);
        if (tf_unit_find(whole, whole_size) != NULL) first = second = size;
    }
    if (!read_side(text, first, multiplied, &above)) return TWOFOLD_FAULT_BAD_UNIT;
    joined = above.scale;
    if (first < size && (!read_side(text + second, size - second, true, &below) ||
                         !join_sides(&above, &below, &joined)))
        return TWOFOLD_FAULT_BAD_UNIT;
    *unit = (twofold_unit){.dimension = above.dimension, .per = below.dimension};
    memcpy(unit->name, above.name, sizeof unit->name);
    memcpy(unit->per_name, below.name, sizeof unit->per_name);
    *scale = joined;
    return TWOFOLD_FAULT_NONE;
}
