/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expected numbers are worked out beside the plans: a plant's tax is a share of its output. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <string.h>

#include "support/failing.h"
#include "support/random_plan.h"
#include "twofold/appraisal.h"

/* Support of 100 in 2021; 40 of tax a year, all of it local, from 2022 on. */
static const char PLAN[] =
    "twofold: 1\nplan: Support\nyears: 2021..2026\nenterprises:\n  a:\n"
    "    existing: {output: 1000元, growth: 10%, tax-rate: 5%, local-tax: 50元, support-funds: "
    "0元}\n"
    "    projects:\n"
    "      p: {start: 2021, built: 2021, ramp: step, support-funds: {2021: 100元},\n"
    "          at-full: {output: 800元, tax: 80元, local-tax: 40元}}\n"
    "      late: {start: 2022, built: 2023, ramp: step, at-full: {output: 800元, tax-rate: 5%}}\n";

struct made {
    twofold_plan *plan;
    twofold_projection *projection;
    twofold_fiscal_flow *flow;
};

static struct made make(const char *text, const char *entity, const twofold_fiscal_options *options)
{
    struct made m = {.plan = tf_read_plan(text)};
    assert_non_null(m.plan);
    assert_int_equal(twofold_project(m.plan, NULL, NULL, 0, NULL, &m.projection, NULL), TWOFOLD_OK);
    assert_int_equal(twofold_fiscal_flow_new(m.projection, twofold_find_entity(m.plan, entity),
                                             options, NULL, &m.flow),
                     TWOFOLD_OK);
    return m;
}

static void end(struct made *m)
{
    twofold_fiscal_flow_free(m->flow);
    twofold_projection_free(m->projection);
    twofold_plan_free(m->plan);
}

static bool near(double got, double want) { return fabs(got - want) <= 1e-12 * (1 + fabs(want)); }

static void a_project(void **state)
{
    (void)state;
    const twofold_fiscal_options options = {.struct_size = sizeof options, .rate = 0.1};
    struct made m = make(PLAN, "a.p", &options);
    assert_int_equal(twofold_fiscal_flow_years(m.flow), 6);
    double to_date = 0, npv = 0;
    for (size_t i = 0; i < 6; i++) {
        const twofold_fiscal_year y = twofold_fiscal_flow_at(m.flow, i);
        const double net = i == 0 ? -100 : 40;
        assert_int_equal(y.year, 2021 + (int)i);
        assert_true(y.known && near(y.gain, i == 0 ? 0 : 40) && near(y.net, net) && y.other == 0);
        assert_true(near(y.support, i == 0 ? 100 : 0));
        assert_true(near(y.to_date, to_date += net));
        assert_true(near(y.present, net / pow(1.1, (double)i)));
        npv += net / pow(1.1, (double)i);
    }
    const twofold_fiscal_sum sum = twofold_fiscal_flow_sum(m.flow);
    assert_true(sum.unknown_years == 0 && sum.support_known && near(sum.npv, npv));
    /* 100 = 40 (1 - v^5)/r: the annuity's rate by its own equation */
    assert_true(sum.kind == TWOFOLD_IRR_ONE && sum.rate_count == 1 && sum.sign_changes == 1);
    const double r = sum.rates[0];
    assert_true(fabs(40 * (1 - pow(1 + r, -5)) / r - 100) < 1e-9);
    /* one year without, then 100/40 years */
    assert_true(near(sum.payback, 3.5) && sum.cost_from == 2021 && sum.repaid_in == 2024);
    end(&m);
}

static void whole_tax_and_further_costs(void **state)
{
    (void)state;
    const double costs[] = {60, 0, 0, 0, 0, 200};
    const twofold_fiscal_options options = {
        .struct_size = sizeof options, .gain = "tax", .costs = costs, .cost_count = 6};
    struct made m = make(PLAN, "a.p", &options);
    const twofold_fiscal_sum sum = twofold_fiscal_flow_sum(m.flow);
    assert_true(near(sum.npv, 5 * 80 - 100 - 60 - 200)); /* nothing is discounted */
    assert_true(sum.sign_changes == 2 && sum.kind == TWOFOLD_IRR_SEVERAL && sum.rate_count == 2);
    /* worth 40 at rate 0, less than nothing far from it: one rate on either side */
    assert_true(sum.rates[0] < 0 && sum.rates[1] > 0);
    for (int i = 0; i < 2; i++) {
        const double v = 1 / (1 + sum.rates[i]);
        assert_true(fabs(-160 + 80 * (v + v * v + pow(v, 3) + pow(v, 4)) - 120 * pow(v, 5)) <
                    1e-8 * pow(fmax(v, 1), 5));
    }
    assert_true(near(sum.payback, 3) && sum.repaid_in == 2023);
    assert_true(near(twofold_fiscal_flow_at(m.flow, 5).other, 200));
    end(&m);
}

