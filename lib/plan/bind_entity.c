/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who there is: every entity and part gets its handle, in the order of docs/semantics.md,
 * section 2. What stands in their mappings is read later, in file order. */
#include "plan/bind_core.h"

#include <stdio.h>
#include <string.h>

/* An enterprise, in the list of its cluster. */
struct firm {
    const struct tf_node *node;
    int32_t next; /* in the same cluster, -1 */
};

struct cluster {
    const struct tf_node *node; /* NULL: "other" */
    int32_t first, last;        /* firms, -1: none */
};

struct roll {
    struct tf_binder *b;
    struct cluster *clusters; /* the last one is "other" */
    size_t cluster_count;
    struct firm *firms;
    size_t firm_count;
    size_t entity_most, part_most;
    struct tf_table cluster_ids;
};

static const struct tf_node *map_at_top(const struct roll *roll, enum tf_key_id key)
{
    return tf_node_find(roll->b->tree->root, key);
}

static bool is_entity(const struct tf_node *node) { return !node->bad && node->shape == TF_MAP; }

static size_t count_of(const struct tf_node *map) { return map == NULL ? 0 : map->count; }

/* ---- What there will be, at most ---- */

static void count_all(struct roll *roll)
{
    const struct tf_node *firms = map_at_top(roll, TF_KEY_ENTERPRISES);
    const struct tf_node *pipeline = map_at_top(roll, TF_KEY_PIPELINE);
    const size_t zones = count_of(map_at_top(roll, TF_KEY_ZONES));
    roll->cluster_count = count_of(map_at_top(roll, TF_KEY_CLUSTERS)) + 1;
    roll->firm_count = count_of(firms);
    roll->part_most = 1 + zones;
    roll->entity_most = 3 + 2 * (roll->cluster_count + zones) + roll->firm_count +
                        count_of(map_at_top(roll, TF_KEY_GROUPS));
    const struct tf_node *firm = firms == NULL ? NULL : firms->first;
    for (; firm != NULL; firm = firm->next) {
        const size_t parts = 1 + count_of(tf_node_find(firm, TF_KEY_PROJECTS));
        roll->part_most += parts;
        roll->entity_most += parts + (tf_node_find(firm, TF_KEY_ACTUAL) != NULL);
    }
    const size_t entries = count_of(tf_node_find(pipeline, TF_KEY_ENTRIES));
    roll->part_most += entries;
    roll->entity_most += entries;
}

/* ---- Clusters and their firms ---- */

static int32_t cluster_of(struct roll *roll, const struct tf_node *firm)
{
    const int32_t other = (int32_t)roll->cluster_count - 1;
    const struct tf_node *node = tf_node_find(firm, TF_KEY_CLUSTER);
    if (node == NULL) return other;
    const int32_t cluster = tf_table_find(&roll->cluster_ids, node->text, node->text_size);
    return cluster < 0 ? other : cluster; /* a wrong one is told when it is read */
}

static void list_firms(struct roll *roll)
{
    const struct tf_node *map = map_at_top(roll, TF_KEY_ENTERPRISES);
    roll->firm_count = 0;
    for (const struct tf_node *node = map == NULL ? NULL : map->first; node != NULL;
         node = node->next) {
        if (!is_entity(node)) continue;
        const int32_t index = (int32_t)roll->firm_count++;
        struct cluster *cluster = &roll->clusters[cluster_of(roll, node)];
        roll->firms[index] = (struct firm){node, -1};
        if (cluster->last < 0)
            cluster->first = index;
        else
            roll->firms[cluster->last].next = index;
        cluster->last = index;
    }
}

static void list_clusters(struct roll *roll)
{
    const struct tf_node *map = map_at_top(roll, TF_KEY_CLUSTERS);
    size_t count = 0;
    for (const struct tf_node *node = map == NULL ? NULL : map->first; node != NULL;
         node = node->next) {
        if (!is_entity(node)) continue;
        *tf_table_at(&roll->cluster_ids, node->key, node->key_size) = (int32_t)count;
        roll->clusters[count++] = (struct cluster){node, -1, -1};
    }
    roll->clusters[count++] = (struct cluster){NULL, -1, -1};
    roll->cluster_count = count;
}

/* ---- Handing out ---- */

static char *join(struct tf_binder *b, const char *before, const char *id)
{
    const size_t before_size = strlen(before), size = strlen(id);
    char *path = tf_arena_get(b->arena, before_size + size + 2);
    if (path == NULL) return tf_bind_no_memory(b);
    memcpy(path, before, before_size);
    path[before_size] = '.';
    memcpy(path + before_size + 1, id, size);
    return path;
}

