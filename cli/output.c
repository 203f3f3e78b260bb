/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "output.h"

#include "twofold/period.h"

#include <errno.h>
#include <math.h>
#include <string.h>

enum exit_status exit_of(twofold_status status)
{
    switch (status) {
    case TWOFOLD_OK: return DONE;
    case TWOFOLD_E_ARGUMENT:
    case TWOFOLD_E_PLAN:
    case TWOFOLD_E_TEXT:
    case TWOFOLD_E_NOT_FOUND:
    case TWOFOLD_E_LIMIT: return BAD_INPUT;
    case TWOFOLD_E_MEMORY:
    case TWOFOLD_E_FILE:
    case TWOFOLD_E_OUTPUT:
    case TWOFOLD_E_CANCELLED:
    case TWOFOLD_E_SYSTEM:
    case TWOFOLD_E_UNSUPPORTED: break;
    }
    return COULD_NOT_RUN;
}

void message(twofold_lang lang, enum word which, const char *a, const char *b, const char *c)
{
    fputs("twofold: ", stderr);
    word_put(stderr, which, lang, a, b, c);
    putc('\n', stderr);
}

enum exit_status complain(twofold_status status, const char *about, twofold_lang lang)
{
    /* what standard output refused is said once, at the end */
    if (status != TWOFOLD_OK && status != TWOFOLD_E_OUTPUT)
        message(lang, WORD_FAILED, about, twofold_status_text(status, lang), NULL);
    return exit_of(status);
}

enum exit_status finish_output(enum exit_status status, twofold_lang lang)
{
    errno = 0;
    if (fflush(stdout) == 0 && !ferror(stdout)) return status;
    message(lang, WORD_NO_OUTPUT,
            errno != 0 ? strerror(errno) : twofold_status_text(TWOFOLD_E_OUTPUT, lang), NULL, NULL);
    return COULD_NOT_RUN;
}

/* ---- Tables ---- */

bool to_standard_output(void *user, const char *bytes, size_t size)
{
    (void)user;
    return fwrite(bytes, 1, size, stdout) == size;
}

struct sheet sheet_new(void)
{
    struct sheet sheet = {NULL, TWOFOLD_OK};
    sheet.status = twofold_table_new(NULL, &sheet.table);
    return sheet;
}

void sheet_column(struct sheet *sheet, const char *name, twofold_column_type type)
{
    if (sheet->status == TWOFOLD_OK)
        sheet->status = twofold_table_column(sheet->table, name, type, 0);
}

void sheet_text(struct sheet *sheet, const char *text)
{
    if (sheet->status == TWOFOLD_OK) sheet->status = twofold_table_text(sheet->table, text);
}

void sheet_number(struct sheet *sheet, double value)
{
    if (sheet->status == TWOFOLD_OK) sheet->status = twofold_table_number(sheet->table, value);
}

void sheet_period(struct sheet *sheet, int month, int months)
{
    char text[CELL] = "";
    if (months > 0) (void)twofold_period_write((twofold_period){month, months}, text, sizeof text);
    sheet_text(sheet, text);
}

twofold_status sheet_end(struct sheet *sheet, twofold_format format)
{
    if (sheet->status == TWOFOLD_OK)
        sheet->status = twofold_table_write(sheet->table, format, to_standard_output, NULL);
    twofold_table_free(sheet->table);
    sheet->table = NULL;
    return sheet->status;
}

/* ---- Text ---- */

void text_append(char *buffer, size_t size, const char *text)
{
    const size_t length = strlen(buffer), room = size - 1 - length;
    size_t fits = strlen(text);
    if (fits > room)
        for (fits = room; fits > 0 && ((unsigned char)text[fits] & 0xC0) == 0x80;) fits--;
    memcpy(buffer + length, text, fits);
    buffer[length + fits] = '\0';
}

/* ---- Numbers ---- */

static int decimals_for(const twofold_unit *unit, double largest)
{
    const bool is_rate = unit->per != TWOFOLD_PLAIN;
    if (unit->dimension == TWOFOLD_MONEY && largest >= 1000.0) return 0;
    if (unit->dimension == TWOFOLD_MONEY && is_rate && largest >= 100.0) return 1;
    if (unit->dimension == TWOFOLD_MONEY || unit->dimension == TWOFOLD_SHARE || is_rate) return 2;
    if (unit->dimension == TWOFOLD_PLAIN) return 2;
    /* persons, mu, things: whole, unless there are hardly any */
    return largest < 10.0 && largest != (double)(int)largest ? 1 : 0;
}

struct style style_for(const char *unit, bool is_ratio, double largest, twofold_lang lang)
{
    struct style style = {.scale = 1.0};
    char text[CELL];
    twofold_number number;
    snprintf(text, sizeof text, "1 %s", unit);
    if (twofold_number_parse(text, strlen(text), &number) != TWOFOLD_FAULT_NONE) {
        snprintf(style.unit, sizeof style.unit, "%s", unit);
        return style;
    }
    twofold_unit shown = number.unit;
    if (is_ratio && shown.dimension == TWOFOLD_PLAIN) shown.dimension = TWOFOLD_SHARE;
    /* a tenth: 1.8亿元 of tax among parts of a few million reads better as 18256万元 */
    const bool is_money = shown.dimension == TWOFOLD_MONEY;
    style.scale = twofold_display_unit(&shown, is_money ? largest / 10.0 : largest, lang,
                                       style.unit, sizeof style.unit);
    style.decimals = decimals_for(&shown, largest / style.scale);
    return style;
}

static const char UNKNOWN[] = "—";

void style_write(const struct style *style, double value, char cell[CELL])
{
    if (isnan(value))
        memcpy(cell, UNKNOWN, sizeof UNKNOWN);
    else
        (void)twofold_fixed_write(value / style->scale, style->decimals, TWOFOLD_HALF_EVEN, cell,
                                  CELL);
}

void percent_write(double value, char cell[CELL])
{
    static const struct style percent = {.scale = 0.01, .decimals = 1};
    style_write(&percent, value, cell);
    if (!isnan(value) && strlen(cell) + 1 < CELL) memcpy(cell + strlen(cell), "%", 2);
}

void sheet_value(struct sheet *sheet, const struct style *style, double value, bool is_signed)
{
    char number[CELL], shown[2 * CELL] = "";
    style_write(style, value, number);
    if (is_signed && value > 0.0) text_append(shown, sizeof shown, "+");
    text_append(shown, sizeof shown, number);
    const bool letters = (unsigned char)style->unit[0] < 0x80 && style->unit[0] != '%';
    if (!isnan(value) && style->unit[0] != '\0') {
        text_append(shown, sizeof shown, letters ? " " : "");
        text_append(shown, sizeof shown, style->unit);
    }
    sheet_text(sheet, shown);
}

void count_write(size_t count, char text[CELL])
{
    char digits[CELL];
    const int length = snprintf(digits, sizeof digits, "%zu", count);
    size_t used = 0;
    for (int i = 0; i < length; i++) {
        if (i > 0 && (length - i) % 3 == 0) text[used++] = ',';
        text[used++] = digits[i];
    }
    text[used] = '\0';
}
