/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What may be an id, and that no two entities share one. */
#include "plan/check.h"

#include "base/text.h"
#include "plan/words.h"
#include "twofold/period.h"

#include <string.h>

#define MOST_ID 200u

/* Ids that reports use, besides the format's own words. */
static const char *const reserved[] = {"existing", "not-listed", "other", "park", "pipeline"};

/* Letters of any script, digits and '-', beginning with a letter or digit; nothing that reads as a
 * period, because a path may end in one. */
static bool is_id(const char *text, size_t size)
{
    twofold_period period;
    if (size == 0 || size > MOST_ID || text[0] == '-') return false;
    for (size_t at = 0; at < size;) {
        const uint32_t code = tf_utf8_next(text, size, &at);
        const bool is_digit = code >= '0' && code <= '9';
        if (!is_digit && code != '-' && !tf_is_letter(code)) return false;
    }
    return !twofold_period_parse(text, size, &period);
}

static bool is_entity(const struct tf_key *map) { return tf_key_left_out(map); }

/* Whether a word means something in paths: any key that stands in a mapping that paths go through.
 */
static bool is_path_word(const struct tf_word *word) { return word->row >= 0; }

static bool is_reserved(const struct tf_walk *walk, const struct tf_node *node,
                        const struct tf_key *map)
{
    /* Targets and scenarios have names of their own; `base` is the plan without a scenario. */
    if (map->id == TF_KEY_TARGETS) return false;
    if (map->id == TF_KEY_SCENARIOS) return strcmp(node->key, "base") == 0;
    const char *english = tf_word_english(node->key, node->key_size);
    if (english == NULL) english = node->key;
    for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++) {
        if (reserved[i][0] == english[0] && strcmp(english, reserved[i]) == 0) return true;
    }
    const struct tf_word *word = tf_names_find(walk->tree->names, node->key, node->key_size);
    if (word == NULL) return false;
    /* Named values and sources may be called like a KPI; an entity or another KPI may not. */
    const bool is_built_in = word->kpi >= 0 && word->kpi < TWOFOLD_KPI_COUNT;
    return is_path_word(word) || (is_built_in && (is_entity(map) || map->id == TF_KEY_KPIS));
}

bool tf_check_id(struct tf_walk *walk, struct tf_node *node, struct tf_node *before,
                 const struct tf_key *map)
{
    node->name = TF_IS_ID;
    if (tf_say_comma(walk, node, before)) return false;
    if (!is_id(node->key, node->key_size)) {
        tf_say_key(walk, TWOFOLD_FAULT_BAD_ID, node, node->key,
                   "letters of any script, digits and -; not a period", "");
        return false;
    }
    if (is_reserved(walk, node, map)) {
        tf_say_key(walk, TWOFOLD_FAULT_RESERVED_ID, node, node->key, "", "");
        return false;
    }
    return true;
}

static void say_same(struct tf_walk *walk, struct tf_node *a, struct tf_node *b)
{
    const bool b_later =
        b->key_line > a->key_line || (b->key_line == a->key_line && b->key_column > a->key_column);
    struct tf_node *later = b_later ? b : a;
    char line[24];
    struct tf_buffer buffer = tf_buffer_of(line, sizeof line);
    tf_buffer_integer(&buffer, (int64_t)(b_later ? a : b)->key_line, 1);
    (void)tf_buffer_end(&buffer);
    if (!later->bad) tf_say_key(walk, TWOFOLD_FAULT_DUPLICATE_ID, later, later->key, line, "");
}

void tf_check_unique(struct tf_walk *walk)
{
    static const enum tf_key_id shared[] = {TF_KEY_CLUSTERS, TF_KEY_ZONES, TF_KEY_GROUPS,
                                            TF_KEY_ENTERPRISES};
    enum { COUNT = sizeof shared / sizeof *shared };
    struct tf_node *maps[COUNT];
    for (size_t i = 0; i < COUNT; i++) maps[i] = tf_node_find(walk->tree->root, shared[i]);
    for (size_t i = 1; i < COUNT; i++) {
        if (maps[i] == NULL) continue;
        for (struct tf_node *node = maps[i]->first; node != NULL; node = node->next) {
            for (size_t j = 0; j < i; j++) {
                struct tf_node *other = tf_node_child(maps[j], node->key, node->key_size);
                if (other != NULL) say_same(walk, other, node);
            }
        }
    }
}
