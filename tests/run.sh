#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds Twofold with its tests and runs them all; the last line is ctest's. On a bare Debian 12 it
# first installs what it needs (as root, or through sudo). Options go to ctest: sh tests/run.sh -R plan
set -eu

root=$(cd "$(dirname "$0")/.." && pwd -P)
. "$root/cmake/setup.sh"

need build tests
build tests -DCMAKE_BUILD_TYPE=Release

say "running the tests"
cd "$root/build/tests"
ctest --output-on-failure --no-label-summary --no-tests=error -j "$(jobs_here)" "$@"
