"""Random questionnaires and sheets for hypothesis."""

from __future__ import annotations

from hypothesis import strategies as st

from rctdiag.model.questionnaire import Questionnaire
from scoring.factory import build

SIGNS = st.text(alphabet="+-", min_size=1, max_size=6)


@st.composite
def questionnaires(draw: st.DrawFn, id_: str = "q") -> Questionnaire:
    """2 to 12 points, 1 to 8 facets of 1 to 6 items, any of them reversed."""
    low = draw(st.integers(0, 1))
    signs = draw(st.lists(SIGNS, min_size=1, max_size=8))
    return build(
        id_,
        {f"f{at}": one for at, one in enumerate(signs)},
        low=low,
        high=draw(st.integers(low + 1, 11)),
    )


@st.composite
def sheets(draw: st.DrawFn, questionnaire: Questionnaire) -> dict[str, int | str]:
    """Answers, "can't say" and gaps; about three of four items answered."""
    low, high = questionnaire.scale.low, questionnaire.scale.high
    answer = st.integers(low, high)
    one = st.one_of(answer, answer, answer, st.sampled_from(["cant_say", None]))
    drawn = draw(st.lists(one, min_size=len(questionnaire.items), max_size=500))
    pairs = zip(questionnaire.items, drawn, strict=False)
    return {item.id: answer for item, answer in pairs if answer is not None}
