/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The host is safe: under any locale the same bits; nothing printed; no exit, no abort, also where
 * GSL's error handler would abort; no global state changed. */
#define _GNU_SOURCE /* fegetexcept, mkdtemp */
#include "host_test.h"

#include <dirent.h>
#include <errno.h>
#include <fenv.h>
#include <float.h>
#include <gsl/gsl_errno.h>
#include <limits.h>
#include <locale.h>
#include <math.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/failing.h"

/* ---- Everything that a host asks for in a day ---- */

static bool hash_bytes(void *user, const char *bytes, size_t size)
{
    uint64_t *hash = user;
    *hash = mix(*hash, bytes, size);
    return true;
}

static uint64_t mix_table(uint64_t hash, twofold_format format)
{
    twofold_table *table = NULL;
    bool good = twofold_table_new(NULL, &table) == TWOFOLD_OK &&
                twofold_table_column(table, "名称", TWOFOLD_COLUMN_TEXT, 0) == TWOFOLD_OK &&
                twofold_table_column(table, "value", TWOFOLD_COLUMN_NUMBER, 2) == TWOFOLD_OK &&
                twofold_table_text(table, "合力") == TWOFOLD_OK &&
                twofold_table_number(table, 1234567.125) == TWOFOLD_OK &&
                twofold_table_write(table, format, hash_bytes, &hash) == TWOFOLD_OK;
    twofold_table_free(table);
    return good ? hash : 0;
}

/* The bits of all that can be asked of a plan; 0 if anything fails. */
static uint64_t everything(const char *file)
{
    uint64_t hash = UINT64_C(0xCBF29CE484222325);
    twofold_plan *plan = NULL;
    twofold_faults *faults = NULL;
    const twofold_status status =
        file != NULL
            ? twofold_plan_load(file, NULL, NULL, &plan, &faults)
            : twofold_plan_parse(small_plan, sizeof small_plan - 1, NULL, NULL, &plan, &faults);
    for (size_t i = 0; i < twofold_faults_count(faults); i++) {
        char line[500];
        const twofold_fault fault = twofold_faults_at(faults, i);
        twofold_fault_text(&fault, TWOFOLD_ZH, line, sizeof line);
        hash = mix(hash, line, strlen(line));
    }
    twofold_faults_free(faults);
    if (status != TWOFOLD_OK) return 0;
    bool good = twofold_plan_write(plan, hash_bytes, &hash) == TWOFOLD_OK;
    for (size_t s = 0; s <= twofold_scenario_count(plan) && good; s++) {
        const char *scenario = s == 0 ? NULL : twofold_scenario_id(plan, s - 1);
        twofold_projection *projection = NULL;
        good = twofold_project(plan, scenario, NULL, 0, NULL, &projection, NULL) == TWOFOLD_OK;
        if (good) hash = mix_targets(mix_projection(hash, projection), projection);
        twofold_projection_free(projection);
    }
    twofold_plan_free(plan);
    for (int format = TWOFOLD_TEXT; format <= TWOFOLD_MARKDOWN && good; format++)
        good = (hash = mix_table(hash, (twofold_format)format)) != 0;
    return good ? hash : 0;
}

/* ---- The locale ---- */

/* One of the machine's own, or one that localedef makes. */
static bool use_decimal_comma(void)
{
    static const char *const locales[] = {"de_DE.UTF-8", "de_DE.utf8",  "fr_FR.UTF-8",
                                          "fr_FR.utf8",  "ru_RU.UTF-8", "pt_BR.UTF-8",
                                          "nl_NL.UTF-8", "es_ES.UTF-8", "de_DE"};
    for (size_t i = 0; i < COUNT(locales); i++)
        if (setlocale(LC_ALL, locales[i]) != NULL && strcmp(localeconv()->decimal_point, ",") == 0)
            return true;
    char folder[] = "/tmp/twofold-locale-XXXXXX", command[200];
    if (mkdtemp(folder) == NULL) return false;
    (void)snprintf(command, sizeof command, "localedef -i de_DE -f UTF-8 %s/de_DE.UTF-8 2>%s/log",
                   folder, folder);
    const int status = system(command);
    setenv("LOCPATH", folder, 1);
    const bool found = status != -1 && setlocale(LC_ALL, "de_DE.UTF-8") != NULL;
    (void)snprintf(command, sizeof command, "rm -r %s", folder);
    return system(command) == 0 && found && strcmp(localeconv()->decimal_point, ",") == 0;
}

