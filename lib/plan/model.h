/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The typed plan: what the text says, bound to indices and base units, one scenario applied.
 * `bind` makes it from the checked tree; projection and target read it and nothing else of a plan.
 * Everything is in the model's arena and immutable once made.
 *
 * Time is in months from January of the first year (may be negative). Money in the plan's currency
 * after `rate`, area in mu, shares as fractions, durations in months. */
#ifndef TF_PLAN_MODEL_H
#define TF_PLAN_MODEL_H

#include "base/memory.h"
#include "plan/want.h"
#include "twofold/curve.h"
#include "twofold/plan.h"

enum tf_milestone {
    TF_SIGNED = 0,
    TF_START,
    TF_BUILT,
    TF_TRIAL,
    TF_PRODUCE,
    TF_FULL,
    TF_END,
    TF_MILESTONES
};

/* Where a value comes from, for reports and explanations. */
enum tf_origin { TF_REPORTED = 0, TF_ASSUMED, TF_DEFAULT };

/* One number of the plan: one slot of the evaluator. A number used through $name is one input,
 * shared by all who name it. */
struct tf_input {
    const char *path;   /* "heli.south-base.at-full.output", "assumptions.usd", "price.2023" */
    const char *text;   /* as written */
    const char *source; /* "" if none */
    double value;       /* likely value, in base units but before the exchange rate */
    double low, high;   /* of a range, else both equal value */
    twofold_mark mark;
    enum tf_origin origin;
    unsigned line, column;
};

/* A value: an input, times an exchange rate (an input too) unless rate is -1. input -1: absent. */
struct tf_value {
    int32_t input, rate;
};

/* An instant: a date, or an event (another milestone) plus a duration. */
enum tf_moment_kind { TF_NEVER = 0, TF_DATE, TF_EVENT };
struct tf_moment {
    uint8_t kind;      /* enum tf_moment_kind; small, because every part has nine */
    bool by_default;   /* produce from trial or built; full from a step, list or leader */
    int32_t input;     /* DATE: the instant; EVENT: the duration added, -1 for none */
    int32_t part;      /* EVENT: whose */
    int32_t milestone; /* EVENT: which */
    double extra;      /* EVENT: constant months added besides (a list's 12 (n - 1)); else 0 */
    double nominal;    /* the instant before delays, at the inputs' own values */
};

/* A piece of a value over time: holds in [from, to). A single number is one step from -INFINITY
 * (growth: from the first month of the second year) to INFINITY. */
struct tf_step {
    double from, to;
    struct tf_value value;
};
struct tf_steps {
    const struct tf_step *items;
    size_t count;
    bool over_time; /* written as a mapping over periods */
};

/* Levers of a plan, cluster, enterprise, pipeline or part. Steps are sorted; a level's `to` is the
 * next one's `from`. Months where none holds are 100%. */
struct tf_delay {
    int32_t milestone;
    struct tf_value months;
};
struct tf_levers {
    struct tf_steps price, utilisation;
    const struct tf_delay *delays;
    size_t delay_count;
};

struct tf_figure {
    int32_t kpi;
    int32_t at; /* TF_TRIAL, TF_PRODUCE, TF_FULL; -1: amounts, held figures, existing levels */
    struct tf_steps steps; /* one step unless over_time */
    const char *unit; /* name of the count unit for KPIs of unit "*"; of a unit value what it is
                         per ("" if that was not written); else "" */
    unsigned line;
};

/* Keys of `taxes` that are numbers, in the order of the schema. */
enum tf_tax_key {
    TF_TAX_VALUE_ADDED = 0,
    TF_TAX_DOMESTIC,
    TF_TAX_MARGIN,
    TF_TAX_EQUIPMENT,
    TF_TAX_VAT,
    TF_TAX_SURCHARGES,
    TF_TAX_INCOME,
    TF_TAX_LAND, /* money for a mu and year */
    TF_TAX_LOSS_YEARS,
    TF_TAX_LOCAL_VAT,
    TF_TAX_LOCAL_SURCHARGES,
    TF_TAX_LOCAL_INCOME,
    TF_TAX_LOCAL_LAND,
    TF_TAX_FREE,
    TF_TAX_HALF,
    TF_TAX_HALF_OF,
    TF_TAX_KEYS
};
enum tf_counted_from { TF_FROM_TAXABLE = 0, TF_FROM_PROFIT, TF_FROM_REVENUE };

/* Taxes by instruments of a part, with what the plan says for all. */
struct tf_taxes {
    struct tf_steps of[TF_TAX_KEYS];   /* count 0: missing, or its default */
    enum tf_counted_from counted_from; /* of the holiday */
    bool counted_by_default;
};

enum tf_part_kind { TF_PART_EXISTING = 0, TF_PART_PROJECT, TF_PART_BARE, TF_PART_OWN };

