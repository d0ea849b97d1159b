"""The program's own trial passes, in a process of its own as the frozen application runs it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
def test_the_program_passes_its_own_trial(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "desktop", "self-test", "--lang", "en"],
        cwd=ROOT,
        env={**os.environ, "XDG_CONFIG_HOME": str(tmp_path)},
        capture_output=True,
        timeout=300,
        check=False,
    )
    said = done.stdout.decode()
    assert done.returncode == 0, said + done.stderr.decode()
    assert said.rstrip().endswith("self-test passed") and "FAILED" not in said
    assert not list(tmp_path.rglob("*.ini"))
