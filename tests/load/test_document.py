"""YAML and JSON: values by YAML 1.2, places, and what is refused."""

import json
import time
from collections.abc import Iterator

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from rctdiag.errors.faults import Fault, InputRejected
from rctdiag.load.syntax import tree_builder
from rctdiag.load.syntax.document import canonical, parse

# Text that a file can hold: no control characters, no halves of surrogate pairs. The line
# separators of Unicode are line ends to YAML, and YAML writes them as escapes.
TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc"], exclude_characters="\ufffe\uffff"),
    max_size=30,
)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(10**17), 10**17)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXT
)
KEYS = TEXT.filter(lambda key: key != "<<")
NESTED = st.recursive(
    SCALARS, lambda inner: st.lists(inner) | st.dictionaries(KEYS, inner), max_leaves=20
)


def frozen(value: object) -> object:
    if isinstance(value, list):
        return tuple(frozen(part) for part in value)
    return {k: frozen(v) for k, v in value.items()} if isinstance(value, dict) else value


def faults(text: str | bytes, file: str = "a.yaml") -> tuple[Fault, ...]:
    with pytest.raises(InputRejected) as caught:
        parse(text, file)
    return caught.value.faults


def codes(text: str | bytes, file: str = "a.yaml") -> list[str]:
    return [fault.code for fault in faults(text, file)]


@given(NESTED)
def test_json_comes_back_as_it_was(data: object) -> None:
    for told in (json.dumps(data), json.dumps(data, ensure_ascii=False, indent=1)):
        document = parse(told, "a.json")
        assert document.data == frozen(data)
        assert canonical(document.data) == canonical(frozen(data))  # 1 and 1.0 differ


class Quoting(yaml.SafeDumper):
    """Writes for YAML 1.2: by its rules 1e5 is a number, which by those of 1.1 is none."""


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="'")


Quoting.add_representer(str, _text)


@given(NESTED, st.booleans())
def test_yaml_comes_back_as_it_was(data: object, flow: bool) -> None:  # noqa: FBT001 - drawn
    told = yaml.dump(data, Dumper=Quoting, default_flow_style=flow, allow_unicode=True)
    assert parse(told, "a.yaml").data == frozen(data)


@given(NESTED)
def test_the_parser_in_python_reads_the_same(data: object) -> None:
    told = yaml.dump(data, Dumper=Quoting)
    with pytest.MonkeyPatch.context() as patch:
        patch.delattr(yaml, "CSafeLoader")
        assert parse(told, "a.yaml").data == frozen(data)


