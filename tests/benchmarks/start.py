"""How soon the first map is there, and in how much memory: whole processes, this program beside QGIS."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from scenarios.project.region import USES
from tests.benchmarks import Row
from tests.benchmarks.file import write
from tests.benchmarks.inputs import voronoi_region

TIMES = 3
SIZE = (1600, 1000)
Measured = tuple[float | None, ...]
ROOT = Path(__file__).parents[2]
PEER = Path(__file__).parent / "peers" / "qgis_start.py"
PYTHONS = ("/usr/bin/python3", "python3", "python-qgis.bat")
"""Where a Python that knows QGIS may be."""

WHAT = (
    ("start to first map", "s", "0.35 of the peer"),
    ("most memory until then", "MB", "600 MB"),
    ("processor time until then", "s", ""),
)
"""What is measured of a process; processor time says most where others load the machine."""


def run() -> list[Row]:
    """A project with 100 000 polygons, shown by each program in turn; medians."""
    ours: list[Measured] = []
    peers: list[Measured] = []
    said: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        path, copy = Path(folder) / "region.gpkg", Path(folder) / "for qgis.gpkg"
        write(path, voronoi_region())
        shutil.copy(path, copy)
        python = qgis_python()
        if python is None:
            print("no QGIS beside it: none of the Pythons here has qgis.core")
        own = [sys.executable, "-m", "tests.benchmarks.peers.own_start", str(path), folder, *map(str, SIZE)]
        for _ in range(TIMES):
            *measured, said = measure(own)
            ours.append(tuple(measured))
            if python is not None:
                peers.append(measure([python, str(PEER), str(copy), *said, *USES])[:3])
    load = f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"
    print(f"map of {said[4]} x {said[5]} pixels; load of the machine {load}, {os.cpu_count()} processors")
    rows = []
    for column, (what, unit, target) in enumerate(WHAT):
        figure, peer = middle(ours, column), middle(peers, column)
        if figure is None:
            print(f"{what}: this system does not tell")
        else:
            rows.append(Row(what, figure, unit, target, peer, "QGIS" if peers else ""))
    return rows


def measure(command: list[str]) -> tuple[float, float | None, float | None, list[str]]:
    """Seconds until a process says it is ready, its most memory (MB) and processor time (s) until then, and
    what it said."""
    # A program's own variables would lead the system's Python to packages that are not its own.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    begun = time.perf_counter()
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        env={**environment, "QT_QPA_PLATFORM": "offscreen"},
    )
    assert process.stdout is not None
    line = process.stdout.readline().split()
    seconds = time.perf_counter() - begun
    memory, processor = spent(process.pid) if line else (None, None)
    _, trouble = process.communicate()
    if line[:1] != ["ready"]:
        raise RuntimeError(f"{command[:3]} ended early with {process.returncode}: {trouble[-2000:]}")
    return seconds, memory, processor, line[1:]


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
            tried = subprocess.run([python, "-c", "import qgis.core"], capture_output=True, timeout=60)
        except (OSError, subprocess.TimeoutExpired):
            continue
        if tried.returncode == 0:
            return python
    return None


def middle(runs: list[Measured], column: int) -> float | None:
    """The median of a column of runs; None where it was not measured."""
    found = [run[column] for run in runs if run[column] is not None]
    return median(found) if found else None
