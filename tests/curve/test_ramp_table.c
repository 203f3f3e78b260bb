/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "curve/ramp_kernel.h"
#include "reference.h"

#include <stdlib.h>
#include <string.h>

static const double nan_ = (double)NAN;

static void *get(void *user, size_t size)
{
    (void)user;
    return malloc(size);
}

static void *get_nothing(void *user, size_t size)
{
    (void)size;
    ++*(unsigned *)user;
    return NULL;
}

static struct tf_ramp_table compile(unsigned f, twofold_ramp *ramp)
{
    struct tf_ramp_table table;
    assert_true(reference_ramp(f, ramp));
    assert_int_equal(tf_ramp_table_compile(ramp, get, NULL, &table), TWOFOLD_OK);
    return table;
}

static void release(const struct tf_ramp_table *table)
{
    void *memory;
    memcpy(&memory, &table->value.rows, sizeof memory); /* const away */
    free(memory);
}

static void agrees_with_the_closed_form(void **state)
{
    (void)state;
    for (unsigned f = 0; f < RAMPS; f++) {
        twofold_ramp r;
        const struct tf_ramp_table t = compile(f, &r);
        /* what a fit may be off between its probes, and the closed form's own rounding, which
         * grows with the size of its exponents */
        const double bound = 6e-15 + 1e-15 * (r.steepness + r.displacement);
        assert_true(bound <= 7e-14);
        for (unsigned i = 0; i < 20000; i++) {
            const double s = i < 10000 ? some_s(i) : i / 10000.0 - 1;
            const double integral = twofold_ramp_integral(&r, s);
            assert_true(within(tf_ramp_table_integral_inline(&t, s), integral, bound));
            if (f < SMOOTH) {
                const double value = twofold_ramp_value(&r, s);
                assert_true(within(tf_ramp_table_value_inline(&t, s), value, bound));
            }
        }
        assert_true(t.at_full == twofold_ramp_integral(&r, 1));
        release(&t);
    }
}

static void standard_shapes_to_ten_units(void **state)
{
    (void)state;
    if (!HAVE_REFERENCE) {
        skip();
    }
    for (unsigned f = 0; f < 4; f++) {
        twofold_ramp r;
        const struct tf_ramp_table t = compile(f, &r);
        double worst_value = 0, worst_integral = 0;
        for (unsigned i = 0; i < 2000; i++) {
            const double s = some_s(i);
            const long double value = reference_value(&r, (long double)s);
            const long double integral = reference_integral(&r, 0, (long double)s);
            worst_value =
                fmax(worst_value,
                     fabs((double)((long double)tf_ramp_table_value_inline(&t, s) / value - 1)));
            worst_integral = fmax(
                worst_integral,
                fabs((double)((long double)tf_ramp_table_integral_inline(&t, s) / integral - 1)));
        }
        print_message("%s: %zu and %zu pieces, worst %.2g and %.2g\n",
                      twofold_ramp_family_text(r.family, TWOFOLD_EN), t.value.count,
                      t.integral.count, worst_value, worst_integral);
        assert_true(worst_value < 1e-14 && worst_integral < 1e-14);
        release(&t);
    }
}

static void ends_are_exact(void **state)
{
    (void)state;
    const double inf = (double)INFINITY;
    for (unsigned f = 0; f < RAMPS; f++) {
        twofold_ramp r;
        const struct tf_ramp_table t = compile(f, &r);
        assert_true(tf_ramp_table_value_inline(&t, 0) == 0 &&
                    tf_ramp_table_value_inline(&t, -2) == 0);
        assert_true(tf_ramp_table_value_inline(&t, 1.001) == 1);
        assert_true(tf_ramp_table_value_inline(&t, inf) == 1 &&
                    tf_ramp_table_value_inline(&t, -inf) == 0);
        assert_true(tf_ramp_table_integral_inline(&t, 0) == 0 &&
                    tf_ramp_table_integral_inline(&t, -inf) == 0);
        assert_true(tf_ramp_table_integral_inline(&t, 1) == t.at_full);
        assert_true(tf_ramp_table_integral_inline(&t, 3) == t.at_full + 2);
        assert_true(tf_ramp_table_integral_inline(&t, inf) == inf);
        assert_true(isnan(tf_ramp_table_value_inline(&t, nan_)) &&
                    isnan(tf_ramp_table_integral_inline(&t, nan_)));
        if (f < SMOOTH) {
            assert_true(tf_ramp_table_value_inline(&t, 1) == 1);
        }
        release(&t);
    }
}

