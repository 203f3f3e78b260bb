/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Explanations: whatever a line says of how those below it combine is done again here. */
#ifndef TF_TESTS_EXPLAIN_TEST_H
#define TF_TESTS_EXPLAIN_TEST_H

#include "projection_test.h"

/* Products of some hundred factors and sums of some hundred terms, each right to 2^-53. */
static const double RELATIVE = 1e-12;

struct subject {
    const twofold_plan *plan;
    const twofold_projection *projection;
    const struct tf_model *model;
    const char *scenario; /* NULL: none */
    uint64_t seed;
};

struct cell {
    int entity, kpi;
    char period[32];
};

static inline void refuse(const struct subject *s, const struct cell *c,
                          const twofold_explanation *x, size_t line, const char *what, double made)
{
    const twofold_explanation_line l = twofold_explanation_at(x, line, TWOFOLD_EN);
    for (size_t i = 0; i < twofold_explanation_count(x); i++) {
        const twofold_explanation_line one = twofold_explanation_at(x, i, TWOFOLD_EN);
        print_error("%*s%s: %s = %.17g (%s)\n", 2 * (int)one.depth, "", one.path, one.formula,
                    one.value, twofold_combine_id(one.combine));
    }
    fail_msg("seed %llu, scenario %s, %s.%s.%s: line %zu %s is %.17g, %s %.17g",
             (unsigned long long)s->seed, s->scenario != NULL ? s->scenario : "none",
             s->model->entities[c->entity].path, s->model->kpis[c->kpi].id, c->period, line, l.path,
             l.value, what, made);
}

/* ---- One line from those below it ---- */

struct made {
    double value, size; /* size: what a rounding is relative to */
    size_t count;
};

static inline struct made make(const twofold_explanation *x, size_t line)
{
    const twofold_explanation_line top = twofold_explanation_at(x, line, TWOFOLD_EN);
    struct made m = {top.combine == TWOFOLD_COMBINE_PRODUCT ? 1.0 : 0.0, 0.0, 0};
    for (size_t i = line + 1; i < twofold_explanation_count(x); i++) {
        const twofold_explanation_line l = twofold_explanation_at(x, i, TWOFOLD_EN);
        if (l.depth <= top.depth) break;
        if (l.depth > top.depth + 1) continue;
        const bool first = m.count++ == 0;
        switch (top.combine) {
        case TWOFOLD_COMBINE_SUM:
            if (isnan(l.value)) break;
            m.value += l.value;
            m.size += fabs(l.value);
            break;
        case TWOFOLD_COMBINE_DIFFERENCE:
            m.value += first ? l.value : -l.value;
            m.size += fabs(l.value);
            break;
        case TWOFOLD_COMBINE_PRODUCT:
            for (unsigned k = 0; k < l.times; k++) m.value *= l.value;
            break;
        case TWOFOLD_COMBINE_QUOTIENT: m.value = first ? l.value : m.value / l.value; break;
        case TWOFOLD_COMBINE_GROWTH: m.value = 1.0 + l.value; break;
        case TWOFOLD_COMBINE_LEAF:
        case TWOFOLD_COMBINE_RULE:
        case TWOFOLD_COMBINE_TIME: break;
        }
    }
    if (m.size == 0.0) m.size = fabs(m.value);
    return m;
}

static inline void check_line(const struct subject *s, const struct cell *c,
                              const twofold_explanation *x, size_t line)
{
    const twofold_explanation_line l = twofold_explanation_at(x, line, TWOFOLD_EN);
    const struct made m = make(x, line);
    if ((l.combine == TWOFOLD_COMBINE_LEAF) != (m.count == 0))
        refuse(s, c, x, line, "lines below", (double)m.count);
    if (l.combine == TWOFOLD_COMBINE_QUOTIENT && m.count != 2)
        refuse(s, c, x, line, "lines of a quotient", (double)m.count);
    if (l.combine == TWOFOLD_COMBINE_GROWTH && m.count != 1)
        refuse(s, c, x, line, "lines of growth", (double)m.count);
    if (l.formula[0] == '\0' || twofold_explanation_at(x, line, TWOFOLD_ZH).formula[0] == '\0')
        refuse(s, c, x, line, "no formula", 0.0);
    if (l.kind == TWOFOLD_LINE_CHOICE) return; /* no number */
    if (isnan(l.value)) {
        if (l.origin != TWOFOLD_ORIGIN_UNKNOWN) refuse(s, c, x, line, "origin", l.origin);
        return;
    }
    if (l.combine == TWOFOLD_COMBINE_LEAF || l.combine == TWOFOLD_COMBINE_TIME ||
        l.combine == TWOFOLD_COMBINE_RULE)
        return;
    if (!(fabs(m.value - l.value) <= RELATIVE * m.size)) refuse(s, c, x, line, "made", m.value);
}

/* What a cell's line says is the projection's, and an input's is the plan's. */
static inline void check_against_plan(const struct subject *s, const struct cell *c,
                                      const twofold_explanation *x, size_t line)
{
    const twofold_explanation_line l = twofold_explanation_at(x, line, TWOFOLD_EN);
    if (l.kind == TWOFOLD_LINE_CELL) {
        char text[512];
        (void)snprintf(text, sizeof text, "%s", l.path);
        char *period = strrchr(text, '.');
        *period++ = '\0';
        char *kpi = strrchr(text, '.');
        *kpi++ = '\0';
        const double value = twofold_value(s->projection, text, kpi, period);
        if (isnan(value) ? line == 0 && !isnan(l.value) : !same(value, l.value))
            refuse(s, c, x, line, "in the projection", value);
        if (l.known > l.of) refuse(s, c, x, line, "known of", l.of);
    }
    if (l.kind == TWOFOLD_LINE_INPUT) {
        bool found = false;
        for (size_t i = 0; i < s->model->input_count && !found; i++)
            found = strcmp(s->model->inputs[i].path, l.path) == 0 &&
                    s->model->inputs[i].line == l.line && same(s->model->inputs[i].value, l.value);
        if (!found) refuse(s, c, x, line, "no such input", 0.0);
    }
}

/* Returns the number of lines. */
static inline size_t check_cell(const struct subject *s, const struct cell *c)
{
    twofold_explanation *x = NULL;
    assert_int_equal(twofold_explain(s->projection, c->entity, c->kpi, c->period, NULL, &x),
                     TWOFOLD_OK);
    const size_t count = twofold_explanation_count(x);
    assert_true(count > 0);
    unsigned depth = 0;
    for (size_t i = 0; i < count; i++) {
        const twofold_explanation_line l = twofold_explanation_at(x, i, TWOFOLD_EN);
        if (i == 0 ? l.depth != 0 : l.depth == 0 || l.depth > depth + 1)
            refuse(s, c, x, i, "depth", l.depth);
        depth = l.depth;
        check_line(s, c, x, i);
        check_against_plan(s, c, x, i);
    }
    twofold_explanation_free(x);
    return count;
}

#endif