/* What stood before is no gain: an enterprise gains what it brings above its first year. */
static void an_enterprise(void **state)
{
    (void)state;
    const twofold_fiscal_options options = {.struct_size = sizeof options, .gain = "tax"};
    struct made m = make(PLAN, "a.existing", &options);
    for (size_t i = 0; i < 6; i++)
        assert_true(near(twofold_fiscal_flow_at(m.flow, i).gain, 50 * pow(1.1, (double)i) - 50));
    const twofold_fiscal_sum sum = twofold_fiscal_flow_sum(m.flow);
    assert_true(sum.cost_from == 0 && sum.payback == 0 && sum.repaid_in == 0);
    assert_true(sum.kind == TWOFOLD_IRR_NONE && sum.sign_changes == 0 && sum.rate_count == 0);
    end(&m);
}

/* A project that nobody says the local part of. */
static void unknown(void **state)
{
    (void)state;
    struct made m = make(PLAN, "a.late", NULL);
    const twofold_fiscal_sum sum = twofold_fiscal_flow_sum(m.flow);
    assert_true(sum.unknown_years == 3 && isnan(sum.npv) && sum.kind == TWOFOLD_IRR_UNDEFINED);
    assert_true(!sum.support_known && sum.cost_from == 0);
    assert_true(twofold_fiscal_flow_at(m.flow, 2).known &&
                !twofold_fiscal_flow_at(m.flow, 3).known);
    assert_true(isnan(twofold_fiscal_flow_at(m.flow, 3).gain));
    assert_true(twofold_fiscal_flow_at(m.flow, 6).year == 0);
    end(&m);
}

static void never_repaid(void **state)
{
    (void)state;
    const double costs[] = {900};
    const twofold_fiscal_options options = {
        .struct_size = sizeof options, .costs = costs, .cost_count = 1};
    struct made m = make(PLAN, "a.p", &options);
    const twofold_fiscal_sum sum = twofold_fiscal_flow_sum(m.flow);
    assert_true(isinf(sum.payback) && sum.repaid_in == 0 && sum.cost_from == 2021);
    assert_true(sum.kind == TWOFOLD_IRR_ONE && sum.rates[0] < 0);
    end(&m);
}

static void wrong_questions(void **state)
{
    (void)state;
    struct made m = make(PLAN, "a.p", NULL);
    twofold_fiscal_flow *flow = NULL;
    const int p = twofold_find_entity(m.plan, "a.p");
    const double bad[] = {(double)NAN};
    const struct {
        twofold_fiscal_options options;
        int entity;
        twofold_status status;
    } rows[] = {
        {{.struct_size = sizeof(twofold_fiscal_options)}, -1, TWOFOLD_E_NOT_FOUND},
        {{.struct_size = sizeof(twofold_fiscal_options)}, 99, TWOFOLD_E_NOT_FOUND},
        {{.struct_size = sizeof(twofold_fiscal_options), .gain = "jobs"}, p, TWOFOLD_E_NOT_FOUND},
        {{.struct_size = sizeof(twofold_fiscal_options), .gain = "hires"}, p, TWOFOLD_E_NOT_FOUND},
        {{.struct_size = sizeof(twofold_fiscal_options), .gain = "none"}, p, TWOFOLD_E_NOT_FOUND},
        {{.struct_size = sizeof(twofold_fiscal_options), .rate = -1}, p, TWOFOLD_E_ARGUMENT},
        {{.struct_size = sizeof(twofold_fiscal_options), .low = 1, .high = 1},
         p,
         TWOFOLD_E_ARGUMENT},
        {{.struct_size = sizeof(twofold_fiscal_options), .costs = bad, .cost_count = 1},
         p,
         TWOFOLD_E_ARGUMENT},
        {{.struct_size = 0}, p, TWOFOLD_E_ARGUMENT},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(
            twofold_fiscal_flow_new(m.projection, rows[i].entity, &rows[i].options, NULL, &flow),
            rows[i].status);
        assert_null(flow);
    }
    assert_int_equal(twofold_fiscal_flow_new(NULL, p, NULL, NULL, &flow), TWOFOLD_E_ARGUMENT);
    assert_int_equal(twofold_fiscal_flow_new(m.projection, p, NULL, NULL, NULL),
                     TWOFOLD_E_ARGUMENT);
    twofold_fiscal_flow_free(NULL);
    end(&m);
}

static void little_memory(void **state)
{
    (void)state;
    struct made m = make(PLAN, "a.p", NULL);
    for (size_t k = 0;; k++) {
        struct tf_failing failing = tf_failing_at(k, false);
        const twofold_context context = tf_failing_context(&failing);
        twofold_fiscal_flow *flow = NULL;
        const twofold_status status = twofold_fiscal_flow_new(
            m.projection, twofold_find_entity(m.plan, "a.p"), NULL, &context, &flow);
        assert_int_equal(status, failing.failed > 0 ? TWOFOLD_E_MEMORY : TWOFOLD_OK);
        assert_true((flow == NULL) == (status != TWOFOLD_OK));
        twofold_fiscal_flow_free(flow);
        assert_true(tf_failing_clean(&failing));
        if (status == TWOFOLD_OK) break;
    }
    end(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_project),     cmocka_unit_test(whole_tax_and_further_costs),
        cmocka_unit_test(an_enterprise), cmocka_unit_test(unknown),
        cmocka_unit_test(never_repaid),  cmocka_unit_test(wrong_questions),
        cmocka_unit_test(little_memory),
    };
    return cmocka_run_group_tests_name("appraisal: fiscal flow", tests, NULL, NULL);
}
