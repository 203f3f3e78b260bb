/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "curve/ramp_kernel.h"

TF_ISA_DECLARE(const struct tf_ramp_kernels, tf_ramp_kernels);

const struct tf_ramp_kernels *tf_ramp_kernels(enum tf_isa isa)
{
    return tf_isa_usable(isa) ? TF_ISA_SELECT(isa, tf_ramp_kernels) : NULL;
}
