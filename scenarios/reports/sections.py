"""The tables of a comparison report, in hectares and words, made from the whole numbers of the balance."""

from collections.abc import Sequence
from typing import Any

from scenarios import resource, wording
from scenarios.compare.areas import Place
from scenarios.compare.indicators import IndicatorRow
from scenarios.indicators import Figure
from scenarios.landuse.balance import Posting, balance
from scenarios.landuse.catalogue import USES
from scenarios.landuse.programme import programme_ledger
from scenarios.landuse.sites import all_findings, site_facts
from scenarios.project.snapshot import Snapshot
from scenarios.reports.amounts import amount_of, difference_of, in_hectares
from scenarios.reports.content import Amount, Block, Cell, Column, Heading, Paragraph, Row, Table, body
from scenarios.reports.naming import certainty, municipality_names, site_kind, site_name, title_of, unit
from scenarios.wording import tr

HA = "ha"
MOST_CHANGES = 4
"""At most this many changes of use are told per place; the rest is summed."""
LISTED = 40
"""At most this many rows of a summary; the rest is said in one line and stands in the workbook."""


def indicator_table(
    snapshots: Sequence[Snapshot], reference: int, rows: Sequence[IndicatorRow], caption: str
) -> Table:
    """Indicators with unit, per variant the value with its range and the difference, and the certainty."""
    columns = [Column(tr("Indicator"), wide=True), Column(tr("Unit"))]
    for number, snapshot in enumerate(snapshots):
        columns.append(Column(title_of(snapshot), numeric=True))
        if number != reference:
            columns.append(Column(tr("Difference"), numeric=True))
    columns.append(Column(tr("Certainty")))
    lines: list[Row] = []
    group = ""
    for row in rows:
        about = row.about
        if about.group != group:
            group = about.group
            lines.append(Row((group,), "group"))
        cells: list[Cell] = [about.name, unit(about.unit)]
        for number, figure in enumerate(row.figures):
            cells.append(amount_of(figure) if figure else None)
            if number != reference:
                cells.append(difference_of(row, number))
        lines.append(Row((*cells, certainty(row.certainty))))
    return Table(caption, tuple(columns), tuple(lines))


def place_table(snapshot: Snapshot, found: Sequence[Place]) -> Table:
    """The places of a difference map by number: where, how much, from what to what."""
    names = municipality_names(snapshot)
    columns = (
        Column(tr("No.")),
        Column(tr("Municipality")),
        Column(tr("Area"), HA, numeric=True),
        Column(tr("From"), wide=True),
        Column(tr("To"), wide=True),
        Column(tr("Of which"), HA, numeric=True),
    )
    lines: list[Row] = []
    for number, place in enumerate(found[:LISTED], start=1):
        lead: tuple[Cell, ...] = (str(number), names.get(place.municipality, ""), in_hectares(place.m2))
        for change in place.changes[:MOST_CHANGES]:
            uses = (USES[change.from_use].name, USES[change.to_use].name, in_hectares(change.m2))
            lines.append(Row((*lead, *uses)))
            lead = ("", "", None)
        smaller = place.changes[MOST_CHANGES:]
        if smaller:
            said = tr("{count} smaller changes", count=len(smaller))
            lines.append(Row((*lead, said, "", in_hectares(sum(change.m2 for change in smaller)))))
    note = _rest(len(found))
    return Table(tr("The numbered places, the largest first"), columns, tuple(lines), note)


def _rest(count: int) -> str:
    return tr("And {count} more; the workbook lists all.", count=count - LISTED) if count > LISTED else ""


def site_table(snapshots: Sequence[Snapshot]) -> Table:
    """All sites by variant: kind, municipality, area, what can be issued, years."""
    columns = (
        Column(tr("Site"), wide=True),
        Column(tr("Kind")),
        Column(tr("Municipality"), wide=True),
        Column(tr("Area"), HA, numeric=True),
        Column(tr("Can be issued"), HA, numeric=True),
        Column(tr("From year")),
        Column(tr("Until year")),
    )
    lines: list[Row] = []
    for snapshot in snapshots:
        names = municipality_names(snapshot)
        facts = site_facts(snapshot)
        if facts and len(snapshots) > 1:
            lines.append(Row((title_of(snapshot),), "group"))
        for site in sorted(facts, key=lambda f: (f.kind, -f.area_m2)):
            row = snapshot.sites[site.key]
            shares = sorted(site.municipalities.items(), key=lambda pair: -pair[1])
            where = ", ".join(
                names[code] if len(shares) == 1 else f"{names[code]} {wording.hectares(m2)}"
                for code, m2 in shares
            )
            lines.append(
                Row(
                    (
                        _marked(site_name(row), row.fictitious),
                        site_kind(site.kind),
                        where,
                        in_hectares(site.area_m2),
                        in_hectares(site.net_m2),
                        str(row.start_year or snapshot.base_year),
                        str(row.end_year or ""),
                    )
                )
            )
    return Table(tr("Drawn clusters and hubs"), columns, tuple(lines))


def _marked(name: str, fictitious: int) -> str:
    return tr("{name} (fictitious)", name=name) if fictitious else name


def findings(snapshot: Snapshot) -> tuple[str, ...]:
    """What is to be looked at, each in a sentence: per site, then of the variant."""
    return tuple(
        f"{site_name(snapshot.sites[finding.site])}: {finding.text}" if finding.site else finding.text
        for finding in all_findings(snapshot)
    )


def balance_table(snapshot: Snapshot) -> Table:
    """What each municipality has of each use, and in total."""
    caption = tr("{variant} in {year}: land per municipality", variant=title_of(snapshot), year=snapshot.year)
    return _per_municipality(snapshot, balance(snapshot).now_m2, caption, signed=False)


