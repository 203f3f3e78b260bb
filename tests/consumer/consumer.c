/* SPDX-License-Identifier: GPL-3.0-or-later
 * A program outside the project: compiles as C99 and as C++17, links an installed Twofold, and asks
 * it the main question. */
#include <stdio.h>
#include <string.h>
#include <twofold/twofold.h>

static const char text[] = "twofold: 1\n"
                           "plan: Outside\n"
                           "years: 2021..2026\n"
                           "enterprises:\n"
                           "  heli:\n"
                           "    existing: {output: 13亿元}\n"
                           "    projects:\n"
                           "      south: {built: 2023, full: 2025, at-full: {output: 26亿元}}\n"
                           "targets:\n"
                           "  doubles: {double: output, of: heli, by: 2025}\n";

/* 0 if the plan gives 13 and 26 hundred million in 2025, and so doubles. */
static int ask(const twofold_plan *plan)
{
    int failed = 1;
    twofold_projection *projection = NULL;
    twofold_assessment doubles;
    if (twofold_project(plan, NULL, NULL, 0, NULL, &projection, NULL) != TWOFOLD_OK) return 1;
    if (twofold_assess(projection, twofold_find_target(plan, "doubles"), &doubles) == TWOFOLD_OK) {
        const double output = twofold_value(projection, "heli", "output", "2025");
        printf("%s: %.2f\n", twofold_verdict_text(doubles.verdict, TWOFOLD_EN), output / 1e8);
        failed = doubles.verdict != TWOFOLD_MET || !(output > 3.8999e9 && output < 3.9001e9);
    }
    twofold_projection_free(projection);
    return failed;
}

int main(void)
{
    twofold_plan *plan = NULL;
    int failed = 1;
    if (strcmp(twofold_version(), TWOFOLD_VERSION) != 0) {
        printf("headers are %s, the library is %s\n", TWOFOLD_VERSION, twofold_version());
        return 1;
    }
    if (twofold_plan_parse(text, sizeof text - 1, NULL, NULL, &plan, NULL) == TWOFOLD_OK)
        failed = ask(plan);
    twofold_plan_free(plan);
    printf("twofold %s: %s\n", twofold_version(), failed ? "failed" : "as it should");
    return failed;
}