static void a_decimal_comma_changes_no_bit(void **state)
{
    (void)state;
    const uint64_t plain = everything(NULL), plain_case = everything(THE_CASE);
    assert_true(plain != 0);
    assert_true(plain_case != 0);
    if (!use_decimal_comma()) {
        setlocale(LC_ALL, "C");
        print_message("skipped: no locale with a decimal comma, and localedef makes none\n");
        skip();
    }
    char before[300], text[20];
    (void)snprintf(before, sizeof before, "%s", setlocale(LC_ALL, NULL));
    (void)snprintf(text, sizeof text, "%g", 1.5);
    assert_string_equal(text, "1,5"); /* it is in force */
    const uint64_t comma = everything(NULL), comma_case = everything(THE_CASE);
    char after[300];
    (void)snprintf(after, sizeof after, "%s", setlocale(LC_ALL, NULL));
    const bool still = strcmp(localeconv()->decimal_point, ",") == 0;
    setlocale(LC_ALL, "C");
    assert_true(plain == comma);
    assert_true(plain_case == comma_case);
    assert_string_equal(before, after);
    assert_true(still);
}

/* ---- Every failure there is ---- */

/* The line of the first call that did not return what it should: the child's tests cannot assert.
 */
static int wrong_line;
#define EXPECT(holds)                                                                              \
    do {                                                                                           \
        if (!(holds) && wrong_line == 0) wrong_line = __LINE__;                                    \
    } while (0)

static const double odd[] = {0.0,     -0.0,     1.0,      -1.0,      0.5, 2.0,  DBL_MIN, 4.9e-324,
                             DBL_MAX, -DBL_MAX, INFINITY, -INFINITY, NAN, 1e-9, 1e300,   -3.5};

static void try_growth(double a, double b, double c)
{
    volatile double sink = 0.0;
    sink += twofold_growth(a, b) + twofold_real_growth(a, b) + twofold_annualise(a, b, c);
    sink += twofold_cagr(a, b, c) + twofold_required_rate(a, b) + twofold_doubling_time(a);
    sink += twofold_multiplying_time(a, b) + twofold_attainment(a, b) + twofold_gap(a, b);
    sink += twofold_attainment_at_most(a, b) + twofold_attainment_at_most_ratio(a, b);
    sink += twofold_attainment_of_change(a, b, c) + twofold_attainment_signed(a, b);
    sink += twofold_elapsed_share(a, b) + twofold_run_rate(a, b) + twofold_log_mean(a, b);
    sink += twofold_required_per_period(a, b, c) + twofold_lmdi2(a, b, c, a).a;
    for (int policy = -1; policy < 6; policy++)
        sink += twofold_growth_by((twofold_growth_policy)policy, a, b);
    EXPECT(twofold_growth_class_text(twofold_growth_classify(a, b), TWOFOLD_EN) != NULL);
    (void)sink;
}

