/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Existing plants, projects, and entries of the pipeline with their defaults. */
#include "plan/bind_core.h"

#include <string.h>

/* ---- Single keys ---- */

/* `built` and `end` mean their last instant. */
static void read_milestone(struct tf_binder *b, struct tf_making *making,
                           const struct tf_node *node)
{
    const int milestone = node->row->id - TF_KEY_SIGNED;
    const bool last = milestone == TF_BUILT || milestone == TF_END;
    making->part->at[milestone] = tf_bind_moment(b, node, last, true);
    making->text->at[milestone] = node;
}

static bool is_same_ramp(const twofold_ramp *x, const twofold_ramp *y)
{
    /* A family's other numbers are always its standard ones. */
    return x->family == y->family && x->years == y->years &&
           memcmp(x->shares, y->shares, x->years * sizeof *x->shares) == 0;
}

/* Gives a part a ramp that was read; one like it that was met lately if there is any. */
static void take_ramp(struct tf_binder *b, struct tf_making *making, const twofold_ramp *ramp)
{
    for (size_t i = 0; i < TF_RAMPS_LATELY && b->ramps[i] != NULL; i++) {
        if (!is_same_ramp(b->ramps[i], ramp)) continue;
        making->part->ramp = b->ramps[i];
        return;
    }
    twofold_ramp *kept = tf_bind_get(b, 1, sizeof *kept);
    if (kept == NULL) return;
    *kept = *ramp;
    making->part->ramp = b->ramps[b->ramp_count++ % TF_RAMPS_LATELY] = kept;
}

static void read_shares(struct tf_binder *b, struct tf_making *making, const struct tf_node *node)
{
    twofold_ramp ramp;
    double shares[TWOFOLD_RAMP_YEARS_MOST];
    size_t count = 0;
    for (const struct tf_node *item = node->first; item != NULL; item = item->next) {
        if (item->bad) return;
        twofold_number number;
        if (count == TWOFOLD_RAMP_YEARS_MOST) {
            tf_bind_fault(b, TWOFOLD_FAULT_TOO_LARGE, item, "this list", "32", NULL);
            return;
        }
        const size_t inputs = b->input_count;
        const struct tf_value value = tf_bind_number(b, item, &b->wants[TF_WANT_WEIGHT], &number);
        b->input_count = inputs; /* the shape of a ramp is no input */
        if (value.input < 0) return;
        shares[count++] = number.value;
    }
    if (count > 0 && shares[count - 1] == 1 &&
        twofold_ramp_list(shares, count, &ramp) == TWOFOLD_OK) {
        take_ramp(b, making, &ramp);
        return;
    }
    const struct tf_node *where = node->last != NULL ? node->last : node;
    tf_bind_fault(b, TWOFOLD_FAULT_OUT_OF_RANGE, where, count == 0 ? "an empty list" : NULL,
                  "100% as the last share", NULL);
}

static void read_ramp(struct tf_binder *b, struct tf_making *making, const struct tf_node *node)
{
    twofold_ramp ramp;
    making->text->ramp = node;
    if (node->shape == TF_LIST) {
        read_shares(b, making, node);
    } else if (twofold_ramp_by_name(node->text, node->text_size, &ramp) == TWOFOLD_OK) {
        take_ramp(b, making, &ramp);
    } else {
        tf_bind_fault(b, TWOFOLD_FAULT_BAD_CHOICE, node, NULL,
                      "step, linear, s-curve, logistic, gompertz, exponential or a list of shares",
                      NULL);
    }
}

static void read_follows(struct tf_binder *b, struct tf_making *making, const struct tf_node *node)
{
    making->text->follows = node;
    making->part->lag = TF_ABSENT;
    const char *plus = memchr(node->text, '+', node->text_size);
    if (plus == NULL) return;
    const char *text = plus + 1;
    size_t size = node->text_size - (size_t)(text - node->text);
    while (size > 0 && *text == ' ') text++, size--;
    making->part->lag = tf_bind_number_of(b, node, text, size, &b->wants[TF_WANT_MONTHS], NULL);
}

static void read_season(struct tf_binder *b, struct tf_making *making, const struct tf_node *node)
{
    if (node->count != 12) {
        tf_bind_fault(b, TWOFOLD_FAULT_WRONG_SHAPE, node, "a list of another length", "12 shares",
                      NULL);
        return;
    }
    struct tf_value *season = tf_bind_get(b, 12, sizeof *season);
    if (season == NULL) return;
    double sum = 0;
    size_t month = 0;
    for (const struct tf_node *item = node->first; item != NULL; item = item->next) {
        if (item->bad) return;
        season[month] = tf_bind_number(b, item, &b->wants[TF_WANT_WEIGHT], NULL);
        if (season[month].input < 0) return;
        sum += tf_bind_likely(b, season[month++]);
    }
    if (sum > 0)
        making->part->season = season;
    else
        tf_bind_fault(b, TWOFOLD_FAULT_OUT_OF_RANGE, node, "0", "shares above 0", NULL);
}

