/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A compiled plan as a batch model: a block is a loop, at any size, on any instruction set, in any
 * thread; draws of the plan's own values are its projection. Over random plans. */
#define _POSIX_C_SOURCE 200809L

#include "projection_test.h"

#include <pthread.h>

/* Under the thread sanitizer only the threads matter, and everything takes fifty times as long. */
#ifdef __SANITIZE_THREAD__
enum { PLANS = 5 };
#else
enum { PLANS = 150 };
#endif
enum { DRAWS = 300, MOST_OUTPUTS = 12, MOST_INPUTS = 12 };

static const char *const DATES[] = {"signed", "start", "built", "trial", "produce", "full", "end"};

struct run {
    twofold_plan *plan;
    uint64_t random;
    uint64_t seed;
    bool odd; /* some draws have NaN, infinities and the like */
    twofold_selection outputs[MOST_OUTPUTS];
    size_t output_count;
    const char *vary[MOST_INPUTS];
    size_t vary_count;
    twofold_compile_options options;
    twofold_compiled *compiled;
    twofold_batch batch;
    double *in[MOST_INPUTS];
    double *expected; /* columns x DRAWS, from single evaluations */
};

static bool is_instant(const char *path)
{
    const char *dot = strrchr(path, '.');
    for (size_t i = 0; dot != NULL && i < COUNT(DATES); i++)
        if (strcmp(dot + 1, DATES[i]) == 0) return true;
    return false;
}

/* The plan's own value in draw 0; around it in the others; now and then nothing one would expect.
 */
static double drawn(struct run *r, const char *path, double own, size_t draw)
{
    static const double odd[] = {0.0,    -0.0,     4.9e-324,  1e300,
                                 -1e300, INFINITY, -INFINITY, (double)NAN};
    if (draw == 0) return own;
    if (r->odd && tf_random_int(&r->random, 0, 99) == 0)
        return odd[tf_random_int(&r->random, 0, (int)COUNT(odd) - 1)];
    const double u = tf_random_unit(&r->random);
    return is_instant(path) ? own + 24.0 * (u - 0.5) : own * (0.5 + u);
}

static void select_random(struct run *r)
{
    const int entities = (int)twofold_entity_count(r->plan);
    const int kpis = (int)twofold_plan_kpi_count(r->plan);
    const int inputs = (int)twofold_input_count(r->plan);
    r->output_count = (size_t)tf_random_int(&r->random, 1, MOST_OUTPUTS);
    for (size_t i = 0; i < r->output_count; i++)
        r->outputs[i] = (twofold_selection){tf_random_int(&r->random, 0, entities - 1),
                                            tf_random_int(&r->random, 0, kpis - 1)};
    const size_t wanted = (size_t)tf_random_int(&r->random, 1, MOST_INPUTS);
    for (size_t i = 0; i < wanted; i++) {
        const char *path =
            twofold_input_at(r->plan, (size_t)tf_random_int(&r->random, 0, inputs - 1)).path;
        bool twice = false;
        for (size_t j = 0; j < r->vary_count; j++) twice = twice || strcmp(path, r->vary[j]) == 0;
        if (!twice) r->vary[r->vary_count++] = path;
    }
}

/* Evaluates draws [from, from + count) into out, whose columns have DRAWS values. */
static void evaluate(const struct run *r, void *workspace, size_t from, size_t count, double *out)
{
    const double *in[MOST_INPUTS];
    double **columns = calloc(r->batch.outputs, sizeof *columns);
    if (columns == NULL) abort();
    for (size_t i = 0; i < r->vary_count; i++) in[i] = r->in[i] + from;
    for (size_t i = 0; i < r->batch.outputs; i++) columns[i] = out + i * DRAWS + from;
    if (r->batch.evaluate(r->batch.self, workspace, count, in, columns) != TWOFOLD_OK) abort();
    free(columns);
}

static void expect(const struct run *r, const double *values, size_t draws, const char *what)
{
    for (size_t i = 0; i < r->batch.outputs; i++)
        for (size_t k = 0; k < draws; k++)
            if (!same(values[i * DRAWS + k], r->expected[i * DRAWS + k]))
                fail_msg("seed %llu, %s: column %zu, draw %zu: %a, alone %a",
                         (unsigned long long)r->seed, what, i, k, values[i * DRAWS + k],
                         r->expected[i * DRAWS + k]);
}

