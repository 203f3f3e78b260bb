/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each assertion of <twofold/cmocka.h> fails when it should, and says why: this program runs itself
 * again with assertions that are wrong on purpose and reads what that prints. Under the address
 * sanitizer it also shows that one that fails leaves nothing behind. */
#define _POSIX_C_SOURCE 200809L
#define TWOFOLD_FIXTURE_DIR TWOFOLD_TEST_DATA "/../examples/"
#include "twofold/cmocka.h"

#include <sys/wait.h>
#include <unistd.h>

#include "projection/projection.h"
#include "twofold/stored.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

TWOFOLD_FIXTURE(park, "baishazhou.yaml")
TWOFOLD_FIXTURE(gone, "gone.yaml")
TWOFOLD_FIXTURE(faulty, "../tests/bad/20-unknown-key-head.yaml")

/* ---- Assertions that are wrong ---- */

static void met(void **state) { twofold_assert_met(state, "moved-and-late", "heli-doubles"); }

static void missed(void **state) { twofold_assert_missed(state, NULL, "heli-doubles"); }

static void unknown(void **state) { twofold_assert_unknown(state, NULL, "foreign-capital"); }

static void members(void **state) { twofold_assert_met(state, NULL, "campaign"); }

static void doubles_by(void **state)
{
    twofold_assert_doubles_by(state, "both", "heli", "output", "2021", "2025-05");
}

static void reads(void **state)
{
    twofold_assert_reads(state, NULL, "heli.south-base", "output-per-mu", "2025", "704.7万元/亩");
}

static void value(void **state)
{
    twofold_assert_value(state, NULL, "heli", "output", "2021", 14e8, 0.01, 0.0);
}

static void lowers(void **state)
{
    twofold_assert_lowers(state, "six-months-late", "heli", "output", "2030");
}

static void raises(void **state)
{
    twofold_assert_raises(state, "soft-prices", "heli", "output", "2025");
}

static void lowers_the_unknown(void **state)
{
    twofold_assert_lowers(state, "both", "hanma", "output", "2025");
}

/* What the library projects adds up, so a sum is moved by hand. */
static void adds_up(void **state)
{
    const twofold_checker checker = twofold_cmocka_checker(state);
    const twofold_plan *plan = twofold_projections_plan(checker.projections);
    const twofold_projection *p = NULL;
    assert_int_equal(twofold_projections_get(checker.projections, "soft-prices", &p, NULL), 0);
    const twofold_series years = twofold_series_at(p, twofold_find_entity(plan, "machinery"),
                                                   TWOFOLD_KPI_JOBS, TWOFOLD_YEAR);
    p->values[years.values - p->values + 1] += 1000.0; /* 2022 */
    twofold_assert_adds_up(state, "soft-prices", "jobs");
}

static void never_falls(void **state)
{
    twofold_assert_never_falls(state, "moved", "heli", "output");
}

static void near_it(void **state)
{
    (void)state;
    twofold_assert_near(1.0, 1.25, 0.125, 0.125);
}

static void near_nothing(void **state)
{
    (void)state;
    twofold_assert_near((double)NAN, 1.0, 1.0, 1.0);
}

static void refused_elsewhere(void **state)
{
    (void)state;
    twofold_assert_refused("twofold: 1\nplan: x\nyaers: 2021..2030\n", 4, 1, "unknown-key");
}

static void refused_at_all(void **state)
{
    (void)state;
    twofold_assert_refused("twofold: 1\nplan: x\nyears: 2021..2030\n", 3, 1, "unknown-key");
}

static void like_file(void **state)
{
    twofold_assert_like_file(state, "both", getenv("STORED"), 1e-9);
}

static void like_no_file(void **state)
{
    twofold_assert_like_file(state, "both", "golden/none.csv", 1e-9);
}

static void like_no_table(void **state)
{
    twofold_assert_like_file(state, "both", "baishazhou.yaml", 1e-9);
}

static void expectations(void **state)
{
    /* in this program's own plan, set up beside the fixture */
    void *own = NULL;
    (void)state;
    if (twofold_cmocka_load(&own, getenv("UNEXPECTED")) != 0) fail();
    const twofold_checker checker = twofold_cmocka_checker(&own);
    bool holds = true;
    const twofold_status status = twofold_check_expectations(&checker, &holds);
    (void)twofold_cmocka_free(&own);
    twofold_cmocka_end(status, holds, __FILE__, __LINE__);
}

