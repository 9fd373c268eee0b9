"""Runs a command and prints its duration in seconds and its peak memory in megabytes.

It is a process of its own, because Linux counts the parent's memory at the fork as the child's peak. The benchmark,
which holds thousands of people, is larger than the export it measures.
"""

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
