/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* getopt_long */
#include "options.h"

#include "nearest.h"

#include <getopt.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

const struct option_row *option_at(enum option_id option)
{
    static const struct option_row rows[OPTION_COUNT] = {
#define X(name, text, takes, verbs, en, zh) {text, takes, verbs, {en, zh}},
        OPTION_LIST(X)
#undef X
    };
    return &rows[option];
}

const char *verb_name(enum verb verb)
{
    static const char *const names[VERB_COUNT] = {
#define X(name, text, ...) text,
        VERB_LIST(X)
#undef X
    };
    return names[verb];
}

/* ---- Words of a list "a|b|c" ---- */

/* The position of a word in the list, or -1. */
static int choice_of(const char *list, const char *word)
{
    const size_t size = strlen(word);
    for (int i = 0;; i++) {
        const size_t length = strcspn(list, "|");
        if (length == size && memcmp(list, word, size) == 0) return i;
        if (list[length] == '\0') return -1;
        list += length + 1;
    }
}

static void say_bad(twofold_lang lang, enum word what, const char *a, const char *b, const char *c,
                    const char *nearest)
{
    char text[1024], more[256] = "";
    word_fill(text, sizeof text, what, lang, a, b, c);
    if (nearest != NULL) word_fill(more, sizeof more, WORD_DID_YOU_MEAN, lang, nearest, NULL, NULL);
    fprintf(stderr, "twofold: %s%s\n", text, more);
}

/* Reads a choice; -1 and a message if the word is none of the list. */
static int read_choice(const struct options *options, enum option_id option, const char *text)
{
    const char *list = option_at(option)->takes;
    const int choice = choice_of(list, text);
    if (choice >= 0) return choice;
    char name[32], expected[128] = "", words[8][16];
    struct nearest nearest = nearest_to(text);
    for (int i = 0; i < 8 && *list != '\0'; i++) {
        const size_t length = strcspn(list, "|");
        snprintf(words[i], sizeof words[i], "%.*s", (int)length, list);
        text_append(expected, sizeof expected, i > 0 ? ", " : "");
        text_append(expected, sizeof expected, words[i]);
        nearest_try(&nearest, words[i], words[i]);
        list += length + (list[length] == '|');
    }
    snprintf(name, sizeof name, "--%s", option_at(option)->name);
    say_bad(options->lang, WORD_BAD_CHOICE, name, text, expected, nearest.found);
    return -1;
}

/* ---- Verbs ---- */

void verb_names(char *buffer, size_t size)
{
    buffer[0] = '\0';
    for (int i = 0; i < VERB_COUNT; i++) {
        text_append(buffer, size, i > 0 ? ", " : "");
        text_append(buffer, size, verb_name((enum verb)i));
    }
}

static enum exit_status read_verb(struct options *options, const char *text)
{
    struct nearest nearest = nearest_to(text);
    for (int i = 0; i < VERB_COUNT; i++) {
        const char *name = verb_name((enum verb)i);
        if (strcmp(name, text) == 0) {
            options->verb = (enum verb)i;
            return DONE;
        }
        nearest_try(&nearest, name, name);
    }
    char names[128];
    verb_names(names, sizeof names);
    say_bad(options->lang, WORD_UNKNOWN_VERB, text, names, NULL, nearest.found);
    return BAD_INPUT;
}

/* What stands behind a verb. */
const char *verb_operands(enum verb verb)
{
    if (verb == VERB_DIFF) return "LEFT RIGHT";
    return verb == VERB_EXPLAIN ? "FILE ENTITY.KPI.PERIOD" : "FILE";
}

static int operand_count(enum verb verb)
{
    return verb == VERB_DIFF || verb == VERB_EXPLAIN ? 2 : 1;
}

/* The verb and its files, once getopt has moved them behind the options. */
static enum exit_status read_operands(struct options *options, int count, char **operands)
{
    if (count > 0 && read_verb(options, operands[0]) != DONE) return BAD_INPUT;
    if (options->help || options->version) return DONE;
    if (count == 0) {
        char names[128];
        verb_names(names, sizeof names);
        message(options->lang, WORD_NO_VERB, names, NULL, NULL);
        return BAD_INPUT;
    }
    const int wanted = operand_count(options->verb);
    if (count - 1 < wanted) {
        message(options->lang, WORD_NO_FILE, operands[0], verb_operands(options->verb), NULL);
        return BAD_INPUT;
    }
    if (count - 1 > wanted) {
        message(options->lang, WORD_TOO_MANY, operands[wanted + 1], operands[0],
                verb_operands(options->verb));
        return BAD_INPUT;
    }
    options->file = operands[1];
    if (wanted == 2) options->second = operands[2];
    return DONE;
}

