/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/random_plan.h"

#include "support/random_plan_text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- Projects ---- */

/* A date that an earlier project gives, not before *t. False if there is none. */
static bool event(struct maker *m, int home, const char *name, int *t)
{
    if (m->made_count == 0 || !rp_chance(m, 12)) return false;
    const struct made *other = &m->made[rp_upto(m, 0, m->made_count - 1)];
    const int which = rp_upto(m, START, FULL), at = other->at[which];
    if (at == NEVER || at + 18 < *t) return false;
    const int lag = (at < *t ? *t - at : 0) + rp_upto(m, 0, 6);
    const char *path = other->path;
    char own[TEXT];
    (void)snprintf(own, sizeof own, "e%d.", home);
    if (strncmp(path, own, strlen(own)) == 0 && rp_chance(m, 50)) path += strlen(own);
    rp_give(m, name,
            rp_say(m, lag > 0 ? "%s.%s + %s" : "%s.%s", path, rp_milestones[which],
                   rp_duration(m, lag)));
    *t = at + lag;
    return true;
}

static void milestone(struct maker *m, int home, int which, int at[MILESTONES], int *t)
{
    const bool last = which == BUILT || which == END;
    if (!event(m, home, rp_milestones[which], t)) {
        const int to = which > 0 ? rp_upto(m, SIGNED, which - 1) : which;
        if (to < which && at[to] != NEVER && rp_chance(m, 30))
            rp_give(m, rp_milestones[which],
                    rp_say(m, "%s + %s", rp_milestones[to], rp_duration(m, *t - at[to])));
        else
            rp_give(m, rp_milestones[which], rp_date(m, t, last));
    }
    at[which] = *t;
}

/* Milestones, and how it ramps up. Events need what they refer to written: order of the list. */
static void timetable(struct maker *m, int home, int at[MILESTONES], bool entry)
{
    static const int likely[MILESTONES] = {50, 75, 75, 30, 35, 80, 10};
    static const char *const ramps[] = {"step",     "linear",   "s-curve",
                                        "logistic", "gompertz", "exponential"};
    const bool follows = m->made_count > 0 && !entry && rp_chance(m, 15);
    const int shares = !follows && rp_chance(m, 15) ? rp_upto(m, 1, 4) : 0;
    const int ramp = follows || shares > 0 || rp_chance(m, 30) ? -1 : rp_upto(m, 0, 5);
    int t = rp_upto(m, entry ? 2 : -14, 20);
    for (int i = 0; i < MILESTONES; i++) at[i] = NEVER;
    for (int i = SIGNED; i <= PRODUCE; i++) {
        const bool begins = i == PRODUCE && at[BUILT] == NEVER && at[TRIAL] == NEVER;
        if (!rp_chance(m, begins ? 85 : likely[i])) continue;
        milestone(m, entry ? -1 : home, i, at, &t);
        t += rp_upto(m, 1, 14);
    }
    int produce = at[PRODUCE] != NEVER ? at[PRODUCE] : at[TRIAL] != NEVER ? at[TRIAL] : at[BUILT];
    if (shares > 0) {
        char list[TEXT] = "[";
        for (int i = 0; i < shares - 1; i++)
            (void)snprintf(list + strlen(list), sizeof list - strlen(list), "%d%%, ",
                           rp_upto(m, 10, 110));
        rp_give(m, "ramp", rp_say(m, "%s100%%]", list));
        if (produce != NEVER) at[FULL] = produce + 12 * (shares - 1);
    } else if (follows) {
        const struct made *boss = &m->made[rp_upto(m, 0, m->made_count - 1)];
        const int full = boss->at[FULL];
        int lag = rp_upto(m, 0, 12);
        if (full != NEVER && produce != NEVER && full + lag < produce) lag = produce - full;
        rp_give(m, "follows",
                rp_say(m, lag > 0 ? "%s + %s" : "%s", boss->path, rp_duration(m, lag)));
        if (full != NEVER) at[FULL] = full + lag;
    } else {
        if (ramp >= 0) rp_give(m, "ramp", ramps[ramp]);
        if (rp_chance(m, ramp == 0 ? 40 : likely[FULL]))
            milestone(m, entry ? -1 : home, FULL, at, &t);
        else if (ramp == 0)
            at[FULL] = produce;
    }
    if (at[FULL] != NEVER && at[FULL] > t) t = at[FULL];
    t += rp_upto(m, 1, 48);
    if (rp_chance(m, likely[END])) milestone(m, entry ? -1 : home, END, at, &t);
    at[PRODUCE] = produce;
}

