/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one table of the plan's keys. The walk, paths, the writer, help and docs read it; nobody else
 * knows a key by its text. A key is added by adding a row (and, if it means something, in bind).
 *
 * KPI ids, built in and own, are keys too where figures stand; they are in the KPI table (and, for
 * own ones, in the plan), not here. Which KPIs may stand in which mapping: tf_kpi_fits.
 *
 * Who checks what. The walk: unknown keys, duplicates, shapes, ids, reserved and duplicate ids,
 * texts of `choice` and `version`, keys that are periods or currencies, missing keys of the `need`
 * column, both-given, and based-on of `scenarios` (not the values in `set`, which bind sees once
 * applied). bind: everything else. */
#ifndef TF_PLAN_SCHEMA_H
#define TF_PLAN_SCHEMA_H

#include "twofold/kpi.h"
#include "twofold/plan.h"

/* The kinds of fixed mappings. */
enum tf_inside {
    TF_NOWHERE = 0,
    TF_PLAN,         /* the top of the file */
    TF_PLAN_ASSUMED, /* `assume` at the top */
    TF_ASSUMPTION,   /* an entry of assumptions, where it is a mapping */
    TF_KPI,          /* an entry of kpis */
    TF_CLUSTER,
    TF_ZONE,
    TF_GROUP,
    TF_PARK,
    TF_ENTERPRISE,
    TF_EXISTING,
    TF_PROJECT,
    TF_PIPELINE, /* project keys are each entry's defaults */
    TF_ENTRY,    /* a project of the pipeline */
    TF_FIGURES,  /* at-trial, at-produce, at-full */
    TF_ACTUAL,
    TF_DELAY,
    TF_TARGET,
    TF_SCENARIO,
    TF_EXPECT,      /* an item of expect */
    TF_CORRELATION, /* an item of correlation */
    TF_TABLE,       /* any mapping of ids: read by tables.c, never walked */
    TF_TAXES,       /* taxes by instruments */
    TF_LOCAL_SHARE, /* local-share in it */
    TF_HOLIDAY,     /* holiday in it */
    TF_INSIDE_COUNT
};
#define TF_IN(inside) (UINT32_C(1) << (inside))
#define TF_IN_PLANS TF_IN(TF_PLAN)
#define TF_IN_PROJECTS (TF_IN(TF_PROJECT) | TF_IN(TF_PIPELINE) | TF_IN(TF_ENTRY))
#define TF_IN_NAMED                                                                                \
    (TF_IN(TF_PLAN) | TF_IN(TF_KPI) | TF_IN(TF_CLUSTER) | TF_IN(TF_ZONE) | TF_IN(TF_GROUP) |       \
     TF_IN(TF_PARK) | TF_IN(TF_ENTERPRISE) | TF_IN(TF_EXISTING) | TF_IN_PROJECTS |                 \
     TF_IN(TF_TARGET) | TF_IN(TF_SCENARIO))
#define TF_IN_LEVERED                                                                              \
    (TF_IN(TF_PLAN) | TF_IN(TF_PLAN_ASSUMED) | TF_IN(TF_CLUSTER) | TF_IN(TF_ENTERPRISE) |          \
     TF_IN_PROJECTS)
#define TF_IN_REPORTED                                                                             \
    (TF_IN(TF_PARK) | TF_IN(TF_CLUSTER) | TF_IN(TF_ZONE) | TF_IN(TF_ENTERPRISE) |                  \
     TF_IN(TF_EXISTING) | TF_IN(TF_PROJECT) | TF_IN(TF_ENTRY))
#define TF_IN_ASSUMABLE                                                                            \
    (TF_IN(TF_PLAN) | TF_IN(TF_CLUSTER) | TF_IN(TF_ZONE) | TF_IN(TF_PARK) | TF_IN(TF_ENTERPRISE) | \
     TF_IN(TF_EXISTING) | TF_IN_PROJECTS | TF_IN(TF_FIGURES) | TF_IN(TF_ACTUAL) |                  \
     TF_IN(TF_DELAY) | TF_IN(TF_TAXES))
