/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A value of `uncertain`: a range, absolute or relative, or a distribution by its parameters. */
#include "plan/bind_uncertain.h"

#include "base/nearest.h"
#include "base/text.h"
#include "plan/check.h"

#include <stdio.h>
#include <string.h>

struct reading {
    struct tf_binder *b;
    const struct tf_quantity *quantity;
    struct tf_spread *spread;
    const struct tf_node *from[8]; /* of parameters by name: where each was read, or NULL */
};

static bool add_parameters(struct reading *r, const double *values, size_t count)
{
    struct tf_spread *s = r->spread;
    double *more = tf_arena_get_array(&r->b->scratch, count, sizeof *more);
    if (more == NULL) return tf_bind_no_memory(r->b) != NULL;
    memcpy(more, values, count * sizeof *more);
    s->parameters = more;
    s->count = count;
    return true;
}

/* A number that makes no input of the model. */
static bool read_number(struct reading *r, const struct tf_node *node, const char *text,
                        size_t size, const struct tf_want *want, twofold_number *number)
{
    const size_t inputs = r->b->input_count;
    const struct tf_value value = tf_bind_number_of(r->b, node, text, size, want, number);
    if (r->b->input_count > inputs) r->b->input_count = inputs;
    return value.input >= 0;
}

static twofold_unit unit_of(const struct tf_want *want, const twofold_number *number)
{
    return number->unit.dimension == TWOFOLD_PLAIN ? want->unit : number->unit;
}

/* ---- Ranges ---- */

static bool take_range(struct reading *r, const twofold_number *number)
{
    const double pert[] = {number->low, number->value, number->high};
    const double uniform[] = {number->low, number->high};
    const bool likely = number->mark == TWOFOLD_PERT;
    r->spread->kind = likely ? TWOFOLD_DISTRIBUTION_PERT : TWOFOLD_DISTRIBUTION_UNIFORM;
    return likely ? add_parameters(r, pert, 3) : add_parameters(r, uniform, 2);
}

/* "x 85..100..105%" and "+ 0..6 months": what follows the sign; NULL if there is none. */
static const char *after_sign(const struct tf_node *node, twofold_uncertain_change *change)
{
    const char *text = node->text;
    const char *rest = NULL;
    if (text[0] == 'x')
        rest = text + 1;
    else if (strncmp(text, "×", sizeof "×" - 1) == 0)
        rest = text + sizeof "×" - 1;
    *change = TWOFOLD_UNCERTAIN_TIMES;
    if (rest == NULL && text[0] == '+') {
        rest = text + 1;
        *change = TWOFOLD_UNCERTAIN_PLUS;
    }
    const bool sign = rest != NULL && (rest[0] == ' ' || rest[0] == '$' ||
                                       (rest[0] >= '0' && rest[0] <= '9') || rest[0] == '-');
    return sign ? rest : NULL;
}

static bool read_relative(struct reading *r, const struct tf_node *node, const char *text)
{
    const struct tf_quantity *q = r->quantity;
    const bool plus = r->spread->change == TWOFOLD_UNCERTAIN_PLUS;
    const struct tf_want *want = &r->b->wants[plus ? TF_WANT_MONTHS : TF_WANT_LEVEL];
    twofold_number number;
    size_t size = node->text_size - (size_t)(text - node->text);
    if (!plus && q->is_date) {
        tf_bind_fault(r->b, TWOFOLD_FAULT_BAD_DATE, node, NULL, "+ 6 months", NULL);
        return false;
    }
    if (plus != q->is_date || (!q->is_there && !q->is_lever)) {
        tf_bind_fault(r->b, TWOFOLD_FAULT_NOT_RELATIVE, node, NULL, node->key, NULL);
        return false;
    }
    tf_trim(&text, &size);
    if (!read_number(r, node, text, size, want, &number)) return false;
    r->spread->unit = want->unit;
    return take_range(r, &number);
}