static double *columns_for(const struct run *r)
{
    double *values = calloc(r->batch.outputs * DRAWS, sizeof *values);
    assert_non_null(values);
    return values;
}

static void *workspace_for(const struct run *r)
{
    void *workspace = NULL;
    assert_int_equal(r->batch.workspace_new(r->batch.self, NULL, &workspace), TWOFOLD_OK);
    return workspace;
}

static void run_begin(struct run *r, uint64_t seed, bool odd)
{
    *r = (struct run){
        .seed = seed, .odd = odd, .random = seed + 99, .plan = tf_random_plan_read(seed)};
    assert_non_null(r->plan);
    select_random(r);
    r->options = (twofold_compile_options){
        .struct_size = sizeof r->options,
        .vary = r->vary,
        .vary_count = r->vary_count,
        .outputs = r->outputs,
        .output_count = r->output_count,
        .frequency = (twofold_frequency)tf_random_int(&r->random, TWOFOLD_YEAR, TWOFOLD_MONTH)};
    assert_int_equal(twofold_compile(r->plan, &r->options, NULL, &r->compiled, NULL), TWOFOLD_OK);
    r->batch = twofold_compiled_batch(r->compiled);
    assert_int_equal(r->batch.inputs, r->vary_count);
    assert_int_equal(r->batch.outputs,
                     r->output_count * twofold_compiled_periods(r->compiled, NULL));
    for (size_t i = 0; i < r->vary_count; i++) {
        r->in[i] = calloc(DRAWS, sizeof *r->in[i]);
        assert_non_null(r->in[i]);
        for (size_t k = 0; k < DRAWS; k++)
            r->in[i][k] = drawn(r, r->vary[i], twofold_compiled_input(r->compiled, i), k);
    }
    r->expected = columns_for(r);
    void *workspace = workspace_for(r);
    for (size_t k = 0; k < DRAWS; k++) evaluate(r, workspace, k, 1, r->expected);
    r->batch.workspace_free(r->batch.self, NULL, workspace);
}

static void run_end(struct run *r)
{
    for (size_t i = 0; i < r->vary_count; i++) free(r->in[i]);
    free(r->expected);
    twofold_compiled_free(r->compiled);
    twofold_plan_free(r->plan);
}

/* ---- Blocks ---- */

static void check_blocks(uint64_t first, uint64_t plans, bool odd)
{
    static const size_t sizes[] = {1, 2, 7, 8, 64, 127, 128, 129, DRAWS};
    for (uint64_t seed = 0; seed < plans; seed++) {
        struct run r;
        run_begin(&r, first + seed, odd);
        double *values = columns_for(&r);
        void *workspace = workspace_for(&r); /* one for all: what came before leaves no trace */
        for (size_t s = 0; s < COUNT(sizes); s++) {
            if (s > 0 && s < COUNT(sizes) - 1 && (seed + s) % 2 == 0) continue;
            for (size_t from = 0; from < DRAWS; from += sizes[s])
                evaluate(&r, workspace, from, DRAWS - from < sizes[s] ? DRAWS - from : sizes[s],
                         values);
            expect(&r, values, DRAWS, "in blocks");
            memset(values, 0x5A, r.batch.outputs * DRAWS * sizeof *values);
        }
        r.batch.workspace_free(r.batch.self, NULL, workspace);
        free(values);
        run_end(&r);
    }
}

static void a_block_is_a_loop(void **state)
{
    (void)state;
    check_blocks(5000, PLANS, false);
}

/* NaN, infinities and denormals among the inputs of some draws: nothing crashes, nothing of them
 * shows in other draws, and the draw itself is what it is alone. */
static void odd_inputs_stay_in_their_draw(void **state)
{
    (void)state;
    check_blocks(8000, 60, true);
}