#define TF_IN_SOURCED                                                                              \
    (TF_IN_NAMED | TF_IN(TF_PLAN_ASSUMED) | TF_IN(TF_ASSUMPTION) | TF_IN(TF_FIGURES) |             \
     TF_IN(TF_ACTUAL) | TF_IN(TF_DELAY) | TF_IN(TF_TAXES))

/* What a key takes, and so which shapes the walk lets through.
 * The column `what` beside it: of MAP, IDS and ITEMS the enum tf_inside of the (entries') mapping;
 * of NUMBER and STEPS the twofold_dimension, or TF_ANY. Where a number stands, `$name` may. */
enum tf_takes {
    TF_TAKES_TEXT = 0, /* a scalar */
    TF_TAKES_TEXTS,    /* a scalar or a list of scalars */
    TF_TAKES_VERSION,  /* the scalar 1 */
    TF_TAKES_CURRENCY, /* three capital letters: checked by the walk */
    TF_TAKES_CHOICE, /* one word of the column `choices`: checked by the walk, index by tf_choice */
    TF_TAKES_ID,     /* a scalar: reference to a cluster or zone */
    TF_TAKES_PATH,   /* a scalar: reference to an entity, target, scenario or KPI */
    TF_TAKES_PATHS,  /* a scalar or a list of scalars: the same */
    TF_TAKES_NUMBER, /* a scalar */
    TF_TAKES_STEPS,  /* a scalar, or a mapping of periods to scalars */
    TF_TAKES_REPORTS,   /* a mapping of periods to scalars */
    TF_TAKES_DATE,      /* a scalar: a date */
    TF_TAKES_MOMENT,    /* a scalar: a date or an event, then any number of "+ DURATION"; relative
                           changes by a scenario write "2023 + 6 months" and "built + 3 months + 6
                           months" */
    TF_TAKES_DURATION,  /* a scalar */
    TF_TAKES_PERIOD,    /* a scalar: a period */
    TF_TAKES_BASE,      /* a scalar: a period or a figure */
    TF_TAKES_FOLLOWS,   /* a scalar: PROJECT or PROJECT + DURATION */
    TF_TAKES_RAMP,      /* a scalar (a family's name) or a list of scalars (shares) */
    TF_TAKES_SHARES,    /* a list of scalars */
    TF_TAKES_RATIO,     /* a scalar: KPI / KPI */
    TF_TAKES_RATES,     /* a mapping of currencies to scalars */
    TF_TAKES_MAP,       /* a mapping of keys */
    TF_TAKES_SAME,      /* assume: a mapping like the one it stands in */
    TF_TAKES_IDS,       /* a mapping of ids to mappings */
    TF_TAKES_SOURCES,   /* a mapping of ids to scalars */
    TF_TAKES_VALUES,    /* assumptions: a mapping of ids to scalars or TF_ASSUMPTION mappings */
    TF_TAKES_SET,       /* a mapping of paths to whatever stands at them */
    TF_TAKES_UNCERTAIN, /* a mapping of paths to ranges or distributions, or to mappings that end in
                           those */
    TF_TAKES_ITEMS,     /* a list of mappings of keys */
    TF_TAKES_COUNT
};
#define TF_ANY (-1)

/* Whether this version reads a key. */
enum tf_later {
    TF_NOW = 0,
    TF_LATER,  /* known; refused with not-yet */
    TF_UNREAD, /* known; accepted, its value not looked at: it changes no number of this version */
    TF_CHECKED /* accepted and checked; used by simulation, which comes later */
};

/* X(NAME, "name", "中文", in, need, takes, what, "choices", "default", later, "sentence")
 * A name may have several rows if they stand in different mappings. Rows of one mapping stand in
 * the order that help prints. The milestones of TF_KEY_SIGNED and of TF_KEY_DELAY_SIGNED are
 * consecutive and in the order of enum tf_milestone. */
