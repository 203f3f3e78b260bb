/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small plans, bound: one rule of the format each. Faults stand in tests/bad. */
#include "bind_test.h"
#include "support/failing.h"

#define PROJECT(keys) HEAD "enterprises:\n  a:\n    projects:\n      p: {" keys "}\n"

static twofold_plan *plan;
static twofold_faults *faults;
static const struct tf_model *model;

static int nothing(void **state)
{
    (void)state;
    plan = NULL;
    faults = NULL;
    return 0;
}

static int free_all(void **state)
{
    (void)state;
    twofold_plan_free(plan);
    twofold_faults_free(faults);
    return 0;
}

/* Reads a good plan, afresh. */
static void read(const char *text)
{
    (void)free_all(NULL);
    (void)nothing(NULL);
    const twofold_status status =
        twofold_plan_parse(text, strlen(text), NULL, NULL, &plan, &faults);
    for (size_t i = 0; status != TWOFOLD_OK && i < twofold_faults_count(faults); i++) {
        char sentence[300];
        const twofold_fault fault = twofold_faults_at(faults, i);
        (void)twofold_fault_text(&fault, TWOFOLD_EN, sentence, sizeof sentence);
        print_error("%s\n", sentence);
    }
    assert_int_equal(status, TWOFOLD_OK);
    model = model_of(plan);
}

static const struct tf_moment *moment(const char *path, int milestone)
{
    return &part_at(model, path)->at[milestone];
}

/* ---- Time ---- */

static void dates_mean_their_first_or_last_instant(void **state)
{
    (void)state;
    read(PROJECT("signed: 2021Q2, start: 2022, built: 2023, trial: 2024-01-16, end: 2030"));
    assert_is(moment("a.p", TF_START)->nominal, 12);
    assert_is(moment("a.p", TF_SIGNED)->nominal, 3);
    assert_is(moment("a.p", TF_BUILT)->nominal, 36);
    assert_close(moment("a.p", TF_TRIAL)->nominal, 36 + 15 / 31.0);
    assert_is(moment("a.p", TF_END)->nominal, 120);
}

static void dates_may_be_ranges_and_sums(void **state)
{
    (void)state;
    read(PROJECT("start: 2022..2024, built: 2024..2025..2027, full: 2028 + 6 months + 3 months"));
    const struct tf_input *start = &model->inputs[moment("a.p", TF_START)->input];
    assert_is(start->low, 12);
    assert_is(start->value, 24);
    assert_is(start->high, 36);
    assert_int_equal(start->mark, TWOFOLD_UNIFORM);
    const struct tf_input *built = &model->inputs[moment("a.p", TF_BUILT)->input];
    assert_is(built->low, 48);
    assert_is(built->value, 60);
    assert_is(built->high, 84);
    assert_int_equal(built->mark, TWOFOLD_PERT);
    assert_is(moment("a.p", TF_FULL)->nominal, 84 + 9);
    assert_int_equal(moment("a.p", TF_FULL)->kind, TF_DATE);
    assert_string_equal(model->inputs[moment("a.p", TF_FULL)->input].path, "a.p.full");
}

static void durations_add_up(void **state)
{
    (void)state;
    read("twofold: 1\nplan: Test\nyears: 2021..2030\nassumptions: {lag: 6 months}\n"
         "enterprises:\n  a:\n    projects:\n"
         "      p: {start: 2022, built: start + 1 year + 3..6..12 months, full: built + $lag + 1 "
         "month}\n");
    const struct tf_moment *built = moment("a.p", TF_BUILT), *full = moment("a.p", TF_FULL);
    assert_is(built->nominal, 12 + 18);
    assert_is(model->inputs[built->input].low, 15);
    assert_is(model->inputs[built->input].high, 24);
    assert_int_equal(model->inputs[built->input].mark, TWOFOLD_PERT);
    assert_string_equal(model->inputs[full->input].path, "assumptions.lag");
    assert_is(full->extra, 1);
    assert_is(full->nominal, 30 + 6 + 1);
}

static void events_are_looked_up_near_first(void **state)
{
    (void)state;
    read(HEAD "enterprises:\n"
              "  a:\n    existing: {end: 2025}\n    projects:\n"
              "      p: {start: 2022, built: 2023}\n"
              "      q: {start: p.built, built: b.p.start + 1 year, end: existing.end}\n"
              "  b: {projects: {p: {start: 2024}, r: {start: p.start, built: 开工 + 2个月}}}\n");
    assert_is(moment("a.q", TF_START)->nominal, 36);
    assert_is(moment("a.q", TF_BUILT)->nominal, 48);
    assert_is(moment("a.q", TF_END)->nominal, 60);
    assert_is(moment("b.r", TF_START)->nominal, 36);
    assert_is(moment("b.r", TF_BUILT)->nominal, 38);
    assert_int_equal(moment("a.q", TF_END)->part,
                     model->entities[entity_at(model, "a.existing")].part);
}

