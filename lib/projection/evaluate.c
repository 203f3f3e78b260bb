/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One block of draws through a program: the tape, then the walk over entities.
 *
 * An entity's rows are its first child's, then the others' added in their order: a sum that does
 * not depend on what is selected, so neither do its bits. */
#include "projection/program.h"

#include <string.h>

/* Columns are multiples of a cache line, and never of a page: those would fall on one cache set. */
static size_t stride_for(size_t draws)
{
    if (draws < 8) return draws;
    size_t stride = (draws + 7) / 8 * 8;
    if (stride % 512 == 0) stride += 8;
    return stride;
}

static size_t node_columns(const struct tf_program *program)
{
    return program->tape.global + program->tape.scratch;
}

static double *take(double **next, size_t count)
{
    double *piece = *next;
    *next += count;
    return piece;
}

/* Column of a node of the scope that begins at `scope`; all scopes but the global one share the
 * scratch columns. */
static size_t column_of(const struct tf_program *program, size_t scope, size_t node)
{
    return node < program->tape.global ? node : program->tape.global + (node - scope);
}

/* Inputs are global nodes: tf_evaluate has pointed their columns at the caller's. */
void tf_run_tape(struct tf_workspace *w, size_t scope, size_t to)
{
    const struct tf_program *p = w->program;
    for (size_t i = scope; i < to; i++) {
        const struct tf_node_op *node = &p->tape.nodes[i];
        const size_t own = column_of(p, scope, i);
        double *out = w->columns + own * w->stride;
        if (node->op == TF_OP_INPUT) continue;
        w->column[own] = out;
        if (node->op == TF_OP_CONSTANT)
            p->loops->fill(w->draws, node->value, out);
        else
            p->loops->op(w->draws, (enum tf_op)node->op,
                         w->column[column_of(p, scope, (size_t)node->a)],
                         w->column[column_of(p, scope, (size_t)node->b)], out);
    }
}

twofold_status tf_workspace_new(const struct tf_program *program, size_t draws,
                                struct tf_workspace **workspace)
{
    const size_t stride = stride_for(draws), columns = node_columns(program);
    const size_t sets = TF_ROW_SETS + program->view_count;
    const size_t cells = (size_t)program->cells;
    const size_t years = program->taxes ? (size_t)program->model->years : 0;
    const size_t doubles =
        (columns + sets * program->rows + cells + years + TF_TEMPORARIES) * stride;
    struct tf_workspace *w = tf_get(&program->context, sizeof *w);
    if (w == NULL) return TWOFOLD_E_MEMORY;
    w->program = program;
    w->most = draws;
    w->stride = stride;
    w->size = doubles;
    w->memory = tf_get_array(&program->context, doubles, sizeof *w->memory);
    w->column = tf_get_array(&program->context, columns, sizeof *w->column);
    w->inputs = tf_get_array(&program->context, program->vary_count, sizeof *w->inputs);
    if (w->memory == NULL || w->column == NULL || w->inputs == NULL) {
        tf_workspace_free(w);
        return TWOFOLD_E_MEMORY;
    }
    double *next = w->memory;
    w->columns = take(&next, columns * stride);
    for (int i = 0; i < TF_ROW_SETS; i++) w->rows[i] = take(&next, program->rows * stride);
    w->views = take(&next, program->view_count * program->rows * stride);
    w->losses = take(&next, years * stride);
    w->to_date = take(&next, cells * stride);
    for (int i = 0; i < TF_TEMPORARIES; i++) w->temporary[i] = take(&next, stride);
    *workspace = w;
    return TWOFOLD_OK;
}

void tf_workspace_free(struct tf_workspace *w)
{
    if (w == NULL) return;
    const struct tf_program *p = w->program;
    tf_put(&p->context, w->memory, w->size * sizeof *w->memory);
    tf_put(&p->context, w->column, node_columns(p) * sizeof *w->column);
    tf_put(&p->context, w->inputs, p->vary_count * sizeof *w->inputs);
    tf_put(&p->context, w, sizeof *w);
}

/* ---- The walk ---- */

static void add_rows(struct tf_workspace *w, const double *from, double *into)
{
    w->program->loops->add(w->program->rows * w->stride, from, into);
}

static void clear_rows(struct tf_workspace *w, double *rows)
{
    memset(rows, 0, w->program->rows * w->stride * sizeof *rows);
}

static double *view_rows(struct tf_workspace *w, int32_t entity)
{
    return w->views + (size_t)w->program->view_rows[entity] * w->program->rows * w->stride;
}

