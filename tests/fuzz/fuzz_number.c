/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a number, a period, a date, a duration; what reads is written and read again. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "twofold/twofold.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define CHECK(holds) check((holds), #holds, __LINE__)

enum { ROOM = 2048 };

static void check(bool holds, const char *what, int line)
{
    if (holds) return;
    (void)fprintf(stderr, "fuzz_number.c:%d: %s does not hold\n", line, what);
    abort();
}

static bool same(double a, double b) { return memcmp(&a, &b, sizeof a) == 0; }

static bool same_unit(const twofold_unit *a, const twofold_unit *b)
{
    return a->dimension == b->dimension && a->per == b->per && strcmp(a->name, b->name) == 0 &&
           strcmp(a->per_name, b->per_name) == 0;
}

static void number(const char *text, size_t size)
{
    twofold_number read, again;
    const twofold_fault_code code = twofold_number_parse(text, size, &read);
    CHECK(code == TWOFOLD_FAULT_NONE || code == TWOFOLD_FAULT_BAD_NUMBER ||
          code == TWOFOLD_FAULT_BAD_UNIT || code == TWOFOLD_FAULT_BAD_RANGE ||
          code == TWOFOLD_FAULT_OUT_OF_RANGE);
    if (code != TWOFOLD_FAULT_NONE) return;
    CHECK(read.low <= read.value && read.value <= read.high && read.high - read.high == 0.0);
    for (int lang = TWOFOLD_EN; lang <= TWOFOLD_ZH; lang++) {
        char whole[ROOM], cut[8], label[64];
        const size_t length = twofold_number_write(&read, (twofold_lang)lang, whole, sizeof whole);
        CHECK(length < sizeof whole && strlen(whole) == length);
        CHECK(twofold_number_write(&read, (twofold_lang)lang, cut, sizeof cut) == length);
        CHECK(strlen(cut) < sizeof cut && strncmp(cut, whole, strlen(cut)) == 0);
        const twofold_fault_code second = twofold_number_parse(whole, length, &again);
        if (second != TWOFOLD_FAULT_NONE) (void)fprintf(stderr, "\"%s\"\n", whole);
        CHECK(second == TWOFOLD_FAULT_NONE);
        const bool alike = same(read.value, again.value) && same(read.low, again.low) &&
                           same(read.high, again.high) && read.mark == again.mark &&
                           same_unit(&read.unit, &again.unit);
        if (!alike) (void)fprintf(stderr, "\"%s\"\n", whole);
        CHECK(alike);
        CHECK(twofold_display_unit(&read.unit, read.value, (twofold_lang)lang, label,
                                   sizeof label) > 0.0);
    }
}

static void plain(const char *text, size_t size)
{
    double read, again;
    char whole[ROOM];
    if (twofold_double_parse(text, size, &read)) {
        CHECK(read - read == 0.0);
        const size_t length = twofold_double_write(read, whole, sizeof whole);
        CHECK(length < 32 && strlen(whole) == length);
        CHECK(twofold_double_parse(whole, length, &again) && same(read, again));
    }
    /* And the bytes as a double. */
    if (size < sizeof read + 2) return;
    memcpy(&read, text, sizeof read);
    const size_t length = twofold_double_write(read, whole, sizeof whole);
    CHECK(length < 32 && strlen(whole) == length);
    if (read - read == 0.0) CHECK(twofold_double_parse(whole, length, &again) && same(read, again));
    for (int rounding = TWOFOLD_HALF_EVEN; rounding <= TWOFOLD_HALF_UP; rounding++) {
        const int decimals = (signed char)text[sizeof read] * ((unsigned char)text[9] % 5);
        const size_t fixed =
            twofold_fixed_write(read, decimals, (twofold_rounding)rounding, whole, sizeof whole);
        CHECK(fixed < sizeof whole && strlen(whole) == fixed);
    }
}

static void period(const char *text, size_t size)
{
    twofold_period read, again;
    char whole[ROOM];
    if (!twofold_period_parse(text, size, &read)) return;
    CHECK(read.months > 0 && read.month >= 12000);
    size_t length = twofold_period_write(read, whole, sizeof whole);
    CHECK(length > 0 && length < sizeof whole && strlen(whole) == length);
    CHECK(twofold_period_parse(whole, length, &again));
    CHECK(read.month == again.month && read.months == again.months);
    for (int lang = TWOFOLD_EN; lang <= TWOFOLD_ZH; lang++) {
        length = twofold_period_label(read, (twofold_lang)lang, whole, sizeof whole);
        CHECK(length > 0 && length < sizeof whole && strlen(whole) == length);
    }
}

static void date(const char *text, size_t size)
{
    twofold_date read, again;
    char whole[ROOM];
    if (!twofold_date_parse(text, size, &read)) return;
    CHECK(read.first < read.last);
    const size_t length = twofold_date_write(read.first, whole, sizeof whole);
    CHECK(length > 0 && length < sizeof whole && strlen(whole) == length);
    CHECK(twofold_date_parse(whole, length, &again) && same(read.first, again.first));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size > 600) return 0;
    const char *text = (const char *)data;
    double months;
    number(text, size);
    plain(text, size);
    period(text, size);
    date(text, size);
    if (twofold_duration_parse(text, size, &months)) CHECK(months - months == 0.0);
    (void)twofold_text_width(text, size);
    return 0;
}
