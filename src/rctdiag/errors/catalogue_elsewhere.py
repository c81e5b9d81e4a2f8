"""Codes of the other layers: the command line, private files, groups, Spark."""

from __future__ import annotations

from rctdiag.errors.catalogue_platforms import PLATFORMS
from rctdiag.errors.entry import Entry

USE = (
    Entry(
        "usage",
        "An option, an argument or a command that is not known, or does not go with another.",
        "See `rctdiag --help`, or `--help` after the command.",
        "tests/batch/test_faults.py",
    ),
    Entry(
        "bad-time",
        "`--now` is no time with an offset.",
        "Write it like 2026-03-01T09:00:00+01:00.",
        "",
    ),
    Entry(
        "no-input",
        "There is nobody to ask.",
        "Give the answers with --answers, or --yes where a question would be asked.",
        "tests/cli/test_assess.py",
    ),
    Entry(
        "nothing-to-ask",
        "The questionnaires have no item for this form.",
        "Choose another form.",
        "",
    ),
    Entry(
        "draft-waiting",
        "An unfinished interview waits, and nobody can be asked about it.",
        "Add --resume or --restart.",
        "tests/interview/test_endings.py",
    ),
    Entry(
        "no-draft",
        "There is no unfinished interview to go on with.",
        "Leave out --resume.",
        "tests/interview/test_endings.py",
    ),
    Entry(
        "interview-line",
        "A line of stdin is no answer to its question.",
        "Change the line; answers so far are saved.",
        "tests/interview/test_endings.py",
    ),
    Entry(
        "not-enough-answers",
        "`--strict`, and a scale has not enough answers.",
        "Answer more items, or leave out --strict.",
        "tests/cli/test_assess.py",
    ),
    Entry(
        "advice-open",
        "`--strict`, and a check found something to think about.",
        "Follow the advice, or leave out --strict.",
        "",
    ),
    Entry(
        "internal-error",
        "A bug in rctdiag.",
        "Run it again with --debug and report what it prints, without anything private.",
        "",
    ),
    Entry(
        "examples-missing",
        "The worked examples are not in this installation.",
        "Install rctdiag again.",
        "",
    ),
)

PRIVATE = (
    Entry(
        "file-exists",
        "The output is there already.",
        "Add --force to replace it.",
        "tests/cli/test_assess.py",
    ),
    Entry(
        "same-file",
        "A file would be written twice, or over what is read.",
        "Name another file.",
        "tests/batch/test_places.py",
    ),
    Entry(
        "path-missing",
        "There is no such file or folder.",
        "Look at the path.",
        "tests/interview/test_disk.py",
    ),
    Entry(
        "not-a-folder",
        "A part of the path is no folder.",
        "Look at the path.",
        "tests/interview/test_disk.py",
    ),
    Entry(
        "is-a-folder",
        "A folder stands where a file is wanted.",
        "Give the path of a file.",
        "tests/store/test_atomic.py",
    ),
    Entry(
        "symbolic-link",
        "A link stands in the way; it is not followed.",
        "Give the real path.",
        "tests/store/test_atomic.py",
    ),
    Entry("name-too-long", "The name of the file is too long.", "Choose a shorter one.", ""),
    Entry(
        "no-permission",
        "The system does not allow it.",
        "Look at the permissions, or choose another folder.",
        "tests/store/test_atomic.py",
    ),
    Entry(
        "read-only",
        "The place is read-only.",
        "Choose another folder.",
        "tests/store/test_atomic.py",
    ),
    Entry(
        "disk-full",
        "The disk is full. What was saved before is whole.",
        "Free some space, or choose another folder.",
        "tests/cli/test_assess.py",
    ),
    Entry(
        "disk-quota",
        "Your share of the disk is used up.",
        "Free some space of your own.",
        "tests/store/test_atomic.py",
    ),
    Entry(
        "disk-error",
        "The disk reports an error.",
        "Choose another disk; look after this one.",
        "tests/store/test_atomic.py",
    ),
    Entry(
        "file-limit",
        "This process may not write a file so large.",
        "Look at `ulimit -f`.",
        "tests/interview/test_disk.py",
    ),
    Entry(
        "too-large",
        "A private file is larger than any of ours.",
        "Look at what it is.",
        "tests/load/test_document.py",
    ),
    Entry(
        "cannot-read-or-write",
        "The system refused; the reason stands in the message.",
        "Look at the path and its permissions.",
        "tests/batch/test_failures.py",
    ),
    Entry(
        "process-ended",
        "The system ended a process that makes results, often for want of memory.",
        "Run it again; with a smaller table if it comes back.",
        "tests/batch/test_results_processes.py",
    ),
    Entry(
        "locked",
        "Another process holds the file; the message says which, since when.",
        "Finish or close it there first.",
        "",
    ),
    Entry(
        "draft-damaged",
        "A saved interview cannot be read.",
        "Begin again with --restart; the old file is kept.",
        "tests/interview/test_endings.py",
    ),
    Entry(
        "history-name",
        "Nothing is kept under that name.",
        "See `rctdiag history list`.",
        "tests/interview/test_keeping.py",
    ),
)

