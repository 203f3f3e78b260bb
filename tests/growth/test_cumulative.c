/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers: DOMAIN.md 1.1, 1.6, 2.2, 2.3. */
#include "figures.h"

#include "twofold/growth.h"

/* 1.6, arbitrary units: last year, this year to October */
static const double last_year[12] = {95, 80, 110, 105, 108, 112, 109, 111, 115, 118, 120, 125};
static const double this_year[10] = {100, 92, 125, 118, 123, 130, 126, 129, 131, 140};

static void to_october(void **state)
{
    (void)state;
    double now[10], base[12];
    twofold_cumulate(this_year, 10, 0, 12, now);
    twofold_cumulate(last_year, 12, 0, 12, base);
    shows(now[9], "1214");
    shows(base[9], "1063");
    shows(twofold_cumulative_growth(this_year, last_year, 10), "0.142050799624");
    shows(twofold_growth(now[9], base[9]), "0.142050799624");
    shows(twofold_cumulative_growth(this_year, last_year, 2), "0.0971428571429");
    shows(twofold_growth(this_year[9], last_year[9]), "0.186440677966");

    double rates[10], mean = 0, weighted = 0;
    twofold_growth_many(TWOFOLD_GROWTH_STRICT, this_year, last_year, 10, rates);
    for (size_t i = 0; i < 10; i++) {
        mean += rates[i] / 10;
        weighted += rates[i] * last_year[i] / base[9];
    }
    shows(mean, "0.140610449139");
    shows(weighted, "0.142050799624");

    shows(2 * twofold_required_per_period(now[9], 1.12 * base[11], 2), "250.96");
    shows(twofold_required_growth(now[9], 1.12 * base[11], 245), "0.0243265306122");
    assert_true(isnan(twofold_required_growth(1, 2, 0)));
}

static void month_from_two_rates(void **state)
{
    (void)state;
    /* September 11.2 %, October 11.6 %, on 945 and 1063 */
    const twofold_rate_band band = twofold_month_from_cumulative(0.116, 0.112, 1063, 945, 0.0005);
    shows(band.rate, "0.148033898305");
    shows(band.low, "0.1395254237");
    shows(band.high, "0.1565423729");
    /* the first month of a year is the cumulative rate itself */
    const twofold_rate_band first = twofold_month_from_cumulative(0.05, 0, 100, 0, 0.0005);
    assert_true(first.rate == 0.05 && first.low == 0.0495 && first.high == 0.0505);
    assert_true(isnan(twofold_month_from_cumulative(0.1, 0.1, 100, 100, 0).rate) &&
                isnan(twofold_month_from_cumulative(0.1, 0.1, 100, 120, 0).rate) &&
                isnan(twofold_month_from_cumulative(0.1, 0.1, 100, -1, 0).low) &&
                isnan(twofold_month_from_cumulative(0.1, 0.1, 100, 50, -1).high) &&
                isnan(twofold_month_from_cumulative(nan_, 0.1, 100, 50, 0).rate) &&
                isnan(twofold_month_from_cumulative(0.1, inf, 100, 50, 0).rate) &&
                isnan(twofold_month_from_cumulative(0.1, 0.1, 100, 50, inf).rate) &&
                isnan(twofold_month_from_cumulative(0.1, 0.1, inf, 50, 0).rate));
    near(twofold_month_from_cumulative(0.2, 0.1, 0.5, 0.25, 0).rate, 0.3, 1e-15);
}

/* Every month that rounds to the two rates lies in the band, and both ends are reached. */
static void band_holds_the_month(void **state)
{
    (void)state;
    for (int i = 0; i < 5000; i++) {
        const double before = 100 * uniform(), month = 1 + 20 * uniform();
        const double rate_before = uniform() - 0.5, rate = 2 * uniform() - 0.8;
        const double rate_to = (before * rate_before + month * rate) / (before + month);
        const double a = 0.001 * floor(rate_to * 1000 + 0.5),
                     b = 0.001 * floor(rate_before * 1000 + 0.5);
        const twofold_rate_band band =
            twofold_month_from_cumulative(a, b, before + month, before, 0.0005);
        assert_true(band.low <= rate + 1e-12 && rate <= band.high + 1e-12);
        near(twofold_month_from_cumulative(a + 0.0005, b - 0.0005, before + month, before, 0).rate,
             band.high, 1e-12 * (1 + before));
        near(twofold_month_from_cumulative(rate_to, rate_before, before + month, before, 0).rate,
             rate, 1e-13 * (1 + before));
    }
}

