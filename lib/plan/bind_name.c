/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names of entities, and finding entities by them. */
#include "plan/bind_core.h"
#include "plan/chinese.h"

#include <string.h>

/* ---- Names ---- */

static void take_aliases(struct tf_binder *b, struct tf_model_entity *entity,
                         const struct tf_node *node)
{
    const size_t most = node->shape == TF_LIST ? node->count : 1;
    const char **aliases = tf_bind_get(b, most, sizeof *aliases);
    if (aliases == NULL) return;
    if (node->shape == TF_SCALAR) aliases[entity->alias_count++] = node->text;
    for (const struct tf_node *item = node->first; item != NULL; item = item->next) {
        if (!item->bad) aliases[entity->alias_count++] = item->text;
    }
    entity->aliases = aliases;
}

void tf_bind_names(struct tf_binder *b, int32_t entity, const struct tf_node *node)
{
    struct tf_model_entity *made = &b->entities[entity];
    for (const struct tf_node *child = node->first; child != NULL; child = child->next) {
        if (child->row == NULL || child->bad) continue;
        switch (child->row->id) {
        case TF_KEY_EN: made->en = child->text; break;
        case TF_KEY_ZH: made->zh = child->text; break;
        case TF_KEY_ALIASES: take_aliases(b, made, child); break;
        default: break;
        }
    }
    made->source = tf_bind_source(b, node);
}

/* ---- Finding ---- */

static void add_name(struct tf_table *table, const char *name, int32_t entity)
{
    if (name[0] == '\0') return;
    int32_t *number = tf_table_at(table, name, strlen(name));
    *number = *number == -1 || *number == entity ? entity : -2;
}

/* All names of all entities; made when the first reference is not a path. */
static bool make_table(struct tf_binder *b)
{
    struct tf_model *model = b->model;
    size_t names = 0;
    for (size_t i = 0; i < model->entity_count; i++) names += 3 + b->entities[i].alias_count;
    if (!tf_table_make(&model->names, b->arena, names)) {
        (void)tf_bind_no_memory(b);
        return false;
    }
    for (size_t i = 0; i < model->entity_count; i++) {
        const struct tf_model_entity *entity = &b->entities[i];
        add_name(&model->names, entity->id, (int32_t)i);
        add_name(&model->names, entity->en, (int32_t)i);
        add_name(&model->names, entity->zh, (int32_t)i);
        for (size_t j = 0; j < entity->alias_count; j++) {
            add_name(&model->names, entity->aliases[j], (int32_t)i);
        }
    }
    return true;
}

/* Whether a text names what the text half found faulty: of that nothing more is said. */
static bool is_faulty(const struct tf_binder *b, const char *text, size_t size)
{
    static const enum tf_key_id maps[] = {TF_KEY_ENTERPRISES, TF_KEY_CLUSTERS, TF_KEY_ZONES,
                                          TF_KEY_GROUPS};
    const char *dot = memchr(text, '.', size);
    const size_t id_size = dot == NULL ? size : (size_t)(dot - text);
    for (size_t i = 0; i < sizeof maps / sizeof *maps; i++) {
        const struct tf_node *map = tf_node_find(b->tree->root, maps[i]);
        const struct tf_node *node = map == NULL ? NULL : tf_node_child(map, text, id_size);
        if (node != NULL && (node->bad || node->bad_inside)) return true;
    }
    return b->tree->partial;
}

int32_t tf_bind_entity_of(struct tf_binder *b, const struct tf_node *node, const char *text,
                          size_t size)
{
    char english[TF_PATH_ENGLISH];
    int32_t entity = tf_table_find(&b->model->paths, text, size);
    if (entity >= 0) return entity;
    if (b->model->names.slots == NULL && !make_table(b)) return -1;
    entity = tf_table_find(&b->model->names, text, size);
    if (entity == -1 && tf_path_to_english(text, size, english, sizeof english)) {
        entity = tf_table_find(&b->model->paths, english, strlen(english));
    }
    if (entity >= 0) return entity;
    if (is_faulty(b, text, size)) return -1;
    tf_bind_fault(b, TWOFOLD_FAULT_UNKNOWN_ENTITY, node, tf_bind_words(b, text, size),
                  entity == -2 ? "a path: several have this name" : "a path of an entity",
                  tf_bind_nearest_entity(b, text, size));
    return -1;
}

int32_t tf_bind_cluster(struct tf_binder *b, const struct tf_node *node)
{
    const int32_t cluster = tf_bind_entity_of(b, node, node->text, node->text_size);
    if (cluster < 0) return -1;
    const struct tf_model_entity *entity = &b->entities[cluster];
    const bool is_cluster = entity->kind == TWOFOLD_ENTITY_CLUSTER;
    if (is_cluster && strcmp(entity->id, node->text) == 0) return cluster;
    tf_bind_fault(b, TWOFOLD_FAULT_UNKNOWN_ENTITY, node, NULL, "the id of a cluster",
                  is_cluster ? entity->id : NULL);
    return -1;
}
