/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Targets as they stand in the plan. */
#include "twofold/target.h"

#include "plan/model.h"

#include <string.h>

static const char *const VERBS[] = {"double", "multiply", "reach", "grow", "keep"};

const char *twofold_verdict_text(twofold_verdict verdict, twofold_lang lang)
{
    static const char *const TEXTS[][2] = {
#define TWOFOLD_X(name, number, id, zh) [number] = {id, zh},
        TWOFOLD_VERDICT_LIST(TWOFOLD_X)
#undef TWOFOLD_X
    };
    if (verdict < 0 || (size_t)verdict >= sizeof TEXTS / sizeof *TEXTS) return "";
    return TEXTS[verdict][lang == TWOFOLD_ZH];
}

size_t twofold_target_count(const twofold_plan *plan)
{
    const struct tf_model *model = tf_plan_own_model(plan);
    return model == NULL ? 0 : model->target_count;
}

static const char *name_of(const struct tf_target *t, twofold_lang lang)
{
    const char *first = lang == TWOFOLD_ZH ? t->zh : t->en;
    const char *other = lang == TWOFOLD_ZH ? t->en : t->zh;
    return first[0] != '\0' ? first : other[0] != '\0' ? other : t->id;
}

twofold_target twofold_target_at(const twofold_plan *plan, size_t target, twofold_lang lang)
{
    const struct tf_model *model = tf_plan_own_model(plan);
    if (model == NULL || target >= model->target_count)
        return (twofold_target){
            .id = "", .name = "", .kind = "", .source = "", .kpi = -1, .entity = -1};
    const struct tf_target *t = &model->targets[target];
    return (twofold_target){.id = t->id,
                            .name = name_of(t, lang),
                            .kind = VERBS[t->verb],
                            .source = t->source,
                            .kpi = t->kpi,
                            .entity = t->of >= 0 ? t->of : t->each,
                            .members = t->member_count,
                            .line = t->line};
}

size_t twofold_find_target(const twofold_plan *plan, const char *id)
{
    const struct tf_model *model = tf_plan_own_model(plan);
    for (size_t i = 0; model != NULL && id != NULL && i < model->target_count; i++)
        if (strcmp(model->targets[i].id, id) == 0) return i;
    return SIZE_MAX;
}
