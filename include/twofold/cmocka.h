/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 * Assertions on plans for programs that are tested with cmocka 1.1; C99 and C++. Header-only, and
 * not part of twofold.h. It includes <cmocka.h> with all that wants, and in C++ as the C header it
 * is.
 *
 *     TWOFOLD_FIXTURE(park, "park.yaml")
 *
 *     static void heli_doubles_even_late(void **state)
 *     {
 *         twofold_assert_met(state, "six-months-late", "heli-doubles");
 *     }
 *
 *     int main(void)
 *     {
 *         const struct CMUnitTest tests[] = {cmocka_unit_test(heli_doubles_even_late)};
 *         return cmocka_run_group_tests(tests, park_load, park_free);
 *     }
 *
 * The fixture owns the plan and its projections, each made once, so that an assertion that fails
 * (which leaves the test by longjmp) leaves nothing behind. `state` is cmocka's; a scenario is an
 * id, or several joined by '+', or NULL for the plan as written; entities, KPIs and periods are
 * written as in plans. A failing assertion prints why: the target, what was required and projected,
 * the parts, what differs from the plan as written, and the command that shows it again (the checks
 * of checks.h).
 *
 * Files are relative to the working directory of the test, behind TWOFOLD_FIXTURE_DIR if that is
 * defined before this header is included ("/home/me/park/"; absolute files are left alone).
 * TWOFOLD_CMOCKA_LANG is the language of what is printed, TWOFOLD_EN unless defined. cmocka catches
 * signals: under a sanitizer a crash is reported as a failed test, without its trace.
 *
 * Threads: one, as cmocka.
 */
#ifndef TWOFOLD_CMOCKA_H
#define TWOFOLD_CMOCKA_H

#include "twofold/checks.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifdef __cplusplus
extern "C" {
#endif
#include <cmocka.h>
/* Exported by cmocka 1.1, not in all its headers: adds to the message of the test that fails. */
void cm_print_error(const char *format, ...) CMOCKA_PRINTF_ATTRIBUTE(1, 2);
#ifdef __cplusplus
}
#endif

#ifndef TWOFOLD_FIXTURE_DIR
#define TWOFOLD_FIXTURE_DIR ""
#endif
#ifndef TWOFOLD_CMOCKA_LANG
#define TWOFOLD_CMOCKA_LANG TWOFOLD_EN
#endif

/** Makes NAME_load and NAME_free, a group's (or a test's) set-up and tear-down: a plan from a file,
 * and room for its projections. A plan with faults fails the set-up, and they are printed. */
#define TWOFOLD_FIXTURE(name, file)                                                                \
    static int name##_load(void **state) { return twofold_cmocka_load(state, file); }              \
    static int name##_free(void **state) { return twofold_cmocka_free(state); }

/* ---- Verdicts ---- */

/** The verdict of a target of the plan. */
#define twofold_assert_met(state, scenario, target)                                                \
    TWOFOLD_CMOCKA(state, twofold_check_verdict, scenario, target, TWOFOLD_MET)
#define twofold_assert_missed(state, scenario, target)                                             \
    TWOFOLD_CMOCKA(state, twofold_check_verdict, scenario, target, TWOFOLD_MISSED)
#define twofold_assert_unknown(state, scenario, target)                                            \
    TWOFOLD_CMOCKA(state, twofold_check_verdict, scenario, target, TWOFOLD_UNKNOWN)
/** A doubling that need not be a target: "heli", "output", "2021", "2025-06". */
#define twofold_assert_doubles_by(state, scenario, entity, kpi, base, by)                          \
    TWOFOLD_CMOCKA(state, twofold_check_doubles, scenario, entity, kpi, base, by)
/** Everything the plan expects of itself (`expect`); chances are passed over. */
#define twofold_assert_expectations(state)                                                         \
    do {                                                                                           \
        bool twofold_holds = false;                                                                \
        const twofold_checker twofold_asks = twofold_cmocka_checker(state);                        \
        const twofold_status twofold_told =                                                        \
            twofold_check_expectations(&twofold_asks, &twofold_holds);                             \
        twofold_cmocka_end(twofold_told, twofold_holds, __FILE__, __LINE__);                       \
    } while (0)

