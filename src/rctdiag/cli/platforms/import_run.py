"""What ``import`` does around the operation: options, what is shown, what is asked, files."""

from __future__ import annotations

import sys
from itertools import chain
from typing import TYPE_CHECKING, cast, get_args

from rctdiag.cli.batch.run import expanded, one_of, split
from rctdiag.cli.platforms import import_notes
from rctdiag.cli.private.private_home import private_home
from rctdiag.cli.shell import input_files
from rctdiag.cli.shell.output import is_ascii, notice, stdout_is_target, write_file
from rctdiag.errors.faults import Fault, FileFault, InputRejected, UsageFault
from rctdiag.model.documents.mapping import DropKind, Platform
from rctdiag.operations.platforms.import_outcome import import_outcome
from rctdiag.operations.platforms.import_results import ImportRequest, import_results, look
from rctdiag.render.plain.canonical_json import dumps
from rctdiag.tables.output.refuse_overwriting import refuse_shared
from rctdiag.tables.source.scratch_folder import Scratch

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from rctdiag.cli.platforms.import_options import ImportOptions
    from rctdiag.operations.platforms.import_results import Imported, Looked

_NONE = "none"
_ENDING = ".csv"


def run(options: ImportOptions) -> None:
    """One run of ``import``."""
    request = _request(options)
    mapping_path = _mapping_path(options)
    read = (*request.files, *filter(None, [options.structure]))
    refuse_shared({"-o": _file(options.output), "--save-map": mapping_path}, read)
    say = _silent if options.quiet or options.as_json else notice
    with Scratch() as scratch:
        looked = look(request, stdin=lambda: sys.stdin.buffer, scratch=scratch)
    every = options.output is None or _asks(options)
    for line in import_notes.findings(looked, request.instruments, every=every):
        say(line)
    if faults := list(looked.faults()):
        raise InputRejected([*faults, _to_fill_in(looked, options, mapping_path)])
    done = import_results(looked, request, _hashed(looked, options))
    outcome = import_outcome(looked, done, request, *_written(options, mapping_path))
    notes = (import_notes.rows(looked, done), import_notes.together(done))
    for line in (*chain(*notes), *import_notes.lacking(outcome)):
        say(line)
    if options.output is not None:
        _agree(options)
    _write(options, looked, done, mapping_path)
    for line in import_notes.saved(
        options.output, mapping_path, done, looked.mapping.keep, has_map=options.mapping is not None
    ):
        say(line)
    if options.as_json:
        sys.stdout.write(dumps(outcome, ascii_only=is_ascii(sys.stdout)))


def _written(options: ImportOptions, mapping_path: Path | None) -> tuple[str | None, str | None]:
    """Where the table and the mapping are."""
    table = _file(options.output)
    mapping = options.mapping or mapping_path
    return str(table) if table else None, str(mapping) if mapping else None


def _silent(_: str) -> None:
    """As ``--quiet`` has it."""


def _hashed(looked: Looked, options: ImportOptions) -> Callable[[str], str] | None:
    """What makes a mark of the column that links waves; a run that only looks makes no key."""
    if looked.mapping.link is None or options.output is None:
        return None
    from rctdiag.store.link_key import keyed_hash

    return keyed_hash(private_home())


def _write(
    options: ImportOptions, looked: Looked, done: Imported, mapping_path: Path | None
) -> None:
    if options.output is not None and stdout_is_target(options.output):
        sys.stdout.buffer.write(done.table)
    elif options.output is not None:
        write_file(options.output, done.table, force=options.force)
    if mapping_path is not None and options.mapping is None:
        text = import_notes.kept_mapping(looked)
        write_file(mapping_path, text.encode(), force=options.force or options.output is not None)


def _request(options: ImportOptions) -> ImportRequest:
    platform = drop = None
    if options.platform is not None:
        platform = cast("Platform", one_of(options.platform, get_args(Platform), "--from"))
    if options.drop is not None:
        kinds = (*get_args(DropKind), _NONE)
        named = [one_of(kind, kinds, "--drop") for kind in split(options.drop)]
        drop = tuple(cast("DropKind", kind) for kind in named if kind != _NONE)
    mapping = None
    if options.mapping is not None:
        from rctdiag.load.saved_documents import load_mapping

        mapping = load_mapping(input_files.read_document(options.mapping))
    if options.as_json and options.output is not None and stdout_is_target(options.output):
        message = "the table and the JSON cannot both go to the screen or a pipe."
        raise UsageFault(Fault("usage", message, "Name a file with -o."))
    if options.output is not None and not stdout_is_target(options.output):
        ending = options.output.suffix.lower()
        if ending != _ENDING:
            message = f"import writes CSV, not {ending or 'a file without an ending'}."
            raise UsageFault(Fault("usage", message, "Use a name that ends in .csv."))
    return ImportRequest(
        files=tuple(expanded(options.files)),
        instruments=input_files.instruments(split(options.questionnaires), "en"),
        platform=platform,
        mapping=mapping,
        encoding=options.encoding,
        sheets=tuple(options.sheets or ()),
        structure=options.structure,
        respondent=options.id,
        keep=split(options.keep),
        link=options.link,
        drop=drop,
        include_private=options.include_private,
    )


def _file(output: Path | None) -> Path | None:
    return None if output is None or stdout_is_target(output) else output


_OPEN = "the mapping is not complete yet."


def _mapping_path(options: ImportOptions) -> Path | None:
    """Where the mapping is kept: where asked, else beside the table."""
    output = _file(options.output)
    return options.save_map or (output.with_suffix(".mapping.yaml") if output else None)


def _to_fill_in(looked: Looked, options: ImportOptions, mapping_path: Path | None) -> Fault:
    """The mapping that a person has to complete, written or printed."""
    text = import_notes.kept_mapping(looked)
    if mapping_path is None and options.as_json:
        hint = "Name a file with --save-map: the mapping to fill in is written there."
        return Fault("mapping-to-fill-in", _OPEN, hint)
    if mapping_path is None:
        sys.stdout.write(text)
        hint = "It is printed above: save it, fill it in, and give it with --map."
        return Fault("mapping-to-fill-in", _OPEN, hint)
    if mapping_path.exists() and not options.force:
        message = "the mapping to fill in cannot be written: that file already exists."
        raise FileFault(
            Fault("file-exists", message, "Give it with --map, or add --force.", str(mapping_path))
        )
    write_file(mapping_path, text.encode(), force=options.force)
    hint = f"Fill in {mapping_path}, then add --map {mapping_path}."
    return Fault("mapping-to-fill-in", _OPEN, hint)


def _asks(options: ImportOptions) -> bool:
    is_settled = options.yes or options.as_json or options.mapping is not None
    return not is_settled and sys.stdin.isatty()


def _agree(options: ImportOptions) -> None:
    """The person takes the mapping: by ``--yes``, by giving one, or at the terminal.

    Raises:
        UsageFault: nobody can be asked, or the answer is no.
    """
    if options.yes or options.mapping is not None:
        return
    if options.as_json or not (sys.stdin.isatty() and sys.stderr.isatty()):
        message = "the mapping is not confirmed, and rctdiag cannot ask you here."
        raise UsageFault(Fault("no-input", message, "Check it, then add --yes."))
    sys.stderr.write("Use it like this? [y/N] ")
    sys.stderr.flush()
    if sys.stdin.readline().strip().lower() not in {"y", "yes"}:
        raise UsageFault(Fault("not-confirmed", "nothing is written.", "Change it with --map."))
