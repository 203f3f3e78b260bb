/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "support/failing.h"

static void code_points_go_around(void **state)
{
    (void)state;
    for (uint32_t code = 0; code <= 0x110001; code++) {
        char bytes[4];
        size_t size = tf_utf8_put(code, bytes), at = 0;
        bool is_code = code <= 0x10FFFF && !(code >= 0xD800 && code <= 0xDFFF);
        assert_int_equal(size > 0, is_code);
        if (!is_code) continue;
        assert_true(tf_utf8_next(bytes, size, &at) == code && at == size);
        assert_true(tf_utf8_valid(bytes, size, NULL));
        for (size_t cut = 1; cut < size; cut++) {
            assert_false(tf_utf8_valid(bytes, cut, NULL));
            assert_int_equal(tf_utf8_cut(bytes, size, cut), 0);
        }
    }
}

static void wrong_bytes_are_found(void **state)
{
    (void)state;
    const struct {
        const char *bytes;
        size_t bad;
    } cases[] = {
        {"ab\x80", 2},           {"\xC0\xAF", 0},         {"x\xE0\x80\xAF", 1},
        {"\xED\xA0\x80", 0},     {"\xF4\x90\x80\x80", 0}, {"\xF8\x88\x80\x80\x80", 0},
        {"亿\xFF", 3},           {"\xE4\xBA", 0},         {"\xC3(", 0},
        {"\xF0\x8F\xBF\xBF", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t bad = 99, at = cases[i].bad;
        assert_false(tf_utf8_valid(cases[i].bytes, strlen(cases[i].bytes), &bad));
        assert_int_equal(bad, cases[i].bad);
        assert_true(tf_utf8_next(cases[i].bytes, strlen(cases[i].bytes), &at) == TF_BAD_CODE);
        assert_int_equal(at, bad + 1);
    }
    assert_true(tf_utf8_valid("", 0, NULL));
    assert_int_equal(tf_utf8_cut("\x80\x80\x80\x80\x80\x80", 6, 4), 4); /* no UTF-8: just cut */
    assert_int_equal(tf_utf8_cut("亿元", 6, 5), 3);
    assert_int_equal(tf_utf8_cut("亿元", 6, 6), 6);
    assert_int_equal(tf_utf8_cut("亿元", 6, 9), 6);
}

static void letters_and_blanks(void **state)
{
    (void)state;
    const uint32_t letters[] = {'a',    'Z',    0xE9 /* é */, 0xDF,   0x3B1,  0x416,
                                0x5D0,  0x627,  0x905,        0x0E01, 0x1EA0, 0x4E07 /* 万 */,
                                0x3007, 0x3042, 0x30AB,       0xAC00, 0xFF21, 0x20000,
                                0x2161, 0x301};
    const uint32_t others[] = {'0',    ' ',    '-',    '_',    0,      0x7F,    0xA0,
                               0xB7,   0xD7,   0x2014, 0x2026, 0x20AC, 0x3001,  0x3002,
                               0x300A, 0xFF0C, 0xFF11, 0xFF5E, 0x3000, 0x1F600, TF_BAD_CODE,
                               0x30FB, 0x2192, 0xE000, 0xB2,   0xFEFF, 0x33A1};
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
        assert_true(tf_is_letter(letters[i]));
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_false(tf_is_letter(others[i]));
    const char *text = " \t\xE3\x80\x80 亿 元\xC2\xA0\n";
    size_t size = strlen(text);
    tf_trim(&text, &size);
    assert_int_equal(size, strlen("亿 元"));
    assert_memory_equal(text, "亿 元", size);
    text = "  ";
    size = 2;
    tf_trim(&text, &size);
    assert_int_equal(size, 0);
}

static void texts_grow(void **state)
{
    (void)state;
    struct tf_text text;
    tf_text_init(&text, NULL);
    tf_text_say(&text, "产值 ");
    tf_text_double(&text, 0.1);
    tf_text_char(&text, ',');
    tf_text_integer(&text, INT64_MIN);
    tf_text_code(&text, 0x4EBF);
    tf_text_code(&text, 0xD800); /* none: nothing is added */
    assert_string_equal(text.bytes, "产值 0.1,-9223372036854775808亿");
    size_t capacity = 0;
    char *bytes = tf_text_steal(&text, &capacity);
    assert_true(capacity > strlen(bytes));
    tf_put(NULL, bytes, capacity);
    bytes = tf_text_steal(&text, &capacity);
    assert_string_equal(bytes, "");
    tf_put(NULL, bytes, capacity);
    tf_text_say(&text, "x");
    assert_false(tf_text_add(&text, "", SIZE_MAX));
    assert_true(text.failed);
    tf_text_clear(&text);
    assert_false(text.failed);
}

static void texts_fail_cleanly(void **state)
{
    (void)state;
    for (int once = 0; once < 2; once++)
        for (size_t k = 0;; k++) {
            struct tf_failing failing = tf_failing_at(k, once);
            twofold_context context = tf_failing_context(&failing);
            struct tf_text text;
            tf_text_init(&text, &context);
            for (int i = 0; i < 1000; i++) tf_text_say(&text, "亿元");
            size_t capacity;
            char *bytes = tf_text_steal(&text, &capacity);
            assert_true((bytes == NULL) == (failing.failed > 0));
            if (bytes != NULL) assert_int_equal(strlen(bytes), 6000);
            tf_put(&context, bytes, bytes != NULL ? capacity : 0);
            assert_true(tf_failing_clean(&failing));
            if (bytes != NULL) break;
        }
}

static void buffers_follow_snprintf(void **state)
{
    (void)state;
    for (size_t room = 0; room < 24; room++) {
        char bytes[32];
        memset(bytes, 'x', sizeof bytes);
        struct tf_buffer buffer = tf_buffer_of(room > 0 ? bytes : NULL, room);
        tf_buffer_say(&buffer, "万亿");
        tf_buffer_integer(&buffer, -7, 3);
        tf_buffer_double(&buffer, 1e-9);
        tf_buffer_integer(&buffer, 12345, 2);
        assert_int_equal(tf_buffer_end(&buffer), 19);
        if (room == 0) continue;
        size_t size = room <= 19 ? room - 1 : 19;
        if (size < 6) size -= size % 3;
        assert_int_equal(strlen(bytes), size);
        assert_memory_equal(bytes, "万亿-0071e-912345", size);
        assert_true(bytes[room] == 'x');
    }
}

struct taken {
    size_t size, calls, refuse_at;
};

static bool take(void *user, const char *bytes, size_t size)
{
    struct taken *taken = user;
    for (size_t i = 0; i < size; i++)
        if (bytes[i] != (char)('a' + (taken->size + i) % 7)) return false;
    taken->size += size;
    return taken->calls++ != taken->refuse_at;
}

static void sinks_get_every_byte_until_they_refuse(void **state)
{
    (void)state;
    for (size_t refuse = 0; refuse < 8; refuse++) {
        struct taken taken = {0, 0, refuse};
        struct tf_out out;
        tf_out_init(&out, take, &taken);
        for (int i = 0; i < 3000; i++) tf_out_say(&out, "abcdefg");
        twofold_status status = tf_out_end(&out);
        assert_int_equal(taken.calls, refuse < 6 ? refuse + 1 : 6);
        assert_int_equal(status, refuse < 6 ? TWOFOLD_E_OUTPUT : TWOFOLD_OK);
        if (status == TWOFOLD_OK) assert_int_equal(taken.size, 21000);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(code_points_go_around),
        cmocka_unit_test(wrong_bytes_are_found),
        cmocka_unit_test(letters_and_blanks),
        cmocka_unit_test(texts_grow),
        cmocka_unit_test(texts_fail_cleanly),
        cmocka_unit_test(buffers_follow_snprintf),
        cmocka_unit_test(sinks_get_every_byte_until_they_refuse),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
