"""The region as arrays: the municipalities, the present land use and the backdrop of one project.

Read once per file and shared by every snapshot. Polygons are shapely geometries in EPSG:28992.
"""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import shapely
from numpy.typing import NDArray

from scenarios import resource
from scenarios.project.model import Municipality

USES: tuple[str, ...] = tuple(row["code"] for row in resource.table("land_uses.csv"))
"""The land-use codes in the order of land_uses.csv; arrays hold positions in this tuple."""

USE_INDEX: dict[str, int] = {code: index for index, code in enumerate(USES)}


@dataclass(frozen=True, eq=False)
class Coverage:
    """Disjoint land-use polygons, each inside one municipality; land in none of them is `OVE`.

    All arrays have one entry per polygon: `geoms` shapely polygons, `municipality` position in
    `Region.municipalities`, `use` position in `USES`, `keys` row keys.
    """

    geoms: NDArray[np.object_]
    municipality: NDArray[np.int32]
    use: NDArray[np.int32]
    keys: NDArray[np.int64]

    @cached_property
    def tree(self) -> shapely.STRtree:
        """Spatial index over `geoms`."""
        return shapely.STRtree(self.geoms)

    @cached_property
    def areas(self) -> NDArray[np.float64]:
        """Area per polygon, m2."""
        return shapely.area(self.geoms)


@dataclass(frozen=True, eq=False)
class Backdrop:
    """Reference lines, polygons and points: `geoms`, `kinds`, `names` and `sources`, one entry each."""

    geoms: NDArray[np.object_]
    kinds: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()

    @cached_property
    def tree(self) -> shapely.STRtree:
        """Spatial index over `geoms`."""
        return shapely.STRtree(self.geoms)


def _no_geometry() -> NDArray[np.object_]:
    return np.empty(0, dtype=object)


def empty_coverage() -> Coverage:
    """A coverage without polygons."""
    none = np.empty(0, dtype=np.int32)
    return Coverage(_no_geometry(), none, none, np.empty(0, dtype=np.int64))


@dataclass(frozen=True, eq=False)
class Region:
    """Municipalities in order of code, their borders (same order, a partition), the present land use.

    `stamp` changes whenever the region is replaced.
    """

    municipalities: tuple[Municipality, ...] = ()
    borders: NDArray[np.object_] = field(default_factory=_no_geometry)
    imported: Coverage = field(default_factory=empty_coverage)
    backdrop: Backdrop = field(default_factory=lambda: Backdrop(_no_geometry()))
    stamp: str = ""

    @cached_property
    def index(self) -> dict[str, int]:
        """Position of each municipality by its code."""
        return {m.code: i for i, m in enumerate(self.municipalities)}

    @cached_property
    def border_tree(self) -> shapely.STRtree:
        """Spatial index over `borders`."""
        return shapely.STRtree(self.borders)

    @cached_property
    def area_m2(self) -> NDArray[np.int64]:
        """Area per municipality in whole m2: the first of the three roundings."""
        return np.rint(shapely.area(self.borders)).astype(np.int64)

    @cached_property
    def bounds(self) -> tuple[float, float, float, float]:
        """xmin, ymin, xmax, ymax of all municipalities, m; a box round Zuid-Holland where there are none."""
        if len(self.borders) == 0:
            return (54_000.0, 410_000.0, 130_000.0, 481_000.0)
        return tuple(float(v) for v in shapely.total_bounds(self.borders))  # type: ignore[return-value]
