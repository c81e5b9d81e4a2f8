"""Result files as clients send them, two a platform (``make_results``), are read exactly."""

from pathlib import Path

import pytest

from cli.inside import inside
from platforms.make_results import ORDER, PEOPLE, RESULTS
from platforms.test_import import rows_of

ALL = (0, 1, 2, 3, 4)
NOT_CEM = (0, 1, 3, 4)
# File, its platform, whom it leaves (Cem is a preview, a test or rejected), what is said of it.
FILES: tuple[tuple[str, str, tuple[int, ...], tuple[str, ...]], ...] = (
    ("limesurvey-codes.csv", "limesurvey", ALL, ("semicolon between", "Not finished: 1 row")),
    ("limesurvey-full.csv", "limesurvey", ALL, ("Not finished: 1 row", "'almost always' is 5")),
    ("kobo-values.csv", "kobo", NOT_CEM, ("Rejected in review: 1 row, left out",)),
    ("kobo-labels.xlsx", "kobo", NOT_CEM, ("the sheet 'Culture survey'",)),
    ("odk-groups.csv", "odk", NOT_CEM, ("Rejected in review: 1 row, left out", "SubmitterName")),
    ("odk-plain.csv", "odk", NOT_CEM, ("63 columns, matched by their ids",)),
    ("surveyjs-array.json", "surveyjs", ALL, ("JSON", "Not finished: 1 row")),
    ("surveyjs-lines.json", "surveyjs", ALL, ("JSON", "Not taken: 'team' and 'remark'")),
    (
        "qualtrics-three-rows.csv",
        "qualtrics",
        NOT_CEM,
        ("Previews and tests: 1 row, left out", "IPAddress, RecipientEmail, LocationLatitude"),
    ),
    ("qualtrics-older.csv", "qualtrics", NOT_CEM, ("Previews and tests: 1 row", "Not finished")),
    ("google-forms-grid.csv", "google-forms", ALL, ("nowhere: Username", "'Anything else?'")),
    (
        "google-forms-sheet.xlsx",
        "google-forms",
        ALL,
        ("hidden sheets, not read: Pivot", "not anybody's answers: 1 row"),
    ),
    (
        "ms-forms-likert.xlsx",
        "ms-forms",
        ALL,
        ("63 columns, matched by their texts", "Email and Name"),
    ),
    ("ms-forms-stems.xlsx", "ms-forms", ALL, ("63 columns, matched by their texts",)),
    (
        "surveymonkey-labels.csv",
        "surveymonkey",
        ALL,
        ("63 columns, matched by their texts", "IP Address"),
    ),
    ("surveymonkey-numbers.xlsx", "surveymonkey", ALL, ("'Can\u2019t say' is",)),
    ("redcap-raw.csv", "redcap", ALL, ("63 columns, matched by their ids", "Not finished: 1 row")),
    (
        "redcap-labels.csv",
        "redcap",
        ALL,
        ("63 columns, matched by their texts", "Not finished: 1 row"),
    ),
    ("webform-files", "webform", ALL, ("a folder of 5 answer files",)),
    ("webform-mails.txt", "webform", ALL, ("5 codes of the web form",)),
)


def test_there_are_two_of_each_platform() -> None:
    assert {path.name for path in RESULTS.iterdir()} == {name for name, *_ in FILES}
    assert len(FILES) == 20


@pytest.mark.parametrize(("name", "platform", "left", "said"), FILES, ids=lambda one: str(one)[:30])
def test_a_result_file_is_read_exactly(
    name: str, platform: str, left: tuple[int, ...], said: tuple[str, ...], tmp_path: Path
) -> None:
    table = tmp_path / "t.csv"
    ran = inside("import", RESULTS / name, "--yes", "-o", table)
    assert ran.code == 0, ran.err
    rows = rows_of(table.read_text(encoding="utf-8"))
    assert [[row[item] for item in ORDER] for row in rows] == [
        [PEOPLE[who].get(item, "") for item in ORDER] for who in left
    ]
    assert f"platform: {platform}\n" in (tmp_path / "t.mapping.yaml").read_text(encoding="utf-8")
    looked = inside("import", RESULTS / name).err
    assert not [words for words in said if words not in looked], looked
    for secret in ("example.org", "10.0.0.", "see me", "dee"):
        assert secret not in table.read_text(encoding="utf-8") + ran.err
