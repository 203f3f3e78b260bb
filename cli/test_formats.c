/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Results of tests as other programs read them: TAP and JUnit's XML. */
#include "test_results.h"

#include <string.h>

/* Calls put for each line of a text. */
static void each_line(const char *text, void (*put)(const char *line, size_t size))
{
    while (*text != '\0') {
        const size_t size = strcspn(text, "\n");
        put(text, size);
        text += size + (text[size] == '\n');
    }
}

/* ---- TAP ---- */

/* A description: '#' would begin a directive. */
static void put_description(const char *text)
{
    for (; *text != '\0'; text++) {
        if (*text == '#' || *text == '\\') putchar('\\');
        putchar(*text == '\n' ? ' ' : *text);
    }
}

static void put_block_line(const char *line, size_t size) { printf("    %.*s\n", (int)size, line); }

void results_tap(const struct session *session, const struct results *results)
{
    puts("TAP version 13");
    if (results->count == 0) {
        printf("1..0 # SKIP %s\n", word(WORD_NO_EXPECTATIONS, session->lang));
        return;
    }
    printf("1..%zu\n", results->count);
    for (size_t i = 0; i < results->count; i++) {
        const struct result *r = &results->items[i];
        const bool failed = r->finding.outcome == TWOFOLD_FAILED;
        printf("%s %zu - ", failed ? "not ok" : "ok", i + 1);
        put_description(r->said);
        if (r->finding.outcome == TWOFOLD_SKIPPED)
            printf(" # SKIP %s", word(WORD_NO_SIMULATION, session->lang));
        putchar('\n');
        if (!failed) continue;
        printf("  ---\n  line: %u\n  message: |-\n", r->expectation.line);
        each_line(r->report, put_block_line);
        puts("  ...");
    }
}

/* ---- JUnit ---- */

/* Text in XML, also within quotes; control characters have no place there. */
static void put_xml(const char *text, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        const unsigned char c = (unsigned char)text[i];
        switch (c) {
        case '&': fputs("&amp;", stdout); break;
        case '<': fputs("&lt;", stdout); break;
        case '>': fputs("&gt;", stdout); break;
        case '"': fputs("&quot;", stdout); break;
        case '\'': fputs("&apos;", stdout); break;
        default:
            if (c >= 0x20 && c != 0x7F)
                putchar(c);
            else
                putchar(c == '\n' ? '\n' : ' ');
        }
    }
}

static void put_attribute(const char *name, const char *value)
{
    printf(" %s=\"", name);
    put_xml(value, strcspn(value, "\n"));
    putchar('"');
}

static void put_case(const struct session *session, const struct result *r)
{
    fputs("    <testcase", stdout);
    put_attribute("classname", session->options->file);
    put_attribute("name", r->said);
    put_attribute("file", session->options->file);
    printf(" line=\"%u\"", r->expectation.line);
    switch (r->finding.outcome) {
    case TWOFOLD_PASSED: puts("/>"); return;
    case TWOFOLD_SKIPPED:
        fputs(">\n      <skipped", stdout);
        put_attribute("message", word(WORD_NO_SIMULATION, session->lang));
        puts("/>");
        break;
    case TWOFOLD_FAILED:
        fputs(">\n      <failure", stdout);
        put_attribute("message", r->report);
        putchar('>');
        put_xml(r->report, strlen(r->report));
        puts("</failure>");
        break;
    }
    puts("    </testcase>");
}

static void put_counts(const struct results *results)
{
    printf(" tests=\"%zu\" failures=\"%zu\" errors=\"0\" skipped=\"%zu\"", results->count,
           results->outcomes[TWOFOLD_FAILED], results->outcomes[TWOFOLD_SKIPPED]);
}

void results_junit(const struct session *session, const struct results *results)
{
    puts("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    fputs("<testsuites", stdout);
    put_counts(results);
    fputs(">\n  <testsuite", stdout);
    put_attribute("name", twofold_plan_name(session->plan, session->lang));
    put_counts(results);
    puts(">");
    for (size_t i = 0; i < results->count; i++) put_case(session, &results->items[i]);
    puts("  </testsuite>\n</testsuites>");
}
