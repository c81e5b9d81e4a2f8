"""Codes of what goes to survey platforms and comes back from them."""

from __future__ import annotations

from rctdiag.errors.entry import Entry

_IMPORT = "tests/platforms/test_import.py"
PLATFORMS = (
    Entry(
        "unknown-answers",
        "Answers in an export that no questionnaire has: codes, other words, a shifted list.",
        "Say what each means in the mapping that is written, and give it with `--map`.",
        _IMPORT,
    ),
    Entry(
        "answers-contradict",
        "A label and the number beside it are two different answers.",
        "The list runs another way, or begins elsewhere: say what each means in a mapping.",
        _IMPORT,
    ),
    Entry(
        "item-twice",
        "Two columns ask the same item.",
        "Leave one of them out in a mapping.",
        _IMPORT,
    ),
    Entry(
        "mapping-to-fill-in",
        "The mapping does not say everything yet.",
        "Put a number, cant_say, prefer_not or missing in place of fill_in.",
        _IMPORT,
    ),
    Entry(
        "mapping-does-not-fit",
        "The mapping belongs to another file, or names items that are not asked.",
        "Look at both; name the questionnaires.",
        _IMPORT,
    ),
    Entry(
        "import-first",
        "`batch` or `teams` met an export that leaves something to be said.",
        "`rctdiag import` shows what, and writes a tidy table.",
        _IMPORT,
    ),
    Entry(
        "near-match",
        "Columns have nearly the text of an item; `batch` and `teams` take only what is certain.",
        "Look at them with `rctdiag import`.",
        _IMPORT,
    ),
    Entry(
        "personal-column",
        "A column to carry along tells who answered.",
        "Leave it out; `--link` keeps a hash of it.",
        _IMPORT,
    ),
    Entry("not-confirmed", "The mapping was not taken.", "Change it with `--map`.", _IMPORT),
    Entry("unknown-sheet", "A workbook has no sheet of that name.", "Take one named.", _IMPORT),
    Entry("bad-json-export", "JSON that is no list of responses.", "Export it again.", _IMPORT),
    Entry(
        "ids-are-no-codes",
        "Ids of items that LimeSurvey cannot have as codes.",
        "Use ids of up to 20 letters and digits.",
        "tests/platforms/test_export.py",
    ),
    Entry(
        "export-too-large",
        "An export of more than 128 MB: `import` reads it whole.",
        "Split it, or rename its columns and use `batch`.",
        "",
    ),
)
