/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Checks: how they begin, tell and end. */
#include "target/check.h"

enum { MOST_FAULTS = 20 };

void tf_check_say(struct tf_check *check, enum tf_report_word words, const char *const fillings[5])
{
    char text[4 * TF_SAID];
    struct tf_buffer buffer = tf_buffer_of(text, sizeof text);
    tf_say(&buffer, words, check->report.lang, fillings);
    (void)tf_buffer_end(&buffer);
    tf_out_say(&check->report.out, text);
}

twofold_status tf_check_cannot(struct tf_check *check, twofold_status status,
                               enum tf_report_word words, const char *const fillings[5])
{
    tf_check_say(check, words, fillings);
    tf_out_char(&check->report.out, '\n');
    return status;
}

void tf_check_say_faults(struct tf_check *check, const twofold_faults *faults)
{
    for (size_t i = 0, said = 0; i < twofold_faults_count(faults) && said < MOST_FAULTS; i++) {
        const twofold_fault fault = twofold_faults_at(faults, i);
        char text[4 * TF_SAID];
        if (fault.severity != TWOFOLD_ERROR) continue;
        (void)twofold_fault_text(&fault, check->report.lang, text, sizeof text);
        tf_out_say(&check->report.out, "    ");
        tf_out_say(&check->report.out, text);
        tf_out_char(&check->report.out, '\n');
        said++;
    }
}

twofold_status tf_check_open_bare(const twofold_checker *checker, struct tf_check *check)
{
    if (checker == NULL || checker->sink == NULL) return TWOFOLD_E_ARGUMENT;
    check->report.lang = checker->lang;
    tf_out_init(&check->report.out, checker->sink, checker->user);
    return TWOFOLD_OK;
}

twofold_status tf_check_open(const twofold_checker *checker, const char *scenario,
                             struct tf_check *check)
{
    twofold_faults *faults = NULL;
    const twofold_projection *projection;
    twofold_status status = tf_check_open_bare(checker, check);
    if (status != TWOFOLD_OK) return status;
    check->scenario = scenario == NULL ? "" : scenario;
    status = twofold_projections_get(checker->projections, scenario, &projection, &faults);
    if (status == TWOFOLD_E_NOT_FOUND)
        (void)tf_check_cannot(check, status, TF_SAY_NO_SCENARIO,
                              (const char *const[5]){check->scenario});
    tf_check_say_faults(check, faults);
    twofold_faults_free(faults);
    if (status != TWOFOLD_OK) return tf_check_end(check, status);
    const twofold_reporting reporting = {sizeof reporting, checker->lang, checker->file};
    return tf_report_open(checker->projections, scenario, &reporting, checker->sink, checker->user,
                          &check->report);
}

twofold_status tf_check_end(struct tf_check *check, twofold_status status)
{
    const twofold_status written = tf_out_end(&check->report.out);
    return status != TWOFOLD_OK ? status : written;
}
