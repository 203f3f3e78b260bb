/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 * Time as planners speak of it: months, quarters, years, "January to October", dates; and the real
 * time coordinate in months that everything is computed in.
 *
 * The coordinate: months since the first instant of a year called the origin; every month is one
 * unit, every year twelve. Day d of a month of n days begins at (d - 1)/n in it. Sums of dates and
 * durations are sums in this coordinate, so a printed day can differ from the calendar's by up to
 * three. Threads: pure functions.
 */
#ifndef TWOFOLD_PERIOD_H
#define TWOFOLD_PERIOD_H

#include "twofold/base.h"

TWOFOLD_BEGIN_DECLS

typedef enum twofold_frequency {
    TWOFOLD_YEAR = 0,
    TWOFOLD_QUARTER = 1,
    TWOFOLD_MONTH = 2
} twofold_frequency;

/** Months in one period of a frequency: 12, 3, 1. */
TWOFOLD_API int twofold_frequency_months(twofold_frequency frequency);

/** Whole months: from a month (year * 12 + month - 1, January of year 0 is 0), so many of them. */
typedef struct twofold_period {
    int32_t month;
    int32_t months; /**< > 0 */
} twofold_period;

/** Reads "2025", "2025Q3" (2025q3, 2025-Q3, 2025年3季度), "2025-10" (2025年10月, 2021-1), "2025年",
 * "2021-01..2021-10" (2021年1-10月, 2021-01..10), "2021..2025"; Chinese parts may also be joined by
 * a dash or 至 (2021年11月至2022年2月). Blanks around are skipped. Years 1000 to 9999.
 * False if it is none; *period untouched then. */
TWOFOLD_API bool twofold_period_parse(const char *text, size_t size, twofold_period *period);

/** ISO text: "2025", "2025Q3", "2025-10", "2021-01..2021-10" (a plain span of years 2021..2025 is
 * "2021..2025"). snprintf's rules; "" for what lies outside years 0 to 9999. */
TWOFOLD_API size_t twofold_period_write(twofold_period period, char *buffer, size_t size);

/** For people: "2025", "2025 Q3", "Oct 2025", "Jan-Oct 2021"; 2025年, 2025年3季度, 2025年10月,
 * 2021年1-10月. */
TWOFOLD_API size_t twofold_period_label(twofold_period period, twofold_lang lang, char *buffer,
                                        size_t size);

/** The period of a frequency that holds a month. */
TWOFOLD_API twofold_period twofold_period_at(int32_t month, twofold_frequency frequency);

/** A date as written: the instants at which it begins and ends, in months since January of year 0.
 */
typedef struct twofold_date {
    double first; /**< first instant */
    double last;  /**< last instant: the first of what follows */
} twofold_date;

/** Reads "2023", "2023Q4", "2023-12", "2023-12-31" (2023年12月31日); day checked against the
 * calendar. False if it is none; *date untouched then. */
TWOFOLD_API bool twofold_date_parse(const char *text, size_t size, twofold_date *date);

/** The calendar day an instant falls on, as "2023-12-31"; whole months as "2023-12"; "" outside
 * years 0 to 9999. snprintf's rules. */
TWOFOLD_API size_t twofold_date_write(double instant, char *buffer, size_t size);

/** Reads a duration in months: "6 months", "6个月", "1.5 years", "18 months", "90 days" (30.4375
 * days a month). False if none, or if it is a range or has a mark; *months untouched then. */
TWOFOLD_API bool twofold_duration_parse(const char *text, size_t size, double *months);

/** Days in a month of the Gregorian calendar; month as in twofold_period. */
TWOFOLD_API int twofold_month_days(int32_t month);

TWOFOLD_END_DECLS

#endif
