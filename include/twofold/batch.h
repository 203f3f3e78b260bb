/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 * The batch model: a function of so many input columns to so many output columns, evaluated for a
 * block of draws at a time. A compiled plan with its targets is one; a C function of yours is
 * another. Sampling, simulation and sensitivity know only this interface.
 */
#ifndef TWOFOLD_BATCH_H
#define TWOFOLD_BATCH_H

#include "twofold/base.h"

TWOFOLD_BEGIN_DECLS

/** A model to be evaluated in blocks. Plain data that borrows what self points to: it is copied by
 * whoever keeps it, and self must outlive the copies. Set struct_size = sizeof(twofold_batch) and
 * leave the rest zero for defaults.
 *
 * Threads: self is only read, so any number of threads may evaluate one model at a time, each with
 * a workspace of its own. A workspace serves one call at a time.
 *
 * The rule that every user relies on: **a block is a loop**. The outputs of a draw are a function
 * of that draw's inputs alone, the same bits at any block size, in any order, in any workspace,
 * whatever was evaluated before. Randomness inside a model breaks it: make it an input. */
typedef struct twofold_batch {
    size_t struct_size;
    const void *self; /**< handed to the functions below */
    size_t inputs;    /**< number of input columns; may be 0 */
    size_t outputs;   /**< number of output columns, > 0 */
    size_t block;     /**< draws a call that suit the model best (a compiled plan: 128); 0: any.
                           Callers may pass fewer or more */

    /** Makes one thread's workspace, for calls of any number of draws. NULL: the model needs none
     * and evaluate gets NULL.
     * @param context  for memory; may be NULL
     * @param[out] workspace  untouched on failure
     * @return TWOFOLD_OK, TWOFOLD_E_MEMORY */
    twofold_status (*workspace_new)(const void *self, const twofold_context *context,
                                    void **workspace);
    /** Frees it with the context it was made with; NULL workspaces are never handed in. NULL
     * exactly if workspace_new is. */
    void (*workspace_free)(const void *self, const twofold_context *context, void *workspace);

    /** Fills a block of output columns from a block of input columns.
     * @param workspace  this thread's, or NULL if the model has none
     * @param draws  > 0
     * @param in   in[j][i] is input j of draw i (draws fastest); inputs columns of draws values
     * each. Values are not checked by callers: NaN and infinities may come, and come back as NaN
     * where nothing is defined
     * @param[out] out  out[k][i] is output k of draw i; columns overlap neither each other nor in.
     *             NaN where it is unknown or undefined
     * @return TWOFOLD_OK; anything else stops the run, and what out then holds is not looked at */
    TWOFOLD_CHECK twofold_status (*evaluate)(const void *self, void *workspace, size_t draws,
                                             const double *const *in, double *const *out);
} twofold_batch;

TWOFOLD_END_DECLS

#endif
