"""The figures of a release, kept so that a later one can say what moved."""

from rctdiag.model.base import Frozen
from rctdiag.model.documents.over_time.wave_change import LevelDoc
from rctdiag.model.documents.teams import SpreadDoc
from rctdiag.model.moments import TimeStamp


class ReleasedGroup(Frozen):
    """What a release says of a group, scale by scale; of everybody the name is empty."""

    by: str
    name: str
    scales: dict[str, LevelDoc]


class ReleasedFigures(Frozen):
    """The published means of a release, as the ledger keeps them.

    Attributes:
        form: Full or short.
        created: When the report was made.
        questionnaires: Scale -> the hash of its questionnaire.
        spreads: Scale -> what its intervals rest on.
        groups: Those that were shown.
        without_words: Whether nothing but means was asked for.
    """

    form: str
    created: TimeStamp
    questionnaires: dict[str, str]
    spreads: dict[str, SpreadDoc]
    groups: tuple[ReleasedGroup, ...]
    without_words: bool = False
