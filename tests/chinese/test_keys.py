# SPDX-License-Identifier: GPL-3.0-or-later
"""The real case with Chinese keys is the same plan: every cell has the same bits, every verdict is
the same, and what is written of it is Chinese and comes back.

The Chinese names come from the table of docs/plan-format.md, those of values from the lists below;
so what the library reads is held against what planners are told."""
import csv
import io
import json
import os
import re
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "docs"))
import docs  # noqa: E402

try:
    import yaml
except ImportError:
    docs.skip("Python has no yaml")

CASE = "examples/baishazhou.yaml"

# Reads a plan and writes it.
WRITER = r"""
#include <stdio.h>
#include <twofold/twofold.h>

static bool put(void *user, const char *bytes, size_t size)
{
    return fwrite(bytes, 1, size, user) == size;
}

int main(int count, char **arguments)
{
    twofold_plan *plan;
    if (count < 2 || twofold_plan_load(arguments[1], NULL, NULL, &plan, NULL) != TWOFOLD_OK) return 1;
    const twofold_status status = twofold_plan_write(plan, put, stdout);
    twofold_plan_free(plan);
    return status != TWOFOLD_OK;
}
"""

WORDS = {
    "in-place": "原地", "new-site": "新址", "supporting": "配套", "automation": "自动化",
    "service": "服务", "s-curve": "S曲线", "step": "阶跃", "even": "均匀", "flow": "流量",
    "stock": "存量", "met": "达标", "missed": "未达标", "unknown": "未知",
}
# Mappings whose keys are ids, or paths, and what the keys of an entry are.
IDS = {"sources", "assumptions", "clusters", "zones", "groups", "kpis", "enterprises", "projects",
       "targets", "scenarios"}
PATHS = {"set", "uncertain"}
MOMENTS = {"signed", "start", "built", "trial", "produce", "full", "end"}
NAMES_OF_KPIS = {"double", "multiply", "reach", "grow", "keep", "kpi"}


def names(table):
    """English to Chinese, as a table of the document says."""
    text = docs.read("docs/plan-format.md")
    rows = text[text.index("begin " + table):text.index("end " + table)]
    found = {}
    for english, chinese in re.findall(r"^\| `([a-z-]+)` \| ([^ |]+) \|", rows, re.M):
        found.setdefault(english, chinese)
    return found


class Translator:
    def __init__(self):
        self.kpis = names("kpis")
        self.names = {**self.kpis, **names("keys")}  # projects: the key, not the KPI
        self.count = 0

    def word(self, text):
        if text in self.names:
            self.count += 1
        return self.names.get(text, text)

    def path(self, text):
        return ".".join(self.word(part) for part in text.split("."))

    def moment(self, text):
        head, *rest = text.split(" + ")
        if not head[0].isdigit():
            head = self.path(head)
        return " + ".join([head] + [re.sub(r"(\d+) months", r"\1个月", part) for part in rest])

    def scalar(self, text, key):
        if key in NAMES_OF_KPIS:
            return self.kpis.get(text, text)
        if key == "ratio":
            return " / ".join(self.kpis.get(side, side) for side in text.split(" / "))
        if key in MOMENTS:
            return self.moment(text)
        if key == "of" or key == "between":
            return self.path(text)
        if key in ("kind", "ramp", "spend", "is", "reported"):
            return WORDS.get(text, text)
        return text

    def value(self, value, key):
        if isinstance(value, list):
            return [self.value(item, key) for item in value]
        if not isinstance(value, dict):
            return self.scalar(value, key)
        if key in IDS:
            return {name: self.value(below, "") for name, below in value.items()}
        if key in PATHS:
            return {self.path(path): self.value(below, path.split(".")[-1])
                    for path, below in value.items()}
        return {self.word(name): self.value(below, name) for name, below in value.items()}


def translated():
    translator = Translator()
    plan = yaml.load(docs.read(CASE), Loader=yaml.BaseLoader)
    chinese = translator.value(plan, "")
    assert translator.count > 300, "hardly a key was translated"
    return yaml.safe_dump(chinese, allow_unicode=True, sort_keys=False, width=1000)


def run_csv(verb, file, *more, codes=(0,)):
    return docs.run([docs.command(), verb, file, "--format", "csv", *more], None, codes)


def same(what, a, b):
    if a == b:
        return
    for one, other in zip(a.split("\n"), b.split("\n")):
        if one != other:
            sys.exit("%s differs:\n%s\n%s" % (what, one, other))
    sys.exit("%s differs in length" % what)


def english_keys(text):
    """Keys of the format that are still English in a text."""
    return re.findall(r"(?:^|[{,] ?)\s*((?:output|tax|existing|projects|assume|at-full|built)):",
                      text, re.M)


