# SPDX-License-Identifier: GPL-3.0-or-later
"""docs/growth.md: each function of the four headers stands in one row and no others; its table of
policies and classes is what the library answers."""
import ctypes
import glob
import math
import os
import re
import sys

import docs

NAME = "docs/growth.md"
HEADERS = ("growth", "decomposition", "structure", "evaluation")


def rows():
    """The cells of each table's rows, headings and rules left out."""
    for line in docs.read(NAME).split("\n"):
        if line.startswith("|") and not re.match(r"^\|(-|\s*(function|now ←))", line):
            yield [cell.strip() for cell in line.strip("|").split("|")]


def declared():
    """The functions that the headers declare."""
    found = set()
    for header in HEADERS:
        text = re.sub(r"/\*.*?\*/", "", docs.read("include/twofold/%s.h" % header), flags=re.S)
        found |= set(re.findall(r"TWOFOLD_API[^;(]*?\btwofold_(\w+)\(", text))
    return found


def check_functions():
    listed = [name for cells in rows() for name in re.findall(r"`(\w+)`", cells[0])]
    assert len(listed) == len(set(listed)), "twice: %s" % [n for n in listed if listed.count(n) > 1]
    assert set(listed) == declared(), "missing %s, of no header %s" % (
        sorted(declared() - set(listed)), sorted(set(listed) - declared()))
    assert len(listed) > 90


def check_policies(library):
    library.twofold_growth_by.restype = ctypes.c_double
    library.twofold_growth_class_text.restype = ctypes.c_char_p
    seen = set()
    for cells in rows():
        if "←" not in cells[0]:
            continue
        now, base = (ctypes.c_double(float(x)) for x in cells[0].split("←"))
        for policy, cell in enumerate(cells[1:5]):
            rate = library.twofold_growth_by(policy, now, base)
            assert math.isnan(rate) if cell == "" else "%.4g" % (rate + 0.0) == cell, (cells, rate)
        which = library.twofold_growth_classify(now, base)
        words = [library.twofold_growth_class_text(which, lang).decode() for lang in (0, 1)]
        if which != 1:
            assert cells[5] == " ".join(words), (cells, words)
        seen.add(which)
    assert seen == set(range(1, 11)), seen  # every class but "unknown"


def main():
    check_functions()
    found = glob.glob(os.path.join(os.environ.get("TWOFOLD_BUILD", ""), "libtwofold.so"))
    if not found or docs.sanitizers():
        print("functions only: no plain shared library here")
        sys.exit(0)
    check_policies(ctypes.CDLL(found[0]))


main()
