/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a scenario makes different. */
#include "plan_test.h"

#include "support/failing.h"

static const char PLAN[] = "twofold: 1\n"
                           "plan: Changes\n"
                           "years: 2021..2026\n"
                           "assumptions: {plant: {value: 10亿元, why: guess}, rate: 6.4元}\n"
                           "rates: {USD: $rate}\n"
                           "price: {2022: 98%}\n"
                           "enterprises:\n"
                           "  a:\n"
                           "    existing: {output: $plant}\n"
                           "    projects:\n"
                           "      p: {built: 2022, full: 2024, at-full: {output: 26亿元},\n"
                           "          delay: {start: 1 month}}\n"
                           "scenarios:\n"
                           "  late: {set: {a.p.delay: {built: 6 months}}}\n"
                           "  soft: {set: {price.2024: x 50%, a.p.at-full.output: x 95%}}\n"
                           "  both: {based-on: [late, soft]}\n"
                           "  again: {based-on: soft, set: {price.2024: 40%}}\n"
                           "  same: {set: {a.p.at-full.output: 26亿元, $plant: 9亿元}}\n"
                           "  idle: {set: {a.existing.utilisation: {2023: 0%}}}\n"
                           "  whole: {set: {price: 90%, a.p.built: + 3 months}}\n";

static twofold_plan *plan;

static int read_plan_once(void **state)
{
    (void)state;
    plan = read_plan(PLAN);
    return plan != NULL ? 0 : -1;
}

static int free_plan(void **state)
{
    (void)state;
    twofold_plan_free(plan);
    return 0;
}

struct expected {
    const char *path, *before, *after, *scenario;
    unsigned line;
};

static void expect(const char *scenario, const char *const *overrides, size_t override_count,
                   const struct expected *rows, size_t count)
{
    twofold_changes *changes = NULL;
    twofold_faults *faults = NULL;
    assert_int_equal(
        twofold_changes_new(plan, scenario, overrides, override_count, NULL, &changes, &faults),
        TWOFOLD_OK);
    for (size_t i = 0; i < twofold_changes_count(changes) || i < count; i++) {
        const twofold_change change = twofold_change_at(changes, i);
        const struct expected none = {"", "", "", "", 0}, *row = i < count ? &rows[i] : &none;
        assert_string_equal(change.path, row->path);
        assert_string_equal(change.before, row->before);
        assert_string_equal(change.after, row->after);
        assert_string_equal(change.scenario, row->scenario);
        assert_int_equal(change.line, row->line);
    }
    twofold_changes_free(changes);
    twofold_faults_free(faults);
}

static void scenarios_change_what_they_set(void **state)
{
    (void)state;
    /* a mapping that is set is set whole: the start is no longer late */
    const struct expected late[] = {{"a.p.delay.built", "0 months", "6 months", "late", 14},
                                    {"a.p.delay.start", "1 month", "", "late", 14}};
    /* 98% of 2022 holds on; half of it, and 95% of 26 */
    const struct expected soft[] = {{"price.2024", "98%", "49%", "soft", 15},
                                    {"a.p.at-full.output", "26亿元", "24.7亿元", "soft", 15}};
    const struct expected both[] = {soft[0], soft[1], late[0], late[1]};
    const struct expected again[] = {{"price.2024", "98%", "40%", "again", 17}, soft[1]};
    const struct expected same[] = {{"assumptions.plant.value", "10亿元", "9亿元", "same", 18}};
    const struct expected idle[] = {{"a.existing.utilisation.2023", "100%", "0%", "idle", 19}};
    const struct expected whole[] = {{"price", "{2022: 98%}", "90%", "whole", 20},
                                     {"a.p.built", "2022", "2022 + 3 months", "whole", 20}};
    expect(NULL, NULL, 0, NULL, 0);
    expect("late", NULL, 0, late, 2);
    expect("soft", NULL, 0, soft, 2);
    expect("both", NULL, 0, both, 4);
    expect("late+soft", NULL, 0, both, 4);
    expect("again", NULL, 0, again, 2);
    expect("same", NULL, 0, same, 1);
    expect("idle", NULL, 0, idle, 1);
    expect("whole", NULL, 0, whole, 2);
}

static void overrides_come_last(void **state)
{
    (void)state;
    const char *const set[] = {"price.2024=30%", "a.p.delay.full = 2 months", "usd=7元"};
    const char *const known[] = {set[0], set[1], "rate=7元"};
    const struct expected rows[] = {{"assumptions.rate", "6.4元", "7元", "", 0},
                                    {"price.2024", "98%", "30%", "", 0},
                                    {"a.p.delay.built", "0 months", "6 months", "late", 14},
                                    {"a.p.delay.full", "0 months", "2 months", "", 0},
                                    {"a.p.delay.start", "1 month", "", "late", 14}};
    expect("soft+late", known, 3,
           (const struct expected[]){rows[0],
                                     rows[1],
                                     {"a.p.at-full.output", "26亿元", "24.7亿元", "soft", 15},
                                     rows[2],
                                     rows[3],
                                     rows[4]},
           6);
    twofold_changes *changes = NULL;
    twofold_faults *faults = NULL;
    assert_int_equal(twofold_changes_new(plan, "late", set, 3, NULL, &changes, &faults),
                     TWOFOLD_E_PLAN);
    assert_null(changes);
    assert_int_equal(twofold_faults_of(faults, TWOFOLD_ERROR), 1);
    const size_t last = twofold_faults_count(faults) - 1; /* it has no place */
    assert_int_equal(twofold_faults_at(faults, last).code, TWOFOLD_FAULT_UNKNOWN_PATH);
    twofold_faults_free(faults);
    assert_int_equal(twofold_changes_new(plan, "late+none", NULL, 0, NULL, &changes, NULL),
                     TWOFOLD_E_NOT_FOUND);
    assert_int_equal(twofold_changes_new(NULL, NULL, NULL, 0, NULL, &changes, NULL),
                     TWOFOLD_E_ARGUMENT);
    assert_int_equal(twofold_changes_new(plan, NULL, NULL, 1, NULL, &changes, NULL),
                     TWOFOLD_E_ARGUMENT);
    const char *const no_override[] = {NULL};
    assert_int_equal(twofold_changes_new(plan, NULL, no_override, 1, NULL, &changes, NULL),
                     TWOFOLD_E_ARGUMENT);
    assert_int_equal(twofold_changes_count(NULL), 0);
    assert_string_equal(twofold_change_at(NULL, 0).path, "");
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    const char *const set[] = {"a.p.delay={full: 1 month}"};
    for (int once = 0; once < 2; once++)
        for (size_t k = 0;; k++) {
            struct tf_failing failing = tf_failing_at(k, once);
            const twofold_context context = tf_failing_context(&failing);
            twofold_changes *changes = NULL;
            const twofold_status status =
                twofold_changes_new(plan, "whole+late", set, 1, &context, &changes, NULL);
            assert_int_equal(status, failing.failed > 0 ? TWOFOLD_E_MEMORY : TWOFOLD_OK);
            twofold_changes_free(changes);
            assert_true(tf_failing_clean(&failing));
            if (status == TWOFOLD_OK) break;
            assert_null(changes);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scenarios_change_what_they_set),
        cmocka_unit_test(overrides_come_last),
        cmocka_unit_test(every_allocation_may_fail),
    };
    return cmocka_run_group_tests_name("plan: changes", tests, read_plan_once, free_plan);
}