/* Each after what it refers to, and after the one before it in its part. */
static void assert_ordered(void)
{
    static size_t place[64][TF_MILESTONES];
    assert_true(model->part_count <= 64);
    memset(place, 0, sizeof place);
    for (size_t i = 0; i < model->order_count; i++) {
        assert_int_equal(place[model->order[i][0]][model->order[i][1]], 0);
        place[model->order[i][0]][model->order[i][1]] = i + 1;
    }
    for (size_t p = 0; p < model->part_count; p++) {
        for (int m = 0; m < TF_MILESTONES; m++) {
            const struct tf_moment *at = &model->parts[p].at[m];
            assert_int_equal(place[p][m] > 0, at->kind != TF_NEVER);
            if (at->kind == TF_EVENT) assert_true(place[at->part][at->milestone] < place[p][m]);
        }
    }
}

static void milestones_have_an_order(void **state)
{
    (void)state;
    read(HEAD "enterprises:\n  a:\n    projects:\n"
              "      p: {start: q.full, built: start + 1 year, full: 2030}\n"
              "      q: {start: r.built, built: 2024, full: 2026}\n"
              "      r: {start: 2022, built: 2023, follows: q + 1 month}\n");
    assert_ordered();
    size_t of_q = 0, of_p = 0;
    for (size_t i = 0; i < model->order_count; i++) {
        const bool q = &model->parts[model->order[i][0]] == part_at(model, "a.q");
        if (q && model->order[i][1] == TF_BUILT) of_q = i;
        if (!q && model->order[i][1] == TF_FULL && of_p == 0) of_p = i;
    }
    assert_true(of_q > 0 && of_p > 0);
    /* trial refers to produce, which could be lifted to trial: the reference wins */
    read(PROJECT("start: 2022, produce: 2024, trial: produce + 0 months, full: trial + 1 year"));
    assert_ordered();
    /* the same through another part */
    read(HEAD "enterprises:\n  a:\n    projects:\n"
              "      p: {produce: 2024, trial: q.built}\n"
              "      q: {built: r.start + 0 months}\n"
              "      r: {start: p.produce + 0 months}\n");
    assert_ordered();
}

static void moments_have_defaults(void **state)
{
    (void)state;
    read(HEAD "enterprises:\n  a:\n    projects:\n"
              "      p: {built: 2022, ramp: [50%, 80%, 100%]}\n"
              "      q: {built: 2022, trial: 2023-04, ramp: step}\n"
              "      r: {at-full: {output: 1亿元}}\n"
              "      s: {follows: r, produce: 2023}\n");
    assert_is(moment("a.p", TF_PRODUCE)->nominal, 24);
    assert_is(moment("a.p", TF_FULL)->nominal, 24 + 24);
    assert_is(moment("a.p", TF_FULL)->extra, 24);
    assert_int_equal(part_at(model, "a.p")->ramp->family, TWOFOLD_RAMP_YEARS);
    assert_is(moment("a.q", TF_PRODUCE)->nominal, 27);
    assert_int_equal(moment("a.q", TF_PRODUCE)->milestone, TF_TRIAL);
    assert_is(moment("a.q", TF_FULL)->nominal, 27);
    assert_int_equal(moment("a.r", TF_FULL)->kind, TF_NEVER);
    assert_int_equal(moment("a.s", TF_FULL)->kind, TF_NEVER);
    assert_int_equal(said(faults, TWOFOLD_FAULT_NO_FULL_DATE, "a.r", NULL), 1);
}

/* ---- Values ---- */

static void assumed_and_reported_stand_together(void **state)
{
    (void)state;
    read(PROJECT("source: paper, at-full: {output: 1亿元}, assume: {source: guess, full: 2024, "
                 "at-full: {jobs: 5}}"));
    const struct tf_input *output = number_at(model, "a.p", TWOFOLD_KPI_OUTPUT, TF_FULL);
    const struct tf_input *jobs = number_at(model, "a.p", TWOFOLD_KPI_JOBS, TF_FULL);
    assert_int_equal(output->origin, TF_REPORTED);
    assert_string_equal(output->source, "paper");
    assert_int_equal(jobs->origin, TF_ASSUMED);
    assert_string_equal(jobs->source, "guess");
}

