/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 * Growth arithmetic: rates and what undefined ones mean, growth over time, figures to date, samples
 * that change, attainment and pace, employment.
 *
 * Everything here is a formula: it returns its double, NaN where that is undefined (and whenever an
 * argument is NaN or infinite); nothing fails, nothing is allocated. Rates are fractions (0.118 is
 * 11.8 %), time is in whatever unit the name says. Values have any unit, the same for all arguments
 * of one call. Logarithms and powers are the library's own, so the bits are the same everywhere;
 * accuracy is a few units in the last place unless a function says otherwise. Forms over arrays
 * give the bits of those for one value, NaN stands for a missing one, and an array may be NULL only
 * if its count is 0.
 *
 * Threads: pure functions of their arguments.
 */
#ifndef TWOFOLD_GROWTH_H
#define TWOFOLD_GROWTH_H

#include "twofold/base.h"

TWOFOLD_BEGIN_DECLS

/* ---- Rates and what they mean ---- */

/** What a change from base to now is, also where it has no rate:
 * X(NAME, number, "id", Chinese term). */
#define TWOFOLD_GROWTH_CLASS_LIST(X)                                                               \
    X(UNKNOWN, 0, "unknown", "未知")                                                               \
    X(ORDINARY, 1, "ordinary", "正常")                     /* base > 0, now > 0 */                 \
    X(CEASED, 2, "ceased", "归零")                         /* base > 0, now = 0 */                 \
    X(TURNED_TO_LOSS, 3, "turned-to-loss", "转亏")         /* base > 0, now < 0 */                 \
    X(NEW, 4, "new", "新增")                               /* base = 0, now > 0 */                 \
    X(NEW_LOSS, 5, "new-loss", "新增亏损")                 /* base = 0, now < 0 */                 \
    X(NONE, 6, "none", "无")                               /* base = 0, now = 0 */                 \
    X(TURNED_TO_PROFIT, 7, "turned-to-profit", "扭亏为盈") /* base < 0, now > 0 */                 \
    X(LOSS_NARROWED, 8, "loss-narrowed", "减亏")           /* base < now <= 0, base < 0 */         \
    X(LOSS_UNCHANGED, 9, "loss-unchanged", "亏损持平")     /* base = now < 0 */                    \
    X(LOSS_WIDENED, 10, "loss-widened", "增亏")            /* now < base < 0 */

typedef enum twofold_growth_class {
#define TWOFOLD_X(name, number, id, zh) TWOFOLD_GROWTH_##name = number,
    TWOFOLD_GROWTH_CLASS_LIST(TWOFOLD_X)
#undef TWOFOLD_X
} twofold_growth_class;

/** What to do where the base is not positive. */
typedef enum twofold_growth_policy {
    TWOFOLD_GROWTH_STRICT = 0, /**< (now - base)/base for base > 0, else undefined */
    TWOFOLD_GROWTH_SIGNED,     /**< the same for any base but 0: compounds, but a smaller loss is a
                                    negative rate */
    TWOFOLD_GROWTH_ABS,        /**< (now - base)/|base|: right direction, does not compound */
    TWOFOLD_GROWTH_SYMMETRIC   /**< 2 (now - base)/(|now| + |base|), in [-2, 2], also for base 0; as
                                    for job flows (Davis, Haltiwanger, Schuh 1996) */
} twofold_growth_policy;

/** Growth rate (同比, 环比), strictly: (now - base)/base.
 * @param base  > 0, else NaN; twofold_growth_classify says what happened
 * @return fraction; may be below -1 (turned to loss) */
TWOFOLD_API double twofold_growth(double now, double base);

/** Growth rate by a policy asked for by name. NaN where the policy has none (see each). */
TWOFOLD_API double twofold_growth_by(twofold_growth_policy policy, double now, double base);

/** What the change is. UNKNOWN if either is NaN or infinite. */
TWOFOLD_API twofold_growth_class twofold_growth_classify(double now, double base);

/** rates[i] = twofold_growth_by(policy, now[i], base[i]).
 * @param rates  gets count of them; may be now or base itself */
TWOFOLD_API void twofold_growth_many(twofold_growth_policy policy, const double *now,
                                     const double *base, size_t count, double *rates);

