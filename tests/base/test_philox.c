/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/kernel.h"
#include "base/philox.h"

#include <string.h>

#if defined __has_include
#if __has_include(<Random123/philox.h>)
#define HAVE_RANDOM123 1
#endif
#endif

#ifdef HAVE_RANDOM123
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpedantic"
#pragma GCC diagnostic ignored "-Wconversion"
#include <Random123/philox.h>
#pragma GCC diagnostic pop
#endif

/* Random123's own known answers, file tests/kat_vectors, lines "philox4x32 10". */
static const struct {
    uint32_t counter[4], key[2], answer[4];
} known[] = {
    {{0, 0, 0, 0}, {0, 0}, {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}},
    {{0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff},
     {0xffffffff, 0xffffffff},
     {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}},
    {{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344},
     {0xa4093822, 0x299f31d0},
     {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}},
};

static void known_answers(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        uint32_t c[4];
        memcpy(c, known[i].counter, sizeof c);
        tf_philox_4x32(c, known[i].key[0] | (uint64_t)known[i].key[1] << 32);
        assert_memory_equal(c, known[i].answer, sizeof c);
    }
}

/* Printed by Random123 itself for seed 0x0123456789abcdef, draws from 0xfffffff0, inputs 14 and 15,
 * domain 0: rows 1, 2, 16, 17 (where the draw number crosses 2^32) and 32. */
static const struct {
    uint64_t row;
    double even, odd;
} probe[] = {
    {0, 0.073583857156492072, 0.10535016239475181}, {1, 0.86652346350839682, 0.38081885749125488},
    {15, 0.39112468869434258, 0.42900264918076159}, {16, 0.22120409616255599, 0.99034487451844277},
    {31, 0.42494418542154, 0.78650303740862182},
};

static void printed_figures(void **state)
{
    (void)state;
    const uint64_t seed = UINT64_C(0x0123456789abcdef);
    for (size_t i = 0; i < sizeof probe / sizeof *probe; i++) {
        const uint64_t draw = UINT64_C(0xfffffff0) + probe[i].row;
        assert_true(tf_philox_uniform(seed, 0, draw, 14) == probe[i].even);
        assert_true(tf_philox_uniform(seed, 0, draw, 15) == probe[i].odd);
    }
}

static void agrees_with_random123(void **state)
{
    (void)state;
#ifdef HAVE_RANDOM123
    uint64_t seed = 1;
    for (unsigned i = 0; i < 20000; i++) {
        seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        const uint64_t draw = seed ^ (seed >> 29);
        philox4x32_ctr_t c = {{(uint32_t)draw, (uint32_t)(draw >> 32), i, ~i}};
        const philox4x32_key_t k = {{(uint32_t)seed, (uint32_t)(seed >> 32)}};
        uint32_t ours[4] = {c.v[0], c.v[1], c.v[2], c.v[3]};
        c = philox4x32(c, k);
        tf_philox_4x32(ours, seed);
        assert_memory_equal(ours, c.v, sizeof ours);
    }
#else
    skip();
#endif
}

/* Every instruction set, every length across several vectors, either column alone, both; nothing
 * is written past the end; the draw number wraps at 2^64. */
static void blocks_equal_single_values(void **state)
{
    (void)state;
    enum { MOST = 67 };
    const uint64_t seed = UINT64_C(0xfedcba9876543210), first = UINT64_MAX - 20;
    for (unsigned isa = 0; isa < TF_ISA_COUNT; isa++) {
        const struct tf_kernels *k = tf_kernels((enum tf_isa)isa);
        if (k == NULL) {
            continue;
        }
        assert_int_equal(k->isa, isa);
        for (size_t n = 0; n <= MOST; n++) {
            double a[MOST + 1], b[MOST + 1], c[MOST + 1], d[MOST + 1];
            a[n] = b[n] = c[n] = d[n] = -1;
            k->philox(seed, 7, first, 3, n, a, b);
            k->philox(seed, 7, first, 3, n, c, NULL);
            k->philox(seed, 7, first, 3, n, NULL, d);
            for (size_t i = 0; i < n; i++) {
                assert_true(a[i] == tf_philox_uniform(seed, 7, first + i, 6));
                assert_true(b[i] == tf_philox_uniform(seed, 7, first + i, 7));
                assert_true(a[i] > 0 && a[i] < 1 && b[i] > 0 && b[i] < 1);
            }
            assert_memory_equal(a, c, n * sizeof *a);
            assert_memory_equal(b, d, n * sizeof *b);
            assert_true(a[n] == -1 && b[n] == -1 && c[n] == -1 && d[n] == -1);
        }
    }
}

static void fills(void **state)
{
    (void)state;
    double even[33], odd[33], one[33];
    tf_philox_fill_pair(5, 1, 1000, 2, 33, even, odd);
    tf_philox_fill(5, 1, 1000, 4, 33, one);
    assert_memory_equal(one, even, sizeof one);
    tf_philox_fill(5, 1, 1000, 5, 33, one);
    assert_memory_equal(one, odd, sizeof one);
    tf_philox_fill(5, 2, 1000, 5, 33, one);
    assert_true(one[0] != odd[0]);
}

/* Moments of the uniform distribution, and none between neighbouring inputs, domains, draws. */
static void moments(void **state)
{
    (void)state;
    enum { N = 200000 };
    static double a[N], b[N], c[N];
    tf_philox_fill_pair(42, 0, 0, 0, N, a, b);
    tf_philox_fill(42, 1, 0, 0, N, c);
    double mean = 0, square = 0, inputs = 0, domains = 0, draws = 0;
    for (size_t i = 0; i + 1 < N; i++) {
        const double x = a[i] - 0.5;
        mean += x;
        square += x * x;
        inputs += x * (b[i] - 0.5);
        domains += x * (c[i] - 0.5);
        draws += x * (a[i + 1] - 0.5);
    }
    /* five standard errors: sqrt(1/12/N), sqrt(1/180/N), 1/12/sqrt(N) */
    assert_true(mean / N < 0.0033 && mean / N > -0.0033);
    assert_true(square / N - 1.0 / 12 < 0.00084 && square / N - 1.0 / 12 > -0.00084);
    const double bound = 0.00094 * N;
    assert_true(inputs < bound && inputs > -bound);
    assert_true(domains < bound && domains > -bound);
    assert_true(draws < bound && draws > -bound);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_answers),
        cmocka_unit_test(printed_figures),
        cmocka_unit_test(agrees_with_random123),
        cmocka_unit_test(blocks_equal_single_values),
        cmocka_unit_test(fills),
        cmocka_unit_test(moments),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
