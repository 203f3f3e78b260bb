/* SPDX-License-Identifier: GPL-3.0-or-later */
/* twofold targets: every target of the plan against its projection. */
#include "targets.h"
#include "verbs.h"

#include <math.h>
#include <stdlib.h>

/* ---- What to show, in which order ---- */

static double sort_key(const struct row *row, enum sort sort)
{
    const twofold_assessment *a = &row->assessment;
    switch (sort) {
    case SORT_NEEDED: return -a->needed_pace;
    case SORT_ATTAINMENT: return a->attainment;
    case SORT_GAP: /* targets have different units, the members of one have not */
        return row->is_member ? -a->gap : -a->gap / fabs(a->required);
    case SORT_FILE: break;
    }
    return 0.0;
}

static int by_key(const void *left, const void *right)
{
    const struct row *a = left, *b = right;
    if (isnan(a->key) != isnan(b->key)) return isnan(a->key) ? 1 : -1; /* unknown comes last */
    if (a->key != b->key && !isnan(a->key)) return a->key < b->key ? -1 : 1;
    return a->place < b->place ? -1 : 1;
}

static void sort_rows(struct row *rows, size_t count, enum sort sort)
{
    for (size_t i = 0; i < count; i++) {
        rows[i].key = sort_key(&rows[i], sort);
        rows[i].place = i;
    }
    if (count > 1) qsort(rows, count, sizeof *rows, by_key);
}

static bool is_asked(const struct handles *entities, const struct handles *kpis,
                     const twofold_target *target)
{
    return handles_have(entities, target->entity) && handles_have(kpis, target->kpi);
}

/* Targets, sorted; at most one row each. */
static twofold_status add_targets(const struct session *session, const struct handles *entities,
                                  const struct handles *kpis, struct row *rows, size_t *count)
{
    *count = 0;
    for (size_t i = 0; i < twofold_target_count(session->plan); i++) {
        const twofold_target target = twofold_target_at(session->plan, i, session->lang);
        if (!is_asked(entities, kpis, &target)) continue;
        struct row *row = &rows[(*count)++];
        *row = (struct row){.target = target};
        const twofold_status status = twofold_assess(session->projection, i, &row->assessment);
        if (status != TWOFOLD_OK) return status;
    }
    sort_rows(rows, *count, session->options->sort);
    return TWOFOLD_OK;
}

/* A target's members, sorted. */
static twofold_status add_members(const struct session *session, const struct row *summary,
                                  struct row *rows)
{
    for (size_t i = 0; i < summary->target.members; i++) {
        rows[i] = (struct row){.target = summary->target, .is_member = true};
        const twofold_status status = twofold_assess_member(
            session->projection, summary->assessment.target, i, &rows[i].assessment);
        if (status != TWOFOLD_OK) return status;
    }
    sort_rows(rows, summary->target.members, session->options->sort);
    return TWOFOLD_OK;
}

/* All rows: each target, and below one of many its members. Free rows. */
static twofold_status make_rows(const struct session *session, const struct handles *entities,
                                const struct handles *kpis, struct row **rows, size_t *count)
{
    const size_t targets = twofold_target_count(session->plan);
    size_t most = targets, tops;
    for (size_t i = 0; i < targets; i++)
        most += twofold_target_at(session->plan, i, session->lang).members;
    struct row *top = calloc(targets + 1, sizeof *top), *all = calloc(most + 1, sizeof *all);
    twofold_status status = top != NULL && all != NULL ? TWOFOLD_OK : TWOFOLD_E_MEMORY;
    if (status == TWOFOLD_OK) status = add_targets(session, entities, kpis, top, &tops);
    *count = 0;
    for (size_t i = 0; status == TWOFOLD_OK && i < tops; i++) {
        all[(*count)++] = top[i];
        status = add_members(session, &top[i], all + *count);
        *count += top[i].target.members;
    }
    free(top);
    *rows = all;
    return status;
}

/* ---- For programs ---- */

static const char *verdict_id(twofold_verdict verdict, bool unless_unknown)
{
    if (unless_unknown && verdict == TWOFOLD_UNKNOWN) return "";
    return twofold_verdict_text(verdict, TWOFOLD_EN);
}

