/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "twofold/period.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define MONTH(year, month) (12 * (year) + (month)-1)

static void periods_are_read_and_written(void **state)
{
    (void)state;
    const struct {
        const char *text;
        int32_t month, months;
        const char *iso, *en, *zh;
    } cases[] = {
        {"2025", MONTH(2025, 1), 12, "2025", "2025", "2025年"},
        {" 2025年 ", MONTH(2025, 1), 12, "2025", "2025", "2025年"},
        {"1000", MONTH(1000, 1), 12, "1000", "1000", "1000年"},
        {"9999-12", MONTH(9999, 12), 1, "9999-12", "Dec 9999", "9999年12月"},
        {"2025Q3", MONTH(2025, 7), 3, "2025Q3", "2025 Q3", "2025年3季度"},
        {"2025q1", MONTH(2025, 1), 3, "2025Q1", "2025 Q1", "2025年1季度"},
        {"2025-Q4", MONTH(2025, 10), 3, "2025Q4", "2025 Q4", "2025年4季度"},
        {"2025 Q2", MONTH(2025, 4), 3, "2025Q2", "2025 Q2", "2025年2季度"},
        {"2025年3季度", MONTH(2025, 7), 3, "2025Q3", "2025 Q3", "2025年3季度"},
        {"2025年第三季度", MONTH(2025, 7), 3, "2025Q3", "2025 Q3", "2025年3季度"},
        {"2025-10", MONTH(2025, 10), 1, "2025-10", "Oct 2025", "2025年10月"},
        {"2021-1", MONTH(2021, 1), 1, "2021-01", "Jan 2021", "2021年1月"},
        {"2025年10月", MONTH(2025, 10), 1, "2025-10", "Oct 2025", "2025年10月"},
        {"2025年01月", MONTH(2025, 1), 1, "2025-01", "Jan 2025", "2025年1月"},
        {"2021-01..2021-10", MONTH(2021, 1), 10, "2021-01..2021-10", "Jan-Oct 2021",
         "2021年1-10月"},
        {"2021-01..10", MONTH(2021, 1), 10, "2021-01..2021-10", "Jan-Oct 2021", "2021年1-10月"},
        {"2021年1-10月", MONTH(2021, 1), 10, "2021-01..2021-10", "Jan-Oct 2021", "2021年1-10月"},
        {"2021年1月-10月", MONTH(2021, 1), 10, "2021-01..2021-10", "Jan-Oct 2021", "2021年1-10月"},
        {"2021年1—10月", MONTH(2021, 1), 10, "2021-01..2021-10", "Jan-Oct 2021", "2021年1-10月"},
        {"2021年1至2月", MONTH(2021, 1), 2, "2021-01..2021-02", "Jan-Feb 2021", "2021年1-2月"},
        {"2021-11..2022-02", MONTH(2021, 11), 4, "2021-11..2022-02", "Nov 2021-Feb 2022",
         "2021年11月-2022年2月"},
        {"2021年11月-2022年2月", MONTH(2021, 11), 4, "2021-11..2022-02", "Nov 2021-Feb 2022",
         "2021年11月-2022年2月"},
        {"2021..2025", MONTH(2021, 1), 60, "2021..2025", "2021-2025", "2021-2025年"},
        {"2021年至2025年", MONTH(2021, 1), 60, "2021..2025", "2021-2025", "2021-2025年"},
        {"2021Q2..2021Q3", MONTH(2021, 4), 6, "2021-04..2021-09", "Apr-Sep 2021", "2021年4-9月"},
        {"2021-01..2021-12", MONTH(2021, 1), 12, "2021", "2021", "2021年"},
        {"2021-04..06", MONTH(2021, 4), 3, "2021Q2", "2021 Q2", "2021年2季度"},
        {"2021..2022Q2", MONTH(2021, 1), 18, "2021-01..2022-06", "Jan 2021-Jun 2022",
         "2021年1月-2022年6月"},
        {"2021-10..10", MONTH(2021, 10), 1, "2021-10", "Oct 2021", "2021年10月"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        twofold_period period = {0, 0}, back;
        if (!twofold_period_parse(cases[i].text, strlen(cases[i].text), &period) ||
            period.month != cases[i].month || period.months != cases[i].months)
            fail_msg("%s: month %d, %d months", cases[i].text, (int)period.month,
                     (int)period.months);
        char text[64];
        assert_int_equal(twofold_period_write(period, text, sizeof text), strlen(cases[i].iso));
        assert_string_equal(text, cases[i].iso);
        assert_true(twofold_period_parse(text, strlen(text), &back));
        assert_memory_equal(&back, &period, sizeof back);
        assert_int_equal(twofold_period_label(period, TWOFOLD_EN, text, sizeof text),
                         strlen(cases[i].en));
        assert_string_equal(text, cases[i].en);
        twofold_period_label(period, TWOFOLD_ZH, text, sizeof text);
        assert_string_equal(text, cases[i].zh);
        assert_true(twofold_period_parse(text, strlen(text), &back));
        assert_memory_equal(&back, &period, sizeof back);
        assert_int_equal(twofold_period_write(period, NULL, 0), strlen(cases[i].iso));
    }
}

static void what_is_no_period_is_refused(void **state)
{
    (void)state;
    const char *cases[] = {"",
                           " ",
                           "25",
                           "999",
                           "0999",
                           "20255",
                           "2025Q5",
                           "2025Q0",
                           "2025-0",
                           "2025-13",
                           "2025-123",
                           "2025-",
                           "2025Q",
                           "2025-Q",
                           "2025Q33",
                           "2025年13月",
                           "2025年0月",
                           "2025年5",
                           "2025年5季度",
                           "2025年第三",
                           "2021..2020",
                           "2021-05..2021-04",
                           "2021-05..04",
                           "2021..2021-06",
                           "2021..",
                           "2021...2022",
                           "2021..2022..2023",
                           "2021-01-10",
                           "2021-2025",
                           "2021年10-1月",
                           "2021年1-13月",
                           "2021年1-10",
                           "-2021",
                           "2021-10-31",
                           "2021 - 10",
                           "2021年1-",
                           "output",
                           "2021Q1..5",
                           "2021-01..10月",
                           "2021Q1-Q2"};
    for (size_t i = 0; i < COUNT(cases); i++) {
        twofold_period period = {-7, -7};
        if (twofold_period_parse(cases[i], strlen(cases[i]), &period))
            fail_msg("%s was read", cases[i]);
        assert_true(period.month == -7 && period.months == -7);
    }
    twofold_period period;
    assert_false(twofold_period_parse(NULL, 0, &period));
    assert_true(twofold_period_parse("2025-10", 4, &period) && period.months == 12);
}

static void every_month_goes_around(void **state)
{
    (void)state;
    for (int32_t month = MONTH(1000, 1); month < MONTH(10000, 1); month++) {
        twofold_period period = {month, 1 + month % 40}, back;
        if (month + period.months > MONTH(10000, 1)) break;
        char text[64];
        size_t size = twofold_period_write(period, text, sizeof text);
        assert_true(twofold_period_parse(text, size, &back));
        assert_memory_equal(&back, &period, sizeof back);
    }
}

static void what_has_no_text_is_empty(void **state)
{
    (void)state;
    const twofold_period cases[] = {{0, 0},
                                    {0, -1},
                                    {-1, 1},
                                    {INT32_MAX, 1},
                                    {120000, 1},
                                    {119999, 2},
                                    {INT32_MAX, INT32_MAX},
                                    {INT32_MIN, INT32_MIN}};
    for (size_t i = 0; i < COUNT(cases); i++) {
        char text[16] = "x";
        assert_int_equal(twofold_period_write(cases[i], text, sizeof text), 0);
        assert_string_equal(text, "");
        assert_int_equal(twofold_period_label(cases[i], TWOFOLD_EN, text, sizeof text), 0);
        assert_int_equal(twofold_period_label(cases[i], TWOFOLD_ZH, text, sizeof text), 0);
    }
}

static void periods_of_a_frequency(void **state)
{
    (void)state;
    assert_int_equal(twofold_frequency_months(TWOFOLD_YEAR), 12);
    assert_int_equal(twofold_frequency_months(TWOFOLD_QUARTER), 3);
    assert_int_equal(twofold_frequency_months(TWOFOLD_MONTH), 1);
    assert_int_equal(twofold_frequency_months((twofold_frequency)5), 0);
    for (int32_t month = -100; month < 100; month++)
        for (int frequency = 0; frequency < 3; frequency++) {
            twofold_period period = twofold_period_at(month, (twofold_frequency)frequency);
            assert_int_equal(period.months, twofold_frequency_months((twofold_frequency)frequency));
            assert_int_equal(period.month % period.months, 0);
            assert_true(period.month <= month && month < period.month + period.months);
        }
    assert_int_equal(twofold_period_at(5, (twofold_frequency)9).months, 0);
}

static void calendar(void **state)
{
    (void)state;
    assert_in_range(twofold_month_days(INT32_MIN), 28, 31); /* and no overflow on the way */
    assert_in_range(twofold_month_days(INT32_MAX), 28, 31);
    assert_int_equal(twofold_month_days(MONTH(2021, 2)), 28);
    assert_int_equal(twofold_month_days(MONTH(2024, 2)), 29);
    assert_int_equal(twofold_month_days(MONTH(1900, 2)), 28);
    assert_int_equal(twofold_month_days(MONTH(2000, 2)), 29);
    assert_int_equal(twofold_month_days(MONTH(2021, 12)), 31);
    assert_int_equal(twofold_month_days(MONTH(2021, 4)), 30);
    int days = 0;
    for (int32_t month = MONTH(1600, 1); month < MONTH(2000, 1); month++)
        days += twofold_month_days(month);
    assert_int_equal(days, 146097); /* four Gregorian centuries */
    assert_int_equal(twofold_month_days(-1), 31);
}

static void dates_are_read(void **state)
{
    (void)state;
    const struct {
        const char *text;
        double first, last;
        const char *written;
    } cases[] = {
        {"2023", MONTH(2023, 1), MONTH(2024, 1), "2023-01"},
        {"2023年", MONTH(2023, 1), MONTH(2024, 1), "2023-01"},
        {"2023Q4", MONTH(2023, 10), MONTH(2024, 1), "2023-10"},
        {"2023-12", MONTH(2023, 12), MONTH(2024, 1), "2023-12"},
        {"2023-12-31", MONTH(2023, 12) + 30.0 / 31, MONTH(2024, 1), "2023-12-31"},
        {"2023年12月31日", MONTH(2023, 12) + 30.0 / 31, MONTH(2024, 1), "2023-12-31"},
        {"2021-10-26", MONTH(2021, 10) + 25.0 / 31, MONTH(2021, 10) + 26.0 / 31, "2021-10-26"},
        {"2021-12-2", MONTH(2021, 12) + 1.0 / 31, MONTH(2021, 12) + 2.0 / 31, "2021-12-02"},
        {"2024-02-29", MONTH(2024, 2) + 28.0 / 29, MONTH(2024, 3), "2024-02-29"},
        {"2022-01-01", MONTH(2022, 1), MONTH(2022, 1) + 1.0 / 31, "2022-01"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        twofold_date date;
        char text[16];
        assert_true(twofold_date_parse(cases[i].text, strlen(cases[i].text), &date));
        assert_true(date.first == cases[i].first && date.last == cases[i].last);
        twofold_date_write(date.first, text, sizeof text);
        assert_string_equal(text, cases[i].written);
    }
    const char *wrong[] = {
        "",           "2023-02-29",  "2023-04-31",  "2023-12-32",   "2023-12-0",       "2023-13-01",
        "2021..2025", "2021-01..10", "2023-12-31x", "2023年12月31", "2023年12月31号x", "12-31",
        "2023-12-",   "2023Q4-01",   "2023-12-311"};
    for (size_t i = 0; i < COUNT(wrong); i++) {
        twofold_date date = {-1, -1};
        if (twofold_date_parse(wrong[i], strlen(wrong[i]), &date))
            fail_msg("%s was read", wrong[i]);
        assert_true(date.first == -1 && date.last == -1);
    }
}

static void every_day_goes_around(void **state)
{
    (void)state;
    for (int32_t month = MONTH(1900, 1); month < MONTH(2200, 1); month++)
        for (int day = 1; day <= twofold_month_days(month); day++) {
            char iso[32], text[32];
            twofold_date date;
            snprintf(iso, sizeof iso, "%04d-%02d-%02d", (int)month / 12, (int)month % 12 + 1, day);
            assert_true(twofold_date_parse(iso, strlen(iso), &date));
            assert_true(date.first < date.last);
            twofold_date_write(date.first, text, sizeof text);
            assert_memory_equal(text, iso, strlen(text));
            assert_int_equal(strlen(text), day == 1 ? 7 : 10);
            /* a day stays itself after sums that cancel, and throughout itself */
            twofold_date_write(date.first + 7.3 - 7.3, text, sizeof text);
            assert_memory_equal(text, iso, strlen(text));
            twofold_date_write(0.5 * (date.first + date.last), text, sizeof text);
            assert_string_equal(text, iso);
        }
    const double nowhere[] = {-1.0,        120000.0,         1e300,
                              (double)NAN, (double)INFINITY, -(double)INFINITY};
    for (size_t i = 0; i < COUNT(nowhere); i++) {
        char text[16] = "x";
        assert_int_equal(twofold_date_write(nowhere[i], text, sizeof text), 0);
        assert_string_equal(text, "");
    }
}

static void durations(void **state)
{
    (void)state;
    const struct {
        const char *text;
        double months;
    } cases[] = {{"6 months", 6},
                 {"6个月", 6},
                 {"1.5 years", 18},
                 {"18 months", 18},
                 {"90 days", 90 / 30.4375},
                 {"2年", 24},
                 {"-3 months", -3},
                 {"2 quarters", 6},
                 {"0 months", 0}};
    for (size_t i = 0; i < COUNT(cases); i++) {
        double months = 99;
        assert_true(twofold_duration_parse(cases[i].text, strlen(cases[i].text), &months));
        assert_true(months == cases[i].months);
    }
    const char *wrong[] = {"",
                           "6",
                           "6元",
                           "0..3 months",
                           "~6 months",
                           "6个月以上",
                           "6 months/year",
                           "six months",
                           "1 year 6 months"};
    for (size_t i = 0; i < COUNT(wrong); i++) {
        double months = 99;
        assert_false(twofold_duration_parse(wrong[i], strlen(wrong[i]), &months));
        assert_true(months == 99);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(periods_are_read_and_written),
        cmocka_unit_test(what_is_no_period_is_refused),
        cmocka_unit_test(every_month_goes_around),
        cmocka_unit_test(what_has_no_text_is_empty),
        cmocka_unit_test(periods_of_a_frequency),
        cmocka_unit_test(calendar),
        cmocka_unit_test(dates_are_read),
        cmocka_unit_test(every_day_goes_around),
        cmocka_unit_test(durations),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
