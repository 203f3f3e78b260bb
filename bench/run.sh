#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds the benchmarks and runs all of bench/ in turn, one at a time: bench_*.c, then bench_*.py.
# With names, only those: sh bench/run.sh bench_load
set -eu

root=$(cd "$(dirname "$0")/.." && pwd -P)
. "$root/cmake/setup.sh"

need build tests
build bench -DCMAKE_BUILD_TYPE=Release -DTWOFOLD_BUILD_TESTS=OFF -DTWOFOLD_BUILD_EXAMPLES=OFF \
    -DTWOFOLD_BUILD_BENCH=ON

# The programs are found by the scripts through this.
TWOFOLD_BENCH=$root/build/bench/bench
export TWOFOLD_BENCH
python=$(sed -n 's/^TWOFOLD_PYTHON:[A-Z]*=//p' "$root/build/bench/CMakeCache.txt")

for source in "$root"/bench/bench_*.c "$root"/bench/bench_*.py; do
    [ -e "$source" ] || continue
    file=${source##*/}
    name=${file%.*}
    if [ $# -gt 0 ]; then
        case " $* " in *" $name "*) ;; *) continue ;; esac
    fi
    echo
    say "$file"
    case $file in
    *.c) "$TWOFOLD_BENCH/$name" ;;
    *.py) "$python" "$source" ;;
    esac
done
