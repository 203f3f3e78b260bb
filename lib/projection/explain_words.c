/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts of an explanation, in English and Chinese at once. */
#include "projection/explain.h"

#include "base/elementary.h"
#include "plan/schema.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

const struct tf_words TF_NO_WORDS = {{"", ""}};

static const struct tf_words PHRASES[] = {
#define TF_X(name, en, zh) {{en, zh}},
    TF_PHRASE_LIST(TF_X)
#undef TF_X
};

struct tf_words tf_neutral(const char *text) { return (struct tf_words){{text, text}}; }

bool tf_has_words(struct tf_words words) { return words.in[0][0] != '\0'; }

static const char *kept(struct tf_teller *t, const char *bytes, size_t size)
{
    const char *copy = tf_arena_text(&t->x->arena, bytes, size);
    if (copy == NULL) t->failed = true;
    return copy != NULL ? copy : "";
}

static const char *filled(struct tf_teller *t, const char *phrase, const char *a, const char *b)
{
    struct tf_text text;
    tf_text_init(&text, &t->x->context);
    for (; *phrase != '\0'; phrase++) {
        if (phrase[0] == '%' && (phrase[1] == '1' || phrase[1] == '2'))
            (void)tf_text_say(&text, *++phrase == '1' ? a : b);
        else
            (void)tf_text_char(&text, *phrase);
    }
    const char *copy = "";
    if (text.failed)
        t->failed = true;
    else if (text.size > 0)
        copy = kept(t, text.bytes, text.size);
    tf_text_clear(&text);
    return copy;
}

struct tf_words tf_phrase(struct tf_teller *t, enum tf_phrase phrase, struct tf_words a,
                          struct tf_words b)
{
    struct tf_words words;
    for (int lang = 0; lang < 2; lang++)
        words.in[lang] = filled(t, PHRASES[phrase].in[lang], a.in[lang], b.in[lang]);
    return words;
}

const char *tf_print(struct tf_teller *t, const char *format, ...)
{
    char text[512];
    va_list list;
    va_start(list, format);
    const int size = vsnprintf(text, sizeof text, format, list);
    va_end(list);
    if (size <= 0) return "";
    return kept(t, text, tf_utf8_cut(text, strlen(text), sizeof text - 1));
}

const char *tf_figures(struct tf_teller *t, double value, int decimals, bool share)
{
    char text[64];
    (void)twofold_fixed_write(share ? value * 100.0 : value, decimals, TWOFOLD_HALF_EVEN, text,
                              sizeof text - 1);
    size_t size = strlen(text);
    if (strchr(text, '.') != NULL) {
        while (text[size - 1] == '0') size--;
        if (text[size - 1] == '.') size--;
    }
    if (share) text[size++] = '%';
    return kept(t, text, size);
}

const char *tf_date(struct tf_teller *t, double instant, bool last)
{
    char text[32];
    const double shift = last ? 0x1p-20 : 0.0; /* into the day that ends with it */
    (void)twofold_date_write(t->model->first_year * 12.0 + instant - shift, text, sizeof text);
    return kept(t, text, strlen(text));
}

struct tf_words tf_milestone_words(enum tf_milestone milestone)
{
    const struct tf_key *key = tf_key_row((enum tf_key_id)(TF_KEY_SIGNED + (int)milestone));
    return (struct tf_words){{key->name, key->zh}};
}

struct tf_words tf_kpi_words(const struct tf_teller *t, int32_t kpi)
{
    return (struct tf_words){{t->model->kpis[kpi].en, t->model->kpis[kpi].zh}};
}

struct tf_words tf_entity_words(const struct tf_teller *t, int32_t entity)
{
    const struct tf_model_entity *e = &t->model->entities[entity];
    if (e->kind == TWOFOLD_ENTITY_EXISTING) return PHRASES[TF_SAY_EXISTING];
    if (e->kind == TWOFOLD_ENTITY_NOT_LISTED) return PHRASES[TF_SAY_NOT_LISTED];
    if (e->kind == TWOFOLD_ENTITY_PIPELINE) return PHRASES[TF_SAY_PIPELINE];
    if (e->kind == TWOFOLD_ENTITY_CLUSTER && strcmp(e->id, "other") == 0)
        return PHRASES[TF_SAY_OTHER];
    const char *zh = e->zh != NULL && e->zh[0] != '\0' ? e->zh : e->id;
    return (struct tf_words){{e->id, zh}};
}
