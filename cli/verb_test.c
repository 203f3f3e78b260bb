/* SPDX-License-Identifier: GPL-3.0-or-later */
/* twofold test: whether what the plan expects of itself holds. */
#include "test_results.h"
#include "verbs.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- Finding out ---- */

struct growing {
    char *text;
    size_t size;
};

static bool grow(void *user, const char *bytes, size_t size)
{
    struct growing *to = user;
    char *more = realloc(to->text, to->size + size + 1);
    if (more == NULL) return false;
    memcpy(more + to->size, bytes, size);
    to->text = more;
    to->size += size;
    to->text[to->size] = '\0';
    return true;
}

static char *sentence(const struct session *session, size_t index)
{
    const size_t size = twofold_expectation_text(session->plan, index, session->lang, NULL, 0) + 1;
    char *said = malloc(size);
    if (said != NULL)
        (void)twofold_expectation_text(session->plan, index, session->lang, said, size);
    return said;
}

/* E_PLAN: the session's faults say what is wrong with a change. */
static twofold_status find_one(struct session *session, twofold_projections *projections,
                               size_t index, struct result *result)
{
    const twofold_reporting reporting = {sizeof reporting, session->lang, session->options->file};
    struct growing report = {NULL, 0};
    twofold_faults *faults = NULL;
    twofold_status status = twofold_expect(projections, index, &result->finding, &faults);
    if (status == TWOFOLD_E_PLAN) {
        twofold_faults_free(session->faults);
        session->faults = faults;
        return status;
    }
    twofold_faults_free(faults);
    result->expectation = twofold_expectation_at(session->plan, index);
    result->said = sentence(session, index);
    if (status == TWOFOLD_OK && result->said == NULL) status = TWOFOLD_E_MEMORY;
    if (status == TWOFOLD_OK)
        status = twofold_expectation_report(projections, index, &result->finding, &reporting, grow,
                                            &report);
    result->report = report.text;
    return status == TWOFOLD_E_OUTPUT ? TWOFOLD_E_MEMORY : status; /* only memory can refuse it */
}

static twofold_status find_all(struct session *session, struct results *results)
{
    const struct options *options = session->options;
    const size_t count = twofold_expectation_count(session->plan);
    twofold_projections *projections = NULL;
    results->items = calloc(count + 1, sizeof *results->items);
    if (results->items == NULL) return TWOFOLD_E_MEMORY;
    twofold_status status =
        twofold_projections_new(session->plan, options->scenario, options->sets.items,
                                options->sets.count, NULL, &projections);
    for (size_t i = 0; status == TWOFOLD_OK && i < count; i++) {
        struct result *result = &results->items[results->count++];
        status = find_one(session, projections, i, result);
        if (status == TWOFOLD_OK) results->outcomes[result->finding.outcome]++;
    }
    twofold_projections_free(projections);
    return status;
}

static void results_free(struct results *results)
{
    for (size_t i = 0; i < results->count; i++) {
        free(results->items[i].said);
        free(results->items[i].report);
    }
    free(results->items);
}

/* ---- For people ---- */

static void put_results(const struct session *session, const struct results *results)
{
    char counts[3][24];
    if (results->count == 0) {
        puts(word(WORD_NO_EXPECTATIONS, session->lang));
        return;
    }
    for (size_t i = 0; i < results->count; i++) {
        const struct result *r = &results->items[i];
        const char *outcome = twofold_outcome_text(r->finding.outcome, session->lang);
        const size_t width = twofold_text_width(outcome, strlen(outcome));
        printf("%s%*s%s", outcome, width < 9 ? (int)(9 - width) : 1, "", r->report);
    }
    for (int i = 0; i < 3; i++) snprintf(counts[i], sizeof counts[i], "%zu", results->outcomes[i]);
    putchar('\n');
    word_put(stdout, WORD_TEST_COUNTS, session->lang, counts[TWOFOLD_PASSED],
             counts[TWOFOLD_FAILED], counts[TWOFOLD_SKIPPED]);
    putchar('\n');
}

/* The first line of each report. */
static twofold_status put_markdown(const struct session *session, const struct results *results)
{
    struct sheet sheet = sheet_new();
    sheet_column(&sheet, word(WORD_OUTCOME, session->lang), TWOFOLD_COLUMN_TEXT);
    sheet_column(&sheet, word(WORD_EXPECTATION, session->lang), TWOFOLD_COLUMN_TEXT);
    for (size_t i = 0; i < results->count; i++) {
        struct result *r = &results->items[i];
        r->report[strcspn(r->report, "\n")] = '\0';
        sheet_text(&sheet, twofold_outcome_text(r->finding.outcome, session->lang));
        sheet_text(&sheet, r->report);
    }
    return sheet_end(&sheet, TWOFOLD_MARKDOWN);
}