static bool read_dates(struct reading *r, const struct tf_node *node, const char *text, size_t size,
                       twofold_number *number)
{
    r->spread->unit = r->quantity->want.unit;
    if (!tf_bind_dates(r->b, text, size, r->quantity->last, number)) {
        tf_bind_fault(r->b, TWOFOLD_FAULT_BAD_DATE, node, tf_bind_words(r->b, text, size),
                      "2023, 2023Q4, 2023-12 or 2023-12-31", NULL);
        return false;
    }
    if (number->low <= number->value && number->value <= number->high) return true;
    tf_bind_fault(r->b, TWOFOLD_FAULT_BAD_RANGE, node, tf_bind_words(r->b, text, size),
                  "earlier..later", NULL);
    return false;
}

static bool read_range(struct reading *r, const struct tf_node *node)
{
    const struct tf_want *want = &r->quantity->want;
    twofold_number number;
    const char *rest = after_sign(node, &r->spread->change);
    if (rest != NULL) return read_relative(r, node, rest);
    r->spread->change = TWOFOLD_UNCERTAIN_IS;
    if (r->quantity->is_date) {
        if (!read_dates(r, node, node->text, node->text_size, &number)) return false;
    } else {
        if (!read_number(r, node, node->text, node->text_size, want, &number)) return false;
        r->spread->unit = unit_of(want, &number);
    }
    return take_range(r, &number);
}

/* ---- Parameters ---- */

/* One value of the quantity, or a spread or shape. */
static bool read_parameter(struct reading *r, const struct tf_node *node, const char *text,
                           size_t size, twofold_parameter_role role, double *value)
{
    const struct tf_quantity *q = r->quantity;
    const bool is_value = role == TWOFOLD_PARAMETER_VALUE;
    twofold_number number;
    struct tf_want want = q->want;
    if (!is_value) want.low = -TF_INFINITY, want.high = TF_INFINITY, want.whole = false;
    if (role == TWOFOLD_PARAMETER_SHAPE)
        want = (struct tf_want){
            .low = -TF_INFINITY, .high = TF_INFINITY, .words = "a plain number", .plain = true};
    if (is_value && q->is_date) {
        if (!read_dates(r, node, text, size, &number)) return false;
    } else {
        if (!read_number(r, node, text, size, &want, &number)) return false;
        if (is_value) r->spread->unit = unit_of(&want, &number);
    }
    *value = number.value;
    if (number.low == number.high) return true;
    tf_bind_fault(r->b, TWOFOLD_FAULT_OUT_OF_RANGE, node, tf_bind_words(r->b, text, size),
                  "one number", NULL);
    return false;
}

static const char *shape_of(const struct tf_node *node)
{
    if (node->shape == TF_SCALAR) return node->text_size == 0 ? "nothing" : node->text;
    return node->shape == TF_MAP ? "a mapping" : "a list";
}

static bool is_scalar(struct tf_binder *b, const struct tf_node *node, const char *expected)
{
    if (node->shape == TF_SCALAR && node->text_size > 0) return true;
    tf_bind_fault(b, TWOFOLD_FAULT_WRONG_SHAPE, node, shape_of(node), expected, NULL);
    return false;
}

static int parameter_of(twofold_distribution_kind kind, const struct tf_node *node)
{
    const size_t count = twofold_distribution_parameters(kind);
    for (size_t i = 0; i < count; i++) {
        const twofold_parameter p = twofold_distribution_parameter(kind, i);
        if (strcmp(node->key, p.name) == 0 || strcmp(node->key, p.zh) == 0) return (int)i;
    }
    return -1;
}

static void say_unknown_parameter(struct tf_binder *b, const struct tf_node *node,
                                  twofold_distribution_kind kind)
{
    const char *names[8];
    char words[80];
    struct tf_buffer expected = tf_buffer_of(words, sizeof words);
    const size_t count = twofold_distribution_parameters(kind);
    for (size_t i = 0; i < count && i < 8; i++) {
        names[i] = twofold_distribution_parameter(kind, i).name;
        if (i > 0) tf_buffer_say(&expected, ", ");
        tf_buffer_say(&expected, names[i]);
    }
    (void)tf_buffer_end(&expected);
    tf_bind_fault_key(b, TWOFOLD_FAULT_UNKNOWN_KEY, node, NULL, words,
                      tf_nearest(node->key, node->key_size, names, count));
}

