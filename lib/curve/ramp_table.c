/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "curve/ramp_table.h"

#include "curve/shape.h"

#include <string.h>

enum { COEFFICIENTS = TF_PIECE_COEFFICIENTS, MOST_STEPS = 4096 };

/* How far a fitted piece may be from the closed form, relatively. Both sides carry rounding of
 * their own: an exponent of size x carries x units, and less cannot be told from noise. */
static double tolerance(const twofold_ramp *ramp)
{
    return 3e-15 + 5e-16 * (ramp->steepness + ramp->displacement);
}

/* ---- Smooth ramps ---- */

/* What the pieces of a smooth ramp approximate: value/s or integral/s^2, s in (0, 1]. */
typedef double quotient_function(const twofold_ramp *ramp, double s);

static double value_quotient(const twofold_ramp *ramp, double s)
{
    return tf_shape_value(ramp, s) / s;
}

static double integral_quotient(const twofold_ramp *ramp, double s)
{
    return tf_shape_integral(ramp, s) / s / s;
}

/* Chebyshev's ten points, (1 - cos)/2: inside (0, 1), so that s = 0 is never asked for. */
static const double nodes[COEFFICIENTS] = {
    0x1.936daf406e900p-8, 0x1.be6ff16169c98p-5, 0x1.2bec333018866p-3, 0x1.178e8ea5d9100p-2,
    0x1.afe7d2615eb22p-2, 0x1.280c16cf50a6dp-1, 0x1.7438b8ad13780p-1, 0x1.b504f333f9de6p-1,
    0x1.e41900e9e9636p-1, 0x1.fcd924a17f22ep-1};

/* A polynomial's coefficients from its values at u: Newton's divided differences, expanded. */
static void interpolate(const double u[COEFFICIENTS], double value[COEFFICIENTS],
                        double coefficient[COEFFICIENTS])
{
    for (int k = 1; k < COEFFICIENTS; k++) {
        for (int j = COEFFICIENTS - 1; j >= k; j--) {
            value[j] = (value[j] - value[j - 1]) / (u[j] - u[j - k]);
        }
    }
    memset(coefficient, 0, COEFFICIENTS * sizeof *coefficient);
    for (int k = COEFFICIENTS - 1; k >= 0; k--) {
        for (int j = COEFFICIENTS - 1; j > 0; j--) {
            coefficient[j] = coefficient[j - 1] - u[k] * coefficient[j];
        }
        coefficient[0] = value[k] - u[k] * coefficient[0];
    }
}

/* Where in [0, 1] of its piece a fit is compared with the closed form. */
static const double probes[] = {0.005, 0.07, 0.25, 0.5, 0.75, 0.93, 1.0};
enum { PROBES = sizeof probes / sizeof *probes };

static double polynomial(const double c[COEFFICIENTS], double u)
{
    const double u2 = u * u;
    const double u4 = u2 * u2;
    const double low = (c[0] + u * c[1]) + u2 * (c[2] + u * c[3]);
    const double middle = (c[4] + u * c[5]) + u2 * (c[6] + u * c[7]);
    return low + u4 * (middle + u4 * (c[8] + u * c[9]));
}

/* Piece k of 0 … steps spans u from -1/2 to 1/2, the first and last one half of it. */
static double piece_begin(size_t k) { return k == 0 ? 0 : -0.5; }
static double piece_length(size_t k, size_t steps) { return k == 0 || k == steps ? 0.5 : 1; }

static void fit_piece(const twofold_ramp *ramp, quotient_function *quotient, size_t k, size_t steps,
                      double coefficient[COEFFICIENTS])
{
    double u[COEFFICIENTS], value[COEFFICIENTS];
    for (int j = 0; j < COEFFICIENTS; j++) {
        u[j] = piece_begin(k) + piece_length(k, steps) * nodes[j];
        value[j] = quotient(ramp, ((double)k + u[j]) / (double)steps);
    }
    interpolate(u, value, coefficient);
}

/* Whether piece k is close enough to the closed form. */
static bool fits(const twofold_ramp *ramp, quotient_function *quotient, size_t k, size_t steps)
{
    double coefficient[COEFFICIENTS];
    fit_piece(ramp, quotient, k, steps, coefficient);
    for (int j = 0; j < PROBES; j++) {
        const double u = piece_begin(k) + piece_length(k, steps) * probes[j];
        const double exact = quotient(ramp, ((double)k + u) / (double)steps);
        if (!(fabs(polynomial(coefficient, u) - exact) <= tolerance(ramp) * exact)) {
            return false;
        }
    }
    return true;
}

/* The fewest steps, 1, 3, 7, 15 …, whose pieces are all close enough; 0 if no number is. Sixteen
 * pieces are what two vector registers hold. */
static size_t measure_steps(const twofold_ramp *ramp, quotient_function *quotient)
{
    for (size_t steps = 1; steps <= MOST_STEPS; steps = 2 * steps + 1) {
        size_t k = 0;
        while (k <= steps && fits(ramp, quotient, k, steps)) {
            k++;
        }
        if (k > steps) {
            return steps;
        }
    }
    return 0;
}

