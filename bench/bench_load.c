/* SPDX-License-Identifier: GPL-3.0-or-later
 * How long a big plan takes to load: twofold_plan_parse (read, check, bind) against libyaml's own
 * event loop over the same bytes, by turns in one process.
 *
 *   bench_load               the plan of 10,000 projects, 9 repeats each
 *   bench_load REPEATS       so many
 *   bench_load --write       the plan itself on standard output
 *
 * The plan is made here, the same on every run and machine. The goal is a ratio of at most 2. */
#define _POSIX_C_SOURCE 200809L

#include "twofold/plan.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <yaml.h>

enum { CLUSTERS = 12, ENTERPRISES = 2000, PROJECTS_EACH = 5, REPEATS = 9, REPEATS_MOST = 1000 };

/* ---- The plan ---- */

struct text {
    char *bytes;
    size_t size, capacity;
};

static void die(const char *why)
{
    fprintf(stderr, "bench_load: %s\n", why);
    exit(3);
}

static void add(struct text *text, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    if (text->capacity - text->size < 512) {
        text->capacity = text->capacity * 2 + 4096;
        text->bytes = realloc(text->bytes, text->capacity);
        if (text->bytes == NULL) die("out of memory");
    }
    const int length =
        vsnprintf(text->bytes + text->size, text->capacity - text->size, format, list);
    va_end(list);
    if (length < 0 || length >= 512) die("a piece of text is too long");
    text->size += (size_t)length;
}

/* A number below `below` that looks random: SplitMix64 of a counter. */
static int pick(uint64_t *counter, int below)
{
    uint64_t x = (*counter += UINT64_C(0x9e3779b97f4a7c15));
    x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
    return (int)((x ^ (x >> 31)) % (uint64_t)below);
}

/* 10 to 12 lines: a name, a source, milestones (the later projects of a firm by event), money, land
 * and the figures at full production in one of three ways of writing. */
static void add_project(struct text *text, uint64_t *random, int number)
{
    static const char *const kinds[] = {"in-place", "new-site", "supporting", "automation"};
    static const char *const names[] = {"一期工程", "二期扩建", "智能化改造", "配套产业园",
                                        "技术中心"};
    const int year = 2021 + pick(random, 4);
    const int month = 1 + pick(random, 12);
    const int output = 40 + pick(random, 900); /* 百万元 */
    add(text, "      p%d:\n        zh: %s\n        kind: %s\n", number + 1, names[number],
        kinds[pick(random, 4)]);
    add(text, "        source: office report %d, page %d\n", year, 1 + pick(random, 80));
    if (number < 3) {
        add(text, "        signed: %d-%02d-%02d\n        start: %d-%02d\n", year, month,
            1 + pick(random, 28), year + 1, 1 + pick(random, 6));
        add(text, "        built: %d-%02d\n        full: %d\n", year + 2, 1 + pick(random, 12),
            year + 4);
    } else {
        add(text, "        start: p%d.produce + %d months\n", number - 1, 3 + pick(random, 9));
        add(text, "        built: start + %d months\n        full: built + %d months\n",
            9 + pick(random, 12), 12 + pick(random, 12));
    }
    if (pick(random, 3) == 0)
        add(text, "        investment: {%d: %d.%d亿元, %d: %d万元}\n", year + 1, pick(random, 4),
            1 + pick(random, 9), year + 2, 800 + pick(random, 9000));
    else
        add(text, "        investment: %d万元\n", 2000 + pick(random, 60000));
    if (pick(random, 5) == 0)
        add(text, "        leased: block A%d\n", 1 + pick(random, 30));
    else
        add(text, "        land: %s%d亩\n", pick(random, 4) == 0 ? "~" : "",
            15 + pick(random, 300));
    switch (pick(random, 3)) {
    case 0:
        add(text, "        at-full: {capacity: %d units/year, output: %d.%02d亿元, tax: %d万元+}\n",
            1000 + pick(random, 50000), output / 100, output % 100, output * 2);
        break;
    case 1:
        add(text,
            "        at-full:\n          output: %d..%d..%d百万元\n"
            "          tax: %d万元\n          value-added: %d百万元\n",
            output * 8 / 10, output, output * 12 / 10, output * 2, output / 4);
        break;
    default:
        add(text, "        at-full: {output: %d万元/month, sales: %d百万元, tax-rate: %d.%d%%}\n",
            output * 8, output, 2 + pick(random, 4), pick(random, 10));
    }
    add(text, "        assume: {at-full: {jobs: %d}, ramp: %s}\n",
        output + pick(random, 2 * output), pick(random, 2) == 0 ? "linear" : "s-curve");
}

