"""How soon the first map is there, and in how much memory: whole processes, this program beside QGIS."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median

from scenarios.project.region import USES
from tests.benchmarks import Row
from tests.benchmarks.file import write
from tests.benchmarks.inputs import voronoi_region
from tests.benchmarks.processes import Measured, measure, qgis_python, screen

TIMES = 3
SIZE = (1600, 1000)
SCREEN = (2400, 1400)
"""QGIS's map is about 1600 x 1000 in a new user's window on a screen of this size."""
PEERS = Path(__file__).parent / "peers"

WHAT: tuple[tuple[str, str, str, Callable[[Measured], float | None]], ...] = (
    ("start to first map", "s", "0.35 of the peer", lambda found: found.seconds),
    ("most memory until then", "MB", "600 MB", lambda found: found.memory),
    ("processor time until then", "s", "", lambda found: found.processor),
)
"""What is measured of a process; processor time says most where others load the machine."""


def run() -> list[Row]:
    """A project with 100 000 polygons, shown by each program in turn; medians."""
    ours: list[Measured] = []
    windows: list[Measured] = []
    bare: list[Measured] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path, copy = folder / "region.gpkg", folder / "for qgis.gpkg"
        write(path, voronoi_region())
        shutil.copy(path, copy)
        own = [sys.executable, "-m", "tests.benchmarks.peers.own_start", str(path), name, *map(str, SIZE)]
        python = qgis_python()
        window = None if python is None else qgis_window(python, copy, folder)
        for _ in range(TIMES):
            ours.append(measure(own))
            if window is not None:
                windows.append(window())
            if python is not None:
                said = ours[-1].said
                bare.append(measure([python, str(PEERS / "qgis_start.py"), str(copy), *said, *USES]))
    if python is None:
        print("no QGIS beside it: none of the Pythons here has qgis.core")
    tell_circumstances(ours, windows)
    return [*rows("", ours, windows, "QGIS"), *rows(", beside no window", ours, bare, "QGIS's Python")]


def qgis_window(python: str, path: Path, folder: Path) -> Callable[[], Measured] | None:
    """Measures QGIS opening a project with the layer, as it is installed, in a fresh profile; None, and a
    printed reason, where its window cannot be opened."""
    program, project = shutil.which("qgis.bin") or shutil.which("qgis"), folder / "layer.qgz"
    if program is None or shutil.which("Xvfb") is None:
        print("QGIS's window is not measured: it takes the programs qgis and Xvfb")
        return None
    subprocess.run(
        [python, str(PEERS / "qgis_project.py"), str(path), str(project), *USES],
        check=True,
        capture_output=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    plain = ["--nologo", "--noversioncheck", "--profiles-path", str(folder / "profiles")]
    code = ["--code", str(PEERS / "qgis_window.py")]

    def once() -> Measured:
        with screen(*SCREEN) as display:
            return measure([program, *plain, "--project", str(project), *code], {"DISPLAY": display})

    # The first start makes the profile.
    once()
    return once


def tell_circumstances(ours: list[Measured], windows: list[Measured]) -> None:
    """Print the size of the maps and how busy the machine is."""
    sizes = " x ".join(ours[-1].said[4:6])
    beside = f", of QGIS {' x '.join(windows[-1].said)}" if windows else ""
    load = f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"
    print(f"map of {sizes} pixels{beside}; load of the machine {load}, {os.cpu_count()} processors")


def rows(beside: str, ours: list[Measured], peers: list[Measured], name: str) -> list[Row]:
    """Each measure, ours and the peer's; the rows of a second peer only where it was measured."""
    found = []
    for what, unit, target, of in WHAT:
        figure, peer = middle(ours, of), middle(peers, of)
        if beside and peer is None:
            continue
        if figure is None:
            print(f"{what}: this system does not tell")
            continue
        told = target if not beside else ""
        found.append(Row(what + beside, figure, unit, told, peer, name if peers else ""))
    return found


def middle(runs: list[Measured], of: Callable[[Measured], float | None]) -> float | None:
    """The median of a measure; None where there is none."""
    found = [value for value in map(of, runs) if value is not None]
    return median(found) if found else None
