/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Faults with the format's own words in Chinese: paths word by word, what is found and expected by
 * phrases, or item by item where it is a list. */
#include "plan/chinese.h"

#include "base/text.h"
#include "plan/words.h"

#include <string.h>

/* Longest text that is translated. */
#define MOST_TEXT 3000

/* The Chinese name of a key or KPI; NULL if it is none. */
static const char *key_chinese(const char *text, size_t size)
{
    for (int i = 0; i < TF_KEYS; i++) {
        const struct tf_key *row = tf_key_row((enum tf_key_id)i);
        if (tf_text_is(text, size, row->name)) return row->zh;
    }
    const int kpi = twofold_kpi_find(text, size);
    return kpi < 0 ? NULL : twofold_kpi_at(kpi)->zh;
}

static const char *word_chinese(const char *text, size_t size)
{
    const char *chinese = tf_phrase_chinese(text, size);
    if (chinese == NULL) chinese = tf_word_chinese(text, size);
    return chinese != NULL ? chinese : key_chinese(text, size);
}

static bool is_number(const char *text, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        if (strchr("0123456789.-%", text[i]) == NULL) return false;
    }
    return size > 0;
}

/* The Chinese of what stands behind a number, " bytes"; NULL. */
static const char *thing_chinese(const char *blank_and_word, size_t size)
{
    char thing[40];
    struct tf_buffer text = tf_buffer_of(thing, sizeof thing);
    tf_buffer_char(&text, 'N');
    tf_buffer_add(&text, blank_and_word, size);
    return tf_phrase_chinese(thing, tf_buffer_end(&text));
}

/* "64 bytes", "tax-rate 50%", "built 2023": one half is a number or a text of the plan. */
static void add_halves(struct tf_buffer *out, const char *text, size_t size)
{
    const char *blank = memchr(text, ' ', size);
    const size_t first = blank == NULL ? size : (size_t)(blank - text);
    const char *before = blank == NULL ? NULL : word_chinese(text, first);
    const char *behind =
        blank != NULL && is_number(text, first) ? thing_chinese(blank, size - first) : NULL;
    tf_buffer_add(out, before != NULL ? before : text, before != NULL ? strlen(before) : first);
    if (behind != NULL)
        tf_buffer_say(out, behind);
    else
        tf_buffer_add(out, text + first, size - first);
}

static void add_item(struct tf_buffer *out, const char *text, size_t size)
{
    const char *chinese = word_chinese(text, size);
    if (chinese != NULL)
        tf_buffer_say(out, chinese);
    else
        add_halves(out, text, size);
}

/* "a key or id of project": where it leads nowhere. */
static bool add_within(struct tf_buffer *out, const char *text)
{
    static const char within[] = "a key or id of ";
    if (strncmp(text, within, sizeof within - 1) != 0) return false;
    text += sizeof within - 1;
    tf_buffer_say(out, "“");
    add_item(out, text, strlen(text));
    tf_buffer_say(out, "”中的键或标识");
    return true;
}

/* The nearest ", " or " or " in a text; NULL. */
static const char *separator_in(const char *text, size_t *size)
{
    const char *comma = strstr(text, ", "), *either = strstr(text, " or ");
    const bool is_comma = comma != NULL && (either == NULL || comma < either);
    *size = is_comma ? 2 : 4;
    return is_comma ? comma : either;
}

static void add_words(struct tf_buffer *out, const char *text)
{
    const char *whole = word_chinese(text, strlen(text));
    if (whole != NULL) {
        tf_buffer_say(out, whole);
        return;
    }
    if (add_within(out, text)) return;
    for (;;) {
        size_t size;
        const char *end = separator_in(text, &size);
        add_item(out, text, end == NULL ? strlen(text) : (size_t)(end - text));
        if (end == NULL) return;
        tf_buffer_say(out, size == 2 ? "、" : "或");
        text = end + size;
    }
}

/* In these mappings keys are the plan's own names, whatever they are called. */
static bool holds_names(const char *word, size_t size)
{
    static const char *const maps[] = {"targets", "scenarios", "sources", "assumptions", "kpis"};
    for (size_t i = 0; i < sizeof maps / sizeof *maps; i++) {
        if (tf_text_is(word, size, maps[i])) return true;
    }
    return false;
}

static void add_path(struct tf_buffer *out, const char *path)
{
    bool is_name = false;
    for (const char *word = path;;) {
        const size_t size = strcspn(word, ".");
        const char *chinese = is_name ? NULL : key_chinese(word, size);
        if (chinese == NULL && !is_name) chinese = tf_word_chinese(word, size);
        if (chinese != NULL)
            tf_buffer_say(out, chinese);
        else
            tf_buffer_add(out, word, size);
        is_name = word == path && holds_names(word, size);
        word += size;
        if (*word == '\0') return;
        tf_buffer_char(out, *word++);
    }
}

/* Where `found` is our own words and not the plan's. */
static bool finds_words(twofold_fault_code code)
{
    switch (code) {
    case TWOFOLD_FAULT_TOO_LARGE:
    case TWOFOLD_FAULT_DUPLICATE_KEY:
    case TWOFOLD_FAULT_NOT_YET:
    case TWOFOLD_FAULT_WRONG_SHAPE:
    case TWOFOLD_FAULT_ORDER:
    case TWOFOLD_FAULT_BOTH_GIVEN:
    case TWOFOLD_FAULT_EXCLUDES:
    case TWOFOLD_FAULT_BAD_QUOTE:
    case TWOFOLD_FAULT_PAST_DELAY:
    case TWOFOLD_FAULT_UNKNOWN_FIGURES:
    case TWOFOLD_FAULT_ODD_RATIO: return true;
    default: return false;
    }
}

size_t twofold_path_text(const char *path, twofold_lang lang, char *buffer, size_t size)
{
    struct tf_buffer out = tf_buffer_of(buffer, size);
    if (lang == TWOFOLD_ZH)
        add_path(&out, path);
    else
        tf_buffer_say(&out, path);
    return tf_buffer_end(&out);
}

typedef void translation(struct tf_buffer *out, const char *text);

/* *chinese becomes the text's translation. False if an allocation failed. */
static bool put(const char *text, translation *translate, struct tf_arena *arena,
                const char **chinese)
{
    char buffer[MOST_TEXT];
    struct tf_buffer out = tf_buffer_of(buffer, sizeof buffer);
    translate(&out, text);
    const size_t size = tf_buffer_end(&out);
    if (size == 0 || size >= sizeof buffer || strcmp(buffer, text) == 0) return true;
    const char *kept = tf_arena_text(arena, buffer, size);
    if (kept != NULL) *chinese = kept;
    return kept != NULL;
}

bool tf_fault_chinese(twofold_fault *fault, struct tf_arena *arena)
{
    const bool expects_path = fault->code == TWOFOLD_FAULT_NOT_RELATIVE;
    return put(fault->path, add_path, arena, &fault->path_zh) &&
           put(fault->expected, expects_path ? add_path : add_words, arena, &fault->expected_zh) &&
           (!finds_words(fault->code) || put(fault->found, add_words, arena, &fault->found_zh));
}

twofold_status tf_plan_faults(const twofold_context *context, twofold_faults **faults)
{
    const twofold_status status = tf_faults_new(context, faults);
    if (status == TWOFOLD_OK) tf_faults_translate(*faults, tf_fault_chinese);
    return status;
}
