/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The shipped case, bound: every value here was worked out by hand from the file. */
#include "bind_test.h"

#define FILE_NAME TWOFOLD_TEST_DATA "/../examples/baishazhou.yaml"

static twofold_plan *plan;
static twofold_faults *faults;
static const struct tf_model *model;

static int load(void **state)
{
    (void)state;
    if (twofold_plan_load(FILE_NAME, NULL, NULL, &plan, &faults) != TWOFOLD_OK) return -1;
    model = model_of(plan);
    return 0;
}

static int unload(void **state)
{
    (void)state;
    twofold_plan_free(plan);
    twofold_faults_free(faults);
    return 0;
}

static void entities_stand_in_their_order(void **state)
{
    static const char *const paths[] = {"park",
                                        "machinery",
                                        "heli",
                                        "heli.existing",
                                        "heli.south-base",
                                        "heli-suppliers",
                                        "heli-suppliers.site",
                                        "hanma",
                                        "hanma.agreement",
                                        "electronics",
                                        "yuyang",
                                        "yuyang.phase-1",
                                        "yuyang.phase-2",
                                        "yuzhan",
                                        "futaihong",
                                        "futaihong.existing",
                                        "futaihong.smt-lines",
                                        "futaihong.not-listed",
                                        "semiconductors",
                                        "semiconductors.phase-1",
                                        "pharma",
                                        "shanghai-pharma",
                                        "shanghai-pharma.phase-1",
                                        "food",
                                        "dsm",
                                        "dsm.phase-2",
                                        "yanjing",
                                        "tobacco-sheet",
                                        "tobacco-sheet.plant",
                                        "services",
                                        "smart-valley",
                                        "smart-valley.training-base",
                                        "smart-valley.not-listed",
                                        "other",
                                        "jiegao",
                                        "jiegao.phase-1",
                                        "gonghui-yijia",
                                        "gonghui-yijia.headquarters",
                                        "xingxin",
                                        "jinzeli",
                                        "jinyang",
                                        "kaixin",
                                        "park.not-listed",
                                        "pipeline",
                                        "pipeline.aituoke",
                                        "pipeline.juye",
                                        "pipeline.chinasoft",
                                        "pipeline.cloudwalk",
                                        "pipeline.others",
                                        "core",
                                        "east",
                                        "doubled-2021"};
    (void)state;
    assert_int_equal(model->entity_count, COUNT(paths));
    for (size_t i = 0; i < COUNT(paths); i++) {
        assert_string_equal(model->entities[i].path, paths[i]);
        assert_int_equal(entity_at(model, paths[i]), i);
    }
    const struct tf_model_entity *rest = &model->entities[entity_at(model, "park.not-listed")];
    assert_int_equal(model->entities[0].not_listed, entity_at(model, "park.not-listed"));
    assert_int_equal(rest->kind, TWOFOLD_ENTITY_NOT_LISTED);
    assert_int_equal(rest->depth, 1);
    assert_int_equal(part_at(model, "kaixin")->kind, TF_PART_BARE);
    assert_int_equal(entity_at(model, "燕京啤酒"), entity_at(model, "yanjing"));
}

static void the_head_is_read(void **state)
{
    (void)state;
    assert_int_equal(model->first_year, 2021);
    assert_int_equal(model->years, 10);
    assert_int_equal(model->axis_from, 0);
    assert_int_equal(model->axis_to, 120);
    assert_close(model->as_of, 11 + 1 / 31.0);
    assert_string_equal(model->currency, "CNY");
}

static void the_flagship_stands_as_reported(void **state)
{
    const char *base = "heli.south-base";
    (void)state;
    assert_close(nominal_of(model, base, TF_SIGNED), 9 + 25 / 31.0);
    assert_is(nominal_of(model, base, TF_START), 12);
    assert_is(nominal_of(model, base, TF_BUILT), 36);
    assert_is(nominal_of(model, base, TF_PRODUCE), 36);
    assert_is(nominal_of(model, base, TF_FULL), 48);
    assert_true(part_at(model, base)->at[TF_PRODUCE].by_default);
    assert_int_equal(part_at(model, base)->at[TF_TRIAL].kind, TF_NEVER);
    assert_is(number_at(model, base, TWOFOLD_KPI_INVESTMENT, -1)->value, 660000000);
    assert_is(number_at(model, base, TWOFOLD_KPI_LAND, -1)->value, 369);
    assert_is(number_at(model, base, TWOFOLD_KPI_CAPACITY, TF_FULL)->value, 46500);
    const struct tf_figure *capacity =
        figure_at(part_at(model, base), TWOFOLD_KPI_CAPACITY, TF_FULL);
    assert_string_equal(capacity->unit, "vehicles");
    const struct tf_input *output = number_at(model, base, TWOFOLD_KPI_OUTPUT, TF_FULL);
    assert_is(output->value, 2600000000.0);
    assert_string_equal(output->path, "heli.south-base.at-full.output");
    assert_string_equal(output->source, "article B11");
    assert_int_equal(output->origin, TF_REPORTED);
    const struct tf_input *tax = number_at(model, base, TWOFOLD_KPI_TAX, TF_FULL);
    assert_is(tax->value, 50000000);
    assert_int_equal(tax->mark, TWOFOLD_AT_LEAST);
    const struct tf_input *jobs = number_at(model, base, TWOFOLD_KPI_JOBS, TF_FULL);
    assert_is(jobs->value, 1100);
    assert_int_equal(jobs->origin, TF_ASSUMED);
    assert_string_equal(jobs->source, "");
}

