/* SPDX-License-Identifier: GPL-3.0-or-later */
/* twofold check: what is wrong with a plan; else what nobody reported and what looks odd. */
#include "verbs.h"

#include <math.h>
#include <string.h>

/* ---- For programs ---- */

static twofold_status fault_rows(const struct session *session)
{
    static const char *const severities[] = {"error", "warning", "note"};
    static const struct {
        const char *name;
        twofold_column_type type;
    } columns[] = {
        {"code", TWOFOLD_COLUMN_TEXT},     {"severity", TWOFOLD_COLUMN_TEXT},
        {"line", TWOFOLD_COLUMN_INTEGER},  {"column", TWOFOLD_COLUMN_INTEGER},
        {"path", TWOFOLD_COLUMN_TEXT},     {"found", TWOFOLD_COLUMN_TEXT},
        {"expected", TWOFOLD_COLUMN_TEXT}, {"nearest", TWOFOLD_COLUMN_TEXT},
        {"file", TWOFOLD_COLUMN_TEXT},
    };
    const double nowhere = (double)NAN; /* an empty cell */
    struct sheet sheet = sheet_new();
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        sheet_column(&sheet, columns[i].name, columns[i].type);
    for (size_t i = 0; i < twofold_faults_count(session->faults); i++) {
        const twofold_fault fault = twofold_faults_at(session->faults, i);
        sheet_text(&sheet, twofold_fault_id(fault.code));
        sheet_text(&sheet, severities[fault.severity]);
        sheet_number(&sheet, fault.line > 0 ? fault.line : nowhere);
        sheet_number(&sheet, fault.column > 0 ? fault.column : nowhere);
        sheet_text(&sheet, fault.path);
        sheet_text(&sheet, fault.found);
        sheet_text(&sheet, fault.expected);
        sheet_text(&sheet, fault.nearest);
        sheet_text(&sheet, fault.file);
    }
    return sheet_end(&sheet, session->options->format);
}

/* ---- For people ---- */

static void counts_put(const struct session *session, bool sound)
{
    const twofold_lang lang = session->lang;
    printf("%s: %s%s", session->options->file, word(sound ? WORD_SOUND : WORD_NOT_SOUND, lang),
           word(WORD_SEMICOLON, lang));
    word_count(stdout, WORD_ONE_ERROR, lang, twofold_faults_of(session->faults, TWOFOLD_ERROR),
               NULL);
    fputs(word(WORD_ITEMS, lang), stdout);
    word_count(stdout, WORD_ONE_WARNING, lang, twofold_faults_of(session->faults, TWOFOLD_WARNING),
               NULL);
    putchar('\n');
}

static bool same_default(const twofold_assumption *a, const twofold_assumption *b)
{
    return b->by_default && strcmp(a->value, b->value) == 0;
}

/* A path with the format's words in the language. */
static void path_put(const struct session *session, const char *path)
{
    char text[512];
    (void)twofold_path_text(path, session->lang, text, sizeof text);
    fputs(text, stdout);
}

/* "ramp s-curve", in the language: the note of that default has its words. */
static void default_value_put(const struct session *session, const char *value)
{
    for (size_t i = 0; session->lang == TWOFOLD_ZH && i < twofold_faults_count(session->faults);
         i++) {
        const twofold_fault note = twofold_faults_at(session->faults, i);
        if (note.severity != TWOFOLD_NOTE || strcmp(note.expected, value) != 0) continue;
        fputs(note.expected_zh, stdout);
        return;
    }
    fputs(value, stdout);
}

/* One kind of default: "  ramp s-curve ×7: heli.south-base, yuyang.phase-1 …". `from` is the first.
 */
static void default_put(const struct session *session, size_t from)
{
    enum { MOST_OWNERS = 8 };
    const twofold_assumption first = twofold_assumption_at(session->plan, from);
    size_t same = 0;
    for (size_t i = from; i < twofold_assumption_count(session->plan); i++) {
        const twofold_assumption one = twofold_assumption_at(session->plan, i);
        same += same_default(&first, &one);
    }
    fputs("  ", stdout);
    default_value_put(session, first.value);
    printf(" ×%zu", same);
    size_t listed = 0;
    for (size_t i = from; listed < same && listed < MOST_OWNERS; i++) {
        const twofold_assumption one = twofold_assumption_at(session->plan, i);
        if (!same_default(&first, &one)) continue;
        fputs(word(listed++ > 0 ? WORD_ITEMS : WORD_COLON, session->lang), stdout);
        path_put(session, one.path);
    }
    if (same > listed) {
        char more[32];
        snprintf(more, sizeof more, "%zu", same - listed);
        word_put(stdout, WORD_AND_MORE, session->lang, more, NULL, NULL);
    }
    putchar('\n');
}

