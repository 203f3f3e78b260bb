/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Goal seek: a target as a function of one input, scanned and solved. */
#include "target/brent.h"
#include "target/question.h"
#include "target/solve_input.h"

#include <math.h>
#include <stdlib.h>

enum { PIECES = 64 };

/* As verdicts: what is nearer to the requirement than this meets it. */
static const double TOLERANCE = 1e-9;
/* Residuals that differ by less are the same: rounding of sums of some hundred terms. */
static const double NOISE = 1e-13;

/* ---- The function ---- */

struct search {
    struct twofold_projection *plan; /* of what the target reads, its input to be moved */
    size_t target;
    const int32_t *entities;
    size_t entity_count, wanted; /* of whom, how many are to meet it */
    double *residuals;           /* scratch: one an entity */
    double projected;            /* at the last value: of one; of many how many meet it */
    twofold_status status;
    unsigned evaluations;
};

static double residual_of(struct tf_measure m)
{
    const double beyond = m.at_most ? m.required - m.projected : m.projected - m.required;
    return m.required != 0.0 ? beyond / fabs(m.required) : beyond;
}

/* What has no value comes last. */
static int best_first(const void *left, const void *right)
{
    const double a = *(const double *)left, b = *(const double *)right;
    if (isnan(a) || isnan(b)) return isnan(a) - isnan(b);
    return (a < b) - (a > b);
}

static double residual_at(void *user, double x)
{
    struct search *s = user;
    if (s->status == TWOFOLD_OK) s->status = tf_projection_move(s->plan, &x);
    s->projected = (double)NAN;
    if (s->status != TWOFOLD_OK || s->wanted == 0) return (double)NAN;
    s->evaluations++;
    size_t met = 0;
    for (size_t i = 0; i < s->entity_count; i++) {
        const struct tf_measure m = tf_measure(s->plan, s->target, s->entities[i]);
        s->residuals[i] = residual_of(m);
        met += s->residuals[i] >= -TOLERANCE;
        s->projected = m.projected;
    }
    if (s->entity_count > 1) s->projected = (double)met;
    /* where the n-th best reaches 0, n meet it */
    qsort(s->residuals, s->entity_count, sizeof *s->residuals, best_first);
    return s->residuals[s->wanted - 1];
}

static struct tf_point point_at(struct search *s, double x)
{
    return (struct tf_point){x, residual_at(s, x)};
}

/* ---- The scan ---- */

struct scan {
    struct tf_point points[PIECES + 1];
    double at_low, at_high; /* projected */
};

static void scan_bounds(struct search *s, const struct tf_sought *sought, struct scan *scan)
{
    const double piece = (sought->high - sought->low) / PIECES;
    for (int i = 0; i <= PIECES; i++) {
        scan->points[i] = point_at(s, i == PIECES ? sought->high : sought->low + i * piece);
        if (fabs(scan->points[i].y) <= NOISE) scan->points[i].y = 0.0;
        if (i == 0) scan->at_low = s->projected;
    }
    scan->at_high = s->projected;
}

static twofold_trend trend_of(const struct scan *scan)
{
    bool rises = false, falls = false;
    double before = (double)NAN;
    for (int i = 0; i <= PIECES; i++) {
        const double y = scan->points[i].y;
        if (isnan(y)) continue;
        const double noise = NOISE * (1.0 + fabs(y));
        rises |= y > before + noise;
        falls |= y < before - noise;
        before = y;
    }
    if (rises && falls) return TWOFOLD_TREND_MIXED;
    return rises ? TWOFOLD_TREND_RISING : falls ? TWOFOLD_TREND_FALLING : TWOFOLD_TREND_FLAT;
}

static bool is_undefined(const struct scan *scan)
{
    for (int i = 0; i <= PIECES; i++)
        if (!isnan(scan->points[i].y)) return false;
    return true;
}

/* ---- Roots ---- */

/* Takes a root if it is the first, or nearer to where the plan stands. */
static void consider(twofold_solution *solution, struct tf_point root, unsigned iterations)
{
    const double from = isnan(solution->own) ? solution->low : solution->own;
    solution->roots++;
    if (solution->roots > 1 && !(fabs(root.x - from) < fabs(solution->value - from))) return;
    solution->value = root.x;
    solution->residual = root.y;
    solution->iterations = iterations;
    solution->solved = fabs(root.y) <= TOLERANCE ? TWOFOLD_SOLVED_FOUND : TWOFOLD_SOLVED_JUMP;
}

/* The end of a stretch on which the target is met exactly, next to where it is missed. Where what
 * is missing begins too gently to be told from rounding, the point that was scanned is taken. */
