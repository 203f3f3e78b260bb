/* SPDX-License-Identifier: GPL-3.0-or-later */
/* twofold fiscal: what an entity's tax brings, less its support, and what that comes to. A verb of
 * its own, because its answer is one about the whole life of a project, with a rate of discount and
 * further costs that no other question has. */
#include "verbs.h"

#include "twofold/appraisal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MONEY = 2 * CELL }; /* bytes of an amount with its unit */

struct fiscal {
    const struct session *session;
    int kpi; /* what is gained */
    int first_year;
    size_t years;
    double *costs;  /* by year */
    bool has_costs; /* any was given */
};

/* ---- What is asked ---- */

static const char *currency_of(const struct fiscal *f)
{
    return twofold_plan_currency(f->session->plan);
}

/* "2022=500万元" into the year's cost. */
static bool read_cost(struct fiscal *f, const char *text)
{
    char *end;
    const long year = strtol(text, &end, 10);
    twofold_number number;
    if (*end != '=' || year < f->first_year || year >= f->first_year + (long)f->years ||
        twofold_number_parse(end + 1, strlen(end + 1), &number) != TWOFOLD_FAULT_NONE ||
        number.unit.dimension != TWOFOLD_MONEY || number.unit.per != TWOFOLD_PLAIN ||
        strcmp(number.unit.name, currency_of(f)) != 0)
        return false;
    f->costs[year - f->first_year] += number.value;
    f->has_costs = true;
    return true;
}

static enum exit_status read_costs(struct fiscal *f)
{
    const struct options *options = f->session->options;
    int last;
    twofold_plan_years(f->session->plan, &f->first_year, &last);
    f->years = (size_t)last + 1 - (size_t)f->first_year;
    f->costs = calloc(f->years, sizeof *f->costs);
    if (f->costs == NULL) return complain(TWOFOLD_E_MEMORY, options->file, options->lang);
    for (size_t i = 0; i < options->costs.count; i++) {
        if (read_cost(f, options->costs.items[i])) continue;
        message(options->lang, WORD_BAD_COST, options->costs.items[i], currency_of(f), NULL);
        return BAD_INPUT;
    }
    return DONE;
}

/* ---- For programs: an item a row ---- */

static void row_put(const struct fiscal *f, struct sheet *sheet, int entity, const char *item,
                    int year, double value, const char *unit)
{
    sheet_text(sheet, scenario_id(f->session));
    sheet_text(sheet, twofold_entity_at(f->session->plan, entity, TWOFOLD_EN).path);
    sheet_text(sheet, item);
    sheet_number(sheet, year > 0 ? year : (double)NAN);
    sheet_number(sheet, value);
    sheet_text(sheet, unit);
}

static void flow_rows(const struct fiscal *f, struct sheet *sheet, int entity,
                      const twofold_fiscal_flow *flow)
{
    const char *money = currency_of(f);
    const bool discounted = !isnan(f->session->options->rate);
    for (size_t i = 0; i < twofold_fiscal_flow_years(flow); i++) {
        const twofold_fiscal_year y = twofold_fiscal_flow_at(flow, i);
        row_put(f, sheet, entity, "gain", y.year, y.gain, money);
        row_put(f, sheet, entity, "support", y.year, y.support, money);
        row_put(f, sheet, entity, "other", y.year, y.other, money);
        row_put(f, sheet, entity, "net", y.year, y.net, money);
        row_put(f, sheet, entity, "to-date", y.year, y.to_date, money);
        if (discounted) row_put(f, sheet, entity, "present", y.year, y.present, money);
    }
    const twofold_fiscal_sum sum = twofold_fiscal_flow_sum(flow);
    if (discounted) row_put(f, sheet, entity, "npv", 0, sum.npv, money);
    row_put(f, sheet, entity, "sign-changes", 0, (double)sum.sign_changes, "");
    row_put(f, sheet, entity, "irr-count", 0, (double)sum.rate_count, "");
    for (size_t i = 0; i < sum.rate_count; i++)
        row_put(f, sheet, entity, "irr", 0, sum.rates[i], "");
    const double payback = isfinite(sum.payback) ? sum.payback : (double)NAN;
    row_put(f, sheet, entity, "payback", sum.repaid_in, payback, "years");
}

