/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What each verb does. */
#ifndef CLI_VERBS_H
#define CLI_VERBS_H

#include "session.h"

enum exit_status verb_check(const struct options *options);
enum exit_status verb_project(const struct options *options);
enum exit_status verb_targets(const struct options *options);
enum exit_status verb_fiscal(const struct options *options);
enum exit_status verb_compare(const struct options *options);
enum exit_status verb_solve(const struct options *options);
/* compare --with actuals */
enum exit_status compare_with_actuals(const struct options *options);
enum exit_status verb_diff(const struct options *options);
enum exit_status verb_test(const struct options *options);
enum exit_status verb_explain(const struct options *options);

/* The projection as tables for people. */
twofold_status project_tables(const struct session *session, const struct handles *entities,
                              const struct handles *kpis);

/* An explanation as a table for people. */
twofold_status explain_table(const struct session *session, const twofold_explanation *explanation);

#endif
