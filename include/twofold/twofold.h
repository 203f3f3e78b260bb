/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file The whole library. */
#ifndef TWOFOLD_TWOFOLD_H
#define TWOFOLD_TWOFOLD_H

#include "twofold/appraisal.h"
#include "twofold/base.h"
#include "twofold/batch.h"
#include "twofold/checks.h"
#include "twofold/curve.h"
#include "twofold/decomposition.h"
#include "twofold/distribution.h"
#include "twofold/evaluation.h"
#include "twofold/fiscal.h"
#include "twofold/growth.h"
#include "twofold/kpi.h"
#include "twofold/period.h"
#include "twofold/plan.h"
#include "twofold/projection.h"
#include "twofold/stored.h"
#include "twofold/structure.h"
#include "twofold/table.h"
#include "twofold/target.h"
#include "twofold/version.h"

#endif
