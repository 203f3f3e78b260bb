/* SPDX-License-Identifier: GPL-3.0-or-later
 * What will the park produce, who produces it, and how much of that is known?
 * project_plan [FILE]: baishazhou.yaml beside it unless a file is named. */
#include <stdio.h>
#include <twofold/twofold.h>

static void say(const twofold_faults *faults)
{
    for (size_t i = 0; i < twofold_faults_count(faults); i++) {
        const twofold_fault fault = twofold_faults_at(faults, i);
        char line[512];
        twofold_fault_text(&fault, TWOFOLD_EN, line, sizeof line);
        if (fault.severity == TWOFOLD_ERROR) fprintf(stderr, "%s\n", line);
    }
}

/* Every second year of one entity, in 100 million; a dash where nothing is known. */
static void print_years(const twofold_entity *entity, twofold_series output)
{
    printf("%*s%-*s", (int)(2 * entity->depth), "", (int)(26 - 2 * entity->depth), entity->id);
    for (size_t i = 0; i < output.count; i += 2) {
        if (output.values[i] == output.values[i])
            printf("%8.2f %2u/%-2u", output.values[i] / 1e8, (unsigned)output.known[i],
                   (unsigned)output.of[0]);
        else
            printf("%8s %2u/%-2u", "-", (unsigned)output.known[i], (unsigned)output.of[0]);
    }
    putchar('\n');
}

int main(int argc, char **argv)
{
    twofold_plan *plan = NULL;
    twofold_projection *projection = NULL;
    twofold_faults *faults = NULL;
    twofold_status status =
        twofold_plan_load(argc > 1 ? argv[1] : "baishazhou.yaml", NULL, NULL, &plan, &faults);
    say(faults);
    twofold_faults_free(faults);
    if (status == TWOFOLD_OK)
        status = twofold_project(plan, NULL, NULL, 0, NULL, &projection, NULL);
    if (status == TWOFOLD_OK) {
        printf("%s: output, 100M %s (known of how many parts)\n\n",
               twofold_plan_name(plan, TWOFOLD_EN), twofold_plan_currency(plan));
        const int output = twofold_find_kpi(plan, "output");
        for (int i = 0; i < (int)twofold_entity_count(plan); i++) {
            const twofold_entity entity = twofold_entity_at(plan, i, TWOFOLD_EN);
            /* Every entity has one series a KPI and frequency, borrowed from the projection. */
            if (entity.depth < 3)
                print_years(&entity, twofold_series_at(projection, i, output, TWOFOLD_YEAR));
        }
    }
    twofold_projection_free(projection);
    twofold_plan_free(plan);
    if (status != TWOFOLD_OK) fprintf(stderr, "%s\n", twofold_status_text(status, TWOFOLD_EN));
    return status == TWOFOLD_OK ? 0 : 1;
}
