/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The projection as a planner puts it into a meeting paper: one block for each KPI, the park's tree
 * down the side, periods across; what is known in part is marked. */
#include "project.h"
#include "verbs.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Shown without --kpi, if known anywhere. */
static const int default_kpis[] = {
    TWOFOLD_KPI_OUTPUT, TWOFOLD_KPI_TAX,           TWOFOLD_KPI_JOBS,       TWOFOLD_KPI_INVESTMENT,
    TWOFOLD_KPI_LAND,   TWOFOLD_KPI_OUTPUT_PER_MU, TWOFOLD_KPI_TAX_PER_MU,
};

/* Columns beside each other that still fit a page: a year of months, three years of quarters. */
enum { MOST_COLUMNS = 12, MOST_NAMES = 12 };

/* ---- One block ---- */

enum content { NO_PART, ALL_UNKNOWN, ALL_ZERO, ZERO_WHERE_KNOWN, SOMETHING };

static twofold_series series_of(const struct page *page, int entity, int kpi)
{
    return twofold_series_at(page->session->projection, entity, kpi, page->session->options->by);
}

static enum content content_of(const twofold_series *series)
{
    if (series->count == 0 || series->of[0] == 0) return NO_PART;
    bool some_known = false, some_unknown = false;
    for (size_t i = 0; i < series->count; i++) {
        const bool known = !isnan(series->values[i]);
        if (known && series->values[i] != 0.0) return SOMETHING;
        some_known = some_known || known;
        some_unknown = some_unknown || !known || series->known[i] < series->of[0];
    }
    if (!some_known) return ALL_UNKNOWN;
    return some_unknown ? ZERO_WHERE_KNOWN : ALL_ZERO;
}

struct block {
    struct page *page;
    int kpi;
    struct style style;
    bool marks;      /* some value is of a part of the parts */
    size_t from, to; /* columns */
};

/* The unit of what is shown: capacity and production have one for each entity, or none. */
static const char *unit_of(const struct block *block, size_t *units)
{
    const char *unit = "";
    *units = 0;
    for (size_t i = 0; i < block->page->count; i++) {
        if (block->page->lines[i].entity < 0) continue;
        const twofold_series series =
            series_of(block->page, block->page->lines[i].entity, block->kpi);
        if (series.count == 0 || series.unit[0] == '\0' || content_of(&series) != SOMETHING)
            continue;
        *units += *units == 0 || strcmp(unit, series.unit) != 0;
        unit = series.unit;
    }
    return unit;
}

static double largest_of(const struct block *block)
{
    double largest = 0.0;
    for (size_t i = 0; i < block->page->count; i++) {
        if (block->page->lines[i].entity < 0) continue;
        const twofold_series series =
            series_of(block->page, block->page->lines[i].entity, block->kpi);
        for (size_t j = 0; j < series.count; j++)
            if (fabs(series.values[j]) > largest) largest = fabs(series.values[j]);
    }
    return largest;
}

static bool has_marks(const struct block *block)
{
    for (size_t i = 0; i < block->page->count; i++) {
        if (block->page->lines[i].entity < 0) continue;
        const twofold_series series =
            series_of(block->page, block->page->lines[i].entity, block->kpi);
        for (size_t j = 0; j < series.count; j++)
            if (!isnan(series.values[j]) && series.known[j] < series.of[j]) return true;
    }
    return false;
}

static void add_value(struct sheet *sheet, const struct block *block, const twofold_series *series,
                      size_t i)
{
    char cell[CELL + 2];
    style_write(&block->style, series->values[i], cell);
    const bool unknown = isnan(series->values[i]);
    const bool partly = !unknown && series->known[i] < series->of[i];
    if (block->marks) text_append(cell, sizeof cell, partly ? "*" : " ");
    block->page->any_mark |= partly;
    block->page->any_unknown |= unknown;
    sheet_text(sheet, cell);
}

