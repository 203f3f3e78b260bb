/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why a verdict or a value is what it is. */
#include "target/report.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* A text in the making, within a line. */
struct line {
    char text[2 * TF_SAID];
    struct tf_buffer buffer;
};

static void line_begin(struct line *line)
{
    line->buffer = tf_buffer_of(line->text, sizeof line->text);
}

static void line_end(struct tf_reporter *report, struct line *line, enum tf_report_word label,
                     unsigned place)
{
    (void)tf_buffer_end(&line->buffer);
    tf_report_line(report, label, line->text, place);
}

/* "2021      13.00亿元" */
static void say_in_period(struct tf_reporter *report, const twofold_assessment *a,
                          twofold_period period, double value, struct tf_buffer *buffer)
{
    char text[TF_SAID];
    tf_say_period(period, report->lang, text);
    tf_buffer_say(buffer, text);
    if (text[0] != '\0') tf_buffer_say(buffer, "  ");
    tf_say_amount(report->here, a->entity, a->kpi, value, report->lang, text);
    tf_buffer_say(buffer, text);
}

/* ---- The target ---- */

static void report_target(struct tf_reporter *report, const twofold_assessment *a,
                          const twofold_target *target)
{
    static const struct {
        const char *kind;
        enum tf_report_word words;
    } kinds[] = {{"double", TF_SAY_DOUBLE},
                 {"multiply", TF_SAY_MULTIPLY},
                 {"reach", TF_SAY_REACH},
                 {"grow", TF_SAY_GROW},
                 {"keep", TF_SAY_KEEP}};
    enum tf_report_word words = TF_SAY_DOUBLE;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(target->kind, kinds[i].kind) == 0) words = kinds[i].words;
    char base[TF_SAID], due[TF_SAID];
    struct line whose, line;
    tf_say_period(a->base_period, report->lang, base);
    tf_say_period(a->due, report->lang, due);
    line_begin(&whose);
    const char *entity = tf_entity_called(report->plan, a->entity, report->lang);
    if (target->members > 0)
        tf_say(&whose.buffer, TF_SAY_EACH, report->lang, (const char *const[5]){entity});
    else
        tf_buffer_say(&whose.buffer, entity);
    (void)tf_buffer_end(&whose.buffer);
    if (base[0] == '\0') {
        struct tf_buffer figure = tf_buffer_of(base, sizeof base);
        tf_say(&figure, TF_SAY_A_FIGURE, report->lang, NULL);
        (void)tf_buffer_end(&figure);
    }
    line_begin(&line);
    tf_say(&line.buffer, words, report->lang,
           (const char *const[5]){tf_kpi_called(report->plan, a->kpi, report->lang), whose.text,
                                  base, due});
    line_end(report, &line, TF_SAY_TARGET, target->line);
}

/* ---- The base ---- */

/* The assumed level of the KPI on an existing plant within an entity, if there is one and no more;
 * else NULL. */
static const struct tf_input *assumed_base(const struct tf_reporter *report, int entity, int kpi)
{
    const struct tf_model *model = report->here->program->model;
    const struct tf_input *found = NULL;
    entity = tf_entity_here(report->here, entity);
    const int32_t depth = model->entities[entity].depth;
    for (size_t i = (size_t)entity; i < model->entity_count; i++) {
        const struct tf_model_entity *e = &model->entities[i];
        if (i > (size_t)entity && e->depth <= depth) break;
        const struct tf_part *part = e->part < 0 ? NULL : &model->parts[e->part];
        for (size_t f = 0; part != NULL && f < part->figure_count; f++) {
            const struct tf_figure *figure = &part->figures[f];
            if (figure->kpi != kpi || figure->at >= 0 || figure->steps.count == 0) continue;
            const int32_t input = figure->steps.items[0].value.input;
            if (input < 0 || model->inputs[input].origin != TF_ASSUMED) continue;
            if (found != NULL) return NULL;
            found = &model->inputs[input];
        }
    }
    return found;
}

/* Why an assumption is what it is; its text where the plan does not say. */
static const char *reason_of(const struct tf_reporter *report, const struct tf_input *input)
{
    for (size_t i = 0; i < twofold_assumption_count(report->plan); i++) {
        const twofold_assumption one = twofold_assumption_at(report->plan, i);
        if (one.line == input->line && one.why[0] != '\0' && strcmp(one.value, input->text) == 0)
            return one.why;
    }
    return input->text;
}