static struct tf_bracket edge_of(struct search *s, struct tf_point met, struct tf_point missed)
{
    const struct tf_point scanned = met;
    unsigned iterations = 0;
    for (;; iterations++) {
        const struct tf_point middle = {met.x + (missed.x - met.x) / 2.0, 0.0};
        if (middle.x == met.x || middle.x == missed.x) break;
        const double y = residual_at(s, middle.x);
        if (fabs(y) <= NOISE)
            met.x = middle.x;
        else
            missed.x = middle.x;
    }
    const double twice = residual_at(s, scanned.x + 2.0 * (met.x - scanned.x));
    if (fabs(twice) <= 16.0 * NOISE) met = scanned; /* it grows from there, at most as x^4 */
    return (struct tf_bracket){met, missed, iterations};
}

static void find_roots(struct search *s, const struct scan *scan, twofold_solution *solution)
{
    for (int i = 0; i < PIECES && s->status == TWOFOLD_OK; i++) {
        const struct tf_point from = scan->points[i], to = scan->points[i + 1];
        if ((from.y < 0.0 && to.y > 0.0) || (from.y > 0.0 && to.y < 0.0)) {
            const struct tf_bracket root = tf_brent(residual_at, s, from, to);
            const bool jumps = fabs(root.best.y) > TOLERANCE;
            consider(solution, jumps && root.best.y < 0.0 ? root.other : root.best,
                     root.iterations);
        } else if ((from.y == 0.0 && to.y < 0.0) || (from.y < 0.0 && to.y == 0.0)) {
            const struct tf_bracket edge =
                from.y == 0.0 ? edge_of(s, from, to) : edge_of(s, to, from);
            consider(solution, edge.best, edge.iterations);
        }
    }
    /* met beyond on both sides, or up to the bounds: touched, not crossed */
    for (int i = 0; i <= PIECES && solution->roots == 0; i++)
        if (scan->points[i].y == 0.0) consider(solution, scan->points[i], 0);
}

static void solve(struct search *s, const struct tf_sought *sought, twofold_solution *solution)
{
    struct scan scan;
    scan_bounds(s, sought, &scan);
    solution->trend = trend_of(&scan);
    solution->at_low = scan.at_low;
    solution->at_high = scan.at_high;
    solution->residual_low = scan.points[0].y;
    solution->residual_high = scan.points[PIECES].y;
    solution->solved = is_undefined(&scan)                     ? TWOFOLD_SOLVED_UNDEFINED
                       : solution->trend == TWOFOLD_TREND_FLAT ? TWOFOLD_SOLVED_NO_EFFECT
                                                               : TWOFOLD_SOLVED_NONE;
    if (solution->solved == TWOFOLD_SOLVED_NONE) find_roots(s, &scan, solution);
    if (!isnan(solution->own)) {
        solution->residual_own = residual_at(s, solution->own);
        solution->at_own = s->projected;
    }
    solution->evaluations = s->evaluations;
}

/* ---- The whole call ---- */

/* Which target, and of an `each` which member; SIZE_MAX: not one alone. */
struct asked {
    size_t target, member;
};

/* Whom it asks: one, one member, or all members. Returns how many. */
static size_t entities_of(const struct tf_model *model, const struct asked *asked,
                          const int32_t **entities)
{
    const struct tf_target *t = &model->targets[asked->target];
    *entities = t->of >= 0 ? &t->of : t->members;
    if (t->of >= 0) return 1;
    if (asked->member == SIZE_MAX) return t->member_count;
    *entities += asked->member;
    return 1;
}

static bool find_asked(const twofold_plan *plan, const char *target, const char *member,
                       struct asked *asked)
{
    *asked = (struct asked){twofold_find_target(plan, target), SIZE_MAX};
    if (asked->target == SIZE_MAX || member == NULL) return asked->target != SIZE_MAX;
    const struct tf_target *t = &tf_plan_own_model(plan)->targets[asked->target];
    const int32_t entity = twofold_find_entity(plan, member);
    for (size_t i = 0; i < t->member_count && entity >= 0; i++)
        if (t->members[i] == entity) asked->member = i;
    return asked->member != SIZE_MAX;
}

static twofold_status select_measured(void *user, struct tf_program *program)
{
    const struct asked *asked = user;
    const int32_t *entities;
    const size_t count = entities_of(program->model, asked, &entities);
    const twofold_status status = tf_program_outputs(program, count * TF_MEASURED);
    for (size_t i = 0; status == TWOFOLD_OK && i < count; i++)
        tf_measured(program, &program->model->targets[asked->target], entities[i]);
    return status;
}