/* The value is the left limit, also where s = j/n is rounded. */
static void jumps(void **state)
{
    (void)state;
    for (size_t years = 2; years <= TWOFOLD_RAMP_YEARS_MOST; years++) {
        double shares[TWOFOLD_RAMP_YEARS_MOST];
        for (size_t i = 0; i < years; i++) {
            shares[i] = (double)(i + 1) / (double)years;
        }
        twofold_ramp r;
        struct tf_ramp_table t;
        assert_int_equal(twofold_ramp_list(shares, years, &r), TWOFOLD_OK);
        assert_int_equal(tf_ramp_table_compile(&r, get, NULL, &t), TWOFOLD_OK);
        const double n = (double)(years - 1);
        for (size_t j = 1; j < years; j++) {
            for (unsigned k = 0; k < 20; k++) {
                const double start = 100 * uniform(), inverse = 1 / (12 * n);
                const double s = ((start + 12 * (double)j) - start) * inverse;
                assert_true(tf_ramp_table_value_inline(&t, s) == shares[j - 1]);
                assert_true(tf_ramp_table_value_inline(&t, s + 1e-6) == shares[j]);
                assert_true(tf_ramp_table_value_inline(&t, s - 1e-6) == shares[j - 1]);
            }
        }
        release(&t);
    }
}

static void months_make_years_and_nothing_falls(void **state)
{
    (void)state;
    for (unsigned f = 0; f < RAMPS; f++) {
        twofold_ramp r;
        const struct tf_ramp_table t = compile(f, &r);
        for (unsigned i = 0; i < 100; i++) {
            const double start = 60 * uniform(), duration = 6 + 54 * uniform();
            for (int y = 0; y < 12; y++) {
                const double begin = tf_ramp_table_integral_inline(&t, (12 * y - start) / duration);
                double sum = 0, before = begin;
                for (int m = 1; m <= 12; m++) {
                    const double now =
                        tf_ramp_table_integral_inline(&t, (12 * y + m - start) / duration);
                    assert_true(now >= before);
                    sum += now - before;
                    before = now;
                }
                assert_true(fabs(sum - (before - begin)) <= 1e-12 * (before - begin));
            }
        }
        release(&t);
    }
}

/* DOMAIN.md 7.1, by the table. */
static void operating_years(void **state)
{
    (void)state;
    static const double year_sums[] = {0, 0, 3.9, 16.9, 22.1, 26.0, 26.0};
    twofold_ramp r;
    const struct tf_ramp_table t = compile(11, &r);
    for (int y = 0; y < 7; y++) {
        const double got = 26 * 2 *
                           (tf_ramp_table_integral_inline(&t, (12 * y + 12 - 33) / 24.0) -
                            tf_ramp_table_integral_inline(&t, (12 * y - 33) / 24.0));
        assert_true(fabs(got - year_sums[y]) <= 1e-14 * 26);
    }
    release(&t);
}

/* F(t) and the share at t, with any duration, none included. */
static void in_time(void **state)
{
    (void)state;
    for (unsigned f = 0; f < RAMPS; f++) {
        twofold_ramp r;
        const struct tf_ramp_table t = compile(f, &r);
        for (unsigned i = 0; i < 500; i++) {
            const double start = 60 * uniform(), duration = i % 5 == 0 ? 0 : 48 * uniform();
            const double inverse = duration > 0 ? 1 / duration : 0, full = start + duration;
            const double at = 120 * uniform();
            const double produced = tf_ramp_produced_inline(&t, at, start, duration, inverse);
            if (at <= start) {
                assert_true(produced == 0);
                assert_true(tf_ramp_share_inline(&t, at, start, duration, inverse) == 0);
            } else if (at >= full) {
                assert_true(within(produced, duration * t.at_full + (at - full), 1e-15));
            } else {
                const double s = (at - start) / duration;
                assert_true(within(produced, duration * twofold_ramp_integral(&r, s), 5e-14));
            }
            /* before, at and after the ends; no jump of F at full */
            assert_true(tf_ramp_produced_inline(&t, start, start, duration, inverse) == 0);
            assert_true(tf_ramp_share_inline(&t, start, start, duration, inverse) == 0);
            assert_true(tf_ramp_share_inline(&t, full + 1, start, duration, inverse) == 1);
            const double before =
                tf_ramp_produced_inline(&t, full - 1e-9, start, duration, inverse);
            const double after = tf_ramp_produced_inline(&t, full, start, duration, inverse);
            assert_true(after >= before && after - before < 2e-9);
        }
        /* a duration too short to be divided by */
        assert_true(tf_ramp_produced_inline(&t, 5, 5, 1e-310, 1 / 1e-310) < 1e-300);
        assert_true(tf_ramp_produced_inline(&t, 4, 5, 1e-310, 1 / 1e-310) == 0);
        assert_true(tf_ramp_produced_inline(&t, 7, 5, 1e-310, 1 / 1e-310) == 2);
        release(&t);
    }
}