/* More draws than any block, in one call: the same draws over and over. */
static void a_thousand_draws_at_once(void **state)
{
    (void)state;
    enum { MANY = 1000 };
    for (uint64_t seed = 0; seed < 15; seed++) {
        struct run r;
        run_begin(&r, 6000 + seed, false);
        const double *in[MOST_INPUTS] = {0};
        double **out = calloc(r.batch.outputs, sizeof *out);
        assert_non_null(out);
        for (size_t i = 0; i < r.vary_count; i++) {
            double *column = calloc(MANY, sizeof *column);
            assert_non_null(column);
            for (size_t k = 0; k < MANY; k++) column[k] = r.in[i][k % DRAWS];
            in[i] = column;
        }
        for (size_t i = 0; i < r.batch.outputs; i++) out[i] = calloc(MANY, sizeof **out);
        void *workspace = workspace_for(&r);
        assert_int_equal(r.batch.evaluate(r.batch.self, workspace, MANY, in, out), TWOFOLD_OK);
        for (size_t i = 0; i < r.batch.outputs; i++)
            for (size_t k = 0; k < MANY; k++)
                assert_true(same(out[i][k], r.expected[i * DRAWS + k % DRAWS]));
        r.batch.workspace_free(r.batch.self, NULL, workspace);
        for (size_t i = 0; i < r.batch.outputs; i++) free(out[i]);
        for (size_t i = 0; i < r.vary_count; i++) free((double *)in[i]);
        free(out);
        run_end(&r);
    }
}

/* ---- The plan's own values ---- */

static void own_values_are_the_projection(void **state)
{
    (void)state;
    for (uint64_t seed = 0; seed < PLANS; seed++) {
        struct run r;
        run_begin(&r, 7000 + seed, false);
        twofold_projection *p = project(r.plan, NULL, NULL);
        const bool months = r.options.frequency == TWOFOLD_MONTH;
        const size_t periods = twofold_compiled_periods(r.compiled, NULL);
        for (size_t i = 0; i < r.output_count; i++) {
            const twofold_series x =
                twofold_series_at(p, r.outputs[i].entity, r.outputs[i].kpi, r.options.frequency);
            double most = 0.0;
            for (size_t j = 0; j < periods; j++) most = fmax(most, fabs(x.values[j]));
            for (size_t j = 0; j < periods; j++) {
                const double value = r.expected[(i * periods + j) * DRAWS];
                /* on the projection's own grid the same bits; on a coarser one other sums: see
                 * test_properties.c for the tolerance */
                if (months ? !same(value, x.values[j])
                           : !close_to(value, x.values[j], 1e-12, 1e-12 * most))
                    fail_msg("seed %llu: %s of %s, period %zu: %.17g, projection %.17g",
                             (unsigned long long)r.seed,
                             twofold_plan_kpi(r.plan, r.outputs[i].kpi)->id,
                             twofold_entity_at(r.plan, r.outputs[i].entity, TWOFOLD_EN).path, j,
                             value, x.values[j]);
            }
        }
        twofold_projection_free(p);
        run_end(&r);
    }
}

/* ---- Instruction sets ---- */

static twofold_status choose(void *user, struct tf_program *program)
{
    const struct run *r = user;
    const twofold_status status = tf_program_outputs(program, r->output_count);
    for (size_t i = 0; status == TWOFOLD_OK && i < r->output_count; i++)
        tf_program_output(program, r->outputs[i].entity, r->outputs[i].kpi, r->options.frequency);
    return status;
}

static void all_sets_give_the_same_bits(void **state)
{
    (void)state;
    for (uint64_t seed = 0; seed < PLANS; seed++) {
        struct run r;
        run_begin(&r, 8000 + seed, false);
        double *values = columns_for(&r);
        double **out = calloc(r.batch.outputs, sizeof *out);
        assert_non_null(out);
        for (size_t i = 0; i < r.batch.outputs; i++) out[i] = values + i * DRAWS;
        const struct tf_request request = {
            .vary = r.vary, .vary_count = r.vary_count, .outputs = choose, .user = &r};
        struct tf_program *program = NULL;
        twofold_faults *faults = NULL;
        assert_int_equal(tf_program_new(r.plan, &request, NULL, &program, &faults), TWOFOLD_OK);
        for (int isa = 0; isa < TF_ISA_COUNT; isa++) {
            const struct tf_loops *loops = tf_loops((enum tf_isa)isa);
            if (loops == NULL) continue;
            program->loops = loops;
            struct tf_workspace *w = NULL;
            assert_int_equal(tf_workspace_new(program, DRAWS, &w), TWOFOLD_OK);
            w->out = out;
            w->out_from = 0;
            tf_evaluate(w, DRAWS, (const double *const *)r.in);
            tf_workspace_free(w);
            /* a compiled plan empties the columns of which nothing is known; a program does not */
            for (size_t i = 0; i < r.batch.outputs; i++)
                for (size_t k = 0; k < DRAWS && isnan(r.expected[i * DRAWS]); k++)
                    values[i * DRAWS + k] = r.expected[i * DRAWS + k];
            expect(&r, values, DRAWS, tf_isa_name((enum tf_isa)isa));
        }
        tf_program_free(program);
        twofold_faults_free(faults);
        free(out);
        free(values);
        run_end(&r);
    }
}

