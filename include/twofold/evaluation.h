/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 * Judging land, firms and projects: intensities a unit of land (亩均论英雄), scores from trees of
 * indicators held as data, grades, funnels and cohorts of projects.
 *
 * Weights, benchmarks and cuts differ by county and year: they are arguments, none is built in.
 * Formulas as in growth.h: NaN where undefined and for arguments that are NaN or infinite, nothing
 * is allocated.
 *
 * Threads: pure functions of their arguments.
 */
#ifndef TWOFOLD_EVALUATION_H
#define TWOFOLD_EVALUATION_H

#include "twofold/base.h"

TWOFOLD_BEGIN_DECLS

/* ---- Land ---- */

#define TWOFOLD_MU_SQUARE_METRES (2000.0 / 3.0) /**< 1 亩 */
#define TWOFOLD_HECTARE_MU 15.0
#define TWOFOLD_SQUARE_KM_MU 1500.0

/** Intensity: amount/area (output, tax, investment a mu). Of a whole it is twofold_ratio_of_sums.
 * @param area  > 0 */
TWOFOLD_API double twofold_per_area(double amount, double area);

/** intensities[i] = twofold_per_area(amounts[i], areas[i]); intensities may be either of them. */
TWOFOLD_API void twofold_per_area_many(const double *amounts, const double *areas, size_t count,
                                       double *intensities);

/** Output rate of a site: mean output of some years (usually three) over its area.
 * @param area  > 0 */
TWOFOLD_API double twofold_output_rate(const double *outputs, size_t years, double area);

/** Plot ratio (容积率): floor area over site area; storeys higher than 8 m count twice.
 * @param floor_areas     of each storey, >= 0, in the site's unit
 * @param storey_heights  in metres, > 0; NULL: none is higher
 * @param site            > 0 */
TWOFOLD_API double twofold_plot_ratio(const double *floor_areas, const double *storey_heights,
                                      size_t count, double site);

/** Building coefficient (建筑系数): what buildings, structures and open storage cover of the site.
 * @param buildings, structures, storage  footprints >= 0
 * @param site                            > 0 */
TWOFOLD_API double twofold_building_coefficient(double buildings, double structures, double storage,
                                                double site);

/* ---- Scores ---- */

/** Score by the efficacy coefficient (功效系数法): 60 + 40 (value - low)/(high - low); not clamped.
 * @param low   the value that earns 60
 * @param high  the value that earns 100, not low; below it where less is better */
TWOFOLD_API double twofold_efficacy(double value, double low, double high);

/** How an indicator's value becomes a rating, of which 1 earns the full marks. */
typedef enum twofold_scoring {
    TWOFOLD_SCORE_GROUP = 0, /**< no indicator: the weighted mean of its members' ratings */
    TWOFOLD_SCORE_RATIO,     /**< value/high; where lower is better high/value */
    TWOFOLD_SCORE_DEVIATION, /**< 1 + (value - high)/|high|; 1 - … where lower is better */
    TWOFOLD_SCORE_LINEAR,    /**< base + (1 - base)(value - low)/(high - low); base 0.6 is the
                                  efficacy coefficient. Where lower is better low and high change
                                  places */
    TWOFOLD_SCORE_DIRECT     /**< the value is a rating; 1 - value where lower is better */
} twofold_scoring;

/** What a group makes of a member without a value. */
typedef enum twofold_missing {
    TWOFOLD_MISSING_UNKNOWN = 0, /**< the group is unknown too */
    TWOFOLD_MISSING_ZERO,        /**< rated 0 */
    TWOFOLD_MISSING_LEFT_OUT,    /**< the others carry its weight */
    TWOFOLD_MISSING_MEAN /**< indicators: rated as the mean of the firms that have a value */
} twofold_missing;

/** One node of a tree of indicators. All zero but parent and weight: a group. */
typedef struct twofold_criterion {
    size_t
        parent; /**< index of its group, which stands before it; of the root, the first, unread */
    double weight; /**< beside the other members of its group, >= 0; of the root the full marks */
    twofold_scoring scoring;
    twofold_missing missing;
    bool lower_is_better;
    double low, high; /**< see the scoring; RATIO and DEVIATION read high, the benchmark, only */
    double base;      /**< see LINEAR */
    double floor;     /**< least rating: 0 unless set, -INFINITY for none */
    double cap;       /**< most; 0: none */
} twofold_criterion;

