/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CSV in. What RFC 4180 says of quotes and line ends, written out by hand; what is wrong, with its
 * place. Bytes in GBK are those of the code chart: 企业 C6 F3 D2 B5, 产值 B2 FA D6 B5. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "support/failing.h"
#include "twofold/table.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define OPTIONS(...)                                                                               \
    (&(twofold_csv_options){.struct_size = sizeof(twofold_csv_options), __VA_ARGS__})

/* The whole table as "a|b\nc|d\n", the heading first. */
static const char *dump(const twofold_csv *csv)
{
    static char text[4000];
    size_t used = 0;
    for (size_t row = 0; row <= twofold_csv_rows(csv); row++)
        for (size_t i = 0; i < twofold_csv_columns(csv); i++) {
            const twofold_csv_field field =
                row == 0 ? twofold_csv_heading(csv, i) : twofold_csv_at(csv, row - 1, i);
            assert_int_equal(field.text[field.size], '\0');
            assert_int_equal(strlen(field.text), field.size);
            used += (size_t)snprintf(text + used, sizeof text - used, "%s%c", field.text,
                                     i + 1 < twofold_csv_columns(csv) ? '|' : '\n');
        }
    return text;
}

static twofold_csv *parsed(const char *text, size_t size, const twofold_csv_options *options)
{
    /* a copy of just that size: reading one byte too far is seen by the sanitizer */
    twofold_csv *csv = NULL;
    twofold_faults *faults = NULL;
    char *copy = test_malloc(size + (size == 0));
    memcpy(copy, text, size);
    const twofold_status status = twofold_csv_parse(copy, size, options, NULL, &csv, &faults);
    test_free(copy);
    if (status != TWOFOLD_OK) {
        char said[200];
        const twofold_fault fault = twofold_faults_at(faults, 0);
        (void)twofold_fault_text(&fault, TWOFOLD_EN, said, sizeof said);
        fail_msg("%s: %s", text, said);
    }
    assert_int_equal(twofold_faults_count(faults), 0);
    twofold_faults_free(faults);
    return csv;
}

