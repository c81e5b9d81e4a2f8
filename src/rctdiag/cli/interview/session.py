"""The answers so far, and their way to the disk before the next question."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from rctdiag.errors.faults import FileFault
from rctdiag.model.answers import AnswerSheet
from rctdiag.model.interview_draft import DraftQuestionnaire, InterviewDraft
from rctdiag.store.interview_drafts import DraftFile, Fit, draft_answer, fitting, open_draft
from rctdiag.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rctdiag.cli.interview.course import Course
    from rctdiag.cli.interview.questions import ScoredQuestion, UnscoredQuestion
    from rctdiag.load.questionnaire import Instrument
    from rctdiag.model.answers import Answer
    from rctdiag.model.interview_draft import Form
    from rctdiag.store.private_folders import Home


def clock() -> datetime:
    """The time now where this runs, in whole seconds."""
    return datetime.now().astimezone().replace(microsecond=0)


class UnsavedFile:
    """In place of a draft's file where nothing can be written: answers last as long as the run."""

    exists = False
    path = Path()

    def read(self) -> InterviewDraft:
        """There is none."""
        raise FileNotFoundError

    def write(self, draft: InterviewDraft) -> None:
        """Nothing is written."""

    def set_aside(self) -> Path:
        """There is none."""
        raise FileNotFoundError

    def drop(self) -> None:
        """There is none."""

    def finish(self) -> None:
        """There is none."""

    def close(self) -> None:
        """There is none."""


class Session:
    """One person's draft while it is being answered. Nothing is acknowledged before ``save``."""

    def __init__(
        self,
        instruments: Sequence[Instrument],
        form: Form,
        home: Home,
        *,
        language: str,
        now: Callable[[], datetime] = clock,
        unsaved: bool = False,
        course: Course | None = None,
    ) -> None:
        """Open the draft.

        Args:
            instruments: what is asked.
            form: full or short.
            home: where drafts live.
            language: of the sentences.
            now: the clock.
            unsaved: go on in memory alone where the home cannot be written.
            course: what is asked other than by assess.

        Raises:
            FileFault, Locked: the draft cannot be had.
        """
        self._questionnaires = [instrument.questionnaire for instrument in instruments]
        self._form = form
        self._now = now
        self._name = course.draft if course else ""
        self.home = home
        self.why = ""  # why nothing can be saved
        self.file: DraftFile | UnsavedFile
        try:
            self.file = self._open(home)
        except FileFault as fault:
            if not unsaved:
                raise
            self.file, self.why = UnsavedFile(), fault.faults[0].message
        self.draft = InterviewDraft(
            schema_="rctdiag.draft/1",
            rctdiag_version=__version__,
            form=form,
            language=language,
            questionnaires=tuple(
                DraftQuestionnaire(
                    id=instrument.questionnaire.id,
                    version=instrument.questionnaire.version,
                    sha256=instrument.sha256,
                )
                for instrument in instruments
            ),
            started=self._stamp(),
            saved=self._stamp(),
            about=dict(course.known) if course else {},
        )
        self._on_disk: int | None = None  # until this start has read or written a draft

    @property
    def is_saved(self) -> bool:
        """Whether answers reach the disk."""
        return not self.why

    @property
    def safe(self) -> int:
        """How many answers the disk has of this start, and of the one that it went on with."""
        return self._on_disk or 0

    @property
    def left_as_it_was(self) -> bool:
        """Whether the disk has nothing of this start, though perhaps an earlier draft."""
        return self._on_disk is None

    @property
    def leads(self) -> bool:
        """Whether this person decides over others."""
        return self.draft.about.get("standing") == "leads"

    def draft_and_fit(self) -> tuple[InterviewDraft, Fit]:
        """The draft of an earlier start, and what of it still fits.

        Raises:
            FileFault, InputRejected: it cannot be read.
        """
        draft = self.file.read()
        return draft, fitting(draft, self._questionnaires)

    def take_over(self, draft: InterviewDraft, fit: Fit) -> None:
        """Go on with an earlier draft. What no longer fits leaves the disk with the next save."""
        self.draft = self.draft.model_copy(
            update={
                "started": draft.started,
                "answers": fit.answers,
                "notes": fit.notes,
                "about": draft.about,
            }
        )
        self._on_disk = len(fit.answers)

    def has(self, question: ScoredQuestion | UnscoredQuestion) -> bool:
        """Whether it was answered or skipped."""
        return question.id in self.draft.answers or question.id in self.draft.about

    def answer(self, question: ScoredQuestion, answer: Answer) -> InterviewDraft:
        """The draft with this answer in it, not saved yet."""
        answers = self.draft.answers | {
            question.id: draft_answer(question.questionnaire, question.item, answer)
        }
        return self.draft.model_copy(update={"answers": answers})

    def about(self, id_: str, value: str | int | None) -> InterviewDraft:
        """The draft with the answer to an unscored question in it; None is "skipped"."""
        return self.draft.model_copy(update={"about": self.draft.about | {id_: value}})

    def note(self, id_: str, note: str | None) -> InterviewDraft:
        """The draft with a note on an item, or without one."""
        notes = {key: value for key, value in self.draft.notes.items() if key != id_}
        return self.draft.model_copy(update={"notes": notes | ({id_: note} if note else {})})

    def save(self, draft: InterviewDraft) -> None:
        """Bring the draft to the disk, and only then take it as said.

        Raises:
            FileFault: it could not be saved; the one before still is.
        """
        draft = draft.model_copy(update={"saved": self._stamp()})
        self.file.write(draft)
        self.draft = draft
        self._on_disk = len(draft.answers) if self.is_saved else 0

    def move(self, home: Home) -> None:
        """From now on save in another home.

        Raises:
            FileFault, Locked: that one cannot be used; nothing has changed.
        """
        file = self._open(home)
        self.file.close()
        self.home, self.file, self.why = home, file, ""

    def sheet(self, order: Sequence[str]) -> AnswerSheet:
        """The answer sheet, its answers in the order asked.

        Args:
            order: the ids of the items.
        """
        about: dict[str, object] = {
            key: value
            for key, value in self.draft.about.items()
            if value is not None and key in AnswerSheet.model_fields
        }
        marked = about.get("beyond")
        if marked not in (None, "no"):
            about["beyond"] = tuple(str(marked).split(","))
        return AnswerSheet.model_validate(
            {
                "schema": "rctdiag.answers/1",
                "answers": {id_: self.draft.answers[id_].answer for id_ in order},
                "notes": {id_: self.draft.notes[id_] for id_ in order if id_ in self.draft.notes},
                "date": self._stamp()[:10],
                "language": self.draft.language,
                **about,
            }
        )

    def _open(self, home: Home) -> DraftFile:
        return open_draft(
            home, self._questionnaires, self._form, since=self._stamp(), name=self._name
        )

    def drop(self) -> None:
        """The answers are in a result now: remove the draft and let go of it."""
        self.file.finish()

    def close(self) -> Path:
        """Let go of the draft and keep it; where it is."""
        self.file.close()
        return self.file.path

    def _stamp(self) -> str:
        return self._now().isoformat()
