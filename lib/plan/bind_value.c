/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers: read, checked against what is wanted, made inputs. */
#include "base/number.h"
#include "plan/bind_core.h"

#include <string.h>

void tf_bind_wants(struct tf_binder *b)
{
    const twofold_unit share = {.dimension = TWOFOLD_SHARE};
    const twofold_unit months = {.dimension = TWOFOLD_DURATION};
    twofold_unit money = {.dimension = TWOFOLD_MONEY};
    memcpy(money.name, b->model->currency, sizeof b->model->currency);

    b->wants[TF_WANT_ANY] = (struct tf_want){
        .low = -TF_INFINITY, .high = TF_INFINITY, .words = "a number", .any = true};
    b->wants[TF_WANT_GROWTH] = (struct tf_want){
        .unit = share, .low = -0.9999, .high = 100, .words = "a share above -100%, as 5%"};
    b->wants[TF_WANT_LEVEL] =
        (struct tf_want){.unit = share, .low = 0, .high = 100, .words = "a share, as 95%"};
    b->wants[TF_WANT_CHANCE] =
        (struct tf_want){.unit = share, .low = 0, .high = 1, .words = "0%..100%", .plain = true};
    b->wants[TF_WANT_COUNT] = (struct tf_want){
        .low = 0, .high = 1e9, .words = "a whole number", .plain = true, .whole = true};
    b->wants[TF_WANT_TIMES] =
        (struct tf_want){.low = 1e-9, .high = 1e9, .words = "a number above 0", .plain = true};
    b->wants[TF_WANT_MONTHS] = (struct tf_want){.unit = months,
                                                .low = -TF_INFINITY,
                                                .high = TF_INFINITY,
                                                .words = "a duration, as 6 months"};
    b->wants[TF_WANT_LEAD] = b->wants[TF_WANT_MONTHS];
    b->wants[TF_WANT_LEAD].low = 0;
    b->wants[TF_WANT_LEAD].words = "a duration of at least 0 months";
    b->wants[TF_WANT_WEIGHT] = (struct tf_want){
        .unit = share, .low = 0, .high = TF_INFINITY, .words = "a share, as 8%", .plain = true};
    b->wants[TF_WANT_RATE] = (struct tf_want){.unit = money,
                                              .low = 1e-9,
                                              .high = 1e12,
                                              .words = b->model->currency,
                                              .plain = true,
                                              .own_currency = true};
}

static bool is_in_bounds(const struct tf_want *want, const twofold_number *number)
{
    if (number->low < want->low || number->high > want->high) return false;
    return !want->whole || number->low < number->high || number->value == floor(number->value);
}

static void refuse_number(struct tf_binder *b, const struct tf_node *node, const char *found,
                          const struct tf_want *want, const twofold_number *number)
{
    const bool duration = want->unit.dimension == TWOFOLD_DURATION;
    const twofold_fault_code code = tf_want_fits(want, &number->unit) ? TWOFOLD_FAULT_OUT_OF_RANGE
                                    : duration                        ? TWOFOLD_FAULT_BAD_DURATION
                                               : TWOFOLD_FAULT_WRONG_DIMENSION;
    tf_bind_fault(b, code, node, found, want->words, NULL);
}

/* Money of another currency than the plan's: needs a rate. */
static bool is_foreign(const struct tf_binder *b, const struct tf_want *want,
                       const twofold_number *number)
{
    return !want->any && number->unit.dimension == TWOFOLD_MONEY &&
           strcmp(number->unit.name, b->model->currency) != 0;
}

/* The piece of a node's text, for faults. */
static const char *words_of(struct tf_binder *b, const struct tf_node *node, const char *text,
                            size_t size)
{
    const bool whole = text == node->text && size == node->text_size;
    return whole ? text : tf_bind_words(b, text, size);
}

static void add_unreadable(struct tf_binder *b, twofold_fault_code code, const struct tf_node *node,
                           const char *found, const struct tf_want *want)
{
    const char *expected = want->words;
    if (want->unit.dimension == TWOFOLD_DURATION && code != TWOFOLD_FAULT_BAD_RANGE) {
        code = TWOFOLD_FAULT_BAD_DURATION;
    } else if (code == TWOFOLD_FAULT_BAD_RANGE) {
        expected = "low..high or low..likely..high";
    }
    tf_bind_fault(b, code, node, found, expected, NULL);
}

struct tf_value tf_bind_number_of(struct tf_binder *b, const struct tf_node *node, const char *text,
                                  size_t size, const struct tf_want *want, twofold_number *number)
{
    const struct tf_assumption *assumption = NULL;
    twofold_number read;
    if (size > 0 && text[0] == '$') {
        assumption = tf_bind_assumption(b, node, text + 1, size - 1);
        if (assumption == NULL || assumption->input < 0) return TF_ABSENT;
        read = assumption->number;
    } else {
        const twofold_fault_code code = tf_number_parse(&b->memo, text, size, &read);
        if (code != TWOFOLD_FAULT_NONE) {
            add_unreadable(b, code, node, words_of(b, node, text, size), want);
            return TF_ABSENT;
        }
    }
    struct tf_value value = TF_ABSENT;
    if (!tf_want_fits(want, &read.unit) || !is_in_bounds(want, &read)) {
        refuse_number(b, node, words_of(b, node, text, size), want, &read);
        return TF_ABSENT;
    }
    if (is_foreign(b, want, &read)) {
        value.rate = tf_bind_rate(b, node, read.unit.name);
        if (value.rate < 0) return TF_ABSENT;
    }
    value.input = assumption != NULL ? assumption->input : tf_bind_input(b, node, &read);
    if (number != NULL) *number = read;
    return value;
}

struct tf_value tf_bind_number(struct tf_binder *b, const struct tf_node *node,
                               const struct tf_want *want, twofold_number *number)
{
    return tf_bind_number_of(b, node, node->text, node->text_size, want, number);
}

int32_t tf_bind_input(struct tf_binder *b, const struct tf_node *node, const twofold_number *number)
{
    struct tf_input *inputs = b->inputs;
    if (b->input_count == b->input_capacity) {
        inputs =
            tf_grow(&b->context, b->inputs, &b->input_capacity, b->input_count + 1, sizeof *inputs);
        if (inputs != NULL) b->inputs = inputs;
    }
    if (inputs == NULL || b->input_count >= INT32_MAX) {
        (void)tf_bind_no_memory(b);
        return -1;
    }
    inputs[b->input_count] = (struct tf_input){
        .path = tf_bind_path(b, node),
        .text = node->text,
        .source = tf_bind_source(b, node),
        .value = number->value,
        .low = number->low,
        .high = number->high,
        .mark = number->mark,
        .origin = node->assumed ? TF_ASSUMED : TF_REPORTED,
        .line = node->line,
        .column = node->column,
    };
    return (int32_t)b->input_count++;
}

double tf_bind_likely(const struct tf_binder *b, struct tf_value value)
{
    if (value.input < 0) return TF_NAN;
    const double rate = value.rate < 0 ? 1 : b->inputs[value.rate].value;
    return b->inputs[value.input].value * rate;
}
