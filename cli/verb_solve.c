/* SPDX-License-Identifier: GPL-3.0-or-later */
/* twofold solve: which value of one input meets a target. */
#include "nearest.h"
#include "targets.h"
#include "verbs.h"

#include <math.h>
#include <string.h>

/* Residuals from here on count as met, as in the library. */
static const double TOLERANCE = 1e-9;

struct search {
    const struct session *session;
    twofold_target target;
    twofold_solution solution;
    struct style input, kpi;
};

/* ---- The input's values ---- */

static int first_year(const struct session *session)
{
    int first, last;
    twofold_plan_years(session->plan, &first, &last);
    return first;
}

static void date_cell(const struct search *s, double value, char cell[CELL])
{
    cell[0] = '\0';
    if (!isnan(value)) (void)twofold_date_write(value + 12.0 * first_year(s->session), cell, CELL);
}

/* How the values of the input are shown: two digits more than a figure, since they go back into a
 * plan. */
static struct style input_style(const struct search *s)
{
    struct style style = {.decimals = 2};
    const twofold_solution *a = &s->solution;
    twofold_unit unit = a->unit;
    if (a->kind == TWOFOLD_INPUT_DURATION) unit.dimension = TWOFOLD_DURATION;
    const double largest = fabs(a->low) > fabs(a->high) ? fabs(a->low) : fabs(a->high);
    style.scale =
        twofold_display_unit(&unit, largest, s->session->lang, style.unit, sizeof style.unit);
    if (style.scale != 1.0) style.decimals = 4;
    return style;
}

/* A value with its unit; Latin words stand apart from the digits. */
static void value_cell(const struct style *style, double value, char cell[CELL])
{
    style_write(style, value, cell);
    if (isnan(value) || style->unit[0] == '\0') return;
    if ((unsigned char)style->unit[0] < 0x80 && style->unit[0] != '%') text_append(cell, CELL, " ");
    text_append(cell, CELL, style->unit);
}

static void input_cell(const struct search *s, double value, char cell[CELL])
{
    if (isnan(value))
        snprintf(cell, CELL, "—");
    else if (s->solution.kind == TWOFOLD_INPUT_DATE)
        date_cell(s, value, cell);
    else
        value_cell(&s->input, value, cell);
}

/* ---- For programs ---- */

/* The unit of the base units that values come in. */
static void unit_word(const twofold_solution *a, char cell[CELL])
{
    char text[CELL] = "";
    twofold_number one = {.value = 1.0, .low = 1.0, .high = 1.0, .unit = a->unit};
    cell[0] = '\0';
    if (a->kind == TWOFOLD_INPUT_DATE) text_append(cell, CELL, "date");
    if (a->kind == TWOFOLD_INPUT_DURATION) text_append(cell, CELL, "months");
    const twofold_dimension dimension = a->unit.dimension;
    if (cell[0] != '\0' || dimension == TWOFOLD_PLAIN || dimension == TWOFOLD_SHARE) return;
    (void)twofold_number_write(&one, TWOFOLD_EN, text, sizeof text);
    text_append(cell, CELL, text + strspn(text, "1 "));
}

static void add_input(struct sheet *sheet, const struct search *s, double value)
{
    char cell[CELL];
    if (s->solution.kind != TWOFOLD_INPUT_DATE) {
        sheet_number(sheet, value);
        return;
    }
    date_cell(s, value, cell);
    sheet_text(sheet, cell);
}

