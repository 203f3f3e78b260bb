/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Periods, dates and events as written. Events are resolved later, in bind_event.c. */
#include "base/nearest.h"
#include "base/text.h"
#include "plan/bind_core.h"
#include "twofold/period.h"

#include <string.h>

const char *tf_milestone_name(int milestone)
{
    return tf_key_row((enum tf_key_id)(TF_KEY_SIGNED + milestone))->name;
}

int tf_milestone_find(const char *word, size_t size)
{
    for (int i = 0; i < TF_MILESTONES && size > 0; i++) {
        const struct tf_key *row = tf_key_row((enum tf_key_id)(TF_KEY_SIGNED + i));
        if (tf_text_is(word, size, row->name) || tf_text_is(word, size, row->zh)) return i;
    }
    return -1;
}

bool tf_bind_period(const struct tf_binder *b, const char *text, size_t size, int32_t *from,
                    int32_t *to)
{
    twofold_period period;
    if (!twofold_period_parse(text, size, &period)) return false;
    *from = period.month - b->origin;
    *to = *from + period.months;
    return true;
}

bool tf_bind_period_of(struct tf_binder *b, const struct tf_node *node, int32_t *from, int32_t *to)
{
    if (!tf_bind_period(b, node->text, node->text_size, from, to)) {
        tf_bind_fault(b, TWOFOLD_FAULT_BAD_PERIOD, node, NULL, "2025, 2025Q4 or 2025-06", NULL);
        return false;
    }
    if (b->timeless || (*from >= b->model->axis_from && *to <= b->model->axis_to)) return true;
    tf_bind_fault(b, TWOFOLD_FAULT_OUTSIDE_YEARS, node, NULL, b->years_text, NULL);
    return false;
}

/* ---- Dates ---- */

static bool date_at(const struct tf_binder *b, const char *text, size_t size, bool last, double *at)
{
    twofold_date date;
    tf_trim(&text, &size);
    if (!twofold_date_parse(text, size, &date)) return false;
    *at = (last ? date.last : date.first) - b->origin;
    return true;
}

static const char *find_dots(const char *text, size_t size)
{
    for (size_t i = 0; i + 1 < size; i++) {
        if (text[i] == '.' && text[i + 1] == '.') return text + i;
    }
    return NULL;
}

/* "2023-06", "2023..2025", "2023..2024..2026". False if it is none of these. */
bool tf_bind_dates(const struct tf_binder *b, const char *text, size_t size, bool last,
                   twofold_number *number)
{
    double at[3];
    size_t count = 0;
    for (const char *end = text + size; count < 3;) {
        const char *dots = find_dots(text, (size_t)(end - text));
        const char *stop = dots == NULL ? end : dots;
        if (!date_at(b, text, (size_t)(stop - text), last, &at[count++])) return false;
        if (dots == NULL) break;
        if (count == 3) return false;
        text = dots + 2;
    }
    *number = (twofold_number){.low = at[0], .high = at[count - 1], .value = at[0]};
    if (count == 2) number->value = at[0] + (at[1] - at[0]) / 2;
    if (count == 3) number->value = at[1];
    number->mark = count == 1 ? TWOFOLD_EXACT : count == 2 ? TWOFOLD_UNIFORM : TWOFOLD_PERT;
    return true;
}

static bool in_order(const twofold_number *number)
{
    return number->low <= number->value && number->value <= number->high &&
           (number->mark == TWOFOLD_EXACT || number->low < number->high);
}

/* ---- What is added: "+ 6 months + $lag" ---- */

struct added {
    twofold_number sum; /* of all that are written as numbers */
    int32_t input;      /* made for the first of those, -1 */
    int32_t named;      /* of the one $name, -1 */
    int ranges;
    bool faulty;
};

static void add_one(struct tf_binder *b, const struct tf_node *node, const char *text, size_t size,
                    struct added *added)
{
    twofold_number number;
    tf_trim(&text, &size);
    const bool named = size > 0 && text[0] == '$';
    const size_t inputs = b->input_count;
    const struct tf_value value =
        tf_bind_number_of(b, node, text, size, &b->wants[TF_WANT_MONTHS], &number);
    if (value.input < 0) {
        added->faulty = true;
        return;
    }
    const bool range = named || number.low < number.high;
    if (range && ++added->ranges > 1) {
        tf_bind_fault(b, TWOFOLD_FAULT_BAD_DURATION, node, NULL, "one uncertain or named duration",
                      NULL);
        added->faulty = true;
    }
    if (named) {
        added->named = value.input;
        return;
    }
    if (added->input >= 0)
        b->input_count = inputs; /* one input for the whole sum */
    else
        added->input = value.input;
    if (added->sum.mark == TWOFOLD_EXACT) added->sum.mark = number.mark;
    added->sum.value += number.value;
    added->sum.low += number.low;
    added->sum.high += number.high;
}

