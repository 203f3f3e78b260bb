/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a part does not know, and from when on. docs/semantics.md, section 3. */
#include "projection/program.h"

#include "base/elementary.h"

struct asked {
    const struct tf_program *program;
    const struct tf_workspace *instants;
    const struct tf_part *part;
    int32_t index;
};

#define KNOWN TF_INFINITY
#define FROM_THE_FIRST (-TF_INFINITY)

static bool has(const struct asked *a, enum tf_milestone milestone)
{
    return tf_has(a->program, a->index, milestone);
}

static double at(const struct asked *a, enum tf_milestone milestone)
{
    if (a->instants == NULL) return (double)milestone; /* asked which one, not when */
    return a->instants->column[a->program->moments[a->index][milestone]][0];
}

/* The instant of the first milestone that has a date; from the first period if none has. */
static double from_first_of(const struct asked *a, const enum tf_milestone *milestones,
                            size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (has(a, milestones[i])) return at(a, milestones[i]);
    return FROM_THE_FIRST;
}

static double from_begin(const struct asked *a)
{
    static const enum tf_milestone BEGIN[] = {TF_TRIAL, TF_PRODUCE};
    return from_first_of(a, BEGIN, 2);
}

static double from_start(const struct asked *a)
{
    static const enum tf_milestone START[] = {TF_START};
    return from_first_of(a, START, 1);
}

static double from_start_or_begin(const struct asked *a)
{
    static const enum tf_milestone HELD[] = {TF_START, TF_TRIAL, TF_PRODUCE};
    return from_first_of(a, HELD, 3);
}

static bool any_level(const struct tf_part *part, int32_t kpi)
{
    return tf_level_known(part, kpi, TF_TRIAL) || tf_level_known(part, kpi, TF_PRODUCE) ||
           tf_level_known(part, kpi, TF_FULL);
}

/* How much earlier what is known of jobs begins and ends: people are hired ahead. */
static double lead_of(const struct asked *a, int32_t kpi)
{
    const int32_t lead = a->program->shares[a->index].lead;
    if (a->instants == NULL) return 0.0;
    return kpi == TWOFOLD_KPI_JOBS && lead >= 0 ? a->instants->column[lead][0] : 0.0;
}

/* Figures at milestones; whole ones (capacity) need no date for full. */
static double given_levels(const struct asked *a, int32_t kpi, bool whole)
{
    if ((tf_level_known(a->part, kpi, TF_TRIAL) && !has(a, TF_TRIAL)) || !has(a, TF_PRODUCE))
        return FROM_THE_FIRST;
    const bool full = tf_level_known(a->part, kpi, TF_FULL);
    return full && !whole && !has(a, TF_FULL) ? at(a, TF_PRODUCE) - lead_of(a, kpi) : KNOWN;
}

static double ramped(const struct asked *a, int32_t kpi, bool whole)
{
    double from = KNOWN;
    bool given = any_level(a->part, kpi);
    if (given) from = given_levels(a, kpi, whole);
    if (kpi == TWOFOLD_KPI_JOBS && any_level(a->part, TWOFOLD_KPI_JOBS_SAVED)) {
        const double saved = given_levels(a, TWOFOLD_KPI_JOBS_SAVED, false);
        from = saved < from ? saved : from;
        given = true;
    }
    if (given) return from;
    return tf_part_saves_jobs_only(a->part) ? KNOWN : from_begin(a) - lead_of(a, kpi);
}

static double amount(const struct asked *a, int32_t kpi)
{
    const struct tf_figure *figure = tf_figure_of(a->part, kpi, -1);
    if (figure == NULL) return tf_part_saves_jobs_only(a->part) ? KNOWN : from_start(a);
    if (figure->steps.over_time || (has(a, TF_START) && has(a, TF_BUILT))) return KNOWN;
    return from_start(a);
}

static double held(const struct asked *a, int32_t kpi)
{
    const struct tf_figure *figure = tf_figure_of(a->part, kpi, -1);
    if (figure == NULL) {
        const bool none = kpi == TWOFOLD_KPI_LAND && a->part->leased;
        return none || tf_part_saves_jobs_only(a->part) ? KNOWN : from_start_or_begin(a);
    }
    if (figure->steps.over_time || from_start_or_begin(a) > FROM_THE_FIRST) return KNOWN;
    return FROM_THE_FIRST;
}

static bool is_zero(const struct asked *a, const struct tf_figure *figure)
{
    for (size_t i = 0; i < figure->steps.count; i++)
        if (a->program->model->inputs[figure->steps.items[i].value.input].value != 0.0)
            return false;
    return true;
}

