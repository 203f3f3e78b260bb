/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers: the worked examples of the domain reference, given to 12 significant digits at most; the
 * holidays and what else is short is exact. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "twofold/fiscal.h"

#include <math.h>

static const double inf = (double)INFINITY, nan_ = (double)NAN;

static bool within(double got, double want, double relative)
{
    return fabs(got - want) <= relative * fabs(want);
}

#define check(got, want) assert_true(within(got, want, 5e-12))

/* 13 % VAT, 7 + 3 + 2 % on it, 15 % income tax, 6 yuan a square metre; 50 and 40 % stay. */
static const twofold_tax_rates RATES = {.struct_size = sizeof(twofold_tax_rates),
                                        .vat = 0.13,
                                        .surcharges = 0.12,
                                        .income = 0.15,
                                        .land = 6,
                                        .loss_years = 5,
                                        .local_vat = 0.5,
                                        .local_surcharges = 1,
                                        .local_income = 0.4,
                                        .local_land = 1};

static void a_vehicle_plant(void **state)
{
    (void)state;
    const double turnover[] = {2.6e9}, area[] = {369 * 2000.0 / 3}, spent[] = {6.6e8 * 0.6};
    twofold_tax_case firm = {.struct_size = sizeof firm,
                             .years = 1,
                             .turnover = turnover,
                             .area = area,
                             .value_added = 0.20,
                             .domestic = 0.9,
                             .margin = 0.06,
                             .equipment = 1};
    twofold_tax t;
    twofold_tax_build_up(&firm, &RATES, &t);
    check(t.vat, 60840000);
    check(t.surcharges, 7300800);
    check(t.income, 23400000);
    check(t.land, 1476000);
    check(t.total, 93016800);
    check(t.total / turnover[0], 0.0357756923077);
    check(t.local, 48556800);
    check(t.local / t.total, 0.522021828315);
    check(t.central, 44460000);
    /* a year in which 60 % of 6.6e8 buys equipment */
    firm.investment = spent;
    twofold_tax_build_up(&firm, &RATES, &t);
    check(twofold_vat_in_price(spent[0], 0.13), 45557522.1239);
    assert_true(fabs(t.vat - 15282477.88) < 0.005); /* printed to the cent */
    assert_true(fabs(t.total - 41992375.22) < 0.005);
    const double whole[] = {6.6e8};
    firm.investment = whole;
    firm.equipment = 0.6;
    twofold_tax again;
    twofold_tax_build_up(&firm, &RATES, &again);
    check(again.total, t.total);
}

static void a_fan_park(void **state)
{
    (void)state;
    const double turnover[] = {3e8};
    const twofold_tax_case firm = {.struct_size = sizeof firm,
                                   .years = 1,
                                   .turnover = turnover,
                                   .value_added = 0.22,
                                   .domestic = 0.3,
                                   .margin = 0.05};
    twofold_tax t;
    twofold_tax_build_up(&firm, &RATES, &t);
    check(t.vat, 2574000);
    check(t.surcharges, 308880);
    check(t.income, 2250000);
    check(t.total, 5132880);
    check(t.total / turnover[0], 0.0171096);
}

static void implied_value_added(void **state)
{
    (void)state;
    const double heli = 5e7 / 2.6e9, land = 1476000 / 2.6e9;
    assert_true(
        within(twofold_value_added_implied(heli, land, 0.04, 0.9, &RATES), 0.0966352, 5e-6));
    const double yuyang = 1e7 / 3e8;
    assert_true(within(twofold_value_added_implied(yuyang, 0, 0.05, 1, &RATES), 0.177427, 5e-6));
    assert_true(within(twofold_value_added_implied(yuyang, 0, 0.05, 0.3, &RATES), 0.591, 1e-3));
    assert_true(isnan(twofold_value_added_implied(yuyang, 0, 0.05, 0, &RATES)));
    assert_true(isnan(twofold_value_added_implied(nan_, 0, 0.05, 1, &RATES)));
    /* it undoes the build-up */
    const double turnover[] = {3e8};
    const twofold_tax_case firm = {.struct_size = sizeof firm,
                                   .years = 1,
                                   .turnover = turnover,
                                   .value_added = 0.22,
                                   .domestic = 0.3,
                                   .margin = 0.05};
    twofold_tax t;
    twofold_tax_build_up(&firm, &RATES, &t);
    check(twofold_value_added_implied(t.total / 3e8, 0, 0.05, 0.3, &RATES), 0.22);
}

