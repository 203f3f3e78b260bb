/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers: DOMAIN.md 1.10. */
#include "figures.h"

#include "twofold/decomposition.h"

/* last year */
static const double then[] = {400, 300, 300};

static void rising_and_falling(void **state)
{
    (void)state;
    static const struct {
        double now[3];
        twofold_contribution_class which;
        const char *points[3], *shares[3]; /* in points and percent */
    } rows[] = {
        {{480, 330, 270}, TWOFOLD_CONTRIBUTION_RISING, {"8", "3", "-3"}, {"100", "37.5", "-37.5"}},
        /* the part that fell most has the share 100, those that grew negative ones */
        {{360, 330, 270}, TWOFOLD_CONTRIBUTION_FALLING, {"-4", "3", "-3"}, {"100", "-75", "75"}},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        double pulls[3], shares[3];
        assert_int_equal(twofold_contributions(rows[i].now, then, 3, 1e-9, pulls, shares),
                         rows[i].which);
        for (size_t k = 0; k < 3; k++) {
            shows(100 * pulls[k], rows[i].points[k]);
            shows(100 * shares[k], rows[i].shares[k]);
            assert_true(pulls[k] == twofold_pull(rows[i].now[k], then[k], 1000));
        }
    }
    shows(twofold_volume_pull(0.4, 0.2), "0.08");
    assert_true(twofold_pull(0.5, 0.25, 0.5) == 0.5);
    assert_true(isnan(twofold_volume_pull(0.4, inf)));
}

static void undefined(void **state)
{
    (void)state;
    double pulls[3], shares[3];
    static const double same[] = {410, 295, 295.5}, missing[] = {1, NAN, 3}, none[] = {0, 0, 0};
    static const double loss[] = {-400, 300, 50}, infinite[] = {1, INFINITY, 3};
    /* the total moved by 0.5 only: pulls alone */
    assert_int_equal(twofold_contributions(same, then, 3, 1, pulls, shares),
                     TWOFOLD_CONTRIBUTION_UNCHANGED);
    shows(100 * pulls[0], "1");
    assert_true(isnan(shares[0]) && isnan(shares[2]));
    assert_int_equal(twofold_contributions(same, then, 3, 0.5, pulls, shares),
                     TWOFOLD_CONTRIBUTION_RISING);
    shows(shares[0], "20");
    assert_int_equal(twofold_contributions(then, then, 3, 0, pulls, shares),
                     TWOFOLD_CONTRIBUTION_UNCHANGED);
    assert_true(isnan(shares[1]) && pulls[1] == 0);
    assert_int_equal(twofold_contributions(then, loss, 3, 0, pulls, shares),
                     TWOFOLD_CONTRIBUTION_NO_BASE);
    assert_true(isnan(pulls[0]));
    shows(shares[0] * 1050, "800"); /* shares of the change stand */
    assert_int_equal(twofold_contributions(then, none, 3, 0, NULL, shares),
                     TWOFOLD_CONTRIBUTION_NO_BASE);
    assert_int_equal(twofold_contributions(missing, then, 3, 0, pulls, NULL),
                     TWOFOLD_CONTRIBUTION_UNKNOWN);
    assert_true(isnan(pulls[0]) && isnan(pulls[2]));
    assert_int_equal(twofold_contributions(then, infinite, 3, 0, pulls, shares),
                     TWOFOLD_CONTRIBUTION_UNKNOWN);
    assert_true(isnan(pulls[0]) && isnan(shares[0]));
    assert_int_equal(twofold_contributions(NULL, NULL, 0, 0, NULL, NULL),
                     TWOFOLD_CONTRIBUTION_UNKNOWN);
    assert_true(isnan(twofold_pull(1, 2, 0)) && isnan(twofold_pull(1, 2, -1)) &&
                isnan(twofold_pull(inf, 2, 1)) && isnan(twofold_contribution(1, 0, 0)) &&
                isnan(twofold_contribution(1, -0.5, 1)) && isnan(twofold_contribution(1, nan_, 0)));
    assert_string_equal(twofold_contribution_class_text(TWOFOLD_CONTRIBUTION_FALLING, TWOFOLD_EN),
                        "falling");
    assert_string_equal(twofold_contribution_class_text(TWOFOLD_CONTRIBUTION_NO_BASE, TWOFOLD_ZH),
                        "无基数");
    for (int which = 0; which < 5; which++) {
        assert_true(*twofold_contribution_class_text((twofold_contribution_class)which,
                                                     TWOFOLD_EN) >= 'a' &&
                    (unsigned char)*twofold_contribution_class_text(
                        (twofold_contribution_class)which, TWOFOLD_ZH) > 127);
    }
    assert_string_equal(twofold_contribution_class_text((twofold_contribution_class)9, TWOFOLD_EN),
                        "");
}

/* Pulls add up to growth, shares to 1, a share is a pull over growth. */
static void add_up(void **state)
{
    (void)state;
    for (int i = 0; i < 3000; i++) {
        double now[40], before[40], pulls[40], shares[40], sum = 0, sum_before = 0;
        const size_t count = 1 + whole(40);
        for (size_t k = 0; k < count; k++) {
            now[k] = 100 * uniform() - 10;
            before[k] = 100 * uniform();
            sum += now[k], sum_before += before[k];
        }
        const double growth = twofold_growth(sum, sum_before);
        twofold_contributions(now, before, count, 0, pulls, shares);
        double all_pulls = 0, all_shares = 0;
        for (size_t k = 0; k < count; k++) {
            all_pulls += pulls[k], all_shares += shares[k];
            near(shares[k] * growth, pulls[k], 1e-14 * (1 + fabs(pulls[k])));
        }
        near(growth, all_pulls, 1e-13 * (1 + fabs(growth)));
        near(all_shares, 1, 1e-12 * (1 + 1 / fabs(growth)));
    }
}

static void along_series(void **state)
{
    (void)state;
    static const double values[] = {40, 30, 48, 33, NAN}, totals[] = {100, 0, 110, 60, 70};
    double pulls[5];
    twofold_pulls_lagged(values, totals, 5, 2, pulls);
    assert_true(isnan(pulls[0]) && isnan(pulls[1]) && pulls[2] == 0.08 && isnan(pulls[3]) &&
                isnan(pulls[4]));
    twofold_pulls_lagged(values, totals, 5, 9, pulls);
    assert_true(isnan(pulls[4]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rising_and_falling),
        cmocka_unit_test(undefined),
        cmocka_unit_test(add_up),
        cmocka_unit_test(along_series),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
