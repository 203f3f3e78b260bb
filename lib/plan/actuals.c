/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan/actuals.h"

#include "base/nearest.h"
#include "base/text.h"
#include "plan/files.h"
#include "plan/tables.h"
#include "plan/yaml.h"
#include "twofold/period.h"

#include <string.h>

const struct tf_node *tf_actual_source(const struct tf_node *node)
{
    return node->shape == TF_SCALAR ? node->first : NULL;
}

/* What the figures of a row have in common. */
struct row {
    struct tf_node *entity;
    int kpi;
    const char *kpi_id;
    const char *unit, *source;
    size_t unit_size, source_size;
};

struct filling {
    struct tf_actuals file;
    const struct tf_actuals_names *names;
    struct row row;
};

static struct tf_node *no_memory(struct filling *f)
{
    f->file.walk->status = TWOFOLD_E_MEMORY;
    return NULL;
}

/* ---- Nodes ---- */

static struct tf_node *new_node(struct filling *f, enum tf_shape shape,
                                const twofold_csv_field *field, const char *key)
{
    struct tf_node *node = tf_node_new(f->file.walk->tree, shape);
    if (node == NULL) return no_memory(f);
    node->line = node->key_line = field->line;
    node->column = node->key_column = field->column;
    node->key = key;
    node->key_size = (uint32_t)strlen(key);
    node->tabled = true;
    return node;
}

/* A mapping that so far was assumed as a whole gets a reported entry: from now on each other entry
 * is assumed itself. */
static void open_assumed(struct tf_node *map)
{
    if (!map->assumed) return;
    for (struct tf_node *child = map->first; child != NULL; child = child->next) {
        if (!child->assumed) child->level = map->level;
        child->assumed = true;
    }
    map->assumed = false;
}

/* The mapping `key` of another one, made if it is not there; NULL if it is no good. */
static struct tf_node *map_below(struct filling *f, struct tf_node *above, const char *key,
                                 const twofold_csv_field *field)
{
    struct tf_node *node = tf_node_child(above, key, strlen(key));
    if (node != NULL) {
        if (node->bad || node->shape != TF_MAP) return NULL;
        open_assumed(node);
        return node;
    }
    node = new_node(f, TF_MAP, field, key);
    if (node != NULL) tf_node_append(above, node);
    return node;
}

/* The mapping of periods that a row's figures go into. */
static struct tf_node *periods_of(struct filling *f, const twofold_csv_field *field)
{
    const struct tf_key *row = tf_key_row(TF_KEY_ACTUAL);
    struct tf_node *actual = map_below(f, f->row.entity, row->name, field);
    if (actual == NULL) return NULL;
    actual->row = row;
    actual->name = TF_IS_KEY;
    struct tf_node *kpi = map_below(f, actual, f->row.kpi_id, field);
    if (kpi == NULL) return NULL;
    kpi->name = TF_IS_KPI;
    kpi->kpi = (int16_t)f->row.kpi;
    return kpi;
}

/* The source of a figure, under the file's name. */
static bool add_source(struct filling *f, struct tf_node *figure, const twofold_csv_field *field)
{
    const char *file = f->file.named->text;
    struct tf_node *source = new_node(f, TF_SCALAR, field, file);
    if (source == NULL) return false;
    source->row = tf_key_row(TF_KEY_SOURCE);
    source->name = TF_IS_KEY;
    source->text = file;
    if (f->row.source_size > 0)
        source->text = tf_arena_text(&f->file.walk->tree->arena, f->row.source, f->row.source_size);
    if (source->text == NULL) return no_memory(f) != NULL;
    source->text_size = (uint32_t)strlen(source->text);
    tf_node_append(figure, source);
    return true;
}

static void say_twice(struct filling *f, const struct tf_node *there,
                      const twofold_csv_field *period, const twofold_csv_field *value)
{
    char path[512];
    (void)tf_node_path(there, path, sizeof path);
    const twofold_csv_field field = {period->text, period->size, value->line, value->column};
    tf_actuals_say(&f->file, TWOFOLD_FAULT_PERIOD_OVERLAP, &field, path, NULL, NULL);
}

/* ---- Cells ---- */