static int32_t add_entity(struct roll *roll, twofold_entity_kind kind, int32_t parent,
                          const char *id, const struct tf_node *node)
{
    struct tf_binder *b = roll->b;
    const int32_t handle = (int32_t)b->model->entity_count++;
    struct tf_model_entity *entity = &b->entities[handle];
    const bool below = kind == TWOFOLD_ENTITY_EXISTING || kind == TWOFOLD_ENTITY_PROJECT ||
                       kind == TWOFOLD_ENTITY_ENTRY || kind == TWOFOLD_ENTITY_NOT_LISTED;
    const char *path = below ? join(b, b->entities[parent].path, id) : id;
    *entity = (struct tf_model_entity){
        .id = id,
        .path = path == NULL ? "" : path,
        .en = "",
        .zh = "",
        .source = "",
        .kind = kind,
        .parent = parent,
        .depth = parent < 0 ? 0 : b->entities[parent].depth + 1,
        .part = -1,
        .not_listed = -1,
        .own = -1,
        .cluster = -1,
        .line = node == NULL ? 0 : node->key_line,
    };
    *tf_table_at(&b->model->paths, entity->path, strlen(entity->path)) = handle;
    return handle;
}

const twofold_ramp tf_s_curve = {.family = TWOFOLD_RAMP_S_CURVE};

struct tf_part tf_bind_part(int32_t entity, enum tf_part_kind kind)
{
    struct tf_part part = {
        .entity = entity,
        .kind = kind,
        .planned_start = {.input = -1},
        .planned_full = {.input = -1},
        .ramp = &tf_s_curve,
        .leader = -1,
        .lag = {-1, -1},
        .lead = {-1, -1},
        .count = {-1, -1},
        .chance = {-1, -1},
    };
    for (int i = 0; i < TF_MILESTONES; i++) part.at[i].input = part.at[i].part = -1;
    return part;
}

static int32_t add_part(struct roll *roll, int32_t entity, enum tf_part_kind kind,
                        const struct tf_node *node)
{
    struct tf_binder *b = roll->b;
    const int32_t index = (int32_t)b->model->part_count++;
    b->parts[index] = tf_bind_part(entity, kind);
    b->texts[index].node = node;
    return index;
}

static bool has_reports(const struct tf_node *node)
{
    const struct tf_node *actual = node == NULL ? NULL : tf_node_find(node, TF_KEY_ACTUAL);
    if (actual == NULL) return false;
    for (const struct tf_node *kpi = actual->first; kpi != NULL; kpi = kpi->next) {
        if (kpi->kpi >= 0 && !kpi->bad && kpi->count > 0) return true;
    }
    return false;
}

static void add_not_listed(struct roll *roll, int32_t entity, const struct tf_node *node)
{
    if (!has_reports(node)) return;
    const int32_t rest = add_entity(roll, TWOFOLD_ENTITY_NOT_LISTED, entity, "not-listed", NULL);
    roll->b->entities[entity].not_listed = rest;
}

/* Figures of a zone's or the park's own. */
static void add_own(struct roll *roll, int32_t entity, const struct tf_node *node)
{
    if (node == NULL) return;
    for (const struct tf_node *child = node->first; child != NULL; child = child->next) {
        if (child->bad || child->name != TF_IS_KPI) continue;
        roll->b->entities[entity].own = add_part(roll, entity, TF_PART_OWN, node);
        return;
    }
}

static void add_projects(struct roll *roll, int32_t above, const struct tf_node *map,
                         twofold_entity_kind kind)
{
    for (const struct tf_node *node = map == NULL ? NULL : map->first; node != NULL;
         node = node->next) {
        if (!is_entity(node)) continue;
        const int32_t entity = add_entity(roll, kind, above, node->key, node);
        const int32_t part = add_part(roll, entity, TF_PART_PROJECT, node);
        roll->b->entities[entity].part = part;
        roll->b->parts[part].entry = kind == TWOFOLD_ENTITY_ENTRY;
    }
}

static void add_firm(struct roll *roll, int32_t cluster, const struct tf_node *node)
{
    struct tf_binder *b = roll->b;
    const int32_t firm = add_entity(roll, TWOFOLD_ENTITY_ENTERPRISE, cluster, node->key, node);
    const struct tf_node *existing = tf_node_find(node, TF_KEY_EXISTING);
    if (existing != NULL && is_entity(existing)) {
        const int32_t plant = add_entity(roll, TWOFOLD_ENTITY_EXISTING, firm, "existing", existing);
        b->entities[plant].part = add_part(roll, plant, TF_PART_EXISTING, existing);
    }
    add_projects(roll, firm, tf_node_find(node, TF_KEY_PROJECTS), TWOFOLD_ENTITY_PROJECT);
    if ((int32_t)b->model->entity_count == firm + 1) {
        b->entities[firm].part = add_part(roll, firm, TF_PART_BARE, NULL);
    }
    add_not_listed(roll, firm, node);
}

