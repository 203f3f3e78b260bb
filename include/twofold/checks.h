/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 * Checks on a plan for tests of any kind: whether what one says of it holds, and in words why not.
 * <twofold/cmocka.h> makes assertions of them.
 *
 * Each function sets *holds and returns OK. Where it does not hold, and where it cannot be told
 * (no such entity, scenario, period …), the sink gets the reason: lines of text, the last one
 * ended. Entities, KPIs, targets and periods are written as in plans; a scenario is an id, several
 * joined by
 * '+', or NULL for none. @return of all: OK; E_NOT_FOUND or E_ARGUMENT (it cannot be told), E_PLAN
 * (the overrides are wrong), E_MEMORY, E_OUTPUT. *holds is untouched unless OK.
 *
 * Threads: those of twofold_projections.
 */
#ifndef TWOFOLD_CHECKS_H
#define TWOFOLD_CHECKS_H

#include "twofold/target.h"

TWOFOLD_BEGIN_DECLS

/** What is checked, and whom to tell. Set struct_size = sizeof(twofold_checker). */
typedef struct twofold_checker {
    size_t struct_size;
    twofold_projections *projections;
    twofold_lang lang;
    const char *file; /**< as the plan is called in places and commands; NULL: without both */
    twofold_sink sink;
    void *user;
} twofold_checker;

/** The verdict of a target of the plan. */
TWOFOLD_API TWOFOLD_CHECK twofold_status twofold_check_verdict(const twofold_checker *checker,
                                                               const char *scenario,
                                                               const char *target,
                                                               twofold_verdict expected,
                                                               bool *holds);
/** That a KPI doubles from one period to a later one; it need not be a target. */
TWOFOLD_API TWOFOLD_CHECK twofold_status twofold_check_doubles(const twofold_checker *checker,
                                                               const char *scenario,
                                                               const char *entity, const char *kpi,
                                                               const char *base, const char *by,
                                                               bool *holds);
/** Everything that the plan expects of itself, but chances; a plan that expects nothing fails. */
TWOFOLD_API TWOFOLD_CHECK twofold_status twofold_check_expectations(const twofold_checker *checker,
                                                                    bool *holds);
/** That a value reads as a figure (twofold_reads_as). */
TWOFOLD_API TWOFOLD_CHECK twofold_status twofold_check_reads(const twofold_checker *checker,
                                                             const char *scenario,
                                                             const char *entity, const char *kpi,
                                                             const char *period, const char *figure,
                                                             bool *holds);
/** That a value in base units is near another, as twofold_check_near says. */
TWOFOLD_API TWOFOLD_CHECK twofold_status twofold_check_value(
    const twofold_checker *checker, const char *scenario, const char *entity, const char *kpi,
    const char *period, double expected, double relative, double absolute, bool *holds);
/** That a scenario (and the overrides) makes a value lower, direction -1, or higher, 1, than it is
 * in the plan as written. Both must be known. */
TWOFOLD_API TWOFOLD_CHECK twofold_status twofold_check_moves(const twofold_checker *checker,
                                                             const char *scenario,
                                                             const char *entity, const char *kpi,
                                                             const char *period, int direction,
                                                             bool *holds);
/** That a KPI of every entity is the sum of its parts (twofold_adds_up). */
TWOFOLD_API TWOFOLD_CHECK twofold_status twofold_check_adds_up(const twofold_checker *checker,
                                                               const char *scenario,
                                                               const char *kpi, bool *holds);
/** That a KPI never falls from one year to the next (twofold_never_falls). */
TWOFOLD_API TWOFOLD_CHECK twofold_status twofold_check_never_falls(const twofold_checker *checker,
                                                                   const char *scenario,
                                                                   const char *entity,
                                                                   const char *kpi, bool *holds);
/** That the projection has the cells of a stored one, to a relative tolerance.
 * @param text, size  CSV or JSON, as `twofold project` writes it
 * @param name        what the file is called; may be NULL */
TWOFOLD_API TWOFOLD_CHECK twofold_status twofold_check_like(const twofold_checker *checker,
                                                            const char *scenario, const char *text,
                                                            size_t size, const char *name,
                                                            double relative, bool *holds);

/** |actual - expected| is at most `absolute`, or at most `relative` times |expected|. No NaN is
 * near anything. The projections of the checker are not used: they may be NULL. */
TWOFOLD_API TWOFOLD_CHECK twofold_status twofold_check_near(const twofold_checker *checker,
                                                            double actual, double expected,
                                                            double relative, double absolute,
                                                            bool *holds);
/** A plan is refused with a fault at this place; code is the id of its kind ("unknown-key"). The
 * projections of the checker may be NULL. */
TWOFOLD_API TWOFOLD_CHECK twofold_status twofold_check_refused(const twofold_checker *checker,
                                                               const char *text, unsigned line,
                                                               unsigned column, const char *code,
                                                               bool *holds);

TWOFOLD_END_DECLS

#endif
