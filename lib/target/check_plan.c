/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Checks on what a plan projects: verdicts and values. */
#include "target/check.h"

#include <math.h>
#include <string.h>

/* Sums of doubles: a last bit is no move. */
static const double TOLERANCE = 1e-9;

#define FILLINGS (const char *const[5])

/* ---- What they speak of ---- */

static twofold_status find_period(struct tf_check *check, const char *text, twofold_period *period)
{
    if (text != NULL && twofold_period_parse(text, strlen(text), period)) return TWOFOLD_OK;
    return tf_check_cannot(check, TWOFOLD_E_ARGUMENT, TF_SAY_NO_PERIOD, FILLINGS{text});
}

static twofold_status find_kpi(struct tf_check *check, const char *kpi)
{
    check->kpi = twofold_find_kpi(check->report.plan, kpi);
    if (check->kpi >= 0) return TWOFOLD_OK;
    return tf_check_cannot(check, TWOFOLD_E_NOT_FOUND, TF_SAY_NO_KPI, FILLINGS{kpi});
}

/* period NULL: none is wanted. */
static twofold_status find_cell(struct tf_check *check, const char *entity, const char *kpi,
                                const char *period)
{
    check->entity = twofold_find_entity(check->report.plan, entity);
    if (check->entity < 0)
        return tf_check_cannot(check, TWOFOLD_E_NOT_FOUND, TF_SAY_NO_ENTITY, FILLINGS{entity});
    const twofold_status status = find_kpi(check, kpi);
    if (status != TWOFOLD_OK || period == NULL) return status;
    return find_period(check, period, &check->period);
}

static void say_scenario(struct tf_check *check)
{
    if (check->scenario[0] != '\0')
        tf_check_say(check, TF_SAY_IN_SCENARIO, FILLINGS{check->scenario});
}

/* "output of heli in 2025 in scenario late" */
static void say_cell(struct tf_check *check)
{
    char period[TF_SAID];
    const twofold_plan *plan = check->report.plan;
    const twofold_lang lang = check->report.lang;
    tf_say_period(check->period, lang, period);
    tf_check_say(check, TF_SAY_VALUE_OF,
                 FILLINGS{tf_kpi_called(plan, check->kpi, lang),
                          tf_entity_called(plan, check->entity, lang), period});
    say_scenario(check);
}

static double value_in(const struct tf_check *check, const twofold_projection *projection)
{
    return twofold_value_over(projection, check->entity, check->kpi, check->period);
}

/* ---- How they fail ---- */

static twofold_status fail_assessment(struct tf_check *check, const twofold_assessment *assessment)
{
    tf_out_char(&check->report.out, '\n');
    return tf_report_assessment(&check->report, assessment);
}

/* "output of heli in 2025 WORDS", and why. */
static twofold_status fail_value(struct tf_check *check, enum tf_report_word words, const char *is,
                                 const char *other)
{
    say_cell(check);
    tf_check_say(check, words, FILLINGS{is, other});
    tf_out_char(&check->report.out, '\n');
    return tf_report_value(&check->report, check->entity, check->kpi, check->period);
}

/* ---- Verdicts ---- */

static twofold_status check_verdict(struct tf_check *check, const char *target,
                                    twofold_verdict expected, bool *holds)
{
    const twofold_lang lang = check->report.lang;
    twofold_assessment found;
    const size_t index = twofold_find_target(check->report.plan, target);
    if (twofold_assess(check->report.here, index, &found) != TWOFOLD_OK)
        return tf_check_cannot(check, TWOFOLD_E_NOT_FOUND, TF_SAY_NO_TARGET, FILLINGS{target});
    *holds = found.verdict == expected;
    if (*holds) return TWOFOLD_OK;
    tf_check_say(check, TF_SAY_VERDICT_IS,
                 FILLINGS{target, twofold_verdict_text(found.verdict, lang)});
    say_scenario(check);
    tf_check_say(check, TF_SAY_EXPECTED_VERDICT, FILLINGS{twofold_verdict_text(expected, lang)});
    return fail_assessment(check, &found);
}

twofold_status twofold_check_verdict(const twofold_checker *checker, const char *scenario,
                                     const char *target, twofold_verdict expected, bool *holds)
{
    struct tf_check check;
    bool held = true;
    twofold_status status = tf_check_open(checker, scenario, &check);
    if (status != TWOFOLD_OK) return status;
    status = tf_check_end(&check, check_verdict(&check, target, expected, &held));
    if (status == TWOFOLD_OK) *holds = held;
    return status;
}

