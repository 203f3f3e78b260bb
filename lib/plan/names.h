/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys and KPIs by hash, in both languages, and children of large mappings by order: what makes the
 * walk fast. */
#ifndef TF_PLAN_NAMES_H
#define TF_PLAN_NAMES_H

#include "plan/tree.h"

/* From so many children on a mapping has an index. */
#define TF_LARGE 17u
/* KPIs that a plan may add: a bound on the table, far above any use. */
#define TF_OWN_KPIS 1000u

/* What a word means: rows of keys of that name (a chain through `more`), and a KPI. */
struct tf_word {
    const char *text; /* NULL: a free slot */
    uint32_t size;
    uint32_t hash;
    int16_t row; /* first of the chain, -1: no key */
    int16_t kpi; /* -1: no KPI */
    bool chinese;
};

/* What a word of either language means as a key of one kind of mapping. */
struct tf_meaning {
    const char *name;         /* its one English name; NULL: it means nothing there */
    const struct tf_key *row; /* NULL of a KPI */
    int kpi;                  /* -1: none. A key may be both: utilisation */
    bool chinese;
};

struct tf_names {
    struct tf_word *words; /* a power of two of slots, at most half full */
    uint32_t mask;
    int16_t more[2][TF_KEYS]; /* next row of the same name, by language: [true] of the Chinese */
};

/* Makes tree->names from the schema, the KPI table and tree->kpi_ids. E_MEMORY. */
twofold_status tf_names_make(struct tf_tree *tree);
/* NULL if the text is no word of the format. */
const struct tf_word *tf_names_find(const struct tf_names *names, const char *text, size_t size);
/* The row of an English word in a kind of mapping; NULL if none. */
const struct tf_key *tf_names_row(const struct tf_names *names, const struct tf_word *word,
                                  enum tf_inside inside);
/* A key as somebody writes it: English, Chinese, or a further Chinese name (TF_SYNONYM_LIST). */
struct tf_meaning tf_names_meaning(const struct tf_names *names, const char *text, size_t size,
                                   enum tf_inside inside);

/* The words of one language that may stand in a kind of mapping, own KPIs apart; how many. */
size_t tf_words_of(enum tf_inside inside, bool chinese, const char **words, size_t most);

/* Sorts the children of a large mapping into map->index. Children with equal keys stand side by
 * side, in file order. Does nothing to small ones. E_MEMORY. */
twofold_status tf_node_index(struct tf_tree *tree, struct tf_node *map);

#endif