static void add_row(struct sheet *sheet, const struct session *session, const struct row *row)
{
    const twofold_assessment *a = &row->assessment;
    sheet_text(sheet, scenario_id(session));
    sheet_text(sheet, row->target.id);
    sheet_text(sheet, row->target.kind);
    sheet_text(sheet, twofold_entity_at(session->plan, a->entity, session->lang).path);
    sheet_text(sheet, twofold_plan_kpi(session->plan, a->kpi)->id);
    sheet_period(sheet, a->base_period.month, a->base_period.months);
    sheet_period(sheet, a->due.month, a->due.months);
    sheet_number(sheet, a->base);
    sheet_number(sheet, a->required);
    sheet_number(sheet, a->projected);
    sheet_number(sheet, a->attainment);
    sheet_number(sheet, a->gap);
    sheet_period(sheet, a->first_period.month, a->first_period.months);
    sheet_period(sheet, a->held_from.month, a->held_from.months);
    sheet_text(sheet, verdict_id(a->verdict, false));
    sheet_number(sheet, a->needed_pace);
    sheet_number(sheet, a->projected_pace);
    sheet_number(sheet, a->land_part);
    sheet_number(sheet, a->intensity_part);
    sheet_text(sheet, verdict_id(a->reported, true));
    sheet_number(sheet, a->known);
    sheet_number(sheet, a->of);
}

static twofold_status target_rows(const struct session *session, const struct row *rows,
                                  size_t count)
{
    static const struct {
        const char *name;
        twofold_column_type type;
    } columns[] = {
        {"scenario", TWOFOLD_COLUMN_TEXT},
        {"target", TWOFOLD_COLUMN_TEXT},
        {"kind", TWOFOLD_COLUMN_TEXT},
        {"entity", TWOFOLD_COLUMN_TEXT},
        {"kpi", TWOFOLD_COLUMN_TEXT},
        {"base_period", TWOFOLD_COLUMN_TEXT},
        {"due", TWOFOLD_COLUMN_TEXT},
        {"base", TWOFOLD_COLUMN_NUMBER},
        {"required", TWOFOLD_COLUMN_NUMBER},
        {"projected", TWOFOLD_COLUMN_NUMBER},
        {"attainment", TWOFOLD_COLUMN_NUMBER},
        {"gap", TWOFOLD_COLUMN_NUMBER},
        {"first_period", TWOFOLD_COLUMN_TEXT},
        {"held_from", TWOFOLD_COLUMN_TEXT},
        {"verdict", TWOFOLD_COLUMN_TEXT},
        {"needed_pace", TWOFOLD_COLUMN_NUMBER},
        {"projected_pace", TWOFOLD_COLUMN_NUMBER},
        {"land_part", TWOFOLD_COLUMN_NUMBER},
        {"intensity_part", TWOFOLD_COLUMN_NUMBER},
        {"reported", TWOFOLD_COLUMN_TEXT},
        {"known", TWOFOLD_COLUMN_INTEGER},
        {"of", TWOFOLD_COLUMN_INTEGER},
    };
    struct sheet sheet = sheet_new();
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        sheet_column(&sheet, columns[i].name, columns[i].type);
    for (size_t i = 0; i < count; i++) add_row(&sheet, session, &rows[i]);
    return sheet_end(&sheet, session->options->format);
}

/* ---- The verb ---- */

/* A target of many is judged as a whole: a member that misses it is no failure. */
static bool any_missed(const struct row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!rows[i].is_member && rows[i].assessment.verdict == TWOFOLD_MISSED) return true;
    return false;
}

static enum exit_status show(const struct session *session, const struct handles *entities,
                             const struct handles *kpis)
{
    struct row *rows = NULL;
    size_t count;
    twofold_status status = make_rows(session, entities, kpis, &rows, &count);
    enum exit_status exit = DONE;
    if (status == TWOFOLD_OK) {
        exit = any_missed(rows, count) ? NOT_MET : DONE;
        status = is_for_people(session->options) ? targets_table(session, rows, count)
                                                 : target_rows(session, rows, count);
    }
    free(rows);
    return status == TWOFOLD_OK ? exit : complain(status, session->options->file, session->lang);
}

enum exit_status verb_targets(const struct options *options)
{
    struct session session;
    struct handles entities = {0}, kpis = {0};
    enum exit_status exit = session_open(&session, options);
    if (exit == DONE) exit = find_entities(&session, &entities);
    if (exit == DONE) exit = find_kpis(&session, &kpis);
    if (exit == DONE) exit = show(&session, &entities, &kpis);
    handles_free(&entities);
    handles_free(&kpis);
    session_close(&session);
    return exit;
}
