/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Phrases of faults, English and Chinese: rows of a table in words.c. */
TF_X("a mapping", "映射")
