/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A plan as text, in one form: keys in their own order, what is assumed in one `assume` behind what
 * is reported, short mappings of scalars in braces, quotes only where reading needs them. Comments
 * are not kept. */
#include "plan/object.h"

#include "base/text.h"
#include "plan/scalar.h"

#include <string.h>

#define WIDTH 100u
#define INDENT 2u

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
    if (node->assumed) return node->level == level;
    if (node->shape != TF_MAP) return false;
    for (const struct tf_node *child = node->first; child != NULL; child = child->next) {
        if (leads_to_assumed(child, level)) return true;
    }
    return false;
}

static bool is_written(const struct tf_node *node, struct selection part)
{
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
        width += child->key_size + child->text_size + 4;
    }
    return width < WIDTH ? width : WIDTH;
}

static void write_flow(struct tf_out *out, const struct tf_node *node, struct selection part)
{
    const bool is_map = node->shape == TF_MAP;
    bool first = true;
    tf_out_char(out, is_map ? '{' : '[');
    for (const struct tf_node *child = node->first; child != NULL; child = child->next) {
        if (!is_written(child, part)) continue;
        if (!first) tf_out_say(out, ", ");
        first = false;
        if (is_map) {
            tf_scalar_write(out, child->key, child->key_size, true);
            tf_out_say(out, ": ");
        }
        tf_scalar_write(out, child->text, child->text_size, true);
    }
    tf_out_char(out, is_map ? '}' : ']');
}

/* ---- In lines ---- */

static void write_map(struct tf_out *out, const struct tf_node *map, struct selection part,
                      size_t indent, bool begun);

static void write_items(struct tf_out *out, const struct tf_node *list, struct selection part,
                        size_t indent)
{
    for (const struct tf_node *item = list->first; item != NULL; item = item->next) {
        tf_out_repeat(out, ' ', indent);
        tf_out_say(out, "- ");
        if (item->shape == TF_SCALAR) {
            tf_scalar_write(out, item->text, item->text_size, false);
            tf_out_char(out, '\n');
        } else if (flow_width(item, part) < WIDTH || item->count == 0) {
            write_flow(out, item, part);
            tf_out_char(out, '\n');
        } else if (item->shape == TF_MAP) {
            write_map(out, item, part, indent + INDENT, true);
        } else {
            tf_out_char(out, '\n');
            write_items(out, item, part, indent + INDENT);
        }
    }
}

/* What stands behind "key:". */
static void write_value(struct tf_out *out, const struct tf_node *node, struct selection part,
                        size_t indent)
{
    if (node->shape == TF_SCALAR) {
        tf_out_char(out, ' ');
        tf_scalar_write(out, node->text, node->text_size, false);
        tf_out_char(out, '\n');
    } else if (flow_width(node, part) < WIDTH) {
        tf_out_char(out, ' ');
        write_flow(out, node, part);
        tf_out_char(out, '\n');
    } else {
        tf_out_char(out, '\n');
        if (node->shape == TF_MAP)
            write_map(out, node, part, indent + INDENT, false);
        else
            write_items(out, node, part, indent + INDENT);
    }
}

static void write_children(struct tf_out *out, const struct tf_node *map, struct selection part,
                           size_t indent, bool begun)
{
    for (const struct tf_node *child = map->first; child != NULL; child = child->next) {
        if (!is_written(child, part)) continue;
        if (!begun) tf_out_repeat(out, ' ', indent);
        begun = false;
        tf_scalar_write(out, child->key, child->key_size, false);
        tf_out_char(out, ':');
        write_value(out, child, part_below(child, part), indent);
    }
}

/* begun: the first line has its indent already ("- "). */
static void write_map(struct tf_out *out, const struct tf_node *map, struct selection part,
                      size_t indent, bool begun)
{
    struct selection assumed;
    write_children(out, map, part, indent, begun);
    if (!needs_assume(map, part, &assumed)) return;
    tf_out_repeat(out, ' ', indent);
    tf_out_say(out, "assume:");
    if (flow_width(map, assumed) < WIDTH) {
        tf_out_char(out, ' ');
        write_flow(out, map, assumed);
        tf_out_char(out, '\n');
    } else {
        tf_out_char(out, '\n');
        write_children(out, map, assumed, indent + INDENT, false);
    }
}

twofold_status twofold_plan_write(const twofold_plan *plan, twofold_sink sink, void *user)
{
    struct tf_out out;
    if (plan == NULL || sink == NULL) return TWOFOLD_E_ARGUMENT;
    tf_out_init(&out, sink, user);
    write_map(&out, plan->tree->root, (struct selection){REPORTED, 0}, 0, false);
    return tf_out_end(&out);
}
