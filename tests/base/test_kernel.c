/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reference is the C library's long double functions: on x86-64 they carry 64 bits and are
 * right to about one of their units, 1/2048 of ours. Where long double is double (or software quad
 * makes it slow but better) the same bounds hold or the comparison is skipped. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/kernel.h"

#include <float.h>
#include <stdlib.h>

typedef void array_function(size_t n, const double *x, double *y);

static uint64_t rng_state = 88172645463325252u;

static double uniform(void)
{
    uint64_t z = (rng_state += UINT64_C(0x9E3779B97F4A7C15));
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return ((double)((z ^ (z >> 31)) >> 12) + 0.5) * 0x1p-52;
}

/* |got - exact| in units of the last place of the exact value */
static double ulps(double got, long double exact)
{
    int exponent;
    (void)frexpl(exact, &exponent);
    exponent = exponent < DBL_MIN_EXP ? DBL_MIN_EXP : exponent;
    return (double)(fabsl((long double)got - exact) / ldexpl(1.0L, exponent - DBL_MANT_DIG));
}

struct function {
    const char *name;
    double (*scalar)(double);
    long double (*exact)(long double);
    double bound; /* ulp */
    double low, high;
};

static double exp_of(double x) { return tf_exp(x); }
static double log_of(double x) { return tf_log(x); }
static double expm1_of(double x) { return tf_expm1(x); }
static double log1p_of(double x) { return tf_log1p(x); }

static const struct function functions[] = {
    {"exp", exp_of, expl, 0.9, -708, 709.78},
    {"log", log_of, logl, 0.9, 0, 4},
    {"expm1", expm1_of, expm1l, 1.2, -40, 709.78},
    {"log1p", log1p_of, log1pl, 1.2, -1, 4},
};
enum { FUNCTIONS = sizeof functions / sizeof *functions };

static array_function *array_of(const struct tf_kernels *k, unsigned f)
{
    array_function *const all[FUNCTIONS] = {k->exp, k->log, k->expm1, k->log1p};
    return all[f];
}

/* An argument for function f: around its range, near 0, near 1, of any magnitude. */
static double argument(unsigned f, unsigned kind)
{
    const double u = uniform(), low = functions[f].low, high = functions[f].high;
    const double sign = f == 1 || kind % 2 != 0 ? 1 : -1;
    switch (kind % 8) {
    case 0:
    case 1: return low + u * (high - low);
    case 2:
    case 3: return (f == 1 ? 1 : 0) + (f == 1 ? 0.6 : 3) * (u - 0.5);
    case 4:
    case 5: return sign * ldexp(1 + uniform(), -(int)(u * (f == 1 ? 1020 : 60)));
    case 6: return f == 3 || f == 1 ? ldexp(1 + uniform(), (int)(u * 1023)) : 20 * (u - 0.5);
    default: return f == 3 ? -1 + ldexp(1 + uniform(), -1 - (int)(u * 50)) : 2 * u + 0.1;
    }
}

static bool in_range(unsigned f, double x)
{
    return f == 1 ? x > 0 : f == 3 ? x > -1 : x > functions[f].low && x < functions[f].high;
}

static void accuracy(void **state)
{
    (void)state;
    if (LDBL_MANT_DIG < 64) {
        skip();
    }
    for (unsigned f = 0; f < FUNCTIONS; f++) {
        double worst = 0, at = 0;
        for (unsigned i = 0; i < 400000; i++) {
            const double x = argument(f, i);
            if (!in_range(f, x)) {
                continue;
            }
            const double error = ulps(functions[f].scalar(x), functions[f].exact((long double)x));
            if (error > worst) {
                worst = error;
                at = x;
            }
        }
        print_message("%s: worst error %.4f ulp at %.17g\n", functions[f].name, worst, at);
        assert_true(worst <= functions[f].bound);
    }
}

