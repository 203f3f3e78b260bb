/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/number.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static uint64_t bits_of(double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

/* The same bits: 0 is not -0. */
static bool same(double a, double b) { return bits_of(a) == bits_of(b); }

static twofold_number read(const char *text)
{
    twofold_number number = {0};
    twofold_fault_code fault = twofold_number_parse(text, strlen(text), &number);
    if (fault != TWOFOLD_FAULT_NONE) fail_msg("%s: %s", text, twofold_fault_id(fault));
    return number;
}

/* NOLINTNEXTLINE(clang-analyzer-optin.performance.Padding) */
static const struct {
    const char *text;
    double value;
    twofold_dimension dimension;
    const char *name;
    twofold_dimension per;
    const char *per_name;
    int decimals;
    double scale;
} singles[] = {
    {"26亿元", 2.6e9, TWOFOLD_MONEY, "CNY", 0, "", 0, 1e8},
    {"8.2亿", 820000000, 0, "", 0, "", 1, 1e8},
    {"8000万", 8e7, 0, "", 0, "", 0, 1e4},
    {"11.15亿元", 1115000000, TWOFOLD_MONEY, "CNY", 0, "", 2, 1e8},
    {"28.74亿 人民币", 2874000000, TWOFOLD_MONEY, "CNY", 0, "", 2, 1e8},
    {"5000 万元", 5e7, TWOFOLD_MONEY, "CNY", 0, "", 0, 1e4},
    {"1.5万亿元", 1.5e12, TWOFOLD_MONEY, "CNY", 0, "", 1, 1e12},
    {"3千万", 3e7, 0, "", 0, "", 0, 1e7},
    {"2百亿", 2e10, 0, "", 0, "", 0, 1e10},
    {"2千亿", 2e11, 0, "", 0, "", 0, 1e11},
    {"2十亿", 2e9, 0, "", 0, "", 0, 1e9},
    {"2百万", 2e6, 0, "", 0, "", 0, 1e6},
    {"2十万", 2e5, 0, "", 0, "", 0, 1e5},
    {"2千", 2e3, 0, "", 0, "", 0, 1e3},
    {"15M USD", 1.5e7, TWOFOLD_MONEY, "USD", 0, "", 0, 1e6},
    {"1.10M USD", 1.1e6, TWOFOLD_MONEY, "USD", 0, "", 2, 1e6},
    {"15M美元", 1.5e7, TWOFOLD_MONEY, "USD", 0, "", 0, 1e6},
    {"$15M", 1.5e7, TWOFOLD_MONEY, "USD", 0, "", 0, 1e6},
    {"US$ 1.2 million", 1.2e6, TWOFOLD_MONEY, "USD", 0, "", 1, 1e6},
    {"¥26亿", 2.6e9, TWOFOLD_MONEY, "CNY", 0, "", 0, 1e8},
    {"-€3k", -3000, TWOFOLD_MONEY, "EUR", 0, "", 0, 1e3},
    {"3 thousand JPY", 3000, TWOFOLD_MONEY, "JPY", 0, "", 0, 1e3},
    {"3 billion HKD", 3e9, TWOFOLD_MONEY, "HKD", 0, "", 0, 1e9},
    {"3bn GBP", 3e9, TWOFOLD_MONEY, "GBP", 0, "", 0, 1e9},
    {"3B欧元", 3e9, TWOFOLD_MONEY, "EUR", 0, "", 0, 1e9},
    {"5 KRW", 5, TWOFOLD_MONEY, "KRW", 0, "", 0, 1},
    {"5KRW", 5, TWOFOLD_MONEY, "KRW", 0, "", 0, 1},
    {"2K CHF", 2000, TWOFOLD_MONEY, "CHF", 0, "", 0, 1e3},
    {"6.45元", 6.45, TWOFOLD_MONEY, "CNY", 0, "", 2, 1},
    {"100RMB", 100, TWOFOLD_MONEY, "CNY", 0, "", 0, 1},
    {"5%", 0.05, TWOFOLD_SHARE, "", 0, "", 0, 0.01},
    {"3.33%", 0.0333, TWOFOLD_SHARE, "", 0, "", 2, 0.01},
    {"3.3 %", 0.033, TWOFOLD_SHARE, "", 0, "", 1, 0.01},
    {"5‰", 0.005, TWOFOLD_SHARE, "", 0, "", 0, 0.001},
    {"117.9%", 1.179, TWOFOLD_SHARE, "", 0, "", 1, 0.01},
    {"+3%", 0.03, TWOFOLD_SHARE, "", 0, "", 0, 0.01},
    {"-5%", -0.05, TWOFOLD_SHARE, "", 0, "", 0, 0.01},
    {"−5 points", -0.05, TWOFOLD_SHARE, "", 0, "", 0, 0.01},
    {"3个百分点", 0.03, TWOFOLD_SHARE, "", 0, "", 0, 0.01},
    {"3 percentage points", 0.03, TWOFOLD_SHARE, "", 0, "", 0, 0.01},
    {"7 per cent", 0.07, TWOFOLD_SHARE, "", 0, "", 0, 0.01},
    {"5%/year", 0.05, TWOFOLD_SHARE, "", TWOFOLD_DURATION, "", 0, 0.01},
    {"369亩", 369, TWOFOLD_AREA, "", 0, "", 0, 1},
    {"369 mu", 369, TWOFOLD_AREA, "", 0, "", 0, 1},
    {"2公顷", 30, TWOFOLD_AREA, "", 0, "", 0, 15},
    {"0.1 ha", 1.5, TWOFOLD_AREA, "", 0, "", 1, 15},
    {"1.2 km²", 1800, TWOFOLD_AREA, "", 0, "", 1, 1500},
    {"1.2平方公里", 1800, TWOFOLD_AREA, "", 0, "", 1, 1500},
    {"200000 m2", 300, TWOFOLD_AREA, "", 0, "", 0, 0.0015},
    {"20万平方米", 300, TWOFOLD_AREA, "", 0, "", 0, 15},
    {"5km2", 7500, TWOFOLD_AREA, "", 0, "", 0, 1500},
    {"1000人", 1000, TWOFOLD_PERSONS, "", 0, "", 0, 1},
    {"30万人", 300000, TWOFOLD_PERSONS, "", 0, "", 0, 1e4},
    {"10000 persons", 10000, TWOFOLD_PERSONS, "", 0, "", 0, 1},
    {"1 job", 1, TWOFOLD_PERSONS, "", 0, "", 0, 1},
    {"200个岗位", 200, TWOFOLD_PERSONS, "", 0, "", 0, 1},
    {"25033人次", 25033, TWOFOLD_COUNT, "visits", 0, "", 0, 1},
    {"2.5万人次", 25000, TWOFOLD_COUNT, "visits", 0, "", 1, 1e4},
    {"46500 vehicles/year", 46500, TWOFOLD_COUNT, "vehicles", TWOFOLD_DURATION, "", 0, 1},
    {"46500辆/年", 46500, TWOFOLD_COUNT, "vehicles", TWOFOLD_DURATION, "", 0, 1},
    {"46500台/年", 46500, TWOFOLD_COUNT, "vehicles", TWOFOLD_DURATION, "", 0, 1},
    {"46500 vehicles a year", 46500, TWOFOLD_COUNT, "vehicles", TWOFOLD_DURATION, "", 0, 1},
    {"46.5k vehicles per year", 46500, TWOFOLD_COUNT, "vehicles", TWOFOLD_DURATION, "", 1, 1e3},
    {"100 a day", 36500, 0, "", TWOFOLD_DURATION, "", 0, 365},
    {"2000万元/month", 2.4e8, TWOFOLD_MONEY, "CNY", TWOFOLD_DURATION, "", 0, 1.2e5},
    {"2000万元/月", 2.4e8, TWOFOLD_MONEY, "CNY", TWOFOLD_DURATION, "", 0, 1.2e5},
    {"100吨/日", 36500, TWOFOLD_COUNT, "tons", TWOFOLD_DURATION, "", 0, 365},
    {"100 t/quarter", 400, TWOFOLD_COUNT, "tons", TWOFOLD_DURATION, "", 0, 4},
    {"100件/季", 400, TWOFOLD_COUNT, "units", TWOFOLD_DURATION, "", 0, 4},
    {"704.6万元/亩", 7046000, TWOFOLD_MONEY, "CNY", TWOFOLD_AREA, "", 1, 1e4},
    {"400 万元 / 亩", 4e6, TWOFOLD_MONEY, "CNY", TWOFOLD_AREA, "", 0, 1e4},
    {"12k CNY per mu", 12000, TWOFOLD_MONEY, "CNY", TWOFOLD_AREA, "", 0, 1e3},
    {"30万元/公顷", 20000, TWOFOLD_MONEY, "CNY", TWOFOLD_AREA, "", 0, 1e4 / 15},
    {"3元/m2", 2000, TWOFOLD_MONEY, "CNY", TWOFOLD_AREA, "", 0, 2000.0 / 3},
    {"30万元/人", 300000, TWOFOLD_MONEY, "CNY", TWOFOLD_PERSONS, "", 0, 1e4},
    {"16万元/job", 160000, TWOFOLD_MONEY, "CNY", TWOFOLD_PERSONS, "", 0, 1e4},
    {"5.59万元/vehicle", 55900, TWOFOLD_MONEY, "CNY", TWOFOLD_COUNT, "vehicles", 2, 1e4},
    {"5.59万元/辆", 55900, TWOFOLD_MONEY, "CNY", TWOFOLD_COUNT, "vehicles", 2, 1e4},
    {"3人/亩", 3, TWOFOLD_PERSONS, "", TWOFOLD_AREA, "", 0, 1},
    {"0.2吨/万元", 0.00002, TWOFOLD_COUNT, "tons", TWOFOLD_MONEY, "CNY", 1, 1e-4},
    {"16家", 16, TWOFOLD_COUNT, "firms", 0, "", 0, 1},
    {"22 projects", 22, TWOFOLD_COUNT, "projects", 0, "", 0, 1},
    {"6 months", 6, TWOFOLD_DURATION, "", 0, "", 0, 1},
    {"6个月", 6, TWOFOLD_DURATION, "", 0, "", 0, 1},
    {"1.5 years", 18, TWOFOLD_DURATION, "", 0, "", 1, 12},
    {"3年", 36, TWOFOLD_DURATION, "", 0, "", 0, 12},
    {"2 quarters", 6, TWOFOLD_DURATION, "", 0, "", 0, 3},
    {"90 days", 90 / 30.4375, TWOFOLD_DURATION, "", 0, "", 0, 1 / 30.4375},
    {"2 weeks", 14 / 30.4375, TWOFOLD_DURATION, "", 0, "", 0, 7 / 30.4375},
    {"487天", 16, TWOFOLD_DURATION, "", 0, "", 0, 16.0 / 487},
    {"5 boxes", 5, TWOFOLD_COUNT, "boxes", 0, "", 0, 1},
    {"5 fork-lifts", 5, TWOFOLD_COUNT, "fork-lifts", 0, "", 0, 1},
    {"5吨标准煤", 5, TWOFOLD_COUNT, "吨标准煤", 0, "", 0, 1},
    {"5 m³", 5, TWOFOLD_COUNT, "m³", 0, "", 0, 1},
    {"1.2e6", 1200000, 0, "", 0, "", 1, 1e6},
    {"1.2e-3元", 0.0012, TWOFOLD_MONEY, "CNY", 0, "", 1, 1e-3},
    {"5 EUR", 5, TWOFOLD_MONEY, "EUR", 0, "", 0, 1},
    {"5EUR", 5, TWOFOLD_MONEY, "EUR", 0, "", 0, 1},
    {"  0 \t", 0, 0, "", 0, "", 0, 1},
    {"　5500　", 5500, 0, "", 0, "", 0, 1},
    {"007", 7, 0, "", 0, "", 0, 1},
};

static void values_and_units(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(singles); i++) {
        twofold_number number = read(singles[i].text);
        bool right = same(number.value, singles[i].value) && same(number.low, number.value) &&
                     same(number.high, number.value) && number.mark == TWOFOLD_EXACT &&
                     number.unit.dimension == singles[i].dimension &&
                     number.unit.per == singles[i].per &&
                     strcmp(number.unit.name, singles[i].name) == 0 &&
                     strcmp(number.unit.per_name, singles[i].per_name) == 0 &&
                     number.decimals == singles[i].decimals && same(number.scale, singles[i].scale);
        if (!right)
            fail_msg("%s: %.17g, %d '%s' per %d '%s', %d decimals, scale %.17g", singles[i].text,
                     number.value, (int)number.unit.dimension, number.unit.name,
                     (int)number.unit.per, number.unit.per_name, number.decimals, number.scale);
    }
}

