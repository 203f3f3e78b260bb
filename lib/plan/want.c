/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan/want.h"

#include <string.h>

bool tf_want_fits(const struct tf_want *want, const twofold_unit *unit)
{
    if (want->any) return true;
    const bool per_year = unit->per == TWOFOLD_DURATION;
    if (per_year && !want->flow) return false;
    if (want->things) {
        return (unit->dimension == TWOFOLD_COUNT || unit->dimension == TWOFOLD_PERSONS) &&
               (per_year || unit->per == TWOFOLD_PLAIN);
    }
    const bool per_thing = want->per_thing && unit->per == TWOFOLD_COUNT;
    const bool bare = want->bare && unit->per == TWOFOLD_PLAIN;
    if (!per_year && !per_thing && !bare &&
        (unit->per != want->unit.per || strcmp(unit->per_name, want->unit.per_name) != 0)) {
        return false;
    }
    if (unit->dimension == TWOFOLD_PLAIN)
        return want->plain || want->unit.dimension == TWOFOLD_PLAIN;
    if (unit->dimension != want->unit.dimension) return false;
    const bool named = unit->dimension == TWOFOLD_COUNT || want->own_currency;
    return !named || strcmp(unit->name, want->unit.name) == 0;
}
