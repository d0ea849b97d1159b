"""The ledgers as lines to read: drawn beside planned beside the gap, in groups that unfold. No Qt."""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from desktop.widgets.names import place_name, thing_name, use_name, use_short
from scenarios.landuse.accounts import Accounts, Filter, Path, Side, accounts, kept, with_amounts
from scenarios.landuse.ledgers import NOT_PLACED, Entry, drawn, planned
from scenarios.landuse.moves import name_of
from scenarios.project.model import DRAWN
from scenarios.project.region import USE_INDEX
from scenarios.project.snapshot import Snapshot
from scenarios.wording import mark, tr

Thing = tuple[str, int]

BY = (
    ("municipality", mark("Municipality")),
    ("use", mark("Land use")),
    ("cause", mark("Cause")),
    ("year", mark("Year")),
)
"""How lines can be grouped, and its name."""

_KINDS = {
    "municipality": ("municipality", "use"),
    "use": ("use", "municipality"),
    "cause": ("cause", "municipality"),
    "year": ("year", "cause"),
}
"""What the groups are of, and their parts."""

NOTHING = Side()


class Line(NamedTuple):
    """One line: what an account, or one leg of an entry, gives and takes in m2.

    `path` places it: one key for a group, two for a part of it, three for a leg. `use` is a land use whose
    colour stands before the words, `code` the municipality and `thing` the row that it is about, if any.
    `open`: whether its parts show; None where it has none.
    """

    path: Path
    words: str
    drawn_gives: int
    drawn_takes: int
    planned_gives: int
    planned_takes: int
    use: str = ""
    code: str = ""
    thing: Thing | None = None
    open: bool | None = None

    @property
    def gap(self) -> int:
        """Planned less drawn, m2: above zero is planned and not drawn yet."""
        return (self.planned_takes - self.planned_gives) - (self.drawn_takes - self.drawn_gives)

    @property
    def depth(self) -> int:
        """How far it stands to the right: 0 for a group."""
        return max(len(self.path) - 1, 0)

    def figures(self) -> tuple[int, int, int, int, int]:
        """What the columns say, m2."""
        return self.drawn_gives, self.drawn_takes, self.planned_gives, self.planned_takes, self.gap


@dataclass(eq=False)
class Book:
    """Both ledgers of the session as they are looked at; reckons again only what changed.

    `by` is a name in BY. `turned` are the paths that were folded or unfolded by hand: groups are open at
    first, their parts folded.
    """

    by: str = "municipality"
    wanted: Filter = field(default_factory=Filter)
    turned: set[Path] = field(default_factory=set)
    drawn: tuple[Entry, ...] = ()
    planned: tuple[Entry, ...] = ()
    _kept: dict[str, tuple[object, tuple[Entry, ...], Accounts]] = field(default_factory=dict)

    def read(self, snapshot: Snapshot) -> None:
        """Take the entries of a snapshot up."""
        self.drawn, self.planned = drawn(snapshot), planned(snapshot)

    def turn(self, path: Path) -> None:
        """Fold or unfold a line."""
        self.turned ^= {path}

    def seen(self, ledger: str) -> tuple[Entry, ...]:
        """The entries of a ledger ("drawn" or "planned") that the filter keeps."""
        return kept(self.drawn if ledger == "drawn" else self.planned, self.wanted)

    def accounts(self, ledger: str) -> Accounts:
        """The accounts of a ledger as filtered and grouped."""
        state = (self.by, self.wanted)
        entries = self.drawn if ledger == "drawn" else self.planned
        before = self._kept.get(ledger)
        if before is not None and before[0] == state and before[1] == entries:
            return before[2]
        found = None
        if before is not None and before[0] == state and self.wanted == Filter():
            found = with_amounts(before[2], before[1], entries, self.by)
        if found is None:
            found = accounts(self.seen(ledger), self.by)
        self._kept[ledger] = (state, entries, found)
        return found

    def lines(self, snapshot: Snapshot) -> tuple[Line, ...]:
        """The lines that show, in order; none where nothing is drawn or planned."""
        return tuple(self._lines(snapshot))

    def total(self) -> Line:
        """All that the filter keeps: what is given equals what is taken."""
        one, other = self.accounts("drawn").sides[()], self.accounts("planned").sides[()]
        return Line((), tr("Total"), one.gives, one.takes, other.gives, other.takes)

    def _lines(self, snapshot: Snapshot) -> Iterator[Line]:
        done, wanted = self.accounts("drawn"), self.accounts("planned")
        paths = done.sides.keys() | wanted.sides.keys()
        named = _Names(snapshot)
        parts: dict[Hashable, list[Path]] = {}
        for path in paths:
            if len(path) == 2:
                parts.setdefault(path[0], []).append(path)
        of_group, of_part = _KINDS[self.by]
        for group in sorted(parts, key=lambda key: named.order(of_group, key)):
            yield self._account(named, (group,), of_group, done, wanted, shows=(group,) not in self.turned)
            if (group,) in self.turned:
                continue
            for path in sorted(parts[group], key=lambda path: named.order(of_part, path[1])):
                shows = path in self.turned
                yield self._account(named, path, of_part, done, wanted, shows=shows)
                if shows:
                    yield from self._legs(named, path, done, wanted)

    def _account(
        self, named: "_Names", path: Path, of: str, done: Accounts, wanted: Accounts, *, shows: bool
    ) -> Line:
        key = path[-1]
        one, other = done.sides.get(path, NOTHING), wanted.sides.get(path, NOTHING)
        return Line(
            path,
            named.words(of, key),
            *(one.gives, one.takes, other.gives, other.takes),
            use=str(key) if of == "use" else "",
            code=str(key) if of == "municipality" else "",
            thing=named.thing(key) if of == "cause" else None,
            open=shows,
        )

    def _legs(self, named: "_Names", path: Path, done: Accounts, wanted: Accounts) -> Iterator[Line]:
        for found in (done, wanted):
            for at, (entry, use, m2) in enumerate(found.legs.get(path, ())):
                gives, takes = max(-m2, 0), max(m2, 0)
                sides = (gives, takes, 0, 0) if found is done else (0, 0, gives, takes)
                words = _leg(named, entry, use, self.by)
                mark_ = use if self.by in ("cause", "year") else _other(entry, use)
                thing = named.thing(entry.cause)
                place = (*path, (entry.ledger, at))
                yield Line(place, words, *sides, use=mark_, code=entry.municipality, thing=thing)