static void try_curves(double a, double b, double c)
{
    twofold_ramp ramp;
    const double shares[] = {a, b, c};
    for (int family = -1; family < 9; family++) {
        twofold_ramp made = {
            .family = (twofold_ramp_family)family, .steepness = a, .displacement = b};
        if (twofold_ramp_standard((twofold_ramp_family)family, &made) == TWOFOLD_OK)
            EXPECT(twofold_ramp_value(&made, 1.0) == 1.0);
        volatile double sink = twofold_ramp_value(&made, c) + twofold_ramp_integral(&made, c) +
                               twofold_ramp_inverse(&made, c);
        (void)sink;
    }
    for (size_t years = 0; years < 4; years++)
        if (twofold_ramp_list(shares, years, &ramp) == TWOFOLD_OK) EXPECT(years > 0);
    if (twofold_ramp_logistic(a, &ramp) == TWOFOLD_OK) EXPECT(a >= 0.1 && a <= 60.0);
    if (twofold_ramp_gompertz(a, b, &ramp) == TWOFOLD_OK) EXPECT(b >= 0.1 && b <= 10.0);
    if (twofold_ramp_exponential(a, &ramp) == TWOFOLD_OK) EXPECT(a >= 0.1 && a <= 60.0);
    for (int spend = -1; spend < 6; spend++) {
        volatile double sink = twofold_spend_cumulative((twofold_spend)spend, a) +
                               twofold_spend_slope((twofold_spend)spend, b) +
                               twofold_spend_inverse((twofold_spend)spend, c);
        (void)sink;
    }
    twofold_distribution d = {TWOFOLD_DISTRIBUTION_PERT, a, b, c};
    if (twofold_distribution_uniform(a, b, &d) == TWOFOLD_OK) EXPECT(a <= b);
    if (twofold_distribution_triangular(a, b, c, &d) == TWOFOLD_OK) EXPECT(a <= b && b <= c);
    if (twofold_distribution_pert(a, b, c, &d) == TWOFOLD_OK)
        EXPECT(twofold_distribution_sd(&d) >= 0.0 && twofold_distribution_mean(&d) >= a);
    d.kind = (twofold_distribution_kind)17;
    EXPECT(isnan(twofold_distribution_likely(&d)) && isnan(twofold_distribution_sd(&d)));
}

static void fail_arithmetic(void)
{
    for (size_t i = 0; i < COUNT(odd); i++)
        for (size_t j = 0; j < COUNT(odd); j++)
            for (size_t k = 0; k < COUNT(odd); k++) {
                try_growth(odd[i], odd[j], odd[k]);
                try_curves(odd[i], odd[j], odd[k]);
            }
    twofold_ramp ramp;
    twofold_spend spend;
    EXPECT(twofold_ramp_by_name("cubic", 5, &ramp) == TWOFOLD_E_NOT_FOUND);
    EXPECT(twofold_ramp_by_name("years", 5, &ramp) == TWOFOLD_E_NOT_FOUND);
    EXPECT(twofold_spend_by_name("fast", 4, &spend) == TWOFOLD_E_NOT_FOUND);
    for (size_t i = 0; i < COUNT(odd); i++) {
        char text[40];
        for (int decimals = -500; decimals <= 500; decimals += 125)
            twofold_fixed_write(odd[i], decimals, TWOFOLD_HALF_UP, text, sizeof text);
        twofold_double_write(odd[i], text, sizeof text);
        twofold_date_write(odd[i], text, sizeof text);
    }
}

/* All of tests/bad, and what is no plan at all. */
static void fail_reading(void)
{
    DIR *folder = opendir(TWOFOLD_TEST_DATA "/bad");
    EXPECT(folder != NULL);
    unsigned files = 0;
    for (struct dirent *entry; folder != NULL && (entry = readdir(folder)) != NULL;) {
        char path[1200], line[300];
        twofold_plan *plan = NULL;
        twofold_faults *faults = NULL;
        if (strstr(entry->d_name, ".yaml") == NULL) continue;
        (void)snprintf(path, sizeof path, "%s/bad/%s", TWOFOLD_TEST_DATA, entry->d_name);
        const twofold_limits limits = {.struct_size = sizeof limits, .bytes = 20000};
        const twofold_status status = twofold_plan_load(path, &limits, NULL, &plan, &faults);
        EXPECT(status == TWOFOLD_E_PLAN ||
               status == TWOFOLD_OK); /* some need limits of their own */
        for (size_t i = 0; i < twofold_faults_count(faults); i++) {
            const twofold_fault fault = twofold_faults_at(faults, i);
            EXPECT(twofold_fault_text(&fault, (twofold_lang)(i % 2), line, sizeof line) > 0);
        }
        twofold_faults_free(faults);
        twofold_plan_free(plan);
        files++;
    }
    if (folder != NULL) closedir(folder);
    EXPECT(files >= 80);
    twofold_plan *plan = NULL;
    EXPECT(twofold_plan_load(TWOFOLD_TEST_DATA "/no-such.yaml", NULL, NULL, &plan, NULL) ==
           TWOFOLD_E_FILE);
    EXPECT(twofold_plan_load(TWOFOLD_TEST_DATA, NULL, NULL, &plan, NULL) == TWOFOLD_E_FILE);
    EXPECT(twofold_plan_load("", NULL, NULL, &plan, NULL) == TWOFOLD_E_FILE);
    EXPECT(twofold_plan_parse(NULL, 1, NULL, NULL, &plan, NULL) == TWOFOLD_E_ARGUMENT);
    EXPECT(twofold_plan_parse(NULL, 0, NULL, NULL, &plan, NULL) == TWOFOLD_E_PLAN);
    EXPECT(plan == NULL);
}

