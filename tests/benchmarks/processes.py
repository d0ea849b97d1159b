"""Whole processes as a benchmark sees them: how soon they are ready, and what they took of the machine."""

import os
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PYTHONS = ("/usr/bin/python3", "python3", "python-qgis.bat")
"""Where a Python that knows QGIS may be."""
OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}


@dataclass(frozen=True)
class Measured:
    """Seconds until a process said it was ready, its most memory (MB) and processor time (s) until then
    (None where the system does not tell), and what it said."""

    seconds: float
    memory: float | None
    processor: float | None
    said: list[str]


def measure(command: list[str], variables: Mapping[str, str] = OFFSCREEN) -> Measured:
    """Start a process that prints `ready` and then waits for its input to end; RuntimeError where it does
    not get there."""
    # Variables of this Python would lead the system's one to packages that are not its own.
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "QT_"))}
    begun = time.perf_counter()
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        env={**inherited, **variables},
    )
    assert process.stdout is not None
    words: list[str] = []
    for line in process.stdout:
        words = line.split()
        if words[:1] == ["ready"]:
            break
    seconds = time.perf_counter() - begun
    ready = words[:1] == ["ready"]
    memory, processor = spent(process.pid) if ready else (None, None)
    _, trouble = process.communicate()
    if not ready:
        raise RuntimeError(f"{command[:3]} ended early with {process.returncode}: {trouble[-2000:]}")
    return Measured(seconds, memory, processor, words[1:])


def spent(pid: int) -> tuple[float | None, float | None]:
    """The most memory a running process has held so far, MB, and its processor time, s; None where the
    system does not tell.

    `getrusage` will not do: on Linux it starts from what the parent held when it started the child.
    """
    folder = Path(f"/proc/{pid}")
    if not folder.exists():
        return None, None
    status = dict(line.split(":", 1) for line in (folder / "status").read_text(encoding="utf-8").splitlines())
    clock = (folder / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    ticks = int(clock[11]) + int(clock[12])
    return int(status["VmHWM"].split()[0]) / 1024, ticks / os.sysconf("SC_CLK_TCK")


def qgis_python() -> str | None:
    """The Python that knows QGIS; None where there is none."""
    for python in PYTHONS:
        try:
            tried = subprocess.run(
                [python, "-c", "import qgis.core"], capture_output=True, timeout=60, env=_plain()
            )
        except (OSError, subprocess.TimeoutExpired):
            continue
        if tried.returncode == 0:
            return python
    return None


def _plain() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}


@contextmanager
def screen(width: int, height: int) -> Iterator[str]:
    """The name of a display of its own that nobody sees; raises OSError where there is no Xvfb."""
    size = f"{width}x{height}x24"
    process = subprocess.Popen(
        ["Xvfb", "-displayfd", "1", "-screen", "0", size, "-nolisten", "tcp"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
    )
    try:
        assert process.stdout is not None
        number = process.stdout.readline().strip()
        if not number:
            raise OSError("Xvfb does not start")
        yield f":{number}"
    finally:
        process.terminate()
        process.wait()
