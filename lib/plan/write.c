/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A plan as text, in one form: keys in their own order, each in the language it was written in,
 * what is assumed in one `assume` behind what is reported, short mappings of scalars in braces,
 * quotes only where reading needs them. Comments are not kept. */
#include "plan/object.h"

#include "base/text.h"
#include "plan/scalar.h"

#include <string.h>

#define WIDTH 100u
#define INDENT 2u

struct writer {
    struct tf_out out;
    bool chinese; /* the language of `assume` and `table`, which have no nodes of their own */
};

/* Which children of a mapping are written. */
struct selection {
    enum {
        ALL,      /* everything: inside of what is assumed as a whole */
        REPORTED, /* what is reported, then `assume` with the rest */
        ASSUMED   /* inside `assume`: what is assumed there, and what leads to it */
    } what;
    unsigned level; /* ASSUMED: depth of the mapping whose `assume` it is */
};

/* Whether something at or below a node stands under the `assume` of a mapping of this depth. */
static bool leads_to_assumed(const struct tf_node *node, unsigned level)
{
    if (node->tabled) return false;
    if (node->assumed) return node->level == level;
    if (node->shape != TF_MAP) return false;
    for (const struct tf_node *child = node->first; child != NULL; child = child->next) {
        if (leads_to_assumed(child, level)) return true;
    }
    return false;
}

static bool is_written(const struct tf_node *node, struct selection part)
{
    if (node->tabled) return false; /* its table is named */
    if (part.what == ALL) return true;
    return part.what == REPORTED ? !node->assumed : leads_to_assumed(node, part.level);
}

static struct selection part_below(const struct tf_node *child, struct selection part)
{
    return child->assumed ? (struct selection){ALL, 0} : part;
}

/* Whether a mapping is written with an `assume` of its own, and which part of it that is. */
static bool needs_assume(const struct tf_node *map, struct selection part,
                         struct selection *assumed)
{
    *assumed = (struct selection){ASSUMED, tf_node_depth(map)};
    if (part.what != REPORTED || map->shape != TF_MAP) return false;
    for (const struct tf_node *child = map->first; child != NULL; child = child->next) {
        if (leads_to_assumed(child, assumed->level)) return true;
    }
    return false;
}

static void write_key(struct writer *w, const struct tf_node *node, bool in_flow)
{
    const char *key = tf_node_written(node);
    tf_scalar_write(&w->out, key, strlen(key), in_flow);
}

/* ---- In braces ---- */

/* Columns that a mapping or list of scalars takes in braces; WIDTH if it cannot be written so. */
static size_t flow_width(const struct tf_node *node, struct selection part)
{
    size_t width = 2;
    struct selection assumed;
    if (needs_assume(node, part, &assumed)) return WIDTH;
    for (const struct tf_node *child = node->first; child != NULL && width < WIDTH;
         child = child->next) {
        if (!is_written(child, part)) continue;
        if (child->shape != TF_SCALAR) return WIDTH;
        width += strlen(tf_node_written(child)) + child->text_size + 4;
    }
    return width < WIDTH ? width : WIDTH;
}

static void write_flow(struct writer *w, const struct tf_node *node, struct selection part)
{
    const bool is_map = node->shape == TF_MAP;
    bool first = true;
    tf_out_char(&w->out, is_map ? '{' : '[');
    for (const struct tf_node *child = node->first; child != NULL; child = child->next) {
        if (!is_written(child, part)) continue;
        if (!first) tf_out_say(&w->out, ", ");
        first = false;
        if (is_map) {
            write_key(w, child, true);
            tf_out_say(&w->out, ": ");
        }
        tf_scalar_write(&w->out, child->text, child->text_size, true);
    }
    tf_out_char(&w->out, is_map ? '}' : ']');
}

/* ---- In lines ---- */

static void write_map(struct writer *w, const struct tf_node *map, struct selection part,
                      size_t indent, bool begun);

static void write_items(struct writer *w, const struct tf_node *list, struct selection part,
                        size_t indent)
{
    for (const struct tf_node *item = list->first; item != NULL; item = item->next) {
        tf_out_repeat(&w->out, ' ', indent);
        tf_out_say(&w->out, "- ");
        if (item->shape == TF_SCALAR) {
            tf_scalar_write(&w->out, item->text, item->text_size, false);
            tf_out_char(&w->out, '\n');
        } else if (flow_width(item, part) < WIDTH || item->count == 0) {
            write_flow(w, item, part);
            tf_out_char(&w->out, '\n');
        } else if (item->shape == TF_MAP) {
            write_map(w, item, part, indent + INDENT, true);
        } else {
            tf_out_char(&w->out, '\n');
            write_items(w, item, part, indent + INDENT);
        }
    }
}

/* ---- Tables ---- */

/* Whether a mapping is written as the table it comes from, and not as its entries. */
static bool is_table(const struct tf_node *node, struct selection part)
{
    return node->shape == TF_MAP && node->text_size > 0 && part.what != ASSUMED;
}

