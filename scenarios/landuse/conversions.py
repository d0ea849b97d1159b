"""Conversions of one municipality as numbers: from which use to which, netted."""

from scenarios.project.snapshot import Snapshot

Pair = tuple[str, str]
"""From which use to which."""


def conversions_in(snapshot: Snapshot, municipality: str) -> dict[Pair, int]:
    """The conversions of one municipality in whole m2, what goes and comes back between two uses netted."""
    found: dict[Pair, int] = {}
    for row in sorted(snapshot.conversions.values(), key=lambda row: row.key):
        if row.municipality == municipality:
            convert(found, row.from_use, row.to_use, row.m2)
    return found


def convert(conversions: dict[Pair, int], source: str, target: str, m2: int) -> None:
    """Add m2 from one use to another to conversions, first cancelling what goes the other way."""
    back = min(m2, conversions.get((target, source), 0))
    for pair, change in (((target, source), -back), ((source, target), m2 - back)):
        after = conversions.get(pair, 0) + change
        if after:
            conversions[pair] = after
        else:
            conversions.pop(pair, None)
