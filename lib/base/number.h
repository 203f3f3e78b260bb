/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Units by themselves, for whoever needs them without a number ("unit: visits"). */
#ifndef TF_BASE_NUMBER_H
#define TF_BASE_NUMBER_H

#include "twofold/base.h"

/* A unit as written, with multipliers: "万元/亩", "vehicles/year", "" (PLAIN). BAD_UNIT if it
 * cannot be read; outputs untouched then. *scale (may be NULL): base units in one of it. */
twofold_fault_code tf_unit_parse(const char *text, size_t size, twofold_unit *unit, double *scale);
/* The base unit's words, "CNY/mu" or 元/亩, "persons", "" for PLAIN and SHARE. snprintf's rules. */
size_t tf_unit_write(const twofold_unit *unit, twofold_lang lang, char *buffer, size_t size);
/* Same dimensions and names. */
bool tf_unit_same(const twofold_unit *a, const twofold_unit *b);

#endif
