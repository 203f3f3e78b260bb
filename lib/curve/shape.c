/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "curve/shape.h"

#include "base/elementary.h"

bool tf_ramp_is_smooth(const twofold_ramp *ramp)
{
    return ramp->family != TWOFOLD_RAMP_STEP && ramp->family != TWOFOLD_RAMP_YEARS;
}

/* ---- Logistic, normalised: symmetric, r(1 - s) = 1 - r(s), so only s <= 1/2 is worked out ---- */

static double logistic_low(double k, double s)
{
    return tf_expm1(-k * s) / (tf_expm1(-0.5 * k) * (1 + tf_exp(0.5 * k - k * s)));
}

static double logistic_value(double k, double s)
{
    return s <= 0.5 ? logistic_low(k, s) : 1 - logistic_low(k, 1 - s);
}

/* r c = e^-… solved for s; c = 1 - e^(-k/2) */
static double logistic_inverse_low(double k, double share)
{
    const double c = -tf_expm1(-0.5 * k);
    return (tf_log1p(share * c * tf_exp(0.5 * k)) - tf_log1p(-share * c)) / k;
}

static double logistic_inverse(double k, double share)
{
    return share <= 0.5 ? logistic_inverse_low(k, share) : 1 - logistic_inverse_low(k, 1 - share);
}

/* ---- Exponential approach and Gompertz ---- */

static double exponential_value(double k, double s) { return tf_expm1(-k * s) / tf_expm1(-k); }

static double exponential_inverse(double k, double share)
{
    return -tf_log1p(share * tf_expm1(-k)) / k;
}

/* (F(s) - F(0))/F(0) of the Gompertz F */
static double gompertz_excess(double b, double k, double s)
{
    return tf_expm1(-b * tf_expm1(-k * s));
}

static double gompertz_value(double b, double k, double s)
{
    return gompertz_excess(b, k, s) / gompertz_excess(b, k, 1);
}

static double gompertz_inverse(double b, double k, double share)
{
    return -tf_log1p(-tf_log1p(share * gompertz_excess(b, k, 1)) / b) / k;
}

/* ---- Values and inverses by family ---- */

static double steepness_of(const twofold_ramp *ramp)
{
    return ramp->family == TWOFOLD_RAMP_S_CURVE ? TF_S_CURVE_STEEPNESS : ramp->steepness;
}

double tf_shape_value(const twofold_ramp *ramp, double s)
{
    const double k = steepness_of(ramp);
    switch (ramp->family) {
    case TWOFOLD_RAMP_S_CURVE:
    case TWOFOLD_RAMP_LOGISTIC: return logistic_value(k, s);
    case TWOFOLD_RAMP_GOMPERTZ: return gompertz_value(ramp->displacement, k, s);
    case TWOFOLD_RAMP_EXPONENTIAL: return exponential_value(k, s);
    case TWOFOLD_RAMP_LINEAR: return s;
    default: return TF_NAN;
    }
}

double tf_shape_inverse(const twofold_ramp *ramp, double share)
{
    const double k = steepness_of(ramp);
    switch (ramp->family) {
    case TWOFOLD_RAMP_S_CURVE:
    case TWOFOLD_RAMP_LOGISTIC: return logistic_inverse(k, share);
    case TWOFOLD_RAMP_GOMPERTZ: return gompertz_inverse(ramp->displacement, k, share);
    case TWOFOLD_RAMP_EXPONENTIAL: return exponential_inverse(k, share);
    case TWOFOLD_RAMP_LINEAR: return share;
    default: return TF_NAN;
    }
}

/* ---- Integrals ---- */

/* Abscissae and weights of 16-point Gauss-Legendre on [-1, 1], the positive half. */
static const double gauss[8][2] = {
    {0x1.fa92c264d787ep-1, 0x1.bcddab4b7c211p-6}, {0x1.e39f56616f9b0p-1, 0x1.fdfb1a2c1265dp-5},
    {0x1.bb3403514e483p-1, 0x1.85c4ee79cc258p-4}, {0x1.82c45dda4726bp-1, 0x1.fe7af2bad386ap-4},
    {0x1.3c5a466d5e8b8p-1, 0x1.325f61bca3cbfp-3}, {0x1.d50259a43a772p-2, 0x1.5a6ebbb5a75fcp-3},
    {0x1.205cae642337cp-2, 0x1.75f8c77e0c00fp-3}, {0x1.852bd6676a9f9p-4, 0x1.83feae80e4dfcp-3},
};

/* The integral from 0 to s of a positive function of (b, k, s) by panels of 16 points: all terms
 * are positive, so the sum is relatively accurate however small s is. */
typedef double integrand(double b, double k, double s);

static double integral_by_panels(integrand *f, double b, double k, double s, unsigned panels)
{
    const double half = 0.5 * s / panels;
    double sum = 0;
    for (unsigned p = 0; p < panels; p++) {
        const double middle = half * (2 * p + 1);
        for (unsigned i = 0; i < 8; i++) {
            const double d = half * gauss[i][0];
            sum += gauss[i][1] * (f(b, k, middle - d) + f(b, k, middle + d));
        }
    }
    return half * sum;
}

/* Below this k s the closed forms cancel, and one panel is exact to the last digits. */
#define ONE_PANEL 2.0

static double logistic_integrand(double b, double k, double s)
{
    (void)b;
    return logistic_low(k, s);
}

static double logistic_integral_low(double k, double s)
{
    const double y = k * s;
    if (y < ONE_PANEL) {
        return integral_by_panels(logistic_integrand, 0, k, s, 1);
    }
    const double e = tf_exp(-0.5 * k), start = e / (1 + e); /* the logistic at s = 0 */
    const double excess = tf_log1p(start * tf_expm1(y)) - start * y;
    return excess * (1 + e) / (k * -tf_expm1(-0.5 * k)); /* over k tanh(k/4) */
}

static double logistic_integral(double k, double s)
{
    return s <= 0.5 ? logistic_integral_low(k, s) : (s - 0.5) + logistic_integral_low(k, 1 - s);
}

static double exponential_integrand(double b, double k, double s)
{
    (void)b;
    return exponential_value(k, s);
}

static double exponential_integral(double k, double s)
{
    const double y = k * s;
    if (y < ONE_PANEL) {
        return integral_by_panels(exponential_integrand, 0, k, s, 1);
    }
    return (y + tf_expm1(-y)) / (k * -tf_expm1(-k));
}

/* Near 0 the value grows like e^(b k s): a panel spans at most 6/b and 2 in k s. */
static double gompertz_integral(double b, double k, double s)
{
    const double needed = k * s * (0.5 + b / 6);
    return integral_by_panels(gompertz_excess, b, k, s, 1 + (unsigned)needed) /
           gompertz_excess(b, k, 1);
}

double tf_shape_integral(const twofold_ramp *ramp, double s)
{
    const double k = steepness_of(ramp);
    switch (ramp->family) {
    case TWOFOLD_RAMP_S_CURVE:
    case TWOFOLD_RAMP_LOGISTIC: return logistic_integral(k, s);
    case TWOFOLD_RAMP_GOMPERTZ: return gompertz_integral(ramp->displacement, k, s);
    case TWOFOLD_RAMP_EXPONENTIAL: return exponential_integral(k, s);
    case TWOFOLD_RAMP_LINEAR: return 0.5 * s * s;
    default: return TF_NAN;
    }
}
