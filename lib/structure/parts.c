/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parts of a total and what they are, their shares, the ratio of a whole. */
#include "growth/finite.h"
#include "twofold/structure.h"

twofold_parts_class twofold_parts_classify(const double *values, size_t count)
{
    bool finite = count > 0, negative = false, zero = false;
    for (size_t i = 0; i < count; i++) {
        finite &= tf_is_finite(values[i]);
        negative |= values[i] < 0;
        zero |= values[i] == 0;
    }
    const double total = tf_sum(values, count);
    return !finite || isnan(total) ? TWOFOLD_PARTS_UNKNOWN
           : negative              ? TWOFOLD_PARTS_NEGATIVE
           : total == 0            ? TWOFOLD_PARTS_NO_TOTAL
           : zero                  ? TWOFOLD_PARTS_WITH_ZERO
                                   : TWOFOLD_PARTS_PARTITION;
}

const char *twofold_parts_class_text(twofold_parts_class which, twofold_lang lang)
{
    switch (which) {
#define TWOFOLD_X(name, number, id, zh)                                                            \
    case TWOFOLD_PARTS_##name: return lang == TWOFOLD_ZH ? (zh) : (id);
        TWOFOLD_PARTS_CLASS_LIST(TWOFOLD_X)
#undef TWOFOLD_X
    }
    return "";
}

twofold_parts_class twofold_shares(const double *values, size_t count, double *shares)
{
    const twofold_parts_class which = twofold_parts_classify(values, count);
    const double total = tf_sum(values, count);
    for (size_t i = 0; i < count; i++) shares[i] = tf_finite_ratio(values[i], total);
    return which;
}

double twofold_ratio_of_sums(const double *numerators, const double *denominators, size_t count)
{
    const double below = tf_sum(denominators, count);
    return below > 0 ? tf_finite_ratio(tf_sum(numerators, count), below) : TF_NAN;
}
