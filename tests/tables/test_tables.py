# SPDX-License-Identifier: GPL-3.0-or-later
"""A plan whose firms stand in a CSV file is the plan that has them in itself: the same bits in every
cell, the same verdicts, whatever the file's encoding, separator and language; and it is written back
with its table."""
import csv
import io
import os
import random
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "docs"))
import docs  # noqa: E402

FIRMS = 40

HEAD = """twofold: 1
plan: A campaign
years: 2021..2026
as-of: 2021-10
currency: CNY
rates: {USD: 6.45}
sources: {yearbook: "Statistics of the park, 2021"}
clusters:
  machinery: {zh: 机械制造}
  electronics: {zh: 电子信息}
"""
TAIL = """targets:
  campaign: {double: output, each: park, base: 2021, by: 2025, at-least: 40}
  most: {double: output, each: park, base: 2021, by: 2025, at-least: 10}
scenarios:
  slow: {set: {f07.existing.growth: 1%, f08.existing.output: x 90%, price.2023: 95%}}
"""

# Column: path below the firm, how the plan writes a value, English and Chinese headings.
COLUMNS = [
    ("zh", "{}", "zh", "名称"),
    ("cluster", "{}", "cluster", "产业"),
    ("existing.output", "{}亿元", "existing.output (亿元)", "现有.产值（亿元）"),
    ("existing.tax", "{}万元", "existing.tax [万元]", "现有.税收(万元)"),
    ("existing.jobs", "{}", "existing.jobs", "现有.从业人员"),
    ("existing.land", "{}亩", "existing.land", "现有.用地(亩)"),
    ("existing.growth", "{}%", "existing.growth(%)", "现有.增速(%)"),
    ("assume.existing.value-added", "{}万元", "assume.existing.value-added (万元)",
     "假设.现有.增加值(万元)"),
    ("projects.new.full", "{}", "projects.new.full", "项目.new.达产"),
    ("projects.new.at-full.output", "{}", "projects.new.at-full.output", "项目.new.达产时.产值"),
    ("source", "{}", "source", "来源"),
    ("existing.actual.output.2021-01..2021-10", "{}亿元",
     "existing.actual.output.2021-01..2021-10(亿元)", "现有.实绩.产值.2021-01..2021-10(亿元)"),
]


def firms():
    """Values by path, as somebody would write them; None: not known."""
    draw = random.Random(40)
    made = []
    for i in range(FIRMS):
        known = i % 9 != 4
        firm = {
            "zh": "第%d家" % (i + 1),
            "cluster": draw.choice(["machinery", "electronics", None]),
            "existing.output": "%.2f" % draw.uniform(0.3, 9) if known else None,
            "existing.tax": str(draw.randint(20, 4000)) if i % 4 else None,
            "existing.jobs": str(draw.randint(20, 9000)) if i % 3 else None,
            "existing.land": "~%d" % draw.randint(5, 300) if i % 5 == 0 else str(20 + i),
            "existing.growth": "%.1f" % draw.uniform(1, 39) if known else None,
            "assume.existing.value-added": str(draw.randint(1000, 9999)) if i % 7 == 1 else None,
            "projects.new.full": "2024" if i % 8 == 2 else None,
            "projects.new.at-full.output": "3..5亿元" if i % 8 == 2 else None,
            "source": "article %d" % i if i % 6 == 0 else None,
            "existing.actual.output.2021-01..2021-10": "0.25" if i % 10 == 3 else None,
        }
        made.append(("f%02d" % i, firm))
    return made


def nested(firm):
    """The mapping that a plan would hold."""
    tree = {}
    for path, form, _, _ in COLUMNS:
        if firm[path] is None:
            continue
        *above, last = path.split(".", 3) if "actual" in path else path.split(".")
        at = tree
        for word in above:
            at = at.setdefault(word, {})
        at[last] = form.format(firm[path])
    if "source" not in tree:
        tree["source"] = "yearbook table 3"
    return tree


def flow(value):
    if isinstance(value, dict):
        return "{%s}" % ", ".join("%s: %s" % (key, flow(below)) for key, below in value.items())
    return value


def as_yaml(made):
    rows = "".join("  %s: %s\n" % (name, flow(nested(firm))) for name, firm in made)
    return HEAD + "enterprises:\n" + rows + TAIL


def grouped(text):
    """1234 as spreadsheets show it: 1,234."""
    return "{:,}".format(int(text)) if text.isdigit() else text


def as_csv(made, chinese, separator, first="id"):
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator="\r\n")
    writer.writerow([first] + [column[3 if chinese else 2] for column in COLUMNS])
    for name, firm in made:
        cells = [name]
        for path, _, heading, _ in COLUMNS:
            text = firm[path] or ""
            if path in ("existing.tax", "existing.jobs", "assume.existing.value-added"):
                text = grouped(text)
            elif path == "existing.land" and not chinese and text:
                text += "亩"
            cells.append(text)
        writer.writerow(cells)
    return out.getvalue()


def put(folder, name, data):
    path = os.path.join(folder, name)
    with open(path, "wb") as file:
        file.write(data if isinstance(data, bytes) else data.encode("utf-8"))
    return path


def answers(plan):
    """Everything a plan says, apart from where it says it."""
    said = []
    for more in ((), ("--by", "month"), ("--scenario", "slow")):
        said.append(docs.run([docs.command(), "project", plan, "--format", "csv", *more], None))
        said.append(docs.run([docs.command(), "targets", plan, "--format", "csv",
                              *[word for word in more if word not in ("--by", "month")]],
                             None, (0, 1)))
    faults = docs.run([docs.command(), "check", plan, "--format", "csv"], None)
    rows = [row for row in csv.DictReader(io.StringIO(faults))]
    said.append(sorted((row["code"], row["path"], row["found"], row["expected"]) for row in rows))
    return said


