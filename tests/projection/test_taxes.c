/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Taxes by instruments in plans: the domain reference's examples, and the formulas of fiscal.h. */
#include "projection_test.h"
#include "twofold/fiscal.h"

/* The plan's rates and one existing plant. */
static twofold_plan *plant(const char *years, const char *figures)
{
    char text[2000];
    (void)snprintf(text, sizeof text,
                   "twofold: 1\nplan: Taxes\nyears: %s\n"
                   "taxes: {vat: 13%%, surcharges: 12%%, income-tax: 25%%, land-tax: 6元/m²,\n"
                   "  loss-years: 5, local-share: {vat: 50%%, surcharges: 100%%, income-tax: 40%%, "
                   "land-tax: 100%%}}\nenterprises: {a: {existing: {%s}}}\n",
                   years, figures);
    twofold_plan *plan = tf_read_plan(text);
    assert_non_null(plan);
    return plan;
}

static double value(const twofold_projection *p, const char *kpi, const char *period)
{
    return twofold_value(p, "a.existing", kpi, period);
}

#define check(got, want) assert_true(close_to(got, want, 5e-12, 0))

static void the_worked_example(void **state)
{
    (void)state;
    twofold_plan *plan =
        plant("2021..2022", "output: 26亿元, land: 369亩, investment: {2022: 6.6亿元},\n"
                            "taxes: {value-added-ratio: 20%, domestic-share: 90%, margin: 6%, "
                            "income-tax: 15%, equipment-share: 60%}");
    twofold_projection *p = project(plan, NULL, NULL);
    check(value(p, "vat", "2021"), 60840000);
    check(value(p, "surcharges", "2021"), 7300800);
    check(value(p, "income-tax", "2021"), 23400000);
    check(value(p, "land-tax", "2021"), 1476000);
    check(value(p, "tax", "2021"), 93016800);
    check(value(p, "local-tax", "2021"), 48556800);
    check(value(p, "tax-rate", "2021"), 0.0357756923077);
    check(value(p, "tax", "2021-07"), 93016800 / 12.0);
    /* printed to the cent */
    assert_true(fabs(value(p, "vat", "2022") - 15282477.88) < 0.005);
    assert_true(fabs(value(p, "tax", "2022") - 41992375.22) < 0.005);
    twofold_projection_free(p);
    twofold_plan_free(plan);
}

/* Profits -2, 1, 3, 5, 5, 5, 5, 5 of a turnover of 100. */
static void holidays(void **state)
{
    (void)state;
    static const struct {
        const char *from;
        double tax[8];
    } rows[] = {
        {"taxable-income", {0, 0, 0, 0, 0.625, 0.625, 0.625, 1.25}},
        {"profit", {0, 0, 0, 0.625, 0.625, 0.625, 1.25, 1.25}},
        {"revenue", {0, 0, 0.25, 0.625, 0.625, 1.25, 1.25, 1.25}},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        char figures[400];
        (void)snprintf(figures, sizeof figures,
                       "output: 100元, land: 0亩, taxes: {value-added-ratio: 20%%, margin: {2021: "
                       "-2%%, 2022: 1%%, 2023: 3%%, 2024: 5%%},\n holiday: {free-years: 2, "
                       "half-years: 3, counted-from: %s}}",
                       rows[i].from);
        twofold_plan *plan = plant("2021..2028", figures);
        twofold_projection *p = project(plan, NULL, NULL);
        for (int y = 0; y < 8; y++) {
            const char year[] = {'2', '0', '2', (char)('1' + y), '\0'};
            assert_true(close_to(value(p, "income-tax", year), rows[i].tax[y], 1e-14, 0));
        }
        twofold_projection_free(p);
        twofold_plan_free(plan);
    }
}

/* A project's first year of production is short, its plant's credit lasts for two: the months add
 * up, each has its share of the year's tax by output, and the years are the formulas'. */
