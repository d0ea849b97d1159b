"""A hand without a window: plays events into a tool and remembers what came of them."""

from typing import Any

from desktop.tools.event import Context, Event, Gesture, Outcome, Place, Preview
from scenarios.project.snapshot import Snapshot
from tests.makers import ORIGIN


class Hand:
    """Places are metres from the test origin; a pixel is a metre, unless told otherwise."""

    def __init__(
        self,
        tool: Any,
        snapshot: Snapshot,
        *,
        selection: tuple[Place, ...] = (),
        options: dict[str, str] | None = None,
        editing: bool = True,
        pixel: float = 1.0,
    ) -> None:
        self.snapshot, self.selection, self.pixel = snapshot, selection, pixel
        self.options = options or {}
        self.outcome: Outcome | None = None
        context = Context(
            snapshot=lambda: self.snapshot,
            selection=lambda: self.selection,
            options=self.options,
            editing=lambda: editing,
        )
        self.gesture: Gesture = tool(context)
        self.preview: Preview = next(self.gesture)

    @property
    def done(self) -> Outcome:
        """What came of the gesture."""
        assert self.outcome is not None, "the gesture is not over"
        return self.outcome

    def send(self, event: Event) -> "Hand":
        """Play one event; a selection that the tool asks for is granted."""
        assert self.outcome is None, "the gesture is over"
        try:
            self.preview = self.gesture.send(event)
        except StopIteration as end:
            self.outcome = end.value
            return self
        if self.preview.selection is not None and self.preview.selection != self.selection:
            self.selection = self.preview.selection
            self.send(Event("again"))
        return self

    def _at(self, kind: str, x: float, y: float, button: str = "", **more: Any) -> "Hand":
        place = (ORIGIN[0] + x, ORIGIN[1] + y)
        return self.send(Event(kind, *place, pixel=self.pixel, button=button, raw=place, **more))

    def move(self, x: float, y: float, **more: Any) -> "Hand":
        """Move the pointer."""
        return self._at("move", x, y, **more)

    def press(self, x: float, y: float, button: str = "left", **more: Any) -> "Hand":
        """Press a button."""
        return self._at("press", x, y, button, **more)

    def release(self, x: float, y: float) -> "Hand":
        """Let the left button go."""
        return self._at("release", x, y, "left")

    def click(self, *places: tuple[float, float], **more: Any) -> "Hand":
        """Click at places, one after another."""
        for x, y in places:
            self.move(x, y, **more)
            self.press(x, y, **more)
            if self.outcome is None:
                self.release(x, y)
        return self

    def drag(self, start: tuple[float, float], end: tuple[float, float], **more: Any) -> "Hand":
        """Press, move in two steps and let go."""
        self.move(*start)
        self.press(*start, **more)
        self.move((start[0] + end[0]) / 2, (start[1] + end[1]) / 2, **more)
        self.move(*end, **more)
        return self.release(*end)

    def key(self, name: str) -> "Hand":
        """Press a key by its meaning."""
        return self.send(Event("key", key=name))
