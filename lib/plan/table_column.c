/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Headings of a table: paths below an entry, with a unit if they say so. */
#include "plan/tables.h"

#include "base/text.h"

#include <string.h>

/* A heading without its unit: "现有.产值(亿元)", "existing.output [亿元]". */
struct heading {
    const char *path, *unit;
    size_t size, unit_size;
};

static bool cut_end(const char *text, size_t *size, const char *end)
{
    const size_t length = strlen(end);
    if (*size < length || memcmp(text + *size - length, end, length) != 0) return false;
    *size -= length;
    return true;
}

/* The last place of a text in another one; NULL. */
static const char *last_in(const char *text, size_t size, const char *what)
{
    const size_t length = strlen(what);
    for (size_t at = size; at >= length; at--) {
        if (memcmp(text + at - length, what, length) == 0) return text + at - length;
    }
    return NULL;
}

static struct heading heading_of(const char *text, size_t size)
{
    static const char *const brackets[][2] = {{"(", ")"}, {"（", "）"}, {"[", "]"}, {"【", "】"}};
    tf_cell_trim(&text, &size);
    struct heading heading = {text, "", size, 0};
    for (size_t i = 0; i < sizeof brackets / sizeof *brackets; i++) {
        size_t inner = size;
        if (!cut_end(text, &inner, brackets[i][1])) continue;
        const char *open = last_in(text, inner, brackets[i][0]);
        if (open == NULL) continue;
        heading.size = (size_t)(open - text);
        heading.unit = open + strlen(brackets[i][0]);
        heading.unit_size = inner - (size_t)(heading.unit - text);
        tf_cell_trim(&heading.path, &heading.size);
        tf_cell_trim(&heading.unit, &heading.unit_size);
        break;
    }
    return heading;
}

static void say(struct tf_walk *walk, const struct tf_node *map, const twofold_csv_field *field,
                twofold_fault_code code, const char *expected, const char *nearest)
{
    char path[512];
    (void)tf_node_path(map, path, sizeof path);
    if (walk->status != TWOFOLD_OK) return;
    walk->status = tf_faults_file(walk->faults, map->text);
    if (walk->status != TWOFOLD_OK) return;
    walk->status = tf_faults_add(walk->faults, code, field->line, field->column, path, field->text,
                                 expected, nearest);
    (void)tf_faults_file(walk->faults, "");
}

static bool is_id(const char *text, size_t size)
{
    static const char *const names[] = {"id", "编号", "标识"};
    tf_cell_trim(&text, &size);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strlen(names[i]) == size && memcmp(names[i], text, size) == 0) return true;
    }
    return false;
}

static size_t id_column(const twofold_csv *csv)
{
    for (size_t i = 0; i < twofold_csv_columns(csv); i++) {
        const twofold_csv_field field = twofold_csv_heading(csv, i);
        if (is_id(field.text, field.size)) return i;
    }
    return 0;
}

static bool takes_number(enum tf_takes takes)
{
    return takes == TF_TAKES_NUMBER || takes == TF_TAKES_STEPS || takes == TF_TAKES_DURATION ||
           takes == TF_TAKES_BASE;
}

/* What a cell can hold: one text, or some. */
static bool takes_cell(enum tf_takes takes, bool *list)
{
    switch (takes) {
    case TF_TAKES_TEXTS:
    case TF_TAKES_PATHS:
    case TF_TAKES_SHARES:
    case TF_TAKES_RAMP: *list = true; return true;
    case TF_TAKES_REPORTS:
    case TF_TAKES_RATES:
    case TF_TAKES_MAP:
    case TF_TAKES_SAME:
    case TF_TAKES_IDS:
    case TF_TAKES_SOURCES:
    case TF_TAKES_VALUES:
    case TF_TAKES_SET:
    case TF_TAKES_UNCERTAIN:
    case TF_TAKES_ITEMS: return false;
    default: return true;
    }
}