/** Growth over `lag` periods along a series: of values[i] on values[i - lag], the first lag NaN.
 * In months lag 12 is year-on-year (同比), lag 1 period-on-period (环比; of use only on seasonally
 * adjusted figures).
 * @param rates  gets count of them; apart from values */
TWOFOLD_API void twofold_growth_lagged(twofold_growth_policy policy, const double *values,
                                       size_t count, size_t lag, double *rates);

/** classes[i] = twofold_growth_classify(now[i], base[i]), one byte each. */
TWOFOLD_API void twofold_growth_classify_many(const double *now, const double *base, size_t count,
                                              unsigned char *classes);

/** Whether a base is so small that its rate says little: |base| < least; false for NaN. */
TWOFOLD_API bool twofold_growth_small_base(double base, double least);

/** A class's id ("loss-narrowed") or Chinese term ("减亏"); "" for numbers that are none. */
TWOFOLD_API const char *twofold_growth_class_text(twofold_growth_class which, twofold_lang lang);

/** Real growth from nominal growth and the price change over the same window:
 * (1 + nominal)/(1 + price) - 1.
 * @param nominal  fraction
 * @param price    change of the price index, fraction, > -1 */
TWOFOLD_API double twofold_real_growth(double nominal, double price);

/** A value at constant prices (可比价): value/(1 + price). Value added by single deflation is
 * twofold_deflate(output x value-added ratio, producer price change).
 * @param price  change since the base period, fraction, > -1 */
TWOFOLD_API double twofold_deflate(double value, double price);

/** Rates one after the other as one: (1 + rates[0]) (1 + rates[1]) … - 1; 0 of none.
 * @param rates  each >= -1 */
TWOFOLD_API double twofold_chain_rates(const double *rates, size_t count);

/* ---- Growth over time ---- */

/** Logarithmic growth: ln(now/base). Unlike rates it adds up over periods, and times the periods
 * in a year it is the rate a year.
 * @param now, base  > 0 */
TWOFOLD_API double twofold_log_growth(double now, double base);

/** A rate over some periods as a rate a year, compounded: (1 + rate)^(per_year/periods) - 1.
 * @param rate      fraction over all the periods, >= -1
 * @param periods   how many periods it spans, > 0 (0.92 % over five months: 5)
 * @param per_year  periods in a year, > 0 (months: 12) */
TWOFOLD_API double twofold_annualise(double rate, double periods, double per_year);

/** Compound annual growth rate (年均增速): (last/first)^(1/years) - 1.
 * @param first  > 0
 * @param last   >= 0, same unit
 * @param years  elapsed, > 0, fractions allowed: intervals, not observations */
TWOFOLD_API double twofold_cagr(double first, double last, double years);

/** rates[i] = twofold_cagr(first[i], last[i], years). */
TWOFOLD_API void twofold_cagr_many(const double *first, const double *last, size_t count,
                                   double years, double *rates);

/** Annual growth by regression: exp(per_year b) - 1 with b the least-squares slope of ln(values)
 * over time. Unlike the rate between endpoints it uses every value.
 * @param values    one a period; NaN: missing, left out with its time; others > 0, at least two
 * @param per_year  periods in a year, > 0 */
TWOFOLD_API double twofold_cagr_fit(const double *values, size_t count, double per_year);

/** Average growth of some years by the level method (水平法): that of the last value on the base,
 * twofold_cagr(base, values[count - 1], count).
 * @param base    the year before the first, > 0
 * @param values  one a year */
TWOFOLD_API double twofold_average_growth_level(double base, const double *values, size_t count);

/** Average growth by the accumulation method (累计法; fixed-asset investment in China's yearbooks):
 * the g at which base (1 + g) + … + base (1 + g)^count is the sum of the values.
 * @param base    > 0
 * @param values  one a year, >= 0; all 0 gives -1
 * Absolute accuracy 1e-14, by Newton's method on a convex function. */
TWOFOLD_API double twofold_average_growth_accumulated(double base, const double *values,
                                                      size_t count);

/** Two-year average (两年平均): sqrt((1 + first)(1 + second)) - 1.
 * @param first, second  rates of the two years, >= -1 */
TWOFOLD_API double twofold_two_year_average(double first, double second);

/** The rate a period that multiplies by `multiple` in `periods`: multiple^(1/periods) - 1.
 * @param multiple  > 0 (2 doubles; 翻两番 is 4)
 * @param periods   > 0; the rate is per one of them */
