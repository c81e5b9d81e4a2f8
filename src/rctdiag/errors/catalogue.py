"""Every code a fault can carry: what it means and what to do.

``docs/errors.md`` is made from this table. A code of this layer has a specimen, a file that
provokes it, with its exact line; where no file can, and for codes of other layers, the test that
does is named. A new code: one row here, one specimen (or the name of its test).
"""

from __future__ import annotations

from rctdiag.errors import catalogue_elsewhere
from rctdiag.errors.entry import Entry

FILES = (
    Entry("file-missing", "There is no file of that name.", "Look at the name and the folder."),
    Entry(
        "file-unreadable",
        "The file is there and cannot be read; the reason stands in brackets.",
        "Look at its permissions, or at the disk.",
    ),
    Entry("not-a-file", "A folder or a device was named.", "Name a file, a pipe, or `-`."),
    Entry(
        "file-too-large",
        "More than 5 MB: no questionnaire or answer sheet is.",
        "Look at the name; tables go to other commands.",
        "tests/load/test_source.py",
    ),
    Entry(
        "not-utf8",
        "The text is neither UTF-8 nor UTF-16 with a byte order mark.",
        "Save it as UTF-8; every editor can.",
    ),
    Entry(
        "control-character",
        "A character that is no text, as it stands or as an escape.",
        "Take it out; often it came along from a copied page.",
    ),
    Entry("empty-document", "The file is empty, or holds only comments.", "Look at the name."),
    Entry(
        "bundled-missing",
        "The questionnaires that belong to rctdiag are not where they should be.",
        "Install it again.",
        "tests/load/test_library.py",
    ),
)

SYNTAX = (
    Entry("bad-yaml", "Not YAML at this place.", "Often a quote, a colon or the indentation."),
    Entry("bad-json", "Not JSON at this place.", "Often a comma too many or single quotes."),
    Entry("several-documents", "A second document after `---`.", "One document a file."),
    Entry("duplicate-key", "A key stands twice in one mapping.", "Keep one of the two."),
    Entry("key-not-text", "A key is a number, empty, or a list.", "Put it in quotes."),
    Entry("merge-key", "A merge key (`<<`).", "Write the keys out."),
    Entry("refused-tag", "A tag such as `!include` or `!!python/…`.", "Take it out."),
    Entry("tag-mismatch", "A tag such as `!!int` before something else.", "Take the tag out."),
    Entry("not-finite", "A number such as `.inf`, `.nan` or `1e999`.", "Take it out, or quote it."),
    Entry("number-too-long", "A whole number of more than 18 digits.", "If it is text, quote it."),
    Entry("unknown-alias", "`*name` without `&name` before it.", "Write the value out."),
    Entry("recursive-alias", "`*name` inside `&name` itself.", "Write the value out."),
    Entry("too-many-aliases", "More than 1,000 aliases.", "Write the values out."),
    Entry("too-deep", "Lists and mappings nested more than 50 deep.", "Flatten it."),
    Entry("too-many-values", "More than 200,000 values, aliases written out.", "Split the file."),
    Entry("too-much-text", "More than 10 million characters, likewise.", "Split the file."),
    Entry("too-many-faults", "More than 100 faults; some are shown.", "Mend those first."),
)

SHAPE = (
    Entry("wrong-document", "Another kind of document.", "Look at its `schema` line."),
    Entry("other-version", "A major version that is not read here.", "Use the rctdiag it names."),
    Entry("missing-key", "Something that must be there is not.", "Add it."),
    Entry("unknown-key", "A key that means nothing here.", "Take the suggested one, or remove it."),
    Entry("bad-key", "A key that is not of the right form.", "Write it as the message says."),
    Entry("not-text", "A number or yes/no where text belongs.", "Put it in quotes."),
    Entry("empty-text", "An empty text.", "Fill it in, or remove the line."),
    Entry("text-too-long", "A text longer than it may be.", "Shorten it."),
    Entry("not-whole", "Something else than a whole number.", "Write digits, without quotes."),
    Entry("not-a-number", "Something else than a number.", "Write digits, without quotes."),
    Entry("not-true-or-false", "Something else than true or false.", "`yes` and `no` are text."),
    Entry("not-a-list", "Something else than a list.", "One entry a line, after `- `."),
    Entry("not-a-mapping", "Something else than keys with values.", "`key: value` lines."),
    Entry("not-one-of", "None of the words that may stand here.", "Take one of those."),
    Entry("out-of-range", "A number too small or too large.", "Take one in the range."),
    Entry(
        "does-not-fit",
        "A saved document that contradicts itself: it was altered.",
        "Make it anew.",
        "tests/load/test_altered_documents.py",
    ),
    Entry("too-few", "Too few entries.", "Add some."),
    Entry("too-many", "Too many entries.", "Split it."),
    Entry("bad-id", "Not an id.", "Small letters, digits and `_`, a letter first, at most 32."),
    Entry("bad-version", "Not a version.", "Three numbers: `1.0.0`."),
    Entry("bad-date", "Not a day there is.", "Year-month-day: `2024-05-31`."),
    Entry("bad-language", "Not a code of a language.", "`en`, `pt-BR`."),
    Entry("bad-hash", "Not the hash of a source text.", "Sixteen of 0-9 and a-f."),
    Entry(
        "not-as-described",
        "Something else than the schema of the document describes.",
        "See `schema/`.",
        "tests/load/test_validate.py",
    ),
)

