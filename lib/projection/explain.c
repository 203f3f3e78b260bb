/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why a cell has its value: the question, and the lines of the answer. */
#include "projection/explain.h"

#include "base/elementary.h"

#include <string.h>

/* ---- The program of the question: one frequency, what the cell is made of ---- */

struct question {
    int32_t entity, kpi;
    twofold_frequency frequency;
};

/* Marks an entity and all that it is the sum of. Members stand before zones and groups, children
 * after their parents. */
static void mark(const struct tf_model *model, int32_t entity, bool *asked)
{
    const struct tf_model_entity *top = &model->entities[entity];
    asked[entity] = true;
    if (top->kind == TWOFOLD_ENTITY_NOT_LISTED) asked[top->parent] = true;
    for (size_t i = 0; i < top->member_count; i++) asked[top->members[i]] = true;
    for (size_t i = 0; i < model->entity_count; i++)
        if (model->entities[i].parent >= 0 && asked[model->entities[i].parent]) asked[i] = true;
}

static twofold_status select_cell(void *user, struct tf_program *program)
{
    const struct question *q = user;
    const struct tf_model *model = program->model;
    const twofold_kpi *row = &model->kpis[q->kpi];
    const bool ratio = row->kind == TWOFOLD_RATIO;
    const bool under_way = q->kpi == TWOFOLD_KPI_PROJECTS_UNDER_WAY ||
                           (ratio && (row->numerator == TWOFOLD_KPI_PROJECTS_UNDER_WAY ||
                                      row->denominator == TWOFOLD_KPI_PROJECTS_UNDER_WAY));
    int32_t kpis[5] = {q->kpi};
    size_t count = 1;
    if (ratio) kpis[count++] = row->numerator;
    if (ratio) kpis[count++] = row->denominator;
    if (under_way) kpis[count++] = TWOFOLD_KPI_PROJECTS_CARRIED_OVER;
    if (under_way) kpis[count++] = TWOFOLD_KPI_PROJECTS_STARTED;
    bool *asked = tf_arena_get_array(&program->arena, model->entity_count + 1, sizeof *asked);
    if (asked == NULL) return TWOFOLD_E_MEMORY;
    mark(model, q->entity, asked);
    const twofold_status status = tf_program_outputs(program, model->entity_count * count);
    if (status != TWOFOLD_OK) return status;
    for (size_t e = 0; e < model->entity_count; e++)
        for (size_t k = 0; asked[e] && k < count; k++)
            tf_program_output(program, (int32_t)e, kpis[k], q->frequency);
    return TWOFOLD_OK;
}

/* One draw: the inputs as the plan has them. */
static twofold_status evaluate(struct tf_teller *t)
{
    struct tf_program *p = t->program;
    const size_t inputs = p->model->input_count;
    double *values = tf_arena_get_array(&p->arena, inputs + 1, sizeof *values);
    double *cube = tf_arena_get_array(&p->arena, p->columns + 1, sizeof *cube);
    if (values == NULL || cube == NULL) return TWOFOLD_E_MEMORY;
    const twofold_status status = tf_workspace_new(p, 1, &t->w);
    if (status != TWOFOLD_OK) return status;
    for (size_t i = 0; i < inputs; i++) {
        values[i] = p->model->inputs[i].value;
        t->w->inputs[i] = &values[i];
    }
    t->w->cube = cube;
    tf_evaluate(t->w, 1, t->w->inputs);
    return TWOFOLD_OK;
}

static twofold_status tell(struct tf_teller *t, const struct question *question)
{
    const struct tf_program *source = t->projection->program;
    struct question copy = *question;
    const struct tf_request request = {
        .like = source, .vary_all = true, .outputs = select_cell, .user = &copy};
    twofold_status status =
        tf_program_new(source->plan, &request, &t->x->context, &t->program, NULL);
    if (status == TWOFOLD_OK) status = evaluate(t);
    if (status == TWOFOLD_OK) {
        (void)tf_tell_cell(t, question->entity, question->kpi, 0, true);
        status = t->failed ? TWOFOLD_E_MEMORY : TWOFOLD_OK;
    }
    tf_workspace_free(t->w);
    tf_program_free(t->program);
    return status;
}

