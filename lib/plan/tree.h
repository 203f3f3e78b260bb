/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text of a plan as a tree of nodes, with the place of each. The reader (yaml.c) makes it, the
 * walk (check.c) marks it against the schema, `bind` reads it.
 *
 * After the walk there is no `assume` in the tree: what stood under it has been moved up into the
 * mapping it belongs to, marked `assumed`. So `at-full: {output: 1}` with `assume: {at-full: {jobs:
 * 2}}` is one mapping at-full with two entries, of which jobs is assumed. A mapping that stands
 * only under `assume` is assumed itself. Only `source` and `why` may stand in one mapping twice,
 * once for what is reported and once for what is assumed. Nothing else is ever there twice.
 *
 * Keys are English after the walk, whatever they were written in (chinese.h).
 *
 * Everything lives in the tree's arena. Texts are UTF-8 without NUL bytes, and terminated. */
#ifndef TF_PLAN_TREE_H
#define TF_PLAN_TREE_H

#include "base/memory.h"
#include "plan/schema.h"
#include "twofold/plan.h"

enum tf_shape { TF_SCALAR = 0, TF_MAP, TF_LIST };

/* What the key of a node is. Set by the walk; TF_IS_UNKNOWN before it and where it failed. */
enum tf_name {
    TF_IS_UNKNOWN = 0, /* also the root and items of lists, which have no key */
    TF_IS_KEY,         /* of the schema: row is set */
    TF_IS_ID,          /* of an entity, target, scenario, own KPI, source, assumption */
    TF_IS_KPI,         /* kpi is set (row too where the name is a key as well: utilisation) */
    TF_IS_PERIOD,      /* reads as a period: checked */
    TF_IS_PATH,        /* in `set` and `uncertain` */
    TF_IS_CURRENCY     /* in `rates`: three capital letters, checked */
};

struct tf_node {
    struct tf_node *parent, *first, *last, *next; /* first, last: children */
    const struct tf_key *row;                     /* of its key; NULL for ids and items of lists */
    const char *key;        /* of the schema: in English; "" for the root and items of lists */
    const char *text;       /* of a scalar; of a mapping that a table fills its file; else "" */
    struct tf_node **index; /* children of a large mapping sorted by key, or NULL */
    uint32_t key_size, text_size;
    uint32_t key_line, key_column; /* place of the key, from 1; of an item: of the item */
    uint32_t line, column; /* place of the value; 0, 0 where there is none (C calls, --set) */
    uint32_t count;        /* of children */
    int16_t kpi;           /* handle of the KPI its key names (TWOFOLD_KPI_COUNT + n: the plan's
                              nth own, in file order); -1: none */
    /* Bit fields: a plan has many nodes, and their memory is most of what loading costs. */
    unsigned shape : 2;  /* enum tf_shape */
    unsigned name : 3;   /* enum tf_name */
    bool assumed : 1;    /* stands under `assume`, or was set by a scenario or override */
    bool overridden : 1; /* set by a scenario or override; its place is the override's */
    bool bad : 1;        /* a fault was reported for it or its key: skip it, say nothing */
    bool bad_inside : 1; /* one of its children, at any depth, is bad */
    bool enclosed : 1;   /* a mapping or list in braces or brackets, a scalar in quotes */
    bool chinese : 1;    /* its key was written in Chinese */
    bool tabled : 1;     /* stands in a table: its place is in that file (tables.h) */
    unsigned level : 4;  /* of what is assumed: depth (tf_node_depth) of the mapping whose `assume`
                            it stands under. Its source and reason stand no higher */
};

/* Tables that the plan names (files.c). */
struct tf_files {
    struct tf_file *first;
    twofold_reader read; /* NULL: no more are read */
    void *user;
    size_t left; /* bytes that may still be read */
};

struct tf_tree {
    struct tf_arena arena;
    struct tf_node *root; /* a mapping; never NULL once read */
    size_t node_count;
    struct tf_node *spare; /* nodes taken from the arena and not used yet */
    size_t spare_count;
    const struct tf_node *kpis; /* the mapping `kpis`, whose children are the own KPIs; or NULL */
    const char *const *kpi_ids; /* the own KPIs' ids in file order: kpi - TWOFOLD_KPI_COUNT */
    size_t kpi_count;
    struct tf_files files;
    struct tf_names *names; /* of the walk: keys and KPIs by hash (names.h) */
    bool changed;           /* by a scenario or override: what is uncertain is the plan's alone */
    bool partial;           /* the reader stopped early: nothing may be called missing */
    size_t most_nodes;      /* a bound on node_count; 0: of the default limits */
    bool has_tables;        /* there may be a key `table` in it */
    bool actuals_in;        /* the figures of files are in their places (actuals.h) */
    bool actuals_were;      /* there may be such figures */
    bool as_read;           /* there may be keys in Chinese: the walk gives them their names */
    bool chinese;           /* its first key was: the language of what has no key in the file */
    /* Of the walk: values that are assumed, nearly in file order; a list is one, and what stands in
     * its items is none. */
    struct tf_assumed *assumed;
    size_t assumed_count, assumed_capacity;
};

