# SPDX-License-Identifier: GPL-3.0-or-later
"""docs/tasks.md: what it shows is what the commands print, in both languages.

With --write the shown outputs are written anew."""
import os
import sys

import docs

NAME = "docs/tasks.md"


def printed(twofold, block):
    """What a block of commands and their output would be. Commands run in examples/; a line that
    begins with '$ ' is one, a '\\' at its end goes on in the next."""
    lines, out, at = block.split("\n"), [], 0
    while at < len(lines):
        if lines[at].startswith("$ "):
            words = lines[at][2:]
            out.append(lines[at])
            while words.endswith("\\"):
                at += 1
                out.append(lines[at])
                words = words[:-1] + lines[at]
            command = docs.shlex.split(words)
            assert command[0] == "twofold", "not a command of ours: " + words
            folder = os.path.join(docs.SOURCE, "examples")
            out += docs.run([twofold] + command[1:], folder, (0, 1)).rstrip("\n").split("\n")
        at += 1
    return "\n".join(out) + "\n"


def shown():
    return [(text, line) for words, text, line in docs.blocks(NAME) if words == ["console"]]


def check_block(twofold, block):
    expected = printed(twofold, block)
    assert block == expected, "it prints\n" + expected + "(run %s --write)" % sys.argv[0]


def check_languages():
    """Every command stands there in English and in Chinese."""
    commands = [line for block, _ in shown() for line in block.split("\n") if line.startswith("$ ")]
    english = {line for line in commands if "--lang zh" not in line}
    chinese = {line.replace(" --lang zh", "") for line in commands if "--lang zh" in line}
    missing = {line for line in english ^ chinese if "--format" not in line}
    assert not missing, "in one language alone: %s" % sorted(missing)


def main():
    twofold = docs.command()
    if sys.argv[1:] == ["--write"]:
        text = docs.read(NAME)
        for block, _ in shown():
            text = text.replace("```console\n" + block, "```console\n" + printed(twofold, block), 1)
        with open(os.path.join(docs.SOURCE, NAME), "w", encoding="utf-8") as file:
            file.write(text)
        return
    checks = docs.Checks()
    for block, line in shown():
        checks.check("%s:%d" % (NAME, line), check_block, twofold, block)
    checks.check("languages", check_languages)
    checks.end()


main()
