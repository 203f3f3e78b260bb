/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 * What every module stands on: statuses, faults, the context of a call, sinks for output, and
 * numbers as people write them ("26亿元", "300+", "8..10..15%").
 *
 * Threads: everything here is a pure function of its arguments, or an object that one thread
 * changes at a time.
 */
#ifndef TWOFOLD_BASE_H
#define TWOFOLD_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
#define TWOFOLD_BEGIN_DECLS extern "C" {
#define TWOFOLD_END_DECLS }
#else
#define TWOFOLD_BEGIN_DECLS
#define TWOFOLD_END_DECLS
#endif

#if defined(__GNUC__) && __GNUC__ >= 4
#define TWOFOLD_API __attribute__((visibility("default")))
#define TWOFOLD_CHECK __attribute__((warn_unused_result))
#else
#define TWOFOLD_API
#define TWOFOLD_CHECK
#endif

TWOFOLD_BEGIN_DECLS

/* ---- Status: what every call that can fail returns. The numbers are pinned. ---- */

/** X(name, number, English text, Chinese text) */
#define TWOFOLD_STATUS_LIST(X)                                                                     \
    X(TWOFOLD_OK, 0, "success", "成功")                                                            \
    X(TWOFOLD_E_MEMORY, 1, "an allocation failed", "内存不足")                                     \
    X(TWOFOLD_E_ARGUMENT, 2, "an argument is outside its documented range", "参数超出规定范围")    \
    X(TWOFOLD_E_PLAN, 3, "the plan has faults", "规划有错误")                                      \
    X(TWOFOLD_E_NOT_FOUND, 4, "no such entity, KPI, target or scenario", "找不到该对象")           \
    X(TWOFOLD_E_LIMIT, 5, "a limit on size was reached", "超出大小限制")                           \
    X(TWOFOLD_E_FILE, 6, "a file could not be read or written", "无法读写文件")                    \
    X(TWOFOLD_E_OUTPUT, 7, "the sink refused the output", "输出失败")                              \
    X(TWOFOLD_E_CANCELLED, 8, "cancelled by the caller", "已取消")                                 \
    X(TWOFOLD_E_SYSTEM, 9, "the operating system refused a resource", "系统资源不可用")            \
    X(TWOFOLD_E_TEXT, 10, "the text has faults", "文本有错误")                                     \
    X(TWOFOLD_E_UNSUPPORTED, 11, "this library was built without that",                            \
      "此程序库编译时未包含该功能")

typedef enum twofold_status {
#define TWOFOLD_X(name, number, en, zh) name = number,
    TWOFOLD_STATUS_LIST(TWOFOLD_X)
#undef TWOFOLD_X
} twofold_status;

/** Language of a message or a table; an argument of each call, never the host's locale. */
typedef enum twofold_lang { TWOFOLD_EN = 0, TWOFOLD_ZH = 1 } twofold_lang;

/** One sentence for a status; never NULL, also for numbers that are none of the list. */
TWOFOLD_API const char *twofold_status_text(twofold_status status, twofold_lang lang);

/** Version of the library that runs, as "0.1.0"; TWOFOLD_VERSION in version.h is the headers'. */
TWOFOLD_API const char *twofold_version(void);

/* ---- Context: what allocates or runs long takes one. NULL is the default everywhere. ---- */

/** How a call gets memory and threads, tells its progress and is stopped.
 * Plain data, copied by whoever keeps it; set struct_size = sizeof(twofold_context) and leave the
 * rest zero for defaults. Memory that GSL and libyaml take inside a call is theirs. */
typedef struct twofold_context {
    size_t struct_size;
    /** realloc's contract with both sizes: old NULL allocates, new_size 0 frees and returns NULL.
     * NULL: the C library's. Must be thread-safe if threads > 1. */
    void *(*reallocate)(void *user, void *old, size_t old_size, size_t new_size);
    /** Called now and then from the calling thread with the share done in [0, 1]; may be NULL. */
    void (*progress)(void *user, double share);
    /** True stops the call with TWOFOLD_E_CANCELLED; may be NULL, must be thread-safe. */
    bool (*cancelled)(void *user);
    void *user;       /**< handed to the three functions above */
    unsigned threads; /**< 0: one. Results never depend on it. */
} twofold_context;

