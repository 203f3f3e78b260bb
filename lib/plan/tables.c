/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan/tables.h"

#include "base/text.h"
#include "plan/files.h"
#include "plan/yaml.h"

#include <string.h>

/* A table while its rows are put in their place. */
struct filling {
    struct tf_walk *walk;
    struct tf_node *map;
    const twofold_csv *csv;
    const struct tf_column *columns;
    size_t id;
    struct tf_node *defaults; /* an unlinked mapping of what every row has */
};

static struct tf_node *no_memory(struct filling *f)
{
    f->walk->status = TWOFOLD_E_MEMORY;
    return NULL;
}

/* ---- Nodes ---- */

static struct tf_node *new_node(struct filling *f, enum tf_shape shape,
                                const twofold_csv_field *field)
{
    struct tf_tree *tree = f->walk->tree;
    struct tf_node *node = tf_node_new(tree, shape);
    if (node == NULL) return no_memory(f);
    node->line = node->key_line = field->line;
    node->column = node->key_column = field->column;
    node->tabled = true;
    return node;
}

/* A text of the table; kept as it is where it ends as texts do. */
static const char *keep(struct filling *f, const char *text, size_t size)
{
    if (size == 0) return "";
    if (text[size] == '\0') return text;
    const char *kept = tf_arena_text(&f->walk->tree->arena, text, size);
    if (kept == NULL) (void)no_memory(f);
    return kept;
}

static struct tf_node *new_scalar(struct filling *f, const twofold_csv_field *field,
                                  const char *text, size_t size)
{
    struct tf_node *node = new_node(f, TF_SCALAR, field);
    if (node == NULL) return NULL;
    node->text = keep(f, text, size);
    node->text_size = (uint32_t)size;
    return node->text == NULL ? NULL : node;
}

/* ---- Cells ---- */

/* The next mark that parts the items of a list, and its size. */
static const char *part_in(const char *text, const char *end, size_t *size)
{
    static const char *const marks[] = {";", "；", "、"};
    for (; text < end; text++) {
        for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
            *size = strlen(marks[i]);
            if ((size_t)(end - text) >= *size && memcmp(text, marks[i], *size) == 0) return text;
        }
    }
    return NULL;
}

static struct tf_node *new_list(struct filling *f, const twofold_csv_field *field, const char *text,
                                size_t size)
{
    struct tf_node *list = new_node(f, TF_LIST, field);
    const char *end = text + size;
    while (list != NULL) {
        size_t mark = 0;
        const char *stop = part_in(text, end, &mark);
        size_t length = (size_t)((stop == NULL ? end : stop) - text);
        const char *item = text;
        tf_cell_trim(&item, &length);
        struct tf_node *node = length == 0 ? NULL : new_scalar(f, field, item, length);
        if (node != NULL) tf_node_append(list, node);
        if (f->walk->status != TWOFOLD_OK) return NULL;
        if (stop == NULL) return list;
        text = stop + mark;
    }
    return NULL;
}

/* What a cell says; NULL when memory ran out. */
static struct tf_node *value_of(struct filling *f, const struct tf_column *column,
                                const twofold_csv_field *field, const char *text, size_t size)
{
    size_t mark;
    if (column->list && part_in(text, text + size, &mark) != NULL) {
        return new_list(f, field, text, size);
    }
    if (!column->number) return new_scalar(f, field, text, size);
    text =
        tf_cell_number(&f->walk->tree->arena, text, size, column->unit, column->unit_size, &size);
    return text == NULL ? no_memory(f) : new_scalar(f, field, text, size);
}

/* The mapping at a step below another one, made if it is not there. */
static struct tf_node *step_below(struct filling *f, struct tf_node *above, const char *key,
                                  size_t size, bool chinese, const twofold_csv_field *field)
{
    struct tf_node *node = tf_node_child(above, key, size);
    if (node != NULL) return node;
    node = new_node(f, TF_MAP, field);
    if (node == NULL) return NULL;
    node->key = key;
    node->key_size = (uint32_t)size;
    node->chinese = chinese;
    tf_node_append(above, node);
    return node;
}

static void put(struct filling *f, struct tf_node *entry, const struct tf_column *column,
                const twofold_csv_field *field, struct tf_node *value)
{
    static const char assume[] = "assume";
    struct tf_node *above = entry;
    if (column->assumed) {
        above = step_below(f, above, assume, sizeof assume - 1, f->walk->tree->chinese, field);
    }
    for (size_t i = 0; above != NULL && i + 1 < column->count; i++) {
        const struct tf_step_to *step = &column->steps[i];
        above = step_below(f, above, step->key, step->size, step->chinese, field);
    }
    if (above == NULL) return;
    const struct tf_step_to *last = &column->steps[column->count - 1];
    value->key = last->key;
    value->key_size = (uint32_t)last->size;
    value->chinese = last->chinese;
    tf_node_append(above, value);
}

