/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session.h"

#include "nearest.h"

#include <errno.h>
#include <string.h>

static enum exit_status say_unreadable(const struct options *options, int error)
{
    message(options->lang, WORD_UNREADABLE, options->file,
            error != 0 ? strerror(error) : twofold_status_text(TWOFOLD_E_FILE, options->lang),
            NULL);
    return COULD_NOT_RUN;
}

enum exit_status session_load(struct session *session, const struct options *options)
{
    *session = (struct session){.options = options, .lang = options->lang};
    errno = 0;
    const twofold_status status =
        twofold_plan_load(options->file, NULL, NULL, &session->plan, &session->faults);
    const int error = errno;
    if (status == TWOFOLD_OK) return DONE;
    if (status == TWOFOLD_E_PLAN) return BAD_INPUT;
    if (status == TWOFOLD_E_FILE) return say_unreadable(options, error);
    return complain(status, options->file, options->lang);
}

static bool has_scenario(const struct session *session, const char *wanted)
{
    const size_t count = twofold_scenario_count(session->plan);
    if (count == 0) {
        message(session->lang, WORD_NO_SCENARIOS, wanted, NULL, NULL);
        return false;
    }
    struct nearest nearest = nearest_to(wanted);
    for (size_t i = 0; i < count; i++) {
        const char *id = twofold_scenario_id(session->plan, i);
        if (strcmp(id, wanted) == 0) return true;
        nearest_try(&nearest, id, id);
    }
    fputs("twofold: ", stderr);
    word_put(stderr, WORD_UNKNOWN_SCENARIO, session->lang, wanted, NULL, NULL);
    for (size_t i = 0; i < count; i++)
        word_put(stderr, i == 0 ? WORD_EXPECTED : WORD_ITEM, session->lang,
                 twofold_scenario_id(session->plan, i), NULL, NULL);
    if (nearest.found != NULL)
        word_put(stderr, WORD_DID_YOU_MEAN, session->lang, nearest.found, NULL, NULL);
    putc('\n', stderr);
    return false;
}

bool has_scenarios(const struct session *session, const char *names)
{
    char one[NAME];
    bool has = true;
    for (const char *at = names; at != NULL && has;) {
        const size_t size = strcspn(at, "+");
        snprintf(one, sizeof one, "%.*s", (int)(size < sizeof one ? size : sizeof one - 1), at);
        has = has_scenario(session, one);
        at = at[size] == '+' ? at + size + 1 : NULL;
    }
    return has;
}

enum exit_status session_project(struct session *session)
{
    const struct options *options = session->options;
    twofold_faults *faults = NULL;
    const bool known = has_scenarios(session, options->scenario);
    const twofold_status status =
        known ? twofold_project(session->plan, options->scenario, options->sets.items,
                                options->sets.count, NULL, &session->projection, &faults)
              : TWOFOLD_E_PLAN;
    if (status == TWOFOLD_E_PLAN) {
        twofold_faults_free(session->faults);
        session->faults = faults;
        return BAD_INPUT;
    }
    twofold_faults_free(faults);
    return complain(status, options->file, session->lang);
}

enum exit_status session_open(struct session *session, const struct options *options)
{
    enum exit_status exit = session_load(session, options);
    if (exit == DONE) exit = session_project(session);
    if (exit == BAD_INPUT) faults_put(stderr, session, TWOFOLD_ERROR);
    return exit;
}

void session_close(struct session *session)
{
    twofold_projection_free(session->projection);
    twofold_faults_free(session->faults);
    twofold_plan_free(session->plan);
}

/* ---- Faults ---- */

void fault_put(FILE *to, const struct session *session, const twofold_fault *fault)
{
    static const enum word severities[] = {WORD_ERROR, WORD_WARNING, WORD_NOTE};
    char text[4096];
    twofold_fault unplaced = *fault; /* the place goes in front, as compilers write it */
    unplaced.line = unplaced.column = 0;
    unplaced.file = "";
    (void)twofold_fault_text(&unplaced, session->lang, text, sizeof text);
    if (fault->line == 0 && fault->file[0] != '\0')
        fprintf(to, "%s: ", fault->file);
    else if (fault->line > 0)
        fprintf(to, "%s:%u:%u: ", fault->file[0] != '\0' ? fault->file : session->options->file,
                fault->line, fault->column);
    else
        fputs("twofold: ", to);
    fprintf(to, "%s%s%s\n", word(severities[fault->severity], session->lang),
            fault->path[0] != '\0' ? " " : ": ", text);
}

void faults_put(FILE *to, const struct session *session, twofold_severity severity)
{
    for (size_t i = 0; i < twofold_faults_count(session->faults); i++) {
        const twofold_fault fault = twofold_faults_at(session->faults, i);
        if (fault.severity == severity) fault_put(to, session, &fault);
    }
}

/* ---- Lines above and below a table ---- */

bool is_for_people(const struct options *options)
{
    return options->format == TWOFOLD_TEXT || options->format == TWOFOLD_MARKDOWN;
}

const char *scenario_id(const struct session *session)
{
    const char *wanted = session->options->scenario;
    return wanted == NULL || wanted[0] == '\0' ? "base" : wanted;
}

void plan_title_put(const struct session *session)
{
    const struct options *options = session->options;
    const twofold_lang lang = session->lang;
    int first, last;
    char from[16], to[16];
    twofold_plan_years(session->plan, &first, &last);
    snprintf(from, sizeof from, "%d", first);
    snprintf(to, sizeof to, "%d", last);
    if (options->format == TWOFOLD_MARKDOWN) fputs("# ", stdout);
    printf("%s  ", twofold_plan_name(session->plan, lang));
    word_put(stdout, WORD_YEARS, lang, from, to, NULL);
    const char *as_of = twofold_plan_as_of(session->plan);
    if (as_of[0] != '\0') word_put(stdout, WORD_AS_OF, lang, as_of, NULL, NULL);
    puts(options->format == TWOFOLD_MARKDOWN ? "\n" : "");
}

void title_put(const struct session *session)
{
    const struct options *options = session->options;
    const twofold_lang lang = session->lang;
    plan_title_put(session);
    word_put(stdout, WORD_SCENARIO, lang, scenario_name(session, options->scenario), NULL, NULL);
    for (size_t i = 0; i < options->sets.count; i++)
        if (i == 0) {
            fputs(word(WORD_SEMICOLON, lang), stdout);
            word_put(stdout, WORD_CHANGED, lang, options->sets.items[i], NULL, NULL);
        } else {
            word_put(stdout, WORD_ITEM, lang, options->sets.items[i], NULL, NULL);
        }
    puts("\n");
}

void assumptions_note_put(const struct session *session)
{
    const size_t count = twofold_assumption_count(session->plan);
    if (count == 0) return;
    word_count(stdout, WORD_ONE_ASSUMPTION, session->lang, count, session->options->file);
    putchar('\n');
}
