/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A ramp compiled for the evaluator: value and integral as polynomials of degree 9 on equal pieces
 * of [0, 1], so that every ramp is one loop without branches, and costs a fraction of its closed
 * form.
 *
 * A smooth ramp is s P(s), its integral s^2 Q(s), so that both are relatively accurate near 0; a
 * ramp with jumps has pieces of degree 0, and 1, without the factor. How many pieces a smooth ramp
 * needs is measured when it is compiled: each piece is compared with the closed form.
 *
 * Coefficients lie coefficient by coefficient, a row of all pieces each. The degree is chosen so
 * that the usual shapes need no more than 16 pieces: with AVX-512 a row is then two registers, and
 * a look-up one permutation in place of eight loads. Measured (gcc 12, EPYC with AVX-512): 4.5
 * times as fast as degree 5 on 129 pieces by gathers. Elsewhere an element's ten loads share one
 * index. */
#ifndef TF_CURVE_RAMP_TABLE_H
#define TF_CURVE_RAMP_TABLE_H

#include "base/elementary.h"
#include "twofold/curve.h"

#ifdef __AVX512F__
#include <immintrin.h>
#endif

enum { TF_PIECE_COEFFICIENTS = 10, TF_PIECES_IN_REGISTERS = 16 };

/* Piece k, at u = scale s - k, k = scale s + offset rounded to the nearest integer. */
struct tf_pieces {
    double scale, offset;
    size_t count;       /* length of a row, TF_PIECES_IN_REGISTERS at least */
    const double *rows; /* TF_PIECE_COEFFICIENTS rows, one after the other */
};

/* Read-only once compiled: any number of threads may use it. Copy it into a local before a loop, so
 * that the compiler need not fear that the loop's stores change it. */
struct tf_ramp_table {
    struct tf_pieces value, integral;
    double at_full;    /* I(1) */
    double value_full; /* from this s on the value is 1: 1, or just above 1 if it jumps there */
    double flat, rise; /* 0 and 1 for a smooth ramp, 1 and 0 for one with jumps: numbers, because a
                          condition on a flag would keep compilers from vectorising */
};

/* Compiles a ramp. Takes memory once, by get(user, size) (malloc's contract, aligned for doubles);
 * the caller frees it with its own (value.rows is its address) when the table is no longer used.
 * Returns TWOFOLD_OK, TWOFOLD_E_MEMORY, TWOFOLD_E_ARGUMENT (not a ramp that the constructors of
 * curve.h make); *table is untouched on failure.
 * Accuracy, relative to twofold_ramp_value and twofold_ramp_integral and everywhere: 1e-14 for the
 * standard shapes, 7e-14 for the steepest of the free ones. */
TWOFOLD_CHECK twofold_status tf_ramp_table_compile(const twofold_ramp *ramp,
                                                   void *(*get)(void *user, size_t size),
                                                   void *user, struct tf_ramp_table *table);

/* The polynomial at s in [0, 1]. */
static inline double tf_pieces_inline(const struct tf_pieces *pieces, double s)
{
    const double at = s * pieces->scale;
    const double rounded = (at + pieces->offset) + TF_ROUND_MAGIC;
    const double u = at - (rounded - TF_ROUND_MAGIC);
    const size_t n = pieces->count;
    const uint64_t k = tf_bits(rounded) & 0xffff;
    const double *row = pieces->rows; /* a fixed base and a varying index: a gather */
    const double u2 = u * u, u4 = u2 * u2;
    const double low = (row[k] + u * row[n + k]) + u2 * (row[2 * n + k] + u * row[3 * n + k]);
    const double middle =
        (row[4 * n + k] + u * row[5 * n + k]) + u2 * (row[6 * n + k] + u * row[7 * n + k]);
    return low + u4 * (middle + u4 * (row[8 * n + k] + u * row[9 * n + k]));
}