/* ---- Values ---- */

/** A value rounds to the figure written, "704.6万元/亩". */
#define twofold_assert_reads(state, scenario, entity, kpi, period, figure)                         \
    TWOFOLD_CMOCKA(state, twofold_check_reads, scenario, entity, kpi, period, figure)
/** A value in base units is near another, as twofold_assert_near says. */
#define twofold_assert_value(state, scenario, entity, kpi, period, expected, relative, absolute)   \
    TWOFOLD_CMOCKA(state, twofold_check_value, scenario, entity, kpi, period, expected, relative,  \
                   absolute)
/** A scenario makes a value lower (higher) than it is in the plan as written; both are known. */
#define twofold_assert_lowers(state, scenario, entity, kpi, period)                                \
    TWOFOLD_CMOCKA(state, twofold_check_moves, scenario, entity, kpi, period, -1)
#define twofold_assert_raises(state, scenario, entity, kpi, period)                                \
    TWOFOLD_CMOCKA(state, twofold_check_moves, scenario, entity, kpi, period, 1)
/** Every entity's KPI is the sum of its parts. */
#define twofold_assert_adds_up(state, scenario, kpi)                                               \
    TWOFOLD_CMOCKA(state, twofold_check_adds_up, scenario, kpi)
/** A KPI never falls from one year to the next. */
#define twofold_assert_never_falls(state, scenario, entity, kpi)                                   \
    TWOFOLD_CMOCKA(state, twofold_check_never_falls, scenario, entity, kpi)
/** The projection has the cells of a stored one (CSV or JSON of `twofold project`), to a relative
 * tolerance. */
#define twofold_assert_like_file(state, scenario, file, tolerance)                                 \
    twofold_cmocka_like_file(state, scenario, file, tolerance, __FILE__, __LINE__)

/* ---- Without a fixture ---- */

/** |actual - expected| is at most `absolute`, or at most `relative` times |expected|. Doubles,
 * where cmocka compares floats; no NaN is near anything. */
#define twofold_assert_near(actual, expected, relative, absolute)                                  \
    TWOFOLD_CMOCKA(NULL, twofold_check_near, actual, expected, relative, absolute)
/** A plan is refused with a fault at this place; code is its kind's id, "unknown-key". */
#define twofold_assert_refused(text, line, column, code)                                           \
    TWOFOLD_CMOCKA(NULL, twofold_check_refused, text, line, column, code)

/* ---- What the macros are made of: no interface ---- */

/* A check, and the failure of the test where it does not hold. */
#define TWOFOLD_CMOCKA(state, check, ...)                                                          \
    do {                                                                                           \
        bool twofold_holds = false;                                                                \
        const twofold_checker twofold_asks = twofold_cmocka_checker(state);                        \
        const twofold_status twofold_told = check(&twofold_asks, __VA_ARGS__, &twofold_holds);     \
        twofold_cmocka_end(twofold_told, twofold_holds, __FILE__, __LINE__);                       \
    } while (0)

typedef struct twofold_cmocka_fixture {
    char file[1024];
    twofold_plan *plan;
    twofold_projections *projections;
} twofold_cmocka_fixture;

/* Adds to the message of the test that fails; cmocka takes 1023 bytes at a time. */
static inline bool twofold_cmocka_put(void *user, const char *bytes, size_t size)
{
    (void)user;
    while (size > 0) {
        const int piece = size < 800 ? (int)size : 800;
        cm_print_error("%.*s", piece, bytes);
        bytes += piece;
        size -= (size_t)piece;
    }
    return true;
}

static inline void twofold_cmocka_end(twofold_status status, bool holds, const char *file, int line)
{
    if (status == TWOFOLD_OK && holds) return;
    if (status != TWOFOLD_OK)
        cm_print_error("%s\n", twofold_status_text(status, TWOFOLD_CMOCKA_LANG));
    _fail(file, line);
}

