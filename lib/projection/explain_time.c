/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a term's level is multiplied with in time: how much of it falls into the period, and the
 * dates that say so. */
#include "projection/explain.h"

#include "base/elementary.h"

#include <math.h>
#include <string.h>

bool tf_is_default(const struct tf_teller *t, int32_t entity, const char *words)
{
    for (size_t i = 0; i < t->model->default_count; i++)
        if (t->model->defaults[i].entity == entity &&
            strcmp(t->model->defaults[i].words, words) == 0)
            return true;
    return false;
}

static const struct tf_part *part_of(const struct tf_teller *t)
{
    return &t->model->parts[t->leaf->part];
}

static const char *path_of(const struct tf_teller *t, int32_t part)
{
    return t->model->entities[t->model->parts[part].entity].path;
}

static bool is_date(const struct tf_teller *t, int32_t node)
{
    return t->program->tape.nodes[tf_winner(t, node)].op != TF_OP_CONSTANT &&
           isfinite(tf_node_value(t, node));
}

bool tf_basis_is_plain(const struct tf_teller *t, const struct tf_piece *piece)
{
    const struct tf_group *g = piece->group;
    return (g->basis == TF_BASIS_SPAN || g->basis == TF_BASIS_HELD) && piece->basis == 1.0 &&
           !is_date(t, g->x) && !is_date(t, g->y);
}

/* ---- Dates ---- */

/* Whether an instant is the date that stands in the plan under a path, and nothing moves it. */
static bool is_written_there(const struct tf_teller *t, int32_t node, const char *path)
{
    const struct tf_node_op *op = &t->program->tape.nodes[tf_winner(t, node)];
    return op->op == TF_OP_INPUT &&
           strcmp(t->model->inputs[t->program->varied[op->a]].path, path) == 0;
}

/* A date of a part, and below it the date and durations that it is the sum of. */
static void tell_date(struct tf_teller *t, int32_t part, enum tf_milestone milestone, int32_t node,
                      unsigned depth)
{
    const struct tf_moment *moment = &t->model->parts[part].at[milestone];
    const bool last = milestone == TF_BUILT || milestone == TF_END;
    const struct tf_words name = tf_milestone_words(milestone);
    const char *path = tf_print(t, "%s.%s", path_of(t, part), name.in[TWOFOLD_EN]);
    if (is_written_there(t, node, path)) {
        tf_tell_node(t, node, depth);
        return;
    }
    const size_t line = tf_tell(t, depth, TWOFOLD_LINE_FACTOR, path);
    const double value = tf_node_value(t, node);
    struct tf_words words = tf_neutral(tf_date(t, value, last));
    struct tf_line *one = tf_line(t, line);
    one->as.value = value;
    one->as.unit = "months";
    one->as.combine = TWOFOLD_COMBINE_SUM;
    one->name = name;
    one->brief = words;
    if (moment->by_default && milestone == TF_PRODUCE) {
        one->as.origin = TWOFOLD_ORIGIN_DEFAULT;
        words = tf_phrase(
            t, moment->milestone == TF_TRIAL ? TF_SAY_TRIAL_DEFAULT : TF_SAY_PRODUCE_DEFAULT, words,
            TF_NO_WORDS);
    }
    one->formula = words;
    tf_tell_addends(t, node, depth + 1);
    if (tf_count_below(t, line) == 0) tf_line(t, line)->as.combine = TWOFOLD_COMBINE_LEAF;
}

/* A milestone of the part, if it has a date. */
static void tell_milestone(struct tf_teller *t, int32_t part, enum tf_milestone milestone,
                           unsigned depth)
{
    const int32_t node = t->program->moments[part][milestone];
    if (is_date(t, node)) tell_date(t, part, milestone, node, depth);
}

/* The milestone that a bound of a span is. Numbers of a part have no others. */
static enum tf_milestone milestone_of(const struct tf_teller *t, int32_t node, bool end)
{
    static const enum tf_milestone begins[] = {TF_TRIAL,  TF_PRODUCE, TF_START,
                                               TF_SIGNED, TF_BUILT,   TF_FULL},
                                   ends[] = {TF_END, TF_PRODUCE, TF_BUILT};
    const enum tf_milestone *candidates = end ? ends : begins;
    const size_t count = end ? sizeof ends / sizeof *ends : sizeof begins / sizeof *begins;
    const double value = tf_node_value(t, node);
    const int32_t lead = t->program->shares[t->leaf->part].lead; /* people are hired ahead of it */
    for (size_t i = 0; i < count; i++) {
        const int32_t its = t->program->moments[t->leaf->part][candidates[i]];
        const double at = tf_node_value(t, its);
        if (at == value || (lead >= 0 && at - tf_node_value(t, lead) == value))
            return candidates[i];
    }
    return candidates[end ? 1 : 0];
}

