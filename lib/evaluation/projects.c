/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Projects on their way from signing to full production: funnels, pipelines, cohorts. */
#include "growth/finite.h"
#include "twofold/evaluation.h"

double twofold_conversion(double done, double due)
{
    return due > 0 ? tf_finite_ratio(done, due) : TF_NAN;
}

void twofold_funnel(const double *stages, size_t count, double *steps, double *overall)
{
    for (size_t i = 0; steps != NULL && i < count; i++) {
        steps[i] = i == 0 ? 1 : twofold_conversion(stages[i], stages[i - 1]);
    }
    for (size_t i = 0; overall != NULL && i < count; i++) {
        overall[i] = i == 0 ? 1 : twofold_conversion(stages[i], stages[0]);
    }
}

double twofold_weighted_pipeline(const double *amounts, const double *probabilities, size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++) {
        const bool is_chance = probabilities[i] >= 0 && probabilities[i] <= 1;
        sum += is_chance ? amounts[i] * probabilities[i] : TF_NAN;
    }
    return tf_finite_or_nan(sum);
}

twofold_cohort twofold_cohort_conversion(const double *entered, const double *reached,
                                         const double *amounts, size_t count, double from,
                                         double to, double within, double as_of)
{
    twofold_cohort of = {0};
    for (size_t i = 0; i < count; i++) {
        /* never judged by what came after as_of, so a vintage's rate does not change later */
        const double deadline = tf_is_finite(within) ? entered[i] + within : as_of;
        const bool is_due = entered[i] >= from && entered[i] < to && entered[i] <= as_of &&
                            within >= 0 && deadline <= as_of;
        const bool is_done = is_due && reached[i] <= deadline;
        const double amount = amounts != NULL ? amounts[i] : TF_NAN;
        of.due += is_due;
        of.done += is_done;
        of.amount_due += is_due ? amount : 0;
        of.amount_done += is_done ? amount : 0;
    }
    of.rate = twofold_conversion((double)of.done, (double)of.due);
    if (amounts == NULL) {
        of.amount_due = of.amount_done = TF_NAN;
    }
    of.amount_rate = twofold_conversion(of.amount_done, of.amount_due);
    return of;
}
