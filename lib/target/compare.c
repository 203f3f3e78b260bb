/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cases beside a base, and differences split by cause. */
#include "base/text.h"
#include "plan/object.h"
#include "target/window.h"
#include "twofold/target.h"

#include <math.h>
#include <string.h>

/* One change applied alone; cases that are one change share it with those it is a cause of. */
struct alone {
    const char *change;
    twofold_projection *projection;
};

struct side {
    twofold_projection *projection; /* borrowed from `alone` where that is the case */
    bool is_own;
    size_t *causes; /* places in `alone` */
    size_t cause_count;
};

struct twofold_comparison {
    struct tf_arena arena;
    twofold_plan *plan; /* a reference */
    const char *base_name;
    twofold_projection *base;
    struct side *cases;
    size_t count;
    struct alone *alone;
    size_t alone_count, alone_capacity;
};

/* What a call works with. */
struct making {
    struct twofold_comparison *c;
    const twofold_context *context;
    twofold_faults **faults;
};

/* ---- Projecting ---- */

static bool is_override(const char *change) { return strchr(change, '=') != NULL; }

/* The base's scenarios and those of a case joined by '+'. */
static const char *join_scenarios(struct twofold_comparison *c, const char *const *changes,
                                  size_t count)
{
    struct tf_text text;
    tf_text_init(&text, &c->arena.context);
    (void)tf_text_say(&text, c->base_name);
    for (size_t i = 0; i < count; i++) {
        if (is_override(changes[i])) continue;
        if (text.size > 0) (void)tf_text_char(&text, '+');
        (void)tf_text_say(&text, changes[i]);
    }
    const char *joined = text.failed ? NULL : tf_arena_text(&c->arena, text.bytes, text.size);
    tf_text_clear(&text);
    return joined;
}

static twofold_status project(struct making *m, const char *const *changes, size_t count,
                              twofold_projection **projection)
{
    struct twofold_comparison *c = m->c;
    const char **overrides = tf_arena_get_array(&c->arena, count + 1, sizeof *overrides);
    const char *scenario = join_scenarios(c, changes, count);
    if (overrides == NULL || scenario == NULL) return TWOFOLD_E_MEMORY;
    size_t override_count = 0;
    for (size_t i = 0; i < count; i++)
        if (is_override(changes[i])) overrides[override_count++] = changes[i];
    twofold_faults *found = NULL;
    const twofold_status status = twofold_project(c->plan, scenario, overrides, override_count,
                                                  m->context, projection, &found);
    if (status == TWOFOLD_E_PLAN)
        *m->faults = found;
    else
        twofold_faults_free(found);
    return status;
}

/* The place of a change applied alone, projected once. */
static twofold_status find_alone(struct making *m, const char *change, size_t *place)
{
    struct twofold_comparison *c = m->c;
    for (size_t i = 0; i < c->alone_count; i++)
        if (strcmp(c->alone[i].change, change) == 0) {
            *place = i;
            return TWOFOLD_OK;
        }
    const char *copy = tf_arena_text(&c->arena, change, strlen(change));
    struct alone *more =
        tf_grow(m->context, c->alone, &c->alone_capacity, c->alone_count + 1, sizeof *more);
    if (more != NULL) c->alone = more;
    if (copy == NULL || more == NULL) return TWOFOLD_E_MEMORY;
    struct alone made = {.change = copy};
    const twofold_status status = project(m, &copy, 1, &made.projection);
    if (status != TWOFOLD_OK) return status;
    *place = c->alone_count;
    c->alone[c->alone_count++] = made;
    return TWOFOLD_OK;
}

/* ---- Cases ---- */

static twofold_status add_cause(struct making *m, struct side *one, const char *change)
{
    size_t place;
    const twofold_status status = find_alone(m, change, &place);
    if (status == TWOFOLD_OK) one->causes[one->cause_count++] = place;
    return status;
}

/* The scenarios that a scenario is based on, if they are several. */
static const struct tf_node *based_on(const twofold_plan *plan, const char *id)
{
    const struct tf_node *map = tf_node_find(plan->tree->root, TF_KEY_SCENARIOS);
    const struct tf_node *scenario = tf_node_child(map, id, strlen(id));
    const struct tf_node *list = scenario == NULL ? NULL : tf_node_find(scenario, TF_KEY_BASED_ON);
    return list != NULL && list->shape == TF_LIST && list->count > 1 ? list : NULL;
}