static void marks_and_ranges(void **state)
{
    (void)state;
    /* NOLINTNEXTLINE(clang-analyzer-optin.performance.Padding) */
    const struct {
        const char *text;
        twofold_mark mark;
        double low, value, high;
        twofold_dimension dimension;
    } cases[] = {
        {"300+", TWOFOLD_AT_LEAST, 300, 300, 300, 0},
        {"300余", TWOFOLD_AT_LEAST, 300, 300, 300, 0},
        {"300余人", TWOFOLD_AT_LEAST, 300, 300, 300, TWOFOLD_PERSONS},
        {"300 余人", TWOFOLD_AT_LEAST, 300, 300, 300, TWOFOLD_PERSONS},
        {"300多家", TWOFOLD_AT_LEAST, 300, 300, 300, TWOFOLD_COUNT},
        {"300+ 人", TWOFOLD_AT_LEAST, 300, 300, 300, TWOFOLD_PERSONS},
        {"300人以上", TWOFOLD_AT_LEAST, 300, 300, 300, TWOFOLD_PERSONS},
        {"300+ persons+", TWOFOLD_AT_LEAST, 300, 300, 300, TWOFOLD_PERSONS},
        {"5000万元以上", TWOFOLD_AT_LEAST, 5e7, 5e7, 5e7, TWOFOLD_MONEY},
        {"5000万元+", TWOFOLD_AT_LEAST, 5e7, 5e7, 5e7, TWOFOLD_MONEY},
        {"5000万元以上 + 以上", TWOFOLD_AT_LEAST, 5e7, 5e7, 5e7, TWOFOLD_MONEY},
        {"3万多元", TWOFOLD_AT_LEAST, 3e4, 3e4, 3e4, TWOFOLD_MONEY},
        {"10余万元", TWOFOLD_AT_LEAST, 1e5, 1e5, 1e5, TWOFOLD_MONEY},
        {"5000万+", TWOFOLD_AT_LEAST, 5e7, 5e7, 5e7, 0},
        {"100%+", TWOFOLD_AT_LEAST, 1, 1, 1, TWOFOLD_SHARE},
        {"~200亩", TWOFOLD_ABOUT, 200, 200, 200, TWOFOLD_AREA},
        {"≈200亩", TWOFOLD_ABOUT, 200, 200, 200, TWOFOLD_AREA},
        {"约200亩", TWOFOLD_ABOUT, 200, 200, 200, TWOFOLD_AREA},
        {"大约 200亩", TWOFOLD_ABOUT, 200, 200, 200, TWOFOLD_AREA},
        {"200亩左右", TWOFOLD_ABOUT, 200, 200, 200, TWOFOLD_AREA},
        {"约200亩左右", TWOFOLD_ABOUT, 200, 200, 200, TWOFOLD_AREA},
        {"about 200 mu", TWOFOLD_ABOUT, 200, 200, 200, TWOFOLD_AREA},
        {"~1.20M USD", TWOFOLD_ABOUT, 1.2e6, 1.2e6, 1.2e6, TWOFOLD_MONEY},
        {"0..3..12 months", TWOFOLD_PERT, 0, 3, 12, TWOFOLD_DURATION},
        {"85..100..105%", TWOFOLD_PERT, 0.85, 1, 1.05, TWOFOLD_SHARE},
        {"8..10..15%", TWOFOLD_PERT, 0.08, 0.1, 0.15, TWOFOLD_SHARE},
        {"-5%..0%..5%", TWOFOLD_PERT, -0.05, 0, 0.05, TWOFOLD_SHARE},
        {"-6..-3%", TWOFOLD_UNIFORM, -0.06, -0.045, -0.03, TWOFOLD_SHARE},
        {"5..6", TWOFOLD_UNIFORM, 5, 5.5, 6, 0},
        {"6000..10000", TWOFOLD_UNIFORM, 6000, 8000, 10000, 0},
        {"5 .. 6", TWOFOLD_UNIFORM, 5, 5.5, 6, 0},
        {"1亿..2亿元", TWOFOLD_UNIFORM, 1e8, 1.5e8, 2e8, TWOFOLD_MONEY},
        {"1..2亿元", TWOFOLD_UNIFORM, 1e8, 1.5e8, 2e8, TWOFOLD_MONEY},
        {"8000万..1..2亿元", TWOFOLD_PERT, 8e7, 1e8, 2e8, TWOFOLD_MONEY},
        {"5000万..1亿", TWOFOLD_UNIFORM, 5e7, 7.5e7, 1e8, 0},
        {"10..20 USD", TWOFOLD_UNIFORM, 10, 15, 20, TWOFOLD_MONEY},
        {"6 months..1 year", TWOFOLD_UNIFORM, 6, 9, 12, TWOFOLD_DURATION},
        {"1.5..2.5万元/亩", TWOFOLD_UNIFORM, 15000, 20000, 25000, TWOFOLD_MONEY},
        {"1e3..2e3", TWOFOLD_UNIFORM, 1000, 1500, 2000, 0},
        {"1.7e308..1.7e308", TWOFOLD_UNIFORM, 1.7e308, 1.7e308, 1.7e308, 0},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        twofold_number number = read(cases[i].text);
        if (number.mark != cases[i].mark || !same(number.low, cases[i].low) ||
            !same(number.value, cases[i].value) || !same(number.high, cases[i].high) ||
            number.unit.dimension != cases[i].dimension)
            fail_msg("%s: mark %d, %.17g %.17g %.17g, dimension %d", cases[i].text,
                     (int)number.mark, number.low, number.value, number.high,
                     (int)number.unit.dimension);
    }
}