static bool refuse(void *user, const char *bytes, size_t size)
{
    (void)user, (void)bytes, (void)size;
    return false;
}

static bool always(void *user) { return user == NULL; }

static void fail_compiling(const twofold_plan *plan)
{
    const char *inputs[] = {"heli.site.full", "heli.existing.output", "price.2023"};
    const char *none[] = {"heli.site.kind"};
    const twofold_selection selection = {0, TWOFOLD_KPI_OUTPUT};
    const twofold_selection nothing = {0, 9999};
    twofold_compile_options options = {.struct_size = sizeof options,
                                       .vary = inputs,
                                       .vary_count = COUNT(inputs),
                                       .outputs = &selection,
                                       .output_count = 1};
    twofold_compiled *compiled = NULL;
    EXPECT(twofold_compile(plan, &options, NULL, &compiled, NULL) == TWOFOLD_OK);
    if (compiled == NULL) return;
    const twofold_batch batch = twofold_compiled_batch(compiled);
    void *workspace = NULL;
    EXPECT(batch.workspace_new(batch.self, NULL, &workspace) == TWOFOLD_OK);
    for (size_t i = 0; i < COUNT(odd); i++)
        for (size_t j = 0; j < COUNT(odd) && workspace != NULL; j++) {
            const double in[] = {odd[i], odd[j], odd[(i + j) % COUNT(odd)]};
            double out[5];
            EXPECT(batch.inputs == 3 && batch.outputs == 5);
            EXPECT(batch.evaluate(batch.self, workspace, 1,
                                  (const double *const[]){&in[0], &in[1], &in[2]},
                                  (double *const[]){&out[0], &out[1], &out[2], &out[3], &out[4]}) ==
                   TWOFOLD_OK);
        }
    batch.workspace_free(batch.self, NULL, workspace);
    twofold_compiled_free(compiled);
    compiled = NULL;
    options.outputs = &nothing;
    EXPECT(twofold_compile(plan, &options, NULL, &compiled, NULL) == TWOFOLD_E_NOT_FOUND);
    options.outputs = &selection;
    options.scenario = "nowhere";
    EXPECT(twofold_compile(plan, &options, NULL, &compiled, NULL) == TWOFOLD_E_NOT_FOUND);
    options.scenario = NULL;
    options.vary = none;
    options.vary_count = 1;
    EXPECT(twofold_compile(plan, &options, NULL, &compiled, NULL) == TWOFOLD_E_NOT_FOUND);
    options.output_count = 0;
    EXPECT(twofold_compile(plan, &options, NULL, &compiled, NULL) == TWOFOLD_E_ARGUMENT);
    EXPECT(compiled == NULL);
}

static void fail_projecting(const twofold_plan *plan)
{
    twofold_projection *projection = NULL;
    twofold_faults *faults = NULL;
    const char *const bad[] = {"heli.site.full=tomorrow", "nothing.at.all=3", "", "=", "price"};
    const twofold_context stops = {.struct_size = sizeof stops, .cancelled = always};
    EXPECT(twofold_project(plan, "nowhere", NULL, 0, NULL, &projection, NULL) ==
           TWOFOLD_E_NOT_FOUND);
    for (size_t i = 0; i < COUNT(bad); i++) {
        EXPECT(twofold_project(plan, "late", &bad[i], 1, NULL, &projection, &faults) ==
               TWOFOLD_E_PLAN);
        EXPECT(twofold_faults_of(faults, TWOFOLD_ERROR) > 0);
        twofold_faults_free(faults);
        faults = NULL;
    }
    EXPECT(twofold_project(plan, NULL, NULL, 0, &stops, &projection, NULL) == TWOFOLD_E_CANCELLED);
    EXPECT(projection == NULL);
    EXPECT(twofold_project(plan, NULL, NULL, 0, NULL, &projection, NULL) == TWOFOLD_OK);
    twofold_assessment a;
    EXPECT(twofold_assess(projection, 2, &a) == TWOFOLD_E_ARGUMENT);
    EXPECT(twofold_assess_member(projection, 1, 2, &a) == TWOFOLD_E_ARGUMENT);
    EXPECT(twofold_assess_member(projection, 0, 0, &a) == TWOFOLD_E_ARGUMENT);
    EXPECT(isnan(twofold_value(projection, "nobody", "output", "2025")));
    EXPECT(isnan(twofold_value(projection, "heli", "nothing", "2025")));
    EXPECT(isnan(twofold_value(projection, "heli", "output", "2031")));
    EXPECT(twofold_series_at(projection, -1, 0, TWOFOLD_YEAR).values == NULL);
    twofold_projection_free(projection);
}

