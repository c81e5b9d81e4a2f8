"""The program's entry: answers --version before anything heavy is imported."""

import sys


def main() -> None:
    """Run the command line. ``--version`` alone is answered without importing Typer."""
    if None in (sys.stdin, sys.stdout, sys.stderr):
        _fill_streams()
    if sys.argv[1:] in (["--version"], ["-V"]):
        from rctdiag.version import __version__

        try:
            sys.stdout.write(f"rctdiag {__version__}\n")
            sys.stdout.flush()
        except OSError as error:
            from rctdiag.cli.shell.app import end
            from rctdiag.cli.shell.notices_stream import let_notices_be_lost

            let_notices_be_lost()

            sys.exit(end(error, ()))
        return
    import gc

    gc.disable()  # nothing that start-up makes is garbage
    try:
        from rctdiag.cli.shell.app import run
    except KeyboardInterrupt:
        sys.stderr.write("\nrctdiag: interrupted.\n")
        sys.exit(130)
    # What start-up makes, stays: looking through it again and again would cost a fifth of a run.
    gc.set_threshold(200_000)
    gc.enable()
    try:
        run()
    finally:
        gc.freeze()  # nor need the interpreter look through it when it ends


def _fill_streams() -> None:
    """A stream that was closed from outside: nothing comes in, nothing can be written to stdout.

    Its number must be taken: the next file to be opened would get it, and what is printed.
    """
    import os

    for number, name, mode in ((0, "stdin", "r"), (1, "stdout", "w"), (2, "stderr", "w")):
        if getattr(sys, name) is None:
            handle = os.open(os.devnull, os.O_RDWR if name == "stderr" else os.O_RDONLY)
            if handle != number:
                os.dup2(handle, number)
                os.close(handle)
            os.set_inheritable(number, True)  # noqa: FBT003 - as os has it
            stream = open(number, mode, encoding="utf-8", closefd=False)  # noqa: SIM115 - it stays
            setattr(sys, name, stream)


if __name__ == "__main__":
    main()