static void faults(void **state)
{
    (void)state;
    const struct {
        const char *text;
        twofold_fault_code fault;
    } cases[] = {
        {"", TWOFOLD_FAULT_BAD_NUMBER},
        {"   ", TWOFOLD_FAULT_BAD_NUMBER},
        {"abc", TWOFOLD_FAULT_BAD_NUMBER},
        {"亿元", TWOFOLD_FAULT_BAD_NUMBER},
        {"-", TWOFOLD_FAULT_BAD_NUMBER},
        {"~", TWOFOLD_FAULT_BAD_NUMBER},
        {"+", TWOFOLD_FAULT_BAD_NUMBER},
        {"1,000", TWOFOLD_FAULT_BAD_NUMBER},
        {"1.2.3", TWOFOLD_FAULT_BAD_NUMBER},
        {"2023-12", TWOFOLD_FAULT_BAD_NUMBER},
        {"12:30", TWOFOLD_FAULT_BAD_NUMBER},
        {".5", TWOFOLD_FAULT_BAD_NUMBER},
        {"5.", TWOFOLD_FAULT_BAD_NUMBER},
        {"1..2..3..4", TWOFOLD_FAULT_BAD_NUMBER},
        {"1...5", TWOFOLD_FAULT_BAD_NUMBER},
        {"..5", TWOFOLD_FAULT_BAD_NUMBER},
        {"5..", TWOFOLD_FAULT_BAD_NUMBER},
        {"~8..10", TWOFOLD_FAULT_BAD_NUMBER},
        {"8..10+", TWOFOLD_FAULT_BAD_NUMBER},
        {"8余..10", TWOFOLD_FAULT_BAD_NUMBER},
        {"约300余人", TWOFOLD_FAULT_BAD_NUMBER},
        {"300+ 左右", TWOFOLD_FAULT_BAD_NUMBER},
        {"约3万余人", TWOFOLD_FAULT_BAD_NUMBER},
        {"约5000万元以上", TWOFOLD_FAULT_BAD_NUMBER},
        {"3 years 6 months", TWOFOLD_FAULT_BAD_UNIT},
        {"5 m USD", TWOFOLD_FAULT_BAD_UNIT},
        {"5@", TWOFOLD_FAULT_BAD_UNIT},
        {"5 M k USD", TWOFOLD_FAULT_BAD_UNIT},
        {"5万余万元", TWOFOLD_FAULT_BAD_UNIT},
        {"5 %%", TWOFOLD_FAULT_BAD_UNIT},
        {"5元/", TWOFOLD_FAULT_BAD_UNIT},
        {"5元/%", TWOFOLD_FAULT_BAD_UNIT},
        {"5元/week", TWOFOLD_FAULT_BAD_UNIT},
        {"5元/亩/年", TWOFOLD_FAULT_BAD_UNIT},
        {"5%/month", TWOFOLD_FAULT_BAD_UNIT},
        {"$5元", TWOFOLD_FAULT_BAD_UNIT},
        {"5%..10", TWOFOLD_FAULT_BAD_UNIT},
        {"$5..10", TWOFOLD_FAULT_BAD_UNIT},
        {"5 USD..10 EUR", TWOFOLD_FAULT_BAD_UNIT},
        {"5 a-word-that-is-longer-than-a-unit-may-be", TWOFOLD_FAULT_BAD_UNIT},
        {"5 \xFF", TWOFOLD_FAULT_BAD_UNIT},
        {"5 人\xE4", TWOFOLD_FAULT_BAD_UNIT},
        {"5亿,6", TWOFOLD_FAULT_BAD_UNIT},
        {"10..5%", TWOFOLD_FAULT_BAD_RANGE},
        {"1..3..2", TWOFOLD_FAULT_BAD_RANGE},
        {"2亿..1亿元", TWOFOLD_FAULT_BAD_RANGE},
        {"1e400", TWOFOLD_FAULT_OUT_OF_RANGE},
        {"-1e308亿", TWOFOLD_FAULT_OUT_OF_RANGE},
        {"1e99999999999元", TWOFOLD_FAULT_OUT_OF_RANGE},
        {"0..1e400", TWOFOLD_FAULT_OUT_OF_RANGE},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        twofold_number number, before;
        memset(&number, 0x3C, sizeof number);
        before = number;
        twofold_fault_code fault =
            twofold_number_parse(cases[i].text, strlen(cases[i].text), &number);
        if (fault != cases[i].fault) fail_msg("%s: %s", cases[i].text, twofold_fault_id(fault));
        assert_memory_equal(&number, &before, sizeof number);
    }
    twofold_number number;
    assert_int_equal(twofold_number_parse(NULL, 0, &number), TWOFOLD_FAULT_BAD_NUMBER);
    assert_int_equal(twofold_number_parse("26亿元xx", strlen("26亿元"), &number),
                     TWOFOLD_FAULT_NONE);
    assert_true(number.value == 2.6e9);
}

