"""What drawing a region takes beyond its rows, made once per region and shared by every view of it."""

import threading
from dataclasses import dataclass
from functools import cached_property
from weakref import WeakKeyDictionary

import numpy as np
import shapely
from numpy.typing import NDArray

from desktop.canvas.edges import Detail, edges_of
from scenarios.geometry.borders import border_lines
from scenarios.project.region import Region


@dataclass(eq=False)
class Atlas:
    """Detail of the present use and of the municipalities, their borders as lines, the edges to snap to."""

    region: Region

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
    def border_edges(self) -> NDArray[np.float64]:
        """The edges (n, 4) of the municipal borders."""
        return edges_of(self.borders)

    @cached_property
    def backdrop_edges(self) -> NDArray[np.float64]:
        """The edges (n, 4) of the backdrop."""
        return edges_of(self.region.backdrop.geoms)


_atlases: WeakKeyDictionary[Region, Atlas] = WeakKeyDictionary()
_lock = threading.Lock()


def atlas_of(region: Region) -> Atlas:
    """The atlas of a region, for any thread."""
    with _lock:
        found = _atlases.get(region)
        if found is None:
            found = _atlases[region] = Atlas(region)
        return found
