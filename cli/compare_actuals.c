/* SPDX-License-Identifier: GPL-3.0-or-later */
/* twofold compare --with actuals: what was reported beside the plan without its reports. */
#include "verbs.h"

#include <math.h>
#include <string.h>

/* What is shown of the reports. */
struct page {
    const struct session *session;
    const twofold_variances *all;
    const struct handles *entities, *kpis;
};

static bool is_shown(const struct page *page, const twofold_variance *v)
{
    return handles_have(page->entities, v->entity) && handles_have(page->kpis, v->kpi);
}

/* ---- For programs ---- */

static twofold_status put_rows(const struct page *page)
{
    static const struct {
        const char *name;
        twofold_column_type type;
    } columns[] = {
        {"scenario", TWOFOLD_COLUMN_TEXT}, {"entity", TWOFOLD_COLUMN_TEXT},
        {"kpi", TWOFOLD_COLUMN_TEXT},      {"period", TWOFOLD_COLUMN_TEXT},
        {"unit", TWOFOLD_COLUMN_TEXT},     {"plan", TWOFOLD_COLUMN_NUMBER},
        {"actual", TWOFOLD_COLUMN_NUMBER}, {"variance", TWOFOLD_COLUMN_NUMBER},
        {"share", TWOFOLD_COLUMN_NUMBER},  {"known", TWOFOLD_COLUMN_INTEGER},
        {"of", TWOFOLD_COLUMN_INTEGER},    {"source", TWOFOLD_COLUMN_TEXT},
        {"file", TWOFOLD_COLUMN_TEXT},     {"line", TWOFOLD_COLUMN_INTEGER},
    };
    const twofold_plan *plan = page->session->plan;
    struct sheet sheet = sheet_new();
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        sheet_column(&sheet, columns[i].name, columns[i].type);
    for (size_t i = 0; i < twofold_variances_count(page->all); i++) {
        const twofold_variance v = twofold_variances_at(page->all, i);
        if (!is_shown(page, &v)) continue;
        sheet_text(&sheet, scenario_id(page->session));
        sheet_text(&sheet, twofold_entity_at(plan, v.entity, TWOFOLD_EN).path);
        sheet_text(&sheet, twofold_plan_kpi(plan, v.kpi)->id);
        sheet_period(&sheet, v.period.month, v.period.months);
        sheet_text(&sheet, v.unit);
        const double numbers[] = {v.plan, v.actual, v.variance, v.share, v.known, v.of};
        for (size_t k = 0; k < sizeof numbers / sizeof *numbers; k++)
            sheet_number(&sheet, numbers[k]);
        sheet_text(&sheet, v.source);
        sheet_text(&sheet, v.file);
        sheet_number(&sheet, v.line);
    }
    return sheet_end(&sheet, page->session->options->format);
}

/* ---- For people ---- */

struct counts {
    size_t all, above, below;
    bool partly;
};

static void row_put(struct sheet *sheet, const struct page *page, const twofold_variance *v,
                    struct counts *counts)
{
    char text[CELL];
    const twofold_lang lang = page->session->lang;
    const double larger = !(fabs(v->plan) > fabs(v->actual)) ? fabs(v->actual) : fabs(v->plan);
    const struct style style = style_for(v->unit, false, larger, lang);
    const struct style finer = style_for(v->unit, false, fabs(v->variance), lang);
    const bool partly = !isnan(v->plan) && v->known < v->of;
    sheet_text(sheet, entity_name(page->session, v->entity));
    sheet_text(sheet, kpi_name(page->session, v->kpi));
    (void)twofold_period_label(v->period, lang, text, sizeof text);
    sheet_text(sheet, text);
    sheet_value(sheet, &style, v->plan, false);
    sheet_text(sheet, partly ? "*" : "");
    sheet_value(sheet, &style, v->actual, false);
    sheet_value(sheet, &finer, v->variance, true);
    text[0] = '\0';
    if (v->share > 0.0) text_append(text, sizeof text, "+");
    percent_write(v->share, text + strlen(text));
    sheet_text(sheet, text);
    sheet_text(sheet, v->source);
    counts->all++;
    counts->above += v->variance > 0.0;
    counts->below += v->variance < 0.0;
    counts->partly |= partly;
}

