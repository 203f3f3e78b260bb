/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Levels of figures: as given, or as they follow from the other figures of their mapping.
 * docs/semantics.md, section 4. */
#include "projection/program.h"

#include "base/elementary.h"

const struct tf_figure *tf_figure_of(const struct tf_part *part, int32_t kpi, int32_t at)
{
    for (size_t i = 0; i < part->figure_count; i++)
        if (part->figures[i].kpi == kpi && part->figures[i].at == at) return &part->figures[i];
    return NULL;
}

int32_t tf_value_node(struct tf_program *program, struct tf_value value, double absent)
{
    struct tf_tape *tape = &program->tape;
    if (value.input < 0) return tf_tape_constant(tape, absent);
    const int32_t varying = program->input_node[value.input];
    const int32_t node =
        varying >= 0 ? varying : tf_tape_constant(tape, program->model->inputs[value.input].value);
    if (value.rate < 0) return node;
    return tf_tape_op(tape, TF_OP_MULTIPLY, node,
                      tf_value_node(program, (struct tf_value){value.rate, -1}, 1.0));
}

/* How a level follows where it is not given: left, op, right; the first rule whose sides are known
 * holds. right -1: a constant 1 (100% utilisation is the default). */
struct level_rule {
    int32_t kpi;
    enum tf_op op;
    int32_t left, right;
};

static const struct level_rule RULES[] = {
    {TWOFOLD_KPI_PRODUCTION, TF_OP_MULTIPLY, TWOFOLD_KPI_CAPACITY, TWOFOLD_KPI_UTILISATION},
    {TWOFOLD_KPI_PRODUCTION, TF_OP_DIVIDE, TWOFOLD_KPI_OUTPUT, TWOFOLD_KPI_UNIT_VALUE},
    {TWOFOLD_KPI_PRODUCTION, TF_OP_MULTIPLY, TWOFOLD_KPI_CAPACITY, -1},
    {TWOFOLD_KPI_OUTPUT, TF_OP_MULTIPLY, TWOFOLD_KPI_PRODUCTION, TWOFOLD_KPI_UNIT_VALUE},
    {TWOFOLD_KPI_TAX, TF_OP_MULTIPLY, TWOFOLD_KPI_TAX_RATE, TWOFOLD_KPI_OUTPUT},
    {TWOFOLD_KPI_JOBS, TF_OP_DIVIDE, TWOFOLD_KPI_OUTPUT, TWOFOLD_KPI_OUTPUT_PER_JOB},
};

/* A level as written; a mapping over periods is no level. Capacity stands whole, so production at
 * full may stand on a capacity given for an earlier milestone. */
static const struct tf_figure *given(const struct tf_part *part, int32_t kpi, int32_t at)
{
    const struct tf_figure *figure = tf_figure_of(part, kpi, at);
    for (int32_t earlier = at; figure == NULL && kpi == TWOFOLD_KPI_CAPACITY && earlier > TF_TRIAL;)
        figure = tf_figure_of(part, kpi, --earlier);
    return figure != NULL && !figure->steps.over_time ? figure : NULL;
}

/* Whether a rule's side is known without asking the rule itself back. */
static bool side_known(const struct tf_part *part, int32_t kpi, int32_t at, int32_t asked)
{
    if (kpi < 0 || given(part, kpi, at) != NULL) return true;
    return asked != TWOFOLD_KPI_PRODUCTION && tf_level_known(part, kpi, at);
}

static const struct level_rule *rule_for(const struct tf_part *part, int32_t kpi, int32_t at)
{
    for (size_t i = 0; i < sizeof RULES / sizeof *RULES; i++)
        if (RULES[i].kpi == kpi && side_known(part, RULES[i].left, at, kpi) &&
            side_known(part, RULES[i].right, at, kpi))
            return &RULES[i];
    return NULL;
}

/* Capacity is no production before full; what a trial is said to make and cost is. */
static bool may_follow(const struct tf_part *part, int32_t kpi, int32_t at)
{
    if (at == TF_FULL || at < 0 || kpi == TWOFOLD_KPI_TAX || kpi == TWOFOLD_KPI_JOBS) return true;
    return kpi == TWOFOLD_KPI_PRODUCTION && given(part, TWOFOLD_KPI_CAPACITY, TF_FULL) == NULL;
}

bool tf_level_known(const struct tf_part *part, int32_t kpi, int32_t at)
{
    return given(part, kpi, at) != NULL ||
           (may_follow(part, kpi, at) && rule_for(part, kpi, at) != NULL);
}

int32_t tf_level_node(struct tf_program *program, const struct tf_part *part, int32_t kpi,
                      int32_t at)
{
    const struct tf_figure *figure = given(part, kpi, at);
    if (figure != NULL) return tf_value_node(program, figure->steps.items[0].value, 0.0);
    const struct level_rule *rule = may_follow(part, kpi, at) ? rule_for(part, kpi, at) : NULL;
    if (rule == NULL) return -1;
    const int32_t left = tf_level_node(program, part, rule->left, at);
    if (rule->right < 0) return left;
    return tf_tape_op(&program->tape, rule->op, left,
                      tf_level_node(program, part, rule->right, at));
}
