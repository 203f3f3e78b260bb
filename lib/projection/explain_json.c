/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An explanation as JSON: an object a line, what makes it inside. */
#include "projection/explain.h"

#include <math.h>
#include <string.h>

static void put_escaped(struct tf_out *out, unsigned char c)
{
    static const char hex[] = "0123456789abcdef";
    if (c == '"' || c == '\\') {
        tf_out_char(out, '\\');
        tf_out_char(out, (char)c);
    } else {
        tf_out_say(out, "\\u00");
        tf_out_char(out, hex[c >> 4]);
        tf_out_char(out, hex[c & 15]);
    }
}

/* The plan's texts are UTF-8: that was checked when they were read. */
static void put_text(struct tf_out *out, const char *key, const char *text)
{
    tf_out_char(out, '"');
    tf_out_say(out, key);
    tf_out_say(out, "\": \"");
    for (; *text != '\0'; text++) {
        const unsigned char c = (unsigned char)*text;
        if (c < 0x20 || c == '"' || c == '\\' || c == 0x7F)
            put_escaped(out, c);
        else
            tf_out_char(out, *text);
    }
    tf_out_say(out, "\", ");
}

static void put_number(struct tf_out *out, const char *key, double value)
{
    tf_out_char(out, '"');
    tf_out_say(out, key);
    tf_out_say(out, "\": ");
    if (isfinite(value))
        tf_out_double(out, value);
    else
        tf_out_say(out, "null");
    tf_out_say(out, ", ");
}

static void put_line(struct tf_out *out, const twofold_explanation_line *line)
{
    static const char *const kinds[] = {"cell", "term", "factor", "input", "choice"};
    tf_out_char(out, '{');
    put_text(out, "kind", kinds[line->kind]);
    put_text(out, "path", line->path);
    put_text(out, "name", line->name);
    put_text(out, "formula", line->formula);
    put_number(out, "value", line->value);
    put_text(out, "unit", line->unit);
    put_text(out, "origin", twofold_origin_id(line->origin));
    put_text(out, "source", line->source);
    put_number(out, "line", line->line > 0 ? (double)line->line : (double)NAN);
    put_text(out, "combine", twofold_combine_id(line->combine));
    put_number(out, "times", line->times);
    put_number(out, "known", line->known);
    put_number(out, "of", line->of);
    put_text(out, "file", line->file);
    tf_out_say(out, "\"children\": [");
}

twofold_status twofold_explanation_json(const twofold_explanation *x, twofold_lang lang,
                                        twofold_sink sink, void *user)
{
    if (x == NULL || sink == NULL) return TWOFOLD_E_ARGUMENT;
    struct tf_out out;
    tf_out_init(&out, sink, user);
    unsigned open = 0; /* lines whose children are being written */
    for (size_t i = 0; i < x->count; i++) {
        const twofold_explanation_line line = twofold_explanation_at(x, i, lang);
        const bool first = i == 0 || line.depth >= open;
        for (; open > line.depth; open--) tf_out_say(&out, "]}");
        if (!first) tf_out_char(&out, ',');
        if (i > 0) tf_out_char(&out, '\n');
        tf_out_repeat(&out, ' ', 2 * (size_t)line.depth);
        put_line(&out, &line);
        open = line.depth + 1;
    }
    for (; open > 0; open--) tf_out_say(&out, "]}");
    tf_out_char(&out, '\n');
    return tf_out_end(&out);
}
