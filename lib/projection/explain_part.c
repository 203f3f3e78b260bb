/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A part's terms: each a level, times how much of it falls into the period, times its factors. A
 * term whose factors change within the period is told stretch by stretch. */
#include "projection/explain.h"

#include "base/elementary.h"

#include <string.h>

struct tf_stretch tf_cells_of(const struct tf_slot *slot, struct tf_stretch stretch)
{
    struct tf_stretch cells = {stretch.from / slot->grid, stretch.to / slot->grid};
    if (slot->kind == TWOFOLD_STOCK) cells.from = cells.to - 1;
    if (slot->kind == TWOFOLD_OPENING) cells.to = cells.from + 1;
    return cells;
}

/* ---- Pieces ---- */

struct pieces {
    struct tf_piece *items;
    size_t count, capacity;
};

static void keep(struct tf_teller *t, struct pieces *list, const struct tf_piece *piece)
{
    struct tf_piece *items =
        tf_grow(&t->x->context, list->items, &list->capacity, list->count + 1, sizeof *items);
    if (items == NULL) {
        t->failed = true;
        return;
    }
    list->items = items;
    items[list->count++] = *piece;
}

static int32_t factor_at(const struct tf_teller *t, const struct tf_group *g, int32_t cell)
{
    const int32_t *factors = t->leaf->factors[g->factor];
    return factors == NULL ? -1 : factors[cell];
}

/* The rest of a piece that begins at a cell: as long as its factor is the same and the model gives
 * the cells. */
static struct tf_piece piece_at(struct tf_teller *t, const struct tf_group *g,
                                const struct tf_term *term, struct tf_stretch cells, int32_t entity)
{
    struct tf_piece piece = {g, term, {cells.from, cells.from}, factor_at(t, g, cells.from), 0.0};
    double sum = 0.0;
    for (int32_t c = cells.from; c < cells.to; c++) {
        if (factor_at(t, g, c) != piece.factor || tf_fix_of(t, entity, term->slot, c) != NULL)
            break;
        double basis = 0.0;
        tf_leaf_basis(t->w, t->leaf, g, c, &basis);
        sum += basis;
        piece.cells.to = c + 1;
    }
    piece.basis = sum * g->scale;
    return piece;
}

static void collect_term(struct tf_teller *t, const struct tf_group *g, const struct tf_term *term,
                         struct tf_stretch cells, struct pieces *list)
{
    const struct tf_part *part = &t->model->parts[t->leaf->part];
    /* own figures of a zone stand beneath its reports, as its members do */
    const int32_t entity = part->kind == TF_PART_OWN ? -1 : part->entity;
    while (cells.from < cells.to) {
        if (tf_fix_of(t, entity, term->slot, cells.from) != NULL) {
            cells.from++;
            continue;
        }
        const struct tf_piece piece = piece_at(t, g, term, cells, entity);
        keep(t, list, &piece);
        cells.from = piece.cells.to;
    }
}

/* Pieces in which nothing falls say nothing beside others. */
static void drop_idle(struct pieces *list)
{
    size_t count = 0;
    bool any = false;
    for (size_t i = 0; i < list->count; i++) any = any || list->items[i].basis != 0.0;
    for (size_t i = 0; any && i < list->count; i++)
        if (list->items[i].basis != 0.0) list->items[count++] = list->items[i];
    if (any) list->count = count;
}

static void collect(struct tf_teller *t, int32_t slot, struct tf_stretch stretch,
                    struct pieces *list)
{
    const struct tf_program *p = t->program;
    struct tf_stretch cells = tf_cells_of(&p->slots[slot], stretch);
    /* before the first year there is no model */
    const int32_t first = -t->model->axis_from / p->slots[slot].grid;
    if (cells.from < first) cells.from = first;
    for (int32_t i = 0; i < t->leaf->group_count; i++) {
        const struct tf_group *g = &p->groups[t->leaf->first_group + i];
        for (int32_t k = 0; k < g->term_count; k++) {
            const struct tf_term *term = &p->terms[g->first_term + k];
            if (term->slot == slot) collect_term(t, g, term, cells, list);
        }
    }
    drop_idle(list);
}

/* ---- Telling ---- */

static double value_of(const struct tf_teller *t, const struct tf_piece *piece)
{
    const double value = tf_node_value(t, piece->term->level) * piece->basis;
    return piece->factor < 0 ? value : value * tf_node_value(t, piece->factor);
}

static bool has_input(const struct tf_teller *t, size_t from, const char *end)
{
    const size_t size = strlen(end);
    for (size_t i = from; i < t->x->count; i++) {
        const char *path = t->x->lines[i].as.path;
        const size_t length = strlen(path);
        if (length >= size && strcmp(path + length - size, end) == 0) return true;
    }
    return false;
}