/* The names of "late+cheap", one by one. */
static twofold_status add_joined(struct making *m, struct side *one, const char *names)
{
    twofold_status status = TWOFOLD_OK;
    for (const char *at = names; at != NULL && status == TWOFOLD_OK;) {
        const size_t size = strcspn(at, "+");
        const char *name = tf_arena_text(&m->c->arena, at, size);
        status = name == NULL ? TWOFOLD_E_MEMORY : add_cause(m, one, name);
        at = at[size] == '+' ? at + size + 1 : NULL;
    }
    return status;
}

static twofold_status make_one_change(struct making *m, const char *change, struct side *one)
{
    size_t place;
    twofold_status status = find_alone(m, change, &place);
    if (status != TWOFOLD_OK) return status;
    one->projection = m->c->alone[place].projection;
    if (is_override(change)) return TWOFOLD_OK;
    const bool is_joined = strchr(change, '+') != NULL;
    const struct tf_node *list = is_joined ? NULL : based_on(m->c->plan, change);
    if (!is_joined && list == NULL) return TWOFOLD_OK;
    const size_t most = list != NULL ? list->count : strlen(change);
    one->causes = tf_arena_get_array(&m->c->arena, most, sizeof *one->causes);
    if (one->causes == NULL) return TWOFOLD_E_MEMORY;
    if (is_joined) return add_joined(m, one, change);
    for (const struct tf_node *item = list->first; item != NULL && status == TWOFOLD_OK;
         item = item->next)
        status = add_cause(m, one, item->text);
    return status;
}

static twofold_status make_case(struct making *m, const twofold_case *given, struct side *one)
{
    if (given->change_count == 1) return make_one_change(m, given->changes[0], one);
    one->is_own = true;
    one->causes = tf_arena_get_array(&m->c->arena, given->change_count, sizeof *one->causes);
    if (one->causes == NULL) return TWOFOLD_E_MEMORY;
    twofold_status status = TWOFOLD_OK;
    for (size_t i = 0; i < given->change_count && status == TWOFOLD_OK; i++)
        status = add_cause(m, one, given->changes[i]);
    if (status != TWOFOLD_OK) return status;
    return project(m, given->changes, given->change_count, &one->projection);
}

static twofold_status make_all(struct making *m, const twofold_case *cases, size_t count)
{
    struct twofold_comparison *c = m->c;
    c->cases = tf_arena_get_array(&c->arena, count + 1, sizeof *c->cases);
    if (c->cases == NULL) return TWOFOLD_E_MEMORY;
    twofold_status status = project(m, NULL, 0, &c->base);
    for (; status == TWOFOLD_OK && c->count < count; c->count++) {
        status = make_case(m, &cases[c->count], &c->cases[c->count]);
        tf_progress(m->context, (double)(c->count + 1) / (double)count);
    }
    return status;
}

static bool are_sound(const twofold_case *cases, size_t count,
                      const twofold_compare_options *options)
{
    if (options != NULL && options->struct_size < sizeof *options) return false;
    if (cases == NULL && count > 0) return false;
    for (size_t i = 0; i < count; i++) {
        if (cases[i].changes == NULL && cases[i].change_count > 0) return false;
        for (size_t k = 0; k < cases[i].change_count; k++)
            if (cases[i].changes[k] == NULL) return false;
    }
    return true;
}

twofold_status twofold_compare(const twofold_plan *plan, const twofold_case *cases, size_t count,
                               const twofold_compare_options *options,
                               const twofold_context *context, twofold_comparison **comparison,
                               twofold_faults **faults)
{
    if (plan == NULL || comparison == NULL || !are_sound(cases, count, options))
        return TWOFOLD_E_ARGUMENT;
    const twofold_context full = tf_context(context);
    twofold_faults *found = NULL;
    struct making m = {tf_get(&full, sizeof *m.c), &full, &found};
    if (m.c == NULL) return TWOFOLD_E_MEMORY;
    tf_arena_init(&m.c->arena, &full);
    m.c->plan = twofold_plan_ref(plan);
    const char *base = options == NULL || options->base == NULL ? "" : options->base;
    m.c->base_name = tf_arena_text(&m.c->arena, base, strlen(base));
    twofold_status status = m.c->base_name == NULL ? TWOFOLD_E_MEMORY : make_all(&m, cases, count);
    if (status == TWOFOLD_OK)
        *comparison = m.c;
    else
        twofold_comparison_free(m.c);
    if (faults != NULL && (status == TWOFOLD_OK || status == TWOFOLD_E_PLAN))
        *faults = found;
    else
        twofold_faults_free(found);
    return status;
}

