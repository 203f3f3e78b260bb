/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan/reader.h"

#include "base/text.h"
#include "plan/names.h"
#include "plan/yaml.h"

#include <string.h>

static uint32_t place_of(const struct tf_reader *r, size_t zero_based)
{
    if (r->placeless) return 0;
    return zero_based < UINT32_MAX ? (uint32_t)zero_based + 1 : UINT32_MAX;
}

/* The node that is being read: the value of a key, or the mapping or list around it. */
static const struct tf_node *current(struct tf_reader *r)
{
    if (r->depth == 0) return NULL;
    struct tf_frame *frame = &r->stack[r->depth - 1];
    if (frame->pending == NULL) return frame->node;
    frame->pending->parent = frame->node; /* linked later, or dropped */
    return frame->pending;
}

void tf_reader_fault(struct tf_reader *r, twofold_fault_code code, yaml_mark_t mark,
                     const char *found, const char *expected, bool with_path)
{
    char path[512];
    if (r->status != TWOFOLD_OK) return;
    const struct tf_node *node = with_path && !r->placeless ? current(r) : NULL;
    if (node != NULL) (void)tf_node_path(node, path, sizeof path);
    r->status = tf_faults_add(r->faults, code, place_of(r, mark.line), place_of(r, mark.column),
                              node == NULL ? r->path : path, found, expected, "");
}

static void fault_at(struct tf_reader *r, twofold_fault_code code, yaml_mark_t mark,
                     const char *found, const char *expected)
{
    tf_reader_fault(r, code, mark, found, expected, true);
}

void tf_reader_stop(struct tf_reader *r, twofold_fault_code code, yaml_mark_t mark,
                    const char *found, const char *expected)
{
    tf_reader_fault(r, code, mark, found, expected, false);
    r->tree->partial = true;
    r->over = true;
}

static void too_many(struct tf_reader *r, yaml_mark_t mark, size_t most)
{
    char text[40];
    struct tf_buffer buffer = tf_buffer_of(text, sizeof text);
    tf_buffer_integer(&buffer, (int64_t)most, 1);
    tf_buffer_say(&buffer, " values");
    (void)tf_buffer_end(&buffer);
    tf_reader_stop(r, TWOFOLD_FAULT_TOO_LARGE, mark, "the plan", text);
}

static struct tf_node *new_node(struct tf_reader *r, enum tf_shape shape, yaml_mark_t mark)
{
    const size_t most = tf_most_nodes(r->tree);
    if (r->tree->node_count > most) {
        too_many(r, mark, most);
        return NULL;
    }
    struct tf_node *node = tf_node_new(r->tree, shape);
    if (node == NULL) {
        r->status = TWOFOLD_E_MEMORY;
        return NULL;
    }
    node->line = node->key_line = place_of(r, mark.line);
    node->column = node->key_column = place_of(r, mark.column);
    return node;
}

static const char *keep(struct tf_reader *r, const char *bytes, size_t size)
{
    if (size == 0) return "";
    const char *text = tf_arena_text(&r->tree->arena, bytes, size);
    if (text == NULL) r->status = TWOFOLD_E_MEMORY;
    return text == NULL ? "" : text;
}

/* A key, kept once as long as others do not take its place. */
static const char *keep_key(struct tf_reader *r, const char *text, size_t size)
{
    if (size == 0) return "";
    const unsigned char first = (unsigned char)text[0], middle = (unsigned char)text[size / 2],
                        last = (unsigned char)text[size - 1];
    struct tf_key_text *key =
        &r->keys[(size + 7u * first + 31u * middle + 101u * last) % TF_KEYS_LATELY];
    if (key->text != NULL && key->size == size && memcmp(key->text, text, size) == 0) {
        return key->text;
    }
    *key = (struct tf_key_text){keep(r, text, size), size};
    return key->text;
}

/* Anchors and tags are refused, but what they stand at is read on. */
static void refuse_properties(struct tf_reader *r, yaml_mark_t mark, const yaml_char_t *anchor,
                              const yaml_char_t *tag)
{
    if (anchor != NULL) fault_at(r, TWOFOLD_FAULT_ALIAS, mark, (const char *)anchor, "");
    if (tag != NULL) fault_at(r, TWOFOLD_FAULT_TAG, mark, (const char *)tag, "");
}