static void tell_bounds(struct tf_teller *t, const struct tf_group *g, unsigned depth)
{
    if (is_date(t, g->x)) tell_date(t, t->leaf->part, milestone_of(t, g->x, false), g->x, depth);
    if (!is_date(t, g->y)) return;
    const enum tf_milestone milestone = milestone_of(t, g->y, true);
    tell_milestone(t, t->leaf->part, milestone, depth);
}

/* Produce and full of the part whose ramp it is, and the lags on the way there. hired: of hiring,
 * which may be ahead of it. */
static void tell_ramp_dates(struct tf_teller *t, bool hired, unsigned depth)
{
    int32_t part = t->leaf->part;
    const struct tf_share *share = &t->program->shares[part];
    tell_milestone(t, part, TF_END, depth);
    if (hired && t->model->parts[part].lead.input >= 0)
        (void)tf_tell_input(t, t->model->parts[part].lead.input, depth);
    for (; share->leader >= 0; share = &t->program->shares[part]) {
        tell_milestone(t, part, TF_PRODUCE, depth);
        if (t->model->parts[part].lag.input >= 0)
            (void)tf_tell_input(t, t->model->parts[part].lag.input, depth);
        part = share->leader;
    }
    tell_milestone(t, part, TF_PRODUCE, depth);
    tell_milestone(t, part, TF_FULL, depth);
}

static void tell_season(struct tf_teller *t, const struct tf_piece *piece, unsigned depth)
{
    const int32_t grid = piece->group->grid;
    if ((piece->cells.to - piece->cells.from) * grid >= 12) return;
    const struct tf_value *season = part_of(t)->season;
    for (int32_t m = piece->cells.from * grid; m < piece->cells.to * grid; m++)
        if (season[m % 12].input >= 0) (void)tf_tell_input(t, season[m % 12].input, depth);
}

/* ---- Curves ---- */

static void tell_choice(struct tf_teller *t, unsigned depth, const char *key, struct tf_words words,
                        bool by_default)
{
    const size_t line = tf_tell(t, depth, TWOFOLD_LINE_CHOICE,
                                tf_print(t, "%s.%s", path_of(t, t->leaf->part), key));
    struct tf_line *one = tf_line(t, line);
    one->as.origin = by_default ? TWOFOLD_ORIGIN_DEFAULT : TWOFOLD_ORIGIN_COMPUTED;
    one->formula = one->brief = words;
    one->name = tf_neutral(key);
}

static void tell_ramp(struct tf_teller *t, unsigned depth)
{
    const struct tf_part *part = part_of(t);
    const bool by_default = tf_is_default(t, part->entity, "ramp s-curve");
    const struct tf_words name = {{twofold_ramp_family_text(part->ramp->family, TWOFOLD_EN),
                                   twofold_ramp_family_text(part->ramp->family, TWOFOLD_ZH)}};
    if (part->leader >= 0)
        tell_choice(t, depth, "follows",
                    tf_phrase(t, TF_SAY_FOLLOWS, tf_neutral(path_of(t, part->leader)), TF_NO_WORDS),
                    false);
    else
        tell_choice(
            t, depth, "ramp",
            tf_phrase(t, by_default ? TF_SAY_RAMP_DEFAULT : TF_SAY_RAMP_NAMED, name, TF_NO_WORDS),
            by_default);
}

static void tell_spend(struct tf_teller *t, unsigned depth)
{
    const struct tf_part *part = part_of(t);
    const bool by_default = tf_is_default(t, part->entity, "spend s-curve");
    const struct tf_words name = {
        {twofold_spend_text(part->spend, TWOFOLD_EN), twofold_spend_text(part->spend, TWOFOLD_ZH)}};
    tell_choice(
        t, depth, "spend",
        tf_phrase(t, by_default ? TF_SAY_SPEND_DEFAULT : TF_SAY_SPEND_NAMED, name, TF_NO_WORDS),
        by_default);
}

/* What a share of the period follows from. */
static void tell_dates(struct tf_teller *t, const struct tf_piece *piece, unsigned depth)
{
    const struct tf_group *g = piece->group;
    const int32_t part = t->leaf->part;
    switch (g->basis) {
    case TF_BASIS_RAMP:
    case TF_BASIS_SHARE:
    case TF_BASIS_HIRED:
        tell_ramp(t, depth);
        tell_ramp_dates(t, g->basis == TF_BASIS_HIRED, depth);
        break;
    case TF_BASIS_SPEND:
    case TF_BASIS_SPENT: tell_spend(t, depth); /* fall through */
    case TF_BASIS_OPEN:
        tell_milestone(t, part, TF_START, depth);
        tell_milestone(t, part, TF_BUILT, depth);
        break;
    case TF_BASIS_SEASON:
        tell_season(t, piece, depth);
        tell_milestone(t, part, TF_END, depth);
        break;
    case TF_BASIS_SPAN:
    case TF_BASIS_HELD: tell_bounds(t, g, depth); break;
    case TF_BASIS_EVENT: tell_bounds(t, g, depth); break;
    case TF_BASIS_ENDED: tell_milestone(t, part, TF_BUILT, depth); break;
    }
}