QUESTIONNAIRES = (
    Entry("duplicate-id", "Two entries of a list share an id.", "Give each its own."),
    Entry("unknown-facet", "An item names a facet that is not there.", "Take the one suggested."),
    Entry("empty-facet", "No item belongs to a facet.", "Add items, or remove the facet."),
    Entry("label-count", "Not one label for each point.", "Write one a point."),
    Entry("scale-upside-down", "The scale does not run upwards.", "Let `high` be above `low`."),
    Entry("serious-reversed", "A serious item is reversed.", "Word it so that yes tells of harm."),
    Entry("unknown-questionnaire", "No questionnaire has that id.", "Give an id or a path."),
    Entry("ambiguous-id", "Your file and a bundled one share an id and differ.", "Give the path."),
    Entry("id-is-not-name", "A file's name and its `id` differ.", "Rename one of them."),
    Entry("questionnaire-clash", "Two questionnaires of a run share an id.", "Ask one of them."),
    Entry("item-clash", "Two questionnaires of a run share an item id.", "Rename one of them."),
)

STEPS_AND_ANSWERS = (
    Entry("unknown-answer", "A step answers a facet that is not there.", "Write `scale.facet`."),
    Entry("bar-missing", "A risky step is not barred where it must be.", "Add to `not_when`."),
    Entry("unknown-item", "An answer or note to an item not asked.", "Take the one suggested."),
    Entry("wrong-answer", "An answer outside its range.", "Change it, or remove the line."),
    Entry("unknown-language", "No translation into that language.", "Take one that there is."),
    Entry("language-is-not-name", "A translation's name and language differ.", "Rename the file."),
)

ADVICE = (
    Entry("long-item", "An item has more than 20 words.", "Say it more briefly."),
    Entry("theory-word", "An item has a word of the theory.", "Say what one would see."),
    Entry("double-question", "An item may ask two things.", "Keep one of the two."),
    Entry("one-way-key", "All items are keyed one way.", "Reverse some."),
    Entry("which-end", "It is not said which end is good.", "Add high: good, hard or neutral."),
    Entry("invisible-text", "A text has nothing one can see.", "Write it out."),
    Entry("same-text", "Two labels, texts or titles are equal.", "Word one differently."),
    Entry("short-form", "The short form misses or doubles a facet.", "Mark one item a facet."),
)