/* ---- Rows ---- */

static bool has_nul(struct filling *f, const twofold_csv_field *field)
{
    if (memchr(field->text, '\0', field->size) == NULL) return false;
    struct tf_node *node = new_node(f, TF_SCALAR, field);
    if (node == NULL) return true;
    node->parent = f->map;
    tf_say_value(f->walk, TWOFOLD_FAULT_ENCODING, node, "", "UTF-8 or GB18030", "");
    return true;
}

static void fill_cell(struct filling *f, struct tf_node *entry, size_t row, size_t column)
{
    const twofold_csv_field field = twofold_csv_at(f->csv, row, column);
    const char *text = field.text;
    size_t size = field.size;
    tf_cell_trim(&text, &size);
    if (size == 0 || f->columns[column].count == 0 || has_nul(f, &field)) return;
    struct tf_node *value = value_of(f, &f->columns[column], &field, text, size);
    if (value != NULL) put(f, entry, &f->columns[column], &field, value);
}

/* What stands beside `table`, where the row says nothing itself. */
static void fill_defaults(struct filling *f, struct tf_node *entry)
{
    for (const struct tf_node *from = f->defaults->first; from != NULL; from = from->next) {
        if (tf_node_child(entry, from->key, from->key_size) != NULL) continue;
        struct tf_node *node = tf_node_new(f->walk->tree, TF_SCALAR);
        if (node == NULL) {
            (void)no_memory(f);
            return;
        }
        *node = *from;
        node->parent = node->next = NULL;
        tf_node_append(entry, node);
    }
}

static void fill_row(struct filling *f, size_t row)
{
    const twofold_csv_field field = twofold_csv_at(f->csv, row, f->id);
    const char *id = field.text;
    size_t size = field.size;
    tf_cell_trim(&id, &size);
    if (has_nul(f, &field)) return;
    struct tf_node *entry = new_node(f, TF_MAP, &field);
    if (entry == NULL) return;
    entry->key = keep(f, id, size);
    entry->key_size = (uint32_t)size;
    if (entry->key == NULL) return;
    tf_node_append(f->map, entry);
    for (size_t i = 0; i < twofold_csv_columns(f->csv) && f->walk->status == TWOFOLD_OK; i++) {
        if (i != f->id) fill_cell(f, entry, row, i);
    }
    fill_defaults(f, entry);
}

static void say_twice(struct tf_walk *walk, const struct tf_node *first, struct tf_node *node)
{
    char line[24];
    struct tf_buffer buffer = tf_buffer_of(line, sizeof line);
    tf_buffer_integer(&buffer, (int64_t)first->key_line, 1);
    (void)tf_buffer_end(&buffer);
    tf_say_key(walk, TWOFOLD_FAULT_DUPLICATE_ID, node, node->key, line, "");
}

static bool is_same_key(const struct tf_node *a, const struct tf_node *b)
{
    return a->key_size == b->key_size && memcmp(a->key, b->key, a->key_size) == 0;
}

/* Ids that stand twice: neighbours in the index of a large mapping. */
static void check_twice(struct tf_walk *walk, struct tf_node *map)
{
    if (walk->status == TWOFOLD_OK) walk->status = tf_node_index(walk->tree, map);
    if (walk->status != TWOFOLD_OK) return;
    if (map->index != NULL) {
        for (size_t i = 1; i < map->count; i++) {
            if (is_same_key(map->index[i - 1], map->index[i])) {
                say_twice(walk, map->index[i - 1], map->index[i]);
            }
        }
        return;
    }
    for (struct tf_node *node = map->first; node != NULL; node = node->next) {
        const struct tf_node *other = map->first;
        while (other != node && !is_same_key(other, node)) other = other->next;
        if (other != node && !node->bad) say_twice(walk, other, node);
    }
}

static void too_many(struct filling *f)
{
    char text[48];
    struct tf_buffer buffer = tf_buffer_of(text, sizeof text);
    tf_buffer_integer(&buffer, (int64_t)tf_most_nodes(f->walk->tree), 1);
    tf_buffer_say(&buffer, " values");
    (void)tf_buffer_end(&buffer);
    tf_say_value(f->walk, TWOFOLD_FAULT_TOO_LARGE, f->map, "the table", text, "");
    f->walk->tree->partial = true;
}

/* ---- A table ---- */

