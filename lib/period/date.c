/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "base/text.h"
#include "period/scan.h"

/* 2023-12-31, 2023年12月31日: to the end of the text. */
static bool scan_day(struct tf_scan scan, twofold_date *date)
{
    twofold_period month;
    if (tf_scan_part(&scan, &month) != TF_MONTH_PART || scan.size == 0) return false;
    bool chinese = (unsigned char)scan.text[-1] >= 0x80;
    if (!chinese && !tf_scan_word(&scan, "-")) return false;
    int day = tf_scan_digits(&scan, 1, 2), days = twofold_month_days(month.month);
    if (day < 1 || day > days) return false;
    if (chinese && !tf_scan_word(&scan, "日")) return false;
    if (scan.size > 0) return false;
    date->first = month.month + (double)(day - 1) / days;
    date->last = day == days ? month.month + 1.0 : month.month + (double)day / days;
    return true;
}

bool twofold_date_parse(const char *text, size_t size, twofold_date *date)
{
    tf_trim(&text, &size);
    struct tf_scan scan = {text, size};
    if (scan_day(scan, date)) return true;
    twofold_period period;
    if (tf_scan_part(&scan, &period) == TF_NO_PART || scan.size > 0) return false;
    date->first = period.month;
    date->last = period.month + period.months;
    return true;
}

size_t twofold_date_write(double instant, char *buffer, size_t size)
{
    /* Sums of fractions of months miss their day by some 1e-12; no day is that short. */
    const double slack = 1e-7;
    struct tf_buffer out = tf_buffer_of(buffer, size);
    if (!(instant >= 0.0 && instant < 12.0 * 10000)) return tf_buffer_end(&out);
    int32_t month = (int32_t)(instant + slack);
    int days = twofold_month_days(month);
    int day = (int)((instant - month + slack) * days) + 1;
    if (day > days) day = days;
    tf_buffer_integer(&out, month / 12, 4);
    tf_buffer_char(&out, '-');
    tf_buffer_integer(&out, month % 12 + 1, 2);
    if (instant - month > slack) {
        tf_buffer_char(&out, '-');
        tf_buffer_integer(&out, day, 2);
    }
    return tf_buffer_end(&out);
}

bool twofold_duration_parse(const char *text, size_t size, double *months)
{
    twofold_number number = {.value = 0}; /* compilers look at it before they look at the fault */
    if (twofold_number_parse(text, size, &number) != TWOFOLD_FAULT_NONE) return false;
    if (number.mark != TWOFOLD_EXACT || number.unit.dimension != TWOFOLD_DURATION ||
        number.unit.per != TWOFOLD_PLAIN)
        return false;
    *months = number.value;
    return true;
}
