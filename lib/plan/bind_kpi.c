/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The KPIs of a plan: the built-in rows with their units written out, then its own. */
#include "base/nearest.h"
#include "base/number.h"
#include "plan/bind_core.h"

#include <stdio.h>
#include <string.h>

#define UNIT_SIZE 96u

/* ---- Units ---- */

/* "CNY/mu" with the plan's currency in place of CNY. */
static const char *unit_of_plan(struct tf_binder *b, const char *unit)
{
    const char *place = strstr(unit, "CNY");
    if (place == NULL || strcmp(b->model->currency, "CNY") == 0) return unit;
    const size_t size = strlen(unit);
    char *text = tf_arena_text(b->arena, unit, size);
    if (text == NULL) {
        (void)tf_bind_no_memory(b);
        return unit;
    }
    memcpy(text + (place - unit), b->model->currency, 3);
    return text;
}

/* KPIs that may fall below zero: what is added may be taken away. */
static bool may_be_negative(int32_t kpi)
{
    return kpi == TWOFOLD_KPI_VALUE_ADDED || kpi == TWOFOLD_KPI_TAX ||
           kpi == TWOFOLD_KPI_LOCAL_TAX || kpi == TWOFOLD_KPI_HIRES || kpi >= TWOFOLD_KPI_COUNT;
}

/* What numbers of a KPI must be, from its row. */
static void make_wants(struct tf_binder *b, int32_t kpi)
{
    const twofold_kpi *row = &b->model->kpis[kpi];
    struct tf_want want = {.high = TF_INFINITY, .words = row->unit};
    want.low = may_be_negative(kpi) ? -TF_INFINITY : 0;
    want.things = strcmp(row->unit, "*") == 0;
    want.per_thing = kpi == TWOFOLD_KPI_UNIT_VALUE;
    want.bare = kpi == TWOFOLD_KPI_OUTPUT_PER_JOB;
    if (want.bare) { /* jobs are output over it */
        want.low = 1e-9;
        want.words = "money a person, above 0, as 300000 CNY/person";
    }
    if (want.things) {
        want.words = row->kind == TWOFOLD_FLOW || row->profile == TWOFOLD_WHOLE
                         ? "a number with its unit, as 46500 vehicles/year"
                         : "a number with its unit";
    } else if (tf_unit_parse(row->unit, strlen(row->unit), &want.unit, NULL) !=
               TWOFOLD_FAULT_NONE) {
        want.any = true; /* a row whose unit is none */
    }
    const twofold_dimension dimension = want.unit.dimension;
    want.plain = dimension == TWOFOLD_PERSONS || dimension == TWOFOLD_COUNT;
    if (row->kind == TWOFOLD_RATIO && dimension == TWOFOLD_PLAIN && !want.any && !want.things) {
        want.unit.dimension = TWOFOLD_SHARE; /* tax rate, utilisation */
        want.words = "a share, as 5%";
    }
    if (want.words[0] == '\0') want.words = "a plain number";
    b->kpi_wants[kpi].sum = want;
    want.flow = row->kind == TWOFOLD_FLOW || row->profile == TWOFOLD_WHOLE;
    if (row->profile == TWOFOLD_AMOUNT) want.flow = false;
    b->kpi_wants[kpi].level = want;
}

/* ---- Own KPIs ---- */

/* The unit of an own KPI in base units: 万元 and USD are held in the plan's currency. */
static const char *own_unit(struct tf_binder *b, const struct tf_node *node)
{
    if (node == NULL || node->text_size == 0) return "";
    twofold_unit unit;
    if (tf_unit_parse(node->text, node->text_size, &unit, NULL) != TWOFOLD_FAULT_NONE) {
        tf_bind_fault(b, TWOFOLD_FAULT_BAD_UNIT, node, NULL, "a unit, as visits or CNY", NULL);
        return "";
    }
    if (unit.dimension == TWOFOLD_MONEY) {
        memcpy(unit.name, b->model->currency, sizeof b->model->currency);
    }
    char text[UNIT_SIZE];
    const size_t size = tf_unit_write(&unit, TWOFOLD_EN, text, sizeof text);
    const char *kept = size < sizeof text ? tf_arena_text(b->arena, text, size) : node->text;
    return kept != NULL ? kept : (const char *)tf_bind_no_memory(b);
}

static twofold_aggregate aggregate_of(const twofold_kpi *row)
{
    return row->kind == TWOFOLD_FLOW ? TWOFOLD_SUM : TWOFOLD_LAST;
}

/* One side of a ratio: a KPI that is no ratio itself. */
static int32_t side_of(struct tf_binder *b, const struct tf_node *node, const char *text,
                       size_t size)
{
    while (size > 0 && text[0] == ' ') text++, size--;
    while (size > 0 && text[size - 1] == ' ') size--;
    const int32_t kpi = tf_bind_kpi(b, node, text, size);
    if (kpi >= 0 && b->model->kpis[kpi].kind == TWOFOLD_RATIO) {
        tf_bind_fault(b, TWOFOLD_FAULT_UNKNOWN_KPI, node, tf_bind_words(b, text, size),
                      "a KPI that is no ratio", NULL);
        return -1;
    }
    return kpi;
}

static const char *unit_of_ratio(struct tf_binder *b, const twofold_kpi *above,
                                 const twofold_kpi *below)
{
    char text[UNIT_SIZE];
    if (strcmp(above->unit, below->unit) == 0 || below->unit[0] == '\0') {
        return strcmp(above->unit, below->unit) == 0 ? "" : above->unit;
    }
    const int size = snprintf(text, sizeof text, "%s/%s", above->unit, below->unit);
    const char *kept =
        tf_arena_text(b->arena, text, size < (int)sizeof text ? (size_t)size : sizeof text - 1);
    return kept != NULL ? kept : (const char *)tf_bind_no_memory(b);
}

