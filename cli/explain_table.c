/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An explanation for people: a row for each cell and term, and beside it which of the plan's
 * figures stand behind it. */
#include "verbs.h"

#include <math.h>
#include <string.h>

enum { TEXT = 2048, MOST_NAMES = 12 };

struct page {
    const struct session *session;
    const twofold_explanation *explanation;
    size_t count;
    bool all; /* a part alone: its factors are rows too */
    struct style style;
    const char *unit;             /* whose style that is */
    const char *zero[MOST_NAMES]; /* names of what is nothing in the period */
    size_t zeros;                 /* how many there are */
};

static twofold_explanation_line line_at(const struct page *page, size_t i)
{
    return twofold_explanation_at(page->explanation, i, page->session->lang);
}

/* The first line behind a line and all below it. */
static size_t after(const struct page *page, size_t i)
{
    const unsigned depth = line_at(page, i).depth;
    for (i++; i < page->count && line_at(page, i).depth > depth;) i++;
    return i;
}

static bool is_zero(const struct page *page, const twofold_explanation_line *line)
{
    return line->depth > 0 && line->kind == TWOFOLD_LINE_CELL && line->value == 0.0 && !page->all;
}

static bool is_row(const struct page *page, const twofold_explanation_line *line)
{
    return page->all || line->kind == TWOFOLD_LINE_CELL || line->kind == TWOFOLD_LINE_TERM;
}

/* ---- What a row comes from ---- */

static void append(const struct page *page, char into[TEXT], enum word which, const char *a)
{
    char more[TEXT];
    word_fill(more, sizeof more, which, page->session->lang, a, NULL, NULL);
    text_append(into, TEXT, more);
}

/* ", firms.csv line 75" */
static void append_at(const struct page *page, char into[TEXT], const char *file, const char *line)
{
    char more[TEXT];
    word_fill(more, sizeof more, WORD_AT_LINE_OF, page->session->lang, file, line, NULL);
    text_append(into, TEXT, more);
}

/* "reported, article B11, line 75" */
static void append_origin(const struct page *page, char text[TEXT],
                          const twofold_explanation_line *line)
{
    char number[32];
    text_append(text, TEXT, twofold_origin_text(line->origin, page->session->lang));
    if (line->source[0] != '\0') append(page, text, WORD_OF_SOURCE, line->source);
    snprintf(number, sizeof number, "%u", line->line);
    if (line->line > 0 && line->file[0] != '\0')
        append_at(page, text, line->file, number);
    else if (line->line > 0)
        append(page, text, WORD_AT_LINE, number);
}

/* Lines folded into a row: those below it that are no rows. Of dates that make no difference (the
 * whole period) only the defaults are told. */
struct fold {
    const struct page *page;
    size_t inputs;
    char text[TEXT];
};

static bool is_told(const struct fold *fold, size_t from, size_t i)
{
    const twofold_explanation_line line = line_at(fold->page, i);
    for (size_t k = from; k < i; k++) {
        const twofold_explanation_line one = line_at(fold->page, k);
        if (one.line == line.line && one.kind == line.kind && strcmp(one.path, line.path) == 0)
            return true;
    }
    return false;
}

static void add_note(struct fold *fold, const twofold_explanation_line *line, bool with_text)
{
    const struct page *page = fold->page;
    const enum word separator = WORD_SEMICOLON;
    if (fold->text[0] != '\0') text_append(fold->text, TEXT, word(separator, page->session->lang));
    if (line->kind != TWOFOLD_LINE_INPUT) {
        if (line->unit[0] != '\0') { /* a date */
            text_append(fold->text, TEXT, line->name);
            text_append(fold->text, TEXT, " ");
        }
        text_append(fold->text, TEXT, line->formula);
        return;
    }
    if (with_text) {
        if (line->unit[0] == '\0' || strcmp(line->unit, "months") == 0) { /* "price", "built" */
            text_append(fold->text, TEXT, line->name);
            text_append(fold->text, TEXT, " ");
        }
        text_append(fold->text, TEXT, line->formula);
        text_append(fold->text, TEXT, " ");
    }
    append_origin(page, fold->text, line);
}