static void add_park(struct roll *roll)
{
    const struct tf_node *node = map_at_top(roll, TF_KEY_PARK);
    const int32_t park = add_entity(roll, TWOFOLD_ENTITY_PARK, -1, "park", node);
    add_own(roll, park, node);
    for (size_t i = 0; i < roll->cluster_count; i++) {
        const struct cluster *cluster = &roll->clusters[i];
        if (cluster->node == NULL && cluster->first < 0) continue;
        const int32_t entity =
            add_entity(roll, TWOFOLD_ENTITY_CLUSTER, park,
                       cluster->node == NULL ? "other" : cluster->node->key, cluster->node);
        for (int32_t firm = cluster->first; firm >= 0; firm = roll->firms[firm].next) {
            add_firm(roll, entity, roll->firms[firm].node);
        }
        add_not_listed(roll, entity, cluster->node);
    }
    add_not_listed(roll, park, node);
}

static void add_views(struct roll *roll)
{
    const struct tf_node *pipeline = map_at_top(roll, TF_KEY_PIPELINE);
    if (pipeline != NULL && is_entity(pipeline)) {
        const int32_t entity = add_entity(roll, TWOFOLD_ENTITY_PIPELINE, -1, "pipeline", pipeline);
        add_projects(roll, entity, tf_node_find(pipeline, TF_KEY_ENTRIES), TWOFOLD_ENTITY_ENTRY);
    }
    const struct tf_node *zones = map_at_top(roll, TF_KEY_ZONES);
    for (const struct tf_node *node = zones == NULL ? NULL : zones->first; node != NULL;
         node = node->next) {
        if (!is_entity(node)) continue;
        const int32_t zone = add_entity(roll, TWOFOLD_ENTITY_ZONE, -1, node->key, node);
        add_own(roll, zone, node);
        add_not_listed(roll, zone, node);
    }
    const struct tf_node *groups = map_at_top(roll, TF_KEY_GROUPS);
    for (const struct tf_node *node = groups == NULL ? NULL : groups->first; node != NULL;
         node = node->next) {
        if (is_entity(node)) (void)add_entity(roll, TWOFOLD_ENTITY_GROUP, -1, node->key, node);
    }
}

/* ---- All of it ---- */

static bool take_memory(struct roll *roll)
{
    struct tf_binder *b = roll->b;
    roll->clusters = tf_arena_get_array(&b->scratch, roll->cluster_count, sizeof *roll->clusters);
    roll->firms = tf_arena_get_array(&b->scratch, roll->firm_count, sizeof *roll->firms);
    b->texts = tf_arena_get_array(&b->scratch, roll->part_most, sizeof *b->texts);
    b->entities = tf_bind_get(b, roll->entity_most, sizeof *b->entities);
    b->parts = tf_bind_get(b, roll->part_most, sizeof *b->parts);
    const bool got = roll->clusters != NULL && roll->firms != NULL && b->texts != NULL &&
                     b->entities != NULL && b->parts != NULL &&
                     tf_table_make(&roll->cluster_ids, &b->scratch, roll->cluster_count) &&
                     tf_table_make(&b->model->paths, b->arena, roll->entity_most);
    if (!got) (void)tf_bind_no_memory(b);
    return got;
}

static bool is_within_limit(struct tf_binder *b)
{
    if (b->model->entity_count <= b->limits.entities) return true;
    char found[40], most[24];
    (void)snprintf(found, sizeof found, "%zu entities", b->model->entity_count);
    (void)snprintf(most, sizeof most, "%zu", b->limits.entities);
    tf_bind_fault(b, TWOFOLD_FAULT_TOO_LARGE, b->tree->root, found, most, NULL);
    return false;
}

bool tf_bind_entities(struct tf_binder *b)
{
    struct roll roll = {.b = b};
    count_all(&roll);
    if (!take_memory(&roll)) return false;
    list_clusters(&roll);
    list_firms(&roll);
    add_park(&roll);
    add_views(&roll);
    b->model->entities = b->entities;
    b->model->parts = b->parts;
    return b->status == TWOFOLD_OK && is_within_limit(b);
}
