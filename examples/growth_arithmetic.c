/* SPDX-License-Identifier: GPL-3.0-or-later
 * How long does a firm take to double at the pace of this year, what pace doubles it in four years,
 * and who pulls the growth of all? Formulas on plain doubles: nothing is loaded and nothing can
 * fail; what has no answer is NaN, and a class says why. */
#include <stdio.h>
#include <twofold/twofold.h>

enum { FIRMS = 4 };

int main(void)
{
    /* Growth of output, January to October over the same months of the year before, as reported;
     * the output itself is not, so these amounts are made up to show it. */
    static const char *const firm[FIRMS] = {"Xingxin Aerospace", "Jinzeli", "Jinyang", "Kaixin"};
    static const double now[FIRMS] = {149.1, 98.88, 83.4, 65.37}, base[FIRMS] = {100, 60, 60, 30};

    double rates[FIRMS], pulls[FIRMS], shares[FIRMS];
    twofold_growth_many(TWOFOLD_GROWTH_STRICT, now, base, FIRMS, rates);
    twofold_contributions(now, base, FIRMS, 1, pulls, shares);
    puts("firm                growth   doubles in   pulls   of all growth");
    for (size_t i = 0; i < FIRMS; i++)
        printf("%-17s  %6.1f%%  %.3f years  %6.1f  %6.1f%%\n", firm[i], 100 * rates[i],
               twofold_doubling_time(rates[i]), 100 * pulls[i], 100 * shares[i]);
    printf("together           %6.1f%%\n", 100 * twofold_cumulative_growth(now, base, FIRMS));

    printf("\nto double in four years: %.2f%% a year\n", 100 * twofold_required_rate(2, 4));
    printf("from 13 to 27.6 in four years: %.2f%% a year\n", 100 * twofold_cagr(13, 27.6, 4));
    printf("27.6 where 26 was required: %.1f%%\n", 100 * twofold_attainment(27.6, 26));

    /* A month from two published rates is known to a band only. */
    const twofold_rate_band october =
        twofold_month_from_cumulative(0.116, 0.112, 1063, 945, 0.0005);
    printf("11.2%% to September, 11.6%% to October: October itself %.1f%% to %.1f%%\n",
           100 * october.low, 100 * october.high);

    /* A rate from nothing is undefined, not infinite and not zero. */
    const double rate = twofold_growth(5, 0);
    printf("from 0 to 5: %s (%s)\n", rate != rate ? "no rate" : "a rate",
           twofold_growth_class_text(twofold_growth_classify(5, 0), TWOFOLD_EN));
    return 0;
}