struct tf_part {
    int32_t entity; /* the entity it is; BARE: the enterprise; OWN: the zone (or park) itself */
    enum tf_part_kind kind;
    bool entry;  /* of the pipeline: counts at chance x count */
    bool leased; /* ungiven land is a known 0 */
    struct tf_moment at[TF_MILESTONES];
    struct tf_moment planned_start, planned_full;
    const twofold_ramp *ramp; /* never NULL; used where leader is -1. Equal ones are mostly one */
    int32_t leader;           /* part it follows, -1: none */
    struct tf_value lag;      /* of a follower, months; input -1: 0 */
    twofold_spend spend;      /* how a single amount falls between start and built */
    const struct tf_figure *figures; /* sorted by kpi, then at */
    size_t figure_count;
    struct tf_steps growth;
    struct tf_steps drift;         /* growth of productivity */
    struct tf_value lead;          /* of hiring before the ramp, months; input -1: 0 */
    const struct tf_value *season; /* 12 shares, or NULL */
    struct tf_levers levers;       /* its own; those above stand at its entity's parents */
    struct tf_value count, chance; /* input -1: 1 */
    const struct tf_taxes *taxes;  /* builds its tax up from these; NULL: it is given */
};

struct tf_model_entity {
    const char *id, *path, *en, *zh, *source; /* "" where there is none */
    const char *const *aliases;
    size_t alias_count;
    twofold_entity_kind kind;
    int32_t parent; /* -1 for park, pipeline, zones, groups */
    int32_t depth;
    int32_t part;           /* of existing, projects, entries, bare enterprises; else -1 */
    int32_t not_listed;     /* its child "not-listed", -1 if none */
    const int32_t *members; /* of a zone or group: enterprises and clusters */
    size_t member_count;
    int32_t own;             /* part with a zone's (or the park's) own figures, -1 if none */
    int32_t cluster;         /* of an entry: whose levers it takes as well; else -1 */
    struct tf_levers levers; /* of park (the plan's), clusters, enterprises, pipeline */
    unsigned line;
};

struct tf_report {
    int32_t entity, kpi;
    int32_t from, to; /* months, whole */
    struct tf_value value;
    const char *unit;
    unsigned line, column;
    const char *file; /* of actuals, in which that place is; "" for the plan itself */
};

/* Texts to numbers by hash (bind_table.c): what tf_model_find_entity looks paths up in. */
struct tf_table_slot {
    const char *text; /* NULL: free */
    uint32_t size, hash;
    int32_t number;
};
struct tf_table {
    struct tf_table_slot *slots; /* a power of two, at most half full */
    uint32_t mask;
};

/* A choice that the plan leaves open and something else follows from. */
struct tf_default {
    int32_t entity;
    const char *words; /* static: "ramp s-curve" */
};

enum tf_verb { TF_DOUBLE = 0, TF_MULTIPLY, TF_REACH, TF_GROW, TF_KEEP };
enum tf_reported { TF_NOT_REPORTED = 0, TF_REPORTED_MET, TF_REPORTED_MISSED };

struct tf_target {
    const char *id, *en, *zh, *source;
    enum tf_verb verb;
    int32_t kpi;
    int32_t of;             /* entity; -1 with each */
    int32_t each;           /* the group, cluster, … as written; -1 with of */
    const int32_t *members; /* of each: enterprises */
    size_t member_count;
    int32_t at_least_n;          /* of each; -1: all */
    struct tf_value base_figure; /* input -1: the base is a period */
    int32_t base_from, base_to;  /* months */
    int32_t due_from, due_to;    /* `by`: months of the period as written (a month: one month) */
    struct tf_value times;       /* multiply */
    struct tf_value level;       /* reach; keep: the bound */
    struct tf_value pace;        /* grow */
    bool at_most;                /* keep at-most */
    int32_t during_from, during_to;
    twofold_frequency during_step; /* keep: each year, quarter or month */
    enum tf_reported reported;
    unsigned line;
};

/* The plan's currency for one unit of another. */
struct tf_rate {
    const char *currency;
    int32_t input; /* -1: faulty */
};

/* A figure as written, that a value of a KPI is held against. */
struct tf_written {
    const char *text;             /* "704.6万元/亩"; NULL: there is none */
    double value;                 /* in the value's units; NaN: there is none */
    double digit;                 /* one unit of the last digit written */
    double scale;                 /* one of the unit written */
    int decimals;                 /* digits written after the point */
    char unit[TWOFOLD_UNIT_NAME]; /* of KPIs of unit "*": the count's name; else "" */
};

/* One of the plan's own tests. */
enum tf_expects { TF_EXPECTS_VERDICT = 0, TF_EXPECTS_VALUE, TF_EXPECTS_CHANCE };
struct tf_expectation {
    enum tf_expects expects;
    const char *scenario; /* "": the plan as written */
    int32_t target;       /* of a verdict or a chance; else -1 */
    int verdict;          /* position in "unknown|met|missed" */
    int32_t entity, kpi;  /* of a value; else -1 */
    int32_t from, to;     /* months, of a value */
    struct tf_written is, at_least, at_most, within;
    bool within_share; /* within is a share of `is` */
    unsigned line, column;
};

