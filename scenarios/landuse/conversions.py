"""Conversions of one municipality as numbers: from which use to which, netted."""

from collections.abc import Mapping

from scenarios.project.snapshot import Snapshot

Pair = tuple[str, str]
"""From which use to which."""


def all_conversions(snapshot: Snapshot) -> Mapping[str, Mapping[Pair, int]]:
    """The conversions by municipality in whole m2, what goes and comes back between two uses netted."""

    def make() -> dict[str, dict[Pair, int]]:
        found: dict[str, dict[Pair, int]] = {}
        for row in sorted(snapshot.conversions.values(), key=lambda row: row.key):
            convert(found.setdefault(row.municipality, {}), row.from_use, row.to_use, row.m2)
        return found

    return snapshot.once("conversions", make)


def conversions_in(snapshot: Snapshot, municipality: str) -> dict[Pair, int]:
    """The conversions of one municipality, for the caller to change."""
    return dict(all_conversions(snapshot).get(municipality, {}))


def net(conversions: Mapping[Pair, int]) -> dict[str, int]:
    """By how many m2 each use grows or (below zero) shrinks; uses that stay are left out."""
    found: dict[str, int] = {}
    for (source, target), m2 in conversions.items():
        found[source] = found.get(source, 0) - m2
        found[target] = found.get(target, 0) + m2
    return {use: m2 for use, m2 in found.items() if m2}


def convert(conversions: dict[Pair, int], source: str, target: str, m2: int) -> None:
    """Add m2 from one use to another to conversions, first cancelling what goes the other way."""
    back = min(m2, conversions.get((target, source), 0))
    for pair, change in (((target, source), -back), ((source, target), m2 - back)):
        after = conversions.get(pair, 0) + change
        if after:
            conversions[pair] = after
        else:
            conversions.pop(pair, None)
