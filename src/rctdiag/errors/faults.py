"""One error root; every fault has a code, a place, what is wrong and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

# Exit codes, as `rctdiag help exit-codes` tells them.
WRONG_USE = 2
INPUT_REJECTED = 3
GATE_NOT_MET = 4
CONFIDENTIAL = 5
CANNOT_READ_OR_WRITE = 6
LOCKED = 7


class Fault(NamedTuple):
    """One thing that is wrong, where, and what to do about it.

    Never carries an answer, a name or any other value somebody typed into an answer:
    ``message`` and ``hint`` may be printed, logged and sent on.
    """

    code: str  # kebab-case, stable: listed in docs/errors.md, each with a specimen file
    message: str
    hint: str = ""
    file: str = ""
    line: int = 0  # 1-based; 0 where a place makes no sense
    column: int = 0
    path: str = ""  # the place inside the document, e.g. ``items.3.facet``

    def where(self) -> str:
        """``file:line:column: path`` with the parts that are known."""
        place = self.file
        if self.line:
            place = f"{place}:{self.line}" + (f":{self.column}" if self.column else "")
        return ": ".join(part for part in (place, self.path) if part)

    def line_of_text(self) -> str:
        """One line for a person: code, place, what is wrong, what to do."""
        line = ": ".join(part for part in (self.code, self.where(), self.message) if part)
        return f"{line} {self.hint}".rstrip()


class RctdiagError(Exception):
    """The root: one or more faults and the exit code they lead to."""

    exit_code = 1

    def __init__(self, faults: Sequence[Fault] | Fault) -> None:
        self.faults = (faults,) if isinstance(faults, Fault) else tuple(faults)
        super().__init__("\n".join(fault.line_of_text() for fault in self.faults))

    def __reduce__(self) -> tuple[type[RctdiagError], tuple[tuple[Fault, ...]]]:
        """As it is made: an error can come from another process."""
        return type(self), (self.faults,)


class UsageFault(RctdiagError):
    """Wrong use: an option, an argument, a missing extra."""

    exit_code = WRONG_USE


class InputRejected(RctdiagError):
    """A questionnaire, steps file, answer sheet, document or table that cannot be taken."""

    exit_code = INPUT_REJECTED


class GateNotMet(RctdiagError):
    """A condition the user set (``--strict``) was not met."""

    exit_code = GATE_NOT_MET


class ConfidentialityRefusal(RctdiagError):
    """A group document that could expose somebody."""

    exit_code = CONFIDENTIAL


class FileFault(RctdiagError):
    """Something cannot be read or written: missing, permission, disk full."""

    exit_code = CANNOT_READ_OR_WRITE


class Locked(RctdiagError):
    """Another process holds the file."""

    exit_code = LOCKED