/* Something in the file that is not reported. */
struct tf_assumed {
    const struct tf_node *node;
    const char *path, *value; /* value: as written; NULL: list.c has to write it out */
    uint32_t line, column;    /* of the value */
};

/* The child of a mapping with a schema key; NULL if there is none or it is bad. For `source` and
 * `why` the reported one comes first, then the assumed one. */
struct tf_node *tf_node_find(const struct tf_node *map, enum tf_key_id key);
/* The child of a mapping with this key as written, bad or not; NULL if none. Large mappings have an
 * index, small ones are searched. */
struct tf_node *tf_node_child(const struct tf_node *map, const char *key, size_t size);
/* Text of a scalar child; "" if there is none. */
const char *tf_node_text(const struct tf_node *map, enum tf_key_id key);

/* The key in the language it was written in. */
const char *tf_node_written(const struct tf_node *node);

/* Handle of a KPI by its id, a built-in one also by its Chinese name: the built-in ones, then
 * TWOFOLD_KPI_COUNT + n for the plan's own; -1. After the walk. */
int tf_tree_kpi(const struct tf_tree *tree, const char *id, size_t size);

/* The file that a node's place is in: of a table, or "" for the text itself. */
const char *tf_node_file(const struct tf_node *node);
/* A fault at a place in a node's file. As tf_faults_add. */
twofold_status tf_node_fault(twofold_faults *faults, const struct tf_node *node,
                             twofold_fault_code code, unsigned line, unsigned column,
                             const char *path, const char *found, const char *expected,
                             const char *nearest);

/* Marks a node as bad, and what is above it as bad inside. */
void tf_node_bad(struct tf_node *node);

/* Nodes above it: 0 for the root. */
unsigned tf_node_depth(const struct tf_node *node);

/* The node's path: ids and keys joined by '.', items of lists by their number from 1; the container
 * words that paths leave out (enterprises, projects, clusters, zones, groups) left out. snprintf's
 * rules. */
size_t tf_node_path(const struct tf_node *node, char *buffer, size_t size);
/* The same, in an arena; NULL if an allocation failed. */
const char *tf_node_path_in(const struct tf_node *node, struct tf_arena *arena);

/* Paths of many nodes, made one after the other: those of a mapping's children differ in the last
 * word only, so the mapping's own is kept. Begins as zeros. */
struct tf_paths {
    const struct tf_node *map;
    size_t size; /* of its path; 0 if that is too long to be kept */
    char path[256];
};
/* As tf_node_path_in. */
const char *tf_paths_next(struct tf_paths *paths, const struct tf_node *node,
                          struct tf_arena *arena);

/* The nearest `source` (`why`) at the node's own mapping or above it, as written; "" if none. What
 * is reported takes a reported source, what is assumed one that stands with it under `assume`; what
 * was overridden has the scenario's. */
const char *tf_node_source(const struct tf_node *node);
const char *tf_node_why(const struct tf_node *node);
/* A source written out: "article B11" with `sources: {article: "Newspaper, 2021"}` gives
 * "Newspaper, 2021; B11"; other text is itself. In an arena; NULL if an allocation failed. */
const char *tf_source_text(const struct tf_tree *tree, const char *source, struct tf_arena *arena);

/* Makes an empty node, not linked; NULL if an allocation failed. */
struct tf_node *tf_node_new(struct tf_tree *tree, enum tf_shape shape);
/* Links a node as the last child. Changing a mapping drops its index. */
void tf_node_append(struct tf_node *parent, struct tf_node *child);
/* Takes a node out of its parent. */
void tf_node_remove(struct tf_node *node);
/* Puts a node where another one was. */
void tf_node_replace(struct tf_node *old, struct tf_node *node);
/* A copy with everything below it in another tree's arena, not linked; NULL if an allocation
 * failed. */
struct tf_node *tf_node_copy(struct tf_tree *into, const struct tf_node *node);

/* An empty tree (root: an empty mapping), and a copy of a tree. A copy finds paths with the words
 * of the tree it comes from until it is walked, and must not outlive it before. */
twofold_status tf_tree_new(const twofold_context *context, struct tf_tree **tree);
twofold_status tf_tree_copy(const struct tf_tree *from, const twofold_context *context,
                            struct tf_tree **tree);
void tf_tree_free(struct tf_tree *tree);

#endif
