"""Start a command and write down what it took: `launch.py FIGURES COMMAND …`.

A program of its own, with nothing in memory: Linux counts the memory of the process that starts a command as the
command's own.
"""

import json
import os
import sys
import time

began = time.perf_counter()
child = os.posix_spawnp(sys.argv[2], sys.argv[2:], os.environ)
_, status, usage = os.wait4(child, 0)  # the usage of this process and no other
seconds = time.perf_counter() - began
with open(sys.argv[1], "w", encoding="utf-8") as figures:  # noqa: PTH123  # pathlib would take memory
    json.dump([os.waitstatus_to_exitcode(status), seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss], figures)