/* Keys that are the same in a project and, where they may stand there, in an existing plant. */
static void read_key(struct tf_binder *b, struct tf_making *making, const struct tf_node *node)
{
    struct tf_part *part = making->part;
    switch (node->row->id) {
    case TF_KEY_SIGNED:
    case TF_KEY_START:
    case TF_KEY_BUILT:
    case TF_KEY_TRIAL:
    case TF_KEY_PRODUCE:
    case TF_KEY_FULL:
    case TF_KEY_END: read_milestone(b, making, node); break;
    case TF_KEY_PLANNED_START: part->planned_start = tf_bind_moment(b, node, false, false); break;
    case TF_KEY_PLANNED_FULL: part->planned_full = tf_bind_moment(b, node, false, false); break;
    case TF_KEY_AT_TRIAL: tf_bind_figures_at(b, making, node, TF_TRIAL); break;
    case TF_KEY_AT_PRODUCE: tf_bind_figures_at(b, making, node, TF_PRODUCE); break;
    case TF_KEY_AT_FULL:
        making->text->full_figures = node;
        tf_bind_figures_at(b, making, node, TF_FULL);
        break;
    case TF_KEY_RAMP: read_ramp(b, making, node); break;
    case TF_KEY_SPEND:
        making->text->spend = node;
        part->spend = (twofold_spend)tf_choice(node->row, node->text, node->text_size);
        break;
    case TF_KEY_FOLLOWS: read_follows(b, making, node); break;
    case TF_KEY_LEASED:
        part->leased = true;
        making->text->leased = node;
        break;
    case TF_KEY_CHANCE:
        making->text->chance = node;
        part->chance = tf_bind_number(b, node, &b->wants[TF_WANT_CHANCE], NULL);
        break;
    case TF_KEY_COUNT: part->count = tf_bind_number(b, node, &b->wants[TF_WANT_COUNT], NULL); break;
    case TF_KEY_GROWTH:
        part->growth = tf_bind_steps(b, node, &b->wants[TF_WANT_GROWTH], false, 12);
        break;
    case TF_KEY_PRODUCTIVITY_GROWTH:
        part->drift = tf_bind_steps(b, node, &b->wants[TF_WANT_GROWTH], false, 12);
        break;
    case TF_KEY_HIRING_LEAD:
        part->lead = tf_bind_number(b, node, &b->wants[TF_WANT_LEAD], NULL);
        break;
    case TF_KEY_TAXES:
        part->taxes = tf_bind_taxes(b, node, part->taxes != NULL ? part->taxes : b->taxes);
        break;
    case TF_KEY_SEASON: read_season(b, making, node); break;
    default: break;
    }
}

/* ---- Existing plants ---- */

void tf_bind_existing(struct tf_binder *b, int32_t entity, const struct tf_node *node)
{
    const int32_t index = b->entities[entity].part;
    struct tf_making making = {&b->parts[index], &b->texts[index], index};
    tf_bind_names(b, entity, node);
    for (const struct tf_node *child = node->first; child != NULL; child = child->next) {
        if (child->bad) continue;
        if (child->kpi >= 0)
            tf_bind_figure(b, &making, child, -1);
        else if (child->row == NULL)
            continue;
        else if (child->row->id == TF_KEY_ACTUAL)
            tf_bind_actual(b, entity, child);
        else if (!tf_bind_lever(b, child, &making.part->levers))
            read_key(b, &making, child);
    }
    tf_bind_figures_end(b, &making, NULL);
    tf_bind_references(b, index);
    tf_bind_check_figures(b, index);
    tf_bind_warn_figures(b, index);
}

/* ---- Projects ---- */

/* What an entry says itself puts defaults aside that cannot stand beside it. */
static void put_aside(struct tf_making *making)
{
    struct tf_part *part = making->part;
    struct tf_part_text *text = making->text;
    bool own_ramp = false, own_full = false, own_follows = false;
    for (const struct tf_node *child = text->node->first; child != NULL; child = child->next) {
        if (child->row == NULL || child->bad) continue;
        own_ramp = own_ramp || child->row->id == TF_KEY_RAMP;
        own_full = own_full || child->row->id == TF_KEY_FULL;
        own_follows = own_follows || child->row->id == TF_KEY_FOLLOWS;
    }
    if (own_follows || own_full) {
        text->ramp = own_follows || part->ramp->family == TWOFOLD_RAMP_YEARS ? NULL : text->ramp;
        if (text->ramp == NULL) part->ramp = &tf_s_curve;
    }
    if (own_follows || own_ramp) {
        text->at[TF_FULL] = NULL;
        part->at[TF_FULL] = (struct tf_moment){.input = -1, .part = -1};
    }
    if (own_full || own_ramp) {
        text->follows = NULL;
        part->lag = TF_ABSENT;
    }
}

