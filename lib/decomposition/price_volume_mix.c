/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A change of revenue as price, volume and mix; products without a price before stand apart. */
#include "growth/finite.h"
#include "twofold/decomposition.h"

/* Products sold before and now */
struct matched {
    double quantity_base, quantity; /* sums */
    double value_base;              /* prices and quantities before */
    double value_at_base_prices;    /* quantities now */
};

/* False for a price or quantity that is none. */
static bool add_product(double price_base, double quantity_base, double price, double quantity,
                        struct matched *sums, twofold_price_volume_mix *of)
{
    if (!tf_is_amount(quantity_base) || !tf_is_amount(quantity) ||
        (quantity_base > 0 && !tf_is_amount(price_base)) ||
        (quantity > 0 && !tf_is_amount(price))) {
        return false;
    }
    if (quantity_base > 0 && quantity > 0) {
        sums->quantity_base += quantity_base;
        sums->quantity += quantity;
        sums->value_base += price_base * quantity_base;
        sums->value_at_base_prices += price_base * quantity;
        of->price += (price - price_base) * quantity;
    } else if (quantity > 0) {
        of->entered += price * quantity;
    } else if (quantity_base > 0) {
        of->left -= price_base * quantity_base;
    }
    return true;
}

twofold_price_volume_mix twofold_price_volume_mix_of(const double *price_base,
                                                     const double *quantity_base,
                                                     const double *price, const double *quantity,
                                                     size_t count)
{
    const twofold_price_volume_mix none = {TF_NAN, TF_NAN, TF_NAN, TF_NAN, TF_NAN, TF_NAN};
    twofold_price_volume_mix of = {0};
    struct matched sums = {0};
    for (size_t i = 0; i < count; i++) {
        if (!add_product(price_base[i], quantity_base[i], price[i], quantity[i], &sums, &of)) {
            return none;
        }
    }
    if (sums.quantity_base > 0) {
        const double mean_price = sums.value_base / sums.quantity_base;
        of.volume = (sums.quantity - sums.quantity_base) * mean_price;
        of.mix = sums.value_at_base_prices - sums.quantity * mean_price;
    }
    of.change = of.volume + of.mix + of.price + of.entered + of.left;
    return tf_is_finite(of.change) ? of : none;
}
