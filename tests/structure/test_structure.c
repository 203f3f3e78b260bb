/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers: DOMAIN.md 0 and 3. */
#include "figures.h"

#include "twofold/structure.h"

#include <float.h>

enum { MOST = 40 };

static const double parts[] = {50, 10, 20, 10, 10};

static void published(void **state)
{
    (void)state;
    double scratch[MOST];
    const double hhi = twofold_hhi(parts, 5), gini = twofold_gini(parts, 5, scratch);
    shows(hhi, "0.32");
    shows(10000 * hhi, "3200");
    shows(twofold_hhi_normalised(hhi, 5), "0.15");
    shows(twofold_equivalent_number(hhi), "3.125");
    shows(twofold_concentration_ratio(parts, 5, 2, scratch), "0.7");
    shows(gini, "0.36");
    shows(twofold_gini_corrected(gini, 5), "0.45");
    shows(twofold_theil(parts, 5), "0.250201211769");
    shows(twofold_mean_log_deviation(parts, 5), "0.232630161961");
    near(twofold_mean_log_deviation(parts, 5), 0.2326302, 5e-8); /* published, as "Theil" */

    static const size_t group[] = {1, 0, 1, 0, 0};
    const twofold_theil_split split = twofold_theil_by_group(parts, group, 5, 2, scratch);
    shows(split.within, "0.0664143143823");
    shows(split.between, "0.183786897387");
    shows(split.total, "0.250201211769");

    /* the package's own example gives 0.3847623 */
    shows(twofold_location_quotient(1714, 79006, 879213, 15593224), "0.384762342301");
    near(twofold_location_quotient(1714, 79006, 879213, 15593224), 0.3847623, 5e-8);
    static const double region[] = {120, 300, 180}, nation[] = {10000, 40000, 30000};
    double quotients[3];
    twofold_location_quotients(region, nation, 3, quotients);
    shows(quotients[0], "1.6");
    shows(quotients[1], "1");
    shows(quotients[2], "0.8");

    /* ratio of a whole, not the mean of ratios */
    static const double tax[] = {120, 30}, land[] = {1000, 100};
    shows(twofold_ratio_of_sums(tax, land, 2), "0.136363636364");
    /* 4.5: utilisation of a park, one plant of it under construction */
    static const double output[] = {3.9, 1.2, 0}, capacity[] = {5, 3, 0};
    shows(twofold_ratio_of_sums(output, capacity, 3), "0.6375");
    shows(twofold_ratio_of_sums(output, capacity, 1), "0.78");
    shows((3.9 / 5 + 1.2 / 3) / 2, "0.59");
    static const double half[] = {0.25, 0.25};
    assert_true(twofold_ratio_of_sums(half, half + 1, 1) == 1);
    assert_true(isnan(twofold_ratio_of_sums(output + 2, capacity + 2, 1)) &&
                isnan(twofold_ratio_of_sums(NULL, NULL, 0)));
}