/* {mean: 3%, sd: 1%} */
static bool read_named(struct reading *r, const struct tf_node *map)
{
    const twofold_distribution_kind kind = r->spread->kind;
    const size_t count = twofold_distribution_parameters(kind);
    double values[8];
    bool good = true;
    for (const struct tf_node *node = map->first; node != NULL; node = node->next) {
        const int i = parameter_of(kind, node);
        if (i < 0 || r->from[i] != NULL) {
            if (i < 0)
                say_unknown_parameter(r->b, node, kind);
            else
                tf_bind_fault_key(r->b, TWOFOLD_FAULT_DUPLICATE_KEY, node, NULL, NULL, NULL);
            good = false;
            continue;
        }
        r->from[i] = node;
        const twofold_parameter p = twofold_distribution_parameter(kind, (size_t)i);
        good = is_scalar(r->b, node, "a number") &&
               read_parameter(r, node, node->text, node->text_size, p.role, &values[i]) && good;
    }
    for (size_t i = 0; i < count; i++) {
        const twofold_parameter p = twofold_distribution_parameter(kind, i);
        if (r->from[i] != NULL) continue;
        values[i] = p.fallback;
        if (!isnan(p.fallback)) continue;
        if (good) tf_bind_fault(r->b, TWOFOLD_FAULT_MISSING_KEY, map, "", p.name, NULL);
        good = false;
    }
    return good && add_parameters(r, values, count);
}

/* {26亿元: 30%, 30亿元: 70%} */
static bool read_discrete(struct reading *r, const struct tf_node *map)
{
    double *values = tf_arena_get_array(&r->b->scratch, 2 * map->count, sizeof *values);
    size_t count = 0;
    bool good = true;
    if (values == NULL) return tf_bind_no_memory(r->b) != NULL;
    for (const struct tf_node *node = map->first; node != NULL; node = node->next, count += 2) {
        twofold_number share = {.value = 0};
        good = read_parameter(r, node, node->key, node->key_size, TWOFOLD_PARAMETER_VALUE,
                              &values[count]) &&
               is_scalar(r->b, node, "a share") &&
               read_number(r, node, node->text, node->text_size, &r->b->wants[TF_WANT_CHANCE],
                           &share) &&
               good;
        values[count + 1] = share.value;
    }
    return good && add_parameters(r, values, count);
}

/* [25亿元, 26亿元, 31亿元] */
static bool read_empirical(struct reading *r, const struct tf_node *list)
{
    double *values = tf_arena_get_array(&r->b->scratch, list->count, sizeof *values);
    size_t count = 0;
    bool good = true;
    if (values == NULL) return tf_bind_no_memory(r->b) != NULL;
    for (const struct tf_node *node = list->first; node != NULL; node = node->next, count++)
        good = is_scalar(r->b, node, "a number") &&
               read_parameter(r, node, node->text, node->text_size, TWOFOLD_PARAMETER_VALUE,
                              &values[count]) &&
               good;
    return good && add_parameters(r, values, count);
}

/* ---- Distributions ---- */

static int kind_of(const struct tf_node *map)
{
    const struct tf_node *first = map->shape == TF_MAP ? map->first : NULL;
    if (first == NULL) return -1;
    const int kind = twofold_distribution_find(first->key, first->key_size);
    if (kind >= 0) return kind;
    return parameter_of(TWOFOLD_DISTRIBUTION_PERCENTILES, first) >= 0
               ? (int)TWOFOLD_DISTRIBUTION_PERCENTILES
               : -1;
}

bool tf_is_distribution(const struct tf_node *node) { return kind_of(node) >= 0; }

