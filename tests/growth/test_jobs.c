/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers: DOMAIN.md 5, given to 12 significant digits; tolerance as in test_growth.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "twofold/growth.h"

#include <float.h>
#include <math.h>
#include <string.h>

static const double inf = (double)INFINITY, nan_ = (double)NAN;

static bool within(double got, double want, double relative)
{
    return fabs(got - want) <= relative * fabs(want);
}

#define check(got, want) assert_true(within(got, want, 5e-12))

static void jobs_from_output(void **state)
{
    (void)state;
    check(twofold_jobs_for_output(8e8, 3e5, 0.05, 0), 2666.66666667);
    check(twofold_jobs_for_output(8e8, 3e5, 0.05, 3), 2303.56692942);
    assert_true(twofold_jobs_for_output(6e8, 3e5, 0, 7) == 2000);
    assert_true(twofold_jobs_for_output(0, 3e5, 0.05, 3) == 0);
    /* back again: the drift undone */
    check(twofold_jobs_for_output(8e8, 3e5 * 1.05, 0.05, -1), 8e8 / 3e5);
    assert_true(isnan(twofold_jobs_for_output(-1, 3e5, 0, 0)));
    assert_true(isnan(twofold_jobs_for_output(1, 0, 0, 0)));
    assert_true(isnan(twofold_jobs_for_output(1, 1, -1, 1)));
    assert_true(isnan(twofold_jobs_for_output(1, 1, 0.1, inf)));
    assert_true(isnan(twofold_jobs_for_output(nan_, 1, 0, 0)));
    assert_true(isnan(twofold_jobs_for_output(DBL_MAX, DBL_MIN, 0, 0)));
}

static void growth_of_jobs(void **state)
{
    (void)state;
    check(twofold_productivity_growth(0.12, 0.03), 0.0873786407767);
    check((1 + twofold_productivity_growth(0.12, 0.03)) * 1.03, 1.12);
    assert_true(twofold_productivity_growth(0.5, 0.5) == 0);
    assert_true(isnan(twofold_productivity_growth(0.1, -1)));
    assert_true(isnan(twofold_productivity_growth(0.1, -1.5)));
    assert_true(isnan(twofold_productivity_growth(0.1, inf)));
    assert_true(isnan(twofold_jobs_elasticity(inf, 0.1)) &&
                isnan(twofold_jobs_elasticity(0.1, inf)));
    assert_true(isnan(twofold_jobs_for_output(1, 1, -1.5, 1)));
    check(twofold_jobs_for_output(8e8, 3e5, 0.05, 1), 8e8 / (3e5 * 1.05));
    assert_true(isnan(twofold_productivity_growth(inf, 0)));
    check(twofold_jobs_elasticity(0.03, 0.12), 0.25);
    assert_true(isnan(twofold_jobs_elasticity(0.03, 0)));
    check(100 * twofold_okun(0.02, 0.03, 0.5), 0.5); /* percentage points */
    assert_true(twofold_okun(0.03, 0.03, 0.5) == 0);
    assert_true(isnan(twofold_okun(nan_, 0.03, 0.5)));
}

static void flows(void **state)
{
    (void)state;
    static const double before[] = {100, 80, 0, 40}, now[] = {120, 60, 50, 0};
    const twofold_job_flows f = twofold_job_flows_of(before, now, 4);
    assert_true(f.created == 70 && f.destroyed == 60 && f.size == 225);
    check(f.creation, 0.311111111111);
    check(f.destruction, 0.266666666667);
    check(f.net, 0.0444444444444);
    check(f.reallocation, 0.577777777778);
    /* a firm alone has its own rate */
    static const double rates[] = {0.181818181818, -0.285714285714, 2, -2};
    for (size_t i = 0; i < 4; i++) {
        const twofold_job_flows one = twofold_job_flows_of(before + i, now + i, 1);
        check(one.net, rates[i]);
        check(twofold_growth_by(TWOFOLD_GROWTH_SYMMETRIC, now[i], before[i]), rates[i]);
    }
}

