/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the readers of periods and dates share: taking pieces off the front of a text. */
#ifndef TF_PERIOD_SCAN_H
#define TF_PERIOD_SCAN_H

#include "twofold/period.h"

struct tf_scan {
    const char *text;
    size_t size;
};

enum { TF_FIRST_YEAR = 1000 };

enum tf_part { TF_NO_PART = 0, TF_YEAR_PART, TF_QUARTER_PART, TF_MONTH_PART };

/* A word at the front. */
bool tf_scan_word(struct tf_scan *scan, const char *word);
/* From `least` to `most` digits at the front; -1 (nothing taken) if there are fewer. */
int tf_scan_digits(struct tf_scan *scan, int least, int most);
/* A dash of Chinese spans at the front: -, –, —, ~, 至, … */
bool tf_scan_dash(struct tf_scan *scan);
/* A year, quarter or month at the front, ISO or Chinese: "2025", "2025Q3", "2025-10", 2025年3季度.
 * What was taken is undefined if it is none. */
enum tf_part tf_scan_part(struct tf_scan *scan, twofold_period *period);

#endif