/** Where text goes: gets size bytes, not terminated; false stops the writer (TWOFOLD_E_OUTPUT). */
typedef bool (*twofold_sink)(void *user, const char *bytes, size_t size);

/* ---- Faults: everything that is wrong with a text, in one list. ---- */

typedef enum twofold_severity {
    TWOFOLD_ERROR = 0,   /**< the plan does not load */
    TWOFOLD_WARNING = 1, /**< loads, but looks implausible or will be unknown */
    TWOFOLD_NOTE = 2     /**< a default that was used: counts as an assumption */
} twofold_severity;

/** Codes of faults, warnings and notes: X(NAME, "id", severity, English, Chinese).
 * In the texts %f is what was found, %e what was expected, %n the nearest right word. */
#define TWOFOLD_FAULT_LIST(X)                                                                      \
    /* the text itself */                                                                          \
    X(SYNTAX, "syntax", ERROR, "not readable as YAML: %f", "不是有效的 YAML：%f")                  \
    X(ENCODING, "encoding", ERROR, "text is not %e", "文本不是 %e 编码")                           \
    X(ALIAS, "alias", ERROR, "anchors and aliases are not used in plans: %f",                      \
      "规划中不使用锚点和别名：%f")                                                                \
    X(TAG, "tag", ERROR, "tags are not used in plans: %f", "规划中不使用标签：%f")                 \
    X(MERGE_KEY, "merge-key", ERROR, "merge keys (<<) are not used in plans",                      \
      "规划中不使用合并键 (<<)")                                                                   \
    X(SECOND_DOCUMENT, "second-document", ERROR,                                                   \
      "a plan is one document; a second one begins here", "规划只能有一个文档，此处开始了第二个")  \
    X(EMPTY, "empty", ERROR, "there is no plan in this text", "文本中没有规划")                    \
    X(TOO_DEEP, "too-deep", ERROR, "nested deeper than %e levels", "嵌套超过 %e 层")               \
    X(TOO_LARGE, "too-large", ERROR, "%f is more than the limit of %e", "%f 超过上限 %e")          \
    X(DUPLICATE_KEY, "duplicate-key", ERROR, "%f stands here twice", "%f 重复出现")                \
    /* tables and other files */                                                                   \
    X(BAD_QUOTE, "bad-quote", ERROR, "%f is quoted wrongly; expected %e",                          \
      "%f 的引号不对；应为 %e")                                                                    \
    X(RAGGED_ROW, "ragged-row", ERROR, "fields in this row: %f; expected %e",                      \
      "此行字段数为 %f；应为 %e")                                                                  \
    X(BAD_JSON, "bad-json", ERROR, "not readable as JSON: %f", "不是有效的 JSON：%f")              \
    X(NO_FILE, "no-file", ERROR, "cannot read the file %f; expected %e",                           \
      "无法读取文件 %f；应为 %e")                                                                  \
    X(NO_HEADING, "no-heading", ERROR, "there is no heading line", "没有标题行")                   \
    /* keys and shapes */                                                                          \
    X(UNKNOWN_KEY, "unknown-key", ERROR, "no such key: %f; expected %e",                           \
      "没有这个键：%f；应为 %e")                                                                   \
    X(COMMA_IN_NUMBER, "comma-in-number", ERROR,                                                   \
      "%f reads as a key of its own: a number or text with a comma must be quoted, a number has "  \
      "none",                                                                                      \
      "%f 被读成了一个键：数字中不能有逗号，含逗号的文字要加引号")                                 \
    X(MISSING_KEY, "missing-key", ERROR, "%e is missing here", "此处缺少 %e")                      \
    X(WRONG_SHAPE, "wrong-shape", ERROR, "found %f, expected %e", "这里是 %f，应为 %e")            \
    X(CANNOT_VARY, "cannot-vary", ERROR,                                                           \
      "%f is no number, date or duration, so it cannot be uncertain",                              \
      "%f 不是数值、日期或时长，不能设为不确定")                                                   \
    X(NOT_UNCERTAIN, "not-uncertain", ERROR, "%f is none of the uncertain inputs; expected %e",    \
      "%f 不在不确定因素之中；应为 %e")                                                            \
    X(NOT_YET, "not-yet", ERROR,                                                                   \
      "%f is part of the format, but this version does not read it yet",                           \
      "%f 属于规划格式，但此版本尚不支持")                                                         \
    X(WRONG_VERSION, "wrong-version", ERROR, "found format %f, expected %e",                       \
      "格式版本为 %f，应为 %e")                                                                    \
    /* scalars */                                                                                  \
    X(BAD_NUMBER, "bad-number", ERROR, "cannot read %f as a number; expected %e",                  \
      "无法把 %f 读成数字；应为 %e")                                                               \
    X(BAD_UNIT, "bad-unit", ERROR, "unknown unit in %f; expected %e", "%f 的单位不认识；应为 %e")  \
    X(WRONG_DIMENSION, "wrong-dimension", ERROR, "%f has the wrong dimension; expected %e",        \
      "%f 的量纲不对；应为 %e")                                                                    \
    X(OUT_OF_RANGE, "out-of-range", ERROR, "%f is out of range; expected %e",                      \
      "%f 超出范围；应为 %e")                                                                      \
    X(BAD_RANGE, "bad-range", ERROR, "the range %f is not in order; expected %e",                  \
      "区间 %f 顺序不对；应为 %e")                                                                 \
    X(NO_RATE, "no-rate", ERROR, "no exchange rate for %f; expected %e",                           \
      "没有 %f 的汇率；应为 %e")                                                                   \
    X(BAD_DATE, "bad-date", ERROR, "cannot read %f as a date; expected %e",                        \
      "无法把 %f 读成日期；应为 %e")                                                               \
    X(BAD_PERIOD, "bad-period", ERROR, "cannot read %f as a period; expected %e",                  \
      "无法把 %f 读成期间；应为 %e")                                                               \
    X(BAD_DURATION, "bad-duration", ERROR, "cannot read %f as a duration; expected %e",            \
      "无法把 %f 读成时长；应为 %e")                                                               \
    X(BAD_CHOICE, "bad-choice", ERROR, "found %f, expected %e", "这里是 %f，应为 %e")              \
    X(BAD_ID, "bad-id", ERROR, "%f cannot be an id: %e", "%f 不能作为标识：%e")                    \
    X(RESERVED_ID, "reserved-id", ERROR, "%f is a word of the format and cannot be an id",         \
      "%f 是格式保留字，不能作为标识")                                                             \
    X(DUPLICATE_ID, "duplicate-id", ERROR, "the id %f is already used at line %e",                 \
      "标识 %f 已在第 %e 行使用")                                                                  \
    /* references */                                                                               \
    X(UNKNOWN_ENTITY, "unknown-entity", ERROR, "no such entity: %f; expected %e",                  \
      "没有这个对象：%f；应为 %e")                                                                 \
    X(UNKNOWN_KPI, "unknown-kpi", ERROR, "no such KPI: %f; expected %e",                           \
      "没有这个指标：%f；应为 %e")                                                                 \
    X(UNKNOWN_EVENT, "unknown-event", ERROR, "no such event: %f; expected %e",                     \
      "没有这个事件：%f；应为 %e")                                                                 \
    X(UNKNOWN_ASSUMPTION, "unknown-assumption", ERROR, "no such assumption: %f; expected %e",      \
      "没有这个假设：%f；应为 %e")                                                                 \
    X(UNKNOWN_SCENARIO, "unknown-scenario", ERROR, "no such scenario: %f; expected %e",            \
      "没有这个情景：%f；应为 %e")                                                                 \
    X(UNKNOWN_TARGET, "unknown-target", ERROR, "no such target: %f; expected %e",                  \
      "没有这个目标：%f；应为 %e")                                                                 \
    X(UNKNOWN_PATH, "unknown-path", ERROR, "nothing stands at the path %f; expected %e",           \
      "路径 %f 处没有内容；应为 %e")                                                               \
    X(CYCLE, "cycle", ERROR, "%f refers back to itself", "%f 循环引用了自身")                      \
    /* meaning */                                                                                  \
    X(ORDER, "order", ERROR, "%f comes before %e", "%f 早于 %e")                                   \
    X(BOTH_GIVEN, "both-given", ERROR, "%f stands both as reported and as assumed",                \
      "%f 既有报告值又有假设值")                                                                   \
    X(EXCLUDES, "excludes", ERROR, "%f cannot stand together with %e", "%f 不能与 %e 同时出现")    \
    X(DISAGREE, "disagree", ERROR, "%f does not agree with the other figures; expected %e",        \
      "%f 与其他数值不一致；应为 %e")                                                              \
    X(PERIOD_OVERLAP, "period-overlap", ERROR,                                                     \
      "%f overlaps another period in a way that cannot be split",                                  \
      "%f 与另一期间交叉重叠，无法拆分")                                                           \
    X(OUTSIDE_YEARS, "outside-years", ERROR, "%f lies outside the plan's years %e",                \
      "%f 不在规划年份 %e 之内")                                                                   \
    X(NEGATIVE_REST, "negative-rest", ERROR,                                                       \
      "the reported total %f is less than its known parts %e",                                     \
      "报告总数 %f 小于已知各部分之和 %e")                                                         \
    X(PAST_DELAY, "past-delay", ERROR, "%f is not later than as-of %e and cannot be delayed",      \
      "%f 不晚于截止日 %e，不能推迟")                                                              \
    X(NOT_RELATIVE, "not-relative", ERROR, "%f changes a value, but there is none at %e",          \
      "%f 是相对修改，但 %e 处没有值")                                                             \
    X(DIFFERENT_UNITS, "different-units", ERROR, "%f is in another unit than %e",                  \
      "%f 与 %e 单位不同")                                                                         \
    /* warnings */                                                                                 \
    X(HIGH_GROWTH, "high-growth", WARNING, "growth of %f a year held to %e is times %n",           \
      "每年增长 %f 持续到 %e 相当于 %n 倍")                                                        \
    X(NO_FULL_DATE, "no-full-date", WARNING,                                                       \
      "full production has no date: unknown in the totals. Add full: DATE, or ramp: [..]",         \
      "达产没有日期：合计中为未知。请加“达产: 日期”或“爬坡: [..]”")                                \
    X(UNKNOWN_FIGURES, "unknown-figures", WARNING, "unknown here: %f", "此处未知：%f")             \
    X(ODD_RATIO, "odd-ratio", WARNING, "%f looks implausible; usual: %e", "%f 不合常理；通常 %e")  \
    X(FAR_DATE, "far-date", WARNING, "%f lies outside the plan's years %e",                        \
      "%f 不在规划年份 %e 之内")                                                                   \
    /* notes */                                                                                    \
    X(DEFAULT_USED, "default-used", NOTE, "%e by default", "默认 %e")

