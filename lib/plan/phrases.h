/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Phrases of faults and defaults, X(English, Chinese): what is found and expected. Lists of them,
 * joined by ", " and " or ", need no row of their own; nor do keys, KPIs and the words of words.c.
 * "N rows" is what stands behind a number. */
/* clang-format off */
#define TF_PHRASE_LIST(X) \
    /* shapes */ \
    X("a mapping", "映射") \
    X("a list", "列表") \
    X("a text", "文字") \
    X("text", "文字") \
    X("nothing", "空") \
    X("an empty list", "空列表") \
    X("a key", "键") \
    X("a value", "值") \
    X("this list", "此列表") \
    X("a NUL character", "NUL 字符") \
    X("the plan", "规划") \
    X("a mapping of keys", "由键组成的映射") \
    X("a mapping of ids", "以标识为键的映射") \
    X("a mapping of periods", "以期间为键的映射") \
    X("a number or a mapping of periods to numbers", "一个数，或各期间的数") \
    X("a mapping of periods to numbers", "各期间的数") \
    X("a mapping of currencies to numbers", "各货币的汇率") \
    X("a mapping of names to texts", "各名称的文字") \
    X("a mapping of names to values", "各名称的值") \
    X("a mapping of paths to values", "各路径的值") \
    X("a mapping of paths to ranges", "各路径的区间") \
    X("a list of mappings", "映射的列表") \
    X("a list of shares", "份额列表") \
    X("a list of paths", "路径列表") \
    X("a list of another length", "其他长度的列表") \
    X("text or a list of texts", "文字或文字列表") \
    X("the name of a curve or a list of shares", "曲线名称或份额列表") \
    X("a name or a list of names", "名称或名称列表") \
    X("one of some words", "几个词之一") \
    X("two paths", "两个路径") \
    X("figure", "数值") \
    /* numbers */ \
    X("a number", "数") \
    X("one number", "一个数") \
    X("a number, a duration or a date", "数、时长或日期") \
    X("bounds (from, to; the plan has no range)", "界限（从、到；规划中没有区间）") \
    X("the lower bound first, the higher one second", "先下限，后上限") \
    X("one number without a mark", "不带标记的一个数") \
    X("at least 0", "不小于 0") \
    X("a plain number", "不带单位的数") \
    X("a number above 0", "大于 0 的数") \
    X("a whole number", "整数") \
    X("a number or a range", "数或区间") \
    X("a number or a range, 8..10..15%", "数或区间，如 8..10..15%") \
    X("a number with its unit", "带单位的数") \
    X("a number with its unit, as 46500 vehicles/year", "带单位的数，如 46500辆/年") \
    X("a share", "份额") \
    X("a share, as 5%", "份额，如 5%") \
    X("a share, as 8%", "份额，如 8%") \
    X("a share, as 95%", "份额，如 95%") \
    X("above -100%", "大于 -100%") \
    X("a share above -100%, as 5%", "大于 -100% 的份额，如 5%") \
    X("money a person, above 0, as 300000 CNY/person", "大于 0 的人均金额，如 300000元/人") \
    X("a duration of at least 0 months", "不少于 0 个月的时长") \
    X("shares above 0", "大于 0 的份额") \
    X("12 shares", "12 个份额") \
    X("0%..100%", "0%..100%") \
    X("a share up to 100%", "不超过 100% 的份额") \
    X("a number of years, 0..100", "年数，0..100") \
    X("money for an area, as 6元/m²", "单位面积金额，如 6元/m²") \
    X("100% as the last share", "最后一个份额为 100%") \
    X("a unit, as visits or CNY", "单位，如 人次、元") \
    X("a number, or {value: …, why: …}", "一个数，或 {值: …, 理由: …}") \
    X("a rate under `rates`", "“汇率”中的一项") \
    X("a range, or a mapping of ranges", "区间，或各区间的映射") \
    X("a distribution", "一种分布") \
    X("a range or a distribution", "区间或分布") \
    X("a number or a range; distributions stand in `uncertain`", "数或区间；分布应写在“不确定因素”中") \
    X("probabilities that add up to 100%", "合计为 100% 的概率") \
    X("values", "值") \
    X("at least low", "不小于 low") \
    X("at least likely", "不小于 likely") \
    X("at least p10", "不小于 p10") \
    X("at least p50", "不小于 p50") \
    X("a path of `uncertain`, or of a range", "“不确定因素”中的路径，或写作区间的数的路径") \
    X("one of the uncertain inputs below it", "其下某一个不确定因素") \
    X("N paths", "个路径") \
    X("low..high or low..likely..high", "低..高 或 低..可能..高") \
    X("-1 to 1", "-1 到 1") \
    X("CNY", "元") \
    X("mu", "亩") \
    X("persons", "人") \
    X("earlier..later", "较早..较晚") \
    X("1 to the number of members", "1 到成员数") \
    X("another utilisation", "另一个产能利用率") \
    X("a currency, three letters", "货币，三个字母") \
    X("a currency, three capital letters", "货币，三个大写字母") \
    X("up to 100000000 CNY/mu", "不超过 100000000 元/亩") \
    X("50000..20000000 CNY/person", "50000..20000000 元/人") \
    /* time */ \
    X("a date", "日期") \
    X("an event", "事件") \
    X("a date or an event", "日期或事件") \
    X("a duration", "时长") \
    X("a duration, as 6 months", "时长，如 6个月") \
    X("one uncertain or named duration", "一个不确定或有名称的时长") \
    X("a period", "期间") \
    X("a period or a number", "期间或数") \
    X("a period: 2025", "期间：2025") \
    X("a period: growth counts years", "期间：增长按年计") \
    X("whole years, as 2021..2030", "整年，如 2021..2030") \
    X("+ 6 months", "+ 6个月") \
    X("+ 6 months + $lag", "+ 6个月 + $lag") \
    X("a milestone", "里程碑") \
    X("a milestone that has a date", "有日期的里程碑") \
    X("a milestone, alone or after a project", "里程碑，可在项目之后") \
    /* references */ \
    X("an id", "标识") \
    X("a name", "名称") \
    X("a name of targets", "一个目标的名称") \
    X("a name of scenarios", "一个情景的名称") \
    X("a name of assumptions", "一个假设的名称") \
    X("a KPI", "指标") \
    X("a KPI that is no ratio", "不是比率的指标") \
    X("a KPI that is given, not computed", "给定而非推算的指标") \
    X("KPI / KPI", "指标 / 指标") \
    X("an entity", "对象") \
    X("a path of an entity", "对象的路径") \
    X("a path: several have this name", "路径：有几个对象同名") \
    X("a zone", "片区") \
    X("a project", "项目") \
    X("an enterprise", "企业") \
    X("a cluster", "产业集群") \
    X("a group", "分组") \
    X("the park", "园区") \
    X("the id of a cluster", "产业集群的标识") \
    X("PATH=VALUE", "路径=值") \
    X("PROJECT or PROJECT + DURATION", "项目 或 项目 + 时长") \
    X("letters of any script, digits and -; not a period", "由文字、数字和 - 组成，且不是期间") \
    X("a verb other than keep, without each", "“保持”以外的动词，且没有“每个”") \
    X("a ramp of yearly shares", "逐年份额的爬坡") \
    X("it in at-full: {…}", "写在 达产时: {…} 中") \
    X("it in existing", "写在“现有”中") \
    X("it in actual: {…}", "写在 实绩: {…} 中") \
    /* kinds of mappings that are no key */ \
    X("the plan's assume", "规划的假设") \
    X("assumption", "假设表中的一项") \
    X("pipeline entry", "在谈项目") \
    X("project", "项目") \
    X("enterprise", "企业") \
    X("group", "分组") \
    X("distribution", "分布") \
    X("at-trial, at-produce, at-full", "试产时、投产时、达产时") \
    /* defaults */ \
    X("ramp s-curve", "爬坡 S曲线") \
    X("taxes.domestic-share 100%", "分税种.内销比例 100%") \
    X("taxes.equipment-share 0%", "分税种.设备占比 0%") \
    X("taxes.loss-years 0", "分税种.亏损结转年限 0") \
    X("taxes.holiday.counted-from taxable-income", "分税种.减免期.起算年度 应纳税所得额") \
    X("taxes.holiday.half-of income-tax", "分税种.减免期.减半税率 企业所得税") \
    X("taxes.value-added-ratio", "分税种.增加值率") \
    X("taxes.margin", "分税种.利润率") \
    X("taxes.vat", "分税种.增值税") \
    X("taxes.surcharges", "分税种.附加税费") \
    X("taxes.income-tax", "分税种.企业所得税") \
    X("taxes.land-tax", "分税种.土地使用税") \
    X("taxes.local-share.vat", "分税种.地方留成.增值税") \
    X("taxes.local-share.surcharges", "分税种.地方留成.附加税费") \
    X("taxes.local-share.income-tax", "分税种.地方留成.企业所得税") \
    X("taxes.local-share.land-tax", "分税种.地方留成.土地使用税") \
    X("spend s-curve", "投资进度 S曲线") \
    X("produce from trial", "自试产起投产") \
    X("produce after built", "竣工后投产") \
    X("logistic", "逻辑斯蒂") \
    X("gompertz", "龚珀兹") \
    X("exponential", "指数") \
    X("linear", "线性") \
    X("step", "阶跃") \
    /* tables and other files, and how much */ \
    X("quotes around the whole field and doubled inside", "引号括住整个字段，其中的引号写两遍") \
    X("a closing quote", "右引号") \
    X("text after the closing quote", "右引号后的文字") \
    X("a separator or the end of the line", "分隔符或行尾") \
    X("UTF-8 or GB18030", "UTF-8 或 GB18030") \
    X("the name of a CSV file", "CSV 文件名") \
    X("a path that ends in one value", "以单个值结尾的路径") \
    X("one value for every row", "适用于每一行的单个值") \
    X("any mapping of ids", "以标识为键的映射") \
    X("a plan loaded from a file, or a reader", "从文件载入的规划，或读取函数") \
    X("a file in the plan's folder", "规划所在文件夹中的文件") \
    X("a path below the plan's folder, without .. and links", "规划所在文件夹下的路径，不含 .. 和链接") \
    X("a file that can be read", "可读取的文件") \
    X("a field", "字段") \
    X("entity, kpi, period, value, unit, source or a period", "企业、指标、期间、数值、单位、来源或一个期间") \
    X("an entity that can have reports", "可以有实绩的对象") \
    X("an entity by path, id, name or alias", "对象的路径、标识、名称或别名") \
    X("a period: 2025, 2025Q3, 2025-10, 2021-01..2021-10", "期间：2025、2025Q3、2025-10、2021-01..2021-10") \
    X("a plain number, or nothing", "不带单位的数，或留空") \
    X("a number or null", "数或 null") \
    X("an object", "对象") \
    X("an array of objects", "对象的数组") \
    X("2025, 2025Q3 or 2025-10", "2025、2025Q3 或 2025-10") \
    X("a plan loaded from a file, or a reader", "从文件载入的规划，或读取函数") \
    X("a file in the plan's folder", "规划所在文件夹中的文件") \
    X("a path below the plan's folder, without .. and links", "规划所在文件夹之下的路径，不含 .. 和链接") \
    X("a file that can be read", "可读取的文件") \
    X("the table", "表") \
    X("this row", "此行") \
    X("N CNY", "元") \
    X("N persons", "人") \
    X("N bytes", "字节") \
    X("N values", "个值") \
    X("N rows", "行") \
    X("N columns", "列") \
    X("N years", "年") \
    X("N entities", "个对象")
/* clang-format on */
