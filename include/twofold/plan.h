/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 * The plan: read from text, from a file, or built in C through the same schema; immutable once
 * made.
 *
 * Threads: a plan is immutable and atomically reference-counted: any number of threads may read it.
 * A draft belongs to one thread.
 *
 * Asking: no plan (NULL) is a plan of nothing, and what is asked for beyond the end is as empty.
 */
#ifndef TWOFOLD_PLAN_H
#define TWOFOLD_PLAN_H

#include "twofold/base.h"
#include "twofold/distribution.h"
#include "twofold/kpi.h"
#include "twofold/period.h"

TWOFOLD_BEGIN_DECLS

typedef struct twofold_plan twofold_plan;

/** What a text may be at most; 0 is the default. Set struct_size = sizeof(twofold_limits). */
typedef struct twofold_limits {
    size_t struct_size;
    size_t bytes;    /**< of the text; default 64 MiB */
    size_t depth;    /**< of nesting; default and at most 64 */
    size_t entities; /**< parts and what holds them; default 200,000 */
    size_t years;    /**< of the plan and its reports; default 200 */
} twofold_limits;

/** Reads a plan from memory.
 * @param text, size  UTF-8, with or without a byte-order mark; need not be terminated
 * @param limits      NULL for defaults
 * @param[out] plan   the plan, one reference; untouched unless OK
 * @param[out] faults may be NULL; on OK and E_PLAN the list (errors, warnings, notes; free it),
 * possibly empty; untouched otherwise
 * @return OK; E_PLAN (there is at least one error); E_LIMIT is reported as a fault too_large and
 *         E_PLAN; E_MEMORY; E_ARGUMENT (text NULL with size > 0) */
TWOFOLD_API TWOFOLD_CHECK twofold_status twofold_plan_parse(const char *text, size_t size,
                                                            const twofold_limits *limits,
                                                            const twofold_context *context,
                                                            twofold_plan **plan,
                                                            twofold_faults **faults);

/** Where the tables and files of figures come from that a plan names. Writes the bytes of the file
 * called `name` in the plan into the sink `to`, in any pieces; each file is asked for once, from
 * the calling thread, while the plan is made.
 * @return OK; E_NOT_FOUND, E_ARGUMENT (a name it does not accept) or E_FILE, which become a fault
 * no-file at the place that names it, as does anything else but E_MEMORY and E_CANCELLED. When the
 * sink returns false it has had enough: return E_OUTPUT. */
typedef twofold_status (*twofold_reader)(void *user, const char *name, twofold_sink sink, void *to);

/** As twofold_plan_parse, for a plan that names files: those are read through `read`, all of them
 * together at most limits->bytes. read may be NULL. */
TWOFOLD_API TWOFOLD_CHECK twofold_status twofold_plan_parse_with(
    const char *text, size_t size, twofold_reader read, void *user, const twofold_limits *limits,
    const twofold_context *context, twofold_plan **plan, twofold_faults **faults);

/** Reads a plan from a file; E_FILE if it cannot be read (errno is left as it was set). Files that
 * it names are looked for in its folder and below, by names of at most 255 bytes a part: a name
 * that begins with / or has a part "..", symbolic links and what is no regular file are refused. */
TWOFOLD_API TWOFOLD_CHECK twofold_status twofold_plan_load(const char *file,
                                                           const twofold_limits *limits,
                                                           const twofold_context *context,
                                                           twofold_plan **plan,
                                                           twofold_faults **faults);

/** One more reference to the same plan; returns its argument. */
TWOFOLD_API twofold_plan *twofold_plan_ref(const twofold_plan *plan);
/** Gives a reference back; the last one frees. NULL is fine. */
TWOFOLD_API void twofold_plan_free(twofold_plan *plan);

/** Writes the plan as text, in the language it was read in; reading that gives the same plan. */
TWOFOLD_API TWOFOLD_CHECK twofold_status twofold_plan_write(const twofold_plan *plan,
                                                            twofold_sink sink, void *user);