static void a_named_value_is_one_input(void **state)
{
    (void)state;
    read(
        "twofold: 1\nplan: Test\nyears: 2021..2030\nassumptions: {g: $h, h: {value: 3%, why: so}}\n"
        "enterprises:\n  a: {existing: {growth: $g}}\n  b: {existing: {growth: $h}}\n");
    const struct tf_steps *a = &part_at(model, "a.existing")->growth;
    const struct tf_steps *b = &part_at(model, "b.existing")->growth;
    assert_int_equal(a->items[0].value.input, b->items[0].value.input);
    assert_string_equal(input_at(model, a->items[0].value)->path, "assumptions.h");
    assert_int_equal(model->input_count, 1);
}

static void levels_and_amounts_over_time(void **state)
{
    (void)state;
    read(HEAD "price: {2025: 90%, 2023: 95%}\nutilisation: 80%\nenterprises:\n  a:\n"
              "    existing: {growth: {2022: 5%, 2024Q1: 2%}, utilisation: {2023: 70%}, "
              "credit: {2022-06: 1亿元}}\n"
              "    projects: {p: {investment: {2022Q3: 1亿元, 2021: 2亿元}}}\n");
    const struct tf_levers *levers = &model->entities[0].levers;
    assert_int_equal(levers->price.count, 2);
    assert_is(levers->price.items[0].from, 24);
    assert_is(levers->price.items[0].to, 48);
    assert_is(levers->price.items[1].from, 48);
    assert_true(levers->price.over_time);
    assert_false(levers->utilisation.over_time);
    assert_true(levers->utilisation.items[0].from < -1e9);
    const struct tf_part *plant = part_at(model, "a.existing");
    assert_is(plant->growth.items[1].from, 36);
    assert_int_equal(plant->levers.utilisation.count, 1);
    assert_null(figure_at(plant, TWOFOLD_KPI_UTILISATION, -1));
    const struct tf_figure *credit = figure_at(plant, TWOFOLD_KPI_CREDIT, -1);
    assert_is(credit->steps.items[0].from, 17);
    assert_true(credit->steps.items[0].to > 1e9);
    const struct tf_figure *investment =
        figure_at(part_at(model, "a.p"), TWOFOLD_KPI_INVESTMENT, -1);
    assert_int_equal(investment->steps.count, 2);
    assert_is(investment->steps.items[0].from, 0);
    assert_is(investment->steps.items[1].from, 18);
    assert_is(investment->steps.items[1].to, 21);
}

static void a_single_utilisation_is_a_figure(void **state)
{
    (void)state;
    read(HEAD "enterprises:\n  a:\n    existing: {utilisation: 70%}\n"
              "    projects: {p: {utilisation: 90%, at-full: {utilisation: 80%}}}\n");
    assert_is(number_at(model, "a.existing", TWOFOLD_KPI_UTILISATION, -1)->value, 0.7);
    assert_is(number_at(model, "a.p", TWOFOLD_KPI_UTILISATION, TF_FULL)->value, 0.8);
    assert_int_equal(part_at(model, "a.p")->levers.utilisation.count, 1);
}

static void other_currencies_have_their_own(void **state)
{
    (void)state;
    read("twofold: 1\nplan: Test\nyears: 2021..2030\ncurrency: USD\nrates: {CNY: 0.15}\n"
         "enterprises:\n  a: {existing: {output: 10亿元, tax: 5M USD}}\n");
    const struct tf_part *plant = part_at(model, "a.existing");
    const struct tf_value output = figure_at(plant, TWOFOLD_KPI_OUTPUT, -1)->steps.items[0].value;
    const struct tf_value tax = figure_at(plant, TWOFOLD_KPI_TAX, -1)->steps.items[0].value;
    assert_string_equal(model->inputs[output.rate].path, "rates.CNY");
    assert_is(model->inputs[output.rate].value, 0.15);
    assert_int_equal(tax.rate, -1);
    assert_string_equal(model->kpis[TWOFOLD_KPI_OUTPUT_PER_MU].unit, "USD/mu");
}

static void seasons_are_twelve_shares(void **state)
{
    (void)state;
    read(HEAD
         "enterprises:\n  a: {existing: {output: 1亿元, season: [10%, 5%, 8%, 8%, 8%, 8%, 8%, 9%, "
         "9%, 9%, 9%, 9%]}}\n");
    const struct tf_value *season = part_at(model, "a.existing")->season;
    assert_non_null(season);
    assert_is(input_at(model, season[0])->value, 0.10);
    assert_is(input_at(model, season[1])->value, 0.05);
    assert_is(input_at(model, season[11])->value, 0.09);
}

/* ---- Reports ---- */

