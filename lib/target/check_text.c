/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Checks on texts: a projection that was stored, a plan that is to be refused. */
#include "target/check.h"
#include "twofold/stored.h"

#include <stdio.h>
#include <string.h>

enum { MOST_CELLS = 10 };

#define FILLINGS (const char *const[5])

/* ---- A stored projection ---- */

static void write_number(double value, twofold_lang lang, char text[TF_SAID])
{
    struct tf_buffer buffer = tf_buffer_of(text, TF_SAID);
    if (value == value)
        tf_buffer_double(&buffer, value);
    else
        tf_say(&buffer, TF_SAY_UNKNOWN, lang, NULL);
    (void)tf_buffer_end(&buffer);
}

static void say_difference(struct tf_check *check, const twofold_difference *one)
{
    char cell[2 * TF_SAID], period[TF_SAID], left[TF_SAID], right[TF_SAID];
    const twofold_lang lang = check->report.lang;
    struct tf_buffer buffer = tf_buffer_of(cell, sizeof cell);
    tf_say_period(one->period, lang, period);
    tf_say(&buffer, TF_SAY_VALUE_OF, lang, FILLINGS{one->kpi, one->entity, period});
    (void)tf_buffer_end(&buffer);
    write_number(one->left, lang, left);
    write_number(one->right, lang, right);
    tf_out_say(&check->report.out, "    ");
    (void)tf_check_cannot(check, TWOFOLD_OK, TF_SAY_STORED, FILLINGS{cell, left, right});
}

static twofold_status say_differences(struct tf_check *check,
                                      const twofold_differences *differences, const char *name)
{
    const size_t count = twofold_differences_count(differences);
    char cells[32], all[32];
    (void)snprintf(cells, sizeof cells, "%zu", count);
    (void)snprintf(all, sizeof all, "%zu", twofold_differences_compared(differences));
    tf_check_say(check, TF_SAY_DIFFERS, FILLINGS{cells, all, name});
    if (check->scenario[0] != '\0')
        tf_check_say(check, TF_SAY_IN_SCENARIO, FILLINGS{check->scenario});
    tf_out_char(&check->report.out, '\n');
    for (size_t i = 0; i < count && i < MOST_CELLS; i++) {
        const twofold_difference one = twofold_differences_at(differences, i);
        say_difference(check, &one);
    }
    twofold_changes *changes;
    const twofold_status status = tf_report_changes(&check->report, &changes);
    if (status == TWOFOLD_OK) twofold_changes_free(changes);
    tf_report_replay(&check->report, "project", (const char *const[][2]){{"--format", "csv"}}, 1);
    return status;
}

/* What a comparison holds. */
struct compared {
    twofold_stored *left, *right;
    twofold_differences *differences;
    twofold_faults *faults;
};

static twofold_status compare(struct tf_check *check, const char *text, size_t size,
                              const char *name, double relative, struct compared *c)
{
    const twofold_context *context = &check->report.here->program->context;
    const char *scenario = check->scenario[0] != '\0' ? check->scenario : NULL;
    twofold_status status = twofold_stored_parse(text, size, name, context, &c->left, &c->faults);
    if (status == TWOFOLD_OK)
        status = twofold_stored_of(check->report.here, scenario, c->left, context, &c->right);
    if (status == TWOFOLD_OK)
        status = twofold_diff(c->left, c->right, (twofold_tolerance){.relative = relative}, context,
                              &c->differences);
    return status;
}

twofold_status twofold_check_like(const twofold_checker *checker, const char *scenario,
                                  const char *text, size_t size, const char *name, double relative,
                                  bool *holds)
{
    struct tf_check check;
    struct compared c = {.left = NULL};
    twofold_status status = tf_check_open(checker, scenario, &check);
    if (status != TWOFOLD_OK) return status;
    const char *called = name == NULL ? "" : name;
    bool held = true;
    status = compare(&check, text, size, name, relative, &c);
    if (status != TWOFOLD_OK) {
        (void)tf_check_cannot(&check, status, TF_SAY_CANNOT,
                              FILLINGS{called, twofold_status_text(status, checker->lang)});
        tf_check_say_faults(&check, c.faults);
    } else if (twofold_differences_count(c.differences) > 0 || twofold_stored_count(c.left) == 0) {
        held = false;
        status = say_differences(&check, c.differences, called);
    }
    twofold_differences_free(c.differences);
    twofold_stored_free(c.left);
    twofold_stored_free(c.right);
    twofold_faults_free(c.faults);
    status = tf_check_end(&check, status);
    if (status == TWOFOLD_OK) *holds = held;
    return status;
}

/* ---- A plan that is refused ---- */

static bool has_fault(const twofold_faults *faults, unsigned line, unsigned column,
                      const char *code)
{
    for (size_t i = 0; i < twofold_faults_count(faults); i++) {
        const twofold_fault fault = twofold_faults_at(faults, i);
        if (fault.severity == TWOFOLD_ERROR && fault.line == line && fault.column == column &&
            strcmp(twofold_fault_id(fault.code), code) == 0)
            return true;
    }
    return false;
}

twofold_status twofold_check_refused(const twofold_checker *checker, const char *text,
                                     unsigned line, unsigned column, const char *code, bool *holds)
{
    struct tf_check check;
    twofold_plan *plan = NULL;
    twofold_faults *faults = NULL;
    if (text == NULL || code == NULL) return TWOFOLD_E_ARGUMENT;
    twofold_status status = tf_check_open_bare(checker, &check);
    if (status != TWOFOLD_OK) return status;
    status = twofold_plan_parse(text, strlen(text), NULL, NULL, &plan, &faults);
    const bool sound = status == TWOFOLD_OK;
    const bool held = status == TWOFOLD_E_PLAN && has_fault(faults, line, column, code);
    if (status == TWOFOLD_E_PLAN) status = TWOFOLD_OK;
    if (status == TWOFOLD_OK && !held) {
        char place[32];
        (void)snprintf(place, sizeof place, "%u:%u", line, column);
        (void)tf_check_cannot(&check, status, sound ? TF_SAY_SOUND : TF_SAY_OTHER_FAULTS,
                              FILLINGS{place, code});
        tf_check_say_faults(&check, faults);
    }
    twofold_faults_free(faults);
    twofold_plan_free(plan);
    status = tf_check_end(&check, status);
    if (status == TWOFOLD_OK) *holds = held;
    return status;
}
