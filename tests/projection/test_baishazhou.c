/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The real case: what the newspaper reports (rows B1 to B24) and what follows from it by
 * arithmetic, as the library computes it from examples/baishazhou.yaml. Every figure names its row.
 */
#include "projection_test.h"

static twofold_plan *plan;
static twofold_projection *projection;

static int load(void **state)
{
    (void)state;
    if (twofold_plan_load(TWOFOLD_TEST_DATA "/../examples/baishazhou.yaml", NULL, NULL, &plan,
                          NULL) != TWOFOLD_OK)
        return -1;
    return twofold_project(plan, NULL, NULL, 0, NULL, &projection, NULL) == TWOFOLD_OK ? 0 : -1;
}

static int unload(void **state)
{
    (void)state;
    twofold_projection_free(projection);
    twofold_plan_free(plan);
    return 0;
}

struct fact {
    const char *row, *entity, *kpi, *period;
    double expected;
};

/* A year is the sum of twelve months, so that a reported total may miss by some last bits: 1e-14.
 */
static void expect(const struct fact *facts, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct fact *f = &facts[i];
        const double value = twofold_value(projection, f->entity, f->kpi, f->period);
        if (!close_to(value, f->expected, 1e-14, 0.0))
            fail_msg("%s: %s of %s in %s is %.17g, not %.17g", f->row, f->kpi, f->entity, f->period,
                     value, f->expected);
    }
}

static void identities(void **state)
{
    (void)state;
    static const struct fact facts[] = {
        {"B11", "heli.south-base", "output-per-mu", "2025", 26e8 / 369},
        {"B11", "heli.south-base", "tax-per-mu", "2025", 5e7 / 369},
        {"B11", "heli.south-base", "investment-per-mu", "2025", 6.6e8 / 369},
        {"B11", "heli.south-base", "unit-value", "2025", 26e8 / 46500},
        {"B11", "heli.south-base", "tax-rate", "2025", 5e7 / 26e8},
        {"B12", "heli-suppliers.site", "tax-rate", "2026", 2e7 / 1e9},
        {"B12", "heli-suppliers.site", "output-per-mu", "2026", 1e7},
        {"B12", "heli-suppliers.site", "tax-per-mu", "2026", 2e5},
        {"B5", "yuyang.phase-1", "tax-rate", "2023", 1e7 / 3e8},
        {"B5", "yuyang.phase-1", "output-per-job", "2023", 3e8 / 1000},
        {"B6", "yuyang.phase-2", "output-per-mu", "2027", 8e8 / 200},
        {"B10", "futaihong.smt-lines", "investment-per-job-saved", "2022", 8e7 / 500},
        {"B18", "smart-valley", "trained-per-session", "2022", 100},
    };
    expect(facts, COUNT(facts));
    const double share = twofold_value(projection, "futaihong", "credit", "2021") /
                         twofold_value(projection, "park", "credit", "2021");
    assert_true(close_to(share, 0.33566434, 1e-7, 0)); /* B8, as printed there */
    assert_true(close_to(share, 2.4e8 / 7.15e8, 1e-15, 0));
    /* as printed in BAISHAZHOU.md, to the digits that stand there */
    assert_true(close_to(twofold_value(projection, "heli.south-base", "output-per-mu", "2025"),
                         7046070.46, 0, 0.005));
    assert_true(close_to(twofold_value(projection, "heli.south-base", "tax-per-mu", "2025"),
                         135501.36, 0, 0.005));
    assert_true(close_to(twofold_value(projection, "heli.south-base", "investment-per-mu", "2025"),
                         1788617.89, 0, 0.005));
    assert_true(close_to(twofold_value(projection, "heli.south-base", "unit-value", "2025"),
                         55913.98, 0, 0.005));
    assert_true(close_to(twofold_value(projection, "heli.south-base", "tax-rate", "2025"),
                         0.01923077, 0, 5e-9));
}

