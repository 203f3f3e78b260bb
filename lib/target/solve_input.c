/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "target/solve_input.h"

#include "base/text.h"
#include "plan/object.h"
#include "plan/path.h"

#include <math.h>
#include <string.h>

static const struct tf_input *find_input(const struct tf_model *model, const char *path)
{
    for (size_t i = 0; path != NULL && i < model->input_count; i++)
        if (strcmp(model->inputs[i].path, path) == 0) return &model->inputs[i];
    return NULL;
}

/* The tree that a model was made of. */
static const struct tf_tree *tree_of(const twofold_plan *plan, const struct tf_model *model)
{
    return model->tree != NULL ? model->tree : plan->tree;
}

/* ---- Where the plan has it ---- */

/* What a lever that nobody set stands at; NaN of anything else. */
static double unset(const struct tf_place *place)
{
    const struct tf_key *row = place->name == TF_IS_PERIOD ? place->map_row : place->row;
    if (row == NULL) return (double)NAN;
    if (row->id == TF_KEY_PRICE || row->id == TF_KEY_UTILISATION) return 1.0;
    return row->id >= TF_KEY_DELAY_SIGNED && row->id <= TF_KEY_DELAY_END ? 0.0 : (double)NAN;
}

/* The plan's own value: the input's, that of the name that stands there, or a lever's. */
static double own_value(const twofold_plan *plan, const struct tf_model *model, const char *input,
                        const char *path)
{
    struct tf_place place;
    const struct tf_input *own = find_input(model, path);
    if (own != NULL) return own->value;
    if (!tf_path_find(tree_of(plan, model), input, strlen(input), false, &place))
        return (double)NAN;
    if (place.node == NULL) return unset(&place);
    const char *text = place.node->text;
    static const char NAMED[] = "assumptions.";
    const size_t size = sizeof NAMED - 1;
    for (size_t i = 0; text[0] == '$' && i < model->input_count; i++)
        if (strncmp(model->inputs[i].path, NAMED, size) == 0 &&
            strcmp(model->inputs[i].path + size, text + 1) == 0)
            return model->inputs[i].value;
    return (double)NAN;
}

/* ---- What kind of thing it is ---- */

/* The date in front of "2023-06 + 3 months"; false of an event, or a duration. */
static bool date_in(const char *text, twofold_date *date)
{
    size_t size = strcspn(text, "+");
    tf_trim(&text, &size);
    const char *dots = strstr(text, "..");
    if (dots != NULL && (size_t)(dots - text) < size) size = (size_t)(dots - text);
    return twofold_date_parse(text, size, date);
}

static void find_kind(struct tf_sought *sought, const struct tf_place *place,
                      const struct tf_input *input)
{
    twofold_date date;
    const enum tf_takes takes = tf_place_takes(place);
    const bool moment = takes == TF_TAKES_MOMENT || takes == TF_TAKES_DATE;
    sought->kind = moment || takes == TF_TAKES_DURATION || takes == TF_TAKES_FOLLOWS
                       ? TWOFOLD_INPUT_DURATION
                       : TWOFOLD_INPUT_NUMBER;
    if (moment && date_in(input->text, &date)) {
        sought->kind = TWOFOLD_INPUT_DATE;
        sought->ends =
            place->row != NULL && (place->row->id == TF_KEY_BUILT || place->row->id == TF_KEY_END);
    }
    if (twofold_number_parse(input->text, strlen(input->text), &sought->number) !=
        TWOFOLD_FAULT_NONE)
        sought->number = (twofold_number){.scale = 1.0};
    if (sought->number.unit.dimension == TWOFOLD_DURATION) sought->kind = TWOFOLD_INPUT_DURATION;
}

static bool is_foreign_text(const char *text)
{
    while (*text != '\0' && (unsigned char)*text < 0x80) text++;
    return *text != '\0';
}

