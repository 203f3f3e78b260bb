/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Work cut into fixed blocks, done by a few threads that live no longer than the call.
 *
 * What a block computes may depend on its number only, never on the worker; then results do not
 * depend on the number of threads. The worker's number (below tf_pool_workers) is for scratch
 * memory of its own. Sums over blocks are the caller's, in block order, after the call. */
#ifndef TF_BASE_POOL_H
#define TF_BASE_POOL_H

#include "twofold/base.h"

/* Does one block. Called at most once for each block, from several threads at a time, once at a
 * time for each worker. */
typedef twofold_status tf_pool_task(void *arg, size_t block, unsigned worker);

/* How many workers tf_pool_run uses at most: 1 … 256, never more than there are blocks. */
unsigned tf_pool_workers(const twofold_context *context, size_t blocks);

/* Runs task for blocks 0 … blocks - 1; the calling thread is worker 0 and reports progress.
 * If tasks fail, no further blocks begin and the status of the lowest failing block is returned:
 * the same one for any number of threads. TWOFOLD_E_CANCELLED if context->cancelled said so before
 * all blocks had begun and none failed. If the system gives fewer threads, fewer do the work.
 * Signals are blocked in the other workers: the host's handlers run in the host's threads. */
TWOFOLD_CHECK twofold_status tf_pool_run(const twofold_context *context, size_t blocks,
                                         tf_pool_task *task, void *arg);

#endif
