/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expectations in words: what is expected, and what was found instead. */
#include "target/report.h"

#include <math.h>
#include <string.h>

static const char *target_called(const twofold_plan *plan, size_t target, twofold_lang lang)
{
    const twofold_target view = twofold_target_at(plan, target, lang);
    return lang == TWOFOLD_ZH ? view.name : view.id;
}

static void say_scenario(struct tf_buffer *buffer, const char *scenario, twofold_lang lang)
{
    if (scenario[0] != '\0')
        tf_say(buffer, TF_SAY_IN_SCENARIO, lang, (const char *const[5]){scenario});
}

/* " is 26亿元, within 1%" */
static void say_figures(struct tf_buffer *buffer, const twofold_expectation *e, twofold_lang lang)
{
    const struct {
        enum tf_report_word words;
        const char *figure;
    } figures[] = {{TF_SAY_IS, e->is},
                   {TF_SAY_WITHIN, e->within},
                   {TF_SAY_AT_LEAST, e->at_least},
                   {TF_SAY_AT_MOST, e->at_most}};
    bool first = true;
    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++) {
        if (figures[i].figure[0] == '\0') continue;
        if (!first && figures[i].words != TF_SAY_WITHIN) tf_say(buffer, TF_SAY_AND, lang, NULL);
        tf_say(buffer, figures[i].words, lang, (const char *const[5]){figures[i].figure});
        first = false;
    }
}

static void say_expectation(struct tf_buffer *buffer, const twofold_plan *plan,
                            const twofold_expectation *e, twofold_lang lang)
{
    char period[TF_SAID];
    switch (e->expects) {
    case TWOFOLD_EXPECTS_VERDICT:
        tf_say(buffer, TF_SAY_VERDICT_IS, lang,
               (const char *const[5]){target_called(plan, e->target, lang),
                                      twofold_verdict_text(e->verdict, lang)});
        break;
    case TWOFOLD_EXPECTS_VALUE:
        tf_say_period(e->period, lang, period);
        tf_say(buffer, TF_SAY_VALUE_OF, lang,
               (const char *const[5]){tf_kpi_called(plan, e->kpi, lang),
                                      tf_entity_called(plan, e->entity, lang), period});
        say_figures(buffer, e, lang);
        break;
    case TWOFOLD_EXPECTS_CHANCE:
        tf_say(buffer, TF_SAY_CHANCE_OF, lang,
               (const char *const[5]){target_called(plan, e->target, lang)});
        say_figures(buffer, e, lang);
        break;
    }
    say_scenario(buffer, e->scenario, lang);
}

size_t twofold_expectation_text(const twofold_plan *plan, size_t index, twofold_lang lang,
                                char *buffer, size_t size)
{
    struct tf_buffer text = tf_buffer_of(buffer, size);
    const twofold_expectation e = twofold_expectation_at(plan, index);
    if (index < twofold_expectation_count(plan)) say_expectation(&text, plan, &e, lang);
    return tf_buffer_end(&text);
}

/* ---- What was found ---- */

static void say_found(struct tf_reporter *report, const struct tf_expectation *e, double value,
                      struct tf_buffer *buffer)
{
    char amount[TF_SAID];
    const struct tf_written *const figures[] = {&e->is, &e->at_least, &e->at_most};
    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++)
        if (tf_say_alike(figures[i], value, buffer)) return;
    tf_say_amount(report->here, e->entity, e->kpi, value, report->lang, amount);
    tf_buffer_say(buffer, amount);
}

/* "heli-doubles is missed in scenario moved-and-late, expected met" */
static void say_failed(struct tf_reporter *report, size_t index, const twofold_expectation *e,
                       const twofold_finding *finding, struct tf_buffer *line)
{
    const twofold_lang lang = report->lang;
    if (e->expects == TWOFOLD_EXPECTS_VERDICT) {
        twofold_expectation found = *e;
        found.verdict = finding->verdict;
        say_expectation(line, report->plan, &found, lang);
        tf_say(line, TF_SAY_EXPECTED_VERDICT, lang,
               (const char *const[5]){twofold_verdict_text(e->verdict, lang)});
        return;
    }
    char said[2 * TF_SAID], value[TF_SAID];
    (void)twofold_expectation_text(report->plan, index, lang, said, sizeof said);
    struct tf_buffer buffer = tf_buffer_of(value, sizeof value);
    say_found(report, &report->here->program->model->expectations[index], finding->value, &buffer);
    (void)tf_buffer_end(&buffer);
    tf_say(line, TF_SAY_FOUND, lang, (const char *const[5]){said, value});
}

static twofold_status report_failed(struct tf_reporter *report, const twofold_expectation *e)
{
    twofold_assessment assessment;
    if (e->expects == TWOFOLD_EXPECTS_VALUE)
        return tf_report_value(report, e->entity, e->kpi, e->period);
    const twofold_status status = twofold_assess(report->here, e->target, &assessment);
    return status == TWOFOLD_OK ? tf_report_assessment(report, &assessment) : status;
}

twofold_status twofold_expectation_report(twofold_projections *projections, size_t index,
                                          const twofold_finding *finding,
                                          const twofold_reporting *reporting, twofold_sink sink,
                                          void *user)
{
    const twofold_plan *plan = twofold_projections_plan(projections);
    if (plan == NULL || finding == NULL || index >= twofold_expectation_count(plan))
        return TWOFOLD_E_ARGUMENT;
    const twofold_expectation e = twofold_expectation_at(plan, index);
    struct tf_reporter report;
    twofold_status status = tf_report_open(projections, e.scenario, reporting, sink, user, &report);
    if (status != TWOFOLD_OK) return status;
    char text[4 * TF_SAID], said[2 * TF_SAID];
    struct tf_buffer line = tf_buffer_of(text, sizeof text);
    (void)twofold_expectation_text(plan, index, report.lang, said, sizeof said);
    const twofold_outcome outcome =
        e.expects == TWOFOLD_EXPECTS_CHANCE ? TWOFOLD_SKIPPED : finding->outcome;
    switch (outcome) {
    case TWOFOLD_PASSED: tf_buffer_say(&line, said); break;
    case TWOFOLD_SKIPPED:
        tf_say(&line, TF_SAY_SKIPPED_CHANCE, report.lang, (const char *const[5]){said});
        break;
    case TWOFOLD_FAILED: say_failed(&report, index, &e, finding, &line); break;
    }
    (void)tf_buffer_end(&line);
    tf_out_say(&report.out, text);
    tf_out_char(&report.out, '\n');
    if (outcome == TWOFOLD_FAILED) status = report_failed(&report, &e);
    const twofold_status written = tf_out_end(&report.out);
    return status != TWOFOLD_OK ? status : written;
}