/* ---- Options ---- */

static enum exit_status say_unknown_option(const struct options *options, const char *text)
{
    char name[64], candidates[OPTION_COUNT][32];
    snprintf(name, sizeof name, "%.*s", (int)strcspn(text, "="), text);
    struct nearest nearest = nearest_to(name);
    for (int i = 0; i < OPTION_COUNT; i++) {
        snprintf(candidates[i], sizeof candidates[i], "--%s", option_at((enum option_id)i)->name);
        nearest_try(&nearest, candidates[i], candidates[i]);
    }
    say_bad(options->lang, WORD_UNKNOWN_OPTION, name, NULL, NULL, nearest.found);
    return BAD_INPUT;
}

/* An option that is known, but not used as it should be. */
static enum exit_status say_misused(const struct options *options, enum option_id option)
{
    const struct option_row *row = option_at(option);
    char name[32];
    snprintf(name, sizeof name, "--%s", row->name);
    message(options->lang, row->takes[0] != '\0' ? WORD_NO_ARGUMENT : WORD_UNWANTED_ARGUMENT, name,
            row->takes, NULL);
    return BAD_INPUT;
}

/* A share or plain number, so that 0.1% is one too. */
static enum exit_status read_share(struct options *options, enum option_id option, const char *text,
                                   const char *examples, double *share)
{
    twofold_number number;
    if (twofold_number_parse(text, strlen(text), &number) == TWOFOLD_FAULT_NONE &&
        number.unit.dimension <= TWOFOLD_SHARE && number.unit.per == TWOFOLD_PLAIN &&
        number.mark == TWOFOLD_EXACT && number.value >= 0.0) {
        *share = number.value;
        return DONE;
    }
    char name[32];
    snprintf(name, sizeof name, "--%s", option_at(option)->name);
    message(options->lang, WORD_BAD_CHOICE, name, text, examples);
    return BAD_INPUT;
}

/* Test writes more formats than the rest. Turns the bit of what was used into the one meant. */
static enum exit_status read_format(struct options *options, unsigned *used)
{
    if (options->format_text == NULL) return DONE;
    const bool test = options->verb == VERB_TEST;
    const int choice =
        read_choice(options, test ? OPTION_TEST_FORMAT : OPTION_FORMAT, options->format_text);
    if (choice < 0) return BAD_INPUT;
    if (test) *used = (*used & ~(1u << OPTION_FORMAT)) | 1u << OPTION_TEST_FORMAT;
    if (choice <= TWOFOLD_MARKDOWN)
        options->format = (twofold_format)choice;
    else
        options->test_format = choice == TWOFOLD_MARKDOWN + 1 ? TEST_TAP : TEST_JUNIT;
    return DONE;
}

static enum exit_status apply(struct options *options, enum option_id option, const char *value)
{
    int choice = 0;
    const bool one_word = option == OPTION_WITH; /* a list of one */
    if ((strchr(option_at(option)->takes, '|') != NULL || one_word) && option != OPTION_FORMAT)
        choice = read_choice(options, option, value);
    if (choice < 0) return BAD_INPUT;
    switch (option) {
    case OPTION_SCENARIO:
        options->scenario = value;
        options->scenarios.items[options->scenarios.count++] = value;
        break;
    case OPTION_BASE: options->base = value; break;
    case OPTION_WITH: options->with_actuals = true; break;
    case OPTION_TARGET: options->target = value; break;
    case OPTION_INPUT: options->input = value; break;
    case OPTION_FROM: options->from = value; break;
    case OPTION_TO: options->to = value; break;
    case OPTION_SET: options->sets.items[options->sets.count++] = value; break;
    case OPTION_OF: options->of.items[options->of.count++] = value; break;
    case OPTION_KPI: options->kpis.items[options->kpis.count++] = value; break;
    case OPTION_BY: /* the list runs from month to year */
        options->by = (twofold_frequency)(TWOFOLD_MONTH - choice);
        break;
    case OPTION_SORT: options->sort = (enum sort)choice; break;
    case OPTION_FORMAT:
    case OPTION_TEST_FORMAT: options->format_text = value; break;
    case OPTION_TOLERANCE:
        return read_share(options, option, value, "1e-9, 0.1%", &options->tolerance);
    case OPTION_RATE: return read_share(options, option, value, "5%, 0.05", &options->rate);
    case OPTION_COST: options->costs.items[options->costs.count++] = value; break;
    case OPTION_LANG: options->lang = (twofold_lang)choice; break;
    case OPTION_HELP: options->help = true; break;
    case OPTION_VERSION: options->version = true; break;
    case OPTION_COUNT: break;
    }
    return DONE;
}

