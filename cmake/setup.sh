# shellcheck shell=sh
# SPDX-License-Identifier: GPL-3.0-or-later
# For the scripts that a person runs first (examples/quickstart.sh, tests/run.sh, bench/run.sh,
# .ci/run): sets up a bare Debian and builds. POSIX sh; source it with $root set to the top folder.
# The one place for the list of packages.
# shellcheck disable=SC2154 # root

# packages_of GROUP: the Debian packages that a group of tasks needs.
packages_of() {
    case $1 in
    build) echo "gcc libc6-dev make cmake pkg-config libgsl-dev libyaml-dev libjansson-dev" ;;
    tests) echo "g++ libcmocka-dev python3 python3-yaml python3-numpy" ;;
    checks) echo "clang clang-format clang-tidy libclang-rt-14-dev valgrind shellcheck" ;;
    esac
}

say() {
    printf '== %s\n' "$*"
}

# logged FILE COMMAND...: runs a command with its output in a file; on failure shows the last of it.
logged() {
    log=$1
    shift
    if "$@" >>"$log" 2>&1; then
        return 0
    fi
    echo "failed: $*"
    echo "the last lines of $log:"
    tail -n 40 "$log"
    return 1
}

# need GROUP...: installs what is missing of these groups. Does nothing where all is there.
need() {
    if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
        say "not a Debian system: expecting to find the tools and libraries of: $*"
        return 0
    fi
    missing=
    for group in "$@"; do
        for package in $(packages_of "$group"); do
            status=$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null || :)
            [ "$status" = installed ] || missing="$missing $package"
        done
    done
    [ -n "$missing" ] || return 0
    as_root=
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null; then
            echo "run this as root once, or install:$missing"
            return 1
        fi
        as_root=sudo
    fi
    say "installing:$missing"
    mkdir -p "$root/build"
    : >"$root/build/packages.log"
    logged "$root/build/packages.log" $as_root apt-get update -q || return 1
    # shellcheck disable=SC2086 # missing is a list, as_root a word or nothing
    logged "$root/build/packages.log" $as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -q --no-install-recommends $missing
}

# jobs_here: how many compilers to run at once.
jobs_here() {
    nproc 2>/dev/null || echo 1
}

# build NAME OPTION...: configures build/NAME with these CMake options, and builds it.
build() {
    folder=$root/build/$1
    shift
    # A folder that was configured for another place, or by a run that was cut short, is of no use.
    home=$(sed -n 's/^CMAKE_HOME_DIRECTORY:INTERNAL=//p' "$folder/CMakeCache.txt" 2>/dev/null || :)
    if [ -d "$folder" ] && [ "$home" != "$root" ]; then
        rm -rf "$folder"
    fi
    mkdir -p "$folder"
    : >"$folder/build.log"
    say "building in ${folder#"$root"/}"
    logged "$folder/build.log" cmake -S "$root" -B "$folder" "$@" || return 1
    logged "$folder/build.log" cmake --build "$folder" -j "$(jobs_here)"
}
