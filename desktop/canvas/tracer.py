"""Keeps the graph of the edges in view while something is traced, and the ways from the last click."""

from collections.abc import Collection
from functools import partial

from desktop import work
from desktop.canvas.camera import Bounds
from desktop.canvas.targets import Targets
from desktop.canvas.tracing import BUDGET, Graph, Ways, graph
from desktop.tools.event import Place, Point

_NAME = "tracing"


class Tracer:
    """The tracing of one pointer. `limited`: too much is in view to trace along it."""

    def __init__(self) -> None:
        self.limited = False
        self._asked: tuple[object, ...] = ()
        self._ways: Ways | None = None
        self._graph: Graph | None = None

    def ready(
        self, targets: Targets, bounds: Bounds, seen: Collection[str], apart: Collection[Place], land: bool
    ) -> None:
        """Have the graph of what is in view made, unless it is there or on its way."""
        asked = (targets, bounds, tuple(sorted(seen)), tuple(apart), land, targets.atlas.ready)
        if asked != self._asked:
            self._asked, self._graph, self._ways, self.limited = asked, None, None, False
            make = work.plain(_graph, targets, bounds, frozenset(seen), tuple(apart), land)
            work.run(_NAME, make, on_result=partial(self._made, asked))

    def between(self, start: Point, end: Point) -> tuple[Point, ...]:
        """The places along edges between two places, both left out; none while no way is known."""
        if self._graph is None:
            return ()
        if self._ways is None or self._ways.start != start:
            self._ways = Ways(self._graph, start)
        return self._ways.to(end)

    def _made(self, asked: tuple[object, ...], made: Graph | None) -> None:
        if asked == self._asked:
            self._graph, self.limited = made, made is None


def _graph(
    targets: Targets, bounds: Bounds, seen: frozenset[str], apart: tuple[Place, ...], land: bool
) -> Graph | None:
    near = targets.near(bounds, seen.__contains__, apart, land=land, budget=BUDGET)
    return None if near.limited and targets.atlas.ready else graph(near.edges)