static void put_figure(struct filling *f, const twofold_csv_field *period,
                       const twofold_csv_field *value, twofold_period at)
{
    struct tf_arena *arena = &f->file.walk->tree->arena;
    char key[40];
    const char *text = value->text;
    size_t size = value->size;
    tf_cell_trim(&text, &size);
    (void)twofold_period_write(at, key, sizeof key);
    struct tf_node *map = periods_of(f, value);
    if (map == NULL) return;
    const struct tf_node *there = tf_node_child(map, key, strlen(key));
    if (there != NULL) {
        say_twice(f, there, period, value);
        return;
    }
    const char *kept = tf_arena_text(arena, key, strlen(key));
    text = tf_cell_number(arena, text, size, f->row.unit, f->row.unit_size, &size);
    struct tf_node *figure =
        kept == NULL || text == NULL ? no_memory(f) : new_node(f, TF_SCALAR, value, kept);
    if (figure == NULL || !add_source(f, figure, value)) return;
    figure->text = text;
    figure->text_size = (uint32_t)size;
    figure->name = TF_IS_PERIOD;
    tf_node_append(map, figure);
}

/* An empty cell is a figure that was not reported. */
static void take_cell(struct filling *f, const twofold_csv_field *period,
                      const twofold_csv_field *value)
{
    twofold_period at;
    const char *text = value->text;
    size_t size = value->size;
    tf_cell_trim(&text, &size);
    if (size == 0) return;
    text = period->text;
    size = period->size;
    tf_cell_trim(&text, &size);
    if (twofold_period_parse(text, size, &at))
        put_figure(f, period, value, at);
    else
        tf_actuals_say(&f->file, TWOFOLD_FAULT_BAD_PERIOD, period, NULL,
                       "a period: 2025, 2025Q3, 2025-10, 2021-01..2021-10", NULL);
}

/* ---- Rows ---- */

static twofold_csv_field field_of(const struct filling *f, size_t row, enum tf_actuals_column what)
{
    return twofold_csv_at(f->file.csv, row, f->file.at[what]);
}

/* The plan's own KPIs by id or Chinese name. */
static int own_kpi(const struct tf_tree *tree, const char *text, size_t size)
{
    int kpi = TWOFOLD_KPI_COUNT;
    const struct tf_node *node = tree->kpis == NULL ? NULL : tree->kpis->first;
    for (; node != NULL; node = node->next, kpi++) {
        const struct tf_node *zh = tf_node_find(node, TF_KEY_ZH);
        if (zh != NULL && zh->text_size == size && memcmp(zh->text, text, size) == 0) return kpi;
    }
    return tf_tree_kpi(tree, text, size);
}

static const char *nearest_kpi(const struct tf_tree *tree, const char *text, size_t size)
{
    const char *words[2 * TWOFOLD_KPI_COUNT + 64];
    size_t count = 0;
    for (int kpi = 0; kpi < TWOFOLD_KPI_COUNT; kpi++) {
        const twofold_kpi *row = twofold_kpi_at(kpi);
        if (!tf_kpi_fits(TF_ACTUAL, row)) continue;
        words[count++] = row->id;
        words[count++] = row->zh;
    }
    for (size_t i = 0; i < tree->kpi_count && i < 64; i++) words[count++] = tree->kpi_ids[i];
    return tf_nearest(text, size, words, count);
}

static bool find_kpi(struct filling *f, const twofold_csv_field *field)
{
    const struct tf_tree *tree = f->file.walk->tree;
    const char *text = field->text;
    size_t size = field->size;
    tf_cell_trim(&text, &size);
    const struct tf_meaning known = tf_names_meaning(tree->names, text, size, TF_ACTUAL);
    f->row.kpi = known.kpi >= 0 ? known.kpi : own_kpi(tree, text, size);
    const bool own = f->row.kpi >= TWOFOLD_KPI_COUNT;
    if (f->row.kpi >= 0 && (own || tf_kpi_fits(TF_ACTUAL, twofold_kpi_at(f->row.kpi)))) {
        f->row.kpi_id =
            own ? tree->kpi_ids[f->row.kpi - TWOFOLD_KPI_COUNT] : twofold_kpi_at(f->row.kpi)->id;
        return true;
    }
    tf_actuals_say(&f->file, TWOFOLD_FAULT_UNKNOWN_KPI, field, NULL,
                   "a KPI that is given, not computed",
                   f->row.kpi >= 0 ? NULL : nearest_kpi(tree, text, size));
    return false;
}

