#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The share of the library's lines and branches that run, a line a source file, worst first. Runs
# all tests, or the command given, from build/coverage:
#   sh tests/coverage.sh
#   sh tests/coverage.sh tests/replay_plan ../ci/corpus/fuzz_plan    (what fuzzing reached)
# Of a source that is compiled for several instruction sets the best object file counts.
set -eu

root=$(cd "$(dirname "$0")/.." && pwd -P)
. "$root/cmake/setup.sh"

need build tests
build coverage -DCMAKE_BUILD_TYPE=Debug -DTWOFOLD_COVERAGE=ON
cd "$root/build/coverage"
find . -name '*.gcda' -delete

[ $# -gt 0 ] || set -- ctest --output-on-failure --no-label-summary -LE outside -j "$(jobs_here)"
say "$*"
"$@" >run.log 2>&1 || { tail -n 40 run.log; exit 1; }

find CMakeFiles -path '*/twofold_*' -name '*.gcno' -exec gcov -n -b {} + 2>/dev/null |
    awk -v root="$root/" '
        /^File / { gsub(/^File .|.$/, ""); file = index($0, root "lib/") == 1 && /\.c$/ ? substr($0, length(root) + 1) : "" }
        file != "" && /^Lines executed:/ { split($0, part, /[:% ]+/); lines = part[5]; hit = part[3] }
        file != "" && /^(Taken at least once|No branches)/ {
            split($0, part, /[:% ]+/)
            branches = /^No/ ? 0 : part[7]
            taken = /^No/ ? 0 : part[5]
            if (!(file in count) || hit > share[file]) {
                share[file] = hit; count[file] = lines; arms[file] = branches; arm[file] = taken
            }
            file = ""
        }
        END {
            for (file in count) {
                printf "%6.1f%% of %5d lines  %6.1f%% of %5d branches  %s\n",
                    share[file], count[file], arm[file], arms[file], file | "sort -n"
                all += count[file]; ran += share[file] * count[file] / 100
                forks += arms[file]; took += arm[file] * arms[file] / 100
            }
            close("sort -n")
            printf "%6.1f%% of %5d lines  %6.1f%% of %5d branches  in all\n",
                all ? 100 * ran / all : 0, all, forks ? 100 * took / forks : 0, forks
        }'