/* "3.3%" is the double nearest 0.033, whatever digits, multiplier and unit: the decimal exponent is
 * shifted, never the double. */
static void one_rounding_only(void **state)
{
    (void)state;
    for (int i = 1; i <= 99999; i += 7) {
        char text[64], plain[64];
        const struct {
            const char *unit;
            int shift;
        } units[] = {{"%", -2}, {"‰", -3}, {"亿元", 8}, {"万元", 4}, {"M USD", 6}};
        for (size_t j = 0; j < COUNT(units); j++) {
            double want;
            snprintf(text, sizeof text, "%d.%03d%s", i / 1000, i % 1000, units[j].unit);
            snprintf(plain, sizeof plain, "%de%d", i, units[j].shift - 3);
            assert_true(twofold_double_parse(plain, strlen(plain), &want));
            assert_true(same(read(text).value, want));
        }
        snprintf(text, sizeof text, "%d.%03d天", i / 1000, i % 1000);
        /* i / 1000 x 16 / 487: both whole, one division */
        assert_true(same(read(text).value, i * 16.0 / 487000.0));
        snprintf(text, sizeof text, "%d元/公顷", i);
        assert_true(same(read(text).value, i / 15.0));
    }
}

static bool same_number(const twofold_number *a, const twofold_number *b)
{
    return same(a->value, b->value) && same(a->low, b->low) && same(a->high, b->high) &&
           a->mark == b->mark && tf_unit_same(&a->unit, &b->unit);
}