static void report_base(struct tf_reporter *report, const twofold_assessment *a)
{
    struct line line;
    unsigned place = 0;
    if (isnan(a->base)) return;
    line_begin(&line);
    say_in_period(report, a, a->base_period, a->base, &line.buffer);
    const struct tf_input *assumed =
        a->base_period.months > 0 ? assumed_base(report, a->entity, a->kpi) : NULL;
    if (assumed != NULL) {
        tf_buffer_say(&line.buffer, "   ");
        tf_say(&line.buffer, TF_SAY_ASSUMED, report->lang,
               (const char *const[5]){reason_of(report, assumed)});
        place = assumed->line;
    }
    line_end(report, &line, TF_SAY_BASE, place);
}

/* ---- Required and projected ---- */

static void say_first(struct tf_reporter *report, const twofold_assessment *a,
                      struct tf_buffer *buffer)
{
    char first[TF_SAID];
    tf_say_period(a->first_period, report->lang, first);
    tf_say(buffer, first[0] != '\0' ? TF_SAY_FIRST_IN : TF_SAY_NEVER, report->lang,
           (const char *const[5]){first});
}

static void say_known(struct tf_reporter *report, uint32_t known, uint32_t of,
                      struct tf_buffer *buffer)
{
    char one[16], all[16];
    (void)snprintf(one, sizeof one, "%u", (unsigned)known);
    (void)snprintf(all, sizeof all, "%u", (unsigned)of);
    tf_buffer_say(buffer, "   ");
    tf_say(buffer, TF_SAY_KNOWN_PARTS, report->lang, (const char *const[5]){one, all});
}

static void report_projected(struct tf_reporter *report, const twofold_assessment *a)
{
    struct line line;
    line_begin(&line);
    say_in_period(report, a, a->due, a->projected, &line.buffer);
    if (a->verdict == TWOFOLD_UNKNOWN) {
        say_known(report, a->known, a->of, &line.buffer);
    } else {
        char share[TF_SAID], gap[TF_SAID];
        tf_say_percent(a->attainment, share);
        tf_say_amount(report->here, a->entity, a->kpi, fabs(a->gap), report->lang, gap);
        tf_buffer_say(&line.buffer, "   ");
        const bool exact = fabs(a->gap) <= 1e-9 * fabs(a->required); /* as verdicts have it */
        tf_say(&line.buffer,
               exact          ? TF_SAY_EXACTLY
               : a->gap > 0.0 ? TF_SAY_SHORT_BY
                              : TF_SAY_OVER_BY,
               report->lang, (const char *const[5]){share, gap});
        say_first(report, a, &line.buffer);
    }
    line_end(report, &line, TF_SAY_PROJECTED, 0);
}

static void report_one(struct tf_reporter *report, const twofold_assessment *a)
{
    struct line line;
    report_base(report, a);
    line_begin(&line);
    say_in_period(report, a, a->due, a->required, &line.buffer);
    line_end(report, &line, TF_SAY_REQUIRED, 0);
    report_projected(report, a);
    tf_report_parts(report, a->entity, a->kpi, a->due);
}

/* ---- Of each ---- */

static void say_count(struct tf_reporter *report, double count, uint32_t of,
                      struct tf_buffer *buffer)
{
    char one[32], all[16];
    (void)twofold_fixed_write(count, 0, TWOFOLD_HALF_UP, one, sizeof one);
    (void)snprintf(all, sizeof all, "%u", (unsigned)of);
    tf_say(buffer, TF_SAY_COUNT_OF, report->lang, (const char *const[5]){one, all});
}

static twofold_status report_members(struct tf_reporter *report, const twofold_assessment *a,
                                     size_t members)
{
    struct line line;
    line_begin(&line);
    say_count(report, a->required, a->of, &line.buffer);
    line_end(report, &line, TF_SAY_REQUIRED, 0);
    line_begin(&line);
    say_count(report, a->projected, a->of, &line.buffer);
    line_end(report, &line, TF_SAY_PROJECTED, 0);
    line_begin(&line);
    for (size_t i = 0; i < members; i++) {
        twofold_assessment member;
        const twofold_status status = twofold_assess_member(report->here, a->target, i, &member);
        if (status != TWOFOLD_OK) return status;
        if (i > 0) tf_buffer_say(&line.buffer, "   ");
        tf_buffer_say(&line.buffer, tf_entity_called(report->plan, member.entity, report->lang));
        tf_buffer_char(&line.buffer, ' ');
        tf_buffer_say(&line.buffer, twofold_verdict_text(member.verdict, report->lang));
    }
    line_end(report, &line, TF_SAY_MEMBERS, 0);
    return TWOFOLD_OK;
}

