"""A questionnaire as a page to look at: which format is wanted, and where it goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.cli.shell.output import stdout_is_target
from rctdiag.errors.faults import Fault, UsageFault
from rctdiag.load.checks.did_you_mean import listed

if TYPE_CHECKING:
    from rctdiag.cli.shell.options.shared import Output, OutputTarget
    from rctdiag.load.questionnaire import Instrument
    from rctdiag.render.words import Words

SHOWN = ("text", "json", "html")


def shown_format(target: OutputTarget) -> str:
    """The format: the option, else the ending of the file, else text.

    Raises:
        UsageFault: there is no such format; or a file of another format than HTML is asked for.
    """
    name, output = target.format, target.output
    if name is not None and name not in SHOWN:
        message = f"there is no format {name!r} here."
        raise UsageFault(Fault("usage", message, f"Use {listed(SHOWN)}."))
    to_file = output is not None and not stdout_is_target(output)
    is_page = output is not None and output.suffix.lower() in (".html", ".htm")
    chosen = "json" if target.as_json else name or ("html" if to_file and is_page else "text")
    if to_file and chosen != "html":
        message = "only a web page can be saved to a file here."
        raise UsageFault(Fault("usage", message, "Use -o NAME.html, or no -o."))
    return chosen


def as_page(instrument: Instrument, words: Words, out: Output) -> None:
    """Write the page, or give it to stdout."""
    from rctdiag.cli.handover.file_output import emit_file
    from rctdiag.render.html.questionnaire_page import questionnaire_html

    page = questionnaire_html(instrument.questionnaire, instrument.sha256, words)
    emit_file(page.encode(), out.output, force=out.force, quiet=False)
