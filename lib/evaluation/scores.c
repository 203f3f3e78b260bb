/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scores from a tree of indicators: leaves are rated, groups average their members from the bottom
 * up, marks are shared out from the top down. */
#include "growth/finite.h"
#include "twofold/evaluation.h"

/* ---- One indicator ---- */

double twofold_efficacy(double value, double low, double high)
{
    return 60 + 40 * tf_finite_ratio(value - low, high - low);
}

static double linear(double value, double low, double high, double base)
{
    return base + (1 - base) * tf_finite_ratio(value - low, high - low);
}

static double ratio(double value, double benchmark)
{
    return benchmark > 0 ? tf_finite_ratio(value, benchmark) : TF_NAN;
}

/* None of a thing that should be little is infinitely good: a cap makes that a rating. */
static double inverse(double value, double benchmark)
{
    return benchmark > 0 && value >= 0 ? benchmark / value : TF_NAN;
}

static double raw_rating(const twofold_criterion *of, double value)
{
    const bool lower = of->lower_is_better;
    switch (of->scoring) {
    case TWOFOLD_SCORE_GROUP: break;
    case TWOFOLD_SCORE_RATIO: return lower ? inverse(value, of->high) : ratio(value, of->high);
    case TWOFOLD_SCORE_DEVIATION: {
        const double deviation = tf_finite_ratio(value - of->high, fabs(of->high));
        return lower ? 1 - deviation : 1 + deviation;
    }
    case TWOFOLD_SCORE_LINEAR:
        return lower ? linear(value, of->high, of->low, of->base)
                     : linear(value, of->low, of->high, of->base);
    case TWOFOLD_SCORE_DIRECT: return lower ? 1 - value : value;
    }
    return TF_NAN;
}

static double rate(const twofold_criterion *of, double value)
{
    double rating = tf_is_finite(value) ? raw_rating(of, value) : TF_NAN;
    rating = rating < of->floor ? of->floor : rating;
    rating = of->cap > 0 && rating > of->cap ? of->cap : rating;
    return tf_finite_or_nan(rating);
}

/* ---- The tree ---- */

static bool is_tree(const twofold_criterion *tree, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!tf_is_amount(tree[i].weight) ||
            (i > 0 &&
             (tree[i].parent >= i || tree[tree[i].parent].scoring != TWOFOLD_SCORE_GROUP))) {
            return false;
        }
    }
    return count > 0;
}

/* Firms without a value in node i get the mean of the others. */
static void fill_with_mean(size_t i, size_t count, size_t firms, twofold_score *scores)
{
    double sum = 0, known = 0;
    for (size_t f = 0; f < firms; f++) {
        const double rating = scores[f * count + i].rating;
        sum += isnan(rating) ? 0 : rating;
        known += isnan(rating) ? 0 : 1;
    }
    for (size_t f = 0; f < firms; f++) {
        twofold_score *score = &scores[f * count + i];
        score->rating = isnan(score->rating) ? sum / known : score->rating;
    }
}

/* A group's sums of weight x rating stand in `points` until its rating is made of them. */
static void roll_up(const twofold_criterion *tree, size_t count, twofold_score *scores)
{
    for (size_t i = count; i-- > 0;) {
        if (tree[i].scoring == TWOFOLD_SCORE_GROUP) {
            scores[i].rating = tf_finite_ratio(scores[i].points, scores[i].weights);
        }
        if (isnan(scores[i].rating) && tree[i].missing == TWOFOLD_MISSING_ZERO) {
            scores[i].rating = 0;
        }
        if (i > 0 && !(isnan(scores[i].rating) && tree[i].missing == TWOFOLD_MISSING_LEFT_OUT)) {
            scores[tree[i].parent].points += tree[i].weight * scores[i].rating;
            scores[tree[i].parent].weights += tree[i].weight;
        }
    }
}

static void share_out(const twofold_criterion *tree, size_t count, twofold_score *scores)
{
    for (size_t i = 0; i < count; i++) {
        if (i == 0) {
            scores[i].full = tree[i].weight;
        } else if (isnan(scores[i].rating) && tree[i].missing == TWOFOLD_MISSING_LEFT_OUT) {
            scores[i].full = 0;
        } else {
            const twofold_score *group = &scores[tree[i].parent];
            scores[i].full = group->full * tree[i].weight / group->weights;
        }
        scores[i].points = scores[i].full * scores[i].rating;
    }
}

twofold_status twofold_evaluate(const twofold_criterion *tree, size_t count, const double *values,
                                size_t firms, twofold_score *scores)
{
    if (!is_tree(tree, count)) {
        return TWOFOLD_E_ARGUMENT;
    }
    for (size_t f = 0; f < firms; f++) {
        for (size_t i = 0; i < count; i++) {
            scores[f * count + i] =
                (twofold_score){.rating = rate(&tree[i], values[f * count + i])};
        }
    }
    for (size_t i = 0; i < count; i++) {
        if (tree[i].missing == TWOFOLD_MISSING_MEAN && tree[i].scoring != TWOFOLD_SCORE_GROUP) {
            fill_with_mean(i, count, firms, scores);
        }
    }
    for (size_t f = 0; f < firms; f++) {
        roll_up(tree, count, scores + f * count);
        share_out(tree, count, scores + f * count);
    }
    return TWOFOLD_OK;
}