def _other(entry: Entry, use: str) -> str:
    return entry.to_use if use == entry.from_use else entry.from_use


def _short(use: str) -> str:
    return tr("Land still to be found") if use == NOT_PLACED else use_short(use)


def _leg(named: "_Names", entry: Entry, use: str, by: str) -> str:
    what = _short(use)
    if by == "cause":
        return f"{what}, {entry.year}"
    if by == "year":
        return f"{named.words('municipality', entry.municipality)}: {what}"
    other = _short(_other(entry, use))
    said = tr("to {use}", use=other) if use == entry.from_use else tr("from {use}", use=other)
    cause = named.words("cause", entry.cause)
    if entry.back:
        cause = tr("{cause}, gives back", cause=cause)
    return f"{said} \u00b7 {cause} \u00b7 {entry.year}"


class _Names:
    """What keys are called and in which order they stand, asked once per key."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._known: dict[tuple[str, Hashable], str] = {}

    def words(self, of: str, key: Hashable) -> str:
        """What a key of a kind of group is called."""
        if (of, key) not in self._known:
            self._known[of, key] = name_of_key(self._snapshot, of, key)
        return self._known[of, key]

    def order(self, of: str, key: Hashable) -> tuple[int, str]:
        """What a key is sorted by."""
        return order_of_key(of, key, self.words(of, key))

    def thing(self, key: Hashable) -> Thing | None:
        """The row behind a cause, if there is one."""
        return next((place for place in _rows(key) if key in self._snapshot.rows(place[0])), None)


def _rows(key: Hashable) -> Sequence[Thing]:
    return [(table, key) for table in (*DRAWN, "move")] if isinstance(key, int) else ()


def name_of_key(snapshot: Snapshot, of: str, key: Hashable) -> str:
    """What a municipality, a use, a cause or a year is called."""
    match of:
        case "municipality":
            return tr("Not placed yet") if key == NOT_PLACED else place_name(snapshot, str(key))
        case "use":
            return tr("Land still to be found") if key == NOT_PLACED else use_name(str(key))
        case "cause":
            return cause_words(snapshot, key)
    return str(key)


def order_of_key(of: str, key: Hashable, words: str) -> tuple[int, str]:
    """What a key is sorted by: years and uses in their own order, the rest by name, nowhere last."""
    if of == "year" and isinstance(key, int):
        return key, ""
    if of == "use":
        return USE_INDEX.get(str(key), len(USE_INDEX)), ""
    return int(key == NOT_PLACED), words.casefold().removeprefix("'s-")


def cause_words(snapshot: Snapshot, cause: Hashable) -> str:
    """Why land goes from one use to another: the name of the drawn thing or move, or how it was planned."""
    if not isinstance(cause, int):
        return {
            "slider": tr("Slider"),
            "typed": tr("Typed"),
            "imported": tr("Imported"),
            "proposal": tr("Proposal"),
        }.get(str(cause), str(cause))
    if cause in snapshot.moves:
        return name_of(snapshot, snapshot.moves[cause])
    for table in DRAWN:
        row = snapshot.rows(table).get(cause)
        if row is not None:
            return thing_name(snapshot, row)
    return ""
