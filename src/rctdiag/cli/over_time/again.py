"""``rctdiag again``: look again some weeks later, and see what moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.cli.assess.interview_options import InterviewOptions, ReportOptions
from rctdiag.cli.shell.options.declare import flag, lone

if TYPE_CHECKING:
    from rctdiag.model.documents.over_time.since import Extent


def again(
    *,
    heart: bool = flag("--heart", "Ask only about what got in the way most, about two minutes."),
    everything: bool = flag("--all", "Ask every question, about eight minutes."),
    interview: InterviewOptions,
    report: ReportOptions,
) -> None:
    """Look again some weeks later: what came of your steps, and what has changed.

    It opens the last result you kept, and asks what you did with each step and what came of it.
    Then it asks the short form, and shows which changes are more than chance, and which steps are
    open to you now.

    \b
    Examples:
      rctdiag again             about three minutes
      rctdiag again --heart     only what got in the way most
      rctdiag again --remember  keep the result too
    """
    from rctdiag.cli.assess.request import AssessRequest
    from rctdiag.cli.over_time.again_run import run
    from rctdiag.errors.faults import Fault, UsageFault

    if heart and everything:
        raise UsageFault(
            Fault("usage", "--heart and --all cannot be used together.", "Use one of them.")
        )
    extent: Extent = "heart" if heart else "full" if everything else "short"
    run(
        AssessRequest(
            names=(),
            answers=None,
            form="short" if extent == "short" else "full",
            style=interview.style(),
            resume=interview.resumption(),
            strict=False,
            interview=interview,
            report=report,
        ),
        extent,
    )


app = lone(again)
