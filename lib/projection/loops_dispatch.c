/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "projection/loops.h"

#include <stddef.h>

TF_ISA_DECLARE(const struct tf_loops, tf_loops_table);

const struct tf_loops *tf_loops(enum tf_isa isa)
{
    return tf_isa_usable(isa) ? TF_ISA_SELECT(isa, tf_loops_table) : NULL;
}

const struct tf_loops *tf_loops_best(void) { return tf_loops(tf_isa_best()); }
