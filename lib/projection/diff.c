/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two stored projections, cell by cell: a merge of their sorted cells. */
#include "projection/stored.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A difference and where its cells stand, for the order they are told in. */
struct line {
    twofold_difference difference;
    size_t left, right; /* SIZE_MAX: none */
};

struct twofold_differences {
    twofold_context context;
    struct line *lines;
    size_t count, capacity, compared;
    bool by_scenario;
};

/* ---- One cell ---- */

static bool is_same(double left, double right, twofold_tolerance tolerance)
{
    if (isnan(left) || isnan(right)) return isnan(left) && isnan(right);
    const double apart = fabs(right - left);
    return left == right || apart <= tolerance.absolute ||
           apart <= tolerance.relative * fmax(fabs(left), fabs(right));
}

/* One of the two may be NULL; cell is one that is not. */
static twofold_difference difference_of(const twofold_stored_cell *left,
                                        const twofold_stored_cell *right,
                                        const twofold_stored_cell *cell)
{
    twofold_difference found = {
        .scenario = cell->scenario,
        .entity = cell->entity,
        .kpi = cell->kpi,
        .left_unit = left != NULL ? left->unit : "",
        .right_unit = right != NULL ? right->unit : "",
        .period = cell->period,
        .side = left == NULL    ? TWOFOLD_ON_RIGHT
                : right == NULL ? TWOFOLD_ON_LEFT
                                : TWOFOLD_ON_BOTH,
        .left = left != NULL ? left->value : (double)NAN,
        .right = right != NULL ? right->value : (double)NAN,
        .difference = (double)NAN,
        .relative = (double)INFINITY,
    };
    if (left == NULL || right == NULL || strcmp(left->unit, right->unit) != 0) return found;
    found.difference = found.right - found.left;
    const double most = fmax(fabs(found.left), fabs(found.right));
    if (!isnan(found.difference) && most > 0.0) found.relative = fabs(found.difference) / most;
    return found;
}

/* ---- All ---- */

static twofold_status compare_cells(twofold_differences *d, const twofold_stored *left, size_t i,
                                    const twofold_stored *right, size_t j,
                                    twofold_tolerance tolerance)
{
    const twofold_stored_cell *a = i < SIZE_MAX ? &left->cells[i] : NULL;
    const twofold_stored_cell *b = j < SIZE_MAX ? &right->cells[j] : NULL;
    const twofold_stored_cell *cell = a != NULL ? a : b;
    if (cell == NULL) return TWOFOLD_OK;
    d->compared++;
    if (a != NULL && b != NULL && strcmp(a->unit, b->unit) == 0 &&
        is_same(a->value, b->value, tolerance))
        return TWOFOLD_OK;
    struct line *lines = tf_grow(&d->context, d->lines, &d->capacity, d->count + 1, sizeof *lines);
    if (lines == NULL) return TWOFOLD_E_MEMORY;
    d->lines = lines;
    lines[d->count++] = (struct line){difference_of(a, b, cell), i, j};
    return TWOFOLD_OK;
}

static twofold_status merge(twofold_differences *d, const twofold_stored *left,
                            const twofold_stored *right, twofold_tolerance tolerance)
{
    twofold_status status = TWOFOLD_OK;
    for (size_t i = 0, j = 0; (i < left->count || j < right->count) && status == TWOFOLD_OK;) {
        const size_t a = i < left->count ? left->sorted[i] : SIZE_MAX;
        const size_t b = j < right->count ? right->sorted[j] : SIZE_MAX;
        const int order =
            a == SIZE_MAX   ? 1
            : b == SIZE_MAX ? -1
                            : tf_stored_compare(&left->cells[a], &right->cells[b], d->by_scenario);
        status = compare_cells(d, left, order <= 0 ? a : SIZE_MAX, right, order >= 0 ? b : SIZE_MAX,
                               tolerance);
        i += order <= 0;
        j += order >= 0;
    }
    return status;
}

/* As the left side has them, then what only the right one has. */
static int by_place(const void *a, const void *b)
{
    const struct line *x = a, *y = b;
    if (x->left != y->left) return x->left < y->left ? -1 : 1;
    return (x->right > y->right) - (x->right < y->right);
}

twofold_status twofold_diff(const twofold_stored *left, const twofold_stored *right,
                            twofold_tolerance tolerance, const twofold_context *context,
                            twofold_differences **differences)
{
    if (left == NULL || right == NULL || differences == NULL || !(tolerance.relative >= 0.0) ||
        !(tolerance.absolute >= 0.0))
        return TWOFOLD_E_ARGUMENT;
    twofold_differences *made = tf_get(context, sizeof *made);
    if (made == NULL) return TWOFOLD_E_MEMORY;
    made->context = tf_context(context);
    made->by_scenario = left->several || right->several;
    const twofold_status status = merge(made, left, right, tolerance);
    if (status != TWOFOLD_OK) {
        twofold_differences_free(made);
        return status;
    }
    if (made->count > 0) qsort(made->lines, made->count, sizeof *made->lines, by_place);
    *differences = made;
    return TWOFOLD_OK;
}

void twofold_differences_free(twofold_differences *differences)
{
    if (differences == NULL) return;
    const twofold_context context = differences->context;
    tf_put(&context, differences->lines, differences->capacity * sizeof *differences->lines);
    tf_put(&context, differences, sizeof *differences);
}

size_t twofold_differences_count(const twofold_differences *differences)
{
    return differences != NULL ? differences->count : 0;
}

size_t twofold_differences_compared(const twofold_differences *differences)
{
    return differences != NULL ? differences->compared : 0;
}

bool twofold_differences_by_scenario(const twofold_differences *differences)
{
    return differences != NULL && differences->by_scenario;
}

twofold_difference twofold_differences_at(const twofold_differences *differences, size_t index)
{
    if (differences != NULL && index < differences->count)
        return differences->lines[index].difference;
    return (twofold_difference){
        .scenario = "", .entity = "", .kpi = "", .left_unit = "", .right_unit = ""};
}
