/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why a part does not know a KPI: the figure or the date that nobody gave. The rules are those of
 * unknown.c, which says from when on. */
#include "projection/explain.h"

#include "base/elementary.h"

static bool has(const struct tf_teller *t, int32_t part, enum tf_milestone milestone)
{
    return tf_has(t->program, part, milestone);
}

static bool known_at(const struct tf_part *part, int32_t kpi, int32_t at)
{
    return tf_figure_of(part, kpi, at) != NULL || tf_level_known(part, kpi, at);
}

/* Whether the plan gives a figure from which the KPI follows. */
static bool is_given(const struct tf_part *part, int32_t kpi)
{
    for (int32_t at = TF_TRIAL; at <= TF_FULL; at++)
        if (known_at(part, kpi, at)) return true;
    return known_at(part, kpi, -1);
}

/* The first date in its life that the figure needs and the project has not. */
static enum tf_milestone missing_date(const struct tf_teller *t, int32_t part, int32_t kpi)
{
    const struct tf_part *p = &t->model->parts[part];
    switch (t->model->kpis[kpi].profile) {
    case TWOFOLD_RAMPED:
    case TWOFOLD_WHOLE:
        if (known_at(p, kpi, TF_TRIAL) && !has(t, part, TF_TRIAL)) return TF_TRIAL;
        return has(t, part, TF_PRODUCE) ? TF_FULL : TF_PRODUCE;
    case TWOFOLD_AMOUNT: return has(t, part, TF_START) ? TF_BUILT : TF_START;
    case TWOFOLD_MILESTONE:
        if (kpi == TWOFOLD_KPI_PROJECTS_SIGNED || kpi == TWOFOLD_KPI_INVESTMENT_SIGNED)
            return TF_SIGNED;
        if (kpi == TWOFOLD_KPI_PROJECTS_COMPLETED) return TF_BUILT;
        return has(t, part, TF_START) ? TF_BUILT : TF_START;
    case TWOFOLD_HELD:
    case TWOFOLD_RESERVED:
    case TWOFOLD_DERIVED: break;
    }
    return kpi == TWOFOLD_KPI_LAND_IN_USE ? TF_PRODUCE : TF_START;
}

struct tf_words tf_why_unknown(struct tf_teller *t, int32_t part, int32_t kpi)
{
    const struct tf_part *p = &t->model->parts[part];
    int32_t figure = kpi;
    if (p->taxes != NULL && tf_kpi_is_tax(kpi)) return tf_why_no_tax(t, part, kpi);
    if (tf_kpi_of_jobs(kpi)) figure = kpi = TWOFOLD_KPI_JOBS;
    if (kpi == TWOFOLD_KPI_LAND_IN_USE) figure = TWOFOLD_KPI_LAND;
    if (kpi == TWOFOLD_KPI_INVESTMENT_TO_DATE) figure = kpi = TWOFOLD_KPI_INVESTMENT;
    if (kpi == TWOFOLD_KPI_INVESTMENT_SIGNED && has(t, part, TF_SIGNED))
        figure = TWOFOLD_KPI_INVESTMENT;
    const bool saved = kpi == TWOFOLD_KPI_JOBS && is_given(p, TWOFOLD_KPI_JOBS_SAVED);
    const bool counted = t->model->kpis[figure].profile == TWOFOLD_MILESTONE;
    const bool dated = p->kind == TF_PART_PROJECT && (counted || saved || is_given(p, figure));
    if (dated)
        return tf_phrase(t, TF_SAY_NO_DATE, tf_milestone_words(missing_date(t, part, figure)),
                         TF_NO_WORDS);
    return tf_phrase(t, TF_SAY_NO_FIGURE, tf_kpi_words(t, figure), TF_NO_WORDS);
}
