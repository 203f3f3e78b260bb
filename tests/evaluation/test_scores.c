/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers: DOMAIN.md 2.6, 4.1, 4.2, 4.6. */
#include "figures.h"

#include "twofold/evaluation.h"

#define RATIO(marks, benchmark)                                                                    \
    {                                                                                              \
        .weight = (marks), .scoring = TWOFOLD_SCORE_RATIO, .high = (benchmark)                     \
    }
#define WHOLE                                                                                      \
    {                                                                                              \
        .weight = 100                                                                              \
    }

enum { NODES = 7 };

/* A county's rule for above-scale firms: tax and value added a mu, by energy, by pollutants, a
 * worker, R&D / revenue; benchmarks of two years. */
static const twofold_criterion county_2022[NODES] = {WHOLE,
                                                     RATIO(30, 24.097),
                                                     RATIO(20, 136.16),
                                                     RATIO(20, 2.694),
                                                     RATIO(10, 4929.81),
                                                     RATIO(10, 18.14),
                                                     RATIO(10, 0.0302)};
static const twofold_criterion county_2021[NODES] = {WHOLE,
                                                     RATIO(30, 26.01),
                                                     RATIO(20, 132.27),
                                                     RATIO(20, 2.54),
                                                     RATIO(10, 4861.08),
                                                     RATIO(10, 17.45),
                                                     RATIO(10, 0.0305)};

static double total(const twofold_criterion *tree, size_t count, const double *values,
                    twofold_score *scores)
{
    assert_int_equal(twofold_evaluate(tree, count, values, 1, scores), TWOFOLD_OK);
    return scores[0].points;
}

static void per_mu(void **state)
{
    (void)state;
    twofold_score scores[NODES];
    static const double firm[NODES] = {0, 18.5, 150, 2.10, 5200, 22.4, 0.041};
    shows(total(county_2022, NODES, firm, scores), "97.1276497236");
    static const char *const parts[] = {"23.03191269", "22.03290247", "15.59020045",
                                        "10.54807386", "12.34840132", "13.57615894"};
    for (size_t i = 1; i < NODES; i++) {
        shows(scores[i].points, parts[i - 1]);
        assert_true(scores[i].full == county_2022[i].weight);
    }
    shows(total(county_2021, NODES, firm, scores), "97.5307705204");

    /* at the benchmarks: 100 */
    double at[NODES];
    for (size_t i = 0; i < NODES; i++) at[i] = county_2022[i].high;
    shows(total(county_2022, NODES, at, scores), "100");

    /* uncapped, and each part capped at 1.5 x its weight */
    static const double big[NODES] = {0, 60, 300, 2.10, 5200, 22.4, 0.041};
    shows(total(county_2022, NODES, big, scores), "170.826734704");
    shows(scores[1].points, "74.6980952");
    shows(scores[2].points, "44.06580494");
    twofold_criterion capped[NODES];
    memcpy(capped, county_2022, sizeof capped);
    for (size_t i = 1; i < NODES; i++) capped[i].cap = 1.5;
    shows(total(capped, NODES, big, scores), "127.06283457");
    shows(total(capped, NODES, firm, scores), "97.1276497236");

    /* zero or negative tax: the part is 0 */
    static const double loss[NODES] = {0, -3, 136.16, 2.694, 4929.81, 18.14, 0.0302};
    shows(total(county_2022, NODES, loss, scores), "70");
    assert_true(scores[1].points == 0);

    /* below scale: tax a mu and a kWh */
    static const twofold_criterion below[] = {WHOLE, RATIO(50, 11.5932), RATIO(50, 0.2352)};
    static const double small[] = {0, 7, 0.20};
    shows(total(below, 3, small, scores), "72.7071182474");
}

static void efficacy(void **state)
{
    (void)state;
    shows(twofold_efficacy(150, 80, 200), "83.3333333333");
    shows(twofold_efficacy(80, 80, 200), "60");
    shows(twofold_efficacy(230, 80, 200), "110");    /* not clamped */
    shows(twofold_efficacy(0.55, 0.60, 0.50), "80"); /* less is better */
    assert_true(isnan(twofold_efficacy(1, 5, 5)) && isnan(twofold_efficacy(5, 5, 5)) &&
                isnan(twofold_efficacy(nan_, 1, 2)));
}

