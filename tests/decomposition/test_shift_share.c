/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers: DOMAIN.md 3, shift-share. */
#include "figures.h"

#include "twofold/decomposition.h"

static const double region0[] = {120, 300, 180}, region1[] = {150, 330, 171};
static const double nation0[] = {10000, 40000, 30000}, nation1[] = {11500, 42800, 29100};

static void published_form(void **state)
{
    (void)state;
    twofold_shift_share parts[3];
    const twofold_shift_share sum =
        twofold_shift_share_of(region0, region1, nation0, nation1, 3, parts);
    static const struct {
        const char *national, *mix, *regional, *competitive, *allocation;
    } printed[] = {{"5.1", "12.9", "12", "7.5", "4.5"},
                   {"12.75", "8.25", "9", "9", "0"},
                   {"7.65", "-13.05", "-3.6", "-4.5", "0.9"}};
    for (size_t i = 0; i < 3; i++) {
        shows(parts[i].national, printed[i].national);
        shows(parts[i].mix, printed[i].mix);
        shows(parts[i].regional, printed[i].regional);
        shows(parts[i].competitive, printed[i].competitive);
        shows(parts[i].allocation, printed[i].allocation);
        assert_true(parts[i].entered == 0 && parts[i].change == region1[i] - region0[i]);
    }
    shows(sum.national, "25.5");
    shows(sum.mix, "8.1");
    shows(sum.regional, "17.4");
    shows(sum.change, "51");
    shows(sum.competitive, "12");
    shows(sum.allocation, "5.4");
    shows(twofold_growth(83400, 80000), "0.0425");
}

static void new_industry(void **state)
{
    (void)state;
    static const double base[] = {120, 0, 180}, nation_too[] = {10000, 0, 30000};
    twofold_shift_share parts[3];
    twofold_shift_share sum = twofold_shift_share_of(base, region1, nation0, nation1, 3, parts);
    assert_true(parts[1].entered == 330 && parts[1].change == 330 && parts[1].national == 0 &&
                sum.entered == 330);
    sum = twofold_shift_share_of(base, region1, nation_too, nation1, 3, parts);
    assert_true(sum.entered == 330 && sum.change == 351);
    /* the region has it, the nation has not: no nation around this region */
    sum = twofold_shift_share_of(region0, region1, nation_too, nation1, 3, parts);
    assert_true(isnan(sum.change) && isnan(parts[0].national) && isnan(parts[2].allocation));
    static const double years[] = {120, 300, 180, 150, 330, NAN};
    static const double around[] = {10000, 40000, 30000, 11500, 42800, 29100};
    sum = twofold_shift_share_dynamic(years, around, 2, 3, parts);
    assert_true(isnan(sum.change) && isnan(parts[0].change) && isnan(parts[2].change));
    static const double first[] = {-1, 300, 180};
    assert_true(isnan(twofold_shift_share_of(first, region1, nation0, nation1, 3, NULL).mix));
    static const double negative[] = {120, -1, 180}, none[] = {0, 0, 0};
    assert_true(isnan(twofold_shift_share_of(negative, region1, nation0, nation1, 3, NULL).mix) &&
                isnan(twofold_shift_share_of(region0, negative, nation0, nation1, 3, NULL).mix) &&
                isnan(twofold_shift_share_of(none, region1, none, nation1, 3, NULL).change) &&
                isnan(twofold_shift_share_of(NULL, NULL, NULL, NULL, 0, NULL).change));
}

static void add_up(void **state)
{
    (void)state;
    enum { MOST = 12, YEARS = 5 };
    for (int i = 0; i < 2000; i++) {
        double region[MOST * YEARS] = {0}, nation[MOST * YEARS] = {0}, change = 0;
        const size_t n = 1 + whole(MOST);
        for (size_t k = 0; k < n * YEARS; k++) {
            region[k] = uniform() < 0.1 ? 0 : 1 + 100 * uniform();
            nation[k] = 200 + 1000 * uniform();
        }
        twofold_shift_share parts[MOST];
        const double *last = region + n * (YEARS - 1);
        const twofold_shift_share sum =
            twofold_shift_share_dynamic(region, nation, YEARS, n, parts);
        for (size_t k = 0; k < n; k++) {
            const twofold_shift_share *of = &parts[k];
            near(of->national + of->mix + of->regional + of->entered, last[k] - region[k], 1e-11);
            near(of->competitive + of->allocation, of->regional, 1e-11);
            change += last[k] - region[k];
        }
        near(sum.change, change, 1e-11);
        near(sum.national + sum.mix + sum.regional + sum.entered, change, 1e-10);
        /* with two years the dynamic form is the plain one */
        const twofold_shift_share two = twofold_shift_share_dynamic(region, nation, 2, n, NULL);
        const twofold_shift_share plain =
            twofold_shift_share_of(region, region + n, nation, nation + n, n, NULL);
        assert_memory_equal(&two, &plain, sizeof two);
        /* a region that is the nation in small has neither mix nor a part of its own */
        for (size_t k = 0; k < 2 * n; k++) region[k] = nation[k] / 64;
        const twofold_shift_share small =
            twofold_shift_share_of(region, region + n, nation, nation + n, n, NULL);
        near(small.mix, 0, 1e-11);
        near(small.regional, 0, 1e-11);
        near(small.allocation, 0, 1e-11);
    }
    assert_true(isnan(twofold_shift_share_dynamic(region0, nation0, 1, 3, NULL).change));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(published_form),
        cmocka_unit_test(new_industry),
        cmocka_unit_test(add_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
