"""Runs a command to its end and prints its seconds and the most megabytes it held.

In a process of its own: Linux counts a child as large as the parent it was started from, and a measure with thousands
of people on its stand is larger than what it measures.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time


def main(command: list[str]) -> int:
    began = time.monotonic()
    process = subprocess.Popen(command)
    _pid, status, used = os.wait4(process.pid, 0)
    print(time.monotonic() - began, used.ru_maxrss / 1024)
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