static twofold_status search_bounds(const twofold_plan *plan, const struct tf_request *request,
                                    const struct asked *asked, const struct tf_sought *sought,
                                    const twofold_context *context, twofold_solution *solution)
{
    struct search s = {.target = asked->target};
    struct tf_request measured = *request;
    struct asked copy = *asked;
    measured.outputs = select_measured;
    measured.user = &copy;
    s.status = tf_projection_new(plan, &measured, &sought->low, context, &s.plan, NULL);
    if (s.status != TWOFOLD_OK) return s.status;
    const struct tf_model *model = s.plan->program->model;
    const int32_t at_least = model->targets[asked->target].at_least_n;
    s.entity_count = entities_of(model, asked, &s.entities);
    s.wanted = s.entity_count > 1 && at_least >= 0 ? (size_t)at_least : s.entity_count;
    s.residuals = tf_get_array(context, s.entity_count, sizeof *s.residuals);
    if (s.residuals == NULL) s.status = TWOFOLD_E_MEMORY;
    if (s.status == TWOFOLD_OK) solve(&s, sought, solution);
    tf_put(context, s.residuals, s.entity_count * sizeof *s.residuals);
    twofold_projection_free(s.plan);
    return s.status;
}

/* The whole assessment at the value that was found. */
static twofold_status assess_at(const twofold_plan *plan, const struct tf_request *request,
                                const struct asked *asked, const twofold_context *context,
                                twofold_solution *solution)
{
    const double at = isnan(solution->value) ? solution->low : solution->value;
    struct twofold_projection *whole = NULL;
    twofold_status status = tf_projection_new(plan, request, &at, context, &whole, NULL);
    if (status == TWOFOLD_OK)
        status = asked->member == SIZE_MAX
                     ? twofold_assess(whole, asked->target, &solution->at)
                     : twofold_assess_member(whole, asked->target, asked->member, &solution->at);
    twofold_projection_free(whole);
    return status;
}

static twofold_status solve_sought(const twofold_plan *plan, const struct asked *asked,
                                   const twofold_solve_options *options,
                                   const struct tf_sought *sought, const twofold_context *context,
                                   twofold_solution *solution)
{
    const struct tf_request request = {.scenario = options->scenario,
                                       .overrides = sought->overrides,
                                       .override_count = sought->override_count,
                                       .vary = &sought->path,
                                       .vary_count = 1};
    twofold_solution made = {.kind = sought->kind,
                             .unit = sought->number.unit,
                             .value = (double)NAN,
                             .own = sought->own,
                             .low = sought->low,
                             .high = sought->high,
                             .residual = (double)NAN,
                             .at_own = (double)NAN,
                             .residual_own = (double)NAN};
    twofold_status status = search_bounds(plan, &request, asked, sought, context, &made);
    if (status == TWOFOLD_OK) status = assess_at(plan, &request, asked, context, &made);
    if (status != TWOFOLD_OK) return status;
    if (!isnan(made.value))
        tf_sought_write(sought, tf_plan_own_model(plan), made.value, made.text, sizeof made.text);
    *solution = made;
    return TWOFOLD_OK;
}

static bool is_sound(const twofold_solve_options *o)
{
    return o->struct_size >= sizeof *o && (o->overrides != NULL || o->override_count == 0) &&
           (o->from == NULL) == (o->to == NULL);
}

twofold_status twofold_solve(const twofold_plan *plan, const char *target, const char *input,
                             const twofold_solve_options *options, const twofold_context *context,
                             twofold_solution *solution, twofold_faults **faults)
{
    static const twofold_solve_options none = {.struct_size = sizeof none};
    if (options == NULL) options = &none;
    if (plan == NULL || target == NULL || input == NULL || solution == NULL || !is_sound(options))
        return TWOFOLD_E_ARGUMENT;
    const twofold_context full = tf_context(context);
    struct asked asked;
    struct tf_sought sought;
    twofold_faults *found = NULL;
    if (!find_asked(plan, target, options->member, &asked)) return TWOFOLD_E_NOT_FOUND;
    twofold_status status = tf_sought_find(plan, input, options, &full, &sought, &found);
    if (status == TWOFOLD_OK)
        status = solve_sought(plan, &asked, options, &sought, &full, solution);
    tf_sought_clear(&sought);
    if (faults != NULL && (status == TWOFOLD_OK || status == TWOFOLD_E_PLAN))
        *faults = found;
    else
        twofold_faults_free(found);
    return status;
}

/* ---- Words ---- */

const char *twofold_solved_text(twofold_solved solved, twofold_lang lang)
{
    static const char *const TEXTS[][2] = {
#define TWOFOLD_X(name, number, id, zh) [number] = {id, zh},
        TWOFOLD_SOLVED_LIST(TWOFOLD_X)
#undef TWOFOLD_X
    };
    if (solved < 0 || (size_t)solved >= sizeof TEXTS / sizeof *TEXTS) return "";
    return TEXTS[solved][lang == TWOFOLD_ZH];
}

const char *twofold_trend_text(twofold_trend trend, twofold_lang lang)
{
    static const char *const TEXTS[][2] = {
#define TWOFOLD_X(name, number, id, zh) [number] = {id, zh},
        TWOFOLD_TREND_LIST(TWOFOLD_X)
#undef TWOFOLD_X
    };
    if (trend < 0 || (size_t)trend >= sizeof TEXTS / sizeof *TEXTS) return "";
    return TEXTS[trend][lang == TWOFOLD_ZH];
}