static struct text make_plan(void)
{
    struct text text = {NULL, 0, 0};
    uint64_t random = 2021;
    add(&text, "twofold: 1\nplan: A large park\nas-of: 2021-06\nyears: 2021..2035\n"
               "currency: CNY\nclusters:\n");
    for (int i = 0; i < CLUSTERS; i++) add(&text, "  c%02d: {zh: 第%d产业}\n", i, i + 1);
    add(&text, "enterprises:\n");
    for (int i = 0; i < ENTERPRISES; i++) {
        add(&text, "  firm-%04d:\n    zh: 企业%04d\n    cluster: c%02d\n", i, i,
            pick(&random, CLUSTERS));
        const int output = 20 + pick(&random, 400);
        add(&text,
            "    existing: {source: yearbook 2021, output: %d百万元, tax: %d万元, jobs: %d, "
            "land: %d亩}\n",
            output, output * 2 + pick(&random, output), output + pick(&random, 2 * output),
            10 + pick(&random, 90));
        add(&text, "    assume: {existing: {growth: {2022: %d%%, 2025: %d%%}}}\n    projects:\n",
            3 + pick(&random, 9), 1 + pick(&random, 4));
        for (int k = 0; k < PROJECTS_EACH; k++) add_project(&text, &random, k);
    }
    return text;
}

/* ---- The two that are timed ---- */

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec * 1e-6;
}

/* Milliseconds that libyaml takes to say what stands in the text. */
static double time_events(const struct text *text, size_t *events)
{
    const double began = now();
    yaml_parser_t parser;
    if (!yaml_parser_initialize(&parser)) die("libyaml does not start");
    yaml_parser_set_input_string(&parser, (const unsigned char *)text->bytes, text->size);
    *events = 0;
    for (bool more = true; more;) {
        yaml_event_t event;
        if (!yaml_parser_parse(&parser, &event)) die(parser.problem);
        more = event.type != YAML_STREAM_END_EVENT;
        ++*events;
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
    return now() - began;
}

/* Milliseconds that a plan takes, and those that freeing it takes. */
static double time_plan(const struct text *text, double *to_free, size_t *entities)
{
    const double began = now();
    twofold_plan *plan = NULL;
    twofold_faults *faults = NULL;
    const twofold_status status =
        twofold_plan_parse(text->bytes, text->size, NULL, NULL, &plan, &faults);
    const double ended = now();
    for (size_t i = 0; status != TWOFOLD_OK && i < twofold_faults_count(faults) && i < 10; i++) {
        const twofold_fault fault = twofold_faults_at(faults, i);
        char line[512];
        twofold_fault_text(&fault, TWOFOLD_EN, line, sizeof line);
        fprintf(stderr, "%s\n", line);
    }
    if (status != TWOFOLD_OK) die(twofold_status_text(status, TWOFOLD_EN));
    *entities = twofold_entity_count(plan);
    twofold_faults_free(faults);
    twofold_plan_free(plan);
    *to_free = now() - ended;
    return ended - began;
}

static int compare(const void *left, const void *right)
{
    const double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

/* Sorts; prints the least and the median, returns the median. */
static double print_times(const char *what, double *times, size_t count, size_t size)
{
    qsort(times, count, sizeof *times, compare);
    printf("%-20s %9.1f %11.1f %9.1f\n", what, times[0], times[count / 2],
           (double)size / 1e3 / times[count / 2]);
    return times[count / 2];
}

int main(int argc, char **argv)
{
    struct text text = make_plan();
    if (argc > 1 && strcmp(argv[1], "--write") == 0) {
        const bool written = fwrite(text.bytes, 1, text.size, stdout) == text.size;
        free(text.bytes);
        return written ? 0 : 3;
    }
    const long asked = argc > 1 ? strtol(argv[1], NULL, 10) : REPEATS;
    if (asked < 1 || asked > REPEATS_MOST) die("give 1 to 1000 repeats");
    const size_t repeats = (size_t)asked;

    static double events_ms[REPEATS_MOST], plan_ms[REPEATS_MOST], free_ms[REPEATS_MOST];
    size_t events = 0, entities = 0, lines = 0;
    for (size_t i = 0; i < text.size; i++) lines += text.bytes[i] == '\n';
    for (size_t i = 0; i < repeats; i++) {
        /* Who goes first changes, so that neither has the warmer machine. */
        if (i % 2 == 0) events_ms[i] = time_events(&text, &events);
        plan_ms[i] = time_plan(&text, &free_ms[i], &entities);
        if (i % 2 != 0) events_ms[i] = time_events(&text, &events);
    }
    printf("%d projects of %d enterprises: %zu lines, %.1f MB, %zu events, %zu entities\n",
           ENTERPRISES * PROJECTS_EACH, ENTERPRISES, lines, (double)text.size / 1e6, events,
           entities);
    printf("%zu repeats by turns        min ms   median ms      MB/s\n", repeats);
    const double peer = print_times("libyaml's event loop", events_ms, repeats, text.size);
    const double ours = print_times("twofold_plan_parse", plan_ms, repeats, text.size);
    print_times("(freeing the plan)", free_ms, repeats, text.size);
    printf("twofold / libyaml: %.2f of minima, %.2f of medians (goal: at most 2)\n",
           plan_ms[0] / events_ms[0], ours / peer);
    free(text.bytes);
    return 0;
}
