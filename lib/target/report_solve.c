/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What would meet a target that a scenario misses: each change alone, between what it was and what
 * it is. */
#include "target/report.h"

/* The solution between two texts, whichever is the lower one. OK without a root where there is
 * none, or where the change is no number. */
static twofold_status solve_between(struct tf_reporter *report, const char *target,
                                    const twofold_change *change, twofold_solution *solution)
{
    const char *const bounds[] = {change->before, change->after};
    twofold_solve_options options = {.struct_size = sizeof options, .scenario = report->scenario};
    options.override_count = twofold_projections_overrides(report->projections, &options.overrides);
    for (int turned = 0; turned < 2; turned++) {
        options.from = bounds[turned];
        options.to = bounds[1 - turned];
        const twofold_status status =
            twofold_solve(report->plan, target, change->path, &options,
                          &report->here->program->context, solution, NULL);
        if (status != TWOFOLD_E_PLAN) return status;
    }
    solution->solved = TWOFOLD_SOLVED_NONE; /* a date that was none, a mapping */
    return TWOFOLD_OK;
}

static void report_solution(struct tf_reporter *report, const char *path,
                            const twofold_solution *solution, bool first)
{
    const enum tf_report_word words = solution->trend == TWOFOLD_TREND_RISING ? TF_SAY_NO_LESS_THAN
                                      : solution->trend == TWOFOLD_TREND_FALLING
                                          ? TF_SAY_NO_MORE_THAN
                                          : TF_SAY_AT_VALUE;
    char text[2 * TF_SAID];
    struct tf_buffer buffer = tf_buffer_of(text, sizeof text);
    tf_say(&buffer, words, report->lang, (const char *const[5]){path, solution->text});
    (void)tf_buffer_end(&buffer);
    tf_report_line(report, first ? TF_SAY_MEETS_IT : TF_SAY_COUNT, text, 0);
}

twofold_status tf_report_solutions(struct tf_reporter *report, const char *target,
                                   const twofold_changes *changes)
{
    bool first = true;
    for (size_t i = 0; i < twofold_changes_count(changes) && i < TF_MOST_CHANGES; i++) {
        const twofold_change change = twofold_change_at(changes, i);
        twofold_solution solution;
        if (change.before[0] == '\0' || change.after[0] == '\0') continue;
        const twofold_status status = solve_between(report, target, &change, &solution);
        if (status != TWOFOLD_OK) return status;
        if (solution.solved != TWOFOLD_SOLVED_FOUND && solution.solved != TWOFOLD_SOLVED_JUMP)
            continue;
        report_solution(report, change.path, &solution, first);
        first = false;
    }
    return TWOFOLD_OK;
}