static void stages(struct maker *m, const char *path)
{
    char full[TEXT];
    (void)snprintf(full, sizeof full, "%s.at-full.", path);
    if (rp_chance(m, 8)) {
        rp_open(m, "at-full");
        rp_set(m, "jobs-saved", rp_marked(m, rp_upto(m, 20, 400), ""));
        rp_shut(m);
        return;
    }
    bool plain = true;
    if (rp_chance(m, 92)) {
        rp_open(m, "at-full");
        plain = rp_figures(m, full, 1, true, true);
        if (rp_chance(m, 10)) rp_set(m, "jobs-saved", rp_say(m, "%d", rp_upto(m, 2, 40)));
        rp_assumed(m);
        rp_shut(m);
    }
    for (int i = 0; i < 2; i++) {
        if (!rp_chance(m, 20)) continue;
        rp_open(m, i == 0 ? "at-trial" : "at-produce");
        (void)rp_figures(m, full, 1, false, plain);
        rp_assumed(m);
        rp_shut(m);
    }
}

/* What a project has besides its dates and stages. */
static void holdings(struct maker *m, bool entry)
{
    static const char *const spends[] = {"s-curve", "even", "early", "late"};
    if (rp_chance(m, 70))
        rp_give(m, "investment",
                rp_chance(m, 75) ? rp_amount(m) : rp_over_time(m, rp_amount, 0, false, true));
    if (rp_chance(m, 40)) rp_give(m, "spend", spends[rp_upto(m, 0, 3)]);
    if (rp_chance(m, 20))
        rp_give(m, "foreign-capital",
                rp_chance(m, 30) ? rp_dollars(m) : rp_over_time(m, rp_dollars, 0, false, true));
    if (rp_chance(m, 15)) rp_give(m, "support-funds", rp_money(m, 2, 80));
    if (rp_chance(m, 15))
        rp_give(m, "credit",
                rp_chance(m, 50) ? rp_amount(m) : rp_over_time(m, rp_amount, 0, false, false));
    if (rp_chance(m, 50))
        rp_give(m, "land",
                rp_chance(m, 85) ? rp_area(m) : rp_over_time(m, rp_area, 0, false, false));
    else if (rp_chance(m, 40))
        rp_set(m, "leased", "hall 3");
    if (rp_chance(m, 10)) rp_give(m, "land-reserved", rp_area(m));
    if (rp_chance(m, 15)) rp_give(m, "growth", rp_growth(m));
    if (rp_chance(m, 25)) rp_give(m, "productivity-growth", rp_growth(m));
    if (rp_chance(m, 25))
        rp_give(m, "hiring-lead",
                rp_chance(m, 50) ? rp_duration(m, rp_upto(m, 0, 15)) : "2..9 months");
    if (rp_chance(m, 15)) rp_give(m, "count", rp_say(m, "%d", rp_upto(m, 2, 5)));
    if (rp_chance(m, entry ? 100 : 5)) rp_give(m, "chance", rp_percent(m, 10, 90));
}

