/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Adding a KPI: a handle in kpi.h and a row here, at the same place in both. The test tells when an
 * id, a name or a side of a ratio is wrong. */
#include "twofold/kpi.h"

#include <string.h>

#define PLAIN(kind, profile, lever)                                                                \
    TWOFOLD_##kind, TWOFOLD_##profile, TWOFOLD_##lever, -1, -1, TWOFOLD_SUM, TWOFOLD_SUM
#define RATIO(above, how_above, below, how_below)                                                  \
    TWOFOLD_RATIO, TWOFOLD_DERIVED, TWOFOLD_UNMOVED, TWOFOLD_KPI_##above, TWOFOLD_KPI_##below,     \
        TWOFOLD_##how_above, TWOFOLD_##how_below

/* X(handle, id, English, Chinese, unit, what it is and does) */
#define ROWS(X)                                                                                    \
    X(CAPACITY, "capacity", "capacity", "产能", "*", PLAIN(STOCK, WHOLE, UNMOVED))                 \
    X(PRODUCTION, "production", "production", "产量", "*", PLAIN(FLOW, RAMPED, VOLUME))            \
    X(UTILISATION, "utilisation", "capacity utilisation", "产能利用率", "",                        \
      RATIO(PRODUCTION, SUM, CAPACITY, MEAN))                                                      \
    X(UNIT_VALUE, "unit-value", "value of a unit", "单价", "CNY",                                  \
      RATIO(OUTPUT, SUM, PRODUCTION, SUM))                                                         \
    X(OUTPUT, "output", "output", "产值", "CNY", PLAIN(FLOW, RAMPED, VALUE))                       \
    X(SALES, "sales", "sales", "销售额", "CNY", PLAIN(FLOW, RAMPED, VALUE))                        \
    X(VALUE_ADDED, "value-added", "value added", "增加值", "CNY", PLAIN(FLOW, RAMPED, VALUE))      \
    X(TAX, "tax", "tax", "税收", "CNY", PLAIN(FLOW, RAMPED, VALUE))                                \
    X(LOCAL_TAX, "local-tax", "local tax", "地方税收", "CNY", PLAIN(FLOW, RAMPED, VALUE))          \
    X(VAT, "vat", "value added tax", "增值税", "CNY", PLAIN(FLOW, RAMPED, VALUE))                  \
    X(SURCHARGES, "surcharges", "surcharges on VAT", "附加税费", "CNY",                            \
      PLAIN(FLOW, RAMPED, VALUE))                                                                  \
    X(INCOME_TAX, "income-tax", "corporate income tax", "企业所得税", "CNY",                       \
      PLAIN(FLOW, RAMPED, VALUE))                                                                  \
    X(LAND_TAX, "land-tax", "land use tax", "土地使用税", "CNY", PLAIN(FLOW, RAMPED, UNMOVED))     \
    X(JOBS, "jobs", "jobs", "就业", "persons", PLAIN(STOCK, RAMPED, UNMOVED))                      \
    X(JOBS_SAVED, "jobs-saved", "jobs saved", "节省用工", "persons",                               \
      PLAIN(STOCK, RAMPED, UNMOVED))                                                               \
    X(HIRES, "hires", "hires", "新增用工", "persons", PLAIN(FLOW, RAMPED, UNMOVED))                \
    /* jobs = created + retained - displaced; net = created - displaced - lost */                  \
    X(JOBS_CREATED, "jobs-created", "jobs created", "新增岗位", "persons",                         \
      PLAIN(STOCK, DERIVED, UNMOVED))                                                              \
    X(JOBS_RETAINED, "jobs-retained", "jobs retained", "保留岗位", "persons",                      \
      PLAIN(STOCK, DERIVED, UNMOVED))                                                              \
    X(JOBS_DISPLACED, "jobs-displaced", "jobs displaced", "替代岗位", "persons",                   \
      PLAIN(STOCK, DERIVED, UNMOVED))                                                              \
    X(JOBS_LOST, "jobs-lost", "jobs lost", "流失岗位", "persons", PLAIN(STOCK, DERIVED, UNMOVED))  \
    X(JOBS_NET, "jobs-net", "net new jobs", "净增岗位", "persons", PLAIN(STOCK, DERIVED, UNMOVED)) \
    X(INVESTMENT, "investment", "investment", "投资", "CNY", PLAIN(FLOW, AMOUNT, UNMOVED))         \
    X(INVESTMENT_TO_DATE, "investment-to-date", "investment to date", "累计投资", "CNY",           \
      PLAIN(STOCK, DERIVED, UNMOVED))                                                              \
    X(FOREIGN_CAPITAL, "foreign-capital", "foreign capital used", "实际利用外资", "CNY",           \
      PLAIN(FLOW, AMOUNT, UNMOVED))                                                                \
    X(SUPPORT_FUNDS, "support-funds", "support funds", "扶持资金", "CNY",                          \
      PLAIN(FLOW, AMOUNT, UNMOVED))                                                                \
    X(CREDIT, "credit", "credit granted", "授信", "CNY", PLAIN(STOCK, HELD, UNMOVED))              \
    X(LAND, "land", "land", "用地", "mu", PLAIN(STOCK, HELD, UNMOVED))                             \
    X(LAND_IN_USE, "land-in-use", "land in use", "在用土地", "mu", PLAIN(STOCK, DERIVED, UNMOVED)) \
    X(LAND_RESERVED, "land-reserved", "land reserved", "预留用地", "mu",                           \
      PLAIN(STOCK, RESERVED, UNMOVED))                                                             \
    X(ORDERS, "orders", "orders", "订单", "CNY", PLAIN(FLOW, RAMPED, UNMOVED))                     \
    X(INVESTMENT_SIGNED, "investment-signed", "investment signed", "签约投资额", "CNY",            \
      PLAIN(FLOW, MILESTONE, UNMOVED))                                                             \
    X(PROJECTS, "projects", "projects", "项目数", "projects", PLAIN(STOCK, MILESTONE, UNMOVED))    \
    X(PROJECTS_SIGNED, "projects-signed", "projects signed", "签约项目", "projects",               \
      PLAIN(FLOW, MILESTONE, UNMOVED))                                                             \
    X(PROJECTS_CARRIED_OVER, "projects-carried-over", "projects carried over", "结转项目",         \
      "projects", PLAIN(OPENING, MILESTONE, UNMOVED))                                              \
    X(PROJECTS_STARTED, "projects-started", "projects started", "新开工项目", "projects",          \
      PLAIN(FLOW, MILESTONE, UNMOVED))                                                             \
    X(PROJECTS_UNDER_WAY, "projects-under-way", "projects under way", "在建项目", "projects",      \
      PLAIN(FLOW, MILESTONE, UNMOVED)) /* carried over + started in the period */                  \
    X(PROJECTS_COMPLETED, "projects-completed", "projects completed", "竣工项目", "projects",      \
      PLAIN(FLOW, MILESTONE, UNMOVED))                                                             \
    X(OUTPUT_PER_MU, "output-per-mu", "output per mu", "亩均产值", "CNY/mu",                       \
      RATIO(OUTPUT, SUM, LAND, LAST))                                                              \
    X(TAX_PER_MU, "tax-per-mu", "tax per mu", "亩均税收", "CNY/mu", RATIO(TAX, SUM, LAND, LAST))   \
    X(INVESTMENT_PER_MU, "investment-per-mu", "investment per mu", "亩均投资", "CNY/mu",           \
      RATIO(INVESTMENT_TO_DATE, LAST, LAND, LAST))                                                 \
    X(VALUE_ADDED_PER_MU, "value-added-per-mu", "value added per mu", "亩均增加值", "CNY/mu",      \
      RATIO(VALUE_ADDED, SUM, LAND, LAST))                                                         \
    X(JOBS_PER_MU, "jobs-per-mu", "jobs per mu", "亩均就业", "persons/mu",                         \
      RATIO(JOBS, LAST, LAND, LAST))                                                               \
    X(TAX_RATE, "tax-rate", "tax share of output", "税收产出率", "", RATIO(TAX, SUM, OUTPUT, SUM)) \
    X(OUTPUT_PER_JOB, "output-per-job", "output per job", "人均产值", "CNY/person",                \
      RATIO(OUTPUT, SUM, JOBS, LAST))                                                              \
    X(INVESTMENT_PER_JOB, "investment-per-job", "investment per job", "人均投资", "CNY/person",    \
      RATIO(INVESTMENT_TO_DATE, LAST, JOBS, LAST))                                                 \
    X(INVESTMENT_PER_JOB_SAVED, "investment-per-job-saved", "investment per job saved",            \
      "单位节省用工投资", "CNY/person", RATIO(INVESTMENT_TO_DATE, LAST, JOBS_SAVED, LAST))

