/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of plans that are neither keys nor KPIs, in both languages: further Chinese names of
 * keys, choices, verdicts, reserved ids; and the phrases of faults. Keys have their Chinese names
 * in schema.h, KPIs in the KPI table, curves in curve.h. */
#ifndef TF_PLAN_WORDS_H
#define TF_PLAN_WORDS_H

#include <stdbool.h>
#include <stddef.h>

/* The nth key or KPI (by its English name, from 0) that a further Chinese name stands for: the
 * words of statistical offices. NULL if there are no more. */
const char *tf_synonym(const char *text, size_t size, size_t n);

/* The English of a Chinese choice, verdict or reserved id; NULL if it is none. */
const char *tf_word_english(const char *text, size_t size);
/* The Chinese of an English word or phrase; NULL if it has none here. */
const char *tf_word_chinese(const char *text, size_t size);
/* The same of a phrase of faults. */
const char *tf_phrase_chinese(const char *text, size_t size);

/* Whether a text is a word, in either language: "met" for "met" and "达标". */
bool tf_is_word(const char *text, size_t size, const char *english);

#endif
