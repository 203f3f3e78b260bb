/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan/schema.h"

#include "base/text.h"
#include "plan/words.h"

#include <string.h>

static const struct tf_key keys[TF_KEYS] = {
#define TF_X(id, name, zh, in, need, takes, what, choices, fallback, later, doc)                   \
    {name, zh, choices, fallback, doc, in, need, TF_KEY_##id, TF_TAKES_##takes, what, TF_##later},
    TF_KEY_LIST(TF_X)
#undef TF_X
};

/* What each kind of mapping is called. */
static const char *const inside_names[TF_INSIDE_COUNT] = {
    [TF_NOWHERE] = "",
    [TF_PLAN] = "plan",
    [TF_PLAN_ASSUMED] = "the plan's assume",
    [TF_ASSUMPTION] = "assumption",
    [TF_KPI] = "kpi",
    [TF_CLUSTER] = "cluster",
    [TF_ZONE] = "zone",
    [TF_GROUP] = "group",
    [TF_PARK] = "park",
    [TF_ENTERPRISE] = "enterprise",
    [TF_EXISTING] = "existing",
    [TF_PROJECT] = "project",
    [TF_PIPELINE] = "pipeline",
    [TF_ENTRY] = "pipeline entry",
    [TF_FIGURES] = "at-trial, at-produce, at-full",
    [TF_ACTUAL] = "actual",
    [TF_DELAY] = "delay",
    [TF_TARGET] = "target",
    [TF_SCENARIO] = "scenario",
    [TF_EXPECT] = "expect",
    [TF_CORRELATION] = "correlation",
    [TF_TABLE] = "any mapping of ids",
    [TF_TAXES] = "taxes",
    [TF_LOCAL_SHARE] = "local-share",
    [TF_HOLIDAY] = "holiday",
};

/* What each way of taking a value is called: for the docs, and for faults ("expected a date"). */
static const char *const takes_names[TF_TAKES_COUNT] = {
    [TF_TAKES_TEXT] = "text",
    [TF_TAKES_TEXTS] = "text or a list of texts",
    [TF_TAKES_VERSION] = "1",
    [TF_TAKES_CURRENCY] = "a currency, three letters",
    [TF_TAKES_CHOICE] = "one of some words",
    [TF_TAKES_ID] = "an id",
    [TF_TAKES_PATH] = "a name",
    [TF_TAKES_PATHS] = "a name or a list of names",
    [TF_TAKES_NUMBER] = "a number",
    [TF_TAKES_STEPS] = "a number or a mapping of periods to numbers",
    [TF_TAKES_REPORTS] = "a mapping of periods to numbers",
    [TF_TAKES_DATE] = "a date",
    [TF_TAKES_MOMENT] = "a date or an event",
    [TF_TAKES_DURATION] = "a duration",
    [TF_TAKES_PERIOD] = "a period",
    [TF_TAKES_BASE] = "a period or a number",
    [TF_TAKES_FOLLOWS] = "PROJECT or PROJECT + DURATION",
    [TF_TAKES_RAMP] = "the name of a curve or a list of shares",
    [TF_TAKES_SHARES] = "a list of shares",
    [TF_TAKES_RATIO] = "KPI / KPI",
    [TF_TAKES_RATES] = "a mapping of currencies to numbers",
    [TF_TAKES_MAP] = "a mapping of keys",
    [TF_TAKES_SAME] = "a mapping of keys",
    [TF_TAKES_IDS] = "a mapping of ids",
    [TF_TAKES_SOURCES] = "a mapping of names to texts",
    [TF_TAKES_VALUES] = "a mapping of names to values",
    [TF_TAKES_SET] = "a mapping of paths to values",
    [TF_TAKES_UNCERTAIN] = "a mapping of paths to ranges",
    [TF_TAKES_ITEMS] = "a list of mappings",
};

const struct tf_key *tf_key_row(enum tf_key_id key) { return &keys[key]; }

const struct tf_key *tf_key_find(enum tf_inside inside, const char *name, size_t size)
{
    for (size_t i = 0; i < TF_KEYS; i++) {
        if (inside != TF_NOWHERE && (keys[i].in & TF_IN(inside)) == 0) continue;
        if (tf_text_is(name, size, keys[i].name) || tf_text_is(name, size, keys[i].zh))
            return &keys[i];
    }
    return NULL;
}

int tf_choice(const struct tf_key *row, const char *text, size_t size)
{
    const char *english = tf_word_english(text, size);
    if (english != NULL) {
        text = english;
        size = strlen(english);
    }
    int index = 0;
    for (const char *at = row->choices; *at != '\0'; index++) {
        const size_t length = strcspn(at, "|");
        if (length == size && memcmp(at, text, size) == 0) return index;
        at += length + (at[length] == '|');
    }
    return -1;
}

/* Profiles of KPIs whose figures stand directly in a project, a zone or the park. */
static bool is_amount(const twofold_kpi *kpi)
{
    return kpi != NULL && (kpi->profile == TWOFOLD_AMOUNT || kpi->profile == TWOFOLD_HELD ||
                           kpi->profile == TWOFOLD_RESERVED);
}

/* Derived KPIs that may be given, because others follow from them. */
static bool is_given(const twofold_kpi *kpi)
{
    return kpi == twofold_kpi_at(TWOFOLD_KPI_TAX_RATE) ||
           kpi == twofold_kpi_at(TWOFOLD_KPI_UTILISATION) ||
           kpi == twofold_kpi_at(TWOFOLD_KPI_UNIT_VALUE);
}

bool tf_kpi_fits(enum tf_inside inside, const twofold_kpi *kpi)
{
    switch (inside) {
    case TF_PARK:
    case TF_ZONE:
    case TF_PROJECT:
    case TF_PIPELINE:
    case TF_ENTRY: return is_amount(kpi);
    case TF_FIGURES:
        return kpi == NULL || is_given(kpi) || kpi->profile == TWOFOLD_RAMPED ||
               kpi->profile == TWOFOLD_WHOLE;
    case TF_EXISTING:
        return kpi == NULL || is_given(kpi) ||
               (kpi->profile != TWOFOLD_MILESTONE && kpi->profile != TWOFOLD_DERIVED);
    case TF_ACTUAL:
        return kpi == NULL || (kpi->kind != TWOFOLD_RATIO && kpi->profile != TWOFOLD_DERIVED);
    default: return false;
    }
}

int tf_key_figure(const struct tf_key *row, enum tf_inside inside)
{
    if (row->id == TF_KEY_PRODUCTIVITY) return TWOFOLD_KPI_OUTPUT_PER_JOB;
    return row->id == TF_KEY_UTILISATION && inside == TF_EXISTING ? TWOFOLD_KPI_UTILISATION : -1;
}

bool tf_holds_figures(enum tf_inside inside)
{
    return inside == TF_PARK || inside == TF_ZONE || inside == TF_PROJECT ||
           inside == TF_PIPELINE || inside == TF_ENTRY || inside == TF_FIGURES ||
           inside == TF_EXISTING || inside == TF_ACTUAL;
}

bool tf_key_left_out(const struct tf_key *row)
{
    if (row == NULL) return false;
    switch ((enum tf_key_id)row->id) {
    case TF_KEY_CLUSTERS:
    case TF_KEY_ZONES:
    case TF_KEY_GROUPS:
    case TF_KEY_ENTERPRISES:
    case TF_KEY_PROJECTS:
    case TF_KEY_ENTRIES: return true;
    default: return false;
    }
}

const char *tf_inside_name(enum tf_inside inside) { return inside_names[inside]; }

const char *tf_takes_name(enum tf_takes takes) { return takes_names[takes]; }

/* ---- The public view: one row a key and kind of mapping ---- */

static bool stands_in(size_t key, unsigned inside) { return (keys[key].in & TF_IN(inside)) != 0; }

size_t twofold_key_count(void)
{
    size_t count = 0;
    for (unsigned inside = 1; inside < TF_INSIDE_COUNT; inside++) {
        for (size_t i = 0; i < TF_KEYS; i++) count += stands_in(i, inside);
    }
    return count;
}

twofold_key twofold_key_at(size_t index)
{
    for (unsigned inside = 1; inside < TF_INSIDE_COUNT; inside++) {
        for (size_t i = 0; i < TF_KEYS; i++) {
            if (!stands_in(i, inside) || index-- > 0) continue;
            const char *takes = keys[i].choices[0] != '\0'      ? keys[i].choices
                                : keys[i].takes == TF_TAKES_MAP ? inside_names[keys[i].what]
                                                                : takes_names[keys[i].takes];
            return (twofold_key){keys[i].name,     keys[i].zh,  inside_names[inside],   takes,
                                 keys[i].fallback, keys[i].doc, keys[i].later != TF_NOW};
        }
    }
    return (twofold_key){"", "", "", "", "", "", false};
}
