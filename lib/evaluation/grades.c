/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Grades A, B, C, D by score lines or by rank. */
#include "growth/finite.h"
#include "structure/sort.h"
#include "twofold/evaluation.h"

static unsigned char grade_of(double score, size_t grade, size_t cuts, bool vetoed)
{
    return isnan(score) ? TWOFOLD_UNGRADED : (unsigned char)(vetoed ? cuts : grade);
}

void twofold_grade_by_lines(const double *scores, size_t count, const double *lines, size_t cuts,
                            const bool *vetoed, unsigned char *grades)
{
    for (size_t i = 0; i < count; i++) {
        size_t grade = 0;
        while (grade < cuts && !(scores[i] >= lines[grade])) grade++;
        grades[i] = grade_of(scores[i], grade, cuts, vetoed != NULL && vetoed[i]);
    }
}

/* How many of the ascending values are above a score. */
static size_t count_above(const double *ascending, size_t count, double score)
{
    size_t low = 0, high = count; /* the first that is above stands in [low, high] */
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (ascending[middle] > score) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return count - low;
}

void twofold_grade_by_rank(const double *scores, size_t count, const double *shares, size_t cuts,
                           const bool *vetoed, double *scratch, unsigned char *grades)
{
    size_t known = 0;
    for (size_t i = 0; i < count; i++) {
        if (!isnan(scores[i])) {
            scratch[known++] = scores[i];
        }
    }
    tf_sort(scratch, known);
    for (size_t i = 0; i < count; i++) {
        const double rank = 1 + (double)count_above(scratch, known, scores[i]);
        size_t grade = 0;
        /* 0.29 x 100 is 28.999999999999996, which is meant to be 29 */
        while (grade < cuts && !(rank <= shares[grade] * (double)known * (1 + 1e-12))) grade++;
        grades[i] = grade_of(scores[i], grade, cuts, vetoed != NULL && vetoed[i]);
    }
}