static void project(struct maker *m, int home, int number)
{
    struct made *own = &m->made[m->made_count];
    int at[MILESTONES];
    char path[24];
    (void)snprintf(path, sizeof path, "e%d.p%d", home, number);
    rp_open(m, rp_say(m, "p%d", number));
    rp_taxes(m);
    timetable(m, home, at, false);
    holdings(m, false);
    rp_assumed(m);
    stages(m, path);
    rp_levers(m, rp_say(m, "%s.", path), 12);
    int late = rp_upto(m, SIGNED, END);
    for (; late < MILESTONES && (at[late] == NEVER || at[late] <= m->as_of + 1); late++) continue;
    const bool own_date = late != PRODUCE; /* may be a default */
    if (late < MILESTONES && own_date && rp_chance(m, 20)) {
        rp_open(m, "delay");
        rp_set(m, rp_milestones[late], rp_duration(m, rp_upto(m, 1, 12)));
        rp_shut(m);
    } else if (late < MILESTONES && own_date)
        rp_settable(m, "%s.delay: {%s: %d months}", path, rp_milestones[late], rp_upto(m, 1, 9));
    if (rp_chance(m, 15)) rp_reports(m, 1, false);
    rp_shut(m);
    if (m->made_count < MOST_PROJECTS - 1 && at[PRODUCE] != NEVER) {
        (void)snprintf(own->path, sizeof own->path, "%s", path);
        memcpy(own->at, at, sizeof at);
        m->made_count++;
    }
}

/* ---- Enterprises ---- */

static void season(struct maker *m)
{
    char list[TEXT] = "[";
    int left = 100;
    for (int i = 0; i < 11; i++) {
        const int share = rp_upto(m, 4, 11) * (left > 12) + (left > 12 ? 0 : 1);
        left -= share;
        (void)snprintf(list + strlen(list), sizeof list - strlen(list), "%d%%, ", share);
    }
    rp_set(m, "season", rp_say(m, "%s%d%%]", list, left));
}

static void existing(struct maker *m, int home, const struct made *first)
{
    char path[TEXT];
    (void)snprintf(path, sizeof path, "e%d.existing.", home);
    rp_open(m, "existing");
    if (rp_chance(m, 8)) {
        rp_shut(m);
        return;
    }
    rp_taxes(m);
    (void)rp_figures(m, path, 2, true, true);
    if (rp_chance(m, 60))
        rp_give(m, "land",
                rp_chance(m, 85) ? rp_area(m) : rp_over_time(m, rp_area, 0, false, false));
    else if (rp_chance(m, 50))
        rp_set(m, "leased", "block A6");
    if (rp_chance(m, 20)) rp_give(m, "credit", rp_amount(m));
    if (rp_chance(m, 15)) rp_give(m, "land-reserved", rp_area(m));
    if (rp_chance(m, 20)) rp_give(m, "investment", rp_amount(m));
    if (rp_chance(m, 15)) rp_give(m, "support-funds", rp_over_time(m, rp_amount, 0, false, true));
    if (rp_chance(m, 50)) rp_give(m, "growth", rp_growth(m));
    if (rp_chance(m, 40)) rp_give(m, "productivity-growth", rp_growth(m));
    rp_assumed(m);
    if (m->monthly && rp_chance(m, 25)) season(m);
    if (rp_chance(m, 12)) {
        int t = rp_upto(m, 12, 12 * m->years);
        rp_set(m, "end", rp_date(m, &t, true));
    } else if (first != NULL && first->at[PRODUCE] > 0 && rp_chance(m, 15))
        rp_set(m, "end", rp_say(m, "%s.produce + 3 months", first->path));
    else
        rp_settable(m, "%send: %d", path, BASE + rp_upto(m, 1, m->years - 1));
    if (rp_chance(m, 15)) rp_set(m, "price", "{2023: 95%}");
    if (rp_chance(m, 25)) rp_reports(m, 1, false);
    rp_shut(m);
}

