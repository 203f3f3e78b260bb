/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding things in a model by name. */
#include "plan/model.h"

#include "base/text.h"
#include "plan/bind_table.h"
#include "plan/chinese.h"

#include <string.h>

static bool is_text(const char *text, const char *name, size_t size)
{
    return text != NULL && tf_text_is(name, size, text);
}

static bool is_called(const struct tf_model_entity *entity, const char *name, size_t size)
{
    if (is_text(entity->id, name, size) || is_text(entity->zh, name, size) ||
        is_text(entity->en, name, size)) {
        return true;
    }
    for (size_t i = 0; i < entity->alias_count; i++) {
        if (is_text(entity->aliases[i], name, size)) return true;
    }
    return false;
}

static int32_t find_named(const struct tf_model *model, const char *name, size_t size)
{
    if (model->names.slots != NULL) return tf_table_find(&model->names, name, size);
    int32_t found = -1;
    for (size_t i = 0; i < model->entity_count; i++) {
        if (!is_called(&model->entities[i], name, size)) continue;
        if (found >= 0) return -2;
        found = (int32_t)i;
    }
    return found;
}

int32_t tf_model_find_entity(const struct tf_model *model, const char *path, size_t size)
{
    char english[TF_PATH_ENGLISH];
    int32_t entity = tf_table_find(&model->paths, path, size);
    if (entity >= 0 || size == 0) return entity;
    entity = find_named(model, path, size);
    if (entity == -1 && tf_path_to_english(path, size, english, sizeof english)) {
        entity = tf_table_find(&model->paths, english, strlen(english));
    }
    return entity < 0 ? -1 : entity;
}

int32_t tf_model_find_kpi(const struct tf_model *model, const char *id, size_t size)
{
    if (size == 0) return -1;
    for (size_t i = 0; i < model->kpi_count; i++) {
        const twofold_kpi *row = &model->kpis[i];
        if (is_text(row->id, id, size) || is_text(row->zh, id, size)) return (int32_t)i;
    }
    return -1;
}

bool tf_part_saves_jobs_only(const struct tf_part *part)
{
    bool saves = false;
    for (size_t i = 0; i < part->figure_count; i++) {
        if (part->figures[i].at < 0) continue;
        if (part->figures[i].kpi != TWOFOLD_KPI_JOBS_SAVED) return false;
        saves = true;
    }
    return saves;
}

int32_t tf_model_same_entity(const struct tf_model *from, int32_t entity, const struct tf_model *to)
{
    if (entity < 0 || (size_t)entity >= from->entity_count) return -1;
    if (from == to) return entity;
    const char *path = from->entities[entity].path;
    const bool stays =
        (size_t)entity < to->entity_count && strcmp(to->entities[entity].path, path) == 0;
    return stays ? entity : tf_table_find(&to->paths, path, strlen(path));
}