/* Each scoring of one indicator, full marks 100: by hand. */
static void scorings(void **state)
{
    (void)state;
    const struct {
        twofold_criterion of;
        double value, points;
    } rows[] = {
        {{.scoring = TWOFOLD_SCORE_RATIO, .high = 4}, 3, 75},
        {{.scoring = TWOFOLD_SCORE_RATIO, .high = 0.5, .lower_is_better = true}, 0.55, 50 / 0.55},
        {{.scoring = TWOFOLD_SCORE_RATIO, .high = 1, .lower_is_better = true, .cap = 1.5}, 0, 150},
        {{.scoring = TWOFOLD_SCORE_RATIO, .high = 1, .lower_is_better = true}, 0, NAN},
        {{.scoring = TWOFOLD_SCORE_RATIO, .high = 0}, 3, NAN},
        {{.scoring = TWOFOLD_SCORE_DEVIATION, .high = 0.5, .lower_is_better = true}, 0.55, 90},
        {{.scoring = TWOFOLD_SCORE_DEVIATION, .high = -10}, -8, 120},
        {{.scoring = TWOFOLD_SCORE_LINEAR, .low = 80, .high = 200, .base = 0.6}, 150, 250 / 3.0},
        {{.scoring = TWOFOLD_SCORE_LINEAR, .low = 80, .high = 200}, 110, 25},
        {{.scoring = TWOFOLD_SCORE_LINEAR, .low = 80, .high = 200}, 20, 0},
        {{.scoring = TWOFOLD_SCORE_LINEAR, .low = 80, .high = 200, .floor = -INFINITY}, 20, -50},
        {{.scoring = TWOFOLD_SCORE_LINEAR, .low = 80, .high = 200, .lower_is_better = true},
         110,
         75},
        {{.scoring = TWOFOLD_SCORE_LINEAR, .low = 5, .high = 5}, 5, NAN},
        {{.scoring = TWOFOLD_SCORE_DIRECT}, 0.85, 85},
        {{.scoring = TWOFOLD_SCORE_DIRECT, .lower_is_better = true}, 0.85, 15},
        {{.scoring = TWOFOLD_SCORE_DIRECT, .floor = 0.3}, 0.1, 30},
        {{.scoring = TWOFOLD_SCORE_DIRECT}, NAN, NAN},
        {{.scoring = TWOFOLD_SCORE_DIRECT}, INFINITY, NAN},
        {{.scoring = TWOFOLD_SCORE_DIRECT, .missing = TWOFOLD_MISSING_ZERO}, NAN, 0},
        {{.scoring = (twofold_scoring)99}, 1, NAN},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        twofold_criterion root = rows[i].of;
        root.weight = 100;
        twofold_score score;
        const double points = total(&root, 1, &rows[i].value, &score);
        if (isnan(rows[i].points)) {
            assert_true(isnan(points) && isnan(score.rating));
        } else {
            near(points, rows[i].points, 1e-12);
        }
    }
}

/* Groups in groups. National development zones, 2021 weights: open economy 30, quality 30, science
 * 15, green 15, coordination 10; under the first two here an indicator more. */
static const twofold_criterion zone[] = {
    {.weight = 100},
    {.weight = 30},                                               /* 1 open economy */
    {.weight = 30},                                               /* 2 quality */
    {.weight = 15, .scoring = TWOFOLD_SCORE_DIRECT},              /* 3 science */
    {.weight = 15, .scoring = TWOFOLD_SCORE_DIRECT},              /* 4 green */
    {.weight = 10, .scoring = TWOFOLD_SCORE_DIRECT},              /* 5 coordination */
    {.parent = 1, .weight = 2, .scoring = TWOFOLD_SCORE_DIRECT},  /* 6 */
    {.parent = 1, .weight = 1, .scoring = TWOFOLD_SCORE_DIRECT},  /* 7 */
    {.parent = 2, .weight = 12, .scoring = TWOFOLD_SCORE_DIRECT}, /* 8 */
    {.parent = 2, .weight = 18, .scoring = TWOFOLD_SCORE_DIRECT}, /* 9 */
};
enum { ZONE = COUNT(zone) };