/* state NULL: for checks that need no plan. */
static inline twofold_checker twofold_cmocka_checker(void **state)
{
    const twofold_cmocka_fixture *fixture =
        state == NULL ? NULL : (const twofold_cmocka_fixture *)*state;
    twofold_checker checker = {sizeof checker,     NULL, TWOFOLD_CMOCKA_LANG, NULL,
                               twofold_cmocka_put, NULL};
    if (fixture != NULL) {
        checker.projections = fixture->projections;
        checker.file = fixture->file;
    }
    return checker;
}

/* ---- Files ---- */

/* False if there is none, or it is too long. */
static inline bool twofold_cmocka_path(const char *file, char *path, size_t size)
{
    const char *folder = file == NULL || file[0] == '/' ? "" : TWOFOLD_FIXTURE_DIR;
    const size_t first = strlen(folder), second = file == NULL ? size : strlen(file);
    if (file == NULL || first + second >= size) return false;
    memcpy(path, folder, first);
    memcpy(path + first, file, second + 1);
    return true;
}

static inline int twofold_cmocka_free(void **state)
{
    twofold_cmocka_fixture *fixture = (twofold_cmocka_fixture *)*state;
    if (fixture == NULL) return 0;
    twofold_projections_free(fixture->projections);
    twofold_plan_free(fixture->plan);
    free(fixture);
    *state = NULL;
    return 0;
}

static inline twofold_status twofold_cmocka_open(twofold_cmocka_fixture *fixture, const char *file,
                                                 twofold_faults **faults)
{
    twofold_status status = TWOFOLD_E_FILE;
    if (twofold_cmocka_path(file, fixture->file, sizeof fixture->file))
        status = twofold_plan_load(fixture->file, NULL, NULL, &fixture->plan, faults);
    if (status != TWOFOLD_OK) return status;
    return twofold_projections_new(fixture->plan, NULL, NULL, 0, NULL, &fixture->projections);
}

static inline int twofold_cmocka_load(void **state, const char *file)
{
    twofold_cmocka_fixture *fixture = (twofold_cmocka_fixture *)calloc(1, sizeof *fixture);
    twofold_faults *faults = NULL;
    twofold_status status;
    size_t i;
    *state = fixture;
    if (fixture == NULL) return -1;
    status = twofold_cmocka_open(fixture, file, &faults);
    if (status != TWOFOLD_OK)
        cm_print_error("%.900s: %s\n", file, twofold_status_text(status, TWOFOLD_CMOCKA_LANG));
    for (i = 0; status != TWOFOLD_OK && i < twofold_faults_count(faults); i++) {
        const twofold_fault fault = twofold_faults_at(faults, i);
        char text[900];
        if (fault.severity != TWOFOLD_ERROR) continue;
        (void)twofold_fault_text(&fault, TWOFOLD_CMOCKA_LANG, text, sizeof text);
        cm_print_error("    %s\n", text);
    }
    twofold_faults_free(faults);
    if (status == TWOFOLD_OK) return 0;
    (void)twofold_cmocka_free(state);
    return -1;
}

/* The whole file; NULL if it cannot be read. */
static inline char *twofold_cmocka_read(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    char *text = NULL;
    bool whole = false;
    *size = 0;
    while (file != NULL && !whole) {
        char *more = (char *)realloc(text, *size + 65536);
        if (more == NULL) break;
        text = more;
        *size += fread(text + *size, 1, 65536, file);
        if (ferror(file) != 0) break;
        whole = feof(file) != 0;
    }
    if (file != NULL) (void)fclose(file);
    if (whole) return text;
    free(text);
    return NULL;
}

static inline void twofold_cmocka_like_file(void **state, const char *scenario, const char *name,
                                            double tolerance, const char *file, int line)
{
    const twofold_checker checker = twofold_cmocka_checker(state);
    twofold_status status = TWOFOLD_E_FILE;
    bool holds = false;
    char path[1024] = "", *text = NULL;
    size_t size = 0;
    if (twofold_cmocka_path(name, path, sizeof path)) text = twofold_cmocka_read(path, &size);
    if (text != NULL)
        status = twofold_check_like(&checker, scenario, text, size, path, tolerance, &holds);
    else
        cm_print_error("%.900s: ", name == NULL ? "" : name);
    free(text);
    twofold_cmocka_end(status, holds, file, line);
}

#endif
