# SPDX-License-Identifier: GPL-3.0-or-later
"""CONTRIBUTING.md and the documents: the files and names they speak of exist, the index is whole."""
import glob
import os
import re

import docs

FOLDERS = ("include", "lib", "cli", "cmake", "tests")


def words(name):
    """What stands between backticks outside code blocks."""
    text = re.sub(r"^```.*?^```$", "", docs.read(name), flags=re.M | re.S)
    return sorted(set(re.findall(r"`([^`\n]+)`", text)))


def code():
    """All of the source as one text."""
    text = docs.read("CMakeLists.txt")
    for folder in FOLDERS:
        for path in glob.glob(os.path.join(docs.SOURCE, folder, "**", "*"), recursive=True):
            if path.endswith((".c", ".h", ".cmake", ".txt", ".sh")):
                with open(path, encoding="utf-8", errors="replace") as file:
                    text += file.read()
    return text


def exists(path, near):
    """A path from the top, or a file's name in a folder that the document speaks of."""
    path = path.replace("NAME", "*")
    return glob.glob(os.path.join(docs.SOURCE, path)) or \
        any(glob.glob(os.path.join(docs.SOURCE, folder, path)) for folder in near)


def check(name, source):
    near = {os.path.dirname(w) for w in words(name) if "/" in w} | {"examples", "include/twofold"}
    for word in words(name):
        if re.fullmatch(r"[\w.*/-]+\.(c|h|md|py|sh|cmake|txt|yaml)|[\w.-]+/[\w.*/-]*", word):
            assert exists(word, near), "no such file: " + word
        elif re.fullmatch(r"(tf|TF|twofold|TWOFOLD|VERB|OPTION|FOR)_\w*[a-z0-9A-Z]", word):
            assert word in source, "no such name: " + word


def check_index():
    """Every document and every example is in the list."""
    index = docs.read("docs/index.md")
    for pattern in ("docs/*.md", "examples/*.c"):
        for path in glob.glob(os.path.join(docs.SOURCE, pattern)):
            name = os.path.basename(path)
            assert name == "index.md" or name in index, "docs/index.md does not have " + name


def main():
    checks, source = docs.Checks(), code()
    for name in ("CONTRIBUTING.md", "docs/design.md", "docs/c-api.md", "docs/index.md"):
        checks.check(name, check, name, source)
    checks.check("index", check_index)
    checks.end()


main()
