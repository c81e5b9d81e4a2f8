"""Processes that make lines and write them, each lot at its place in one file.

They share nothing: each has a pipe to the one that reads the tables, who tells it people and,
once all lots before are as long as they will be, where in the file theirs begins. So no line goes
through a pipe, one that ends is seen at once, and one whose parent has gone ends by itself.
"""

from __future__ import annotations

import gc
import os
import signal
from collections import deque
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from rctdiag.errors.faults import Fault, FileFault, RctdiagError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess
    from pathlib import Path

AHEAD = 3  # lots told to each process at once: one at work, the others at hand
_MOST = 61  # Windows cannot wait for more

Lot = TypeVar("Lot")


@dataclass
class Process(Generic[Lot]):
    """One of them, as its parent sees it."""

    process: SpawnProcess
    pipe: Connection[Any, Any]
    pending: deque[_Pending[Lot]] = field(default_factory=deque)  # told, and not answered yet

    def tell(self, message: object) -> None:
        """Send something.

        Raises:
            FileFault: the process has ended; or what it said of that.
        """
        try:
            self.pipe.send(message)
        except OSError:
            self.hear()
            raise _ended() from None

    def hear(self) -> int:
        """Wait for a number; whatever went wrong there is raised here."""
        try:
            reply = self.pipe.recv()
        except (EOFError, OSError):
            raise _ended() from None
        if isinstance(reply, BaseException):
            raise reply
        return int(reply)

    def end(self) -> None:
        """End it, whatever it does."""
        self.pipe.close()
        self.process.terminate()
        self.process.join()


@dataclass
class _Pending(Generic[Lot]):
    process: Process[Lot]
    size: int | None = None  # of its lines, in bytes


def _ended() -> FileFault:
    message = "a process that was making results was stopped from outside."
    hint = "The system often does that when memory runs out. Run it again with a smaller table."
    return FileFault(Fault("process-ended", message, hint))


@contextmanager
def started(
    count: int, begin: Callable[[Any], Callable[[Lot], bytes]], data: object, path: Path
) -> Iterator[list[Process[Lot]]]:
    """Processes that make themselves ready while the caller does something else.

    Args:
        count: How many.
        begin: Run in each process with ``data``; returns what makes lines of a lot.
        data: Anything that can be pickled.
        path: The file, which is there.
    """
    processes: list[Process[Lot]] = []
    # Threads of a data frame may be running: a fork would copy their locks.
    context = get_context("spawn")
    try:
        with _without_ctrl_c():
            for _ in range(min(count, _MOST)):
                our_end, child_end = context.Pipe()
                process = context.Process(target=_serve, args=(child_end,), daemon=True)
                process.start()
                child_end.close()
                processes.append(Process(process, our_end))
        for worker in processes:
            worker.tell((begin, data, path))
        yield processes
    finally:
        for worker in processes:
            worker.end()


@contextmanager
def _without_ctrl_c() -> Iterator[None]:
    """Hold Ctrl-C back: what begins here never gets it, as only its parent answers it."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows: see _serve
        yield
        return
    # The first start of a process begins this one, too, and lets Ctrl-C through afterwards.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def write(processes: Sequence[Process[Lot]], lots: Iterator[Lot]) -> None:
    """Have every lot made and written, in their order; then the processes end.

    Raises:
        FileFault: a process has ended, or the system refused to write.
    """
    free = deque([process for _ in range(AHEAD) for process in processes])
    by_pipe = {process.pipe: process for process in processes}
    waiting: deque[_Pending[Lot]] = deque()
    offset = 0
    while True:
        while free and (lot := next(lots, None)) is not None:
            worker = free.popleft()
            worker.tell(("make", lot))
            worker.pending.append(_Pending(worker))
            waiting.append(worker.pending[-1])
        if not waiting:
            break
        for pipe in wait(list(by_pipe)):
            worker = by_pipe[pipe]  # type: ignore[index]
            worker.pending.popleft().size = worker.hear()
            free.append(worker)
        while waiting and waiting[0].size is not None:
            first = waiting.popleft()
            first.process.tell(("write", offset))
            offset += first.size or 0
    for worker in processes:
        worker.tell(None)
    for worker in processes:
        worker.hear()
        worker.process.join()


def _serve(pipe: Connection[Any, Any]) -> None:
    """In each process: make what is told, and write it where it is told."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        _work(pipe)
        answer: object = 0
    except EOFError:  # the parent has gone
        return
    except RctdiagError as error:
        answer = error
    except OSError as error:
        answer = OSError(error.errno, os.strerror(error.errno or 0))
    except Exception as error:  # noqa: BLE001 - told by its kind; its text could hold an answer
        answer = RuntimeError(type(error).__name__)
    with suppress(OSError):
        pipe.send(answer)


def _work(pipe: Connection[Any, Any]) -> None:
    begin, argument, path = pipe.recv()
    make = begin(argument)
    # Documents are trees, freed as they go: there is nothing to collect.
    gc.freeze()
    gc.disable()
    made: deque[bytes] = deque()
    with path.open("r+b") as file:
        while (message := pipe.recv()) is not None:
            command, argument = message
            if command == "make":
                made.append(make(argument))
                pipe.send(len(made[-1]))
            else:
                file.seek(argument)
                file.write(made.popleft())