/* An option that the verb does not take would do nothing: say so. `used` are bits of options. */
static enum exit_status check_used(const struct options *options, unsigned used)
{
    const unsigned verb = 1u << options->verb;
    for (int i = 0; i < OPTION_COUNT; i++) {
        const struct option_row *row = option_at((enum option_id)i);
        if ((used & 1u << i) == 0 || (row->verbs & verb) != 0) continue;
        char name[32], takes[256] = "";
        snprintf(name, sizeof name, "--%s", row->name);
        for (int j = 0; j < OPTION_COUNT; j++) {
            if ((option_at((enum option_id)j)->verbs & verb) == 0) continue;
            text_append(takes, sizeof takes, takes[0] != '\0' ? ", --" : "--");
            text_append(takes, sizeof takes, option_at((enum option_id)j)->name);
        }
        message(options->lang, WORD_NOT_AN_OPTION_OF, name, verb_name(options->verb), takes);
        return BAD_INPUT;
    }
    return DONE;
}

/* Messages about the command line are in the language that it asks for, wherever that stands. */
static void find_lang(int argc, char **argv, struct options *options)
{
    for (int i = 1; i < argc; i++)
        if (strcmp(argv[i], "--lang=zh") == 0 ||
            (strcmp(argv[i], "--lang") == 0 && i + 1 < argc && strcmp(argv[i + 1], "zh") == 0))
            options->lang = TWOFOLD_ZH;
}

static enum exit_status read_options(int argc, char **argv, struct options *options)
{
    struct option long_options[OPTION_COUNT + 1];
    memset(long_options, 0, sizeof long_options);
    for (int i = 0; i < OPTION_COUNT; i++) {
        const struct option_row *row = option_at((enum option_id)i);
        long_options[i].name = row->name;
        long_options[i].has_arg = row->takes[0] != '\0' ? required_argument : no_argument;
        /* above all characters; two rows of one name are one option */
        long_options[i].val = 256 + (i == OPTION_TEST_FORMAT ? OPTION_FORMAT : i);
    }
    unsigned used = 0;
    opterr = 0;
    for (int code; (code = getopt_long(argc, argv, ":h", long_options, NULL)) != -1;) {
        if (code == 'h') code = 256 + OPTION_HELP;
        if (code == ':' || (code == '?' && optopt >= 256))
            return say_misused(options, (enum option_id)(optopt - 256));
        if (code == '?') {
            const char short_name[] = {'-', (char)optopt, '\0'};
            return say_unknown_option(options, optopt != 0 ? short_name : argv[optind - 1]);
        }
        used |= 1u << (code - 256);
        if (apply(options, (enum option_id)(code - 256), optarg) != DONE) return BAD_INPUT;
    }
    const enum exit_status exit = read_operands(options, argc - optind, argv + optind);
    if (exit != DONE || options->help || options->version) return exit;
    if (read_format(options, &used) != DONE) return BAD_INPUT;
    return check_used(options, used);
}

enum exit_status options_parse(int argc, char **argv, struct options *options)
{
    *options = (struct options){
        .verb = VERB_COUNT, .by = TWOFOLD_YEAR, .tolerance = 1e-9, .rate = (double)NAN};
    struct texts *const lists[] = {&options->scenarios, &options->sets, &options->of,
                                   &options->kpis, &options->costs};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        lists[i]->items = calloc((size_t)argc + 1, sizeof *lists[i]->items);
        if (lists[i]->items == NULL) return complain(TWOFOLD_E_MEMORY, "argv", options->lang);
    }
    find_lang(argc, argv, options);
    return read_options(argc, argv, options);
}

void options_free(struct options *options)
{
    free(options->scenarios.items);
    free(options->sets.items);
    free(options->of.items);
    free(options->kpis.items);
    free(options->costs.items);
}
