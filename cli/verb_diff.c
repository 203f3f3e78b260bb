/* SPDX-License-Identifier: GPL-3.0-or-later */
/* twofold diff: which cells differ between two stored projections. */
#include "verbs.h"

#include "twofold/stored.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_ROWS = 50 }; /* of the table for people */

/* ---- Reading ---- */

/* The whole file; NULL with errno. */
static char *read_file(const char *name, size_t *size)
{
    size_t room = 0;
    char *text = NULL;
    FILE *file = fopen(name, "rb");
    *size = 0;
    while (file != NULL && !ferror(file) && !feof(file)) {
        room = room * 2 + 65536;
        char *more = realloc(text, room);
        if (more == NULL) break;
        text = more;
        *size += fread(text + *size, 1, room - *size, file);
    }
    const bool whole = file != NULL && feof(file) && !ferror(file);
    const int error = errno;
    if (file != NULL) (void)fclose(file);
    if (!whole) {
        free(text);
        text = NULL;
        errno = error;
    }
    return text;
}

static enum exit_status read_stored(const struct options *options, const char *name,
                                    twofold_stored **stored)
{
    size_t size;
    errno = 0;
    char *text = read_file(name, &size);
    if (text == NULL) {
        message(options->lang, WORD_UNREADABLE, name, strerror(errno), NULL);
        return COULD_NOT_RUN;
    }
    struct session session = {.options = options, .lang = options->lang};
    const twofold_status status =
        twofold_stored_parse(text, size, name, NULL, stored, &session.faults);
    free(text);
    faults_put(stderr, &session, TWOFOLD_ERROR);
    twofold_faults_free(session.faults);
    return status == TWOFOLD_E_TEXT ? BAD_INPUT : complain(status, name, options->lang);
}

/* ---- For programs ---- */

static const char *const sides[] = {"both", "left", "right"};

static twofold_status put_rows(const twofold_differences *found, twofold_format format)
{
    static const struct {
        const char *name;
        twofold_column_type type;
    } columns[] = {
        {"entity", TWOFOLD_COLUMN_TEXT},     {"kpi", TWOFOLD_COLUMN_TEXT},
        {"period", TWOFOLD_COLUMN_TEXT},     {"left", TWOFOLD_COLUMN_NUMBER},
        {"right", TWOFOLD_COLUMN_NUMBER},    {"difference", TWOFOLD_COLUMN_NUMBER},
        {"relative", TWOFOLD_COLUMN_NUMBER}, {"side", TWOFOLD_COLUMN_TEXT},
        {"left_unit", TWOFOLD_COLUMN_TEXT},  {"right_unit", TWOFOLD_COLUMN_TEXT},
        {"scenario", TWOFOLD_COLUMN_TEXT},
    };
    struct sheet sheet = sheet_new();
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        sheet_column(&sheet, columns[i].name, columns[i].type);
    for (size_t i = 0; i < twofold_differences_count(found); i++) {
        const twofold_difference d = twofold_differences_at(found, i);
        sheet_text(&sheet, d.entity);
        sheet_text(&sheet, d.kpi);
        sheet_period(&sheet, d.period.month, d.period.months);
        sheet_number(&sheet, d.left);
        sheet_number(&sheet, d.right);
        sheet_number(&sheet, d.difference);
        sheet_number(&sheet, isinf(d.relative) ? (double)NAN : d.relative);
        sheet_text(&sheet, sides[d.side]);
        sheet_text(&sheet, d.left_unit);
        sheet_text(&sheet, d.right_unit);
        sheet_text(&sheet, twofold_differences_by_scenario(found) ? d.scenario : "");
    }
    return sheet_end(&sheet, format);
}

/* ---- For people ---- */

/* Greatest relative difference first; behind them what has none: known on one side only, or there
 * on one side only. */
struct ranked {
    twofold_difference difference;
    size_t place;
};

static int by_relative(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;
    const double left = isinf(x->difference.relative) ? -1.0 : x->difference.relative;
    const double right = isinf(y->difference.relative) ? -1.0 : y->difference.relative;
    if (left != right) return left > right ? -1 : 1;
    if (x->difference.side != y->difference.side)
        return x->difference.side < y->difference.side ? -1 : 1;
    return (x->place > y->place) - (x->place < y->place);
}

static void side_put(struct sheet *sheet, const struct options *options,
                     const twofold_difference *d, twofold_side side)
{
    const bool left = side == TWOFOLD_ON_LEFT;
    if (d->side != TWOFOLD_ON_BOTH && d->side != side) {
        sheet_text(sheet, word(WORD_NO_CELL, options->lang));
        return;
    }
    const double a = fabs(d->left), b = fabs(d->right);
    const double largest = !(a >= b) ? b : a; /* of what is known */
    const twofold_kpi *kpi = twofold_kpi_at(twofold_kpi_find(d->kpi, strlen(d->kpi)));
    const struct style style =
        style_for(left ? d->left_unit : d->right_unit, kpi != NULL && kpi->kind == TWOFOLD_RATIO,
                  largest, options->lang);
    sheet_value(sheet, &style, left ? d->left : d->right, false);
}

static const char *kpi_label(const char *id, twofold_lang lang)
{
    const twofold_kpi *kpi = twofold_kpi_at(twofold_kpi_find(id, strlen(id)));
    return kpi == NULL ? id : lang == TWOFOLD_ZH ? kpi->zh : kpi->en;
}

