/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Projections of one plan by scenario, each made once. */
#include "base/memory.h"
#include "twofold/projection.h"

#include <string.h>

struct entry {
    struct entry *next;
    char *scenario; /* NULL: the plan as written, without the overrides */
    twofold_projection *projection;
};

struct twofold_projections {
    twofold_context context;
    struct tf_arena arena; /* entries, texts */
    twofold_plan *plan;
    const char **overrides;
    size_t override_count;
    struct entry *first;
};

static bool copy_overrides(struct twofold_projections *made, const char *const *overrides,
                           size_t count)
{
    made->overrides = tf_arena_get_array(&made->arena, count, sizeof *made->overrides);
    if (made->overrides == NULL) return false;
    for (size_t i = 0; i < count; i++) {
        made->overrides[i] = tf_arena_text(&made->arena, overrides[i], strlen(overrides[i]));
        if (made->overrides[i] == NULL) return false;
    }
    made->override_count = count;
    return true;
}

twofold_status twofold_projections_new(const twofold_plan *plan, const char *const *overrides,
                                       size_t override_count, const twofold_context *context,
                                       twofold_projections **projections)
{
    if (plan == NULL || projections == NULL || (overrides == NULL && override_count > 0))
        return TWOFOLD_E_ARGUMENT;
    for (size_t i = 0; i < override_count; i++)
        if (overrides[i] == NULL) return TWOFOLD_E_ARGUMENT;
    struct twofold_projections *made = tf_get(context, sizeof *made);
    if (made == NULL) return TWOFOLD_E_MEMORY;
    made->context = tf_context(context);
    tf_arena_init(&made->arena, &made->context);
    made->plan = twofold_plan_ref(plan);
    if (!copy_overrides(made, overrides, override_count)) {
        twofold_projections_free(made);
        return TWOFOLD_E_MEMORY;
    }
    *projections = made;
    return TWOFOLD_OK;
}

void twofold_projections_free(twofold_projections *projections)
{
    if (projections == NULL) return;
    const twofold_context context = projections->context;
    for (struct entry *e = projections->first; e != NULL; e = e->next)
        twofold_projection_free(e->projection);
    twofold_plan_free(projections->plan);
    tf_arena_clear(&projections->arena);
    tf_put(&context, projections, sizeof *projections);
}

static const struct entry *find(const struct twofold_projections *projections, const char *scenario)
{
    for (const struct entry *e = projections->first; e != NULL; e = e->next)
        if (scenario == NULL ? e->scenario == NULL
                             : e->scenario != NULL && strcmp(e->scenario, scenario) == 0)
            return e;
    return NULL;
}

/* scenario NULL: as written. */
static twofold_status get(struct twofold_projections *projections, const char *scenario,
                          const twofold_projection **projection, twofold_faults **faults)
{
    const struct entry *kept = find(projections, scenario);
    if (kept != NULL) {
        *projection = kept->projection;
        if (faults != NULL) *faults = NULL;
        return TWOFOLD_OK;
    }
    struct entry *made = tf_arena_get(&projections->arena, sizeof *made);
    if (made == NULL) return TWOFOLD_E_MEMORY;
    if (scenario != NULL) {
        made->scenario = tf_arena_text(&projections->arena, scenario, strlen(scenario));
        if (made->scenario == NULL) return TWOFOLD_E_MEMORY;
    }
    const twofold_status status =
        twofold_project(projections->plan, scenario, projections->overrides,
                        scenario == NULL ? 0 : projections->override_count, &projections->context,
                        &made->projection, faults);
    if (status != TWOFOLD_OK) return status;
    made->next = projections->first;
    projections->first = made;
    *projection = made->projection;
    return TWOFOLD_OK;
}

twofold_status twofold_projections_get(twofold_projections *projections, const char *scenario,
                                       const twofold_projection **projection,
                                       twofold_faults **faults)
{
    if (projections == NULL || projection == NULL) return TWOFOLD_E_ARGUMENT;
    const bool plain =
        (scenario == NULL || scenario[0] == '\0') && projections->override_count == 0;
    return get(projections, plain ? NULL : scenario == NULL ? "" : scenario, projection, faults);
}

twofold_status twofold_projections_base(twofold_projections *projections,
                                        const twofold_projection **projection,
                                        twofold_faults **faults)
{
    if (projections == NULL || projection == NULL) return TWOFOLD_E_ARGUMENT;
    return get(projections, NULL, projection, faults);
}

const twofold_plan *twofold_projections_plan(const twofold_projections *projections)
{
    return projections == NULL ? NULL : projections->plan;
}

size_t twofold_projections_overrides(const twofold_projections *projections,
                                     const char *const **overrides)
{
    if (projections == NULL) return 0;
    *overrides = projections->overrides;
    return projections->override_count;
}
