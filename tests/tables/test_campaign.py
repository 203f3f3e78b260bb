# SPDX-License-Identifier: GPL-3.0-or-later
"""examples/campaign.yaml: forty firms from examples/firms.csv, each verdict against the arithmetic of
the file itself; and what is said of them."""
import csv
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "docs"))
import docs  # noqa: E402

PLAN = os.path.join(docs.SOURCE, "examples", "campaign.yaml")
ARTICLE = {"xingxin": 49.1, "jinzeli": 64.8, "jinyang": 39.0, "kaixin": 117.9}  # row B14


def rate(row, year):
    """The growth of a year: reported, else assumed; a rate holds until the next."""
    found = 0
    for at in range(2022, year + 1):
        for prefix in ("", "假设."):
            text = row.get(prefix + "现有.增速.%d(%%)" % at)
            found = float(text) if text else found
    return found / 100


def main():
    with open(os.path.join(docs.SOURCE, "examples", "firms.csv"), encoding="utf-8") as file:
        firms = list(csv.DictReader(file))
    assert len(firms) == 40
    for row in firms:
        reported = row["现有.增速.2022(%)"]
        assert reported == (str(ARTICLE[row["编号"]]) if row["编号"] in ARTICLE else ""), row
    out = docs.run([docs.command(), "targets", PLAN, "--format", "csv"], None, (1,))
    told = {row["entity"]: row for row in csv.DictReader(out.splitlines())}
    met = known = 0
    for row in firms:
        one = told[row["编号"]]
        if not row["假设.现有.产值(亿元)"]:
            assert one["verdict"] == "unknown", one
            continue
        base = float(row["假设.现有.产值(亿元)"]) * 1e8
        due = base
        for year in range(2022, 2026):
            due *= 1 + rate(row, year)
        assert abs(float(one["base"]) / base - 1) < 1e-12, one
        assert abs(float(one["projected"]) / due - 1) < 1e-12, (one, due)
        assert abs(float(one["needed_pace"]) - (2 ** 0.25 - 1)) < 1e-12, one
        assert one["verdict"] == ("met" if due >= 2 * base else "missed"), one
        met += due >= 2 * base
        known += 1
    summary = told["park"]
    assert float(summary["projected"]) == met and float(summary["required"]) == 40
    assert int(summary["known"]) == known == 36 and int(summary["of"]) == 40
    assert summary["verdict"] == "missed"
    table = docs.run([docs.command(), "targets", PLAN, "--sort", "needed", "--lang", "zh"], None, (1,))
    assert "40 个成员中达标 %d，未达标 %d，未知 4。" % (met, known - met) in table, table
    for words in ("星鑫航天新材料", "金则利", "金阳", "凯新", "18.9%", "未达标", "未知"):
        assert words in table, words
    # Ten months' growth held for years is told: 1.491^5, 1.648^5, 2.179^5; 39.0% is below 40%.
    held = docs.run([docs.command(), "check", PLAN, "--format", "csv"], None)
    assert "high-growth" not in held
    changed = docs.run([docs.command(), "targets", PLAN, "--scenario", "held", "--format", "csv"],
                       None, (1,))
    for row in csv.DictReader(changed.splitlines()):
        if row["entity"] in ARTICLE:
            times = (1 + ARTICLE[row["entity"]] / 100) ** 4
            assert abs(float(row["projected"]) / float(row["base"]) / times - 1) < 1e-12, row
    # An explanation names the table with the line.
    why = docs.run([docs.command(), "explain", PLAN, "xingxin.output.2025", "--lang", "zh"], None)
    assert "49.1% 报告，article B14，firms.csv 第 2 行" in why, why
    why = docs.run([docs.command(), "explain", PLAN, "xingxin.output.2025", "--format", "csv",
                    "--scenario", "held"], None)
    said = {row["path"]: row for row in csv.DictReader(why.splitlines())}
    assert said["xingxin.existing.output"]["file"] == "firms.csv"
    assert said["xingxin.existing.growth"]["file"] == "", said["xingxin.existing.growth"]
    with docs.folder() as folder:
        with open(os.path.join(folder, "a.csv"), "w", encoding="utf-8") as file:
            file.write("id,现有.产值(亿元),现有.增速(%)\nkaixin,0.80,117.9\njinyang,1,39.0\n")
        plan = os.path.join(folder, "held.yaml")
        with open(plan, "w", encoding="utf-8") as file:
            file.write("twofold: 1\nyears: 2021..2025\nenterprises: {table: a.csv}\n")
        told = docs.run([docs.command(), "check", plan, "--lang", "zh"], None)
        assert "a.csv:2:13: 警告 kaixin.现有.增长率: 每年增长 117.9% 持续到 2025 相当于 23 倍" in told, told
        assert "jinyang.现有.增长率" not in told


if __name__ == "__main__":
    main()