static void fail_editing(const twofold_plan *plan)
{
    twofold_draft *draft = NULL;
    twofold_plan *made = NULL;
    EXPECT(twofold_draft_of(plan, NULL, &draft) == TWOFOLD_OK);
    EXPECT(twofold_draft_set(draft, "enterprises.heli.nothing.at-all", "3") == TWOFOLD_E_NOT_FOUND);
    EXPECT(twofold_draft_set(draft, "heli.existing.output", "{") == TWOFOLD_E_ARGUMENT);
    EXPECT(twofold_draft_set(draft, "heli.existing.output", "3亩") == TWOFOLD_OK);
    EXPECT(twofold_draft_finish(draft, NULL, &made, NULL) == TWOFOLD_E_PLAN);
    EXPECT(made == NULL);
    twofold_draft_free(draft);
    EXPECT(twofold_plan_write(plan, refuse, NULL) == TWOFOLD_E_OUTPUT);
    twofold_table *table = NULL;
    EXPECT(twofold_table_new(NULL, &table) == TWOFOLD_OK);
    EXPECT(twofold_table_text(table, "no column yet") == TWOFOLD_E_ARGUMENT);
    EXPECT(twofold_table_column(table, "a", TWOFOLD_COLUMN_NUMBER, 1) == TWOFOLD_OK);
    EXPECT(twofold_table_column(table, "b", TWOFOLD_COLUMN_NUMBER, 1) == TWOFOLD_OK);
    EXPECT(twofold_table_number(table, NAN) == TWOFOLD_OK);
    EXPECT(twofold_table_write(table, TWOFOLD_CSV, refuse, NULL) == TWOFOLD_E_ARGUMENT);
    EXPECT(twofold_table_number(table, INFINITY) == TWOFOLD_OK);
    EXPECT(twofold_table_column(table, "c", TWOFOLD_COLUMN_NUMBER, 1) == TWOFOLD_E_ARGUMENT);
    EXPECT(twofold_table_write(table, TWOFOLD_CSV, refuse, NULL) == TWOFOLD_E_OUTPUT);
    twofold_table_free(table);
}

/* Reads, projects and assesses with memory that ends; true once there was enough. */
static bool in_little_memory(size_t fail_at, bool once)
{
    struct tf_failing failing = tf_failing_at(fail_at, once);
    const twofold_context context = tf_failing_context(&failing);
    twofold_plan *plan = NULL;
    twofold_projection *projection = NULL;
    twofold_faults *faults = NULL;
    twofold_status status =
        twofold_plan_parse(small_plan, sizeof small_plan - 1, NULL, &context, &plan, &faults);
    twofold_faults_free(faults);
    if (status == TWOFOLD_OK)
        status = twofold_project(plan, "late", NULL, 0, &context, &projection, NULL);
    EXPECT(status == TWOFOLD_OK || status == TWOFOLD_E_MEMORY);
    if (status == TWOFOLD_OK) EXPECT(mix_targets(1, projection) != 0);
    twofold_projection_free(projection);
    twofold_plan_free(plan);
    EXPECT(tf_failing_clean(&failing));
    return status == TWOFOLD_OK;
}

/* Memory; every place one by one is the sweep of other tests. */
static void fail_memory(void)
{
    for (int once = 0; once < 2; once++)
        for (size_t k = 0; k < 100000; k += 1 + k / 24)
            if (in_little_memory(k, once != 0)) break;
}