/* ---- Building in C: the same schema, the same checks ---- */

typedef struct twofold_draft twofold_draft;

TWOFOLD_API TWOFOLD_CHECK twofold_status twofold_draft_new(const twofold_context *context,
                                                           twofold_draft **draft);
/** A draft that begins as a copy of a plan. */
TWOFOLD_API TWOFOLD_CHECK twofold_status twofold_draft_of(const twofold_plan *plan,
                                                          const twofold_context *context,
                                                          twofold_draft **draft);
TWOFOLD_API void twofold_draft_free(twofold_draft *draft);
/** Sets one field: path as in plans ("heli.south-base.at-full.output"); what does not exist yet is
 * made, then with its containers written out ("enterprises.heli.projects.south-base.kind",
 * "targets.heli-doubles.double"). text is a scalar, or a flow mapping or list ("{2023: 95%}",
 * "[60%, 100%]"). Checked when the draft is finished. E_NOT_FOUND: the path leads nowhere. */
TWOFOLD_API TWOFOLD_CHECK twofold_status twofold_draft_set(twofold_draft *draft, const char *path,
                                                           const char *text);
/** What reads the files that the draft names when it is finished; those that its plan had are there
 * already. */
TWOFOLD_API void twofold_draft_reader(twofold_draft *draft, twofold_reader read, void *user);
/** Checks the draft and makes a plan of it, as twofold_plan_parse. The draft may go on changing. */
TWOFOLD_API TWOFOLD_CHECK twofold_status twofold_draft_finish(const twofold_draft *draft,
                                                              const twofold_limits *limits,
                                                              twofold_plan **plan,
                                                              twofold_faults **faults);

/* ---- What stands in a plan ---- */

typedef enum twofold_entity_kind {
    TWOFOLD_ENTITY_PARK = 0,
    TWOFOLD_ENTITY_CLUSTER,
    TWOFOLD_ENTITY_ENTERPRISE,
    TWOFOLD_ENTITY_EXISTING,
    TWOFOLD_ENTITY_PROJECT,
    TWOFOLD_ENTITY_NOT_LISTED, /**< a reported total less its listed parts */
    TWOFOLD_ENTITY_PIPELINE,
    TWOFOLD_ENTITY_ENTRY, /**< of the pipeline */
    TWOFOLD_ENTITY_ZONE,
    TWOFOLD_ENTITY_GROUP
} twofold_entity_kind;

typedef struct twofold_entity {
    const char *path; /**< "heli.south-base" */
    const char *id;   /**< "south-base" */
    const char *name; /**< in the language asked for, else the other, else the id */
    twofold_entity_kind kind;
    int parent;         /**< handle; -1 for park, pipeline, zones and groups */
    unsigned depth;     /**< 0 for those */
    const char *source; /**< as written, "" if none */
    unsigned line;      /**< where it stands, 0 if nowhere */
} twofold_entity;

/** Names in the language asked for; borrowed from the plan. */
TWOFOLD_API const char *twofold_plan_name(const twofold_plan *plan, twofold_lang lang);
/** First and last year; 0 and -1 without a plan. */
TWOFOLD_API void twofold_plan_years(const twofold_plan *plan, int *first, int *last);
/** What is known was known by then, as the plan writes it ("2021-12-02"); "" if it does not say. */
TWOFOLD_API const char *twofold_plan_as_of(const twofold_plan *plan);
/** Three letters. */
TWOFOLD_API const char *twofold_plan_currency(const twofold_plan *plan);

TWOFOLD_API size_t twofold_entity_count(const twofold_plan *plan);
/** entity < count; else texts "", parent -1, the rest 0. */
TWOFOLD_API twofold_entity twofold_entity_at(const twofold_plan *plan, int entity,
                                             twofold_lang lang);
/** By path, or by name or alias if that is unique; -1 if there is none. */
TWOFOLD_API int twofold_find_entity(const twofold_plan *plan, const char *path);

