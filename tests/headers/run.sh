#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Each public header compiles alone, and twice, as C99, C11 and C++17, without a warning.
set -eu

root=$(cd "$(dirname "$0")/../.." && pwd)
warnings="-Wall -Wextra -Wpedantic -Wshadow -Werror -pedantic-errors"
failed=0

# compile LANGUAGE STANDARD HEADER COMPILER...
compile() {
    language=$1 standard=$2 header=$3
    shift 3
    # shellcheck disable=SC2086 # warnings is a list
    if ! printf '#include <%s>\n#include <%s>\nint twofold_header_alone;\n' "$header" "$header" |
        "$@" -x "$language" "-std=$standard" $warnings -fsyntax-only -I "$root/include" -; then
        echo "$header does not compile alone as $standard"
        failed=1
    fi
}

# cmocka.h stands on a library that need not be here.
has_cmocka=1
printf '%s\n' '#include <stdarg.h>' '#include <stddef.h>' '#include <setjmp.h>' '#include <stdint.h>' \
    '#include <cmocka.h>' | "${CC:-cc}" -x c -fsyntax-only - 2>/dev/null || has_cmocka=0

count=0
for path in "$root"/include/twofold/*.h; do
    header=twofold/${path##*/}
    [ "$header" != twofold/cmocka.h ] || [ $has_cmocka = 1 ] || continue
    compile c c99 "$header" "${CC:-cc}"
    compile c c11 "$header" "${CC:-cc}"
    if [ -n "${CXX:-}" ]; then
        compile c++ c++17 "$header" "$CXX"
    fi
    count=$((count + 1))
done

# What its macros become, as a program.
# shellcheck disable=SC2086 # warnings is a list
if [ $has_cmocka = 1 ]; then
    assertions=$root/tests/consumer/scenarios.c
    for standard in c99 c11; do
        "${CC:-cc}" -std=$standard $warnings -fsyntax-only -I "$root/include" "$assertions" || failed=1
    done
    if [ -n "${CXX:-}" ]; then
        "$CXX" -x c++ -std=c++17 $warnings -fsyntax-only -I "$root/include" "$assertions" || failed=1
    fi
fi

[ -n "${CXX:-}" ] || echo "no C++ compiler here: C++17 was not tried"
echo "$count headers"
exit $failed
