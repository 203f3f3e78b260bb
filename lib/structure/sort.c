/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Heapsort: no room needed, no recursion. */
#include "structure/sort.h"

static void sift_down(double *heap, size_t at, size_t count)
{
    const double value = heap[at];
    for (size_t child = 2 * at + 1; child < count; at = child, child = 2 * at + 1) {
        child += child + 1 < count && heap[child + 1] > heap[child];
        if (heap[child] <= value) {
            break;
        }
        heap[at] = heap[child];
    }
    heap[at] = value;
}

void tf_sort(double *values, size_t count)
{
    for (size_t i = count / 2; i-- > 0;) sift_down(values, i, count);
    for (size_t end = count; end-- > 1;) {
        const double largest = values[0];
        values[0] = values[end];
        values[end] = largest;
        sift_down(values, 0, end);
    }
}
