/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The smooth shapes of ramps on [0, 1], each a value, an integral and an inverse. */
#ifndef TF_CURVE_SHAPE_H
#define TF_CURVE_SHAPE_H

#include "twofold/curve.h"

/* Whether the ramp is a polynomial or exponential shape (not STEP, not YEARS). */
bool tf_ramp_is_smooth(const twofold_ramp *ramp);

/* s in [0, 1], the ramp smooth. */
double tf_shape_value(const twofold_ramp *ramp, double s);
double tf_shape_integral(const twofold_ramp *ramp, double s);
double tf_shape_inverse(const twofold_ramp *ramp, double share);

/* Steepness of the s-curve, and of the standard logistic. */
#define TF_S_CURVE_STEEPNESS 0x1.78e360604b32cp+2 /* 2 ln 19 */

#endif
