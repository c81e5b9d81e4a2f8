"""The options about tables of a survey that ``teams`` and ``compare`` share, and what they mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rctdiag.cli.batch.run import separator_of, split
from rctdiag.cli.shell.output import view
from rctdiag.errors.faults import Fault, UsageFault
from rctdiag.operations.teams.make_group_report import Request

if TYPE_CHECKING:
    from pathlib import Path

    from rctdiag.load.instrument import Instrument
    from rctdiag.render.view import View
    from rctdiag.tables.source.person_ids import Matching


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyOptions:
    """The options of one call, as they were given."""

    tables: tuple[str, ...]
    by: tuple[str, ...]
    id: str | None
    ids: str | None
    questionnaires: tuple[str, ...]
    minimum: int
    release: str | None
    ledger: str | None
    profile: str | None
    short: bool
    missing: tuple[str, ...]
    encoding: str | None
    separator: str | None
    as_json: bool
    format: str | None
    output: Path | None
    force: bool
    now: str | None
    no_color: bool
    accessible: bool
    quiet: bool

    def request(
        self,
        tables: tuple[str, ...],
        instruments: tuple[Instrument, ...],
        ledger: Path | None,
        *,
        id_option: str,
    ) -> Request:
        """What is to be read, and for whom it is broken down.

        Args:
            tables: Their names, globs expanded.
            instruments: The questionnaires asked for.
            ledger: Where releases are recorded.
            id_option: How the option is called that names the column of ids.

        Raises:
            UsageFault: An option says what it cannot.
        """
        return Request(
            tables=tables,
            instruments=instruments,
            named=bool(self.questionnaires),
            form="short" if self.short else "full",
            id=self.id,
            ids=self._matching(id_option),
            by=self.by,
            missing=frozenset(split(self.missing)),
            encoding=self.encoding,
            separator=separator_of(self.separator),
            minimum=self.minimum,
            release=self.release,
            ledger=ledger,
        )

    def view(self, chosen: str, *, full: bool) -> View:
        """How a document of this format is shown."""
        return view(
            format_=chosen,
            output=self.output,
            full=full,
            no_color=self.no_color,
            accessible=self.accessible,
        )

    def _matching(self, id_option: str) -> Matching:
        """When two ids are one person, as ``--ids`` says."""
        if self.ids is None:
            return "plain"
        if self.id is None:
            message = "--ids says how ids are compared."
            raise UsageFault(Fault("usage", message, f"Add {id_option} COLUMN."))
        if self.ids == "exact":
            return "exact"
        if self.ids == "loose":
            return "loose"
        raise UsageFault(Fault("usage", f"there is no --ids {self.ids!r}.", "Use exact or loose."))
