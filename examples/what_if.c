/* SPDX-License-Identifier: GPL-3.0-or-later
 * What if building is six months late and prices fall by 5%, why, and how late may it be at most?
 * what_if [FILE]: baishazhou.yaml unless a file is named. */
#include <stdio.h>
#include <twofold/twofold.h>

static const char *const changes[] = {"heli.south-base.delay.built=6 months", "price.2023=95%"};
static const twofold_case cases[] = {{changes, 1}, {changes + 1, 1}, {changes, 2}};
enum { COUNT = sizeof cases / sizeof cases[0], BOTH = COUNT - 1 };

/* The difference of both changes in 2025, by cause: the lines add up to the last one exactly. */
static void print_causes(const twofold_comparison *comparison, int heli)
{
    const twofold_period year = {2025 * 12, 12};
    const twofold_compared both =
        twofold_compared_at(comparison, BOTH, heli, TWOFOLD_KPI_OUTPUT, year);
    for (size_t i = 0; i < twofold_comparison_causes(comparison, BOTH); i++)
        printf("%+8.2f  %s\n",
               twofold_compared_alone(comparison, BOTH, i, heli, TWOFOLD_KPI_OUTPUT, year) / 1e8,
               twofold_comparison_cause(comparison, BOTH, i));
    printf("%+8.2f  together\n%+8.2f  in all: %.2f instead of %.2f\n", both.together / 1e8,
           both.difference / 1e8, both.value / 1e8, both.base / 1e8);
}

/* As the plan stands, and if the old plant's output moves into the new base. */
static twofold_status print_limit(const twofold_plan *plan, const char *scenario)
{
    const twofold_solve_options options = {
        .struct_size = sizeof options, .scenario = scenario, .from = "0 months", .to = "3 years"};
    twofold_solution limit;
    const twofold_status status = twofold_solve(plan, "heli-doubles", "heli.south-base.delay.built",
                                                &options, NULL, &limit, NULL);
    if (status == TWOFOLD_OK)
        printf("%s: %s, at most %.1f months late\n", scenario == NULL ? "as planned" : scenario,
               twofold_solved_text(limit.solved, TWOFOLD_EN), limit.value);
    return status;
}

int main(int argc, char **argv)
{
    twofold_plan *plan = NULL;
    twofold_comparison *comparison = NULL;
    const char *file = argc > 1 ? argv[1] : "baishazhou.yaml";
    twofold_status status = twofold_plan_load(file, NULL, NULL, &plan, NULL);
    if (status == TWOFOLD_OK)
        status = twofold_compare(plan, cases, COUNT, NULL, NULL, &comparison, NULL);
    if (status == TWOFOLD_OK) print_causes(comparison, twofold_find_entity(plan, "heli"));
    if (status == TWOFOLD_OK) status = print_limit(plan, NULL);
    if (status == TWOFOLD_OK) status = print_limit(plan, "moved");
    twofold_comparison_free(comparison);
    twofold_plan_free(plan);
    if (status != TWOFOLD_OK) fprintf(stderr, "%s\n", twofold_status_text(status, TWOFOLD_EN));
    return status == TWOFOLD_OK ? 0 : 1;
}
