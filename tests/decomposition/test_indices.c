/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Index numbers, chain linking, price / volume / mix: numbers by hand, identities. */
#include "figures.h"

#include "twofold/decomposition.h"

/* Two goods: prices 2, 5 then 3, 4; quantities 10, 4 then 8, 6. Worth 40 before, 48 now; the old
 * basket at new prices 46, the new one at old prices 46. */
static const double p0[] = {2, 5}, q0[] = {10, 4}, p1[] = {3, 4}, q1[] = {8, 6};

static void by_hand(void **state)
{
    (void)state;
    near(twofold_index(TWOFOLD_INDEX_LASPEYRES, p0, q0, p1, q1, 2), 46.0 / 40, 1e-15);
    near(twofold_index(TWOFOLD_INDEX_PAASCHE, p0, q0, p1, q1, 2), 48.0 / 46, 1e-15);
    near(twofold_index(TWOFOLD_INDEX_FISHER, p0, q0, p1, q1, 2), sqrt(48.0 / 40), 1e-15);
    near(twofold_index(TWOFOLD_INDEX_LASPEYRES, q0, p0, q1, p1, 2), 46.0 / 40, 1e-15);
    static const double none[] = {0, 0}, negative[] = {1, -1}, unknown[] = {1, NAN};
    assert_true(isnan(twofold_index(TWOFOLD_INDEX_LASPEYRES, p0, none, p1, q1, 2)) &&
                isnan(twofold_index(TWOFOLD_INDEX_PAASCHE, p0, q0, p1, none, 2)) &&
                isnan(twofold_index(TWOFOLD_INDEX_FISHER, p0, negative, p1, q1, 2)) &&
                isnan(twofold_index(TWOFOLD_INDEX_LASPEYRES, p0, q0, unknown, q1, 2)) &&
                isnan(twofold_index(TWOFOLD_INDEX_LASPEYRES, p0, q0, p1, q1, 0)) &&
                isnan(twofold_index((twofold_index_kind)9, p0, q0, p1, q1, 2)));
    assert_true(twofold_index(TWOFOLD_INDEX_FISHER, p0, q0, p0, q0, 2) == 1);
}

/* The product tests (I. Fisher, "The Making of Index Numbers", 1922), proportionality, time
 * reversal of Fisher's, and Fisher between the other two. */
static void index_identities(void **state)
{
    (void)state;
    for (int i = 0; i < 3000; i++) {
        double a[20], b[20], c[20], d[20], scaled[20], value0 = 0, value1 = 0;
        const size_t n = 1 + whole(20);
        for (size_t k = 0; k < n; k++) {
            a[k] = uniform(), b[k] = uniform(), c[k] = uniform(), d[k] = uniform();
            scaled[k] = 1.07 * a[k];
            value0 += a[k] * b[k], value1 += c[k] * d[k];
        }
        const double value = value1 / value0;
        double price[3], quantity[3];
        for (int kind = 0; kind < 3; kind++) {
            price[kind] = twofold_index((twofold_index_kind)kind, a, b, c, d, n);
            quantity[kind] = twofold_index((twofold_index_kind)kind, b, a, d, c, n);
            near(twofold_index((twofold_index_kind)kind, a, b, scaled, d, n), 1.07, 1e-14);
        }
        near(price[0] * quantity[1], value, 1e-13 * value);
        near(price[1] * quantity[0], value, 1e-13 * value);
        near(price[2] * quantity[2], value, 1e-13 * value);
        near(price[2] * twofold_index(TWOFOLD_INDEX_FISHER, c, d, a, b, n), 1, 1e-13);
        assert_true(price[2] >= fmin(price[0], price[1]) * (1 - 1e-14) &&
                    price[2] <= fmax(price[0], price[1]) * (1 + 1e-14));
    }
}