typedef enum twofold_fault_code {
    TWOFOLD_FAULT_NONE = 0,
#define TWOFOLD_X(name, id, severity, en, zh) TWOFOLD_FAULT_##name,
    TWOFOLD_FAULT_LIST(TWOFOLD_X)
#undef TWOFOLD_X
        TWOFOLD_FAULT_COUNT_
} twofold_fault_code;

/** One fault: where it stands, what was read, what was expected, the nearest right word.
 * Strings are never NULL ("" where there is nothing to say) and live as long as their list. */
typedef struct twofold_fault {
    twofold_fault_code code;
    twofold_severity severity;
    unsigned line, column; /**< 1-based place in the text; 0 where there is none (C calls) */
    const char *path;      /**< "heli.south-base.at-full.output" */
    const char *found, *expected, *nearest;
    const char *file; /**< a table or other file that the text names: the place is in it; "" */
    /** path, found and expected with the format's own words in Chinese. */
    const char *path_zh, *found_zh, *expected_zh;
} twofold_fault;

/** All faults of one text and the files it names, in the order of their places. */
typedef struct twofold_faults twofold_faults;

TWOFOLD_API void twofold_faults_free(twofold_faults *faults);
TWOFOLD_API size_t twofold_faults_count(const twofold_faults *faults);
/** index < count; else a fault of code NONE. */
TWOFOLD_API twofold_fault twofold_faults_at(const twofold_faults *faults, size_t index);
/** Number of faults of one severity, also of those beyond the 1000 that are kept of each. */
TWOFOLD_API size_t twofold_faults_of(const twofold_faults *faults, twofold_severity severity);
/** The code's stable id ("unknown-key"); "" for NONE and numbers out of range. */
TWOFOLD_API const char *twofold_fault_id(twofold_fault_code code);
/** The fault as a sentence "12:5 heli.output: …", in a file "firms.csv:12:5 heli.output: …", in a
 * language, on one line; what has nothing to say ("; expected …") is left out. snprintf's rules for
 * buffer: here and below, at most size bytes with the terminator are written, the length of the
 * whole text is returned, and buffer may be NULL if size is 0. Unlike snprintf, a cut never splits
 * a UTF-8 character. */