static void take_row(struct filling *f, size_t row)
{
    const twofold_csv_field entity = field_of(f, row, TF_ACTUALS_ENTITY);
    const twofold_csv_field kpi = field_of(f, row, TF_ACTUALS_KPI);
    const twofold_csv_field unit = field_of(f, row, TF_ACTUALS_UNIT);
    const twofold_csv_field source = field_of(f, row, TF_ACTUALS_SOURCE);
    f->row = (struct row){.unit = unit.text,
                          .unit_size = unit.size,
                          .source = source.text,
                          .source_size = source.size};
    tf_cell_trim(&f->row.unit, &f->row.unit_size);
    tf_cell_trim(&f->row.source, &f->row.source_size);
    f->row.entity = tf_actuals_entity(&f->file, f->names, &entity);
    if (!find_kpi(f, &kpi) || f->row.entity == NULL) return;
    const size_t columns = twofold_csv_columns(f->file.csv);
    if (f->file.at[TF_ACTUALS_VALUE] < columns) {
        const twofold_csv_field period = field_of(f, row, TF_ACTUALS_PERIOD);
        const twofold_csv_field value = field_of(f, row, TF_ACTUALS_VALUE);
        take_cell(f, &period, &value);
        return;
    }
    for (size_t i = 0; i < columns && f->file.walk->status == TWOFOLD_OK; i++) {
        if (f->file.means[i] != TF_ACTUALS_FIGURE) continue;
        const twofold_csv_field period = twofold_csv_heading(f->file.csv, i);
        const twofold_csv_field value = twofold_csv_at(f->file.csv, row, i);
        take_cell(f, &period, &value);
    }
}

/* ---- Files ---- */

static void say_too_many(struct tf_walk *walk, struct tf_node *named)
{
    char text[48];
    struct tf_buffer buffer = tf_buffer_of(text, sizeof text);
    tf_buffer_integer(&buffer, (int64_t)tf_most_nodes(walk->tree), 1);
    tf_buffer_say(&buffer, " values");
    (void)tf_buffer_end(&buffer);
    tf_say_value(walk, TWOFOLD_FAULT_TOO_LARGE, named, "the table", text, "");
}

static void take_file(struct tf_walk *walk, struct tf_node *named, struct tf_arena *scratch,
                      const struct tf_actuals_names *names)
{
    struct filling f = {.file = {.walk = walk, .named = named}, .names = names};
    if (named->bad || walk->status != TWOFOLD_OK) return;
    walk->status = tf_files_table(walk->tree, named, walk->faults, &f.file.csv);
    if (walk->status != TWOFOLD_OK || f.file.csv == NULL) return;
    if (!tf_actuals_layout(&f.file, scratch)) return;
    for (size_t row = 0; row < twofold_csv_rows(f.file.csv) && walk->status == TWOFOLD_OK; row++) {
        if (walk->tree->node_count > tf_most_nodes(walk->tree)) {
            say_too_many(walk, named);
            return;
        }
        take_row(&f, row);
    }
}

/* Takes the figures of files out of a tree. */
static void take_out(struct tf_node *map)
{
    for (struct tf_node *child = map->first, *next; child != NULL; child = next) {
        next = child->next;
        if (tf_actual_source(child) != NULL)
            tf_node_remove(child);
        else if (child->shape == TF_MAP)
            take_out(child);
    }
}

void tf_actuals_expand(struct tf_walk *walk)
{
    struct tf_tree *tree = walk->tree;
    struct tf_node *actuals = tf_node_find(tree->root, TF_KEY_ACTUALS);
    struct tf_arena scratch;
    if (tree->actuals_in || walk->status != TWOFOLD_OK) return;
    tree->actuals_in = true;
    if (tree->actuals_were) take_out(tree->root);
    if (actuals == NULL) return;
    tree->actuals_were = true;
    tf_arena_init(&scratch, &tree->arena.context);
    const struct tf_actuals_names *names = tf_actuals_names(tree, &scratch);
    if (names == NULL) walk->status = TWOFOLD_E_MEMORY;
    if (actuals->shape == TF_SCALAR) take_file(walk, actuals, &scratch, names);
    for (struct tf_node *item = actuals->first; item != NULL; item = item->next)
        take_file(walk, item, &scratch, names);
    tf_arena_clear(&scratch);
}
