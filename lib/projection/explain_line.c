/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines of an explanation in the making, and formulas from the lines below. */
#include "projection/explain.h"

#include "base/elementary.h"

size_t tf_tell(struct tf_teller *t, unsigned depth, twofold_line_kind kind, const char *path)
{
    twofold_explanation *x = t->x;
    const size_t line = x->count;
    struct tf_line *lines =
        t->failed ? NULL
                  : tf_grow(&x->context, x->lines, &x->capacity, x->count + 1, sizeof *lines);
    if (lines == NULL) {
        t->failed = true;
    } else {
        x->lines = lines;
        x->count++;
    }
    struct tf_line *one = tf_line(t, line);
    one->as = (twofold_explanation_line){.depth = depth,
                                         .kind = kind,
                                         .path = path,
                                         .value = TF_NAN,
                                         .unit = "",
                                         .source = "",
                                         .file = "",
                                         .times = 1};
    one->name = one->formula = one->brief = TF_NO_WORDS;
    return line;
}

struct tf_line *tf_line(struct tf_teller *t, size_t line)
{
    return line < t->x->count ? &t->x->lines[line] : &t->spare;
}

size_t tf_first_below(const struct tf_teller *t, size_t line)
{
    const twofold_explanation *x = t->x;
    const bool any = line + 1 < x->count && x->lines[line + 1].as.depth > x->lines[line].as.depth;
    return any ? line + 1 : x->count;
}

size_t tf_next_beside(const struct tf_teller *t, size_t line)
{
    const twofold_explanation *x = t->x;
    for (size_t i = line + 1; i < x->count; i++) {
        if (x->lines[i].as.depth < x->lines[line].as.depth) break;
        if (x->lines[i].as.depth == x->lines[line].as.depth) return i;
    }
    return x->count;
}

size_t tf_count_below(const struct tf_teller *t, size_t line)
{
    size_t count = 0;
    for (size_t i = tf_first_below(t, line); i < t->x->count; i = tf_next_beside(t, i)) count++;
    return count;
}

void tf_borrow_path(struct tf_teller *t, size_t line)
{
    for (size_t i = line; i < t->x->count; i++) {
        if (i > line && t->x->lines[i].as.depth <= t->x->lines[line].as.depth) return;
        if (t->x->lines[i].as.kind != TWOFOLD_LINE_INPUT) continue;
        tf_line(t, line)->as.path = t->x->lines[i].as.path;
        return;
    }
}

/* ---- Formulas ---- */

static bool is_sum(const struct tf_line *line)
{
    return line->as.combine == TWOFOLD_COMBINE_SUM ||
           line->as.combine == TWOFOLD_COMBINE_DIFFERENCE;
}

/* A line as it stands in the formula above it: to its power, in brackets where it needs them. */
static struct tf_words operand(struct tf_teller *t, size_t line, bool in_product)
{
    const struct tf_line *l = tf_line(t, line);
    struct tf_words words = l->brief;
    if (!tf_has_words(words)) return words;
    const bool arithmetic = l->as.kind == TWOFOLD_LINE_FACTOR;
    if (in_product && arithmetic && (is_sum(l) || l->as.combine == TWOFOLD_COMBINE_QUOTIENT))
        words = tf_phrase(t, TF_SAY_BRACKETS, words, TF_NO_WORDS);
    if (l->as.times > 1)
        words = tf_phrase(t, TF_SAY_POWER, words, tf_neutral(tf_print(t, "%u", l->as.times)));
    return words;
}

/* The sign of what is taken away, as jobs saved are. */
static bool is_minus_one(const struct tf_line *line)
{
    return line->as.kind == TWOFOLD_LINE_FACTOR && line->as.combine == TWOFOLD_COMBINE_LEAF &&
           line->as.value == -1.0;
}

/* "a + b", "a x b", …; what has no words is left out. */
static struct tf_words joined(struct tf_teller *t, size_t line, enum tf_phrase by)
{
    struct tf_words all = TF_NO_WORDS;
    const bool in_product = by == TF_SAY_TIMES || by == TF_SAY_OVER;
    bool negative = false;
    for (size_t i = tf_first_below(t, line); i < t->x->count; i = tf_next_beside(t, i)) {
        const bool sign = by == TF_SAY_TIMES && is_minus_one(tf_line(t, i));
        const struct tf_words one = sign ? TF_NO_WORDS : operand(t, i, in_product);
        negative = negative != sign;
        if (!tf_has_words(one)) continue;
        all = tf_has_words(all) ? tf_phrase(t, by, all, one) : one;
    }
    return negative ? tf_phrase(t, TF_SAY_NEGATIVE, all, TF_NO_WORDS) : all;
}

/* A sum names what it adds, unless that is much. */
static struct tf_words summed(struct tf_teller *t, size_t line)
{
    enum { MOST = 6 };
    size_t terms = 0;
    for (size_t i = tf_first_below(t, line); i < t->x->count; i = tf_next_beside(t, i))
        terms += tf_has_words(tf_line(t, i)->brief);
    if (terms <= MOST) return joined(t, line, TF_SAY_PLUS);
    return tf_phrase(t, TF_SAY_SUM_OF, tf_neutral(tf_print(t, "%zu", terms)), TF_NO_WORDS);
}

void tf_compose(struct tf_teller *t, size_t line)
{
    struct tf_words words = TF_NO_WORDS;
    switch (tf_line(t, line)->as.combine) {
    case TWOFOLD_COMBINE_SUM: words = summed(t, line); break;
    case TWOFOLD_COMBINE_DIFFERENCE: words = joined(t, line, TF_SAY_MINUS); break;
    case TWOFOLD_COMBINE_PRODUCT: words = joined(t, line, TF_SAY_TIMES); break;
    case TWOFOLD_COMBINE_QUOTIENT: words = joined(t, line, TF_SAY_OVER); break;
    case TWOFOLD_COMBINE_GROWTH:
        words = tf_neutral(tf_figures(t, tf_line(t, line)->as.value, 6, false));
        break;
    case TWOFOLD_COMBINE_LEAF:
    case TWOFOLD_COMBINE_RULE:
    case TWOFOLD_COMBINE_TIME: return;
    }
    struct tf_line *one = tf_line(t, line);
    one->formula = words;
    if (!tf_has_words(one->brief)) one->brief = words;
}
