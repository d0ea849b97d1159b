"""A process that is killed while it edits loses nothing that was committed, and leaves no half a step."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from scenarios.project.checks import check
from scenarios.project.document import open_document
from tests.makers import project

CHILD = """
import sys
from scenarios.project.change import insert, update, updates
from scenarios.project.document import open_document
from scenarios.project.model import Variant, new_key
from tests.makers import site, square

document = open_document(sys.argv[1])
made = Variant(new_key(), f"V{len(document.tables['variant'])}")
document.edit("Add", [insert(made)])
number = 0
while True:
    number += 1
    rows = [site(square(10 * n, number % 900, 9), variant=made.key, name=str(number)) for n in range(20)]
    document.set_draft({"number": number})
    document.edit(f"Draw {number}", [insert(row) for row in rows])
    print(document.history()[-1].key, flush=True)
    if number % 5 == 0:
        document.undo()
        document.redo()
    if number % 7 == 0:
        document.undo()
"""


def killed_while_editing(path: Path, seconds: float) -> list[int]:
    """Let a child edit for a while, kill it, and give the steps it said were committed."""
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(path)],
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
        text=True,
    )
    assert child.stdout is not None
    first = child.stdout.readline()
    time.sleep(seconds)
    child.send_signal(signal.SIGKILL if sys.platform != "win32" else signal.SIGTERM)
    rest, _ = child.communicate()
    return [int(line) for line in (first + rest).split("\n")[:-1]]


def survives(path: Path, kills: int) -> None:
    """Kill a child some times and look after each that everything it committed is there and sound."""
    pick = random.Random(kills)
    for _ in range(kills):
        said = killed_while_editing(path, pick.random() * 0.3)
        assert said
        assert check(path) == []
        with open_document(path) as document:
            assert document.outside == () and document.findings == ()
            assert set(said) <= {step.key for step in document.history()}
            assert document.draft() is not None
            assert len(document.tables["site"]) % 20 == 0
            document.set_draft(None)
        assert sorted(found.name for found in path.parent.iterdir()) == [path.name]


def test_three_kills_lose_nothing(fast_project: Path) -> None:
    survives(project(fast_project / "crash.gpkg"), 3)


@pytest.mark.slow
def test_twenty_kills_lose_nothing(tmp_path: Path) -> None:
    survives(project(tmp_path / "crash.gpkg"), 20)
