"""A structure file in: which platform wrote it, and what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.errors.faults import Fault, InputRejected
from rctdiag.load.syntax.bounded_source import MOST_BYTES, bound, decode
from rctdiag.load.syntax.document import parse
from rctdiag.platforms.structures.limesurvey_text import is_limesurvey_text, read_limesurvey_text
from rctdiag.platforms.structures.limesurvey_xml import read_limesurvey_xml
from rctdiag.platforms.structures.qualtrics_survey import ELEMENTS, read_qualtrics_survey
from rctdiag.platforms.structures.redcap_dictionary import (
    is_redcap_dictionary,
    read_redcap_dictionary,
)
from rctdiag.platforms.structures.surveyjs_form import FOLDERS, read_surveyjs_form
from rctdiag.platforms.structures.xlsform_sheets import is_xlsform, read_xlsform
from rctdiag.tables.readers.grids import read_grids
from rctdiag.tables.source.bytes_in import STDIN, open_raw

if TYPE_CHECKING:
    from typing import BinaryIO

    from rctdiag.platforms.structures.structure import Structure
    from rctdiag.tables.source.bytes_in import Raw
    from rctdiag.tables.source.scratch_folder import Scratch

_ZIP = b"PK"  # as workbooks begin
_KINDS = (
    "LimeSurvey (.lss or .txt), XLSForm (.xlsx), REDCap (dictionary .csv), Qualtrics (.qsf), "
    "or SurveyJS (.json)"
)


def read_structure(name: str, scratch: Scratch) -> Structure:
    """The structure that a platform exported beside the answers.

    Raises:
        InputRejected: it is none that is known, or is damaged; with its place.
        FileFault: it cannot be read.
    """
    if name == STDIN:
        raise _unknown(name, "the structure file cannot come through a pipe.")
    raw = open_raw(name, _no_stdin, scratch.path)
    if raw.head().startswith(_ZIP):
        return _workbook(raw, scratch)
    bound(raw.size, raw.file)
    with raw.open() as stream:
        text = decode(stream.read(MOST_BYTES), raw.file)
    begin = text.lstrip()[:1]
    if begin == "<":
        return read_limesurvey_xml(text, raw.file)
    if begin in {"{", "["}:
        return _json(text, raw.file)
    if is_limesurvey_text(text):
        return read_limesurvey_text(text, raw.file)
    if is_redcap_dictionary(text):
        return read_redcap_dictionary(text, raw.file)
    raise _unknown(raw.file, "this is not a structure file that rctdiag knows.")


def _workbook(raw: Raw, scratch: Scratch) -> Structure:
    grids = read_grids(raw, None, ("*",), scratch)
    if not is_xlsform([grid.sheet for grid in grids]):
        raise _unknown(raw.file, "this workbook has no sheets 'survey' and 'choices'.")
    return read_xlsform(grids, raw.file)


def _json(text: str, file: str) -> Structure:
    document = parse(text, file)
    data = document.data
    if isinstance(data, dict) and ELEMENTS in data:
        return read_qualtrics_survey(document)
    if isinstance(data, dict) and any(folder in data for folder in FOLDERS):
        return read_surveyjs_form(document)
    raise _unknown(file, "this JSON is not the structure of a platform that rctdiag knows.")


def _unknown(file: str, message: str) -> InputRejected:
    return InputRejected(Fault("structure-unknown", message, f"Give one of {_KINDS}.", file))


def _no_stdin() -> BinaryIO:
    raise AssertionError  # never asked: only files are read
