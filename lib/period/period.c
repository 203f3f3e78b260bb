/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "twofold/period.h"

#include "base/text.h"
#include "period/scan.h"

int twofold_frequency_months(twofold_frequency frequency)
{
    static const int months[] = {12, 3, 1};
    return (int)frequency >= 0 && (int)frequency < 3 ? months[frequency] : 0;
}

/* Division that rounds down, also for months before year 0. */
static int32_t floor_div(int32_t a, int32_t b) { return a / b - (a % b < 0); }

twofold_period twofold_period_at(int32_t month, twofold_frequency frequency)
{
    int32_t months = twofold_frequency_months(frequency);
    if (months == 0) return (twofold_period){0, 0};
    return (twofold_period){.month = floor_div(month, months) * months, .months = months};
}

int twofold_month_days(int32_t month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int32_t year = floor_div(month, 12);
    const int32_t of_year = (int32_t)(month - 12 * (int64_t)year);
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return days[of_year] + (of_year == 1 && leap);
}

/* ---- Reading ---- */

static bool is_month(int month) { return month >= 1 && month <= 12; }

/* 2021-2030年: the years, to the end of the text. */
static bool scan_years(struct tf_scan scan, twofold_period *period)
{
    const int first = tf_scan_digits(&scan, 4, 4);
    if (first < TF_FIRST_YEAR || !tf_scan_dash(&scan)) return false;
    const int last = tf_scan_digits(&scan, 4, 4);
    if (last < first || !tf_scan_word(&scan, "年") || scan.size > 0) return false;
    *period = (twofold_period){.month = 12 * first, .months = 12 * (last - first + 1)};
    return true;
}

/* 2021年1-10月, 2021年1月至10月: to the end of the text. */
static bool scan_months_of_year(struct tf_scan scan, twofold_period *period)
{
    int year = tf_scan_digits(&scan, 4, 4);
    if (year < TF_FIRST_YEAR || !tf_scan_word(&scan, "年")) return false;
    int first = tf_scan_digits(&scan, 1, 2);
    tf_scan_word(&scan, "月");
    if (!is_month(first) || !tf_scan_dash(&scan)) return false;
    int last = tf_scan_digits(&scan, 1, 2);
    if (!is_month(last) || last < first || !tf_scan_word(&scan, "月") || scan.size > 0)
        return false;
    *period = (twofold_period){.month = 12 * year + first - 1, .months = last - first + 1};
    return true;
}

/* "2021-01..10": a month of the same year, to the end of the text. */
static bool scan_same_year(struct tf_scan scan, const twofold_period *from, twofold_period *to)
{
    int month = tf_scan_digits(&scan, 1, 2);
    *to = (twofold_period){.month = from->month / 12 * 12 + month - 1, .months = 1};
    return is_month(month) && scan.size == 0;
}

bool twofold_period_parse(const char *text, size_t size, twofold_period *period)
{
    tf_trim(&text, &size);
    struct tf_scan scan = {text, size};
    if (scan_months_of_year(scan, period) || scan_years(scan, period)) return true;
    twofold_period from, to;
    enum tf_part part = tf_scan_part(&scan, &from);
    if (part == TF_NO_PART) return false;
    if (scan.size == 0) {
        *period = from;
        return true;
    }
    /* a dash joins Chinese parts only: 2021-01-10 is a date */
    bool chinese = (unsigned char)scan.text[-1] >= 0x80;
    if (!tf_scan_word(&scan, "..") && !(chinese && tf_scan_dash(&scan))) return false;
    bool same_year = part == TF_MONTH_PART && scan_same_year(scan, &from, &to);
    if (!same_year && (tf_scan_part(&scan, &to) == TF_NO_PART || scan.size > 0)) return false;
    int32_t months = to.month + to.months - from.month;
    if (to.month < from.month || months < from.months) return false;
    *period = (twofold_period){.month = from.month, .months = months};
    return true;
}

/* ---- Writing ---- */

struct month_of_year {
    int32_t year;
    int month; /* 1 to 12 */
};

static struct month_of_year split(int32_t month)
{
    int32_t year = floor_div(month, 12);
    return (struct month_of_year){year, month - 12 * year + 1};
}