twofold_status twofold_explain(const twofold_projection *projection, int entity, int kpi,
                               const char *period, const twofold_context *context,
                               twofold_explanation **explanation)
{
    if (projection == NULL || period == NULL || explanation == NULL) return TWOFOLD_E_ARGUMENT;
    const struct tf_model *model = projection->program->model;
    entity = tf_entity_here(projection, entity);
    struct question question = {entity, kpi, TWOFOLD_YEAR};
    twofold_period wanted;
    size_t place;
    if (entity < 0 || kpi < 0 || (size_t)kpi >= model->kpi_count ||
        !twofold_period_parse(period, strlen(period), &wanted) ||
        !tf_axis_find(projection, wanted, &question.frequency, &place))
        return TWOFOLD_E_NOT_FOUND;
    const int32_t number = (int32_t)place;
    const twofold_context full = tf_context(context);
    twofold_explanation *x = tf_get(&full, sizeof *x);
    if (x == NULL) return TWOFOLD_E_MEMORY;
    x->context = full;
    tf_arena_init(&x->arena, &full);
    const int32_t months = twofold_frequency_months(question.frequency);
    char text[32];
    (void)twofold_period_write(
        (twofold_period){model->first_year * 12 + model->axis_from + number * months, months}, text,
        sizeof text);
    struct tf_teller teller = {.x = x,
                               .projection = projection,
                               .model = model,
                               .frequency = question.frequency,
                               .period = number,
                               .stretch = {number * months, (number + 1) * months},
                               .period_text = text};
    const twofold_status status = tell(&teller, &question);
    if (status != TWOFOLD_OK) {
        twofold_explanation_free(x);
        return status;
    }
    *explanation = x;
    return TWOFOLD_OK;
}

void twofold_explanation_free(twofold_explanation *x)
{
    if (x == NULL) return;
    const twofold_context context = x->context;
    tf_put(&context, x->lines, x->capacity * sizeof *x->lines);
    tf_arena_clear(&x->arena);
    tf_put(&context, x, sizeof *x);
}

/* ---- Lines ---- */

size_t twofold_explanation_count(const twofold_explanation *x) { return x == NULL ? 0 : x->count; }

twofold_explanation_line twofold_explanation_at(const twofold_explanation *x, size_t index,
                                                twofold_lang lang)
{
    if (x == NULL || index >= x->count)
        return (twofold_explanation_line){.path = "",
                                          .name = "",
                                          .formula = "",
                                          .value = TF_NAN,
                                          .unit = "",
                                          .source = "",
                                          .file = ""};
    const struct tf_line *line = &x->lines[index];
    const int in = lang == TWOFOLD_ZH;
    twofold_explanation_line as = line->as;
    as.name = line->name.in[in];
    as.formula = line->formula.in[in];
    return as;
}

const char *twofold_origin_id(twofold_origin origin)
{
    switch (origin) {
#define TWOFOLD_X(name, number, id, zh)                                                            \
    case TWOFOLD_ORIGIN_##name: return id;
        TWOFOLD_ORIGIN_LIST(TWOFOLD_X)
#undef TWOFOLD_X
    }
    return "";
}

const char *twofold_origin_text(twofold_origin origin, twofold_lang lang)
{
    if (lang != TWOFOLD_ZH) return twofold_origin_id(origin);
    switch (origin) {
#define TWOFOLD_X(name, number, id, zh)                                                            \
    case TWOFOLD_ORIGIN_##name: return zh;
        TWOFOLD_ORIGIN_LIST(TWOFOLD_X)
#undef TWOFOLD_X
    }
    return "";
}

const char *twofold_combine_id(twofold_combine combine)
{
    switch (combine) {
#define TWOFOLD_X(name, number, id)                                                                \
    case TWOFOLD_COMBINE_##name: return id;
        TWOFOLD_COMBINE_LIST(TWOFOLD_X)
#undef TWOFOLD_X
    }
    return "";
}
