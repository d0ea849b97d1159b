"""Notes on the map, kept per variant: a text, an arrow with a text, or where a photograph is."""

from typing import Any

from shapely.geometry.base import BaseGeometry

from scenarios.edits.common import require_variant
from scenarios.edits.values import checked
from scenarios.errors import Refused
from scenarios.geometry.shape import clean_mark, to_wkb
from scenarios.project.change import Change, insert
from scenarios.project.model import Note, new_key
from scenarios.project.snapshot import Snapshot
from scenarios.wording import tr


def add_note(snapshot: Snapshot, shape: BaseGeometry, kind: str = "text", **columns: Any) -> list[Change]:
    """Put a note at a point (text, photo) or along a line to its point (arrow); other columns by name.

    Raises Refused in the present, for an unsound place and for values that cannot be.
    """
    require_variant(snapshot)
    values = checked(snapshot, "note", kind=kind, **columns)
    mark = clean_mark(shape)
    if (mark.geom_type == "LineString") != (values["kind"] == "arrow"):
        raise Refused(tr("An arrow is a line, another note a point: draw it again."))
    key = new_key()
    return [insert(Note(key, key, snapshot.variant, to_wkb(mark), **values))]