@pytest.mark.parametrize(
    ("plain", "value"),
    [
        ("no", "no"),
        ("on", "on"),
        ("y", "y"),
        ("Yes", "Yes"),
        ("12:30", "12:30"),
        ("1:30:00", "1:30:00"),
        ("010", 10),
        ("0o10", 8),
        ("0x1F", 31),
        ("0b11", "0b11"),
        ("1_000", "1_000"),
        ("2024-99-99", "2024-99-99"),
        ("2024-01-01", "2024-01-01"),
        ("1.10", 1.1),
        ("1.0.0", "1.0.0"),
        ("+7", 7),
        (".5", 0.5),
        ("1e3", 1000.0),
        ("-", "-"),
        ("+", "+"),
        (".", "."),
        ("~", None),
        ("null", None),
        ("", None),
        ("true", True),
        ("FALSE", False),
        ("tRue", "tRue"),
        ("'3'", "3"),
        ("! 3", "3"),
        ("!!str 3", "3"),
        ("!!int '3'", 3),
        ("!!float 3", 3.0),
        ("!!null ''", None),
        ("!!bool true", True),
    ],
)
def test_plain_scalars_by_the_core_rules(plain: str, value: object) -> None:
    if plain == "-":
        plain = "'-'"
    found = parse(f"key: {plain}\n", "a.yaml").data["key"]
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: .nan", "not-finite"),
        ("a: -.inf", "not-finite"),
        ("a: 1e999", "not-finite"),
        ("a: " + "9" * 5000, "number-too-long"),
        ("a: 0x" + "f" * 50, "number-too-long"),
        ("a: !!int 1.5", "tag-mismatch"),
        ("a: !!float x", "tag-mismatch"),
        ("a: !!timestamp 2024-01-01", "refused-tag"),
        ("a: !!set {x: }", "refused-tag"),
        ("a: !!python/name:os.system", "refused-tag"),
        ("a: !include b.yaml", "refused-tag"),
        ("? [a]\n: b", "key-not-text"),
        ("~: b", "key-not-text"),
        ("a: [1, 2", "bad-yaml"),
        ("%YAML 3.0\n---\na: 1", "bad-yaml"),
        ("a: &x\n? *x\n: 2", "key-not-text"),
        ("a: 1\n---\nb: 2", "several-documents"),
        ("---\n...\n", ""),
        ("# only a comment", "empty-document"),
        ("   ", "empty-document"),
    ],
)
def test_refused_yaml(text: str, code: str) -> None:
    if code:
        assert codes(text) == [code]
    else:
        assert parse(text, "a.yaml").data is None


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('{"a": NaN}', (1, 7)),
        ('{"a": -Infinity}', (1, 7)),
        ('{"a": 1e400}', (1, 7)),
        ('{"a": ' + "1" * 40 + "}", (1, 7)),
        ('{"a": 01}', (1, 7)),
        ('{"a": +1}', (1, 7)),
        ('{"a": .5}', (1, 7)),
        ('{"a": 1.}', (1, 7)),
        ('{"a": nul}', (1, 7)),
        ("{'a': 1}", (1, 2)),
        ('{"a" 1}', (1, 6)),
        ('{"a": 1,}', (1, 9)),
        ("[1,]", (1, 4)),
        ("[1 2]", (1, 4)),
        ("[1}", (1, 3)),
        ("[1]]", (1, 4)),
        ("]", (1, 1)),
        ("[1", (1, 3)),
        ('{"a":', (1, 6)),
        ('{"a": 1} {}', (1, 10)),
        ('{"a": 1} // note', (1, 10)),
        ('{"a": "x\ny"}', (1, 7)),
        ('{"a": "\\x41"}', (1, 7)),
        ('{"a": "\\u0000"}', (1, 7)),
        ('{"a": "\\ud83d"}', (1, 7)),
        ('{\n\t"a": 1,\n\t"a": 2\n}', (3, 2)),
        ('{"<<": 1}', (1, 2)),
    ],
)
def test_refused_json(text: str, place: tuple[int, int]) -> None:
    (fault,) = faults(text, "a.json")
    assert (fault.line, fault.column) == place


def test_json_of_python_and_of_the_loader_agree_on_what_is_json() -> None:
    """Whatever one edit makes of a document, both take it or both refuse it."""
    whole = '{"a": [1, -2.5e3, true, null], "b": {"c": "x\\n\\ud83d\\ude00"}}'
    for at in range(len(whole)):
        for sign in ("", '"', ",", "}", "]", ":", "0", "e", "\\", " ", "-"):
            text = whole[:at] + sign + whole[at + 1 :]
            try:
                wanted = json.loads(text, object_pairs_hook=lambda pairs: pairs)
            except ValueError:
                assert codes(text, "a.json"), text
                continue
            try:
                parse(text, "a.json")
            except InputRejected as error:
                # Stricter on purpose: lone surrogates, control characters, double keys.
                found = {fault.code for fault in error.faults}
                assert found <= {"control-character", "duplicate-key"}, (text, wanted)


def test_escapes_of_json() -> None:
    data = parse(r'{"\u0061": "\ud83d\ude00 \/ \t \"", "b": "\\"}', "a.json").data
    assert data == {"a": '\U0001f600 / \t "', "b": "\\"}


@pytest.mark.parametrize("file", ["a.json", "a.yaml", "-"])
def test_tabs_and_a_byte_order_mark_in_json(file: str) -> None:
    text = '\ufeff{\n\t"a":\t[1,\t2]\n}\n'
    for told in (text, text.encode(), text.encode("utf-16"), text.replace("\n", "\r\n")):
        assert parse(told, file).data == {"a": (1, 2)}


def test_without_an_ending_a_bracket_makes_it_json() -> None:
    assert parse('{"a": "\\ud83d\\ude00"}', "-").data == {"a": "\U0001f600"}
    assert parse("a: 1", "-").data == {"a": 1}
    assert codes("{a: 1}", "-") == ["bad-json"]
    assert parse("{a: 1}", "a.yml").data == {"a": 1}