TABLES = tuple(
    Entry(code, meaning, remedy, "tests/batch/test_faults.py")
    for code, meaning, remedy in (
        (
            "table-missing",
            "There is no table of that name, or none that fits the pattern.",
            "Look at the name and the folder.",
        ),
        ("table-unreadable", "The table is there and cannot be read.", "Look at its permissions."),
        ("table-not-a-file", "A folder or a device was named.", "Name a file, a pipe, or `-`."),
        ("empty-table", "There is nothing in it.", "Look at the name."),
        ("not-a-table", "A file of another kind.", "Save it as CSV, NDJSON, Parquet or .xlsx."),
        (
            "table-not-utf8",
            "Neither UTF-8 nor UTF-16 with a byte order mark.",
            "Name `--encoding`, or save it as UTF-8.",
        ),
        (
            "unknown-encoding",
            "No encoding of that name.",
            "Use `utf-8`, `utf-16`, `cp1252` or `latin-1`.",
        ),
        ("table-control-character", "A character that is no text, such as NUL.", "Take it out."),
        (
            "ragged-row",
            "A row with more or fewer cells than the header.",
            "Look for a missing quote or a stray separator.",
        ),
        (
            "unclosed-quote",
            "A quote opens and never closes.",
            "Close it, or double the quotes in the text.",
        ),
        (
            "stray-quote",
            "A quote in the middle of a cell.",
            "Put the whole cell in quotes, and double those inside.",
        ),
        (
            "row-too-long",
            "A row of more than four million characters.",
            "Often a quote that never closes.",
        ),
        (
            "duplicate-column",
            "Two columns of the same name, case and blanks aside.",
            "Rename or remove one.",
        ),
        (
            "column-case",
            "A column, or an item of a long table, that is nearly an item.",
            "Write the item's id exactly.",
        ),
        ("too-many-columns", "More than 20,000 columns.", "Leave out what is not asked."),
        (
            "no-item-columns",
            "No column, or row, is about an item that is asked.",
            "Name columns after items; see `--long`.",
        ),
        (
            "long-columns",
            "A long table without its three columns.",
            "`respondent`, `item`, `answer`.",
        ),
        (
            "column-type",
            "A column of items that can hold no answers, or an id or a kept one that is no text.",
            "Write whole numbers or text.",
        ),
        (
            "bad-ndjson",
            "A line that is no JSON object with each key once.",
            "One object a line; no `NaN`.",
        ),
        ("bad-parquet", "A damaged Parquet file.", "Write it anew."),
        ("bad-xlsx", "A damaged workbook.", "Save it anew, or as CSV."),
        (
            "unsafe-xlsx",
            "A workbook made, or grown, to do harm: bombs, far cells, entities.",
            "Save the sheet as CSV, if you trust it.",
        ),
        (
            "no-row-left",
            "No row of the tables can be scored.",
            "Mend the cells that `--rejects` lists.",
        ),
        (
            "rows-rejected",
            "Rows were left out, under `--strict`.",
            "Mend them, or leave out `--strict`.",
        ),
        ("unknown-column", "`--id` or `--keep` names no column.", "Take the one suggested."),
        (
            "kept-column-clash",
            "A kept column has the name of a column that is written.",
            "Rename it.",
        ),
        (
            "private-questionnaire",
            "A private questionnaire was named for a table.",
            "`--include-private`, for your own answers only.",
        ),
        (
            "questionnaire-not-in-table",
            "A questionnaire was named that has no column.",
            "Name only what was asked.",
        ),
        ("engine-failed", "The table engine gave up.", "Try `--engine python`."),
        ("missing-extra", "A part of rctdiag is not installed.", "Install it as the line says."),
        ("engine-cannot", "The engine named cannot do it.", "Use `--engine polars`, or CSV."),
    )
)
FRAMES = (
    Entry(
        "unknown-separator",
        "Several signs could stand between the cells of a table.",
        "Say which with `--separator`.",
        "tests/tables/test_one_letter.py",
    ),
    Entry(
        "unsafe-parquet",
        "A Parquet file that claims more than a million rows, and more than 20 a byte.",
        "Write the rows that are there, or CSV.",
        "tests/cli/test_odd_places.py",
    ),
    Entry(
        "wrong-cell",
        "A cell that is no answer; its row is left out.",
        "Mend it, or name it with `--missing`.",
        "tests/batch/test_cells.py",
    ),
    Entry(
        "not-a-frame",
        "No data frame of a kind that is known.",
        "Give Polars, pandas, PyArrow or PySpark.",
        "tests/batch/test_frame.py",
    ),
)

# Codes of other layers: code, meaning, remedy, and the test that provokes it.
OTHERS = (
    Entry(
        "same-result",
        "Two results to compare were made at the same moment.",
        "Give two results of different days.",
        "tests/cli/test_compare.py",
    ),
    Entry(
        "nothing-common",
        "Two results to compare have no questionnaire in common.",
        "Compare results of the same questionnaires.",
        "tests/cli/test_compare.py",
    ),
    Entry(
        "unknown-schema",
        "No document of that name has a schema.",
        "Take one of those listed.",
        "tests/load/test_schema.py",
    ),
)
ELSEWHERE = (
    *TABLES,
    *FRAMES,
    *OTHERS,
    *(entry for _, section in catalogue_elsewhere.SECTIONS for entry in section),
)

SECTIONS: tuple[tuple[str, tuple[Entry, ...]], ...] = (
    ("Files", FILES),
    ("YAML and JSON", SYNTAX),
    ("The shape of a document", SHAPE),
    ("Questionnaires", QUESTIONNAIRES),
    ("Steps, answers, translations", STEPS_AND_ANSWERS),
    ("Advice on a questionnaire", ADVICE),
    ("Tables", TABLES),
    ("Cells and data frames", FRAMES),
    ("Elsewhere", OTHERS),
    *catalogue_elsewhere.SECTIONS,
)

_HEAD = """\
# Errors

A fault is one line: `CODE: file:line:column: path: what is wrong. What to do.` All faults of a
file come at once, and none repeats an answer. With `--json` the same parts come as
`rctdiag.error/1`. Codes stay; words may change.
"""


def entries() -> tuple[Entry, ...]:
    """The whole catalogue, in the order of the page."""
    return tuple(entry for _, section in SECTIONS for entry in section)


def page() -> str:
    """``docs/errors.md``."""
    parts = [_HEAD]
    for title, section in SECTIONS:
        rows = (f"| `{entry.code}` | {entry.meaning} | {entry.remedy} |\n" for entry in section)
        table = "| code | what it means | what to do |\n|---|---|---|\n" + "".join(rows)
        parts.append(f"## {title}\n\n{table}")
    return "\n".join(parts)