/* Walks the folded lines of [from, to); counts the inputs, or adds their notes. */
static size_t walk(struct fold *fold, size_t from, bool add)
{
    const struct page *page = fold->page;
    const size_t to = after(page, from);
    size_t inputs = 0;
    unsigned idle = UINT32_MAX; /* depth of a line of time that takes nothing away */
    for (size_t i = from + 1; i < to;) {
        const twofold_explanation_line line = line_at(page, i);
        if (is_row(page, &line)) {
            i = after(page, i);
            continue;
        }
        if (line.depth <= idle) idle = UINT32_MAX;
        if (line.combine == TWOFOLD_COMBINE_TIME && line.value == 1.0) idle = line.depth;
        const bool input = line.kind == TWOFOLD_LINE_INPUT && idle == UINT32_MAX;
        const bool choice =
            line.kind != TWOFOLD_LINE_INPUT && line.origin == TWOFOLD_ORIGIN_DEFAULT;
        const bool date = choice && line.kind == TWOFOLD_LINE_FACTOR && line.unit[0] != '\0';
        if ((input || (choice && (!date || idle == UINT32_MAX))) && !is_told(fold, from, i)) {
            inputs += input;
            if (add) add_note(fold, &line, fold->inputs > 1);
        }
        i++;
    }
    return inputs;
}

static void comes_from(struct fold *fold, size_t i)
{
    const twofold_explanation_line line = line_at(fold->page, i);
    fold->text[0] = '\0';
    const bool own = line.origin == TWOFOLD_ORIGIN_REPORTED ||
                     line.origin == TWOFOLD_ORIGIN_ASSUMED || line.origin == TWOFOLD_ORIGIN_DEFAULT;
    if (own) append_origin(fold->page, fold->text, &line);
    if (own || fold->page->all) return;
    fold->inputs = walk(fold, i, false);
    (void)walk(fold, i, true);
}

/* ---- Rows ---- */

static void add_value(struct sheet *sheet, const struct page *page,
                      const twofold_explanation_line *line)
{
    char cell[CELL + CELL];
    if (line->kind == TWOFOLD_LINE_CHOICE || strcmp(line->unit, "months") == 0) {
        sheet_text(sheet, "");
        return;
    }
    struct style style = page->style;
    if (strcmp(line->unit, page->unit) != 0)
        style = style_for(line->unit, false, fabs(line->value), page->session->lang);
    style_write(&style, line->value, cell);
    if (!isnan(line->value)) {
        if (page->session->lang == TWOFOLD_EN && style.unit[0] != '\0' && style.unit[0] != '%')
            text_append(cell, sizeof cell, " ");
        text_append(cell, sizeof cell, style.unit);
    }
    sheet_text(sheet, cell);
}

static void add_name(struct sheet *sheet, const struct page *page, size_t i)
{
    const twofold_explanation_line line = line_at(page, i);
    const bool markdown = page->session->options->format == TWOFOLD_MARKDOWN;
    char cell[NAME] = "";
    for (unsigned k = 0; k < line.depth; k++)
        text_append(cell, sizeof cell, markdown ? "\xC2\xA0\xC2\xA0" : "  ");
    text_append(cell, sizeof cell, line.name);
    sheet_text(sheet, cell);
}

/* Only the names that are listed are held against a new one: the same part may be nothing on both
 * sides of a ratio. */
static void note_zero(struct page *page, const char *name)
{
    for (size_t i = 0; i < page->zeros && i < MOST_NAMES; i++)
        if (strcmp(page->zero[i], name) == 0) return;
    if (page->zeros < MOST_NAMES) page->zero[page->zeros] = name;
    page->zeros++;
}

/* An unknown whole of one part is unknown for that part's reason: one row says both. */
static size_t reason_of(const struct page *page, size_t i)
{
    for (;;) {
        const twofold_explanation_line line = line_at(page, i);
        const bool only = i + 1 < page->count && line_at(page, i + 1).depth > line.depth &&
                          line_at(page, i + 1).kind == TWOFOLD_LINE_CELL &&
                          after(page, i + 1) == after(page, i);
        if (line.depth == 0 || !isnan(line.value) || !only) return i;
        i++;
    }
}

static void add_rows(struct sheet *sheet, struct page *page)
{
    struct fold fold = {.page = page};
    for (size_t i = 0; i < page->count;) {
        const twofold_explanation_line line = line_at(page, i);
        if (is_zero(page, &line)) {
            note_zero(page, line.name);
            i = after(page, i);
            continue;
        }
        if (is_row(page, &line)) {
            const size_t reason = reason_of(page, i);
            add_name(sheet, page, i);
            sheet_text(sheet, line_at(page, reason).formula);
            add_value(sheet, page, &line);
            comes_from(&fold, i);
            sheet_text(sheet, fold.text);
            i = reason;
        }
        i++;
    }
}

