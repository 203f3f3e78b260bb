/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Assessed targets, between the verb and its table. */
#ifndef CLI_TARGETS_H
#define CLI_TARGETS_H

#include "session.h"

#include "twofold/target.h"

struct row {
    twofold_target target;
    twofold_assessment assessment;
    bool is_member;     /* of the target above it */
    double key;         /* for sorting; NaN: last */
    size_t place;       /* before sorting */
    struct style style; /* of its values, for the table: one for all members of a target */
};

/* What a target is called. Without a name: its id; in Chinese, where an id would be the only
 * foreign word, whose KPI is to do what. */
void target_name(const struct session *session, const twofold_target *target, char name[NAME]);

/* The table for people, with what makes a verdict unknown below it. */
twofold_status targets_table(const struct session *session, struct row *rows, size_t count);

#endif
