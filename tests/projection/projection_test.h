/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests of projections share. */
#ifndef TF_TESTS_PROJECTION_TEST_H
#define TF_TESTS_PROJECTION_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "projection/projection.h"
#include "support/random_plan.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* The same double, bit for bit; any NaN for any NaN: which of two NaNs an addition keeps is the
 * compiler's choice, and nothing of a NaN's bits is a result. */
static inline bool same(double a, double b)
{
    return memcmp(&a, &b, sizeof a) == 0 || (isnan(a) && isnan(b));
}

/* Equal to a relative tolerance plus an absolute one; NaN only to NaN. */
static inline bool close_to(double a, double b, double relative, double absolute)
{
    if (isnan(a) || isnan(b)) return isnan(a) && isnan(b);
    return a == b || fabs(a - b) <= relative * fmax(fabs(a), fabs(b)) + absolute;
}

static inline twofold_projection *project(const twofold_plan *plan, const char *scenario,
                                          const char *override)
{
    twofold_projection *projection = NULL;
    twofold_faults *faults = NULL;
    const twofold_status status =
        twofold_project(plan, scenario, override != NULL ? &override : NULL, override != NULL, NULL,
                        &projection, &faults);
    for (size_t i = 0; status != TWOFOLD_OK && i < twofold_faults_count(faults); i++) {
        const twofold_fault fault = twofold_faults_at(faults, i);
        char line[400];
        if (fault.severity != TWOFOLD_ERROR) continue;
        (void)twofold_fault_text(&fault, TWOFOLD_EN, line, sizeof line);
        print_error("%s (scenario %s)\n", line, scenario != NULL ? scenario : "none");
    }
    twofold_faults_free(faults);
    assert_int_equal(status, TWOFOLD_OK);
    return projection;
}

/* The first cell in which two cubes differ; the number of cells if they are the same bit for bit.
 */
static inline size_t first_difference(const twofold_projection *a, const twofold_projection *b)
{
    const size_t count = a->program->columns;
    if (count != b->program->columns) return 0;
    for (size_t i = 0; i < count; i++)
        if (!same(a->values[i], b->values[i]) || a->known[i] != b->known[i] || a->of[i] != b->of[i])
            return i;
    return count;
}

#endif
