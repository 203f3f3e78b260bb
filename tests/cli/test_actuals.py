#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Plans with `actuals: file.csv`: what an office saves from a spreadsheet, in any encoding, gives the
same rows as figures written in YAML; files outside the plan's folder are not read."""

import os
import subprocess
import tempfile
import unittest

TWOFOLD = os.environ.get("TWOFOLD", "")

PLAN = """\
twofold: 1
plan: 园区
years: 2021..2022
currency: CNY
%s
clusters: {machinery: {zh: 机械制造}}
enterprises:
  heli: {zh: 合力工业车辆, cluster: machinery, existing: {output: 13亿元}%s}
  jinzeli: {zh: 金则利, existing: {}%s}
  xingxin: {zh: 星鑫航天, existing: {output: 4亿元}%s}
"""
SHEET = """\
企业,指标,单位,2021年1-2月,2021年3月,2022年1-2月,2022年目标
合力工业车辆,产值,万元,17500,11000,19200,146496
金则利,产值,万元,"6,000",,9888,
星鑫航天,产值,万元,4000,,3600,
"""
ROWS = [", actual: {output: {2021-01..2021-02: 17500万元, 2021-03: 11000万元, 2022-01..2022-02: 19200万元}}",
        ", actual: {output: {2021-01..2021-02: 6000万元, 2022-01..2022-02: 9888万元}}",
        ", actual: {output: {2021-01..2021-02: 4000万元, 2022-01..2022-02: 3600万元}}"]


