/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates: events resolved, delays added, order kept. docs/semantics.md, section 6. */
#include "projection/program.h"

#include "base/elementary.h"

size_t tf_levers_of(const struct tf_model *model, const struct tf_part *part,
                    const struct tf_levers *levels[TF_LEVELS])
{
    const struct tf_levers *inner[TF_LEVELS];
    size_t count = 0, out = 0;
    inner[count++] = &part->levers;
    const struct tf_model_entity *entity = &model->entities[part->entity];
    int32_t up =
        part->kind == TF_PART_BARE || part->kind == TF_PART_OWN ? part->entity : entity->parent;
    for (; up > 0 && count < TF_LEVELS - 1; up = model->entities[up].parent)
        inner[count++] = &model->entities[up].levers;
    levels[out++] = &model->entities[0].levers;
    if (entity->cluster > 0) levels[out++] = &model->entities[entity->cluster].levers;
    while (count > 0) levels[out++] = inner[--count];
    return out;
}

static bool inherits(const struct tf_model *model, const struct tf_part *part,
                     const struct tf_levers *level)
{
    const struct tf_levers *levels[TF_LEVELS];
    const size_t count = tf_levers_of(model, part, levels);
    for (size_t i = 0; i < count; i++)
        if (levels[i] == level) return true;
    return false;
}

static bool dated_moves(const struct tf_model *model, const struct tf_moment *moment,
                        int32_t milestone, const struct tf_delay *delay, bool own)
{
    return milestone >= delay->milestone &&
           (own || model->inputs[moment->input].value > model->as_of);
}

/* Whether an entry moves a milestone, itself or through what it refers to. */
static bool moved(const struct tf_model *model, int32_t part, int32_t milestone,
                  const struct tf_levers *level, const struct tf_delay *delay)
{
    for (;;) {
        const struct tf_part *p = &model->parts[part];
        const struct tf_moment *moment = &p->at[milestone];
        const bool applies = p->kind != TF_PART_EXISTING && inherits(model, p, level);
        if (moment->kind == TF_NEVER) return false;
        if (moment->kind == TF_DATE)
            return applies && dated_moves(model, moment, milestone, delay, level == &p->levers);
        if (applies && milestone == delay->milestone) return true;
        part = moment->part;
        milestone = moment->milestone;
    }
}

/* The delays of one milestone added to its node. */
static int32_t delayed(struct tf_program *program, int32_t part, int32_t milestone, int32_t node)
{
    const struct tf_model *model = program->model;
    const struct tf_part *p = &model->parts[part];
    if (p->kind == TF_PART_EXISTING) return node;
    const struct tf_moment *moment = &p->at[milestone];
    if (milestone == TF_FULL && moment->by_default) return node; /* the ramp sets it */
    const struct tf_levers *levels[TF_LEVELS];
    const size_t count = tf_levers_of(model, p, levels);
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < levels[i]->delay_count; k++) {
            const struct tf_delay *delay = &levels[i]->delays[k];
            const bool moves =
                moment->kind == TF_DATE
                    ? dated_moves(model, moment, milestone, delay, levels[i] == &p->levers)
                    : milestone == delay->milestone &&
                          !moved(model, moment->part, moment->milestone, levels[i], delay);
            if (moves)
                node = tf_tape_op(&program->tape, TF_OP_ADD, node,
                                  tf_value_node(program, delay->months, 0.0));
        }
    return node;
}

/* ---- Order: what a milestone stands on comes first; an own stack, since chains may be long ----
 */

struct resolver {
    struct tf_program *program;
    uint8_t (*state)[TF_MILESTONES]; /* 0 new, 1 on the stack, 2 done */
    int32_t (*stack)[2];
    size_t depth, capacity;
    bool failed;
};

static bool push(struct resolver *r, int32_t part, int32_t milestone)
{
    int32_t(*stack)[2] =
        tf_grow(&r->program->context, r->stack, &r->capacity, r->depth + 1, sizeof *stack);
    if (stack == NULL) {
        r->failed = true;
        return false;
    }
    r->stack = stack;
    stack[r->depth][0] = part;
    stack[r->depth++][1] = milestone;
    r->state[part][milestone] = 1;
    return true;
}

/* Pushes what (part, milestone) still waits for; true if there was anything. */
static bool wait_for(struct resolver *r, int32_t part, int32_t milestone)
{
    const struct tf_part *p = &r->program->model->parts[part];
    const struct tf_moment *moment = &p->at[milestone];
    if (moment->kind == TF_EVENT && r->state[moment->part][moment->milestone] == 0)
        return push(r, moment->part, moment->milestone);
    for (int32_t m = 0; m < milestone; m++)
        if (p->at[m].kind != TF_NEVER && r->state[part][m] == 0) return push(r, part, m);
    return false;
}

