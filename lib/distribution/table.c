/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of distributions: names, parameters and their bounds. */
#include "twofold/distribution.h"

#include "base/text.h"

#include <math.h>
#include <string.h>

#define ANY (-(double)INFINITY)
#define TOP ((double)INFINITY)
#define NEEDED ((double)NAN)

/* X(kind, name, Chinese, role, above, index of the parameter not to be less than, fallback) */
/* clang-format off */
#define PARAMETERS(X) \
    X(UNIFORM, "low", "最低", VALUE, ANY, -1, NEEDED) \
    X(UNIFORM, "high", "最高", VALUE, ANY, 0, NEEDED) \
    X(TRIANGULAR, "low", "最低", VALUE, ANY, -1, NEEDED) \
    X(TRIANGULAR, "likely", "最可能", VALUE, ANY, 0, NEEDED) \
    X(TRIANGULAR, "high", "最高", VALUE, ANY, 1, NEEDED) \
    X(PERT, "low", "最低", VALUE, ANY, -1, NEEDED) \
    X(PERT, "likely", "最可能", VALUE, ANY, 0, NEEDED) \
    X(PERT, "high", "最高", VALUE, ANY, 1, NEEDED) \
    X(NORMAL, "mean", "均值", VALUE, ANY, -1, NEEDED) \
    X(NORMAL, "sd", "标准差", SPREAD, 0, -1, NEEDED) \
    X(TRUNCATED_NORMAL, "mean", "均值", VALUE, ANY, -1, NEEDED) \
    X(TRUNCATED_NORMAL, "sd", "标准差", SPREAD, 0, -1, NEEDED) \
    X(TRUNCATED_NORMAL, "low", "最低", VALUE, ANY, -1, ANY) \
    X(TRUNCATED_NORMAL, "high", "最高", VALUE, ANY, 2, TOP) \
    X(LOGNORMAL, "mean", "均值", VALUE, 0, -1, NEEDED) \
    X(LOGNORMAL, "sd", "标准差", SPREAD, 0, -1, NEEDED) \
    X(BETA, "alpha", "形状一", SHAPE, 0, -1, NEEDED) \
    X(BETA, "beta", "形状二", SHAPE, 0, -1, NEEDED) \
    X(BETA, "low", "最低", VALUE, ANY, -1, NEEDED) \
    X(BETA, "high", "最高", VALUE, ANY, 2, NEEDED) \
    X(GAMMA, "shape", "形状", SHAPE, 0, -1, NEEDED) \
    X(GAMMA, "scale", "尺度", SPREAD, 0, -1, NEEDED) \
    X(WEIBULL, "shape", "形状", SHAPE, 0, -1, NEEDED) \
    X(WEIBULL, "scale", "尺度", SPREAD, 0, -1, NEEDED) \
    X(PERCENTILES, "p10", "十分位", VALUE, ANY, -1, NEEDED) \
    X(PERCENTILES, "p50", "中位", VALUE, ANY, 0, NEEDED) \
    X(PERCENTILES, "p90", "九十分位", VALUE, ANY, 1, NEEDED)
/* clang-format on */