/* Each kind of default once; they come last among the assumptions, from `first` on. */
static void defaults_put(const struct session *session)
{
    const size_t count = twofold_assumption_count(session->plan);
    size_t first = 0;
    while (first < count && !twofold_assumption_at(session->plan, first).by_default) first++;
    if (first < count) printf("\n%s\n", word(WORD_BY_DEFAULT, session->lang));
    for (size_t i = first; i < count; i++) {
        const twofold_assumption one = twofold_assumption_at(session->plan, i);
        size_t like = first;
        for (; like < i; like++) {
            const twofold_assumption before = twofold_assumption_at(session->plan, like);
            if (same_default(&one, &before)) break;
        }
        if (like == i) default_put(session, i);
    }
}

/* "12", or "firms.csv:12" of a table. */
static void line_put(struct sheet *sheet, const twofold_assumption *assumption)
{
    char line[300];
    snprintf(line, sizeof line, "%s%s%u", assumption->file, assumption->file[0] != '\0' ? ":" : "",
             assumption->line);
    sheet_text(sheet, assumption->line > 0 ? line : "");
}

/* "  level 1, by instruments ×1: heli.south-base": the parts of one level. */
static void level_put(const struct session *session, twofold_tax_level level, enum word words)
{
    enum { MOST_PARTS = 8 };
    size_t count = 0;
    for (size_t i = 0; i < twofold_entity_count(session->plan); i++) {
        const twofold_entity entity = twofold_entity_at(session->plan, (int)i, session->lang);
        const bool is_part = entity.kind == TWOFOLD_ENTITY_EXISTING ||
                             entity.kind == TWOFOLD_ENTITY_PROJECT ||
                             entity.kind == TWOFOLD_ENTITY_ENTRY;
        if (!is_part || twofold_plan_tax_level(session->plan, (int)i) != level) continue;
        if (count == 0) printf("  %s", word(words, session->lang));
        if (count < MOST_PARTS) {
            fputs(word(count > 0 ? WORD_ITEMS : WORD_COLON, session->lang), stdout);
            path_put(session, entity.path);
        }
        count++;
    }
    if (count > MOST_PARTS) {
        char more[32];
        snprintf(more, sizeof more, "%zu", count - MOST_PARTS);
        word_put(stdout, WORD_AND_MORE, session->lang, more, NULL, NULL);
    }
    if (count > 0) putchar('\n');
}

static void tax_levels_put(const struct session *session)
{
    printf("\n%s\n", word(WORD_TAX_LEVELS, session->lang));
    level_put(session, TWOFOLD_TAX_EFFECTIVE, WORD_TAX_EFFECTIVE);
    level_put(session, TWOFOLD_TAX_INSTRUMENTS, WORD_TAX_INSTRUMENTS);
    level_put(session, TWOFOLD_TAX_NOT_GIVEN, WORD_TAX_NOT_GIVEN);
}

static twofold_status assumptions_put(const struct session *session)
{
    static const enum word columns[] = {WORD_PATH, WORD_VALUE, WORD_WHY, WORD_LINE};
    struct sheet sheet = sheet_new();
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        sheet_column(&sheet, word(columns[i], session->lang), TWOFOLD_COLUMN_TEXT);
    size_t count = 0;
    for (size_t i = 0; i < twofold_assumption_count(session->plan); i++) {
        const twofold_assumption one = twofold_assumption_at(session->plan, i);
        if (one.by_default) continue;
        count++;
        char path[512];
        (void)twofold_path_text(one.path, session->lang, path, sizeof path);
        sheet_text(&sheet, path);
        sheet_text(&sheet, one.value);
        sheet_text(&sheet, one.why);
        line_put(&sheet, &one);
    }
    const bool none = twofold_assumption_count(session->plan) == 0;
    if (none) printf("\n%s\n", word(WORD_NOTHING_ASSUMED, session->lang));
    if (count > 0) {
        printf("\n%s\n", word(WORD_ASSUMED, session->lang));
        if (session->options->format == TWOFOLD_MARKDOWN) putchar('\n');
        return sheet_end(&sheet, session->options->format);
    }
    twofold_table_free(sheet.table);
    return sheet.status;
}

static twofold_status report(const struct session *session, bool sound)
{
    faults_put(stdout, session, TWOFOLD_ERROR);
    faults_put(stdout, session, TWOFOLD_WARNING);
    counts_put(session, sound);
    if (!sound) return TWOFOLD_OK;
    defaults_put(session);
    tax_levels_put(session);
    return assumptions_put(session);
}

enum exit_status verb_check(const struct options *options)
{
    struct session session;
    enum exit_status exit = session_load(&session, options);
    /* reported totals that are less than their parts show only once the plan is projected */
    if (exit == DONE) exit = session_project(&session);
    if (exit == DONE || (exit == BAD_INPUT && session.faults != NULL)) {
        const twofold_status status =
            is_for_people(options) ? report(&session, exit == DONE) : fault_rows(&session);
        if (status != TWOFOLD_OK) exit = complain(status, options->file, options->lang);
    }
    session_close(&session);
    return exit;
}
