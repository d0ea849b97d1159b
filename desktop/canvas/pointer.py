"""Where the pointer counts: snapped to what is there, kept to what is typed, traced along edges."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt

from desktop import work
from desktop.canvas.atlas import Atlas, atlas_of
from desktop.canvas.camera import Bounds
from desktop.canvas.layers import TABLES
from desktop.canvas.snapping import Snap, Wish, nearest_edge, snap, wish
from desktop.canvas.style import limit
from desktop.canvas.targets import Targets
from desktop.canvas.tracer import Tracer
from desktop.tools.event import Event, Point, Preview
from desktop.tools.guide import Edge, Locks, determined, guided
from scenarios.project.snapshot import Snapshot

if TYPE_CHECKING:
    from desktop.canvas.view import MapView

_TRACED = frozenset({"vertex", "edge"})


class Pointer:
    """The pointer of one view. `pixel`: where it was last (None: not yet); `snap`: where that snaps to;
    `locks`: what is typed; `trace`: the places along edges from the last click to here; `limited`: too much
    lies here to snap to all of it, or to trace it."""

    def __init__(self, view: "MapView") -> None:
        self.view = view
        self.pixel: QPointF | None = None
        self.held = Qt.KeyboardModifier.NoModifier
        self.snap: Snap | None = None
        self.locks = Locks()
        self.trace: tuple[Point, ...] = ()
        self.limited = False
        self._tracer = Tracer()
        self._targets: Targets | None = None
        self._of: Snapshot | None = None

    def event(self, kind: str, button: str, preview: Preview) -> Event | None:
        """What the hand did where the pointer is; None where it was nowhere yet."""
        if self.pixel is None:
            return None
        x, y = self.view.sight.to_map(self.pixel.x(), self.pixel.y())
        self.snap = self._snapped(x, y, preview)
        place, edge = (x, y), None
        if self.snap is not None:
            place, edge = (self.snap.x, self.snap.y), self.snap.edge
        place = guided(place, preview.base, self.locks, edge)
        self.trace = self._traced(place, preview)
        if determined(preview.base, self.locks):
            self.snap = None
        return Event(
            kind,
            *place,
            pixel=self.view.camera.metres_per_pixel,
            button=button,
            shift=bool(self.held & Qt.KeyboardModifier.ShiftModifier),
            alt=bool(self.held & Qt.KeyboardModifier.AltModifier),
            raw=place if self.locks else (x, y),
            snapped=self.snap.kind if self.snap else "",
            trace=self.trace,
        )

    def edge(self, preview: Preview) -> Edge | None:
        """The edge under the pointer, whatever is snapped to."""
        targets = self._known()
        if self.pixel is None or targets is None:
            return None
        x, y = self.view.sight.to_map(self.pixel.x(), self.pixel.y())
        reach = self._reach(wish(self.view.session.options))
        near = targets.near(_box(x, y, reach), self.view.seen, preview.apart, land=self._land)
        found = nearest_edge(x, y, reach, near.edges)
        return found.edge if found is not None else None

    def forget(self) -> None:
        """The pointer left the map."""
        self.pixel, self.snap, self.trace = None, None, ()

    def grid(self, preview: Preview) -> float:
        """The metres of the grid that is snapped to; 0 where none is."""
        wanted = wish(self.view.session.options)
        return wanted.grid if preview.snaps and wanted.on and "grid" in wanted.kinds else 0.0

    def _snapped(self, x: float, y: float, preview: Preview) -> Snap | None:
        self.limited = False
        wanted, targets = wish(self.view.session.options), self._known()
        tracing = wanted.trace and preview.traces
        if targets is None or self._loose or not preview.snaps or not (wanted.on or tracing):
            return None
        reach = self._reach(wanted)
        near = targets.near(_box(x, y, reach), self.view.seen, preview.apart, land=self._land)
        self.limited = near.limited
        # What is traced begins and ends on an edge, whatever else is snapped to.
        kinds = (wanted.kinds if wanted.on else frozenset()) | (_TRACED if tracing else frozenset())
        return snap(x, y, reach, kinds, near, wanted.grid)

    def _traced(self, place: Point, preview: Preview) -> tuple[Point, ...]:
        targets = self._known()
        tracing = preview.traces and wish(self.view.session.options).trace
        if targets is None or not tracing or self._loose or self.locks:
            return ()
        seen = [table for table in TABLES if self.view.seen(table)]
        self._tracer.ready(targets, self.view.sight.bounds, seen, preview.apart, self._land)
        self.limited = self.limited or self._tracer.limited
        return self._tracer.between(preview.base[-1], place) if preview.base else ()

    @property
    def _loose(self) -> bool:
        return bool(self.held & Qt.KeyboardModifier.ControlModifier)

    def _reach(self, wanted: Wish) -> float:
        return wanted.pixels * self.view.camera.metres_per_pixel

    @property
    def _land(self) -> bool:
        """Whether the outlines of the present land use can be seen."""
        return self.view.sight.denominator <= limit("present_outline")

    def _known(self) -> Targets | None:
        """The targets of what is committed: what is being drawn is no target of itself."""
        if self.view.snapshot() is None:
            return None
        committed = self.view.session.committed()
        if self._targets is None or committed is not self._of:
            atlas = atlas_of(committed.region)
            self._of, self._targets = committed, Targets(committed, atlas)
            _prepare(atlas)
        return self._targets


def _prepare(atlas: Atlas) -> None:
    if atlas.ready:
        return
    if atlas.small:
        atlas.prepare()
    else:
        work.run("snapping", work.plain(atlas.prepare))


def _box(x: float, y: float, reach: float) -> Bounds:
    return (x - reach, y - reach, x + reach, y + reach)