static void years_and_gaps(void **state)
{
    (void)state;
    /* three periods a year, from the second on: {2 3} {4 ? 6} {7} */
    static const double values[] = {2, 3, 4, NAN, 6, 7};
    static const double sums[] = {2, 5, 4, NAN, NAN, 7}, back[] = {NAN, 3, 4, NAN, NAN, 7};
    double got[6];
    twofold_cumulate(values, 6, 1, 3, got);
    for (size_t i = 0; i < 6; i++) {
        assert_true(got[i] == sums[i] || (isnan(got[i]) && isnan(sums[i])));
    }
    twofold_decumulate(got, 6, 1, 3, got);
    for (size_t i = 0; i < 6; i++) {
        assert_true(got[i] == back[i] || (isnan(got[i]) && isnan(back[i])));
    }
    twofold_cumulate(NULL, 0, 0, 12, NULL);
    const double infinite[2] = {inf, 1};
    twofold_cumulate(infinite, 2, 0, 12, got);
    assert_true(isnan(got[0]) && isnan(got[1]));
    /* January not published by itself: the first figure of the year is 1-2月, the 11th 1-12月 */
    const double published[] = {192, 317, 435};
    twofold_decumulate(published, 3, 0, 11, got);
    assert_true(got[0] == 192 && got[1] == 125 && got[2] == 118);
}

/* Against the plain sum in the same order; a December's is the year's cumulative sum, bit for bit
 */
static void rolling(void **state)
{
    (void)state;
    enum { MONTHS = 1300 };
    static double values[MONTHS], sums[MONTHS], cumulated[MONTHS];
    for (size_t i = 0; i < MONTHS; i++) values[i] = uniform();
    values[700] = nan_;
    twofold_rolling_sum(values, MONTHS, 12, sums);
    twofold_cumulate(values, MONTHS, 0, 12, cumulated);
    for (size_t i = 0; i < MONTHS; i++) {
        if (i < 11 || (i >= 700 && i <= 711)) {
            assert_true(isnan(sums[i]));
            continue;
        }
        double sum = 0;
        for (size_t k = 0; k < 12; k++) sum += values[i - 11 + k];
        assert_true(sums[i] == sum);
        assert_true(i % 12 != 11 || sums[i] == cumulated[i]);
    }
    twofold_rolling_sum(values, 5, 1, sums);
    assert_memory_equal(sums, values, 5 * sizeof *sums);
    twofold_rolling_sum(values, 5, 0, sums);
    assert_true(isnan(sums[0]) && isnan(sums[4]));
    twofold_rolling_sum(values, 5, 6, sums);
    assert_true(isnan(sums[4]));
    twofold_rolling_sum(values, 5, 5, sums);
    assert_true(isnan(sums[3]) && !isnan(sums[4]));
}

/* 2.2, 2.3 */
static void season_and_landing(void **state)
{
    (void)state;
    double season[12];
    twofold_season_shares(last_year, 1, 12, season);
    shows(season[9], "0.812691131498");
    shows(season[11], "1");
    const double target = 1.12 * 1308, done = 1214;
    shows(target, "1464.96");
    const double attained = twofold_attainment(done, target);
    shows(attained, "0.82869156837");
    shows(twofold_attainment_index(attained, season[9]), "1.01968821395");
    /* the same figures are behind on the calendar and ahead on the season */
    const double calendar = twofold_elapsed_share(10, 12);
    assert_int_equal(twofold_pace_classify(attained, calendar, nan_, nan_), TWOFOLD_PACE_BEHIND);
    assert_int_equal(twofold_pace_classify(attained, season[9], nan_, nan_), TWOFOLD_PACE_AHEAD);

    shows(twofold_run_rate(done, calendar), "1456.8");
    shows(twofold_attainment(twofold_run_rate(done, calendar), target), "0.994429882045");
    shows(twofold_run_rate(done, season[9]), "1493.80244591");
    shows(twofold_attainment(twofold_run_rate(done, season[9]), target), "1.01968821395");
    const double recent = (129.0 + 131 + 140) / 3;
    shows(12 * recent, "1600");
    shows(twofold_landing_at_pace(done, recent, 2), "1480.66666667");
    assert_true(twofold_landing_at_pace(done, recent, 0) == done);
    assert_true(isnan(twofold_landing_at_pace(1, 1, -1)) &&
                isnan(twofold_landing_at_pace(1, inf, 0)));
    assert_true(isnan(twofold_run_rate(done, 0))); /* k = 0: no landing */
    assert_true(twofold_run_rate(done, 1) == done);
}