/** The library's KPIs, then the plan's own. */
TWOFOLD_API size_t twofold_plan_kpi_count(const twofold_plan *plan);
/** Row of a KPI of this plan; NULL if out of range. Its unit is written out for this plan. */
TWOFOLD_API const twofold_kpi *twofold_plan_kpi(const twofold_plan *plan, int kpi);
TWOFOLD_API int twofold_find_kpi(const twofold_plan *plan, const char *id);

TWOFOLD_API size_t twofold_scenario_count(const twofold_plan *plan);
/** Id and name of a scenario; "" out of range. */
TWOFOLD_API const char *twofold_scenario_id(const twofold_plan *plan, size_t scenario);
TWOFOLD_API const char *twofold_scenario_name(const twofold_plan *plan, size_t scenario,
                                              twofold_lang lang);

/** One value that a scenario or an override makes another than the plan as written has. */
typedef struct twofold_change {
    const char *path;   /**< "heli.existing.end" */
    const char *before; /**< as the plan writes it; where nothing stands the level that held on
                             from an earlier period, "100%" for price and utilisation, "0 months"
                             for a delay, else "" */
    const char *after; /**< as the change writes it, relative ones worked out ("x 95%" of 26亿元 is
                            "24.7亿元"); "" for what it took away */
    const char *scenario; /**< id of the scenario that says so, "" for an override */
    unsigned line;        /**< where that stands in the plan; 0 for an override */
} twofold_change;
typedef struct twofold_changes twofold_changes;
/** What differs under a scenario and overrides, in the order of the plan; what is set to the text
 * it had is no change. Strings live as long as the list, which holds a reference to its plan.
 * @param scenario   id, or several joined by '+'; NULL or "" for none
 * @param overrides  "PATH=VALUE" texts applied after it; NULL with count 0
 * @param[out] changes  untouched unless OK; free it
 * @param[out] faults   may be NULL; on OK and E_PLAN a list, as twofold_project's
 * @return OK, E_NOT_FOUND (scenario), E_PLAN, E_MEMORY, E_ARGUMENT */
TWOFOLD_API TWOFOLD_CHECK twofold_status
twofold_changes_new(const twofold_plan *plan, const char *scenario, const char *const *overrides,
                    size_t override_count, const twofold_context *context,
                    twofold_changes **changes, twofold_faults **faults);
TWOFOLD_API void twofold_changes_free(twofold_changes *changes);
TWOFOLD_API size_t twofold_changes_count(const twofold_changes *changes);
/** index < count; else all "" and 0. */
TWOFOLD_API twofold_change twofold_change_at(const twofold_changes *changes, size_t index);

/** One assumption: a figure that stands under `assume`, a named value, or a default that was used.
 */
typedef struct twofold_assumption {
    const char *path;  /**< "heli.existing.output" */
    const char *value; /**< as written, "13亿元"; for a default what was taken */
    const char *why;   /**< the plan's words, "" if none */
    bool by_default;
    unsigned line;
    const char *file; /**< the table that the line is in; "" for the plan itself */
} twofold_assumption;
/** Everything in the plan that is not reported, in file order, defaults last. */
TWOFOLD_API size_t twofold_assumption_count(const twofold_plan *plan);
TWOFOLD_API twofold_assumption twofold_assumption_at(const twofold_plan *plan, size_t index);

/** How the tax of a plant, a project or an entry comes about. */
typedef enum twofold_tax_level {
    TWOFOLD_TAX_NOT_GIVEN = 0, /**< nobody says; also of what is no such part */
    TWOFOLD_TAX_EFFECTIVE,     /**< level 0: a figure, or a share of output */
    TWOFOLD_TAX_INSTRUMENTS    /**< level 1: built up from `taxes` */
} twofold_tax_level;
/** The level of an entity in the plan as written. */
TWOFOLD_API twofold_tax_level twofold_plan_tax_level(const twofold_plan *plan, int entity);

