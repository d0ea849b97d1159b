"""A layer of shapes with columns, ready to be written; the one road to GDAL's writers."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

RD = "EPSG:28992"


@dataclass(frozen=True, slots=True)
class VectorLayer:
    """Shapes in EPSG:28992 with columns of the same length; a value of None is an empty cell.

    `columns` hold text, whole numbers or decimals, one kind per column; `kind` is OGC's geometry type.
    """

    name: str
    kind: str
    geoms: NDArray[np.object_]
    columns: dict[str, list[Any]]

    def renamed(self, names: dict[str, str]) -> "VectorLayer":
        """The layer with other column names."""
        columns = {names.get(name, name): values for name, values in self.columns.items()}
        return VectorLayer(self.name, self.kind, self.geoms, columns)

    def with_text(self, *names: str) -> "VectorLayer":
        """The layer with the values of some columns as text."""
        columns = {
            name: [None if v is None else str(v) for v in values] if name in names else values
            for name, values in self.columns.items()
        }
        return VectorLayer(self.name, self.kind, self.geoms, columns)


def write(path: Path, layer: VectorLayer, driver: str, **options: str) -> None:
    """Write a layer with a GDAL driver, to a new file or as a further layer of one that is there."""
    import pyogrio.raw

    arrays = [_array(values) for values in layer.columns.values()]
    pyogrio.raw.write(
        str(path),
        shapely.to_wkb(layer.geoms),
        [values for values, _ in arrays],
        list(layer.columns),
        field_mask=[empty for _, empty in arrays],
        layer=layer.name,
        driver=driver,
        geometry_type=layer.kind,
        crs=RD,
        promote_to_multi=layer.kind.startswith("Multi"),
        layer_options=options or None,
    )


def _array(values: list[Any]) -> tuple[NDArray[Any], NDArray[np.bool_] | None]:
    """Values as GDAL takes them, and which are empty (texts say it themselves)."""
    known = [value for value in values if value is not None]
    if any(isinstance(value, str) for value in known) or not known:
        return np.array([None if value is None else str(value) for value in values], dtype=object), None
    empty = np.array([value is None for value in values])
    kind = np.int64 if all(isinstance(value, int) for value in known) else np.float64
    return np.array([0 if value is None else value for value in values], dtype=kind), empty