static void add_leaf(struct tf_workspace *w, int32_t leaf, double *rows)
{
    const struct tf_leaf *l = &w->program->leaves[leaf];
    tf_run_tape(w, l->tape_from, l->tape_to);
    tf_evaluate_leaf(w, l, rows);
}

static void fill_leaf(struct tf_workspace *w, int32_t leaf, double *rows)
{
    clear_rows(w, rows);
    add_leaf(w, leaf, rows);
}

/* The leaf that is all of an entity, if adding its terms is adding the entity's rows: nothing is
 * read off them or changed on the way, and no slot has two terms. -1 otherwise. */
static int32_t only_leaf(const struct tf_program *p, int32_t entity)
{
    const struct tf_visit *v = &p->visits[entity];
    for (;; entity = v->first_child, v = &p->visits[entity]) {
        if (v->fix_count > 0 || v->output_count > 0 || v->view_count > 0 || v->own >= 0 ||
            p->model->entities[entity].not_listed >= 0)
            return -1;
        if (v->leaf >= 0) return v->first_child < 0 && p->leaves[v->leaf].single ? v->leaf : -1;
        if (v->first_child < 0 || p->visits[v->first_child].next_sibling >= 0) return -1;
    }
}

/* Reports, what is not listed, outputs, and the views that count this entity in. */
static void finish(struct tf_workspace *w, int32_t entity, double *rows, int depth)
{
    const struct tf_program *p = w->program;
    const struct tf_visit *visit = &p->visits[entity];
    const int32_t rest = p->model->entities[entity].not_listed;
    double *not_listed = NULL;
    if (rest >= 0 && p->visits[rest].output_count > 0) {
        not_listed = w->rows[depth];
        clear_rows(w, not_listed);
    }
    if (visit->fix_count > 0) tf_apply_fixes(w, visit, rows, not_listed);
    if (not_listed != NULL) tf_read_outputs(w, &p->visits[rest], not_listed);
    tf_read_outputs(w, visit, rows);
    for (int32_t i = 0; i < visit->view_count; i++)
        add_rows(w, rows, view_rows(w, p->views[visit->first_view + i]));
}

/* Fills rows with an entity's; `depth` is the first scratch set it may use. The recursion is as
 * deep as the tree: park, cluster, enterprise, part. */
static void walk(struct tf_workspace *w, int32_t entity, double *rows, int depth)
{
    const struct tf_program *p = w->program;
    const struct tf_visit *visit = &p->visits[entity];
    bool filled = false;
    if (visit->leaf >= 0) {
        fill_leaf(w, visit->leaf, rows);
        filled = true;
    }
    for (int32_t child = visit->first_child; child >= 0; child = p->visits[child].next_sibling) {
        if (!p->visits[child].needed && !p->visits[child].leads_to_needed) continue;
        const int32_t leaf = filled && p->visits[child].needed ? only_leaf(p, child) : -1;
        if (leaf >= 0) {
            add_leaf(w, leaf, rows);
            continue;
        }
        walk(w, child, filled ? w->rows[depth] : rows, depth + 1);
        if (filled) add_rows(w, w->rows[depth], rows);
        filled = true;
    }
    if (visit->own >= 0) {
        fill_leaf(w, visit->own, filled ? w->rows[depth] : rows);
        if (filled) add_rows(w, w->rows[depth], rows);
        filled = true;
    }
    if (!filled) clear_rows(w, rows);
    if (visit->needed) finish(w, entity, rows, depth);
}

void tf_evaluate(struct tf_workspace *w, size_t draws, const double *const *in)
{
    const struct tf_program *p = w->program;
    const struct tf_model *model = p->model;
    w->draws = draws;
    for (size_t i = 0; i < p->vary_count; i++) w->column[p->input_node[p->varied[i]]] = in[i];
    tf_run_tape(w, 0, p->tape.global);
    for (size_t i = 0; i < model->entity_count; i++)
        if (p->view_rows[i] >= 0) clear_rows(w, view_rows(w, (int32_t)i));
    for (size_t i = 0; i < model->entity_count; i++) {
        const bool root = model->entities[i].parent < 0 && p->view_rows[i] < 0;
        if (root && (p->visits[i].needed || p->visits[i].leads_to_needed))
            walk(w, (int32_t)i, w->rows[0], 1);
    }
    for (size_t i = 0; i < model->entity_count; i++) {
        if (p->view_rows[i] < 0) continue;
        double *rows = view_rows(w, (int32_t)i);
        if (p->visits[i].own >= 0) {
            fill_leaf(w, p->visits[i].own, w->rows[0]);
            add_rows(w, w->rows[0], rows);
        }
        finish(w, (int32_t)i, rows, 1);
    }
}
