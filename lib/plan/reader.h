/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From libyaml's events to nodes: the state of a reading. Shared by yaml.c and reader.c alone. */
#ifndef TF_PLAN_READER_H
#define TF_PLAN_READER_H

#include "base/faults.h"
#include "plan/tree.h"

#include <yaml.h>

#define TF_MOST_DEPTH 64u

/* Keys that were met lately, by hash: most keys of a plan are the same few words. */
#define TF_KEYS_LATELY 256u
struct tf_key_text {
    const char *text; /* NULL: none yet */
    size_t size;
};

struct tf_frame {
    struct tf_node *node;    /* the mapping or list being read */
    struct tf_node *pending; /* in a mapping: the key read, waiting for its value */
    bool is_key;             /* stands where a key should: dropped with its value */
};

struct tf_reader {
    yaml_parser_t parser;
    const char *text;
    size_t size;
    const twofold_limits *limits;
    struct tf_tree *tree;
    twofold_faults *faults;
    const char *path;     /* of the faults: of an override, "" for a file */
    bool placeless;       /* the value of an override: no line, no column */
    struct tf_node *root; /* NULL until one was read */
    struct tf_frame stack[TF_MOST_DEPTH];
    size_t depth, documents;
    struct tf_key_text keys[TF_KEYS_LATELY];
    bool over; /* nothing more is to be read */
    twofold_status status;
};

/* Adds one event to the tree. */
void tf_reader_event(struct tf_reader *reader, const yaml_event_t *event);
/* A fault at a place of the text; the path is that of the node being read if with_path is set. */
void tf_reader_fault(struct tf_reader *reader, twofold_fault_code code, yaml_mark_t mark,
                     const char *found, const char *expected, bool with_path);
/* A fault after which nothing more can be read. */
void tf_reader_stop(struct tf_reader *reader, twofold_fault_code code, yaml_mark_t mark,
                    const char *found, const char *expected);

#endif