/** What a node earned. */
typedef struct twofold_score {
    double rating;  /**< 1: full marks. NaN: unknown */
    double full;    /**< full marks here: the root's, shared out by weight; 0 if left out */
    double points;  /**< full x rating */
    double weights; /**< sum of its members' weights, without those left out */
} twofold_score;

/** Ratings and points of many firms by one tree.
 * @param tree    `count` nodes, the root first
 * @param values  firms x count, one firm after the other; those at groups are not read; NaN:
 *                missing. An undefined rating (a benchmark of 0) counts as missing
 * @param scores  gets firms x count; the total of firm f is scores[f * count].points
 * @return TWOFOLD_OK, TWOFOLD_E_ARGUMENT (count 0, a parent that does not stand before or is no
 *         group, a weight that is negative or not finite; scores are untouched) */
TWOFOLD_API TWOFOLD_CHECK twofold_status twofold_evaluate(const twofold_criterion *tree,
                                                          size_t count, const double *values,
                                                          size_t firms, twofold_score *scores);

/* ---- Grades: 0 is A, 1 is B, … ---- */

#define TWOFOLD_UNGRADED 255 /**< the grade of a score that is NaN */

/** Grades by score lines: 0 from the first line up, 1 from the second up to it, …
 * @param lines   `cuts` of them, falling; cuts + 1 <= 255 grades
 * @param vetoed  true: the last grade, whatever the score; NULL: none
 * @param grades  gets count of them */
TWOFOLD_API void twofold_grade_by_lines(const double *scores, size_t count, const double *lines,
                                        size_t cuts, const bool *vetoed, unsigned char *grades);

/** Grades by rank: 0 for the first shares[0] of those with a score, 1 from there to shares[1], …
 * Equal scores have one rank, the best, and so one grade; a firm that is cut through belongs to
 * the lower grade. The vetoed keep their rank, nobody moves up for them.
 * @param shares   `cuts` of them, rising, in [0, 1]: {0.2, 0.7, 0.95} makes A to D
 * @param scratch  room for count */
TWOFOLD_API void twofold_grade_by_rank(const double *scores, size_t count, const double *shares,
                                       size_t cuts, const bool *vetoed, double *scratch,
                                       unsigned char *grades);

/* ---- Projects: signed, started, built, producing, at full ---- */

/** Conversion: done/due (started of those due to start; or of those signed).
 * @param due  > 0 */
TWOFOLD_API double twofold_conversion(double done, double due);

/** Rates of a funnel; stocks mix vintages, cohorts below do not.
 * @param stages   how many projects (or how much money) got to each stage or beyond
 * @param steps    gets count: of the stage before; the first 1. NaN where the stage before is 0
 * @param overall  gets count: of the first stage. Either may be NULL */
TWOFOLD_API void twofold_funnel(const double *stages, size_t count, double *steps, double *overall);

/** Weighted pipeline: sum of amount x probability.
 * @param probabilities  in [0, 1] */
TWOFOLD_API double twofold_weighted_pipeline(const double *amounts, const double *probabilities,
                                             size_t count);

/** Projects of one vintage that are old enough to be judged. */
typedef struct twofold_cohort {
    size_t due, done;
    double rate;                                 /**< done/due; NaN if none is due */
    double amount_due, amount_done, amount_rate; /**< by amount; NaN without amounts */
} twofold_cohort;

/** Conversion of a vintage: of the projects that entered in [from, to), and have had `within`
 * months by as_of, those that reached the stage within that time.
 * @param entered  month of each, such as of signing; NaN: never
 * @param reached  month it reached the stage; NaN: not yet
 * @param amounts  >= 0; NULL: none
 * @param within   >= 0; infinite: all that entered by as_of are due, reached by as_of is done */
TWOFOLD_API twofold_cohort twofold_cohort_conversion(const double *entered, const double *reached,
                                                     const double *amounts, size_t count,
                                                     double from, double to, double within,
                                                     double as_of);

TWOFOLD_END_DECLS

#endif
