/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Factors over time: price, utilisation and growth as one node a cell. */
#include "projection/program.h"

#include "base/elementary.h"

struct factor_builder {
    struct tf_program *program;
    int32_t one;
};

/* The level that holds over a cell beginning at `from`; 100% where none does. */
static int32_t level_at(const struct factor_builder *f, const struct tf_steps *steps, double from)
{
    int32_t node = f->one;
    for (size_t i = 0; i < steps->count && steps->items[i].from <= from; i++)
        if (from < steps->items[i].to) node = tf_value_node(f->program, steps->items[i].value, 1.0);
    return node;
}

static int32_t times(const struct factor_builder *f, int32_t a, int32_t b)
{
    return tf_tape_op(&f->program->tape, TF_OP_MULTIPLY, a, b);
}

/* Product of one lever over the levels above a cell. */
static int32_t lever_at(const struct factor_builder *f, const struct tf_levers *const *levels,
                        size_t count, bool price, double from)
{
    int32_t node = f->one;
    for (size_t i = 0; i < count; i++)
        node =
            times(f, node, level_at(f, price ? &levels[i]->price : &levels[i]->utilisation, from));
    return node;
}

/* Growth to the year that begins at `january`, from the year before's: x (1 + g). */
static int32_t grown(const struct factor_builder *f, const struct tf_steps *growth, double january,
                     int32_t before)
{
    for (size_t i = 0; i < growth->count; i++)
        if (growth->items[i].from <= january && january < growth->items[i].to) {
            struct tf_tape *tape = &f->program->tape;
            const int32_t rate = tf_value_node(f->program, growth->items[i].value, 0.0);
            return times(f, before, tf_tape_op(tape, TF_OP_ADD, f->one, rate));
        }
    return before;
}

static bool all_one(const int32_t *nodes, int32_t count, int32_t one)
{
    for (int32_t i = 0; i < count; i++)
        if (nodes[i] != one) return false;
    return true;
}

/* ---- Jobs that an output takes ---- */

/* Whether jobs of a part follow from productivity, and anybody asks. */
static bool staff_matters(const struct tf_program *program, const struct tf_part *part)
{
    bool asked = false, given = false;
    for (int32_t kpi = TWOFOLD_KPI_JOBS; kpi <= TWOFOLD_KPI_JOBS_NET; kpi++)
        if (kpi == TWOFOLD_KPI_JOBS || tf_kpi_of_jobs(kpi))
            asked = asked || tf_program_slot(program, kpi, TF_ROLE_VALUE, 0) >= 0;
    for (size_t i = 0; i < part->figure_count; i++)
        given = given || part->figures[i].kpi == TWOFOLD_KPI_OUTPUT_PER_JOB;
    return asked && given;
}

/* STAFF of each cell, and it against that of the first year's end. */
static bool compile_staff(const struct factor_builder *f, const struct tf_part *part,
                          const int32_t *volume, const int32_t *growth, struct tf_leaf *leaf)
{
    struct tf_program *program = f->program;
    struct tf_tape *tape = &program->tape;
    int32_t *nodes[TF_FACTORS] = {NULL};
    int32_t drift = f->one;
    for (int k = TF_FACTOR_STAFF; k < TF_FACTORS; k++) {
        nodes[k] = tf_arena_get_array(&program->arena, (size_t)program->cells, sizeof **nodes);
        if (nodes[k] == NULL) return false;
    }
    for (int32_t c = 0; c < program->cells; c++) {
        const int32_t month = program->model->axis_from + c * program->grid;
        if (month > 0 && month % 12 == 0) drift = grown(f, &part->drift, month, drift);
        nodes[TF_FACTOR_STAFF][c] =
            tf_tape_op(tape, TF_OP_DIVIDE, times(f, volume[c], growth[c]), drift);
    }
    if (all_one(nodes[TF_FACTOR_STAFF], program->cells, f->one)) return true;
    const int32_t base =
        nodes[TF_FACTOR_STAFF][(12 - program->model->axis_from) / program->grid - 1];
    const int32_t none = tf_tape_constant(tape, 0.0);
    for (int32_t c = 0; part->kind == TF_PART_EXISTING && c < program->cells; c++) {
        const int32_t now = nodes[TF_FACTOR_STAFF][c];
        const int32_t more = tf_tape_op(tape, TF_OP_SUBTRACT, now, base);
        const int32_t less = tf_tape_op(tape, TF_OP_SUBTRACT, base, now);
        nodes[TF_FACTOR_KEPT][c] = tf_tape_op(tape, TF_OP_MIN, now, base);
        nodes[TF_FACTOR_ADDED][c] = tf_tape_op(tape, TF_OP_MAX, more, none);
        nodes[TF_FACTOR_SHED][c] = tf_tape_op(tape, TF_OP_MAX, less, none);
    }
    for (int k = TF_FACTOR_STAFF; k < TF_FACTORS; k++) leaf->factors[k] = nodes[k];
    leaf->staff_of_base = base;
    return true;
}

/* ---- All factors ---- */

static bool moves_anything(const struct tf_levers *const *levels, size_t count,
                           const struct tf_part *part)
{
    if (part->growth.count > 0 || part->drift.count > 0) return true;
    for (size_t i = 0; i < count; i++)
        if (levels[i]->price.count > 0 || levels[i]->utilisation.count > 0) return true;
    return false;
}

twofold_status tf_compile_factors(struct tf_program *program, const struct tf_part *part,
                                  struct tf_leaf *leaf)
{
    const struct tf_levers *levels[TF_LEVELS];
    const size_t count = tf_levers_of(program->model, part, levels);
    if (!moves_anything(levels, count, part)) return TWOFOLD_OK;
    const struct factor_builder f = {program, tf_tape_constant(&program->tape, 1.0)};
    const size_t cells = (size_t)program->cells;
    int32_t *volume = tf_arena_get_array(&program->arena, cells, sizeof *volume);
    int32_t *value = tf_arena_get_array(&program->arena, cells, sizeof *value);
    const bool staff = staff_matters(program, part);
    int32_t *growths = staff ? tf_arena_get_array(&program->arena, cells, sizeof *growths) : NULL;
    if (volume == NULL || value == NULL || (staff && growths == NULL)) return TWOFOLD_E_MEMORY;
    int32_t growth = f.one;
    for (int32_t c = 0; c < program->cells; c++) {
        const int32_t month = program->model->axis_from + c * program->grid;
        if (month > 0 && month % 12 == 0) growth = grown(&f, &part->growth, month, growth);
        volume[c] = lever_at(&f, levels, count, false, month);
        value[c] =
            times(&f, times(&f, lever_at(&f, levels, count, true, month), volume[c]), growth);
        if (staff) growths[c] = growth;
    }
    if (staff && !compile_staff(&f, part, volume, growths, leaf)) return TWOFOLD_E_MEMORY;
    leaf->factors[TF_FACTOR_VOLUME] = all_one(volume, program->cells, f.one) ? NULL : volume;
    leaf->factors[TF_FACTOR_VALUE] = all_one(value, program->cells, f.one) ? NULL : value;
    return program->tape.failed ? TWOFOLD_E_MEMORY : TWOFOLD_OK;
}
