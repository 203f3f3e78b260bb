# SPDX-License-Identifier: GPL-3.0-or-later
"""README.md: the output it shows is what the command prints, and its C snippet compiles and runs.

With --write the shown outputs are written anew."""
import os
import re
import sys

import docs

NAME = "README.md"


def examples():
    """The plan, the commands with the output shown, the C snippet."""
    found = docs.blocks(NAME)
    plan = next(text for words, text, _ in found if words == ["yaml"])
    shown = [(text, line) for words, text, line in found if words == ["console"]]
    snippet = next(text for words, text, _ in found if words == ["c"])
    return plan, shown, snippet


def printed(folder, twofold, block):
    """What a block `$ twofold …` and its output would be, from the command itself."""
    first = block.split("\n", 1)[0]
    words = first.split()
    assert words[:2] == ["$", "twofold"], "not a command: " + first
    return first + "\n" + docs.run([twofold] + words[2:], folder, (0, 1)).rstrip("\n") + "\n"


def check_output(folder, twofold, block):
    expected = printed(folder, twofold, block)
    assert block == expected, "it prints\n" + expected + "(run %s --write)" % sys.argv[0]


def check_lines(plan, snippet):
    assert len(plan.splitlines()) == 12, "the plan has not 12 lines"
    assert len(snippet.splitlines()) == 6, "the snippet has not 6 lines"


def check_snippet(folder, snippet):
    expected = re.findall(r"/\* (.*?) \*/", snippet)
    program = docs.compile_c("#include <stdio.h>\n#include <twofold/twofold.h>\n\nint main(void)\n{\n"
                             + snippet + "return 0;\n}\n", folder, "snippet")
    got = docs.run([program], folder).split()
    assert got == expected, "it prints %s" % got


def check_links():
    for name in ("README.md", "CONTRIBUTING.md", "docs/index.md", "docs/plan-format.md",
                 "docs/c-api.md", "docs/explain.md", "docs/tasks.md", "docs/testing-plans.md", "docs/design.md",
                 "docs/semantics.md"):
        for link in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", docs.read(name)):
            path = os.path.join(docs.SOURCE, os.path.dirname(name), link)
            assert "://" in link or os.path.exists(path), "%s links to %s" % (name, link)


def check_anchors():
    """Links within plan-format.md lead to headings of it."""
    text = docs.read("docs/plan-format.md")
    heads = {re.sub(r"[^\w -]", "", h.lower()).strip().replace(" ", "-")
             for h in re.findall(r"^#+ (.*)$", text, re.M)}
    for link in re.findall(r"\]\(#([^)]+)\)", text):
        assert link in heads, "no heading #" + link


def write(folder, twofold, shown):
    text = docs.read(NAME)
    for block, _ in shown:
        text = text.replace("```console\n" + block, "```console\n" + printed(folder, twofold, block), 1)
    with open(os.path.join(docs.SOURCE, NAME), "w", encoding="utf-8") as file:
        file.write(text)


def main():
    twofold = docs.command()
    plan, shown, snippet = examples()
    with docs.folder() as folder:
        with open(os.path.join(folder, "heli.yaml"), "w", encoding="utf-8") as file:
            file.write(plan)
        if sys.argv[1:] == ["--write"]:
            write(folder, twofold, shown)
            return
        checks = docs.Checks()
        for block, line in shown:
            checks.check("%s:%d" % (NAME, line), check_output, folder, twofold, block)
        checks.check("lines", check_lines, plan, snippet)
        checks.check("links", check_links)
        checks.check("anchors", check_anchors)
        checks.check("snippet", check_snippet, folder, snippet)
        checks.end()


main()
