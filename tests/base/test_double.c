/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _XOPEN_SOURCE 700 /* mkdtemp, setenv */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <float.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "twofold/base.h"

static uint64_t next_random(uint64_t *seed)
{ /* splitmix64 */
    uint64_t z = *seed += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
    return z ^ z >> 31;
}

static uint64_t bits_of(double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

/* The same bits: 0 is not -0. */
static bool same(double a, double b) { return bits_of(a) == bits_of(b); }

static void check_parse(const char *text, double want)
{
    double got = 0.0;
    if (!twofold_double_parse(text, strlen(text), &got) || !same(got, want))
        fail_msg("%.60s: got %a, wanted %a", text, got, want);
}

static void hard_cases_are_correctly_rounded(void **state)
{
    (void)state;
    const struct {
        const char *text;
        double value;
    } cases[] = {
        {"0", 0.0},
        {"-0", -0.0},
        {"+1.5", 1.5},
        {"0.1", 0.1},
        {".5", 0.5},
        {"5.", 5.0},
        {"1E+2", 100.0},
        {"000123.4500e-1", 12.345},
        {"1e22", 1e22},
        {"1e23", 0x1.52d02c7e14af6p+76}, /* just below a tie */
        /* ties go to even: 2^53 + 1, 2^53 + 3, and just above the tie */
        {"9007199254740993", 9007199254740992.0},
        {"9007199254740995", 9007199254740996.0},
        {"9007199254740993.00000000000000000000000000000000001", 9007199254740994.0},
        {"9007199254740992999999999999999999999999999999e-30", 9007199254740992.0},
        /* the number on which PHP and Java once hung, and its neighbour */
        {"2.2250738585072011e-308", 0x0.fffffffffffffp-1022},
        {"2.2250738585072012e-308", 0x1p-1022},
        {"2.2250738585072014e-308", DBL_MIN},
        /* half of the smallest one is a tie with 0; a digit more is not */
        {"2.4703282292062327208e-324", 0.0},
        {"2.4703282292062328e-324", 0x1p-1074},
        {"4.9406564584124654e-324", 0x1p-1074},
        {"1e-400", 0.0},
        {"0e999999999999", 0.0},
        {"0.0000000000000000000000000000000000000000000001e46", 1.0},
        /* the largest, and the last that rounds down to it */
        {"1.7976931348623157e308", DBL_MAX},
        {"1.79769313486231580793e308", DBL_MAX},
        /* from published tests of conversions */
        {"6929495644600919.5", 6929495644600920.0},
        {"3.7455744005952583e15", 0x1.a9d28ff412a75p+51},
        {"2.2222222222222222222222222222222222", 2.2222222222222222222},
        {"1.00000000000000011102230246251565404236316680908203125", 1.0},
        {"1.00000000000000011102230246251565404236316680908203124", 1.0},
        {"1.00000000000000011102230246251565404236316680908203126", 0x1.0000000000001p+0},
        {"1.00000000000000033306690738754696212708950042724609375", 0x1.0000000000002p+0},
        {"100000000000000016777215", 0x1.52d02c7e14af7p+76},
        {"100000000000000016777216", 0x1.52d02c7e14af8p+76},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check_parse(cases[i].text, cases[i].value);
}

static void digits_beyond_all_buffers_still_count(void **state)
{
    (void)state;
    /* 1 + 2^-53 is a tie; a 1 a thousand digits later breaks it, zeros do not */
    const char *tie = "1.00000000000000011102230246251565404236316680908203125";
    char text[3000];
    memset(text, '0', sizeof text);
    memcpy(text, tie, strlen(tie));
    double value;
    assert_true(twofold_double_parse(text, 2000, &value) && same(value, 1.0));
    text[1999] = '1';
    assert_true(twofold_double_parse(text, 2000, &value) && same(value, 1.0 + DBL_EPSILON));
    /* the same with the digits in front of the point */
    memset(text, '0', sizeof text);
    memcpy(text, "9007199254740993", 16);
    memcpy(text + 2500, "e-2484", 6);
    assert_true(twofold_double_parse(text, 2506, &value) && same(value, 9007199254740992.0));
    text[2499] = '1';
    assert_true(twofold_double_parse(text, 2506, &value) && same(value, 9007199254740994.0));
}

static void what_is_no_number_is_refused(void **state)
{
    (void)state;
    const char *cases[] = {"",        " ",
                           "+",       "-",
                           ".",       "e5",
                           "1e",      "1e+",
                           "1 ",      " 1",
                           "1,0",     "1.2.3",
                           "0x10",    "inf",
                           "nan",     "--1",
                           "+-1",     "1e5.",
                           "1e400",   "-1e400",
                           "1.8e308", "1e999999999999",
                           "1f",      "1\xE4\xBA\xBF"};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        double value = 42.0;
        assert_false(twofold_double_parse(cases[i], strlen(cases[i]), &value));
        assert_true(same(value, 42.0));
    }
    double value;
    assert_true(twofold_double_parse("12x", 2, &value) && same(value, 12.0)); /* size counts */
    assert_false(twofold_double_parse(NULL, 0, &value));
}

static void check_write(double value, const char *want)
{
    char text[40];
    size_t size = twofold_double_write(value, text, sizeof text);
    assert_string_equal(text, want);
    assert_int_equal(size, strlen(want));
}

static void doubles_are_written_in_the_shortest_form(void **state)
{
    (void)state;
    check_write(0.0, "0");
    check_write(-0.0, "-0");
    check_write(1.0, "1");
    check_write(0.1, "0.1");
    check_write(0.1 + 0.2, "0.30000000000000004");
    check_write(820000000.0, "820000000");
    check_write(-704.6e4, "-7046000");
    check_write(1.0 / 3.0, "0.3333333333333333");
    check_write(2.0 / 3.0, "0.6666666666666666");
    check_write(1e20, "100000000000000000000");
    check_write(1e21, "1e21");
    check_write(123456789012345678901.0, "123456789012345680000");
    check_write(1e-6, "0.000001");
    check_write(1.5e-6, "0.0000015");
    check_write(1e-7, "1e-7");
    check_write(-1.25e-9, "-1.25e-9");
    check_write(1e23, "1e23");
    check_write(DBL_MAX, "1.7976931348623157e308");
    check_write(DBL_MIN, "2.2250738585072014e-308");
    check_write(0x1p-1074, "5e-324");
    check_write(0x1p-44, "5.684341886080802e-14"); /* not the nearest of 16 digits */
    check_write(9007199254740993.0, "9007199254740992");
    check_write(4.35, "4.35");
    check_write((double)NAN, "");
    check_write((double)INFINITY, "inf");
    check_write(-(double)INFINITY, "-inf");
}

/* Doubles of every kind: any bits, integers, short decimals, powers of two, subnormal ones. */
static double any_double(uint64_t *seed, size_t i)
{
    uint64_t bits = next_random(seed);
    double value;
    switch (i % 6) {
    case 0: return (double)(bits >> (bits % 64));
    case 1: return (double)(int64_t)(bits % 2000000) / 100.0;
    case 2: bits &= UINT64_C(0xFFF0000000000000); break;
    case 3: bits &= UINT64_C(0x800FFFFFFFFFFFFF) >> (bits % 50); break;
    case 4: return ldexp((double)(bits >> 11), -(int)(bits % 120));
    default: break;
    }
    memcpy(&value, &bits, sizeof value);
    return isfinite(value) ? value : 0.5;
}

static void random_doubles_go_around(void **state)
{
    (void)state;
    uint64_t seed = 20211202;
    for (size_t i = 0; i < 200000; i++) {
        double value = any_double(&seed, i), back = 0.0;
        char text[40], longer[64];
        size_t size = twofold_double_write(value, text, sizeof text);
        if (!twofold_double_parse(text, size, &back) || !same(back, value))
            fail_msg("%a became %s", value, text);
        /* another's correctly rounded conversion agrees, on this text and on 17 digits */
        assert_true(same(strtod(text, NULL), value));
        snprintf(longer, sizeof longer, "%.16e", value);
        check_parse(longer, value);
        /* no shorter one of C's own would do */
        size_t digits = 0;
        for (const char *at = text; *at != '\0' && *at != 'e'; at++)
            if (*at >= '0' && *at <= '9' && (digits > 0 || *at != '0')) digits++;
        if (digits > 1 && strchr(text, '.') != NULL) {
            snprintf(longer, sizeof longer, "%.*e", (int)digits - 2, value);
            assert_false(same(strtod(longer, NULL), value));
        }
    }
}

static void random_texts_agree_with_strtod(void **state)
{
    (void)state;
    uint64_t seed = 7;
    for (size_t i = 0; i < 100000; i++) {
        char text[128];
        uint64_t bits = next_random(&seed);
        snprintf(text, sizeof text, "%llu.%0*llue%d", (unsigned long long)(bits >> (bits % 64)),
                 (int)(bits % 30), (unsigned long long)next_random(&seed), (int)(bits % 670) - 345);
        double want = strtod(text, NULL), got = 0.0;
        assert_int_equal(twofold_double_parse(text, strlen(text), &got), isfinite(want));
        if (isfinite(want) && !same(got, want)) fail_msg("%s: %a, not %a", text, got, want);
    }
}

static void rounding(void **state)
{
    (void)state;
    const struct {
        double value;
        int decimals;
        const char *even, *up;
    } cases[] = {
        /* GB/T 8170: halves to even on the decimal text, once, sign by absolute value */
        {1.050, 1, "1.0", "1.1"},
        {0.35, 1, "0.4", "0.4"},
        {2500, -3, "2000", "3000"},
        {3500, -3, "4000", "4000"},
        {8.53459, 2, "8.53", "8.53"},
        {-1.050, 1, "-1.0", "-1.1"},
        {-0.35, 1, "-0.4", "-0.4"},
        {1.005, 2, "1.00", "1.01"}, /* binary lies below the tie, the text does not */
        {2.675, 2, "2.68", "2.68"},
        {0.125, 2, "0.12", "0.13"},
        {0.5, 0, "0", "1"},
        {1.5, 0, "2", "2"},
        {2.5, 0, "2", "3"},
        {0.05, 1, "0.0", "0.1"},
        {0.15, 1, "0.2", "0.2"},
        {0.049999, 1, "0.0", "0.0"},
        {-0.04, 1, "0.0", "0.0"},
        {-0.0, 1, "0.0", "0.0"},
        {-0.5, 0, "0", "-1"},
        {9.995, 2, "10.00", "10.00"},
        {99.95, 1, "100.0", "100.0"},
        {0.0, 3, "0.000", "0.000"},
        {1234567.891, 0, "1234568", "1234568"},
        {1e-9, 3, "0.000", "0.000"},
        {1e-9, 10, "0.0000000010", "0.0000000010"},
        {704.607046, 1, "704.6", "704.6"},
        {1e22, 1, "10000000000000000000000.0", "10000000000000000000000.0"},
        {5, -1, "0", "10"},
        {15, -1, "20", "20"},
        {4, -2, "0", "0"},
        {(double)NAN, 2, "", ""},
        {-(double)INFINITY, 2, "-inf", "-inf"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[64];
        size_t size = twofold_fixed_write(cases[i].value, cases[i].decimals, TWOFOLD_HALF_EVEN,
                                          text, sizeof text);
        assert_string_equal(text, cases[i].even);
        assert_int_equal(size, strlen(text));
        twofold_fixed_write(cases[i].value, cases[i].decimals, TWOFOLD_HALF_UP, text, sizeof text);
        assert_string_equal(text, cases[i].up);
    }
    char text[1200];
    assert_int_equal(twofold_fixed_write(-DBL_MAX, 1000000000, TWOFOLD_HALF_UP, text, sizeof text),
                     1 + 309 + 1 + 400);
    assert_int_equal(twofold_fixed_write(DBL_MAX, -1000000000, TWOFOLD_HALF_UP, text, sizeof text),
                     1);
    assert_int_equal(twofold_fixed_write(1.25, 1, TWOFOLD_HALF_EVEN, NULL, 0), 3);
}

/* One of the machine's own, or one that localedef makes. */
static bool use_decimal_comma(void)
{
    static const char *const locales[] = {"de_DE.UTF-8", "de_DE.utf8",  "fr_FR.UTF-8",
                                          "fr_FR.utf8",  "ru_RU.UTF-8", "pt_BR.UTF-8",
                                          "nl_NL.UTF-8", "es_ES.UTF-8", "de_DE"};
    for (size_t i = 0; i < sizeof locales / sizeof *locales; i++)
        if (setlocale(LC_ALL, locales[i]) != NULL && strcmp(localeconv()->decimal_point, ",") == 0)
            return true;
    char folder[] = "/tmp/twofold-locale-XXXXXX", command[200];
    if (mkdtemp(folder) == NULL) return false;
    snprintf(command, sizeof command, "localedef -i de_DE -f UTF-8 %s/de_DE.UTF-8 2>%s/log", folder,
             folder);
    int status = system(command);
    setenv("LOCPATH", folder, 1);
    bool found = status != -1 && setlocale(LC_ALL, "de_DE.UTF-8") != NULL;
    snprintf(command, sizeof command, "rm -r %s", folder);
    return system(command) == 0 && found && strcmp(localeconv()->decimal_point, ",") == 0;
}

static void the_hosts_locale_does_not_matter(void **state)
{
    (void)state;
    if (!use_decimal_comma()) {
        setlocale(LC_ALL, "C");
        print_message("skipped: no locale with a decimal comma, and localedef makes none\n");
        skip();
    }
    char text[40];
    snprintf(text, sizeof text, "%g", 1.5);
    assert_string_equal(text, "1,5"); /* the locale is in force */
    check_parse("1234.5678901234567", 1234.5678901234567);
    check_write(0.1, "0.1");
    check_write(1.0 / 3.0, "0.3333333333333333");
    twofold_fixed_write(704.607, 1, TWOFOLD_HALF_EVEN, text, sizeof text);
    assert_string_equal(text, "704.6");
    double value;
    assert_false(twofold_double_parse("1,5", 3, &value));
    twofold_number number;
    assert_int_equal(twofold_number_parse("704.6万元/亩", strlen("704.6万元/亩"), &number),
                     TWOFOLD_FAULT_NONE);
    assert_true(same(number.value, 7046000.0));
    twofold_number_write(&number, TWOFOLD_ZH, text, sizeof text);
    assert_string_equal(text, "704.6万元/亩");
    setlocale(LC_ALL, "C");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hard_cases_are_correctly_rounded),
        cmocka_unit_test(digits_beyond_all_buffers_still_count),
        cmocka_unit_test(what_is_no_number_is_refused),
        cmocka_unit_test(doubles_are_written_in_the_shortest_form),
        cmocka_unit_test(random_doubles_go_around),
        cmocka_unit_test(random_texts_agree_with_strtod),
        cmocka_unit_test(rounding),
        cmocka_unit_test(the_hosts_locale_does_not_matter),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
