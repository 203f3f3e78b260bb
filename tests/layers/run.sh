#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A module can include what stands beneath it and nothing else. Uses the views of a configured
# build, TWOFOLD_BUILD.
set -eu

root=$(cd "$(dirname "$0")/../.." && pwd)
view=$TWOFOLD_BUILD/view
failed=0

# reads MODULE HEADER: whether a source of the module can include the header. No other folders are
# searched, an installed Twofold does not count.
reads() {
    printf '#include "%s"\n' "$2" |
        LC_ALL=C "${CC:-cc}" -x c -std=c11 -E -nostdinc -I "$view/$1" - 2>&1 |
        grep -q "'$2' file not found\|$2: No such file" && return 1
    return 0
}

can() {
    reads "$1" "$2" || { echo "$1 cannot include $2, but should"; failed=1; }
}

cannot() {
    if reads "$1" "$2"; then
        echo "$1 can include $2, but must not"
        failed=1
    fi
}

can base twofold/base.h
can base twofold/version.h
can plan twofold/plan.h
can plan twofold/base.h
can target twofold/growth.h
can evaluation twofold/structure.h
cannot base twofold/plan.h
cannot base twofold/period.h
cannot period twofold/growth.h
cannot growth twofold/decomposition.h
cannot structure twofold/evaluation.h
cannot plan twofold/projection.h
cannot plan twofold/growth.h
cannot projection twofold/twofold.h

# Internal headers likewise: a module sees the folders of the modules beneath it and its own.
for path in "$root"/lib/*/*.h; do
    [ -e "$path" ] || continue
    header=${path#"$root"/lib/}
    owner=${header%%/*}
    can "$owner" "$header"
    [ "$owner" = base ] || cannot base "$header"
done

# And no path leads around the views.
if grep -n '^ *# *include *["<][^">]*\.\./' -r "$root/lib" "$root/cli" "$root/include"; then
    echo "include paths with .. go around the module table"
    failed=1
fi
exit $failed
