"""Runs the interview as if the system had no POSIX parts: python bare_system.py drive.py ARGS…"""

import os
import runpy
import signal
import sys
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec

# fcntl stays: filelock needs it here, and takes the other system's own lock there.
MISSING = {"termios", "tty", "pty", "pwd", "grp", "resource", "syslog"}


class Blocked(MetaPathFinder):
    """Refuses what only POSIX systems have."""

    def find_spec(self, fullname: str, _path: object, _target: object = None) -> ModuleSpec | None:
        if fullname in MISSING:
            raise ImportError(fullname)
        return None


for name in MISSING:
    sys.modules.pop(name, None)
sys.meta_path.insert(0, Blocked())
for name in ("killpg", "getpgrp", "O_NOFOLLOW", "O_DIRECTORY", "O_CLOEXEC"):
    delattr(os, name)
for name in ("SIGHUP", "SIGTSTP", "SIGCONT"):
    delattr(signal, name)
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
