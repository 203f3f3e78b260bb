/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Index numbers, and chaining them. */
#include "growth/finite.h"
#include "twofold/decomposition.h"

/* Sum of prices x quantities; NaN where one is negative or not finite. */
static double value(const double *price, const double *quantity, size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++) {
        if (!tf_is_amount(price[i]) || !tf_is_amount(quantity[i])) {
            return TF_NAN;
        }
        sum += price[i] * quantity[i];
    }
    return tf_finite_or_nan(sum);
}

double twofold_index(twofold_index_kind kind, const double *price_base, const double *quantity_base,
                     const double *price, const double *quantity, size_t count)
{
    switch (kind) {
    case TWOFOLD_INDEX_LASPEYRES:
        return tf_finite_ratio(value(price, quantity_base, count),
                               value(price_base, quantity_base, count));
    case TWOFOLD_INDEX_PAASCHE:
        return tf_finite_ratio(value(price, quantity, count), value(price_base, quantity, count));
    case TWOFOLD_INDEX_FISHER:
        return sqrt(twofold_index(TWOFOLD_INDEX_LASPEYRES, price_base, quantity_base, price,
                                  quantity, count) *
                    twofold_index(TWOFOLD_INDEX_PAASCHE, price_base, quantity_base, price, quantity,
                                  count));
    }
    return TF_NAN;
}

void twofold_index_chained(twofold_index_kind kind, const double *prices, const double *quantities,
                           size_t periods, size_t count, double *indices)
{
    double level = 1;
    for (size_t t = 0; t < periods; t++) {
        if (t > 0) {
            const size_t now = t * count, before = now - count;
            level *= twofold_index(kind, prices + before, quantities + before, prices + now,
                                   quantities + now, count);
        }
        indices[t] = tf_finite_or_nan(level);
    }
}

void twofold_chain_link(const double *links, size_t count, double start, double *levels)
{
    double level = start;
    for (size_t i = 0; i < count; i++) {
        level *= links[i];
        levels[i] = tf_finite_or_nan(level);
    }
}

void twofold_rebase(const double *levels, size_t count, size_t at, double value, double *rebased)
{
    const double base = at < count ? levels[at] : TF_NAN;
    for (size_t i = 0; i < count; i++) rebased[i] = tf_finite_ratio(value * levels[i], base);
}
