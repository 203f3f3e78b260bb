#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The command as its users meet it: exit statuses, columns, both languages, the real case."""

import csv
import io
import json
import os
import subprocess
import sys
import tempfile
import unittest

TWOFOLD = os.environ.get("TWOFOLD", "")
SOURCE = os.environ.get("TWOFOLD_SOURCE",
                        os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
PARK = os.path.join(SOURCE, "examples", "baishazhou.yaml")
LATE = "heli.south-base.delay={built: 6 months}"

PROJECT = "scenario,entity,kpi,period,unit,value,known,of"
CHECK = "code,severity,line,column,path,found,expected,nearest,file"
TARGETS = ("scenario,target,kind,entity,kpi,base_period,due,base,required,projected,attainment,gap,"
           "first_period,held_from,verdict,needed_pace,projected_pace,land_part,intensity_part,"
           "reported,known,of")

SMALL = """\
twofold: 1
plan: Small
zh: 小园区
years: 2021..2023
currency: CNY
enterprises:
  heli: {zh: 合力, existing: {output: 10亿元, tax: 1000万元, jobs: 100, land: 100亩, growth: 10%}}
  star: {zh: 星鑫, existing: {output: 2亿元}}
targets:
  more: {grow: output, of: heli, by: 2023, pace: 5%}
"""


class Case(unittest.TestCase):
    def run_it(self, *arguments, exit=0, stdout=subprocess.PIPE):
        done = subprocess.run([TWOFOLD, *arguments], stdout=stdout, stderr=subprocess.PIPE,
                              stdin=subprocess.DEVNULL, timeout=120, check=False)
        done.out = (done.stdout or b"").decode("utf-8")
        done.err = done.stderr.decode("utf-8")
        self.assertEqual(done.returncode, exit, f"{arguments}\n{done.out}\n{done.err}")
        return done

    def rows(self, *arguments, exit=0):
        done = self.run_it(*arguments, "--format", "csv", exit=exit)
        self.assertEqual(done.err, "")
        return list(csv.DictReader(io.StringIO(done.out)))

    def written(self, text):
        file = tempfile.NamedTemporaryFile("w", suffix=".yaml", encoding="utf-8")
        self.addCleanup(file.close)
        file.write(text)
        file.flush()
        return file.name


class CommandLine(Case):
    def test_help_goes_to_standard_output(self):
        for arguments in [["--help"], ["-h"], ["check", "--help"], ["project", "--help"],
                          ["targets", "--help"], ["compare", "--help"], ["solve", "--help"],
                          ["test", "--help"], ["--help", "--lang", "zh"]]:
            done = self.run_it(*arguments)
            self.assertIn("twofold", done.out)
            self.assertEqual(done.err, "")

    def test_help_of_each_verb_has_examples_and_its_options_only(self):
        for verb in ["check", "project", "targets", "compare", "solve", "test"]:
            out = self.run_it(verb, "--help").out
            self.assertIn(f"  twofold {verb} park.yaml", out)
            self.assertEqual("--sort" in out, verb == "targets")
            self.assertEqual("--by" in out, verb in ("project", "compare"))
            self.assertEqual("junit" in out, verb == "test")
            self.assertEqual(out.count("--format"), 1 + (verb in ["check", "project", "test"]))

    def test_help_fits_a_terminal(self):
        for lang in ["en", "zh"]:
            for verb in [[], ["check"], ["project"], ["targets"], ["compare"], ["solve"], ["test"]]:
                for line in self.run_it(*verb, "--help", "--lang", lang).out.splitlines():
                    self.assertLessEqual(sum(2 if ord(c) > 0x2E80 else 1 for c in line), 100, line)

    def test_version(self):
        self.assertRegex(self.run_it("--version").out, r"^twofold \d+\.\d+\.\d+\n$")

    def test_mistakes_name_the_nearest_word(self):
        for arguments, word in [
                (["prject", PARK], "did you mean project?"),
                (["project", PARK, "--scenaro", "moved"], "did you mean --scenario?"),
                (["project", PARK, "--by", "yaer"], "did you mean year?"),
                (["project", PARK, "--scenario", "move"], "did you mean moved?"),
                (["project", PARK, "--of", "helli"], "did you mean heli?"),
                (["project", PARK, "--of", "heli.south-bas"], "did you mean heli.south-base?"),
                (["project", PARK, "--kpi", "outptu"], "did you mean output?"),
                (["project", PARK, "--set", "heli.south-base.delya=x"], "delay"),
                (["targets", PARK, "--lang", "zh", "--kpi", "税手"], "是不是 税收？")]:
            done = self.run_it(*arguments, exit=2)
            self.assertIn(word, done.err)
            self.assertEqual(done.out, "")

    def test_mistakes_are_bad_input(self):
        for arguments in [[], ["project"], ["project", PARK, PARK], ["project", PARK, "--by"],
                          ["project", PARK, "--help=1"], ["project", PARK, "-x"],
                          ["check", PARK, "--of", "heli"], ["project", PARK, "--sort", "gap"],
                          ["project", PARK, "--lang", "de"], ["project", PARK, "--set", "price"],
                          ["project", PARK, "--scenario", ""]]:
            done = self.run_it(*arguments, exit=2)
            self.assertRegex(done.err, r"^twofold: ")
            self.assertEqual(done.out, "")

    def test_lists_what_there_is_when_it_is_little(self):
        err = self.run_it("project", PARK, "--of", "nobody", exit=2).err
        self.assertIn("park, machinery, heli", err)
        err = self.run_it("project", PARK, "--scenario", "nothing", exit=2).err
        self.assertIn("six-months-late, soft-prices, both, moved, moved-and-late", err)

    def test_could_not_run(self):
        for verb in ["check", "project", "targets", "test"]:
            done = self.run_it(verb, "/nonexistent/park.yaml", exit=3)
            self.assertIn("/nonexistent/park.yaml", done.err)
            self.assertEqual(done.out, "")

    def test_output_that_cannot_be_written(self):
        if not os.path.exists("/dev/full"):
            self.skipTest("no /dev/full")
        for arguments in [["project", PARK], ["project", PARK, "--format", "csv"],
                          ["check", PARK], ["targets", PARK], ["test", PARK], ["--help"], ["--version"]]:
            with open("/dev/full", "wb") as full:
                self.assertNotEqual(self.run_it(*arguments, exit=3, stdout=full).err, "")


class Project(Case):
    def value(self, entity, kpi, period, *arguments):
        rows = self.rows("project", PARK, "--of", entity, "--kpi", kpi, *arguments)
        return {row["period"]: row["value"] for row in rows}[period]

    def test_columns(self):
        out = self.run_it("project", PARK, "--format", "csv").out
        self.assertEqual(out.splitlines()[0], PROJECT)

    def test_real_case(self):
        self.assertEqual(self.value("heli.south-base", "output", "2025"), "2600000000")
        self.assertEqual(self.value("semiconductors", "output", "2021"), "200000000")
        self.assertEqual(self.value("futaihong", "jobs", "2022"), "5500")
        self.assertAlmostEqual(float(self.value("park", "foreign-capital", "2021")), 2.2e6 * 6.45)
        self.assertEqual(self.value("合力工业车辆南方生产基地", "产值", "2025"), "2600000000")

    def test_unknown_is_empty(self):
        row = self.rows("project", PARK, "--of", "yanjing", "--kpi", "output")[0]
        self.assertEqual((row["value"], row["known"], row["of"]), ("", "0", "1"))

    def test_unknown_kpis_are_left_out_unless_asked_for(self):
        small = self.written(SMALL)
        kpis = {row["kpi"] for row in self.rows("project", small)}
        self.assertIn("output", kpis)
        self.assertNotIn("sales", kpis)
        self.assertEqual(len(self.rows("project", small, "--kpi", "sales", "--of", "heli")), 3)

    def test_periods(self):
        totals = []
        for by, first, count in [("year", "2021", 10), ("quarter", "2021Q1", 40),
                                 ("month", "2021-01", 120)]:
            rows = self.rows("project", PARK, "--by", by, "--of", "heli", "--kpi", "output")
            self.assertEqual((rows[0]["period"], len(rows)), (first, count))
            totals.append(sum(float(row["value"]) for row in rows))
        for total in totals:
            self.assertAlmostEqual(total / totals[0], 1, places=12)

    def test_set_and_scenario(self):
        base = float(self.value("heli", "output", "2025"))
        late = float(self.value("heli", "output", "2025", "--scenario", "six-months-late"))
        self.assertLess(late, base)
        self.assertEqual(float(self.value("heli", "output", "2025", "--set", LATE)), late)
        cheap = float(self.value("heli", "output", "2025", "--set", "price.2023=95%"))
        self.assertAlmostEqual(cheap / base, 0.95)
        rows = self.rows("project", PARK, "--scenario", "both", "--of", "heli")
        self.assertEqual({row["scenario"] for row in rows}, {"both"})

    def test_json_is_the_same(self):
        arguments = ["project", PARK, "--of", "park", "--kpi", "credit"]
        listed = json.loads(self.run_it(*arguments, "--format", "json").out)
        for one, row in zip(listed, self.rows(*arguments)):
            self.assertEqual(list(one), PROJECT.split(","))
            self.assertEqual(one["value"], float(row["value"]) if row["value"] else None)

    def test_table(self):
        out = self.run_it("project", PARK).out
        for words in ["Baishazhou Industrial Park  2021 to 2030", "the plan as written",
                      "output (100M CNY)", "tax (10k CNY)", "parts known", "2–3/5",
                      "pipeline (expected, not in the totals)", "by zone", "Nothing known: ",
                      "assumptions or defaults", "40.63"]:
            self.assertIn(words, out)
        self.assertFalse([line for line in out.splitlines() if line.endswith(" ")])

    def test_table_in_chinese(self):
        out = self.run_it("project", PARK, "--lang", "zh", "--scenario", "both").out
        for words in ["白沙洲工业园区", "情景：推迟且降价", "产值（亿元）", "税收（万元）", "用地（亩）",
                      "亩均产值（万元/亩）", "    衡阳合力工业车辆", "在谈项目（期望值，不计入合计）",
                      "已知部分"]:
            self.assertIn(words, out)

    def test_lone_other_is_left_out(self):
        out = self.run_it("project", self.written(SMALL), "--lang", "zh", "--kpi", "output").out
        self.assertIn("\n  合力  ", out)
        self.assertNotIn("其他", out)

    def test_table_of_one_enterprise_shows_its_parts(self):
        out = self.run_it("project", PARK, "--of", "heli", "--lang", "zh").out
        self.assertIn("  现有工厂", out)
        self.assertIn("  合力工业车辆南方生产基地", out)
        self.assertNotIn("富泰宏", out)
        self.assertNotIn("南方生产基地", self.run_it("project", PARK, "--lang", "zh").out)

    def test_markdown(self):
        out = self.run_it("project", PARK, "--format", "markdown", "--kpi", "output").out
        self.assertTrue(out.startswith("# Baishazhou Industrial Park"))
        self.assertIn("| output (100M CNY) | 2021", out)
        self.assertIn("| \u00a0\u00a0machinery |", out)


class Targets(Case):
    def verdicts(self, *arguments, exit=0):
        rows = self.rows("targets", PARK, *arguments, exit=exit)
        return {row["target"]: row["verdict"] for row in reversed(rows)}  # summaries come first

    def test_columns(self):
        out = self.run_it("targets", PARK, "--format", "csv").out
        self.assertEqual(out.splitlines()[0], TARGETS)

    def test_real_case(self):
        self.assertEqual(self.verdicts(), {
            "heli-doubles": "met", "campaign": "unknown", "heli-base-tax": "met",
            "foreign-capital": "met", "park-output": "unknown", "intensity": "met",
            "trained": "met"})

    def test_readings_of_the_flagship(self):
        for scenario, verdict in [("both", "met"), ("moved", "met"), ("moved-and-late", "missed")]:
            arguments = ["--scenario", scenario, "--of", "heli", "--kpi", "output"]
            found = self.verdicts(*arguments, exit=1 if verdict == "missed" else 0)
            self.assertEqual(found, {"heli-doubles": verdict})

    def test_missed_is_exit_1_in_every_format(self):
        for form in ["table", "csv", "json", "markdown"]:
            self.run_it("targets", PARK, "--scenario", "moved-and-late", "--format", form, exit=1)

    def test_cells(self):
        row = self.rows("targets", PARK)[0]
        self.assertEqual((row["kind"], row["entity"], row["kpi"], row["base_period"], row["due"]),
                         ("double", "heli", "output", "2021", "2025"))
        self.assertEqual((row["base"], row["required"], row["reported"]),
                         ("1300000000", "2600000000", ""))
        self.assertEqual((row["first_period"], row["known"], row["of"]), ("2024-12", "2", "2"))
        self.assertAlmostEqual(float(row["needed_pace"]), 2 ** 0.25 - 1)

    def test_each_is_followed_by_its_members(self):
        rows = [row for row in self.rows("targets", PARK) if row["target"] == "campaign"]
        self.assertEqual([row["entity"] for row in rows],
                         ["doubled-2021", "heli", "hanma", "yanjing", "dsm"])
        self.assertEqual((rows[0]["reported"], rows[0]["required"], rows[0]["projected"]),
                         ("met", "4", "1"))

    def test_sort(self):
        rows = self.rows("targets", PARK, "--sort", "attainment")
        tops = [row for row in rows if row["entity"] not in ("hanma", "yanjing", "dsm")]
        found = [float(row["attainment"]) for row in tops
                 if (row["target"], row["entity"]) != ("campaign", "heli")]
        self.assertEqual(found, sorted(found))
        needed = self.rows("targets", PARK, "--sort", "needed")
        self.assertEqual(needed[0]["target"], "heli-doubles")

    def test_table(self):
        out = self.run_it("targets", PARK).out
        for words in ["heli-doubles", "156.3%", "Dec 2024", "18.9%",
                      "campaign: unknown, because only 1 of 4 members have a verdict.",
                      "campaign: reported as met; this projection says unknown."]:
            self.assertIn(words, out)

    def test_table_in_chinese(self):
        out = self.run_it("targets", PARK, "--lang", "zh").out
        for words in ["衡阳合力工业车辆产值翻番", "达标", "未知", "2024年12月", "亿元", "需年均"]:
            self.assertIn(words, out)

    def test_plan_without_targets(self):
        small = self.written(SMALL.split("targets:")[0])
        self.assertIn("no targets", self.run_it("targets", small).out)
        self.assertEqual(self.run_it("targets", small, "--format", "csv").out, TARGETS + "\n")


class Check(Case):
    def test_sound_plan(self):
        out = self.run_it("check", PARK).out
        for words in ["0 errors", "Filled in by default", "ramp s-curve ×", "heli.south-base",
                      "Assumed, not reported:", "heli.existing.output", "$heli-2021"]:
            self.assertIn(words, out)

    def test_in_chinese(self):
        out = self.run_it("check", PARK, "--lang", "zh").out
        for words in ["0 个错误", "按默认值补全", "假设值", "警告"]:
            self.assertIn(words, out)

    def test_faults_have_places_and_are_all_told(self):
        bad = self.written(SMALL.replace("currency", "currencyy").replace("2亿元", "2亿亩"))
        done = self.run_it("check", bad, exit=2)
        self.assertEqual(done.err, "")
        self.assertIn(f"{bad}:5:1: error currencyy: ", done.out)
        self.assertIn("did you mean currency?", done.out)
        self.assertIn(f"{bad}:8:", done.out)
        rows = self.rows("check", bad, exit=2)
        self.assertEqual(list(rows[0]), CHECK.split(","))
        first = rows[0]
        self.assertEqual((first["code"], first["severity"], first["line"], first["column"],
                          first["found"], first["nearest"]),
                         ("unknown-key", "error", "5", "1", "currencyy", "currency"))
        lines = [int(row["line"]) for row in rows if row["line"]]
        self.assertEqual(lines, sorted(lines))

    def test_other_verbs_tell_faults_on_standard_error(self):
        bad = self.written(SMALL.replace("currency", "currencyy"))
        for verb in ["project", "targets"]:
            done = self.run_it(verb, bad, "--format", "csv", exit=2)
            self.assertEqual(done.out, "")
            self.assertIn(f"{bad}:5:1: error", done.err)

    def test_totals_less_than_their_parts(self):
        bad = self.written(SMALL + "park: {actual: {output: {2021: 5亿元}}}\n")
        self.assertIn("negative-rest", {row["code"] for row in self.rows("check", bad, exit=2)})
        self.run_it("project", bad, exit=2)

    def test_json(self):
        self.assertIsInstance(json.loads(self.run_it("check", PARK, "--format", "json").out), list)


if __name__ == "__main__":
    if not TWOFOLD:
        print("no command to test: set TWOFOLD")
        sys.exit(77)
    unittest.main(verbosity=1)
