/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Location quotients: what a region has more of than the nation. */
#include "structure/parts.h"

double twofold_location_quotient(double part, double whole, double nation_part, double nation_whole)
{
    return part >= 0 && whole > 0 && nation_part > 0 && nation_whole > 0
               ? tf_finite_ratio(tf_finite_ratio(part, whole),
                                 tf_finite_ratio(nation_part, nation_whole))
               : TF_NAN;
}

void twofold_location_quotients(const double *region, const double *nation, size_t count,
                                double *quotients)
{
    const double whole = tf_total_of_parts(region, count);
    const double nation_whole = tf_total_of_parts(nation, count);
    for (size_t i = 0; i < count; i++) {
        quotients[i] = twofold_location_quotient(region[i], whole, nation[i], nation_whole);
    }
}
