#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""twofold fiscal: the flow of the example by instruments, against sums worked out here from what `project`
prints; both languages, every format, and what is refused."""

import csv
import io
import json
import os
import subprocess
import sys
import unittest

TWOFOLD = os.environ.get("TWOFOLD", "")
SOURCE = os.environ.get("TWOFOLD_SOURCE",
                        os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
PLAN = os.path.join(SOURCE, "examples", "taxes.yaml")
PARK = os.path.join(SOURCE, "examples", "baishazhou.yaml")
BASE = ("--of", "heli.south-base")


class Case(unittest.TestCase):
    def run_it(self, *arguments, exit=0):
        done = subprocess.run([TWOFOLD, *arguments], capture_output=True, timeout=120, check=False)
        done.out, done.err = done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
        self.assertEqual(done.returncode, exit, f"{arguments}\n{done.out}\n{done.err}")
        return done

    def rows(self, *arguments):
        return list(csv.DictReader(io.StringIO(self.run_it(*arguments, "--format", "csv").out)))

    def items(self, *arguments):
        """{item: [values]} of the base."""
        items = {}
        for row in self.rows("fiscal", PLAN, *BASE, *arguments):
            items.setdefault(row["item"], []).append(float(row["value"]) if row["value"] else None)
        return items

    def yearly(self, kpi, *arguments):
        rows = self.rows("project", PLAN, *BASE, "--kpi", kpi, *arguments)
        return [float(row["value"]) for row in rows if row["entity"] == "heli.south-base"]


class Fiscal(Case):
    def test_columns(self):
        out = self.run_it("fiscal", PLAN, *BASE, "--format", "csv").out
        self.assertEqual(out.splitlines()[0], "scenario,entity,item,year,value,unit")

    def test_flow_is_tax_less_support(self):
        for kpi in ("local-tax", "tax"):
            items = self.items("--kpi", kpi, "--cost", "2022=500万元", "--cost", "2022=1M CNY")
            gain, support = self.yearly(kpi), self.yearly("support-funds")
            other = [6e6 if i == 1 else 0.0 for i in range(10)]
            self.assertEqual(items["gain"], gain)
            self.assertEqual(items["support"], support)
            self.assertEqual(items["other"], other)
            net = [a - b - c for a, b, c in zip(gain, support, other)]
            for i, (a, b) in enumerate(zip(items["net"], net)):
                self.assertAlmostEqual(a, b, delta=1e-6)
                self.assertAlmostEqual(items["to-date"][i], sum(net[:i + 1]), delta=1e-5)

    def test_worth_return_and_payback(self):
        items = self.items("--rate", "8%")
        net = items["net"]
        npv = sum(x / 1.08 ** i for i, x in enumerate(net))
        self.assertAlmostEqual(items["npv"][0], npv, delta=1e-4)
        self.assertAlmostEqual(sum(items["present"]), npv, delta=1e-4)
        self.assertEqual((items["sign-changes"], items["irr-count"]), ([1.0], [1.0]))
        rate = items["irr"][0]
        self.assertLess(abs(sum(x / (1 + rate) ** i for i, x in enumerate(net))), 1e-5)
        # the first year with a cost is 2022
        balance, years = 0.0, 0.0
        for x in net[1:]:
            if balance + x >= 0 > balance:
                years += -balance / x
                break
            balance, years = balance + x, years + 1
        self.assertAlmostEqual(items["payback"][0], years, delta=1e-12)

    def test_without_a_rate_nothing_is_discounted(self):
        items = self.items()
        self.assertNotIn("npv", items)
        self.assertNotIn("present", items)

    def test_never_repaid_and_no_rate(self):
        items = self.items("--cost", "2022=90亿元", "--set", "heli.south-base.taxes.margin=0%")
        self.assertEqual(items["payback"], [None])

    def test_scenario_and_set_move_it(self):
        self.assertLess(self.items("--set", "heli.south-base.taxes.equipment-share=90%")["to-date"][-1],
                        self.items()["to-date"][-1])

    def test_json_is_the_same(self):
        rows = json.loads(self.run_it("fiscal", PLAN, *BASE, "--format", "json").out)
        values = [row["value"] for row in rows if row["item"] == "gain"]
        self.assertEqual(values, self.items()["gain"])

    def test_table(self):
        out = self.run_it("fiscal", PLAN, *BASE, "--rate", "5%").out
        for words in ("local tax gained less support", "present value", "2025  ",
                      "Net present value at 5.0% in 2021", "Internal rate of return: ", "Repaid ",
                      "Tax: level 1, by instruments"):
            self.assertIn(words, out)
        self.assertNotIn("other costs", out)
        self.assertIn("other costs", self.run_it("fiscal", PLAN, *BASE, "--cost", "2021=1元").out)

    def test_table_in_chinese(self):
        out = self.run_it("fiscal", PLAN, *BASE, "--lang", "zh", "--rate", "5%").out
        for words in ("南方基地：地方税收减扶持资金", "扶持资金", "累计", "现值", "净现值", "内部收益率", "收回"):
            self.assertIn(words, out)

    def test_markdown(self):
        out = self.run_it("fiscal", PLAN, *BASE, "--format", "markdown").out
        self.assertIn("| year | gained | support | net | to date |", out)

    def test_unknown_tax_has_no_sum(self):
        out = self.run_it("fiscal", PARK, *BASE).out
        self.assertIn("In 7 of 10 years the tax is not known", out)
        self.assertIn("--kpi tax takes the whole tax", out)
        self.assertIn("Support funds that nobody gives count as 0.", out)
        self.assertNotIn("Net present value", out)
        self.assertIn("Internal rate of return: none",
                      self.run_it("fiscal", PARK, *BASE, "--kpi", "tax").out)

    def test_an_enterprise_gains_what_is_more_than_its_first_year(self):
        rows = self.rows("fiscal", PARK, "--of", "heli", "--kpi", "tax")
        tax = [r for r in self.rows("project", PARK, "--of", "heli", "--kpi", "tax")
               if r["entity"] == "heli"]
        gain = [r for r in rows if r["item"] == "gain"]
        first = float(tax[0]["value"])
        for a, b in zip(gain, tax):
            if b["known"] == b["of"]:
                self.assertAlmostEqual(float(a["value"]), float(b["value"]) - first, delta=1e-6)
            else:
                self.assertEqual(a["value"], "")

    def test_what_is_refused(self):
        for arguments, words in (
                (("--cost", "2019=3亿元"), "--cost: cannot read 2019=3亿元"),
                (("--cost", "2022=3"), "--cost: cannot read 2022=3"),
                (("--cost", "2022=3M USD"), "--cost"),
                (("--cost", "soon"), "--cost"),
                (("--kpi", "jobs"), "is no flow of money"),
                (("--kpi", "tax-rate"), "is no flow of money"),
                (("--rate", "high"), "--rate: no such choice: high"),
                (("--by", "year"), "--by is not an option of 'fiscal'")):
            with self.subTest(arguments=arguments):
                done = self.run_it("fiscal", PLAN, *BASE, *arguments, exit=2)
                self.assertIn(words, done.err)
                self.assertEqual(done.out, "")


class Levels(Case):
    def test_check_names_the_level_of_each_part(self):
        self.assertIn("level 1, by instruments: heli.south-base", self.run_it("check", PLAN).out)
        out = self.run_it("check", PARK).out
        self.assertIn("level 0, a figure or a share of output: heli.existing, heli.south-base", out)
        self.assertIn("not given: hanma.agreement", out)
        self.assertIn("1级：分税种：heli.south-base", self.run_it("check", PLAN, "--lang", "zh").out)


if __name__ == "__main__":
    if not TWOFOLD:
        print("skipped: TWOFOLD names no command")
        sys.exit(77)
    unittest.main()
