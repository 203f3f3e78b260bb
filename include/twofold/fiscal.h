/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 * Fiscal arithmetic: tax built up from its instruments year by year, the years until it repays what
 * was given for it, net present value and internal rates of return.
 *
 * Formulas on doubles and arrays of years, oldest first; nothing is allocated. Money has any unit,
 * the same for all arguments of one call; rates and shares are fractions. No rate of any law stands
 * in here: all are arguments. A result that does not exist is NaN, and so is every result that
 * depends on an argument that is NaN, infinite or out of its bounds.
 * Only + - * / and comparisons: the bits are the same everywhere.
 *
 * Threads: pure functions of their arguments.
 */
#ifndef TWOFOLD_FISCAL_H
#define TWOFOLD_FISCAL_H

#include "twofold/base.h"

TWOFOLD_BEGIN_DECLS

/* ---- Instruments, one at a time ---- */

/** Value added tax contained in a price that includes it: price rate/(1 + rate).
 * @param rate  >= 0 */
TWOFOLD_API double twofold_vat_in_price(double price, double rate);

/** Value added tax payable after input credit: each year's output VAT less its input VAT and the
 * credit left over from before; what is left over again is carried forward without limit.
 * payable = max(0, due - input - carried), carried on = max(0, input + carried - due).
 * @param years    length of the arrays
 * @param due      VAT on the value added, before credit for equipment, >= 0
 * @param input    VAT paid on equipment, >= 0
 * @param opening  credit at the beginning, >= 0
 * @param payable  gets the tax; may be `due` itself
 * @return the credit left at the end; NaN (and payable all NaN) if any argument is no finite number
 *         or negative */
TWOFOLD_API double twofold_vat_after_credit(size_t years, const double *due, const double *input,
                                            double opening, double *payable);

/** Taxable income: profit less the losses of earlier years, the oldest first. A loss may be used in
 * the `life` years after its own, and lapses then.
 * @param profit   before tax; negative: a loss
 * @param life     years a loss is carried forward, >= 0 (0: never; a fraction counts as its floor)
 * @param taxable  gets the taxable income of each year, >= 0
 * @param left     gets what is left unused of each year's loss, lapsed or not
 * Both outputs are all NaN if any argument is no finite number or life is negative. */
TWOFOLD_API void twofold_taxable_income(size_t years, const double *profit, double life,
                                        double *taxable, double *left);

/** What starts the years of a tax holiday: the first year with … above zero. */
typedef enum twofold_holiday_from {
    TWOFOLD_HOLIDAY_TAXABLE = 0, /**< taxable income, after losses of earlier years */
    TWOFOLD_HOLIDAY_PROFIT,      /**< profit, before them */
    TWOFOLD_HOLIDAY_REVENUE      /**< turnover */
} twofold_holiday_from;

/** A tax holiday (两免三减半: 2 free years, then 3 half). Once begun the years run without pause,
 * also through losses. */
typedef struct twofold_holiday {
    twofold_holiday_from from;
    double free;    /**< years without income tax, >= 0 */
    double half;    /**< years after them at half of a rate, >= 0 */
    double half_of; /**< that rate: the statutory one or the firm's own */
} twofold_holiday;

/** Income tax of each year: rate x taxable income, 0 in a holiday's free years, half_of/2 x taxable
 * income in its half years.
 * @param turnover  read for a holiday from revenue; may be NULL otherwise
 * @param profit    read for a holiday from profit; may be NULL otherwise
 * @param taxable   >= 0, from twofold_taxable_income
 * @param rate      >= 0
 * @param holiday   NULL: none
 * @param tax       gets the tax; all NaN if anything that is read is no finite number, or out of
 *                  its bounds */
TWOFOLD_API void twofold_income_tax(size_t years, const double *turnover, const double *profit,
                                    const double *taxable, double rate,
                                    const twofold_holiday *holiday, double *tax);

/* ---- All of them ---- */

/** Rates of one place, and how much of each instrument stays there. Set struct_size =
 * sizeof(twofold_tax_rates). */
typedef struct twofold_tax_rates {
    size_t struct_size;
    double vat;        /**< on the value added */
    double surcharges; /**< on the VAT payable: city maintenance, education, all together */
    double income;     /**< on taxable income */
    double land;       /**< money for one unit of area and year */
    double loss_years; /**< years a loss is carried forward */
    double local_vat;  /**< local shares, 0 .. 1 */
    double local_surcharges, local_income, local_land;
    twofold_holiday holiday; /**< free = half = 0: none */
} twofold_tax_rates;

/** A firm: its years, and shares that hold in all of them. Set struct_size =
 * sizeof(twofold_tax_case). */