static void groups(void **state)
{
    (void)state;
    static const double values[ZONE] = {0, 0, 0, 0.8, 0.6, 1, 0.9, 0.3, 0.5, 1};
    twofold_score scores[ZONE];
    /* open 30 (2 x 0.9 + 0.3)/3 = 21, quality 6 + 18 = 24, then 12, 9, 10 */
    near(total(zone, ZONE, values, scores), 76, 1e-12);
    near(scores[1].points, 21, 1e-13);
    near(scores[1].rating, 0.7, 1e-15);
    near(scores[6].full, 20, 1e-13);
    near(scores[7].full, 10, 1e-13);
    near(scores[8].points, 6, 1e-13);
}

static void missing(void **state)
{
    (void)state;
    double values[3 * ZONE];
    twofold_score scores[3 * ZONE];
    twofold_criterion tree[ZONE];
    memcpy(tree, zone, sizeof tree);
    for (size_t i = 0; i < 3 * ZONE; i++) values[i] = 0.5;
    values[6] = nan_;
    values[ZONE + 6] = 0.4;
    values[2 * ZONE + 6] = 0.9;
    values[7] = 0.8;
    /* 0.5 throughout but for open economy, where member 6 weighs 2 and member 7 (0.8) 1 */
    static const struct {
        twofold_missing how;
        double open;
    } rows[] = {
        {TWOFOLD_MISSING_UNKNOWN, NAN},
        {TWOFOLD_MISSING_ZERO, 0.8 / 3},
        {TWOFOLD_MISSING_LEFT_OUT, 0.8},
        {TWOFOLD_MISSING_MEAN, (2 * 0.65 + 0.8) / 3}, /* mean of 0.4 and 0.9 */
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        tree[6].missing = rows[i].how;
        assert_int_equal(twofold_evaluate(tree, ZONE, values, 3, scores), TWOFOLD_OK);
        near(scores[ZONE].points, 50 - 30 * 0.1 * 2 / 3, 1e-12);
        if (isnan(rows[i].open)) {
            assert_true(isnan(scores[0].points) && isnan(scores[1].rating) &&
                        !isnan(scores[2].points));
        } else {
            near(scores[0].points, 35 + 30 * rows[i].open, 1e-12);
        }
    }
    /* wherever it is missing, the mean is of all that have it */
    values[6] = 0.4;
    values[ZONE + 6] = nan_;
    assert_int_equal(twofold_evaluate(tree, ZONE, values, 3, scores), TWOFOLD_OK);
    near(scores[ZONE + 6].rating, 0.65, 1e-15);
    assert_true(scores[6].rating == 0.4 && scores[2 * ZONE + 6].rating == 0.9);
    values[6] = nan_;
    /* left out: no marks of its own, the other has them all; a group with nobody left is out too */
    tree[6].missing = tree[7].missing = TWOFOLD_MISSING_LEFT_OUT;
    assert_int_equal(twofold_evaluate(tree, ZONE, values, 1, scores), TWOFOLD_OK);
    assert_true(scores[6].full == 0 && isnan(scores[6].points));
    near(scores[7].full, 30, 1e-13);
    values[7] = nan_;
    tree[1].missing = TWOFOLD_MISSING_LEFT_OUT;
    near(total(tree, ZONE, values, scores), 50, 1e-12);
    assert_true(scores[1].full == 0);
    near(scores[2].full, 30 * 100 / 70.0, 1e-12);
    /* the mean of nobody */
    tree[6].missing = TWOFOLD_MISSING_MEAN;
    tree[1].missing = TWOFOLD_MISSING_UNKNOWN;
    assert_true(isnan(total(tree, ZONE, values, scores)));
}

