/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TF_PROJECTION_PROJECTIONS_H
#define TF_PROJECTION_PROJECTIONS_H

#include "twofold/projection.h"

/* What a projection that was got for a scenario is under, all scenarios joined by '+'; "" for none.
 */
const char *tf_projections_scenario(const twofold_projections *projections, const char *scenario);

#endif