/* The node that a value beginning here fills: of the pending key, a new item, or the root. NULL
 * where it stands in place of a key. */
static struct tf_node *value_node(struct tf_reader *r, enum tf_shape shape, yaml_mark_t mark)
{
    struct tf_frame *frame = r->depth > 0 ? &r->stack[r->depth - 1] : NULL;
    struct tf_node *node;
    if (frame != NULL && frame->node->shape == TF_MAP) {
        node = frame->pending;
        if (node == NULL) return NULL;
        frame->pending = NULL;
        node->line = place_of(r, mark.line);
        node->column = place_of(r, mark.column);
        node->shape = (unsigned)shape & 3;
        if (!node->bad) tf_node_append(frame->node, node);
        return node;
    }
    node = new_node(r, shape, mark);
    if (node == NULL) return NULL;
    if (frame != NULL)
        tf_node_append(frame->node, node);
    else if (r->root == NULL)
        r->root = node;
    return node;
}

/* True if a small mapping has this key already; large ones are looked through when they end. */
static bool is_twice(const struct tf_node *map, const struct tf_node *key)
{
    return map->count < TF_LARGE && tf_node_child(map, key->key, key->key_size) != NULL;
}

static bool is_table(const char *text, size_t size)
{
    return (size == 5 && memcmp(text, "table", 5) == 0) ||
           (size == strlen("表") && memcmp(text, "表", size) == 0);
}

static void read_key(struct tf_reader *r, struct tf_frame *frame, const yaml_event_t *event)
{
    const yaml_mark_t mark = event->start_mark;
    const char *text = (const char *)event->data.scalar.value;
    const size_t size = event->data.scalar.length;
    struct tf_node *node = new_node(r, TF_SCALAR, mark);
    if (node == NULL) return;
    node->key = keep_key(r, text, size);
    node->key_size = (uint32_t)size;
    if (size > 0 && (unsigned char)text[0] >= 0x80) r->tree->as_read = true;
    if (is_table(text, size)) r->tree->has_tables = true;
    frame->pending = node;
    if (size == 2 && memcmp(text, "<<", 2) == 0 &&
        event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE) {
        fault_at(r, TWOFOLD_FAULT_MERGE_KEY, mark, text, "");
        node->bad = true; /* not linked */
    } else if (is_twice(frame->node, node)) {
        fault_at(r, TWOFOLD_FAULT_DUPLICATE_KEY, mark, text, "");
        node->bad = true;
    }
}

static void read_scalar(struct tf_reader *r, const yaml_event_t *event)
{
    const yaml_mark_t mark = event->start_mark;
    const char *text = (const char *)event->data.scalar.value;
    const size_t size = event->data.scalar.length;
    refuse_properties(r, mark, event->data.scalar.anchor, event->data.scalar.tag);
    if (memchr(text, '\0', size) != NULL) {
        tf_reader_stop(r, TWOFOLD_FAULT_SYNTAX, mark, "a NUL character", "");
        return;
    }
    struct tf_frame *frame = r->depth > 0 ? &r->stack[r->depth - 1] : NULL;
    if (frame != NULL && frame->node->shape == TF_MAP && frame->pending == NULL) {
        read_key(r, frame, event);
        return;
    }
    struct tf_node *node = value_node(r, TF_SCALAR, mark);
    if (node == NULL) return;
    node->text = keep(r, text, size);
    node->text_size = (uint32_t)size;
    node->enclosed = event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
}

static void read_alias(struct tf_reader *r, const yaml_event_t *event)
{
    const yaml_mark_t mark = event->start_mark;
    fault_at(r, TWOFOLD_FAULT_ALIAS, mark, (const char *)event->data.alias.anchor, "");
    struct tf_frame *frame = r->depth > 0 ? &r->stack[r->depth - 1] : NULL;
    const bool is_key = frame != NULL && frame->node->shape == TF_MAP && frame->pending == NULL;
    struct tf_node *node = is_key ? new_node(r, TF_SCALAR, mark) : value_node(r, TF_SCALAR, mark);
    if (node == NULL) return;
    node->bad = true;
    if (is_key) frame->pending = node; /* its value goes with it */
}