static void enterprise(struct maker *m, int number)
{
    rp_open(m, rp_say(m, "e%d", number));
    if (m->clusters > 0 && rp_chance(m, 85))
        rp_set(m, "cluster", rp_say(m, "c%d", rp_upto(m, 1, m->clusters)));
    if (m->zones > 0 && rp_chance(m, 50))
        rp_set(m, "zone", rp_say(m, "z%d", rp_upto(m, 1, m->zones)));
    rp_levers(m, rp_say(m, "e%d.", number), 10);
    rp_inherited_delay(m, 10);
    const int before = m->made_count, projects = rp_chance(m, 10) ? 0 : rp_upto(m, 0, 3);
    if (projects > 0) rp_open(m, "projects");
    for (int i = 1; i <= projects; i++) project(m, number, i);
    if (projects > 0) rp_shut(m);
    const bool plant = rp_chance(m, 60);
    if (plant) existing(m, number, m->made_count > before ? &m->made[before] : NULL);
    if ((plant || projects > 0) && rp_chance(m, 20)) rp_reports(m, 10, false);
    rp_shut(m);
}

static void pipeline(struct maker *m)
{
    int at[MILESTONES];
    rp_head(m, "pipeline");
    rp_taxes(m);
    timetable(m, 0, at, true);
    holdings(m, true);
    rp_assumed(m);
    stages(m, "pipeline");
    rp_levers(m, "pipeline.", 15);
    rp_inherited_delay(m, 15);
    rp_open(m, "projects");
    for (int i = 1, count = rp_upto(m, 1, 3); i <= count; i++) {
        rp_open(m, rp_say(m, "q%d", i));
        if (m->clusters > 0 && rp_chance(m, 70)) rp_set(m, "cluster", "c1");
        if (rp_chance(m, 30)) rp_set(m, "en", "A project in talks");
        if (rp_chance(m, 20)) rp_set(m, "zh", "在谈项目");
        rp_shut(m);
    }
    rp_shut(m);
    rp_put(m, "}");
}

/* ---- The rest of a plan ---- */

static void targets(struct maker *m)
{
    static const char *const asked[] = {
        "double: output",
        "multiply: tax, times: 1.5",
        "reach: jobs, level: 900 persons",
        "grow: sales, pace: 7%",
        "double: output, base: 9亿元",
        "reach: land, level: 300亩",
        "reach: output-per-mu, level: 90万元/亩",
        "grow: output-per-firm, pace: 3%",
        "multiply: visitors, times: 3, base: 2021",
    };
    static const char *const kept[] = {"output, at-least: 2亿元", "jobs, at-most: 4000 persons",
                                       "tax-rate, at-least: 2%",
                                       "output-per-mu, at-least: 40万元/亩"};
    char each[4][TEXT] = {"park", "g1", "", ""};
    if (m->clusters > 0) (void)snprintf(each[2], TEXT, "c%d", rp_upto(m, 1, m->clusters));
    if (m->zones > 0) (void)snprintf(each[3], TEXT, "z%d", rp_upto(m, 1, m->zones));
    rp_head(m, "targets");
    for (int i = 1, count = rp_upto(m, 3, 7); i <= count; i++) {
        int which = rp_upto(m, 0, 3);
        if (each[which][0] == '\0') which = 0;
        const bool many = which < 2 && rp_chance(m, 20);
        const char *who =
            rp_say(m, "%s: %s", many ? "each" : "of",
                   rp_chance(m, 30) ? rp_say(m, "e%d", rp_upto(m, 1, m->firms)) : each[which]);
        if (many) who = rp_say(m, "each: %s, at-least: 1", each[which]);
        const int year = BASE + rp_upto(m, 1, m->years - 1), kind = rp_upto(m, 0, 2);
        const char *by = kind == 0   ? rp_say(m, "%dQ2", year)
                         : kind == 1 ? rp_say(m, "%d-07", year)
                                     : rp_say(m, "%d", year);
        rp_set(m, rp_say(m, "t%d", i),
               !many && rp_chance(m, 25)
                   ? rp_say(m, "{keep: %s, %s, during: %d..%d}", kept[rp_upto(m, 0, 3)], who, year,
                            BASE + m->years - 1)
                   : rp_say(m, "{%s, %s, by: %s%s}", asked[rp_upto(m, 0, 8)], who, by,
                            rp_chance(m, 10) ? ", reported: met, source: article" : ""));
    }
    rp_put(m, "}");
}