/* "9/14", or "8–9/14" if it changes over the columns. */
static void add_coverage(struct sheet *sheet, const struct block *block,
                         const twofold_series *series)
{
    uint32_t least = UINT32_MAX, most = 0;
    for (size_t i = block->from; i < block->to; i++) {
        least = series->known[i] < least ? series->known[i] : least;
        most = series->known[i] > most ? series->known[i] : most;
    }
    char cell[CELL], from[32] = "";
    if (least < most) snprintf(from, sizeof from, "%u–", least);
    snprintf(cell, sizeof cell, "%s%u/%u", from, most, series->of[0]);
    sheet_text(sheet, cell);
}

static void label(char *cell, size_t size, const struct page *page, const struct line *line)
{
    /* Markdown drops other blanks at the edge of a cell than no-break spaces */
    const bool is_markdown = page->session->options->format == TWOFOLD_MARKDOWN;
    const char *name = entity_name(page->session, line->entity);
    cell[0] = '\0';
    for (unsigned i = 0; i < line->indent; i++)
        text_append(cell, size, is_markdown ? "\xC2\xA0\xC2\xA0" : "  ");
    if (page_entity(page, line->entity).kind == TWOFOLD_ENTITY_PIPELINE)
        word_fill(cell + strlen(cell), size - strlen(cell), WORD_EXPECTED_VALUES,
                  page->session->lang, name, NULL, NULL);
    else
        text_append(cell, size, name);
}

static void add_heading_line(struct sheet *sheet, const struct block *block,
                             const struct line *line)
{
    sheet_text(sheet, line->heading != 0 ? word(line->heading, block->page->session->lang) : "");
    for (size_t i = block->from; i < block->to; i++) sheet_text(sheet, "");
    if (block->marks) sheet_text(sheet, "");
}

/* A heading or blank line is written only if something comes below it before the next one. */
static bool has_below(const struct block *block, size_t at)
{
    const struct page *page = block->page;
    for (size_t i = at + 1; i < page->count; i++) {
        if (page->lines[i].entity < 0 &&
            (page->lines[at].heading != 0 || page->lines[i].heading == 0))
            return false;
        if (page->lines[i].entity < 0) continue;
        const twofold_series series = series_of(page, page->lines[i].entity, block->kpi);
        if (content_of(&series) == SOMETHING) return true;
    }
    return false;
}

static void add_columns(struct sheet *sheet, const struct block *block)
{
    const struct session *session = block->page->session;
    char cell[NAME] = "";
    text_append(cell, sizeof cell, kpi_name(session, block->kpi));
    if (block->style.unit[0] != '\0' && strcmp(block->style.unit, cell) != 0)
        word_fill(cell + strlen(cell), sizeof cell - strlen(cell), WORD_IN_BRACKETS, session->lang,
                  block->style.unit, NULL, NULL);
    sheet_column(sheet, cell, TWOFOLD_COLUMN_TEXT);
    const twofold_series series = series_of(block->page, 0, block->kpi);
    for (size_t i = block->from; i < block->to; i++) {
        const int32_t length = series.first.months;
        const twofold_period period = {series.first.month + (int32_t)i * length, length};
        (void)twofold_period_label(period, session->lang, cell, sizeof cell);
        if (block->marks) text_append(cell, sizeof cell, " ");
        sheet_column(sheet, cell, TWOFOLD_COLUMN_NUMBER);
    }
    if (block->marks)
        sheet_column(sheet, word(WORD_PARTS_KNOWN, session->lang), TWOFOLD_COLUMN_NUMBER);
}

static twofold_status put_columns(const struct block *block)
{
    const struct page *page = block->page;
    struct sheet sheet = sheet_new();
    add_columns(&sheet, block);
    for (size_t i = 0; i < page->count; i++) {
        const struct line *line = &page->lines[i];
        if (line->entity < 0) {
            if (has_below(block, i)) add_heading_line(&sheet, block, line);
            continue;
        }
        const twofold_series series = series_of(page, line->entity, block->kpi);
        if (content_of(&series) != SOMETHING) continue;
        char cell[NAME];
        label(cell, sizeof cell, page, line);
        sheet_text(&sheet, cell);
        for (size_t j = block->from; j < block->to; j++) add_value(&sheet, block, &series, j);
        if (block->marks) add_coverage(&sheet, block, &series);
    }
    return sheet_end(&sheet, page->session->options->format);
}