/* Something uncertain: listed in `uncertain`, or a range written where a number stands. */
struct tf_uncertain {
    const char *path, *text; /* text: a range as written, "" of a distribution in a mapping */
    int32_t input;           /* -1: nothing is written there, or a mapping */
    twofold_distribution_kind kind;
    twofold_uncertain_change change;
    const double *parameters;
    size_t parameter_count;
    twofold_unit unit;
    bool is_date, listed;
    unsigned line, column;
};
struct tf_correlation {
    int32_t a, b; /* of the uncertain ones */
    double value;
    unsigned line;
};

struct tf_model {
    struct tf_arena *arena;
    int32_t first_year, years;  /* of `years` */
    int32_t axis_from, axis_to; /* months: cells; axis_from <= 0, a multiple of 12 */
    double as_of;               /* INFINITY negative if not given */
    char currency[4];
    const struct tf_input *inputs;
    size_t input_count;
    size_t
        input_room; /* as allocated: a piece of its own, because inputs grow while they are read */
    const twofold_kpi *kpis; /* built in, then the plan's own */
    size_t kpi_count;
    const struct tf_model_entity *entities; /* order: docs/semantics.md, section 2 */
    size_t entity_count;
    const struct tf_part *parts; /* in the order of their entities */
    size_t part_count;
    const struct tf_report *reports; /* sorted by entity, kpi, length, from */
    size_t report_count;
    const struct tf_target *targets;
    size_t target_count;
    const struct tf_expectation *expectations;
    size_t expectation_count;
    const struct tf_rate *rates;
    size_t rate_count;
    const struct tf_kpi_wants *wants;     /* how numbers of each KPI are written */
    const struct tf_uncertain *uncertain; /* empty under a scenario or overrides */
    size_t uncertain_count;
    const struct tf_correlation *correlations;
    size_t correlation_count;
    const struct tf_default *defaults; /* all that were used; the notes are capped */
    size_t default_count;
    /* (part, milestone) pairs so that what an event refers to comes first */
    const int32_t (*order)[2];
    size_t order_count;
    struct tf_table paths; /* entities by path */
    struct tf_table names; /* by id, name and alias, -2: of several; empty unless bind needed it */
    /* Set by plan.c and scenario.c, for tf_model_free. */
    struct tf_tree *tree; /* of a scenario: whose texts it borrows, freed with it; else NULL */
    twofold_plan *plan;   /* a plan's own model: whose reference is given back; else NULL */
};

/* The model of a plan under a scenario (NULL or "": none; several: ids joined by '+') and overrides
 * ("PATH=VALUE"), in that order. Without either it is the plan's own, shared. A faulty override
 * gives E_PLAN and faults; an unknown scenario E_NOT_FOUND. Give it back with tf_model_free. */
twofold_status tf_plan_model(const twofold_plan *plan, const char *scenario,
                             const char *const *overrides, size_t override_count,
                             const twofold_context *context, const struct tf_model **model,
                             twofold_faults **faults);
void tf_model_free(const struct tf_model *model);
/* The plan's own model, without scenario; borrowed. NULL for NULL. */
const struct tf_model *tf_plan_own_model(const twofold_plan *plan);
/* The table that what stands at a path is written in; "" for the plan itself. */
const char *tf_plan_file_at(const twofold_plan *plan, const char *path);
/* The same of a model, whose scenario may have put something else there. */
const char *tf_model_file_at(const struct tf_model *model, const char *path);

/* Whether a project's only figures at milestones are jobs saved: then it adds known zeros to all
 * else. */
bool tf_part_saves_jobs_only(const struct tf_part *part);

/* What a number means beside values of a KPI over so many months (written.c); the text is left to
 * the caller. NONE, WRONG_DIMENSION (*expected: in words), NO_RATE, BAD_NUMBER (a range, a mark);
 * outputs untouched but for *expected. */
twofold_fault_code tf_written_of(const struct tf_model *model, int32_t kpi, int32_t months,
                                 const twofold_number *number, struct tf_written *written,
                                 const char **expected);
/* Whether a value, rounded half up, reads as what was written. */
bool tf_reads_as(const struct tf_written *written, double value);
/* The level of a key of `taxes` that holds in the year that begins at `january`; input -1: missing
 * or its default. */
struct tf_value tf_tax_value(const struct tf_taxes *taxes, enum tf_tax_key key, double january);

/* Entity of a path, id or name; -1. */
int32_t tf_model_find_entity(const struct tf_model *model, const char *path, size_t size);
/* The entity of another model of the same plan (a scenario may list others, in another order) that
 * has the path of one of this; -1 if it has none. */
int32_t tf_model_same_entity(const struct tf_model *from, int32_t entity,
                             const struct tf_model *to);
int32_t tf_model_find_kpi(const struct tf_model *model, const char *id, size_t size);

#endif
