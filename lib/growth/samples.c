/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Growth of a list of firms that changes from one year to the next: on which base, and the bridge
 * from one total to the other. */
#include "growth/finite.h"
#include "twofold/growth.h"

struct sums {
    double matched_now, matched_base; /* units in both lists */
    double entered, left; /* now of those only in this one, base of those only in that */
    double own_base;      /* what this list's units say they had */
};

static struct sums add_up(const double *now, const double *base, const double *own, size_t count,
                          twofold_sample_growth *of)
{
    struct sums s = {0};
    for (size_t i = 0; i < count; i++) {
        const bool here = !isnan(now[i]), there = !isnan(base[i]);
        if (here) {
            s.own_base += own != NULL ? own[i] : base[i];
        }
        if (here && there) {
            s.matched_now += now[i];
            s.matched_base += base[i];
            of->matched_count++;
        } else if (here) {
            s.entered += now[i];
            of->entered_count++;
        } else if (there) {
            s.left += base[i];
            of->left_count++;
        }
    }
    return s;
}

twofold_sample_growth twofold_sample_growth_of(const double *now, const double *base,
                                               const double *own_base, size_t count)
{
    twofold_sample_growth of = {0};
    const struct sums s = add_up(now, base, own_base, count, &of);
    const double total = s.matched_now + s.entered, total_base = s.matched_base + s.left;
    of.matched = twofold_growth(s.matched_now, s.matched_base);
    of.reported = twofold_growth(total, s.own_base);
    of.naive = twofold_growth(total, total_base);
    const double over = total_base > 0 ? total_base : TF_NAN;
    of.continuing = tf_finite_ratio(s.matched_now - s.matched_base, over);
    of.entry = tf_finite_ratio(s.entered, over);
    of.exit = tf_finite_ratio(0 - s.left, over);
    return of;
}