GROUPS = (
    Entry("minimum-too-low", "`--min-group` raises the minimum of 5 only.", "Give 5 or more.", ""),
    Entry(
        "too-few-people", "Fewer people answered than a group needs.", "Wait for more answers.", ""
    ),
    Entry(
        "unknown-breakdown",
        "A column of `--by` or `--tags` is not there, or is called `everyone`.",
        "Look at the names of the columns.",
        "",
    ),
    Entry(
        "breakdown-names-people",
        "A column of `--by` is that of `--id`, or has a value of its own for nearly every row.",
        "Group by something people share.",
        "",
    ),
    Entry(
        "breakdown-is-item",
        "`--by`, `--tags` or `--id` names a question.",
        "Name a column that is no question.",
        "",
    ),
    Entry("id-twice", "One id stands in two rows.", "Keep one row a person.", ""),
    Entry(
        "bad-headcount",
        "A headcount that is no whole number, or less than answered in a group that is hidden.",
        "Correct the file.",
        "",
    ),
    Entry(
        "headcount-columns",
        "The headcount file lacks a column.",
        "It needs the columns of --by, and `headcount`.",
        "",
    ),
    Entry("bad-power-order", "`--power-order` cannot be read.", "Write COLUMN=LEAST,...,MOST.", ""),
    Entry(
        "unknown-power-order",
        "A value of `--power-order` is not in the column.",
        "Look at the values of the column.",
        "",
    ),
    Entry("unknown-group", "`--group` names no group of the report.", "Take one of its names.", ""),
    Entry("unknown-release", "No release has that name.", "See `rctdiag ledger list`.", ""),
    Entry(
        "release-needs-id",
        "A release needs ids, so that later ones can be compared.",
        "Add --id COLUMN.",
        "",
    ),
    Entry(
        "bad-release",
        "The name of a release is empty, or has signs that cannot be seen.",
        "Write it like spring-2026.",
        "",
    ),
    Entry(
        "release-differs",
        "A release of that name has other people or answers.",
        "Choose another name, or withdraw the first.",
        "",
    ),
    Entry(
        "answers-changed",
        "A few answers differ from an earlier release; the difference would show them.",
        "Use the earlier data, or withdraw the release.",
        "",
    ),
    Entry(
        "earlier-releases-unsafe",
        "With what was published before, this would show too much.",
        "Publish fewer breakdowns.",
        "",
    ),
    Entry(
        "ledger-unreadable",
        "The ledger cannot be used.",
        "Restore it, or begin another with --ledger.",
        "",
    ),
    Entry(
        "not-everything-shown",
        "`--strict`, and rows were left out or something was hidden.",
        "Leave out --strict.",
        "",
    ),
    Entry(
        "not-finished",
        "The answers end before the last question, and a result was asked for.",
        "Go on with the command that stands there.",
        "",
    ),
    Entry("scores-do-not-fit", "Scores do not fit their scale.", "A bug: report it.", ""),
    Entry(
        "share-at-the-end", "A share was asked for at an end of the scale.", "A bug: report it.", ""
    ),
)

_REFUSALS = "tests/spark/test_refusals.py"
SPARK = (
    Entry(
        "missing-java",
        "Spark needs Java 17.",
        "Install it, or leave out --engine spark.",
        _REFUSALS,
    ),
    Entry(
        "spark-unreachable",
        "The server does not answer.",
        "Look at --master or --remote.",
        _REFUSALS,
    ),
    Entry(
        "spark-failed",
        "Spark ended with an error.",
        "Look at its log; nothing was written.",
        "tests/spark/test_command.py",
    ),
    Entry(
        "rows-lost",
        "Other rows came back than went in.",
        "Remove the output and run again; report it if it comes back.",
        _REFUSALS,
    ),
    Entry(
        "frame-without-ids",
        "A Spark frame has no order, so it needs ids.",
        "Name the column of the ids.",
        "",
    ),
)

SECTIONS = (
    ("Use of the program", USE),
    ("Private files and outputs", PRIVATE),
    ("Groups", GROUPS),
    ("Survey platforms", PLATFORMS),
    ("Spark", SPARK),
)
