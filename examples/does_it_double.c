/* SPDX-License-Identifier: GPL-3.0-or-later
 * Does it double, since when, and does it still if building is six months late and prices fall, or
 * if the old plant moves as well? does_it_double [FILE]: baishazhou.yaml unless a file is named. */
#include <stdio.h>
#include <twofold/twofold.h>

static const char *const late_and_cheap[] = {"heli.south-base.delay.built=6 months",
                                             "price.2023=95%"};

static const struct {
    const char *title, *scenario;
    const char *const *overrides;
    size_t override_count;
} cases[] = {{"as planned", NULL, NULL, 0},
             {"six months late, prices 5% lower", NULL, late_and_cheap, 2},
             {"scenario moved-and-late", "moved-and-late", NULL, 0}};

/* One line a target: "heli-doubles  met  40.6 of 26.0  first 2024-12". */
static twofold_status print_targets(const twofold_projection *projection)
{
    const twofold_plan *plan = twofold_projection_plan(projection);
    for (size_t i = 0; i < twofold_target_count(plan); i++) {
        const twofold_target target = twofold_target_at(plan, i, TWOFOLD_EN);
        twofold_assessment now;
        const twofold_status status = twofold_assess(projection, i, &now);
        if (status != TWOFOLD_OK) return status;
        char first[32] = "never";
        if (now.first_period.months > 0)
            twofold_period_write(now.first_period, first, sizeof first);
        printf("  %-18s %-8s", target.id, twofold_verdict_text(now.verdict, TWOFOLD_EN));
        if (now.attainment == now.attainment) printf(" %6.1f%%", 100 * now.attainment);
        if (now.verdict != TWOFOLD_UNKNOWN && target.members == 0) printf("  first %s", first);
        putchar('\n');
    }
    return TWOFOLD_OK;
}

int main(int argc, char **argv)
{
    twofold_plan *plan = NULL;
    twofold_status status =
        twofold_plan_load(argc > 1 ? argv[1] : "baishazhou.yaml", NULL, NULL, &plan, NULL);
    for (size_t i = 0; status == TWOFOLD_OK && i < sizeof cases / sizeof cases[0]; i++) {
        twofold_projection *projection = NULL;
        status = twofold_project(plan, cases[i].scenario, cases[i].overrides,
                                 cases[i].override_count, NULL, &projection, NULL);
        if (status == TWOFOLD_OK) {
            printf("%s\n", cases[i].title);
            status = print_targets(projection);
        }
        twofold_projection_free(projection);
    }
    twofold_plan_free(plan);
    if (status != TWOFOLD_OK) fprintf(stderr, "%s\n", twofold_status_text(status, TWOFOLD_EN));
    return status == TWOFOLD_OK ? 0 : 1;
}
