"""A process of its own for reading what others wrote, within bounds of time and memory.

Parsers of other people's formats may take any time and memory for a file that is made for it. So they run in a process
that can be ended: it gets the bytes and gives back values, and lives on for the next file, so that a thousand files
cost one start.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from queue import SimpleQueue
from typing import IO, TYPE_CHECKING, Any, Self, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

Item = TypeVar("Item")
Result = TypeVar("Result")

MAX_SECONDS = 10.0
"""The most seconds that the reading of a file may take, by the clock."""
MAX_MEMORY = 512 * 2**20
"""The most bytes of memory that the reading of a file may take; enforced where the system can, as Linux does."""

_START = "from mkdocs_declaration.documents.confinement import serve; serve()"
MAX_PROCESSES = 4
"""The most processes that work at once; each may take the memory of `MAX_MEMORY`."""
ITEMS_A_PROCESS = 100
"""For so many items a further process is started: to start and to prepare one takes about a second."""
_LENGTH = 8
_OUT_OF_MEMORY = 3


class ExceededError(Exception):
    """A bound was broken; the text says which, as in `takes more than 10 seconds`."""


class Confined:
    """Calls functions in a process of its own."""

    def __init__(self, *, seconds: float = MAX_SECONDS, memory: int = MAX_MEMORY) -> None:
        """Set the bounds; the process is started by the first call.

        Args:
            seconds: How long a call may take.
            memory: How many bytes of memory the process may take beside those of the interpreter.
        """
        self._seconds, self._memory = seconds, memory
        self._preparation: tuple[Callable[..., Any], tuple[Any, ...]] | None = None
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                _close(pipe)

    def prepare(self, function: Callable[..., Any], *arguments: Any) -> None:
        """State a value that is made in the process, and made again in one that takes its place.

        Args:
            function: Gives the value, which is the first argument of the functions that `call_prepared` calls.
            arguments: Its arguments.
        """
        self._preparation = (function, arguments)
        if self._process is not None:
            self._exchange("prepare", *self._preparation, seconds=self._seconds)

    def call(self, function: Callable[..., Result], *arguments: Any, seconds: float | None = None) -> Result:
        """Call a function in the process.

        Args:
            function: One of the top of a module.
            arguments: Values that can be pickled, as its result can.
            seconds: Another bound of time for this call.

        Raises:
            ExceededError: A bound was broken, or the process broke off; the next call starts another.
        """
        result: Result = self._exchange("call", function, arguments, seconds=seconds or self._seconds)
        return result

    def call_prepared(self, function: Callable[..., Result], *arguments: Any) -> Result:
        """Call a function with the prepared value before its other arguments; see `call`."""
        result: Result = self._exchange("call prepared", function, arguments, seconds=self._seconds)
        return result

    def each(self, task: Callable[[Confined, Item], Result], items: Sequence[Item]) -> Iterator[Result]:
        """Do a task for each item; where there are many, in several processes at once, prepared as this one is.

        Args:
            task: Gets a process and an item; called in threads, each with a process of its own.
            items: The items.

        Yields:
            The results in the order of the items.
        """
        count = min(MAX_PROCESSES, os.cpu_count() or 1, 1 + len(items) // ITEMS_A_PROCESS)
        if count == 1:
            yield from (task(self, item) for item in items)
            return
        with ExitStack() as stack:
            free: SimpleQueue[Confined] = SimpleQueue()
            free.put(self)
            for _ in range(count - 1):
                other = stack.enter_context(Confined(seconds=self._seconds, memory=self._memory))
                other._preparation = self._preparation  # noqa: SLF001 - its own kind
                free.put(other)

            def done(item: Item) -> Result:
                process = free.get()
                try:
                    return task(process, item)
                finally:
                    free.put(process)

            threads = stack.enter_context(ThreadPoolExecutor(count))
            stack.callback(threads.shutdown, cancel_futures=True)
            yield from threads.map(done, items)

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            # -P: nothing is imported from the folder that is being checked.
            command = [sys.executable, "-P", "-c", _START, str(self._memory)]
            self._process = subprocess.Popen(  # noqa: S603 - this interpreter
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
            if self._preparation is not None:
                self._exchange("prepare", *self._preparation, seconds=self._seconds)
        return self._process

    def _exchange(self, kind: str, function: Callable[..., Any], arguments: tuple[Any, ...], *, seconds: float) -> Any:
        process = self._running()
        late = threading.Event()

        def end() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(seconds, end)
        timer.daemon = True
        timer.start()
        try:
            _send(process.stdin, (kind, function, arguments, seconds))
            return _receive(process.stdout)
        except (OSError, EOFError) as error:
            status = process.wait()
            self.close()
            if late.is_set():
                raise ExceededError(f"takes more than {seconds:g} seconds") from error
            if status == _OUT_OF_MEMORY:
                raise ExceededError(f"takes more than {self._memory // 2**20:,} MB of memory") from error
            raise ExceededError("breaks the program that reads it") from error
        finally:
            timer.cancel()


def serve() -> None:
    """Answer calls until the input ends; what the process does."""
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    # What a parser prints must not come between the answers.
    os.dup2(2, 1)
    _limit_memory(int(sys.argv[1]))
    prepared: Any = None
    while True:
        try:
            kind, function, arguments, seconds = _receive(requests)
        except EOFError:
            return
        _limit_time(seconds)
        try:
            if kind == "prepare":
                prepared = function(*arguments)
                _send(answers, None)
            else:
                _send(answers, function(prepared, *arguments) if kind == "call prepared" else function(*arguments))
        except MemoryError:
            os._exit(_OUT_OF_MEMORY)


def _limit_memory(memory: int) -> None:
    """Bound the memory of this process, on top of what the interpreter has taken."""
    try:
        import resource  # noqa: PLC0415 - not on Windows

        taken = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (taken + memory, resource.getrlimit(resource.RLIMIT_AS)[1]))
    except (ImportError, OSError, ValueError):
        return  # macOS has no such bound; the one of time holds


def _limit_time(seconds: float) -> None:
    """Bound the processor time of a call, so that the process ends where nobody is left to end it."""
    try:
        import resource  # noqa: PLC0415 - not on Windows

        most = int(time.process_time() + seconds) + 2
        resource.setrlimit(resource.RLIMIT_CPU, (most, resource.getrlimit(resource.RLIMIT_CPU)[1]))
    except (ImportError, OSError, ValueError):
        return


def _send(pipe: IO[bytes] | None, value: Any) -> None:
    data = pickle.dumps(value)
    if pipe is not None:
        pipe.write(len(data).to_bytes(_LENGTH, "big"))
        pipe.write(data)
        pipe.flush()


def _receive(pipe: IO[bytes] | None) -> Any:
    length = int.from_bytes(_exactly(pipe, _LENGTH), "big")
    return pickle.loads(_exactly(pipe, length))  # noqa: S301 - between processes of ours


def _exactly(pipe: IO[bytes] | None, length: int) -> bytes:
    data = pipe.read(length) if pipe is not None else b""
    if len(data) < length:
        raise EOFError
    return data


def _close(pipe: IO[bytes] | None) -> None:
    try:
        if pipe is not None:
            pipe.close()
    except OSError:
        pass  # what was not sent goes with the process
