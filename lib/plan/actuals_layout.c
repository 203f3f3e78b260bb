/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Headings of a file of actual figures, in either language: long (a row a figure) or wide (a row a
 * KPI, a column a period). */
#include "plan/actuals.h"

#include "base/nearest.h"
#include "plan/tables.h"
#include "twofold/period.h"

#include <string.h>

/* What a column may be called. */
static const struct {
    const char *name;
    enum tf_actuals_column column;
} headings[] = {
    {"entity", TF_ACTUALS_ENTITY}, {"企业", TF_ACTUALS_ENTITY}, {"enterprise", TF_ACTUALS_ENTITY},
    {"对象", TF_ACTUALS_ENTITY},   {"kpi", TF_ACTUALS_KPI},     {"指标", TF_ACTUALS_KPI},
    {"period", TF_ACTUALS_PERIOD}, {"期间", TF_ACTUALS_PERIOD}, {"时期", TF_ACTUALS_PERIOD},
    {"value", TF_ACTUALS_VALUE},   {"数值", TF_ACTUALS_VALUE},  {"值", TF_ACTUALS_VALUE},
    {"unit", TF_ACTUALS_UNIT},     {"单位", TF_ACTUALS_UNIT},   {"source", TF_ACTUALS_SOURCE},
    {"来源", TF_ACTUALS_SOURCE},
};
enum { HEADINGS = sizeof headings / sizeof *headings };

void tf_actuals_say(struct tf_actuals *a, twofold_fault_code code, const twofold_csv_field *field,
                    const char *path, const char *expected, const char *nearest)
{
    struct tf_walk *walk = a->walk;
    if (walk->status != TWOFOLD_OK) return;
    walk->status = tf_faults_file(walk->faults, a->named->text);
    if (walk->status != TWOFOLD_OK) return;
    walk->status = tf_faults_add(walk->faults, code, field->line, field->column,
                                 path != NULL ? path : "actuals", field->text, expected, nearest);
    (void)tf_faults_file(walk->faults, NULL);
}

/* "2022年目标", "2022 target": for the month's board, not a figure. */
static bool is_year_target(const char *text, size_t size)
{
    static const char *const ends[] = {"目标", "target"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        const size_t length = strlen(ends[i]);
        if (size >= length && memcmp(text + size - length, ends[i], length) == 0) return true;
    }
    return false;
}

static enum tf_actuals_column meaning_of(struct tf_actuals *a, const twofold_csv_field *field)
{
    const char *text = field->text, *words[HEADINGS];
    size_t size = field->size;
    twofold_period period;
    tf_cell_trim(&text, &size);
    for (size_t i = 0; i < HEADINGS; i++) {
        words[i] = headings[i].name;
        if (strlen(words[i]) == size && memcmp(words[i], text, size) == 0)
            return headings[i].column;
    }
    if (twofold_period_parse(text, size, &period)) return TF_ACTUALS_FIGURE;
    if (is_year_target(text, size)) return TF_ACTUALS_OTHER;
    tf_actuals_say(a, TWOFOLD_FAULT_UNKNOWN_KEY, field, NULL,
                   "entity, kpi, period, value, unit, source or a period",
                   tf_nearest(text, size, words, HEADINGS));
    return TF_ACTUALS_OTHER;
}

static void need(struct tf_actuals *a, enum tf_actuals_column column, const char *name)
{
    twofold_csv_field first = twofold_csv_heading(a->csv, 0);
    if (a->at[column] < twofold_csv_columns(a->csv)) return;
    first.text = "";
    tf_actuals_say(a, TWOFOLD_FAULT_MISSING_KEY, &first, NULL, name, NULL);
}

/* Long or wide, and not both. */
static void check_form(struct tf_actuals *a, size_t wide)
{
    const size_t columns = twofold_csv_columns(a->csv);
    const size_t value = a->at[TF_ACTUALS_VALUE], period = a->at[TF_ACTUALS_PERIOD];
    need(a, TF_ACTUALS_ENTITY, "entity");
    need(a, TF_ACTUALS_KPI, "kpi");
    if (wide < columns && (value < columns || period < columns)) {
        const twofold_csv_field field =
            twofold_csv_heading(a->csv, value < columns ? value : period);
        tf_actuals_say(a, TWOFOLD_FAULT_EXCLUDES, &field, NULL,
                       twofold_csv_heading(a->csv, wide).text, NULL);
    } else if (wide == columns) {
        need(a, TF_ACTUALS_PERIOD, "period");
        need(a, TF_ACTUALS_VALUE, "value");
    }
}

bool tf_actuals_layout(struct tf_actuals *a, struct tf_arena *scratch)
{
    const size_t columns = twofold_csv_columns(a->csv);
    const size_t before = twofold_faults_of(a->walk->faults, TWOFOLD_ERROR);
    size_t wide = columns; /* the first column of figures */
    a->means = tf_arena_get_array(scratch, columns, sizeof *a->means);
    if (a->means == NULL) {
        a->walk->status = TWOFOLD_E_MEMORY;
        return false;
    }
    for (size_t i = 0; i < TF_ACTUALS_NAMED; i++) a->at[i] = columns;
    for (size_t i = 0; i < columns; i++) {
        const twofold_csv_field field = twofold_csv_heading(a->csv, i);
        const enum tf_actuals_column means = meaning_of(a, &field);
        a->means[i] = means;
        if (means == TF_ACTUALS_FIGURE && wide == columns) wide = i;
        if (means >= TF_ACTUALS_NAMED) continue;
        if (a->at[means] < columns)
            tf_actuals_say(a, TWOFOLD_FAULT_DUPLICATE_KEY, &field, NULL, NULL, NULL);
        else
            a->at[means] = i;
    }
    check_form(a, wide);
    return a->walk->status == TWOFOLD_OK &&
           twofold_faults_of(a->walk->faults, TWOFOLD_ERROR) == before;
}
