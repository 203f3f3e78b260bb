/* SPDX-License-Identifier: GPL-3.0-or-later */
/* twofold project: the cube as tidy rows, or (project_table.c) as tables. */
#include "verbs.h"

#include "twofold/stored.h"

static twofold_status project_rows(const struct session *session, const struct handles *entities,
                                   const struct handles *kpis)
{
    const twofold_rows rows = {
        .struct_size = sizeof rows,
        .scenario = scenario_id(session),
        .entities = entities->all ? NULL : entities->items,
        .entity_count = entities->count,
        .kpis = kpis->all ? NULL : kpis->items,
        .kpi_count = kpis->count,
        .frequency = session->options->by,
    };
    return twofold_projection_write(session->projection, &rows, session->options->format,
                                    to_standard_output, NULL);
}

enum exit_status verb_project(const struct options *options)
{
    struct session session;
    struct handles entities = {0}, kpis = {0};
    enum exit_status exit = session_open(&session, options);
    if (exit == DONE) {
        exit = find_entities(&session, &entities);
        const enum exit_status also = find_kpis(&session, &kpis);
        exit = also > exit ? also : exit;
    }
    if (exit == DONE) {
        const twofold_status status = is_for_people(options)
                                          ? project_tables(&session, &entities, &kpis)
                                          : project_rows(&session, &entities, &kpis);
        exit = complain(status, options->file, options->lang);
    }
    handles_free(&entities);
    handles_free(&kpis);
    session_close(&session);
    return exit;
}
