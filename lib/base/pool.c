/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _POSIX_C_SOURCE 200809L

#include "base/pool.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>

enum { MOST_WORKERS = 256 };

struct pool {
    const twofold_context *context;
    size_t blocks;
    tf_pool_task *task;
    void *arg;
    atomic_size_t next, done;
    atomic_bool stop;
    pthread_mutex_t lock; /* of the three below */
    size_t lowest_failed;
    twofold_status status;
    bool cancelled;
};

struct worker {
    struct pool *pool;
    unsigned number;
    pthread_t thread;
};

unsigned tf_pool_workers(const twofold_context *context, size_t blocks)
{
    size_t workers = context != NULL && context->threads > 1 ? context->threads : 1;
    workers = workers < MOST_WORKERS ? workers : MOST_WORKERS;
    workers = workers < blocks ? workers : blocks;
    return workers > 0 ? (unsigned)workers : 1;
}

/* Blocks begin in the order of their numbers, so when one fails every lower one has begun and will
 * be finished: the lowest failing block is known whatever the threads did. */
static void note_failure(struct pool *pool, size_t block, twofold_status status)
{
    pthread_mutex_lock(&pool->lock);
    if (block < pool->lowest_failed) {
        pool->lowest_failed = block;
        pool->status = status;
    }
    pthread_mutex_unlock(&pool->lock);
    atomic_store(&pool->stop, true);
}

static bool is_cancelled(struct pool *pool)
{
    const twofold_context *context = pool->context;
    if (context == NULL || context->cancelled == NULL || !context->cancelled(context->user)) {
        return false;
    }
    pthread_mutex_lock(&pool->lock);
    pool->cancelled = true;
    pthread_mutex_unlock(&pool->lock);
    atomic_store(&pool->stop, true);
    return true;
}

static void tell_progress(const struct pool *pool, size_t done)
{
    const twofold_context *context = pool->context;
    if (context != NULL && context->progress != NULL) {
        context->progress(context->user, (double)done / (double)pool->blocks);
    }
}

static void work(struct pool *pool, unsigned number)
{
    while (!atomic_load(&pool->stop) && atomic_load(&pool->next) < pool->blocks) {
        if (is_cancelled(pool)) {
            return;
        }
        const size_t block = atomic_fetch_add(&pool->next, 1);
        if (block >= pool->blocks) {
            return;
        }
        const twofold_status status = pool->task(pool->arg, block, number);
        if (status != TWOFOLD_OK) {
            note_failure(pool, block, status);
            return;
        }
        const size_t done = atomic_fetch_add(&pool->done, 1) + 1;
        if (number == 0 && done < pool->blocks) {
            tell_progress(pool, done);
        }
    }
}

static void *work_in_thread(void *arg)
{
    const struct worker *self = arg;
    work(self->pool, self->number);
    return NULL;
}

/* Starts workers 1 … wanted - 1 as far as the system gives them; returns how many there are. */
static unsigned start_threads(struct pool *pool, struct worker *workers, unsigned wanted)
{
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    unsigned started = 1;
    for (; started < wanted; started++) {
        struct worker *worker = &workers[started];
        *worker = (struct worker){.pool = pool, .number = started};
        if (pthread_create(&worker->thread, NULL, work_in_thread, worker) != 0) {
            break;
        }
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return started;
}

twofold_status tf_pool_run(const twofold_context *context, size_t blocks, tf_pool_task *task,
                           void *arg)
{
    struct pool pool = {.context = context,
                        .blocks = blocks,
                        .task = task,
                        .arg = arg,
                        .lowest_failed = SIZE_MAX,
                        .status = TWOFOLD_OK};
    if (pthread_mutex_init(&pool.lock, NULL) != 0) {
        return TWOFOLD_E_SYSTEM;
    }
    struct worker workers[MOST_WORKERS];
    const unsigned started = start_threads(&pool, workers, tf_pool_workers(context, blocks));
    work(&pool, 0);
    for (unsigned i = 1; i < started; i++) {
        pthread_join(workers[i].thread, NULL);
    }
    pthread_mutex_destroy(&pool.lock);
    if (pool.status != TWOFOLD_OK) {
        return pool.status;
    }
    if (pool.cancelled) {
        return TWOFOLD_E_CANCELLED;
    }
    if (blocks > 0) {
        tell_progress(&pool, blocks);
    }
    return TWOFOLD_OK;
}
