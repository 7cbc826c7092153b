"""Run a command and write what it took, with all processes that it started and waited for.

    python -I -S build_tools/bench/timed.py REPORT COMMAND...

It is a small process between a measurement and what is measured, since Linux counts the memory of the process that
starts another one towards the peak of that (the kernel's `exec_mmap`).
"""

import json
import os
import sys
import time


def main() -> None:
    """Run the command and write a report; end as the command does."""
    report, *command = sys.argv[1:]
    started = time.perf_counter()
    process = os.posix_spawnp(command[0], command, os.environ)
    _, status, usage = os.wait4(process, 0)
    wall = time.perf_counter() - started
    # Linux counts kibibytes, macOS bytes (getrusage(2)).
    memory = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    with open(report, "w", encoding="utf-8") as file:  # noqa: PTH123 - pathlib is much to load for one file
        json.dump({"cpu": usage.ru_utime + usage.ru_stime, "wall": wall, "memory": memory}, file)
    sys.exit(os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    main()