static void row_put(struct sheet *sheet, const struct options *options, const twofold_difference *d,
                    bool by_scenario)
{
    char text[CELL];
    const twofold_lang lang = options->lang;
    if (by_scenario) sheet_text(sheet, d->scenario);
    sheet_text(sheet, d->entity);
    sheet_text(sheet, kpi_label(d->kpi, lang));
    (void)twofold_period_label(d->period, lang, text, sizeof text);
    sheet_text(sheet, text);
    side_put(sheet, options, d, TWOFOLD_ON_LEFT);
    side_put(sheet, options, d, TWOFOLD_ON_RIGHT);
    const twofold_kpi *kpi = twofold_kpi_at(twofold_kpi_find(d->kpi, strlen(d->kpi)));
    const struct style style = style_for(d->left_unit, kpi != NULL && kpi->kind == TWOFOLD_RATIO,
                                         fabs(d->difference), lang);
    sheet_value(sheet, &style, d->difference, true);
    percent_write(isinf(d->relative) ? (double)NAN : d->relative, text);
    sheet_text(sheet, text);
}

static twofold_status table_put(const struct options *options, const struct ranked *rows,
                                size_t count, bool by_scenario)
{
    static const enum word columns[] = {WORD_ENTITY, WORD_KPI,        WORD_PERIOD,  WORD_LEFT,
                                        WORD_RIGHT,  WORD_DIFFERENCE, WORD_RELATIVE};
    struct sheet sheet = sheet_new();
    if (by_scenario)
        sheet_column(&sheet, word(WORD_SCENARIO_COLUMN, options->lang), TWOFOLD_COLUMN_TEXT);
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        sheet_column(&sheet, word(columns[i], options->lang),
                     i < 3 ? TWOFOLD_COLUMN_TEXT : TWOFOLD_COLUMN_NUMBER);
    for (size_t i = 0; i < count; i++) row_put(&sheet, options, &rows[i].difference, by_scenario);
    return sheet_end(&sheet, options->format);
}

static void one_side_put(const struct options *options, const struct ranked *rows, size_t count,
                         twofold_side side, enum word sentence)
{
    char text[CELL];
    size_t only = 0;
    for (size_t i = 0; i < count; i++) only += rows[i].difference.side == side;
    if (only == 0) return;
    count_write(only, text);
    word_put(stdout, sentence, options->lang, text, NULL, NULL);
    putchar('\n');
}

static void totals_put(const struct options *options, const struct ranked *rows, size_t count,
                       size_t compared)
{
    char differ[CELL], all[CELL], share[CELL], within[2 * CELL] = "";
    count_write(count, differ);
    count_write(compared, all);
    (void)twofold_double_write(options->tolerance, share, sizeof share);
    if (options->tolerance > 0.0)
        word_fill(within, sizeof within, count > 0 ? WORD_WITHIN : WORD_WITHIN_SAME, options->lang,
                  share, NULL, NULL);
    if (count > 0)
        word_put(stdout, WORD_CELLS_DIFFER, options->lang, differ, all, within);
    else
        word_put(stdout, WORD_CELLS_SAME, options->lang, all, within, NULL);
    putchar('\n');
    one_side_put(options, rows, count, TWOFOLD_ON_LEFT, WORD_ONLY_LEFT);
    one_side_put(options, rows, count, TWOFOLD_ON_RIGHT, WORD_ONLY_RIGHT);
}

static twofold_status put_page(const struct options *options, const twofold_differences *found)
{
    const size_t count = twofold_differences_count(found);
    const size_t shown = count < MOST_ROWS ? count : MOST_ROWS;
    struct ranked *rows = calloc(count + 1, sizeof *rows);
    if (rows == NULL) return TWOFOLD_E_MEMORY;
    for (size_t i = 0; i < count; i++)
        rows[i] = (struct ranked){twofold_differences_at(found, i), i};
    qsort(rows, count, sizeof *rows, by_relative);
    twofold_status status = TWOFOLD_OK;
    if (count > 0) {
        word_put(stdout, WORD_LEFT_AND_RIGHT, options->lang, options->file, options->second, NULL);
        fputs("\n\n", stdout);
        status = table_put(options, rows, shown, twofold_differences_by_scenario(found));
        putchar('\n');
    }
    if (count > shown) {
        char more[CELL];
        count_write(count - shown, more);
        word_put(stdout, WORD_MORE_CELLS, options->lang, more, NULL, NULL);
        putchar('\n');
    }
    totals_put(options, rows, count, twofold_differences_compared(found));
    free(rows);
    return status;
}

enum exit_status verb_diff(const struct options *options)
{
    twofold_stored *left = NULL, *right = NULL;
    twofold_differences *found = NULL;
    const twofold_tolerance tolerance = {.relative = options->tolerance};
    enum exit_status exit = read_stored(options, options->file, &left);
    const enum exit_status also = read_stored(options, options->second, &right);
    if (exit == DONE) exit = also;
    if (exit == DONE) {
        twofold_status status = twofold_diff(left, right, tolerance, NULL, &found);
        if (status == TWOFOLD_OK)
            status = is_for_people(options) ? put_page(options, found)
                                            : put_rows(found, options->format);
        exit = complain(status, options->file, options->lang);
    }
    if (exit == DONE && twofold_differences_count(found) > 0) exit = NOT_MET;
    twofold_differences_free(found);
    twofold_stored_free(left);
    twofold_stored_free(right);
    return exit;
}
