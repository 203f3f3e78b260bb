/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The plan object: made, shared, freed, and asked. */
#include "plan/check.h"
#include "plan/chinese.h"
#include "plan/files.h"
#include "plan/object.h"
#include "plan/yaml.h"

#include <string.h>

#define BYTES_DEFAULT ((size_t)64 << 20)
#define DEPTH_DEFAULT 64u
#define ENTITIES_DEFAULT 200000u
#define YEARS_DEFAULT 200u

/* A field of a caller's struct, if his header had it. */
#define GIVEN(given, field)                                                                        \
    ((given) != NULL &&                                                                            \
             (given)->struct_size >= offsetof(twofold_limits, field) + sizeof((given)->field)      \
         ? (given)->field                                                                          \
         : 0)

static size_t or_else(size_t value, size_t fallback) { return value == 0 ? fallback : value; }

twofold_limits tf_limits(const twofold_limits *given)
{
    const size_t depth = or_else(GIVEN(given, depth), DEPTH_DEFAULT);
    return (twofold_limits){sizeof(twofold_limits), or_else(GIVEN(given, bytes), BYTES_DEFAULT),
                            depth < DEPTH_DEFAULT ? depth : DEPTH_DEFAULT,
                            or_else(GIVEN(given, entities), ENTITIES_DEFAULT),
                            or_else(GIVEN(given, years), YEARS_DEFAULT)};
}

twofold_status tf_hand_over(twofold_status status, twofold_faults *list, twofold_faults **faults)
{
    const bool wanted = status == TWOFOLD_OK || status == TWOFOLD_E_PLAN;
    if (wanted && faults != NULL) {
        tf_faults_sort(list);
        *faults = list;
    } else {
        twofold_faults_free(list);
    }
    return status;
}

static twofold_plan *new_plan(struct tf_tree *tree, const twofold_limits *limits,
                              const twofold_context *context)
{
    const twofold_context full = tf_context(context);
    twofold_plan *plan = tf_get(&full, sizeof *plan);
    if (plan == NULL) {
        tf_tree_free(tree);
        return NULL;
    }
    atomic_init(&plan->references, 1);
    plan->context = full;
    plan->limits = *limits;
    plan->tree = tree;
    tf_arena_init(&plan->arena, &full);
    return plan;
}

/* All that can be wrong, in one list; the model is made last because it needs the rest. */
static twofold_status check_all(twofold_plan *plan, twofold_faults *list)
{
    const twofold_context *context = &plan->context;
    twofold_status status = tf_check(plan->tree, list);
    if (status != TWOFOLD_OK || plan->tree->partial) return status;
    status = tf_check_references(plan->tree, list);
    if (status == TWOFOLD_OK) {
        status = tf_bind(plan->tree, &plan->limits, context, list, &plan->model);
    }
    if (status == TWOFOLD_OK) {
        status = tf_scenarios_try(plan->tree, &plan->limits, context, list);
    }
    return status;
}

twofold_status tf_plan_make(struct tf_tree *tree, const twofold_limits *limits,
                            const twofold_context *context, twofold_faults *list,
                            twofold_plan **plan)
{
    twofold_plan *made = new_plan(tree, limits, context);
    if (made == NULL) return TWOFOLD_E_MEMORY;
    twofold_status status = check_all(made, list);
    if (status == TWOFOLD_OK &&
        (twofold_faults_of(list, TWOFOLD_ERROR) > 0 || made->model == NULL)) {
        status = TWOFOLD_E_PLAN;
    }
    if (status == TWOFOLD_OK) status = tf_plan_list(made);
    if (status != TWOFOLD_OK) {
        twofold_plan_free(made);
        return status;
    }
    tf_files_close(made->tree);
    made->model->plan = made;
    *plan = made;
    return TWOFOLD_OK;
}

twofold_status twofold_plan_parse(const char *text, size_t size, const twofold_limits *limits,
                                  const twofold_context *context, twofold_plan **plan,
                                  twofold_faults **faults)
{
    return twofold_plan_parse_with(text, size, NULL, NULL, limits, context, plan, faults);
}

twofold_status twofold_plan_parse_with(const char *text, size_t size, twofold_reader read,
                                       void *user, const twofold_limits *limits,
                                       const twofold_context *context, twofold_plan **plan,
                                       twofold_faults **faults)
{
    if ((text == NULL && size > 0) || plan == NULL) return TWOFOLD_E_ARGUMENT;
    const twofold_limits full = tf_limits(limits);
    twofold_faults *list;
    struct tf_tree *tree;
    twofold_status status = tf_plan_faults(context, &list);
    if (status != TWOFOLD_OK) return status;
    status = tf_yaml_read(text == NULL ? "" : text, size, &full, context, list, &tree);
    if (status == TWOFOLD_OK) {
        tf_files_open(tree, read, user, full.bytes);
        status = tf_plan_make(tree, &full, context, list, plan);
    }
    return tf_hand_over(status, list, faults);
}