/* ---- The page ---- */

/* The value that chooses the scale: the first line's, where that is 0 the largest in its unit. */
static double largest_of(const struct page *page)
{
    double largest = fabs(line_at(page, 0).value);
    for (size_t i = 1; i < page->count && !(largest > 0.0); i++) {
        const twofold_explanation_line line = line_at(page, i);
        if (strcmp(line.unit, page->unit) == 0 && fabs(line.value) > largest &&
            (i == 0 || page->unit[0] != '\0'))
            largest = fabs(line.value);
    }
    return largest;
}

/* Of a part alone the factors are what there is to show. */
static bool is_alone(const struct page *page)
{
    for (size_t i = 1; i < page->count; i++) {
        const twofold_line_kind kind = line_at(page, i).kind;
        if (kind == TWOFOLD_LINE_CELL || kind == TWOFOLD_LINE_TERM) return false;
    }
    return page->count > 1;
}

/* The parts of the first line's path: ENTITY.KPI.PERIOD. */
struct cell {
    char text[NAME];
    const char *kpi, *period;
};

static void read_path(struct cell *cell, const char *path)
{
    cell->text[0] = '\0';
    cell->kpi = cell->period = "";
    text_append(cell->text, sizeof cell->text, path);
    char *dot = strrchr(cell->text, '.');
    if (dot == NULL) return;
    *dot = '\0';
    cell->period = dot + 1;
    dot = strrchr(cell->text, '.');
    if (dot == NULL) return;
    *dot = '\0';
    cell->kpi = dot + 1;
}

/* "heli output 2025" */
static void put_heading(const struct page *page, const struct cell *cell)
{
    const struct session *session = page->session;
    char label[64] = "";
    twofold_period period;
    if (twofold_period_parse(cell->period, strlen(cell->period), &period))
        (void)twofold_period_label(period, session->lang, label, sizeof label);
    if (session->options->format == TWOFOLD_MARKDOWN) fputs("## ", stdout);
    printf("%s  %s  %s\n", entity_name(session, twofold_find_entity(session->plan, cell->text)),
           kpi_name(session, twofold_find_kpi(session->plan, cell->kpi)), label);
    if (session->options->format == TWOFOLD_MARKDOWN) putchar('\n');
}

static void put_notes(const struct page *page)
{
    const struct session *session = page->session;
    char names[TEXT] = "", more[CELL], number[32];
    if (page->zeros == 0) return;
    for (size_t i = 0; i < page->zeros && i < MOST_NAMES; i++) {
        if (i > 0) text_append(names, sizeof names, word(WORD_ITEMS, session->lang));
        text_append(names, sizeof names, page->zero[i]);
    }
    if (page->zeros > MOST_NAMES) {
        snprintf(number, sizeof number, "%zu", page->zeros - MOST_NAMES);
        word_fill(more, sizeof more, WORD_AND_MORE, session->lang, number, NULL, NULL);
        text_append(names, sizeof names, more);
    }
    putchar('\n');
    word_put(stdout, WORD_ZERO_HERE, session->lang, names, NULL, NULL);
    putchar('\n');
}

twofold_status explain_table(const struct session *session, const twofold_explanation *explanation)
{
    struct page page = {.session = session,
                        .explanation = explanation,
                        .count = twofold_explanation_count(explanation)};
    const twofold_explanation_line top = line_at(&page, 0);
    struct cell cell;
    read_path(&cell, top.path);
    const twofold_kpi *kpi =
        twofold_plan_kpi(session->plan, twofold_find_kpi(session->plan, cell.kpi));
    page.all = is_alone(&page);
    page.unit = top.unit;
    page.style = style_for(top.unit, kpi->kind == TWOFOLD_RATIO, largest_of(&page), session->lang);
    title_put(session);
    put_heading(&page, &cell);
    struct sheet sheet = sheet_new();
    sheet_column(&sheet, "", TWOFOLD_COLUMN_TEXT);
    sheet_column(&sheet, word(WORD_IS_MADE_OF, session->lang), TWOFOLD_COLUMN_TEXT);
    sheet_column(&sheet, word(WORD_VALUE, session->lang), TWOFOLD_COLUMN_NUMBER);
    sheet_column(&sheet, word(WORD_COMES_FROM, session->lang), TWOFOLD_COLUMN_TEXT);
    add_rows(&sheet, &page);
    const twofold_status status = sheet_end(&sheet, session->options->format);
    if (status == TWOFOLD_OK) put_notes(&page);
    return status;
}