static const twofold_kpi rows[TWOFOLD_KPI_COUNT] = {
#define X(handle, id, en, zh, unit, ...) [TWOFOLD_KPI_##handle] = {id, en, zh, unit, __VA_ARGS__},
    ROWS(X)
#undef X
};

/* Lengths of the names, id and Chinese by turns: most rows are ruled out by one byte. */
static const unsigned char sizes[2 * TWOFOLD_KPI_COUNT] = {
#define X(handle, id, en, zh, ...)                                                                 \
    [2 * TWOFOLD_KPI_##handle] = sizeof(id) - 1, [2 * TWOFOLD_KPI_##handle + 1] = sizeof(zh) - 1,
    ROWS(X)
#undef X
};

const twofold_kpi *twofold_kpi_at(int handle)
{
    return handle >= 0 && handle < TWOFOLD_KPI_COUNT ? &rows[handle] : NULL;
}

int twofold_kpi_find(const char *name, size_t size)
{
    for (int i = 0; i < 2 * TWOFOLD_KPI_COUNT; i++) {
        if (sizes[i] != size) continue;
        const twofold_kpi *row = &rows[i / 2];
        if (memcmp(name, i % 2 == 0 ? row->id : row->zh, size) == 0) return i / 2;
    }
    return -1;
}
