#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""twofold test: the real case, every format, and an independent implementation's outcomes."""

import csv
import io
import json
import os
import random
import sys
import unittest
import xml.etree.ElementTree as xml

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from test_cli import PARK, SOURCE, Case  # noqa: E402

sys.path.insert(0, os.path.join(SOURCE, "tests", "oracle"))
import oracle  # noqa: E402

COLUMNS = ("line,outcome,expects,scenario,target,entity,kpi,period,is,within,at_least,at_most,"
           "verdict,value,known,of")

with open(PARK, encoding="utf-8") as file:
    REAL = file.read()
WRONG = REAL.replace("scenario: moved-and-late, is: missed", "scenario: moved-and-late, is: met")

# a makes 10亿元 a year and jumps to twice that in one scenario; '&<>"' and '#' must be told as they are.
SMALL = """\
twofold: 1
plan: 'A & B <"park">'
years: 2021..2026
enterprises:
  a: {zh: 'A & <B> #1', existing: {output: 10亿元, tax: 500万元}}
targets:
  more: {reach: output, of: a, level: 10亿元, by: 2025}
scenarios:
  half: {set: {a.existing.output: 5亿元}}
expect:
  - {target: more, is: met}
  - {target: more, is: met, scenario: half}
  - {kpi: output, of: a, in: 2025, is: 11亿元}
  - {kpi: tax-rate, of: a, in: 2025, is: 0.5%}
  - {chance-of: more, at-least: 80%}
"""