static void season_of_several_years(void **state)
{
    (void)state;
    static const double two[] = {1, 1, 2, 3, 0, 1};
    double season[3];
    twofold_season_shares(two, 2, 3, season);
    near(season[0], (0.25 + 0.75) / 2, 1e-15);
    near(season[1], (0.50 + 0.75) / 2, 1e-15);
    near(season[2], 1, 1e-15);
    static const double bad[][3] = {
        {1, -1, 2}, {-1, 1, 2}, {0, 0, 0}, {1, NAN, 2}, {1, INFINITY, 2}};
    for (size_t i = 0; i < COUNT(bad); i++) {
        twofold_season_shares(bad[i], 1, 3, season);
        assert_true(isnan(season[0]) && isnan(season[1]) && isnan(season[2]));
    }
    twofold_season_shares(bad[0], 0, 3, season);
    assert_true(isnan(season[0]));
}

/* 2.1: an item is behind when its share attained is behind or its growth is below the target's */
static void pace(void **state)
{
    (void)state;
    static const struct {
        double attained, elapsed, growth, wanted;
        twofold_pace pace;
    } rows[] = {
        {0.80, 0.833, NAN, NAN, TWOFOLD_PACE_BEHIND},
        {0.95, 0.917, NAN, NAN, TWOFOLD_PACE_AHEAD},
        {0.95, 0.917, 0.05, 0.08, TWOFOLD_PACE_BEHIND},
        {0.90, 0.917, 0.09, 0.08, TWOFOLD_PACE_BEHIND},
        {0.95, 0.917, 0.09, 0.08, TWOFOLD_PACE_AHEAD},
        {0.95, 0.917, 0.08, 0.08, TWOFOLD_PACE_ON_SCHEDULE},
        {0.5, 0.5, NAN, NAN, TWOFOLD_PACE_ON_SCHEDULE}, /* 时间过半、任务过半 */
        {NAN, 0.5, 0.07, 0.08, TWOFOLD_PACE_BEHIND},
        {NAN, 0.5, 0.07, NAN, TWOFOLD_PACE_UNKNOWN},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_int_equal(twofold_pace_classify(rows[i].attained, rows[i].elapsed, rows[i].growth,
                                               rows[i].wanted),
                         rows[i].pace);
    }
    assert_string_equal(twofold_pace_text(TWOFOLD_PACE_ON_SCHEDULE, TWOFOLD_EN), "on-schedule");
    assert_string_equal(twofold_pace_text(TWOFOLD_PACE_BEHIND, TWOFOLD_ZH), "滞后");
    for (int which = 0; which < 4; which++) {
        assert_true(*twofold_pace_text((twofold_pace)which, TWOFOLD_EN) >= 'a' &&
                    (unsigned char)*twofold_pace_text((twofold_pace)which, TWOFOLD_ZH) > 127);
    }
    assert_string_equal(twofold_pace_text((twofold_pace)9, TWOFOLD_EN), "");
    shows(twofold_attainment_index(0.8, 10.0 / 12), "0.96");
    shows(100 * twofold_lead(0.8, 10.0 / 12), "-3.33333333333");
    assert_true(isnan(twofold_attainment_index(1, 0)) && isnan(twofold_lead(inf, 1)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(to_october),
        cmocka_unit_test(month_from_two_rates),
        cmocka_unit_test(band_holds_the_month),
        cmocka_unit_test(years_and_gaps),
        cmocka_unit_test(rolling),
        cmocka_unit_test(season_and_landing),
        cmocka_unit_test(season_of_several_years),
        cmocka_unit_test(pace),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
