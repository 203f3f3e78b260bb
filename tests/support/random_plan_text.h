/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing and values of random plans: what random_plan.c is made of. Functions that give a text
 * keep it for the next TEXTS calls. */
#ifndef TF_TESTS_RANDOM_PLAN_TEXT_H
#define TF_TESTS_RANDOM_PLAN_TEXT_H

#include "support/random_plan.h"

enum { BASE = 2021, MOST_PROJECTS = 24, TEXTS = 64, TEXT = 200, SETS = 64, NEVER = -1000 };
enum { SIGNED, START, BUILT, TRIAL, PRODUCE, FULL, END, MILESTONES };

struct made { /* a project that later ones may refer to */
    char path[24];
    int at[MILESTONES]; /* months before delays; NEVER where there is none */
};

struct maker {
    uint64_t state;
    char *text, *aside; /* the plan; what goes under assume of the open mapping */
    size_t size, room;
    bool first, monthly, taxed; /* taxed: the part at hand builds its tax up */
    int years, as_of, clusters, zones, firms, made_count, set_count, turn;
    struct made made[MOST_PROJECTS];
    char sets[SETS][TEXT]; /* "path: value" that a scenario may set */
    char texts[TEXTS][TEXT];
};

int rp_upto(struct maker *m, int low, int high);
bool rp_chance(struct maker *m, int percent);

/* Writing: key and value, mappings, keys of the head. */
void rp_put(struct maker *m, const char *words);
const char *rp_say(struct maker *m, const char *format, ...) __attribute__((format(printf, 2, 3)));
void rp_set(struct maker *m, const char *name, const char *value);
void rp_open(struct maker *m, const char *name);
void rp_shut(struct maker *m);
void rp_head(struct maker *m, const char *name);
/* A key that now and then goes under `assume` of the open mapping, which rp_assumed writes. */
void rp_give(struct maker *m, const char *name, const char *value);
void rp_assumed(struct maker *m);
void rp_settable(struct maker *m, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Values. Money is in million yuan. */
const char *rp_marked(struct maker *m, int x, const char *unit);
const char *rp_money(struct maker *m, int low, int high);
const char *rp_percent(struct maker *m, int low, int high);
const char *rp_amount(struct maker *m);
const char *rp_dollars(struct maker *m);
const char *rp_area(struct maker *m);
const char *rp_duration(struct maker *m, int months);
/* The instant *t as a date: its beginning, or its last instant. May move *t to a day after it. */
const char *rp_date(struct maker *m, int *t, bool last);
/* {period: value} from a year on; yearly: no months; spans: also longer than a quarter. */
const char *rp_over_time(struct maker *m, const char *(*value)(struct maker *), int from,
                         bool yearly, bool spans);
const char *rp_growth(struct maker *m);
void rp_levers(struct maker *m, const char *path, int percents);
void rp_inherited_delay(struct maker *m, int percents);
/* Now and then `taxes` of a part: then its figures have no tax. */
void rp_taxes(struct maker *m);
/* Figures of a plant or of an at-… mapping of a size; whole: also capacity and ratios. True unless
 * capacity and its kin were written. */
bool rp_figures(struct maker *m, const char *path, int size, bool whole, bool output);
/* `actual`; above: of what contains enterprises. */
void rp_reports(struct maker *m, double size, bool above);

extern const char *const rp_milestones[MILESTONES];

#endif