/* Takes the keys beside `table` out of the mapping, into the defaults. */
static void take_defaults(struct filling *f, enum tf_inside inside)
{
    for (struct tf_node *child = f->map->first, *next; child != NULL; child = next) {
        next = child->next;
        const struct tf_meaning meaning =
            tf_names_meaning(f->walk->tree->names, child->key, child->key_size, inside);
        if (meaning.name == NULL) continue; /* an id: a further entry */
        if (child->shape != TF_SCALAR) {
            tf_say_shape(f->walk, child, "one value for every row");
        }
        tf_node_remove(child);
        if (child->bad) continue;
        child->chinese = meaning.chinese;
        child->key = meaning.name;
        child->key_size = (uint32_t)strlen(meaning.name);
        tf_node_append(f->defaults, child);
    }
}

static struct tf_node *table_in(const struct tf_node *map)
{
    const struct tf_key *row = tf_key_row(TF_KEY_TABLE);
    struct tf_node *node = tf_node_child(map, row->name, strlen(row->name));
    return node != NULL ? node : tf_node_child(map, row->zh, strlen(row->zh));
}

static void fill(struct filling *f)
{
    struct tf_tree *tree = f->walk->tree;
    for (size_t row = 0; row < twofold_csv_rows(f->csv) && f->walk->status == TWOFOLD_OK; row++) {
        if (tree->node_count > tf_most_nodes(tree)) {
            too_many(f);
            return;
        }
        fill_row(f, row);
    }
    check_twice(f->walk, f->map);
}

/* Of what stands beside `table`, and of what refers to its rows, nothing is said. */
static void give_up(struct tf_walk *walk, struct tf_node *map)
{
    tf_node_bad(map);
    walk->tree->partial = true;
}

void tf_table_expand(struct tf_walk *walk, struct tf_node *map, enum tf_inside inside)
{
    if (map->shape != TF_MAP || walk->status != TWOFOLD_OK) return;
    struct tf_node *named = table_in(map);
    if (named == NULL || named->bad) return;
    if (named->shape != TF_SCALAR || named->text_size == 0) {
        tf_say_shape(walk, named, "the name of a CSV file");
        give_up(walk, map);
        return;
    }
    struct filling f = {.walk = walk, .map = map};
    walk->status = tf_files_table(walk->tree, named, walk->faults, &f.csv);
    if (walk->status != TWOFOLD_OK) return;
    if (f.csv == NULL) {
        give_up(walk, map);
        return;
    }
    f.defaults = tf_node_new(walk->tree, TF_MAP);
    if (f.defaults == NULL) {
        (void)no_memory(&f);
        return;
    }
    tf_node_remove(named);
    map->text = named->text;
    map->text_size = named->text_size;
    map->index = NULL;
    take_defaults(&f, inside);
    f.columns = tf_table_columns(walk, map, f.csv, inside, &f.id);
    if (f.columns != NULL) fill(&f);
}

/* ---- All tables of a tree ---- */

static void expand_keys(struct tf_walk *walk, struct tf_node *map, enum tf_inside inside);

static void expand_entries(struct tf_walk *walk, struct tf_node *map, enum tf_inside inside)
{
    tf_table_expand(walk, map, inside);
    for (struct tf_node *entry = map->first; entry != NULL; entry = entry->next) {
        if (!entry->tabled) expand_keys(walk, entry, inside);
    }
}

static void expand_keys(struct tf_walk *walk, struct tf_node *map, enum tf_inside inside)
{
    if (map->shape != TF_MAP) return;
    for (struct tf_node *child = map->first; child != NULL; child = child->next) {
        const struct tf_key *row =
            tf_names_meaning(walk->tree->names, child->key, child->key_size, inside).row;
        if (row == NULL || child->bad) continue;
        if (row->takes == TF_TAKES_MAP)
            expand_keys(walk, child, (enum tf_inside)row->what);
        else if (row->takes == TF_TAKES_SAME)
            expand_keys(walk, child, inside == TF_PLAN ? TF_PLAN_ASSUMED : inside);
        else if (row->takes == TF_TAKES_IDS || row->takes == TF_TAKES_VALUES)
            expand_entries(walk, child, (enum tf_inside)row->what);
    }
}

void tf_tables_expand(struct tf_walk *walk)
{
    if (!walk->tree->has_tables) return;
    walk->tree->has_tables = false;
    expand_keys(walk, walk->tree->root, TF_PLAN);
}

const struct tf_node *tf_table_of(const struct tf_node *node)
{
    while (node != NULL && node->tabled) node = node->parent;
    return node != NULL && node->shape == TF_MAP && node->text_size > 0 ? node : NULL;
}

static void dissolve(struct tf_node *node)
{
    if (node->tabled) node->line = node->column = node->key_line = node->key_column = 0;
    node->tabled = false;
    for (struct tf_node *child = node->first; child != NULL; child = child->next) dissolve(child);
}

void tf_table_dissolve(struct tf_node *map)
{
    map->text = "";
    map->text_size = 0;
    dissolve(map);
}
