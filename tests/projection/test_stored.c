/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Projections written down, read back and compared. The differences expected are worked out by hand
 * from the rows that stand beside them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "support/failing.h"
#include "twofold/stored.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define OK(call) assert_int_equal(call, TWOFOLD_OK)

static const char plan_text[] =
    "twofold: 1\nplan: Test\nyears: 2021..2023\n"
    "enterprises:\n"
    "  heli:\n"
    "    existing: {output: 13亿元, growth: 3%, land: 60亩, jobs: 700}\n"
    "    projects:\n"
    "      works: {start: 2022, produce: 2022-07, full: 2023-07, at-full: {output: 1亿元}}\n"
    "scenarios:\n"
    "  late: {set: {heli.works.delay.full: 3 months}}\n";

static twofold_projection *projected(const char *scenario)
{
    twofold_plan *plan = NULL;
    twofold_projection *projection = NULL;
    OK(twofold_plan_parse(plan_text, sizeof plan_text - 1, NULL, NULL, &plan, NULL));
    OK(twofold_project(plan, scenario, NULL, 0, NULL, &projection, NULL));
    twofold_plan_free(plan);
    return projection;
}

static bool append(void *user, const char *bytes, size_t size)
{
    return tf_text_add((struct tf_text *)user, bytes, size);
}

static struct tf_text written(const twofold_projection *projection, const twofold_rows *rows,
                              twofold_format format)
{
    struct tf_text text;
    tf_text_init(&text, NULL);
    OK(twofold_projection_write(projection, rows, format, append, &text));
    return text;
}

static twofold_stored *parsed(const char *text)
{
    twofold_stored *stored = NULL;
    OK(twofold_stored_parse(text, strlen(text), NULL, NULL, &stored, NULL));
    return stored;
}

/* What differs, as "entity.kpi.period left right difference side" lines. */
static const char *differing(const char *left, const char *right, twofold_tolerance tolerance)
{
    static char text[2000];
    twofold_stored *a = parsed(left), *b = parsed(right);
    twofold_differences *found = NULL;
    OK(twofold_diff(a, b, tolerance, NULL, &found));
    size_t used =
        (size_t)snprintf(text, sizeof text, "of %zu\n", twofold_differences_compared(found));
    for (size_t i = 0; i < twofold_differences_count(found); i++) {
        const twofold_difference d = twofold_differences_at(found, i);
        char period[40];
        (void)twofold_period_write(d.period, period, sizeof period);
        used += (size_t)snprintf(text + used, sizeof text - used, "%s%s%s.%s.%s %g %g %g %g %c\n",
                                 twofold_differences_by_scenario(found) ? d.scenario : "",
                                 twofold_differences_by_scenario(found) ? ":" : "", d.entity, d.kpi,
                                 period, d.left, d.right, d.difference, d.relative, "=<>"[d.side]);
    }
    twofold_differences_free(found);
    twofold_stored_free(a);
    twofold_stored_free(b);
    return text;
}

static const twofold_tolerance exactly = {0, 0};

/* ---- Round trips ---- */

static void reads_what_was_written(void **state)
{
    static const twofold_format formats[] = {TWOFOLD_CSV, TWOFOLD_JSON};
    (void)state;
    twofold_projection *projection = projected(NULL);
    const twofold_plan *plan = twofold_projection_plan(projection);
    for (size_t f = 0; f < COUNT(formats); f++)
        for (int by = TWOFOLD_YEAR; by <= TWOFOLD_MONTH; by++) {
            const twofold_rows rows = {.struct_size = sizeof rows,
                                       .frequency = (twofold_frequency)by};
            struct tf_text text = written(projection, &rows, formats[f]);
            twofold_stored *stored = NULL, *same = NULL;
            const twofold_status status =
                twofold_stored_parse(text.bytes, text.size, "a", NULL, &stored, NULL);
            if (status == TWOFOLD_E_UNSUPPORTED && formats[f] == TWOFOLD_JSON) {
                tf_text_clear(&text);
                continue;
            }
            assert_int_equal(status, TWOFOLD_OK);
            assert_true(twofold_stored_count(stored) > 100);
            for (size_t i = 0; i < twofold_stored_count(stored); i++) {
                const twofold_stored_cell cell = twofold_stored_at(stored, i);
                char period[40];
                (void)twofold_period_write(cell.period, period, sizeof period);
                const double value = twofold_value(projection, cell.entity, cell.kpi, period);
                assert_true(memcmp(&value, &cell.value, sizeof value) == 0 ||
                            (isnan(value) && isnan(cell.value)));
                assert_string_equal(cell.scenario, "base");
                const int kpi = twofold_find_kpi(plan, cell.kpi);
                assert_string_equal(
                    cell.unit, twofold_series_at(projection, twofold_find_entity(plan, cell.entity),
                                                 kpi, TWOFOLD_YEAR)
                                   .unit);
            }
            /* and a projection is like what was written of it */
            twofold_differences *none = NULL;
            OK(twofold_stored_of(projection, NULL, stored, NULL, &same));
            assert_int_equal(twofold_stored_count(same), twofold_stored_count(stored));
            OK(twofold_diff(stored, same, exactly, NULL, &none));
            assert_int_equal(twofold_differences_count(none), 0);
            assert_int_equal(twofold_differences_compared(none), twofold_stored_count(stored));
            twofold_differences_free(none);
            twofold_stored_free(stored);
            twofold_stored_free(same);
            tf_text_clear(&text);
        }
    twofold_projection_free(projection);
}