/* The steps, with keys that outlive the heading. */
static bool keep_steps(struct tf_walk *walk, const struct tf_place *place, struct tf_column *column)
{
    for (size_t i = 0; i < place->step_count; i++) {
        struct tf_step_to *step = &column->steps[i];
        *step = place->steps[i];
        step->key = tf_arena_text(&walk->tree->arena, step->key, step->size);
        if (step->key == NULL) {
            walk->status = TWOFOLD_E_MEMORY;
            return false;
        }
    }
    column->count = place->step_count;
    return true;
}

static void say_unknown(struct tf_walk *walk, const struct tf_node *map,
                        const twofold_csv_field *field, const struct tf_place *place)
{
    char expected[96];
    struct tf_buffer text = tf_buffer_of(expected, sizeof expected);
    tf_buffer_say(&text, "a key or id of ");
    tf_buffer_say(&text, place->within);
    (void)tf_buffer_end(&text);
    say(walk, map, field, TWOFOLD_FAULT_UNKNOWN_KEY, expected, place->nearest);
}

static void read_heading(struct tf_walk *walk, const struct tf_node *map,
                         const twofold_csv_field *field, enum tf_inside inside,
                         struct tf_column *column)
{
    struct tf_place place;
    struct tf_node entry = {.shape = TF_MAP, .key = "", .text = ""};
    const struct heading heading = heading_of(field->text, field->size);
    if (!tf_path_below(walk->tree, &entry, inside, heading.path, heading.size, &place)) {
        say_unknown(walk, map, field, &place);
        return;
    }
    const enum tf_takes takes = tf_place_takes(&place);
    if (!takes_cell(takes, &column->list)) {
        say(walk, map, field, TWOFOLD_FAULT_WRONG_SHAPE, "a path that ends in one value", "");
        return;
    }
    if (!keep_steps(walk, &place, column)) return;
    column->assumed = place.assumed;
    column->number = takes_number(takes);
    column->unit = heading.unit;
    column->unit_size = heading.unit_size;
}

/* Whether one path is the other or leads to it. */
static bool is_same_way(const struct tf_column *a, const struct tf_column *b)
{
    const size_t count = a->count < b->count ? a->count : b->count;
    if (count == 0 || a->assumed != b->assumed) return false;
    for (size_t i = 0; i < count; i++) {
        if (a->steps[i].size != b->steps[i].size ||
            memcmp(a->steps[i].key, b->steps[i].key, a->steps[i].size) != 0) {
            return false;
        }
    }
    return true;
}

/* A column without heading and figures: spreadsheet programs leave them at the side. */
static bool is_blank_column(const twofold_csv *csv, size_t column)
{
    const twofold_csv_field heading = twofold_csv_heading(csv, column);
    const char *text = heading.text;
    size_t size = heading.size;
    tf_cell_trim(&text, &size);
    for (size_t row = 0; size == 0 && row < twofold_csv_rows(csv); row++) {
        const twofold_csv_field field = twofold_csv_at(csv, row, column);
        text = field.text;
        size = field.size;
        tf_cell_trim(&text, &size);
    }
    return size == 0;
}

struct tf_column *tf_table_columns(struct tf_walk *walk, const struct tf_node *map,
                                   const twofold_csv *csv, enum tf_inside inside, size_t *id)
{
    const size_t count = twofold_csv_columns(csv);
    struct tf_column *columns = tf_arena_get_array(&walk->tree->arena, count, sizeof *columns);
    if (columns == NULL) {
        walk->status = TWOFOLD_E_MEMORY;
        return NULL;
    }
    *id = id_column(csv);
    for (size_t i = 0; i < count && walk->status == TWOFOLD_OK; i++) {
        const twofold_csv_field field = twofold_csv_heading(csv, i);
        if (i == *id || is_blank_column(csv, i)) continue;
        read_heading(walk, map, &field, inside, &columns[i]);
        for (size_t j = 0; j < i; j++) {
            if (!is_same_way(&columns[i], &columns[j])) continue;
            say(walk, map, &field, TWOFOLD_FAULT_DUPLICATE_KEY, "", "");
            columns[i].count = 0;
        }
    }
    return walk->status == TWOFOLD_OK ? columns : NULL;
}
