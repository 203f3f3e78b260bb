/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a plan. What loads is projected, assessed, compiled, written and read again. The
 * last line of the plan is also an override, where a comment can hold one: #
 * heli.existing.growth=5%. What stands behind a line "%%" is the table that every file name in the
 * plan means. */
#define _POSIX_C_SOURCE 200809L
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "twofold/twofold.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define CHECK(holds) check((holds), #holds, __LINE__)

enum {
    MOST_CELLS = 64,    /* entities x years of a plan that is projected: the rest only takes time */
    MOST_SCENARIOS = 3, /* of a plan that are projected */
    MOST_INPUTS = 12    /* of a plan that vary in the compiled one */
};

static void check(bool holds, const char *what, int line)
{
    if (holds) return;
    (void)fprintf(stderr, "fuzz_plan.c:%d: %s does not hold\n", line, what);
    abort();
}

/* ---- Texts ---- */

struct text {
    char *bytes;
    size_t size, room;
};

static bool add(void *user, const char *bytes, size_t size)
{
    struct text *text = user;
    if (size > text->room - text->size) {
        text->room = (text->size + size) * 2;
        text->bytes = realloc(text->bytes, text->room);
        CHECK(text->bytes != NULL);
    }
    if (size > 0) memcpy(text->bytes + text->size, bytes, size);
    text->size += size;
    return true;
}

/* Every fault can be told, in both languages, on one line; a cut text begins like the whole one. */
static void tell(const twofold_faults *faults)
{
    for (size_t i = 0; i < twofold_faults_count(faults); i++) {
        const twofold_fault fault = twofold_faults_at(faults, i);
        CHECK(fault.path != NULL && fault.found != NULL && fault.expected != NULL &&
              fault.nearest != NULL);
        CHECK(twofold_fault_id(fault.code)[0] != '\0');
        for (int lang = TWOFOLD_EN; lang <= TWOFOLD_ZH; lang++) {
            char whole[2048], cut[24];
            const size_t length =
                twofold_fault_text(&fault, (twofold_lang)lang, whole, sizeof whole);
            CHECK(length > 0);
            CHECK(twofold_fault_text(&fault, (twofold_lang)lang, NULL, 0) == length);
            CHECK(length >= sizeof whole || strlen(whole) == length);
            CHECK(strpbrk(whole, "\r\n") == NULL);
            CHECK(twofold_fault_text(&fault, (twofold_lang)lang, cut, sizeof cut) == length);
            CHECK(strlen(cut) < sizeof cut && strncmp(cut, whole, strlen(cut)) == 0);
        }
    }
}

/* ---- What a plan says of itself ---- */

static void look(const twofold_plan *plan)
{
    for (int lang = TWOFOLD_EN; lang <= TWOFOLD_ZH; lang++) {
        CHECK(twofold_plan_name(plan, (twofold_lang)lang) != NULL);
        for (size_t i = 0; i < twofold_entity_count(plan); i++) {
            const twofold_entity entity = twofold_entity_at(plan, (int)i, (twofold_lang)lang);
            CHECK(entity.path[0] != '\0' && entity.name[0] != '\0' && entity.source != NULL);
            CHECK(entity.parent < (int)i);
            CHECK(twofold_find_entity(plan, entity.path) == (int)i);
        }
        for (size_t i = 0; i < twofold_target_count(plan); i++) {
            const twofold_target target = twofold_target_at(plan, i, (twofold_lang)lang);
            CHECK(twofold_find_target(plan, target.id) == i);
        }
        for (size_t i = 0; i < twofold_scenario_count(plan); i++)
            CHECK(twofold_scenario_name(plan, i, (twofold_lang)lang)[0] != '\0');
    }
    for (size_t i = 0; i < twofold_plan_kpi_count(plan); i++)
        CHECK(twofold_find_kpi(plan, twofold_plan_kpi(plan, (int)i)->id) == (int)i);
    for (size_t i = 0; i < twofold_assumption_count(plan); i++) {
        const twofold_assumption assumption = twofold_assumption_at(plan, i);
        CHECK(assumption.path != NULL && assumption.value != NULL && assumption.why != NULL);
    }
    for (size_t i = 0; i < twofold_input_count(plan); i++) {
        const twofold_input input = twofold_input_at(plan, i);
        CHECK(input.path[0] != '\0' && input.text != NULL && input.source != NULL);
    }
}