/* ---- Whole reports ---- */

twofold_status tf_report_assessment(struct tf_reporter *report, const twofold_assessment *a)
{
    twofold_target target = twofold_target_at(report->plan, a->target, report->lang);
    twofold_status status = TWOFOLD_OK;
    report_target(report, a, &target);
    if (target.members > 0)
        status = report_members(report, a, target.members);
    else
        report_one(report, a);
    twofold_changes *changes = NULL;
    if (status == TWOFOLD_OK) status = tf_report_changes(report, &changes);
    if (status == TWOFOLD_OK && changes != NULL && a->verdict == TWOFOLD_MISSED &&
        target.id[0] != '\0')
        status = tf_report_solutions(report, target.id, changes);
    twofold_changes_free(changes);
    const char *of = twofold_entity_at(report->plan, a->entity, TWOFOLD_EN).path;
    tf_report_replay(report, "targets", (const char *const[][2]){{"--of", of}}, 1);
    return status;
}

twofold_status tf_report_value(struct tf_reporter *report, int entity, int kpi,
                               twofold_period period)
{
    const struct tf_model *model = report->here->program->model;
    struct tf_window window;
    struct line line;
    char text[TF_SAID];
    uint32_t known = 0, of = 0;
    if (tf_window_of(model, period, &window) && tf_window_inside(model, window))
        known = tf_window_known(report->here, tf_entity_here(report->here, entity), kpi, window,
                                NULL, &of);
    line_begin(&line);
    tf_say_period(period, report->lang, text);
    tf_buffer_say(&line.buffer, text);
    tf_buffer_say(&line.buffer, "  ");
    tf_say_amount(report->here, entity, kpi, twofold_value_over(report->here, entity, kpi, period),
                  report->lang, text);
    tf_buffer_say(&line.buffer, text);
    if (report->base != NULL) {
        tf_say_amount(report->base, entity, kpi,
                      twofold_value_over(report->base, entity, kpi, period), report->lang, text);
        tf_say(&line.buffer, TF_SAY_WAS, report->lang, (const char *const[5]){text});
    }
    if (known < of) say_known(report, known, of, &line.buffer);
    line_end(report, &line, TF_SAY_VALUE, 0);
    tf_report_parts(report, entity, kpi, period);
    twofold_changes *changes;
    const twofold_status status = tf_report_changes(report, &changes);
    if (status == TWOFOLD_OK) twofold_changes_free(changes);
    const char *path = twofold_entity_at(report->plan, entity, TWOFOLD_EN).path;
    const char *by = period.months % 12 == 0  ? "year"
                     : period.months % 3 == 0 ? "quarter"
                                              : "month";
    tf_report_replay(
        report, "project",
        (const char *const[][2]){{"--of", path}, {"--kpi", model->kpis[kpi].id}, {"--by", by}},
        period.months % 12 == 0 ? 2 : 3);
    return status;
}

twofold_status twofold_assessment_report(twofold_projections *projections, const char *scenario,
                                         const twofold_assessment *assessment,
                                         const twofold_reporting *reporting, twofold_sink sink,
                                         void *user)
{
    struct tf_reporter report;
    if (assessment == NULL) return TWOFOLD_E_ARGUMENT;
    twofold_status status = tf_report_open(projections, scenario, reporting, sink, user, &report);
    if (status != TWOFOLD_OK) return status;
    if (!tf_is_cell(report.here, assessment->entity, assessment->kpi)) return TWOFOLD_E_ARGUMENT;
    status = tf_report_assessment(&report, assessment);
    const twofold_status written = tf_out_end(&report.out);
    return status != TWOFOLD_OK ? status : written;
}

twofold_status twofold_value_report(twofold_projections *projections, const char *scenario,
                                    int entity, int kpi, twofold_period period,
                                    const twofold_reporting *reporting, twofold_sink sink,
                                    void *user)
{
    struct tf_reporter report;
    twofold_status status = tf_report_open(projections, scenario, reporting, sink, user, &report);
    if (status != TWOFOLD_OK) return status;
    if (!tf_is_cell(report.here, entity, kpi)) return TWOFOLD_E_ARGUMENT;
    status = tf_report_value(&report, entity, kpi, period);
    const twofold_status written = tf_out_end(&report.out);
    return status != TWOFOLD_OK ? status : written;
}