/* clang-format off */
#define TF_KEY_LIST(X) \
    /* the head */ \
    X(TWOFOLD, "twofold", "格式版本", TF_IN_PLANS, TF_IN_PLANS, VERSION, 0, "", "", NOW, "The version of the plan format: 1.") \
    X(PLAN, "plan", "规划", TF_IN_PLANS, 0, TEXT, 0, "", "", NOW, "The plan's name.") \
    X(ZH, "zh", "中文名", TF_IN_NAMED, 0, TEXT, 0, "", "", NOW, "Name in Chinese.") \
    X(EN, "en", "英文名", TF_IN_NAMED, 0, TEXT, 0, "", "", NOW, "Name in English.") \
    X(ALIASES, "aliases", "别名", TF_IN_NAMED & ~TF_IN_PLANS, 0, TEXTS, 0, "", "", NOW, "Further names by which it is found.") \
    X(AS_OF, "as-of", "截止日", TF_IN_PLANS, 0, DATE, 0, "", "", NOW, "What is known was known by then; a delay moves only what comes later.") \
    X(YEARS, "years", "规划年份", TF_IN_PLANS, TF_IN_PLANS, PERIOD, 0, "", "", NOW, "The years computed, 2021..2030; the first is the base.") \
    X(CURRENCY, "currency", "货币", TF_IN_PLANS, 0, CURRENCY, 0, "", "CNY", NOW, "The plan's currency, three letters.") \
    X(RATES, "rates", "汇率", TF_IN_PLANS | TF_IN(TF_PLAN_ASSUMED), 0, RATES, 0, "", "", NOW, "For each other currency, the plan's currency for one unit of it.") \
    X(SOURCES, "sources", "来源表", TF_IN_PLANS, 0, SOURCES, 0, "", "", NOW, "Short names for sources, for use in `source`.") \
    X(ASSUMPTIONS, "assumptions", "假设表", TF_IN_PLANS, 0, VALUES, TF_ASSUMPTION, "", "", NOW, "Named values; $name stands for one wherever a number stands.") \
    X(VALUE, "value", "值", TF_IN(TF_ASSUMPTION), TF_IN(TF_ASSUMPTION), NUMBER, TF_ANY, "", "", NOW, "The value of a named assumption.") \
    X(SOURCE, "source", "来源", TF_IN_SOURCED, 0, TEXT, 0, "", "", NOW, "Where the figures of this mapping come from.") \
    X(WHY, "why", "理由", TF_IN_SOURCED, 0, TEXT, 0, "", "", NOW, "Why the figures of this mapping are assumed so.") \
    X(ASSUME, "assume", "假设", TF_IN_ASSUMABLE, 0, SAME, 0, "", "", NOW, "The same keys as its mapping; everything in it is an assumption.") \
    /* what there is */ \
    X(CLUSTERS, "clusters", "产业集群", TF_IN_PLANS, 0, IDS, TF_CLUSTER, "", "", NOW, "The clusters that enterprises belong to, in the order of reports.") \
    X(ZONES, "zones", "片区", TF_IN_PLANS, 0, IDS, TF_ZONE, "", "", NOW, "Areas: other views of the same enterprises.") \
    X(GROUPS, "groups", "分组", TF_IN_PLANS, 0, IDS, TF_GROUP, "", "", NOW, "Any other sets of enterprises and clusters.") \
    X(KPIS, "kpis", "自定义指标", TF_IN_PLANS, 0, IDS, TF_KPI, "", "", NOW, "The plan's own KPIs, beside the built-in ones.") \
    X(PARK, "park", "园区", TF_IN_PLANS, 0, MAP, TF_PARK, "", "", NOW, "The whole: its reports and its own figures.") \
    X(ENTERPRISES, "enterprises", "企业", TF_IN_PLANS, 0, IDS, TF_ENTERPRISE, "", "", NOW, "The enterprises, each with its existing plant and its projects.") \
    X(PIPELINE, "pipeline", "在谈项目", TF_IN_PLANS, 0, MAP, TF_PIPELINE, "", "", NOW, "Projects not yet signed, shown beside the totals; what stands above `projects` is each entry's default.") \
    X(TARGETS, "targets", "目标", TF_IN_PLANS, 0, IDS, TF_TARGET, "", "", NOW, "What is to be reached, and by when.") \
    X(SCENARIOS, "scenarios", "情景", TF_IN_PLANS, 0, IDS, TF_SCENARIO, "", "", NOW, "Named sets of changes to the plan.") \
    X(UNCERTAIN, "uncertain", "不确定因素", TF_IN_PLANS, 0, UNCERTAIN, 0, "", "", NOW, "Paths and their ranges or distributions, used by simulation and sensitivity alone.") \
    X(CORRELATION, "correlation", "相关", TF_IN_PLANS, 0, ITEMS, TF_CORRELATION, "", "", NOW, "Rank correlations of uncertain inputs.") \
    X(EXPECT, "expect", "预期", TF_IN_PLANS, 0, ITEMS, TF_EXPECT, "", "", NOW, "The plan's own tests.") \
    X(ALERTS, "alerts", "预警", TF_IN_PLANS, 0, TEXT, 0, "", "", UNREAD, "Named comparisons for the month's board.") \
    X(ACTUALS, "actuals", "实绩文件", TF_IN_PLANS, 0, TEXTS, 0, "", "", NOW, "CSV files of reported figures, each as if it stood under `actual` of its entity.") \
    X(TABLE, "table", "表", TF_IN(TF_TABLE), 0, TEXT, 0, "", "", NOW, "A CSV file in place of its entries: a row an id, a column a path below it. Other keys beside it hold for every row.") \
    /* who belongs where */ \
    X(CLUSTER, "cluster", "所属集群", TF_IN(TF_ENTERPRISE) | TF_IN(TF_PIPELINE) | TF_IN(TF_ENTRY), 0, ID, 0, "", "other", NOW, "The cluster it belongs to.") \
    X(ZONE, "zone", "所属片区", TF_IN(TF_ENTERPRISE), 0, ID, 0, "", "", NOW, "The zone it lies in.") \
    X(MEMBERS, "members", "成员", TF_IN(TF_ZONE) | TF_IN(TF_GROUP), 0, PATHS, 0, "", "", NOW, "The enterprises and clusters it is made of.") \
    X(EXISTING, "existing", "现有", TF_IN(TF_ENTERPRISE), 0, MAP, TF_EXISTING, "", "", NOW, "The plant that stands: levels of the first year. {} is a plant of which nothing is known.") \
    X(PROJECTS, "projects", "项目", TF_IN(TF_ENTERPRISE), 0, IDS, TF_PROJECT, "", "", NOW, "The enterprise's projects.") \
    X(ENTRIES, "projects", "项目", TF_IN(TF_PIPELINE), 0, IDS, TF_ENTRY, "", "", NOW, "The projects under negotiation.") \
    X(ACTUAL, "actual", "实绩", TF_IN_REPORTED, 0, MAP, TF_ACTUAL, "", "", NOW, "Reported figures by KPI and period; they replace the model's.") \
    /* a project */ \
    X(KIND, "kind", "类型", TF_IN_PROJECTS, 0, CHOICE, 0, "in-place|new-site|supporting|automation|service", "", NOW, "A label; computes nothing.") \
    X(SIGNED, "signed", "签约", TF_IN_PROJECTS, 0, MOMENT, 0, "", "", NOW, "When it is signed.") \
    X(START, "start", "开工", TF_IN_PROJECTS, 0, MOMENT, 0, "", "", NOW, "When construction starts; land is occupied from then on.") \
    X(BUILT, "built", "竣工", TF_IN_PROJECTS, 0, MOMENT, 0, "", "", NOW, "When it is built: the last instant of the date.") \
    X(TRIAL, "trial", "试产", TF_IN_PROJECTS, 0, MOMENT, 0, "", "", NOW, "When trial production begins.") \
    X(PRODUCE, "produce", "投产", TF_IN_PROJECTS, 0, MOMENT, 0, "", "trial, else after built", NOW, "When production begins.") \
    X(FULL, "full", "达产", TF_IN_PROJECTS, 0, MOMENT, 0, "", "", NOW, "When full production is reached.") \
    X(END, "end", "停产", TF_IN_PROJECTS | TF_IN(TF_EXISTING), 0, MOMENT, 0, "", "", NOW, "When everything of it ends: the last instant of the date.") \
    X(PLANNED_START, "planned-start", "原定开工", TF_IN_PROJECTS, 0, DATE, 0, "", "", NOW, "The start once promised.") \
    X(PLANNED_FULL, "planned-full", "原定达产", TF_IN_PROJECTS, 0, DATE, 0, "", "", NOW, "The date of full production once promised.") \
    X(AT_TRIAL, "at-trial", "试产时", TF_IN_PROJECTS, 0, MAP, TF_FIGURES, "", "", NOW, "Figures that hold from trial production on.") \
    X(AT_PRODUCE, "at-produce", "投产时", TF_IN_PROJECTS, 0, MAP, TF_FIGURES, "", "", NOW, "Figures that hold from the beginning of production on.") \
    X(AT_FULL, "at-full", "达产时", TF_IN_PROJECTS, 0, MAP, TF_FIGURES, "", "", NOW, "Figures at full production; the ramp leads to them.") \
    X(RAMP, "ramp", "爬坡", TF_IN_PROJECTS, 0, RAMP, 0, "", "s-curve", NOW, "How production rises from produce to full: step, linear, s-curve, a family of curves, or shares by year.") \
    X(SPEND, "spend", "投资进度", TF_IN_PROJECTS, 0, CHOICE, 0, "s-curve|even|early|late", "s-curve", NOW, "How a single amount falls between start and built.") \
    X(FOLLOWS, "follows", "跟随", TF_IN_PROJECTS, 0, FOLLOWS, 0, "", "", NOW, "In place of a ramp: the project whose ramp it follows, and how much later.") \
    X(LEASED, "leased", "租用", TF_IN_PROJECTS | TF_IN(TF_EXISTING), 0, TEXT, 0, "", "", NOW, "Where it rents; it needs no land of its own.") \
    X(CHANCE, "chance", "概率", TF_IN_PROJECTS, 0, NUMBER, TWOFOLD_SHARE, "", "100%", NOW, "The probability that it happens.") \
    X(COUNT, "count", "数量", TF_IN_PROJECTS, 0, NUMBER, TWOFOLD_PLAIN, "", "1", NOW, "So many like it.") \
    X(GROWTH, "growth", "增长率", TF_IN_PROJECTS | TF_IN(TF_EXISTING), 0, STEPS, TWOFOLD_SHARE, "", "0%", NOW, "Growth a year of output and what follows it.") \
    X(PRODUCTIVITY, "productivity", "劳动生产率", TF_IN(TF_EXISTING) | TF_IN(TF_FIGURES), 0, NUMBER, TWOFOLD_MONEY, "", "", NOW, "Output of a job a year; gives the jobs that an output takes.") \
    X(PRODUCTIVITY_GROWTH, "productivity-growth", "劳动生产率增长率", TF_IN_PROJECTS | TF_IN(TF_EXISTING), 0, STEPS, TWOFOLD_SHARE, "", "0%", NOW, "Growth a year of productivity.") \
    X(HIRING_LEAD, "hiring-lead", "提前招工", TF_IN_PROJECTS, 0, DURATION, 0, "", "0 months", NOW, "By how long people are hired ahead of the ramp.") \
    X(SEASON, "season", "季节", TF_IN(TF_EXISTING), 0, SHARES, 0, "", "even", NOW, "The twelve months' shares of a year.") \
    X(TAXES, "taxes", "分税种", TF_IN_PLANS | TF_IN(TF_PLAN_ASSUMED) | TF_IN(TF_EXISTING) | TF_IN_PROJECTS, 0, MAP, TF_TAXES, "", "", NOW, "Tax by instruments: a part that has it builds its tax up; the plan's holds for all that do.") \
    /* taxes: those of one part, or of all */ \
    X(TAX_VALUE_ADDED, "value-added-ratio", "增加值率", TF_IN(TF_TAXES), 0, STEPS, TWOFOLD_SHARE, "", "", NOW, "Value added as a share of turnover.") \
    X(TAX_DOMESTIC, "domestic-share", "内销比例", TF_IN(TF_TAXES), 0, STEPS, TWOFOLD_SHARE, "", "100%", NOW, "The share of turnover sold at home; exports bear no VAT.") \
    X(TAX_MARGIN, "margin", "利润率", TF_IN(TF_TAXES), 0, STEPS, TWOFOLD_SHARE, "", "", NOW, "Profit before tax as a share of turnover; below 0: a loss.") \
    X(TAX_EQUIPMENT, "equipment-share", "设备占比", TF_IN(TF_TAXES), 0, STEPS, TWOFOLD_SHARE, "", "0%", NOW, "The share of investment, VAT included, whose VAT is credited.") \
    X(TAX_VAT, "vat", "增值税", TF_IN(TF_TAXES), 0, STEPS, TWOFOLD_SHARE, "", "", NOW, "The rate of VAT on sales and equipment.") \
    X(TAX_SURCHARGES, "surcharges", "附加税费", TF_IN(TF_TAXES), 0, STEPS, TWOFOLD_SHARE, "", "", NOW, "All surcharges together, as a share of the VAT paid.") \
    X(TAX_INCOME, "income-tax", "企业所得税", TF_IN(TF_TAXES), 0, STEPS, TWOFOLD_SHARE, "", "", NOW, "The rate of income tax.") \
    X(TAX_LAND, "land-tax", "土地使用税", TF_IN(TF_TAXES), 0, STEPS, TF_ANY, "", "", NOW, "Land use tax a year for a unit of area: 6元/m².") \
    X(TAX_LOSS_YEARS, "loss-years", "亏损结转年限", TF_IN(TF_TAXES), 0, NUMBER, TWOFOLD_PLAIN, "", "0", NOW, "For how many years a loss lowers later income; 0: not at all.") \
    X(LOCAL_SHARE, "local-share", "地方留成", TF_IN(TF_TAXES), 0, MAP, TF_LOCAL_SHARE, "", "", NOW, "How much of each instrument stays with the place.") \
    X(LOCAL_VAT, "vat", "增值税", TF_IN(TF_LOCAL_SHARE), 0, STEPS, TWOFOLD_SHARE, "", "", NOW, "The local share of VAT.") \
    X(LOCAL_SURCHARGES, "surcharges", "附加税费", TF_IN(TF_LOCAL_SHARE), 0, STEPS, TWOFOLD_SHARE, "", "", NOW, "The local share of the surcharges.") \
    X(LOCAL_INCOME, "income-tax", "企业所得税", TF_IN(TF_LOCAL_SHARE), 0, STEPS, TWOFOLD_SHARE, "", "", NOW, "The local share of income tax.") \
    X(LOCAL_LAND, "land-tax", "土地使用税", TF_IN(TF_LOCAL_SHARE), 0, STEPS, TWOFOLD_SHARE, "", "", NOW, "The local share of land use tax.") \
    X(HOLIDAY, "holiday", "减免期", TF_IN(TF_TAXES), 0, MAP, TF_HOLIDAY, "", "", NOW, "A holiday of income tax.") \
    X(HOLIDAY_FREE, "free-years", "免税年数", TF_IN(TF_HOLIDAY), 0, NUMBER, TWOFOLD_PLAIN, "", "0", NOW, "Years without income tax.") \
    X(HOLIDAY_HALF, "half-years", "减半年数", TF_IN(TF_HOLIDAY), 0, NUMBER, TWOFOLD_PLAIN, "", "0", NOW, "Years after them at half of a rate.") \
    X(HOLIDAY_OF, "half-of", "减半税率", TF_IN(TF_HOLIDAY), 0, STEPS, TWOFOLD_SHARE, "", "income-tax", NOW, "The rate that is halved.") \
    X(HOLIDAY_FROM, "counted-from", "起算年度", TF_IN(TF_HOLIDAY), 0, CHOICE, 0, "taxable-income|profit|revenue", "taxable-income", NOW, "What must first be above 0 for the years to begin: income after earlier losses, profit before them, turnover.") \
    /* levers */ \
    X(PRICE, "price", "价格", TF_IN_LEVERED | TF_IN(TF_EXISTING), 0, STEPS, TWOFOLD_SHARE, "", "100%", NOW, "Moves sales, output, value added and tax.") \
    X(UTILISATION, "utilisation", "产能利用率", TF_IN_LEVERED | TF_IN(TF_EXISTING), 0, STEPS, TWOFOLD_SHARE, "", "100%", NOW, "Moves production and what follows it.") \
    X(DELAY, "delay", "推迟", TF_IN_LEVERED, 0, MAP, TF_DELAY, "", "", NOW, "Moves a milestone, and every dated one after it.") \
    X(DELAY_SIGNED, "signed", "签约", TF_IN(TF_DELAY), 0, DURATION, 0, "", "", NOW, "By how long signing is late.") \
    X(DELAY_START, "start", "开工", TF_IN(TF_DELAY), 0, DURATION, 0, "", "", NOW, "By how long the start is late.") \
    X(DELAY_BUILT, "built", "竣工", TF_IN(TF_DELAY), 0, DURATION, 0, "", "", NOW, "By how long building is late.") \
    X(DELAY_TRIAL, "trial", "试产", TF_IN(TF_DELAY), 0, DURATION, 0, "", "", NOW, "By how long trial production is late.") \
    X(DELAY_PRODUCE, "produce", "投产", TF_IN(TF_DELAY), 0, DURATION, 0, "", "", NOW, "By how long production is late.") \
    X(DELAY_FULL, "full", "达产", TF_IN(TF_DELAY), 0, DURATION, 0, "", "", NOW, "By how long full production is late.") \
    X(DELAY_END, "end", "停产", TF_IN(TF_DELAY), 0, DURATION, 0, "", "", NOW, "By how long the end is late.") \
    /* an own KPI */ \
    X(UNIT, "unit", "单位", TF_IN(TF_KPI), 0, TEXT, 0, "", "", NOW, "The unit it is counted in.") \
    X(KPI_KIND, "kind", "类型", TF_IN(TF_KPI), 0, CHOICE, 0, "flow|stock", "flow", NOW, "Whether it adds over time or is taken at the end.") \
    X(RATIO, "ratio", "比率", TF_IN(TF_KPI), 0, RATIO, 0, "", "", NOW, "The two KPIs it divides: output / firms.") \
    /* targets */ \
    X(DOUBLE, "double", "翻番", TF_IN(TF_TARGET), 0, PATH, 0, "", "", NOW, "The KPI that is to be twice its base.") \
    X(MULTIPLY, "multiply", "倍增", TF_IN(TF_TARGET), 0, PATH, 0, "", "", NOW, "The KPI that is to be `times` its base.") \
    X(REACH, "reach", "达到", TF_IN(TF_TARGET), 0, PATH, 0, "", "", NOW, "The KPI that is to reach `level`.") \
    X(GROW, "grow", "增长", TF_IN(TF_TARGET), 0, PATH, 0, "", "", NOW, "The KPI that is to grow at `pace` a year.") \
    X(KEEP, "keep", "保持", TF_IN(TF_TARGET), 0, PATH, 0, "", "", NOW, "The KPI that is to stay at-least or at-most a level.") \
    X(OF, "of", "对象", TF_IN(TF_TARGET) | TF_IN(TF_EXPECT), 0, PATH, 0, "", "park", NOW, "The entity.") \
    X(EACH, "each", "每个", TF_IN(TF_TARGET), 0, PATH, 0, "", "", NOW, "Each enterprise of a group, a cluster, a zone or the park.") \
    X(BASE, "base", "基期", TF_IN(TF_TARGET), 0, BASE, 0, "", "the first year", NOW, "The period compared with, or a figure.") \
    X(BY, "by", "期限", TF_IN(TF_TARGET), 0, PERIOD, 0, "", "", NOW, "The period in which it is due.") \
    X(TIMES, "times", "倍数", TF_IN(TF_TARGET), 0, NUMBER, TWOFOLD_PLAIN, "", "", NOW, "How many times the base.") \
    X(LEVEL, "level", "水平", TF_IN(TF_TARGET), 0, NUMBER, TF_ANY, "", "", NOW, "The level to reach.") \
    X(PACE, "pace", "增速", TF_IN(TF_TARGET), 0, NUMBER, TWOFOLD_SHARE, "", "", NOW, "The growth a year.") \
    X(AT_LEAST, "at-least", "不低于", TF_IN(TF_TARGET) | TF_IN(TF_EXPECT), 0, NUMBER, TF_ANY, "", "", NOW, "The lowest level; with `each`, how many must meet it.") \
    X(AT_MOST, "at-most", "不高于", TF_IN(TF_TARGET) | TF_IN(TF_EXPECT), 0, NUMBER, TF_ANY, "", "", NOW, "The highest level.") \
    X(DURING, "during", "期间", TF_IN(TF_TARGET), 0, PERIOD, 0, "", "", NOW, "The periods in which it is to be kept.") \
    X(REPORTED, "reported", "通报结果", TF_IN(TF_TARGET), 0, CHOICE, 0, "met|missed", "", NOW, "What was announced, apart from the computed verdict.") \
    /* scenarios, expectations, correlations */ \
    X(BASED_ON, "based-on", "基于", TF_IN(TF_SCENARIO), 0, PATHS, 0, "", "", NOW, "Scenarios applied before this one.") \
    X(SET, "set", "改为", TF_IN(TF_SCENARIO), 0, SET, 0, "", "", NOW, "Paths and their new values; x 95% and + 6 months change the old one.") \
    X(TARGET, "target", "目标", TF_IN(TF_EXPECT), 0, PATH, 0, "", "", NOW, "The target whose verdict is expected.") \
    X(CHANCE_OF, "chance-of", "达成概率", TF_IN(TF_EXPECT), 0, PATH, 0, "", "", CHECKED, "The target whose probability is expected; skipped until there is simulation.") \
    X(KPI, "kpi", "指标", TF_IN(TF_EXPECT), 0, PATH, 0, "", "", NOW, "The KPI whose value is expected.") \
    X(IN, "in", "时期", TF_IN(TF_EXPECT), 0, PERIOD, 0, "", "", NOW, "The period.") \
    X(SCENARIO, "scenario", "情景", TF_IN(TF_EXPECT), 0, PATH, 0, "", "", NOW, "Under which scenario.") \
    X(IS, "is", "为", TF_IN(TF_EXPECT) | TF_IN(TF_CORRELATION), TF_IN(TF_CORRELATION), TEXT, 0, "", "", NOW, "The verdict, the value as rounded, or the rank correlation.") \
    X(WITHIN, "within", "误差", TF_IN(TF_EXPECT), 0, NUMBER, TF_ANY, "", "", NOW, "How far from `is` it may lie.") \
    X(BETWEEN, "between", "之间", TF_IN(TF_CORRELATION), 0, PATHS, 0, "", "", NOW, "Two uncertain inputs.") \
    X(AMONG, "among", "之中", TF_IN(TF_CORRELATION), 0, PATHS, 0, "", "", NOW, "Several uncertain inputs, each pair alike.")