static struct sheet rows_begin(void)
{
    struct sheet sheet = sheet_new();
    sheet_column(&sheet, "scenario", TWOFOLD_COLUMN_TEXT);
    sheet_column(&sheet, "entity", TWOFOLD_COLUMN_TEXT);
    sheet_column(&sheet, "item", TWOFOLD_COLUMN_TEXT);
    sheet_column(&sheet, "year", TWOFOLD_COLUMN_INTEGER);
    sheet_column(&sheet, "value", TWOFOLD_COLUMN_NUMBER);
    sheet_column(&sheet, "unit", TWOFOLD_COLUMN_TEXT);
    return sheet;
}

/* ---- For people ---- */

static double largest_of(const twofold_fiscal_flow *flow)
{
    double largest = 0.0;
    for (size_t i = 0; i < twofold_fiscal_flow_years(flow); i++) {
        const twofold_fiscal_year y = twofold_fiscal_flow_at(flow, i);
        const double values[] = {y.gain, y.support, y.other, y.to_date};
        for (size_t k = 0; k < sizeof values / sizeof *values; k++)
            if (fabs(values[k]) > largest) largest = fabs(values[k]); /* passes over NaN */
    }
    return largest;
}

static void amount_put(struct sheet *sheet, const struct style *style, double value)
{
    char cell[CELL];
    style_write(style, value, cell);
    sheet_text(sheet, cell);
}

static twofold_status years_put(const struct fiscal *f, const struct style *style,
                                const twofold_fiscal_flow *flow)
{
    const struct options *options = f->session->options;
    const bool discounted = !isnan(options->rate);
    const enum word columns[] = {WORD_GAINED, WORD_SUPPORT, WORD_OTHER_COSTS,
                                 WORD_NET,    WORD_TO_DATE, WORD_PRESENT};
    struct sheet sheet = sheet_new();
    sheet_column(&sheet, word(WORD_YEAR, options->lang), TWOFOLD_COLUMN_TEXT);
    for (size_t k = 0; k < sizeof columns / sizeof *columns; k++)
        if ((k != 2 || f->has_costs) && (k != 5 || discounted))
            sheet_column(&sheet, word(columns[k], options->lang), TWOFOLD_COLUMN_NUMBER);
    for (size_t i = 0; i < twofold_fiscal_flow_years(flow); i++) {
        const twofold_fiscal_year y = twofold_fiscal_flow_at(flow, i);
        char year[16];
        snprintf(year, sizeof year, "%d", y.year);
        sheet_text(&sheet, year);
        amount_put(&sheet, style, y.gain);
        amount_put(&sheet, style, y.support);
        if (f->has_costs) amount_put(&sheet, style, y.other);
        amount_put(&sheet, style, y.net);
        amount_put(&sheet, style, y.to_date);
        if (discounted) amount_put(&sheet, style, y.present);
    }
    return sheet_end(&sheet, options->format);
}

static void line_put(const struct fiscal *f, enum word which, const char *a, const char *b,
                     const char *c)
{
    word_put(stdout, which, f->session->lang, a, b, c);
    putchar('\n');
}

/* "16272 (10k CNY)", "16272万元" */
static void money_write(const struct fiscal *f, const struct style *style, double value,
                        char text[MONEY])
{
    char cell[CELL];
    style_write(style, value, cell);
    snprintf(text, MONEY, f->session->lang == TWOFOLD_ZH ? "%s%s" : "%s (%s)", cell, style->unit);
}

