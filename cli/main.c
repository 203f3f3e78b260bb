/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command: a thin user of the library's public interface. */
#include "verbs.h"

static enum exit_status run(const struct options *options)
{
    static enum exit_status (*const verbs[VERB_COUNT])(const struct options *) = {
        [VERB_CHECK] = verb_check,     [VERB_PROJECT] = verb_project, [VERB_TARGETS] = verb_targets,
        [VERB_DIFF] = verb_diff,       [VERB_TEST] = verb_test,       [VERB_FISCAL] = verb_fiscal,
        [VERB_COMPARE] = verb_compare, [VERB_SOLVE] = verb_solve,     [VERB_EXPLAIN] = verb_explain,
    };
    if (options->help)
        options_help(options->verb, options->lang);
    else if (options->version)
        printf("twofold %s\n", twofold_version());
    else
        return verbs[options->verb](options);
    return DONE;
}

int main(int argc, char **argv)
{
    struct options options;
    enum exit_status exit = options_parse(argc, argv, &options);
    if (exit == DONE) exit = run(&options);
    exit = finish_output(exit, options.lang);
    options_free(&options);
    return (int)exit;
}
