#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""twofold explain: its table, rows and JSON, both languages, mistakes and exit statuses."""

import json
import os
import re
import sys
import unittest

import test_cli
from test_cli import PARK

COLUMNS = "depth,path,formula,value,unit,origin,source,line,kind,combine,times,known,of,file"
LATE = "six-months-late"


def plan_line(piece):
    """Number of the line of the shipped plan on which a piece of it stands."""
    with open(PARK, encoding="utf-8") as file:
        return next(number for number, line in enumerate(file, 1) if piece in line)


class Explain(test_cli.Case):
    def explain(self, cell, *arguments, exit=0):
        return self.run_it("explain", PARK, cell, *arguments, exit=exit)

    def lines(self, cell, *arguments):
        return self.rows("explain", PARK, cell, *arguments)

    def table(self, cell, *arguments):
        """Rows of the table by their names."""
        out = self.explain(cell, *arguments).out
        return {re.split(r"  +", row.strip())[0]: row for row in out.splitlines()[4:]}

    # ---- for people ----

    def test_a_whole_and_its_parts(self):
        rows = self.table("heli.output.2025")
        self.assertIn("existing + south-base", rows["output"])
        self.assertRegex(rows["existing"], r"13亿元 x 1\.03\^4 +14\.63 100M CNY")
        base, plant = plan_line("heli-2021: {value"), plan_line("existing: {output: $heli-2021")
        self.assertIn(f"13亿元 assumed, line {base}; growth 3% assumed, line {plant}",
                      rows["existing"])
        self.assertRegex(rows["south-base"], r"26亿元 x 100% of the year at full +26\.00")
        line = plan_line("at-full: {capacity: 46500 vehicles/year, output: 26亿元")
        self.assertIn(f"reported, article B11, line {line}; s-curve ramp by default",
                      rows["south-base"])

    def test_chinese(self):
        out = self.explain("衡阳合力工业车辆.产值.2025", "--lang", "zh").out
        line = plan_line("at-full: {capacity: 46500 vehicles/year, output: 26亿元")
        self.assertIn("13亿元 × 1.03^4", out)
        self.assertIn(f"报告，article B11，第 {line} 行；默认S曲线爬坡", out)
        self.assertIn("40.63亿元", out)

    def test_dates_where_they_matter(self):
        rows = self.table("heli.output.2025", "--scenario", LATE)
        self.assertIn("delay 6 months assumed, line %d" % plan_line("{built: 6 months}}"),
                      rows["south-base"])
        self.assertIn("produce 2024-07, after built by default", rows["south-base"])
        self.assertNotIn("built", self.table("heli.output.2025")["south-base"])

    def test_a_change_on_the_command_line(self):
        rows = self.table("heli.output.2025", "--set", "price.2025=95%")
        self.assertIn("x price 95%", rows["existing"])
        self.assertIn("x price 95%", rows["south-base"])

    def test_a_ratio_is_its_two_sides(self):
        rows = self.table("heli.south-base.output-per-mu.2025")
        self.assertIn("output / land", rows["output per mu"])
        self.assertIn("369亩", rows["land"])

    def test_unknown_says_why(self):
        out = self.explain("park.output.2025").out
        self.assertRegex(out, r"machinery \+ electronics; 8 of 21 parts known")
        self.assertRegex(out, r"yuzhan +unknown: no figure for output")

    def test_reported_totals(self):
        rows = self.table("park.credit.2021")
        line = plan_line("credit: {2021-12: 7.15亿元}")
        self.assertIn(f"reported, article B1 B7 B8 B9 B19, line {line}", rows["credit granted"])
        self.assertIn("7.15亿元 - parts that are listed", rows["not listed"])

    def test_markdown(self):
        out = self.explain("heli.output.2025", "--format", "markdown").out
        self.assertRegex(out, r"\n\| *\| is made of \| value \| comes from \|\n\| --- ")

    # ---- for programs ----

    def test_columns(self):
        out = self.explain("heli.output.2025", "--format", "csv").out
        self.assertEqual(out.splitlines()[0], COLUMNS)

    def test_rows_are_the_plans_figures(self):
        rows = {(row["path"], row["kind"]): row for row in self.lines("heli.output.2025")}
        figure = rows["heli.south-base.at-full.output", "input"]
        self.assertEqual((figure["value"], figure["unit"], figure["origin"], figure["source"]),
                         ("2600000000", "CNY", "reported", "article B11"))
        self.assertEqual(rows["heli.existing.growth", "factor"]["times"], "4")
        self.assertEqual(rows["heli.south-base.ramp", "choice"]["origin"], "default")
        self.assertEqual(rows["heli.output.2025", "cell"]["depth"], "0")

    def test_the_first_row_is_the_projections(self):
        for cell, arguments in [("park.output.2025", []), ("heli.tax.2024Q3", ["--by", "quarter"]),
                                ("electronics.jobs.2023-05", ["--by", "month"])]:
            entity, kpi, period = cell.rsplit(".", 2)
            rows = self.rows("project", PARK, "--of", entity, "--kpi", kpi, *arguments)
            value = next(row["value"] for row in rows
                         if row["entity"] == entity and row["period"] == period)
            self.assertEqual(self.lines(cell)[0]["value"], value)

    def test_json_is_nested(self):
        top = json.loads(self.explain("heli.output.2025", "--format", "json").out)
        self.assertEqual([child["name"] for child in top["children"]], ["existing", "south-base"])
        self.assertAlmostEqual(top["value"], sum(child["value"] for child in top["children"]), 4)
        flat = []

        def visit(line, depth):
            flat.append((depth, line["path"], line["formula"]))
            for child in line["children"]:
                visit(child, depth + 1)

        visit(top, 0)
        self.assertEqual(flat, [(int(row["depth"]), row["path"], row["formula"])
                                for row in self.lines("heli.output.2025")])
        unknown = json.loads(self.explain("yanjing.output.2025", "--format", "json").out)
        self.assertIsNone(unknown["value"])
        self.assertEqual(unknown["children"], [])

    # ---- mistakes ----

    def test_mistakes_name_the_nearest(self):
        for cell, word in [("helli.output.2025", "did you mean heli?"),
                           ("heli.south-bas.output.2025", "did you mean heli.south-base?"),
                           ("heli.outptu.2025", "did you mean output?"),
                           ("heli.output.2035", "2021..2030"), ("heli.output.soon", "2021..2030"),
                           ("heli.output.2021-01..2021-10", "no cell"),
                           ("heli", "ENTITY.KPI.PERIOD"), ("heli.output.", "ENTITY.KPI.PERIOD"),
                           (".output.2025", "ENTITY.KPI.PERIOD"), ("output.2025", "ENTITY.KPI.PERIOD")]:
            done = self.explain(cell, exit=2)
            self.assertIn(word, done.err, cell)
            self.assertEqual(done.out, "")

    def test_operands(self):
        self.assertIn("ENTITY.KPI.PERIOD", self.run_it("explain", PARK, exit=2).err)
        self.run_it("explain", exit=2)
        self.run_it("explain", PARK, "heli.output.2025", "heli.tax.2025", exit=2)
        self.run_it("project", PARK, "heli.output.2025", exit=2)
        self.run_it("explain", "/nonexistent/park.yaml", "heli.output.2025", exit=3)
        self.explain("heli.output.2025", "--by", "year", exit=2)
        self.explain("heli.output.2025", "--scenario", "nothing", exit=2)

    def test_help(self):
        for lang in ["en", "zh"]:
            out = self.run_it("explain", "--help", "--lang", lang).out
            self.assertIn("twofold explain FILE ENTITY.KPI.PERIOD", out)
            self.assertIn("  twofold explain park.yaml heli.output.2025", out)
            for line in out.splitlines():
                self.assertLessEqual(sum(2 if ord(c) > 0x2E80 else 1 for c in line), 100, line)

    def test_output_that_cannot_be_written(self):
        if not os.path.exists("/dev/full"):
            self.skipTest("no /dev/full")
        for form in ["table", "csv", "json"]:
            with open("/dev/full", "wb") as full:
                self.run_it("explain", PARK, "park.output.2025", "--format", form, exit=3,
                            stdout=full)


if __name__ == "__main__":
    if not test_cli.TWOFOLD:
        print("no command to test: set TWOFOLD")
        sys.exit(77)
    unittest.main(verbosity=1)