/* Periods come from callers; what lies outside years 0 to 9999 has no text. */
static bool is_writable(twofold_period period)
{
    enum { END = 12 * 10000 };
    return period.month >= 0 && period.months > 0 && period.months <= END &&
           period.month <= END - period.months;
}

static bool is_whole(twofold_period period, int months)
{
    return period.months == months && period.month % months == 0;
}

static bool is_years(twofold_period period)
{
    return period.months % 12 == 0 && period.month % 12 == 0;
}

static void add_month(struct tf_buffer *out, int32_t month)
{
    struct month_of_year at = split(month);
    tf_buffer_integer(out, at.year, 4);
    tf_buffer_char(out, '-');
    tf_buffer_integer(out, at.month, 2);
}

size_t twofold_period_write(twofold_period period, char *buffer, size_t size)
{
    struct tf_buffer out = tf_buffer_of(buffer, size);
    if (!is_writable(period)) return tf_buffer_end(&out);
    struct month_of_year first = split(period.month);
    int32_t last = period.month + period.months - 1;
    if (is_years(period) || is_whole(period, 3)) tf_buffer_integer(&out, first.year, 4);
    if (is_whole(period, 3)) {
        tf_buffer_char(&out, 'Q');
        tf_buffer_integer(&out, (first.month + 2) / 3, 1);
    } else if (is_years(period)) {
        if (period.months > 12) tf_buffer_say(&out, "..");
        if (period.months > 12) tf_buffer_integer(&out, split(last).year, 4);
    } else {
        add_month(&out, period.month);
        if (period.months > 1) tf_buffer_say(&out, "..");
        if (period.months > 1) add_month(&out, last);
    }
    return tf_buffer_end(&out);
}

static void label_english(struct tf_buffer *out, twofold_period period)
{
    static const char *const names[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    struct month_of_year first = split(period.month),
                         last = split(period.month + period.months - 1);
    if (is_whole(period, 3)) {
        tf_buffer_integer(out, first.year, 4);
        tf_buffer_say(out, " Q");
        tf_buffer_integer(out, (first.month + 2) / 3, 1);
        return;
    }
    const bool years = is_years(period);
    if (!years) tf_buffer_say(out, names[first.month - 1]);
    if (first.year != last.year) {
        if (!years) tf_buffer_char(out, ' ');
        tf_buffer_integer(out, first.year, 4);
    }
    if (period.months > (years ? 12 : 1)) tf_buffer_char(out, '-');
    if (!years && period.months > 1) tf_buffer_say(out, names[last.month - 1]);
    if (!years) tf_buffer_char(out, ' ');
    tf_buffer_integer(out, last.year, 4);
}

static void label_chinese(struct tf_buffer *out, twofold_period period)
{
    struct month_of_year first = split(period.month),
                         last = split(period.month + period.months - 1);
    tf_buffer_integer(out, first.year, 4);
    if (is_years(period)) {
        if (period.months > 12) tf_buffer_char(out, '-');
        if (period.months > 12) tf_buffer_integer(out, last.year, 4);
        tf_buffer_say(out, "年");
        return;
    }
    tf_buffer_say(out, "年");
    if (is_whole(period, 3)) {
        tf_buffer_integer(out, (first.month + 2) / 3, 1);
        tf_buffer_say(out, "季度");
        return;
    }
    tf_buffer_integer(out, first.month, 1);
    if (period.months > 1) {
        if (first.year != last.year) tf_buffer_say(out, "月");
        tf_buffer_char(out, '-');
        if (first.year != last.year) tf_buffer_integer(out, last.year, 4);
        if (first.year != last.year) tf_buffer_say(out, "年");
        tf_buffer_integer(out, last.month, 1);
    }
    tf_buffer_say(out, "月");
}

size_t twofold_period_label(twofold_period period, twofold_lang lang, char *buffer, size_t size)
{
    struct tf_buffer out = tf_buffer_of(buffer, size);
    if (is_writable(period) && lang == TWOFOLD_ZH) label_chinese(&out, period);
    if (is_writable(period) && lang != TWOFOLD_ZH) label_english(&out, period);
    return tf_buffer_end(&out);
}