static void rates_put(const struct fiscal *f, const twofold_fiscal_sum *sum)
{
    char rates[400] = "", changes[24];
    for (size_t i = 0; i < sum->rate_count; i++) {
        char cell[CELL];
        percent_write(sum->rates[i], cell);
        text_append(rates, sizeof rates, i > 0 ? word(WORD_ITEMS, f->session->lang) : "");
        text_append(rates, sizeof rates, cell);
    }
    snprintf(changes, sizeof changes, "%zu", sum->sign_changes);
    if (sum->kind == TWOFOLD_IRR_ONE)
        line_put(f, WORD_IRR_ONE, rates, NULL, NULL);
    else if (sum->kind == TWOFOLD_IRR_SEVERAL)
        line_put(f, WORD_IRR_SEVERAL, rates, NULL, NULL);
    else
        line_put(f, WORD_IRR_NONE, changes, NULL, NULL);
}

static void payback_put(const struct fiscal *f, const twofold_fiscal_sum *sum)
{
    char years[CELL], from[16], in[16], last[16];
    snprintf(from, sizeof from, "%d", sum->cost_from);
    snprintf(in, sizeof in, "%d", sum->repaid_in);
    snprintf(last, sizeof last, "%d", f->first_year + (int)f->years - 1);
    if (isnan(sum->payback)) return;
    (void)twofold_fixed_write(sum->payback, 1, TWOFOLD_HALF_EVEN, years, sizeof years);
    if (sum->cost_from == 0 && !sum->support_known) return; /* said of the support */
    if (sum->cost_from == 0)
        line_put(f, WORD_NO_COSTS, NULL, NULL, NULL);
    else if (isinf(sum->payback))
        line_put(f, WORD_NOT_REPAID, last, NULL, NULL);
    else
        line_put(f, WORD_REPAID, years, from, in);
}

static void sums_put(const struct fiscal *f, const struct style *style,
                     const twofold_fiscal_flow *flow)
{
    const twofold_fiscal_sum sum = twofold_fiscal_flow_sum(flow);
    const double rate = f->session->options->rate;
    char money[MONEY], percent[CELL], first[24], all[24], last[16];
    snprintf(first, sizeof first, "%d", f->first_year);
    snprintf(last, sizeof last, "%d", f->first_year + (int)f->years - 1);
    if (sum.unknown_years > 0) {
        snprintf(first, sizeof first, "%zu", sum.unknown_years);
        snprintf(all, sizeof all, "%zu", f->years);
        line_put(f, WORD_GAIN_UNKNOWN, first, all, NULL);
        if (f->kpi == TWOFOLD_KPI_LOCAL_TAX) line_put(f, WORD_WHOLE_TAX, NULL, NULL, NULL);
    } else {
        money_write(f, style, sum.npv, money);
        percent_write(rate, percent);
        if (isnan(rate))
            line_put(f, WORD_SUM_OF_NET, last, money, NULL);
        else
            line_put(f, WORD_NPV, percent, first, money);
        rates_put(f, &sum);
    }
    payback_put(f, &sum);
    if (!sum.support_known) line_put(f, WORD_SUPPORT_UNKNOWN, NULL, NULL, NULL);
}

/* How the tax of a part comes about. */
static void level_put(const struct fiscal *f, int entity)
{
    const twofold_tax_level level = twofold_plan_tax_level(f->session->plan, entity);
    if (level == TWOFOLD_TAX_NOT_GIVEN) return;
    const bool built_up = level == TWOFOLD_TAX_INSTRUMENTS;
    line_put(f, WORD_TAX_LEVEL,
             word(built_up ? WORD_TAX_INSTRUMENTS : WORD_TAX_EFFECTIVE, f->session->lang), NULL,
             NULL);
}

static void heading_put(const struct fiscal *f, int entity, const struct style *style)
{
    const twofold_entity_kind kind =
        twofold_entity_at(f->session->plan, entity, f->session->lang).kind;
    const bool is_project = kind == TWOFOLD_ENTITY_PROJECT || kind == TWOFOLD_ENTITY_ENTRY;
    char kpi[NAME] = "";
    text_append(kpi, sizeof kpi, kpi_name(f->session, f->kpi));
    if (!is_project) text_append(kpi, sizeof kpi, word(WORD_OVER_FIRST, f->session->lang));
    if (f->session->options->format == TWOFOLD_MARKDOWN) fputs("## ", stdout);
    line_put(f, WORD_FLOW_OF, entity_name(f->session, entity), kpi, style->unit);
    if (f->session->options->format == TWOFOLD_MARKDOWN) putchar('\n');
}