TWOFOLD_API size_t twofold_fault_text(const twofold_fault *fault, twofold_lang lang, char *buffer,
                                      size_t size);

/** For "did you mean": how many letters to insert, delete, replace or swap lead from one word to
 * the other, ASCII letters without case; SIZE_MAX if that is too many for a slip (more than a third
 * of the word, or three). Both terminated. */
TWOFOLD_API size_t twofold_word_distance(const char *word, const char *candidate);

/* ---- Numbers as people write them ---- */

/** What a number counts. */
typedef enum twofold_dimension {
    TWOFOLD_PLAIN = 0, /**< no unit */
    TWOFOLD_SHARE,     /**< a fraction; written with %, or "points" for a difference */
    TWOFOLD_MONEY,   /**< name is the currency: "CNY" (元, 人民币), "USD", … three letters */
    TWOFOLD_AREA,    /**< held in mu: 亩 mu 公顷 ha km² km2 平方公里 m² m2 平方米 */
    TWOFOLD_PERSONS, /**< 人 person persons people jobs 岗位 */
    TWOFOLD_COUNT,   /**< things of a kind; name is the word: vehicles, 辆, visits */
    TWOFOLD_DURATION /**< held in months: years 年, quarters, months 个月, weeks, days 天 */
} twofold_dimension;