/* Factors that nobody wrote: 100% of capacity is used, an entry of the pipeline is certain. */
static void tell_default_factors(struct tf_teller *t, size_t from, int32_t kpi, unsigned depth)
{
    const int32_t entity = t->model->parts[t->leaf->part].entity;
    const struct {
        const char *words;
        enum tf_phrase phrase;
        bool applies;
    } defaults[] = {
        {"utilisation 100%", TF_SAY_UTILISATION,
         kpi != TWOFOLD_KPI_CAPACITY && has_input(t, from, ".capacity")},
        {"chance 100%", TF_SAY_CHANCE, t->model->kpis[kpi].profile != TWOFOLD_MILESTONE}};
    for (size_t i = 0; i < sizeof defaults / sizeof *defaults; i++) {
        if (!defaults[i].applies || !tf_is_default(t, entity, defaults[i].words)) continue;
        const struct tf_words words = tf_phrase(t, defaults[i].phrase, TF_NO_WORDS, TF_NO_WORDS);
        const size_t line = tf_tell_number(t, depth, t->model->entities[entity].path, 1.0,
                                           tf_phrase(t, TF_SAY_BY_DEFAULT, words, TF_NO_WORDS));
        tf_line(t, line)->as.origin = TWOFOLD_ORIGIN_DEFAULT;
        tf_line(t, line)->brief = words;
    }
}

/* A line becomes the product that a piece is. */
static void tell_piece(struct tf_teller *t, size_t line, const struct tf_piece *piece)
{
    const unsigned depth = tf_line(t, line)->as.depth + 1;
    const size_t from = t->x->count;
    tf_tell_factors(t, piece->term->level, depth);
    tell_default_factors(t, from, t->program->slots[piece->term->slot].kpi, depth);
    if (!tf_basis_is_plain(t, piece)) tf_tell_basis(t, piece, depth);
    if (piece->factor >= 0) tf_tell_factors(t, piece->factor, depth);
    struct tf_line *one = tf_line(t, line);
    one->as.value = value_of(t, piece);
    if (t->x->count == from) { /* one thing, for the whole period */
        one->formula = one->brief = tf_neutral(tf_figures(t, one->as.value, 6, false));
        return;
    }
    one->as.combine = TWOFOLD_COMBINE_PRODUCT;
    tf_compose(t, line);
    if (!tf_has_words(tf_line(t, line)->formula)) /* its time alone is worth saying */
        tf_line(t, line)->formula = tf_line(t, tf_first_below(t, line))->formula;
}

/* The months of a piece, where they are not the whole period. */
static struct tf_words months_of(struct tf_teller *t, const struct tf_piece *piece)
{
    const int32_t grid = piece->group->grid;
    const struct tf_stretch months = {piece->cells.from * grid, piece->cells.to * grid};
    if (months.from <= t->stretch.from && months.to >= t->stretch.to) return TF_NO_WORDS;
    const twofold_period period = {t->model->first_year * 12 + t->model->axis_from + months.from,
                                   months.to - months.from};
    struct tf_words words;
    for (int lang = 0; lang < 2; lang++) {
        char text[64];
        (void)twofold_period_label(period, (twofold_lang)lang, text, sizeof text);
        words.in[lang] = tf_print(t, "%s", text);
    }
    return words;
}

/* "at-trial.jobs": the figure behind a term, in its part. */
static struct tf_words figure_of(struct tf_teller *t, size_t term)
{
    const char *path = tf_line(t, term)->as.path;
    const char *entity = t->model->entities[t->model->parts[t->leaf->part].entity].path;
    const size_t size = strlen(entity);
    const bool below = strncmp(path, entity, size) == 0 && path[size] == '.';
    return tf_neutral(below ? path + size + 1 : path);
}

size_t tf_tell_terms(struct tf_teller *t, size_t line, int32_t leaf, int32_t slot,
                     struct tf_stretch stretch, bool alone)
{
    struct pieces list = {NULL, 0, 0};
    tf_enter_leaf(t, leaf);
    collect(t, slot, stretch, &list);
    if (alone && list.count == 1) {
        tell_piece(t, line, &list.items[0]);
        tf_put(&t->x->context, list.items, list.capacity * sizeof *list.items);
        return 1;
    }
    const unsigned depth = tf_line(t, line)->as.depth + 1;
    const char *unit = tf_line(t, line)->as.unit;
    for (size_t i = 0; i < list.count; i++) {
        const size_t term = tf_tell(t, depth, TWOFOLD_LINE_TERM, "");
        tf_line(t, term)->as.unit = unit;
        tell_piece(t, term, &list.items[i]);
        tf_borrow_path(t, term);
        const bool flow = t->program->slots[slot].kind == TWOFOLD_FLOW;
        const struct tf_words months = flow ? months_of(t, &list.items[i]) : TF_NO_WORDS;
        tf_line(t, term)->name = tf_has_words(months) ? months : figure_of(t, term);
    }
    const size_t count = list.count;
    tf_put(&t->x->context, list.items, list.capacity * sizeof *list.items);
    return count;
}