void twofold_comparison_free(twofold_comparison *c)
{
    if (c == NULL) return;
    const twofold_context context = c->arena.context;
    /* the case at `count` may be there when making it failed: c->cases has room for it */
    for (size_t i = 0; c->cases != NULL && i <= c->count; i++)
        if (c->cases[i].is_own) twofold_projection_free(c->cases[i].projection);
    for (size_t i = 0; i < c->alone_count; i++) twofold_projection_free(c->alone[i].projection);
    tf_put(&context, c->alone, c->alone_capacity * sizeof *c->alone);
    twofold_projection_free(c->base);
    twofold_plan_free(c->plan);
    tf_arena_clear(&c->arena);
    tf_put(&context, c, sizeof *c);
}

/* ---- What is in it ---- */

static const struct side *case_at(const twofold_comparison *c, size_t index)
{
    return c != NULL && index < c->count ? &c->cases[index] : NULL;
}

const twofold_projection *twofold_comparison_projection(const twofold_comparison *c, size_t index)
{
    if (c != NULL && index == TWOFOLD_BASE) return c->base;
    const struct side *one = case_at(c, index);
    return one == NULL ? NULL : one->projection;
}

size_t twofold_comparison_causes(const twofold_comparison *c, size_t index)
{
    const struct side *one = case_at(c, index);
    return one == NULL ? 0 : one->cause_count;
}

const char *twofold_comparison_cause(const twofold_comparison *c, size_t index, size_t cause)
{
    const struct side *one = case_at(c, index);
    return one != NULL && cause < one->cause_count ? c->alone[one->causes[cause]].change : "";
}

/* ---- Cells ---- */

struct cell {
    int entity, kpi;
    twofold_period period;
};

static double value_in(const twofold_projection *p, const struct cell *cell)
{
    return tf_value_at(p, cell->entity, cell->kpi, cell->period);
}

/* The spacing that all values of a split are rounded to: sums of so many of their differences are
 * then multiples of it below 2^53, and so exact. */
struct grid {
    int exponent;
    bool any;
};

static struct grid grid_of(double largest, size_t causes)
{
    int above, room;
    if (!(largest > 0.0) || isinf(largest)) return (struct grid){0, false};
    (void)frexp(largest, &above);
    (void)frexp(4.0 * (double)(causes + 2), &room);
    const int exponent = above + room - 53;
    return (struct grid){exponent < -1000 ? -1000 : exponent, true};
}

static double on_grid(struct grid grid, double value)
{
    return grid.any ? scalbn(nearbyint(scalbn(value, -grid.exponent)), grid.exponent) : value;
}

static struct grid grid_at(const twofold_comparison *c, const struct side *one,
                           const struct cell *cell)
{
    double largest = fmax(fabs(value_in(c->base, cell)), fabs(value_in(one->projection, cell)));
    for (size_t i = 0; i < one->cause_count; i++)
        largest = fmax(largest, fabs(value_in(c->alone[one->causes[i]].projection, cell)));
    return grid_of(largest, one->cause_count);
}

static double change_in(const twofold_comparison *c, const twofold_projection *p,
                        const struct cell *cell, struct grid grid)
{
    return on_grid(grid, value_in(p, cell)) - on_grid(grid, value_in(c->base, cell));
}

twofold_compared twofold_compared_at(const twofold_comparison *c, size_t index, int entity, int kpi,
                                     twofold_period period)
{
    const double none = (double)NAN;
    const struct side *one = case_at(c, index);
    const struct cell cell = {entity, kpi, period};
    if (one == NULL) return (twofold_compared){none, none, none, none};
    const struct grid grid = grid_at(c, one, &cell);
    twofold_compared d = {.base = value_in(c->base, &cell),
                          .value = value_in(one->projection, &cell),
                          .difference = change_in(c, one->projection, &cell, grid),
                          .together = none};
    if (one->cause_count == 0) return d;
    d.together = d.difference;
    for (size_t i = 0; i < one->cause_count; i++)
        d.together -= change_in(c, c->alone[one->causes[i]].projection, &cell, grid);
    return d;
}

double twofold_compared_alone(const twofold_comparison *c, size_t index, size_t cause, int entity,
                              int kpi, twofold_period period)
{
    const struct side *one = case_at(c, index);
    const struct cell cell = {entity, kpi, period};
    if (one == NULL || cause >= one->cause_count) return (double)NAN;
    return change_in(c, c->alone[one->causes[cause]].projection, &cell, grid_at(c, one, &cell));
}
