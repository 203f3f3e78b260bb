/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Entities and KPIs that the options name, and what to call them. */
#include "session.h"

#include "nearest.h"

#include <stdlib.h>
#include <string.h>

/* So many ids are listed in a message. */
enum { FEW = 40 };

/* ---- Names ---- */

/* What an entity is called that has no name in the language. */
static const char *plain_name(const struct session *session, const twofold_entity *entity)
{
    switch (entity->kind) {
    case TWOFOLD_ENTITY_PARK: return twofold_plan_name(session->plan, session->lang);
    case TWOFOLD_ENTITY_EXISTING: return word(WORD_EXISTING, session->lang);
    case TWOFOLD_ENTITY_NOT_LISTED: return word(WORD_NOT_LISTED, session->lang);
    case TWOFOLD_ENTITY_PIPELINE: return word(WORD_PIPELINE, session->lang);
    case TWOFOLD_ENTITY_CLUSTER:
        return strcmp(entity->id, "other") == 0 ? word(WORD_OTHER, session->lang) : entity->id;
    case TWOFOLD_ENTITY_ENTERPRISE:
    case TWOFOLD_ENTITY_PROJECT:
    case TWOFOLD_ENTITY_ENTRY:
    case TWOFOLD_ENTITY_ZONE:
    case TWOFOLD_ENTITY_GROUP: break;
    }
    return entity->id;
}

static bool is_chinese(const char *name)
{
    for (; *name != '\0'; name++)
        if ((unsigned char)*name >= 0xE3) return true; /* U+3000 and above */
    return false;
}

/* A name that only the other language has is given for this one too; in an English table the id
 * reads better than a Chinese name. */
static bool is_foreign(const struct session *session, int entity, const char *name)
{
    return session->lang == TWOFOLD_EN && is_chinese(name) &&
           strcmp(name, twofold_entity_at(session->plan, entity, TWOFOLD_ZH).name) == 0;
}

const char *entity_name(const struct session *session, int entity)
{
    const twofold_entity row = twofold_entity_at(session->plan, entity, session->lang);
    if (strcmp(row.name, row.id) != 0 && !is_foreign(session, entity, row.name)) return row.name;
    return plain_name(session, &row);
}

const char *scenario_name(const struct session *session, const char *wanted)
{
    if (wanted == NULL) return word(WORD_AS_WRITTEN, session->lang);
    for (size_t i = 0; i < twofold_scenario_count(session->plan); i++) {
        if (strcmp(twofold_scenario_id(session->plan, i), wanted) != 0) continue;
        const char *name = twofold_scenario_name(session->plan, i, session->lang);
        return session->lang == TWOFOLD_EN && is_chinese(name) ? wanted : name;
    }
    return wanted;
}

const char *kpi_name(const struct session *session, int kpi)
{
    const twofold_kpi *row = twofold_plan_kpi(session->plan, kpi);
    return session->lang == TWOFOLD_ZH ? row->zh : row->en;
}

/* ---- What there is, when something is not found ---- */

static bool is_part(twofold_entity_kind kind)
{
    return kind == TWOFOLD_ENTITY_EXISTING || kind == TWOFOLD_ENTITY_PROJECT ||
           kind == TWOFOLD_ENTITY_ENTRY || kind == TWOFOLD_ENTITY_NOT_LISTED;
}

/* Lists ids on standard error: "; expected a, b". Parts are left out of a list of entities. */
static void list_ids(const struct session *session, bool entities, size_t count)
{
    size_t listed = 0;
    for (size_t i = 0; i < count; i++) {
        const twofold_entity row = twofold_entity_at(session->plan, (int)i, session->lang);
        if (entities && is_part(row.kind)) continue;
        word_put(stderr, listed++ == 0 ? WORD_EXPECTED : WORD_ITEM, session->lang,
                 entities ? row.path : twofold_plan_kpi(session->plan, (int)i)->id, NULL, NULL);
    }
}

static size_t count_wholes(const struct session *session, size_t count)
{
    size_t wholes = 0;
    for (size_t i = 0; i < count; i++)
        wholes += !is_part(twofold_entity_at(session->plan, (int)i, session->lang).kind);
    return wholes;
}

