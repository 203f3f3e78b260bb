/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan/yaml.h"

#include "base/text.h"
#include "plan/reader.h"

#include <string.h>

/* Events between two looks at whether the caller wants to stop. */
#define EVENTS_BETWEEN 4096u

/* Bytes of the tree for each byte of text, about: a node for every fifteen or so. */
#define ARENA_EACH 6u

/* Line and column of an offset in bytes, for faults that libyaml's reader gives without a mark. */
static yaml_mark_t mark_at(const struct tf_reader *r, size_t offset)
{
    yaml_mark_t mark = {offset, 0, 0};
    for (size_t at = 0; at < offset && at < r->size;) { /* offset: in bytes */
        if (r->text[at] == '\n') {
            mark.line++;
            mark.column = 0;
            at++;
        } else {
            (void)tf_utf8_next(r->text, r->size, &at);
            mark.column++;
        }
    }
    return mark;
}

/* libyaml checks the encoding as it reads; its words for what is wrong all speak of octets, but for
 * code points that nobody may encode. */
static bool is_encoding(const char *problem)
{
    return problem != NULL &&
           (strstr(problem, "octet") != NULL || strstr(problem, "UTF-8") != NULL ||
            strstr(problem, "invalid Unicode") != NULL);
}

static void read_failure(struct tf_reader *r)
{
    const yaml_parser_t *parser = &r->parser;
    if (parser->error == YAML_MEMORY_ERROR) {
        r->status = TWOFOLD_E_MEMORY;
        return;
    }
    if (parser->error == YAML_READER_ERROR && is_encoding(parser->problem)) {
        tf_reader_stop(r, TWOFOLD_FAULT_ENCODING, mark_at(r, parser->problem_offset), "", "UTF-8");
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
    tf_reader_stop(r, TWOFOLD_FAULT_SYNTAX,
                   parser->error == YAML_READER_ERROR ? mark_at(r, parser->problem_offset)
                                                      : parser->problem_mark,
                   text, "");
}

static void read_all(struct tf_reader *r)
{
    if (!yaml_parser_initialize(&r->parser)) {
        r->status = TWOFOLD_E_MEMORY;
        return;
    }
    /* Otherwise a byte-order mark of UTF-16 would be followed. */
    yaml_parser_set_encoding(&r->parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&r->parser, (const unsigned char *)r->text, r->size);
    for (unsigned count = 1; !r->over && r->status == TWOFOLD_OK; count++) {
        yaml_event_t event;
        if (!yaml_parser_parse(&r->parser, &event)) {
            read_failure(r);
            break;
        }
        tf_reader_event(r, &event);
        yaml_event_delete(&event);
        if (count % EVENTS_BETWEEN == 0 && tf_cancelled(&r->tree->arena.context)) {
            r->status = TWOFOLD_E_CANCELLED;
        }
    }
    yaml_parser_delete(&r->parser);
}

/* What is wrong before libyaml sees the text. A byte-order mark is skipped: libyaml would count it
 * as a column. */
static void check_bytes(struct tf_reader *r)
{
    if (r->size >= 3 && memcmp(r->text, "\xEF\xBB\xBF", 3) == 0) {
        r->text += 3;
        r->size -= 3;
    }
    const yaml_mark_t none = {0, 0, 0};
    if (r->size > r->limits->bytes) {
        char found[48], most[48];
        struct tf_buffer a = tf_buffer_of(found, sizeof found), b = tf_buffer_of(most, sizeof most);
        tf_buffer_integer(&a, (int64_t)r->size, 1);
        tf_buffer_say(&a, " bytes");
        tf_buffer_integer(&b, (int64_t)r->limits->bytes, 1);
        (void)tf_buffer_end(&a);
        (void)tf_buffer_end(&b);
        tf_reader_stop(r, TWOFOLD_FAULT_TOO_LARGE, none, found, most);
    }
}

/* The root of a file must be a mapping; whatever else was read is left behind. */
static void take_root(struct tf_reader *r)
{
    static const yaml_mark_t top = {0, 0, 0};
    struct tf_node *root = r->root;
    const bool nothing =
        root == NULL || (root->shape == TF_SCALAR && root->text_size == 0 && !root->enclosed);
    if (root != NULL && root->shape == TF_MAP) {
        r->tree->root = root;
        r->tree->chinese = root->first != NULL && (unsigned char)root->first->key[0] >= 0x80;
    } else if (!r->tree->partial) {
        if (nothing) {
            tf_reader_fault(r, TWOFOLD_FAULT_EMPTY, top, "", "", false);
        } else if (!root->bad) {
            const yaml_mark_t mark = {0, (size_t)root->line - 1, (size_t)root->column - 1};
            tf_reader_fault(r, TWOFOLD_FAULT_WRONG_SHAPE, mark,
                            root->shape == TF_LIST ? "a list" : "a text", "a mapping of keys",
                            false);
        }
        r->tree->partial = true;
    }
}

/* Nodes for each entity that a limit allows: a project has about twenty. Bounds the memory that a
 * text of many tiny values can take. */
#define NODES_EACH 32u
#define NODES_LEAST 100000u

static size_t most_nodes(const twofold_limits *limits)
{
    const size_t by_entities =
        limits->entities < SIZE_MAX / NODES_EACH / 2 ? limits->entities * NODES_EACH : SIZE_MAX / 2;
    return by_entities < NODES_LEAST ? NODES_LEAST : by_entities;
}

size_t tf_most_nodes(const struct tf_tree *tree)
{
    if (tree->most_nodes > 0) return tree->most_nodes;
    const twofold_limits limits = tf_limits(NULL);
    return most_nodes(&limits);
}

twofold_status tf_yaml_read(const char *text, size_t size, const twofold_limits *limits,
                            const twofold_context *context, twofold_faults *faults,
                            struct tf_tree **tree)
{
    struct tf_reader r = {
        .text = text, .size = size, .limits = limits, .faults = faults, .path = ""};
    r.status = tf_tree_new(context, &r.tree);
    if (r.status != TWOFOLD_OK) return r.status;
    r.tree->most_nodes = most_nodes(limits);
    check_bytes(&r);
    tf_arena_expect(&r.tree->arena, r.size < SIZE_MAX / ARENA_EACH ? r.size * ARENA_EACH : 0);
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
    struct tf_reader r = {.text = text,
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