/* Entities with no row: nothing known, or zero in every period that is known. A blank line before
 * the `first` such sentence; Markdown needs one before each. */
static void put_left_out(const struct block *block, enum content content, enum word sentence,
                         bool *first)
{
    const struct session *session = block->page->session;
    size_t count = 0;
    char names[MOST_NAMES * NAME] = "", more[CELL] = "";
    for (size_t i = 0; i < block->page->count; i++) {
        const struct line *line = &block->page->lines[i];
        if (line->entity < 0) continue;
        const twofold_series series = series_of(block->page, line->entity, block->kpi);
        if (content_of(&series) != content || count++ >= MOST_NAMES) continue;
        if (count > 1) text_append(names, sizeof names, word(WORD_ITEMS, session->lang));
        text_append(names, sizeof names, entity_name(session, line->entity));
    }
    if (count == 0) return;
    if (*first || block->page->session->options->format == TWOFOLD_MARKDOWN) putchar('\n');
    *first = false;
    if (count > MOST_NAMES) {
        char number[32];
        snprintf(number, sizeof number, "%zu", count - MOST_NAMES);
        word_fill(more, sizeof more, WORD_AND_MORE, session->lang, number, NULL, NULL);
        text_append(names, sizeof names, more);
    }
    word_put(stdout, sentence, session->lang, names, NULL, NULL);
    putchar('\n');
}

static twofold_status put_block(struct page *page, int kpi)
{
    struct block block = {.page = page, .kpi = kpi, .marks = false};
    size_t units;
    const char *unit = unit_of(&block, &units);
    const twofold_kpi *row = twofold_plan_kpi(page->session->plan, kpi);
    const size_t count = series_of(page, 0, kpi).count;
    block.style = style_for(units > 1 ? "" : unit, row->kind == TWOFOLD_RATIO, largest_of(&block),
                            page->session->lang);
    block.marks = has_marks(&block);
    twofold_status status = TWOFOLD_OK;
    for (; block.from < count && status == TWOFOLD_OK; block.from = block.to) {
        block.to = block.from + MOST_COLUMNS < count ? block.from + MOST_COLUMNS : count;
        if (block.from > 0) putchar('\n');
        status = put_columns(&block);
    }
    bool first = true;
    put_left_out(&block, ALL_ZERO, WORD_ALL_ZERO, &first);
    put_left_out(&block, ZERO_WHERE_KNOWN, WORD_ZERO_WHERE_KNOWN, &first);
    put_left_out(&block, ALL_UNKNOWN, WORD_NOTHING_KNOWN, &first);
    putchar('\n');
    return status;
}

static bool has_content(const struct page *page, int kpi)
{
    for (size_t i = 0; i < page->count; i++) {
        if (page->lines[i].entity < 0) continue;
        const twofold_series series = series_of(page, page->lines[i].entity, kpi);
        if (content_of(&series) == SOMETHING) return true;
    }
    return false;
}

/* ---- The page ---- */

twofold_status project_tables(const struct session *session, const struct handles *entities,
                              const struct handles *kpis)
{
    struct page page = {.session = session};
    twofold_status status = page_lines(&page, entities);
    const int *items = kpis->all ? default_kpis : kpis->items;
    const size_t count = kpis->all ? sizeof default_kpis / sizeof *default_kpis : kpis->count;
    if (status == TWOFOLD_OK) title_put(session);
    for (size_t i = 0; i < count && status == TWOFOLD_OK; i++) {
        if (has_content(&page, items[i])) {
            status = put_block(&page, items[i]);
        } else if (!kpis->all) {
            word_put(stdout, WORD_NO_DATA, session->lang, kpi_name(session, items[i]), NULL, NULL);
            fputs("\n\n", stdout);
        }
    }
    free(page.lines);
    if (status != TWOFOLD_OK) return status;
    if (page.any_mark) puts(word(WORD_PARTLY, session->lang));
    if (page.any_unknown) puts(word(WORD_NO_VALUE, session->lang));
    assumptions_note_put(session);
    return status;
}