static void no_scenario(void **state) { twofold_assert_met(state, "late", "heli-doubles"); }
static void no_target(void **state) { twofold_assert_met(state, NULL, "heli-trebles"); }
static void no_entity(void **state)
{
    twofold_assert_never_falls(state, NULL, "heli.north-base", "output");
}
static void no_kpi(void **state) { twofold_assert_adds_up(state, NULL, "outptu"); }
static void no_sum(void **state) { twofold_assert_adds_up(state, NULL, "tax-rate"); }
static void no_years(void **state) { twofold_assert_never_falls(state, NULL, "hanma", "output"); }
static void no_period(void **state)
{
    twofold_assert_lowers(state, "both", "heli", "output", "soon");
}
static void no_figure(void **state)
{
    twofold_assert_reads(state, NULL, "heli", "output", "2025", "40%");
}
static void no_order(void **state)
{
    twofold_assert_doubles_by(state, NULL, "heli", "output", "2025", "2021");
}
static void no_fixture(void **state)
{
    void *none = NULL;
    (void)state;
    twofold_assert_met(&none, NULL, "heli-doubles");
}

#define WRONG(name) #name, name

static const struct wrong {
    const char *name;
    CMUnitTestFunction run;
    const char *says[10];
} wrongs[] = {
    {WRONG(met),
     {"heli-doubles is missed in scenario moved-and-late, expected met\n",
      "\n    target     double output of heli, base 2021, by 2025  ",
      "\n    base       2021  1300M CNY   assumed: half of the 26亿元",
      "\n    required   2025  2600M CNY\n",
      "\n    projected  2025  2357M CNY   90.7%, short by 242.7M CNY; reached first Jun 2026\n",
      "\n               south-base 2357M CNY (was 2600M CNY in base)\n",
      "\n    because    heli.south-base.delay.built  0 months  ->  6 months  ",
      "\n    meets it   heli.south-base.delay.built at most 0 months\n",
      "baishazhou.yaml --scenario moved-and-late --of heli\n", "cmocka/test_failing.c:"}},
    {WRONG(missed), {"heli-doubles is met, expected missed\n", "156.3%, over by 1463M CNY"}},
    {WRONG(unknown), {"foreign-capital is met, expected unknown\n", "100.0%, exactly"}},
    {WRONG(members),
     {"campaign is unknown, expected met\n", "each of doubled-2021", "\n    required   4 of 4\n",
      "\n    projected  1 of 4\n", "members    heli met   hanma unknown   yanjing unknown"}},
    /* the twelve months to May 2025 have not yet reached twice 13亿元; those to June have */
    {WRONG(doubles_by),
     {"doubling output of heli from 2021 by 2025-05 is missed in scenario both\n",
      "reached first Jun 2025", "required   May 2025  2600M CNY"}},
    {WRONG(reads),
     {"output-per-mu of heli.south-base in 2025 is 704.607万元/亩, which does not read as "
      "704.7万元/亩\n",
      "replay     twofold project"}},
    {WRONG(value),
     {"output of heli in 2021: ", " is not near 1400000000: off by ", "or a share of 0.01\n"}},
    {WRONG(lowers),
     {"output of heli in 2030 in scenario six-months-late is ", ", not lower than ", " in base\n",
      "six-months-late --of heli --kpi output\n"}},
    {WRONG(raises),
     {"output of heli in 2025 in scenario soft-prices is 3860M CNY, not higher than 4063M CNY",
      "because    price.2023  100%  ->  95%"}},
    {WRONG(lowers_the_unknown),
     {"output of hanma in 2025 in scenario both is unknown, not lower than unknown in base"}},
    {WRONG(adds_up),
     {"jobs of ", " in 2022 in scenario soft-prices is ", ", its parts are ", "parts      "}},
    {WRONG(never_falls),
     {"output of heli in 2025 in scenario moved is ", ", the year before it was ",
      "heli.existing.end  none  ->  2024"}},
    {WRONG(near_it), {"1 is not near 1.25: off by 0.25, allowed 0.125 or a share of 0.125\n"}},
    {WRONG(near_nothing), {"NaN is not near 1: off by NaN, allowed 1 or a share of 1\n"}},
    {WRONG(refused_elsewhere),
     {"expected a fault at 4:1, unknown-key; found:\n", "    3:1 yaers: no such key: yaers"}},
    {WRONG(refused_at_all), {"expected a fault at 3:1, unknown-key; the plan is sound\n"}},
    {WRONG(like_file),
     {"the projection differs in 1 of ", " in scenario both\n",
      "    output of heli in 2025: stored 1, now ", "--scenario both --format csv\n"}},
    {WRONG(like_no_file), {"golden/none.csv: ", "could not be read"}},
    {WRONG(like_no_table), {"baishazhou.yaml: ", "fields in this row: 2; expected 5"}},
    {WRONG(expectations),
     {"more is missed, expected met\n", "output of a in 2025 is 2亿元: found 1.00亿元\n",
      "required   2025  300.0M CNY"}},
    {WRONG(no_scenario), {"no such scenario: late\n"}},
    {WRONG(no_target), {"no such target: heli-trebles\n"}},
    {WRONG(no_entity), {"no such entity: heli.north-base\n"}},
    {WRONG(no_kpi), {"no such KPI: outptu\n"}},
    {WRONG(no_sum), {"tax-rate is no sum of parts\n"}},
    {WRONG(no_years), {"no two years are known: output of hanma\n"}},
    {WRONG(no_period), {"cannot read soon as a period\n"}},
    {WRONG(no_figure), {"40% is not a figure of output\n"}},
    {WRONG(no_order), {"2021 does not come after 2025\n"}},
    {WRONG(no_fixture), {"an argument is outside"}},
};