static bool is_small(const twofold_plan *plan)
{
    int first, last;
    twofold_plan_years(plan, &first, &last);
    CHECK(first <= last);
    return twofold_entity_count(plan) * (size_t)(last - first + 1) <= MOST_CELLS;
}

/* ---- Projections ---- */

static bool same(double a, double b)
{ /* the same number: -0 and 0 differ, all NaN are one */
    return (a != a && b != b) || memcmp(&a, &b, sizeof a) == 0;
}

static void same_series(twofold_series a, twofold_series b)
{
    CHECK(a.count == b.count && a.first.month == b.first.month);
    for (size_t i = 0; i < a.count; i++) {
        CHECK(same(a.values[i], b.values[i]));
        CHECK(a.known[i] == b.known[i] && a.of[i] == b.of[i]);
    }
}

/* Two projections of one plan, by year and month. */
static void same_cubes(const twofold_projection *a, const twofold_projection *b)
{
    const twofold_plan *plan = twofold_projection_plan(a);
    const size_t entities = twofold_entity_count(plan), kpis = twofold_plan_kpi_count(plan);
    CHECK(twofold_entity_count(twofold_projection_plan(b)) == entities);
    CHECK(twofold_plan_kpi_count(twofold_projection_plan(b)) == kpis);
    for (size_t i = 0; i < entities; i++)
        for (size_t k = 0; k < kpis; k++) {
            same_series(twofold_series_at(a, (int)i, (int)k, TWOFOLD_YEAR),
                        twofold_series_at(b, (int)i, (int)k, TWOFOLD_YEAR));
            same_series(twofold_series_at(a, (int)i, (int)k, TWOFOLD_MONTH),
                        twofold_series_at(b, (int)i, (int)k, TWOFOLD_MONTH));
        }
}

static void assess(const twofold_projection *projection)
{
    const twofold_plan *plan = twofold_projection_plan(projection);
    for (size_t i = 0; i < twofold_target_count(plan); i++) {
        twofold_assessment a;
        CHECK(twofold_assess(projection, i, &a) == TWOFOLD_OK);
        CHECK(twofold_verdict_text(a.verdict, TWOFOLD_ZH)[0] != '\0');
        const size_t members = twofold_target_at(plan, i, TWOFOLD_EN).members;
        for (size_t m = 0; m < members && m < 8; m++)
            CHECK(twofold_assess_member(projection, i, m, &a) == TWOFOLD_OK);
        CHECK(twofold_assess_member(projection, i, members, &a) == TWOFOLD_E_ARGUMENT);
    }
}

/* What the plan expects is found and told in words, whatever it is. */
static void expect(const twofold_plan *plan)
{
    enum { MOST = 4 };
    twofold_projections *projections = NULL;
    CHECK(twofold_projections_new(plan, NULL, NULL, 0, NULL, &projections) == TWOFOLD_OK);
    for (size_t i = 0; i < twofold_expectation_count(plan) && i < MOST; i++) {
        const twofold_reporting reporting = {sizeof reporting, (twofold_lang)(i % 2), "plan"};
        twofold_finding finding;
        twofold_faults *faults = NULL;
        struct text text = {NULL, 0, 0};
        const twofold_status status = twofold_expect(projections, i, &finding, &faults);
        twofold_faults_free(faults);
        CHECK(status == TWOFOLD_OK || status == TWOFOLD_E_PLAN); /* reports that contradict */
        if (status != TWOFOLD_OK) continue;
        CHECK(twofold_expectation_text(plan, i, reporting.lang, NULL, 0) > 0);
        finding.outcome = TWOFOLD_FAILED;
        if (twofold_expectation_report(projections, i, &finding, &reporting, add, &text) ==
            TWOFOLD_OK)
            CHECK(text.size > 0);
        free(text.bytes);
    }
    twofold_projections_free(projections);
}

/* Projects; NULL where the plan's own reports contradict each other or an override is faulty. */
static twofold_projection *project(const twofold_plan *plan, const char *scenario,
                                   const char *override)
{
    twofold_projection *projection = NULL;
    twofold_faults *faults = NULL;
    const twofold_status status =
        twofold_project(plan, scenario, &override, override != NULL, NULL, &projection, &faults);
    CHECK(status == TWOFOLD_OK || status == TWOFOLD_E_PLAN);
    CHECK((status == TWOFOLD_OK) == (projection != NULL));
    CHECK((twofold_faults_of(faults, TWOFOLD_ERROR) > 0) == (status == TWOFOLD_E_PLAN));
    tell(faults);
    twofold_faults_free(faults);
    if (projection != NULL) assess(projection);
    return projection;
}