def balance_difference(snapshot: Snapshot, reference: Snapshot) -> Table:
    """What each municipality has more or less of each use than in the reference; only those that differ."""
    now, before = balance(snapshot).now_m2, balance(reference).now_m2
    difference = {
        code: {use: m2 - before.get(code, {}).get(use, 0) for use, m2 in uses.items()}
        for code, uses in now.items()
    }
    differing = {code: uses for code, uses in difference.items() if any(uses.values())}
    caption = tr(
        "{variant} in {year}: difference from {reference}",
        variant=title_of(snapshot),
        year=snapshot.year,
        reference=title_of(reference),
    )
    return _per_municipality(snapshot, differing, caption, signed=True)


def _per_municipality(
    snapshot: Snapshot, m2: dict[str, dict[str, int]], caption: str, *, signed: bool
) -> Table:
    names = municipality_names(snapshot)
    used = [code for code in USES if any(row[code] for row in m2.values())]
    columns = (
        Column(tr("Municipality")),
        *(Column(_short(code), HA, numeric=True) for code in used),
        Column(tr("Total"), HA, numeric=True),
    )
    lines = [Row(_balance_cells(names[code], uses, used, signed)) for code, uses in m2.items()]
    total = {use: sum(row[use] for row in m2.values()) for use in used}
    if len(lines) > 1:
        lines.append(Row(_balance_cells(tr("Total"), total, used, signed), "total"))
    note = "" if lines else tr("Nothing differs.")
    return Table(caption, columns, tuple(lines), note, wide=len(used) > 6)


def _balance_cells(name: str, uses: dict[str, int], used: Sequence[str], signed: bool) -> tuple[Cell, ...]:
    cells = [in_hectares(uses[use], signed=signed) if uses[use] or not signed else None for use in used]
    return (name, *cells, in_hectares(sum(uses[use] for use in used), signed=signed))


def _short(code: str) -> str:
    """The short name of a use, for a narrow column."""
    row = next(row for row in resource.table("land_uses.csv") if row["code"] == code)
    return row["short_nl"] if wording.language() == "nl" else row["short_en"]


def ledger_tables(snapshot: Snapshot) -> list[Block]:
    """Both ledgers of a variant summed by municipality and use: what is drawn, and what is planned."""
    blocks: list[Block] = [Heading(tr("{variant}: what gives way to what", variant=title_of(snapshot)), 2)]
    drawn = _ledger(snapshot, balance(snapshot).ledger, tr("Drawn: present land that gets another use"))
    planned = _ledger(snapshot, programme_ledger(snapshot), tr("Planned: the programme by the target year"))
    found = [table for table in (drawn, planned) if table]
    return blocks + (list(found) or [Paragraph(tr("Nothing is drawn or planned."))])


def _ledger(snapshot: Snapshot, postings: Sequence[Posting], caption: str) -> Table | None:
    if not postings:
        return None
    import pandas as pd

    frame = pd.DataFrame([(p.municipality, p.from_use, p.to_use, p.m2) for p in postings])
    frame.columns = ["municipality", "from", "to", "m2"]
    summed = pd.DataFrame(frame.groupby(["municipality", "from", "to"], as_index=False)["m2"].sum())
    summed = summed.sort_values(by=["m2", "municipality", "from", "to"], ascending=[False, True, True, True])
    names = municipality_names(snapshot)
    columns = (
        Column(tr("Municipality"), wide=True),
        Column(tr("From"), wide=True),
        Column(tr("To"), wide=True),
        Column(tr("Area"), HA, numeric=True),
    )
    rows: list[tuple[Any, ...]] = [
        (names[row["municipality"]], USES[row["from"]].name, USES[row["to"]].name, in_hectares(row["m2"]))
        for row in summed.head(LISTED).to_dict("records")
    ]
    total = Row((tr("Total"), "", "", in_hectares(int(summed["m2"].sum()))), "total")
    return Table(caption, columns, (*body(rows), total), _rest(len(summed)))


def formula_table(figures: Sequence[Figure]) -> Table:
    """How each indicator is reckoned, said once where several share it."""
    by_formula: dict[str, list[str]] = {}
    for figure in figures:
        by_formula.setdefault(figure.formula, []).append(figure.name)
    columns = (Column(tr("Indicator"), wide=True), Column(tr("Formula in words"), wide=True))
    rows = [(", ".join(_few(names)), formula) for formula, names in by_formula.items()]
    return Table(tr("Indicators and their formulas"), columns, body(rows))


def _few(names: list[str]) -> list[str]:
    return names if len(names) <= 3 else [*names[:2], tr("and {count} more", count=len(names) - 2)]


def assumption_table(snapshot: Snapshot) -> Table:
    """The project's assumptions, with those that were changed marked."""
    own = {row.name: row for row in snapshot.rows("setting").values()}
    columns = (
        Column(tr("Assumption"), wide=True),
        Column(tr("Value"), numeric=True),
        Column(tr("Unit")),
        Column(tr("Source"), wide=True),
    )
    rows = []
    for name, entry in resource.toml("settings.toml").items():
        if entry["kind"] == "text":
            continue
        value = snapshot.settings[name]
        changed = name in own and value != entry["value"]
        source = tr("changed in this project") if changed else str(entry.get("source", ""))
        named = entry["name_nl"] if wording.language() == "nl" else entry["name_en"]
        rows.append((named, _setting(value, str(entry["kind"])), unit(str(entry.get("unit", ""))), source))
    return Table(tr("Assumptions"), columns, body(rows))


def _setting(value: Any, kind: str) -> Cell:
    if kind in ("decimal", "integer") and isinstance(value, int | float):
        return Amount(value, 0 if float(value).is_integer() else 1)
    return {"quiet": tr("quiet"), "mixed": tr("mixed")}.get(str(value), str(value))
