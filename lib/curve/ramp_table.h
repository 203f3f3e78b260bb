/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A ramp compiled for the evaluator: value and integral as polynomials of degree 5 on equal pieces
 * of [0, 1], so that every ramp is one loop without branches, and costs a third of its closed form.
 *
 * A smooth ramp is s P(s), its integral s^2 Q(s), so that both are relatively accurate near 0; a
 * ramp with jumps has pieces of degree 0, and 1, without the factor. How many pieces a smooth ramp
 * needs is measured when it is compiled: each piece is compared with the closed form.
 *
 * Coefficients lie coefficient by coefficient, a row of all pieces each: the six loads of an
 * element then share one index, and the rows' beginnings are constants of the loop. Measured
 * against pieces one after the other: 20 % faster with AVX2, the same with AVX-512 (gcc 12, EPYC).
 */
#ifndef TF_CURVE_RAMP_TABLE_H
#define TF_CURVE_RAMP_TABLE_H

#include "base/elementary.h"
#include "twofold/curve.h"

enum { TF_PIECE_COEFFICIENTS = 6 };

/* Piece k, at u = scale s - k, k = scale s + offset rounded to the nearest integer. */
struct tf_pieces {
    double scale, offset;
    size_t count;       /* length of a row */
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
 * Accuracy, relative to twofold_ramp_value and twofold_ramp_integral and everywhere: 5e-15 for the
 * standard shapes, 3e-14 for the steepest of the free ones. */
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
    const double u2 = u * u;
    const double a = row[k] + u * row[n + k];
    const double b = row[2 * n + k] + u * row[3 * n + k];
    const double c = row[4 * n + k] + u * row[5 * n + k];
    return a + u2 * (b + u2 * c);
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
