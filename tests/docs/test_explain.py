# SPDX-License-Identifier: GPL-3.0-or-later
"""docs/explain.md: the output it shows is what the command prints on the shipped example, and its
tables name all that the command can say.

With --write the shown outputs are written anew."""
import os
import re
import sys

import docs

NAME = "docs/explain.md"


def printed(folder, twofold, block):
    """What a block `$ twofold …` and its output would be, from the command itself."""
    first = block.split("\n", 1)[0]
    words = first.split()
    assert words[:2] == ["$", "twofold"], "not a command: " + first
    return first + "\n" + docs.run([twofold] + words[2:], folder).rstrip("\n") + "\n"


def check_output(folder, twofold, block):
    expected = printed(folder, twofold, block)
    assert block == expected, "it prints\n" + expected + "(run %s --write)" % sys.argv[0]


def listed(heading):
    """Words in the first column of the table under a heading."""
    rows = docs.read(NAME).split("| " + heading + " |\n", 1)[1].split("\n\n", 1)[0]
    return [word for row in rows.split("\n")[1:]
            for word in re.findall(r"`([^`]+)`", row.split("|")[1])]


def check_columns(folder, twofold):
    out = docs.run([twofold, "explain", "baishazhou.yaml", "heli.output.2025", "--format", "csv"],
                   folder)
    assert out.split("\n", 1)[0].split(",") == listed("column | what"), out.split("\n", 1)[0]


def check_combines():
    header = docs.read("include/twofold/projection.h")
    block = re.search(r"#define TWOFOLD_COMBINE_LIST\(X\)(.*?)\n\n", header, re.S).group(1)
    assert re.findall(r'X\(\w+, \d+, "([^"]+)"\)', block) == listed("`combine` | the value is")


def write(folder, twofold, shown):
    text = docs.read(NAME)
    for block in shown:
        text = text.replace("```console\n" + block, "```console\n" + printed(folder, twofold, block), 1)
    with open(os.path.join(docs.SOURCE, NAME), "w", encoding="utf-8") as file:
        file.write(text)


def main():
    twofold = docs.command()
    shown = [text for words, text, _ in docs.blocks(NAME) if words == ["console"]]
    with docs.folder() as folder:
        os.symlink(os.path.abspath(os.path.join(docs.SOURCE, "examples", "baishazhou.yaml")),
                   os.path.join(folder, "baishazhou.yaml"))
        if sys.argv[1:] == ["--write"]:
            return write(folder, twofold, shown)
        checks = docs.Checks()
        for block in shown:
            checks.check(block.split("\n", 1)[0], check_output, folder, twofold, block)
        checks.check("columns", check_columns, folder, twofold)
        checks.check("combine", check_combines)
        checks.end()


main()
