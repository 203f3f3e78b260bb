/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How much of a total its largest parts have: HHI, CRk, Gini. */
#include "structure/parts.h"
#include "structure/sort.h"

double twofold_hhi(const double *values, size_t count)
{
    const double total = tf_total_of_parts(values, count);
    double sum = 0;
    for (size_t i = 0; i < count; i++) {
        const double share = values[i] / total;
        sum += share * share;
    }
    return count > 0 ? sum : TF_NAN;
}

double twofold_hhi_normalised(double hhi, size_t count)
{
    const double equal = 1 / (double)count;
    return count > 1 && hhi >= 0 ? tf_finite_or_nan((hhi - equal) / (1 - equal)) : TF_NAN;
}

double twofold_equivalent_number(double hhi) { return hhi > 0 ? tf_finite_ratio(1, hhi) : TF_NAN; }

/* The values in ascending order in scratch, and their sum; NaN where they are no parts. */
static double sorted(const double *values, size_t count, double *scratch)
{
    if (isnan(tf_total_of_parts(values, count))) {
        return TF_NAN;
    }
    for (size_t i = 0; i < count; i++) scratch[i] = values[i];
    tf_sort(scratch, count);
    return tf_sum(scratch, count);
}

double twofold_concentration_ratio(const double *values, size_t count, size_t largest,
                                   double *scratch)
{
    const double total = sorted(values, count, scratch);
    if (isnan(total) || largest >= count) {
        return isnan(total) ? TF_NAN : 1;
    }
    return tf_sum(scratch + (count - largest), largest) / total;
}

/* Ranks are counted from the middle, which is the same sum less what cancels: sum of
 * (2i - n - 1) x_(i) over n total. */
double twofold_gini(const double *values, size_t count, double *scratch)
{
    const double total = sorted(values, count, scratch), n = (double)count;
    if (isnan(total)) {
        return TF_NAN;
    }
    double sum = 0;
    for (size_t i = 0; i < count; i++) sum += (2 * (double)i + 1 - n) * (scratch[i] / total);
    return sum > 0 ? sum / n : 0;
}

double twofold_gini_corrected(double gini, size_t count)
{
    return count > 1 ? tf_finite_or_nan(gini * ((double)count / (double)(count - 1))) : TF_NAN;
}
