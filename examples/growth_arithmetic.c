/* SPDX-License-Identifier: GPL-3.0-or-later
 * How long does a firm take to double at the pace of this year, and what pace doubles it in four
 * years? Formulas on plain doubles: nothing is loaded and nothing can fail; what has no answer is
 * NaN, and a class says why. */
#include <stdio.h>
#include <twofold/growth.h>

int main(void)
{
    /* Output of January to October over the same months of the year before. */
    static const struct {
        const char *firm;
        double growth;
    } firms[] = {
        {"Xingxin Aerospace", 0.491}, {"Jinzeli", 0.648}, {"Jinyang", 0.390}, {"Kaixin", 1.179}};

    puts("firm                growth   doubles in   in four years");
    for (size_t i = 0; i < sizeof firms / sizeof firms[0]; i++) {
        const double growth = firms[i].growth;
        double multiple = 1;
        for (int year = 0; year < 4; year++) multiple *= 1 + growth;
        printf("%-17s  %6.1f%%  %.3f years   times %.1f\n", firms[i].firm, 100 * growth,
               twofold_doubling_time(growth), multiple);
    }

    const double needed = twofold_required_rate(2, 4);
    printf("\nto double in four years: %.2f%% a year\n", 100 * needed);
    printf("from 13 to 27.6 in four years: %.2f%% a year\n", 100 * twofold_cagr(13, 27.6, 4));
    printf("27.6 where 26 was required: %.1f%%\n", 100 * twofold_attainment(27.6, 26));

    /* A rate from nothing is undefined, not infinite and not zero. */
    const double rate = twofold_growth(5, 0);
    printf("from 0 to 5: %s (%s)\n", rate != rate ? "no rate" : "a rate",
           twofold_growth_class_text(twofold_growth_classify(5, 0), TWOFOLD_EN));
    return 0;
}
