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

count=0
for path in "$root"/include/twofold/*.h; do
    header=twofold/${path##*/}
    compile c c99 "$header" "${CC:-cc}"
    compile c c11 "$header" "${CC:-cc}"
    if [ -n "${CXX:-}" ]; then
        compile c++ c++17 "$header" "$CXX"
    fi
    count=$((count + 1))
done
[ -n "${CXX:-}" ] || echo "no C++ compiler here: C++17 was not tried"
echo "$count headers"
exit $failed
