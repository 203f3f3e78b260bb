/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a file of actual figures of a small plan, and as a stored projection. What loads is
 * projected, set against the plan, written and read again. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "twofold/twofold.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define CHECK(holds) check((holds), #holds, __LINE__)

static const char plan_text[] =
    "twofold: 1\n"
    "plan: Test\n"
    "years: 2021..2022\n"
    "actuals: a.csv\n"
    "kpis: {visits: {zh: 到访, unit: visits, kind: flow}}\n"
    "clusters: {machinery: {zh: 机械}}\n"
    "zones: {core: {members: machinery}}\n"
    "enterprises:\n"
    "  heli: {zh: 合力, cluster: machinery, existing: {output: 13亿元, jobs: 700},\n"
    "    projects: {works: {start: 2021, produce: 2022, full: 2022-07, at-full: {output: "
    "1亿元}}}}\n"
    "  jin: {aliases: [金则利], existing: {}, actual: {tax: {2021: 500万元}}}\n";

static void check(bool holds, const char *what, int line)
{
    if (holds) return;
    (void)fprintf(stderr, "fuzz_actuals.c:%d: %s does not hold\n", line, what);
    abort();
}

struct bytes {
    const char *text;
    size_t size;
};

static twofold_status give(void *user, const char *name, twofold_sink sink, void *to)
{
    const struct bytes *bytes = user;
    CHECK(strcmp(name, "a.csv") == 0);
    return sink(to, bytes->text, bytes->size) ? TWOFOLD_OK : TWOFOLD_E_OUTPUT;
}

struct text {
    char bytes[8192];
    size_t size;
};

static bool append(void *user, const char *bytes, size_t size)
{
    struct text *text = user;
    if (size > sizeof text->bytes - text->size) return false;
    memcpy(text->bytes + text->size, bytes, size);
    text->size += size;
    return true;
}

static void tell(const twofold_faults *faults)
{
    for (size_t i = 0; i < twofold_faults_count(faults); i++) {
        char text[2000];
        const twofold_fault fault = twofold_faults_at(faults, i);
        for (int lang = TWOFOLD_EN; lang <= TWOFOLD_ZH; lang++)
            CHECK(twofold_fault_text(&fault, (twofold_lang)lang, text, sizeof text) > 0);
    }
}

/* The figures stay in the file: written out, the plan is as short as before. */
static void write_again(const twofold_plan *plan, struct bytes *bytes)
{
    static struct text first, second;
    twofold_plan *again = NULL;
    first.size = second.size = 0;
    CHECK(twofold_plan_write(plan, append, &first) == TWOFOLD_OK);
    CHECK(twofold_plan_parse_with(first.bytes, first.size, give, bytes, NULL, NULL, &again, NULL) ==
          TWOFOLD_OK);
    CHECK(twofold_input_count(again) == twofold_input_count(plan));
    CHECK(twofold_plan_write(again, append, &second) == TWOFOLD_OK);
    CHECK(first.size == second.size && memcmp(first.bytes, second.bytes, first.size) == 0);
    twofold_plan_free(again);
}

static void as_actuals(struct bytes *bytes)
{
    twofold_plan *plan = NULL;
    twofold_projection *projection = NULL;
    twofold_variances *variances = NULL;
    twofold_faults *faults = NULL;
    twofold_status status = twofold_plan_parse_with(plan_text, sizeof plan_text - 1, give, bytes,
                                                    NULL, NULL, &plan, &faults);
    CHECK(status == TWOFOLD_OK || status == TWOFOLD_E_PLAN);
    tell(faults);
    twofold_faults_free(faults);
    if (plan == NULL) return;
    faults = NULL;
    status = twofold_project(plan, NULL, NULL, 0, NULL, &projection, &faults);
    CHECK(status == TWOFOLD_OK || status == TWOFOLD_E_PLAN);
    tell(faults);
    CHECK(twofold_variances_new(plan, NULL, NULL, 0, NULL, &variances, NULL) == TWOFOLD_OK);
    CHECK(twofold_variances_count(variances) > 0); /* jin's tax */
    write_again(plan, bytes);
    twofold_faults_free(faults);
    twofold_variances_free(variances);
    twofold_projection_free(projection);
    twofold_plan_free(plan);
}

static void as_stored(const struct bytes *bytes)
{
    static const twofold_tolerance exactly = {0, 0};
    twofold_stored *stored = NULL;
    twofold_faults *faults = NULL;
    twofold_differences *none = NULL;
    const twofold_status status =
        twofold_stored_parse(bytes->text, bytes->size, "a", NULL, &stored, &faults);
    CHECK(status == TWOFOLD_OK || status == TWOFOLD_E_TEXT || status == TWOFOLD_E_UNSUPPORTED);
    tell(faults);
    twofold_faults_free(faults);
    if (stored == NULL) return;
    CHECK(twofold_diff(stored, stored, exactly, NULL, &none) == TWOFOLD_OK);
    CHECK(twofold_differences_count(none) == 0);
    CHECK(twofold_differences_compared(none) == twofold_stored_count(stored));
    twofold_differences_free(none);
    twofold_stored_free(stored);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size > 2000) return 0;
    struct bytes bytes = {(const char *)data, size};
    as_actuals(&bytes);
    as_stored(&bytes);
    return 0;
}