/* An entry begins as a copy of the pipeline's defaults. */
static void take_defaults(struct tf_binder *b, struct tf_making *making)
{
    const struct tf_part was = *making->part;
    const struct tf_node *node = making->text->node;
    *making->part = *b->defaults->part;
    *making->text = *b->defaults->text;
    making->part->entity = was.entity;
    making->part->entry = true;
    making->text->node = node;
    making->text->delay = NULL;
    put_aside(making);
}

/* Of two keys, whether one at least stands here: what is wrong among defaults is told there. */
static bool is_here(const struct tf_making *making, const struct tf_node *a,
                    const struct tf_node *b)
{
    return a->parent == making->text->node || b->parent == making->text->node;
}

static void check_pair(struct tf_binder *b, const struct tf_making *making,
                       const struct tf_node *node, const struct tf_node *other, const char *words)
{
    if (node == NULL || other == NULL || !is_here(making, node, other)) return;
    tf_bind_fault_key(b, TWOFOLD_FAULT_EXCLUDES, node, NULL, words, NULL);
}

static void check_excluded(struct tf_binder *b, const struct tf_making *making)
{
    const struct tf_part_text *text = making->text;
    const bool by_years = making->part->ramp->family == TWOFOLD_RAMP_YEARS;
    check_pair(b, making, text->at[TF_FULL], text->follows, "follows");
    check_pair(b, making, text->ramp, text->follows, "follows");
    if (by_years && text->follows == NULL) {
        check_pair(b, making, text->at[TF_FULL], text->ramp, "a ramp of yearly shares");
    }
}

static void read_project(struct tf_binder *b, int32_t entity, struct tf_making *making)
{
    for (const struct tf_node *child = making->text->node->first; child != NULL;
         child = child->next) {
        if (child->bad) continue;
        if (child->name == TF_IS_KPI) {
            tf_bind_figure(b, making, child, -1);
        } else if (child->row != NULL) {
            if (child->row->id == TF_KEY_DELAY) making->text->delay = child;
            if (child->row->id == TF_KEY_ACTUAL)
                tf_bind_actual(b, entity, child);
            else if (child->row->id == TF_KEY_CLUSTER)
                b->entities[entity].cluster = tf_bind_cluster(b, child);
            else if (!tf_bind_lever(b, child, &making->part->levers))
                read_key(b, making, child);
        }
    }
}

void tf_bind_project(struct tf_binder *b, int32_t entity, const struct tf_node *node)
{
    const int32_t index = b->entities[entity].part;
    struct tf_making making = {&b->parts[index], &b->texts[index], index};
    const bool entry = b->entities[entity].kind == TWOFOLD_ENTITY_ENTRY && b->defaults != NULL;
    tf_bind_names(b, entity, node);
    if (entry) {
        b->entities[entity].cluster = b->entities[b->entities[entity].parent].cluster;
        take_defaults(b, &making);
    }
    read_project(b, entity, &making);
    tf_bind_figures_end(b, &making, entry ? b->defaults->part : NULL);
    check_excluded(b, &making);
    tf_bind_references(b, index);
    tf_bind_check_figures(b, index);
    tf_bind_warn_figures(b, index);
}

/* Levers and the cluster of the pipeline are its own and no defaults. */
void tf_bind_pipeline_defaults(struct tf_binder *b, const struct tf_node *node)
{
    struct tf_making *making = tf_arena_get(&b->scratch, sizeof *making);
    struct tf_part *part = tf_arena_get(&b->scratch, sizeof *part);
    struct tf_part_text *text = tf_arena_get(&b->scratch, sizeof *text);
    if (making == NULL || part == NULL || text == NULL) {
        (void)tf_bind_no_memory(b);
        return;
    }
    *making = (struct tf_making){part, text, -1};
    *part = tf_bind_part(-1, TF_PART_PROJECT);
    text->node = node;
    for (const struct tf_node *child = node->first; child != NULL; child = child->next) {
        if (child->bad) continue;
        if (child->name == TF_IS_KPI)
            tf_bind_figure(b, making, child, -1);
        else if (child->row != NULL)
            read_key(b, making, child);
    }
    tf_bind_figures_end(b, making, NULL);
    check_excluded(b, making);
    b->defaults = making;
}
