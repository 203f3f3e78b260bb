# SPDX-License-Identifier: GPL-3.0-or-later
#
# twofold_per_isa(PREFIX TARGETS SOURCE...): compiles each source once per instruction set, as the
# object libraries PREFIX_plain, PREFIX_sse2 …, and puts their names into the variable TARGETS; the
# caller gives them what its other targets have (includes, warnings, sanitizers). In the source
# TF_ISA names the set, and TF_ISA_NAME(name) is the name with its suffix: lib/base/isa.h has the
# scheme. Off x86-64 there is one set, "plain", and the compiler vectorises it as it can; on x86-64
# plain is really scalar, so that tests have something to compare with.
#
# -ffp-contract=off is what makes the bits the same everywhere; it is repeated here because the whole
# scheme hangs on it. -O3 is the vectoriser: given in every build type, so that a debug or sanitizer
# build tests the same code.

set(TWOFOLD_ISA_COMMON -O3 -ffp-contract=off -fno-math-errno -fno-trapping-math)

if(CMAKE_SYSTEM_PROCESSOR MATCHES "^(x86_64|AMD64|amd64)$" AND CMAKE_SIZEOF_VOID_P EQUAL 8)
  set(TWOFOLD_ISAS plain sse2 avx2 avx512)
  set(TWOFOLD_ISA_FLAGS_plain -fno-tree-vectorize -fno-tree-slp-vectorize)
  set(TWOFOLD_ISA_FLAGS_sse2 "")
  set(TWOFOLD_ISA_FLAGS_avx2 -mavx2)
  set(TWOFOLD_ISA_FLAGS_avx512 -mavx512f -mavx512dq -mavx512vl -mavx512bw
                               -mprefer-vector-width=512)
else()
  set(TWOFOLD_ISAS plain)
  set(TWOFOLD_ISA_FLAGS_plain "")
endif()

function(twofold_per_isa prefix targets)
  set(made "")
  foreach(isa IN LISTS TWOFOLD_ISAS)
    add_library(${prefix}_${isa} OBJECT ${ARGN})
    target_compile_definitions(${prefix}_${isa} PRIVATE TF_ISA=${isa})
    target_compile_options(${prefix}_${isa} PRIVATE ${TWOFOLD_ISA_COMMON}
                                                    ${TWOFOLD_ISA_FLAGS_${isa}})
    list(APPEND made ${prefix}_${isa})
  endforeach()
  set(${targets} ${made} PARENT_SCOPE)
endfunction()
