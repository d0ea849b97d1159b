"""Pictures are made behind, the latest wish first, none forgotten and none for nothing."""

from threading import Event
from typing import Any

import pytest

from desktop.canvas.camera import Camera
from desktop.canvas.scene import Scene
from desktop.canvas.studio import Studio
from desktop.canvas.style import style
from tests.makers import site, snapshot, square


def scene(width: int = 200) -> Scene:
    there = snapshot(site(square(200, 200, 500)))
    camera = Camera()
    camera.fit(there.region.bounds, width, 100)
    return Scene(there, camera.sight(width, 100), style())


@pytest.fixture
def studio(dressed: Any) -> Any:
    made = Studio()
    yield made
    made.close()


def test_the_latest_order_wins_and_none_starves(studio, qtbot):
    came = []
    studio.done.connect(lambda client, what, picture: came.append((what, picture.sight.width)))
    for width in range(200, 260):
        for what in ("overview", "ground", "drawn"):
            studio.order(studio, what, scene(width))
    qtbot.waitUntil(lambda: studio.idle() and len({what for what, _ in came}) == 3, timeout=10_000)
    qtbot.wait(10)
    assert len(came) < 180
    for what in ("overview", "ground", "drawn"):
        assert [width for made, width in came if made == what][-1] == 259


def test_what_is_taken_back_is_not_made(studio, qtbot):
    came, gate = [], Event()
    studio.done.connect(lambda *made: came.append(made))
    studio._worker.submit(gate.wait)
    studio.order(studio, "drawn", scene())
    studio.order("another view", "drawn", scene())
    studio.forget(studio)
    gate.set()
    qtbot.waitUntil(lambda: studio.idle() and bool(came), timeout=10_000)
    qtbot.wait(10)
    assert [client for client, _, _ in came] == ["another view"]


def test_the_same_ground_is_painted_once(studio, qtbot):
    came = []
    studio.done.connect(lambda client, what, picture: came.append(picture))
    one = scene()
    for client in ("left pane", "right pane"):
        studio.order(client, "ground", one)
    qtbot.waitUntil(lambda: len(came) == 2, timeout=10_000)
    assert came[0] is came[1]


def test_a_bug_in_a_drawer_is_told_and_the_studio_goes_on(studio, qtbot, monkeypatch):
    from desktop.canvas import studio as module

    failed, came = [], []
    studio.failed.connect(failed.append)
    studio.done.connect(lambda *made: came.append(made))

    def broken(painter: Any, shown: Scene) -> None:
        raise ValueError("no ink")

    with monkeypatch.context() as patch:
        patch.setattr(module, "DRAWN", (broken,))
        studio.order(studio, "drawn", scene())
        qtbot.waitUntil(lambda: bool(failed), timeout=10_000)
    studio.order(studio, "drawn", scene())
    qtbot.waitUntil(lambda: bool(came), timeout=10_000)
    assert str(failed[0]) == "no ink"