static uint64_t hash_of(const double *y, size_t n, uint64_t hash)
{
    for (size_t i = 0; i < n; i++) {
        hash = (hash ^ tf_bits(y[i])) * UINT64_C(0x100000001b3);
    }
    return hash;
}

static void same_bits_on_every_instruction_set(void **state)
{
    (void)state;
    enum { N = 1013 };
    static double s[N], y[N + 1];
    rng_state = 7;
    for (unsigned i = 0; i < N; i++) {
        s[i] = i % 4 == 3 ? 3 * uniform() - 1 : some_s(i);
    }
    const double special[] = {0.0,
                              -0.0,
                              1.0,
                              0.5,
                              0x1p-1074,
                              -0x1p-1074,
                              1e300,
                              -1e300,
                              (double)INFINITY,
                              -(double)INFINITY,
                              nan_,
                              0.25,
                              1.0 / 3};
    memcpy(s + 50, special, sizeof special);
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    for (unsigned f = 0; f < RAMPS; f++) {
        twofold_ramp r;
        const struct tf_ramp_table t = compile(f, &r);
        for (unsigned isa = 0; isa < TF_ISA_COUNT; isa++) {
            const struct tf_ramp_kernels *k = tf_ramp_kernels((enum tf_isa)isa);
            if (k == NULL) {
                continue;
            }
            for (size_t n = 0; n <= N; n += n < 40 ? 1 : N - 40) {
                y[n] = -7;
                k->value(&t, n, s + (N - n) / 2, y);
                for (size_t i = 0; i < n; i++) {
                    const double one = tf_ramp_table_value_inline(&t, s[(N - n) / 2 + i]);
                    assert_int_equal(tf_bits(y[i]), tf_bits(one));
                }
                k->integral(&t, n, s + (N - n) / 2, y);
                for (size_t i = 0; i < n; i++) {
                    const double one = tf_ramp_table_integral_inline(&t, s[(N - n) / 2 + i]);
                    assert_int_equal(tf_bits(y[i]), tf_bits(one));
                }
                assert_true(y[n] == -7);
            }
        }
        for (size_t i = 0; i < N; i++) {
            y[i] = s[i] == s[i] ? tf_ramp_table_integral_inline(&t, s[i]) : 0;
        }
        hash = hash_of(y, N, hash);
        release(&t);
    }
    /* The same from gcc 12 and clang 14 at any optimisation, with and without FMA in the processor:
     * compiling the table gives the same bits too. */
    assert_true(hash == UINT64_C(0xd1b9b4768aac505e));
}

static void failures(void **state)
{
    (void)state;
    for (unsigned f = 0; f < RAMPS; f++) {
        twofold_ramp r;
        unsigned calls = 0;
        struct tf_ramp_table t, before;
        memset(&t, 0x55, sizeof t);
        before = t;
        assert_true(reference_ramp(f, &r));
        assert_int_equal(tf_ramp_table_compile(&r, get_nothing, &calls, &t), TWOFOLD_E_MEMORY);
        assert_int_equal(calls, 1);
        assert_memory_equal(&t, &before, sizeof t);
    }
    static const twofold_ramp bad[] = {
        {.family = (twofold_ramp_family)99},
        {.family = TWOFOLD_RAMP_LOGISTIC, .steepness = 1000},
        {.family = TWOFOLD_RAMP_GOMPERTZ, .steepness = 1},
        {.family = TWOFOLD_RAMP_EXPONENTIAL},
        {.family = TWOFOLD_RAMP_YEARS},
        {.family = TWOFOLD_RAMP_YEARS, .years = 33},
        {.family = TWOFOLD_RAMP_STEP, .years = 2},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct tf_ramp_table t;
        assert_int_equal(tf_ramp_table_compile(&bad[i], get, NULL, &t), TWOFOLD_E_ARGUMENT);
    }
}

static int prepare(void **state)
{
    (void)state;
    reference_prepare();
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(agrees_with_the_closed_form),
        cmocka_unit_test(standard_shapes_to_ten_units),
        cmocka_unit_test(ends_are_exact),
        cmocka_unit_test(jumps),
        cmocka_unit_test(months_make_years_and_nothing_falls),
        cmocka_unit_test(operating_years),
        cmocka_unit_test(in_time),
        cmocka_unit_test(same_bits_on_every_instruction_set),
        cmocka_unit_test(failures),
    };
    return cmocka_run_group_tests(tests, prepare, NULL);
}
