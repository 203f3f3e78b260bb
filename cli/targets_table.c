/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of targets for people. */
#include "targets.h"

#include <math.h>
#include <string.h>

/* Columns after the name, in order. X(NAME, word of the heading, right-aligned, also if empty) */
#define COLUMNS(X)                                                                                 \
    X(DUE, WORD_DUE, false, true)                                                                  \
    X(UNIT, WORD_UNIT, false, true)                                                                \
    X(BASE, WORD_BASE, true, false)                                                                \
    X(REQUIRED, WORD_REQUIRED, true, true)                                                         \
    X(PROJECTED, WORD_PROJECTED, true, true)                                                       \
    X(ATTAINED, WORD_ATTAINED, true, true)                                                         \
    X(GAP, WORD_GAP, true, true)                                                                   \
    X(VERDICT, WORD_VERDICT, false, true)                                                          \
    X(FIRST, WORD_FIRST, false, false)                                                             \
    X(HELD, WORD_HELD, false, false)                                                               \
    X(PACE_NEEDED, WORD_PACE_NEEDED, true, false)                                                  \
    X(PACE_PROJECTED, WORD_PACE_PROJECTED, true, false)                                            \
    X(LAND_SPLIT, WORD_LAND_SPLIT, true, false)                                                    \
    X(REPORTED, WORD_REPORTED, false, false)

enum column {
#define X(name, ...) COLUMN_##name,
    COLUMNS(X)
#undef X
        COLUMN_COUNT
};

static const struct {
    enum word heading;
    bool right, always;
} columns[COLUMN_COUNT] = {
#define X(name, heading, right, always) {heading, right, always},
    COLUMNS(X)
#undef X
};

/* ---- Cells ---- */

static bool is_summary(const struct row *row) { return !row->is_member && row->target.members > 0; }

static void period_cell(twofold_period period, twofold_lang lang, char cell[CELL])
{
    if (period.months > 0) (void)twofold_period_label(period, lang, cell, CELL);
}

static double largest_of(const twofold_assessment *a)
{
    const double values[] = {a->base, a->required, a->projected};
    double largest = 0.0;
    for (size_t i = 0; i < 3; i++)
        if (fabs(values[i]) > largest) largest = fabs(values[i]);
    return largest;
}

/* One style for rows that are read together: a target, or all members of one. */
static void set_styles(const struct session *session, struct row *rows, size_t count)
{
    for (size_t from = 0, to; from < count; from = to) {
        const twofold_assessment *a = &rows[from].assessment;
        double largest = 0.0;
        for (to = from; to < count && rows[to].is_member == rows[from].is_member &&
                        rows[to].assessment.target == a->target;
             to++)
            if (largest_of(&rows[to].assessment) > largest)
                largest = largest_of(&rows[to].assessment);
        const twofold_kpi *kpi = twofold_plan_kpi(session->plan, a->kpi);
        const twofold_series series =
            twofold_series_at(session->projection, a->entity, a->kpi, TWOFOLD_YEAR);
        struct style style =
            style_for(series.unit, kpi->kind == TWOFOLD_RATIO, largest, session->lang);
        if (is_summary(&rows[from])) {
            style = (struct style){.scale = 1.0};
            snprintf(style.unit, sizeof style.unit, "%s", word(WORD_ENTERPRISES, session->lang));
        }
        for (size_t i = from; i < to; i++) rows[i].style = style;
    }
}

/* How the growth divides: "12% / 88%"; the rest, if any, is of parts that rent their land. */
static void split_cell(const twofold_assessment *a, char cell[CELL])
{
    const double growth = a->projected - a->base;
    if (isnan(a->land_part) || isnan(growth) || !(fabs(growth) > 0.0)) return;
    char land[CELL], intensity[CELL];
    (void)twofold_fixed_write(100.0 * a->land_part / growth, 0, TWOFOLD_HALF_EVEN, land, CELL);
    (void)twofold_fixed_write(100.0 * a->intensity_part / growth, 0, TWOFOLD_HALF_EVEN, intensity,
                              CELL);
    snprintf(cell, CELL, "%.50s%% / %.50s%%", land, intensity);
}

static void number_cell(const struct style *style, double value, char cell[CELL])
{
    if (!isnan(value)) style_write(style, value, cell);
}

static void rate_cell(double value, char cell[CELL])
{
    if (!isnan(value)) percent_write(value, cell);
}

