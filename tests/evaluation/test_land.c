/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers: DOMAIN.md 0, 4.4, 10. */
#include "figures.h"

#include "twofold/evaluation.h"

static void intensities(void **state)
{
    (void)state;
    shows(TWOFOLD_MU_SQUARE_METRES, "666.666666667");
    assert_true(10000 == TWOFOLD_HECTARE_MU * TWOFOLD_MU_SQUARE_METRES &&
                1000000 == TWOFOLD_SQUARE_KM_MU * TWOFOLD_MU_SQUARE_METRES);
    /* the article's projects: 万元 a mu of investment, sales, tax */
    shows(twofold_per_area(66000, 369), "178.861788618");
    shows(twofold_per_area(260000, 369), "704.60704607");
    shows(twofold_per_area(5000, 369), "13.5501355014");
    shows(twofold_per_area(66000, 369) * TWOFOLD_HECTARE_MU, "2682.92682927");
    shows(twofold_per_area(100000, 100), "1000");
    shows(twofold_per_area(2000, 100), "20");
    shows(twofold_per_area(80000, 200), "400");
    static const double amounts[] = {10, -6, 7, NAN, 1, INFINITY}, areas[] = {4, 3, 0, 1, -2, 1};
    double got[6];
    assert_true(twofold_per_area(2, 0.5) == 4);
    twofold_per_area_many(amounts, areas, 6, got);
    assert_true(got[0] == 2.5 && got[1] == -2 && isnan(got[2]) && isnan(got[3]) && isnan(got[4]) &&
                isnan(got[5]) && isnan(twofold_per_area(1, inf)) && isnan(twofold_per_area(0, 0)));
}

/* By hand. */
static void land_use(void **state)
{
    (void)state;
    static const double outputs[] = {300, 360, 390};
    assert_true(twofold_output_rate(outputs, 3, 5) == 70);
    assert_true(isnan(twofold_output_rate(outputs, 0, 5)) &&
                isnan(twofold_output_rate(outputs, 3, 0)));
    /* a hall of 9 m counts twice, one of 8 m once */
    static const double floors[] = {1000, 500, 500}, heights[] = {9, 8, 3};
    assert_true(twofold_plot_ratio(floors, heights, 3, 2000) == 1.5);
    assert_true(twofold_plot_ratio(floors, NULL, 3, 2000) == 1);
    assert_true(isnan(twofold_plot_ratio(floors, heights, 3, 0)));
    static const double no_height[] = {9, 0, 3}, no_floor[] = {1000, -1, 500};
    assert_true(isnan(twofold_plot_ratio(floors, no_height, 3, 2000)) &&
                isnan(twofold_plot_ratio(no_floor, heights, 3, 2000)));
    assert_true(twofold_building_coefficient(600, 150, 50, 2000) == 0.4);
    assert_true(isnan(twofold_building_coefficient(600, -1, 50, 2000)) &&
                isnan(twofold_building_coefficient(600, 150, 50, 0)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(intensities),
        cmocka_unit_test(land_use),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
