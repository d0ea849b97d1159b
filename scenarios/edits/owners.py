"""Who carries or collects an item of burden and benefit: without an owner nobody settles it (S48)."""

from scenarios.edits.common import require_variant
from scenarios.edits.values import checked
from scenarios.project.change import Change, delete, insert, update, updates
from scenarios.project.model import ItemOwner, new_key
from scenarios.project.snapshot import Snapshot


def set_owner(snapshot: Snapshot, item: str, municipality: str, owner: str) -> list[Change]:
    """Name the owner of an item in a municipality (empty: in all of them); an empty name takes it away.

    Raises Refused in the present and for a name that is too long.
    """
    require_variant(snapshot)
    name = checked(snapshot, "item_owner", owner=owner)["owner"]
    rows = [
        row for row in snapshot.item_owners.values() if (row.item, row.municipality) == (item, municipality)
    ]
    if not name:
        return [delete(row) for row in rows]
    if rows:
        return updates(*(update(row, owner=name) for row in rows))
    key = new_key()
    return [insert(ItemOwner(key, key, snapshot.variant, item, municipality, name))]