static void scenarios(struct maker *m)
{
    rp_head(m, "scenarios");
    for (int i = 1; i <= 3; i++) {
        const int one = rp_upto(m, 0, m->set_count), two = rp_upto(m, 0, m->set_count);
        const char *a = one < m->set_count ? m->sets[one] : "$usd: 6.6元";
        const char *b = two < m->set_count ? m->sets[two] : "$usd: 6.7元";
        const size_t length = strcspn(a, ":");
        const bool apart = strncmp(a, b, length) != 0;
        rp_set(m, rp_say(m, "s%d", i),
               rp_say(m,
                      i == 3 && rp_chance(m, 50) ? "{based-on: [s1, s2], set: {%s%s%s}}"
                                                 : "{set: {%s%s%s}}",
                      a, apart ? ", " : "", apart ? b : ""));
    }
    rp_set(m, "nothing", "{en: Overrides nothing}");
    rp_put(m, "}");
}

static void begin(struct maker *m)
{
    rp_put(m, "twofold: 1\nplan: Random park\n");
    m->as_of = -99;
    if (rp_chance(m, 70)) {
        m->as_of = rp_upto(m, -2, 14);
        rp_put(m, rp_say(m, "as-of: %s\n", rp_date(m, &m->as_of, false)));
    }
    rp_put(m, rp_say(m, "years: %d..%d\ncurrency: CNY\n", BASE, BASE + m->years - 1));
    rp_put(m,
           "rates: {USD: $usd}\nsources: {article: nobody}\nassumptions: {usd: 6.45元, money1: "
           "{value: 3.1亿元, why: made up}, money2: 6..9M USD}\nkpis: {visitors: {unit: visits}, "
           "firms: {unit: firms, kind: stock}, output-per-firm: {ratio: output / firms},\n"
           "    tax-per-visit: {ratio: tax / visitors}, jobs-per-firm: {ratio: jobs / firms}}\n");
    m->first = false; /* keys of the head follow, each on its line: see plan_levers */
}

/* Levers and delays of the whole plan: keys without braces around them. */
static void plan_levers(struct maker *m)
{
    if (rp_chance(m, 20))
        rp_put(m, m->monthly ? "price: {2022: 97%, 2023-04: 92.5%}\n" : "price: {2022: 97%}\n");
    else
        rp_settable(m, "price: {2023: 95%%}");
    if (rp_chance(m, 15)) rp_put(m, "utilisation: {2021: 90%, 2022: 95%}\n");
    if (rp_chance(m, 15))
        rp_put(m, rp_chance(m, 50) ? "delay: {built: 3 months}\n"
                                   : "delay: {start: 1 months, full: "
                                     "2 months}\n");
}

#define SHARES "local-share: {vat: 50%, surcharges: 100%, income-tax: 40%, land-tax: 100%}"

/* What the taxes of parts have in common; one rate may be missing. */
static void rates(struct maker *m)
{
    static const char *const all[] = {
        "vat: 13%",         "surcharges: 12%", "income-tax: {2021: 25%, 2023: 20%}",
        "land-tax: 6元/m²", "loss-years: 2",   SHARES};
    const int missing = rp_upto(m, 0, 30);
    rp_put(m, "taxes: {equipment-share: 40%");
    for (int i = 0; i < (int)(sizeof all / sizeof *all); i++)
        if (i != missing) rp_put(m, rp_say(m, ", %s", all[i]));
    rp_put(m, "}\n");
}