static twofold_status check_doubles(struct tf_check *check, const char *entity, const char *kpi,
                                    const char *base, const char *by, bool *holds)
{
    twofold_period first = {0, 0};
    twofold_assessment found;
    twofold_status status = find_cell(check, entity, kpi, by);
    if (status == TWOFOLD_OK) status = find_period(check, base, &first);
    if (status != TWOFOLD_OK) return status;
    status = twofold_assess_doubling(check->report.here, check->entity, check->kpi, first,
                                     check->period, &found);
    if (status != TWOFOLD_OK)
        return tf_check_cannot(check, status, TF_SAY_NO_ORDER, FILLINGS{base, by});
    *holds = found.verdict == TWOFOLD_MET;
    if (*holds) return TWOFOLD_OK;
    tf_check_say(check, TF_SAY_DOUBLING, FILLINGS{kpi, entity, base, by});
    tf_out_say(&check->report.out, twofold_verdict_text(found.verdict, check->report.lang));
    say_scenario(check);
    return fail_assessment(check, &found);
}

twofold_status twofold_check_doubles(const twofold_checker *checker, const char *scenario,
                                     const char *entity, const char *kpi, const char *base,
                                     const char *by, bool *holds)
{
    struct tf_check check;
    bool held = true;
    twofold_status status = tf_check_open(checker, scenario, &check);
    if (status != TWOFOLD_OK) return status;
    status = tf_check_end(&check, check_doubles(&check, entity, kpi, base, by, &held));
    if (status == TWOFOLD_OK) *holds = held;
    return status;
}

twofold_status twofold_check_expectations(const twofold_checker *checker, bool *holds)
{
    struct tf_check check;
    twofold_status status = tf_check_open(checker, NULL, &check);
    if (status != TWOFOLD_OK) return status;
    const twofold_reporting reporting = {sizeof reporting, checker->lang, checker->file};
    const size_t count = twofold_expectation_count(check.report.plan);
    bool held = count > 0;
    if (!held) (void)tf_check_cannot(&check, status, TF_SAY_EXPECTS_NOTHING, NULL);
    status = tf_check_end(&check, status);
    for (size_t i = 0; status == TWOFOLD_OK && i < count; i++) {
        twofold_finding finding;
        status = twofold_expect(checker->projections, i, &finding, NULL);
        if (status != TWOFOLD_OK || finding.outcome != TWOFOLD_FAILED) continue;
        held = false;
        status = twofold_expectation_report(checker->projections, i, &finding, &reporting,
                                            checker->sink, checker->user);
    }
    if (status == TWOFOLD_OK) *holds = held;
    return status;
}

/* ---- Values ---- */

static twofold_status check_reads(struct tf_check *check, const char *figure, bool *holds)
{
    char found[TF_SAID];
    const twofold_status status =
        twofold_reads_as(check->report.here, check->entity, check->kpi, check->period, figure,
                         holds, found, sizeof found);
    if (status != TWOFOLD_OK)
        return tf_check_cannot(
            check, status, TF_SAY_NO_FIGURE,
            FILLINGS{figure, tf_kpi_called(check->report.plan, check->kpi, check->report.lang)});
    return *holds ? TWOFOLD_OK : fail_value(check, TF_SAY_READS, found, figure);
}

twofold_status twofold_check_reads(const twofold_checker *checker, const char *scenario,
                                   const char *entity, const char *kpi, const char *period,
                                   const char *figure, bool *holds)
{
    struct tf_check check;
    bool held = true;
    twofold_status status = tf_check_open(checker, scenario, &check);
    if (status != TWOFOLD_OK) return status;
    status = find_cell(&check, entity, kpi, period);
    if (status == TWOFOLD_OK) status = check_reads(&check, figure, &held);
    status = tf_check_end(&check, status);
    if (status == TWOFOLD_OK) *holds = held;
    return status;
}

static bool is_near(double actual, double expected, double relative, double absolute)
{
    const double off = fabs(actual - expected);
    return off <= absolute || off <= relative * fabs(expected);
}

static void say_far(struct tf_check *check, double actual, double expected, double relative,
                    double absolute)
{
    const double numbers[] = {actual, expected, fabs(actual - expected), absolute, relative};
    char texts[5][40];
    for (size_t i = 0; i < 5; i++) {
        (void)twofold_double_write(numbers[i], texts[i], sizeof texts[i]);
        if (isnan(numbers[i])) memcpy(texts[i], "NaN", sizeof "NaN");
    }
    (void)tf_check_cannot(check, TWOFOLD_OK, TF_SAY_FAR,
                          FILLINGS{texts[0], texts[1], texts[2], texts[3], texts[4]});
}

twofold_status twofold_check_near(const twofold_checker *checker, double actual, double expected,
                                  double relative, double absolute, bool *holds)
{
    struct tf_check check;
    twofold_status status = tf_check_open_bare(checker, &check);
    if (status != TWOFOLD_OK) return status;
    const bool held = is_near(actual, expected, relative, absolute);
    if (!held) say_far(&check, actual, expected, relative, absolute);
    status = tf_check_end(&check, TWOFOLD_OK);
    if (status == TWOFOLD_OK) *holds = held;
    return status;
}

