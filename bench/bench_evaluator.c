/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How fast a compiled plan is: 30 projects, 15 years, seven inputs each that all vary, annual
 * cells, 4,096 draws in blocks of the model's own choice, one core.
 *
 * Draws a second on standard output. With a folder as argument it also leaves inputs and outputs
 * there, for bench_evaluator.py, which runs the same work in numpy and compares. */
#define _POSIX_C_SOURCE 200809L

#include "twofold/twofold.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { PROJECTS = 30, YEARS = 15, DRAWS = 4096, REPEATS = 200 };
enum { PRODUCE = 0, FULL, CAPACITY, UTILISATION, UNIT_VALUE, GROWTH, TAX_RATE, INPUTS };

static const char *const PATHS[INPUTS] = {"produce",
                                          "full",
                                          "at-full.capacity",
                                          "at-full.utilisation",
                                          "at-full.unit-value",
                                          "growth",
                                          "at-full.tax-rate"};

static uint64_t state = 1;

static double uniform(void) /* splitmix64 */
{
    uint64_t z = (state += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return ((double)((z ^ (z >> 31)) >> 12) + 0.5) * 0x1p-52;
}

static double triangular(double low, double likely, double high)
{
    const double u = uniform(), c = (likely - low) / (high - low);
    return u < c ? low + sqrt(u * (high - low) * (likely - low))
                 : high - sqrt((1 - u) * (high - low) * (high - likely));
}

/* Delays of up to two years, ramps of one and a half to five. */
static double drawn(int project, int input, double produce)
{
    const double planned = 12.0 * (project % 3);
    const double shortest = 17 + project % 5, likely = shortest + 10 + project % 7;
    switch (input) {
    case PRODUCE: return planned + triangular(0, 6, 24);
    case FULL: return produce + triangular(shortest, likely, likely + 20);
    case CAPACITY: return 10 + uniform();
    case UTILISATION: return 0.5 + 0.4 * uniform();
    case UNIT_VALUE: return 1 + uniform();
    case GROWTH: return 0.02 + 0.02 * uniform();
    default: return 0.04 + 0.03 * uniform();
    }
}

static size_t write_plan(char *text, size_t size)
{
    size_t at = (size_t)snprintf(
        text, size, "twofold: 1\nplan: bench\nyears: 2021..%d\nenterprises:\n", 2021 + YEARS - 1);
    for (int p = 0; p < PROJECTS; p++)
        at += (size_t)snprintf(text + at, size - at,
                               "  e%02d:\n    projects:\n      plant:\n"
                               "        produce: %d-07\n        full: %d-01\n        growth: 3%%\n"
                               "        at-full: {capacity: 10 units/year, utilisation: 70%%, "
                               "unit-value: 1.5元/unit, tax-rate: 5%%}\n",
                               p, 2021 + p % 3, 2025 + p % 3);
    return at;
}

static double seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static void fail(const char *what, twofold_status status)
{
    fprintf(stderr, "bench_evaluator: %s: %s\n", what, twofold_status_text(status, TWOFOLD_EN));
    exit(3);
}

static twofold_compiled *compile(void)
{
    static char text[32768], path[PROJECTS * INPUTS][64];
    static const char *vary[PROJECTS * INPUTS];
    twofold_plan *plan = NULL;
    twofold_faults *faults = NULL;
    twofold_status status =
        twofold_plan_parse(text, write_plan(text, sizeof text), NULL, NULL, &plan, &faults);
    for (size_t i = 0; status == TWOFOLD_E_PLAN && i < twofold_faults_count(faults); i++) {
        char line[400];
        const twofold_fault fault = twofold_faults_at(faults, i);
        twofold_fault_text(&fault, TWOFOLD_EN, line, sizeof line);
        fprintf(stderr, "%s\n", line);
    }
    twofold_faults_free(faults);
    if (status != TWOFOLD_OK) fail("plan", status);
    for (int i = 0; i < PROJECTS * INPUTS; i++) {
        snprintf(path[i], sizeof path[i], "e%02d.plant.%s", i / INPUTS, PATHS[i % INPUTS]);
        vary[i] = path[i];
    }
    const twofold_selection outputs[] = {{0, TWOFOLD_KPI_OUTPUT}, {0, TWOFOLD_KPI_TAX}};
    const twofold_compile_options options = {.struct_size = sizeof options,
                                             .vary = vary,
                                             .vary_count = PROJECTS * INPUTS,
                                             .outputs = outputs,
                                             .output_count = 2,
                                             .frequency = TWOFOLD_YEAR};
    twofold_compiled *compiled = NULL;
    status = twofold_compile(plan, &options, NULL, &compiled, NULL);
    twofold_plan_free(plan);
    if (status != TWOFOLD_OK) fail("compile", status);
    return compiled;
}

static void save(const char *folder, const char *name, const double *values, size_t count)
{
    char path[1024];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "wb");
    if (file == NULL || fwrite(values, sizeof *values, count, file) != count || fclose(file) != 0) {
        perror(path);
        exit(3);
    }
}

int main(int argc, char **argv)
{
    static double in[PROJECTS * INPUTS][DRAWS], out[2 * YEARS][DRAWS];
    for (int p = 0; p < PROJECTS; p++)
        for (int d = 0; d < DRAWS; d++)
            for (int k = 0; k < INPUTS; k++)
                in[p * INPUTS + k][d] = drawn(p, k, k == FULL ? in[p * INPUTS + PRODUCE][d] : 0);
    twofold_compiled *compiled = compile();
    const twofold_batch batch = twofold_compiled_batch(compiled);
    void *workspace = NULL;
    twofold_status status = batch.workspace_new(batch.self, NULL, &workspace);
    if (status != TWOFOLD_OK) fail("workspace", status);
    double best = HUGE_VAL;
    for (int r = 0; r < REPEATS; r++) {
        const double start = seconds();
        for (size_t d = 0; d < DRAWS; d += batch.block) {
            const size_t n = DRAWS - d < batch.block ? DRAWS - d : batch.block;
            const double *columns[PROJECTS * INPUTS];
            double *results[2 * YEARS];
            for (int i = 0; i < PROJECTS * INPUTS; i++) columns[i] = in[i] + d;
            for (int i = 0; i < 2 * YEARS; i++) results[i] = out[i] + d;
            status = batch.evaluate(batch.self, workspace, n, columns, results);
            if (status != TWOFOLD_OK) fail("evaluate", status);
        }
        const double took = seconds() - start;
        best = took < best ? took : best;
    }
    printf("evaluator: %.0f draws/s (block %zu, best of %d)\n", DRAWS / best, batch.block, REPEATS);
    if (argc > 1) {
        save(argv[1], "in.bin", in[0], sizeof in / sizeof(double));
        save(argv[1], "out.bin", out[0], sizeof out / sizeof(double));
    }
    batch.workspace_free(batch.self, NULL, workspace);
    twofold_compiled_free(compiled);
    return 0;
}
