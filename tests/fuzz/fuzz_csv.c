/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a CSV table, in each encoding; what reads is written, and read again the same. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "twofold/twofold.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define CHECK(holds) check((holds), #holds, __LINE__)

static void check(bool holds, const char *what, int line)
{
    if (holds) return;
    (void)fprintf(stderr, "fuzz_csv.c:%d: %s does not hold\n", line, what);
    abort();
}

struct text {
    char *bytes;
    size_t size, room;
};

static bool add(void *user, const char *bytes, size_t size)
{
    struct text *text = user;
    if (size > text->room - text->size) {
        text->room = (text->size + size) * 2;
        text->bytes = realloc(text->bytes, text->room);
        CHECK(text->bytes != NULL);
    }
    if (size > 0) memcpy(text->bytes + text->size, bytes, size);
    text->size += size;
    return true;
}

static void tell(const twofold_faults *faults)
{
    CHECK(twofold_faults_of(faults, TWOFOLD_ERROR) > 0);
    for (size_t i = 0; i < twofold_faults_count(faults); i++) {
        char text[1000];
        const twofold_fault fault = twofold_faults_at(faults, i);
        CHECK(fault.line > 0 && fault.column > 0);
        for (int lang = TWOFOLD_EN; lang <= TWOFOLD_ZH; lang++)
            CHECK(twofold_fault_text(&fault, (twofold_lang)lang, text, sizeof text) > 0);
    }
}

/* Rows below the heading as they are; headings by their number, for they may be alike. */
static void write_again(const twofold_csv *csv, struct text *text)
{
    twofold_table *table = NULL;
    CHECK(twofold_table_new(NULL, &table) == TWOFOLD_OK);
    for (size_t i = 0; i < twofold_csv_columns(csv); i++)
        CHECK(twofold_table_column(table, "h", TWOFOLD_COLUMN_TEXT, 0) == TWOFOLD_OK);
    for (size_t row = 0; row < twofold_csv_rows(csv); row++)
        for (size_t i = 0; i < twofold_csv_columns(csv); i++) {
            const twofold_csv_field field = twofold_csv_at(csv, row, i);
            CHECK(strlen(field.text) == field.size && field.line > 0 && field.column > 0);
            CHECK(twofold_table_text(table, field.text) == TWOFOLD_OK);
        }
    CHECK(twofold_table_write(table, TWOFOLD_CSV, add, text) == TWOFOLD_OK);
    twofold_table_free(table);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size > 4000) return 0;
    for (int encoding = TWOFOLD_ANY_ENCODING; encoding <= TWOFOLD_GB18030; encoding++) {
        twofold_csv_options options = {
            .struct_size = sizeof options, .file = "f.csv", .encoding = (twofold_encoding)encoding};
        twofold_csv *csv = NULL, *again = NULL;
        twofold_faults *faults = NULL;
        const twofold_status status =
            twofold_csv_parse((const char *)data, size, &options, NULL, &csv, &faults);
        CHECK(status == TWOFOLD_OK || status == TWOFOLD_E_TEXT);
        if (status == TWOFOLD_E_TEXT) tell(faults);
        twofold_faults_free(faults);
        if (status != TWOFOLD_OK) continue;
        struct text text = {NULL, 0, 0};
        write_again(csv, &text);
        options = (twofold_csv_options){
            .struct_size = sizeof options, .encoding = TWOFOLD_UTF8, .separator = ','};
        CHECK(twofold_csv_parse(text.bytes, text.size, &options, NULL, &again, NULL) == TWOFOLD_OK);
        CHECK(twofold_csv_columns(again) == twofold_csv_columns(csv));
        /* a row of quoted nothings is written as a row of nothing, and that is none */
        size_t at = 0;
        for (size_t row = 0; row < twofold_csv_rows(csv); row++) {
            bool empty = twofold_csv_columns(csv) > 1;
            for (size_t i = 0; i < twofold_csv_columns(csv); i++)
                empty = empty && twofold_csv_at(csv, row, i).size == 0;
            for (size_t i = 0; i < twofold_csv_columns(csv) && !empty; i++)
                CHECK(strcmp(twofold_csv_at(csv, row, i).text, twofold_csv_at(again, at, i).text) ==
                      0);
            at += !empty;
        }
        CHECK(twofold_csv_rows(again) == at);
        twofold_csv_free(csv);
        twofold_csv_free(again);
        free(text.bytes);
    }
    return 0;
}
