# SPDX-License-Identifier: GPL-3.0-or-later
"""docs/plan-format.md: its tables are the library's, and its examples are plans without errors.

With --write the tables are written anew, from twofold_key_at and twofold_kpi_at."""
import os
import re
import sys

import docs

NAME = "docs/plan-format.md"

# Prints all tables with a tab between columns.
PROGRAM = r"""
#include <stdio.h>
#include <twofold/twofold.h>

int main(void)
{
    static const char *const kinds[] = {"flow", "stock", "ratio", "opening stock"};
    for (size_t i = 0; i < twofold_key_count(); i++) {
        const twofold_key key = twofold_key_at(i);
        printf("key\t%s\t%s\t%s\t%s\t%s\t%s\t%d\n", key.where, key.name, key.zh, key.takes,
               key.fallback, key.doc, (int)key.later);
    }
    static const char *const what[] = {
#define X(name, number, id, zh, what) what,
        TWOFOLD_DISTRIBUTION_LIST(X)
    };
    for (int i = 0; i < TWOFOLD_DISTRIBUTION_COUNT; i++) {
        const twofold_distribution_kind kind = (twofold_distribution_kind)i;
        printf("distribution\t%s\t%s\t%s\t", twofold_distribution_text(kind, TWOFOLD_EN),
               twofold_distribution_text(kind, TWOFOLD_ZH), what[i]);
        for (size_t k = 0; k < twofold_distribution_parameters(kind); k++) {
            const twofold_parameter p = twofold_distribution_parameter(kind, k);
            printf("%s`%s` %s", k == 0 ? "" : ", ", p.name, p.zh);
        }
        printf("\n");
    }
    for (int i = 0; i < TWOFOLD_KPI_COUNT; i++) {
        const twofold_kpi *kpi = twofold_kpi_at(i);
        printf("kpi\t%s\t%s\t%s\t%s\t%s\t%s\n", kpi->id, kpi->zh, kpi->unit, kinds[kpi->kind],
               kpi->numerator < 0 ? "" : twofold_kpi_at(kpi->numerator)->id,
               kpi->denominator < 0 ? "" : twofold_kpi_at(kpi->denominator)->id);
    }
    return 0;
}
"""

# What stands around a fragment, so that it can be checked.
AROUND = {
    "top": """twofold: 1
plan: Around an example
years: 2021..2032
clusters: {machinery: {}, electronics: {}}
enterprises:
  heli:
    cluster: machinery
    existing: {output: 13亿元, tax: 2500万元, land: 200亩, growth: 3%}
    projects:
      south-base: {start: 2022-01, built: 2023, full: 2025, land: 369亩, at-full: {output: 26亿元, tax: 5000万元}}
  other-firm:
    cluster: electronics
    existing: {output: 2亿元}
""",
    "enterprise": """twofold: 1
plan: Around an example
years: 2021..2032
enterprises:
  heli:
    projects:
      south-base: {start: 2022-01, built: 2023, full: 2025, at-full: {output: 26亿元}}
  example:
""",
    "project": """twofold: 1
plan: Around an example
years: 2021..2040
rates: {USD: 6.45元}
enterprises:
  example:
    projects:
      it:
""",
}
INDENT = {"top": 0, "enterprise": 4, "project": 8}


def library_rows(folder):
    """Rows of all tables, as lists of texts."""
    out = docs.run([docs.compile_c(PROGRAM, folder, "tables")], folder)
    rows = [line.split("\t") for line in out.splitlines()]
    return [[r[1:] for r in rows if r[0] == table] for table in ("key", "kpi", "distribution")]


# ---- From rows to Markdown and back ----

def cell(text):
    return text.replace("|", " \\| ") or " "


def write_keys(keys):
    """Each key under the first of its places; `where` of the rest in the last column."""
    places, merged = [], {}
    for where, *what in keys:
        if where not in places:
            places.append(where)
        merged.setdefault(tuple(what), []).append(where)
    lines = []
    for place in places:
        lines += ["### In: " + place, ""]
        own = [(k, w) for k, w in merged.items() if w[0] == place]
        shared = [k[0] for k, w in merged.items() if place in w[1:]]
        if own:
            lines += ["| key | 中文 | takes | default | meaning | also in |", "|---|---|---|---|---|---|"]
        for (name, zh, takes, fallback, doc, later), where in own:
            lines.append("| `%s` | %s | %s | %s | %s%s | %s |" % (
                name, zh, cell(takes), cell(fallback), cell(doc), " *Later.*" if later == "1" else "",
                "; ".join(where[1:]) or " "))
        if shared:
            lines += [""] if own else []
            lines.append("As above: " + ", ".join("`%s`" % name for name in shared) + ".")
        lines.append("")
    return lines


