/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <string.h>

#include "support/failing.h"
#include "twofold/table.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

struct page {
    char bytes[60000];
    size_t size;
    size_t room; /* refuses what goes beyond */
};

static bool fill(void *user, const char *bytes, size_t size)
{
    struct page *page = user;
    if (page->size + size > page->room) return false;
    memcpy(page->bytes + page->size, bytes, size);
    page->size += size;
    page->bytes[page->size] = '\0';
    return true;
}

static const char *written(const twofold_table *table, twofold_format format)
{
    static struct page page;
    page.size = 0;
    page.bytes[0] = '\0';
    page.room = sizeof page.bytes - 1;
    assert_int_equal(twofold_table_write(table, format, fill, &page), TWOFOLD_OK);
    return page.bytes;
}

#define OK(call) assert_int_equal(call, TWOFOLD_OK)

static twofold_table *example(void)
{
    twofold_table *table = NULL;
    OK(twofold_table_new(NULL, &table));
    OK(twofold_table_column(table, "企业", TWOFOLD_COLUMN_TEXT, 0));
    OK(twofold_table_column(table, "output", TWOFOLD_COLUMN_NUMBER, 2));
    OK(twofold_table_column(table, "n", TWOFOLD_COLUMN_INTEGER, 0));
    OK(twofold_table_column(table, "note", TWOFOLD_COLUMN_TEXT, 0));
    OK(twofold_table_text(table, "合力"));
    OK(twofold_table_number(table, 2600.125));
    OK(twofold_table_number(table, 46500));
    OK(twofold_table_text(table, NULL));
    OK(twofold_table_text(table, "Yuyang, \"fans\" | A6"));
    OK(twofold_table_number(table, (double)NAN));
    OK(twofold_table_number(table, (double)NAN));
    OK(twofold_table_text(table, "a\nb"));
    OK(twofold_table_text(table, ""));
    OK(twofold_table_text(table, "12.3%+"));
    OK(twofold_table_number(table, -1));
    OK(twofold_table_number(table, 1.0 / 3));
    assert_int_equal(twofold_table_rows(table), 3);
    return table;
}

static void four_formats(void **state)
{
    (void)state;
    twofold_table *table = example();
    assert_string_equal(written(table, TWOFOLD_TEXT),
                        "企业                  output      n  note\n"
                        "合力                 2600.12  46500\n"
                        "Yuyang, \"fans\" | A6                  a b\n"
                        "                      12.3%+     -1  0.3333333333333333\n");
    assert_string_equal(written(table, TWOFOLD_CSV), "企业,output,n,note\n"
                                                     "合力,2600.125,46500,\n"
                                                     "\"Yuyang, \"\"fans\"\" | A6\",,,\"a\nb\"\n"
                                                     ",12.3%+,-1,0.3333333333333333\n");
    assert_string_equal(
        written(table, TWOFOLD_JSON),
        "[\n"
        "  {\"企业\": \"合力\", \"output\": 2600.125, \"n\": 46500, \"note\": \"\"},\n"
        "  {\"企业\": \"Yuyang, \\\"fans\\\" | A6\", \"output\": null, \"n\": null, "
        "\"note\": \"a\\nb\"},\n"
        "  {\"企业\": \"\", \"output\": \"12.3%+\", \"n\": -1, \"note\": 0.3333333333333333}\n"
        "]\n");
    assert_string_equal(written(table, TWOFOLD_MARKDOWN),
                        "| 企业 | output | n | note |\n"
                        "| --- | ---: | ---: | --- |\n"
                        "| 合力 | 2600.12 | 46500 |  |\n"
                        "| Yuyang, \"fans\" \\| A6 |  |  | a b |\n"
                        "|  | 12.3%+ | -1 | 0.3333333333333333 |\n");
    twofold_table_free(table);
}

