/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the command writes: data on standard output, messages on standard error, tables, and
 * numbers as people read them. */
#ifndef CLI_OUTPUT_H
#define CLI_OUTPUT_H

#include "words.h"

#include "twofold/table.h"

#include <stdio.h>

/* The command's exit statuses. */
enum exit_status { DONE = 0, NOT_MET = 1, BAD_INPUT = 2, COULD_NOT_RUN = 3 };

/* The exit status that a status of the library amounts to. */
enum exit_status exit_of(twofold_status status);
/* Says a status of the library on standard error; `about` is the file or what was being done. */
enum exit_status complain(twofold_status status, const char *about, twofold_lang lang);
/* "twofold: " and the words on standard error, and a new line. */
void message(twofold_lang lang, enum word which, const char *a, const char *b, const char *c);
/* Flushes standard output; what it could not take is said and turns any status into 3. */
enum exit_status finish_output(enum exit_status status, twofold_lang lang);

/* A sink: standard output. */
/* A sink of the library's: standard output. */
bool to_standard_output(void *user, const char *bytes, size_t size);

/* ---- A table of the library that remembers its first failure ---- */

struct sheet {
    twofold_table *table;
    twofold_status status;
};

struct sheet sheet_new(void);
void sheet_column(struct sheet *sheet, const char *name, twofold_column_type type);
void sheet_text(struct sheet *sheet, const char *text);
void sheet_number(struct sheet *sheet, double value);          /* NaN: empty */
void sheet_period(struct sheet *sheet, int month, int months); /* ISO; 0 months: empty */
/* Writes to standard output and frees. */
twofold_status sheet_end(struct sheet *sheet, twofold_format format);

/* ---- Text ---- */

/* Appends what fits; a cut never splits a character. */
void text_append(char *buffer, size_t size, const char *text);

/* ---- Numbers ---- */

enum { CELL = 128, NAME = 400 }; /* bytes of a number with its unit, of a name */

/* How the values of one row or block are shown. */
struct style {
    double scale;
    int decimals;
    char unit[CELL]; /* "亿元", "" if none */
};

/* For a KPI's unit as the library writes it and the largest value to show. A ratio without unit is
 * shown in percent. */
struct style style_for(const char *unit, bool is_ratio, double largest, twofold_lang lang);
/* "—" for what is not known. */
void style_write(const struct style *style, double value, char cell[CELL]);
/* A fraction as "156.3%", "—" if not known. */
void percent_write(double value, char cell[CELL]);
/* A cell: a value with its unit, "26.0亿元", "+5000万元" where is_signed. */
void sheet_value(struct sheet *sheet, const struct style *style, double value, bool is_signed);
/* "1,204" */
void count_write(size_t count, char text[CELL]);

#endif
