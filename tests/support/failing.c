/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/failing.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/* What stands before every piece. */
union head {
    size_t size;
    max_align_t align;
};

struct tf_failing tf_failing_at(size_t fail_at, bool once)
{
    return (struct tf_failing){.fail_at = fail_at, .once = once};
}

static bool refuses(struct tf_failing *failing)
{
    size_t call = failing->calls++;
    bool refused = failing->once ? call == failing->fail_at : call >= failing->fail_at;
    failing->failed += refused;
    return refused;
}

/* Every growth moves the piece and spoils the old one, so that nobody keeps a pointer into it; new
 * memory is not zero. */
static void *reallocate(void *user, void *old, size_t old_size, size_t new_size)
{
    struct tf_failing *failing = user;
    union head *head = old != NULL ? (union head *)old - 1 : NULL;
    if ((head != NULL ? head->size : 0) != old_size) failing->wrong_size = true;
    union head *made = NULL;
    if (new_size > 0) {
        made = refuses(failing) ? NULL : malloc(sizeof *made + new_size);
        if (made == NULL) return NULL;
        made->size = new_size;
        memset(made + 1, 0xA5, new_size);
        failing->live += new_size;
        failing->pieces++;
        if (failing->live > failing->peak) failing->peak = failing->live;
    }
    if (head != NULL) {
        if (made != NULL) memcpy(made + 1, old, head->size < new_size ? head->size : new_size);
        failing->live -= head->size;
        failing->pieces--;
        memset(old, 0x5A, head->size);
        free(head);
    }
    return made != NULL ? made + 1 : NULL;
}

twofold_context tf_failing_context(struct tf_failing *failing)
{
    return (twofold_context){
        .struct_size = sizeof(twofold_context), .reallocate = reallocate, .user = failing};
}

bool tf_failing_clean(const struct tf_failing *failing)
{
    return failing->live == 0 && failing->pieces == 0 && !failing->wrong_size;
}