#ifdef __AVX512F__
/* The same, eight at a time, for rows that two registers hold; n a multiple of 8. */
static inline void tf_pieces_in_registers(const struct tf_pieces *pieces, size_t n, const double *s,
                                          double *p)
{
    __m512d low[TF_PIECE_COEFFICIENTS], high[TF_PIECE_COEFFICIENTS];
    for (int j = 0; j < TF_PIECE_COEFFICIENTS; j++) {
        low[j] = _mm512_loadu_pd(pieces->rows + 16 * j);
        high[j] = _mm512_loadu_pd(pieces->rows + 16 * j + 8);
    }
    const __m512d scale = _mm512_set1_pd(pieces->scale), offset = _mm512_set1_pd(pieces->offset);
    const __m512d magic = _mm512_set1_pd(TF_ROUND_MAGIC);
#define TF_TIMES _mm512_mul_pd
#define TF_PLUS _mm512_add_pd
#define TF_ROW(j) _mm512_permutex2var_pd(low[j], k, high[j])
#define TF_PAIR(j) TF_PLUS(TF_ROW(j), TF_TIMES(u, TF_ROW((j) + 1)))
    for (size_t i = 0; i < n; i += 8) {
        const __m512d at = TF_TIMES(_mm512_loadu_pd(s + i), scale);
        const __m512d rounded = TF_PLUS(TF_PLUS(at, offset), magic);
        const __m512d u = _mm512_sub_pd(at, _mm512_sub_pd(rounded, magic));
        const __m512i k = _mm512_castpd_si512(rounded);
        const __m512d u2 = TF_TIMES(u, u), u4 = TF_TIMES(u2, u2);
        const __m512d a = TF_PLUS(TF_PAIR(0), TF_TIMES(u2, TF_PAIR(2)));
        const __m512d b = TF_PLUS(TF_PAIR(4), TF_TIMES(u2, TF_PAIR(6)));
        const __m512d y = TF_PLUS(a, TF_TIMES(u4, TF_PLUS(b, TF_TIMES(u4, TF_PAIR(8)))));
        _mm512_storeu_pd(p + i, y);
    }
#undef TF_PAIR
#undef TF_ROW
#undef TF_PLUS
#undef TF_TIMES
}
#endif

/* p[i] is the polynomial at s[i] in [0, 1]. */
static inline void tf_pieces_fill(const struct tf_pieces *pieces, size_t n,
                                  const double *restrict s, double *restrict p)
{
    const struct tf_pieces local = *pieces;
    size_t done = 0;
#ifdef __AVX512F__
    if (local.count == TF_PIECES_IN_REGISTERS) {
        done = n / 8 * 8;
        tf_pieces_in_registers(&local, done, s, p);
    }
#endif
    for (size_t i = done; i < n; i++) {
        p[i] = tf_pieces_inline(&local, s[i]);
    }
}

/* s held in [0, 1]; 0 for NaN, so that the piece exists. */
static inline double tf_ramp_inside(double s)
{
    const double above = s > 0.0 ? s : 0.0;
    return above < 1.0 ? above : 1.0;
}

/* The share of full production at s, its left limit where it jumps (also at s = 1, where
 * twofold_ramp_value is 1: a stock at the end of a period is what was before): 0 for s <= 0, 1
 * past 1, NaN for NaN. Within 2^-30 of a piece's end a jump counts as not yet made, so that dates
 * that should fall on a jump do, whatever the rounding of s. */
static inline double tf_ramp_table_value_inline(const struct tf_ramp_table *table, double s)
{
    const double c = tf_ramp_inside(s);
    const double p = tf_pieces_inline(&table->value, c);
    double y = (table->flat + table->rise * c) * p;
    y = s >= table->value_full ? 1.0 : y;
    return s != s ? s : y;
}

/* The integral of the share from 0 to s: 0 for s <= 0, I(1) + (s - 1) past 1, NaN for NaN. */
static inline double tf_ramp_table_integral_inline(const struct tf_ramp_table *table, double s)
{
    const double c = tf_ramp_inside(s);
    const double p = tf_pieces_inline(&table->integral, c);
    double y = (table->flat + table->rise * (c * c)) * p;
    y = s >= 1.0 ? table->at_full + (s - 1.0) : y;
    return s != s ? s : y;
}

/* A column of integrals at s held in [0, 1], eight or so at a time through small arrays. */
enum { TF_RAMP_CHUNK = 64 };

/* Value of a finished polynomial: the factor that makes it accurate near 0, and full from there on.
 */
static inline double tf_ramp_value_of(const struct tf_ramp_table *table, double c, double p)
{
    const double y = (table->flat + table->rise * c) * p;
    return c >= table->value_full ? 1.0 : y;
}

static inline double tf_ramp_integral_of(const struct tf_ramp_table *table, double c, double p)
{
    return (table->flat + table->rise * (c * c)) * p;
}

/* F(t): what a plant at full rate 1 has produced by t, duration I((t - start)/duration); past full
 * it is duration I(1) + (t - full). inverse is 1/duration, any finite number (0, say) for a
 * duration of 0, which makes every ramp a step. A cell of which all lies past full is its own
 * length; there the caller should not subtract. */
static inline double tf_ramp_produced_inline(const struct tf_ramp_table *table, double t,
                                             double start, double duration, double inverse)
{
    const double full = start + duration;
    const double ramped = duration * tf_ramp_table_integral_inline(table, (t - start) * inverse);
    return t >= full ? duration * table->at_full + (t - full) : ramped;
}

/* The share of full production just before t (for stocks: the left limit); arguments as above. */
static inline double tf_ramp_share_inline(const struct tf_ramp_table *table, double t, double start,
                                          double duration, double inverse)
{
    const double ramped = tf_ramp_table_value_inline(table, (t - start) * inverse);
    return t > start + duration ? 1.0 : ramped;
}

#endif
