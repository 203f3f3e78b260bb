/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cases side by side for people: a block for each KPI of an entity, cases down the side, periods
 * across; below a case of several changes what each of them does. */
#include "compare.h"

#include <math.h>
#include <string.h>

enum { MOST_COLUMNS = 12 };

struct block {
    const struct comparison *c;
    const struct pair *pair;
    struct style style;
    twofold_period first;
    size_t from, to; /* columns */
    size_t targets;  /* columns for verdicts, in the first piece of a long block */
};

static twofold_compared cell_at(const struct block *block, size_t index, size_t column)
{
    return twofold_compared_at(block->c->made, index, block->pair->entity, block->pair->kpi,
                               period_at(block->first, column));
}

/* ---- Names ---- */

/* What a change is called: a scenario by its name, an override as it was given. */
static const char *change_name(const struct comparison *c, const char *change)
{
    return strchr(change, '=') != NULL ? change : scenario_name(c->session, change);
}

static const char *case_name(const struct comparison *c, size_t index)
{
    const twofold_lang lang = c->session->lang;
    const twofold_case *one = &c->cases[index];
    return one->change_count == 1 ? change_name(c, one->changes[0]) : word(WORD_ALL_TOGETHER, lang);
}

static const char *indent(const struct block *block)
{
    const bool is_markdown = block->c->session->options->format == TWOFOLD_MARKDOWN;
    return is_markdown ? "\xC2\xA0\xC2\xA0" : "  ";
}

/* ---- Which rows ---- */

static double largest_of(const struct block *block, size_t columns)
{
    double largest = 0.0;
    for (size_t i = 0; i < block->c->count; i++)
        for (size_t k = 0; k < columns; k++) {
            const twofold_compared d = cell_at(block, i, k);
            if (fabs(d.base) > largest) largest = fabs(d.base);
            if (fabs(d.value) > largest) largest = fabs(d.value);
        }
    return largest;
}

/* Whether a case is any other than the base; what rounding leaves does not count. */
static bool differs(const struct block *block, size_t index, size_t columns)
{
    for (size_t k = 0; k < columns; k++) {
        const twofold_compared d = cell_at(block, index, k);
        if (isnan(d.value) != isnan(d.base)) return true;
        if (fabs(d.difference) > 1e-12 * (fabs(d.value) + fabs(d.base))) return true;
    }
    return false;
}

/* ---- Rows ---- */

static void add_number(struct sheet *sheet, const struct block *block, double value, bool is_signed)
{
    char cell[CELL], with_sign[CELL + 1];
    style_write(&block->style, value, cell);
    const bool is_zero = strspn(cell, "-0.") == strlen(cell);
    snprintf(with_sign, sizeof with_sign, "%s%s", is_signed && value > 0.0 && !is_zero ? "+" : "",
             cell);
    sheet_text(sheet, with_sign);
}

/* First month and verdict for each target: "达标 156.3%". */
static void add_verdicts(struct sheet *sheet, const struct block *block, size_t index)
{
    const struct comparison *c = block->c;
    for (size_t n = 0; n < block->targets; n++) {
        twofold_assessment a;
        char first[CELL] = "—", verdict[CELL] = "", attained[CELL] = "";
        if (sheet->status == TWOFOLD_OK)
            sheet->status =
                twofold_assess(projection_of(c, index), target_of(c, block->pair, n), &a);
        if (sheet->status != TWOFOLD_OK) return;
        if (a.first_period.months > 0)
            (void)twofold_period_label(a.first_period, c->session->lang, first, sizeof first);
        if (!isnan(a.attainment)) percent_write(a.attainment, attained);
        snprintf(verdict, sizeof verdict, "%s %.60s",
                 twofold_verdict_text(a.verdict, c->session->lang), attained);
        sheet_text(sheet, first);
        sheet_text(sheet, verdict);
    }
}

static void add_blanks(struct sheet *sheet, const struct block *block)
{
    for (size_t n = 0; n < 2 * block->targets; n++) sheet_text(sheet, "");
}

static void add_values(struct sheet *sheet, const struct block *block, const char *name,
                       size_t index)
{
    sheet_text(sheet, name);
    const bool is_base = index == TWOFOLD_BASE;
    for (size_t k = block->from; k < block->to; k++) {
        const twofold_compared d = cell_at(block, is_base ? 0 : index, k);
        add_number(sheet, block, is_base ? d.base : d.value, false);
    }
    add_verdicts(sheet, block, index);
}

