#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The evaluator against numpy on the same draws, in one run, on one core.

Two forms of numpy: one broadcast over all periods, and one tuned by hand that works period by period
on one-dimensional arrays with out= and skips periods in which nothing happens, as the library does.
Prints draws a second of each and the ratios; the results must agree to 1e-9.
"""
import os

os.environ.update(OMP_NUM_THREADS='1', OPENBLAS_NUM_THREADS='1')
import re
import subprocess
import sys
import tempfile
import time

import numpy as np

PROJECTS, YEARS, DRAWS, INPUTS, REPEATS = 30, 15, 4096, 7, 7
STEEPNESS = 2 * np.log(19)
FLOOR = 1 / (1 + np.exp(STEEPNESS / 2))
OFFSET = np.log1p(np.exp(-STEEPNESS / 2))
SPREAD = np.tanh(STEEPNESS / 4)


def integral(s):
    """Integral of the s-curve from 0 to s; full production past 1."""
    inside = np.clip(s, 0, 1)
    value = np.log1p(np.exp(STEEPNESS * inside - STEEPNESS / 2)) - OFFSET - FLOOR * STEEPNESS * inside
    return np.where(s >= 1, s - .5, value / (STEEPNESS * SPREAD))


def broadcast(d):
    produce, full, capacity, use, value, growth, rate = (d[:, k] for k in range(INPUTS))
    duration = full - produce
    t = 12. * np.arange(YEARS + 1)[None, :, None]
    ramp = duration[:, None, :] * integral((t - produce[:, None, :]) / duration[:, None, :])
    year = np.arange(YEARS)[None, :, None]
    output = (capacity * use * value)[:, None, :] * np.diff(ramp, axis=1) / 12
    output = output * (1 + growth)[:, None, :] ** year
    return output.sum(0), (output * rate[:, None, :]).sum(0)


def tuned(d):
    n = d.shape[2]
    output, tax = np.zeros((YEARS, n)), np.zeros((YEARS, n))
    s, c, e = np.empty(n), np.empty(n), np.empty(n)
    for p in range(PROJECTS):
        produce, full, capacity, use, value, growth, rate = d[p]
        duration = full - produce
        inverse, level, grow = 1 / duration, capacity * use * value / 12, 1 + growth
        begin, end = produce.min(), (full * 1.0000001).max()

        def ramp(t):
            if t <= begin:
                return np.zeros(n)
            np.subtract(t, produce, out=s)
            np.multiply(s, inverse, out=s)
            if t >= end:
                return duration * (s - .5)
            np.clip(s, 0, 1, out=c)
            np.multiply(c, STEEPNESS, out=e)
            np.subtract(e, STEEPNESS / 2, out=e)
            np.exp(e, out=e)
            np.add(e, 1, out=e)
            np.log(e, out=e)
            np.subtract(e, OFFSET, out=e)
            np.multiply(c, FLOOR * STEEPNESS, out=c)
            np.subtract(e, c, out=e)
            np.multiply(e, 1 / (STEEPNESS * SPREAD), out=e)
            return duration * np.where(s >= 1, s - .5, e)

        before = ramp(0.)
        for y in range(YEARS):
            after = ramp(12. * (y + 1))
            cell = level * (after - before)
            output[y] += cell
            cell *= rate
            tax[y] += cell
            before = after
            level = level * grow
    return output, tax


def best_of(function, d):
    best, result = np.inf, None
    for _ in range(REPEATS):
        start = time.process_time()
        result = function(d)
        best = min(best, time.process_time() - start)
    return DRAWS / best, result


def main():
    program = os.path.join(os.environ.get('TWOFOLD_BENCH', '.'), 'bench_evaluator')
    with tempfile.TemporaryDirectory() as folder:
        text = subprocess.run([program, folder], check=True, capture_output=True, text=True).stdout
        d = np.fromfile(os.path.join(folder, 'in.bin')).reshape(PROJECTS, INPUTS, DRAWS)
        ours = np.fromfile(os.path.join(folder, 'out.bin')).reshape(2, YEARS, DRAWS)
    rate = float(re.search(r'([0-9.]+) draws/s', text).group(1))
    print(text.strip())
    agree = True
    for name, function in (('numpy broadcast', broadcast), ('numpy tuned', tuned)):
        theirs, result = best_of(function, d)
        worst = 0.
        for mine, other in zip(ours, result):
            live = np.abs(other) > 1e-9
            worst = max(worst, np.abs(mine[live] / other[live] - 1).max())
        agree = agree and worst < 1e-9
        print(f'{name}: {theirs:.0f} draws/s, ratio {rate / theirs:.2f}, largest relative difference {worst:.1e}')
    return 0 if agree else 1


if __name__ == '__main__':
    sys.exit(main())