class Test(Case):
    def test_real_case_holds(self):
        for lang, last in [("en", "14 passed, 0 failed, 1 skipped"),
                           ("zh", "通过 14，未通过 0，跳过 1")]:
            out = self.run_it("test", PARK, "--lang", lang).out
            self.assertEqual(out.splitlines()[-1], last)
            self.assertEqual(len(out.splitlines()), 17)

    def test_a_failing_line_says_why(self):
        """Figures of the reading in which the old plant moves: 26亿元 needed, six months late."""
        plan = self.written(WRONG)
        out = self.run_it("test", plan, exit=1).out.splitlines()
        at = out.index("failed   heli-doubles is missed in scenario moved-and-late, expected met")
        report = out[at + 1:at + 11]
        for line, parts in zip(report, [
                ("target", "double output of heli, base 2021, by 2025", plan + ":242"),
                ("base", "2021  1300M CNY", "assumed: half of the 26亿元", plan + ":18"),
                ("required", "2025  2600M CNY"),
                ("projected", "2025  2357M CNY", "90.7%, short by 242.7M CNY", "first Jun 2026"),
                ("parts", "existing 0 CNY (was 1463M CNY in base)"),
                ("", "south-base 2357M CNY (was 2600M CNY in base)"),
                ("because", "heli.south-base.delay.built  0 months  ->  6 months", ":253",
                 "(six-months-late)"),
                ("", "heli.existing.end  none  ->  2024", ":260 (moved)"),
                ("meets it", "heli.south-base.delay.built at most 0 months"),
                ("replay", "twofold targets " + plan + " --scenario moved-and-late --of heli")]):
            self.assertTrue(line.startswith("    " + parts[0]), line)
            for part in parts[1:]:
                self.assertIn(part, line)
        self.assertEqual(out[-1], "13 passed, 1 failed, 1 skipped")
        chinese = self.run_it("test", plan, "--lang", "zh", exit=1).out
        for text in ["未通过   heli-doubles为“未达标”（情景moved-and-late），应为“达标”",
                     "需达到     2025年  26.00亿元", "23.57亿元   完成90.7%，差2.427亿元",
                     "现有工厂 0元（原文14.63亿元）", "可达标     heli.south-base.delay.built 不超过"]:
            self.assertIn(text, chinese)

    def test_what_is_replayed_shows_it(self):
        report = self.run_it("test", self.written(WRONG), exit=1).out
        command = next(line for line in report.splitlines() if line.startswith("    replay"))
        words = command.split()[2:]
        self.assertIn("90.7%", self.run_it(*words, exit=1).out)

    def test_outcomes_are_the_independent_ones(self):
        for text in [REAL, WRONG, SMALL, EDGES]:
            exit = 0 if text == REAL else 1
            rows = self.rows("test", self.written(text), exit=exit)
            theirs = iter(oracle.expected(text))
            for row in rows:
                if row["outcome"] == "skipped":
                    self.assertEqual(row["expects"], "chance")
                    continue
                item, holds, value = next(theirs)
                self.assertEqual(row["outcome"], "passed" if holds else "failed", item)
                if row["expects"] == "value" and value is not None:
                    self.assertAlmostEqual(float(row["value"]) / value if value else 1, 1, 9)

    def test_random_figures_read_as_the_independent_calculation_says(self):
        """Figures written near the values of the real case, with any digits, units and bounds."""
        random.seed(4)
        values = [r for r in self.rows("project", PARK, "--kpi", "output", "--kpi", "jobs",
                                       "--kpi", "tax-rate", "--kpi", "output-per-mu") if r["value"]]
        units = {"output": [("亿元", 1e8), ("万元", 1e4), ("M USD", 6.45e6)], "jobs": [("人", 1)],
                 "tax-rate": [("%", 0.01)], "output-per-mu": [("万元/亩", 1e4)]}
        lines = []
        for r in random.sample(values, 150):
            word, scale = random.choice(units[r["kpi"]])
            value = float(r["value"]) / scale * (1 + random.choice([0, 0, 0.001, -0.003, 0.02]))
            figure = "%.*f%s" % (random.randint(0, 3), value, word)
            key = random.choice(["is", "is", "is", "at-least", "at-most"])
            within = ", within: %s%%" % random.choice([0.2, 3]) if key == "is" and random.random() < 0.3 else ""
            lines.append("  - {kpi: %s, of: %s, in: %s, %s: %s%s}\n" % (
                r["kpi"], r["entity"], r["period"], key, figure, within))
        text = REAL[:REAL.index("\nexpect:")] + "\nexpect:\n" + "".join(lines)
        rows = self.rows("test", self.written(text), exit=1)
        theirs = list(oracle.expected(text))
        self.assertEqual(len(rows), len(theirs))
        for row, (item, holds, value) in zip(rows, theirs):
            self.assertEqual(row["outcome"], "passed" if holds else "failed", (item, value))
        self.assertTrue(30 < sum(holds for _, holds, _ in theirs) < 130)

    def test_tap(self):
        out = self.run_it("test", self.written(SMALL), "--format", "tap", exit=1).out
        lines = out.splitlines()
        self.assertEqual(lines[:2], ["TAP version 13", "1..5"])
        self.assertEqual([line for line in lines if line.startswith(("ok", "not ok"))], [
            "ok 1 - more is met", "not ok 2 - more is met in scenario half",
            "not ok 3 - output of a in 2025 is 11亿元", "ok 4 - tax-rate of a in 2025 is 0.5%",
            "ok 5 - the chance of more is at least 80% # SKIP chances come with simulation"])
        self.assertEqual(lines.count("  ---"), 2)
        self.assertEqual(lines.count("  ..."), 2)
        self.assertIn("    more is missed in scenario half, expected met", lines)
        chinese = self.run_it("test", self.written(SMALL), "--format", "tap", "--lang", "zh",
                              exit=1).out
        self.assertIn("not ok 3 - A & <B> \\#1 2025年产值为11亿元", chinese)

    def test_junit(self):
        out = self.run_it("test", self.written(SMALL), "--format", "junit", "--lang", "zh",
                          exit=1).out
        suite = xml.fromstring(out).find("testsuite")
        self.assertEqual(suite.get("name"), 'A & B <"park">')
        self.assertEqual([suite.get(k) for k in ("tests", "failures", "errors", "skipped")],
                         ["5", "2", "0", "1"])
        cases = suite.findall("testcase")
        self.assertEqual(cases[2].get("name"), "A & <B> #1 2025年产值为11亿元")
        self.assertEqual(cases[2].get("line"), "13")
        self.assertIn("实为10.00亿元", cases[2].find("failure").get("message"))
        self.assertIn("twofold project", cases[2].find("failure").text)
        self.assertIsNone(cases[0].find("failure"))
        self.assertIsNotNone(cases[4].find("skipped"))

    def test_rows_for_programs(self):
        plan = self.written(SMALL)
        out = self.run_it("test", plan, "--format", "csv", exit=1).out
        self.assertEqual(out.splitlines()[0], COLUMNS)
        rows = list(csv.reader(io.StringIO(out)))
        self.assertEqual(rows[2][:13], "12,failed,verdict,half,more,a,output,,met,,,,missed".split(","))
        self.assertAlmostEqual(float(rows[2][13]) / 5e8, 1, 12)
        self.assertEqual(rows[3][:13], "13,failed,value,,,a,output,2025,11亿元,,,,".split(","))
        self.assertEqual(rows[3][14:], ["1", "1"])
        self.assertEqual(rows[5][13:], ["", "", ""])
        rows = json.loads(self.run_it("test", plan, "--format", "json", exit=1).out)
        self.assertEqual(list(rows[0]), COLUMNS.split(","))
        self.assertIsNone(rows[4]["value"])
        marked = self.run_it("test", plan, "--format", "markdown", exit=1).out
        self.assertIn("| failed | output of a in 2025 is 11亿元: found 10.00亿元 |", marked)

    def test_scenarios_and_changes_lie_under_all(self):
        plan = self.written(SMALL)
        rows = self.rows("test", plan, "--scenario", "half", exit=1)
        self.assertEqual([r["outcome"] for r in rows],
                         ["failed", "failed", "failed", "failed", "skipped"])
        rows = self.rows("test", plan, "--set", "a.existing.output=11亿元")  # 0.45% reads as 0.5%
        self.assertEqual([r["outcome"] for r in rows], ["passed"] * 4 + ["skipped"])

    def test_what_cannot_be_tested(self):
        plan = self.written(SMALL)
        done = self.run_it("test", plan, "--set", "a.existing.output=5亩", exit=2)
        self.assertIn("5亩", done.err)
        self.assertEqual(done.out, "")
        self.assertIn("half", self.run_it("test", plan, "--scenario", "hlaf", exit=2).err)
        self.assertIn("tap, junit", self.run_it("test", plan, "--format", "xml", exit=2).err)
        self.assertNotIn("junit", self.run_it("check", plan, "--format", "xml", exit=2).err)
        self.run_it("test", plan + ".gone", exit=3)
        nothing = self.written(SMALL[:SMALL.index("expect:")])
        self.assertIn("expects nothing", self.run_it("test", nothing).out)
        self.assertIn("1..0 # SKIP", self.run_it("test", nothing, "--format", "tap").out)


