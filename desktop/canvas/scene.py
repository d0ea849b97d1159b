"""All that a drawer needs, frozen, so that it can paint in a worker thread while the window goes on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from desktop.canvas.atlas import Atlas, atlas_of
from desktop.canvas.camera import Sight
from desktop.canvas.style import Style
from desktop.session import Layer, layer_of
from scenarios.project.snapshot import Snapshot


@dataclass(frozen=True, eq=False)
class Scene:
    """One picture to be made: what (`snapshot`), from where (`sight`), how (`style`, `layers`) and how sharp.

    `ratio` is device pixels per device-independent pixel. `notes` collects
    the boxes of labels within one picture.
    """

    snapshot: Snapshot
    sight: Sight
    style: Style
    ratio: float = 1.0
    layers: Mapping[str, Layer] = field(default_factory=dict)
    notes: dict[str, Any] = field(default_factory=dict)

    @property
    def atlas(self) -> Atlas:
        """What drawing this region takes beyond its rows."""
        return atlas_of(self.snapshot.region)

    def layer(self, key: str) -> Layer:
        """How a layer is shown."""
        return layer_of(self.layers, key)
