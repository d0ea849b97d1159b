"""Any coordinate system to RD New (EPSG:28992), and plain words where a file names none or a wrong one.

The transformation is pyproj's best without grids (about a metre from WGS84), with the network switched off.
"""

from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from scenarios.errors import Refused
from scenarios.geometry.remarks import Remark, remark
from scenarios.geometry.repair import finite
from scenarios.geometry.shape import BOUNDS
from scenarios.wording import tr

RD = "EPSG:28992"
WGS84 = "EPSG:4326"

Shapes = NDArray[np.object_]


def known(crs: str) -> Any:
    """The coordinate system of a name (EPSG:28992, a number, WKT) in its horizontal part; raises Refused."""
    from pyproj import CRS
    from pyproj.exceptions import CRSError

    try:
        found = CRS.from_user_input(int(crs) if crs.strip().isdigit() else crs)
    except CRSError as error:
        raise Refused(
            tr("“{crs}” is no coordinate system: give its EPSG code, for instance EPSG:28992.", crs=crs[:60])
        ) from error
    if found.is_compound:
        found = found.sub_crs_list[0]
    return found


def to_rd(geoms: Shapes, crs: str, name: str) -> tuple[Shapes, tuple[Remark, ...]]:
    """Geometries in RD, null where they lie outside the Netherlands (`outside`); raises Refused where all do.

    `crs` empty is refused with a guess and the way to give one; `name` is how the file is called.
    """
    broken = ~finite(geoms)
    sound = geoms.copy()
    sound[broken] = None
    given = ~(shapely.is_missing(sound) | shapely.is_empty(sound))
    said = [remark("not-finite", geoms[broken], area=False)] if broken.any() else []
    if not given.any():
        return sound, tuple(said)
    bounds = shapely.total_bounds(sound)
    if not crs:
        raise Refused(_without(bounds, name))
    system = known(crs)
    if system.is_geographic and (np.abs(shapely.bounds(sound)[given][:, 0]) > 180).mean() > 0.5:
        raise Refused(_not_degrees(bounds, name))
    moved = sound if _is_rd(system) else _transformed(sound, system)
    stray = given & ~_inside(moved)
    if stray[given].all():
        raise Refused(_elsewhere(bounds, name, crs))
    if stray.any():
        moved[stray] = None
        said.append(Remark("outside", int(stray.sum())))
    return moved, tuple(said)


def window(bounds: tuple[float, float, float, float], crs: str) -> tuple[float, float, float, float] | None:
    """A box that holds RD bounds, in another coordinate system; None where it cannot be told."""
    if not crs:
        return None
    system = known(crs)
    if _is_rd(system):
        return bounds
    from pyproj import Transformer

    box = Transformer.from_crs(RD, system, always_xy=True).transform_bounds(*bounds, densify_pts=21)
    return tuple(float(v) for v in box) if np.isfinite(box).all() else None  # type: ignore[return-value]


def _is_rd(system: Any) -> bool:
    return system.to_epsg(min_confidence=25) == 28992


def _transformed(geoms: Shapes, system: Any) -> Shapes:
    from pyproj import Transformer, network

    network.set_network_enabled(False)  # pyright: ignore[reportPrivateImportUsage]
    change = Transformer.from_crs(system, RD, always_xy=True)
    corners = shapely.get_coordinates(geoms)
    x, y = change.transform(corners[:, 0], corners[:, 1])
    return shapely.set_coordinates(geoms.copy(), np.column_stack([x, y]))


def _inside(moved: Shapes) -> NDArray[np.bool_]:
    bounds = shapely.bounds(moved)
    xmin, ymin, xmax, ymax = BOUNDS
    with np.errstate(invalid="ignore"):
        within = (bounds[:, :2] >= (xmin, ymin)).all(axis=1) & (bounds[:, 2:] <= (xmax, ymax)).all(axis=1)
    return within & finite(moved)


def _like_rd(bounds: NDArray[np.float64]) -> bool:
    xmin, ymin, xmax, ymax = BOUNDS
    return bool(bounds[0] >= xmin and bounds[1] >= ymin and bounds[2] <= xmax and bounds[3] <= ymax)


def _without(bounds: NDArray[np.float64], name: str) -> str:
    if _like_rd(bounds):
        return tr(
            "{file} names no coordinate system and its coordinates look like RD: choose RD "
            "(--crs EPSG:28992).",
            file=name,
        )
    if (np.abs(bounds[[0, 2]]) <= 180).all() and (np.abs(bounds[[1, 3]]) <= 90).all():
        return tr(
            "{file} names no coordinate system and its coordinates look like degrees: choose degrees "
            "(--crs EPSG:4326).",
            file=name,
        )
    return tr("{file} names no coordinate system: choose it (for RD, --crs EPSG:28992).", file=name)


def _not_degrees(bounds: NDArray[np.float64], name: str) -> str:
    if _like_rd(bounds):
        return tr(
            "The coordinates of {file} look like RD but are said to be degrees: choose RD "
            "(--crs EPSG:28992).",
            file=name,
        )
    return tr(
        "The coordinates of {file} are said to be degrees but are not: choose the coordinate system (--crs).",
        file=name,
    )


def _elsewhere(bounds: NDArray[np.float64], name: str, crs: str) -> str:
    if _like_rd(bounds):
        return tr(
            "Read as {crs}, {file} lies outside the Netherlands, but its coordinates look like RD: choose RD "
            "(--crs EPSG:28992).",
            file=name,
            crs=crs[:40],
        )
    return tr(
        "Read as {crs}, {file} lies outside the Netherlands: check the file, or choose its coordinate "
        "system (--crs).",
        file=name,
        crs=crs[:40],
    )
