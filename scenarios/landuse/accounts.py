"""The ledgers read: filtered, grouped into accounts with what they give and take, and as a matrix.

A filter keeps whole entries, never one side of a pair: whatever is looked at, what is given equals what is
taken.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from scenarios.landuse.ledgers import Entry

GROUPS = ("municipality", "use", "cause", "year")
"""What entries can be grouped by."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which entries count: of a municipality, with a use on either side, of a cause, of a year; None: all."""

    municipality: str | None = None
    use: str | None = None
    cause: int | str | None = None
    year: int | None = None

    def keeps(self, entry: Entry) -> bool:
        """Whether an entry counts."""
        return (
            self.municipality in (None, entry.municipality)
            and (self.use is None or self.use in (entry.from_use, entry.to_use))
            and self.cause in (None, entry.cause)
            and self.year in (None, entry.year)
        )


def kept(entries: Sequence[Entry], wanted: Filter) -> tuple[Entry, ...]:
    """The entries that a filter keeps."""
    if wanted == Filter():
        return tuple(entries)
    return tuple(entry for entry in entries if wanted.keeps(entry))


@dataclass(slots=True)
class Side:
    """What an account gives and takes in one ledger, m2, neither below zero."""

    gives: int = 0
    takes: int = 0

    @property
    def net(self) -> int:
        """What the account has more (or, below zero, less) than before."""
        return self.takes - self.gives

    def post(self, m2: int) -> None:
        """Add a leg of an entry."""
        if m2 < 0:
            self.gives -= m2
        else:
            self.takes += m2


Path = tuple[Hashable, ...]
"""Where an account stands: the keys of its group, and of its part of that group."""

_PATHS: dict[str, Callable[[Entry, str], Path]] = {
    "municipality": lambda entry, use: (entry.municipality, use),
    "use": lambda entry, use: (use, entry.municipality),
    "cause": lambda entry, _use: (entry.cause, entry.municipality),
    "year": lambda entry, _use: (entry.year, entry.cause),
}


@dataclass(frozen=True, slots=True, eq=False)
class Accounts:
    """Entries of one ledger in accounts: `sides` by path (the empty one: the total), `legs` by whole path."""

    sides: Mapping[Path, Side]
    legs: Mapping[Path, tuple[tuple[Entry, str, int], ...]]


def accounts(entries: Iterable[Entry], by: str) -> Accounts:
    """Entries grouped by one of GROUPS, and each group in its parts.

    A municipality by use, a use by municipality, a cause by municipality, a year by cause.
    """
    path_of = _PATHS[by]
    legs: dict[Path, list[tuple[Entry, str, int]]] = {}
    for entry in entries:
        for use, m2 in entry.legs:
            legs.setdefault(path_of(entry, use), []).append((entry, use, m2))
    total = Side()
    sides: dict[Path, Side] = {(): total}
    for path, listed in legs.items():
        part = sides[path] = Side()
        for _entry, _use, m2 in listed:
            part.post(m2)
        for above in (sides.setdefault(path[:1], Side()), total):
            above.gives += part.gives
            above.takes += part.takes
    return Accounts(sides, {path: tuple(listed) for path, listed in legs.items()})


def with_amounts(before: Accounts, old: Sequence[Entry], new: Sequence[Entry], by: str) -> Accounts | None:
    """The accounts of `new` out of those of `old` where only some m2 differ, as while a slider is dragged.

    None where more differs than that: then all has to be grouped again.
    """
    if len(old) != len(new):
        return None
    changed = {one: other for one, other in zip(old, new, strict=True) if one != other}
    if len(changed) * _FEW > len(new) or any(
        one._replace(m2=other.m2) != other or old.count(one) > 1 for one, other in changed.items()
    ):
        return None
    path_of = _PATHS[by]
    sides, legs = dict(before.sides), dict(before.legs)
    paths = {path_of(one, use) for one in changed for use, _ in one.legs}
    for account in {above for path in paths for above in (path, path[:1], ())}:
        sides[account] = Side(sides[account].gives, sides[account].takes)
    for path in paths:
        legs[path] = tuple(_posted(changed, leg) for leg in legs[path])
        for (_, _, was), (_, _, now) in zip(before.legs[path], legs[path], strict=True):
            for above in (path, path[:1], ()):
                sides[above].gives += max(-now, 0) - max(-was, 0)
                sides[above].takes += max(now, 0) - max(was, 0)
    return Accounts(sides, legs)


_FEW = 8
"""Where more than one in so many entries differ, grouping all again is as fast."""


def _posted(changed: Mapping[Entry, Entry], leg: tuple[Entry, str, int]) -> tuple[Entry, str, int]:
    entry, use, m2 = leg
    other = changed.get(entry)
    return leg if other is None else (other, use, -other.m2 if m2 < 0 else other.m2)


def matrix(entries: Iterable[Entry]) -> Mapping[tuple[str, str], int]:
    """What goes from which use to which, m2, over all municipalities."""
    cells: dict[tuple[str, str], int] = {}
    for entry in entries:
        pair = (entry.from_use, entry.to_use)
        cells[pair] = cells.get(pair, 0) + entry.m2
    return cells
