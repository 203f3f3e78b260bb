#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# symbols.sh LIBRARY: the shared library shows names that begin with twofold_ and no others.
set -eu

names=$(nm -D --defined-only "$1" | awk '{ print $NF }' | sed 's/@.*//')
others=$(printf '%s\n' "$names" | grep -v '^twofold_' || :)
if [ -n "$others" ]; then
    echo "names without the prefix twofold_:"
    printf '%s\n' "$others"
    exit 1
fi
if [ -z "$names" ]; then
    echo "$1 shows no names at all"
    exit 1
fi
echo "$(printf '%s\n' "$names" | wc -l) names, all with the prefix twofold_"
