/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 * The table of KPIs: one row each. Adding a KPI is adding a row to lib/kpi/kpi.c.
 * Threads: pure functions over a constant table.
 */
#ifndef TWOFOLD_KPI_H
#define TWOFOLD_KPI_H

#include "twofold/base.h"

TWOFOLD_BEGIN_DECLS

/** How a KPI lies in time. */
typedef enum twofold_kpi_kind {
    TWOFOLD_FLOW = 0,   /**< adds over time: a year is the sum of its months */
    TWOFOLD_STOCK = 1,  /**< a year is its end */
    TWOFOLD_RATIO = 2,  /**< numerator / denominator, each aggregated first */
    TWOFOLD_OPENING = 3 /**< a stock at the beginning of the period (projects carried over) */
} twofold_kpi_kind;

/** What a figure of this KPI does over a project's life: how the evaluator reads it. */
typedef enum twofold_profile {
    TWOFOLD_RAMPED = 0, /**< given in at-…; follows the ramp */
    TWOFOLD_WHOLE,      /**< stands whole from `produce` (capacity) */
    TWOFOLD_AMOUNT,     /**< a sum of money or things spent over time, or between start and built */
    TWOFOLD_HELD,       /**< a stock held from `start`, else `produce` (land, credit) */
    TWOFOLD_RESERVED,   /**< a stock held from the first period (land reserved) */
    TWOFOLD_MILESTONE,  /**< counts projects by the date of a milestone */
    TWOFOLD_DERIVED     /**< follows from others (ratios, investment to date, jobs created, …) */
} twofold_profile;

/** Which factors over time move it. */
typedef enum twofold_lever {
    TWOFOLD_UNMOVED = 0,
    TWOFOLD_VOLUME = 1, /**< utilisation */
    TWOFOLD_VALUE = 2   /**< utilisation, price and growth */
} twofold_lever;

/** How a side of a ratio aggregates over a period. */
typedef enum twofold_aggregate {
    TWOFOLD_SUM = 0, /**< a flow, brought to an annual rate when the other side is a stock */
    TWOFOLD_LAST = 1,
    TWOFOLD_MEAN = 2
} twofold_aggregate;

/** One row. Strings live as long as the library. */
typedef struct twofold_kpi {
    const char *id;   /**< "output-per-mu" */
    const char *en;   /**< "output per mu" */
    const char *zh;   /**< "亩均产值"; also the key in Chinese plans */
    const char *unit; /**< unit as written: "CNY" stands for the plan's currency, "mu" for its area
                           unit, "" for none, "*" for a count whose unit each figure brings */
    twofold_kpi_kind kind;
    twofold_profile profile;
    twofold_lever lever;
    int numerator, denominator; /**< of a ratio: handles in this table; else -1 */
    twofold_aggregate above, below;
} twofold_kpi;

/** Handles of the rows the library itself speaks of. The order is the table's and the cube's. */
enum twofold_kpi_handle {
    TWOFOLD_KPI_CAPACITY = 0,
    TWOFOLD_KPI_PRODUCTION,
    TWOFOLD_KPI_UTILISATION,
    TWOFOLD_KPI_UNIT_VALUE,
    TWOFOLD_KPI_OUTPUT,
    TWOFOLD_KPI_SALES,
    TWOFOLD_KPI_VALUE_ADDED,
    TWOFOLD_KPI_TAX,
    TWOFOLD_KPI_LOCAL_TAX,
    TWOFOLD_KPI_VAT,
    TWOFOLD_KPI_SURCHARGES,
    TWOFOLD_KPI_INCOME_TAX,
    TWOFOLD_KPI_LAND_TAX,
    TWOFOLD_KPI_JOBS,
    TWOFOLD_KPI_JOBS_SAVED,
    TWOFOLD_KPI_HIRES,
    TWOFOLD_KPI_JOBS_CREATED,
    TWOFOLD_KPI_JOBS_RETAINED,
    TWOFOLD_KPI_JOBS_DISPLACED,
    TWOFOLD_KPI_JOBS_LOST,
    TWOFOLD_KPI_JOBS_NET,
    TWOFOLD_KPI_INVESTMENT,
    TWOFOLD_KPI_INVESTMENT_TO_DATE,
    TWOFOLD_KPI_FOREIGN_CAPITAL,
    TWOFOLD_KPI_SUPPORT_FUNDS,
    TWOFOLD_KPI_CREDIT,
    TWOFOLD_KPI_LAND,
    TWOFOLD_KPI_LAND_IN_USE,
    TWOFOLD_KPI_LAND_RESERVED,
    TWOFOLD_KPI_ORDERS,
    TWOFOLD_KPI_INVESTMENT_SIGNED,
    TWOFOLD_KPI_PROJECTS,
    TWOFOLD_KPI_PROJECTS_SIGNED,
    TWOFOLD_KPI_PROJECTS_CARRIED_OVER,
    TWOFOLD_KPI_PROJECTS_STARTED,
    TWOFOLD_KPI_PROJECTS_UNDER_WAY,
    TWOFOLD_KPI_PROJECTS_COMPLETED,
    TWOFOLD_KPI_OUTPUT_PER_MU,
    TWOFOLD_KPI_TAX_PER_MU,
    TWOFOLD_KPI_INVESTMENT_PER_MU,
    TWOFOLD_KPI_VALUE_ADDED_PER_MU,
    TWOFOLD_KPI_JOBS_PER_MU,
    TWOFOLD_KPI_TAX_RATE,
    TWOFOLD_KPI_OUTPUT_PER_JOB,
    TWOFOLD_KPI_INVESTMENT_PER_JOB,
    TWOFOLD_KPI_INVESTMENT_PER_JOB_SAVED,
    TWOFOLD_KPI_COUNT
};

/** Row of a handle; NULL if it is out of range. */
TWOFOLD_API const twofold_kpi *twofold_kpi_at(int handle);
/** Handle of an id or a Chinese name, -1 if there is none. */
TWOFOLD_API int twofold_kpi_find(const char *name, size_t size);

TWOFOLD_END_DECLS

#endif