/* Compiled with its inputs varying and evaluated at their own values, a plan is its projection, bit
 * for bit in months: a projection's years are the sums of its months, a compiled one's need not be.
 */
static void compile(const twofold_plan *plan, const twofold_projection *projection)
{
    const char *paths[MOST_INPUTS];
    size_t count = twofold_input_count(plan);
    if (count > MOST_INPUTS) count = MOST_INPUTS;
    for (size_t i = 0; i < count; i++) paths[i] = twofold_input_at(plan, i).path;
    const twofold_selection outputs[] = {
        {0, TWOFOLD_KPI_OUTPUT}, {0, TWOFOLD_KPI_JOBS}, {0, TWOFOLD_KPI_OUTPUT_PER_MU}};
    const size_t output_count = sizeof outputs / sizeof *outputs;
    const twofold_compile_options options = {.struct_size = sizeof options,
                                             .vary = paths,
                                             .vary_count = count,
                                             .outputs = outputs,
                                             .output_count = output_count,
                                             .frequency = TWOFOLD_MONTH};
    twofold_compiled *compiled = NULL;
    const twofold_status status = twofold_compile(plan, &options, NULL, &compiled, NULL);
    CHECK(status == TWOFOLD_OK);
    const twofold_batch batch = twofold_compiled_batch(compiled);
    const size_t periods = twofold_compiled_periods(compiled, &(twofold_period){0, 0});
    CHECK(batch.inputs == count && batch.outputs == output_count * periods);
    double *values = malloc((batch.outputs + 1) * sizeof *values);
    double **out = malloc((batch.outputs + 1) * sizeof *out);
    CHECK(values != NULL && out != NULL);
    double own[MOST_INPUTS];
    const double *in[MOST_INPUTS];
    for (size_t i = 0; i < count; i++) {
        own[i] = twofold_compiled_input(compiled, i);
        in[i] = &own[i];
    }
    for (size_t i = 0; i < batch.outputs; i++) out[i] = &values[i];
    void *workspace = NULL;
    CHECK(batch.workspace_new(batch.self, NULL, &workspace) == TWOFOLD_OK);
    CHECK(batch.evaluate(batch.self, workspace, 1, in, out) == TWOFOLD_OK);
    batch.workspace_free(batch.self, NULL, workspace);
    for (size_t i = 0; i < output_count; i++) {
        const twofold_series series =
            twofold_series_at(projection, outputs[i].entity, outputs[i].kpi, TWOFOLD_MONTH);
        CHECK(series.count == periods);
        for (size_t p = 0; p < periods; p++) CHECK(same(series.values[p], values[i * periods + p]));
    }
    free(out);
    free(values);
    twofold_compiled_free(compiled);
}

/* ---- Back to text ---- */

/* The table of an input, and the reader that gives it by any name. */
struct table {
    const char *bytes;
    size_t size;
};

static twofold_status read_table(void *user, const char *name, twofold_sink sink, void *to)
{
    const struct table *table = user;
    (void)name;
    if (table->bytes == NULL) return TWOFOLD_E_NOT_FOUND;
    return sink(to, table->bytes, table->size) ? TWOFOLD_OK : TWOFOLD_E_OUTPUT;
}

/* Cuts the table off an input. */
static struct table cut_table(const uint8_t *data, size_t *size)
{
    for (size_t at = 0; at + 4 <= *size; at++) {
        if (memcmp(data + at, "\n%%\n", 4) != 0) continue;
        const struct table table = {(const char *)data + at + 4, *size - at - 4};
        *size = at + 1;
        return table;
    }
    return (struct table){NULL, 0};
}

static void write_plan(const twofold_plan *plan, struct text *text)
{
    *text = (struct text){NULL, 0, 0};
    CHECK(twofold_plan_write(plan, add, text) == TWOFOLD_OK);
}

