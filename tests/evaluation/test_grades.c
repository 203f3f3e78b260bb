/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Grades by lines and by rank, by hand (rules: DOMAIN.md 4.3). */
#include "figures.h"

#include "twofold/evaluation.h"

static void grades_by_lines(void **state)
{
    (void)state;
    static const double scores[] = {120, 80, 79.999, 60, 10, NAN, 95}, lines[] = {80, 60, 40};
    static const bool vetoed[] = {false, false, false, false, false, true, true};
    unsigned char grades[7];
    twofold_grade_by_lines(scores, 7, lines, 3, vetoed, grades);
    static const unsigned char expected[] = {0, 0, 1, 1, 3, TWOFOLD_UNGRADED, 3};
    assert_memory_equal(grades, expected, 7);
    twofold_grade_by_lines(scores, 7, NULL, 0, NULL, grades);
    assert_true(grades[4] == 0 && grades[5] == TWOFOLD_UNGRADED);
}

static void grades_by_rank(void **state)
{
    (void)state;
    /* ten firms, 20 % A, 50 % B, 20 % C, 10 % D */
    static const double scores[] = {91, 55, 99, 70, 40, 62, 75, 68, 80, 51};
    static const double shares[] = {0.2, 0.7, 0.9};
    static const unsigned char plain[] = {0, 2, 0, 1, 3, 1, 1, 1, 1, 2};
    double scratch[100];
    unsigned char grades[100];
    twofold_grade_by_rank(scores, 10, shares, 3, NULL, scratch, grades);
    assert_memory_equal(grades, plain, 10);
    /* second and third equal: both A; three equal from seventh on: all B; a veto lifts nobody */
    static const double ties[] = {91, 55, 99, 70, 55, 62, 75, 55, 91, 51};
    static const unsigned char tied[] = {0, 1, 0, 1, 1, 1, 1, 1, 0, 3};
    twofold_grade_by_rank(ties, 10, shares, 3, NULL, scratch, grades);
    assert_memory_equal(grades, tied, 10);
    bool vetoed[10] = {false};
    vetoed[2] = true;
    twofold_grade_by_rank(scores, 10, shares, 3, vetoed, scratch, grades);
    assert_true(grades[2] == 3 && grades[0] == 0 && grades[8] == 1);
    /* those without a score are not counted */
    static const double some[] = {5, NAN, 4, NAN, 3, 2, 1};
    static const double half[] = {0.4};
    static const unsigned char of_five[] = {0, TWOFOLD_UNGRADED, 0, TWOFOLD_UNGRADED, 1, 1, 1};
    twofold_grade_by_rank(some, 7, half, 1, NULL, scratch, grades);
    assert_memory_equal(grades, of_five, 7);
    /* half of three is one and a half: the second is cut through, and second */
    static const double three[] = {3, 2, 1}, one_half[] = {0.5};
    twofold_grade_by_rank(three, 3, one_half, 1, NULL, scratch, grades);
    assert_true(grades[0] == 0 && grades[1] == 1 && grades[2] == 1);
    /* 0.29 of a hundred is 29 */
    double hundred[100];
    const double share = 0.29;
    for (size_t i = 0; i < 100; i++) hundred[i] = (double)(100 - i);
    twofold_grade_by_rank(hundred, 100, &share, 1, NULL, scratch, grades);
    assert_true(grades[28] == 0 && grades[29] == 1);
}

static void better_scores_never_rank_lower(void **state)
{
    (void)state;
    static const double shares[] = {0.2, 0.7, 0.95};
    for (int round = 0; round < 500; round++) {
        double scores[60], scratch[60];
        unsigned char grades[60];
        const size_t count = 1 + whole(60);
        for (size_t i = 0; i < count; i++) scores[i] = (double)whole(30);
        twofold_grade_by_rank(scores, count, shares, 3, NULL, scratch, grades);
        for (size_t a = 0; a < count; a++) {
            for (size_t b = 0; b < count; b++) {
                assert_true(scores[a] < scores[b] || grades[a] <= grades[b]);
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(grades_by_lines),
        cmocka_unit_test(grades_by_rank),
        cmocka_unit_test(better_scores_never_rank_lower),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
