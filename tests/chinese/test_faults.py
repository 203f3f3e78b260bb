# SPDX-License-Identifier: GPL-3.0-or-later
"""With --lang zh a fault is Chinese: no English word stands in it but those of the plan itself.

A new phrase of a fault is a row of lib/plan/phrases.h."""
import glob
import os
import re
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "docs"))
import docs  # noqa: E402

# What libyaml says is English, and what has no other name.
SPARED = {"YAML", "UTF-", "NUL", "GB18030", "GBK", "CSV", "CNY", "USD"}


def strangers(fault, text):
    """English words of a fault that are not of the plan."""
    if "不是有效的 YAML" in fault or "标签：" in fault:
        return []
    message = fault.split(": ", 1)[1]
    return [word for word in re.findall(r"[A-Za-z][A-Za-z-]{2,}", message)
            if word not in SPARED and word not in text]


def main():
    wrong, seen, tables = [], 0, ""
    for name in glob.glob(os.path.join(docs.SOURCE, "tests", "bad", "*.csv")):
        with open(name, "rb") as file:
            tables += file.read().decode("utf-8", "replace")
    for name in sorted(glob.glob(os.path.join(docs.SOURCE, "tests", "bad", "*.yaml"))):
        with open(name, "rb") as file:
            text = file.read().decode("utf-8", "replace")
        text = tables + re.sub(r"^# .*$", "", text, flags=re.M)  # what the test expects is no part of it
        done = subprocess.run([docs.command(), "check", name, "--lang", "zh"],
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        for fault in done.stdout.decode("utf-8", "replace").split("\n"):
            if not re.search(r":\d+:\d+: (错误|警告)", fault):
                continue
            seen += 1
            found = [w for w in strangers(fault, text) if "是不是 " + w not in fault]
            if found:
                wrong.append("%s\n  English: %s" % (fault, ", ".join(found)))
    if wrong:
        sys.exit("\n".join(wrong) + "\nAdd a row to lib/plan/phrases.h.")
    if seen < 200:
        sys.exit("only %d faults were seen" % seen)


if __name__ == "__main__":
    main()