/* What is written reads back, as the same plan. */
static void go_around(const twofold_plan *plan, const twofold_projection *projection,
                      struct table *table)
{
    struct text first, second;
    write_plan(plan, &first);
    twofold_plan *again = NULL;
    twofold_faults *faults = NULL;
    const twofold_status status = twofold_plan_parse_with(first.bytes, first.size, read_table,
                                                          table, NULL, NULL, &again, &faults);
    if (status != TWOFOLD_OK) {
        char line[500] = "";
        const twofold_fault fault = twofold_faults_at(faults, 0);
        twofold_fault_text(&fault, TWOFOLD_EN, line, sizeof line);
        (void)fprintf(stderr, "%.*s\n%s\n", (int)first.size, first.bytes, line);
    }
    CHECK(status == TWOFOLD_OK);
    twofold_faults_free(faults);
    write_plan(again, &second);
    CHECK(first.size == second.size && memcmp(first.bytes, second.bytes, first.size) == 0);
    if (projection != NULL) {
        twofold_projection *other = project(again, NULL, NULL);
        CHECK(other != NULL);
        same_cubes(projection, other);
        twofold_projection_free(other);
    }
    free(first.bytes);
    free(second.bytes);
    twofold_plan_free(again);
}

/* ---- Changes ---- */

/* The last line of the input without "#" and blanks, terminated; free() it. */
static char *last_line(const uint8_t *data, size_t size)
{
    while (size > 0 && (data[size - 1] == '\n' || data[size - 1] == '\r')) size--;
    size_t begin = size;
    while (begin > 0 && size - begin < 400 && data[begin - 1] != '\n') begin--;
    while (begin < size && (data[begin] == '#' || data[begin] == ' ')) begin++;
    char *line = malloc(size - begin + 1);
    CHECK(line != NULL);
    memcpy(line, data + begin, size - begin);
    line[size - begin] = '\0';
    return line;
}

/* The override as a field that is set in a draft of the plan. */
static void set(const twofold_plan *plan, const char *override, struct table *table)
{
    char *path = strdup(override);
    CHECK(path != NULL);
    char *equals = strchr(path, '=');
    if (equals != NULL) *equals = '\0';
    const char *value = equals != NULL ? equals + 1 : "";
    twofold_draft *draft = NULL;
    CHECK(twofold_draft_of(plan, NULL, &draft) == TWOFOLD_OK);
    twofold_draft_reader(draft, read_table, table);
    const twofold_status status = twofold_draft_set(draft, path, value);
    CHECK(status == TWOFOLD_OK || status == TWOFOLD_E_NOT_FOUND || status == TWOFOLD_E_ARGUMENT ||
          status == TWOFOLD_E_PLAN || status == TWOFOLD_E_LIMIT);
    twofold_plan *changed = NULL;
    twofold_faults *faults = NULL;
    const twofold_status finished = twofold_draft_finish(draft, NULL, &changed, &faults);
    CHECK(finished == TWOFOLD_OK || finished == TWOFOLD_E_PLAN);
    CHECK(finished == TWOFOLD_OK || status == TWOFOLD_OK);
    tell(faults);
    twofold_faults_free(faults);
    twofold_draft_free(draft);
    if (changed != NULL) go_around(changed, NULL, table);
    twofold_plan_free(changed);
    free(path);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const twofold_limits limits = {
        .struct_size = sizeof limits, .bytes = 65536, .entities = 2000, .years = 60};
    twofold_plan *plan = NULL;
    twofold_faults *faults = NULL;
    struct table table = cut_table(data, &size);
    const twofold_status status = twofold_plan_parse_with((const char *)data, size, read_table,
                                                          &table, &limits, NULL, &plan, &faults);
    CHECK(status == TWOFOLD_OK || status == TWOFOLD_E_PLAN);
    CHECK((status == TWOFOLD_OK) == (plan != NULL));
    CHECK((twofold_faults_of(faults, TWOFOLD_ERROR) > 0) == (status == TWOFOLD_E_PLAN));
    tell(faults);
    twofold_faults_free(faults);
    if (plan == NULL) return 0;

    look(plan);
    twofold_projection *projection = NULL;
    const bool small = is_small(plan);
    char *line = last_line(data, size);
    if (small) {
        projection = project(plan, NULL, NULL);
        if (projection != NULL) compile(plan, projection);
        for (size_t i = 0; i < twofold_scenario_count(plan) && i < MOST_SCENARIOS; i++)
            twofold_projection_free(project(plan, twofold_scenario_id(plan, i), NULL));
        twofold_projection_free(project(plan, NULL, line));
        expect(plan);
    }
    go_around(plan, projection, &table);
    set(plan, line, &table);
    free(line);
    twofold_projection_free(projection);
    twofold_plan_free(plan);
    return 0;
}