/* What stood beside `table`: in the rows, but not of the file. Returns how many keys. */
static size_t find_defaults(const struct tf_node *map, const struct tf_node *found[TF_KEYS])
{
    size_t count = 0;
    for (const struct tf_node *row = map->first; row != NULL; row = row->next) {
        const struct tf_node *child = row->tabled ? row->first : NULL;
        for (; child != NULL && count < TF_KEYS; child = child->next) {
            size_t known = 0;
            while (known < count && strcmp(found[known]->key, child->key) != 0) known++;
            if (!child->tabled && known == count) found[count++] = child;
        }
    }
    return count;
}

static void write_table_key(struct writer *w)
{
    const struct tf_key *row = tf_key_row(TF_KEY_TABLE);
    tf_out_say(&w->out, w->chinese ? row->zh : row->name);
    tf_out_say(&w->out, ": ");
}

/* "{table: firms.csv, source: yearbook}", or in lines where there are further entries. */
static void write_table(struct writer *w, const struct tf_node *map, struct selection part,
                        size_t indent)
{
    const struct tf_node *defaults[TF_KEYS];
    const size_t count = find_defaults(map, defaults);
    bool in_flow = true;
    for (const struct tf_node *child = map->first; child != NULL; child = child->next) {
        in_flow = in_flow && !is_written(child, part);
    }
    tf_out_char(&w->out, in_flow ? ' ' : '\n');
    if (in_flow)
        tf_out_char(&w->out, '{');
    else
        tf_out_repeat(&w->out, ' ', indent + INDENT);
    write_table_key(w);
    tf_scalar_write(&w->out, map->text, map->text_size, in_flow);
    for (size_t i = 0; i < count; i++) {
        tf_out_say(&w->out, in_flow ? ", " : "\n");
        if (!in_flow) tf_out_repeat(&w->out, ' ', indent + INDENT);
        write_key(w, defaults[i], in_flow);
        tf_out_say(&w->out, ": ");
        tf_scalar_write(&w->out, defaults[i]->text, defaults[i]->text_size, in_flow);
    }
    tf_out_say(&w->out, in_flow ? "}\n" : "\n");
    if (!in_flow) write_map(w, map, part, indent + INDENT, false);
}

/* What stands behind "key:". */
static void write_value(struct writer *w, const struct tf_node *node, struct selection part,
                        size_t indent)
{
    if (node->shape == TF_SCALAR) {
        tf_out_char(&w->out, ' ');
        tf_scalar_write(&w->out, node->text, node->text_size, false);
        tf_out_char(&w->out, '\n');
    } else if (is_table(node, part)) {
        write_table(w, node, part, indent);
    } else if (flow_width(node, part) < WIDTH) {
        tf_out_char(&w->out, ' ');
        write_flow(w, node, part);
        tf_out_char(&w->out, '\n');
    } else {
        tf_out_char(&w->out, '\n');
        if (node->shape == TF_MAP)
            write_map(w, node, part, indent + INDENT, false);
        else
            write_items(w, node, part, indent + INDENT);
    }
}

static void write_children(struct writer *w, const struct tf_node *map, struct selection part,
                           size_t indent, bool begun)
{
    for (const struct tf_node *child = map->first; child != NULL; child = child->next) {
        if (!is_written(child, part)) continue;
        if (!begun) tf_out_repeat(&w->out, ' ', indent);
        begun = false;
        write_key(w, child, false);
        tf_out_char(&w->out, ':');
        write_value(w, child, part_below(child, part), indent);
    }
}

/* begun: the first line has its indent already ("- "). */
static void write_map(struct writer *w, const struct tf_node *map, struct selection part,
                      size_t indent, bool begun)
{
    struct selection assumed;
    write_children(w, map, part, indent, begun);
    if (!needs_assume(map, part, &assumed)) return;
    tf_out_repeat(&w->out, ' ', indent);
    const struct tf_key *assume = tf_key_row(TF_KEY_ASSUME);
    tf_out_say(&w->out, w->chinese ? assume->zh : assume->name);
    tf_out_char(&w->out, ':');
    if (flow_width(map, assumed) < WIDTH) {
        tf_out_char(&w->out, ' ');
        write_flow(w, map, assumed);
        tf_out_char(&w->out, '\n');
    } else {
        tf_out_char(&w->out, '\n');
        write_children(w, map, assumed, indent + INDENT, false);
    }
}

twofold_status twofold_plan_write(const twofold_plan *plan, twofold_sink sink, void *user)
{
    struct writer w = {.chinese = false};
    if (plan == NULL || sink == NULL) return TWOFOLD_E_ARGUMENT;
    w.chinese = plan->tree->chinese;
    tf_out_init(&w.out, sink, user);
    write_map(&w, plan->tree->root, (struct selection){REPORTED, 0}, 0, false);
    return tf_out_end(&w.out);
}
