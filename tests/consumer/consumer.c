/* SPDX-License-Identifier: GPL-3.0-or-later
 * A program outside the project: compiles as C99 and as C++17, links an installed Twofold. */
#include <stdio.h>
#include <string.h>
#include <twofold/base.h>
#include <twofold/version.h>

int main(void)
{
    double value = 0;
    if (strcmp(twofold_version(), TWOFOLD_VERSION) != 0) {
        printf("headers are %s, the library is %s\n", TWOFOLD_VERSION, twofold_version());
        return 1;
    }
    if (!twofold_double_parse("8.2e8", 5, &value) || value != 820000000.0) return 1;
    printf("twofold %s: %s\n", twofold_version(), twofold_status_text(TWOFOLD_OK, TWOFOLD_EN));
    return 0;
}