/* In the order of the kinds. */
static const struct row {
    twofold_distribution_kind kind;
    twofold_parameter parameter;
} rows[] = {
#define X(kind, name, zh, role, above, from, fallback)                                             \
    {TWOFOLD_DISTRIBUTION_##kind, {name, zh, TWOFOLD_PARAMETER_##role, above, from, fallback}},
    PARAMETERS(X)
#undef X
};

static const struct {
    const char *id, *zh;
} kinds[TWOFOLD_DISTRIBUTION_COUNT] = {
#define X(name, number, id, zh, what) {id, zh},
    TWOFOLD_DISTRIBUTION_LIST(X)
#undef X
};

enum { ROWS = sizeof rows / sizeof *rows };

static size_t first_row(twofold_distribution_kind kind)
{
    size_t row = 0;
    while (row < ROWS && rows[row].kind < kind) {
        row++;
    }
    return row;
}

static bool is_kind(twofold_distribution_kind kind)
{
    return (unsigned)kind < TWOFOLD_DISTRIBUTION_COUNT;
}

const char *twofold_distribution_text(twofold_distribution_kind kind, twofold_lang lang)
{
    if (!is_kind(kind)) {
        return "";
    }
    return lang == TWOFOLD_ZH ? kinds[kind].zh : kinds[kind].id;
}

static bool is_name(const char *name, const char *text, size_t size)
{
    return size > 0 && tf_text_is(text, size, name);
}

int twofold_distribution_find(const char *name, size_t size)
{
    static const char suffix[] = "分布";
    const size_t tail = sizeof suffix - 1;
    for (int i = 0; i < TWOFOLD_DISTRIBUTION_COUNT; i++) {
        const char *zh = kinds[i].zh;
        if (is_name(kinds[i].id, name, size) || is_name(zh, name, size)) {
            return i;
        }
        const size_t length = strlen(zh); /* 正态 for 正态分布 */
        const bool has_suffix = length > tail && strcmp(zh + length - tail, suffix) == 0;
        if (has_suffix && size == length - tail && memcmp(zh, name, size) == 0) {
            return i;
        }
    }
    return -1;
}

size_t twofold_distribution_parameters(twofold_distribution_kind kind)
{
    size_t count = 0;
    for (size_t row = first_row(kind); row < ROWS && rows[row].kind == kind; row++) {
        count++;
    }
    return count;
}

twofold_parameter twofold_distribution_parameter(twofold_distribution_kind kind, size_t index)
{
    if (index >= twofold_distribution_parameters(kind)) {
        return (twofold_parameter){NULL,        NULL, TWOFOLD_PARAMETER_VALUE,
                                   (double)NAN, -1,   (double)NAN};
    }
    return rows[first_row(kind) + index].parameter;
}

/* ---- Checks ---- */

static bool is_right(twofold_distribution_kind kind, const double *parameters, size_t index)
{
    const twofold_parameter *p = &rows[first_row(kind) + index].parameter;
    const double x = parameters[index];
    const bool by_default = isinf(p->fallback) && x == p->fallback;
    return (isfinite(x) || by_default) && (x > p->above || by_default) &&
           (p->from < 0 || x >= parameters[p->from]);
}

/* Value and probability by turns. Returns the first that is wrong, count if the sum is. */
static size_t wrong_of_discrete(const double *numbers, size_t count)
{
    double sum = 0;
    for (size_t i = 0; i + 1 < count; i += 2) {
        if (!isfinite(numbers[i])) {
            return i;
        }
        if (!(numbers[i + 1] >= 0 && numbers[i + 1] <= 1)) {
            return i + 1;
        }
        sum += numbers[i + 1];
    }
    const bool adds_up = count >= 2 && count % 2 == 0 && fabs(sum - 1) <= 1e-9;
    return adds_up ? SIZE_MAX : count;
}

static size_t wrong_of_empirical(const double *numbers, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!isfinite(numbers[i])) {
            return i;
        }
    }
    return count > 0 ? SIZE_MAX : count;
}

/* Index of the first wrong parameter, count if they are not as many; SIZE_MAX if all are right. */
static size_t wrong_of(twofold_distribution_kind kind, const double *parameters, size_t count)
{
    if (kind == TWOFOLD_DISTRIBUTION_DISCRETE) {
        return wrong_of_discrete(parameters, count);
    }
    if (kind == TWOFOLD_DISTRIBUTION_EMPIRICAL) {
        return wrong_of_empirical(parameters, count);
    }
    if (count != twofold_distribution_parameters(kind)) {
        return count;
    }
    for (size_t i = 0; i < count; i++) {
        if (!is_right(kind, parameters, i)) {
            return i;
        }
    }
    return SIZE_MAX;
}

twofold_status twofold_distribution_check(twofold_distribution_kind kind, const double *parameters,
                                          size_t count, size_t *wrong)
{
    if (!is_kind(kind) || (parameters == NULL && count > 0)) {
        return TWOFOLD_E_ARGUMENT;
    }
    const size_t index = wrong_of(kind, parameters, count);
    if (index == SIZE_MAX) {
        return TWOFOLD_OK;
    }
    if (wrong != NULL) {
        *wrong = index;
    }
    return TWOFOLD_E_ARGUMENT;
}
