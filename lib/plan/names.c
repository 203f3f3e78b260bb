/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan/names.h"

#include "plan/words.h"

#include <stdlib.h>
#include <string.h>

/* FNV-1a. Only our own words and at most TF_OWN_KPIS of the plan are in the table, so nobody can
 * fill it with collisions that matter. */
static uint32_t hash_of(const char *text, size_t size)
{
    uint32_t hash = UINT32_C(2166136261);
    for (size_t i = 0; i < size; i++) {
        hash = (hash ^ (uint32_t)(unsigned char)text[i]) * UINT32_C(16777619);
    }
    return hash;
}

static bool is_word(const struct tf_word *word, uint32_t hash, const char *text, size_t size)
{
    return word->hash == hash && word->size == size && memcmp(word->text, text, size) == 0;
}

/* The slot of a word, made if it is new. */
static struct tf_word *slot_of(struct tf_names *names, const char *text, bool chinese)
{
    const size_t size = strlen(text);
    const uint32_t hash = hash_of(text, size);
    uint32_t at = hash & names->mask;
    while (names->words[at].text != NULL && !is_word(&names->words[at], hash, text, size)) {
        at = (at + 1) & names->mask;
    }
    struct tf_word *word = &names->words[at];
    if (word->text == NULL) {
        *word = (struct tf_word){text, (uint32_t)size, hash, -1, -1, chinese};
    }
    return word;
}

static void add_key(struct tf_names *names, int16_t row, const char *text, bool chinese)
{
    struct tf_word *word = slot_of(names, text, chinese);
    names->more[chinese][row] = word->row;
    word->row = row;
}

static void add_kpi(struct tf_names *names, size_t kpi, const char *text, bool chinese)
{
    struct tf_word *word = slot_of(names, text, chinese);
    if (word->kpi < 0) word->kpi = (int16_t)kpi;
}

twofold_status tf_names_make(struct tf_tree *tree)
{
    struct tf_names *names = tf_arena_get(&tree->arena, sizeof *names);
    if (names == NULL) return TWOFOLD_E_MEMORY;
    const size_t most = 2 * (TF_KEYS + TWOFOLD_KPI_COUNT) + tree->kpi_count;
    size_t slots = 256;
    while (slots < 2 * most) slots *= 2;
    names->words = tf_arena_get_array(&tree->arena, slots, sizeof *names->words);
    if (names->words == NULL) return TWOFOLD_E_MEMORY;
    names->mask = (uint32_t)slots - 1;
    for (int16_t i = TF_KEYS - 1; i >= 0; i--) {
        add_key(names, i, tf_key_row((enum tf_key_id)i)->zh, true);
    }
    for (int16_t i = TF_KEYS - 1; i >= 0; i--) {
        add_key(names, i, tf_key_row((enum tf_key_id)i)->name, false);
    }
    for (int i = 0; i < TWOFOLD_KPI_COUNT; i++) {
        add_kpi(names, (size_t)i, twofold_kpi_at(i)->id, false);
        add_kpi(names, (size_t)i, twofold_kpi_at(i)->zh, true);
    }
    for (size_t i = 0; i < tree->kpi_count; i++) {
        add_kpi(names, TWOFOLD_KPI_COUNT + i, tree->kpi_ids[i], false);
    }
    tree->names = names;
    return TWOFOLD_OK;
}

const struct tf_word *tf_names_find(const struct tf_names *names, const char *text, size_t size)
{
    const uint32_t hash = hash_of(text, size);
    for (uint32_t at = hash & names->mask; names->words[at].text != NULL;
         at = (at + 1) & names->mask) {
        if (is_word(&names->words[at], hash, text, size)) return &names->words[at];
    }
    return NULL;
}

static const struct tf_key *row_in(const struct tf_names *names, const struct tf_word *word,
                                   enum tf_inside inside)
{
    for (int16_t row = word->row; row >= 0; row = names->more[word->chinese][row]) {
        const struct tf_key *key = tf_key_row((enum tf_key_id)row);
        if ((key->in & TF_IN(inside)) != 0) return key;
    }
    return NULL;
}