/* By mpmath 1.3 with 60 digits: argument, exp, expm1; then argument, log, log1p. */
static const double exp_cases[][3] = {
    {1.0, 2.718281828459045, 1.7182818284590453},
    {-1.0, 0.36787944117144233, -0.6321205588285577},
    {0.5, 1.6487212707001282, 0.6487212707001282},
    {-0.25, 0.7788007830714049, -0.22119921692859512},
    {1e-05, 1.00001000005, 1.0000050000166668e-05},
    {-3e-10, 0.9999999997, -2.99999999955e-10},
    {1e-18, 1.0, 1e-18},
    {10.0, 22026.465794806718, 22025.465794806718},
    {-20.0, 2.061153622438558e-09, -0.9999999979388464},
    {100.5, 4.4319559098458955e+43, 4.4319559098458955e+43},
    {700.0, 1.0142320547350045e+304, 1.0142320547350045e+304},
    {-600.0, 2.6503965530043108e-261, -1.0},
    {0.34657359027997264, 1.414213562373095, 0.41421356237309503},
    {2.4, 11.023176380641601, 10.023176380641601},
};
static const double log_cases[][3] = {
    {2.0, 0.6931471805599453, 1.0986122886681098},
    {0.5, -0.6931471805599453, 0.4054651081081644},
    {1.5, 0.4054651081081644, 0.9162907318741551},
    {3.0, 1.0986122886681098, 1.3862943611198906},
    {1e-05, -11.512925464970229, 9.999950000333332e-06},
    {1e-200, -460.51701859880916, 1e-200},
    {1e+300, 690.7755278982137, 690.7755278982137},
    {0.9999999, -1.0000000494736474e-07, 0.693147130559944},
    {1.0000001, 9.999999505838704e-08, 0.6931472305599441},
    {10.0, 2.302585092994046, 2.3978952727983707},
    {0.7071067811865476, -0.3465735902799726, 0.5347999967395703},
    {1.4142135623730951, 0.3465735902799727, 0.881373587019543},
    {1.8, 0.5877866649021191, 1.0296194171811583},
};

static void constants(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof exp_cases / sizeof *exp_cases; i++) {
        assert_true(fabs(tf_exp(exp_cases[i][0]) / exp_cases[i][1] - 1) < 2.3e-16);
        assert_true(fabs(tf_expm1(exp_cases[i][0]) / exp_cases[i][2] - 1) < 2.3e-16);
    }
    for (size_t i = 0; i < sizeof log_cases / sizeof *log_cases; i++) {
        assert_true(fabs(tf_log(log_cases[i][0]) / log_cases[i][1] - 1) < 2.3e-16);
        assert_true(fabs(tf_log1p(log_cases[i][0]) / log_cases[i][2] - 1) < 2.3e-16);
    }
}

static bool is_zero_signed(double x, bool negative)
{
    return x == 0 && (signbit(x) != 0) == negative;
}

static void special_values(void **state)
{
    (void)state;
    const double inf = TF_INFINITY, nan = TF_NAN;
    assert_true(isnan(tf_exp(nan)) && isnan(tf_log(nan)) && isnan(tf_expm1(nan)) &&
                isnan(tf_log1p(nan)));
    assert_true(tf_exp(inf) == inf && is_zero_signed(tf_exp(-inf), false));
    assert_true(tf_exp(0) == 1 && tf_exp(-0.0) == 1);
    assert_true(tf_exp(709.79) == inf && is_zero_signed(tf_exp(-746), false));
    assert_true(tf_exp(DBL_MAX) == inf && is_zero_signed(tf_exp(-DBL_MAX), false));
    assert_true(tf_exp(-745.1) == 0x1p-1074 && tf_exp(0x1p-1074) == 1);
    assert_true(tf_exp(-1022 * 0x1.62e42fefa39efp-1) > 0);

    assert_true(tf_expm1(inf) == inf && tf_expm1(-inf) == -1 && tf_expm1(-DBL_MAX) == -1);
    assert_true(is_zero_signed(tf_expm1(0), false) && is_zero_signed(tf_expm1(-0.0), true));
    assert_true(tf_expm1(0x1p-1074) == 0x1p-1074 && tf_expm1(-0x1p-1074) == -0x1p-1074);
    assert_true(tf_expm1(709.79) == inf && tf_expm1(-50) == -1 && tf_expm1(-1e-300) == -1e-300);

    assert_true(tf_log(inf) == inf && isnan(tf_log(-inf)) && isnan(tf_log(-1)));
    assert_true(tf_log(0) == -inf && tf_log(-0.0) == -inf && isnan(tf_log(-0x1p-1074)));
    assert_true(is_zero_signed(tf_log(1), false));
    assert_true(fabs(tf_log(0x1p-1074) / -744.44007192138126 - 1) < 2.3e-16);
    assert_true(fabs(tf_log(DBL_MAX) / 709.78271289338400 - 1) < 2.3e-16);

    assert_true(tf_log1p(inf) == inf && isnan(tf_log1p(-inf)) && isnan(tf_log1p(-1.5)));
    assert_true(tf_log1p(-1) == -inf);
    assert_true(is_zero_signed(tf_log1p(0), false) && is_zero_signed(tf_log1p(-0.0), true));
    assert_true(tf_log1p(0x1p-1074) == 0x1p-1074 && tf_log1p(-0x1p-1060) == -0x1p-1060);
    assert_true(fabs(tf_log1p(DBL_MAX) / 709.78271289338400 - 1) < 2.3e-16);
}