static void make_ratio(struct tf_binder *b, twofold_kpi *row, const struct tf_node *node,
                       bool has_unit)
{
    row->kind = TWOFOLD_RATIO;
    row->profile = TWOFOLD_DERIVED;
    const char *slash = memchr(node->text, '/', node->text_size);
    if (slash == NULL) {
        tf_bind_fault(b, TWOFOLD_FAULT_UNKNOWN_KPI, node, NULL, "KPI / KPI", NULL);
        return;
    }
    const size_t size = (size_t)(slash - node->text);
    row->numerator = side_of(b, node, node->text, size);
    row->denominator = side_of(b, node, slash + 1, node->text_size - size - 1);
    if (row->numerator < 0 || row->denominator < 0) return;
    const twofold_kpi *above = &b->model->kpis[row->numerator];
    const twofold_kpi *below = &b->model->kpis[row->denominator];
    row->above = aggregate_of(above);
    row->below = aggregate_of(below);
    if (!has_unit) row->unit = unit_of_ratio(b, above, below);
}

static const char *text_or(const char *text, const char *otherwise)
{
    return text[0] != '\0' ? text : otherwise;
}

static twofold_kpi own_row(struct tf_binder *b, const struct tf_node *node)
{
    const struct tf_node *kind = tf_node_find(node, TF_KEY_KPI_KIND);
    const int choice = kind == NULL ? 0 : tf_choice(kind->row, kind->text, kind->text_size);
    return (twofold_kpi){
        .id = node->key,
        .en = text_or(tf_node_text(node, TF_KEY_EN), node->key),
        .zh = text_or(tf_node_text(node, TF_KEY_ZH), node->key),
        .unit = own_unit(b, tf_node_find(node, TF_KEY_UNIT)),
        .kind = choice == 1 ? TWOFOLD_STOCK : TWOFOLD_FLOW,
        .profile = TWOFOLD_RAMPED,
        .lever = TWOFOLD_UNMOVED,
        .numerator = -1,
        .denominator = -1,
    };
}

static const struct tf_node *own_node(const struct tf_binder *b, size_t own)
{
    const char *id = b->tree->kpi_ids[own];
    return tf_node_child(b->tree->kpis, id, strlen(id));
}

/* Ratios last: they may name own KPIs that stand below them. */
static void make_own(struct tf_binder *b, twofold_kpi *rows)
{
    for (size_t i = 0; i < b->tree->kpi_count; i++) {
        const struct tf_node *node = own_node(b, i);
        if (node != NULL) rows[TWOFOLD_KPI_COUNT + i] = own_row(b, node);
        if (b->status != TWOFOLD_OK) return;
        const struct tf_node *ratio = tf_node_find(node, TF_KEY_RATIO);
        if (ratio != NULL) rows[TWOFOLD_KPI_COUNT + i].kind = TWOFOLD_RATIO;
    }
    for (size_t i = 0; i < b->tree->kpi_count && b->status == TWOFOLD_OK; i++) {
        const struct tf_node *node = own_node(b, i);
        const struct tf_node *ratio = tf_node_find(node, TF_KEY_RATIO);
        if (ratio == NULL) continue;
        if (tf_node_find(node, TF_KEY_KPI_KIND) != NULL) {
            tf_bind_fault_key(b, TWOFOLD_FAULT_EXCLUDES, ratio, NULL, "kind", NULL);
        }
        make_ratio(b, &rows[TWOFOLD_KPI_COUNT + i], ratio, tf_node_find(node, TF_KEY_UNIT) != NULL);
    }
}

void tf_bind_kpis(struct tf_binder *b)
{
    const size_t count = TWOFOLD_KPI_COUNT + b->tree->kpi_count;
    twofold_kpi *rows = tf_bind_get(b, count, sizeof *rows);
    b->kpi_wants = tf_bind_get(b, count, sizeof *b->kpi_wants);
    if (rows == NULL || b->kpi_wants == NULL) return;
    for (int i = 0; i < TWOFOLD_KPI_COUNT; i++) {
        rows[i] = *twofold_kpi_at(i);
        rows[i].unit = unit_of_plan(b, rows[i].unit);
    }
    b->model->kpis = rows;
    b->model->kpi_count = count;
    b->model->wants = b->kpi_wants;
    make_own(b, rows);
    for (size_t i = 0; i < count && b->status == TWOFOLD_OK; i++) make_wants(b, (int32_t)i);
}

int32_t tf_bind_kpi(struct tf_binder *b, const struct tf_node *node, const char *text, size_t size)
{
    const int32_t kpi = tf_model_find_kpi(b->model, text, size);
    if (kpi >= 0) return kpi;
    const size_t count = b->model->kpi_count;
    const char **ids = tf_arena_get_array(&b->scratch, 2 * count, sizeof *ids);
    if (ids == NULL) {
        (void)tf_bind_no_memory(b);
        return -1;
    }
    for (size_t i = 0; i < count; i++) {
        ids[2 * i] = b->model->kpis[i].id;
        ids[2 * i + 1] = b->model->kpis[i].zh;
    }
    tf_bind_fault(b, TWOFOLD_FAULT_UNKNOWN_KPI, node, tf_bind_words(b, text, size), "a KPI",
                  tf_nearest(text, size, ids, 2 * count));
    return -1;
}
