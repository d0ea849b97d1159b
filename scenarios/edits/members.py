"""Who takes part in a site, private or public: a cluster is more than a polygon."""

from typing import Any

from scenarios.edits.common import require_variant, row_of
from scenarios.edits.values import set_values
from scenarios.errors import Refused
from scenarios.project.change import Change, delete, insert
from scenarios.project.model import Member, new_key
from scenarios.project.snapshot import Snapshot
from scenarios.wording import tr


def add(snapshot: Snapshot, site: int, name: str, kind: str = "private", **columns: Any) -> list[Change]:
    """Add a member (`private` or `public`) to a site, other columns of Member by name.

    Raises Refused in the present, without a name, and for a name that the site has already.
    """
    require_variant(snapshot)
    row_of(snapshot, "site", site)
    key = new_key()
    row = Member(key, key, snapshot.variant, site)
    placed = snapshot.with_changes([insert(row)])
    changes = change(placed, key, name=name, kind=kind, **columns)
    made = placed.with_changes(changes).members[key]
    return [insert(made)]


def change(snapshot: Snapshot, key: int, **columns: Any) -> list[Change]:
    """Give a member another name, kind, role or note; raises Refused for what cannot be."""
    row: Member = row_of(snapshot, "member", key)
    found = set_values(snapshot, "member", key, **columns)
    name = found[0].new.get("name", row.name) if found and found[0].new else row.name
    if not name:
        raise Refused(tr("A member has a name: type it."))
    if any(m.name == name and m.site == row.site and m.key != key for m in snapshot.members.values()):
        raise Refused(tr("{name} takes part in this site already.", name=name))
    return found


def remove(snapshot: Snapshot, key: int) -> list[Change]:
    """Take a member out of its site."""
    return [delete(row_of(snapshot, "member", key))]