/** A path, "heli.existing.output", with the format's words in a language: "heli.现有.产值". Both
 * are found by whatever takes paths. snprintf's rules for buffer. */
TWOFOLD_API size_t twofold_path_text(const char *path, twofold_lang lang, char *buffer,
                                     size_t size);

/* ---- What is uncertain ---- */

/** What a drawn value does to the field. */
typedef enum twofold_uncertain_change {
    TWOFOLD_UNCERTAIN_IS = 0, /**< is its value: "8..10..15%" */
    TWOFOLD_UNCERTAIN_TIMES,  /**< multiplies it, or each number of a mapping: "x 85..100..105%" */
    TWOFOLD_UNCERTAIN_PLUS    /**< is added to a date or event, in months: "+ 0..6 months" */
} twofold_uncertain_change;

/** Something uncertain: an entry of `uncertain`, or a range written where a number stands. */
typedef struct twofold_uncertain {
    const char *path; /**< as used in vary, --set and scenarios: "heli.south-base.delay.built" */
    const char *text; /**< a range as written; "" of a distribution written as a mapping */
    int input;        /**< number of the input that stands there (twofold_input_at); -1: nothing is
                           written there, or a mapping */
    twofold_distribution_kind kind; /**< UNIFORM of low..high (and of a single value: both are it),
                                         PERT of low..likely..high */
    twofold_uncertain_change change;
    const double *parameters; /**< as the kind's table has them, in base units: of money in the
                                   currency of `unit`, of dates in months from January of the first
                                   year, of DISCRETE value and probability by turns */
    size_t parameter_count;
    twofold_unit unit; /**< of the quantity; TIMES: a share; dates and PLUS: months */
    bool is_date;      /**< parameters are instants */
    bool listed;       /**< stands in `uncertain` */
    unsigned line;
} twofold_uncertain;

/** The entries of `uncertain` in file order, then the ranges written elsewhere in file order (but
 * for those whose field an entry replaces). Each is one random input. */
TWOFOLD_API size_t twofold_uncertain_count(const twofold_plan *plan);
/** index < count; else all zero and "". Borrowed from the plan. */
TWOFOLD_API twofold_uncertain twofold_uncertain_at(const twofold_plan *plan, size_t index);
/** False if the entry is left out under a scenario (or several, "a+b"): it says what a field is,
 * and the scenario (or one that it is based on) sets that field or a mapping that it stands in.
 * Always true of relative entries and without a scenario (NULL, "", or none of the plan's). A range
 * written elsewhere that a scenario replaces is left out likewise. */
TWOFOLD_API bool twofold_uncertain_applies(const twofold_plan *plan, size_t index,
                                           const char *scenario);

/** A rank correlation of two uncertain inputs. */
typedef struct twofold_correlation {
    size_t a, b;  /**< numbers of uncertain inputs, a < b */
    double value; /**< in [-1, 1] */
    unsigned line;
} twofold_correlation;
/** The pairs of `correlation`, in file order; `among` gives each of its pairs. A pair that is not
 * named is uncorrelated. */
TWOFOLD_API size_t twofold_correlation_count(const twofold_plan *plan);
/** index < count; else all zero. */
TWOFOLD_API twofold_correlation twofold_correlation_at(const twofold_plan *plan, size_t index);

/* ---- The schema, for help, docs and completions ---- */

typedef struct twofold_key {
    const char *name, *zh; /**< "at-full", "达产时" */
    const char *where;     /**< "project" */
    const char *takes;     /**< "figures" */
    const char *fallback;  /**< default, "" if none */
    const char *doc;       /**< one sentence */
    bool later;            /**< known, but not read by this version */
} twofold_key;
TWOFOLD_API size_t twofold_key_count(void);
TWOFOLD_API twofold_key twofold_key_at(size_t index);

TWOFOLD_END_DECLS

#endif