/* ---- For programs ---- */

static void add_row(struct sheet *sheet, const struct session *session, const struct result *r)
{
    static const char *const subjects[] = {"verdict", "value", "chance"};
    const twofold_expectation *e = &r->expectation;
    const bool verdict = e->expects == TWOFOLD_EXPECTS_VERDICT;
    const twofold_kpi *kpi = twofold_plan_kpi(session->plan, e->kpi);
    sheet_number(sheet, e->line);
    sheet_text(sheet, twofold_outcome_text(r->finding.outcome, TWOFOLD_EN));
    sheet_text(sheet, subjects[e->expects]);
    sheet_text(sheet, e->scenario);
    sheet_text(sheet, twofold_target_at(session->plan, e->target, session->lang).id);
    sheet_text(sheet, twofold_entity_at(session->plan, e->entity, session->lang).path);
    sheet_text(sheet, kpi != NULL ? kpi->id : "");
    sheet_period(sheet, e->period.month, e->period.months);
    sheet_text(sheet, verdict ? twofold_verdict_text(e->verdict, TWOFOLD_EN) : e->is);
    sheet_text(sheet, e->within);
    sheet_text(sheet, e->at_least);
    sheet_text(sheet, e->at_most);
    sheet_text(sheet, verdict ? twofold_verdict_text(r->finding.verdict, TWOFOLD_EN) : "");
    sheet_number(sheet, r->finding.value);
    const bool skipped = r->finding.outcome == TWOFOLD_SKIPPED;
    sheet_number(sheet, skipped ? (double)NAN : r->finding.known);
    sheet_number(sheet, skipped ? (double)NAN : r->finding.of);
}

static twofold_status put_rows(const struct session *session, const struct results *results)
{
    static const struct {
        const char *name;
        twofold_column_type type;
    } columns[] = {
        {"line", TWOFOLD_COLUMN_INTEGER},  {"outcome", TWOFOLD_COLUMN_TEXT},
        {"expects", TWOFOLD_COLUMN_TEXT},  {"scenario", TWOFOLD_COLUMN_TEXT},
        {"target", TWOFOLD_COLUMN_TEXT},   {"entity", TWOFOLD_COLUMN_TEXT},
        {"kpi", TWOFOLD_COLUMN_TEXT},      {"period", TWOFOLD_COLUMN_TEXT},
        {"is", TWOFOLD_COLUMN_TEXT},       {"within", TWOFOLD_COLUMN_TEXT},
        {"at_least", TWOFOLD_COLUMN_TEXT}, {"at_most", TWOFOLD_COLUMN_TEXT},
        {"verdict", TWOFOLD_COLUMN_TEXT},  {"value", TWOFOLD_COLUMN_NUMBER},
        {"known", TWOFOLD_COLUMN_INTEGER}, {"of", TWOFOLD_COLUMN_INTEGER},
    };
    struct sheet sheet = sheet_new();
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        sheet_column(&sheet, columns[i].name, columns[i].type);
    for (size_t i = 0; i < results->count; i++) add_row(&sheet, session, &results->items[i]);
    return sheet_end(&sheet, session->options->format);
}

/* ---- The verb ---- */

static twofold_status show(const struct session *session, const struct results *results)
{
    if (session->options->test_format == TEST_TAP)
        results_tap(session, results);
    else if (session->options->test_format == TEST_JUNIT)
        results_junit(session, results);
    else if (session->options->format == TWOFOLD_TEXT)
        put_results(session, results);
    else if (session->options->format == TWOFOLD_MARKDOWN)
        return put_markdown(session, results);
    else
        return put_rows(session, results);
    return TWOFOLD_OK;
}

enum exit_status verb_test(const struct options *options)
{
    struct session session;
    struct results results = {.items = NULL};
    enum exit_status exit = session_load(&session, options);
    if (exit == DONE && !has_scenarios(&session, options->scenario))
        exit = BAD_INPUT;
    else if (exit == BAD_INPUT)
        faults_put(stderr, &session, TWOFOLD_ERROR);
    if (exit == DONE) {
        twofold_status status = find_all(&session, &results);
        if (status == TWOFOLD_OK) status = show(&session, &results);
        if (status == TWOFOLD_E_PLAN) faults_put(stderr, &session, TWOFOLD_ERROR);
        exit = status == TWOFOLD_E_PLAN ? BAD_INPUT : complain(status, options->file, session.lang);
    }
    if (exit == DONE && results.outcomes[TWOFOLD_FAILED] > 0) exit = NOT_MET;
    results_free(&results);
    session_close(&session);
    return exit;
}
