# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of the documents share: their code blocks, the command, and a C compiler."""
import os
import re
import shlex
import subprocess
import sys
import tempfile

SOURCE = os.environ.get("TWOFOLD_SOURCE") or os.path.join(os.path.dirname(__file__), "..", "..")


def skip(why):
    print("skipped: " + why)
    sys.exit(77)


def read(name):
    with open(os.path.join(SOURCE, name), encoding="utf-8") as file:
        return file.read()


def blocks(name):
    """The fenced blocks of a document: (words after the fence, text, line of the first line)."""
    found, fence, words, text, first = [], None, None, [], 0
    for number, line in enumerate(read(name).split("\n"), 1):
        mark = re.match(r"^(```+)\s*(.*)$", line)
        if fence is None and mark:
            fence, words, text, first = mark.group(1), mark.group(2).split(), [], number + 1
        elif fence is not None and line.rstrip() == fence:
            found.append((words, "\n".join(text) + "\n", first))
            fence = None
        elif fence is not None:
            text.append(line)
    if fence is not None:
        sys.exit("%s:%d: a code block that never ends" % (name, first))
    return found


def command():
    """Path of the command twofold."""
    path = os.environ.get("TWOFOLD")
    if not path:
        skip("this build has no command")
    return path


def run(arguments, folder, codes=(0,)):
    """Standard output of a run that ends with one of the codes."""
    done = subprocess.run(arguments, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          timeout=120, check=False)
    if done.returncode not in codes:
        raise AssertionError("%s\nended with %d\n%s%s" % (
            " ".join(arguments), done.returncode, done.stdout.decode("utf-8", "replace"),
            done.stderr.decode("utf-8", "replace")))
    return done.stdout.decode("utf-8")


def sanitizers():
    """What the library was built with, for programs that link it."""
    cache = os.path.join(os.environ["TWOFOLD_BUILD"], "CMakeCache.txt")
    with open(cache, encoding="utf-8") as file:
        found = re.search(r"^TWOFOLD_SANITIZE:\w+=(.+)$", file.read(), re.M)
    return ["-fsanitize=" + found.group(1)] if found else []


def compile_c(text, folder, name, *libraries):
    """A C program against the headers of the source tree and the library of the build."""
    build = os.environ.get("TWOFOLD_BUILD")
    if not build or not os.path.exists(os.path.join(build, "libtwofold.so")):
        skip("no shared library to link with")
    source, program = os.path.join(folder, name + ".c"), os.path.join(folder, name)
    with open(source, "w", encoding="utf-8") as file:
        file.write(text)
    run(shlex.split(os.environ.get("CC", "cc")) + sanitizers() +
        ["-std=c11", "-Wall", "-Wextra", "-Wpedantic", "-Werror",
         "-I" + os.path.join(SOURCE, "include"), source, "-o", program,
         "-L" + build, "-ltwofold", *libraries, "-Wl,-rpath," + build, "-lm"], folder)
    return program


def folder():
    """A temporary folder, for use with `with`."""
    return tempfile.TemporaryDirectory(prefix="twofold-docs-")


class Checks:
    """Runs checks, says which failed, and gives the exit code."""

    def __init__(self):
        self.done, self.failed = 0, 0

    def check(self, name, function, *arguments):
        self.done += 1
        try:
            function(*arguments)
        except AssertionError as why:
            self.failed += 1
            print("FAILED %s: %s" % (name, why))

    def end(self):
        print("%d checks, %d failed" % (self.done, self.failed))
        sys.exit(1 if self.failed or not self.done else 0)
