"""What the matrix shows: between uses out of the ledgers, between municipalities what shifts, moves and is
granted. No Qt."""

from collections.abc import Callable, Iterable, Sequence

from desktop.panels.ledger.lines import Book, name_of_key, order_of_key
from desktop.panels.ledger.matrix import Cell, Exchange
from desktop.panels.ledger.words import square_metres
from desktop.widgets.figures import in_hectares
from desktop.widgets.names import use_short
from scenarios.landuse.accounts import matrix
from scenarios.landuse.exchange import Flow, granted, moved, shifts
from scenarios.landuse.ledgers import NOT_PLACED, Entry, netted, turned
from scenarios.project.snapshot import Snapshot
from scenarios.wording import mark, tr

BETWEEN = (("uses", mark("Uses")), ("municipalities", mark("Municipalities")))
"""What the matrix can be between, and its name."""

OF_USES = (("drawn", mark("Drawn")), ("planned", mark("Planned")), ("gap", mark("Gap")))
OF_MUNICIPALITIES = (
    ("drawn", mark("Drawn")),
    ("planned", mark("Planned")),
    ("moves", mark("Moves")),
    ("agreements", mark("Agreements")),
)
"""What of it can be shown, and its name."""


def entries_of(book: Book, what: str, year: int) -> Sequence[Entry]:
    """The entries of a ledger as filtered; of the gap what they leave."""
    if what != "gap":
        return book.seen(what)
    return netted((*book.seen("planned"), *map(turned, book.seen("drawn"))), year)


def between_uses(snapshot: Snapshot, book: Book, what: str) -> Exchange:
    """Which use gives land to which, over all that is looked at."""
    entries = entries_of(book, what, snapshot.target_year)
    cells = matrix(entries)
    places: dict[Cell, set[str]] = {}
    for entry in entries:
        places.setdefault((entry.from_use, entry.to_use), set()).add(entry.municipality)

    def told(giver: str, taker: str) -> str:
        m2 = cells[giver, taker]
        return tr(
            "{giver} to {taker}: {hectares} ha ({m2}); number of municipalities: {count}",
            giver=name_of_key(snapshot, "use", giver),
            taker=name_of_key(snapshot, "use", taker),
            hectares=in_hectares(m2),
            m2=square_metres(m2),
            count=len(places[giver, taker]),
        )

    return Exchange(
        _sorted("use", _short, (giver for giver, _ in cells)),
        _sorted("use", _short, (taker for _, taker in cells)),
        cells,
        told,
    )


def flows_of(snapshot: Snapshot, entries: Sequence[Entry], what: str) -> tuple[Flow, ...]:
    """What goes between municipalities; `entries` are those of the drawn or planned ledger."""
    if what == "moves":
        return moved(snapshot)
    return granted(snapshot) if what == "agreements" else shifts(entries)


def between_places(snapshot: Snapshot, flows: Sequence[Flow]) -> Exchange:
    """Which municipality gives what up to which other."""
    cells: dict[Cell, int] = {}
    parts: dict[Cell, list[Flow]] = {}
    for flow in flows:
        pair = (flow.giver, flow.taker)
        cells[pair] = cells.get(pair, 0) + flow.m2
        parts.setdefault(pair, []).append(flow)

    def name(code: str) -> str:
        return name_of_key(snapshot, "municipality", code)

    def told(giver: str, taker: str) -> str:
        what = _what(snapshot, sorted(parts[giver, taker], key=lambda flow: -flow.m2))
        return tr("{giver} to {taker}: {what}", giver=name(giver), taker=name(taker), what=what)

    return Exchange(
        _sorted("municipality", name, (giver for giver, _ in cells)),
        _sorted("municipality", name, (taker for _, taker in cells)),
        cells,
        told,
    )


def _short(use: str) -> str:
    return tr("To be found") if use == NOT_PLACED else use_short(use)


def _what(snapshot: Snapshot, flows: Sequence[Flow]) -> str:
    return ", ".join(
        tr("{use} {hectares} ha", use=name_of_key(snapshot, "use", flow.use), hectares=in_hectares(flow.m2))
        if flow.use
        else tr("land, {hectares} ha", hectares=in_hectares(flow.m2))
        for flow in flows
    )


def _sorted(of: str, name: Callable[[str], str], keys: Iterable[str]) -> tuple[tuple[str, str], ...]:
    named = [(key, name(key)) for key in set(keys)]
    return tuple(sorted(named, key=lambda pair: order_of_key(of, pair[0], pair[1])))
