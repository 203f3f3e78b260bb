/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One scalar as YAML. */
#ifndef TF_PLAN_SCALAR_H
#define TF_PLAN_SCALAR_H

#include "base/text.h"

/* Writes a text so that reading gives the same text: plain where YAML allows, else in double
 * quotes. in_flow: inside braces or brackets, where commas and brackets end a plain text. */
void tf_scalar_write(struct tf_out *out, const char *text, size_t size, bool in_flow);

#endif
