/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parts into leaves: a stretch of tape, factors, and terms in groups. */
#include "projection/program.h"

#include "base/elementary.h"

/* Terms to the end of the program's list, group by group in the order they were found. */
static bool store_terms(struct tf_part_builder *b)
{
    struct tf_program *p = b->program;
    struct tf_term *terms = tf_grow(&p->context, p->terms, &p->term_capacity,
                                    p->term_count + b->pending_count + 1, sizeof *terms);
    if (terms == NULL) return false;
    p->terms = terms;
    for (size_t g = b->first_group; g < p->group_count; g++) {
        p->groups[g].first_term = (int32_t)p->term_count;
        for (size_t i = 0; i < b->pending_count; i++)
            if (b->pending[i].group == (int32_t)g) terms[p->term_count++] = b->pending[i].term;
        p->groups[g].term_count = (int32_t)p->term_count - p->groups[g].first_term;
    }
    return true;
}

static bool compile_season(struct tf_program *program, const struct tf_part *part,
                           struct tf_leaf *leaf)
{
    if (part->season == NULL) return true;
    struct tf_tape *tape = &program->tape;
    int32_t *nodes = tf_arena_get_array(&program->arena, 12, sizeof *nodes);
    if (nodes == NULL) return false;
    int32_t sum = tf_tape_constant(tape, 0.0);
    for (int m = 0; m < 12; m++) {
        nodes[m] = tf_value_node(program, part->season[m], 0.0);
        sum = tf_tape_op(tape, TF_OP_ADD, sum, nodes[m]);
    }
    for (int m = 0; m < 12; m++) /* shares that do not sum to 100% are scaled */
        nodes[m] = tf_tape_op(tape, TF_OP_DIVIDE, nodes[m], sum);
    leaf->season = nodes;
    return true;
}

static bool has_single_terms(const struct tf_part_builder *b)
{
    for (size_t i = 0; i < b->pending_count; i++)
        for (size_t k = 0; k < i; k++)
            if (b->pending[k].term.slot == b->pending[i].term.slot) return false;
    return true;
}

static twofold_status compile_part(struct tf_part_builder *b, struct tf_leaf *leaf)
{
    struct tf_program *program = b->program;
    struct tf_tape *tape = &program->tape;
    tf_tape_scope(tape);
    leaf->tape_from = tape->count;
    leaf->first_group = (int32_t)program->group_count;
    b->first_group = program->group_count;
    b->pending_count = 0;
    b->leaf = leaf;
    b->at = program->moments[b->index];
    b->always = tf_tape_constant(tape, -TF_INFINITY);
    b->never = tf_tape_constant(tape, TF_INFINITY);
    b->count = tf_value_node(program, b->part->count, 1.0);
    b->weight = b->count;
    if (b->part->entry)
        b->weight = tf_tape_op(tape, TF_OP_MULTIPLY, b->count,
                               tf_value_node(program, b->part->chance, 1.0));
    twofold_status status = tf_compile_factors(program, b->part, leaf);
    if (status == TWOFOLD_OK) status = tf_compile_taxes(program, b->part, leaf);
    if (status != TWOFOLD_OK) return status;
    if (!compile_season(program, b->part, leaf)) return TWOFOLD_E_MEMORY;
    for (size_t slot = 0; slot < program->slot_count; slot++) tf_add_terms(b, (int32_t)slot);
    if (b->failed || tape->failed || !store_terms(b)) return TWOFOLD_E_MEMORY;
    leaf->group_count = (int32_t)program->group_count - leaf->first_group;
    leaf->tape_to = tape->count;
    leaf->single = leaf->taxes == NULL && has_single_terms(b);
    return TWOFOLD_OK;
}

static void *get_from_arena(void *arena, size_t size) { return tf_arena_get(arena, size); }

static twofold_status new_table(const twofold_ramp *ramp, struct tf_arena *arena,
                                const struct tf_ramp_table **made)
{
    struct tf_ramp_table *table = tf_arena_get(arena, sizeof *table);
    if (table == NULL) return TWOFOLD_E_MEMORY;
    *made = table;
    return tf_ramp_table_compile(ramp, get_from_arena, arena, table);
}

/* Ramps that are equal share one table; a plan has few. */
static twofold_status compile_ramps(struct tf_program *program)
{
    const struct tf_model *model = program->model;
    twofold_status status = TWOFOLD_OK;
    for (size_t i = 0; i < model->part_count && status == TWOFOLD_OK; i++) {
        struct tf_share *share = &program->shares[i];
        if (share->leader >= 0 || !tf_has(program, (int32_t)i, TF_FULL)) continue;
        if (program->like != NULL) share->ramp = program->like->shares[i].ramp;
        for (size_t k = i; k-- > 0 && share->ramp == NULL && i - k < 64;)
            if (program->shares[k].ramp != NULL && model->parts[k].ramp == model->parts[i].ramp)
                share->ramp = program->shares[k].ramp;
        if (share->ramp == NULL)
            status = new_table(model->parts[i].ramp, &program->arena, &share->ramp);
    }
    return status;
}

twofold_status tf_compile_parts(struct tf_program *program)
{
    const size_t parts = program->model->part_count;
    program->leaves = tf_arena_get_array(&program->arena, parts + 1, sizeof *program->leaves);
    if (program->leaves == NULL) return TWOFOLD_E_MEMORY;
    struct tf_part_builder b = {.program = program};
    twofold_status status = compile_ramps(program);
    for (size_t i = 0; i < parts && status == TWOFOLD_OK; i++) {
        const struct tf_part *part = &program->model->parts[i];
        struct tf_visit *visit = &program->visits[part->entity];
        if (!visit->needed) continue;
        b.part = part;
        b.index = (int32_t)i;
        struct tf_leaf *leaf = &program->leaves[program->leaf_count];
        leaf->part = (int32_t)i;
        status = compile_part(&b, leaf);
        *(part->kind == TF_PART_OWN ? &visit->own : &visit->leaf) = (int32_t)program->leaf_count++;
        if (status == TWOFOLD_OK && tf_cancelled(&program->context)) status = TWOFOLD_E_CANCELLED;
    }
    if (program->tape.global == 0) /* no leaf is needed: everything recorded is global */
        tf_tape_scope(&program->tape);
    (void)tf_tape_scratch(&program->tape);
    tf_put(&program->context, b.pending, b.pending_capacity * sizeof *b.pending);
    return status;
}
