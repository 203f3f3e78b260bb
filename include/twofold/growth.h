/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 * Closed-form growth arithmetic: rates, their classes, averages, doubling times, attainment, pace.
 *
 * Everything here is a formula: it returns its double, NaN where that is undefined (and whenever an
 * argument is NaN or infinite); nothing fails, nothing is allocated. Rates are fractions (0.118 is
 * 11.8 %), time is in whatever unit the name says. Values have any unit, the same for all arguments
 * of one call. Logarithms and powers are the library's own, so the bits are the same everywhere;
 * accuracy is a few units in the last place unless a function says otherwise.
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

/** A class's id ("loss-narrowed") or Chinese term ("减亏"); "" for numbers that are none. */
TWOFOLD_API const char *twofold_growth_class_text(twofold_growth_class which, twofold_lang lang);

/** Real growth from nominal growth and the price change over the same window:
 * (1 + nominal)/(1 + price) - 1.
 * @param nominal  fraction
 * @param price    change of the price index, fraction, > -1 */
TWOFOLD_API double twofold_real_growth(double nominal, double price);

/* ---- Growth over time ---- */

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

/** What is missing: target - actual; negative once it is exceeded. */
TWOFOLD_API double twofold_gap(double actual, double target);

/** Where the whole lands at the pace so far: cumulative/share.
 * @param cumulative  so far
 * @param share       elapsed share in (0, 1]: calendar or seasonal */
TWOFOLD_API double twofold_run_rate(double cumulative, double share);

/** What each remaining period must bring: (target - cumulative)/periods_left; negative once the
 * target is exceeded.
 * @param periods_left  > 0 */
TWOFOLD_API double twofold_required_per_period(double cumulative, double target,
                                               double periods_left);

/* ---- Where a change comes from ---- */

/** Logarithmic mean: (b - a)/ln(b/a); a if both are equal, 0 if either is 0.
 * @param a, b  >= 0
 * Relative accuracy 1e-15, also for neighbouring arguments; symmetric to the bit. */
TWOFOLD_API double twofold_log_mean(double a, double b);

/** The parts of a change of a product that its two factors made; they add up to the change. */
typedef struct twofold_effects {
    double a, b;
} twofold_effects;

/** Additive logarithmic-mean Divisia split of the change of y = a b (output = land x output a mu):
 * effect of a = L(y1, y0) ln(a1/a0), of b likewise. The sum is y1 - y0 to rounding.
 * Zeros are taken as limits: a factor that begins or ends at 0 has the whole change, two that do
 * share it equally, and where y stays 0 both effects are 0.
 * @param a0, b0, a1, b1  before and after, >= 0; both effects are NaN otherwise
 * Source: B. W. Ang, "The LMDI approach to decomposition analysis: a practical guide", Energy
 * Policy 33 (2005) 867-871; zeros: B. W. Ang, F. Q. Zhang, K.-H. Choi, Energy 23 (1998) 489-495. */
TWOFOLD_API twofold_effects twofold_lmdi2(double a0, double b0, double a1, double b1);

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