/* ---- Threads ---- */

struct job {
    const struct run *run;
    double *values;
    size_t block;
    pthread_t thread;
};

static void *work(void *argument)
{
    const struct job *job = argument;
    const twofold_batch *batch = &job->run->batch;
    void *workspace = NULL;
    if (batch->workspace_new(batch->self, NULL, &workspace) != TWOFOLD_OK) return NULL;
    for (size_t from = 0; from < DRAWS; from += job->block)
        evaluate(job->run, workspace, from, DRAWS - from < job->block ? DRAWS - from : job->block,
                 job->values);
    batch->workspace_free(batch->self, NULL, workspace);
    return argument;
}

static void threads_give_the_same_bits(void **state)
{
    (void)state;
    enum { THREADS = 4 };
    for (uint64_t seed = 0; seed < 25; seed++) {
        struct run r;
        run_begin(&r, 9000 + seed, false);
        struct job jobs[THREADS];
        for (size_t t = 0; t < THREADS; t++) {
            jobs[t] = (struct job){.run = &r, .values = columns_for(&r), .block = 17 + 40 * t};
            assert_int_equal(pthread_create(&jobs[t].thread, NULL, work, &jobs[t]), 0);
        }
        for (size_t t = 0; t < THREADS; t++) {
            void *done = NULL;
            assert_int_equal(pthread_join(jobs[t].thread, &done), 0);
            assert_non_null(done);
            expect(&r, jobs[t].values, DRAWS, "in threads");
            free(jobs[t].values);
        }
        run_end(&r);
    }
}

/* ---- What is refused ---- */

static void wrong_options_are_refused(void **state)
{
    (void)state;
    struct run r;
    run_begin(&r, 1, false);
    twofold_compiled *compiled = NULL;
    const char *const nowhere[] = {"nobody.at-full.output"};
    const twofold_selection beyond = {1000000, 0};
    twofold_compile_options o = r.options;
    o.vary = nowhere, o.vary_count = 1;
    assert_int_equal(twofold_compile(r.plan, &o, NULL, &compiled, NULL), TWOFOLD_E_NOT_FOUND);
    o = r.options;
    o.outputs = &beyond, o.output_count = 1;
    assert_int_equal(twofold_compile(r.plan, &o, NULL, &compiled, NULL), TWOFOLD_E_NOT_FOUND);
    o = r.options;
    o.scenario = "no-such";
    assert_int_equal(twofold_compile(r.plan, &o, NULL, &compiled, NULL), TWOFOLD_E_NOT_FOUND);
    o = r.options;
    o.output_count = 0;
    assert_int_equal(twofold_compile(r.plan, &o, NULL, &compiled, NULL), TWOFOLD_E_ARGUMENT);
    o = r.options;
    o.struct_size = 4;
    assert_int_equal(twofold_compile(r.plan, &o, NULL, &compiled, NULL), TWOFOLD_E_ARGUMENT);
    assert_int_equal(twofold_compile(NULL, &r.options, NULL, &compiled, NULL), TWOFOLD_E_ARGUMENT);
    assert_null(compiled);
    assert_true(isnan(twofold_compiled_input(r.compiled, 1000)));
    run_end(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_block_is_a_loop),
        cmocka_unit_test(odd_inputs_stay_in_their_draw),
        cmocka_unit_test(a_thousand_draws_at_once),
        cmocka_unit_test(own_values_are_the_projection),
        cmocka_unit_test(all_sets_give_the_same_bits),
        cmocka_unit_test(threads_give_the_same_bits),
        cmocka_unit_test(wrong_options_are_refused),
    };
    return cmocka_run_group_tests_name("projection: batch", tests, NULL, NULL);
}