TWOFOLD_API double twofold_required_rate(double multiple, double periods);

/** Periods until it doubles at a constant rate: ln 2/ln(1 + rate).
 * @param rate  fraction a period, > -1. 0: infinity (never). Below 0: minus the halving time */
TWOFOLD_API double twofold_doubling_time(double rate);

/** Periods until it is `multiple` times as much: ln(multiple)/ln(1 + rate).
 * @param rate      as above
 * @param multiple  > 0; 1 gives 0 at any rate; at rate 0 any other gives infinity (never).
 *                  Negative where the multiple lies in the past */
TWOFOLD_API double twofold_multiplying_time(double rate, double multiple);

/** The multiple that n doublings make (翻 n 番): 2^n; 翻两番 is 4 times as much, 翻三番 8. */
TWOFOLD_API double twofold_multiple_of_doublings(double doublings);

/* ---- Figures to date ---- */

/** Cumulative sums within each year (累计): sums[i] from its year's first period to i.
 * @param values    one a period. From a missing value on, the year's sums are NaN
 * @param first     place of values[0] in its year, from 0; 0 if it begins one. If not 0, the first
 *                  year's sums begin with values[0]
 * @param per_year  periods in a year, > first: 12; 11 where January and February are one
 * @param sums      gets count of them; may be values itself */
TWOFOLD_API void twofold_cumulate(const double *values, size_t count, size_t first, size_t per_year,
                                  double *sums);

/** Back again: each period from figures that are cumulative within the year; NaN beside a missing
 * one, and for values[0] if first is not 0. Parameters as above; values may be sums itself. */
TWOFOLD_API void twofold_decumulate(const double *sums, size_t count, size_t first, size_t per_year,
                                    double *values);

/** Sums of the `window` periods up to each; the first window - 1 are NaN, and those with a missing
 * value in them. Added oldest first, as a year is cumulated.
 * @param window  > 0, or all are NaN
 * @param sums    gets count of them; apart from values */
TWOFOLD_API void twofold_rolling_sum(const double *values, size_t count, size_t window,
                                     double *sums);

/** Cumulative growth (累计同比): sum of now over sum of base, less 1; the base-weighted mean of the
 * periods' rates, not their simple mean. */
TWOFOLD_API double twofold_cumulative_growth(const double *now, const double *base, size_t count);

/** A rate, and between which bounds it lies. */
typedef struct twofold_rate_band {
    double rate, low, high;
} twofold_rate_band;

/** One month's growth from two published cumulative rates, of the year to it and to the month
 * before: (base (1 + rate) - base_before (1 + rate_before))/(base - base_before) - 1.
 * @param base, base_before  last year's cumulative amounts, 0 <= base_before < base
 * @param rounding  half a unit of the last digit published (0.0005 for 11.6 %), >= 0; the band is
 *                  where the rate can lie for all rates that round to those two
 * Published levels are no substitute: last year's are revised. */
TWOFOLD_API twofold_rate_band twofold_month_from_cumulative(double rate, double rate_before,
                                                            double base, double base_before,
                                                            double rounding);

/** A season's elapsed shares: how much of the year has usually come by the end of each period.
 * @param values  years x periods, whole years one after the other, >= 0, each with a sum > 0
 * @param shares  gets `periods` of them, the mean over the years; the last is 1. NaN if undefined
 */
TWOFOLD_API void twofold_season_shares(const double *values, size_t years, size_t periods,
                                       double *shares);

/* ---- Samples that change (可比口径) ---- */

/** Growth of a list of firms when firms enter and leave it. */
typedef struct twofold_sample_growth {
    double matched;  /**< of those in both years' lists */
    double reported; /**< of this year's list on the base its own firms report */
    double naive;    /**< of this year's list on last year's: entries and exits count as growth */
    /** What naive growth is made of, each over last year's total: continuing + entry + exit. */
    double continuing, entry, exit;
    size_t matched_count, entered_count, left_count;
} twofold_sample_growth;

/** @param now       this year's value of each firm; NaN: not in this year's list
 * @param base      last year's value as published; NaN: not in last year's list
 * @param own_base  what each firm of this year's list reports for last year (a new one above the
 *                  threshold brings its own); NULL: as published
 * A rate without a base above 0 is NaN; `reported` also if a firm of this year's list reports none.
 */
