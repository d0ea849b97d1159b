"""What goes from one plot to another: material, energy or services that companies exchange."""

from typing import Any

from scenarios.edits.common import require_variant, row_of
from scenarios.edits.values import checked, set_values
from scenarios.errors import Refused
from scenarios.project.change import Change, delete, insert, update, updates
from scenarios.project.model import Relation, new_key
from scenarios.project.snapshot import Snapshot
from scenarios.wording import tr


def relate(
    snapshot: Snapshot, from_plot: int, to_plot: int, kind: str = "material", **columns: Any
) -> list[Change]:
    """Draw a relation (`material`, `energy` or `services`) between two plots, other columns by name.

    Raises Refused in the present, from a plot to itself, and where the same relation is there already.
    """
    require_variant(snapshot)
    for plot in (from_plot, to_plot):
        row_of(snapshot, "plot", plot)
    values = checked(snapshot, "relation", kind=kind, **columns)
    key = new_key()
    row = Relation(key, key, snapshot.variant, from_plot, to_plot, **values)
    _check(snapshot, row)
    return [insert(row)]


def change(snapshot: Snapshot, key: int, **columns: Any) -> list[Change]:
    """Give a relation another kind or other words; raises Refused for what cannot be."""
    row_of(snapshot, "relation", key)
    found = set_values(snapshot, "relation", key, **columns)
    _check(snapshot, snapshot.with_changes(found).relations[key])
    return found


def turn_round(snapshot: Snapshot, key: int) -> list[Change]:
    """Have a relation go the other way."""
    row: Relation = row_of(snapshot, "relation", key)
    found = updates(update(row, from_plot=row.to_plot, to_plot=row.from_plot))
    _check(snapshot, snapshot.with_changes(found).relations[key])
    return found


def remove(snapshot: Snapshot, key: int) -> list[Change]:
    """Take a relation away."""
    return [delete(row_of(snapshot, "relation", key))]


def _check(snapshot: Snapshot, row: Relation) -> None:
    if row.from_plot == row.to_plot:
        raise Refused(tr("A relation goes from one plot to another: choose a second plot."))
    same = (row.from_plot, row.to_plot, row.kind, row.what)
    for other in snapshot.relations.values():
        if other.key != row.key and (other.from_plot, other.to_plot, other.kind, other.what) == same:
            raise Refused(
                tr("This relation is there already: choose another kind, or say what goes over it.")
            )
