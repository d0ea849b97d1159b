"""The ledgers as typed tables: every entry of drawn, planned and the gap; and the accounts they lead to."""

from collections.abc import Sequence

from scenarios.formats.sheet import Field, Sheet, Value
from scenarios.landuse.accounts import Side
from scenarios.landuse.accounts import accounts as grouped
from scenarios.landuse.catalogue import USES
from scenarios.landuse.ledgers import DRAWN, GAP, NOT_PLACED, PLANNED, Entry, drawn, gap, planned
from scenarios.project.snapshot import Snapshot
from scenarios.reports.columns import M2, place_fields, variant_fields
from scenarios.reports.naming import cause_name, municipality_names
from scenarios.wording import tr


def ledgers(snapshots: Sequence[Snapshot]) -> Sheet:
    """One row per entry of the ledgers: in which year which municipality gives what to which use, and why.

    `m2` is above zero and goes from one use to the other; the rows of `gap` are planned less drawn.
    """
    fields = (
        *variant_fields(),
        Field("ledger", tr("Ledger"), width=12),
        Field("entry_year", tr("Year of the entry"), width=10),
        *place_fields(),
        Field("from", tr("From"), width=8),
        Field("from_name", tr("From use"), width=26),
        Field("to", tr("To"), width=8),
        Field("to_name", tr("To use"), width=26),
        Field("m2", tr("Area"), M2, 0, 14),
        Field("cause", tr("Cause"), width=22),
        Field("cause_name", tr("Because of"), width=32),
        Field("back", tr("Given back"), width=12),
    )
    rows: list[tuple[Value, ...]] = []
    for snapshot in snapshots:
        names = municipality_names(snapshot)
        for entry in (*drawn(snapshot), *planned(snapshot), *gap(snapshot)):
            rows.append(_row(snapshot, names, entry))
    note = tr("Every row is a pair: what one use gives another takes. Each ledger sums to 0 m2.")
    return Sheet("ledger", tr("Ledger"), fields, tuple(rows), (note,))


def accounts(snapshots: Sequence[Snapshot]) -> Sheet:
    """One row per municipality and use that gives or takes: drawn beside planned beside the gap, whole m2.

    The last row of a variant sums all: what is given equals what is taken.
    """
    fields = (
        *variant_fields(),
        *place_fields(),
        Field("use", tr("Use"), width=8),
        Field("use_name", tr("Land use"), width=28),
        Field("drawn_gives_m2", tr("Drawn: gives"), M2, 0, 16),
        Field("drawn_takes_m2", tr("Drawn: takes"), M2, 0, 16),
        Field("planned_gives_m2", tr("Planned: gives"), M2, 0, 16),
        Field("planned_takes_m2", tr("Planned: takes"), M2, 0, 16),
        Field("gap_m2", tr("Planned, not drawn"), M2, 0, 16),
    )
    rows: list[tuple[Value, ...]] = []
    for snapshot in snapshots:
        names = municipality_names(snapshot)
        done = grouped(drawn(snapshot), "municipality").sides
        wanted = grouped(planned(snapshot), "municipality").sides
        paths = sorted(
            (p for p in done.keys() | wanted.keys() if len(p) == 2), key=lambda p: tuple(map(str, p))
        )
        for path in (*paths, ()):
            code, use = map(str, path) if path else (tr("total"), "")
            one, other = done.get(path, Side()), wanted.get(path, Side())
            rows.append(
                (
                    snapshot.name,
                    snapshot.year,
                    code,
                    _place(names, code) if path else "",
                    use,
                    _use(use) if path else "",
                    *(one.gives, one.takes, other.gives, other.takes, other.net - one.net),
                )
            )
    return Sheet("accounts", tr("Accounts"), fields, tuple(rows))


def _row(snapshot: Snapshot, names: dict[str, str], entry: Entry) -> tuple[Value, ...]:
    ledger = {DRAWN: tr("drawn"), PLANNED: tr("planned"), GAP: tr("gap")}[entry.ledger]
    return (
        snapshot.name,
        snapshot.year,
        ledger,
        entry.year,
        entry.municipality,
        _place(names, entry.municipality),
        entry.from_use,
        _use(entry.from_use),
        entry.to_use,
        _use(entry.to_use),
        entry.m2,
        str(entry.cause),
        cause_name(snapshot, entry.cause),
        tr("yes") if entry.back else tr("no"),
    )


def _place(names: dict[str, str], code: str) -> str:
    return tr("not placed yet") if code == NOT_PLACED else names.get(code, code)


def _use(code: str) -> str:
    return tr("land still to be found") if code == NOT_PLACED else USES[code].name
