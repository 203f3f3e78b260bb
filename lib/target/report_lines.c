/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines that all reports have: parts, what differs, how to see it again. */
#include "projection/projections.h"
#include "target/report.h"
#include "twofold/table.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { LABEL = 11, TEXT = 58, MOST_PARTS = 6 };

twofold_status tf_report_open(twofold_projections *projections, const char *scenario,
                              const twofold_reporting *reporting, twofold_sink sink, void *user,
                              struct tf_reporter *report)
{
    const twofold_plan *plan = twofold_projections_plan(projections);
    if (plan == NULL || sink == NULL) return TWOFOLD_E_ARGUMENT;
    report->projections = projections;
    report->plan = plan;
    report->lang = reporting == NULL ? TWOFOLD_EN : reporting->lang;
    report->file = reporting == NULL || reporting->file == NULL ? "" : reporting->file;
    tf_out_init(&report->out, sink, user);
    twofold_status status = twofold_projections_get(projections, scenario, &report->here, NULL);
    if (status == TWOFOLD_OK) status = twofold_projections_base(projections, &report->base, NULL);
    if (status == TWOFOLD_OK && report->base == report->here) report->base = NULL;
    if (status == TWOFOLD_OK) report->scenario = tf_projections_scenario(projections, scenario);
    return status;
}

static size_t add_padded(struct tf_out *out, const char *text, size_t width)
{
    const size_t size = strlen(text), taken = twofold_text_width(text, size);
    tf_out_add(out, text, size);
    if (taken < width) tf_out_repeat(out, ' ', width - taken);
    return taken;
}

/* "park.yaml:51", from column TEXT of the text on. */
static void add_place(struct tf_reporter *report, size_t taken, unsigned line)
{
    char number[16];
    if (line == 0 || report->file[0] == '\0') return;
    tf_out_repeat(&report->out, ' ', taken + 2 < TEXT ? TEXT - taken : 2);
    tf_out_say(&report->out, report->file);
    (void)snprintf(number, sizeof number, ":%u", line);
    tf_out_say(&report->out, number);
}

static void begin_line(struct tf_reporter *report, enum tf_report_word label)
{
    char text[TF_SAID];
    struct tf_buffer buffer = tf_buffer_of(text, sizeof text);
    tf_say(&buffer, label, report->lang, NULL);
    (void)tf_buffer_end(&buffer);
    tf_out_say(&report->out, "    ");
    (void)add_padded(&report->out, text, LABEL);
}

void tf_report_line(struct tf_reporter *report, enum tf_report_word label, const char *text,
                    unsigned line)
{
    begin_line(report, label);
    const size_t taken = add_padded(&report->out, text, 0);
    add_place(report, taken, line);
    tf_out_char(&report->out, '\n');
}

/* ---- Parts ---- */

/* Handles of what an entity is made of, in file order: how many there are, the first `most` kept.
 * The handles are the plan's, also where a scenario lists other entities. */
static size_t list_parts(const twofold_projection *p, int of_plan, int *parts, size_t most)
{
    const int32_t entity = tf_entity_here(p, of_plan);
    const struct tf_model_entity *e = &p->program->model->entities[entity];
    size_t count = 0;
    for (size_t i = 0; i < e->member_count; i++, count++)
        if (count < most) parts[count] = e->members[i];
    for (int32_t child = p->program->visits[entity].first_child; child >= 0;
         child = p->program->visits[child].next_sibling, count++)
        if (count < most) parts[count] = child;
    if (e->not_listed >= 0 && count++ < most) parts[count - 1] = e->not_listed;
    for (size_t i = 0; i < count && i < most; i++) parts[i] = tf_entity_of_plan(p, parts[i]);
    return count;
}

static void say_part(struct tf_reporter *report, int part, int kpi, twofold_period period,
                     struct tf_buffer *line)
{
    char here[TF_SAID], there[TF_SAID];
    const double value = twofold_value_over(report->here, part, kpi, period);
    tf_say_amount(report->here, part, kpi, value, report->lang, here);
    tf_buffer_say(line, tf_part_called(report->plan, part, report->lang));
    tf_buffer_char(line, ' ');
    tf_buffer_say(line, here);
    if (report->base == NULL) return;
    tf_say_amount(report->base, part, kpi, twofold_value_over(report->base, part, kpi, period),
                  report->lang, there);
    if (strcmp(here, there) != 0)
        tf_say(line, TF_SAY_WAS, report->lang, (const char *const[5]){there});
}

