"""Text from outside is shown and never obeyed."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from rctdiag.render.escaping import line, markdown, seven_bit, visible

HOSTILE = (
    "\x1b[31mred\x1b[0m",
    "\x9b2J",
    "\x07\x08\x7f",
    "a\rb",
    "abc\u202edef\u2066",
    "zero\u200bwidth\ufeff\xad",
    "tag\U000e0041\U000e0042",
    "\ud800 half",
    "[/red] [bold]x[/bold] :skull:",
    "<script>alert(1)</script> <b>x</b> &lt;",
    "[link](http://a.example) ![p](x.png) <http://a.example>",
    "# head\n## head\n---\n===\n* a\n- b\n+ c\n1. d\n1) e\n> f\n    code",
    "`code` ``` ~~~ ``x` *a* **b** _c_ ~~d~~ | e | f |",
    "\\* \\[x](y) \\",
    "www.example.org a@b.example @user #12 GH-12 $x$ $$y$$ mailto:x deadbee1",
    "- [ ] task [^1] {{x}} {% y %}",
)
TEXT = st.one_of(
    st.sampled_from(HOSTILE), st.text(), st.text(alphabet="\\`*_[]()<>#+-.!|~&:@$= 1a\n")
)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_specimens_hold_no_control_character(text: str) -> None:
    assert not any(unicodedata.category(one) in ("Cc", "Cf", "Cs") for one in line(text))


@given(TEXT)
def test_visible_keeps_what_is_harmless_and_writes_out_the_rest(text: str) -> None:
    told = visible(text)
    told.encode("utf-8")
    kept = [one for one in told if unicodedata.category(one) in ("Cc", "Cf", "Cs")]
    assert set(kept) <= set("\n\t\u200c\u200d")
    assert visible(told) == told


def test_escapes_show_what_was_there() -> None:
    assert visible("\x1b[0m\u202e\U000e0041\ud800") == r"\x1b[0m\u202e\U000e0041\ud800"
    assert visible("Zoë, 田中, عمر, n\u0303, 👩\u200d🔧") == "Zoë, 田中, عمر, n\u0303, 👩\u200d🔧"


@given(TEXT)
def test_a_line_is_one_line(text: str) -> None:
    told = line(text)
    assert len(told.splitlines()) <= 1
    assert told == told.strip()


@given(TEXT)
def test_seven_bit_is_ascii_and_keeps_ascii(text: str) -> None:
    assert seven_bit(text).isascii()
    assert seven_bit("plain [x]") == "plain [x]"


def test_seven_bit_makes_plain_what_it_can() -> None:
    typographic = "\N{LEFT DOUBLE QUOTATION MARK}Zo\xeb\N{EM DASH}\N{HORIZONTAL ELLIPSIS}"
    assert seven_bit(typographic) == '"Zoe-...'
    assert seven_bit("田") == r"\u7530"


LIST = "bullet_list_open list_item_open paragraph_open inline"
LIST += " paragraph_close list_item_close bullet_list_close"


def _inline(text: str, frame: str) -> tuple[list[str], str]:
    """The kinds of tokens that a CommonMark parser finds, and the text that it shows."""
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    tokens = parser.parse(frame.format(markdown(text)))
    inner = [child for token in tokens for child in token.children or ()]
    kinds = [token.type for token in tokens] + [child.type for child in inner]
    return kinds, "".join(child.content for child in inner)


@pytest.mark.parametrize(
    ("frame", "around"),
    [
        ("{}\n", ["paragraph_open", "inline", "paragraph_close"]),
        ("## {}\n", ["heading_open", "inline", "heading_close"]),
        (
            "- {}\n",
            LIST.split(),
        ),
    ],
)
@given(text=TEXT.filter(lambda text: bool(line(text))))
@example(text="1. x")
@example(text="- [ ] x")
@example(text="`a@b` `` c")
@example(text="x #")
def test_markdown_shows_the_text_and_interprets_nothing(
    frame: str, around: list[str], text: str
) -> None:
    kinds, shown = _inline(text, frame)
    assert [kind for kind in kinds if kind not in ("text", "code_inline", "text_special")] == around
    assert shown == line(text)


@pytest.mark.parametrize(
    "live",
    ["http://a.example", "www.a.example", "a@b.example", "@user", "#12", ":skull:", "$x$", "GH-12"],
)
def test_what_forges_make_live_is_code(live: str) -> None:
    assert markdown(f"see {live} there") == f"see `{live}` there"
