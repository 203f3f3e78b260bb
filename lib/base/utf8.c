/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/text.h"

uint32_t tf_utf8_next(const char *bytes, size_t size, size_t *at)
{
    /* by the count of following bytes: first byte's value bits, smallest code point */
    static const struct {
        unsigned char mask, mark, bits;
        uint32_t least;
    } forms[] = {{0x80, 0x00, 0x7F, 0},
                 {0xE0, 0xC0, 0x1F, 0x80},
                 {0xF0, 0xE0, 0x0F, 0x800},
                 {0xF8, 0xF0, 0x07, 0x10000}};
    unsigned char first = (unsigned char)bytes[*at];
    for (size_t more = 0; more < 4; more++) {
        if ((first & forms[more].mask) != forms[more].mark) continue;
        if (size - *at <= more) break;
        uint32_t code = first & forms[more].bits;
        for (size_t i = 1; i <= more; i++) {
            unsigned char byte = (unsigned char)bytes[*at + i];
            if ((byte & 0xC0) != 0x80) goto bad;
            code = code << 6 | (byte & 0x3Fu);
        }
        if (code < forms[more].least || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))
            break;
        *at += more + 1;
        return code;
    }
bad:
    *at += 1;
    return TF_BAD_CODE;
}

bool tf_utf8_valid(const char *bytes, size_t size, size_t *bad)
{
    for (size_t at = 0; at < size;) {
        size_t start = at;
        if (tf_utf8_next(bytes, size, &at) != TF_BAD_CODE) continue;
        if (bad != NULL) *bad = start;
        return false;
    }
    return true;
}

size_t tf_utf8_put(uint32_t code_point, char bytes[4])
{
    if (code_point < 0x80) {
        bytes[0] = (char)code_point;
        return 1;
    }
    if (code_point > 0x10FFFF || (code_point >= 0xD800 && code_point <= 0xDFFF)) return 0;
    size_t more = code_point < 0x800 ? 1 : code_point < 0x10000 ? 2 : 3;
    static const unsigned char marks[] = {0, 0xC0, 0xE0, 0xF0};
    for (size_t i = more; i > 0; i--) {
        bytes[i] = (char)(unsigned char)(0x80u | (code_point & 0x3Fu));
        code_point >>= 6;
    }
    bytes[0] = (char)(unsigned char)(marks[more] | code_point);
    return more + 1;
}

size_t tf_utf8_cut(const char *bytes, size_t size, size_t limit)
{
    if (size <= limit) return size;
    size_t cut = limit;
    /* at most three bytes back: what goes on longer is not UTF-8 anyway */
    for (int i = 0; i < 3 && cut > 0 && ((unsigned char)bytes[cut] & 0xC0) == 0x80; i++) cut--;
    return ((unsigned char)bytes[cut] & 0xC0) == 0x80 ? limit : cut;
}

/* Above ASCII everything is a letter but these: signs, digits, punctuation, spaces, symbols,
 * private use. Roman numerals (U+2160) and 〇 are letters: Ⅱ期 is a name. Rare scripts' own
 * punctuation is left out: a mark too many in a name harms nobody. */
static const struct {
    uint32_t first, last;
} no_letters[] = {
    {0x80, 0xA9},       {0xAB, 0xB4},          {0xB6, 0xB9},       {0xBB, 0xBF},
    {0xD7, 0xD7},       {0xF7, 0xF7},          {0x2C2, 0x2C5},     {0x2D2, 0x2DF},
    {0x37E, 0x37E},     {0x387, 0x387},        {0x3F6, 0x3F6},     {0x482, 0x482},
    {0x55A, 0x55F},     {0x589, 0x590},        {0x5BE, 0x5BE},     {0x5C0, 0x5C0},
    {0x5C3, 0x5C3},     {0x5F3, 0x60F},        {0x61B, 0x61F},     {0x660, 0x66D},
    {0x6D4, 0x6D4},     {0x6DD, 0x6DE},        {0x6F0, 0x6F9},     {0x964, 0x970},
    {0x9E6, 0x9EF},     {0xE3F, 0xE3F},        {0xE4F, 0xE5B},     {0x10FB, 0x10FB},
    {0x1680, 0x1680},   {0x2000, 0x2070},      {0x2072, 0x207E},   {0x2080, 0x208F},
    {0x20A0, 0x20CF},   {0x2100, 0x2101},      {0x2103, 0x2106},   {0x2116, 0x2117},
    {0x211E, 0x2123},   {0x2140, 0x2144},      {0x2150, 0x215F},   {0x2189, 0x2BFF},
    {0x2E00, 0x2E7F},   {0x2FF0, 0x3004},      {0x3008, 0x3020},   {0x3030, 0x3030},
    {0x3036, 0x3037},   {0x303D, 0x3040},      {0x309B, 0x309C},   {0x30A0, 0x30A0},
    {0x30FB, 0x30FB},   {0x3190, 0x319F},      {0x31C0, 0x31EF},   {0x3200, 0x33FF},
    {0xA490, 0xA4CF},   {0xD800, 0xF8FF},      {0xFB29, 0xFB29},   {0xFD3E, 0xFD3F},
    {0xFE10, 0xFE1F},   {0xFE30, 0xFE6F},      {0xFEFF, 0xFF20},   {0xFF3B, 0xFF40},
    {0xFF5B, 0xFF65},   {0xFFE0, 0xFFFF},      {0x1D000, 0x1D241}, {0x1D7CE, 0x1D7FF},
    {0x1F000, 0x1FAFF}, {0xE0000, 0xFFFFFFFF},
};

bool tf_is_letter(uint32_t code_point)
{
    if (code_point < 0x80) {
        uint32_t lower = code_point | 0x20;
        return lower >= 'a' && lower <= 'z';
    }
    size_t low = 0, high = sizeof no_letters / sizeof *no_letters;
    while (low < high) { /* the first range that ends at or after the code point */
        size_t middle = (low + high) / 2;
        if (no_letters[middle].last < code_point)
            low = middle + 1;
        else
            high = middle;
    }
    return code_point < no_letters[low].first;
}

bool tf_is_blank(uint32_t code_point)
{
    return code_point == ' ' || (code_point >= '\t' && code_point <= '\r') || code_point == 0xA0 ||
           code_point == 0x3000;
}

void tf_trim_blanks(const char **bytes, size_t *size)
{
    const char *text = *bytes;
    size_t start = 0, end = *size;
    while (start < end && tf_may_begin_blank(text[start])) {
        size_t at = start;
        if (!tf_is_blank(tf_utf8_next(text, end, &at))) break;
        start = at;
    }
    while (end > start && tf_may_end_blank(text[end - 1])) {
        size_t at = end - 1; /* back over one code point after the other */
        while (at > start && ((unsigned char)text[at] & 0xC0) == 0x80) at--;
        const size_t first = at;
        if (!tf_is_blank(tf_utf8_next(text, end, &at)) || at != end) break;
        end = first;
    }
    if (start > 0) *bytes += start;
    *size = end - start;
}