def cells_of(line):
    return [c.strip().replace(" \\| ", "|") for c in re.split(r"(?<!\\)\|", line)[1:-1]]


def read_keys(lines):
    """The rows again, one for each key and place."""
    rows, place = [], ""
    for line in lines:
        if line.startswith("### In: "):
            place = line[8:]
        elif line.startswith("| `"):
            name, zh, takes, fallback, doc, also = cells_of(line)
            later = doc.endswith(" *Later.*")
            doc = doc[:-len(" *Later.*")] if later else doc
            for where in [place] + [w for w in also.split("; ") if w]:
                rows.append([where, name.strip("`"), zh, takes, fallback, doc, "1" if later else "0"])
    return rows


def kpi_unit(unit):
    return "any" if unit == "*" else unit


def write_kpis(kpis):
    lines = ["| KPI | 中文 | unit | kind |", "|---|---|---|---|"]
    for name, zh, unit, kind, above, below in kpis:
        ratio = " `%s` / `%s`" % (above, below) if above else ""
        lines.append("| `%s` | %s | %s | %s%s |" % (name, zh, kpi_unit(unit) or " ", kind, ratio))
    return lines + [""]


def write_distributions(distributions):
    lines = ["| distribution | 中文 | what it is | parameters |", "|---|---|---|---|"]
    for name, zh, what, parameters in distributions:
        lines.append("| `%s` | %s | %s | %s |" % (name, zh, what, parameters or " "))
    return lines + [""]


def section(text, name):
    """Lines between the two marks of a table, and where they begin and end."""
    begin = re.search(r"^<!-- begin %s: .*-->\n" % name, text, re.M)
    end = re.search(r"^<!-- end %s -->\n" % name, text, re.M)
    return begin.end(), end.start()


def write(folder):
    keys, kpis, distributions = library_rows(folder)
    text = docs.read(NAME)
    for name, lines in (("keys", write_keys(keys)), ("kpis", write_kpis(kpis)),
                        ("distributions", write_distributions(distributions))):
        first, last = section(text, name)
        text = text[:first] + "\n".join(lines) + text[last:]
    with open(os.path.join(docs.SOURCE, NAME), "w", encoding="utf-8") as file:
        file.write(text)


# ---- The checks ----

def check_keys(text, keys):
    first, last = section(text, "keys")
    here, there = ({tuple(row) for row in rows}
                   for rows in (read_keys(text[first:last].split("\n")), keys))
    for row in sorted(here - there):
        print("  only in the document:", row)
    for row in sorted(there - here):
        print("  only in the library:", row)
    assert here == there, "run %s --write" % sys.argv[0]
    assert len(keys) == len(there), "two rows of the library are equal"


def check_table(text, name, lines):
    first, last = section(text, name)
    assert text[first:last].rstrip("\n") == "\n".join(lines).rstrip("\n"), \
        "run %s --write" % sys.argv[0]


def whole_plan(words, text):
    kind = words[1]
    if kind == "plan":
        return text
    return AROUND[kind] + "".join(" " * INDENT[kind] + line + "\n" for line in text.splitlines())


def check_example(twofold, folder, words, text):
    assert len(words) > 1, "say what it is: plan, top, enterprise or project"
    name = os.path.join(folder, "example.yaml")
    with open(name, "w", encoding="utf-8") as file:
        file.write(whole_plan(words, text))
    for verb in ("check", "project", "targets"):
        docs.run([twofold, verb, name], folder, (0,) if verb == "check" else (0, 1))


def main():
    with docs.folder() as folder:
        if sys.argv[1:] == ["--write"]:
            write(folder)
            return
        keys, kpis, distributions = library_rows(folder)
        checks = docs.Checks()
        text = docs.read(NAME)
        checks.check("keys", check_keys, text, keys)
        checks.check("kpis", check_table, text, "kpis", write_kpis(kpis))
        checks.check("distributions", check_table, text, "distributions",
                     write_distributions(distributions))
        if checks.failed:
            checks.end()
        twofold = docs.command()
        for words, example, line in docs.blocks(NAME):
            if words[:1] == ["csv"]:  # a table that the examples below it name
                with open(os.path.join(folder, words[1]), "w", encoding="utf-8") as file:
                    file.write(example)
            if words[:1] == ["yaml"]:
                checks.check("%s:%d" % (NAME, line), check_example, twofold, folder, words, example)
        checks.end()


main()
