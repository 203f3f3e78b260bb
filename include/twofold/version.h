/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 * The version of these headers. The one place where the number stands: the build reads it here.
 * twofold_version() in base.h is the version of the library that runs.
 */
#ifndef TWOFOLD_VERSION_H
#define TWOFOLD_VERSION_H

#define TWOFOLD_VERSION_MAJOR 0
#define TWOFOLD_VERSION_MINOR 1
#define TWOFOLD_VERSION_PATCH 0

/** "0.1.0" */
#define TWOFOLD_VERSION "0.1.0"

/** One number that grows with the version, for #if: 0.1.0 is 100, 1.2.3 is 10203. */
#define TWOFOLD_VERSION_NUMBER                                                                     \
    (TWOFOLD_VERSION_MAJOR * 10000 + TWOFOLD_VERSION_MINOR * 100 + TWOFOLD_VERSION_PATCH)

#endif
