/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Jobs: hired ahead of the ramp, or what an output takes at a productivity that drifts; and what
 * was created, retained, displaced and lost of them. docs/semantics.md, section 4. */
#include "projection/terms.h"

#include "base/elementary.h"

static int32_t op(builder *b, enum tf_op code, int32_t x, int32_t y)
{
    return tf_tape_op(&b->program->tape, code, x, y);
}

/* ---- Hiring ahead ---- */

/* The part's ramp as hiring follows it: at t what the ramp is at t + lead. */
static bool make_hiring(builder *b, int32_t lead)
{
    const struct tf_share *share = &b->program->shares[b->index];
    struct tf_share *hiring = tf_arena_get(&b->program->arena, sizeof *hiring);
    if (hiring == NULL) return false;
    *hiring = *share;
    hiring->produce = op(b, TF_OP_SUBTRACT, share->produce, lead);
    hiring->full = op(b, TF_OP_SUBTRACT, share->full, lead);
    hiring->lag = op(b, TF_OP_SUBTRACT, share->lag, lead);
    b->leaf->hiring = hiring;
    return true;
}

/* Trial and production as hiring sees them. */
static const int32_t *hiring_dates(builder *b, int32_t dates[TF_MILESTONES])
{
    const int32_t lead = b->program->shares[b->index].lead;
    if (b->part->kind != TF_PART_PROJECT || lead < 0) return b->at;
    if (b->leaf->hiring == NULL && !make_hiring(b, lead)) b->failed = true;
    for (int m = 0; m < TF_MILESTONES; m++) dates[m] = b->at[m];
    dates[TF_TRIAL] = op(b, TF_OP_SUBTRACT, b->at[TF_TRIAL], lead);
    dates[TF_PRODUCE] = op(b, TF_OP_SUBTRACT, b->at[TF_PRODUCE], lead);
    return dates;
}

static void add_posts(builder *b, int32_t slot, double sign)
{
    int32_t dates[TF_MILESTONES];
    const struct tf_ramped posts = {.kpi = TWOFOLD_KPI_JOBS,
                                    .follows = TF_FACTOR_STAFF,
                                    .sign = sign,
                                    .beside = TWOFOLD_KPI_JOBS_SAVED,
                                    .at = hiring_dates(b, dates),
                                    .carried =
                                        b->leaf->hiring != NULL ? TF_BASIS_HIRED : TF_BASIS_SHARE};
    tf_add_ramped(b, slot, &posts);
}

static void add_saved(builder *b, int32_t slot, double sign)
{
    const struct tf_ramped saved = {.kpi = TWOFOLD_KPI_JOBS_SAVED,
                                    .sign = sign,
                                    .beside = TWOFOLD_KPI_JOBS,
                                    .at = b->at,
                                    .carried = TF_BASIS_SHARE};
    tf_add_ramped(b, slot, &saved);
}

/* ---- Existing plants: what they had at the end of the first year, and have no more ---- */

static int32_t standing_posts(builder *b)
{
    return tf_weighted(b, tf_level_node(b->program, b->part, TWOFOLD_KPI_JOBS, -1));
}

static bool is_moved(const builder *b)
{
    return b->leaf->factors[TF_FACTOR_STAFF] != NULL &&
           tf_figure_of(b->part, TWOFOLD_KPI_JOBS, -1) == NULL;
}

/* One share of the posts, until the plant's end. */
static void add_share(builder *b, int32_t slot, enum tf_factor factor, double sign)
{
    const int32_t posts = standing_posts(b);
    if (posts < 0) return;
    tf_add_level(b, slot, b->always, b->at[TF_END], factor,
                 op(b, TF_OP_MULTIPLY, posts, tf_tape_constant(&b->program->tape, sign)));
}

static void add_retained(builder *b, int32_t slot)
{
    add_share(b, slot, is_moved(b) ? TF_FACTOR_KEPT : TF_FACTOR_NONE, 1.0);
}

static void add_lost(builder *b, int32_t slot, double sign)
{
    int32_t posts = standing_posts(b);
    if (posts < 0) return;
    if (is_moved(b)) {
        add_share(b, slot, TF_FACTOR_SHED, sign);
        posts = op(b, TF_OP_MULTIPLY, posts, b->leaf->staff_of_base);
    }
    tf_add_level(b, slot, b->at[TF_END], b->never, TF_FACTOR_NONE,
                 op(b, TF_OP_MULTIPLY, posts, tf_tape_constant(&b->program->tape, sign)));
}

static void add_created(builder *b, int32_t slot)
{
    if (b->part->kind == TF_PART_PROJECT)
        add_posts(b, slot, 1.0);
    else if (is_moved(b))
        add_share(b, slot, TF_FACTOR_ADDED, 1.0);
}

void tf_add_jobs(builder *b, int32_t slot, int32_t kpi)
{
    const bool project = b->part->kind == TF_PART_PROJECT;
    switch (kpi) {
    case TWOFOLD_KPI_JOBS:
        add_posts(b, slot, 1.0);
        add_saved(b, slot, -1.0);
        break;
    case TWOFOLD_KPI_JOBS_CREATED: add_created(b, slot); break;
    case TWOFOLD_KPI_JOBS_RETAINED:
        if (!project) add_retained(b, slot);
        break;
    case TWOFOLD_KPI_JOBS_DISPLACED: add_saved(b, slot, 1.0); break;
    case TWOFOLD_KPI_JOBS_LOST:
        if (!project) add_lost(b, slot, 1.0);
        break;
    case TWOFOLD_KPI_JOBS_NET:
        add_created(b, slot);
        add_saved(b, slot, -1.0);
        if (!project) add_lost(b, slot, -1.0);
        break;
    default: break;
    }
}
