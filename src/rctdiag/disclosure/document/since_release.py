"""What moved since an earlier release: from the figures of that release and of this report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import ValidationError

from rctdiag.disclosure.document.wave_document import level_of
from rctdiag.disclosure.figures.wave_changes import SMALLEST, Pair, judged, spread_of_scores
from rctdiag.disclosure.groups.membership import EVERYONE
from rctdiag.model.documents.over_time.released_figures import ReleasedFigures, ReleasedGroup
from rctdiag.model.documents.over_time.wave_change import MovedDoc
from rctdiag.stats.numeric.estimate import LEVEL

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rctdiag.model.documents.teams import TeamFigures


def released_figures(
    document: TeamFigures, created: str, hashes: Mapping[str, str]
) -> ReleasedFigures:
    """The means of a report, and what they rest on: from them a later report says what moved.

    Args:
        document: The finished report.
        created: When it was made.
        hashes: Scale -> the hash of its questionnaire.
    """
    groups = [(EVERYONE, "", document.organisation)]
    groups += [(group.by, group.name or "", group) for group in document.groups]
    return ReleasedFigures(
        form=document.form,
        created=created,
        questionnaires={scale: hashes.get(scale, "") for scale in document.scale_order},
        spreads={scale: document.scales[scale].spread for scale in document.scale_order},
        groups=tuple(
            ReleasedGroup(
                by=by,
                name=name,
                scales={scale: level_of(group, scale) for scale in document.scale_order},
            )
            for by, name, group in groups
            if group.n is not None
        ),
        without_words=document.without_words,
    )


def moved_since(
    name: str, kept: bytes, now: ReleasedFigures, document: TeamFigures
) -> MovedDoc | None:
    """What moved; None where nothing of the earlier release can be compared.

    Both reports have left, or are about to: this tells what anybody can work out who has both.

    Args:
        name: Of the earlier release.
        kept: Its figures, as the ledger keeps them.
        now: The figures of this report.
        document: This report.
    """
    try:
        then = ReleasedFigures.model_validate_json(kept)
    except ValidationError:  # written by a version that kept other figures
        return None
    if then.form != now.form:
        return None
    before = {(group.by, group.name): group.scales for group in then.groups}
    pairs = [
        Pair(
            group.by,
            group.name,
            scale,
            (0, 1),
            first,
            second,
            spread_of_scores(then.spreads[scale], now.spreads[scale]),
            document.scales[scale].high,
        )
        for group in now.groups
        for scale, second in group.scales.items()
        if then.questionnaires.get(scale) == now.questionnaires[scale]
        and (first := before.get((group.by, group.name), {}).get(scale)) is not None
        and first.mean is not None
        and second.mean is not None
    ]
    if not pairs:
        return None
    return MovedDoc(
        since=name,
        created=then.created,
        smallest=SMALLEST,
        level=LEVEL,
        correction="holm",
        changes=judged(pairs, SMALLEST),
    )
