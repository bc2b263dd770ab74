"""Start a command and write down what it took, with all the processes that it starts: `launch.py FIGURES COMMAND …`.

A program of its own, with nothing in memory: Linux counts the memory of the process that starts a command as the
command's own. The figures are JSON: the exit code; seconds; seconds of processor time; the most memory of one process;
for each process seen its name and its own most; and for each time that several were alive, what they had together, by
name, with what they share counted once. The last two are empty where there is no /proc.
"""

import json
import os
import signal
import sys
import time

PAUSE = 0.1  # seconds between two looks at the processes
SHARES = 0.05  # of the time goes to reading what they have together, at most: the system walks through all of it


class _Processes:
    """A process and all that it has started, looked at again and again."""

    def __init__(self, top: int) -> None:
        self.top = top
        self.highest: dict[int, tuple[str, int]] = {}
        self.together: list[dict[str, int]] = []
        self.next = 0.0

    def look(self) -> None:
        try:
            alive = _tree(self.top)
            for process in alive:
                status = _read(f"{process}/status")
                self.highest[process] = (status.split(None, 2)[1], _figure(status, "VmHWM"))
            began = time.perf_counter()
            if len(alive) > 1 and began >= self.next:
                self.add_up(alive)
                ended = time.perf_counter()
                self.next = ended + (ended - began) / SHARES
        except (OSError, IndexError):
            pass  # a process that ends while it is looked at has no memory any more

    def add_up(self, alive: list[int]) -> None:
        sums: dict[str, int] = {}
        names = [self.highest[process][0] for process in alive]
        for process, name in zip(alive, names, strict=True):
            if names.count(name) > 1:  # they may be forks of each other, and share
                memory = _figure(_read(f"{process}/smaps_rollup"), "Pss")
            else:
                memory = _figure(_read(f"{process}/status"), "VmRSS")
            sums[name] = sums.get(name, 0) + memory
        self.together.append(sums)


def _tree(top: int) -> list[int]:
    found = [top]
    for process in found:
        for task in os.listdir(f"/proc/{process}/task"):  # noqa: PTH208  # pathlib would take memory
            found += map(int, _read(f"{process}/task/{task}/children").split())
    return found


def _read(path: str) -> str:
    with open(f"/proc/{path}", encoding="utf-8", errors="replace") as file:  # noqa: PTH123  # as above
        return file.read()


def _figure(text: str, name: str) -> int:
    return int(text.partition(f"{name}:")[2].split(None, 1)[0]) * 1024


signals = [signal.SIGCHLD]
signal.pthread_sigmask(signal.SIG_BLOCK, signals)
began = time.perf_counter()
child = os.posix_spawnp(sys.argv[2], sys.argv[2:], os.environ, setsigmask=[])
processes = _Processes(child)
watching = os.path.exists("/proc/self/smaps_rollup")  # noqa: PTH110  # as above
done, status, usage = os.wait4(child, os.WNOHANG if watching else 0)
while not done:
    processes.look()
    signal.sigtimedwait(signals, PAUSE)
    done, status, usage = os.wait4(child, os.WNOHANG)
seconds = time.perf_counter() - began
with open(sys.argv[1], "w", encoding="utf-8") as figures:  # noqa: PTH123  # as above
    json.dump(
        [
            os.waitstatus_to_exitcode(status),
            seconds,
            usage.ru_utime + usage.ru_stime,
            usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024),
            list(processes.highest.values()),
            processes.together,
        ],
        figures,
    )
