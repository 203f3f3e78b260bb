/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests of the library's manners towards its host share. */
#ifndef HOST_TEST_H
#define HOST_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "twofold/twofold.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define THE_CASE TWOFOLD_TEST_DATA "/../examples/baishazhou.yaml"

/* A plan of everything that is computed in its own way; small, for it is read often. */
static const char small_plan[] =
    "twofold: 1\n"
    "plan: Small\n"
    "years: 2021..2025\n"
    "as-of: 2021-12\n"
    "rates: {USD: 6.45元}\n"
    "price: {2023: 95.5%}\n"
    "groups: {all: {members: [heli, other-firm]}}\n"
    "enterprises:\n"
    "  heli:\n"
    "    existing: {output: 13亿元, tax: 2500万元, jobs: 900, land: 200亩, growth: 3.1%}\n"
    "    projects:\n"
    "      site: {start: 2022-01, built: 2023, full: 2025, ramp: gompertz, investment: 6.6亿元,\n"
    "        land: 369亩, at-full: {capacity: 46500 vehicles/year, output: 26亿元, jobs: 1100}}\n"
    "      after: {produce: site.produce + 6.5 months, follows: site + 5 months, at-full: {tax: 1M "
    "USD}}\n"
    "  other-firm: {existing: {output: 8..10..15亿元}, actual: {output: {2021Q1: 1.7亿元}}}\n"
    "targets:\n"
    "  doubles: {double: output, of: heli, base: 2021, by: 2025}\n"
    "  every: {grow: output, each: all, base: 2021, by: 2025, pace: 12%}\n"
    "scenarios:\n"
    "  late: {set: {heli.site.delay: {built: 6 months}, price: {2023: 90%}}}\n";

/* ---- One number that all bits of a result go into ---- */

static inline uint64_t mix(uint64_t hash, const void *bytes, size_t size)
{ /* FNV-1a */
    for (size_t i = 0; i < size; i++)
        hash = (hash ^ ((const unsigned char *)bytes)[i]) * UINT64_C(0x100000001B3);
    return hash;
}

static inline uint64_t mix_number(uint64_t hash, double value)
{ /* all NaN are one */
    const double number = value == value ? value : 0.0;
    const unsigned char known = value == value;
    return mix(mix(hash, &known, 1), &number, sizeof number);
}

static inline uint64_t mix_projection(uint64_t hash, const twofold_projection *projection)
{
    const twofold_plan *plan = twofold_projection_plan(projection);
    for (size_t e = 0; e < twofold_entity_count(plan); e++)
        for (size_t k = 0; k < twofold_plan_kpi_count(plan); k++)
            for (int f = TWOFOLD_YEAR; f <= TWOFOLD_MONTH; f++) {
                const twofold_series s =
                    twofold_series_at(projection, (int)e, (int)k, (twofold_frequency)f);
                for (size_t i = 0; i < s.count; i++) hash = mix_number(hash, s.values[i]);
            }
    return hash;
}

static inline uint64_t mix_targets(uint64_t hash, const twofold_projection *projection)
{
    const size_t count = twofold_target_count(twofold_projection_plan(projection));
    for (size_t i = 0; i < count; i++) {
        twofold_assessment a;
        if (twofold_assess(projection, i, &a) != TWOFOLD_OK) return 0;
        const double numbers[] = {
            a.base,        a.required,  a.projected,      a.attainment,     a.gap,
            a.needed_pace, a.land_part, a.intensity_part, a.projected_pace, (double)a.verdict};
        for (size_t n = 0; n < COUNT(numbers); n++) hash = mix_number(hash, numbers[n]);
    }
    return hash;
}

#endif