static void rows_are_chosen(void **state)
{
    (void)state;
    twofold_projection *projection = projected(NULL);
    const twofold_plan *plan = twofold_projection_plan(projection);
    const int heli = twofold_find_entity(plan, "heli");
    const int kpis[] = {TWOFOLD_KPI_LAND, TWOFOLD_KPI_JOBS};
    const twofold_rows rows = {sizeof rows, "x", &heli, 1, kpis, 2, TWOFOLD_YEAR};
    struct tf_text text = written(projection, &rows, TWOFOLD_CSV);
    /* the project's land and jobs are not given: 1 of 2 parts is known once it starts, produces */
    assert_string_equal(text.bytes, "scenario,entity,kpi,period,unit,value,known,of\n"
                                    "x,heli,land,2021,mu,60,2,2\n"
                                    "x,heli,land,2022,mu,60,1,2\n"
                                    "x,heli,land,2023,mu,60,1,2\n"
                                    "x,heli,jobs,2021,persons,700,2,2\n"
                                    "x,heli,jobs,2022,persons,700,1,2\n"
                                    "x,heli,jobs,2023,persons,700,1,2\n");
    tf_text_clear(&text);
    const int none = 9999;
    const twofold_rows bad[] = {{sizeof rows, NULL, &none, 1, NULL, 0, TWOFOLD_YEAR},
                                {sizeof rows, NULL, NULL, 0, &none, 1, TWOFOLD_YEAR},
                                {sizeof rows, NULL, NULL, 0, NULL, 0, (twofold_frequency)7}};
    for (size_t i = 0; i < COUNT(bad); i++)
        assert_int_equal(twofold_projection_write(projection, &bad[i], TWOFOLD_CSV, append, &text),
                         TWOFOLD_E_ARGUMENT);
    assert_int_equal(twofold_projection_write(NULL, NULL, TWOFOLD_CSV, append, &text),
                     TWOFOLD_E_ARGUMENT);
    twofold_projection_free(projection);
}

static void a_scenario_differs_where_it_should(void **state)
{
    (void)state;
    twofold_projection *base = projected(NULL), *late = projected("late");
    struct tf_text text = written(base, NULL, TWOFOLD_CSV);
    twofold_stored *stored = parsed(text.bytes), *other = NULL;
    twofold_differences *found = NULL;
    OK(twofold_stored_of(late, "late", stored, NULL, &other));
    OK(twofold_diff(stored, other, exactly, NULL, &found));
    assert_true(twofold_differences_count(found) > 0);
    for (size_t i = 0; i < twofold_differences_count(found); i++) {
        const twofold_difference d = twofold_differences_at(found, i);
        char period[40];
        (void)twofold_period_write(d.period, period, sizeof period);
        assert_true(d.difference == twofold_value(late, d.entity, d.kpi, period) -
                                        twofold_value(base, d.entity, d.kpi, period));
        assert_true(d.period.month >= 2022 * 12); /* nothing before the project */
    }
    twofold_differences_free(found);
    twofold_stored_free(stored);
    twofold_stored_free(other);
    tf_text_clear(&text);
    twofold_projection_free(base);
    twofold_projection_free(late);
}

/* ---- Differences ---- */

#define HEAD "entity,kpi,period,value\n"

