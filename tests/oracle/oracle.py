#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Second, independent implementation of what a Twofold plan means: slow and obvious.

Written from docs/semantics.md and the plan format alone, not from the C sources. See README.md.
Plans are assumed valid. Times are exact fractions of months; ramps and spending are integrated by
Gauss-Legendre quadrature of their value, split at every kink.

The constants below are the readings of rules that the documents leave open.
"""
import csv
import math
import re
import sys
from fractions import Fraction as Fr

import yaml

# ---- Readings of the documents, where they leave room ----
CAPACITY_NEEDS_FULL = False     # at-full capacity is known without a date for full (stands whole)
LONE_ENTERPRISE_IS_LEAF = True  # a report on an enterprise with neither is its figure, no not-listed
DEFAULT_PRODUCE_MOVES = True    # a delay entry `produce` moves a produce that defaults

INF = math.inf


def gauss_legendre(n):
    """Nodes and weights on [-1, 1], by Newton on the Legendre polynomial."""
    nodes, weights = [], []
    for i in range(n):
        x = math.cos(math.pi * (i + 0.75) / (n + 0.5))
        for _ in range(100):
            p, q = 1.0, x           # P0, P1
            for k in range(2, n + 1):
                p, q = q, ((2 * k - 1) * x * q - (k - 1) * p) / k
            slope = n * (x * q - p) / (x * x - 1)
            step = q / slope
            x -= step
            if abs(step) < 1e-16:
                break
        nodes.append(x)
        weights.append(2 / ((1 - x * x) * slope * slope))
    return nodes, weights


NODES, WEIGHTS = gauss_legendre(24)


def quad(f, a, b):
    """Integral of a smooth f over [a, b]."""
    if b <= a:
        return 0.0
    h, c = (b - a) / 2, (a + b) / 2
    return h * math.fsum(w * f(c + h * x) for x, w in zip(NODES, WEIGHTS))


# ---- KPIs: (kind, profile, lever) ----
VALUE, VOLUME, UNMOVED, STAFF = 'value', 'volume', 'unmoved', 'staff'
KPIS = {
    'capacity': ('stock', 'whole', UNMOVED),
    'production': ('flow', 'ramped', VOLUME),
    'utilisation': ('ratio', 'production', 'capacity'),
    'unit-value': ('ratio', 'output', 'production'),
    'output': ('flow', 'ramped', VALUE),
    'sales': ('flow', 'ramped', VALUE),
    'value-added': ('flow', 'ramped', VALUE),
    'tax': ('flow', 'ramped', VALUE),
    'local-tax': ('flow', 'ramped', VALUE),
    'vat': ('flow', 'ramped', VALUE),
    'surcharges': ('flow', 'ramped', VALUE),
    'income-tax': ('flow', 'ramped', VALUE),
    'land-tax': ('flow', 'ramped', UNMOVED),
    'jobs': ('stock', 'ramped', UNMOVED),
    'jobs-saved': ('stock', 'ramped', UNMOVED),
    'hires': ('flow', 'ramped', UNMOVED),
    'jobs-created': ('stock', 'of-jobs', UNMOVED),
    'jobs-retained': ('stock', 'of-jobs', UNMOVED),
    'jobs-displaced': ('stock', 'of-jobs', UNMOVED),
    'jobs-lost': ('stock', 'of-jobs', UNMOVED),
    'jobs-net': ('stock', 'of-jobs', UNMOVED),
    'investment': ('flow', 'amount', UNMOVED),
    'investment-to-date': ('stock', 'to-date', UNMOVED),
    'foreign-capital': ('flow', 'amount', UNMOVED),
    'support-funds': ('flow', 'amount', UNMOVED),
    'credit': ('stock', 'held', UNMOVED),
    'land': ('stock', 'held', UNMOVED),
    'land-in-use': ('stock', 'in-use', UNMOVED),
    'land-reserved': ('stock', 'reserved', UNMOVED),
    'orders': ('flow', 'ramped', UNMOVED),
    'investment-signed': ('flow', 'count', UNMOVED),
    'projects': ('stock', 'projects', UNMOVED),
    'projects-signed': ('flow', 'count', UNMOVED),
    'projects-carried-over': ('opening', 'count', UNMOVED),
    'projects-started': ('flow', 'count', UNMOVED),
    'projects-under-way': ('under-way', 'count', UNMOVED),
    'projects-completed': ('flow', 'count', UNMOVED),
    'output-per-mu': ('ratio', 'output', 'land'),
    'tax-per-mu': ('ratio', 'tax', 'land'),
    'investment-per-mu': ('ratio', 'investment-to-date', 'land'),
    'value-added-per-mu': ('ratio', 'value-added', 'land'),
    'jobs-per-mu': ('ratio', 'jobs', 'land'),
    'tax-rate': ('ratio', 'tax', 'output'),
    'output-per-job': ('ratio', 'output', 'jobs'),
    'investment-per-job': ('ratio', 'investment-to-date', 'jobs'),
    'investment-per-job-saved': ('ratio', 'investment-to-date', 'jobs-saved'),
}
HALVES = ('projects-carried-over', 'projects-started')
INSTRUMENTS = ('vat', 'surcharges', 'income-tax', 'land-tax')
TAXES = INSTRUMENTS + ('tax', 'local-tax')
MILESTONES = ['signed', 'start', 'built', 'trial', 'produce', 'full', 'end']
ORDER = {m: i for i, m in enumerate(MILESTONES)}


# ---- Text: scalars that a scenario may have scaled ----
class Text(str):
    """A scalar as written, times a factor that a scenario put on it."""
    factor = Fr(1)

    @staticmethod
    def of(text, factor):
        t = Text(text)
        t.factor = factor
        return t


def is_map(x):
    return isinstance(x, dict)


def merged(tree):
    """assume merged into its mapping, everywhere; source dropped."""
    if is_map(tree):
        out = {}
        for k, v in tree.items():
            if k not in ('assume', 'source'):
                out[k] = merged(v)
        if 'assume' in tree:
            deep(out, merged(tree['assume']))
        return out
    if isinstance(tree, list):
        return [merged(v) for v in tree]
    return tree


def deep(into, more):
    for k, v in more.items():
        if k in into and is_map(into[k]) and is_map(v):
            deep(into[k], v)
        else:
            into[k] = v


def section(tree, key):
    v = tree.get(key)
    return v if is_map(v) else {}


# ---- Periods, dates, durations ----
def days_in(y, m):
    return [31, 29 if y % 4 == 0 and (y % 100 != 0 or y % 400 == 0) else 28, 31, 30, 31, 30, 31, 31,
            30, 31, 30, 31][m - 1]


def parse_period(text):
    """(month since year 0, months), or None."""
    t = str(text).strip()
    m = re.fullmatch(r'(\d{4})', t)
    if m:
        return int(t) * 12, 12
    m = re.fullmatch(r'(\d{4})-?[Qq]([1-4])', t)
    if m:
        return int(m[1]) * 12 + 3 * (int(m[2]) - 1), 3
    m = re.fullmatch(r'(\d{4})-(\d{1,2})', t)
    if m and 1 <= int(m[2]) <= 12:
        return int(m[1]) * 12 + int(m[2]) - 1, 1
    if '..' in t:
        a, b = (s.strip() for s in t.split('..', 1))
        pa = parse_period(a)
        if pa and re.fullmatch(r'\d{1,2}', b) and '-' in a:
            b = a.split('-')[0] + '-' + b
        pb = parse_period(b)
        if pa and pb and pb[0] >= pa[0]:
            return pa[0], pb[0] + pb[1] - pa[0]
    return None


def period_text(start, months):
    y, m = divmod(start, 12)
    if months == 12 and m == 0:
        return f'{y:04d}'
    if months == 3 and m % 3 == 0:
        return f'{y:04d}Q{m // 3 + 1}'
    if months == 1:
        return f'{y:04d}-{m + 1:02d}'
    if m == 0 and months % 12 == 0:
        return f'{y:04d}..{y + months // 12 - 1:04d}'
    y2, m2 = divmod(start + months - 1, 12)
    return f'{y:04d}-{m + 1:02d}..{y2:04d}-{m2 + 1:02d}'


def parse_date(text, last):
    """Instant in months since year 0 (exact), or None."""
    t = text.strip()
    m = re.fullmatch(r'(\d{4})-(\d{1,2})-(\d{1,2})', t)
    if m:
        y, mo, d = int(m[1]), int(m[2]), int(m[3])
        return Fr(y * 12 + mo - 1) + Fr(d if last else d - 1, days_in(y, mo))
    if '..' in t:
        return None
    p = parse_period(t)
    return None if p is None else Fr(p[0] + (p[1] if last else 0))


DURATION = {'year': Fr(12), 'years': Fr(12), '年': Fr(12), 'quarter': Fr(3), 'quarters': Fr(3),
            'month': Fr(1), 'months': Fr(1), '个月': Fr(1), '月': Fr(1),
            'week': Fr(7) / Fr('30.4375'), 'weeks': Fr(7) / Fr('30.4375'),
            'day': 1 / Fr('30.4375'), 'days': 1 / Fr('30.4375'), '天': 1 / Fr('30.4375')}


def middle(parts):
    """The value a projection uses of a number, low..high or low..likely..high."""
    if len(parts) == 2:
        return (parts[0] + parts[1]) / 2
    return parts[1] if len(parts) == 3 else parts[0]


def parse_duration(text):
    total = Fr(0)
    for term in re.split(r'\s\+\s', text.strip()):
        m = re.fullmatch(r'\+?\s*(-?[\d.]+(?:\.\.-?[\d.]+)*)\s*(\S+)', term.strip())
        total += middle([Fr(x) for x in re.split(r'\.\.', m[1])]) * DURATION[m[2]]
    return total * getattr(text, 'factor', 1)


# ---- Numbers with units ----
MULTIPLIERS = [('万亿', 12), ('百万', 6), ('千万', 7), ('亿', 8), ('万', 4), ('千', 3), ('百', 2),
               ('k', 3), ('K', 3), ('M', 6), ('B', 9)]
AREAS = {'亩': Fr(1), 'mu': Fr(1), '公顷': Fr(15), 'ha': Fr(15), 'km²': Fr(1500), 'km2': Fr(1500),
         '平方公里': Fr(1500), 'm²': Fr(3, 2000), 'm2': Fr(3, 2000), '平方米': Fr(3, 2000)}
PER = {'year': 1, '年': 1, 'a': 1, 'month': 12, '月': 12, '个月': 12, 'quarter': 4, '季度': 4}
PERSONS = {'人', 'person', 'persons', 'people', 'jobs', '岗位', 'job'}


class Units:
    def __init__(self, currency, rates):
        self.currency, self.rates = currency, rates

    def word(self, u):
        """(factor, name) of a unit word without '/'."""
        if u == '':
            return Fr(1), ''
        if u in ('%', '％'):
            return Fr(1, 100), ''
        if u in ('points', '百分点'):
            return Fr(1, 100), ''
        if u in AREAS:
            return AREAS[u], 'mu'
        if u in PERSONS:
            return Fr(1), 'persons'
        name = {'元': 'CNY', '人民币': 'CNY', '美元': 'USD', '欧元': 'EUR'}.get(u, u)
        if re.fullmatch(r'[A-Z]{3}', name):
            return (Fr(1) if name == self.currency else self.rates[name]), self.currency
        for m, e in MULTIPLIERS:
            if u.startswith(m):
                rest = u[len(m):]
                if m.isascii() and rest and not rest[0].isspace() and not re.match(r'[A-Z]{3}$', rest):
                    continue
                f, n = self.word(rest.strip())
                return f * 10 ** e, n
        return Fr(1), u

    def parse(self, text):
        """(exact value, unit name, per name)."""
        t = str(text).strip()
        for mark in ('~', '约'):
            if t.startswith(mark):
                t = t[len(mark):].strip()
        pieces = t.split('..')
        values = [Fr(p.strip()) for p in pieces[:-1]]
        m = re.match(r'\s*([+-]?\d+(?:\.\d*)?(?:[eE][+-]?\d+)?)(.*)$', pieces[-1], re.S)
        if not m:
            raise ValueError('not a number: ' + t)
        values.append(Fr(m[1]))
        rest = m[2].strip()
        for mark in ('以上', '+', '余'):
            rest = rest.replace(mark, '', 1) if mark in rest else rest
        unit, _, per = (s.strip() for s in rest.partition('/'))
        f, name = self.word(unit)
        per_name = ''
        if per:
            if per in PER:
                f *= PER[per]
                per_name = 'year'
            elif per in AREAS:
                f /= AREAS[per]
                per_name = 'mu'
            else:
                per_name = per
        return middle(values) * f * getattr(text, 'factor', 1), name, per_name


# ---- Scenarios: changes to the tree ----
class Tree:
    """The plan as read, with a scenario and overrides applied."""

    def __init__(self, text, scenario=None, sets=()):
        self.raw = merged(yaml.load(text, Loader=yaml.BaseLoader))
        if scenario and scenario != 'base':
            self.applied = set()
            self.apply_scenario(scenario)
        for s in sets:
            path, _, value = s.partition('=')
            value = value.strip()
            if value[:1] in '{[':
                value = merged(yaml.load(value, Loader=yaml.BaseLoader))
            self.set(path.strip(), value)

    def apply_scenario(self, name):
        if name in self.applied:
            return
        self.applied.add(name)
        s = self.raw['scenarios'][name]
        for other in s.get('based-on', []) if isinstance(s.get('based-on'), list) else (
                [s['based-on']] if s.get('based-on') else []):
            self.apply_scenario(other)
        for path, value in section(s, 'set').items():
            self.set(path, value)

    def place(self, path):
        """(mapping, key) that a path names; containers made as needed."""
        r = self.raw
        seg = path.split('.')

        def child(m, k):
            if not is_map(m.get(k)):
                m[k] = {}
            return m[k]

        def rest(m, seg):
            while len(seg) > 1:
                if seg[0] in m and not is_map(m[seg[0]]) and m[seg[0]] != '':
                    raise ValueError('cannot set below ' + path)
                m = child(m, seg[0])
                seg = seg[1:]
            return m, seg[0]

        head = seg[0]
        if head.startswith('$') or head == 'assumptions':
            name = head[1:] if head.startswith('$') else seg[1]
            a = child(r, 'assumptions')
            return (a[name], 'value') if is_map(a.get(name)) else (a, name)
        if head in section(r, 'enterprises'):
            e = child(r['enterprises'], head)
            if len(seg) > 2 and seg[1] in section(e, 'projects'):
                return rest(child(e['projects'], seg[1]), seg[2:])
            return rest(e, seg[1:])
        if head == 'pipeline':
            p = child(r, 'pipeline')
            if len(seg) > 2 and seg[1] in section(p, 'projects'):
                return rest(child(p['projects'], seg[1]), seg[2:])
            return rest(p, seg[1:])
        for box in ('clusters', 'zones', 'groups'):
            if head in section(r, box):
                return rest(child(r[box], head), seg[1:])
        return rest(r, seg)

    def set(self, path, value):
        m, key = self.place(path)
        old = m.get(key)
        if isinstance(value, str):
            x = re.fullmatch(r'[x×]\s+(.+)', value.strip())
            if x:
                f = Units('CNY', {}).parse(self.subst(x[1]))[0]
                if old is None or old == '':
                    lever = [s for s in path.split('.') if s in ('price', 'utilisation')]
                    if not lever:
                        raise ValueError('nothing to change at ' + path)
                    old = '100%'
                if is_map(old):
                    m[key] = {k: Text.of(v, getattr(v, 'factor', 1) * f) for k, v in old.items()}
                else:
                    m[key] = Text.of(old, getattr(old, 'factor', 1) * f)
                return
            if re.match(r'\+\s*[\d$]', value.strip()):
                if old is None or old == '':
                    raise ValueError('nothing to change at ' + path)
                m[key] = old + ' + ' + value.strip()[1:].strip()
                return
        m[key] = value

    def subst(self, text):
        """$name replaced by its assumption."""
        factor = getattr(text, 'factor', Fr(1))
        t = str(text)
        for _ in range(16):
            m = re.search(r'\$([\w-]+)', t)
            if not m:
                break
            v = self.raw['assumptions'][m[1]]
            v = v['value'] if is_map(v) else v
            factor *= getattr(v, 'factor', 1)
            t = t[:m.start()] + str(v) + t[m.end():]
        return Text.of(t, factor)


# ---- Curves ----
def family(name):
    """F(s) of a ramp family with the free shape at its 5% .. 95% parameters."""
    if name in ('s-curve', 'logistic'):
        k = 2 * math.log(19)
        return lambda s: 1 / (1 + math.exp(-k * (s - 0.5)))
    if name == 'gompertz':
        b = math.log(20)
        c = math.log(b / -math.log(0.95))
        return lambda s: math.exp(-b * math.exp(-c * s))
    if name == 'exponential':
        k = math.log(20)
        return lambda s: -math.expm1(-k * s)
    if name == 'linear':
        return lambda s: s
    raise ValueError('ramp ' + name)


SPEND = {'even': lambda x: 1.0, 'early': lambda x: 2 - 2 * x, 'late': lambda x: 2 * x,
         's-curve': lambda x: 6 * x * (1 - x)}


class Steps:
    """A step function over time from {period: level}; before its first period `before`."""

    def __init__(self, pairs, before):
        self.pairs, self.before = sorted(pairs, key=lambda p: p[0]), before

    def at(self, month):
        v = self.before
        for start, level in self.pairs:
            if start <= month:
                v = level
        return v


# ---- Parts ----
class Part:
    """What every part has: months of value and knowledge, per KPI, before reports."""

    def __init__(self, plan, path, tree, levers, units_of=('price', 'utilisation')):
        self.plan, self.path, self.tree = plan, path, tree
        self.end = INF
        self.levers = levers
        self.weight = self.count = 1.0
        self.cache = {}
        self.tax_layers = [section(tree, 'taxes')]      # of an entry: the pipeline's before its own

    # -- factors
    def growth(self, month, key='growth'):
        g = self.tree.get(key)
        if g is None:
            return 1.0
        f = 1.0
        for y in range(1, month // 12 + 1):
            if is_map(g):
                steps = Steps([(self.plan.period(k)[0], self.plan.num(v)) for k, v in g.items()], 0.0)
                f *= 1 + steps.at(12 * y)
            else:
                f *= 1 + self.plan.num(g)
        return f

    def lever(self, key, month):
        f = 1.0
        for owner in self.levers:
            v = owner.get(key)
            if v is None:
                continue
            if is_map(v):
                f *= Steps([(self.plan.period(k)[0], self.plan.num(x)) for k, x in v.items()], 1.0).at(month)
            elif owner.get('_plain', True):
                f *= self.plan.num(v)
        return f

    def factor(self, lever, month):
        key = ('factor', lever, month)
        if key not in self.cache:
            f = 1.0
            if lever in (VALUE, VOLUME, STAFF):
                f *= self.lever('utilisation', month)
            if lever == STAFF:
                f *= self.growth(month) / self.growth(month, 'productivity-growth')
            if lever == VALUE:
                f *= self.lever('price', month) * self.growth(month)
            self.cache[key] = f
        return self.cache[key]

    # -- knowledge from an instant on, to the end
    def known_flow(self, m, since):
        return not (since < m + 1 and m < self.end and since < self.end)

    def known_stock(self, m, since):
        return not (since < m + 1 <= self.end)

    def known_opening(self, m, since):
        return not (since < m <= self.end)

    # -- amounts
    def amount_total(self, v):
        return math.fsum(self.plan.num(x) for x in v.values()) if is_map(v) else self.plan.num(v)

    def amount_months(self, v, lo, hi):
        """{period: amount}, each even over its months, within [lo, hi)."""
        total = 0.0
        for k, x in v.items():
            s, n = self.plan.period(k)
            a, b = max(lo, s), min(hi, s + n, self.end)
            if b > a:
                total += self.plan.num(x) * float(b - a) / n
        return total

    def held_steps(self, v):
        return Steps([(self.plan.period(k)[0], self.plan.num(x)) for k, x in v.items()], 0.0)

    def series(self, kpi):
        """[(value, known)] for the months of the model, 0 .. last."""
        if kpi in TAXES and kpi not in self.cache and self.taxed():
            self.cache.update(Levy(self).series())
        if kpi not in self.cache:
            self.cache[kpi] = [self.month(kpi, m) for m in range(self.plan.months)]
        return self.cache[kpi]

    def holds_unit(self, kpi):
        return None

    # -- taxes by instruments
    def taxed(self):
        return is_map(self.tree) and 'taxes' in self.tree

    def turnover(self):
        return 'sales' if 'sales' in self.figures() else 'output'


class Levy:
    """The taxes of a part by instruments: section 9 of the semantics."""

    def __init__(self, part):
        self.part, self.plan = part, part.plan
        self.keys = {}
        for layer in [section(self.plan.raw, 'taxes')] + part.tax_layers:
            for k, v in layer.items():
                if k == 'local-share':
                    self.keys[k] = {**self.keys.get(k, {}), **v}
                else:
                    self.keys[k] = v
        self.holiday = section(self.keys, 'holiday')
        self.local = section(self.keys, 'local-share')
        self.years = range(self.plan.months // 12)

    def level(self, v, y, fallback=0.0):
        if v is None:
            return fallback
        if not is_map(v):
            return self.plan.num(v)
        pairs = sorted((self.plan.period(k)[0], self.plan.num(x)) for k, x in v.items())
        return Steps(pairs, pairs[0][1]).at(12 * y)

    def key(self, name, y, fallback=0.0):
        return self.level(self.keys.get(name), y, fallback)

    def zero(self, name):
        v = self.keys.get(name)
        return all(self.plan.num(x) == 0 for x in (v.values() if is_map(v) else [] if v is None else [v]))

    def yearly(self, kpi):
        s = [v for v, _ in self.part.series(kpi)]
        return [math.fsum(s[12 * y:12 * y + 12]) for y in self.years]

    def vat(self, turnover):
        invested, carried, out = self.yearly('investment'), 0.0, []
        for y in self.years:
            rate = self.key('vat', y)
            due = rate * self.key('value-added-ratio', y) * self.key('domestic-share', y, 1.0) * turnover[y]
            have = carried + rate / (1 + rate) * self.key('equipment-share', y) * invested[y]
            out.append(max(0.0, due - have))
            carried = max(0.0, have - due)
        return out

    def income(self, turnover):
        out, clock = [], None
        profit = [self.key('margin', y) * turnover[y] for y in self.years]
        left = [max(0.0, -p) for p in profit]
        for y in self.years:
            taxable, life = max(0.0, profit[y]), self.key('loss-years', y)
            for old in range(y):
                if y - old <= life:
                    used = min(taxable, left[old])
                    taxable, left[old] = taxable - used, left[old] - used
            trigger = {'taxable-income': taxable, 'profit': profit[y], 'revenue': turnover[y]}[
                str(self.holiday.get('counted-from', 'taxable-income'))]
            clock = clock + 1 if clock is not None else 0 if trigger > 0 else None
            rate = own = self.key('income-tax', y)
            free, half = (self.level(self.holiday.get(k), y) for k in ('free-years', 'half-years'))
            if clock is not None and clock < free:
                rate = 0.0
            elif clock is not None and clock < free + half:
                rate = self.level(self.holiday.get('half-of'), y, own) / 2
            out.append(taxable * rate)
        return out

    # -- knowing
    def missing(self, names, inside=None):
        inside = self.keys if inside is None else inside
        return self.part.beginning() if any(k not in inside for k in names) else INF

    def instants(self):
        part = self.part

        def january(t):
            return t if t in (INF, -INF) else 12 * math.floor(t / 12)

        turnover = part.ingredient(part.turnover())
        vat = min(turnover, self.missing(['vat', 'value-added-ratio']))
        if not self.zero('equipment-share'):
            vat = min(vat, max(part.ingredient('investment'), part.beginning()))
        out = {'vat': january(vat), 'surcharges': january(min(vat, self.missing(['surcharges']))),
               'income-tax': january(min(turnover, self.missing(['margin', 'income-tax'])))}
        if 'leased' in part.tree and 'land' not in part.tree or 'land-tax' in self.keys and self.zero('land-tax'):
            land = INF
        else:
            land = part.ingredient('land')
            if 'land-tax' not in self.keys:
                land = min(land, part.beginning_of_land())
        out['land-tax'] = land
        out['tax'] = january(min(out.values()))
        out['local-tax'] = min(out['tax'], january(self.missing(INSTRUMENTS, self.local)))
        return out

    def series(self):
        part, plan = self.part, self.plan
        base = [v for v, _ in part.series(part.turnover())]
        turnover = self.yearly(part.turnover())
        vat, income, since = self.vat(turnover), self.income(turnover), self.instants()
        out = {k: [] for k in TAXES}
        for m in range(plan.months):
            y = m // 12
            share = base[m] / turnover[y] if turnover[y] else 0.0
            x = {'vat': vat[y] * share, 'income-tax': income[y] * share,
                 'land-tax': self.key('land-tax', y) * part.land_time(m)}
            x['surcharges'] = self.key('surcharges', y) * x['vat']
            x['tax'] = math.fsum(x[k] for k in INSTRUMENTS)
            x['local-tax'] = math.fsum(x[k] * self.level(self.local.get(k), y) for k in INSTRUMENTS)
            for k in TAXES:
                known = part.known_flow(m, since[k])
                out[k].append((x[k] if known else 0.0, known))
        return out


class Plant(Part):
    """An existing plant, or the own figures of a zone."""

    def __init__(self, plan, path, tree, levers, zone=False):
        super().__init__(plan, path, tree, levers)
        self.zone = zone
        if not zone and tree.get('end') not in (None, ''):
            self.end = plan.existing_end(path)
        f = {k: v for k, v in tree.items() if k in plan.kpis}
        n = plan.num
        self.util = None if tree.get('utilisation') is None or is_map(tree['utilisation']) else n(tree['utilisation'])
        fig = {}
        for k, v in f.items():
            row = plan.kpis[k]
            if row[0] != 'ratio' and row[1] in ('ramped', 'whole') and not is_map(v):
                fig[k] = n(v)
        uv = n(tree['unit-value']) if 'unit-value' in tree else None
        if 'production' not in fig:
            if uv is not None and 'output' in fig and (self.util is None or 'capacity' not in fig):
                fig['production'] = fig['output'] / uv
            elif 'capacity' in fig:
                fig['production'] = fig['capacity'] * (1.0 if self.util is None else self.util)
        if 'output' not in fig and uv is not None and 'production' in fig:
            fig['output'] = fig['production'] * uv
        if 'tax' not in fig and 'tax-rate' in tree and 'output' in fig:
            fig['tax'] = n(tree['tax-rate']) * fig['output']
        self.staffed = 'jobs' not in fig and 'productivity' in tree and 'output' in fig
        if self.staffed:
            fig['jobs'] = fig['output'] / n(tree['productivity'])
        self.fig = fig
        season = tree.get('season')
        if season:
            s = [n(x) for x in season]
            self.season = [x / math.fsum(s) for x in s]
        else:
            self.season = [1 / 12] * 12

    def owns(self, kpi):
        if not self.zone:
            return True
        base = {'investment-to-date': 'investment', 'land-in-use': 'land'}.get(kpi, kpi)
        return base in self.tree or base in self.fig

    def holds_unit(self, kpi):
        for k in ('capacity',) if kpi == 'capacity' else ('production', 'capacity'):
            if k in self.tree:
                return self.plan.unit(self.tree[k])
        if kpi == 'production' and 'unit-value' in self.tree and 'output' in self.tree:
            return self.plan.per(self.tree['unit-value'])
        return None

    def month(self, kpi, m):
        kind, profile, lever = self.plan.kpis[kpi]
        e = self.end
        share = float(max(0, min(Fr(1), e - m))) if e != INF else 1.0
        stands = m + 1 <= e
        if profile in ('count', 'projects'):
            return 0.0, True
        if kpi == 'jobs' or profile == 'of-jobs':
            return self.of_jobs(kpi, m, stands)
        if profile in ('ramped', 'whole'):
            x = self.fig.get(kpi)
            if kind == 'flow':
                if x is None:
                    return 0.0, m >= e
                return x * self.season[m % 12] * share * self.factor(lever, m), True
            if x is None:
                return 0.0, not stands
            return x * stands, True
        if profile == 'amount':
            v = self.tree.get(kpi)
            if v is None:
                return 0.0, m >= e
            if is_map(v):
                return self.amount_months(v, m, m + 1), True
            return (self.plan.num(v) / 12 * share if m < 12 else 0.0), True
        if profile in ('held', 'in-use', 'reserved'):
            k = 'land' if profile == 'in-use' else kpi
            v = self.tree.get(k)
            if v is None:
                if k == 'land' and 'leased' in self.tree:
                    return 0.0, True
                return 0.0, not stands
            x = self.held_steps(v).at(m) if is_map(v) else self.plan.num(v)
            return x * stands, True
        raise KeyError(kpi)

    def of_jobs(self, kpi, m, stands):
        j, s = self.fig.get('jobs'), self.fig.get('jobs-saved')
        if j is None and s is None:
            return 0.0, not stands and kpi not in ('jobs-lost', 'jobs-net')
        j, s = j or 0.0, s or 0.0
        base = j * (self.factor(STAFF, 11) if self.staffed else 1.0)
        now = j * (self.factor(STAFF, m) if self.staffed else 1.0) * stands
        out = {'jobs-created': max(now - base, 0.0), 'jobs-retained': min(now, base), 'jobs-displaced': s * stands}
        out['jobs-lost'] = base - out['jobs-retained']
        out['jobs-net'] = out['jobs-created'] - out['jobs-displaced'] - out['jobs-lost']
        out['jobs'] = now - s * stands
        return out[kpi], True

    def capacity_time(self, m):
        x = self.fig.get('capacity')
        if x is None:
            return 0.0, m >= self.end
        share = float(max(0, min(Fr(1), self.end - m))) if self.end != INF else 1.0
        return x / 12 * share, True

    def spent_before(self, m):
        return 0.0

    def figures(self):
        return self.tree

    def ingredient(self, kpi):
        given = kpi in self.fig or kpi in self.tree or kpi == 'land' and 'leased' in self.tree
        return INF if given else -INF

    def beginning(self):
        return -INF

    beginning_of_land = beginning

    def land_time(self, m):
        """Integral of land over the month, in mu-years."""
        v = self.tree.get('land')
        if v is None:
            return 0.0
        x = self.held_steps(v).at(m) if is_map(v) else self.plan.num(v)
        return x / 12 * (float(max(0, min(Fr(1), self.end - m))) if self.end != INF else 1.0)


class Lone(Part):
    """An enterprise with neither plant nor projects."""

    def month(self, kpi, m):
        return 0.0, self.plan.kpis[kpi][1] in ('count', 'projects')

    def capacity_time(self, m):
        return 0.0, False

    def spent_before(self, m):
        return 0.0


class Project(Part):
    def __init__(self, plan, path, tree, levers, home, pipeline=False):
        super().__init__(plan, path, tree, levers)
        self.home = home            # id of enterprise, or 'pipeline'
        self.pipeline = pipeline
        self.count = plan.num(tree['count']) if 'count' in tree else 1.0
        self.chance = plan.num(tree['chance']) if 'chance' in tree else 1.0
        self.weight = self.count * (self.chance if pipeline else 1.0)
        self.entries = []           # delays: (identity, milestone, months, inherited)
        self.memo = {}

    # -- milestones
    def written(self, m):
        """('date', instant) | ('event', part, milestone, months) | ('default', part, milestone, months) | None"""
        key = ('written', m)
        if key not in self.memo:
            self.memo[key] = self.read(m)
        return self.memo[key]

    def ramp(self):
        r = self.tree.get('ramp', 's-curve')
        if isinstance(r, list):
            return [self.plan.num(x) for x in r]
        r = str(r).strip()
        if r.startswith('['):
            return [self.plan.num(x) for x in r.strip('[]').split(',')]
        return r

    def follows(self):
        t = self.tree.get('follows')
        if t is None:
            return None
        t = self.plan.tree.subst(t)
        who, *more = re.split(r'\s+\+\s+', str(t).strip())
        return self.plan.find_project(self, who), sum((parse_duration(x) for x in more), Fr(0))

    def read(self, m):
        v = self.tree.get(m)
        if v is not None and v != '':
            t = str(self.plan.tree.subst(v)).strip()
            first, *more = re.split(r'\s+\+\s+', t)
            plus = sum((parse_duration(x) for x in more), Fr(0))
            d = parse_date(first, m in ('built', 'end'))
            if d is not None:
                return 'date', d - self.plan.zero + plus
            return ('event',) + self.plan.find_event(self, first) + (plus,)
        if m == 'produce':
            for source in ('trial', 'built'):
                if self.written(source):
                    return 'default', self, source, Fr(0)
        if m == 'full':
            if self.follows():
                leader, lag = self.follows()
                return ('default', leader, 'full', lag) if leader.written('full') else None
            r = self.ramp()
            if self.written('produce'):
                if r == 'step':
                    return 'default', self, 'produce', Fr(0)
                if isinstance(r, list):
                    return 'default', self, 'produce', Fr(12 * (len(r) - 1))
        return None

    def shifts(self, m, entry):
        """Does the entry itself (not what m refers to) move milestone m?"""
        if entry not in self.entries:
            return False
        w = self.written(m)
        _, at, _, inherited = entry
        if w is None:
            return False
        if w[0] == 'date':
            return ORDER[m] >= ORDER[at] and not (inherited and w[1] <= self.plan.as_of)
        if m != at:
            return False
        if w[0] == 'default' and not (m == 'produce' and DEFAULT_PRODUCE_MOVES):
            return False
        return not w[1].moved(w[2], entry)

    def moved(self, m, entry):
        w = self.written(m)
        if w is None:
            return False
        if self.shifts(m, entry):
            return True
        return w[0] != 'date' and w[1].moved(w[2], entry)

    def instant(self, m):
        """The milestone after delays and lifting; None if it has no date."""
        key = ('instant', m)
        if key in self.memo:
            if self.memo[key] == 'busy':
                raise ValueError('circle at ' + self.path + '.' + m)
            return self.memo[key]
        self.memo[key] = 'busy'
        w = self.written(m)
        t = None
        if w is not None:
            if w[0] == 'date':
                t = w[1]
            else:
                t = w[1].instant(w[2])
                t = None if t is None else t + w[3]
            if t is not None:
                t += sum((e[2] for e in self.entries if self.shifts(m, e)), Fr(0))
                for before in MILESTONES[:ORDER[m]]:
                    if self.written(before):
                        b = self.instant(before)
                        if b is not None:
                            t = max(t, b)
        self.memo[key] = t
        return t

    def prepare(self):
        i = self.instant
        self.signed, self.start, self.built, self.trial = i('signed'), i('start'), i('built'), i('trial')
        self.produce, self.full = i('produce'), i('full')
        self.end = i('end') if i('end') is not None else INF
        self.begin = self.trial if self.trial is not None else self.produce
        self.leader = self.follows()
        if self.leader is None:
            self.shape = self.ramp()
        n = self.plan.num
        maps = {k: section(self.tree, k) for k in ('at-trial', 'at-produce', 'at-full')}
        order = ['at-trial', 'at-produce', 'at-full']
        fig = {}
        for i, k in enumerate(order):
            for kpi, v in maps[k].items():
                if kpi in self.plan.kpis and self.plan.kpis[kpi][0] != 'ratio' and not is_map(v):
                    fig.setdefault(kpi, [None] * 3)[i] = n(v)
        plain = {}   # single numbers of ratios, the latest milestone's
        for k in order:
            for key in ('utilisation', 'unit-value'):
                if key in maps[k] and not is_map(maps[k][key]):
                    plain[key] = n(maps[k][key])
        uv, util = plain.get('unit-value'), plain.get('utilisation')
        given = set(fig)
        if 'production' not in given:
            cap = fig.get('capacity')
            both = []
            for i, k in enumerate(order):
                o = fig.get('output', [None] * 3)[i]
                u = maps[k].get('unit-value')
                both.append(o / n(u) if o is not None and u is not None else None)
            if cap is not None:
                c = next(x for x in reversed(cap) if x is not None)
                if util is not None:
                    fig['production'] = [None, None, c * util]
                elif both[2] is not None:
                    fig['production'] = [None, None, both[2]]
                else:
                    fig['production'] = [None, None, c]
            elif any(x is not None for x in both):
                fig['production'] = both
        if 'output' not in given and uv is not None and fig.get('production', [None] * 3)[2] is not None:
            fig['output'] = [None, None, fig['production'][2] * uv]
        for i, k in enumerate(order):
            if 'tax-rate' in maps[k]:
                o = fig.get('output', [None] * 3)[i]
                t = fig.setdefault('tax', [None] * 3)
                if t[i] is None and o is not None:
                    t[i] = n(maps[k]['tax-rate']) * o
        if fig.get('tax') == [None] * 3:
            del fig['tax']
        self.lead = parse_duration(self.plan.tree.subst(self.tree['hiring-lead'])) if 'hiring-lead' in self.tree else Fr(0)
        self.staffed = [False] * 3
        for i, k in enumerate(order):
            o = fig.get('output', [None] * 3)[i]
            if 'productivity' in maps[k] and o is not None and fig.get('jobs', [None] * 3)[i] is None:
                fig.setdefault('jobs', [None] * 3)[i] = o / n(maps[k]['productivity'])
                self.staffed[i] = True
        self.fig = fig
        keys = {k for m in maps.values() for k, v in m.items() if not (k == 'utilisation' and is_map(v))}
        self.only_saved = keys == {'jobs-saved'}

    # -- the share of full production
    def kinks(self):
        out = [self.produce]
        if self.leader:
            boss, lag = self.leader
            out += [x + lag for x in boss.kinks()]
            if boss.end != INF:
                out.append(boss.end + lag)
        else:
            out.append(self.full)
            if isinstance(self.shape, list):
                out += [self.produce + 12 * i for i in range(1, len(self.shape))]
        return [x for x in out if x is not None]

    def has_share(self):
        """Is there a share of full production at all (dates known)?"""
        if self.produce is None or self.full is None:
            return False
        return self.leader is None or self.leader[0].has_share()

    def share(self, t, left=False):
        """r at t, or its left limit."""
        p, f = self.produce, self.full
        after = (lambda x: t > x) if left else (lambda x: t >= x)
        if not after(p):
            return 0.0
        if self.leader:
            boss, lag = self.leader
            u = t - lag if isinstance(t, Fr) else t - float(lag)
            over = u > boss.end if left else u >= boss.end
            return 0.0 if over else boss.share(u, left)
        if after(f):
            return 1.0
        if self.shape == 'step' or f == p:
            return 0.0
        if isinstance(self.shape, list):
            i = 0
            while i + 1 < len(self.shape) and after(p + 12 * (i + 1)):
                i += 1
            return self.shape[i]
        F = family(self.shape)
        s = float(t - p) / float(f - p) if isinstance(t, Fr) else (t - float(p)) / (float(f) - float(p))
        return (F(s) - F(0.0)) / (F(1.0) - F(0.0))

    def full_time(self, m):
        """Integral of r over month m, up to the end."""
        key = ('full-time', m)
        if key not in self.cache:
            hi = min(Fr(m + 1), self.end)
            cuts = [Fr(m)] + sorted(x for x in set(self.kinks()) if m < x < hi) + [hi]
            self.cache[key] = math.fsum(
                quad(self.share, float(a), float(b)) for a, b in zip(cuts, cuts[1:]) if b > a)
        return self.cache[key]

    # -- knowledge
    def since_ungiven(self, kpi, profile):
        """The instant from which an ungiven figure is unknown."""
        if self.only_saved and profile != 'count':
            return INF
        none = -INF
        begin = self.begin if self.begin is not None else none
        if profile in ('ramped', 'whole'):
            return begin
        if profile == 'amount':
            return self.start if self.start is not None else none
        if profile == 'held':
            if kpi == 'land' and 'leased' in self.tree:
                return INF
            return self.start if self.start is not None else begin
        if profile == 'reserved':
            return none
        raise KeyError(profile)

    def since_given(self, kpi):
        a, b, c = self.fig[kpi]
        since = INF
        if kpi == 'capacity':
            if self.begin is None:
                return -INF
            if CAPACITY_NEEDS_FULL and c is not None and self.full is None:
                return self.produce
            return INF
        if a is not None and self.trial is None:
            since = -INF
        if b is not None and self.produce is None:
            since = -INF
        if c is not None:
            if self.produce is None:
                since = -INF
            elif not self.has_share():
                since = min(since, self.produce)
        return since

    # -- figures
    def ramped_flow(self, kpi, m):
        a, b, c = self.fig[kpi]
        hi = min(Fr(m + 1), self.end)
        q, p = self.trial, self.produce
        total = 0.0

        def overlap(lo, to):
            return float(max(Fr(0), min(hi, to) - max(Fr(m), lo))) if to != INF else float(max(Fr(0), hi - max(Fr(m), lo)))

        if a is not None and q is not None:
            total += a * overlap(q, p if p is not None else INF)
        if p is not None:
            base = b if b is not None else a if a is not None else 0.0
            total += base * overlap(p, INF)
            if c is not None and self.has_share():
                total += (c - base) * self.full_time(m)
        return total / 12

    def ramped_stock(self, kpi, t):
        a, b, c = self.fig[kpi]
        if t > self.end:
            return 0.0
        q, p = self.trial, self.produce
        if p is not None and t > p:
            base = b if b is not None else a if a is not None else 0.0
            if c is not None and self.has_share():
                return base + (c - base) * self.share(Fr(t), left=True)
            return base
        if a is not None and q is not None and t > q:
            return a
        return 0.0

    def ramped(self, kpi, m, lever):
        kind = self.plan.kpis[kpi][0]
        known = self.known_flow if kind == 'flow' else self.known_stock
        if kpi not in self.fig:
            return 0.0, known(m, self.since_ungiven(kpi, 'ramped'))
        ok = known(m, self.since_given(kpi))
        if not ok:
            return 0.0, False
        x = self.ramped_flow(kpi, m) if kind == 'flow' else self.ramped_stock(kpi, m + 1)
        return x * self.factor(lever, m) * self.weight, True

    def posts(self, m):
        """The jobs figure at the end of month m, before it is weighted: hired ahead, moved by productivity."""
        if m + 1 > self.end:
            return 0.0
        t = m + 1 + self.lead
        a, b, c = (x if x is None or not moved else x * self.factor(STAFF, m)
                   for x, moved in zip(self.fig['jobs'], self.staffed))
        if self.produce is not None and t > self.produce:
            base = b if b is not None else a if a is not None else 0.0
            if c is not None and self.has_share():
                r = self.share(t, left=True)
                return base * (1 - r) + c * r
            return base
        return a if a is not None and self.trial is not None and t > self.trial else 0.0

    def of_jobs(self, kpi, m):
        known = True
        if 'jobs' in self.fig:
            known = self.known_stock(m, self.since_given('jobs') - self.lead)
        elif 'jobs-saved' not in self.fig:
            return 0.0, self.known_stock(m, self.since_ungiven('jobs', 'ramped') - self.lead)
        s, known_saved = self.ramped('jobs-saved', m, UNMOVED) if 'jobs-saved' in self.fig else (0.0, True)
        if not (known and known_saved):
            return 0.0, False
        j = self.posts(m) * self.weight if 'jobs' in self.fig else 0.0
        return {'jobs-created': j, 'jobs-displaced': s}.get(kpi, j - s), True

    def single_amount(self, kpi, lo, hi):
        """One amount by its spend curve, within [lo, hi)."""
        v = self.plan.num(self.tree[kpi])
        s, b = self.start, self.built
        hi = min(hi, self.end)
        if b == s:
            return v if lo <= s < hi else 0.0
        a, z = max(lo, s), min(hi, b)
        if z <= a:
            return 0.0
        density = SPEND[str(self.tree.get('spend', 's-curve')).strip()]
        span = float(b - s)
        return v * quad(density, float(a - s) / span, float(z - s) / span)

    def month(self, kpi, m):
        kind, profile, lever = self.plan.kpis[kpi]
        if profile == 'projects':
            return (self.count if m + 1 <= self.end else 0.0), True
        if profile == 'count':
            return self.counted(kpi, m)
        if kpi in ('jobs-retained', 'jobs-lost'):
            return 0.0, True
        if kpi == 'jobs' or profile == 'of-jobs':
            return self.of_jobs(kpi, m)
        if profile == 'whole':
            if kpi not in self.fig:
                return 0.0, self.known_stock(m, self.since_ungiven(kpi, 'whole'))
            t = m + 1
            stand = self.produce if self.produce is not None else self.trial
            x = next(v for v in reversed(self.fig[kpi]) if v is not None)
            on = stand is not None and stand < t <= self.end
            return (x * self.weight if on else 0.0), self.known_stock(m, self.since_given(kpi))
        if profile == 'ramped':
            return self.ramped(kpi, m, lever)
        if profile == 'amount':
            v = self.tree.get(kpi)
            if v is None:
                return 0.0, self.known_flow(m, self.since_ungiven(kpi, profile))
            if is_map(v):
                return self.weight * self.amount_months(v, m, m + 1), True
            if self.start is None or self.built is None:
                since = self.start if self.start is not None else -INF
                return 0.0, self.known_flow(m, since)
            return self.weight * self.single_amount(kpi, Fr(m), Fr(m + 1)), True
        if profile in ('held', 'in-use'):
            k = 'land' if profile == 'in-use' else kpi
            v = self.tree.get(k)
            t = m + 1
            if v is None:
                return 0.0, self.known_stock(m, self.since_ungiven(k, 'held'))
            if is_map(v):
                x, since = self.held_steps(v).at(m), INF
                some = any(self.plan.num(y) != 0 for y in v.values())
            else:
                x, some = self.plan.num(v), self.plan.num(v) != 0
                h = self.start if self.start is not None else self.begin
                since = INF if h is not None else -INF
                x = x if h is not None and h < t else 0.0
            if profile == 'in-use':
                if self.begin is None:
                    if some:
                        since = -INF
                elif not self.begin < t:
                    x = 0.0
            return (x * self.weight if t <= self.end else 0.0), self.known_stock(m, since)
        if profile == 'reserved':
            v = self.tree.get(kpi)
            if v is None:
                return 0.0, self.known_stock(m, self.since_ungiven(kpi, 'reserved'))
            x = self.held_steps(v).at(m) if is_map(v) else self.plan.num(v)
            return (x * self.weight if m + 1 <= self.end else 0.0), True
        raise KeyError(kpi)

    def capacity_time(self, m):
        """Integral of capacity over the month, in years."""
        if 'capacity' not in self.fig:
            return 0.0, self.known_flow(m, self.since_ungiven('capacity', 'whole'))
        stand = self.produce if self.produce is not None else self.trial
        x = next(v for v in reversed(self.fig['capacity']) if v is not None)
        t = 0.0 if stand is None else float(max(Fr(0), min(Fr(m + 1), self.end) - max(Fr(m), stand)))
        return x * self.weight * t / 12, self.known_flow(m, self.since_given('capacity'))

    def figures(self):
        return {k for box in ('at-trial', 'at-produce', 'at-full') for k in section(self.tree, box)}

    def ingredient(self, kpi):
        """The instant from which what a tax is made of is unknown."""
        profile = {'investment': 'amount', 'land': 'held'}.get(kpi, 'ramped')
        if profile == 'ramped':
            return self.since_given(kpi) if kpi in self.fig else self.since_ungiven(kpi, profile)
        v = self.tree.get(kpi)
        if v is None:
            return self.since_ungiven(kpi, profile)
        if is_map(v):
            return INF
        if kpi == 'land':
            return INF if self.start is not None or self.begin is not None else -INF
        if self.start is None or self.built is None:
            return self.start if self.start is not None else -INF
        return INF

    def beginning(self):
        return self.begin if self.begin is not None else -INF

    def beginning_of_land(self):
        return self.start if self.start is not None else self.beginning()

    def land_time(self, m):
        """Integral of land over the month, in mu-years."""
        v = self.tree.get('land')
        if v is None:
            return 0.0
        since = Fr(m) if is_map(v) else self.start if self.start is not None else self.begin
        if since is None:
            return 0.0
        x = self.held_steps(v).at(m) if is_map(v) else self.plan.num(v)
        return x * self.weight / 12 * float(max(Fr(0), min(Fr(m + 1), self.end) - max(Fr(m), since)))

    def spent_before(self, m):
        v = self.tree.get('investment')
        if v is None or is_map(v) or self.start is None or self.built is None:
            return 0.0
        return self.weight * self.single_amount('investment', Fr(-10 ** 6), Fr(m))

    def counted(self, kpi, m):
        n = self.count

        def at(x, flow=True):
            return x is not None and m <= x < m + 1

        if kpi == 'projects-signed':
            return n * at(self.signed), self.known_flow(m, INF if self.signed is not None else -INF)
        if kpi == 'projects-started':
            return n * at(self.start), self.known_flow(m, INF if self.start is not None else -INF)
        if kpi == 'projects-completed':
            if self.built is None:
                return 0.0, self.known_flow(m, self.start if self.start is not None else -INF)
            return n * (m < self.built <= m + 1), True
        if kpi == 'investment-signed':
            v = self.tree.get('investment')
            if self.signed is None:
                return 0.0, self.known_flow(m, -INF)
            if v is None:
                return 0.0, self.known_flow(m, INF if self.only_saved else self.signed)
            return n * self.amount_total(v) * at(self.signed), True
        if kpi == 'projects-carried-over':
            since = -INF if self.start is None else INF if self.built is not None else self.start
            carried = n * (self.start is not None and self.built is not None and self.start < m < self.built
                           and m <= self.end)
            return carried, self.known_opening(m, since)
        if kpi == 'projects-under-way':     # from its two parts
            return 0.0, False
        raise KeyError(kpi)

    def holds_unit(self, kpi):
        boxes = [section(self.tree, x) for x in ('at-full', 'at-produce', 'at-trial')]
        for k in ('capacity',) if kpi == 'capacity' else ('production', 'capacity'):
            for box in boxes:
                if k in box:
                    return self.plan.unit(box[k])
        for box in boxes:
            if kpi == 'production' and 'unit-value' in box and 'output' in box:
                return self.plan.per(box['unit-value'])
        return None


# ---- Entities ----
class Entity:
    def __init__(self, plan, path, kind, children=(), part=None, reports=None):
        self.plan, self.path, self.kind = plan, path, kind
        self.children, self.part = list(children), part
        self.reports = {}           # kpi -> [(start, months, value)], months from the first year
        for kpi, v in (reports or {}).items():
            if kpi in plan.kpis and is_map(v):
                self.reports[kpi] = [plan.period(k) + (plan.num(x),) for k, x in v.items()]
        self.above = None           # cluster of an enterprise, not the views that it is in
        if kind in ('park', 'cluster', 'enterprise', 'pipeline'):
            for c in self.children:
                c.above = self
        self.rest = None            # entity not-listed
        if self.reports and part is None:
            self.rest = Entity(plan, path + '.not-listed', 'rest')
            self.rest.owner = self
        self.cache = {}

    def leaves(self):
        if self.part is not None:
            return [self]
        return [x for c in self.children for x in c.leaves()]

    # -- months of everything but counts and ratios
    def months(self, kpi):
        """(values, {part: flags}) over the axis; values None where nothing is known."""
        if kpi not in self.cache:
            self.cache[kpi] = self.compute(kpi)
        return self.cache[kpi]

    def sum_children(self, kpi):
        axis = range(self.plan.first, self.plan.months)
        got = [c.months(kpi) for c in self.children]
        values = []
        for i, _ in enumerate(axis):
            v = [g[0][i] for g in got if g[0][i] is not None]
            values.append(math.fsum(v) if v else None)
        flags = {}
        for g in got:
            flags.update({k: list(f) for k, f in g[1].items()})
        return values, flags

    def compute(self, kpi):
        plan = self.plan
        first = plan.first
        if kpi == 'investment-to-date' and kpi not in self.reports:
            return self.to_date()
        if self.kind == 'rest':
            return self.owner.split(kpi)
        if self.part is not None:
            if isinstance(self.part, Plant) and not self.part.owns(kpi):
                return [None] * (plan.months - first), {}
            if kpi == 'capacity-time':
                model = [self.part.capacity_time(m) for m in range(plan.months)]
            else:
                model = self.part.series(kpi)
            model = [(0.0, False)] * -first + model
            values = [v if k else None for v, k in model]
            flags = {self.path: [k for _, k in model]}
        else:
            values, flags = self.sum_children(kpi)
            if kpi in ('capacity', 'production', 'capacity-time'):
                units = {x.part.holds_unit('production' if kpi == 'production' else 'capacity')
                         for x in self.leaves()} - {None}
                if len(units) > 1:
                    return [None] * len(values), {k: [False] * len(values) for k in flags}
        if kpi in self.reports:
            self.report(kpi, values, flags)
        return values, flags

    def report(self, kpi, values, flags):
        """Puts the reports of a flow or stock over the months; remembers what is not listed."""
        first = self.plan.first
        below = list(values)
        done = set()
        if self.plan.kpis[kpi][0] == 'flow':
            for s, n, x in sorted(self.reports[kpi], key=lambda r: (r[1], r[0])):
                inside = [m - first for m in range(s, s + n)]
                left = x - math.fsum(values[i] for i in inside if i in done)
                free = [i for i in inside if i not in done]
                if not free:
                    continue
                w = [below[i] if below[i] is not None else 0.0 for i in free]
                total = math.fsum(w)
                if total <= 0 or min(w) < 0:
                    w, total = [1.0] * len(free), float(len(free))
                for i, y in zip(free, w):
                    values[i] = left * y / total
                done.update(free)
        else:
            for s, n, x in self.reports[kpi]:
                i = s + n - 1 - first
                values[i] = x
                done.add(i)
        for i in done:
            for f in flags.values():
                f[i] = True
        if self.rest is not None:
            rest = [None] * len(values)
            for i in done:
                rest[i] = values[i] - (below[i] if below[i] is not None else 0.0)
            self.cache[('rest', kpi)] = rest
            if self.kind != 'enterprise':
                flags[self.rest.path] = [i in done for i in range(len(values))]

    def split(self, kpi):
        """Months of the entity not-listed."""
        values, flags = self.months(kpi)
        n = len(values)
        if ('rest', kpi) not in self.cache:
            return [None] * n, {}
        mine = {self.rest.path: flags[self.rest.path]} if self.rest.path in flags else {}
        return self.cache[('rest', kpi)], mine

    def to_date(self):
        plan = self.plan
        values, flags = self.months('investment')
        terms = [self.spent_before()]
        any_known = terms[0] != 0
        out = []
        for i, v in enumerate(values):
            if v is not None:
                any_known = True
                terms.append(v)
            out.append(math.fsum(terms) if any_known and i >= -plan.first else None)
        marks = {}
        for k, f in flags.items():
            marks[k] = [i >= -plan.first and all(f[-plan.first:i + 1]) for i in range(len(f))]
        return out, marks

    def spent_before(self):
        """What single amounts below spent before the first year, where no report stands for it."""
        if self.kind == 'rest':
            zone = self.owner
            below = math.fsum(c.spent_before() for c in zone.children) if zone.kind == 'zone' else 0.0
            return zone.spent_before() - below if below else 0.0
        if any(s < 0 for s, _, _ in self.reports.get('investment', [])):
            return 0.0
        if self.part is not None:
            up = self.above
            while up is not None:
                if any(s < 0 for s, _, _ in up.reports.get('investment', [])):
                    return 0.0
                up = up.above
            return self.part.spent_before(0)
        return math.fsum(c.spent_before() for c in self.children)

    # -- counts: by cell
    def reported(self, kpi, s, n):
        for a, b, x in self.reports.get(kpi, []):
            if (a, b) == (s, n):
                return x
        part = {12: 3, 3: 1}.get(n)
        if part and self.plan.kpis[kpi][0] != 'opening':
            xs = [self.reported(kpi, a, part) for a in range(s, s + n, part)]
            if all(x is not None for x in xs):
                return math.fsum(xs)
        return None

    def count_cell(self, kpi, s, n):
        key = ('count', kpi, s, n)
        if key not in self.cache:
            self.cache[key] = self.compute_count(kpi, s, n)
        return self.cache[key]

    def compute_count(self, kpi, s, n):
        first, kind = self.plan.first, self.plan.kpis[kpi][0]
        if self.kind == 'rest':
            return self.owner.count_rest(kpi, s, n)
        x = self.reported(kpi, s, n)
        if kpi == 'projects-under-way':
            return self.underway(s, n, x)
        if self.part is not None:
            if isinstance(self.part, Plant) and not self.part.owns(kpi):
                return None, {}
            model = [(0.0, False)] * -first + self.part.series(kpi)
            cells = [model[m - first] if first <= m < self.plan.months else (0.0, False) for m in range(s, s + n)]
            if kind == 'opening':
                v, k = (cells[0][0] if cells[0][1] else None), cells[0][1]
            elif kind == 'stock':
                v, k = (cells[-1][0] if cells[-1][1] else None), cells[-1][1]
            else:
                got = [c[0] for c in cells if c[1]]
                v, k = (math.fsum(got) if got else None), all(c[1] for c in cells)
            if x is not None:
                v, k = x, True
            return v, {self.path: k}
        got = [c.count_cell(kpi, s, n) for c in self.children]
        vs = [g[0] for g in got if g[0] is not None]
        v = math.fsum(vs) if vs else None
        flags = {}
        for g in got:
            flags.update(g[1])
        if x is not None:
            v, flags = x, {k: True for k in flags}
        if self.rest is not None and self.kind != 'enterprise' and self.counts_rest(kpi):
            flags[self.rest.path] = x is not None
        return v, flags

    def counts_rest(self, kpi):
        if kpi == 'projects-under-way':
            return any(k in self.reports for k in ('projects-under-way', 'projects-carried-over', 'projects-started'))
        return kpi in self.reports

    def halves(self, s, n):
        return any(self.reported(k, s, n) is not None for k in HALVES)

    def underway(self, s, n, x):
        """Carried over + started, each as reported, of what is known of either; empty where no part knows both."""
        some = [self.some(k, s, n) for k in HALVES]
        sides = [self.count_cell(k, s, n)[1] for k in HALVES]
        flags = {k: self.of_both(sides, k, s, n) for k in {**sides[0], **sides[1]}}
        any_known = x is not None or self.inner(s, n) or any(
            self.of_both(some, k, s, n) for k in {**some[0], **some[1]})
        if self.part is None:
            for c in self.children:
                flags.update({k: f for k, f in c.count_cell('projects-under-way', s, n)[1].items()
                              if f or k not in flags})
        if self.rest is not None and self.kind != 'enterprise' and self.counts_rest('projects-under-way'):
            flags.setdefault(self.rest.path, False)
        if x is not None:
            flags = {k: True for k in flags}
        return (self.raw(s, n) if any_known else None), flags

    def of_both(self, sides, k, s, n):
        return all(f[k] if k in f else self.covered(h, k, s, n) for f, h in zip(sides, HALVES))

    def inner(self, s, n):
        """Is under way itself reported somewhere below?"""
        return any(c.reported('projects-under-way', s, n) is not None or c.inner(s, n) for c in self.children)

    def raw(self, s, n):
        x = self.reported('projects-under-way', s, n)
        if x is not None:
            return x
        if self.part is not None or self.halves(s, n):
            return math.fsum(self.count_cell(k, s, n)[0] or 0.0 for k in HALVES)
        return math.fsum(c.raw(s, n) for c in self.children)

    def some(self, kpi, s, n):
        """{part: is any of it known} of a count."""
        x = self.reported(kpi, s, n)
        if self.part is not None:
            v, flags = self.count_cell(kpi, s, n)
            return {k: v is not None for k in flags}
        out = {}
        for c in self.children:
            out.update(c.some(kpi, s, n))
        out = {k: f or x is not None for k, f in out.items()}
        if self.rest is not None and self.kind != 'enterprise' and self.counts_rest(kpi):
            out[self.rest.path] = x is not None
        return out

    def count_rest(self, kpi, s, n):
        known = self.reported(kpi, s, n) is not None
        if kpi == 'projects-under-way' and not known:
            known = all(self.reported(k, s, n) is not None for k in HALVES)
        isnt = self.kind == 'enterprise' or not self.counts_rest(kpi)
        if not known:
            return None, ({} if isnt else {self.rest.path: False})
        below = [c.raw(s, n) if kpi == 'projects-under-way' else c.count_cell(kpi, s, n)[0] for c in self.children]
        v, flags = self.count_cell(kpi, s, n)
        v = None if v is None else v - math.fsum(x for x in below if x is not None)
        return v, ({} if isnt else {self.rest.path: flags[self.rest.path]})

    # -- a cell of any KPI over any window of months
    def cell(self, kpi, s, n):
        """(value or None, {part: known})"""
        row = self.plan.kpis[kpi]
        if row[0] == 'ratio':
            return self.ratio(kpi, s, n)
        if row[1] == 'count':
            if (n, s % n) in ((12, 0), (3, 0), (1, 0)):
                return self.count_cell(kpi, s, n)
            cells = [self.count_cell(kpi, m, 1) for m in range(s, s + n)]
            if row[0] == 'opening':
                return cells[0]
            if row[0] == 'stock':
                return cells[-1]
            got = [c[0] for c in cells if c[0] is not None]
            return (math.fsum(got) if got else None), {k: all(c[1][k] for c in cells) for k in cells[0][1]}
        return self.plain(kpi, row[0], s, n)

    def plain(self, kpi, kind, s, n):
        key = ('plain', kpi, kind, s, n)
        if key in self.cache:
            return self.cache[key]
        values, flags = self.months(kpi)
        a, b = s - self.plan.first, s + n - self.plan.first
        if kind == 'stock':
            a = b - 1
        inside = a >= 0 and b <= len(values)
        got = [v for v in values[max(a, 0):max(b, 0)] if v is not None]
        v = (math.fsum(got) if kind == 'flow' else got[0]) if got else None
        out = v, {k: inside and all(f[a:b]) for k, f in flags.items()}
        self.cache[key] = out
        return out

    def sides(self, kpi, s, n):
        _, a, b = self.plan.kpis[kpi][:3]
        top = self.cell(a, s, n)
        below = self.plain('capacity-time', 'flow', s, n) if kpi == 'utilisation' else self.cell(b, s, n)
        fa, fb = 1.0, 1.0
        if kpi != 'utilisation':
            ka, kb = self.plan.kpis[a][0] == 'flow', self.plan.kpis[b][0] == 'flow'
            if ka and not kb:
                fa = 12 / n
            if kb and not ka:
                fb = 12 / n
        return top, below, fa, fb

    def covered(self, kpi, key, s, n):
        """Does a row not listed (or a zone's own) that is no part of a KPI know it by a report of all there is?"""
        chain, top = [self.plan.by_id[key.rpartition('.')[0]]], self.owner if self.kind == 'rest' else self
        while chain[-1] is not top and chain[-1].above is not None:
            chain.append(chain[-1].above)
        if chain[-1] is not top:
            if self.kind not in ('zone', 'group'):
                raise ValueError(key)
            chain = [x for x in chain if x.kind != 'park' and (x.kind != 'cluster' or x in self.children)] + [self]
        row = self.plan.kpis[kpi]
        if kpi == 'projects-under-way' and all(self.covered(k, key, s, n) for k in HALVES):
            return True
        if row[1] == 'count':
            return any(x.reported(kpi, s, n) is not None for x in chain)
        if kpi == 'investment-to-date':
            return s + n > 0 and self.covered('investment', key, 0, s + n)
        if row[0] == 'stock':
            return any(a + b == s + n for x in chain for a, b, _ in x.reports.get(kpi, []))
        return all(any(a <= m < a + b for x in chain for a, b, _ in x.reports.get(kpi, []))
                   for m in range(s, s + n))

    def ratio(self, kpi, s, n):
        top, below, fa, fb = self.sides(kpi, s, n)
        a, b = self.plan.kpis[kpi][1:3]
        flags = {k: (top[1][k] if k in top[1] else self.covered(a, k, s, n)) and
                 (below[1][k] if k in below[1] else kpi != 'utilisation' and self.covered(b, k, s, n))
                 for k in {**top[1], **below[1]}}
        if self.kind == 'rest' and not flags:   # of an enterprise: no part
            ok = kpi != 'utilisation' and all(self.covered(k, self.path, s, n) for k in (a, b))
            if not ok or top[0] is None or below[0] is None or below[0] * fb == 0:
                return None, flags
            return top[0] * fa / (below[0] * fb), flags
        if not any(flags.values()) or top[0] is None or below[0] is None or below[0] * fb == 0:
            return None, flags
        return top[0] * fa / (below[0] * fb), flags


# ---- The plan ----
class Plan:
    def __init__(self, text, scenario=None, sets=()):
        self.tree = Tree(text, scenario, sets)
        self.scenario = scenario or 'base'
        r = self.raw = self.tree.raw
        y = parse_period(r['years'])
        self.zero = y[0]
        self.months = y[1]
        self.currency = r.get('currency', 'CNY')
        self.units = Units(self.currency, {})
        for k, v in section(r, 'rates').items():
            self.units.rates[k] = self.units.parse(self.tree.subst(v))[0]
        a = parse_date(self.tree.subst(r['as-of']), False) if 'as-of' in r else None
        self.as_of = a - self.zero if a is not None else -INF
        self.kpis = dict(KPIS)
        for k, v in section(r, 'kpis').items():
            if 'ratio' in v:
                top, below = (x.strip() for x in v['ratio'].split('/'))
                self.kpis[k] = ('ratio', top, below)
            else:
                self.kpis[k] = (v.get('kind', 'flow'), 'ramped', UNMOVED)
        self.first = 0
        self.find_first(r)
        self.build()

    def find_first(self, t):
        if is_map(t):
            for k, v in t.items():
                if k == 'actual' and is_map(v):
                    for kpi, rows in v.items():
                        if kpi in self.kpis and is_map(rows):
                            for p in rows:
                                s = self.period(p)[0]
                                self.first = min(self.first, s // 12 * 12)
                else:
                    self.find_first(v)

    def period(self, text):
        s, n = parse_period(self.tree.subst(text))
        return s - self.zero, n

    def num(self, text):
        return float(self.units.parse(self.tree.subst(text))[0])

    def unit(self, text):
        return self.units.parse(self.tree.subst(text))[1]

    def per(self, text):
        return self.units.parse(self.tree.subst(text))[2]

    # -- names
    def find_project(self, project, name):
        for path in (project.home + '.' + name, name):
            if path in self.projects:
                return self.projects[path]
        raise KeyError(name)

    def find_event(self, project, name):
        owner, _, m = name.rpartition('.')
        if not owner:
            return project, m
        if owner == 'existing' or owner.endswith('.existing'):
            path = project.home + '.existing' if owner == 'existing' else owner
            return ExistingEnd(self, path), 'end'
        return self.find_project(project, owner), m

    def existing_end(self, path):
        t = str(self.tree.subst(self.plants[path]['end'])).strip()
        first, *more = re.split(r'\s+\+\s+', t)
        plus = sum((parse_duration(x) for x in more), Fr(0))
        d = parse_date(first, True)
        if d is not None:
            return d - self.zero + plus
        owner, _, m = first.rpartition('.')
        home = path.split('.')[0]
        for p in (home + '.' + owner, owner):
            if p in self.projects:
                return self.projects[p].instant(m) + plus
        raise KeyError(first)

    # -- the tree of entities
    def build(self):
        r = self.raw
        enterprises = section(r, 'enterprises')
        clusters = section(r, 'clusters')
        self.projects, self.plants = {}, {}
        top = {k: r.get(k) for k in ('price', 'utilisation')}
        park = section(r, 'park')
        for k in ('price', 'utilisation'):
            if top[k] is None and k in park:
                top[k] = park[k]

        def delays(owner, identity, inherited=True):
            return [((identity, k), k, parse_duration(self.tree.subst(v)), inherited)
                    for k, v in section(owner, 'delay').items()]

        def existing(e):
            return 'existing' in e and (is_map(e['existing']) or e['existing'] in ('', None))

        def lever_of(tree, plain=True):
            return {**{k: tree.get(k) for k in ('price', 'utilisation')}, '_plain': plain}

        members = {}
        for eid, e in enterprises.items():
            e = e if is_map(e) else {}
            cl = e.get('cluster') or 'other'
            cluster = section(clusters, cl)
            if existing(e):
                self.plants[eid + '.existing'] = section(e, 'existing')
            above = [lever_of(top), lever_of(cluster), lever_of(e)]
            for pid, p in section(e, 'projects').items():
                p = p if is_map(p) else {}
                boxes = [{**lever_of(section(p, b), False), 'price': section(p, b).get('price')}
                         for b in ('at-trial', 'at-produce', 'at-full')]
                x = Project(self, f'{eid}.{pid}', p, above + [lever_of(p)] + boxes, eid)
                x.entries = (delays(r, 'plan') + delays(cluster, 'cluster ' + cl) + delays(e, 'enterprise ' + eid)
                             + delays(p, 'project ' + x.path, False))
                self.projects[x.path] = x
            members.setdefault(cl, []).append((eid, e, above))
        pipe = section(r, 'pipeline')
        skip = ('projects', 'price', 'utilisation', 'delay', 'zh', 'en', 'aliases', 'source')
        for pid, p in section(pipe, 'projects').items():
            tree = {}
            deep(tree, {k: ({**v} if is_map(v) else v) for k, v in pipe.items() if k not in skip})
            for k, v in (p if is_map(p) else {}).items():
                if k in ('at-trial', 'at-produce', 'at-full') and is_map(tree.get(k)) and is_map(v):
                    tree[k] = {**tree[k], **v}
                else:
                    tree[k] = v
            cluster = section(clusters, tree.get('cluster') or 'other')
            boxes = [lever_of(section(tree, b), False) for b in ('at-trial', 'at-produce', 'at-full')]
            x = Project(self, 'pipeline.' + pid, tree,
                        [lever_of(top), lever_of(cluster), lever_of(pipe), lever_of(tree)] + boxes, 'pipeline', True)
            cl = tree.get('cluster') or 'other'
            x.tax_layers = [section(pipe, 'taxes'), section(p if is_map(p) else {}, 'taxes')]
            x.entries = (delays(r, 'plan') + delays(section(clusters, cl), 'cluster ' + cl) + delays(pipe, 'pipeline')
                         + delays(tree, 'project ' + x.path, False))
            self.projects[x.path] = x
        for x in self.projects.values():
            x.prepare()

        by_id, order = {}, []
        cluster_ids = list(clusters) + (['other'] if 'other' in members else [])
        nodes = []
        for cl in cluster_ids:
            ents = []
            for eid, e, above in members.get(cl, []):
                kids = []
                if existing(e):
                    t = section(e, 'existing')
                    plant = Plant(self, eid + '.existing', t, above + [lever_of(t, False)])
                    if t.get('price') is not None and not is_map(t['price']):
                        plant.levers = plant.levers + [{'price': t['price']}]
                    kids.append(Entity(self, plant.path, 'part', part=plant, reports=section(t, 'actual')))
                for pid, p in section(e, 'projects').items():
                    x = self.projects[f'{eid}.{pid}']
                    kids.append(Entity(self, x.path, 'part', part=x, reports=section(x.tree, 'actual')))
                if kids:
                    ent = Entity(self, eid, 'enterprise', kids, reports=section(e, 'actual'))
                else:
                    lone = Lone(self, eid, e, above)
                    ent = Entity(self, eid, 'enterprise', part=lone, reports=section(e, 'actual'))
                    if not LONE_ENTERPRISE_IS_LEAF and ent.reports:
                        ent = Entity(self, eid, 'enterprise', [Entity(self, eid, 'part', part=lone)],
                                     reports=section(e, 'actual'))
                by_id[eid] = ent
                ents.append(ent)
            c = Entity(self, cl, 'cluster', ents, reports=section(section(clusters, cl), 'actual'))
            by_id[cl] = c
            nodes.append(c)
        self.park = Entity(self, 'park', 'park', nodes, reports=section(park, 'actual'))
        by_id['park'] = self.park

        def walk(x):
            order.append(x)
            for c in x.children:
                if not (c.kind == 'part' and c.path == x.path):
                    walk(c)
            if x.rest is not None:
                order.append(x.rest)

        walk(self.park)
        if 'pipeline' in r:
            p = Entity(self, 'pipeline', 'pipeline',
                       [Entity(self, x.path, 'part', part=x, reports=section(x.tree, 'actual'))
                        for x in self.projects.values() if x.pipeline])
            by_id['pipeline'] = p
            walk(p)
        for zid, z in section(r, 'zones').items():
            z = z if is_map(z) else {}
            kids = [by_id[eid] for eid, e in enterprises.items() if is_map(e) and e.get('zone') == zid]
            if any(k in self.kpis for k in z):
                own = Plant(self, zid + '.own', z, [lever_of(top)], zone=True)
                kids = kids + [Entity(self, zid + '.own', 'part', part=own)]
            x = Entity(self, zid, 'zone', kids, reports=section(z, 'actual'))
            by_id[zid] = x
            order.append(x)
            if x.rest is not None:
                order.append(x.rest)
        for gid, g in section(r, 'groups').items():
            g = g if is_map(g) else {}
            x = Entity(self, gid, 'group', [by_id[m] for m in g.get('members', [])])
            by_id[gid] = x
            order.append(x)
        for x in order:
            by_id.setdefault(x.path, x)
        self.entities, self.by_id = order, by_id

    # -- project
    def cells(self, by):
        steps = {'month': [1], 'quarter': [3], 'year': [12], 'all': [12, 3, 1]}[by]
        periods = [(s, n) for n in steps for s in range(self.first, self.months, n)]
        texts = [period_text(s + self.zero, n) for s, n in periods]
        for x in self.entities:
            for kpi in self.kpis:
                for (s, n), text in zip(periods, texts):
                    v, flags = x.cell(kpi, s, n)
                    yield x.path, kpi, text, v, sum(flags.values()), len(flags)


class ExistingEnd:
    """The milestone `existing.end` as something an event refers to."""

    def __init__(self, plan, path):
        self.plan, self.path = plan, path

    def instant(self, _):
        return self.plan.existing_end(self.path)

    def moved(self, *_):
        return False


# ---- Targets ----
VERBS = ('double', 'multiply', 'reach', 'grow', 'keep')
EPS = 1e-9


class Target:
    def __init__(self, plan, name, tree, entity, member=False):
        self.plan, self.name, self.tree, self.x, self.member = plan, name, tree, entity, member
        self.verb = next(v for v in VERBS if v in tree)
        self.kpi = tree[self.verb]
        self.kind = plan.kpis[self.kpi][0]
        self.row = dict.fromkeys(
            'scenario target kind entity kpi base_period due base required projected attainment gap first_period '
            'held_from verdict needed_pace projected_pace land_part intensity_part reported known of'.split(), '')
        self.row.update(scenario=plan.scenario, target=name, kind=self.verb, entity=entity.path, kpi=self.kpi)
        if not member:
            self.row['reported'] = tree.get('reported', '')

    def window(self, s, n):
        """The months whose value stands for a period."""
        end = s + n
        if self.kind == 'flow':
            return (end - 12, 12) if n < 12 else (s, n)
        if self.kind == 'ratio':
            return end - 12, 12
        return s, n

    def negative(self, w):
        return any((x.cell(self.kpi, *w)[0] or 0) < 0 for x in everything(self.x))

    def judge(self, w, required, most=False, sufficing=True):
        """(met, missed or unknown) of one period by itself."""
        v, flags = self.x.cell(self.kpi, *w)
        if flags and all(flags.values()) and v is not None:
            ok = v <= required * (1 + EPS) if most else v >= required * (1 - EPS)
            return 'met' if ok else 'missed'
        if sufficing and not most and v is not None and self.kind != 'ratio':
            if v >= required * (1 - EPS) and not self.negative(w):
                return 'met'
        return 'unknown'

    def reach(self, required, sufficing, since, most=False):
        """First month and held-from."""
        plan = self.plan
        start = since if since is not None else plan.first
        if self.kind in ('flow', 'ratio'):
            start = max(start, plan.first + 11)
        first = held = None
        for m in range(start, plan.months):
            w = self.window(m, 1)
            if self.judge(w, required, most, sufficing) == 'met':
                first = m if first is None else first
                held = m if held is None else held
            else:
                held = None
        for k, m in (('first_period', first), ('held_from', held)):
            self.row[k] = period_text(m + plan.zero, 1) if m is not None else ''

    def matched(self, *windows):
        """The values over what is known in all windows, or None."""
        got = matched(self.x, self.kpi, windows)
        if got is None or self.kind != 'ratio':
            return got and [v for v, _ in got]
        return [a / b if b else None for a, b in got]

    def assess(self):
        t, plan, row = self.tree, self.plan, self.row
        if self.verb == 'keep':
            return self.keep()
        due = plan.period(t['by']) if 'by' in t else (plan.months - 12, 12)
        row['due'] = period_text(due[0] + plan.zero, due[1])
        wd = self.window(*due)
        projected, fd = self.x.cell(self.kpi, *wd)
        base, wb, fb, years = None, None, None, None
        if self.verb == 'reach':
            required, times, figure = plan.num(t['level']), None, True
        else:
            text = str(plan.tree.subst(t.get('base', period_text(plan.zero, 12))))
            figure = parse_period(text) is None
            if figure:
                base = plan.num(t['base'])
            else:
                s, n = plan.period(text)
                row['base_period'] = period_text(s + plan.zero, n)
                wb = self.window(s, n)
                base, fb = self.x.cell(self.kpi, *wb)
                years = (due[0] + due[1] - s - n) / 12
            if self.verb == 'double':
                times = 2.0
            elif self.verb == 'multiply':
                times = plan.num(t['times'])
            else:
                times = (1 + plan.num(t['pace'])) ** years
            required = base * times if base is not None and base > 0 else None
        known = {k for k, ok in fd.items() if ok and (fb is None or fb.get(k, False))}
        row['known'], row['of'] = len(known), len(fd)
        row['base'], row['required'], row['projected'] = base, required, projected
        verdict = 'unknown'
        if required is not None:
            if figure:
                verdict = self.judge(wd, required)
            elif fb and all(fb.values()):
                verdict = self.judge(wd, required, sufficing=False)
        row['verdict'] = verdict
        if required is not None:
            if verdict == 'unknown':
                got = self.matched(wd) if figure else self.matched(wd, wb)
                d, q = got[0] if got else None, required
                if not figure:
                    q = got[1] * times if got and got[1] is not None and got[1] > 0 else None
                row['attainment'] = d / q if d is not None and q is not None and q > 0 else None
            else:
                row['attainment'] = projected / required if required > 0 else None
                row['gap'] = required - projected
            if figure or all(fb.values()):
                since = None if figure else plan.period(text)[0] + plan.period(text)[1]
                self.reach(required, figure, since)
        if years is not None and years > 0 and base is not None and base > 0:
            row['needed_pace'] = (required / base) ** (1 / years) - 1
            if projected is not None and projected >= 0:
                row['projected_pace'] = (projected / base) ** (1 / years) - 1
        if wb is not None and self.kpi == 'output' and verdict != 'unknown':
            self.divisia(wb, wd)
        return row

    def divisia(self, wb, wd):
        y0, y1, a0, a1 = [], [], [], []
        for x in everything(self.x):
            l0, f0 = x.plain('land', 'stock', *wb)
            l1, f1 = x.plain('land', 'stock', *wd)
            if not all(f0.values()) or not all(f1.values()) or l0 is None or l1 is None:
                continue
            flags = [f for w in (wb, wd) for f in x.cell('output', *w)[1].values()]
            if not flags or not all(flags):
                continue
            if l0 > 0 or l1 > 0:
                y0.append(x.cell('output', *wb)[0] or 0.0)
                y1.append(x.cell('output', *wd)[0] or 0.0)
                a0.append(l0)
                a1.append(l1)
        y0, y1, a0, a1 = map(math.fsum, (y0, y1, a0, a1))
        if min(y0, y1, a0, a1) > 0:
            mean = y0 if y0 == y1 else (y1 - y0) / math.log(y1 / y0)
            self.row['land_part'] = mean * math.log(a1 / a0)
            self.row['intensity_part'] = mean * math.log((y1 / a1) / (y0 / a0))

    def keep(self):
        t, plan, row = self.tree, self.plan, self.row
        most = 'at-most' in t
        required = plan.num(t['at-most'] if most else t['at-least'])
        s, n = plan.period(t['during'])
        row['due'] = period_text(s + plan.zero, n)
        step = 12 if s % 12 == 0 and n % 12 == 0 else 3 if s % 3 == 0 and n % 3 == 0 else 1
        states, worst = [], None
        for a in range(s, s + n, step):
            w = self.window(a, step)
            states.append(self.judge(w, required, most))
            v, flags = self.x.cell(self.kpi, *w)
            if v is not None and (worst is None or (v > worst[0] if most else v < worst[0])):
                worst = v, flags, w
            last = flags
        verdict = 'missed' if 'missed' in states else 'unknown' if 'unknown' in states else 'met'
        row['required'], row['verdict'] = required, verdict
        if worst:
            v, flags, w = worst
            known = {k for k, ok in flags.items() if ok}
            row['projected'] = v
            if verdict == 'unknown':
                got = self.matched(w)
                v = got[0] if got else None
            else:
                row['gap'] = v - required if most else required - v
            if v is not None:
                top, below = (required, v) if most else (v, required)
                row['attainment'] = top / below if below > 0 else None
        else:
            flags, known = last, {k for k, ok in last.items() if ok}
        row['known'], row['of'] = len(known), len(flags)
        self.reach(required, True, None, most)
        return row


def everything(x):
    """The parts and not-listed rows that make up an entity."""
    if x.part is not None:
        return [x]
    return [y for c in x.children for y in everything(c)] + ([x.rest] if x.rest is not None else [])


def matched(x, kpi, windows):
    """[(value, what it is divided by)] per window over the parts that know all of them: an entity all of whose
    parts do is taken whole, otherwise its children one by one; None if there is nothing."""
    cells = [x.cell(kpi, *w) for w in windows]
    known = [all(c[1].get(k, False) for c in cells) for k in cells[0][1]]
    if not any(known):
        return None
    if all(known):
        if x.plan.kpis[kpi][0] != 'ratio':
            return [(c[0] or 0.0, 0.0) for c in cells]
        out = []
        for w in windows:
            top, below, fa, fb = x.sides(kpi, *w)
            out.append(((top[0] or 0.0) * fa, (below[0] or 0.0) * fb))
        return out
    kids = x.children + ([x.rest] if x.rest is not None and x.kind != 'enterprise' else [])
    got = [g for g in (matched(c, kpi, windows) for c in kids) if g is not None]
    return [tuple(math.fsum(g[i][j] for g in got) for j in (0, 1)) for i in range(len(windows))] if got else None


def members_of(plan, name):
    x = plan.by_id[name]
    if x.kind == 'park':
        return [e for c in x.children for e in c.children]
    return [e for c in x.children for e in (c.children if c.kind == 'cluster' else [c]) if e.kind == 'enterprise']


def assess_all(plan):
    rows = []
    for name, t in section(plan.raw, 'targets').items():
        if 'each' not in t:
            rows.append(Target(plan, name, t, plan.by_id[t['of']]).assess())
            continue
        head = Target(plan, name, t, plan.by_id[t['each']])
        # `at-least` of an each is a number of members, of a keep too where at-most is its level
        level = 'keep' in t and 'at-most' not in t
        mine = [Target(plan, name, t, m, True).assess() for m in members_of(plan, t['each'])]
        n = plan.num(t['at-least']) if 'at-least' in t and not level else float(len(mine))
        met = sum(r['verdict'] == 'met' for r in mine)
        unknown = sum(r['verdict'] == 'unknown' for r in mine)
        row = head.row
        row['base_period'] = mine[0]['base_period'] if mine else ''
        row['due'] = mine[0]['due'] if mine else ''
        row['required'], row['projected'] = n, float(met)
        row['attainment'] = met / n if n else None
        row['verdict'] = 'met' if met >= n else 'missed' if met + unknown < n else 'unknown'
        if row['verdict'] != 'unknown':
            row['gap'] = n - met
        row['known'], row['of'] = len(mine) - unknown, len(mine)
        rows += [row] + mine
    return rows


# ---- The plan's own tests ----
def expected(text):
    """Each expectation but chances: the entry, whether it holds, what was found."""
    plans = {}
    for e in Plan(text).raw.get('expect', []):
        name = e.get('scenario')
        if 'chance-of' in e:
            continue
        if name not in plans:
            plans[name] = Plan(text, name)
        plan = plans[name]
        if 'target' in e:
            got = next(r['verdict'] for r in assess_all(plan) if r['target'] == e['target'])
            good = got == e['is']
        else:
            s, n = plan.period(e['in'])
            got = plan.by_id[e.get('of', 'park')].cell(e['kpi'], s, n)[0]
            good = got is not None
            if good and 'is' in e:
                m = re.match(r'\s*-?[\d]+(?:\.(\d+))?', e['is'])
                unit = abs(float(plan.units.parse('1' + e['is'][m.end():])[0])) * 10.0 ** -len(m[1] or '')
                figure = plan.num(e['is'])
                off = (got - figure) * (-1 if figure < 0 else 1)  # half up: a tie belongs to the figure above it
                good = -unit / 2 * (1 + 1e-9) <= off < unit / 2 * (1 - 1e-9)
                if 'within' in e:
                    share = e['within'].strip().endswith('%') and not e['is'].strip().endswith('%')
                    most = plan.num(e['within']) * (abs(figure) if share else 1)
                    good = abs(got - figure) <= most + 1e-9 * abs(figure)
            if good and 'at-least' in e:
                good = got >= plan.num(e['at-least']) - 1e-9 * abs(plan.num(e['at-least']))
            if good and 'at-most' in e:
                good = got <= plan.num(e['at-most']) + 1e-9 * abs(plan.num(e['at-most']))
        yield {**e}, good, got


def expectations(text):
    ok = True
    for entry, good, got in expected(text):
        ok = ok and good
        print('ok  ' if good else 'FAIL', entry, got)
    return ok


def text_of(v):
    if v is None:
        return ''
    if isinstance(v, float):
        return repr(v + 0.0)
    return str(v)


def main(argv):
    if len(argv) < 3 or argv[1] not in ('project', 'targets', 'expect'):
        print('usage: oracle.py project|targets|expect PLAN.yaml [--scenario NAME] [--set PATH=VALUE]... '
              '[--by month|quarter|year|all]', file=sys.stderr)
        return 2
    with open(argv[2], encoding='utf-8') as f:
        text = f.read()
    scenario, by, sets = None, 'year', []
    i = 3
    while i < len(argv):
        if argv[i] == '--scenario':
            scenario = argv[i + 1]
        elif argv[i] == '--set':
            sets.append(argv[i + 1])
        elif argv[i] == '--by':
            by = argv[i + 1]
        else:
            raise SystemExit('unknown option ' + argv[i])
        i += 2
    if argv[1] == 'expect':
        return 0 if expectations(text) else 1
    plan = Plan(text, scenario, sets)
    out = csv.writer(sys.stdout, lineterminator='\n')
    if argv[1] == 'project':
        out.writerow(['scenario', 'entity', 'kpi', 'period', 'unit', 'value', 'known', 'of'])
        for entity, kpi, period, v, known, of in plan.cells(by):
            out.writerow([plan.scenario, entity, kpi, period, '', text_of(v), known, of])
    else:
        rows = assess_all(plan)
        head = ('scenario target kind entity kpi base_period due base required projected attainment gap first_period '
                'held_from verdict needed_pace projected_pace land_part intensity_part reported known of').split()
        out.writerow(head)
        for r in rows:
            out.writerow([text_of(r[h]) for h in head])
    return 0


if __name__ == '__main__':
    sys.exit(main(sys.argv))