/* ---- The program that fails ---- */

static int run_wrong(const char *what)
{
    struct CMUnitTest tests[COUNT(wrongs)];
    for (size_t i = 0; i < COUNT(wrongs); i++)
        tests[i] = (struct CMUnitTest){wrongs[i].name, wrongs[i].run, NULL, NULL, NULL};
    if (strcmp(what, "gone") == 0) return cmocka_run_group_tests(tests, gone_load, gone_free);
    if (strcmp(what, "faulty") == 0) return cmocka_run_group_tests(tests, faulty_load, faulty_free);
    cmocka_set_message_output(CM_OUTPUT_XML); /* messages beside the names of their tests */
    return cmocka_run_group_tests(tests, park_load, park_free);
}

/* ---- What it printed ---- */

static const char *self;

/* Both streams of this program run with an argument; free it. */
static char *output_of(const char *what, int *status)
{
    char command[2000];
    size_t size = 0, room = 1 << 20;
    char *text = (char *)calloc(room, 1);
    (void)snprintf(command, sizeof command, "'%s' %s 2>&1", self, what);
    FILE *child = popen(command, "r");
    assert_true(text != NULL && child != NULL);
    while (size < room - 1 && !feof(child)) size += fread(text + size, 1, room - 1 - size, child);
    const int code = pclose(child);
    *status = WIFEXITED(code) ? WEXITSTATUS(code) : -1;
    return text;
}

/* The message of one test: "" if it has none. */
static void message_of(const char *output, const char *name, char *message, size_t size)
{
    char begins[100];
    (void)snprintf(begins, sizeof begins, "<testcase name=\"%s\"", name);
    const char *from = strstr(output, begins);
    const char *to = from == NULL ? NULL : strstr(from, "</testcase>");
    message[0] = '\0';
    if (to == NULL) return;
    const size_t length = (size_t)(to - from) < size ? (size_t)(to - from) : size - 1;
    memcpy(message, from, length);
    message[length] = '\0';
}

static size_t look_for(const struct wrong *wrong, const char *output)
{
    static char message[65536];
    size_t missing = 0;
    message_of(output, wrong->name, message, sizeof message);
    if (strstr(message, "<failure>") == NULL || strstr(message, "error: Failure!") == NULL) {
        print_error("%s did not fail\n", wrong->name);
        missing++;
    }
    for (size_t i = 0; i < COUNT(wrong->says) && wrong->says[i] != NULL; i++) {
        if (strstr(message, wrong->says[i]) != NULL) continue;
        print_error("%s does not say: %s\nbut: %s\n", wrong->name, wrong->says[i], message);
        missing++;
    }
    return missing;
}