/* A row of differences; cause SIZE_MAX: the whole, SIZE_MAX - 1: what is left for together. */
enum { WHOLE = -1, REST = -2 };
static void add_differences(struct sheet *sheet, const struct block *block, const char *name,
                            size_t index, int cause)
{
    char label[NAME] = "";
    text_append(label, sizeof label, indent(block));
    if (cause != WHOLE) text_append(label, sizeof label, indent(block));
    text_append(label, sizeof label, name);
    sheet_text(sheet, label);
    for (size_t k = block->from; k < block->to; k++) {
        const twofold_compared d = cell_at(block, index, k);
        const double value =
            cause == WHOLE ? d.difference
            : cause == REST
                ? d.together
                : twofold_compared_alone(block->c->made, index, (size_t)cause, block->pair->entity,
                                         block->pair->kpi, period_at(block->first, k));
        add_number(sheet, block, value, true);
    }
    add_blanks(sheet, block);
}

static void add_case(struct sheet *sheet, const struct block *block, size_t index)
{
    const struct comparison *c = block->c;
    const twofold_lang lang = c->session->lang;
    const size_t causes = twofold_comparison_causes(c->made, index);
    add_values(sheet, block, case_name(c, index), index);
    if (causes > 0 || c->count == 1)
        add_differences(sheet, block, word(WORD_FROM_BASE, lang), index, WHOLE);
    for (size_t i = 0; i < causes; i++) {
        char name[NAME];
        word_fill(name, sizeof name, WORD_OF_WHICH, lang,
                  change_name(c, twofold_comparison_cause(c->made, index, i)), NULL, NULL);
        add_differences(sheet, block, name, index, (int)i);
    }
    if (causes > 0) add_differences(sheet, block, word(WORD_TOGETHER, lang), index, REST);
}

/* ---- Blocks ---- */

static void add_columns(struct sheet *sheet, const struct block *block)
{
    const struct session *session = block->c->session;
    char cell[NAME] = "";
    text_append(cell, sizeof cell, entity_name(session, block->pair->entity));
    text_append(cell, sizeof cell, session->lang == TWOFOLD_ZH ? "" : " ");
    text_append(cell, sizeof cell, kpi_name(session, block->pair->kpi));
    if (block->style.unit[0] != '\0')
        word_fill(cell + strlen(cell), sizeof cell - strlen(cell), WORD_IN_BRACKETS, session->lang,
                  block->style.unit, NULL, NULL);
    sheet_column(sheet, cell, TWOFOLD_COLUMN_TEXT);
    for (size_t k = block->from; k < block->to; k++) {
        (void)twofold_period_label(period_at(block->first, k), session->lang, cell, sizeof cell);
        sheet_column(sheet, cell, TWOFOLD_COLUMN_NUMBER);
    }
    for (size_t n = 0; n < block->targets; n++) {
        const size_t target = target_of(block->c, block->pair, n);
        sheet_column(sheet, word(WORD_FIRST, session->lang), TWOFOLD_COLUMN_TEXT);
        sheet_column(sheet,
                     block->targets == 1
                         ? word(WORD_VERDICT, session->lang)
                         : twofold_target_at(session->plan, target, session->lang).name,
                     TWOFOLD_COLUMN_TEXT);
    }
}

static twofold_status put_columns(const struct block *block, size_t columns)
{
    struct sheet sheet = sheet_new();
    add_columns(&sheet, block);
    add_values(&sheet, block, word(WORD_BASE_CASE, block->c->session->lang), TWOFOLD_BASE);
    for (size_t i = 0; i < block->c->count; i++)
        if (differs(block, i, columns)) add_case(&sheet, block, i);
    return sheet_end(&sheet, block->c->session->options->format);
}

/* Cases that change nothing here, in one sentence. */
static void put_equal(const struct block *block, size_t columns)
{
    const twofold_lang lang = block->c->session->lang;
    char names[8 * NAME] = "";
    for (size_t i = 0; i < block->c->count; i++) {
        if (differs(block, i, columns)) continue;
        if (names[0] != '\0') text_append(names, sizeof names, word(WORD_ITEMS, lang));
        text_append(names, sizeof names, case_name(block->c, i));
    }
    if (names[0] == '\0') return;
    if (block->c->session->options->format == TWOFOLD_MARKDOWN) putchar('\n');
    word_put(stdout, WORD_NO_DIFFERENCE, lang, names, NULL, NULL);
    putchar('\n');
}

