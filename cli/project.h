/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of tables that `project` shows to people, between its two files. */
#ifndef CLI_PROJECT_H
#define CLI_PROJECT_H

#include "session.h"

/* One row of the side. */
struct line {
    int entity; /* -1: a heading, or a blank line where there is no heading */
    unsigned indent;
    enum word heading;
};

struct page {
    const struct session *session;
    struct line *lines;
    size_t count;
    bool any_mark, any_unknown; /* footnotes that are needed */
};

/* Which entities stand down the side, in which order: everything above the parts; or what `asked`
 * names. Free lines. */
twofold_status page_lines(struct page *page, const struct handles *asked);
/* One of them. */
twofold_entity page_entity(const struct page *page, int entity);

#endif
