#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs the build TWOFOLD_BUILD into a temporary folder, then builds and runs programs against it
# as an outsider would: by CMake and by pkg-config, C and C++, shared and static, and the examples
# both ways.
set -eu

root=$(cd "$(dirname "$0")/../.." && pwd)
cmake=${CMAKE:-cmake}
cc=${CC:-cc}
cxx=${CXX:-c++}
command -v "${PKG_CONFIG:=pkg-config}" >/dev/null || { echo "no pkg-config here"; exit 77; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

# quietly COMMAND...: its output only if it fails.
quietly() {
    if ! "$@" >"$work/log" 2>&1; then
        echo "failed: $*"
        cat "$work/log"
        exit 1
    fi
}

# run PROGRAM...: one line a program.
run() {
    echo "run ${1#"$work"/}"
    quietly "$@"
}

# The installation is moved afterwards: nothing in it may know where it was.
quietly "$cmake" --install "$TWOFOLD_BUILD" --prefix "$work/first"
mv "$work/first" "$work/prefix"
prefix=$work/prefix
pc=$(find "$prefix" -name twofold.pc)
libdir=$(cd "$(dirname "$pc")/.." && pwd)

for path in "$libdir/libtwofold.a" "$libdir/libtwofold.so" "$libdir/libtwofold.so.0" \
    "$prefix/include/twofold/base.h" "$prefix/share/doc/twofold/examples/CMakeLists.txt"; do
    [ -e "$path" ] || { echo "not installed: ${path#"$prefix"/}"; exit 1; }
done
if grep -rl -e "$root" -e "$work/first" "$prefix/include" "$prefix/share" "$libdir/cmake" "$pc"; then
    echo "the files above know where they were built"
    exit 1
fi
if [ -e "$prefix/bin/twofold" ]; then
    run "$prefix/bin/twofold" --version
fi

# By CMake.
quietly "$cmake" -S "$root/tests/consumer" -B "$work/cmake" -DCMAKE_PREFIX_PATH="$prefix" \
    -DCMAKE_C_COMPILER="$cc" -DCMAKE_CXX_COMPILER="$cxx"
quietly "$cmake" --build "$work/cmake"
for program in shared_c shared_cpp static_c static_cpp; do
    run "$work/cmake/$program"
done

# By pkg-config.
PKG_CONFIG_PATH=$libdir/pkgconfig
LD_LIBRARY_PATH=$libdir
export PKG_CONFIG PKG_CONFIG_PATH LD_LIBRARY_PATH
flags=$($PKG_CONFIG --cflags twofold)
libraries=$($PKG_CONFIG --libs twofold)
static_libraries=$($PKG_CONFIG --static --libs twofold)
mkdir "$work/pkg-config"
# shellcheck disable=SC2086 # flags and libraries are lists
{
    quietly "$cc" -std=c99 -pedantic-errors "$root/tests/consumer/consumer.c" $flags $libraries \
        -o "$work/pkg-config/shared_c"
    quietly "$cxx" -std=c++17 -x c++ "$root/tests/consumer/consumer.c" -x none $flags $libraries \
        -o "$work/pkg-config/shared_cpp"
    quietly "$cc" -std=c99 -static "$root/tests/consumer/consumer.c" $flags $static_libraries \
        -o "$work/pkg-config/static_c"
}
for program in shared_c shared_cpp static_c; do
    run "$work/pkg-config/$program"
done

# A test program of cmocka, beside the plan that it tests and a projection that was stored.
if $PKG_CONFIG --exists cmocka && [ -e "$prefix/bin/twofold" ]; then
    mkdir "$work/cmocka"
    cp "$prefix/share/doc/twofold/examples/baishazhou.yaml" "$work/cmocka"
    "$prefix/bin/twofold" project "$work/cmocka/baishazhou.yaml" --scenario both --format csv \
        >"$work/cmocka/both.csv"
    cmocka=$($PKG_CONFIG --cflags --libs cmocka)
    # shellcheck disable=SC2086 # flags and libraries are lists
    {
        quietly "$cc" -std=c99 -pedantic-errors -Wall -Wextra -Werror \
            "$root/tests/consumer/scenarios.c" $flags $libraries $cmocka \
            -o "$work/cmocka/scenarios_c"
        quietly "$cxx" -std=c++17 -Wall -Wextra -Werror -x c++ \
            "$root/tests/consumer/scenarios.c" -x none $flags $libraries $cmocka \
            -o "$work/cmocka/scenarios_cpp"
    }
    for program in scenarios_c scenarios_cpp; do
        (cd "$work/cmocka" && run "./$program")
    done
fi

# The examples, from where they were installed.
examples=$prefix/share/doc/twofold/examples
quietly "$cmake" -S "$examples" -B "$work/examples-cmake" -DCMAKE_PREFIX_PATH="$prefix" \
    -DCMAKE_C_COMPILER="$cc"
quietly "$cmake" --build "$work/examples-cmake"
mkdir "$work/examples-make"
quietly make -C "$examples" OUT="$work/examples-make" CC="$cc"
cd "$examples"
for source in *.c; do
    [ -e "$source" ] || continue
    case $source in test_*) $PKG_CONFIG --exists cmocka || continue ;; esac
    run "$work/examples-cmake/${source%.c}"
    run "$work/examples-make/${source%.c}"
done