static void say_unknown_entity(const struct session *session, const char *wanted)
{
    const size_t count = twofold_entity_count(session->plan);
    struct nearest nearest = nearest_to(wanted);
    for (size_t i = 0; i < count; i++) {
        const twofold_entity en = twofold_entity_at(session->plan, (int)i, TWOFOLD_EN);
        const twofold_entity zh = twofold_entity_at(session->plan, (int)i, TWOFOLD_ZH);
        nearest_try(&nearest, en.path, en.path);
        nearest_try(&nearest, en.id, en.path);
        nearest_try(&nearest, en.name, en.name);
        nearest_try(&nearest, zh.name, zh.name);
    }
    fputs("twofold: ", stderr);
    word_put(stderr, WORD_UNKNOWN_ENTITY, session->lang, wanted, NULL, NULL);
    if (count_wholes(session, count) <= FEW) {
        list_ids(session, true, count);
    } else {
        char number[32];
        snprintf(number, sizeof number, "%zu", count);
        word_put(stderr, WORD_SEE_ENTITIES, session->lang, number, NULL, NULL);
    }
    if (nearest.found != NULL)
        word_put(stderr, WORD_DID_YOU_MEAN, session->lang, nearest.found, NULL, NULL);
    putc('\n', stderr);
}

static void say_unknown_kpi(const struct session *session, const char *wanted)
{
    const size_t count = twofold_plan_kpi_count(session->plan);
    struct nearest nearest = nearest_to(wanted);
    for (size_t i = 0; i < count; i++) {
        const twofold_kpi *row = twofold_plan_kpi(session->plan, (int)i);
        nearest_try(&nearest, row->id, row->id);
        nearest_try(&nearest, row->zh, row->zh);
    }
    fputs("twofold: ", stderr);
    word_put(stderr, WORD_UNKNOWN_KPI, session->lang, wanted, NULL, NULL);
    list_ids(session, false, count);
    if (nearest.found != NULL)
        word_put(stderr, WORD_DID_YOU_MEAN, session->lang, nearest.found, NULL, NULL);
    putc('\n', stderr);
}

/* ---- Handles ---- */

static enum exit_status find_handles(const struct session *session, const struct texts *names,
                                     int (*find)(const twofold_plan *plan, const char *name),
                                     void (*say_unknown)(const struct session *session,
                                                         const char *wanted),
                                     struct handles *found)
{
    enum exit_status exit = DONE;
    *found = (struct handles){.items = calloc(names->count + 1, sizeof *found->items),
                              .all = names->count == 0};
    if (found->items == NULL)
        return complain(TWOFOLD_E_MEMORY, session->options->file, session->lang);
    for (size_t i = 0; i < names->count; i++) {
        const int handle = find(session->plan, names->items[i]);
        if (handle >= 0) {
            if (!handles_have(found, handle)) found->items[found->count++] = handle;
        } else {
            say_unknown(session, names->items[i]);
            exit = BAD_INPUT;
        }
    }
    return exit;
}

enum exit_status find_entities(const struct session *session, struct handles *found)
{
    return find_handles(session, &session->options->of, twofold_find_entity, say_unknown_entity,
                        found);
}

enum exit_status find_kpis(const struct session *session, struct handles *found)
{
    return find_handles(session, &session->options->kpis, twofold_find_kpi, say_unknown_kpi, found);
}

int find_entity(const struct session *session, const char *name)
{
    const int entity = twofold_find_entity(session->plan, name);
    if (entity < 0) say_unknown_entity(session, name);
    return entity;
}

int find_kpi(const struct session *session, const char *name)
{
    const int kpi = twofold_find_kpi(session->plan, name);
    if (kpi < 0) say_unknown_kpi(session, name);
    return kpi;
}

void handles_free(struct handles *handles) { free(handles->items); }

bool handles_have(const struct handles *handles, int handle)
{
    for (size_t i = 0; i < handles->count; i++)
        if (handles->items[i] == handle) return true;
    return handles->all;
}