static void begin(struct tf_reader *r, enum tf_shape shape, const yaml_event_t *event, bool flow)
{
    const yaml_mark_t mark = event->start_mark;
    const size_t most = r->limits->depth;
    if (r->depth >= most) {
        char text[24];
        struct tf_buffer buffer = tf_buffer_of(text, sizeof text);
        tf_buffer_integer(&buffer, (int64_t)most, 1);
        (void)tf_buffer_end(&buffer);
        tf_reader_stop(r, TWOFOLD_FAULT_TOO_DEEP, mark, "", text);
        return;
    }
    struct tf_frame *frame = r->depth > 0 ? &r->stack[r->depth - 1] : NULL;
    const bool is_key = frame != NULL && frame->node->shape == TF_MAP && frame->pending == NULL;
    if (is_key) {
        fault_at(r, TWOFOLD_FAULT_WRONG_SHAPE, mark, shape == TF_MAP ? "a mapping" : "a list",
                 "a key");
    }
    struct tf_node *node = is_key ? new_node(r, shape, mark) : value_node(r, shape, mark);
    if (node == NULL) return;
    node->enclosed = flow;
    r->stack[r->depth++] = (struct tf_frame){node, NULL, is_key};
}

static void say_twice(struct tf_reader *r, const struct tf_node *node)
{
    char path[512];
    if (r->status != TWOFOLD_OK) return;
    (void)tf_node_path(node, path, sizeof path);
    r->status = tf_faults_add(r->faults, TWOFOLD_FAULT_DUPLICATE_KEY, node->key_line,
                              node->key_column, r->placeless ? r->path : path, node->key, "", "");
}

/* In a large mapping keys that stand twice are neighbours of the index. The later ones are dropped.
 */
static void drop_twice(struct tf_reader *r, struct tf_node *map)
{
    if (r->status == TWOFOLD_OK) r->status = tf_node_index(r->tree, map);
    if (r->status != TWOFOLD_OK || map->index == NULL) return;
    struct tf_node **index = map->index;
    const size_t count = map->count;
    const struct tf_node *first = index[0];
    bool any = false;
    for (size_t i = 1; i < count; i++) {
        struct tf_node *node = index[i];
        if (node->key_size != first->key_size ||
            memcmp(node->key, first->key, first->key_size) != 0) {
            first = node;
            continue;
        }
        say_twice(r, node);
        node->bad = any = true;
    }
    if (!any) return;
    /* Linked anew without them: taking out one at a time would be slow where there are many. */
    struct tf_node *child = map->first;
    map->first = map->last = NULL;
    map->count = 0;
    for (struct tf_node *next; child != NULL; child = next) {
        next = child->next;
        if (!child->bad) tf_node_append(map, child);
    }
    if (r->status == TWOFOLD_OK) r->status = tf_node_index(r->tree, map);
}

static void finish(struct tf_reader *r)
{
    const struct tf_frame ended = r->stack[--r->depth];
    if (ended.node->shape == TF_MAP) drop_twice(r, ended.node);
    if (!ended.is_key) return;
    ended.node->bad = true; /* what follows is the value of this key: it goes too */
    r->stack[r->depth - 1].pending = ended.node;
}

void tf_reader_event(struct tf_reader *r, const yaml_event_t *event)
{
    switch (event->type) {
    case YAML_DOCUMENT_START_EVENT:
        if (r->documents++ > 0) {
            fault_at(r, TWOFOLD_FAULT_SECOND_DOCUMENT, event->start_mark, "", "");
            r->over = true;
        }
        break;
    case YAML_SCALAR_EVENT: read_scalar(r, event); break;
    case YAML_ALIAS_EVENT: read_alias(r, event); break;
    case YAML_MAPPING_START_EVENT:
        refuse_properties(r, event->start_mark, event->data.mapping_start.anchor,
                          event->data.mapping_start.tag);
        begin(r, TF_MAP, event, event->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE);
        break;
    case YAML_SEQUENCE_START_EVENT:
        refuse_properties(r, event->start_mark, event->data.sequence_start.anchor,
                          event->data.sequence_start.tag);
        begin(r, TF_LIST, event, event->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE);
        break;
    case YAML_MAPPING_END_EVENT:
    case YAML_SEQUENCE_END_EVENT: finish(r); break;
    case YAML_STREAM_END_EVENT: r->over = true; break;
    default: break;
    }
}