static void a_project_by_months(void **state)
{
    (void)state;
    twofold_plan *plan = tf_read_plan(
        "twofold: 1\nplan: Taxes\nyears: 2021..2028\n"
        "taxes: {vat: {2021: 13%, 2026: 12%}, surcharges: 12%, income-tax: 25%, land-tax: 6元/m²,\n"
        "  loss-years: 3, local-share: {vat: 50%, surcharges: 100%, income-tax: 40%, land-tax: "
        "100%}}\nenterprises: {a: {projects: {p: {start: 2022-04, built: 2023-09, full: 2025-05,\n"
        "  land: 100亩, investment: 3亿元, at-full: {output: 12亿元},\n"
        "  taxes: {value-added-ratio: 25%, domestic-share: 80%, equipment-share: 70%, margin: "
        "{2023: -30%, 2024: 2%, 2025: 7%},\n"
        "    holiday: {free-years: 1, half-years: 2, counted-from: profit, half-of: 15%}}}}}}\n");
    assert_non_null(plan);
    twofold_projection *p = project(plan, NULL, NULL);
    enum { YEARS = 8 };
    const int entity = twofold_find_entity(plan, "a.p");
    const int kpis[] = {TWOFOLD_KPI_VAT, TWOFOLD_KPI_SURCHARGES, TWOFOLD_KPI_INCOME_TAX};
    const twofold_series output = twofold_series_at(p, entity, TWOFOLD_KPI_OUTPUT, TWOFOLD_YEAR);
    const twofold_series months = twofold_series_at(p, entity, TWOFOLD_KPI_OUTPUT, TWOFOLD_MONTH);
    const twofold_series spent = twofold_series_at(p, entity, TWOFOLD_KPI_INVESTMENT, TWOFOLD_YEAR);
    double due[YEARS], input[YEARS], profit[YEARS], vat[YEARS], taxable[YEARS], left[YEARS];
    double income[YEARS];
    for (int y = 0; y < YEARS; y++) {
        const double rate = y < 5 ? 0.13 : 0.12, margin = y < 3 ? -0.30 : y < 4 ? 0.02 : 0.07;
        due[y] = rate * 0.25 * 0.8 * output.values[y];
        input[y] = twofold_vat_in_price(0.7 * spent.values[y], rate);
        profit[y] = margin * output.values[y];
    }
    assert_true(output.values[2] > 0 && profit[2] < 0);
    const twofold_holiday holiday = {TWOFOLD_HOLIDAY_PROFIT, 1, 2, 0.15};
    (void)twofold_vat_after_credit(YEARS, due, input, 0, vat);
    twofold_taxable_income(YEARS, profit, 3, taxable, left);
    twofold_income_tax(YEARS, NULL, profit, taxable, 0.25, &holiday, income);
    assert_true(vat[3] == 0 && vat[7] > 0 && income[3] == 0 && income[7] > 0);
    for (int y = 0; y < YEARS; y++) {
        const double want[] = {vat[y], 0.12 * vat[y], income[y]};
        for (size_t k = 0; k < COUNT(kpis); k++) {
            const twofold_series year = twofold_series_at(p, entity, kpis[k], TWOFOLD_YEAR);
            const twofold_series month = twofold_series_at(p, entity, kpis[k], TWOFOLD_MONTH);
            assert_true(close_to(year.values[y], want[k], 1e-12, 0));
            for (int m = 12 * y; m < 12 * y + 12; m++)
                assert_true(close_to(month.values[m] * output.values[y], want[k] * months.values[m],
                                     1e-12, 0));
        }
    }
    /* 100 mu from April 2022 on */
    check(twofold_value(p, "a.p", "land-tax", "2022"), 0.75 * 400000);
    check(twofold_value(p, "a.p", "land-tax", "2023"), 400000);
    twofold_projection_free(p);
    twofold_plan_free(plan);
}

/* What lacks an ingredient is unknown from the January of its year on, what does not stays known.
 */
static void missing_ingredients(void **state)
{
    (void)state;
    twofold_plan *plan = tf_read_plan(
        "twofold: 1\nplan: Taxes\nyears: 2021..2025\n"
        "taxes: {vat: 13%, income-tax: 25%}\n"
        "enterprises: {a: {projects: {p: {start: 2022-04, built: 2023-06, full: 2023-07,\n"
        "  at-full: {output: 12亿元}, leased: hall, taxes: {value-added-ratio: 25%}}}}}\n");
    assert_non_null(plan);
    twofold_projection *p = project(plan, NULL, NULL);
    check(twofold_value(p, "a.p", "vat", "2024"), 0.13 * 0.25 * 12e8);
    check(twofold_value(p, "a.p", "vat", "2023"), 0.5 * 0.13 * 0.25 * 12e8);
    assert_true(twofold_value(p, "a.p", "income-tax", "2022") == 0);
    assert_true(isnan(twofold_value(p, "a.p", "income-tax", "2023"))); /* no margin */
    assert_true(isnan(twofold_value(p, "a.p", "income-tax", "2023-01")));
    assert_true(isnan(twofold_value(p, "a.p", "surcharges", "2023"))); /* no rate */
    assert_true(twofold_value(p, "a.p", "land-tax", "2024") == 0);     /* leased */
    assert_true(twofold_value(p, "a.p", "tax", "2022-12") == 0);
    assert_true(isnan(twofold_value(p, "a.p", "tax", "2023")));
    assert_true(isnan(twofold_value(p, "a.p", "local-tax", "2024")));
    const twofold_projection *faster = project(plan, NULL, "a.p.taxes.equipment-share=60%");
    assert_true(isnan(twofold_value(faster, "a.p", "vat", "2024"))); /* investment unknown */
    assert_true(twofold_value(faster, "a.p", "vat", "2022") == 0);
    twofold_projection_free((twofold_projection *)(uintptr_t)faster);
    twofold_projection_free(p);
    twofold_plan_free(plan);
}

