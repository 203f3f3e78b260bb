/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reports on the rows of an entity. docs/semantics.md, section 5. */
#include "projection/program.h"

static double *cell_of(const struct tf_workspace *w, double *rows, int32_t slot, int32_t cell)
{
    return rows + (w->program->slots[slot].row + (size_t)cell) * w->stride;
}

static bool is_taken(const struct tf_fix *fix, int32_t cell)
{
    return fix->taken != NULL && fix->taken[cell - fix->first];
}

/* Spreads the report of one draw over its free cells: in the model's proportions if those can be
 * proportions, else evenly. */
static void spread(const struct tf_workspace *w, const struct tf_fix *fix, double *rows,
                   size_t draw, double report)
{
    double rest = report, sum = 0.0, free = 0.0;
    bool negative = false;
    for (int32_t c = fix->first; c < fix->last; c++) {
        const double value = cell_of(w, rows, fix->slot, c)[draw];
        if (is_taken(fix, c)) {
            rest -= value;
            continue;
        }
        sum += value;
        free += 1.0;
        negative = negative || value < 0.0;
    }
    const bool proportional = sum > 0.0 && !negative;
    for (int32_t c = fix->first; c < fix->last; c++) {
        double *value = &cell_of(w, rows, fix->slot, c)[draw];
        if (!is_taken(fix, c)) *value = proportional ? rest * (*value / sum) : rest / free;
    }
}

static void apply(struct tf_workspace *w, const struct tf_fix *fix, double *rows)
{
    const struct tf_program *p = w->program;
    if (fix->value < 0) { /* under way = carried over + started, as reported */
        const int32_t grid = p->slots[fix->slot].grid;
        const double *carried = cell_of(
            w, rows, tf_program_slot(p, TWOFOLD_KPI_PROJECTS_CARRIED_OVER, TF_ROLE_VALUE, grid),
            fix->first);
        const double *started =
            cell_of(w, rows, tf_program_slot(p, TWOFOLD_KPI_PROJECTS_STARTED, TF_ROLE_VALUE, grid),
                    fix->first);
        p->loops->op(w->draws, TF_OP_ADD, carried, started,
                     cell_of(w, rows, fix->slot, fix->first));
        return;
    }
    const double *report = w->column[fix->value];
    if (fix->last == fix->first + 1) {
        if (!is_taken(fix, fix->first))
            p->loops->scaled(w->draws, report, 1.0, NULL, cell_of(w, rows, fix->slot, fix->first));
        return;
    }
    for (size_t i = 0; i < w->draws; i++) spread(w, fix, rows, i, report[i]);
}

void tf_apply_fixes(struct tf_workspace *w, const struct tf_visit *visit, double *rows,
                    double *not_listed)
{
    const struct tf_program *p = w->program;
    const struct tf_fix *fixes = p->fixes + visit->first_fix;
    /* what reports change: the value after less the value before, once a cell */
    for (int32_t i = 0; i < visit->fix_count; i++)
        for (int32_t c = fixes[i].first; not_listed != NULL && c < fixes[i].last; c++)
            p->loops->scaled(w->draws, cell_of(w, rows, fixes[i].slot, c), -1.0, NULL,
                             cell_of(w, not_listed, fixes[i].slot, c));
    for (int32_t i = 0; i < visit->fix_count; i++) apply(w, &fixes[i], rows);
    for (int32_t i = 0; i < visit->fix_count; i++)
        for (int32_t c = fixes[i].first; not_listed != NULL && c < fixes[i].last; c++)
            if (!is_taken(&fixes[i], c))
                p->loops->add(w->draws, cell_of(w, rows, fixes[i].slot, c),
                              cell_of(w, not_listed, fixes[i].slot, c));
}
