# SPDX-License-Identifier: GPL-3.0-or-later
"""docs/c-api.md: its snippets compile without a warning and run, on the shipped example plan."""
import os
import sys

import docs

NAME = "docs/c-api.md"

HEAD = """#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <twofold/twofold.h>

"""

MAIN = """
int main(void)
{
    twofold_plan *plan = NULL;
    twofold_projection *projection = NULL;
    if (twofold_plan_load("baishazhou.yaml", NULL, NULL, &plan, NULL) != TWOFOLD_OK ||
        twofold_project(plan, NULL, NULL, 0, NULL, &projection, NULL) != TWOFOLD_OK)
        return 2;
    int failed = 0;
    for (size_t i = 0; i < sizeof snippets / sizeof *snippets; i++) {
        if (snippets[i].run(plan, projection) == 0) continue;
        printf("the snippet at line %d fails\\n", snippets[i].line);
        failed = 1;
    }
    twofold_projection_free(projection);
    twofold_plan_free(plan);
    return failed;
}
"""


def program():
    """All snippets in one program, each a function; those marked `top` stand outside."""
    functions, table = "", ""
    for words, text, line in docs.blocks(NAME):
        if words[:1] != ["c"] or text.startswith("#include"):
            continue
        where = '#line %d "%s"\n' % (line, NAME)
        if words[1:] == ["top"]:
            functions += where + text + "\n"
            continue
        functions += ("static int snippet_%d(const twofold_plan *plan, "
                      "const twofold_projection *projection)\n{\n    (void)plan, (void)projection;\n"
                      "    {\n%s%s    }\n    return 0;\n}\n\n" % (line, where, text))
        table += "    {%d, snippet_%d},\n" % (line, line)
    return (HEAD + functions + "static const struct {\n    int line;\n    int (*run)("
            "const twofold_plan *plan, const twofold_projection *projection);\n} snippets[] = {\n"
            + table + "};\n" + MAIN)


def main():
    examples = os.path.join(docs.SOURCE, "examples")
    if not os.path.exists(os.path.join(examples, "baishazhou.yaml")):
        docs.skip("no examples/baishazhou.yaml")
    with docs.folder() as folder:
        try:
            path = docs.compile_c(program(), folder, "snippets")
            print(docs.run([path], examples))
        except AssertionError as why:
            print(why)
            sys.exit(1)


main()
