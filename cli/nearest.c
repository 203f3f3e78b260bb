/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nearest.h"

#include "twofold/base.h"

struct nearest nearest_to(const char *word)
{
    return (struct nearest){.word = word, .steps = SIZE_MAX};
}

void nearest_try(struct nearest *nearest, const char *candidate, const char *stands_for)
{
    const size_t steps = twofold_word_distance(nearest->word, candidate);
    if (steps >= nearest->steps) return;
    nearest->found = stands_for;
    nearest->steps = steps;
}
