/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/pool.h"
#include "twofold/batch.h"

#include <stdatomic.h>
#include <string.h>

enum { BLOCKS = 500, DRAWS = 64 };

static twofold_context threads(unsigned count)
{
    return (twofold_context){.struct_size = sizeof(twofold_context), .threads = count};
}

struct job {
    double sums[BLOCKS];
    atomic_uint runs[BLOCKS];
    atomic_uint busy[256];
    unsigned workers;
    size_t fails_at[3]; /* blocks that fail, with 1 + their index as status */
    atomic_uint failures;
};

static twofold_status task(void *arg, size_t block, unsigned worker)
{
    struct job *job = arg;
    /* cmocka's asserts are not for other threads: count what is wrong. */
    if (worker >= job->workers || atomic_fetch_add(&job->busy[worker], 1) != 0) {
        atomic_fetch_add(&job->failures, 1);
    }
    atomic_fetch_add(&job->runs[block], 1);
    double sum = 0;
    for (size_t i = 0; i < DRAWS; i++) {
        sum += 1.0 / (double)(1 + block * DRAWS + i);
    }
    job->sums[block] = sum;
    atomic_fetch_sub(&job->busy[worker], 1);
    for (unsigned i = 0; i < 3; i++) {
        if (job->fails_at[i] == block + 1) {
            return (twofold_status)(i + 1);
        }
    }
    return TWOFOLD_OK;
}

static void results_do_not_depend_on_threads(void **state)
{
    (void)state;
    static struct job one, many;
    memset(&one, 0, sizeof one);
    one.workers = 1;
    assert_int_equal(tf_pool_run(NULL, BLOCKS, task, &one), TWOFOLD_OK);
    for (unsigned count = 0; count <= 9; count++) {
        const twofold_context context = threads(count);
        memset(&many, 0, sizeof many);
        many.workers = tf_pool_workers(&context, BLOCKS);
        assert_int_equal(many.workers, count < 1 ? 1 : count);
        assert_int_equal(tf_pool_run(&context, BLOCKS, task, &many), TWOFOLD_OK);
        assert_int_equal(atomic_load(&many.failures), 0);
        assert_memory_equal(one.sums, many.sums, sizeof one.sums);
        for (size_t i = 0; i < BLOCKS; i++) {
            assert_int_equal(atomic_load(&many.runs[i]), 1);
        }
    }
}

static void lowest_failing_block_wins(void **state)
{
    (void)state;
    static struct job job;
    for (unsigned count = 1; count <= 8; count++) {
        const twofold_context context = threads(count);
        for (unsigned repeat = 0; repeat < 20; repeat++) {
            memset(&job, 0, sizeof job);
            job.workers = count;
            job.fails_at[0] = 1 + 301;
            job.fails_at[1] = 1 + 300;
            job.fails_at[2] = 1 + 499;
            assert_int_equal(tf_pool_run(&context, BLOCKS, task, &job), 2);
            for (size_t i = 0; i <= 300; i++) {
                assert_int_equal(atomic_load(&job.runs[i]), 1);
            }
        }
    }
}

struct host {
    atomic_uint polled;
    unsigned cancel_after;
    unsigned told;
    double last;
    int ordered;
};

static bool cancelled(void *user)
{
    struct host *host = user;
    return atomic_fetch_add(&host->polled, 1) >= host->cancel_after;
}

static void progress(void *user, double share)
{
    struct host *host = user;
    host->ordered = host->ordered && share >= host->last && share <= 1;
    host->last = share;
    host->told++;
}

static void cancel_and_progress(void **state)
{
    (void)state;
    static struct job job;
    for (unsigned count = 1; count <= 4; count++) {
        struct host host = {.cancel_after = 10, .ordered = 1};
        twofold_context context = threads(count);
        context.cancelled = cancelled;
        context.progress = progress;
        context.user = &host;
        memset(&job, 0, sizeof job);
        job.workers = count;
        assert_int_equal(tf_pool_run(&context, BLOCKS, task, &job), TWOFOLD_E_CANCELLED);
        assert_int_equal(atomic_load(&job.runs[BLOCKS - 1]), 0);
        unsigned run = 0;
        for (size_t i = 0; i < BLOCKS; i++) {
            run += atomic_load(&job.runs[i]);
        }
        assert_true(run <= 10);

        host = (struct host){.cancel_after = UINT32_MAX, .ordered = 1};
        memset(&job, 0, sizeof job);
        job.workers = count;
        assert_int_equal(tf_pool_run(&context, BLOCKS, task, &job), TWOFOLD_OK);
        assert_true(host.ordered && host.told >= 1);
        assert_true(host.last >= 1);
    }
}

static void edges(void **state)
{
    (void)state;
    static struct job job;
    memset(&job, 0, sizeof job);
    const twofold_context many = threads(UINT32_MAX);
    assert_int_equal(tf_pool_workers(NULL, 0), 1);
    assert_int_equal(tf_pool_workers(&many, 0), 1);
    assert_int_equal(tf_pool_workers(&many, 3), 3);
    assert_int_equal(tf_pool_workers(&many, SIZE_MAX), 256);
    assert_int_equal(tf_pool_run(&many, 0, task, &job), TWOFOLD_OK);
    job.workers = 3;
    assert_int_equal(tf_pool_run(&many, 3, task, &job), TWOFOLD_OK);
    assert_int_equal(atomic_load(&job.runs[2]), 1);
}

/* A user's batch model, run over the pool with a workspace for each worker. */
struct scale {
    double by;
};

static twofold_status scale_evaluate(const void *self, void *workspace, size_t draws,
                                     const double *const *in, double *const *out)
{
    const struct scale *scale = self;
    (void)workspace;
    for (size_t i = 0; i < draws; i++) {
        out[0][i] = scale->by * in[0][i] + in[1][i];
    }
    return TWOFOLD_OK;
}

struct batch_run {
    const twofold_batch *batch;
    const double *in[2];
    double *out;
    size_t draws;
};

static twofold_status run_block(void *arg, size_t block, unsigned worker)
{
    const struct batch_run *run = arg;
    (void)worker;
    const size_t at = block * run->batch->block;
    const size_t left = run->draws - at;
    const double *in[2] = {run->in[0] + at, run->in[1] + at};
    double *out[1] = {run->out + at};
    return run->batch->evaluate(run->batch->self, NULL,
                                left < run->batch->block ? left : run->batch->block, in, out);
}

static void batch_model_over_the_pool(void **state)
{
    (void)state;
    enum { N = 1001 };
    static double a[N], b[N], y[N];
    const struct scale scale = {3.0};
    const twofold_batch batch = {.struct_size = sizeof batch,
                                 .self = &scale,
                                 .inputs = 2,
                                 .outputs = 1,
                                 .block = 16,
                                 .evaluate = scale_evaluate};
    for (size_t i = 0; i < N; i++) {
        a[i] = (double)i;
        b[i] = 0.5;
        y[i] = -1;
    }
    const twofold_context context = threads(3);
    struct batch_run run = {&batch, {a, b}, y, N};
    assert_int_equal(tf_pool_run(&context, (N + 15) / 16, run_block, &run), TWOFOLD_OK);
    for (size_t i = 0; i < N; i++) {
        assert_true(y[i] == 3.0 * (double)i + 0.5);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(results_do_not_depend_on_threads),
        cmocka_unit_test(lowest_failing_block_wins),
        cmocka_unit_test(cancel_and_progress),
        cmocka_unit_test(edges),
        cmocka_unit_test(batch_model_over_the_pool),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