static void say_unknown_kind(struct tf_binder *b, const struct tf_node *map)
{
    const char *names[TWOFOLD_DISTRIBUTION_COUNT];
    const struct tf_node *first = map->first;
    for (int i = 0; i < TWOFOLD_DISTRIBUTION_COUNT; i++)
        names[i] = twofold_distribution_text((twofold_distribution_kind)i, TWOFOLD_EN);
    if (first == NULL)
        tf_bind_fault(b, TWOFOLD_FAULT_WRONG_SHAPE, map, "nothing", "a range or a distribution",
                      NULL);
    else
        tf_bind_fault_key(
            b, TWOFOLD_FAULT_UNKNOWN_KEY, first, NULL, "a distribution",
            tf_nearest(first->key, first->key_size, names, TWOFOLD_DISTRIBUTION_COUNT));
}

/* A list of no values, or probabilities that do not add up. */
static void say_of_all(struct reading *r, const struct tf_node *map)
{
    const struct tf_spread *s = r->spread;
    char sum[40], words[48];
    double shares = 0;
    if (s->count == 0) {
        tf_bind_fault(r->b, TWOFOLD_FAULT_WRONG_SHAPE, map, "nothing", "values", NULL);
        return;
    }
    for (size_t i = 1; i < s->count; i += 2) shares += s->parameters[i];
    (void)twofold_double_write(floor(1e8 * shares + 0.5) / 1e6, sum, sizeof sum);
    (void)snprintf(words, sizeof words, "%s%%", sum);
    tf_bind_fault(r->b, TWOFOLD_FAULT_OUT_OF_RANGE, map, words, "probabilities that add up to 100%",
                  NULL);
}

/* What the table of distributions says against the parameters. */
static bool check(struct reading *r, const struct tf_node *map)
{
    const struct tf_spread *s = r->spread;
    size_t wrong = 0;
    if (twofold_distribution_check(s->kind, s->parameters, s->count, &wrong) == TWOFOLD_OK)
        return true;
    const size_t count = twofold_distribution_parameters(s->kind);
    if (wrong >= count) { /* values and probabilities were read within their bounds */
        say_of_all(r, map);
        return false;
    }
    const twofold_parameter p = twofold_distribution_parameter(s->kind, wrong);
    char words[60] = "a number above 0";
    if (p.from >= 0)
        (void)snprintf(words, sizeof words, "at least %s",
                       twofold_distribution_parameter(s->kind, (size_t)p.from).name);
    const struct tf_node *node = r->from[wrong] != NULL ? r->from[wrong] : map;
    tf_bind_fault(r->b, TWOFOLD_FAULT_OUT_OF_RANGE, node, NULL, words, NULL);
    return false;
}

static bool read_distribution(struct reading *r, const struct tf_node *map)
{
    struct tf_binder *b = r->b;
    const int kind = kind_of(map);
    if (kind < 0) {
        say_unknown_kind(b, map);
        return false;
    }
    r->spread->kind = (twofold_distribution_kind)kind;
    r->spread->change = TWOFOLD_UNCERTAIN_IS;
    const bool bare = twofold_distribution_find(map->first->key, map->first->key_size) < 0;
    const struct tf_node *inner = bare ? map : map->first;
    if (!bare && map->count > 1) {
        tf_bind_fault_key(b, TWOFOLD_FAULT_EXCLUDES, map->first->next, NULL, map->first->key, NULL);
        return false;
    }
    const bool list = kind == (int)TWOFOLD_DISTRIBUTION_EMPIRICAL;
    if (inner->shape != (list ? TF_LIST : TF_MAP)) {
        tf_bind_fault(b, TWOFOLD_FAULT_WRONG_SHAPE, inner, shape_of(inner),
                      list ? "a list" : "a mapping of keys", NULL);
        return false;
    }
    const bool read = list                                         ? read_empirical(r, inner)
                      : kind == (int)TWOFOLD_DISTRIBUTION_DISCRETE ? read_discrete(r, inner)
                                                                   : read_named(r, inner);
    return read && check(r, inner);
}

bool tf_bind_spread(struct tf_binder *b, const struct tf_node *node,
                    const struct tf_quantity *quantity, struct tf_spread *spread)
{
    struct reading r = {.b = b, .quantity = quantity, .spread = spread};
    *spread = (struct tf_spread){.unit = quantity->want.unit};
    return node->shape == TF_SCALAR ? read_range(&r, node) : read_distribution(&r, node);
}
