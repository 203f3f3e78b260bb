/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of checks share. */
#ifndef TF_TARGET_CHECK_H
#define TF_TARGET_CHECK_H

#include "target/report.h"
#include "twofold/checks.h"

/* A check under way: where it tells, and what it is about. */
struct tf_check {
    struct tf_reporter report;
    const char *scenario; /* as asked; "" for none */
    int entity, kpi;
    twofold_period period;
};

/* Opens a check; says what is wrong with a scenario or the overrides. */
twofold_status tf_check_open(const twofold_checker *checker, const char *scenario,
                             struct tf_check *check);
/* Opens one that needs no plan. E_ARGUMENT */
twofold_status tf_check_open_bare(const twofold_checker *checker, struct tf_check *check);
/* Writes what is left; the status of the check, else of the writing. */
twofold_status tf_check_end(struct tf_check *check, twofold_status status);

/* Words into the message; fillings may be NULL. */
void tf_check_say(struct tf_check *check, enum tf_report_word words, const char *const fillings[5]);
/* The same as a line; returns the status given. */
twofold_status tf_check_cannot(struct tf_check *check, twofold_status status,
                               enum tf_report_word words, const char *const fillings[5]);
/* Errors of a list, a line each. */
void tf_check_say_faults(struct tf_check *check, const twofold_faults *faults);

#endif