static void views(struct maker *m)
{
    if (m->clusters > 0) rp_head(m, "clusters");
    for (int i = 1; i <= m->clusters; i++) {
        rp_open(m, rp_say(m, "c%d", i));
        rp_levers(m, rp_say(m, "c%d.", i), 15);
        rp_inherited_delay(m, 12);
        if (rp_chance(m, 30)) rp_reports(m, 1e5, true);
        rp_shut(m);
    }
    if (m->clusters > 0) rp_put(m, "}");
    if (m->zones > 0) rp_head(m, "zones");
    for (int i = 1; i <= m->zones; i++) {
        rp_open(m, rp_say(m, "z%d", i));
        if (rp_chance(m, 50)) rp_set(m, "land-reserved", rp_area(m));
        if (rp_chance(m, 20)) rp_set(m, "credit", rp_amount(m));
        if (rp_chance(m, 20)) rp_set(m, "investment", rp_over_time(m, rp_amount, 0, false, true));
        if (rp_chance(m, 30)) rp_reports(m, 1e5, true);
        rp_shut(m);
    }
    if (m->zones > 0) rp_put(m, "}");
    rp_head(m, "groups");
    rp_set(m, "g1", m->firms > 2 ? "{members: [e1, e3]}" : "{members: [e1]}");
    if (m->clusters > 1) rp_set(m, "g2", "{members: [c1, c2]}");
    rp_put(m, "}");
    if (!rp_chance(m, 45)) return;
    rp_head(m, "park");
    if (rp_chance(m, 20)) rp_set(m, "land-reserved", "40亩");
    rp_reports(m, 1e9, true);
    rp_put(m, "}");
}

char *tf_random_plan(uint64_t seed)
{
    struct maker *m = calloc(1, sizeof *m);
    if (m == NULL) abort();
    m->state = seed * 0xD1342543DE82EF95u + 17;
    m->monthly = seed % 3 != 0;
    m->years = rp_upto(m, 3, 5);
    m->clusters = rp_upto(m, 0, 3);
    m->zones = rp_upto(m, 0, 2);
    m->firms = rp_upto(m, 1, 5);
    begin(m);
    plan_levers(m);
    rates(m);
    views(m);
    rp_head(m, "enterprises");
    for (int i = 1; i <= m->firms; i++) enterprise(m, i);
    rp_put(m, "}");
    if (rp_chance(m, 50)) pipeline(m);
    targets(m);
    scenarios(m);
    rp_put(m, "\n");
    char *text = m->text;
    free(m->aside);
    free(m);
    return text;
}

twofold_plan *tf_read_plan(const char *text)
{
    twofold_plan *plan = NULL;
    twofold_faults *faults = NULL;
    const twofold_status status =
        twofold_plan_parse(text, strlen(text), NULL, NULL, &plan, &faults);
    if (status == TWOFOLD_OK) {
        twofold_faults_free(faults);
        return plan;
    }
    (void)fprintf(stderr, "refused: %s\n", twofold_status_text(status, TWOFOLD_EN));
    for (size_t i = 0; i < twofold_faults_count(faults); i++) {
        const twofold_fault fault = twofold_faults_at(faults, i);
        char line[400];
        (void)twofold_fault_text(&fault, TWOFOLD_EN, line, sizeof line);
        if (fault.severity == TWOFOLD_ERROR) (void)fprintf(stderr, "  %s\n", line);
    }
    (void)fprintf(stderr, "%s", text);
    twofold_faults_free(faults);
    return NULL;
}

twofold_plan *tf_random_plan_read(uint64_t seed)
{
    char *text = tf_random_plan(seed);
    twofold_plan *plan = tf_read_plan(text);
    if (plan == NULL) (void)fprintf(stderr, "random plan of seed %llu\n", (unsigned long long)seed);
    free(text);
    return plan;
}