twofold_plan *twofold_plan_ref(const twofold_plan *plan)
{
    /* The count is not part of what a reader of a plan may not change. */
    twofold_plan *shared = (twofold_plan *)(uintptr_t)plan;
    if (shared != NULL) atomic_fetch_add_explicit(&shared->references, 1, memory_order_relaxed);
    return shared;
}

void twofold_plan_free(twofold_plan *plan)
{
    if (plan == NULL) return;
    if (atomic_fetch_sub_explicit(&plan->references, 1, memory_order_acq_rel) != 1) return;
    const twofold_context context = plan->context;
    tf_bind_free(plan->model);
    tf_tree_free(plan->tree);
    tf_arena_clear(&plan->arena);
    tf_put(&context, plan, sizeof *plan);
}

/* ---- What stands in it ---- */

/* No plan is a plan of nothing. */
static const struct tf_model *model_of(const twofold_plan *plan)
{
    static const struct tf_model nothing = {.currency = ""};
    return plan == NULL ? &nothing : plan->model;
}

static const struct tf_node *root_of(const twofold_plan *plan)
{
    return plan == NULL ? NULL : plan->tree->root;
}

/* A name in a language, else in the other, else what there is. */
static const char *named(const char *en, const char *zh, const char *id, twofold_lang lang)
{
    const char *first = lang == TWOFOLD_ZH ? zh : en, *second = lang == TWOFOLD_ZH ? en : zh;
    if (first != NULL && first[0] != '\0') return first;
    if (second != NULL && second[0] != '\0') return second;
    return id;
}

static const char *text_or(const char *text) { return text == NULL ? "" : text; }

const char *twofold_plan_name(const twofold_plan *plan, twofold_lang lang)
{
    const struct tf_node *root = root_of(plan);
    const char *plain = tf_node_text(root, TF_KEY_PLAN);
    const char *en = tf_node_text(root, TF_KEY_EN), *zh = tf_node_text(root, TF_KEY_ZH);
    if (lang == TWOFOLD_EN && en[0] == '\0') return plain[0] != '\0' ? plain : zh;
    if (lang == TWOFOLD_ZH && zh[0] == '\0') return plain[0] != '\0' ? plain : en;
    return lang == TWOFOLD_ZH ? zh : en;
}

void twofold_plan_years(const twofold_plan *plan, int *first, int *last)
{
    *first = model_of(plan)->first_year;
    *last = *first + model_of(plan)->years - 1;
}

const char *twofold_plan_as_of(const twofold_plan *plan)
{
    return tf_node_text(root_of(plan), TF_KEY_AS_OF);
}

const char *twofold_plan_currency(const twofold_plan *plan) { return model_of(plan)->currency; }

size_t twofold_entity_count(const twofold_plan *plan) { return model_of(plan)->entity_count; }

twofold_entity twofold_entity_at(const twofold_plan *plan, int entity, twofold_lang lang)
{
    twofold_entity view = {"", "", "", TWOFOLD_ENTITY_PARK, -1, 0, "", 0};
    if (entity < 0 || (size_t)entity >= model_of(plan)->entity_count) return view;
    const struct tf_model_entity *row = &model_of(plan)->entities[entity];
    view.path = text_or(row->path);
    view.id = text_or(row->id);
    view.name = named(row->en, row->zh, view.id, lang);
    view.kind = row->kind;
    view.parent = row->parent;
    view.depth = (unsigned)row->depth;
    view.source = text_or(row->source);
    view.line = row->line;
    return view;
}

int twofold_find_entity(const twofold_plan *plan, const char *path)
{
    return path == NULL ? -1 : tf_model_find_entity(model_of(plan), path, strlen(path));
}

size_t twofold_plan_kpi_count(const twofold_plan *plan) { return model_of(plan)->kpi_count; }

const twofold_kpi *twofold_plan_kpi(const twofold_plan *plan, int kpi)
{
    if (kpi < 0 || (size_t)kpi >= model_of(plan)->kpi_count) return NULL;
    return &model_of(plan)->kpis[kpi];
}

int twofold_find_kpi(const twofold_plan *plan, const char *id)
{
    return id == NULL ? -1 : tf_model_find_kpi(model_of(plan), id, strlen(id));
}

size_t twofold_scenario_count(const twofold_plan *plan)
{
    return plan == NULL ? 0 : plan->scenario_count;
}

const char *twofold_scenario_id(const twofold_plan *plan, size_t scenario)
{
    return scenario < twofold_scenario_count(plan) ? plan->scenarios[scenario]->key : "";
}

const char *twofold_scenario_name(const twofold_plan *plan, size_t scenario, twofold_lang lang)
{
    if (scenario >= twofold_scenario_count(plan)) return "";
    const struct tf_node *node = plan->scenarios[scenario];
    return named(tf_node_text(node, TF_KEY_EN), tf_node_text(node, TF_KEY_ZH), node->key, lang);
}

const struct tf_model *tf_plan_own_model(const twofold_plan *plan)
{
    return plan == NULL ? NULL : plan->model;
}
