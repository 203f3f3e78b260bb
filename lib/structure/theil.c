/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Theil's measures of inequality, and T within and between groups. */
#include "structure/parts.h"

/* x ln x, 0 at 0 */
static double entropy_term(double x) { return x > 0 ? x * tf_log(x) : 0; }

/* Equal parts give 0 but for rounding. */
static double not_negative(double x) { return x < 0 ? 0 : x; }

double twofold_theil(const double *values, size_t count)
{
    const double mean = tf_total_of_parts(values, count) / (double)count;
    if (!(mean > 0)) {
        return TF_NAN;
    }
    double sum = 0;
    for (size_t i = 0; i < count; i++) sum += entropy_term(values[i] / mean);
    return not_negative(sum / (double)count);
}

double twofold_mean_log_deviation(const double *values, size_t count)
{
    const double mean = tf_total_of_parts(values, count) / (double)count;
    if (!(mean > 0)) {
        return TF_NAN;
    }
    double sum = 0;
    for (size_t i = 0; i < count; i++) {
        if (values[i] == 0) {
            return TF_INFINITY;
        }
        sum -= tf_log(values[i] / mean);
    }
    return not_negative(sum / (double)count);
}

twofold_theil_split twofold_theil_by_group(const double *values, const size_t *group, size_t count,
                                           size_t groups, double *scratch)
{
    const twofold_theil_split none = {TF_NAN, TF_NAN, TF_NAN};
    const double total = tf_total_of_parts(values, count);
    double *const sums = scratch, *const sizes = scratch + groups;
    if (!(total > 0)) {
        return none;
    }
    for (size_t g = 0; g < 2 * groups; g++) scratch[g] = 0;
    for (size_t i = 0; i < count; i++) {
        if (group[i] >= groups) {
            return none;
        }
        sums[group[i]] += values[i];
        sizes[group[i]]++;
    }
    const double mean = total / (double)count;
    twofold_theil_split of = {0};
    for (size_t i = 0; i < count; i++) {
        const double group_mean = sums[group[i]] / sizes[group[i]];
        of.within += group_mean > 0 ? group_mean * entropy_term(values[i] / group_mean) : 0;
    }
    for (size_t g = 0; g < groups; g++) {
        of.between += sizes[g] > 0 ? sizes[g] * entropy_term(sums[g] / sizes[g] / mean) : 0;
    }
    of.within = not_negative(of.within / total);
    of.between = not_negative(of.between / (double)count);
    of.total = of.within + of.between;
    return of;
}
