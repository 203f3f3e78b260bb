/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "period/scan.h"

#include <string.h>

bool tf_scan_word(struct tf_scan *scan, const char *word)
{
    size_t length = strlen(word);
    if (length > scan->size || memcmp(scan->text, word, length) != 0) return false;
    scan->text += length;
    scan->size -= length;
    return true;
}

int tf_scan_digits(struct tf_scan *scan, int least, int most)
{
    int count = 0, value = 0;
    while (count < most && (size_t)count < scan->size && scan->text[count] >= '0' &&
           scan->text[count] <= '9')
        value = 10 * value + (scan->text[count++] - '0');
    if (count < least) return -1;
    scan->text += count;
    scan->size -= (size_t)count;
    return value;
}

/* "Q3", "q3", "-Q3", " Q3" after a year. */
static int scan_quarter(struct tf_scan *scan)
{
    struct tf_scan rest = *scan;
    if (!tf_scan_word(&rest, "-")) tf_scan_word(&rest, " ");
    if (!tf_scan_word(&rest, "Q") && !tf_scan_word(&rest, "q")) return -1;
    int quarter = tf_scan_digits(&rest, 1, 1);
    if (quarter >= 1 && quarter <= 4) *scan = rest;
    return quarter;
}

/* "3季度", "第三季度", "3季" after 年. */
static int scan_chinese_quarter(struct tf_scan *scan)
{
    static const char *const digits[] = {"一", "二", "三", "四"};
    struct tf_scan rest = *scan;
    tf_scan_word(&rest, "第");
    int quarter = tf_scan_digits(&rest, 1, 1);
    for (int i = 0; i < 4 && quarter < 0; i++)
        if (tf_scan_word(&rest, digits[i])) quarter = i + 1;
    if (quarter < 1 || quarter > 4) return -1;
    if (!tf_scan_word(&rest, "季度") && !tf_scan_word(&rest, "季")) return -1;
    *scan = rest;
    return quarter;
}

static enum tf_part part(twofold_period *period, int year, int month, int months)
{
    *period = (twofold_period){.month = 12 * year + month - 1, .months = months};
    return months == 12 ? TF_YEAR_PART : months == 3 ? TF_QUARTER_PART : TF_MONTH_PART;
}

enum tf_part tf_scan_part(struct tf_scan *scan, twofold_period *period)
{
    int year = tf_scan_digits(scan, 4, 4);
    if (year < TF_FIRST_YEAR) return TF_NO_PART;
    int quarter = scan_quarter(scan);
    if (quarter >= 1 && quarter <= 4) return part(period, year, 3 * quarter - 2, 3);
    struct tf_scan rest = *scan;
    if (tf_scan_word(&rest, "-")) {
        int month = tf_scan_digits(&rest, 1, 2);
        if (month < 1 || month > 12) return TF_NO_PART;
        *scan = rest;
        return part(period, year, month, 1);
    }
    if (!tf_scan_word(scan, "年")) return part(period, year, 1, 12);
    quarter = scan_chinese_quarter(scan);
    if (quarter > 0) return part(period, year, 3 * quarter - 2, 3);
    int month = tf_scan_digits(scan, 1, 2);
    if (month < 0) return part(period, year, 1, 12);
    if (month < 1 || month > 12 || !tf_scan_word(scan, "月")) return TF_NO_PART;
    return part(period, year, month, 1);
}

bool tf_scan_dash(struct tf_scan *scan)
{
    static const char *const dashes[] = {"-", "–", "—", "~", "～", "至", "到"};
    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++)
        if (tf_scan_word(scan, dashes[i])) return true;
    return false;
}
