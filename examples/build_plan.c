/* SPDX-License-Identifier: GPL-3.0-or-later
 * How is a plan built without a file? Field by field, through the same keys and the same checks,
 * then projected, then written out as the YAML somebody else can go on with. */
#include <stdio.h>
#include <twofold/twofold.h>

static const char *const fields[][2] = {
    {"twofold", "1"},
    {"plan", "Doubling in place"},
    {"years", "2021..2026"},
    {"enterprises.heli.zh", "合力"},
    {"heli.assume.existing", "{output: 13亿元, land: 200亩, growth: 3%}"},
    {"enterprises.heli.projects.south-base.kind", "in-place"},
    {"heli.south-base.source", "newspaper, December 2021"},
    {"heli.south-base.start", "2022-01"},
    {"heli.south-base.built", "2023"},
    {"heli.south-base.full", "2025"},
    {"heli.south-base.land", "369亩"},
    {"heli.south-base.at-full.output", "26亿元"},
    {"heli.south-base.at-full.capacity", "46500 vehicles/year"},
};

static bool to_stdout(void *user, const char *bytes, size_t size)
{
    (void)user;
    return fwrite(bytes, 1, size, stdout) == size;
}

int main(void)
{
    twofold_draft *draft = NULL;
    twofold_plan *plan = NULL;
    twofold_projection *projection = NULL;
    twofold_faults *faults = NULL;

    twofold_status status = twofold_draft_new(NULL, &draft);
    for (size_t i = 0; status == TWOFOLD_OK && i < sizeof fields / sizeof fields[0]; i++)
        status = twofold_draft_set(draft, fields[i][0], fields[i][1]);
    if (status == TWOFOLD_OK) status = twofold_draft_finish(draft, NULL, &plan, &faults);
    if (status == TWOFOLD_E_PLAN && twofold_faults_count(faults) > 0) {
        const twofold_fault fault = twofold_faults_at(faults, 0);
        char line[512];
        twofold_fault_text(&fault, TWOFOLD_EN, line, sizeof line);
        fprintf(stderr, "%s\n", line);
    }
    twofold_faults_free(faults);
    if (status == TWOFOLD_OK)
        status = twofold_project(plan, NULL, NULL, 0, NULL, &projection, NULL);
    if (status == TWOFOLD_OK) {
        printf("# output of heli in 2025: %.2f hundred million yuan\n",
               twofold_value(projection, "heli", "output", "2025") / 1e8);
        status = twofold_plan_write(plan, to_stdout, NULL);
    }
    twofold_projection_free(projection);
    twofold_plan_free(plan);
    twofold_draft_free(draft);
    if (status != TWOFOLD_OK) fprintf(stderr, "%s\n", twofold_status_text(status, TWOFOLD_EN));
    return status == TWOFOLD_OK ? 0 : 1;
}