/* Full-time equivalents: parts of a job count. */
static void parts_of_jobs(void **state)
{
    (void)state;
    static const double before[] = {0.25}, now[] = {0.5};
    assert_true(twofold_job_classify(0.5, 0) == TWOFOLD_JOB_ENTRY &&
                twofold_job_classify(0, 0.5) == TWOFOLD_JOB_EXIT);
    check(twofold_job_flows_of(before, now, 1).creation, 0.666666666667);
    assert_true(twofold_labour_payback(1, 4, 0.5) == 0.5);
}

static void flows_undefined(void **state)
{
    (void)state;
    static const double good[] = {1, 2}, bad[][2] = {{-1, 2}, {1, -2}, {1, (double)NAN}};
    const twofold_job_flows nobody = twofold_job_flows_of(NULL, NULL, 0);
    assert_true(nobody.created == 0 && nobody.size == 0 && isnan(nobody.creation));
    assert_true(isnan(twofold_job_flows_of(NULL, good, 2).created));
    assert_true(isnan(twofold_job_flows_of(good, NULL, 2).net));
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_true(isnan(twofold_job_flows_of(good, bad[i], 2).created));
        assert_true(isnan(twofold_job_flows_of(bad[i], good, 2).reallocation));
    }
    static const double huge[] = {DBL_MAX, DBL_MAX}, none[] = {0, 0};
    assert_true(isnan(twofold_job_flows_of(none, huge, 2).created));
}

static void changes(void **state)
{
    (void)state;
    static const struct {
        double now, before;
        twofold_job_change which;
        const char *id, *zh;
    } rows[] = {
        {120, 100, TWOFOLD_JOB_EXPANDING, "expanding", "扩员"},
        {60, 80, TWOFOLD_JOB_CONTRACTING, "contracting", "减员"},
        {50, 0, TWOFOLD_JOB_ENTRY, "entry", "新设"},
        {0, 40, TWOFOLD_JOB_EXIT, "exit", "退出"},
        {40, 40, TWOFOLD_JOB_STEADY, "steady", "持平"},
        {0, 0, TWOFOLD_JOB_NONE, "none", "无"},
        {-1, 40, TWOFOLD_JOB_UNKNOWN, "unknown", "未知"},
        {40, (double)NAN, TWOFOLD_JOB_UNKNOWN, "unknown", "未知"},
        {(double)INFINITY, 1, TWOFOLD_JOB_UNKNOWN, "unknown", "未知"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(twofold_job_classify(rows[i].now, rows[i].before), rows[i].which);
        assert_string_equal(twofold_job_change_text(rows[i].which, TWOFOLD_EN), rows[i].id);
        assert_string_equal(twofold_job_change_text(rows[i].which, TWOFOLD_ZH), rows[i].zh);
    }
    assert_string_equal(twofold_job_change_text((twofold_job_change)7, TWOFOLD_EN), "");
    assert_string_equal(twofold_job_change_text((twofold_job_change)-1, TWOFOLD_ZH), "");
}

static void automation(void **state)
{
    (void)state;
    /* 80 million for five unmanned lines that save 500 posts of 80000 a year */
    assert_true(twofold_investment_per_post(8e7, 500) == 160000);
    assert_true(twofold_labour_payback(8e7, 500, 80000) == 2);
    assert_true(isnan(twofold_investment_per_post(8e7, 0)));
    assert_true(isnan(twofold_labour_payback(8e7, 500, 0)));
    assert_true(isnan(twofold_labour_payback(nan_, 500, 1)));
    assert_true(isnan(twofold_labour_payback(8e7, -5, 80000)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(jobs_from_output),
        cmocka_unit_test(growth_of_jobs),
        cmocka_unit_test(flows),
        cmocka_unit_test(parts_of_jobs),
        cmocka_unit_test(flows_undefined),
        cmocka_unit_test(changes),
        cmocka_unit_test(automation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
