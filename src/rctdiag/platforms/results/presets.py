"""What each platform's export looks like beside the questions: its own columns, codes, rows.

Names are compared as ``words_key`` has them. The sources of each are in docs/platforms.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rctdiag.platforms.normalised_text import words_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rctdiag.model.documents.mapping import DropKind, Platform, Value


class Status(NamedTuple):
    """A column that says what a row is, and which of its cells say so."""

    column: str
    values: tuple[str, ...]
    kind: DropKind


class Preset(NamedTuple):
    """One platform. ``own``: columns that it writes by itself; ``respondent``: the one of ids."""

    own: tuple[str, ...]
    respondent: tuple[str, ...] = ()
    codes: tuple[tuple[str, Value], ...] = ()  # answers that only this platform writes so
    status: tuple[Status, ...] = ()
    enough: int = 2  # of its own columns, to know it by them


PRESETS: dict[Platform, Preset] = {
    "limesurvey": Preset(
        own=(
            "id",
            "submitdate",
            "lastpage",
            "startlanguage",
            "seed",
            "startdate",
            "datestamp",
            "response id",
            "date submitted",
            "last page",
            "start language",
            "date started",
            "date last action",
            "refurl",
            "referrer url",
            "token",
            "interviewtime",
            "total time",
        ),
        respondent=("id", "response id"),
        codes=(("CS", "cant_say"), ("-oth-", "missing"), ("N/A", "missing")),
        status=(
            Status("submitdate", ("", "N/A"), "unfinished"),
            Status("date submitted", ("", "N/A"), "unfinished"),
        ),
        enough=3,
    ),
    "kobo": Preset(
        own=(
            "_id",
            "_uuid",
            "_submission_time",
            "_validation_status",
            "_notes",
            "_status",
            "_submitted_by",
            "__version__",
            "_tags",
            "_index",
            "start",
            "end",
            "deviceid",
        ),
        respondent=("_uuid", "_id"),
        status=(
            Status("_validation_status", _REJECTED := ("Not Approved", "rejected"), "rejected"),
        ),
    ),
    "odk": Preset(
        own=(
            "SubmissionDate",
            "KEY",
            "SubmitterID",
            "SubmitterName",
            "ReviewState",
            "DeviceID",
            "AttachmentsPresent",
            "AttachmentsExpected",
            "Status",
            "Edits",
            "FormVersion",
            "meta-instanceID",
            "instanceID",
            "start",
            "end",
        ),
        respondent=("KEY", "meta-instanceID", "instanceID"),
        status=(Status("ReviewState", _REJECTED, "rejected"),),
    ),
    "qualtrics": Preset(
        own=(
            "StartDate",
            "EndDate",
            "Status",
            "IPAddress",
            "Progress",
            "Duration (in seconds)",
            "Finished",
            "RecordedDate",
            "ResponseId",
            "RecipientLastName",
            "RecipientFirstName",
            "RecipientEmail",
            "ExternalReference",
            "ExternalDataReference",
            "LocationLatitude",
            "LocationLongitude",
            "DistributionChannel",
            "UserLanguage",
            "ResponseID",
            "V1",
        ),
        respondent=("ResponseId", "ResponseID", "V1"),
        codes=(("-99", "missing"), ("9", "cant_say")),
        status=(
            Status(
                "Status",
                (
                    "1",
                    "Survey Preview",
                    "2",
                    "Survey Test",
                    "9",
                    "Offline Survey Preview",
                    "17",
                    "Offline Survey Test",
                ),
                "previews",
            ),
            Status("DistributionChannel", ("preview",), "previews"),
            Status("Finished", ("0", "False"), "unfinished"),
        ),
        enough=3,
    ),
    "google-forms": Preset(
        own=(
            "Timestamp",
            "Zeitstempel",
            "Horodateur",
            "Marca temporal",
            "Tijdstempel",
            "Informazioni cronologiche",
            "Email Address",
            "Username",
            "Score",
        ),
        enough=1,
    ),
    "ms-forms": Preset(
        own=(
            "ID",
            "Start time",
            "Completion time",
            "Email",
            "Name",
            "Last modified time",
            "Language",
            "Startzeit",
            "Fertigstellungszeit",
            "E-Mail",
        ),
        respondent=("ID",),
        enough=3,
    ),
    "surveymonkey": Preset(
        own=(
            "Respondent ID",
            "Collector ID",
            "Date Created",
            "Date Modified",
            "IP Address",
            "Email Address",
            "First Name",
            "Last Name",
            "Custom Data 1",
        ),
        respondent=("Respondent ID",),
        enough=3,
    ),
    "redcap": Preset(
        own=(
            "record_id",
            "redcap_event_name",
            "redcap_survey_identifier",
            "Record ID",
            "redcap_repeat_instrument",
            "redcap_repeat_instance",
            "redcap_data_access_group",
            "Survey Identifier",
            "Event Name",
            "Complete?",
        ),
        respondent=("record_id", "Record ID"),
        codes=(("[not completed]", "missing"),),
        enough=1,
    ),
    "surveyjs": Preset(
        own=("locale", "pageNo", "HappendAt", "HappenedAt", "id"),
        respondent=("id",),
        enough=3,
    ),
    "webform": Preset(own=("respondent",), respondent=("respondent",), enough=9),
    "table": Preset(own=(), enough=9),
}
# Of these a single column is no sign: they stand in many tables.
_COMMON = frozenset(map(words_key, ("id", "name", "email", "start", "end", "status", "score")))
_REDCAP_COMPLETE = "_complete"


def recognised(headings: Iterable[str]) -> Platform:
    """The platform whose own columns are there; ``table`` where none is sure."""
    known = {words_key(name): name for name in headings if name.strip()}
    best: tuple[int, Platform] = (0, "table")
    for platform, preset in PRESETS.items():
        own_names = {words_key(name) for name in preset.own}
        hits = own_names & known.keys()
        if len(hits) >= preset.enough and hits - _COMMON and len(hits) > best[0]:
            best = (len(hits), platform)
    return best[1]


def is_own(platform: Platform, heading: str) -> bool:
    """Whether the platform writes this column by itself."""
    key = words_key(heading)
    if platform == "redcap" and heading.strip().casefold().endswith(_REDCAP_COMPLETE):
        return True
    return any(words_key(name) == key for name in PRESETS[platform].own)