/* clang-format on */

enum tf_key_id {
#define TF_X(id, name, zh, in, need, takes, what, choices, fallback, later, doc) TF_KEY_##id,
    TF_KEY_LIST(TF_X)
#undef TF_X
        TF_KEYS /* how many */
};

struct tf_key {
    const char *name, *zh;
    const char *choices;  /* "a|b|c", "" if it is no choice */
    const char *fallback; /* default as text, "" if none */
    const char *doc;
    uint32_t in, need; /* bits of enum tf_inside: where it may, where it must stand */
    uint8_t id;        /* enum tf_key_id */
    uint8_t takes;     /* enum tf_takes */
    int8_t what;       /* see enum tf_takes */
    uint8_t later;     /* enum tf_later */
};

/* Row of a key. */
const struct tf_key *tf_key_row(enum tf_key_id key);
/* The row of a name (English or Chinese) in a kind of mapping; NULL if none. inside TF_NOWHERE: in
 * any. Linear: the walk has its own hash (names.h). */
const struct tf_key *tf_key_find(enum tf_inside inside, const char *name, size_t size);
/* Index of a text, in either language, in a row's choices; -1 if it is none of them. */
int tf_choice(const struct tf_key *row, const char *text, size_t size);
/* Whether figures of a KPI may stand in a kind of mapping. Own KPIs: row NULL. */
bool tf_kpi_fits(enum tf_inside inside, const twofold_kpi *kpi);
/* The KPI whose figure a key gives where it stands; -1: none. Productivity is output per job;
 * utilisation is a figure of an existing plant as well as a lever. */
int tf_key_figure(const struct tf_key *row, enum tf_inside inside);
/* Whether KPI figures of any kind may stand in it. */
bool tf_holds_figures(enum tf_inside inside);
/* Whether paths leave the word out: clusters, zones, groups, enterprises, projects. */
bool tf_key_left_out(const struct tf_key *row);
/* What a kind of mapping is called: "project". */
const char *tf_inside_name(enum tf_inside inside);
/* What a way of taking a value is called: "a date or an event". */
const char *tf_takes_name(enum tf_takes takes);

#endif