static const double specials[] = {0.0,
                                  -0.0,
                                  1.0,
                                  -1.0,
                                  0x1p-1074,
                                  -0x1p-1074,
                                  0x1p-1022,
                                  -0x1p-1030,
                                  DBL_MAX,
                                  -DBL_MAX,
                                  709.79,
                                  -745.1,
                                  -746.5,
                                  0.5,
                                  1e-9,
                                  88.0,
                                  1e17,
                                  -0.9999999999999999,
                                  0x1.6a09e667f3bccp0,
                                  0x1.6a09e667f3bcdp-1};
enum { SPECIALS = sizeof specials / sizeof *specials };

/* Every set gives the bits of the scalar call, NaN included, at every length and alignment. */
static void same_bits_on_every_instruction_set(void **state)
{
    (void)state;
    enum { N = 4099 };
    static double x[N + 1], y[N + 1];
    for (unsigned f = 0; f < FUNCTIONS; f++) {
        for (size_t i = 0; i < N; i++) {
            x[i] = argument(f, (unsigned)i);
        }
        for (size_t i = 0; i < SPECIALS; i++) {
            x[100 + i] = specials[i];
        }
        x[200] = TF_INFINITY;
        x[201] = -TF_INFINITY;
        x[202] = TF_NAN;
        x[203] = -TF_NAN;
        for (unsigned isa = 0; isa < TF_ISA_COUNT; isa++) {
            const struct tf_kernels *k = tf_kernels((enum tf_isa)isa);
            if (k == NULL) {
                continue;
            }
            array_of(k, f)(N, x, y);
            for (size_t i = 0; i < N; i++) {
                assert_int_equal(tf_bits(y[i]), tf_bits(functions[f].scalar(x[i])));
            }
            for (size_t n = 0; n < 40; n++) {
                const size_t from = 190 + n % 5;
                y[n] = -77;
                array_of(k, f)(n, x + from, y);
                for (size_t i = 0; i < n; i++) {
                    assert_int_equal(tf_bits(y[i]), tf_bits(functions[f].scalar(x[from + i])));
                }
                assert_true(y[n] == -77);
            }
        }
    }
}

/* The same from gcc 12 and clang 14 at any optimisation: a change here changes every simulation. */
static void same_bits_from_every_compiler(void **state)
{
    (void)state;
    static const uint64_t golden[FUNCTIONS] = {
        UINT64_C(0x751c8fd03e90c7ee), UINT64_C(0xa35043fdd9279618), UINT64_C(0xe10a4835442ef71d),
        UINT64_C(0xc3a79fe822aca057)};
    rng_state = 1;
    for (unsigned f = 0; f < FUNCTIONS; f++) {
        uint64_t hash = UINT64_C(0xcbf29ce484222325);
        for (unsigned i = 0; i < 100000; i++) {
            const double x = argument(f, i);
            if (!in_range(f, x)) {
                continue;
            }
            hash = (hash ^ tf_bits(functions[f].scalar(x))) * UINT64_C(0x100000001b3);
        }
        assert_true(hash == golden[f]);
    }
}

static void functions_undo_each_other(void **state)
{
    (void)state;
    for (unsigned i = 0; i < 100000; i++) {
        const double x = 40 * (uniform() - 0.5), small = ldexp(x, -(int)(60 * uniform()));
        assert_true(fabs(tf_log(tf_exp(x)) - x) <= 3e-16 * (1 + fabs(x)));
        assert_true(fabs(tf_log1p(tf_expm1(small)) / small - 1) <=
                    (small < -1 ? 3e-16 * tf_exp(-small) : 1e-15));
    }
}

static void dispatch(void **state)
{
    (void)state;
    assert_non_null(tf_kernels(TF_ISA_PLAIN));
    assert_non_null(tf_kernels_best());
    assert_int_equal(tf_kernels_best()->isa, tf_isa_best());
    assert_null(tf_kernels(TF_ISA_COUNT));
    assert_string_equal(tf_isa_name(TF_ISA_AVX512), "avx512");
    assert_string_equal(tf_isa_name(TF_ISA_COUNT), "");
    print_message("best instruction set here: %s\n", tf_isa_name(tf_isa_best()));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(accuracy),
        cmocka_unit_test(constants),
        cmocka_unit_test(special_values),
        cmocka_unit_test(same_bits_on_every_instruction_set),
        cmocka_unit_test(same_bits_from_every_compiler),
        cmocka_unit_test(functions_undo_each_other),
        cmocka_unit_test(dispatch),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
