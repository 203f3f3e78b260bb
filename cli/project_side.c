/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "project.h"

#include <stdlib.h>
#include <string.h>

twofold_entity page_entity(const struct page *page, int entity)
{
    return twofold_entity_at(page->session->plan, entity, page->session->lang);
}

static bool is_part(twofold_entity_kind kind)
{
    return kind == TWOFOLD_ENTITY_EXISTING || kind == TWOFOLD_ENTITY_PROJECT ||
           kind == TWOFOLD_ENTITY_ENTRY;
}

/* Everything above the parts; with --of what it names and all below, parts where it names their
 * enterprise. */
static bool is_shown(const struct page *page, const struct handles *asked, int entity)
{
    const twofold_entity row = page_entity(page, entity);
    if (asked->all)
        return !is_part(row.kind) && !(row.kind == TWOFOLD_ENTITY_NOT_LISTED && row.depth > 1);
    if (handles_have(asked, entity)) return true;
    const bool inner = is_part(row.kind) || row.kind == TWOFOLD_ENTITY_NOT_LISTED;
    int above = row.parent;
    if (inner) return above >= 0 && handles_have(asked, above);
    for (; above >= 0; above = page_entity(page, above).parent)
        if (handles_have(asked, above)) return true;
    return false;
}

/* Pipeline, zones and groups stand apart from the park, each under a blank line or heading. */
static int section_of(twofold_entity_kind kind)
{
    switch (kind) {
    case TWOFOLD_ENTITY_PIPELINE:
    case TWOFOLD_ENTITY_ENTRY: return 1;
    case TWOFOLD_ENTITY_ZONE: return 2;
    case TWOFOLD_ENTITY_GROUP: return 3;
    default: return 0;
    }
}

/* The cluster of those that name none says nothing where there is no other. */
static bool is_lone_cluster(const struct page *page, int entity)
{
    const twofold_entity row = page_entity(page, entity);
    if (row.kind != TWOFOLD_ENTITY_CLUSTER || strcmp(row.id, "other") != 0) return false;
    for (size_t i = 0; i < twofold_entity_count(page->session->plan); i++)
        if ((int)i != entity && page_entity(page, (int)i).kind == TWOFOLD_ENTITY_CLUSTER)
            return false;
    return true;
}

static void add_line(struct page *page, struct line line) { page->lines[page->count++] = line; }

twofold_status page_lines(struct page *page, const struct handles *asked)
{
    const size_t count = twofold_entity_count(page->session->plan);
    /* three sections may bring two more lines each */
    page->lines = calloc(count + 6, sizeof *page->lines);
    if (page->lines == NULL) return TWOFOLD_E_MEMORY;
    int section = 0;
    unsigned left_out = 0; /* levels of the tree */
    for (size_t i = 0; i < count; i++) {
        const twofold_entity row = page_entity(page, (int)i);
        if (!is_shown(page, asked, (int)i)) continue;
        if (asked->all && is_lone_cluster(page, (int)i)) {
            left_out = 1;
            continue;
        }
        const int its = section_of(row.kind);
        if (its != section && page->count > 0) add_line(page, (struct line){.entity = -1});
        if (its != section && its >= 2)
            add_line(page, (struct line){.entity = -1,
                                         .heading = its == 2 ? WORD_BY_ZONE : WORD_BY_GROUP});
        section = its;
        const unsigned depth = row.depth > 1 ? row.depth - left_out : row.depth;
        add_line(page, (struct line){.entity = (int)i, .indent = its >= 2 ? 1 : depth});
    }
    /* what --of names may lie deep: the first one begins at the edge */
    const unsigned least = page->count > 0 ? page->lines[0].indent : 0;
    for (size_t i = 0; i < page->count; i++)
        page->lines[i].indent -= least < page->lines[i].indent ? least : page->lines[i].indent;
    return TWOFOLD_OK;
}