static struct added read_added(struct tf_binder *b, const struct tf_node *node, const char *plus)
{
    struct added added = {.input = -1, .named = -1};
    const char *end = node->text + node->text_size;
    while (plus != NULL && !added.faulty) {
        const char *text = plus + 1;
        plus = memchr(text, '+', (size_t)(end - text));
        add_one(b, node, text, (size_t)((plus == NULL ? end : plus) - text), &added);
    }
    return added;
}

/* ---- Moments ---- */

static struct tf_moment moment_of_date(struct tf_binder *b, const struct tf_node *node,
                                       twofold_number *date, const struct added *added)
{
    if (!in_order(date)) {
        tf_bind_fault(b, TWOFOLD_FAULT_BAD_RANGE, node, NULL, "earlier..later", NULL);
        return (struct tf_moment){.input = -1, .part = -1};
    }
    if (added->input >= 0) b->input_count--; /* it is part of the date's own */
    if (date->mark == TWOFOLD_EXACT) date->mark = added->sum.mark;
    date->value += added->sum.value;
    date->low += added->sum.low;
    date->high += added->sum.high;
    return (struct tf_moment){
        .kind = TF_DATE, .input = tf_bind_input(b, node, date), .part = -1, .nominal = date->value};
}

static struct tf_moment moment_of_event(struct tf_binder *b, int milestone,
                                        const struct added *added)
{
    struct tf_moment moment = {
        .kind = TF_EVENT, .input = added->named, .part = -1, .milestone = milestone};
    if (added->named >= 0) {
        moment.extra = added->sum.value;
        if (added->input >= 0) b->input_count--;
    } else if (added->input >= 0) {
        struct tf_input *input = &b->inputs[added->input];
        input->value = added->sum.value;
        input->low = added->sum.low;
        input->high = added->sum.high;
        input->mark = added->sum.mark;
        moment.input = added->input;
    }
    return moment;
}

/* What is neither a date nor an event. */
static void add_bad_moment(struct tf_binder *b, const struct tf_node *node, const char *word,
                           size_t size, bool events)
{
    const bool like_date = size == 0 || (word[0] >= '0' && word[0] <= '9') || word[0] == '$';
    if (!events || like_date) {
        tf_bind_fault(b, TWOFOLD_FAULT_BAD_DATE, node, NULL,
                      events ? "2023, 2023Q4, 2023-12, 2023-12-31 or an event"
                             : "2023, 2023Q4, 2023-12 or 2023-12-31",
                      NULL);
        return;
    }
    const char *names[2 * TF_MILESTONES];
    for (int i = 0; i < TF_MILESTONES; i++) {
        names[2 * i] = tf_milestone_name(i);
        names[2 * i + 1] = tf_key_row((enum tf_key_id)(TF_KEY_SIGNED + i))->zh;
    }
    tf_bind_fault(b, TWOFOLD_FAULT_UNKNOWN_EVENT, node, NULL, "a milestone",
                  tf_nearest(word, size, names, 2 * TF_MILESTONES));
}

struct tf_moment tf_bind_moment(struct tf_binder *b, const struct tf_node *node, bool last,
                                bool events)
{
    const struct tf_moment none = {.input = -1, .part = -1};
    const char *plus = events ? memchr(node->text, '+', node->text_size) : NULL;
    const char *head = node->text;
    size_t size = plus == NULL ? node->text_size : (size_t)(plus - node->text);
    tf_trim(&head, &size);
    twofold_number date;
    const bool is_date = tf_bind_dates(b, head, size, last, &date);
    const char *word = head;
    for (size_t i = 0; i < size; i++) {
        if (head[i] == '.') word = head + i + 1;
    }
    const size_t word_size = size - (size_t)(word - head);
    const int milestone = events && !is_date ? tf_milestone_find(word, word_size) : -1;
    if (!is_date && milestone < 0) {
        add_bad_moment(b, node, word, word_size, events);
        return none;
    }
    const struct added added = read_added(b, node, plus);
    if (added.faulty) return none;
    if (!is_date) return moment_of_event(b, milestone, &added);
    if (added.named >= 0) { /* a date is one input; $name is another */
        tf_bind_fault(b, TWOFOLD_FAULT_BAD_DURATION, node, NULL, "a duration, as 6 months", NULL);
        return none;
    }
    return moment_of_date(b, node, &date, &added);
}