static twofold_status solve_rows(const struct search *s)
{
    static const struct {
        const char *name;
        twofold_column_type type;
    } columns[] = {
        {"target", TWOFOLD_COLUMN_TEXT},
        {"input", TWOFOLD_COLUMN_TEXT},
        {"value", TWOFOLD_COLUMN_NUMBER},
        {"unit", TWOFOLD_COLUMN_TEXT},
        {"met", TWOFOLD_COLUMN_TEXT},
        {"residual", TWOFOLD_COLUMN_NUMBER},
        {"low", TWOFOLD_COLUMN_NUMBER},
        {"high", TWOFOLD_COLUMN_NUMBER},
        {"at_low", TWOFOLD_COLUMN_NUMBER},
        {"at_high", TWOFOLD_COLUMN_NUMBER},
        {"monotone", TWOFOLD_COLUMN_TEXT},
        {"solved", TWOFOLD_COLUMN_TEXT},
        {"roots", TWOFOLD_COLUMN_INTEGER},
        {"own", TWOFOLD_COLUMN_NUMBER},
        {"residual_low", TWOFOLD_COLUMN_NUMBER},
        {"residual_high", TWOFOLD_COLUMN_NUMBER},
        {"evaluations", TWOFOLD_COLUMN_INTEGER},
    };
    const twofold_solution *a = &s->solution;
    char unit[CELL];
    unit_word(a, unit);
    struct sheet sheet = sheet_new();
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        sheet_column(&sheet, columns[i].name, columns[i].type);
    sheet_text(&sheet, s->target.id);
    sheet_text(&sheet, s->session->options->input);
    add_input(&sheet, s, a->value);
    sheet_text(&sheet, unit);
    sheet_text(&sheet, twofold_verdict_text(a->at.verdict, TWOFOLD_EN));
    sheet_number(&sheet, a->residual);
    add_input(&sheet, s, a->low);
    add_input(&sheet, s, a->high);
    sheet_number(&sheet, a->at_low);
    sheet_number(&sheet, a->at_high);
    sheet_text(&sheet, twofold_trend_text(a->trend, TWOFOLD_EN));
    sheet_text(&sheet, twofold_solved_text(a->solved, TWOFOLD_EN));
    sheet_number(&sheet, (double)a->roots);
    add_input(&sheet, s, a->own);
    sheet_number(&sheet, a->residual_low);
    sheet_number(&sheet, a->residual_high);
    sheet_number(&sheet, a->evaluations);
    return sheet_end(&sheet, s->session->options->format);
}

/* ---- For people ---- */

static void say(const struct search *s, enum word which, const char *a, const char *b)
{
    word_put(stdout, which, s->session->lang, a, b, NULL);
    putchar('\n');
}

static void verdict_put(const struct search *s)
{
    const twofold_solution *a = &s->solution;
    char number[32], cell[CELL], name[NAME];
    switch (a->solved) {
    case TWOFOLD_SOLVED_FOUND:
    case TWOFOLD_SOLVED_JUMP: break;
    case TWOFOLD_SOLVED_NONE:
        say(s, a->residual_low >= -TOLERANCE ? WORD_SAY_NONE_MET : WORD_SAY_NONE_MISSED, NULL,
            NULL);
        return;
    case TWOFOLD_SOLVED_NO_EFFECT:
        say(s, WORD_SAY_NO_EFFECT, twofold_verdict_text(a->at.verdict, s->session->lang), NULL);
        return;
    case TWOFOLD_SOLVED_UNDEFINED: say(s, WORD_SAY_UNDEFINED, NULL, NULL); return;
    }
    if (a->kind == TWOFOLD_INPUT_DATE)
        snprintf(cell, sizeof cell, "%s", a->text);
    else
        input_cell(s, a->value, cell);
    const bool always = a->trend != TWOFOLD_TREND_MIXED && a->residual_low >= -TOLERANCE &&
                        a->residual_high >= -TOLERANCE;
    target_name(s->session, &s->target, name);
    say(s, WORD_SAY_FOUND, name, cell);
    if (a->solved == TWOFOLD_SOLVED_JUMP) say(s, WORD_SAY_JUMP, NULL, NULL);
    if (always)
        say(s, WORD_SAY_NONE_MET, NULL, NULL);
    else if (a->trend == TWOFOLD_TREND_RISING)
        say(s, WORD_SAY_RISING, NULL, NULL);
    else if (a->trend == TWOFOLD_TREND_FALLING)
        say(s, WORD_SAY_FALLING, NULL, NULL);
    snprintf(number, sizeof number, "%zu", a->roots);
    if (a->trend == TWOFOLD_TREND_MIXED) say(s, WORD_SAY_MIXED, number, NULL);
    if (a->at.verdict != TWOFOLD_UNKNOWN) return;
    char known[32], of[32];
    snprintf(known, sizeof known, "%u", a->at.known);
    snprintf(of, sizeof of, "%u", a->at.of);
    say(s, WORD_SAY_PARTS, known, of);
}

