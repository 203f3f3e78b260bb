/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan/yaml.h"

#include "base/text.h"
#include "plan/names.h"

#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#define MOST_DEPTH 64u
/* Nodes for each entity that a limit allows: a project has about twenty. Bounds the memory that a
 * text of many tiny values can take. */
#define NODES_EACH 32u
#define NODES_LEAST 100000u
/* Events between two looks at whether the caller wants to stop. */
#define EVENTS_BETWEEN 4096u

struct frame {
    struct tf_node *node;    /* the mapping or list being read */
    struct tf_node *pending; /* in a mapping: the key read, waiting for its value */
    bool is_key;             /* stands where a key should: dropped with its value */
};

struct reader {
    yaml_parser_t parser;
    const char *text;
    size_t size;
    const twofold_limits *limits;
    struct tf_tree *tree;
    twofold_faults *faults;
    const char *path;     /* of the faults: of an override, "" for a file */
    bool placeless;       /* the value of an override: no line, no column */
    struct tf_node *root; /* NULL until one was read */
    struct frame stack[MOST_DEPTH];
    size_t depth, documents;
    bool over; /* nothing more is to be read */
    twofold_status status;
};

static uint32_t place_of(const struct reader *r, size_t zero_based)
{
    if (r->placeless) return 0;
    return zero_based < UINT32_MAX ? (uint32_t)zero_based + 1 : UINT32_MAX;
}

static void fault_at(struct reader *r, twofold_fault_code code, yaml_mark_t mark, const char *found,
                     const char *expected)
{
    if (r->status != TWOFOLD_OK) return;
    r->status = tf_faults_add(r->faults, code, place_of(r, mark.line), place_of(r, mark.column),
                              r->path, found, expected, "");
}

/* A fault after which nothing more can be read. */
static void stop_at(struct reader *r, twofold_fault_code code, yaml_mark_t mark, const char *found,
                    const char *expected)
{
    fault_at(r, code, mark, found, expected);
    r->tree->partial = true;
    r->over = true;
}

static void too_many(struct reader *r, yaml_mark_t mark, size_t most)
{
    char text[40];
    struct tf_buffer buffer = tf_buffer_of(text, sizeof text);
    tf_buffer_integer(&buffer, (int64_t)most, 1);
    tf_buffer_say(&buffer, " values");
    (void)tf_buffer_end(&buffer);
    stop_at(r, TWOFOLD_FAULT_TOO_LARGE, mark, "the plan", text);
}

