#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes a valid random plan: random_plan.py SEED > plan.yaml. The same seed gives the same plan.

Everything of the format that moves a number is used in combination. Totals reported for clusters,
zones and the park are made so large that nothing not listed is negative under any scenario.
"""
import random
import sys

import yaml

import random_taxes

BASE = 2021
MILESTONES = ['signed', 'start', 'built', 'trial', 'produce', 'full', 'end']
DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]


class Maker:
    def __init__(self, seed):
        self.seed = seed
        self.r = random.Random(f'twofold {seed}')
        self.years = self.r.randint(4, 8)
        self.horizon = 12 * self.years
        self.assumptions = {}
        self.resolved = {}      # 'e1.p1' -> {milestone: month before delays}
        self.settable = []      # (path, text, sort) for scenarios
        self.size = {}          # entity -> kpis worth a target

    def p(self, chance):
        return self.r.random() < chance

    def pick(self, *xs):
        return self.r.choice(xs)

    # -- texts
    def num(self, lo, hi, digits=2):
        return f'{self.r.uniform(lo, hi):.{digits}f}'.rstrip('0').rstrip('.') if digits else str(self.r.randint(int(lo), int(hi)))

    def marked(self, number, unit):
        """A number with a unit, sometimes with a mark or as a range."""
        k = self.r.random()
        x = float(number)
        if k < 0.08:
            return f'{number}{unit}+'
        if k < 0.14:
            return f'{self.pick("~", "约")}{number}{unit}'
        if k < 0.20:
            return f'{number}..{x * 1.5:.6g}{unit}'
        if k < 0.26:
            return f'{x * 0.5:.6g}..{number}..{x * 1.75:.6g}{unit}'
        return f'{number}{unit}'

    def money(self, lo=0.5, hi=30, flow=False):
        """lo..hi in 亿."""
        k = self.r.random()
        x = self.r.uniform(lo, hi)
        if k < 0.4:
            n, u = f'{x:.2f}', '亿元'
        elif k < 0.6:
            n, u = f'{x * 1e4:.0f}', '万元'
        elif k < 0.7:
            n, u = f'{x * 1e8:.0f}', '元'
        elif k < 0.8:
            n, u = f'{x * 15:.1f}', 'M USD'
        elif k < 0.9 or not flow:
            n, u = f'{x * 100:.1f}', 'M CNY'
        else:
            n, u = f'{x * 800:.0f}', '万元/month'
        if self.p(0.06):
            name = f'a{len(self.assumptions) + 1}'
            self.assumptions[name] = {'value': n + u, 'why': 'made up'} if self.p(0.5) else n + u
            return '$' + name
        return self.marked(n, u)

    def persons(self, lo=50, hi=3000):
        return self.marked(self.num(lo, hi, 0), self.pick('', ' persons', '人'))

    def area(self, lo=20, hi=400):
        return self.marked(self.num(lo, hi, 0), '亩') if self.p(0.8) else self.num(2, 30, 1) + ' ha'

    def percent(self, lo, hi):
        return self.num(lo, hi, 1) + '%'

    def month(self, t):
        return f'{BASE + t // 12}-{t % 12 + 1:02d}'

    def date(self, t, last=False):
        """A date for the whole month t (the instant), in one of its writings."""
        if last:
            if t % 12 == 0 and self.p(0.5):
                return str(BASE + t // 12 - 1)
            if t % 3 == 0 and self.p(0.4):
                return f'{BASE + (t - 1) // 12}Q{(t - 1) % 12 // 3 + 1}'
            return self.month(t - 1)
        if t % 12 == 0 and self.p(0.5):
            return str(BASE + t // 12)
        if t % 3 == 0 and self.p(0.4):
            return f'{BASE + t // 12}Q{t % 12 // 3 + 1}'
        if self.p(0.2):
            return f'{self.month(t)}-{self.r.randint(1, DAYS[t % 12]):02d}'     # within the month
        return self.month(t)

    def duration(self, n):
        if n % 12 == 0 and n and self.p(0.4):
            return f'{n // 12} year' + ('s' if n > 12 else '')
        return self.pick(f'{n} months', f'{n}个月')

    def over_time(self, make, lo=0, n=None, monthly=0.4):
        """{period: text} at rising periods."""
        out = {}
        t = lo
        for _ in range(n or self.r.randint(1, 3)):
            if t >= self.horizon:
                break
            k = self.r.random()
            if k < monthly:
                key = self.month(t)
                t += self.r.randint(1, 9)
            elif k < monthly + 0.15:
                t = -(-t // 3) * 3
                key = f'{BASE + t // 12}Q{t % 12 // 3 + 1}'
                t += 3 * self.r.randint(1, 4)
            else:
                t = -(-t // 12) * 12
                key = str(BASE + t // 12)
                t += 12
            if t > self.horizon:
                break
            out[key] = make()
        return out or {str(BASE + 1): make()}

    # -- levers, growth, delay
    def levers(self, tree, path, chance=0.2):
        for key, lo, hi in (('price', 85, 115), ('utilisation', 60, 105)):
            if self.p(chance):
                if self.p(0.25):
                    tree[key] = self.percent(lo, hi)
                    self.settable.append((path + key, tree[key], 'share'))
                else:
                    tree[key] = self.over_time(lambda: self.percent(lo, hi), self.r.randint(0, 24))
                    self.settable.append((path + key, tree[key], 'levels'))
            elif self.p(0.3):
                self.settable.append((path + key, None, 'lever'))

    def growth(self):
        if self.p(0.6):
            return self.percent(-4, 15)
        return self.over_time(lambda: self.percent(-8, 25), 12, monthly=0.0)

    def inherited_delay(self):
        ms = self.r.sample(MILESTONES[:6], self.r.randint(1, 2))
        return {m: self.duration(self.r.randint(1, 9)) for m in sorted(ms, key=MILESTONES.index)}

    # -- figures
    def levels(self, scale=1.0, fields=None):
        """Figures of a plant or of an at-… mapping."""
        f = {}
        names = fields or [k for k in ('output', 'tax', 'jobs', 'sales', 'value-added', 'local-tax', 'hires', 'orders',
                                       'visitors', 'firms')
                           if self.p({'output': 0.75, 'tax': 0.5, 'jobs': 0.6}.get(k, 0.2))]
        for k in names:
            if k in ('output', 'sales', 'orders', 'value-added'):
                f[k] = self.money(0.5 * scale, 30 * scale, flow=True)
            elif k in ('tax', 'local-tax'):
                f[k] = self.money(0.05 * scale, 1.5 * scale, flow=True)
            elif k == 'jobs':
                f[k] = self.persons(50 * scale, 3000 * scale)
            elif k == 'hires':
                f[k] = self.num(10, 300, 0) + self.pick(' persons/year', ' persons', '人')
            elif k == 'visitors':
                f[k] = self.num(500, 50000, 0) + self.pick(' visits', ' visits/year', ' visits/month')
            elif k == 'firms':
                f[k] = self.marked(self.num(1, 20, 0), ' firms')
        return f

    def productivity(self, f, chance):
        """Jobs by productivity in place of a figure, where there is an output for it."""
        if ('output' in f or {'capacity', 'unit-value'} <= set(f)) and self.p(chance):
            if 'output' in f and 'unit-value' not in f and 'capacity' not in f and self.p(0.15):
                n = self.r.randint(10, 3000)        # both, in agreement: jobs stay as given
                f.update({'output': f'{n * 30}万元', 'jobs': str(n), 'productivity': '30.1万元/job'})
                return
            f.pop('jobs', None)
            f['productivity'] = self.marked(self.num(12, 150, 0), self.pick('万元', '万元/job', '万元/人')) \
                if self.p(0.8) else self.num(2, 20, 1) + '万 USD/person'

    def capacity(self, f):
        """Capacity and its kin, agreeing with each other, into f."""
        word = self.pick('t', 't', 't', 'sets')
        cap, uv, util = self.r.randint(1, 90) * 1000, self.r.randint(1, 40), self.r.randint(50, 100)
        f.pop('output', None)
        kind = self.r.randint(0, 8)
        uv_text = f'{uv}万元/{word}'
        out = lambda x: f'{x * uv}万元'
        cap_text = self.pick(f'{cap} {word}/year', f'{cap // 10}0 {word}/year')
        if kind == 0:
            f['capacity'] = cap_text
        elif kind == 1:
            f.update({'capacity': cap_text, 'unit-value': uv_text})
        elif kind == 2:
            f.update({'capacity': cap_text, 'utilisation': f'{util}%'})
        elif kind == 3:
            f.update({'capacity': cap_text, 'utilisation': f'{util}%', 'unit-value': uv_text})
        elif kind == 4:
            f.update({'output': out(cap // 100 * util), 'unit-value': uv_text})
        elif kind == 5:
            f.update({'capacity': cap_text, 'output': out(cap // 100 * util), 'unit-value': uv_text})
        elif kind == 6:
            f.update({'capacity': cap_text, 'output': out(cap // 100 * util)})
        elif kind == 7:
            f['capacity'] = cap_text
            f['production'] = f'{cap // 100 * util} {word}/year'
            f['output'] = out(cap // 100 * util)
        else:
            f['capacity'] = cap_text
            f['utilisation'] = f'{util}%'
            f['unit-value'] = uv_text
            f['output'] = out(cap // 100 * util)

    def assume(self, tree, chance=0.25, keep=()):
        """Moves some keys into `assume`."""
        if not self.p(chance):
            return
        moved = {}
        for k in list(tree):
            if k not in keep and self.p(0.4):
                moved[k] = tree.pop(k)
        if moved:
            tree['assume'] = moved

    def season(self):
        w = [self.r.randint(4, 13) for _ in range(11)]
        s = sum(w)
        w = [round(x * 92 / s) for x in w]
        return [f'{x}%' for x in w] + [f'{100 - sum(w)}%']

    def existing(self, eid):
        path = f'{eid}.existing.'
        if self.p(0.08):
            return {}
        f = self.levels(1.5)
        if self.p(0.25):
            self.capacity(f)
        if self.p(0.15):
            f.pop('tax', None)
            f['tax-rate'] = self.percent(1, 6)
        if self.p(0.6):
            f['land'] = self.area() if self.p(0.85) else {str(BASE): self.area(), str(BASE + 2): self.area()}
        elif self.p(0.5):
            f['leased'] = 'block A6'
        if self.p(0.2):
            f['credit'] = self.money(0.2, 5)
        if self.p(0.15):
            f['land-reserved'] = self.area()
        for k in ('investment', 'support-funds', 'foreign-capital'):
            if self.p(0.2):
                f[k] = self.money(0.1, 4) if self.p(0.5) else self.over_time(lambda: self.money(0.1, 4))
        self.productivity(f, 0.3)
        agree = {'jobs', 'productivity'} <= set(f)
        if 'productivity' in f and self.p(0.7):
            f['productivity-growth'] = self.growth()
            self.settable.append((path + 'productivity-growth', f['productivity-growth'], 'growth'))
        for k, v in f.items():
            if k in ('output', 'tax', 'jobs', 'productivity') and 'capacity' not in f and '$' not in v and not agree:
                self.settable.append((path + k, v, 'figure'))
        if self.p(0.5):
            f['growth'] = self.growth()
            self.settable.append((path + 'growth', f['growth'], 'growth'))
        if self.p(0.25):
            f['season'] = self.season()
        if self.p(0.12):
            f['end'] = self.date(self.r.randint(12, self.horizon), last=True)
        elif self.p(0.3):
            self.settable.append((path + 'end', None, 'end'))
        if self.p(0.2):
            f['price'] = self.over_time(lambda: self.percent(85, 115), 12)
        if 'utilisation' not in f and self.p(0.15):
            f['utilisation'] = self.over_time(lambda: self.percent(60, 105), 6)
        if self.p(0.3):
            f['actual'] = self.reports(['output', 'tax', 'jobs', 'credit', 'visitors', 'investment', 'sales'], 8)
        self.assume(f, keep=('actual', 'leased'))
        return f

    def project(self, pid, home, others, pipeline=False):
        """One project; others: paths of earlier projects (with produce dates) that it may refer to."""
        r = self.r
        path = f'{home}.{pid}'
        f, when = {}, {}
        ms = []
        follows = None
        if others and not pipeline and self.p(0.15):
            follows = r.choice(others)
        for m in MILESTONES[:6]:
            if self.p({'signed': 0.5, 'start': 0.75, 'built': 0.75, 'trial': 0.3, 'produce': 0.35, 'full': 0.75}[m]):
                ms.append(m)
        if not {'built', 'trial', 'produce'} & set(ms) and self.p(0.8):
            ms.append('built')
        if self.p(0.1):
            ms.append('end')
        ramp = self.pick(None, None, 'step', 'linear', 's-curve', 'logistic', 'gompertz', 'exponential', 'list')
        if follows:
            ramp = None
        if ramp == 'list' or follows or (ramp == 'step' and self.p(0.5)):
            ms = [m for m in ms if m != 'full']
        ms.sort(key=MILESTONES.index)
        t = r.randint(-14, 20)
        relative = None         # after an event of another project everything is relative to it
        for i, m in enumerate(ms):
            gap = r.randint(1, 14) if i else 0
            t += gap
            last = m in ('built', 'end')
            own = [x for x in ms[:i]]
            if relative is None and others and self.p(0.10) and not pipeline:
                o = r.choice(others)
                om = r.choice([x for x in ('start', 'built', 'produce') if x in self.resolved[o]] or ['produce'])
                at = self.resolved[o].get(om)
                if at is not None and at + 12 >= t:
                    lag = r.randint(max(0, t - at), max(0, t - at) + 12)
                    name = o if o.split('.')[0] != home or self.p(0.4) else o.split('.')[1]
                    f[m] = f'{name}.{om}' + (f' + {self.duration(lag)}' if lag else '')
                    t = at + lag
                    when[m] = t
                    relative = m
                    continue
            if own and (relative or self.p(0.3)):
                to = relative and own[-1] or r.choice(own)
                lag = t - when[to]
                f[m] = f'{to} + {self.duration(lag)}' if lag else to
                when[m] = t
                continue
            f[m] = self.date(t, last)
            if not last and f[m].count('-') == 2:
                t += 1          # a day within the month: what follows comes later
            when[m] = t
        if 'produce' not in when:
            at = when.get('trial', when.get('built'))
            if at is not None:
                when['produce'] = at
        if ramp == 'list':
            f['ramp'] = sorted([f'{r.randint(20, 95)}%' for _ in range(r.randint(0, 3))], key=lambda s: int(s[:-1])) + ['100%']
            if 'produce' in when:
                when['full'] = when['produce'] + 12 * (len(f['ramp']) - 1)
        elif ramp:
            f['ramp'] = ramp
            if ramp == 'step' and 'full' not in when and 'produce' in when:
                when['full'] = when['produce']
        if follows:
            name = follows if follows.split('.')[0] != home or self.p(0.5) else follows.split('.')[1]
            lag = r.randint(0, 12)
            boss = self.resolved[follows].get('full')
            if boss is not None:
                lag = max(lag, when.get('produce', boss) + 1 - boss)
                when['full'] = boss + lag
            f['follows'] = name + (f' + {self.duration(lag)}' if lag else '')
        if 'end' in when and (ramp == 'list' or follows or when['end'] <= when.get('full', -99)):
            ms.remove('end')
            del when['end'], f['end']
        self.resolved[path] = dict(when)
        if 'produce' in when:
            self.followable.append(path)
        # figures
        moved = False           # a utilisation over time among the figures is the project's lever
        if self.p(0.08):
            f['at-full'] = {'jobs-saved': self.persons(20, 400)}
        elif self.p(0.93):
            c = self.levels()
            if self.p(0.35):
                self.capacity(c)
            if self.p(0.15):
                c['jobs-saved'] = self.num(5, 40, 0)
            if self.p(0.12):
                c.pop('tax', None)
                c['tax-rate'] = self.percent(1, 6)
            self.productivity(c, 0.25)
            plain = not {'capacity', 'unit-value', 'production'} & set(c)
            if plain and not {'jobs', 'productivity'} <= set(c):
                for k in ('output', 'tax', 'jobs', 'productivity'):
                    if k in c and '$' not in c[k]:
                        self.settable.append((f'{path}.at-full.{k}', c[k], 'figure'))
            if c:
                f['at-full'] = c
            if 'utilisation' not in c and self.p(0.05) and c:
                c['utilisation'] = self.over_time(lambda: self.percent(60, 105), 12)
                moved = True
            if ('trial' in ms and self.p(0.6)) or self.p(0.03):
                a = self.levels(0.2, [k for k in ('output', 'jobs', 'tax', 'firms') if self.p(0.4)])
                if a:
                    f['at-trial'] = a
            if self.p(0.2):
                b = self.levels(0.4, [k for k in ('output', 'jobs', 'sales', 'visitors') if self.p(0.5)])
                if not plain:
                    b.pop('output', None)
                if b:
                    f['at-produce'] = b
            if 'at-trial' in f and not plain:
                f['at-trial'].pop('output', None)
                if not f['at-trial']:
                    del f['at-trial']
            for k in ('at-trial', 'at-produce'):
                self.productivity(f.get(k, {}), 0.3)
            if self.p(0.35 if 'productivity' in c else 0.05):
                f['productivity-growth'] = self.growth()
            if self.p(0.25):
                f['hiring-lead'] = self.duration(r.randint(1, 15)) if self.p(0.8) else f'{self.num(0, 90, 0)}..200 days'
                self.settable.append((path + '.hiring-lead', self.duration(r.randint(0, 9)), 'set'))
        if self.p(0.7):
            f['investment'] = self.money(0.2, 12) if self.p(0.75) else self.over_time(lambda: self.money(0.2, 6))
            if self.p(0.4):
                f['spend'] = self.pick('even', 'early', 'late', 's-curve')
        if self.p(0.2):
            f['foreign-capital'] = self.over_time(lambda: self.num(0.5, 5, 2) + 'M USD') if self.p(0.7) else '3.5M USD'
        if self.p(0.15):
            f['support-funds'] = self.money(0.02, 0.8)
        if self.p(0.15):
            f['credit'] = self.money(0.2, 3) if self.p(0.5) else self.over_time(lambda: self.money(0.2, 3))
        if self.p(0.5):
            f['land'] = self.area() if self.p(0.85) else self.over_time(self.area)
        elif self.p(0.4):
            f['leased'] = 'hall 3'
        if self.p(0.1):
            f['land-reserved'] = self.area()
        if self.p(0.15):
            f['count'] = str(r.randint(2, 5))
        if self.p(0.15):
            f['growth'] = self.growth()
        if pipeline or self.p(0.05):
            f['chance'] = self.percent(10, 90)
        self.levers(f, path + '.', 0.12)
        if moved:
            f.pop('utilisation', None)
            self.settable = [x for x in self.settable if x[0] != path + '.utilisation']
        late = [m for m in ms if when[m] > self.as_of + 1]
        if late and not pipeline and self.p(0.2):
            f['delay'] = {m: self.duration(r.randint(1, 12)) for m in
                          sorted(r.sample(late, min(len(late), r.randint(1, 2))), key=MILESTONES.index)}
        elif late and not pipeline:
            self.settable.append((f'{path}.delay', r.choice(late), 'delay'))
        if ms and ms[-1] in ('built', 'produce', 'full', 'end') and 'delay' not in f and not pipeline and not follows:
            self.settable.append((f'{path}.{ms[-1]}', f[ms[-1]], 'date'))
        if not pipeline and self.p(0.15):
            f['actual'] = self.reports(['output', 'jobs', 'investment', 'land', 'visitors', 'tax'], 5)
        self.assume(f, keep=('actual', 'leased', 'follows', 'ramp', 'full'))
        return f

    # -- reports
    def spans(self, stock=False):
        """Periods, nested or apart."""
        y = self.r.randint(0, min(2, self.years - 1))
        Y = str(BASE + y)
        q = self.r.randint(1, 4)
        m = self.r.randint(1, 12)
        if stock:
            return self.r.choice([[Y], [f'{Y}-{m:02d}'], [f'{Y}Q{q}'], [Y, str(BASE + y + 1)] if y + 1 < self.years else [Y],
                                  [f'{Y}-{min(m, 11):02d}', Y], [f'{Y}-03', f'{Y}-06', f'{Y}-09']])
        return self.r.choice([
            [Y], [Y], [f'{Y}Q{q}'], [f'{Y}-{m:02d}'], [f'{Y}-01..{Y}-10'], [Y, f'{Y}-{m:02d}'],
            [Y, f'{Y}Q{q}', f'{Y}-{3 * q - 1:02d}'], [f'{Y}-01..{Y}-10', f'{Y}-04'], [f'{Y}-01..{Y}-02', f'{Y}-03'],
            [Y, f'{Y}-01..{Y}-02', f'{Y}-11'], [Y, str(BASE + y + 1)] if y + 1 < self.years else [Y],
            [f'{Y}-{k:02d}' for k in range(1, 13)], [f'{Y}Q{k}' for k in range(1, 5)]])

    def reports(self, kpis, size, huge=1.0, most=2):
        """An `actual` mapping; size in 亿 for a year of money."""
        out = {}
        for k in self.r.sample(kpis, min(len(kpis), self.r.randint(1, most))):
            stock = k in ('jobs', 'credit', 'land', 'firms', 'land-reserved')
            spans = self.spans(stock)
            if self.p(0.2):
                spans = spans + [self.pick(str(BASE - 1), f'{BASE - 1}-10..{BASE - 1}-12' if not stock else f'{BASE - 1}-06')]
            rows = {}
            for s in spans:
                # a longer period far larger than what it contains
                months = 12 if len(s) == 4 else 3 if 'Q' in s else int(s[-2:]) - int(s[5:7]) + 1
                long = {1: 1.0, 2: 3.0, 3: 8.0, 10: 45.0, 12: 60.0}[months]
                if k == 'jobs':
                    v = self.num(500 * huge, 4000 * huge, 0) + self.pick('', ' persons')
                elif k in ('land', 'land-reserved'):
                    v = self.num(100 * huge, 600 * huge, 0) + '亩'
                elif k == 'visitors':
                    v = self.num(2000 * huge * long, 9000 * huge * long, 0) + ' visits'
                elif k == 'firms':
                    v = self.num(50 * huge, 90 * huge, 0) + ' firms'
                elif stock:
                    v = self.num(size * huge, 2 * size * huge, 1) + '亿元'
                else:
                    v = self.num(size * huge * long / 20, size * huge * long / 12, 2) + '亿元'
                rows[s] = v
            out[k] = rows
        if self.p(0.3):
            out['source'] = 'article'
        return out

    def totals(self, huge):
        """Reports of a cluster, zone or the park, above all that it may contain."""
        out = self.reports(['output', 'tax', 'jobs', 'credit', 'land', 'investment', 'visitors', 'sales', 'firms',
                            'support-funds'], 100, huge, 4)
        counts = ['projects-signed', 'projects-started', 'projects-completed', 'projects-carried-over']
        for k in counts:
            if self.p(0.2):
                spans = [s for s in self.spans() if '..' not in s]
                out[k] = {s: str(int(huge) * (100 if len(s) == 4 else 20 if 'Q' in s else 5)) for s in spans} or {str(BASE): str(int(100 * huge))}
        if self.p(0.15):
            out['projects-carried-over'] = {str(BASE): str(int(60 * huge))}
            out['projects-started'] = {str(BASE): str(int(40 * huge))}
        elif self.p(0.1):
            out['projects-under-way'] = {str(BASE): str(int(90 * huge))}
        if self.p(0.2):
            out['investment-signed'] = {s: f'{int(huge) * 3000}亿元' for s in self.spans() if '..' not in s} or {str(BASE): f'{int(huge) * 3000}亿元'}
        return out

    # -- the plan
    def plan(self):
        r = self.r
        self.as_of = r.randint(-2, 14) if self.p(0.7) else -99
        tree = {'twofold': '1', 'plan': 'Random park'}
        if self.as_of > -99:
            tree['as-of'] = self.date(self.as_of)
        tree['years'] = f'{BASE}..{BASE + self.years - 1}'
        tree['currency'] = 'CNY'
        tree['rates'] = {'USD': self.pick('6.45元', '6.5', '$usd')}
        self.assumptions['usd'] = '6.4元'
        tree['assumptions'] = self.assumptions
        tree['sources'] = {'article': 'nobody'}
        tree['kpis'] = {'visitors': {'unit': 'visits', 'kind': 'flow'}, 'firms': {'unit': 'firms', 'kind': 'stock'},
                        'output-per-firm': {'ratio': 'output / firms'}, 'tax-per-visit': {'ratio': 'tax / visitors'},
                        'jobs-per-firm': {'ratio': 'jobs / firms'}}
        clusters = [f'c{i}' for i in range(1, r.randint(0, 4) + 1)]
        zones = ['z1', 'z2'][:r.randint(0, 2)]
        self.levers(tree, '', 0.15)
        if self.p(0.15):
            tree['delay'] = self.inherited_delay()
        if clusters:
            tree['clusters'] = {}
            for c in clusters:
                x = {}
                self.levers(x, c + '.', 0.15)
                if self.p(0.12):
                    x['delay'] = self.inherited_delay()
                if self.p(0.3):
                    x['actual'] = self.totals(200)
                tree['clusters'][c] = x
        if zones:
            tree['zones'] = {}
            for z in zones:
                x = {}
                if self.p(0.5):
                    x['land-reserved'] = self.area()
                if self.p(0.2):
                    x['credit'] = self.money(0.2, 2)
                if self.p(0.2):
                    x['investment'] = self.over_time(lambda: self.money(0.2, 2))
                if self.p(0.3):
                    x['actual'] = self.totals(200)
                tree['zones'][z] = x
        if self.p(0.45):
            tree['park'] = {'actual': self.totals(100000)}
        self.followable = []
        ents = {}
        for i in range(1, r.randint(1, 6) + 1):
            eid = f'e{i}'
            e = {}
            if clusters and self.p(0.85):
                e['cluster'] = r.choice(clusters)
            if zones and self.p(0.5):
                e['zone'] = r.choice(zones)
            self.levers(e, eid + '.', 0.12)
            if self.p(0.1):
                e['delay'] = self.inherited_delay()
            alone = self.p(0.08)
            if not alone and self.p(0.6):
                e['existing'] = self.existing(eid)
            n = 0 if alone else r.randint(0, 3)
            if n:
                e['projects'] = {}
                for j in range(1, n + 1):
                    e['projects'][f'p{j}'] = self.project(f'p{j}', eid, list(self.followable))
                at = self.resolved[f'{eid}.p1'].get('produce')
                if at and 0 < at < self.horizon and 'end' in e.get('existing', {}) and self.p(0.5):
                    e['existing']['end'] = self.pick('p1.produce', f'{eid}.p1.produce + 3 months', 'p1.produce + 1 year')
            if (n or 'existing' in e) and self.p(0.2):
                e['actual'] = self.reports(['output', 'tax', 'jobs', 'credit', 'visitors', 'land', 'investment', 'firms'], 10)
            ents[eid] = e
        tree['enterprises'] = ents
        groups = {}
        if self.p(0.6):
            groups['g1'] = {'members': r.sample(list(ents), r.randint(1, len(ents)))}
        if clusters and self.p(0.3):
            c = r.choice(clusters)
            rest = [e for e in ents if ents[e].get('cluster') != c]
            groups['g2'] = {'members': [c] + r.sample(rest, r.randint(0, len(rest)))}
        if groups:
            tree['groups'] = groups
        if self.p(0.5):
            tree['pipeline'] = self.pipeline(clusters)
        self.settable = random_taxes.add(tree, self.seed, self.settable)
        tree['targets'] = self.targets(clusters, zones, groups, ents, tree)
        tree['scenarios'] = self.scenarios()
        return tree

    def pipeline(self, clusters):
        r = self.r
        top = self.project('defaults', 'pipeline', [], pipeline=True)
        self.resolved.pop('pipeline.defaults', None)
        if 'pipeline.defaults' in self.followable:
            self.followable.remove('pipeline.defaults')
        self.settable = [s for s in self.settable if not s[0].startswith('pipeline.defaults')]
        for k in ('price', 'utilisation'):
            top.pop(k, None)
            top.get('assume', {}).pop(k, None)
        self.levers(top, 'pipeline.', 0.15)
        if self.p(0.15):
            top['delay'] = self.inherited_delay()
        top['projects'] = {}
        for j in range(1, r.randint(1, 3) + 1):
            x = {}
            if clusters and self.p(0.7):
                x['cluster'] = r.choice(clusters)
            if self.p(0.4):
                x['count'] = str(r.randint(2, 18))
            if self.p(0.4) and 'chance' not in top.get('assume', {}):
                x['chance'] = self.percent(10, 90)
            if self.p(0.3):
                x['investment'] = self.money(0.5, 5)
            if self.p(0.3) and 'assume' not in top:
                own = ('jobs',) if 'tax-rate' in top.get('at-full', {}) else ('tax', 'jobs')
                own = [k for k in own if self.p(0.6) and not (k == 'jobs' and 'productivity' in top.get('at-full', {}))]
                if own:
                    x['at-full'] = self.levels(0.5, own)
            if self.p(0.15):
                x['land'] = '0亩'
            top['projects'][f'q{j}'] = x
        self.settable.append(('pipeline.chance', '45%', 'set'))
        return top

    def firms_of(self, who, groups, ents):
        """How many enterprises the park, a cluster, a zone or a group stands for."""
        names = groups[who]['members'] if who in groups else [who]
        return sum('park' in names or eid in names or e.get('cluster') in names or e.get('zone') in names
                   for eid, e in ents.items())

    def targets(self, clusters, zones, groups, ents, tree):
        r = self.r
        out = {}
        used = [c for c in clusters if any(e.get('cluster') == c for e in ents.values())]
        whos = ['park'] + used + zones + list(groups) + list(ents)
        parts = [f'{e}.existing' for e, t in ents.items() if 'existing' in t]
        parts += [f'{e}.{p}' for e, t in ents.items() for p in t.get('projects', {})]
        for i in range(1, r.randint(4, 9) + 1):
            verb = self.pick('double', 'multiply', 'reach', 'grow', 'keep')
            kpi = self.pick('output', 'output', 'tax', 'jobs', 'land', 'investment', 'visitors', 'output-per-mu', 'jobs-per-mu',
                            'output-per-firm', 'sales', 'output-per-job', 'tax-rate', 'credit')
            ratio = kpi in ('output-per-mu', 'jobs-per-mu', 'output-per-firm', 'output-per-job', 'tax-rate')
            t = {verb: kpi}
            y = r.randint(1, self.years - 1)
            by = self.r.choice([str(BASE + y), str(BASE + y), f'{BASE + y}-{r.randint(1, 12):02d}', f'{BASE + y}Q{r.randint(1, 4)}'])
            level = {'jobs': self.persons(200, 4000), 'land': self.area(50, 900), 'visitors': self.num(1000, 40000, 0) + ' visits',
                     'output-per-mu': self.num(50, 900, 0) + '万元/亩', 'jobs-per-mu': self.num(1, 9, 1),
                     'output-per-firm': self.num(1, 90, 1) + 'M CNY/firms', 'output-per-job': self.num(10, 90, 0) + '万元/人',
                     'tax-rate': self.percent(1, 5), 'tax': self.money(0.1, 2)}.get(kpi) or self.money(2, 60)
            level = level.replace('+', '').replace('~', '').replace('约', '')
            if kpi == 'jobs' and level[-1].isdigit():
                level += ' persons'         # a bare 2030 would be a year
            if kpi == 'jobs-per-mu':
                level += ' persons/亩'
            if '..' in level or level.startswith('$'):
                level = {'jobs': '900 persons', 'land': '300亩', 'tax': '0.7亿元'}.get(kpi, '9亿元')
            if verb == 'keep':
                t[self.pick('at-least', 'at-least', 'at-most')] = level
                t['during'] = self.pick(f'{BASE + y}..{BASE + self.years - 1}', str(BASE + y),
                                        f'{BASE + y}-02..{BASE + y}-08', f'{BASE + y}Q1..{BASE + y}Q3')
            else:
                t['by'] = by
            if verb == 'reach':
                t['level'] = level
            if verb == 'multiply':
                t['times'] = self.num(1.1, 4, 2)
            if verb == 'grow':
                t['pace'] = self.percent(2, 25)
            if verb in ('double', 'multiply', 'grow'):
                k = r.random()
                if k < 0.6:
                    t['base'] = str(BASE)
                elif k < 0.7 and verb != 'grow' and not ratio:
                    t['base'] = level
                elif k < 0.8 and y > 1:
                    t['base'] = f'{BASE + 1}-{r.randint(1, 12):02d}' if y > 2 else str(BASE + 1)
            each = [x for x in ['park'] + used + zones + list(groups)]
            if self.p(0.2):
                t['each'] = r.choice(each)
                firms = self.firms_of(t['each'], groups, ents)
                if firms and 'at-least' not in t and self.p(0.6):
                    t['at-least'] = str(r.randint(1, min(3, firms)))
            else:
                t['of'] = r.choice(whos + parts)
            if self.p(0.1):
                t['reported'] = 'met'
                t['source'] = 'article'
            out[f't{i}'] = t
        return out

    def change(self, path, text, sort):
        """A new value for a path, or None."""
        r = self.r
        if sort == 'figure':
            return f'x {r.randint(60, 140)}%'
        if sort == 'tax':
            return f'x {r.randint(50, 100)}%'
        if sort == 'growth':
            return self.pick(f'x {r.randint(50, 150)}%', self.percent(0, 9), {str(BASE + 1): self.percent(0, 9)})
        if sort == 'share':
            return self.pick(f'x {r.randint(80, 120)}%', self.percent(80, 110))
        if sort == 'levels':
            if self.p(0.3):
                return {'_below': (self.pick(*text), self.percent(80, 110))}
            return self.pick(f'x {r.randint(80, 120)}%', {str(BASE + 1): self.percent(80, 110), f'{BASE + 2}-04': self.percent(80, 110)})
        if sort == 'lever':
            return self.pick({str(BASE + 2): self.percent(85, 110)}, f'x {r.randint(85, 115)}%', self.percent(85, 110))
        if sort == 'delay':
            return {text: self.duration(r.randint(1, 12))}
        if sort == 'date':
            return f'+ {self.duration(r.randint(1, 9))}'
        if sort == 'end':
            return self.date(r.randint(13, self.horizon), last=True)
        return text

    def scenarios(self):
        r = self.r
        out = {}
        names = [f's{i}' for i in range(1, r.randint(2, 4) + 1)]
        for i, n in enumerate(names):
            s = {}
            if i and self.p(0.4):
                s['based-on'] = r.sample(names[:i], r.randint(1, min(2, i)))
            picks = r.sample(self.settable, min(len(self.settable), r.randint(1, 4)))
            sets = {}
            for path, text, sort in picks:
                clash = any(path.startswith(q) or q.startswith(path) for q in sets)
                # absolute values only once: a scenario below may have been applied before
                if not clash:
                    v = self.change(path, text, sort)
                    if isinstance(v, dict) and '_below' in v:
                        sets[f'{path}.{v["_below"][0]}'] = v['_below'][1]
                    elif v is not None:
                        sets[path] = v
            if self.p(0.2):
                sets['$usd'] = self.num(6, 7, 2) + '元'
            if sets:
                s['set'] = sets
            if s:
                out[n] = s
        return out


def flow(value):
    """A value as one line of YAML."""
    if isinstance(value, dict):
        return '{' + ', '.join(f'{k}: {v}' for k, v in value.items()) + '}'
    return value


def overrides(seed, most=2):
    """(the plan's tree, some `PATH=VALUE` for it): also of the seed alone."""
    m = Maker(seed)
    tree = m.plan()
    out = []
    for path, text, sort in m.r.sample(m.settable, min(most, len(m.settable))):
        v = m.change(path, text, sort)
        if isinstance(v, dict) and '_below' in v:
            path, v = f'{path}.{v["_below"][0]}', v['_below'][1]
        if v is not None and not any(path.startswith(o.partition('=')[0]) or o.startswith(path) for o in out):
            out.append(f'{path}={flow(v)}')
    return tree, out


def write(tree, seed):
    text = yaml.dump(tree, Dumper=Plain, allow_unicode=True, sort_keys=False, width=110)
    return f'# made by tests/oracle/random_plan.py {seed}\n{text}'


class Plain(yaml.SafeDumper):
    def ignore_aliases(self, data):
        return True


def main(argv):
    if len(argv) != 2:
        print('usage: random_plan.py SEED > plan.yaml', file=sys.stderr)
        return 2
    tree, sets = overrides(argv[1])
    sys.stdout.write(write(tree, argv[1]))
    for text in sets:
        print('#', text)
    return 0


if __name__ == '__main__':
    sys.exit(main(sys.argv))
