"""The program's entry: answers --version before anything heavy is imported."""

import sys


def main() -> None:
    """Run the command line. ``--version`` alone is answered without importing Typer."""
    if sys.argv[1:] == ["--version"]:
        from rctdiag import __version__

        sys.stdout.write(f"rctdiag {__version__}\n")
        return
    from rctdiag.cli.app import run

    run()


if __name__ == "__main__":
    main()
