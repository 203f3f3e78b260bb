/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A compiled plan as a batch model. */
#include "base/elementary.h"
#include "projection/projection.h"

#include <math.h>

struct twofold_compiled {
    struct tf_program *program;
    twofold_frequency frequency;
    bool *empty; /* per column: nothing is known there at the plan's own values */
};

/* ---- The batch interface ---- */

struct batch_workspace {
    struct tf_workspace *block; /* grown to the widest call so far */
};

static twofold_status workspace_new(const void *self, const twofold_context *context,
                                    void **workspace)
{
    const struct twofold_compiled *c = self;
    const twofold_context full = tf_context(context);
    struct batch_workspace *w = tf_get(&full, sizeof *w);
    if (w == NULL) return TWOFOLD_E_MEMORY;
    const twofold_status status = tf_workspace_new(c->program, c->program->block, &w->block);
    if (status != TWOFOLD_OK) {
        tf_put(&full, w, sizeof *w);
        return status;
    }
    *workspace = w;
    return TWOFOLD_OK;
}

static void workspace_free(const void *self, const twofold_context *context, void *workspace)
{
    (void)self;
    const twofold_context full = tf_context(context);
    struct batch_workspace *w = workspace;
    tf_workspace_free(w->block);
    tf_put(&full, w, sizeof *w);
}

/* Whether every input of a draw is a number. */
static bool is_sound(const struct tf_program *program, const double *const *in, size_t draw)
{
    for (size_t i = 0; i < program->vary_count; i++)
        if (!isfinite(in[i][draw])) return false;
    return true;
}

/* Draws from `from` on, as many as fit the cache, that are all of numbers. Cutting a call there,
 * too, is nothing that anybody can tell: a block is a loop. */
static size_t sound_run(const struct tf_workspace *w, const double *const *in, size_t from,
                        size_t draws)
{
    size_t count = 0;
    while (count < w->most && from + count < draws && is_sound(w->program, in, from + count))
        count++;
    return count;
}

/* True if the draws [from, from + count) are all of numbers, column by column: the usual case. */
static bool all_sound(const struct tf_workspace *w, const double *const *in, size_t from,
                      size_t count)
{
    double sum = 0.0;
    for (size_t i = 0; i < w->program->vary_count; i++)
        sum += w->program->loops->oddness(count, in[i] + from);
    return sum == 0.0;
}

static void leave_empty(const struct twofold_compiled *c, size_t draw, double *const *out)
{
    for (size_t i = 0; i < c->program->columns; i++) out[i][draw] = TF_NAN;
}

/* A draw with an input that is no number (NaN, infinite) has no output; no other draw of its block
 * feels it. */
static twofold_status evaluate(const void *self, void *workspace, size_t draws,
                               const double *const *in, double *const *out)
{
    const struct twofold_compiled *c = self;
    struct tf_workspace *w = ((struct batch_workspace *)workspace)->block;
    const struct tf_program *program = c->program;
    for (size_t from = 0; from < draws;) {
        size_t count = draws - from < w->most ? draws - from : w->most;
        if (!all_sound(w, in, from, count)) count = sound_run(w, in, from, draws);
        if (count == 0) {
            leave_empty(c, from++, out);
            continue;
        }
        for (size_t i = 0; i < program->vary_count; i++) w->inputs[i] = in[i] + from;
        w->out = out;
        w->out_from = from;
        tf_evaluate(w, count, w->inputs);
        from += count;
    }
    for (size_t i = 0; i < program->columns; i++)
        for (size_t k = 0; c->empty[i] && k < draws; k++) out[i][k] = TF_NAN;
    return TWOFOLD_OK;
}

twofold_batch twofold_compiled_batch(const twofold_compiled *compiled)
{
    return (twofold_batch){.struct_size = sizeof(twofold_batch),
                           .self = compiled,
                           .inputs = compiled->program->vary_count,
                           .outputs = compiled->program->columns,
                           .block = compiled->program->block,
                           .workspace_new = workspace_new,
                           .workspace_free = workspace_free,
                           .evaluate = evaluate};
}

/* ---- Making one ---- */

static twofold_status select_outputs(void *user, struct tf_program *program)
{
    const twofold_compile_options *options = user;
    const struct tf_model *model = program->model, *own = tf_plan_own_model(program->plan);
    const twofold_status status = tf_program_outputs(program, options->output_count);
    if (status != TWOFOLD_OK) return status;
    for (size_t i = 0; i < options->output_count; i++) {
        const twofold_selection s = options->outputs[i];
        const int32_t entity = tf_model_same_entity(own, s.entity, model);
        if (entity < 0 || s.kpi < 0 || (size_t)s.kpi >= model->kpi_count)
            return TWOFOLD_E_NOT_FOUND;
        tf_program_output(program, entity, s.kpi, options->frequency);
    }
    return TWOFOLD_OK;
}