twofold_status twofold_check_value(const twofold_checker *checker, const char *scenario,
                                   const char *entity, const char *kpi, const char *period,
                                   double expected, double relative, double absolute, bool *holds)
{
    struct tf_check check;
    bool held = true;
    twofold_status status = tf_check_open(checker, scenario, &check);
    if (status != TWOFOLD_OK) return status;
    status = find_cell(&check, entity, kpi, period);
    if (status == TWOFOLD_OK) {
        const double value = value_in(&check, check.report.here);
        held = is_near(value, expected, relative, absolute);
        if (!held) {
            say_cell(&check);
            tf_out_say(&check.report.out, ": ");
            say_far(&check, value, expected, relative, absolute);
            status = tf_report_value(&check.report, check.entity, check.kpi, check.period);
        }
    }
    status = tf_check_end(&check, status);
    if (status == TWOFOLD_OK) *holds = held;
    return status;
}

static twofold_status check_moves(struct tf_check *check, int direction, bool *holds)
{
    const twofold_projection *here = check->report.here;
    const twofold_projection *base = check->report.base != NULL ? check->report.base : here;
    const twofold_lang lang = check->report.lang;
    const double before = value_in(check, base), after = value_in(check, here);
    char was[TF_SAID], is[TF_SAID];
    *holds = direction * (after - before) > TOLERANCE * fabs(before);
    if (*holds) return TWOFOLD_OK;
    tf_say_amount(base, check->entity, check->kpi, before, lang, was);
    tf_say_amount(here, check->entity, check->kpi, after, lang, is);
    return fail_value(check, direction > 0 ? TF_SAY_NOT_HIGHER : TF_SAY_NOT_LOWER, is, was);
}

twofold_status twofold_check_moves(const twofold_checker *checker, const char *scenario,
                                   const char *entity, const char *kpi, const char *period,
                                   int direction, bool *holds)
{
    struct tf_check check;
    bool held = true;
    twofold_status status = tf_check_open(checker, scenario, &check);
    if (status != TWOFOLD_OK) return status;
    status = find_cell(&check, entity, kpi, period);
    if (status == TWOFOLD_OK) status = check_moves(&check, direction, &held);
    status = tf_check_end(&check, status);
    if (status == TWOFOLD_OK) *holds = held;
    return status;
}

/* ---- Claims ---- */

/* Where a claim breaks: numbers in full, for they may differ in the last digits only. */
static twofold_status fail_breach(struct tf_check *check, const twofold_breach *breach,
                                  enum tf_report_word words)
{
    char is[40], other[40];
    check->entity = breach->entity;
    check->period = breach->period;
    (void)twofold_double_write(breach->value, is, sizeof is);
    (void)twofold_double_write(breach->other, other, sizeof other);
    return fail_value(check, words, is, other);
}

twofold_status twofold_check_adds_up(const twofold_checker *checker, const char *scenario,
                                     const char *kpi, bool *holds)
{
    struct tf_check check;
    twofold_breach breach = {.found = false};
    twofold_status status = tf_check_open(checker, scenario, &check);
    if (status != TWOFOLD_OK) return status;
    status = find_kpi(&check, kpi);
    if (status == TWOFOLD_OK) {
        status = twofold_adds_up(check.report.here, check.kpi, &breach);
        if (status != TWOFOLD_OK)
            (void)tf_check_cannot(&check, status, TF_SAY_NO_SUM, FILLINGS{kpi});
    }
    if (breach.found) status = fail_breach(&check, &breach, TF_SAY_NOT_SUM);
    status = tf_check_end(&check, status);
    if (status == TWOFOLD_OK) *holds = !breach.found;
    return status;
}

twofold_status twofold_check_never_falls(const twofold_checker *checker, const char *scenario,
                                         const char *entity, const char *kpi, bool *holds)
{
    struct tf_check check;
    twofold_breach breach = {.found = false};
    twofold_status status = tf_check_open(checker, scenario, &check);
    if (status != TWOFOLD_OK) return status;
    status = find_cell(&check, entity, kpi, NULL);
    if (status == TWOFOLD_OK) {
        status = twofold_never_falls(check.report.here, check.entity, check.kpi, &breach);
        if (status != TWOFOLD_OK)
            (void)tf_check_cannot(&check, status, TF_SAY_NO_YEARS, FILLINGS{kpi, entity});
    }
    if (breach.found) status = fail_breach(&check, &breach, TF_SAY_FELL);
    status = tf_check_end(&check, status);
    if (status == TWOFOLD_OK) *holds = !breach.found;
    return status;
}
