/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/kernel.h"

TF_ISA_DECLARE(const struct tf_kernels, tf_kernels);

bool tf_isa_usable(enum tf_isa isa)
{
    switch (isa) {
    case TF_ISA_PLAIN: return true;
#ifdef TF_ISA_X86
    case TF_ISA_SSE2: return true; /* part of x86-64 */
    case TF_ISA_AVX2: return __builtin_cpu_supports("avx2") != 0;
    case TF_ISA_AVX512:
        return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
               __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512bw");
#endif
    default: return false;
    }
}

enum tf_isa tf_isa_best(void)
{
    enum tf_isa best = TF_ISA_PLAIN;
    for (unsigned isa = TF_ISA_PLAIN + 1; isa < TF_ISA_COUNT; isa++) {
        if (tf_isa_usable((enum tf_isa)isa)) {
            best = (enum tf_isa)isa;
        }
    }
    return best;
}

const char *tf_isa_name(enum tf_isa isa)
{
    static const char *const names[TF_ISA_COUNT] = {"plain", "sse2", "avx2", "avx512"};
    return (unsigned)isa < TF_ISA_COUNT ? names[isa] : "";
}

const struct tf_kernels *tf_kernels(enum tf_isa isa)
{
    return tf_isa_usable(isa) ? TF_ISA_SELECT(isa, tf_kernels) : NULL;
}

const struct tf_kernels *tf_kernels_best(void) { return tf_kernels(tf_isa_best()); }