static void fail_everywhere(void)
{
    twofold_plan *plan = NULL;
    EXPECT(twofold_plan_parse(small_plan, sizeof small_plan - 1, NULL, NULL, &plan, NULL) ==
           TWOFOLD_OK);
    fail_arithmetic();
    fail_reading();
    if (plan != NULL) {
        fail_compiling(plan);
        fail_projecting(plan);
        fail_editing(plan);
    }
    fail_memory();
    twofold_plan_free(plan);
}

/* ---- In a child, which may die ---- */

static void abort_at_once(const char *reason, const char *file, int line, int code)
{
    (void)reason, (void)file, (void)line, (void)code;
    abort();
}

/* What the child does; its exit status: 0, or a number of its own. */
static int child(void)
{
    gsl_set_error_handler(abort_at_once);
    fail_everywhere();
    EXPECT(everything(NULL) != 0);
    EXPECT(gsl_set_error_handler(NULL) == abort_at_once); /* and it is still there */
    if (wrong_line != 0) dprintf(3, "%s:%d", __FILE__, wrong_line);
    return wrong_line == 0 ? 0 : 1;
}

/* Runs it with output and errors in one file and its own words in another. */
static int run_child(FILE *printed, FILE *told)
{
    (void)fflush(NULL);
    const pid_t process = fork();
    assert_true(process >= 0);
    if (process == 0) {
        dup2(fileno(printed), STDOUT_FILENO);
        dup2(fileno(printed), STDERR_FILENO);
        dup2(fileno(told), 3);
        exit(child());
    }
    int status = 0;
    assert_true(waitpid(process, &status, 0) == process);
    return status;
}

static void failures_neither_abort_nor_print(void **state)
{
    (void)state;
    FILE *printed = tmpfile(), *told = tmpfile();
    assert_non_null(printed);
    assert_non_null(told);
    const int status = run_child(printed, told);
    char text[4000] = "", where[300] = "";
    rewind(printed);
    rewind(told);
    (void)fread(text, 1, sizeof text - 1, printed);
    (void)fread(where, 1, sizeof where - 1, told);
    (void)fclose(printed);
    (void)fclose(told);
    if (where[0] != '\0') print_error("not as documented: %s\n", where);
    assert_string_equal(text, "");
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
}

/* ---- Floating point and errno ---- */

static void the_rounding_mode_stays(void **state)
{
    (void)state;
    static const int modes[] = {FE_TONEAREST, FE_UPWARD, FE_DOWNWARD, FE_TOWARDZERO};
    for (size_t i = 0; i < COUNT(modes); i++) {
        assert_int_equal(fesetround(modes[i]), 0);
        /* Numbers are those of rounding to nearest: elsewhere only the mode itself is promised. */
        (void)everything(NULL);
        const int after = fegetround();
        fesetround(FE_TONEAREST);
        assert_int_equal(after, modes[i]);
    }
#if defined(__GLIBC__)
    const int enabled = fegetexcept();
    assert_true(everything(NULL) != 0);
    assert_int_equal(fegetexcept(), enabled);
#endif
    /* Flags are raised as arithmetic raises them: divisions by zero and NaN are part of it. */
}

static void errno_is_the_systems(void **state)
{
    (void)state;
    errno = EDOM;
    fail_arithmetic(); /* formulas leave it alone */
    assert_int_equal(wrong_line, 0);
    assert_int_equal(errno, EDOM);
    twofold_plan *plan = NULL;
    errno = 0; /* and a file that cannot be read says why */
    assert_int_equal(twofold_plan_load(TWOFOLD_TEST_DATA "/no-such.yaml", NULL, NULL, &plan, NULL),
                     TWOFOLD_E_FILE);
    assert_int_equal(errno, ENOENT);
    errno = 0;
    assert_int_equal(twofold_plan_load(TWOFOLD_TEST_DATA, NULL, NULL, &plan, NULL), TWOFOLD_E_FILE);
    assert_int_equal(errno, EISDIR);
    assert_null(plan);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(failures_neither_abort_nor_print),
        cmocka_unit_test(a_decimal_comma_changes_no_bit),
        cmocka_unit_test(the_rounding_mode_stays),
        cmocka_unit_test(errno_is_the_systems),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
