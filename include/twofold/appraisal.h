/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 * The fiscal flow of a project: the tax that it brings, year by year, less what it is given; what
 * that is worth today, at which rates it breaks even, and when the support is repaid.
 *
 * Threads: a flow is immutable once made; any number of threads may read it.
 */
#ifndef TWOFOLD_APPRAISAL_H
#define TWOFOLD_APPRAISAL_H

#include "twofold/fiscal.h"
#include "twofold/projection.h"

TWOFOLD_BEGIN_DECLS

/** What is asked. Set struct_size = sizeof(twofold_fiscal_options); zero is the default. */
typedef struct twofold_fiscal_options {
    size_t struct_size;
    const char *gain;    /**< id of a flow of money, "tax" for the whole tax; NULL: "local-tax" */
    double rate;         /**< of discount, a year, > -1; default 0: no discount */
    const double *costs; /**< further costs in each year of the plan, the first first; NULL: none */
    size_t cost_count;   /**< how many; years beyond have none */
    double low, high;    /**< where rates of return are looked for; both 0: -90 % to 1000 % */
} twofold_fiscal_options;

/** One calendar year, in the plan's currency. */
typedef struct twofold_fiscal_year {
    int year;
    bool known;     /**< the gain is known of all parts; else gain and what follows are NaN */
    double gain;    /**< tax gained; of what is no project: more than in the first year */
    double support; /**< support funds, as far as known */
    double other;   /**< the further costs */
    double net;     /**< gain - support - other */
    double to_date; /**< sum of net from the first year on */
    double present; /**< net in the prices of the first year: net / (1 + rate)^i */
} twofold_fiscal_year;

/** What the years come to. Without all years known, or of nothing, NaN and UNDEFINED. */
typedef struct twofold_fiscal_sum {
    size_t unknown_years;   /**< in which the gain is not known of all parts */
    bool support_known;     /**< of all parts in all years; what is unknown counts as 0 */
    double npv;             /**< sum of present: the flow ends with the plan's years */
    twofold_irr_class kind; /**< of the rates of return */
    const double *rates;    /**< all in the interval, ascending; borrowed from the flow */
    size_t rate_count;
    size_t sign_changes; /**< of net: no more rates than these can exist anywhere */
    int cost_from;       /**< the first year with a cost; 0: none */
    double payback;      /**< years from its beginning until gains have repaid costs; infinity: not
                              within the plan's years; 0 if there are no costs. See
                              twofold_payback */
    int repaid_in;       /**< the calendar year of that; 0 if none */
} twofold_fiscal_sum;

typedef struct twofold_fiscal_flow twofold_fiscal_flow;

/** The fiscal flow of an entity of a projection.
 * A project and an entry of the pipeline gain all the tax that they bring. Anything else (an
 * enterprise, a cluster, the park, a plant) gains what it brings more than in the first year.
 * @param entity   handle
 * @param options  NULL for defaults
 * @param[out] flow  independent of the projection; untouched unless OK. Free it
 * @return OK, E_NOT_FOUND (no such entity, or `gain` names no KPI that is a flow of money),
 * E_ARGUMENT (rate, interval or costs), E_MEMORY */
TWOFOLD_API TWOFOLD_CHECK twofold_status twofold_fiscal_flow_new(
    const twofold_projection *projection, int entity, const twofold_fiscal_options *options,
    const twofold_context *context, twofold_fiscal_flow **flow);
TWOFOLD_API void twofold_fiscal_flow_free(twofold_fiscal_flow *flow);

/** How many years: those of the plan. */
TWOFOLD_API size_t twofold_fiscal_flow_years(const twofold_fiscal_flow *flow);
/** index < years; else year 0 with NaN. */
TWOFOLD_API twofold_fiscal_year twofold_fiscal_flow_at(const twofold_fiscal_flow *flow,
                                                       size_t index);
/** What they come to. */
TWOFOLD_API twofold_fiscal_sum twofold_fiscal_flow_sum(const twofold_fiscal_flow *flow);

TWOFOLD_END_DECLS

#endif
