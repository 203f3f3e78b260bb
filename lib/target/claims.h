/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TF_TARGET_CLAIMS_H
#define TF_TARGET_CLAIMS_H

#include "target/window.h"

/* Whether a written count is of what an entity's KPI counts; true for all that is no count. */
bool tf_counts_in(const struct twofold_projection *projection, int entity, int kpi,
                  const struct tf_written *written);

#endif
