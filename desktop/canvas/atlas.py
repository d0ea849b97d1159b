"""What drawing a region takes beyond its rows, made once per region and shared by every view of it."""

import threading
from dataclasses import dataclass
from functools import cached_property
from weakref import WeakKeyDictionary

import numpy as np
import shapely
from numpy.typing import NDArray

from desktop.canvas.edges import Detail, edges_of
from desktop.canvas.strips import Strips
from scenarios.geometry.borders import border_lines
from scenarios.project.region import Region

_FEW = 1_000
"""Polygons of the present use that are put into a tree at once."""


@dataclass(eq=False)
class Atlas:
    """Detail of the present use and of the municipalities, their borders as lines, the edges to snap to.

    `ready`: what snapping needs of the region is there, so that asking for it takes no time.
    """

    region: Region
    ready: bool = False

    @cached_property
    def pieces(self) -> Detail:
        """The polygons of the present use."""
        return Detail(self.region.imported.geoms)

    @cached_property
    def municipalities(self) -> Detail:
        """The polygons of the municipalities."""
        return Detail(self.region.borders, at_once=-1)

    @cached_property
    def borders(self) -> NDArray[np.object_]:
        """The municipal borders as lines, each once."""
        return border_lines(self.region.borders)

    @cached_property
    def boxes(self) -> NDArray[np.float64]:
        """The bounds of the backdrop's geometries."""
        return shapely.bounds(self.region.backdrop.geoms).reshape(-1, 4)

    @cached_property
    def border_strips(self) -> Strips:
        """The edges of the municipal borders."""
        return Strips.of(edges_of(self.borders))

    @cached_property
    def backdrop_strips(self) -> Strips:
        """The edges of the backdrop."""
        return Strips.of(edges_of(self.region.backdrop.geoms))

    @property
    def small(self) -> bool:
        """Whether all that snapping needs is made in less than a frame."""
        counts = (
            shapely.get_num_coordinates(g).sum() for g in (self.region.borders, self.region.backdrop.geoms)
        )
        return len(self.region.imported.geoms) < _FEW and sum(counts) < 10 * _FEW

    def prepare(self) -> None:
        """Make what snapping needs, in any thread; from then on it is `ready`."""
        if not self.ready:
            made = (self.region.imported.tree, self.border_strips, self.backdrop_strips)
            self.ready = len(made) > 0


_atlases: WeakKeyDictionary[Region, Atlas] = WeakKeyDictionary()
_lock = threading.Lock()


def atlas_of(region: Region) -> Atlas:
    """The atlas of a region, for any thread."""
    with _lock:
        found = _atlases.get(region)
        if found is None:
            found = _atlases[region] = Atlas(region)
        return found
