/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "Did you mean", one candidate at a time. */
#ifndef CLI_NEAREST_H
#define CLI_NEAREST_H

#include <stddef.h>

struct nearest {
    const char *word;  /* what was typed */
    const char *found; /* the nearest candidate so far, or NULL */
    size_t steps;      /* from word to found */
};

struct nearest nearest_to(const char *word);
/* Considers a candidate; `stands_for` is what to propose if it is near (an id for its name). */
void nearest_try(struct nearest *nearest, const char *candidate, const char *stands_for);

#endif