/* Which columns are empty: known from the plan's own dates, the same for every draw. */
static twofold_status find_empty(struct twofold_compiled *c)
{
    const struct tf_program *p = c->program;
    const size_t periods = (size_t)tf_program_periods(p, c->frequency);
    struct tf_workspace *w = NULL;
    struct tf_coverage coverage = {0};
    uint32_t *known = tf_get_array(&p->context, periods, sizeof *known);
    bool *any = tf_get_array(&p->context, periods, sizeof *any);
    double *values = tf_get_array(&p->context, p->columns + p->vary_count, sizeof *values);
    twofold_status status =
        known == NULL || any == NULL || values == NULL ? TWOFOLD_E_MEMORY : TWOFOLD_OK;
    if (status == TWOFOLD_OK) status = tf_workspace_new(p, 1, &w);
    if (status == TWOFOLD_OK) {
        for (size_t i = 0; i < p->vary_count; i++) {
            values[p->columns + i] = p->model->inputs[p->varied[i]].value;
            w->inputs[i] = &values[p->columns + i];
        }
        w->cube = values;
        tf_evaluate(w, 1, w->inputs);
        status = tf_coverage_new(p, w, &coverage);
    }
    for (size_t i = 0; status == TWOFOLD_OK && i < p->output_count; i++) {
        const struct tf_output *o = &p->outputs[i];
        (void)tf_cover(&coverage, o->entity, o->kpi, tf_all_periods(p, c->frequency), NULL, known,
                       any);
        for (size_t k = 0; k < periods; k++) c->empty[o->column + k] = !any[k];
    }
    tf_coverage_clear(&coverage);
    tf_workspace_free(w);
    tf_put(&p->context, known, periods * sizeof *known);
    tf_put(&p->context, any, periods * sizeof *any);
    tf_put(&p->context, values, (p->columns + p->vary_count) * sizeof *values);
    return status;
}

static bool options_are_sound(const twofold_compile_options *o)
{
    return o != NULL && o->struct_size >= sizeof *o && o->output_count > 0 && o->outputs != NULL &&
           (o->vary != NULL || o->vary_count == 0) &&
           (o->overrides != NULL || o->override_count == 0) && o->frequency >= TWOFOLD_YEAR &&
           o->frequency <= TWOFOLD_MONTH;
}

twofold_status twofold_compile(const twofold_plan *plan, const twofold_compile_options *options,
                               const twofold_context *context, twofold_compiled **compiled,
                               twofold_faults **faults)
{
    if (plan == NULL || compiled == NULL || !options_are_sound(options)) return TWOFOLD_E_ARGUMENT;
    twofold_compile_options copy = *options;
    const struct tf_request request = {.scenario = options->scenario,
                                       .overrides = options->overrides,
                                       .override_count = options->override_count,
                                       .vary = options->vary,
                                       .vary_count = options->vary_count,
                                       .outputs = select_outputs,
                                       .user = &copy};
    struct tf_program *program = NULL;
    twofold_faults *found = NULL;
    twofold_status status = tf_program_new(plan, &request, context, &program, &found);
    struct twofold_compiled *c = NULL;
    if (status == TWOFOLD_OK) {
        c = tf_get(&program->context, sizeof *c);
        if (c != NULL) {
            *c = (struct twofold_compiled){.program = program, .frequency = options->frequency};
            c->empty = tf_get_array(&program->context, program->columns, sizeof *c->empty);
        }
        status = c == NULL || c->empty == NULL ? TWOFOLD_E_MEMORY : find_empty(c);
        if (c == NULL) tf_program_free(program);
    }
    if (status == TWOFOLD_OK)
        *compiled = c;
    else
        twofold_compiled_free(c);
    if (faults != NULL && (status == TWOFOLD_OK || status == TWOFOLD_E_PLAN))
        *faults = found;
    else
        twofold_faults_free(found);
    return status;
}

void twofold_compiled_free(twofold_compiled *c)
{
    if (c == NULL) return;
    struct tf_program *program = c->program;
    const twofold_context context = program->context;
    tf_put(&context, c->empty, program->columns * sizeof *c->empty);
    tf_put(&context, c, sizeof *c);
    tf_program_free(program);
}

size_t twofold_compiled_periods(const twofold_compiled *compiled, twofold_period *first)
{
    const struct tf_model *model = compiled->program->model;
    if (first != NULL)
        *first = (twofold_period){model->first_year * 12 + model->axis_from,
                                  twofold_frequency_months(compiled->frequency)};
    return (size_t)tf_program_periods(compiled->program, compiled->frequency);
}

double twofold_compiled_input(const twofold_compiled *compiled, size_t input)
{
    const struct tf_program *p = compiled->program;
    return input < p->vary_count ? p->model->inputs[p->varied[input]].value : TF_NAN;
}

/* ---- Inputs of a plan ---- */

size_t twofold_input_count(const twofold_plan *plan)
{
    const struct tf_model *model = tf_plan_own_model(plan);
    return model == NULL ? 0 : model->input_count;
}

twofold_input twofold_input_at(const twofold_plan *plan, size_t index)
{
    const struct tf_model *model = tf_plan_own_model(plan);
    if (model == NULL || index >= model->input_count)
        return (twofold_input){.path = "", .text = "", .source = "", .file = ""};
    const struct tf_input *in = &model->inputs[index];
    return (twofold_input){.path = in->path,
                           .text = in->text,
                           .source = in->source,
                           .value = in->value,
                           .low = in->low,
                           .high = in->high,
                           .mark = in->mark,
                           .assumed = in->origin != TF_REPORTED,
                           .line = in->line,
                           .file = tf_plan_file_at(plan, in->path)};
}