/* "built" of "built + 6 months": what a duration is written after; NULL when memory ran out. */
static const char *event_of(struct tf_sought *sought, const struct tf_input *input)
{
    size_t size = strcspn(input->text, "+");
    const bool after = sought->kind == TWOFOLD_INPUT_DURATION && input->text[size] == '+';
    const char *text = input->text;
    tf_trim(&text, &size);
    return tf_arena_text(&sought->arena, text, after ? size : 0);
}

/* ---- Bounds ---- */

static twofold_status fault(twofold_faults **faults, const twofold_context *context,
                            twofold_fault_code code, const char *path, const char *found,
                            const char *expected, const char *nearest)
{
    twofold_faults *list = NULL;
    twofold_status status = tf_faults_new(context, &list);
    if (status == TWOFOLD_OK)
        status = tf_faults_add(list, code, 0, 0, path, found, expected, nearest);
    if (status != TWOFOLD_OK) {
        twofold_faults_free(list);
        return status;
    }
    twofold_faults_free(*faults);
    *faults = list;
    return TWOFOLD_E_PLAN;
}

static twofold_status no_such_path(const struct tf_place *place, const twofold_context *context,
                                   const char *input, twofold_faults **faults)
{
    char expected[96];
    struct tf_buffer text = tf_buffer_of(expected, sizeof expected);
    tf_buffer_say(&text, "a key or id of ");
    tf_buffer_say(&text, place->within);
    (void)tf_buffer_end(&text);
    return fault(faults, context, TWOFOLD_FAULT_UNKNOWN_PATH, input, input, expected,
                 place->nearest);
}

/* The overrides with one more, the input at a bound. */
static const char *const *with_bound(struct tf_sought *sought, const char *input,
                                     const twofold_solve_options *options, const char *bound)
{
    const size_t input_size = strlen(input), bound_size = strlen(bound);
    const char **all = tf_arena_get_array(&sought->arena, options->override_count + 1, sizeof *all);
    char *text = tf_arena_bytes(&sought->arena, input_size + bound_size + 2);
    if (all == NULL || text == NULL) return NULL;
    memcpy(text, input, input_size);
    text[input_size] = '=';
    memcpy(text + input_size + 1, bound, bound_size);
    for (size_t i = 0; i < options->override_count; i++) all[i] = options->overrides[i];
    all[options->override_count] = text;
    return all;
}

struct bound {
    const struct tf_model *model;
    const struct tf_input *input;
    struct tf_place place;
};

/* The plan with the input at a bound. */
static twofold_status set_bound(const twofold_plan *plan, const char *input,
                                const twofold_solve_options *options, const char *text,
                                struct tf_sought *sought, struct bound *bound,
                                twofold_faults **faults)
{
    const twofold_context *context = &sought->arena.context;
    const char *const *overrides = with_bound(sought, input, options, text);
    if (overrides == NULL) return TWOFOLD_E_MEMORY;
    twofold_faults_free(*faults);
    *faults = NULL;
    const twofold_status status =
        tf_plan_model(plan, options->scenario, overrides, options->override_count + 1, context,
                      &bound->model, faults);
    if (status != TWOFOLD_OK) return status;
    if (tf_path_find(bound->model->tree, input, strlen(input), false, &bound->place) &&
        bound->place.node != NULL) {
        sought->path = tf_node_path_in(bound->place.node, &sought->arena);
        if (sought->path == NULL) return TWOFOLD_E_MEMORY;
        bound->input = find_input(bound->model, sought->path);
    }
    sought->overrides = overrides;
    sought->override_count = options->override_count + 1;
    return bound->input != NULL ? TWOFOLD_OK
                                : fault(faults, context, TWOFOLD_FAULT_BAD_NUMBER, input, text,
                                        "a number, a duration or a date", "");
}

static bool same_unit(const twofold_unit *a, const twofold_unit *b)
{
    return a->dimension == b->dimension && a->per == b->per && strcmp(a->name, b->name) == 0 &&
           strcmp(a->per_name, b->per_name) == 0;
}

