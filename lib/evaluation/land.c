/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a site brings and how it is built up. */
#include "growth/finite.h"
#include "twofold/evaluation.h"

static inline double per_area(double amount, double area)
{
    const double of = amount / area;
    const double of_land = area > 0 ? tf_finite_or_nan(of) : TF_NAN;
    return area <= DBL_MAX ? of_land : TF_NAN;
}

double twofold_per_area(double amount, double area) { return per_area(amount, area); }

void twofold_per_area_many(const double *amounts, const double *areas, size_t count,
                           double *intensities)
{
    for (size_t i = 0; i < count; i++) intensities[i] = per_area(amounts[i], areas[i]);
}

double twofold_output_rate(const double *outputs, size_t years, double area)
{
    return years > 0 ? per_area(tf_sum(outputs, years) / (double)years, area) : TF_NAN;
}

double twofold_plot_ratio(const double *floor_areas, const double *storey_heights, size_t count,
                          double site)
{
    const double twice_above = 8; /* metres */
    double sum = 0;
    for (size_t i = 0; i < count; i++) {
        const double height = storey_heights != NULL ? storey_heights[i] : twice_above;
        const bool is_storey = tf_is_amount(floor_areas[i]) && height > 0 && tf_is_finite(height);
        sum += is_storey ? (height > twice_above ? 2 : 1) * floor_areas[i] : TF_NAN;
    }
    return per_area(sum, site);
}

double twofold_building_coefficient(double buildings, double structures, double storage,
                                    double site)
{
    return tf_is_amount(buildings) && tf_is_amount(structures) && tf_is_amount(storage)
               ? per_area(buildings + structures + storage, site)
               : TF_NAN;
}
