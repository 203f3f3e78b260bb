/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tests/bad/NN-name.yaml: faulty plans. Their first lines say what must be found, all of it, in
 * order: # fault: LINE:COLUMN code path, or FILE:LINE:COLUMN … in a table beside it. A line "#
 * limit: bytes N" (or entities, depth, years) sets a limit. */
#define _POSIX_C_SOURCE 200809L
#include "plan/plan_test.h"
#include "twofold/projection.h"

#include <dirent.h>

#define MOST_FILES 400
#define MOST_LINES 200

struct expected {
    char lines[MOST_LINES][300];
    size_t count;
    twofold_limits limits;
};

static void read_limit(twofold_limits *limits, const char *line)
{
    char name[16];
    unsigned value;
    if (sscanf(line, "# limit: %15s %u", name, &value) != 2) fail_msg("%s", line);
    if (strcmp(name, "bytes") == 0)
        limits->bytes = value;
    else if (strcmp(name, "entities") == 0)
        limits->entities = value;
    else if (strcmp(name, "depth") == 0)
        limits->depth = value;
    else if (strcmp(name, "years") == 0)
        limits->years = value;
    else
        fail_msg("no such limit: %s", name);
}

static void read_expected(const char *text, struct expected *expected)
{
    memset(expected, 0, sizeof *expected);
    expected->limits.struct_size = sizeof expected->limits;
    while (strncmp(text, "# ", 2) == 0) {
        char line[300];
        const size_t size = strcspn(text, "\n");
        (void)snprintf(line, sizeof line, "%.*s", (int)size, text);
        if (strncmp(line, "# limit:", 8) == 0) {
            read_limit(&expected->limits, line);
        } else if (strncmp(line, "# fault: ", 9) == 0 && expected->count < MOST_LINES) {
            strcpy(expected->lines[expected->count++], line + 9);
        }
        text += size + (text[size] == '\n');
    }
}

/* Compares and tells every difference; returns how many. */
static size_t compare(const char *name, const struct expected *expected,
                      const twofold_faults *faults)
{
    size_t at = 0, differences = 0;
    for (size_t i = 0; i < twofold_faults_count(faults); i++) {
        char line[400];
        const twofold_fault fault = twofold_faults_at(faults, i);
        if (fault.severity != TWOFOLD_ERROR) continue;
        (void)snprintf(line, sizeof line, "%s%s%u:%u %s%s%s", fault.file,
                       fault.file[0] == '\0' ? "" : ":", fault.line, fault.column,
                       twofold_fault_id(fault.code), fault.path[0] == '\0' ? "" : " ", fault.path);
        const char *wanted = at < expected->count ? expected->lines[at] : "nothing";
        at++;
        if (strncmp(line, wanted, sizeof expected->lines[0] - 1) == 0) continue;
        print_error("%s: found    %s\n%s: expected %s\n", name, line, name, wanted);
        differences++;
    }
    for (; at < expected->count; at++, differences++) {
        print_error("%s: not found: %s\n", name, expected->lines[at]);
    }
    return differences;
}

static size_t check_file(const char *name)
{
    static struct expected expected;
    char path[1000];
    (void)snprintf(path, sizeof path, "%s/bad/%s", TWOFOLD_TEST_DATA, name);
    char *text = read_whole(path);
    twofold_plan *plan = NULL;
    twofold_faults *faults = NULL;
    read_expected(text, &expected);
    twofold_status status = twofold_plan_load(path, &expected.limits, NULL, &plan, &faults);
    if (status == TWOFOLD_OK) { /* what only its numbers show: reports below their known parts */
        twofold_projection *projection = NULL;
        twofold_faults_free(faults);
        faults = NULL;
        status = twofold_project(plan, NULL, NULL, 0, NULL, &projection, &faults);
        twofold_projection_free(projection);
    }
    size_t differences = compare(name, &expected, faults);
    if (status != TWOFOLD_E_PLAN || expected.count == 0) {
        print_error("%s: status %d, %zu faults expected\n", name, (int)status, expected.count);
        differences++;
    }
    twofold_faults_free(faults);
    twofold_plan_free(plan);
    free(text);
    return differences;
}

static int by_name(const void *a, const void *b) { return strcmp(a, b); }

static size_t list_files(char names[][256])
{
    size_t count = 0;
    DIR *folder = opendir(TWOFOLD_TEST_DATA "/bad");
    assert_non_null(folder);
    for (struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder)) {
        const size_t size = strlen(entry->d_name);
        if (size < 6 || strcmp(entry->d_name + size - 5, ".yaml") != 0) continue;
        assert_true(count < MOST_FILES && size < 256);
        memcpy(names[count++], entry->d_name, size + 1);
    }
    (void)closedir(folder);
    qsort(names, count, 256, by_name);
    return count;
}

static void faulty_plans_are_refused_in_full(void **state)
{
    static char names[MOST_FILES][256];
    (void)state;
    size_t differences = 0;
    const size_t count = list_files(names);
    assert_true(count >= 100);
    for (size_t i = 0; i < count; i++) differences += check_file(names[i]);
    assert_int_equal(differences, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(faulty_plans_are_refused_in_full)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