/* What a set of parts is, and what is undefined then. */
static void classes(void **state)
{
    (void)state;
    static const struct {
        double values[3];
        size_t count;
        twofold_parts_class which;
        bool shares, spread, deviation;
    } rows[] = {
        {{1, 2, 3}, 3, TWOFOLD_PARTS_PARTITION, true, true, true},
        {{1, 0, 3}, 3, TWOFOLD_PARTS_WITH_ZERO, true, true, false},
        {{1, -2, 3}, 3, TWOFOLD_PARTS_NEGATIVE, true, false, false},
        {{-2, 1, 3}, 3, TWOFOLD_PARTS_NEGATIVE, true, false, false},
        {{0, 2, 3}, 3, TWOFOLD_PARTS_WITH_ZERO, true, true, false},
        {{NAN, 2, 3}, 3, TWOFOLD_PARTS_UNKNOWN, false, false, false},
        {{1, -2, 1}, 3, TWOFOLD_PARTS_NEGATIVE, false, false, false},
        {{0, 0, 0}, 3, TWOFOLD_PARTS_NO_TOTAL, false, false, false},
        {{1, NAN, 3}, 3, TWOFOLD_PARTS_UNKNOWN, false, false, false},
        {{1, INFINITY, 3}, 3, TWOFOLD_PARTS_UNKNOWN, false, false, false},
        {{DBL_MAX, DBL_MAX, 3}, 3, TWOFOLD_PARTS_UNKNOWN, false, false, false},
        {{0}, 0, TWOFOLD_PARTS_UNKNOWN, false, false, false},
        {{7}, 1, TWOFOLD_PARTS_PARTITION, true, true, true},
    };
    static const size_t group[3] = {0, 1, 1};
    for (size_t i = 0; i < COUNT(rows); i++) {
        const double *values = rows[i].values;
        const size_t count = rows[i].count;
        double shares[3] = {NAN, NAN, NAN}, scratch[4];
        assert_int_equal(twofold_parts_classify(values, count), rows[i].which);
        assert_int_equal(twofold_shares(values, count, shares), rows[i].which);
        assert_true(isnan(shares[0]) != rows[i].shares);
        assert_true(isnan(twofold_hhi(values, count)) != rows[i].spread);
        assert_true(isnan(twofold_gini(values, count, scratch)) != rows[i].spread);
        assert_true(isnan(twofold_concentration_ratio(values, count, 2, scratch)) !=
                    rows[i].spread);
        assert_true(isnan(twofold_theil(values, count)) != rows[i].spread);
        assert_true(isnan(twofold_theil_by_group(values, group, count, 2, scratch).total) !=
                    rows[i].spread);
        assert_true(isfinite(twofold_mean_log_deviation(values, count)) == rows[i].deviation);
    }
    assert_true(twofold_mean_log_deviation(rows[1].values, 3) == inf &&
                twofold_mean_log_deviation(rows[4].values, 3) == inf);
    assert_string_equal(twofold_parts_class_text(TWOFOLD_PARTS_WITH_ZERO, TWOFOLD_EN), "with-zero");
    assert_string_equal(twofold_parts_class_text(TWOFOLD_PARTS_NEGATIVE, TWOFOLD_ZH), "含负值");
    for (int which = 0; which < 5; which++) {
        assert_true(
            *twofold_parts_class_text((twofold_parts_class)which, TWOFOLD_EN) >= 'a' &&
            (unsigned char)*twofold_parts_class_text((twofold_parts_class)which, TWOFOLD_ZH) > 127);
    }
    assert_string_equal(twofold_parts_class_text((twofold_parts_class)9, TWOFOLD_EN), "");
    /* n = 1: normalised forms are undefined */
    assert_true(twofold_hhi_normalised(0.75, 2) == 0.5);
    assert_true(isnan(twofold_hhi_normalised(1, 1)) && isnan(twofold_hhi_normalised(0.5, 1)) &&
                isnan(twofold_hhi_normalised(-0.1, 3)) && isnan(twofold_gini_corrected(0, 1)) &&
                isnan(twofold_hhi_normalised(nan_, 3)) && isnan(twofold_equivalent_number(0)));
    static const size_t outside[] = {0, 2, 1};
    double scratch[4];
    assert_true(isnan(twofold_theil_by_group(rows[0].values, outside, 3, 2, scratch).within));
}

static void location_undefined(void **state)
{
    (void)state;
    assert_true(isnan(twofold_location_quotient(1, 2, 0, 5)) &&
                isnan(twofold_location_quotient(1, 0, 1, 5)) &&
                isnan(twofold_location_quotient(-1, 2, 1, 5)) &&
                isnan(twofold_location_quotient(1, 2, 1, 0)) &&
                isnan(twofold_location_quotient(1, inf, 1, 5)) &&
                twofold_location_quotient(0, 2, 1, 5) == 0);
    static const double region[] = {1, 2}, nation[] = {0, 5}, none[] = {0, 0};
    double quotients[2];
    twofold_location_quotients(region, nation, 2, quotients);
    assert_true(isnan(quotients[0]) && !isnan(quotients[1]));
    twofold_location_quotients(none, nation, 2, quotients);
    assert_true(isnan(quotients[1]));
}

static size_t random_parts(double *values)
{
    const size_t count = 1 + whole(MOST);
    for (size_t i = 0; i < count; i++) values[i] = exp(8 * uniform()) * (uniform() < 0.9);
    values[whole(count)] = 1 + uniform();
    return count;
}

/* Second methods: the mean difference of all pairs, selection by counting, sums in extended
 * precision. */
