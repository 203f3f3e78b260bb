/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "base/faults.h"
#include "base/nearest.h"
#include "base/text.h"
#include "support/failing.h"
#include "twofold/version.h"

static void every_status_has_texts(void **state)
{
    (void)state;
    for (int i = 0; i <= TWOFOLD_E_SYSTEM; i++) {
        const char *en = twofold_status_text((twofold_status)i, TWOFOLD_EN);
        const char *zh = twofold_status_text((twofold_status)i, TWOFOLD_ZH);
        assert_true(*en != '\0' && *zh != '\0' && strcmp(en, zh) != 0);
        assert_string_not_equal(en, "unknown status");
    }
    assert_string_equal(twofold_status_text((twofold_status)99, TWOFOLD_EN), "unknown status");
    assert_string_equal(twofold_status_text((twofold_status)99, TWOFOLD_ZH), "未知状态");
    assert_string_equal(twofold_version(), TWOFOLD_VERSION);
}

static void every_code_has_an_id_and_texts(void **state)
{
    (void)state;
    for (int i = 1; i < TWOFOLD_FAULT_COUNT_; i++) {
        twofold_fault fault = {.code = (twofold_fault_code)i,
                               .path = "a.b",
                               .found = "FOUND",
                               .expected = "EXPECTED",
                               .nearest = "NEAREST",
                               .line = 3};
        const char *id = twofold_fault_id(fault.code);
        assert_true(strlen(id) > 1);
        assert_int_equal(strspn(id, "abcdefghijklmnopqrstuvwxyz-"), strlen(id));
        for (int j = 1; j < i; j++)
            assert_string_not_equal(id, twofold_fault_id((twofold_fault_code)j));
        char en[400], zh[400];
        assert_in_range(twofold_fault_text(&fault, TWOFOLD_EN, en, sizeof en), 10, 399);
        assert_in_range(twofold_fault_text(&fault, TWOFOLD_ZH, zh, sizeof zh), 10, 399);
        assert_string_not_equal(en, zh);
        assert_null(strchr(en, '%'));
        assert_null(strchr(zh, '%'));
        assert_non_null(strstr(en, "NEAREST"));
        assert_non_null(strstr(zh, "NEAREST"));
        /* both languages speak of the same things */
        assert_int_equal(strstr(en, "FOUND") != NULL, strstr(zh, "FOUND") != NULL);
        assert_int_equal(strstr(en, "EXPECTED") != NULL, strstr(zh, "EXPECTED") != NULL);
        assert_true(tf_utf8_valid(zh, strlen(zh), NULL));
    }
    assert_string_equal(twofold_fault_id(TWOFOLD_FAULT_NONE), "");
    assert_string_equal(twofold_fault_id((twofold_fault_code)-1), "");
    assert_string_equal(twofold_fault_id((twofold_fault_code)1000), "");
    assert_string_equal(twofold_fault_id(TWOFOLD_FAULT_COUNT_), "");
}