void tf_report_parts(struct tf_reporter *report, int entity, int kpi, twofold_period period)
{
    int parts[MOST_PARTS];
    const size_t count = list_parts(report->here, entity, parts, MOST_PARTS);
    const size_t shown = count < MOST_PARTS ? count : MOST_PARTS;
    for (size_t i = 0; i < shown; i++) {
        char text[3 * TF_SAID];
        struct tf_buffer line = tf_buffer_of(text, sizeof text);
        say_part(report, parts[i], kpi, period, &line);
        (void)tf_buffer_end(&line);
        tf_report_line(report, i == 0 ? TF_SAY_PARTS : TF_SAY_COUNT, text, 0);
    }
    if (count > shown) {
        char number[32], text[TF_SAID];
        (void)snprintf(number, sizeof number, "%zu", count - shown);
        struct tf_buffer line = tf_buffer_of(text, sizeof text);
        tf_say(&line, TF_SAY_MORE, report->lang, (const char *const[5]){number});
        (void)tf_buffer_end(&line);
        tf_report_line(report, TF_SAY_COUNT, text, 0);
    }
}

/* ---- What differs ---- */

static void report_change(struct tf_reporter *report, const twofold_change *change, bool first)
{
    char none[TF_SAID], text[3 * TF_SAID];
    struct tf_buffer buffer = tf_buffer_of(none, sizeof none);
    tf_say(&buffer, TF_SAY_NONE, report->lang, NULL);
    (void)tf_buffer_end(&buffer);
    buffer = tf_buffer_of(text, sizeof text);
    tf_buffer_say(&buffer, change->path);
    tf_buffer_say(&buffer, "  ");
    tf_say(&buffer, TF_SAY_FROM_TO, report->lang,
           (const char *const[5]){change->before[0] != '\0' ? change->before : none,
                                  change->after[0] != '\0' ? change->after : none});
    (void)tf_buffer_end(&buffer);
    begin_line(report, first ? TF_SAY_BECAUSE : TF_SAY_COUNT);
    const size_t taken = add_padded(&report->out, text, 0);
    add_place(report, taken, change->line);
    if (change->scenario[0] != '\0') {
        tf_out_say(&report->out, " (");
        tf_out_say(&report->out, change->scenario);
        tf_out_char(&report->out, ')');
    }
    tf_out_char(&report->out, '\n');
}

twofold_status tf_report_changes(struct tf_reporter *report, twofold_changes **changes)
{
    const char *const *overrides = NULL;
    const size_t count = twofold_projections_overrides(report->projections, &overrides);
    *changes = NULL;
    if (report->base == NULL) return TWOFOLD_OK;
    const twofold_status status =
        twofold_changes_new(report->plan, report->scenario, overrides, count,
                            &report->here->program->context, changes, NULL);
    if (status != TWOFOLD_OK) return status;
    for (size_t i = 0; i < twofold_changes_count(*changes) && i < TF_MOST_CHANGES; i++) {
        const twofold_change change = twofold_change_at(*changes, i);
        report_change(report, &change, i == 0);
    }
    return TWOFOLD_OK;
}

/* ---- The command that shows it again ---- */

/* A word of a command line: quoted unless it is plain. */
static void add_word(struct tf_out *out, const char *word)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                                "-_./=+:,%@";
    tf_out_char(out, ' ');
    if (word[0] != '\0' && word[strspn(word, plain)] == '\0') {
        tf_out_say(out, word);
        return;
    }
    tf_out_char(out, '\'');
    for (; *word != '\0'; word++) {
        if (*word == '\'')
            tf_out_say(out, "'\\''");
        else
            tf_out_char(out, *word);
    }
    tf_out_char(out, '\'');
}

void tf_report_replay(struct tf_reporter *report, const char *verb, const char *const options[][2],
                      size_t count)
{
    const char *const *overrides = NULL;
    const size_t sets = twofold_projections_overrides(report->projections, &overrides);
    if (report->file[0] == '\0') return;
    begin_line(report, TF_SAY_REPLAY);
    tf_out_say(&report->out, "twofold ");
    tf_out_say(&report->out, verb);
    add_word(&report->out, report->file);
    if (report->scenario[0] != '\0') {
        tf_out_say(&report->out, " --scenario");
        add_word(&report->out, report->scenario);
    }
    for (size_t i = 0; i < sets; i++) {
        tf_out_say(&report->out, " --set");
        add_word(&report->out, overrides[i]);
    }
    for (size_t i = 0; i < count; i++) {
        tf_out_char(&report->out, ' ');
        tf_out_say(&report->out, options[i][0]);
        add_word(&report->out, options[i][1]);
    }
    tf_out_char(&report->out, '\n');
}