static void what_is_reported(void **state)
{
    (void)state;
    static const struct fact facts[] = {
        {"B1", "park", "projects-signed", "2021", 17},
        {"B1", "park", "investment-signed", "2021", 28.74e8},
        {"B1 B11", "heli", "investment-signed", "2021", 6.6e8},
        {"B1 B11", "park.not-listed", "investment-signed", "2021", 22.14e8},
        {"B2", "park", "foreign-capital", "2021", 2.20e6 * 6.45},
        {"B2", "yuyang", "foreign-capital", "2021", 1.00e6 * 6.45},
        {"B2", "dsm", "foreign-capital", "2021", 1.20e6 * 6.45},
        {"B3", "pipeline", "projects", "2022", 22},
        {"B3", "pipeline.others", "projects", "2022", 18},
        {"B5", "yuyang.phase-1", "jobs", "2021", 300},
        {"B5", "yuyang.phase-1", "jobs", "2023", 1000},
        {"B5", "yuyang.phase-1", "output", "2023", 3e8},
        {"B5", "yuyang.phase-1", "tax", "2023", 1e7},
        {"B5", "yuyang.phase-1", "land", "2023", 0},
        {"B5", "yuyang.phase-1", "investment-to-date", "2021", 15e6 * 6.45},
        {"B6", "yuyang.phase-2", "land", "2023", 200},
        {"B6", "yuyang.phase-2", "output", "2027", 8e8},
        {"B6", "yuyang.phase-2", "firms", "2027", 5.5},
        {"B7", "park", "support-applied", "2021", 8e7},
        {"B8", "park", "credit", "2021", 7.15e8},
        {"B8", "futaihong", "credit", "2021", 2.4e8},
        {"B8", "park.not-listed", "credit", "2021", 4.75e8},
        {"B9", "park", "matched-firms", "2021", 16},
        {"B10", "futaihong.smt-lines", "investment", "2021", 8e7},
        {"B10", "futaihong", "jobs", "2021", 6000},
        {"B10", "futaihong", "jobs", "2022", 5500},
        {"B10", "futaihong.smt-lines", "output", "2022", 0},
        {"B11", "heli.south-base", "capacity", "2025", 46500},
        {"B11", "heli.south-base", "production", "2025", 46500},
        {"B11", "heli.south-base", "utilisation", "2025", 1},
        {"B11", "heli.south-base", "output", "2025", 26e8},
        {"B11", "heli.south-base", "tax", "2025", 5e7},
        {"B11", "heli.south-base", "land", "2022", 369},
        {"B11", "heli.south-base", "investment-to-date", "2023", 6.6e8},
        {"B12", "heli-suppliers.site", "output", "2026", 1e9},
        {"B12", "heli-suppliers.site", "tax", "2026", 2e7},
        {"B12", "heli-suppliers.site", "land", "2026", 100},
        {"B15", "smart-valley", "orders", "2021", 1e8},
        {"B16", "smart-valley", "visitors", "2021", 25033},
        {"B17", "east", "land-reserved", "2021", 500},
        {"B18", "smart-valley", "trained", "2022", 10000},
        {"B18", "smart-valley", "sessions", "2022", 100},
        {"B19", "park", "projects-under-way", "2021", 31},
        {"B19", "park", "projects-carried-over", "2021", 18},
        {"B19", "park", "projects-started", "2021", 13},
        {"B19", "park", "projects-completed", "2021", 9},
        {"B19", "park", "investment", "2021", 11.15e8},
        {"B20", "semiconductors", "output", "2021", 2e8},
        {"B20", "semiconductors", "output", "2022", 2.4e8},
        {"B20", "semiconductors", "output", "2021-12", 2e7},
        {"B22", "tobacco-sheet.plant", "projects-started", "2021", 1},
    };
    expect(facts, COUNT(facts));
    /* B1: 1.69亿 a project on average, as printed */
    assert_true(close_to(twofold_value(projection, "park", "investment-signed", "2021") /
                             twofold_value(projection, "park", "projects-signed", "2021"),
                         1.69e8, 0, 5e5));
    /* B19: 22 still open at the end of the year */
    assert_true(twofold_value(projection, "park", "projects-under-way", "2021") -
                    twofold_value(projection, "park", "projects-completed", "2021") ==
                22);
}

/* B4, B13, B24: named without figures. Unknown, never 0. */
static void named_without_figures(void **state)
{
    (void)state;
    static const char *const unknown[] = {"yanjing",         "shanghai-pharma", "jiegao",
                                          "hanma.agreement", "yuzhan",          "xingxin",
                                          "jinzeli",         "jinyang",         "kaixin"};
    for (size_t i = 0; i < COUNT(unknown); i++)
        for (int year = 2021; year <= 2030; year++) {
            char period[8];
            (void)snprintf(period, sizeof period, "%d", year);
            if (!isnan(twofold_value(projection, unknown[i], "output", period)))
                fail_msg("%s has output in %d", unknown[i], year);
        }
    /* known to be nothing before a building stands, unknown from then on */
    assert_true(twofold_value(projection, "gonghui-yijia", "output", "2021") == 0.0);
    assert_true(isnan(twofold_value(projection, "gonghui-yijia", "output", "2023")));
    assert_true(twofold_value(projection, "tobacco-sheet", "output", "2023") == 0.0);
    assert_true(isnan(twofold_value(projection, "tobacco-sheet", "output", "2024")));
}

/* Support repays itself in so many years of the tax gained (B7): what the plan holds of it. */
static void applied_for_is_not_received(void **state)
{
    (void)state;
    const double received = twofold_value(projection, "futaihong", "support-funds", "2021");
    assert_true(isnan(received) || received == 0.0);
    assert_true(twofold_value(projection, "park", "support-applied", "2021") == 8e7);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(identities),
        cmocka_unit_test(what_is_reported),
        cmocka_unit_test(named_without_figures),
        cmocka_unit_test(applied_for_is_not_received),
    };
    return cmocka_run_group_tests_name("projection: Baishazhou", tests, load, unload);
}
