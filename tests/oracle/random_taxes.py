# SPDX-License-Identifier: GPL-3.0-or-later
"""Taxes by instruments for random plans: with a stream of random numbers of their own, so that the rest of a
plan does not depend on them."""
import random

BUILT_UP = ('tax', 'local-tax', 'vat', 'surcharges', 'income-tax', 'land-tax', 'tax-rate')
BASE = 2021


class Taxes:
    def __init__(self, seed):
        self.r = random.Random(f'taxes {seed}')

    def p(self, chance):
        return self.r.random() < chance

    def share(self, lo, hi):
        return f'{self.r.randint(10 * lo, 10 * hi) / 10:g}%'

    def steps(self, make):
        """One number, or levels from years and months on."""
        if self.p(0.7):
            return make()
        keys = {str(BASE + self.r.randint(0, 5)), f'{BASE + self.r.randint(0, 5)}-{self.r.randint(2, 12):02d}'}
        return {k: make() for k in sorted(keys)}

    def rates(self, missing):
        """The rates of a place; each is left out at times."""
        out = {'vat': self.steps(lambda: self.r.choice(['13%', '9%', '6%'])),
               'surcharges': self.steps(lambda: self.r.choice(['12%', '10%'])),
               'income-tax': self.r.choice(['25%', '15%']),
               'land-tax': self.r.choice(['6元/m²', '4000元/亩', '0元/m²', '1.5元/平方米']),
               'loss-years': str(self.r.randint(0, 6)),
               'local-share': {'vat': '50%', 'surcharges': '100%', 'income-tax': self.steps(lambda: self.share(20, 60)),
                               'land-tax': '100%'}}
        if self.p(missing):
            del out['local-share'][self.r.choice(list(out['local-share']))]
        return {k: v for k, v in out.items() if not self.p(missing)}

    def holiday(self):
        out = {'free-years': str(self.r.randint(0, 3)), 'half-years': str(self.r.randint(0, 4)),
               'counted-from': self.r.choice(['taxable-income', 'profit', 'revenue']), 'half-of': '25%'}
        return {k: v for k, v in out.items() if not self.p(0.2)}

    def firm(self, missing):
        out = {'value-added-ratio': self.steps(lambda: self.share(10, 45)),
               'domestic-share': self.steps(lambda: self.share(20, 100)),
               'margin': self.steps(lambda: self.share(-12, 14)),
               'equipment-share': self.steps(lambda: self.share(0, 90))}
        out = {k: v for k, v in out.items() if not self.p(missing)}
        if self.p(0.3):
            out['income-tax'] = '15%'
        if self.p(0.5):
            out['holiday'] = self.holiday()
        if self.p(0.2):
            out['local-share'] = {'vat': self.share(30, 60)}
        return out


def without(tree):
    """Takes given taxes out of a part's figures, also of what it assumes."""
    for k in BUILT_UP:
        tree.pop(k, None)
    for k in ('at-trial', 'at-produce', 'at-full', 'assume'):
        if isinstance(tree.get(k), dict):
            without(tree[k])
            if not tree[k]:
                del tree[k]


def add(tree, seed, settable):
    """Gives some parts of a plan taxes by instruments; returns what scenarios may set."""
    t = Taxes(seed)
    if t.p(0.35):
        return settable
    tree['taxes'] = t.rates(0.03)
    if t.p(0.3):
        tree['taxes'].update(t.firm(0.5))
    taxed = []

    def give(part, path):
        without(part)
        part['taxes'] = t.firm(0.06)
        taxed.append(path)
        if t.p(0.5):
            key = t.r.choice([k for k, v in part['taxes'].items() if isinstance(v, str)] or [None])
            if key:
                settable.append((f'{path}.taxes.{key}', part['taxes'][key], 'tax'))

    for eid, e in tree['enterprises'].items():
        if isinstance(e.get('existing'), dict) and e['existing'] and t.p(0.5):
            give(e['existing'], f'{eid}.existing')
        for pid, p in e.get('projects', {}).items():
            if t.p(0.5):
                give(p, f'{eid}.{pid}')
    pipe = tree.get('pipeline')
    if pipe and t.p(0.5):
        give(pipe, 'pipeline')
        for pid, p in pipe['projects'].items():
            without(p)
            if t.p(0.4):
                p['taxes'] = t.firm(0.5)
    if 'vat' in tree['taxes'] and isinstance(tree['taxes']['vat'], str):
        settable.append(('taxes.vat', tree['taxes']['vat'], 'tax'))
    gone = tuple(f'{path}.{at}{k}' for path in taxed for at in ('', 'at-full.') for k in BUILT_UP)
    return [s for s in settable if s[0] not in gone]