static void reports_reach_back_and_are_sorted(void **state)
{
    (void)state;
    read(HEAD
         "enterprises:\n  a:\n    actual:\n"
         "      output: {2021: 12亿元, 2021-02: 1亿元, 2021-01..2021-06: 5亿元, 2019-03: 1亿元}\n"
         "      tax: {2021Q2: 5万元}\n");
    assert_int_equal(model->axis_from, -24);
    assert_int_equal(model->report_count, 5);
    assert_int_equal(model->reports[0].from, -22);
    assert_int_equal(model->reports[1].from, 1);
    assert_int_equal(model->reports[2].to - model->reports[2].from, 6);
    assert_int_equal(model->reports[3].to, 12);
    assert_int_equal(model->reports[4].kpi, TWOFOLD_KPI_TAX);
    assert_int_equal(model->entities[entity_at(model, "a")].not_listed,
                     entity_at(model, "a.not-listed"));
}

/* ---- Targets ---- */

static void targets_have_defaults(void **state)
{
    (void)state;
    read(HEAD "clusters: {c: {}}\nenterprises: {a: {cluster: c}, b: {}}\n"
              "targets:\n"
              "  t: {double: output, by: 2025-06}\n"
              "  u: {multiply: jobs, each: park, times: 3, base: 2022, by: 2026, at-least: 1}\n"
              "  v: {keep: tax-rate, each: c, at-most: 5%, at-least: 1, during: 2024Q3}\n"
              "  w: {keep: jobs, at-least: 100, during: 2024-01..2024-06}\n");
    assert_int_equal(model->targets[0].of, 0);
    assert_int_equal(model->targets[0].base_to, 12);
    assert_int_equal(model->targets[0].base_figure.input, -1);
    assert_int_equal(model->targets[0].due_from, 53);
    assert_int_equal(model->targets[0].due_to, 54);
    assert_int_equal(model->targets[1].member_count, 2);
    assert_int_equal(model->targets[1].at_least_n, 1);
    assert_int_equal(model->targets[1].base_from, 12);
    assert_true(model->targets[2].at_most);
    assert_int_equal(model->targets[2].at_least_n, 1);
    assert_int_equal(model->targets[2].during_step, TWOFOLD_QUARTER);
    assert_is(input_at(model, model->targets[2].level)->value, 0.05);
    assert_is(input_at(model, model->targets[3].level)->value, 100);
    assert_int_equal(model->targets[3].during_step, TWOFOLD_MONTH);
}

/* ---- The pipeline ---- */

static void entries_put_defaults_aside(void **state)
{
    (void)state;
    read(HEAD
         "pipeline:\n  full: 2026\n  land: 40亩\n  price: {2023: 90%}\n  produce: 2024\n"
         "  projects:\n    a: {ramp: [50%, 100%]}\n    b: {follows: a}\n    c: {leased: B2}\n");
    assert_is(moment("pipeline.a", TF_FULL)->nominal, 36 + 12);
    assert_is(moment("pipeline.b", TF_FULL)->nominal, 36 + 12);
    assert_is(moment("pipeline.c", TF_FULL)->nominal, 60);
    assert_null(figure_at(part_at(model, "pipeline.c"), TWOFOLD_KPI_LAND, -1));
    assert_is(number_at(model, "pipeline.a", TWOFOLD_KPI_LAND, -1)->value, 40);
    assert_int_equal(model->entities[entity_at(model, "pipeline")].levers.price.count, 1);
    assert_int_equal(part_at(model, "pipeline.a")->levers.price.count, 0);
    assert_int_equal(said(faults, TWOFOLD_FAULT_DEFAULT_USED, "pipeline.a", "chance 100%"), 1);
}

/* ---- Warnings and notes ---- */

static void implausible_figures_are_warned_of(void **state)
{
    (void)state;
    read(HEAD
         "enterprises:\n"
         "  a: {existing: {output: 10亿元, tax: 2亿元, jobs: 10, land: 5亩, growth: 117.9%}}\n"
         "  b: {existing: {output: 10亿元, tax: 3000万元, growth: {2022: 117.9%, 2023: 10%}}}\n"
         "  c: {projects: {p: {signed: 1960, start: 2035}}}\n");
    assert_int_equal(said(faults, TWOFOLD_FAULT_ODD_RATIO, "a.existing", NULL), 3);
    assert_int_equal(said(faults, TWOFOLD_FAULT_ODD_RATIO, "a.existing", "tax-rate 20.00%"), 1);
    assert_int_equal(said(faults, TWOFOLD_FAULT_ODD_RATIO, "b.existing", NULL), 0);
    assert_int_equal(said(faults, TWOFOLD_FAULT_HIGH_GROWTH, "a.existing.growth", "117.9%"), 1);
    assert_int_equal(said(faults, TWOFOLD_FAULT_HIGH_GROWTH, "b.existing.growth.2022", NULL), 0);
    assert_int_equal(said(faults, TWOFOLD_FAULT_FAR_DATE, "c.p.signed", "1960"), 1);
    assert_int_equal(said(faults, TWOFOLD_FAULT_FAR_DATE, "c.p.start", "2035"), 1);
    assert_int_equal(said(faults, TWOFOLD_FAULT_UNKNOWN_FIGURES, "b.existing", "jobs, land"), 1);
    for (size_t i = 0; i < twofold_faults_count(faults); i++) {
        const twofold_fault fault = twofold_faults_at(faults, i);
        if (fault.code != TWOFOLD_FAULT_HIGH_GROWTH) continue;
        assert_string_equal(fault.expected, "2030"); /* 2.179^9 */
        assert_string_equal(fault.nearest, "1107");
    }
}

