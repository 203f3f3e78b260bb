/* SPDX-License-Identifier: GPL-3.0-or-later */
/* twofold explain: one cell of the projection down to the plan's figures, as rows, as nested JSON,
 * or (explain_table.c) as a table. */
#include "verbs.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- Which cell ---- */

struct cell {
    int entity, kpi;
    const char *period; /* in `text` */
    char *text;
};

/* Cuts the text at its last dot: what stands behind it, NULL if there is none or nothing. */
static char *cut_last(char *text)
{
    char *dot = strrchr(text, '.');
    if (dot == NULL || dot == text || dot[1] == '\0') return NULL;
    *dot = '\0';
    return dot + 1;
}

/* Entities may have dots in their paths; KPIs and periods have none. */
static enum exit_status find_cell(const struct session *session, struct cell *cell)
{
    const char *wanted = session->options->second;
    *cell = (struct cell){.text = malloc(strlen(wanted) + 1)};
    if (cell->text == NULL)
        return complain(TWOFOLD_E_MEMORY, session->options->file, session->lang);
    memcpy(cell->text, wanted, strlen(wanted) + 1);
    cell->period = cut_last(cell->text);
    const char *kpi = cell->period != NULL ? cut_last(cell->text) : NULL;
    if (kpi == NULL) {
        message(session->lang, WORD_NOT_A_CELL, wanted, "ENTITY.KPI.PERIOD", NULL);
        return BAD_INPUT;
    }
    cell->entity = find_entity(session, cell->text);
    cell->kpi = find_kpi(session, kpi);
    return cell->entity < 0 || cell->kpi < 0 ? BAD_INPUT : DONE;
}

static enum exit_status say_unknown_period(const struct session *session, const char *period)
{
    char years[64] = "";
    const twofold_series all = twofold_series_at(session->projection, 0, 0, TWOFOLD_YEAR);
    (void)twofold_period_write((twofold_period){all.first.month, 12 * (int32_t)all.count}, years,
                               sizeof years);
    message(session->lang, WORD_UNKNOWN_PERIOD, period, years, NULL);
    return BAD_INPUT;
}

/* ---- For programs ---- */

static void add_row(struct sheet *sheet, const twofold_explanation_line *line)
{
    static const char *const kinds[] = {"cell", "term", "factor", "input", "choice"};
    const bool is_cell = line->kind == TWOFOLD_LINE_CELL;
    sheet_number(sheet, line->depth);
    sheet_text(sheet, line->path);
    sheet_text(sheet, line->formula);
    sheet_number(sheet, line->value);
    sheet_text(sheet, line->unit);
    sheet_text(sheet, twofold_origin_id(line->origin));
    sheet_text(sheet, line->source);
    sheet_number(sheet, line->line > 0 ? line->line : (double)NAN);
    sheet_text(sheet, kinds[line->kind]);
    sheet_text(sheet, twofold_combine_id(line->combine));
    sheet_number(sheet, line->times);
    sheet_number(sheet, is_cell ? line->known : (double)NAN);
    sheet_number(sheet, is_cell ? line->of : (double)NAN);
    sheet_text(sheet, line->file);
}

static twofold_status explain_rows(const struct session *session,
                                   const twofold_explanation *explanation)
{
    static const struct {
        const char *name;
        twofold_column_type type;
    } columns[] = {
        {"depth", TWOFOLD_COLUMN_INTEGER}, {"path", TWOFOLD_COLUMN_TEXT},
        {"formula", TWOFOLD_COLUMN_TEXT},  {"value", TWOFOLD_COLUMN_NUMBER},
        {"unit", TWOFOLD_COLUMN_TEXT},     {"origin", TWOFOLD_COLUMN_TEXT},
        {"source", TWOFOLD_COLUMN_TEXT},   {"line", TWOFOLD_COLUMN_INTEGER},
        {"kind", TWOFOLD_COLUMN_TEXT},     {"combine", TWOFOLD_COLUMN_TEXT},
        {"times", TWOFOLD_COLUMN_INTEGER}, {"known", TWOFOLD_COLUMN_INTEGER},
        {"of", TWOFOLD_COLUMN_INTEGER},    {"file", TWOFOLD_COLUMN_TEXT},
    };
    struct sheet sheet = sheet_new();
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        sheet_column(&sheet, columns[i].name, columns[i].type);
    for (size_t i = 0; i < twofold_explanation_count(explanation); i++) {
        const twofold_explanation_line line = twofold_explanation_at(explanation, i, session->lang);
        add_row(&sheet, &line);
    }
    return sheet_end(&sheet, session->options->format);
}

/* ---- The verb ---- */

static enum exit_status explain(const struct session *session, const struct cell *cell)
{
    twofold_explanation *explanation = NULL;
    twofold_status status = twofold_explain(session->projection, cell->entity, cell->kpi,
                                            cell->period, NULL, &explanation);
    if (status == TWOFOLD_E_NOT_FOUND) return say_unknown_period(session, cell->period);
    if (status == TWOFOLD_OK && session->options->format == TWOFOLD_JSON)
        status = twofold_explanation_json(explanation, session->lang, to_standard_output, NULL);
    else if (status == TWOFOLD_OK && session->options->format == TWOFOLD_CSV)
        status = explain_rows(session, explanation);
    else if (status == TWOFOLD_OK)
        status = explain_table(session, explanation);
    twofold_explanation_free(explanation);
    return complain(status, session->options->file, session->lang);
}

enum exit_status verb_explain(const struct options *options)
{
    struct session session;
    struct cell cell = {.text = NULL};
    enum exit_status exit = session_open(&session, options);
    if (exit == DONE) exit = find_cell(&session, &cell);
    if (exit == DONE) exit = explain(&session, &cell);
    free(cell.text);
    session_close(&session);
    return exit;
}
