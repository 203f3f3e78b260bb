/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TF_STRUCTURE_SORT_H
#define TF_STRUCTURE_SORT_H

#include <stddef.h>

/* Ascending, in place, in n log n also in the worst case; no NaN among them. */
void tf_sort(double *values, size_t count);

#endif