/* Bounds that the caller gives. */
static twofold_status given_bounds(const twofold_plan *plan, const char *input,
                                   const twofold_solve_options *options, struct tf_sought *sought,
                                   twofold_faults **faults)
{
    struct bound high = {0}, low = {0};
    struct tf_sought other = *sought;
    const twofold_context *context = &sought->arena.context;
    twofold_status status = set_bound(plan, input, options, options->to, sought, &high, faults);
    if (status == TWOFOLD_OK) {
        sought->high = high.input->value;
        find_kind(sought, &high.place, high.input);
        other = *sought;
        status = set_bound(plan, input, options, options->from, sought, &low, faults);
    }
    if (status == TWOFOLD_OK) {
        sought->low = low.input->value;
        find_kind(sought, &low.place, low.input);
        if (sought->kind != other.kind || !same_unit(&sought->number.unit, &other.number.unit))
            status = fault(faults, context, TWOFOLD_FAULT_DIFFERENT_UNITS, input, options->to,
                           options->from, "");
        sought->lang = is_foreign_text(low.input->text) ? TWOFOLD_ZH : TWOFOLD_EN;
        sought->event = event_of(sought, low.input);
        if (sought->event == NULL) status = TWOFOLD_E_MEMORY;
    }
    tf_model_free(high.model);
    tf_model_free(low.model);
    return status;
}

/* Bounds that the plan gives: the input is a range there. */
static twofold_status own_bounds(const struct tf_input *own, const struct tf_place *place,
                                 const twofold_solve_options *options, struct tf_sought *sought)
{
    find_kind(sought, place, own);
    sought->lang = is_foreign_text(own->text) ? TWOFOLD_ZH : TWOFOLD_EN;
    sought->low = own->low;
    sought->high = own->high;
    sought->overrides = options->overrides;
    sought->override_count = options->override_count;
    sought->event = event_of(sought, own);
    return sought->event != NULL ? TWOFOLD_OK : TWOFOLD_E_MEMORY;
}

/* What `uncertain` says of a path, if that has two ends; else kind EMPIRICAL. */
static twofold_uncertain listed(const twofold_plan *plan, const char *input, const char *path,
                                const char *scenario)
{
    for (size_t i = 0; i < twofold_uncertain_count(plan); i++) {
        const twofold_uncertain one = twofold_uncertain_at(plan, i);
        const bool has_ends = one.kind <= TWOFOLD_DISTRIBUTION_PERT && one.parameter_count > 1;
        const bool is_it =
            strcmp(one.path, input) == 0 || (path != NULL && strcmp(one.path, path) == 0);
        if (is_it && has_ends && twofold_uncertain_applies(plan, i, scenario)) return one;
    }
    return (twofold_uncertain){.kind = TWOFOLD_DISTRIBUTION_EMPIRICAL};
}

/* One end of it as an override writes it: "x 85%", "+ 6 months", "2025". */
static const char *end_of(struct tf_sought *sought, const twofold_uncertain *one, bool high)
{
    char text[128] = "";
    const size_t last = one->parameter_count - 1;
    twofold_number number = {.value = one->parameters[high ? last : 0], .unit = one->unit};
    number.low = number.high = number.value;
    if (one->is_date) {
        const char *from = one->text, *dots = strstr(from, "..");
        for (const char *next = dots; high && next != NULL; next = strstr(from, ".."))
            from = next + 2;
        const size_t size = high || dots == NULL ? strlen(from) : (size_t)(dots - from);
        return tf_arena_text(&sought->arena, from, size);
    }
    struct tf_buffer buffer = tf_buffer_of(text, sizeof text);
    if (one->change == TWOFOLD_UNCERTAIN_TIMES) tf_buffer_say(&buffer, "x ");
    if (one->change == TWOFOLD_UNCERTAIN_PLUS) tf_buffer_say(&buffer, "+ ");
    const size_t used = tf_buffer_end(&buffer);
    const size_t size =
        used + twofold_number_write(&number, TWOFOLD_EN, text + used, sizeof text - used);
    return tf_arena_text(&sought->arena, text, size < sizeof text ? size : sizeof text - 1);
}