static twofold_status put_block(const struct comparison *c, const struct pair *pair)
{
    struct block block = {.c = c, .pair = pair};
    const twofold_plan *plan = c->session->plan;
    const size_t columns = periods_of(c, &block.first);
    const twofold_series series =
        twofold_series_at(projection_of(c, TWOFOLD_BASE), pair->entity, pair->kpi, TWOFOLD_YEAR);
    block.style = style_for(series.unit, twofold_plan_kpi(plan, pair->kpi)->kind == TWOFOLD_RATIO,
                            largest_of(&block, columns), c->session->lang);
    while (target_of(c, pair, block.targets) != SIZE_MAX) block.targets++;
    twofold_status status = TWOFOLD_OK;
    for (; block.from < columns && status == TWOFOLD_OK; block.from = block.to) {
        block.to = block.from + MOST_COLUMNS < columns ? block.from + MOST_COLUMNS : columns;
        if (block.from > 0) putchar('\n');
        status = put_columns(&block, columns);
        block.targets = 0;
    }
    put_equal(&block, columns);
    putchar('\n');
    return status;
}

/* ---- What is changed ---- */

/* A scenario's own changes; what it is based on has rows of its own, or is named by its scenario.
 */
static twofold_status add_changes(struct sheet *sheet, const struct comparison *c,
                                  const char *change)
{
    const bool is_set = strchr(change, '=') != NULL;
    twofold_changes *changes = NULL;
    const twofold_status status = twofold_changes_new(c->session->plan, is_set ? NULL : change,
                                                      &change, is_set, NULL, &changes, NULL);
    if (status != TWOFOLD_OK) return status;
    for (size_t i = 0; i < twofold_changes_count(changes); i++) {
        const twofold_change row = twofold_change_at(changes, i);
        char line[CELL] = "";
        if (!is_set && strcmp(row.scenario, change) != 0) continue;
        if (row.line > 0) snprintf(line, sizeof line, "%u", row.line);
        sheet_text(sheet, is_set ? "--set" : scenario_name(c->session, change));
        sheet_text(sheet, row.path);
        sheet_text(sheet, row.before[0] != '\0' ? row.before : "—");
        sheet_text(sheet, row.after[0] != '\0' ? row.after : "—");
        sheet_text(sheet, line);
    }
    twofold_changes_free(changes);
    return TWOFOLD_OK;
}

static twofold_status put_changes(const struct comparison *c)
{
    const twofold_lang lang = c->session->lang;
    struct sheet sheet = sheet_new();
    sheet_column(&sheet, word(WORD_CHANGE, lang), TWOFOLD_COLUMN_TEXT);
    sheet_column(&sheet, word(WORD_PATH, lang), TWOFOLD_COLUMN_TEXT);
    sheet_column(&sheet, word(WORD_BEFORE, lang), TWOFOLD_COLUMN_TEXT);
    sheet_column(&sheet, word(WORD_AFTER, lang), TWOFOLD_COLUMN_TEXT);
    sheet_column(&sheet, word(WORD_LINE, lang), TWOFOLD_COLUMN_NUMBER);
    for (size_t i = 0; i < c->count && sheet.status == TWOFOLD_OK; i++)
        if (c->cases[i].change_count == 1)
            sheet.status = add_changes(&sheet, c, c->cases[i].changes[0]);
    return sheet_end(&sheet, c->session->options->format);
}

/* ---- The page ---- */

twofold_status compare_table(const struct comparison *c)
{
    const struct session *session = c->session;
    bool split = false;
    plan_title_put(session);
    word_put(stdout, WORD_COMPARED_WITH, session->lang,
             scenario_name(session, session->options->base), NULL, NULL);
    puts("\n");
    twofold_status status = TWOFOLD_OK;
    for (size_t i = 0; i < c->pair_count && status == TWOFOLD_OK; i++)
        status = put_block(c, &c->pairs[i]);
    for (size_t i = 0; i < c->count; i++) split |= twofold_comparison_causes(c->made, i) > 0;
    if (status == TWOFOLD_OK) status = put_changes(c);
    if (status != TWOFOLD_OK) return status;
    putchar('\n');
    if (split) puts(word(WORD_TOGETHER_NOTE, session->lang));
    assumptions_note_put(session);
    return status;
}
