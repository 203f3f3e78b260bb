/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Projections of one plan by scenario, each made once. */
#include "projection/projections.h"

#include "base/memory.h"

#include <string.h>

struct entry {
    struct entry *next;
    const char *asked; /* NULL: the plan as written */
    const char *full;  /* with the scenario before it */
    twofold_projection *projection;
};

struct twofold_projections {
    twofold_context context;
    struct tf_arena arena; /* entries, texts */
    twofold_plan *plan;
    const char *scenario; /* before every other; "" for none */
    const char **overrides;
    size_t override_count;
    struct entry *first;
};

static const char *copy(struct twofold_projections *made, const char *text)
{
    return tf_arena_text(&made->arena, text, strlen(text));
}

static bool copy_overrides(struct twofold_projections *made, const char *const *overrides,
                           size_t count)
{
    made->overrides = tf_arena_get_array(&made->arena, count, sizeof *made->overrides);
    if (made->overrides == NULL) return false;
    for (size_t i = 0; i < count; i++) {
        made->overrides[i] = copy(made, overrides[i]);
        if (made->overrides[i] == NULL) return false;
    }
    made->override_count = count;
    return true;
}

twofold_status twofold_projections_new(const twofold_plan *plan, const char *scenario,
                                       const char *const *overrides, size_t override_count,
                                       const twofold_context *context,
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
    made->scenario = copy(made, scenario == NULL ? "" : scenario);
    if (made->scenario == NULL || !copy_overrides(made, overrides, override_count)) {
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

static const struct entry *find(const struct twofold_projections *projections, const char *asked)
{
    for (const struct entry *e = projections->first; e != NULL; e = e->next)
        if (asked == NULL ? e->asked == NULL : e->asked != NULL && strcmp(e->asked, asked) == 0)
            return e;
    return NULL;
}

/* "first+second"; either may be empty. NULL when memory ran out. */
static const char *join(struct twofold_projections *projections, const char *first,
                        const char *second)
{
    const size_t size = strlen(first), more = strlen(second);
    char *text = tf_arena_bytes(&projections->arena, size + more + 2);
    if (text == NULL) return NULL;
    memcpy(text, first, size);
    if (size > 0 && more > 0) text[size] = '+';
    memcpy(text + size + (size > 0 && more > 0), second, more);
    return text;
}

/* asked NULL: as written. */
static twofold_status get(struct twofold_projections *projections, const char *asked,
                          const twofold_projection **projection, twofold_faults **faults)
{
    const struct entry *kept = find(projections, asked);
    if (kept != NULL) {
        *projection = kept->projection;
        if (faults != NULL) *faults = NULL;
        return TWOFOLD_OK;
    }
    struct entry *made = tf_arena_get(&projections->arena, sizeof *made);
    if (made == NULL) return TWOFOLD_E_MEMORY;
    made->full = "";
    if (asked != NULL) {
        made->asked = copy(projections, asked);
        made->full = join(projections, projections->scenario, asked);
        if (made->asked == NULL || made->full == NULL) return TWOFOLD_E_MEMORY;
    }
    const twofold_status status =
        twofold_project(projections->plan, made->full, projections->overrides,
                        asked == NULL ? 0 : projections->override_count, &projections->context,
                        &made->projection, faults);
    if (status != TWOFOLD_OK) return status;
    made->next = projections->first;
    projections->first = made;
    *projection = made->projection;
    return TWOFOLD_OK;
}

/* What is asked for, or NULL if that is the plan as written. */
static const char *asked_for(const struct twofold_projections *projections, const char *scenario)
{
    const bool plain = (scenario == NULL || scenario[0] == '\0') &&
                       projections->scenario[0] == '\0' && projections->override_count == 0;
    return plain ? NULL : scenario == NULL ? "" : scenario;
}

twofold_status twofold_projections_get(twofold_projections *projections, const char *scenario,
                                       const twofold_projection **projection,
                                       twofold_faults **faults)
{
    if (projections == NULL || projection == NULL) return TWOFOLD_E_ARGUMENT;
    return get(projections, asked_for(projections, scenario), projection, faults);
}

const char *tf_projections_scenario(const twofold_projections *projections, const char *scenario)
{
    const struct entry *kept = find(projections, asked_for(projections, scenario));
    return kept == NULL ? "" : kept->full;
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
