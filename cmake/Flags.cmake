# SPDX-License-Identifier: GPL-3.0-or-later
# The one place for compiler flags.

# twofold_flags(TARGET [TEST]): flags of everything we compile. TEST leaves out the warnings that
# cmocka's macros raise.
function(twofold_flags target)
  cmake_parse_arguments(PARSE_ARGV 1 arg "TEST" "" "")
  set_target_properties(${target} PROPERTIES
    C_STANDARD 11
    C_STANDARD_REQUIRED ON
    C_EXTENSIONS OFF
    C_VISIBILITY_PRESET hidden)
  # The same bits from every compiler and instruction set: no fused operations that the source does
  # not ask for. The other two change no result, they let loops be vectorised.
  target_compile_options(${target} PRIVATE
    -ffp-contract=off -fno-math-errno -fno-trapping-math)
  if(TWOFOLD_WERROR)
    target_compile_options(${target} PRIVATE -Wall -Wextra -Wshadow -Werror)
    if(NOT arg_TEST)
      target_compile_options(${target} PRIVATE -Wpedantic -Wconversion -Wdouble-promotion)
    endif()
  endif()
  if(TWOFOLD_SANITIZE)
    target_compile_options(${target} PRIVATE
      -fsanitize=${TWOFOLD_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer -g)
    target_link_options(${target} PRIVATE -fsanitize=${TWOFOLD_SANITIZE})
  endif()
  if(TWOFOLD_COVERAGE)
    target_compile_options(${target} PRIVATE --coverage -O0 -g)
    target_link_options(${target} PRIVATE --coverage)
  endif()
  if(TWOFOLD_FUZZ)
    target_compile_options(${target} PRIVATE -fsanitize=fuzzer-no-link)
    target_link_options(${target} PRIVATE -fsanitize=fuzzer-no-link)
  endif()
endfunction()