static void chained(void **state)
{
    (void)state;
    static const double links[] = {1.1, 0.9, 1.2};
    double levels[3];
    twofold_chain_link(links, 3, 100, levels);
    near(levels[0], 110, 1e-12);
    near(levels[2], 100 * 1.1 * 0.9 * 1.2, 1e-12);
    /* the product is the chain of the rates */
    static const double rates[] = {0.1, -0.1, 0.2};
    near(levels[2] / 100 - 1, twofold_chain_rates(rates, 3), 1e-15);
    twofold_rebase(levels, 3, 1, 100, levels);
    assert_true(levels[1] == 100);
    near(levels[2], 120, 1e-12);
    static const double broken[] = {1.1, NAN, 1.2};
    twofold_chain_link(broken, 3, 1, levels);
    assert_true(levels[0] == 1.1 && isnan(levels[1]) && isnan(levels[2]));
    twofold_rebase(links, 3, 3, 1, levels);
    assert_true(isnan(levels[0]));
    static const double zero[] = {0, 1};
    twofold_rebase(zero, 2, 0, 1, levels);
    assert_true(isnan(levels[0]) && isnan(levels[1]));

    /* three periods of two goods: the chain is the product of its links */
    static const double prices[] = {2, 5, 3, 4, 3, 6}, quantities[] = {10, 4, 8, 6, 9, 5};
    double indices[3];
    twofold_index_chained(TWOFOLD_INDEX_PAASCHE, prices, quantities, 3, 2, indices);
    assert_true(indices[0] == 1);
    near(indices[1], 48.0 / 46, 1e-15);
    near(indices[2], 48.0 / 46 * (57.0 / 47), 1e-15); /* 3x9+6x5 over 3x9+4x5 */
    twofold_index_chained(TWOFOLD_INDEX_LASPEYRES, prices, quantities, 3, 2, indices);
    near(indices[2], 46.0 / 40 * (60.0 / 48), 1e-15); /* 3x8+6x6 over 3x8+4x6 */
}

/* The same goods with the same unit: 14 sold at 40/14 before; 14 now */
static void price_volume_mix(void **state)
{
    (void)state;
    const twofold_price_volume_mix of = twofold_price_volume_mix_of(p0, q0, p1, q1, 2);
    near(of.volume, 0, 1e-15);
    near(of.mix, 46 - 40, 1e-14);
    near(of.price, 48 - 46, 1e-14);
    near(of.change, 8, 1e-14);

    /* all volume: twice as much of everything; all price: +10 % */
    static const double twice[] = {20, 8}, dearer[] = {2.2, 5.5};
    const twofold_price_volume_mix more = twofold_price_volume_mix_of(p0, q0, p0, twice, 2);
    assert_true(more.volume == 40 && fabs(more.mix) < 1e-14 && more.price == 0);
    const twofold_price_volume_mix up = twofold_price_volume_mix_of(p0, q0, dearer, q0, 2);
    assert_true(up.volume == 0 && fabs(up.mix) < 1e-14 && fabs(up.price - 4) < 1e-14);

    /* a product that begins and one that ends need no price on the other side */
    static const double before[] = {2, 5, NAN}, sold0[] = {10, 4, 0};
    static const double after[] = {3, NAN, 7}, sold1[] = {8, 0, 2};
    const twofold_price_volume_mix new_ =
        twofold_price_volume_mix_of(before, sold0, after, sold1, 3);
    assert_true(new_.entered == 14 && new_.left == -20 && new_.price == 8 && new_.volume == -4 &&
                new_.mix == 0 && new_.change == 38 - 40);
    static const double little[] = {0.5}, unknown[] = {NAN};
    assert_true(isnan(twofold_price_volume_mix_of(unknown, little, p1, q1, 1).change));
    static const double negative[] = {-1, 4};
    assert_true(isnan(twofold_price_volume_mix_of(p0, negative, p1, q1, 2).change) &&
                isnan(twofold_price_volume_mix_of(before, sold0, after, q1, 2).price));
    assert_true(twofold_price_volume_mix_of(NULL, NULL, NULL, NULL, 0).change == 0);
}

static void price_volume_mix_adds_up(void **state)
{
    (void)state;
    for (int i = 0; i < 3000; i++) {
        double a[20], b[20], c[20], d[20];
        long double value0 = 0, value1 = 0;
        const size_t n = 1 + whole(20);
        const double per_unit = 1000 * uniform();
        for (size_t k = 0; k < n; k++) {
            a[k] = 10 * uniform(), c[k] = 10 * uniform();
            b[k] = uniform() < 0.2 ? 0 : per_unit * uniform();
            d[k] = uniform() < 0.2 ? 0 : per_unit * uniform();
            value0 += (long double)a[k] * b[k], value1 += (long double)c[k] * d[k];
        }
        const twofold_price_volume_mix of = twofold_price_volume_mix_of(a, b, c, d, n);
        near(of.volume + of.mix + of.price + of.entered + of.left, (double)(value1 - value0),
             1e-13 * (double)(value0 + value1));
        assert_true(of.entered >= 0 && of.left <= 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(by_hand),
        cmocka_unit_test(index_identities),
        cmocka_unit_test(chained),
        cmocka_unit_test(price_volume_mix),
        cmocka_unit_test(price_volume_mix_adds_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