static void the_old_plant_is_assumed(void **state)
{
    const struct tf_part *plant = part_at(model, "heli.existing");
    (void)state;
    const struct tf_input *output = number_at(model, "heli.existing", TWOFOLD_KPI_OUTPUT, -1);
    assert_string_equal(output->path, "assumptions.heli-2021");
    assert_is(output->value, 1300000000);
    assert_int_equal(output->origin, TF_ASSUMED);
    assert_int_equal(plant->growth.count, 1);
    assert_is(plant->growth.items[0].from, 12);
    assert_true(plant->growth.items[0].to > 1e9);
    assert_is(input_at(model, plant->growth.items[0].value)->value, 0.03);
}

static void the_suppliers_follow(void **state)
{
    const struct tf_part *site = part_at(model, "heli-suppliers.site");
    (void)state;
    assert_int_equal(site->leader, model->entities[entity_at(model, "heli.south-base")].part);
    assert_is(input_at(model, site->lag)->value, 6);
    assert_is(site->at[TF_START].nominal, 18);
    assert_is(site->at[TF_BUILT].nominal, 42);
    assert_is(site->at[TF_FULL].nominal, 54);
    assert_true(site->at[TF_FULL].by_default);
    assert_int_equal(site->at[TF_FULL].part, site->leader);
    assert_int_equal(site->at[TF_FULL].input, site->lag.input);
}

static void events_and_currencies_of_yuyang(void **state)
{
    const struct tf_part *first = part_at(model, "yuyang.phase-1");
    (void)state;
    assert_is(first->at[TF_BUILT].nominal, 11);
    assert_is(first->at[TF_TRIAL].nominal, 11);
    assert_is(first->at[TF_PRODUCE].nominal, 15);
    assert_is(first->at[TF_FULL].nominal, 24);
    assert_true(first->leased);
    const struct tf_figure *investment = figure_at(first, TWOFOLD_KPI_INVESTMENT, -1);
    const struct tf_value value = investment->steps.items[0].value;
    assert_is(model->inputs[value.input].value, 15000000);
    assert_is(model->inputs[value.rate].value, 6.45);
    assert_string_equal(model->inputs[value.rate].path, "assumptions.usd");
    const struct tf_figure *capital = figure_at(first, TWOFOLD_KPI_FOREIGN_CAPITAL, -1);
    assert_true(capital->steps.over_time);
    assert_is(capital->steps.items[0].from, 0);
    assert_is(capital->steps.items[0].to, 12);
    assert_is(number_at(model, "yuyang.phase-1", TWOFOLD_KPI_JOBS, TF_TRIAL)->value, 300);
    assert_int_equal(number_at(model, "yuyang.phase-1", TWOFOLD_KPI_JOBS, TF_TRIAL)->mark,
                     TWOFOLD_AT_LEAST);
    const struct tf_part *second = part_at(model, "yuyang.phase-2");
    assert_int_equal(second->at[TF_START].kind, TF_EVENT);
    assert_ptr_equal(&model->parts[second->at[TF_START].part], first);
    assert_int_equal(second->at[TF_START].milestone, TF_PRODUCE);
    assert_is(second->at[TF_START].nominal, 21);
    assert_is(second->at[TF_BUILT].nominal, 39);
    assert_is(second->at[TF_FULL].nominal, 57);
    assert_int_equal(number_at(model, "yuyang.phase-2", TWOFOLD_KPI_LAND, -1)->mark, TWOFOLD_ABOUT);
    const int32_t firms = tf_model_find_kpi(model, "firms", 5);
    const struct tf_input *range = number_at(model, "yuyang.phase-2", firms, TF_FULL);
    assert_is(range->low, 5);
    assert_is(range->value, 5.5);
    assert_is(range->high, 6);
    assert_int_equal(range->mark, TWOFOLD_UNIFORM);
}