static void differences_by_hand(void **state)
{
    static const struct {
        const char *left, *right;
        twofold_tolerance tolerance;
        const char *found;
    } cases[] = {
        {HEAD "a,output,2021,100\n", HEAD "a,output,2021,100\n", {0, 0}, "of 1\n"},
        {HEAD "a,output,2021,100\n",
         HEAD "a,output,2021,80\n",
         {0, 0},
         "of 1\na.output.2021 100 80 -20 0.2 =\n"},
        /* 20 is 0.2 of the greater, and the tolerance holds with equality */
        {HEAD "a,output,2021,100\n", HEAD "a,output,2021,80\n", {0.25, 0}, "of 1\n"},
        {HEAD "a,output,2021,100\n", HEAD "a,output,2021,80\n", {0, 20}, "of 1\n"},
        {HEAD "a,output,2021,100\n",
         HEAD "a,output,2021,80\n",
         {0.125, 19},
         "of 1\na.output.2021 100 80 -20 0.2 =\n"},
        /* unknown is not zero, however large the tolerance; unknown is unknown */
        {HEAD "a,output,2021,\na,output,2022,\n",
         HEAD "a,output,2021,0\na,output,2022,\n",
         {1, 1e9},
         "of 2\na.output.2021 nan 0 nan inf =\n"},
        {HEAD "a,output,2021,0\n", HEAD "a,output,2021,-0\n", {0, 0}, "of 1\n"},
        /* cells of one side; the order is the left one's, then the right one's */
        {HEAD "b,tax,2022,1\nb,tax,2021,2\na,tax,2021,3\n",
         HEAD "c,tax,2021,4\na,tax,2021,5\na,tax,2021Q1,6\n",
         {0, 0},
         "of 5\nb.tax.2022 1 nan nan inf <\nb.tax.2021 2 nan nan inf <\n"
         "a.tax.2021 3 5 2 0.4 =\nc.tax.2021 nan 4 nan inf >\na.tax.2021Q1 nan 6 nan inf >\n"},
        /* one scenario each, by whatever name: they are compared */
        {"scenario,entity,kpi,period,value\nbase,a,tax,2021,1\n",
         "scenario,entity,kpi,period,value\nlate,a,tax,2021,2\n",
         {0, 0},
         "of 1\na.tax.2021 1 2 1 0.5 =\n"},
        /* several in either: told apart */
        {"scenario,entity,kpi,period,value\nbase,a,tax,2021,1\nlate,a,tax,2021,2\n",
         "scenario,entity,kpi,period,value\nlate,a,tax,2021,4\n",
         {0, 0},
         "of 2\nbase:a.tax.2021 1 nan nan inf <\nlate:a.tax.2021 2 4 2 0.5 =\n"},
        /* another unit is another figure */
        {"entity,kpi,period,unit,value\na,tax,2021,CNY,1\n",
         "entity,kpi,period,unit,value\na,tax,2021,USD,1\n",
         {1, 1},
         "of 1\na.tax.2021 1 1 nan inf =\n"},
        /* columns in any order, more of them, periods as they are spoken of */
        {"note;value;period;kpi;entity\nx;1;2021年3月;tax;a\n",
         HEAD "a,tax,2021-03,1\n",
         {0, 0},
         "of 1\n"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_string_equal(differing(cases[i].left, cases[i].right, cases[i].tolerance),
                            cases[i].found);
    twofold_stored *stored = parsed(HEAD);
    twofold_differences *found = NULL;
    assert_int_equal(twofold_diff(stored, stored, (twofold_tolerance){-1, 0}, NULL, &found),
                     TWOFOLD_E_ARGUMENT);
    assert_int_equal(
        twofold_diff(stored, stored, (twofold_tolerance){0, (double)NAN}, NULL, &found),
        TWOFOLD_E_ARGUMENT);
    assert_int_equal(twofold_diff(stored, NULL, exactly, NULL, &found), TWOFOLD_E_ARGUMENT);
    assert_int_equal(twofold_stored_count(NULL), 0);
    assert_string_equal(twofold_stored_at(stored, 0).entity, "");
    assert_string_equal(twofold_differences_at(NULL, 0).entity, "");
    twofold_stored_free(stored);
}

/* ---- What cannot be read ---- */

static void bad_texts(void **state)
{
    static const struct {
        const char *text, *said;
    } cases[] = {
        {"entity,kpi,value\na,tax,1\n", "f:1:1: period is missing here"},
        {HEAD "a,tax,2021-13,1\n",
         "f:2:7: cannot read 2021-13 as a period; expected 2025, 2025Q3 or 2025-10"},
        {HEAD "a,tax,2021,1亿\n",
         "f:2:12: cannot read 1亿 as a number; expected a plain number, or nothing"},
        {HEAD "a,tax,2021,1\nb,tax,2021,1\na,tax,2021年,2\n",
         "f:4:1: a.tax.2021 stands here twice"},
        {HEAD "a,tax\n", "f:2:6: fields in this row: 2; expected 4"},
        {"", "f:1:1: there is no heading line"},
        {"[{\"entity\": \"a\", \"kpi\": \"tax\", \"value\": 1}]", "f 1: period is missing here"},
        {"[{\"entity\": \"a\", \"kpi\": \"tax\", \"period\": \"x\", \"value\": 1}]",
         "f 1.period: cannot read x as a period; expected 2025, 2025Q3 or 2025-10"},
        {"[{\"entity\": \"a\", \"kpi\": \"tax\", \"period\": \"2021\", \"value\": \"1\"}]",
         "f 1.value: cannot read 1 as a number; expected a number or null"},
        {"[{\"entity\": \"a\", \"kpi\": \"tax\", \"period\": \"2021\"}]",
         "f 1: value is missing here"},
        {"{}", "f:1:1: found an object, expected an array of objects"},
        {"[1]", "f 1: entity is missing here"},
        {"[\n{,", NULL},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        twofold_stored *stored = NULL;
        twofold_faults *faults = NULL;
        char said[300];
        const char *text = cases[i].text;
        const twofold_status status =
            twofold_stored_parse(text, strlen(text), "f", NULL, &stored, &faults);
        if (status == TWOFOLD_E_UNSUPPORTED && (text[0] == '[' || text[0] == '{')) continue;
        assert_int_equal(status, TWOFOLD_E_TEXT);
        assert_null(stored);
        assert_int_equal(twofold_faults_count(faults), 1);
        const twofold_fault fault = twofold_faults_at(faults, 0);
        (void)twofold_fault_text(&fault, TWOFOLD_EN, said, sizeof said);
        if (cases[i].said != NULL) {
            assert_string_equal(said, cases[i].said);
        } else {
            assert_int_equal(fault.code, TWOFOLD_FAULT_BAD_JSON);
            assert_int_equal(fault.line, 2);
        }
        twofold_faults_free(faults);
    }
    twofold_stored *stored = NULL;
    assert_int_equal(twofold_stored_parse(NULL, 1, NULL, NULL, &stored, NULL), TWOFOLD_E_ARGUMENT);
    assert_int_equal(twofold_stored_of(NULL, NULL, NULL, NULL, &stored), TWOFOLD_E_ARGUMENT);
}

/* ---- Memory ---- */

static twofold_status all_of_it(const twofold_context *context, const twofold_projection *p)
{
    static const char left[] = HEAD "heli,output,2021,1\nheli,output,2022,2\nheli,output,2023,\n"
                                    "heli,tax,2021,1\nheli,tax,2022,1\nheli,tax,2023,1\n"
                                    "heli,land,2021,1\nheli,land,2022,1\nheli,land,2023,1\n";
    static const char right[] = HEAD "heli,output,2021,1\nheli,output,2022,x\n";
    twofold_stored *stored = NULL, *other = NULL, *bad = NULL;
    twofold_differences *found = NULL;
    twofold_status status =
        twofold_stored_parse(left, sizeof left - 1, "left", context, &stored, NULL);
    if (status == TWOFOLD_OK) status = twofold_stored_of(p, NULL, stored, context, &other);
    if (status == TWOFOLD_OK) status = twofold_diff(stored, other, exactly, context, &found);
    if (status == TWOFOLD_OK) {
        status = twofold_stored_parse(right, sizeof right - 1, "right", context, &bad, NULL);
        if (status == TWOFOLD_E_TEXT) status = TWOFOLD_OK;
    }
    twofold_differences_free(found);
    twofold_stored_free(stored);
    twofold_stored_free(other);
    return status;
}

static void memory_may_run_out(void **state)
{
    (void)state;
    twofold_projection *projection = projected(NULL);
    for (int once = 0; once < 2; once++)
        for (size_t k = 0;; k++) {
            struct tf_failing failing = tf_failing_at(k, once);
            const twofold_context context = tf_failing_context(&failing);
            const twofold_status status = all_of_it(&context, projection);
            assert_true(status == TWOFOLD_OK || status == TWOFOLD_E_MEMORY);
            assert_true(tf_failing_clean(&failing));
            if (status == TWOFOLD_OK) break;
            assert_true(k < 10000);
        }
    twofold_projection_free(projection);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_what_was_written),
        cmocka_unit_test(rows_are_chosen),
        cmocka_unit_test(a_scenario_differs_where_it_should),
        cmocka_unit_test(differences_by_hand),
        cmocka_unit_test(bad_texts),
        cmocka_unit_test(memory_may_run_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
