"""An interview not yet finished: one draft for each form and set of questionnaires."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import ValidationError

from rctdiag.errors.faults import Fault, InputRejected
from rctdiag.model.interview_draft import DraftAnswer, InterviewDraft
from rctdiag.store.atomic_write import read_private, remove, write_private
from rctdiag.store.locks import Lock
from rctdiag.store.sweep_orphans import sweep

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from rctdiag.model.answers import Answer
    from rctdiag.model.interview_draft import Form
    from rctdiag.model.questionnaire import Item, Questionnaire
    from rctdiag.store.private_folders import Home

_NAME_DIGITS = 12  # hex digits of the name's hash
_PRINT_DIGITS = 16  # hex digits of an item's fingerprint


@dataclass(frozen=True, slots=True)
class Fit:
    """A draft held against the questionnaires of today."""

    answers: dict[str, DraftAnswer]  # those that still fit
    notes: dict[str, str]
    dropped: tuple[str, ...]  # item ids whose answer no longer fits, in order


def fingerprint(questionnaire: Questionnaire, item: Item) -> str:
    """A short hash of what the person saw: the stem, the text, the points and their labels."""
    scale = questionnaire.scale
    seen = [questionnaire.stem, item.text, scale.low, scale.high, list(scale.labels)]
    plain = json.dumps(seen, ensure_ascii=True, separators=(",", ":")).encode("ascii")
    return hashlib.sha256(plain).hexdigest()[:_PRINT_DIGITS]


def draft_answer(questionnaire: Questionnaire, item: Item, answer: Answer) -> DraftAnswer:
    """An answer as a draft keeps it."""
    return DraftAnswer(
        answer=answer,
        questionnaire=questionnaire.id,
        revision=item.revision,
        fingerprint=fingerprint(questionnaire, item),
    )


def fitting(draft: InterviewDraft, questionnaires: Sequence[Questionnaire]) -> Fit:
    """Which answers of the draft still belong to a question as it is worded today.

    An answer fits where questionnaire, item id, revision and fingerprint agree. The
    fingerprint catches a text that was changed without a new revision.
    """
    today = {
        item.id: (questionnaire, item)
        for questionnaire in questionnaires
        for item in questionnaire.items
    }
    fitting_answers = {
        item: answer
        for item, answer in draft.answers.items()
        if item in today
        and answer == draft_answer(*today[item], answer.answer)
        and _in_range(answer.answer, today[item][0])
    }
    return Fit(
        answers=fitting_answers,
        notes={item: note for item, note in draft.notes.items() if item in today},
        dropped=tuple(item for item in draft.answers if item not in fitting_answers),
    )


def _in_range(answer: Answer, questionnaire: Questionnaire) -> bool:
    scale = questionnaire.scale
    return isinstance(answer, str) or scale.low <= answer <= scale.high


class DraftFile:
    """The draft of one form and set of questionnaires, locked while it is open."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = Lock(path)

    @property
    def exists(self) -> bool:
        """Whether there is a draft to resume."""
        return self.path.is_file()

    def read(self) -> InterviewDraft:
        """The draft as last saved.

        Raises:
            FileFault: it cannot be read.
            InputRejected: it is damaged, or a newer version wrote it.
        """
        try:
            return InterviewDraft.model_validate_json(read_private(self.path))
        except ValidationError:
            # Its text would hold answers: the fault says only where.
            raise InputRejected(
                Fault(
                    "draft-damaged",
                    "this draft cannot be read: it is damaged, or a newer version wrote it.",
                    "Add --restart to put it aside and begin again.",
                    file=str(self.path),
                )
            ) from None

    def write(self, draft: InterviewDraft) -> None:
        """Save the draft; it is on disk when this returns.

        Raises:
            FileFault: it could not be saved; the one saved before is still whole.
        """
        write_private(self.path, draft.model_dump_json(by_alias=True).encode("utf-8"), force=True)

    def set_aside(self) -> Path:
        """Move a damaged draft out of the way; ``erase`` finds it there."""
        damaged = self.path.with_suffix(".damaged")
        self.path.replace(damaged)
        return damaged

    def drop(self) -> None:
        """Remove the draft, and stay its only writer: nobody wants its answers."""
        remove(self.path)

    def finish(self) -> None:
        """Remove the draft and every trace of it: its answers are in a result now."""
        self.drop()
        self._lock.release(guards_nothing=True)

    def close(self) -> None:
        """Let another process have it."""
        self._lock.release()

    def lock(self, *, since: str) -> None:
        """Be the only writer, then clean up after a crash.

        Raises:
            Locked: another process has it.
            FileFault: the folder cannot be written.
        """
        self._lock.acquire(since=since)
        sweep(self.path.parent)


def draft_name(questionnaires: Sequence[Questionnaire], form: Form) -> str:
    """The file name for this form and set, the same in whatever order they are given."""
    ids = sorted(questionnaire.id for questionnaire in questionnaires)
    digest = hashlib.sha256("\n".join([form, *ids]).encode("utf-8")).hexdigest()
    return f"{form}-{digest[:_NAME_DIGITS]}.json"


def open_draft(
    home: Home, questionnaires: Sequence[Questionnaire], form: Form, *, since: str, name: str = ""
) -> DraftFile:
    """The draft file of this form and set, locked.

    Args:
        home: where private state lives; made if it is not there.
        questionnaires: those that are asked.
        form: full or short.
        since: the time now (ISO 8601), told to whoever comes second.
        name: of the file without its ending, where it is not told by form and set.

    Raises:
        Locked: another process has it.
        FileFault: the home cannot be made or written.
    """
    called = f"{name}.json" if name else draft_name(questionnaires, form)
    file = DraftFile(home.open(home.drafts) / called)
    file.lock(since=since)
    return file