def test_all_faults_of_a_text_come_at_once_in_their_order() -> None:
    text = "a: .inf\nb: !x 1\na: 2\n<<: {}\n7: x\n"
    assert codes(text) == [
        "not-finite",
        "refused-tag",
        "duplicate-key",
        "merge-key",
        "key-not-text",
    ]
    assert [fault.line for fault in faults(text)] == [1, 2, 3, 4, 5]


def test_an_alias_is_what_it_names_and_stands_where_it_stands() -> None:
    document = parse("a: &x {b: [1, 2]}\nc: *x\nd: &y 3\ne: *y\n", "a.yaml")
    assert document.data == {"a": {"b": (1, 2)}, "c": {"b": (1, 2)}, "d": 3, "e": 3}
    assert document.position(("c",)) == (2, 4)
    assert document.position(("c", "b", 1)) == (1, 15)


BILLION = "a0: &a0 [x]\n" + "".join(
    f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]\n" for i in range(1, 12)
)
DEEP_ALIASES = "a0: &a0 [x]\n" + "".join(f"a{i}: &a{i} [[*a{i - 1}]]\n" for i in range(1, 600))
BOMBS = {
    "billion laughs": (BILLION, "too-many-values"),
    "deep by aliases": (DEEP_ALIASES, "too-deep"),
    "brackets": ("[" * 100_000, "too-deep"),
    "braces": ("{a: " * 100_000, "too-deep"),
    "block": ("".join(f"{' ' * i}a:\n" for i in range(2000)), "too-deep"),
    "dashes": ("- " * 100_000, "too-deep"),
    "many values": ("- x\n" * 250_000, "too-many-values"),
    "many faults": ("a: 1\n" * 200_000, "too-many-faults"),
    "huge scalar": ("a: " + "x" * 6_000_000, "file-too-large"),
    "huge key": ("x" * 4_000_000 + ": 1", "bad-yaml"),
    "many aliases": ("a: &a x\nb:\n" + "- *a\n" * 5_000, "too-many-aliases"),
    "recursion": ("&a [*a]", "recursive-alias"),
}


@pytest.mark.parametrize("bound", [tree_builder.MOST_DEPTH, 10**9])
@pytest.mark.parametrize("problem", ["exceeded maximum nesting depth", ""])
def test_a_bound_on_nesting_is_ours_whichever_strikes_first(
    bound: int, problem: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The parser's own bound, as newer ones have it, or ours: one code, and a place."""

    def parsed(text: str, Loader: object) -> Iterator[yaml.Event]:  # noqa: ARG001, N803 - PyYAML's
        mark = yaml.Mark("x", 0, 1, 7, None, 0)
        yield yaml.DocumentStartEvent(mark, mark)
        for _ in range(100):
            yield yaml.SequenceStartEvent(None, None, implicit=True, start_mark=mark)
        if not problem:
            raise RecursionError
        raise yaml.scanner.ScannerError(problem=problem, problem_mark=mark)

    monkeypatch.setattr(tree_builder, "MOST_DEPTH", bound)
    monkeypatch.setattr(yaml, "parse", parsed)
    with pytest.raises(InputRejected) as caught:
        parse(b"[", "x.yaml")
    assert [fault.code for fault in caught.value.faults] == ["too-deep"]
    assert caught.value.faults[0].line >= 1


def refused_soon(name: str) -> None:
    text, code = BOMBS[name]
    start = time.process_time()
    assert code in codes(text)
    assert time.process_time() - start < 10  # under coverage; a tenth of it without


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_at_once(name: str) -> None:
    refused_soon(name)


# The others are large without being deep or shared: reading so much in Python takes seconds.
@pytest.mark.parametrize("name", sorted(BOMBS.keys() - {"many values", "many faults", "huge key"}))
def test_a_bomb_is_refused_by_the_parser_in_python(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(yaml, "CSafeLoader")
    refused_soon(name)


@pytest.mark.parametrize("sign", ["[", '{"a":', "[[", '[{"a":'])
def test_deep_json_is_refused_without_recursion(sign: str) -> None:
    assert codes(sign * 100_000, "a.json") == ["too-deep"]


def test_the_hash_is_of_the_content_alone() -> None:
    one = parse("# note\nb: [1, x]\na: é\n", "a.yaml")
    other = parse('{"a":"\\u00e9","b":[1,"x"]}', "b.json")
    assert one.sha256 == other.sha256
    assert canonical(one.data) == '{"a":"é","b":[1,"x"]}'.encode()
    assert parse("b: [1, x]\na: e\n", "a.yaml").sha256 != one.sha256