/* A cell as text; "" for what there is not. */
static void fill(const struct session *session, const struct row *row, enum column column,
                 char cell[CELL])
{
    const twofold_assessment *a = &row->assessment;
    const twofold_lang lang = session->lang;
    cell[0] = '\0';
    switch (column) {
    case COLUMN_DUE: period_cell(a->due, lang, cell); break;
    case COLUMN_UNIT: snprintf(cell, CELL, "%s", row->style.unit); break;
    case COLUMN_BASE: number_cell(&row->style, a->base, cell); break;
    case COLUMN_REQUIRED: number_cell(&row->style, a->required, cell); break;
    case COLUMN_PROJECTED: number_cell(&row->style, a->projected, cell); break;
    case COLUMN_ATTAINED: rate_cell(a->attainment, cell); break;
    case COLUMN_GAP: number_cell(&row->style, a->gap, cell); break;
    case COLUMN_VERDICT: snprintf(cell, CELL, "%s", twofold_verdict_text(a->verdict, lang)); break;
    case COLUMN_FIRST: period_cell(a->first_period, lang, cell); break;
    case COLUMN_HELD: period_cell(a->held_from, lang, cell); break;
    case COLUMN_PACE_NEEDED: rate_cell(a->needed_pace, cell); break;
    case COLUMN_PACE_PROJECTED: rate_cell(a->projected_pace, cell); break;
    case COLUMN_LAND_SPLIT: split_cell(a, cell); break;
    case COLUMN_REPORTED:
        if (a->reported != TWOFOLD_UNKNOWN && !row->is_member)
            snprintf(cell, CELL, "%s", twofold_verdict_text(a->reported, lang));
        break;
    case COLUMN_COUNT: break;
    }
}

void target_name(const struct session *session, const twofold_target *target, char name[NAME])
{
    static const struct {
        const char *kind;
        enum word words;
    } kinds[] = {{"double", WORD_DOUBLE},
                 {"multiply", WORD_MULTIPLY},
                 {"reach", WORD_REACH},
                 {"grow", WORD_GROW},
                 {"keep", WORD_KEEP}};
    name[0] = '\0';
    text_append(name, NAME, target->name);
    if (session->lang != TWOFOLD_ZH || strcmp(target->name, target->id) != 0) return;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(kinds[i].kind, target->kind) == 0)
            word_fill(name, NAME, kinds[i].words, session->lang,
                      entity_name(session, target->entity), kpi_name(session, target->kpi), NULL);
}

static void name_of(const struct session *session, const struct row *row, char name[NAME])
{
    const bool is_markdown = session->options->format == TWOFOLD_MARKDOWN;
    if (!row->is_member) {
        target_name(session, &row->target, name);
        return;
    }
    name[0] = '\0';
    text_append(name, NAME, is_markdown ? "\xC2\xA0\xC2\xA0" : "  ");
    text_append(name, NAME, entity_name(session, row->assessment.entity));
}

/* ---- Notes ---- */

static void unknown_put(const struct session *session, const struct row *row, const char *name)
{
    const twofold_assessment *a = &row->assessment;
    char known[32], of[32];
    snprintf(known, sizeof known, "%u", a->known);
    snprintf(of, sizeof of, "%u", a->of);
    const enum word sentence = is_summary(row)    ? WORD_UNKNOWN_MEMBERS
                               : a->known == 0    ? WORD_UNKNOWN_NOTHING
                               : a->known < a->of ? WORD_UNKNOWN_PARTS
                                                  : WORD_UNKNOWN_BASE;
    word_put(stdout, sentence, session->lang, name, known, of);
    putchar('\n');
}

/* How the members of a target stand: "of 40 members 22 met, 14 missed, 4 unknown". */
static void counts_put(const struct session *session, const struct row *summary, const char *name)
{
    static const twofold_verdict verdicts[] = {TWOFOLD_MET, TWOFOLD_MISSED, TWOFOLD_UNKNOWN};
    char counts[4][24];
    if (!is_summary(summary)) return;
    const size_t members = summary->target.members;
    for (size_t i = 0; i < 3; i++) {
        size_t count = 0;
        for (size_t j = 1; j <= members; j++) count += summary[j].assessment.verdict == verdicts[i];
        snprintf(counts[i], sizeof counts[i], "%zu", count);
    }
    snprintf(counts[3], sizeof counts[3], "%zu", members);
    word_put(stdout, WORD_OF_MEMBERS, session->lang, name, counts[3], NULL);
    word_put(stdout, WORD_MEMBER_COUNTS, session->lang, counts[0], counts[1], counts[2]);
    putchar('\n');
}

