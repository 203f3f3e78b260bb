#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""twofold diff: stored projections compared, in every format and both languages. What must differ is
computed here from the rows themselves."""

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
HEAD = "entity,kpi,period,unit,value\n"
COLUMNS = "entity,kpi,period,left,right,difference,relative,side,left_unit,right_unit,scenario"


class Case(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def run_it(self, *arguments, exit=0):
        done = subprocess.run([TWOFOLD, *arguments], capture_output=True, timeout=120, check=False)
        done.out, done.err = done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
        self.assertEqual(done.returncode, exit, f"{arguments}\n{done.out}\n{done.err}")
        return done

    def file(self, name, text):
        path = os.path.join(self.folder, name)
        with open(path, "wb") as to:
            to.write(text if isinstance(text, bytes) else text.encode("utf-8"))
        return path

    def projected(self, name, *arguments, form="csv"):
        return self.file(name, self.run_it("project", PARK, *arguments, "--format", form).out)


def rows_of(text):
    return list(csv.DictReader(io.StringIO(text)))


class RealCase(Case):
    def test_a_what_if_against_an_independent_comparison(self):
        left = self.projected("left.csv")
        right = self.projected("right.csv", "--set", "price.2023=95%")
        out = self.run_it("diff", left, right, "--format", "csv", "--tolerance", "0", exit=1).out
        self.assertEqual(out.splitlines()[0], COLUMNS)
        cells = []
        for path in (left, right):
            with open(path, encoding="utf-8") as file:
                cells.append({(r["entity"], r["kpi"], r["period"]): r["value"]
                              for r in csv.DictReader(file)})
        expected = [key for key, value in cells[0].items() if cells[1][key] != value]
        self.assertGreater(len(expected), 100)
        found = rows_of(out)
        self.assertEqual([(r["entity"], r["kpi"], r["period"]) for r in found], expected)
        for row in found:
            a, b = (cells[i][row["entity"], row["kpi"], row["period"]] for i in (0, 1))
            self.assertEqual((row["left"], row["right"], row["side"]), (a, b, "both"))
            self.assertEqual(float(row["difference"]), float(b) - float(a))

    def test_json_and_csv_are_the_same(self):
        left, right = self.projected("left.csv"), self.projected("right.json", form="json")
        text = json.loads(self.run_it("diff", left, right, "--tolerance", "0", "--format",
                                      "json").out)
        self.assertEqual(text, [])

    def test_one_cell_that_was_changed(self):
        left = self.projected("left.csv")
        with open(left, encoding="utf-8") as file:
            lines = file.read().splitlines(keepends=True)
        at = next(i for i, line in enumerate(lines) if line.startswith("base,heli,output,2025,"))
        fields = lines[at].split(",")
        fields[5] = "4000000000"
        lines[at] = ",".join(fields)
        right = self.file("right.csv", "".join(lines))
        out = self.run_it("diff", left, right, exit=1).out
        self.assertIn("heli", out)
        self.assertIn(f"1 of {len(lines) - 1:,} cells differ", out)
        out = self.run_it("diff", left, right, "--lang", "zh", exit=1).out
        self.assertIn("产值", out)
        self.assertIn("2025年", out)
        self.assertIn("40.00亿元", out)
        self.assertIn(f"{len(lines) - 1:,} 个单元格中 1 个不同", out)
        self.run_it("diff", left, right, "--tolerance", "5%")


class ByHand(Case):
    def test_table(self):
        left = self.file("left.csv", HEAD + "a,output,2025,CNY,100000000\na,jobs,2025,persons,500\n"
                         "a,land,2025,mu,\nb,tax,2025,CNY,1\n")
        right = self.file("right.csv", HEAD + "a,output,2025,CNY,150000000\n"
                          "a,jobs,2025,persons,510\na,land,2025,mu,0\nc,tax,2025,CNY,1\n")
        out = self.run_it("diff", left, right, "--lang", "zh", exit=1).out.splitlines()
        self.assertEqual(out[0], f"左：{left}；右：{right}")
        table = [line.split() for line in out[3:8]]
        self.assertEqual(table, [
            ["a", "产值", "2025年", "10000万元", "15000万元", "+5000万元", "33.3%"],
            ["a", "就业", "2025年", "500人", "510人", "+10人", "2.0%"],
            ["a", "用地", "2025年", "—", "0亩", "—", "—"],
            ["b", "税收", "2025年", "1.00元", "无此项", "—", "—"],
            ["c", "税收", "2025年", "无此项", "1.00元", "—", "—"]])
        self.assertEqual(out[9:], ["5 个单元格中 5 个不同（差异超过较大值的 1e-9）。",
                                   "仅左侧有：1 个。", "仅右侧有：1 个。"])

    def test_scenarios_of_one_file_are_told_apart(self):
        head = "scenario,entity,kpi,period,value\n"
        left = self.file("l.csv", head + "base,a,tax,2025,1\nlate,a,tax,2025,2\n")
        right = self.file("r.csv", head + "base,a,tax,2025,1\nlate,a,tax,2025,3\n")
        rows = rows_of(self.run_it("diff", left, right, "--format", "csv", exit=1).out)
        self.assertEqual([(r["scenario"], r["difference"]) for r in rows], [("late", "1")])
        self.assertIn("late", self.run_it("diff", left, right, exit=1).out)

    def test_same(self):
        left = self.file("left.csv", HEAD + "a,output,2025,CNY,1\n")
        self.assertEqual(self.run_it("diff", left, left, "--tolerance", "0").out,
                         "All 1 cells are the same.\n")
        self.assertEqual(self.run_it("diff", left, left, "--lang", "zh").out,
                         "1 个单元格全部相同（差异不超过较大值的 1e-9）。\n")

    def test_a_long_list_is_cut_for_people_only(self):
        rows = [f"e{i},tax,2025,CNY,{{}}\n" for i in range(1204)]
        left = self.file("left.csv", HEAD + "".join(row.format(1) for row in rows))
        right = self.file("right.csv", HEAD + "".join(row.format(2) for row in rows))
        out = self.run_it("diff", left, right, exit=1).out
        self.assertIn("1,154 more; '--format csv' lists all.\n", out)
        self.assertIn("1,204 of 1,204 cells differ", out)
        found = rows_of(self.run_it("diff", left, right, "--format", "csv", exit=1).out)
        self.assertEqual(len(found), 1204)


class Mistakes(Case):
    def test_bad_files(self):
        good = self.file("good.csv", HEAD + "a,output,2025,CNY,1\n")
        for text, said in [
                (HEAD + "a,output,2025,CNY,1亿\n",
                 "2:19: error: cannot read 1亿 as a number; expected a plain number, or nothing"),
                ("entity,kpi,period\n", "1:1: error: value is missing here"),
                ("a,b\n1\n", "2:2: error: fields in this row: 1; expected 2"),
                ("[{]", "1:3: error: not readable as JSON"),
                (b"\xff\xfe", "1:1: error: text is not UTF-8 or GB18030")]:
            bad = self.file("bad.csv", text)
            for arguments in [(bad, good), (good, bad)]:
                done = self.run_it("diff", *arguments, exit=2)
                self.assertIn(f"{bad}:{said}", done.err)
                self.assertEqual(done.out, "")
        bad = self.file("bad.csv", HEAD + "a,output,x,CNY,1\n")
        self.assertIn("错误: 无法把 x 读成期间", self.run_it("diff", bad, good, "--lang", "zh",
                                                     exit=2).err)

    def test_bad_command_lines(self):
        good = self.file("good.csv", HEAD + "a,output,2025,CNY,1\n")
        for arguments, said in [(["diff"], "expected LEFT RIGHT"),
                                (["diff", good], "expected LEFT RIGHT"),
                                (["diff", good, good, good], "one too many"),
                                (["diff", good, good, "--tolerance", "-1"], "--tolerance"),
                                (["diff", good, good, "--tolerance", "5万元"], "--tolerance"),
                                (["diff", good, good, "--scenario", "x"], "not an option of")]:
            self.assertIn(said, self.run_it(*arguments, exit=2).err)
        self.run_it("diff", good, os.path.join(self.folder, "none.csv"), exit=3)

    def test_help(self):
        out = self.run_it("diff", "--help").out
        self.assertIn("Usage: twofold diff LEFT RIGHT [options]", out)
        self.assertIn("--tolerance", out)
        self.assertNotIn("--scenario", out)
        for line in self.run_it("diff", "--help", "--lang", "zh").out.splitlines():
            self.assertLessEqual(len(line), 100)


if __name__ == "__main__":
    unittest.main()
