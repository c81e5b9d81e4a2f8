"""``rctdiag.manifest/1``: what a run read, with which settings, and what came of it."""

from typing import Annotated, Literal

from pydantic import Field

from rctdiag.model.base import Frozen


class InputDoc(Frozen):
    """One table, by its content."""

    file: str
    sha256: str
    bytes: int
    format: Literal["csv", "ndjson", "parquet", "xlsx"]
    encoding: str | None
    separator: str | None
    items: tuple[str, ...]  # columns of items that were read
    lacking: tuple[str, ...]  # items of its questionnaires without a column


class InstrumentDoc(Frozen):
    """A questionnaire that was scored."""

    id: str
    version: str
    sha256: str
    license: str


class SettingsDoc(Frozen):
    """The options that bear on the figures."""

    form: Literal["full", "short"]
    id: str | None
    keep: tuple[str, ...]
    long: bool
    missing: tuple[str, ...]
    leading: bool
    include_private: bool
    strict: bool
    format: Literal["csv", "parquet", "ndjson"]
    engine: str


class CountsDoc(Frozen):
    """Rows and cells."""

    scored: int
    rejected: int
    wrong_cells: int
    without_id: int


class Manifest(Frozen):
    """The document ``rctdiag.manifest/1``."""

    schema_: Annotated[Literal["rctdiag.manifest/1"], Field(alias="schema")]
    rctdiag_version: str
    created: str
    inputs: tuple[InputDoc, ...]
    questionnaires: tuple[InstrumentDoc, ...]
    settings: SettingsDoc
    counts: CountsDoc
    dropped: tuple[str, ...]  # columns of private items