static struct tf_node *new_node(struct reader *r, enum tf_shape shape, yaml_mark_t mark)
{
    const size_t by_entities = r->limits->entities < SIZE_MAX / NODES_EACH / 2
                                   ? r->limits->entities * NODES_EACH
                                   : SIZE_MAX / 2;
    const size_t most = by_entities < NODES_LEAST ? NODES_LEAST : by_entities;
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

static const char *keep(struct reader *r, const char *bytes, size_t size)
{
    if (size == 0) return "";
    const char *text = tf_arena_text(&r->tree->arena, bytes, size);
    if (text == NULL) r->status = TWOFOLD_E_MEMORY;
    return text == NULL ? "" : text;
}

/* Anchors and tags are refused, but what they stand at is read on. */
static void refuse_properties(struct reader *r, yaml_mark_t mark, const yaml_char_t *anchor,
                              const yaml_char_t *tag)
{
    if (anchor != NULL) fault_at(r, TWOFOLD_FAULT_ALIAS, mark, (const char *)anchor, "");
    if (tag != NULL) fault_at(r, TWOFOLD_FAULT_TAG, mark, (const char *)tag, "");
}

/* The node that a value beginning here fills: of the pending key, a new item, or the root. NULL where
 * it stands in place of a key. */
static struct tf_node *value_node(struct reader *r, enum tf_shape shape, yaml_mark_t mark)
{
    struct frame *frame = r->depth > 0 ? &r->stack[r->depth - 1] : NULL;
    struct tf_node *node;
    if (frame != NULL && frame->node->shape == TF_MAP) {
        node = frame->pending;
        if (node == NULL) return NULL;
        frame->pending = NULL;
        node->line = place_of(r, mark.line);
        node->column = place_of(r, mark.column);
        node->shape = (uint8_t)shape;
        if (!node->bad) tf_node_append(frame->node, node);
        return node;
    }
    node = new_node(r, shape, mark);
    if (node == NULL) return NULL;
    if (frame != NULL) tf_node_append(frame->node, node);
    else if (r->root == NULL) r->root = node;
    return node;
}

/* True if a small mapping has this key already; large ones are looked through when they end. */
static bool is_twice(const struct tf_node *map, const struct tf_node *key)
{
    return map->count < TF_LARGE && tf_node_child(map, key->key, key->key_size) != NULL;
}

static void read_key(struct reader *r, struct frame *frame, const yaml_event_t *event)
{
    const yaml_mark_t mark = event->start_mark;
    const char *text = (const char *)event->data.scalar.value;
    const size_t size = event->data.scalar.length;
    struct tf_node *node = new_node(r, TF_SCALAR, mark);
    if (node == NULL) return;
    node->key = keep(r, text, size);
    node->key_size = (uint32_t)size;
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

static void read_scalar(struct reader *r, const yaml_event_t *event)
{
    const yaml_mark_t mark = event->start_mark;
    const char *text = (const char *)event->data.scalar.value;
    const size_t size = event->data.scalar.length;
    refuse_properties(r, mark, event->data.scalar.anchor, event->data.scalar.tag);
    if (memchr(text, '\0', size) != NULL) {
        stop_at(r, TWOFOLD_FAULT_SYNTAX, mark, "a NUL character", "");
        return;
    }
    struct frame *frame = r->depth > 0 ? &r->stack[r->depth - 1] : NULL;
    if (frame != NULL && frame->node->shape == TF_MAP && frame->pending == NULL) {
        read_key(r, frame, event);
        return;
    }
    struct tf_node *node = value_node(r, TF_SCALAR, mark);
    if (node == NULL) return;
    node->text = keep(r, text, size);
    node->text_size = (uint32_t)size;
    node->quoted = event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
}

static void read_alias(struct reader *r, const yaml_event_t *event)
{
    const yaml_mark_t mark = event->start_mark;
    fault_at(r, TWOFOLD_FAULT_ALIAS, mark, (const char *)event->data.alias.anchor, "");
    struct frame *frame = r->depth > 0 ? &r->stack[r->depth - 1] : NULL;
    const bool is_key = frame != NULL && frame->node->shape == TF_MAP && frame->pending == NULL;
    struct tf_node *node = is_key ? new_node(r, TF_SCALAR, mark) : value_node(r, TF_SCALAR, mark);
    if (node == NULL) return;
    node->bad = true;
    if (is_key) frame->pending = node; /* its value goes with it */
}

static void begin(struct reader *r, enum tf_shape shape, const yaml_event_t *event, bool flow)
{
    const yaml_mark_t mark = event->start_mark;
    const size_t most = r->limits->depth;
    if (r->depth >= most) {
        char text[24];
        struct tf_buffer buffer = tf_buffer_of(text, sizeof text);
        tf_buffer_integer(&buffer, (int64_t)most, 1);
        (void)tf_buffer_end(&buffer);
        stop_at(r, TWOFOLD_FAULT_TOO_DEEP, mark, "", text);
        return;
    }
    struct frame *frame = r->depth > 0 ? &r->stack[r->depth - 1] : NULL;
    const bool is_key = frame != NULL && frame->node->shape == TF_MAP && frame->pending == NULL;
    if (is_key) {
        fault_at(r, TWOFOLD_FAULT_WRONG_SHAPE, mark, shape == TF_MAP ? "a mapping" : "a list",
                 "a key");
    }
    struct tf_node *node = is_key ? new_node(r, shape, mark) : value_node(r, shape, mark);
    if (node == NULL) return;
    node->flow = flow;
    r->stack[r->depth++] = (struct frame){node, NULL, is_key};
}

/* In a large mapping keys that stand twice are neighbours of the index. The later ones are dropped. */
static void drop_twice(struct reader *r, struct tf_node *map)
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
        const yaml_mark_t mark = {0, (size_t)node->key_line - 1, (size_t)node->key_column - 1};
        fault_at(r, TWOFOLD_FAULT_DUPLICATE_KEY, mark, node->key, "");
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

static void finish(struct reader *r)
{
    const struct frame ended = r->stack[--r->depth];
    if (ended.node->shape == TF_MAP) drop_twice(r, ended.node);
    if (!ended.is_key) return;
    ended.node->bad = true; /* what follows is the value of this key: it goes too */
    r->stack[r->depth - 1].pending = ended.node;
}

static void read_event(struct reader *r, const yaml_event_t *event)
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

/* Line and column of an offset in bytes, for faults that libyaml's reader gives without a mark. */
static yaml_mark_t mark_at(const struct reader *r, size_t offset)
{
    yaml_mark_t mark = {offset, 0, 0};
    for (size_t at = 0; at < offset && at < r->size;) {
        if (r->text[at] == '\n') {
            mark.line++;
            mark.column = 0;
            at++;
        } else {
            const uint32_t code = tf_utf8_next(r->text, r->size, &at);
            mark.column += code != 0xFEFF; /* a byte-order mark has no width */
        }
    }
    return mark;
}

static void read_failure(struct reader *r)
{
    const yaml_parser_t *parser = &r->parser;
    if (parser->error == YAML_MEMORY_ERROR) {
        r->status = TWOFOLD_E_MEMORY;
        return;
    }
    char text[160];
    struct tf_buffer buffer = tf_buffer_of(text, sizeof text);
    if (parser->context != NULL) {
        tf_buffer_say(&buffer, parser->context);
        tf_buffer_say(&buffer, ", ");
    }
    tf_buffer_say(&buffer, parser->problem == NULL ? "" : parser->problem);
    (void)tf_buffer_end(&buffer);
    stop_at(r, TWOFOLD_FAULT_SYNTAX,
            parser->error == YAML_READER_ERROR ? mark_at(r, parser->problem_offset)
                                               : parser->problem_mark,
            text, "");
}

static void read_all(struct reader *r)
{
    if (!yaml_parser_initialize(&r->parser)) {
        r->status = TWOFOLD_E_MEMORY;
        return;
    }
    yaml_parser_set_encoding(&r->parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&r->parser, (const unsigned char *)r->text, r->size);
    for (unsigned count = 1; !r->over && r->status == TWOFOLD_OK; count++) {
        yaml_event_t event;
        if (!yaml_parser_parse(&r->parser, &event)) {
            read_failure(r);
            break;
        }
        read_event(r, &event);
        yaml_event_delete(&event);
        if (count % EVENTS_BETWEEN == 0 && tf_cancelled(&r->tree->arena.context)) {
            r->status = TWOFOLD_E_CANCELLED;
        }
    }
    yaml_parser_delete(&r->parser);
}

/* What is wrong before libyaml sees the text. */
static void check_bytes(struct reader *r)
{
    const yaml_mark_t none = {0, 0, 0};
    size_t bad = 0;
    if (r->size > r->limits->bytes) {
        char found[48], most[48];
        struct tf_buffer a = tf_buffer_of(found, sizeof found), b = tf_buffer_of(most, sizeof most);
        tf_buffer_integer(&a, (int64_t)r->size, 1);
        tf_buffer_say(&a, " bytes");
        tf_buffer_integer(&b, (int64_t)r->limits->bytes, 1);
        (void)tf_buffer_end(&a);
        (void)tf_buffer_end(&b);
        stop_at(r, TWOFOLD_FAULT_TOO_LARGE, none, found, most);
    } else if (!tf_utf8_valid(r->text, r->size, &bad)) {
        stop_at(r, TWOFOLD_FAULT_ENCODING, mark_at(r, bad), "", "");
    }
}

/* The root of a file must be a mapping; whatever else was read is left behind. */
static void take_root(struct reader *r)
{
    static const yaml_mark_t top = {0, 0, 0};
    struct tf_node *root = r->root;
    const bool nothing =
        root == NULL || (root->shape == TF_SCALAR && root->text_size == 0 && !root->quoted);
    if (root != NULL && root->shape == TF_MAP) {
        r->tree->root = root;
    } else if (!r->tree->partial) {
        if (nothing) {
            fault_at(r, TWOFOLD_FAULT_EMPTY, top, "", "");
        } else if (!root->bad) {
            const yaml_mark_t mark = {0, (size_t)root->line - 1, (size_t)root->column - 1};
            fault_at(r, TWOFOLD_FAULT_WRONG_SHAPE, mark,
                     root->shape == TF_LIST ? "a list" : "a text", "a mapping of keys");
        }
        r->tree->partial = true;
    }
}

twofold_status tf_yaml_read(const char *text, size_t size, const twofold_limits *limits,
                            const twofold_context *context, twofold_faults *faults,
                            struct tf_tree **tree)
{
    struct reader r = {.text = text, .size = size, .limits = limits, .faults = faults, .path = ""};
    r.status = tf_tree_new(context, &r.tree);
    if (r.status != TWOFOLD_OK) return r.status;
    check_bytes(&r);
    if (!r.over) read_all(&r);
    if (r.status == TWOFOLD_OK) take_root(&r);
    if (r.status != TWOFOLD_OK) {
        tf_tree_free(r.tree);
        return r.status;
    }
    *tree = r.tree;
    return TWOFOLD_OK;
}

static twofold_status plain_value(struct tf_tree *tree, const char *text, size_t size,
                                  struct tf_node **node)
{
    struct tf_node *made = tf_node_new(tree, TF_SCALAR);
    if (made == NULL) return TWOFOLD_E_MEMORY;
    if (size > 0) made->text = tf_arena_text(&tree->arena, text, size);
    if (made->text == NULL) return TWOFOLD_E_MEMORY;
    made->text_size = (uint32_t)size;
    *node = made;
    return TWOFOLD_OK;
}

twofold_status tf_yaml_value(struct tf_tree *tree, const char *text, size_t size, const char *path,
                             twofold_faults *faults, struct tf_node **node)
{
    const twofold_limits limits = tf_limits(NULL);
    struct reader r = {.text = text,
                       .size = size,
                       .limits = &limits,
                       .tree = tree,
                       .faults = faults,
                       .path = path,
                       .placeless = true};
    *node = NULL;
    tf_trim(&r.text, &r.size);
    check_bytes(&r);
    const bool as_yaml = r.size > 0 && strchr("{[\"'", r.text[0]) != NULL;
    if (!r.over && !as_yaml) return plain_value(tree, r.text, r.size, node);
    if (!r.over) read_all(&r);
    /* An override's text is nobody's file: its failure must not mark the tree it goes into. */
    const bool whole = !tree->partial;
    tree->partial = false;
    if (r.status == TWOFOLD_OK && whole) *node = r.root;
    return r.status;
}
