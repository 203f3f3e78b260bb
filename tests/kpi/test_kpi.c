/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/number.h"
#include "base/text.h"
#include "twofold/kpi.h"

static void every_row_is_whole(void **state)
{
    (void)state;
    for (int i = 0; i < TWOFOLD_KPI_COUNT; i++) {
        const twofold_kpi *row = twofold_kpi_at(i);
        if (row == NULL || row->id == NULL || row->en == NULL || row->zh == NULL ||
            row->unit == NULL) {
            fail_msg("row %d is empty", i);
            return;
        }
        assert_int_equal(strspn(row->id, "abcdefghijklmnopqrstuvwxyz-"), strlen(row->id));
        assert_true(strlen(row->en) > 2 && strlen(row->zh) > 3 && strlen(row->zh) < 256);
        for (size_t at = 0; at < strlen(row->zh);)
            assert_true(tf_is_letter(tf_utf8_next(row->zh, strlen(row->zh), &at)));
        assert_in_range(row->kind, TWOFOLD_FLOW, TWOFOLD_OPENING);
        assert_in_range(row->profile, TWOFOLD_RAMPED, TWOFOLD_DERIVED);
        assert_in_range(row->lever, TWOFOLD_UNMOVED, TWOFOLD_VALUE);
    }
    assert_null(twofold_kpi_at(-1));
    assert_null(twofold_kpi_at(TWOFOLD_KPI_COUNT));
}

static void units_can_be_read(void **state)
{
    (void)state;
    for (int i = 0; i < TWOFOLD_KPI_COUNT; i++) {
        const char *text = twofold_kpi_at(i)->unit;
        twofold_unit unit;
        double scale;
        if (strcmp(text, "*") == 0) continue;
        assert_int_equal(tf_unit_parse(text, strlen(text), &unit, &scale), TWOFOLD_FAULT_NONE);
        assert_true(scale == 1.0);
    }
}

static void names_are_found_and_unique(void **state)
{
    (void)state;
    for (int i = 0; i < TWOFOLD_KPI_COUNT; i++) {
        const twofold_kpi *row = twofold_kpi_at(i);
        assert_int_equal(twofold_kpi_find(row->id, strlen(row->id)), i);
        assert_int_equal(twofold_kpi_find(row->zh, strlen(row->zh)), i);
        assert_int_equal(twofold_kpi_find(row->id, strlen(row->id) - 1), -1);
    }
    const char *unknown[] = {"", "Output", "outputs", "output ", "产", "产值额", "*"};
    for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++)
        assert_int_equal(twofold_kpi_find(unknown[i], strlen(unknown[i])), -1);
    assert_int_equal(twofold_kpi_find(NULL, 0), -1);
    assert_int_equal(twofold_kpi_find("output-per-mu", 6), TWOFOLD_KPI_OUTPUT);
}

/* Both sides of a ratio are no ratios, aggregate as their kind can, and give its unit. */
static void ratios_make_sense(void **state)
{
    (void)state;
    for (int i = 0; i < TWOFOLD_KPI_COUNT; i++) {
        const twofold_kpi *row = twofold_kpi_at(i);
        if (row->kind != TWOFOLD_RATIO) {
            assert_true(row->numerator == -1 && row->denominator == -1);
            continue;
        }
        assert_int_equal(row->profile, TWOFOLD_DERIVED);
        assert_int_equal(row->lever, TWOFOLD_UNMOVED);
        const twofold_kpi *above = twofold_kpi_at(row->numerator);
        const twofold_kpi *below = twofold_kpi_at(row->denominator);
        assert_true(above != NULL && below != NULL && above != below);
        assert_int_equal(above->kind == TWOFOLD_FLOW, row->above == TWOFOLD_SUM);
        assert_int_equal(below->kind == TWOFOLD_FLOW, row->below == TWOFOLD_SUM);
        assert_true(above->kind != TWOFOLD_RATIO && below->kind != TWOFOLD_RATIO);
        if (*above->unit == '*' || *below->unit == '*') continue;
        twofold_unit whole, top, bottom;
        assert_int_equal(tf_unit_parse(row->unit, strlen(row->unit), &whole, NULL), 0);
        assert_int_equal(tf_unit_parse(above->unit, strlen(above->unit), &top, NULL), 0);
        assert_int_equal(tf_unit_parse(below->unit, strlen(below->unit), &bottom, NULL), 0);
        if (tf_unit_same(&top, &bottom)) {
            assert_string_equal(row->unit, "");
        } else {
            assert_int_equal(whole.dimension, top.dimension);
            assert_int_equal(whole.per, bottom.dimension);
        }
    }
}

static void some_rows(void **state)
{
    (void)state;
    const twofold_kpi *row = twofold_kpi_at(TWOFOLD_KPI_UTILISATION);
    assert_string_equal(row->zh, "产能利用率");
    assert_int_equal(row->numerator, TWOFOLD_KPI_PRODUCTION);
    assert_int_equal(row->denominator, TWOFOLD_KPI_CAPACITY);
    assert_int_equal(row->below, TWOFOLD_MEAN);
    row = twofold_kpi_at(TWOFOLD_KPI_INVESTMENT_PER_MU);
    assert_int_equal(row->numerator, TWOFOLD_KPI_INVESTMENT_TO_DATE);
    assert_int_equal(row->above, TWOFOLD_LAST);
    assert_string_equal(row->unit, "CNY/mu");
    row = twofold_kpi_at(TWOFOLD_KPI_PROJECTS_CARRIED_OVER);
    assert_int_equal(row->kind, TWOFOLD_OPENING);
    row = twofold_kpi_at(TWOFOLD_KPI_OUTPUT);
    assert_int_equal(row->lever, TWOFOLD_VALUE);
    row = twofold_kpi_at(TWOFOLD_KPI_PRODUCTION);
    assert_int_equal(row->lever, TWOFOLD_VOLUME);
    assert_string_equal(row->unit, "*");
    row = twofold_kpi_at(TWOFOLD_KPI_LAND_RESERVED);
    assert_int_equal(row->profile, TWOFOLD_RESERVED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row_is_whole),
        cmocka_unit_test(units_can_be_read),
        cmocka_unit_test(names_are_found_and_unique),
        cmocka_unit_test(ratios_make_sense),
        cmocka_unit_test(some_rows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