TWOFOLD_API twofold_sample_growth twofold_sample_growth_of(const double *now, const double *base,
                                                           const double *own_base, size_t count);

/* ---- Targets ---- */

/** Attainment (完成率): actual/target, never clamped.
 * @param target  > 0 */
TWOFOLD_API double twofold_attainment(double actual, double target);

/** Attainment of a lower-is-better target, difference form: 2 - actual/target.
 * @param target  > 0 */
TWOFOLD_API double twofold_attainment_at_most(double actual, double target);

/** Attainment of a lower-is-better target, ratio form: target/actual.
 * @param actual  > 0 */
TWOFOLD_API double twofold_attainment_at_most_ratio(double actual, double target);

/** Attainment of a change from a start: (actual - start)/(target - start); for reductions too.
 * @param target  differs from start */
TWOFOLD_API double twofold_attainment_of_change(double start, double actual, double target);

/** Attainment of a target of any sign but 0: 1 + (actual - target)/|target| (a loss of at most 10
 * is the target -10). For a positive target it is actual/target. */
TWOFOLD_API double twofold_attainment_signed(double actual, double target);

/** Elapsed share (时间进度) of a year or any whole: elapsed/whole.
 * @param elapsed  in [0, whole]: months, days, or a season's cumulative amount
 * @param whole    > 0 */
TWOFOLD_API double twofold_elapsed_share(double elapsed, double whole);

/** Attainment over elapsed share: 1 is on schedule.
 * @param elapsed  > 0: calendar, or what the season has usually brought by now */
TWOFOLD_API double twofold_attainment_index(double attainment, double elapsed);

/** Attainment less elapsed share, a fraction: -0.033 is 3.3 percentage points (百分点) behind. */
TWOFOLD_API double twofold_lead(double attainment, double elapsed);

/** Where one stands against the time gone: X(NAME, number, "id", Chinese term). */
#define TWOFOLD_PACE_LIST(X)                                                                       \
    X(UNKNOWN, 0, "unknown", "未知")                                                               \
    X(BEHIND, 1, "behind", "滞后")                                                                 \
    X(ON_SCHEDULE, 2, "on-schedule", "符合进度")                                                   \
    X(AHEAD, 3, "ahead", "超前")

typedef enum twofold_pace {
#define TWOFOLD_X(name, number, id, zh) TWOFOLD_PACE_##name = number,
    TWOFOLD_PACE_LIST(TWOFOLD_X)
#undef TWOFOLD_X
} twofold_pace;

/** Pace of a target that is a level, a rate, or both; the worse of the two counts.
 * @param attainment, elapsed  NaN (either): no target for the level
 * @param growth, wanted       growth so far and the growth that is the target; NaN: no such target
 */
TWOFOLD_API twofold_pace twofold_pace_classify(double attainment, double elapsed, double growth,
                                               double wanted);

/** A pace's id ("on-schedule") or Chinese term ("符合进度"); "" for numbers that are none. */
TWOFOLD_API const char *twofold_pace_text(twofold_pace which, twofold_lang lang);

/** What is missing: target - actual; negative once it is exceeded. */
TWOFOLD_API double twofold_gap(double actual, double target);

/** Where the whole lands at the pace so far: cumulative/share.
 * @param cumulative  so far
 * @param share       elapsed share in (0, 1]: calendar or seasonal */
TWOFOLD_API double twofold_run_rate(double cumulative, double share);

/** Where the whole lands if what is left goes at a pace: cumulative + periods_left x pace.
 * @param pace          a period, such as the mean of the last three
 * @param periods_left  >= 0 */
TWOFOLD_API double twofold_landing_at_pace(double cumulative, double pace, double periods_left);

/** What each remaining period must bring: (target - cumulative)/periods_left; negative once the
 * target is exceeded.
 * @param periods_left  > 0 */
TWOFOLD_API double twofold_required_per_period(double cumulative, double target,
                                               double periods_left);

/** By how much what is left must grow: (target - cumulative)/base_left - 1.
 * @param base_left  what the same periods brought last year, > 0 */
TWOFOLD_API double twofold_required_growth(double cumulative, double target, double base_left);

/* ---- Employment ---- */