#define TWOFOLD_UNIT_NAME 32

/** A unit: what is counted, and per what. */
typedef struct twofold_unit {
    twofold_dimension dimension;
    twofold_dimension per;            /**< PLAIN: per nothing. DURATION: the value is per year */
    char name[TWOFOLD_UNIT_NAME];     /**< currency or word of dimension, "" otherwise */
    char per_name[TWOFOLD_UNIT_NAME]; /**< the same of per */
} twofold_unit;

typedef enum twofold_mark {
    TWOFOLD_EXACT = 0,
    TWOFOLD_AT_LEAST, /**< 300+  300余  5000万元以上 */
    TWOFOLD_ABOUT,    /**< ~200亩  约200亩 */
    TWOFOLD_UNIFORM,  /**< low..high: value is the middle */
    TWOFOLD_PERT      /**< low..likely..high: value is the likely one */
} twofold_mark;

typedef struct twofold_number {
    double value;     /**< in base units: currency units, mu, persons, fraction, months; a flow
                           "/month" is turned into per year */
    double low, high; /**< bounds of a range, else both equal value */
    twofold_mark mark;
    twofold_unit unit;
    int decimals; /**< digits written after the decimal point, of the last number written */
    double scale; /**< base units in one unit of the last digit's whole: 1e8 for 亿元, 0.01 for % */
} twofold_number;

