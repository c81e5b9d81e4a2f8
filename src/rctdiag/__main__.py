"""The program's entry: answers --version before anything heavy is imported."""

import sys


def main() -> None:
    """Run the command line. ``--version`` alone is answered without importing Typer."""
    if sys.argv[1:] == ["--version"]:
        from rctdiag import __version__

        try:
            sys.stdout.write(f"rctdiag {__version__}\n")
            sys.stdout.flush()
        except OSError as error:
            from rctdiag.cli.app import end

            sys.exit(end(error, ()))
        return
    import gc

    gc.disable()  # nothing that start-up makes is garbage
    try:
        from rctdiag.cli.app import run
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


if __name__ == "__main__":
    main()