def same(what, expected, plan):
    got = answers(plan)
    for one, other in zip(expected, got):
        if one != other:
            a, b = (one, other) if isinstance(one, list) else (one.split("\n"), other.split("\n"))
            for x, y in zip(a, b):
                if x != y:
                    sys.exit("%s: differs\n%s\n%s" % (what, x, y))
            sys.exit("%s: one is longer" % what)


TABLE = HEAD + "enterprises: {table: firms.csv, source: yearbook table 3}\n" + TAIL
ZH_TABLE = TABLE.replace("enterprises: {table:", "企业: {表:").replace(", source:", ", 来源:")

WAYS = [  # what, plan, Chinese headings, separator, first heading, encoding
    ("GBK, Chinese headings", TABLE, True, ",", "编号", "gbk"),
    ("GB18030, semicolons", ZH_TABLE, True, ";", "标识", "gb18030"),
    ("UTF-8 with a byte-order mark", TABLE, True, ",", "企业", "utf-8-sig"),
    ("UTF-8, English, tabs", ZH_TABLE, False, "\t", "id", "utf-8"),
]

WRITER = r"""
#include <stdio.h>
#include <string.h>
#include <twofold/twofold.h>

static bool put(void *user, const char *bytes, size_t size)
{
    return fwrite(bytes, 1, size, user) == size;
}

/* Writes a plan; with a path and a value, what a draft makes of it. */
int main(int count, char **arguments)
{
    twofold_plan *plan, *changed;
    twofold_draft *draft;
    if (count < 2 || twofold_plan_load(arguments[1], NULL, NULL, &plan, NULL) != TWOFOLD_OK) return 1;
    if (count == 4) {
        if (twofold_draft_of(plan, NULL, &draft) != TWOFOLD_OK) return 2;
        if (twofold_draft_set(draft, arguments[2], arguments[3]) != TWOFOLD_OK) return 3;
        if (twofold_draft_finish(draft, NULL, &changed, NULL) != TWOFOLD_OK) return 4;
        twofold_draft_free(draft);
        twofold_plan_free(plan);
        plan = changed;
    }
    const twofold_status status = twofold_plan_write(plan, put, stdout);
    twofold_plan_free(plan);
    return status != TWOFOLD_OK;
}
"""


def check_ways(folder, made):
    expected = answers(put(folder, "plain.yaml", as_yaml(made)))
    cells = sum(1 for row in csv.DictReader(io.StringIO(expected[0])) if row["value"])
    assert cells > 3000, "only %d cells" % cells
    assert "f07" in expected[1] and ",met," in expected[1]
    for what, plan, chinese, separator, first, encoding in WAYS:
        put(folder, "firms.csv", as_csv(made, chinese, separator, first).encode(encoding))
        same(what, expected, put(folder, "table.yaml", plan))
    return expected


def check_writing(folder, made, expected):
    program = docs.compile_c(WRITER, folder, "write")
    put(folder, "firms.csv", as_csv(made, True, ",").encode("gbk"))
    plan = put(folder, "table.yaml", TABLE)
    once = docs.run([program, plan], folder)
    assert "\nenterprises: {table: firms.csv, source: yearbook table 3}\n" in once, once
    assert "f07:" not in once
    again = put(folder, "again.yaml", once)
    assert docs.run([program, again], folder) == once
    same("written and read", expected, again)
    # A draft that changes a row has no table any more; one that changes something else has.
    other = docs.run([program, plan, "price", "{2023: 99%}"], folder)
    assert "{table: firms.csv" in other and "2023: 99%" in other
    row = docs.run([program, plan, "f07.existing.growth", "2%"], folder)
    assert "table:" not in row and "f07:" in row and "f39:" in row, row
    put(folder, "row.yaml", row)
    same("a row set in a draft", answers(put(folder, "row-in-yaml.yaml", as_yaml(
        [(name, dict(firm, **{"existing.growth": "2"}) if name == "f07" else firm)
         for name, firm in made]))), os.path.join(folder, "row.yaml"))
    # A further firm beside the table stays beside it.
    beside = docs.run([program, plan, "enterprises.extra.zh", "另一家"], folder)
    assert "table: firms.csv" in beside and "extra:" in beside and "f07:" not in beside, beside


def check_places(folder):
    """A fault in a table is told with the table's file, line and column."""
    put(folder, "firms.csv", "编号,现有.产值(亿元)\r\na,3\r\nb,三\r\n".encode("gbk"))
    plan = put(folder, "bad.yaml", "twofold: 1\nyears: 2021..2022\nenterprises: {table: firms.csv}\n")
    told = docs.run([docs.command(), "check", plan, "--lang", "zh"], None, (2,))
    assert "firms.csv:3:3: 错误 b.现有.产值: 无法把 三 读成数字；应为 元" in told, told
    told = docs.run([docs.command(), "check", plan], None, (2,))
    assert "firms.csv:3:3: error b.existing.output: cannot read 三 as a number" in told, told
    # What is assumed in a table is listed with its line there.
    put(folder, "firms.csv", "id,assume.existing.output\na,3亿元\n")
    for lang in ("en", "zh"):
        told = docs.run([docs.command(), "check", plan, "--lang", lang], None)
        path = {"en": "a.existing.output", "zh": "a.现有.产值"}[lang]
        assert any(line.split() == [path, "3亿元", "firms.csv:2"] for line in told.split("\n")), told


def main():
    made = firms()
    with tempfile.TemporaryDirectory() as folder:
        expected = check_ways(folder, made)
        check_writing(folder, made, expected)
        check_places(folder)


if __name__ == "__main__":
    main()
