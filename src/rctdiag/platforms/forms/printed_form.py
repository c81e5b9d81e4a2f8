"""A page to print: boxes to tick, and the grid for entering answers on a sheet of its own."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rctdiag.platforms.forms.form import Form, Page

_STYLE = """\
@page { size: A4; margin: 15mm; }
body { font: 11pt/1.4 "Liberation Sans", Arial, sans-serif; color: #000; background: #fff;
  max-width: 60em; margin: 1em auto; padding: 0 1em; }
h1 { font-size: 1.5em; } h2 { font-size: 1.1em; margin: 1.5em 0 .3em; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid #555; padding: .35em; text-align: left; vertical-align: middle; }
thead th, td.box { text-align: center; width: 9%; font-weight: normal; font-size: .9em; }
td.box { font-size: 1.3em; line-height: 1; }
section { break-inside: avoid; } .entry { break-before: page; }
code { word-break: break-all; }
"""


def as_printed_form(form: Form) -> str:
    """One HTML file: print it from any browser."""
    texts = form.texts
    introduction = "\n".join(f"<p>{escape(paragraph)}</p>" for paragraph in texts.introduction)
    pages = "\n".join(map(_page, form.pages))
    header = ",".join(["person", *(question.id for question in form.questions)])
    return f"""<!doctype html>
<html lang="{escape(form.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{escape(texts.title)}</title>
<style>
{_STYLE}</style>
</head>
<body>
<main>
<h1>{escape(texts.title)}</h1>
{introduction}
{pages}
<p>{escape(texts.thanks)}</p>
<p><small>{escape(texts.credit)}</small></p>
<section class="entry">
<h2>{escape(texts.entry_title)}</h2>
<p>{escape(texts.entry_how)}</p>
<p><code>{escape(header)}</code></p>
</section>
</main>
</body>
</html>
"""


def _page(page: Page) -> str:
    labels = "".join(f'<th scope="col">{escape(choice.label)}</th>' for choice in page.choices)
    boxes = '<td class="box">\u2610</td>' * len(page.choices)
    rows = "\n".join(
        f'<tr><th scope="row">{question.number}. {escape(question.text)}</th>{boxes}</tr>'
        for question in page.questions
    )
    return f"""<section>
<h2>{escape(page.stem)}</h2>
<table>
<thead><tr><td></td>{labels}</tr></thead>
<tbody>
{rows}
</tbody>
</table>
</section>"""
