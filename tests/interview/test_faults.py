"""A sample of the kills and disk faults; all of them: bench/long/faults.py --quick."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = Path(__file__).parents[2] / "bench" / "long" / "faults.py"


@pytest.mark.long
@pytest.mark.strace
@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
def test_no_fault_loses_an_answer_or_leaves_anything() -> None:
    done = subprocess.run(
        [sys.executable, str(PROGRAM), "--quick", "--every", "24"],
        capture_output=True,
        text=True,
        check=False,
        timeout=170,
    )
    assert done.stderr == ""
    figures = json.loads(done.stdout)
    assert done.returncode == 0
    assert sum(figures["cases"].values()) >= 8
    assert figures["acknowledged_answers"] > 0
    wrong = {name: figures[name] for name in ("lost", "torn", "orphan", "traceback", "other")}
    assert wrong == dict.fromkeys(wrong, 0)
