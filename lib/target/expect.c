/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expectations: what they are, and whether they hold. */
#include "target/claims.h"
#include "twofold/target.h"

#include <math.h>

/* As targets: equality counts, whatever the last bits. */
static const double TOLERANCE = 1e-9;

const char *twofold_outcome_text(twofold_outcome outcome, twofold_lang lang)
{
    static const char *const texts[][2] = {
#define TWOFOLD_X(name, number, id, zh) [number] = {id, zh},
        TWOFOLD_OUTCOME_LIST(TWOFOLD_X)
#undef TWOFOLD_X
    };
    if (outcome < 0 || (size_t)outcome >= sizeof texts / sizeof *texts) return "";
    return texts[outcome][lang == TWOFOLD_ZH];
}

size_t twofold_expectation_count(const twofold_plan *plan)
{
    const struct tf_model *model = tf_plan_own_model(plan);
    return model == NULL ? 0 : model->expectation_count;
}

static const char *text_or_none(const char *text) { return text == NULL ? "" : text; }

twofold_expectation twofold_expectation_at(const twofold_plan *plan, size_t index)
{
    twofold_expectation view = {.scenario = "",
                                .target = SIZE_MAX,
                                .entity = -1,
                                .kpi = -1,
                                .is = "",
                                .at_least = "",
                                .at_most = "",
                                .within = ""};
    if (index >= twofold_expectation_count(plan)) return view;
    const struct tf_model *model = tf_plan_own_model(plan);
    const struct tf_expectation *e = &model->expectations[index];
    view.expects = (twofold_expects)e->expects;
    view.scenario = e->scenario;
    view.verdict = (twofold_verdict)e->verdict;
    view.is = text_or_none(e->is.text);
    view.at_least = text_or_none(e->at_least.text);
    view.at_most = text_or_none(e->at_most.text);
    view.within = text_or_none(e->within.text);
    view.line = e->line;
    view.column = e->column;
    view.entity = e->entity;
    view.kpi = e->kpi;
    if (e->target >= 0) {
        const struct tf_target *target = &model->targets[e->target];
        view.target = (size_t)e->target;
        view.entity = target->of >= 0 ? target->of : target->each;
        view.kpi = target->kpi;
    } else {
        view.period = (twofold_period){model->first_year * 12 + e->from, e->to - e->from};
    }
    return view;
}

/* ---- Whether they hold ---- */

static bool is_near(const struct tf_expectation *e, double value)
{
    if (isnan(e->within.value)) return tf_reads_as(&e->is, value);
    const double share = e->within_share ? fabs(e->is.value) : 1.0;
    const double most = e->within.value * share;
    return fabs(value - e->is.value) <= most + TOLERANCE * fabs(e->is.value);
}

static bool value_holds(const struct tf_expectation *e, double value)
{
    const double least = e->at_least.value, most = e->at_most.value;
    return !isnan(value) && (isnan(e->is.value) || is_near(e, value)) &&
           (isnan(least) || value >= least - TOLERANCE * fabs(least)) &&
           (isnan(most) || value <= most + TOLERANCE * fabs(most));
}

static bool counts_agree(const twofold_projection *p, const struct tf_expectation *e)
{
    const struct tf_written *const figures[] = {&e->is, &e->at_least, &e->at_most, &e->within};
    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++)
        if (!tf_counts_in(p, e->entity, e->kpi, figures[i])) return false;
    return true;
}

static void find_value(const twofold_projection *p, const struct tf_expectation *e,
                       twofold_finding *found)
{
    const struct tf_window window = {e->from, e->to};
    found->value = tf_window_value(p, e->entity, e->kpi, window);
    found->known =
        tf_window_known(p, tf_entity_here(p, e->entity), e->kpi, window, NULL, &found->of);
    found->outcome =
        value_holds(e, found->value) && counts_agree(p, e) ? TWOFOLD_PASSED : TWOFOLD_FAILED;
}

static twofold_status find_verdict(const twofold_projection *p, const struct tf_expectation *e,
                                   twofold_finding *found)
{
    twofold_assessment assessment;
    const twofold_status status = twofold_assess(p, (size_t)e->target, &assessment);
    if (status != TWOFOLD_OK) return status;
    found->verdict = assessment.verdict;
    found->value = assessment.projected;
    found->known = assessment.known;
    found->of = assessment.of;
    found->outcome =
        assessment.verdict == (twofold_verdict)e->verdict ? TWOFOLD_PASSED : TWOFOLD_FAILED;
    return TWOFOLD_OK;
}

twofold_status twofold_expect(twofold_projections *projections, size_t index,
                              twofold_finding *finding, twofold_faults **faults)
{
    const struct tf_model *model = tf_plan_own_model(twofold_projections_plan(projections));
    if (model == NULL || finding == NULL || index >= model->expectation_count)
        return TWOFOLD_E_ARGUMENT;
    twofold_finding found = {.outcome = TWOFOLD_SKIPPED, .value = (double)NAN};
    if (model->expectations[index].expects != TF_EXPECTS_CHANCE) {
        const twofold_projection *p;
        twofold_status status =
            twofold_projections_get(projections, model->expectations[index].scenario, &p, faults);
        if (status != TWOFOLD_OK) return status;
        /* as the scenario has it: its rates turn the figures into the plan's currency */
        const struct tf_expectation *e = &p->program->model->expectations[index];
        if (e->expects == TF_EXPECTS_VALUE)
            find_value(p, e, &found);
        else
            status = find_verdict(p, e, &found);
        if (status != TWOFOLD_OK) return status;
    } else if (faults != NULL) {
        *faults = NULL;
    }
    *finding = found;
    return TWOFOLD_OK;
}
