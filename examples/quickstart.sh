#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds Twofold and shows what it says of the real case, examples/baishazhou.yaml. On a bare
# Debian 12 it first installs what it needs (as root, or through sudo).
set -eu

root=$(cd "$(dirname "$0")/.." && pwd -P)
. "$root/cmake/setup.sh"

need build
build quickstart -DCMAKE_BUILD_TYPE=Release -DTWOFOLD_BUILD_TESTS=OFF -DTWOFOLD_BUILD_EXAMPLES=OFF

cd "$root"
for verb in project targets check; do
    echo
    say "twofold $verb examples/baishazhou.yaml"
    # 1 is an answer too: some target is not met.
    build/quickstart/twofold "$verb" examples/baishazhou.yaml || [ $? -eq 1 ]
done
