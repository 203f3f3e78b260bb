#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The planner's question of any day: what if construction slips six months and prices fall 5%? In both
readings of the real case's flagship, `twofold compare` against projections and verdicts of the oracle: every
value, every difference, what each change does alone, and what both do together."""
import csv
import io
import os
import subprocess
import sys
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
TWOFOLD = os.environ.get("TWOFOLD", "")
PARK = os.path.join(HERE, "..", "..", "examples", "baishazhou.yaml")
SLIP, CHEAP = "heli.south-base.delay.built=6 months", "price.2023=95%"
CASES = {"base": [], SLIP: [SLIP], CHEAP: [CHEAP], SLIP + " + " + CHEAP: [SLIP, CHEAP]}


def output_of(command):
    done = subprocess.run(command, capture_output=True, check=False, timeout=300)
    if done.returncode not in (0, 1):
        raise AssertionError(f"{command}\n{done.stderr.decode()}")
    return list(csv.DictReader(io.StringIO(done.stdout.decode("utf-8"))))


def oracle(what, reading, sets):
    command = [sys.executable, os.path.join(HERE, "oracle.py"), what, PARK]
    command += ["--scenario", reading] if reading else []
    for text in sets:
        command += ["--set", text]
    return output_of(command)


class Slip(unittest.TestCase):
    def near(self, ours, expected, largest, where):
        """1e-9 of the largest value of the split."""
        if expected is None:
            self.assertEqual(ours, "", where)
        else:
            self.assertLessEqual(abs(float(ours) - expected), 1e-9 * largest, where)

    def check(self, reading):
        cells, verdicts = {}, {}
        for case, sets in CASES.items():
            for row in oracle("project", reading, sets):
                value = float(row["value"]) if row["value"] else None
                cells[case, row["entity"], row["kpi"], row["period"]] = value
            for row in oracle("targets", reading, sets):
                verdicts.setdefault((case, row["target"]), (row["verdict"], row["first_period"]))
        command = [TWOFOLD, "compare", PARK, "--set", SLIP, "--set", CHEAP, "--format", "csv"]
        rows = output_of(command + (["--base", reading] if reading else []))
        compared = split = judged = 0
        for row in rows:
            where = row["entity"], row["kpi"], row["period"]
            value = {case: cells[(case, *where)] for case in CASES}
            known = [abs(v) for v in value.values() if v is not None]
            largest = max(known, default=0.0)
            case = "base" if row["scenario"] == (reading or "base") else row["scenario"]
            change = {c: None if v is None or value["base"] is None else v - value["base"]
                      for c, v in value.items()}
            both = SLIP + " + " + CHEAP
            if row["cause"] == "":
                self.near(row["value"], value[case], largest, row)
                if case != "base":
                    self.near(row["difference"], change[case], largest, row)
                if row["target"]:
                    self.assertEqual((row["verdict"], row["first_period"]),
                                     verdicts[case, row["target"]], row)
                    judged += 1
                compared += 1
            elif row["cause"] == "together":
                rest = None if change[both] is None else change[both] - change[SLIP] - change[CHEAP]
                self.near(row["difference"], rest, largest, row)
                split += 1
            else:
                self.near(row["difference"], change[row["cause"]], largest, row)
                split += 1
        self.assertEqual(compared, 8 * 10 * 4)  # KPIs, years, cases
        self.assertEqual(split, 8 * 10 * 3)
        self.assertEqual(judged, 7 * 10 * 4)  # all but the park's tax
        return cells, verdicts

    def test_the_new_base_beside_the_old_plant(self):
        _, verdicts = self.check("")
        self.assertEqual(verdicts[SLIP + " + " + CHEAP, "heli-doubles"][0], "met")

    def test_the_old_plant_moves_in(self):
        cells, verdicts = self.check("moved")
        self.assertEqual(verdicts["base", "heli-doubles"][0], "met")
        self.assertEqual(verdicts[SLIP, "heli-doubles"][0], "missed")
        self.assertLess(cells[SLIP, "heli", "output", "2025"], 26e8)


if __name__ == "__main__":
    unittest.main()