static void add_point(struct sheet *sheet, const struct search *s, enum word name,
                      const char *input, double value, double projected, double residual)
{
    char cell[CELL];
    if (input != NULL)
        snprintf(cell, sizeof cell, "%s", input);
    else
        input_cell(s, value, cell);
    sheet_text(sheet, word(name, s->session->lang));
    sheet_text(sheet, cell);
    value_cell(&s->kpi, projected, cell);
    sheet_text(sheet, cell);
    percent_write(residual, cell);
    char with_sign[CELL + 1];
    snprintf(with_sign, sizeof with_sign, "%s%s", residual >= 0.0005 ? "+" : "", cell);
    sheet_text(sheet, with_sign);
}

static twofold_status points_put(const struct search *s)
{
    const struct options *options = s->session->options;
    const twofold_lang lang = s->session->lang;
    const twofold_solution *a = &s->solution;
    struct sheet sheet = sheet_new();
    sheet_column(&sheet, options->input, TWOFOLD_COLUMN_TEXT);
    sheet_column(&sheet, word(WORD_VALUE, lang), TWOFOLD_COLUMN_NUMBER);
    sheet_column(&sheet, word(WORD_PROJECTED, lang), TWOFOLD_COLUMN_NUMBER);
    sheet_column(&sheet, word(WORD_OFF_BY, lang), TWOFOLD_COLUMN_NUMBER);
    add_point(&sheet, s, WORD_OWN_VALUE, NULL, a->own, a->at_own, a->residual_own);
    if (!isnan(a->value))
        add_point(&sheet, s, WORD_SOLVED_AT, a->kind == TWOFOLD_INPUT_DATE ? a->text : NULL,
                  a->value, a->at.projected, a->residual);
    add_point(&sheet, s, WORD_FROM, options->from, a->low, a->at_low, a->residual_low);
    add_point(&sheet, s, WORD_TO, options->to, a->high, a->at_high, a->residual_high);
    return sheet_end(&sheet, options->format);
}

static twofold_status solve_table(struct search *s)
{
    title_put(s->session);
    verdict_put(s);
    putchar('\n');
    const twofold_status status = points_put(s);
    if (status != TWOFOLD_OK) return status;
    putchar('\n');
    say(s, WORD_OFF_NOTE, NULL, NULL);
    assumptions_note_put(s->session);
    return status;
}

/* ---- The verb ---- */

static enum exit_status say_unknown_target(const struct session *session)
{
    const char *wanted = session->options->target;
    struct nearest nearest = nearest_to(wanted);
    fputs("twofold: ", stderr);
    word_put(stderr, WORD_UNKNOWN_TARGET, session->lang, wanted, NULL, NULL);
    for (size_t i = 0; i < twofold_target_count(session->plan); i++) {
        const char *id = twofold_target_at(session->plan, i, session->lang).id;
        nearest_try(&nearest, id, id);
        word_put(stderr, i == 0 ? WORD_EXPECTED : WORD_ITEM, session->lang, id, NULL, NULL);
    }
    if (nearest.found != NULL)
        word_put(stderr, WORD_DID_YOU_MEAN, session->lang, nearest.found, NULL, NULL);
    putc('\n', stderr);
    return BAD_INPUT;
}