/** Reads "26亿元", "15M USD", "46500 vehicles/year", "2000万元/month", "5%", "300+", "~200亩",
 * "0..3..12 months", "704.6万元/亩", "1.2e6", "$15M"; "3 years 6 months" is not read (one unit).
 * Multipliers 千 万 十万 百万 千万 亿 十亿 百亿 千亿 万亿 and k K M B thousand million billion bn;
 * no comma inside. The decimal exponent is shifted (for units such as hectares the decimal
 * multiplied), then converted once, correctly rounded, whatever the host's locale: 8.2亿 is
 * 820000000 exactly. A flow per month, quarter or day becomes per year (x12, x4, x365; shares
 * refuse that). The last number of a range gives its unit and multiplier to those before that have
 * neither; a range has no other mark. Three capital letters are a currency.
 * @param text, size  need not be terminated; blanks around are skipped
 * @param[out] number untouched on failure
 * @return TWOFOLD_FAULT_NONE, or BAD_NUMBER, BAD_UNIT (the unit cannot be read), BAD_RANGE,
 * OUT_OF_RANGE (overflow). A unit word nobody knows is read as TWOFOLD_COUNT of that word. */
TWOFOLD_API TWOFOLD_CHECK twofold_fault_code twofold_number_parse(const char *text, size_t size,
                                                                  twofold_number *number);

/** Writes a number so that twofold_number_parse gives the same value, marks and unit again
 * (shortest digits that round-trip; with 万/亿 in Chinese and M for English money where few
 * decimals are left then). A number that is not finite is "". snprintf's rules for buffer. */
TWOFOLD_API size_t twofold_number_write(const twofold_number *number, twofold_lang lang,
                                        char *buffer, size_t size);

/** A double in the shortest decimal form that reads back to the same bits; "." always; NaN is "",
 * infinities "inf" and "-inf". snprintf's rules. */
TWOFOLD_API size_t twofold_double_write(double value, char *buffer, size_t size);

/** Reads a plain decimal number (whole text, optional sign, point, exponent), correctly rounded,
 * locale-free. False if it is none or beyond the range of doubles; *value untouched then. */
TWOFOLD_API bool twofold_double_parse(const char *text, size_t size, double *value);

/** Rounding when printing: half to even of the exact binary value is not wanted by planners, so
 * ties are decided on the shortest decimal text (GB/T 8170 even, or half up). */
typedef enum twofold_rounding { TWOFOLD_HALF_EVEN = 0, TWOFOLD_HALF_UP = 1 } twofold_rounding;

/** Writes value with a fixed number of decimals (-400 to 400, beyond is clamped; negative rounds to
 * tens, hundreds, …), rounded once; "-0.0" is written "0.0"; NaN and infinities as above. */
TWOFOLD_API size_t twofold_fixed_write(double value, int decimals, twofold_rounding rounding,
                                       char *buffer, size_t size);

/** The display scale that suits a set of values of a unit: 亿元/万元 for money (zh), 100M CNY / 10k
 * CNY, M USD / k USD for other currencies.
 * @return base units in one display unit (1e8, 1e4, 1, 0.01 for shares)
 * @param[out] label  the display unit's name in the language, e.g. "亿元", "万元/亩", "%", "亩" */
TWOFOLD_API double twofold_display_unit(const twofold_unit *unit, double largest, twofold_lang lang,
                                        char *label, size_t size);

TWOFOLD_END_DECLS

#endif
