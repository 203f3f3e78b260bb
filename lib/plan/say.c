/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Wording of faults of the walk: what was expected here, and what is near. */
#include "plan/check.h"

#include "base/nearest.h"
#include "base/text.h"

#include <string.h>

#define MOST_EXPECTED 600
#define MOST_WORDS 256

bool tf_said_enough(const struct tf_walk *walk)
{
    return twofold_faults_of(walk->faults, TWOFOLD_ERROR) >= TF_FAULTS_KEPT;
}

static void say(struct tf_walk *walk, twofold_fault_code code, struct tf_node *node, bool at_key,
                const char *found, const char *expected, const char *nearest)
{
    char path[512];
    tf_node_bad(node);
    if (walk->status != TWOFOLD_OK) return;
    (void)tf_node_path(node, path, sizeof path);
    walk->status =
        tf_node_fault(walk->faults, node, code, at_key ? node->key_line : node->line,
                      at_key ? node->key_column : node->column, path, found, expected, nearest);
}

void tf_say_key(struct tf_walk *walk, twofold_fault_code code, struct tf_node *node,
                const char *found, const char *expected, const char *nearest)
{
    say(walk, code, node, true, found, expected, nearest);
}

void tf_say_value(struct tf_walk *walk, twofold_fault_code code, struct tf_node *node,
                  const char *found, const char *expected, const char *nearest)
{
    say(walk, code, node, false, found, expected, nearest);
}

void tf_say_shape(struct tf_walk *walk, struct tf_node *node, const char *expected)
{
    const char *found = node->shape == TF_MAP    ? "a mapping"
                        : node->shape == TF_LIST ? "a list"
                        : node->text_size == 0   ? "nothing"
                                                 : node->text;
    tf_say_value(walk, TWOFOLD_FAULT_WRONG_SHAPE, node, found, expected, "");
}

bool tf_say_comma(struct tf_walk *walk, struct tf_node *node, struct tf_node *before)
{
    const bool is_empty = node->shape == TF_SCALAR && node->text_size == 0 && !node->enclosed;
    /* In 2,500,000 the half before is itself one, and was found to be. */
    const bool is_half = node->parent->enclosed && is_empty && before != NULL &&
                         before->shape == TF_SCALAR && (before->text_size > 0 || before->bad);
    if (!is_half) return false;
    tf_say_key(walk, TWOFOLD_FAULT_COMMA_IN_NUMBER, node, node->key, "", "");
    before->bad = true; /* not the number that was meant: nothing is to be said of it */
    return true;
}

/* Every word that could stand in a kind of mapping, in the language of the one that does; returns
 * how many. */
static size_t words_of(const struct tf_walk *walk, enum tf_inside inside,
                       const struct tf_node *node, const char *words[MOST_WORDS])
{
    const bool chinese = node->key_size > 0 && (unsigned char)node->key[0] >= 0x80;
    size_t count = tf_words_of(inside, chinese, words, MOST_WORDS);
    if (!tf_kpi_fits(inside, NULL)) return count;
    for (size_t i = 0; i < walk->tree->kpi_count && count < MOST_WORDS; i++) {
        words[count++] = walk->tree->kpi_ids[i];
    }
    return count;
}

static void expected_in(enum tf_inside inside, char *buffer, size_t size)
{
    struct tf_buffer text = tf_buffer_of(buffer, size);
    for (int i = 0; i < TF_KEYS; i++) {
        const struct tf_key *row = tf_key_row((enum tf_key_id)i);
        if ((row->in & TF_IN(inside)) == 0) continue;
        if (text.length > 0) tf_buffer_say(&text, ", ");
        tf_buffer_say(&text, row->name);
    }
    if (tf_holds_figures(inside)) tf_buffer_say(&text, " or a KPI");
    (void)tf_buffer_end(&text);
}

/* A KPI that is known, but has no figure in this kind of mapping: tell where its figures stand. */
static const char *where_figures_stand(enum tf_inside inside, const twofold_kpi *kpi)
{
    const bool in_project = inside == TF_PROJECT || inside == TF_PIPELINE || inside == TF_ENTRY;
    if (tf_kpi_fits(TF_FIGURES, kpi)) return in_project ? "it in at-full: {…}" : "it in existing";
    return in_project || inside == TF_ZONE || inside == TF_PARK ? "it in actual: {…}" : NULL;
}

void tf_say_unknown(struct tf_walk *walk, struct tf_node *node, struct tf_node *before,
                    enum tf_inside inside)
{
    if (tf_said_enough(walk)) {
        tf_say_key(walk, TWOFOLD_FAULT_UNKNOWN_KEY, node, node->key, "", "");
        return;
    }
    if (tf_say_comma(walk, node, before)) return;
    const int kpi = tf_tree_kpi(walk->tree, node->key, node->key_size);
    const char *elsewhere =
        kpi < 0 ? NULL : where_figures_stand(inside, twofold_kpi_at(kpi)); /* NULL for own ones */
    if (elsewhere != NULL && (tf_holds_figures(inside) || inside == TF_ENTERPRISE)) {
        tf_say_key(walk, TWOFOLD_FAULT_UNKNOWN_KEY, node, node->key, elsewhere, "");
        return;
    }
    char expected[MOST_EXPECTED];
    const char *words[MOST_WORDS];
    expected_in(inside, expected, sizeof expected);
    const size_t count = words_of(walk, inside, node, words);
    const char *nearest = tf_nearest(node->key, node->key_size, words, count);
    /* `assume` within `assume` is near nothing but itself. */
    if (nearest != NULL && strcmp(nearest, node->key) == 0) nearest = NULL;
    tf_say_key(walk, TWOFOLD_FAULT_UNKNOWN_KEY, node, node->key, expected, nearest);
}