static void no_trees(void **state)
{
    (void)state;
    twofold_score score = {.points = 7};
    const double values[3] = {0};
    twofold_criterion tree[3] = {{.weight = 100},
                                 {.weight = 1, .scoring = TWOFOLD_SCORE_DIRECT},
                                 {.weight = 1, .scoring = TWOFOLD_SCORE_DIRECT}};
    assert_int_equal(twofold_evaluate(tree, 0, values, 1, &score), TWOFOLD_E_ARGUMENT);
    static const double weights[] = {-1, NAN, INFINITY};
    for (size_t i = 0; i < COUNT(weights); i++) {
        tree[2].weight = weights[i];
        assert_int_equal(twofold_evaluate(tree, 3, values, 1, &score), TWOFOLD_E_ARGUMENT);
    }
    tree[2].weight = 1;
    static const size_t parents[] = {1, 2, 3, SIZE_MAX};
    for (size_t i = 0; i < COUNT(parents); i++) {
        tree[2].parent = parents[i];
        assert_int_equal(twofold_evaluate(tree, 3, values, 1, &score), TWOFOLD_E_ARGUMENT);
    }
    tree[2] = (twofold_criterion){.parent = 2, .weight = 1}; /* a group in itself */
    assert_int_equal(twofold_evaluate(tree, 3, values, 1, &score), TWOFOLD_E_ARGUMENT);
    assert_true(score.points == 7);
    tree[0].parent = SIZE_MAX; /* of the root it is not read */
    tree[2].parent = 0;
    twofold_score scores[3];
    assert_int_equal(twofold_evaluate(tree, 3, values, 1, scores), TWOFOLD_OK);
    assert_int_equal(twofold_evaluate(tree, 3, NULL, 0, NULL), TWOFOLD_OK);
}

/* A random tree of all scorings: a better value never costs points, and points add up. */
static void monotone(void **state)
{
    (void)state;
    enum { MOST = 25 };
    for (int round = 0; round < 2000; round++) {
        twofold_criterion tree[MOST] = {{.weight = 100}};
        double values[MOST] = {0};
        twofold_score scores[MOST], better[MOST];
        const size_t count = 2 + whole(MOST - 1);
        for (size_t i = 1; i < count; i++) {
            tree[i] = (twofold_criterion){.parent = whole(i),
                                          .weight = uniform(),
                                          .scoring = (twofold_scoring)whole(5),
                                          .lower_is_better = uniform() < 0.5,
                                          .low = 1 + uniform(),
                                          .high = 3 + uniform(),
                                          .base = 0.6 * (double)whole(2),
                                          .cap = 1.5 * (double)whole(2)};
            while (tree[tree[i].parent].scoring != TWOFOLD_SCORE_GROUP) {
                tree[i].parent = tree[tree[i].parent].parent;
            }
            values[i] = 4 * uniform() + 0.01;
            tree[i].missing = TWOFOLD_MISSING_LEFT_OUT; /* for groups without members */
        }
        assert_int_equal(twofold_evaluate(tree, count, values, 1, scores), TWOFOLD_OK);
        const size_t at = 1 + whole(count - 1);
        const double step = uniform();
        values[at] = tree[at].lower_is_better ? values[at] / (1 + step) : values[at] + step;
        assert_int_equal(twofold_evaluate(tree, count, values, 1, better), TWOFOLD_OK);
        assert_true(isnan(scores[0].points) || better[0].points >= scores[0].points - 1e-12);
        double leaves = 0;
        for (size_t i = 1; i < count; i++) {
            leaves += tree[i].scoring == TWOFOLD_SCORE_GROUP || scores[i].full == 0
                          ? 0
                          : scores[i].points;
        }
        near(leaves, isnan(scores[0].points) ? 0 : scores[0].points, 1e-10);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(per_mu),   cmocka_unit_test(efficacy), cmocka_unit_test(scorings),
        cmocka_unit_test(groups),   cmocka_unit_test(missing),  cmocka_unit_test(no_trees),
        cmocka_unit_test(monotone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