static void reads_as_the_rfc_says(void **state)
{
    static const struct {
        const char *text, *table;
    } cases[] = {
        {"aaa,bbb,ccc\r\nzzz,yyy,xxx\r\n", "aaa|bbb|ccc\nzzz|yyy|xxx\n"}, /* 1 */
        {"aaa,bbb,ccc\r\nzzz,yyy,xxx", "aaa|bbb|ccc\nzzz|yyy|xxx\n"},     /* 2 */
        {"a,b\r\n x , y \r\n", "a|b\n x | y \n"},                         /* 4: blanks belong */
        {"\"aaa\",\"bbb\"\r\nzzz,yyy", "aaa|bbb\nzzz|yyy\n"},             /* 5 */
        {"\"aaa\",\"b \r\nbb\",\"c,c\"\r\nz,y,x", "aaa|b \r\nbb|c,c\nz|y|x\n"}, /* 6 */
        {"\"aaa\",\"b\"\"bb\",\"\"\"\"\n\"\",,", "aaa|b\"bb|\"\n||\n"},         /* 7 */
        /* beyond it: line ends, blanks after a quote, rows of nothing, separators */
        {"a,b\nc,d\re,f\n\r\n", "a|b\nc|d\ne|f\n"},
        {"a,b\r\n\r\n,\r\nc,d\n,\n\n", "a|b\nc|d\n"},
        {"\n\r\na,b\n", "a|b\n"},
        {"a,\"b\" \t\n\"c\" ,d", "a|b\nc|d\n"},
        {"a;b\n1,5;2", "a|b\n1,5|2\n"},
        {"a\tb;c\td\n1\t2\t3", "a|b;c|d\n1|2|3\n"},
        {"\"x;y;z\",b\n1,2", "x;y;z|b\n1|2\n"}, /* separators in quotes do not count */
        {"a\nb\n\n\"\"\nc\n", "a\nb\n\nc\n"},   /* one column: a quoted nothing is a row */
        {"a", "a\n"},
        {"a,", "a|\n"},
        {"\xEF\xBB\xBF\"企业\",产值\n合力,1\n", "企业|产值\n合力|1\n"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        twofold_csv *csv = parsed(cases[i].text, strlen(cases[i].text), NULL);
        assert_string_equal(dump(csv), cases[i].table);
        twofold_csv_free(csv);
    }
}

static void encodings(void **state)
{
    static const char gbk[] = "\xC6\xF3\xD2\xB5,\xB2\xFA\xD6\xB5\nA,1\n";
    /* the byte-order mark of GB18030 */
    static const char marked[] = "\x84\x31\x95\x33\xC6\xF3\xD2\xB5,x\n";
    (void)state;
    twofold_csv *csv = parsed(gbk, sizeof gbk - 1, NULL);
    assert_string_equal(dump(csv), "企业|产值\nA|1\n");
    assert_int_equal(twofold_csv_heading(csv, 1).column, 4);
    twofold_csv_free(csv);
    csv = parsed(gbk, sizeof gbk - 1, OPTIONS(.encoding = TWOFOLD_GB18030));
    assert_string_equal(dump(csv), "企业|产值\nA|1\n");
    twofold_csv_free(csv);
    csv = parsed(marked, sizeof marked - 1, NULL);
    assert_string_equal(dump(csv), "企业|x\n");
    assert_int_equal(twofold_csv_heading(csv, 0).column, 1);
    twofold_csv_free(csv);
    /* ASCII is both */
    csv = parsed("a,b", 3, OPTIONS(.encoding = TWOFOLD_GB18030));
    assert_string_equal(dump(csv), "a|b\n");
    twofold_csv_free(csv);
}

static void fields_have_places(void **state)
{
    static const char text[] = "企业,\"产\"\"值\"\r\n\r\n合力,\"a\r\nb\"\r\nc,d";
    static const struct {
        size_t row, column;
        unsigned line, at;
    } places[] = {{0, 0, 3, 1}, {0, 1, 3, 4}, {1, 0, 5, 1}, {1, 1, 5, 3}};
    (void)state;
    twofold_csv *csv = parsed(text, sizeof text - 1, NULL);
    assert_int_equal(twofold_csv_rows(csv), 2);
    assert_int_equal(twofold_csv_columns(csv), 2);
    for (size_t i = 0; i < COUNT(places); i++) {
        const twofold_csv_field field = twofold_csv_at(csv, places[i].row, places[i].column);
        assert_int_equal(field.line, places[i].line);
        assert_int_equal(field.column, places[i].at);
    }
    assert_int_equal(twofold_csv_heading(csv, 1).column, 4);
    assert_int_equal(twofold_csv_find(csv, "产\"值"), 1);
    assert_int_equal(twofold_csv_find(csv, "产值"), 2);
    assert_int_equal(twofold_csv_find(csv, NULL), 2);
    assert_int_equal(twofold_csv_at(csv, 2, 0).line, 0);
    assert_int_equal(twofold_csv_at(csv, SIZE_MAX, 0).line, 0);
    assert_string_equal(twofold_csv_at(csv, 0, 2).text, "");
    assert_string_equal(twofold_csv_heading(NULL, 0).text, "");
    assert_int_equal(twofold_csv_rows(NULL) + twofold_csv_columns(NULL), 0);
    twofold_csv_free(csv);
    twofold_csv_free(NULL);
}

#define TEXT(text) text, sizeof text - 1

static void faults_have_places(void **state)
{
    const twofold_csv_options *const none = OPTIONS(.file = "f.csv");
    const struct {
        const char *text;
        size_t size;
        const twofold_csv_options *options;
        const char *faults; /* one line each */
    } cases[] = {
        {TEXT("a,b\n1,x\"y\"z\n"), none,
         "f.csv:2:4: \" is quoted wrongly; expected quotes around the whole field and doubled "
         "inside\n"},
        {TEXT("a,b\n \"1\",2\n3,\"4\" 5\n"), none,
         "f.csv:2:2: \" is quoted wrongly; expected quotes around the whole field and doubled "
         "inside\n"
         "f.csv:3:7: text after the closing quote is quoted wrongly; expected a separator or the "
         "end of the line\n"},
        {TEXT("a,b\n1,\"2\"\"\n3,4\n"), none,
         "f.csv:2:3: \" is quoted wrongly; expected a closing quote\n"},
        {TEXT("\""), none, "f.csv:1:1: \" is quoted wrongly; expected a closing quote\n"},
        {TEXT("a,b\n1\n1,2,3,4\n,,,\n1,2\n3"), none,
         "f.csv:2:2: fields in this row: 1; expected 2\n"
         "f.csv:3:5: fields in this row: 4; expected 2\n"
         "f.csv:6:2: fields in this row: 1; expected 2\n"},
        {TEXT(""), none, "f.csv:1:1: there is no heading line\n"},
        {TEXT("\xEF\xBB\xBF\r\n,,\n"), none, "f.csv:3:1: there is no heading line\n"},
        {TEXT("a\n\xFF\xFE"), none, "f.csv:2:1: text is not UTF-8 or GB18030\n"},
        {TEXT("企,\xC6\xF3"), OPTIONS(.file = "f.csv", .encoding = TWOFOLD_UTF8),
         "f.csv:1:3: text is not UTF-8\n"},
        {TEXT("\xEF\xBB\xBF企,\xC6\xF3"), none, "f.csv:1:3: text is not UTF-8 or GB18030\n"},
        {TEXT("a\0,\0b\0"), none, "f.csv:1:2: text is not UTF-8 or GB18030\n"},
        {TEXT("a,b,c"), OPTIONS(.file = "f.csv", .columns = 2),
         "f.csv:1:1: this row is more than the limit of 2 columns\n"},
        {TEXT("a\nb\nc\n"), OPTIONS(.file = "f.csv", .rows = 2),
         "f.csv:3:2: the table is more than the limit of 2 rows\n"},
        {TEXT("a\nbcd\n"), OPTIONS(.file = "f.csv", .field = 2),
         "f.csv:2:1: a field is more than the limit of 2 bytes\n"},
        {TEXT("a\nbcd\n"), OPTIONS(.file = "f.csv", .bytes = 5),
         "f.csv:1:1: the table is more than the limit of 5 bytes\n"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        twofold_csv *csv = NULL;
        twofold_faults *faults = NULL;
        char said[1000] = "";
        const twofold_csv_options *options = cases[i].options;
        assert_int_equal(
            twofold_csv_parse(cases[i].text, cases[i].size, options, NULL, &csv, &faults),
            TWOFOLD_E_TEXT);
        assert_null(csv);
        for (size_t k = 0; k < twofold_faults_count(faults); k++) {
            const twofold_fault fault = twofold_faults_at(faults, k);
            const size_t used = strlen(said);
            const size_t more =
                twofold_fault_text(&fault, TWOFOLD_EN, said + used, sizeof said - used);
            said[used + more] = '\n';
            said[used + more + 1] = '\0';
        }
        assert_string_equal(said, cases[i].faults);
        twofold_faults_free(faults);
    }
    twofold_csv *csv = NULL;
    assert_int_equal(twofold_csv_parse("a", 1, OPTIONS(.separator = '|'), NULL, &csv, NULL),
                     TWOFOLD_E_ARGUMENT);
    assert_int_equal(
        twofold_csv_parse("a", 1, OPTIONS(.encoding = (twofold_encoding)7), NULL, &csv, NULL),
        TWOFOLD_E_ARGUMENT);
    assert_int_equal(twofold_csv_parse(NULL, 1, NULL, NULL, &csv, NULL), TWOFOLD_E_ARGUMENT);
    assert_int_equal(twofold_csv_parse("a", 1, NULL, NULL, NULL, NULL), TWOFOLD_E_ARGUMENT);
}

/* What the writer writes, the reader reads. */
static bool fill(void *user, const char *bytes, size_t size)
{
    char *text = user;
    (void)strncat(text, bytes, size);
    return true;
}

static void reads_what_was_written(void **state)
{
    static const char *const texts[] = {"",   "a,b", "\"",   "a\"\"b", "x\ny",
                                        "\r", " a ", "合力", ";"};
    (void)state;
    for (size_t i = 0; i < COUNT(texts); i++)
        for (size_t columns = 1; columns <= 2; columns++) {
            twofold_table *table = NULL;
            char text[200] = "";
            assert_int_equal(twofold_table_new(NULL, &table), TWOFOLD_OK);
            for (size_t k = 0; k < columns; k++)
                assert_int_equal(twofold_table_column(table, "h,", TWOFOLD_COLUMN_TEXT, 0),
                                 TWOFOLD_OK);
            assert_int_equal(twofold_table_text(table, texts[i]), TWOFOLD_OK);
            if (columns == 2) assert_int_equal(twofold_table_text(table, "."), TWOFOLD_OK);
            assert_int_equal(twofold_table_write(table, TWOFOLD_CSV, fill, text), TWOFOLD_OK);
            twofold_table_free(table);
            twofold_csv *csv = parsed(text, strlen(text), OPTIONS(.separator = ','));
            assert_int_equal(twofold_csv_rows(csv), 1);
            assert_int_equal(twofold_csv_columns(csv), columns);
            assert_string_equal(twofold_csv_at(csv, 0, 0).text, texts[i]);
            twofold_csv_free(csv);
        }
}

static bool always(void *user)
{
    (void)user;
    return true;
}

static void stops_when_asked(void **state)
{
    static char text[20002];
    (void)state;
    for (size_t i = 0; i + 1 < sizeof text; i += 2) memcpy(text + i, "a\n", 2);
    const twofold_context context = {.struct_size = sizeof context, .cancelled = always};
    twofold_csv *csv = NULL;
    assert_int_equal(twofold_csv_parse(text, sizeof text, NULL, &context, &csv, NULL),
                     TWOFOLD_E_CANCELLED);
    assert_null(csv);
}

static void memory_may_run_out(void **state)
{
    static const char *const texts[] = {"a,b\n1,\"2\"\n3,4\n5,6\n7,8\n", "a,b\n\"1\"x,2\n3\n",
                                        "\xC6\xF3,b\n1,2\n"};
    (void)state;
    for (size_t i = 0; i < COUNT(texts); i++)
        for (int once = 0; once < 2; once++)
            for (size_t k = 0;; k++) {
                struct tf_failing failing = tf_failing_at(k, once);
                const twofold_context context = tf_failing_context(&failing);
                twofold_csv *csv = NULL;
                twofold_faults *faults = NULL;
                const twofold_status status = twofold_csv_parse(
                    texts[i], strlen(texts[i]), OPTIONS(.file = "f.csv"), &context, &csv, &faults);
                const bool done = status == (i == 1 ? TWOFOLD_E_TEXT : TWOFOLD_OK);
                assert_true(done || status == TWOFOLD_E_MEMORY);
                assert_int_equal(csv != NULL, status == TWOFOLD_OK);
                twofold_csv_free(csv);
                twofold_faults_free(faults);
                assert_true(tf_failing_clean(&failing));
                if (done) break;
                assert_true(k < 1000);
            }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_as_the_rfc_says),  cmocka_unit_test(encodings),
        cmocka_unit_test(fields_have_places),     cmocka_unit_test(faults_have_places),
        cmocka_unit_test(reads_what_was_written), cmocka_unit_test(stops_when_asked),
        cmocka_unit_test(memory_may_run_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