typedef struct twofold_tax_case {
    size_t struct_size;
    size_t years;
    const double *turnover;   /**< output or sales without VAT */
    const double *investment; /**< price including VAT; NULL: none */
    const double *area;       /**< mean over the year; NULL: none */
    double value_added;       /**< value added / turnover */
    double domestic;          /**< share sold at home; the rest is exported at rate zero */
    double margin;            /**< profit before tax / turnover */
    double equipment;         /**< share of investment that brings input VAT */
} twofold_tax_case;

/** One year's taxes. */
typedef struct twofold_tax {
    double vat, surcharges, income, land;
    double total; /**< of the four */
    double local; /**< what stays */
    double central;
} twofold_tax;

/** The build-up: VAT = vat x value_added x domestic x turnover, less credit for the VAT in
 * equipment x investment; surcharges on it; income tax on margin x turnover; land tax.
 * @param taxes   years of them
 * All are NaN where an argument is no finite number or out of its bounds.
 * Source: value-added tax with input credit as levied in China (general method), in the simplified
 * form that planning uses: one rate, purchases taxed at the rate of sales. */
TWOFOLD_API void twofold_tax_build_up(const twofold_tax_case *firm, const twofold_tax_rates *rates,
                                      twofold_tax *taxes);

/** Which value-added ratio a stated tax implies, without credit, holiday and losses:
 * (tax/turnover - margin x income - land_tax/turnover)/(vat (1 + surcharges) domestic). Above 1 or
 * below 0 the stated tax does not fit the other figures.
 * @param tax_rate       tax/turnover
 * @param land_tax_rate  land tax/turnover
 * NaN where the divisor is not above 0 */
TWOFOLD_API double twofold_value_added_implied(double tax_rate, double land_tax_rate, double margin,
                                               double domestic, const twofold_tax_rates *rates);

/* ---- Flows of money over years ---- */

/** Net present value: the sum of flow[i]/(1 + rate)^i; flow[0] is not discounted.
 * @param rate  a period, > -1
 * @param flow  one amount a period, signed
 * 0 for no flow at all. */
TWOFOLD_API double twofold_npv(double rate, const double *flow, size_t periods);

/** How often the flow changes its sign, zeros left out. No more rates than these solve NPV = 0
 * (Descartes), and as many or an even number fewer; with one change there is exactly one. */
TWOFOLD_API size_t twofold_sign_changes(const double *flow, size_t periods);

/** What became of a search for rates of return: X(NAME, number, "id", Chinese). */
#define TWOFOLD_IRR_CLASS_LIST(X)                                                                  \
    X(UNDEFINED, 0, "undefined", "无定义") /* no finite flow, or NPV is 0 at every rate */         \
    X(NONE, 1, "none", "无解")             /* no rate at all, or none in the interval */           \
    X(ONE, 2, "one", "唯一")               /* one in the interval */                               \
    X(SEVERAL, 3, "several", "多解")       /* all of them reported; none is the return */

typedef enum twofold_irr_class {
#define TWOFOLD_X(name, number, id, zh) TWOFOLD_IRR_##name = number,
    TWOFOLD_IRR_CLASS_LIST(TWOFOLD_X)
#undef TWOFOLD_X
} twofold_irr_class;

/** The class's id or Chinese word; "" for numbers that are none. */
TWOFOLD_API const char *twofold_irr_class_text(twofold_irr_class which, twofold_lang lang);

/** Most periods between the first and the last amount that is not 0. */
#define TWOFOLD_IRR_PERIODS 128

/** Internal rates of return: all rates in [low, high] at which the NPV is 0, ascending.
 * @param flow     one amount a period
 * @param periods  any number; more than TWOFOLD_IRR_PERIODS that count are UNDEFINED
 * @param low      > -1
 * @param high     > low
 * @param rates    gets the first `room` of them; may be NULL if room is 0
 * @param count    gets how many there are (also beyond room); 0 unless ONE or SEVERAL. NULL: not
 *                 wanted
 * Method: the NPV is a polynomial in v = 1/(1 + rate); between neighbouring roots of its derivative
 * it is monotone, so bisection finds each root, and the derivative's are found in the same way. A
 * rate is exact to about 1e-12, a double root to about 1e-6.
 * Source: the classical method for real roots; on flows with several rates: E. Solomon, "The
 * arithmetic of capital-budgeting decisions", Journal of Business 29 (1956) 124-129. */
TWOFOLD_API twofold_irr_class twofold_irr(const double *flow, size_t periods, double low,
                                          double high, double *rates, size_t room, size_t *count);

/** Periods until gains have repaid costs (投资回收期): the time from the beginning of the first
 * period at which the sum of gains first reaches the sum of costs after it was below, taking both
 * as even within a period.
 * @param gain, cost  one amount a period each
 * @return 0 where costs never exceed gains; infinity where they are not repaid within the periods;
 *         NaN for numbers that are not finite */
TWOFOLD_API double twofold_payback(const double *gain, const double *cost, size_t periods);

TWOFOLD_END_DECLS

#endif
