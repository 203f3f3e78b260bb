/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One source, several instruction sets.
 *
 * A hot loop is written once in plain C and compiled once per instruction set with -DTF_ISA=plain,
 * sse2, avx2 or avx512 (cmake/PerIsa.cmake adds the flags). Each object file names what it exports
 * with TF_ISA_NAME, so that tf_foo becomes tf_foo_plain, tf_foo_sse2 …, and fills a const table of
 * function pointers; a dispatch file picks the table with tf_isa_best().
 *
 * The bits are the same everywhere because the loops use nothing but + - * / sqrt, comparisons and
 * integer operations on their own lane, and are compiled with -ffp-contract=off. Helpers shared by
 * such sources must be `static inline`: an external one compiled for AVX-512 could be the copy that
 * the linker keeps for everybody. */
#ifndef TF_BASE_ISA_H
#define TF_BASE_ISA_H

#include <float.h>
#include <stdbool.h>

#if defined FLT_EVAL_METHOD && FLT_EVAL_METHOD != 0
#error                                                                                             \
    "Twofold needs double arithmetic without excess precision (on 32-bit x86: -mfpmath=sse -msse2)"
#endif
#ifdef __FAST_MATH__
#error "Twofold must not be compiled with -ffast-math: infinities, NaN and rounding are part of it"
#endif

#if defined __x86_64__
#define TF_ISA_X86 1
#endif

/* From the plainest to the widest: tf_isa_best looks from the end. */
enum tf_isa { TF_ISA_PLAIN, TF_ISA_SSE2, TF_ISA_AVX2, TF_ISA_AVX512, TF_ISA_COUNT };

#define TF_ISA_PASTE_(name, suffix) name##_##suffix
#define TF_ISA_PASTE(name, suffix) TF_ISA_PASTE_(name, suffix)
#define TF_ISA_STRING_(suffix) #suffix
#define TF_ISA_STRING(suffix) TF_ISA_STRING_(suffix)

/* In a per-ISA source: the name with this object file's suffix. */
#define TF_ISA_NAME(name) TF_ISA_PASTE(name, TF_ISA)

/* In a dispatch file: TF_ISA_SELECT(isa, tf_foo) is the address of the table tf_foo_<isa>, NULL for
 * a set that was not built. TF_ISA_DECLARE(type, tf_foo) declares those tables. */
#ifdef TF_ISA_X86
#define TF_ISA_DECLARE(type, name)                                                                 \
    extern type name##_plain;                                                                      \
    extern type name##_sse2;                                                                       \
    extern type name##_avx2;                                                                       \
    extern type name##_avx512
#define TF_ISA_SELECT(isa, name)                                                                   \
    ((isa) == TF_ISA_PLAIN    ? &name##_plain                                                      \
     : (isa) == TF_ISA_SSE2   ? &name##_sse2                                                       \
     : (isa) == TF_ISA_AVX2   ? &name##_avx2                                                       \
     : (isa) == TF_ISA_AVX512 ? &name##_avx512                                                     \
                              : NULL)
#else
#define TF_ISA_DECLARE(type, name) extern type name##_plain
#define TF_ISA_SELECT(isa, name) ((isa) == TF_ISA_PLAIN ? &name##_plain : NULL)
#endif

/* Whether this build has the set and this machine (and its operating system) can run it. */
bool tf_isa_usable(enum tf_isa isa);

/* The widest usable set. A pure function of the processor: nothing is remembered, nothing races. */
enum tf_isa tf_isa_best(void);

/* "plain", "sse2", "avx2", "avx512"; "" for a number that is none. */
const char *tf_isa_name(enum tf_isa isa);

#endif