/** Jobs that an output takes: output/(productivity (1 + drift)^years).
 * @param output        a year, >= 0
 * @param productivity  output of a job a year at the beginning, > 0
 * @param drift         growth of productivity a year, fraction, > -1
 * @param years         since the beginning, of any sign */
TWOFOLD_API double twofold_jobs_for_output(double output, double productivity, double drift,
                                           double years);

/** Growth of productivity from that of output and jobs: (1 + output)/(1 + jobs) - 1.
 * @param output, jobs  growth over the same time, fractions; jobs > -1 */
TWOFOLD_API double twofold_productivity_growth(double output, double jobs);

/** Elasticity of employment: growth of jobs over growth of output.
 * @param output  not 0 */
TWOFOLD_API double twofold_jobs_elasticity(double jobs, double output);

/** Change of the unemployment rate by Okun's law in its difference form:
 * -coefficient (growth - steady); 0.005 is +0.5 percentage points.
 * @param growth       of output a year, fraction
 * @param steady       the growth at which unemployment stands still
 * @param coefficient  points of unemployment for a point of growth
 * Source: A. M. Okun, "Potential GNP: its measurement and significance", Proceedings of the
 * Business and Economic Statistics Section, American Statistical Association (1962) 98-104. */
TWOFOLD_API double twofold_okun(double growth, double steady, double coefficient);

/** What a change of one firm's jobs is: X(NAME, number, "id", Chinese term). */
#define TWOFOLD_JOB_CHANGE_LIST(X)                                                                 \
    X(UNKNOWN, 0, "unknown", "未知")                                                               \
    X(STEADY, 1, "steady", "持平")           /* as many as before */                               \
    X(EXPANDING, 2, "expanding", "扩员")     /* more than before */                                \
    X(CONTRACTING, 3, "contracting", "减员") /* fewer than before */                               \
    X(ENTRY, 4, "entry", "新设")             /* none before */                                     \
    X(EXIT, 5, "exit", "退出")               /* none now */                                        \
    X(NONE, 6, "none", "无")                 /* none before and now */

typedef enum twofold_job_change {
#define TWOFOLD_X(name, number, id, zh) TWOFOLD_JOB_##name = number,
    TWOFOLD_JOB_CHANGE_LIST(TWOFOLD_X)
#undef TWOFOLD_X
} twofold_job_change;

/** What the change of a firm's jobs is. UNKNOWN if either is negative, NaN or infinite. Its rate is
 * twofold_growth_by(TWOFOLD_GROWTH_SYMMETRIC, …): 2 for entry, -2 for exit. */
TWOFOLD_API twofold_job_change twofold_job_classify(double now, double before);

/** A change's id ("entry") or Chinese term ("新设"); "" for numbers that are none. */
TWOFOLD_API const char *twofold_job_change_text(twofold_job_change which, twofold_lang lang);

/** Gross flows of jobs over a set of firms, and their rates over the mean of jobs before and now.
 */
typedef struct twofold_job_flows {
    double created;      /**< sum of what expanding and new firms added */
    double destroyed;    /**< sum of what contracting and closing firms gave up */
    double size;         /**< sum of (before + now)/2: what the rates are taken over */
    double creation;     /**< created/size; NaN, as all rates, where nobody has a job */
    double destruction;  /**< destroyed/size */
    double net;          /**< creation - destruction */
    double reallocation; /**< creation + destruction */
} twofold_job_flows;

/** Job creation and destruction over firms.
 * @param before, now  jobs of each firm, >= 0 and finite, 0 where it does not exist; NULL if count
 *                     is 0
 * @return all NaN if any of them is not
 * Source: S. J. Davis, J. C. Haltiwanger, S. Schuh, "Job Creation and Destruction", MIT Press 1996.
 */
TWOFOLD_API twofold_job_flows twofold_job_flows_of(const double *before, const double *now,
                                                   size_t count);

/** Investment for each post saved: investment/posts.
 * @param posts  > 0 */
TWOFOLD_API double twofold_investment_per_post(double investment, double posts);

/** Years until saved labour has paid for an investment: investment/(posts x cost). A line's saved
 * labour is displacement at unchanged output, not dismissals.
 * @param posts  saved, > 0
 * @param cost   of a post a year, > 0, in the investment's unit */
TWOFOLD_API double twofold_labour_payback(double investment, double posts, double cost);

TWOFOLD_END_DECLS

#endif