static double in_use(const struct asked *a)
{
    const struct tf_figure *figure = tf_figure_of(a->part, TWOFOLD_KPI_LAND, -1);
    const double land = held(a, TWOFOLD_KPI_LAND);
    if (figure == NULL || is_zero(a, figure)) return land;
    return from_begin(a) > FROM_THE_FIRST ? land : FROM_THE_FIRST;
}

static double milestone(const struct asked *a, int32_t kpi)
{
    switch (kpi) {
    case TWOFOLD_KPI_PROJECTS_SIGNED: return has(a, TF_SIGNED) ? KNOWN : FROM_THE_FIRST;
    case TWOFOLD_KPI_INVESTMENT_SIGNED:
        if (!has(a, TF_SIGNED)) return FROM_THE_FIRST;
        return tf_figure_of(a->part, TWOFOLD_KPI_INVESTMENT, -1) != NULL ||
                       tf_part_saves_jobs_only(a->part)
                   ? KNOWN
                   : at(a, TF_SIGNED);
    case TWOFOLD_KPI_PROJECTS_STARTED: return has(a, TF_START) ? KNOWN : FROM_THE_FIRST;
    case TWOFOLD_KPI_PROJECTS_COMPLETED: return has(a, TF_BUILT) ? KNOWN : from_start(a);
    case TWOFOLD_KPI_PROJECTS_CARRIED_OVER:
    case TWOFOLD_KPI_PROJECTS_UNDER_WAY:
        return has(a, TF_START) && has(a, TF_BUILT) ? KNOWN : from_start(a);
    default: return KNOWN; /* projects */
    }
}

/* An existing plant, or own figures: what is given is known. */
static double standing(const struct tf_part *part, int32_t kpi)
{
    if (kpi == TWOFOLD_KPI_LAND_IN_USE) kpi = TWOFOLD_KPI_LAND;
    if (kpi == TWOFOLD_KPI_LAND && part->leased) return KNOWN;
    const bool given = tf_figure_of(part, kpi, -1) != NULL || tf_level_known(part, kpi, -1);
    const bool saves =
        kpi == TWOFOLD_KPI_JOBS && tf_figure_of(part, TWOFOLD_KPI_JOBS_SAVED, -1) != NULL;
    return given || saves ? KNOWN : FROM_THE_FIRST;
}

int32_t tf_unknown_since(const struct tf_program *program, int32_t part, int32_t kpi)
{
    const double which = tf_unknown_from(program, NULL, part, kpi);
    if (which == KNOWN) return TF_SINCE_NEVER;
    return which == FROM_THE_FIRST ? TF_SINCE_FIRST : (int32_t)which;
}

double tf_unknown_from(const struct tf_program *program, const struct tf_workspace *instants,
                       int32_t part, int32_t kpi)
{
    if (program->model->parts[part].taxes != NULL && tf_kpi_is_tax(kpi))
        return tf_tax_unknown_from(program, instants, part, kpi);
    const struct asked a = {program, instants, &program->model->parts[part], part};
    if (tf_kpi_of_jobs(kpi)) {
        if (a.part->kind == TF_PART_PROJECT &&
            (kpi == TWOFOLD_KPI_JOBS_RETAINED || kpi == TWOFOLD_KPI_JOBS_LOST))
            return KNOWN; /* a project had no posts to keep or lose */
        kpi = TWOFOLD_KPI_JOBS;
    }
    const enum twofold_profile profile = program->model->kpis[kpi].profile;
    if (a.part->kind != TF_PART_PROJECT)
        return profile == TWOFOLD_MILESTONE ? KNOWN : standing(a.part, kpi);
    switch (profile) {
    case TWOFOLD_RAMPED: return ramped(&a, kpi, false);
    case TWOFOLD_WHOLE: return ramped(&a, kpi, true);
    case TWOFOLD_AMOUNT: return amount(&a, kpi);
    case TWOFOLD_HELD: return held(&a, kpi);
    case TWOFOLD_RESERVED:
        return tf_figure_of(a.part, kpi, -1) != NULL || tf_part_saves_jobs_only(a.part)
                   ? KNOWN
                   : FROM_THE_FIRST;
    case TWOFOLD_MILESTONE: return milestone(&a, kpi);
    case TWOFOLD_DERIVED: break;
    }
    return kpi == TWOFOLD_KPI_LAND_IN_USE ? in_use(&a) : KNOWN;
}
