# SPDX-License-Identifier: GPL-3.0-or-later
"""The command against the oracle, cell by cell: the case by year, quarter and month in every scenario, and
random plans with their scenarios and overrides. test_oracle.py [FIRST LAST]: of other seeds, all their
scenarios, by all periods (slow). TWOFOLD may be several words: a wrapper that takes the same arguments."""
import contextlib
import csv
import io
import os
import shlex
import subprocess
import sys
import tempfile
from multiprocessing import Pool

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
try:
    import compare
    import oracle
    import random_plan
except ImportError as missing:
    print('skipped:', missing)
    sys.exit(77)

SOURCE = os.environ.get('TWOFOLD_SOURCE', os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..'))
COMMAND = shlex.split(os.environ.get('TWOFOLD', ''))
CASE = os.path.join(SOURCE, 'examples', 'baishazhou.yaml')
TAXES = os.path.join(SOURCE, 'examples', 'taxes.yaml')
SEEDS = range(1, 26)
BY = ('month', 'quarter', 'year')


def command(verb, path, scenario, sets, *more):
    """The rows that the command prints."""
    args = COMMAND + [verb, path, '--format', 'csv', *more]
    if scenario:
        args += ['--scenario', scenario]
    for text in sets:
        args += ['--set', text]
    done = subprocess.run(args, capture_output=True, encoding='utf-8')
    if done.returncode not in (0, 1):
        raise ValueError(f'{shlex.join(args)}: exit {done.returncode}\n{done.stderr.strip()}')
    return list(csv.DictReader(io.StringIO(done.stdout)))


def cells(plan, by, shown):
    """The oracle's rows of the KPIs that the command shows: it leaves out what is unknown everywhere."""
    rows, odd = [], set()
    for entity, kpi, period, value, known, of in plan.cells(by):
        if kpi in shown:
            rows.append({'scenario': plan.scenario, 'entity': entity, 'kpi': kpi, 'period': period,
                         'value': oracle.text_of(value), 'known': str(known), 'of': str(of)})
        elif value is not None:
            odd.add(kpi)
    for kpi in sorted(odd):
        print('the command shows nothing of', kpi)
    return rows, bool(odd)


def differs(text, path, scenario, sets, bys):
    """Whether the two differ on one plan; what differs is printed."""
    plan = oracle.Plan(text, scenario, sets)
    bad = False
    for by in bys:
        ours = command('project', path, scenario, sets, '--by', by)
        theirs, odd = cells(plan, by, {r['kpi'] for r in ours})
        bad = bool(compare.project(ours, theirs, ('twofold', 'oracle'))) or odd or not ours or bad
    ours = command('targets', path, scenario, sets)
    theirs = [{k: oracle.text_of(v) for k, v in r.items()} for r in oracle.assess_all(plan)]
    return bool(compare.targets(ours, theirs, ('twofold', 'oracle'))) or bad


def run(job):
    """(name, what was printed if it failed)."""
    name, text, path, scenario, sets, bys = job
    out = io.StringIO()
    try:
        with contextlib.redirect_stdout(out):
            bad = differs(text, path, scenario, sets, bys)
    except Exception as e:      # whatever ends one plan must not end the others
        return name, f'{out.getvalue()}{type(e).__name__}: {e}\n'
    return name, out.getvalue() if bad else ''


def jobs_of_case():
    with open(TAXES, encoding='utf-8') as f:
        yield 'taxes by instruments', f.read(), TAXES, None, [], BY
    with open(CASE, encoding='utf-8') as f:
        text = f.read()
    yield 'the case', text, CASE, None, [], BY
    for i, scenario in enumerate(oracle.Tree(text).raw.get('scenarios', {})):
        yield f'the case, {scenario}', text, CASE, scenario, [], (BY[i % 3],)


def jobs_of_seed(seed, folder, thorough):
    tree, sets = random_plan.overrides(seed)
    text = random_plan.write(tree, seed)
    path = os.path.join(folder, f'{seed}.yaml')
    with open(path, 'w', encoding='utf-8') as f:
        f.write(text)
    runs = [(None, [])] + [(s, []) for s in tree['scenarios']] + [(None, sets), (list(tree['scenarios'] or [None])[-1], sets[:1])]
    bys = [BY] * len(runs)
    if not thorough:
        runs, bys = [runs[seed % len(runs)]], [(BY[seed % 3],)]
    for (scenario, some), by in zip(runs, bys):
        more = f', {scenario}' if scenario else ''
        yield f'seed {seed}{more}{"".join(" --set " + s for s in some)}', text, path, scenario, some, by


def main(argv):
    if not COMMAND or not os.path.exists(COMMAND[0]):
        print('skipped: TWOFOLD names no command')
        return 77
    thorough = len(argv) == 3
    seeds = range(int(argv[1]), int(argv[2]) + 1) if thorough else SEEDS
    with tempfile.TemporaryDirectory() as folder:
        jobs = [] if thorough else list(jobs_of_case())
        for seed in seeds:
            jobs += jobs_of_seed(seed, folder, thorough)
        failed = 0
        with Pool(min(2, os.cpu_count() or 1)) as pool:
            for name, printed in pool.imap(run, jobs):
                if printed:
                    failed += 1
                    print(f'--- {name}\n{printed}', end='')
    print(f'{len(jobs)} plans, {failed} differ')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv))
