/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures in tests of formulas: as a document prints them, within a tolerance, and random ones. */
#ifndef FIGURES_H
#define FIGURES_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const double inf = (double)INFINITY, nan_ = (double)NAN;

/* The document prints 12 significant digits, 10 in lists, without trailing zeros. */
static inline void shows_at(double got, const char *text, const char *what, const char *file,
                            int line)
{
    char twelve[32], ten[32];
    (void)snprintf(twelve, sizeof twelve, "%.12g", got + 0.0);
    (void)snprintf(ten, sizeof ten, "%.10g", got + 0.0);
    if (strcmp(twelve, text) != 0 && strcmp(ten, text) != 0) {
        print_error("%s is %.17g, printed %s\n", what, got, text);
        _fail(file, line);
    }
}

/* value as text shows it, to all its digits */
#define shows(value, text) shows_at(value, text, #value, __FILE__, __LINE__)

static inline void near_at(double got, double want, double tolerance, const char *what,
                           const char *file, int line)
{
    if (!(fabs(got - want) <= tolerance)) {
        print_error("%s is %.17g, not %.17g: off by %g\n", what, got, want, got - want);
        _fail(file, line);
    }
}

/* within an absolute tolerance */
#define near(value, want, tolerance) near_at(value, want, tolerance, #value, __FILE__, __LINE__)

/* In (0, 1), from a fixed beginning in each program (splitmix64). */
static inline double uniform(void)
{
    static uint64_t state = 1;
    uint64_t z = (state += UINT64_C(0x9E3779B97F4A7C15));
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return ((double)((z ^ (z >> 31)) >> 12) + 0.5) * 0x1p-52;
}

/* Below a limit. */
static inline size_t whole(size_t limit) { return (size_t)(uniform() * (double)limit); }

#endif
