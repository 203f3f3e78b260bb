/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/random_plan_text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *const rp_milestones[MILESTONES] = {"signed",  "start", "built", "trial",
                                               "produce", "full",  "end"};

uint64_t tf_random(uint64_t *state)
{
    uint64_t z = *state += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

double tf_random_unit(uint64_t *state) { return (double)(tf_random(state) >> 11) * 0x1p-53; }

int tf_random_int(uint64_t *state, int low, int high)
{
    return low + (int)(tf_random(state) % (uint64_t)(high - low + 1));
}

int rp_upto(struct maker *m, int low, int high) { return tf_random_int(&m->state, low, high); }

bool rp_chance(struct maker *m, int percent) { return rp_upto(m, 0, 99) < percent; }

/* ---- Writing ---- */

void rp_put(struct maker *m, const char *words)
{
    const size_t length = strlen(words);
    while (m->size + length + 1 > m->room) {
        m->room = m->room == 0 ? 1 << 16 : 2 * m->room;
        m->text = realloc(m->text, m->room);
        if (m->text == NULL) abort();
    }
    memcpy(m->text + m->size, words, length + 1);
    m->size += length;
}

/* A short text that lives until TEXTS others were made. */
const char *rp_say(struct maker *m, const char *format, ...)
{
    char *text = m->texts[m->turn++ % TEXTS];
    va_list list;
    va_start(list, format);
    (void)vsnprintf(text, TEXT, format, list);
    va_end(list);
    return text;
}

static void key(struct maker *m, const char *name)
{
    if (!m->first) rp_put(m, ",\n    ");
    m->first = false;
    rp_put(m, name);
    rp_put(m, ": ");
}

void rp_set(struct maker *m, const char *name, const char *value)
{
    key(m, name);
    rp_put(m, value);
}

void rp_open(struct maker *m, const char *name)
{
    key(m, name);
    rp_put(m, "{");
    m->first = true;
}

void rp_shut(struct maker *m)
{
    rp_put(m, "}");
    m->first = false;
}

/* A key of the head: a line of its own, where a mapping begins. */
void rp_head(struct maker *m, const char *name)
{
    rp_put(m, "\n");
    rp_put(m, name);
    rp_put(m, ": {");
    m->first = true;
}

/* Now and then under `assume` of the mapping that is open; see rp_assumed(). */
void rp_give(struct maker *m, const char *name, const char *value)
{
    enum { ROOM = 2000 };
    if (m->aside == NULL) m->aside = calloc(1, ROOM);
    if (m->aside == NULL) abort();
    const size_t used = strlen(m->aside);
    if (!rp_chance(m, 20) || used + strlen(name) + strlen(value) + 4 > ROOM)
        rp_set(m, name, value);
    else
        (void)snprintf(m->aside + used, ROOM - used, "%s%s: %s", used > 0 ? ", " : "", name, value);
}

void rp_assumed(struct maker *m)
{
    if (m->aside == NULL || m->aside[0] == '\0') return;
    rp_set(m, "assume", "{");
    rp_put(m, m->aside);
    rp_put(m, rp_chance(m, 50) ? ", why: a guess}" : "}");
    m->aside[0] = '\0';
}

void rp_settable(struct maker *m, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    if (m->set_count < SETS) (void)vsnprintf(m->sets[m->set_count++], TEXT, format, list);
    va_end(list);
}

/* ---- Values ---- */

const char *rp_marked(struct maker *m, int x, const char *unit)
{
    switch (rp_upto(m, 0, 19)) {
    case 0: return rp_say(m, "%d%s+", x, unit);
    case 1: return rp_say(m, "~%d%s", x, unit);
    case 2: return rp_say(m, "约%d%s", x, unit);
    case 3: return rp_say(m, "%d..%d%s", x, 2 * x, unit);
    case 4: return rp_say(m, "%d..%d..%d%s", x / 2, x, 3 * x, unit);
    default: return rp_say(m, "%d%s", x, unit);
    }
}

/* low … high million yuan. */
const char *rp_money(struct maker *m, int low, int high)
{
    const int x = rp_upto(m, low, high);
    switch (rp_upto(m, 0, 9)) {
    case 0: return rp_say(m, "%d.%dM USD", x / 6, rp_upto(m, 0, 9));
    case 1: return rp_say(m, "%d.%02d亿元", x / 100, x % 100);
    case 2: return rp_say(m, "%d00%d万元", x, rp_upto(m, 0, 9));
    case 3: return rp_say(m, "$money%d", rp_upto(m, 1, 2));
    case 4: return rp_say(m, "%d%06d元", x, rp_upto(m, 0, 999999));
    default: return rp_marked(m, x, "M CNY");
    }
}

const char *rp_percent(struct maker *m, int low, int high)
{
    return rp_say(m, "%d.%d%%", rp_upto(m, low, high), rp_upto(m, 0, 9));
}

static const char *rate(struct maker *m) { return rp_percent(m, -5, 16); }
static const char *lever(struct maker *m) { return rp_percent(m, 70, 115); }
const char *rp_amount(struct maker *m) { return rp_money(m, 20, 600); }
const char *rp_dollars(struct maker *m)
{
    return rp_say(m, "%d.%dM USD", rp_upto(m, 0, 5), rp_upto(m, 1, 9));
}
const char *rp_area(struct maker *m)
{
    return rp_chance(m, 20) ? rp_say(m, "%d.5 ha", rp_upto(m, 2, 30))
                            : rp_marked(m, rp_upto(m, 20, 400), "亩");
}

const char *rp_duration(struct maker *m, int months)
{
    if (months > 0 && months % 12 == 0 && rp_chance(m, 50))
        return rp_say(m, "%d years", months / 12);
    return rp_say(m, rp_chance(m, 50) ? "%d months" : "%d个月", months);
}

static const char *month(struct maker *m, int t)
{
    const int year = (t + 1200) / 12 - 100;
    return rp_say(m, "%d-%02d", BASE + year, t - 12 * year + 1);
}

/* The instant t as a date: its beginning, or its last instant. *t moves to a day within the month.
 */
const char *rp_date(struct maker *m, int *t, bool last)
{
    const int from = last ? *t - 1 : *t;
    if (*t % 12 == 0 && rp_chance(m, 50)) return rp_say(m, "%d", BASE + (from + 1200) / 12 - 100);
    if (*t % 3 == 0 && rp_chance(m, 40))
        return rp_say(m, "%dQ%d", BASE + (from + 1200) / 12 - 100, (from + 1200) % 12 / 3 + 1);
    if (last || rp_chance(m, 70)) return month(m, from);
    *t += 1;
    return rp_say(m, "%s-%02d", month(m, from), rp_upto(m, 2, 28));
}

/* {period: value}, one period in each of some years; amounts over spans too. */
const char *rp_over_time(struct maker *m, const char *(*value)(struct maker *), int from,
                         bool yearly, bool spans)
{
    char text[TEXT * 4] = "{";
    int count = 0;
    for (int y = from; y < m->years && count < 3; y++) {
        if (!rp_chance(m, 60) && !(y == m->years - 1 && count == 0)) continue;
        const int kind = yearly || !m->monthly ? 9 : rp_upto(m, 0, 5), part = rp_upto(m, 1, 4);
        const char *period = kind == 0            ? rp_say(m, "%d-%02d", BASE + y, 3 * part - 1)
                             : kind == 1          ? rp_say(m, "%dQ%d", BASE + y, part)
                             : kind == 2 && spans ? rp_say(m, "%d-%02d..%d-%02d", BASE + y, part,
                                                           BASE + y, 2 * part + 1)
                                                  : rp_say(m, "%d", BASE + y);
        const size_t used = strlen(text);
        (void)snprintf(text + used, sizeof text - used, "%s%s: %s", count++ > 0 ? ", " : "", period,
                       value(m));
    }
    if (count == 0) return rp_say(m, "{%d: %s}", BASE, value(m));
    return rp_say(m, "%s}", text);
}

void rp_levers(struct maker *m, const char *path, int percents)
{
    static const char *const keys[] = {"price", "utilisation"};
    for (int i = 0; i < 2; i++) {
        if (rp_chance(m, percents))
            rp_set(m, keys[i],
                   rp_chance(m, 25) ? lever(m) : rp_over_time(m, lever, 0, false, false));
        else if (rp_chance(m, 30))
            rp_settable(m, "%s%s: {%d: %s}", path, keys[i], BASE + rp_upto(m, 1, 3), lever(m));
        if (rp_chance(m, 10)) rp_settable(m, "%s%s: x %d%%", path, keys[i], rp_upto(m, 80, 110));
    }
}

const char *rp_growth(struct maker *m)
{
    return rp_chance(m, 60) ? rate(m) : rp_over_time(m, rate, 1, true, false);
}

/* A delay for all projects below. */
void rp_inherited_delay(struct maker *m, int percents)
{
    if (!rp_chance(m, percents)) return;
    rp_open(m, "delay");
    const int one = rp_upto(m, SIGNED, FULL);
    rp_set(m, rp_milestones[one], rp_duration(m, rp_upto(m, 1, 9)));
    if (one < FULL && rp_chance(m, 30))
        rp_set(m, rp_milestones[rp_upto(m, one + 1, FULL)], rp_duration(m, 2));
    rp_shut(m);
}

static void jobs_like(struct maker *m, const char *name, int percents, int low, int high,
                      const char *unit)
{
    if (rp_chance(m, percents)) rp_give(m, name, rp_marked(m, rp_upto(m, low, high), unit));
}

/* Capacity and what agrees with it, in one of eight ways. */
static void capacity(struct maker *m)
{
    const char *word = rp_chance(m, 80) ? "t" : "sets";
    const int cap = 1000 * rp_upto(m, 1, 90), value = rp_upto(m, 1, 40), used = rp_upto(m, 50, 100);
    const int kind = rp_upto(m, 0, 7);
    if (kind != 4) rp_set(m, "capacity", rp_say(m, "%d %s/year", cap, word));
    if (kind == 2 || kind == 3 || kind == 7) rp_set(m, "utilisation", rp_say(m, "%d%%", used));
    if (kind == 1 || kind == 3 || kind == 4 || kind == 5 || kind == 7)
        rp_set(m, "unit-value", rp_say(m, "%d万元/%s", value, word));
    if (kind == 6) rp_set(m, "production", rp_say(m, "%d %s/year", cap / 100 * used, word));
    if (kind >= 4) rp_set(m, "output", rp_say(m, "%d万元", cap / 100 * used * value));
}

void rp_taxes(struct maker *m)
{
    static const char *const from[] = {"taxable-income", "profit", "revenue"};
    m->taxed = rp_chance(m, 35);
    if (!m->taxed) return;
    rp_open(m, "taxes");
    rp_give(m, "value-added-ratio", rp_percent(m, 10, 40));
    rp_give(m, "domestic-share", rp_percent(m, 30, 99));
    rp_give(m, "margin",
            rp_chance(m, 50)
                ? rp_say(m, "{2021: -%d%%, 2023: %d%%}", rp_upto(m, 1, 9), rp_upto(m, 1, 15))
                : rp_percent(m, 1, 12));
    if (rp_chance(m, 50)) rp_set(m, "equipment-share", rp_percent(m, 0, 80));
    if (rp_chance(m, 50))
        rp_set(m, "holiday",
               rp_say(m, "{free-years: %d, half-years: %d, counted-from: %s}", rp_upto(m, 0, 2),
                      rp_upto(m, 0, 2), from[rp_upto(m, 0, 2)]));
    rp_assumed(m);
    rp_shut(m);
}

/* Figures of a plant or of an at-… mapping; whole: capacity and ratios too. True if output and tax
 * stand alone. */
bool rp_figures(struct maker *m, const char *path, int size, bool whole, bool output)
{
    const bool made = whole && rp_chance(m, 30);
    if (made)
        capacity(m);
    else if (output && rp_chance(m, 70)) {
        rp_set(m, "output", rp_chance(m, 15) ? "$money1" : rp_money(m, 50 * size, 3000 * size));
        if (whole) rp_settable(m, "%soutput: x %d%%", path, rp_upto(m, 60, 140));
    }
    const bool shares = whole && rp_chance(m, 15), tax = rp_chance(m, 45);
    if (shares && !m->taxed)
        rp_set(m, "tax-rate", rp_percent(m, 1, 6));
    else if (tax && !m->taxed)
        rp_give(m, "tax", rp_money(m, 5 * size, 150 * size));
    if (rp_chance(m, 25))
        rp_give(m, "productivity", rp_marked(m, rp_upto(m, 15, 120), "万元/job"));
    else
        jobs_like(m, "jobs", 55, 50 * size, 1000 * size, rp_chance(m, 50) ? " persons" : "人");
    jobs_like(m, "visitors", 15, 500, 50000, rp_chance(m, 50) ? " visits" : " visits/month");
    jobs_like(m, "firms", 15, 1, 20, " firms");
    jobs_like(m, "hires", 15, 10, 300, " persons/year");
    if (rp_chance(m, 15)) rp_give(m, "sales", rp_amount(m));
    if (rp_chance(m, 10)) rp_give(m, "orders", rp_say(m, "%d万元/quarter", rp_upto(m, 100, 9000)));
    if (rp_chance(m, 10)) rp_give(m, "value-added", rp_amount(m));
    if (rp_chance(m, 10) && !m->taxed) rp_give(m, "local-tax", rp_money(m, 2, 50));
    return !made;
}

/* ---- Reports ---- */

/* Rows of one KPI: longer periods far above the shorter ones in them. `size` is a month's. */
static void report(struct maker *m, const char *kpi, double size, const char *unit, bool flow,
                   bool counted)
{
    const int y = BASE + rp_upto(m, 0, 1);
    const int kind = m->monthly ? rp_upto(m, 0, counted ? 5 : 9) : 0;
    const double v = size * (1.0 + 0.5 * tf_random_unit(&m->state));
    const double year = flow ? 200 * v : v;
    rp_open(m, kpi);
    if (kind <= 2 || kind == 3 || kind == 5)
        rp_set(m, rp_say(m, "%d", y), rp_say(m, "%.0f%s", year, unit));
    if (kind == 1) rp_set(m, rp_say(m, "%d", y + 1), rp_say(m, "%.0f%s", year * 1.25, unit));
    if (kind == 2 && (!counted || rp_chance(m, 50)))
        rp_set(m, rp_say(m, "%d", BASE - 1), rp_say(m, "%.0f%s", year * 0.75, unit));
    if (kind == 3 || kind == 4)
        rp_set(m, rp_say(m, "%dQ3", y), rp_say(m, "%.0f%s", flow ? 8 * v : v, unit));
    if (kind == 3 || kind == 5)
        rp_set(m, rp_say(m, "%d-08", y), rp_say(m, "%.0f%s", v * 1.1, unit));
    if (kind == 6 && flow)
        rp_set(m, rp_say(m, "%d-01..%d-10", y, y), rp_say(m, "%.0f%s", 60 * v, unit));
    if (kind == 6) rp_set(m, rp_say(m, "%d-04", y), rp_say(m, "%.0f%s", v, unit));
    if (kind == 7 && flow)
        rp_set(m, rp_say(m, "%d-01..%d-02", y, y), rp_say(m, "%.0f%s", 4 * v, unit));
    if (kind == 7) rp_set(m, rp_say(m, "%d-03", y), rp_say(m, "%.0f%s", v, unit));
    for (int i = 1; kind == 8 && i <= 12; i++)
        rp_set(m, rp_say(m, "%d-%02d", y, i), rp_say(m, "%.0f%s", v * (1 + 0.05 * i), unit));
    for (int i = 1; kind == 9 && i <= 4; i++)
        rp_set(m, rp_say(m, "%dQ%d", y, i), rp_say(m, "%.0f%s", (flow ? 8 : 1) * v, unit));
    rp_shut(m);
}

void rp_reports(struct maker *m, double size, bool above)
{
    rp_open(m, "actual");
    if (rp_chance(m, 50)) rp_set(m, "source", "article 7");
    if (rp_chance(m, 60)) report(m, "output", 30 * size, "M CNY", true, false);
    if (rp_chance(m, 25)) report(m, "tax", 3 * size, "M CNY", true, false);
    if (rp_chance(m, 25)) report(m, "investment", 20 * size, "M CNY", true, false);
    if (rp_chance(m, 25)) report(m, "visitors", 3000 * size, " visits", true, false);
    if (rp_chance(m, 35)) report(m, "jobs", 2000 * size, " persons", false, false);
    if (rp_chance(m, 20)) report(m, "land", 300 * size, "亩", false, false);
    if (rp_chance(m, 20)) report(m, "credit", 300 * size, "M CNY", false, false);
    if (rp_chance(m, 20)) report(m, "firms", 40 * size, " firms", false, false);
    for (int i = 0; above && i < 4; i++) {
        static const char *const counts[] = {"projects-signed", "projects-started",
                                             "projects-completed", "projects-carried-over"};
        if (rp_chance(m, 20)) report(m, counts[i], size, "", i < 3, true);
    }
    if (above && rp_chance(m, 15)) report(m, "investment-signed", 900 * size, "M CNY", true, true);
    if (above && rp_chance(m, 10)) report(m, "projects-under-way", size, "", false, true);
    rp_shut(m);
}