static twofold_status page_put(const struct fiscal *f, int entity, const twofold_fiscal_flow *flow)
{
    const struct style style = style_for(currency_of(f), false, largest_of(flow), f->session->lang);
    heading_put(f, entity, &style);
    const twofold_status status = years_put(f, &style, flow);
    if (status != TWOFOLD_OK) return status;
    putchar('\n');
    sums_put(f, &style, flow);
    level_put(f, entity);
    putchar('\n');
    return TWOFOLD_OK;
}

/* ---- The verb ---- */

static twofold_status one(const struct fiscal *f, int entity, struct sheet *sheet)
{
    const double rate = f->session->options->rate;
    const twofold_fiscal_options options = {.struct_size = sizeof options,
                                            .gain = twofold_plan_kpi(f->session->plan, f->kpi)->id,
                                            .rate = isnan(rate) ? 0.0 : rate,
                                            .costs = f->costs,
                                            .cost_count = f->years};
    twofold_fiscal_flow *flow = NULL;
    twofold_status status =
        twofold_fiscal_flow_new(f->session->projection, entity, &options, NULL, &flow);
    if (status != TWOFOLD_OK) return status;
    if (is_for_people(f->session->options))
        status = page_put(f, entity, flow);
    else
        flow_rows(f, sheet, entity, flow);
    twofold_fiscal_flow_free(flow);
    return status;
}

static enum exit_status all(const struct fiscal *f, const struct handles *entities)
{
    const struct options *options = f->session->options;
    const int park = 0;
    const int *items = entities->all ? &park : entities->items;
    const size_t count = entities->all ? 1 : entities->count;
    const bool people = is_for_people(options);
    struct sheet sheet = {0};
    if (people)
        title_put(f->session);
    else
        sheet = rows_begin();
    twofold_status status = TWOFOLD_OK;
    for (size_t i = 0; i < count && status == TWOFOLD_OK; i++) status = one(f, items[i], &sheet);
    if (people && status == TWOFOLD_OK) assumptions_note_put(f->session);
    if (!people) {
        const twofold_status written = sheet_end(&sheet, options->format);
        status = status != TWOFOLD_OK ? status : written;
    }
    return complain(status, options->file, options->lang);
}

/* The KPI that is gained: one of --kpi, a flow of money. */
static enum exit_status find_gain(struct fiscal *f)
{
    struct handles kpis = {0};
    const enum exit_status exit = find_kpis(f->session, &kpis);
    f->kpi = exit == DONE && !kpis.all ? kpis.items[kpis.count - 1] : TWOFOLD_KPI_LOCAL_TAX;
    handles_free(&kpis);
    if (exit != DONE) return exit;
    const twofold_kpi *row = twofold_plan_kpi(f->session->plan, f->kpi);
    if (row->kind == TWOFOLD_FLOW && strcmp(row->unit, currency_of(f)) == 0) return DONE;
    message(f->session->lang, WORD_NOT_MONEY, kpi_name(f->session, f->kpi), NULL, NULL);
    return BAD_INPUT;
}

enum exit_status verb_fiscal(const struct options *options)
{
    struct session session;
    struct handles entities = {0};
    struct fiscal f = {.session = &session};
    enum exit_status exit = session_open(&session, options);
    if (exit == DONE) exit = find_entities(&session, &entities);
    if (exit == DONE) exit = find_gain(&f);
    if (exit == DONE) exit = read_costs(&f);
    if (exit == DONE) exit = all(&f, &entities);
    free(f.costs);
    handles_free(&entities);
    session_close(&session);
    return exit;
}