static void numbers_are_written_as_people_write_them(void **state)
{
    (void)state;
    const struct {
        const char *text, *en, *zh;
    } cases[] = {
        {"26亿元", "2600M CNY", "26亿元"},
        {"8.2亿", "820000000", "8.2亿"},
        {"6.45元", "6.45 CNY", "6.45元"},
        {"123456789元", "123456789 CNY", "123456789元"},
        {"7046070.46元/亩", "7046070.46 CNY/mu", "7046070.46元/亩"},
        {"704.6万元/亩", "7046000 CNY/mu", "704.6万元/亩"},
        {"1.10M USD", "1.1M USD", "110万美元"},
        {"0元", "0 CNY", "0元"},
        {"3.3%", "3.3%", "3.3%"},
        {"3 points", "3%", "3%"},
        {"300余人", "300 persons+", "300人以上"},
        {"300+", "300+", "300以上"},
        {"1人", "1 person", "1人"},
        {"30万人", "300000 persons", "30万人"},
        {"约200亩", "~200 mu", "约200亩"},
        {"46500辆/年", "46500 vehicles/year", "46500辆/年"},
        {"5.59万元/辆", "55900 CNY/vehicle", "5.59万元/辆"},
        {"2000万元/month", "240M CNY/year", "2.4亿元/年"},
        {"1.5 years", "18 months", "18个月"},
        {"1 month", "1 month", "1个月"},
        {"0..3..12 months", "0..3..12 months", "0..3..12个月"},
        {"8..10..15%", "8..10..15%", "8..10..15%"},
        {"1..2亿元", "100..200M CNY", "1..2亿元"},
        {"6000..10000", "6000..10000", "6000..10000"},
        {"8000万..2亿元", "80..200M CNY", "8000..20000万元"},
        {"5 boxes", "5 boxes", "5 boxes"},
        {"5万吨标准煤", "50000吨标准煤", "5万吨标准煤"},
        {"16家", "16 firms", "16家"},
        {"25033人次", "25033 visits", "25033人次"},
        {"100 a year", "100/year", "100/年"},
        {"-5%", "-5%", "-5%"},
        {"1e-9元", "1e-9 CNY", "1e-9元"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        twofold_number number = read(cases[i].text), back;
        char text[128];
        assert_int_equal(twofold_number_write(&number, TWOFOLD_EN, text, sizeof text),
                         strlen(cases[i].en));
        assert_string_equal(text, cases[i].en);
        back = read(text);
        assert_true(same_number(&number, &back));
        twofold_number_write(&number, TWOFOLD_ZH, text, sizeof text);
        assert_string_equal(text, cases[i].zh);
        back = read(text);
        assert_true(same_number(&number, &back));
        assert_int_equal(twofold_number_write(&number, TWOFOLD_ZH, NULL, 0), strlen(cases[i].zh));
    }
    twofold_number number = {.value = (double)NAN, .low = (double)NAN, .high = (double)NAN};
    char text[8] = "x";
    assert_int_equal(twofold_number_write(&number, TWOFOLD_ZH, text, sizeof text), 0);
    assert_string_equal(text, "");
}

static uint64_t next_random(uint64_t *seed)
{ /* splitmix64 */
    uint64_t z = *seed += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
    return z ^ z >> 31;
}

static void random_numbers_go_around(void **state)
{
    (void)state;
    static const char *const units[] = {"",      "%",      "元",       "USD",    "亩",
                                        "人",    "辆/年",  "个月",     "人/亩",  "元/亩",
                                        "元/辆", "boxes",  "人次",     "/year",  "XYZ/job",
                                        "吨/元", "%/year", "吨标准煤", "tons/mu"};
    uint64_t seed = 42;
    for (size_t i = 0; i < 100000; i++) {
        twofold_number number = {0}, back;
        const char *unit = units[i % COUNT(units)];
        assert_int_equal(tf_unit_parse(unit, strlen(unit), &number.unit, NULL), TWOFOLD_FAULT_NONE);
        double values[3];
        for (int j = 0; j < 3; j++) {
            uint64_t bits = next_random(&seed);
            values[j] = bits % 3 == 0   ? (double)(bits % 1000000) * 1000.0
                        : bits % 3 == 1 ? (double)(bits % 10000000) / 1000.0
                                        : ldexp((double)(bits >> 11), (int)(bits % 80) - 70);
            if (bits >> 63 != 0) values[j] = -values[j];
        }
        number.mark = (twofold_mark)(next_random(&seed) % 5);
        bool range = number.mark == TWOFOLD_UNIFORM || number.mark == TWOFOLD_PERT;
        number.low = range ? fmin(fmin(values[0], values[1]), values[2]) : values[0];
        number.high = range ? fmax(fmax(values[0], values[1]), values[2]) : values[0];
        number.value = number.mark == TWOFOLD_UNIFORM ? 0.5 * number.low + 0.5 * number.high
                       : range ? fmax(number.low, fmin(values[1], number.high))
                               : values[0];
        for (int lang = 0; lang < 2; lang++) {
            char text[256];
            twofold_number_write(&number, (twofold_lang)lang, text, sizeof text);
            back = read(text);
            if (!same_number(&number, &back)) fail_msg("%s, unit %s", text, unit);
        }
    }
}

static void units_alone(void **state)
{
    (void)state;
    const struct {
        const char *text;
        double scale;
        const char *en, *zh;
    } cases[] = {
        {"万元/亩", 1e4, "CNY/mu", "元/亩"},
        {"visits", 1, "visits", "人次"},
        {"persons", 1, "persons", "人"},
        {"", 1, "", ""},
        {"%", 0.01, "", ""},
        {"vehicles/month", 12, "vehicles/year", "辆/年"},
        {"CNY/person", 1, "CNY/person", "元/人"},
        {"M USD", 1e6, "USD", "美元"},
        {"台", 1, "vehicles", "辆"},
        {"boxes", 1, "boxes", "boxes"},
        {"persons/mu", 1, "persons/mu", "人/亩"},
        {" per mu", 1, "/mu", "/亩"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        twofold_unit unit;
        double scale = 0;
        assert_int_equal(tf_unit_parse(cases[i].text, strlen(cases[i].text), &unit, &scale),
                         TWOFOLD_FAULT_NONE);
        assert_true(same(scale, cases[i].scale));
        char text[80];
        assert_int_equal(tf_unit_write(&unit, TWOFOLD_EN, text, sizeof text), strlen(cases[i].en));
        assert_string_equal(text, cases[i].en);
        tf_unit_write(&unit, TWOFOLD_ZH, text, sizeof text);
        assert_string_equal(text, cases[i].zh);
    }
    twofold_unit unit;
    assert_int_equal(tf_unit_parse("a b c", 5, &unit, NULL), TWOFOLD_FAULT_BAD_UNIT);
    assert_int_equal(tf_unit_parse("5 mu", 4, &unit, NULL), TWOFOLD_FAULT_BAD_UNIT);
    assert_int_equal(tf_unit_parse(NULL, 0, &unit, NULL), TWOFOLD_FAULT_NONE);
    twofold_unit a = read("46500辆/年").unit, b = read("46500 vehicles/year").unit;
    assert_true(tf_unit_same(&a, &b));
    b = read("46500 boxes/year").unit;
    assert_false(tf_unit_same(&a, &b));
    b = read("46500辆").unit;
    assert_false(tf_unit_same(&a, &b));
}

static void display_units(void **state)
{
    (void)state;
    const struct {
        const char *unit;
        double largest, zh_scale, en_scale;
        const char *zh, *en;
    } cases[] = {
        {"元", 2.6e9, 1e8, 1e8, "亿元", "100M CNY"},
        {"元", -1e8, 1e8, 1e8, "亿元", "100M CNY"},
        {"元", 99999999, 1e4, 1e4, "万元", "10k CNY"},
        {"元", 9999, 1, 1, "元", "CNY"},
        {"元", 0, 1, 1, "元", "CNY"},
        {"元", (double)NAN, 1, 1, "元", "CNY"},
        {"元/亩", 7.046e6, 1e4, 1e4, "万元/亩", "10k CNY/mu"},
        {"元/人", 3e5, 1e4, 1e4, "万元/人", "10k CNY/person"},
        {"元/辆", 5.59e4, 1e4, 1e4, "万元/辆", "10k CNY/vehicle"},
        {"USD", 2.2e6, 1e4, 1e6, "万美元", "M USD"},
        {"USD", 2.2e8, 1e8, 1e6, "亿美元", "M USD"},
        {"USD", 2.2e3, 1, 1e3, "美元", "k USD"},
        {"USD", 22, 1, 1, "美元", "USD"},
        {"%", 0.3, 0.01, 0.01, "%", "%"},
        {"亩", 5000, 1, 1, "亩", "mu"},
        {"人", 5e6, 1, 1, "人", "persons"},
        {"人/亩", 3, 1, 1, "人/亩", "persons/mu"},
        {"辆/年", 46500, 1, 1, "辆/年", "vehicles/year"},
        {"boxes", 46500, 1, 1, "boxes", "boxes"},
        {"", 46500, 1, 1, "", ""},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        twofold_unit unit;
        char label[64];
        assert_int_equal(tf_unit_parse(cases[i].unit, strlen(cases[i].unit), &unit, NULL),
                         TWOFOLD_FAULT_NONE);
        double scale =
            twofold_display_unit(&unit, cases[i].largest, TWOFOLD_ZH, label, sizeof label);
        assert_string_equal(label, cases[i].zh);
        assert_true(same(scale, cases[i].zh_scale));
        scale = twofold_display_unit(&unit, cases[i].largest, TWOFOLD_EN, label, sizeof label);
        assert_string_equal(label, cases[i].en);
        assert_true(same(scale, cases[i].en_scale));
        assert_true(
            same(twofold_display_unit(&unit, cases[i].largest, TWOFOLD_EN, NULL, 0), scale));
    }
}

/* A reader that remembers units reads what one without memory reads: more tails than it has room
 * for, twice over, faults and signs in front among them. */
static void memory_changes_nothing(void **state)
{
    (void)state;
    static const char *const heads[] = {"5", "-2.5", "$3", "7..9", "~4", "1e3", "5..6..8", "x"};
    static const char *const tails[] = {
        "",         "亿元",       "万元",     "元/亩",
        "M USD",    "+",          "余人",     "个月",
        "% a year", "%",          "亩",       " mu",
        " mu+",     "件/月",      " kg",      "万元/month",
        " million", "units/year", "个百分点", "公顷",
        "平方米",   "+元",        "多万元",   "bn",
        "jobs",     "-3",         "元 以上",  "units/year, and a word that is too long to be kept"};
    static struct tf_number_memo memo;
    for (size_t i = 0; i < 2 * COUNT(heads) * 9 * COUNT(tails); i++) {
        char text[120]; /* own units, so that tails meet in the memory */
        const size_t own = i / COUNT(tails) / COUNT(heads) % 9;
        (void)snprintf(text, sizeof text, "%s%s%s%.*s", heads[i % COUNT(heads)],
                       tails[i / COUNT(heads) % COUNT(tails)], own > 0 ? "/box" : "", (int)own,
                       "abcdefgh");
        twofold_number with, without;
        memset(&with, 0, sizeof with);
        memset(&without, 0, sizeof without);
        const twofold_fault_code fault = twofold_number_parse(text, strlen(text), &without);
        assert_int_equal(tf_number_parse(&memo, text, strlen(text), &with), fault);
        if (fault != TWOFOLD_FAULT_NONE) continue;
        assert_true(same(with.value, without.value) && same(with.low, without.low));
        assert_true(same(with.high, without.high) && same(with.scale, without.scale));
        assert_true(tf_unit_same(&with.unit, &without.unit));
        assert_int_equal(with.mark, without.mark);
        assert_int_equal(with.decimals, without.decimals);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_and_units),
        cmocka_unit_test(marks_and_ranges),
        cmocka_unit_test(faults),
        cmocka_unit_test(one_rounding_only),
        cmocka_unit_test(numbers_are_written_as_people_write_them),
        cmocka_unit_test(random_numbers_go_around),
        cmocka_unit_test(units_alone),
        cmocka_unit_test(display_units),
        cmocka_unit_test(memory_changes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