class Case(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.outer = folder.name
        self.folder = os.path.join(folder.name, "plan")
        os.mkdir(self.folder)

    def run_it(self, *arguments, exit=0):
        done = subprocess.run([TWOFOLD, *arguments], capture_output=True, timeout=60, check=False)
        done.out, done.err = done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
        self.assertEqual(done.returncode, exit, f"{arguments}\n{done.out}\n{done.err}")
        return done

    def file(self, name, text):
        path = os.path.join(self.folder, name)
        with open(path, "wb") as to:
            to.write(text if isinstance(text, bytes) else text.encode("utf-8"))
        return path

    def plan(self, actuals):
        return self.file("park.yaml", PLAN % (f"actuals: {actuals}", "", "", ""))


class Figures(Case):
    def test_every_encoding_gives_what_the_yaml_gives(self):
        yaml = self.file("yaml.yaml", PLAN % ("", *ROWS))
        expected = self.run_it("project", yaml, "--by", "month", "--format", "csv").out
        plan = self.plan("sheet.csv")
        for encoding in ["utf-8", "utf-8-sig", "gbk", "gb18030", "gb2312"]:
            for lines in ["\n", "\r\n"]:
                for separator in [",", ";", "\t"]:
                    text = SHEET.replace("\n", lines)
                    if separator != ",":
                        text = text.replace('"6,000"', "6000").replace(",", separator)
                    self.file("sheet.csv", text.encode(encoding))
                    out = self.run_it("project", plan, "--by", "month", "--format", "csv").out
                    self.assertEqual(out, expected, (encoding, lines, separator))

    def test_a_folder_below(self):
        os.mkdir(os.path.join(self.folder, "2021"))
        self.file("2021/sheet.csv", SHEET)
        self.run_it("check", self.plan("2021/sheet.csv"))

    def test_faults_in_both_languages(self):
        plan = self.plan("sheet.csv")
        self.file("sheet.csv", SHEET.replace("合力工业车辆", "合力工业车量").encode("gbk"))
        out = self.run_it("check", plan, exit=2).out
        self.assertIn("sheet.csv:2:1: error actuals: no such entity: 合力工业车量; expected an entity "
                      "by path, id, name or alias; did you mean 合力工业车辆?", out)
        out = self.run_it("check", plan, "--lang", "zh", exit=2).out
        self.assertIn("没有这个对象：合力工业车量；应为 对象的路径、标识、名称或别名；是不是 合力工业车辆？", out)
        out = self.run_it("check", plan, "--format", "csv", exit=2).out
        self.assertIn("unknown-entity,error,2,1,actuals,合力工业车量,", out)
        self.assertIn(",合力工业车辆,sheet.csv\n", out)


class AgainstThePlan(Case):
    """compare --with actuals. 13亿 a year is 21667万 in two months and 10833万 in one."""

    def setUp(self):
        super().setUp()
        self.file("sheet.csv", SHEET.encode("gbk"))
        self.park = self.plan("sheet.csv")

    def test_table(self):
        out = self.run_it("compare", self.park, "--with", "actuals", "--lang", "zh").out
        rows = [line.split() for line in out.splitlines()]
        self.assertIn(["合力工业车辆", "产值", "2021年1-2月", "21667万元", "17500万元", "-4167万元",
                       "-19.2%", "sheet.csv"], rows)
        self.assertIn(["金则利", "产值", "2022年1-2月", "—", "9888万元", "—", "—", "sheet.csv"], rows)
        self.assertIn("共 7 项实绩：1 项高于规划，4 项低于规划。", out)
        out = self.run_it("compare", self.park, "--with", "actuals", "--of", "heli").out
        self.assertIn("3 reports: 1 above the plan, 2 below it.", out)
        self.assertNotIn("xingxin", out)
        out = self.run_it("compare", self.park, "--with", "actuals", "--kpi", "tax").out
        self.assertIn("Nothing is reported of what is selected.", out)

    def test_rows_agree_with_a_plan_without_reports(self):
        bare = self.file("bare.yaml", PLAN % ("", "", "", ""))
        months = {}
        for line in self.run_it("project", bare, "--kpi", "output", "--by", "month", "--format",
                                "csv").out.splitlines()[1:]:
            row = line.split(",")
            months[row[1], row[3]] = float(row[5] or "nan")
        out = self.run_it("compare", self.park, "--with", "actuals", "--format", "csv").out
        lines = out.splitlines()
        self.assertEqual(lines[0], "scenario,entity,kpi,period,unit,plan,actual,variance,share,"
                                   "known,of,source,file,line")
        self.assertEqual(len(lines), 8)
        for line in lines[1:]:
            row = line.split(",")
            first = row[3][:7]
            parts = [first] if ".." not in row[3] else [first, first[:5] + "02"]
            plan = sum(months[row[1], part] for part in parts)
            if plan != plan:
                self.assertEqual((row[5], row[7], row[8]), ("", "", ""))
                continue
            self.assertEqual(float(row[5]), plan)
            self.assertEqual(float(row[7]), float(row[6]) - plan)
            self.assertEqual(float(row[8]), (float(row[6]) - plan) / plan)

    def test_under_changes(self):
        out = self.run_it("compare", self.park, "--with", "actuals", "--set",
                          "heli.existing.output=6.6亿元", "--of", "heli", "--format", "csv").out
        self.assertIn("base,heli,output,2021-01..2021-02,CNY,110000000,175000000,65000000,", out)

    def test_mistakes(self):
        for arguments in [["--with", "forecasts"], ["--with", "actuals", "--base", "x"],
                          ["--with", "actuals", "--scenario", "none"],
                          ["--with", "actuals", "--of", "nobody"],
                          ["--with", "actuals", "--set", "heli.nothing=1"]]:
            done = self.run_it("compare", self.park, *arguments, exit=2)
            self.assertNotEqual(done.err, "")
            self.assertEqual(done.out, "")


class OutsideTheFolder(Case):
    def refused(self, name, because):
        plan = self.plan(name)
        done = self.run_it("project", plan, exit=2)
        self.assertIn(f"cannot read the file {name}; expected {because}", done.err)
        self.assertEqual(done.out, "")

    def test_names(self):
        with open(os.path.join(self.outer, "sheet.csv"), "w", encoding="utf-8") as to:
            to.write(SHEET)
        below = "a path below the plan's folder, without .. and links"
        self.refused("../sheet.csv", below)
        self.refused(os.path.join(self.outer, "sheet.csv"), below)
        self.refused("a/../../sheet.csv", "a file in the plan's folder")
        os.mkdir(os.path.join(self.folder, "a"))
        self.refused("a/../../sheet.csv", below)
        self.refused("a//sheet.csv", below)
        done = self.run_it("check", self.plan("x" * 300), exit=2)
        self.assertIn(f"…; expected {below}", done.out)
        self.refused("sheet.csv", "a file in the plan's folder")

    def test_links(self):
        below = "a path below the plan's folder, without .. and links"
        with open(os.path.join(self.outer, "sheet.csv"), "w", encoding="utf-8") as to:
            to.write(SHEET)
        os.symlink("../sheet.csv", os.path.join(self.folder, "link.csv"))
        os.symlink("..", os.path.join(self.folder, "up"))
        self.refused("link.csv", below)
        self.refused("up/sheet.csv", below)

    def test_what_is_no_file(self):
        os.mkdir(os.path.join(self.folder, "folder"))
        os.mkfifo(os.path.join(self.folder, "pipe"))
        self.refused("folder", "a file that can be read")
        self.refused("pipe", "a file that can be read")
        self.file("sheet.csv", SHEET)
        self.refused("sheet.csv/x", "a path below the plan's folder, without .. and links")


if __name__ == "__main__":
    unittest.main()
