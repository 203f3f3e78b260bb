/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who belongs to zones and groups. */
#include "plan/bind_core.h"

#include <string.h>

/* That one entity belongs to another. */
struct belonging {
    int32_t view, member;
};

struct list {
    struct belonging *items;
    size_t count, capacity;
    int32_t *seen;    /* by member: the last view it was listed in, plus 1 */
    int32_t *zone_of; /* by enterprise: the zone it names itself, plus 1 */
};

static void add(struct tf_binder *b, struct list *list, int32_t view, int32_t member)
{
    struct belonging *items =
        tf_grow(&b->context, list->items, &list->capacity, list->count + 1, sizeof *items);
    if (items == NULL) {
        (void)tf_bind_no_memory(b);
        return;
    }
    list->items = items;
    items[list->count++] = (struct belonging){view, member};
    b->entities[view].member_count++;
}

/* `zone: core` of an enterprise. */
static void add_by_zone(struct tf_binder *b, struct list *list, const struct tf_node *firm)
{
    const struct tf_node *node = tf_node_find(firm, TF_KEY_ZONE);
    if (node == NULL) return;
    const int32_t zone = tf_bind_entity_of(b, node, node->text, node->text_size);
    if (zone < 0) return;
    if (b->entities[zone].kind != TWOFOLD_ENTITY_ZONE) {
        tf_bind_fault(b, TWOFOLD_FAULT_UNKNOWN_ENTITY, node, NULL, "a zone", NULL);
        return;
    }
    const int32_t member = tf_table_find(&b->model->paths, firm->key, firm->key_size);
    list->zone_of[member] = zone + 1;
    add(b, list, zone, member);
}

static void add_member(struct tf_binder *b, struct list *list, int32_t view,
                       const struct tf_node *node)
{
    if (node->bad) return;
    const int32_t member = tf_bind_entity_of(b, node, node->text, node->text_size);
    if (member < 0) return;
    const struct tf_model_entity *entity = &b->entities[member];
    if (entity->kind != TWOFOLD_ENTITY_ENTERPRISE && entity->kind != TWOFOLD_ENTITY_CLUSTER) {
        tf_bind_fault(b, TWOFOLD_FAULT_UNKNOWN_ENTITY, node, NULL, "an enterprise or a cluster",
                      NULL);
    } else if (list->seen[member] == view + 1) {
        tf_bind_fault(b, TWOFOLD_FAULT_DUPLICATE_KEY, node, NULL, NULL, NULL);
    } else if (list->zone_of[member] != view + 1) {
        list->seen[member] = view + 1;
        add(b, list, view, member);
    }
}

static void add_listed(struct tf_binder *b, struct list *list, int32_t view,
                       const struct tf_node *map)
{
    const struct tf_node *node = tf_node_find(map, TF_KEY_MEMBERS);
    if (node == NULL) return;
    if (node->shape == TF_SCALAR) add_member(b, list, view, node);
    for (const struct tf_node *item = node->first; item != NULL; item = item->next) {
        add_member(b, list, view, item);
    }
}

/* An enterprise beside its own cluster would count twice. */
static void check_view(struct tf_binder *b, struct list *list, int32_t view,
                       const struct tf_node *map)
{
    const struct tf_model_entity *made = &b->entities[view];
    for (size_t i = 0; i < made->member_count; i++) list->seen[made->members[i]] = view + 1;
    for (size_t i = 0; i < made->member_count; i++) {
        const struct tf_model_entity *member = &b->entities[made->members[i]];
        if (member->kind != TWOFOLD_ENTITY_ENTERPRISE) continue;
        if (list->seen[member->parent] != view + 1) continue;
        const struct tf_node *node = tf_node_find(map, TF_KEY_MEMBERS);
        tf_bind_fault(b, TWOFOLD_FAULT_EXCLUDES, node == NULL ? map : node, member->path,
                      b->entities[member->parent].path, NULL);
    }
}

/* Gives each view its members, in the order they were listed. */
static void hand_out(struct tf_binder *b, const struct list *list)
{
    int32_t *members = tf_bind_get(b, list->count, sizeof *members);
    if (members == NULL) return;
    size_t at = 0;
    for (size_t i = 0; i < b->model->entity_count; i++) {
        b->entities[i].members = members + at;
        at += b->entities[i].member_count;
        b->entities[i].member_count = 0;
    }
    for (size_t i = 0; i < list->count; i++) {
        struct tf_model_entity *view = &b->entities[list->items[i].view];
        members[view->members - members + (ptrdiff_t)view->member_count++] = list->items[i].member;
    }
}

typedef void view_work(struct tf_binder *b, struct list *list, int32_t view,
                       const struct tf_node *map);

static void for_views(struct tf_binder *b, struct list *list, view_work *work)
{
    static const enum tf_key_id views[] = {TF_KEY_ZONES, TF_KEY_GROUPS};
    for (size_t i = 0; i < sizeof views / sizeof *views; i++) {
        const struct tf_node *map = tf_node_find(b->tree->root, views[i]);
        for (const struct tf_node *node = map == NULL ? NULL : map->first; node != NULL;
             node = node->next) {
            if (node->bad || node->shape != TF_MAP) continue;
            work(b, list, tf_table_find(&b->model->paths, node->key, node->key_size), node);
        }
    }
}

void tf_bind_members(struct tf_binder *b)
{
    const size_t count = b->model->entity_count;
    struct list list = {.items = NULL};
    list.seen = tf_arena_get_array(&b->scratch, count, sizeof *list.seen);
    list.zone_of = tf_arena_get_array(&b->scratch, count, sizeof *list.zone_of);
    if (list.seen == NULL || list.zone_of == NULL) {
        (void)tf_bind_no_memory(b);
        return;
    }
    const struct tf_node *firms = tf_node_find(b->tree->root, TF_KEY_ENTERPRISES);
    for (const struct tf_node *firm = firms == NULL ? NULL : firms->first; firm != NULL;
         firm = firm->next) {
        if (!firm->bad && firm->shape == TF_MAP) add_by_zone(b, &list, firm);
    }
    for_views(b, &list, add_listed);
    hand_out(b, &list);
    if (b->status == TWOFOLD_OK) for_views(b, &list, check_view);
    tf_put(&b->context, list.items, list.capacity * sizeof *list.items);
}
