"""Whether the moves of businesses fit: their dates, and the places where they land (S82)."""

from collections.abc import Iterator

from scenarios.landuse.checks.finding import Finding, inside
from scenarios.landuse.moves import BAD, moves
from scenarios.project.snapshot import Snapshot
from scenarios.wording import tr


def relocations(snapshot: Snapshot) -> Iterator[Finding]:
    """What does not fit about each move that counts."""
    for one in moves(snapshot):
        for light in one.lights.values():
            if light.state == BAD and not one.row.aside:
                text = tr("Relocation of {name}: {what}", name=one.name, what=light.text)
                place = inside(snapshot.geometry(one.row))
                yield Finding("relocation", text, place, "", (("move", one.row.key),))
