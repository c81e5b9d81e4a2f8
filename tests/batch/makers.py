"""What processes make in tests, in a module that they can import themselves."""

import os
import signal
import time
from collections.abc import Callable

Make = Callable[[int], bytes]


def line(lot: int) -> bytes:
    return b"%d," % lot * (0, 1, 50, 90_000)[lot * lot % 7 % 4]


def unhurried(longest: float) -> Make:
    """Some lots take much longer than others."""

    def make(lot: int) -> bytes:
        time.sleep(longest * (lot * lot % 11 > 8))
        return line(lot)

    return make


def raising(given: BaseException) -> Make:
    def make(lot: int) -> bytes:
        if lot == 5:
            raise given
        return line(lot)

    return make


def dying(given: int | None) -> Make:
    """Ended from outside: before it makes anything, or at the lot given."""

    def make(lot: int) -> bytes:
        if lot == given:
            os.kill(os.getpid(), signal.SIGKILL)
        return line(lot)

    if given is None:
        os.kill(os.getpid(), signal.SIGKILL)
    return make


def failing(given: BaseException) -> Make:
    raise given
