#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares two CSV outputs of `project`, or of `targets`: compare.py A.csv B.csv; exit 1 if they differ.

project: 1e-9 relative plus 1e-12 of the series' largest value; known, of and empties exactly.
targets: text exactly, numbers 1e-9 (relative, or absolute below 1e-6).
"""
import csv
import sys

SHOWN = 20
TEXT = 'scenario target kind entity kpi base_period due first_period held_from verdict reported known of'.split()
NUMBERS = ('base required projected attainment gap needed_pace projected_pace land_part intensity_part').split()


def read(path):
    with open(path, encoding='utf-8', newline='') as f:
        rows = list(csv.DictReader(f))
    return rows


def number(t):
    t = (t or '').strip()
    return None if t in ('', 'nan', 'NaN') else float(t)


def keyed(rows, columns, path):
    out = {}
    for r in rows:
        k = tuple(r[c] for c in columns)
        if k in out:
            print(f'twice in {path}: {k}')
        out[k] = r
    return out


class Report:
    def __init__(self):
        self.count, self.worst = 0, (0.0, None)

    def add(self, text):
        self.count += 1
        if self.count <= SHOWN:
            print(text)

    def near(self, x, where):
        if x > self.worst[0]:
            self.worst = x, where

    def end(self, cells):
        w = f', worst {self.worst[0]:.3g} of the tolerance at {self.worst[1]}' if self.worst[1] else ''
        print(f'{cells} compared, {self.count} differ{w}')
        return 1 if self.count else 0


def project(a, b, names):
    columns = ['scenario', 'entity', 'kpi', 'period']
    a, b = keyed(a, columns, names[0]), keyed(b, columns, names[1])
    rep = Report()
    largest = {}
    for k, r in list(a.items()) + list(b.items()):
        v = number(r['value'])
        if v is not None:
            largest[k[1:3]] = max(largest.get(k[1:3], 0.0), abs(v))
    for k in [x for x in a if x not in b]:
        rep.add(f'only in {names[0]}: {" ".join(k)} {a[k]["value"]} {a[k]["known"]}/{a[k]["of"]}')
    for k in [x for x in b if x not in a]:
        rep.add(f'only in {names[1]}: {" ".join(k)} {b[k]["value"]} {b[k]["known"]}/{b[k]["of"]}')
    cells = 0
    for k, r in a.items():
        if k not in b:
            continue
        cells += 1
        q = b[k]
        x, y = number(r['value']), number(q['value'])
        bad = (x is None) != (y is None) or r['known'] != q['known'] or r['of'] != q['of']
        if x is not None and y is not None:
            tolerance = 1e-9 * max(abs(x), abs(y)) + 1e-12 * largest[k[1:3]]
            d = abs(x - y)
            if d > 0:
                rep.near(d / tolerance if tolerance else float('inf'), ' '.join(k))
            bad = bad or not d <= tolerance
        if bad:
            rep.add(f'{" ".join(k)}: {r["value"] or "-"} {r["known"]}/{r["of"]} against '
                    f'{q["value"] or "-"} {q["known"]}/{q["of"]}')
    return rep.end(cells)


def targets(a, b, names):
    columns = ['scenario', 'target', 'entity']
    a, b = keyed(a, columns, names[0]), keyed(b, columns, names[1])
    rep = Report()
    for k in [x for x in a if x not in b]:
        rep.add(f'only in {names[0]}: {" ".join(k)}')
    for k in [x for x in b if x not in a]:
        rep.add(f'only in {names[1]}: {" ".join(k)}')
    cells = 0
    for k, r in a.items():
        if k not in b:
            continue
        q = b[k]
        for c in TEXT + NUMBERS:
            cells += 1
            if c in TEXT:
                if r[c] != q[c]:
                    rep.add(f'{" ".join(k)} {c}: {r[c] or "-"} against {q[c] or "-"}')
                continue
            x, y = number(r[c]), number(q[c])
            if x is None or y is None:
                if (x is None) != (y is None):
                    rep.add(f'{" ".join(k)} {c}: {r[c] or "-"} against {q[c] or "-"}')
                continue
            # a difference of large numbers is as good as they are
            big = [number(s[n]) or 0.0 for s in (r, q) for n in ('base', 'required', 'projected')] \
                if c in ('gap', 'land_part', 'intensity_part') else [1e-3] if c.endswith('pace') else []
            tolerance = 1e-9 * max([1e-6, abs(x), abs(y)] + [abs(v) for v in big])
            d = abs(x - y)
            if d > 0:
                rep.near(d / tolerance, f'{" ".join(k)} {c}')
            if not d <= tolerance:
                rep.add(f'{" ".join(k)} {c}: {r[c]} against {q[c]}')
    return rep.end(cells)


def main(argv):
    if len(argv) != 3:
        print('usage: compare.py A.csv B.csv', file=sys.stderr)
        return 2
    a, b = read(argv[1]), read(argv[2])
    if not a or not b:
        print('nothing to compare: an empty table')
        return 1
    return (targets if 'verdict' in a[0] else project)(a, b, argv[1:])


if __name__ == '__main__':
    sys.exit(main(sys.argv))