static void other_projects(void **state)
{
    (void)state;
    assert_is(number_at(model, "semiconductors.phase-1", TWOFOLD_KPI_OUTPUT, TF_FULL)->value,
              240000000);
    assert_is(nominal_of(model, "semiconductors.phase-1", TF_PRODUCE), 2);
    assert_int_equal(part_at(model, "semiconductors.phase-1")->ramp->family, TWOFOLD_RAMP_STEP);
    assert_close(nominal_of(model, "tobacco-sheet.plant", TF_START), 8 + 29 / 30.0);
    assert_is(part_at(model, "tobacco-sheet.plant")->planned_start.nominal, -36);
    assert_int_equal(number_at(model, "futaihong.smt-lines", TWOFOLD_KPI_JOBS_SAVED, TF_FULL)->mark,
                     TWOFOLD_AT_LEAST);
    const int32_t east = entity_at(model, "east");
    const struct tf_part *own = &model->parts[model->entities[east].own];
    assert_int_equal(own->kind, TF_PART_OWN);
    assert_is(input_at(model, own->figures[0].steps.items[0].value)->value, 500);
    assert_string_equal(input_at(model, own->figures[0].steps.items[0].value)->source,
                        "article B17");
}

static void the_pipeline_shares_its_defaults(void **state)
{
    const struct tf_part *first = part_at(model, "pipeline.aituoke");
    const struct tf_part *second = part_at(model, "pipeline.juye");
    const struct tf_part *third = part_at(model, "pipeline.chinasoft");
    (void)state;
    assert_true(first->entry);
    assert_is(input_at(model, first->chance)->value, 0.3);
    assert_int_equal(first->chance.input, second->chance.input);
    assert_int_equal(first->chance.rate, -1);
    assert_is(input_at(model, third->chance)->value, 0.5);
    assert_is(number_at(model, "pipeline.chinasoft", TWOFOLD_KPI_LAND, -1)->value, 0);
    assert_is(number_at(model, "pipeline.juye", TWOFOLD_KPI_LAND, -1)->value, 40);
    assert_is(number_at(model, "pipeline.chinasoft", TWOFOLD_KPI_JOBS, TF_FULL)->value, 200);
    assert_is(input_at(model, part_at(model, "pipeline.others")->count)->value, 18);
    assert_is(first->at[TF_SIGNED].nominal, 18);
    assert_is(first->at[TF_START].nominal, 24);
    assert_is(first->at[TF_BUILT].nominal, 36);
    assert_is(first->at[TF_FULL].nominal, 54);
    assert_ptr_equal(&model->parts[first->at[TF_START].part], first);
    assert_ptr_equal(&model->parts[second->at[TF_START].part], second);
    assert_int_equal(first->at[TF_START].input, second->at[TF_START].input);
    assert_int_equal(model->entities[entity_at(model, "pipeline.chinasoft")].cluster,
                     entity_at(model, "services"));
    assert_int_equal(model->entities[entity_at(model, "pipeline.others")].cluster, -1);
}

static void reports_and_groups(void **state)
{
    static const char *const members[] = {"heli", "hanma", "yanjing", "dsm"};
    (void)state;
    const struct tf_model_entity *group = &model->entities[entity_at(model, "doubled-2021")];
    assert_int_equal(group->member_count, 4);
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(group->members[i], entity_at(model, members[i]));
    }
    assert_int_equal(model->entities[entity_at(model, "core")].member_count, 2);
    size_t of_park = 0;
    for (size_t i = 0; i < model->report_count; i++) of_park += model->reports[i].entity == 0;
    assert_int_equal(of_park, 9);
    const struct tf_report *signings = &model->reports[3];
    assert_int_equal(signings->kpi, TWOFOLD_KPI_PROJECTS_SIGNED);
    assert_int_equal(signings->from, 0);
    assert_int_equal(signings->to, 12);
    assert_is(input_at(model, signings->value)->value, 17);
    assert_string_equal(input_at(model, signings->value)->source, "article B1 B7 B8 B9 B19");
}