def check_projections(english, chinese):
    for more in [(), ("--by", "month"), ("--scenario", "moved-and-late")]:
        a, b = run_csv("project", english, *more), run_csv("project", chinese, *more)
        same("project " + " ".join(more), a, b)
        cells = sum(1 for row in csv.DictReader(io.StringIO(a)) if row["value"])
        assert cells > 2000, "only %d cells" % cells
    for more in [(), ("--scenario", "both")]:
        same("targets", run_csv("targets", english, *more, codes=(0, 1)),
             run_csv("targets", chinese, *more, codes=(0, 1)))
    same("test", docs.run([docs.command(), "test", english], None),
         docs.run([docs.command(), "test", chinese], None))
    # The same override, and the same part, in either language.
    same("--set", run_csv("project", english, "--set", "heli.south-base.at-full.output=20亿元",
                          "--of", "heli.existing", "--of", "park", "--kpi", "output"),
         run_csv("project", chinese, "--set", "heli.south-base.达产时.产值=20亿元",
                 "--of", "heli.现有", "--of", "园区", "--kpi", "产值"))


def check_writing(folder, chinese):
    program = docs.compile_c(WRITER, folder, "write")
    once = docs.run([program, chinese], folder)
    assert not english_keys(once), "written in English: %s" % english_keys(once)
    again = os.path.join(folder, "again.yaml")
    with open(again, "w", encoding="utf-8") as file:
        file.write(once)
    same("what was written", once, docs.run([program, again], folder))
    same("the plan that came back", run_csv("project", chinese), run_csv("project", again))
    # English stays English.
    assert "产值:" not in docs.run([program, os.path.join(docs.SOURCE, CASE)], folder)


def check_values(folder, chinese):
    """Every figure that is written is the one that was read."""
    program = docs.compile_c(WRITER, folder, "write")
    written = yaml.load(docs.run([program, chinese], folder), Loader=yaml.BaseLoader)
    with open(chinese, encoding="utf-8") as file:
        read = yaml.load(file, Loader=yaml.BaseLoader)

    def leaves(value):
        if isinstance(value, dict):
            return [leaf for below in value.values() for leaf in leaves(below)]
        if isinstance(value, list):
            return [leaf for below in value for leaf in leaves(below)]
        return [value]

    assert sorted(leaves(read)) == sorted(leaves(written))
    assert json.dumps(sorted(read), ensure_ascii=False) == json.dumps(
        sorted(written), ensure_ascii=False)


# What a further name is tried in.
FIGURE = "企业: {a: {现有: {%s: 3万元}}}"
FRAGMENTS = {
    "existing": "企业: {a: {%s: {产值: 3万元}}}",
    "growth": "企业: {a: {现有: {产值: 3万元, %s: 3%%}}}",
    "cluster": "产业集群: {c: {}}\n企业: {a: {%s: c}}",
    "zone": "片区: {z: {}}\n企业: {a: {%s: z}}",
    "zh": "企业: {a: {%s: 甲}}",
    "why": "企业: {a: {%s: 甲}}",
    "output": FIGURE, "sales": FIGURE, "value-added": FIGURE, "tax": FIGURE, "investment": FIGURE,
    "jobs": "企业: {a: {现有: {%s: 3}}}",
    "land": "企业: {a: {现有: {%s: 3亩}}}",
    "years": "%s: 2021..2030",
}


def further_names():
    """The paragraph of further names: key and Chinese names."""
    text = docs.read("docs/plan-format.md")
    paragraph = text[text.index("have further names"):text.index("Inside, and in the CSV")]
    for key, names_of in re.findall(r"`([a-z-]+)`((?:\s+[\u4e00-\u9fff]+)+)", paragraph):
        for name in names_of.split():
            yield key, name


def check_further_names(folder):
    first = {**names("kpis"), **names("keys")}
    tried = 0
    for key, name in further_names():
        said = []
        for word in (first[key], name):
            plan = os.path.join(folder, "name.yaml")
            head = "格式版本: 1\n" + ("" if key == "years" else "规划年份: 2021..2030\n")
            with open(plan, "w", encoding="utf-8") as file:
                file.write(head + FRAGMENTS[key] % word + "\n")
            said.append(run_csv("project", plan))
        same(key + " " + name, *said)
        tried += 1
    assert tried > 25, tried


def main():
    with tempfile.TemporaryDirectory() as folder:
        chinese = os.path.join(folder, "baishazhou.yaml")
        with open(chinese, "w", encoding="utf-8") as file:
            file.write(translated())
        english = os.path.join(docs.SOURCE, CASE)
        check_projections(english, chinese)
        check_writing(folder, chinese)
        check_values(folder, chinese)
        check_further_names(folder)


if __name__ == "__main__":
    main()