static void defaults_that_mean_something_are_noted(void **state)
{
    (void)state;
    read(PROJECT("start: 2022, built: 2023, full: 2025, investment: 1亿元, "
                 "at-full: {capacity: 100 vehicles/year, output: 1亿元}"));
    static const char *const notes[] = {"utilisation 100%", "ramp s-curve", "spend s-curve",
                                        "produce after built"};
    for (size_t i = 0; i < COUNT(notes); i++) {
        assert_int_equal(said(faults, TWOFOLD_FAULT_DEFAULT_USED, "a.p", notes[i]), 1);
    }
    read(PROJECT("start: 2022, built: 2023, produce: 2024, ramp: linear, full: 2025, "
                 "investment: {2022: 1亿元}, "
                 "at-full: {capacity: 100 vehicles/year, unit-value: 80万元, output: 4000万元}"));
    assert_int_equal(twofold_faults_of(faults, TWOFOLD_NOTE), 0);
}

static void agreement_is_within_one_percent(void **state)
{
    (void)state;
    read(PROJECT("at-full: {capacity: 1000 vehicles/year, utilisation: 80%, production: 807 "
                 "vehicles/year, unit-value: 10万元/vehicle, output: 8000万元, tax: 402万元, "
                 "tax-rate: 5%}"));
    assert_int_equal(twofold_faults_of(faults, TWOFOLD_ERROR), 0);
}

/* ---- Memory ---- */

static void every_allocation_may_fail(void **state)
{
    (void)state;
    char *text = read_whole(TWOFOLD_TEST_DATA "/../examples/baishazhou.yaml");
    for (int once = 0; once < 2; once++) {
        for (size_t k = 0;; k++) {
            struct tf_failing failing = tf_failing_at(k, once);
            const twofold_context context = tf_failing_context(&failing);
            twofold_plan *made = NULL;
            twofold_faults *list = NULL;
            const twofold_status status =
                twofold_plan_parse(text, strlen(text), NULL, &context, &made, &list);
            assert_true(status == TWOFOLD_OK || status == TWOFOLD_E_MEMORY);
            twofold_plan_free(made);
            twofold_faults_free(list);
            assert_true(tf_failing_clean(&failing));
            if (failing.failed == 0) break;
        }
    }
    free(text);
}

static bool always(void *user)
{
    (void)user;
    return true;
}

static void a_caller_may_cancel(void **state)
{
    const twofold_context context = {.struct_size = sizeof context, .cancelled = always};
    twofold_plan *made = NULL;
    (void)state;
    assert_int_equal(twofold_plan_parse(HEAD, strlen(HEAD), NULL, &context, &made, NULL),
                     TWOFOLD_E_CANCELLED);
    assert_null(made);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, nothing, free_all)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(dates_mean_their_first_or_last_instant),
        TEST(dates_may_be_ranges_and_sums),
        TEST(durations_add_up),
        TEST(events_are_looked_up_near_first),
        TEST(milestones_have_an_order),
        TEST(moments_have_defaults),
        TEST(assumed_and_reported_stand_together),
        TEST(a_named_value_is_one_input),
        TEST(levels_and_amounts_over_time),
        TEST(a_single_utilisation_is_a_figure),
        TEST(other_currencies_have_their_own),
        TEST(seasons_are_twelve_shares),
        TEST(reports_reach_back_and_are_sorted),
        TEST(targets_have_defaults),
        TEST(entries_put_defaults_aside),
        TEST(implausible_figures_are_warned_of),
        TEST(defaults_that_mean_something_are_noted),
        TEST(agreement_is_within_one_percent),
        TEST(every_allocation_may_fail),
        TEST(a_caller_may_cancel),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
