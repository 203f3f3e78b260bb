/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What `test` found, and the formats it is written in. */
#ifndef CLI_TEST_RESULTS_H
#define CLI_TEST_RESULTS_H

#include "session.h"

#include "twofold/target.h"

/* One expectation. */
struct result {
    twofold_expectation expectation;
    twofold_finding finding;
    char *said;   /* the expectation as a sentence */
    char *report; /* what was found; of one that failed with its reasons below, a line each */
};

struct results {
    struct result *items;
    size_t count;
    size_t outcomes[3]; /* how many, by twofold_outcome */
};

/* Test Anything Protocol, version 13, reports as YAML blocks. */
void results_tap(const struct session *session, const struct results *results);
/* The XML that build servers read. */
void results_junit(const struct session *session, const struct results *results);

#endif