static void wrong_assertions_fail_and_say_why(void **state)
{
    (void)state;
    int status;
    size_t missing = 0;
    char *output = output_of("park", &status);
    for (size_t i = 0; i < COUNT(wrongs); i++) missing += look_for(&wrongs[i], output);
    const bool leaked = strstr(output, "Sanitizer") != NULL;
    if (leaked) print_error("%s\n", output);
    free(output);
    assert_int_equal(missing, 0);
    assert_false(leaked);
    assert_int_equal(status, COUNT(wrongs)); /* cmocka's: how many failed */
}

static void plans_that_cannot_be_read_fail_the_set_up(void **state)
{
    (void)state;
    int status;
    char *output = output_of("gone", &status);
    assert_non_null(strstr(output, "gone.yaml: a file could not be read"));
    assert_null(strstr(output, "Sanitizer"));
    assert_int_not_equal(status, 0);
    free(output);
    output = output_of("faulty", &status);
    assert_non_null(strstr(output, "20-unknown-key-head.yaml: the plan has faults"));
    assert_non_null(strstr(output, "no such key"));
    assert_null(strstr(output, "Sanitizer"));
    assert_int_not_equal(status, 0);
    free(output);
}

/* ---- Files that the wrong assertions read ---- */

struct file {
    FILE *file;
    bool altered;
};

/* Passes a table on, with 1 for heli's output in 2025. */
static bool alter(void *user, const char *bytes, size_t size)
{
    struct file *to = user;
    static char text[1 << 22];
    static size_t held;
    if (bytes != NULL) {
        if (size > sizeof text - held) return false;
        memcpy(text + held, bytes, size);
        held += size;
        return true;
    }
    static const char cell[] = "both,heli,output,2025,CNY,";
    text[held] = '\0';
    char *at = strstr(text, cell);
    if (at == NULL) return false;
    at += sizeof cell - 1;
    const size_t digits = strcspn(at, ",");
    memmove(at + 1, at + digits, held - (size_t)(at - text) - digits + 1);
    *at = '1';
    to->altered = true;
    return fwrite(text, 1, strlen(text), to->file) == strlen(text);
}

static void write_stored(const char *path)
{
    void *state = NULL;
    const twofold_projection *p = NULL;
    struct file to = {fopen(path, "wb"), false};
    const twofold_rows rows = {.struct_size = sizeof rows, .scenario = "both"};
    assert_non_null(to.file);
    assert_int_equal(park_load(&state), 0);
    const twofold_checker checker = twofold_cmocka_checker(&state);
    assert_int_equal(twofold_projections_get(checker.projections, "both", &p, NULL), 0);
    assert_int_equal(twofold_projection_write(p, &rows, TWOFOLD_CSV, alter, &to), 0);
    assert_true(alter(&to, NULL, 0) && to.altered);
    assert_int_equal(fclose(to.file), 0);
    assert_int_equal(park_free(&state), 0);
}

static char stored[] = "/tmp/twofold-stored-XXXXXX";
static char unexpected[] = "/tmp/twofold-plan-XXXXXX";

static int make_files(void **state)
{
    static const char plan[] = "twofold: 1\nplan: p\nyears: 2021..2026\n"
                               "enterprises: {a: {existing: {output: 1亿元}}}\n"
                               "targets: {more: {reach: output, of: a, level: 3亿元, by: 2025}}\n"
                               "expect:\n  - {target: more, is: met}\n"
                               "  - {kpi: output, of: a, in: 2025, is: 2亿元}\n";
    (void)state;
    const int one = mkstemp(stored), two = mkstemp(unexpected);
    if (one < 0 || two < 0) return -1;
    const bool written = write(two, plan, sizeof plan - 1) == (ssize_t)sizeof plan - 1;
    (void)close(one);
    (void)close(two);
    write_stored(stored);
    return written && setenv("STORED", stored, 1) == 0 && setenv("UNEXPECTED", unexpected, 1) == 0
               ? 0
               : -1;
}

static int remove_files(void **state)
{
    (void)state;
    return unlink(stored) == 0 && unlink(unexpected) == 0 ? 0 : -1;
}

int main(int argc, char **argv)
{
    self = argv[0];
    if (argc > 1) return run_wrong(argv[1]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wrong_assertions_fail_and_say_why),
        cmocka_unit_test(plans_that_cannot_be_read_fail_the_set_up),
    };
    return cmocka_run_group_tests(tests, make_files, remove_files);
}