const struct tf_key *tf_names_row(const struct tf_names *names, const struct tf_word *word,
                                  enum tf_inside inside)
{
    return word == NULL || word->chinese ? NULL : row_in(names, word, inside);
}

static struct tf_meaning meaning_of(const struct tf_names *names, const char *text, size_t size,
                                    enum tf_inside inside)
{
    struct tf_meaning meaning = {NULL, NULL, -1, false};
    const struct tf_word *word = tf_names_find(names, text, size);
    if (word == NULL) return meaning;
    meaning.row = row_in(names, word, inside);
    if (word->kpi >= 0 && tf_kpi_fits(inside, twofold_kpi_at(word->kpi))) meaning.kpi = word->kpi;
    meaning.chinese = word->chinese;
    if (meaning.row != NULL)
        meaning.name = meaning.row->name;
    else if (meaning.kpi >= 0)
        meaning.name = word->chinese ? twofold_kpi_at(word->kpi)->id : word->text;
    return meaning;
}

struct tf_meaning tf_names_meaning(const struct tf_names *names, const char *text, size_t size,
                                   enum tf_inside inside)
{
    struct tf_meaning meaning = meaning_of(names, text, size, inside);
    if (meaning.name != NULL || size == 0 || (unsigned char)text[0] < 0x80) return meaning;
    /* One further name may stand for two keys, of different mappings. */
    for (size_t i = 0; meaning.name == NULL; i++) {
        const char *name = tf_synonym(text, size, i);
        if (name == NULL) break;
        meaning = meaning_of(names, name, strlen(name), inside);
        meaning.chinese = true;
    }
    return meaning;
}

int tf_tree_kpi(const struct tf_tree *tree, const char *id, size_t size)
{
    const struct tf_word *word = tf_names_find(tree->names, id, size);
    return word == NULL ? -1 : word->kpi;
}

size_t tf_words_of(enum tf_inside inside, bool chinese, const char **words, size_t most)
{
    size_t count = 0;
    for (int i = 0; i < TF_KEYS && count < most; i++) {
        const struct tf_key *row = tf_key_row((enum tf_key_id)i);
        if ((row->in & TF_IN(inside)) != 0) words[count++] = chinese ? row->zh : row->name;
    }
    for (int i = 0; i < TWOFOLD_KPI_COUNT && count < most; i++) {
        const twofold_kpi *kpi = twofold_kpi_at(i);
        if (tf_kpi_fits(inside, kpi)) words[count++] = chinese ? kpi->zh : kpi->id;
    }
    return count;
}

/* ---- Large mappings ---- */

static int by_key(const void *a, const void *b)
{
    const struct tf_node *x = *(struct tf_node *const *)a, *y = *(struct tf_node *const *)b;
    const size_t common = x->key_size < y->key_size ? x->key_size : y->key_size;
    const int bytes = common > 0 ? memcmp(x->key, y->key, common) : 0;
    if (bytes != 0) return bytes;
    if (x->key_size != y->key_size) return x->key_size < y->key_size ? -1 : 1;
    if (x->key_line != y->key_line) return x->key_line < y->key_line ? -1 : 1;
    return x->key_column < y->key_column ? -1 : x->key_column > y->key_column;
}

twofold_status tf_node_index(struct tf_tree *tree, struct tf_node *map)
{
    if (map->count < TF_LARGE || map->index != NULL) return TWOFOLD_OK;
    struct tf_node **index = tf_arena_get_array(&tree->arena, map->count, sizeof *index);
    if (index == NULL) return TWOFOLD_E_MEMORY;
    size_t count = 0;
    bool sorted = true;
    for (struct tf_node *child = map->first; child != NULL; child = child->next) {
        index[count++] = child;
        sorted = sorted && (count < 2 || by_key(&index[count - 2], &index[count - 1]) < 0);
    }
    if (!sorted) qsort(index, count, sizeof *index, by_key);
    map->index = index;
    return TWOFOLD_OK;
}
