#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""twofold compare and twofold solve: what is computed by hand, every format, both languages."""

import csv
import io
import json
import os
import subprocess
import tempfile
import unittest

TWOFOLD = os.environ.get("TWOFOLD", "")
SOURCE = os.environ.get("TWOFOLD_SOURCE",
                        os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
PARK = os.path.join(SOURCE, "examples", "baishazhou.yaml")
COMPARE = "entity,kpi,period,scenario,value,difference,cause,first_period,verdict,target"
SOLVE = ("target,input,value,unit,met,residual,low,high,at_low,at_high,monotone,solved,roots,own,"
         "residual_low,residual_high,evaluations")
SLIP, CHEAP = "heli.south-base.delay.built=6 months", "price.2023=95%"

# 100 + 50 million; volume of a down a fifth, prices down a twentieth from 2023 on: 123.5 together.
SMALL = """\
twofold: 1
plan: Small
years: 2021..2024
enterprises:
  a: {zh: 甲, existing: {output: 100M CNY, tax: 5M CNY}}
  b: {projects: {p: {produce: 2022, ramp: step, at-full: {output: 50M CNY}}}}
targets:
  up: {reach: output, level: 120M CNY, of: park, by: 2023}
  more: {reach: output, level: 130M CNY, of: park, by: 2024}
  grow-a: {grow: output, of: a, by: 2023, pace: 10%}
scenarios:
  idle: {zh: 停工, set: {a.existing.utilisation: {2023: 80%}}}
  soft: {en: Soft prices, set: {price.2023: 95%}}
  both: {based-on: [idle, soft]}
"""


class Case(unittest.TestCase):
    def run_it(self, *arguments, exit=0):
        done = subprocess.run([TWOFOLD, *arguments], capture_output=True, timeout=120, check=False)
        done.out, done.err = done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
        self.assertEqual(done.returncode, exit, f"{arguments}\n{done.out}\n{done.err}")
        return done

    def rows(self, *arguments, exit=0):
        done = self.run_it(*arguments, "--format", "csv", exit=exit)
        self.assertEqual(done.err, "")
        return list(csv.DictReader(io.StringIO(done.out)))

    def small(self):
        file = tempfile.NamedTemporaryFile("w", suffix=".yaml", encoding="utf-8")
        self.addCleanup(file.close)
        file.write(SMALL)
        file.flush()
        return file.name


class Compare(Case):
    def of_2023(self, *arguments):
        rows = self.rows("compare", self.small(), "--of", "park", "--kpi", "output", *arguments)
        return [r for r in rows if r["period"] == "2023"]

    def test_values_differences_and_causes(self):
        rows = self.of_2023("--scenario", "idle", "--set", CHEAP)
        together = "idle + " + CHEAP
        expected = [("base", 150, None, ""), ("idle", 130, -20, ""), (CHEAP, 142.5, -7.5, ""),
                    (together, 123.5, -26.5, ""), (together, None, -20, "idle"),
                    (together, None, -7.5, CHEAP), (together, None, 1, "together")]
        self.assertEqual(len(rows), len(expected))
        for row, (scenario, value, difference, cause) in zip(rows, expected):
            self.assertEqual((row["scenario"], row["cause"]), (scenario, cause))
            for name, number in (("value", value), ("difference", difference)):
                if number is None:
                    self.assertEqual(row[name], "")
                else:
                    self.assertAlmostEqual(float(row[name]) / 1e6, number, places=9)

    def test_a_split_adds_up_exactly_in_any_order(self):
        rows = self.rows("compare", PARK, "--scenario", "moved", "--set", SLIP, "--set", CHEAP,
                         "--by", "quarter")
        splits = {}
        for row in rows:
            if "+ " in row["scenario"]:
                key = row["entity"], row["kpi"], row["period"]
                splits.setdefault(key, {})[row["cause"]] = row["difference"]
        self.assertGreater(len(splits), 300)
        for causes in splits.values():
            total = causes.pop("")
            self.assertEqual(len(causes), 4)
            if total == "":
                self.assertEqual(causes["together"], "")
                continue
            parts = [float(part) for part in causes.values()]
            self.assertEqual(sum(parts), float(total))
            self.assertEqual(sum(reversed(parts)), float(total))

    def test_scenarios_of_the_plan_and_their_causes(self):
        rows = self.of_2023()
        self.assertEqual([r["scenario"] for r in rows if r["cause"] == ""],
                         ["base", "idle", "soft", "both"])
        self.assertEqual([r["cause"] for r in rows if r["scenario"] == "both"],
                         ["", "idle", "soft", "together"])
        joined = self.of_2023("--scenario", "idle+soft")
        self.assertEqual([r["difference"] for r in joined if r["cause"] != ""],
                         [r["difference"] for r in rows if r["cause"] != ""])

    def test_verdicts_are_those_of_targets(self):
        for scenario in ["moved", "moved-and-late"]:
            told = {}
            for row in self.rows("targets", PARK, "--scenario", scenario,
                                 exit=1 if "late" in scenario else 0):
                told.setdefault(row["target"], row)  # of many: the whole stands first
            for row in self.rows("compare", PARK, "--scenario", scenario):
                if row["target"] and row["scenario"] == scenario and row["cause"] == "":
                    self.assertEqual(row["verdict"], told[row["target"]]["verdict"])
                    self.assertEqual(row["first_period"], told[row["target"]]["first_period"])

    def test_the_target_due_in_a_period_is_judged_there(self):
        rows = self.rows("compare", self.small(), "--scenario", "both", "--of", "park", "--kpi",
                         "output")
        by_year = {r["period"]: r for r in rows if r["scenario"] == "both" and not r["cause"]}
        self.assertEqual([by_year[y]["target"] for y in ("2022", "2023", "2024")],
                         ["up", "up", "more"])
        self.assertEqual([by_year[y]["verdict"] for y in ("2023", "2024")], ["met", "missed"])

    def test_another_base(self):
        rows = self.of_2023("--base", "idle", "--scenario", "soft")
        self.assertEqual([r["scenario"] for r in rows], ["idle", "soft"])
        self.assertAlmostEqual(float(rows[0]["value"]), 130e6, places=3)
        self.assertAlmostEqual(float(rows[1]["difference"]), -6.5e6, places=3)

    def test_what_is_shown_by_default(self):
        rows = self.rows("compare", self.small())
        self.assertEqual(list(dict.fromkeys((r["entity"], r["kpi"]) for r in rows)),
                         [("park", "output"), ("a", "output"), ("park", "tax")])
        rows = self.rows("compare", self.small(), "--of", "b", "--of", "a")
        self.assertEqual(list(dict.fromkeys((r["entity"], r["kpi"]) for r in rows)),
                         [("a", "output"), ("b", "output"), ("b", "tax"), ("a", "tax")])

    def test_tables(self):
        out = self.run_it("compare", self.small(), "--set", CHEAP, "--scenario", "idle", "--kpi",
                          "output").out
        self.assertIn("compared with: the plan as written", out)
        lines = [" ".join(line.split()) for line in out.splitlines()]
        # 120 needs 5 months of 50 beside 100, 130 needs 8
        self.assertIn("base 10000 15000 15000 15000 May 2022 met 125.0% Aug 2022 met 115.4%", lines)
        self.assertIn("all together 10000 15000 12350 12350 May 2022 met 102.9% Aug 2022 missed "
                      "95.0%", lines)
        self.assertIn("from base 0 0 -2650 -2650", lines)
        self.assertIn("of which idle 0 0 -2000 -2000", lines)  # its name is Chinese only
        self.assertIn("together 0 0 +100 +100", lines)
        self.assertIn("--set price.2023 100% 95%", lines)
        self.assertIn("idle a.existing.utilisation.2023 100% 80% 12", lines)

    def test_chinese_and_markdown(self):
        out = self.run_it("compare", PARK, "--set", SLIP, "--lang", "zh", "--of", "heli").out
        for words in ["比较基准：规划原文", "基准", "与基准之差", "首次达到", "达标 156.3%",
                      "2025年6月", "改为"]:
            self.assertIn(words, out)
        out = self.run_it("compare", PARK, "--lang", "zh", "--kpi", "外资", exit=2)
        self.assertIn("没有这个指标", out.err)
        out = self.run_it("compare", self.small(), "--format", "markdown", "--kpi", "tax").out
        self.assertIn("| base |", out)
        self.assertIn("| \xa0\xa0\xa0\xa0of which Soft prices |", out)
        out = self.run_it("compare", self.small(), "--of", "b", "--kpi", "output").out
        self.assertIn("No difference: idle", out)

    def test_json_has_the_columns(self):
        rows = json.loads(self.run_it("compare", self.small(), "--format", "json").out)
        self.assertEqual(list(rows[0]), COMPARE.split(","))
        self.assertIsNone(rows[0]["difference"])
        header = self.run_it("compare", self.small(), "--format", "csv").out.splitlines()[0]
        self.assertEqual(header, COMPARE)

    def test_mistakes(self):
        for arguments, words in [
                (["--scenario", "idel"], "did you mean idle?"),
                (["--base", "sotf"], "did you mean soft?"),
                (["--scenario", "soft+idel"], "did you mean idle?"),
                (["--set", "a.existin.output=1M CNY"], "did you mean existing?"),
                (["--set", "a.existing.output=1 kg CNY"], "a.existing.output"),
                (["--of", "c"], "no such entity: c"), (["--sort", "gap"], "--sort")]:
            done = self.run_it("compare", self.small(), *arguments, exit=2)
            self.assertIn(words, done.err)
            self.assertEqual(done.out, "")
        with tempfile.NamedTemporaryFile("w", suffix=".yaml") as file:
            file.write("twofold: 1\nplan: None\nyears: 2021..2022\nenterprises: {a: {}}\n")
            file.flush()
            self.assertIn("--set", self.run_it("compare", file.name, exit=2).err)


class Solve(Case):
    def solve(self, *arguments, exit=0):
        rows = self.rows("solve", self.small(), *arguments, exit=exit)
        self.assertEqual(len(rows), 1)
        return rows[0]

    def test_columns_and_a_closed_form(self):
        arguments = ["--target", "grow-a", "--input", "a.existing.growth", "--from", "0%", "--to",
                     "50%"]
        row = self.solve(*arguments)
        self.assertEqual(list(row), SOLVE.split(","))
        self.assertAlmostEqual(float(row["value"]), 0.1, delta=1e-12)  # the pace asked for
        self.assertEqual((row["met"], row["solved"], row["monotone"], row["unit"]),
                         ("met", "found", "rising", ""))
        self.assertEqual((row["low"], row["high"], row["at_low"]), ("0", "0.5", "100000000"))
        self.assertAlmostEqual(float(row["residual_low"]), 1 / 1.21 - 1, delta=1e-12)
        self.assertAlmostEqual(float(row["at_high"]), 225e6, delta=1e-3)
        rows = json.loads(self.run_it("solve", self.small(), *arguments, "--format", "json").out)
        self.assertEqual(list(rows[0]), SOLVE.split(","))

    def test_with_scenarios_and_changes(self):
        # (100 x 0.8 + x) x 0.95 = 120
        row = self.solve("--target", "up", "--input", "b.p.at-full.output", "--from", "0亿元",
                         "--to", "1亿元", "--scenario", "both")
        self.assertAlmostEqual(float(row["value"]), 120e6 / 0.95 - 80e6, delta=1e-4)
        self.assertEqual((row["unit"], row["own"]), ("CNY", "50000000"))
        row = self.solve("--target", "up", "--input", "b.p.at-full.output", "--from", "0亿元",
                         "--to", "1亿元", "--set", CHEAP, "--set", "a.existing.output=80M CNY")
        self.assertAlmostEqual(float(row["value"]), 120e6 / 0.95 - 80e6, delta=1e-4)

    def test_none_in_the_bounds(self):
        row = self.solve("--target", "up", "--input", "b.p.at-full.output", "--from", "0亿元",
                         "--to", "0.1亿元", exit=1)
        self.assertEqual((row["value"], row["solved"], row["met"], row["residual"]),
                         ("", "none", "missed", ""))
        self.assertEqual((float(row["at_low"]), float(row["at_high"])), (100e6, 110e6))
        out = self.run_it("solve", self.small(), "--target", "up", "--input", "b.p.at-full.output",
                          "--from", "0亿元", "--to", "0.1亿元", exit=1).out
        self.assertIn("missed at every value", out)
        self.assertIn("-16.7%", out)
        row = self.solve("--target", "up", "--input", "a.existing.tax", "--from", "1M CNY", "--to",
                         "2M CNY", exit=1)
        self.assertEqual((row["solved"], row["monotone"], row["met"]), ("no-effect", "flat", "met"))

    def test_dates_and_durations(self):
        row = self.rows("solve", PARK, "--target", "heli-doubles", "--input",
                        "heli.south-base.delay.built", "--from", "0 months", "--to", "3 years")[0]
        self.assertEqual((row["unit"], row["own"], row["high"]), ("months", "0", "36"))
        # put back, the delay meets the target to within a billionth
        told = self.rows("targets", PARK, "--set", f"heli.south-base.delay={{built: {row['value']} months}}",
                         exit=1)  # the base's tax is missed by then
        attained = [float(r["attainment"]) for r in told if r["target"] == "heli-doubles"]
        self.assertAlmostEqual(attained[0], 1, delta=1e-9)
        row = self.rows("solve", PARK, "--target", "heli-doubles", "--input",
                        "heli.south-base.full", "--from", "2024", "--to", "2028")[0]
        self.assertEqual((row["unit"], row["own"], row["low"]), ("date", "2025-01", "2024-01"))
        self.assertRegex(row["value"], r"^2027-\d\d-\d\d$")

    def test_tables(self):
        arguments = ["solve", PARK, "--target", "heli-doubles", "--input",
                     "heli.south-base.at-full.output", "--from", "0亿元", "--to", "30亿元"]
        # 26 less what 13 grow to by 3% in four years
        needed = 26 - 13 * 1.03 ** 4
        out = self.run_it(*arguments).out
        self.assertIn(f"heli-doubles is met at {needed:.4f} 100M CNY.", out)
        self.assertIn("From there on it is met", out)
        out = self.run_it(*arguments, "--lang", "zh").out
        self.assertIn(f"在取 {needed:.4f}亿元 时恰好达到", out)
        self.assertIn("不低于此值即达标", out)
        out = self.run_it(*arguments, "--format", "markdown").out
        self.assertIn("| meets it at |", out)

    def test_one_member_of_many(self):
        arguments = ["--target", "campaign", "--input", "price.2023", "--from", "50%", "--to",
                     "150%"]
        row = self.rows("solve", PARK, *arguments, "--of", "heli")[0]
        self.assertEqual(row["met"], "met")
        row = self.rows("solve", PARK, *arguments, exit=1)[0]  # three of the four are unknown
        self.assertEqual((row["solved"], row["met"]), ("undefined", "missed"))
        done = self.run_it("solve", PARK, *arguments, "--of", "futaihong", exit=2)
        self.assertIn("futaihong is no member of campaign", done.err)

    def test_mistakes(self):
        for arguments, words in [
                ([], "'solve' needs --target TARGET"),
                (["--target", "up"], "'solve' needs --input PATH"),
                (["--target", "pu", "--input", "a.existing.output"], "did you mean up?"),
                (["--target", "up", "--input", "a.existing.output"], "bounds"),
                (["--target", "up", "--input", "a.existin.output", "--from", "1M CNY", "--to",
                  "2M CNY"], "did you mean existing?"),
                (["--target", "up", "--input", "a.existing.output", "--from", "1M CNY"],
                 "--from and --to"),
                (["--target", "up", "--input", "a.existing.output", "--from", "2M CNY", "--to",
                  "1M CNY"], "not in order"),
                (["--target", "up", "--input", "a.zh", "--from", "1", "--to", "2"], "a number"),
                (["--target", "up", "--input", "a.existing.output", "--of", "a", "--of", "b"],
                 "one member")]:
            done = self.run_it("solve", self.small(), *arguments, exit=2)
            self.assertIn(words, done.err)
            self.assertEqual(done.out, "")
        done = self.run_it("solve", self.small(), "--lang", "zh", "--target", "pu", "--input", "x",
                           exit=2)
        self.assertIn("没有这个目标：pu", done.err)


if __name__ == "__main__":
    unittest.main()
