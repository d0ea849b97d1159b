"""The land-use balance: what each municipality has of each use, in whole square metres that always add up.

Rounding happens once, in the cells of the overlay of the present with what is drawn: a municipality's area,
its present uses, then each present use split into what stays and what each drawn thing makes of it. Balance
and ledger are sums of these whole numbers.
"""

from collections.abc import Hashable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scenarios.landuse.apportion import apportion
from scenarios.landuse.present import present, under
from scenarios.landuse.stack import Part
from scenarios.landuse.visible import visible_parts
from scenarios.project.region import USE_INDEX, USES
from scenarios.project.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Posting:
    """In one municipality `m2` go from one use to another.

    `cause` is the key of the drawn thing that takes it, or says how it was planned ("slider").
    """

    municipality: str
    from_use: str
    to_use: str
    m2: int
    cause: int | str


@dataclass(frozen=True, slots=True, eq=False)
class Balance:
    """Whole m2 by municipality code (and use): area, present, now (the snapshot's year), and why they differ.

    `outside_m2` is drawn land outside the region, which no municipality has.
    """

    area_m2: dict[str, int]
    present_m2: dict[str, dict[str, int]]
    now_m2: dict[str, dict[str, int]]
    ledger: tuple[Posting, ...]
    outside_m2: int


def balance(snapshot: Snapshot) -> Balance:
    """The balance of a snapshot: the present, corrections included, with the active drawn things on top."""
    parts = visible_parts(snapshot)
    key = (_ground(snapshot), tuple((part.layer, part.token) for part in parts))
    latest: dict[Hashable, Balance] = snapshot.remember(("balances",), dict)
    found = latest.get(key)
    if found is None:
        found = _balance(snapshot, parts)
        for old in list(latest)[: -_KEPT + 1]:
            latest.pop(old, None)
        latest[key] = found
    return found


_KEPT = 16
"""A balance of 60 municipalities takes 100 kB: while dragging, only the last ones are kept."""


def present_m2(snapshot: Snapshot) -> NDArray[np.int64]:
    """The present, corrections included, in whole m2: municipalities in rows, uses in columns as in USES."""

    def make() -> NDArray[np.int64]:
        order = _by_code()
        rounded = np.zeros((len(snapshot.region.municipalities), len(USES)), dtype=np.int64)
        for row, (areas, total) in enumerate(
            zip(present(snapshot), snapshot.region.area_m2.tolist(), strict=True)
        ):
            rounded[row, order] = apportion([float(areas[use]) for use in order], total)
        return rounded

    return snapshot.remember(("present m2", _ground(snapshot)), make)


def _by_code() -> list[int]:
    return sorted(range(len(USES)), key=lambda use: USES[use])


def _ground(snapshot: Snapshot) -> Hashable:
    rows = snapshot.corrections.values()
    return (snapshot.region.stamp, tuple(sorted((row.rank, row.key, row.use, row.geom) for row in rows)))


def _balance(snapshot: Snapshot, parts: tuple[Part, ...]) -> Balance:
    region = snapshot.region
    before = present_m2(snapshot)
    moved, outside = _moved(snapshot, parts)
    after = before.copy()
    ledger = []
    ground = present(snapshot)
    for (row, source), pieces in sorted(moved.items()):
        stays = float(ground[row, source]) - sum(pieces.values())
        cells = sorted([(USES[source], 0), *pieces])
        values = [stays if cell[1] == 0 else pieces[cell] for cell in cells]
        whole = apportion(values, int(before[row, source]))
        for (target, cause), m2 in zip(cells, whole, strict=True):
            if cause and m2:
                after[row, source] -= m2
                after[row, USE_INDEX[target]] += m2
                ledger.append(Posting(region.municipalities[row].code, USES[source], target, m2, cause))
    codes = [m.code for m in region.municipalities]
    return Balance(
        dict(zip(codes, region.area_m2.tolist(), strict=True)),
        _as_dict(codes, before),
        _as_dict(codes, after),
        tuple(ledger),
        round(outside),
    )


Cell = tuple[str, int]
"""Where a piece of land goes: the use it gets, and the key of the thing that causes it."""


def _moved(
    snapshot: Snapshot, parts: tuple[Part, ...]
) -> tuple[dict[tuple[int, int], dict[Cell, float]], float]:
    """For each municipality and present use that changes: the m2 per cell; and the m2 outside the region."""
    moved: dict[tuple[int, int], dict[Cell, float]] = {}
    outside = 0.0
    for part in parts:
        cut = under(snapshot, part)
        outside += cut.outside
        target = USE_INDEX[part.layer.use]
        cell = (part.layer.use, part.layer.key)
        for row, source, m2 in zip(cut.municipality.tolist(), cut.use.tolist(), cut.m2.tolist(), strict=True):
            if source != target:
                pieces = moved.setdefault((row, source), {})
                pieces[cell] = pieces.get(cell, 0.0) + m2
    return moved, outside


def _as_dict(codes: list[str], areas: NDArray[np.int64]) -> dict[str, dict[str, int]]:
    return {code: dict(zip(USES, row, strict=True)) for code, row in zip(codes, areas.tolist(), strict=True)}
