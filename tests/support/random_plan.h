/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random valid plans, for properties that must hold of any plan. The same seed gives the same text
 * on every machine. Every feature of the format that moves a number appears in some of them:
 * clusters, zones, groups, plants, projects with any set of milestones, events across projects,
 * missing figures, ranges and marks, all ramps, followers, delays at all levels, yearly and monthly
 * levers, reports at all levels, a pipeline, own KPIs and ratios, scenarios, targets. Totals
 * reported above enterprises are far larger than their parts, under any scenario. */
#ifndef TF_TESTS_RANDOM_PLAN_H
#define TF_TESTS_RANDOM_PLAN_H

#include "twofold/plan.h"

/* splitmix64: steps the state, returns 64 random bits. */
uint64_t tf_random(uint64_t *state);
/* Uniform in [0, 1). */
double tf_random_unit(uint64_t *state);
/* Uniform in low … high. */
int tf_random_int(uint64_t *state, int low, int high);

/* The text of a plan; free() it. Every third seed has nothing that needs a monthly grid. */
char *tf_random_plan(uint64_t seed);

/* The same, read. NULL on a refused plan, after printing its faults and its text to stderr. */
twofold_plan *tf_random_plan_read(uint64_t seed);
/* Any text, read likewise. */
twofold_plan *tf_read_plan(const char *text);

#endif
