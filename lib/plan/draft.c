/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plans built in C: a tree that fields are set in, and that is checked as a file is. */
#include "plan/check.h"
#include "plan/chinese.h"
#include "plan/edit.h"
#include "plan/files.h"
#include "plan/object.h"
#include "plan/yaml.h"

#include <string.h>

struct twofold_draft {
    twofold_context context;
    struct tf_tree *tree; /* not walked: what is wrong in it is told when it is finished */
    twofold_reader read;
    void *read_user;
};

static twofold_status draft_with(struct tf_tree *tree, const twofold_context *context,
                                 twofold_draft **draft)
{
    const twofold_context full = tf_context(context);
    twofold_draft *made = tf_get(&full, sizeof *made);
    if (made == NULL) {
        tf_tree_free(tree);
        return TWOFOLD_E_MEMORY;
    }
    made->context = full;
    made->tree = tree;
    *draft = made;
    return TWOFOLD_OK;
}

/* The words that paths are made of; they change when the draft gets a KPI. Faults wait for finish.
 */
static twofold_status learn_words(twofold_draft *draft)
{
    twofold_faults *faults;
    twofold_status status = tf_plan_faults(&draft->context, &faults);
    if (status != TWOFOLD_OK) return status;
    status = tf_check_words(draft->tree, faults);
    twofold_faults_free(faults);
    return status;
}

static twofold_status finish_new(twofold_draft *made, twofold_status status, twofold_draft **draft)
{
    if (status != TWOFOLD_OK)
        twofold_draft_free(made);
    else
        *draft = made;
    return status;
}

twofold_status twofold_draft_new(const twofold_context *context, twofold_draft **draft)
{
    struct tf_tree *tree;
    twofold_draft *made;
    if (draft == NULL) return TWOFOLD_E_ARGUMENT;
    twofold_status status = tf_tree_new(context, &tree);
    if (status == TWOFOLD_OK) status = draft_with(tree, context, &made);
    if (status != TWOFOLD_OK) return status;
    status = learn_words(made);
    if (status == TWOFOLD_OK) status = twofold_draft_set(made, "twofold", "1");
    return finish_new(made, status, draft);
}

twofold_status twofold_draft_of(const twofold_plan *plan, const twofold_context *context,
                                twofold_draft **draft)
{
    struct tf_tree *tree;
    twofold_draft *made;
    if (plan == NULL || draft == NULL) return TWOFOLD_E_ARGUMENT;
    twofold_status status = tf_tree_copy(plan->tree, context, &tree);
    if (status == TWOFOLD_OK) status = draft_with(tree, context, &made);
    if (status != TWOFOLD_OK) return status;
    return finish_new(made, learn_words(made), draft); /* the plan may be freed before the draft */
}

void twofold_draft_free(twofold_draft *draft)
{
    if (draft == NULL) return;
    const twofold_context context = draft->context;
    tf_tree_free(draft->tree);
    tf_put(&context, draft, sizeof *draft);
}

static twofold_status set_value(twofold_draft *draft, const char *path, const char *text,
                                twofold_faults *faults)
{
    struct tf_node *value;
    struct tf_tree *tree = draft->tree;
    twofold_status status = tf_yaml_value(tree, text, strlen(text), path, faults, &value);
    if (status != TWOFOLD_OK) return status;
    if (value == NULL || twofold_faults_of(faults, TWOFOLD_ERROR) > 0) return TWOFOLD_E_ARGUMENT;
    value->key = path;
    value->key_size = (uint32_t)strlen(path);
    status = tf_edit(tree, value, TF_EDIT_DRAFT, faults, NULL);
    if (status != TWOFOLD_OK) return status;
    return twofold_faults_of(faults, TWOFOLD_ERROR) > 0 ? TWOFOLD_E_NOT_FOUND : TWOFOLD_OK;
}

twofold_status twofold_draft_set(twofold_draft *draft, const char *path, const char *text)
{
    twofold_faults *faults;
    if (draft == NULL || path == NULL || text == NULL) return TWOFOLD_E_ARGUMENT;
    twofold_status status = tf_plan_faults(&draft->context, &faults);
    if (status != TWOFOLD_OK) return status;
    status = set_value(draft, path, text, faults);
    twofold_faults_free(faults);
    if (status == TWOFOLD_OK && strncmp(path, "kpis", 4) == 0) status = learn_words(draft);
    return status;
}

void twofold_draft_reader(twofold_draft *draft, twofold_reader read, void *user)
{
    if (draft == NULL) return;
    draft->read = read;
    draft->read_user = user;
}

twofold_status twofold_draft_finish(const twofold_draft *draft, const twofold_limits *limits,
                                    twofold_plan **plan, twofold_faults **faults)
{
    if (draft == NULL || plan == NULL) return TWOFOLD_E_ARGUMENT;
    const twofold_limits full = tf_limits(limits);
    const twofold_context *context = &draft->context;
    twofold_faults *list;
    struct tf_tree *tree;
    twofold_status status = tf_plan_faults(context, &list);
    if (status != TWOFOLD_OK) return status;
    status = tf_tree_copy(draft->tree, context, &tree);
    if (status == TWOFOLD_OK) {
        tf_files_open(tree, draft->read, draft->read_user, full.bytes);
        tree->actuals_in = false; /* the draft may have other files, or other entities */
        status = tf_plan_make(tree, &full, context, list, plan);
    }
    return tf_hand_over(status, list, faults);
}