static void columns_line_up(void **state)
{
    (void)state;
    twofold_table *table = NULL;
    OK(twofold_table_new(NULL, &table));
    OK(twofold_table_column(table, "a", TWOFOLD_COLUMN_TEXT, 0));
    OK(twofold_table_column(table, "b", TWOFOLD_COLUMN_NUMBER, 1));
    OK(twofold_table_column(table, "c", TWOFOLD_COLUMN_NUMBER, 0));
    const char *names[] = {"合力工业车辆", "e\xCC\x81t\xC3\xA9", "x", "\x1b[31m", "5G产业园"};
    const double numbers[] = {1.25, -1e6, 0, (double)INFINITY, -0.01};
    for (size_t i = 0; i < 5; i++) {
        OK(twofold_table_text(table, names[i]));
        OK(twofold_table_number(table, numbers[i]));
        OK(twofold_table_text(table, "—"));
    }
    const char *line = written(table, TWOFOLD_TEXT);
    assert_string_equal(line, "a                      b  c\n"
                              "合力工业车辆         1.2  —\n"
                              "e\xCC\x81t\xC3\xA9           -1000000.0  —\n"
                              "x                    0.0  —\n"
                              " [31m                inf  —\n"
                              "5G产业园             0.0  —\n");
    while (*line != '\0') {
        size_t size = strcspn(line, "\n");
        assert_int_equal(twofold_text_width(line, size), 27);
        line += size + 1;
    }
    twofold_table_free(table);
}