static void second_methods(void **state)
{
    (void)state;
    for (int i = 0; i < 1500; i++) {
        double x[MOST], scratch[MOST];
        const size_t n = random_parts(x);
        long double total = 0, pairs = 0, squares = 0, t = 0;
        for (size_t a = 0; a < n; a++) total += x[a], squares += (long double)x[a] * x[a];
        for (size_t a = 0; a < n; a++) {
            for (size_t b = 0; b < n; b++) pairs += fabsl((long double)x[a] - x[b]);
            const long double ratio = x[a] * (long double)n / total;
            t += x[a] > 0 ? ratio * logl(ratio) / (long double)n : 0;
        }
        const double gini = twofold_gini(x, n, scratch);
        near(gini, (double)(pairs / (2 * (long double)n * total)), 1e-14);
        near(twofold_hhi(x, n), (double)(squares / (total * total)), 1e-14);
        near(twofold_theil(x, n), (double)t, 1e-13);
        const size_t k = whole(n + 2);
        long double largest = 0;
        for (size_t a = 0; a < n; a++) {
            size_t above = 0; /* ties are broken by place */
            for (size_t b = 0; b < n; b++) above += x[b] > x[a] || (x[b] == x[a] && b < a);
            largest += above < k ? x[a] : 0;
        }
        near(twofold_concentration_ratio(x, n, k, scratch), (double)(largest / total), 1e-14);
        /* sorting in place gives the same */
        assert_true(twofold_gini(x, n, x) == gini);
        for (size_t a = 1; a < n; a++) assert_true(x[a - 1] <= x[a]);
    }
}

/* Bounds, independence of scale, what equal parts and one part give, the split of Theil's T. */
static void identities(void **state)
{
    (void)state;
    for (int i = 0; i < 1500; i++) {
        double x[MOST], scaled[MOST], scratch[MOST], shares[MOST], equal[MOST];
        size_t group[MOST];
        const size_t n = random_parts(x), groups = 1 + whole(6);
        double sum = 0;
        twofold_shares(x, n, shares);
        for (size_t k = 0; k < n; k++) {
            scaled[k] = x[k] / (1 << 20);
            group[k] = whole(groups);
            equal[k] = 3.3;
            sum += shares[k];
        }
        near(100 * sum, 100, 1e-12);
        const double m = (double)n, hhi = twofold_hhi(x, n), gini = twofold_gini(x, n, scratch);
        const double theil = twofold_theil(x, n);
        assert_true(hhi >= 1 / m - 1e-15 && hhi <= 1 + 1e-15);
        assert_true(gini >= 0 && gini <= 1 - 1 / m + 1e-15);
        assert_true(n == 1 || twofold_gini_corrected(gini, n) <= 1 + 1e-14);
        assert_true(theil >= 0 && theil <= log(m) + 1e-14);
        assert_true(twofold_mean_log_deviation(x, n) >= 0);
        assert_true(twofold_hhi(scaled, n) == hhi && twofold_theil(scaled, n) == theil &&
                    twofold_gini(scaled, n, scratch) == gini);
        near(twofold_hhi(equal, n), 1 / m, 1e-15);
        near(twofold_gini(equal, n, scratch), 0, 1e-15);
        near(twofold_theil(equal, n), 0, 1e-15);
        for (size_t k = 1; k < n; k++) equal[k] = 0;
        near(twofold_hhi(equal, n), 1, 1e-15);
        near(twofold_gini(equal, n, scratch), 1 - 1 / m, 1e-15);
        near(twofold_theil(equal, n), log(m), 1e-14);

        const twofold_theil_split split = twofold_theil_by_group(x, group, n, groups, scratch);
        near(split.total, theil, 1e-13);
        assert_true(split.within >= 0 && split.between >= 0);
        for (size_t k = 0; k < n; k++) group[k] = 0;
        near(twofold_theil_by_group(x, group, n, 1, scratch).between, 0, 1e-15);
        for (size_t k = 0; k < n; k++) group[k] = k; /* each its own group */
        double room[2 * MOST];
        near(twofold_theil_by_group(x, group, n, n, room).within, 0, 1e-15);
    }
}

/* The quotients' mean, weighted by the nation's shares, is 1. */
static void quotients_average_to_one(void **state)
{
    (void)state;
    for (int i = 0; i < 1500; i++) {
        double region[MOST], nation[MOST], quotients[MOST], weights[MOST], mean = 0;
        const size_t n = random_parts(region);
        for (size_t k = 0; k < n; k++) nation[k] = region[k] + exp(8 * uniform());
        twofold_location_quotients(region, nation, n, quotients);
        twofold_shares(nation, n, weights);
        for (size_t k = 0; k < n; k++) mean += weights[k] * quotients[k];
        near(mean, 1, 1e-14);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(published),          cmocka_unit_test(classes),
        cmocka_unit_test(location_undefined), cmocka_unit_test(second_methods),
        cmocka_unit_test(identities),         cmocka_unit_test(quotients_average_to_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
