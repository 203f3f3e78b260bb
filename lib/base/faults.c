/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/faults.h"

#include <string.h>

#include "base/memory.h"
#include "base/text.h"

static const struct {
    const char *id;
    twofold_severity severity;
    const char *text[2]; /* by language */
} codes[TWOFOLD_FAULT_COUNT_] = {[TWOFOLD_FAULT_NONE] = {"", TWOFOLD_NOTE, {"", ""}},
#define TWOFOLD_X(name, id, severity, en, zh)                                                      \
    [TWOFOLD_FAULT_##name] = {id, TWOFOLD_##severity, {en, zh}},
                                 TWOFOLD_FAULT_LIST(TWOFOLD_X)
#undef TWOFOLD_X
};

enum { SEVERITIES = 3 };

struct twofold_faults {
    struct tf_arena arena;          /* the strings */
    const char *file;               /* of the faults to come */
    tf_fault_translator *translate; /* NULL: none */
    twofold_fault *items;
    size_t count, capacity;
    size_t kept[SEVERITIES], met[SEVERITIES];
};

/* Codes come from callers, also as numbers that are none. */
static bool known(twofold_fault_code code)
{
    return (int)code > TWOFOLD_FAULT_NONE && (int)code < TWOFOLD_FAULT_COUNT_;
}

const char *twofold_fault_id(twofold_fault_code code) { return known(code) ? codes[code].id : ""; }

twofold_status tf_faults_new(const twofold_context *context, twofold_faults **faults)
{
    twofold_faults *list = tf_get(context, sizeof *list);
    if (list == NULL) return TWOFOLD_E_MEMORY;
    tf_arena_init(&list->arena, context);
    list->file = "";
    *faults = list;
    return TWOFOLD_OK;
}

void twofold_faults_free(twofold_faults *faults)
{
    if (faults == NULL) return;
    twofold_context context = faults->arena.context;
    tf_arena_clear(&faults->arena);
    tf_put(&context, faults->items, faults->capacity * sizeof *faults->items);
    tf_put(&context, faults, sizeof *faults);
}

/* A copy, "" for NULL; longer than limit (if any) it is cut and ends with "…". NULL: no memory. */
static const char *keep(struct tf_arena *arena, const char *text, size_t limit)
{
    if (text == NULL || *text == '\0') return "";
    size_t size = strlen(text);
    if (limit == 0 || size <= limit) return tf_arena_text(arena, text, size);
    static const char ellipsis[] = "…";
    size_t cut = tf_utf8_cut(text, size, limit);
    char *copy = tf_arena_get(arena, cut + sizeof ellipsis);
    if (copy == NULL) return NULL;
    memcpy(copy, text, cut);
    memcpy(copy + cut, ellipsis, sizeof ellipsis);
    return copy;
}

twofold_status tf_faults_file(twofold_faults *faults, const char *file)
{
    const char *copy = keep(&faults->arena, file, 0);
    if (copy == NULL) return TWOFOLD_E_MEMORY;
    faults->file = copy;
    return TWOFOLD_OK;
}

void tf_faults_translate(twofold_faults *faults, tf_fault_translator *translate)
{
    faults->translate = translate;
}

/* The Chinese words; the same where there is no translator. */
static bool translate(twofold_faults *faults, twofold_fault *fault)
{
    fault->path_zh = fault->path;
    fault->found_zh = fault->found;
    fault->expected_zh = fault->expected;
    return faults->translate == NULL || faults->translate(fault, &faults->arena);
}

bool tf_faults_only_count(twofold_faults *faults, twofold_fault_code code)
{
    if (!known(code) || faults->kept[codes[code].severity] < TF_FAULTS_KEPT) return false;
    faults->met[codes[code].severity]++;
    return true;
}

twofold_status tf_faults_add(twofold_faults *faults, twofold_fault_code code, unsigned line,
                             unsigned column, const char *path, const char *found,
                             const char *expected, const char *nearest)
{
    if (!known(code)) return TWOFOLD_E_ARGUMENT;
    if (tf_faults_only_count(faults, code)) return TWOFOLD_OK;
    const twofold_severity severity = codes[code].severity;
    twofold_fault *items = tf_grow(&faults->arena.context, faults->items, &faults->capacity,
                                   faults->count + 1, sizeof *items);
    if (items == NULL) return TWOFOLD_E_MEMORY;
    faults->items = items;
    twofold_fault fault = {
        .code = code,
        .severity = severity,
        .line = line,
        .column = column,
        .path = keep(&faults->arena, path, 0),
        .found = keep(&faults->arena, found, TF_FAULT_FOUND),
        .expected = keep(&faults->arena, expected, 0),
        .nearest = keep(&faults->arena, nearest, 0),
        .file = faults->file,
    };
    if (fault.path == NULL || fault.found == NULL || fault.expected == NULL ||
        fault.nearest == NULL || !translate(faults, &fault))
        return TWOFOLD_E_MEMORY;
    items[faults->count++] = fault;
    faults->kept[severity]++;
    faults->met[severity]++;
    return TWOFOLD_OK;
}

static bool before(const twofold_fault *a, const twofold_fault *b)
{
    const int files = strcmp(a->file, b->file); /* "" comes first */
    if (files != 0) return files < 0;
    /* line 0 wraps to the largest number: what has no place comes last */
    unsigned line_a = a->line - 1u, line_b = b->line - 1u;
    return line_a != line_b ? line_a < line_b : a->column < b->column;
}

/* Faults come nearly in order, and there are at most a few thousand: insertion is stable, needs no
 * memory, and is linear on what is sorted already. */
void tf_faults_sort(twofold_faults *faults)
{
    for (size_t i = 1; i < faults->count; i++) {
        twofold_fault fault = faults->items[i];
        size_t at = i;
        for (; at > 0 && before(&fault, &faults->items[at - 1]); at--)
            faults->items[at] = faults->items[at - 1];
        faults->items[at] = fault;
    }
}

size_t twofold_faults_count(const twofold_faults *faults)
{
    return faults != NULL ? faults->count : 0;
}

twofold_fault twofold_faults_at(const twofold_faults *faults, size_t index)
{
    if (faults != NULL && index < faults->count) return faults->items[index];
    return (twofold_fault){.severity = TWOFOLD_NOTE,
                           .path = "",
                           .path_zh = "",
                           .found_zh = "",
                           .expected_zh = "",
                           .found = "",
                           .expected = "",
                           .nearest = "",
                           .file = ""};
}

size_t twofold_faults_of(const twofold_faults *faults, twofold_severity severity)
{
    if (faults == NULL || (int)severity < 0 || (int)severity >= SEVERITIES) return 0;
    return faults->met[severity];
}

/* ---- The sentence ---- */

/* Messages stand on one line of a terminal: control characters of the text become blanks. */
static void add_plainly(struct tf_buffer *buffer, const char *words)
{
    for (; *words != '\0'; words++) {
        unsigned char c = (unsigned char)*words;
        tf_buffer_char(buffer, c < 0x20 || c == 0x7F ? ' ' : *words);
    }
}

/* What a placeholder (the character after %) stands for. */
static const char *filling(const twofold_fault *fault, char place)
{
    const char *words = place == 'f'   ? fault->found
                        : place == 'e' ? fault->expected
                                       : fault->nearest;
    return words != NULL ? words : "";
}

/* Length of the clause at the front of a template: up to and with the mark that ends it. */
static size_t clause_size(const char *text)
{
    static const char *const ends[] = {";", "；", ",", "，"};
    for (size_t at = 0; text[at] != '\0'; at++)
        for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
            if (strncmp(text + at, ends[i], strlen(ends[i])) == 0) return at + strlen(ends[i]);
    return strlen(text);
}

static bool lacks_filling(const twofold_fault *fault, const char *clause, size_t size)
{
    for (size_t at = 0; at + 1 < size; at++)
        if (clause[at] == '%' && *filling(fault, clause[at + 1]) == '\0') return true;
    return false;
}

/* Drops the mark that ended the clause before, when nothing follows it any more. */
static size_t without_mark(const char *clause, size_t size)
{
    static const char *const marks[] = {";", "；", ",", "，"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t length = strlen(marks[i]);
        if (size >= length && memcmp(clause + size - length, marks[i], length) == 0)
            return size - length;
    }
    return size;
}

static void add_clause(struct tf_buffer *buffer, const twofold_fault *fault, twofold_lang lang,
                       const char *clause, size_t size)
{
    for (size_t at = 0; at < size; at++) {
        if (clause[at] != '%' || at + 1 == size) {
            tf_buffer_char(buffer, clause[at]);
            continue;
        }
        const char *words = filling(fault, clause[++at]);
        add_plainly(buffer, *words != '\0' ? words : lang == TWOFOLD_ZH ? "空" : "nothing");
    }
}

/* Clause by clause: one after the first that has nothing to say ("; expected %e") is left out. */
static void add_sentence(struct tf_buffer *buffer, const twofold_fault *fault, twofold_lang lang)
{
    const char *text = codes[fault->code].text[lang == TWOFOLD_ZH];
    size_t size = clause_size(text);
    const char *said = text; /* the clause that waits for its end mark to be needed */
    size_t said_size = size;
    for (text += size; *text != '\0'; text += size) {
        size = clause_size(text);
        if (lacks_filling(fault, text, size)) continue;
        add_clause(buffer, fault, lang, said, said_size);
        said = text;
        said_size = size;
    }
    add_clause(buffer, fault, lang, said, without_mark(said, said_size));
    if (fault->nearest != NULL && *fault->nearest != '\0' &&
        strstr(codes[fault->code].text[0], "%n") == NULL) {
        tf_buffer_say(buffer, lang == TWOFOLD_ZH ? "；是不是 " : "; did you mean ");
        add_plainly(buffer, fault->nearest);
        tf_buffer_say(buffer, lang == TWOFOLD_ZH ? "？" : "?");
    }
}

/* A fault with the words of a language; those that a caller left out are the English ones. */
static twofold_fault in_language(const twofold_fault *fault, twofold_lang lang)
{
    twofold_fault said = *fault;
    if (lang != TWOFOLD_ZH) return said;
    if (said.path_zh != NULL) said.path = said.path_zh;
    if (said.found_zh != NULL) said.found = said.found_zh;
    if (said.expected_zh != NULL) said.expected = said.expected_zh;
    return said;
}

size_t twofold_fault_text(const twofold_fault *given, twofold_lang lang, char *buffer, size_t size)
{
    struct tf_buffer text = tf_buffer_of(buffer, size);
    const twofold_fault said = in_language(given, lang), *fault = &said;
    if (!known(fault->code)) return tf_buffer_end(&text);
    bool placed = fault->line > 0, named = fault->path != NULL && *fault->path != '\0';
    const bool elsewhere = fault->file != NULL && *fault->file != '\0';
    if (elsewhere) add_plainly(&text, fault->file);
    if (elsewhere && placed) tf_buffer_char(&text, ':');
    if (placed) tf_buffer_integer(&text, fault->line, 1);
    if (placed && fault->column > 0) {
        tf_buffer_char(&text, ':');
        tf_buffer_integer(&text, fault->column, 1);
    }
    if ((placed || elsewhere) && named) tf_buffer_char(&text, ' ');
    if (named) add_plainly(&text, fault->path);
    if (placed || named || elsewhere) tf_buffer_say(&text, ": ");
    add_sentence(&text, fault, lang);
    return tf_buffer_end(&text);
}