static void csv_is_quoted_where_needed(void **state)
{
    (void)state;
    const struct {
        const char *text, *csv;
    } cases[] = {
        {"plain", "plain\n"},       {"", "\"\"\n"},
        {"a,b", "\"a,b\"\n"},       {"a\"b", "\"a\"\"b\"\n"},
        {"a\r\nb", "\"a\r\nb\"\n"}, {" a", "\" a\"\n"},
        {"a\t", "\"a\t\"\n"},       {"a b", "a b\n"},
        {"亿；元", "亿；元\n"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        twofold_table *table = NULL;
        OK(twofold_table_new(NULL, &table));
        OK(twofold_table_column(table, cases[i].text, TWOFOLD_COLUMN_TEXT, 0));
        OK(twofold_table_text(table, cases[i].text));
        const char *csv = written(table, TWOFOLD_CSV);
        size_t half = strlen(cases[i].csv);
        assert_int_equal(strlen(csv), 2 * half);
        assert_memory_equal(csv, cases[i].csv, half);
        assert_string_equal(csv + half, cases[i].csv);
        twofold_table_free(table);
    }
}

static void json_is_escaped(void **state)
{
    (void)state;
    const struct {
        const char *text, *json;
    } cases[] = {
        {"a\"\\/b", "\"a\\\"\\\\/b\""},
        {"\b\f\n\r\t", "\"\\b\\f\\n\\r\\t\""},
        {"\x01\x1f\x7f", "\"\\u0001\\u001f\\u007f\""},
        {"产值 😀", "\"产值 😀\""},
        {"x\xFFy\xE4\xBA", "\"x\xEF\xBF\xBDy\xEF\xBF\xBD\xEF\xBF\xBD\""},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        twofold_table *table = NULL;
        OK(twofold_table_new(NULL, &table));
        OK(twofold_table_column(table, cases[i].text, TWOFOLD_COLUMN_TEXT, 0));
        OK(twofold_table_text(table, cases[i].text));
        const char *json = written(table, TWOFOLD_JSON);
        size_t size = strlen(cases[i].json);
        assert_memory_equal(json, "[\n  {", 5);
        assert_memory_equal(json + 5, cases[i].json, size);
        assert_memory_equal(json + 5 + size, ": ", 2);
        assert_memory_equal(json + 7 + size, cases[i].json, size);
        assert_string_equal(json + 7 + 2 * size, "}\n]\n");
        twofold_table_free(table);
    }
    twofold_table *table = NULL;
    OK(twofold_table_new(NULL, &table));
    OK(twofold_table_column(table, "v", TWOFOLD_COLUMN_NUMBER, 1));
    const double values[] = {0.1, -0.0, 1e21, 1e-7, (double)INFINITY, -(double)INFINITY};
    for (size_t i = 0; i < COUNT(values); i++) OK(twofold_table_number(table, values[i]));
    assert_string_equal(written(table, TWOFOLD_JSON),
                        "[\n  {\"v\": 0.1},\n  {\"v\": -0},\n  {\"v\": 1e21},\n  {\"v\": 1e-7},\n"
                        "  {\"v\": null},\n  {\"v\": null}\n]\n");
    twofold_table_free(table);
}

static void empty_tables(void **state)
{
    (void)state;
    twofold_table *table = NULL;
    OK(twofold_table_new(NULL, &table));
    assert_string_equal(written(table, TWOFOLD_TEXT), "");
    assert_string_equal(written(table, TWOFOLD_CSV), "");
    assert_string_equal(written(table, TWOFOLD_JSON), "[]\n");
    assert_string_equal(written(table, TWOFOLD_MARKDOWN), "");
    OK(twofold_table_column(table, "a", TWOFOLD_COLUMN_TEXT, 0));
    OK(twofold_table_column(table, "b", TWOFOLD_COLUMN_NUMBER, 0));
    assert_string_equal(written(table, TWOFOLD_TEXT), "a  b\n");
    assert_string_equal(written(table, TWOFOLD_CSV), "a,b\n");
    assert_string_equal(written(table, TWOFOLD_JSON), "[]\n");
    assert_string_equal(written(table, TWOFOLD_MARKDOWN), "| a | b |\n| --- | ---: |\n");
    assert_int_equal(twofold_table_rows(table), 0);
    assert_int_equal(twofold_table_rows(NULL), 0);
    twofold_table_free(table);
    twofold_table_free(NULL);
}

static void wrong_calls_change_nothing(void **state)
{
    (void)state;
    struct page page = {.room = sizeof page.bytes - 1};
    twofold_table *table = NULL;
    assert_int_equal(twofold_table_new(NULL, NULL), TWOFOLD_E_ARGUMENT);
    OK(twofold_table_new(NULL, &table));
    assert_int_equal(twofold_table_text(table, "x"), TWOFOLD_E_ARGUMENT);
    assert_int_equal(twofold_table_number(table, 1), TWOFOLD_E_ARGUMENT);
    assert_int_equal(twofold_table_text(NULL, "x"), TWOFOLD_E_ARGUMENT);
    assert_int_equal(twofold_table_column(NULL, "x", TWOFOLD_COLUMN_TEXT, 0), TWOFOLD_E_ARGUMENT);
    assert_int_equal(twofold_table_column(table, NULL, TWOFOLD_COLUMN_TEXT, 0), TWOFOLD_E_ARGUMENT);
    assert_int_equal(twofold_table_column(table, "x", (twofold_column_type)7, 0),
                     TWOFOLD_E_ARGUMENT);
    assert_int_equal(twofold_table_column(table, "x", TWOFOLD_COLUMN_NUMBER, -1),
                     TWOFOLD_E_ARGUMENT);
    assert_int_equal(twofold_table_column(table, "x", TWOFOLD_COLUMN_NUMBER, 401),
                     TWOFOLD_E_ARGUMENT);
    OK(twofold_table_column(table, "x", TWOFOLD_COLUMN_NUMBER, 400));
    OK(twofold_table_column(table, "y", TWOFOLD_COLUMN_TEXT, 0));
    OK(twofold_table_number(table, -1.7e308)); /* the longest cell there is */
    assert_int_equal(twofold_table_column(table, "z", TWOFOLD_COLUMN_TEXT, 0), TWOFOLD_E_ARGUMENT);
    assert_int_equal(twofold_table_write(table, TWOFOLD_CSV, fill, &page), TWOFOLD_E_ARGUMENT);
    OK(twofold_table_text(table, "y"));
    assert_int_equal(twofold_table_write(table, (twofold_format)9, fill, &page),
                     TWOFOLD_E_ARGUMENT);
    assert_int_equal(twofold_table_write(table, TWOFOLD_CSV, NULL, NULL), TWOFOLD_E_ARGUMENT);
    assert_int_equal(twofold_table_write(NULL, TWOFOLD_CSV, fill, &page), TWOFOLD_E_ARGUMENT);
    assert_int_equal(page.size, 0);
    assert_int_equal(strlen(written(table, TWOFOLD_TEXT)), 2 * (710 + 1 + 2 + 1 + 1) - 2 + 2);
    twofold_table_free(table);
}

static void refused_output_is_told(void **state)
{
    (void)state;
    twofold_table *table = NULL;
    static struct page page;
    OK(twofold_table_new(NULL, &table));
    OK(twofold_table_column(table, "x", TWOFOLD_COLUMN_NUMBER, 3));
    for (int i = 0; i < 3000; i++) OK(twofold_table_number(table, i));
    for (int format = TWOFOLD_TEXT; format <= TWOFOLD_MARKDOWN; format++) {
        size_t whole = strlen(written(table, (twofold_format)format));
        for (page.room = 0; page.room < whole; page.room += 1000) {
            page.size = 0;
            assert_int_equal(twofold_table_write(table, (twofold_format)format, fill, &page),
                             TWOFOLD_E_OUTPUT);
        }
        page.size = 0;
        page.room = whole;
        OK(twofold_table_write(table, (twofold_format)format, fill, &page));
        assert_int_equal(page.size, whole);
    }
    twofold_table_free(table);
}

static twofold_status build(const twofold_context *context, twofold_table **table)
{
    twofold_status status = twofold_table_new(context, table);
    for (int i = 0; i < 20 && status == TWOFOLD_OK; i++)
        status = twofold_table_column(*table, "a column", TWOFOLD_COLUMN_TEXT, 0);
    for (int i = 0; i < 200 && status == TWOFOLD_OK; i++) {
        status = twofold_table_text(*table, "a longer text that takes some room in the arena");
        if (status == TWOFOLD_OK && ++i < 200) status = twofold_table_number(*table, i);
    }
    return status;
}

static void memory_may_fail(void **state)
{
    (void)state;
    static struct page page;
    page.room = sizeof page.bytes - 1;
    for (int once = 0; once < 2; once++)
        for (size_t k = 0;; k++) {
            struct tf_failing failing = tf_failing_at(k, once);
            twofold_context context = tf_failing_context(&failing);
            twofold_table *table = NULL;
            twofold_status status = build(&context, &table);
            page.size = 0;
            if (status == TWOFOLD_OK) {
                status = twofold_table_write(table, TWOFOLD_TEXT, fill, &page);
                assert_int_equal(page.size > 0, status == TWOFOLD_OK);
            }
            assert_true(status == (failing.failed > 0 ? TWOFOLD_E_MEMORY : TWOFOLD_OK));
            twofold_table_free(table);
            assert_true(tf_failing_clean(&failing));
            if (status == TWOFOLD_OK) break;
        }
}

static void widths(void **state)
{
    (void)state;
    const struct {
        const char *text;
        size_t width;
    } cases[] = {
        {"", 0},         {"abc", 3},
        {"亩均产值", 8}, {"5G产业园", 8},
        {"é", 1},        {"e\xCC\x81", 1},
        {"Å", 1},        {"Привет", 6},
        {"ひらがな", 8}, {"ｶﾅ", 2},
        {"한국", 4},     {"ＡＢ", 4},
        {"，", 2},       {"—", 1},
        {"…", 1},        {"😀", 2},
        {"👍🏽", 4}, {"a\xE2\x80\x8D", 1},
        {"ไม่", 2},       {"万\xEF\xB8\x8F", 2},
        {"𠀀", 2},       {"m²", 2},
        {"\xFF", 1},     {"㎡", 2},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        if (twofold_text_width(cases[i].text, strlen(cases[i].text)) != cases[i].width)
            fail_msg("%s: not %d wide", cases[i].text, (int)cases[i].width);
    assert_int_equal(twofold_text_width(NULL, 0), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(four_formats),
        cmocka_unit_test(columns_line_up),
        cmocka_unit_test(csv_is_quoted_where_needed),
        cmocka_unit_test(json_is_escaped),
        cmocka_unit_test(empty_tables),
        cmocka_unit_test(wrong_calls_change_nothing),
        cmocka_unit_test(refused_output_is_told),
        cmocka_unit_test(memory_may_fail),
        cmocka_unit_test(widths),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