/* The members of a target that have no verdict, in one line: "hanma 0/1, dsm 0/1". */
static void members_put(const struct session *session, const struct row *summary, const char *name)
{
    size_t listed = 0;
    const struct row *member = summary + 1;
    for (size_t i = 0; i < summary->target.members; i++, member++) {
        if (member->assessment.verdict != TWOFOLD_UNKNOWN) continue;
        if (listed++ == 0)
            word_put(stdout, WORD_NO_VERDICT, session->lang, name, NULL, NULL);
        else
            fputs(word(WORD_ITEMS, session->lang), stdout);
        printf("%s %u/%u", entity_name(session, member->assessment.entity),
               member->assessment.known, member->assessment.of);
    }
    if (listed > 0) putchar('\n');
}

static void announced_put(const struct session *session, const struct row *row, const char *name)
{
    const twofold_assessment *a = &row->assessment;
    if (a->reported == TWOFOLD_UNKNOWN || a->reported == a->verdict) return;
    word_put(stdout, WORD_ANNOUNCED, session->lang, name,
             twofold_verdict_text(a->reported, session->lang),
             twofold_verdict_text(a->verdict, session->lang));
    putchar('\n');
}

static void notes_put(const struct session *session, const struct row *rows, size_t count)
{
    bool split = false, surplus = false;
    for (size_t i = 0; i < count; i++) {
        const twofold_assessment *a = &rows[i].assessment;
        char name[NAME], cell[CELL];
        fill(session, &rows[i], COLUMN_LAND_SPLIT, cell);
        split |= cell[0] != '\0';
        surplus |= a->gap < 0.0;
        if (rows[i].is_member) continue;
        name_of(session, &rows[i], name);
        counts_put(session, &rows[i], name);
        if (a->verdict == TWOFOLD_UNKNOWN) unknown_put(session, &rows[i], name);
        members_put(session, &rows[i], name);
        announced_put(session, &rows[i], name);
    }
    if (surplus) puts(word(WORD_SURPLUS_NOTE, session->lang));
    if (split) puts(word(WORD_LAND_NOTE, session->lang));
    assumptions_note_put(session);
}

/* ---- The table ---- */

static bool is_used(const struct session *session, const struct row *rows, size_t count,
                    enum column column)
{
    char cell[CELL] = "";
    for (size_t i = 0; i < count && cell[0] == '\0'; i++) fill(session, &rows[i], column, cell);
    return columns[column].always || cell[0] != '\0';
}

static void add_row(struct sheet *sheet, const struct session *session, const struct row *row,
                    const bool used[COLUMN_COUNT])
{
    char name[NAME], cell[CELL];
    name_of(session, row, name);
    sheet_text(sheet, name);
    for (int i = 0; i < COLUMN_COUNT; i++) {
        if (!used[i]) continue;
        fill(session, row, (enum column)i, cell);
        sheet_text(sheet, cell[0] != '\0' ? cell : i == COLUMN_REPORTED ? "" : "—");
    }
}

twofold_status targets_table(const struct session *session, struct row *rows, size_t count)
{
    bool used[COLUMN_COUNT];
    set_styles(session, rows, count);
    title_put(session);
    if (count == 0) {
        const bool none = twofold_target_count(session->plan) == 0;
        puts(word(none ? WORD_NO_TARGETS : WORD_NO_SUCH_TARGETS, session->lang));
        return TWOFOLD_OK;
    }
    struct sheet sheet = sheet_new();
    sheet_column(&sheet, word(WORD_TARGET, session->lang), TWOFOLD_COLUMN_TEXT);
    for (int i = 0; i < COLUMN_COUNT; i++) {
        used[i] = is_used(session, rows, count, (enum column)i);
        if (used[i])
            sheet_column(&sheet, word(columns[i].heading, session->lang),
                         columns[i].right ? TWOFOLD_COLUMN_NUMBER : TWOFOLD_COLUMN_TEXT);
    }
    for (size_t i = 0; i < count; i++) add_row(&sheet, session, &rows[i], used);
    const twofold_status status = sheet_end(&sheet, session->options->format);
    if (status != TWOFOLD_OK) return status;
    putchar('\n');
    notes_put(session, rows, count);
    return TWOFOLD_OK;
}