# Figures at the edges of what they round to, with and without `within`.
EDGES = """\
twofold: 1
plan: Edges
years: 2021..2026
rates: {USD: 6.45元}
enterprises:
  a: {existing: {output: 10亿元, tax: 500万元, jobs: 120, land: 100亩, growth: 10%}}
  c: {existing: {}}
targets:
  double: {double: output, of: a, base: 2021, by: 2025}
  dark: {double: output, of: c, base: 2021, by: 2025}
scenarios:
  fast: {set: {a.existing.growth: 19%}}
expect:
  - {target: double, is: missed}
  - {target: double, is: met, scenario: fast}
  - {target: dark, is: missed}
  - {kpi: output, of: a, in: 2021, is: 10亿元}
  - {kpi: output, of: a, in: 2022, is: 10亿元}
  - {kpi: output, of: a, in: 2022, is: 11.0亿元}
  - {kpi: output, of: a, in: 2023, is: 12亿元}
  - {kpi: output, of: a, in: 2023, is: 12.1亿元}
  - {kpi: output, of: a, in: 2023, is: 12.09亿元}
  - {kpi: tax, of: a, in: 2021, is: 0.1亿元}
  - {kpi: tax, of: a, in: 2021, is: 0.0亿元}
  - {kpi: output, of: a, in: 2021, is: 155M USD}
  - {kpi: output, of: a, in: 2021, is: 155.1M USD}
  - {kpi: output-per-mu, of: a, in: 2021, is: 1000万元/亩}
  - {kpi: output, of: a, in: 2022, is: 10亿元, within: 10%}
  - {kpi: output, of: a, in: 2022, is: 10亿元, within: 9%}
  - {kpi: output, of: a, in: 2022, is: 10亿元, within: 1亿元}
  - {kpi: tax-rate, of: a, in: 2022, is: 0.6%, within: 0.1%}
  - {kpi: tax-rate, of: a, in: 2022, is: 0.6%, within: 0.01%}
  - {kpi: output, of: a, in: 2022, at-least: 11亿元, at-most: 11亿元}
  - {kpi: output, of: a, in: 2022, at-least: 11.1亿元}
  - {kpi: output, of: a, in: 2022, at-most: 10.9亿元}
  - {kpi: output, of: a, in: 2021-06, is: 8333万元}
  - {kpi: output, of: a, in: 2021-01..2021-10, is: 8.3亿元}
  - {kpi: output, of: c, in: 2021, at-least: 0元}
  - {kpi: jobs, in: 2021, is: 120}
"""

if __name__ == "__main__":
    unittest.main()