/* Rows are as long as a pair of registers at least; what no s asks for is 0. */
static size_t row_length(size_t pieces)
{
    return pieces < TF_PIECES_IN_REGISTERS ? TF_PIECES_IN_REGISTERS : pieces;
}

static void fill_smooth(const twofold_ramp *ramp, quotient_function *quotient, size_t steps,
                        double *rows)
{
    const size_t count = row_length(steps + 1);
    memset(rows, 0, COEFFICIENTS * count * sizeof *rows);
    for (size_t k = 0; k <= steps; k++) {
        double coefficient[COEFFICIENTS];
        fit_piece(ramp, quotient, k, steps, coefficient);
        for (size_t j = 0; j < COEFFICIENTS; j++) {
            rows[j * count + k] = coefficient[j];
        }
    }
}

static twofold_status compile_smooth(const twofold_ramp *ramp,
                                     void *(*get)(void *user, size_t size), void *user,
                                     struct tf_ramp_table *table)
{
    const size_t value_steps = measure_steps(ramp, value_quotient);
    const size_t integral_steps = measure_steps(ramp, integral_quotient);
    if (value_steps == 0 || integral_steps == 0) {
        return TWOFOLD_E_ARGUMENT;
    }
    const size_t value_size = COEFFICIENTS * row_length(value_steps + 1);
    const size_t integral_size = COEFFICIENTS * row_length(integral_steps + 1);
    double *rows = get(user, (value_size + integral_size) * sizeof *rows);
    if (rows == NULL) {
        return TWOFOLD_E_MEMORY;
    }
    fill_smooth(ramp, value_quotient, value_steps, rows);
    fill_smooth(ramp, integral_quotient, integral_steps, rows + value_size);
    *table = (struct tf_ramp_table){
        .value = {(double)value_steps, 0, row_length(value_steps + 1), rows},
        .integral = {(double)integral_steps, 0, row_length(integral_steps + 1), rows + value_size},
        .at_full = tf_shape_integral(ramp, 1),
        .value_full = 1,
        .flat = 0,
        .rise = 1};
    return TWOFOLD_OK;
}

/* ---- Ramps with jumps: a list of years, or the step, which is the list of one ---- */

/* A jump counts as made this much later, as a share of a year. */
#define JUMP_LATE 0x1p-30

static twofold_status compile_list(const twofold_ramp *ramp, void *(*get)(void *user, size_t size),
                                   void *user, struct tf_ramp_table *table)
{
    const size_t years = ramp->years > 1 ? ramp->years - 1 : 1; /* before full production */
    const size_t count = row_length(years + 1), size = COEFFICIENTS * count;
    double *value = get(user, 2 * size * sizeof *value);
    if (value == NULL) {
        return TWOFOLD_E_MEMORY;
    }
    memset(value, 0, 2 * size * sizeof *value);
    double *integral = value + size;
    double sum = 0;
    for (size_t k = 0; k <= years; k++) {
        const double share = ramp->years > 0 ? ramp->shares[k < ramp->years ? k : 0] : 1;
        if (k < years) {
            value[k + 1] = share;
        } /* value[0], before production, stays 0 */
        integral[k] = sum / (double)years;
        integral[count + k] = share / (double)years;
        sum += share;
    }
    *table = (struct tf_ramp_table){
        /* piece k + 1 is the year k, from just after its beginning until just after its end */
        .value = {(double)years, 0.5 - JUMP_LATE, count, value},
        /* piece k is the year k: continuous, so that it does not matter whose the instant is */
        .integral = {(double)years, -0.5, count, integral},
        .at_full = integral[years],
        .value_full = 1 + JUMP_LATE,
        .flat = 1,
        .rise = 0};
    return TWOFOLD_OK;
}

/* Whether a constructor would have made it. */
static bool is_sound(const twofold_ramp *ramp)
{
    twofold_ramp made;
    switch (ramp->family) {
    case TWOFOLD_RAMP_LOGISTIC: return twofold_ramp_logistic(ramp->steepness, &made) == TWOFOLD_OK;
    case TWOFOLD_RAMP_GOMPERTZ:
        return twofold_ramp_gompertz(ramp->displacement, ramp->steepness, &made) == TWOFOLD_OK;
    case TWOFOLD_RAMP_EXPONENTIAL:
        return twofold_ramp_exponential(ramp->steepness, &made) == TWOFOLD_OK;
    case TWOFOLD_RAMP_YEARS:
        return twofold_ramp_list(ramp->shares, ramp->years, &made) == TWOFOLD_OK;
    default: return twofold_ramp_standard(ramp->family, &made) == TWOFOLD_OK && ramp->years == 0;
    }
}

twofold_status tf_ramp_table_compile(const twofold_ramp *ramp,
                                     void *(*get)(void *user, size_t size), void *user,
                                     struct tf_ramp_table *table)
{
    if (!is_sound(ramp)) {
        return TWOFOLD_E_ARGUMENT;
    }
    return tf_ramp_is_smooth(ramp) ? compile_smooth(ramp, get, user, table)
                                   : compile_list(ramp, get, user, table);
}
