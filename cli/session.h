/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every verb begins with: the plan, its faults, its projection under the options. */
#ifndef CLI_SESSION_H
#define CLI_SESSION_H

#include "options.h"

#include "twofold/projection.h"

struct session {
    const struct options *options;
    twofold_lang lang;
    twofold_plan *plan;
    twofold_faults *faults; /* of the text; after a failed projection: of that */
    twofold_projection *projection;
};

/* Loads the plan. BAD_INPUT: it has faults, which are kept, not said. */
enum exit_status session_load(struct session *session, const struct options *options);
/* Projects it under the scenario and the changes of the options. BAD_INPUT: `faults` says why, or
 * is empty when all has been said (no such scenario). */
enum exit_status session_project(struct session *session);
/* Whether the plan has a scenario, or all of several joined by '+' (NULL: none); if not that is
 * said, with the nearest. */
bool has_scenarios(const struct session *session, const char *names);
/* Both; what is wrong is said on standard error. */
enum exit_status session_open(struct session *session, const struct options *options);
void session_close(struct session *session);

/* "file:12:5: error heli.output: …" */
void fault_put(FILE *to, const struct session *session, const twofold_fault *fault);
/* All faults of one severity. */
void faults_put(FILE *to, const struct session *session, twofold_severity severity);

/* ---- Words of the plan ---- */

/* Handles of entities or KPIs that the options name; `all` if they name none. */
struct handles {
    int *items;
    size_t count;
    bool all;
};

/* What is not found is said, with the nearest (BAD_INPUT). */
enum exit_status find_entities(const struct session *session, struct handles *found);
enum exit_status find_kpis(const struct session *session, struct handles *found);
/* One of either by name; -1 after saying that there is none. */
int find_entity(const struct session *session, const char *name);
int find_kpi(const struct session *session, const char *name);
void handles_free(struct handles *handles);
bool handles_have(const struct handles *handles, int handle);

/* An entity's name in the language of the options; what has none there is its id, or what it is. */
const char *entity_name(const struct session *session, int entity);
const char *kpi_name(const struct session *session, int kpi);

/* The scenario's id in machine-readable output; "base" for the plan as written. */
const char *scenario_id(const struct session *session);

/* A scenario's name in the language of the options; NULL: the plan as written. */
const char *scenario_name(const struct session *session, const char *wanted);

/* ---- Lines above and below a table for people ---- */

/* The plan's name and years. */
void plan_title_put(const struct session *session);
/* The same with scenario and changes. */
void title_put(const struct session *session);
/* How many figures are assumptions. */
void assumptions_note_put(const struct session *session);
/* Text for people or for a program? */
bool is_for_people(const struct options *options);

#endif