static enum exit_status check_options(const struct options *options)
{
    if (options->target == NULL || options->input == NULL) {
        message(options->lang, WORD_NEEDS, "solve",
                options->target == NULL ? "--target TARGET" : "--input PATH", NULL);
        return BAD_INPUT;
    }
    if ((options->from == NULL) == (options->to == NULL) && options->of.count <= 1) return DONE;
    message(options->lang, options->of.count > 1 ? WORD_ONE_MEMBER : WORD_BOUNDS_TOGETHER, NULL,
            NULL, NULL);
    return BAD_INPUT;
}

/* The target, and the member of it that --of names. */
static enum exit_status find_target(struct search *s, const char **member)
{
    const struct session *session = s->session;
    const struct options *options = session->options;
    const size_t index = twofold_find_target(session->plan, options->target);
    struct handles named = {0};
    if (index == SIZE_MAX) return say_unknown_target(session);
    s->target = twofold_target_at(session->plan, index, session->lang);
    enum exit_status exit = find_entities(session, &named);
    if (exit == DONE && !named.all) {
        *member = twofold_entity_at(session->plan, named.items[0], session->lang).path;
        if (s->target.members == 0 && named.items[0] == s->target.entity) *member = NULL;
    }
    handles_free(&named);
    return exit;
}

static enum exit_status solve(struct search *s, struct session *session, const char *member)
{
    const struct options *options = session->options;
    const twofold_solve_options how = {.struct_size = sizeof how,
                                       .scenario = options->scenario,
                                       .overrides = options->sets.items,
                                       .override_count = options->sets.count,
                                       .from = options->from,
                                       .to = options->to,
                                       .member = member};
    twofold_faults *faults = NULL;
    const twofold_status status = twofold_solve(session->plan, options->target, options->input,
                                                &how, NULL, &s->solution, &faults);
    if (status == TWOFOLD_E_NOT_FOUND) { /* the target and the scenario are there */
        message(session->lang, WORD_NOT_A_MEMBER, member, options->target, NULL);
        return BAD_INPUT;
    }
    if (status == TWOFOLD_E_PLAN) {
        twofold_faults_free(session->faults);
        session->faults = faults;
        faults_put(stderr, session, TWOFOLD_ERROR);
        return BAD_INPUT;
    }
    twofold_faults_free(faults);
    return complain(status, options->file, session->lang);
}

/* How what is projected is shown: as the KPI, or as a number of enterprises. */
static struct style kpi_style(const struct search *s, const char *member)
{
    const struct session *session = s->session;
    const twofold_solution *a = &s->solution;
    if (s->target.members > 0 && member == NULL) {
        struct style style = {.scale = 1.0};
        snprintf(style.unit, sizeof style.unit, "%s", word(WORD_ENTERPRISES, session->lang));
        return style;
    }
    const twofold_series series =
        twofold_series_at(session->projection, a->at.entity, a->at.kpi, TWOFOLD_YEAR);
    const double points[] = {a->at_low, a->at_high, a->at.projected};
    double largest = 0.0;
    for (size_t i = 0; i < sizeof points / sizeof *points; i++)
        if (fabs(points[i]) > largest) largest = fabs(points[i]);
    const bool is_ratio = twofold_plan_kpi(session->plan, a->at.kpi)->kind == TWOFOLD_RATIO;
    return style_for(series.unit, is_ratio, largest, session->lang);
}

enum exit_status verb_solve(const struct options *options)
{
    struct session session;
    struct search s = {.session = &session};
    const char *member = NULL;
    enum exit_status exit = check_options(options);
    if (exit != DONE) return exit;
    exit = session_open(&session, options);
    if (exit == DONE) exit = find_target(&s, &member);
    if (exit == DONE) exit = solve(&s, &session, member);
    if (exit == DONE) {
        s.input = input_style(&s);
        s.kpi = kpi_style(&s, member);
        const bool found =
            s.solution.solved == TWOFOLD_SOLVED_FOUND || s.solution.solved == TWOFOLD_SOLVED_JUMP;
        exit = complain(is_for_people(options) ? solve_table(&s) : solve_rows(&s), options->file,
                        options->lang);
        if (exit == DONE && !found) exit = NOT_MET;
    }
    session_close(&session);
    return exit;
}