static void targets_are_bound(void **state)
{
    (void)state;
    assert_int_equal(model->target_count, 7);
    const struct tf_target *target = model->targets;
    assert_int_equal(target[0].verb, TF_DOUBLE);
    assert_int_equal(target[0].of, entity_at(model, "heli"));
    assert_int_equal(target[0].due_from, 48);
    assert_int_equal(target[1].of, -1);
    assert_int_equal(target[1].member_count, 4);
    assert_int_equal(target[1].at_least_n, 4);
    assert_int_equal(target[1].reported, TF_REPORTED_MET);
    assert_string_equal(target[1].source, "article B13");
    assert_is(input_at(model, target[2].level)->value, 50000000);
    assert_is(input_at(model, target[3].base_figure)->value, 1100000);
    assert_is(model->inputs[target[3].base_figure.rate].value, 6.45);
    assert_is(input_at(model, target[4].pace)->value, 0.12);
    assert_int_equal(target[5].verb, TF_KEEP);
    assert_false(target[5].at_most);
    assert_is(input_at(model, target[5].level)->value, 4000000);
    assert_int_equal(target[5].during_from, 48);
    assert_int_equal(target[5].during_to, 120);
    assert_int_equal(target[5].during_step, TWOFOLD_YEAR);
}

static void own_kpis_come_last(void **state)
{
    (void)state;
    assert_int_equal(model->kpi_count, TWOFOLD_KPI_COUNT + 8);
    const int32_t per_firm = tf_model_find_kpi(model, "output-per-firm", 15);
    const twofold_kpi *row = &model->kpis[per_firm];
    assert_int_equal(row->kind, TWOFOLD_RATIO);
    assert_int_equal(row->numerator, TWOFOLD_KPI_OUTPUT);
    assert_int_equal(row->denominator, tf_model_find_kpi(model, "firms", 5));
    assert_int_equal(row->above, TWOFOLD_SUM);
    assert_int_equal(row->below, TWOFOLD_LAST);
    assert_string_equal(row->zh, "户均产值");
    assert_int_equal(model->kpis[tf_model_find_kpi(model, "接待人次", 12)].kind, TWOFOLD_FLOW);
}

static void scenarios_change_what_they_say(void **state)
{
    const struct tf_model *late = NULL, *moved = NULL;
    (void)state;
    assert_int_equal(tf_plan_model(plan, "six-months-late", NULL, 0, NULL, &late, NULL),
                     TWOFOLD_OK);
    const struct tf_levers *levers = &part_at(late, "heli.south-base")->levers;
    assert_int_equal(levers->delay_count, 1);
    assert_int_equal(levers->delays[0].milestone, TF_BUILT);
    assert_is(input_at(late, levers->delays[0].months)->value, 6);
    assert_is(nominal_of(late, "heli.south-base", TF_BUILT), 36);
    assert_int_equal(tf_plan_model(plan, "moved", NULL, 0, NULL, &moved, NULL), TWOFOLD_OK);
    assert_is(nominal_of(moved, "heli.existing", TF_END), 48);
    tf_model_free(late);
    tf_model_free(moved);
}

static void what_is_unknown_or_default_is_said(void **state)
{
    (void)state;
    assert_int_equal(
        said(faults, TWOFOLD_FAULT_UNKNOWN_FIGURES, "yuyang.phase-2", "tax, jobs, investment"), 1);
    assert_int_equal(said(faults, TWOFOLD_FAULT_UNKNOWN_FIGURES, "heli.south-base", NULL), 0);
    assert_int_equal(said(faults, TWOFOLD_FAULT_UNKNOWN_FIGURES, "futaihong.smt-lines", NULL), 0);
    assert_int_equal(said(faults, TWOFOLD_FAULT_DEFAULT_USED, "heli.south-base", "ramp s-curve"),
                     1);
    assert_int_equal(
        said(faults, TWOFOLD_FAULT_DEFAULT_USED, "heli.south-base", "produce after built"), 1);
    assert_int_equal(
        said(faults, TWOFOLD_FAULT_DEFAULT_USED, "heli-suppliers.site", "ramp s-curve"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(entities_stand_in_their_order),
        cmocka_unit_test(the_head_is_read),
        cmocka_unit_test(the_flagship_stands_as_reported),
        cmocka_unit_test(the_old_plant_is_assumed),
        cmocka_unit_test(the_suppliers_follow),
        cmocka_unit_test(events_and_currencies_of_yuyang),
        cmocka_unit_test(other_projects),
        cmocka_unit_test(the_pipeline_shares_its_defaults),
        cmocka_unit_test(reports_and_groups),
        cmocka_unit_test(targets_are_bound),
        cmocka_unit_test(own_kpis_come_last),
        cmocka_unit_test(scenarios_change_what_they_say),
        cmocka_unit_test(what_is_unknown_or_default_is_said),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
