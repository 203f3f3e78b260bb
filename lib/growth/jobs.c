/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Employment: jobs from output, flows of jobs over firms, what a saved post costs. */
#include "growth/finite.h"
#include "twofold/growth.h"

double twofold_jobs_for_output(double output, double productivity, double drift, double years)
{
    if (!(output >= 0 && productivity > 0 && drift > -1) || !isfinite(output) ||
        !isfinite(productivity) || !isfinite(drift) || !isfinite(years)) {
        return TF_NAN;
    }
    const double now = years == 0 ? productivity : productivity * tf_exp(years * tf_log1p(drift));
    return tf_finite_or_nan(output / now);
}

double twofold_productivity_growth(double output, double jobs)
{
    if (!isfinite(output) || !isfinite(jobs) || jobs <= -1) {
        return TF_NAN;
    }
    return tf_finite_or_nan((output - jobs) / (1 + jobs));
}

double twofold_jobs_elasticity(double jobs, double output)
{
    return isfinite(jobs) && isfinite(output) && output != 0 ? tf_finite_or_nan(jobs / output)
                                                             : TF_NAN;
}

double twofold_okun(double growth, double steady, double coefficient)
{
    return tf_finite_or_nan(coefficient * (steady - growth));
}

/* ---- Flows ---- */

twofold_job_change twofold_job_classify(double now, double before)
{
    if (!tf_is_amount(now) || !tf_is_amount(before)) {
        return TWOFOLD_JOB_UNKNOWN;
    }
    if (before == 0 || now == 0) {
        return before == now ? TWOFOLD_JOB_NONE : now > 0 ? TWOFOLD_JOB_ENTRY : TWOFOLD_JOB_EXIT;
    }
    return now > before   ? TWOFOLD_JOB_EXPANDING
           : now < before ? TWOFOLD_JOB_CONTRACTING
                          : TWOFOLD_JOB_STEADY;
}

const char *twofold_job_change_text(twofold_job_change which, twofold_lang lang)
{
    switch (which) {
#define TWOFOLD_X(name, number, id, zh)                                                            \
    case TWOFOLD_JOB_##name: return lang == TWOFOLD_ZH ? (zh) : (id);
        TWOFOLD_JOB_CHANGE_LIST(TWOFOLD_X)
#undef TWOFOLD_X
    }
    return "";
}

twofold_job_flows twofold_job_flows_of(const double *before, const double *now, size_t count)
{
    const twofold_job_flows none = {TF_NAN, TF_NAN, TF_NAN, TF_NAN, TF_NAN, TF_NAN, TF_NAN};
    twofold_job_flows flows = {0};
    if (count > 0 && (before == NULL || now == NULL)) {
        return none;
    }
    for (size_t i = 0; i < count; i++) {
        if (!tf_is_amount(before[i]) || !tf_is_amount(now[i])) {
            return none;
        }
        const double change = now[i] - before[i];
        *(change > 0 ? &flows.created : &flows.destroyed) += fabs(change);
        flows.size += 0.5 * before[i] + 0.5 * now[i];
    }
    if (!isfinite(flows.size) || !isfinite(flows.created) || !isfinite(flows.destroyed)) {
        return none;
    }
    const double size = flows.size > 0 ? flows.size : TF_NAN;
    flows.creation = flows.created / size;
    flows.destruction = flows.destroyed / size;
    flows.net = (flows.created - flows.destroyed) / size;
    flows.reallocation = (flows.created + flows.destroyed) / size;
    return flows;
}

/* ---- Automation ---- */

double twofold_investment_per_post(double investment, double posts)
{
    return isfinite(investment) && isfinite(posts) && posts > 0
               ? tf_finite_or_nan(investment / posts)
               : TF_NAN;
}

double twofold_labour_payback(double investment, double posts, double cost)
{
    return cost > 0 && isfinite(cost)
               ? tf_finite_or_nan(twofold_investment_per_post(investment, posts) / cost)
               : TF_NAN;
}
