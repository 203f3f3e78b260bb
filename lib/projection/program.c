/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a plan to a program, and its end. */
#include "projection/program.h"

#include <string.h>

void tf_program_free(struct tf_program *p)
{
    if (p == NULL) return;
    const twofold_context context = p->context;
    tf_put(&context, p->slots, p->slot_capacity * sizeof *p->slots);
    tf_put(&context, p->groups, p->group_capacity * sizeof *p->groups);
    tf_put(&context, p->terms, p->term_capacity * sizeof *p->terms);
    tf_put(&context, p->fixes, p->fix_capacity * sizeof *p->fixes);
    tf_tape_clear(&p->tape);
    tf_arena_clear(&p->arena);
    tf_model_free(p->owned);
    twofold_plan_free(p->plan);
    tf_put(&context, p, sizeof *p);
}

/* The same model without its reports; everything else is shared. */
static twofold_status leave_out_reports(struct tf_program *p)
{
    struct tf_model *model = tf_arena_get(&p->arena, sizeof *model);
    if (model == NULL) return TWOFOLD_E_MEMORY;
    *model = *p->owned;
    model->report_count = 0;
    p->model = model;
    return TWOFOLD_OK;
}

static int32_t find_input(const struct tf_model *model, const char *path)
{
    for (size_t i = 0; i < model->input_count; i++)
        if (strcmp(model->inputs[i].path, path) == 0) return (int32_t)i;
    return -1;
}

/* Inputs that vary become nodes of the global scope, in the caller's order. */
static twofold_status compile_inputs(struct tf_program *p, const struct tf_request *request)
{
    const char *const *vary = request->vary;
    const size_t count = request->vary_all ? p->model->input_count : request->vary_count;
    p->vary_count = count;
    p->input_node = tf_arena_get_array(&p->arena, p->model->input_count + 1, sizeof *p->input_node);
    p->varied = tf_arena_get_array(&p->arena, count + 1, sizeof *p->varied);
    if (p->input_node == NULL || p->varied == NULL) return TWOFOLD_E_MEMORY;
    for (size_t i = 0; i < p->model->input_count; i++) p->input_node[i] = -1;
    for (size_t i = 0; i < count; i++) {
        const int32_t input = request->vary_all ? (int32_t)i
                              : vary[i] == NULL ? -1
                                                : find_input(p->model, vary[i]);
        if (input < 0) return TWOFOLD_E_NOT_FOUND;
        p->varied[i] = input;
        p->input_node[input] = tf_tape_input(&p->tape, (int32_t)i);
    }
    return TWOFOLD_OK;
}

/* Draws a call: a part's rows and columns should stay in the second-level cache. */
static size_t block_for(const struct tf_program *p)
{
    enum { CACHE = 512 * 1024, MOST = 128, FEWEST = 8 };
    const size_t a_draw = (3 * p->rows + p->tape.scratch + 1) * sizeof(double);
    size_t block = MOST;
    while (block > FEWEST && block * a_draw > CACHE) block /= 2;
    return block;
}

static twofold_status compile_all(struct tf_program *p, const struct tf_request *request)
{
    static twofold_status (*const steps[])(struct tf_program *) = {
        tf_compile_moments, tf_compile_slots,     tf_compile_walk,
        tf_compile_fixes,   tf_compile_tax_since, tf_compile_parts};
    twofold_status status = compile_inputs(p, request);
    for (size_t i = 0; status == TWOFOLD_OK && i < sizeof steps / sizeof *steps; i++)
        status = steps[i](p);
    if (status == TWOFOLD_OK && p->tape.failed) status = TWOFOLD_E_MEMORY;
    if (status == TWOFOLD_OK) p->block = block_for(p);
    return status;
}

twofold_status tf_program_new(const twofold_plan *plan, const struct tf_request *request,
                              const twofold_context *context, struct tf_program **program,
                              twofold_faults **faults)
{
    const twofold_context full = tf_context(context);
    struct tf_program *p = tf_get(&full, sizeof *p);
    if (p == NULL) return TWOFOLD_E_MEMORY;
    p->context = full;
    tf_arena_init(&p->arena, &full);
    tf_tape_init(&p->tape, &p->context);
    p->plan = twofold_plan_ref(plan);
    p->loops = tf_loops_best();
    p->like = request->like;
    if (p->like != NULL) p->model = p->like->model;
    twofold_status status = TWOFOLD_OK;
    if (p->like == NULL)
        status = tf_plan_model(plan, request->scenario, request->overrides, request->override_count,
                               &full, &p->owned, faults);
    if (p->like == NULL) p->model = p->owned;
    if (status == TWOFOLD_OK && request->unreported) status = leave_out_reports(p);
    if (status == TWOFOLD_OK) status = request->outputs(request->user, p);
    if (status == TWOFOLD_OK) status = compile_all(p, request);
    if (status != TWOFOLD_OK) {
        tf_program_free(p);
        return status;
    }
    *program = p;
    return TWOFOLD_OK;
}

twofold_status tf_program_outputs(struct tf_program *p, size_t count)
{
    p->outputs = tf_arena_get_array(&p->arena, count + 1, sizeof *p->outputs);
    return p->outputs == NULL ? TWOFOLD_E_MEMORY : TWOFOLD_OK;
}

void tf_program_output(struct tf_program *p, int32_t entity, int32_t kpi,
                       twofold_frequency frequency)
{
    p->outputs[p->output_count++] = (struct tf_output){entity, kpi, frequency, p->columns};
    p->columns += (size_t)tf_program_periods(p, frequency);
}