static struct sheet sheet_with_columns(twofold_lang lang)
{
    static const struct {
        enum word name;
        twofold_column_type type;
    } columns[] = {
        {WORD_ENTITY, TWOFOLD_COLUMN_TEXT},     {WORD_KPI, TWOFOLD_COLUMN_TEXT},
        {WORD_PERIOD, TWOFOLD_COLUMN_TEXT},     {WORD_PLAN, TWOFOLD_COLUMN_NUMBER},
        {WORD_COUNT, TWOFOLD_COLUMN_TEXT},      {WORD_ACTUAL, TWOFOLD_COLUMN_NUMBER},
        {WORD_VARIANCE, TWOFOLD_COLUMN_NUMBER}, {WORD_SHARE_OF_PLAN, TWOFOLD_COLUMN_NUMBER},
        {WORD_SOURCE, TWOFOLD_COLUMN_TEXT},
    };
    struct sheet sheet = sheet_new();
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        sheet_column(&sheet, columns[i].name == WORD_COUNT ? "" : word(columns[i].name, lang),
                     columns[i].type);
    return sheet;
}

static void notes_put(const struct counts *counts, twofold_lang lang)
{
    char all[CELL], above[CELL], below[CELL];
    count_write(counts->all, all);
    count_write(counts->above, above);
    count_write(counts->below, below);
    putchar('\n');
    word_put(stdout, WORD_REPORT_COUNTS, lang, all, above, below);
    printf("\n%s\n", word(WORD_WITHOUT_REPORTS, lang));
    if (counts->partly) puts(word(WORD_PARTLY_PLANNED, lang));
}

static twofold_status put_page(const struct page *page)
{
    const twofold_lang lang = page->session->lang;
    struct counts counts = {0};
    struct sheet sheet = sheet_with_columns(lang);
    for (size_t i = 0; i < twofold_variances_count(page->all); i++) {
        const twofold_variance v = twofold_variances_at(page->all, i);
        if (is_shown(page, &v)) row_put(&sheet, page, &v, &counts);
    }
    title_put(page->session);
    if (counts.all == 0) {
        twofold_table_free(sheet.table);
        puts(word(WORD_NO_REPORTS, lang));
        return sheet.status;
    }
    const twofold_status status = sheet_end(&sheet, page->session->options->format);
    notes_put(&counts, lang);
    return status;
}

/* ---- The verb ---- */

static enum exit_status find_variances(struct session *session, twofold_variances **all)
{
    const struct options *options = session->options;
    twofold_faults *faults = NULL;
    if (!has_scenarios(session, options->scenario)) return BAD_INPUT;
    const twofold_status status =
        twofold_variances_new(session->plan, options->scenario, options->sets.items,
                              options->sets.count, NULL, all, &faults);
    if (status == TWOFOLD_E_PLAN) {
        twofold_faults_free(session->faults);
        session->faults = faults;
        faults_put(stderr, session, TWOFOLD_ERROR);
        return BAD_INPUT;
    }
    twofold_faults_free(faults);
    return complain(status, options->file, options->lang);
}

enum exit_status compare_with_actuals(const struct options *options)
{
    struct session session;
    struct handles entities = {0}, kpis = {0};
    twofold_variances *all = NULL;
    if (options->base != NULL || options->scenarios.count > 1) {
        message(options->lang, WORD_WITH_ACTUALS_ONE, NULL, NULL, NULL);
        return BAD_INPUT;
    }
    enum exit_status exit = session_load(&session, options);
    if (exit == BAD_INPUT) faults_put(stderr, &session, TWOFOLD_ERROR);
    if (exit == DONE) {
        exit = find_entities(&session, &entities);
        const enum exit_status also = find_kpis(&session, &kpis);
        exit = also > exit ? also : exit;
    }
    if (exit == DONE) exit = find_variances(&session, &all);
    if (exit == DONE) {
        const struct page page = {&session, all, &entities, &kpis};
        const twofold_status status = is_for_people(options) ? put_page(&page) : put_rows(&page);
        exit = complain(status, options->file, options->lang);
    }
    twofold_variances_free(all);
    handles_free(&entities);
    handles_free(&kpis);
    session_close(&session);
    return exit;
}
