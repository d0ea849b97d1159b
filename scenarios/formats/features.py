"""What a reader gives: the layers of a source, and the features of one of them in RD coordinates."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from scenarios.geometry.remarks import Remark


@dataclass(frozen=True, slots=True)
class Field:
    """A column: its `kind` (text, number, date, yes-no or other) and a few distinct values as text."""

    name: str
    kind: str
    samples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LayerInfo:
    """A layer: `geometry` polygon, line, point, mixed or none; `crs` a name that pyproj knows, or empty."""

    name: str
    geometry: str
    count: int
    fields: tuple[Field, ...] = ()
    crs: str = ""


@dataclass(frozen=True, eq=False)
class Features:
    """Features in file order: `geoms` in EPSG:28992 without Z and M (None where null), `columns` one entry
    each.

    `crs` is what the coordinates were read as; remarks tell what was left out on the way.
    """

    geoms: NDArray[np.object_]
    columns: Mapping[str, NDArray[np.object_]] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()
    crs: str = ""

    def __len__(self) -> int:
        return len(self.geoms)


@dataclass(frozen=True, eq=False)
class Raw:
    """A layer as a format reader gives it: geometries in the source's own coordinates, before checks."""

    geoms: NDArray[np.object_]
    columns: Mapping[str, NDArray[np.object_]]
    crs: str
    remarks: tuple[Remark, ...] = ()


def text(value: object) -> str:
    """A field's value as text: empty for null, whole numbers without a fraction."""
    if value is None:
        return ""
    if isinstance(value, float | np.floating):
        if np.isnan(value):
            return ""
        return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(float(value))
    if isinstance(value, np.datetime64 | np.timedelta64):
        return "" if np.isnat(value) else str(value)
    if isinstance(value, bool | np.bool_):
        return "true" if value else "false"
    return str(value).strip()


def samples(values: NDArray[np.object_], most: int = 6) -> tuple[str, ...]:
    """A few distinct values of a column, in order of appearance, without nulls."""
    found: dict[str, None] = {}
    for value in values:
        said = text(value)
        if said:
            found[said] = None
        if len(found) == most:
            break
    return tuple(found)


def kind_of(values: NDArray[np.object_]) -> str:
    """The kind of a column whose format says nothing about it: number where every value is one."""
    given = [text(value) for value in values if text(value)]
    return "number" if given and all(_is_number(value) for value in given) else "text"


def _is_number(value: str) -> bool:
    return number(value) is not None


def number(value: object) -> float | None:
    """A number out of a field that may hold text (12, 1.5, 1,5 or 1.234,5); None where it is none."""
    said = text(value).replace(" ", "").replace("\u00a0", "")
    if "," in said:
        said = (
            said.replace(".", "").replace(",", ".")
            if said.rfind(",") > said.rfind(".")
            else said.replace(",", "")
        )
    try:
        found = float(said)
    except ValueError:
        return None
    return found if np.isfinite(found) else None