/* ---- Words ---- */

static struct tf_words event_words(struct tf_teller *t, const struct tf_piece *piece)
{
    const bool ended = piece->group->basis == TF_BASIS_ENDED;
    const enum tf_milestone milestone = ended ? TF_BUILT : milestone_of(t, piece->group->x, false);
    const double instant = tf_node_value(t, piece->group->x);
    return tf_phrase(t, piece->basis > 0.0 ? TF_SAY_IN_PERIOD : TF_SAY_NOT_IN_PERIOD,
                     tf_milestone_words(milestone), tf_neutral(tf_date(t, instant, ended)));
}

/* A share of the period as it stands in a formula. */
static struct tf_words basis_words(struct tf_teller *t, const struct tf_piece *piece)
{
    static const enum tf_phrase shares[] = {
        [TF_BASIS_SEASON] = TF_SAY_BY_SEASON,   [TF_BASIS_RAMP] = TF_SAY_AT_FULL,
        [TF_BASIS_SHARE] = TF_SAY_OF_FULL,      [TF_BASIS_SPEND] = TF_SAY_SPENT_NOW,
        [TF_BASIS_SPENT] = TF_SAY_SPENT_BEFORE, [TF_BASIS_HIRED] = TF_SAY_OF_FULL};
    const bool some = piece->basis > 0.0, annual = piece->group->scale == 1.0 / 12.0;
    const struct tf_words share = tf_neutral(tf_figures(t, piece->basis, 2, true));
    switch (piece->group->basis) {
    case TF_BASIS_EVENT:
    case TF_BASIS_ENDED: return event_words(t, piece);
    case TF_BASIS_HELD:
        return tf_phrase(t, some ? TF_SAY_HELD : TF_SAY_NOT_HELD, TF_NO_WORDS, TF_NO_WORDS);
    case TF_BASIS_OPEN:
        return tf_phrase(t, some ? TF_SAY_OPEN : TF_SAY_NOT_OPEN, TF_NO_WORDS, TF_NO_WORDS);
    case TF_BASIS_SPAN:
        return tf_phrase(t, annual ? TF_SAY_OF_YEAR : TF_SAY_PART_OF_PERIOD, share, TF_NO_WORDS);
    case TF_BASIS_SEASON:
    case TF_BASIS_RAMP:
    case TF_BASIS_SHARE:
    case TF_BASIS_HIRED:
    case TF_BASIS_SPEND:
    case TF_BASIS_SPENT: break;
    }
    return tf_phrase(t, shares[piece->group->basis], share, TF_NO_WORDS);
}

/* Whether a basis of 1 goes without saying in the formula above. */
static bool is_tacit(const struct tf_piece *piece)
{
    return piece->basis == 1.0 && piece->group->basis != TF_BASIS_RAMP &&
           piece->group->basis != TF_BASIS_SHARE && piece->group->basis != TF_BASIS_HIRED;
}

void tf_tell_basis(struct tf_teller *t, const struct tf_piece *piece, unsigned depth)
{
    static const char *const keys[] = {
        [TF_BASIS_SPAN] = "time",   [TF_BASIS_SEASON] = "season", [TF_BASIS_RAMP] = "ramp",
        [TF_BASIS_SPEND] = "spend", [TF_BASIS_EVENT] = "time",    [TF_BASIS_ENDED] = "time",
        [TF_BASIS_HELD] = "time",   [TF_BASIS_SHARE] = "ramp",    [TF_BASIS_SPENT] = "spend",
        [TF_BASIS_OPEN] = "time",   [TF_BASIS_HIRED] = "ramp"};
    const char *key = keys[piece->group->basis];
    const size_t line = tf_tell(t, depth, TWOFOLD_LINE_FACTOR,
                                tf_print(t, "%s.%s", path_of(t, t->leaf->part), key));
    const struct tf_words words = basis_words(t, piece);
    struct tf_line *one = tf_line(t, line);
    one->as.value = piece->basis;
    one->formula = words;
    one->brief = is_tacit(piece) ? TF_NO_WORDS : words;
    one->name = tf_neutral(key);
    tell_dates(t, piece, depth + 1);
    if (tf_count_below(t, line) > 0) tf_line(t, line)->as.combine = TWOFOLD_COMBINE_TIME;
}