/* Bounds from the plan: the input's own range, or what `uncertain` says of it. */
static twofold_status plan_bounds(const twofold_plan *plan, const struct tf_model *model,
                                  const char *input, const twofold_solve_options *options,
                                  struct tf_sought *sought, twofold_faults **faults)
{
    struct tf_place place;
    const twofold_context *context = &sought->arena.context;
    if (!tf_path_find(tree_of(plan, model), input, strlen(input), false, &place))
        return no_such_path(&place, context, input, faults);
    if (place.node != NULL) {
        sought->path = tf_node_path_in(place.node, &sought->arena);
        if (sought->path == NULL) return TWOFOLD_E_MEMORY;
    }
    const struct tf_input *own = find_input(model, sought->path);
    if (own != NULL && own->low < own->high) return own_bounds(own, &place, options, sought);
    const twofold_uncertain one = listed(plan, input, sought->path, options->scenario);
    if (one.kind == TWOFOLD_DISTRIBUTION_EMPIRICAL)
        return fault(faults, context, TWOFOLD_FAULT_MISSING_KEY, input, "",
                     "bounds (from, to; the plan has no range)", "");
    twofold_solve_options between = *options;
    between.from = end_of(sought, &one, false);
    between.to = end_of(sought, &one, true);
    if (between.from == NULL || between.to == NULL) return TWOFOLD_E_MEMORY;
    return given_bounds(plan, input, &between, sought, faults);
}

twofold_status tf_sought_find(const twofold_plan *plan, const char *input,
                              const twofold_solve_options *options, const twofold_context *context,
                              struct tf_sought *sought, twofold_faults **faults)
{
    const struct tf_model *model = NULL;
    *sought = (struct tf_sought){.own = (double)NAN};
    tf_arena_init(&sought->arena, context);
    twofold_status status = tf_plan_model(plan, options->scenario, options->overrides,
                                          options->override_count, context, &model, faults);
    if (status == TWOFOLD_OK)
        status = options->from != NULL ? given_bounds(plan, input, options, sought, faults)
                                       : plan_bounds(plan, model, input, options, sought, faults);
    if (status == TWOFOLD_OK && !(sought->low < sought->high))
        status = fault(faults, context, TWOFOLD_FAULT_BAD_RANGE, input,
                       options->from != NULL ? options->from : "",
                       "the lower bound first, the higher one second", "");
    if (status == TWOFOLD_OK) sought->own = own_value(plan, model, input, sought->path);
    tf_model_free(model);
    return status;
}

void tf_sought_clear(struct tf_sought *sought) { tf_arena_clear(&sought->arena); }

/* ---- Writing ---- */

/* The day on which an instant falls; of what is an end the day that ends with it. */
static void write_date(const struct tf_sought *sought, const struct tf_model *model, double value,
                       char *buffer, size_t size)
{
    const double before = 2e-7; /* more than twofold_date_write forgives, and no day */
    const double instant = value + model->first_year * 12;
    (void)twofold_date_write(sought->ends ? instant - before : instant, buffer, size);
}

void tf_sought_write(const struct tf_sought *sought, const struct tf_model *model, double value,
                     char *buffer, size_t size)
{
    if (sought->kind == TWOFOLD_INPUT_DATE) {
        write_date(sought, model, value, buffer, size);
        return;
    }
    twofold_number number = {.unit = sought->number.unit};
    if (sought->kind == TWOFOLD_INPUT_DURATION) number.unit.dimension = TWOFOLD_DURATION;
    number.value = number.low = number.high = value;
    struct tf_buffer text = tf_buffer_of(buffer, size);
    tf_buffer_say(&text, sought->event);
    if (sought->event[0] != '\0') tf_buffer_say(&text, " + ");
    const size_t used = tf_buffer_end(&text);
    if (used < size) (void)twofold_number_write(&number, sought->lang, buffer + used, size - used);
}