/* An entry takes the pipeline's taxes key by key, a part with none has its figure. */
static void who_has_what(void **state)
{
    (void)state;
    twofold_plan *plan = tf_read_plan(
        "twofold: 1\nplan: Taxes\nyears: 2021..2022\n"
        "taxes: {vat: 10%, surcharges: 0%, income-tax: 20%, land-tax: 0元/m²}\n"
        "enterprises: {a: {existing: {output: 100元, tax-rate: 5%}}}\n"
        "pipeline: {chance: 50%, count: 3, produce: 2020, ramp: step, at-full: {output: 100元},\n"
        "  taxes: {value-added-ratio: 20%, margin: 10%}, projects: {x: {}, y: {taxes: {margin: "
        "20%, vat: 5%}}}}\n");
    assert_non_null(plan);
    twofold_projection *p = project(plan, NULL, NULL);
    check(twofold_value(p, "a.existing", "tax", "2021"), 5);
    assert_true(isnan(twofold_value(p, "a.existing", "vat", "2021")));
    check(twofold_value(p, "pipeline.x", "tax", "2021"), 1.5 * (0.1 * 20 + 0.2 * 10));
    check(twofold_value(p, "pipeline.y", "tax", "2021"), 1.5 * (0.05 * 20 + 0.2 * 20));
    check(twofold_value(p, "pipeline", "vat", "2022"), 1.5 * (2 + 1));
    twofold_projection_free(p);
    twofold_plan_free(plan);
}

/* Price, utilisation and growth move taxes as they move output, land stays what it was. */
static void levers_move_taxes(void **state)
{
    (void)state;
    twofold_plan *plan =
        plant("2021..2023", "output: 26亿元, growth: 10%, price: {2022: 90%}, utilisation: {2023: "
                            "50%}, land: 369亩,\ntaxes: {value-added-ratio: 20%, margin: 6%}");
    twofold_projection *p = project(plan, NULL, NULL);
    const double moved[] = {1, 1.1 * 0.9, 1.21 * 0.9 * 0.5};
    static const char *const years[] = {"2021", "2022", "2023"};
    for (int y = 0; y < 3; y++) {
        check(value(p, "vat", years[y]), 0.13 * 0.2 * 26e8 * moved[y]);
        check(value(p, "income-tax", years[y]), 0.25 * 0.06 * 26e8 * moved[y]);
        check(value(p, "land-tax", years[y]), 1476000);
    }
    twofold_projection_free(p);
    twofold_plan_free(plan);
}

static bool has_reports(const struct tf_model *model, int32_t entity)
{
    for (size_t i = 0; i < model->report_count; i++)
        if (model->reports[i].entity == entity) return true;
    return false;
}

/* Over random plans: tax is its instruments, and no more stays than there is. */
static void taxes_add_up(void **state)
{
    (void)state;
    size_t cells = 0;
    for (uint64_t seed = 1; seed <= 80; seed++) {
        twofold_plan *plan = tf_random_plan_read(seed);
        assert_non_null(plan);
        twofold_projection *p = project(plan, NULL, NULL);
        const struct tf_model *model = p->program->model;
        for (int32_t e = 0; e < (int32_t)model->entity_count; e++) {
            const int32_t part = model->entities[e].part;
            if (part < 0 || model->parts[part].taxes == NULL || has_reports(model, e)) continue;
            twofold_series s[6];
            for (int k = 0; k < 6; k++)
                s[k] = twofold_series_at(p, e, TWOFOLD_KPI_TAX + k, TWOFOLD_MONTH);
            for (size_t c = 0; c < s[0].count; c++) {
                if (s[0].known[c] == 0) continue;
                const double sum = s[2].values[c] + s[3].values[c] + s[4].values[c] +
                                   s[5].values[c]; /* vat, surcharges, income tax, land tax */
                assert_true(close_to(s[0].values[c], sum, 1e-14, 0));
                assert_true(s[1].known[c] == 0 || s[1].values[c] <= sum * (1 + 1e-14));
                cells += sum > 0;
            }
        }
        twofold_projection_free(p);
        twofold_plan_free(plan);
    }
    assert_true(cells > 500);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_worked_example),  cmocka_unit_test(holidays),
        cmocka_unit_test(a_project_by_months), cmocka_unit_test(missing_ingredients),
        cmocka_unit_test(who_has_what),        cmocka_unit_test(levers_move_taxes),
        cmocka_unit_test(taxes_add_up),
    };
    return cmocka_run_group_tests_name("projection: taxes", tests, NULL, NULL);
}
