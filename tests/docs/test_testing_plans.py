# SPDX-License-Identifier: GPL-3.0-or-later
"""docs/testing-plans.md: its plan gives the output shown, its C program passes on that plan.

With --write the shown outputs are written anew."""
import os
import shlex
import sys

import docs

NAME = "docs/testing-plans.md"
found = docs.blocks(NAME)
plan = next(text for words, text, _ in found if words == ["yaml"])
shown = [(text, line) for words, text, line in found if words == ["console"]]
program = next(text for words, text, _ in found if words == ["c"])


def printed(folder, block):
    first = block.split("\n", 1)[0]
    words = shlex.split(first)
    assert words[:2] == ["$", "twofold"], "not a command: " + first
    return first + "\n" + docs.run([docs.command()] + words[2:], folder, (0, 1)).rstrip("\n") + "\n"


def check_output(folder, block):
    expected = printed(folder, block)
    assert block == expected, "it prints\n" + expected + "(run %s --write)" % sys.argv[0]


def check_columns(folder):
    head = docs.run([docs.command(), "test", "heli.yaml", "--format", "csv"], folder, (1,)).split("\n")[0]
    assert head in docs.read(NAME).replace("\n", " "), "the columns are " + head


def check_program(folder):
    docs.run([docs.compile_c(program, folder, "test_heli", "-lcmocka")], folder)


def check_assertions():
    """Every assertion of the header is in the table."""
    for line in docs.read("include/twofold/cmocka.h").split("\n"):
        if not line.startswith("#define twofold_assert_"):
            continue
        word = line.split()[1].split("(")[0]
        short = word[len("twofold_assert"):]
        assert "`%s`" % word in docs.read(NAME) or "`%s`" % short in docs.read(NAME), word


def main():
    with docs.folder() as folder:
        with open(os.path.join(folder, "heli.yaml"), "w", encoding="utf-8") as file:
            file.write(plan)
        if sys.argv[1:] == ["--write"]:
            text = docs.read(NAME)
            for block, _ in shown:
                text = text.replace("```console\n" + block, "```console\n" + printed(folder, block), 1)
            with open(os.path.join(docs.SOURCE, NAME), "w", encoding="utf-8") as file:
                file.write(text)
            return
        checks = docs.Checks()
        for block, line in shown:
            checks.check("%s:%d" % (NAME, line), check_output, folder, block)
        checks.check("columns", check_columns, folder)
        checks.check("assertions", check_assertions)
        checks.check("program", check_program, folder)
        checks.end()


main()
