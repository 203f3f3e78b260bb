/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "twofold/base.h"
#include "twofold/version.h"

const char *twofold_status_text(twofold_status status, twofold_lang lang)
{
    switch (status) {
#define TWOFOLD_X(name, number, en, zh)                                                            \
    case name: return lang == TWOFOLD_ZH ? zh : en;
        TWOFOLD_STATUS_LIST(TWOFOLD_X)
#undef TWOFOLD_X
    }
    return lang == TWOFOLD_ZH ? "未知状态" : "unknown status";
}

const char *twofold_version(void) { return TWOFOLD_VERSION; }