/* ---- Holidays ---- */

enum { YEARS = 8 };
static const double PROFIT[YEARS] = {-2, 1, 3, 5, 5, 5, 5, 5};
static const double REVENUE[YEARS] = {1, 1, 1, 1, 1, 1, 1, 1};

static void holidays(void **state)
{
    (void)state;
    static const double TAXABLE[YEARS] = {0, 0, 2, 5, 5, 5, 5, 5};
    static const struct {
        twofold_holiday holiday;
        double tax[YEARS], total;
    } rows[] = {
        {{TWOFOLD_HOLIDAY_TAXABLE, 0, 0, 0.25}, {0, 0, 0.5, 1.25, 1.25, 1.25, 1.25, 1.25}, 6.75},
        {{TWOFOLD_HOLIDAY_TAXABLE, 2, 3, 0.25}, {0, 0, 0, 0, 0.625, 0.625, 0.625, 1.25}, 3.125},
        {{TWOFOLD_HOLIDAY_PROFIT, 2, 3, 0.25}, {0, 0, 0, 0.625, 0.625, 0.625, 1.25, 1.25}, 4.375},
        {{TWOFOLD_HOLIDAY_REVENUE, 2, 3, 0.25}, {0, 0, 0.25, 0.625, 0.625, 1.25, 1.25, 1.25}, 5.25},
    };
    double taxable[YEARS], left[YEARS], tax[YEARS];
    twofold_taxable_income(YEARS, PROFIT, 5, taxable, left);
    for (size_t y = 0; y < YEARS; y++) assert_true(taxable[y] == TAXABLE[y] && left[y] == 0);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        double total = 0;
        twofold_income_tax(YEARS, REVENUE, PROFIT, taxable, 0.25, &rows[i].holiday, tax);
        for (size_t y = 0; y < YEARS; y++) {
            assert_true(tax[y] == rows[i].tax[y]);
            total += tax[y];
        }
        assert_true(total == rows[i].total);
    }
    twofold_income_tax(YEARS, NULL, NULL, taxable, 0.25, NULL, tax);
    for (size_t y = 0; y < YEARS; y++) assert_true(tax[y] == rows[0].tax[y]);
}

/* Half of the statutory 25 % is more than half of the firm's own 15 %. */
static void which_rate_is_halved(void **state)
{
    (void)state;
    const double taxable[] = {100, 100, 100};
    twofold_holiday holiday = {TWOFOLD_HOLIDAY_TAXABLE, 0, 2, 0.25};
    double tax[3];
    twofold_income_tax(3, NULL, NULL, taxable, 0.15, &holiday, tax);
    assert_true(tax[0] == 12.5 && tax[1] == 12.5 && tax[2] == 15);
    holiday.half_of = 0.15;
    twofold_income_tax(3, NULL, NULL, taxable, 0.15, &holiday, tax);
    assert_true(tax[0] == 7.5 && tax[1] == 7.5 && tax[2] == 15);
}

/* The years go on through a loss. */
static void a_holiday_does_not_pause(void **state)
{
    (void)state;
    const double profit[] = {4, -9, 4, 4, 4, 4};
    double taxable[6], left[6], tax[6];
    const twofold_holiday holiday = {TWOFOLD_HOLIDAY_PROFIT, 2, 1, 0.25};
    twofold_taxable_income(6, profit, 0, taxable, left);
    twofold_income_tax(6, NULL, profit, taxable, 0.25, &holiday, tax);
    const double want[] = {0, 0, 0.5, 1, 1, 1};
    for (int y = 0; y < 6; y++) assert_true(tax[y] == want[y]);
}

/* ---- Losses ---- */