static void sentences(void **state)
{
    (void)state;
#define NO_CHINESE NULL, NULL, NULL
    const struct {
        twofold_fault fault;
        twofold_lang lang;
        const char *text;
    } cases[] = {
        {{TWOFOLD_FAULT_UNKNOWN_KEY, 0, 12, 5, "heli", "ouput", "a KPI", "output", "", NO_CHINESE},
         TWOFOLD_EN,
         "12:5 heli: no such key: ouput; expected a KPI; did you mean output?"},
        {{TWOFOLD_FAULT_UNKNOWN_KEY, 0, 12, 5, "heli", "产直", "指标", "产值", "", NO_CHINESE},
         TWOFOLD_ZH,
         "12:5 heli: 没有这个键：产直；应为 指标；是不是 产值？"},
        {{TWOFOLD_FAULT_BAD_NUMBER, 0, 12, 0, "", "1,000", "", "", "", NO_CHINESE},
         TWOFOLD_EN,
         "12: cannot read 1,000 as a number"},
        {{TWOFOLD_FAULT_BAD_NUMBER, 0, 0, 0, "a.b", "1,000", "", "", "", NO_CHINESE},
         TWOFOLD_ZH,
         "a.b: 无法把 1,000 读成数字"},
        {{TWOFOLD_FAULT_WRONG_SHAPE, 0, 0, 0, "", "", "a mapping", "", "", NO_CHINESE},
         TWOFOLD_EN,
         "found nothing, expected a mapping"},
        {{TWOFOLD_FAULT_WRONG_SHAPE, 0, 1, 1, NULL, "a\x1b[31m\nb", NULL, NULL, NULL, NO_CHINESE},
         TWOFOLD_EN,
         "1:1: found a [31m b"},
        {{TWOFOLD_FAULT_HIGH_GROWTH, 0, 0, 0, "x", "117.9%", "2025", "22", "", NO_CHINESE},
         TWOFOLD_EN,
         "x: growth of 117.9% a year held to 2025 is times 22"},
        {{TWOFOLD_FAULT_ENCODING, 0, 7, 2, "", "", "UTF-8", "", "", NO_CHINESE},
         TWOFOLD_ZH,
         "7:2: 文本不是 UTF-8 编码"},
        {{TWOFOLD_FAULT_RAGGED_ROW, 0, 3, 9, "heli", "4", "5", "", "firms.csv", NO_CHINESE},
         TWOFOLD_EN,
         "firms.csv:3:9 heli: fields in this row: 4; expected 5"},
        {{TWOFOLD_FAULT_NO_HEADING, 0, 0, 0, "", "", "", "", "a.csv", NO_CHINESE},
         TWOFOLD_ZH,
         "a.csv: 没有标题行"},
        {{TWOFOLD_FAULT_UNKNOWN_KEY, 0, 12, 5, "heli.output", "ouput", "a KPI", "output", "",
          "heli.产值", NULL, "指标"},
         TWOFOLD_ZH,
         "12:5 heli.产值: 没有这个键：ouput；应为 指标；是不是 output？"},
        {{TWOFOLD_FAULT_NONE, 0, 7, 2, "x", "", "", "", "", NO_CHINESE}, TWOFOLD_EN, ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[200];
        size_t size = twofold_fault_text(&cases[i].fault, cases[i].lang, text, sizeof text);
        assert_string_equal(text, cases[i].text);
        assert_int_equal(size, strlen(text));
        /* snprintf's rules at every size; a cut leaves whole characters */
        for (size_t room = 0; room <= size; room++) {
            memset(text, 'x', sizeof text);
            assert_int_equal(
                twofold_fault_text(&cases[i].fault, cases[i].lang, room > 0 ? text : NULL, room),
                size);
            if (room == 0) continue;
            assert_non_null(memchr(text, '\0', room));
            assert_true(text[room] == 'x');
            assert_true(tf_utf8_valid(text, strlen(text), NULL));
            assert_memory_equal(text, cases[i].text, strlen(text));
            assert_true(room - 1 - strlen(text) < 4);
        }
    }
}

static void lists_keep_copies_in_order(void **state)
{
    (void)state;
    twofold_faults *faults;
    assert_int_equal(tf_faults_new(NULL, &faults), TWOFOLD_OK);
    char found[300];
    memset(found, 'x', 79);
    memcpy(found + 79, "亿亿", sizeof "亿亿");
    assert_int_equal(tf_faults_add(faults, TWOFOLD_FAULT_BAD_UNIT, 9, 4, "p", found, "e", "n"),
                     TWOFOLD_OK);
    memset(found, 0, sizeof found);
    const struct {
        twofold_fault_code code;
        unsigned line, column;
    } more[] = {{TWOFOLD_FAULT_CYCLE, 0, 0},
                {TWOFOLD_FAULT_ORDER, 9, 2},
                {TWOFOLD_FAULT_FAR_DATE, 2, 9},
                {TWOFOLD_FAULT_DEFAULT_USED, 9, 4},
                {TWOFOLD_FAULT_MISSING_KEY, 9, 4}};
    for (size_t i = 0; i < 5; i++)
        assert_int_equal(tf_faults_add(faults, more[i].code, more[i].line, more[i].column, NULL,
                                       NULL, NULL, NULL),
                         TWOFOLD_OK);
    assert_int_equal(tf_faults_add(faults, TWOFOLD_FAULT_NONE, 1, 1, "", "", "", ""),
                     TWOFOLD_E_ARGUMENT);
    tf_faults_sort(faults);
    const twofold_fault_code sorted[] = {TWOFOLD_FAULT_FAR_DATE,    TWOFOLD_FAULT_ORDER,
                                         TWOFOLD_FAULT_BAD_UNIT,    TWOFOLD_FAULT_DEFAULT_USED,
                                         TWOFOLD_FAULT_MISSING_KEY, TWOFOLD_FAULT_CYCLE};
    assert_int_equal(twofold_faults_count(faults), 6);
    for (size_t i = 0; i < 6; i++) {
        twofold_fault fault = twofold_faults_at(faults, i);
        assert_int_equal(fault.code, sorted[i]);
        assert_true(fault.path && fault.found && fault.expected && fault.nearest);
    }
    twofold_fault cut = twofold_faults_at(faults, 2);
    assert_int_equal(strlen(cut.found), 79 + 3);
    assert_string_equal(cut.found + 79, "…");
    assert_string_equal(cut.path, "p");
    assert_int_equal(cut.severity, TWOFOLD_ERROR);
    assert_int_equal(twofold_faults_of(faults, TWOFOLD_ERROR), 4);
    assert_int_equal(twofold_faults_of(faults, TWOFOLD_WARNING), 1);
    assert_int_equal(twofold_faults_of(faults, TWOFOLD_NOTE), 1);
    assert_int_equal(twofold_faults_of(faults, (twofold_severity)7), 0);
    /* what stands in other files comes behind, by file */
    assert_int_equal(tf_faults_file(faults, "b.csv"), TWOFOLD_OK);
    assert_int_equal(tf_faults_add(faults, TWOFOLD_FAULT_CYCLE, 1, 1, "", "", "", ""), TWOFOLD_OK);
    assert_int_equal(tf_faults_file(faults, "a.csv"), TWOFOLD_OK);
    assert_int_equal(tf_faults_add(faults, TWOFOLD_FAULT_ORDER, 2, 1, "", "", "", ""), TWOFOLD_OK);
    assert_int_equal(tf_faults_file(faults, NULL), TWOFOLD_OK);
    assert_int_equal(tf_faults_add(faults, TWOFOLD_FAULT_CYCLE, 99, 1, "", "", "", ""), TWOFOLD_OK);
    tf_faults_sort(faults);
    static const char *const files[] = {"", "", "", "", "", "", "", "a.csv", "b.csv"};
    for (size_t i = 0; i < 9; i++) assert_string_equal(twofold_faults_at(faults, i).file, files[i]);
    assert_int_equal(twofold_faults_at(faults, 5).line, 99);
    twofold_fault none = twofold_faults_at(faults, 9);
    assert_true(none.code == TWOFOLD_FAULT_NONE && *none.path == '\0' && none.nearest != NULL);
    twofold_faults_free(faults);
    twofold_faults_free(NULL);
    assert_int_equal(twofold_faults_count(NULL), 0);
    assert_int_equal(twofold_faults_of(NULL, TWOFOLD_ERROR), 0);
    assert_int_equal(twofold_faults_at(NULL, 0).code, TWOFOLD_FAULT_NONE);
}

static void a_flood_of_notes_hides_no_error(void **state)
{
    (void)state;
    twofold_faults *faults;
    assert_int_equal(tf_faults_new(NULL, &faults), TWOFOLD_OK);
    for (unsigned i = 0; i < 5000; i++)
        assert_int_equal(
            tf_faults_add(faults, TWOFOLD_FAULT_DEFAULT_USED, 5000 - i, 1, "", "", "", ""),
            TWOFOLD_OK);
    assert_int_equal(tf_faults_add(faults, TWOFOLD_FAULT_CYCLE, 1, 1, "", "", "", ""), TWOFOLD_OK);
    tf_faults_sort(faults);
    assert_int_equal(twofold_faults_count(faults), 1001);
    assert_int_equal(twofold_faults_of(faults, TWOFOLD_NOTE), 5000);
    assert_int_equal(twofold_faults_of(faults, TWOFOLD_ERROR), 1);
    assert_int_equal(twofold_faults_at(faults, 0).code, TWOFOLD_FAULT_CYCLE);
    twofold_faults_free(faults);
}

static void lists_fail_cleanly(void **state)
{
    (void)state;
    char path[3000];
    memset(path, 'p', sizeof path - 1);
    path[sizeof path - 1] = '\0';
    for (int once = 0; once < 2; once++)
        for (size_t k = 0;; k++) {
            struct tf_failing failing = tf_failing_at(k, once);
            twofold_context context = tf_failing_context(&failing);
            twofold_faults *faults = NULL;
            twofold_status status = tf_faults_new(&context, &faults);
            size_t kept = 0;
            for (int i = 0; i < 100 && faults != NULL; i++) {
                twofold_status added =
                    tf_faults_add(faults, TWOFOLD_FAULT_BAD_DATE, 1, 1, path, path, "", "");
                assert_true(added == TWOFOLD_OK || added == TWOFOLD_E_MEMORY);
                kept += added == TWOFOLD_OK;
                if (added != TWOFOLD_OK) status = added;
            }
            assert_int_equal(twofold_faults_count(faults), kept);
            assert_true(status == (failing.failed > 0 ? TWOFOLD_E_MEMORY : TWOFOLD_OK));
            twofold_faults_free(faults);
            assert_true(tf_failing_clean(&failing));
            if (status == TWOFOLD_OK) break;
        }
}

static void nearest_words(void **state)
{
    (void)state;
    const char *const words[] = {"output", "tax",  "investment", NULL,   "jobs",
                                 "land",   "产值", "税收",       "用地", "a"};
    const struct {
        const char *word, *nearest;
    } cases[] = {
        {"output", "output"},
        {"OutPut", "output"},
        {"ouptut", "output"},
        {"outptu", "output"},
        {"oput", NULL},
        {"outpus", "output"},
        {"investmnet", "investment"},
        {"invetsmnt", "investment"},
        {"invest", NULL},
        {"tex", "tax"},
        {"xat", NULL},
        {"产直", "产值"},
        {"用", "用地"},
        {"b", NULL},
        {"jbos", "jobs"},
        {"", NULL},
        {"投入", NULL},
        {"lend", "land"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *nearest = tf_nearest(cases[i].word, strlen(cases[i].word), words, 10);
        if (cases[i].nearest == NULL)
            assert_null(nearest);
        else
            assert_string_equal(nearest, cases[i].nearest);
    }
    assert_null(tf_nearest("output", 6, words, 0));
    char endless[500];
    memset(endless, 'o', sizeof endless);
    assert_null(tf_nearest(endless, sizeof endless, words, 10));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_status_has_texts),
        cmocka_unit_test(every_code_has_an_id_and_texts),
        cmocka_unit_test(sentences),
        cmocka_unit_test(lists_keep_copies_in_order),
        cmocka_unit_test(a_flood_of_notes_hides_no_error),
        cmocka_unit_test(lists_fail_cleanly),
        cmocka_unit_test(nearest_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