static int32_t resolved(struct resolver *r, int32_t part, int32_t milestone)
{
    struct tf_program *program = r->program;
    const struct tf_part *p = &program->model->parts[part];
    const struct tf_moment *moment = &p->at[milestone];
    struct tf_tape *tape = &program->tape;
    const struct tf_value written = {moment->input, -1};
    int32_t node;
    if (moment->kind == TF_DATE) {
        node = tf_value_node(program, written, 0.0);
    } else {
        const int32_t lag = tf_tape_op(tape, TF_OP_ADD, tf_value_node(program, written, 0.0),
                                       tf_tape_constant(tape, moment->extra));
        node = program->moments[moment->part][moment->milestone];
        if (tf_tape_is(tape, node, TF_INFINITY)) /* an event without a date stays without one */
            return node;
        node = tf_tape_op(tape, TF_OP_ADD, node, lag);
    }
    node = delayed(program, part, milestone, node);
    for (int32_t m = milestone; m-- > 0;)
        if (p->at[m].kind != TF_NEVER && r->state[part][m] == 2)
            return tf_tape_op(tape, TF_OP_MAX, node, program->moments[part][m]);
    return node;
}

static bool resolve(struct resolver *r, int32_t part, int32_t milestone)
{
    if (r->state[part][milestone] != 0) return true;
    if (!push(r, part, milestone)) return false;
    while (r->depth > 0) {
        const int32_t p = r->stack[r->depth - 1][0], m = r->stack[r->depth - 1][1];
        if (wait_for(r, p, m)) continue;
        if (r->failed) return false;
        r->program->moments[p][m] = resolved(r, p, m);
        r->state[p][m] = 2;
        r->depth--;
    }
    return true;
}

static void fill_absent(struct tf_program *program)
{
    const int32_t never = tf_tape_constant(&program->tape, TF_INFINITY);
    for (size_t part = 0; part < program->model->part_count; part++)
        for (int m = 0; m < TF_MILESTONES; m++)
            if (program->model->parts[part].at[m].kind == TF_NEVER)
                program->moments[part][m] = never;
}

bool tf_has(const struct tf_program *program, int32_t part, enum tf_milestone milestone)
{
    return !tf_tape_is(&program->tape, program->moments[part][milestone], TF_INFINITY);
}

static void compile_share(struct tf_program *program, size_t part)
{
    const struct tf_part *p = &program->model->parts[part];
    const int32_t *at = program->moments[part];
    struct tf_tape *tape = &program->tape;
    struct tf_share *share = &program->shares[part];
    *share = (struct tf_share){.produce = at[TF_PRODUCE],
                               .full = at[TF_FULL],
                               .end = at[TF_END],
                               .leader = p->leader,
                               .lag = tf_value_node(program, p->lag, 0.0),
                               .lead = -1};
    if (p->lead.input >= 0) share->lead = tf_value_node(program, p->lead, 0.0);
    if (p->leader >= 0 || !tf_has(program, (int32_t)part, TF_PRODUCE) ||
        !tf_has(program, (int32_t)part, TF_FULL))
        return;
    if (p->ramp->family == TWOFOLD_RAMP_STEP)
        share->produce = share->full; /* nothing before full, however early it produces */
    share->duration = tf_tape_op(tape, TF_OP_SUBTRACT, share->full, share->produce);
    share->inverse = tf_tape_op(tape, TF_OP_RECIPROCAL, share->duration, share->duration);
}

twofold_status tf_compile_moments(struct tf_program *program)
{
    const size_t parts = program->model->part_count;
    struct tf_arena *arena = &program->arena;
    (void)tf_tape_constant(&program->tape, 0.0); /* node 0: the global scope is never empty */
    program->moments = tf_arena_get_array(arena, parts + 1, sizeof *program->moments);
    program->shares = tf_arena_get_array(arena, parts + 1, sizeof *program->shares);
    struct resolver r = {.program = program};
    r.state = tf_get_array(&program->context, parts + 1, sizeof *r.state);
    if (program->moments == NULL || program->shares == NULL || r.state == NULL) r.failed = true;
    if (!r.failed) fill_absent(program);
    for (size_t part = 0; part < parts && !r.failed; part++)
        for (int32_t m = 0; m < TF_MILESTONES && !r.failed; m++)
            if (program->model->parts[part].at[m].kind != TF_NEVER)
                (void)resolve(&r, (int32_t)part, m);
    tf_put(&program->context, r.state, (parts + 1) * sizeof *r.state);
    tf_put(&program->context, r.stack, r.capacity * sizeof *r.stack);
    if (r.failed || program->tape.failed) return TWOFOLD_E_MEMORY;
    for (size_t part = 0; part < parts; part++) compile_share(program, part);
    return program->tape.failed ? TWOFOLD_E_MEMORY : TWOFOLD_OK;
}