static void losses_lapse(void **state)
{
    (void)state;
    const double profit[] = {-10, -4, 3, 3, 3, 3};
    double taxable[6], left[6];
    /* for two years: 10 brings 3 + 0 (it lapses after year 2), 4 brings 3 in year 3 */
    twofold_taxable_income(6, profit, 2, taxable, left);
    const double two[] = {0, 0, 0, 0, 3, 3}, two_left[] = {7, 1, 0, 0, 0, 0};
    for (int y = 0; y < 6; y++) assert_true(taxable[y] == two[y] && left[y] == two_left[y]);
    /* for ever: 14 of losses against 12 of profit, the oldest first */
    twofold_taxable_income(6, profit, 100, taxable, left);
    for (int y = 0; y < 6; y++) assert_true(taxable[y] == 0);
    assert_true(left[0] == 0 && left[1] == 2);
    /* never */
    twofold_taxable_income(6, profit, 0, taxable, left);
    for (int y = 0; y < 6; y++) assert_true(taxable[y] == (profit[y] > 0 ? profit[y] : 0));
}

/* The oldest first matters: used the other way round, the new loss would be gone and the old
 * lapsed. */
static void oldest_loss_first(void **state)
{
    (void)state;
    const double profit[] = {-5, -5, 5, 5};
    double taxable[4], left[4];
    twofold_taxable_income(4, profit, 2, taxable, left);
    for (int y = 0; y < 4; y++) assert_true(taxable[y] == 0 && left[y] == 0);
}

/* ---- Credit ---- */

static void credit_is_carried(void **state)
{
    (void)state;
    const double due[] = {0, 10, 10, 10}, input[] = {25, 0, 0, 3};
    double payable[4];
    assert_true(twofold_vat_after_credit(4, due, input, 0, payable) == 0);
    const double want[] = {0, 0, 0, 2}; /* 25 - 10 - 10 = 5; 10 - 5 - 3 */
    for (int y = 0; y < 4; y++) assert_true(payable[y] == want[y]);
    assert_true(twofold_vat_after_credit(4, due, input, 50, payable) == 48);
    for (int y = 0; y < 4; y++) assert_true(payable[y] == 0);
}

/* ---- Undefined ---- */

static void undefined(void **state)
{
    (void)state;
    double bad[] = {1, nan_}, good[] = {1, 1}, out[2], left[2];
    assert_true(isnan(twofold_vat_after_credit(2, bad, good, 0, out)) && isnan(out[0]));
    assert_true(isnan(twofold_vat_after_credit(2, good, good, -1, out)) && isnan(out[1]));
    assert_true(isnan(twofold_vat_in_price(inf, 0.13)) && isnan(twofold_vat_in_price(1, -0.1)));
    twofold_taxable_income(2, bad, 5, out, left);
    assert_true(isnan(out[0]) && isnan(left[0]));
    twofold_taxable_income(2, good, -1, out, left);
    assert_true(isnan(out[0]));
    twofold_income_tax(2, NULL, NULL, good, nan_, NULL, out);
    assert_true(isnan(out[0]));
    const twofold_holiday revenue = {TWOFOLD_HOLIDAY_REVENUE, 2, 3, 0.25};
    twofold_income_tax(2, NULL, good, good, 0.25, &revenue, out);
    assert_true(isnan(out[0]));
    const twofold_holiday wrong = {(twofold_holiday_from)9, 2, 3, 0.25};
    twofold_income_tax(2, good, good, good, 0.25, &wrong, out);
    assert_true(isnan(out[0]));
    twofold_tax t[2];
    twofold_tax_case firm = {.struct_size = sizeof firm, .years = 2, .turnover = bad};
    twofold_tax_build_up(&firm, &RATES, t);
    assert_true(isnan(t[0].vat) && isnan(t[1].total));
    firm.turnover = good;
    firm.value_added = -1;
    twofold_tax_build_up(&firm, &RATES, t);
    assert_true(isnan(t[0].local));
    firm.value_added = 0;
    twofold_tax_build_up(&firm, &RATES, t);
    assert_true(t[0].total == 0 && t[1].total == 0);
    firm.struct_size = 0; /* not said which version of the struct */
    twofold_tax_build_up(&firm, &RATES, t);
    assert_true(isnan(t[0].total));
}

/* ---- Identities, over random arguments ---- */

static uint64_t rng_state = 7;

