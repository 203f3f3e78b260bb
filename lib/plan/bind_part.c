/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the mappings of entities in file order: who they are, their levers, reports and parts. */
#include "plan/bind_core.h"

#include <string.h>

static int32_t handle_of(const struct tf_binder *b, const struct tf_node *node)
{
    return tf_table_find(&b->model->paths, node->key, node->key_size);
}

/* ---- Figures of a zone's or the park's own ---- */

static void read_own(struct tf_binder *b, int32_t entity, const struct tf_node *node)
{
    const int32_t index = b->entities[entity].own;
    if (index < 0) return;
    struct tf_making making = {&b->parts[index], &b->texts[index], index};
    tf_bind_figures_at(b, &making, node, -1);
    tf_bind_figures_end(b, &making, NULL);
}

/* ---- Entities ---- */

static void read_levers_and_reports(struct tf_binder *b, int32_t entity, const struct tf_node *node)
{
    for (const struct tf_node *child = node->first; child != NULL; child = child->next) {
        if (child->bad || child->row == NULL) continue;
        if (child->row->id == TF_KEY_ACTUAL)
            tf_bind_actual(b, entity, child);
        else
            (void)tf_bind_lever(b, child, &b->entities[entity].levers);
    }
}

/* A cluster, zone, group or the park. */
static void read_view(struct tf_binder *b, int32_t entity, const struct tf_node *node)
{
    tf_bind_names(b, entity, node);
    read_levers_and_reports(b, entity, node);
    read_own(b, entity, node);
}

static void read_projects(struct tf_binder *b, int32_t first, const struct tf_node *map)
{
    for (const struct tf_node *node = map->first; node != NULL; node = node->next) {
        if (node->bad || node->shape != TF_MAP) continue;
        tf_bind_project(b, first++, node);
    }
}

static void read_firm(struct tf_binder *b, int32_t firm, const struct tf_node *node)
{
    const struct tf_node *existing = tf_node_find(node, TF_KEY_EXISTING);
    const bool has_plant = existing != NULL && existing->shape == TF_MAP;
    tf_bind_names(b, firm, node);
    for (const struct tf_node *child = node->first; child != NULL; child = child->next) {
        if (child->bad || child->row == NULL) continue;
        switch (child->row->id) {
        case TF_KEY_CLUSTER: (void)tf_bind_cluster(b, child); break;
        case TF_KEY_EXISTING: tf_bind_existing(b, firm + 1, child); break;
        case TF_KEY_PROJECTS: read_projects(b, firm + 1 + has_plant, child); break;
        default: break;
        }
    }
    read_levers_and_reports(b, firm, node);
}

static void read_pipeline(struct tf_binder *b, const struct tf_node *node)
{
    const int32_t pipeline = tf_table_find(&b->model->paths, "pipeline", 8);
    const struct tf_node *entries = tf_node_find(node, TF_KEY_ENTRIES);
    const struct tf_node *cluster = tf_node_find(node, TF_KEY_CLUSTER);
    tf_bind_names(b, pipeline, node);
    read_levers_and_reports(b, pipeline, node);
    if (cluster != NULL) b->entities[pipeline].cluster = tf_bind_cluster(b, cluster);
    tf_bind_pipeline_defaults(b, node);
    if (entries != NULL) read_projects(b, pipeline + 1, entries);
}

/* ---- The whole file ---- */

typedef void read_one(struct tf_binder *b, int32_t entity, const struct tf_node *node);

static void read_all(struct tf_binder *b, const struct tf_node *map, read_one *read)
{
    unsigned since = 0;
    for (const struct tf_node *node = map->first; node != NULL; node = node->next) {
        if (node->bad || node->shape != TF_MAP) continue;
        if (++since % 256 == 0 && tf_cancelled(&b->context)) b->status = TWOFOLD_E_CANCELLED;
        if (b->status != TWOFOLD_OK) return;
        read(b, handle_of(b, node), node);
    }
}

/* The park is called what the plan is called. */
static void name_park(struct tf_binder *b)
{
    const struct tf_node *root = b->tree->root;
    struct tf_model_entity *park = &b->entities[0];
    park->en = tf_node_text(root, TF_KEY_EN);
    park->zh = tf_node_text(root, TF_KEY_ZH);
    if (park->en[0] == '\0') park->en = tf_node_text(root, TF_KEY_PLAN);
    park->source = tf_node_text(root, TF_KEY_SOURCE);
}

static void read_park(struct tf_binder *b, const struct tf_node *node)
{
    struct tf_model_entity *park = &b->entities[0];
    const char *en = park->en, *zh = park->zh;
    tf_bind_names(b, 0, node);
    if (park->en[0] == '\0') park->en = en;
    if (park->zh[0] == '\0') park->zh = zh;
    read_levers_and_reports(b, 0, node);
    read_own(b, 0, node);
}

void tf_bind_parts(struct tf_binder *b)
{
    name_park(b);
    const struct tf_node *taxes = tf_node_find(b->tree->root, TF_KEY_TAXES);
    if (taxes != NULL && taxes->shape == TF_MAP) b->taxes = tf_bind_taxes(b, taxes, NULL);
    for (const struct tf_node *node = b->tree->root->first; node != NULL; node = node->next) {
        if (node->bad || node->row == NULL || b->status != TWOFOLD_OK) continue;
        switch (node->row->id) {
        case TF_KEY_CLUSTERS:
        case TF_KEY_ZONES:
        case TF_KEY_GROUPS: read_all(b, node, read_view); break;
        case TF_KEY_ENTERPRISES: read_all(b, node, read_firm); break;
        case TF_KEY_PARK: read_park(b, node); break;
        case TF_KEY_PIPELINE: read_pipeline(b, node); break;
        default: (void)tf_bind_lever(b, node, &b->entities[0].levers); break;
        }
    }
}