static double uniform(void)
{
    uint64_t z = (rng_state += UINT64_C(0x9E3779B97F4A7C15));
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return ((double)((z ^ (z >> 31)) >> 12) + 0.5) * 0x1p-52;
}

static void nothing_is_lost(void **state)
{
    (void)state;
    enum { N = 12 };
    for (int run = 0; run < 3000; run++) {
        double due[N], input[N], profit[N], payable[N], taxable[N], left[N];
        double sums = 0, got = 0, gains = 0, losses = 0, unused = 0, taxed = 0;
        const double opening = uniform();
        for (int y = 0; y < N; y++) {
            due[y] = uniform();
            input[y] = uniform() < 0.3 ? 4 * uniform() : 0;
            profit[y] = uniform() - 0.4;
            sums += due[y] - input[y];
        }
        const double credit = twofold_vat_after_credit(N, due, input, opening, payable);
        for (int y = 0; y < N; y++) got += payable[y];
        assert_true(fabs(got - (sums - opening + credit)) < 1e-13 * N * 4);
        twofold_taxable_income(N, profit, (double)(run % 8), taxable, left);
        for (int y = 0; y < N; y++) {
            gains += profit[y] > 0 ? profit[y] : 0;
            losses += profit[y] < 0 ? -profit[y] : 0;
            unused += left[y];
            taxed += taxable[y];
            assert_true(taxable[y] >= 0 && left[y] >= 0);
        }
        assert_true(fabs(gains - taxed - (losses - unused)) < 1e-13 * N);
    }
}

/* The build-up is the instruments put together, and ten times the firm pays ten times the tax. */
static void build_up_is_its_parts(void **state)
{
    (void)state;
    enum { N = 9 };
    for (int run = 0; run < 2000; run++) {
        double y0[N], spent[N], area[N], y8[N], spent8[N], area8[N];
        for (int y = 0; y < N; y++) {
            y0[y] = uniform() < 0.2 ? 0 : uniform();
            spent[y] = uniform();
            area[y] = uniform();
            y8[y] = 8 * y0[y];
            spent8[y] = 8 * spent[y];
            area8[y] = 8 * area[y];
        }
        twofold_tax_rates r = RATES;
        r.holiday = (twofold_holiday){(twofold_holiday_from)(run % 3), run % 4, run % 5, 0.25};
        twofold_tax_case f = {sizeof f, N, y0, spent, area, 0.3, uniform(), uniform() - 0.3, 0.4};
        twofold_tax t[N], t8[N];
        double due[N], input[N], profit[N], payable[N], taxable[N], left[N], tax[N];
        for (int y = 0; y < N; y++) {
            due[y] = 0.13 * f.value_added * f.domestic * y0[y];
            input[y] = twofold_vat_in_price(f.equipment * spent[y], 0.13);
            profit[y] = f.margin * y0[y];
        }
        (void)twofold_vat_after_credit(N, due, input, 0, payable);
        twofold_taxable_income(N, profit, r.loss_years, taxable, left);
        twofold_income_tax(N, y0, profit, taxable, r.income, &r.holiday, tax);
        twofold_tax_build_up(&f, &r, t);
        f.turnover = y8;
        f.investment = spent8;
        f.area = area8;
        twofold_tax_build_up(&f, &r, t8);
        for (int y = 0; y < N; y++) {
            assert_true(fabs(t[y].vat - payable[y]) < 1e-14 && t[y].income == tax[y]);
            assert_true(t8[y].total == 8 * t[y].total && t8[y].local == 8 * t[y].local);
            assert_true(fabs(t[y].local + t[y].central - t[y].total) < 1e-14);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_vehicle_plant),      cmocka_unit_test(a_fan_park),
        cmocka_unit_test(implied_value_added),  cmocka_unit_test(holidays),
        cmocka_unit_test(which_rate_is_halved), cmocka_unit_test(a_holiday_does_not_pause),
        cmocka_unit_test(losses_lapse),         cmocka_unit_test(oldest_loss_first),
        cmocka_unit_test(credit_is_carried),    cmocka_unit_test(undefined),
        cmocka_unit_test(nothing_is_lost),      cmocka_unit_test(build_up_is_its_parts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
